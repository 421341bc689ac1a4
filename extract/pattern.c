/* SPDX-License-Identifier: MIT */
/* Patterns over tags: tag string in -> hits out. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "extract/pattern.h"

#include "core/error.h"

#include <pcre2.h>
#include <string.h>

/* A sentence of n items may give so many hits of one pattern; more is no prose. */
#define HITS_MOST 200

struct pattern_engine {
    const struct pattern_table *table;
    pcre2_code **codes; /* NULL: not compiled yet */
    pcre2_match_data *match;
    pcre2_match_context *context;
    bool jit; /* this machine has PCRE2's just-in-time compiler */
    /* By role: a bit for each pattern that is tried only where a sentence has this role, or another one that it is filed under too. */
    uint64_t *filed;
    size_t words; /* of bits, for each role */
};
#define ROLES_MOST 256
#define WORD_BITS 64

static void file_under(struct pattern_engine *engine, const struct role_set *roles, uint32_t index)
{
    for (unsigned role = 0; role < ROLES_MOST; role++)
        if (role_set_has(roles, (role_number)role))
            engine->filed[role * engine->words + index / WORD_BITS] |= (uint64_t)1 << index % WORD_BITS;
}

/* A pattern is filed under one role that it needs, the last: cues are numbered behind figures, which every sentence that gets here has. One that
 * needs none is filed under each of a set of which it needs one; else it is always tried. */
static void file_pattern(struct pattern_engine *engine, uint32_t index)
{
    const struct pattern *pattern = &engine->table->patterns[index];
    struct role_set key = {{0}};
    for (int role = ROLES_MOST - 1; role >= 0; role--)
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
    made->table = table;
    made->codes = memory_take(table->count + 1, sizeof *made->codes);
    made->words = table->count / WORD_BITS + 1;
    made->filed = memory_take(ROLES_MOST * made->words, sizeof *made->filed);
    made->match = pcre2_match_data_create(40, NULL);
    made->context = pcre2_match_context_create(NULL);
    if (made->codes != NULL)
        memset(made->codes, 0, (table->count + 1) * sizeof *made->codes);
    if (made->codes == NULL || made->filed == NULL || made->match == NULL || made->context == NULL) {
        pattern_engine_free(made);
        return error_no_memory(error);
    }
    memset(made->filed, 0, ROLES_MOST * made->words * sizeof *made->filed);
    for (uint32_t i = 0; i < table->count; i++)
        file_pattern(made, i);
    uint32_t jit = 0;
    made->jit = pcre2_config(PCRE2_CONFIG_JIT, &jit) >= 0 && jit == 1;
    pcre2_set_match_limit(made->context, 100000);
    pcre2_set_depth_limit(made->context, 1000);
    *engine = made;
    return CHIFFRE_OK;
}

void pattern_engine_free(struct pattern_engine *engine)
{
    if (engine == NULL)
        return;
    for (uint32_t i = 0; engine->codes != NULL && i < engine->table->count; i++)
        pcre2_code_free(engine->codes[i]);
    memory_free(engine->codes);
    memory_free(engine->filed);
    pcre2_match_data_free(engine->match);
    pcre2_match_context_free(engine->context);
    memory_free(engine);
}

/* The data compiler has checked the notation; a pattern that PCRE2 refuses all the same is caught by the test that runs every example. */
static pcre2_code *compiled(struct pattern_engine *engine, uint32_t index, bool *no_memory)
{
    *no_memory = false;
    if (engine->codes[index] != NULL)
        return engine->codes[index];
    int number;
    PCRE2_SIZE offset;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)engine->table->patterns[index].regex, PCRE2_ZERO_TERMINATED, PCRE2_DOTALL, &number, &offset, NULL);
    *no_memory = code == NULL && number == PCRE2_ERROR_HEAP_FAILED;
    if (code != NULL && engine->jit && pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0)
        engine->jit = false; /* no executable memory is given here: interpreted, all of them */
    engine->codes[index] = code;
    return code;
}

static void report(struct pattern_engine *engine, const struct pattern *pattern, int captures, pattern_hit_fn *hit, void *context)
{
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer(engine->match);
    struct pattern_hit found = {.pattern = pattern, .from = (uint32_t)ends[0], .to = (uint32_t)ends[1]};
    for (int i = 0; i < PATTERN_NAMES; i++)
        found.names[i] = -1;
    for (int i = 1; i < captures && i <= pattern->capture_count; i++)
        if (ends[2 * (size_t)i] != PCRE2_UNSET && found.names[pattern->captures[i - 1]] < 0)
            found.names[pattern->captures[i - 1]] = (int32_t)ends[2 * (size_t)i];
    hit(context, &found);
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

/* All hits of one pattern. False: no memory. */
static bool run_one(struct pattern_engine *engine, uint32_t index, const struct items *items, pattern_hit_fn *hit, void *context)
{
    const struct pattern *pattern = &engine->table->patterns[index];
    if (!may_match(pattern, &items->roles))
        return true;
    bool no_memory;
    pcre2_code *code = compiled(engine, index, &no_memory);
    if (no_memory)
        return false;
    PCRE2_SIZE at = 0;
    for (int hits = 0; code != NULL && hits < HITS_MOST && at <= items->count; hits++) {
        int captures = engine->jit ? pcre2_jit_match(code, items->tags, items->count, at, 0, engine->match, engine->context)
                                   : pcre2_match(code, items->tags, items->count, at, 0, engine->match, engine->context);
        if (captures == PCRE2_ERROR_NOMEMORY)
            return false;
        if (captures <= 0)
            break;
        report(engine, pattern, captures, hit, context);
        at = pcre2_get_ovector_pointer(engine->match)[0] + 1;
    }
    return true;
}

bool pattern_engine_run(struct pattern_engine *engine, const struct items *items, pattern_hit_fn *hit, void *context)
{
    for (size_t word = 0; word < engine->words; word++) {
        uint64_t tried = 0;
        for (unsigned part = 0; part < ROLES_MOST / WORD_BITS; part++)
            for (uint64_t roles = items->roles.bits[part]; roles != 0; roles &= roles - 1)
                tried |= engine->filed[(part * WORD_BITS + (unsigned)__builtin_ctzll(roles)) * engine->words + word];
        for (; tried != 0; tried &= tried - 1)
            if (!run_one(engine, (uint32_t)(word * WORD_BITS) + (uint32_t)__builtin_ctzll(tried), items, hit, context))
                return false;
    }
    return true;
}
