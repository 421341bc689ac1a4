/* SPDX-License-Identifier: MIT */
/* Rule share: a part, its whole and the percentage between them; parts beyond the whole. */
#include "check/claim.h"

static const struct claim_words share_words = {PHRASE_share_agrees, PHRASE_share_reading, PHRASE_share_disagrees,
                                               PHRASE_share_scale};

static bool countable_together(const struct item *a, const struct item *b)
{
    return a->figure->kind == b->figure->kind &&
           (a->figure->kind != CHIFFRE_KIND_money || text_equal(a->figure->unit, b->figure->unit));
}

/* The whole that a relation of the record names: the part's `of`, or a total of the part. */
static const struct item *told_whole(const struct work *work, const struct item *part)
{
    const struct item *other = work_of(work, part);
    if (other != NULL && part->figure->relation == CHIFFRE_RELATION_part && countable_together(part, other))
        return other;
    for (other = NULL; (other = work_referring(work, part, other)) != NULL;)
        if (other->figure->relation == CHIFFRE_RELATION_total && countable_together(part, other))
            return other;
    return NULL;
}

/* The only other amount of the sentence that may be the whole: as counted, not less than the part, and in no other relation. */
static const struct item *sentence_whole(const struct work *work, const struct item *part, const struct item *share)
{
    const struct item *found = NULL;
    size_t first = part->index;
    while (first > 0 && work->items[first - 1].sentence == part->sentence)
        first--;
    for (size_t i = first; i < work->count && work->items[i].sentence == part->sentence; i++) {
        const struct item *item = &work->items[i];
        if (item == part || item == share || !countable_together(item, part) || !text_equal(item->figure->unit, part->figure->unit))
            continue;
        if (item->figure->relation != CHIFFRE_RELATION_none || found != NULL)
            return NULL;
        found = item;
    }
    if (found == NULL || decimal_compare(found->figure->value, part->figure->value) < 0)
        return NULL;
    return found;
}

/* Without a whole in the text the note says how large it would have to be. */
static void report_implied(struct work *work, const struct item *share, const struct item *part)
{
    struct claim claim = {.relation = {.form = RELATION_SHARE, .count = 3}};
    struct interval intervals[RELATION_OPERANDS], whole;
    struct draft draft;
    claim_set(&claim, 0, share, PHRASE_role_share);
    claim_set(&claim, 1, part, PHRASE_role_part);
    intervals[0] = operand_interval(&claim.relation.operands[0], READING_WRITTEN);
    intervals[1] = operand_interval(&claim.relation.operands[1], READING_WRITTEN);
    intervals[2] = intervals[1];
    if (!relation_needed(&claim.relation, intervals, 2, &whole)) {
        work_unchecked(work, share, CHIFFRE_RULE_share, CHIFFRE_REASON_no_whole);
        return;
    }
    int32_t decimals = claim.relation.operands[1].decimals, digits = 3;
    if (whole.high.known)
        decimals = -(whole.high.exponent + decimal_digits(whole.high)) + digits;
    draft_start(&draft, CHIFFRE_RULE_share, CHIFFRE_VERDICT_unchecked, CHIFFRE_SEVERITY_note);
    draft.finding.reason = CHIFFRE_REASON_no_whole;
    draft_involve(work, &draft, share, PHRASE_role_share, (struct chiffre_text){NULL, 0});
    draft_involve(work, &draft, part, PHRASE_role_part, (struct chiffre_text){NULL, 0});
    draft.finding.stated = item_label(work, share);
    draft.finding.computed = message_interval(&work->messages, whole, MESSAGE_PLAIN, item_currency(part), decimals);
    draft.finding.message =
        SAY(&work->messages, share_implied, item_label(work, share), item_label(work, part), draft.finding.computed);
    draft_done(work, &draft);
}

void share_check(struct work *work, const struct item *share)
{
    const struct item *part = work_of(work, share), *whole;
    struct claim claim = {.relation = {.form = RELATION_SHARE}};
    struct judgement judgement;
    if (part == NULL || share->figure->kind != CHIFFRE_KIND_percent || part->figure->kind == CHIFFRE_KIND_percent) {
        work_unchecked(work, share, CHIFFRE_RULE_share, part == NULL ? CHIFFRE_REASON_no_subject : CHIFFRE_REASON_not_computable);
        return;
    }
    whole = told_whole(work, part);
    if (whole == NULL)
        whole = sentence_whole(work, part, share);
    if (whole == NULL) {
        report_implied(work, share, part);
        return;
    }
    claim_set(&claim, 0, share, PHRASE_role_share);
    claim_set(&claim, 1, part, PHRASE_role_part);
    claim_set(&claim, 2, whole, PHRASE_role_whole);
    relation_judge(&claim.relation, &judgement);
    if (judgement.verdict == CHIFFRE_VERDICT_unchecked)
        work_unchecked(work, share, CHIFFRE_RULE_share, CHIFFRE_REASON_not_computable);
    else
        claim_conclude(work, &claim, &judgement, CHIFFRE_RULE_share, &share_words, CHIFFRE_SEVERITY_warning,
                       (struct chiffre_text){NULL, 0});
}

/* ---- Parts of one whole ---- */

static bool is_part_of(const struct item *part, const struct item *whole)
{
    return part->figure->relation == CHIFFRE_RELATION_part && part->figure->value.known && countable_together(part, whole);
}

