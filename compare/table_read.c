/* SPDX-License-Identifier: MIT */
/* CSV in any of the written dialects, or made by hand -> a table. What a column is follows from its name and its cells. */
#include "compare/measure.h"
#include "compare/series.h"

#include "core/csv.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/figure.h"
#include "core/input.h"
#include "core/text.h"

struct reading {
    struct chiffre_table *table;
    const char *path;
    size_t *lines; /* of the rows, for messages */
    size_t lines_capacity;
    bool comma; /* cells may have a decimal comma: the delimiter is none */
};

static const char *const text_names[] = {"entity",  "metric",   "period", "period_type", "unit",    "note",      "status", "source",
                                         "derived", "document", "text",   "series",      "against", "statistic", "method"};

static struct chiffre_text unguarded(struct chiffre_text text)
{
    if (text.length > 1 && text.data[0] == '\'' && memchr("=+-@\t\r", text.data[1], 6) != NULL) {
        return (struct chiffre_text){text.data + 1, text.length - 1};
    }
    return text;
}

static enum chiffre_status take_header(struct reading *reading, const struct chiffre_text *cells, size_t count,
                                       struct chiffre_error *error)
{
    for (size_t i = 0; i < count; i++) {
        struct chiffre_text name = unguarded(cells[i]);
        if (name.length > 0 && chiffre_table_find(reading->table, name) != TABLE_NONE) {
            return error_set(error, CHIFFRE_MALFORMED, reading->path, 1, i + 1, "column '%.*s' is there twice", (int)name.length,
                             name.data);
        }
        if (!table_insert_column(reading->table, TABLE_NONE, name, CHIFFRE_CELL_text, CHIFFRE_ROLE_key)) {
            return error_no_memory(error);
        }
    }
    return CHIFFRE_OK;
}

static enum chiffre_status take_row(void *context, const struct chiffre_text *cells, size_t count, size_t line,
                                    struct chiffre_error *error)
{
    struct reading *reading = context;
    struct chiffre_table *table = reading->table;
    if (table->column_count == 0) {
        return take_header(reading, cells, count, error);
    }
    if (count == 1 && cells[0].length == 0) {
        return CHIFFRE_OK; /* an empty line */
    }
    if (count != table->column_count) {
        return error_set(error, CHIFFRE_MALFORMED, reading->path, line, 0, "%zu %s where the header has %zu", count, count == 1 ? "cell" : "cells",
                         table->column_count);
    }
    if (!array_reserve(&reading->lines, &reading->lines_capacity, table->row_count + 1, sizeof *reading->lines) ||
        !table_add_rows(table, 1)) {
        return error_no_memory(error);
    }
    size_t row = table->row_count - 1;
    reading->lines[row] = line;
    for (size_t i = 0; i < count; i++) {
        table->columns[i].texts[row] = table_keep(table, cells[i]);
    }
    return table->arena.failed ? error_no_memory(error) : CHIFFRE_OK;
}

/* A number with a point, or a comma where that is no delimiter. */
static bool read_number(const struct reading *reading, struct chiffre_text text, struct chiffre_decimal *number)
{
    char buffer[DECIMAL_TEXT_MAX];
    if (text.length == 0 || text.length > sizeof buffer) {
        return false;
    }
    memcpy(buffer, text.data, text.length);
    char *comma = reading->comma ? memchr(buffer, ',', text.length) : NULL;
    if (comma != NULL) {
        *comma = '.';
    }
    return decimal_read((struct chiffre_text){buffer, text.length}, number) == CHIFFRE_OK;
}

static bool is_status_name(struct chiffre_text name)
{
    return name.length > 7 && memcmp(name.data + name.length - 7, "_status", 7) == 0;
}

static bool is_text_name(struct chiffre_text name)
{
    for (size_t i = 0; i < sizeof text_names / sizeof *text_names; i++) {
        if (text_equal(name, text_from(text_names[i]))) {
            return true;
        }
    }
    return is_status_name(name);
}

