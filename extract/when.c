/* SPDX-License-Identifier: MIT */
/* When a figure is of: the period named nearest in the sentence, else the one that the text has set before. */
#include "extract/draft.h"

#include "core/catalog.h"
#include "core/text.h"

#include <stdlib.h>

static bool own_period(const struct mention *mention)
{
    return mention->kind != MENTION_NONE && mention->kind != MENTION_BASIS;
}

static const struct mention *nearest(const struct context *context, const struct draft *draft)
{
    const struct items *items = context->items;
    const struct mention *best = NULL;
    long best_cost = 1000;
    for (uint32_t i = 0; i < items->count; i++) {
        const struct item *item = &items->list[i];
        if (item->role != ROLE_period)
            continue;
        const struct mention *mention = &items->mentions[item->index];
        if (!own_period(mention) || mention->kind == MENTION_FIGURE)
            continue;
        long cost = labs((long)i - (long)draft->item) + (i > draft->item ? 4 : 0) + 8 * labs((long)item->clause - (long)draft->clause);
        if (cost < best_cost) {
            best_cost = cost;
            best = mention;
        }
    }
    return best;
}

/* A flow that has happened is of the period that the text has set before; a stock without a day is of now, a plan without a term of some day. */
static bool may_inherit(const struct draft *draft)
{
    if (draft->metric == NULL || (draft->status != CHIFFRE_STATUS_none && draft->status != CHIFFRE_STATUS_actual))
        return false;
    const struct metric *metric = catalog_metric(text_from(draft->metric));
    return metric != NULL && metric->nature == METRIC_FLOW;
}

static bool sets_period(const struct mention *mention, const struct period *period)
{
    return own_period(mention) && mention->kind != MENTION_FIGURE && mention->kind != MENTION_WEEKDAY && !mention->deadline &&
           (period->type == PERIOD_YEAR || period->type == PERIOD_FISCAL_YEAR || period->type == PERIOD_HALF || period->type == PERIOD_QUARTER ||
            period->type == PERIOD_MONTH || period->type == PERIOD_SPAN || period->type == PERIOD_OPEN);
}

/* What the next sentences inherit: the period of the first flow that has one of its own, else a period that stands alone (a title). */
static void remember_period(struct context *context)
{
    struct discourse *discourse = &context->discourse;
    for (size_t i = context->first; i < context->drafts.count; i++) {
        const struct draft *draft = &context->drafts.list[i];
        if (!draft->dead && draft->relation == CHIFFRE_RELATION_none && may_inherit(draft) && sets_period(&draft->mention, &draft->period)) {
            discourse->period = draft->period;
            return;
        }
    }
    if (context->drafts.count > context->first)
        return;
    for (uint32_t i = 0; i < context->items->count; i++) {
        if (context->items->list[i].role != ROLE_period)
            continue;
        const struct mention *mention = &context->items->mentions[context->items->list[i].index];
        enum chiffre_period_source source;
        struct period period = period_mention_resolve(mention, discourse->date, false, PERIOD_EMPTY, discourse->closing_month, &source);
        if (sets_period(mention, &period)) {
            discourse->period = period;
            return;
        }
    }
}

static void inherit_period(struct context *context, struct draft *draft)
{
    if (draft->period.type != PERIOD_NONE || draft->mention.kind != MENTION_NONE || draft->relation == CHIFFRE_RELATION_prior || !may_inherit(draft))
        return;
    draft->period = context->discourse.period;
    draft->period_source = CHIFFRE_PERIOD_SOURCE_inherited;
    draft->rule[PATTERN_PERIOD] = "the period that the text has set before";
}

static bool looks_ahead(const struct draft *draft)
{
    return draft->status == CHIFFRE_STATUS_planned || draft->status == CHIFFRE_STATUS_forecast;
}

static void resolve(struct context *context, struct draft *draft, struct period reference)
{
    const struct discourse *discourse = &context->discourse;
    draft->period = period_mention_resolve(&draft->mention, discourse->date, looks_ahead(draft), reference, discourse->closing_month,
                                           &draft->period_source);
}

void context_periods(struct context *context)
{
    const struct period none = PERIOD_EMPTY;
    for (int round = 0; round < 2; round++)
        for (size_t i = context->first; i < context->drafts.count; i++) {
            struct draft *draft = &context->drafts.list[i];
            bool refers = draft->of >= 0 || draft->like >= 0;
            if (draft->dead || draft->period.type != PERIOD_NONE || (round == 0) == refers)
                continue;
            struct period reference = refers ? context->drafts.list[draft->of >= 0 ? draft->of : draft->like].period : none;
            if (draft->mention.kind == MENTION_NONE && !refers) {
                const struct mention *mention = nearest(context, draft);
                if (mention != NULL) {
                    draft->mention = *mention;
                    draft->rule[PATTERN_PERIOD] = "nearest period";
                }
            }
            if (draft->mention.kind != MENTION_NONE) {
                resolve(context, draft, reference);
            } else if (!refers) {
                inherit_period(context, draft);
            } else if (refers && draft->relation != CHIFFRE_RELATION_prior) {
                draft->period = reference;
                draft->period_source = context->drafts.list[draft->of >= 0 ? draft->of : draft->like].period_source;
                draft->rule[PATTERN_PERIOD] = "that of the figure it refers to";
            }
        }
    remember_period(context);
}
