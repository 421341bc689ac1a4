/* SPDX-License-Identifier: MIT */
/* A table -> its series, by one sort. */
#include "plots/curve.h"

#include "core/date.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"
#include "plots/axis.h"

#include <math.h>
#include <stdlib.h>

#define FAR_APART 5         /* times: then the smaller one's changes are lost beside the larger one */
#define GAPS_MOST 400       /* points: in a longer curve no eye sees a gap */
#define YEAR_TOLERANCE 0.03 /* years: a business calendar's quarter ends some days elsewhere, and leap years differ */

struct keys {
    size_t entity, metric, period, type, start, end, unit, note; /* columns; SIZE_MAX: not there */
    bool trailing; /* some rows are trailing twelve months: years are twelve months among them */
};

static struct chiffre_text text_at(const struct chiffre_table *table, size_t row, size_t column)
{
    return column == SIZE_MAX ? (struct chiffre_text){NULL, 0} : chiffre_table_cell(table, row, column).text;
}

static chiffre_date date_at(const struct chiffre_table *table, size_t row, size_t column)
{
    return column == SIZE_MAX ? CHIFFRE_NO_DATE : chiffre_table_cell(table, row, column).date;
}

static struct keys find_keys(const struct chiffre_table *table)
{
    struct keys keys = {chiffre_table_find(table, TEXT("entity")),       chiffre_table_find(table, TEXT("metric")),
                         chiffre_table_find(table, TEXT("period")),       chiffre_table_find(table, TEXT("period_type")),
                         chiffre_table_find(table, TEXT("period_start")), chiffre_table_find(table, TEXT("period_end")),
                         chiffre_table_find(table, TEXT("unit")),         chiffre_table_find(table, TEXT("note")), false};
    for (size_t row = 0; row < chiffre_table_row_count(table) && !keys.trailing; row++)
        keys.trailing = text_equal(text_at(table, row, keys.type), TEXT("ttm"));
    return keys;
}

static bool is_series_role(enum chiffre_role role)
{
    return role != CHIFFRE_ROLE_key && role != CHIFFRE_ROLE_detail && role != CHIFFRE_ROLE_note && role < CHIFFRE_ROLE_trend;
}

static struct chiffre_text metric_of(const struct chiffre_table *table, const struct keys *keys, size_t row, size_t number)
{
    const struct chiffre_column *column = chiffre_table_column(table, number);
    if (keys->metric != SIZE_MAX)
        return text_at(table, row, keys->metric);
    return column->metric.length > 0 && column->role != CHIFFRE_ROLE_ratio ? column->metric : column->name;
}

static struct chiffre_text unit_of(const struct chiffre_table *table, const struct keys *keys, size_t row, size_t number,
                                   const struct chiffre_cell *cell)
{
    const struct chiffre_column *column = chiffre_table_column(table, number);
    if (column->role == CHIFFRE_ROLE_index)
        return TEXT("index");
    if (cell->unit.length > 0)
        return cell->unit;
    return column->unit.length > 0 ? column->unit : text_at(table, row, keys->unit);
}

/* The column itself or, for an index or a share of it, the one that it was computed of. */
static struct chiffre_text level_name(const struct chiffre_table *table, size_t number)
{
    const struct chiffre_column *column = chiffre_table_column(table, number);
    return column->role == CHIFFRE_ROLE_level || column->base == SIZE_MAX ? column->name
                                                                          : chiffre_table_column(table, column->base)->name;
}

/* A table that has been through CSV tells a conflict in its note: "revenue: conflict ...". */
static bool noted_conflict(struct chiffre_text note, struct chiffre_text column)
{
    static const char said[] = ": conflict";
    const size_t length = sizeof said - 1;
    for (size_t at = 0; note.length > 0 && at + column.length + length <= note.length; at++)
        if ((at == 0 || note.data[at - 1] == ' ') && memcmp(note.data + at, column.data, column.length) == 0 &&
            memcmp(note.data + at + column.length, said, length) == 0)
            return true;
    return false;
}

static struct curve_point point_of(const struct chiffre_table *table, const struct keys *keys, size_t row, size_t column,
                                   struct arena *arena)
{
    struct chiffre_cell cell = chiffre_table_cell(table, row, column);
    bool by_entity = keys->entity == SIZE_MAX && keys->metric != SIZE_MAX;
    struct curve_point point = {.row = row, .column = column, .value = cell.number, .low = cell.low, .high = cell.high};
    point.period = text_at(table, row, keys->period);
    point.entity = by_entity ? level_name(table, column) : text_at(table, row, keys->entity);
    point.metric = metric_of(table, keys, row, column);
    point.unit = unit_of(table, keys, row, column, &cell);
    point.type = text_at(table, row, keys->type);
    point.forecast =
        cell.status == CHIFFRE_STATUS_planned || cell.status == CHIFFRE_STATUS_forecast || cell.status == CHIFFRE_STATUS_rumoured;
    point.conflict = cell.conflict || noted_conflict(text_at(table, row, keys->note), chiffre_table_column(table, column)->name);
    chiffre_date start = date_at(table, row, keys->start), end = date_at(table, row, keys->end);
    if (end == CHIFFRE_NO_DATE) { /* a table made by hand has the label only */
        struct period period = period_read(point.period);
        start = period.type == PERIOD_NONE ? CHIFFRE_NO_DATE : period.start;
        end = period.type == PERIOD_NONE ? CHIFFRE_NO_DATE : period.end;
    }
    if (keys->trailing && text_equal(point.type, TEXT("year")) && end != CHIFFRE_NO_DATE) {
        char label[PERIOD_TEXT_MAX];
        point.type = TEXT("ttm");
        point.period = arena_text(arena, (struct chiffre_text){label, period_write(period_span(start, end), label)});
    }
    point.x = end == CHIFFRE_NO_DATE ? -1 : axis_place(start, end, point.period);
    return point;
}

