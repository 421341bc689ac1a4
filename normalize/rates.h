/* SPDX-License-Identifier: MIT */
/* Rates inside the room: days read from files laid over the embedded months, and what one currency is worth in euros ("leg"). */
#ifndef NORMALIZE_RATES_H
#define NORMALIZE_RATES_H

#include "chiffre.h"
#include "core/memory.h"
#include "normalize/rates_table.h"

/* One published rate: coefficient * 10^exponent units for 1 EUR, or, inverted, so many EUR for 1 unit. */
struct rate_day {
    int64_t coefficient;
    chiffre_date date;
    int8_t exponent;
    uint8_t source; /* index into chiffre_rates.sources */
    bool inverted;
};

/* The days of one currency, ascending, one row a date. */
struct rate_series {
    char code[4];
    struct rate_day *days;
    size_t count, capacity;
};

struct rate_file {
    struct rate_series *series;
    size_t count, capacity;
    bool ecb; /* the ECB's own form */
};

#define RATES_SOURCES_MAX 64 /* a set of sources is one word of bits */
enum { RATES_SOURCE_TABLE, RATES_SOURCE_LEGACY, RATES_SOURCE_PARITY, RATES_SOURCE_FIRST_FILE };

struct conversion;
struct chiffre_rates {
    struct rate_file days;
    char sources[RATES_SOURCES_MAX][96];
    size_t source_count;
    /* What chiffre_normalize has looked up: an open-addressed table, emptied when a file is added (convert.c). */
    struct conversion *conversions;
    size_t conversion_count, conversion_capacity;
    uint32_t pass; /* calls of chiffre_normalize so far */
    struct arena texts;
};

/* ---- rates.c */
struct rate_series *rates_file_series(struct rate_file *file, const char *code); /* found or added; NULL: no memory */
const struct rate_series *rates_find_days(const struct chiffre_rates *rates, const char *code);
const struct rate_currency *rates_find_months(const char *code); /* NULL: not in the embedded table */
const struct rate_month *rates_month(const struct rate_currency *currency, int32_t month); /* NULL: no rates in that month */
void rates_file_free(struct rate_file *file);
/* Index of the last day at or before `date`, or SIZE_MAX. */
size_t rates_days_at(const struct rate_series *series, chiffre_date date);
void rates_forget_conversions(struct chiffre_rates *rates);

/* ---- rates_read.c: the bytes of a file, uncompressed (plain, gzip, or the first file of a zip) */
enum chiffre_status rates_read_bytes(const char *path, struct arena *arena, struct chiffre_text *bytes, struct chiffre_error *error);
/* ---- rates_file.c: bytes in any of the forms -> series; on failure *file is to be freed all the same */
enum chiffre_status rates_file_parse(struct chiffre_text bytes, const char *path, struct rate_file *file, struct chiffre_error *error);

/* ---- legs.c: an amount of the currency is amount * euros / units in EUR */
struct leg {
    struct chiffre_decimal units, euros;
    chiffre_date start, end;     /* days of the rate that was really used; equal for one day */
    enum chiffre_fx_basis basis; /* none: the euro itself */
    uint64_t sources;            /* bits */
    int64_t slack;               /* relative error of a rate that the table has rounded, in 10^-12, rounded up; 0: exact */
    int32_t days, business_days; /* of an average: daily rates in it, business days of the period */
    bool month_instead;          /* no daily rate: the average of the day's month */
    bool month_parts;            /* no daily rates for a part of a month: the month's average, weighted by business days */
    bool before_euro;            /* an irrevocable rate used for a day before 1999 */
};
/* A leg for the days start to end. MISSING: `reason` (room for RATES_REASON_MAX) says why there is no rate. */
#define RATES_REASON_MAX 160
enum chiffre_status leg_closing(const struct chiffre_rates *rates, const char *code, chiffre_date day, struct leg *leg, char *reason);
enum chiffre_status leg_average(const struct chiffre_rates *rates, const char *code, chiffre_date start, chiffre_date end,
                                struct leg *leg, char *reason);
/* The average of the whole month that `day` lies in. */
enum chiffre_status leg_month(const struct chiffre_rates *rates, const char *code, chiffre_date day, struct leg *leg, char *reason);
/* One day's row as a leg. */
struct leg leg_of_day(const struct rate_day *day);

/* ---- lookup.c: two legs */
struct cross {
    struct chiffre_decimal numerator, denominator; /* target = value * numerator / denominator, exactly */
    chiffre_date start, end;
    enum chiffre_fx_basis basis;
    uint64_t sources;
    int64_t slack; /* in 10^-12 of the rate */
    int32_t days, business_days;
    char note[256];
};
/* closing or average; auto (none) is not for here. MISSING: cross->note says why. */
enum chiffre_status cross_find(const struct chiffre_rates *rates, const char *from, const char *to, chiffre_date start, chiffre_date end,
                               enum chiffre_fx_basis basis, struct cross *cross);
/* The names of a set of sources, joined by " + ". Returns the bytes written, at most room. */
size_t cross_sources(const struct chiffre_rates *rates, uint64_t sources, char *out, size_t room);
size_t cross_date(const struct cross *cross, char *out); /* fx_date; PERIOD_TEXT_MAX */

#endif
