/* SPDX-License-Identifier: MIT */
/* A text too long to hold: a file -> one slice of memory whose pages come from the file when they are read and are given back behind the
 * reading. A slice of it stays right: a page that was given back is read again. Only what is cut short while it is read, or what a
 * disk does not give, cannot be there: that is SIGBUS, as with every mapped file. */
#ifndef CORE_MAPPING_H
#define CORE_MAPPING_H

#include "chiffre.h"

struct mapping {
    void *base; /* NULL: nothing is mapped */
    size_t size;
    struct chiffre_text text; /* in it */
    size_t passed;            /* bytes of the text before this one were given back */
    size_t step;              /* bytes in which whoever reads on gives pages back, MAPPING_STEP_MIN or more; 0: 1 MiB */
};
#define MAPPING_STEP_MIN ((size_t)64)

/* Maps the descriptor's bytes from `start` up to `end`; the descriptor may be closed then. Something mapped before is closed. */
enum chiffre_status mapping_open(struct mapping *mapping, int descriptor, const char *path, size_t start, size_t end,
                                 struct chiffre_error *error);
size_t mapping_step(const struct mapping *mapping);
/* Gives back the pages of text[from, to). */
void mapping_give_back(const struct mapping *mapping, size_t from, size_t to);
/* A reader that goes forward has come to `at`: what is behind it, but for one step, is given back. */
void mapping_pass(struct mapping *mapping, size_t at);
void mapping_close(struct mapping *mapping);

/* A file without a name in TMPDIR (or /tmp), for bytes that can be read once only, or that are made. Returns its descriptor, -1 with
 * *error filled. */
int spool_open(struct chiffre_error *error);
const char *spool_folder(void);
/* UNREADABLE, with the folder in the message: it is full, or cannot be written. */
enum chiffre_status spool_failed(struct chiffre_error *error, int number);
enum chiffre_status spool_write(int descriptor, struct chiffre_text bytes, struct chiffre_error *error);

#endif
