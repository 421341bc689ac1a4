/* SPDX-License-Identifier: MIT */
/* Words -> quarters and halves: deuxième trimestre, Q2, H1 2024, FY22. */
#include "extract/period_words.h"

#include <stdlib.h>
#include <string.h>

/* A quarter or half of number `index`, with the year behind it if there is one. */
static uint32_t finish_part(const struct sentence *sentence, uint32_t at, enum mention_unit unit, int index, bool brief, struct mention *mention)
{
    int year = 0;
    if (index < 1 || index > (unit == UNIT_QUARTER ? 4 : 2))
        return 0;
    uint32_t tokens = period_year_behind(sentence, at, brief, mention, &year);
    mention->period = (struct period){.type = unit == UNIT_QUARTER ? PERIOD_QUARTER : PERIOD_HALF, .index = index, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
    mention->kind = MENTION_PARTIAL;
    if (tokens > 0 && mention->year == 0) {
        struct mention pair = {.kind = MENTION_NONE};
        uint32_t both = period_double_year(sentence, at + tokens - 1, &pair);
        mention->kind = MENTION_CALENDAR;
        mention->period = unit == UNIT_QUARTER ? period_quarter(year, index) : period_half(year, index);
        if (both > 0 && pair.fiscal) {
            mention->fiscal = true;
            mention->year = year + 1;
            tokens += both - 1;
        }
    }
    return tokens;
}

/* deuxième trimestre, second quarter, 2e trimestre, premier semestre 2024. */
uint32_t period_ordinal_part(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t from = at, tokens;
    int index;
    const struct lexicon_row *part = row_at(sentence, at, ROLE_period_part, &tokens);
    if (part != NULL) {
        index = part->number;
        at += tokens;
    } else {
        if (at + 1 >= sentence->count || (index = period_digits(sentence, &sentence->tokens[at])) < 1 || index > 4 ||
            row_at(sentence, at + 1, ROLE_ordinal, &tokens) == NULL)
            return 0;
        at += 1 + tokens;
    }
    if (part != NULL && at < sentence->count && sentence->tokens[at].kind == TOKEN_WORD) { /* "second fiscal quarter" */
        const struct lexicon_row *fiscal = row_at(sentence, at, ROLE_period_unit, &tokens);
        if (fiscal != NULL && fiscal->kind == ROW_fiscal_year) {
            uint32_t next;
            const struct lexicon_row *inner = row_at(sentence, at + tokens, ROLE_period_unit, &next);
            if (inner != NULL) {
                mention->fiscal = true;
                at += tokens;
            }
        }
    }
    const struct lexicon_row *unit = row_at(sentence, at, ROLE_period_unit, &tokens);
    if (unit == NULL)
        return 0;
    mention->row = unit;
    enum mention_unit kind = period_unit_of(unit);
    at += tokens;
    if (kind == UNIT_QUARTER || kind == UNIT_HALF) {
        if (index == -1) {
            *mention = (struct mention){.kind = MENTION_OFFSET, .unit = kind, .offset = -1, .row = unit};
            return at - from;
        }
        uint32_t behind = finish_part(sentence, at, kind, index, false, mention);
        return mention->kind == MENTION_NONE ? 0 : at + behind - from;
    }
    return 0;
}

/* Q2, T2 2025, 1Q25, H1, FY22, 9M 2024. */
uint32_t period_letter_part(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t tokens;
    if (at + 1 >= sentence->count)
        return 0;
    const struct token *token = &sentence->tokens[at], *next = token + 1;
    const struct lexicon_row *letter;
    int index, year;
    if (token->kind == TOKEN_WORD && (letter = row_at(sentence, at, ROLE_period_letter, &tokens)) != NULL && tokens == 1) {
        enum mention_unit unit = period_unit_of(letter);
        mention->row = letter;
        if (unit == UNIT_FISCAL_YEAR || unit == UNIT_YEAR) {
            bool glued = next->gap == GAP_GLUED || next->sign == '\'';
            uint32_t used = period_year_digits(sentence, at + 1, glued || next->gap != GAP_SPACE, &year);
            if (used == 0)
                used = period_year_digits(sentence, at + 1, false, &year);
            if (used == 0) {
                mention->kind = MENTION_PARTIAL;
                mention->period = (struct period){.type = PERIOD_YEAR, .index = 0, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
                mention->fiscal = true;
                return 1;
            }
            mention->kind = MENTION_CALENDAR;
            mention->period = period_year(year);
            mention->fiscal = true;
            return 1 + used;
        }
        if (next->gap != GAP_GLUED && next->gap != GAP_NO_BREAK)
            return 0;
        index = period_digits(sentence, next);
        if (unit == UNIT_MONTH || index < 1)
            return 0;
        uint32_t behind = finish_part(sentence, at + 2, unit, index, true, mention);
        return mention->kind == MENTION_NONE ? 0 : 2 + behind;
    }
    index = period_digits(sentence, token);
    if (index < 1 || next->gap != GAP_GLUED || (letter = row_at(sentence, at + 1, ROLE_period_letter, &tokens)) == NULL || tokens != 1)
        return 0;
    enum mention_unit unit = period_unit_of(letter);
    mention->row = letter;
    if (unit == UNIT_MONTH) {
        if (index > 12)
            return 0;
        uint32_t used = period_year_digits(sentence, at + 2, true, &year);
        *mention = (struct mention){.kind = MENTION_MONTHS, .offset = index, .year = used > 0 ? year : 0, .row = letter};
        return 2 + used;
    }
    if (unit != UNIT_QUARTER && unit != UNIT_HALF)
        return 0;
    uint32_t behind = finish_part(sentence, at + 2, unit, index, true, mention);
    return mention->kind == MENTION_NONE ? 0 : 2 + behind;
}
