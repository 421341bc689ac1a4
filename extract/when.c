/* SPDX-License-Identifier: MIT */
/* When a figure is of: the period named nearest in the sentence, else the one that the text has set before. */
#include "extract/draft.h"

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
            } else if (refers && draft->relation != CHIFFRE_RELATION_prior) {
                draft->period = reference;
                draft->period_source = context->drafts.list[draft->of >= 0 ? draft->of : draft->like].period_source;
                draft->rule[PATTERN_PERIOD] = "that of the figure it refers to";
            }
        }
}
