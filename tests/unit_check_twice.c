/* SPDX-License-Identifier: MIT */
/* Rule twice at its edges: what is the same thing told again, which slips are accused, against which of several it is held. */
#include "core/memory.h"
#include "tests/check_edges.h"

#define YEAR "2024,2024-01-01,2024-12-31,stated"
/* A figure of document `in`, the `offset`th byte; further apart than a sentence when hundreds differ. */
#define ROW(in, id, offset, text, value, decimals, metric, entity, period, status, relation)                                       \
    in "," id ",1,1," offset ",9," text ",money," value ",exact," decimals ",EUR," metric "," entity "," period "," status         \
       "," relation "\n"
#define TOLD(id, offset, text, value, decimals) ROW("a", id, offset, text, value, decimals, "revenue", "Acme", YEAR, "actual", ",")
#define OF(metric, id, offset, text, value) ROW("a", id, offset, text, value, "-7", metric, "Acme", YEAR, "actual", ",")
#define BY(entity, id, offset, text, value) ROW("a", id, offset, text, value, "-7", "revenue", entity, YEAR, "actual", ",")
#define IN(period, id, offset, text, value) ROW("a", id, offset, text, value, "-7", "revenue", "Acme", period, "actual", ",")
#define AS(status, id, offset, text, value) ROW("a", id, offset, text, value, "-7", "revenue", "Acme", YEAR, status, ",")
#define LINKED(relation, id, offset, text, value)                                                                                  \
    ROW("a", id, offset, text, value, "-7", "revenue", "Acme", YEAR, "actual", relation)
#define ELSEWHERE(in, id, text, value) ROW(in, id, "10", text, value, "-7", "revenue", "Acme", YEAR, "actual", ",")

struct told_twice {
    const char *rows, *found;
};

static void expect(const struct told_twice *cases, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        char said[8192] = "";
        struct checked checked = check_figures(cases[i].rows, NULL, NULL);
        for (size_t k = 0; k < chiffre_findings_count(checked.findings); k++)
            add_finding(said, sizeof said, chiffre_findings_at(checked.findings, k));
        if (strcmp(said, cases[i].found) != 0) {
            print_error("case %zu\n  found: %s\n  meant: %s\n", i, said, cases[i].found);
            wrong++;
        }
        checked_free(&checked);
    }
    assert_int_equal(wrong, 0);
}
#define EXPECT(cases) expect(cases, sizeof(cases) / sizeof((cases)[0]))

