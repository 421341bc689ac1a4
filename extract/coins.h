/* SPDX-License-Identifier: MIT */
/* "15 dollars 50", "20 dollars and 43 cents", "quatre euros et demi". */
#ifndef EXTRACT_COINS_H
#define EXTRACT_COINS_H

#include "extract/part.h"

/* Adds what stands behind part->end to the amount and moves its end; does nothing when no coins are there. */
void coins_read(struct evidence *evidence, const struct sentence *sentence, struct part *part, struct arena *arena);

#endif
