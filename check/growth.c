/* SPDX-License-Identifier: MIT */
/* Rules growth, direction, points, multiple (and scale): a stated change against the two values that it lies between. */
#include "check/claim.h"

#include "core/date.h"

static const struct claim_words change_words = {PHRASE_change_agrees, PHRASE_change_reading, PHRASE_change_disagrees, PHRASE_change_scale};
static const struct claim_words multiple_words = {PHRASE_change_agrees, PHRASE_change_reading, PHRASE_multiple_disagrees,
                                                  PHRASE_change_scale};

static bool is_points(const struct item *item)
{
    return text_equal(item->figure->unit, TEXT("percentage_points")) || text_equal(item->figure->unit, TEXT("basis_points"));
}

/* Basis points count a hundredth. */
static void set_points(struct claim *claim)
{
    const struct item *item = claim->sides[0].item;
    struct operand *operand = &claim->relation.operands[0];
    if (!text_equal(item->figure->unit, TEXT("basis_points")))
        return;
    operand->value = decimal_scale(operand->value, -2);
    operand->value_to = operand->value_to.known ? decimal_scale(operand->value_to, -2) : operand->value_to;
    operand->decimals += 2;
}

static bool whole_below_zero(const struct operand *operand)
{
    struct interval interval = operand_interval(operand, READING_WRITTEN);
    return interval.high.known && decimal_sign(interval.high) < 0;
}

static void negate(struct operand *operand)
{
    struct chiffre_decimal low = operand->value;
    operand->value = decimal_negate(operand->value_to.known ? operand->value_to : operand->value);
    operand->value_to = operand->value_to.known ? decimal_negate(low) : operand->value_to;
}

/* Between two losses the change is that of their size, and "-20 %" may be said of the loss or of the result. A text that names the loss
 * once ("la perte s'est creusée à 2,4 contre 2,0") may have left the sign of the other unsaid: sizes are compared then too. */
static bool losses_hold(struct claim *claim)
{
    struct operand *operands = claim->relation.operands;
    if (claim->relation.form == RELATION_DIFFERENCE || (!whole_below_zero(&operands[1]) && !whole_below_zero(&operands[2])))
        return false;
    for (size_t i = 1; i < 3; i++)
        if (whole_below_zero(&operands[i]))
            negate(&operands[i]);
    if (relation_holds(&claim->relation))
        return true;
    negate(&operands[0]);
    if (relation_holds(&claim->relation))
        return true;
    negate(&operands[0]);
    return false;
}

/* The multiples that words tell: 2 for doubled; a half is told as 0.5 or as "divided by 2", and read on the side above 1. */
static bool inverse_multiple_holds(const struct claim *claim)
{
    struct claim inverse = *claim;
    struct operand *operands = inverse.relation.operands;
    struct chiffre_decimal times;
    if (decimal_sign(operands[0].value) <= 0 || decimal_compare(operands[0].value, decimal_from(1, 0)) >= 0 ||
        decimal_divide(decimal_from(1, 0), operands[0].value, 6, DECIMAL_HALF_EVEN, &times) != CHIFFRE_OK)
        return false;
    operands[0].value = decimal_round(times, 0, DECIMAL_HALF_EVEN);
    operands[0].decimals = 0;
    struct operand current = operands[1];
    operands[1] = operands[2];
    operands[2] = current;
    return value_near(operands[0].value, times, 2) && relation_holds(&inverse.relation);
}

/* ---- Reports ---- */

static void report(struct work *work, const struct claim *claim, const struct judgement *judgement, enum chiffre_rule rule,
                   enum chiffre_severity severity, enum phrase phrase, struct chiffre_text computed, struct chiffre_text explanation)
{
    struct draft draft;
    struct chiffre_text parts[4] = {side_label(work, &claim->sides[0]), side_label(work, &claim->sides[1]),
                                    side_label(work, &claim->sides[2]), computed};
    draft_start(&draft, rule, CHIFFRE_VERDICT_disagrees, severity);
    draft.finding.explanation = explanation;
    claim_report(work, claim, judgement, &draft, message_fill(&work->messages, phrase, parts, 4), (struct chiffre_text){NULL, 0});
}

