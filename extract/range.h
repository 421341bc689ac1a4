/* SPDX-License-Identifier: MIT */
/* "12 to 15 millions", "$5.3 - $5.5 billion", "entre A et B" -> both ends with one unit and scale. */
#ifndef EXTRACT_RANGE_H
#define EXTRACT_RANGE_H

#include "extract/prefix.h"
#include "extract/reader.h"

/* May the second end of a range stand at this token, behind the first? A range's word is there, or a hyphen that is a gap (2.5x-3x). */
static inline bool range_may_follow(const struct token *token)
{
    return (token->roles & ROLE_BIT(range_to)) || (token->kind == TOKEN_NUMBER && token->gap == GAP_HYPHEN);
}
/* Reads the second end of a range that `first` opens, whose own or outer words begin at token `outer`: true, and both ends have
 * their units, scales and signs. */
bool range_read(struct reader *reader, const struct sentence *sentence, uint32_t outer, const struct prefix *prefix,
                struct part *first, struct part *second);
/* The unit that one end has and the other lacks. */
void range_join_units(struct part *first, struct part *second);

#endif
