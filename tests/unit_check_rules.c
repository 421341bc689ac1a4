/* SPDX-License-Identifier: MIT */
/* Each rule of check on figures written out by hand: what agrees, what agrees under a reading, what does not. */
#include "tests/check_figures.h"

/* A figure of one line: document a, sentence by offset. */
#define F(id, offset, text, kind, value, decimals, unit, metric, entity, period, relation, of)                                     \
    "a," #id ",1," #offset "," #offset ",9,\"" text "\"," #kind "," value ",exact," decimals "," unit "," metric "," entity        \
    "," period ",stated,actual," relation "," of "\n"
#define YEAR_2024 "2024,2024-01-01,2024-12-31"
#define YEAR_2023 "2023,2023-01-01,2023-12-31"
#define Q2_2025 "2025-Q2,2025-04-01,2025-06-30"
#define Q2_2024 "2024-Q2,2024-04-01,2024-06-30"
#define NO_PERIOD ",,"
#define REVENUE(value, decimals) F(1, 10, "A", money, value, decimals, "USD", "revenue", "Acme", Q2_2025, "", "")
#define PRIOR(value, decimals) F(3, 90, "B", money, value, decimals, "USD", "revenue", "Acme", Q2_2024, "prior", "1")
#define CHANGE(value, decimals, unit) F(2, 50, "C", percent, value, decimals, unit, "revenue", "Acme", Q2_2025, "growth", "1")

struct expectation {
    const char *rows;
    enum chiffre_rule rule;
    enum chiffre_verdict verdict;
    enum chiffre_severity severity;
};

static void expect(const struct expectation *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct checked checked = check_figures(cases[i].rows, NULL, NULL);
        const struct chiffre_finding *finding = gravest(&checked);
        if (finding == NULL)
            fail_msg("case %zu: nothing found", i);
        if (finding->rule != cases[i].rule || finding->verdict != cases[i].verdict || finding->severity != cases[i].severity)
            fail_msg("case %zu: %s, %s, %s: %.*s", i, chiffre_rule_name(finding->rule), chiffre_verdict_name(finding->verdict),
                     chiffre_severity_name(finding->severity), (int)finding->message.length, finding->message.data);
        checked_free(&checked);
    }
}
#define EXPECT(cases) expect(cases, sizeof(cases) / sizeof((cases)[0]))
#define AGREES CHIFFRE_VERDICT_agrees, CHIFFRE_SEVERITY_none
#define READING CHIFFRE_VERDICT_reading, CHIFFRE_SEVERITY_note
#define WARNS CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_warning
#define ERRS CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_error

/* 167,7 against 148 is 12.90 to 13.73 %, so 13 and 14 both hold; against 148,0 it is 13.24 to 13.38 %, so 14 does not (research
 * note C1). */
