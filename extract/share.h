/* SPDX-License-Identifier: MIT */
/* Units for bare numbers. */
#ifndef EXTRACT_SHARE_H
#define EXTRACT_SHARE_H

#include "extract/reader.h"

/* Gives a bare amount the unit that its neighbours have: true when it got one. */
bool share_unit(struct reader *reader, const struct sentence *sentence, struct part *part);
/* A bare number with a bound takes the noun of a count before it in its sentence: "moins de 200 à Timisoara". */
bool share_count(const struct reader *reader, const struct sentence *sentence, struct part *part);
/* Keeps the unit of a figure for bare ones behind it. */
void share_remember(struct reader *reader, const struct sentence *sentence, const struct part *part);

#endif
