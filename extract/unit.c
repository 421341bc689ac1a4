/* SPDX-License-Identifier: MIT */
/* Words and signs behind a number -> its unit, and scale letters. Currencies are in currency.c, counted nouns in noun.c. */
#include "extract/unit.h"

#include "core/decimal.h"
#include "core/text.h"
#include "extract/currency.h"
#include "extract/noun.h"
#include "extract/rows.h"

bool unit_ends(const struct sentence *sentence, uint32_t at)
{
    if (at >= sentence->count)
        return true;
    const struct token *token = &sentence->tokens[at];
    if (token->gap == GAP_PARAGRAPH)
        return true;
    if (at + 1 < sentence->count && token[1].gap == GAP_GLUED && token[1].kind != TOKEN_SIGN)
        return false; /* 2 p.m. */
    if (token->kind != TOKEN_SIGN)
        return false;
    switch (token->sign) {
    case '.': case ',': case ';': case ':': case '!': case '?': case ')': case ']': case '"':
        return true;
    default:
        return false;
    }
}

bool unit_spelled_so(const struct sentence *sentence, uint32_t at, uint32_t tokens, const struct lexicon_row *row)
{
    const struct token *first = &sentence->tokens[at];
    bool capitals = row_flagged(row, ROW_CAPITALS), tight = row_flagged(row, ROW_TIGHT);
    if (row_flagged(row, ROW_CAPITAL) && !(first->flags & TOKEN_CAPITAL))
        return false;
    if (row_flagged(row, ROW_LOWER) && (first->flags & TOKEN_CAPITAL))
        return false;
    for (uint32_t i = 0; i < tokens; i++) {
        const struct token *token = first + i;
        if (token->kind == TOKEN_WORD &&
            ((capitals && !(token->flags & TOKEN_CAPITALS)) || (tight && !(token->flags & TOKEN_CAPITAL))))
            return false;
        if (tight && i > 0 && token->gap != GAP_GLUED)
            return false;
    }
    return true;
}

static bool large(const struct numeral *numeral)
{
    return numeral->scaled || !decimal_below(decimal_absolute(numeral->value), 1000);
}

/* In a sentence with a currency_not for this name it is no money: pounds that are weighed, livres that are read. */
static const struct lexicon_row *spoken_against(struct evidence *evidence, const struct sentence *sentence,
                                                const struct token *name)
{
    const struct sentence_facts *facts = evidence_sentence(evidence, sentence);
    for (unsigned i = 0; i < facts->against_count; i++) {
        size_t length = strcspn(facts->against[i]->value, " ");
        const struct lexicon_spelling *spelling = &sentence->lexicon->spellings[name->word->number - 1];
        if (spelling->length >= length && memcmp(sentence->lexicon->texts + spelling->text, facts->against[i]->value, length) == 0)
            return facts->against[i];
    }
    return NULL;
}

/* A name that is also a measure or a thing: behind "de" it is one ("un canon de 25 livres"), and before "de" too. */
static bool weak_refused(struct evidence *evidence, const struct sentence *sentence, uint32_t number, uint32_t at, uint32_t tokens)
{
    uint32_t some;
    const struct token *behind = &sentence->tokens[at + tokens];
    if (sentence->tokens[at].flags & TOKEN_ACCENT)
        return true; /* livrés */
    if (behind->gap == GAP_HYPHEN || row_at(sentence, at + tokens, ROLE_unit_link, &some) != NULL)
        return true;
    const struct lexicon_row *from = number > 0 ? row_at(sentence, number - 1, ROLE_range_from, &some) : NULL;
    if (from != NULL && from->kind == ROW_from && row_at(sentence, number - 1, ROLE_unit_link, &some) != NULL)
        return true;
    return spoken_against(evidence, sentence, &sentence->tokens[at]) != NULL;
}

/* Do the row's flags let it be what it says behind this number? `narrowed`: an adjective names the country. */
static bool allowed_after(struct evidence *evidence, const struct sentence *sentence, uint32_t number, uint32_t at, uint32_t tokens,
                          const struct lexicon_row *row, const struct numeral *numeral, bool narrowed)
{
    if (!row_flagged(row, (unsigned)~ROW_OPEN))
        return true;
    const struct token *behind = &sentence->tokens[at + tokens];
    if (!unit_spelled(sentence, at, tokens, row) || row_flagged(row, ROW_PART))
        return false;
    bool price = numeral->decimals >= 2 && !row_flagged(row, ROW_CAPITALS | ROW_CAPITAL);
    if (row_flagged(row, ROW_LARGE) && !large(numeral) && !price && !narrowed)
        return false;
    bool touches = sentence->tokens[at].gap == GAP_GLUED, ends = unit_ends(sentence, at + tokens);
    if (row_flagged(row, ROW_GLUED) && !touches && !(ends && tokens == 1 && numeral->digits && !numeral->year))
        return false;
    if (row_flagged(row, ROW_LAST) && !ends)
        return false;
    if (row_flagged(row, ROW_LETTER) && behind->kind == TOKEN_NUMBER && behind->length != 2)
        return false;
    return !row_flagged(row, ROW_WEAK) || narrowed || large(numeral) || !weak_refused(evidence, sentence, number, at, tokens);
}

