/* SPDX-License-Identifier: MIT */
/* "par an", "per share", "/MWh" behind an amount -> what it is per. */
#ifndef EXTRACT_RATE_H
#define EXTRACT_RATE_H

#include "extract/token.h"

/* The rate right at `at`: tokens read and *per, or 0. `money`: the amount is money ("60 € la consultation"). */
uint32_t rate_read(const struct sentence *sentence, uint32_t at, bool money, struct chiffre_text *per);
/* A rate some words behind ("£125 in prizes per year"): it is not used up. */
void rate_look_behind(const struct sentence *sentence, uint32_t at, struct chiffre_text *per);
/* A period told before the amount ("chaque année, ..."). */
void rate_look_before(const struct sentence *sentence, uint32_t at, struct chiffre_text *per);
/* Both where the sentence has the words for one. */
static inline void rate_look(const struct sentence *sentence, uint32_t at, struct chiffre_text *per)
{
    if ((sentence->roles & ROLE_BIT(per)) && (sentence->roles & ROLE_BIT(per_unit)))
        rate_look_behind(sentence, at, per);
}
static inline void rate_look_back(const struct sentence *sentence, uint32_t at, struct chiffre_text *per)
{
    if ((sentence->roles & ROLE_BIT(per)) && (sentence->roles & ROLE_BIT(period_unit)))
        rate_look_before(sentence, at, per);
}

#endif
