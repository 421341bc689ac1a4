/* SPDX-License-Identifier: MIT */
/* Patterns over tags: a sentence's places in -> hits out.
 *
 * A sentence is a few dozen items: the places from which a step can be gone on with to the pattern's end are the bits of a word or two. One
 * sweep over the steps, from the last to the first, works them out for all places at once, and most patterns end in its first two or three
 * steps with no place left. What is left at the first step is where matches begin; a walk forward then knows at each choice whether it leads
 * on, so that it never turns back. */
#include "extract/pattern.h"

#include "core/error.h"

#include <string.h>

/* A sentence of n items may give so many hits of one pattern; more is no prose. */
#define HITS_MOST 200

/* A pattern is filed under one of the keys that it needs, the one that is rarest in the sentences seen so far: after so many, and once
 * more after eight times as many, they are filed anew. It changes nothing but how many are tried. */
#define FILED_ANEW 64
#define KEY_WORDS (PATTERN_KEYS / PLACES_BITS)

struct pattern_engine {
    const struct pattern_table *table;
    uint64_t *filed;                 /* by key: a bit for each pattern; behind all keys, those that need none */
    uint64_t *tried;                 /* a bit for each pattern */
    struct pattern_keys filing;      /* keys that a pattern is filed under */
    size_t words;                    /* of bits, for each key */
    uint32_t seen[PATTERN_KEYS];     /* sentences that fulfil it */
    uint32_t sentences, filed_after; /* seen, and how many before they are filed anew; 0: no more */
    size_t step_most;                /* of any pattern */
    /* of the sentence under work */
    const struct places *places;
    struct pattern_keys keys; /* fulfilled */
    uint64_t last_word;       /* of the places of all items, and the one behind them: there the pattern may end */
    uint64_t *ways; /* by step: where it can be gone on from */
    uint64_t *sets; /* by set of the table: where items of it stand */
    size_t way_capacity, set_capacity;
    uint64_t unknown[PATTERN_SETS / PLACES_BITS]; /* sets whose places are still to be found */
};

static void file_patterns(struct pattern_engine *engine)
{
    engine->filing = (struct pattern_keys){{0}};
    memset(engine->filed, 0, (PATTERN_KEYS + 1) * engine->words * sizeof *engine->filed);
    for (uint32_t i = 0; i < engine->table->count; i++) {
        const struct pattern_keys *needed = &engine->table->patterns[i].needed;
        size_t best = PATTERN_KEYS;
        for (size_t word = 0; word < KEY_WORDS; word++)
            for (uint64_t left = needed->bits[word]; left != 0; left &= left - 1) {
                size_t key = word * PLACES_BITS + (size_t)__builtin_ctzll(left);
                if (best == PATTERN_KEYS || engine->seen[key] <= engine->seen[best])
                    best = key;
            }
        if (best < PATTERN_KEYS)
            engine->filing.bits[best / PLACES_BITS] |= (uint64_t)1 << best % PLACES_BITS;
        engine->filed[best * engine->words + i / PLACES_BITS] |= (uint64_t)1 << i % PLACES_BITS;
    }
}

enum chiffre_status pattern_engine_new(const struct pattern_table *table, struct pattern_engine **engine, struct chiffre_error *error)
{
    struct pattern_engine *made = memory_take(1, sizeof *made);
    if (made == NULL)
        return error_no_memory(error);
    *made = (struct pattern_engine){.table = table, .words = table->count / PLACES_BITS + 1, .filed_after = FILED_ANEW};
    made->filed = memory_take((PATTERN_KEYS + 1) * made->words, sizeof *made->filed);
    made->tried = memory_take(made->words, sizeof *made->tried);
    if (made->filed == NULL || made->tried == NULL) {
        pattern_engine_free(made);
        return error_no_memory(error);
    }
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
    memory_free(engine->filed);
    memory_free(engine->tried);
    memory_free(engine->ways);
    memory_free(engine->sets);
    memory_free(engine);
}

