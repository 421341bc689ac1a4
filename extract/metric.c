/* SPDX-License-Identifier: MIT */
/* Which metric a figure has: the nearest fitting name of one, by a count of what stands between. A pattern's word goes before. */
#include "extract/draft.h"

#include "core/catalog.h"
#include "core/figure.h"
#include "core/text.h"

#include <stdlib.h>
#include <string.h>

/* Costs of what stands between a metric and a figure, in tenths of a plain word. */
enum { COST_WORD = 10, COST_STOP = 3, COST_COMMA = 22, COST_FIGURE = 25, COST_CHANGE = 8, COST_METRIC = 60, COST_MOVE = 5, COST_CLAUSE = 70, COST_BRACKET = 15,
       COST_BEHIND = 12, COST_COMMA_BEHIND = 50, COST_MOST = 190 };

static const struct metric *metric_named(const char *name, size_t length, struct chiffre_text *per)
{
    const char *slash = memchr(name, '/', length);
    *per = slash == NULL ? (struct chiffre_text){"", 0} : (struct chiffre_text){slash + 1, (size_t)(name + length - slash - 1)};
    return catalog_metric((struct chiffre_text){name, slash == NULL ? length : (size_t)(slash - name)});
}

static void read_meaning(struct meaning *meaning, const char *value)
{
    const char *bar = strchr(value, '|');
    *meaning = (struct meaning){.value = value, .none = strcmp(value, "none") == 0, .last = strcmp(value, "last") == 0};
    meaning->first = metric_named(value, bar != NULL ? (size_t)(bar - value) : strlen(value), &meaning->first_per);
    if (bar != NULL)
        meaning->second = metric_named(bar + 1, strlen(bar + 1), &meaning->second_per);
}

/* Rows, and patterns, are as many as the tables have, and a text speaks of a few of them. */
static inline const struct meaning *meaning_of(struct context *context, const char *value)
{
    struct meaning *meaning = &context->meanings[((uintptr_t)value * UINT64_C(0x9E3779B97F4A7C15) >> 32) % MEANINGS];
    if (meaning->value != value)
        read_meaning(meaning, value);
    return meaning;
}

const struct metric *context_named_metric(struct context *context, const struct lexicon_row *row)
{
    return meaning_of(context, row->value)->first;
}

void draft_measure(struct draft *draft, const struct metric *metric)
{
    draft->measured = metric;
    draft->metric = metric != NULL ? metric->name : NULL;
}

/* A row's value is `name`, `name/per` (the metric is always a rate: eps/share) or `name|name`, the second for an amount per share, or for a
 * figure of a kind that the first cannot have: a profit per share is another metric than a profit, 3,000 sales than sales of 3,000 euros. */
static __attribute__((noinline)) bool chooses_second(const struct meaning *meaning, const struct draft *draft)
{
    enum chiffre_kind kind = draft->quantity.kind;
    if (!metric_measures(meaning->second, kind))
        return false;
    bool share = text_equal(draft->quantity.per, TEXT("share")), change = draft->relation == CHIFFRE_RELATION_growth;
    return share || !(change || meaning->first == NULL || metric_measures(meaning->first, kind));
}

static inline bool means_second(const struct meaning *meaning, const struct draft *draft)
{
    return meaning->second != NULL && chooses_second(meaning, draft);
}

static const struct metric *metric_of(const struct meaning *meaning, const struct draft *draft)
{
    return means_second(meaning, draft) ? meaning->second : meaning->first;
}

static void set_metric(struct draft *draft, const struct meaning *meaning)
{
    bool second = means_second(meaning, draft);
    const struct metric *metric = second ? meaning->second : meaning->first;
    struct chiffre_text per = second ? meaning->second_per : meaning->first_per;
    if (metric == NULL)
        return;
    draft_measure(draft, metric);
    draft->metric_value = meaning->value;
    if (per.length > 0 && draft->quantity.per.length == 0 && draft->quantity.kind == CHIFFRE_KIND_money)
        draft->quantity.per = per;
}

void context_set_metric(struct context *context, struct draft *draft, const char *value)
{
    set_metric(draft, meaning_of(context, value));
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
    return metric->main_kind == CHIFFRE_KIND_headcount;
}

/* A level of this metric may be of this kind; changes and shares fit any. Persons in employment have a metric that is theirs first. */
static bool fits(const struct meaning *meaning, const struct draft *draft)
{
    const struct metric *metric = metric_of(meaning, draft);
    if (metric == NULL)
        return false;
    bool rate = draft->quantity.kind == CHIFFRE_KIND_percent && draft->relation == CHIFFRE_RELATION_part;
    if (draft->relation == CHIFFRE_RELATION_growth || draft->relation == CHIFFRE_RELATION_share || rate)
        return true;
    if (draft->quantity.kind == CHIFFRE_KIND_headcount)
        return counts_persons(metric);
    return metric_measures(metric, draft->quantity.kind);
}

