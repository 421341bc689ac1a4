/* SPDX-License-Identifier: MIT */
/* data/metrics.csv and data/currencies.csv, checked: the names that every other table may use. */
#include "core/error.h"
#include "core/figure.h"
#include "core/text.h"
#include "tools/table.h"

static const char *const metric_columns[] = {"name", "kinds", "nature", "label_en", "label_fr", "concepts", "traits", "note"};
static const char *const currency_columns[] = {"code", "minor_units", "name_en", "name_fr", "symbol", "active", "note"};

static bool all_of(struct chiffre_text text, bool (*accepts)(char))
{
    for (size_t i = 0; i < text.length; i++)
        if (!accepts(text.data[i]))
            return false;
    return text.length > 0;
}

static bool in_name(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_';
}

static bool in_code(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool in_concept(char c)
{
    return (c >= 'a' && c <= 'z') || in_code(c) || (c >= '0' && c <= '9') || c == ':' || c == '-';
}

static enum chiffre_status check_kind(void *context, struct chiffre_text word)
{
    (void)context;
    for (int kind = CHIFFRE_KIND_none + 1; kind_name((enum chiffre_kind)kind)[0] != '\0'; kind++)
        if (text_equal(word, text_from(kind_name((enum chiffre_kind)kind))))
            return CHIFFRE_OK;
    return CHIFFRE_UNKNOWN;
}

static enum chiffre_status check_concept(void *context, struct chiffre_text word)
{
    (void)context;
    return all_of(word, in_concept) ? CHIFFRE_OK : CHIFFRE_MALFORMED;
}

static enum chiffre_status check_trait(void *context, struct chiffre_text word)
{
    (void)context;
    return text_equal(word, TEXT("balance")) || text_equal(word, TEXT("several")) || text_equal(word, TEXT("event")) ||
                   text_equal(word, TEXT("pay")) || text_equal(word, TEXT("imposed")) || text_equal(word, TEXT("rated")) ||
                   text_equal(word, TEXT("held"))
               ? CHIFFRE_OK
               : CHIFFRE_UNKNOWN;
}

static enum chiffre_status check_metric(const struct table *table, const struct table_row *row, struct chiffre_error *error)
{
    const struct chiffre_text *cells = row->cells;
    if (!all_of(cells[METRIC_NAME], in_name))
        return table_error(table, row, error, "a metric's name is lower-case letters and _");
    if (table_words(cells[METRIC_KINDS], check_kind, NULL) != CHIFFRE_OK)
        return table_error(table, row, error, "kinds: one of them is no kind of figure");
    if (!text_equal(cells[METRIC_NATURE], TEXT("flow")) && !text_equal(cells[METRIC_NATURE], TEXT("stock")))
        return table_error(table, row, error, "nature is flow or stock");
    if (table_words(cells[METRIC_CONCEPTS], check_concept, NULL) != CHIFFRE_OK)
        return table_error(table, row, error, "concepts: names like Revenues or dei:EntityNumberOfEmployees, separated by a space");
    if (table_words(cells[METRIC_TRAITS], check_trait, NULL) != CHIFFRE_OK)
        return table_error(table, row, error, "traits are balance, several, event, pay, imposed, rated, held, or none");
    return CHIFFRE_OK;
}

static enum chiffre_status check_currency(const struct table *table, const struct table_row *row, struct chiffre_error *error)
{
    const struct chiffre_text *cells = row->cells;
    struct chiffre_text digits = cells[CURRENCY_MINOR_UNITS];
    if (cells[CURRENCY_CODE].length != 3 || !all_of(cells[CURRENCY_CODE], in_code))
        return table_error(table, row, error, "a currency's code is three capital letters");
    if (digits.length > 2 || (digits.length > 0 && (digits.data[0] < '0' || digits.data[0] > '9')) ||
        (digits.length == 2 && (digits.data[0] == '0' || digits.data[1] < '0' || digits.data[1] > '9')))
        return table_error(table, row, error, "minor_units is a number of digits, or empty");
    if (!text_equal(cells[CURRENCY_ACTIVE], TEXT("yes")) && !text_equal(cells[CURRENCY_ACTIVE], TEXT("no")))
        return table_error(table, row, error, "active is yes or no");
    return CHIFFRE_OK;
}

typedef enum chiffre_status check_fn(const struct table *table, const struct table_row *row, struct chiffre_error *error);

/* All columns but the two lists that may be empty are filled; names and what charts show are not given twice. */
static enum chiffre_status check_table(const struct table *table, check_fn *check, const size_t *unique, size_t unique_count,
                                       struct chiffre_error *error)
{
    enum chiffre_status status = CHIFFRE_OK;
    for (size_t i = 0; i < table->row_count && status == CHIFFRE_OK; i++)
        status = check(table, &table->rows[i], error);
    for (size_t i = 0; i < unique_count && status == CHIFFRE_OK; i++) {
        status = table_need_filled(table, unique[i], error);
        if (status == CHIFFRE_OK)
            status = table_need_unique(table, unique[i], error);
    }
    return status;
}

enum chiffre_status known_names_read(struct known_names *known, const char *directory, struct chiffre_error *error)
{
    static const size_t metric_unique[] = {METRIC_NAME, METRIC_LABEL_EN, METRIC_LABEL_FR};
    static const size_t currency_unique[] = {CURRENCY_CODE, CURRENCY_NAME_EN, CURRENCY_NAME_FR, CURRENCY_SYMBOL};
    *known = (struct known_names){.metrics.row_count = 0};
    enum chiffre_status status = table_read(&known->metrics, directory, "metrics.csv", metric_columns, METRIC_NOTE + 1, error);
    if (status == CHIFFRE_OK)
        status = check_table(&known->metrics, check_metric, metric_unique, 3, error);
    if (status == CHIFFRE_OK)
        status = table_need_filled(&known->metrics, METRIC_KINDS, error);
    if (status == CHIFFRE_OK)
        status = table_read(&known->currencies, directory, "currencies.csv", currency_columns, 7, error);
    if (status == CHIFFRE_OK)
        status = check_table(&known->currencies, check_currency, currency_unique, 4, error);
    return status;
}

void known_names_free(struct known_names *known)
{
    table_free(&known->metrics);
    table_free(&known->currencies);
}

static bool has_name(const struct table *table, struct chiffre_text name)
{
    for (size_t i = 0; i < table->row_count; i++)
        if (text_equal(table->rows[i].cells[0], name))
            return true;
    return false;
}

bool known_metric(const struct known_names *known, struct chiffre_text name)
{
    return has_name(&known->metrics, name);
}

bool known_currency(const struct known_names *known, struct chiffre_text code)
{
    return has_name(&known->currencies, code);
}