/* The places of a set that fill_sets skips. */
static void find_set(struct pattern_engine *engine, uint8_t set, uint32_t words)
{
    engine->unknown[set / PLACES_BITS] &= ~((uint64_t)1 << set % PLACES_BITS);
    if (words == 1)
        places_of_set(engine->places, &engine->table->sets[set], 1, engine->sets + set);
    else
        places_of_set(engine->places, &engine->table->sets[set], words, engine->sets + (size_t)set * words);
}

/* The places of each set: those of its roles. */
static inline __attribute__((always_inline)) void fill_sets(struct pattern_engine *engine, uint32_t words)
{
    const struct places *places = engine->places;
    const struct pattern_table *table = engine->table;
    uint64_t *sets = engine->sets;
    memcpy(engine->unknown, table->skipped, sizeof engine->unknown);
    memset(sets, 0, (size_t)table->set_count * words * sizeof *sets);
    for (unsigned part = 0; part < PLACES_ROLES / PLACES_BITS; part++)
        for (uint64_t left = places->roles.bits[part]; left != 0; left &= left - 1) {
            unsigned role = part * PLACES_BITS + (unsigned)__builtin_ctzll(left);
            const uint8_t *set = table->sets_of + table->set_starts[role], *end = table->sets_of + table->set_starts[role + 1];
            const uint64_t *bits = places->of_role + (size_t)role * words, first = bits[0];
            for (; set < end; set++) {
                sets[(size_t)*set * words] |= first;
                for (uint32_t word = 1; word < words; word++)
                    sets[(size_t)*set * words + word] |= bits[word];
            }
        }
}

/* Where items of this set stand. */
static inline const uint64_t *set_places(const struct pattern_engine *engine, uint8_t set, uint32_t words)
{
    return engine->sets + (size_t)set * words;
}

/* The places before those of `bits` where an item of the set stands. */
static inline __attribute__((always_inline)) uint64_t stepped(const uint64_t *bits, const uint64_t *set, uint32_t word, uint32_t words)
{
    uint64_t next = bits[word] >> 1;
    if (word + 1 < words)
        next |= bits[word + 1] << (PLACES_BITS - 1);
    return next & set[word];
}

static inline __attribute__((always_inline)) void sweep_many(const struct pattern_step *step, const uint64_t *set, uint32_t words, uint64_t *bits)
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