static void growth(void **state)
{
    (void)state;
    static const struct expectation cases[] = {
        {REVENUE("167700000000", "-8") CHANGE("13", "0", "percent") PRIOR("148000000000", "-9"), CHIFFRE_RULE_growth, AGREES},
        {REVENUE("167700000000", "-8") CHANGE("14", "0", "percent") PRIOR("148000000000", "-9"), CHIFFRE_RULE_growth, AGREES},
        {REVENUE("167700000000", "-8") CHANGE("13", "0", "percent") PRIOR("148000000000", "-8"), CHIFFRE_RULE_growth, AGREES},
        {REVENUE("167700000000", "-8") CHANGE("14", "0", "percent") PRIOR("148000000000", "-8"), CHIFFRE_RULE_growth, WARNS},
        /* 15.8 % cut off instead of rounded */
        {REVENUE("115800000000", "-8") CHANGE("15", "0", "percent") PRIOR("100000000000", "-8"), CHIFFRE_RULE_growth, READING},
        /* the prior 12 000 may stand for 11 500 to 12 500 */
        {REVENUE("12480", "0") CHANGE("7", "0", "percent") PRIOR("12000", "0"), CHIFFRE_RULE_growth, READING},
        {REVENUE("12480", "0") CHANGE("14", "0", "percent") PRIOR("12000", "0"), CHIFFRE_RULE_growth, WARNS},
        /* the sign turns the meaning round */
        {REVENUE("167700000000", "-8") CHANGE("-13", "0", "percent") PRIOR("148000000000", "-8"), CHIFFRE_RULE_direction, ERRS},
        /* a thousand too little */
        {REVENUE("167700000", "-5") CHANGE("13", "0", "percent") PRIOR("148000000000", "-8"), CHIFFRE_RULE_scale, ERRS},
        /* losses: 2,4 after 2,0 is 20 % more loss, whichever sign is told */
        {REVENUE("-2400000", "-5") CHANGE("20", "0", "percent") PRIOR("-2000000", "-5"), CHIFFRE_RULE_growth, AGREES},
        {REVENUE("-2400000", "-5") CHANGE("-20", "0", "percent") PRIOR("-2000000", "-5"), CHIFFRE_RULE_growth, AGREES},
        /* an amount: up 23 million */
        {REVENUE("123000000", "-6") F(2, 50, "C", money, "23000000", "-6", "USD", "revenue", "Acme", Q2_2025, "growth", "1")
             PRIOR("100000000", "-6"),
         CHIFFRE_RULE_growth, AGREES},
        {REVENUE("123000000", "-6") F(2, 50, "C", money, "32000000", "-6", "USD", "revenue", "Acme", Q2_2025, "growth", "1")
             PRIOR("100000000", "-6"),
         CHIFFRE_RULE_growth, WARNS},
    };
    EXPECT(cases);
}

static void growth_without_base(void **state)
{
    (void)state;
    struct checked checked = check_figures(REVENUE("167700000000", "-8") CHANGE("13", "0", "percent"), NULL, NULL);
    const struct chiffre_finding *finding = gravest(&checked);
    assert_int_equal(finding->verdict, CHIFFRE_VERDICT_unchecked);
    assert_int_equal(finding->reason, CHIFFRE_REASON_no_prior);
    checked_free(&checked);
    /* a rate on a loss has no meaning: a note, no accusation */
    checked = check_figures(REVENUE("500000000", "-6") CHANGE("150", "0", "percent") PRIOR("-1000000000", "-6"), NULL, NULL);
    finding = gravest(&checked);
    assert_int_equal(finding->verdict, CHIFFRE_VERDICT_unchecked);
    assert_int_equal(finding->severity, CHIFFRE_SEVERITY_note);
    assert_int_equal(finding->reason, CHIFFRE_REASON_negative_base);
    checked_free(&checked);
}

/* 18,2 contre 53: -66.07 to -65.24 %; what each number would have to be for 13 % is said. */
static void repairs(void **state)
{
    (void)state;
    struct checked checked =
        check_figures(REVENUE("167700000000", "-8") CHANGE("14", "0", "percent") PRIOR("148000000000", "-8"), NULL, NULL);
    const struct chiffre_finding *finding = gravest(&checked);
    assert_true(text_has(finding->computed, "13.2"));
    assert_true(text_has(finding->computed, "13.4"));
    assert_int_equal(finding->figure_count, 3);
    assert_true(text_has(finding->figures[2].needed, "146.4"));
    assert_true(text_has(finding->figures[2].needed, "147.8"));
    assert_true(note_has(finding, "earlier value"));
    checked_free(&checked);
}

#define MARGIN(value, decimals) F(1, 10, "A", percent, value, decimals, "percent", "operating_margin", "Acme", Q2_2025, "", "")
#define MARGIN_PRIOR(value, decimals)                                                                                              \
    F(3, 90, "B", percent, value, decimals, "percent", "operating_margin", "Acme", Q2_2024, "prior", "1")
#define MARGIN_CHANGE(value, unit) F(2, 50, "C", percent, value, "0", unit, "operating_margin", "Acme", Q2_2025, "growth", "1")

