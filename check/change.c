/* SPDX-License-Identifier: MIT */
/* A stated change judged against two values: rules growth, direction, points, multiple (and scale). */
#include "check/change.h"

static const struct claim_words change_words = {PHRASE_change_agrees, PHRASE_change_reading, PHRASE_change_disagrees,
                                                PHRASE_change_scale};
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

/* Between two losses the change is that of their size, and "-20 %" may be said of the loss or of the result. A text that names the
 * loss once ("la perte s'est creusée à 2,4 contre 2,0") may have left the sign of the other unsaid: sizes are compared then too. */
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
    if (operands[0].bound != CHIFFRE_BOUND_exact || operands[0].value_to.known || decimal_sign(operands[0].value) <= 0 ||
        decimal_compare(operands[0].value, decimal_from(1, 0)) >= 0 ||
        decimal_divide(decimal_from(1, 0), operands[0].value, 6, DECIMAL_HALF_EVEN, &times) != CHIFFRE_OK)
        return false;
    operands[0].value = decimal_round(times, 0, DECIMAL_HALF_EVEN);
    operands[0].decimals = 0;
    struct operand current = operands[1];
    operands[1] = operands[2];
    operands[2] = current;
    return value_near(operands[0].value, times, 2) && relation_holds(&inverse.relation);
}

/* "De 1,00 à 1,06 milliard": a number without a scale word beside one that has it shares its scale. */
static bool is_bare(const struct side *side)
{
    if (side->item == NULL)
        return false;
    struct chiffre_text text = side->item->figure->text;
    for (size_t i = 0; i < text.length; i++)
        if ((text.data[i] >= 'a' && text.data[i] <= 'z') || (text.data[i] >= 'A' && text.data[i] <= 'Z'))
            return false;
    return text.length > 0;
}

static bool within_times(struct chiffre_decimal a, struct chiffre_decimal b, int64_t times)
{
    struct chiffre_decimal most;
    a = decimal_absolute(a);
    b = decimal_absolute(b);
    if (decimal_compare(a, b) < 0)
        return within_times(b, a, times);
    return decimal_multiply(b, decimal_from(times, 0), &most) == CHIFFRE_OK && decimal_compare(a, most) <= 0;
}

/* The scale that brings the bare number nearest to the other. */
static void share_scale(struct claim *claim)
{
    static const int32_t powers[] = {3, 6, 9, 12};
    for (size_t side = 1; side < 3; side++) {
        struct operand *operand = &claim->relation.operands[side];
        struct chiffre_decimal other = claim->relation.operands[3 - side].value;
        if (!is_bare(&claim->sides[side]) || is_bare(&claim->sides[3 - side]) || within_times(operand->value, other, 100))
            continue;
        for (size_t i = 0; i < sizeof powers / sizeof powers[0]; i++) {
            if (!within_times(decimal_scale(operand->value, powers[i]), other, 30))
                continue;
            operand->value = decimal_scale(operand->value, powers[i]);
            operand->decimals -= powers[i];
            return;
        }
    }
}

/* ---- Reports ---- */

static void report(struct work *work, const struct claim *claim, const struct judgement *judgement, enum chiffre_rule rule,
                   enum chiffre_severity severity, enum phrase phrase, struct chiffre_text computed)
{
    struct draft draft;
    struct chiffre_text parts[4] = {side_label(work, &claim->sides[0]), side_label(work, &claim->sides[1]),
                                    side_label(work, &claim->sides[2]), computed};
    draft_start(&draft, rule, CHIFFRE_VERDICT_disagrees, severity);
    claim_report(work, claim, judgement, &draft, message_fill(&work->messages, phrase, parts, 4), (struct chiffre_text){NULL, 0});
}

static bool is_percentage(const struct side *side)
{
    return side->item != NULL ? side->item->figure->kind == CHIFFRE_KIND_percent : text_equal(side->fact->unit, TEXT("percent"));
}

/* No amount is so many points above another: percent are meant. */
static bool points_of_amounts(const struct claim *claim)
{
    return claim->sides[0].item != NULL && is_points(claim->sides[0].item) && !is_percentage(&claim->sides[1]);
}

