/* SPDX-License-Identifier: MIT */
/* The bytes of a rate file -> days of rates by currency. Forms: the ECB's wide CSV (Date,USD,JPY,...), date,currency,rate (both in
 * units per 1 EUR), and price directives of plain-text accounting (P 2024-06-26 USD 0.9355 EUR; 2024-06-26 price USD 0.9355 EUR). */
#include "normalize/rates.h"

#include "core/ascii.h"
#include "core/catalog.h"
#include "core/date.h"
#include "core/error.h"
#include "core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define COLUMNS_MAX 512
#define RATE_DIGITS_MAX 18

struct reader {
    const char *path;
    struct chiffre_text rest; /* behind the line */
    struct chiffre_text line; /* without its end */
    size_t number;            /* of the line, 1-based */
    struct rate_file *file;
    struct chiffre_error *error;
};

struct number {
    int64_t coefficient;
    int8_t exponent;
};

/* `at` points into the line, NULL: the line as a whole. A value, so that an analyzer sees which. */
#define malformed(reader, at, ...) (tell_malformed((reader), (at), __VA_ARGS__), CHIFFRE_MALFORMED)
__attribute__((format(printf, 3, 4))) static void tell_malformed(const struct reader *reader, const char *at, const char *format, ...)
{
    char message[320];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    size_t column = 0;
    for (const char *c = reader->line.data; at != NULL && c <= at; c++)
        column += ((unsigned char)*c & 0xC0) != 0x80 || c == at;
    error_fill(reader->error, reader->path, reader->number, column, "%s", message);
}

static bool next_line(struct reader *reader)
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

static struct chiffre_text trim(struct chiffre_text text)
{
    while (text.length > 0 && (text.data[0] == ' ' || text.data[0] == '\t'))
        text = (struct chiffre_text){text.data + 1, text.length - 1};
    while (text.length > 0 && (text.data[text.length - 1] == ' ' || text.data[text.length - 1] == '\t'))
        text.length--;
    if (text.length >= 2 && text.data[0] == '"' && text.data[text.length - 1] == '"')
        text = (struct chiffre_text){text.data + 1, text.length - 2};
    return text;
}

/* The next cell of a CSV line; none of the forms has a comma inside a cell. False: the line is done (*rest has length SIZE_MAX). */
static bool next_cell(struct chiffre_text *rest, struct chiffre_text *cell)
{
    if (rest->length == SIZE_MAX)
        return false;
    const char *comma = rest->length == 0 ? NULL : memchr(rest->data, ',', rest->length);
    size_t length = comma == NULL ? rest->length : (size_t)(comma - rest->data);
    *cell = trim((struct chiffre_text){rest->data, length});
    *rest = comma == NULL ? (struct chiffre_text){rest->data + length, SIZE_MAX}
                          : (struct chiffre_text){comma + 1, rest->length - length - 1};
    return true;
}

/* Digits with at most one point, above zero. */
static enum chiffre_status read_rate(const struct reader *reader, struct chiffre_text text, struct number *number)
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
            return malformed(reader, text.data, "\"%.*s\" is no rate", (int)(text.length > 40 ? 40 : text.length), text.data);
        coefficient = coefficient * 10 + (c - '0');
        digits += coefficient != 0;
        exponent -= point;
    }
    if (text.length == (size_t)negative || exponent < -40)
        return malformed(reader, text.data, "\"%.*s\" is no rate", (int)(text.length > 40 ? 40 : text.length), text.data);
    if (negative || coefficient == 0)
        return malformed(reader, text.data, "the rate %.*s is not above zero", (int)(text.length > 40 ? 40 : text.length), text.data);
    while (exponent < 0 && coefficient % 10 == 0) {
        coefficient /= 10;
        exponent++;
    }
    *number = (struct number){coefficient, (int8_t)exponent};
    return CHIFFRE_OK;
}

static enum chiffre_status read_date(const struct reader *reader, struct chiffre_text text, chiffre_date *date)
{
    *date = date_read(text);
    if (*date == CHIFFRE_NO_DATE)
        return malformed(reader, text.data, "\"%.*s\" is no date of the form YYYY-MM-DD", (int)(text.length > 40 ? 40 : text.length), text.data);
    return CHIFFRE_OK;
}

