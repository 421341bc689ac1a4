/* SPDX-License-Identifier: MIT */
/* Decimals and intervals. `unit_decimal calculate` is a calculator instead: lines "operation operands" in, results out;
 * test_decimal.sh compares it with another implementation. */
#include "core/decimal.h"
#include "core/text.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static struct chiffre_decimal read(const char *text)
{
    struct chiffre_decimal value = DECIMAL_EMPTY;
    assert_int_equal(decimal_read(text_from(text), &value), CHIFFRE_OK);
    return value;
}

static void assert_written(struct chiffre_decimal value, const char *expected)
{
    char text[DECIMAL_TEXT_MAX + 1];
    text[decimal_write(value, text)] = '\0';
    assert_string_equal(text, expected);
}

static void assert_fixed(const char *value, int32_t places, const char *expected)
{
    char text[DECIMAL_TEXT_MAX + 1];
    text[decimal_write_fixed(read(value), places, text)] = '\0';
    assert_string_equal(text, expected);
}

static void reads_and_writes(void **state)
{
    (void)state;
    static const char *const same[] = {"0",
                                       "1",
                                       "-1",
                                       "8.5",
                                       "-0.01",
                                       "167700000000",
                                       "0.000000000000000001",
                                       "123456",
                                       "0.30000001",
                                       "10",
                                       "1000",
                                       "170141183460469231731687303715884105727",
                                       "-170141183460469231731687303715884105727"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_written(read(same[i]), same[i]);
    assert_written(read("8.50"), "8.5");
    assert_written(read("+007.10"), "7.1");
    assert_written(read("-0"), "0");
    assert_written(read("0.000"), "0");
    assert_int_equal(read("8.50").exponent, -2);
    assert_true(read("8.50").coefficient == 850);
    assert_written(DECIMAL_EMPTY, "");
    assert_written(decimal_from(5, 64), "50000000000000000000000000000000000000000000000000000000000000000");
    assert_written(decimal_from(-5, -64), "-0.0000000000000000000000000000000000000000000000000000000000000005");
    assert_written(read("1000000000000000000000000000000000000000000000000000000000000"),
                   "1000000000000000000000000000000000000000000000000000000000000");
}

static void refuses_what_is_no_decimal(void **state)
{
    (void)state;
    static const char *const bad[] = {"",   "-",  "+",   ".",   ".5",   "5.",    "1.2.3", "1e5",
                                      " 1", "1 ", "1,5", "--1", "0x10", "1 000", "-.",    "NaN"};
    struct chiffre_decimal value = decimal_from(42, 0);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(decimal_read(text_from(bad[i]), &value), CHIFFRE_MALFORMED);
    assert_int_equal(decimal_read(TEXT("170141183460469231731687303715884105728"), &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_read(TEXT("1234567890123456789012345678901234567890.5"), &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_compare(value, decimal_from(42, 0)), 0);
}

static void computes(void **state)
{
    (void)state;
    struct chiffre_decimal value;
    assert_int_equal(decimal_add(read("0.1"), read("0.2"), &value), CHIFFRE_OK);
    assert_written(value, "0.3");
    assert_int_equal(decimal_subtract(read("167700000000"), read("0.01"), &value), CHIFFRE_OK);
    assert_written(value, "167699999999.99");
    assert_int_equal(decimal_multiply(read("1.13"), read("148000000000"), &value), CHIFFRE_OK);
    assert_written(value, "167240000000");
    /* the product of the coefficients has far more than 127 bits, but its zeros need none */
    assert_int_equal(decimal_multiply(decimal_from(INT64_MAX, 0), read("100000000000000000000000000000"), &value), CHIFFRE_OK);
    assert_written(value, "922337203685477580700000000000000000000000000000");
    assert_int_equal(decimal_divide(read("1"), read("1.0938"), 10, DECIMAL_HALF_EVEN, &value), CHIFFRE_OK);
    assert_written(value, "0.9142439203");
    assert_int_equal(decimal_divide(read("10"), read("4"), 36, DECIMAL_UP, &value), CHIFFRE_OK);
    assert_written(value, "2.5");
    assert_int_equal(decimal_add(DECIMAL_EMPTY, read("1"), &value), CHIFFRE_OK);
    assert_false(value.known);
}

static void overflows_instead_of_wrapping(void **state)
{
    (void)state;
    struct chiffre_decimal huge = read("170141183460469231731687303715884105727"), value = decimal_from(42, 0);
    assert_int_equal(decimal_add(huge, decimal_from(1, 0), &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_subtract(decimal_negate(huge), decimal_from(1, 0), &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_multiply(huge, huge, &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_multiply(decimal_from(1, -64), decimal_from(1, -1), &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_add(decimal_from(1, 64), decimal_from(1, 0), &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_divide(huge, decimal_from(0, 0), 10, DECIMAL_DOWN, &value), CHIFFRE_OVERFLOW);
    assert_int_equal(decimal_compare(value, decimal_from(42, 0)), 0);
    assert_false(decimal_scale(huge, 65).known);
    assert_false(decimal_scale(huge, -65).known);
    assert_true(decimal_scale(decimal_from(1000, 0), -67).known);
    assert_true(decimal_scale(decimal_from(1, 0), 100).known);
}

static void rounds_as_told(void **state)
{
    (void)state;
    static const struct {
        const char *value, *results[5]; /* in the order of enum decimal_rounding, to one digit after the point */
    } rows[] = {
        {"0.25", {"0.2", "0.3", "0.2", "0.3", "0.2"}},
        {"0.35", {"0.4", "0.4", "0.3", "0.4", "0.3"}},
        {"-0.25", {"-0.2", "-0.3", "-0.3", "-0.2", "-0.2"}},
        {"0.251", {"0.3", "0.3", "0.2", "0.3", "0.2"}},
        {"-0.01", {"0", "0", "-0.1", "0", "0"}},
        {"7", {"7", "7", "7", "7", "7"}},
        {"0.96", {"1", "1", "0.9", "1", "0.9"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int rounding = DECIMAL_HALF_EVEN; rounding <= DECIMAL_TRUNCATE; rounding++)
            assert_written(decimal_round(read(rows[i].value), -1, (enum decimal_rounding)rounding), rows[i].results[rounding]);
    assert_written(decimal_round_digits(read("167749"), 4, DECIMAL_HALF_EVEN), "167700");
    assert_written(decimal_round_digits(read("999.9"), 3, DECIMAL_HALF_EVEN), "1000");
    assert_written(decimal_round(read("4"), 2, DECIMAL_UP), "100");
    assert_written(decimal_round(read("4"), 60, DECIMAL_DOWN), "0");
    assert_fixed("2.345", 2, "2.34");
    assert_fixed("2.355", 2, "2.36");
    assert_fixed("-0.004", 2, "0.00");
    assert_fixed("167700000000", 1, "167700000000.0");
    assert_fixed("5", 0, "5");
    assert_fixed("9.99", 1, "10.0");
    assert_fixed("0", 3, "0.000");
}

static void compares_any_pair(void **state)
{
    (void)state;
    static const char *const ascending[] = {"-170141183460469231731687303715884105727",
                                            "-2",
                                            "-1.0001",
                                            "-1",
                                            "-0.5",
                                            "0",
                                            "0.00001",
                                            "0.5",
                                            "0.50001",
                                            "1",
                                            "9.99",
                                            "10",
                                            "170141183460469231731687303715884105727"};
    size_t count = sizeof ascending / sizeof *ascending;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++)
            assert_int_equal(decimal_compare(read(ascending[i]), read(ascending[j])), (i > j) - (i < j));
    assert_int_equal(decimal_compare(read("1.50"), read("1.5")), 0);
    assert_int_equal(decimal_compare(decimal_from(1, 64), decimal_from(INT64_MAX, -64)), 1);
    assert_int_equal(decimal_compare(decimal_from(2, 38), read("170141183460469231731687303715884105727")), 1);
    assert_int_equal(decimal_compare(DECIMAL_EMPTY, read("-5")), -1);
    assert_int_equal(decimal_compare(DECIMAL_EMPTY, DECIMAL_EMPTY), 0);
    assert_int_equal(decimal_compare(decimal_from(INT64_MAX, 0), decimal_from(INT64_MAX, -18)), 1); /* scaled at once, and one step more */
    assert_int_equal(decimal_compare(decimal_from(INT64_MIN, -19), decimal_from(INT64_MIN, 0)), 1);
    assert_true(decimal_below(read("99.9"), 100) && !decimal_below(read("100.0"), 100) && !decimal_below(decimal_from(1, 2), 100));
    assert_true(decimal_below(DECIMAL_EMPTY, -5) && decimal_below(read("-6"), -5));
    assert_int_equal(decimal_digits(read("1670000")), 3);
    assert_int_equal(decimal_digits(read("0")), 1);
    assert_int_equal(decimal_sign(read("-3")), -1);
}

static void becomes_a_double(void **state)
{
    (void)state;
    static const char *const values[] = {
        "0.1", "-8.45", "167700000000", "123456789012345678901234567890", "0.000000000000000000000000001", "1.7976931348623157"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        assert_true(decimal_double(read(values[i])) == strtod(values[i], NULL));
}

static void assert_interval(struct interval interval, const char *low, const char *high)
{
    assert_written(interval.low, low);
    assert_written(interval.high, high);
}

static void comes_from_a_double(void **state)
{
    (void)state;
    assert_written(decimal_from_double(0.1, 16), "0.1");
    assert_written(decimal_from_double(2.0 / 3, 5), "0.66667");
    assert_written(decimal_from_double(-1234.5678, 3), "-1230");
    assert_written(decimal_from_double(0, 6), "0");
    assert_written(decimal_from_double(9.999e20, 2), "1000000000000000000000");
    assert_written(decimal_from_double(1e-300, 6), "0");
    assert_false(decimal_from_double(1e300, 6).known);
    assert_false(decimal_from_double(HUGE_VAL, 6).known);
    assert_false(decimal_from_double(NAN, 6).known);
    for (double value = 1e-17; value < 1e25; value *= -7.3, value = value < 0 ? -value : value)
        assert_true(decimal_double(decimal_from_double(value, 17)) == value);
}

static void stands_for_an_interval(void **state)
{
    (void)state;
    struct chiffre_decimal value = read("167700000000"), none = DECIMAL_EMPTY;
    assert_interval(interval_of(value, none, -8, CHIFFRE_BOUND_exact), "167650000000", "167750000000");
    assert_interval(interval_of(value, none, -8, CHIFFRE_BOUND_about), "167550000000", "167850000000");
    assert_interval(interval_of(read("13"), none, 0, CHIFFRE_BOUND_none), "12.5", "13.5");
    assert_interval(interval_of(read("13"), none, 0, CHIFFRE_BOUND_above), "13", "");
    assert_interval(interval_of(read("13"), none, 0, CHIFFRE_BOUND_at_most), "", "13");
    assert_interval(interval_of(read("12"), read("15"), 0, CHIFFRE_BOUND_exact), "11.5", "15.5");
    assert_interval(interval_of(read("12"), none, CHIFFRE_NO_DECIMALS, CHIFFRE_BOUND_exact), "12", "12");
    assert_interval(interval_of(none, none, 0, CHIFFRE_BOUND_exact), "", "");
    assert_interval(interval_of(read("12"), none, -2000000000, CHIFFRE_BOUND_exact), "", "");
    assert_true(interval_contains(interval_of(read("12"), none, 2000000000, CHIFFRE_BOUND_exact),
                                  (struct interval){read("12"), read("12")}));
}

static void interval_ends_may_be_open(void **state)
{
    (void)state;
    struct interval all = {DECIMAL_EMPTY, DECIMAL_EMPTY}, some = {read("2"), read("4")}, from = {read("1"), DECIMAL_EMPTY}, result;
    struct interval negative = {read("-3"), read("5")};
    assert_true(interval_meets(some, from) && interval_meets(all, some));
    assert_true(interval_meets(some, (struct interval){read("4"), read("9")}));
    assert_false(interval_meets(some, (struct interval){read("4.01"), read("9")}));
    assert_true(interval_contains(all, some) && interval_contains(from, some) && !interval_contains(some, from));
    assert_int_equal(interval_add(some, from, &result), CHIFFRE_OK);
    assert_interval(result, "3", "");
    assert_int_equal(interval_subtract(some, from, &result), CHIFFRE_OK);
    assert_interval(result, "", "3");
    assert_int_equal(interval_multiply(some, from, &result), CHIFFRE_OK);
    assert_interval(result, "2", "");
    assert_int_equal(interval_multiply(negative, from, &result), CHIFFRE_OK);
    assert_interval(result, "", "");
    assert_int_equal(interval_multiply(negative, some, &result), CHIFFRE_OK);
    assert_interval(result, "-12", "20");
    assert_int_equal(interval_divide(some, from, &result), CHIFFRE_OK);
    assert_interval(result, "0", "4");
    assert_int_equal(interval_divide(some, negative, &result), CHIFFRE_OVERFLOW);
    assert_int_equal(interval_divide(some, all, &result), CHIFFRE_OVERFLOW);
}

static int64_t random_number(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)(*seed >> 33) - (INT64_C(1) << 30);
}

static struct interval random_interval(uint64_t *seed)
{
    int64_t a = random_number(seed), b = random_number(seed);
    int32_t exponent = (int32_t)(random_number(seed) % 12);
    return (struct interval){decimal_from(a < b ? a : b, exponent), decimal_from(a < b ? b : a, exponent)};
}

/* A point of the interval, t/8 of the way. */
static struct interval point(struct interval interval, int64_t t)
{
    struct chiffre_decimal width, value;
    assert_int_equal(decimal_subtract(interval.high, interval.low, &width), CHIFFRE_OK);
    assert_int_equal(decimal_multiply(width, decimal_from(t * 125, -3), &width), CHIFFRE_OK);
    assert_int_equal(decimal_add(interval.low, width, &value), CHIFFRE_OK);
    return (struct interval){value, value};
}

static void images_hold_every_point(void **state)
{
    (void)state;
    typedef enum chiffre_status operation(struct interval a, struct interval b, struct interval * result);
    static operation *const operations[] = {interval_add, interval_subtract, interval_multiply, interval_divide};
    uint64_t seed = 1;
    size_t checked = 0;
    for (int round = 0; round < 500; round++) {
        struct interval a = random_interval(&seed), b = random_interval(&seed), image, at;
        for (size_t i = 0; i < 4; i++) {
            if (operations[i](a, b, &image) != CHIFFRE_OK)
                continue;
            for (int64_t t = 0; t < 64; t += 5) {
                assert_int_equal(operations[i](point(a, t / 8), point(b, t % 8), &at), CHIFFRE_OK);
                assert_true(interval_meets(image, at));
                checked++;
            }
        }
    }
    assert_true(checked > 15000);
}

static void images_are_rounded_outwards(void **state)
{
    (void)state;
    struct interval one = {read("1"), read("1")}, three = {read("3"), read("3")}, result;
    assert_int_equal(interval_divide(one, three, &result), CHIFFRE_OK);
    assert_interval(result, "0.3333333333333333333333333333333333", "0.3333333333333333333333333333333334");
    struct chiffre_decimal prime = read("123456789012345678901234567891"), low, high;
    struct interval wide = {prime, prime};
    assert_int_equal(interval_multiply(wide, wide, &result), CHIFFRE_OK);
    low = result.low;
    high = result.high;
    assert_int_equal(decimal_compare(low, high), -1);
    assert_written(low, "15241578753238836750495351562783112365500000000000000000000");
    assert_int_equal(interval_add((struct interval){decimal_from(1, 64), decimal_from(1, 64)}, one, &result), CHIFFRE_OK);
    assert_int_equal(decimal_compare(result.low, decimal_from(1, 64)), 0);
    assert_int_equal(decimal_compare(result.high, decimal_from(1, 64)), 1);
}

static enum chiffre_status calculate_line(const char *operation, struct chiffre_decimal a, const char *second, int number,
                                          int rounding, struct chiffre_decimal *result)
{
    struct chiffre_decimal b = DECIMAL_EMPTY;
    (void)decimal_read(text_from(second), &b);
    if (strcmp(operation, "add") == 0)
        return decimal_add(a, b, result);
    if (strcmp(operation, "subtract") == 0)
        return decimal_subtract(a, b, result);
    if (strcmp(operation, "multiply") == 0)
        return decimal_multiply(a, b, result);
    if (strcmp(operation, "divide") == 0)
        return decimal_divide(a, b, number, (enum decimal_rounding)rounding, result);
    if (strcmp(operation, "compare") == 0)
        *result = decimal_from(decimal_compare(a, b), 0);
    else
        *result = decimal_round(a, number, (enum decimal_rounding)rounding);
    return CHIFFRE_OK;
}

static int calculate(void)
{
    char operation[16], first[128], second[128], text[DECIMAL_TEXT_MAX];
    int number, rounding;
    while (scanf("%15s %127s %127s %d %d", operation, first, second, &number, &rounding) == 5) {
        struct chiffre_decimal a, result;
        if (decimal_read(text_from(first), &a) != CHIFFRE_OK ||
            calculate_line(operation, a, second, number, rounding, &result) != CHIFFRE_OK)
            (void)puts("overflow");
        else
            (void)printf("%.*s\n", (int)decimal_write(result, text), text);
    }
    return 0;
}

int main(int count, char **words)
{
    if (count == 2 && strcmp(words[1], "calculate") == 0)
        return calculate();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_and_writes),
        cmocka_unit_test(refuses_what_is_no_decimal),
        cmocka_unit_test(computes),
        cmocka_unit_test(overflows_instead_of_wrapping),
        cmocka_unit_test(rounds_as_told),
        cmocka_unit_test(compares_any_pair),
        cmocka_unit_test(becomes_a_double),
        cmocka_unit_test(comes_from_a_double),
        cmocka_unit_test(stands_for_an_interval),
        cmocka_unit_test(interval_ends_may_be_open),
        cmocka_unit_test(images_hold_every_point),
        cmocka_unit_test(images_are_rounded_outwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
