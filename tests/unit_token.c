/* SPDX-License-Identifier: MIT */
/* Sentences and tokens: where a sentence ends, what a gap is, and that spans give the text back whatever the bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the four above before it */
#include <cmocka.h>

#include "core/tables.h"
#include "core/text.h"
#include "extract/token.h"

static struct scanner scanner;
static struct shapes *shapes;

static const struct lexicon *lexicon_of(const char *language)
{
    for (unsigned i = 0; i < lexicon_count; i++)
        if (strcmp(lexicons[i].language, language) == 0)
            return &lexicons[i];
    return NULL;
}

static size_t sentences(const char *language, const char *text)
{
    struct sentence sentence;
    size_t count = 0;
    scanner_start(&scanner, text_from(text), lexicon_of(language), shapes);
    while (scanner_next(&scanner, &sentence))
        count++;
    assert_false(scanner.failed);
    return count;
}

static void test_sentence_ends(void **state)
{
    (void)state;
    assert_int_equal(sentences("fr", ""), 0);
    assert_int_equal(sentences("fr", "   \n\n "), 0);
    assert_int_equal(sentences("fr", "Les ventes progressent. Le bénéfice recule."), 2);
    assert_int_equal(sentences("fr", "M. Durand a vendu 3,5 % du capital. Il en garde 10 %."), 2);
    assert_int_equal(sentences("fr", "entre innovation et emploi.Alors que le marché recule"), 2);
    assert_int_equal(sentences("fr", "Un titre sans point\n\nLe texte commence ici."), 2);
    assert_int_equal(sentences("fr", "Un chiffre d'affaires de 12,5 milliards\nd'euros."), 1);
    assert_int_equal(sentences("en", "Apple Inc. reported sales of $1.5 billion. Shares rose 3%."), 2);
    assert_int_equal(sentences("en", "The U.S. economy grew 2.4%."), 1);
    assert_int_equal(sentences("en", "Sales rose. “We are pleased,” he said."), 2);
}

/* The tokens of each sentence of a text, and a hash of what they are; at most `most` sentences. */
static size_t outline(const char *language, const char *text, size_t length, uint64_t *each, size_t most)
{
    struct sentence sentence;
    size_t count = 0;
    scanner_start(&scanner, (struct chiffre_text){text, length}, lexicon_of(language), shapes);
    for (; count < most && scanner_next(&scanner, &sentence); count++) {
        each[count] = sentence.count + (sentence.paragraph ? 1000 : 0);
        for (uint32_t i = 0; i < sentence.count; i++) {
            const struct token *token = &sentence.tokens[i];
            each[count] = lexicon_mix(each[count], token->kind | (uint64_t)token->flags << 8 | (uint64_t)token->gap << 16);
            each[count] = lexicon_mix(each[count], token->lone ^ token->roles);
        }
    }
    return count;
}

/* One blank is what stands behind most sentences, and is judged at once; two are not: the sentences are the same, wherever the text ends. */
static void test_ends_are_judged_alike(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Sales rose. Profit fell! Did it? Yes. \"I see.\" He went. \"No.\" and (so.) They came (so.) and went.",
        "Mr. Smith of A. B. Corp. said. J. Doe met Inc. Magazine.",
        "La vente. L'\xC3\xA9t\xC3\xA9 passe. \xC3\x89lan vend. Anticonstitutionnellement vu. Anticonstitutionnelle-ment.",
        "Ends.Then goes. 5 of $ 6. \xE2\x80\x9CWe\xE2\x80\x9D go. U.S. sales. Etc. A. B",
        "One ... Two.. Three.\nFour. five \"six\" Seven) Eight. (Nine) Ten!\" Eleven\xE2\x80\xA6 Twelve. - Thirteen",
        "A. . B . C \" D \" e ) F . g ! H"};
    static char doubled[1024];
    uint64_t single[64], twice[64];
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        for (size_t length = 0; length <= strlen(texts[i]); length++) {
            size_t size = 0;
            for (size_t k = 0; k < length; k++) {
                doubled[size++] = texts[i][k];
                if (texts[i][k] == ' ')
                    doubled[size++] = ' ';
            }
            size_t count = outline("en", texts[i], length, single, 64);
            assert_int_equal(outline("en", doubled, size, twice, 64), count);
            assert_memory_equal(single, twice, count * sizeof *single);
        }
    }
}

