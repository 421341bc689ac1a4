/* SPDX-License-Identifier: MIT */
/* Which figure a change, a share or an earlier level refers to, where the pattern that found the relation could not name it. */
#include "extract/draft.h"

#include "core/decimal.h"
#include "core/text.h"

#include <stdlib.h>
#include <string.h>

static bool is_level(const struct draft *draft)
{
    return !draft->dead && (draft->relation == CHIFFRE_RELATION_none || draft->relation == CHIFFRE_RELATION_equivalent) &&
           draft->quantity.kind != CHIFFRE_KIND_none;
}

static bool same_metric(const struct draft *a, const struct draft *b)
{
    return a->measured != NULL && a->measured == b->measured;
}

/* Is one of two positive numbers less than a ten-thousandth of the other? Most are small enough to be held against each other at once. */
static bool ten_thousandth(struct chiffre_decimal a, struct chiffre_decimal b)
{
    const chiffre_int128 small = (chiffre_int128)1 << 60;
    int32_t apart = a.exponent - b.exponent;
    if (apart < -9 || apart > 9 || a.coefficient > small || b.coefficient > small)
        return decimal_compare(decimal_scale(a, 4), b) < 0 || decimal_compare(decimal_scale(b, 4), a) < 0;
    for (; apart > 0; apart--)
        a.coefficient *= 10;
    for (; apart < 0; apart++)
        b.coefficient *= 10;
    return a.coefficient * 10000 < b.coefficient || b.coefficient * 10000 < a.coefficient;
}

/* No level grows ten thousand times in a period: 0,98 dollar is no earlier 17 milliards. */
static bool far_apart(struct chiffre_decimal a, struct chiffre_decimal b)
{
    a = decimal_absolute(a);
    b = decimal_absolute(b);
    return decimal_sign(a) > 0 && decimal_sign(b) > 0 && ten_thousandth(a, b);
}

/* An earlier level, an estimate, a conversion: of the same kind, and of the same currency but for a conversion. */
static bool same_measure(const struct draft *draft, const struct draft *other)
{
    if (draft->quantity.kind != other->quantity.kind)
        return false;
    bool same_unit = text_equal(draft->unit, other->unit);
    if (draft->relation == CHIFFRE_RELATION_prior && far_apart(draft->quantity.value, other->quantity.value))
        return false;
    if (draft->relation == CHIFFRE_RELATION_equivalent)
        return !same_unit && text_equal(draft->quantity.per, other->quantity.per);
    if (draft->quantity.kind == CHIFFRE_KIND_money)
        return same_unit || draft->unit.length == 0 || other->unit.length == 0;
    return true;
}

static bool may_refer(const struct draft *draft, const struct draft *other)
{
    bool percents = draft->quantity.kind == CHIFFRE_KIND_percent && other->quantity.kind == CHIFFRE_KIND_percent;
    bool rate = percents && draft->relation != CHIFFRE_RELATION_growth && !other->dead && /* an earlier change, an earlier share */
                (other->relation == CHIFFRE_RELATION_growth || other->relation == CHIFFRE_RELATION_share);
    if (!is_level(other) && !rate)
        return false;
    if (draft->relation != CHIFFRE_RELATION_growth)
        return same_measure(draft, other);
    if (draft->metric != NULL && !same_metric(draft, other))
        return false;
    if (draft->quantity.kind != CHIFFRE_KIND_percent)
        return same_measure(draft, other);
    return other->quantity.kind != CHIFFRE_KIND_percent || draft->metric != NULL;
}

/* Digits before the decimal point. */
static int magnitude(const struct draft *draft)
{
    chiffre_int128 rest = draft->quantity.value.coefficient;
    int digits = draft->quantity.value.exponent;
    for (; rest > INT64_MAX || rest < -INT64_MAX; rest /= 10)
        digits++;
    for (int64_t few = (int64_t)rest; few != 0; few /= 10) /* dividing these is much faster */
        digits++;
    return digits;
}

/* Both per share or neither; what the metric's name alone says of its level ("EPS of $0.88 against $0.83") goes for both. */
static bool same_rate(const struct draft *draft, const struct draft *other)
{
    if (draft->quantity.kind == CHIFFRE_KIND_money && draft->quantity.per.length == 0 &&
        (draft->relation == CHIFFRE_RELATION_prior || draft->relation == CHIFFRE_RELATION_consensus)) {
        int apart = magnitude(draft) - magnitude(other); /* "$1.9 billion, or $0.83 a share, against $0.79 expected" */
        return apart <= 3 && apart >= -3 && (other->quantity.per.length == 0 || text_equal(other->quantity.per, TEXT("share")) ||
                                             (other->metric_value != NULL && strchr(other->metric_value, '/') != NULL));
    }
    if (draft->quantity.per.length == 0 && other->metric_value != NULL && strchr(other->metric_value, '/') != NULL)
        return true;
    return draft->quantity.kind != CHIFFRE_KIND_money || text_equal(draft->quantity.per, other->quantity.per) ||
           (draft->relation != CHIFFRE_RELATION_prior && draft->relation != CHIFFRE_RELATION_consensus);
}

