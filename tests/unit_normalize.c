/* SPDX-License-Identifier: MIT */
/* Figures in one currency: which rate, which digits, what passes untouched, scales, the text's own equivalents. */
#include "chiffre.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/memory.h"
#include "core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char path[] = "/tmp/chiffre-normalize.XXXXXX";
static struct chiffre_rates *rates;
static struct chiffre_list *list;
static struct chiffre_normalize_options wanted;
static struct chiffre_normalize_summary summary;

static int start(void **unused)
{
    (void)unused;
    wanted = chiffre_normalize_defaults();
    memset(&summary, 0, sizeof summary);
    list = chiffre_list_new();
    return list != NULL && chiffre_rates_new(&rates, NULL) == CHIFFRE_OK ? 0 : -1;
}

static int stop(void **unused)
{
    (void)unused;
    chiffre_list_free(list);
    chiffre_rates_free(rates);
    return 0;
}

/* The ECB's rates of the days; the file is made here so that the test needs no other. */
static void add_days(void)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs("Date,USD,\n2024-06-27,1.0696,\n2024-06-26,1.0689,\n2021-05-26,1.2229,\n", file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chiffre_rates_add_file(rates, path, NULL), CHIFFRE_OK);
}

static struct chiffre_decimal decimal(const char *text)
{
    struct chiffre_decimal value = DECIMAL_EMPTY;
    if (text[0] != '\0')
        assert_int_equal(decimal_read(text_from(text), &value), CHIFFRE_OK);
    return value;
}

static struct chiffre_figure *add(const char *value, int32_t decimals, const char *unit, const char *metric, const char *period)
{
    struct chiffre_figure figure = chiffre_figure_empty();
    struct period days = period_read(text_from(period));
    figure.document = TEXT("article");
    figure.id = chiffre_list_count(list) + 1;
    figure.kind = CHIFFRE_KIND_money;
    figure.value = decimal(value);
    figure.decimals = decimals;
    figure.bound = CHIFFRE_BOUND_exact;
    figure.unit = text_from(unit);
    figure.metric = text_from(metric);
    figure.period = text_from(period);
    figure.period_start = days.start;
    figure.period_end = days.end;
    assert_int_equal(chiffre_list_add(list, &figure), CHIFFRE_OK);
    return chiffre_list_at(list, chiffre_list_count(list) - 1);
}

static void normalize(void)
{
    struct chiffre_error error = {.line = 0};
    if (chiffre_normalize(list, rates, &wanted, &summary, &error) != CHIFFRE_OK)
        fail_msg("%s", error.message);
}

static void expect(size_t index, const char *value, int32_t decimals, const char *unit)
{
    const struct chiffre_figure *figure = chiffre_list_at(list, index);
    char written[DECIMAL_TEXT_MAX], label[64];
    written[decimal_write(figure->normalized_value, written)] = '\0';
    assert_string_equal(written, value);
    assert_int_equal(figure->normalized_decimals, decimals);
    snprintf(label, sizeof label, "%.*s", (int)figure->normalized_unit.length, figure->normalized_unit.data);
    assert_string_equal(label, unit);
}

static void expect_text(struct chiffre_text text, const char *expected)
{
    if (!text_equal(text, text_from(expected)))
        fail_msg("\"%.*s\" instead of \"%s\"", (int)text.length, text.data, expected);
}

static void expect_note(size_t index, const char *part)
{
    struct chiffre_text note = chiffre_list_at(list, index)->fx_note;
    if (memmem(note.data, note.length, part, strlen(part)) == NULL)
        fail_msg("\"%.*s\" has no \"%s\"", (int)note.length, note.data, part);
}

static void flow_and_stock(void **unused)
{
    (void)unused;
    add("167700000000", -8, "USD", "revenue", "2025-Q2");
    add("167700000000", -8, "USD", "cash", "2025-Q2");
    normalize();
    expect(0, "147910000000", -8, "EUR");
    expect(1, "143090000000", -8, "EUR");
    assert_int_equal(chiffre_list_at(list, 0)->fx_basis, CHIFFRE_FX_BASIS_average);
    expect_text(chiffre_list_at(list, 0)->fx_date, "2025-Q2");
    expect_text(chiffre_list_at(list, 0)->fx_source, "ECB monthly");
    assert_int_equal(chiffre_list_at(list, 1)->fx_basis, CHIFFRE_FX_BASIS_closing);
    expect_text(chiffre_list_at(list, 1)->fx_date, "2025-06-30");
    assert_int_equal(summary.converted, 2);
}

