/* SPDX-License-Identifier: MIT */
/* A column -> its shares of the total of one period and unit: down the entities' rows, or across their columns. */
#include "compare/measure.h"

#include <stdlib.h>

#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"

#define DIGITS 20

struct grouping {
    const struct chiffre_table *table;
    struct table_keys keys;
};

/* Rows of one period and unit compare equal. */
static int compare_groups(const struct grouping *grouping, size_t a, size_t b)
{
    const struct table_keys *keys = &grouping->keys;
    size_t texts[] = {keys->unit, keys->metric, keys->period};
    size_t dates[] = {keys->period_start, keys->period_end};
    bool dated = keys->period_start != TABLE_NONE && keys->period_end != TABLE_NONE;
    int result = 0;
    for (size_t i = 0; i < (dated ? 2 : 3) && result == 0; i++) {
        result = text_compare(table_text(grouping->table, a, texts[i]), table_text(grouping->table, b, texts[i]));
    }
    for (size_t i = 0; dated && i < 2 && result == 0; i++) {
        const chiffre_date *column = grouping->table->columns[dates[i]].dates;
        result = (column[a] > column[b]) - (column[a] < column[b]);
    }
    return result;
}

static int compare_rows(const void *first, const void *second, void *context)
{
    size_t a = *(const size_t *)first, b = *(const size_t *)second;
    int result = compare_groups(context, a, b);
    return result != 0 ? result : (a > b) - (a < b);
}

/* The total and the image of its interval; false: a value is below zero, or the sum too large. */
struct total {
    struct chiffre_decimal value;
    struct interval interval;
    bool good, told;
};

static void total_take(struct total *total, const struct chiffre_cell *cell)
{
    if (!cell->number.known || !total->good) {
        return;
    }
    struct chiffre_decimal sum;
    total->good = decimal_sign(cell->number) >= 0 && decimal_add(total->value, cell->number, &sum) == CHIFFRE_OK;
    total->value = total->good ? sum : total->value;
    total->told = total->told && cell->low.known && cell->high.known &&
                  interval_add(total->interval, (struct interval){cell->low, cell->high}, &total->interval) == CHIFFRE_OK;
}

static struct total total_start(void)
{
    struct chiffre_decimal zero = decimal_from(0, 0);
    return (struct total){zero, {zero, zero}, true, true};
}

/* part / (part + rest): grows with the part and falls with the rest, so the ends come from opposite ends. */
static struct interval share_interval(const struct chiffre_cell *part, const struct total *total)
{
    struct interval own = {part->low, part->high}, ends = {DECIMAL_EMPTY, DECIMAL_EMPTY};
    struct chiffre_decimal rest_low, rest_high, low_sum, high_sum;
    if (!total->told || decimal_sign(own.low) < 0 || decimal_subtract(total->interval.low, own.low, &rest_low) != CHIFFRE_OK ||
        decimal_subtract(total->interval.high, own.high, &rest_high) != CHIFFRE_OK ||
        decimal_add(own.low, rest_high, &low_sum) != CHIFFRE_OK || decimal_add(own.high, rest_low, &high_sum) != CHIFFRE_OK ||
        decimal_divide(own.low, low_sum, DIGITS, DECIMAL_DOWN, &ends.low) != CHIFFRE_OK ||
        decimal_divide(own.high, high_sum, DIGITS, DECIMAL_UP, &ends.high) != CHIFFRE_OK) {
        return (struct interval){DECIMAL_EMPTY, DECIMAL_EMPTY};
    }
    return ends;
}

static void fill_cell(struct chiffre_cell *cell, const struct chiffre_cell *part, const struct total *total)
{
    struct chiffre_decimal share;
    if (!total->good || !part->number.known || decimal_sign(total->value) <= 0 ||
        decimal_divide(part->number, total->value, DIGITS, DECIMAL_HALF_EVEN, &share) != CHIFFRE_OK) {
        return;
    }
    struct interval ends = share_interval(part, total);
    cell_set_computed(cell, decimal_scale(share, 2), decimal_scale(ends.low, 2), decimal_scale(ends.high, 2), 2);
    cell->unit = TEXT("percent");
    cell_inherit(cell, part);
}

static enum chiffre_status fill_down(struct chiffre_table *table, size_t base, size_t column, struct chiffre_error *error)
{
    size_t *rows = memory_take(table->row_count + 1, sizeof *rows);
    if (rows == NULL) {
        return error_no_memory(error);
    }
    for (size_t i = 0; i < table->row_count; i++) {
        rows[i] = i;
    }
    struct grouping grouping = {table, table_keys(table)};
    qsort_r(rows, table->row_count, sizeof *rows, compare_rows, &grouping);
    size_t end;
    for (size_t start = 0; start < table->row_count; start = end) {
        struct total total = total_start();
        for (end = start; end < table->row_count && compare_groups(&grouping, rows[start], rows[end]) == 0; end++) {
            total_take(&total, table_number(table, rows[end], base));
        }
        for (size_t i = start; i < end; i++) {
            fill_cell(table_number(table, rows[i], column), table_number(table, rows[i], base), &total);
        }
    }
    memory_free(rows);
    return CHIFFRE_OK;
}

static void fill_across(struct chiffre_table *table, size_t base, size_t column)
{
    for (size_t row = 0; row < table->row_count; row++) {
        struct total total = total_start();
        for (size_t i = 0; i < table->column_count; i++) {
            if (table->columns[i].head.role == CHIFFRE_ROLE_level && table->columns[i].head.kind == CHIFFRE_CELL_number) {
                total_take(&total, table_number(table, row, i));
            }
        }
        fill_cell(table_number(table, row, column), table_number(table, row, base), &total);
    }
}

enum chiffre_status share_fill(struct chiffre_table *table, size_t base, size_t column, struct chiffre_error *error)
{
    if (table_keys(table).metric == TABLE_NONE) {
        return fill_down(table, base, column, error);
    }
    fill_across(table, base, column);
    return CHIFFRE_OK;
}
