/* SPDX-License-Identifier: MIT */
/* Rules fact, period and scale against accounts: a facts CSV, and companyfacts JSON with its traps. */
#include "tests/check_figures.h"

#define FACTS                                                                                                                      \
    "entity,metric,period,value,unit,decimals,source\n"                                                                            \
    "Acme,revenue,2023,4410000000,EUR,-6,report 2023\n"                                                                            \
    "Acme,revenue,2024,4812000000,EUR,-6,report 2024\n"                                                                            \
    "Acme,revenue,2024-Q2,1188000000,EUR,-6,report Q2\n"                                                                           \
    "Acme,revenue,2024-H1,2310000000,EUR,-6,report H1\n"                                                                           \
    "Acme,net_income,2024,371000000,EUR,-6,report 2024\n"                                                                          \
    "Acme,operating_income,2024,587000000,EUR,-6,report 2024\n"                                                                    \
    "Acme,free_cash_flow,2023-07-01/2024-06-30,512000000,EUR,-6,report H1\n"                                                       \
    "Acme,headcount,2024-12-31,24860,persons,0,report 2024\n"
#define ROW(metric, value, decimals, unit, kind, period, source, status)                                                           \
    "a,1,1,1,10,9,A," kind "," value ",exact," decimals "," unit "," metric ",Acme," period "," source "," status ",,\n"
#define MONEY(metric, value, decimals, period) ROW(metric, value, decimals, "EUR", "money", period, "stated", "actual")
#define Y2024 "2024,2024-01-01,2024-12-31"
#define Q2 "2024-Q2,2024-04-01,2024-06-30"

struct expectation {
    const char *row;
    enum chiffre_rule rule;
    enum chiffre_verdict verdict;
    enum chiffre_severity severity;
    const char *explanation;
};

