/* SPDX-License-Identifier: MIT */
/* Exact decimals, coefficient * 10^exponent with a 128-bit coefficient, and closed intervals of them.
 * No wrap, no silent double: a result that does not fit says CHIFFRE_OVERFLOW and leaves *result alone. An operand that
 * is empty makes the result empty. */
#ifndef CORE_DECIMAL_H
#define CORE_DECIMAL_H

#include "chiffre.h"

#define DECIMAL_EMPTY ((struct chiffre_decimal){0, 0, false})
/* Exponents go from -DECIMAL_MAX_EXPONENT to DECIMAL_MAX_EXPONENT. The longest text: sign, 39 digits, as many zeros, point, and as
 * many digits after it. */
#define DECIMAL_MAX_EXPONENT 64
#define DECIMAL_TEXT_MAX 176

/* Digits and exponent are traded for each other where the exponent is out of range; DECIMAL_EMPTY if that is not enough. The same
 * holds for decimal_scale, decimal_round and decimal_round_digits. */
struct chiffre_decimal decimal_from(int64_t coefficient, int32_t exponent);
static inline struct chiffre_decimal decimal_whole(int64_t number)
{
    return (struct chiffre_decimal){number, 0, true};
}
/* Reads [+-]digits[.digits] (no exponent, no separators), the whole of `text`. MALFORMED or OVERFLOW. The exponent keeps the
 * written trailing zeros: "8.50" is 850 * 10^-2. */
enum chiffre_status decimal_read(struct chiffre_text text, struct chiffre_decimal *result);
/* Writes without exponent and without trailing zeros after the point ("167700000000", "8.5", "-0.01"); not NUL-terminated.
 * Returns the bytes written, 0 for an empty decimal. `out` has room for DECIMAL_TEXT_MAX. */
size_t decimal_write(struct chiffre_decimal value, char *out);
/* The same with exactly `places` digits after the point (0 to DECIMAL_MAX_EXPONENT; rounded half to even). */
size_t decimal_write_fixed(struct chiffre_decimal value, int32_t places, char *out);

/* To be added, both must fit with the smaller exponent of the two. */
enum chiffre_status decimal_add(struct chiffre_decimal a, struct chiffre_decimal b, struct chiffre_decimal *result);
enum chiffre_status decimal_subtract(struct chiffre_decimal a, struct chiffre_decimal b, struct chiffre_decimal *result);
enum chiffre_status decimal_multiply(struct chiffre_decimal a, struct chiffre_decimal b, struct chiffre_decimal *result);
/* a / b to `digits` significant digits (1..36), rounded as told. b = 0 is OVERFLOW. */
enum decimal_rounding {
    DECIMAL_HALF_EVEN,
    DECIMAL_HALF_UP,
    DECIMAL_DOWN /* to minus infinity */,
    DECIMAL_UP /* to plus infinity */,
    DECIMAL_TRUNCATE /* to zero */
};
enum chiffre_status decimal_divide(struct chiffre_decimal a, struct chiffre_decimal b, int digits, enum decimal_rounding rounding,
                                   struct chiffre_decimal *result);
/* a * b, exact if it fits, else with as many digits as fit (38 or 39), rounded DOWN or UP as told (anything else: towards zero). */
enum chiffre_status decimal_multiply_rounded(struct chiffre_decimal a, struct chiffre_decimal b, enum decimal_rounding rounding,
                                             struct chiffre_decimal *result);
/* Rounds to a multiple of 10^exponent (decimal places: exponent = -places), or to `digits` significant digits. */
struct chiffre_decimal decimal_round(struct chiffre_decimal value, int32_t exponent, enum decimal_rounding rounding);
struct chiffre_decimal decimal_round_digits(struct chiffre_decimal value, int digits, enum decimal_rounding rounding);
static inline struct chiffre_decimal decimal_negate(struct chiffre_decimal value)
{
    value.coefficient = -value.coefficient;
    return value;
}
static inline struct chiffre_decimal decimal_absolute(struct chiffre_decimal value)
{
    return value.coefficient < 0 ? decimal_negate(value) : value;
}
struct chiffre_decimal decimal_scale_any(struct chiffre_decimal value, int32_t power);
/* value * 10^power, exact */
static inline struct chiffre_decimal decimal_scale(struct chiffre_decimal value, int32_t power)
{
    if (!value.known || value.coefficient == 0 || power < -DECIMAL_MAX_EXPONENT || power > DECIMAL_MAX_EXPONENT ||
        value.exponent + power < -DECIMAL_MAX_EXPONENT || value.exponent + power > DECIMAL_MAX_EXPONENT)
        return decimal_scale_any(value, power);
    value.exponent += power;
    return value;
}
/* -1, 0, 1; exact for any pair (no overflow). An empty decimal is less than any other. */
int decimal_compare(struct chiffre_decimal a, struct chiffre_decimal b);
/* The same as decimal_compare with a whole number < 0. */
static inline bool decimal_below(struct chiffre_decimal value, int64_t number)
{
    return value.known && value.exponent == 0 ? value.coefficient < number : decimal_compare(value, decimal_whole(number)) < 0;
}
static inline int decimal_sign(struct chiffre_decimal value) /* -1, 0, 1 */
{
    return !value.known ? 0 : (value.coefficient > 0) - (value.coefficient < 0);
}
int decimal_digits(struct chiffre_decimal value); /* significant digits of the coefficient without trailing zeros; 0 has 1 */
/* Only for statistics and charts. */
double decimal_double(struct chiffre_decimal value);
/* The nearest decimal of `digits` significant digits (1 to 18); too near 0 for a decimal: 0; too large, or no number: DECIMAL_EMPTY. */
struct chiffre_decimal decimal_from_double(double value, int digits);

/* A closed interval; an end that is not `known` is infinite. */
struct interval {
    struct chiffre_decimal low, high;
};
/* The numbers that a written figure may stand for: [v - half, v + half] with half = 1/2 * 10^-decimals (XBRL Calculations 1.1);
 * CHIFFRE_NO_DECIMALS: half is 0. `about` widens by one more unit 10^-decimals; above / at_least / below / at_most make a half-line
 * that ends at v itself. With value_to, the range from the low end of the smaller to the high end of the larger. No value: everything. */
struct interval interval_of(struct chiffre_decimal value, struct chiffre_decimal value_to, int32_t decimals,
                            enum chiffre_bound bound);
bool interval_meets(struct interval a, struct interval b);
bool interval_contains(struct interval outer, struct interval inner);
/* Images, exact or rounded outwards, so that the true image is always inside. Dividing by an interval that holds 0: OVERFLOW.
 * An end too large for a decimal: OVERFLOW. */
enum chiffre_status interval_add(struct interval a, struct interval b, struct interval *result);
enum chiffre_status interval_subtract(struct interval a, struct interval b, struct interval *result);
enum chiffre_status interval_multiply(struct interval a, struct interval b, struct interval *result);
enum chiffre_status interval_divide(struct interval a, struct interval b, struct interval *result);

#endif
