/* SPDX-License-Identifier: MIT */
/* A currency and days -> what it is worth in euros: irrevocable rates and parities first, then days from files and embedded months. */
#include "normalize/rates.h"

#include "core/date.h"
#include "core/decimal.h"
#include "normalize/calendar.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define FIRST_EURO_DAY 10592 /* 1999-01-01 */
/* A file may follow another calendar than TARGET: its last rate before the day may be so many days old, the embedded table's may not. */
#define FILE_AGE_MAX 7
#define SIX_DIGITS 100000 /* the table's figures have at most six */
#define SLACK_UNIT INT64_C(1000000000000)

/* A value, so that an analyzer sees which. */
#define missing(reason, ...) (tell_missing((reason), __VA_ARGS__), CHIFFRE_MISSING)
__attribute__((format(printf, 2, 3))) static void tell_missing(char *reason, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reason, RATES_REASON_MAX, format, arguments);
    va_end(arguments);
}

static struct chiffre_decimal table_rate(int32_t coefficient, int8_t exponent)
{
    return decimal_from(coefficient, exponent);
}

/* Half a unit of the sixth digit, relative to the rate. */
static int64_t table_slack(int32_t coefficient)
{
    int64_t digits = coefficient;
    while (digits < SIX_DIGITS)
        digits *= 10;
    return SLACK_UNIT / (2 * digits) + 1;
}

struct leg leg_of_day(const struct rate_day *day)
{
    struct chiffre_decimal rate = decimal_from(day->coefficient, day->exponent), one = decimal_from(1, 0);
    return (struct leg){.units = day->inverted ? one : rate, .euros = day->inverted ? rate : one, .start = day->date, .end = day->date,
                        .basis = CHIFFRE_FX_BASIS_closing, .sources = UINT64_C(1) << day->source, .days = 1, .business_days = 1};
}

/* ---- Rates that no market sets ---- */
static const struct rate_legacy *find_legacy(const char *code)
{
    for (size_t i = 0; i < rate_legacy_count; i++)
        if (memcmp(rate_legacies[i].code, code, 3) == 0)
            return &rate_legacies[i];
    return NULL;
}

static const struct rate_parity *find_parity(const char *code, chiffre_date day)
{
    for (size_t i = 0; i < rate_parity_count; i++)
        if (memcmp(rate_parities[i].code, code, 3) == 0 && rate_parities[i].since <= day)
            return &rate_parities[i];
    return NULL;
}

/* The euro, a legacy currency after its end, a parity with the euro. Before 1999 the eleven founding currencies have no other rate
 * against the euro than their irrevocable one: that is what statistics do, and the row says so. */
static bool fixed_leg(const char *code, chiffre_date day, struct leg *leg)
{
    struct chiffre_decimal one = decimal_from(1, 0);
    *leg = (struct leg){.units = one, .euros = one, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE, .before_euro = day < FIRST_EURO_DAY};
    if (memcmp(code, "EUR", 3) == 0) {
        leg->before_euro = false;
        return true;
    }
    const struct rate_legacy *legacy = find_legacy(code);
    if (legacy != NULL && (day >= legacy->adopted || legacy->adopted == FIRST_EURO_DAY)) {
        leg->units = decimal_from(legacy->coefficient, legacy->exponent);
        leg->start = leg->end = legacy->adopted;
        leg->sources = UINT64_C(1) << RATES_SOURCE_LEGACY;
        leg->basis = CHIFFRE_FX_BASIS_parity;
        return true;
    }
    const struct rate_parity *parity = find_parity(code, day);
    if (parity == NULL || memcmp(parity->anchor, "EUR", 3) != 0)
        return false;
    leg->units = decimal_from(parity->units, parity->units_exponent);
    leg->euros = decimal_from(parity->amount, parity->amount_exponent);
    leg->start = leg->end = parity->since;
    leg->sources = UINT64_C(1) << RATES_SOURCE_PARITY;
    leg->basis = CHIFFRE_FX_BASIS_parity;
    return true;
}

