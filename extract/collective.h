/* SPDX-License-Identifier: MIT */
/* Round numbers as nouns, and fractions of scales. */
#ifndef EXTRACT_COLLECTIVE_H
#define EXTRACT_COLLECTIVE_H

#include "extract/number.h"

/* "une dizaine de millions", "tens of thousands", "half a million" at `at`: false when there is none; then *numeral may have been
 * written. */
bool collective_read(const struct sentence *sentence, uint32_t at, struct numeral *numeral);

#endif
