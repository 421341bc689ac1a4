/* SPDX-License-Identifier: MIT */
/* Exact decimals: text <-> coefficient and exponent, arithmetic that is exact or says that it is not. Intervals are in interval.c. */
#include "core/decimal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 natural128;
#define COEFFICIENT_MAX ((natural128)(~(natural128)0 >> 1))
#define POWERS 39 /* 10^38 is the largest power of ten below 2^127 */

static natural128 power_of_ten(int exponent)
{
    static const uint64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
                                      100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000,
                                      10000000000000000, 100000000000000000, 1000000000000000000, UINT64_C(10000000000000000000)};
    return exponent < 20 ? powers[exponent] : (natural128)powers[19] * powers[exponent - 19];
}

static natural128 magnitude(chiffre_int128 coefficient)
{
    return coefficient < 0 ? -(natural128)coefficient : (natural128)coefficient;
}

static int count_digits(natural128 number)
{
    int digits = 1;
    while (digits < POWERS && number >= power_of_ten(digits))
        digits++;
    return digits;
}

/* Drops trailing zeros while the exponent is below `limit`. */
static natural128 drop_zeros(natural128 number, int64_t *exponent, int64_t limit)
{
    while (number > UINT64_MAX && *exponent < limit && number % 10 == 0) {
        number /= 10;
        ++*exponent;
    }
    if (number > UINT64_MAX)
        return number;
    uint64_t small = (uint64_t)number;
    while (small != 0 && *exponent < limit && small % 10 == 0) {
        small /= 10;
        ++*exponent;
    }
    return small;
}

/* Sign, magnitude and any exponent -> a decimal within the bounds, or CHIFFRE_OVERFLOW. */
static enum chiffre_status make(bool negative, natural128 number, int64_t exponent, struct chiffre_decimal *result)
{
    if (number > COEFFICIENT_MAX)
        number = drop_zeros(number, &exponent, INT64_MAX);
    if (number == 0)
        exponent = exponent < -DECIMAL_MAX_EXPONENT ? -DECIMAL_MAX_EXPONENT : exponent > 0 ? 0 : exponent;
    if (exponent < -DECIMAL_MAX_EXPONENT)
        number = drop_zeros(number, &exponent, -DECIMAL_MAX_EXPONENT);
    while (exponent > DECIMAL_MAX_EXPONENT && number <= COEFFICIENT_MAX / 10) {
        number *= 10;
        exponent--;
    }
    if (number > COEFFICIENT_MAX || exponent < -DECIMAL_MAX_EXPONENT || exponent > DECIMAL_MAX_EXPONENT)
        return CHIFFRE_OVERFLOW;
    chiffre_int128 coefficient = (chiffre_int128)number;
    *result = (struct chiffre_decimal){negative ? -coefficient : coefficient, (int32_t)exponent, true};
    return CHIFFRE_OK;
}

static struct chiffre_decimal make_or_empty(bool negative, natural128 number, int64_t exponent)
{
    struct chiffre_decimal result = DECIMAL_EMPTY;
    (void)make(negative, number, exponent, &result);
    return result;
}

struct chiffre_decimal decimal_from(int64_t coefficient, int32_t exponent)
{
    return make_or_empty(coefficient < 0, magnitude(coefficient), exponent);
}

enum chiffre_status decimal_read(struct chiffre_text text, struct chiffre_decimal *result)
{
    size_t at = text.length > 0 && (text.data[0] == '-' || text.data[0] == '+') ? 1 : 0;
    bool negative = at == 1 && text.data[0] == '-', point = false, digits = false, overflow = false;
    natural128 number = 0;
    int64_t exponent = 0;
    for (; at < text.length; at++) {
        char c = text.data[at];
        if (c == '.' && !point && digits) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9')
            return CHIFFRE_MALFORMED;
        digits = true;
        unsigned digit = (unsigned)(c - '0');
        if (number <= (COEFFICIENT_MAX - digit) / 10) {
            number = number * 10 + digit;
            exponent -= point;
        } else {
            overflow = overflow || digit != 0;
            exponent += !point;
        }
    }
    if (!digits || text.data[text.length - 1] == '.')
        return CHIFFRE_MALFORMED;
    return overflow ? CHIFFRE_OVERFLOW : make(negative, number, exponent, result);
}

/* Digits of `number`, at least `least` of them. */
static size_t write_number(natural128 number, size_t least, char *out)
{
    char digits[40];
    size_t at = sizeof digits;
    while (number > UINT64_MAX) {
        digits[--at] = (char)('0' + (int)(number % 10));
        number /= 10;
    }
    for (uint64_t small = (uint64_t)number; small != 0; small /= 10)
        digits[--at] = (char)('0' + small % 10);
    while (sizeof digits - at < least)
        digits[--at] = '0';
    memcpy(out, digits + at, sizeof digits - at);
    return sizeof digits - at;
}

