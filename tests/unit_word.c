/* SPDX-License-Identifier: MIT */
/* Words read eight bytes at a time are those read letter by letter; metrics found by their hash are those of the list. */
#include "core/catalog.h"
#include "core/text.h"
#include "core/word.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* The slow way: code point by code point, folded by the tables of core/text.c. */
static size_t letter_by_letter(struct chiffre_text text, size_t at, char *folded, size_t *length, bool *capital, bool *capitals, bool *accent)
{
    size_t begin = at;
    *length = 0;
    *capitals = true;
    *accent = *capital = false;
    while (at < text.length) {
        uint32_t code;
        char part[16];
        size_t size = utf8_decode(text, at, &code), bytes;
        if (!code_point_is_letter(code))
            break;
        bytes = text_fold((struct chiffre_text){text.data + at, size}, part);
        for (size_t i = 0; i < bytes && *length < WORD_BYTES; i++)
            folded[(*length)++] = part[i];
        if (at == begin)
            *capital = code_point_is_upper(code);
        *capitals = *capitals && code_point_is_upper(code);
        *accent = *accent || code >= 0x80;
        at += size;
    }
    return at - begin;
}

static void assert_same(struct chiffre_text text, size_t at)
{
    struct folded_word word;
    char folded[WORD_BYTES + 1];
    size_t length;
    bool capital, capitals, accent;
    size_t expected = letter_by_letter(text, at, folded, &length, &capital, &capitals, &accent), size = word_fold(text, at, &word);
    assert_int_equal(size, expected);
    if (size == 0)
        return;
    assert_int_equal(word.length, length);
    assert_memory_equal(word.bytes, folded, length);
    assert_int_equal(word.capital, capital);
    assert_int_equal(word.capitals, capitals);
    assert_int_equal(word.accent, accent);
}

static void words_are_read_alike(void **state)
{
    (void)state;
    static const char *const texts[] = {"a", "A", "revenue", "Revenue", "CAPITALS", "abcdefgh", "abcdefghi", "Abcdefghijklmnop", "été", "Été", "ÉTÉ",
                                        "dépréciation", "bénéfices2024", "Straße", "œuvre", "coeur d'euro", "[at]", "@z", "`", "{}", "Ωμέγα",
                                        "Москва", "naïveté…", "e\xCC\x81t", ("a\xFF" "b"), "abcdefg\xC3", "\xC3\x97", "\xC3\xB7", "ﬁn", ""};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct chiffre_text text = text_from(texts[i]);
        char *copy = malloc(text.length + 1); /* of its very length, so that a byte read behind it is seen */
        assert_non_null(copy);
        memcpy(copy, text.data, text.length);
        for (size_t at = 0; at < text.length; at++)
            assert_same((struct chiffre_text){copy, text.length}, at);
        free(copy);
    }
}

/* Letters, capitals, accents, signs and ends at every place of the eight bytes, in words of up to 80. */
static void any_mixture_is_read_alike(void **state)
{
    (void)state;
    static const char *const parts[] = {"a", "z", "Q", "é", "À", "ß", "7", " ", "-", "'", "ж", "\xE2\x80\xAF", "\x80", "Œ"};
    uint64_t seed = 2026;
    for (int round = 0; round < 20000; round++) {
        char text[400];
        size_t length = 0;
        for (int i = 0; i < 90; i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
            unsigned pick = (unsigned)(seed >> 33) % 100, which = pick < 93 ? pick % 6 : 6 + pick % 8;
            size_t bytes = strlen(parts[which]);
            memcpy(text + length, parts[which], bytes);
            length += bytes;
        }
        for (size_t at = 0; at < length; at += 7)
            assert_same((struct chiffre_text){text, length}, at);
    }
}

static void metrics_are_found_by_their_names_alone(void **state)
{
    (void)state;
    char name[100];
    assert_true(catalog_metric_count > 20);
    for (size_t i = 0; i < catalog_metric_count; i++) {
        struct chiffre_text own = text_from(catalog_metrics[i].name);
        assert_ptr_equal(catalog_metric(own), &catalog_metrics[i]);
        memcpy(name, own.data, own.length);
        memcpy(name + own.length, "\0more", 5); /* a name goes by its length, not to a zero in it */
        for (size_t more = 1; more <= 5; more++)
            assert_null(catalog_metric((struct chiffre_text){name, own.length + more}));
        assert_null(catalog_metric((struct chiffre_text){name, own.length - 1}));
    }
    assert_null(catalog_metric(TEXT("")));
}

/* What the scanner takes for a letter is read as one: a word of no bytes would be read for ever. */
static void letters_are_read(void **state)
{
    (void)state;
    for (uint32_t code = 1; code <= 0x10FFFF; code++) {
        char bytes[20];
        struct folded_word word;
        memset(bytes, ' ', sizeof bytes);
        size_t size = utf8_encode(code, bytes);
        if (size > 0)
            assert_int_equal(word_fold((struct chiffre_text){bytes, sizeof bytes}, 0, &word), code_point_is_letter(code) ? size : 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(letters_are_read), cmocka_unit_test(words_are_read_alike), cmocka_unit_test(any_mixture_is_read_alike),
                                       cmocka_unit_test(metrics_are_found_by_their_names_alone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
