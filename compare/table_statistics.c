/* SPDX-License-Identifier: MIT */
/* A table of levels -> a table of what can be said of its series: trends with errors, correlations, outliers and breaks. */
#include "compare/trend.h"

#include <math.h>
#include <stdio.h>

#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"

#define DIGITS 12

enum column {
    COLUMN_ENTITY,
    COLUMN_SERIES,
    COLUMN_AGAINST,
    COLUMN_UNIT,
    COLUMN_STATISTIC,
    COLUMN_METHOD,
    COLUMN_PERIOD,
    COLUMN_N,
    COLUMN_VALUE,
    COLUMN_ERROR,
    COLUMN_LOW,
    COLUMN_HIGH,
    COLUMN_P,
    COLUMN_NOTE
};
static const char *const column_names[] = {"entity", "series", "against",        "unit", "statistic", "method", "period",
                                           "n",      "value",  "standard_error", "low",  "high",      "p",      "note"};

/* One row to write. Not a number: an empty cell. */
struct line {
    struct chiffre_text entity, series, against, unit, period;
    const char *statistic, *method, *note;
    size_t n;
    double value, error, low, high, p;
};
struct work {
    const struct chiffre_table *table;
    struct chiffre_table *out;
    struct table_keys keys;
    double confidence;
    bool failed;
};

static void put_number(struct chiffre_table *out, size_t row, enum column column, double value)
{
    if (isfinite(value)) {
        table_number(out, row, column)->number = decimal_from_double(value, DIGITS);
    }
}

static void put(struct work *work, const struct line *line)
{
    struct chiffre_table *out = work->out;
    if (work->failed || !table_add_rows(out, 1)) {
        work->failed = true;
        return;
    }
    size_t row = out->row_count - 1;
    const struct chiffre_text texts[] = {
        line->entity, line->series, line->against, line->unit, text_from(line->statistic), text_from(line->method), line->period};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        out->columns[i].texts[row] = table_keep(out, texts[i]);
    }
    out->columns[COLUMN_NOTE].texts[row] = text_from(line->note != NULL ? line->note : "");
    table_number(out, row, COLUMN_N)->number = decimal_from((int64_t)line->n, 0);
    put_number(out, row, COLUMN_VALUE, line->value);
    put_number(out, row, COLUMN_ERROR, line->error);
    put_number(out, row, COLUMN_LOW, line->low);
    put_number(out, row, COLUMN_HIGH, line->high);
    put_number(out, row, COLUMN_P, line->p);
}

/* Who and what, whichever way round the table is. */
static struct line line_of(const struct work *work, size_t row, size_t column)
{
    bool by_entity = work->keys.metric != TABLE_NONE;
    struct chiffre_text name = work->table->columns[column].head.name;
    return (struct line){
        .entity = by_entity ? name : table_text(work->table, row, work->keys.entity),
        .series = by_entity ? table_text(work->table, row, work->keys.metric) : name,
        .value = NAN,
        .error = NAN,
        .low = NAN,
        .high = NAN,
        .p = NAN,
    };
}

static const char *why_not(size_t n)
{
    return n < STATISTICS_POINTS_MIN ? "too few points: 4 are needed" : "not computed: no spread";
}

static struct chiffre_text unit_of(const struct work *work, const struct points *points, size_t column, char *buffer, size_t size)
{
    struct chiffre_text unit =
        points->n > 0 ? table_cell_unit(work->table, points->rows[0], column) : (struct chiffre_text){NULL, 0};
    int length = snprintf(buffer, size, "%.*s/year", (int)(unit.length < 64 ? unit.length : 64), unit.length > 0 ? unit.data : "");
    return (struct chiffre_text){buffer, length > 0 ? (size_t)length : 0};
}

/* The slope a year; of a logarithm the growth a year in percent. */
static void put_fit(struct work *work, const struct points *points, size_t row, size_t column, enum chiffre_fit_method method)
{
    struct line_fit fit;
    struct line line = line_of(work, row, column);
    char unit[96];
    bool logarithm = method == CHIFFRE_FIT_log_linear;
    line.statistic = logarithm ? "growth" : "slope";
    line.method = fit_method_name(method);
    line.unit = logarithm ? TEXT("percent/year") : unit_of(work, points, column, unit, sizeof unit);
    line.n = points->n;
    if (!points_fit(points, method, &fit)) {
        bool negative = false;
        for (size_t i = 0; i < points->n; i++) {
            negative = negative || points->y[i] <= 0.0;
        }
        bool many = points->n >= STATISTICS_POINTS_MIN;
        line.note = logarithm && negative && many ? "not computed: a value is not above zero" : why_not(points->n);
        put(work, &line);
        return;
    }
    double half = student(work->confidence, fit.n - 2) * fit.slope_error;
    line.value = logarithm ? 100.0 * expm1(fit.slope) : fit.slope;
    line.error = logarithm ? 100.0 * exp(fit.slope) * fit.slope_error : fit.slope_error;
    line.low = logarithm ? 100.0 * expm1(fit.slope - half) : fit.slope - half;
    line.high = logarithm ? 100.0 * expm1(fit.slope + half) : fit.slope + half;
    line.p = fit.p;
    put(work, &line);
    struct line quality = line_of(work, row, column);
    quality.statistic = "r_squared";
    quality.method = line.method;
    quality.n = fit.n;
    quality.value = fit.r_squared;
    put(work, &quality);
}

