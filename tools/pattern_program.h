/* SPDX-License-Identifier: MIT */
/* One pattern as it is written (data/README.md) -> the steps that extract walks, and the roles without which it cannot match. */
#ifndef TOOLS_PATTERN_PROGRAM_H
#define TOOLS_PATTERN_PROGRAM_H

#include "core/tables.h"

#define PROGRAM_STEPS 400
#define PROGRAM_NAME_BYTES 32
#define PROGRAM_ANY 8 /* sets that a pattern is refused by at once; more are left to its steps */

/* What the words of patterns mean, and the sets that the steps of all of a language's patterns look for. */
struct program_words {
    bool (*members)(void *context, struct chiffre_text word, struct role_set *members); /* of a role or a set; false: unknown */
    void *context;
    struct role_set sets[PATTERN_SETS];
    unsigned set_count;
};
struct program {
    struct pattern_step steps[PROGRAM_STEPS];
    unsigned step_count;
    char names[PATTERN_NAMES][PROGRAM_NAME_BYTES];
    unsigned name_count;
    struct role_set needed, any[PROGRAM_ANY];
    unsigned any_count;
};

/* NULL, or what is wrong, and with which part of the pattern. */
const char *program_compile(struct program *program, struct program_words *words, struct chiffre_text pattern, struct chiffre_text *where);

#endif
