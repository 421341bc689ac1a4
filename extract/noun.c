/* SPDX-License-Identifier: MIT */
/* Counted nouns. The head of "170,000 outstanding team members" is the first plural behind the number that no function word parts
 * from it; in a language whose nouns come first it is the very next word. Endings of plurals are rows of the tables. */
#include "extract/noun.h"

#include "core/catalog.h"
#include "core/decimal.h"
#include "core/text.h"
#include "extract/rows.h"

#include <string.h>

/* How many words may stand between a number and its noun; more behind millions, which nothing else is likely to follow. */
#define WORDS_BETWEEN 3
#define WORDS_BETWEEN_MILLIONS 6
#define ENDING_MAX 5
#define NOUN_BYTES 60

static const struct lexicon_row *ending_row(const struct lexicon *lexicon, const char *folded, size_t length)
{
    const struct lexicon_word *word = lexicon_find(lexicon, folded, length);
    if (word == NULL || !(word->roles & ROLE_BIT(plural)))
        return NULL;
    const struct lexicon_phrase *last = &lexicon->phrases[word->first_phrase + word->phrase_count - 1];
    return last->word_count == 0 ? phrase_row(lexicon, last, ROLE_plural) : NULL;
}

/* The longest ending of the word that makes a plural; *ending bytes of it. NULL: no plural. */
static const struct lexicon_row *plural_ending(const struct sentence *sentence, const struct token *token, size_t *ending)
{
    const struct lexicon *lexicon = sentence->lexicon;
    char made[NOUN_BYTES * 3];
    const char *folded = made;
    if (token->kind != TOKEN_WORD || token->length < 3 || token->length > NOUN_BYTES)
        return NULL;
    size_t length = token->length;
    if (token->word != NULL) {
        const struct lexicon_spelling *spelling = &lexicon->spellings[token->word->number - 1];
        folded = lexicon->texts + spelling->text;
        length = spelling->length;
    } else {
        char last = sentence->text.data[token->start + length - 1]; /* in ASCII it folds to itself but for its case, which has no bit */
        if ((unsigned char)last < 0x80 && !(lexicon->plural_ends & lexicon_letter(last)))
            return NULL;
        length = text_fold((struct chiffre_text){sentence->text.data + token->start, token->length}, made);
    }
    if (length == 0 || !(lexicon->plural_ends & lexicon_letter(folded[length - 1])))
        return NULL;
    size_t most = length > ENDING_MAX ? ENDING_MAX : length - 1;
    for (size_t tail = most; tail > 0; tail--) {
        const struct lexicon_row *row = ending_row(lexicon, folded + length - tail, tail);
        if (row == NULL)
            continue;
        *ending = tail;
        return strcmp(row->value, "!") == 0 ? NULL : row;
    }
    return NULL;
}

static bool is_stop(const struct sentence *sentence, uint32_t at)
{
    return has_roles(sentence, at, NOUN_STOPS);
}

/* What the word at `at` is as a counted noun: a row, a plural ending, or neither. */
struct noun {
    const struct lexicon_row *row;    /* role person_employed or noun */
    const struct lexicon_row *ending; /* role plural */
    size_t ending_bytes;
    uint32_t tokens;
};

static bool noun_at(const struct sentence *sentence, uint32_t at, struct noun *noun)
{
    *noun = (struct noun){.tokens = 1};
    if (at >= sentence->count || sentence->tokens[at].kind != TOKEN_WORD)
        return false;
    noun->row = row_at(sentence, at, ROLE_person_employed, &noun->tokens);
    if (noun->row == NULL)
        noun->row = row_at(sentence, at, ROLE_noun, &noun->tokens);
    if (noun->row != NULL)
        return true;
    noun->tokens = 1;
    if (is_stop(sentence, at))
        return false;
    noun->ending = plural_ending(sentence, &sentence->tokens[at], &noun->ending_bytes);
    return noun->ending != NULL;
}

bool noun_follows(const struct sentence *sentence, uint32_t at)
{
    struct noun noun;
    return noun_at(sentence, at, &noun) && sentence->tokens[at].gap <= GAP_NO_BREAK;
}

