/* SPDX-License-Identifier: MIT */
/* Patterns over tags: which patterns stand in a sentence, where, and which of its items have their names. */
#ifndef EXTRACT_PATTERN_H
#define EXTRACT_PATTERN_H

#include "chiffre.h"
#include "core/tables.h"

struct pattern_engine;
enum chiffre_status pattern_engine_new(const struct pattern_table *table, struct pattern_engine **engine, struct chiffre_error *error);
void pattern_engine_free(struct pattern_engine *engine);

/* One match: the first item, the one behind the last, and the item of each name (-1: that name took no part). */
struct pattern_hit {
    const struct pattern *pattern;
    uint32_t from, to;
    int32_t names[PATTERN_NAMES];
};
typedef void pattern_hit_fn(void *context, const struct pattern_hit *hit);
/* Calls `hit` for every match of every pattern in a sentence, in the order of the table, then of the sentence. `tags` are the roles of its items,
 * and ROLE_none behind the last. False: no memory. */
bool pattern_engine_run(struct pattern_engine *engine, const uint8_t *tags, uint32_t count, pattern_hit_fn *hit, void *context);

#endif
