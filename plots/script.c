/* SPDX-License-Identifier: MIT */
/* Text and numbers -> pieces of a gnuplot script that run nothing. */
#include "plots/script.h"

#include "core/decimal.h"
#include "core/text.h"

#include <math.h>

static bool is_line_break(uint32_t code_point)
{
    return code_point == '\n' || code_point == '\r' || code_point == 0x85 || code_point == 0x2028 || code_point == 0x2029;
}

static bool is_control(uint32_t code_point)
{
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

static void write_code_point(struct output *output, uint32_t code_point)
{
    char bytes[4];
    output_write(output, bytes, utf8_encode(code_point, bytes));
}

/* gnuplot takes '' for a quote only behind another character: not where a string begins, and not twice in a row. There the quote is
 * a string of its own, in double quotes. */
static void write_quoted(struct output *output, struct chiffre_text text, bool percent_doubled)
{
    bool fresh = true; /* nothing behind the opening quote yet */
    output_char(output, '\'');
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point;
        at += utf8_decode(text, at, &code_point);
        if (code_point == '\r' && at < text.length && text.data[at] == '\n')
            continue;
        bool doubled = !fresh && !(at < text.length && text.data[at] == '\'');
        bool apart = is_line_break(code_point) || (code_point == '\'' && !doubled);
        if (is_line_break(code_point))
            output_string(output, "'.\"\\n\".'");
        else if (code_point == '\'')
            output_string(output, doubled ? "''" : "'.\"'\".'");
        else if (is_control(code_point))
            output_char(output, ' ');
        else {
            write_code_point(output, code_point);
            if (code_point == '%' && percent_doubled)
                write_code_point(output, code_point);
        }
        fresh = apart;
    }
    output_char(output, '\'');
}

void script_text(struct output *output, struct chiffre_text text)
{
    write_quoted(output, text, false);
}

void script_tic(struct output *output, struct chiffre_text text)
{
    write_quoted(output, text, true);
}

void script_comment(struct output *output, struct chiffre_text text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point;
        at += utf8_decode(text, at, &code_point);
        if (is_control(code_point) || is_line_break(code_point))
            output_char(output, ' ');
        else
            write_code_point(output, code_point == '\\' || code_point == '`' ? '/' : code_point);
    }
}

void script_decimal(struct output *output, struct chiffre_decimal value)
{
    char digits[DECIMAL_TEXT_MAX];
    output_write(output, digits, decimal_write(value, digits));
}

void script_position(struct output *output, double position)
{
    double size = fabs(position);
    if (size < 1e14)
        script_decimal(output, decimal_from(llround(position * 1e4), -4));
    else if (size < 9e18) /* four places more would not fit, and do not matter */
        script_decimal(output, decimal_from(llround(position), 0));
    else /* no number, or one that no chart shows */
        output_char(output, '0');
}

size_t script_slug(struct chiffre_text text, char *out, size_t room)
{
    size_t written = 0;
    bool gap = false;
    for (size_t at = 0; at < text.length && written + 1 < room;) {
        uint32_t code_point;
        at += utf8_decode(text, at, &code_point);
        code_point = code_point_fold(code_point);
        bool kept = (code_point >= 'a' && code_point <= 'z') || (code_point >= '0' && code_point <= '9');
        if (!kept) {
            gap = written > 0;
            continue;
        }
        if (gap)
            out[written++] = '-';
        gap = false;
        out[written++] = (char)code_point;
    }
    return written;
}
