/* SPDX-License-Identifier: MIT */
/* Figures for the tests of compare, one line each, and a table from them. */
#ifndef TESTS_COMPARE_FIGURES_H
#define TESTS_COMPARE_FIGURES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "chiffre.h"
#include "core/csv.h"
#include "core/decimal.h"
#include "core/text.h"

#define HEADER "document,id,line,text,kind,value,value_to,bound,decimals,unit,per,metric,entity,period,status,relation,of\n"

/* One company by quarter, half, year and twelve months. */
#define PERIODS_OF_AIR                                                                                                             \
    "a,1,1,x,money,10,,exact,0,EUR,,revenue,Air,2024-Q1,,,\n"                                                                      \
    "a,2,1,x,money,11,,exact,0,EUR,,revenue,Air,2024-Q2,,,\n"                                                                      \
    "a,3,1,x,money,12,,exact,0,EUR,,revenue,Air,2024-Q3,,,\n"                                                                      \
    "a,4,1,x,money,50,,exact,0,EUR,,revenue,Air,2024,,,\n"                                                                         \
    "a,5,1,x,money,44,,exact,0,EUR,,revenue,Air,2023-07-01/2024-06-30,,,\n"                                                        \
    "a,6,1,x,money,21,,exact,0,EUR,,revenue,Air,2024-H1,,,\n"                                                                      \
    "a,7,1,x,headcount,700,,exact,0,persons,,headcount,Air,2024-06-30,,,\n"                                                        \
    "a,8,1,x,headcount,800,,exact,0,persons,,headcount,Air,2024,,,\n"

static enum chiffre_status table_text_row(void *context, const struct chiffre_text *cells, size_t count, size_t line,
                                          struct chiffre_error *error)
{
    struct chiffre_list *list = context;
    (void)error;
    if (line == 1) {
        return CHIFFRE_OK;
    }
    assert_int_equal(count, 17);
    struct chiffre_figure figure = chiffre_figure_empty();
    static const char *const kinds[] = {"", "money", "headcount", "percent", "count", "ratio"};
    static const char *const bounds[] = {"", "exact", "about", "above", "at_least", "below", "at_most"};
    static const char *const statuses[] = {"", "actual", "planned", "forecast", "rumoured"};
    static const char *const relations[] = {"", "growth", "prior", "share", "part", "total", "equivalent", "consensus"};
#define FIND(names, cell, member, type)                                                                                            \
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {                                                                    \
        if (text_equal(cell, text_from(names[i]))) {                                                                               \
            figure.member = (enum type)i;                                                                                          \
        }                                                                                                                          \
    }
    FIND(kinds, cells[4], kind, chiffre_kind)
    FIND(bounds, cells[7], bound, chiffre_bound)
    FIND(statuses, cells[14], status, chiffre_figure_status)
    FIND(relations, cells[15], relation, chiffre_relation)
#undef FIND
    struct chiffre_decimal number;
    figure.document = cells[0];
    figure.id = decimal_read(cells[1], &number) == CHIFFRE_OK ? (uint64_t)number.coefficient : 0;
    figure.line = decimal_read(cells[2], &number) == CHIFFRE_OK ? (uint64_t)number.coefficient : 0;
    figure.text = cells[3];
    if (cells[5].length > 0) {
        assert_int_equal(decimal_read(cells[5], &figure.value), CHIFFRE_OK);
    }
    if (cells[6].length > 0) {
        assert_int_equal(decimal_read(cells[6], &figure.value_to), CHIFFRE_OK);
    }
    figure.decimals = decimal_read(cells[8], &number) == CHIFFRE_OK ? (int32_t)number.coefficient : CHIFFRE_NO_DECIMALS;
    figure.unit = cells[9];
    figure.per = cells[10];
    figure.metric = cells[11];
    figure.entity = cells[12];
    figure.period = cells[13];
    figure.of = decimal_read(cells[16], &number) == CHIFFRE_OK ? (uint64_t)number.coefficient : 0;
    return chiffre_list_add(list, &figure);
}

/* The table of figures written as CSV lines under HEADER. */
__attribute__((unused)) static struct chiffre_table *table_of(const char *lines, const struct chiffre_compare_options *options,
                                                              struct chiffre_compare_summary *summary)
{
    char bytes[8192];
    struct chiffre_list *list = chiffre_list_new();
    struct chiffre_table *table = NULL;
    struct chiffre_error error = {.line = 0};
    assert_true(strlen(lines) + sizeof HEADER < sizeof bytes);
    strcpy(bytes, HEADER);
    strcat(bytes, lines);
    assert_int_equal(csv_read_text(text_from(bytes), "test", table_text_row, list, &error), CHIFFRE_OK);
    if (chiffre_compare(list, options, &table, summary, &error) != CHIFFRE_OK) {
        fail_msg("%s", error.message);
    }
    chiffre_list_free(list);
    return table;
}

/* A cell as text, "" when it is empty. */
__attribute__((unused)) static const char *cell_at(const struct chiffre_table *table, size_t row, const char *column)
{
    static char text[512];
    size_t at = chiffre_table_find(table, text_from(column));
    if (at == SIZE_MAX) {
        fail_msg("no column %s", column);
    }
    struct chiffre_cell cell = chiffre_table_cell(table, row, at);
    size_t length = 0;
    if (chiffre_table_column(table, at)->kind == CHIFFRE_CELL_number) {
        length = decimal_write(cell.number, text);
    } else if (cell.text.length > 0) {
        length = cell.text.length < sizeof text ? cell.text.length : sizeof text - 1;
        memcpy(text, cell.text.data, length);
    }
    text[length] = '\0';
    return text;
}

__attribute__((unused)) static struct chiffre_cell number_at(const struct chiffre_table *table, size_t row, const char *column)
{
    return chiffre_table_cell(table, row, chiffre_table_find(table, text_from(column)));
}

#endif
