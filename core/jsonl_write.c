/* SPDX-License-Identifier: MIT */
/* Figures -> JSON Lines. */
#include "core/jsonl.h"

#include "core/figure_put.h"
#include "core/text.h"

/* A byte that cannot simply be copied. */
static inline put_bytes asks_for_escape(put_bytes bytes)
{
    return (put_bytes)((bytes < ' ') | (bytes >= 0x80) | (bytes == '"') | (bytes == '\\'));
}

/* A byte that cannot be copied: a control, a quote, a backslash, or what is no UTF-8. ESCAPE_MAX bytes at most. */
#define ESCAPE_MAX 6
static char *put_escaped(char *at, char byte)
{
    static const char digits[] = "0123456789abcdef", signs[] = "\"\\\n\r\t", letters[] = "\"\\nrt";
    if ((unsigned char)byte >= 0x80) {
        memcpy(at, "\xEF\xBF\xBD", 3);
        return at + 3;
    }
    const char *sign = memchr(signs, byte, sizeof signs - 1);
    at = put_char(at, '\\');
    if (sign != NULL)
        return put_char(at, letters[sign - signs]);
    memcpy(at, "u00", 3);
    at[3] = digits[byte >> 4];
    at[4] = digits[byte & 15];
    return at + 5;
}

/* How many bytes from `from` on can be copied. */
static size_t plain_run(struct chiffre_text text, size_t from)
{
    size_t at = from;
    while (at < text.length) {
        unsigned char byte = (unsigned char)text.data[at];
        size_t length = byte >= 0x80 ? utf8_length(text, at) : 1;
        if (byte < ' ' || byte == '"' || byte == '\\' || (byte >= 0x80 && length == 1))
            break;
        at += length;
    }
    return at - from;
}

/* Rare: put_string shall not prepare for it. */
__attribute__((noinline)) static char *put_pieces(char *at, struct chiffre_text text)
{
    for (size_t i = 0; i < text.length;) {
        size_t run = plain_run(text, i);
        memcpy(at, text.data + i, run);
        at += run;
        i += run;
        if (i < text.length)
            at = put_escaped(at, text.data[i++]);
    }
    return at;
}

static char *put_string(char *at, struct chiffre_text text)
{
    at = put_char(at, '"');
    at = put_text(at, text, asks_for_escape) ? put_pieces(at, text) : at + text.length;
    return put_char(at, '"');
}

void json_write_string(struct output *output, struct chiffre_text text)
{
    output_char(output, '"');
    for (size_t i = 0; i < text.length;) {
        size_t run = plain_run(text, i);
        char escape[ESCAPE_MAX];
        output_write(output, text.data + i, run);
        i += run;
        if (i < text.length)
            output_write(output, escape, (size_t)(put_escaped(escape, text.data[i++]) - escape));
    }
    output_char(output, '"');
}

/* A text beyond this may be anything: it is written by itself, and there is room for the rest of the object behind it. */
#define SHORT_TEXT 200
#define FIGURE_ROOM_TEXT (ESCAPE_MAX * SHORT_TEXT)
#define KEY(name) "\"" #name "\":"
#define ROOM(name, type, description) +(size_t)(FIGURE_ROOM_##type) + sizeof KEY(name) + 3
#define ROOM_OF_OBJECT (2 CHIFFRE_ALL_FIELDS(ROOM))
_Static_assert(ROOM_OF_OBJECT <= OUTPUT_ROOM_MOST, "output_room gives no more");

static char *write_long_string(struct output *output, char *at, struct chiffre_text text)
{
    output_written(output, at);
    json_write_string(output, text);
    return output_room(output, ROOM_OF_OBJECT);
}

static inline char *put_empty(char *at)
{
    memcpy(at, "\"\"", 2);
    return at + 2;
}

#define QUOTED(put)                                                                                                                \
    at = put_char(at, '"');                                                                                                        \
    at = put;                                                                                                                      \
    at = put_char(at, '"')
#define VALUE_TEXT(name)                                                                                                           \
    if (figure->name.length - 1 < SHORT_TEXT)                                                                                      \
        at = put_string(at, figure->name);                                                                                         \
    else if (figure->name.length == 0)                                                                                             \
        at = put_empty(at);                                                                                                        \
    else if ((at = write_long_string(output, at, figure->name)) == NULL)                                                           \
        return NULL
#define VALUE_NATURAL(name) at = FIGURE_HAS_NATURAL(figure, name) ? put_natural(at, figure->name) : put_empty(at)
#define VALUE_INTEGER(name) at = figure->name != CHIFFRE_NO_DECIMALS ? put_integer(at, figure->name) : put_empty(at)
#define VALUE_DECIMAL(name) QUOTED(FIGURE_PUT_DECIMAL(at, figure->name))
#define VALUE_DATE(name) QUOTED(FIGURE_PUT_DATE(at, figure->name))
#define VALUE_KIND(name) QUOTED(FIGURE_PUT_KIND(at, figure->name))
#define VALUE_BOUND(name) QUOTED(FIGURE_PUT_BOUND(at, figure->name))
#define VALUE_PERIOD_SOURCE(name) QUOTED(FIGURE_PUT_PERIOD_SOURCE(at, figure->name))
#define VALUE_STATUS(name) QUOTED(FIGURE_PUT_STATUS(at, figure->name))
#define VALUE_RELATION(name) QUOTED(FIGURE_PUT_RELATION(at, figure->name))
#define VALUE_FX_BASIS(name) QUOTED(FIGURE_PUT_FX_BASIS(at, figure->name))
/* Every member with a comma behind it; the last one's becomes the brace. */
#define MEMBER(name, type, description)                                                                                            \
    memcpy(at, KEY(name), sizeof KEY(name) - 1);                                                                                   \
    at += sizeof KEY(name) - 1;                                                                                                    \
    VALUE_##type(name);                                                                                                            \
    at = put_char(at, ',');

FIGURE_PUT_PARTS(MEMBER)

static void write_object(struct output *output, const struct chiffre_figure *figure, unsigned columns, bool line_end)
{
    char *at = output_room(output, ROOM_OF_OBJECT);
    if (at != NULL)
        at = put_record(output, figure, put_char(at, '{'));
    if (at != NULL && (columns & FIGURE_NORMALIZED) != 0)
        at = put_normalized(output, figure, at);
    if (at != NULL && figure->page != 0)
        at = put_page(output, figure, at);
    if (at == NULL)
        return; /* the output has failed and says so at its end */
    at[-1] = '}';
    output_written(output, line_end ? put_char(at, '\n') : at);
}

void jsonl_write_object(struct output *output, const struct chiffre_figure *figure, unsigned columns)
{
    write_object(output, figure, columns, false);
}

void jsonl_write_figure(struct output *output, const struct chiffre_figure *figure, unsigned columns)
{
    write_object(output, figure, columns, true);
}
