/* SPDX-License-Identifier: MIT */
/* A column -> its differences, changes, index, shares, compound growth: exact quotients of exact decimals, each with the image of
 * the rounding intervals. Only the compound rate needs a root, and so a double. */
#include "compare/measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "compare/series.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"

#define DIGITS 20
#define PLACES 2     /* of percentages and indexes */
#define TOLERANCE 10 /* days by which a business calendar's quarter may end elsewhere than a year before */

enum chiffre_status measure_find(const struct chiffre_table *table, struct chiffre_text name, size_t *column,
                                 struct chiffre_error *error)
{
    *column = chiffre_table_find(table, name);
    if (*column != TABLE_NONE && table->columns[*column].head.kind == CHIFFRE_CELL_number) {
        return CHIFFRE_OK;
    }
    return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "the table has no column of numbers '%.*s'", (int)name.length, name.data);
}

enum chiffre_status measure_column(struct chiffre_table *table, struct chiffre_text name, enum chiffre_role role, size_t base,
                                   size_t against, struct chiffre_text unit, size_t *column, struct chiffre_error *error)
{
    *column = TABLE_NONE;
    if (chiffre_table_find(table, name) != TABLE_NONE) {
        return CHIFFRE_OK;
    }
    size_t note = table_keys(table).note;
    size_t at = note != TABLE_NONE ? note : table->column_count;
    if (!table_insert_column(table, at, name, CHIFFRE_CELL_number, role)) {
        return error_no_memory(error);
    }
    struct chiffre_column *head = &table->columns[at].head;
    head->base = base != TABLE_NONE && base >= at ? base + 1 : base;
    head->against = against != TABLE_NONE && against >= at ? against + 1 : against;
    head->unit = unit;
    head->metric = table->columns[head->base].head.metric;
    *column = at;
    return CHIFFRE_OK;
}

void cell_inherit(struct chiffre_cell *cell, const struct chiffre_cell *from)
{
    cell->status = cell->status > from->status ? cell->status : from->status;
    cell->conflict = cell->conflict || from->conflict;
    cell->derived = cell->derived || from->derived;
    cell->converted = cell->converted || from->converted;
}

chiffre_date row_end(const struct chiffre_table *table, const struct table_keys *keys, size_t row)
{
    return keys->period_end == TABLE_NONE ? CHIFFRE_NO_DATE : table->columns[keys->period_end].dates[row];
}

double years_between(chiffre_date from, chiffre_date to)
{
    int year[2], month[2], day[2];
    date_parts(from, &year[0], &month[0], &day[0]);
    date_parts(to, &year[1], &month[1], &day[1]);
    bool ends = day[0] == date_days_in_month(year[0], month[0]) && day[1] == date_days_in_month(year[1], month[1]);
    if (ends || day[0] == day[1]) {
        return (double)((year[1] - year[0]) * 12 + month[1] - month[0]) / 12.0;
    }
    return (double)(to - from) / 365.2425;
}

static struct interval cell_interval(const struct chiffre_cell *cell)
{
    return (struct interval){cell->low, cell->high};
}

static bool is_told(const struct chiffre_cell *cell)
{
    return cell->low.known && cell->high.known;
}

/* now / then * 100, less 100 for a change. Nothing where the earlier value is not above zero. */
static void fill_quotient(struct chiffre_cell *cell, const struct chiffre_cell *now, const struct chiffre_cell *then, bool change)
{
    struct chiffre_decimal number, hundred = decimal_from(change ? 100 : 0, 0);
    struct interval image = {DECIMAL_EMPTY, DECIMAL_EMPTY};
    if (decimal_sign(then->number) <= 0 ||
        decimal_divide(now->number, then->number, DIGITS, DECIMAL_HALF_EVEN, &number) != CHIFFRE_OK ||
        decimal_subtract(decimal_scale(number, 2), hundred, &number) != CHIFFRE_OK) {
        return;
    }
    if (is_told(now) && is_told(then) && interval_divide(cell_interval(now), cell_interval(then), &image) == CHIFFRE_OK) {
        image = (struct interval){decimal_scale(image.low, 2), decimal_scale(image.high, 2)};
        if (interval_subtract(image, (struct interval){hundred, hundred}, &image) != CHIFFRE_OK) {
            image = (struct interval){DECIMAL_EMPTY, DECIMAL_EMPTY};
        }
    } else {
        image = (struct interval){DECIMAL_EMPTY, DECIMAL_EMPTY};
    }
    cell_set_computed(cell, number, image.low, image.high, PLACES);
}