/* The noun in the singular: the table's, or the word with its plural ending changed. */
static struct chiffre_text singular(const struct sentence *sentence, uint32_t at, const struct noun *noun, struct arena *arena)
{
    if (noun->row != NULL)
        return (struct chiffre_text){noun->row->value, strcspn(noun->row->value, "|")};
    const struct token *token = &sentence->tokens[at];
    const char *ending = noun->ending->value + (noun->ending->value[0] == '-');
    size_t stem = token->length - noun->ending_bytes, length = stem + strlen(ending);
    char *made = arena_take(arena, length + 1);
    if (made == NULL)
        return (struct chiffre_text){NULL, 0};
    memcpy(made, sentence->text.data + token->start, stem);
    memcpy(made + stem, ending, strlen(ending));
    return (struct chiffre_text){made, length};
}

/* A capital before the number makes it part of a name (Nasdaq 100 futures), unless a function word stands there or the sentence
 * begins. */
static bool named(const struct sentence *sentence, uint32_t number, uint32_t at, bool known, const struct numeral *numeral)
{
    uint32_t tokens;
    if (number == 0 || numeral->scaled || !decimal_below(numeral->value, 1000))
        return false;
    const struct token *before = &sentence->tokens[number - 1];
    bool name = !known && (sentence->tokens[at].flags & TOKEN_CAPITAL) && !(sentence->tokens[at].flags & TOKEN_CAPITALS);
    if (name && row_at(sentence, number - 1, ROLE_bound_before, &tokens) == NULL)
        return true; /* 701 Brazos */
    if (number >= 2 && row_at(sentence, number - 1, ROLE_number_link, &tokens) != NULL && before[-1].kind == TOKEN_NUMBER &&
        before[-1].length < 3 && before[-1].gap < GAP_LINE && number >= 3 && before[-2].kind == TOKEN_SIGN &&
        before[-2].sign == ',')
        return true; /* year 1, 2 and 3 targets */
    return before->kind == TOKEN_WORD && (before->flags & TOKEN_CAPITAL) && sentence->tokens[number].gap <= GAP_NO_BREAK &&
           !is_stop(sentence, number - 1) && row_at(sentence, number - 1, ROLE_bound_before, &tokens) == NULL;
}

static bool may_stand_between(const struct sentence *sentence, uint32_t at, uint32_t first, bool names)
{
    const struct token *token = &sentence->tokens[at];
    uint32_t tokens;
    if (token->kind == TOKEN_NUMBER) /* covid-19 tests */
        return token->gap == GAP_HYPHEN && at > first;
    bool name = (token->flags & TOKEN_CAPITAL) && !(token->flags & TOKEN_CAPITALS);
    if (token->kind != TOKEN_WORD || (at > first && token->gap >= GAP_LINE) || (name && !names))
        return false;
    if (row_at(sentence, at, ROLE_currency, &tokens) != NULL && token->length > 3)
        return false;
    return !is_stop(sentence, at) || token->gap == GAP_HYPHEN || row_at(sentence, at, ROLE_noun_adjective, &tokens) != NULL;
}

/* Does the search for a noun end with this word? Behind millions a link may stand between ("millions d'hommes et de femmes"). */
static bool ends_search(const struct token *token, bool millions)
{
    return noun_is_none(token) && !(millions && (token->roles & ROLE_BIT(number_link)));
}

