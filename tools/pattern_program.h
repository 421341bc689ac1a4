/* SPDX-License-Identifier: MIT */
/* One pattern as it is written (data/README.md) -> the steps that extract walks, and what it cannot match without. */
#ifndef TOOLS_PATTERN_PROGRAM_H
#define TOOLS_PATTERN_PROGRAM_H

#include "core/tables.h"

#define PROGRAM_STEPS 400
#define PROGRAM_NAME_BYTES 32
#define PROGRAM_NEEDS 16 /* that a pattern is refused by at once; more are left to its steps */
#define PROGRAM_SETS 256

/* What the words of patterns mean, and the sets that the steps of all of a language's patterns look for. */
struct program_words {
    bool (*members)(void *context, struct chiffre_text word, struct role_set *members); /* of a role or a set; false: unknown */
    void *context;
    struct role_set sets[PROGRAM_SETS];
    unsigned set_count;
};
/* An item of a set, and right behind it one of another; PROGRAM_SETS: whatever there is. */
struct program_need {
    unsigned first, second;
};
struct program {
    struct pattern_step steps[PROGRAM_STEPS];
    unsigned step_count;
    char names[PATTERN_NAMES][PROGRAM_NAME_BYTES];
    unsigned name_count;
    struct program_need needs[PROGRAM_NEEDS];
    unsigned need_count;
};

/* NULL, or what is wrong, and with which part of the pattern. */
const char *program_compile(struct program *program, struct program_words *words, struct chiffre_text pattern, struct chiffre_text *where);

#endif