static void points(void **state)
{
    (void)state;
    static const struct expectation cases[] = {
        {MARGIN("24", "0") MARGIN_CHANGE("4", "percentage_points") MARGIN_PRIOR("20", "0"), CHIFFRE_RULE_growth, AGREES},
        {MARGIN("24", "0") MARGIN_CHANGE("4", "percent") MARGIN_PRIOR("20", "0"), CHIFFRE_RULE_points, WARNS},
        {MARGIN("24", "0") MARGIN_CHANGE("20", "percent") MARGIN_PRIOR("20", "0"), CHIFFRE_RULE_growth, AGREES},
        {MARGIN("24", "0") MARGIN_CHANGE("400", "basis_points") MARGIN_PRIOR("20", "0"), CHIFFRE_RULE_growth, AGREES},
        {REVENUE("575000000", "-6") CHANGE("15", "0", "percentage_points") PRIOR("500000000", "-6"), CHIFFRE_RULE_points, WARNS},
    };
    EXPECT(cases);
}

#define TIMES(value, decimals) F(2, 50, "C", ratio, value, decimals, "", "revenue", "Acme", Q2_2025, "growth", "1")

static void multiple(void **state)
{
    (void)state;
    static const struct expectation cases[] = {
        {REVENUE("46000000", "-6") TIMES("2", "0") PRIOR("23000000", "-6"), CHIFFRE_RULE_multiple, AGREES},
        {REVENUE("46000000", "-6") TIMES("3", "0") PRIOR("23000000", "-6"), CHIFFRE_RULE_multiple, WARNS},
        {REVENUE("410000000", "-6") TIMES("0.5", "1") PRIOR("820000000", "-6"), CHIFFRE_RULE_multiple, AGREES},
        {REVENUE("360000000", "-6") TIMES("0.5", "1") PRIOR("820000000", "-6"), CHIFFRE_RULE_multiple,
         AGREES}, /* by 2.3, told as 2 */
        {REVENUE("410000000", "-6") TIMES("2", "0") PRIOR("820000000", "-6"), CHIFFRE_RULE_multiple, ERRS},
    };
    EXPECT(cases);
}

#define PART(value) F(1, 10, "A", headcount, value, "0", "persons", "layoffs", "Acme", NO_PERIOD, "", "")
#define SHARE_OF_PART(value, decimals)                                                                                             \
    F(2, 30, "S", percent, value, decimals, "percent", "layoffs", "Acme", NO_PERIOD, "share", "1")
#define WHOLE(value) F(3, 60, "W", headcount, value, "0", "persons", "headcount", "Acme", NO_PERIOD, "", "")
#define EUROPE(id, value, relation, of) F(id, id##0, "P", count, value, "0", "shop", "locations", "Acme", NO_PERIOD, relation, of)
#define SHARE_OF_SALES(id, value) F(id, id##0, "P", percent, value, "0", "percent", "revenue", "Acme", NO_PERIOD, "share", "")

