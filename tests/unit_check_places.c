/* SPDX-License-Identifier: MIT */
/* Where check looks: figures that a table places beyond their text, spans at its end, the order of findings over documents. */
#include "tests/check_figures.h"

/* A copy of its own size, so that a byte read behind it is seen. */
static char *copied(const char *text, struct chiffre_document *document)
{
    size_t length = strlen(text);
    char *copy = malloc(length);
    assert_non_null(copy);
    *document = (struct chiffre_document){
        .name = TEXT("a"), .text = {memcpy(copy, text, length), length}, .language = TEXT("fr"), .date = CHIFFRE_NO_DATE};
    return copy;
}

/* Any length and offset may stand in a table of figures. */
static void beyond_the_text(void **state)
{
    (void)state;
    static const char *const lengths[] = {"12", "0", "18446744073709551615", "18446744073709551600"};
    static const char *const offsets[] = {"35", "52", "18446744073709551615"};
    struct chiffre_document document;
    char *text = copied("Total de 500 millions : 210 millions en Asie et 290 millions.", &document), rows[1024];
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
        for (size_t k = 0; k < sizeof offsets / sizeof offsets[0]; k++) {
            snprintf(rows, sizeof rows,
                     "a,1,1,1,9,12,,money,500000000,exact,-6,USD,revenue,Acme,,,,,actual,,\n"
                     "a,2,1,1,%s,%s,,money,210000000,exact,-6,USD,revenue,Acme,,,,,actual,,\n"
                     "a,3,1,1,48,12,,money,290000000,exact,-6,USD,revenue,Acme,,,,,actual,,\n",
                     offsets[k], lengths[i]);
            struct checked checked = check_figures(rows, NULL, &document);
            assert_int_equal(chiffre_findings_coverage(checked.findings).figures, 3);
            assert_int_equal(chiffre_findings_coverage(checked.findings).disagree, 0);
            checked_free(&checked);
        }
    free(text);
}

/* An empty span may stand behind the last byte. */
static void at_the_end(void **state)
{
    (void)state;
    struct chiffre_document document;
    char *text = copied("Il vaut 5 millions", &document);
    struct checked checked = check_figures("a,1,1,1,8,10,,money,5000000,exact,-6,USD,revenue,Acme,,,,,actual,,\n"
                                           "a,2,1,1,18,0,,money,7000000,exact,-6,USD,revenue,Acme,,,,,actual,,\n",
                                           NULL, &document);
    assert_int_equal(chiffre_findings_coverage(checked.findings).figures, 2);
    checked_free(&checked);
    free(text);
}

/* Behind a count, the first two bytes of an apostrophe are where a text ends that was cut. */
static void behind_the_end(void **state)
{
    (void)state;
    struct chiffre_document document;
    char *text = copied("34 % des 25 cadres\xe2\x80", &document);
    struct checked checked = check_figures("a,1,1,1,0,4,34 %,percent,34,exact,0,percent,,Acme,,,,,actual,,\n"
                                           "a,2,1,1,9,9,25 cadres,headcount,25,exact,0,persons,headcount,Acme,,,,,actual,,\n",
                                           NULL, &document);
    assert_int_equal(chiffre_findings_count(checked.findings), 1);
    assert_int_equal(gravest(&checked)->rule, CHIFFRE_RULE_granularity);
    checked_free(&checked);
    free(text);
}

/* The words that tell a total may be the last of a text. */
static void total_at_the_end(void **state)
{
    (void)state;
    struct chiffre_document document;
    char *text = copied("Il supprime 120 postes et 80 emplois, soit 240 au total", &document);
    struct checked checked = check_figures("a,1,1,1,12,3,120,headcount,120,exact,0,persons,layoffs,Acme,,,,,actual,,\n"
                                           "a,2,1,1,26,2,80,headcount,80,exact,0,persons,layoffs,Acme,,,,,actual,,\n"
                                           "a,3,1,1,43,3,240,headcount,240,exact,0,persons,layoffs,Acme,,,,,actual,,\n",
                                           NULL, &document);
    assert_int_equal(chiffre_findings_count(checked.findings), 1);
    assert_int_equal(gravest(&checked)->rule, CHIFFRE_RULE_total);
    checked_free(&checked);
    free(text);
}

/* A malformed number that is no figure stands among the findings of its document, whatever order the documents have. */
static void order(void **state)
{
    (void)state;
    const struct chiffre_document documents[] = {
        {.name = TEXT("b"), .text = TEXT("code 1.23.456789\n\n9 %"), .language = TEXT("en"), .date = CHIFFRE_NO_DATE},
        {.name = TEXT("c"), .text = TEXT("code 1.23.456789"), .language = TEXT("en"), .date = CHIFFRE_NO_DATE},
        {.name = TEXT("a"), .text = TEXT("9 %\ncode 1.23.456789\n9 %"), .language = TEXT("en"), .date = CHIFFRE_NO_DATE},
    };
    static const char *const places[] = {"b1", "b3", "c1", "a1", "a2", "a3"};
    struct checked checked = {.list = read_figures("a,1,1,1,0,3,9 %,percent,9,exact,0,percent,revenue,Acme,,,,,actual,growth,\n"
                                                   "a,2,3,1,26,3,9 %,percent,9,exact,0,percent,revenue,Acme,,,,,actual,growth,\n"
                                                   "b,1,3,1,18,3,9 %,percent,9,exact,0,percent,revenue,Acme,,,,,actual,growth,\n")};
    struct chiffre_error error = {.line = 0};
    assert_int_equal(chiffre_checker_new(NULL, &checked.checker, &error), CHIFFRE_OK);
    assert_int_equal(chiffre_check(checked.checker, checked.list, documents, 3, &checked.findings, &error), CHIFFRE_OK);
    assert_int_equal(chiffre_findings_count(checked.findings), 6);
    for (size_t i = 0; i < 6; i++) {
        const struct chiffre_finding *finding = chiffre_findings_at(checked.findings, i);
        assert_int_equal(finding->document.data[0], places[i][0]);
        assert_int_equal(finding->line, places[i][1] - '0');
    }
    checked_free(&checked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beyond_the_text),  cmocka_unit_test(at_the_end), cmocka_unit_test(behind_the_end),
        cmocka_unit_test(total_at_the_end), cmocka_unit_test(order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
