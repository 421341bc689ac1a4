/* SPDX-License-Identifier: MIT */
/* One relation by itself: does it hold, which readings and factors are tried, what each number would have to be. The intervals were
 * worked out with Python's fractions, to six digits after the point, the low end down and the high end up. */
#include "check/relation.h"
#include "tests/decimals.h"

#define CHANGE RELATION_CHANGE
#define DIFFERENCE RELATION_DIFFERENCE
#define RATIO RELATION_RATIO
#define SHARE RELATION_SHARE
#define EQUAL RELATION_EQUAL

/* A number as it is written: its decimals are those of the text; marks before it: "%" a percentage, "=" a filed fact, "!" precise,
 * ">" at least, "<" at most, "~" about; "e3" behind it: in thousands. */
static struct operand operand_read(const char *text)
{
    struct operand operand = {.bound = CHIFFRE_BOUND_exact};
    char digits[64];
    for (; strchr("%=!><~", *text) != NULL && *text != '\0'; text++) {
        operand.percent |= *text == '%';
        operand.fixed |= *text == '=';
        operand.precise |= *text == '!';
        operand.bound = *text == '>'   ? CHIFFRE_BOUND_at_least
                        : *text == '<' ? CHIFFRE_BOUND_at_most
                        : *text == '~' ? CHIFFRE_BOUND_about
                                       : operand.bound;
    }
    size_t length = strcspn(text, "e");
    snprintf(digits, sizeof digits, "%.*s", (int)length, text);
    int32_t power = text[length] == 'e' ? text[length + 1] - '0' : 0;
    operand.value = read(digits);
    operand.decimals = -operand.value.exponent - power;
    operand.value = decimal_scale(operand.value, power);
    return operand;
}

struct judged {
    enum relation_form form;
    const char *claim, *current, *prior; /* prior "": two operands */
    const char *expected;
};

static struct relation relation_read(const struct judged *row)
{
    struct relation relation = {.form = row->form, .count = row->prior[0] == '\0' ? 2 : 3};
    relation.operands[0] = operand_read(row->claim);
    relation.operands[1] = operand_read(row->current);
    if (relation.count == 3)
        relation.operands[2] = operand_read(row->prior);
    return relation;
}

static const char *verdict_text(const struct judgement *judgement, char text[64])
{
    size_t used = (size_t)snprintf(text, 64, "%s", chiffre_verdict_name(judgement->verdict));
    if (judgement->opposite)
        used += (size_t)snprintf(text + used, 64 - used, ", opposite");
    for (int i = 0; i < RELATION_OPERANDS; i++)
        if (judgement->readings[i] != READING_WRITTEN)
            used += (size_t)snprintf(text + used, 64 - used, ", %d %s", i, judgement->readings[i] == READING_TRUNCATED ? "cut" : "rounded");
    if (judgement->scaled >= 0)
        snprintf(text + used, 64 - used, ", %d times 10^%d", judgement->scaled, (int)judgement->power);
    return text;
}

struct judgements {
    const struct judged *rows;
    size_t count;
};