static void days_of_a_file(void **unused)
{
    (void)unused;
    add_days();
    add("8450000000", -7, "USD", "acquisition_price", "2021-05-26");
    add("2000000000000", -9, "USD", "market_cap", "2024-06-26");
    normalize();
    expect(0, "6910000000", -7, "EUR");
    expect(1, "1871080000000", -9, "EUR");
    expect_text(chiffre_list_at(list, 1)->fx_date, "2024-06-26");
    expect_text(chiffre_list_at(list, 1)->fx_note, "");
}

static void what_passes_untouched(void **unused)
{
    (void)unused;
    static const enum chiffre_kind kinds[] = {CHIFFRE_KIND_percent, CHIFFRE_KIND_headcount, CHIFFRE_KIND_count, CHIFFRE_KIND_ratio};
    for (size_t i = 0; i < 4; i++)
        add("13", 0, i == 0 ? "percent" : "persons", "revenue", "2025-Q2")->kind = kinds[i];
    add("13", 0, "USD", "revenue", "2025-Q2")->relation = CHIFFRE_RELATION_growth;
    add("99.5", 1, "EUR", "revenue", "");
    normalize();
    for (size_t i = 0; i < 5; i++)
        expect(i, "13", 0, i == 0 ? "percent" : i == 4 ? "USD" : "persons");
    expect_note(4, "a change");
    expect(5, "99.5", 1, "EUR");
    assert_int_equal(summary.untouched, 5);
    assert_int_equal(summary.same, 1);
    assert_int_equal(summary.failed, 0);
}

static void what_cannot_be_converted(void **unused)
{
    (void)unused;
    add("7", 0, "USD", "revenue", "");
    add("7", 0, "USD", "revenue", "Q2");
    add("7", 0, "USD", "revenue", "2031");
    add("7", 0, "USD", "revenue", "1987");
    add("7", 0, "", "revenue", "2020");
    add("7", 0, "GBX", "revenue", "2020");
    add("7", 0, "NGN", "revenue", "2020");
    add("12345678901234567890123456789012345678", 30, "USD", "revenue", "2020");
    normalize();
    assert_int_equal(summary.failed, 8);
    for (size_t i = 0; i < 7; i++)
        expect(i, "7", 0, i == 4 ? "" : i == 5 ? "GBX" : i == 6 ? "NGN" : "USD");
    expect_note(0, "no period");
    expect_note(1, "no period");
    expect_note(2, "the period is later");
    expect_note(3, "the period is earlier");
    expect_note(4, "unsaid");
    expect_note(5, "no ISO 4217 currency");
    expect_note(6, "no rates of NGN");
    expect_note(7, "too many digits");
}

static void legacy_currencies(void **unused)
{
    (void)unused;
    add("10000000", 0, "FRF", "revenue", "1998");
    add("10000000", 0, "FRF", "revenue", "");
    normalize();
    /* 10 000 000 / 6.55957 = 1 524 490.17235...; the image's half width is 0.5 / 6.55957 = 0.0762: less than 0.5, more than 0.05 */
    expect(0, "1524490.17", 0, "EUR");
    expect(1, "1524490.17", 0, "EUR");
    expect_note(0, "6.55957 FRF = 1 EUR, used for a time before the euro");
    expect_note(1, "no period, and none needed");
    assert_int_equal(chiffre_list_at(list, 0)->fx_basis, CHIFFRE_FX_BASIS_parity);
    expect_text(chiffre_list_at(list, 0)->fx_date, "1999-01-01");
}

static void basis_and_day_for_all(void **unused)
{
    (void)unused;
    wanted.basis = CHIFFRE_FX_BASIS_closing;
    add("167700000000", -8, "USD", "revenue", "2025-Q2");
    normalize();
    expect(0, "143090000000", -8, "EUR");
    wanted.basis = CHIFFRE_FX_BASIS_none;
    wanted.at = date_from(2025, 6, 30);
    chiffre_list_at(list, 0)->period_start = chiffre_list_at(list, 0)->period_end = CHIFFRE_NO_DATE;
    normalize();
    expect(0, "143090000000", -8, "EUR");
    expect_note(0, "at 2025-06-30, not at its own time");
    wanted.at = CHIFFRE_NO_DATE;
    wanted.date = date_from(2025, 6, 30);
    chiffre_list_at(list, 0)->period = TEXT("");
    normalize();
    expect(0, "143090000000", -8, "EUR");
    expect_note(0, "the date given, 2025-06-30");
}

