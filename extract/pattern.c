/* SPDX-License-Identifier: MIT */
/* Patterns over tags: a sentence's roles in -> hits out.
 *
 * One walk over the items notes where each role stands, and which needs of the patterns are fulfilled: what is to stand somewhere, or side by side.
 * Most patterns are refused by that.
 *
 * A sentence is a few dozen items: the places from which a step can be gone on with to the pattern's end are the bits of a word or two. One
 * sweep over the steps, from the last to the first, works them out for all places at once, and most patterns end in its first two or three
 * steps with no place left. What is left at the first step is where matches begin; a walk forward then knows at each choice whether it leads
 * on, so that it never turns back. */
#include "extract/pattern_engine.h"

#include "core/error.h"
#include "core/memory.h"

#include <string.h>

/* A pattern is filed under one of its needs, the one that is rarest in the sentences seen so far: after so many, and once more after eight times
 * as many, they are filed anew. It changes nothing but how many are tried. */
#define FILED_ANEW 64
#define NEED_WORDS (PATTERN_NEEDS / PLACES_BITS)
#define SLOT_WORDS (PATTERN_DIRECT / PLACES_BITS)
/* Half of all needs, or all direct slots, at once. */
typedef uint64_t needs_half __attribute__((vector_size(sizeof(struct pattern_needs) / 2), may_alias));
_Static_assert(sizeof(needs_half) == sizeof(struct pattern_slots), "a vector has them");

static void file_patterns(struct pattern_engine *engine)
{
    engine->filing = (struct pattern_needs){{0}};
    memset(engine->filed, 0, sizeof engine->filed);
    for (uint32_t i = 0; i < engine->table->count; i++) {
        const struct pattern_needs *needed = &engine->table->patterns[i].needed;
        size_t best = PATTERN_NEEDS;
        for (size_t word = 0; word < NEED_WORDS; word++)
            for (uint64_t left = needed->bits[word]; left != 0; left &= left - 1) {
                size_t need = word * PLACES_BITS + (size_t)__builtin_ctzll(left);
                if (best == PATTERN_NEEDS || engine->seen[need] <= engine->seen[best])
                    best = need;
            }
        if (best < PATTERN_NEEDS)
            engine->filing.bits[best / PLACES_BITS] |= (uint64_t)1 << best % PLACES_BITS;
        engine->filed[best].bits[i / PLACES_BITS] |= (uint64_t)1 << i % PLACES_BITS;
    }
}

enum chiffre_status pattern_engine_new(const struct pattern_table *table, struct pattern_engine **engine, struct chiffre_error *error)
{
    struct pattern_engine *made = memory_take(1, sizeof *made);
    if (made == NULL)
        return error_no_memory(error);
    *made = (struct pattern_engine){.table = table, .filed_after = FILED_ANEW};
    file_patterns(made);
    for (uint32_t i = 0; i < table->count; i++)
        if (table->patterns[i].step_count > made->step_most)
            made->step_most = table->patterns[i].step_count;
    *engine = made;
    return CHIFFRE_OK;
}

void pattern_engine_free(struct pattern_engine *engine)
{
    if (engine == NULL)
        return;
    memory_free(engine->ways);
    memory_free(engine->slots);
    memory_free(engine);
}

/* Where items of this set stand, in a short sentence: one word has its places. */
static inline __attribute__((always_inline)) uint64_t set_short(const struct pattern_engine *engine, uint32_t slot)
{
    uint64_t *slots = engine->slots, places = slots[slot];
    if (places != UNKNOWN)
        return places;
    const struct pattern_slots *parts = &engine->table->parts[slot - engine->table->direct_count];
    places = 0;
    for (unsigned word = 0; word < SLOT_WORDS; word++)
        for (uint64_t left = parts->bits[word] & engine->present.bits[word]; left != 0; left &= left - 1)
            places |= slots[word * PLACES_BITS + (unsigned)__builtin_ctzll(left)];
    return slots[slot] = places;
}

