/* SPDX-License-Identifier: MIT */
/* Rule total: the items of a closed list against their sum. */
#include "check/claim.h"

#define ITEMS_MAX 20
/* A list is taken for closed when its sum comes this near to the total, in percent: "10 hommes et 5 femmes sur 300" is open. */
#define CLOSED_PERCENT 34

struct run {
    const struct item *items[ITEMS_MAX];
    size_t count;
    const struct item *total;
};

static bool is_summand(const struct item *item, const struct item *total)
{
    if (item == total || !item->figure->value.known || item->figure->kind != total->figure->kind || item->figure->value_to.known)
        return false;
    if (item->figure->kind == CHIFFRE_KIND_money && !text_equal(item->figure->unit, total->figure->unit))
        return false;
    if (item->figure->kind == CHIFFRE_KIND_percent || item->figure->kind == CHIFFRE_KIND_ratio)
        return false;
    return item->figure->relation == CHIFFRE_RELATION_none || item->figure->relation == CHIFFRE_RELATION_part ||
           item->figure->relation == CHIFFRE_RELATION_total;
}

/* The figures of the sentence that may be items: those before the total, or else those behind it. */
static void gather(const struct work *work, struct run *run, bool before)
{
    size_t at = run->total->index;
    run->count = 0;
    while (run->count < ITEMS_MAX) {
        if (before ? at == 0 : at + 1 >= work->count)
            break;
        const struct item *item = &work->items[before ? --at : ++at];
        if (item->sentence != run->total->sentence)
            break;
        if (is_summand(item, run->total))
            run->items[run->count++] = item;
        else if (item->figure->kind == run->total->figure->kind)
            break;
    }
}

/* The sum of items [from, to). */
static bool sum_of(const struct run *run, size_t from, size_t to, enum reading reading, struct interval *sum)
{
    *sum = (struct interval){decimal_from(0, 0), decimal_from(0, 0)};
    for (size_t i = from; i < to; i++) {
        struct operand operand = operand_of(run->items[i]->figure);
        if (interval_add(*sum, operand_interval(&operand, reading), sum) != CHIFFRE_OK)
            return false;
    }
    return true;
}

/* The run of two or more neighbouring items whose sum meets the total; false: none does. */
static bool find_sum(const struct run *run, enum reading reading, size_t *from, size_t *to, struct interval *sum)
{
    struct operand operand = operand_of(run->total->figure);
    struct interval total = operand_interval(&operand, reading);
    for (size_t length = run->count; length >= 2; length--) {
        for (*from = 0; *from + length <= run->count; (*from)++) {
            *to = *from + length;
            if (sum_of(run, *from, *to, reading, sum) && interval_meets(*sum, total))
                return true;
        }
    }
    return false;
}

static struct chiffre_text items_text(const struct work *work, const struct run *run, size_t from, size_t to)
{
    bool before = run->items[0]->index < run->total->index;
    struct chiffre_text all = {NULL, 0};
    for (size_t i = from; i < to; i++) {
        struct chiffre_text one = item_label(work, run->items[i]);
        all = all.length == 0 ? one : before ? SAY(&work->messages, plus, one, all) : SAY(&work->messages, plus, all, one);
    }
    return all;
}

