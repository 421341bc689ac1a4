/* SPDX-License-Identifier: MIT */
/* Looking ahead for numbers: no sentence that the language's cases make a figure of is passed over; a passage without one is; blocks of bytes
 * are read alike by either way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/block.h"
#include "core/tables.h"
#include "core/text.h"
#include "extract/lookout.h"

static struct lookout lookout;

static const struct lexicon *lexicon_of(const char *language)
{
    for (unsigned i = 0; i < lexicon_count; i++)
        if (strcmp(lexicons[i].language, language) == 0)
            return &lexicons[i];
    return NULL;
}

/* Room behind the text, for its last bytes are never judged. */
#define BEHIND " xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static bool finds(const char *sentence)
{
    char text[4096];
    size_t length = strlen(sentence);
    assert_true(length + sizeof BEHIND <= sizeof text);
    memcpy(text, sentence, length);
    memcpy(text + length, BEHIND, sizeof BEHIND);
    lookout_pass(&lookout, text_from(text), 0); /* marks the words */
    return lookout_number(&lookout, text_from(text), 0, length) < length;
}

/* Every sentence of a file of cases that has a figure: is its number seen from afar? Returns how many there were. */
static unsigned read_cases(const char *path)
{
    char line[4096], sentence[4096] = "";
    unsigned count = 0;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '>') {
            memmove(sentence, line + 2, strlen(line + 2) + 1);
            continue;
        }
        static const char *const kinds[] = {"money ", "headcount ", "percent ", "count ", "ratio "};
        for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
            if (strncmp(line, kinds[i], strlen(kinds[i])) != 0 || sentence[0] == '\0')
                continue;
            if (!finds(sentence))
                fail_msg("%s: passed over: %s", path, sentence);
            count++;
            sentence[0] = '\0';
        }
    }
    fclose(file);
    return count;
}

static void test_no_figure_is_passed_over(void **state)
{
    (void)state;
    static const char *const files[] = {"cases.txt", "cases_numbers.txt", "cases_currencies.txt"};
    for (unsigned i = 0; i < lexicon_count; i++) {
        lookout_start(&lookout, &lexicons[i]);
        for (size_t k = 0; k < sizeof files / sizeof files[0]; k++) {
            char path[256];
            snprintf(path, sizeof path, "data/%s/%s", lexicons[i].language, files[k]);
            assert_true(read_cases(path) > 20);
        }
    }
}

static void test_numbers_are_told_from_words(void **state)
{
    (void)state;
    lookout_start(&lookout, lexicon_of("fr"));
    assert_false(finds("Le groupe a ouvert un bureau ; ils vont le louer, une fois de plus, sur la place."));
    assert_false(finds("L\xE2\x80\x99\xC3\xA9t\xC3\xA9 a \xC3\xA9t\xC3\xA9 \xC2\xAB\xC2\xA0long\xC2\xA0\xC2\xBB, dit-il."));
    assert_true(finds("Le groupe en a vendu quelques\xC2\xA0millions."));
    assert_true(finds("Il perd la moiti\xC3\xA9 en ILS, soit vingt pour cent."));
    assert_true(finds("Il perd vingt pour\xC2\xA0" "cent."));
    assert_true(finds("Une baisse d\xE2\x80\x99un euro"));
    assert_true(finds("Les prix montent de cinq %."));
    assert_true(finds("Les prix co\xC3\xBBtent cinq $."));
    assert_true(finds("Il perd vingt pour\r\n  cent."));
    lookout_start(&lookout, lexicon_of("en"));
    assert_true(finds("Rates rose five basis\r\npoints, and five  basis  points"));
    assert_true(finds("Rates rose by five basis \n points"));
    assert_false(finds("Rates rose on a wide basis.\n\nPoints of view differ."));
    assert_false(finds("All of them try one of the two new offices, and the top floor."));
    assert_true(finds("It cost a hundred pounds."));
    assert_true(finds("It cost a HUNDRED."));
    assert_true(finds("in Q3"));
}