static void slips(void **state)
{
    (void)state;
    static const struct told_twice cases[] = {
        {TOLD("1", "10", "A", "4810000000", "-7") TOLD("2", "900", "B", "4810000000", "-7"),
         "twice agrees: “B” agrees with “A” for Acme (revenue, 2024)"},
        {TOLD("1", "10", "A", "4810000000", "-7") TOLD("2", "900", "B", "4820000000", "-7"),
         "twice agrees: “B” agrees with “A” for Acme (revenue, 2024)"}, /* they touch */
        {TOLD("1", "10", "A", "4810000000", "-7") TOLD("2", "900", "B", "4180000000", "-7"),
         "twice disagrees/error: “B” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.18 billion "
         "EUR for 4.81 billion EUR"}, /* swapped */
        {TOLD("1", "10", "A", "4810000000", "-7") TOLD("2", "900", "B", "4810000", "-4"),
         "twice disagrees/error: “B” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: 4.81 million EUR for 4.81000000 "
         "billion EUR (a factor of 1,000)"},
        {TOLD("1", "10", "A", "4810000000", "-7") TOLD("2", "900", "B", "4800000", "-5"),
         "twice disagrees/error: “B” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: 4.8 million EUR for 4.8100000 "
         "billion EUR (a factor of 1,000)"}, /* to the digits of the one that slipped */
        {TOLD("1", "10", "A", "4810000000", "-7") TOLD("2", "900", "B", "4810000000000", "-10"),
         "twice disagrees/error: “B” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: 4,810 billion EUR for 4.81 "
         "billion EUR (a factor of 1,000)"},
        {TOLD("1", "10", "A", "4810000000", "-7") TOLD("2", "900", "B", "481000000", "-6"),
         "twice unchecked: “B” and “A” are both told for Acme (revenue, 2024); they may be of different scope"},
        {TOLD("1", "10", "A", "4810000000", "-7") TOLD("2", "900", "B", "-4810000000", "-7"),
         "twice unchecked: “B” and “A” are both told for Acme (revenue, 2024); they may be of different scope"},
        {TOLD("1", "10", "A", "4870000000", "-7") TOLD("2", "900", "B", "4800000000", "-8"),
         "twice reading/note: “B” agrees with “A” for Acme (revenue, 2024)"}, /* cut off */
        /* one digit of three, up to 30 percent of the first */
        {TOLD("1", "10", "A", "5000000000", "-7") TOLD("2", "900", "B", "6500000000", "-7"),
         "twice unchecked: “B” and “A” are both told for Acme (revenue, 2024); they may be of different scope"},
        {TOLD("1", "10", "A", "1000000000", "-7") TOLD("2", "900", "B", "1300000000", "-7"),
         "twice disagrees/error: “B” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: one digit: 1.30 billion EUR for "
         "1.00 billion EUR"},
        {TOLD("1", "10", "A", "1000000000", "-7") TOLD("2", "900", "B", "1400000000", "-7"),
         "twice unchecked: “B” and “A” are both told for Acme (revenue, 2024); they may be of different scope"},
        {TOLD("1", "10", "A", "4810000000", "-7") TOLD("2", "900", "B", "8810000000", "-7"),
         "twice unchecked: “B” and “A” are both told for Acme (revenue, 2024); they may be of different scope"},
        /* others: near by 10 percent, or not */
        {TOLD("1", "10", "A", "5000000000", "-7") TOLD("2", "900", "B", "5490000000", "-7"),
         "twice reading/note: “B” and “A” are both told for Acme (revenue, 2024); they may be of different scope"},
        {TOLD("1", "10", "A", "5150000000", "-7") TOLD("2", "900", "B", "5660000000", "-7"),
         "twice reading/note: “B” and “A” are both told for Acme (revenue, 2024); they may be of different scope"},
        {TOLD("1", "10", "A", "5150000000", "-7") TOLD("2", "900", "B", "5670000000", "-7"),
         "twice unchecked: “B” and “A” are both told for Acme (revenue, 2024); they may be of different scope"},
        {TOLD("1", "10", "A", "5150000000", "-7") TOLD("2", "900", "B", "4640000000", "-7"),
         "twice reading/note: “B” and “A” are both told for Acme (revenue, 2024); they may be of different scope"},
        /* of different precision: the digits that both have */
        {TOLD("1", "10", "A", "4813000000", "-6") TOLD("2", "900", "B", "4180000000", "-7"),
         "twice disagrees/error: “B” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.18 billion "
         "EUR for 4.81 billion EUR"},
        {TOLD("1", "10", "A", "4180000000", "-7") TOLD("2", "900", "B", "4813000000", "-6"),
         "twice disagrees/error: “B” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.813 "
         "billion EUR for 4.180 billion EUR"},
    };
    EXPECT(cases);
}

