/* SPDX-License-Identifier: MIT */
/* Which figures enter a series, which of several stands, what is never mixed. */
#include "tests/compare_figures.h"

#include "compare/names.h"

static const char *key_of(const char *name)
{
    static char keys[2][600]; /* two may be compared */
    static size_t turn;
    char *key = keys[++turn % 2];
    key[entity_key(text_from(name), key)] = '\0';
    return key;
}

static void spellings_of_one_company(void **state)
{
    (void)state;
    assert_string_equal(key_of("Amazon.com, Inc."), "amazon");
    assert_string_equal(key_of("AMAZON"), "amazon");
    assert_string_equal(key_of("L'Or\xC3\xA9"
                               "al S.A."),
                        "l'oreal");
    assert_string_equal(key_of("L\xE2\x80\x99"
                               "OREAL"),
                        "l'oreal");
    assert_string_equal(key_of("Henkel AG & Co. KGaA"), "henkel");
    assert_string_equal(key_of("Volkswagen AG"), key_of("VOLKSWAGEN"));
    assert_string_equal(key_of("Amazon Web Services, Inc."), key_of("AWS")); /* data/common/entities.csv */
    assert_string_equal(key_of("Apple Inc."), "apple");
    assert_string_not_equal(key_of("AWS"), key_of("Amazon"));
    assert_string_equal(key_of("SE"), "se"); /* a name is never all legal form */
    assert_string_not_equal(key_of("Air France"), key_of("Air"));
    assert_true(entity_fuller(text_from("Amazon.com"), text_from("Amazon")));
    assert_true(entity_fuller(text_from("Amazon"), text_from("AMAZON")));
}

static void most_precise_of_agreeing(void **state)
{
    (void)state;
    struct chiffre_compare_options options = {0};
    struct chiffre_compare_summary summary;
    struct chiffre_table *table = table_of("a,1,3,168 milliards,money,168000000000,,exact,-9,USD,,revenue,Amazon,2025-Q2,actual,,\n"
                                           "b,1,5,167.7bn,money,167700000000,,exact,-8,USD,,revenue,AMAZON,2025-Q2,actual,,\n"
                                           "c,1,7,environ 170,money,170000000000,,about,-10,USD,,revenue,Amazon Inc,2025-Q2,,,\n",
                                           &options, &summary);
    assert_int_equal(chiffre_table_row_count(table), 1);
    assert_string_equal(cell_at(table, 0, "revenue"), "167700000000");
    assert_string_equal(cell_at(table, 0, "entity"), "Amazon Inc");
    assert_string_equal(cell_at(table, 0, "unit"), "USD");
    assert_string_equal(cell_at(table, 0, "note"), "");
    struct chiffre_cell cell = number_at(table, 0, "revenue");
    assert_int_equal(cell.decimals, -8);
    assert_false(cell.conflict);
    assert_int_equal(cell.source_count, 3);
    assert_true(text_equal(cell.sources[0].document, TEXT("b")));
    assert_int_equal(cell.sources[0].line, 5);
    assert_int_equal(decimal_compare(cell.low, decimal_from(16765, 7)), 0);
    assert_int_equal(decimal_compare(cell.high, decimal_from(16775, 7)), 0);
    assert_int_equal(summary.conflicts, 0);
    assert_int_equal(summary.used, 3);
    chiffre_table_free(table);
}

static void differing_figures_are_kept(void **state)
{
    (void)state;
    const char *lines = "a,1,3,x,money,9200000000,,exact,-8,EUR,,operating_income,Renault,2024,actual,,\n"
                        "b,1,8,y,money,19200000000,,exact,-8,EUR,,operating_income,Renault,2024,actual,,\n"
                        "c,1,9,z,money,9200000000,,exact,-8,EUR,,operating_income,Renault,2024,actual,,\n"
                        "d,1,9,z,money,7000000000,,exact,-8,EUR,,operating_income,Renault,2024,forecast,,\n";
    struct chiffre_compare_options options = {0};
    struct chiffre_compare_summary summary;
    struct chiffre_table *table = table_of(lines, &options, &summary);
    assert_string_equal(cell_at(table, 0, "operating_income"), "9200000000"); /* two documents say so */
    assert_string_equal(cell_at(table, 0, "note"), "operating_income: conflict 9200000000 (a:3 and 1 more), 19200000000 (b:8)");
    assert_true(number_at(table, 0, "operating_income").conflict);
    assert_int_equal(summary.conflicts, 1);
    chiffre_table_free(table);
    options.long_form = true;
    table = table_of(lines, &options, &summary);
    assert_int_equal(chiffre_table_row_count(table), 2); /* the forecast has given way to the actual figure */
    assert_string_equal(cell_at(table, 0, "note"), "conflict");
    assert_string_equal(cell_at(table, 1, "value"), "19200000000");
    assert_string_equal(cell_at(table, 1, "document"), "b");
    assert_string_equal(cell_at(table, 1, "line"), "8");
    chiffre_table_free(table);
}

