/* SPDX-License-Identifier: MIT */
/* A CSV file -> rows with cells in a wanted order, checked; texts -> C literals. */
#include "tools/table.h"

#include "core/csv.h"
#include "core/error.h"
#include "core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct table_reader {
    struct table *table;
    size_t *places; /* of each cell of the file among the wanted columns; NULL before the header */
};

static enum chiffre_status read_header(struct table_reader *reader, const struct chiffre_text *cells, size_t count, size_t line,
                                       struct chiffre_error *error)
{
    struct table *table = reader->table;
    reader->places = arena_take(&table->arena, (count + 1) * sizeof *reader->places);
    bool *seen = arena_take(&table->arena, table->column_count * sizeof *seen);
    if (reader->places == NULL || seen == NULL)
        return error_no_memory(error);
    memset(seen, 0, table->column_count * sizeof *seen);
    for (size_t i = 0; i < count; i++) {
        size_t place = 0;
        while (place < table->column_count && !text_equal(cells[i], text_from(table->columns[place])))
            place++;
        if (place == table->column_count || seen[place])
            return error_set(error, CHIFFRE_MALFORMED, table->path, line, 0, "column \"%.*s\" %s", (int)cells[i].length,
                             cells[i].data, place == table->column_count ? "is unknown" : "stands twice");
        seen[place] = true;
        reader->places[i] = place;
    }
    for (size_t i = 0; i < table->column_count; i++)
        if (!seen[i])
            return error_set(error, CHIFFRE_MALFORMED, table->path, line, 0, "no column \"%s\"", table->columns[i]);
    return CHIFFRE_OK;
}

/* NULL when the cell is fine, else what is wrong with it. */
static const char *cell_fault(struct chiffre_text cell)
{
    if (!utf8_valid(cell))
        return "is no UTF-8";
    for (size_t i = 0; i < cell.length; i++)
        if ((unsigned char)cell.data[i] < 0x20 || cell.data[i] == 0x7F)
            return "has a control character";
    if (cell.length > 0 && (cell.data[0] == ' ' || cell.data[cell.length - 1] == ' '))
        return "has a blank at its ends";
    return NULL;
}

static enum chiffre_status read_row(void *context, const struct chiffre_text *cells, size_t count, size_t line,
                                    struct chiffre_error *error)
{
    struct table_reader *reader = context;
    struct table *table = reader->table;
    if (reader->places == NULL)
        return read_header(reader, cells, count, line, error);
    if (count != table->column_count)
        return error_set(error, CHIFFRE_MALFORMED, table->path, line, 0, "%zu cells, but the header has %zu", count,
                         table->column_count);
    bool room = array_reserve(&table->rows, &table->row_capacity, table->row_count + 1, sizeof *table->rows);
    struct chiffre_text *kept = room ? arena_take(&table->arena, count * sizeof *kept) : NULL;
    if (kept == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < count; i++) {
        const char *fault = cell_fault(cells[i]);
        if (fault != NULL)
            return error_set(error, CHIFFRE_MALFORMED, table->path, line, 0, "%s %s", table->columns[reader->places[i]], fault);
        kept[reader->places[i]] = arena_text(&table->arena, cells[i]);
    }
    table->rows[table->row_count++] = (struct table_row){kept, line};
    return table->arena.failed ? error_no_memory(error) : CHIFFRE_OK;
}

enum chiffre_status table_read(struct table *table, const char *directory, const char *name, const char *const *columns,
                               size_t count, struct chiffre_error *error)
{
    *table = (struct table){.columns = columns, .column_count = count};
    int length = snprintf(table->path, sizeof table->path, "%s/%s", directory, name);
    if (length < 0 || (size_t)length >= sizeof table->path)
        return error_set(error, CHIFFRE_UNREADABLE, name, 0, 0, "the folder's name is too long");
    struct table_reader reader = {.table = table};
    enum chiffre_status status = csv_read(table->path, read_row, &reader, error);
    if (status == CHIFFRE_OK && reader.places == NULL)
        return table_error(table, NULL, error, "empty: no header");
    return status;
}

void table_free(struct table *table)
{
    memory_free(table->rows);
    arena_free(&table->arena);
    *table = (struct table){.rows = NULL};
}

enum chiffre_status table_error(const struct table *table, const struct table_row *row, struct chiffre_error *error,
                                const char *format, ...)
{
    char message[400];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return error_set(error, CHIFFRE_MALFORMED, table->path, row == NULL ? 0 : row->line, 0, "%s", message);
}

enum chiffre_status table_need_filled(const struct table *table, size_t column, struct chiffre_error *error)
{
    for (size_t i = 0; i < table->row_count; i++)
        if (table->rows[i].cells[column].length == 0)
            return table_error(table, &table->rows[i], error, "%s is empty", table->columns[column]);
    return CHIFFRE_OK;
}

struct keyed_row {
    struct chiffre_text key;
    const struct table_row *row;
};

static int compare_keyed(const void *first, const void *second)
{
    const struct keyed_row *a = first, *b = second;
    int order = text_compare(a->key, b->key);
    return order != 0 ? order : (a->row->line > b->row->line) - (a->row->line < b->row->line);
}

enum chiffre_status table_need_unique(const struct table *table, size_t column, struct chiffre_error *error)
{
    struct keyed_row *sorted = memory_take(table->row_count, sizeof *sorted);
    if (sorted == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < table->row_count; i++)
        sorted[i] = (struct keyed_row){table->rows[i].cells[column], &table->rows[i]};
    qsort(sorted, table->row_count, sizeof *sorted, compare_keyed);
    enum chiffre_status status = CHIFFRE_OK;
    for (size_t i = 1; i < table->row_count && status == CHIFFRE_OK; i++)
        if (sorted[i].key.length > 0 && text_equal(sorted[i].key, sorted[i - 1].key))
            status = table_error(table, sorted[i].row, error, "%s \"%.*s\" stands in line %zu already", table->columns[column],
                                 (int)sorted[i].key.length, sorted[i].key.data, sorted[i - 1].row->line);
    memory_free(sorted);
    return status;
}

enum chiffre_status table_words(struct chiffre_text cell, table_word_fn *word, void *context)
{
    for (size_t start = 0, at = 0; at <= cell.length; at++) {
        if (at < cell.length && cell.data[at] != ' ')
            continue;
        enum chiffre_status status = at > start ? word(context, (struct chiffre_text){cell.data + start, at - start}) : CHIFFRE_OK;
        if (status != CHIFFRE_OK)
            return status;
        start = at + 1;
    }
    return CHIFFRE_OK;
}

void table_write_literal(struct output *output, struct chiffre_text text)
{
    output_char(output, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c == '"' || c == '\\' || c == '?') /* two question marks could begin a trigraph */
            output_char(output, '\\');
        if (c < 0x20 || c == 0x7F) /* three octal digits: no digit behind them can be taken in */
            output_format(output, "\\%03o", c);
        else
            output_char(output, (char)c);
    }
    output_char(output, '"');
}