static void report_parts(struct work *work, const struct item *whole, enum chiffre_rule rule, enum chiffre_verdict verdict,
                         enum chiffre_severity severity, struct interval sum, size_t count)
{
    struct draft draft;
    const struct item *part = NULL, *only = NULL;
    struct chiffre_text none = {NULL, 0};
    draft_start(&draft, rule, verdict, severity);
    draft_involve(work, &draft, whole, PHRASE_role_whole, none);
    while ((part = work_referring(work, whole, part)) != NULL) {
        if (!is_part_of(part, whole))
            continue;
        draft_involve(work, &draft, part, PHRASE_role_part, none);
        only = part;
    }
    draft.finding.stated = item_label(work, whole);
    draft.finding.computed =
        message_interval(&work->messages, sum, item_message_unit(whole), item_currency(whole), operand_of(only->figure).decimals);
    if (count > 1)
        draft.finding.message = verdict == CHIFFRE_VERDICT_disagrees
                                    ? SAY(&work->messages, total_over, draft.finding.stated, draft.finding.computed)
                                    : SAY(&work->messages, total_within, draft.finding.stated, draft.finding.computed);
    else
        draft.finding.message = verdict == CHIFFRE_VERDICT_disagrees
                                    ? SAY(&work->messages, share_over, item_label(work, only), draft.finding.stated)
                                    : SAY(&work->messages, share_within, item_label(work, only), draft.finding.stated);
    draft_done(work, &draft);
}

/* Parts in amounts may not add up to more than their whole; the list may be open, so less is fine. */
static void parts_in_amounts(struct work *work, const struct item *whole)
{
    struct interval sum = {decimal_from(0, 0), decimal_from(0, 0)}, loose = sum;
    const struct item *part = NULL;
    size_t count = 0;
    while ((part = work_referring(work, whole, part)) != NULL) {
        struct operand operand = operand_of(part->figure);
        struct interval rounded = operand_interval(&operand, READING_ROUNDED);
        if (!is_part_of(part, whole) || interval_add(sum, operand_interval(&operand, READING_WRITTEN), &sum) != CHIFFRE_OK ||
            interval_add(loose, rounded, &loose) != CHIFFRE_OK)
            continue;
        count++;
    }
    if (count == 0)
        return;
    struct operand operand = operand_of(whole->figure);
    struct interval limit = operand_interval(&operand, READING_WRITTEN), wide = operand_interval(&operand, READING_ROUNDED);
    bool over = limit.high.known && sum.low.known && decimal_compare(sum.low, limit.high) > 0;
    bool surely = over && (!wide.high.known || !loose.low.known || decimal_compare(loose.low, wide.high) > 0);
    report_parts(work, whole, count > 1 ? CHIFFRE_RULE_total : CHIFFRE_RULE_share,
                 surely ? CHIFFRE_VERDICT_disagrees
                 : over ? CHIFFRE_VERDICT_reading
                        : CHIFFRE_VERDICT_agrees,
                 surely ? count > 1 ? CHIFFRE_SEVERITY_warning : CHIFFRE_SEVERITY_error
                 : over ? CHIFFRE_SEVERITY_note
                        : CHIFFRE_SEVERITY_none,
                 sum, count);
}

void part_check(struct work *work, const struct item *whole)
{
    parts_in_amounts(work, whole);
}

/* ---- Percentages of one whole: at most a hundred, and the half units of their last digits ---- */

static bool is_share_of_same(const struct item *share, const struct item *first)
{
    return share->figure->kind == CHIFFRE_KIND_percent && text_equal(share->figure->unit, TEXT("percent")) &&
           share->figure->relation == first->figure->relation && share->figure->of == first->figure->of &&
           share->sentence == first->sentence && text_equal(share->figure->metric, first->figure->metric) &&
           text_equal(share->figure->period, first->figure->period) &&
           decimal_compare(share->figure->value, decimal_from(100, 0)) <= 0;
}

/* A group refers to nothing nearer than its common whole: a share of an amount of its own is another claim. */
bool share_group_check(struct work *work, const struct item *first)
{
    struct interval sum = {decimal_from(0, 0), decimal_from(0, 0)};
    const struct item *of = work_of(work, first);
    struct draft draft;
    size_t count = 0;
    if (first->figure->relation != CHIFFRE_RELATION_share && first->figure->relation != CHIFFRE_RELATION_part)
        return false;
    if (!is_share_of_same(first, first) || (first->figure->relation == CHIFFRE_RELATION_share && of != NULL))
        return false;
    if (of != NULL && of->figure->kind == CHIFFRE_KIND_percent)
        return false;
    draft_start(&draft, CHIFFRE_RULE_share, CHIFFRE_VERDICT_agrees, CHIFFRE_SEVERITY_none);
    for (size_t i = first->index; i < work->count && work->items[i].sentence == first->sentence; i++) {
        const struct item *item = &work->items[i];
        struct operand operand = operand_of(item->figure);
        if (!is_share_of_same(item, first) || interval_add(sum, operand_interval(&operand, READING_WRITTEN), &sum) != CHIFFRE_OK)
            continue;
        draft_involve(work, &draft, item, PHRASE_role_share, (struct chiffre_text){NULL, 0});
        count++;
    }
    if (count < 2)
        return false;
    bool over = sum.low.known && decimal_compare(sum.low, decimal_from(100, 0)) > 0;
    if (over) {
        draft.finding.verdict = CHIFFRE_VERDICT_disagrees;
        draft.finding.severity = CHIFFRE_SEVERITY_warning;
    }
    draft.finding.stated = item_label(work, first);
    draft.finding.computed = message_interval(&work->messages, sum, MESSAGE_PERCENT, (struct chiffre_text){NULL, 0}, 0);
    draft.finding.message = over ? SAY(&work->messages, share_sum, draft.finding.computed)
                                 : SAY(&work->messages, share_sum_within, draft.finding.computed);
    draft_done(work, &draft);
    return true;
}
