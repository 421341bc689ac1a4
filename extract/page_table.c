/* SPDX-License-Identifier: MIT */
/* A table of figures -> sentences that the engine reads as it reads any other: "Chiffre d'affaires, 2024: 84,7 milliards d'euros".
 * Each number keeps its place in the source. */
#include "extract/page.h"

#include "core/ascii.h"
#include "core/text.h"

#include <stdio.h>

#define COLUMNS_MAX 64
#define HEAD_ROWS_MAX 4
#define CELL_BYTES_MAX 200 /* what is longer is prose: then the table only lays a page out */
#define BEFORE_BYTES_MAX 100

struct cell {
    struct chiffre_text text; /* in the arena */
    uint32_t source;
    uint8_t columns;
    bool head, number, year, digit; /* head: th; number: nothing but digits and signs; digit: has one */
};
struct row {
    struct cell cells[COLUMNS_MAX];
    size_t count;
    bool head; /* in thead, or all th */
};
struct table {
    struct page_writer *writer;
    struct page_writer words; /* of one cell */
    struct table_units *units;
    struct arena arena; /* what lasts as long as the table */
    struct arena row_arena;
    uint32_t node;
    struct row row;
    struct chiffre_text labels[COLUMNS_MAX], column_units[COLUMNS_MAX];
    uint32_t label_sources[COLUMNS_MAX];
    size_t latest;            /* the column of the latest year; 0: none names one */
    struct chiffre_text unit; /* of the whole table; of the rows behind a heading that names another */
    size_t figures;
    bool failed;
};

static void classify(struct cell *cell)
{
    struct chiffre_text text = cell->text;
    size_t digits = 0;
    cell->number = true;
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point;
        at += utf8_decode(text, at, &code_point);
        bool digit = code_point >= '0' && code_point <= '9';
        digits += digit;
        if (!digit && !code_point_is_space(code_point) &&
            (code_point >= 0x80 ? code_point_is_letter(code_point) : strchr(".,'+-()%$*", (int)code_point) == NULL))
            cell->number = false;
    }
    cell->digit = digits > 0;
    cell->number = cell->number && digits > 0;
    cell->year = digits == 4 && text.length == 4 && (memcmp(text.data, "19", 2) == 0 || memcmp(text.data, "20", 2) == 0);
}

static bool read_cell(struct table *table, uint32_t node, struct arena *arena, struct cell *cell)
{
    const struct page_node *element = &table->words.page->nodes[node];
    table->words.length = table->words.run_count = 0;
    table->words.breaks = 0;
    table->words.blank = false;
    page_write_nodes(&table->words, node + 1, element->end);
    for (size_t i = 0; i < table->words.length; i++)
        if (table->words.out[i] == '\n')
            table->words.out[i] = ' ';
    *cell = (struct cell){.text = arena_text(arena, (struct chiffre_text){table->words.out, table->words.length}),
                          .source = table->words.run_count > 0 ? table->words.runs[0].source : element->source,
                          .columns = element->columns,
                          .head = element->kind == PAGE_HEAD_CELL};
    if (cell->text.length == 0)
        cell->text.data = "";
    table->failed = table->failed || arena->failed || table->words.failed;
    classify(cell);
    return cell->text.length <= CELL_BYTES_MAX && !table->failed;
}

/* The next row at or behind *at; false: there is none. A cell that spans columns fills them. */
static bool read_row(struct table *table, uint32_t *at, bool *fine)
{
    const struct page *page = table->words.page;
    uint32_t end = page->nodes[table->node].end;
    while (*at < end && page->nodes[*at].kind != PAGE_ROW)
        ++*at;
    if (*at >= end)
        return false;
    uint32_t row_end = page->nodes[*at].end;
    struct row *row = &table->row;
    arena_reset(&table->row_arena);
    row->count = 0;
    row->head = page->nodes[page->nodes[*at].parent].kind == PAGE_HEAD_ROWS;
    bool heads = true;
    for (uint32_t i = *at + 1; i < row_end;) {
        bool cell = page->nodes[i].kind == PAGE_CELL || page->nodes[i].kind == PAGE_HEAD_CELL;
        if (cell && row->count < COLUMNS_MAX) {
            struct cell *into = &row->cells[row->count++];
            *fine = read_cell(table, i, &table->row_arena, into) && *fine;
            heads = heads && (into->head || into->text.length == 0);
            for (uint8_t k = 1; k < into->columns && row->count < COLUMNS_MAX; k++, row->count++) {
                row->cells[row->count] = *into;
                row->cells[row->count].columns = 0; /* a repetition */
            }
        }
        i = cell ? page->nodes[i].end : i + 1;
    }
    row->head = row->head || (heads && row->count > 1);
    *at = row_end;
    return true;
}

static bool is_figure(struct table *table, const struct cell *cell)
{
    return (cell->number && !cell->year) || (cell->digit && !cell->number && table_units_is_figure(table->units, cell->text));
}

