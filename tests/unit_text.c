/* SPDX-License-Identifier: MIT */
/* UTF-8 there and back, folding, letters and spaces, lines and columns, on good and bad bytes. */
#include "core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void every_code_point_survives(void **state)
{
    (void)state;
    for (uint32_t code_point = 0; code_point <= 0x110000; code_point++) {
        char bytes[4];
        size_t length = utf8_encode(code_point, bytes);
        if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) {
            assert_int_equal(length, 0);
            continue;
        }
        uint32_t again;
        assert_int_equal(utf8_decode((struct chiffre_text){bytes, length}, 0, &again), length);
        assert_int_equal(again, code_point);
        assert_true(utf8_valid((struct chiffre_text){bytes, length}));
        for (size_t cut = 1; cut < length; cut++)
            assert_false(utf8_valid((struct chiffre_text){bytes, cut}));
    }
}

static void bad_bytes_are_replaced_one_by_one(void **state)
{
    (void)state;
    static const char *const bad[] = {"\x80",
                                      "\xBF",
                                      "\xC0\x80",
                                      "\xC1\xBF",
                                      "\xE0\x80\x80",
                                      "\xED\xA0\x80",
                                      "\xF0\x80\x80\x80",
                                      "\xF4\x90\x80\x80",
                                      "\xF5\x80\x80\x80",
                                      "\xFF",
                                      "\xE2\x82x",
                                      "\xC3("};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint32_t code_point = 0;
        assert_int_equal(utf8_decode(text_from(bad[i]), 0, &code_point), 1);
        assert_int_equal(code_point, 0xFFFD);
        assert_false(utf8_valid(text_from(bad[i])));
    }
    assert_true(utf8_valid(TEXT("")));
    assert_true(utf8_valid(TEXT("seize bytes, de l'ASCII, puis é et 🙂 et encore un peu d'ASCII")));
    assert_false(utf8_valid(TEXT("seize bytes, de l'ASCII, puis \xE9 de Latin-1, suivi d'un reste")));
    for (size_t at = 0; at < 150; at++)
        for (size_t i = 0; i < sizeof bad / sizeof *bad + 4; i++) { /* wherever sixty-four bytes begin or end */
            static const char *const good[] = {"a", "é", "’", "🙂"};
            const char *piece = i < 4 ? good[i] : bad[i - 4];
            char text[160];
            memset(text, 'x', sizeof text);
            memcpy(text + at, piece, strlen(piece));
            assert_int_equal(utf8_valid((struct chiffre_text){text, sizeof text}), i < 4);
            assert_int_equal(utf8_valid((struct chiffre_text){text, at + strlen(piece)}), i < 4);
        }
}

static void assert_folded(const char *text, const char *expected)
{
    char folded[512];
    size_t length = text_fold(text_from(text), folded);
    assert_true(length <= strlen(text) * 3);
    folded[length] = '\0';
    assert_string_equal(folded, expected);
}

static void folds_for_look_ups(void **state)
{
    (void)state;
    assert_folded("ÉLÈVE Çà Île naïve Ÿ", "eleve ca ile naive y");
    assert_folded("Œuvre cœur Æon æ straße ẞ", "oeuvre coeur aeon ae strasse ss");
    assert_folded("l’État l‘an l'or lʼun", "l'etat l'an l'or l'un");
    assert_folded("10 000 20 000 30\tx", "10 000 20 000 30 x");
    assert_folded("a–b—c−d‑e-f", "a-b-c-d-e-f");
    assert_folded("e\xCC\x81t\xCC\x82", "et");
    assert_folded("Łódź Żagań Øre Đ ı Șef Ţ Ǎ ơ Ẅ", "lodz zagan ore d i sef t a o w");
    assert_folded("ΑΒΓ Ώ ς ЖЁЯ Ѓ Ӂ", "αβγ ώ σ жёя ѓ ӂ");
    assert_folded("ﬁn oﬃce mil\xC2\xADliard", "fin office milliard");
    assert_folded("\xFF\xFE caf\xE9", "\xFF\xFE caf\xE9");
    assert_folded("1,5 € £ ¥ 🙂 §", "1,5 € £ ¥ 🙂 §");
    assert_folded("", "");
}

static void folding_is_stable(void **state)
{
    (void)state;
    for (uint32_t code_point = 1; code_point <= 0x1FFFF; code_point++) {
        char bytes[4], once[16], twice[64];
        size_t length = utf8_encode(code_point, bytes), first, second;
        if (length == 0)
            continue;
        first = text_fold((struct chiffre_text){bytes, length}, once);
        second = text_fold((struct chiffre_text){once, first}, twice);
        assert_true(first <= 3 * length);
        assert_int_equal(first, second);
        assert_memory_equal(once, twice, first);
        assert_int_equal(code_point_fold(code_point_fold(code_point)), code_point_fold(code_point));
        if (code_point_is_upper(code_point))
            assert_true(code_point_is_letter(code_point) && code_point_fold(code_point) != code_point);
    }
}

