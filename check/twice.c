/* SPDX-License-Identifier: MIT */
/* Rule twice: the same entity, metric, period and unit told differently, in one document or in two. */
#include "check/claim.h"

#include "core/catalog.h"

#include <stdlib.h>

/* Two values that one slip of the keyboard turns into each other contradict each other. Others may be of another year, a division,
 * another measure of the same name, told in words that were misread: changes of ten percent are what such texts are about. */
#define SLIP_PERCENT 30
#define SCOPE_PERCENT 10

static bool is_told(const struct item *item)
{
    const struct chiffre_figure *figure = item->figure;
    return item_is_level(item) && figure->metric.length > 0 && figure->entity.length > 0 && item_has_period(item) &&
           (figure->status == CHIFFRE_STATUS_actual || figure->status == CHIFFRE_STATUS_none) && !figure->value_to.known &&
           (figure->relation == CHIFFRE_RELATION_none || figure->relation == CHIFFRE_RELATION_prior);
}

/* Not one of the things that a period has several of. */
static bool is_unique_metric(const struct item *item)
{
    const struct metric *metric = catalog_metric(item->figure->metric);
    return metric == NULL || !metric->several;
}

/* A figure and its entity as entities are compared. */
struct told {
    const struct item *item;
    const char *entity;
};

static int by_key(const void *left, const void *right)
{
    const struct told *one = left, *two = right;
    const struct chiffre_figure *a = one->item->figure, *b = two->item->figure;
    int order = text_compare(a->metric, b->metric);
    if (order == 0)
        order = (a->period_end > b->period_end) - (a->period_end < b->period_end);
    if (order == 0)
        order = (a->period_start > b->period_start) - (a->period_start < b->period_start);
    if (order == 0)
        order = (a->kind > b->kind) - (a->kind < b->kind);
    if (order == 0)
        order = text_compare(a->unit, b->unit);
    if (order == 0)
        order = text_compare(a->per, b->per);
    if (order == 0)
        order = strcmp(one->entity, two->entity);
    return order == 0 ? (one->item->index > two->item->index) - (one->item->index < two->item->index) : order;
}

static bool same_thing(const struct item *a, const struct item *b)
{
    return item_same_metric(a, b) && item_same_period(a, b) && item_same_unit(a, b) && item_same_entity(a, b);
}

static struct chiffre_text thing_text(const struct work *work, const struct item *item)
{
    return SAY(&work->messages, fact_label, item->figure->entity, item->figure->metric, item->figure->period);
}

static void report(struct work *work, const struct item *a, const struct item *b, enum chiffre_verdict verdict,
                   enum chiffre_severity severity, enum edit edit, enum phrase phrase)
{
    struct draft draft;
    struct operand second = operand_of(b->figure);
    struct chiffre_text none = {NULL, 0};
    draft_start(&draft, CHIFFRE_RULE_twice, verdict, severity);
    draft.finding.explanation =
        edit_text(work, edit, b->figure->value, a->figure->value, second.decimals, item_message_unit(b), item_currency(b));
    if (verdict == CHIFFRE_VERDICT_unchecked)
        draft.finding.reason = CHIFFRE_REASON_other_basis;
    struct chiffre_text parts[4] = {item_label(work, b), item_label(work, a), thing_text(work, b), draft.finding.explanation};
    draft_involve(work, &draft, b, PHRASE_role_second, none);
    draft_involve(work, &draft, a, PHRASE_role_first, none);
    draft.finding.stated = parts[0];
    draft.finding.computed = parts[1];
    draft.finding.message = message_fill(&work->messages, phrase, parts, 4);
    if (draft.finding.explanation.length > 0 && verdict == CHIFFRE_VERDICT_disagrees)
        draft_note(&draft, SAY(&work->messages, note_edit, draft.finding.explanation));
    draft_done(work, &draft);
}

static void judge(struct work *work, const struct item *a, const struct item *b)
{
    struct relation relation = {RELATION_EQUAL, {operand_of(a->figure), operand_of(b->figure)}, 2};
    struct judgement judgement;
    bool within = a->document == b->document;
    relation_judge(&relation, &judgement);
    if (judgement.verdict != CHIFFRE_VERDICT_disagrees) {
        bool agrees = judgement.verdict == CHIFFRE_VERDICT_agrees;
        report(work, a, b, judgement.verdict, agrees ? CHIFFRE_SEVERITY_none : CHIFFRE_SEVERITY_note, EDIT_NONE,
               PHRASE_twice_agrees);
        return;
    }
    int32_t decimals = relation.operands[1].decimals > relation.operands[0].decimals ? relation.operands[0].decimals
                                                                                     : relation.operands[1].decimals;
    enum edit edit = edit_between(b->figure->value, relation.operands[1].decimals, a->figure->value, decimals);
    bool slip = edit == EDIT_SCALE || edit == EDIT_SWAP ||
                (edit == EDIT_DIGIT && value_near(b->figure->value, a->figure->value, SLIP_PERCENT));
    bool stated =
        a->figure->period_source == CHIFFRE_PERIOD_SOURCE_stated && b->figure->period_source == CHIFFRE_PERIOD_SOURCE_stated;
    bool near = stated && value_near(b->figure->value, a->figure->value, SCOPE_PERCENT);
    if (slip && a->sentence != b->sentence && is_unique_metric(a))
        report(work, a, b, CHIFFRE_VERDICT_disagrees, within ? CHIFFRE_SEVERITY_error : CHIFFRE_SEVERITY_warning, edit,
               PHRASE_twice_within);
    else if (near && a->sentence != b->sentence && is_unique_metric(a))
        report(work, a, b, CHIFFRE_VERDICT_reading, CHIFFRE_SEVERITY_note, EDIT_NONE, PHRASE_twice_note);
    else
        report(work, a, b, CHIFFRE_VERDICT_unchecked, CHIFFRE_SEVERITY_none, EDIT_NONE, PHRASE_twice_note);
}

/* Each value is held against the first one told in its document, the first of a document against the
 * first of all; two that are both linked to the same figure are different by their relation. */
static void check_group(struct work *work, const struct told *told, size_t count)
{
    const struct item *own = told[0].item;
    for (size_t i = 1; i < count; i++) {
        const struct item *b = told[i].item, *a = own->document == b->document ? own : told[0].item;
        own = own->document == b->document ? own : b;
        if (work_of(work, a) != b && work_of(work, b) != a)
            judge(work, a, b);
    }
}

void twice_check(struct work *work)
{
    struct arena arena = {.blocks = NULL};
    struct told *told = memory_take(work->count + 1, sizeof *told);
    size_t count = 0;
    for (size_t i = 0; told != NULL && i < work->count && !arena.failed; i++)
        if (is_told(&work->items[i]))
            told[count++] = (struct told){&work->items[i], levels_entity(work->items[i].figure->entity, &arena).data};
    if (told == NULL || arena.failed) {
        work->failed = true;
        count = 0;
    }
    if (count > 0)
        qsort(told, count, sizeof *told, by_key);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && same_thing(told[from].item, told[to].item); to++)
            continue;
        check_group(work, told + from, to - from);
    }
    arena_free(&arena);
    memory_free(told);
}
