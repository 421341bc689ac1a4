/* SPDX-License-Identifier: MIT */
/* Whether a figure told as the value before another may be held against it. */
#ifndef CHECK_EARLIER_H
#define CHECK_EARLIER_H

#include "check/work.h"

/* False: it is told of a rival, a country or an expectation ("contre 41 milliards pour Leclerc", "$9.5 billion expected"), or of a span of
 * another length (a half against a year); or `current` is a conversion, and the currency of the value before may be that of the amount. */
bool earlier_is_sure(const struct work *work, const struct item *current, const struct item *prior);
/* "Fell to 80, still above the 75 of 2022": the two are compared, and the word of change has a base of its own. */
bool earlier_is_level(const struct item *current, const struct item *prior);

/* The amount that `current` is the conversion of, linked or in brackets right behind it; NULL: none. */
const struct item *earlier_amount(const struct work *work, const struct item *current);

#endif