static void share(void **state)
{
    (void)state;
    static const struct expectation cases[] = {
        {PART("3060") SHARE_OF_PART("5", "0") WHOLE("61200"), CHIFFRE_RULE_share, AGREES},
        {PART("3060") SHARE_OF_PART("9", "0") WHOLE("61200"), CHIFFRE_RULE_share, WARNS},
        {PART("3060") SHARE_OF_PART("5", "0"), CHIFFRE_RULE_share, CHIFFRE_VERDICT_unchecked, CHIFFRE_SEVERITY_note},
        {EUROPE(1, "850", "", "") EUROPE(2, "340", "part", "1"), CHIFFRE_RULE_share, AGREES},
        {EUROPE(1, "850", "", "") EUROPE(2, "940", "part", "1"), CHIFFRE_RULE_share, ERRS},
        {EUROPE(1, "90", "", "") EUROPE(2, "50", "part", "1") EUROPE(3, "25", "part", "1"), CHIFFRE_RULE_total, AGREES},
        {EUROPE(1, "90", "", "") EUROPE(2, "50", "part", "1") EUROPE(3, "45", "part", "1"), CHIFFRE_RULE_total, WARNS},
        {SHARE_OF_SALES(1, "45") SHARE_OF_SALES(2, "30") SHARE_OF_SALES(3, "25"), CHIFFRE_RULE_share, AGREES},
        {SHARE_OF_SALES(1, "45") SHARE_OF_SALES(2, "30") SHARE_OF_SALES(3, "35"), CHIFFRE_RULE_share, WARNS},
        /* 33 % and 67 % and half a point each */
        {SHARE_OF_SALES(1, "34") SHARE_OF_SALES(2, "33") SHARE_OF_SALES(3, "34"), CHIFFRE_RULE_share, AGREES},
    };
    EXPECT(cases);
}

/* 10 000 = 3 % implies 285 714 to 400 020 people. */
static void share_implied(void **state)
{
    (void)state;
    struct checked checked = check_figures(PART("10000") SHARE_OF_PART("3", "0"), NULL, NULL);
    const struct chiffre_finding *finding = gravest(&checked);
    assert_int_equal(finding->reason, CHIFFRE_REASON_no_whole);
    assert_true(text_has(finding->computed, "285,7"));
    assert_true(text_has(finding->computed, "400,0"));
    checked_free(&checked);
}

#define ITEM(id, value) F(id, id##0, "I", headcount, value, "0", "persons", "layoffs", "Acme", NO_PERIOD, "", "")
#define TOTAL(value) F(4, 40, "T", headcount, value, "0", "persons", "layoffs", "Acme", NO_PERIOD, "total", "3")

static void total(void **state)
{
    (void)state;
    static const struct expectation cases[] = {
        {ITEM(1, "120") ITEM(2, "80") ITEM(3, "50") TOTAL("250"), CHIFFRE_RULE_total, AGREES},
        {ITEM(1, "120") ITEM(2, "80") ITEM(3, "50") TOTAL("270"), CHIFFRE_RULE_total, WARNS},
        /* an open list: 250 of 3000 */
        {ITEM(1, "120") ITEM(2, "80") ITEM(3, "50") TOTAL("3000"), CHIFFRE_RULE_share, AGREES},
        {ITEM(3, "50") TOTAL("300"), CHIFFRE_RULE_share, AGREES},
        {ITEM(3, "500") TOTAL("300"), CHIFFRE_RULE_share, ERRS},
        /* the first figure of the sentence is no item: 80 + 50 */
        {ITEM(1, "999") ITEM(2, "80") ITEM(3, "50") TOTAL("130"), CHIFFRE_RULE_total, AGREES},
    };
    EXPECT(cases);
}

#define TOLD(id, offset, value, decimals) F(id, offset, "A", money, value, decimals, "EUR", "revenue", "Acme", YEAR_2024, "", "")

static void twice(void **state)
{
    (void)state;
    static const struct expectation cases[] = {
        {TOLD(1, 10, "4810000000", "-7") TOLD(2, 900, "4810000000", "-7"), CHIFFRE_RULE_twice, AGREES},
        {TOLD(1, 10, "4812000000", "-6") TOLD(2, 900, "4800000000", "-8"), CHIFFRE_RULE_twice, AGREES}, /* less precise */
        {TOLD(1, 10, "4810000000", "-7") TOLD(2, 900, "4180000000", "-7"), CHIFFRE_RULE_twice, ERRS},
        {TOLD(1, 10, "4870000000", "-7") TOLD(2, 900, "4800000000", "-8"), CHIFFRE_RULE_twice, READING}, /* cut off */
        {TOLD(1, 10, "4810000000", "-7") TOLD(2, 900, "1200000000", "-8"), CHIFFRE_RULE_twice, CHIFFRE_VERDICT_unchecked,
         CHIFFRE_SEVERITY_none}, /* another scope */
    };
    EXPECT(cases);
}