static enum chiffre_status check_code(const struct reader *reader, struct chiffre_text code)
{
    if (code.length == 3 && catalog_currency(code) != NULL)
        return CHIFFRE_OK;
    return malformed(reader, code.data, "unknown currency \"%.*s\"", (int)(code.length > 20 ? 20 : code.length), code.data);
}

/* Days of a currency come in one order, up or down, each once. */
static enum chiffre_status add_day(const struct reader *reader, struct rate_series *series, struct rate_day day, const char *at)
{
    if (series->count > 0) {
        const struct rate_day *last = &series->days[series->count - 1];
        char text[DATE_TEXT_MAX];
        if (day.date == last->date) {
            if (day.coefficient == last->coefficient && day.exponent == last->exponent && day.inverted == last->inverted)
                return CHIFFRE_OK;
            return malformed(reader, at, "a second, different rate of %s for %.*s", series->code, (int)date_write(day.date, text), text);
        }
        bool up = day.date > last->date, was_up = series->count > 1 ? series->days[1].date > series->days[0].date : up;
        if (up != was_up)
            return malformed(reader, at, "the date %.*s is out of order: the rates of %s %s so far", (int)date_write(day.date, text), text,
                             series->code, was_up ? "ascend" : "descend");
    }
    if (!array_reserve(&series->days, &series->capacity, series->count + 1, sizeof day))
        return error_no_memory(reader->error);
    series->days[series->count++] = day;
    return CHIFFRE_OK;
}

static enum chiffre_status read_wide_header(struct reader *reader, size_t *series_of, size_t *columns)
{
    struct chiffre_text rest = reader->line, cell;
    next_cell(&rest, &cell);
    *columns = 0;
    while (next_cell(&rest, &cell)) {
        if (cell.length == 0 && rest.length == SIZE_MAX)
            break; /* the ECB's comma at the line's end */
        enum chiffre_status status = check_code(reader, cell);
        if (status != CHIFFRE_OK)
            return status;
        size_t before = reader->file->count;
        struct rate_series *series = rates_file_series(reader->file, cell.data);
        if (series == NULL)
            return error_no_memory(reader->error);
        if (reader->file->count == before || *columns == COLUMNS_MAX)
            return malformed(reader, cell.data, "%s is there twice", series->code);
        series_of[(*columns)++] = (size_t)(series - reader->file->series);
    }
    return CHIFFRE_OK;
}

static enum chiffre_status read_wide_row(struct reader *reader, const size_t *series_of, size_t columns)
{
    struct chiffre_text rest = reader->line, cell;
    struct rate_day day = {.source = 0};
    next_cell(&rest, &cell);
    enum chiffre_status status = read_date(reader, cell, &day.date);
    size_t column = 0;
    for (; status == CHIFFRE_OK && next_cell(&rest, &cell); column++) {
        if (column == columns && cell.length == 0 && rest.length == SIZE_MAX)
            break;
        if (column >= columns)
            return malformed(reader, cell.data, "more cells than the header has");
        if (cell.length == 0 || text_equal(cell, TEXT("N/A")))
            continue;
        struct number number;
        status = read_rate(reader, cell, &number);
        if (status != CHIFFRE_OK)
            return status;
        day.coefficient = number.coefficient;
        day.exponent = number.exponent;
        status = add_day(reader, &reader->file->series[series_of[column]], day, cell.data);
    }
    if (status == CHIFFRE_OK && column < columns)
        return malformed(reader, NULL, "fewer cells than the header has");
    return status;
}

static enum chiffre_status read_wide(struct reader *reader)
{
    size_t series_of[COLUMNS_MAX], columns;
    enum chiffre_status status = read_wide_header(reader, series_of, &columns);
    reader->file->ecb = true;
    while (status == CHIFFRE_OK && next_line(reader))
        if (trim(reader->line).length > 0)
            status = read_wide_row(reader, series_of, columns);
    return status;
}

static enum chiffre_status add_named(struct reader *reader, struct chiffre_text code, struct rate_day day)
{
    struct rate_series *series = rates_file_series(reader->file, code.data);
    return series == NULL ? error_no_memory(reader->error) : add_day(reader, series, day, code.data);
}

