/* SPDX-License-Identifier: MIT */
/* Exact decimals: arithmetic, rounding and order that are exact or say that they are not. Text is in decimal_text.c, intervals are
 * in interval.c. */
#include "core/decimal.h"

#include "core/decimal_parts.h"

static struct chiffre_decimal make_or_empty(bool negative, natural128 number, int64_t exponent)
{
    struct chiffre_decimal result = DECIMAL_EMPTY;
    (void)decimal_make(negative, number, exponent, &result);
    return result;
}

struct chiffre_decimal decimal_from(int64_t coefficient, int32_t exponent)
{
    return make_or_empty(coefficient < 0, decimal_magnitude(coefficient), exponent);
}

/* coefficient * 10^steps, or false. */
static bool scale_up(chiffre_int128 coefficient, int64_t steps, chiffre_int128 *result)
{
    if (coefficient == 0 || steps == 0) {
        *result = coefficient;
        return true;
    }
    return steps < POWERS && !__builtin_mul_overflow(coefficient, (chiffre_int128)decimal_power_of_ten((int)steps), result);
}

static struct chiffre_decimal without_zeros(struct chiffre_decimal value)
{
    int64_t exponent = value.exponent;
    natural128 number = decimal_drop_zeros(decimal_magnitude(value.coefficient), &exponent, DECIMAL_MAX_EXPONENT);
    return make_or_empty(value.coefficient < 0, number, exponent);
}

static bool add_aligned(struct chiffre_decimal a, struct chiffre_decimal b, struct chiffre_decimal *sum)
{
    int32_t exponent = a.exponent < b.exponent ? a.exponent : b.exponent;
    chiffre_int128 first, second, total;
    if (!scale_up(a.coefficient, a.exponent - exponent, &first) || !scale_up(b.coefficient, b.exponent - exponent, &second) ||
        __builtin_add_overflow(first, second, &total))
        return false;
    return decimal_make(total < 0, decimal_magnitude(total), exponent, sum) == CHIFFRE_OK;
}

enum chiffre_status decimal_add(struct chiffre_decimal a, struct chiffre_decimal b, struct chiffre_decimal *result)
{
    if (!a.known || !b.known) {
        *result = DECIMAL_EMPTY;
        return CHIFFRE_OK;
    }
    if (add_aligned(a, b, result))
        return CHIFFRE_OK;
    if (a.coefficient == 0 || b.coefficient == 0) {
        *result = a.coefficient == 0 ? b : a;
        return CHIFFRE_OK;
    }
    return add_aligned(without_zeros(a), without_zeros(b), result) ? CHIFFRE_OK : CHIFFRE_OVERFLOW;
}

enum chiffre_status decimal_subtract(struct chiffre_decimal a, struct chiffre_decimal b, struct chiffre_decimal *result)
{
    return decimal_add(a, decimal_negate(b), result);
}

/* a * b / 10^*dropped, truncated, with as few digits dropped as make it fit; *exact is false when one of them was not 0. */
static natural128 multiply_wide(natural128 a, natural128 b, int *dropped, bool *exact)
{
    natural128 product;
    *dropped = 0;
    *exact = true;
    if (!__builtin_mul_overflow(a, b, &product) && product <= COEFFICIENT_MAX)
        return product;
    uint64_t a_low = (uint64_t)a, a_high = (uint64_t)(a >> 64), b_low = (uint64_t)b, b_high = (uint64_t)(b >> 64);
    natural128 low = (natural128)a_low * b_low, left = (natural128)a_high * b_low, right = (natural128)a_low * b_high;
    natural128 middle = (low >> 64) + (uint64_t)left + (uint64_t)right;
    natural128 high = (natural128)a_high * b_high + (left >> 64) + (right >> 64) + (middle >> 64);
    uint64_t limbs[4] = {(uint64_t)low, (uint64_t)middle, (uint64_t)high, (uint64_t)(high >> 64)};
    while (limbs[3] != 0 || limbs[2] != 0 || limbs[1] >> 63 != 0) {
        uint64_t rest = 0;
        for (int i = 3; i >= 0; i--) {
            natural128 part = (natural128)rest << 64 | limbs[i];
            limbs[i] = (uint64_t)(part / 10);
            rest = (uint64_t)(part % 10);
        }
        *exact = *exact && rest == 0;
        ++*dropped;
    }
    return (natural128)limbs[1] << 64 | limbs[0];
}

