/* SPDX-License-Identifier: MIT */
/* Which metric a figure has: the nearest fitting name of one, by a count of what stands between. A pattern's word goes before. */
#include "extract/draft.h"

#include "core/catalog.h"
#include "core/figure.h"
#include "core/text.h"

#include <stdlib.h>
#include <string.h>

/* Costs of what stands between a metric and a figure, in tenths of a plain word. */
enum { COST_WORD = 10, COST_STOP = 3, COST_COMMA = 22, COST_FIGURE = 25, COST_METRIC = 60, COST_CLAUSE = 70, COST_BRACKET = 15,
       COST_BEHIND = 12, COST_MOST = 190 };

/* A level of this metric may be of this kind; changes and shares fit any. */
static bool fits(const char *name, const struct draft *draft)
{
    const struct metric *metric = catalog_metric(text_from(name));
    if (metric == NULL)
        return false;
    if (draft->relation == CHIFFRE_RELATION_growth || draft->relation == CHIFFRE_RELATION_share)
        return true;
    const char *kind = kind_name(draft->quantity.kind);
    return strstr(metric->kinds, kind) != NULL;
}

static int cost_of(const struct item *item)
{
    if (item_is_figure(item))
        return COST_FIGURE;
    switch (item->role) {
    case ROLE_comma: case ROLE_dash:
        return COST_COMMA;
    case ROLE_semicolon: case ROLE_clause:
        return COST_CLAUSE;
    case ROLE_open: case ROLE_close:
        return COST_BRACKET;
    case ROLE_metric: case ROLE_loss:
        return COST_METRIC;
    case ROLE_stop:
        return COST_STOP;
    case ROLE_up: case ROLE_down: case ROLE_flat: case ROLE_period: case ROLE_entity: case ROLE_quote:
        return 5;
    default:
        return item->role >= ROLE_FIRST_CUE ? COST_STOP : COST_WORD;
    }
}

static bool names_metric(const struct item *item)
{
    return (item->role == ROLE_metric || item->role == ROLE_loss || item->role == ROLE_metric_verb) && item->row != NULL;
}

/* The cheapest fitting metric on one side of the figure. */
static const struct item *search(const struct context *context, const struct draft *draft, int step, int *cost)
{
    const struct items *items = context->items;
    int total = step > 0 ? COST_BEHIND : 0;
    for (int64_t at = (int64_t)draft->item + step; at >= 0 && at < items->count && total < COST_MOST; at += step) {
        const struct item *item = &items->list[at];
        if (names_metric(item) && fits(item->row->value, draft)) {
            *cost = total;
            return item;
        }
        total += cost_of(item);
    }
    return NULL;
}

static void take(struct draft *draft, const struct item *item)
{
    draft->metric = item->row->value;
    draft->rule[PATTERN_METRIC] = "nearest metric";
    if (item->role == ROLE_loss && draft->sign == 0 && draft->relation == CHIFFRE_RELATION_none)
        draft->sign = -1;
}

void context_metrics(struct context *context)
{
    for (size_t i = context->first; i < context->drafts.count; i++) {
        struct draft *draft = &context->drafts.list[i];
        if (draft->dead || draft_has(draft, PATTERN_METRIC) || draft->like >= 0)
            continue;
        if (draft->of >= 0 && draft->relation != CHIFFRE_RELATION_none)
            continue;
        int before = COST_MOST, behind = COST_MOST;
        const struct item *left = search(context, draft, -1, &before), *right = search(context, draft, 1, &behind);
        if (left != NULL && before <= behind)
            take(draft, left);
        else if (right != NULL)
            take(draft, right);
        else if (draft->quantity.kind == CHIFFRE_KIND_headcount) {
            draft->metric = "headcount";
            draft->rule[PATTERN_METRIC] = "persons in employment";
        }
    }
}
