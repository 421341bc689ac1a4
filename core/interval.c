/* SPDX-License-Identifier: MIT */
/* What a written figure may stand for, as a closed interval, and images of intervals that always hold the true one. */
#include "core/decimal_parts.h"

#define QUOTIENT_DIGITS 34

struct interval interval_of(struct chiffre_decimal value, struct chiffre_decimal value_to, int32_t decimals,
                            enum chiffre_bound bound)
{
    struct interval result = {value, value_to.known ? value_to : value};
    bool range = value.known && value_to.known;
    if (range && decimal_compare(value, value_to) > 0)
        result = (struct interval){value_to, value};
    if (!value.known || (!range && (bound == CHIFFRE_BOUND_below || bound == CHIFFRE_BOUND_at_most)))
        result.low = DECIMAL_EMPTY;
    if (!value.known || (!range && (bound == CHIFFRE_BOUND_above || bound == CHIFFRE_BOUND_at_least)))
        result.high = DECIMAL_EMPTY;
    if (decimals == CHIFFRE_NO_DECIMALS || !result.low.known || !result.high.known)
        return result;
    /* Beyond 63 digits after the point the half unit is the smallest decimal: outwards, never inwards. */
    int32_t place = decimals > DECIMAL_MAX_EXPONENT - 1 ? -DECIMAL_MAX_EXPONENT : -decimals - 1;
    struct chiffre_decimal half = decimal_from(bound == CHIFFRE_BOUND_about ? 15 : 5, place);
    if (!half.known || decimal_subtract(result.low, half, &result.low) != CHIFFRE_OK)
        result.low = DECIMAL_EMPTY;
    if (!half.known || decimal_add(result.high, half, &result.high) != CHIFFRE_OK)
        result.high = DECIMAL_EMPTY;
    return result;
}

/* Whether a low end lies at or below a high end; an unknown low is minus infinity, an unknown high plus infinity. */
static bool low_reaches(struct chiffre_decimal low, struct chiffre_decimal high)
{
    return !low.known || !high.known || decimal_compare(low, high) <= 0;
}

bool interval_meets(struct interval a, struct interval b)
{
    return low_reaches(a.low, b.high) && low_reaches(b.low, a.high);
}

bool interval_contains(struct interval outer, struct interval inner)
{
    bool low = !outer.low.known || (inner.low.known && decimal_compare(outer.low, inner.low) <= 0);
    bool high = !outer.high.known || (inner.high.known && decimal_compare(inner.high, outer.high) <= 0);
    return low && high;
}

/* The power of ten above the first digit. */
static int32_t place_of(struct chiffre_decimal value)
{
    return value.exponent + decimal_count_digits(decimal_magnitude(value.coefficient));
}

/* a + b, exact or rounded as told: the smaller summand is cut where the larger one's digits end. */
static enum chiffre_status add_rounded(struct chiffre_decimal a, struct chiffre_decimal b, enum decimal_rounding rounding,
                                       struct chiffre_decimal *sum)
{
    if (!a.known || !b.known) {
        *sum = DECIMAL_EMPTY;
        return CHIFFRE_OK;
    }
    if (decimal_add(a, b, sum) == CHIFFRE_OK)
        return CHIFFRE_OK;
    a = decimal_round_digits(a, QUOTIENT_DIGITS, rounding);
    b = decimal_round_digits(b, QUOTIENT_DIGITS, rounding);
    int32_t last = (place_of(a) > place_of(b) ? place_of(a) : place_of(b)) - QUOTIENT_DIGITS;
    a = decimal_round(a, last, rounding);
    b = decimal_round(b, last, rounding);
    return a.known && b.known ? decimal_add(a, b, sum) : CHIFFRE_OVERFLOW;
}

enum chiffre_status interval_add(struct interval a, struct interval b, struct interval *result)
{
    struct interval sum;
    if (add_rounded(a.low, b.low, DECIMAL_DOWN, &sum.low) != CHIFFRE_OK ||
        add_rounded(a.high, b.high, DECIMAL_UP, &sum.high) != CHIFFRE_OK)
        return CHIFFRE_OVERFLOW;
    *result = sum;
    return CHIFFRE_OK;
}

enum chiffre_status interval_subtract(struct interval a, struct interval b, struct interval *result)
{
    struct interval negated = {decimal_negate(b.high), decimal_negate(b.low)};
    return interval_add(a, negated, result);
}

/* An end of an interval, or of an image: a number or an infinity. */
struct end {
    struct chiffre_decimal value;
    int infinite; /* -1, 0, 1 */
};

static struct end end_of(struct chiffre_decimal value, int side)
{
    return (struct end){value, value.known ? 0 : side};
}

static int end_sign(struct end end)
{
    return end.infinite != 0 ? end.infinite : decimal_sign(end.value);
}

static int end_compare(struct end a, struct end b)
{
    if (a.infinite != 0 || b.infinite != 0)
        return (a.infinite > b.infinite) - (a.infinite < b.infinite);
    return decimal_compare(a.value, b.value);
}

/* One corner of a product or a quotient. 0 * infinity and infinity / infinity count as 0: the other corners have the infinity. */
static enum chiffre_status corner(struct end a, struct end b, bool divide, enum decimal_rounding rounding, struct end *result)
{
    *result = (struct end){decimal_from(0, 0), 0};
    int sign = end_sign(a) * end_sign(b);
    if (sign == 0 || (divide && b.infinite != 0))
        return CHIFFRE_OK;
    if (a.infinite != 0 || b.infinite != 0) {
        result->infinite = sign;
        return CHIFFRE_OK;
    }
    return divide ? decimal_divide(a.value, b.value, QUOTIENT_DIGITS, rounding, &result->value)
                  : decimal_multiply_rounded(a.value, b.value, rounding, &result->value);
}

/* The hull of the four corners. */
static enum chiffre_status image(struct interval a, struct interval b, bool divide, struct interval *result)
{
    struct end a_ends[] = {end_of(a.low, -1), end_of(a.high, 1)}, b_ends[] = {end_of(b.low, -1), end_of(b.high, 1)};
    struct end low = {DECIMAL_EMPTY, 1}, high = {DECIMAL_EMPTY, -1};
    for (size_t i = 0; i < 4; i++) {
        struct end down, up;
        if (corner(a_ends[i / 2], b_ends[i % 2], divide, DECIMAL_DOWN, &down) != CHIFFRE_OK ||
            corner(a_ends[i / 2], b_ends[i % 2], divide, DECIMAL_UP, &up) != CHIFFRE_OK)
            return CHIFFRE_OVERFLOW;
        if (end_compare(down, low) < 0)
            low = down;
        if (end_compare(up, high) > 0)
            high = up;
    }
    result->low = low.infinite != 0 ? DECIMAL_EMPTY : low.value;
    result->high = high.infinite != 0 ? DECIMAL_EMPTY : high.value;
    return CHIFFRE_OK;
}

enum chiffre_status interval_multiply(struct interval a, struct interval b, struct interval *result)
{
    return image(a, b, false, result);
}

enum chiffre_status interval_divide(struct interval a, struct interval b, struct interval *result)
{
    bool holds_zero = (!b.low.known || decimal_sign(b.low) <= 0) && (!b.high.known || decimal_sign(b.high) >= 0);
    return holds_zero ? CHIFFRE_OVERFLOW : image(a, b, true, result);
}
