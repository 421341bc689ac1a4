/* SPDX-License-Identifier: MIT */
/* data/rates/: ecb-monthly.csv, euro-legacy.csv, parities.csv -> the tables of normalize/rates_table.h. Source of the figures: European
 * Central Bank (data/rates/README.md). */
#include "core/date.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"
#include "tools/compile.h"
#include "tools/table.h"

#include <stdlib.h>

enum month_column { MONTH, MONTH_CURRENCY, AVERAGE, END, LOW, HIGH, DAYS };
enum legacy_column { LEGACY_CURRENCY, LEGACY_RATE, ADOPTED };
enum parity_column { PARITY_CURRENCY, UNITS, ANCHOR, AMOUNT, SINCE };
static const char *const month_columns[] = {"month", "currency", "average", "end", "low", "high", "days"};
static const char *const legacy_columns[] = {"currency", "rate", "adopted"};
static const char *const parity_columns[] = {"currency", "units", "anchor", "amount", "since"};

/* A rate above zero, its trailing zeros dropped. `most` is the largest coefficient that the table's type holds. */
static enum chiffre_status read_rate(const struct table *table, const struct table_row *row, size_t column, int64_t most,
                                     struct chiffre_decimal *rate, struct chiffre_error *error)
{
    if (decimal_read(row->cells[column], rate) != CHIFFRE_OK || decimal_sign(*rate) <= 0)
        return table_error(table, row, error, "%s: \"%.*s\" is no rate above zero", table->columns[column],
                           (int)row->cells[column].length, row->cells[column].data);
    while (rate->coefficient % 10 == 0) {
        rate->coefficient /= 10;
        rate->exponent++;
    }
    if (rate->coefficient > most)
        return table_error(table, row, error, "%s has too many digits", table->columns[column]);
    return CHIFFRE_OK;
}

static enum chiffre_status read_month(const struct table *table, const struct table_row *row, int32_t *month, struct chiffre_error *error)
{
    struct period period = period_read(row->cells[MONTH]);
    int year, number, day;
    if (period.type != PERIOD_MONTH)
        return table_error(table, row, error, "month: \"%.*s\" is no YYYY-MM", (int)row->cells[MONTH].length, row->cells[MONTH].data);
    date_parts(period.start, &year, &number, &day);
    *month = year * 12 + number - 1;
    return CHIFFRE_OK;
}

static enum chiffre_status check_code(const struct table *table, const struct table_row *row, size_t column,
                                      const struct known_names *known, struct chiffre_error *error)
{
    if (row->cells[column].length == 3 && known_currency(known, row->cells[column]))
        return CHIFFRE_OK;
    return table_error(table, row, error, "unknown currency \"%.*s\"", (int)row->cells[column].length, row->cells[column].data);
}

static int by_currency(const void *first, const void *second)
{
    const struct table_row *const *a = first, *const *b = second;
    int order = text_compare((*a)->cells[MONTH_CURRENCY], (*b)->cells[MONTH_CURRENCY]);
    return order != 0 ? order : text_compare((*a)->cells[MONTH], (*b)->cells[MONTH]);
}

static enum chiffre_status write_month(struct output *output, const struct table *table, const struct table_row *row, struct chiffre_error *error)
{
    struct chiffre_decimal rates[4];
    for (size_t i = 0; i < 4; i++) {
        rates[i] = decimal_from(0, 0);
        if (i + AVERAGE == END && row->cells[END].length == 0)
            continue; /* suspended during the month */
        enum chiffre_status status = read_rate(table, row, i + AVERAGE, 999999, &rates[i], error);
        if (status != CHIFFRE_OK)
            return status;
    }
    struct chiffre_decimal days;
    if (decimal_read(row->cells[DAYS], &days) != CHIFFRE_OK || days.exponent != 0 || days.coefficient < 1 || days.coefficient > 23)
        return table_error(table, row, error, "days must be 1 to 23");
    if (decimal_compare(rates[2], rates[0]) > 0 || decimal_compare(rates[0], rates[3]) > 0)
        return table_error(table, row, error, "the average does not lie between low and high");
    output_format(output, "    {%d, %d, %d, %d, %d, %d, %d, %d, %d},\n", (int)rates[0].coefficient, (int)rates[1].coefficient,
                  (int)rates[2].coefficient, (int)rates[3].coefficient, (int)rates[0].exponent, (int)rates[1].exponent,
                  (int)rates[2].exponent, (int)rates[3].exponent, (int)days.coefficient);
    return CHIFFRE_OK;
}