static void what_most_figures_support_stands(void **state)
{
    (void)state;
    const char *lines = "a,1,1,x,money,12,,exact,0,EUR,,revenue,Air,2024-Q1,,,\n"
                        "b,1,1,x,money,12,,exact,0,EUR,,revenue,Air,2024-Q1,,,\n"
                        "c,1,1,x,money,10,,exact,-1,EUR,,revenue,Air,2024-Q1,,,\n"   /* 5 to 15 */
                        "d,1,1,x,money,24.37,,exact,2,EUR,,revenue,Air,2024-Q1,,,\n" /* precise and alone */
                        "a,2,1,x,money,7.1,,exact,1,EUR,,cash,Air,2024-Q1,,,\n"
                        "a,3,1,x,money,7,,exact,0,EUR,,cash,Air,2024-Q1,,,\n"
                        "a,4,1,x,money,7.4,,exact,1,EUR,,cash,Air,2024-Q1,,,\n"
                        "a,5,1,x,money,20,,exact,0,EUR,,revenue,Air,2024-Q2,,,\n"
                        "a,6,1,x,money,3,,exact,0,EUR,,net_income,Air,2024-Q1,,,\n"
                        "a,7,1,x,money,5,,exact,0,EUR,,net_income,Air,2024-Q1,,,\n"
                        "a,8,1,x,money,1,,exact,0,EUR,,net_income,Air,2024-Q2,,,\n";
    struct chiffre_compare_options options = {.periodicity = CHIFFRE_PERIODICITY_quarter};
    struct chiffre_table *table = table_of(lines, &options, NULL);
    assert_string_equal(cell_at(table, 0, "revenue"), "12");
    assert_true(number_at(table, 0, "revenue").conflict);
    assert_string_equal(cell_at(table, 0, "cash"), "7.1"); /* 7 supports 7.1 and 7.4 alike: the first read */
    assert_true(number_at(table, 0, "cash").conflict);
    chiffre_table_free(table);
    options = (struct chiffre_compare_options){.periodicity = CHIFFRE_PERIODICITY_half, .derive = true};
    table = table_of(lines, &options, NULL);
    assert_string_equal(cell_at(table, 0, "revenue"), "32");
    assert_string_equal(cell_at(table, 0, "note"),
                        "revenue: derived from 2024-Q1 (contradicted) + 2024-Q2");
    assert_int_equal(chiffre_table_find(table, TEXT("net_income")), SIZE_MAX); /* 3 against 5 is undecided */
    chiffre_table_free(table);
}

static void only_levels_enter(void **state)
{
    (void)state;
    struct chiffre_compare_options options = {0};
    struct chiffre_compare_summary summary;
    struct chiffre_table *table =
        table_of("a,1,1,x,money,100,,exact,0,EUR,,revenue,LVMH,2024,actual,,\n"
                 "a,2,1,x,percent,13,,exact,0,percent,,revenue,LVMH,2024,actual,growth,1\n"
                 "a,3,1,x,money,90,,exact,0,EUR,,revenue,LVMH,2023,actual,prior,1\n"
                 "a,4,1,x,percent,3,,exact,0,percent,,headcount,LVMH,2024,actual,share,\n"
                 "a,5,1,x,money,95,,exact,0,EUR,,revenue,LVMH,2024,forecast,prior,1\n" /* guidance that was raised */
                 "a,6,1,x,percent,40,,exact,0,percent,,revenue,LVMH,2024,actual,,\n"   /* no kind of revenue */
                 "a,7,1,x,money,1,,exact,0,EUR,day,revenue,LVMH,2024,actual,,\n"       /* a rate */
                 "a,8,1,x,money,5,,exact,0,EUR,,revenue,,2024,actual,,\n"
                 "a,9,1,x,money,5,,exact,0,EUR,,revenue,LVMH,Q2,actual,,\n"
                 "a,10,1,x,money,5,,exact,0,,,revenue,LVMH,2022,actual,,\n"
                 "a,11,1,x,money,5,,exact,0,EUR,,,LVMH,2022,actual,,\n"
                 "a,12,1,x,money,5,,exact,0,EUR,,revenue,LVMH,2024-Q3,actual,,\n",
                 &options, &summary);
    assert_int_equal(chiffre_table_row_count(table), 2);
    assert_string_equal(cell_at(table, 0, "revenue"), "90");
    assert_string_equal(cell_at(table, 1, "revenue"), "100");
    assert_int_equal(summary.figures, 12);
    assert_int_equal(summary.not_levels, 5);
    assert_int_equal(summary.without_entity, 1);
    assert_int_equal(summary.without_period, 1);
    assert_int_equal(summary.without_unit, 1);
    assert_int_equal(summary.without_metric, 1);
    assert_int_equal(summary.other_periods[CHIFFRE_PERIODICITY_quarter], 1);
    assert_int_equal(summary.periodicity, CHIFFRE_PERIODICITY_year);
    chiffre_table_free(table);
}

