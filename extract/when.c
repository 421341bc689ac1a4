/* SPDX-License-Identifier: MIT */
/* When a figure is of: the period named nearest in the sentence, else the one that the text has set before. */
#include "extract/draft.h"

#include "core/catalog.h"
#include "core/text.h"

#include <stdlib.h>
#include <string.h>

static bool own_period(const struct mention *mention)
{
    return mention->kind != MENTION_NONE && mention->kind != MENTION_BASIS;
}

static bool looks_ahead(const struct draft *draft)
{
    return draft->status == CHIFFRE_STATUS_planned || draft->status == CHIFFRE_STATUS_forecast || draft->status == CHIFFRE_STATUS_rumoured;
}

static bool is_flow(const struct draft *draft)
{
    return draft->measured != NULL && draft->measured->nature == METRIC_FLOW;
}

static bool is_stock(const struct draft *draft)
{
    return draft->measured != NULL && draft->measured->nature == METRIC_STOCK;
}

/* Does another figure, or a comma or an "and" too, part the period from its figure? */
static bool parted(const struct context *context, const struct draft *draft, uint32_t at, bool by_comma)
{
    uint32_t from = draft->item < at ? draft->item : at, to = draft->item < at ? at : draft->item;
    for (uint32_t i = from + 1; i < to; i++) {
        const struct item *item = &context->items->list[i];
        const struct draft *other = context_draft(context, i);
        bool own = other != NULL && (other->depth > draft->depth || (other->of >= 0 && &context->drafts.list[other->of] == draft));
        bool link = by_comma && token_match(context->sentence, item->from, ROLE_number_link).tokens > 0;
        if ((item_is_figure(item) && !own) || (by_comma && item->role == ROLE_comma && !own) || link)
            return true;
    }
    return false;
}

/* A day or a span that runs to today is of the figure beside it. A stock, or a plan, is of no period that is told behind another figure. */
static bool reaches(const struct context *context, const struct draft *draft, const struct mention *mention, uint32_t at)
{
    bool ahead = looks_ahead(draft), behind = at > draft->item;
    if (mention->kind == MENTION_TO_DATE || (mention->since && mention->kind != MENTION_NONE))
        return !parted(context, draft, at, behind);
    if (!ahead && !is_stock(draft))
        return true;
    return !behind || (context->items->list[at].clause == draft->clause && !parted(context, draft, at, !ahead));
}

/* What has happened is of no time to come; a deadline belongs to a plan; what a year or a quarter has brought is of no weekday. */
static bool suits(const struct context *context, const struct draft *draft, const struct mention *mention)
{
    if (looks_ahead(draft))
        return mention->kind != MENTION_PRESENT;
    if (mention->since && draft->relation == CHIFFRE_RELATION_growth && mention->kind != MENTION_TO_DATE)
        return false;
    if (is_flow(draft) && (mention->kind == MENTION_WEEKDAY || (mention->kind == MENTION_OFFSET && mention->unit == UNIT_DAY)))
        return false;
    const struct discourse *discourse = &context->discourse;
    if (discourse->date == CHIFFRE_NO_DATE || mention->kind != MENTION_CALENDAR)
        return true;
    int lead = mention->fiscal && discourse->closing_month != 12 ? 366 : 0; /* a fiscal year may begin before the year that it is named by */
    return mention->period.start == CHIFFRE_NO_DATE || mention->period.start <= discourse->date + lead;
}

/* Items between cost one each; a figure, a comma, an "and" or another clause more. */
static long distance(const struct context *context, uint32_t from, uint32_t to)
{
    const struct sentence *sentence = context->sentence;
    const bool links = (sentence->roles & ROLE_BIT(number_link)) != 0;
    long cost = 0;
    for (uint32_t i = from < to ? from + 1 : to + 1; i < (from < to ? to : from); i++) {
        const struct item *item = &context->items->list[i];
        if (item_is_figure(item))
            cost += 6;
        else if (links && token_match(sentence, item->from, ROLE_number_link).tokens > 0)
            cost += 5;
        else
            cost += item->role == ROLE_comma ? 3 : 1;
    }
    return cost;
}

