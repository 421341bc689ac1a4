/* SPDX-License-Identifier: MIT */
/* Lexicons: rows in, words found, the longest phrase, duplicates refused, a user's rows over the built-in ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/lexicon.h"
#include "core/text.h"

static enum chiffre_status add(struct lexicon_builder *builder, const char *phrase, role_number role, const char *value, size_t line,
                               struct chiffre_error *error)
{
    return lexicon_builder_add(builder, text_from(phrase), role, text_from(value), "table.csv", line, error);
}

static const struct lexicon_phrase *first_phrase(const struct lexicon *lexicon, const char *word)
{
    const struct lexicon_word *found = lexicon_find(lexicon, word, strlen(word));
    return found != NULL && found->phrase_count > 0 ? &lexicon->phrases[found->first_phrase] : NULL;
}

static void test_words_are_folded_and_phrases_sorted(void **state)
{
    (void)state;
    struct lexicon_builder *builder;
    struct lexicon lexicon;
    assert_int_equal(lexicon_builder_new(&builder), CHIFFRE_OK);
    assert_int_equal(add(builder, "B\xC3\xA9n\xC3\xA9" "fice", ROLE_metric, "net_income", 2, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "b\xC3\xA9n\xC3\xA9" "fice par action", ROLE_metric, "eps", 3, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "b\xC3\xA9n\xC3\xA9" "fice", ROLE_stop, "", 4, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "chiffre d\xE2\x80\x99" "affaires", ROLE_metric, "revenue", 5, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_finish(builder, "xx", &lexicon, NULL), CHIFFRE_OK);
    const struct lexicon_phrase *phrase = first_phrase(&lexicon, "benefice");
    assert_non_null(phrase);
    assert_int_equal(phrase->word_count, 2); /* the word alone stands last */
    assert_int_equal(phrase[1].word_count, 0);
    assert_int_equal(phrase[1].row_count, 2);
    assert_string_equal(lexicon.rows[phrase[1].first_row].value, "net_income");
    assert_int_equal(lexicon.rows[phrase[1].first_row + 1].role, ROLE_stop);
    assert_int_equal(first_phrase(&lexicon, "chiffre")->word_count, 2);
    assert_null(lexicon_find(&lexicon, "perte", 5));
    assert_null(lexicon_find(&lexicon, "Chiffre", 7)); /* look-ups are of folded words */
    const struct lexicon_word *word = lexicon_find(&lexicon, "benefice", 8);
    assert_true(word->roles == (ROLE_BIT(metric) | ROLE_BIT(stop)));
    lexicon_builder_free(builder);
}

