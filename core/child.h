/* SPDX-License-Identifier: MIT */
/* Another program at work: found by PATH, without a shell, with limits of time, memory and output. */
#ifndef CORE_CHILD_H
#define CORE_CHILD_H

#include "core/memory.h"

#define CHILD_WORDS_MAX 400 /* bytes kept of what it says: the end */

struct child {
    /* what to do */
    const char *const *arguments; /* the first is the program; ends with NULL */
    const char *folder;           /* where it works; NULL: here */
    struct chiffre_text
        input; /* its standard input, which it can also open as /dev/stdin and read in any order; empty: /dev/null */
    unsigned seconds;
    size_t memory;            /* address space; 0: no limit */
    struct arena *arena;      /* for its standard output; NULL: what it writes there is words too */
    size_t output_most;       /* bytes of output after which it is ended */
    size_t file_most;         /* bytes of any file that it writes; 0: no limit */
    const volatile int *stop; /* set by a signal handler: it is ended; may be NULL */
    /* what came of it */
    struct chiffre_text output;
    char words[CHILD_WORDS_MAX]; /* the end of what it said on standard error */
    size_t words_length;
    const char *complaint; /* the last line of that */
    bool late, large, stopped, no_memory;
    int broken; /* errno, when what it wrote could not be read: child_run returns it too */
    int state; /* as waitpid has it; 0: it ended well */
};
/* Runs it to its end, or ends it and all that it has started. Returns 0, or the number of the error that kept it from starting or from
 * being heard (ENOENT: it is not installed, or there is no folder). */
int child_run(struct child *child);
/* Why it did not end well (state is not 0), in words: the last line that it said, else its exit code or the signal that ended it. */
#define CHILD_REASON_MAX (CHILD_WORDS_MAX + 64)
const char *child_reason(const struct child *child, char reason[CHILD_REASON_MAX]);

#endif
