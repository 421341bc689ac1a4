/* SPDX-License-Identifier: MIT */
/* The sets of a language's patterns -> slots for the places of a sentence's roles, and what two roles side by side fulfil (core/tables.h). */
#ifndef TOOLS_PATTERN_INDEX_H
#define TOOLS_PATTERN_INDEX_H

#include "tools/pattern_program.h"

struct pattern_index {
    /* in */
    struct program_need needs[PATTERN_NEEDS];
    unsigned need_count;
    /* out */
    uint8_t slot_of[256];              /* by role */
    uint8_t slot_of_set[PROGRAM_SETS]; /* by its number in program_words */
    unsigned direct_count, slot_count;
    struct pattern_slots parts[PATTERN_SLOTS];
    struct pattern_item items[PATTERN_DIRECT];
};

/* Notes what a pattern needs. Needs that are too many are left to its steps. */
struct pattern_needs index_needs(struct pattern_index *index, const struct program *program);
/* False: more slots than patterns may have. */
bool index_make(struct pattern_index *index, const struct program_words *words);

#endif
