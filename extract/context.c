/* SPDX-License-Identifier: MIT */
/* Pass 3: what figures are of. Patterns speak first, in the order of their table; the scoping rules fill what they leave. */
#include "extract/draft.h"

#include "core/catalog.h"
#include "core/decimal.h"
#include "core/figure.h"
#include "core/text.h"

#include <string.h>

void context_start(struct context *context, chiffre_date date)
{
    context->drafts.count = 0;
    context->discourse = (struct discourse){.date = date, .closing_month = 12, .last_level = -1, .period = PERIOD_EMPTY};
    context->discourse.ahead = context->discourse.told = context->discourse.period;
}

void context_free(struct context *context)
{
    memory_free(context->drafts.list);
    memory_free(context->draft_of_item);
    memory_free(context->outline);
    memory_free(context->outline_items);
    memset(context, 0, sizeof *context);
}

/* make_drafts has made room for it. */
static void add_draft(struct context *context, const struct quantity *quantity)
{
    struct drafts *drafts = &context->drafts;
    const struct item *item = &context->items->list[quantity->item];
    struct draft *draft = &drafts->list[drafts->count];
    memory_clear(&draft->measured, sizeof *draft - offsetof(struct draft, measured));
    draft->quantity = *quantity;
    draft->text = token_text(context->sentence, quantity->from, quantity->to);
    draft->unit = quantity->unit;
    draft->period = PERIOD_EMPTY;
    draft->of = draft->like = -1;
    draft->dead = quantity->kind == CHIFFRE_KIND_none;
    draft->sentence = context->discourse.sentence;
    draft->item = quantity->item;
    draft->clause = item->clause;
    draft->depth = item->depth;
    context->draft_of_item[quantity->item] = (int32_t)drafts->count++;
}

static bool make_drafts(struct context *context)
{
    const struct items *items = context->items;
    context->first = context->drafts.count;
    context->aside = NULL;
    context->begin = context->end = NULL;
    if (items->quantity_count == 0)
        return true;
    struct drafts *drafts = &context->drafts;
    if (!array_reserve(&context->draft_of_item, &context->draft_of_item_capacity, items->count + 1, sizeof *context->draft_of_item) ||
        !array_reserve(&drafts->list, &drafts->capacity, drafts->count + items->quantity_count, sizeof *drafts->list)) {
        drafts->failed = true;
        return false;
    }
    memset(context->draft_of_item, 0xff, items->count * sizeof *context->draft_of_item); /* DRAFT_NONE */
    for (size_t i = 0; i < items->quantity_count; i++)
        add_draft(context, &items->quantities[i]);
    context->begin = drafts->list + context->first;
    context->end = drafts->list + drafts->count;
    return !drafts->failed;
}

/* Words make a figure negative: a fall, a loss. */
static void apply_sign(struct quantity *quantity)
{
    if (quantity->minus || decimal_sign(quantity->value) <= 0)
        return;
    quantity->value = decimal_negate(quantity->value);
    if (quantity->value_to.known) {
        struct chiffre_decimal to = quantity->value;
        quantity->value = decimal_negate(quantity->value_to);
        quantity->value_to = to;
    }
}

/* What a draft takes from the one that it is `like`, or failing that from the one that it is `of`. */
/* "or 54 cents a share" of an earlier loss: earlier too than the 24 cents of the loss. */
static void be_earlier_too(const struct context *context, struct draft *draft, const struct draft *other)
{
    if (other->relation != CHIFFRE_RELATION_prior)
        return;
    for (const struct draft *twin = drafts_first(context), *end = drafts_end(context); twin < end; twin++) {
        if (twin == draft || twin->like != other->of || !text_equal(twin->quantity.per, draft->quantity.per))
            continue;
        draft->relation = CHIFFRE_RELATION_prior;
        draft->of = (int32_t)(twin - context->drafts.list);
        draft->rule[PATTERN_RELATION] = draft->rule[PATTERN_OF] = "as the figure it is told with";
    }
}

static void inherit(struct context *context)
{
    bool refer = true;
    for (int round = 0; round < 2 && refer; round++) {
        refer = false;
        for (struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++) {
            int32_t from = draft_refers(context, draft);
            if (from < 0)
                continue;
            refer = true;
            const struct draft *other = &context->drafts.list[from];
            if (draft->metric == NULL && draft->relation == CHIFFRE_RELATION_none && draft->like == from && other->metric_value != NULL) {
                context_set_metric(context, draft, other->metric_value); /* a loss of $92 million, or 24 cents a share */
                draft->sign = draft->sign != 0 ? draft->sign : other->sign;
                draft->rule[PATTERN_METRIC] = "that of the figure it is told with";
                be_earlier_too(context, draft, other);
            }
            bool same = draft->relation == CHIFFRE_RELATION_prior || draft->relation == CHIFFRE_RELATION_consensus ||
                        draft->relation == CHIFFRE_RELATION_share;
            if ((draft->pattern[PATTERN_METRIC] == NULL || same) && other->metric != NULL &&
                (draft->relation != CHIFFRE_RELATION_none || (draft->like >= 0 && draft->metric == NULL))) {
                draft_measure(draft, other->measured);
                draft->metric_value = other->metric_value;
                draft->rule[PATTERN_METRIC] = "that of the figure it refers to";
            }
            if (draft->pattern[PATTERN_ENTITY] == NULL && other->entity.length > 0) {
                draft->entity = other->entity;
                draft->rule[PATTERN_ENTITY] = "that of the figure it refers to";
            }
            if (same && draft->quantity.per.length == 0 && draft->quantity.kind == CHIFFRE_KIND_money)
                draft->quantity.per = other->quantity.per;
            if (draft->source.length == 0)
                draft->source = other->source;
            if (same && draft->pattern[PATTERN_METRIC] == NULL && draft->sign == 0 && draft->quantity.kind == CHIFFRE_KIND_money)
                draft->sign = other->sign < 0 ? -1 : 0; /* "une perte de 23 millions, contre 57 millions": a loss too */
            if (draft->status == CHIFFRE_STATUS_none)
                draft->status = other->status;
            if (draft->unit.length == 0 && draft->quantity.kind == CHIFFRE_KIND_money)
                draft->unit = other->unit;
        }
    }
}