enum chiffre_status decimal_multiply(struct chiffre_decimal a, struct chiffre_decimal b, struct chiffre_decimal *result)
{
    if (!a.known || !b.known) {
        *result = DECIMAL_EMPTY;
        return CHIFFRE_OK;
    }
    int dropped;
    bool exact;
    natural128 number = multiply_wide(decimal_magnitude(a.coefficient), decimal_magnitude(b.coefficient), &dropped, &exact);
    if (!exact)
        return CHIFFRE_OVERFLOW;
    return decimal_make((a.coefficient < 0) != (b.coefficient < 0), number, (int64_t)a.exponent + b.exponent + dropped, result);
}

enum chiffre_status decimal_multiply_rounded(struct chiffre_decimal a, struct chiffre_decimal b, enum decimal_rounding rounding,
                                             struct chiffre_decimal *result)
{
    if (!a.known || !b.known)
        return decimal_multiply(a, b, result);
    int dropped;
    bool exact, negative = (a.coefficient < 0) != (b.coefficient < 0);
    natural128 number = multiply_wide(decimal_magnitude(a.coefficient), decimal_magnitude(b.coefficient), &dropped, &exact);
    if (!exact && rounding == (negative ? DECIMAL_DOWN : DECIMAL_UP))
        number++; /* below 2^127 before, so 2^127 at most: decimal_make() copes or says overflow */
    return decimal_make(negative, number, (int64_t)a.exponent + b.exponent + dropped, result);
}

/* Whether a truncated magnitude goes up by one. `half` compares the dropped part with one half: -1, 0, 1. */
static bool goes_up(enum decimal_rounding rounding, bool negative, bool odd, int half, bool exact)
{
    if (exact)
        return false;
    switch (rounding) {
    case DECIMAL_HALF_EVEN:
        return half > 0 || (half == 0 && odd);
    case DECIMAL_HALF_UP:
        return half >= 0;
    case DECIMAL_DOWN:
        return negative;
    case DECIMAL_UP:
        return !negative;
    case DECIMAL_TRUNCATE:
        break;
    }
    return false;
}

/* Divides by 10^count and rounds; `sticky` says that something not 0 follows the number's last digit. */
static natural128 drop_digits(natural128 number, int64_t count, bool sticky, enum decimal_rounding rounding, bool negative)
{
    if (count >= POWERS) /* less than half of the last digit that stays: 10^39 > 2 * 2^127 */
        return goes_up(rounding, negative, false, -1, number == 0 && !sticky) ? 1 : 0;
    natural128 power = decimal_power_of_ten((int)count), quotient = number / power, rest = number % power, opposite = power - rest;
    int half = rest == 0 ? -1 : rest > opposite ? 1 : rest < opposite ? -1 : sticky ? 1 : 0;
    return quotient + goes_up(rounding, negative, (quotient & 1) != 0, half, rest == 0 && !sticky);
}

/* The next digit of rest / divisor; rest < divisor <= 2^127. Ten additions when 10 * rest may not fit. */
static unsigned next_digit(natural128 *rest, natural128 divisor)
{
    if (divisor <= COEFFICIENT_MAX / 5) {
        natural128 wide = *rest * 10;
        *rest = wide % divisor;
        return (unsigned)(wide / divisor);
    }
    natural128 sum = 0;
    unsigned digit = 0;
    for (int i = 0; i < 10; i++) {
        sum += *rest;
        if (sum >= divisor) {
            sum -= divisor;
            digit++;
        }
    }
    *rest = sum;
    return digit;
}

enum chiffre_status decimal_divide(struct chiffre_decimal a, struct chiffre_decimal b, int digits, enum decimal_rounding rounding,
                                   struct chiffre_decimal *result)
{
    if (!a.known || !b.known) {
        *result = DECIMAL_EMPTY;
        return CHIFFRE_OK;
    }
    if (b.coefficient == 0)
        return CHIFFRE_OVERFLOW;
    digits = digits < 1 ? 1 : digits > 36 ? 36 : digits;
    bool negative = (a.coefficient < 0) != (b.coefficient < 0);
    natural128 divisor = decimal_magnitude(b.coefficient), quotient = decimal_magnitude(a.coefficient) / divisor;
    natural128 rest = decimal_magnitude(a.coefficient) % divisor, enough = decimal_power_of_ten(digits - 1);
    int64_t exponent = (int64_t)a.exponent - b.exponent;
    while (quotient < enough && rest != 0) {
        quotient = quotient * 10 + next_digit(&rest, divisor);
        exponent--;
    }
    int excess = decimal_count_digits(quotient) - digits;
    if (excess > 0) {
        quotient = drop_digits(quotient, excess, rest != 0, rounding, negative);
        exponent += excess;
    } else {
        int half = rest > divisor - rest ? 1 : rest < divisor - rest ? -1 : 0;
        quotient += goes_up(rounding, negative, (quotient & 1) != 0, half, rest == 0);
    }
    return decimal_make(negative, quotient, exponent, result);
}

