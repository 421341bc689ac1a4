/* SPDX-License-Identifier: MIT */
/* Decimals <-> text, and the bounds that every decimal is made within. */
#include "core/decimal_parts.h"
#include "core/put.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SMALL_POWERS 20
static const uint64_t small_powers[SMALL_POWERS] = {
    /* clang-format off */
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000,
    10000000000000, 100000000000000, 1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000,
    UINT64_C(10000000000000000000)
    /* clang-format on */
};

natural128 decimal_power_of_ten(int exponent)
{
    return exponent < SMALL_POWERS ? small_powers[exponent] : (natural128)small_powers[19] * small_powers[exponent - 19];
}

natural128 decimal_magnitude(chiffre_int128 coefficient)
{
    return coefficient < 0 ? -(natural128)coefficient : (natural128)coefficient;
}

int decimal_count_digits(natural128 number)
{
    int digits = 1;
    while (digits < POWERS && number >= decimal_power_of_ten(digits))
        digits++;
    return digits;
}

natural128 decimal_drop_zeros(natural128 number, int64_t *exponent, int64_t limit)
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

static bool within_bounds(natural128 number, int64_t exponent)
{
    return number <= COEFFICIENT_MAX && exponent >= -DECIMAL_MAX_EXPONENT && exponent <= DECIMAL_MAX_EXPONENT;
}

enum chiffre_status decimal_make(bool negative, natural128 number, int64_t exponent, struct chiffre_decimal *result)
{
    if (number > COEFFICIENT_MAX)
        number = decimal_drop_zeros(number, &exponent, INT64_MAX);
    if (number == 0)
        exponent = exponent < -DECIMAL_MAX_EXPONENT ? -DECIMAL_MAX_EXPONENT : exponent > 0 ? 0 : exponent;
    if (exponent < -DECIMAL_MAX_EXPONENT)
        number = decimal_drop_zeros(number, &exponent, -DECIMAL_MAX_EXPONENT);
    while (exponent > DECIMAL_MAX_EXPONENT && number <= COEFFICIENT_MAX / 10) {
        number *= 10;
        exponent--;
    }
    if (!within_bounds(number, exponent))
        return CHIFFRE_OVERFLOW;
    chiffre_int128 coefficient = (chiffre_int128)number;
    *result = (struct chiffre_decimal){negative ? -coefficient : coefficient, (int32_t)exponent, true};
    return CHIFFRE_OK;
}

/* Most numbers fit into 64 bits, whatever their digits are, and need no look at the bounds. */
#define SHORT_NUMBER 19
static enum chiffre_status read_short(struct chiffre_text text, size_t at, struct chiffre_decimal *result)
{
    uint64_t number = 0;
    size_t first = at, point = 0;
    for (; at < text.length; at++) {
        unsigned digit = (unsigned char)text.data[at] - (unsigned)'0';
        if (digit < 10)
            number = number * 10 + digit;
        else if (text.data[at] == '.' && point == 0 && at > first)
            point = at + 1;
        else
            return CHIFFRE_MALFORMED;
    }
    if (at == first || point == at)
        return CHIFFRE_MALFORMED;
    int64_t coefficient = text.data[0] == '-' ? -(int64_t)number : (int64_t)number;
    *result = (struct chiffre_decimal){coefficient, point == 0 ? 0 : (int32_t)point - (int32_t)at, true};
    return CHIFFRE_OK;
}

static enum chiffre_status read_long(struct chiffre_text text, size_t at, struct chiffre_decimal *result)
{
    bool point = false, digits = false, overflow = false;
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
    return overflow ? CHIFFRE_OVERFLOW : decimal_make(text.data[0] == '-', number, exponent, result);
}

enum chiffre_status decimal_read(struct chiffre_text text, struct chiffre_decimal *result)
{
    size_t at = text.length > 0 && (text.data[0] == '-' || text.data[0] == '+');
    return text.length - at < SHORT_NUMBER ? read_short(text, at, result) : read_long(text, at, result);
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
        natural128 whole = number / decimal_power_of_ten(-exponent);
        length += write_number(whole, 1, out + length);
        out[length++] = '.';
        length += write_number(number - whole * decimal_power_of_ten(-exponent), (size_t)-exponent, out + length);
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

/* Most numbers: up to twenty digits and the point among them. */
static size_t write_small(bool negative, uint64_t number, int32_t exponent, char *out)
{
    char *at = negative ? put_char(out, '-') : out;
    for (; exponent < 0 && number % 10 == 0; exponent++)
        number /= 10;
    if (exponent < 0) {
        uint64_t power = small_powers[-exponent], whole = number / power;
        at = put_char(put_natural(at, whole), '.');
        return (size_t)(put_digits(at, number - whole * power, (size_t)-exponent) - out);
    }
    at = put_natural(at, number);
    for (int32_t zeros = 0; zeros < exponent; zeros += 8) /* more than are wanted: there is room */
        memcpy(at + zeros, "00000000", 8);
    return (size_t)(at - out) + (size_t)exponent;
}

static __attribute__((noinline)) size_t write_large(struct chiffre_decimal value, char *out)
{
    int64_t exponent = value.exponent;
    natural128 number = decimal_drop_zeros(decimal_magnitude(value.coefficient), &exponent, 0);
    return write_places(value.coefficient < 0, number, (int32_t)exponent, 0, out);
}

size_t decimal_write(struct chiffre_decimal value, char *out)
{
    if (!value.known)
        return 0;
    natural128 number = decimal_magnitude(value.coefficient);
    if (number == 0)
        return (size_t)(put_char(out, '0') - out);
    if (number <= UINT64_MAX && value.exponent > -SMALL_POWERS && value.exponent <= DECIMAL_MAX_EXPONENT)
        return write_small(value.coefficient < 0, (uint64_t)number, value.exponent, out);
    return write_large(value, out);
}

size_t decimal_write_fixed(struct chiffre_decimal value, int32_t places, char *out)
{
    if (!value.known)
        return 0;
    places = places < 0 ? 0 : places > DECIMAL_MAX_EXPONENT ? DECIMAL_MAX_EXPONENT : places;
    struct chiffre_decimal rounded = decimal_round(value, -places, DECIMAL_HALF_EVEN);
    return write_places(rounded.coefficient < 0, decimal_magnitude(rounded.coefficient), rounded.exponent, places, out);
}

double decimal_double(struct chiffre_decimal value)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (!value.known)
        return 0;
    natural128 number = decimal_magnitude(value.coefficient);
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

struct chiffre_decimal decimal_from_double(double value, int digits)
{
    if (!isfinite(value))
        return DECIMAL_EMPTY;
    char text[64];
    (void)snprintf(text, sizeof text, "%.*e", digits - 1, value);
    int64_t coefficient = 0;
    bool negative = text[0] == '-';
    const char *at = text;
    for (; *at != 'e' && *at != '\0'; at++)
        if (*at >= '0' && *at <= '9') /* what stands between them is the locale's point */
            coefficient = coefficient * 10 + (*at - '0');
    int32_t exponent = (int32_t)strtol(*at == 'e' ? at + 1 : "0", NULL, 10) - (digits - 1);
    if (exponent < -DECIMAL_MAX_EXPONENT || exponent > DECIMAL_MAX_EXPONENT)
        return exponent < 0 ? decimal_from(0, 0) : DECIMAL_EMPTY;
    return decimal_from(negative ? -coefficient : coefficient, exponent);
}