static void between_documents(void **state)
{
    (void)state;
    struct checked checked =
        check_figures("a,1,1,1,10,9,A,money,4810000000,exact,-7,EUR,revenue,Acme," YEAR_2024 ",stated,actual,,\n"
                      "b,1,1,1,10,9,A,money,4180000000,exact,-7,EUR,revenue,ACME," YEAR_2024 ",stated,actual,,\n"
                      "c,1,1,1,10,9,A,money,1000000000,exact,-7,EUR,revenue,Adler," YEAR_2024 ",stated,actual,,\n",
                      NULL, NULL);
    assert_int_equal(gravest(&checked)->rule, CHIFFRE_RULE_twice);
    assert_int_equal(gravest(&checked)->severity, CHIFFRE_SEVERITY_warning);
    assert_int_equal(gravest(&checked)->figures[0].figure, 1); /* the later one is accused */
    checked_free(&checked);
    checked = check_figures("a,1,1,1,10,9,A,money,4810000000,exact,-7,EUR,revenue,Acme," YEAR_2024 ",stated,actual,,\n"
                            "b,1,1,1,10,9,A,money,4180000000,exact,-7,EUR,revenue,Acme," YEAR_2024 ",stated,actual,,\n",
                            NULL, NULL);
    const struct chiffre_finding *finding = gravest(&checked);
    assert_int_equal(finding->rule, CHIFFRE_RULE_twice);
    assert_int_equal(finding->severity, CHIFFRE_SEVERITY_warning);
    assert_true(text_has(finding->explanation, "swapped"));
    checked_free(&checked);
}

#define DOLLARS(value, decimals, days) F(1, 10, "D", money, value, decimals, "USD", "market_cap", "Acme", days, "", "")
#define EUROS(value, decimals, days) F(2, 40, "E", money, value, decimals, "EUR", "market_cap", "Acme", days, "equivalent", "1")
#define JUNE_26 "2024-06-26,2024-06-26,2024-06-26"

/* The European Central Bank published 1.0686 to 1.0898 USD for a euro in June 2024. */
static void conversion(void **state)
{
    (void)state;
    static const struct expectation cases[] = {
        {DOLLARS("2000000000000", "-9", JUNE_26) EUROS("1870300000000", "-8", JUNE_26), CHIFFRE_RULE_conversion, READING},
        {DOLLARS("2000000000000", "-9", JUNE_26) EUROS("1870300000", "-5", JUNE_26), CHIFFRE_RULE_scale, ERRS},
        {DOLLARS("536000000", "-6", JUNE_26) EUROS("600000000", "-6", JUNE_26), CHIFFRE_RULE_conversion, WARNS},
    };
    EXPECT(cases);
}

/* A figure of `text`, where its span stands. */
static size_t spans(char *rows, size_t room, const char *text, const char *const *parts, size_t count)
{
    size_t used = 0;
    for (size_t i = 0; i + 1 < count * 3; i += 3) {
        const char *at = strstr(text, parts[i]);
        assert_non_null(at);
        used += (size_t)snprintf(
            rows + used, room - used, "a,%zu,1,%zu,%zu,%zu,\"%s\",money,%s,exact,-6,USD,revenue,Acme,,,,,actual,%s\n", i / 3 + 1,
            (size_t)(at - text) + 1, (size_t)(at - text), strlen(parts[i]), parts[i], parts[i + 1], parts[i + 2]);
    }
    return used;
}

