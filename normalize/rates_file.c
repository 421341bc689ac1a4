/* SPDX-License-Identifier: MIT */
/* The bytes of a rate file -> days of rates by currency. Forms: the ECB's wide CSV (Date,USD,JPY,...), date,currency,rate (both in
 * units per 1 EUR), and the price directives of rates_prices.c. */
#include "normalize/rates_reader.h"

#include "core/ascii.h"
#include "core/error.h"
#include "core/text.h"

#include <string.h>

#define COLUMNS_MAX 512

/* The next cell of a CSV line; none of the forms has a comma inside a cell. False: the line is done (*rest has length SIZE_MAX). */
static bool next_cell(struct chiffre_text *rest, struct chiffre_text *cell)
{
    if (rest->length == SIZE_MAX)
        return false;
    const char *comma = rest->length == 0 ? NULL : memchr(rest->data, ',', rest->length);
    size_t length = comma == NULL ? rest->length : (size_t)(comma - rest->data);
    *cell = rates_trim((struct chiffre_text){rest->data, length});
    *rest = comma == NULL ? (struct chiffre_text){rest->data + length, SIZE_MAX}
                          : (struct chiffre_text){comma + 1, rest->length - length - 1};
    return true;
}

/* A currency that has rates against the euro. */
static enum chiffre_status check_other_code(const struct rates_reader *reader, struct chiffre_text code)
{
    enum chiffre_status status = rates_check_code(reader, code);
    if (status == CHIFFRE_OK && memcmp(code.data, "EUR", 3) == 0)
        status = rates_malformed(reader, code.data, "rates are units per 1 EUR: EUR itself has none");
    return status;
}

static enum chiffre_status read_wide_header(struct rates_reader *reader, size_t *series_of, size_t *columns)
{
    struct chiffre_text rest = reader->line, cell;
    next_cell(&rest, &cell);
    *columns = 0;
    while (next_cell(&rest, &cell)) {
        if (cell.length == 0 && rest.length == SIZE_MAX)
            break; /* the ECB's comma at the line's end */
        enum chiffre_status status = check_other_code(reader, cell);
        if (status != CHIFFRE_OK)
            return status;
        size_t before = reader->file->count;
        struct rate_series *series = rates_file_series(reader->file, cell.data);
        if (series == NULL)
            return error_no_memory(reader->error);
        if (reader->file->count == before || *columns == COLUMNS_MAX)
            return rates_malformed(reader, cell.data, "%s is there twice", series->code);
        series_of[(*columns)++] = (size_t)(series - reader->file->series);
    }
    return CHIFFRE_OK;
}

static enum chiffre_status read_wide_row(struct rates_reader *reader, const size_t *series_of, size_t columns)
{
    struct chiffre_text rest = reader->line, cell;
    struct rate_day day = {.source = 0};
    next_cell(&rest, &cell);
    enum chiffre_status status = rates_read_date(reader, cell, &day.date);
    size_t column = 0;
    for (; status == CHIFFRE_OK && next_cell(&rest, &cell); column++) {
        if (column == columns && cell.length == 0 && rest.length == SIZE_MAX)
            break;
        if (column >= columns)
            return rates_malformed(reader, cell.data, "more cells than the header has");
        if (cell.length == 0 || text_equal(cell, TEXT("N/A")))
            continue;
        status = rates_read_rate(reader, cell, &day);
        if (status != CHIFFRE_OK)
            return status;
        status = rates_add_day(reader, &reader->file->series[series_of[column]], day, cell.data);
    }
    if (status == CHIFFRE_OK && column < columns)
        return rates_malformed(reader, NULL, "fewer cells than the header has");
    return status;
}

static enum chiffre_status read_wide(struct rates_reader *reader)
{
    size_t series_of[COLUMNS_MAX], columns;
    enum chiffre_status status = read_wide_header(reader, series_of, &columns);
    reader->file->ecb = true;
    while (status == CHIFFRE_OK && rates_next_line(reader))
        if (rates_trim(reader->line).length > 0)
            status = read_wide_row(reader, series_of, columns);
    return status;
}

static enum chiffre_status read_long_row(struct rates_reader *reader)
{
    struct chiffre_text rest = reader->line, cells[3] = {{0}}, more;
    size_t count = 0;
    while (count < 3 && next_cell(&rest, &cells[count]))
        count++;
    if (count < 3 || next_cell(&rest, &more))
        return rates_malformed(reader, NULL, "a row has three cells: date,currency,rate");
    struct rate_day day = {.source = 0};
    enum chiffre_status status = rates_read_date(reader, cells[0], &day.date);
    if (status == CHIFFRE_OK)
        status = check_other_code(reader, cells[1]);
    if (status == CHIFFRE_OK)
        status = rates_read_rate(reader, cells[2], &day);
    if (status != CHIFFRE_OK)
        return status;
    return rates_add_named(reader, cells[1], day);
}

static enum chiffre_status read_long(struct rates_reader *reader)
{
    enum chiffre_status status = CHIFFRE_OK;
    while (status == CHIFFRE_OK && rates_next_line(reader))
        if (rates_trim(reader->line).length > 0)
            status = read_long_row(reader);
    return status;
}

/* ---- Which form ---- */
static bool is_word(struct chiffre_text text, const char *lower)
{
    return text.length == strlen(lower) && ascii_compare_most(text.data, lower, text.length) == 0;
}

static enum chiffre_status read_by_form(struct rates_reader *reader)
{
    struct chiffre_text rest = reader->line, first = {NULL, 0}, second = {NULL, 0}, third = {NULL, 0}, fourth;
    if (rates_begins_prices(reader->line))
        return rates_read_prices(reader);
    next_cell(&rest, &first);
    bool three = next_cell(&rest, &second) && next_cell(&rest, &third) && !next_cell(&rest, &fourth);
    if (three && is_word(first, "date") && is_word(second, "currency") && is_word(third, "rate"))
        return read_long(reader);
    if (is_word(first, "date") && second.length == 3)
        return read_wide(reader);
    return rates_malformed(reader, NULL,
                           "wrong header; a rate file begins with Date,USD,JPY,... (the ECB's), with date,currency,rate "
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
    struct rates_reader reader = {path, bytes, {NULL, 0}, 0, file, error};
    size_t days = 0;
    if (bytes.length >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0)
        reader.rest = (struct chiffre_text){bytes.data + 3, bytes.length - 3};
    if (rates_next_line(&reader)) {
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
