/* SPDX-License-Identifier: MIT */
/* Words -> days and months: 26 juin 2024, June 26, mercredi, juin. */
#include "extract/period_words.h"

#include <stdlib.h>
#include <string.h>

uint32_t period_month_name(const struct sentence *sentence, uint32_t at, int *month)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_month, &tokens);
    if (row == NULL)
        return 0;
    *month = row->number;
    return tokens;
}

/* A day's number: 26, 1er, 3rd. */
static uint32_t read_day_number(const struct sentence *sentence, uint32_t at, int *day)
{
    uint32_t tokens;
    if (at >= sentence->count)
        return 0;
    int value = period_digits(sentence, &sentence->tokens[at]);
    if (value < 1 || value > 31)
        return 0;
    *day = value;
    if (at + 1 < sentence->count && sentence->tokens[at + 1].gap == GAP_GLUED && row_at(sentence, at + 1, ROLE_ordinal, &tokens) != NULL)
        return 1 + tokens;
    return 1;
}

static void set_day(struct mention *mention, int year, int month, int day)
{
    chiffre_date date = date_from(year, month, day);
    if (date != CHIFFRE_NO_DATE) {
        mention->kind = MENTION_CALENDAR;
        mention->period = period_day(date);
    }
}

/* 26 juin [2024]; June 26[, 2024]; juin [2024]; mercredi 26 juin; 2024-06-26. */
uint32_t period_day_or_month(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    int day = 0, month = 0, year = 0;
    uint32_t from = at, tokens;
    if (at < sentence->count && sentence->tokens[at].kind == TOKEN_NUMBER && sentence->tokens[at].shape == SHAPE_DATE) {
        chiffre_date date = date_read(token_text(sentence, at, at + 1));
        if (date == CHIFFRE_NO_DATE)
            return 0;
        mention->kind = MENTION_CALENDAR;
        mention->period = period_day(date);
        return 1;
    }
    const struct lexicon_row *weekday = row_at(sentence, at, ROLE_weekday, &tokens);
    if (weekday != NULL) {
        at += tokens;
        if (at < sentence->count && sentence->tokens[at].sign == ',' && sentence->tokens[at].kind == TOKEN_SIGN)
            at++;
    }
    uint32_t number = read_day_number(sentence, at, &day);
    uint32_t name = period_month_name(sentence, at + number + (number > 0 ? period_links(sentence, at + number) : 0), &month);
    if (number > 0 && name > 0) {
        at += number + period_links(sentence, at + number) + name;
    } else {
        day = 0;
        name = period_month_name(sentence, at, &month);
        if (name == 0) {
            if (weekday == NULL)
                return 0;
            *mention = (struct mention){.kind = MENTION_WEEKDAY, .period = {.index = weekday->number}, .row = weekday};
            row_at(sentence, from, ROLE_weekday, &tokens);
            return tokens;
        }
        at += name;
        uint32_t behind = read_day_number(sentence, at, &day);
        if (behind > 0 && at + behind < sentence->count && sentence->tokens[at + behind].kind == TOKEN_WORD) {
            uint32_t unit; /* "en juin 30 salariés": the number is not the day when a French month is followed by a counted noun */
            if (sentence->tokens[at + behind].gap == GAP_GLUED && row_at(sentence, at + behind, ROLE_ordinal, &unit) == NULL)
                behind = 0;
        }
        if (behind > 0)
            at += behind;
        else
            day = 0;
    }
    tokens = period_year_behind(sentence, at, false, mention, &year);
    if (tokens > 0 && mention->year == 0) {
        at += tokens;
        if (day > 0)
            set_day(mention, year, month, day);
        else {
            mention->kind = MENTION_CALENDAR;
            mention->period = period_month(year, month);
        }
        return mention->kind == MENTION_NONE ? 0 : at - from;
    }
    at += tokens;
    mention->kind = MENTION_PARTIAL;
    mention->period = (struct period){.type = day > 0 ? PERIOD_DAY : PERIOD_MONTH, .index = month, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
    mention->day = day;
    return at - from;
}
