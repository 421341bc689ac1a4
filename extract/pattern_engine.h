/* SPDX-License-Identifier: MIT */
/* What the two ways to run a pattern share: over a sentence whose places are the bits of one word (pattern.c), as nearly always, and over any
 * (pattern_long.c). */
#ifndef EXTRACT_PATTERN_ENGINE_H
#define EXTRACT_PATTERN_ENGINE_H

#include "extract/pattern.h"

#define PLACES_BITS 64
#define PATTERN_WORDS (PATTERN_MOST / PLACES_BITS)
/* A sentence of n items may give so many hits of one pattern; more is no prose. */
#define HITS_MOST 200

struct pattern_set {
    uint64_t bits[PATTERN_WORDS];
};
struct pattern_engine {
    const struct pattern_table *table;
    struct pattern_set filed[PATTERN_NEEDS + 1]; /* by need; behind all needs, those that have none */
    struct pattern_needs filing;                 /* needs that a pattern is filed under */
    uint32_t seen[PATTERN_NEEDS];                /* sentences that fulfil it */
    uint32_t sentences, filed_after;             /* seen, and how many before they are filed anew; 0: no more */
    size_t step_most;                            /* of any pattern */
    uint32_t room;                               /* words that `ways` and `slots` are large enough for */
    uint64_t *ways;                              /* by step: where it can be gone on from */
    uint64_t *slots;                             /* by slot: where items of it stand; UNKNOWN until a step asks */
    /* of the sentence under work */
    uint32_t count, words;        /* items, and words of bits, enough for one place behind the last item */
    uint64_t last_word;           /* of the places of all items, and the one behind them: there the pattern may end */
    struct pattern_slots present; /* direct slots that have items */
    struct pattern_needs fulfilled;
};
/* The first word of a slot whose places are not known yet. A sentence of 64 such items is asked more often than it need be. */
#define UNKNOWN UINT64_MAX

static inline bool places_have(const uint64_t *places, uint32_t at)
{
    return (places[at / PLACES_BITS] >> at % PLACES_BITS & 1) != 0;
}

/* How many items does a STEP_MANY take here, from where the sweep has found a way on? */
static inline uint32_t pattern_count_many(const struct pattern_engine *engine, const struct pattern_step *step, const uint64_t *next,
                                          uint32_t at, uint32_t words)
{
    const uint64_t *set = engine->slots + (size_t)step->set * words;
    if (words == 1) {
        unsigned ahead = (unsigned)__builtin_ctzll(~(*set >> at)), most = ahead < step->most ? ahead : step->most;
        uint64_t ends = *next >> at;
        return step->lazy ? step->least + (uint32_t)__builtin_ctzll(ends >> step->least)
                          : (uint32_t)(PLACES_BITS - 1 - __builtin_clzll(ends & UINT64_MAX >> (PLACES_BITS - 1 - most)));
    }
    uint32_t best = step->least;
    for (uint32_t count = 0; count <= step->most || step->most == PATTERN_ENDLESS; count++) {
        if (count >= step->least && places_have(next, at + count)) {
            best = count;
            if (step->lazy)
                break;
        }
        if (at + count >= engine->count || !places_have(set, at + count))
            break;
    }
    return best;
}

/* The match that begins at `from`, where the sweep has found one. */
static inline __attribute__((always_inline)) void pattern_walk(const struct pattern_engine *engine, const struct pattern *pattern,
                                                               uint32_t from, uint32_t words, struct pattern_hit *hit)
{
    uint32_t place = from;
    *hit = (struct pattern_hit){.pattern = pattern, .from = from};
    for (int i = 0; i < PATTERN_NAMES; i++)
        hit->names[i] = -1;
    for (uint32_t at = 0; at < pattern->step_count;) {
        const struct pattern_step *step = &pattern->steps[at++];
        if (step->op == STEP_ITEM) {
            if (step->name < PATTERN_NAMES && hit->names[step->name] < 0)
                hit->names[step->name] = (int32_t)place;
            place++;
        } else if (step->op == STEP_MANY) {
            place += pattern_count_many(engine, step, engine->ways + (size_t)at * words, place, words);
        } else if (step->op == STEP_JUMP) {
            at = step->other;
        } else if (step->op == STEP_EITHER) {
            uint32_t first = step->lazy ? step->other : at, second = step->lazy ? at : step->other;
            at = places_have(engine->ways + (size_t)first * words, place) ? first : second;
        }
    }
    hit->to = place;
}

/* All hits of one pattern, in any sentence. */
void pattern_run_long(const struct pattern_engine *engine, const struct pattern *pattern, pattern_hit_fn *hit, void *context);

#endif