static void test_gaps(void **state)
{
    (void)state;
    struct sentence sentence;
    scanner_start(&scanner, text_from("chiffre d'affaires quatre-vingt\xC2\xA0mille 4M\xE2\x82\xAC covid-19 12-15"), lexicon_of("fr"), shapes);
    assert_true(scanner_next(&scanner, &sentence));
    static const struct {
        const char *text;
        enum token_gap gap;
        enum token_kind kind;
    } want[] = {{"chiffre", GAP_GLUED, TOKEN_WORD}, {"d", GAP_SPACE, TOKEN_WORD}, {"affaires", GAP_APOSTROPHE, TOKEN_WORD},
                {"quatre", GAP_SPACE, TOKEN_WORD}, {"vingt", GAP_HYPHEN, TOKEN_WORD}, {"mille", GAP_NO_BREAK, TOKEN_WORD},
                {"4", GAP_SPACE, TOKEN_NUMBER}, {"M", GAP_GLUED, TOKEN_WORD}, {"\xE2\x82\xAC", GAP_GLUED, TOKEN_SIGN},
                {"covid", GAP_SPACE, TOKEN_WORD}, {"19", GAP_HYPHEN, TOKEN_NUMBER}, {"12", GAP_SPACE, TOKEN_NUMBER},
                {"-", GAP_GLUED, TOKEN_SIGN}, {"15", GAP_GLUED, TOKEN_NUMBER}};
    assert_int_equal(sentence.count, sizeof want / sizeof want[0]);
    for (uint32_t i = 0; i < sentence.count; i++) {
        assert_true(text_equal(token_text(&sentence, i, i + 1), text_from(want[i].text)));
        assert_int_equal(sentence.tokens[i].gap, want[i].gap);
        assert_int_equal(sentence.tokens[i].kind, want[i].kind);
    }
}

static void test_capitals_and_accents(void **state)
{
    (void)state;
    struct sentence sentence;
    scanner_start(&scanner, text_from("\xC3\x89lectricit\xC3\xA9 LVMH euros"), lexicon_of("fr"), shapes);
    assert_true(scanner_next(&scanner, &sentence));
    assert_int_equal(sentence.tokens[0].flags, TOKEN_CAPITAL | TOKEN_ACCENT);
    assert_int_equal(sentence.tokens[1].flags, TOKEN_CAPITAL | TOKEN_CAPITALS);
    assert_int_equal(sentence.tokens[2].flags, 0);
}

static void test_any_bytes(void **state)
{
    (void)state;
    char bytes[512];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 37 + i / 7);
    struct chiffre_text text = {bytes, sizeof bytes};
    struct sentence sentence;
    size_t last = 0;
    scanner_start(&scanner, text, lexicon_of("en"), shapes);
    while (scanner_next(&scanner, &sentence))
        for (uint32_t i = 0; i < sentence.count; i++) {
            assert_true(sentence.tokens[i].length > 0);
            assert_true(sentence.tokens[i].start >= last);
            last = sentence.tokens[i].start + sentence.tokens[i].length;
            assert_true(last <= sizeof bytes);
        }
    assert_true(last > 0);
}

static void test_longest_phrase(void **state)
{
    (void)state;
    struct sentence sentence;
    scanner_start(&scanner, text_from("flux de tr\xC3\xA9sorerie libre"), lexicon_of("fr"), shapes);
    assert_true(scanner_next(&scanner, &sentence));
    struct match match = token_match(&sentence, 0, ROLE_metric);
    assert_int_equal(match.tokens, 4);
    assert_string_equal(match.row->value, "free_cash_flow");
    assert_int_equal(token_match(&sentence, 1, ROLE_metric).tokens, 0);
}

