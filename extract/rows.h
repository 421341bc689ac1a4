/* SPDX-License-Identifier: MIT */
/* Short questions to the tables at a token: the row of a role that begins here. Most are answered no by one bit. */
#ifndef EXTRACT_ROWS_H
#define EXTRACT_ROWS_H

#include "extract/token.h"

#include <string.h>

static inline bool has_roles(const struct sentence *sentence, uint32_t at, uint64_t roles)
{
    return at < sentence->count && (sentence->tokens[at].roles & roles) != 0;
}

/* The same where the token is known to have the role's bit, which the rare roles share. */
const struct lexicon_row *row_find(const struct sentence *sentence, uint32_t at, role_number role, uint32_t *tokens);
/* The longest phrase at `at` with a row of `role`: the row, and *tokens of it; NULL and 0 when there is none. */
static inline const struct lexicon_row *row_at(const struct sentence *sentence, uint32_t at, role_number role, uint32_t *tokens)
{
    if (has_roles(sentence, at, role_bit(role)))
        return row_find(sentence, at, role, tokens);
    *tokens = 0;
    return NULL;
}

static inline bool row_flagged(const struct lexicon_row *row, unsigned flags)
{
    return (row->flags & flags) != 0;
}

#endif