/* The claim in percent where points fit, or the reverse. True: reported. */
static bool report_points(struct work *work, const struct claim *claim, const struct judgement *judgement)
{
    struct claim other = *claim;
    struct judgement other_judgement;
    bool points = is_points(claim->sides[0].item);
    if (!points && claim->sides[1].item != NULL && claim->sides[1].item->figure->kind != CHIFFRE_KIND_percent)
        return false;
    other.relation.form = points ? RELATION_CHANGE : RELATION_DIFFERENCE;
    relation_judge(&other.relation, &other_judgement);
    if (other_judgement.verdict != CHIFFRE_VERDICT_agrees)
        return false;
    struct chiffre_text fits = message_interval(&work->messages, other_judgement.computed, points ? MESSAGE_PERCENT : MESSAGE_POINTS,
                                                (struct chiffre_text){NULL, 0}, claim->relation.operands[0].decimals);
    report(work, claim, judgement, CHIFFRE_RULE_points, CHIFFRE_SEVERITY_warning,
           points ? PHRASE_change_percent : PHRASE_change_points, fits, (struct chiffre_text){NULL, 0});
    return true;
}

static bool opposite_multiple(const struct judgement *judgement, const struct claim *claim)
{
    struct chiffre_decimal one = decimal_from(1, 0);
    bool rises = decimal_compare(claim->relation.operands[0].value, one) > 0;
    return rises ? judgement->computed.high.known && decimal_compare(judgement->computed.high, one) < 0
                 : judgement->computed.low.known && decimal_compare(judgement->computed.low, one) > 0;
}

static void conclude(struct work *work, struct claim *claim, struct chiffre_text extra)
{
    struct judgement judgement;
    struct chiffre_text none = {NULL, 0};
    bool multiple = claim->relation.form == RELATION_RATIO;
    enum chiffre_rule rule = multiple ? CHIFFRE_RULE_multiple : CHIFFRE_RULE_growth;
    bool losses = losses_hold(claim);
    relation_judge(&claim->relation, &judgement);
    if (judgement.verdict == CHIFFRE_VERDICT_unchecked) {
        work_unchecked(work, claim->sides[0].item, rule, CHIFFRE_REASON_negative_base);
        return;
    }
    if (losses || (multiple && inverse_multiple_holds(claim)))
        judgement.verdict = CHIFFRE_VERDICT_agrees;
    if (judgement.verdict == CHIFFRE_VERDICT_disagrees && !multiple && report_points(work, claim, &judgement))
        return;
    if (judgement.verdict == CHIFFRE_VERDICT_disagrees && !multiple && judgement.opposite && judgement.scaled < 0)
        report(work, claim, &judgement, CHIFFRE_RULE_direction, CHIFFRE_SEVERITY_error, PHRASE_change_direction,
               claim_computed(work, claim, &judgement), none);
    else
        claim_conclude(work, claim, &judgement, rule, multiple ? &multiple_words : &change_words,
                       multiple && opposite_multiple(&judgement, claim) ? CHIFFRE_SEVERITY_error : CHIFFRE_SEVERITY_warning, extra);
}

/* ---- Finding the two values ---- */

static bool set_form(struct claim *claim, const struct item *change, const struct item *current)
{
    const struct chiffre_figure *figure = change->figure;
    if (is_points(change)) {
        claim->relation.form = RELATION_DIFFERENCE;
        set_points(claim);
    } else if (figure->kind == CHIFFRE_KIND_percent) {
        claim->relation.form = RELATION_CHANGE;
    } else if (figure->kind == CHIFFRE_KIND_ratio) {
        claim->relation.form = RELATION_RATIO;
    } else {
        claim->relation.form = RELATION_DIFFERENCE;
        return current == NULL || item_same_unit(change, current);
    }
    return true;
}

/* A rate on a loss or on zero has none, nor has one from a profit to a loss, unless their sizes bear it out. */
static bool base_has_meaning(const struct claim *claim)
{
    const struct operand *current = &claim->relation.operands[1], *prior = &claim->relation.operands[2];
    struct interval interval = operand_interval(prior, READING_WRITTEN);
    if (whole_below_zero(prior) != whole_below_zero(current)) {
        struct claim sizes = *claim;
        struct judgement judgement;
        if (losses_hold(&sizes))
            return true;
        relation_judge(&sizes.relation, &judgement);
        return judgement.scaled >= 0;
    }
    return whole_below_zero(prior) || (interval.low.known && decimal_sign(interval.low) > 0);
}

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

