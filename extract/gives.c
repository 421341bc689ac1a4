/* SPDX-License-Identifier: MIT */
/* Pattern hits -> fields of drafts: what a pattern gives, to whom, and what it sets aside. */
#include "extract/draft.h"

#include "core/catalog.h"
#include "core/decimal.h"
#include "core/text.h"

#include <string.h>

static bool within_thirty_times(struct chiffre_decimal a, struct chiffre_decimal b)
{
    struct chiffre_decimal most;
    a = decimal_absolute(a);
    b = decimal_absolute(b);
    bool larger = decimal_compare(a, b) > 0;
    return decimal_multiply(larger ? b : a, decimal_from(30, 0), &most) == CHIFFRE_OK && decimal_compare(larger ? a : b, most) <= 0;
}

/* "16 millions de voitures, dont 8 en Europe": the scale word of the one is the other's too, where that brings them together. The
 * decimals of an amount tell its scale, for zeros written out are digits. */
static void share_scale(struct quantity *bare, const struct quantity *other)
{
    if (bare->decimals < 0 || other->decimals > -5 || decimal_compare(decimal_absolute(bare->value), decimal_from(1000, 0)) >= 0)
        return;
    int32_t power = other->decimals >= -6 ? 6 : other->decimals >= -9 ? 9 : 12;
    if (!within_thirty_times(decimal_scale(bare->value, power), other->value))
        return;
    bare->value = decimal_scale(bare->value, power);
    if (bare->value_to.known)
        bare->value_to = decimal_scale(bare->value_to, power);
    bare->decimals -= power;
}

static void like(struct draft *draft, const struct draft *other)
{
    bool scaled = draft->quantity.decimals <= -3; /* "progressé de 8,4 %, contre 380,6 millions": of what is not said, but no percent */
    if (draft->quantity.kind != CHIFFRE_KIND_none || (scaled && other->quantity.kind == CHIFFRE_KIND_percent))
        return;
    share_scale(&draft->quantity, &other->quantity);
    draft->quantity.kind = other->quantity.kind;
    draft->unit = other->unit;
    draft->dead = other->dead;
}

/* "tombé en dessous de 20 %": a level that was reached, no change, unless "of" stands before it. */
static bool is_reached(const struct context *context, const struct draft *draft)
{
    const struct quantity *quantity = &draft->quantity;
    return quantity->bound == CHIFFRE_BOUND_below && quantity->outer_from > 0 &&
           token_match(context->sentence, quantity->outer_from, ROLE_name_link).tokens == 0 &&
           token_match(context->sentence, quantity->outer_from - 1, ROLE_name_link).tokens == 0;
}

/* A bare number may be like one that has become a figure only later. */
static void revive_likes(struct context *context)
{
    for (struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++) {
        if (draft->dead && draft->like >= 0)
            like(draft, &context->drafts.list[draft->like]);
    }
}

/* A metric: the text's last one, one that the pattern names, or that of an item. */
static bool give_metric(struct context *context, const struct pattern_give *gift, const struct item *item, struct draft *draft)
{
    if (item != NULL)
        return item->row != NULL && context_take_metric(context, draft, item);
    bool last = gift->number != 0;
    if (last && context->discourse.metric == NULL)
        return false;
    context_set_metric(context, draft, last ? context->discourse.metric->name : gift->value);
    return true;
}

static int8_t sign_of(const struct pattern_give *gift, const struct item *item)
{
    bool negative = item != NULL ? item->role == ROLE_down || item->role == ROLE_loss : gift->number != 0;
    return negative ? -1 : 1;
}

/* What a pattern says in a word of the record. */
static void give_word(const struct pattern_give *gift, struct draft *draft)
{
    struct quantity *quantity = &draft->quantity;
    if (gift->field == PATTERN_STATUS) {
        draft->status = (enum chiffre_figure_status)gift->number;
    } else if (gift->field == PATTERN_RELATION) {
        draft->relation = (enum chiffre_relation)gift->number;
    } else if (gift->field == PATTERN_BOUND) {
        quantity->bound = (enum chiffre_bound)gift->number;
    } else if (gift->field == PATTERN_KIND) {
        quantity->kind = (enum chiffre_kind)gift->number;
        draft->dead = false;
    } else {
        quantity->per = text_from(gift->value);
    }
}