static void fill_difference(struct chiffre_cell *cell, const struct chiffre_cell *now, const struct chiffre_cell *then)
{
    struct chiffre_decimal number;
    struct interval image = {DECIMAL_EMPTY, DECIMAL_EMPTY};
    if (decimal_subtract(now->number, then->number, &number) != CHIFFRE_OK) {
        return;
    }
    if (is_told(now) && is_told(then)) {
        interval_subtract(cell_interval(now), cell_interval(then), &image);
    }
    cell->number = number;
    cell->low = image.low;
    cell->high = image.high;
    cell->decimals = decimals_of_interval(image.low, image.high);
}

static struct chiffre_decimal yearly_rate(struct chiffre_decimal now, struct chiffre_decimal then, double years)
{
    if (!now.known || !then.known || decimal_sign(now) <= 0 || decimal_sign(then) <= 0) {
        return DECIMAL_EMPTY;
    }
    return decimal_from_double(100.0 * expm1(log(decimal_double(now) / decimal_double(then)) / years), 15);
}

static void fill_growth_rate(struct chiffre_cell *cell, const struct chiffre_cell *now, const struct chiffre_cell *then,
                             double years)
{
    struct chiffre_decimal rate = years >= 1.0 ? yearly_rate(now->number, then->number, years) : DECIMAL_EMPTY;
    if (rate.known) {
        cell_set_computed(cell, rate, yearly_rate(now->low, then->high, years), yearly_rate(now->high, then->low, years), PLACES);
    }
}

struct job {
    struct chiffre_table *table;
    struct table_keys keys;
    enum chiffre_role role;
    size_t base, column;
    chiffre_date *starts, *ends; /* NULL: the table has no dates */
};

static enum chiffre_periodicity row_kind(const struct job *job, size_t row)
{
    return periodicity_named(table_text(job->table, row, job->keys.period_type));
}

static bool is_near(chiffre_date a, chiffre_date b)
{
    return abs(a - b) <= TOLERANCE;
}

/* Is `before` the period just before `row`'s? Trailing years overlap and days have gaps: there the row before counts. */
static bool follows(const struct job *job, size_t before, size_t row)
{
    enum chiffre_periodicity kind = row_kind(job, row);
    if (kind == CHIFFRE_PERIODICITY_ttm || kind == CHIFFRE_PERIODICITY_day || kind == CHIFFRE_PERIODICITY_auto ||
        job->ends == NULL || job->starts == NULL) {
        return job->ends == NULL || job->ends[before] < job->ends[row];
    }
    return is_near(job->ends[before] + 1, job->starts[row]);
}

/* The row that a value is compared with; TABLE_NONE: there is none. `first` is the series' first row with a value. */
static size_t earlier_row(const struct job *job, const size_t *rows, size_t index, size_t first)
{
    switch (job->role) {
    case CHIFFRE_ROLE_difference:
    case CHIFFRE_ROLE_change:
        return index > 0 && follows(job, rows[index - 1], rows[index]) ? rows[index - 1] : TABLE_NONE;
    case CHIFFRE_ROLE_year_on_year:
        break;
    default:
        return first;
    }
    if (job->ends == NULL || job->ends[rows[index]] == CHIFFRE_NO_DATE) {
        return TABLE_NONE;
    }
    chiffre_date wanted = date_shift_end(job->ends[rows[index]], -12);
    int tolerance = row_kind(job, rows[index]) == CHIFFRE_PERIODICITY_day ? 0 : TOLERANCE;
    for (size_t i = index; i > 0 && job->ends[rows[i - 1]] >= wanted - tolerance; i--) {
        if (job->ends[rows[i - 1]] <= wanted + tolerance) {
            return rows[i - 1];
        }
    }
    return TABLE_NONE;
}

