/* SPDX-License-Identifier: MIT */
/* CSV -> rows (libcsv knows the quotes; here are delimiter, BOM and line numbers) -> figures. */
#include "core/csv.h"

#include "core/decimal.h"
#include "core/error.h"
#include "core/figure.h"
#include "core/input.h"
#include "core/text.h"

#include <csv.h>
#include <sys/stat.h>

struct reader {
    struct csv_parser parser;
    csv_row_fn *row;
    void *context;
    const char *name;
    struct chiffre_error *error;
    enum chiffre_status status; /* the first failure; what libcsv still reports is skipped then */
    char *bytes;                /* the cells of the record so far, end to end */
    size_t used, bytes_capacity;
    struct chiffre_text *cells; /* only the lengths are right before the record ends */
    size_t count, cells_capacity;
    size_t line, record_line; /* of what is being fed, of the record's first byte */
    size_t column;            /* code points of the line that were fed before */
    bool open;                /* a record has begun */
    unsigned char delimiter;
    bool after_return;        /* the last block ended with CR: a LF may belong to it */
};

static void *resize(void *block, size_t size)
{
    return memory_resize(block, 1, size);
}

/* Blanks around a cell belong to it. */
static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void take_cell(void *data, size_t length, void *context)
{
    struct reader *reader = context;
    if (reader->status != CHIFFRE_OK)
        return;
    if (!array_reserve(&reader->bytes, &reader->bytes_capacity, reader->used + length + 1, 1) ||
        !array_reserve(&reader->cells, &reader->cells_capacity, reader->count + 1, sizeof *reader->cells)) {
        reader->status = error_no_memory(reader->error);
        return;
    }
    if (length > 0)
        memcpy(reader->bytes + reader->used, data, length);
    reader->used += length;
    reader->cells[reader->count++].length = length;
}

static void take_row(int terminator, void *context)
{
    (void)terminator;
    struct reader *reader = context;
    if (reader->status == CHIFFRE_OK) {
        const char *at = reader->bytes;
        for (size_t i = 0; i < reader->count; i++) {
            reader->cells[i].data = at;
            at += reader->cells[i].length;
        }
        reader->status = reader->row(reader->context, reader->cells, reader->count, reader->record_line, reader->error);
    }
    reader->used = reader->count = 0;
    reader->open = false;
}

static enum chiffre_status parser_failure(struct reader *reader, size_t line, size_t column)
{
    int number = csv_error(&reader->parser);
    if (number == CSV_ENOMEM || number == CSV_ETOOBIG)
        return error_no_memory(reader->error);
    return error_set(reader->error, CHIFFRE_MALFORMED, reader->name, line, column,
                     "a quote where none may stand: cells with quotes are quoted whole, and quotes in them are doubled");
}

/* By their first bytes: a piece of a line may begin or end inside one. */
static size_t count_code_points(const char *data, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)data[i] & 0xC0) != 0x80;
    return count;
}

static bool take_slice(struct reader *reader, const char *data, size_t length)
{
    if (reader->count == reader->cells_capacity &&
        !array_reserve(&reader->cells, &reader->cells_capacity, reader->count + 1, sizeof *reader->cells))
        return false;
    reader->cells[reader->count++] = (struct chiffre_text){data, length};
    return true;
}

/* A whole record in one line, which most are: its cells stay where they are. False: doubled or stray quotes, or one that stays open;
 * then libcsv has to look at it. */
static bool split_line(struct reader *reader, const char *data, size_t length)
{
    char delimiter = (char)reader->delimiter;
    while (length > 0 && (data[length - 1] == '\n' || data[length - 1] == '\r'))
        length--;
    for (const char *at = data, *end = data + length; at != NULL && reader->status == CHIFFRE_OK && length > 0;) {
        const char *stop = at < end && *at == '"' ? memchr(at + 1, '"', (size_t)(end - at) - 1) : at;
        bool quoted = stop != at;
        const char *start = at + quoted;
        while (!quoted && stop < end && *stop != delimiter && *stop != '"')
            stop++;
        const char *behind = stop == NULL ? NULL : stop + quoted;
        if (behind == NULL || (behind < end && *behind != delimiter)) {
            reader->count = 0;
            return false;
        }
        if (!take_slice(reader, start, (size_t)(stop - start)))
            reader->status = error_no_memory(reader->error);
        at = behind == end ? NULL : behind + 1;
    }
    reader->record_line = reader->line;
    if (reader->status == CHIFFRE_OK && reader->count > 0) /* else a blank line */
        reader->status = reader->row(reader->context, reader->cells, reader->count, reader->record_line, reader->error);
    reader->count = 0;
    return true;
}

