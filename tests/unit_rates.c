/* SPDX-License-Identifier: MIT */
/* Rates: the built-in months, files in every form laid over them, what is refused in a file, and what is not known. The figures are the
 * ECB's published ones, or worked out by hand beside the test. */
#include "chiffre.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/memory.h"
#include "core/text.h"
#include "normalize/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

static char path[] = "/tmp/chiffre-rates.XXXXXX";
static struct chiffre_rates *rates;

static int open_rates(void **unused)
{
    (void)unused;
    return chiffre_rates_new(&rates, NULL) == CHIFFRE_OK ? 0 : -1;
}

static int close_rates(void **unused)
{
    (void)unused;
    chiffre_rates_free(rates);
    return 0;
}

static void write_file(const char *bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, strlen(bytes), file), strlen(bytes));
    assert_int_equal(fclose(file), 0);
}

static void add(const char *bytes)
{
    struct chiffre_error error = {.line = 0};
    write_file(bytes);
    if (chiffre_rates_add_file(rates, path, &error) != CHIFFRE_OK)
        fail_msg("%s:%zu: %s", error.file, error.line, error.message);
}

static void refuse(const char *bytes, size_t line, size_t column, const char *says)
{
    struct chiffre_error error = {.line = 0};
    write_file(bytes);
    assert_int_equal(chiffre_rates_add_file(rates, path, &error), CHIFFRE_MALFORMED);
    if (error.line != line || error.column != column || strstr(error.message, says) == NULL)
        fail_msg("%zu:%zu: %s instead of %zu:%zu: %s", error.line, error.column, error.message, line, column, says);
}

static struct period period(const char *label)
{
    struct period read = period_read(text_from(label));
    assert_int_not_equal(read.type, PERIOD_NONE);
    return read;
}

static struct chiffre_rate look_up(const char *from, const char *to, const char *label, enum chiffre_fx_basis basis)
{
    struct chiffre_rate rate;
    struct chiffre_error error = {.line = 0};
    struct period days = period(label);
    if (chiffre_rates_lookup(rates, from, to, days.start, days.end, basis, &rate, &error) != CHIFFRE_OK)
        fail_msg("%s %s %s: %s", from, to, label, error.message);
    return rate;
}

static void expect_missing(const char *from, const char *to, const char *label, enum chiffre_fx_basis basis, const char *says)
{
    struct chiffre_rate rate;
    struct chiffre_error error = {.line = 0};
    struct period days = period(label);
    assert_int_equal(chiffre_rates_lookup(rates, from, to, days.start, days.end, basis, &rate, &error), CHIFFRE_MISSING);
    if (strstr(error.message, says) == NULL)
        fail_msg("\"%s\" instead of \"%s\"", error.message, says);
}

static void expect_decimal(struct chiffre_decimal value, const char *text)
{
    char written[DECIMAL_TEXT_MAX];
    written[decimal_write(value, written)] = '\0';
    assert_string_equal(written, text);
}

static void expect_days(const struct chiffre_rate *rate, const char *start, const char *end)
{
    assert_int_equal(rate->start, date_read(text_from(start)));
    assert_int_equal(rate->end, date_read(text_from(end)));
}

#define AVERAGE CHIFFRE_FX_BASIS_average
#define CLOSING CHIFFRE_FX_BASIS_closing

static void built_in_months(void **unused)
{
    (void)unused;
    struct chiffre_rate rate = look_up("EUR", "USD", "2024-06", AVERAGE);
    expect_decimal(decimal_round(rate.rate, -4, DECIMAL_HALF_EVEN), "1.0759"); /* the ECB's own monthly average */
    assert_int_equal(rate.basis, AVERAGE);
    assert_int_equal(rate.days, 20);
    assert_string_equal(rate.source, "ECB monthly");
    rate = look_up("EUR", "USD", "2024-06", CLOSING);
    expect_decimal(rate.rate, "1.0705"); /* Friday 28 June 2024 */
    expect_days(&rate, "2024-06-28", "2024-06-28");
}

