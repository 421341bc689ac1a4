/* SPDX-License-Identifier: MIT */
/* Which language a text is in, and the day that it says it is of. */
#ifndef EXTRACT_LANGUAGE_H
#define EXTRACT_LANGUAGE_H

#include "core/lexicon.h"
#include "extract/shape.h"
#include "extract/token.h"

/* Index of the language whose function words (role `stop`) are most in the text; the first language when there are none. `count` lexicons.
 * Looks at the first 64 KiB. */
unsigned language_detect(struct chiffre_text text, const struct lexicon *const *lexicons, unsigned count);

/* The day of a dateline at the head of the text ("date 2025-10-28", "26 juin 2024", "PARIS, 3 mai 2024 -"): a whole date at the head of one of
 * the first lines, behind a few words at most, that ends its line or is set off by a dash; or one behind a word of role `dateline`.
 * CHIFFRE_NO_DATE: none. */
chiffre_date dateline_read(struct scanner *scanner, struct chiffre_text text, const struct lexicon *lexicon, const struct shapes *shapes);

#endif