/* number * 10^exponent with `places` digits after the point; places >= -exponent. */
static size_t write_places(bool negative, natural128 number, int32_t exponent, int32_t places, char *out)
{
    size_t length = 0;
    if (negative)
        out[length++] = '-';
    if (exponent >= 0) {
        length += write_number(number, 1, out + length);
        if (number != 0) {
            memset(out + length, '0', (size_t)exponent);
            length += (size_t)exponent;
        }
        exponent = 0;
    } else if (-exponent < POWERS) {
        natural128 whole = number / power_of_ten(-exponent);
        length += write_number(whole, 1, out + length);
        out[length++] = '.';
        length += write_number(number - whole * power_of_ten(-exponent), (size_t)-exponent, out + length);
    } else {
        out[length++] = '0';
        out[length++] = '.';
        size_t zeros = (size_t)-exponent - (POWERS - 1) - 1;
        memset(out + length, '0', zeros);
        length += zeros;
        length += write_number(number, POWERS, out + length);
    }
    if (places > -exponent) {
        if (exponent == 0)
            out[length++] = '.';
        memset(out + length, '0', (size_t)(places + exponent));
        length += (size_t)(places + exponent);
    }
    return length;
}

size_t decimal_write(struct chiffre_decimal value, char *out)
{
    if (!value.known)
        return 0;
    int64_t exponent = value.exponent;
    natural128 number = drop_zeros(magnitude(value.coefficient), &exponent, 0);
    if (number == 0)
        exponent = 0;
    return write_places(value.coefficient < 0, number, (int32_t)exponent, 0, out);
}

size_t decimal_write_fixed(struct chiffre_decimal value, int32_t places, char *out)
{
    if (!value.known)
        return 0;
    places = places < 0 ? 0 : places > DECIMAL_MAX_EXPONENT ? DECIMAL_MAX_EXPONENT : places;
    struct chiffre_decimal rounded = decimal_round(value, -places, DECIMAL_HALF_EVEN);
    return write_places(rounded.coefficient < 0, magnitude(rounded.coefficient), rounded.exponent, places, out);
}

/* coefficient * 10^steps, or false. */
static bool scale_up(chiffre_int128 coefficient, int64_t steps, chiffre_int128 *result)
{
    if (coefficient == 0 || steps == 0) {
        *result = coefficient;
        return true;
    }
    return steps < POWERS && !__builtin_mul_overflow(coefficient, (chiffre_int128)power_of_ten((int)steps), result);
}

static struct chiffre_decimal without_zeros(struct chiffre_decimal value)
{
    int64_t exponent = value.exponent;
    natural128 number = drop_zeros(magnitude(value.coefficient), &exponent, DECIMAL_MAX_EXPONENT);
    return make_or_empty(value.coefficient < 0, number, exponent);
}

static bool add_aligned(struct chiffre_decimal a, struct chiffre_decimal b, struct chiffre_decimal *sum)
{
    int32_t exponent = a.exponent < b.exponent ? a.exponent : b.exponent;
    chiffre_int128 first, second, total;
    if (!scale_up(a.coefficient, a.exponent - exponent, &first) || !scale_up(b.coefficient, b.exponent - exponent, &second) ||
        __builtin_add_overflow(first, second, &total))
        return false;
    return make(total < 0, magnitude(total), exponent, sum) == CHIFFRE_OK;
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
    natural128 number = multiply_wide(magnitude(a.coefficient), magnitude(b.coefficient), &dropped, &exact);
    if (!exact)
        return CHIFFRE_OVERFLOW;
    return make((a.coefficient < 0) != (b.coefficient < 0), number, (int64_t)a.exponent + b.exponent + dropped, result);
}

enum chiffre_status decimal_multiply_rounded(struct chiffre_decimal a, struct chiffre_decimal b, enum decimal_rounding rounding,
                                             struct chiffre_decimal *result)
{
    if (!a.known || !b.known)
        return decimal_multiply(a, b, result);
    int dropped;
    bool exact, negative = (a.coefficient < 0) != (b.coefficient < 0);
    natural128 number = multiply_wide(magnitude(a.coefficient), magnitude(b.coefficient), &dropped, &exact);
    if (!exact && rounding == (negative ? DECIMAL_DOWN : DECIMAL_UP))
        number++; /* below 2^127 before, so 2^127 at most: make() copes or says overflow */
    return make(negative, number, (int64_t)a.exponent + b.exponent + dropped, result);
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
    natural128 power = power_of_ten((int)count), quotient = number / power, rest = number % power, opposite = power - rest;
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
    natural128 divisor = magnitude(b.coefficient), quotient = magnitude(a.coefficient) / divisor;
    natural128 rest = magnitude(a.coefficient) % divisor, enough = power_of_ten(digits - 1);
    int64_t exponent = (int64_t)a.exponent - b.exponent;
    while (quotient < enough && rest != 0) {
        quotient = quotient * 10 + next_digit(&rest, divisor);
        exponent--;
    }
    int excess = count_digits(quotient) - digits;
    if (excess > 0) {
        quotient = drop_digits(quotient, excess, rest != 0, rounding, negative);
        exponent += excess;
    } else {
        int half = rest > divisor - rest ? 1 : rest < divisor - rest ? -1 : 0;
        quotient += goes_up(rounding, negative, (quotient & 1) != 0, half, rest == 0);
    }
    return make(negative, quotient, exponent, result);
}