static void without_a_metric(void **unused)
{
    (void)unused;
    add("167700000000", -8, "USD", "", "2025-Q2");
    add("167700000000", -8, "USD", "", "2025-06-30");
    normalize();
    expect(0, "147910000000", -8, "EUR");
    expect_note(0, "no metric: taken as a flow");
    expect(1, "143090000000", -8, "EUR");
}

/* 1 EUR = 1.0689 USD on the day: the interval of the result holds the image of the figure's, whatever its bound. */
static void the_image_stays_inside(void **unused)
{
    (void)unused;
    static const enum chiffre_bound bounds[] = {CHIFFRE_BOUND_exact, CHIFFRE_BOUND_about, CHIFFRE_BOUND_above, CHIFFRE_BOUND_at_least,
                                                CHIFFRE_BOUND_below, CHIFFRE_BOUND_at_most};
    struct chiffre_decimal rate = decimal("1.0689");
    uint32_t state = 7;
    add_days();
    for (int i = 0; i < 2000; i++) {
        char value[32], value_to[32];
        state = state * 1664525u + 1013904223u;
        int32_t decimals = (int32_t)(state >> 8) % 12 - 9;
        long number = (long)(state >> 12) % 90000 - 45000;
        bool back = i % 2 == 1, range = i % 7 == 0;
        wanted.to = back ? "USD" : "EUR";
        chiffre_list_clear(list);
        snprintf(value, sizeof value, "%ld", number);
        snprintf(value_to, sizeof value_to, "%ld", number + 77);
        struct chiffre_figure *figure = add(value, decimals, back ? "EUR" : "USD", "cash", "2024-06-26");
        figure->value = decimal_scale(figure->value, -decimals);
        figure->value_to = range ? decimal_scale(decimal(value_to), -decimals) : DECIMAL_EMPTY;
        figure->bound = bounds[i % 6];
        normalize();
        struct interval before = interval_of(figure->value, figure->value_to, decimals, figure->bound), image, factor = {rate, rate};
        assert_int_equal(back ? interval_multiply(before, factor, &image) : interval_divide(before, factor, &image), CHIFFRE_OK);
        struct interval after = interval_of(figure->normalized_value, figure->normalized_value_to, figure->normalized_decimals, figure->bound);
        if (!interval_contains(after, image))
            fail_msg("%ld, decimals %d, bound %d, back %d", number, (int)decimals, (int)figure->bound, (int)back);
    }
}

static void ranges_and_losses(void **unused)
{
    (void)unused;
    add_days();
    struct chiffre_figure *figure = add("-300000000", -6, "USD", "net_income", "2024-06-26");
    figure->value_to = decimal("-200000000");
    normalize();
    expect(0, "-280660000", -6, "EUR"); /* -300 / 1.0689 = -280.662..., -200 / 1.0689 = -187.108... */
    assert_int_equal(decimal_compare(chiffre_list_at(list, 0)->normalized_value_to, decimal("-187110000")), 0);
}

static void unknown_decimals(void **unused)
{
    (void)unused;
    add_days();
    add("100.50", CHIFFRE_NO_DECIMALS, "USD", "cash", "2024-06-26");
    normalize();
    expect(0, "94.0219", CHIFFRE_NO_DECIMALS, "EUR"); /* 100.50 / 1.0689 = 94.02189...; half width 0.00468 of 0.005 */
}

static void scales(void **unused)
{
    (void)unused;
    wanted.scale = CHIFFRE_SCALE_millions;
    wanted.language = "fr";
    add("167700000000", -8, "USD", "revenue", "2025-Q2");
    add("12", 0, "percent", "revenue", "2025-Q2")->kind = CHIFFRE_KIND_percent;
    normalize();
    expect(0, "147910", -2, "M€");
    expect(1, "12", 0, "percent");
    wanted.scale = CHIFFRE_SCALE_billions;
    wanted.language = "en";
    normalize();
    expect(0, "147.91", 1, "€bn");
    wanted.to = "CHF";
    normalize();
    expect_text(chiffre_list_at(list, 0)->normalized_unit, "CHF bn");
    wanted.language = "fr";
    normalize();
    expect_text(chiffre_list_at(list, 0)->normalized_unit, "Md CHF");
}