/* From where can this step be gone on with, by an item of the set `least` times at least and `most` at most? A short sentence has fewer items than
 * PATTERN_ENDLESS. */
static inline uint64_t many_short(const struct pattern_step *step, uint64_t set, uint64_t bits)
{
    for (unsigned more = (unsigned)step->most - step->least; more > 0; more--) {
        uint64_t longer = bits >> 1 & set & ~bits;
        if (longer == 0)
            break;
        bits |= longer;
    }
    for (unsigned count = 0; count < step->least; count++)
        bits = bits >> 1 & set;
    return bits;
}

/* The same of a step that takes no item. */
static inline uint64_t other_short(const struct pattern_engine *engine, const struct pattern_step *step, uint64_t bits)
{
    switch ((enum pattern_op)step->op) {
    case STEP_JUMP:
        return engine->ways[step->other];
    case STEP_EITHER:
        return bits | engine->ways[step->other];
    case STEP_NOT_AHEAD:
        return bits & ~set_short(engine, step->set);
    case STEP_NOT_BEHIND:
        return bits & ~(set_short(engine, step->set) << 1);
    case STEP_BEGIN:
        return bits & 1;
    case STEP_END:
        return bits & (uint64_t)1 << engine->count;
    case STEP_ITEM: case STEP_MANY:
        break;
    }
    return bits;
}

/* Fills `ways` of every step; those of the first are where matches begin: returns them. Of a short sentence. */
static uint64_t sweep_short(const struct pattern_engine *engine, const struct pattern *pattern)
{
    uint64_t *ways = engine->ways + pattern->step_count, bits = engine->last_word;
    *ways = bits;
    for (const struct pattern_step *step = pattern->steps + pattern->step_count; step-- > pattern->steps;) {
        if (step->op <= STEP_MANY) {
            uint64_t set = set_short(engine, step->set);
            if (step->op == STEP_MANY)
                bits = many_short(step, set, bits);
            else
                bits = bits >> 1 & set;
            if (bits == 0 && step->must)
                return 0;
        } else {
            bits = other_short(engine, step, bits);
        }
        *--ways = bits;
    }
    return bits;
}

/* All hits of one pattern. */
_Static_assert(PLACES_BITS <= HITS_MOST, "a short sentence never has too many hits");
static void run_short(const struct pattern_engine *engine, const struct pattern *pattern, pattern_hit_fn *hit, void *context)
{
    for (uint64_t starts = sweep_short(engine, pattern); starts != 0; starts &= starts - 1) {
        struct pattern_hit found;
        pattern_walk(engine, pattern, (uint32_t)__builtin_ctzll(starts), 1, &found);
        hit(context, &found);
    }
}

/* Notes where each role stands, and what neighbors fulfil. */
static inline __attribute__((always_inline)) void read_items(struct pattern_engine *engine, const uint8_t *tags, uint32_t words)
{
    const struct pattern_table *table = engine->table;
    const struct pattern_item *items = table->items;
    const uint8_t *slot_of = table->slot_of, *end = tags + engine->count;
    uint64_t *slots = engine->slots, bit = 1;
    size_t direct = (size_t)table->direct_count * words, all = (size_t)table->slot_count * words;
    memset(slots, 0, direct * sizeof *slots);
    memset(slots + direct, 0xff, (all - direct) * sizeof *slots); /* UNKNOWN */
    needs_half fulfilled = {0}, fulfilled_too = {0}, present = {0};
    size_t slot = slot_of[*tags];
    for (const struct pattern_item *here = items + slot, *next; tags < end; here = next) {
        slots[slot * words] |= bit;
        bit = bit << 1 | bit >> (PLACES_BITS - 1);
        slots += words > 1 && bit == 1;
        slot = slot_of[*++tags];
        next = items + slot;
        const needs_half *before = (const needs_half *)&here->before, *behind = (const needs_half *)&next->behind;
        fulfilled |= before[0] & behind[0];
        fulfilled_too |= before[1] & behind[1];
        present |= *(const needs_half *)&here->self;
    }
    memcpy(&engine->present, &present, sizeof present);
    memcpy(engine->fulfilled.bits, &fulfilled, sizeof fulfilled);
    memcpy(engine->fulfilled.bits + NEED_WORDS / 2, &fulfilled_too, sizeof fulfilled_too);
}