/* Finds the head noun from `at` on. */
static bool find_head(const struct sentence *sentence, uint32_t at, bool millions, uint32_t *head, struct noun *noun)
{
    uint32_t tokens, words = 0, most = millions ? WORDS_BETWEEN_MILLIONS : WORDS_BETWEEN;
    for (uint32_t i = at; i < sentence->count && words <= most; i++) {
        const struct token *token = &sentence->tokens[i];
        if (ends_search(token, millions))
            return false;
        const struct lexicon_row *measure = row_at(sentence, i, ROLE_measure, &tokens);
        if (measure != NULL && token->length > 1 && (i == at || measure->kind != ROW_model))
            return false;
        struct noun next;
        bool adjective = row_at(sentence, i, ROLE_noun_adjective, &tokens) != NULL && (i == at || token->gap < GAP_LINE);
        adjective =
            adjective && (!noun_at(sentence, i, noun) || noun->row == NULL || noun_at(sentence, i + 1, &next)); /* sales offices */
        bool name = (token->flags & TOKEN_CAPITAL) && i > at && !(token->flags & TOKEN_CAPITALS);
        if (!name && (i == at || token->gap < GAP_LINE) && !adjective && noun_at(sentence, i, noun)) {
            *head = i;
            return true;
        }
        bool link = millions && i > at && row_at(sentence, i, ROLE_number_link, &tokens) != NULL;
        if (!adjective && !link && !may_stand_between(sentence, i, at, millions))
            return false;
        words += token->gap != GAP_HYPHEN || i == at;
    }
    return false;
}

/* Millions of it are money, says its row. */
static bool of_money(const struct lexicon_row *noun)
{
    return noun != NULL && noun->role == ROLE_noun && row_flagged(noun, ROW_MONEY);
}

bool noun_is_money(const struct sentence *sentence, uint32_t at)
{
    static const role_number roles[] = {ROLE_metric, ROLE_loss};
    uint32_t tokens;
    if (!has_roles(sentence, at, ROLE_BIT(noun) | ROLE_BIT(metric) | ROLE_BIT(loss)))
        return false;
    if (of_money(row_at(sentence, at, ROLE_noun, &tokens)))
        return true;
    for (size_t i = 0; i < 2; i++) {
        const struct lexicon_row *row = row_at(sentence, at, roles[i], &tokens);
        const struct metric *metric =
            row == NULL ? NULL : catalog_metric((struct chiffre_text){row->value, strcspn(row->value, "|/")});
        if (metric != NULL && strcmp(metric->kinds, "money") == 0)
            return true;
    }
    return false;
}

uint32_t noun_read(struct evidence *evidence, const struct sentence *sentence, uint32_t number, uint32_t at,
                   const struct numeral *numeral, struct unit *unit, struct arena *arena)
{
    uint32_t head = at;
    struct noun noun;
    if (at >= sentence->count || sentence->tokens[at].kind == TOKEN_SIGN || sentence->tokens[at].gap == GAP_GLUED ||
        sentence->tokens[at].gap >= GAP_LINE)
        return 0;
    if (sentence->tokens[at].word != NULL && (sentence->tokens[at].word->roles & (ROLE_BIT(month) | ROLE_BIT(period_ago))))
        return 0;
    if (!find_head(sentence, at, numeral->scale >= 6, &head, &noun))
        return 0;
    bool company = has_roles(sentence, head, ROLE_BIT(company));
    if (numeral->scale >= 6 && noun.row == NULL && (company || (sentence->tokens[head].flags & TOKEN_CAPITALS)))
        return 0; /* 9,3 milliards d'AWS: whose they are */
    bool employed = noun.row != NULL && noun.row->role == ROLE_person_employed;
    if (!employed && (named(sentence, number, at, noun.row != NULL, numeral) || sentence->tokens[at].gap == GAP_HYPHEN))
        return 0;
    if (numeral->scale >= 6 && of_money(noun.row))
        return 0; /* 15 milliards de provisions: money whose currency is told elsewhere */
    if (!numeral->scaled && numeral->value.exponent < 0 &&
        decimal_compare(decimal_round(numeral->value, 0, DECIMAL_DOWN), numeral->value) != 0)
        return 0; /* 3.7 of a thing is no count */
    unit->row = noun.row != NULL ? noun.row : noun.ending;
    unit->tokens = unit->used = head + noun.tokens - at;
    unit->class = employed || (noun.row != NULL && noun.row->role == ROLE_noun && row_flagged(noun.row, ROW_EMPLOYED) &&
                               evidence_sentence(evidence, sentence)->employed)
                      ? UNIT_PERSONS
                      : UNIT_COUNTED;
    unit->code = unit->class == UNIT_PERSONS ? TEXT("persons") : singular(sentence, head, &noun, arena);
    return unit->used;
}