/* A bare number becomes a count of what the metric counts. */
static void revive(struct draft *draft, const struct metric *metric)
{
    if (draft->quantity.kind != CHIFFRE_KIND_none)
        return;
    if (counts_persons(metric)) {
        draft->quantity.kind = CHIFFRE_KIND_headcount;
        draft->unit = TEXT("persons");
    } else if (metric->main_kind == CHIFFRE_KIND_count) {
        draft->quantity.kind = CHIFFRE_KIND_count;
    } else if (metric->main_kind == CHIFFRE_KIND_ratio && draft->quantity.decimals > 0) {
        draft->quantity.kind = CHIFFRE_KIND_ratio;
    } else if (metric->main_kind == CHIFFRE_KIND_money && draft->quantity.decimals <= -6) {
        draft->quantity.kind = CHIFFRE_KIND_money; /* "un chiffre d'affaires de 3,9 milliards": the currency goes without saying */
    } else {
        return;
    }
    draft->dead = false;
}

/* `none` as a value: words for what is measured and no metric of the list: it keeps other metrics away. */
bool context_take_metric(struct context *context, struct draft *draft, const struct item *item)
{
    const struct meaning *meaning = meaning_of(context, item->row->value);
    const struct metric *metric = metric_of(meaning, draft);
    bool whole = draft->quantity.kind == CHIFFRE_KIND_none && draft->quantity.decimals <= 0 && draft->text.length >= 5;
    if (meaning->second != NULL && whole)
        metric = meaning->second; /* sales rose to 778,000 */
    if (meaning->none) {
        draft->sign = item->role == ROLE_loss && draft->sign == 0 && draft->relation == CHIFFRE_RELATION_none ? -1 : draft->sign;
        return !draft->dead;
    }
    if (metric == NULL)
        return false;
    revive(draft, metric);
    if (!fits(meaning, draft))
        return false;
    rate_behind(context, draft, item);
    set_metric(draft, meaning);
    if (item->role == ROLE_loss && draft->sign == 0 && draft->relation != CHIFFRE_RELATION_growth)
        draft->sign = -1;
    return true;
}

/* What an item costs that stands between, by role, beyond a plain word. */
#define BEYOND(cost) ((cost) - COST_WORD)
enum { LOOK = INT8_MIN }; /* that must be looked at: a figure, or what may name a metric; a cue may, too */
#define BEYOND_BOTH_WAYS                                                                                                                \
    [ROLE_semicolon] = BEYOND(COST_CLAUSE), [ROLE_clause] = BEYOND(COST_CLAUSE), [ROLE_open] = BEYOND(COST_BRACKET),                    \
    [ROLE_close] = BEYOND(COST_BRACKET), [ROLE_stop] = BEYOND(COST_STOP), [ROLE_up] = BEYOND(COST_MOVE), [ROLE_down] = BEYOND(COST_MOVE), \
    [ROLE_flat] = BEYOND(COST_MOVE), [ROLE_period] = BEYOND(COST_MOVE), [ROLE_entity] = BEYOND(COST_MOVE), [ROLE_quote] = BEYOND(COST_MOVE), \
    [ROLE_metric] = LOOK, [ROLE_loss] = LOOK, [ROLE_metric_verb] = LOOK, [ROLE_money] = LOOK, [ROLE_headcount] = LOOK,                  \
    [ROLE_percent] = LOOK, [ROLE_count] = LOOK, [ROLE_ratio] = LOOK
static const int8_t beyond_before[ROLE_FIRST_CUE] = {BEYOND_BOTH_WAYS, [ROLE_comma] = BEYOND(COST_COMMA), [ROLE_dash] = BEYOND(COST_COMMA)};
/* Behind a comma another thought begins: what is named there is of the next figure. */
static const int8_t beyond_behind[ROLE_FIRST_CUE] = {BEYOND_BOTH_WAYS, [ROLE_comma] = BEYOND(COST_COMMA_BEHIND),
                                                     [ROLE_dash] = BEYOND(COST_COMMA_BEHIND)};

/* A change goes with its level: it is hardly a step. */
static int cost_of_figure(const struct context *context, uint32_t at)
{
    const struct draft *draft = context_draft(context, at);
    return draft != NULL && draft->relation == CHIFFRE_RELATION_growth ? COST_CHANGE : COST_FIGURE;
}

/* What it costs to pass an item that may name a metric; 0: it names one that fits, or one that keeps others away. A cue with a value is a verb
 * that looks ahead: supprimera. */
