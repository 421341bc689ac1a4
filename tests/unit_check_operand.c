/* SPDX-License-Identifier: MIT */
/* An operand of a relation: which of its digits were written, and what a figure may stand for as written, cut off or rounded. The
 * intervals were worked out with Python's fractions, to six digits after the point, the low end down and the high end up. */
#include "check/relation.h"
#include "tests/decimals.h"

static struct chiffre_figure figure_of(const char *text, const char *value, int32_t decimals)
{
    return (struct chiffre_figure){.text = text_from(text),
                                   .value = read(value),
                                   .value_to = DECIMAL_EMPTY,
                                   .decimals = decimals,
                                   .kind = CHIFFRE_KIND_money,
                                   .bound = CHIFFRE_BOUND_exact};
}

/* The last place that was written: as the record tells, else the last digit that is no zero, for zeros at the end may be meant or
 * not. */
static void written_place(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        int32_t decimals, expected;
    } rows[] = {
        {"120", 2, 2},
        {"120", -1, -1},
        {"120", CHIFFRE_NO_DECIMALS, -1},
        {"12000", CHIFFRE_NO_DECIMALS, -3},
        {"12001", CHIFFRE_NO_DECIMALS, 0},
        {"7", CHIFFRE_NO_DECIMALS, 0},
        {"0", CHIFFRE_NO_DECIMALS, 0},
        {"-500", CHIFFRE_NO_DECIMALS, -2},
        {"1.20", CHIFFRE_NO_DECIMALS, 2},
        {"0.5", CHIFFRE_NO_DECIMALS, 1},
        {"100000000000000000000000000000000000", CHIFFRE_NO_DECIMALS, -35},
        {"1000000000000000000000000000000000000", CHIFFRE_NO_DECIMALS, -36},
        {"1000000000000000000000000000000000000000", CHIFFRE_NO_DECIMALS, -36}, /* of 39 zeros */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct chiffre_figure figure = figure_of("x", rows[i].value, rows[i].decimals);
        struct operand operand = operand_of(&figure);
        if (operand.decimals != rows[i].expected)
            fail_msg("%s with %d: %d", rows[i].value, (int)rows[i].decimals, (int)operand.decimals);
    }
}

/* Zeros behind a separator are meant. */
static void written_zeros(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t decimals;
        bool precise;
    } rows[] = {
        {"2.00 billion", -7, true},  {"$2.0 billion", -8, true},
        {"9,0 milliards", -8, true}, {"0.5 million", -5, true},
        {"90.09 billion", -7, true}, {"1,000 milliard", -6, true},
        {"2 billion", -9, false},    {"2 000 millions", -6, false},
        {"2. billion", -9, false},   {"2, 5", -6, false},
        {"2./5", -6, false},         {"2.:5", -6, false},
        {"2.", -6, false},           {"2 1.5", -6, false}, /* the first number is looked at */
        {"billion", -9, false},      {"", -9, false},
        {"2:5", -6, false},          {"2/5.5", -6, false},
        {"2.00", 2, true},           {"2", 1, true},
        {"2.00", 0, false},          {"2.00", CHIFFRE_NO_DECIMALS, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct chiffre_figure figure = figure_of(rows[i].text, "2", rows[i].decimals);
        size_t length = strlen(rows[i].text);
        char *tight = malloc(length + (length == 0)); /* a sanitizer notices what is read behind it */
        assert_non_null(tight);
        memcpy(tight, rows[i].text, length);
        figure.text = (struct chiffre_text){tight, length};
        if (operand_of(&figure).precise != rows[i].precise)
            fail_msg("%s with %d", rows[i].text, (int)rows[i].decimals);
        free(tight);
    }
}

static void operand_of_figure(void **state)
{
    (void)state;
    struct chiffre_figure figure = figure_of("3 to 5", "3", 0);
    figure.value_to = read("5");
    figure.bound = CHIFFRE_BOUND_about;
    struct operand operand = operand_of(&figure);
    assert_int_equal(decimal_compare(operand.value, read("3")), 0);
    assert_int_equal(decimal_compare(operand.value_to, read("5")), 0);
    assert_int_equal(operand.bound, CHIFFRE_BOUND_about);
    assert_false(operand.percent);
    assert_false(operand.fixed);
    figure.kind = CHIFFRE_KIND_percent;
    assert_true(operand_of(&figure).percent);
    figure.kind = CHIFFRE_KIND_ratio;
    assert_true(operand_of(&figure).percent);
    figure.kind = CHIFFRE_KIND_count;
    assert_false(operand_of(&figure).percent);
}

