/* SPDX-License-Identifier: MIT */
/* A row's value -> its first word as a number, the words behind it as bits. */
#include "core/row_words.h"

#include "core/lexicon.h"
#include "core/text.h"

#include <stdlib.h>
#include <string.h>

#define NAME(name) #name,
static enum row_kind kind_named(struct chiffre_text first)
{
    static const char *const names[] = {"", ROW_KINDS(NAME)};
    for (size_t i = 1; i < sizeof names / sizeof names[0]; i++)
        if (text_equal(first, text_from(names[i])))
            return (enum row_kind)i;
    return ROW_other;
}
#undef NAME

enum row_kind row_words_kind(const char *value)
{
    return kind_named((struct chiffre_text){value, strcspn(value, " ")});
}

void row_words_relative(struct lexicon_row *row)
{
    static const enum row_kind begins[] = {ROW_figure, ROW_ago, ROW_basis, ROW_trailing, ROW_end};
    const char *unit = strchr(row->value, '-');
    enum row_kind kind = unit == NULL ? ROW_other : kind_named((struct chiffre_text){row->value, (size_t)(unit - row->value)});
    bool begun = false;
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
        begun |= kind == begins[i];
    bool whole = strcmp(row->value, "ytd") == 0 || strcmp(row->value, "now") == 0;
    unit = begun ? unit + 1 : row->value;
    size_t length = begun && kind == ROW_trailing ? 0 : strcspn(unit, "+-0123456789");
    row->kind = (uint8_t)(begun ? kind : whole ? kind_named(text_from(row->value)) : ROW_other);
    row->flags = (uint16_t)kind_named((struct chiffre_text){unit, length});
    row->number = atoi(unit + length);
}

struct flag {
    role_number role; /* ROLE_none: any that is a unit */
    uint16_t flag;
    const char *name;
};
static const struct flag all_flags[] = {
    {ROLE_none, ROW_CAPITALS, "capitals"}, {ROLE_none, ROW_CAPITAL, "capital"}, {ROLE_none, ROW_LOWER, "lower"},
    {ROLE_none, ROW_TIGHT, "tight"},       {ROLE_none, ROW_LARGE, "large"},     {ROLE_none, ROW_GLUED, "glued"},
    {ROLE_none, ROW_LAST, "last"},         {ROLE_none, ROW_LETTER, "letter"},   {ROLE_none, ROW_WEAK, "weak"},
    {ROLE_none, ROW_PART, "part"},         {ROLE_none, ROW_MONEY, "money"},     {ROLE_none, ROW_SMALL, "small"},
    {ROLE_none, ROW_NEAR, "near"},         {ROLE_none, ROW_FIRST, "1"},         {ROLE_none, ROW_DECIMAL, "decimal"},
    {ROLE_number_one, ROW_ARTICLE, "article"}, {ROLE_number_half, ROW_BEFORE, "before"}, {ROLE_collective, ROW_PLURAL, "plural"},
    {ROLE_collective, ROW_EXACT, "exact"},     {ROLE_currency_not, ROW_MEASURE, "measure"}, {ROLE_per, ROW_AHEAD, "ahead"},
    {ROLE_noun, ROW_EMPLOYED, "employed"},     {ROLE_noun, ROW_MONEY, "money"}};

static uint16_t flag_named(role_number asked, struct chiffre_text name)
{
    for (size_t i = 0; i < sizeof all_flags / sizeof all_flags[0]; i++)
        if (all_flags[i].role == asked && text_equal(name, text_from(all_flags[i].name)))
            return all_flags[i].flag;
    return 0;
}

uint16_t row_words_flags(role_number role, const char *value)
{
    bool currency = role == ROLE_currency || role == ROLE_currency_minor;
    role_number asked = currency || role == ROLE_scale_glued || role == ROLE_percent_sign ? ROLE_none : role;
    const char *ends = role == ROLE_noun ? "|" : " "; /* "job|employed" */
    unsigned flags = currency && strchr(value, '|') != NULL ? ROW_OPEN : 0;
    const char *at = value + strcspn(value, ends);
    if (*at != '\0' && role == ROLE_currency_minor) /* 100 EUR large */
        at += 1 + strcspn(at + 1, ends);
    while (*at != '\0') {
        struct chiffre_text word = {at + 1, strcspn(at + 1, ends)};
        flags |= flag_named(asked, word);
        at += 1 + word.length;
    }
    return (uint16_t)flags;
}

void row_words_whole(struct lexicon *lexicon)
{
    for (uint32_t i = 0; i < lexicon->word_total; i++) {
        const struct lexicon_word *word = &lexicon->words[i];
        const struct lexicon_spelling *spelling = &lexicon->spellings[i];
        if ((word->roles & ROLE_BIT(plural)) && spelling->length > 0)
            lexicon->plural_ends |= lexicon_letter(lexicon->texts[spelling->text + spelling->length - 1u]);
    }
    const char *point = "";
    for (uint32_t i = lexicon->row_total; i > 0; i--) { /* the first counts */
        const struct lexicon_row *row = &lexicon->rows[i - 1];
        point = row->role == ROLE_number_point ? row->value : point;
        lexicon->links_nouns |= row->role == ROLE_unit_link && row->kind == ROW_needed;
    }
    lexicon->decimal_comma = *point == ',';
}
