/* SPDX-License-Identifier: MIT */
/* Cells and figures -> CSV. */
#include "core/csv.h"

#include "core/figure_put.h"

static inline put_bytes asks_for_quotes(put_bytes bytes)
{
    return (put_bytes)((bytes == ',') | (bytes == '"') | (bytes == '\n') | (bytes == '\r'));
}

static bool needs_quotes(struct chiffre_text cell)
{
    for (size_t i = 0; i < cell.length; i++) {
        unsigned char c = (unsigned char)cell.data[i];
        if (c <= ',' && (c == ',' || c == '"' || c == '\n' || c == '\r'))
            return true;
    }
    return false;
}

/* At most twice as long, and two. */
static char *put_quoted(char *at, struct chiffre_text cell)
{
    at = put_char(at, '"');
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.data[i] == '"')
            at = put_char(at, '"');
        at = put_char(at, cell.data[i]);
    }
    return put_char(at, '"');
}

static char *put_cell(char *at, struct chiffre_text cell)
{
    return put_text(at, cell, asks_for_quotes) ? put_quoted(at, cell) : at + cell.length;
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

/* A text beyond this is no short cell, but may be anything: it is written by itself, and there is room for the rest of the record behind it. */
#define SHORT_TEXT 200
#define FIGURE_ROOM_TEXT (2 * SHORT_TEXT + 2)
#define ROOM(name, type, description) +1 + FIGURE_ROOM_##type
#define ROOM_OF_RECORD (0 CHIFFRE_ALL_FIELDS(ROOM))
_Static_assert(ROOM_OF_RECORD <= OUTPUT_ROOM_MOST, "output_room gives no more");

static char *write_long_cell(struct output *output, char *at, struct chiffre_text cell)
{
    output_written(output, at);
    csv_write_cell(output, cell);
    return output_room(output, ROOM_OF_RECORD);
}

#define FIELD_TEXT(name)                                                                                                           \
    if (figure->name.length - 1 < SHORT_TEXT)                                                                                      \
        at = put_cell(at, figure->name);                                                                                           \
    else if (figure->name.length > 0 && (at = write_long_cell(output, at, figure->name)) == NULL)                                  \
        return NULL
#define FIELD_NATURAL(name) at = FIGURE_HAS_NATURAL(figure, name) ? put_natural(at, figure->name) : at
#define FIELD_INTEGER(name) at = FIGURE_PUT_INTEGER(at, figure->name)
#define FIELD_DECIMAL(name) at = FIGURE_PUT_DECIMAL(at, figure->name)
#define FIELD_DATE(name) at = FIGURE_PUT_DATE(at, figure->name)
#define FIELD_KIND(name) at = FIGURE_PUT_KIND(at, figure->name)
#define FIELD_BOUND(name) at = FIGURE_PUT_BOUND(at, figure->name)
#define FIELD_PERIOD_SOURCE(name) at = FIGURE_PUT_PERIOD_SOURCE(at, figure->name)
#define FIELD_STATUS(name) at = FIGURE_PUT_STATUS(at, figure->name)
#define FIELD_RELATION(name) at = FIGURE_PUT_RELATION(at, figure->name)
#define FIELD_FX_BASIS(name) at = FIGURE_PUT_FX_BASIS(at, figure->name)
/* Every cell with a comma behind it. */
#define CELL(name, type, description)                                                                                              \
    FIELD_##type(name);                                                                                                            \
    at = put_char(at, ',');

FIGURE_PUT_PARTS(CELL)

void csv_write_figure(struct output *output, const struct chiffre_figure *figure, unsigned columns)
{
    char *at = output_room(output, ROOM_OF_RECORD);
    if (at != NULL)
        at = put_record(output, figure, at);
    if (at != NULL && (columns & FIGURE_PAGES) != 0)
        at = put_page(output, figure, at);
    if (at != NULL && (columns & FIGURE_NORMALIZED) != 0)
        at = put_normalized(output, figure, at);
    if (at == NULL)
        return; /* the output has failed and says so at its end */
    at[-1] = '\n';
    output_written(output, at);
}
