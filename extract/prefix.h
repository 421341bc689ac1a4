/* SPDX-License-Identifier: MIT */
/* Words before an amount that change what it says: bounds and their negation, what opens a range, what makes it no figure; bounds
 * behind. */
#ifndef EXTRACT_PREFIX_H
#define EXTRACT_PREFIX_H

#include "extract/rows.h"

#define PREFIX_ROLES (ROLE_BIT(bound_before) | ROLE_BIT(bound_not) | ROLE_BIT(range_from) | ROLE_BIT(measure_before))

struct prefix {
    uint32_t tokens;
    enum chiffre_bound bound;
    bool negated, refused, ratio;
    enum row_kind range; /* of the range_from row: between, from, range, by; ROW_other: none */
    bool given_back;     /* its first word is for others to read too, unless a range is made of it */
};

/* The words before the number that begins behind them, from `at` on; prefix->tokens is 0 when there are none. */
void prefix_read_at(const struct sentence *sentence, uint32_t at, struct prefix *prefix);

/* So far back a phrase of the like may begin that others have used up. */
#define PREFIX_WORDS_BACK 5
static inline uint64_t prefix_roles_before(const struct sentence *sentence, uint32_t at)
{
    const struct token *token = &sentence->tokens[at];
    uint64_t roles = 0;
    if (at >= PREFIX_WORDS_BACK)
        return token[-1].roles | token[-2].roles | token[-3].roles | token[-4].roles | token[-5].roles;
    for (uint32_t back = 1; back <= at; back++)
        roles |= token[-(int32_t)back].roles;
    return roles;
}
static inline void prefix_read(const struct sentence *sentence, uint32_t at, struct prefix *prefix)
{
    const struct token *token = &sentence->tokens[at];
    *prefix = (struct prefix){.tokens = 0};
    if (!(sentence->roles & PREFIX_ROLES))
        return;
    if ((token->roles & PREFIX_ROLES) || (at > 0 && (token[-1].roles & ROLE_BIT(range_from))) ||
        (prefix_roles_before(sentence, at) & (ROLE_BIT(bound_before) | ROLE_BIT(measure_before))))
        prefix_read_at(sentence, at, prefix);
}
/* "ou plus", "or more", "environ" at `at`, behind the amount: tokens read, and *bound tightened; or 0. */
uint32_t prefix_bound_behind(const struct sentence *sentence, uint32_t at, enum chiffre_bound *bound);

#endif
