/* SPDX-License-Identifier: MIT */
/* data/metrics.csv and data/currencies.csv -> catalog_metrics with an index by name, catalog_currencies sorted by code. */
#include "core/catalog.h"
#include "core/error.h"
#include "core/figure.h"
#include "core/text.h"
#include "tools/compile.h"
#include "tools/table.h"

#include <stdlib.h>
#include <string.h>

static int compare_names(const void *first, const void *second)
{
    const struct table_row *const *a = first, *const *b = second;
    return text_compare((*a)->cells[0], (*b)->cells[0]);
}

/* The rows in the order of their first cells; in the table's arena. NULL: no memory. */
static const struct table_row **sort_rows(struct table *table)
{
    const struct table_row **sorted = arena_take(&table->arena, table->row_count * sizeof *sorted);
    if (sorted == NULL)
        return NULL;
    for (size_t i = 0; i < table->row_count; i++)
        sorted[i] = &table->rows[i];
    qsort(sorted, table->row_count, sizeof *sorted, compare_names);
    return sorted;
}

static void write_cell(struct output *output, struct chiffre_text cell)
{
    table_write_literal(output, cell);
    output_string(output, ", ");
}

static bool has_word(struct chiffre_text words, struct chiffre_text word)
{
    return words.length > 0 && memmem(words.data, words.length, word.data, word.length) != NULL;
}

struct kinds {
    unsigned first, set;
};

static enum chiffre_status add_kind(void *context, struct chiffre_text word)
{
    struct kinds *kinds = context;
    for (unsigned kind = CHIFFRE_KIND_none + 1; kind_name((enum chiffre_kind)kind)[0] != '\0'; kind++)
        if (text_equal(word, text_from(kind_name((enum chiffre_kind)kind)))) {
            kinds->first = kinds->set == 0 ? kind : kinds->first;
            kinds->set |= KIND_BIT(kind);
        }
    return CHIFFRE_OK;
}

static void write_metrics(struct output *output, const struct table *table, const struct table_row *const *sorted)
{
    output_string(output, "const struct metric catalog_metrics[] = {\n");
    for (size_t i = 0; i < table->row_count; i++) {
        const struct chiffre_text *cells = table->rows[i].cells;
        output_string(output, "    {");
        write_cell(output, cells[METRIC_NAME]);
        write_cell(output, cells[METRIC_KINDS]);
        output_string(output, text_equal(cells[METRIC_NATURE], TEXT("flow")) ? "METRIC_FLOW, " : "METRIC_STOCK, ");
        write_cell(output, cells[METRIC_LABEL_EN]);
        write_cell(output, cells[METRIC_LABEL_FR]);
        write_cell(output, cells[METRIC_CONCEPTS]);
        output_string(output, has_word(cells[METRIC_TRAITS], TEXT("balance")) ? "true, " : "false, ");
        output_string(output, has_word(cells[METRIC_TRAITS], TEXT("several")) ? "true, " : "false, ");
        output_string(output, has_word(cells[METRIC_TRAITS], TEXT("event")) ? "true, " : "false, ");
        output_string(output, has_word(cells[METRIC_TRAITS], TEXT("pay")) ? "true, " : "false, ");
        output_string(output, has_word(cells[METRIC_TRAITS], TEXT("imposed")) ? "true, " : "false, ");
        output_string(output, has_word(cells[METRIC_TRAITS], TEXT("rated")) ? "true, " : "false, ");
        output_string(output, has_word(cells[METRIC_TRAITS], TEXT("held")) ? "true, " : "false, ");
        struct kinds kinds = {CHIFFRE_KIND_none, 0};
        table_words(cells[METRIC_KINDS], add_kind, &kinds);
        output_format(output, "%u, %u},\n", kinds.first, kinds.set);
    }
    output_format(output, "};\nconst size_t catalog_metric_count = %zu;\nconst uint16_t catalog_metrics_by_name[] = {",
                  table->row_count);
    for (size_t i = 0; i < table->row_count; i++)
        output_format(output, "%s%zu,", i % 16 == 0 ? "\n    " : " ", (size_t)(sorted[i] - table->rows));
    output_string(output, "\n};\n");
}

/* Half full at most, so that a look-up ends soon. */
static bool write_metric_slots(struct output *output, const struct table *table)
{
    size_t total = 16;
    while (total < 2 * table->row_count)
        total *= 2;
    uint16_t *slots = memory_take(total, sizeof *slots);
    if (slots == NULL)
        return false;
    memset(slots, 0, total * sizeof *slots);
    for (size_t i = 0; i < table->row_count; i++) {
        size_t at = text_hash(table->rows[i].cells[METRIC_NAME]) & (total - 1);
        while (slots[at] != 0)
            at = (at + 1) & (total - 1);
        slots[at] = (uint16_t)(i + 1);
    }
    output_format(output, "const size_t catalog_metric_mask = %zu;\nconst uint16_t catalog_metric_slots[] = {", total - 1);
    for (size_t i = 0; i < total; i++)
        output_format(output, "%s%u,", i % 16 == 0 ? "\n    " : " ", slots[i]);
    output_string(output, "\n};\n");
    memory_free(slots);
    return true;
}

static void write_currencies(struct output *output, const struct table *table, const struct table_row *const *sorted)
{
    output_string(output, "const struct currency catalog_currencies[] = {\n");
    for (size_t i = 0; i < table->row_count; i++) {
        const struct chiffre_text *cells = sorted[i]->cells;
        output_string(output, "    {");
        write_cell(output, cells[CURRENCY_CODE]);
        output_text(output, cells[CURRENCY_MINOR_UNITS].length > 0 ? cells[CURRENCY_MINOR_UNITS] : TEXT("-1"));
        output_string(output, ", ");
        write_cell(output, cells[CURRENCY_NAME_EN]);
        write_cell(output, cells[CURRENCY_NAME_FR]);
        write_cell(output, cells[CURRENCY_SYMBOL]);
        output_string(output, text_equal(cells[CURRENCY_ACTIVE], TEXT("yes")) ? "true},\n" : "false},\n");
    }
    output_format(output, "};\nconst size_t catalog_currency_count = %zu;\n", table->row_count);
}

enum chiffre_status compile_catalog(const char *directory, struct output *output, struct chiffre_error *error)
{
    struct known_names known;
    enum chiffre_status status = known_names_read(&known, directory, error);
    if (status == CHIFFRE_OK && (known.metrics.row_count == 0 || known.currencies.row_count == 0))
        status = table_error(known.metrics.row_count == 0 ? &known.metrics : &known.currencies, NULL, error, "no rows");
    if (status == CHIFFRE_OK) {
        const struct table_row **metrics = sort_rows(&known.metrics), **currencies = sort_rows(&known.currencies);
        if (metrics == NULL || currencies == NULL) {
            status = error_no_memory(error);
        } else {
            output_string(output, "#include \"core/catalog.h\"\n\n");
            write_metrics(output, &known.metrics, metrics);
            if (!write_metric_slots(output, &known.metrics))
                status = error_no_memory(error);
            output_char(output, '\n');
            write_currencies(output, &known.currencies, currencies);
        }
    }
    known_names_free(&known);
    return status;
}
