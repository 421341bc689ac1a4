/* SPDX-License-Identifier: MIT */
/* The public calls of extract: languages by tag, titles as evidence, figures handed over as they are known, spans whatever the bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "chiffre.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/tables.h"
#include "core/text.h"
#include "extract/language.h"

static struct chiffre_extractor *extractor;

static struct chiffre_list *extract(const char *text, const char *language, const char *title)
{
    struct chiffre_list *list = chiffre_list_new();
    struct chiffre_document document = {.name = TEXT("test"), .text = text_from(text), .date = date_read(TEXT("2025-02-20")),
                                        .language = text_from(language), .title = text_from(title)};
    assert_non_null(list);
    assert_int_equal(chiffre_extract(extractor, &document, list, NULL), CHIFFRE_OK);
    return list;
}

static void test_title_is_evidence(void **state)
{
    (void)state;
    struct chiffre_list *list = extract("Le chiffre d'affaires atteint 56,2 milliards d'euros.", "fr", "Renault : r\xC3\xA9sultats annuels 2024");
    assert_int_equal(chiffre_list_count(list), 1);
    assert_true(text_equal(chiffre_list_at(list, 0)->entity, TEXT("Renault")));
    assert_true(text_equal(chiffre_list_at(list, 0)->period, TEXT("2024")));
    assert_int_equal(chiffre_list_at(list, 0)->period_source, CHIFFRE_PERIOD_SOURCE_inherited);
    assert_int_equal(chiffre_list_at(list, 0)->offset, 30);
    chiffre_list_free(list);
}

static void test_language_tags(void **state)
{
    (void)state;
    static const char *const tags[] = {"fr", "FR", "fr-CA", "fr_FR", "auto", ""};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        struct chiffre_list *list = extract("Le groupe a vendu pour 1,5 milliard d'euros de titres.", tags[i], "");
        assert_int_equal(chiffre_list_count(list), 1);
        assert_int_equal(decimal_compare(chiffre_list_at(list, 0)->value, decimal_from(15, 8)), 0);
        chiffre_list_free(list);
    }
    struct chiffre_list *list = chiffre_list_new();
    struct chiffre_document document = {.name = TEXT("test"), .text = TEXT("12 euros"), .date = CHIFFRE_NO_DATE, .language = TEXT("tlh")};
    struct chiffre_error error;
    assert_int_equal(chiffre_extract(extractor, &document, list, &error), CHIFFRE_UNKNOWN);
    assert_string_equal(error.message, "unknown language 'tlh'");
    chiffre_list_free(list);
}

struct counting {
    struct chiffre_text text;
    uint64_t last, priors;
};

static enum chiffre_status count(void *context, const struct chiffre_figure *figure, struct chiffre_error *error)
{
    struct counting *counting = context;
    (void)error;
    assert_int_equal(figure->id, counting->last + 1);
    assert_memory_equal(figure->text.data, counting->text.data + figure->offset, figure->length);
    if (figure->relation == CHIFFRE_RELATION_prior) {
        assert_int_equal(figure->of, figure->id - 1);
        counting->priors++;
    }
    counting->last = figure->id;
    return CHIFFRE_OK;
}

/* More figures than wait at any time: ids, spans and references hold across deliveries. */
static const char *detected(struct chiffre_text text)
{
    const struct lexicon *all[] = {&lexicons[0], &lexicons[1]};
    return lexicons[language_detect(text, all, 2)].language;
}

/* One word decides, wherever it stands and whatever is around it; without a word it is the first language. */
static void test_language_of_one_word(void **state)
{
    (void)state;
    static const char *const french[] = {"les", "LES", "\xC3\xA0 les", "7les7", "les\xE2\x80\x99", "cependant", "\xFFles\xFF", "jusqu'"},
                            *const none[] = {"lesx", "xles", "les\xC3\xA9", "\xC3\xA9les", "cependantcependant", "lesleslesleslesl", "12", ""};
    static const char blanks[] = "                                  ";
    assert_string_equal(lexicons[0].language, "en");
    for (size_t i = 0; i < 8; i++)
        for (int before = 0; before < 18; before++)
            for (int behind = 0; behind < 18; behind++) {
                char text[100];
                int length = snprintf(text, sizeof text, "%.*s%s%.*s", before, blanks, french[i], behind, blanks);
                assert_string_equal(detected((struct chiffre_text){text, (size_t)length}), "fr");
                length = snprintf(text, sizeof text, "%.*s%s%.*s", before, blanks, none[i], behind, blanks);
                assert_string_equal(detected((struct chiffre_text){text, (size_t)length}), "en");
            }
}