/* The claim in percent where points fit, or the reverse. True: reported. */
static bool report_points(struct work *work, const struct claim *claim, const struct judgement *judgement)
{
    struct claim other = *claim;
    struct judgement other_judgement;
    if (claim->sides[0].item == NULL) /* told by a word, which knows no points */
        return false;
    bool points = is_points(claim->sides[0].item);
    if (!points && !is_percentage(&claim->sides[1]))
        return false;
    other.relation.form = points ? RELATION_CHANGE : RELATION_DIFFERENCE;
    relation_judge(&other.relation, &other_judgement);
    if (other_judgement.verdict != CHIFFRE_VERDICT_agrees)
        return false;
    struct chiffre_text fits =
        message_interval(&work->messages, other_judgement.computed, points ? MESSAGE_PERCENT : MESSAGE_POINTS,
                         (struct chiffre_text){NULL, 0}, claim->relation.operands[0].decimals);
    struct judgement said = *judgement;
    if (points_of_amounts(claim))
        memset(said.has_needed, 0, sizeof said.has_needed);
    report(work, claim, &said, CHIFFRE_RULE_points, CHIFFRE_SEVERITY_warning,
           points ? PHRASE_change_percent : PHRASE_change_points, fits);
    return true;
}

/* The middle half of what a written number stands for. */
static struct interval middle_half(const struct operand *operand)
{
    struct interval whole = operand_interval(operand, READING_WRITTEN);
    struct chiffre_decimal low, high;
    if (operand->bound != CHIFFRE_BOUND_exact || operand->value_to.known || decimal_add(whole.low, operand->value, &low) != CHIFFRE_OK ||
        decimal_add(whole.high, operand->value, &high) != CHIFFRE_OK || decimal_divide(low, decimal_from(2, 0), 12, DECIMAL_DOWN, &low) != CHIFFRE_OK ||
        decimal_divide(high, decimal_from(2, 0), 12, DECIMAL_UP, &high) != CHIFFRE_OK)
        return whole;
    return (struct interval){low, high};
}

/* "De 40 % à 42 %, soit une hausse de 2 %": percent fits at the far corner of the roundings only, and points fit to the digit. */
static bool points_meant(const struct claim *claim)
{
    const struct operand *operands = claim->relation.operands;
    struct interval intervals[RELATION_OPERANDS], computed;
    struct chiffre_decimal difference;
    if (claim->relation.form != RELATION_CHANGE || claim->sides[0].item == NULL ||
        decimal_subtract(operands[1].value, operands[2].value, &difference) != CHIFFRE_OK ||
        decimal_compare(difference, operands[0].value) != 0)
        return false;
    for (size_t i = 0; i < RELATION_OPERANDS; i++)
        intervals[i] = i == 0 ? operand_interval(&operands[i], READING_WRITTEN) : middle_half(&operands[i]);
    return relation_needed(&claim->relation, intervals, 0, &computed) && !interval_meets(intervals[0], computed);
}

static bool opposite_multiple(const struct judgement *judgement, const struct claim *claim)
{
    struct chiffre_decimal one = decimal_from(1, 0);
    bool rises = decimal_compare(claim->relation.operands[0].value, one) > 0; /* all of a range lies on one side */
    return rises ? judgement->computed.high.known && decimal_compare(judgement->computed.high, one) < 0
                 : judgement->computed.low.known && decimal_compare(judgement->computed.low, one) > 0;
}

/* A value told in another sentence may be misread in more ways than one that stands beside the change. */
static bool is_far(const struct claim *claim)
{
    const struct item *current = claim->sides[1].item, *prior = claim->sides[2].item;
    return current != NULL && prior != NULL && current->sentence != prior->sentence &&
           (current->figure->period_source != CHIFFRE_PERIOD_SOURCE_stated ||
            prior->figure->period_source != CHIFFRE_PERIOD_SOURCE_stated);
}

/* Values more than twenty times apart, in a text that tells no such change, are not of the same thing. */
static bool is_absurd(const struct claim *claim)
{
    const struct operand *operands = claim->relation.operands;
    struct chiffre_decimal limit = claim->relation.form == RELATION_RATIO ? decimal_from(15, 0) : decimal_from(1500, 0);
    if (claim->relation.form == RELATION_DIFFERENCE || decimal_compare(decimal_absolute(operands[0].value), limit) >= 0)
        return false;
    return !within_times(operands[1].value, operands[2].value, 20);
}

