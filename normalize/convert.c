/* SPDX-License-Identifier: MIT */
/* One rate and one figure -> the figure in the target currency, with the digits that both justify.
 *
 * A figure v with decimals d stands for [v - h, v + h], h = 1/2 * 10^-d. Its image under the rate r is r * v +- r * h, wider by r * |v| * s
 * where the rate itself is only known within a relative error s. The result's decimals e are the most with 1/2 * 10^-e at or above that
 * half width; the value then keeps as few digits behind the e-th as leave the image inside, and its unit at a quarter of the image's
 * width at most. */
#include "normalize/convert.h"

#include "core/date.h"
#include "core/decimal.h"
#include "normalize/calendar.h"

#include <stdio.h>
#include <string.h>

__extension__ typedef unsigned __int128 natural128;

#define POWERS 39
#define RATE_DIGITS 10
#define SLACK_UNIT INT64_C(1000000000000)
#define SLACK_PLACES 12
#define GUARD_DIGITS_MAX 3
#define FIRST_EURO_DAY 10592 /* 1999-01-01: what is fixed then has been so ever since */

static natural128 power_of_ten(int exponent)
{
    static const uint64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000,
                                      100000000000, 1000000000000, 10000000000000, 100000000000000, 1000000000000000,
                                      10000000000000000, 100000000000000000, 1000000000000000000, UINT64_C(10000000000000000000)};
    return exponent < 20 ? powers[exponent] : (natural128)powers[19] * powers[exponent - 19];
}

static natural128 magnitude(chiffre_int128 number)
{
    return number < 0 ? -(natural128)number : (natural128)number;
}

