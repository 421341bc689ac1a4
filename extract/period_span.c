/* SPDX-License-Identifier: MIT */
/* Words -> spans: nine months, twelve months ended June 30, from January to March, three years ago. */
#include "extract/period_words.h"

#include <stdlib.h>
#include <string.h>

/* A day told whole that a span of months ends on. */
uint32_t period_end_day(const struct sentence *sentence, uint32_t at, struct mention *end)
{
    uint32_t from = at;
    at += period_links(sentence, at);
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_period_end, &tokens);
    bool ending = row != NULL;
    if (ending)
        at += tokens;
    at += period_links(sentence, at);
    tokens = period_day_or_month(sentence, at, end);
    if (tokens == 0 || end->kind == MENTION_WEEKDAY || end->kind == MENTION_NONE)
        return 0;
    if (end->kind == MENTION_CALENDAR && end->period.type == PERIOD_MONTH)
        end->period = period_day(end->period.end);
    return at + tokens - from;
}

/* neuf premiers mois [de 2024], first nine months, twelve months ended June 30, 2025, douze derniers mois, trois ans plus tôt, il y a un an. */
uint32_t period_months_told(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t from = at, tokens;
    int count = 0, part = 0, year = 0;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_period_part, &tokens);
    if (row != NULL) {
        part = row->number;
        at += tokens;
    }
    if ((tokens = period_small(sentence, at, &count)) == 0)
        return 0;
    at += tokens;
    if (part == 0 && (row = row_at(sentence, at, ROLE_period_part, &tokens)) != NULL) {
        part = row->number;
        at += tokens;
    }
    row = row_at(sentence, at, ROLE_period_unit, &tokens);
    if (row == NULL)
        return 0;
    enum mention_unit unit = period_unit_of(row);
    int months = unit == UNIT_MONTH ? count : unit == UNIT_QUARTER ? 3 * count : unit == UNIT_YEAR ? 12 * count : 0;
    at += tokens;
    const struct lexicon_row *ago = row_at(sentence, at, ROLE_period_ago, &tokens);
    if (ago != NULL && part == 0) {
        *mention = (struct mention){.kind = MENTION_FIGURE, .unit = unit, .offset = -count, .from_now = ago->kind == ROW_now, .row = ago};
        return at + tokens - from;
    }
    if (months == 0 || months > 120)
        return 0;
    struct mention end = {.kind = MENTION_NONE};
    tokens = period_end_day(sentence, at, &end);
    if (tokens > 0 && months <= 12) {
        *mention = (struct mention){.kind = MENTION_TRAILING, .offset = months, .period = end.period, .day = end.day, .row = row};
        if (end.kind == MENTION_PARTIAL)
            mention->period.type = end.period.type;
        return at + tokens - from;
    }
    if (part == -1) {
        *mention = (struct mention){.kind = MENTION_TRAILING, .offset = months, .row = row};
        return at - from;
    }
    bool hyphen = sentence->tokens[at - 1].gap == GAP_HYPHEN && months >= 6 && months < 12; /* nine-month sales */
    if (unit == UNIT_MONTH && (part == 1 || months == 9 || months == 6)) {
        struct mention with_year = {.kind = MENTION_NONE};
        tokens = period_year_behind(sentence, at, false, &with_year, &year);
        if (part != 1 && tokens == 0 && !hyphen)
            return 0;
        *mention = (struct mention){.kind = MENTION_MONTHS, .offset = months, .year = tokens > 0 && with_year.year == 0 ? year : 0, .row = row};
        return at + tokens - from;
    }
    return 0;
}

/* the year to February 22, quarter ended Sept. 28, exercice clos le 31 mars 2025. */
uint32_t period_unit_ended(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t tokens, link;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_period_unit, &tokens);
    if (row == NULL)
        return 0;
    enum mention_unit unit = row->kind == ROW_whole_year ? UNIT_YEAR : period_unit_of(row);
    int months = unit == UNIT_QUARTER ? 3 : unit == UNIT_HALF ? 6 : unit == UNIT_YEAR || unit == UNIT_FISCAL_YEAR ? 12 : 0;
    const struct lexicon_row *ended = row_at(sentence, at + tokens, ROLE_period_link, &link);
    struct mention end = {.kind = MENTION_NONE};
    uint32_t behind = months > 0 && ended != NULL && ended->kind == ROW_ended ? period_end_day(sentence, at + tokens + link, &end) : 0;
    if (behind == 0)
        return 0;
    *mention = (struct mention){.kind = MENTION_TRAILING, .offset = months, .period = end.period, .day = end.day, .row = row};
    return tokens + link + behind;
}

