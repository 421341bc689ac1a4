/* SPDX-License-Identifier: MIT */
/* What is computed of a table, and the forms that it is written in and read from. */
#include "compare_figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/input.h"
#include "core/memory.h"

static const char quarters[] = "a,1,1,x,money,100,,exact,0,EUR,,revenue,Air,2023-Q1,,,\n"
                               "a,2,1,x,money,110,,exact,0,EUR,,revenue,Air,2023-Q2,,,\n"
                               "a,3,1,x,money,120,,exact,0,EUR,,revenue,Air,2023-Q4,,,\n"
                               "a,4,1,x,money,150,,exact,0,EUR,,revenue,Air,2024-Q1,,,\n"
                               "a,5,1,x,money,-15,,exact,0,EUR,,operating_income,Air,2023-Q1,,,\n"
                               "a,6,1,x,money,30,,exact,0,EUR,,operating_income,Air,2024-Q1,forecast,,\n"
                               "a,7,1,x,headcount,10,,exact,0,persons,,headcount,Air,2024-03-31,,,\n"
                               "b,1,1,x,money,50,,exact,0,EUR,,revenue,Bus,2024-Q1,,,\n";

static void add(struct chiffre_table *table, const char *column, enum chiffre_role role)
{
    struct chiffre_error error = {.line = 0};
    if (chiffre_table_add_measure(table, text_from(column), role, &error) != CHIFFRE_OK) {
        fail_msg("%s", error.message);
    }
}

static void measures(void **state)
{
    (void)state;
    struct chiffre_compare_options options = {0};
    struct chiffre_table *table = table_of(quarters, &options, NULL);
    add(table, "revenue", CHIFFRE_ROLE_difference);
    add(table, "revenue", CHIFFRE_ROLE_change);
    add(table, "revenue", CHIFFRE_ROLE_year_on_year);
    add(table, "revenue", CHIFFRE_ROLE_index);
    add(table, "revenue", CHIFFRE_ROLE_share);
    add(table, "revenue", CHIFFRE_ROLE_growth_rate);
    add(table, "operating_income", CHIFFRE_ROLE_year_on_year);
    size_t columns = chiffre_table_column_count(table);
    add(table, "revenue", CHIFFRE_ROLE_change); /* once is enough */
    assert_int_equal(chiffre_table_column_count(table), columns);
    static const struct {
        const char *column;
        const char *values[5];                                     /* Air 2023-Q1, Q2, Q4, 2024-Q1, Bus 2024-Q1 */
    } cases[] = {{"revenue_difference", {"", "10", "", "30", ""}}, /* the third quarter is missing: no step over it */
                 {"revenue_change", {"", "10", "", "25", ""}},           {"revenue_year_on_year", {"", "", "", "50", ""}},
                 {"revenue_index", {"100", "110", "120", "150", "100"}}, {"revenue_share", {"100", "100", "100", "75", "25"}},
                 {"revenue_growth_rate", {"", "", "", "50", ""}},          /* less than a year says nothing */
                 {"operating_income_year_on_year", {"", "", "", "", ""}}}; /* from a loss there is no percentage */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t row = 0; row < 5; row++) {
            if (strcmp(cell_at(table, row, cases[i].column), cases[i].values[row]) != 0) {
                fail_msg("%s in row %zu: %s", cases[i].column, row, cell_at(table, row, cases[i].column));
            }
        }
    }
    struct chiffre_cell cell = number_at(table, 3, "revenue_change"); /* 149.5/120.5 and 150.5/119.5 */
    assert_true(decimal_compare(cell.low, decimal_from(2406, -2)) > 0 && decimal_compare(cell.low, decimal_from(2407, -2)) < 0);
    assert_true(decimal_compare(cell.high, decimal_from(2594, -2)) > 0 && decimal_compare(cell.high, decimal_from(2595, -2)) < 0);
    assert_int_equal(cell.decimals, -1);
    assert_int_equal(cell.base_row, 2);
    assert_true(text_equal(cell.unit, TEXT("percent")));
    assert_int_equal(chiffre_table_column(table, columns - 1)->role, CHIFFRE_ROLE_note);
    chiffre_table_free(table);
}

