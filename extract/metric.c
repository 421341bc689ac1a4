/* SPDX-License-Identifier: MIT */
/* Which metric a figure has: the nearest fitting name of one, by a count of what stands between. A pattern's word goes before. */
#include "extract/draft.h"

#include "core/catalog.h"
#include "core/figure.h"
#include "core/text.h"

#include <stdlib.h>
#include <string.h>

/* Costs of what stands between a metric and a figure, in tenths of a plain word. */
enum { COST_WORD = 10, COST_STOP = 3, COST_COMMA = 22, COST_FIGURE = 25, COST_CHANGE = 8, COST_METRIC = 60, COST_CLAUSE = 70, COST_BRACKET = 15,
       COST_BEHIND = 12, COST_COMMA_BEHIND = 50, COST_MOST = 190 };

/* Is this kind among them ("headcount count")? */
static bool among(const char *kinds, const char *kind)
{
    size_t length = strlen(kind); /* 0: a bare number has no kind */
    for (const char *at = length == 0 ? NULL : strstr(kinds, kind); at != NULL; at = strstr(at + 1, kind))
        if ((at == kinds || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

static const struct metric *metric_named(const char *name, size_t length, struct chiffre_text *per)
{
    const char *slash = memchr(name, '/', length);
    *per = slash == NULL ? (struct chiffre_text){"", 0} : (struct chiffre_text){slash + 1, (size_t)(name + length - slash - 1)};
    return catalog_metric((struct chiffre_text){name, slash == NULL ? length : (size_t)(slash - name)});
}

/* A row's value is `name`, `name/per` (the metric is always a rate: eps/share) or `name|name`, the second for an amount per share, or for a
 * figure of a kind that the first cannot have: a profit per share is another metric than a profit, 3,000 sales than sales of 3,000 euros. */
static const struct metric *metric_of(const char *value, const struct draft *draft, struct chiffre_text *per)
{
    const char *bar = strchr(value, '|');
    if (bar == NULL)
        return metric_named(value, strlen(value), per);
    const char *kind = kind_name(draft->quantity.kind);
    const struct metric *first = metric_named(value, (size_t)(bar - value), per);
    struct chiffre_text other_per;
    const struct metric *second = metric_named(bar + 1, strlen(bar + 1), &other_per);
    bool share = text_equal(draft->quantity.per, TEXT("share")), change = draft->relation == CHIFFRE_RELATION_growth;
    if (second == NULL || (!share && (change || first == NULL || among(first->kinds, kind))) || !among(second->kinds, kind))
        return first;
    *per = other_per;
    return second;
}

void context_set_metric(struct draft *draft, const char *value)
{
    struct chiffre_text per;
    const struct metric *metric = metric_of(value, draft, &per);
    if (metric == NULL)
        return;
    draft->metric = metric->name;
    draft->metric_value = value;
    if (per.length > 0 && draft->quantity.per.length == 0 && draft->quantity.kind == CHIFFRE_KIND_money)
        draft->quantity.per = per;
}

/* "EBITDA per tonne stood at 1,045": the rate stands behind the metric's name. */
static void rate_behind(const struct context *context, struct draft *draft, const struct item *item)
{
    const struct sentence *sentence = context->sentence;
    if (draft->quantity.per.length > 0 || draft->quantity.kind != CHIFFRE_KIND_money || item->to >= sentence->count)
        return;
    struct match per = token_match(sentence, item->to, ROLE_per);
    if (per.tokens == 0 || item->to + per.tokens >= sentence->count)
        return;
    struct match unit = token_match(sentence, item->to + per.tokens, ROLE_per_unit);
    if (unit.tokens > 0)
        draft->quantity.per = text_from(unit.row->value);
}

static bool counts_persons(const struct metric *metric)
{
    return strncmp(metric->kinds, "headcount", 9) == 0;
}

/* A level of this metric may be of this kind; changes and shares fit any. Persons in employment have a metric that is theirs first. */
static bool fits(const char *value, const struct draft *draft)
{
    struct chiffre_text per;
    const struct metric *metric = metric_of(value, draft, &per);
    if (metric == NULL)
        return false;
    bool rate = draft->quantity.kind == CHIFFRE_KIND_percent && draft->relation == CHIFFRE_RELATION_part;
    if (draft->relation == CHIFFRE_RELATION_growth || draft->relation == CHIFFRE_RELATION_share || rate)
        return true;
    if (draft->quantity.kind == CHIFFRE_KIND_headcount)
        return counts_persons(metric);
    return among(metric->kinds, kind_name(draft->quantity.kind));
}

/* A bare number becomes a count of what the metric counts. */
static void revive(struct draft *draft, const struct metric *metric)
{
    if (draft->quantity.kind != CHIFFRE_KIND_none)
        return;
    if (counts_persons(metric)) {
        draft->quantity.kind = CHIFFRE_KIND_headcount;
        draft->unit = TEXT("persons");
    } else if (strncmp(metric->kinds, "count", 5) == 0) {
        draft->quantity.kind = CHIFFRE_KIND_count;
    } else if (strncmp(metric->kinds, "ratio", 5) == 0 && draft->quantity.decimals > 0) {
        draft->quantity.kind = CHIFFRE_KIND_ratio;
    } else if (strncmp(metric->kinds, "money", 5) == 0 && draft->quantity.decimals <= -6) {
        draft->quantity.kind = CHIFFRE_KIND_money; /* "un chiffre d'affaires de 3,9 milliards": the currency goes without saying */
    } else {
        return;
    }
    draft->dead = false;
}

/* `none`: words for what is measured and no metric of the list: it keeps other metrics away. */
static bool is_none(const char *value)
{
    return strcmp(value, "none") == 0;
}

bool context_take_metric(const struct context *context, struct draft *draft, const struct item *item)
{
    struct chiffre_text per;
    const struct metric *metric = metric_of(item->row->value, draft, &per);
    const char *bar = strchr(item->row->value, '|');
    bool whole = draft->quantity.kind == CHIFFRE_KIND_none && draft->quantity.decimals <= 0 && draft->text.length >= 5;
    if (bar != NULL && whole && metric_named(bar + 1, strlen(bar + 1), &per) != NULL)
        metric = metric_named(bar + 1, strlen(bar + 1), &per); /* sales rose to 778,000 */
    if (is_none(item->row->value)) {
        draft->sign = item->role == ROLE_loss && draft->sign == 0 && draft->relation == CHIFFRE_RELATION_none ? -1 : draft->sign;
        return !draft->dead;
    }
    if (metric == NULL)
        return false;
    revive(draft, metric);
    if (!fits(item->row->value, draft))
        return false;
    rate_behind(context, draft, item);
    context_set_metric(draft, item->row->value);
    if (item->role == ROLE_loss && draft->sign == 0 && draft->relation != CHIFFRE_RELATION_growth)
        draft->sign = -1;
    return true;
}

/* A change goes with its level: it is hardly a step. Behind a comma another thought begins: what is named there is of the next figure. */
static int cost_of(const struct context *context, uint32_t at, bool behind)
{
    const struct item *item = &context->items->list[at];
    if (item_is_figure(item)) {
        const struct draft *draft = context_draft(context, at);
        return draft != NULL && draft->relation == CHIFFRE_RELATION_growth ? COST_CHANGE : COST_FIGURE;
    }
    switch (item->role) {
    case ROLE_comma: case ROLE_dash:
        return behind ? COST_COMMA_BEHIND : COST_COMMA;
    case ROLE_semicolon: case ROLE_clause:
        return COST_CLAUSE;
    case ROLE_open: case ROLE_close:
        return COST_BRACKET;
    case ROLE_metric: case ROLE_loss:
        return item->row != NULL && strcmp(item->row->value, "last") == 0 ? COST_STOP : COST_METRIC; /* "celui de" stands for the one before */
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
    if (item->row == NULL)
        return false;
    bool cue = item->role >= ROLE_FIRST_CUE && item->row->value[0] != '\0'; /* a verb that looks ahead: supprimera */
    return item->role == ROLE_metric || item->role == ROLE_loss || item->role == ROLE_metric_verb || cue;
}

/* The cheapest fitting metric on one side of the figure. */
static const struct item *search(const struct context *context, const struct draft *draft, int step, int *cost)
{
    const struct items *items = context->items;
    int total = step > 0 ? COST_BEHIND : 0;
    for (int64_t at = (int64_t)draft->item + step; at >= 0 && at < items->count && total < COST_MOST; at += step) {
        const struct item *item = &items->list[at];
        if (names_metric(item) && (is_none(item->row->value) || fits(item->row->value, draft))) {
            *cost = total;
            return item;
        }
        total += cost_of(context, (uint32_t)at, step > 0);
    }
    return NULL;
}

static void take(const struct context *context, struct draft *draft, const struct item *item)
{
    context_take_metric(context, draft, item);
    draft->rule[PATTERN_METRIC] = "nearest metric";
}

/* "25 million subscribers": what is counted is itself a metric. */
static bool counted_metric(const struct context *context, struct draft *draft)
{
    bool persons = draft->quantity.kind == CHIFFRE_KIND_headcount;
    if (draft->quantity.kind != CHIFFRE_KIND_count && !persons)
        return false;
    const struct quantity *quantity = draft->like >= 0 ? &context->drafts.list[draft->like].quantity : &draft->quantity;
    for (uint32_t at = quantity->from + 1; at < quantity->to && at < context->sentence->count; at++) {
        struct match match = token_match(context->sentence, at, ROLE_metric);
        if (match.tokens > 0 && fits(match.row->value, draft) && !(persons && strcmp(match.row->value, "headcount") == 0)) {
            context_set_metric(draft, match.row->value);
            draft->rule[PATTERN_METRIC] = "what is counted";
            return true;
        }
    }
    return false;
}

/* "respectivement trois millions et cinq millions d'exemplaires": an item of a list that borrows its unit borrows the metric too. */
static void share_metric(struct context *context)
{
    for (size_t i = context->drafts.count; i-- > context->first + 1;) {
        const struct draft *last = &context->drafts.list[i];
        struct draft *draft = &context->drafts.list[i - 1];
        if (!draft->dead && !last->dead && draft->quantity.shared_unit && !draft_has(draft, PATTERN_METRIC) && last->metric != NULL &&
            draft->relation == CHIFFRE_RELATION_none && last->relation == CHIFFRE_RELATION_none && draft->quantity.kind == last->quantity.kind &&
            draft->item + 4 >= last->item) {
            draft->metric = last->metric;
            draft->rule[PATTERN_METRIC] = "that of the list";
        }
    }
}

void context_metrics(struct context *context, bool referring)
{
    for (size_t i = context->first; i < context->drafts.count; i++) {
        struct draft *draft = &context->drafts.list[i];
        bool refers = draft->relation != CHIFFRE_RELATION_none && draft->relation != CHIFFRE_RELATION_growth &&
                       draft->relation != CHIFFRE_RELATION_total;
        if (draft->dead || draft_has(draft, PATTERN_METRIC) || draft_refers(context, i) >= 0 || refers != referring)
            continue;
        bool all_staff = draft->relation == CHIFFRE_RELATION_total && draft->quantity.kind == CHIFFRE_KIND_headcount;
        if (all_staff) {
            draft->metric = "headcount";
            draft->rule[PATTERN_METRIC] = "all persons in employment";
        }
        if (all_staff || counted_metric(context, draft))
            continue;
        int before = COST_MOST, behind = COST_MOST;
        const struct item *left = search(context, draft, -1, &before), *right = search(context, draft, 1, &behind);
        if (left != NULL && before <= behind)
            take(context, draft, left);
        else if (right != NULL)
            take(context, draft, right);
        else if (draft->quantity.kind == CHIFFRE_KIND_headcount) {
            draft->metric = "headcount";
            draft->rule[PATTERN_METRIC] = "persons in employment";
        }
    }
    if (referring)
        share_metric(context);
}