/* Each text is read with its end near, where everything goes one by one, and far from its end: the same tokens. */
static void test_plain_runs_are_read_alike(void **state)
{
    (void)state;
    static const char *const parts[] = {"ventes", "Groupe", "LVMH", "\xC3\xA9t\xC3\xA9", "\xC3\x80", "l\xE2\x80\x99\xC3\xA9tat", "d'o\xC3\xB9", "c\xC5\x93ur", "\xE2\x80\x99s",
                                        "na\xC3\xAFvet\xC3\xA9s-l\xC3\xA0", "internationalement", "internationalisation", "abcdefgh", "abcdefghijklmno", "abcdefghijklmnop",
                                        "abcdefg\xC3\xA9hijklmno", "12,5", "%", "(", ")", "\xC2\xAB\xC2\xA0mot\xC2\xA0\xC2\xBB", "M\xC2\xAA", "stra\xC3\x9F" "e", "\xE2\x82\xAC", "3M\xE2\x82\xAC",
                                        "a\xCC\x81" "b", "x\xE2\x80\x93y", "\xFF", "e\xC3", "s' a", "and,", ". Il", "!", "\n", "\n\n",
                                        "\xC3\x89T\xC3\x89", "\xC3\x89t\xC3\xA9", "r\xC3\xA9" "alis\xC3\xA9" "es", "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9",
                                        "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", "abcdefghijkl\xC3\xA9", "abcdefghijklm\xC3\xA9", "abcdefghijklmn\xC3\xA9", "\xC3\x97",
                                        "5\xE2\x80\xAF%", "\xC2\xA0:", "\xC2\xA0 ", "\xC2\xA0\xC2\xA0", "\xE2\x80\xA6", "\xE2\x80\x9Cmot\xE2\x80\x9D", "a\xE2\x80\x91" "b", "a\xE2\x80\x90",
                                        "s\xE2\x80\x99 a", "\xC2\xB7", "\xC2\xAD", "-$5", "-", "($", "=\xE2\x82\xAC", ",5", "\xE2\x80", "\xC2"};
    static const char behind[] = " zz zz zz zz zz zz zz zz zz zz zz zz";
    uint32_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        char text[512] = "";
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525 + 1013904223;
            strcat(text, parts[(seed >> 16) % (sizeof parts / sizeof parts[0])]);
            strcat(text, (seed >> 8) % 5 == 0 ? "" : " ");
        }
        size_t length = strlen(text);
        struct token tokens[128];
        size_t count = 0;
        struct sentence sentence;
        scanner_start(&scanner, (struct chiffre_text){text, length}, lexicon_of("fr"), shapes);
        while (scanner_next(&scanner, &sentence))
            for (uint32_t i = 0; i < sentence.count && count < 128; i++)
                tokens[count++] = sentence.tokens[i];
        strcat(text, behind);
        scanner_start(&scanner, text_from(text), lexicon_of("fr"), shapes);
        size_t at = 0;
        while (scanner_next(&scanner, &sentence))
            for (uint32_t i = 0; i < sentence.count && at + 1 < count; i++, at++) {
                const struct token *one = &tokens[at], *other = &sentence.tokens[i];
                assert_true(one->start == other->start && one->length == other->length && one->word == other->word);
                assert_true(one->kind == other->kind && one->gap == other->gap && one->flags == other->flags && one->sign == other->sign);
                assert_true(one->phrase == other->phrase && one->roles == other->roles && one->lone == other->lone);
            }
    }
}

/* What a token's item is by itself, where it is sure whatever stands around it. */
static void test_tokens_that_stand_alone(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        role_number lone; /* of the second token */
    } cases[] = {{"and zqxv grew", ROLE_word}, {"and Zqxv grew", ROLE_none}, {"rose , then", ROLE_comma}, {"rose ; then", ROLE_none}, {"rose ( then", ROLE_none},
                 {"rose \"then", ROLE_quote}, {"rose - then", ROLE_dash}, {"rose -5", ROLE_none}, {"rose -$5", ROLE_none},
                 {"rose -\xE2\x82\xAC" "5", ROLE_none}, {"rose -- then", ROLE_dash},
                 {"rose = then", ROLE_sign}, {"rose \xC2\xA7 then", ROLE_sign}, {"and but then", ROLE_none}, {"and 5 then", ROLE_none}, {"its revenue grew", ROLE_metric},
                 {"its free cash flow", ROLE_none}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int far = 0; far < 2; far++) { /* near the text's end, and far from it */
            char text[128] = "";
            strcat(strcat(text, cases[i].text), far ? " zz zz zz zz zz zz zz zz zz zz zz" : "");
            struct sentence sentence;
            scanner_start(&scanner, text_from(text), lexicon_of("en"), shapes);
            assert_true(scanner_next(&scanner, &sentence));
            if (sentence.tokens[1].lone != cases[i].lone)
                fail_msg("%s: %s instead of %s", cases[i].text, lexicon_roles.names[sentence.tokens[1].lone], lexicon_roles.names[cases[i].lone]);
        }
}

static void test_endless_sentence_is_cut(void **state)
{
    (void)state;
    static char text[60001];
    memset(text, 'a', sizeof text - 1);
    for (size_t i = 1; i < sizeof text - 1; i += 2)
        text[i] = ' ';
    assert_true(sentences("fr", text) > 10);
    struct sentence sentence;
    scanner_start(&scanner, text_from(text), lexicon_of("fr"), shapes);
    for (int i = 0; i < 15; i++) {
        assert_true(scanner_next(&scanner, &sentence));
        assert_int_equal(sentence.count, 2000);
    }
    assert_false(scanner_next(&scanner, &sentence));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sentence_ends), cmocka_unit_test(test_ends_are_judged_alike),
                                       cmocka_unit_test(test_gaps), cmocka_unit_test(test_capitals_and_accents),
                                       cmocka_unit_test(test_any_bytes), cmocka_unit_test(test_longest_phrase), cmocka_unit_test(test_plain_runs_are_read_alike),
                                       cmocka_unit_test(test_tokens_that_stand_alone), cmocka_unit_test(test_endless_sentence_is_cut)};
    assert_int_equal(shapes_new(&shapes, NULL), CHIFFRE_OK);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scanner_free(&scanner);
    shapes_free(shapes);
    return failed;
}