static void a_year_is_weighted_by_days(void **unused)
{
    (void)unused;
    /* GBP 1999-01 and 1999-02: averages 0.702912 over 20 days and 0.688505 over 20 days (data/rates/ecb-monthly.csv) */
    struct chiffre_rate rate = look_up("EUR", "GBP", "1999-01-01/1999-02-28", AVERAGE);
    assert_int_equal(rate.days, 40);
    expect_decimal(decimal_round(rate.rate, -6, DECIMAL_HALF_EVEN), "0.695708");
}

static void a_weekend_has_the_rate_before_it(void **unused)
{
    (void)unused;
    struct chiffre_rate rate = look_up("EUR", "USD", "2024-06-30", CLOSING); /* a Sunday */
    expect_days(&rate, "2024-06-28", "2024-06-28");
    add("date,currency,rate\n2024-03-27,USD,1.0816\n2024-03-28,USD,1.0811\n2024-04-02,USD,1.0749\n");
    rate = look_up("EUR", "USD", "2024-04-01", CLOSING); /* Easter Monday */
    expect_decimal(rate.rate, "1.0811");
    expect_days(&rate, "2024-03-28", "2024-03-28");
}

static void a_day_inside_a_month_without_days(void **unused)
{
    (void)unused;
    struct chiffre_rate rate = look_up("EUR", "USD", "2024-06-12", CLOSING);
    assert_int_equal(rate.basis, AVERAGE);
    expect_days(&rate, "2024-06-01", "2024-06-30");
    assert_non_null(strstr(rate.note, "no daily rate of 2024-06-12"));
}

static void nothing_beyond_the_table(void **unused)
{
    (void)unused;
    expect_missing("USD", "EUR", "2026", AVERAGE, "rates of USD end on 2026-03-31: the period has not ended");
    expect_missing("USD", "EUR", "2027-01-04", CLOSING, "the period is later");
    expect_missing("USD", "EUR", "1998", AVERAGE, "begin on 1999-01-01");
    expect_missing("USD", "EUR", "1998-07-01/1999-06-30", AVERAGE, "begin on 1999-01-01");
    expect_missing("RUB", "EUR", "2022", AVERAGE, "none was published later");
    expect_missing("ISK", "EUR", "2010-05", AVERAGE, "only 0 of the period's 21 business days");
    expect_missing("ISK", "EUR", "2010-05-10", CLOSING, "no rate of ISK was published");
    expect_missing("GRD", "EUR", "1999-06", AVERAGE, "before the euro on 2001-01-01");
    expect_missing("NGN", "EUR", "2020", AVERAGE, "there are no rates of NGN");
    struct chiffre_rate rate;
    struct chiffre_error error = {.line = 0};
    assert_int_equal(chiffre_rates_lookup(rates, "EUX", "EUR", 0, 0, CLOSING, &rate, &error), CHIFFRE_UNKNOWN);
}

static void irrevocable_rates(void **unused)
{
    (void)unused;
    struct chiffre_rate rate = look_up("EUR", "FRF", "2010", AVERAGE);
    expect_decimal(rate.rate, "6.55957");
    assert_int_equal(rate.basis, CHIFFRE_FX_BASIS_parity);
    assert_string_equal(rate.source, "euro conversion rate");
    assert_string_equal(rate.note, "6.55957 FRF = 1 EUR");
    rate = look_up("DEM", "FRF", "1998", AVERAGE); /* 6.55957 / 1.95583 */
    expect_decimal(rate.rate, "3.353854885");
    assert_non_null(strstr(rate.note, "used for a time before the euro"));
    rate = look_up("EUR", "HRK", "2022-12-31", CLOSING); /* the market until the adoption */
    assert_int_equal(rate.basis, CLOSING);
    rate = look_up("EUR", "HRK", "2023-01-01", CLOSING);
    expect_decimal(rate.rate, "7.5345");
    rate = look_up("EUR", "GRD", "2001", AVERAGE);
    expect_decimal(rate.rate, "340.75");
}