static bool money_behind(const struct sentence *sentence, uint32_t at)
{
    uint32_t tokens, link = 0;
    if (at >= sentence->count)
        return false;
    row_at(sentence, at, ROLE_unit_link, &link);
    const struct lexicon_row *row = row_at(sentence, at + link, ROLE_currency, &tokens);
    return row != NULL && unit_spelled(sentence, at + link, tokens, row);
}

uint32_t unit_read_scale(const struct sentence *sentence, uint32_t at, bool money, int32_t *power)
{
    uint32_t tokens, some;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_scale_glued, &tokens);
    if (row == NULL || !unit_spelled(sentence, at, tokens, row))
        return 0;
    const struct token *token = &sentence->tokens[at];
    bool beside = money || money_behind(sentence, at + tokens), glued = token->gap == GAP_GLUED;
    if (token->gap == GAP_HYPHEN || token->gap == GAP_LINE || token->gap == GAP_PARAGRAPH ||
        sentence->tokens[at + tokens].gap == GAP_APOSTROPHE)
        return 0;
    if (!beside && row_flagged(row, ROW_MONEY))
        return 0;
    if (!beside && !glued && (token->length == 1 ? !(token->flags & TOKEN_CAPITAL) || !noun_follows(sentence, at + tokens) : false))
        return 0;
    if (money && !glued && token->length == 1 && !money_behind(sentence, at + tokens) && !unit_ends(sentence, at + tokens) &&
        !(token->flags & TOKEN_CAPITAL))
        return 0;
    if (!beside && token->length == 1 && row_at(sentence, at, ROLE_measure, &some) != NULL && !noun_follows(sentence, at + tokens))
        return 0; /* 100m */
    *power = row->number;
    return tokens;
}

/* "0,1 point, à 12,3 %", "15 points à 575 millions": what the points lead up to is no index. */
static bool level_reached(const struct sentence *sentence, uint32_t at)
{
    at += at < sentence->count && sentence->tokens[at].kind == TOKEN_SIGN && sentence->tokens[at].sign == ',';
    return at + 2 < sentence->count && has_roles(sentence, at, ROLE_BIT(range_to)) && sentence->tokens[at + 1].kind == TOKEN_NUMBER &&
           has_roles(sentence, at + 2, ROLE_BIT(percent_sign) | ROLE_BIT(scale) | ROLE_BIT(currency)) &&
           !has_roles(sentence, at + 2, ROLE_BIT(measure));
}

static uint32_t read_percent(struct evidence *evidence, const struct sentence *sentence, uint32_t at, const struct numeral *numeral,
                             struct unit *unit)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_percent_sign, &tokens);
    if (row == NULL || !unit_spelled(sentence, at, tokens, row))
        return 0;
    const struct token *first = &sentence->tokens[at], *behind = first + tokens;
    bool small = decimal_below(decimal_absolute(numeral->value), 100);
    if ((row_flagged(row, ROW_SMALL) && !small) ||
        (row_flagged(row, ROW_NEAR) &&
         !(small && (evidence_sentence(evidence, sentence)->first_percentage < at || level_reached(sentence, at + tokens)))))
        return 0;
    if (behind->gap == GAP_GLUED && behind->length > 0 &&
        (first->kind == TOKEN_SIGN ? behind->kind != TOKEN_SIGN : behind->kind == TOKEN_NUMBER))
        return 0; /* %25 in an address, 4x4 */
    if ((row_flagged(row, ROW_GLUED) && first->gap != GAP_GLUED) || (row_flagged(row, ROW_DECIMAL) && numeral->decimals < 1))
        return 0;
    unit->class = row->kind == ROW_ratio ? UNIT_RATIO : UNIT_PERCENT;
    unit->code = (struct chiffre_text){row->value, unit->class == UNIT_RATIO ? 0 : row->first};
    unit->row = row;
    unit->used = unit->tokens = unit->class == UNIT_RATIO && row_flagged(row, ROW_FIRST) ? 1 : tokens;
    return unit->used;
}