static int cost_of_name(struct context *context, const struct draft *draft, const struct item *item)
{
    bool cue = item->role >= ROLE_FIRST_CUE;
    int cost = cue ? COST_STOP : item->role == ROLE_metric_verb ? COST_WORD : COST_METRIC;
    if (item->row == NULL || (cue && item->row->value[0] == '\0'))
        return cost;
    const struct meaning *meaning = meaning_of(context, item->row->value);
    if (meaning->none || fits(meaning, draft))
        return 0;
    return meaning->last && cost == COST_METRIC ? COST_STOP : cost; /* "celui de" stands for the one before */
}

/* The cheapest fitting metric on one side of the figure, if it costs less than *cost, which becomes what it costs. */
static const struct item *search(struct context *context, const struct draft *draft, int step, int *cost)
{
    const struct items *items = context->items;
    const int8_t *beyond = step > 0 ? beyond_behind : beyond_before;
    uint32_t at = draft->item, left = step > 0 ? items->count - 1 - at : at;
    for (int total = step > 0 ? COST_BEHIND : 0; left > 0 && total < *cost; left--) {
        at += (uint32_t)step;
        role_number role = items->tags[at];
        if (role < ROLE_FIRST_CUE && beyond[role] != LOOK) {
            total += COST_WORD + beyond[role];
        } else if (role >= ROLE_money && role <= ROLE_ratio) {
            total += cost_of_figure(context, at);
        } else {
            int more = cost_of_name(context, draft, &items->list[at]);
            if (more == 0) {
                *cost = total;
                return &items->list[at];
            }
            total += more;
        }
    }
    return NULL;
}

static void take(struct context *context, struct draft *draft, const struct item *item)
{
    context_take_metric(context, draft, item);
    draft->rule[PATTERN_METRIC] = "nearest metric";
}

/* "25 million subscribers": what is counted is itself a metric. */
static bool counted_metric(struct context *context, struct draft *draft)
{
    bool persons = draft->quantity.kind == CHIFFRE_KIND_headcount;
    if (draft->quantity.kind != CHIFFRE_KIND_count && !persons)
        return false;
    const struct quantity *quantity = draft->like >= 0 ? &context->drafts.list[draft->like].quantity : &draft->quantity;
    for (uint32_t at = quantity->from + 1; at < quantity->to && at < context->sentence->count; at++) {
        struct match match = token_match(context->sentence, at, ROLE_metric);
        const struct meaning *meaning = match.tokens > 0 ? meaning_of(context, match.row->value) : NULL;
        if (meaning != NULL && fits(meaning, draft) && !(persons && strcmp(match.row->value, "headcount") == 0)) {
            set_metric(draft, meaning);
            draft->rule[PATTERN_METRIC] = "what is counted";
            return true;
        }
    }
    return false;
}

/* "respectivement trois millions et cinq millions d'exemplaires": an item of a list that borrows its unit borrows the metric too. */
void context_shared_metrics(struct context *context)
{
    for (size_t i = context->drafts.count; i-- > context->first + 1;) {
        const struct draft *last = &context->drafts.list[i];
        struct draft *draft = &context->drafts.list[i - 1];
        if (!draft->dead && !last->dead && draft->quantity.shared_unit && !draft_has(draft, PATTERN_METRIC) && last->measured != NULL &&
            draft->relation == CHIFFRE_RELATION_none && last->relation == CHIFFRE_RELATION_none && draft->quantity.kind == last->quantity.kind &&
            draft->item + 4 >= last->item) {
            draft_measure(draft, last->measured);
            draft->rule[PATTERN_METRIC] = "that of the list";
        }
    }
}

void context_metrics(struct context *context, bool referring)
{
    for (struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++) {
        bool refers = draft->relation != CHIFFRE_RELATION_none && draft->relation != CHIFFRE_RELATION_growth &&
                       draft->relation != CHIFFRE_RELATION_total;
        if (refers != referring || draft->dead || draft_has(draft, PATTERN_METRIC) || draft_refers(context, draft) >= 0)
            continue;
        bool all_staff = draft->relation == CHIFFRE_RELATION_total && draft->quantity.kind == CHIFFRE_KIND_headcount;
        if (all_staff) {
            draft_measure(draft, catalog_metric(TEXT("headcount")));
            draft->rule[PATTERN_METRIC] = "all persons in employment";
        }
        if (all_staff || counted_metric(context, draft))
            continue;
        int cost = COST_MOST;
        const struct item *left = search(context, draft, -1, &cost), *right = search(context, draft, 1, &cost);
        if (left != NULL || right != NULL)
            take(context, draft, right != NULL ? right : left);
        else if (draft->quantity.kind == CHIFFRE_KIND_headcount) {
            draft_measure(draft, catalog_metric(TEXT("headcount")));
            draft->rule[PATTERN_METRIC] = "persons in employment";
        }
    }
}
