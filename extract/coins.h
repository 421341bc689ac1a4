/* SPDX-License-Identifier: MIT */
/* "15 dollars 50", "20 dollars and 43 cents", "quatre euros et demi". */
#ifndef EXTRACT_COINS_H
#define EXTRACT_COINS_H

#include "extract/part.h"

/* May coins or a half stand at this token, right behind the amount? */
static inline bool coins_may_follow(const struct part *part, const struct token *behind)
{
    return part->unit.class == UNIT_CURRENCY && (behind->kind == TOKEN_NUMBER || (behind->roles & (NUMBER_ROLES | ROLE_BIT(number_link))));
}
/* Adds what stands behind part->end to the amount and moves its end; does nothing when no coins are there. */
void coins_read(struct evidence *evidence, const struct sentence *sentence, struct part *part, struct arena *arena);

#endif