/* One line, or a piece of one, with its line end. */
static enum chiffre_status feed_line(struct reader *reader, const char *data, size_t length, bool ends)
{
    if (!reader->open && ends && reader->column == 0 && split_line(reader, data, length)) {
        reader->line++;
        return reader->status;
    }
    if (!reader->open)
        reader->record_line = reader->line;
    reader->open = reader->open || (data[0] != '\n' && data[0] != '\r');
    size_t taken = csv_parse(&reader->parser, data, length, take_cell, take_row, reader);
    if (reader->status == CHIFFRE_OK && taken < length)
        reader->status = parser_failure(reader, reader->line, reader->column + count_code_points(data, taken) + 1);
    if (ends) {
        reader->line++;
        reader->column = 0;
    } else {
        reader->column += count_code_points(data, length);
    }
    return reader->status;
}

/* Any bytes, cut into lines: LF, CRLF or CR. */
static enum chiffre_status feed(struct reader *reader, struct chiffre_text block)
{
    size_t at = 0;
    if (reader->after_return && block.length > 0 && block.data[0] == '\n') {
        (void)csv_parse(&reader->parser, block.data, 1, take_cell, take_row, reader);
        at = 1;
    }
    reader->after_return = false;
    size_t newline = 0;
    bool sought = false;
    while (at < block.length && reader->status == CHIFFRE_OK) {
        if (newline < at || !sought) { /* looked for once, also where lines end in CR alone */
            const char *found = memchr(block.data + at, '\n', block.length - at);
            newline = found == NULL ? block.length : (size_t)(found - block.data);
            sought = true;
        }
        size_t end = newline;
        const char *carriage = end == at ? NULL : memchr(block.data + at, '\r', end - at);
        if (carriage != NULL)
            end = (size_t)(carriage - block.data);
        bool ends = end < block.length;
        if (ends && block.data[end] == '\r') {
            reader->after_return = end + 1 == block.length;
            end += end + 1 < block.length && block.data[end + 1] == '\n';
        }
        end += ends;
        (void)feed_line(reader, block.data + at, end - at, ends);
        at = end;
    }
    return reader->status;
}

/* The sign that the first line has most of, outside of quotes. */
static unsigned char find_delimiter(struct chiffre_text header)
{
    static const char signs[] = ",;\t";
    size_t counts[3] = {0, 0, 0}, best = 0;
    bool quoted = false;
    for (size_t at = 0; at < header.length && header.data[at] != '\n' && (quoted || header.data[at] != '\r'); at++) {
        quoted = quoted != (header.data[at] == '"');
        for (size_t i = 0; i < 3 && !quoted; i++)
            counts[i] += header.data[at] == signs[i];
    }
    for (size_t i = 1; i < 3; i++)
        if (counts[i] > counts[best])
            best = i;
    return (unsigned char)signs[best];
}