static void ratios(void **state)
{
    (void)state;
    struct chiffre_compare_options options = {0};
    struct chiffre_table *table = table_of(quarters, &options, NULL);
    struct chiffre_error error = {.line = 0};
    assert_int_equal(chiffre_table_add_ratio(table, TEXT("operating_margin"), &error), CHIFFRE_OK);
    assert_int_equal(chiffre_table_add_ratio(table, TEXT("revenue_per_employee"), &error), CHIFFRE_OK);
    assert_string_equal(cell_at(table, 0, "operating_income/revenue"), "-15");
    assert_string_equal(cell_at(table, 3, "operating_income/revenue"), "20");
    assert_int_equal(number_at(table, 3, "operating_income/revenue").status, CHIFFRE_STATUS_forecast);
    assert_string_equal(cell_at(table, 3, "revenue_per_employee"), "15");
    assert_true(text_equal(number_at(table, 3, "revenue_per_employee").unit, TEXT("EUR/persons")));
    assert_string_equal(cell_at(table, 4, "revenue_per_employee"), "");
    assert_int_equal(chiffre_table_add_ratio(table, TEXT("nonsense"), &error), CHIFFRE_UNKNOWN);
    assert_int_equal(chiffre_table_add_ratio(table, TEXT("cash/revenue"), &error), CHIFFRE_UNKNOWN);
    assert_string_equal(error.message, "the table has no column of numbers 'cash'");
    const char *formula;
    for (size_t i = 0; chiffre_ratio_name(i, &formula) != NULL; i++) {
        assert_non_null(strchr(formula, '/'));
    }
    chiffre_table_free(table);
}

static void shares_across_entities(void **state)
{
    (void)state;
    struct chiffre_compare_options options = {.by_entity = true};
    struct chiffre_table *table = table_of(quarters, &options, NULL);
    add(table, "Air", CHIFFRE_ROLE_share);
    add(table, "Air", CHIFFRE_ROLE_change);
    assert_string_equal(cell_at(table, 3, "metric"), "revenue");
    assert_string_equal(cell_at(table, 3, "Air_share"), "75");
    assert_string_equal(cell_at(table, 3, "Air_change"), "25");
    chiffre_table_free(table);
}

static const char straight[] = "a,1,1,x,money,100,,exact,0,EUR,,revenue,Air,2020,,,\n"
                               "a,2,1,x,money,121,,exact,0,EUR,,revenue,Air,2021,,,\n"
                               "a,3,1,x,money,139,,exact,0,EUR,,revenue,Air,2022,,,\n"
                               "a,4,1,x,money,160,,exact,0,EUR,,revenue,Air,2023,,,\n"
                               "a,5,1,x,money,10,,exact,0,EUR,,cash,Air,2020,,,\n"
                               "a,6,1,x,money,12,,exact,0,EUR,,cash,Air,2021,,,\n"
                               "a,7,1,x,money,14,,exact,0,EUR,,cash,Air,2022,,,\n";

static void fits(void **state)
{
    (void)state;
    struct chiffre_compare_options options = {0};
    struct chiffre_table *table = table_of(straight, &options, NULL), *statistics = NULL;
    struct chiffre_error error = {.line = 0};
    assert_int_equal(chiffre_table_add_fit(table, TEXT("revenue"), TEXT(""), CHIFFRE_FIT_least_squares, 0.95, &error), CHIFFRE_OK);
    /* R: y <- c(100,121,139,160); x <- 0:3; predict(lm(y~x),data.frame(x=c(0,3)),interval="confidence") */
    assert_string_equal(cell_at(table, 0, "revenue_trend"), "100.3");
    assert_string_equal(cell_at(table, 3, "revenue_trend"), "159.7");
    assert_string_equal(cell_at(table, 0, "revenue_trend_low"), "96.88487527");
    assert_string_equal(cell_at(table, 0, "revenue_trend_high"), "103.7151247");
    assert_int_equal(chiffre_table_add_fit(table, TEXT("cash"), TEXT("revenue"), CHIFFRE_FIT_least_squares, 0.95, &error),
                     CHIFFRE_OK);
    assert_string_equal(cell_at(table, 0, "cash~revenue_fit"), ""); /* three points are too few */
    assert_int_equal(chiffre_table_statistics(table, 0.95, &statistics, &error), CHIFFRE_OK);
    bool slope = false, few = false;
    for (size_t row = 0; row < chiffre_table_row_count(statistics); row++) {
        bool revenue = strcmp(cell_at(statistics, row, "series"), "revenue") == 0;
        bool plain = strcmp(cell_at(statistics, row, "method"), "least_squares") == 0;
        if (revenue && plain && strcmp(cell_at(statistics, row, "statistic"), "slope") == 0) {
            slope = true;
            assert_string_equal(cell_at(statistics, row, "value"), "19.8");
            assert_string_equal(cell_at(statistics, row, "n"), "4");
            assert_string_equal(cell_at(statistics, row, "unit"), "EUR/year");
        } else if (!revenue && plain) {
            few = true;
            assert_string_equal(cell_at(statistics, row, "value"), "");
            assert_string_equal(cell_at(statistics, row, "note"), "too few points: 4 are needed");
        }
    }
    assert_true(slope && few);
    chiffre_table_free(statistics);
    chiffre_table_free(table);
}