static void fill_row(const struct job *job, size_t row, size_t earlier)
{
    struct chiffre_cell *cell = table_number(job->table, row, job->column);
    const struct chiffre_cell *now = table_number(job->table, row, job->base), *then = table_number(job->table, earlier, job->base);
    if (!now->number.known || !then->number.known) {
        return;
    }
    if (job->role == CHIFFRE_ROLE_difference) {
        fill_difference(cell, now, then);
    } else if (job->role == CHIFFRE_ROLE_growth_rate) {
        bool dated = job->ends != NULL && job->ends[row] != CHIFFRE_NO_DATE && job->ends[earlier] != CHIFFRE_NO_DATE;
        fill_growth_rate(cell, now, then, dated ? years_between(job->ends[earlier], job->ends[row]) : 0.0);
    } else {
        fill_quotient(cell, now, then, job->role != CHIFFRE_ROLE_index);
    }
    if (cell->number.known) {
        cell->base_row = earlier;
        cell->unit = job->role == CHIFFRE_ROLE_difference ? now->unit : job->table->columns[job->column].head.unit;
        cell_inherit(cell, now);
        cell_inherit(cell, then);
    }
}

static enum chiffre_status fill_series(const struct job *job, struct chiffre_error *error)
{
    struct table_series series;
    enum chiffre_status status = table_series(job->table, &series, error);
    if (status != CHIFFRE_OK) {
        return status;
    }
    for (size_t i = 0; i < series.count; i++) {
        const size_t *rows = series.rows + series.starts[i];
        size_t count = series.starts[i + 1] - series.starts[i];
        size_t first = TABLE_NONE;
        for (size_t j = 0; j < count; j++) {
            if (first == TABLE_NONE && cell_known(job->table, rows[j], job->base)) {
                first = rows[j];
            }
            size_t earlier = earlier_row(job, rows, j, first);
            if (earlier != TABLE_NONE) {
                fill_row(job, rows[j], earlier);
            }
        }
    }
    table_series_free(&series);
    return CHIFFRE_OK;
}

enum chiffre_status chiffre_table_add_measure(struct chiffre_table *table, struct chiffre_text name, enum chiffre_role measure,
                                              struct chiffre_error *error)
{
    struct job job = {.table = table, .role = measure};
    enum chiffre_status status = measure_find(table, name, &job.base, error);
    if (status != CHIFFRE_OK) {
        return status;
    }
    char buffer[COLUMN_NAME_MAX];
    int length = snprintf(buffer, sizeof buffer, "%.*s_%s", (int)name.length, name.data, role_name(measure));
    struct chiffre_text made = {buffer, (size_t)length < sizeof buffer ? (size_t)length : sizeof buffer - 1};
    struct chiffre_text unit = column_unit(table, measure, job.base);
    status = measure_column(table, made, measure, job.base, TABLE_NONE, unit, &job.column, error);
    if (status != CHIFFRE_OK || job.column == TABLE_NONE) {
        return status;
    }
    job.base = table->columns[job.column].head.base;
    job.keys = table_keys(table);
    job.starts = job.keys.period_start == TABLE_NONE ? NULL : table->columns[job.keys.period_start].dates;
    job.ends = job.keys.period_end == TABLE_NONE ? NULL : table->columns[job.keys.period_end].dates;
    return measure == CHIFFRE_ROLE_share ? share_fill(table, job.base, job.column, error) : fill_series(&job, error);
}