/* "rose to $3bn, while Corvane's fell 2%": a clause that begins with a name tells of that name, not of a level before it. */
static bool other_is_told_of(const struct context *context, const struct draft *draft, const struct draft *other)
{
    const struct item *list = context->items->list;
    if (draft->relation != CHIFFRE_RELATION_growth || other->clause >= draft->clause || !items_have(context->items, ROLE_clause))
        return false;
    for (uint32_t i = other->item + 1, from = draft->item; i < draft->item; i++) {
        from = list[i].role == ROLE_clause ? i : from;
        if (list[i].role == ROLE_entity && i > from && i - from <= 3)
            return true;
    }
    return false;
}

/* The level that a figure belongs to: nearest, the one behind "to" before the one far before; an earlier level looks back. */
static int32_t level_near(const struct context *context, const struct draft *draft)
{
    bool looks_back = draft->relation != CHIFFRE_RELATION_growth;
    int32_t best = -1;
    long best_cost = 1000;
    for (const struct draft *other = drafts_first(context), *end = drafts_end(context); other < end; other++) {
        if (other == draft || !may_refer(draft, other) || other_is_told_of(context, draft, other))
            continue;
        if (draft->relation == CHIFFRE_RELATION_consensus && !same_rate(draft, other))
            continue;
        long cost = labs((long)other->item - (long)draft->item) + (same_rate(draft, other) ? 0 : 12) + (other > draft ? looks_back ? 30 : 2 : 0) +
                    6 * labs((long)other->clause - (long)draft->clause);
        if (cost < best_cost) {
            best_cost = cost;
            best = (int32_t)(other - context->drafts.list);
        }
    }
    return best;
}

void context_changes(struct context *context)
{
    for (struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++) {
        bool with_sign = draft->quantity.kind == CHIFFRE_KIND_percent && (draft->quantity.plus || draft->quantity.minus);
        if (draft->dead || !with_sign || draft->relation != CHIFFRE_RELATION_none || draft_has(draft, PATTERN_RELATION))
            continue;
        draft->relation = CHIFFRE_RELATION_growth;
        draft->rule[PATTERN_RELATION] = "a percentage written with its sign";
    }
}

/* A relation that nothing in the sentence bears out is none. */
static void drop(struct draft *draft)
{
    draft->relation = CHIFFRE_RELATION_none;
    draft->pattern[PATTERN_RELATION] = draft->pattern[PATTERN_OF] = NULL;
    draft->like = draft->like == draft->of ? -1 : draft->like;
    draft->of = -1;
}

/* "167,7 milliards de dollars (147,1 milliards d'euros), contre 148 milliards": a bare amount's currency is that of the level which it is held
 * against, not of the conversion beside that. */
static void settle_currency(const struct context *context, struct draft *draft)
{
    if (!draft->quantity.shared_unit || draft->quantity.kind != CHIFFRE_KIND_money || draft->relation != CHIFFRE_RELATION_prior)
        return;
    for (size_t i = (size_t)(draft - context->drafts.list); i-- > context->first;) {
        const struct draft *other = &context->drafts.list[i];
        if (other->dead || other->quantity.kind != CHIFFRE_KIND_money || other->relation != CHIFFRE_RELATION_none)
            continue;
        draft->unit = other->unit;
        return;
    }
}

/* "… 18,2 milliards, contre 53 milliards. C'est une chute de 66 %.": a change in a sentence that names nothing is of the level before. */
static int32_t level_before(const struct context *context, const struct draft *draft)
{
    int32_t last = context->discourse.last_level;
    if (last < 0 || draft->metric != NULL || draft->depth > 0 || context->drafts.list[last].sentence + 1 != draft->sentence)
        return -1;
    for (uint32_t i = 0; i < context->items->count; i++) {
        role_number role = context->items->list[i].role;
        if (role == ROLE_metric || role == ROLE_loss || role == ROLE_metric_verb || role == ROLE_entity)
            return -1;
    }
    for (const struct draft *other = drafts_first(context), *end = drafts_end(context); other < end; other++)
        if (!other->dead && other->relation == CHIFFRE_RELATION_none)
            return -1;
    return last;
}

/* An estimate of what the sentences before have told. */
static int32_t told_before(const struct context *context, const struct draft *draft)
{
    for (size_t i = context->first; i-- > 0;) {
        const struct draft *other = &context->drafts.list[i];
        if (other->sentence + 2 < draft->sentence)
            break;
        if (is_level(other) && same_metric(draft, other) && same_measure(draft, other) && other->status != CHIFFRE_STATUS_forecast &&
            text_equal(draft->quantity.per, other->quantity.per))
            return (int32_t)i;
    }
    return -1;
}

