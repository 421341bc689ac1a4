/* SPDX-License-Identifier: MIT */
/* Messages: struct chiffre_error -> one line on standard error; the nearest known name to a mistyped one. */
#include "cli/progress.h"

#include "core/catalog.h"
#include "core/text.h"

#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LINE_MAX_BYTES 4096

struct line {
    char bytes[LINE_MAX_BYTES];
    size_t length;
};

static void line_add(struct line *line, const char *bytes, size_t length)
{
    if (length < sizeof line->bytes - line->length) {
        memcpy(line->bytes + line->length, bytes, length);
        line->length += length;
    }
}

static void line_add_escaped_byte(struct line *line, unsigned char byte)
{
    char escape[8];
    if (byte == '\n' || byte == '\t' || byte == '\r')
        line_add(line, byte == '\n' ? "\\n" : byte == '\t' ? "\\t" : "\\r", 2);
    else
        line_add(line, escape, (size_t)snprintf(escape, sizeof escape, "\\x%02X", byte));
}

/* Names and texts of others go to a terminal: nothing of them may steer it. */
static void line_add_escaped(struct line *line, const char *string)
{
    struct chiffre_text text = text_from(string);
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point;
        size_t length = utf8_decode(text, at, &code_point);
        bool invalid = code_point == 0xFFFD && length == 1;
        if (invalid || code_point_steers(code_point)) {
            for (size_t i = 0; i < length; i++)
                line_add_escaped_byte(line, (unsigned char)text.data[at + i]);
        } else {
            line_add(line, text.data + at, length);
        }
        at += length;
    }
}

/* One write a message, so that messages of several processes do not mix. There is nothing to do when standard error fails. */
static void line_print(struct line *line)
{
    line->bytes[line->length++] = '\n';
    progress_hide();
    ssize_t written = write(STDERR_FILENO, line->bytes, line->length);
    (void)written;
}

static void print_error(const char *file, const struct chiffre_error *error)
{
    struct line line = {.length = 0};
    char number[24];
    line_add(&line, "chiffre: ", 9);
    if (file[0] != '\0') {
        line_add_escaped(&line, file);
        if (error->line > 0)
            line_add(&line, number, (size_t)snprintf(number, sizeof number, ":%zu", error->line));
        if (error->line > 0 && error->column > 0)
            line_add(&line, number, (size_t)snprintf(number, sizeof number, ":%zu", error->column));
        line_add(&line, ": ", 2);
    }
    line_add_escaped(&line, error->message);
    line_print(&line);
}

void report_error(const struct chiffre_error *error)
{
    print_error(error->file, error);
}

static bool closed_by_reader;

static bool pipe_has_no_reader(void)
{
    struct pollfd standard_output = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&standard_output, 1, 0) == 1 && (standard_output.revents & POLLERR) != 0;
}

void report_output_error(const struct chiffre_error *error)
{
    bool standard_output = strcmp(error->file, "-") == 0;
    if (standard_output && pipe_has_no_reader())
        closed_by_reader = true;
    else
        print_error(standard_output ? "standard output" : error->file, error);
}

bool report_pipe_closed(void)
{
    return closed_by_reader;
}

void report(const char *format, ...)
{
    struct chiffre_error error = {.line = 0};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(error.message, sizeof error.message, format, arguments);
    va_end(arguments);
    report_error(&error);
}

/* Damerau's distance (optimal string alignment) of two short words, case ignored. */
#define WORD_MAX 48
static size_t distance(const char *a, const char *b)
{
    size_t a_length = strlen(a), b_length = strlen(b), rows[3][WORD_MAX + 1];
    if (a_length > WORD_MAX || b_length > WORD_MAX)
        return WORD_MAX;
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t *row = rows[i % 3], *before = rows[(i + 2) % 3], *two_before = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            bool same = (a[i - 1] | 0x20) == (b[j - 1] | 0x20);
            row[j] = before[j - 1] + !same;
            if (before[j] + 1 < row[j])
                row[j] = before[j] + 1;
            if (row[j - 1] + 1 < row[j])
                row[j] = row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && two_before[j - 2] + 1 < row[j])
                row[j] = two_before[j - 2] + 1;
        }
    }
    return rows[a_length % 3][b_length];
}

const char *report_nearest(const char *word, report_name_fn *next, const void *context)
{
    const char *nearest = NULL;
    size_t least = 0;
    for (size_t i = 0;; i++) {
        const char *name = next(context, i);
        if (name == NULL)
            break;
        size_t length = strlen(word), shift = distance(word, name);
        bool begins = length >= 3 && strncmp(word, name, length) == 0; /* cut short: --lex for --lexicon */
        if (begins)
            shift = 1;
        if (shift <= 1 + length / 4 && shift < strlen(name) && (nearest == NULL || shift < least)) {
            nearest = name;
            least = shift;
        }
    }
    return nearest;
}

const char *report_metric_name(const void *context, size_t index)
{
    (void)context;
    return index < catalog_metric_count ? catalog_metrics[index].name : NULL;
}

const char *report_currency_name(const void *context, size_t index)
{
    (void)context;
    return index < catalog_currency_count ? catalog_currencies[index].code : NULL;
}
