/* SPDX-License-Identifier: MIT */
/* Where the values of a change are found when the text does not link them: elsewhere in the document, or among the facts. */
#include "check/change.h"

#include "core/date.h"

/* A value told again may differ by its rounding, in percent. */
#define SAME_PERCENT 10

/* The period before that a prior value elsewhere would have to be of: the same a year earlier. */
static bool year_before(const struct item *item, chiffre_date *start, chiffre_date *end)
{
    struct period period = period_read(item->figure->period);
    if (!item_has_period(item) || period.type == PERIOD_NONE || period.type == PERIOD_OPEN)
        return false;
    if (period.start != item->figure->period_start || period.end != item->figure->period_end)
        period = period_span(item->figure->period_start, item->figure->period_end);
    period = period_shift_years(period, -1);
    *start = period.start;
    *end = period.end;
    return period.type != PERIOD_NONE;
}

/* The same thing a year earlier, told elsewhere in the document. Where the current value is told twice apart, one is of a part or of
 * another scope, and the earlier one may be the other's; and one that is told twice differently is not known. */
const struct item *change_prior_elsewhere(const struct work *work, const struct item *current)
{
    chiffre_date start, end;
    struct chiffre_decimal value = current->figure->value;
    bool actual = current->figure->status == CHIFFRE_STATUS_actual || current->figure->status == CHIFFRE_STATUS_none;
    if (!actual || !year_before(current, &start, &end))
        return NULL;
    const struct levels_point *now = levels_find(&work->levels, current, current->figure->period_start, current->figure->period_end);
    const struct levels_point *before = levels_find(&work->levels, current, start, end);
    if (now != NULL && now->count > 1 && (!value_near(now->low, value, SAME_PERCENT) || !value_near(now->high, value, SAME_PERCENT)))
        return NULL;
    return before != NULL && decimal_compare(before->low, before->high) == 0 ? before->last : NULL;
}

const struct item *change_prior_beside(const struct work *work, const struct item *change, const struct item *current)
{
    const struct item *last = change->index > current->index ? change : current;
    const struct item *next = last->index + 1 < work->count ? last + 1 : NULL;
    chiffre_date start, end;
    bool near = change->index + 1 == current->index || current->index + 1 == change->index;
    if (!near || next == NULL || next->sentence != current->sentence || next->figure->relation != CHIFFRE_RELATION_none ||
        !item_is_level(next) || !item_same_unit(next, current) ||
        (next->figure->metric.length > 0 && !item_same_metric(next, current)) || !year_before(current, &start, &end) ||
        next->figure->period_start != start || next->figure->period_end != end)
        return NULL;
    return next;
}

/* Which of a sentence's figures a change is of is easily misread: where it fits another one and the facts, that one is meant. */
static void change_of_neighbour(const struct work *work, const struct item *change, const struct item *current, struct claim *claim)
{
    size_t first, behind;
    work_sentence(work, change, &first, &behind);
    for (size_t i = first; i < behind; i++) {
        const struct item *item = &work->items[i];
        struct claim other = {.relation = {.count = 0}};
        chiffre_date start, end;
        if (item == change || item == current || !item_is_level(item) || !year_before(item, &start, &end))
            continue;
        const struct fact *prior = fact_at(work, item, item->figure->unit, start, end);
        if (prior == NULL)
            continue;
        claim_set(&other, 0, change, PHRASE_role_change);
        claim_set(&other, 1, item, PHRASE_role_current);
        claim_set_fact(&other, 2, prior, PHRASE_role_fact);
        if (change_set_form(&other, change, item) && relation_holds(&other.relation)) {
            *claim = other;
            return;
        }
    }
}

/* "A doublé en trois ans, à 640 millions, contre 590 en 2023 et 318 en 2021": a figure of the same sentence, of the same thing. */
static bool neighbour_base_holds(const struct work *work, const struct claim *claim, const struct item *current, struct claim *other)
{
    size_t first, end;
    *other = *claim;
    work_sentence(work, current, &first, &end);
    for (size_t i = first; i < end; i++) {
        const struct item *item = &work->items[i];
        if (item == current || !item_is_level(item) || !item_same_unit(item, current) ||
            (item->figure->metric.length > 0 && !text_equal(item->figure->metric, current->figure->metric)))
            continue;
        claim_set(other, 2, item, PHRASE_role_prior);
        if (relation_holds(&other->relation))
            return true;
    }
    return false;
}