/* A row that names columns: said to be one, or the first, and its numbers are years. */
static bool is_head_row(struct table *table, size_t index)
{
    const struct row *row = &table->row;
    if (row->head)
        return true;
    bool names = false;
    for (size_t i = 1; i < row->count; i++) {
        if (is_figure(table, &row->cells[i]))
            return false;
        names = names || row->cells[i].text.length > 0;
    }
    return index == 0 && names;
}

static void name_columns(struct table *table)
{
    const struct row *row = &table->row;
    for (size_t i = 0; i < row->count; i++) {
        const struct cell *cell = &row->cells[i];
        struct chiffre_text before = table->labels[i];
        if (cell->text.length == 0)
            continue;
        size_t length = before.length + 1 + cell->text.length;
        char *joined = arena_take(&table->arena, length);
        if (joined == NULL) {
            table->failed = true;
            return;
        }
        if (before.length > 0)
            memcpy(joined, before.data, before.length);
        joined[before.length] = ' ';
        memcpy(joined + before.length + 1, cell->text.data, cell->text.length);
        table->labels[i] = (struct chiffre_text){before.length > 0 ? joined : joined + 1, before.length > 0 ? length : length - 1};
        table->label_sources[i] = cell->source;
        struct chiffre_text unit = table_units_find(table->units, cell->text, &table->arena);
        if (unit.length > 0 && i == 0)
            table->unit = unit;
        else if (unit.length > 0)
            table->column_units[i] = unit;
    }
}

/* Of its own: a percent sign or a currency's. */
static bool has_unit(struct chiffre_text text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point;
        at += utf8_decode(text, at, &code_point);
        if (code_point == '%' || code_point == '$' || (code_point >= 0xA2 && code_point <= 0xA5) ||
            (code_point >= 0x20A0 && code_point <= 0x20CF))
            return true;
    }
    return false;
}

static void write_words(struct page_writer *writer, struct chiffre_text text, uint32_t source)
{
    page_write_piece(writer, text.data, text.length, source, false);
}

/* Accountants write a loss in brackets; notes' stars go. */
static void write_number(struct page_writer *writer, const struct cell *cell)
{
    struct chiffre_text text = cell->text;
    while (text.length > 0 && text.data[text.length - 1] == '*')
        text.length--;
    if (text.length > 2 && text.data[0] == '(' && text.data[text.length - 1] == ')') {
        page_write_piece(writer, "-", 1, cell->source, false);
        text = (struct chiffre_text){text.data + 1, text.length - 2};
    }
    write_words(writer, text, cell->source);
}

static bool has_digit(struct chiffre_text text)
{
    for (size_t i = 0; i < text.length; i++)
        if (ascii_is_digit(text.data[i]))
            return true;
    return false;
}

/* The four digits of the last year that the text names; empty: none. */
static struct chiffre_text year_in(struct chiffre_text text)
{
    for (size_t at = text.length; at >= 4; at--)
        if ((memcmp(text.data + at - 4, "19", 2) == 0 || memcmp(text.data + at - 4, "20", 2) == 0) &&
            ascii_is_digit(text.data[at - 2]) && ascii_is_digit(text.data[at - 1]))
            return (struct chiffre_text){text.data + at - 4, 4};
    return (struct chiffre_text){"", 0};
}

static void find_latest(struct table *table)
{
    struct chiffre_text latest = {"", 0};
    table->latest = 0;
    for (size_t i = 1; i < COLUMNS_MAX; i++) {
        struct chiffre_text year = year_in(table->labels[i]);
        if (year.length > 0 && text_compare(year, latest) > 0) {
            latest = year;
            table->latest = i;
        }
    }
}

static void write_label(struct table *table, size_t column, bool comma)
{
    if (comma && table->labels[column].length > 0)
        page_write_piece(table->writer, ", ", 2, table->row.cells[0].source, false);
    write_words(table->writer, table->labels[column], table->label_sources[column]);
}

static void write_figure(struct table *table, size_t column, struct chiffre_text row_unit, bool money)
{
    struct page_writer *writer = table->writer;
    const struct cell *label = &table->row.cells[0], *cell = &table->row.cells[column];
    struct chiffre_text unit = row_unit.length > 0                      ? row_unit
                               : table->column_units[column].length > 0 ? table->column_units[column]
                               : money                                  ? table->unit
                                                                        : (struct chiffre_text){"", 0};
    page_write_break(writer, 2);
    write_words(writer, label->text, label->source);
    if (table->latest > 0 && !has_digit(table->labels[column])) /* a change is that of the latest period */
        write_label(table, table->latest, label->text.length > 0);
    write_label(table, column, label->text.length > 0 || table->latest > 0);
    page_write_piece(writer, ": ", 2, cell->source, false);
    if (!cell->number) {
        write_words(writer, cell->text, cell->source);
    } else {
        write_number(writer, cell);
        if (unit.length > 0 && !has_unit(cell->text)) {
            page_write_piece(writer, " ", 1, cell->source, false);
            write_words(writer, unit, cell->source);
        }
    }
    page_write_break(writer, 2);
    table->figures++;
}

