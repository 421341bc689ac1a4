/* SPDX-License-Identifier: MIT */
/* Decimals and text at the bounds of both: the most digits, the smallest and the largest exponent, and doubles on the long way. */
#include "tests/decimals.h"

#include <math.h>

#define LARGEST "170141183460469231731687303715884105727"
#define ZEROS_24 "000000000000000000000000"
#define ZEROS_38 "00000000000000000000000000000000000000"
#define ZEROS_60 "000000000000000000000000000000000000000000000000000000000000"

static void assert_fixed(struct chiffre_decimal value, int32_t places, const char *expected)
{
    char *text = malloc(DECIMAL_TEXT_MAX + 1);
    assert_non_null(text);
    text[decimal_write_fixed(value, places, text)] = '\0';
    assert_string_equal(text, expected);
    free(text);
}

/* Zeros are dropped when that is what it takes to fit, and no more of them. */
static void keeps_the_zeros_that_fit(void **state)
{
    (void)state;
    struct chiffre_decimal value = read("0." ZEROS_60 "001000"); /* 1000 * 10^-66 */
    assert_int_equal(value.exponent, -64);
    assert_true(value.coefficient == 10);
    value = read("0." ZEROS_38 "000000456" ZEROS_24); /* 456000... * 10^-71, of 27 digits */
    assert_int_equal(value.exponent, -64);
    assert_written(value, "0." ZEROS_38 "000000456");
    value = read("0." ZEROS_38 "00000045600000000000000000000"); /* 22 digits * 10^-66: two zeros go, 20 digits stay */
    assert_int_equal(value.exponent, -64);
    assert_int_equal(decimal_digits(value), 3);
    value = decimal_scale(value, 1);
    assert_int_equal(value.exponent, -63);
    assert_int_equal(read("1.500").exponent, -3);
    assert_int_equal(read("0." ZEROS_60 "0000").exponent, -64);
    assert_int_equal(read("0." ZEROS_60 "000000").exponent, -64);
    assert_int_equal(decimal_from(0, 1).exponent, 0);
    assert_int_equal(decimal_from(0, 5).exponent, 0);
    assert_int_equal(decimal_from(0, -5).exponent, -5);
    assert_int_equal(decimal_from(0, -70).exponent, -64);
    struct chiffre_decimal none = decimal_from(42, 0);
    assert_int_equal(decimal_read(TEXT("0." ZEROS_60 "00001"), &none), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_read(TEXT("0." ZEROS_60 "000010"), &none), CHIFFRE_OVERFLOW);
    assert_written(none, "42");
}

/* Above the largest exponent the coefficient takes the zeros, up to 2^127 - 1. */
static void trades_the_exponent_for_digits(void **state)
{
    (void)state;
    assert_int_equal(decimal_from(7, 65).exponent, 64);
    assert_true(decimal_from(7, 65).coefficient == 70);
    assert_true(decimal_scale(read("17014118346046923173168730371588410572"), 65).known);
    assert_false(decimal_scale(read("17014118346046923173168730371588410573"), 65).known);
    assert_true(decimal_scale(read(LARGEST), 64).known);
    assert_false(decimal_scale(read(LARGEST), 65).known);
    assert_true(decimal_from(1, 102).known);
    assert_false(decimal_from(1, 103).known);
    assert_true(decimal_from(1, -64).known);
    assert_false(decimal_from(1, -65).known);
    assert_true(decimal_from(10, -65).known);
}