/* "over the same period": the one told last */
static bool is_same(const struct mention *mention)
{
    return mention->kind == MENTION_FIGURE && mention->offset == 0 && mention->year == 0;
}

/* No period speaks over so many items: a bound keeps endless sentences linear. */
#define REACH 200u

/* What it costs that the figure has this period; `most` and more: it cannot. */
static long cost_of(const struct context *context, const struct draft *draft, const struct mention *mention, long most)
{
    const uint32_t at = mention->item;
    const struct item *item = &context->items->list[at];
    bool head = mention->kind == MENTION_FIGURE && at <= 1; /* "L'année précédente, les ventes": than what was said before */
    if (!own_period(mention) || (mention->kind == MENTION_FIGURE && !head && !is_same(mention)))
        return most;
    long clauses = labs((long)item->clause - (long)draft->clause);
    long apart = at > draft->item ? (long)(at - draft->item) : (long)(draft->item - at), here = item->depth > draft->depth ? 6 : 0;
    here += at > draft->item ? 1 + 16 * clauses : 8 * clauses;
    if (here + apart - 1 >= most || !suits(context, draft, mention) || !reaches(context, draft, mention, at))
        return most; /* each item between costs one at least */
    return here + distance(context, draft->item, at);
}

/* The number of the first mention that stands no farther before the figure; that of all mentions: none does. */
static size_t first_within_reach(const struct items *items, const struct draft *draft)
{
    if (draft->item <= REACH)
        return 0;
    const uint8_t *from = items->tags + (draft->item - REACH), *found = memchr(from, ROLE_period, (size_t)(items->tags + items->count - from));
    return found == NULL ? items->mention_count : items->list[found - items->tags].index;
}

static const struct mention *nearest(const struct context *context, const struct draft *draft)
{
    const struct items *items = context->items;
    const struct mention *best = NULL;
    long best_cost = 1000;
    for (size_t i = first_within_reach(items, draft); i < items->mention_count; i++) {
        const struct mention *mention = &items->mentions[i];
        if (mention->item >= draft->item + REACH)
            break;
        if (context->draft_of_item[mention->item] == DRAFT_ASIDE)
            continue;
        long cost = cost_of(context, draft, mention, best_cost);
        if (cost < best_cost) {
            best_cost = cost;
            best = mention;
        }
    }
    return best;
}

/* The period right behind a figure, before another figure: "from 30 billion a year earlier", "105 million in 2020". */
static const struct mention *behind(struct context *context, const struct draft *draft)
{
    const struct items *items = context->items;
    for (uint32_t i = draft->item + 1; i < items->count && i <= draft->item + 4; i++) {
        const struct item *item = &items->list[i];
        if (item_is_figure(item) || item->role == ROLE_comma || item->role == ROLE_semicolon || item->role == ROLE_clause)
            return NULL;
        if (item->role != ROLE_period || !own_period(&items->mentions[item->index]))
            continue;
        context->draft_of_item[i] = DRAFT_ASIDE;
        return &items->mentions[item->index];
    }
    return NULL;
}

/* A flow that has happened is of the period that the text has set before; a stock without a day is of now, a plan without a term of some day.
 * What happens on a day, cuts and hires too, is not of the period that accounts are of. */
static bool may_inherit(const struct draft *draft)
{
    return is_flow(draft) && !draft->measured->event && draft->measured->main_kind != CHIFFRE_KIND_headcount &&
           (draft->status == CHIFFRE_STATUS_none || draft->status == CHIFFRE_STATUS_actual);
}

/* What is to come has the period that the paragraph has set for it: "For the fourth quarter it expects ... It sees ..." */
static bool may_inherit_ahead(const struct context *context, const struct draft *draft)
{
    return is_flow(draft) && looks_ahead(draft) && context->discourse.ahead.type != PERIOD_NONE;
}

/* A result that no metric of the list is sets the period too (profit before tax). */
static bool may_set(const struct draft *draft)
{
    return may_inherit(draft) || (draft->metric == NULL && draft->quantity.kind == CHIFFRE_KIND_money &&
                                  (draft->status == CHIFFRE_STATUS_none || draft->status == CHIFFRE_STATUS_actual));
}

