/* SPDX-License-Identifier: MIT */
/* Tables: columns of texts, dates and numbers with what is known of them. */
#include "compare/table.h"

#include "core/decimal.h"
#include "core/text.h"

#define ROLE_NAME(name) #name,
static const char *const role_names[] = {CHIFFRE_ROLES(ROLE_NAME)};
static const char *const periodicity_names[] = {"", CHIFFRE_PERIODICITIES(ROLE_NAME)};

const char *role_name(enum chiffre_role role)
{
    return role_names[role];
}

const char *periodicity_name(enum chiffre_periodicity periodicity)
{
    return periodicity_names[periodicity];
}

enum chiffre_periodicity periodicity_named(struct chiffre_text name)
{
    for (int i = CHIFFRE_PERIODICITY_day; i > CHIFFRE_PERIODICITY_auto; i--) {
        if (text_equal(name, text_from(periodicity_names[i]))) {
            return (enum chiffre_periodicity)i;
        }
    }
    return CHIFFRE_PERIODICITY_auto;
}

struct chiffre_cell cell_empty(void)
{
    return (struct chiffre_cell){.date = CHIFFRE_NO_DATE, .decimals = CHIFFRE_NO_DECIMALS, .base_row = SIZE_MAX};
}

struct chiffre_table *table_new(void)
{
    struct chiffre_table *table = memory_take(1, sizeof *table);
    if (table != NULL) {
        *table = (struct chiffre_table){0};
    }
    return table;
}

static void column_free(struct table_column *column)
{
    memory_free(column->texts);
    memory_free(column->dates);
    memory_free(column->cells);
}

void chiffre_table_free(struct chiffre_table *table)
{
    if (table == NULL) {
        return;
    }
    for (size_t i = 0; i < table->column_count; i++) {
        column_free(&table->columns[i]);
    }
    memory_free(table->columns);
    arena_free(&table->arena);
    memory_free(table);
}

/* Room for `capacity` rows in one column; what it held stays valid on failure. */
static bool column_resize(struct table_column *column, size_t capacity)
{
    void *block;
    switch (column->head.kind) {
    case CHIFFRE_CELL_text:
        block = memory_resize(column->texts, capacity, sizeof *column->texts);
        column->texts = block != NULL ? block : column->texts;
        return block != NULL;
    case CHIFFRE_CELL_date:
        block = memory_resize(column->dates, capacity, sizeof *column->dates);
        column->dates = block != NULL ? block : column->dates;
        return block != NULL;
    case CHIFFRE_CELL_number:
        break;
    }
    block = memory_resize(column->cells, capacity, sizeof *column->cells);
    column->cells = block != NULL ? block : column->cells;
    return block != NULL;
}

static void column_empty(struct table_column *column, size_t from, size_t to)
{
    for (size_t row = from; row < to; row++) {
        if (column->head.kind == CHIFFRE_CELL_text) {
            column->texts[row] = (struct chiffre_text){NULL, 0};
        } else if (column->head.kind == CHIFFRE_CELL_date) {
            column->dates[row] = CHIFFRE_NO_DATE;
        } else {
            column->cells[row] = cell_empty();
        }
    }
}

bool table_add_rows(struct chiffre_table *table, size_t count)
{
    size_t needed = table->row_count + count;
    if (needed > table->row_capacity) {
        size_t doubled = table->row_capacity * 2;
        size_t capacity = needed > doubled ? needed : doubled;
        for (size_t i = 0; i < table->column_count; i++) {
            if (!column_resize(&table->columns[i], capacity)) {
                return false;
            }
        }
        table->row_capacity = capacity;
    }
    for (size_t i = 0; i < table->column_count; i++) {
        column_empty(&table->columns[i], table->row_count, needed);
    }
    table->row_count = needed;
    return true;
}

static size_t moved(size_t column, size_t at)
{
    return column != TABLE_NONE && column >= at ? column + 1 : column;
}