static void parities(void **unused)
{
    (void)unused;
    expect_decimal(look_up("EUR", "XOF", "2031-05-01", CLOSING).rate, "655.957");
    expect_decimal(look_up("XPF", "EUR", "2024", AVERAGE).rate, "0.00838");
    expect_decimal(look_up("XEU", "EUR", "1995", AVERAGE).rate, "1");
    struct chiffre_rate rate = look_up("XAF", "USD", "2024-06", CLOSING); /* 1.0705 / 655.957 */
    expect_decimal(rate.rate, "0.00163196673");
    assert_string_equal(rate.source, "ECB monthly + parity");
    struct chiffre_rate old = look_up("TRL", "EUR", "2006-05", AVERAGE), new = look_up("TRY", "EUR", "2006-05", AVERAGE);
    assert_int_equal(decimal_compare(decimal_scale(old.rate, 6), new.rate), 0);
}

static void crosses_go_through_the_euro(void **unused)
{
    (void)unused;
    add("Date,USD,GBP,\n2024-06-26,1.07,0.8442,\n2024-06-25,1.0714,0.84538,\n");
    struct chiffre_rate rate = look_up("USD", "GBP", "2024-06-26", CLOSING); /* 0.8442 / 1.07 */
    expect_decimal(rate.rate, "0.7889719626");
    expect_days(&rate, "2024-06-26", "2024-06-26");
    expect_decimal(look_up("USD", "USD", "1850", AVERAGE).rate, "1");
}

static void the_later_file_wins(void **unused)
{
    (void)unused;
    add("date,currency,rate\n2024-06-25,USD,1.0714\n2024-06-26,USD,1.0700\n");
    add("P 2024-06-26 USD 0.9355 EUR ; the bank's\n");
    struct chiffre_rate rate = look_up("USD", "EUR", "2024-06-26", CLOSING);
    expect_decimal(rate.rate, "0.9355");
    assert_string_equal(rate.source, strrchr(path, '/') + 1);
    expect_decimal(look_up("EUR", "USD", "2024-06-25", CLOSING).rate, "1.0714");
}

static void every_form_of_price_directive(void **unused)
{
    (void)unused;
    add("; prices\n\nP 2024-06-24 USD 0.9320 EUR\nP 2024/06/25 12:00:00 $ €0.9330\nP 2024-06-26 EUR 1.0689 USD\n"
        "2024-06-27 price USD 0.9340 EUR\nP 2024-06-28 \"USD\" 0.935€\n");
    expect_decimal(look_up("USD", "EUR", "2024-06-24", CLOSING).rate, "0.932");
    expect_decimal(look_up("USD", "EUR", "2024-06-25", CLOSING).rate, "0.933");
    expect_decimal(look_up("EUR", "USD", "2024-06-26", CLOSING).rate, "1.0689");
    expect_decimal(look_up("USD", "EUR", "2024-06-27", CLOSING).rate, "0.934");
    expect_decimal(look_up("USD", "EUR", "2024-06-28", CLOSING).rate, "0.935");
    /* Monday to Wednesday: the mean of 1/0.932, 1/0.933 and 1.0689 USD for 1 EUR is 1.0712242... */
    struct chiffre_rate rate = look_up("EUR", "USD", "2024-06-24/2024-06-26", AVERAGE);
    expect_decimal(decimal_round(rate.rate, -6, DECIMAL_HALF_EVEN), "1.071224");
}

static void a_currency_that_only_a_file_has(void **unused)
{
    (void)unused;
    add("date,currency,rate\n2024-06-26,NGN,1615.2\n2024-06-27,NGN,1620\n");
    expect_decimal(look_up("EUR", "NGN", "2024-06-26", CLOSING).rate, "1615.2");
    expect_decimal(look_up("EUR", "NGN", "2024-06-26/2024-06-27", AVERAGE).rate, "1617.6");
    expect_missing("NGN", "EUR", "2024-06", AVERAGE, "end on 2024-06-27");
    expect_missing("NGN", "EUR", "2024-06-28", CLOSING, "end on 2024-06-27");
}

static void gzip_and_zip(void **unused)
{
    (void)unused;
    static const char bytes[] = "date,currency,rate\n2024-06-26,USD,1.0689\n";
    gzFile file = gzopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(gzwrite(file, bytes, sizeof bytes - 1), sizeof bytes - 1);
    assert_int_equal(gzclose(file), Z_OK);
    assert_int_equal(chiffre_rates_add_file(rates, path, NULL), CHIFFRE_OK);
    expect_decimal(look_up("EUR", "USD", "2024-06-26", CLOSING).rate, "1.0689");
    assert_int_equal(truncate(path, 30), 0);
    struct chiffre_error error = {.line = 0};
    assert_int_equal(chiffre_rates_add_file(rates, path, &error), CHIFFRE_MALFORMED);
    assert_non_null(strstr(error.message, "cut off"));
    refuse("PK\3\4 and no more", 0, 0, "zip");
}

