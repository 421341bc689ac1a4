/* SPDX-License-Identifier: MIT */
/* Figures that nobody told, of those that were: sums and rests of periods, the level that a growth rate leads back to. */
#include "tests/compare_figures.h"

static void sums_are_derived_only_when_asked(void **state)
{
    (void)state;
    struct chiffre_compare_options options = {.periodicity = CHIFFRE_PERIODICITY_quarter, .derive = true};
    struct chiffre_compare_summary summary;
    struct chiffre_table *table = table_of(PERIODS_OF_AIR, &options, &summary);
    assert_int_equal(chiffre_table_row_count(table), 4);
    assert_string_equal(cell_at(table, 3, "revenue"), "17"); /* 50 - 10 - 11 - 12 */
    assert_string_equal(cell_at(table, 3, "note"), "revenue: derived from 2024 - 2024-Q1 - 2024-Q2 - 2024-Q3");
    struct chiffre_cell cell = number_at(table, 3, "revenue");
    assert_true(cell.derived);
    assert_int_equal(decimal_compare(cell.low, decimal_from(15, 0)), 0); /* four half units either way */
    assert_int_equal(decimal_compare(cell.high, decimal_from(19, 0)), 0);
    assert_int_equal(cell.decimals, -1); /* known to 4 */
    assert_int_equal(cell.source_count, 5);
    assert_int_equal(summary.derived, 1);
    chiffre_table_free(table);
    options.periodicity = CHIFFRE_PERIODICITY_half;
    table = table_of(PERIODS_OF_AIR, &options, &summary);
    assert_string_equal(cell_at(table, 1, "period"), "2024-H2");
    assert_string_equal(cell_at(table, 1, "revenue"), "29");
    assert_string_equal(cell_at(table, 0, "revenue"), "21"); /* read, so never derived */
    assert_false(number_at(table, 0, "revenue").derived);
    chiffre_table_free(table);
    options.periodicity = CHIFFRE_PERIODICITY_ttm;
    table = table_of(PERIODS_OF_AIR, &options, &summary);
    assert_string_equal(cell_at(table, 1, "period"), "2024-01-01/2024-12-31");
    assert_string_equal(cell_at(table, 1, "revenue"), "50");
    chiffre_table_free(table);
}

static void growth_gives_the_missing_level(void **state)
{
    (void)state;
    const char *lines = "a,1,1,167.7,money,167700000000,,exact,-8,USD,,revenue,Amazon,2025-Q2,,,\n"
                        "a,2,1,13 %,percent,13,,exact,0,percent,,revenue,Amazon,2025-Q2,,growth,1\n"
                        "b,1,1,20,money,20000000000,,exact,-8,USD,,net_income,Amazon,2024-Q2,,,\n"
                        "b,2,1,up 2bn,money,2000000000,,exact,-8,USD,,net_income,Amazon,2025-Q2,,growth,\n"
                        "c,1,1,5,money,5000000000,,exact,-8,USD,,free_cash_flow,Amazon,2025-Q2,,,\n"
                        "c,2,1,6,money,6000000000,,exact,-8,USD,,free_cash_flow,Amazon,2024-Q2,,prior,1\n"
                        "c,3,1,-12 %,percent,-12,,exact,0,percent,,free_cash_flow,Amazon,2025-Q2,,growth,1\n"
                        "d,1,1,9,percent,9,,exact,0,percent,,operating_margin,Amazon,2025-Q2,,,\n"
                        "d,2,1,0.5pt,percent,0.5,,exact,1,percentage_points,,operating_margin,Amazon,2025-Q2,,growth,1\n";
    struct chiffre_compare_options options = {.derive = true};
    struct chiffre_compare_summary summary;
    struct chiffre_table *table = table_of(lines, &options, &summary);
    assert_int_equal(chiffre_table_row_count(table), 2);
    assert_string_equal(cell_at(table, 0, "period"), "2024-Q2");
    /* 167.65/1.135 = 147.709..., 167.75/1.125 = 149.111...: known to 1.4 billion, shown to one */
    assert_string_equal(cell_at(table, 0, "revenue"), "148000000000");
    struct chiffre_cell cell = number_at(table, 0, "revenue");
    assert_true(cell.derived);
    assert_int_equal(cell.decimals, -10);
    assert_true(decimal_compare(cell.low, decimal_from(1477, 8)) > 0 && decimal_compare(cell.high, decimal_from(1492, 8)) < 0);
    assert_string_equal(cell_at(table, 1, "net_income"), "22000000000");
    assert_string_equal(cell_at(table, 0, "free_cash_flow"), "6000000000"); /* told, so the growth adds nothing */
    assert_string_equal(cell_at(table, 0, "operating_margin"), "8.5");
    assert_int_equal(summary.derived, 3);
    chiffre_table_free(table);
    options.derive = false;
    table = table_of(lines, &options, &summary);
    assert_string_equal(cell_at(table, 0, "revenue"), "");
    assert_int_equal(summary.derived, 0);
    chiffre_table_free(table);
}

