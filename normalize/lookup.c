/* SPDX-License-Identifier: MIT */
/* Two legs through the euro -> one rate with its days, basis, sources and remarks; the public look-ups. */
#include "normalize/rates.h"

#include "core/catalog.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"
#include "normalize/calendar.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define SHOWN_DIGITS 10

__attribute__((format(printf, 2, 3))) static void add_note(struct cross *cross, const char *format, ...)
{
    size_t length = strlen(cross->note);
    if (length > 0 && length + 2 < sizeof cross->note) {
        memcpy(cross->note + length, "; ", 3);
        length += 2;
    }
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(cross->note + length, sizeof cross->note - length, format, arguments);
    va_end(arguments);
}

static bool moves(const struct leg *leg)
{
    return leg->basis == CHIFFRE_FX_BASIS_average || leg->basis == CHIFFRE_FX_BASIS_closing;
}

static enum chiffre_status find_legs(const struct chiffre_rates *rates, const char *from, const char *to, chiffre_date start,
                                     chiffre_date end, enum chiffre_fx_basis basis, struct leg legs[2], char *reason)
{
    const char *codes[2] = {from, to};
    bool average = basis == CHIFFRE_FX_BASIS_average && start != end;
    for (size_t i = 0; i < 2; i++) {
        enum chiffre_status status = average ? leg_average(rates, codes[i], start, end, &legs[i], reason)
                                             : leg_closing(rates, codes[i], end, &legs[i], reason);
        if (status != CHIFFRE_OK)
            return status;
    }
    for (size_t i = 0; i < 2; i++) /* an average against a closing rate would be neither */
        if (legs[i].month_instead && legs[1 - i].basis == CHIFFRE_FX_BASIS_closing && !legs[1 - i].month_instead)
            return leg_month(rates, codes[1 - i], end, &legs[1 - i], reason);
    return CHIFFRE_OK;
}

/* "6.55957 FRF = 1 EUR" */
static void note_fixed(struct cross *cross, const char *code, const struct leg *leg)
{
    char units[DECIMAL_TEXT_MAX], euros[DECIMAL_TEXT_MAX];
    int units_length = (int)decimal_write(leg->units, units), euros_length = (int)decimal_write(leg->euros, euros);
    add_note(cross, "%.*s %s = %.*s EUR%s", units_length, units, code, euros_length, euros,
             leg->before_euro ? ", used for a time before the euro" : "");
}

static void note_legs(struct cross *cross, const char *const codes[2], const struct leg legs[2], chiffre_date day)
{
    char text[2][DATE_TEXT_MAX];
    const struct leg *first = moves(&legs[0]) ? &legs[0] : &legs[1];
    if (legs[0].month_instead || legs[1].month_instead)
        add_note(cross, "no daily rate of %.*s is known: the month's average", (int)date_write(day, text[0]), text[0]);
    if (legs[0].month_parts || legs[1].month_parts)
        add_note(cross, "no daily rates are known of a part of a month: the month's average for it");
    for (size_t i = 0; i < 2; i++)
        if (legs[i].basis == CHIFFRE_FX_BASIS_average && legs[i].days < legs[i].business_days)
            add_note(cross, "%s: rates of %d of %d business days", codes[i], (int)legs[i].days, (int)legs[i].business_days);
    if (moves(&legs[0]) && moves(&legs[1]) && legs[0].end != legs[1].end)
        add_note(cross, "%s of %.*s, %s of %.*s", codes[0], (int)date_write(legs[0].end, text[0]), text[0], codes[1],
                 (int)date_write(legs[1].end, text[1]), text[1]);
    for (size_t i = 0; i < 2; i++)
        if (legs[i].basis == CHIFFRE_FX_BASIS_parity)
            note_fixed(cross, codes[i], &legs[i]);
    cross->start = first->start;
    cross->end = first->end;
    if (moves(&legs[0]) && moves(&legs[1]) && legs[1].end < legs[0].end) {
        cross->start = legs[1].start;
        cross->end = legs[1].end;
    }
}