/* The rows of one currency from `at` on, with empty ones for months without rates. *next is behind them. */
static enum chiffre_status write_currency(struct output *output, struct output *index, const struct table *table,
                                          const struct table_row *const *rows, size_t at, size_t *next, const struct known_names *known,
                                          struct chiffre_error *error)
{
    struct chiffre_text code = rows[at]->cells[MONTH_CURRENCY];
    int32_t first = 0, month = 0, expected = 0;
    enum chiffre_status status = check_code(table, rows[at], MONTH_CURRENCY, known, error);
    output_format(output, "static const struct rate_month months_%.*s[] = {\n", (int)code.length, code.data);
    size_t row = at;
    for (; status == CHIFFRE_OK && row < table->row_count && text_equal(rows[row]->cells[MONTH_CURRENCY], code); row++) {
        status = read_month(table, rows[row], &month, error);
        if (status == CHIFFRE_OK && row > at && month < expected)
            return table_error(table, rows[row], error, "the same month of a currency twice");
        first = row == at ? month : first;
        for (expected = row == at ? month : expected; status == CHIFFRE_OK && expected < month; expected++)
            output_string(output, "    {0, 0, 0, 0, 0, 0, 0, 0, 0},\n");
        expected = month + 1;
        if (status == CHIFFRE_OK)
            status = write_month(output, table, rows[row], error);
    }
    output_string(output, "};\n");
    output_format(index, "    {\"%.*s\", %d, %d, months_%.*s},\n", (int)code.length, code.data, (int)first, (int)(month + 1 - first),
                  (int)code.length, code.data);
    *next = row;
    return status;
}

static enum chiffre_status write_months(struct output *output, struct output *index, struct table *table, const struct known_names *known,
                                        struct chiffre_error *error)
{
    const struct table_row **rows = arena_take(&table->arena, table->row_count * sizeof *rows);
    enum chiffre_status status = CHIFFRE_OK;
    size_t currencies = 0;
    if (rows == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < table->row_count; i++)
        rows[i] = &table->rows[i];
    qsort(rows, table->row_count, sizeof *rows, by_currency);
    for (size_t at = 0; status == CHIFFRE_OK && at < table->row_count; currencies++)
        status = write_currency(output, index, table, rows, at, &at, known, error);
    output_string(output, "const struct rate_currency rate_currencies[] = {\n");
    output_text(output, output_memory(index));
    output_format(output, "};\nconst size_t rate_currency_count = %zu;\n", currencies);
    return status;
}

static enum chiffre_status compile_months(const char *directory, struct output *output, const struct known_names *known, struct chiffre_error *error)
{
    struct table table;
    struct output *index;
    enum chiffre_status status = table_read(&table, directory, "rates/ecb-monthly.csv", month_columns, 7, error);
    if (status == CHIFFRE_OK && output_open_memory(&index) != CHIFFRE_OK)
        status = error_no_memory(error);
    else if (status == CHIFFRE_OK) {
        status = write_months(output, index, &table, known, error);
        output_discard(index);
    }
    table_free(&table);
    return status;
}

static enum chiffre_status read_day(const struct table *table, const struct table_row *row, size_t column, chiffre_date *day, struct chiffre_error *error)
{
    *day = date_read(row->cells[column]);
    if (*day != CHIFFRE_NO_DATE)
        return CHIFFRE_OK;
    return table_error(table, row, error, "%s: \"%.*s\" is no date", table->columns[column], (int)row->cells[column].length,
                       row->cells[column].data);
}

