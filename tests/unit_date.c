/* SPDX-License-Identifier: MIT */
/* Days against the C library's calendar; period labels, their ends, their neighbours. */
#include "core/date.h"
#include "core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static void agrees_with_the_c_library(void **state)
{
    (void)state;
    for (chiffre_date date = -719162; date <= 2932896; date += 7) {
        time_t seconds = (time_t)date * 86400;
        struct tm parts;
        assert_non_null(gmtime_r(&seconds, &parts));
        int year, month, day;
        date_parts(date, &year, &month, &day);
        assert_int_equal(year, parts.tm_year + 1900);
        assert_int_equal(month, parts.tm_mon + 1);
        assert_int_equal(day, parts.tm_mday);
        assert_int_equal(date_weekday(date) % 7, parts.tm_wday);
        assert_int_equal(date_from(year, month, day), date);
    }
}

static void assert_date(chiffre_date date, const char *expected)
{
    char text[DATE_TEXT_MAX];
    text[date_write(date, text)] = '\0';
    assert_string_equal(text, expected);
}

static void reads_only_real_days(void **state)
{
    (void)state;
    static const char *const good[] = {"1970-01-01", "0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29", "1582-10-10"};
    static const char *const bad[] = {"",           "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10",
                                      "2025-04-31", "0000-01-01", "2025-1-01",  "2025/01/01", "2025-01-01 ",
                                      "20250101",   "-025-01-01", "2025-01-0a", "2025/01-01", "2025-01/01"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_date(date_read(text_from(good[i])), good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(date_read(text_from(bad[i])), CHIFFRE_NO_DATE);
    assert_int_equal(date_read(TEXT("1970-01-02")), 1);
    assert_date(CHIFFRE_NO_DATE, "");
    assert_int_equal(date_weekday(CHIFFRE_NO_DATE), 0);
}

/* What was written is kept: another day must not be taken for it, nor a number that is no day. */
static void writes_days_in_any_order(void **state)
{
    (void)state;
    static const char *const days[] = {"0001-01-01", "1969-12-31", "1970-01-01", "2025-10-28", "9999-12-31"};
    char text[DATE_TEXT_MAX];
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        for (chiffre_date apart = 1; apart <= 1 << 16; apart *= 2) {
            chiffre_date day = date_read(text_from(days[i])), other = i == 0 ? day + apart : day - apart;
            char before[DATE_TEXT_MAX];
            before[date_write(other, before)] = '\0';
            assert_date(day, days[i]);
            assert_int_equal(date_read(text_from(before)), other);
            assert_date(other, before);
            assert_date(day, days[i]);
            assert_int_equal(date_write(date_read(TEXT("0001-01-01")) - apart, text), 0);
            assert_int_equal(date_write(date_read(TEXT("9999-12-31")) + apart, text), 0);
        }
    assert_int_equal(date_write(INT32_MAX, text), 0);
    assert_int_equal(date_write(INT32_MIN + 1, text), 0);
}

static void adds_months(void **state)
{
    (void)state;
    chiffre_date january = date_from(2024, 1, 31);
    assert_date(date_add_months(january, 1), "2024-02-29");
    assert_date(date_add_months(january, 13), "2025-02-28");
    assert_date(date_add_months(january, -2), "2023-11-30");
    assert_date(date_add_months(january, 0), "2024-01-31");
    assert_int_equal(date_add_months(date_from(9999, 12, 1), 1), CHIFFRE_NO_DATE);
    assert_int_equal(date_add_months(date_from(1, 1, 1), -1), CHIFFRE_NO_DATE);
    assert_int_equal(date_add_months(january, INT32_MAX), CHIFFRE_NO_DATE);
    assert_int_equal(date_add_months(CHIFFRE_NO_DATE, 1), CHIFFRE_NO_DATE);
}

static void assert_period(struct period period, const char *label, const char *start, const char *end)
{
    char text[PERIOD_TEXT_MAX];
    text[period_write(period, text)] = '\0';
    assert_string_equal(text, label);
    assert_date(period.start, start);
    assert_date(period.end, end);
}

static struct period read(const char *label)
{
    return period_read(text_from(label));
}

static void reads_every_form_of_label(void **state)
{
    (void)state;
    assert_period(read("2025"), "2025", "2025-01-01", "2025-12-31");
    assert_period(read("2022/2023"), "2022/2023", "2022-01-01", "2023-12-31");
    assert_period(read("2025-H1"), "2025-H1", "2025-01-01", "2025-06-30");
    assert_period(read("2025-H2"), "2025-H2", "2025-07-01", "2025-12-31");
    assert_period(read("2025-Q2"), "2025-Q2", "2025-04-01", "2025-06-30");
    assert_period(read("2024-02"), "2024-02", "2024-02-01", "2024-02-29");
    assert_period(read("2025-10-28"), "2025-10-28", "2025-10-28", "2025-10-28");
    assert_period(read("2024-07-01/2025-06-30"), "2024-07-01/2025-06-30", "2024-07-01", "2025-06-30");
    assert_period(read("Q2"), "Q2", "", "");
    assert_period(read("H1"), "H1", "", "");
    assert_period(read("FY"), "FY", "", "");
    assert_int_equal(read("2025-Q2").index, 2);
    assert_int_equal(read("H2").open, PERIOD_HALF);
    static const char *const bad[] = {
        "",     "2025-Q5", "2025-Q0", "2025-H3", "2025-13", "2025-Q",     "202",      "2022/2024",
        "Q5",   "H0",      "FX",      "2025 ",   "q2",      "2025-02-30", "2025/Q2x", "2025-07-01/2025-06-30",
        "0000", "Q",       "Fy",      "X1",      "Q0",      "H3",         "Q1x",      "2022-2023",
        "2022/2021", "2025_Q1", "2025-q1", "2025-01-01-2025-02-01", "2025-01-01/2025-02-0", "2025-0a", "2025-Qa", "/025", ":025"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(read(bad[i]).type, PERIOD_NONE);
    struct period none = read("2025-13");
    assert_int_equal(none.index, 0);
    assert_int_equal(none.open, PERIOD_NONE);
    assert_date(none.start, "");
    assert_date(none.end, "");
}

static void constructors_refuse_what_no_calendar_has(void **state)
{
    (void)state;
    assert_int_equal(period_quarter(2025, 0).type, PERIOD_NONE);
    assert_int_equal(period_half(2025, 3).type, PERIOD_NONE);
    assert_int_equal(period_month(2025, 13).type, PERIOD_NONE);
    assert_int_equal(period_year(10000).type, PERIOD_NONE);
    assert_int_equal(period_day(CHIFFRE_NO_DATE).type, PERIOD_NONE);
    assert_int_equal(period_span(date_from(2025, 2, 1), date_from(2025, 1, 1)).type, PERIOD_NONE);
    assert_int_equal(period_open(PERIOD_MONTH, 1).type, PERIOD_NONE);
    assert_int_equal(period_open(PERIOD_YEAR, 1).type, PERIOD_NONE);
    char text[PERIOD_TEXT_MAX];
    assert_int_equal(period_write(read("nothing"), text), 0);
    assert_period(period_fiscal_year(date_from(2022, 7, 1), date_from(2023, 6, 30)), "2022/2023", "2022-07-01", "2023-06-30");
}

static void shifts_to_neighbours(void **state)
{
    (void)state;
    assert_period(period_shift(read("2025-Q1"), -1), "2024-Q4", "2024-10-01", "2024-12-31");
    assert_period(period_shift(read("2025-H2"), 1), "2026-H1", "2026-01-01", "2026-06-30");
    assert_period(period_shift(read("2025-01"), -11), "2024-02", "2024-02-01", "2024-02-29");
    assert_period(period_shift(read("2025"), -25), "2000", "2000-01-01", "2000-12-31");
    assert_period(period_shift(read("2025-03-01"), -1), "2025-02-28", "2025-02-28", "2025-02-28");
    assert_period(period_shift(read("2024-07-01/2025-06-30"), -1), "2023-07-01/2024-06-30", "2023-07-01", "2024-06-30");
    assert_period(period_shift(read("2025-01-06/2025-01-12"), 1), "2025-01-13/2025-01-19", "2025-01-13", "2025-01-19");
    assert_period(period_shift(period_fiscal_year(date_from(2022, 7, 1), date_from(2023, 6, 30)), 1), "2023/2024", "2023-07-01",
                  "2024-06-30");
    assert_period(period_shift(read("Q1"), -1), "Q4", "", "");
    assert_period(period_shift(read("H2"), 3), "H1", "", "");
    assert_period(period_shift(read("FY"), -1), "FY", "", "");
    assert_int_equal(period_shift(read("9999"), 1).type, PERIOD_NONE);
    assert_int_equal(period_shift(read("2025-06-30"), INT32_MAX).type, PERIOD_NONE);
    assert_int_equal(period_shift(read("2025-Q1"), INT32_MIN).type, PERIOD_NONE);
    assert_int_equal(period_shift(read("2024-07-01/2025-06-30"), INT32_MAX).type, PERIOD_NONE);
}

static void shifts_by_years(void **state)
{
    (void)state;
    assert_period(period_shift_years(read("2025-Q2"), -1), "2024-Q2", "2024-04-01", "2024-06-30");
    assert_period(period_shift_years(read("2024-02"), 1), "2025-02", "2025-02-01", "2025-02-28");
    assert_period(period_shift_years(read("2025-02"), -1), "2024-02", "2024-02-01", "2024-02-29");
    assert_period(period_shift_years(read("2024-02-29"), 1), "2025-02-28", "2025-02-28", "2025-02-28");
    assert_period(period_shift_years(read("2024-03-01/2025-02-28"), -1), "2023-03-01/2024-02-29", "2023-03-01", "2024-02-29");
    assert_period(period_shift_years(read("Q3"), -1), "Q3", "", "");
    assert_int_equal(period_months(read("2024-07-01/2025-06-30")), 12);
    assert_int_equal(period_months(read("2025-Q1")), 3);
    assert_int_equal(period_months(read("2025-01-02/2025-03-31")), 0);
    assert_int_equal(period_months(read("Q1")), 0);
}

static void every_label_reads_back(void **state)
{
    (void)state;
    for (int year = 1; year <= 9999; year += 13) {
        struct period periods[] = {period_year(year), period_half(year, year % 2 + 1), period_quarter(year, year % 4 + 1),
                                   period_month(year, year % 12 + 1), period_day(date_from(year, 3, year % 31 + 1))};
        for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
            char text[PERIOD_TEXT_MAX];
            struct period again = period_read((struct chiffre_text){text, period_write(periods[i], text)});
            assert_memory_equal(&again, &periods[i], sizeof again);
        }
    }
}

static void the_calendar_has_ends(void **state)
{
    (void)state;
    int year = 1, month = 1, day = 1;
    chiffre_date first = date_from(1, 1, 1), last = date_from(9999, 12, 31);
    assert_int_equal(first, -719162);
    assert_int_equal(last, 2932896);
    date_parts(first - 1, &year, &month, &day);
    assert_true(year == 0 && month == 0 && day == 0);
    year = month = day = 1;
    date_parts(last + 1, &year, &month, &day);
    assert_true(year == 0 && month == 0 && day == 0);
    assert_int_equal(date_from(0, 12, 31), CHIFFRE_NO_DATE);
    assert_int_equal(date_from(10000, 1, 1), CHIFFRE_NO_DATE);
    assert_int_equal(date_from(2025, 1, 0), CHIFFRE_NO_DATE);
    assert_int_equal(date_days_in_month(2025, 0), 0);
    assert_int_equal(date_days_in_month(2025, 1), 31);
    assert_int_equal(date_days_in_month(2025, 12), 31);
    assert_int_equal(date_days_in_month(2025, 13), 0);
    assert_date(date_add_months(first, 119987), "9999-12-01");
    assert_int_equal(date_add_months(first, 119988), CHIFFRE_NO_DATE);
    assert_date(date_add_months(last, -119987), "0001-01-31");
    assert_int_equal(date_add_months(last, -119988), CHIFFRE_NO_DATE);
    assert_int_equal(date_add_months(last, INT32_MIN), CHIFFRE_NO_DATE);
    /* each day of the years at whose ends the rules change */
    static const int years[] = {1, 4, 99, 100, 101, 400, 401, 1600, 1899, 1900, 1999, 2000, 2001, 2024, 9996, 9999};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        for (chiffre_date date = date_from(years[i], 1, 1), end = date_from(years[i], 12, 31); date <= end; date++) {
            date_parts(date, &year, &month, &day);
            assert_int_equal(year, years[i]);
            assert_true(month >= 1 && month <= 12 && day >= 1 && day <= date_days_in_month(year, month));
            assert_int_equal(date_from(year, month, day), date);
            assert_int_equal(date_weekday(date), (date - first) % 7 + 1); /* the first day was a Monday */
        }
    char text[DATE_TEXT_MAX];
    assert_int_equal(date_write(last, text), 10);
    assert_int_equal(date_write(last + 1, text), 0);
}

static void shifts_stay_within_the_calendar(void **state)
{
    (void)state;
    assert_period(period_shift(read("9999-12-30"), 1), "9999-12-31", "9999-12-31", "9999-12-31");
    assert_int_equal(period_shift(read("9999-12-31"), 1).type, PERIOD_NONE);
    assert_period(period_shift(read("0001-01-02"), -1), "0001-01-01", "0001-01-01", "0001-01-01");
    assert_int_equal(period_shift(read("0001-01-01"), -1).type, PERIOD_NONE);
    assert_period(period_shift(read("0001-01-08/0001-01-14"), -1), "0001-01-01/0001-01-07", "0001-01-01", "0001-01-07");
    assert_int_equal(period_shift(read("0001-01-07/0001-01-13"), -1).type, PERIOD_NONE);
    assert_period(period_shift(read("9999-12-18/9999-12-24"), 1), "9999-12-25/9999-12-31", "9999-12-25", "9999-12-31");
    assert_int_equal(period_shift(read("9999-12-19/9999-12-25"), 1).type, PERIOD_NONE);
    assert_int_equal(period_shift(read("2025-01-06/2025-01-12"), INT32_MAX).type, PERIOD_NONE);
    assert_int_equal(period_shift(read("2025-01-06/2025-01-12"), INT32_MIN).type, PERIOD_NONE);
    assert_period(period_shift(read("9999-Q3"), 1), "9999-Q4", "9999-10-01", "9999-12-31");
    assert_int_equal(period_shift(read("9999-Q4"), 1).type, PERIOD_NONE);
    assert_int_equal(period_shift(read("0001-H1"), -1).type, PERIOD_NONE);
    assert_period(period_shift(read("0001-H2"), -1), "0001-H1", "0001-01-01", "0001-06-30");
    assert_int_equal(period_shift(read("2025-10"), INT32_MAX).type, PERIOD_NONE);
    assert_int_equal(period_shift(read("2025-H1"), INT32_MAX).type, PERIOD_NONE);
    assert_int_equal(period_shift(read("2025"), INT32_MAX).type, PERIOD_NONE);
    assert_int_equal(period_shift(read("2025"), INT32_MIN).type, PERIOD_NONE);
    /* a span of whole months moves by them: of all there are, by none */
    assert_period(period_shift(read("0001-01-01/9999-12-31"), 0), "0001-01-01/9999-12-31", "0001-01-01", "9999-12-31");
    assert_int_equal(period_shift(read("0001-01-01/9999-12-31"), 1).type, PERIOD_NONE);
    assert_int_equal(period_shift(read("0001-01-01/9999-12-31"), 120000).type, PERIOD_NONE);
    assert_int_equal(period_shift(read("0001-01-01/9999-12-31"), -120000).type, PERIOD_NONE);
    assert_int_equal(period_shift(read("2024-07-01/2025-06-30"), INT32_MIN).type, PERIOD_NONE);
    assert_period(period_shift(read("2025-01-01/2025-01-31"), 1), "2025-02-01/2025-02-28", "2025-02-01", "2025-02-28");
    assert_period(period_shift(read("2025-02-01/2025-02-28"), 1), "2025-03-01/2025-03-31", "2025-03-01", "2025-03-31");
    /* an open one goes round */
    assert_period(period_shift(read("Q4"), 1), "Q1", "", "");
    assert_period(period_shift(read("Q2"), 4), "Q2", "", "");
    assert_period(period_shift(read("Q3"), -7), "Q4", "", "");
    assert_period(period_shift(read("Q1"), INT32_MAX), "Q4", "", "");
    assert_period(period_shift(read("Q1"), INT32_MIN), "Q1", "", "");
    assert_period(period_shift(read("H1"), -1), "H2", "", "");
    assert_period(period_shift(read("H2"), 2), "H2", "", "");
    assert_int_equal(period_shift(read("nothing"), 1).type, PERIOD_NONE);
    assert_int_equal(period_shift_years(read("nothing"), 1).type, PERIOD_NONE);
    assert_int_equal(period_shift_years(read("2025"), INT32_MAX).type, PERIOD_NONE);
    assert_int_equal(period_shift_years(read("2025"), INT32_MIN).type, PERIOD_NONE);
    assert_int_equal(period_shift_years(read("0001"), -1).type, PERIOD_NONE);
    assert_period(period_shift_years(read("0001"), 9998), "9999", "9999-01-01", "9999-12-31");
    assert_period(period_shift_years(read("9999"), -9998), "0001", "0001-01-01", "0001-12-31");
    assert_int_equal(period_shift_years(read("9999"), 1).type, PERIOD_NONE);
    /* whole months only */
    assert_int_equal(period_months(read("2025-01-01/2025-01-31")), 1);
    assert_int_equal(period_months(read("2025-01-01/2025-01-30")), 0);
    assert_int_equal(period_months(read("2024-02-01/2024-02-28")), 0);
    assert_int_equal(period_months(read("2024-02-01/2024-02-29")), 1);
    assert_int_equal(period_months(read("2024-11-01/2025-02-28")), 4);
    assert_int_equal(period_months(read("2025-01-01")), 0);
}

static void a_fiscal_year_of_one_year(void **state)
{
    (void)state;
    assert_period(period_fiscal_year(date_from(2022, 1, 1), date_from(2022, 12, 31)), "2022", "2022-01-01", "2022-12-31");
    assert_period(period_shift(period_fiscal_year(date_from(2022, 1, 31), date_from(2023, 1, 28)), 1), "2023/2024", "2023-01-31",
                  "2024-01-28");
    assert_period(period_shift_years(read("2022/2023"), -1), "2021/2022", "2021-01-01", "2022-12-31");
    assert_int_equal(read("9998/9999").type, PERIOD_FISCAL_YEAR);
    assert_int_equal(read("9999/10000").type, PERIOD_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_the_c_library),
        cmocka_unit_test(reads_only_real_days),
        cmocka_unit_test(writes_days_in_any_order),
        cmocka_unit_test(adds_months),
        cmocka_unit_test(reads_every_form_of_label),
        cmocka_unit_test(constructors_refuse_what_no_calendar_has),
        cmocka_unit_test(shifts_to_neighbours),
        cmocka_unit_test(shifts_by_years),
        cmocka_unit_test(every_label_reads_back),
        cmocka_unit_test(the_calendar_has_ends),
        cmocka_unit_test(shifts_stay_within_the_calendar),
        cmocka_unit_test(a_fiscal_year_of_one_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
