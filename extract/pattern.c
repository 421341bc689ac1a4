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

struct pattern_engine {
    const struct pattern_table *table;
    /* By role: a bit for each pattern that is tried only where a sentence has this role, or another one that it is filed under too. */
    uint64_t *filed;
    size_t words;           /* of bits, for each role */
    struct role_set filing; /* the roles that a pattern is filed under */
    size_t step_most;       /* of any pattern */
    /* of the sentence under work */
    const struct places *places;
    uint64_t *ways; /* by step: where it can be gone on from */
    uint64_t *sets; /* by set of the table: its places, once `known` */
    size_t way_capacity, set_capacity;
    uint64_t known[PATTERN_SETS / PLACES_BITS];
};

static void file_under(struct pattern_engine *engine, const struct role_set *roles, uint32_t index)
{
    for (unsigned role = 0; role < PLACES_ROLES; role++)
        if (role_set_has(roles, (role_number)role)) {
            engine->filed[role * engine->words + index / PLACES_BITS] |= (uint64_t)1 << index % PLACES_BITS;
            role_set_add(&engine->filing, (role_number)role);
        }
}

/* A pattern is filed under one role that it needs, the last: cues are numbered behind figures, which every sentence that gets here has. One that
 * needs none is filed under each of a set of which it needs one; else it is always tried. */
static void file_pattern(struct pattern_engine *engine, uint32_t index)
{
    const struct pattern *pattern = &engine->table->patterns[index];
    struct role_set key = {{0}};
    for (int role = PLACES_ROLES - 1; role >= 0; role--)
        if (role_set_has(&pattern->needed, (role_number)role)) {
            role_set_add(&key, (role_number)role);
            file_under(engine, &key, index);
            return;
        }
    struct role_set all = {{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}};
    file_under(engine, pattern->any_count > 0 ? &pattern->any[0] : &all, index);
}

enum chiffre_status pattern_engine_new(const struct pattern_table *table, struct pattern_engine **engine, struct chiffre_error *error)
{
    struct pattern_engine *made = memory_take(1, sizeof *made);
    if (made == NULL)
        return error_no_memory(error);
    *made = (struct pattern_engine){.table = table, .words = table->count / PLACES_BITS + 1};
    made->filed = memory_take(PLACES_ROLES * made->words, sizeof *made->filed);
    if (made->filed == NULL) {
        pattern_engine_free(made);
        return error_no_memory(error);
    }
    memset(made->filed, 0, PLACES_ROLES * made->words * sizeof *made->filed);
    for (uint32_t i = 0; i < table->count; i++) {
        file_pattern(made, i);
        if (table->patterns[i].step_count > made->step_most)
            made->step_most = table->patterns[i].step_count;
    }
    *engine = made;
    return CHIFFRE_OK;
}

void pattern_engine_free(struct pattern_engine *engine)
{
    if (engine == NULL)
        return;
    memory_free(engine->filed);
    memory_free(engine->ways);
    memory_free(engine->sets);
    memory_free(engine);
}

/* Where items of this set stand. */
static inline const uint64_t *set_places(struct pattern_engine *engine, uint8_t set, uint32_t words)
{
    uint64_t *bits = engine->sets + (size_t)set * words, bit = (uint64_t)1 << set % PLACES_BITS;
    if ((engine->known[set / PLACES_BITS] & bit) == 0) {
        engine->known[set / PLACES_BITS] |= bit;
        places_of_set(engine->places, &engine->table->sets[set], words, bits);
    }
    return bits;
}

/* The places before those of `bits` where an item of the set stands. */
static inline uint64_t stepped(const uint64_t *bits, const uint64_t *set, uint32_t word, uint32_t words)
{
    uint64_t next = bits[word] >> 1;
    if (word + 1 < words)
        next |= bits[word + 1] << (PLACES_BITS - 1);
    return next & set[word];
}

static inline void sweep_many(const struct pattern_step *step, const uint64_t *set, uint32_t words, uint64_t *bits)
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