static enum chiffre_status read_long_row(struct reader *reader)
{
    struct chiffre_text rest = reader->line, cells[3] = {{0}}, more;
    size_t count = 0;
    while (count < 3 && next_cell(&rest, &cells[count]))
        count++;
    if (count < 3 || next_cell(&rest, &more))
        return malformed(reader, NULL, "a row has three cells: date,currency,rate");
    struct rate_day day = {.source = 0};
    struct number number;
    enum chiffre_status status = read_date(reader, cells[0], &day.date);
    if (status == CHIFFRE_OK)
        status = check_code(reader, cells[1]);
    if (status == CHIFFRE_OK && memcmp(cells[1].data, "EUR", 3) == 0)
        status = malformed(reader, cells[1].data, "rates are units per 1 EUR: EUR itself has none");
    if (status == CHIFFRE_OK)
        status = read_rate(reader, cells[2], &number);
    if (status != CHIFFRE_OK)
        return status;
    day.coefficient = number.coefficient;
    day.exponent = number.exponent;
    return add_named(reader, cells[1], day);
}

static enum chiffre_status read_long(struct reader *reader)
{
    enum chiffre_status status = CHIFFRE_OK;
    while (status == CHIFFRE_OK && next_line(reader))
        if (trim(reader->line).length > 0)
            status = read_long_row(reader);
    return status;
}

/* ---- Price directives ---- */
#define WORDS_MAX 8

/* Words of a line; a comment ends it. SIZE_MAX: more words than a directive has. */
static size_t split_words(struct chiffre_text line, struct chiffre_text *words)
{
    size_t count = 0, at = 0;
    for (;;) {
        while (at < line.length && (line.data[at] == ' ' || line.data[at] == '\t'))
            at++;
        if (at == line.length || line.data[at] == ';' || line.data[at] == '#')
            return count;
        if (count == WORDS_MAX)
            return SIZE_MAX;
        size_t start = at;
        while (at < line.length && line.data[at] != ' ' && line.data[at] != '\t')
            at++;
        words[count++] = trim((struct chiffre_text){line.data + start, at - start});
    }
}