static void what_is_refused(void **unused)
{
    (void)unused;
    refuse("", 0, 0, "no rate");
    refuse("day,code,value\n", 1, 0, "wrong header");
    refuse("Date,USD,ZZZ\n", 1, 10, "unknown currency \"ZZZ\"");
    refuse("Date,USD,USD\n", 1, 10, "there twice");
    refuse("Date,USD\n2024-06-26,0\n", 2, 12, "not above zero");
    refuse("Date,USD\n2024-06-26,-1.07\n", 2, 12, "not above zero");
    refuse("Date,USD\n2024-06-26,1.07,3\n", 2, 17, "more cells");
    refuse("Date,USD,GBP\n2024-06-26,1.07\n", 2, 0, "fewer cells");
    refuse("Date,USD\n26/06/2024,1.07\n", 2, 1, "no date");
    refuse("Date,USD\n2024-06-31,1.07\n", 2, 1, "no date");
    refuse("Date,USD\n2024-06-26,1.07\n2024-06-26,1.08\n", 3, 12, "a second, different rate of USD for 2024-06-26");
    refuse("Date,USD\n2024-06-26,1.07\n2024-06-25,1.08\n2024-06-27,1.08\n", 4, 12, "2024-06-27 is out of order");
    refuse("date,currency,rate\n2024-06-26,USD,1.07\n2024-06-27,USX,1.07\n", 3, 12, "unknown currency \"USX\"");
    refuse("date,currency,rate\n2024-06-26,EUR,1\n", 2, 12, "EUR itself has none");
    refuse("Date,USD,EUR,\n2024-06-26,1.07,83068.44,\n", 1, 10, "EUR itself has none");
    refuse("date,currency,rate\n2024-06-26,USD\n", 2, 0, "three cells");
    refuse("date,currency,rate\n2024-06-26,USD,1e3\n", 2, 16, "is no rate");
    refuse("date,currency,rate\n", 1, 0, "no rate in it");
    refuse("P 2024-06-26 USD 0.9355 GBP\n", 1, 14, "only one, must be EUR");
    refuse("P 2024-06-26 AAPL 213.25 EUR\n", 1, 14, "unknown currency \"AAPL\"");
    refuse("P 2024-06-26 USD\n", 1, 0, "a price directive reads");
    refuse("P 2024-06-26 USD 0.9 EUR\ninclude other\n", 2, 0, "not a price directive");
    struct chiffre_rate rate = look_up("EUR", "USD", "2024-06-26", CLOSING); /* none of all that was taken */
    assert_string_equal(rate.source, "ECB monthly");
    struct chiffre_error error = {.line = 0};
    assert_int_equal(chiffre_rates_add_file(rates, "/nonexistent/rates.csv", &error), CHIFFRE_UNREADABLE);
}