static void kinds_of_period_stay_apart(void **state)
{
    (void)state;
    struct chiffre_compare_options options = {0};
    static const struct {
        enum chiffre_periodicity kind;
        size_t rows;
        const char *period, *revenue, *headcount;
    } cases[] = {{CHIFFRE_PERIODICITY_year, 1, "2024", "50", "800"},
                 {CHIFFRE_PERIODICITY_half, 2, "2024-H1", "21", "700"},
                 {CHIFFRE_PERIODICITY_quarter, 4, "2024-Q1", "10", ""},
                 {CHIFFRE_PERIODICITY_ttm, 2, "2023-07-01/2024-06-30", "44", "700"}}; /* 2024 is twelve months too */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        options.periodicity = cases[i].kind;
        struct chiffre_table *table = table_of(PERIODS_OF_AIR, &options, NULL);
        assert_int_equal(chiffre_table_row_count(table), cases[i].rows);
        assert_string_equal(cell_at(table, 0, "period"), cases[i].period);
        assert_string_equal(cell_at(table, 0, "revenue"), cases[i].revenue);
        assert_string_equal(cell_at(table, 0, "headcount"), cases[i].headcount);
        chiffre_table_free(table);
    }
    options.periodicity = CHIFFRE_PERIODICITY_auto;
    struct chiffre_compare_summary summary;
    struct chiffre_table *table = table_of(PERIODS_OF_AIR, &options, &summary);
    assert_int_equal(summary.periodicity, CHIFFRE_PERIODICITY_quarter);
    assert_string_equal(cell_at(table, 1, "headcount"), "700");
    assert_string_equal(cell_at(table, 3, "period"), "2024-Q4"); /* the stock at the year's end */
    assert_string_equal(cell_at(table, 3, "headcount"), "800");
    chiffre_table_free(table);
}

static void forecasts_are_marked_in_a_column(void **state)
{
    (void)state;
    const char *lines = "a,1,1,x,money,10,,exact,0,EUR,,revenue,Air,2024,actual,,\n"
                        "a,2,1,x,money,12,,exact,0,EUR,,revenue,Air,2025,forecast,,\n"
                        "a,3,1,x,money,2,,exact,0,EUR,,net_income,Air,2024,actual,,\n"
                        "a,4,1,x,money,9,,exact,0,EUR,,revenue,Air,2024,forecast,,\n";
    struct chiffre_compare_options options = {0};
    struct chiffre_table *table = table_of(lines, &options, NULL);
    assert_string_equal(cell_at(table, 0, "revenue"), "10"); /* what was reported stands before what was expected */
    assert_string_equal(cell_at(table, 0, "revenue_status"), "actual");
    assert_string_equal(cell_at(table, 1, "revenue"), "12");
    assert_string_equal(cell_at(table, 1, "revenue_status"), "forecast");
    assert_int_equal(chiffre_table_find(table, TEXT("net_income_status")), SIZE_MAX);
    assert_int_equal(chiffre_table_find(table, TEXT("revenue_status")), chiffre_table_find(table, TEXT("revenue")) + 1);
    chiffre_table_free(table);
}

