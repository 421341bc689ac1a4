/* SPDX-License-Identifier: MIT */
/* Words -> mentions of periods. The readers are tried in turn, and the longest wins. */
#include "extract/period_words.h"

#include "core/text.h"

#include <stdlib.h>
#include <string.h>

/* "the same period": of the year behind it. */
static uint32_t read_year_of_same(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    int year;
    struct mention inner = {.kind = MENTION_NONE};
    uint32_t behind = period_year_behind(sentence, at, false, &inner, &year);
    if (behind > 0 && inner.year == 0)
        mention->year = year;
    else if (behind > 0)
        mention->offset = -1, mention->unit = UNIT_YEAR;
    return behind;
}

/* Whole phrases of the table. */
static uint32_t read_relative(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_period_relative, &tokens);
    if (row == NULL)
        return 0;
    struct mention end = {.kind = MENTION_NONE};
    mention->row = row;
    mention->offset = row->number;
    switch (row->kind) {
    case ROW_figure: case ROW_ago:
        mention->kind = MENTION_FIGURE;
        mention->from_now = row->kind == ROW_ago;
        break;
    case ROW_basis:
        mention->kind = MENTION_BASIS;
        break;
    case ROW_trailing:
        mention->kind = MENTION_TRAILING;
        at += tokens;
        uint32_t behind = period_end_day(sentence, at, &end);
        if (behind > 0) {
            mention->period = end.period;
            mention->day = end.day;
        }
        return tokens + behind;
    case ROW_ytd: case ROW_now:
        mention->kind = row->kind == ROW_ytd ? MENTION_TO_DATE : MENTION_PRESENT;
        mention->offset = 0;
        return tokens;
    default:
        mention->kind = MENTION_OFFSET;
        mention->ending = row->kind == ROW_end;
    }
    mention->unit = period_unit_of_kind((enum row_kind)row->flags);
    return mention->kind == MENTION_FIGURE && mention->offset == 0 ? tokens + read_year_of_same(sentence, at + tokens, mention) : tokens;
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

/* A reader, and what a word must be for it to begin there; then what must stand right behind digits that it begins with, 0: it begins with none. */
struct reader {
    uint32_t (*read)(const struct sentence *sentence, uint32_t at, struct mention *mention);
    uint64_t roles[2];
};
static const struct reader readers[] = {
    {read_relative, {ROLE_BIT(period_relative), 0}},
    {period_ordinal_part, {ROLE_BIT(period_part), ROLE_BIT(ordinal)}},
    {period_letter_part, {ROLE_BIT(period_letter), ROLE_BIT(period_letter)}},
    {period_months_told, {ROLE_BIT(period_part) | PERIOD_SMALL, ROLE_BIT(period_part) | ROLE_BIT(period_unit)}},
    {period_ago, {ROLE_BIT(period_ago), 0}},
    {period_day_or_month, {ROLE_BIT(weekday) | ROLE_BIT(month), ROLE_BIT(ordinal) | ROLE_BIT(period_link) | ROLE_BIT(month)}},
    {read_plain_year, {ROLE_BIT(period_unit), 0}},
    {period_month_span, {ROLE_BIT(range_from) | ROLE_BIT(month), 0}},
    {period_year_span, {ROLE_BIT(range_from), 0}},
    {period_unit_ended, {ROLE_BIT(period_unit), 0}}};

/* The longest mention that begins right at `at`: its tokens, or 0. */
static uint32_t read_longest(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    const struct token *token = &sentence->tokens[at];
    uint32_t longest = 0;
    if (at >= sentence->count)
        return 0;
    const bool digits = token->kind == TOKEN_NUMBER;
    if (digits && (token->shape == SHAPE_DATE || (token->length == 4 && sentence->text.data[token->start] != '0'))) { /* no small number */
        *mention = (struct mention){.kind = MENTION_NONE};
        longest = token->shape == SHAPE_DATE ? period_day_or_month(sentence, at, mention) : read_plain_year(sentence, at, mention);
        return mention->kind != MENTION_NONE ? longest : 0;
    }
    const uint64_t roles = digits ? token[1].roles : token->roles;
    for (const struct reader *reader = readers, *end = readers + sizeof readers / sizeof readers[0]; reader < end; reader++) {
        if (!(roles & reader->roles[digits]))
            continue;
        struct mention one = {.kind = MENTION_NONE};
        uint32_t used = reader->read(sentence, at, &one);
        if (used > longest && one.kind != MENTION_NONE) {
            longest = used;
            *mention = one;
        }
    }
    return longest;
}

/* Words before a period. */
struct opening {
    uint32_t tokens;
    bool ending, deadline, since;
};

static void read_opening(const struct sentence *sentence, uint32_t at, struct opening *opening)
{
    uint32_t tokens;
    const struct lexicon_row *row;
    *opening = (struct opening){.tokens = 0};
    while (opening->tokens < 8) {
        uint32_t next = at + opening->tokens;
        if ((row = row_at(sentence, next, ROLE_period_end, &tokens)) != NULL) {
            opening->ending |= row->kind == ROW_end;
            opening->deadline |= row->kind == ROW_by;
        } else if ((row = row_at(sentence, next, ROLE_period_begin, &tokens)) != NULL) {
            opening->since |= row->kind == ROW_since;
        } else if (opening->tokens == 0 || row_at(sentence, next, ROLE_period_link, &tokens) == NULL) {
            break;
        }
        opening->tokens += tokens;
    }
}

uint32_t period_read_at(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    struct opening opening;
    struct mention whole;
    if (!(sentence->tokens[at].roles & (ROLE_BIT(period_end) | ROLE_BIT(period_begin))))
        return read_longest(sentence, at, mention);
    read_opening(sentence, at, &opening);
    uint32_t used = read_longest(sentence, at + opening.tokens, mention);
    if (opening.tokens == 0)
        return used;
    used += used > 0 ? opening.tokens : 0;
    uint32_t alone = read_longest(sentence, at, &whole); /* phrases that begin with what else opens a period: "depuis le début de l'année" */
    if (alone > used) {
        *mention = whole;
        return alone;
    }
    if (used > 0) {
        mention->ending |= opening.ending;
        mention->deadline = opening.deadline;
        mention->since = opening.since;
    }
    return used;
}
