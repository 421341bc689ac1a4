/* SPDX-License-Identifier: MIT */
/* A row's value -> its first word as a number, the words behind it as bits. */
#include "core/row_words.h"

#include "core/lexicon.h"
#include "core/text.h"

#define NAME(name) #name,
enum row_kind row_words_kind(const char *value)
{
    static const char *const names[] = {"", ROW_KINDS(NAME)};
    struct chiffre_text first = {value, strcspn(value, " ")};
    for (size_t i = 1; i < sizeof names / sizeof names[0]; i++)
        if (text_equal(first, text_from(names[i])))
            return (enum row_kind)i;
    return ROW_other;
}
#undef NAME

struct flag {
    role_number role; /* ROLE_none: any that is a unit */
    const char *name;
    uint16_t flag;
};
static const struct flag all_flags[] = {
    {ROLE_none, "capitals", ROW_CAPITALS}, {ROLE_none, "capital", ROW_CAPITAL}, {ROLE_none, "lower", ROW_LOWER},
    {ROLE_none, "tight", ROW_TIGHT},       {ROLE_none, "large", ROW_LARGE},     {ROLE_none, "glued", ROW_GLUED},
    {ROLE_none, "last", ROW_LAST},         {ROLE_none, "letter", ROW_LETTER},   {ROLE_none, "weak", ROW_WEAK},
    {ROLE_none, "part", ROW_PART},         {ROLE_none, "money", ROW_MONEY},     {ROLE_none, "small", ROW_SMALL},
    {ROLE_none, "near", ROW_NEAR},         {ROLE_none, "1", ROW_FIRST},         {ROLE_none, "decimal", ROW_DECIMAL},
    {ROLE_number_one, "article", ROW_ARTICLE}, {ROLE_number_half, "before", ROW_BEFORE}, {ROLE_collective, "plural", ROW_PLURAL},
    {ROLE_collective, "exact", ROW_EXACT},     {ROLE_currency_not, "measure", ROW_MEASURE}, {ROLE_per, "ahead", ROW_AHEAD},
    {ROLE_noun, "employed", ROW_EMPLOYED},     {ROLE_noun, "money", ROW_MONEY}};

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