/* Two words lead to the first of the phrases that begin with them, and that one to the others. */
static void test_pairs_are_found(void **state)
{
    (void)state;
    struct lexicon_builder *builder;
    struct lexicon lexicon;
    assert_int_equal(lexicon_builder_new(&builder), CHIFFRE_OK);
    assert_int_equal(add(builder, "net of tax", ROLE_metric, "a", 2, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "net of", ROLE_metric, "b", 3, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "net profit", ROLE_metric, "c", 4, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "net", ROLE_stop, "", 5, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "%", ROLE_percent_sign, "percent", 6, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_finish(builder, "xx", &lexicon, NULL), CHIFFRE_OK);
    const struct lexicon_word *net = lexicon_find(&lexicon, "net", 3), *of = lexicon_find(&lexicon, "of", 2), *tax = lexicon_find(&lexicon, "tax", 3);
    assert_true(lexicon_may_pair(net, of) && !lexicon_may_pair(of, net) && !lexicon_may_pair(tax, net));
    const struct lexicon_phrase *phrase = lexicon_pair_phrase(&lexicon, net, of);
    assert_non_null(phrase);
    assert_int_equal(phrase->word_count, 2);
    assert_true(phrase->more && phrase[1].word_count == 1 && !phrase[1].more);
    assert_null(lexicon_pair_phrase(&lexicon, net, tax));
    assert_null(lexicon_pair_phrase(&lexicon, of, tax));
    phrase = lexicon_pair_phrase(&lexicon, net, lexicon_find(&lexicon, "profit", 6));
    assert_non_null(phrase);
    assert_string_equal(lexicon.rows[phrase->first_row].value, "c");
    assert_ptr_equal(lexicon_sign(&lexicon, '%'), lexicon_find(&lexicon, "%", 1));
    assert_null(lexicon_sign(&lexicon, '$'));
    lexicon_builder_free(builder);
}

/* What a word is wherever it stands by itself is told when the lexicon is made; so are a phrase's third word and only role, and how many
 * phrases have one behind the same two. */
static void test_words_know_what_they_are_alone(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        role_number lone;
    } words[] = {{"net", ROLE_stop}, {"ventes", ROLE_metric}, {"silent", ROLE_word}, {"but", ROLE_none}, {"sa", ROLE_none}, {"a", ROLE_none}, {"of", ROLE_word},
                 {",", ROLE_comma}, {"(", ROLE_none}, {"%", ROLE_sign}, {"+", ROLE_up}, {"x", ROLE_word}};
    struct lexicon_builder *builder;
    struct lexicon lexicon;
    assert_int_equal(lexicon_builder_new(&builder), CHIFFRE_OK);
    assert_int_equal(add(builder, "net", ROLE_stop, "", 2, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "net of tax", ROLE_metric, "a", 3, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "net of", ROLE_metric, "b", 4, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "net of", ROLE_month, "1", 5, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "ventes", ROLE_stop, "", 6, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "ventes", ROLE_metric, "revenue", 7, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "silent", ROLE_month, "1", 8, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "but", ROLE_clause, "", 9, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "SA", ROLE_legal_form, "", 10, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "\xC3\xA0", ROLE_stop, "", 11, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, ",", ROLE_range_to, "list", 12, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "(", ROLE_range_to, "list", 13, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "%", ROLE_percent_sign, "percent", 14, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "+", ROLE_up, "", 15, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "x", ROLE_month, "1", 16, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_finish(builder, "xx", &lexicon, NULL), CHIFFRE_OK);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const struct lexicon_word *word = lexicon_find(&lexicon, words[i].word, strlen(words[i].word));
        assert_non_null(word);
        assert_int_equal(word->lone_role, words[i].lone);
        if (word->lone_role >= ROLE_FIRST_TABLE)
            assert_int_equal(lexicon.rows[word->lone_row].role, words[i].lone);
        if (word->alone != 0)
            assert_int_equal(lexicon.phrases[word->lone_phrase].word_count, 0);
    }
    const struct lexicon_phrase *phrase = first_phrase(&lexicon, "net");
    assert_int_equal(phrase->third, lexicon_find(&lexicon, "tax", 3)->number);
    assert_int_equal(phrase->only, ROLE_metric);
    assert_int_equal(phrase->thirds, 1);
    assert_int_equal(lexicon_find(&lexicon, "tax", 3)->thirds,
                     lexicon_third(lexicon_find(&lexicon, "net", 3)->number, lexicon_find(&lexicon, "of", 2)->number));
    assert_int_equal(lexicon_find(&lexicon, "of", 2)->thirds, 0);
    assert_int_equal(phrase[1].third, 0);
    assert_int_equal(phrase[1].thirds, 0);
    assert_int_equal(phrase[1].only, ROLE_none);
    lexicon_builder_free(builder);
}