/* A day is found wherever it stands in the head, whatever digits are around it. */
static void test_day_anywhere_in_the_head(void **state)
{
    (void)state;
    char text[300], dots[151];
    for (size_t i = 0; i < sizeof dots - 1; i++)
        dots[i] = i % 2 == 0 ? '.' : ' ';
    dots[sizeof dots - 1] = '\0';
    for (int before = 0; before < 150; before++)
        for (int behind = 0; behind < 70; behind += 23) {
            int length = snprintf(text, sizeof text, "%.*s\nParis, 3 May 2024\n%.*s", before, dots, behind,
                                  "Sales rose 12.5 percent to 3 million euros in the first quarter of the year.");
            struct chiffre_document document = {.name = TEXT("test"), .text = {text, (size_t)length}, .date = CHIFFRE_NO_DATE, .language = TEXT("en")};
            struct chiffre_list *list = chiffre_list_new();
            assert_int_equal(chiffre_extract(extractor, &document, list, NULL), CHIFFRE_OK);
            assert_int_equal(chiffre_extractor_date(extractor), date_read(TEXT("2024-05-03")));
            chiffre_list_free(list);
        }
}

static void test_figures_of_a_long_document(void **state)
{
    (void)state;
    static const char sentence[] = "Le b\xC3\xA9n\xC3\xA9" "fice net de Renault atteint 18,2 milliards d'euros contre 15 milliards un an plus t\xC3\xB4t. ";
    enum { SENTENCES = 1000 };
    size_t length = sizeof sentence - 1;
    char *text = malloc(SENTENCES * length);
    assert_non_null(text);
    for (size_t i = 0; i < SENTENCES; i++)
        memcpy(text + i * length, sentence, length);
    struct counting counting = {.text = {text, SENTENCES * length}};
    struct chiffre_document document = {.name = TEXT("long"), .text = counting.text, .date = CHIFFRE_NO_DATE, .language = TEXT("fr")};
    assert_int_equal(chiffre_extract_each(extractor, &document, count, &counting, NULL), CHIFFRE_OK);
    assert_int_equal(counting.last, 2 * SENTENCES);
    assert_int_equal(counting.priors, SENTENCES);
    free(text);
}

static enum chiffre_status stop(void *context, const struct chiffre_figure *figure, struct chiffre_error *error)
{
    (void)figure;
    (void)error;
    ++*(int *)context;
    return CHIFFRE_UNWRITABLE;
}

static void test_taker_stops(void **state)
{
    (void)state;
    int calls = 0;
    struct chiffre_document document = {.name = TEXT("test"), .text = TEXT("12 euros, puis 13 euros."), .date = CHIFFRE_NO_DATE, .language = TEXT("fr")};
    assert_int_equal(chiffre_extract_each(extractor, &document, stop, &calls, NULL), CHIFFRE_UNWRITABLE);
    assert_int_equal(calls, 1);
}

/* A text ends behind the sentence at work, unless little of it is left. */
static void test_stop_ends_a_long_text(void **state)
{
    (void)state;
    static const char sentence[] = "Sales were 3 million euros. ";
    static volatile int stop;
    const size_t size = sizeof sentence - 1, count = ((size_t)2 << 20) / size;
    struct chiffre_extractor *stopped;
    assert_int_equal(chiffre_extractor_new(&(struct chiffre_extract_options){.stop = &stop}, &stopped, NULL), CHIFFRE_OK);
    struct chiffre_list *list = chiffre_list_new();
    char *text = malloc(size * count);
    assert_non_null(list);
    assert_non_null(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * size, sentence, size);
    struct chiffre_document document = {.name = TEXT("test"), .text = {text, size * count}, .date = CHIFFRE_NO_DATE, .language = TEXT("en")};
    stop = 1;
    assert_int_equal(chiffre_extract(stopped, &document, list, NULL), CHIFFRE_STOPPED);
    assert_int_equal(chiffre_list_count(list), 0);
    document.text.length /= 2;
    assert_int_equal(chiffre_extract(stopped, &document, list, NULL), CHIFFRE_OK);
    assert_int_equal(chiffre_list_count(list), count / 2);
    chiffre_list_clear(list);
    document.text.length = size * count;
    stop = 0;
    assert_int_equal(chiffre_extract(stopped, &document, list, NULL), CHIFFRE_OK);
    assert_int_equal(chiffre_list_count(list), count);
    free(text);
    chiffre_list_free(list);
    chiffre_extractor_free(stopped);
}

