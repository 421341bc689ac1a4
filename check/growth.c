/* SPDX-License-Identifier: MIT */
/* Relations growth and prior: a stated change, the value that it is of, and the value before. */
#include "check/change.h"
#include "check/earlier.h"

static bool other_basis(const struct item *change, const struct item *current)
{
    return change->figure->metric.length > 0 && current->figure->metric.length > 0 && !item_same_metric(change, current);
}

/* "43,5 %, en recul de 1,5 % par rapport aux 45,0 %": a value before that is told as that of the change, and is the level's by its
 * size. */
static const struct item *prior_of_change(const struct work *work, const struct item *change, const struct item *current)
{
    const struct item *prior = NULL;
    while ((prior = work_referring(work, change, prior)) != NULL) {
        struct chiffre_decimal to_level, to_change;
        if (prior->figure->relation == CHIFFRE_RELATION_prior && item_same_unit(prior, current) &&
            decimal_subtract(prior->figure->value, current->figure->value, &to_level) == CHIFFRE_OK &&
            decimal_subtract(prior->figure->value, change->figure->value, &to_change) == CHIFFRE_OK &&
            decimal_compare(decimal_absolute(to_level), decimal_absolute(to_change)) < 0)
            return prior;
    }
    return NULL;
}

/* The only figure of the sentence that has a value before it, for a multiple whose figure the record leaves unsaid. */
static const struct item *only_compared(const struct work *work, const struct item *change)
{
    const struct item *found = NULL;
    size_t first, end;
    work_sentence(work, change, &first, &end);
    for (size_t i = first; i < end; i++) {
        const struct item *item = &work->items[i];
        if (!item_is_level(item) || item->prior == NULL || other_basis(change, item))
            continue;
        if (found != NULL)
            return NULL;
        found = item;
    }
    return found;
}

/* Another change of the same figure, or another percentage of the sentence that is not told of anything else, which the two values bear
 * out: then this one has another base. */
static bool another_change_holds(const struct work *work, const struct item *change, const struct item *current,
                                 const struct item *prior)
{
    size_t first, end;
    work_sentence(work, change, &first, &end);
    for (size_t i = first; i < end; i++) {
        const struct item *other = &work->items[i], *of = work_of(work, other);
        struct claim claim = {.relation = {.count = 0}};
        bool growth = other->figure->relation == CHIFFRE_RELATION_growth && (of == current || of == NULL);
        bool bare = other->figure->relation == CHIFFRE_RELATION_none && other->figure->kind == CHIFFRE_KIND_percent && of == NULL &&
                    current->figure->kind != CHIFFRE_KIND_percent;
        if (other == change || other == current || other == prior || (!growth && !bare))
            continue;
        claim_set(&claim, 0, other, PHRASE_role_change);
        claim_set(&claim, 1, current, PHRASE_role_current);
        claim_set(&claim, 2, prior, PHRASE_role_prior);
        if (change_set_form(&claim, other, current) && relation_holds(&claim.relation))
            return true;
    }
    return false;
}

/* "Sales of 149, up 7 % to 11 %, and income of 10 to 14 compared with 7.7": a change that stands between two amounts may be of the
 * first. */
static bool may_be_of_figure_before(const struct item *change, const struct item *current)
{
    const struct item *before = change->index > 0 ? change - 1 : NULL;
    return before != NULL && change->index < current->index && before->sentence == change->sentence && item_is_level(before) &&
           before->figure->relation == CHIFFRE_RELATION_none && before->prior == NULL;
}

static enum chiffre_rule rule_of(const struct item *change)
{
    return change->figure->kind == CHIFFRE_KIND_ratio ? CHIFFRE_RULE_multiple : CHIFFRE_RULE_growth;
}

/* "60,5 milliards de francs (64 milliards d'euros), soit une hausse de 3 %, contre 58,7 milliards": the value before is in the currency of
 * the first amount. */
static const struct item *converted_from(const struct work *work, const struct claim *claim, const struct item *current)
{
    const struct item *amount = earlier_amount(work, current);
    struct claim other = *claim;
    if (amount == NULL || relation_holds(&claim->relation))
        return current;
    claim_set(&other, 1, amount, PHRASE_role_current);
    return relation_holds(&other.relation) ? amount : current;
}