/* The leg of the anchor -> that of the currency pegged to it. */
static void apply_parity(const struct rate_parity *parity, struct leg *leg)
{
    struct chiffre_decimal units = decimal_from(parity->units, parity->units_exponent);
    struct chiffre_decimal amount = decimal_from(parity->amount, parity->amount_exponent);
    (void)decimal_multiply(leg->units, units, &leg->units);
    (void)decimal_multiply(leg->euros, amount, &leg->euros);
    leg->sources |= UINT64_C(1) << RATES_SOURCE_PARITY;
}

/* ---- What is known of a currency ---- */
struct known {
    const struct rate_series *series;
    const struct rate_currency *months;
    chiffre_date first, last;
};

static bool find_known(const struct chiffre_rates *rates, const char *code, struct known *known)
{
    *known = (struct known){rates_find_days(rates, code), rates_find_months(code), INT32_MAX, INT32_MIN};
    if (known->months != NULL) {
        known->first = calendar_month_start(known->months->first_month);
        known->last = calendar_month_end(known->months->first_month + known->months->month_count - 1);
    }
    if (known->series != NULL && known->series->count > 0) {
        chiffre_date first = known->series->days[0].date, last = known->series->days[known->series->count - 1].date;
        known->first = first < known->first ? first : known->first;
        known->last = last > known->last ? last : known->last;
    }
    return known->first <= known->last;
}

static enum chiffre_status unknown_rates(const char *code, char *reason)
{
    char day[DATE_TEXT_MAX];
    const struct rate_legacy *legacy = find_legacy(code);
    if (legacy == NULL)
        return missing(reason, "there are no rates of %s", code);
    return missing(reason, "there are no rates of %s before the euro on %.*s", code, (int)date_write(legacy->adopted, day), day);
}

/* Whether the days lie within what is known; else why not. The days after the last rate up to the next business day count as known. */
static enum chiffre_status check_known(const struct chiffre_rates *rates, const struct known *known, const char *code, chiffre_date start,
                                       chiffre_date end, char *reason)
{
    char day[DATE_TEXT_MAX];
    if (calendar_last_business_day(end) > known->last) {
        struct known dollar; /* its rates go as far as any: a currency that ends before it has been given up */
        bool given_up = find_known(rates, "USD", &dollar) && known->last < dollar.last;
        return missing(reason, "rates of %s end on %.*s: %s", code, (int)date_write(known->last, day), day,
                       given_up ? "none was published later" : start > known->last ? "the period is later" : "the period has not ended");
    }
    if (calendar_month(start) < calendar_month(known->first))
        return missing(reason, "rates of %s begin on %.*s: the period is earlier", code, (int)date_write(known->first, day), day);
    return CHIFFRE_OK;
}

static int32_t count_days(const struct rate_series *series, chiffre_date start, chiffre_date end, size_t *first)
{
    size_t before = rates_days_at(series, start - 1), last = rates_days_at(series, end);
    *first = before == SIZE_MAX ? 0 : before + 1;
    return last == SIZE_MAX ? 0 : (int32_t)(last + 1 - *first);
}

/* ---- Closing ---- */
/* The embedded closing of the last month whose last business day is at or before `day`. */
static bool table_closing(const struct rate_currency *months, chiffre_date day, struct leg *leg)
{
    int32_t month = calendar_month(day);
    chiffre_date close = calendar_last_business_day(calendar_month_end(month));
    if (close > day)
        close = calendar_last_business_day(calendar_month_end(--month));
    const struct rate_month *row = rates_month(months, month);
    if (row == NULL || row->end == 0)
        return false;
    *leg = (struct leg){.units = table_rate(row->end, row->end_exponent), .euros = decimal_from(1, 0), .start = close, .end = close,
                        .basis = CHIFFRE_FX_BASIS_closing, .sources = UINT64_C(1) << RATES_SOURCE_TABLE, .days = 1, .business_days = 1,
                        .slack = row->end >= SIX_DIGITS ? table_slack(row->end) : 0};
    return true;
}