static void same_things(void **state)
{
    (void)state;
    static const struct told_twice cases[] = {
        /* in one sentence they are of two things */
        {TOLD("1", "10", "A", "4810000000", "-7") TOLD("2", "40", "B", "4180000000", "-7"),
         "twice unchecked: “B” and “A” are both told for Acme (revenue, 2024); they may be of different scope"},
        {TOLD("1", "10", "A", "5150000000", "-7") TOLD("2", "40", "B", "5660000000", "-7"),
         "twice unchecked: “B” and “A” are both told for Acme (revenue, 2024); they may be of different scope"},
        {TOLD("1", "10", "A", "4810000000", "-7") TOLD("2", "40", "B", "4810000000", "-7"),
         "twice agrees: “B” agrees with “A” for Acme (revenue, 2024)"},
        /* a period has several of them */
        {OF("dividend", "1", "10", "A", "4810000000") OF("dividend", "2", "900", "B", "4180000000"),
         "twice unchecked: “B” and “A” are both told for Acme (dividend, 2024); they may be of different scope"},
        {OF("dividend", "1", "10", "A", "5150000000") OF("dividend", "2", "900", "B", "5660000000"),
         "twice unchecked: “B” and “A” are both told for Acme (dividend, 2024); they may be of different scope"},
        {OF("nonsense", "1", "10", "A", "4810000000") OF("nonsense", "2", "900", "B", "4180000000"),
         "twice disagrees/error: “B” here, “A” elsewhere, for Acme (nonsense, 2024) # likely slip: two digits swapped: 4.18 "
         "billion EUR for 4.81 billion EUR"},
        /* another metric, entity, period, unit; or none */
        {OF("revenue", "1", "10", "A", "4810000000") OF("net_income", "2", "900", "B", "4180000000"), ""},
        {OF("", "1", "10", "A", "4810000000") OF("", "2", "900", "B", "4180000000"), ""},
        {BY("Acme", "1", "10", "A", "4810000000") BY("ACMÉ", "2", "900", "B", "4180000000"),
         "twice disagrees/error: “B” here, “A” elsewhere, for ACMÉ (revenue, 2024) # likely slip: two digits swapped: 4.18 billion "
         "EUR for 4.81 billion EUR"},
        {BY("X", "1", "10", "A", "4810000000") BY("X", "2", "900", "B", "4180000000"),
         "twice disagrees/error: “B” here, “A” elsewhere, for X (revenue, 2024) # likely slip: two digits swapped: 4.18 billion "
         "EUR for 4.81 billion EUR"},
        {OF("m", "1", "10", "A", "4810000000") OF("m", "2", "900", "B", "4180000000"),
         "twice disagrees/error: “B” here, “A” elsewhere, for Acme (m, 2024) # likely slip: two digits swapped: 4.18 billion EUR "
         "for 4.81 billion EUR"},
        {BY("Acme", "1", "10", "A", "4810000000") BY("Adler", "2", "900", "B", "4180000000"), ""},
        {BY("", "1", "10", "A", "4810000000") BY("", "2", "900", "B", "4180000000"), ""},
        {IN(YEAR, "1", "10", "A", "4810000000") IN("2023,2023-01-01,2023-12-31,stated", "2", "900", "B", "4180000000"), ""},
        {IN(YEAR, "1", "10", "A", "4810000000") IN("2024-H2,2024-07-01,2024-12-31,stated", "2", "900", "B", "4180000000"), ""},
        {IN(YEAR, "1", "10", "A", "4810000000") IN("2024-H1,2024-01-01,2024-06-30,stated", "2", "900", "B", "4180000000"), ""},
        {IN(",,,", "1", "10", "A", "4810000000") IN(",,,", "2", "900", "B", "4180000000"), ""},
        {TOLD("1", "10", "A", "4810000000", "-7") "a,2,1,1,900,9,B,money,4180000000,exact,-7,USD,revenue,Acme," YEAR ",actual,,\n",
         ""},
        {TOLD("1", "10", "A", "4810000000", "-7") "a,2,1,1,900,9,B,count,4180000000,exact,-7,EUR,revenue,Acme," YEAR ",actual,,\n",
         ""},
        /* a period that was guessed is no ground for a note */
        {IN("2024,2024-01-01,2024-12-31,inherited", "1", "10", "A", "5150000000") IN(YEAR, "2", "900", "B", "5660000000"),
         "twice unchecked: “B” and “A” are both told for Acme (revenue, 2024); they may be of different scope"},
        {IN(YEAR, "1", "10", "A", "5150000000") IN("2024,2024-01-01,2024-12-31,inherited", "2", "900", "B", "5660000000"),
         "twice unchecked: “B” and “A” are both told for Acme (revenue, 2024); they may be of different scope"},
        {IN("2024,2024-01-01,2024-12-31,inherited", "1", "10", "A", "4810000000") IN(YEAR, "2", "900", "B", "4180000000"),
         "twice disagrees/error: “B” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.18 billion "
         "EUR for 4.81 billion EUR"},
        /* what happened, of its own or as an earlier value; no plan, no share, no change */
        {AS("", "1", "10", "A", "4810000000") AS("", "2", "900", "B", "4180000000"),
         "twice disagrees/error: “B” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.18 billion "
         "EUR for 4.81 billion EUR"},
        {AS("forecast", "1", "10", "A", "4810000000") AS("forecast", "2", "900", "B", "4180000000"), ""},
        {LINKED("prior,", "1", "10", "A", "4810000000") LINKED("prior,", "2", "900", "B", "4180000000"),
         "twice disagrees/error: “B” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.18 billion "
         "EUR for 4.81 billion EUR\ngrowth unchecked: “A” is unchecked: its amounts cannot be computed with each other\ngrowth "
         "unchecked: “B” is unchecked: its amounts cannot be computed with each other"},
        {LINKED("total,", "1", "10", "A", "4810000000") LINKED(",", "2", "900", "B", "4180000000"),
         "total unchecked: “A” is unchecked: the text does not say which amount it is a change or share of"},
        {LINKED("share,", "1", "10", "A", "4810000000") LINKED(",", "2", "900", "B", "4180000000"),
         "share unchecked: “A” is unchecked: the text does not say which amount it is a change or share of"},
        {LINKED(",", "1", "10", "A", "4810000000") LINKED("prior,1", "2", "900", "B", "4180000000"),
         "growth unchecked: “A” against “B” is a change of 14.8 to 15.4%"},
        {LINKED("prior,2", "1", "10", "A", "4810000000") LINKED(",", "2", "900", "B", "4180000000"),
         "growth unchecked: “B” against “A” is a change of −13.3 to −12.9%"},
    };
    EXPECT(cases);
}

