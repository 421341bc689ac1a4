/* SPDX-License-Identifier: MIT */
/* The comparison's inside: what figures have been added, and the steps from them to a table. */
#ifndef COMPARE_COMPARISON_H
#define COMPARE_COMPARISON_H

#include "compare/series.h"
#include "compare/table.h"
#include "core/output.h"

/* A level of the document being read, for growth figures that point to it. */
struct document_level {
    uint64_t id, of;
    uint32_t fact, prior_fact; /* the level before it, where the text tells one */
    bool prior;
};
struct chiffre_comparison {
    struct chiffre_compare_options options; /* the arrays are the caller's and are not kept: see asked_ */
    bool *metric_asked;                     /* by catalog index; NULL: all */
    uint32_t *metric_order;                 /* catalog indexes of the columns asked for */
    uint32_t *asked_entities;
    struct series series;
    struct chiffre_compare_summary summary;
    struct growth *growths;
    size_t growth_count, growth_capacity, growths_resolved;
    uint64_t *growth_of; /* of growths from growths_resolved on: the id in the document */
    size_t growth_of_capacity;
    struct document_level *levels;
    size_t level_count, level_capacity;
    uint32_t document;
    bool failed, derived;
};

/* A column of metrics is metric * COLUMN_KINDS + unit class: a metric with amounts and counts has two columns. */
#define COLUMN_KINDS 8

/* A fact put into the table: `major` and `column` are entity and metric, or metric and entity in a table by entity. */
struct placed {
    uint32_t fact;
    uint32_t major, unit; /* unit: SERIES_NONE for what is no money, in a table with a column a metric */
    uint32_t column;
    chiffre_date start, end;
    size_t row;
};
struct placement {
    struct placed *items;
    size_t count, capacity;
    size_t rows, complete; /* complete: rows that have every metric asked */
};
/* The facts of one kind of period and the stocks at the ends of these, sorted by row. Freed with memory_free(items). */
enum chiffre_status placement_make(const struct chiffre_comparison *comparison, enum chiffre_periodicity periodicity,
                                   struct placement *placement, struct chiffre_error *error);
enum chiffre_status placement_wide(const struct chiffre_comparison *comparison, const struct placement *placement,
                                   enum chiffre_periodicity periodicity, struct chiffre_table **table,
                                   struct chiffre_compare_summary *summary, struct chiffre_error *error);
enum chiffre_status placement_long(const struct chiffre_comparison *comparison, const struct placement *placement,
                                   enum chiffre_periodicity periodicity, struct chiffre_table **table,
                                   struct chiffre_compare_summary *summary, struct chiffre_error *error);
/* Fills a number cell from what is known of a fact; texts go into the table's arena. */
void cell_from_fact(const struct series *series, const struct fact *fact, struct chiffre_table *table, struct chiffre_cell *cell);
/* What a reader must know of a cell, added to `note`: conflicts with the documents named, what it was derived from, forecasts. */
void note_write(const struct series *series, const struct fact *fact, struct chiffre_text column, struct output *note);
bool candidate_is_plain(const struct candidate *candidate); /* nothing to say of it */
/* The same of one value among several. */
void note_write_candidate(const struct series *series, const struct candidate *candidate, struct output *note);
/* "revenue"; "layoffs_percent" where the unit is not the metric's first one. */
#define METRIC_NAME_MAX 128
struct chiffre_text metric_column_name(uint32_t metric_column, char *buffer);
const char *unit_class_name(enum unit_class unit_class); /* "" for money */
enum unit_class metric_first_class(const struct metric *metric);

#endif
