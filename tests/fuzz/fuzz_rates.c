/* SPDX-License-Identifier: MIT */
/* Door rates: any bytes as a rate file in any of its forms, plain or packed. What was read is one order of days and is told again
 * by lookups; written as price directives and read back it is the same. */
#include "core/catalog.h"
#include "core/date.h"
#include "normalize/rates.h"
#include "tests/fuzz/door.h"

static void holds(const struct rate_file *file)
{
    for (size_t i = 0; i < file->count; i++) {
        const struct rate_series *series = &file->series[i];
        REQUIRE(catalog_currency((struct chiffre_text){series->code, 3}) != NULL && series->code[3] == '\0');
        for (size_t k = 0; k < series->count; k++) {
            REQUIRE(series->days[k].coefficient > 0 && series->days[k].date != CHIFFRE_NO_DATE);
            REQUIRE(k == 0 || series->days[k - 1].date < series->days[k].date);
        }
    }
}

static struct output *as_directives(const struct rate_file *file)
{
    struct output *output;
    char date[DATE_TEXT_MAX], number[DECIMAL_TEXT_MAX];
    REQUIRE(output_open_memory(&output) == CHIFFRE_OK);
    for (size_t i = 0; i < file->count; i++)
        for (size_t k = 0; k < file->series[i].count; k++) {
            const struct rate_day *day = &file->series[i].days[k];
            output_string(output, "P ");
            output_write(output, date, date_write(day->date, date));
            output_format(output, " %s ", day->inverted ? file->series[i].code : "EUR");
            output_write(output, number, decimal_write(decimal_from(day->coefficient, day->exponent), number));
            output_format(output, " %s\n", day->inverted ? "EUR" : file->series[i].code);
        }
    return output;
}

static void there_and_back(const struct rate_file *file)
{
    struct rate_file again = {NULL, 0, 0, false};
    struct output *once = as_directives(file);
    REQUIRE(rates_file_parse(output_memory(once), "again", &again, NULL) == CHIFFRE_OK);
    struct output *twice = as_directives(&again);
    REQUIRE(text_equal(output_memory(once), output_memory(twice)));
    output_discard(once);
    output_discard(twice);
    rates_file_free(&again);
}

/* By law or by a peg: then a file's rates are not what lookups go by. */
static bool is_fixed(const char *code)
{
    for (size_t i = 0; i < rate_legacy_count; i++)
        if (memcmp(rate_legacies[i].code, code, 3) == 0)
            return true;
    for (size_t i = 0; i < rate_parity_count; i++)
        if (memcmp(rate_parities[i].code, code, 3) == 0)
            return true;
    return false;
}

/* The rate of a day is the one that the file has, in the direction in which it has it. */
static void told_as_read(const struct chiffre_rates *rates, const char *code, const struct rate_day *day)
{
    struct chiffre_rate rate;
    const char *from = day->inverted ? code : "EUR", *to = day->inverted ? "EUR" : code;
    struct chiffre_decimal read = decimal_from(day->coefficient, day->exponent);
    REQUIRE(chiffre_rates_lookup(rates, from, to, day->date, day->date, CHIFFRE_FX_BASIS_closing, &rate, NULL) == CHIFFRE_OK);
    REQUIRE(rate.basis == CHIFFRE_FX_BASIS_closing && rate.start == day->date && rate.end == day->date);
    REQUIRE(decimal_compare(rate.rate, decimal_round_digits(read, 10, DECIMAL_HALF_EVEN)) == 0);
}

/* What lookups tell of the file's days is what it says of them. */
static void looked_up(const struct rate_file *file, const char *path)
{
    struct chiffre_rates *rates;
    REQUIRE(chiffre_rates_new(&rates, NULL) == CHIFFRE_OK && chiffre_rates_add_file(rates, path, NULL) == CHIFFRE_OK);
    for (size_t i = 0; i < file->count && i < 4; i++) {
        const struct rate_series *series = &file->series[i];
        if (series->count == 0)
            continue;
        const struct rate_day *last = &series->days[series->count - 1];
        chiffre_date start = last->date - 100 > series->days[0].date ? last->date - 100 : series->days[0].date;
        struct chiffre_rate rate = {.days = 0}, range = {.days = 0};
        struct chiffre_error error = {.line = 0};
        enum chiffre_status status =
            chiffre_rates_lookup(rates, series->code, "EUR", last->date, last->date, CHIFFRE_FX_BASIS_closing, &rate, &error);
        door_failed_well(status, &error);
        REQUIRE(status != CHIFFRE_OK || (rate.rate.known && rate.start <= rate.end));
        if (!is_fixed(series->code))
            told_as_read(rates, series->code, last);
        if (chiffre_rates_range(rates, "EUR", series->code, start, last->date, &range, NULL) == CHIFFRE_OK)
            REQUIRE(range.low.known && range.high.known && decimal_compare(range.low, range.high) <= 0);
        if (status == CHIFFRE_OK &&
            chiffre_rates_nearest(rates, series->code, "EUR", rate.rate, start, last->date, last->date, &range, NULL) == CHIFFRE_OK)
            REQUIRE(range.start <= range.end);
        (void)chiffre_rates_lookup(rates, "USD", series->code, start, last->date, CHIFFRE_FX_BASIS_average, &rate, NULL);
    }
    chiffre_rates_free(rates);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *path = door_file((struct chiffre_text){(const char *)data, size});
    struct arena arena = {.blocks = NULL};
    struct rate_file file = {NULL, 0, 0, false};
    struct chiffre_text bytes;
    struct chiffre_error error = {.line = 0};
    enum chiffre_status status = rates_read_bytes(path, &arena, &bytes, &error);
    if (status == CHIFFRE_OK)
        status = rates_file_parse(bytes, path, &file, &error);
    door_failed_well(status, &error);
    if (status == CHIFFRE_OK) {
        holds(&file);
        there_and_back(&file);
        looked_up(&file, path);
    }
    rates_file_free(&file);
    arena_free(&arena);
    return 0;
}
