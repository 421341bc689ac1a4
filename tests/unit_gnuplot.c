/* SPDX-License-Identifier: MIT */
/* What enters a gnuplot script: text that runs nothing, numbers with a point, labels in two languages, places that do not collide.
 */
#include "core/decimal.h"
#include "core/memory.h"
#include "core/text.h"
#include "plots/axis.h"
#include "plots/display.h"
#include "plots/letters.h"
#include "plots/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

typedef void write_fn(struct output *output, struct chiffre_text text);

static void assert_writes(write_fn *write, struct chiffre_text text, const char *expected)
{
    struct output *output;
    char got[512];
    assert_int_equal(output_open_memory(&output), CHIFFRE_OK);
    write(output, text);
    struct chiffre_text bytes = output_memory(output);
    assert_true(bytes.length < sizeof got);
    memcpy(got, bytes.data, bytes.length);
    got[bytes.length] = '\0';
    assert_string_equal(got, expected);
    output_discard(output);
}

static void text_stays_inside_its_quotes(void **state)
{
    (void)state;
    assert_writes(script_text, TEXT(""), "''");
    assert_writes(script_text, TEXT("`rm -rf x`"), "'`rm -rf x`'");
    assert_writes(script_text, TEXT("'; system('rm -rf x'); '"), "''.\"'\".'; system(''rm -rf x''); '''");
    assert_writes(script_text, TEXT("a''b"), "'a'.\"'\".''.\"'\".'b'");
    assert_writes(script_text, TEXT("L'Oréal \"x\" {/Bold y} a_b^c @d &amp; \\n"), "'L''Oréal \"x\" {/Bold y} a_b^c @d &amp; \\n'");
    assert_writes(script_text, TEXT("one\ntwo\r\nthree\rfour"), "'one'.\"\\n\".'two'.\"\\n\".'three'.\"\\n\".'four'");
    assert_writes(script_text,
                  TEXT("a\xE2\x80\xA8"
                       "b"),
                  "'a'.\"\\n\".'b'"); /* U+2028, a line separator */
    assert_writes(script_text, TEXT("a\0b\x1B[2J\x7F"), "'a b [2J '");
    assert_writes(script_text, TEXT("bad \xFF\xC3"), "'bad \xEF\xBF\xBD\xEF\xBF\xBD'");
    assert_writes(script_text, TEXT("50 % %s"), "'50 % %s'");
    assert_writes(script_tic, TEXT("50 % %s"), "'50 %% %%s'");
}

static void comment_stays_on_its_line(void **state)
{
    (void)state;
    assert_writes(script_comment, TEXT("a\nsystem('x')"), "a system('x')");
    assert_writes(script_comment, TEXT("ends with \\"), "ends with /");
    assert_writes(script_comment, TEXT("`date`"), "/date/");
}

/* Where gnuplot 5.4 sees a single-quoted string end: '' counts as a quote only behind another character, so two of them in a row,
 * or one at the string's beginning, end it. `at` is behind the opening quote; returns the place of the closing one. */
static size_t gnuplot_string_end(struct chiffre_text script, size_t at)
{
    while (at < script.length && script.data[at] != '\'')
        at += at + 2 < script.length && script.data[at + 1] == '\'' && script.data[at + 2] == '\'' ? 3 : 1;
    return at;
}

/* Reads what script_text wrote as gnuplot does: strings joined by points. What they hold goes to `out`; false: something else is
 * there. */
static bool gnuplot_reads(struct chiffre_text script, char *out, size_t *length)
{
    *length = 0;
    for (size_t at = 0;; at++) {
        if (at < script.length && script.data[at] == '\'') {
            size_t end = gnuplot_string_end(script, at + 1);
            for (size_t i = at + 1; i < end; i++) {
                if (script.data[i] == '\n' || script.data[i] == '\r')
                    return false;
                out[(*length)++] = script.data[i];
                i += script.data[i] == '\'';
            }
            at = end + 1;
        } else if (at + 4 <= script.length && memcmp(script.data + at, "\"\\n\"", 4) == 0) {
            out[(*length)++] = '\n';
            at += 4;
        } else if (at + 3 <= script.length && memcmp(script.data + at, "\"'\"", 3) == 0) {
            out[(*length)++] = '\'';
            at += 3;
        } else
            return false;
        if (at == script.length)
            return true;
        if (at > script.length || script.data[at] != '.')
            return false;
    }
}

static void any_text_comes_out_as_it_went_in(void **state)
{
    (void)state;
    unsigned seed = 12345;
    for (int round = 0; round < 20000; round++) {
        static const char nasty[] = "'''''\"`\\\n{}@_^%#$;|<>&~. ab";
        char text[16], read[256];
        size_t length = 0, read_length;
        for (; length < (size_t)round % sizeof text; length++) {
            seed = seed * 1103515245 + 12345;
            text[length] = nasty[(seed >> 16) % (sizeof nasty - 1)];
        }
        struct output *output;
        assert_int_equal(output_open_memory(&output), CHIFFRE_OK);
        script_text(output, (struct chiffre_text){text, length});
        assert_true(gnuplot_reads(output_memory(output), read, &read_length));
        assert_true(text_equal((struct chiffre_text){read, read_length}, (struct chiffre_text){text, length}));
        output_discard(output);
    }
}

static void slug(const char *text, const char *expected)
{
    char name[32];
    size_t length = script_slug(text_from(text), name, sizeof name);
    assert_true(text_equal((struct chiffre_text){name, length}, text_from(expected)));
}