/* A word that lies across the end of a block of sixty-four bytes is seen wherever it begins. */
static void test_every_place_is_seen(void **state)
{
    (void)state;
    lookout_start(&lookout, lexicon_of("en"));
    for (size_t before = 0; before < 200; before++) {
        char text[512];
        memset(text, 'x', sizeof text);
        text[sizeof text - 1] = '\0';
        for (size_t i = 3; i < before; i += 4)
            text[i] = ' ';
        memcpy(text + before, " million ", 9);
        lookout_pass(&lookout, text_from(text), 0);
        assert_int_equal(lookout_number(&lookout, text_from(text), 0, 400), before + 1);
        memcpy(text + before, " milli7n ", 9);
        assert_int_equal(lookout_number(&lookout, text_from(text), 0, 400), before + 6);
        assert_int_equal(lookout_number(&lookout, text_from(text), 0, before + 3), before + 3);
    }
}

/* However long a run beyond ASCII is, each block looks a little way only. */
static void test_long_runs_are_cheap(void **state)
{
    (void)state;
    enum { LETTERS = 1000000 };
    static const char *const letters[] = {"\xE6\xBC\xA2", "\xE2\x80\x8B", "\xC3\xA9", "\xC2\xAD"};
    lookout_start(&lookout, lexicon_of("en"));
    for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++) {
        size_t size = strlen(letters[i]), length = LETTERS * size;
        char *text = malloc(length + 200);
        assert_non_null(text);
        for (size_t k = 0; k < LETTERS; k++)
            memcpy(text + k * size, letters[i], size);
        memset(text + length, 'x', 200);
        memcpy(text + length + 10, " million ", 9);
        assert_int_equal(lookout_number(&lookout, (struct chiffre_text){text, length + 200}, 0, length + 100), length + 11);
        free(text);
    }
}

static void test_sentences_end(void **state)
{
    (void)state;
    lookout_start(&lookout, lexicon_of("en"));
    struct chiffre_text text = TEXT("The firm sells paper. It is Corp. Inc. Mr. J. Smith runs it. He left etc. So");
    assert_int_equal(lookout_sentence_end(lookout.lexicon, text, 0, 30), 21);
    assert_int_equal(lookout_sentence_end(lookout.lexicon, text, 0, text.length), 21); /* "it." is too short to be sure, "etc." an abbreviation */
    assert_int_equal(lookout_sentence_end(lookout.lexicon, text, 21, 40), 21);
    text = TEXT("a list\n\nof things 3. b");
    assert_int_equal(lookout_sentence_end(lookout.lexicon, text, 0, text.length), 6);
}

static void test_passages_are_passed_over(void **state)
{
    (void)state;
    enum { SENTENCES = 200 };
    static const char sentence[] = "The firm sells paper and ink to offices. ", number[] = "It sold 5 million of them in May. ";
    static char text[SENTENCES * (sizeof sentence - 1) + sizeof number + 200];
    size_t length = 0;
    for (int i = 0; i < SENTENCES; i++, length += sizeof sentence - 1)
        memcpy(text + length, sentence, sizeof sentence - 1);
    size_t place = length + 8;
    memcpy(text + length, number, sizeof number - 1);
    length += sizeof number - 1;
    memset(text + length, 'x', sizeof text - length - 1);
    lookout_start(&lookout, lexicon_of("en"));
    size_t passage = lookout_pass(&lookout, text_from(text), 0);
    assert_int_equal(lookout.number, place);
    assert_true(passage > 5000 && passage < place - 500);
    assert_int_equal(text[passage - 1], '.');
    assert_int_equal(lookout_pass(&lookout, text_from(text), passage), 0); /* what stands before the number is read */
    assert_int_equal(lookout_pass(&lookout, text_from(text), place - 8), 0);
}