static void test_columns_count_code_points(void **state)
{
    (void)state;
    struct chiffre_list *list = extract("\xF0\x9F\x92\xB6 e\xCC\x81t\xC3\xA9 \xFF : 12 euros\nPuis 13 %.", "fr", "");
    assert_int_equal(chiffre_list_count(list), 2);
    const struct chiffre_figure *first = chiffre_list_at(list, 0), *second = chiffre_list_at(list, 1);
    assert_int_equal(first->line, 1);
    assert_int_equal(first->column, 12);
    assert_int_equal(first->offset, 16);
    assert_int_equal(second->line, 2);
    assert_int_equal(second->column, 6);
    chiffre_list_free(list);
}

static void ignore_line(void *context, struct chiffre_text line)
{
    (void)context;
    (void)line;
}

/* Of a sentence without figures less is read where nobody has it explained; the figures are the same. */
static void test_explaining_changes_nothing(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        {"en", "Barclays, a customer of the bank, pays. In 2024 sales rose to $5 million. Revenue is what Solenne (a rival) talks about, and then some. It was $7 million."},
        {"en", "Jim Ostrow, chief executive of Verdane SA, spoke last year of much else. Ostrow left. Free cash flow doubled in March, he said, but not enough. It reached 20 million euros."},
        {"en", "(Reuters) - Verdane did well. \"Nothing,\" said the man; the company in Paris went on for two years or so. It has 4,000 employees."},
        {"fr", "La division Alpha de Verdane va bien, dit-on. Le chiffre d'affaires du groupe, en mars dernier, a doubl\xC3\xA9. Il atteint 5 millions d'euros, contre 3 millions."}};
    struct chiffre_extract_options options = {.explain = ignore_line};
    struct chiffre_extractor *explaining, *silent = extractor;
    assert_int_equal(chiffre_extractor_new(&options, &explaining, NULL), CHIFFRE_OK);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct chiffre_list *list = extract(texts[i][1], texts[i][0], "Solenne: what Verdane of Paris has told in 2023, and more");
        extractor = explaining;
        struct chiffre_list *other = extract(texts[i][1], texts[i][0], "Solenne: what Verdane of Paris has told in 2023, and more");
        extractor = silent;
        assert_true(chiffre_list_count(list) > 0);
        assert_int_equal(chiffre_list_count(list), chiffre_list_count(other));
        for (size_t k = 0; k < chiffre_list_count(list); k++) {
            const struct chiffre_figure *one = chiffre_list_at(list, k), *two = chiffre_list_at(other, k);
            assert_true(text_equal(one->entity, two->entity) && text_equal(one->metric, two->metric) && text_equal(one->period, two->period));
            assert_true(one->offset == two->offset && one->length == two->length && one->status == two->status);
        }
        chiffre_list_free(list);
        chiffre_list_free(other);
    }
    chiffre_extractor_free(explaining);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_title_is_evidence),         cmocka_unit_test(test_language_tags),
                                       cmocka_unit_test(test_language_of_one_word),      cmocka_unit_test(test_day_anywhere_in_the_head),
                                       cmocka_unit_test(test_explaining_changes_nothing),
                                       cmocka_unit_test(test_figures_of_a_long_document), cmocka_unit_test(test_taker_stops),
                                       cmocka_unit_test(test_stop_ends_a_long_text),
                                       cmocka_unit_test(test_columns_count_code_points)};
    assert_int_equal(chiffre_extractor_new(NULL, &extractor, NULL), CHIFFRE_OK);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    chiffre_extractor_free(extractor);
    return failed;
}
