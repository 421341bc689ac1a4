/* SPDX-License-Identifier: MIT */
/* Words behind a number -> what is counted: persons in employment, or a noun in the singular. */
#ifndef EXTRACT_NOUN_H
#define EXTRACT_NOUN_H

#include "extract/unit.h"

/* The counted noun that begins at `at`, behind the number that begins at `number`. Tokens read, or 0. Its text may be made in
 * `arena`. */
uint32_t noun_read(struct evidence *evidence, const struct sentence *sentence, uint32_t number, uint32_t at,
                   const struct numeral *numeral, struct unit *unit, struct arena *arena);
#define NOUN_STOPS (ROLE_BIT(stop) | ROLE_BIT(unit_link))
/* A function word and nothing else that matters to nouns, as most words behind a number are: no noun begins there. */
static inline bool noun_is_none(const struct token *token)
{
    return token->kind == TOKEN_WORD && (token->roles & NOUN_STOPS) && token->gap != GAP_HYPHEN &&
           !(token->roles & (ROLE_BIT(measure) | ROLE_BIT(person_employed) | ROLE_BIT(noun) | ROLE_BIT(noun_adjective)));
}
/* Does a word that names an amount of money stand at `at` (somme, provisions, a metric of money)? */
bool noun_is_money(const struct sentence *sentence, uint32_t at);
/* Does a plural noun stand right at `at`? */
bool noun_follows(const struct sentence *sentence, uint32_t at);

#endif