/* A table of them is a test: JUDGED(table) among cmocka's. */
static void check_judged(void **state)
{
    const struct judgements *table = *state;
    const struct judged *rows = table->rows;
    size_t wrong = 0;
    for (size_t i = 0; i < table->count; i++) {
        struct relation relation = relation_read(&rows[i]);
        struct judgement judgement;
        char text[64];
        memset(&judgement, 0x55, sizeof judgement);
        relation_judge(&relation, &judgement);
        bool agrees = judgement.verdict == CHIFFRE_VERDICT_agrees;
        if (strcmp(verdict_text(&judgement, text), rows[i].expected) != 0 || relation_holds(&relation) != agrees) {
            print_error("%s of %s and %s\n  found: %s\n  meant: %s\n", rows[i].claim, rows[i].current, rows[i].prior, text, rows[i].expected);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}
#define JUDGED(table) {#table, check_judged, NULL, NULL, &(struct judgements){table, sizeof(table) / sizeof((table)[0])}}

static const struct judged as_written[] = {
    {CHANGE, "%25", "125", "100", "agrees"},
    {CHANGE, "%-20", "80", "100", "agrees"},
    {CHANGE, "%9", "113", "=100", "disagrees"}, /* 11.9 to 14.1; 9.9 were cut */
    {DIFFERENCE, "25", "125", "100", "agrees"},
    {DIFFERENCE, "=27.5", "=126", "=99", "agrees"},  /* the ends touch: 26 to 28 */
    {DIFFERENCE, "=29", "=126", "=99", "disagrees"}, /* from 28.5 */
    {RATIO, "%2.0", "200", "100", "agrees"},
    {RATIO, "%2.3", "=200", "=100", "disagrees"},
    {SHARE, "%20", "=300", "=1500", "agrees"},
    {SHARE, "%22", "=300", "=1500", "disagrees"},
    {EQUAL, "=5", "=5", "", "agrees"},
    {EQUAL, "=5", "=6", "", "agrees"}, /* 5.5 is both */
    {EQUAL, "=5", "=7", "", "disagrees"},
    {EQUAL, ">5", "=70", "", "agrees"},
    {EQUAL, "<5", "=70", "", "disagrees"},
    {CHANGE, ">25", "=150", "=100", "agrees"},
    {CHANGE, "<25", "=150", "=100", "disagrees"},
    /* a base that may be zero */
    {CHANGE, "%25", "125", "0", "unchecked"},
    {SHARE, "%25", "125", "0", "unchecked"},
    {RATIO, "%25", "125", "0.0", "unchecked"},
    {DIFFERENCE, "125", "125", "0", "agrees"},
};

static const struct judged factors_and_signs[] = {
    {DIFFERENCE, "=25000", "=125", "=100", "disagrees"}, /* a fact has its own scale */
    {DIFFERENCE, "25317e3", "=125317", "=100000", "disagrees, 0 times 10^-3"},
    {DIFFERENCE, "25", "=125317", "=100000", "disagrees, 0 times 10^3"},
    {DIFFERENCE, "25317e6", "=125317", "=100000", "disagrees, 0 times 10^-6"},
    {DIFFERENCE, "25", "=125317000", "=100000000", "disagrees, 0 times 10^6"},
    {DIFFERENCE, "=25", "125317", "=100", "disagrees, 1 times 10^-3"},
    {DIFFERENCE, "=25317", "125", "=100000", "disagrees, opposite, 1 times 10^3"},
    {DIFFERENCE, "=25", "125317000", "=100", "disagrees, 1 times 10^-6"},
    {DIFFERENCE, "=25317000", "125", "=100000000", "disagrees, opposite, 1 times 10^6"},
    {DIFFERENCE, "=25", "=125", "100317", "disagrees, opposite, 2 times 10^-3"},
    {DIFFERENCE, "=25317", "=125317", "100", "disagrees, 2 times 10^3"},
    {DIFFERENCE, "=25", "=125", "100317000", "disagrees, opposite, 2 times 10^-6"},
    {DIFFERENCE, "=25317000", "=125317000", "100", "disagrees, 2 times 10^6"},
    {DIFFERENCE, "25", "=125317.5", "=100317.5", "disagrees, 0 times 10^3"},
    {DIFFERENCE, "%25", "=125317", "=100317", "disagrees"}, /* a percentage has none */
    {DIFFERENCE, ">25317", "=125", "=100", "disagrees"},    /* a half-line meets nearly anything */
    {DIFFERENCE, "<25", "=125317", "=100000", "disagrees"},
    {CHANGE, "%25", "125", "100317e3", "disagrees, opposite, 1 times 10^6"},
    {CHANGE, "%25", "125317", "100", "disagrees, 2 times 10^3"}, /* times a thousand is tried before a thousandth */
    {SHARE, "%25", "25317", "100", "disagrees, 2 times 10^3"},
    {RATIO, "%1.25", "125317", "100", "disagrees, 2 times 10^3"},
    {EQUAL, "125", "125317", "", "disagrees, 0 times 10^3"},
    {EQUAL, "=125", "125317", "", "disagrees, 1 times 10^-3"},
    {EQUAL, "=125317", "125", "", "disagrees, 1 times 10^3"},
    /* the sign that is told is not the one that is computed: no reading is tried */
    {CHANGE, "%13", "=87", "=100", "disagrees, opposite"},
    {CHANGE, "%-13", "=113", "=100", "disagrees, opposite"},
    {CHANGE, "%20", "2000", "2400", "disagrees, opposite"},
    {CHANGE, "%-20", "2400", "2000", "disagrees, opposite"},
    {DIFFERENCE, "1", "2000", "2400", "disagrees, opposite"},
    {DIFFERENCE, "0", "2000", "2400", "reading, 1 rounded"},
    {DIFFERENCE, "=0.5", "=4", "=7", "disagrees, opposite"}, /* 0.45 at least */
    {DIFFERENCE, "=0", "=4", "=7", "disagrees"},
    {DIFFERENCE, "=-3", "=8", "=7", "disagrees"}, /* 0 to 2 */
    {DIFFERENCE, "=-3", "=9", "=7", "disagrees, opposite"},
    {DIFFERENCE, "=3", "=6", "=7", "disagrees"}, /* -2 to 0 */
    {DIFFERENCE, "=3", "=5", "=7", "disagrees, opposite"},
    {EQUAL, "=-5", ">5", "", "disagrees, opposite"}, /* a half-line has a sign too */
    {EQUAL, "=5", "<-5", "", "disagrees, opposite"},
    {EQUAL, ">5", "=-5", "", "disagrees, opposite"},
    {EQUAL, "<-5", "=5", "", "disagrees, opposite"},
    {EQUAL, "<5", "=9", "", "disagrees"},
    {EQUAL, ">-5", "=-9", "", "disagrees"},
    {EQUAL, "=-3", ">0", "", "disagrees"},
    {EQUAL, "=3", "<0", "", "disagrees"},
};

/* What each of the three would have to be. */
static void needed(void **state)
{
    (void)state;
    static const struct {
        struct judged row; /* expected: the claim, as computed */
        const char *current, *prior;
    } rows[] = {
        {{CHANGE, "%20", "125", "100", "23.880597 to 26.130654"}, "118.9025 to 121.1025", "103.319502 to 105.020921"},
        {{DIFFERENCE, "20", "125", "100", "24 to 26"}, "119 to 121", "104 to 106"},
        {{RATIO, "%2", "125", "100", "1.238805 to 1.261307"}, "149.25 to 251.25", "49.8 to 83.666667"},
        {{SHARE, "%20", "125", "100", "123.880597 to 126.130654"}, "19.4025 to 20.6025", "607.317073 to 643.589744"},
        {{EQUAL, "20", "125", "", "124.5 to 125.5"}, "19.5 to 20.5", ""},
        {{EQUAL, ">20", "125", "", "124.5 to 125.5"}, "20 to ..", ""},
        {{CHANGE, ">20", "125", "100", "23.880597 to 26.130654"}, "119.4 to ..", "0 to 104.583334"},
        {{DIFFERENCE, "20", "<125", "100", ".. to 25.5"}, "119 to 121", ".. to 105.5"},
        {{CHANGE, "%-100", "125", "100", "23.880597 to 26.130654"}, "-0.5025 to 0.5025", "none"}, /* by a factor that may be 0 */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct relation relation = relation_read(&rows[i].row);
        struct judgement judgement;
        const char *expected[] = {rows[i].row.expected, rows[i].current, rows[i].prior};
        relation_judge(&relation, &judgement);
        assert_interval_text(judgement.computed, rows[i].row.expected);
        for (size_t which = 0; which < relation.count; which++) {
            bool none = strcmp(expected[which], "none") == 0;
            assert_int_equal(judgement.has_needed[which], !none);
            if (!none)
                assert_interval_text(judgement.needed[which], expected[which]);
        }
        assert_true(relation.count == 3 || !judgement.has_needed[2]);
    }
    /* too large for a decimal: cannot be computed */
    struct judged row = {DIFFERENCE, "1", ">170141183460469231731687303715884105727", "<0", ""};
    struct relation relation = relation_read(&row);
    struct judgement judgement;
    relation.operands[1].value = decimal_scale(relation.operands[1].value, 64);
    relation.operands[2].value = decimal_negate(relation.operands[1].value);
    relation_judge(&relation, &judgement);
    assert_int_equal(judgement.verdict, CHIFFRE_VERDICT_unchecked);
    assert_false(judgement.has_needed[0]);
    assert_false(relation_holds(&relation));
}

static const struct judged with_readings[] = {
    /* one number cut off: 15.8 % told as 15; 53.9 as 53, of either side */
    {DIFFERENCE, "15", "=115.8", "=100.0", "reading, 0 cut"},
    {DIFFERENCE, "=15.8", "115", "=100.0", "reading, 1 cut"},
    {DIFFERENCE, "=15.0", "=115.8", "100", "reading, 2 cut"},
    {DIFFERENCE, "-15", "=100.0", "=115.8", "reading, 0 cut"},
    {DIFFERENCE, "15", "=117.0", "=100.0", "disagrees"}, /* 16.9 at least */
    {DIFFERENCE, "=15", "=115.8", "=100.0", "disagrees"},
    /* one round number that was rounded; a percentage never is, nor one that was written to the digit, nor a bound */
    {DIFFERENCE, "1200", "=1240", "=0", "reading, 0 rounded"},
    {DIFFERENCE, "=1240", "1200", "=0", "reading, 1 rounded"},
    {DIFFERENCE, "=1240", "=2480", "1200", "reading, 2 rounded"},
    {DIFFERENCE, "1200", "=1250.5", "=0", "reading, 0 rounded"},
    {DIFFERENCE, "1200", "=1252", "=0", "disagrees"},
    {DIFFERENCE, "%1200", "=1240", "=0", "disagrees"},
    {DIFFERENCE, "!1200", "=1240", "=0", "disagrees"},
    {DIFFERENCE, "=1200", "=1240", "=0", "disagrees"},
    {DIFFERENCE, "=1190", ">1200", "=0", "disagrees"}, /* nor is a bound scaled */
    {DIFFERENCE, ">1200", "=1190", "=0", "disagrees"},
    {DIFFERENCE, "<1200", "=1240", "=0", "disagrees"},
    {DIFFERENCE, "150", "=154", "=0", "disagrees"}, /* one zero is not round */
    {DIFFERENCE, "500", "=504", "=0", "reading, 0 rounded"},
    {DIFFERENCE, "500", "=507", "=0", "disagrees"},
    {DIFFERENCE, "2000", "=2400", "=0", "reading, 0 rounded"},
    {DIFFERENCE, "5e3", "=5300", "=0", "agrees"},
    {DIFFERENCE, "1200e3", "=1240000", "=0", "reading, 0 rounded"},
    {DIFFERENCE, "%15", "=15.8", "=0.0", "reading, 0 cut"}, /* a percentage may be cut */
    {DIFFERENCE, "!15", "=15.8", "=0.0", "reading, 0 cut"},
    /* two of them; rather one than two */
    {DIFFERENCE, "2", "=5.2", "2", "reading, 0 cut"},
    {DIFFERENCE, "15", "117", "=100.9", "reading, 0 cut"},
    {DIFFERENCE, "15", "=117.9", "101", "reading, 0 cut, 2 cut"},
    {DIFFERENCE, "1200", "2520", "=1300", "reading, 0 rounded"},
    {DIFFERENCE, "1200", "3800", "=2500", "reading, 0 rounded, 1 rounded"},
    {DIFFERENCE, "=1290", "3800", "2600", "reading, 1 rounded, 2 rounded"},
    /* not three */
    {SHARE, "%48", "1200", "2300", "disagrees"}, /* 1150 of 2350 are 48.94 % */
    {SHARE, "%=49", "1200", "2300", "reading, 1 rounded, 2 rounded"},
    /* of two operands */
    {EQUAL, "15", "=15.9", "", "reading, 0 cut"},
    {EQUAL, "=15.9", "15", "", "reading, 1 cut"},
    {EQUAL, "1200", "1290", "", "disagrees"},
    {EQUAL, "1200", "1300", "", "reading, 0 rounded, 1 rounded"},
    {EQUAL, "1200", "=1250", "", "reading, 0 rounded"},
};

int main(void)
{
    const struct CMUnitTest tests[] = {
        JUDGED(as_written),
        JUDGED(with_readings),
        JUDGED(factors_and_signs),
        cmocka_unit_test(needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