bool table_insert_column(struct chiffre_table *table, size_t at, struct chiffre_text name, enum chiffre_cell_kind kind,
                         enum chiffre_role role)
{
    if (!array_reserve(&table->columns, &table->column_capacity, table->column_count + 1, sizeof *table->columns)) {
        return false;
    }
    struct table_column column = {0};
    column.head = (struct chiffre_column){.kind = kind, .role = role, .base = TABLE_NONE, .against = TABLE_NONE};
    column.head.name = table_keep(table, name);
    if (table->arena.failed || (table->row_capacity > 0 && !column_resize(&column, table->row_capacity))) {
        return false;
    }
    column_empty(&column, 0, table->row_capacity > 0 ? table->row_count : 0);
    if (at > table->column_count) {
        at = table->column_count;
    }
    for (size_t i = 0; i < table->column_count; i++) {
        table->columns[i].head.base = moved(table->columns[i].head.base, at);
        table->columns[i].head.against = moved(table->columns[i].head.against, at);
    }
    memmove(table->columns + at + 1, table->columns + at, (table->column_count - at) * sizeof *table->columns);
    table->columns[at] = column;
    table->column_count++;
    return true;
}

struct chiffre_text table_keep(struct chiffre_table *table, struct chiffre_text text)
{
    return arena_text(&table->arena, text);
}

size_t chiffre_table_row_count(const struct chiffre_table *table)
{
    return table->row_count;
}

size_t chiffre_table_column_count(const struct chiffre_table *table)
{
    return table->column_count;
}

const struct chiffre_column *chiffre_table_column(const struct chiffre_table *table, size_t column)
{
    return &table->columns[column].head;
}

struct chiffre_cell chiffre_table_cell(const struct chiffre_table *table, size_t row, size_t column)
{
    const struct table_column *from = &table->columns[column];
    if (from->head.kind == CHIFFRE_CELL_number) {
        return from->cells[row];
    }
    struct chiffre_cell cell = cell_empty();
    if (from->head.kind == CHIFFRE_CELL_text) {
        cell.text = from->texts[row];
    } else {
        cell.date = from->dates[row];
    }
    return cell;
}

size_t chiffre_table_find(const struct chiffre_table *table, struct chiffre_text name)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (text_equal(table->columns[i].head.name, name)) {
            return i;
        }
    }
    return TABLE_NONE;
}

static size_t find_kind(const struct chiffre_table *table, const char *name, enum chiffre_cell_kind kind)
{
    size_t column = chiffre_table_find(table, text_from(name));
    return column != TABLE_NONE && table->columns[column].head.kind == kind ? column : TABLE_NONE;
}

struct table_keys table_keys(const struct chiffre_table *table)
{
    return (struct table_keys){
        .entity = find_kind(table, "entity", CHIFFRE_CELL_text),
        .metric = find_kind(table, "metric", CHIFFRE_CELL_text),
        .period = find_kind(table, "period", CHIFFRE_CELL_text),
        .period_type = find_kind(table, "period_type", CHIFFRE_CELL_text),
        .period_start = find_kind(table, "period_start", CHIFFRE_CELL_date),
        .period_end = find_kind(table, "period_end", CHIFFRE_CELL_date),
        .unit = find_kind(table, "unit", CHIFFRE_CELL_text),
        .note = find_kind(table, "note", CHIFFRE_CELL_text),
    };
}

struct chiffre_text table_text(const struct chiffre_table *table, size_t row, size_t column)
{
    return column == TABLE_NONE ? (struct chiffre_text){NULL, 0} : table->columns[column].texts[row];
}

struct chiffre_cell *table_number(struct chiffre_table *table, size_t row, size_t column)
{
    return &table->columns[column].cells[row];
}

bool cell_known(const struct chiffre_table *table, size_t row, size_t column)
{
    return table->columns[column].head.kind == CHIFFRE_CELL_number && table->columns[column].cells[row].number.known;
}