static void which_of_several(void **state)
{
    (void)state;
    static const struct told_twice cases[] = {
        {TOLD("1", "10", "A", "4810000000", "-7") TOLD("2", "900", "B", "4810000000", "-7")
             TOLD("3", "1900", "C", "4180000000", "-7"),
         "twice disagrees/error: “C” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.18 billion "
         "EUR for 4.81 billion EUR\ntwice agrees: “B” agrees with “A” for Acme (revenue, 2024)"},
        {TOLD("1", "10", "A", "4180000000", "-7") TOLD("2", "900", "B", "4810000000", "-7")
             TOLD("3", "1900", "C", "4810000000", "-7"),
         "twice disagrees/error: “B” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.81 billion "
         "EUR for 4.18 billion EUR\ntwice disagrees/error: “C” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two "
         "digits swapped: 4.81 billion EUR for 4.18 billion EUR"},
        {ELSEWHERE("a", "1", "A", "4810000000") ELSEWHERE("b", "1", "B", "4180000000"),
         "twice disagrees/warning: “B” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.18 "
         "billion EUR for 4.81 billion EUR"},
        {ELSEWHERE("a", "1", "A", "4810000000") ELSEWHERE("b", "1", "B", "4810000000") ELSEWHERE("c", "1", "C", "4180000000"),
         "twice agrees: “B” agrees with “A” for Acme (revenue, 2024)\ntwice disagrees/warning: “C” here, “A” elsewhere, for Acme "
         "(revenue, 2024) # likely slip: two digits swapped: 4.18 billion EUR for 4.81 billion EUR"},
        {ELSEWHERE("a", "1", "A", "4810000000") ELSEWHERE("b", "1", "B", "4180000000")
             ROW("b", "2", "900", "C", "4180000000", "-7", "revenue", "Acme", YEAR, "actual", ","),
         "twice disagrees/warning: “B” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.18 "
         "billion EUR for 4.81 billion EUR\ntwice agrees: “C” agrees with “B” for Acme (revenue, 2024)"},
        {ELSEWHERE("a", "1", "A", "4810000000") ROW("a", "2", "900", "B", "4810000000", "-7", "revenue", "Acme", YEAR, "actual",
                                                    ",") ELSEWHERE("b", "1", "C", "4810000000"),
         "twice agrees: “B” agrees with “A” for Acme (revenue, 2024)\ntwice agrees: “C” agrees with “A” for Acme (revenue, 2024)"},
        /* groups stand beside each other whatever the order of the rows */
        {OF("revenue", "1", "10", "A", "4810000000") OF("net_income", "2", "900", "B", "1000000000")
             OF("revenue", "3", "1900", "C", "4180000000") OF("net_income", "4", "2900", "D", "1000000000"),
         "twice disagrees/error: “C” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.18 billion "
         "EUR for 4.81 billion EUR\ntwice agrees: “D” agrees with “B” for Acme (net_income, 2024)"},
        {IN("2024-H1,2024-01-01,2024-06-30,stated", "1", "10", "A", "4810000000") IN(YEAR, "2", "900", "B", "1000000000")
             IN("2024-H2,2024-07-01,2024-12-31,stated", "3", "1900", "C", "2000000000")
                 IN("2024-H1,2024-01-01,2024-06-30,stated", "4", "2900", "D", "4180000000") IN(YEAR, "5", "3900", "E", "1000000000")
                     IN("2024-H2,2024-07-01,2024-12-31,stated", "6", "4900", "F", "2000000000"),
         "twice disagrees/error: “D” here, “A” elsewhere, for Acme (revenue, 2024-H1) # likely slip: two digits swapped: 4.18 "
         "billion EUR for 4.81 billion EUR\ntwice agrees: “E” agrees with “B” for Acme (revenue, 2024)\ntwice agrees: “F” agrees "
         "with “C” for Acme (revenue, 2024-H2)"},
        {IN(YEAR, "1", "10", "A", "4810000000") IN("2024-H2,2024-07-01,2024-12-31,stated", "2", "900", "B", "1000000000")
             IN("2024-H2,2024-07-01,2024-12-31,stated", "3", "1900", "C", "1000000000") IN(YEAR, "4", "2900", "D", "4180000000"),
         "twice disagrees/error: “D” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.18 billion "
         "EUR for 4.81 billion EUR\ntwice agrees: “C” agrees with “B” for Acme (revenue, 2024-H2)"},
        {IN(YEAR, "1", "10", "A", "4810000000") IN("2024-H1,2024-01-01,2024-06-30,stated", "2", "900", "B", "1000000000")
             IN("2024-H1,2024-01-01,2024-06-30,stated", "3", "1900", "C", "1000000000") IN(YEAR, "4", "2900", "D", "4180000000"),
         "twice disagrees/error: “D” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.18 billion "
         "EUR for 4.81 billion EUR\ntwice agrees: “C” agrees with “B” for Acme (revenue, 2024-H1)"},
        {"a,1,1,1,10,9,A,money,4810000000,exact,-7,EUR,revenue,Acme," YEAR ",actual,,\n"
         "a,2,1,1,900,9,B,count,1000000000,exact,-7,EUR,revenue,Acme," YEAR ",actual,,\n"
         "a,3,1,1,1900,9,C,count,1000000000,exact,-7,EUR,revenue,Acme," YEAR ",actual,,\n"
         "a,4,1,1,2900,9,D,money,4180000000,exact,-7,EUR,revenue,Acme," YEAR ",actual,,\n",
         "twice disagrees/error: “D” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.18 billion "
         "EUR for 4.81 billion EUR\ntwice agrees: “C” agrees with “B” for Acme (revenue, 2024)"},
        {"a,1,1,1,10,9,A,money,4810000000,exact,-7,EUR,revenue,Acme," YEAR ",actual,,\n"
         "a,2,1,1,900,9,B,count,1000000000,exact,-7,EUR,revenue,Acme," YEAR ",actual,,\n"
         "a,3,1,1,1900,9,C,money,2000000000,exact,-7,USD,revenue,Acme," YEAR ",actual,,\n"
         "a,4,1,1,2900,9,D,money,3000000000,exact,-7,EUR,revenue,Adler," YEAR ",actual,,\n"
         "a,5,1,1,3900,9,E,money,4180000000,exact,-7,EUR,revenue,Acme," YEAR ",actual,,\n"
         "a,6,1,1,4900,9,F,count,1000000000,exact,-7,EUR,revenue,Acme," YEAR ",actual,,\n"
         "a,7,1,1,5900,9,G,money,2000000000,exact,-7,USD,revenue,Acme," YEAR ",actual,,\n"
         "a,8,1,1,6900,9,H,money,3000000000,exact,-7,EUR,revenue,Adler," YEAR ",actual,,\n",
         "twice disagrees/error: “E” here, “A” elsewhere, for Acme (revenue, 2024) # likely slip: two digits swapped: 4.18 billion "
         "EUR for 4.81 billion EUR\ntwice agrees: “F” agrees with “B” for Acme (revenue, 2024)\ntwice agrees: “G” agrees with “C” "
         "for Acme (revenue, 2024)\ntwice agrees: “H” agrees with “D” for Adler (revenue, 2024)"},
    };
    EXPECT(cases);
}

