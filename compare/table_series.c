/* SPDX-License-Identifier: MIT */
/* The rows of a table -> its series in order of time; and the arithmetic of computed cells. */
#include "compare/table.h"

#include <stdlib.h>

#include "core/date.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"

struct order {
    const struct chiffre_table *table;
    struct table_keys keys;
};

/* Rows of one series compare equal but for time. */
static int compare_series(const struct order *order, size_t a, size_t b)
{
    const struct table_keys *keys = &order->keys;
    size_t columns[] = {keys->entity, keys->metric, keys->unit};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        int result = text_compare(table_text(order->table, a, columns[i]), table_text(order->table, b, columns[i]));
        if (result != 0) {
            return result;
        }
    }
    return 0;
}

static int compare_rows(const void *first, const void *second, void *context)
{
    const struct order *order = context;
    size_t a = *(const size_t *)first, b = *(const size_t *)second;
    int result = compare_series(order, a, b);
    if (result == 0 && order->keys.period_end != TABLE_NONE) {
        const chiffre_date *ends = order->table->columns[order->keys.period_end].dates;
        result = (ends[a] > ends[b]) - (ends[a] < ends[b]);
    }
    return result != 0 ? result : (a > b) - (a < b);
}

enum chiffre_status table_series(const struct chiffre_table *table, struct table_series *series, struct chiffre_error *error)
{
    *series = (struct table_series){0};
    series->rows = memory_take(table->row_count + 1, sizeof *series->rows);
    series->starts = memory_take(table->row_count + 1, sizeof *series->starts);
    if (series->rows == NULL || series->starts == NULL) {
        table_series_free(series);
        return error_no_memory(error);
    }
    for (size_t i = 0; i < table->row_count; i++) {
        series->rows[i] = i;
    }
    struct order order = {table, table_keys(table)};
    qsort_r(series->rows, table->row_count, sizeof *series->rows, compare_rows, &order);
    for (size_t i = 0; i < table->row_count; i++) {
        if (i == 0 || compare_series(&order, series->rows[i - 1], series->rows[i]) != 0) {
            series->starts[series->count++] = i;
        }
    }
    series->starts[series->count] = table->row_count;
    return CHIFFRE_OK;
}

void table_series_free(struct table_series *series)
{
    memory_free(series->rows);
    memory_free(series->starts);
    *series = (struct table_series){0};
}

struct chiffre_text table_cell_text(const struct chiffre_table *table, size_t row, size_t column, char decimal, char *buffer)
{
    const struct table_column *from = &table->columns[column];
    if (from->head.kind == CHIFFRE_CELL_text) {
        return from->texts[row];
    }
    if (from->head.kind == CHIFFRE_CELL_date) {
        return (struct chiffre_text){buffer, date_write(from->dates[row], buffer)};
    }
    size_t length = decimal_write(from->cells[row].number, buffer);
    char *point = decimal == '.' ? NULL : memchr(buffer, '.', length);
    if (point != NULL) {
        *point = decimal;
    }
    return (struct chiffre_text){buffer, length};
}

struct chiffre_text table_cell_unit(const struct chiffre_table *table, size_t row, size_t column)
{
    const struct table_column *from = &table->columns[column];
    return from->head.unit.length > 0 || from->head.kind != CHIFFRE_CELL_number ? from->head.unit : from->cells[row].unit;
}

int32_t decimals_of_interval(struct chiffre_decimal low, struct chiffre_decimal high)
{
    struct chiffre_decimal width;
    if (!low.known || !high.known || decimal_subtract(high, low, &width) != CHIFFRE_OK || decimal_sign(width) <= 0) {
        return CHIFFRE_NO_DECIMALS;
    }
    struct chiffre_decimal up = decimal_round_digits(width, 1, DECIMAL_UP);
    int32_t power = up.exponent;
    while (up.coefficient >= 10) {
        up.coefficient /= 10;
        power++;
    }
    return up.coefficient > 1 ? -(power + 1) : -power;
}

void cell_set_computed(struct chiffre_cell *cell, struct chiffre_decimal number, struct chiffre_decimal low,
                       struct chiffre_decimal high, int32_t places)
{
    cell->number = decimal_round(number, -places, DECIMAL_HALF_UP);
    cell->low = low;
    cell->high = high;
    cell->decimals = decimals_of_interval(low, high);
}
