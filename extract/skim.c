/* SPDX-License-Identifier: MIT */
/* A sentence's tokens -> is there anything to read in it? The answer may err on the side of reading only. */
#include "extract/skim.h"

#define TOLD_ROLES (SKIM_FIGURE | SKIM_TIME | ROLE_BIT(metric) | ROLE_BIT(loss))

bool skim_is_plain(const struct sentence *sentence, const struct names *names)
{
    if (sentence->numbers || (sentence->roles & TOLD_ROLES) != 0)
        return false;
    for (uint32_t at = 0; at < sentence->count; at++)
        if ((sentence->tokens[at].flags & TOKEN_CAPITAL) && entity_may_begin(sentence, at, names))
            return false;
    return true;
}