/* Replaces a column's texts by what they say. */
static enum chiffre_status become(struct reading *reading, size_t index, enum chiffre_cell_kind kind, struct chiffre_error *error)
{
    struct chiffre_table *table = reading->table;
    struct table_column *column = &table->columns[index];
    bool date = kind == CHIFFRE_CELL_date;
    chiffre_date *dates = date ? memory_take(table->row_capacity + 1, sizeof *dates) : NULL;
    struct chiffre_cell *cells = date ? NULL : memory_take(table->row_capacity + 1, sizeof *cells);
    enum chiffre_status status = dates == NULL && cells == NULL ? error_no_memory(error) : CHIFFRE_OK;
    for (size_t row = 0; row < table->row_count && status == CHIFFRE_OK; row++) {
        struct chiffre_text text = column->texts[row];
        bool good = true;
        if (date) {
            dates[row] = date_read(text);
            good = text.length == 0 || dates[row] != CHIFFRE_NO_DATE;
        } else {
            cells[row] = cell_empty();
            good = text.length == 0 || read_number(reading, text, &cells[row].number);
        }
        if (!good) {
            status = error_set(error, CHIFFRE_MALFORMED, reading->path, reading->lines[row], index + 1,
                               "'%.*s' in column %.*s is no %s", (int)(text.length < 80 ? text.length : 80), text.data,
                               (int)column->head.name.length, column->head.name.data, date ? "date" : "number");
        }
    }
    if (status != CHIFFRE_OK) {
        memory_free(dates);
        memory_free(cells);
        return status;
    }
    memory_free(column->texts);
    column->texts = NULL;
    column->dates = dates;
    column->cells = cells;
    column->head.kind = kind;
    column->head.role = date ? CHIFFRE_ROLE_key : CHIFFRE_ROLE_level;
    return CHIFFRE_OK;
}

/* By name; of a name that is no metric's by its first value. */
static enum chiffre_cell_kind kind_of(const struct reading *reading, size_t index)
{
    const struct table_column *column = &reading->table->columns[index];
    struct chiffre_text name = column->head.name;
    if (text_equal(name, TEXT("period_start")) || text_equal(name, TEXT("period_end"))) {
        return CHIFFRE_CELL_date;
    }
    if (is_text_name(name)) {
        return CHIFFRE_CELL_text;
    }
    if (catalog_metric(name) != NULL) {
        return CHIFFRE_CELL_number;
    }
    for (size_t row = 0; row < reading->table->row_count; row++) {
        struct chiffre_decimal number;
        if (column->texts[row].length > 0) {
            return read_number(reading, column->texts[row], &number) ? CHIFFRE_CELL_number : CHIFFRE_CELL_text;
        }
    }
    return name.length > 0 && memchr(name.data, '_', name.length) != NULL ? CHIFFRE_CELL_number : CHIFFRE_CELL_text;
}

static enum chiffre_status settle_columns(struct reading *reading, struct chiffre_error *error)
{
    struct chiffre_table *table = reading->table;
    enum chiffre_status status = CHIFFRE_OK;
    for (size_t i = 0; i < table->column_count && status == CHIFFRE_OK; i++) {
        enum chiffre_cell_kind kind = kind_of(reading, i);
        if (kind != CHIFFRE_CELL_text) {
            status = become(reading, i, kind, error);
        } else {
            for (size_t row = 0; row < table->row_count; row++) {
                table->columns[i].texts[row] = unguarded(table->columns[i].texts[row]);
            }
        }
    }
    for (size_t i = 0; i < table->column_count && status == CHIFFRE_OK; i++) {
        if (text_equal(table->columns[i].head.name, TEXT("note"))) {
            table->columns[i].head.role = CHIFFRE_ROLE_note;
        } else if (table->columns[i].head.kind == CHIFFRE_CELL_number || is_status_name(table->columns[i].head.name)) {
            column_understand(table, i);
        }
    }
    return status;
}

/* Dates and kind of each row's period, from its label, in columns of their own where the file has none. */
static enum chiffre_status settle_periods(struct chiffre_table *table, struct chiffre_error *error)
{
    static const char *const names[] = {"period_type", "period_start", "period_end"};
    size_t at = table_keys(table).period + 1;
    for (size_t i = 0; i < 3; i++) {
        enum chiffre_cell_kind kind = i == 0 ? CHIFFRE_CELL_text : CHIFFRE_CELL_date;
        if (chiffre_table_find(table, text_from(names[i])) == TABLE_NONE &&
            !table_insert_column(table, at, text_from(names[i]), kind, CHIFFRE_ROLE_key)) {
            return error_no_memory(error);
        }
        at = chiffre_table_find(table, text_from(names[i])) + 1;
    }
    struct table_keys keys = table_keys(table);
    for (size_t row = 0; row < table->row_count; row++) {
        chiffre_date *start = &table->columns[keys.period_start].dates[row], *end = &table->columns[keys.period_end].dates[row];
        struct chiffre_text *type = &table->columns[keys.period_type].texts[row];
        struct chiffre_figure figure = chiffre_figure_empty();
        figure.period = table_text(table, row, keys.period);
        figure.period_start = *start;
        figure.period_end = *end;
        enum chiffre_periodicity periodicity;
        if (period_kind(&figure, &periodicity, start, end) && type->length == 0) {
            *type = text_from(periodicity_name(periodicity));
        }
    }
    return CHIFFRE_OK;
}