static void knows_letters_and_spaces(void **state)
{
    (void)state;
    static const uint32_t letters[] = {'a', 'Z', 0xE9, 0x152, 0x17F, 0x1E9E, 0x3B1, 0x416, 0x301, 0x4E2D, 0xFB01};
    static const uint32_t others[] = {'0',  ' ',  '.',    '-',    '\'',   0xD7,    0xF7,  0xA0,
                                      0xB0, 0xB2, 0x20AC, 0x2019, 0x202F, 0x1F642, 0xFFFD};
    static const uint32_t spaces[] = {' ', '\t', '\n', '\r', 0xA0, 0x202F, 0x2009, 0x2007, 0x3000};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        assert_true(code_point_is_letter(letters[i]) && !code_point_is_space(letters[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(code_point_is_letter(others[i]));
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        assert_true(code_point_is_space(spaces[i]));
    assert_false(code_point_is_space(0x200B));
    assert_true(code_point_is_upper('A') && code_point_is_upper(0xC9) && code_point_is_upper(0x152) && code_point_is_upper(0x416));
    assert_false(code_point_is_upper('a') || code_point_is_upper(0xE9) || code_point_is_upper('1') || code_point_is_upper(0xDF));
}

static void assert_position(struct text_position *position, size_t offset, size_t line, size_t column)
{
    text_position_move(position, offset);
    assert_int_equal(position->line, line);
    assert_int_equal(position->column, column);
}

static void counts_lines_and_columns(void **state)
{
    (void)state;
    struct text_position position;
    text_position_start(&position, TEXT("aé\nb\r\n🙂c\rd\n\n"));
    assert_position(&position, 0, 1, 1);
    assert_position(&position, 1, 1, 2);
    assert_position(&position, 2, 1, 2); /* within é */
    assert_position(&position, 3, 1, 3);
    assert_position(&position, 4, 2, 1);
    assert_position(&position, 7, 3, 1);
    assert_position(&position, 11, 3, 2);
    assert_position(&position, 13, 4, 1);
    assert_position(&position, 15, 5, 1);
    assert_position(&position, 1000, 6, 1);
    text_position_start(&position, TEXT("\xFF\xFEx"));
    assert_position(&position, 2, 1, 3);
}

/* Line and column of a place, counted from the start. */
static void count_from_the_start(struct chiffre_text text, size_t offset, size_t *line, size_t *column)
{
    *line = *column = 1;
    for (size_t at = 0; at < offset;) {
        uint32_t code_point;
        size_t length = utf8_decode(text, at, &code_point);
        if (length > offset - at)
            break;
        bool both = at + 1 < text.length && text.data[at] == '\r' && text.data[at + 1] == '\n';
        bool ends = code_point == '\n' || (code_point == '\r' && !both);
        *line += ends;
        *column = ends ? 1 : *column + 1;
        at += length;
    }
}

static void any_steps_lead_to_the_same_place(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a", "bcd", "é", "’", "🙂", "\xFF", "\xE2\x80", "\n", "\r\n", "\r", "a longer piece without anything in it "};
    char bytes[12000];
    for (unsigned round = 0, number = 1; round < 40; round++) {
        size_t length = 0, rare = round % 2 == 0 ? 0 : 3; /* every other text has line feeds only */
        while (length < (round < 20 ? 300 : sizeof bytes - 40)) {
            number = number * 1103515245 + 12345;
            size_t piece = number >> 16 & 15;
            piece = piece < 11 - rare ? piece : 10;
            memcpy(bytes + length, pieces[piece], strlen(pieces[piece]));
            length += strlen(pieces[piece]);
        }
        struct text_position position;
        struct chiffre_text text = {bytes, length};
        text_position_start(&position, text);
        for (size_t offset = 0; offset < length; offset += 1 + (number >> 16) % (round < 20 ? 20 : 900)) {
            size_t line, column;
            number = number * 1103515245 + 12345;
            count_from_the_start(text, offset, &line, &column);
            assert_position(&position, offset, line, column);
        }
    }
}

static void compares_and_hashes(void **state)
{
    (void)state;
    assert_int_equal(text_compare(TEXT("abc"), TEXT("abd")), -1);
    assert_int_equal(text_compare(TEXT("abc"), TEXT("ab")), 1);
    assert_int_equal(text_compare(TEXT(""), TEXT("a")), -1);
    assert_int_equal(text_compare(TEXT("é"), TEXT("z")), 1);
    assert_int_equal(text_compare(TEXT("same"), TEXT("same")), 0);
    assert_true(text_hash(TEXT("milliard")) == text_hash(TEXT("milliard")));
    assert_true(text_hash(TEXT("milliard")) != text_hash(TEXT("milliards")));
    /* by hand, in Python: tables that one machine builds are looked up on another */
    assert_true(text_hash(TEXT("revenue")) == UINT64_C(0xda8e5fd5794fa016));
    assert_true(text_hash(TEXT("net_income_per_share")) == UINT64_C(0xf03e62d2928bdd7c));
    assert_true(text_hash((struct chiffre_text){"\0", 1}) != text_hash((struct chiffre_text){"\0\0", 2}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_survives), cmocka_unit_test(bad_bytes_are_replaced_one_by_one),
        cmocka_unit_test(folds_for_look_ups),        cmocka_unit_test(folding_is_stable),
        cmocka_unit_test(knows_letters_and_spaces),  cmocka_unit_test(counts_lines_and_columns),
        cmocka_unit_test(compares_and_hashes),       cmocka_unit_test(any_steps_lead_to_the_same_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