static void growth_without_a_told_base_gives_nothing(void **state)
{
    (void)state;
    const char *lines = "a,1,1,x,money,214.75,,exact,2,USD,,share_price,Amazon,2025-08-01,,,\n"
                        "a,2,1,8 %,percent,-8,,exact,0,percent,,share_price,Amazon,2025-08-01,,growth,1\n"
                        "b,1,1,x,headcount,1546000,,exact,-3,persons,,headcount,Amazon,2025-06-30,,,\n"
                        "b,2,1,1 %,percent,1,,exact,0,percent,,headcount,Amazon,2025-06-30,,growth,1\n"
                        "c,1,1,x,money,90,,exact,0,USD,,revenue,Amazon,2025-07,,,\n"
                        "c,2,1,2 %,percent,2,,exact,0,percent,,revenue,Amazon,2025-07,,growth,1\n";
    static const enum chiffre_periodicity kinds[] = {CHIFFRE_PERIODICITY_day, CHIFFRE_PERIODICITY_month};
    static const size_t rows[] = {2, 2};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct chiffre_compare_options options = {.periodicity = kinds[i], .derive = true};
        struct chiffre_compare_summary summary;
        struct chiffre_table *table = table_of(lines, &options, &summary);
        assert_int_equal(summary.derived, 0);
        assert_int_equal(chiffre_table_row_count(table), rows[i]);
        chiffre_table_free(table);
    }
}

static void years_and_trailing_years_are_one_series(void **state)
{
    (void)state;
    const char *lines = "a,1,1,x,money,36,,exact,0,EUR,,free_cash_flow,Air,2023,,,\n"
                        "a,2,1,x,money,50,,exact,0,EUR,,free_cash_flow,Air,2023-04-01/2024-03-31,,,\n"
                        "a,3,1,x,money,38,,exact,0,EUR,,free_cash_flow,Air,2024,,,\n"
                        "a,4,1,x,money,10,,exact,0,EUR,,revenue,Air,2023-Q1,,,\n"
                        "a,5,1,x,money,11,,exact,0,EUR,,revenue,Air,2023-Q2,,,\n"
                        "a,6,1,x,money,12,,exact,0,EUR,,revenue,Air,2023-Q3,,,\n"
                        "a,7,1,x,money,13,,exact,0,EUR,,revenue,Air,2023-Q4,,,\n"
                        "a,8,1,x,money,14,,exact,0,EUR,,revenue,Air,2024-Q1,,,\n";
    const char *const metrics[] = {"revenue", "free_cash_flow"};
    struct chiffre_compare_options options = {.derive = true, .metrics = metrics, .metric_count = 2};
    struct chiffre_compare_summary summary;
    struct chiffre_table *table = table_of(lines, &options, &summary);
    assert_int_equal(summary.periodicity, CHIFFRE_PERIODICITY_ttm);
    assert_int_equal(summary.complete, 2);
    assert_int_equal(chiffre_table_row_count(table), 3);
    assert_string_equal(cell_at(table, 0, "period"), "2023-01-01/2023-12-31");
    assert_string_equal(cell_at(table, 0, "revenue"), "46");
    assert_string_equal(cell_at(table, 0, "free_cash_flow"), "36");
    assert_string_equal(cell_at(table, 1, "revenue"), "50");
    assert_string_equal(cell_at(table, 1, "free_cash_flow"), "50");
    assert_string_equal(cell_at(table, 2, "free_cash_flow"), "38");
    chiffre_table_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_derived_only_when_asked),
        cmocka_unit_test(growth_gives_the_missing_level),
        cmocka_unit_test(growth_without_a_told_base_gives_nothing),
        cmocka_unit_test(years_and_trailing_years_are_one_series),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
