/* SPDX-License-Identifier: MIT */
/* Words behind a number -> what is counted: persons in employment, or a noun in the singular. */
#ifndef EXTRACT_NOUN_H
#define EXTRACT_NOUN_H

#include "extract/unit.h"

/* The counted noun that begins at `at`, behind the number that begins at `number`. Tokens read, or 0. Its text may be made in
 * `arena`. */
uint32_t noun_read(struct evidence *evidence, const struct sentence *sentence, uint32_t number, uint32_t at,
                   const struct numeral *numeral, struct unit *unit, struct arena *arena);
/* Does a word that names an amount of money stand at `at` (somme, provisions, a metric of money)? */
bool noun_is_money(const struct sentence *sentence, uint32_t at);
/* Does a plural noun stand right at `at`? */
bool noun_follows(const struct sentence *sentence, uint32_t at);

#endif
