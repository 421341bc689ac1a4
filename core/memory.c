/* SPDX-License-Identifier: MIT */
/* The project's only calls of malloc: counted blocks, arenas, growing arrays. */
#include "core/memory.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_ALIGNMENT ((size_t)16)
#define ARENA_FIRST_BLOCK ((size_t)4096)
#define ARENA_LARGEST_STEP ((size_t)1 << 20)

struct arena_block {
    struct arena_block *next;
    size_t size; /* bytes of data */
    alignas(16) char data[];
};

/* How many allocations are left, counting the one that fails; 0: the hook is off. */
static atomic_size_t allocations_to_failure;

void memory_fail_at(size_t n)
{
    atomic_store(&allocations_to_failure, n);
}

static bool must_fail(void)
{
    size_t left = atomic_load_explicit(&allocations_to_failure, memory_order_relaxed);
    while (left > 1)
        if (atomic_compare_exchange_weak(&allocations_to_failure, &left, left - 1))
            return false;
    return left == 1;
}

void *memory_resize(void *block, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > PTRDIFF_MAX || must_fail())
        return NULL;
    return realloc(block, bytes > 0 ? bytes : 1);
}

void *memory_take(size_t count, size_t size)
{
    return memory_resize(NULL, count, size);
}

void memory_free(void *block)
{
    free(block);
}

void memory_clear(void *block, size_t size)
{
    memset(block, 0, size);
}

static bool add_block(struct arena *arena, size_t needed)
{
    size_t size = ARENA_FIRST_BLOCK;
    if (arena->blocks != NULL) {
        size = arena->blocks->size < ARENA_LARGEST_STEP ? arena->blocks->size * 2 : ARENA_LARGEST_STEP;
        size = size > ARENA_LARGEST_STEP ? ARENA_LARGEST_STEP : size;
    }
    if (size < needed)
        size = needed;
    if (size > SIZE_MAX - sizeof(struct arena_block))
        return false;
    struct arena_block *block = memory_take(1, sizeof *block + size);
    if (block == NULL)
        return false;
    block->next = arena->blocks;
    block->size = size;
    arena->blocks = block;
    arena->used = 0;
    return true;
}

void *arena_take(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX - ARENA_ALIGNMENT) {
        arena->failed = true;
        return NULL;
    }
    size = (size + ARENA_ALIGNMENT - 1) & ~(ARENA_ALIGNMENT - 1);
    if (arena->blocks == NULL || arena->blocks->size - arena->used < size) {
        if (!add_block(arena, size)) {
            arena->failed = true;
            return NULL;
        }
    }
    void *taken = arena->blocks->data + arena->used;
    arena->used += size;
    return taken;
}

struct chiffre_text arena_text(struct arena *arena, struct chiffre_text text)
{
    if (text.length == 0)
        return (struct chiffre_text){"", 0};
    char *copy = arena_take(arena, text.length);
    if (copy == NULL)
        return (struct chiffre_text){NULL, 0};
    memcpy(copy, text.data, text.length);
    return (struct chiffre_text){copy, text.length};
}

static void free_blocks(struct arena_block *block, const struct arena_block *kept)
{
    while (block != NULL) {
        struct arena_block *next = block->next;
        if (block != kept)
            memory_free(block);
        block = next;
    }
}

void arena_reset(struct arena *arena)
{
    struct arena_block *largest = arena->blocks;
    for (struct arena_block *block = arena->blocks; block != NULL; block = block->next)
        if (block->size > largest->size)
            largest = block;
    free_blocks(arena->blocks, largest);
    if (largest != NULL)
        largest->next = NULL;
    *arena = (struct arena){.blocks = largest, .used = 0, .failed = false};
}

void arena_free(struct arena *arena)
{
    free_blocks(arena->blocks, NULL);
    *arena = (struct arena){.blocks = NULL, .used = 0, .failed = false};
}

/* A pointer to a structure must not be read as a `void *` (C11 6.5, 7): its bytes are copied, which POSIX allows. */
bool array_grow(void *items, size_t *capacity, size_t needed, size_t item_size)
{
    void *block;
    memcpy(&block, items, sizeof block);
    size_t larger = *capacity < 8 ? 8 : *capacity;
    while (larger < needed)
        larger = larger > SIZE_MAX / 2 ? needed : larger * 2;
    block = memory_resize(block, larger, item_size);
    if (block == NULL)
        return false;
    memcpy(items, &block, sizeof block);
    *capacity = larger;
    return true;
}