static bool sets_period(const struct mention *mention, const struct period *period)
{
    return own_period(mention) && mention->kind != MENTION_FIGURE && mention->kind != MENTION_WEEKDAY && !mention->deadline &&
           (period->type == PERIOD_YEAR || period->type == PERIOD_FISCAL_YEAR || period->type == PERIOD_HALF || period->type == PERIOD_QUARTER ||
            period->type == PERIOD_MONTH || period->type == PERIOD_SPAN || period->type == PERIOD_OPEN);
}

/* A span of one's own ("over twelve months") is an aside where the text has set a quarter, a half or a year. */
static bool aside(const struct period *period, const struct period *set)
{
    return period->type == PERIOD_SPAN && (set->type == PERIOD_QUARTER || set->type == PERIOD_HALF || set->type == PERIOD_YEAR);
}

/* What the next sentences inherit: the period of the first flow that has one of its own. */
static void remember_period(struct context *context)
{
    struct discourse *discourse = &context->discourse;
    for (const struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++) {
        if (!draft->dead && draft->relation == CHIFFRE_RELATION_none && draft->mention.kind != MENTION_NONE && draft->period.type != PERIOD_NONE)
            discourse->told = draft->period;
        if (!draft->dead && is_flow(draft) && looks_ahead(draft) && sets_period(&draft->mention, &draft->period))
            discourse->ahead = draft->period;
    }
    for (const struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++) {
        bool tells = draft->relation == CHIFFRE_RELATION_none || draft->relation == CHIFFRE_RELATION_growth;
        if (!draft->dead && tells && may_set(draft) && sets_period(&draft->mention, &draft->period) &&
            !aside(&draft->period, &discourse->period)) {
            discourse->period = draft->period;
            discourse->period_entity = draft->entity;
            return;
        }
    }
}