/* Signs that ledgers write before or behind an amount. */
static struct chiffre_text code_of_sign(struct chiffre_text word)
{
    static const struct {
        const char *sign, *code;
    } signs[] = {{"€", "EUR"}, {"$", "USD"}, {"£", "GBP"}, {"¥", "JPY"}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (text_equal(word, text_from(signs[i].sign)))
            return text_from(signs[i].code);
    return word;
}

static bool is_number_byte(char c)
{
    return (c >= '0' && c <= '9') || c == '.' || c == '-';
}

/* "0.9355 EUR", "EUR 0.9355", "€0.9355", "0.9355€" -> the number's text and the code's. */
static bool read_price(const struct chiffre_text *words, size_t count, struct chiffre_text *number, struct chiffre_text *code)
{
    if (count == 2) {
        bool first = words[0].length > 0 && is_number_byte(words[0].data[0]);
        *number = words[first ? 0 : 1];
        *code = code_of_sign(words[first ? 1 : 0]);
        return true;
    }
    if (count != 1 || words[0].length == 0)
        return false;
    struct chiffre_text word = words[0];
    size_t digits = 0, other = 0;
    while (digits < word.length && is_number_byte(word.data[digits]))
        digits++;
    while (digits == 0 && other < word.length && !is_number_byte(word.data[other]))
        other++;
    *number = digits > 0 ? (struct chiffre_text){word.data, digits} : (struct chiffre_text){word.data + other, word.length - other};
    *code = code_of_sign(digits > 0 ? (struct chiffre_text){word.data + digits, word.length - digits}
                                    : (struct chiffre_text){word.data, other});
    return number->length > 0 && code->length > 0;
}

static enum chiffre_status read_slashed_date(const struct reader *reader, struct chiffre_text text, chiffre_date *date)
{
    char copy[10];
    if (text.length != sizeof copy)
        return read_date(reader, text, date);
    for (size_t i = 0; i < sizeof copy; i++)
        copy[i] = text.data[i] == '/' ? '-' : text.data[i];
    *date = date_read((struct chiffre_text){copy, sizeof copy});
    return *date != CHIFFRE_NO_DATE ? CHIFFRE_OK : read_date(reader, text, date);
}

/* `words` begins with the date; `count` is without the words before it. */
static enum chiffre_status read_directive(struct reader *reader, const struct chiffre_text *words, size_t count)
{
    struct rate_day day = {.source = 0};
    struct chiffre_text priced, number_text, currency;
    enum chiffre_status status = read_slashed_date(reader, words[0], &day.date);
    if (status != CHIFFRE_OK)
        return status;
    size_t at = 1;
    if (count > 1 && words[1].length >= 5 && memchr(words[1].data, ':', words[1].length) != NULL)
        at = 2; /* ledger's time of day */
    if (count <= at + 1 || !read_price(words + at + 1, count - at - 1, &number_text, &currency))
        return malformed(reader, NULL, "a price directive reads P 2024-06-26 USD 0.9355 EUR");
    priced = code_of_sign(words[at]);
    struct number number = {0, 0};
    if ((status = check_code(reader, priced)) != CHIFFRE_OK || (status = check_code(reader, currency)) != CHIFFRE_OK ||
        (status = read_rate(reader, number_text, &number)) != CHIFFRE_OK)
        return status;
    bool priced_euro = memcmp(priced.data, "EUR", 3) == 0, in_euro = memcmp(currency.data, "EUR", 3) == 0;
    if (priced_euro == in_euro)
        return malformed(reader, words[at].data, "one side of the price, and only one, must be EUR");
    day.coefficient = number.coefficient;
    day.exponent = number.exponent;
    day.inverted = in_euro;
    return add_named(reader, in_euro ? priced : currency, day);
}

/* Whether the line is a directive; then the words from its date on, with "price" taken out. */
static bool find_directive(struct chiffre_text line, struct chiffre_text *words, size_t *count)
{
    *count = split_words(line, words);
    if (*count == SIZE_MAX || *count < 2)
        return false;
    bool ledger = text_equal(words[0], TEXT("P"));
    if (!ledger && !text_equal(words[1], TEXT("price")))
        return false;
    if (!ledger)
        words[1] = words[0];
    --*count;
    memmove(words, words + 1, *count * sizeof *words);
    return true;
}

static enum chiffre_status read_directives(struct reader *reader)
{
    enum chiffre_status status = CHIFFRE_OK;
    do {
        struct chiffre_text words[WORDS_MAX];
        size_t count;
        if (find_directive(reader->line, words, &count))
            status = read_directive(reader, words, count);
        else if (count != 0)
            status = malformed(reader, NULL, "not a price directive such as P 2024-06-26 USD 0.9355 EUR");
    } while (status == CHIFFRE_OK && next_line(reader));
    return status;
}

/* ---- Which form ---- */
static bool is_word(struct chiffre_text text, const char *lower)
{
    return text.length == strlen(lower) && ascii_compare_most(text.data, lower, text.length) == 0;
}

static enum chiffre_status read_by_form(struct reader *reader)
{
    struct chiffre_text words[WORDS_MAX], rest = reader->line, first = {NULL, 0}, second = {NULL, 0}, third = {NULL, 0}, fourth;
    size_t count;
    if (find_directive(reader->line, words, &count) || count == 0)
        return read_directives(reader);
    next_cell(&rest, &first);
    bool three = next_cell(&rest, &second) && next_cell(&rest, &third) && !next_cell(&rest, &fourth);
    if (three && is_word(first, "date") && is_word(second, "currency") && is_word(third, "rate"))
        return read_long(reader);
    if (is_word(first, "date") && second.length == 3)
        return read_wide(reader);
    return malformed(reader, NULL, "wrong header; a rate file begins with Date,USD,JPY,... (the ECB's), with date,currency,rate "
                                   "(units per 1 EUR), or has price directives: P 2024-06-26 USD 0.9355 EUR");
}

static void turn_upwards(struct rate_series *series)
{
    if (series->count < 2 || series->days[0].date < series->days[1].date)
        return;
    for (size_t i = 0, j = series->count - 1; i < j; i++, j--) {
        struct rate_day day = series->days[i];
        series->days[i] = series->days[j];
        series->days[j] = day;
    }
}

enum chiffre_status rates_file_parse(struct chiffre_text bytes, const char *path, struct rate_file *file, struct chiffre_error *error)
{
    struct reader reader = {path, bytes, {NULL, 0}, 0, file, error};
    size_t days = 0;
    if (bytes.length >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0)
        reader.rest = (struct chiffre_text){bytes.data + 3, bytes.length - 3};
    if (next_line(&reader)) {
        enum chiffre_status status = read_by_form(&reader);
        if (status != CHIFFRE_OK)
            return status;
    }
    for (size_t i = 0; i < file->count; i++) {
        turn_upwards(&file->series[i]);
        days += file->series[i].count;
    }
    if (days == 0)
        return error_set(error, CHIFFRE_MALFORMED, path, reader.number, 0, "there is no rate in it");
    return CHIFFRE_OK;
}