static char path[64];

static void write_as(const struct chiffre_table *table, const char *name)
{
    struct chiffre_csv_style style;
    struct chiffre_error error = {.line = 0};
    assert_int_equal(chiffre_csv_style_named(name, &style, &error), CHIFFRE_OK);
    assert_int_equal(chiffre_table_write_csv(table, &style, path, &error), CHIFFRE_OK);
}

static const char hostile[] = "=1+1,1,1,x,money,-1.5,,exact,1,EUR,,revenue,\"=cmd|'/C'!A0\",2024,forecast,,\n"
                              "-,2,1,x,money,12345678901234567890.25,,exact,2,EUR,,revenue,\"A;\"\"b\"\",\nc\",2024,,,\n"
                              "a,3,1,x,percent,8.25,,exact,2,percent,,operating_margin,@x,2024,,,\n";

static void csv_reads_back_equal(void **state)
{
    (void)state;
    static const char *const styles[] = {"rfc4180", "excel-fr", "excel-en", "tsv"};
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        struct chiffre_compare_options options = {.detail = true};
        struct chiffre_table *table = table_of(hostile, &options, NULL), *back = NULL;
        struct chiffre_error error = {.line = 0};
        add(table, "revenue", CHIFFRE_ROLE_index);
        write_as(table, styles[i]);
        if (chiffre_table_read(path, &back, &error) != CHIFFRE_OK) {
            fail_msg("%s: %zu:%zu: %s", styles[i], error.line, error.column, error.message);
        }
        assert_int_equal(chiffre_table_row_count(back), chiffre_table_row_count(table));
        assert_int_equal(chiffre_table_column_count(back), chiffre_table_column_count(table));
        for (size_t column = 0; column < chiffre_table_column_count(table); column++) {
            const struct chiffre_column *one = chiffre_table_column(table, column), *two = chiffre_table_column(back, column);
            assert_true(text_equal(one->name, two->name));
            assert_int_equal(one->kind, two->kind);
            assert_int_equal(one->role, two->role);
            assert_int_equal(one->base, two->base);
            assert_true(text_equal(one->unit, two->unit));
            for (size_t row = 0; row < chiffre_table_row_count(table); row++) {
                struct chiffre_cell a = chiffre_table_cell(table, row, column), b = chiffre_table_cell(back, row, column);
                assert_true(text_equal(a.text, b.text));
                assert_int_equal(a.date, b.date);
                assert_int_equal(a.number.known, b.number.known);
                assert_int_equal(decimal_compare(a.number, b.number), 0);
                if (one->role == CHIFFRE_ROLE_level) {
                    assert_int_equal(a.decimals, b.decimals);
                    assert_int_equal(a.status, b.status);
                    assert_int_equal(decimal_compare(a.low, b.low), 0);
                }
            }
        }
        chiffre_table_free(back);
        chiffre_table_free(table);
    }
}

static void texts_are_guarded_and_numbers_never(void **state)
{
    (void)state;
    struct chiffre_compare_options options = {0};
    struct chiffre_table *table = table_of(hostile, &options, NULL);
    struct arena arena = {0};
    struct chiffre_text bytes;
    write_as(table, "excel-fr");
    assert_int_equal(input_whole(path, &arena, &bytes, NULL), CHIFFRE_OK);
    char *text = arena_take(&arena, bytes.length + 1);
    memcpy(text, bytes.data, bytes.length);
    text[bytes.length] = '\0';
    assert_memory_equal(text,
                        "\xEF\xBB\xBF"
                        "entity;",
                        10);
    assert_non_null(strstr(text, "'=cmd|'/C'!A0;2024;year;2024-01-01;2024-12-31;EUR;-1,5;"));
    assert_non_null(strstr(text, "'@x;"));
    assert_non_null(strstr(text, "\"A;\"\"b\"\",\nc\";"));
    assert_non_null(strstr(text, ";12345678901234567890,25;"));
    assert_non_null(strstr(text, "\r\n"));
    arena_free(&arena);
    chiffre_table_free(table);
}

