/* SPDX-License-Identifier: MIT */
/* A table's columns -> series: the numbers of one entity, metric, unit and kind of period, by time. Wide tables, tables by entity
 * and long tables alike. */
#ifndef PLOTS_CURVE_H
#define PLOTS_CURVE_H

#include "chiffre.h"
#include "core/memory.h"

struct curve_point {
    size_t row, column;
    double x;                     /* axis_place; without dates the point's number in its series, 0, 1, 2 ... */
    struct chiffre_text period;   /* its label */
    struct chiffre_decimal value; /* in base units */
    struct chiffre_decimal low, high; /* of the rounding; not known: none told */
    bool forecast;                /* planned, forecast or rumoured */
    bool conflict;
    /* What the series are told apart by. */
    struct chiffre_text entity, metric, unit, type;
};

struct curve {
    struct chiffre_text entity;  /* may be empty */
    struct chiffre_text metric;  /* of data/metrics.csv, or the column's name */
    struct chiffre_text unit;    /* ISO code, persons, percent, index ... */
    struct chiffre_text type;    /* period_type */
    size_t column;
    enum chiffre_role role;
    const struct curve_point *points; /* ascending by x */
    size_t count;
};

struct curve_list {
    struct arena arena;
    struct curve *series; /* sorted by entity, type, column, unit */
    size_t count;
};
/* Fills *list; free it in any case. NO_MEMORY. */
enum chiffre_status curves_of_table(const struct chiffre_table *table, struct curve_list *list, struct chiffre_error *error);
void curves_free(struct curve_list *list);

const struct curve_point *curve_last(const struct curve *series);   /* the last that is no forecast, else the last */
const struct curve_point *curve_at(const struct curve *series, double x); /* NULL: none there */
const struct curve_point *curve_year_before(const struct curve *series, const struct curve_point *point); /* NULL: none there */
bool curves_far_apart(const struct curve *a, const struct curve *b); /* one more than five times the size of the other */
bool curve_in_gap(const struct curve *series, double x); /* between two points that are further apart than its periods are */
bool curve_has_negative(const struct curve *series);

#endif
