/* SPDX-License-Identifier: MIT */
/* A change of a percentage, told in percent or in points, as a number or a range, against two values, at its edges. */
#include "core/decimal.h"
#include "tests/check_changes.h"

#define MARGIN(text, value, decimals, relation) text "|percent|" value "|" decimals "|percent|operating_margin||" relation
#define MARGIN_CHANGE(text, value, decimals, unit) text "|percent|" value "|" decimals "|" unit "|operating_margin||growth|1"

static const struct edge percent_or_points[] = {
    {"The margin was 24%, 4 points more than 20%.",
     MARGIN("24%", "24", "0", "|") "\n" MARGIN_CHANGE("4 points", "4", "0", "percentage_points") "\n" MARGIN("20%", "20", "0", "prior|1"),
     "growth agrees: “4 points” agrees with “24%” and “20%” (3.0 to 5.0 percentage points)"},
    {"The margin was 24%, 4% more than 20%.",
     MARGIN("24%", "24", "0", "|") "\n" MARGIN_CHANGE("4%", "4", "0", "percent") "\n" MARGIN("20%", "20", "0", "prior|1"),
     "points disagrees/warning: “4%” is in percent, but “24%” against “20%” makes 3.0 to 5.0 percentage points # it fits if the change “4%” is 14.6 "
     "to 25.7%; or the current value “24%” is 20.1 to 21.5%; or the earlier value “20%” is 22.4 to 23.7%"},
    {"The margin was 24%, 20 points more than 20%.",
     MARGIN("24%", "24", "0", "|") "\n" MARGIN_CHANGE("20 points", "20", "0", "percentage_points") "\n" MARGIN("20%", "20", "0", "prior|1"),
     "points disagrees/warning: “20 points” is in percentage points, but “24%” against “20%” makes 14.6 to 25.7% # it fits if the change “20 points” "
     "is 3.0 to 5.0 percentage points; or the current value “24%” is 39.0 to 41.0%; or the earlier value “20%” is 3.0 to 5.0%"},
    {"The margin was 24%, 400 basis points more than 20%.",
     MARGIN("24%", "24", "0", "|") "\n" MARGIN_CHANGE("400 basis points", "400", "0", "basis_points") "\n" MARGIN("20%", "20", "0", "prior|1"),
     "growth agrees: “400 basis points” agrees with “24%” and “20%” (3.000 to 5.000 percentage points)"},
    {"The margin was 24.0%, 380 basis points more than 20.0%.",
     MARGIN("24.0%", "24.0", "1", "|") "\n" MARGIN_CHANGE("380 basis points", "380", "0", "basis_points") "\n" MARGIN("20.0%", "20.0", "1",
                                                                                                                      "prior|1"),
     "growth disagrees/warning: “380 basis points” does not follow from “24.0%” and “20.0%”: computed 3.900 to 4.100 percentage points # it fits if "
     "the change “380 basis points” is 3.900 to 4.100 percentage points; or the current value “24.0%” is 23.74 to 23.86%; or the earlier value "
     "“20.0%” is 20.14 to 20.26%"},
    {"The margin was 24%, 9 points more than 20%.",
     MARGIN("24%", "24", "0", "|") "\n" MARGIN_CHANGE("9 points", "9", "0", "percentage_points") "\n" MARGIN("20%", "20", "0", "prior|1"),
     "growth disagrees/warning: “9 points” does not follow from “24%” and “20%”: computed 3.0 to 5.0 percentage points # it fits if the change “9 "
     "points” is 3.0 to 5.0 percentage points; or the current value “24%” is 28.0 to 30.0%; or the earlier value “20%” is 14.0 to 16.0%"},
    {"Revenue was $115 million, 15 points more than $100 million.",
     NOW("$115 million", "115000000", "-6") "\n" CHANGE("15 points", "15", "0", "percentage_points") "\n" BEFORE("$100 million", "100000000", "-6",
                                                                                                                 "1"),
     "points disagrees/warning: “15 points” is in percentage points, but “$115 million” against “$100 million” makes 13.9 to 16.1%"},
    {"Revenue was $115 million, 25 points more than $100 million.",
     NOW("$115 million", "115000000", "-6") "\n" CHANGE("25 points", "25", "0", "percentage_points") "\n" BEFORE("$100 million", "100000000", "-6",
                                                                                                                 "1"),
     "growth disagrees/warning: “25 points” does not follow from “$115 million” and “$100 million”: computed 13.9 to 16.1% # it fits if the change "
     "“25 points” is 13.9 to 16.1%; or the current value “$115 million” is 123.8 to 126.2 million USD; or the earlier value “$100 million” is 91.2 "
     "to 92.8 million USD"},
    /* percent that fits at the far corner only, and points to the digit */
    {"The margin was 42%, 2% more than 40%.",
     MARGIN("42%", "42", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("40%", "40", "0", "prior|1"),
     "points disagrees/warning: “2%” is in percent, but “42%” against “40%” makes 1.0 to 3.0 percentage points # it fits if the change “2%” is 2.4 "
     "to 7.6%; or the current value “42%” is 40.0 to 41.6%; or the earlier value “40%” is 40.4 to 41.9%"},
    {"The margin was 46%, 2% more than 44%.",
     MARGIN("46%", "46", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("44%", "44", "0", "prior|1"),
     "points disagrees/warning: “2%” is in percent, but “46%” against “44%” makes 1.0 to 3.0 percentage points # it fits if the change “2%” is 2.2 "
     "to 6.9%; or the current value “46%” is 44.1 to 45.7%; or the earlier value “44%” is 44.3 to 45.9%"},
    {"The margin was 43%, 2% more than 41%.",
     MARGIN("43%", "43", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("41%", "41", "0", "prior|1"),
     "points disagrees/warning: “2%” is in percent, but “43%” against “41%” makes 1.0 to 3.0 percentage points # it fits if the change “2%” is 2.4 "
     "to 7.5%; or the current value “43%” is 41.1 to 42.6%; or the earlier value “41%” is 41.4 to 42.9%"},
    {"The margin was 42%, 2.5% more than 40%.",
     MARGIN("42%", "42", "0", "|") "\n" MARGIN_CHANGE("2.5%", "2.5", "1", "percent") "\n" MARGIN("40%", "40", "0", "prior|1"),
     "growth agrees: “2.5%” agrees with “42%” and “40%” (2.46 to 7.60%)"},
    {"The margin was 41%, 2% more than 40%.",
     MARGIN("41%", "41", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("40%", "40", "0", "prior|1"),
     "growth agrees: “2%” agrees with “41%” and “40%” (0.0 to 5.1%)"},
    {"The margin was 82%, 2% more than 80%.",
     MARGIN("82%", "82", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("80%", "80", "0", "prior|1"),
     "growth agrees: “2%” agrees with “82%” and “80%” (1.2 to 3.8%)"},
    {"The margin was about 42%, 2% more than 40%.",
     MARGIN("42%", "~42", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("40%", "40", "0", "prior|1"),
     "growth agrees: “2%” agrees with “42%” and “40%” (0.0 to 10.2%)"},
    {"The margin was 42%, 2% more than about 40%.",
     MARGIN("42%", "42", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("40%", "~40", "0", "prior|1"),
     "growth agrees: “2%” agrees with “42%” and “40%” (0.0 to 10.4%)"},
    {"The margin was 42%, 2 points more than 40%.",
     MARGIN("42%", "42", "0", "|") "\n" MARGIN_CHANGE("2 points", "2", "0", "percentage_points") "\n" MARGIN("40%", "40", "0", "prior|1"),
     "growth agrees: “2 points” agrees with “42%” and “40%” (1.0 to 3.0 percentage points)"},
    {"The margin was 38%, 2% less than 40%.",
     MARGIN("38%", "38", "0", "|") "\n" MARGIN_CHANGE("2%", "-2", "0", "percent") "\n" MARGIN("40%", "40", "0", "prior|1"),
     "points disagrees/warning: “2%” is in percent, but “38%” against “40%” makes −3.0 to −1.0 percentage points # it fits if the change “2%” is "
     "−7.5 to −2.5%; or the current value “38%” is 38.5 to 39.9%; or the earlier value “40%” is 38.0 to 39.5%"},
    {"The margin was 8%, twofold, on 6%.",
     MARGIN("8%", "8", "0", "|") "\ntwofold|ratio|2|0||operating_margin||growth|1\n" MARGIN("6%", "6", "0", "prior|1"),
     "multiple agrees: “twofold” agrees with “8%” and “6%” (a factor of 1.1 to 1.6)"},
    {"It sold 42 units, 2% more than 40.", "42 units|count|42|0|unit|revenue|||\n" RISE("2%", "2") "\n40|count|40|0|unit|revenue||prior|1",
     "growth agrees: “2%” agrees with “42 units” and “40” (2.4 to 7.6%)\ngranularity agrees: “2%” of “40” is possible (1)"},
};

/* A change told as a range, in hundredths of points too, between losses too. */
static void ranges(void **state)
{
    (void)state;
    static const struct {
        const char *unit, *value, *value_to, *now, *before;
        enum chiffre_verdict verdict;
    } cases[] = {
        {"basis_points", "380", "420", "24.0", "20.0", CHIFFRE_VERDICT_agrees},
        {"basis_points", "300", "320", "24.0", "20.0", CHIFFRE_VERDICT_disagrees},
        {"basis_points", "480", "520", "24.0", "20.0", CHIFFRE_VERDICT_disagrees},
        {"percentage_points", "3", "5", "24.0", "20.0", CHIFFRE_VERDICT_agrees},
        {"percent", "15", "25", "24.0", "20.0", CHIFFRE_VERDICT_agrees},
        {"percent", "25", "35", "24.0", "20.0", CHIFFRE_VERDICT_disagrees},
        {"percent", "-25", "-15", "-24.0", "-20.0", CHIFFRE_VERDICT_agrees},
        {"percent", "-25", "-15", "-28.0", "-20.0", CHIFFRE_VERDICT_disagrees},
        {"percent", "-45", "-35", "-28.0", "-20.0", CHIFFRE_VERDICT_agrees},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char rows[1024];
        struct chiffre_checker *checker;
        struct chiffre_findings *findings;
        snprintf(rows, sizeof rows,
                 "a,1,1,1,10,9,A,percent,%s,exact,1,percent,operating_margin,Acme,,,,,actual,,\n"
                 "a,2,1,1,30,9,C,percent,%s,exact,0,%s,operating_margin,Acme,,,,,actual,growth,1\n"
                 "a,3,1,1,50,9,B,percent,%s,exact,1,percent,operating_margin,Acme,,,,,actual,prior,1\n",
                 cases[i].now, cases[i].value, cases[i].unit, cases[i].before);
        struct chiffre_list *list = read_figures(rows);
        assert_int_equal(decimal_read(text_from(cases[i].value_to), &chiffre_list_at(list, 1)->value_to), CHIFFRE_OK);
        assert_int_equal(chiffre_checker_new(NULL, &checker, NULL), CHIFFRE_OK);
        assert_int_equal(chiffre_check(checker, list, NULL, 0, &findings, NULL), CHIFFRE_OK);
        enum chiffre_verdict verdict = CHIFFRE_VERDICT_unchecked;
        for (size_t k = 0; k < chiffre_findings_count(findings); k++)
            if (chiffre_findings_at(findings, k)->verdict != CHIFFRE_VERDICT_unchecked)
                verdict = chiffre_findings_at(findings, k)->verdict;
        if (verdict != cases[i].verdict)
            fail_msg("case %zu: %s", i, chiffre_verdict_name(verdict));
        chiffre_findings_free(findings);
        chiffre_list_free(list);
        chiffre_checker_free(checker);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EDGES(percent_or_points),
        cmocka_unit_test(ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