static void one_scale_for_a_metric(void **unused)
{
    (void)unused;
    wanted.scale = CHIFFRE_SCALE_auto;
    add("167700000000", -8, "EUR", "revenue", "2025-Q2");
    add("18200000000", -8, "EUR", "free_cash_flow", "2025-Q2");
    add("-53000000", -6, "EUR", "free_cash_flow", "2024-Q2");
    add("1.15", 2, "EUR", "eps", "2024-Q2");
    add("0", 0, "EUR", "revenue", "2024-Q2");
    normalize();
    expect(0, "167.7", 1, "€bn");
    expect(1, "18200", -2, "€m");
    expect(2, "-53", 0, "€m");
    expect(3, "1.15", 2, "EUR");
    expect(4, "0", 9, "€bn");
}

static void equivalents_of_the_text(void **unused)
{
    (void)unused;
    wanted.prefer_stated = true;
    add("2000000000000", -9, "USD", "market_cap", "2024-06-26");
    struct chiffre_figure *figure = add("1870300000000", -8, "EUR", "market_cap", "2024-06-26");
    figure->relation = CHIFFRE_RELATION_equivalent;
    figure->of = 1;
    add("3000000000000", -9, "USD", "market_cap", "2024-06-26");
    add("3000000000000", -9, "USD", "market_cap", "2024-06-28");
    normalize();
    expect(0, "1870300000000", -8, "EUR");
    assert_int_equal(chiffre_list_at(list, 0)->fx_basis, CHIFFRE_FX_BASIS_stated);
    assert_int_equal(decimal_compare(chiffre_list_at(list, 0)->fx_rate, decimal("0.93515")), 0);
    expect_note(0, "as figure 2");
    expect_text(chiffre_list_at(list, 1)->fx_note, "");
    assert_int_equal(chiffre_list_at(list, 2)->fx_basis, CHIFFRE_FX_BASIS_stated); /* 2805.45 at the text's rate */
    assert_int_equal(decimal_compare(decimal_round(chiffre_list_at(list, 2)->normalized_value, 10, DECIMAL_HALF_EVEN), decimal("2810000000000")), 0);
    assert_int_equal(chiffre_list_at(list, 3)->fx_basis, CHIFFRE_FX_BASIS_closing);
    wanted.prefer_stated = false;
    normalize();
    assert_int_not_equal(chiffre_list_at(list, 0)->fx_basis, CHIFFRE_FX_BASIS_stated);
}

static void unknown_target(void **unused)
{
    (void)unused;
    wanted.to = "EURO";
    struct chiffre_error error = {.line = 0};
    assert_int_equal(chiffre_normalize(list, rates, &wanted, NULL, &error), CHIFFRE_UNKNOWN);
}

static void without_memory(void **unused)
{
    (void)unused;
    wanted.scale = CHIFFRE_SCALE_auto;
    wanted.prefer_stated = true;
    add("2000000000000", -9, "USD", "market_cap", "2024-06-26");
    struct chiffre_figure *figure = add("1870300000000", -8, "EUR", "market_cap", "2024-06-26");
    figure->relation = CHIFFRE_RELATION_equivalent;
    figure->of = 1;
    add("7", 0, "GBP", "revenue", "2020");
    for (size_t n = 1; n < 100; n++) {
        struct chiffre_rates *fresh;
        assert_int_equal(chiffre_rates_new(&fresh, NULL), CHIFFRE_OK);
        memory_fail_at(n);
        enum chiffre_status status = chiffre_normalize(list, fresh, &wanted, NULL, NULL);
        memory_fail_at(0);
        chiffre_rates_free(fresh);
        if (status == CHIFFRE_OK) {
            assert_true(n > 2);
            return;
        }
        assert_int_equal(status, CHIFFRE_NO_MEMORY);
    }
    fail();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(flow_and_stock), TEST(days_of_a_file), TEST(what_passes_untouched), TEST(what_cannot_be_converted), TEST(legacy_currencies),
        TEST(basis_and_day_for_all), TEST(without_a_metric), TEST(the_image_stays_inside), TEST(ranges_and_losses), TEST(unknown_decimals),
        TEST(scales), TEST(one_scale_for_a_metric), TEST(equivalents_of_the_text), TEST(unknown_target), TEST(without_memory),
    };
    int file = mkstemp(path);
    if (file < 0)
        return 2;
    close(file);
    int failed = cmocka_run_group_tests_name("normalize", tests, NULL, NULL);
    unlink(path);
    return failed;
}
