/* SPDX-License-Identifier: MIT */
/* Facts: what a figure says, by entity, metric, period and unit, with every value that was read for it. */
#ifndef COMPARE_SERIES_H
#define COMPARE_SERIES_H

#include "chiffre.h"
#include "compare/names.h"
#include "core/catalog.h"
#include "core/date.h"
#include "core/decimal.h"

#define SERIES_NONE UINT32_MAX
#define SERIES_SOURCES_MAX 16 /* of one value; more are counted, not kept */

enum unit_class { UNIT_MONEY, UNIT_PERSONS, UNIT_PERCENT, UNIT_COUNT, UNIT_RATIO };

struct source_link {
    uint32_t document, next; /* next: SERIES_NONE ends */
    uint64_t line;
    struct chiffre_text text;
};
/* One value that one or more documents give for a fact. A cache line long: a million figures meet here. */
struct candidate {
    struct chiffre_decimal value;
    int32_t decimals;
    unsigned char bound;  /* enum chiffre_bound */
    unsigned char status; /* enum chiffre_figure_status */
    bool equivalent;      /* another figure's conversion by the writer: a last resort */
    bool derived : 1;
    bool converted : 1;   /* from another currency, at the rate of its own period */
    uint32_t fact, next; /* next candidate of the fact; SERIES_NONE ends */
    uint32_t count;      /* figures that say the same */
    uint32_t first_source, last_source;
    uint32_t extra; /* SERIES_NONE: neither a range nor derived */
};
/* What few candidates have. */
struct extra {
    struct chiffre_decimal value_to; /* of a range */
    struct interval interval;        /* of a derived value, which its digits do not tell */
};
struct fact {
    uint32_t entity, unit;
    uint16_t metric;           /* index into catalog_metrics */
    unsigned char periodicity; /* enum chiffre_periodicity; stocks are days; auto: a span that is none of the kinds */
    unsigned char unit_class;  /* enum unit_class */
    chiffre_date start, end;
    uint32_t label;
    uint32_t first, last, candidate_count;
};
/* "up 13 %": links a level to the one before it. Kept only to derive. */
struct growth {
    struct fact key; /* of the level told; unit SERIES_NONE: whichever is known */
    uint32_t prior;  /* fact of the earlier level where the text tells it; else SERIES_NONE: a year before */
    struct chiffre_decimal value, value_to;
    int32_t decimals;
    enum chiffre_bound bound;
    bool percent;  /* else an amount in `unit` */
    uint32_t unit; /* percent for an amount in points */
    struct source_link source;
};

/* Open addressing over the numbers of another array. A slot is the upper half of the hash and number + 1, or 0: mostly the wrong
 * ones are told without a look at the array. */
struct slots {
    uint64_t *items;
    size_t count, used;
};

struct series {
    struct arena arena;
    struct arena *kept; /* of series that were merged into this one */
    size_t kept_count, kept_capacity;
    struct names raw_entities, entities; /* as written; by key */
    uint32_t *entity_of_raw;
    struct chiffre_text *spellings; /* the fullest, by entity */
    size_t entity_of_raw_capacity, spellings_capacity;
    struct names raw_metrics, labels, units, documents;
    uint32_t *metric_of_raw; /* SERIES_NONE: not in the list */
    size_t metric_of_raw_capacity;
    struct fact *facts;
    size_t fact_count, fact_capacity;
    struct slots fact_slots;
    struct candidate *candidates;
    size_t candidate_count, candidate_capacity;
    struct slots candidate_slots;
    struct source_link *sources;
    size_t source_count, source_capacity;
    struct extra *extras;
    size_t extra_count, extra_capacity;
};