/* The change against another base that the text may mean: a figure of the same sentence, or the fact of the period just before. */
static bool other_base_holds(const struct work *work, const struct claim *claim, const struct item *current, struct claim *other)
{
    if (neighbour_base_holds(work, claim, current, other))
        return true;
    struct period before = period_shift(period_read(current->figure->period), -1);
    const struct fact *fact =
        before.type == PERIOD_NONE ? NULL : fact_at(work, current, current->figure->unit, before.start, before.end);
    if (fact == NULL)
        return false;
    claim_set_fact(other, 2, fact, PHRASE_role_fact);
    return relation_holds(&other->relation);
}

static void say_other_base(struct work *work, const struct claim *claim, enum chiffre_rule rule)
{
    const struct messages *messages = &work->messages;
    struct judgement judgement;
    struct draft draft;
    struct chiffre_text base = SAY(messages, reading_base, side_label(work, &claim->sides[2]));
    relation_judge(&claim->relation, &judgement);
    struct chiffre_text parts[5] = {side_label(work, &claim->sides[0]), side_label(work, &claim->sides[1]),
                                    side_label(work, &claim->sides[2]), claim_computed(work, claim, &judgement), base};
    draft_start(&draft, rule, CHIFFRE_VERDICT_reading, CHIFFRE_SEVERITY_note);
    draft.finding.explanation = base;
    claim_report(work, claim, &judgement, &draft, message_fill(messages, PHRASE_change_reading, parts, 5),
                 (struct chiffre_text){NULL, 0});
}

bool change_other_base(struct work *work, const struct claim *claim)
{
    const struct item *current = claim->sides[1].item;
    struct claim other;
    if (current == NULL || relation_holds(&claim->relation) || !neighbour_base_holds(work, claim, current, &other))
        return false;
    say_other_base(work, &other, claim->relation.form == RELATION_RATIO ? CHIFFRE_RULE_multiple : CHIFFRE_RULE_growth);
    return true;
}

/* Whether a figure is what the facts speak of: it agrees with the fact of its own period, or without one is near that of the year
 * before. */
static bool same_scope(const struct item *current, const struct fact *now, const struct fact *prior, bool plausible)
{
    struct claim claim = {.relation = {.form = RELATION_EQUAL}};
    if (now == NULL)
        return value_near(current->figure->value, prior->value, 50) && plausible;
    claim_set(&claim, 0, current, PHRASE_role_current);
    claim_set_fact(&claim, 1, now, PHRASE_role_fact);
    return relation_holds(&claim.relation);
}

/* The change of two filed values, for a text that tells the change alone or with the current value. */
bool change_check_with_facts(struct work *work, const struct item *change, const struct item *current)
{
    const struct item *subject = current != NULL ? current : change;
    struct claim claim = {.relation = {.count = 0}};
    chiffre_date start, end;
    struct chiffre_text unit = current != NULL ? current->figure->unit : (struct chiffre_text){NULL, 0};
    if (!year_before(subject, &start, &end))
        return false;
    const struct fact *prior = fact_at(work, subject, unit, start, end);
    const struct fact *now = fact_at(work, subject, unit, subject->figure->period_start, subject->figure->period_end);
    if (prior == NULL || (current == NULL && now == NULL))
        return false;
    claim_set(&claim, 0, change, PHRASE_role_change);
    if (current != NULL)
        claim_set(&claim, 1, current, PHRASE_role_current);
    else
        claim_set_fact(&claim, 1, now, PHRASE_role_fact);
    claim_set_fact(&claim, 2, prior, PHRASE_role_fact);
    if (!change_set_form(&claim, change, current))
        return false;
    if (claim.relation.form != RELATION_DIFFERENCE && !change_base_has_meaning(&claim))
        return false;
    if (!relation_holds(&claim.relation))
        change_of_neighbour(work, change, current, &claim);
    struct claim based;
    if (!relation_holds(&claim.relation) && claim.sides[1].item != NULL &&
        other_base_holds(work, &claim, claim.sides[1].item, &based)) {
        say_other_base(work, &based, CHIFFRE_RULE_growth);
        return true;
    }
    if (!relation_holds(&claim.relation) && current != NULL && !same_scope(current, now, prior, change_is_plausible(work, &claim))) {
        /* A division's figure, or a wrong one, which the rule `fact` tells: its change is not that of the company. */
        work_unchecked(work, change, CHIFFRE_RULE_growth, CHIFFRE_REASON_other_basis);
        return true;
    }
    change_conclude(work, &claim, (struct chiffre_text){NULL, 0});
    return true;
}