static enum chiffre_figure_status status_named(struct chiffre_text name)
{
    for (int i = CHIFFRE_STATUS_rumoured; i > CHIFFRE_STATUS_none; i--) {
        if (text_equal(name, text_from(status_name((enum chiffre_figure_status)i)))) {
            return (enum chiffre_figure_status)i;
        }
    }
    return CHIFFRE_STATUS_none;
}

/* The columns _decimals and _status go into the cells of their level; money's unit comes from the row. */
static void settle_cells(struct chiffre_table *table)
{
    struct table_keys keys = table_keys(table);
    for (size_t i = 0; i < table->column_count; i++) {
        const struct table_column *column = &table->columns[i];
        const struct chiffre_column *head = &column->head;
        for (size_t row = 0; row < table->row_count; row++) {
            if (head->role == CHIFFRE_ROLE_detail && head->base != TABLE_NONE) {
                struct chiffre_cell *cell = table_number(table, row, head->base);
                if (head->kind == CHIFFRE_CELL_text) {
                    cell->status = status_named(column->texts[row]);
                } else if (column->cells[row].number.known) {
                    cell->decimals = (int32_t)decimal_double(column->cells[row].number);
                    struct interval interval = interval_of(cell->number, DECIMAL_EMPTY, cell->decimals, CHIFFRE_BOUND_exact);
                    cell->low = interval.low;
                    cell->high = interval.high;
                }
            } else if (head->kind == CHIFFRE_CELL_number) {
                column->cells[row].unit = head->unit.length > 0 ? head->unit : table_text(table, row, keys.unit);
            }
        }
    }
}

static bool has_decimal_comma(struct chiffre_text bytes)
{
    size_t commas = 0, others = 0;
    bool quoted = false;
    for (size_t i = 0; i < bytes.length && (quoted || (bytes.data[i] != '\n' && bytes.data[i] != '\r')); i++) {
        quoted = quoted != (bytes.data[i] == '"');
        commas += !quoted && bytes.data[i] == ',';
        others += !quoted && (bytes.data[i] == ';' || bytes.data[i] == '\t');
    }
    return others > commas;
}

static enum chiffre_status settle(struct reading *reading, struct chiffre_error *error)
{
    struct chiffre_table *table = reading->table;
    if (chiffre_table_find(table, TEXT("period")) == TABLE_NONE) {
        return error_set(error, CHIFFRE_MALFORMED, reading->path, 1, 0, "no column 'period': this is no table of chiffre compare");
    }
    if (chiffre_table_find(table, TEXT("relation")) != TABLE_NONE && chiffre_table_find(table, TEXT("value_to")) != TABLE_NONE) {
        return error_set(error, CHIFFRE_MALFORMED, reading->path, 1, 0,
                         "these are figures, not a table: chiffre compare makes a table of them");
    }
    enum chiffre_status status = settle_columns(reading, error);
    if (status == CHIFFRE_OK) {
        status = settle_periods(table, error);
    }
    if (status == CHIFFRE_OK) {
        settle_cells(table);
    }
    for (size_t i = 0; i < table->column_count && status == CHIFFRE_OK; i++) {
        if (table->columns[i].head.kind == CHIFFRE_CELL_number) {
            return CHIFFRE_OK;
        }
    }
    return status != CHIFFRE_OK ? status : error_set(error, CHIFFRE_MALFORMED, reading->path, 1, 0, "no column of numbers");
}

enum chiffre_status chiffre_table_read(const char *path, struct chiffre_table **table, struct chiffre_error *error)
{
    struct arena arena = {0};
    struct chiffre_text bytes;
    struct reading reading = {.table = table_new(), .path = path};
    enum chiffre_status status = reading.table == NULL ? error_no_memory(error) : input_whole(path, &arena, &bytes, error);
    if (status == CHIFFRE_OK) {
        reading.comma = has_decimal_comma(bytes);
        status = csv_read_text(bytes, path, take_row, &reading, error);
    }
    arena_free(&arena);
    if (status == CHIFFRE_OK) {
        status = settle(&reading, error);
    }
    memory_free(reading.lines);
    if (status != CHIFFRE_OK) {
        chiffre_table_free(reading.table);
        return status;
    }
    *table = reading.table;
    return CHIFFRE_OK;
}