static enum chiffre_status compile_legacies(const char *directory, struct output *output, const struct known_names *known, struct chiffre_error *error)
{
    struct table table;
    enum chiffre_status status = table_read(&table, directory, "rates/euro-legacy.csv", legacy_columns, 3, error);
    if (status == CHIFFRE_OK)
        status = table_need_unique(&table, LEGACY_CURRENCY, error);
    output_string(output, "const struct rate_legacy rate_legacies[] = {\n");
    for (size_t i = 0; status == CHIFFRE_OK && i < table.row_count; i++) {
        const struct table_row *row = &table.rows[i];
        struct chiffre_decimal rate = DECIMAL_EMPTY;
        chiffre_date adopted = 0;
        status = check_code(&table, row, LEGACY_CURRENCY, known, error);
        if (status == CHIFFRE_OK)
            status = read_rate(&table, row, LEGACY_RATE, 999999, &rate, error);
        if (status == CHIFFRE_OK)
            status = read_day(&table, row, ADOPTED, &adopted, error);
        output_format(output, "    {\"%.*s\", %lld, %d, %d},\n", (int)row->cells[LEGACY_CURRENCY].length, row->cells[LEGACY_CURRENCY].data,
                      (long long)rate.coefficient, (int)rate.exponent, (int)adopted);
    }
    output_format(output, "};\nconst size_t rate_legacy_count = %zu;\n", table.row_count);
    table_free(&table);
    return status;
}

static enum chiffre_status write_parity(struct output *output, const struct table *table, const struct table_row *row,
                                        const struct known_names *known, struct chiffre_error *error)
{
    struct chiffre_decimal units, amount;
    chiffre_date since;
    enum chiffre_status status;
    if ((status = check_code(table, row, PARITY_CURRENCY, known, error)) != CHIFFRE_OK ||
        (status = check_code(table, row, ANCHOR, known, error)) != CHIFFRE_OK ||
        (status = read_rate(table, row, UNITS, INT64_MAX, &units, error)) != CHIFFRE_OK ||
        (status = read_rate(table, row, AMOUNT, INT64_MAX, &amount, error)) != CHIFFRE_OK ||
        (status = read_day(table, row, SINCE, &since, error)) != CHIFFRE_OK)
        return status;
    output_format(output, "    {\"%.*s\", \"%.*s\", %lld, %lld, %d, %d, %d},\n", (int)row->cells[PARITY_CURRENCY].length,
                  row->cells[PARITY_CURRENCY].data, (int)row->cells[ANCHOR].length, row->cells[ANCHOR].data, (long long)units.coefficient,
                  (long long)amount.coefficient, (int)units.exponent, (int)amount.exponent, (int)since);
    return CHIFFRE_OK;
}

static enum chiffre_status compile_parities(const char *directory, struct output *output, const struct known_names *known, struct chiffre_error *error)
{
    struct table table;
    enum chiffre_status status = table_read(&table, directory, "rates/parities.csv", parity_columns, 5, error);
    if (status == CHIFFRE_OK)
        status = table_need_unique(&table, PARITY_CURRENCY, error);
    output_string(output, "const struct rate_parity rate_parities[] = {\n");
    for (size_t i = 0; status == CHIFFRE_OK && i < table.row_count; i++)
        status = write_parity(output, &table, &table.rows[i], known, error);
    output_format(output, "};\nconst size_t rate_parity_count = %zu;\n", table.row_count);
    table_free(&table);
    return status;
}

enum chiffre_status compile_rates(const char *directory, struct output *output, struct chiffre_error *error)
{
    struct known_names known;
    enum chiffre_status status = known_names_read(&known, directory, error);
    output_string(output, "#include \"normalize/rates_table.h\"\n");
    if (status == CHIFFRE_OK)
        status = compile_months(directory, output, &known, error);
    if (status == CHIFFRE_OK)
        status = compile_legacies(directory, output, &known, error);
    if (status == CHIFFRE_OK)
        status = compile_parities(directory, output, &known, error);
    known_names_free(&known);
    return status;
}