/* What a row's value says in words is told when it is made. */
static void test_words_of_values(void **state)
{
    (void)state;
    static const struct {
        role_number role;
        const char *value;
        enum row_kind kind;
        unsigned flags, first;
    } rows[] = {
        {ROLE_percent_sign, "percent glued", ROW_percent, ROW_GLUED, 7},
        {ROLE_percent_sign, "ratio 1", ROW_ratio, ROW_FIRST, 5},
        {ROLE_currency, "USD", ROW_other, 0, 3},
        {ROLE_currency, "FRF|CHF|BEF capitals large", ROW_other, ROW_OPEN | ROW_CAPITALS | ROW_LARGE, 3},
        {ROLE_currency_minor, "100 EUR", ROW_other, 0, 3},
        {ROLE_currency_minor, "100 GBP|USD glued", ROW_other, ROW_OPEN | ROW_GLUED, 3},
        {ROLE_scale_glued, "9 capital", ROW_other, ROW_CAPITAL, 1},
        {ROLE_number_one, "1 article", ROW_other, ROW_ARTICLE, 1},
        {ROLE_collective, "10 plural", ROW_other, ROW_PLURAL, 2},
        {ROLE_per, "far ahead", ROW_far, ROW_AHEAD, 3},
        {ROLE_noun, "job|employed", ROW_other, ROW_EMPLOYED, 3},
        {ROLE_noun, "de poste", ROW_other, 0, 2},
        {ROLE_bound_before, "at_most", ROW_at_most, 0, 7},
        {ROLE_stop, "", ROW_other, 0, 0},
        {ROLE_stop, "percents", ROW_other, 0, 8}, /* no word that begins alike */
    };
    struct lexicon_builder *builder;
    struct lexicon lexicon;
    assert_int_equal(lexicon_builder_new(&builder), CHIFFRE_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(add(builder, (const char[]){(char)('a' + i), '\0'}, rows[i].role, rows[i].value, i + 1, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_finish(builder, "xx", &lexicon, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon.row_total, sizeof rows / sizeof rows[0]);
    for (size_t i = 0; i < lexicon.row_total; i++) {
        assert_string_equal(lexicon.rows[i].value, rows[i].value);
        assert_int_equal(lexicon.rows[i].kind, rows[i].kind);
        assert_int_equal(lexicon.rows[i].flags, rows[i].flags);
        assert_int_equal(lexicon.rows[i].first, rows[i].first);
    }
    lexicon_builder_free(builder);
}

/* Phrases for a period: what they are against, the unit, the count. */
static void test_words_of_relative_periods(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        enum row_kind kind, unit;
        int32_t number;
    } rows[] = {
        {"year-1", ROW_other, ROW_year, -1},           {"fiscal_year+0", ROW_other, ROW_fiscal_year, 0},
        {"figure-quarter-2", ROW_figure, ROW_quarter, -2}, {"ago-half-1", ROW_ago, ROW_half, -1},
        {"basis-week-1", ROW_basis, ROW_week, -1},     {"end-month+1", ROW_end, ROW_month, 1},
        {"trailing-12", ROW_trailing, ROW_other, 12},  {"ytd", ROW_ytd, ROW_ytd, 0},
        {"now", ROW_now, ROW_now, 0},                  {"now-1", ROW_other, ROW_now, -1},
        {"figure", ROW_other, ROW_figure, 0},          {"-1", ROW_other, ROW_other, -1},
        {"", ROW_other, ROW_other, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct lexicon_row row = {.value = rows[i].value, .kind = 200, .flags = 200, .number = 200};
        row_words_relative(&row);
        assert_int_equal(row.kind, rows[i].kind);
        assert_int_equal(row.flags, rows[i].unit);
        assert_int_equal(row.number, rows[i].number);
    }
}

/* The sign of decimals, the letters that plurals end with, whether millions are linked to their noun: told by the rows as a whole. */
static void test_language_as_a_whole(void **state)
{
    (void)state;
    struct lexicon_builder *builder;
    struct lexicon lexicon;
    assert_int_equal(lexicon_builder_new(&builder), CHIFFRE_OK);
    assert_int_equal(add(builder, "virgule", ROLE_number_point, ",", 1, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "-aux", ROLE_plural, "-al", 2, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "-s", ROLE_plural, "-", 3, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "de", ROLE_unit_link, "needed", 4, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_finish(builder, "xx", &lexicon, NULL), CHIFFRE_OK);
    assert_true(lexicon.decimal_comma && lexicon.links_nouns);
    assert_true(lexicon.plural_ends == (lexicon_letter('x') | lexicon_letter('s')));
    assert_true(lexicon_letter('S') == lexicon_letter('s'));
    lexicon_builder_free(builder);
}

static void test_duplicates_are_refused(void **state)
{
    (void)state;
    struct lexicon_builder *builder;
    struct lexicon lexicon;
    struct chiffre_error error = {.line = 0};
    assert_int_equal(lexicon_builder_new(&builder), CHIFFRE_OK);
    assert_int_equal(add(builder, "free cash-flow", ROLE_metric, "free_cash_flow", 2, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, "Free Cash Flow", ROLE_metric, "free_cash_flow", 7, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_finish(builder, "xx", &lexicon, &error), CHIFFRE_UNKNOWN);
    assert_int_equal(error.line, 7);
    assert_string_equal(error.message, "this phrase is already at table.csv:2");
    lexicon_builder_free(builder);
}

static void test_bad_phrases_are_refused(void **state)
{
    (void)state;
    struct lexicon_builder *builder;
    struct chiffre_error error;
    char word[100];
    memset(word, 'x', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    assert_int_equal(lexicon_builder_new(&builder), CHIFFRE_OK);
    assert_int_equal(add(builder, "  ", ROLE_metric, "revenue", 2, &error), CHIFFRE_UNKNOWN);
    assert_int_equal(add(builder, word, ROLE_metric, "revenue", 3, &error), CHIFFRE_UNKNOWN);
    assert_int_equal(error.line, 3);
    assert_int_equal(add(builder, "a b c d e f g h i j k l m", ROLE_metric, "revenue", 4, &error), CHIFFRE_UNKNOWN);
    lexicon_builder_free(builder);
}

static void test_own_rows_win_over_the_base(void **state)
{
    (void)state;
    struct lexicon_builder *base_builder, *builder;
    struct lexicon base, lexicon;
    assert_int_equal(lexicon_builder_new(&base_builder), CHIFFRE_OK);
    assert_int_equal(add(base_builder, "ventes", ROLE_metric, "revenue", 2, NULL), CHIFFRE_OK);
    assert_int_equal(add(base_builder, "ventes nettes", ROLE_metric, "revenue", 3, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_finish(base_builder, "xx", &base, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_new(&builder), CHIFFRE_OK);
    assert_int_equal(add(builder, "ventes", ROLE_metric, "units_sold", 2, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_add_base(builder, &base, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_finish(builder, "xx", &lexicon, NULL), CHIFFRE_OK);
    const struct lexicon_phrase *phrase = first_phrase(&lexicon, "ventes");
    assert_int_equal(phrase[0].word_count, 1);
    assert_string_equal(lexicon.rows[phrase[0].first_row].value, "revenue");
    assert_int_equal(phrase[1].row_count, 1);
    assert_string_equal(lexicon.rows[phrase[1].first_row].value, "units_sold");
    lexicon_builder_free(builder);
    lexicon_builder_free(base_builder);
}

static void test_many_words(void **state)
{
    (void)state;
    struct lexicon_builder *builder;
    struct lexicon lexicon;
    char word[8];
    assert_int_equal(lexicon_builder_new(&builder), CHIFFRE_OK);
    for (int i = 0; i < 3000; i++) {
        word[0] = (char)('a' + i % 26);
        word[1] = (char)('a' + i / 26 % 26);
        word[2] = (char)('a' + i / 676);
        word[3] = '\0';
        assert_int_equal(add(builder, word, ROLE_stop, "", (size_t)i + 2, NULL), CHIFFRE_OK);
    }
    assert_int_equal(lexicon_builder_finish(builder, "xx", &lexicon, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon.word_total, 3000);
    assert_non_null(lexicon_find(&lexicon, "zza", 3));
    assert_non_null(lexicon_find(&lexicon, "aaa", 3));
    assert_null(lexicon_find(&lexicon, "zzz", 3));
    lexicon_builder_free(builder);
}

/* Counted in sixteen bits: what is beyond is refused where it stands, and words that are known may still come. */
static const char *numbered(char text[8], unsigned number)
{
    for (int i = 3; i >= 0; i--, number /= 26)
        text[i] = (char)('a' + number % 26);
    text[4] = '\0';
    return text;
}

static void test_words_beyond_are_refused(void **state)
{
    (void)state;
    struct lexicon_builder *builder;
    struct lexicon lexicon;
    struct chiffre_error error = {.line = 0};
    char word[8];
    assert_int_equal(lexicon_builder_new(&builder), CHIFFRE_OK);
    for (unsigned i = 0; i < UINT16_MAX; i++)
        assert_int_equal(add(builder, numbered(word, i), ROLE_stop, "", (size_t)i + 2, NULL), CHIFFRE_OK);
    assert_int_equal(add(builder, numbered(word, UINT16_MAX), ROLE_stop, "", 70000, &error), CHIFFRE_UNKNOWN);
    assert_int_equal(error.line, 70000);
    assert_string_equal(error.message, "'dsyp' makes more than 65,535 words");
    assert_int_equal(add(builder, numbered(word, 7), ROLE_metric, "revenue", 70001, &error), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_finish(builder, "xx", &lexicon, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon.word_total, UINT16_MAX);
    assert_int_equal(first_phrase(&lexicon, "aaah")->row_count, 2);
    lexicon_builder_free(builder);
}

static void test_phrases_of_one_word_beyond_are_refused(void **state)
{
    (void)state;
    for (unsigned count = UINT16_MAX; count <= UINT16_MAX + 1u; count++) {
        struct lexicon_builder *builder;
        struct lexicon lexicon;
        struct chiffre_error error = {.line = 0};
        assert_int_equal(lexicon_builder_new(&builder), CHIFFRE_OK);
        for (unsigned i = 0; i < count; i++) {
            char phrase[32] = "net ", *second = phrase + 4, *third = phrase + 9;
            numbered(second, i / 256);
            phrase[8] = ' ';
            numbered(third, i % 256);
            assert_int_equal(add(builder, phrase, ROLE_stop, "", (size_t)i + 2, NULL), CHIFFRE_OK);
        }
        bool fits = count == UINT16_MAX;
        assert_int_equal(lexicon_builder_finish(builder, "xx", &lexicon, &error), fits ? CHIFFRE_OK : CHIFFRE_UNKNOWN);
        if (fits)
            assert_int_equal(lexicon_find(&lexicon, "net", 3)->phrase_count, UINT16_MAX);
        else
            assert_string_equal(error.message, "more than 65,535 phrases begin with 'net'");
        assert_true(fits || error.line > 1);
        lexicon_builder_free(builder);
    }
}

/* "a" may not match the row of "\xC3\xA0": which of the two a row is has to outlive its way through a base. */
static void test_accents_of_the_base_are_kept(void **state)
{
    (void)state;
    struct lexicon_builder *base_builder, *builder;
    struct lexicon base, lexicon;
    assert_int_equal(lexicon_builder_new(&base_builder), CHIFFRE_OK);
    assert_int_equal(add(base_builder, "\xC3\xA0", ROLE_stop, "", 2, NULL), CHIFFRE_OK);
    assert_int_equal(add(base_builder, "le", ROLE_stop, "", 3, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_finish(base_builder, "xx", &base, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_new(&builder), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_add_base(builder, &base, NULL), CHIFFRE_OK);
    assert_int_equal(lexicon_builder_finish(builder, "xx", &lexicon, NULL), CHIFFRE_OK);
    assert_true(lexicon.rows[first_phrase(&lexicon, "a")->first_row].accented);
    assert_false(lexicon.rows[first_phrase(&lexicon, "le")->first_row].accented);
    lexicon_builder_free(builder);
    lexicon_builder_free(base_builder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_words_are_folded_and_phrases_sorted), cmocka_unit_test(test_words_of_values),
                                       cmocka_unit_test(test_words_of_relative_periods),
                                       cmocka_unit_test(test_words_know_what_they_are_alone),
                                       cmocka_unit_test(test_pairs_are_found),
        cmocka_unit_test(test_language_as_a_whole),
        cmocka_unit_test(test_duplicates_are_refused),
                                       cmocka_unit_test(test_bad_phrases_are_refused), cmocka_unit_test(test_own_rows_win_over_the_base),
                                       cmocka_unit_test(test_many_words), cmocka_unit_test(test_words_beyond_are_refused),
                                       cmocka_unit_test(test_phrases_of_one_word_beyond_are_refused), cmocka_unit_test(test_accents_of_the_base_are_kept)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