void series_free(struct series *series);
/* Each returns SERIES_NONE when there is no memory. */
uint32_t series_entity(struct series *series, struct chiffre_text name);
uint32_t series_entity_asked(struct series *series, struct chiffre_text name); /* the same; the name is not one that was read */
uint32_t series_metric(struct series *series, struct chiffre_text name, bool *known);
/* The fact with these keys, made when it is new. `key` needs entity, unit, metric, periodicity, unit_class, start, end, label. */
uint32_t series_fact(struct series *series, const struct fact *key);
uint32_t series_find(const struct series *series, const struct fact *key); /* SERIES_NONE: no such fact */
/* The same number in one form, however many zeros were written: whole numbers without an exponent, as CSV has them, others without
 * zeros at their end. A candidate's value must be in it. */
void series_canonical(struct chiffre_decimal *value);
/* The value among its fact's, made when it is new, without a source: a place in the array, until that grows. NULL: no memory.
 * `key` needs all up to `derived`; `value_to` is the upper end of a range; `interval` that of a derived value, else NULL. */
struct candidate *series_candidate(struct series *series, uint32_t fact, const struct candidate *key,
                                   const struct chiffre_decimal *value_to, const struct interval *interval);
struct chiffre_decimal candidate_value_to(const struct series *series, const struct candidate *candidate); /* not known: no range */
/* Both ends unknown: the precision is not told. */
struct interval candidate_interval(const struct series *series, const struct candidate *candidate);
/* Adds a source whose text lives as long as the series; false: no memory. */
bool series_link_source(struct series *series, struct candidate *candidate, const struct source_link *source);

/* Adds what `from` has and empties it; its texts go on to live. False: no memory. */
bool series_merge(struct series *series, struct series *from);

/* Where a level will be looked for. Memory answers slowly and in parallel: a caller who knows his next levels asks for all of them,
 * first for their slots, a little later for what these point to. */
struct series_place {
    uint64_t fact, candidate;
};
void series_prefetch(const struct series *series, const struct fact *key, const struct candidate *candidate,
                     struct series_place *place);
void series_prefetch_items(const struct series *series, const struct series_place *place);

/* The rule of choice: read before derived, actual before planned before forecast before rumoured, a number before a bound,
 * the writer's figure before his conversion of it; then what most figures support, a coarser one supporting each finer one that it
 * agrees with (so the most precise of those that all agree); then the most precise; then the first read.
 * Another value of the same status that lies outside the chosen one's rounding interval contradicts it. */
enum agreement {
    AGREED,
    OUTVOTED, /* contradicted by fewer figures than support it */
    UNDECIDED
};
const struct candidate *series_choose(const struct series *series, const struct fact *fact, enum agreement *agreement);
/* Is it one number, not a range nor a limit? */
bool candidate_is_number(const struct series *series, const struct candidate *candidate);
bool candidates_differ(const struct series *series, const struct candidate *chosen, const struct candidate *other);

/* Adds what follows from what was read: the levels that growth figures imply, sums of quarters and halves, the fourth quarter. */
enum chiffre_status series_derive(struct series *series, const struct growth *growths, size_t growth_count);
/* What kind of period a figure is of, from its dates, else its label. False: no period, or one without a year. */
bool period_kind(const struct chiffre_figure *figure, enum chiffre_periodicity *periodicity, chiffre_date *start,
                 chiffre_date *end);
/* The label in a table: of the calendar where the dates are, else `label` as it was read, else start/end. `buffer` has room for
 * PERIOD_TEXT_MAX. */
struct chiffre_text period_label(enum chiffre_periodicity periodicity, chiffre_date start, chiffre_date end,
                                 struct chiffre_text label, char *buffer);
/* The day that lies `months` on (negative: before); the last day of a month goes to the last day of a month. */
chiffre_date date_shift_end(chiffre_date end, int months);
/* May levels of this metric be added up over time? A flow, no price or amount a share, no quotient. */
bool metric_adds_up(const struct metric *metric);
/* Is an amount a share or a piece the metric's own nature? */
bool metric_is_per_unit(const struct metric *metric);

#endif