static void range_and_nearest(void **unused)
{
    (void)unused;
    struct chiffre_rate rate;
    struct chiffre_decimal implied;
    chiffre_date start = date_from(2024, 6, 24), end = date_from(2024, 6, 28), around = date_from(2024, 6, 26);
    add("Date,USD\n2024-06-28,1.0705\n2024-06-27,1.0696\n2024-06-26,1.0689\n2024-06-25,1.0714\n2024-06-24,1.0730\n");
    assert_int_equal(chiffre_rates_range(rates, "EUR", "USD", start, end, &rate, NULL), CHIFFRE_OK);
    expect_decimal(rate.low, "1.0689");
    expect_decimal(rate.high, "1.073");
    assert_int_equal(rate.days, 5);
    assert_int_equal(decimal_read(TEXT("1.0700"), &implied), CHIFFRE_OK);
    assert_int_equal(chiffre_rates_nearest(rates, "EUR", "USD", implied, start, end, around, &rate, NULL), CHIFFRE_OK);
    expect_decimal(rate.rate, "1.0696");
    expect_days(&rate, "2024-06-27", "2024-06-27");
    /* May 2024 has only its month: 1.0698 to 1.0882 (data/rates/ecb-monthly.csv) */
    start = date_from(2024, 5, 6);
    end = date_from(2024, 5, 17);
    assert_int_equal(chiffre_rates_range(rates, "EUR", "USD", start, end, &rate, NULL), CHIFFRE_OK);
    expect_days(&rate, "2024-05-01", "2024-05-31");
    assert_int_equal(chiffre_rates_nearest(rates, "EUR", "USD", implied, start, end, around, &rate, NULL), CHIFFRE_OK);
    assert_int_equal(rate.basis, AVERAGE);
    assert_false(rate.rate.known);
    assert_true(decimal_compare(rate.low, implied) <= 0 && decimal_compare(implied, rate.high) <= 0);
    assert_int_equal(chiffre_rates_range(rates, "FRF", "EUR", start, end, &rate, NULL), CHIFFRE_OK);
    expect_decimal(rate.low, "0.1524490172");
}

static void target_days(void **unused)
{
    (void)unused;
    static const int closed[][3] = {{2024, 1, 1}, {2024, 3, 29}, {2024, 4, 1}, {2024, 5, 1}, {2024, 12, 25}, {2024, 12, 26}, {1999, 12, 31},
                                    {2001, 12, 31}, {2024, 6, 29}, {2024, 6, 30}, {2038, 4, 26}};
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        assert_false(calendar_is_business_day(date_from(closed[i][0], closed[i][1], closed[i][2])));
    assert_true(calendar_is_business_day(date_from(2000, 12, 29)));
    assert_true(calendar_is_business_day(date_from(2002, 12, 31)));
    assert_true(calendar_is_business_day(date_from(1999, 4, 2))); /* Good Friday: still a business day */
    assert_int_equal(calendar_business_days(date_from(2024, 1, 1), date_from(2024, 12, 31)), 256);
}

static void the_list_of_currencies(void **unused)
{
    (void)unused;
    struct chiffre_rates_span span;
    size_t count = 0, fixed = 0;
    for (; chiffre_rates_list(rates, count, &span); count++)
        fixed += span.fixed.known;
    assert_int_equal(fixed, 21 + 4);
    assert_int_equal(count, 41 + 21 + 4);
    add("date,currency,rate\n2024-06-26,NGN,1615.2\n");
    assert_true(chiffre_rates_list(rates, count, &span));
}

/* Every allocation fails once; what was there stays usable. */
static void without_memory(void **unused)
{
    (void)unused;
    write_file("date,currency,rate\n2024-06-26,USD,1.0689\n2024-06-26,GBP,0.8442\n");
    for (size_t n = 1; n < 100; n++) {
        struct chiffre_rates *other = NULL;
        memory_fail_at(n);
        enum chiffre_status status = chiffre_rates_new(&other, NULL);
        if (status == CHIFFRE_OK)
            status = chiffre_rates_add_file(other, path, NULL);
        memory_fail_at(0);
        chiffre_rates_free(other);
        if (status == CHIFFRE_OK) {
            assert_true(n > 3);
            return;
        }
        assert_int_equal(status, CHIFFRE_NO_MEMORY);
    }
    fail();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_rates, close_rates)
int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(built_in_months), TEST(a_year_is_weighted_by_days), TEST(a_weekend_has_the_rate_before_it),
        TEST(a_day_inside_a_month_without_days), TEST(nothing_beyond_the_table), TEST(irrevocable_rates), TEST(parities),
        TEST(crosses_go_through_the_euro), TEST(the_later_file_wins), TEST(every_form_of_price_directive),
        TEST(a_currency_that_only_a_file_has), TEST(gzip_and_zip), TEST(what_is_refused), TEST(range_and_nearest), TEST(target_days),
        TEST(the_list_of_currencies), TEST(without_memory),
    };
    int file = mkstemp(path);
    if (file < 0)
        return 2;
    close(file);
    int failed = cmocka_run_group_tests_name("rates", tests, NULL, NULL);
    unlink(path);
    return failed;
}
