/* SPDX-License-Identifier: MIT */
/* Door text: any bytes -> figures. First byte: language, date, what else is asked; with FAILING the second one says which
 * allocation fails. */
#include "tests/fuzz/door.h"

enum { ENGLISH = 1, DATED = 2, OWN_LANGUAGE = 4, FAILING = 8, AS_FILE = 16, EXPLAINED = 32 };

static void explain(void *context, struct chiffre_text line)
{
    (void)context;
    REQUIRE(line.length == 0 || memchr(line.data, '\n', line.length) == NULL);
}

/* Points, commas or blanks between digits: what they are may hang on what the rest of the text shows ("1,200"). */
static bool has_separator(struct chiffre_text text)
{
    bool digit = false, other = false;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            other = digit;
        else if (other)
            return true;
        else
            digit = true;
    }
    return false;
}

/* A power of ten that may stand outside of the span ("5 or 6 million"; cents too): one of a scale word's, or of two ("thousand billion"). */
static bool is_scale(int32_t power)
{
    static const int32_t powers[] = {-2, 0, 3, 5, 6, 7, 9, 12, 15, 18};
    size_t count = sizeof powers / sizeof *powers;
    bool found = false;
    for (size_t i = 0; i < count * count; i++)
        found = found || power == powers[i / count] + (powers[i % count] > 0 ? powers[i % count] : 0);
    return found;
}

/* The span of an amount, where it is an amount by itself, has the same digits and the same power of ten: but for the sign ("a loss of"),
 * and for a scale or separators that the rest of the text explains. */
static void read_alone(const struct chiffre_document *document, const struct chiffre_figure *figure)
{
    struct chiffre_document alone = *document;
    alone.text = figure->text;
    struct chiffre_list *list = door_extract(&alone);
    const struct chiffre_figure *again = chiffre_list_count(list) == 1 ? chiffre_list_at(list, 0) : NULL;
    if (again != NULL && again->kind == figure->kind && text_equal(again->text, figure->text) && !again->value_to.known) {
        int32_t power = again->decimals - figure->decimals;
        bool by_groups = power % 3 == 0 && abs(power) <= 9 && has_separator(figure->text);
        REQUIRE(power == 0 || by_groups || (is_scale(power) && figure->text.length < document->text.length));
        REQUIRE(decimal_compare(decimal_absolute(figure->value), decimal_scale(decimal_absolute(again->value), power)) == 0);
    }
    chiffre_list_free(list);
}

static bool says_itself(const struct chiffre_figure *figure)
{
    return (figure->kind == CHIFFRE_KIND_money || figure->kind == CHIFFRE_KIND_percent) && !figure->value_to.known;
}

/* Out of memory is a status, and the extractor is as good as before. */
static void without_memory(const struct chiffre_document *document, size_t nth, const struct chiffre_list *expected)
{
    static struct chiffre_extractor *extractor;
    static const struct chiffre_extract_options options = {.explain = explain};
    if (extractor == NULL)
        REQUIRE(chiffre_extractor_new(&options, &extractor, NULL) == CHIFFRE_OK);
    struct chiffre_list *list = chiffre_list_new();
    struct chiffre_error error = {.line = 0};
    memory_fail_at(nth);
    enum chiffre_status status = chiffre_extract(extractor, document, list, &error);
    memory_fail_at(0);
    REQUIRE(status == CHIFFRE_OK || status == CHIFFRE_NO_MEMORY);
    door_failed_well(status, &error);
    if (status == CHIFFRE_NO_MEMORY) {
        chiffre_list_clear(list);
        REQUIRE(chiffre_extract(extractor, document, list, NULL) == CHIFFRE_OK);
    }
    REQUIRE(door_same_figures(list, expected));
    chiffre_list_free(list);
}

/* Read at once, in small pieces, and mapped step by step the same. */
static void as_file(struct chiffre_text bytes)
{
    struct door_reading whole = {.options = {.form = "text"}, .largest = 4000}, cut = whole, mapped = whole;
    cut.most = 1 + bytes.length % 7;
    mapped.options.held = 1 + bytes.length % 100;
    const char *path = door_file(bytes);
    struct chiffre_list *one = door_read(&whole, path), *other = door_read(&cut, path), *third = door_read(&mapped, path);
    REQUIRE(whole.documents == 1 || whole.failures == 1);
    REQUIRE(whole.failures == cut.failures && door_same_figures(one, other));
    REQUIRE(whole.failures == mapped.failures && door_same_figures(one, third));
    chiffre_list_free(one);
    chiffre_list_free(other);
    chiffre_list_free(third);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct chiffre_text rest = {(const char *)data, size};
    uint8_t asked = door_byte(&rest), nth = asked & FAILING ? door_byte(&rest) : 0;
    struct chiffre_document document = {.name = TEXT("fuzz"),
                                        .text = rest,
                                        .date = asked & DATED ? 20000 : CHIFFRE_NO_DATE,
                                        .language = asked & OWN_LANGUAGE ? TEXT("")
                                                    : asked & ENGLISH    ? TEXT("en")
                                                                         : TEXT("fr")};
    struct chiffre_list *list = door_extract(&document);
    door_round_trips(list);
    for (size_t i = 0; i < chiffre_list_count(list); i++)
        if (says_itself(chiffre_list_at(list, i)))
            read_alone(&document, chiffre_list_at(list, i));
    if (asked & (FAILING | EXPLAINED))
        without_memory(&document, nth, list);
    if (asked & AS_FILE)
        as_file(rest);
    chiffre_list_free(list);
    return 0;
}
