/* SPDX-License-Identifier: MIT */
/* Where does which role stand in a sentence? A bit for each item, by role: a question to all items at once instead of a walk over them. */
#ifndef EXTRACT_PLACES_H
#define EXTRACT_PLACES_H

#include "core/memory.h"
#include "core/roles.h"

#include <string.h>

#define PLACES_ROLES 256
#define PLACES_BITS 64

struct places {
    uint64_t *of_role; /* `words` of each role; what a role has that is not in `roles` means nothing */
    size_t capacity;
    uint32_t count, words; /* items, and words of bits, enough for one place behind the last item */
    const uint8_t *tags;
    struct role_set roles;
};

static inline __attribute__((always_inline)) void places_fill(struct places *places, uint32_t words)
{
    for (unsigned part = 0; part < PLACES_ROLES / PLACES_BITS; part++)
        for (uint64_t left = places->roles.bits[part]; left != 0; left &= left - 1) {
            uint64_t *role = places->of_role + (size_t)(part * PLACES_BITS + (unsigned)__builtin_ctzll(left)) * words;
            for (uint32_t word = 0; word < words; word++)
                role[word] = 0;
        }
    for (uint32_t i = 0; i < places->count; i++)
        places->of_role[(size_t)places->tags[i] * words + i / PLACES_BITS] |= (uint64_t)1 << i % PLACES_BITS;
}

/* Reads a sentence's tags. `roles` has each of them, and may have more. False: no memory. */
static inline bool places_read(struct places *places, const uint8_t *tags, uint32_t count, const struct role_set *roles)
{
    uint32_t words = count / PLACES_BITS + 1;
    if (!array_reserve(&places->of_role, &places->capacity, (size_t)PLACES_ROLES * words, sizeof *places->of_role))
        return false;
    places->tags = tags;
    places->roles = *roles;
    places->count = count;
    places->words = words;
    if (words == 1) /* nearly always */
        places_fill(places, 1);
    else
        places_fill(places, words);
    return true;
}

static inline void places_free(struct places *places)
{
    memory_free(places->of_role);
    *places = (struct places){.words = 0};
}

/* The places of all roles of a set, into `words` words. */
static inline __attribute__((always_inline)) void places_of_set(const struct places *places, const struct role_set *set, uint32_t words,
                                                                uint64_t *bits)
{
    for (uint32_t word = 0; word < words; word++)
        bits[word] = 0;
    for (unsigned part = 0; part < PLACES_ROLES / PLACES_BITS; part++)
        for (uint64_t left = set->bits[part] & places->roles.bits[part]; left != 0; left &= left - 1) {
            const uint64_t *role = places->of_role + (size_t)(part * PLACES_BITS + (unsigned)__builtin_ctzll(left)) * words;
            for (uint32_t word = 0; word < words; word++)
                bits[word] |= role[word];
        }
}

/* The first place of a role that the sentence has, from `at` on; `count` or more: none. */
static inline uint32_t places_next(const struct places *places, role_number role, uint32_t at)
{
    const uint64_t *bits = places->of_role + (size_t)role * places->words;
    for (uint32_t word = at / PLACES_BITS; word < places->words; word++) {
        uint64_t left = bits[word];
        if (word == at / PLACES_BITS)
            left &= UINT64_MAX << at % PLACES_BITS;
        if (left != 0)
            return word * PLACES_BITS + (uint32_t)__builtin_ctzll(left);
    }
    return places->count;
}

static inline bool places_has(const uint64_t *bits, uint32_t at)
{
    return (bits[at / PLACES_BITS] >> at % PLACES_BITS & 1) != 0;
}

#endif