/* And a period that stands alone (a title). */
static void remember_period_alone(struct context *context)
{
    struct discourse *discourse = &context->discourse;
    for (size_t i = 0; i < context->items->mention_count; i++) {
        const struct mention *mention = &context->items->mentions[i];
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
    if (draft->period.type != PERIOD_NONE || draft->mention.kind != MENTION_NONE || draft->relation == CHIFFRE_RELATION_prior)
        return;
    if (may_inherit_ahead(context, draft)) {
        draft->period = context->discourse.ahead;
        draft->period_source = CHIFFRE_PERIOD_SOURCE_inherited;
        draft->rule[PATTERN_PERIOD] = "the period that the paragraph has set for what is to come";
    }
    if (draft->period.type != PERIOD_NONE || !may_inherit(draft))
        return;
    const struct token *head = &context->sentence->tokens[0];
    bool line = head->gap == GAP_LINE || head->gap == GAP_PARAGRAPH;
    if (line && !text_equal(draft->entity, context->discourse.period_entity))
        return; /* a list of news: another line, another company */
    draft->period = context->discourse.period;
    draft->period_source = CHIFFRE_PERIOD_SOURCE_inherited;
    draft->rule[PATTERN_PERIOD] = "the period that the text has set before";
}

static void resolve(struct context *context, struct draft *draft, struct period reference)
{
    const struct discourse *discourse = &context->discourse;
    bool ahead = looks_ahead(draft) && draft->relation != CHIFFRE_RELATION_consensus; /* an estimate of what has been, or is about to be, told */
    draft->period = period_mention_resolve(&draft->mention, discourse->date, ahead, reference, discourse->closing_month,
                                           &draft->period_source);
    if (draft->mention.fiscal && draft->mention.kind == MENTION_CALENDAR && draft->mention.offset > 0)
        context->discourse.closing_month = draft->mention.offset;
}

/* An earlier level: of the period told behind it, else of the same period a year before; an earlier forecast is of the same period. A stock
 * without a day of its own is of no day that we know. */
static void earlier_period(struct context *context, struct draft *draft, const struct draft *level)
{
    const struct mention *mention = draft->mention.kind != MENTION_NONE ? &draft->mention : NULL;
    struct mention year = {.kind = MENTION_FIGURE, .unit = UNIT_YEAR, .offset = -1};
    bool told = mention != NULL;
    if (told && !(mention->kind == MENTION_OFFSET && mention->unit == UNIT_YEAR && mention->offset == -1 && level->period.type != PERIOD_YEAR &&
                  level->period.type != PERIOD_NONE))
        year = *mention;
    if (!told && looks_ahead(draft) && looks_ahead(level)) {
        draft->period = level->period;
        draft->period_source = level->period_source;
        draft->rule[PATTERN_PERIOD] = "that of the forecast that it was";
        return;
    }
    if (!told && !is_flow(draft) && !is_flow(level))
        return;
    draft->mention = year;
    resolve(context, draft, level->period);
    bool past = draft->period.end != CHIFFRE_NO_DATE && level->period.start != CHIFFRE_NO_DATE && draft->period.end < level->period.start;
    if (told && (past || (mention->kind == MENTION_FIGURE && mention->offset < 0)))
        draft->status = CHIFFRE_STATUS_actual; /* "vise 22 %, contre 19 % en 2023" */
    if (draft->pattern[PATTERN_PERIOD] == NULL)
        draft->rule[PATTERN_PERIOD] = told ? "told behind it" : "a year before the figure it refers to";
}

/* Earlier levels, and parts, take the period behind them before others may. */
static void take_earlier(struct context *context)
{
    for (struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++) {
        bool own = draft->relation == CHIFFRE_RELATION_prior || draft->relation == CHIFFRE_RELATION_part;
        bool earlier = !draft->dead && own && draft->of >= 0 && draft->mention.kind == MENTION_NONE;
        const struct mention *mention = earlier ? behind(context, draft) : NULL;
        if (mention == NULL)
            continue;
        draft->mention = *mention;
        if (looks_ahead(draft) && (mention->kind == MENTION_FIGURE || mention->kind == MENTION_CALENDAR || mention->kind == MENTION_OFFSET) &&
            draft->relation == CHIFFRE_RELATION_prior && mention->offset <= 0)
            draft->status = CHIFFRE_STATUS_actual; /* a forecast against what was */
    }
}

static void find_period(struct context *context, struct draft *draft, const struct draft *level)
{
    bool whole = draft->relation == CHIFFRE_RELATION_total && !is_flow(draft); /* of now, whatever the part is of */
    const struct mention *mention = level == NULL && !whole && draft->mention.kind == MENTION_NONE ? nearest(context, draft) : NULL;
    if (mention != NULL) {
        draft->mention = *mention;
        draft->rule[PATTERN_PERIOD] = "nearest period";
    }
    if (draft->relation == CHIFFRE_RELATION_prior && level != NULL) {
        earlier_period(context, draft, level);
    } else if (draft->mention.kind != MENTION_NONE) {
        const struct discourse *discourse = &context->discourse;
        bool same = is_same(&draft->mention) && discourse->told.type != PERIOD_NONE;
        resolve(context, draft, level != NULL ? level->period : same ? discourse->told : discourse->period);
    } else if (level == NULL) {
        inherit_period(context, draft);
    } else {
        draft->period = level->period;
        draft->period_source = level->period_source;
        draft->rule[PATTERN_PERIOD] = "that of the figure it refers to";
    }
}

/* Figures of their own first, then those that refer to them. */
void context_periods(struct context *context)
{
    if (context->sentence->paragraph)
        context->discourse.ahead = PERIOD_EMPTY;
    if (context->drafts.count == context->first) {
        remember_period_alone(context);
        return;
    }
    take_earlier(context);
    bool refer = true;
    for (int round = 0; round < 2 && refer; round++) {
        refer = false;
        for (struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++) {
            int32_t of = draft_refers(context, draft);
            refer = refer || of >= 0;
            if ((round == 0) == (of < 0) && !draft->dead && draft->period.type == PERIOD_NONE)
                find_period(context, draft, of >= 0 ? &context->drafts.list[of] : NULL);
        }
    }
    remember_period(context);
}
