/* SPDX-License-Identifier: MIT */
/* Texts numbered 0, 1, 2 ... in order of appearance: equal texts have equal numbers. */
#ifndef COMPARE_NAMES_H
#define COMPARE_NAMES_H

#include "chiffre.h"
#include "core/memory.h"

#define NAMES_NONE UINT32_MAX

struct names {
    struct arena arena;
    struct chiffre_text *texts;
    size_t count, capacity;
    uint32_t *slots; /* number + 1, 0 is free; the table is a power of two long */
    size_t slot_count;
    uint32_t latest; /* the number that was given last: figures of one article repeat their names */
};

/* The number of `text`, which is copied when it is new. NAMES_NONE: no memory. */
uint32_t names_add(struct names *names, struct chiffre_text text);
void names_free(struct names *names);

#define ENTITY_CANONICAL_MAX 60 /* bytes of a canonical name in data/ */
/* Who is meant: folded, without commas, without legal forms and ".com" at its end ("Amazon.com, Inc." is "amazon"); of a company in
 * data/ its canonical name. Written to `out`, which has room for ENTITY_KEY_ROOM bytes. Returns the bytes written. */
#define ENTITY_KEY_ROOM(name) (((name).length + ENTITY_CANONICAL_MAX) * 3)
size_t entity_key(struct chiffre_text name, char *out);
/* Is `a` the fuller spelling of one entity? Longer, then the one with more small letters; no order of reading matters. */
bool entity_fuller(struct chiffre_text a, struct chiffre_text b);

#endif