static void write_row(struct table *table)
{
    struct row *row = &table->row;
    size_t filled = 0;
    for (size_t i = 1; i < row->count; i++)
        filled += row->cells[i].text.length > 0 && row->cells[i].columns > 0;
    struct chiffre_text label = row->count > 0 ? row->cells[0].text : (struct chiffre_text){"", 0};
    struct chiffre_text unit = {"", 0};
    if (filled == 0 || memchr(label.data, '(', label.length) != NULL || memchr(label.data, '%', label.length) != NULL)
        unit = table_units_find(table->units, label, filled == 0 ? &table->arena : &table->row_arena);
    if (filled == 0) { /* a heading of the rows below */
        page_write_break(table->writer, 2);
        if (row->count > 0)
            write_words(table->writer, label, row->cells[0].source);
        page_write_break(table->writer, 2);
        table->unit = unit.length > 0 ? unit : table->unit;
        return;
    }
    bool money = table_units_money(table->units, label);
    for (size_t i = 1; i < row->count; i++)
        if (row->cells[i].digit && row->cells[i].columns > 0)
            write_figure(table, i, unit, money);
}

/* Looks at the whole table first: a table inside it or long cells mean that it only lays the page out. */
static bool is_table_of_figures(struct table *table)
{
    const struct page *page = table->words.page;
    uint32_t end = page->nodes[table->node].end, at = table->node + 1;
    for (uint32_t i = at; i < end; i++)
        if (page->nodes[i].kind == PAGE_TABLE)
            return false;
    size_t labelled = 0;
    bool fine = true;
    for (size_t index = 0; fine && read_row(table, &at, &fine); index++) {
        const struct row *row = &table->row;
        size_t figures = 0;
        for (size_t i = 1; i < row->count; i++)
            figures += row->cells[i].digit;
        labelled += row->count > 1 && !row->cells[0].number && row->cells[0].text.length > 0 && figures > 0;
        if (index > 50 && labelled == 0)
            return false;
    }
    return fine && labelled > 0;
}

/* The caption, or a short paragraph right before the table: "(en millions d'euros)". */
static void read_caption(struct table *table)
{
    const struct page *page = table->words.page;
    struct page_writer *writer = table->writer;
    for (uint32_t i = table->node + 1; i < page->nodes[table->node].end; i = page->nodes[i].end) {
        struct cell caption;
        if (page->nodes[i].kind != PAGE_CAPTION)
            continue;
        if (read_cell(table, i, &table->arena, &caption)) {
            table->unit = table_units_find(table->units, caption.text, &table->arena);
            page_write_break(writer, 2);
            write_words(writer, caption.text, caption.source);
            page_write_break(writer, 2);
        } else {
            page_write_nodes(writer, i, page->nodes[i].end);
        }
        return;
    }
    if (writer->length == 0)
        return;
    size_t from = writer->length;
    while (from > 0 && writer->length - from <= BEFORE_BYTES_MAX && writer->out[from - 1] != '\n')
        from--;
    if (writer->length - from <= BEFORE_BYTES_MAX)
        table->unit =
            table_units_find(table->units, (struct chiffre_text){writer->out + from, writer->length - from}, &table->arena);
}

static void write_table(struct table *table)
{
    uint32_t at = table->node + 1;
    bool fine = true, body = false;
    read_caption(table);
    for (size_t index = 0; read_row(table, &at, &fine) && !table->failed && !table->writer->failed; index++) {
        if (!body && index < HEAD_ROWS_MAX && is_head_row(table, index)) {
            name_columns(table);
            continue;
        }
        if (!body)
            find_latest(table);
        body = true;
        write_row(table);
    }
}

bool page_table_write(struct page_writer *writer, uint32_t node)
{
    if (writer->units == NULL)
        return false;
    if (*writer->units == NULL && table_units_new(writer->page->language, writer->page->source, writer->units) != CHIFFRE_OK) {
        writer->failed = true;
        return false;
    }
    struct table *table = memory_take(1, sizeof *table);
    if (table == NULL) {
        writer->failed = true;
        return false;
    }
    memset(table, 0, sizeof *table);
    table->writer = writer;
    table->words = (struct page_writer){.page = writer->page, .whole = writer->whole};
    table->units = *writer->units;
    table->node = node;
    bool figures = is_table_of_figures(table);
    if (figures)
        write_table(table);
    writer->failed = writer->failed || table->failed;
    page_writer_free(&table->words);
    arena_free(&table->arena);
    arena_free(&table->row_arena);
    memory_free(table);
    return figures;
}