static void report(struct work *work, const struct run *run, size_t from, size_t to, struct interval sum, enum chiffre_verdict verdict,
                   enum chiffre_severity severity)
{
    struct draft draft;
    const struct messages *messages = &work->messages;
    struct operand total = operand_of(run->total->figure);
    struct chiffre_text items = items_text(work, run, from, to), none = {NULL, 0}, needed;
    draft_start(&draft, CHIFFRE_RULE_total, verdict, severity);
    draft.finding.stated = item_label(work, run->total);
    draft.finding.computed = needed =
        message_interval(messages, sum, item_message_unit(run->total), item_currency(run->total), total.decimals);
    draft_involve(work, &draft, run->total, PHRASE_role_sum, verdict == CHIFFRE_VERDICT_disagrees ? needed : none);
    for (size_t i = from; i < to; i++)
        draft_involve(work, &draft, run->items[i], PHRASE_role_item, none);
    if (verdict == CHIFFRE_VERDICT_agrees) {
        draft.finding.message = SAY(messages, total_agrees, draft.finding.stated, items);
    } else if (verdict == CHIFFRE_VERDICT_reading) {
        draft.finding.explanation = SAY(messages, reading_rounded, items);
        draft.finding.message = SAY(messages, total_reading, draft.finding.stated, items, needed, draft.finding.explanation);
    } else {
        draft.finding.message = SAY(messages, total_disagrees, draft.finding.stated, items, needed);
        draft.finding.explanation = claim_slip(work, &total, sum, item_message_unit(run->total), item_currency(run->total));
        draft_note(&draft, SAY(messages, note_needed, SAY(messages, note_needed_one, message_phrase(messages->language, PHRASE_role_sum),
                                                         draft.finding.stated, needed)));
        if (draft.finding.explanation.length > 0)
            draft_note(&draft, SAY(messages, note_edit, draft.finding.explanation));
    }
    draft_done(work, &draft);
}

/* "A sur B": one item, which can only be too large. */
static void single(struct work *work, const struct item *part, const struct item *total)
{
    struct draft draft;
    struct operand one = operand_of(part->figure), whole = operand_of(total->figure);
    struct interval low = operand_interval(&one, READING_WRITTEN), high = operand_interval(&whole, READING_WRITTEN);
    bool over = low.low.known && high.high.known && decimal_compare(low.low, high.high) > 0;
    draft_start(&draft, CHIFFRE_RULE_share, over ? CHIFFRE_VERDICT_disagrees : CHIFFRE_VERDICT_agrees,
                over ? CHIFFRE_SEVERITY_error : CHIFFRE_SEVERITY_none);
    draft_involve(work, &draft, part, PHRASE_role_part, (struct chiffre_text){NULL, 0});
    draft_involve(work, &draft, total, PHRASE_role_whole, (struct chiffre_text){NULL, 0});
    draft.finding.stated = item_label(work, part);
    draft.finding.computed = item_label(work, total);
    draft.finding.message = over ? SAY(&work->messages, share_over, draft.finding.stated, draft.finding.computed)
                                 : SAY(&work->messages, share_within, draft.finding.stated, draft.finding.computed);
    draft_done(work, &draft);
}

void total_check(struct work *work, const struct item *total)
{
    const struct item *part = work_of(work, total);
    struct run run = {.total = total};
    struct interval sum;
    size_t from, to;
    if (part == NULL || !is_summand(part, total)) {
        work_unchecked(work, total, CHIFFRE_RULE_total, part == NULL ? CHIFFRE_REASON_no_subject : CHIFFRE_REASON_not_computable);
        return;
    }
    gather(work, &run, part->index < total->index);
    if (run.count < 2) {
        single(work, part, total);
        return;
    }
    if (find_sum(&run, READING_WRITTEN, &from, &to, &sum)) {
        report(work, &run, from, to, sum, CHIFFRE_VERDICT_agrees, CHIFFRE_SEVERITY_none);
        return;
    }
    if (find_sum(&run, READING_ROUNDED, &from, &to, &sum)) {
        report(work, &run, from, to, sum, CHIFFRE_VERDICT_reading, CHIFFRE_SEVERITY_note);
        return;
    }
    struct operand whole = operand_of(total->figure);
    struct interval limit = operand_interval(&whole, READING_WRITTEN);
    bool computed = sum_of(&run, 0, run.count, READING_WRITTEN, &sum);
    struct chiffre_decimal middle = sum.low.known ? sum.low : sum.high;
    if (computed && middle.known && limit.low.known && limit.high.known && value_near(middle, whole.value, CLOSED_PERCENT))
        report(work, &run, 0, run.count, sum, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_warning);
    else
        single(work, part, total);
}