struct chiffre_decimal decimal_round(struct chiffre_decimal value, int32_t exponent, enum decimal_rounding rounding)
{
    if (!value.known || value.exponent >= exponent)
        return value;
    bool negative = value.coefficient < 0;
    natural128 number = drop_digits(magnitude(value.coefficient), (int64_t)exponent - value.exponent, false, rounding, negative);
    return make_or_empty(negative, number, exponent);
}

struct chiffre_decimal decimal_round_digits(struct chiffre_decimal value, int digits, enum decimal_rounding rounding)
{
    int excess = value.known ? count_digits(magnitude(value.coefficient)) - (digits < 1 ? 1 : digits) : 0;
    return excess > 0 ? decimal_round(value, value.exponent + excess, rounding) : value;
}

struct chiffre_decimal decimal_negate(struct chiffre_decimal value)
{
    value.coefficient = -value.coefficient;
    return value;
}

struct chiffre_decimal decimal_absolute(struct chiffre_decimal value)
{
    return value.coefficient < 0 ? decimal_negate(value) : value;
}

struct chiffre_decimal decimal_scale(struct chiffre_decimal value, int32_t power)
{
    return value.known ? make_or_empty(value.coefficient < 0, magnitude(value.coefficient), (int64_t)value.exponent + power) : value;
}

int decimal_sign(struct chiffre_decimal value)
{
    return !value.known ? 0 : (value.coefficient > 0) - (value.coefficient < 0);
}

/* Magnitudes, neither 0: first by the place of the leading digit, then digit for digit. */
static int compare_magnitudes(natural128 a, int64_t a_exponent, natural128 b, int64_t b_exponent)
{
    int64_t a_place = a_exponent + count_digits(a), b_place = b_exponent + count_digits(b);
    if (a_place != b_place)
        return a_place < b_place ? -1 : 1;
    if (a_exponent < b_exponent)
        return -compare_magnitudes(b, b_exponent, a, a_exponent);
    /* b has at most 39 digits, so a grows to as many: if that does not fit, it is the larger. */
    int64_t steps = a_exponent - b_exponent;
    natural128 grown = a;
    if (steps >= POWERS || __builtin_mul_overflow(a, power_of_ten((int)steps), &grown))
        return 1;
    return (grown > b) - (grown < b);
}

int decimal_compare(struct chiffre_decimal a, struct chiffre_decimal b)
{
    if (!a.known || !b.known)
        return (int)a.known - (int)b.known;
    int a_sign = decimal_sign(a), b_sign = decimal_sign(b);
    if (a_sign != b_sign)
        return a_sign < b_sign ? -1 : 1;
    if (a_sign == 0)
        return 0;
    if (a.exponent == b.exponent)
        return (a.coefficient > b.coefficient) - (a.coefficient < b.coefficient);
    return a_sign * compare_magnitudes(magnitude(a.coefficient), a.exponent, magnitude(b.coefficient), b.exponent);
}

int decimal_digits(struct chiffre_decimal value)
{
    if (!value.known || value.coefficient == 0)
        return 1;
    int64_t exponent = 0;
    return count_digits(drop_zeros(magnitude(value.coefficient), &exponent, INT64_MAX));
}

double decimal_double(struct chiffre_decimal value)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (!value.known)
        return 0;
    natural128 number = magnitude(value.coefficient);
    if (number <= (natural128)1 << 53 && value.exponent >= -22 && value.exponent <= 22) /* one correctly rounded operation */
        return value.exponent < 0 ? (double)value.coefficient / powers[-value.exponent]
                                  : (double)value.coefficient * powers[value.exponent];
    char text[64];
    size_t length = 0;
    if (value.coefficient < 0)
        text[length++] = '-';
    length += write_number(number, 1, text + length);
    (void)snprintf(text + length, sizeof text - length, "e%d", (int)value.exponent); /* no point: the locale has no say */
    return strtod(text, NULL);
}