void context_estimates(struct context *context)
{
    for (struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++) {
        if (draft->dead || draft->relation != CHIFFRE_RELATION_consensus || draft->of >= 0)
            continue;
        draft->of = told_before(context, draft);
        if (draft->of >= 0)
            draft->rule[PATTERN_OF] = "told in a sentence before";
    }
}

/* A time before ("un an auparavant") right behind the figure, or in its clause before it with no figure between; NULL: none. */
static const struct mention *time_before(const struct context *context, const struct draft *draft)
{
    const struct items *items = context->items;
    uint32_t first = draft->item > 7 ? draft->item - 7 : 0;
    for (uint32_t at = draft->item + 1 < items->count ? draft->item + 1 : draft->item; at >= first; at--) {
        const struct item *item = &items->list[at];
        if (item->clause != draft->clause || (at < draft->item && item_is_figure(item)))
            break;
        if (item->role == ROLE_period && items->mentions[item->index].kind == MENTION_FIGURE && items->mentions[item->index].offset < 0)
            return &items->mentions[item->index];
        if (at == 0)
            break;
    }
    return NULL;
}

/* "…, alors qu'il était positif de 2,6 milliards un an auparavant": an amount with a time before right behind it, and a level of the same
 * measure before it, is that level's earlier one. */
static void find_earlier(struct context *context, struct draft *draft)
{
    if (draft->dead || draft->relation != CHIFFRE_RELATION_none)
        return;
    const struct mention *mention = time_before(context, draft);
    if (mention == NULL)
        return;
    for (const struct draft *other = draft, *first = drafts_first(context); other-- > first;) {
        if (!is_level(other) || other->relation == CHIFFRE_RELATION_equivalent)
            continue;
        if (!same_measure(draft, other) || (draft->metric != NULL && !same_metric(draft, other)))
            return;
        draft->relation = CHIFFRE_RELATION_prior;
        draft->of = draft->like = (int32_t)(other - context->drafts.list);
        draft->mention = *mention;
        draft->rule[PATTERN_RELATION] = draft->rule[PATTERN_OF] = "a time before stands behind it";
        return;
    }
}

/* "spent $21 billion, below its guidance of $22 billion": an outcome's forecast is no earlier level of it. */
static void drop_guidance(struct context *context, struct draft *draft)
{
    if (draft->relation != CHIFFRE_RELATION_prior || draft->of < 0 || draft->status != CHIFFRE_STATUS_forecast ||
        draft->pattern[PATTERN_STATUS] != draft->pattern[PATTERN_RELATION] ||
        context->drafts.list[draft->of].status == CHIFFRE_STATUS_forecast)
        return;
    int32_t outcome = draft->of;
    drop(draft);
    draft->like = outcome;
}

/* Does the sentence tell a time before? */
static bool tells_time_before(const struct items *items)
{
    for (size_t i = 0; i < items->mention_count; i++)
        if (items->mentions[i].kind == MENTION_FIGURE && items->mentions[i].offset < 0)
            return true;
    return false;
}

void context_earlier(struct context *context)
{
    if (!tells_time_before(context->items))
        return;
    for (struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++)
        find_earlier(context, draft);
}

void context_relations(struct context *context)
{
    for (struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++) {
        if (draft->relation == CHIFFRE_RELATION_share && draft->of >= 0 && context->drafts.list[draft->of].relation == CHIFFRE_RELATION_total &&
            context->drafts.list[draft->of].of >= 0)
            draft->of = context->drafts.list[draft->of].of; /* 9,000 of its 78,400 employees, or 11% */
        if (draft->dead || draft->relation == CHIFFRE_RELATION_none || draft->relation == CHIFFRE_RELATION_share ||
            draft->relation == CHIFFRE_RELATION_part || draft->relation == CHIFFRE_RELATION_total)
            continue;
        settle_currency(context, draft);
        bool fits = draft->of >= 0 && (draft->relation == CHIFFRE_RELATION_growth || same_measure(draft, &context->drafts.list[draft->of]));
        if (fits && same_rate(draft, &context->drafts.list[draft->of]))
            continue;
        if (draft->of >= 0 && draft->relation == CHIFFRE_RELATION_equivalent) {
            int32_t twin = draft->of;
            drop(draft);
            if (!text_equal(draft->quantity.per, context->drafts.list[twin].quantity.per))
                draft->like = twin; /* a profit of $153 million, or $1.35 per share */
            continue;
        }
        draft->like = draft->like == draft->of ? -1 : draft->like; /* the pattern met what stands between: look on from there */
        draft->of = level_near(context, draft);
        if (draft->of < 0 && draft->relation == CHIFFRE_RELATION_growth)
            draft->of = level_before(context, draft);
        if (draft->of >= 0 && draft->relation == CHIFFRE_RELATION_prior)
            draft->like = draft->of;
        if (draft->of >= 0)
            draft->rule[PATTERN_OF] = "nearest level that it can refer to";
        else if (draft->relation == CHIFFRE_RELATION_prior || draft->relation == CHIFFRE_RELATION_equivalent)
            drop(draft);
    }
    for (struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++)
        drop_guidance(context, draft);
}