static void learn_needs(struct pattern_engine *engine)
{
    for (unsigned word = 0; word < NEED_WORDS; word++)
        for (uint64_t left = engine->fulfilled.bits[word]; left != 0; left &= left - 1)
            engine->seen[word * PLACES_BITS + (unsigned)__builtin_ctzll(left)]++;
    if (++engine->sentences < engine->filed_after)
        return;
    file_patterns(engine);
    engine->filed_after = engine->filed_after == FILED_ANEW ? 8 * FILED_ANEW : 0;
}

static bool make_room(struct pattern_engine *engine, uint32_t words)
{
    size_t ways = 0, slots = 0;
    memory_free(engine->ways);
    memory_free(engine->slots);
    engine->ways = engine->slots = NULL;
    engine->room = 0;
    if (!array_reserve(&engine->ways, &ways, (engine->step_most + 1) * words, sizeof *engine->ways) ||
        !array_reserve(&engine->slots, &slots, (size_t)engine->table->slot_count * words, sizeof *engine->slots))
        return false;
    engine->room = words;
    return true;
}

static bool prepare(struct pattern_engine *engine, const uint8_t *tags, uint32_t count)
{
    engine->count = count;
    engine->words = count / PLACES_BITS + 1;
    engine->last_word = UINT64_MAX >> (PLACES_BITS - 1 - count % PLACES_BITS);
    if (engine->words > engine->room && !make_room(engine, engine->words))
        return false;
    if (engine->words == 1) /* nearly always */
        read_items(engine, tags, 1);
    else
        read_items(engine, tags, engine->words);
    if (engine->filed_after > 0)
        learn_needs(engine);
    return true;
}

static inline bool fulfils(const struct pattern_needs *fulfilled, const struct pattern_needs *needed)
{
    const needs_half *has = (const needs_half *)fulfilled, *needs = (const needs_half *)needed;
    needs_half missing = (needs[0] & ~has[0]) | (needs[1] & ~has[1]);
    return (missing[0] | missing[1]) == 0;
}

/* The patterns that are filed under what the sentence fulfils. */
static inline struct pattern_set find_tried(const struct pattern_engine *engine)
{
    struct pattern_set tried = engine->filed[PATTERN_NEEDS];
    for (unsigned part = 0; part < NEED_WORDS; part++)
        for (uint64_t left = engine->fulfilled.bits[part] & engine->filing.bits[part]; left != 0; left &= left - 1) {
            const struct pattern_set *filed = &engine->filed[part * PLACES_BITS + (unsigned)__builtin_ctzll(left)];
            for (unsigned word = 0; word < PATTERN_WORDS; word++)
                tried.bits[word] |= filed->bits[word];
        }
    return tried;
}

bool pattern_engine_run(struct pattern_engine *engine, const uint8_t *tags, uint32_t count, pattern_hit_fn *hit, void *context)
{
    if (!prepare(engine, tags, count))
        return false;
    const struct pattern_set all = find_tried(engine);
    const struct pattern *patterns = engine->table->patterns;
    for (unsigned word = 0; word < PATTERN_WORDS; word++, patterns += PLACES_BITS)
        for (uint64_t tried = all.bits[word]; tried != 0; tried &= tried - 1) {
            const struct pattern *pattern = &patterns[__builtin_ctzll(tried)];
            if (!fulfils(&engine->fulfilled, &pattern->needed))
                continue;
            if (engine->words == 1)
                run_short(engine, pattern, hit, context);
            else
                pattern_run_long(engine, pattern, hit, context);
        }
    return true;
}
