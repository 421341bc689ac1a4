/* SPDX-License-Identifier: MIT */
/* Short questions to the tables at a token: the row of a role that begins here, the flags behind a row's value. */
#ifndef EXTRACT_ROWS_H
#define EXTRACT_ROWS_H

#include "extract/token.h"

#include <string.h>

/* The longest phrase at `at` with a row of `role`: the row, and *tokens of it; NULL and 0 when there is none. */
static inline const struct lexicon_row *row_at(const struct sentence *sentence, uint32_t at, role_number role, uint32_t *tokens)
{
    *tokens = 0;
    if (at >= sentence->count)
        return NULL;
    struct match match = token_match(sentence, at, role);
    *tokens = match.tokens;
    return match.row;
}

static inline bool has_roles(const struct sentence *sentence, uint32_t at, uint64_t roles)
{
    return at < sentence->count && (sentence->tokens[at].roles & roles) != 0;
}

/* Does the row's value have this flag behind its first word (a coin's: behind its second)? */
static inline bool row_flagged(const struct lexicon_row *row, const char *flag)
{
    const char *at = strchr(row->value, ' ');
    if (at != NULL && row->role == ROLE_currency_minor)
        at = strchr(at + 1, ' ');
    size_t length = strlen(flag);
    for (; at != NULL; at = strchr(at + 1, ' '))
        if (strncmp(at + 1, flag, length) == 0 && (at[length + 1] == '\0' || at[length + 1] == ' '))
            return true;
    return false;
}

#endif