/* A currency or coin at `at`; `link` tokens of "de" stand between it and the number. */
static uint32_t read_money(struct evidence *evidence, const struct sentence *sentence, uint32_t number, uint32_t at, uint32_t link,
                           const struct numeral *numeral, struct unit *unit)
{
    uint32_t tokens = currency_read(sentence, at + link, unit);
    if (tokens > 0) {
        const struct lexicon_row *row = unit->row;
        bool narrowed = unit->open == NULL && row_flagged(row, ROW_OPEN);
        struct unit plain = *unit;
        currency_narrow_behind(sentence, at + link + tokens, unit);
        narrowed |= unit->used > plain.used;
        if (!allowed_after(evidence, sentence, number, at + link, plain.used, row, numeral, narrowed))
            return 0;
        struct unit second = {.class = UNIT_NONE}; /* 10 $ US, 2 $ usd, 50 dollar USD */
        if (unit->used == plain.used && unit->open != NULL && unit->sign &&
            currency_read(sentence, at + link + unit->used, &second) > 0 && second.open == NULL && !second.name && unit_narrow(unit, &second))
            unit->tokens = unit->used = unit->used + second.used;
        return unit->used;
    }
    const struct lexicon_row *coin = row_at(sentence, at + link, ROLE_currency_minor, &tokens);
    if (coin == NULL || (link > 0 && !numeral->scaled) ||
        !allowed_after(evidence, sentence, number, at + link, tokens, coin, numeral, false))
        return 0;
    currency_set(unit, coin);
    unit->tokens = unit->used = tokens;
    unit->name = true;
    currency_narrow_coin(sentence, at + link + tokens, unit);
    return unit->used;
}

static uint32_t read_measure(const struct sentence *sentence, uint32_t at, bool far, struct unit *unit)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_measure, &tokens);
    if (row == NULL)
        row = row_at(sentence, at, ROLE_ordinal, &tokens);
    if (row == NULL || (row->kind == ROW_far) != far)
        return 0;
    if (row->role == ROLE_ordinal ? sentence->tokens[at].gap != GAP_GLUED : sentence->tokens[at + tokens].gap == GAP_APOSTROPHE)
        return 0; /* 7 millions l'an dernier */
    if (token_match(sentence, at, ROLE_period_relative).tokens > tokens)
        return 0; /* an increase of 1,900 year over year */
    unit->class = UNIT_MEASURE;
    unit->row = row;
    unit->tokens = unit->used = tokens;
    return tokens;
}

/* A weak name that is refused: a calibre or weight, unless the sentence says that it counts things. */
static bool is_weight(struct evidence *evidence, const struct sentence *sentence, uint32_t at)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_currency, &tokens);
    if (row == NULL || !row_flagged(row, ROW_WEAK) || (sentence->tokens[at].flags & TOKEN_ACCENT))
        return false;
    const struct lexicon_row *against = spoken_against(evidence, sentence, &sentence->tokens[at]);
    return against == NULL || row_flagged(against, ROW_MEASURE);
}

/* Any unit but a percent sign; `link` tokens of "de" stand between it and the number. */
static uint32_t read_after(struct evidence *evidence, const struct sentence *sentence, uint32_t number, uint32_t at, uint32_t link,
                           const struct numeral *numeral, struct unit *unit, struct arena *arena)
{
    const uint32_t next = at + link;
    const uint64_t roles = sentence->tokens[next].roles;
    if (roles & UNIT_MONEY) {
        if (read_money(evidence, sentence, number, at, link, numeral, unit) > 0)
            return unit->used;
        *unit = (struct unit){.class = UNIT_NONE};
    }
    const struct token *token = &sentence->tokens[at];
    if (link == 0 && token->gap <= GAP_NO_BREAK && unit_may_be_letters(sentence, token) && currency_letters(sentence, at, unit) > 0)
        return unit->used;
    if ((roles & UNIT_MEASURES) && read_measure(sentence, next, false, unit) > 0)
        return unit->used;
    if ((roles & ROLE_BIT(currency)) && is_weight(evidence, sentence, next)) {
        *unit = (struct unit){.class = UNIT_MEASURE, .tokens = 1, .used = 1};
        return 1;
    }
    bool linked = link > 0 || !sentence->lexicon->links_nouns || numeral->scale < 6;
    if (linked && noun_read(evidence, sentence, number, next, numeral, unit, arena) > 0)
        return unit->used;
    return link == 0 && (roles & UNIT_MEASURES) ? read_measure(sentence, next, true, unit) : 0;
}

uint32_t unit_read_after(struct evidence *evidence, const struct sentence *sentence, uint32_t number, uint32_t at,
                         const struct numeral *numeral, struct unit *unit, struct arena *arena)
{
    *unit = (struct unit){.class = UNIT_NONE};
    const struct token *token = &sentence->tokens[at];
    if (at >= sentence->count || token->gap == GAP_PARAGRAPH || (token->gap == GAP_LINE && unit_ends(sentence, at)))
        return 0;
    if ((token->roles & ROLE_BIT(percent_sign)) && read_percent(evidence, sentence, at, numeral, unit) > 0)
        return unit->used;
    if (!unit_begins_not(sentence, token)) {
        if (read_after(evidence, sentence, number, at, 0, numeral, unit, arena) > 0)
            return unit->used;
        *unit = (struct unit){.class = UNIT_NONE};
    }
    uint32_t link;
    if (!(numeral->scaled || numeral->collective) || row_at(sentence, at, ROLE_unit_link, &link) == NULL || at + link >= sentence->count)
        return 0;
    if (read_after(evidence, sentence, number, at, link, numeral, unit, arena) == 0) {
        *unit = (struct unit){.class = UNIT_NONE};
        return 0;
    }
    unit->tokens += link;
    unit->used += link;
    return unit->used;
}
