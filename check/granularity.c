/* SPDX-License-Identifier: MIT */
/* Rule granularity: a percentage of a small count of people or things must be the share of a whole number of them. */
#include "check/claim.h"

/* The count that the percentage is of, written right behind it ("34 % des 25 salariés"): a comma or bracket between them would make
 * the count the part ("3 %, soit 12 salariés"). */
#define GAP_BYTES 24

static bool directly_of(const struct item *percent, const struct item *count)
{
    struct chiffre_text gap = item_between(percent, count);
    if (count->start <= percent->start || gap.length == 0 || gap.length > GAP_BYTES)
        return false;
    for (size_t i = 0; i < gap.length; i++)
        if (strchr(",;:()[]/.-=", gap.data[i]) != NULL || gap.data[i] == '\n')
            return false;
    return true;
}

static bool is_count(const struct item *item)
{
    const struct chiffre_figure *figure = item->figure;
    return (figure->kind == CHIFFRE_KIND_headcount || figure->kind == CHIFFRE_KIND_count) && figure->per.length == 0 &&
           (figure->bound == CHIFFRE_BOUND_exact || figure->bound == CHIFFRE_BOUND_none) && !figure->value_to.known &&
           figure->decimals != CHIFFRE_NO_DECIMALS && figure->decimals <= 0 &&
           decimal_compare(figure->value, decimal_from(1, 0)) >= 0 &&
           decimal_compare(decimal_round(figure->value, 0, DECIMAL_TRUNCATE), figure->value) == 0;
}

/* The counts that the percentages of `interval` would be, as whole numbers: possible when *low <= *high. */
static bool whole_counts(struct interval interval, struct chiffre_decimal count, struct chiffre_decimal *low,
                         struct chiffre_decimal *high)
{
    if (!interval.low.known || !interval.high.known || decimal_multiply(interval.low, count, low) != CHIFFRE_OK ||
        decimal_multiply(interval.high, count, high) != CHIFFRE_OK)
        return false;
    *low = decimal_round(decimal_scale(*low, -2), 0, DECIMAL_UP);
    *high = decimal_round(decimal_scale(*high, -2), 0, DECIMAL_DOWN);
    return true;
}

static struct chiffre_text percent_of(const struct work *work, struct chiffre_decimal part, struct chiffre_decimal count,
                                      int32_t decimals)
{
    struct chiffre_decimal quotient;
    if (decimal_divide(decimal_scale(part, 2), count, 12, DECIMAL_HALF_EVEN, &quotient) != CHIFFRE_OK)
        return (struct chiffre_text){NULL, 0};
    return message_amount(&work->messages, quotient, MESSAGE_PERCENT, (struct chiffre_text){NULL, 0}, decimals);
}

static void report(struct work *work, const struct item *percent, const struct item *count, enum chiffre_verdict verdict,
                   struct chiffre_decimal low, struct chiffre_decimal high)
{
    struct draft draft;
    const struct messages *messages = &work->messages;
    struct chiffre_decimal whole = count->figure->value;
    int32_t decimals = percent->figure->decimals + 1;
    bool possible = verdict != CHIFFRE_VERDICT_disagrees;
    struct chiffre_text one = percent_of(work, high, whole, decimals), two = percent_of(work, low, whole, decimals);
    draft_start(&draft, CHIFFRE_RULE_granularity, verdict,
                possible ? verdict == CHIFFRE_VERDICT_reading ? CHIFFRE_SEVERITY_note : CHIFFRE_SEVERITY_none
                         : CHIFFRE_SEVERITY_warning);
    draft_involve(work, &draft, percent, PHRASE_role_share,
                  possible ? (struct chiffre_text){NULL, 0} : SAY(messages, either, one, two));
    draft_involve(work, &draft, count, PHRASE_role_whole, (struct chiffre_text){NULL, 0});
    draft.finding.stated = item_label(work, percent);
    draft.finding.computed = possible ? message_number(messages, low) : SAY(messages, either, one, two);
    draft.finding.message =
        possible ? SAY(messages, granularity_possible, draft.finding.stated, item_label(work, count), message_number(messages, low))
                 : SAY(messages, granularity_impossible, draft.finding.stated, item_label(work, count),
                       message_number(messages, high), one, message_number(messages, low), two);
    draft_done(work, &draft);
}

static const struct item *counted(const struct work *work, const struct item *percent)
{
    const struct item *of = work_of(work, percent), *next = NULL;
    if (of != NULL && is_count(of) && (percent->figure->relation == CHIFFRE_RELATION_part || directly_of(percent, of)))
        return of;
    if (percent->index + 1 < work->count)
        next = &work->items[percent->index + 1];
    return next != NULL && next->sentence == percent->sentence && is_count(next) && directly_of(percent, next) ? next : NULL;
}

/* "60% of 6 doctors' appointments": the count owns what the percentage is of. */
static bool owns(const struct item *count)
{
    size_t end = (size_t)(count->figure->offset + count->figure->length);
    if (end >= count->text.length)
        return false;
    return count->text.data[end] == '\'' || (end + 3 <= count->text.length && memcmp(count->text.data + end, "\xe2\x80\x99", 3) == 0);
}

/* Of so many every percentage is possible: that it is says nothing. */
static bool always_possible(const struct item *percent, const struct item *count)
{
    return decimal_compare(count->figure->value, decimal_scale(decimal_from(100, 0), operand_of(percent->figure).decimals)) >= 0;
}

void granularity_check(struct work *work, const struct item *percent)
{
    const struct item *count = counted(work, percent);
    struct operand operand = operand_of(percent->figure);
    struct chiffre_decimal low, high, hundred = decimal_from(100, 0);
    if (count == NULL || owns(count) || always_possible(percent, count) || !text_equal(percent->figure->unit, TEXT("percent")) ||
        decimal_compare(percent->figure->value, hundred) > 0 ||
        !whole_counts(operand_interval(&operand, READING_WRITTEN), count->figure->value, &low, &high))
        return;
    if (decimal_compare(low, high) <= 0) {
        report(work, percent, count, CHIFFRE_VERDICT_agrees, low, high);
        return;
    }
    struct chiffre_decimal cut_low, cut_high;
    bool cut = operand.bound == CHIFFRE_BOUND_exact &&
               whole_counts(operand_interval(&operand, READING_TRUNCATED), count->figure->value, &cut_low, &cut_high) &&
               decimal_compare(cut_low, cut_high) <= 0;
    if (cut)
        report(work, percent, count, CHIFFRE_VERDICT_reading, cut_low, cut_high);
    else
        report(work, percent, count, CHIFFRE_VERDICT_disagrees, low, high);
}
