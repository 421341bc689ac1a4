/* SPDX-License-Identifier: MIT */
/* Words -> mentions of periods. The readers are tried in turn, and the longest wins. */
#include "extract/period_words.h"

#include "core/text.h"

#include <stdlib.h>
#include <string.h>

/* Whole phrases of the table. */
static uint32_t read_relative(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_period_relative, &tokens);
    if (row == NULL)
        return 0;
    const char *value = row->value;
    mention->row = row;
    if (strncmp(value, "figure-", 7) == 0) {
        mention->kind = MENTION_FIGURE;
        value += 7;
    } else if (strncmp(value, "ago-", 4) == 0) {
        mention->kind = MENTION_FIGURE;
        mention->from_now = true;
        value += 4;
    } else if (strncmp(value, "basis-", 6) == 0) {
        mention->kind = MENTION_BASIS;
        value += 6;
    } else if (strncmp(value, "trailing-", 9) == 0) {
        *mention = (struct mention){.kind = MENTION_TRAILING, .offset = atoi(value + 9), .row = row};
        struct mention end = {.kind = MENTION_NONE};
        uint32_t behind = period_end_day(sentence, at + tokens, &end);
        if (behind > 0) {
            mention->period = end.period;
            mention->day = end.day;
        }
        return tokens + behind;
    } else if (strcmp(value, "ytd") == 0) {
        mention->kind = MENTION_TO_DATE;
        return tokens;
    } else if (strcmp(value, "now") == 0) {
        mention->kind = MENTION_PRESENT;
        return tokens;
    } else if (strncmp(value, "end-", 4) == 0) {
        mention->kind = MENTION_OFFSET;
        mention->ending = true;
        value += 4;
    } else {
        mention->kind = MENTION_OFFSET;
    }
    char unit[24];
    size_t length = strcspn(value, "+-0123456789");
    if (length >= sizeof unit)
        length = sizeof unit - 1;
    memcpy(unit, value, length);
    unit[length] = '\0';
    mention->unit = period_unit_named(unit);
    mention->offset = atoi(value + length);
    if (mention->kind == MENTION_FIGURE && mention->offset == 0) { /* "the same period": of the year behind it */
        int year;
        struct mention inner = {.kind = MENTION_NONE};
        uint32_t behind = period_year_behind(sentence, at + tokens, false, &inner, &year);
        if (behind > 0 && inner.year == 0)
            mention->year = year;
        else if (behind > 0)
            mention->offset = -1, mention->unit = UNIT_YEAR;
        return tokens + behind;
    }
    return tokens;
}

/* "exercice 2023-2024, clos le 31 mars": the month in which the fiscal year ends, which becomes the mention's offset. */
static uint32_t read_closing(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t from = at;
    struct mention end = {.kind = MENTION_NONE};
    if (!mention->fiscal)
        return 0;
    if (at < sentence->count && sentence->tokens[at].kind == TOKEN_SIGN && sentence->tokens[at].sign == ',')
        at++;
    if (period_links(sentence, at) < 2)
        return 0;
    uint32_t tokens = period_end_day(sentence, at, &end);
    if (tokens == 0 || end.kind != MENTION_PARTIAL)
        return 0;
    mention->offset = end.period.index;
    return at + tokens - from;
}

/* The year itself: 2025, exercice 2024, fiscal 2022, année 2023, and what stands in brackets or behind a preposition. */
static uint32_t read_plain_year(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t from = at, tokens;
    int year;
    uint32_t both = period_double_year(sentence, at, mention);
    if (both > 0)
        return both + read_closing(sentence, at + both, mention);
    const struct lexicon_row *unit = row_at(sentence, at, ROLE_period_unit, &tokens);
    if (unit != NULL && period_names_year(unit)) {
        at += tokens;
        uint32_t alone = at;
        at += period_links(sentence, at);
        mention->fiscal = unit->kind != ROW_year;
        mention->row = unit;
        if ((both = period_double_year(sentence, at, mention)) > 0)
            return at + both + read_closing(sentence, at + both, mention) - from;
        if ((tokens = period_year_digits(sentence, at, false, &year)) == 0) {
            if (unit->kind != ROW_whole_year)
                return 0;
            mention->kind = MENTION_PARTIAL;
            mention->period = (struct period){.type = PERIOD_YEAR, .index = 0, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
            return alone - from;
        }
    } else if ((tokens = period_year_digits(sentence, at, false, &year)) == 0) {
        return 0;
    }
    at += tokens;
    if (at < sentence->count && sentence->tokens[at].gap == GAP_GLUED && sentence->tokens[at].kind != TOKEN_SIGN)
        return 0;
    mention->kind = MENTION_CALENDAR;
    mention->period = period_year(year);
    uint32_t behind;
    const struct lexicon_row *letter = row_at(sentence, at, ROLE_period_letter, &behind);
    if (letter != NULL && at + 1 < sentence->count && sentence->tokens[at + 1].gap == GAP_GLUED) { /* 2025 Q2 */
        int index = period_digits(sentence, &sentence->tokens[at + 1]);
        enum mention_unit kind = period_unit_of(letter);
        if (kind == UNIT_QUARTER && index >= 1 && index <= 4) {
            mention->period = period_quarter(year, index);
            at += 2;
        } else if (kind == UNIT_HALF && index >= 1 && index <= 2) {
            mention->period = period_half(year, index);
            at += 2;
        }
    }
    return at - from;
}

/* A reader, and what a word must be for it to begin there; `numbers`: it may begin with digits, too. */
struct reader {
    uint32_t (*read)(const struct sentence *sentence, uint32_t at, struct mention *mention);
    uint64_t roles;
    bool numbers;
};
#define SMALL_ROLES (ROLE_BIT(number_unit) | ROLE_BIT(number_teen) | ROLE_BIT(number_ten) | ROLE_BIT(number_one))
static const struct reader readers[] = {
    {read_relative, ROLE_BIT(period_relative), false},
    {period_ordinal_part, ROLE_BIT(period_part), true},
    {period_letter_part, ROLE_BIT(period_letter), true},
    {period_months_told, ROLE_BIT(period_part) | SMALL_ROLES, true},
    {period_ago, ROLE_BIT(period_ago), false},
    {period_day_or_month, ROLE_BIT(weekday) | ROLE_BIT(month), true},
    {read_plain_year, ROLE_BIT(period_unit), true},
    {period_month_span, ROLE_BIT(range_from) | ROLE_BIT(month), false},
    {period_year_span, ROLE_BIT(range_from), false},
    {period_unit_ended, ROLE_BIT(period_unit), false}};

/* What must stand behind digits below 100 that a period begins with: 3rd quarter, 1Q25, 9 premiers mois, 12 months, 26 [of] June. */
#define BEHIND_DIGITS (ROLE_BIT(ordinal) | ROLE_BIT(period_letter) | ROLE_BIT(period_part) | ROLE_BIT(period_unit) | ROLE_BIT(month) | \
                       ROLE_BIT(period_link))