/* The same thing a year earlier, told elsewhere in the document. */
static const struct item *prior_elsewhere(const struct work *work, const struct item *current)
{
    chiffre_date start, end;
    const struct item *found = NULL;
    if (!year_before(current, &start, &end))
        return NULL;
    size_t first = current->index;
    while (first > 0 && work->items[first - 1].document == current->document)
        first--;
    for (size_t i = first; i < work->count && work->items[i].document == current->document; i++) {
        const struct item *item = &work->items[i];
        if (item == current || !item_is_level(item) || item->figure->period_start != start ||
            item->figure->period_end != end || !item_same_unit(item, current) || !item_same_metric(item, current) ||
            !item_same_entity(item, current))
            continue;
        if (found != NULL && decimal_compare(found->figure->value, item->figure->value) != 0)
            return NULL;
        found = item;
    }
    return found;
}

static const struct item *linked_prior(const struct work *work, const struct item *current)
{
    const struct item *prior = NULL;
    while ((prior = work_referring(work, current, prior)) != NULL)
        if (prior->figure->relation == CHIFFRE_RELATION_prior && item_same_unit(prior, current))
            return prior;
    return NULL;
}

/* Another change of the same figure that the two values bear out: then this one has another base. */
static bool another_change_holds(const struct work *work, const struct item *change, const struct item *current, const struct item *prior)
{
    const struct item *other = NULL;
    while ((other = work_referring(work, current, other)) != NULL) {
        struct claim claim = {.relation = {.count = 0}};
        if (other == change || other->figure->relation != CHIFFRE_RELATION_growth)
            continue;
        claim_set(&claim, 0, other, PHRASE_role_change);
        claim_set(&claim, 1, current, PHRASE_role_current);
        claim_set(&claim, 2, prior, PHRASE_role_prior);
        if (set_form(&claim, other, current) && relation_holds(&claim.relation))
            return true;
    }
    return false;
}

/* Which of a sentence's figures a change is of is easily misread: where it fits another one and the facts, that one is meant. */
static void change_of_neighbour(const struct work *work, const struct item *change, const struct item *current, struct claim *claim)
{
    size_t first = change->index;
    while (first > 0 && work->items[first - 1].sentence == change->sentence)
        first--;
    for (size_t i = first; i < work->count && work->items[i].sentence == change->sentence; i++) {
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
        if (set_form(&other, change, item) && relation_holds(&other.relation)) {
            *claim = other;
            return;
        }
    }
}

/* Whether a figure is what the facts speak of: it agrees with the fact of its own period, or without one is near that of the year before. */
static bool same_scope(const struct item *current, const struct fact *now, const struct fact *prior)
{
    struct claim claim = {.relation = {.form = RELATION_EQUAL}};
    if (now == NULL)
        return value_near(current->figure->value, prior->value, 50);
    claim_set(&claim, 0, current, PHRASE_role_current);
    claim_set_fact(&claim, 1, now, PHRASE_role_fact);
    return relation_holds(&claim.relation);
}

/* The change of two filed values, for a text that tells the change alone or with the current value. */
static bool check_with_facts(struct work *work, const struct item *change, const struct item *current)
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
    if (!set_form(&claim, change, current))
        return false;
    if (claim.relation.form != RELATION_DIFFERENCE && !base_has_meaning(&claim))
        return false;
    if (!relation_holds(&claim.relation))
        change_of_neighbour(work, change, current, &claim);
    if (!relation_holds(&claim.relation) && current != NULL && !same_scope(current, now, prior)) {
        /* A division's figure, or a wrong one, which the rule `fact` tells: its change is not that of the company. */
        work_unchecked(work, change, CHIFFRE_RULE_growth, CHIFFRE_REASON_other_basis);
        return true;
    }
    conclude(work, &claim, (struct chiffre_text){NULL, 0});
    return true;
}

static enum chiffre_rule rule_of(const struct item *change)
{
    return change->figure->kind == CHIFFRE_KIND_ratio ? CHIFFRE_RULE_multiple : CHIFFRE_RULE_growth;
}

