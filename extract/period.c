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

/* The readers, in the order in which they are tried. */
#define READERS(R)                                                                                                                 \
    R(read_relative) R(period_ordinal_part) R(period_letter_part) R(period_months_told) R(period_ago) R(period_day_or_month) R(read_plain_year) \
    R(period_month_span) R(period_year_span) R(period_unit_ended)
#define READER_ENUM(name) READER_##name,
#define READER_FUNCTION(name) name,
enum { READERS(READER_ENUM) READER_COUNT };
_Static_assert(READER_COUNT <= 16, "a reader has a bit of its own");
typedef uint32_t reader_fn(const struct sentence *sentence, uint32_t at, struct mention *mention);
static reader_fn *const readers[] = {READERS(READER_FUNCTION)};

/* By the bit of a role: the readers, a bit each, that begin with a word that has it; that begin with digits which it stands right behind. */
#define OF(role) [ROLE_##role - ROLE_number_unit]
#define READ(name) (1u << READER_##name)
static const uint16_t begun[2][64] = {
    {OF(period_relative) = READ(read_relative), OF(period_part) = READ(period_ordinal_part) | READ(period_months_told),
     OF(period_letter) = READ(period_letter_part), OF(number_unit) = READ(period_months_told), OF(number_teen) = READ(period_months_told),
     OF(number_ten) = READ(period_months_told), OF(number_one) = READ(period_months_told), OF(period_ago) = READ(period_ago),
     OF(weekday) = READ(period_day_or_month), OF(month) = READ(period_day_or_month) | READ(period_month_span),
     OF(period_unit) = READ(read_plain_year) | READ(period_unit_ended), OF(range_from) = READ(period_month_span) | READ(period_year_span)},
    {OF(ordinal) = READ(period_ordinal_part) | READ(period_day_or_month), OF(period_letter) = READ(period_letter_part),
     OF(period_part) = READ(period_months_told), OF(period_unit) = READ(period_months_told), OF(period_link) = READ(period_day_or_month),
     OF(month) = READ(period_day_or_month)}};
static const uint64_t beginners[2] = {PERIOD_ROLES & ~(ROLE_BIT(period_begin) | ROLE_BIT(period_end)), PERIOD_BEHIND_DIGITS};

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
    uint32_t tried = 0;
    for (uint64_t left = roles & beginners[digits]; left != 0; left &= left - 1)
        tried |= begun[digits][__builtin_ctzll(left)];
    for (; tried != 0; tried &= tried - 1) {
        struct mention one = {.kind = MENTION_NONE};
        uint32_t used = readers[__builtin_ctz(tried)](sentence, at, &one);
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
