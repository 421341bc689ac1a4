/* SPDX-License-Identifier: MIT */
/* One amount: a number with its sign, scale and unit ("$16.4 million", "-3,5 %", "15 dollars 50"), before bounds, ranges and lists.
 */
#ifndef EXTRACT_PART_H
#define EXTRACT_PART_H

#include "extract/unit.h"

struct part {
    uint32_t from, to; /* the record's text */
    uint32_t number;   /* token of the numeral's first digit or word */
    uint32_t end;      /* behind everything that was read */
    struct unit unit;
    bool minus, plus;   /* as written; the value is negative already */
    bool at_least;      /* 100+ */
    bool refused;       /* no figure: a date, a measure */
    bool touching;      /* it touches what stands before: part of a name or an address */
    uint32_t rate_from; /* token behind a later level that may tell what both are per; 0: none */
    bool before;        /* the currency stands before the number */
    struct numeral numeral;
};
/* The amount that begins at `at`: its sign, currency or number. False when there is none. */
bool part_read(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct arena *arena, struct part *part);

#endif
