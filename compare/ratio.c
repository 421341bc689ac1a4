/* SPDX-License-Identifier: MIT */
/* Two columns -> their quotient, by name or as "a/b". */
#include "compare/measure.h"

#include <stdio.h>

#include "core/catalog.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"

#define DIGITS 20

static const struct named_ratio {
    const char *name, *formula;
    bool times;
} named_ratios[] = {
    {"gross_margin", "gross_profit/revenue", false},
    {"operating_margin", "operating_income/revenue", false},
    {"ebitda_margin", "ebitda/revenue", false},
    {"net_margin", "net_income/revenue", false},
    {"free_cash_flow_margin", "free_cash_flow/revenue", false},
    {"cash_conversion", "free_cash_flow/net_income", false},
    {"capital_intensity", "capital_expenditure/revenue", false},
    {"revenue_per_employee", "revenue/headcount", false},
    {"operating_income_per_employee", "operating_income/headcount", false},
    {"layoff_rate", "layoffs/headcount", false},
    {"price_to_sales", "market_cap/revenue", true},
    {"price_to_earnings", "market_cap/net_income", true},
    {"leverage_ratio", "net_debt/ebitda", true},
    {"book_to_bill", "orders/revenue", true},
};

const char *chiffre_ratio_name(size_t index, const char **formula)
{
    if (index >= sizeof named_ratios / sizeof *named_ratios) {
        return NULL;
    }
    *formula = named_ratios[index].formula;
    return named_ratios[index].name;
}

bool ratio_read(struct chiffre_text name, struct ratio *ratio)
{
    ratio->times = false;
    for (size_t i = 0; i < sizeof named_ratios / sizeof *named_ratios; i++) {
        if (text_equal(name, text_from(named_ratios[i].name))) {
            name = text_from(named_ratios[i].formula);
            ratio->times = named_ratios[i].times;
        }
    }
    const char *slash = name.length > 0 ? memchr(name.data, '/', name.length) : NULL;
    if (slash == NULL) {
        return false;
    }
    ratio->above = (struct chiffre_text){name.data, (size_t)(slash - name.data)};
    ratio->below = (struct chiffre_text){slash + 1, name.length - ratio->above.length - 1};
    return ratio->above.length > 0 && ratio->below.length > 0;
}

bool ratio_columns(const struct chiffre_table *table, const struct ratio *ratio, size_t *above, size_t *below)
{
    *above = chiffre_table_find(table, ratio->above);
    *below = chiffre_table_find(table, ratio->below);
    return *above != TABLE_NONE && *below != TABLE_NONE && table->columns[*above].head.kind == CHIFFRE_CELL_number &&
           table->columns[*below].head.kind == CHIFFRE_CELL_number;
}

struct chiffre_text ratio_unit(const struct chiffre_table *table, const struct ratio *ratio, size_t above, size_t below)
{
    if (ratio->times) {
        return TEXT("ratio");
    }
    return text_equal(table->columns[above].head.unit, table->columns[below].head.unit) ? TEXT("percent") : TEXT("");
}

static struct chiffre_text unit_of_quotient(struct chiffre_table *table, const struct chiffre_cell *above,
                                            const struct chiffre_cell *below)
{
    char buffer[160];
    int length = snprintf(buffer, sizeof buffer, "%.*s/%.*s", (int)(above->unit.length < 64 ? above->unit.length : 64),
                          above->unit.length > 0 ? above->unit.data : "", (int)(below->unit.length < 64 ? below->unit.length : 64),
                          below->unit.length > 0 ? below->unit.data : "");
    return table_keep(table, (struct chiffre_text){buffer, length > 0 ? (size_t)length : 0});
}

/* Negative or zero below: a margin of a loss of sales says nothing. */
static void fill_cell(struct chiffre_table *table, size_t row, size_t column)
{
    const struct chiffre_column *head = &table->columns[column].head;
    struct chiffre_cell *cell = table_number(table, row, column);
    const struct chiffre_cell *above = table_number(table, row, head->base), *below = table_number(table, row, head->against);
    struct chiffre_decimal number;
    if (!above->number.known || !below->number.known || decimal_sign(below->number) <= 0 ||
        decimal_divide(above->number, below->number, DIGITS, DECIMAL_HALF_EVEN, &number) != CHIFFRE_OK) {
        return;
    }
    struct interval image = {DECIMAL_EMPTY, DECIMAL_EMPTY};
    bool told = above->low.known && above->high.known && below->low.known && below->high.known;
    if (told && interval_divide((struct interval){above->low, above->high}, (struct interval){below->low, below->high}, &image) !=
                    CHIFFRE_OK) {
        image = (struct interval){DECIMAL_EMPTY, DECIMAL_EMPTY};
    }
    int32_t power = text_equal(head->unit, TEXT("percent")) ? 2 : 0;
    cell_set_computed(cell, decimal_scale(number, power), decimal_scale(image.low, power), decimal_scale(image.high, power), 2);
    cell->unit = head->unit.length > 0 ? head->unit : unit_of_quotient(table, above, below);
    cell_inherit(cell, above);
    cell_inherit(cell, below);
}

enum chiffre_status chiffre_table_add_ratio(struct chiffre_table *table, struct chiffre_text name, struct chiffre_error *error)
{
    struct ratio ratio;
    if (!ratio_read(name, &ratio)) {
        return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0,
                         "unknown ratio '%.*s': a form like free_cash_flow/revenue, or a named one", (int)name.length, name.data);
    }
    size_t above, below, column;
    enum chiffre_status status = measure_find(table, ratio.above, &above, error);
    if (status == CHIFFRE_OK) {
        status = measure_find(table, ratio.below, &below, error);
    }
    if (status != CHIFFRE_OK) {
        return status;
    }
    /* operating_margin is a metric that is reported too: the quotient of two others gets the name that says so. */
    char buffer[COLUMN_NAME_MAX];
    if (catalog_metric(name) != NULL) {
        int length = snprintf(buffer, sizeof buffer, "%.*s/%.*s", (int)ratio.above.length, ratio.above.data,
                              (int)ratio.below.length, ratio.below.data);
        name = (struct chiffre_text){buffer, (size_t)length < sizeof buffer ? (size_t)length : sizeof buffer - 1};
    }
    struct chiffre_text unit = ratio_unit(table, &ratio, above, below);
    status = measure_column(table, name, CHIFFRE_ROLE_ratio, above, below, unit, &column, error);
    for (size_t row = 0; status == CHIFFRE_OK && column != TABLE_NONE && row < table->row_count; row++) {
        fill_cell(table, row, column);
    }
    return status == CHIFFRE_OK && table->arena.failed ? error_no_memory(error) : status;
}