/* The files have every rate that was published in the day's month: when there is none for the day, there was none. */
static bool month_is_complete(const struct known *known, chiffre_date day)
{
    int32_t month = calendar_month(day);
    const struct rate_month *row = rates_month(known->months, month);
    size_t first;
    return row != NULL && count_days(known->series, calendar_month_start(month), calendar_month_end(month), &first) >= row->days;
}

static enum chiffre_status market_closing(const struct chiffre_rates *rates, const char *code, chiffre_date day, struct leg *leg, char *reason)
{
    struct known known;
    if (!find_known(rates, code, &known))
        return unknown_rates(code, reason);
    enum chiffre_status status = check_known(rates, &known, code, day, day, reason);
    if (status != CHIFFRE_OK)
        return status;
    chiffre_date business_day = calendar_last_business_day(day);
    size_t at = rates_days_at(known.series, day);
    bool from_file = at != SIZE_MAX, from_table = table_closing(known.months, day, leg);
    if (from_file && (!from_table || known.series->days[at].date >= leg->end)) {
        *leg = leg_of_day(&known.series->days[at]);
        if (leg->end >= business_day || day - leg->end <= FILE_AGE_MAX)
            return CHIFFRE_OK;
    } else if (from_table && leg->end >= business_day) {
        return CHIFFRE_OK;
    }
    if (!month_is_complete(&known, day) && leg_month(rates, code, day, leg, reason) == CHIFFRE_OK)
        return CHIFFRE_OK;
    char text[DATE_TEXT_MAX];
    return missing(reason, "no rate of %s was published on %.*s or shortly before", code, (int)date_write(day, text), text);
}

enum chiffre_status leg_closing(const struct chiffre_rates *rates, const char *code, chiffre_date day, struct leg *leg, char *reason)
{
    if (fixed_leg(code, day, leg))
        return CHIFFRE_OK;
    const struct rate_parity *parity = find_parity(code, day);
    enum chiffre_status status = market_closing(rates, parity == NULL ? code : parity->anchor, day, leg, reason);
    if (status == CHIFFRE_OK && parity != NULL)
        apply_parity(parity, leg);
    return status;
}

/* ---- Average ---- */
struct sum {
    struct chiffre_decimal direct;   /* sum of units per euro */
    struct chiffre_decimal inverted; /* sum of euros per unit, when all days are such */
    int32_t days, inverted_days;
    int64_t slack;
    uint64_t sources;
    bool month_parts, failed;
};

static void add(struct sum *sum, struct chiffre_decimal *total, struct chiffre_decimal rate, int32_t weight)
{
    struct chiffre_decimal product;
    if (decimal_multiply(rate, decimal_from(weight, 0), &product) != CHIFFRE_OK || decimal_add(*total, product, total) != CHIFFRE_OK)
        sum->failed = true;
}

static void add_day_rate(struct sum *sum, const struct rate_day *day)
{
    struct chiffre_decimal rate = decimal_from(day->coefficient, day->exponent);
    sum->days++;
    sum->sources |= UINT64_C(1) << day->source;
    if (day->inverted) {
        sum->inverted_days++;
        add(sum, &sum->inverted, rate, 1);
        if (decimal_divide(decimal_from(1, 0), rate, 16, DECIMAL_HALF_EVEN, &rate) != CHIFFRE_OK)
            sum->failed = true;
    }
    add(sum, &sum->direct, rate, 1);
}

static void add_month(struct sum *sum, const struct rate_month *row, int32_t weight)
{
    int64_t slack = table_slack(row->average);
    add(sum, &sum->direct, table_rate(row->average, row->average_exponent), weight);
    sum->days += weight;
    sum->slack = slack > sum->slack ? slack : sum->slack;
    sum->sources |= UINT64_C(1) << RATES_SOURCE_TABLE;
}

