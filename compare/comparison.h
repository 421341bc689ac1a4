/* SPDX-License-Identifier: MIT */
/* The comparison's inside: what figures have been added, and the steps from them to a table. */
#ifndef COMPARE_COMPARISON_H
#define COMPARE_COMPARISON_H

#include "compare/series.h"
#include "compare/table.h"
#include "core/output.h"

/* Levels that have been read and wait until memory has answered: see series_prefetch. A power of two. */
#define QUEUE_LENGTH 16
struct waiting {
    struct fact key;
    struct candidate candidate;
    struct chiffre_decimal value_to;
    struct source_link source;
    struct series_place place;
};
struct queue {
    struct waiting items[QUEUE_LENGTH];
    size_t first, end; /* numbers of the oldest and of the next one; places are these modulo the length */
};

/* A level of the document being read, for growth figures that point to it. */
struct document_level {
    uint64_t id, of;
    uint32_t fact, prior_fact; /* the level before it, where the text tells one */
    bool prior;
};
struct metric_known {
    unsigned char classes; /* a bit for each enum unit_class that it may have */
    bool stock, per_unit;
};
/* What period a label stands for, with the dates that came with it. */
struct period_known {
    chiffre_date given_start, given_end, start, end;
    unsigned char periodicity;
    bool known, dated;
};
struct chiffre_comparison {
    struct chiffre_compare_options options; /* the arrays are the caller's and are not kept: see asked_ */
    bool *metric_asked;                     /* by catalog index; NULL: all */
    uint32_t *metric_order;                 /* catalog indexes of the columns asked for */
    uint32_t *asked_entities;
    struct metric_known *metrics; /* by catalog index */
    struct period_known *periods; /* by label */
    size_t period_count, period_capacity;
    struct series series;
    struct chiffre_compare_summary summary;
    struct growth *growths;
    size_t growth_count, growth_capacity, growths_resolved;
    uint64_t *growth_of; /* of growths from growths_resolved on: the id in the document */
    size_t growth_of_capacity;
    struct document_level *levels;
    size_t level_count, level_capacity;
    struct queue queue; /* empty while options.derive: growth figures need the facts at once */
    uint32_t document;
    bool failed, derived;
    bool is_fork; /* what was asked belongs to the comparison that it was forked from */
};

/* Keeps a growth figure; at its document's end it finds the levels that it is of. False: no memory. */
bool growth_add(struct chiffre_comparison *comparison, const struct chiffre_figure *figure, const struct fact *key);
void growth_resolve(struct chiffre_comparison *comparison);
struct source_link level_source(const struct chiffre_comparison *comparison, const struct chiffre_figure *figure);
/* Puts all that waits into the series. False: no memory. */
bool comparison_settle(struct chiffre_comparison *comparison);
/* An empty comparison that asks for the same, for another thread; it lives no longer than `comparison`. NULL: no memory. */
struct chiffre_comparison *comparison_fork(const struct chiffre_comparison *comparison);
/* Adds what a fork has, as if its figures had been added here, and frees it. Not with options.derive. False: no memory. */
bool comparison_join(struct chiffre_comparison *comparison, struct chiffre_comparison *fork);

/* A column of metrics is metric * COLUMN_KINDS + unit class: a metric with amounts and counts has two columns. */
#define COLUMN_KINDS 8

/* A fact put into the table: `major` and `column` are entity and metric, or metric and entity in a table by entity. */
struct placed {
    uint32_t fact;
    uint32_t major, unit; /* unit: SERIES_NONE for what is no money, in a table with a column a metric */
    uint32_t column;
    uint32_t major_rank, unit_rank, column_rank; /* what they are sorted by */
    chiffre_date start, end;
    size_t row;
};
/* By number of the name: its place in the alphabet, from 1. */
struct ranks {
    uint32_t *entities, *units;
};
bool ranks_make(const struct series *series, struct ranks *ranks); /* false: no memory; free them in any case */
void ranks_free(struct ranks *ranks);
struct placement {
    struct placed *items;
    size_t count, capacity;
    size_t rows, complete; /* complete: rows that have every metric asked */
};
/* The facts of one kind of period and the stocks at the ends of these, sorted by row. Freed with memory_free(items). */
enum chiffre_status placement_make(const struct chiffre_comparison *comparison, const struct ranks *ranks,
                                   enum chiffre_periodicity periodicity, struct placement *placement, struct chiffre_error *error);
enum chiffre_status placement_wide(const struct chiffre_comparison *comparison, const struct placement *placement,
                                   enum chiffre_periodicity periodicity, struct chiffre_table **table,
                                   struct chiffre_compare_summary *summary, struct chiffre_error *error);
enum chiffre_status placement_long(const struct chiffre_comparison *comparison, const struct placement *placement,
                                   enum chiffre_periodicity periodicity, struct chiffre_table **table,
                                   struct chiffre_compare_summary *summary, struct chiffre_error *error);
/* Fills a number cell from what is known of a fact; texts go into the table's arena. */
struct choice {
    const struct fact *fact;
    const struct candidate *candidate;
    bool conflict;
};
struct choice choose(const struct series *series, const struct fact *fact);
void cell_from_choice(const struct series *series, const struct choice *choice, bool sources, struct chiffre_table *table,
                      struct chiffre_cell *cell);
/* What a reader must know of a cell, added to `note`: conflicts with the documents named, what it was derived from, forecasts. */
void note_write(const struct series *series, const struct choice *choice, struct chiffre_text column, struct output *note);
bool candidate_is_plain(const struct candidate *candidate); /* nothing to say of it */
/* The same of one value among several. */
void note_write_candidate(const struct series *series, const struct candidate *candidate, struct output *note);
/* "revenue"; "layoffs_percent" where the unit is not the metric's first one. */
#define METRIC_NAME_MAX 128
struct chiffre_text metric_column_name(uint32_t metric_column, char *buffer);
const char *unit_class_name(enum unit_class unit_class); /* "" for money */
enum unit_class metric_first_class(const struct metric *metric);

#endif