static inline void sweep_look(const struct pattern_engine *engine, const struct pattern_step *step, uint32_t words, uint64_t *bits)
{
    uint32_t end = engine->places->count;
    const uint64_t *set = set_places(engine, step->set, words);
    for (uint32_t word = 0; word < words; word++) {
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
static inline __attribute__((always_inline)) bool sweep(struct pattern_engine *engine, const struct pattern *pattern, uint32_t words)
{
    uint64_t *const ways = engine->ways, *bits = ways + (size_t)pattern->step_count * words;
    for (uint32_t word = 0; word + 1 < words; word++)
        bits[word] = UINT64_MAX;
    bits[words - 1] = engine->last_word;
    for (const struct pattern_step *step = pattern->steps + pattern->step_count; step-- > pattern->steps;) {
        const uint64_t *next = bits, *set = set_places(engine, step->set, words);
        bits -= words;
        uint64_t any = 0;
        switch ((enum pattern_op)step->op) {
        case STEP_ITEM:
            for (uint32_t word = 0; word < words; word++)
                any |= bits[word] = stepped(next, set, word, words);
            if (any == 0 && step->must)
                return false;
            break;
        case STEP_JUMP:
            for (uint32_t word = 0; word < words; word++)
                bits[word] = ways[step->other * words + word];
            break;
        case STEP_EITHER:
            for (uint32_t word = 0; word < words; word++)
                bits[word] = next[word] | ways[step->other * words + word];
            break;
        case STEP_MANY:
            if (engine->unknown[step->set / PLACES_BITS] >> step->set % PLACES_BITS & 1)
                find_set(engine, step->set, words);
            for (uint32_t word = 0; word < words; word++)
                bits[word] = next[word];
            sweep_many(step, set, words, bits);
            break;
        case STEP_BEGIN: case STEP_END: case STEP_NOT_AHEAD: case STEP_NOT_BEHIND:
            for (uint32_t word = 0; word < words; word++)
                bits[word] = next[word];
            sweep_look(engine, step, words, bits);
            break;
        }
    }
    return true;
}

/* How many items does a STEP_MANY take here? */
static uint32_t count_many(const struct pattern_engine *engine, const struct pattern_step *step, const uint64_t *next, uint32_t at)
{
    const struct places *places = engine->places;
    const struct role_set *set = &engine->table->sets[step->set];
    uint32_t best = step->least;
    for (uint32_t count = 0; count <= step->most || step->most == PATTERN_ENDLESS; count++) {
        if (count >= step->least && places_has(next, at + count)) {
            best = count;
            if (step->lazy)
                break;
        }
        if (at + count >= places->count || !role_set_has(set, places->tags[at + count]))
            break;
    }
    return best;
}

/* The match that begins at `from`, where the sweep has found one. */
static void walk(const struct pattern_engine *engine, const struct pattern *pattern, uint32_t from, struct pattern_hit *hit)
{
    uint32_t words = engine->places->words, place = from;
    *hit = (struct pattern_hit){.pattern = pattern, .from = from};
    for (int i = 0; i < PATTERN_NAMES; i++)
        hit->names[i] = -1;
    for (uint32_t at = 0; at < pattern->step_count;) {
        const struct pattern_step *step = &pattern->steps[at];
        switch ((enum pattern_op)step->op) {
        case STEP_EITHER: {
            uint32_t first = step->lazy ? step->other : at + 1, second = step->lazy ? at + 1 : step->other;
            at = places_has(engine->ways + (size_t)first * words, place) ? first : second;
            continue;
        }
        case STEP_JUMP:
            at = step->other;
            continue;
        case STEP_ITEM:
            if (step->name < PATTERN_NAMES && hit->names[step->name] < 0)
                hit->names[step->name] = (int32_t)place;
            place++;
            break;
        case STEP_MANY:
            place += count_many(engine, step, engine->ways + (size_t)(at + 1) * words, place);
            break;
        case STEP_BEGIN: case STEP_END: case STEP_NOT_AHEAD: case STEP_NOT_BEHIND:
            break;
        }
        at++;
    }
    hit->to = place;
}

/* Do the items that must stand side by side do so anywhere? Asked before a sweep, for it seldom is so. */
static inline __attribute__((always_inline)) bool has_pairs(const struct pattern_engine *engine, const struct pattern *pattern, uint32_t words)
{
    for (unsigned i = 0; i < PATTERN_PAIRS && pattern->pairs[i] != PATTERN_NO_PAIR; i++) {
        const struct pattern_step *step = &pattern->steps[pattern->pairs[i]];
        const uint64_t *first = set_places(engine, step[0].set, words), *second = set_places(engine, step[1].set, words);
        uint64_t any = 0;
        for (uint32_t word = 0; word < words; word++)
            any |= stepped(second, first, word, words);
        if (any == 0)
            return false;
    }
    return true;
}

/* All hits of one pattern. */
static void run_one(struct pattern_engine *engine, const struct pattern *pattern, pattern_hit_fn *hit, void *context)
{
    uint32_t words = engine->places->words;
    if (words == 1 ? !has_pairs(engine, pattern, 1) || !sweep(engine, pattern, 1) : !has_pairs(engine, pattern, words) || !sweep(engine, pattern, words))
        return;
    int hits = 0;
    for (uint32_t word = 0; word < words; word++)
        for (uint64_t starts = engine->ways[word]; starts != 0 && hits < HITS_MOST; starts &= starts - 1, hits++) {
            struct pattern_hit found;
            walk(engine, pattern, word * PLACES_BITS + (uint32_t)__builtin_ctzll(starts), &found);
            hit(context, &found);
        }
}

/* The needs that the sentence's roles fulfil. */
static void read_keys(struct pattern_engine *engine)
{
    const struct places *places = engine->places;
    struct pattern_keys keys = {{0}};
    for (unsigned part = 0; part < PLACES_ROLES / PLACES_BITS; part++)
        for (uint64_t left = places->roles.bits[part]; left != 0; left &= left - 1) {
            const struct pattern_keys *of = &engine->table->keys[part * PLACES_BITS + (unsigned)__builtin_ctzll(left)];
            for (unsigned word = 0; word < KEY_WORDS; word++)
                keys.bits[word] |= of->bits[word];
        }
    engine->keys = keys;
}

static void learn_keys(struct pattern_engine *engine)
{
    for (unsigned word = 0; word < KEY_WORDS; word++)
        for (uint64_t left = engine->keys.bits[word]; left != 0; left &= left - 1)
            engine->seen[word * PLACES_BITS + (unsigned)__builtin_ctzll(left)]++;
    if (++engine->sentences < engine->filed_after)
        return;
    file_patterns(engine);
    engine->filed_after = engine->filed_after == FILED_ANEW ? 8 * FILED_ANEW : 0;
}

static bool prepare(struct pattern_engine *engine, const struct places *places)
{
    engine->places = places;
    engine->last_word = UINT64_MAX >> (PLACES_BITS - 1 - places->count % PLACES_BITS);
    if (!array_reserve(&engine->ways, &engine->way_capacity, (engine->step_most + 1) * places->words, sizeof *engine->ways) ||
        !array_reserve(&engine->sets, &engine->set_capacity, (size_t)(engine->table->set_count + 1) * places->words, sizeof *engine->sets))
        return false;
    if (places->words == 1)
        fill_sets(engine, 1);
    else
        fill_sets(engine, places->words);
    read_keys(engine);
    if (engine->filed_after > 0)
        learn_keys(engine);
    return true;
}

static inline bool fulfils(const struct pattern_keys *keys, const struct pattern_keys *needed)
{
    uint64_t missing = 0;
    for (unsigned word = 0; word < KEY_WORDS; word++)
        missing |= needed->bits[word] & ~keys->bits[word];
    return missing == 0;
}

/* The patterns that are filed under what the sentence fulfils. */
static void find_tried(struct pattern_engine *engine)
{
    size_t words = engine->words;
    uint64_t *tried = engine->tried;
    for (size_t word = 0; word < words; word++)
        tried[word] = engine->filed[PATTERN_KEYS * words + word];
    for (unsigned part = 0; part < KEY_WORDS; part++)
        for (uint64_t left = engine->keys.bits[part] & engine->filing.bits[part]; left != 0; left &= left - 1) {
            const uint64_t *filed = engine->filed + ((size_t)part * PLACES_BITS + (size_t)__builtin_ctzll(left)) * words;
            for (size_t word = 0; word < words; word++)
                tried[word] |= filed[word];
        }
}

bool pattern_engine_run(struct pattern_engine *engine, const struct places *places, pattern_hit_fn *hit, void *context)
{
    if (!prepare(engine, places))
        return false;
    find_tried(engine);
    const struct pattern_keys keys = engine->keys;
    const struct pattern *patterns = engine->table->patterns;
    for (size_t word = 0; word < engine->words; word++, patterns += PLACES_BITS)
        for (uint64_t tried = engine->tried[word]; tried != 0; tried &= tried - 1) {
            const struct pattern *pattern = &patterns[__builtin_ctzll(tried)];
            if (fulfils(&keys, &pattern->needed))
                run_one(engine, pattern, hit, context);
        }
    return true;
}
