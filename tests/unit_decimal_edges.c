/* SPDX-License-Identifier: MIT */
/* Decimals and intervals where they change their ways: products beyond 127 bits, ties with something behind them, empty operands. The
 * expected numbers are powers of two and quotients worked out with Python's integers. */
#include "tests/decimals.h"

#define TWO_63 "9223372036854775808"
#define TWO_64 "18446744073709551616"
#define TWO_96 "79228162514264337593543950336"
#define LARGEST "170141183460469231731687303715884105727"

static void products_of_more_bits(void **state)
{
    (void)state;
    struct chiffre_decimal value = read("42");
    assert_int_equal(decimal_multiply(read(TWO_96), read(TWO_96), &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_multiply(read(TWO_64), read(TWO_63), &value), CHIFFRE_OVERFLOW);
    assert_written(value, "42");
    assert_int_equal(decimal_multiply(read(TWO_63), read(TWO_63), &value), CHIFFRE_OK);
    assert_written(value, "85070591730234615865843651857942052864");
    assert_int_equal(decimal_multiply(read("-1"), read(LARGEST), &value), CHIFFRE_OK);
    assert_written(value, "-" LARGEST);
    /* 2^127 in 38 digits; both roundings, both signs */
    assert_int_equal(decimal_multiply_rounded(read(TWO_64), read(TWO_63), DECIMAL_DOWN, &value), CHIFFRE_OK);
    assert_written(value, "170141183460469231731687303715884105720");
    assert_int_equal(decimal_multiply_rounded(read(TWO_64), read(TWO_63), DECIMAL_UP, &value), CHIFFRE_OK);
    assert_written(value, "170141183460469231731687303715884105730");
    assert_int_equal(decimal_multiply_rounded(read("-" TWO_64), read(TWO_63), DECIMAL_DOWN, &value), CHIFFRE_OK);
    assert_written(value, "-170141183460469231731687303715884105730");
    assert_int_equal(decimal_multiply_rounded(read(TWO_64), read("-" TWO_63), DECIMAL_UP, &value), CHIFFRE_OK);
    assert_written(value, "-170141183460469231731687303715884105720");
    /* 2^192 = 6277101735386680763835789423207666416102355444464034512896 */
    assert_int_equal(decimal_multiply_rounded(read(TWO_96), read(TWO_96), DECIMAL_TRUNCATE, &value), CHIFFRE_OK);
    assert_written(value, "6277101735386680763835789423207666416100000000000000000000");
    assert_int_equal(decimal_multiply_rounded(read("3"), read("0.5"), DECIMAL_UP, &value), CHIFFRE_OK);
    assert_written(value, "1.5");
}

static void nothing_makes_nothing(void **state)
{
    (void)state;
    struct chiffre_decimal one = read("1"), value = one;
    assert_int_equal(decimal_multiply(DECIMAL_EMPTY, one, &value), CHIFFRE_OK);
    assert_false(value.known);
    value = one;
    assert_int_equal(decimal_multiply(one, DECIMAL_EMPTY, &value), CHIFFRE_OK);
    assert_false(value.known);
    value = one;
    assert_int_equal(decimal_multiply_rounded(DECIMAL_EMPTY, one, DECIMAL_UP, &value), CHIFFRE_OK);
    assert_false(value.known);
    value = one;
    assert_int_equal(decimal_multiply_rounded(one, DECIMAL_EMPTY, DECIMAL_UP, &value), CHIFFRE_OK);
    assert_false(value.known);
    value = one;
    assert_int_equal(decimal_add(one, DECIMAL_EMPTY, &value), CHIFFRE_OK);
    assert_false(value.known);
    value = one;
    assert_int_equal(decimal_subtract(one, DECIMAL_EMPTY, &value), CHIFFRE_OK);
    assert_false(value.known);
    value = one;
    assert_int_equal(decimal_divide(DECIMAL_EMPTY, one, 5, DECIMAL_UP, &value), CHIFFRE_OK);
    assert_false(value.known);
    value = one;
    assert_int_equal(decimal_divide(one, DECIMAL_EMPTY, 5, DECIMAL_UP, &value), CHIFFRE_OK);
    assert_false(value.known);
    assert_false(decimal_round(DECIMAL_EMPTY, 2, DECIMAL_UP).known);
    assert_false(decimal_round_digits(DECIMAL_EMPTY, 2, DECIMAL_UP).known);
    assert_false(decimal_scale(DECIMAL_EMPTY, 2).known);
    assert_false(decimal_negate(DECIMAL_EMPTY).known);
    assert_int_equal(decimal_sign(DECIMAL_EMPTY), 0);
    assert_int_equal(decimal_digits(DECIMAL_EMPTY), 1);
    assert_int_equal(decimal_compare(one, DECIMAL_EMPTY), 1);
    assert_true(decimal_double(DECIMAL_EMPTY) == 0);
    char text[DECIMAL_TEXT_MAX];
    assert_int_equal(decimal_write(DECIMAL_EMPTY, text), 0);
    assert_int_equal(decimal_write_fixed(DECIMAL_EMPTY, 2, text), 0);
}

static void sums_with_far_zeros(void **state)
{
    (void)state;
    struct chiffre_decimal value = read("42");
    assert_int_equal(decimal_add(decimal_from(0, 64), read("0.1"), &value), CHIFFRE_OK);
    assert_written(value, "0.1");
    assert_int_equal(decimal_add(decimal_from(5, 60), decimal_from(0, -60), &value), CHIFFRE_OK);
    assert_written(value, "5000000000000000000000000000000000000000000000000000000000000");
    /* the zeros behind the first are dropped before they are aligned */
    assert_int_equal(decimal_add(decimal_from(1000, -64), decimal_from(1, -30), &value), CHIFFRE_OK);
    assert_written(value, "0.0000000000000000000000000000010000000000000000000000000000001");
    assert_int_equal(decimal_add(read(LARGEST), read("-" LARGEST), &value), CHIFFRE_OK);
    assert_written(value, "0");
    assert_int_equal(decimal_add(read("100000000000000000000000000000000000000"), read("0.1"), &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_add(read("10000000000000000000000000000000000000"), read("0.1"), &value), CHIFFRE_OK);
    assert_written(value, "10000000000000000000000000000000000000.1");
}

struct quotient {
    const char *a, *b;
    int digits;
    const char *results[5]; /* in the order of enum decimal_rounding */
};

static void quotients_are_rounded_once(void **state)
{
    (void)state;
    static const struct quotient rows[] = {
        {"7001", "7", 1, {"1000", "1000", "1000", "2000", "1000"}}, /* 1000.14...: behind zeros, not nothing */
        {"251", "10", 1, {"30", "30", "20", "30", "20"}},            /* a tie and more */
        {"25", "1", 1, {"20", "30", "20", "30", "20"}},
        {"35", "1", 1, {"40", "40", "30", "40", "30"}},
        {"-35", "1", 1, {"-40", "-40", "-40", "-30", "-30"}},
        {"1", "8", 2, {"0.12", "0.13", "0.12", "0.13", "0.12"}}, /* a tie */
        {"3", "8", 2, {"0.38", "0.38", "0.37", "0.38", "0.37"}},
        {"2", "3", 3, {"0.667", "0.667", "0.666", "0.667", "0.666"}},
        {"-2", "3", 3, {"-0.667", "-0.667", "-0.667", "-0.666", "-0.666"}},
        {"1", "3", 3, {"0.333", "0.333", "0.333", "0.334", "0.333"}},
        {"2", "3", 0, {"0.7", "0.7", "0.6", "0.7", "0.6"}}, /* one digit at least */
        {"2", "3", -5, {"0.7", "0.7", "0.6", "0.7", "0.6"}},
        {"1", "3", 99, /* and 36 at most */
         {"0.333333333333333333333333333333333333", "0.333333333333333333333333333333333333", "0.333333333333333333333333333333333333",
          "0.333333333333333333333333333333333334", "0.333333333333333333333333333333333333"}},
        {"1", "3", 37,
         {"0.333333333333333333333333333333333333", "0.333333333333333333333333333333333333", "0.333333333333333333333333333333333333",
          "0.333333333333333333333333333333333334", "0.333333333333333333333333333333333333"}},
        {"0", "-7", 4, {"0", "0", "0", "0", "0"}},
        {"100", "4", 2, {"25", "25", "25", "25", "25"}},
        {"1", LARGEST, 3, /* the divisor leaves no room for ten times the rest: 5.8774717541...E-39 */
         {"0.00000000000000000000000000000000000000588", "0.00000000000000000000000000000000000000588",
          "0.00000000000000000000000000000000000000587", "0.00000000000000000000000000000000000000588",
          "0.00000000000000000000000000000000000000587"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int rounding = DECIMAL_HALF_EVEN; rounding <= DECIMAL_TRUNCATE; rounding++) {
            struct chiffre_decimal value;
            assert_int_equal(decimal_divide(read(rows[i].a), read(rows[i].b), rows[i].digits, (enum decimal_rounding)rounding, &value),
                             CHIFFRE_OK);
            assert_written(value, rows[i].results[rounding]);
        }
}

static void rounds_far_from_its_digits(void **state)
{
    (void)state;
    static const char ten_to_60[] = "1000000000000000000000000000000000000000000000000000000000000";
    char below[sizeof ten_to_60 + 1] = "-";
    memcpy(below + 1, ten_to_60, sizeof ten_to_60);
    assert_written(decimal_round(read("4"), 60, DECIMAL_UP), ten_to_60);
    assert_written(decimal_round(read("-4"), 60, DECIMAL_DOWN), below);
    assert_written(decimal_round(read("-4"), 60, DECIMAL_UP), "0");
    assert_written(decimal_round(read("0"), 60, DECIMAL_UP), "0");
    assert_written(decimal_round(read("0"), 60, DECIMAL_DOWN), "0");
    assert_written(decimal_round(read("9"), 60, DECIMAL_HALF_UP), "0");
    assert_written(decimal_round(read("9"), 39, DECIMAL_UP), "1000000000000000000000000000000000000000");
    assert_written(decimal_round(read("60000000000000000000000000000000000000"), 38, DECIMAL_HALF_UP),
                   "100000000000000000000000000000000000000");
    assert_written(decimal_round_digits(read("167749"), 0, DECIMAL_HALF_UP), "200000");
    assert_written(decimal_round_digits(read("167749"), 6, DECIMAL_UP), "167749");
    assert_written(decimal_round_digits(read("167749"), 5, DECIMAL_DOWN), "167740");
    assert_written(decimal_round_digits(read("0.0015"), 1, DECIMAL_HALF_EVEN), "0.002");
    assert_int_equal(decimal_compare(decimal_from(4, 38), read(LARGEST)), 1);
    assert_int_equal(decimal_compare(read(LARGEST), decimal_from(4, 38)), -1);
    assert_int_equal(decimal_compare(read("-" LARGEST), decimal_from(-4, 38)), 1);
    assert_int_equal(decimal_compare(decimal_from(12, 0), decimal_from(1200, -2)), 0);
    assert_int_equal(decimal_compare(decimal_from(13, 0), decimal_from(1299, -2)), 1);
    assert_int_equal(decimal_compare(decimal_from(1299, -2), decimal_from(13, 0)), -1);
    assert_int_equal(decimal_digits(read("0.0120")), 2);
    assert_int_equal(decimal_digits(read(LARGEST)), 39);
}

static void assert_interval(struct interval interval, const char *low, const char *high)
{
    assert_int_equal(interval.low.known, low != NULL);
    assert_int_equal(interval.high.known, high != NULL);
    if (low != NULL)
        assert_written(interval.low, low);
    if (high != NULL)
        assert_written(interval.high, high);
}

static struct interval between(const char *low, const char *high)
{
    return (struct interval){low == NULL ? DECIMAL_EMPTY : read(low), high == NULL ? DECIMAL_EMPTY : read(high)};
}

static void intervals_of_every_bound(void **state)
{
    (void)state;
    struct chiffre_decimal value = read("12.5");
    assert_interval(interval_of(value, DECIMAL_EMPTY, 1, CHIFFRE_BOUND_exact), "12.45", "12.55");
    assert_interval(interval_of(value, DECIMAL_EMPTY, CHIFFRE_NO_DECIMALS, CHIFFRE_BOUND_exact), "12.5", "12.5");
    assert_interval(interval_of(value, DECIMAL_EMPTY, 1, CHIFFRE_BOUND_about), "12.35", "12.65");
    assert_interval(interval_of(value, DECIMAL_EMPTY, 1, CHIFFRE_BOUND_above), "12.5", NULL);
    assert_interval(interval_of(value, DECIMAL_EMPTY, 1, CHIFFRE_BOUND_at_least), "12.5", NULL);
    assert_interval(interval_of(value, DECIMAL_EMPTY, 1, CHIFFRE_BOUND_below), NULL, "12.5");
    assert_interval(interval_of(value, DECIMAL_EMPTY, 1, CHIFFRE_BOUND_at_most), NULL, "12.5");
    assert_interval(interval_of(value, read("14"), 0, CHIFFRE_BOUND_exact), "12", "14.5");
    assert_interval(interval_of(DECIMAL_EMPTY, DECIMAL_EMPTY, 1, CHIFFRE_BOUND_exact), NULL, NULL);
    assert_interval(interval_of(read("12000"), DECIMAL_EMPTY, -3, CHIFFRE_BOUND_exact), "11500", "12500");
}

static void intervals_of_far_places(void **state)
{
    (void)state;
    /* a range told upside down is the same range */
    assert_interval(interval_of(read("14"), read("12.5"), 0, CHIFFRE_BOUND_exact), "12", "14.5");
    assert_interval(interval_of(read("12.5"), read("14"), 0, CHIFFRE_BOUND_below), "12", "14.5");
    assert_interval(interval_of(read("12.5"), read("14"), 0, CHIFFRE_BOUND_above), "12", "14.5");
    assert_interval(interval_of(read("14"), read("14"), 0, CHIFFRE_BOUND_exact), "13.5", "14.5");
    /* half a unit of the 64th and 65th digit is no decimal: outwards */
    static const char half_63[] = "0.0000000000000000000000000000000000000000000000000000000000000005";
    static const char half_62[] = "0.000000000000000000000000000000000000000000000000000000000000005";
    char below[sizeof half_63 + 1] = "-";
    struct chiffre_decimal zero = decimal_from(0, 0);
    memcpy(below + 1, half_62, sizeof half_62);
    assert_interval(interval_of(zero, DECIMAL_EMPTY, 62, CHIFFRE_BOUND_exact), below, half_62);
    memcpy(below + 1, half_63, sizeof half_63);
    assert_interval(interval_of(zero, DECIMAL_EMPTY, 63, CHIFFRE_BOUND_exact), below, half_63);
    assert_interval(interval_of(zero, DECIMAL_EMPTY, 64, CHIFFRE_BOUND_exact), below, half_63);
    assert_interval(interval_of(zero, DECIMAL_EMPTY, INT32_MAX, CHIFFRE_BOUND_exact), below, half_63);
    assert_interval(interval_of(zero, DECIMAL_EMPTY, -2000000000, CHIFFRE_BOUND_exact), NULL, NULL);
    /* an end that is too far for the digits is open */
    assert_interval(interval_of(read(LARGEST), DECIMAL_EMPTY, 0, CHIFFRE_BOUND_exact), NULL, NULL);
    assert_interval(interval_of(read("170141183460469231731687303715884105722"), DECIMAL_EMPTY, -1, CHIFFRE_BOUND_exact),
                    "170141183460469231731687303715884105717", LARGEST);
    assert_interval(interval_of(read("170141183460469231731687303715884105723"), DECIMAL_EMPTY, -1, CHIFFRE_BOUND_exact),
                    "170141183460469231731687303715884105718", NULL);
    assert_interval(interval_of(read("-170141183460469231731687303715884105723"), DECIMAL_EMPTY, -1, CHIFFRE_BOUND_exact), NULL,
                    "-170141183460469231731687303715884105718");
}

/* A sum or product that no decimal can hold is refused, and nothing is changed. */
static void images_that_do_not_fit(void **state)
{
    (void)state;
    struct interval image = between("1", "2");
    struct chiffre_decimal huge = decimal_scale(read(LARGEST), 64);
    struct interval large = {huge, huge}, from = {huge, DECIMAL_EMPTY}, to = {DECIMAL_EMPTY, huge};
    assert_int_equal(interval_add(large, large, &image), CHIFFRE_OVERFLOW);
    assert_int_equal(interval_add(from, from, &image), CHIFFRE_OVERFLOW);
    assert_int_equal(interval_add(to, to, &image), CHIFFRE_OVERFLOW);
    assert_int_equal(interval_subtract(to, (struct interval){decimal_negate(huge), DECIMAL_EMPTY}, &image), CHIFFRE_OVERFLOW);
    assert_int_equal(interval_multiply(large, large, &image), CHIFFRE_OVERFLOW);
    assert_int_equal(interval_divide(large, between("0.1", "0.1"), &image), CHIFFRE_OVERFLOW);
    assert_interval(image, "1", "2");
    assert_int_equal(interval_subtract(large, large, &image), CHIFFRE_OK);
    assert_interval(image, "0", "0");
    assert_int_equal(interval_add(from, to, &image), CHIFFRE_OK);
    assert_interval(image, NULL, NULL);
    /* open ends of both sides, and zero times one of them */
    assert_int_equal(interval_multiply(between(NULL, "0"), between("2", NULL), &image), CHIFFRE_OK);
    assert_interval(image, NULL, "0");
    assert_int_equal(interval_multiply(between("0", NULL), between("0", NULL), &image), CHIFFRE_OK);
    assert_interval(image, "0", NULL);
    assert_int_equal(interval_multiply(between(NULL, "-1"), between(NULL, "-2"), &image), CHIFFRE_OK);
    assert_interval(image, "2", NULL);
    assert_int_equal(interval_multiply(between(NULL, NULL), between("0", "0"), &image), CHIFFRE_OK);
    assert_interval(image, "0", "0");
    assert_int_equal(interval_multiply(between(NULL, NULL), between("1", "1"), &image), CHIFFRE_OK);
    assert_interval(image, NULL, NULL);
    assert_int_equal(interval_divide(between(NULL, "8"), between("2", "4"), &image), CHIFFRE_OK);
    assert_interval(image, NULL, "4");
    assert_int_equal(interval_divide(between("8", NULL), between("-4", "-2"), &image), CHIFFRE_OK);
    assert_interval(image, NULL, "-2");
    assert_int_equal(interval_divide(between("-8", "8"), between(NULL, "-2"), &image), CHIFFRE_OK);
    assert_interval(image, "-4", "4");
    assert_int_equal(interval_divide(between("1", "2"), between(NULL, "4"), &image), CHIFFRE_OVERFLOW);
    assert_int_equal(interval_divide(between("1", "2"), between("-4", NULL), &image), CHIFFRE_OVERFLOW);
    assert_int_equal(interval_divide(between("1", "2"), between("0.5", NULL), &image), CHIFFRE_OK);
    assert_interval(image, "0", "4");
    assert_int_equal(interval_divide(between("1", "2"), between(NULL, "-0.5"), &image), CHIFFRE_OK);
    assert_interval(image, "-4", "0");
}

static void intervals_meet_at_their_ends(void **state)
{
    (void)state;
    assert_true(interval_meets(between("1", "2"), between("2", "3")));
    assert_true(interval_meets(between("2", "3"), between("1", "2")));
    assert_false(interval_meets(between("1", "2"), between("2.01", "3")));
    assert_false(interval_meets(between("2.01", "3"), between("1", "2")));
    assert_true(interval_meets(between(NULL, "2"), between("2", NULL)));
    assert_false(interval_meets(between(NULL, "2"), between("3", NULL)));
    assert_false(interval_meets(between("3", NULL), between(NULL, "2")));
    assert_true(interval_meets(between(NULL, NULL), between("3", "3")));
    assert_true(interval_contains(between("1", "3"), between("1", "3")));
    assert_false(interval_contains(between("1", "3"), between("0.9", "3")));
    assert_false(interval_contains(between("1", "3"), between("1", "3.1")));
    assert_true(interval_contains(between(NULL, "3"), between("-5", "3")));
    assert_false(interval_contains(between("1", "3"), between(NULL, "3")));
    assert_false(interval_contains(between("1", "3"), between("1", NULL)));
    assert_true(interval_contains(between(NULL, NULL), between(NULL, NULL)));
}

static void images_of_every_sign(void **state)
{
    (void)state;
    struct interval image;
    assert_int_equal(interval_add(between("1", "2"), between("-5", "7"), &image), CHIFFRE_OK);
    assert_interval(image, "-4", "9");
    assert_int_equal(interval_subtract(between("1", "2"), between("-5", "7"), &image), CHIFFRE_OK);
    assert_interval(image, "-6", "7");
    assert_int_equal(interval_add(between(NULL, "2"), between("-5", "7"), &image), CHIFFRE_OK);
    assert_interval(image, NULL, "9");
    assert_int_equal(interval_subtract(between("1", NULL), between("-5", "7"), &image), CHIFFRE_OK);
    assert_interval(image, "-6", NULL);
    /* a sum of more digits than fit is rounded outwards, where the larger one's 34 digits end */
    assert_int_equal(interval_add(between("100000000000000000000000000000000000000", "100000000000000000000000000000000000000"),
                                  between("0.1", "0.1"), &image),
                     CHIFFRE_OK);
    assert_interval(image, "100000000000000000000000000000000000000", "100000000000000000000000000000000100000");
    assert_int_equal(interval_add(between("-0.1", "-0.1"), between("-100000000000000000000000000000000000000", "0"), &image), CHIFFRE_OK);
    assert_interval(image, "-100000000000000000000000000000000100000", "-0.1");
    assert_int_equal(interval_multiply(between("-2", "3"), between("-5", "7"), &image), CHIFFRE_OK);
    assert_interval(image, "-15", "21");
    assert_int_equal(interval_multiply(between("-3", "-2"), between("-7", "-5"), &image), CHIFFRE_OK);
    assert_interval(image, "10", "21");
    assert_int_equal(interval_multiply(between("-3", "-2"), between("5", "7"), &image), CHIFFRE_OK);
    assert_interval(image, "-21", "-10");
    assert_int_equal(interval_multiply(between("2", NULL), between("5", "7"), &image), CHIFFRE_OK);
    assert_interval(image, "10", NULL);
    assert_int_equal(interval_multiply(between("2", NULL), between("-7", "-5"), &image), CHIFFRE_OK);
    assert_interval(image, NULL, "-10");
    assert_int_equal(interval_divide(between("10", "20"), between("2", "4"), &image), CHIFFRE_OK);
    assert_interval(image, "2.5", "10");
    assert_int_equal(interval_divide(between("-10", "20"), between("-4", "-2"), &image), CHIFFRE_OK);
    assert_interval(image, "-10", "5");
    assert_int_equal(interval_divide(between("10", "20"), between("-2", "4"), &image), CHIFFRE_OVERFLOW);
    assert_int_equal(interval_divide(between("10", "20"), between("0", "4"), &image), CHIFFRE_OVERFLOW);
    assert_int_equal(interval_divide(between("10", "20"), between("-4", "0"), &image), CHIFFRE_OVERFLOW);
    assert_int_equal(interval_divide(between("10", "20"), between("4", NULL), &image), CHIFFRE_OK);
    assert_interval(image, "0", "5");
    assert_int_equal(interval_divide(between("1", "1"), between("3", "3"), &image), CHIFFRE_OK);
    assert_int_equal(decimal_compare(image.low, image.high), -1);
    assert_true(interval_contains(image, between("0.333333333333333333333333333333333333", "0.333333333333333333333333333333333334")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_of_more_bits),      cmocka_unit_test(nothing_makes_nothing),
        cmocka_unit_test(sums_with_far_zeros),        cmocka_unit_test(quotients_are_rounded_once),
        cmocka_unit_test(rounds_far_from_its_digits), cmocka_unit_test(intervals_of_every_bound),
        cmocka_unit_test(intervals_meet_at_their_ends), cmocka_unit_test(images_of_every_sign),
        cmocka_unit_test(intervals_of_far_places),    cmocka_unit_test(images_that_do_not_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