/* May a period begin with this number? Most numbers end here. */
static bool number_begins(const struct token *token)
{
    if (token->shape == SHAPE_DATE)
        return true;
    return token->shape == SHAPE_PLAIN && (token->length == 4 || (token->length <= 4 && (token[1].roles & BEHIND_DIGITS)));
}

#define PERIOD_ROLES (SMALL_ROLES | ROLE_BIT(month) | ROLE_BIT(weekday) | ROLE_BIT(period_unit) | ROLE_BIT(period_letter) | ROLE_BIT(period_part) | \
                      ROLE_BIT(period_ago) | ROLE_BIT(period_relative) | ROLE_BIT(period_begin) | ROLE_BIT(period_end) | \
                      ROLE_BIT(range_from))

/* The same for a word of these roles: a small number or what opens a range tells no period without what belongs to it right behind. */
static bool word_begins(const struct token *token, uint64_t roles)
{
    if (roles == 0 || token->phrase->word_count > 0)
        return roles != 0;
    if (!(roles & ~SMALL_ROLES))
        return (token[1].roles & (ROLE_BIT(period_part) | ROLE_BIT(period_unit))) != 0;
    if (roles == ROLE_BIT(range_from))
        return token[1].kind == TOKEN_NUMBER || (token[1].roles & ROLE_BIT(month));
    return true;
}

uint32_t period_mention_read(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    const struct token *token = &sentence->tokens[at];
    if (token->kind == TOKEN_NUMBER ? !number_begins(token) : !word_begins(token, token->roles & PERIOD_ROLES))
        return 0;
    uint32_t before = 0, tokens;
    bool ending = false, deadline = false, since = false;
    const struct lexicon_row *row;
    while (before < 8) {
        if ((row = row_at(sentence, at + before, ROLE_period_end, &tokens)) != NULL) {
            ending = ending || row->kind == ROW_end;
            deadline = deadline || row->kind == ROW_by;
        } else if ((row = row_at(sentence, at + before, ROLE_period_begin, &tokens)) != NULL) {
            since = since || row->kind == ROW_since;
        } else if (before == 0 || row_at(sentence, at + before, ROLE_period_link, &tokens) == NULL) {
            break;
        }
        before += tokens;
    }
    struct mention best = {.kind = MENTION_NONE};
    uint32_t longest = 0, prefix = before;
    for (uint32_t skip = before;; skip = 0) { /* whole phrases may begin with what else opens a period: "depuis le début de l'année" */
        token = &sentence->tokens[at + skip];
        for (size_t i = 0; i < sizeof readers / sizeof readers[0] && at + skip < sentence->count; i++) {
            if (token->kind == TOKEN_NUMBER ? !readers[i].numbers : !(token->roles & readers[i].roles))
                continue;
            struct mention one = {.kind = MENTION_NONE};
            uint32_t used = readers[i].read(sentence, at + skip, &one);
            if (used > 0 && used + skip > longest && one.kind != MENTION_NONE) {
                longest = used + skip;
                best = one;
                prefix = skip;
            }
        }
        if (skip == 0)
            break;
    }
    if (longest == 0)
        return 0;
    best.ending = best.ending || (ending && prefix > 0);
    best.deadline = deadline && prefix > 0;
    best.since = since && prefix > 0;
    *mention = best;
    return longest;
}
