/* SPDX-License-Identifier: MIT */
/* A computed cell -> the formula that a spreadsheet recalculates to the same value: exact quotients rounded to two places. */
#include "compare/measure.h"
#include "compare/xlsx.h"

#include <stdarg.h>
#include <stdio.h>

#include "core/decimal.h"
#include "core/text.h"

struct formula {
    char *out;
    size_t length;
};

__attribute__((format(printf, 2, 3))) static void add(struct formula *formula, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (formula->length < XLSX_FORMULA_MAX) {
        size_t room = XLSX_FORMULA_MAX - formula->length;
        int length = vsnprintf(formula->out + formula->length, room, format, arguments);
        formula->length += length > 0 ? (size_t)length : 0;
    }
    va_end(arguments);
}

static void add_cell(struct formula *formula, size_t row, size_t column)
{
    char name[LXW_MAX_CELL_NAME_LENGTH];
    lxw.lxw_rowcol_to_cell(name, (lxw_row_t)row + 1, (lxw_col_t)column);
    add(formula, "%s", name);
}

static void add_range(struct formula *formula, size_t rows, size_t column)
{
    char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
    lxw.lxw_rowcol_to_cell_abs(first, 1, (lxw_col_t)column, 1, 1);
    lxw.lxw_rowcol_to_cell_abs(last, (lxw_row_t)rows, (lxw_col_t)column, 1, 1);
    add(formula, "%s:%s", first, last);
}

/* The total of one period and unit, down the rows. */
static void add_total_down(const struct workbook *workbook, struct formula *formula, size_t row, size_t base)
{
    const struct table_keys *keys = &workbook->keys;
    size_t columns[] = {keys->unit, keys->period_start, keys->period_end};
    add(formula, "SUMPRODUCT(");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (columns[i] != TABLE_NONE) {
            add(formula, "(");
            add_range(formula, workbook->table->row_count, columns[i]);
            add(formula, "=");
            add_cell(formula, row, columns[i]);
            add(formula, ")*");
        }
    }
    add_range(formula, workbook->table->row_count, base);
    add(formula, ")");
}

static void add_total_across(const struct workbook *workbook, struct formula *formula, size_t row)
{
    const char *between = "";
    add(formula, "(");
    for (size_t i = 0; i < workbook->table->column_count; i++) {
        const struct chiffre_column *head = &workbook->table->columns[i].head;
        if (head->kind == CHIFFRE_CELL_number && head->role == CHIFFRE_ROLE_level) {
            add(formula, "%s", between);
            add_cell(formula, row, i);
            between = "+";
        }
    }
    add(formula, ")");
}

static void add_share(const struct workbook *workbook, struct formula *formula, size_t row, size_t base)
{
    add(formula, "=ROUND(");
    add_cell(formula, row, base);
    add(formula, "/");
    if (workbook->keys.metric == TABLE_NONE) {
        add_total_down(workbook, formula, row, base);
    } else {
        add_total_across(workbook, formula, row);
    }
    add(formula, "*100,2)");
}

static void add_quotient(const struct workbook *workbook, struct formula *formula, size_t row, size_t base, size_t earlier,
                         enum chiffre_role role)
{
    add(formula, role == CHIFFRE_ROLE_difference ? "=" : role == CHIFFRE_ROLE_growth_rate ? "=ROUND(((" : "=ROUND((");
    add_cell(formula, row, base);
    add(formula, role == CHIFFRE_ROLE_difference ? "-" : "/");
    add_cell(formula, earlier, base);
    if (role == CHIFFRE_ROLE_growth_rate) {
        double years =
            years_between(row_end(workbook->table, &workbook->keys, earlier), row_end(workbook->table, &workbook->keys, row));
        char text[DECIMAL_TEXT_MAX];
        add(formula, ")^(1/%.*s)-1)*100,2)", (int)decimal_write(decimal_from_double(years, 12), text), text);
    } else if (role != CHIFFRE_ROLE_difference) {
        add(formula, role == CHIFFRE_ROLE_index ? ")*100,2)" : "-1)*100,2)");
    }
}

size_t xlsx_formula(const struct workbook *workbook, size_t row, size_t column, char *out)
{
    const struct chiffre_column *head = &workbook->table->columns[column].head;
    size_t earlier = workbook->table->columns[column].cells[row].base_row;
    struct formula formula = {out, 0};
    switch (head->role) {
    case CHIFFRE_ROLE_difference:
    case CHIFFRE_ROLE_change:
    case CHIFFRE_ROLE_year_on_year:
    case CHIFFRE_ROLE_index:
    case CHIFFRE_ROLE_growth_rate:
        if (earlier != TABLE_NONE) {
            add_quotient(workbook, &formula, row, head->base, earlier, head->role);
        }
        break;
    case CHIFFRE_ROLE_share:
        add_share(workbook, &formula, row, head->base);
        break;
    case CHIFFRE_ROLE_ratio:
        add(&formula, "=ROUND(");
        add_cell(&formula, row, head->base);
        add(&formula, "/");
        add_cell(&formula, row, head->against);
        add(&formula, text_equal(head->unit, TEXT("percent")) ? "*100,2)" : ",2)");
        break;
    default:
        break;
    }
    return formula.length < XLSX_FORMULA_MAX ? formula.length : 0; /* one that is cut would be none */
}