static void put_outliers(struct work *work, const struct points *points, const double *values, size_t count, size_t row,
                         size_t column, const char *statistic)
{
    double *scores = memory_take(count + 1, sizeof *scores);
    if (scores == NULL) {
        work->failed = true;
        return;
    }
    bool done = outlier_scores(values, count, scores);
    for (size_t i = 0; done && i < count; i++) {
        if (fabs(scores[i]) > STATISTICS_OUTLIER) {
            struct line line = line_of(work, row, column);
            line.statistic = statistic;
            line.method = "median_absolute_deviation";
            line.n = count;
            line.value = scores[i];
            line.period = table_text(work->table, points->rows[points->n - count + i], work->keys.period);
            line.note = "modified z-score beyond 3.5";
            put(work, &line);
        }
    }
    memory_free(scores);
}

/* Values far from the robust trend, and steps far from the usual step. */
static void put_surprises(struct work *work, const struct points *points, size_t row, size_t column)
{
    struct line_fit fit;
    double *values = memory_take(points->n + 1, sizeof *values);
    if (values == NULL) {
        work->failed = true;
        return;
    }
    if (points_fit(points, CHIFFRE_FIT_bisquare, &fit)) {
        for (size_t i = 0; i < points->n; i++) {
            values[i] = points->y[i] - fit.intercept - fit.slope * points->x[i];
        }
        put_outliers(work, points, values, points->n, row, column, "outlier");
    }
    for (size_t i = 1; i < points->n; i++) {
        values[i - 1] = points->y[i] - points->y[i - 1];
    }
    if (points->n > 1) {
        put_outliers(work, points, values, points->n - 1, row, column, "break");
    }
    memory_free(values);
}

static void put_correlations(struct work *work, const size_t *rows, size_t count, size_t first, size_t second)
{
    struct points points;
    if (!points_take(work->table, rows, count, second, first, &points)) {
        work->failed = true;
        return;
    }
    for (int spearman = 0; spearman < 2 && points.n > 0; spearman++) {
        struct correlation result;
        struct line line = line_of(work, rows[0], first);
        line.against = work->table->columns[second].head.name;
        line.statistic = "correlation";
        line.method = spearman ? "spearman" : "pearson";
        line.n = points.n;
        bool done = spearman ? correlate_spearman(points.x, points.y, points.n, &result)
                             : correlate_pearson(points.x, points.y, points.n, work->confidence, &result);
        if (done) {
            line.value = result.value;
            line.low = result.low;
            line.high = result.high;
            line.p = result.p;
            line.note = result.exact ? "exact p" : NULL;
        } else {
            line.note = why_not(points.n);
        }
        put(work, &line);
    }
    points_free(&points);
}

static bool is_series(const struct chiffre_column *head)
{
    return head->kind == CHIFFRE_CELL_number && (head->role == CHIFFRE_ROLE_level || head->role == CHIFFRE_ROLE_ratio);
}

static void describe(struct work *work, const size_t *rows, size_t count)
{
    for (size_t column = 0; column < work->table->column_count; column++) {
        struct points points;
        if (!is_series(&work->table->columns[column].head)) {
            continue;
        }
        if (!points_take(work->table, rows, count, column, TABLE_NONE, &points)) {
            work->failed = true;
            return;
        }
        if (points.n > 0) {
            for (int method = CHIFFRE_FIT_least_squares; method <= CHIFFRE_FIT_log_linear; method++) {
                put_fit(work, &points, rows[0], column, (enum chiffre_fit_method)method);
            }
            put_surprises(work, &points, rows[0], column);
        }
        points_free(&points);
    }
    for (size_t first = 0; first < work->table->column_count; first++) {
        for (size_t second = first + 1; second < work->table->column_count; second++) {
            if (is_series(&work->table->columns[first].head) && is_series(&work->table->columns[second].head)) {
                put_correlations(work, rows, count, first, second);
            }
        }
    }
}

static struct chiffre_table *empty_statistics(void)
{
    struct chiffre_table *out = table_new();
    bool done = out != NULL;
    for (size_t i = 0; done && i < sizeof column_names / sizeof *column_names; i++) {
        bool number = i >= COLUMN_N && i <= COLUMN_P;
        enum chiffre_role role = i == COLUMN_NOTE ? CHIFFRE_ROLE_note : number ? CHIFFRE_ROLE_detail : CHIFFRE_ROLE_key;
        done = table_insert_column(out, TABLE_NONE, text_from(column_names[i]), number ? CHIFFRE_CELL_number : CHIFFRE_CELL_text,
                                   role);
    }
    if (!done) {
        chiffre_table_free(out);
        return NULL;
    }
    return out;
}

enum chiffre_status chiffre_table_statistics(const struct chiffre_table *table, double confidence,
                                             struct chiffre_table **statistics, struct chiffre_error *error)
{
    struct work work = {.table = table, .out = empty_statistics(), .keys = table_keys(table), .confidence = confidence};
    struct table_series series;
    statistics_start();
    if (work.out == NULL) {
        return error_no_memory(error);
    }
    enum chiffre_status status = table_series(table, &series, error);
    for (size_t i = 0; status == CHIFFRE_OK && i < series.count; i++) {
        describe(&work, series.rows + series.starts[i], series.starts[i + 1] - series.starts[i]);
    }
    if (status == CHIFFRE_OK) {
        table_series_free(&series);
    }
    if (status == CHIFFRE_OK && (work.failed || work.out->arena.failed)) {
        status = error_no_memory(error);
    }
    if (status != CHIFFRE_OK) {
        chiffre_table_free(work.out);
        return status;
    }
    *statistics = work.out;
    return CHIFFRE_OK;
}