static bool other_basis(const struct item *change, const struct item *current)
{
    return change->figure->metric.length > 0 && current->figure->metric.length > 0 && !item_same_metric(change, current);
}

static void check_between(struct work *work, const struct item *change, const struct item *current, const struct item *prior)
{
    struct claim claim = {.relation = {.count = 0}};
    claim_set(&claim, 0, change, PHRASE_role_change);
    claim_set(&claim, 1, current, PHRASE_role_current);
    claim_set(&claim, 2, prior, PHRASE_role_prior);
    if (!set_form(&claim, change, current)) {
        work_unchecked(work, change, rule_of(change), CHIFFRE_REASON_not_computable);
        return;
    }
    if (claim.relation.form != RELATION_DIFFERENCE && !base_has_meaning(&claim)) {
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
    if (!relation_holds(&claim.relation) && another_change_holds(work, change, current, prior)) {
        work_unchecked(work, change, rule_of(change), CHIFFRE_REASON_no_prior);
        return;
    }
    conclude(work, &claim, (struct chiffre_text){NULL, 0});
}

void growth_check(struct work *work, const struct item *change)
{
    const struct item *current = work_of(work, change), *prior = NULL;
    if (current != NULL && current->figure->relation == CHIFFRE_RELATION_prior && work_of(work, current) != NULL) {
        prior = current;
        current = work_of(work, current);
    }
    if (current == NULL) {
        if (!check_with_facts(work, change, NULL))
            work_unchecked(work, change, rule_of(change), CHIFFRE_REASON_no_subject);
        return;
    }
    if (other_basis(change, current) || !item_is_level(current)) {
        work_unchecked(work, change, rule_of(change), CHIFFRE_REASON_other_basis);
        return;
    }
    if (prior == NULL || !item_same_unit(prior, current))
        prior = linked_prior(work, current);
    if (prior == NULL && !check_with_facts(work, change, current))
        prior = prior_elsewhere(work, current);
    else if (prior == NULL)
        return;
    if (prior == NULL)
        work_unchecked(work, change, rule_of(change), CHIFFRE_REASON_no_prior);
    else
        check_between(work, change, current, prior);
}

/* A prior value that no change is told for is recomputed all the same: the change is what a reader wants to know. */
void prior_check(struct work *work, const struct item *prior)
{
    const struct item *current = work_of(work, prior), *other = NULL;
    struct judgement judgement;
    struct claim claim = {.relation = {.form = RELATION_CHANGE}};
    struct draft draft;
    if (current == NULL || !item_same_unit(prior, current) || prior->figure->kind == CHIFFRE_KIND_percent) {
        work_unchecked(work, prior, CHIFFRE_RULE_growth, CHIFFRE_REASON_not_computable);
        return;
    }
    while ((other = work_referring(work, current, other)) != NULL)
        if (other->figure->relation == CHIFFRE_RELATION_growth)
            return; /* told with the change */
    claim_set(&claim, 1, current, PHRASE_role_current);
    claim_set(&claim, 2, prior, PHRASE_role_prior);
    claim.relation.operands[0] = (struct operand){.value = decimal_from(0, 0)};
    if (!base_has_meaning(&claim)) {
        work_unchecked(work, prior, CHIFFRE_RULE_growth, CHIFFRE_REASON_negative_base);
        return;
    }
    relation_judge(&claim.relation, &judgement);
    draft_start(&draft, CHIFFRE_RULE_growth, CHIFFRE_VERDICT_agrees, CHIFFRE_SEVERITY_none);
    draft_involve(work, &draft, current, PHRASE_role_current, (struct chiffre_text){NULL, 0});
    draft_involve(work, &draft, prior, PHRASE_role_prior, (struct chiffre_text){NULL, 0});
    draft.finding.stated = item_label(work, current);
    draft.finding.computed = message_interval(&work->messages, judgement.computed, MESSAGE_PERCENT, (struct chiffre_text){NULL, 0}, 0);
    draft.finding.message = SAY(&work->messages, change_told, item_label(work, current), item_label(work, prior), draft.finding.computed);
    draft_done(work, &draft);
}
