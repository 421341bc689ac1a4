/* SPDX-License-Identifier: MIT */
/* Columns of a table -> points -> columns with the fitted line and its confidence band. */
#include "compare/trend.h"

#include <math.h>
#include <stdio.h>

#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"

#define DIGITS 10 /* significant ones of a fitted value: no line is known better */

const char *fit_method_name(enum chiffre_fit_method method)
{
#define METHOD_NAME(name) #name,
    static const char *const names[] = {CHIFFRE_FIT_METHODS(METHOD_NAME)};
    return names[method];
}

/* The first row with a date: time counts from there, whatever column is looked at. */
static chiffre_date first_end(const struct chiffre_table *table, const struct table_keys *keys, const size_t *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (row_end(table, keys, rows[i]) != CHIFFRE_NO_DATE) {
            return row_end(table, keys, rows[i]);
        }
    }
    return CHIFFRE_NO_DATE;
}

bool points_take(const struct chiffre_table *table, const size_t *rows, size_t count, size_t column, size_t against,
                 struct points *points)
{
    *points = (struct points){0};
    points->block = memory_take(count * 3 + 1, sizeof *points->block);
    points->rows = memory_take(count + 1, sizeof *points->rows);
    if (points->block == NULL || points->rows == NULL) {
        points_free(points);
        return false;
    }
    points->x = points->block;
    points->y = points->block + count;
    points->widths = points->block + 2 * count;
    bool told = true;
    struct table_keys keys = table_keys(table);
    chiffre_date start = first_end(table, &keys, rows, count);
    for (size_t i = 0; i < count; i++) {
        size_t row = rows[i], n = points->n;
        chiffre_date end = row_end(table, &keys, row);
        bool known = against == TABLE_NONE ? end != CHIFFRE_NO_DATE : cell_known(table, row, against);
        if (!known || !cell_known(table, row, column)) {
            continue;
        }
        const struct chiffre_cell *cell = &table->columns[column].cells[row];
        points->x[n] =
            against == TABLE_NONE ? years_between(start, end) : decimal_double(table->columns[against].cells[row].number);
        points->y[n] = decimal_double(cell->number);
        struct chiffre_decimal width;
        told = told && cell->low.known && cell->high.known && decimal_subtract(cell->high, cell->low, &width) == CHIFFRE_OK;
        points->widths[n] = told ? decimal_double(width) : 0.0;
        points->rows[n] = row;
        points->n++;
    }
    points->widths = told ? points->widths : NULL;
    return true;
}

void points_free(struct points *points)
{
    memory_free(points->block);
    memory_free(points->rows);
    *points = (struct points){0};
}

static bool fit_logarithm(const struct points *points, struct line_fit *fit)
{
    double *block = memory_take(points->n * 2 + 1, sizeof *block);
    if (block == NULL) {
        return false;
    }
    bool positive = true;
    for (size_t i = 0; i < points->n && positive; i++) {
        positive = points->y[i] > 0.0;
        block[i] = positive ? log(points->y[i]) : 0.0;
        block[points->n + i] = points->widths != NULL && positive ? points->widths[i] / points->y[i] : 0.0;
    }
    bool done = positive && fit_least_squares(points->x, block, points->widths != NULL ? block + points->n : NULL, points->n, fit);
    memory_free(block);
    return done;
}

bool points_fit(const struct points *points, enum chiffre_fit_method method, struct line_fit *fit)
{
    statistics_start();
    bool done = false;
    switch (method) {
    case CHIFFRE_FIT_least_squares:
        done = fit_least_squares(points->x, points->y, points->widths, points->n, fit);
        break;
    case CHIFFRE_FIT_bisquare:
        done = fit_bisquare(points->x, points->y, points->widths, points->n, fit);
        break;
    case CHIFFRE_FIT_log_linear:
        done = fit_logarithm(points, fit);
        break;
    }
    return done;
}

struct band {
    size_t columns[3]; /* line, low, high */
};