struct chiffre_decimal decimal_round(struct chiffre_decimal value, int32_t exponent, enum decimal_rounding rounding)
{
    if (!value.known || value.exponent >= exponent)
        return value;
    bool negative = value.coefficient < 0;
    natural128 number =
        drop_digits(decimal_magnitude(value.coefficient), (int64_t)exponent - value.exponent, false, rounding, negative);
    return make_or_empty(negative, number, exponent);
}

struct chiffre_decimal decimal_round_digits(struct chiffre_decimal value, int digits, enum decimal_rounding rounding)
{
    int excess = value.known ? decimal_count_digits(decimal_magnitude(value.coefficient)) - (digits < 1 ? 1 : digits) : 0;
    return excess > 0 ? decimal_round(value, value.exponent + excess, rounding) : value;
}

struct chiffre_decimal decimal_scale_any(struct chiffre_decimal value, int32_t power)
{
    return value.known ? make_or_empty(value.coefficient < 0, decimal_magnitude(value.coefficient), (int64_t)value.exponent + power)
                       : value;
}

/* Magnitudes, neither 0: first by the place of the leading digit, then digit for digit. */
static int compare_magnitudes(natural128 a, int64_t a_exponent, natural128 b, int64_t b_exponent)
{
    int64_t a_place = a_exponent + decimal_count_digits(a), b_place = b_exponent + decimal_count_digits(b);
    if (a_place != b_place)
        return a_place < b_place ? -1 : 1;
    if (a_exponent < b_exponent)
        return -compare_magnitudes(b, b_exponent, a, a_exponent);
    /* b has at most 39 digits, so a grows to as many: if that does not fit, it is the larger. */
    int64_t steps = a_exponent - b_exponent;
    natural128 grown = a;
    if (steps >= POWERS || __builtin_mul_overflow(a, decimal_power_of_ten((int)steps), &grown))
        return 1;
    return (grown > b) - (grown < b);
}

/* Most numbers and their distance are so small that one of the two is scaled to the other at once. */
#define SCALED_AT_ONCE 18
static bool is_small(struct chiffre_decimal value)
{
    return value.coefficient <= INT64_MAX && value.coefficient >= INT64_MIN;
}

int decimal_compare(struct chiffre_decimal a, struct chiffre_decimal b)
{
    if (!a.known || !b.known)
        return (int)a.known - (int)b.known;
    int64_t steps = (int64_t)a.exponent - b.exponent;
    if (is_small(a) && is_small(b) && steps <= SCALED_AT_ONCE && steps >= -SCALED_AT_ONCE) {
        chiffre_int128 first = steps > 0 ? a.coefficient * (chiffre_int128)decimal_power_of_ten((int)steps) : a.coefficient;
        chiffre_int128 second = steps < 0 ? b.coefficient * (chiffre_int128)decimal_power_of_ten((int)-steps) : b.coefficient;
        return (first > second) - (first < second);
    }
    int a_sign = decimal_sign(a), b_sign = decimal_sign(b);
    if (a_sign != b_sign)
        return a_sign < b_sign ? -1 : 1;
    if (a_sign == 0)
        return 0;
    if (a.exponent == b.exponent)
        return (a.coefficient > b.coefficient) - (a.coefficient < b.coefficient);
    return a_sign * compare_magnitudes(decimal_magnitude(a.coefficient), a.exponent, decimal_magnitude(b.coefficient), b.exponent);
}

int decimal_digits(struct chiffre_decimal value)
{
    if (!value.known || value.coefficient == 0)
        return 1;
    int64_t exponent = 0;
    return decimal_count_digits(decimal_drop_zeros(decimal_magnitude(value.coefficient), &exponent, INT64_MAX));
}