enum chiffre_status cross_find(const struct chiffre_rates *rates, const char *from, const char *to, chiffre_date start, chiffre_date end,
                               enum chiffre_fx_basis basis, struct cross *cross)
{
    struct leg legs[2];
    char reason[RATES_REASON_MAX];
    const char *const codes[2] = {from, to};
    memset(cross, 0, sizeof *cross);
    if (memcmp(from, to, 3) == 0) { /* nothing to look up, whatever the day */
        cross->numerator = cross->denominator = decimal_from(1, 0);
        cross->start = start;
        cross->end = end;
        return CHIFFRE_OK;
    }
    enum chiffre_status status = find_legs(rates, from, to, start, end, basis, legs, reason);
    if (status == CHIFFRE_OK && (decimal_multiply(legs[0].euros, legs[1].units, &cross->numerator) != CHIFFRE_OK ||
                                 decimal_multiply(legs[0].units, legs[1].euros, &cross->denominator) != CHIFFRE_OK)) {
        snprintf(reason, sizeof reason, "the rates of %s and %s have too many digits", from, to);
        status = CHIFFRE_MISSING;
    }
    if (status != CHIFFRE_OK) {
        add_note(cross, "%s", reason);
        return status;
    }
    note_legs(cross, codes, legs, end);
    bool first = moves(&legs[0]), second = moves(&legs[1]);
    cross->basis = first ? legs[0].basis : second ? legs[1].basis : CHIFFRE_FX_BASIS_parity;
    cross->sources = legs[0].sources | legs[1].sources;
    cross->slack = legs[0].slack + legs[1].slack;
    cross->days = first ? legs[0].days : legs[1].days;
    cross->business_days = first ? legs[0].business_days : legs[1].business_days;
    if (!first && !second && legs[0].start != CHIFFRE_NO_DATE && (legs[1].start == CHIFFRE_NO_DATE || legs[0].start > legs[1].start))
        cross->start = cross->end = legs[0].start;
    return CHIFFRE_OK;
}

size_t cross_sources(const struct chiffre_rates *rates, uint64_t sources, char *out, size_t room)
{
    size_t length = 0;
    for (size_t i = 0; i < rates->source_count; i++) {
        if ((sources >> i & 1) == 0)
            continue;
        int written = snprintf(out + length, room - length, "%s%s", length > 0 ? " + " : "", rates->sources[i]);
        length += (size_t)written;
        if (length >= room)
            return room - 1;
    }
    return length;
}

size_t cross_date(const struct cross *cross, char *out)
{
    return cross->start == CHIFFRE_NO_DATE ? 0 : calendar_label(cross->start, cross->end, out);
}

/* ---- Public ---- */
static enum chiffre_status check_code(const char *code, struct chiffre_error *error)
{
    if (catalog_currency(text_from(code)) == NULL)
        return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "unknown currency \"%s\"", code);
    return CHIFFRE_OK;
}

static struct chiffre_decimal quotient(struct chiffre_decimal a, struct chiffre_decimal b, enum decimal_rounding rounding)
{
    struct chiffre_decimal result = DECIMAL_EMPTY;
    (void)decimal_divide(a, b, SHOWN_DIGITS, rounding, &result);
    return result;
}

enum chiffre_status chiffre_rates_lookup(const struct chiffre_rates *rates, const char *from, const char *to, chiffre_date start,
                                         chiffre_date end, enum chiffre_fx_basis basis, struct chiffre_rate *rate,
                                         struct chiffre_error *error)
{
    struct cross cross;
    enum chiffre_status status;
    if ((status = check_code(from, error)) != CHIFFRE_OK || (status = check_code(to, error)) != CHIFFRE_OK)
        return status;
    if (start == CHIFFRE_NO_DATE || end == CHIFFRE_NO_DATE || start > end)
        return error_set(error, CHIFFRE_MISSING, "", 0, 0, "no period");
    if (basis != CHIFFRE_FX_BASIS_average && basis != CHIFFRE_FX_BASIS_closing)
        basis = start == end ? CHIFFRE_FX_BASIS_closing : CHIFFRE_FX_BASIS_average;
    status = cross_find(rates, from, to, start, end, basis, &cross);
    if (status != CHIFFRE_OK)
        return error_set(error, status, "", 0, 0, "%s", cross.note);
    *rate = (struct chiffre_rate){.rate = quotient(cross.numerator, cross.denominator, DECIMAL_HALF_EVEN), .start = cross.start,
                                  .end = cross.end, .basis = cross.basis, .days = cross.days, .business_days = cross.business_days};
    rate->low = rate->high = rate->rate;
    rate->source[cross_sources(rates, cross.sources, rate->source, sizeof rate->source)] = '\0';
    snprintf(rate->note, sizeof rate->note, "%s", cross.note);
    return CHIFFRE_OK;
}