/* `linked`: the text links the prior value, which was else found by entity, metric and period. */
static void check_between(struct work *work, const struct item *change, const struct item *current, const struct item *prior,
                          bool linked)
{
    struct claim claim = {.relation = {.count = 0}};
    claim_set(&claim, 0, change, PHRASE_role_change);
    claim_set(&claim, 1, current, PHRASE_role_current);
    claim_set(&claim, 2, prior, PHRASE_role_prior);
    if (!change_set_form(&claim, change, current)) {
        work_unchecked(work, change, rule_of(change), CHIFFRE_REASON_not_computable);
        return;
    }
    if (claim.relation.form != RELATION_DIFFERENCE && !change_base_has_meaning(&claim)) {
        struct draft draft;
        draft_start(&draft, rule_of(change), CHIFFRE_VERDICT_unchecked, CHIFFRE_SEVERITY_note);
        draft.finding.reason = CHIFFRE_REASON_negative_base;
        draft_involve(work, &draft, change, PHRASE_role_change, (struct chiffre_text){NULL, 0});
        draft_involve(work, &draft, prior, PHRASE_role_prior, (struct chiffre_text){NULL, 0});
        draft.finding.stated = item_label(work, change);
        draft.finding.message = SAY(&work->messages, negative_base, item_label(work, change), item_label(work, prior));
        draft_done(work, &draft);
        return;
    }
    if (!relation_holds(&claim.relation) &&
        ((!linked && !change_is_plausible(work, &claim)) || another_change_holds(work, change, current, prior) || may_be_of_figure_before(change, current))) {
        work_unchecked(work, change, rule_of(change), CHIFFRE_REASON_no_prior);
        return;
    }
    current = converted_from(work, &claim, current);
    claim_set(&claim, 1, current, PHRASE_role_current);
    if (linked && !relation_holds(&claim.relation) && !earlier_is_sure(work, current, prior)) {
        work_unchecked(work, change, rule_of(change), CHIFFRE_REASON_other_basis);
        return;
    }
    if (!change_other_base(work, &claim))
        change_conclude(work, &claim, (struct chiffre_text){NULL, 0});
}

void growth_check(struct work *work, const struct item *change)
{
    const struct item *current = work_of(work, change), *prior = NULL;
    if (current != NULL && current->figure->relation == CHIFFRE_RELATION_prior && work_of(work, current) != NULL) {
        prior = current;
        current = work_of(work, current);
    }
    if (current == NULL && change->figure->kind == CHIFFRE_KIND_ratio)
        current = only_compared(work, change);
    if (current == NULL) {
        if (!change_check_with_facts(work, change, NULL))
            work_unchecked(work, change, rule_of(change), CHIFFRE_REASON_no_subject);
        return;
    }
    if (other_basis(change, current) || !item_is_level(current)) {
        work_unchecked(work, change, rule_of(change), CHIFFRE_REASON_other_basis);
        return;
    }
    if (prior == NULL || !item_same_unit(prior, current))
        prior = current->prior;
    if (prior == NULL)
        prior = prior_of_change(work, change, current);
    if (prior == NULL)
        prior = change_prior_beside(work, change, current);
    bool linked = prior != NULL;
    if (prior == NULL && !change_check_with_facts(work, change, current))
        prior = change_prior_elsewhere(work, current);
    else if (prior == NULL)
        return;
    if (prior == NULL)
        work_unchecked(work, change, rule_of(change), CHIFFRE_REASON_no_prior);
    else
        check_between(work, change, current, prior, linked);
}

/* A prior value that no change is told for is recomputed all the same: the change is what a reader wants to know. */
void prior_check(struct work *work, const struct item *prior)
{
    const struct item *current = work_of(work, prior);
    struct judgement judgement;
    struct claim claim = {.relation = {.form = RELATION_CHANGE}};
    struct draft draft;
    if (current != NULL && current->figure->relation == CHIFFRE_RELATION_growth && work_of(work, current) != NULL &&
        prior_of_change(work, current, work_of(work, current)) == prior)
        return; /* told with the change */
    if (current != NULL && current->has_growth && item_same_unit(prior, current))
        return; /* told with the change */
    if (current == NULL || !item_same_unit(prior, current) || prior->figure->kind == CHIFFRE_KIND_percent) {
        work_unchecked(work, prior, CHIFFRE_RULE_growth, CHIFFRE_REASON_not_computable);
        return;
    }
    if (!earlier_is_sure(work, current, prior)) {
        work_unchecked(work, prior, CHIFFRE_RULE_growth, CHIFFRE_REASON_other_basis);
        return;
    }
    if (verb_check(work, current, prior))
        return;
    claim_set(&claim, 1, current, PHRASE_role_current);
    claim_set(&claim, 2, prior, PHRASE_role_prior);
    if (!change_sides_have_rate(&claim)) {
        work_unchecked(work, prior, CHIFFRE_RULE_growth, CHIFFRE_REASON_negative_base);
        return;
    }
    relation_judge(&claim.relation, &judgement);
    bool told = verb_agrees(work, current, prior);
    draft_start(&draft, CHIFFRE_RULE_growth, told ? CHIFFRE_VERDICT_agrees : CHIFFRE_VERDICT_unchecked, CHIFFRE_SEVERITY_none);
    draft.finding.reason = told ? CHIFFRE_REASON_none : CHIFFRE_REASON_no_claim;
    draft_involve(work, &draft, current, PHRASE_role_current, (struct chiffre_text){NULL, 0});
    draft_involve(work, &draft, prior, PHRASE_role_prior, (struct chiffre_text){NULL, 0});
    draft.finding.stated = item_label(work, current);
    draft.finding.computed =
        message_interval(&work->messages, judgement.computed, MESSAGE_PERCENT, (struct chiffre_text){NULL, 0}, 0);
    draft.finding.message =
        SAY(&work->messages, change_told, item_label(work, current), item_label(work, prior), draft.finding.computed);
    draft_done(work, &draft);
}
