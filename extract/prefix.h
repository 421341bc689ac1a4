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
static inline void prefix_read(const struct sentence *sentence, uint32_t at, struct prefix *prefix)
{
    *prefix = (struct prefix){.tokens = 0};
    if (sentence->roles & PREFIX_ROLES)
        prefix_read_at(sentence, at, prefix);
}
/* "ou plus", "or more", "environ" at `at`, behind the amount: tokens read, and *bound tightened; or 0. */
uint32_t prefix_bound_behind(const struct sentence *sentence, uint32_t at, enum chiffre_bound *bound);

#endif
