/* SPDX-License-Identifier: MIT */
/* Pass 2: words -> mentions of periods ("au deuxième trimestre", "fiscal 2024", "un an plus tôt"), and mentions -> periods, given the
 * document's date. Knows calendars; the words are in data/<language>/periods.csv. */
#ifndef EXTRACT_PERIOD_H
#define EXTRACT_PERIOD_H

#include "core/date.h"
#include "extract/token.h"

#define PERIOD_EMPTY ((struct period){.type = PERIOD_NONE, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE})

enum mention_kind {
    MENTION_NONE,
    MENTION_CALENDAR, /* told whole: `period` */
    MENTION_PARTIAL,  /* a quarter, half, month or day without its year: period.type and index (day: month and day in `index`, `day`) */
    MENTION_WEEKDAY,  /* a weekday: index 1 to 7 */
    MENTION_OFFSET,   /* against the document's date: `unit`, `offset` (last year, this week) */
    MENTION_FIGURE,   /* against the period of the figure that is compared: `unit`, `offset` (a year earlier); unit_year with a `year`: the same in that year */
    MENTION_BASIS,    /* what a change is measured against, no period of its own (sur un an) */
    MENTION_TRAILING, /* the last `offset` months before `period` (a day) or before the document's last quarter */
    MENTION_MONTHS,   /* the first `offset` months of a year (`year`, 0 when untold) */
    MENTION_TO_DATE,  /* since the beginning of the year */
    MENTION_PRESENT   /* now: of no period, and of none that is told for another figure */
};
enum mention_unit { UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_QUARTER, UNIT_HALF, UNIT_YEAR, UNIT_FISCAL_YEAR };
struct mention {
    enum mention_kind kind;
    struct period period;
    uint32_t item;         /* that it is, in its sentence */
    int day, offset, year; /* offset of a MENTION_CALENDAR: the month in which its fiscal year ends, 0 untold */
    enum mention_unit unit;
    bool deadline; /* d'ici à, by: the figure is of that day to come */
    bool since;    /* depuis, since: from its first day on */
    bool ending;   /* fin, end of: the last day of it, an instant */
    bool from_now; /* il y a, ago: where the figure that is compared has no period, it counts from the document's date */
    bool fiscal;   /* named as a fiscal year or a period of one */
    const struct lexicon_row *row; /* the row that told most, for --explain */
};
/* What a word must be for a period to begin with it. */
#define PERIOD_SMALL (ROLE_BIT(number_unit) | ROLE_BIT(number_teen) | ROLE_BIT(number_ten) | ROLE_BIT(number_one))
#define PERIOD_ROLES (PERIOD_SMALL | ROLE_BIT(month) | ROLE_BIT(weekday) | ROLE_BIT(period_unit) | ROLE_BIT(period_letter) | ROLE_BIT(period_part) | \
                      ROLE_BIT(period_ago) | ROLE_BIT(period_relative) | ROLE_BIT(period_begin) | ROLE_BIT(period_end) | ROLE_BIT(range_from))
/* What must stand behind digits below 100 that a period begins with: 3rd quarter, 1Q25, 9 premiers mois, 12 months, 26 [of] June. */
#define PERIOD_BEHIND_DIGITS (ROLE_BIT(ordinal) | ROLE_BIT(period_letter) | ROLE_BIT(period_part) | ROLE_BIT(period_unit) | ROLE_BIT(month) | \
                              ROLE_BIT(period_link))
/* May a period begin at this token of a sentence? False is sure: most tokens end here. */
static inline bool period_may_begin(const struct token *token)
{
    const struct token *next = token + 1;
    if (token->kind == TOKEN_NUMBER)
        return token->shape == SHAPE_DATE ||
               (token->shape == SHAPE_PLAIN && (token->length == 4 || (token->length < 4 && (next->roles & PERIOD_BEHIND_DIGITS))));
    const uint64_t roles = token->roles & PERIOD_ROLES;
    if (roles == 0 || token->phrase->word_count > 0)
        return roles != 0;
    if (!(roles & ~PERIOD_SMALL)) /* a small number or what opens a range needs what belongs to it right behind */
        return (next->roles & (ROLE_BIT(period_part) | ROLE_BIT(period_unit))) != 0;
    return roles != ROLE_BIT(range_from) || next->kind == TOKEN_NUMBER || (next->roles & ROLE_BIT(month));
}
uint32_t period_read_at(const struct sentence *sentence, uint32_t at, struct mention *mention);
/* The mention that begins at token `at`: tokens consumed, or 0. */
static inline uint32_t period_mention_read(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    return period_may_begin(&sentence->tokens[at]) ? period_read_at(sentence, at, mention) : 0;
}

/* What a mention stands for. `date` is the document's (CHIFFRE_NO_DATE: unknown, and then relative ones give PERIOD_OPEN or PERIOD_NONE),
 * `future`: the sentence speaks of what is to come. `reference` is the period of the figure that this one is compared with (PERIOD_NONE: none).
 * `closing_month`: month in which the entity's fiscal year ends (12 when it is the calendar year). */
struct period period_mention_resolve(const struct mention *mention, chiffre_date date, bool future, struct period reference, int closing_month,
                                     enum chiffre_period_source *source);

#endif
