/* SPDX-License-Identifier: MIT */
/* What mentions of periods are made of: small numbers, years in all their spellings. */
#include "extract/period_words.h"

#include "core/text.h"

#include <stdlib.h>
#include <string.h>

#define YEAR_FIRST 1900
#define YEAR_LAST 2100

int period_digits(const struct sentence *sentence, const struct token *token)
{
    int value = 0;
    if (token->kind != TOKEN_NUMBER || token->shape != SHAPE_PLAIN || token->length > 4)
        return -1;
    for (uint32_t i = 0; i < token->length; i++)
        value = value * 10 + (sentence->text.data[token->start + i] - '0');
    return value;
}

/* A number of 1 to 99 in digits or as one word. */
uint32_t period_small(const struct sentence *sentence, uint32_t at, int *value)
{
    if (at >= sentence->count)
        return 0;
    int digits = period_digits(sentence, &sentence->tokens[at]);
    if (digits > 0 && digits < 100) {
        *value = digits;
        return 1;
    }
    static const role_number roles[] = {ROLE_number_unit, ROLE_number_teen, ROLE_number_ten, ROLE_number_one};
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        uint32_t tokens;
        const struct lexicon_row *row = row_at(sentence, at, roles[i], &tokens);
        if (row != NULL && row->number > 0) {
            *value = row->number;
            return tokens;
        }
    }
    return 0;
}

uint32_t period_links_at(const struct sentence *sentence, uint32_t at)
{
    uint32_t begin = at, tokens;
    for (int i = 0; i < 5 && row_at(sentence, at, ROLE_period_link, &tokens) != NULL; i++)
        at += tokens;
    return at - begin;
}

/* 2025, '25 behind a quarter (short years only where `brief`). */
uint32_t period_year_digits(const struct sentence *sentence, uint32_t at, bool brief, int *year)
{
    uint32_t begin = at;
    if (at >= sentence->count)
        return 0;
    if (brief && sentence->tokens[at].kind == TOKEN_SIGN && sentence->tokens[at].sign == '\'')
        at++;
    const struct token *token = &sentence->tokens[at];
    if (token->kind != TOKEN_NUMBER)
        return 0;
    int value = period_digits(sentence, token);
    if (token->length == 4 && value >= YEAR_FIRST && value <= YEAR_LAST) {
        *year = value;
        return at + 1 - begin;
    }
    if (brief && token->length == 2 && value >= 0) {
        *year = value + (value < 70 ? 2000 : 1900);
        return at + 1 - begin;
    }
    return 0;
}

/* A fiscal year that spans two: 2023-2024, 2023/24, 2022/2023. */
uint32_t period_double_year(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    int first, second;
    if (at + 2 >= sentence->count)
        return 0;
    const struct token *sign = &sentence->tokens[at + 1], *other = &sentence->tokens[at + 2];
    if (sign->kind != TOKEN_SIGN || (sign->sign != '-' && sign->sign != '/') || other->gap != GAP_GLUED ||
        period_year_digits(sentence, at, false, &first) == 0)
        return 0;
    second = period_digits(sentence, other);
    if (other->length == 2 && second >= 0)
        second += first / 100 * 100;
    else if (other->length != 4)
        return 0;
    if (second != first + 1) {
        if (second <= first || second > YEAR_LAST)
            return 0;
        mention->kind = MENTION_CALENDAR;
        mention->period = period_span(date_from(first, 1, 1), date_from(second, 12, 31));
        return 3;
    }
    mention->kind = MENTION_CALENDAR;
    mention->period = period_fiscal_year(date_from(first, 1, 1), date_from(second, 12, 31));
    mention->fiscal = true;
    return 3;
}

/* year, fiscal_year, or whole_year: a fiscal year's name that means the year under way when no number follows (full year). */
bool period_names_year(const struct lexicon_row *unit)
{
    return unit->kind == ROW_year || unit->kind == ROW_fiscal_year || unit->kind == ROW_whole_year;
}

/* "de l'exercice 2024", " 2025", ", 2025" behind a quarter, a month or a day. */
uint32_t period_year_behind(const struct sentence *sentence, uint32_t at, bool brief, struct mention *mention, int *year)
{
    uint32_t from = at;
    if (at < sentence->count && sentence->tokens[at].kind == TOKEN_SIGN && sentence->tokens[at].sign == ',')
        at++;
    at += period_links(sentence, at);
    uint32_t tokens;
    const struct lexicon_row *unit = row_at(sentence, at, ROLE_period_unit, &tokens);
    if (unit != NULL && period_names_year(unit)) {
        if (unit->kind != ROW_year)
            mention->fiscal = true;
        at += tokens;
        at += period_links(sentence, at);
    }
    tokens = period_year_digits(sentence, at, brief, year);
    if (tokens == 0) {
        const struct lexicon_row *relative = row_at(sentence, at, ROLE_period_relative, &tokens);
        if (relative != NULL && strncmp(relative->value, "year", 4) == 0) {
            mention->unit = UNIT_YEAR;
            mention->offset = atoi(relative->value + 4);
            mention->year = -1; /* the year is relative to the document's */
            return at + tokens - from;
        }
        return 0;
    }
    return at + tokens - from;
}

enum mention_unit period_unit_of_kind(enum row_kind kind)
{
    switch (kind) {
    case ROW_day:
        return UNIT_DAY;
    case ROW_week:
        return UNIT_WEEK;
    case ROW_month:
        return UNIT_MONTH;
    case ROW_quarter:
        return UNIT_QUARTER;
    case ROW_half:
        return UNIT_HALF;
    case ROW_fiscal_year:
        return UNIT_FISCAL_YEAR;
    default:
        return UNIT_YEAR;
    }
}