/* ---- Published rates day by day, or month by month where no days are known ---- */
/* One leg's rates in part of a month; for each: the lowest and highest units per euro. */
struct bounds {
    struct chiffre_decimal low, high; /* units for `euros` */
    struct chiffre_decimal euros;
};

static bool month_bounds(const struct chiffre_rates *rates, const char *code, chiffre_date start, chiffre_date end, struct bounds *bounds)
{
    struct leg leg;
    char reason[RATES_REASON_MAX];
    if (leg_closing(rates, code, end, &leg, reason) == CHIFFRE_OK && !moves(&leg)) {
        *bounds = (struct bounds){leg.units, leg.units, leg.euros};
        return true;
    }
    const struct rate_month *row = rates_month(rates_find_months(code), calendar_month(start));
    if (row == NULL)
        return false;
    *bounds = (struct bounds){decimal_from(row->low, row->low_exponent), decimal_from(row->high, row->high_exponent), decimal_from(1, 0)};
    return true;
}

/* target for one unit of the source: lowest and highest. */
static bool month_range(const struct chiffre_rates *rates, const char *const codes[2], chiffre_date start, chiffre_date end,
                        struct interval *range)
{
    struct bounds from, to;
    struct chiffre_decimal products[4];
    if (!month_bounds(rates, codes[0], start, end, &from) || !month_bounds(rates, codes[1], start, end, &to))
        return false;
    if (decimal_multiply(to.low, from.euros, &products[0]) != CHIFFRE_OK || decimal_multiply(from.high, to.euros, &products[1]) != CHIFFRE_OK ||
        decimal_multiply(to.high, from.euros, &products[2]) != CHIFFRE_OK || decimal_multiply(from.low, to.euros, &products[3]) != CHIFFRE_OK)
        return false;
    range->low = quotient(products[0], products[1], DECIMAL_DOWN);
    range->high = quotient(products[2], products[3], DECIMAL_UP);
    return range->low.known && range->high.known;
}

/* One published day for both legs; false: one of them has no rate of that very day. */
static bool day_rate(const struct chiffre_rates *rates, const char *const codes[2], chiffre_date day, struct chiffre_decimal *rate)
{
    struct cross cross;
    if (cross_find(rates, codes[0], codes[1], day, day, CHIFFRE_FX_BASIS_closing, &cross) != CHIFFRE_OK ||
        cross.basis != CHIFFRE_FX_BASIS_closing || cross.start != day)
        return false;
    *rate = quotient(cross.numerator, cross.denominator, DECIMAL_HALF_EVEN);
    return rate->known;
}

/* Called for each published day (start = end) or, where days are not known, for each month that has rates. */
typedef void published_fn(void *context, chiffre_date start, chiffre_date end, struct interval range);

/* Months by days when all their business days in the window are known, else as a whole. */
static void each_published(const struct chiffre_rates *rates, const char *const codes[2], chiffre_date start, chiffre_date end,
                           published_fn *found, void *context)
{
    for (chiffre_date from = start; from <= end;) {
        int32_t month = calendar_month(from);
        chiffre_date last = calendar_month_end(month) < end ? calendar_month_end(month) : end;
        int32_t missing = 0;
        for (chiffre_date day = from; day <= last; day++) {
            struct interval range;
            if (day_rate(rates, codes, day, &range.low)) {
                range.high = range.low;
                found(context, day, day, range);
            } else if (calendar_is_business_day(day)) {
                missing++;
            }
        }
        struct interval range;
        if (missing > 0 && month_range(rates, codes, from, last, &range))
            found(context, calendar_month_start(month), calendar_month_end(month), range);
        from = last + 1;
    }
}

static void widen(void *context, chiffre_date start, chiffre_date end, struct interval range)
{
    struct chiffre_rate *rate = context;
    if (rate->days == 0 || decimal_compare(range.low, rate->low) < 0)
        rate->low = range.low;
    if (rate->days == 0 || decimal_compare(range.high, rate->high) > 0)
        rate->high = range.high;
    if (rate->days == 0 || start < rate->start)
        rate->start = start;
    if (rate->days == 0 || end > rate->end)
        rate->end = end;
    rate->days++;
}