static void against_csv(void **state)
{
    (void)state;
    static const struct expectation cases[] = {
        {MONEY("revenue", "4810000000", "-7", Y2024), CHIFFRE_RULE_fact, CHIFFRE_VERDICT_agrees, CHIFFRE_SEVERITY_none, ""},
        {MONEY("revenue", "4910000000", "-7", Y2024), CHIFFRE_RULE_fact, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_warning,
         "one digit"},
        {MONEY("revenue", "4180000000", "-7", Y2024), CHIFFRE_RULE_fact, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_warning,
         "swapped"},
        {MONEY("revenue", "4812000", "-3", Y2024), CHIFFRE_RULE_scale, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_error, "1,000"},
        {MONEY("net_income", "-371000000", "-6", Y2024), CHIFFRE_RULE_fact, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_error,
         "sign"},
        /* cut off: 4.8 would be right, 4.81 is; 371 told as 37 by another scope */
        {MONEY("revenue", "4800000000", "-8", Y2024), CHIFFRE_RULE_fact, CHIFFRE_VERDICT_agrees, CHIFFRE_SEVERITY_none, ""},
        {MONEY("operating_income", "580000000", "-7", Y2024), CHIFFRE_RULE_fact, CHIFFRE_VERDICT_reading, CHIFFRE_SEVERITY_note,
         "cut off"},
        /* the value of another year, and of another metric */
        {MONEY("revenue", "4410000000", "-7", Y2024), CHIFFRE_RULE_fact, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_warning,
         "2023"},
        {MONEY("net_income", "587000000", "-6", Y2024), CHIFFRE_RULE_fact, CHIFFRE_VERDICT_reading, CHIFFRE_SEVERITY_note,
         "operating_income"},
        /* a division's sales are no contradiction */
        {MONEY("revenue", "1900000000", "-8", Y2024), CHIFFRE_RULE_fact, CHIFFRE_VERDICT_reading, CHIFFRE_SEVERITY_note, ""},
        /* a quarter with the half's value */
        {MONEY("revenue", "2310000000", "-7", Q2), CHIFFRE_RULE_period, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_warning,
         "2024-H1"},
        {ROW("revenue", "2310000000", "-7", "EUR", "money", Q2, "inherited", "actual"), CHIFFRE_RULE_period,
         CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_note, ""},
        /* published over twelve months only */
        {MONEY("free_cash_flow", "512000000", "-6", Q2), CHIFFRE_RULE_fact, CHIFFRE_VERDICT_reading, CHIFFRE_SEVERITY_note,
         "2023-07-01"},
        {ROW("headcount", "24860", "0", "persons", "headcount", "2024-12-31,2024-12-31,2024-12-31", "stated", "actual"),
         CHIFFRE_RULE_fact, CHIFFRE_VERDICT_agrees, CHIFFRE_SEVERITY_none, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct checked checked = check_figures(cases[i].row, FACTS, NULL);
        const struct chiffre_finding *finding = gravest(&checked);
        if (finding == NULL)
            fail_msg("case %zu: nothing found", i);
        if (finding->rule != cases[i].rule || finding->verdict != cases[i].verdict || finding->severity != cases[i].severity ||
            !text_has(finding->explanation, cases[i].explanation))
            fail_msg("case %zu: %s, %s, %s: %.*s (%.*s)", i, chiffre_rule_name(finding->rule),
                     chiffre_verdict_name(finding->verdict), chiffre_severity_name(finding->severity), (int)finding->message.length,
                     finding->message.data, (int)finding->explanation.length, finding->explanation.data);
        checked_free(&checked);
    }
}

/* Changes that are told alone, of two years of the accounts: 4812 after 4410 is 9.1 %, 402 million more. */
static void changes_of_facts(void **state)
{
    (void)state;
    static const struct {
        const char *value, *unit, *kind;
        enum chiffre_rule rule;
        enum chiffre_severity severity;
        const char *message;
    } cases[] = {
        {"9", "percent", "percent", CHIFFRE_RULE_growth, CHIFFRE_SEVERITY_none, "(9.09 to 9.14%)"},
        {"19", "percent", "percent", CHIFFRE_RULE_growth, CHIFFRE_SEVERITY_warning, "computed 9.09 to 9.14%"},
        {"-9", "percent", "percent", CHIFFRE_RULE_direction, CHIFFRE_SEVERITY_error, "the other: computed 9.09 to 9.14%"},
        {"9", "percentage_points", "percent", CHIFFRE_RULE_points, CHIFFRE_SEVERITY_warning, "makes 9.09 to 9.14%"},
        {"19", "percentage_points", "percent", CHIFFRE_RULE_growth, CHIFFRE_SEVERITY_warning, "computed 9.09 to 9.14%"},
        {"402000000", "EUR", "money", CHIFFRE_RULE_growth, CHIFFRE_SEVERITY_none, "agrees"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char row[512];
        snprintf(row, sizeof row, "a,1,1,1,10,9,A,%s,%s,exact,0,%s,revenue,Acme," Y2024 ",stated,actual,growth,\n", cases[i].kind,
                 cases[i].value, cases[i].unit);
        struct checked checked = check_figures(row, FACTS, NULL);
        const struct chiffre_finding *finding = gravest(&checked);
        assert_non_null(finding);
        if (finding->rule != cases[i].rule || finding->severity != cases[i].severity || !text_has(finding->message, cases[i].message))
            fail_msg("case %zu: %s, %s: %.*s", i, chiffre_rule_name(finding->rule), chiffre_severity_name(finding->severity),
                     (int)finding->message.length, finding->message.data);
        checked_free(&checked);
    }
}

/* Neither a forecast nor a figure of another company is held against the accounts. */
static void left_alone(void **state)
{
    (void)state;
    struct checked checked =
        check_figures(ROW("revenue", "9000000000", "-8", "EUR", "money", Y2024, "stated", "forecast"), FACTS, NULL);
    assert_int_equal(chiffre_findings_count(checked.findings), 0);
    checked_free(&checked);
    checked = check_figures("a,1,1,1,10,9,A,money,9000000000,exact,-8,EUR,revenue,Other," Y2024 ",stated,actual,,\n", FACTS, NULL);
    assert_int_equal(chiffre_findings_count(checked.findings), 0);
    checked_free(&checked);
}

/* A change without a value before it is recomputed from two facts. */
static void growth_from_facts(void **state)
{
    (void)state;
    static const char *const changes[] = {"9", "19"};
    static const enum chiffre_verdict verdicts[] = {CHIFFRE_VERDICT_agrees, CHIFFRE_VERDICT_disagrees};
    for (size_t i = 0; i < 2; i++) {
        char rows[512];
        snprintf(rows, sizeof rows,
                 MONEY("revenue", "4810000000", "-7", Y2024) "a,2,1,1,50,3,B,percent,%s,exact,0,percent,revenue,Acme," Y2024
                                                             ",stated,actual,growth,1\n",
                 changes[i]);
        struct checked checked = check_figures(rows, FACTS, NULL);
        bool found = false;
        for (size_t k = 0; k < chiffre_findings_count(checked.findings); k++) {
            const struct chiffre_finding *finding = chiffre_findings_at(checked.findings, k);
            if (finding->rule != CHIFFRE_RULE_growth)
                continue;
            assert_int_equal(finding->verdict, verdicts[i]);
            found = true;
        }
        assert_true(found);
        checked_free(&checked);
    }
}

/* One fact in three filings: first 100, restated to 120; the quarter ends with the year to date; a null fy, a fact without a
 * number, a unit of the filer's own; the concept changes with the years. */
#define SEC                                                                                                                        \
    "{\"cik\":\"0000000001\",\"entityName\":\"ACME.COM, INC.\",\"facts\":{\"ffd\":{},\"us-gaap\":{"                                \
    "\"SalesRevenueNet\":{\"label\":null,\"units\":{\"USD\":["                                                                     \
    "{\"start\":\"2016-01-01\",\"end\":\"2016-12-31\",\"val\":100000000,\"accn\":\"1\",\"fy\":2016,\"fp\":\"FY\",\"form\":\"10-"   \
    "K\",\"filed\":\"2017-02-10\"},"                                                                                               \
    "{\"start\":\"2016-01-01\",\"end\":\"2016-12-31\",\"val\":null,\"accn\":\"1\",\"fy\":null,\"fp\":null,\"form\":\"10-K\","      \
    "\"filed\":\"2017-02-10\"}],"                                                                                                  \
    "\"segment\":[{\"end\":\"2016-12-31\",\"val\":3,\"accn\":\"1\",\"form\":\"10-K\",\"filed\":\"2017-02-10\"}]}},"                \
    "\"RevenueFromContractWithCustomerExcludingAssessedTax\":{\"units\":{\"USD\":["                                                \
    "{\"start\":\"2016-01-01\",\"end\":\"2016-12-31\",\"val\":120000000,\"accn\":\"2\",\"fy\":2018,\"fp\":\"FY\",\"form\":\"10-"   \
    "K\",\"filed\":\"2019-02-10\"},"                                                                                               \
    "{\"start\":\"2018-01-01\",\"end\":\"2018-06-30\",\"val\":90000000,\"accn\":\"3\",\"fy\":2018,\"fp\":\"Q2\",\"form\":\"10-"    \
    "Q\",\"filed\":\"2018-08-01\"},"                                                                                               \
    "{\"start\":\"2018-04-01\",\"end\":\"2018-06-30\",\"val\":47000000,\"accn\":\"3\",\"fy\":2018,\"fp\":\"Q2\",\"form\":\"10-"    \
    "Q\",\"filed\":\"2018-08-01\"}]}},"                                                                                            \
    "\"EarningsPerShareDiluted\":{\"units\":{\"USD/shares\":["                                                                     \
    "{\"start\":\"2016-01-01\",\"end\":\"2016-12-31\",\"val\":1.15,\"accn\":\"1\",\"fy\":2016,\"fp\":\"FY\",\"form\":\"10-K\","    \
    "\"filed\":\"2017-02-10\"}]}}}}}"

static const struct chiffre_finding *check_sec(const char *value, const char *decimals, const char *metric, const char *period,
                                               chiffre_date date, struct checked *checked)
{
    static struct chiffre_document document;
    char row[512];
    document = (struct chiffre_document){.name = TEXT("a"), .text = TEXT(""), .date = date};
    snprintf(row, sizeof row, "a,1,1,1,10,9,A,money,%s,exact,%s,USD,%s,Acme,%s,stated,actual,,\n", value, decimals, metric, period);
    *checked = check_figures(row, SEC, &document);
    return gravest(checked);
}

#define DAY(year) ((chiffre_date)(((year)-1970) * 365.2425))
static void against_companyfacts(void **state)
{
    (void)state;
    static const struct {
        const char *value, *decimals, *metric, *period;
        int year;
        enum chiffre_rule rule;
        enum chiffre_verdict verdict;
    } cases[] = {
        {"100000000", "-6", "revenue", "2016,2016-01-01,2016-12-31", 2018, CHIFFRE_RULE_fact, CHIFFRE_VERDICT_agrees},
        {"120000000", "-6", "revenue", "2016,2016-01-01,2016-12-31", 2020, CHIFFRE_RULE_fact, CHIFFRE_VERDICT_agrees},
        {"120000000", "-6", "revenue", "2016,2016-01-01,2016-12-31", 2018, CHIFFRE_RULE_fact, CHIFFRE_VERDICT_reading},
        {"47000000", "-6", "revenue", "2018-Q2,2018-04-01,2018-06-30", 2019, CHIFFRE_RULE_fact, CHIFFRE_VERDICT_agrees},
        {"90000000", "-6", "revenue", "2018-Q2,2018-04-01,2018-06-30", 2019, CHIFFRE_RULE_period, CHIFFRE_VERDICT_disagrees},
        {"1.15", "2", "eps", "2016,2016-01-01,2016-12-31", 2019, CHIFFRE_RULE_fact, CHIFFRE_VERDICT_agrees},
        {"1.18", "2", "eps", "2016,2016-01-01,2016-12-31", 2019, CHIFFRE_RULE_fact, CHIFFRE_VERDICT_disagrees},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct checked checked;
        const struct chiffre_finding *finding =
            check_sec(cases[i].value, cases[i].decimals, cases[i].metric, cases[i].period, DAY(cases[i].year), &checked);
        if (finding == NULL)
            fail_msg("case %zu: nothing found", i);
        if (finding->rule != cases[i].rule || finding->verdict != cases[i].verdict)
            fail_msg("case %zu: %s, %s: %.*s", i, chiffre_rule_name(finding->rule), chiffre_verdict_name(finding->verdict),
                     (int)finding->message.length, finding->message.data);
        checked_free(&checked);
    }
}

static void bad_facts(void **state)
{
    (void)state;
    static const struct {
        const char *content;
        size_t line;
    } cases[] = {
        {"entity,metric,period,value\nA,revenue,2024,1\n", 1},
        {"entity,metric,period,value,unit\nA,revenue,2024,1,EUR\nA,sales,2024,1,EUR\n", 3},
        {"entity,metric,period,value,unit\nA,revenue,lately,1,EUR\n", 2},
        {"entity,metric,period,value,unit\nA,revenue,2024,1 000,EUR\n", 2},
        {"{\"facts\":", 1},
        {"{\"facts\":{}}", 0},
        {"", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char path[] = "/tmp/chiffre-facts-XXXXXX";
        struct chiffre_checker *checker;
        struct chiffre_error error = {.line = 99};
        assert_int_equal(chiffre_checker_new(NULL, &checker, &error), CHIFFRE_OK);
        write_file(path, cases[i].content);
        assert_int_equal(chiffre_checker_add_facts(checker, path, NULL, &error), CHIFFRE_MALFORMED);
        assert_int_equal(error.line, cases[i].line);
        unlink(path);
        chiffre_checker_free(checker);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(against_csv), cmocka_unit_test(changes_of_facts),          cmocka_unit_test(left_alone), cmocka_unit_test(growth_from_facts),
        cmocka_unit_test(against_companyfacts), cmocka_unit_test(bad_facts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