/* Changes and sums that are told by a word of the language's tables alone. */
static void words(void **state)
{
    (void)state;
    static const struct {
        const char *text, *language, *parts[9];
        size_t count;
        enum chiffre_rule rule;
        enum chiffre_severity severity;
    } cases[] = {
        {"Revenue fell to $330 million from $110 million.",
         "en",
         {"$330 million", "330000000", ",", "$110 million", "110000000", "prior,1"},
         2,
         CHIFFRE_RULE_direction,
         CHIFFRE_SEVERITY_error},
        {"Revenue rose to $330 million from $110 million.",
         "en",
         {"$330 million", "330000000", ",", "$110 million", "110000000", "prior,1"},
         2,
         CHIFFRE_RULE_growth,
         CHIFFRE_SEVERITY_none},
        {"Revenue tripled to $330 million from $110 million.",
         "en",
         {"$330 million", "330000000", ",", "$110 million", "110000000", "prior,1"},
         2,
         CHIFFRE_RULE_multiple,
         CHIFFRE_SEVERITY_none},
        {"Revenue doubled to $330 million from $110 million.",
         "en",
         {"$330 million", "330000000", ",", "$110 million", "110000000", "prior,1"},
         2,
         CHIFFRE_RULE_multiple,
         CHIFFRE_SEVERITY_warning},
        /* the word is not of the figure: other words stand between, or a sentence's end */
        {"Costs fell. Revenue was $330 million against $110 million.",
         "en",
         {"$330 million", "330000000", ",", "$110 million", "110000000", "prior,1"},
         2,
         CHIFFRE_RULE_growth,
         CHIFFRE_SEVERITY_none},
        {"As costs fell, revenue came to $330 million against $110 million.",
         "en",
         {"$330 million", "330000000", ",", "$110 million", "110000000", "prior,1"},
         2,
         CHIFFRE_RULE_growth,
         CHIFFRE_SEVERITY_none},
        {"Le groupe verse 210 millions en Asie et 150 millions en Europe, soit 370 millions au total.",
         "fr",
         {"210 millions", "210000000", ",", "150 millions", "150000000", ",", "370 millions", "370000000", ","},
         3,
         CHIFFRE_RULE_total,
         CHIFFRE_SEVERITY_warning},
        {"Le groupe verse 210 millions en Asie et 150 millions en Europe, soit 360 millions au total.",
         "fr",
         {"210 millions", "210000000", ",", "150 millions", "150000000", ",", "360 millions", "360000000", ","},
         3,
         CHIFFRE_RULE_total,
         CHIFFRE_SEVERITY_none},
        /* a number among the items that was not understood: no accusation */
        {"Le groupe verse 210 millions en Asie, 10 ailleurs et 150 millions en Europe, soit 370 millions au total.",
         "fr",
         {"210 millions", "210000000", ",", "150 millions", "150000000", ",", "370 millions", "370000000", ","},
         3,
         CHIFFRE_RULE_COUNT,
         CHIFFRE_SEVERITY_none},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char rows[1024];
        struct chiffre_document document = {
            .name = TEXT("a"), .text = text_from(cases[i].text), .language = text_from(cases[i].language), .date = CHIFFRE_NO_DATE};
        spans(rows, sizeof rows, cases[i].text, cases[i].parts, cases[i].count);
        struct checked checked = check_figures(rows, NULL, &document);
        const struct chiffre_finding *finding = gravest(&checked);
        if (finding == NULL && cases[i].rule != CHIFFRE_RULE_COUNT)
            fail_msg("case %zu: nothing found", i);
        if (finding != NULL && (finding->rule != cases[i].rule || finding->severity != cases[i].severity))
            fail_msg("case %zu: %s %s %.*s", i, chiffre_rule_name(finding->rule), chiffre_severity_name(finding->severity),
                     (int)finding->message.length, finding->message.data);
        checked_free(&checked);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(growth),        cmocka_unit_test(growth_without_base),
        cmocka_unit_test(repairs),       cmocka_unit_test(points),
        cmocka_unit_test(multiple),      cmocka_unit_test(share),
        cmocka_unit_test(share_implied), cmocka_unit_test(total),
        cmocka_unit_test(twice),         cmocka_unit_test(between_documents),
        cmocka_unit_test(conversion),    cmocka_unit_test(words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
