/* SPDX-License-Identifier: MIT */
/* A rate file, line by line -> dates, rates and codes, days that go into their series, and what is wrong at which place. */
#include "normalize/rates_reader.h"

#include "core/catalog.h"
#include "core/date.h"
#include "core/error.h"
#include "core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define RATE_DIGITS_MAX 18

void rates_tell_malformed(const struct rates_reader *reader, const char *at, const char *format, ...)
{
    char message[320];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    size_t column = 0;
    for (size_t i = 0; i < reader->line.length; i++) { /* `at` may stand elsewhere: then there is no column */
        if (reader->line.data + i == at) {
            error_fill(reader->error, reader->path, reader->number, column + 1, "%s", message);
            return;
        }
        column += ((unsigned char)reader->line.data[i] & 0xC0) != 0x80;
    }
    column = at == reader->line.data + reader->line.length ? column + 1 : 0;
    error_fill(reader->error, reader->path, reader->number, column, "%s", message);
}

bool rates_next_line(struct rates_reader *reader)
{
    struct chiffre_text *rest = &reader->rest;
    if (rest->length == 0)
        return false;
    const char *end = memchr(rest->data, '\n', rest->length);
    size_t length = end == NULL ? rest->length : (size_t)(end - rest->data);
    size_t taken = end == NULL ? length : length + 1;
    reader->line = (struct chiffre_text){rest->data, length > 0 && rest->data[length - 1] == '\r' ? length - 1 : length};
    *rest = (struct chiffre_text){rest->data + taken, rest->length - taken};
    reader->number++;
    return true;
}

struct chiffre_text rates_trim(struct chiffre_text text)
{
    while (text.length > 0 && (text.data[0] == ' ' || text.data[0] == '\t'))
        text = (struct chiffre_text){text.data + 1, text.length - 1};
    while (text.length > 0 && (text.data[text.length - 1] == ' ' || text.data[text.length - 1] == '\t'))
        text.length--;
    if (text.length >= 2 && text.data[0] == '"' && text.data[text.length - 1] == '"')
        text = (struct chiffre_text){text.data + 1, text.length - 2};
    return text;
}

/* So much of it goes into a message. */
static int shown(struct chiffre_text text, size_t most)
{
    return (int)(text.length > most ? most : text.length);
}

enum chiffre_status rates_read_date(const struct rates_reader *reader, struct chiffre_text text, chiffre_date *date)
{
    *date = date_read(text);
    if (*date == CHIFFRE_NO_DATE)
        return rates_malformed(reader, text.data, "\"%.*s\" is no date of the form YYYY-MM-DD", shown(text, 40), text.data);
    return CHIFFRE_OK;
}

enum chiffre_status rates_read_rate(const struct rates_reader *reader, struct chiffre_text text, struct rate_day *day)
{
    int64_t coefficient = 0;
    int exponent = 0, digits = 0;
    bool point = false, negative = text.length > 0 && text.data[0] == '-';
    for (size_t i = negative; i < text.length; i++) {
        char c = text.data[i];
        if (c == '.' && !point && i + 1 < text.length) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || digits == RATE_DIGITS_MAX)
            return rates_malformed(reader, text.data, "\"%.*s\" is no rate", shown(text, 40), text.data);
        coefficient = coefficient * 10 + (c - '0');
        digits += coefficient != 0;
        exponent -= point;
    }
    if (text.length == (size_t)negative || exponent < -40)
        return rates_malformed(reader, text.data, "\"%.*s\" is no rate", shown(text, 40), text.data);
    if (negative || coefficient == 0)
        return rates_malformed(reader, text.data, "the rate %.*s is not above zero", shown(text, 40), text.data);
    while (exponent < 0 && coefficient % 10 == 0) {
        coefficient /= 10;
        exponent++;
    }
    day->coefficient = coefficient;
    day->exponent = (int8_t)exponent;
    return CHIFFRE_OK;
}

enum chiffre_status rates_check_code(const struct rates_reader *reader, struct chiffre_text code)
{
    if (code.length == 3 && catalog_currency(code) != NULL)
        return CHIFFRE_OK;
    return rates_malformed(reader, code.data, "unknown currency \"%.*s\"", shown(code, 20), code.data);
}

enum chiffre_status rates_add_day(const struct rates_reader *reader, struct rate_series *series, struct rate_day day, const char *at)
{
    if (series->count > 0) {
        const struct rate_day *last = &series->days[series->count - 1];
        char text[DATE_TEXT_MAX];
        if (day.date == last->date) {
            if (day.coefficient == last->coefficient && day.exponent == last->exponent && day.inverted == last->inverted)
                return CHIFFRE_OK;
            return rates_malformed(reader, at, "a second, different rate of %s for %.*s", series->code, (int)date_write(day.date, text), text);
        }
        bool up = day.date > last->date, was_up = series->count > 1 ? series->days[1].date > series->days[0].date : up;
        if (up != was_up)
            return rates_malformed(reader, at, "the date %.*s is out of order: the rates of %s %s so far", (int)date_write(day.date, text), text,
                             series->code, was_up ? "ascend" : "descend");
    }
    if (!array_reserve(&series->days, &series->capacity, series->count + 1, sizeof day))
        return error_no_memory(reader->error);
    series->days[series->count++] = day;
    return CHIFFRE_OK;
}

enum chiffre_status rates_add_named(struct rates_reader *reader, struct chiffre_text code, struct rate_day day)
{
    struct rate_series *series = rates_file_series(reader->file, code.data);
    return series == NULL ? error_no_memory(reader->error) : rates_add_day(reader, series, day, code.data);
}