static void one_row_a_currency(void **state)
{
    (void)state;
    const char *lines = "a,1,1,x,money,10,,exact,0,EUR,,revenue,Air,2024,,,\n"
                        "a,2,1,x,money,11,,exact,0,USD,,revenue,Air,2024,,equivalent,1\n"
                        "a,3,1,x,headcount,7,,exact,0,persons,,headcount,Air,2024,,,\n"
                        "a,4,1,x,headcount,6,,exact,0,persons,,headcount,Air,2023,,,\n"
                        "b,5,1,x,headcount,3,,exact,0,persons,,headcount,Bus,2023,,,\n"
                        "b,6,1,x,money,12,14,exact,0,EUR,,revenue,Bus,2024,forecast,,\n";
    struct chiffre_compare_options options = {0};
    struct chiffre_table *table = table_of(lines, &options, NULL);
    assert_int_equal(chiffre_table_row_count(table), 5);
    assert_string_equal(cell_at(table, 0, "unit"), ""); /* two currencies: the headcount alone is of none */
    assert_string_equal(cell_at(table, 1, "unit"), "EUR");
    assert_string_equal(cell_at(table, 1, "headcount"), "7");
    assert_string_equal(cell_at(table, 2, "unit"), "USD");
    assert_string_equal(cell_at(table, 2, "headcount"), "7");
    assert_string_equal(cell_at(table, 2, "note"), "revenue: converted in the document");
    assert_string_equal(cell_at(table, 3, "unit"), "EUR"); /* the only currency of this one */
    assert_string_equal(cell_at(table, 4, "revenue"), "13");
    assert_string_equal(cell_at(table, 4, "note"), "revenue: forecast, range 12 to 14");
    chiffre_table_free(table);
    options.by_entity = true;
    table = table_of(lines, &options, NULL);
    assert_int_equal(chiffre_table_row_count(table), 4);
    assert_string_equal(cell_at(table, 0, "metric"), "revenue");
    assert_string_equal(cell_at(table, 0, "Air"), "10");
    assert_string_equal(cell_at(table, 0, "Bus"), "13");
    assert_string_equal(cell_at(table, 2, "metric"), "headcount");
    assert_string_equal(cell_at(table, 2, "unit"), "persons");
    assert_string_equal(cell_at(table, 2, "Bus"), "3");
    chiffre_table_free(table);
}

static void asked_columns_stand_as_asked(void **state)
{
    (void)state;
    static const char *const metrics[] = {"free_cash_flow", "revenue", "cash"}, *const entities[] = {"air sa"},
                             *const wrong[] = {"x"};
    struct chiffre_compare_options options = {.metrics = metrics, .metric_count = 3, .entities = entities, .entity_count = 1};
    struct chiffre_compare_summary summary;
    struct chiffre_table *table = table_of("a,1,1,x,money,10,,exact,0,EUR,,revenue,Air,2024,,,\n"
                                           "a,2,1,x,money,2,,exact,0,EUR,,free_cash_flow,Air,2024,,,\n"
                                           "a,3,1,x,money,9,,exact,0,EUR,,net_income,Air,2024,,,\n"
                                           "a,4,1,x,money,8,,exact,0,EUR,,revenue,Bus,2024,,,\n",
                                           &options, &summary);
    assert_int_equal(chiffre_table_find(table, TEXT("free_cash_flow")), 6);
    assert_int_equal(chiffre_table_find(table, TEXT("revenue")), 7);
    assert_int_equal(chiffre_table_find(table, TEXT("cash")), 8); /* there, though empty */
    assert_int_equal(chiffre_table_row_count(table), 1);
    assert_int_equal(summary.not_asked, 2);
    assert_string_equal(cell_at(table, 0, "entity"), "Air");
    chiffre_table_free(table);
    struct chiffre_comparison *comparison = NULL;
    struct chiffre_error error;
    options.metrics = wrong;
    options.metric_count = 1;
    assert_int_equal(chiffre_comparison_new(&options, &comparison, &error), CHIFFRE_UNKNOWN);
    assert_string_equal(error.message, "unknown metric 'x'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_one_company),
        cmocka_unit_test(most_precise_of_agreeing),
        cmocka_unit_test(what_most_figures_support_stands),
        cmocka_unit_test(differing_figures_are_kept),
        cmocka_unit_test(only_levels_enter),
        cmocka_unit_test(kinds_of_period_stay_apart),
        cmocka_unit_test(forecasts_are_marked_in_a_column),
        cmocka_unit_test(one_row_a_currency),
        cmocka_unit_test(asked_columns_stand_as_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