static void put(const char *bytes)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(bytes, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void tables_by_hand(void **state)
{
    (void)state;
    struct chiffre_table *table = NULL;
    struct chiffre_error error = {.line = 0};
    put("period,revenue,population\n2024-Q1,10.5,\n2024-Q2,,7\n");
    assert_int_equal(chiffre_table_read(path, &table, &error), CHIFFRE_OK);
    assert_string_equal(cell_at(table, 0, "period_type"), "quarter");
    assert_int_equal(number_at(table, 1, "period_end").date, 19904); /* 2024-06-30 */
    assert_string_equal(cell_at(table, 1, "population"), "7");
    assert_int_equal(chiffre_table_column(table, chiffre_table_find(table, TEXT("population")))->role, CHIFFRE_ROLE_level);
    chiffre_table_free(table);
    static const struct {
        const char *bytes, *message;
        size_t line, column;
    } cases[] = {{"a,b\n1,2\n", "no column 'period': this is no table of chiffre compare", 1, 0},
                 {"period,revenue\n2024,1e6\n", "'1e6' in column revenue is no number", 2, 2},
                 {"period,period_end,revenue\n2024,2024-13-01,1\n", "'2024-13-01' in column period_end is no date", 2, 2},
                 {"period,revenue\n2024,1\n2025\n", "1 cell where the header has 2", 3, 0},
                 {"period,revenue,revenue\n2024,1,1\n", "column 'revenue' is there twice", 1, 3},
                 {"period,note\n2024,x\n", "no column of numbers", 1, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put(cases[i].bytes);
        assert_int_equal(chiffre_table_read(path, &table, &error), CHIFFRE_MALFORMED);
        assert_string_equal(error.message, cases[i].message);
        assert_int_equal(error.line, cases[i].line);
        assert_int_equal(error.column, cases[i].column);
    }
    assert_int_equal(chiffre_table_read("/nonexistent/table.csv", &table, &error), CHIFFRE_UNREADABLE);
}

static enum chiffre_status everything(void)
{
    struct chiffre_list *list = chiffre_list_new();
    struct chiffre_figure figure = chiffre_figure_empty();
    struct chiffre_compare_options options = {.derive = true, .detail = true};
    struct chiffre_table *table = NULL, *statistics = NULL;
    enum chiffre_status status = list == NULL ? CHIFFRE_NO_MEMORY : CHIFFRE_OK;
    figure.kind = CHIFFRE_KIND_money;
    figure.metric = TEXT("revenue");
    figure.unit = TEXT("EUR");
    for (int i = 0; i < 5 && status == CHIFFRE_OK; i++) {
        static const char *const labels[] = {"2024-Q1", "2024-Q2", "2024-Q3", "2024", "2025-Q1"};
        figure.value = decimal_from(i == 3 ? 400 : 80 + i * i, 0);
        figure.decimals = 0;
        figure.entity = text_from(i % 2 ? "Air SA" : "AIR");
        figure.period = text_from(labels[i]);
        status = chiffre_list_add(list, &figure);
    }
    if (status == CHIFFRE_OK) {
        status = chiffre_compare(list, &options, &table, NULL, NULL);
    }
    if (status == CHIFFRE_OK) {
        status = chiffre_table_add_measure(table, TEXT("revenue"), CHIFFRE_ROLE_share, NULL);
    }
    if (status == CHIFFRE_OK) {
        status = chiffre_table_statistics(table, 0.9, &statistics, NULL);
    }
    if (status == CHIFFRE_OK) {
        status = chiffre_table_write_markdown(statistics, path, NULL);
    }
    chiffre_table_free(statistics);
    chiffre_table_free(table);
    chiffre_list_free(list);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    size_t n = 0;
    enum chiffre_status status;
    do {
        memory_fail_at(++n);
        status = everything();
        memory_fail_at(0);
        assert_true(status == CHIFFRE_OK || status == CHIFFRE_NO_MEMORY);
    } while (status != CHIFFRE_OK && n < 2000);
    assert_int_equal(status, CHIFFRE_OK);
    assert_true(n > 40);
}

static int make_path(void **state)
{
    (void)state;
    strcpy(path, "/tmp/chiffre-table-XXXXXX");
    int descriptor = mkstemp(path);
    return descriptor < 0 ? -1 : close(descriptor);
}

static int remove_path(void **state)
{
    (void)state;
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures),
        cmocka_unit_test(ratios),
        cmocka_unit_test(shares_across_entities),
        cmocka_unit_test(fits),
        cmocka_unit_test(csv_reads_back_equal),
        cmocka_unit_test(texts_are_guarded_and_numbers_never),
        cmocka_unit_test(tables_by_hand),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, make_path, remove_path);
}