/* "Le bénéfice net a doublé. Il atteint ...": the metric that a sentence without figures speaks of. */
static void remember_metric(struct context *context)
{
    const struct items *items = context->items;
    const struct metric *metric = NULL;
    const uint8_t *end = items->tags + items->count;
    for (const uint8_t *at = items->tags; metric == NULL && (at = memchr(at, ROLE_metric, (size_t)(end - at))) != NULL; at++)
        metric = context_named_metric(context, items->list[at - items->tags].row);
    if (metric != NULL)
        context->discourse.metric = metric;
}

static void remember(struct context *context, const struct draft *draft)
{
    if (draft->relation == CHIFFRE_RELATION_none && draft->quantity.kind != CHIFFRE_KIND_percent) {
        context->discourse.last_level = (int32_t)(draft - context->drafts.list);
        context->discourse.metric = draft->measured;
    }
}

/* Ids follow the order in the text. A draft refers to figures of its own sentence or of those before. */
static void finish_drafts(struct context *context)
{
    struct draft *const first = drafts_first(context), *const end = drafts_end(context);
    for (struct draft *draft = first; draft < end; draft++) {
        if (draft->sign < 0)
            apply_sign(&draft->quantity);
        if (draft->dead)
            continue;
        draft->id = ++context->discourse.figures;
        if (draft->status == CHIFFRE_STATUS_none)
            draft->status = CHIFFRE_STATUS_actual;
        remember(context, draft);
    }
    for (struct draft *draft = first; draft < end; draft++)
        if (draft->of >= 0 && draft->relation != CHIFFRE_RELATION_none)
            draft->of_id = context->drafts.list[draft->of].id;
}

/* Drafts of the last sentence are kept, for the next one may refer to them; without a subject yet, all are, up to a bound. */
size_t context_done(const struct context *context)
{
    if (context->discourse.subject.length == 0 && context->drafts.count < 4096)
        return 0;
    return context->first;
}

static int32_t shifted(int32_t index, size_t count)
{
    return index < (int32_t)count ? -1 : index - (int32_t)count;
}

void context_drop(struct context *context, size_t count)
{
    struct drafts *drafts = &context->drafts;
    drafts->count -= count;
    if (drafts->count > 0)
        memmove(drafts->list, drafts->list + count, drafts->count * sizeof *drafts->list);
    for (size_t i = 0; i < drafts->count; i++) {
        drafts->list[i].of = shifted(drafts->list[i].of, count);
        drafts->list[i].like = shifted(drafts->list[i].like, count);
    }
    context->discourse.last_level = shifted(context->discourse.last_level, count);
    context->first -= count;
}

/* Names, periods and metrics are told without a figure too; the figures to come are of them. */
static void sentence_without_figures(struct context *context)
{
    const struct items *items = context->items;
    if (items_have(items, ROLE_entity) || items_have(items, ROLE_place) || items_have(items, ROLE_agency))
        context_entities(context);
    if (items->mention_count > 0 || context->sentence->paragraph)
        context_periods(context);
    if (items_have(items, ROLE_metric))
        remember_metric(context);
}

/* Does a figure of the sentence refer to another, or tell a change? */
static bool are_related(const struct context *context)
{
    for (const struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++)
        if (draft->relation != CHIFFRE_RELATION_none || draft->of >= 0 || draft->like >= 0)
            return true;
    return false;
}

void context_sentence(struct context *context, const struct sentence *sentence, const struct items *items)
{
    context->sentence = sentence;
    context->items = items;
    context->discourse.sentence++;
    if (!make_drafts(context)) {
        context->drafts.failed = true;
        return;
    }
    if (context->drafts.count == context->first) {
        sentence_without_figures(context);
        return;
    }
    context_patterns(context);
    context_changes(context);
    context_metrics(context, false);
    context_earlier(context);
    bool related = are_related(context);
    if (related) {
        context_relations(context);
        context_metrics(context, true);
    }
    context_shared_metrics(context);
    if (related)
        context_estimates(context);
    context_entities(context);
    if (related)
        inherit(context);
    context_periods(context);
    finish_drafts(context);
}

void context_plain_sentence(struct context *context, const struct sentence *sentence)
{
    context->discourse.sentence++;
    context->first = context->drafts.count;
    if (sentence->paragraph)
        context->discourse.ahead = PERIOD_EMPTY;
}

void context_passage(struct context *context)
{
    context->discourse.sentence++;
    context->first = context->drafts.count;
    context->discourse.ahead = PERIOD_EMPTY;
}