#if defined(BLOCK_WIDE)
BLOCK_WIDE static void assert_wide(const char *bytes)
{
    struct block one = block_read(bytes), wide = block_read_wide(bytes);
    assert_true(one.letters == wide.letters && one.digits == wide.digits && one.far == wide.far);
    assert_true(block_equal_wide(bytes, bytes[5]) == block_equal(bytes, bytes[5]));
    assert_true(block_leads_wide(bytes) == block_leads(bytes));
    assert_true(block_between_wide(bytes, '\x90', 0x20) == block_between(bytes, '\x90', 0x20));
}
#endif

static void assert_blocks_are_wide(const char *bytes)
{
#if defined(BLOCK_WIDE)
    if (block_wide())
        assert_wide(bytes);
#else
    (void)bytes;
#endif
}

static void test_blocks_are_read_alike(void **state)
{
    (void)state;
    char bytes[BLOCK_BYTES];
    uint32_t seed = 1;
    for (int round = 0; round < 4000; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = round % 2 == 0 ? (char)(seed >> 24) : "azAZ09@[`{/: \xC3\xA9~"[(seed >> 24) % 16];
        }
        struct block one = block_read(bytes), other = block_read_words(bytes);
        for (size_t i = 0; i < sizeof bytes; i++) {
            char lower = (char)(bytes[i] | 0x20);
            assert_int_equal(one.letters >> i & 1, lower >= 'a' && lower <= 'z' && bytes[i] > 0);
            assert_int_equal(one.digits >> i & 1, bytes[i] >= '0' && bytes[i] <= '9');
            assert_int_equal(one.far >> i & 1, (unsigned char)bytes[i] >= 0x80);
            assert_int_equal(block_equal(bytes, bytes[i]) >> i & 1, 1);
            assert_int_equal(block_equal(bytes, '@') >> i & 1, bytes[i] == '@');
            assert_true(block_equal(bytes, '@') == block_equal_words(bytes, '@'));
        }
        assert_true(one.letters == other.letters && one.digits == other.digits && one.far == other.far);
        assert_true(block_digits(bytes) == one.digits);
        assert_true(block_leads(bytes) == block_leads_words(bytes));
        assert_true(block_between(bytes, 'A', 26) == block_between_words(bytes, 'A', 26));
        assert_true(block_between(bytes, '\x90', 0x20) == block_between_words(bytes, '\x90', 0x20));
        for (size_t i = 0; i < sizeof bytes; i++) {
            assert_int_equal(block_leads(bytes) >> i & 1, (unsigned char)bytes[i] >= 0xC0);
            assert_int_equal(block_between(bytes, 'A', 26) >> i & 1, bytes[i] >= 'A' && bytes[i] <= 'Z');
        }
        assert_blocks_are_wide(bytes);
        assert_true(block_far(bytes) == one.far && block_far_words(bytes) == one.far);
        assert_true(block_far_or_low(bytes) == block_far_or_low_words(bytes));
        for (unsigned i = 0; i < BLOCK_BYTES; i++)
            assert_int_equal(block_far_or_low(bytes) >> i & 1, (unsigned char)bytes[i] >= 0x80 || bytes[i] < BLOCK_LOW);
        uint32_t letters = block_head_letters(bytes), small = block_head_small(bytes);
        assert_true(letters == block_head_letters_words(bytes) && small == block_head_small_words(bytes) && letters == (one.letters & 0xFFFF));
        for (size_t i = 0; i < 16; i++)
            assert_int_equal(small >> i & 1, (bytes[i] & 0x20) != 0);
    }
}

/* Where a word that tells a currency may stand: "New Zealand", but not "new shoes"; and behind an apostrophe. */
static void test_words_are_sought(void **state)
{
    (void)state;
    static struct heads_sought sought;
    heads_seek(&sought, lexicon_of("en"), ROLE_currency_adjective);
    assert_false(sought.blind);
    for (size_t before = 0; before < 150; before++)
        for (int end = 0; end < 2; end++) {
            char text[512];
            memset(text, 'x', sizeof text);
            for (size_t i = 3; i < sizeof text; i += 4)
                text[i] = ' ';
            memcpy(text + before, " new shoes: Canada, ", 20);
            struct chiffre_text whole = {text, end == 0 ? sizeof text : before + 20};
            assert_int_equal(heads_next(&sought, whole, 0), before + 12);
            memcpy(text + before, " new\xC2\xA0shoes, US, us ", 20);
            assert_true(heads_next(&sought, whole, 0) < before + 19);
            memcpy(text + before, " l\xE2\x80\x99New Zealand in ", 20);
            assert_int_equal(heads_next(&sought, whole, 0), before + 5);
        }
}