static void fill_point(struct chiffre_table *table, const struct band *band, const struct line_fit *fit, double x, size_t row,
                       enum chiffre_fit_method method, double confidence)
{
    double values[3];
    fit_at(fit, x, confidence, &values[0], &values[1], &values[2]);
    for (size_t i = 0; i < 3; i++) {
        struct chiffre_cell *cell = table_number(table, row, band->columns[i]);
        double value = method == CHIFFRE_FIT_log_linear ? exp(values[i]) : values[i];
        cell->number = decimal_from_double(value, DIGITS);
        cell->unit = table->columns[table->columns[band->columns[i]].head.base].cells[row].unit;
        cell->derived = true;
    }
}

/* The line goes through every row of the series that has a date or an x, also where y is missing. */
static bool fill_series(struct chiffre_table *table, const size_t *rows, size_t count, const struct band *band,
                        enum chiffre_fit_method method, double confidence)
{
    const struct chiffre_column *head = &table->columns[band->columns[0]].head;
    struct table_keys keys = table_keys(table);
    struct points points;
    struct line_fit fit;
    if (!points_take(table, rows, count, head->base, head->against, &points)) {
        return false;
    }
    bool fitted = points_fit(&points, method, &fit);
    chiffre_date start = first_end(table, &keys, rows, count);
    for (size_t i = 0; i < count && fitted; i++) {
        chiffre_date end = row_end(table, &keys, rows[i]);
        if (head->against != TABLE_NONE && cell_known(table, rows[i], head->against)) {
            double x = decimal_double(table->columns[head->against].cells[rows[i]].number);
            fill_point(table, band, &fit, x, rows[i], method, confidence);
        } else if (head->against == TABLE_NONE && end != CHIFFRE_NO_DATE) {
            fill_point(table, band, &fit, years_between(start, end), rows[i], method, confidence);
        }
    }
    points_free(&points);
    return true;
}

/* Three columns; band->columns[0] is TABLE_NONE when they are there already. */
static enum chiffre_status add_columns(struct chiffre_table *table, struct chiffre_text name, size_t base, size_t against,
                                       struct band *band, struct chiffre_error *error)
{
    static const enum chiffre_role roles[2][3] = {{CHIFFRE_ROLE_trend, CHIFFRE_ROLE_trend_low, CHIFFRE_ROLE_trend_high},
                                                  {CHIFFRE_ROLE_fit, CHIFFRE_ROLE_fit_low, CHIFFRE_ROLE_fit_high}};
    enum chiffre_status status = CHIFFRE_OK;
    struct chiffre_text other = against == TABLE_NONE ? TEXT("") : table->columns[against].head.name;
    for (size_t i = 0; i < 3 && status == CHIFFRE_OK; i++) {
        char buffer[COLUMN_NAME_MAX];
        enum chiffre_role role = roles[against != TABLE_NONE][i];
        int length = snprintf(buffer, sizeof buffer, "%.*s%s%.*s_%s", (int)name.length, name.data, against == TABLE_NONE ? "" : "~",
                              (int)other.length, other.length > 0 ? other.data : "", role_name(role));
        struct chiffre_text made = {buffer, (size_t)length < sizeof buffer ? (size_t)length : sizeof buffer - 1};
        status = measure_column(table, made, role, base, against, table->columns[base].head.unit, &band->columns[i], error);
    }
    return status;
}

enum chiffre_status chiffre_table_add_fit(struct chiffre_table *table, struct chiffre_text name, struct chiffre_text against,
                                          enum chiffre_fit_method method, double confidence, struct chiffre_error *error)
{
    size_t base, other = TABLE_NONE;
    struct band band = {{TABLE_NONE, TABLE_NONE, TABLE_NONE}};
    struct table_series series;
    enum chiffre_status status = measure_find(table, name, &base, error);
    if (status == CHIFFRE_OK && against.length > 0) {
        status = measure_find(table, against, &other, error);
    }
    if (status == CHIFFRE_OK) {
        status = add_columns(table, name, base, other, &band, error);
    }
    if (status != CHIFFRE_OK || band.columns[0] == TABLE_NONE || (status = table_series(table, &series, error)) != CHIFFRE_OK) {
        return status;
    }
    for (size_t i = 0; i < series.count && status == CHIFFRE_OK; i++) {
        size_t start = series.starts[i];
        if (!fill_series(table, series.rows + start, series.starts[i + 1] - start, &band, method, confidence)) {
            status = error_no_memory(error);
        }
    }
    table_series_free(&series);
    return status;
}