/* Gives one field to one draft, unless a pattern before has given it. */
static inline __attribute__((always_inline)) void give(struct context *context, const struct pattern_hit *hit, const struct pattern_give *gift,
                                                       struct draft *draft)
{
    enum pattern_field field = (enum pattern_field)gift->field;
    if (draft == NULL || draft->pattern[field] != NULL)
        return;
    int32_t from = gift->from == PATTERN_LITERAL ? -1 : hit->names[gift->from];
    if (gift->from != PATTERN_LITERAL && from < 0)
        return;
    const struct item *item = from >= 0 ? &context->items->list[from] : NULL;
    struct draft *other;
    switch (field) {
    case PATTERN_METRIC:
        if (!give_metric(context, gift, item, draft))
            return;
        break;
    case PATTERN_ENTITY:
        if (item == NULL)
            return;
        draft->entity = context_full_name(context, item);
        break;
    case PATTERN_SOURCE:
        if (item == NULL)
            return;
        draft->source = item_text(context->sentence, item);
        break;
    case PATTERN_PERIOD:
        if (item == NULL || item->role != ROLE_period)
            return;
        draft->mention = context->items->mentions[item->index];
        break;
    case PATTERN_RELATION:
        if (gift->number == CHIFFRE_RELATION_growth && is_reached(context, draft))
            return;
        give_word(gift, draft);
        break;
    case PATTERN_STATUS:
    case PATTERN_BOUND:
    case PATTERN_KIND:
    case PATTERN_PER:
        give_word(gift, draft);
        break;
    case PATTERN_OF:
    case PATTERN_LIKE:
        other = from >= 0 ? context_draft(context, (uint32_t)from) : NULL;
        if (other == NULL || other == draft)
            return;
        *(field == PATTERN_OF ? &draft->of : &draft->like) = (int32_t)(other - context->drafts.list);
        like(draft, other);
        break;
    case PATTERN_SIGN:
        if (is_reached(context, draft))
            return;
        draft->sign = sign_of(gift, item);
        break;
    case PATTERN_ASIDE:
    case PATTERN_FIELDS:
        return;
    }
    draft->pattern[field] = hit->pattern;
}

static bool mention_is_day(const struct mention *mention)
{
    return mention->kind == MENTION_WEEKDAY || (mention->kind == MENTION_OFFSET && mention->unit == UNIT_DAY) ||
           (mention->kind <= MENTION_PARTIAL && mention->period.type == PERIOD_DAY);
}

/* A period or a name that is told for comparison's sake only. */
static void set_aside(struct context *context, const struct pattern *pattern, bool day, int32_t item)
{
    const struct item *one = &context->items->list[item];
    if (context->draft_of_item[item] != DRAFT_NONE)
        return;
    if (day && (one->role != ROLE_period || !mention_is_day(&context->items->mentions[one->index])))
        return;
    context->draft_of_item[item] = DRAFT_ASIDE;
    context->aside = pattern;
}

static void on_hit(void *data, const struct pattern_hit *hit)
{
    struct context *context = data;
    for (int i = 0; i < hit->pattern->give_count; i++) {
        const struct pattern_give *gift = &hit->pattern->gives[i];
        if (gift->group < PATTERN_NAMES) {
            int32_t item = hit->names[gift->group];
            if (item >= 0 && gift->field == PATTERN_ASIDE)
                set_aside(context, hit->pattern, gift->number != 0, item);
            else if (item >= 0)
                give(context, hit, gift, context_draft(context, (uint32_t)item));
            continue;
        }
        uint8_t clause = context->items->list[hit->from < context->items->count ? hit->from : 0].clause;
        for (struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++) {
            bool meant = gift->group == PATTERN_ALL || (gift->group == PATTERN_AFTER && draft->item >= hit->from) ||
                         (gift->group == PATTERN_BEFORE && draft->item < hit->to) || (gift->group == PATTERN_CLAUSE && draft->clause == clause) ||
                         (gift->group == PATTERN_REST && draft->clause == clause && draft->item >= hit->from);
            if (meant)
                give(context, hit, gift, draft);
        }
    }
}

static void on_outline_hit(void *data, const struct pattern_hit *hit)
{
    const struct context *context = data;
    struct pattern_hit real = *hit;
    if (hit->to == hit->from)
        return;
    real.from = context->outline_items[hit->from];
    real.to = context->outline_items[hit->to - 1] + 1;
    for (int i = 0; i < PATTERN_NAMES; i++)
        if (hit->names[i] >= 0)
            real.names[i] = (int32_t)context->outline_items[hit->names[i]];
    on_hit(data, &real);
}

/* The patterns once more, over what stands outside of brackets: "$638 billion (616 billion euros), from $575 billion". */
static bool run_outline(struct context *context)
{
    const struct items *items = context->items;
    uint32_t count = 0;
    if (!array_reserve(&context->outline, &context->outline_capacity, items->count + 1, sizeof *context->outline) ||
        !array_reserve(&context->outline_items, &context->outline_item_capacity, items->count + 1, sizeof *context->outline_items))
        return false;
    for (uint32_t i = 0; i < items->count; i++) {
        if (items->list[i].depth > 0)
            continue;
        context->outline_items[count] = i;
        context->outline[count++] = items->tags[i];
    }
    context->outline[count] = ROLE_none;
    return pattern_engine_run(context->patterns, context->outline, count, on_outline_hit, context);
}

void context_patterns(struct context *context)
{
    bool brackets = items_have(context->items, ROLE_open);
    if (!pattern_engine_run(context->patterns, context->items->tags, context->items->count, on_hit, context) || (brackets && !run_outline(context)))
        context->drafts.failed = true;
    revive_likes(context);
}