void change_conclude(struct work *work, struct claim *claim, struct chiffre_text extra)
{
    struct judgement judgement;
    bool multiple = claim->relation.form == RELATION_RATIO;
    enum chiffre_rule rule = multiple ? CHIFFRE_RULE_multiple : CHIFFRE_RULE_growth;
    const struct item *accused =
        claim->sides[0].item != NULL ? claim->sides[0].item : claim->sides[1].item; /* no item: told by a word */
    bool losses = losses_hold(claim);
    if (!relation_holds(&claim->relation))
        share_scale(claim);
    relation_judge(&claim->relation, &judgement);
    if (judgement.verdict == CHIFFRE_VERDICT_unchecked) {
        work_unchecked(work, accused, rule, CHIFFRE_REASON_negative_base);
        return;
    }
    if (losses || (multiple && inverse_multiple_holds(claim)))
        judgement.verdict = CHIFFRE_VERDICT_agrees;
    if (judgement.verdict == CHIFFRE_VERDICT_disagrees && judgement.scaled < 0 && (is_far(claim) || is_absurd(claim))) {
        work_unchecked(work, accused, rule, CHIFFRE_REASON_other_basis);
        return;
    }
    if (judgement.verdict != CHIFFRE_VERDICT_disagrees && points_meant(claim) && report_points(work, claim, &judgement))
        return;
    if (judgement.verdict == CHIFFRE_VERDICT_disagrees && !multiple && report_points(work, claim, &judgement))
        return;
    if (judgement.verdict == CHIFFRE_VERDICT_disagrees && points_of_amounts(claim)) {
        claim->relation.form = RELATION_CHANGE;
        relation_judge(&claim->relation, &judgement);
    }
    if (judgement.verdict == CHIFFRE_VERDICT_disagrees && !multiple && judgement.opposite && judgement.scaled < 0)
        report(work, claim, &judgement, CHIFFRE_RULE_direction, CHIFFRE_SEVERITY_error, PHRASE_change_direction,
               claim_computed(work, claim, &judgement));
    else
        claim_conclude(work, claim, &judgement, rule, multiple ? &multiple_words : &change_words,
                       multiple && opposite_multiple(&judgement, claim) ? CHIFFRE_SEVERITY_error : CHIFFRE_SEVERITY_warning, extra);
}

/* A change computed between values told apart that lies further than this from the stated one, in points, and not within twice of
 * it, is of two things. */
#define PLAUSIBLE_POINTS 10

static bool comes_near(const struct claim *claim, struct chiffre_decimal stated, struct chiffre_decimal computed)
{
    struct chiffre_decimal difference, limit = decimal_from(PLAUSIBLE_POINTS, 0);
    if (decimal_sign(stated) * decimal_sign(computed) > 0 && within_times(stated, computed, 2))
        return true;
    if (claim->relation.form == RELATION_RATIO || decimal_subtract(stated, computed, &difference) != CHIFFRE_OK)
        return false;
    if (claim->relation.form == RELATION_DIFFERENCE && !is_points(claim->sides[0].item))
        limit = decimal_scale(decimal_absolute(claim->relation.operands[2].value), -1); /* an amount: a tenth of the base */
    return decimal_compare(decimal_absolute(difference), limit) <= 0;
}

bool change_is_plausible(const struct work *work, const struct claim *claim)
{
    struct judgement judgement;
    struct chiffre_decimal stated = claim->relation.operands[0].value;
    relation_judge(&claim->relation, &judgement);
    if (judgement.verdict != CHIFFRE_VERDICT_disagrees || judgement.scaled >= 0)
        return true;
    if (judgement.computed.low.known && comes_near(claim, stated, judgement.computed.low))
        return true;
    if (judgement.computed.high.known && comes_near(claim, stated, judgement.computed.high))
        return true;
    return claim_slip(work, &claim->relation.operands[0], judgement.computed, MESSAGE_PERCENT, (struct chiffre_text){NULL, 0})
               .length > 0;
}

bool change_set_form(struct claim *claim, const struct item *change, const struct item *current)
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

/* Between two losses, or from a base above zero. */
bool change_sides_have_rate(const struct claim *claim)
{
    const struct operand *current = &claim->relation.operands[1], *prior = &claim->relation.operands[2];
    struct interval interval = operand_interval(prior, READING_WRITTEN);
    if (whole_below_zero(prior) != whole_below_zero(current))
        return false;
    return whole_below_zero(prior) || (interval.low.known && decimal_sign(interval.low) > 0);
}

/* A rate on a loss or on zero has none, nor has one from a profit to a loss, unless their sizes bear it out. */
bool change_base_has_meaning(const struct claim *claim)
{
    struct claim sizes = *claim;
    struct judgement judgement;
    if (whole_below_zero(&claim->relation.operands[2]) == whole_below_zero(&claim->relation.operands[1]))
        return change_sides_have_rate(claim);
    if (losses_hold(&sizes))
        return true;
    relation_judge(&sizes.relation, &judgement);
    return judgement.scaled >= 0;
}
