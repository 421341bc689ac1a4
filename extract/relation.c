/* SPDX-License-Identifier: MIT */
/* Which figure a change, a share or an earlier level refers to, where the pattern that found the relation could not name it. */
#include "extract/draft.h"

#include <stdlib.h>
#include <string.h>

static bool is_level(const struct draft *draft)
{
    return !draft->dead && (draft->relation == CHIFFRE_RELATION_none || draft->relation == CHIFFRE_RELATION_equivalent) &&
           draft->quantity.kind != CHIFFRE_KIND_none;
}

static bool same_metric(const struct draft *a, const struct draft *b)
{
    return a->metric != NULL && b->metric != NULL && strcmp(a->metric, b->metric) == 0;
}

/* The level that a change belongs to: same metric if it has one, nearest, the one behind "to" before the one far before. */
static int32_t level_near(const struct context *context, size_t index)
{
    const struct draft *draft = &context->drafts.list[index];
    int32_t best = -1;
    long best_cost = 1000;
    for (size_t i = context->first; i < context->drafts.count; i++) {
        const struct draft *other = &context->drafts.list[i];
        if (i == index || !is_level(other))
            continue;
        if (draft->metric != NULL && !same_metric(draft, other))
            continue;
        if (draft->quantity.kind == CHIFFRE_KIND_percent && other->quantity.kind == CHIFFRE_KIND_percent && draft->metric == NULL)
            continue;
        long cost = labs((long)other->item - (long)draft->item) + (i > index ? 2 : 0) + 6 * labs((long)other->clause - (long)draft->clause);
        if (cost < best_cost) {
            best_cost = cost;
            best = (int32_t)i;
        }
    }
    return best;
}

void context_changes(struct context *context)
{
    for (size_t i = context->first; i < context->drafts.count; i++) {
        struct draft *draft = &context->drafts.list[i];
        bool with_sign = draft->quantity.kind == CHIFFRE_KIND_percent && (draft->quantity.plus || draft->quantity.minus);
        if (draft->dead || !with_sign || draft->relation != CHIFFRE_RELATION_none || draft_has(draft, PATTERN_RELATION))
            continue;
        draft->relation = CHIFFRE_RELATION_growth;
        draft->rule[PATTERN_RELATION] = "a percentage written with its sign";
    }
}

void context_relations(struct context *context)
{
    for (size_t i = context->first; i < context->drafts.count; i++) {
        struct draft *draft = &context->drafts.list[i];
        if (draft->dead || draft->of >= 0)
            continue;
        if (draft->relation == CHIFFRE_RELATION_growth || draft->relation == CHIFFRE_RELATION_prior) {
            draft->of = level_near(context, i);
            if (draft->of >= 0)
                draft->rule[PATTERN_OF] = "nearest level of the same metric";
        }
    }
}
