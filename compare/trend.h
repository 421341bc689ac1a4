/* SPDX-License-Identifier: MIT */
/* A series of a table as numbers: what fits and statistics read. */
#ifndef COMPARE_TREND_H
#define COMPARE_TREND_H

#include "compare/measure.h"
#include "compare/statistics.h"

/* Points of rows that have both values. x is years since the series' first row, or the other column's values. Money and persons
 * keep their size: a fit is scaled by nobody. `widths` are those of y's rounding intervals; NULL when one of them is not told. */
struct points {
    double *x, *y, *widths;
    size_t *rows;
    size_t n;
    double *block;
};
/* `against` TABLE_NONE: time. False: no memory. */
bool points_take(const struct chiffre_table *table, const size_t *rows, size_t count, size_t column, size_t against,
                 struct points *points);
void points_free(struct points *points);
/* By method; for the logarithm of y every value must be above zero. */
bool points_fit(const struct points *points, enum chiffre_fit_method method, struct line_fit *fit);
const char *fit_method_name(enum chiffre_fit_method method);

#endif