/* The part of the period that lies in one month: by days when the files have as many as the month has, else by the embedded month. */
static void add_part(struct sum *sum, const struct known *known, const char *code, chiffre_date start, chiffre_date end)
{
    int32_t month = calendar_month(start), business_days = calendar_business_days(start, end);
    struct leg fixed;
    if (fixed_leg(code, start, &fixed) && fixed.basis == CHIFFRE_FX_BASIS_parity) { /* the months after the adoption of the euro */
        add(sum, &sum->direct, fixed.units, business_days);
        sum->days += business_days;
        sum->sources |= fixed.sources;
        return;
    }
    const struct rate_month *row = rates_month(known->months, month);
    bool whole = start == calendar_month_start(month) && end == calendar_month_end(month);
    size_t first;
    int32_t days = count_days(known->series, start, end, &first);
    if (row == NULL || (whole ? days >= row->days : 2 * days >= business_days)) {
        for (int32_t i = 0; i < days; i++)
            add_day_rate(sum, &known->series->days[first + (size_t)i]);
        return;
    }
    sum->month_parts = sum->month_parts || !whole;
    add_month(sum, row, whole ? row->days : business_days);
}

static enum chiffre_status market_average(const struct chiffre_rates *rates, const char *code, chiffre_date start, chiffre_date end,
                                          struct leg *leg, char *reason)
{
    struct known known;
    struct leg at_end;
    struct sum sum = {.direct = decimal_from(0, 0), .inverted = decimal_from(0, 0)};
    if (!find_known(rates, code, &known))
        return unknown_rates(code, reason);
    bool adopted = fixed_leg(code, end, &at_end);
    enum chiffre_status status = check_known(rates, &known, code, start, adopted ? start : end, reason);
    if (status != CHIFFRE_OK)
        return status;
    for (chiffre_date from = start; from <= end;) {
        chiffre_date last = calendar_month_end(calendar_month(from));
        add_part(&sum, &known, code, from, last < end ? last : end);
        from = last + 1;
    }
    int32_t business_days = calendar_business_days(start, end);
    if (sum.failed || sum.days == 0 || 2 * sum.days < business_days)
        return missing(reason, "rates of %s for only %d of the period's %d business days", code, (int)sum.days, (int)business_days);
    bool inverted = sum.inverted_days == sum.days;
    struct chiffre_decimal days = decimal_from(sum.days, 0);
    *leg = (struct leg){.units = inverted ? days : sum.direct, .euros = inverted ? sum.inverted : days, .start = start, .end = end,
                        .basis = CHIFFRE_FX_BASIS_average, .sources = sum.sources, .slack = sum.slack, .days = sum.days,
                        .business_days = business_days, .month_parts = sum.month_parts};
    return CHIFFRE_OK;
}

enum chiffre_status leg_average(const struct chiffre_rates *rates, const char *code, chiffre_date start, chiffre_date end,
                                struct leg *leg, char *reason)
{
    struct leg at_start;
    if (fixed_leg(code, start, &at_start)) {
        *leg = at_start;
        return CHIFFRE_OK;
    }
    if (calendar_business_days(start, end) == 0) /* a weekend: the rate before it */
        return leg_closing(rates, code, end, leg, reason);
    const struct rate_parity *parity = find_parity(code, start);
    enum chiffre_status status = market_average(rates, parity == NULL ? code : parity->anchor, start, end, leg, reason);
    if (status == CHIFFRE_OK && parity != NULL)
        apply_parity(parity, leg);
    return status;
}

enum chiffre_status leg_month(const struct chiffre_rates *rates, const char *code, chiffre_date day, struct leg *leg, char *reason)
{
    int32_t month = calendar_month(day);
    enum chiffre_status status = leg_average(rates, code, calendar_month_start(month), calendar_month_end(month), leg, reason);
    if (status == CHIFFRE_OK && leg->basis == CHIFFRE_FX_BASIS_average)
        leg->month_instead = true;
    return status;
}