/* il y a un an; a year before. */
uint32_t period_ago(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t tokens, used;
    int count;
    const struct lexicon_row *ago = row_at(sentence, at, ROLE_period_ago, &tokens);
    if (ago == NULL || (used = period_small(sentence, at + tokens, &count)) == 0)
        return 0;
    uint32_t unit_tokens;
    const struct lexicon_row *unit = row_at(sentence, at + tokens + used, ROLE_period_unit, &unit_tokens);
    if (unit == NULL)
        return 0;
    *mention = (struct mention){.kind = MENTION_FIGURE, .unit = period_unit_of(unit), .offset = -count, .from_now = ago->kind == ROW_now,
                                .row = ago};
    return tokens + used + unit_tokens;
}

/* A quarter, a half or another span of months that ends with `last`, of `count` months. */
static void set_months(struct mention *mention, int last, int count, int year)
{
    if (count == 3 && last % 3 == 0) {
        mention->kind = year > 0 ? MENTION_CALENDAR : MENTION_PARTIAL;
        mention->period = year > 0 ? period_quarter(year, last / 3)
                                   : (struct period){.type = PERIOD_QUARTER, .index = last / 3, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
    } else if (count == 6 && last % 6 == 0) {
        mention->kind = year > 0 ? MENTION_CALENDAR : MENTION_PARTIAL;
        mention->period = year > 0 ? period_half(year, last / 6)
                                   : (struct period){.type = PERIOD_HALF, .index = last / 6, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
    } else {
        mention->kind = MENTION_TRAILING;
        mention->offset = count;
        mention->period = year > 0 ? period_day(date_from(year, last, date_days_in_month(year, last)))
                                   : (struct period){.type = PERIOD_MONTH, .index = last, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
    }
}

static uint32_t range_word(const struct sentence *sentence, uint32_t at)
{
    if (at >= sentence->count)
        return 0;
    if (sentence->tokens[at].kind == TOKEN_SIGN && sentence->tokens[at].sign == '-')
        return 1;
    return token_match(sentence, at, ROLE_range_to).tokens;
}

/* July-September [2024], between April and June, the June quarter. */
uint32_t period_month_span(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t from = at, tokens;
    int first, last, year = 0;
    const struct lexicon_row *open = row_at(sentence, at, ROLE_range_from, &tokens);
    if (open != NULL)
        at += tokens;
    if ((tokens = period_month_name(sentence, at, &first)) == 0)
        return 0;
    at += tokens;
    const struct lexicon_row *unit = row_at(sentence, at, ROLE_period_unit, &tokens);
    uint32_t to = unit == NULL ? range_word(sentence, at) : 0;
    bool hyphen = unit == NULL && at < sentence->count && sentence->tokens[at].gap == GAP_HYPHEN;
    if (unit != NULL && period_unit_of(unit) == UNIT_QUARTER && open == NULL) {
        last = first;
        first = (last + 9) % 12 + 1;
        at += tokens;
    } else if ((to > 0 || hyphen) && (tokens = period_month_name(sentence, at + to, &last)) > 0) {
        at += to + tokens;
    } else {
        return 0;
    }
    struct mention inner = {.kind = MENTION_NONE};
    tokens = period_year_behind(sentence, at, false, &inner, &year);
    if (inner.year != 0)
        tokens = 0, year = 0;
    set_months(mention, last, (last - first + 12) % 12 + 1, tokens > 0 ? year : 0);
    return at + tokens - from;
}

/* between 2019 and 2023, from 2019 to 2023. */
uint32_t period_year_span(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t open, first_tokens, to, last_tokens;
    int first, last;
    if (row_at(sentence, at, ROLE_range_from, &open) == NULL || (first_tokens = period_year_digits(sentence, at + open, false, &first)) == 0)
        return 0;
    at += open + first_tokens;
    if ((to = range_word(sentence, at)) == 0 || (last_tokens = period_year_digits(sentence, at + to, false, &last)) == 0 || last <= first)
        return 0;
    mention->kind = MENTION_CALENDAR;
    mention->period = period_span(date_from(first, 1, 1), date_from(last, 12, 31));
    return open + first_tokens + to + last_tokens;
}