static void names_of_files_are_tame(void **state)
{
    (void)state;
    slug("free_cash_flow/revenue", "free-cash-flow-revenue");
    slug("../../etc/passwd", "etc-passwd");
    slug("|rm -rf x", "rm-rf-x");
    slug("Crédit Agricole S.A.", "credit-agricole-s-a");
    slug("日本", "");
}

static void assert_value(const char *value, const char *unit, int power, enum wording_language language, const char *expected)
{
    struct chiffre_decimal number;
    struct caption caption = {.length = 0};
    assert_int_equal(decimal_read(text_from(value), &number), CHIFFRE_OK);
    display_value(&caption, number, text_from(unit), power, language);
    caption_string(&caption, "");
    assert_true(caption.length < CAPTION_MAX);
    caption.data[caption.length] = '\0';
    assert_string_equal(caption.data, expected);
}

static void values_are_said_as_a_paper_says_them(void **state)
{
    (void)state;
    assert_value("637959000000", "USD", 9, WORDING_EN, "$638bn");
    assert_value("637959000000", "USD", 9, WORDING_FR, "638\u00A0Md$");
    assert_value("-11569000000", "USD", 9, WORDING_EN, "\u2212$11.6bn");
    assert_value("-11569000000", "EUR", 9, WORDING_FR, "\u221211,6\u00A0Md€");
    assert_value("1870300000000", "EUR", 9, WORDING_FR, "1\u202F870\u00A0Md€");
    assert_value("1556000", "persons", 0, WORDING_EN, "1,556,000");
    assert_value("1556000", "persons", 6, WORDING_FR, "1,556\u00A0millions");
    assert_value("5.9908", "percent", 0, WORDING_FR, "6\u202F%");
    assert_value("-2.25", "percent", 0, WORDING_EN, "\u22122.2%");
    assert_value("250000", "CHF", 3, WORDING_FR, "250\u00A0k\u00A0CHF");
    assert_value("0.004", "percent", 0, WORDING_EN, "0%");
}

static void axes_have_units_in_words(void **state)
{
    (void)state;
    struct caption caption = {.length = 0};
    display_axis(&caption, TEXT("EUR"), 9, WORDING_FR);
    assert_true(text_equal(caption_all(&caption), TEXT("Milliards d’euros")));
    caption.length = 0;
    display_axis(&caption, TEXT("USD"), 6, WORDING_EN);
    assert_true(text_equal(caption_all(&caption), TEXT("$ millions")));
    caption.length = 0;
    display_axis(&caption, TEXT("USD"), 0, WORDING_FR);
    assert_true(text_equal(caption_all(&caption), TEXT("En dollars")));
    assert_int_equal(display_power(TEXT("USD"), decimal_from(-637959, 6), WORDING_EN), 9);
    assert_int_equal(display_power(TEXT("EUR"), decimal_from(2, 12), WORDING_FR), 9);
    assert_int_equal(display_power(TEXT("EUR"), decimal_from(2, 12), WORDING_EN), 12);
    assert_int_equal(display_power(TEXT("persons"), decimal_from(9999, 0), WORDING_EN), 0);
    assert_int_equal(display_power(TEXT("percent"), decimal_from(99999, 0), WORDING_EN), 0);
}

static void assert_axis(double low, double high, bool zero, double step)
{
    struct axis axis = axis_values(low, high, 5, zero);
    assert_true(axis.low <= low && axis.high >= high);
    assert_true(!zero || (axis.low <= 0 && axis.high >= 0));
    assert_true(axis.low < axis.high);
    assert_true(axis.step > step * 0.9999 && axis.step < step * 1.0001);
}

static void axes_hold_their_values(void **state)
{
    (void)state;
    assert_axis(0, 638, true, 200);
    assert_axis(-11.6, 638, true, 200);
    assert_axis(2.2, 9.2, true, 2);
    assert_axis(98, 104, false, 2);
    assert_axis(0.011, 0.049, true, 0.01);
    axis_values(5, 5, 5, false);
    assert_true(axis_values(5, 5, 5, false).low < 5 && axis_values(5, 5, 5, false).high > 5);
    assert_true(axis_values(0, 0, 5, true).high > 0);
    assert_true(axis_values(1, 0, 5, true).high > 0); /* nothing to show */
}

static void lines_break_at_words_and_are_never_too_wide(void **state)
{
    (void)state;
    struct chiffre_text text = TEXT("Flux de trésorerie disponible des activités poursuivies");
    struct letters_lines lines = letters_break(text, 11.5, true, 120, 8);
    assert_true(lines.count > 2 && !lines.cut);
    assert_true(letters_widest(&lines, 11.5, true) <= 120);
    lines = letters_break(text, 11.5, true, 120, 2);
    assert_true(lines.count == 2 && lines.cut);
    assert_true(letters_widest(&lines, 11.5, true) <= 120);
    lines = letters_break(TEXT("Donaudampfschifffahrtsgesellschaft"), 12, false, 60, 8);
    assert_true(lines.count > 2);
    assert_true(letters_widest(&lines, 12, false) <= 60);
    lines = letters_break(TEXT("one\ntwo\r\nthree"), 12, false, 500, 8);
    assert_int_equal(lines.count, 3);
    assert_true(text_equal(lines.line[2], TEXT("three")));
    assert_int_equal(letters_break(TEXT(""), 12, false, 500, 8).count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_stays_inside_its_quotes),
        cmocka_unit_test(comment_stays_on_its_line),
        cmocka_unit_test(any_text_comes_out_as_it_went_in),
        cmocka_unit_test(names_of_files_are_tame),
        cmocka_unit_test(values_are_said_as_a_paper_says_them),
        cmocka_unit_test(axes_have_units_in_words),
        cmocka_unit_test(axes_hold_their_values),
        cmocka_unit_test(lines_break_at_words_and_are_never_too_wide),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
