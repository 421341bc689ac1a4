/* SPDX-License-Identifier: MIT */
/* What the readers of period mentions share, and the readers themselves, by file. Each reads from token `at` on: the tokens it consumed, or 0
 * and nothing moved. */
#ifndef EXTRACT_PERIOD_WORDS_H
#define EXTRACT_PERIOD_WORDS_H

#include "extract/period.h"
#include "extract/rows.h"

/* ---- period_words.c: small numbers, years ---- */
int period_digits(const struct sentence *sentence, const struct token *token);
/* A number of 1 to 99 in digits or as one word. */
uint32_t period_small(const struct sentence *sentence, uint32_t at, int *value);
/* Blanks out words that may stand inside a period: how many tokens. */
uint32_t period_links_at(const struct sentence *sentence, uint32_t at);
static inline uint32_t period_links(const struct sentence *sentence, uint32_t at)
{
    return has_roles(sentence, at, ROLE_BIT(period_link)) ? period_links_at(sentence, at) : 0;
}
/* 2025, '25 behind a quarter (short years only where `brief`). */
uint32_t period_year_digits(const struct sentence *sentence, uint32_t at, bool brief, int *year);
/* A fiscal year that spans two: 2023-2024, 2023/24, 2022/2023. */
uint32_t period_double_year(const struct sentence *sentence, uint32_t at, struct mention *mention);
/* year, fiscal_year, or whole_year: a fiscal year's name that means the year under way when no number follows (full year). */
bool period_names_year(const struct lexicon_row *unit);
/* "de l'exercice 2024", " 2025", ", 2025" behind a quarter, a month or a day. */
uint32_t period_year_behind(const struct sentence *sentence, uint32_t at, bool brief, struct mention *mention, int *year);
enum mention_unit period_unit_of_kind(enum row_kind kind);
/* That of a row of role period_unit or period_letter. */
static inline enum mention_unit period_unit_of(const struct lexicon_row *row)
{
    return period_unit_of_kind((enum row_kind)row->kind);
}

/* ---- period_day.c ---- */
uint32_t period_month_name(const struct sentence *sentence, uint32_t at, int *month);
/* 26 juin [2024]; June 26[, 2024]; juin [2024]; mercredi 26 juin; 2024-06-26. */
uint32_t period_day_or_month(const struct sentence *sentence, uint32_t at, struct mention *mention);

/* ---- period_part.c ---- */
/* deuxième trimestre, second quarter, 2e trimestre, premier semestre 2024. */
uint32_t period_ordinal_part(const struct sentence *sentence, uint32_t at, struct mention *mention);
/* Q2, T2 2025, 1Q25, H1, FY22, 9M 2024. */
uint32_t period_letter_part(const struct sentence *sentence, uint32_t at, struct mention *mention);

/* ---- period_span.c ---- */
/* A day told whole that a span of months ends on. */
uint32_t period_end_day(const struct sentence *sentence, uint32_t at, struct mention *end);
/* neuf premiers mois [de 2024], first nine months, twelve months ended June 30, 2025, douze derniers mois, trois ans plus tôt, il y a un an. */
uint32_t period_months_told(const struct sentence *sentence, uint32_t at, struct mention *mention);
/* the year to February 22, quarter ended Sept. 28, exercice clos le 31 mars 2025. */
uint32_t period_unit_ended(const struct sentence *sentence, uint32_t at, struct mention *mention);
/* il y a un an; a year before. */
uint32_t period_ago(const struct sentence *sentence, uint32_t at, struct mention *mention);
/* July-September [2024], between April and June, the June quarter. */
uint32_t period_month_span(const struct sentence *sentence, uint32_t at, struct mention *mention);
/* between 2019 and 2023, from 2019 to 2023. */
uint32_t period_year_span(const struct sentence *sentence, uint32_t at, struct mention *mention);

#endif