static int compare_keys(const struct curve_point *a, const struct curve_point *b)
{
    int order = text_compare(a->entity, b->entity);
    if (order == 0)
        order = text_compare(a->type, b->type);
    if (order == 0)
        order = (a->column > b->column) - (a->column < b->column);
    if (order == 0)
        order = text_compare(a->metric, b->metric);
    return order != 0 ? order : text_compare(a->unit, b->unit);
}

static int compare_points(const void *left, const void *right)
{
    const struct curve_point *a = left, *b = right;
    int order = compare_keys(a, b);
    if (order == 0)
        order = (a->x > b->x) - (a->x < b->x);
    return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

static size_t collect(const struct chiffre_table *table, const struct keys *keys, struct curve_point *points, struct arena *arena)
{
    size_t count = 0;
    for (size_t column = 0; column < chiffre_table_column_count(table); column++) {
        const struct chiffre_column *description = chiffre_table_column(table, column);
        if (description->kind != CHIFFRE_CELL_number || !is_series_role(description->role))
            continue;
        for (size_t row = 0; row < chiffre_table_row_count(table); row++) {
            if (!chiffre_table_cell(table, row, column).number.known)
                continue;
            if (points != NULL)
                points[count] = point_of(table, keys, row, column, arena);
            count++;
        }
    }
    return count;
}

static void number_undated(struct curve_point *points, size_t count)
{
    bool undated = false;
    for (size_t i = 0; i < count; i++)
        undated = undated || points[i].x < 0;
    for (size_t i = 0; undated && i < count; i++)
        points[i].x = (double)i;
}

static void cut_into_series(const struct chiffre_table *table, struct curve_list *list, struct curve_point *points, size_t count)
{
    for (size_t start = 0, end; start < count; start = end) {
        for (end = start + 1; end < count && compare_keys(&points[start], &points[end]) == 0;)
            end++;
        number_undated(points + start, end - start);
        const struct curve_point *first = &points[start];
        enum chiffre_role role = chiffre_table_column(table, first->column)->role;
        list->series[list->count++] =
            (struct curve){first->entity, first->metric, first->unit, first->type, first->column, role, first, end - start};
    }
}

enum chiffre_status curves_of_table(const struct chiffre_table *table, struct curve_list *list, struct chiffre_error *error)
{
    *list = (struct curve_list){.count = 0};
    struct keys keys = find_keys(table);
    size_t count = collect(table, &keys, NULL, NULL);
    struct curve_point *points = arena_take(&list->arena, (count + 1) * sizeof *points);
    list->series = arena_take(&list->arena, (count + 1) * sizeof *list->series);
    if (points == NULL || list->series == NULL)
        return error_no_memory(error);
    collect(table, &keys, points, &list->arena);
    if (list->arena.failed)
        return error_no_memory(error);
    qsort(points, count, sizeof *points, compare_points);
    cut_into_series(table, list, points, count);
    return CHIFFRE_OK;
}

void curves_free(struct curve_list *list)
{
    arena_free(&list->arena);
    list->count = 0;
}

const struct curve_point *curve_last(const struct curve *series)
{
    for (size_t i = series->count; i-- > 0;)
        if (!series->points[i].forecast)
            return &series->points[i];
    return &series->points[series->count - 1];
}

const struct curve_point *curve_at(const struct curve *series, double x)
{
    size_t low = 0, high = series->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (series->points[middle].x < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low < series->count && series->points[low].x <= x ? &series->points[low] : NULL;
}

static struct chiffre_decimal largest_of(const struct curve *series)
{
    struct chiffre_decimal largest = decimal_from(0, 0);
    for (size_t i = 0; i < series->count; i++)
        if (decimal_compare(decimal_absolute(series->points[i].value), largest) > 0)
            largest = decimal_absolute(series->points[i].value);
    return largest;
}

bool curves_far_apart(const struct curve *a, const struct curve *b)
{
    double first = decimal_double(largest_of(a)), second = decimal_double(largest_of(b));
    return first > FAR_APART * second || second > FAR_APART * first;
}

const struct curve_point *curve_year_before(const struct curve *series, const struct curve_point *point)
{
    for (size_t i = 0; i < series->count; i++)
        if (fabs(series->points[i].x - (point->x - 1)) < YEAR_TOLERANCE)
            return &series->points[i];
    return NULL;
}

bool curve_in_gap(const struct curve *series, double x)
{
    enum period_type type = period_read(series->points[0].period).type;
    double step = INFINITY;
    if (type == PERIOD_NONE || type == PERIOD_DAY || type == PERIOD_OPEN || series->count > GAPS_MOST)
        return false;
    for (size_t i = 1; i < series->count; i++)
        step = fmin(step, series->points[i].x - series->points[i - 1].x);
    for (size_t i = 1; i < series->count; i++)
        if (series->points[i - 1].x < x && x < series->points[i].x)
            return series->points[i].x - series->points[i - 1].x > 1.6 * step;
    return false;
}

bool curve_has_negative(const struct curve *series)
{
    for (size_t i = 0; i < series->count; i++)
        if (decimal_sign(series->points[i].value) < 0)
            return true;
    return false;
}