/* ---- The rate ---- */
static natural128 greatest_divisor(natural128 a, natural128 b)
{
    while (b != 0) {
        natural128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static chiffre_int128 without_zeros(natural128 number, int32_t *zeros)
{
    for (*zeros = 0; number != 0 && number % 10 == 0; ++*zeros)
        number /= 10;
    return (chiffre_int128)number;
}

bool conversion_set_rate(struct conversion *conversion, struct chiffre_decimal numerator, struct chiffre_decimal denominator, int64_t slack)
{
    struct chiffre_decimal up;
    if (numerator.coefficient == 0 || decimal_divide(numerator, denominator, RATE_DIGITS, DECIMAL_HALF_EVEN, &conversion->rate) != CHIFFRE_OK ||
        decimal_divide(numerator, denominator, RATE_DIGITS, DECIMAL_UP, &up) != CHIFFRE_OK)
        return false;
    natural128 above = magnitude(numerator.coefficient), below = magnitude(denominator.coefficient);
    natural128 common = greatest_divisor(above, below);
    int32_t above_zeros, below_zeros;
    conversion->numerator = without_zeros(above / common, &above_zeros);
    conversion->denominator = without_zeros(below / common, &below_zeros);
    conversion->exponent = numerator.exponent - denominator.exponent + above_zeros - below_zeros;
    conversion->power = conversion->numerator == 1 && conversion->denominator == 1 && slack == 0;
    conversion->power_of_ten = conversion->exponent;
    conversion->rate_up = (int64_t)up.coefficient;
    conversion->rate_exponent = up.exponent;
    conversion->slack = slack;
    return true;
}

/* ---- Digits ---- */
/* The largest magnitude of the figure in units of its last digit, rounded up; 10^37 stands for more, too. */
static natural128 units_of_last_digit(const struct chiffre_figure *figure, int32_t decimals)
{
    const natural128 most = power_of_ten(37);
    natural128 largest = 0;
    const struct chiffre_decimal *values[2] = {&figure->value, &figure->value_to};
    for (size_t i = 0; i < 2; i++) {
        if (!values[i]->known)
            continue;
        natural128 units = magnitude(values[i]->coefficient);
        int64_t steps = (int64_t)values[i]->exponent + decimals;
        for (; steps > 0 && units != 0 && units < most; steps--)
            units *= 10;
        if (steps < 0)
            units = -steps >= POWERS ? 1 : units / power_of_ten((int)-steps) + 1;
        largest = units > largest ? units : largest;
    }
    return largest < most ? largest : most;
}

/* From the figure's decimals to the result's, and the guard digits that the value keeps beyond them. */
static void find_digits(const struct conversion *conversion, const struct chiffre_figure *figure, int32_t decimals, int32_t *result_decimals,
                        int *guard_digits)
{
    /* The half width of the image in half units of the figure's last digit: width * 10^exponent, rounded up. */
    natural128 width = SLACK_UNIT;
    int32_t exponent = conversion->rate_exponent - SLACK_PLACES;
    if (conversion->slack > 0) {
        natural128 units = units_of_last_digit(figure, decimals) + 1;
        for (; units > power_of_ten(22); exponent++) {
            units = units / 10 + 1;
            width = width / 10 + 1;
        }
        width += (natural128)2 * (uint64_t)conversion->slack * units;
    }
    while (width > power_of_ten(24)) {
        width = width / 10 + 1;
        exponent++;
    }
    width *= (uint64_t)conversion->rate_up;
    int places = GUARD_DIGITS_MAX; /* width has twelve digits at least */
    while (places < POWERS - 2 && power_of_ten(places) < width)
        places++;
    if (power_of_ten(places) - width < power_of_ten(places - GUARD_DIGITS_MAX)) /* almost no room: one decimal less gives plenty */
        places++;
    natural128 room = power_of_ten(places) - width;
    int guard = 1;
    while (guard < places && (power_of_ten(places - guard) > room || 4 * power_of_ten(places - guard) > width))
        guard++;
    *result_decimals = decimals - places - exponent;
    *guard_digits = guard;
}

/* ---- The value ---- */
/* value * rate, rounded to a multiple of 10^place. */
static bool convert(const struct conversion *conversion, struct chiffre_decimal value, int32_t place, enum decimal_rounding rounding,
                    struct chiffre_decimal *result)
{
    int32_t zeros;
    natural128 above = magnitude(without_zeros(magnitude(value.coefficient), &zeros)), below = magnitude(conversion->denominator);
    bool negative = value.coefficient < 0;
    int32_t steps = value.exponent + zeros + conversion->exponent - place;
    if (steps >= POWERS || -steps >= POWERS || place > DECIMAL_MAX_EXPONENT || place < -DECIMAL_MAX_EXPONENT)
        return false;
    if (__builtin_mul_overflow(above, magnitude(conversion->numerator), &above) ||
        (steps > 0 && __builtin_mul_overflow(above, power_of_ten(steps), &above)) ||
        (steps < 0 && __builtin_mul_overflow(below, power_of_ten(-steps), &below)))
        return false;
    natural128 quotient, rest;
    if (((above | below) >> 64) == 0) { /* the usual case, ten times as fast */
        quotient = (uint64_t)above / (uint64_t)below;
        rest = (uint64_t)above % (uint64_t)below;
    } else {
        quotient = above / below;
        rest = above % below;
    }
    natural128 opposite = below - rest;
    bool up = rounding == DECIMAL_DOWN ? negative : rounding == DECIMAL_UP ? !negative
                                                  : rest > opposite || (rest == opposite && (quotient & 1) != 0);
    quotient += up && rest != 0;
    if (quotient >> 126 != 0)
        return false;
    *result = (struct chiffre_decimal){negative ? -(chiffre_int128)quotient : (chiffre_int128)quotient, place, true};
    return true;
}

/* A half-line ends at the value itself: it must not be rounded into the half-line. */
static enum decimal_rounding rounding_of(const struct chiffre_figure *figure)
{
    if (figure->value_to.known)
        return DECIMAL_HALF_EVEN;
    if (figure->bound == CHIFFRE_BOUND_above || figure->bound == CHIFFRE_BOUND_at_least)
        return DECIMAL_DOWN;
    return figure->bound == CHIFFRE_BOUND_below || figure->bound == CHIFFRE_BOUND_at_most ? DECIMAL_UP : DECIMAL_HALF_EVEN;
}

/* Digits as they were written, for a figure whose decimals nobody told. */
static int32_t written_decimals(const struct chiffre_figure *figure)
{
    int32_t decimals = -figure->value.exponent;
    return figure->value_to.known && -figure->value_to.exponent > decimals ? -figure->value_to.exponent : decimals;
}

bool conversion_apply(const struct conversion *conversion, struct chiffre_figure *figure)
{
    bool told = figure->decimals != CHIFFRE_NO_DECIMALS;
    int32_t decimals = told ? figure->decimals : written_decimals(figure), result_decimals;
    if (decimals > DECIMAL_MAX_EXPONENT || decimals < -DECIMAL_MAX_EXPONENT)
        return false;
    if (conversion->power) {
        figure->normalized_value = decimal_scale(figure->value, conversion->power_of_ten);
        figure->normalized_value_to = decimal_scale(figure->value_to, conversion->power_of_ten);
        figure->normalized_decimals = told ? decimals - conversion->power_of_ten : CHIFFRE_NO_DECIMALS;
        return figure->normalized_value.known;
    }
    int guard;
    find_digits(conversion, figure, decimals, &result_decimals, &guard);
    int32_t place = -result_decimals - guard;
    enum decimal_rounding rounding = rounding_of(figure);
    if (!convert(conversion, figure->value, place, rounding, &figure->normalized_value) ||
        (figure->value_to.known && !convert(conversion, figure->value_to, place, rounding, &figure->normalized_value_to)))
        return false;
    figure->normalized_decimals = told ? result_decimals : CHIFFRE_NO_DECIMALS;
    return true;
}

/* ---- The table of rates looked up ---- */
static uint64_t hash_key(const struct conversion_key *key)
{
    uint32_t from, to;
    memcpy(&from, key->from, sizeof from);
    memcpy(&to, key->to, sizeof to);
    uint64_t hash = ((uint64_t)from << 32 | to) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= ((uint64_t)(uint32_t)key->start << 32 | (uint32_t)key->end) * UINT64_C(0xC2B2AE3D27D4EB4F);
    hash ^= (uint64_t)((uint32_t)key->basis << 8 | key->remarks) * UINT64_C(0x165667B19E3779F9);
    return (hash ^ hash >> 29) * UINT64_C(0x9E3779B97F4A7C15) >> 20;
}

static bool same_key(const struct conversion_key *a, const struct conversion_key *b)
{
    return a->start == b->start && a->end == b->end && a->basis == b->basis && a->remarks == b->remarks && memcmp(a->from, b->from, 4) == 0 &&
           memcmp(a->to, b->to, 4) == 0;
}

static struct conversion *find_slot(struct conversion *table, size_t capacity, const struct conversion_key *key)
{
    size_t at = (size_t)hash_key(key) & (capacity - 1);
    while (table[at].filled && !same_key(&table[at].key, key))
        at = (at + 1) & (capacity - 1);
    return &table[at];
}

/* Twice the room when it is more than half full. */
static bool make_room(struct chiffre_rates *rates)
{
    if (rates->conversion_count * 2 < rates->conversion_capacity)
        return true;
    size_t capacity = rates->conversion_capacity == 0 ? 256 : rates->conversion_capacity * 2;
    struct conversion *table = memory_take(capacity, sizeof *table);
    if (table == NULL)
        return false;
    memset(table, 0, capacity * sizeof *table);
    for (size_t i = 0; i < rates->conversion_capacity; i++)
        if (rates->conversions[i].filled)
            *find_slot(table, capacity, &rates->conversions[i].key) = rates->conversions[i];
    memory_free(rates->conversions);
    rates->conversions = table;
    rates->conversion_capacity = capacity;
    return true;
}

static struct chiffre_text keep(struct chiffre_rates *rates, const char *bytes, size_t length)
{
    return arena_text(&rates->texts, (struct chiffre_text){bytes, length});
}

/* The remarks of the key go before those of the rate. */
static struct chiffre_text compose_note(struct chiffre_rates *rates, const struct conversion_key *key, const struct cross *cross, bool converts)
{
    char note[512], day[DATE_TEXT_MAX];
    const char *first = "";
    size_t length = 0;
    if (converts && (key->remarks & CONVERSION_NO_METRIC) != 0)
        first = "no metric: taken as a flow";
    else if ((key->remarks & CONVERSION_NO_PERIOD) != 0)
        first = converts ? "no period, and none needed" : "the figure has no period";
    if ((key->remarks & CONVERSION_AT) != 0)
        length = (size_t)snprintf(note, sizeof note, "at %.*s, not at its own time", (int)date_write(key->end, day), day);
    else if ((key->remarks & CONVERSION_DATE) != 0)
        length = (size_t)snprintf(note, sizeof note, "no period: the date given, %.*s", (int)date_write(key->end, day), day);
    else
        length = (size_t)snprintf(note, sizeof note, "%s", first);
    if (cross->note[0] != '\0' && (converts || (key->remarks & CONVERSION_NO_PERIOD) == 0))
        length += (size_t)snprintf(note + length, sizeof note - length, "%s%s", length > 0 ? "; " : "", cross->note);
    return keep(rates, note, length);
}

static void look_up(struct chiffre_rates *rates, struct conversion *made)
{
    struct cross cross;
    const struct conversion_key *key = &made->key;
    char text[512];
    enum chiffre_status status;
    if ((key->remarks & CONVERSION_NO_PERIOD) != 0) {
        status = cross_find(rates, key->from, key->to, FIRST_EURO_DAY, FIRST_EURO_DAY, CHIFFRE_FX_BASIS_closing, &cross);
        if (status == CHIFFRE_OK && cross.basis != CHIFFRE_FX_BASIS_parity)
            status = CHIFFRE_MISSING;
    } else {
        status = cross_find(rates, key->from, key->to, key->start, key->end, key->basis, &cross);
    }
    made->converts = status == CHIFFRE_OK && conversion_set_rate(made, cross.numerator, cross.denominator, cross.slack);
    if (status == CHIFFRE_OK && !made->converts)
        snprintf(cross.note, sizeof cross.note, "the rate has too many digits");
    made->basis = cross.basis;
    if (made->converts) {
        made->date = keep(rates, text, cross_date(&cross, text));
        made->source = keep(rates, text, cross_sources(rates, cross.sources, text, sizeof text));
    }
    made->note = compose_note(rates, key, &cross, made->converts);
}

struct conversion *conversion_find(struct chiffre_rates *rates, const struct conversion_key *key)
{
    if (!make_room(rates))
        return NULL;
    struct conversion *slot = find_slot(rates->conversions, rates->conversion_capacity, key);
    if (slot->filled)
        return slot;
    memset(slot, 0, sizeof *slot);
    slot->key = *key;
    look_up(rates, slot);
    if (rates->texts.failed)
        return NULL;
    slot->filled = true;
    rates->conversion_count++;
    return slot;
}
