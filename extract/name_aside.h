/* SPDX-License-Identifier: MIT */
/* What stands between two commas behind a name: a relative clause, or who the name is ("Harwell, which supplies Apple, made ..."). */
#ifndef EXTRACT_NAME_ASIDE_H
#define EXTRACT_NAME_ASIDE_H

#include "extract/token.h"

/* The comma that closes the aside which the comma at token `comma` opens behind a name; 0: it opens none. */
uint32_t name_aside_close(const struct sentence *sentence, uint32_t comma);
/* The same where the name is not sure to be one: a description has no comma in it. */
uint32_t name_aside_close_strict(const struct sentence *sentence, uint32_t comma);
/* Is the name the subject in its aside too ("which supplies", not "whose rival")? */
bool name_aside_continues(const struct sentence *sentence, uint32_t comma);

#endif