/* Names are compared as far as 255 bytes. */
static void long_names(void **state)
{
    (void)state;
    char rows[2048], name[301];
    memset(name, 'x', sizeof name);
    name[300] = '\0';
    for (size_t length = 254; length <= 256; length++) {
        snprintf(rows, sizeof rows,
                 "a,1,1,1,10,9,A,money,4810000000,exact,-7,EUR,revenue,%.*sB," YEAR ",actual,,\n"
                 "a,2,1,1,900,9,B,money,4180000000,exact,-7,EUR,revenue,%.*sA," YEAR ",actual,,\n",
                 (int)length, name, (int)length, name);
        struct checked checked = check_figures(rows, NULL, NULL);
        assert_int_equal(chiffre_findings_count(checked.findings), length < 255 ? 0 : 1);
        assert_true(length < 255 || text_has(gravest(&checked)->message, "“B” here, “A” elsewhere"));
        checked_free(&checked);
    }
    /* the 255th tells two apart that take turns, and a name of sixteen bytes ends where it ends */
    static const char *const names[][4] = {{"A", "B", "A", "B"}, {"Az", "Bz", "Az", "Bz"}, {"", "zzz", "", "aaa"}};
    static const int lengths[] = {254, 254, 16};
    for (size_t i = 0; i < 3; i++) {
        snprintf(rows, sizeof rows,
                 "a,1,1,1,10,9,A,money,4810000000,exact,-7,EUR,revenue,%.*s%s," YEAR ",actual,,\n"
                 "a,2,1,1,900,9,B,money,1000000000,exact,-7,EUR,revenue,%.*s%s," YEAR ",actual,,\n"
                 "a,3,1,1,1900,9,C,money,4180000000,exact,-7,EUR,revenue,%.*s%s," YEAR ",actual,,\n"
                 "a,4,1,1,2900,9,D,money,1000000000,exact,-7,EUR,revenue,%.*s%s," YEAR ",actual,,\n",
                 lengths[i], name, names[i][0], i < 2 ? lengths[i] : 0, name, names[i][1], lengths[i], name, names[i][2],
                 i < 2 ? lengths[i] : 0, name, names[i][3]);
        struct checked checked = check_figures(rows, NULL, NULL);
        assert_int_equal(chiffre_findings_count(checked.findings), i < 2 ? 2 : 1);
        assert_true(text_has(gravest(&checked)->message, "“C” here, “A” elsewhere"));
        checked_free(&checked);
    }
}