static void what_it_may_stand_for(void **state)
{
    (void)state;
    static const struct {
        struct operand operand;
        const char *value, *value_to, *written, *cut, *rounded;
    } rows[] = {
        {{.decimals = 0}, "53", "", "52.5 to 53.5", "53 to 53.999999", "52.5 to 53.5"},
        {{.decimals = 0}, "-53", "", "-53.5 to -52.5", "-53.999999 to -53", "-53.5 to -52.5"},
        {{.decimals = 0}, "0", "", "-0.5 to 0.5", "-0.999999 to 0.999999", "-0.5 to 0.5"},
        {{.decimals = 1}, "5.3", "", "5.25 to 5.35", "5.3 to 5.4", "5.25 to 5.35"}, /* to 5.3999999 */
        {{.decimals = -3}, "53000", "", "52500 to 53500", "53000 to 53999.999", "52500 to 53500"},
        {{.decimals = 0}, "53", "55", "52.5 to 55.5", "53 to 55.999999", "52.5 to 55.5"},
        {{.decimals = 0, .bound = CHIFFRE_BOUND_at_least}, "53", "", "53 to ..", "53 to 53.999999", "53 to .."},
        {{.decimals = 0, .bound = CHIFFRE_BOUND_about}, "53", "", "51.5 to 54.5", "53 to 53.999999", "51.5 to 54.5"},
        /* round ones: one zero says nothing; two are a hundred, but half of 500 would be too much; three are as many as there are
         */
        {{.decimals = 0}, "150", "", "149.5 to 150.5", "150 to 150.999999", "149.5 to 150.5"},
        {{.decimals = 0}, "1200", "", "1199.5 to 1200.5", "1200 to 1200.999999", "1150 to 1250"},
        {{.decimals = 0}, "500", "", "499.5 to 500.5", "500 to 500.999999", "495 to 505"},
        {{.decimals = 0}, "2000", "", "1999.5 to 2000.5", "2000 to 2000.999999", "1500 to 2500"},
        {{.decimals = 0}, "30000", "", "29999.5 to 30000.5", "30000 to 30000.999999", "25000 to 35000"},
        {{.decimals = 0}, "-30000", "", "-30000.5 to -29999.5", "-30000.999999 to -30000", "-35000 to -25000"},
        {{.decimals = -3}, "1200000", "", "1199500 to 1200500", "1200000 to 1200999.999", "1150000 to 1250000"},
        {{.decimals = 2}, "12.00", "", "11.995 to 12.005", "12 to 12.01", "11.5 to 12.5"},
        {{.decimals = 0, .percent = true}, "1200", "", "1199.5 to 1200.5", "1200 to 1200.999999", "1199.5 to 1200.5"},
        {{.decimals = 0, .precise = true}, "1200", "", "1199.5 to 1200.5", "1200 to 1200.999999", "1199.5 to 1200.5"},
        {{.decimals = 0, .fixed = true}, "1200", "", "1199.5 to 1200.5", "1200 to 1200.999999", "1199.5 to 1200.5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct operand operand = rows[i].operand;
        operand.value = read(rows[i].value);
        operand.value_to = rows[i].value_to[0] == '\0' ? DECIMAL_EMPTY : read(rows[i].value_to);
        assert_interval_text(operand_interval(&operand, READING_WRITTEN), rows[i].written);
        assert_interval_text(operand_interval(&operand, READING_TRUNCATED), rows[i].cut);
        assert_interval_text(operand_interval(&operand, READING_ROUNDED), rows[i].rounded);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_place),
        cmocka_unit_test(written_zeros),
        cmocka_unit_test(operand_of_figure),
        cmocka_unit_test(what_it_may_stand_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
