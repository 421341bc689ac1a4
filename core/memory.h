/* SPDX-License-Identifier: MIT */
/* The only room that allocates: arenas for what lives and dies together, arrays that grow.
 * Out of memory is a status: an arena that has failed stays failed, so a pass asks once, at its end. */
#ifndef CORE_MEMORY_H
#define CORE_MEMORY_H

#include "chiffre.h"

/* malloc, realloc and free of the whole project. `count * size` is checked for overflow. NULL: no memory.
 * memory_resize(NULL, ...) allocates; the old block stays valid when it fails. */
void *memory_take(size_t count, size_t size);
void *memory_resize(void *block, size_t count, size_t size);
void memory_free(void *block);
/* Zeroes. For a few hundred bytes whose number the compiler knows: it would store them one word after the other. */
void memory_clear(void *block, size_t size);

/* Test hook: the `n`th allocation from now on (1-based) and all after it fail; 0 switches the hook off.
 * The environment variable CHIFFRE_FAIL_ALLOCATION=n does the same for a whole program (read by cli). */
void memory_fail_at(size_t n);

/* An arena hands out zeroed-never, 16-byte aligned blocks and frees them all at once. Zero-initialised is empty and valid. */
struct arena_block;
struct arena {
    struct arena_block *blocks;
    size_t used;  /* in the first block */
    bool failed;  /* sticky: an allocation has failed since the last reset */
};
void *arena_take(struct arena *arena, size_t size); /* NULL: no memory, and arena->failed is set */
struct chiffre_text arena_text(struct arena *arena, struct chiffre_text text); /* a copy; empty text stays empty */
void arena_reset(struct arena *arena); /* empties, keeps the largest block */
void arena_free(struct arena *arena);

/* What array_reserve does where the array has less room. */
bool array_grow(void *items, size_t *capacity, size_t needed, size_t item_size);
/* Makes room for `needed` items in a growing array: true, or false and the array unchanged when there is no memory. `items` is the address
 * of the pointer to its first item, of whatever type. */
static inline bool array_reserve(void *items, size_t *capacity, size_t needed, size_t item_size)
{
    return needed <= *capacity || array_grow(items, capacity, needed, item_size);
}

#endif
