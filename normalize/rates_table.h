/* SPDX-License-Identifier: MIT */
/* The tables that tools/compile_rates.c makes of data/rates/: constants of the program, so that they cost nothing at its start.
 * Source of the figures: European Central Bank, see data/rates/README.md. */
#ifndef NORMALIZE_RATES_TABLE_H
#define NORMALIZE_RATES_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* A number of at most six significant digits: coefficient * 10^exponent; coefficient 0: empty. */
struct rate_month {
    int32_t average, end, low, high;
    int8_t average_exponent, end_exponent, low_exponent, high_exponent;
    int8_t days; /* daily rates in the month; 0: the month has none */
};

/* Units per 1 EUR, a row a month without gaps. */
struct rate_currency {
    char code[4];
    int32_t first_month; /* year * 12 + month - 1 */
    int32_t month_count;
    const struct rate_month *months;
};
extern const struct rate_currency rate_currencies[]; /* sorted by code */
extern const size_t rate_currency_count;

/* Irrevocable conversion rates: units per 1 EUR from the day of adoption on (days since 1970-01-01). */
struct rate_legacy {
    char code[4];
    int64_t coefficient;
    int32_t exponent;
    int32_t adopted;
};
extern const struct rate_legacy rate_legacies[];
extern const size_t rate_legacy_count;

/* `units` of the currency are worth `amount` of the anchor from the day `since` on. */
struct rate_parity {
    char code[4], anchor[4];
    int64_t units, amount;
    int32_t units_exponent, amount_exponent;
    int32_t since;
};
extern const struct rate_parity rate_parities[];
extern const size_t rate_parity_count;

#endif
