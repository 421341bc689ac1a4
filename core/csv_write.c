/* SPDX-License-Identifier: MIT */
/* Cells and figures -> CSV. */
#include "core/csv.h"

#include "core/decimal.h"

#include <string.h>

static bool needs_quotes(struct chiffre_text cell)
{
    for (size_t i = 0; i < cell.length; i++) {
        unsigned char c = (unsigned char)cell.data[i];
        if (c <= ',' && (c == ',' || c == '"' || c == '\n' || c == '\r'))
            return true;
    }
    return false;
}

void csv_write_cell(struct output *output, struct chiffre_text cell)
{
    if (!needs_quotes(cell)) {
        output_text(output, cell);
        return;
    }
    output_char(output, '"');
    while (cell.length > 0) {
        const char *quote = memchr(cell.data, '"', cell.length);
        size_t run = quote == NULL ? cell.length : (size_t)(quote - cell.data) + 1;
        output_write(output, cell.data, run);
        if (quote != NULL)
            output_char(output, '"');
        cell.data += run;
        cell.length -= run;
    }
    output_char(output, '"');
}

/* The field that is written behind field `at`; SIZE_MAX: none. */
static size_t next_field(size_t at, unsigned columns)
{
    size_t next = at == figure_page_field ? figure_record_field_count : at + 1;
    if (at + 1 == figure_record_field_count && (columns & FIGURE_PAGES) != 0)
        return figure_page_field;
    if (next == figure_page_field || (next == figure_record_field_count && (columns & FIGURE_NORMALIZED) == 0))
        return SIZE_MAX;
    return next;
}

void csv_write_header(struct output *output, unsigned columns)
{
    for (size_t i = 0; i != SIZE_MAX;) {
        output_string(output, figure_fields[i].name);
        i = next_field(i, columns);
        output_char(output, i != SIZE_MAX ? ',' : '\n');
    }
}

/* A line under work: short cells are put together here and written at once. */
struct line {
    struct output *output;
    size_t used;
    char bytes[1024];
};

static void flush(struct line *line)
{
    output_write(line->output, line->bytes, line->used);
    line->used = 0;
}

static void add_cell(struct line *line, struct chiffre_text cell, bool text)
{
    if (cell.length > sizeof line->bytes - line->used - 1)
        flush(line);
    if (cell.length >= sizeof line->bytes || (text && needs_quotes(cell))) {
        flush(line);
        csv_write_cell(line->output, cell);
    } else if (cell.length > 0) {
        memcpy(line->bytes + line->used, cell.data, cell.length);
        line->used += cell.length;
    }
}

void csv_write_figure(struct output *output, const struct chiffre_figure *figure, unsigned columns)
{
    char buffer[DECIMAL_TEXT_MAX];
    struct line line;
    line.output = output;
    line.used = 0;
    for (size_t i = 0; i != SIZE_MAX;) {
        add_cell(&line, figure_field_text(figure, &figure_fields[i], buffer), figure_fields[i].type == FIGURE_TEXT);
        i = next_field(i, columns);
        line.bytes[line.used++] = i != SIZE_MAX ? ',' : '\n';
        if (line.used == sizeof line.bytes)
            flush(&line);
    }
    flush(&line);
}