/* The first place by the definition: code point by code point, each word and each sign asked. */
static size_t first_asked(const struct heads_sought *sought, struct chiffre_text text, size_t end)
{
    bool letter_before = false;
    for (size_t at = 0; at < end;) {
        uint32_t code;
        size_t size = utf8_decode(text, at, &code), asked;
        bool letter = code_point_is_letter(code);
        if ((code >= '0' && code <= '9') || (!(letter && letter_before) && sought->stands(sought->context, text, at, &asked)))
            return at;
        letter_before = letter;
        at += size;
    }
    return end;
}

/* Pieces of words and signs in any order: what is found is what asking everywhere finds. */
static void test_nothing_is_missed(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        " ", " ", " ", " ", "\n", "l\xE2\x80\x99", "d'", "\xC2\xA0", "\xC2\xAB ", " \xC2\xBB", "-", ", ", ". ", "\xE2\x80\x93", "\xE2\x82\xAC", "\xC2\xA3", "%", "\xC3\x97",
        "\xC3\xA9t\xC3\xA9", "soci\xC3\xA9t\xC3\xA9", "\xC3\xA0", "\xC3\x89tat", "c\xC5\x93ur", "\xE5\x86\x86", "\xE6\xBC\xA2", "million", "Millions", "doll", "ars", "m\xC3\xAFllion", "z\xC5\x82oty",
        "\xC3 ", "\xC3", "\xC2", "\xE2\x80 ", "pour", "cent", "le", "Le", "LE", "ils", "ILS", "a", "I", "eur", "o", "os", "entreprise", "internationalement", "m", "s", "us", "U", "S", "par", "vente", "b",
    };
    enum { COUNT = sizeof pieces / sizeof pieces[0], BYTES = 300 };
    uint32_t seed = 7;
    for (unsigned i = 0; i < lexicon_count; i++) {
        lookout_start(&lookout, &lexicons[i]);
        lookout_pass(&lookout, TEXT(BEHIND BEHIND BEHIND BEHIND BEHIND BEHIND BEHIND BEHIND), 0); /* marks the words */
        for (int round = 0; round < 20000; round++) {
            char bytes[BYTES + 64 + HEADS_ROOM];
            size_t length = 0;
            while (length < BYTES) {
                seed = seed * 1664525 + 1013904223;
                const char *piece = pieces[(seed >> 16) % (round % 4 == 0 ? COUNT : 24)];
                memcpy(bytes + length, piece, strlen(piece));
                length += strlen(piece);
            }
            memset(bytes + length, 'x', HEADS_ROOM); /* what stands at the text's end may always be of a number */
            bytes[length] = ' ';
            struct chiffre_text text = {bytes, length + HEADS_ROOM};
            size_t asked = first_asked(&lookout.sought, text, length), found = heads_find(&lookout.sought, text, 0, length);
            if (asked != found)
                fail_msg("%s: %zu, not %zu: %.*s", lexicons[i].language, found, asked, (int)length, bytes);
            assert_int_equal(lookout_any_number(&lookout, text, 0, length) < length, found < length);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_figure_is_passed_over),    cmocka_unit_test(test_numbers_are_told_from_words),
        cmocka_unit_test(test_every_place_is_seen),         cmocka_unit_test(test_sentences_end),  cmocka_unit_test(test_long_runs_are_cheap),
        cmocka_unit_test(test_passages_are_passed_over),    cmocka_unit_test(test_blocks_are_read_alike),
        cmocka_unit_test(test_words_are_sought),            cmocka_unit_test(test_nothing_is_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