static void reads_more_digits_than_fit(void **state)
{
    (void)state;
    struct chiffre_decimal value = read(LARGEST "0"); /* only zeros too many */
    assert_int_equal(value.exponent, 1);
    assert_written(value, LARGEST "0");
    assert_written(read(LARGEST "00"), LARGEST "00");
    assert_written(read(LARGEST ".0"), LARGEST);
    assert_written(read(LARGEST ".00"), LARGEST);
    assert_written(read(LARGEST "0.0"), LARGEST "0");
    assert_written(read("0." LARGEST "00"), "0." LARGEST);
    assert_int_equal(decimal_read(TEXT(LARGEST "1"), &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_read(TEXT(LARGEST "10"), &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_read(TEXT(LARGEST ".1"), &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_read(TEXT(LARGEST ".10"), &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_read((struct chiffre_text){NULL, 0}, &value), CHIFFRE_MALFORMED);
    assert_int_equal(decimal_read(TEXT("+"), &value), CHIFFRE_MALFORMED);
    assert_int_equal(decimal_read(TEXT("1+"), &value), CHIFFRE_MALFORMED);
    assert_int_equal(decimal_read(TEXT("1:"), &value), CHIFFRE_MALFORMED);
    assert_int_equal(decimal_read(TEXT("1/"), &value), CHIFFRE_MALFORMED);
    assert_written(read("+1"), "1");
}

static void writes_every_exponent(void **state)
{
    (void)state;
    assert_written(decimal_scale(read("10000000000000000000"), -19), "1"); /* powers of ten on both sides of 64 bits */
    assert_written(decimal_scale(read("18446744073709551615"), -19), "1.8446744073709551615");
    assert_written(decimal_scale(read("18446744073709551616"), -19), "1.8446744073709551616");
    assert_written(decimal_scale(read("18446744073709551616"), -20), "0.18446744073709551616");
    assert_written(decimal_scale(read("18446744073709551616"), -21), "0.018446744073709551616");
    assert_written(decimal_scale(read(LARGEST), -37), "17.0141183460469231731687303715884105727");
    assert_written(decimal_scale(read(LARGEST), -38), "1.70141183460469231731687303715884105727");
    assert_written(decimal_scale(read(LARGEST), -39), "0." LARGEST);
    assert_written(decimal_scale(read(LARGEST), -40), "0.0" LARGEST);
    assert_written(decimal_scale(read("-" LARGEST), -41), "-0.00" LARGEST);
    assert_written(decimal_scale(read(LARGEST), -64), "0." ZEROS_24 "0" LARGEST);
    assert_written(decimal_from(12, -38), "0.00000000000000000000000000000000000012");
    assert_written(decimal_from(12, -39), "0.000000000000000000000000000000000000012");
    assert_written(decimal_from(12, -40), "0.0000000000000000000000000000000000000012");
    assert_written(decimal_scale(read("-" LARGEST), 64), "-" LARGEST ZEROS_60 "0000");
    assert_written(decimal_from(1200, -2), "12");
    assert_written(decimal_from(1205, -2), "12.05");
    assert_written(decimal_from(100, 2), "10000");
    assert_written(read("0.000"), "0");
    assert_written(read("-0.000"), "0");
    assert_fixed(read("12.05"), 1, "12.0"); /* a tie goes to the even digit */
    assert_fixed(read("12.05"), 2, "12.05");
    assert_fixed(read("12.05"), 3, "12.050");
    assert_fixed(read("12"), 0, "12");
    assert_fixed(read("12"), 1, "12.0");
    assert_fixed(read("12"), -1, "12");
    assert_fixed(read("17"), -1, "17");
    assert_fixed(decimal_from(12, 3), 2, "12000.00");
    assert_fixed(read("1"), 64, "1." ZEROS_60 "0000");
    assert_fixed(read("1"), 65, "1." ZEROS_60 "0000");
    assert_fixed(decimal_from(0, 0), 0, "0");
    assert_fixed(decimal_scale(read("-" LARGEST), 64), 64, "-" LARGEST ZEROS_60 "0000." ZEROS_60 "0000");
}

/* The nearest double, by one operation where that is exact, else by the C library. */
static void doubles_are_the_nearest(void **state)
{
    (void)state;
    static const struct {
        const char *digits;
        int32_t exponent;
        const char *text;
    } rows[] = {
        {"9007199254740992", 0, "9007199254740992"}, /* 2^53 and after: one operation of doubles would round twice */
        {"9007199254740993", 0, "9007199254740993"},
        {"13608892695902347", -12, "13608892695902347e-12"},
        {"15866324274039633", 18, "15866324274039633e18"},
        {"7", 22, "7e22"},
        {"7", 23, "7e23"},
        {"7", -22, "7e-22"},
        {"7", -23, "7e-23"},
        {"-7", 23, "-7e23"},
        {"-7", -23, "-7e-23"},
        {"-7", 5, "-7e5"},
        {"-7", 0, "-7"},
        {"-7", -5, "-7e-5"},
        {"1", 64, "1e64"},
        {"1", -64, "1e-64"},
        {LARGEST, 64, LARGEST "e64"},
        {"-" LARGEST, -64, "-" LARGEST "e-64"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (decimal_double(decimal_scale(read(rows[i].digits), rows[i].exponent)) != strtod(rows[i].text, NULL))
            fail_msg("%s", rows[i].text);
    assert_false(signbit(decimal_double(read("0." ZEROS_38))));
    assert_false(signbit(decimal_double(decimal_from(0, 0))));
}

static void comes_from_the_smallest_and_the_largest(void **state)
{
    (void)state;
    assert_written(decimal_from_double(1e-90, 3), "0");
    assert_written(decimal_from_double(-1e-90, 3), "0");
    assert_true(decimal_from_double(1e-90, 3).known);
    assert_written(decimal_from_double(1e-64, 1), "0." ZEROS_60 "0001");
    assert_written(decimal_from_double(1e-65, 1), "0");
    assert_written(decimal_from_double(1e64, 1), "1" ZEROS_60 "0000");
    assert_false(decimal_from_double(1e65, 1).known);
    assert_false(decimal_from_double(-1e65, 1).known);
    assert_false(decimal_from_double(-HUGE_VAL, 6).known);
    assert_written(decimal_from_double(5, 1), "5");
    assert_written(decimal_from_double(-0.125, 18), "-0.125");
    assert_written(decimal_from_double(999999999999999999.0, 18), "1000000000000000000");
    assert_int_equal(decimal_from_double(1.5, 4).exponent, -3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_zeros_that_fit),   cmocka_unit_test(trades_the_exponent_for_digits),
        cmocka_unit_test(reads_more_digits_than_fit), cmocka_unit_test(writes_every_exponent),
        cmocka_unit_test(doubles_are_the_nearest),    cmocka_unit_test(comes_from_the_smallest_and_the_largest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
