/* SPDX-License-Identifier: MIT */
/* Whose figure it is: a name in the sentence, else the one that the text was speaking of. */
#include "extract/draft.h"

#include "core/text.h"

#include <stdlib.h>
#include <string.h>

static bool in_attribution(const struct context *context, uint32_t at)
{
    for (size_t i = context->first; i < context->drafts.count; i++) {
        struct chiffre_text name = item_text(context->sentence, &context->items->list[at]);
        if (context->drafts.list[i].source.length > 0 && context->drafts.list[i].source.data == name.data)
            return true;
    }
    return false;
}

/* The nearest name: before the figure in its clause, then before it, then behind it. */
static const struct item *nearest_name(const struct context *context, const struct draft *draft)
{
    const struct items *items = context->items;
    const struct item *best = NULL;
    long best_cost = 1000;
    for (uint32_t i = 0; i < items->count; i++) {
        const struct item *item = &items->list[i];
        if (item->role != ROLE_entity || in_attribution(context, i) || context->draft_of_item[i] == DRAFT_ASIDE)
            continue;
        long distance = labs((long)i - (long)draft->item);
        long cost = distance + (i > draft->item ? 15 : 0) + 10 * labs((long)item->clause - (long)draft->clause) + (item->depth > draft->depth ? 20 : 0);
        if (cost < best_cost) {
            best_cost = cost;
            best = item;
        }
    }
    return best;
}

static void focus_on(struct context *context, const struct item *item)
{
    struct discourse *discourse = &context->discourse;
    discourse->focus = item_text(context->sentence, item);
    if (discourse->subject.length == 0)
        discourse->subject = discourse->focus;
    discourse->closing_month = 12;
    if (item->row != NULL) {
        const char *bar = strchr(item->row->value, '|');
        if (bar != NULL && atoi(bar + 1) > 0)
            discourse->closing_month = atoi(bar + 1);
    }
}

void context_entities(struct context *context)
{
    const struct items *items = context->items;
    for (size_t i = context->first; i < context->drafts.count; i++) {
        struct draft *draft = &context->drafts.list[i];
        if (draft->dead || draft_has(draft, PATTERN_ENTITY) || draft->like >= 0 || draft->of >= 0)
            continue;
        const struct item *name = nearest_name(context, draft);
        if (name != NULL) {
            draft->entity = item_text(context->sentence, name);
            draft->rule[PATTERN_ENTITY] = "nearest name";
        } else if (context->discourse.focus.length > 0) {
            draft->entity = context->discourse.focus;
            draft->rule[PATTERN_ENTITY] = "the name spoken of before";
        }
    }
    for (uint32_t i = 0; i < items->count; i++)
        if (items->list[i].role == ROLE_entity && !in_attribution(context, i)) {
            focus_on(context, &items->list[i]);
            break;
        }
}

void context_finish(struct context *context)
{
    for (size_t i = 0; i < context->drafts.count; i++) {
        struct draft *draft = &context->drafts.list[i];
        if (draft->dead || draft->entity.length > 0 || context->discourse.subject.length == 0)
            continue;
        draft->entity = context->discourse.subject;
        draft->rule[PATTERN_ENTITY] = "the document's first name";
    }
}