static enum chiffre_status check_window(const char *const codes[2], chiffre_date start, chiffre_date end, struct chiffre_error *error)
{
    enum chiffre_status status;
    if ((status = check_code(codes[0], error)) != CHIFFRE_OK || (status = check_code(codes[1], error)) != CHIFFRE_OK)
        return status;
    if (start == CHIFFRE_NO_DATE || end == CHIFFRE_NO_DATE || start > end || end - start > 400)
        return error_set(error, CHIFFRE_MISSING, "", 0, 0, "no window of at most 400 days");
    return CHIFFRE_OK;
}

/* Fills what both look-ups share; a pair of fixed rates has one rate at all times. */
static enum chiffre_status describe(const struct chiffre_rates *rates, const char *const codes[2], chiffre_date start, chiffre_date end,
                                    struct chiffre_rate *rate, struct chiffre_error *error)
{
    struct chiffre_rate middle;
    enum chiffre_fx_basis basis = CHIFFRE_FX_BASIS_closing;
    enum chiffre_status status = chiffre_rates_lookup(rates, codes[0], codes[1], start, end, basis, &middle, error);
    if (rate->days == 0 && status == CHIFFRE_OK && middle.basis == CHIFFRE_FX_BASIS_parity)
        *rate = middle;
    else if (rate->days == 0)
        return error_set(error, CHIFFRE_MISSING, "", 0, 0, "no rates of %s in %s were published in these days", codes[0], codes[1]);
    else if (status == CHIFFRE_OK)
        memcpy(rate->source, middle.source, sizeof rate->source);
    return CHIFFRE_OK;
}

enum chiffre_status chiffre_rates_range(const struct chiffre_rates *rates, const char *from, const char *to, chiffre_date start,
                                        chiffre_date end, struct chiffre_rate *rate, struct chiffre_error *error)
{
    const char *const codes[2] = {from, to};
    enum chiffre_status status = check_window(codes, start, end, error);
    if (status != CHIFFRE_OK)
        return status;
    memset(rate, 0, sizeof *rate);
    each_published(rates, codes, start, end, widen, rate);
    return describe(rates, codes, start, end, rate, error);
}

struct nearest {
    struct chiffre_decimal implied;
    chiffre_date around;
    struct chiffre_decimal distance; /* of the best so far, in the rate */
    int32_t away;                    /* in days */
    struct chiffre_rate *rate;
};

static struct chiffre_decimal distance_to(struct interval range, struct chiffre_decimal implied)
{
    struct chiffre_decimal distance = decimal_from(0, 0);
    if (decimal_compare(implied, range.low) < 0)
        (void)decimal_subtract(range.low, implied, &distance);
    else if (decimal_compare(implied, range.high) > 0)
        (void)decimal_subtract(implied, range.high, &distance);
    return distance;
}

static void compare_nearest(void *context, chiffre_date start, chiffre_date end, struct interval range)
{
    struct nearest *best = context;
    struct chiffre_decimal distance = distance_to(range, best->implied);
    int32_t away = best->around < start ? start - best->around : best->around > end ? best->around - end : 0;
    int order = best->rate->days == 0 ? -1 : decimal_compare(distance, best->distance);
    if (order > 0 || (order == 0 && away >= best->away))
        return;
    best->distance = distance;
    best->away = away;
    *best->rate = (struct chiffre_rate){.low = range.low, .high = range.high, .start = start, .end = end, .days = 1};
    best->rate->rate = start == end ? range.low : DECIMAL_EMPTY;
    best->rate->basis = start == end ? CHIFFRE_FX_BASIS_closing : CHIFFRE_FX_BASIS_average;
}

enum chiffre_status chiffre_rates_nearest(const struct chiffre_rates *rates, const char *from, const char *to,
                                          struct chiffre_decimal implied, chiffre_date start, chiffre_date end, chiffre_date around,
                                          struct chiffre_rate *rate, struct chiffre_error *error)
{
    const char *const codes[2] = {from, to};
    enum chiffre_status status = check_window(codes, start, end, error);
    if (status != CHIFFRE_OK)
        return status;
    memset(rate, 0, sizeof *rate);
    struct nearest best = {implied, around, decimal_from(0, 0), 0, rate};
    each_published(rates, codes, start, end, compare_nearest, &best);
    return describe(rates, codes, start, end, rate, error);
}