/* `head` is the input's first line. Returns the length of its BOM in *skipped. */
static enum chiffre_status start(struct reader *reader, struct chiffre_text head, size_t *skipped)
{
    reader->line = 1;
    *skipped = head.length >= 3 && memcmp(head.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (head.length >= 2 && (memcmp(head.data, "\xFF\xFE", 2) == 0 || memcmp(head.data, "\xFE\xFF", 2) == 0))
        return error_set(reader->error, CHIFFRE_MALFORMED, reader->name, 1, 1, "this is UTF-16: save the table as UTF-8");
    if (csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return error_no_memory(reader->error);
    reader->delimiter = find_delimiter(head);
    csv_set_delim(&reader->parser, reader->delimiter);
    csv_set_space_func(&reader->parser, no_space);
    csv_set_realloc_func(&reader->parser, resize);
    csv_set_free_func(&reader->parser, memory_free);
    csv_set_blk_size(&reader->parser, 8192);
    return CHIFFRE_OK;
}

static enum chiffre_status finish(struct reader *reader, enum chiffre_status status)
{
    if (status == CHIFFRE_OK && csv_fini(&reader->parser, take_cell, take_row, reader) != 0)
        status = csv_error(&reader->parser) == CSV_EPARSE
                     ? error_set(reader->error, CHIFFRE_MALFORMED, reader->name, reader->record_line, 0,
                                 "a quote that opens in this record is never closed")
                     : error_no_memory(reader->error);
    if (status == CHIFFRE_OK)
        status = reader->status;
    csv_free(&reader->parser);
    memory_free(reader->bytes);
    memory_free(reader->cells);
    return status;
}

enum chiffre_status csv_read_text(struct chiffre_text bytes, const char *name, csv_row_fn *row, void *context,
                                  struct chiffre_error *error)
{
    struct reader reader = {.row = row, .context = context, .name = name, .error = error};
    size_t skipped;
    enum chiffre_status status = start(&reader, bytes, &skipped);
    if (status != CHIFFRE_OK)
        return status;
    return finish(&reader, feed(&reader, (struct chiffre_text){bytes.data + skipped, bytes.length - skipped}));
}

static enum chiffre_status read_blocks(struct reader *reader, struct input *input)
{
    struct chiffre_text block;
    size_t skipped;
    enum chiffre_status status = input_peek(input, &block, reader->error);
    if (status == CHIFFRE_OK)
        status = start(reader, block, &skipped);
    if (status != CHIFFRE_OK)
        return status;
    for (bool end = false; !end && status == CHIFFRE_OK; skipped = 0) {
        status = input_block(input, &block, &end, reader->error);
        if (status == CHIFFRE_OK && !end)
            status = feed(reader, (struct chiffre_text){block.data + skipped, block.length - skipped});
    }
    return finish(reader, status);
}

enum chiffre_status csv_read(const char *path, csv_row_fn *row, void *context, struct chiffre_error *error)
{
    struct reader reader = {.row = row, .context = context, .name = path, .error = error};
    struct input *input;
    enum chiffre_status status = input_open(path, &input, error);
    if (status != CHIFFRE_OK)
        return status;
    status = read_blocks(&reader, input);
    input_close(input);
    return status;
}

struct figure_reader {
    const char *path;
    figure_fn *take;
    void *context;
    const struct figure_field **columns; /* NULL: a column that is no field */
    size_t count, capacity;
    bool header;
};

static bool has_column(const struct figure_reader *reader, const struct figure_field *field, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (reader->columns[i] == field)
            return true;
    return false;
}

static enum chiffre_status read_header(struct figure_reader *reader, const struct chiffre_text *cells, size_t count, size_t line,
                                       struct chiffre_error *error)
{
    static const char *const needed[] = {"value", "unit"};
    if (!array_reserve(&reader->columns, &reader->capacity, count, sizeof *reader->columns))
        return error_no_memory(error);
    for (size_t i = 0; i < count; i++) {
        reader->columns[i] = figure_field_find(cells[i]);
        if (reader->columns[i] != NULL && has_column(reader, reader->columns[i], i))
            return error_set(error, CHIFFRE_MALFORMED, reader->path, line, i + 1, "column %s twice", reader->columns[i]->name);
    }
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!has_column(reader, figure_field_find(text_from(needed[i])), count))
            return error_set(error, CHIFFRE_MALFORMED, reader->path, line, 0, "no column %s: these are no figures", needed[i]);
    reader->count = count;
    reader->header = true;
    return CHIFFRE_OK;
}

static enum chiffre_status read_figure(void *context, const struct chiffre_text *cells, size_t count, size_t line,
                                       struct chiffre_error *error)
{
    struct figure_reader *reader = context;
    if (!reader->header)
        return read_header(reader, cells, count, line, error);
    if (count != reader->count)
        return error_set(error, CHIFFRE_MALFORMED, reader->path, line, 0, "%zu %s, but the header has %zu", count, count == 1 ? "cell" : "cells",
                         reader->count);
    struct chiffre_figure figure = chiffre_figure_empty();
    for (size_t i = 0; i < count; i++) {
        const struct figure_field *field = reader->columns[i];
        enum chiffre_status status = field == NULL ? CHIFFRE_OK : figure_field_set(&figure, field, cells[i]);
        if (status == CHIFFRE_OVERFLOW)
            return error_set(error, status, reader->path, line, i + 1, "%s: a number too large", field->name);
        if (status != CHIFFRE_OK)
            return error_set(error, status, reader->path, line, i + 1, "%s cannot be \"%.*s\"", field->name,
                             cells[i].length < 80 ? (int)cells[i].length : 80, cells[i].data);
    }
    return reader->take(reader->context, &figure, error);
}

static enum chiffre_status end_figures(struct figure_reader *reader, enum chiffre_status status, struct chiffre_error *error)
{
    memory_free(reader->columns);
    if (status == CHIFFRE_OK && !reader->header)
        return error_set(error, CHIFFRE_MALFORMED, reader->path, 1, 0, "empty: no header");
    return status;
}

enum chiffre_status csv_each_figure(const char *path, figure_fn *take, void *context, struct chiffre_error *error)
{
    struct figure_reader reader = {.path = path, .take = take, .context = context};
    return end_figures(&reader, csv_read(path, read_figure, &reader, error), error);
}

enum chiffre_status csv_each_figure_text(struct chiffre_text bytes, const char *name, figure_fn *take, void *context,
                                         struct chiffre_error *error)
{
    struct figure_reader reader = {.path = name, .take = take, .context = context};
    return end_figures(&reader, csv_read_text(bytes, name, read_figure, &reader, error), error);
}

enum chiffre_status csv_read_figures(const char *path, struct chiffre_list *list, struct chiffre_error *error)
{
    return csv_each_figure(path, figure_add_to_list, list, error);
}

static enum chiffre_status look_for_page(void *context, const struct chiffre_text *cells, size_t count, size_t line,
                                         struct chiffre_error *error)
{
    (void)line;
    (void)error;
    for (size_t i = 0; i < count; i++)
        *(bool *)context = *(bool *)context || figure_field_find(cells[i]) == &figure_fields[figure_page_field];
    return CHIFFRE_UNKNOWN; /* one row is enough */
}

bool csv_has_pages(const char *path)
{
    bool found = false;
    struct stat about; /* a pipe would lose what is read here */
    if (strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISREG(about.st_mode))
        (void)csv_read(path, look_for_page, &found, NULL);
    return found;
}