/* An amount a share and one a month are two things, and neither is the amount itself. */
static void amounts_per_something(void **state)
{
    (void)state;
    static const char *const per[][4] = {{"", "", "", ""},
                                         {"", "share", "share", ""},
                                         {"", "share", "", "share"},
                                         {"month", "share", "share", "month"},
                                         {"share", "", "month", "year"}};
    static const size_t expected[] = {3, 2, 2, 2, 0};
    for (size_t i = 0; i < sizeof per / sizeof per[0]; i++) {
        struct chiffre_checker *checker;
        struct chiffre_findings *findings;
        struct chiffre_list *list =
            read_figures(TOLD("1", "10", "A", "4810000000", "-7") TOLD("2", "900", "B", "4810000000", "-7")
                             TOLD("3", "1900", "C", "4810000000", "-7") TOLD("4", "2900", "D", "4810000000", "-7"));
        for (size_t k = 0; k < 4; k++)
            chiffre_list_at(list, k)->per = text_from(per[i][k]);
        assert_int_equal(chiffre_checker_new(NULL, &checker, NULL), CHIFFRE_OK);
        assert_int_equal(chiffre_check(checker, list, NULL, 0, &findings, NULL), CHIFFRE_OK);
        assert_int_equal(chiffre_findings_count(findings), expected[i]);
        chiffre_findings_free(findings);
        chiffre_list_free(list);
        chiffre_checker_free(checker);
    }
}

#define ROWS 64
/* Whichever allocation is the first that fails, and those behind it: told as a status, and everything is given back. */
static void without_memory(void **state)
{
    (void)state;
    struct chiffre_checker *checker;
    char *rows = calloc(ROWS, 512);
    assert_non_null(rows);
    for (size_t i = 0, used = 0; i < ROWS; i++) /* their names take more than a block */
        used += (size_t)snprintf(rows + used, ROWS * 512 - used,
                                 "a,%zu,1,1,%zu,9,A,money,4810000000,exact,-7,EUR,revenue,%0200zu," YEAR ",actual,,\n", i + 1,
                                 i * 1000, i % 2);
    struct chiffre_list *list = read_figures(rows);
    free(rows);
    assert_int_equal(chiffre_checker_new(NULL, &checker, NULL), CHIFFRE_OK);
    enum chiffre_status status = CHIFFRE_NO_MEMORY;
    size_t n = 0;
    while (status != CHIFFRE_OK) {
        struct chiffre_findings *findings = NULL;
        memory_fail_at(++n);
        status = chiffre_check(checker, list, NULL, 0, &findings, NULL);
        memory_fail_at(0);
        assert_true(status == CHIFFRE_NO_MEMORY || (status == CHIFFRE_OK && chiffre_findings_count(findings) == ROWS - 2));
        chiffre_findings_free(findings);
    }
    assert_true(n > 5);
    chiffre_list_free(list);
    chiffre_checker_free(checker);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips),      cmocka_unit_test(same_things),           cmocka_unit_test(which_of_several),
        cmocka_unit_test(long_names), cmocka_unit_test(amounts_per_something), cmocka_unit_test(without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
