/* SPDX-License-Identifier: MIT */
/* Currencies as texts write them. unit.h has what other passes need; this is between unit.c and currency.c. */
#ifndef EXTRACT_CURRENCY_H
#define EXTRACT_CURRENCY_H

#include "extract/unit.h"

/* The currency or coin of a row. */
void currency_set(struct unit *unit, const struct lexicon_row *row);
/* The row of a currency's sign right before digits, where it says no more than which currency it may be: "$5". NULL: another token. */
const struct lexicon_row *currency_sign(const struct sentence *sentence, const struct token *token);
/* A currency that stands at `at`, adjectives before it included: tokens read, or 0. */
uint32_t currency_read(const struct sentence *sentence, uint32_t at, struct unit *unit);
/* An adjective behind ("dollars canadiens", "dollars de Hong Kong", "$ US"); reads nothing when it fits no candidate. */
void currency_narrow_behind(const struct sentence *sentence, uint32_t at, struct unit *unit);
/* The currency whose coin it is ("centimes d'euro", "euro cents" has it before): reads nothing when it fits no candidate. */
void currency_narrow_coin(const struct sentence *sentence, uint32_t at, struct unit *unit);
/* Letters glued together that no table has whole: a scale and a currency (MUSD, MF) or a currency and a scale (USDm). */
uint32_t currency_letters(const struct sentence *sentence, uint32_t at, struct unit *unit);

#endif
