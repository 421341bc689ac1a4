/* SPDX-License-Identifier: MIT */
/* A pattern over a sentence of any length: the sweep of pattern.c with as many words of bits as the sentence asks for. */
#include "extract/pattern_engine.h"

#include <string.h>

/* Where items of this set stand. */
static const uint64_t *set_long(const struct pattern_engine *engine, uint32_t slot)
{
    const struct pattern_table *table = engine->table;
    uint32_t words = engine->words;
    uint64_t *places = engine->slots + (size_t)slot * words;
    if (places[0] != UNKNOWN || slot < table->direct_count)
        return places;
    const struct pattern_slots *parts = &table->parts[slot - table->direct_count];
    memset(places, 0, words * sizeof *places);
    for (unsigned part = 0; part < table->direct_count; part++)
        if (places_have(parts->bits, part))
            for (uint32_t word = 0; word < words; word++)
                places[word] |= engine->slots[(size_t)part * words + word];
    return places;
}

/* The places before those of `bits` where an item of the set stands. */
static inline uint64_t stepped(const uint64_t *bits, const uint64_t *set, uint32_t word, uint32_t words)
{
    uint64_t next = bits[word] >> 1;
    if (word + 1 < words)
        next |= bits[word + 1] << (PLACES_BITS - 1);
    return next & set[word];
}

static void many_long(const struct pattern_step *step, const uint64_t *set, uint32_t words, uint64_t *bits)
{
    bool more = true;
    for (unsigned count = step->least; more && (count < step->most || step->most == PATTERN_ENDLESS); count++) {
        more = false;
        for (uint32_t word = 0; word < words; word++) {
            uint64_t longer = stepped(bits, set, word, words) & ~bits[word];
            bits[word] |= longer;
            more |= longer != 0;
        }
    }
    for (unsigned count = 0; count < step->least; count++)
        for (uint32_t word = 0; word < words; word++)
            bits[word] = stepped(bits, set, word, words);
}

static void look_long(const struct pattern_engine *engine, const struct pattern_step *step, const uint64_t *set, uint64_t *bits)
{
    for (uint32_t word = 0, end = engine->count; word < engine->words; word++) {
        uint64_t behind = set[word] << 1 | (word > 0 ? set[word - 1] >> (PLACES_BITS - 1) : 0);
        if (step->op == STEP_NOT_AHEAD)
            bits[word] &= ~set[word];
        else if (step->op == STEP_NOT_BEHIND)
            bits[word] &= ~behind;
        else if (step->op == STEP_BEGIN)
            bits[word] &= word == 0;
        else
            bits[word] &= word == end / PLACES_BITS ? (uint64_t)1 << end % PLACES_BITS : 0;
    }
}

/* Fills `ways` of every step; those of the first are where matches begin. False: there are none. */
static bool sweep_long(const struct pattern_engine *engine, const struct pattern *pattern)
{
    const uint32_t words = engine->words;
    uint64_t *const ways = engine->ways, *bits = ways + (size_t)pattern->step_count * words;
    for (uint32_t word = 0; word + 1 < words; word++)
        bits[word] = UINT64_MAX;
    bits[words - 1] = engine->last_word;
    for (const struct pattern_step *step = pattern->steps + pattern->step_count; step-- > pattern->steps;) {
        const uint64_t *next = bits, *set = set_long(engine, step->set);
        bits -= words;
        uint64_t any = 0;
        if (step->op == STEP_ITEM) {
            for (uint32_t word = 0; word < words; word++)
                any |= bits[word] = stepped(next, set, word, words);
            if (any == 0 && step->must)
                return false;
            continue;
        }
        const uint64_t *other = ways + (size_t)step->other * words;
        for (uint32_t word = 0; word < words; word++)
            bits[word] = step->op == STEP_JUMP ? other[word] : step->op == STEP_EITHER ? next[word] | other[word] : next[word];
        if (step->op == STEP_MANY)
            many_long(step, set, words, bits);
        else if (step->op >= STEP_BEGIN)
            look_long(engine, step, set, bits);
    }
    return true;
}

void pattern_run_long(const struct pattern_engine *engine, const struct pattern *pattern, pattern_hit_fn *hit, void *context)
{
    if (!sweep_long(engine, pattern))
        return;
    int hits = 0;
    for (uint32_t word = 0; word < engine->words; word++)
        for (uint64_t starts = engine->ways[word]; starts != 0 && hits < HITS_MOST; starts &= starts - 1, hits++) {
            struct pattern_hit found;
            pattern_walk(engine, pattern, word * PLACES_BITS + (uint32_t)__builtin_ctzll(starts), engine->words, &found);
            hit(context, &found);
        }
}