static inline void sweep_look(struct pattern_engine *engine, const struct pattern_step *step, uint32_t words, uint64_t *bits)
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
    uint64_t *bits = engine->ways + (size_t)pattern->step_count * words;
    uint32_t end = engine->places->count;
    for (uint32_t word = 0; word < words; word++) /* the pattern's end is everywhere */
        bits[word] = word == end / PLACES_BITS ? UINT64_MAX >> (PLACES_BITS - 1 - end % PLACES_BITS) : UINT64_MAX;
    for (uint32_t at = pattern->step_count; at-- > 0;) {
        const struct pattern_step *step = &pattern->steps[at];
        const uint64_t *next = bits, *other = engine->ways + (size_t)step->other * words, *set;
        bits -= words;
        uint64_t any = 0;
        switch ((enum pattern_op)step->op) {
        case STEP_ITEM:
            set = set_places(engine, step->set, words);
            for (uint32_t word = 0; word < words; word++)
                any |= bits[word] = stepped(next, set, word, words);
            if (any == 0 && step->must)
                return false;
            break;
        case STEP_JUMP:
            for (uint32_t word = 0; word < words; word++)
                bits[word] = other[word];
            break;
        case STEP_EITHER:
            for (uint32_t word = 0; word < words; word++)
                bits[word] = next[word] | other[word];
            break;
        case STEP_MANY:
            for (uint32_t word = 0; word < words; word++)
                bits[word] = next[word];
            sweep_many(step, set_places(engine, step->set, words), words, bits);
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
        uint32_t first = step->lazy ? step->other : at + 1, second = step->lazy ? at + 1 : step->other;
        switch ((enum pattern_op)step->op) {
        case STEP_EITHER:
            at = places_has(engine->ways + (size_t)first * words, place) ? first : second;
            continue;
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

static bool may_match(const struct pattern *pattern, const struct role_set *roles)
{
    if (!role_set_covers(roles, &pattern->needed))
        return false;
    for (int i = 0; i < pattern->any_count; i++)
        if (!role_set_meets(roles, &pattern->any[i]))
            return false;
    return true;
}

/* All hits of one pattern. */
static void run_one(struct pattern_engine *engine, uint32_t index, pattern_hit_fn *hit, void *context)
{
    const struct pattern *pattern = &engine->table->patterns[index];
    uint32_t words = engine->places->words;
    if (!may_match(pattern, &engine->places->roles) || !(words == 1 ? sweep(engine, pattern, 1) : sweep(engine, pattern, words)))
        return;
    int hits = 0;
    for (uint32_t word = 0; word < words; word++)
        for (uint64_t starts = engine->ways[word]; starts != 0 && hits < HITS_MOST; starts &= starts - 1, hits++) {
            struct pattern_hit found;
            walk(engine, pattern, word * PLACES_BITS + (uint32_t)__builtin_ctzll(starts), &found);
            hit(context, &found);
        }
}

static bool prepare(struct pattern_engine *engine, const struct places *places)
{
    engine->places = places;
    memset(engine->known, 0, sizeof engine->known);
    return array_reserve(&engine->ways, &engine->way_capacity, (engine->step_most + 1) * places->words, sizeof *engine->ways) &&
           array_reserve(&engine->sets, &engine->set_capacity, (size_t)(engine->table->set_count + 1) * places->words, sizeof *engine->sets);
}

bool pattern_engine_run(struct pattern_engine *engine, const struct places *places, pattern_hit_fn *hit, void *context)
{
    if (!prepare(engine, places))
        return false;
    for (size_t word = 0; word < engine->words; word++) {
        uint64_t tried = 0;
        for (unsigned part = 0; part < PLACES_ROLES / PLACES_BITS; part++)
            for (uint64_t roles = places->roles.bits[part] & engine->filing.bits[part]; roles != 0; roles &= roles - 1)
                tried |= engine->filed[(part * PLACES_BITS + (unsigned)__builtin_ctzll(roles)) * engine->words + word];
        for (; tried != 0; tried &= tried - 1)
            run_one(engine, (uint32_t)(word * PLACES_BITS) + (uint32_t)__builtin_ctzll(tried), hit, context);
    }
    return true;
}
