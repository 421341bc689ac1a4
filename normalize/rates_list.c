/* SPDX-License-Identifier: MIT */
/* All currencies that have rates, one by one: from files and the embedded months, then the fixed ones. */
#include "normalize/rates.h"

#include "core/decimal.h"
#include "normalize/calendar.h"

#include <stdio.h>
#include <string.h>

static void add_source(struct chiffre_rates_span *span, const char *name)
{
    size_t length = strlen(span->source);
    snprintf(span->source + length, sizeof span->source - length, "%s%s", length > 0 ? " + " : "", name);
}

static void add_days(const struct chiffre_rates *rates, const struct rate_series *series, struct chiffre_rates_span *span)
{
    uint64_t sources = 0;
    if (series == NULL || series->count == 0)
        return;
    chiffre_date first = series->days[0].date, last = series->days[series->count - 1].date;
    span->first = span->first == CHIFFRE_NO_DATE || first < span->first ? first : span->first;
    span->last = last > span->last ? last : span->last;
    for (size_t i = 0; i < series->count; i++)
        sources |= UINT64_C(1) << series->days[i].source;
    for (size_t i = RATES_SOURCE_FIRST_FILE; i < rates->source_count; i++)
        if ((sources >> i & 1) != 0)
            add_source(span, rates->sources[i]);
}

static void start_span(struct chiffre_rates_span *span, const char *code)
{
    *span = (struct chiffre_rates_span){.first = CHIFFRE_NO_DATE, .last = CHIFFRE_NO_DATE, .fixed = DECIMAL_EMPTY};
    memcpy(span->code, code, 4);
}

static void market_span(const struct chiffre_rates *rates, const char *code, struct chiffre_rates_span *span)
{
    const struct rate_currency *months = rates_find_months(code);
    start_span(span, code);
    if (months != NULL) {
        span->first = calendar_month_start(months->first_month);
        span->last = calendar_month_end(months->first_month + months->month_count - 1);
        add_source(span, rates->sources[RATES_SOURCE_TABLE]);
    } else {
        span->last = INT32_MIN;
    }
    add_days(rates, rates_find_days(rates, code), span);
}

static void fixed_span(const struct chiffre_rates *rates, const char *code, struct chiffre_decimal units, struct chiffre_decimal amount,
                       chiffre_date since, size_t source, struct chiffre_rates_span *span)
{
    start_span(span, code);
    span->first = since;
    (void)decimal_divide(units, amount, 10, DECIMAL_HALF_EVEN, &span->fixed);
    add_source(span, rates->sources[source]);
}

bool chiffre_rates_list(const struct chiffre_rates *rates, size_t index, struct chiffre_rates_span *span)
{
    if (index < rate_currency_count) {
        market_span(rates, rate_currencies[index].code, span);
        return true;
    }
    index -= rate_currency_count;
    for (size_t i = 0; i < rates->days.count; i++) { /* those that only a file has */
        if (rates_find_months(rates->days.series[i].code) != NULL || rates->days.series[i].count == 0)
            continue;
        if (index-- == 0) {
            market_span(rates, rates->days.series[i].code, span);
            return true;
        }
    }
    if (index < rate_legacy_count) {
        const struct rate_legacy *legacy = &rate_legacies[index];
        fixed_span(rates, legacy->code, decimal_from(legacy->coefficient, legacy->exponent), decimal_from(1, 0), legacy->adopted,
                   RATES_SOURCE_LEGACY, span);
        return true;
    }
    index -= rate_legacy_count;
    for (size_t i = 0; i < rate_parity_count; i++) {
        const struct rate_parity *parity = &rate_parities[i];
        if (memcmp(parity->anchor, "EUR", 3) != 0)
            continue; /* as good as its anchor */
        if (index-- == 0) {
            fixed_span(rates, parity->code, decimal_from(parity->units, parity->units_exponent),
                       decimal_from(parity->amount, parity->amount_exponent), parity->since, RATES_SOURCE_PARITY, span);
            return true;
        }
    }
    return false;
}
