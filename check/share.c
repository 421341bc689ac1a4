/* SPDX-License-Identifier: MIT */
/* Rule share: a part, its whole and the percentage between them; parts beyond the whole. */
#include "check/claim.h"
#include "check/cue.h"

#define PARTS_MAX 20
/* So far apart stand the percentages of an enumeration at most. */
#define ELLIPSIS_BYTES 40
/* So far behind a percentage stands what it is of: "30 % du chiffre d'affaires total de 900 millions". */
#define WHOLE_BYTES 80
/* So far apart stand a percentage and the count that it is of: "3% of its 47,000 employees". */
#define DIRECT_BYTES 24

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
    for (other = NULL; part->has_total && (other = work_referring(work, part, other)) != NULL;)
        if (other->figure->relation == CHIFFRE_RELATION_total && countable_together(part, other))
            return other;
    return NULL;
}

/* "Un déficit de 169 milliards, soit 5,8 % du PIB, tandis que la dette atteint 3 305 milliards": an amount of another metric, one that is
 * a part itself, or one behind the percentage in another clause is not what the percentage is of. */
static bool may_be_whole(const struct item *whole, const struct item *part, const struct item *share)
{
    struct chiffre_text gap = item_between(share, whole);
    if (whole->figure->kind == CHIFFRE_KIND_money && whole->figure->metric.length > 0 && share->figure->metric.length > 0 &&
        !item_same_metric(whole, share))
        return false;
    if (whole->index > share->index && whole->index > part->index && gap.length > 0 &&
        (gap.length > WHOLE_BYTES || memchr(gap.data, ',', gap.length) != NULL || memchr(gap.data, ';', gap.length) != NULL))
        return false;
    return !whole->has_share;
}

/* The only other amount of the sentence that may be the whole: as counted, not less than the part, and in no other relation. */
static const struct item *sentence_whole(const struct work *work, const struct item *part, const struct item *share)
{
    const struct item *found = NULL;
    size_t first, end;
    work_sentence(work, part, &first, &end);
    for (size_t i = first; i < end; i++) {
        const struct item *item = &work->items[i];
        if (item == part || item == share || !countable_together(item, part) || !text_equal(item->figure->unit, part->figure->unit))
            continue;
        if (item->figure->relation != CHIFFRE_RELATION_none || found != NULL)
            return NULL;
        found = item;
    }
    if (found == NULL || decimal_compare(found->figure->value, part->figure->value) < 0)
        return NULL;
    return may_be_whole(found, part, share) ? found : NULL;
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
    int32_t decimals = claim.relation.operands[1].decimals, digits = 4;
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

/* "4,500 jobs, or 3% of its 47,000 employees": the count right behind the percentage, with no comma or bracket between, is its whole. */
static bool is_directly_of(const struct item *share, const struct item *count)
{
    struct chiffre_text gap = item_between(share, count);
    bool counted = count->figure->kind == CHIFFRE_KIND_headcount || count->figure->kind == CHIFFRE_KIND_count;
    if (!counted || count->index != share->index + 1 || gap.length == 0 || gap.length > DIRECT_BYTES)
        return false;
    for (size_t i = 0; i < gap.length; i++)
        if (strchr(",;:()[].=\n", gap.data[i]) != NULL)
            return false;
    return true;
}

/* The count told right before such a percentage; NULL: none. */
static const struct item *part_before(const struct item *share, const struct item *whole)
{
    const struct item *part = share->index > 0 ? share - 1 : NULL;
    if (part == NULL || part->sentence != share->sentence || !countable_together(part, whole) || !item_is_level(part) ||
        !text_equal(part->figure->unit, whole->figure->unit) || decimal_compare(part->figure->value, whole->figure->value) >= 0)
        return NULL;
    struct chiffre_text gap = item_between(part, share);
    return gap.length > 0 && gap.length <= DIRECT_BYTES / 2 ? part : NULL;
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
    bool direct = is_directly_of(share, part);
    whole = direct ? part : told_whole(work, part);
    part = direct ? part_before(share, whole) : part;
    if (part == NULL)
        return;
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

/* "5 % des effectifs, dont 420 en France": a bare number behind a percentage counts what the percentage is of. */
static bool is_written_percent(const struct item *item)
{
    struct chiffre_text text = item->figure->text;
    for (size_t i = 0; i < text.length;) {
        uint32_t code_point;
        i += utf8_decode(text, i, &code_point);
        bool digit = code_point >= '0' && code_point <= '9';
        if (!digit && code_point != '.' && code_point != ',' && code_point != '\'' && code_point != 0x2019 &&
            !code_point_is_space(code_point))
            return true;
    }
    return text.length == 0;
}

static bool is_part_of(const struct item *part, const struct item *whole)
{
    return part->figure->relation == CHIFFRE_RELATION_part && part->figure->value.known && countable_together(part, whole) &&
           (whole->figure->kind != CHIFFRE_KIND_percent || is_written_percent(part));
}

/* The parts of one whole, added up. */
struct parts {
    const struct item *whole;
    const struct item *items[PARTS_MAX];
    size_t count;
    struct interval sum, loose; /* as written; with round figures rounded */
};

static void gather_parts(const struct work *work, struct parts *parts)
{
    const struct item *part = NULL;
    parts->sum = parts->loose = (struct interval){decimal_from(0, 0), decimal_from(0, 0)};
    while (parts->count < PARTS_MAX && (part = work_referring(work, parts->whole, part)) != NULL) {
        struct operand operand = operand_of(part->figure);
        if (is_part_of(part, parts->whole) &&
            interval_add(parts->sum, operand_interval(&operand, READING_WRITTEN), &parts->sum) == CHIFFRE_OK &&
            interval_add(parts->loose, operand_interval(&operand, READING_ROUNDED), &parts->loose) == CHIFFRE_OK)
            parts->items[parts->count++] = part;
    }
}

/* Why parts may be greater than their whole all the same; empty: they may not. */
static struct chiffre_text excuse(const struct work *work, const struct item *whole)
{
    if (whole->figure->kind == CHIFFRE_KIND_percent)
        return message_phrase(work->messages.language, PHRASE_reading_rates);
    if (item_is_balance(whole))
        return message_phrase(work->messages.language, PHRASE_reading_negative_parts);
    return (struct chiffre_text){NULL, 0};
}

static struct chiffre_text parts_message(const struct work *work, const struct parts *parts, const struct chiffre_finding *finding)
{
    const struct messages *messages = &work->messages;
    struct chiffre_text one = item_label(work, parts->items[0]);
    if (finding->verdict == CHIFFRE_VERDICT_agrees)
        return parts->count > 1 ? SAY(messages, total_within, finding->stated, finding->computed)
                                : SAY(messages, share_within, one, finding->stated);
    if (finding->verdict == CHIFFRE_VERDICT_reading)
        return parts->count > 1 ? SAY(messages, total_over_unless, finding->stated, finding->computed, finding->explanation)
                                : SAY(messages, share_over_unless, one, finding->stated, finding->explanation);
    return parts->count > 1 ? SAY(messages, total_over, finding->stated, finding->computed)
                            : SAY(messages, share_over, one, finding->stated);
}

static void report_parts(struct work *work, const struct parts *parts, enum chiffre_verdict verdict,
                         struct chiffre_text explanation)
{
    struct draft draft;
    struct chiffre_text none = {NULL, 0};
    bool several = parts->count > 1;
    enum chiffre_severity severity = verdict == CHIFFRE_VERDICT_agrees    ? CHIFFRE_SEVERITY_none
                                     : verdict == CHIFFRE_VERDICT_reading ? CHIFFRE_SEVERITY_note
                                     : several                            ? CHIFFRE_SEVERITY_warning
                                                                          : CHIFFRE_SEVERITY_error;
    draft_start(&draft, several ? CHIFFRE_RULE_total : CHIFFRE_RULE_share, verdict, severity);
    draft_involve(work, &draft, parts->whole, PHRASE_role_whole, none);
    for (size_t i = 0; i < parts->count; i++)
        draft_involve(work, &draft, parts->items[i], PHRASE_role_part, none);
    draft.finding.explanation = explanation;
    draft.finding.stated = item_label(work, parts->whole);
    draft.finding.computed =
        message_interval(&work->messages, parts->sum, item_message_unit(parts->whole), item_currency(parts->whole),
                         operand_of(parts->items[parts->count - 1]->figure).decimals);
    draft.finding.message = parts_message(work, parts, &draft.finding);
    draft_done(work, &draft);
}

/* Parts may not add up to more than their whole; the list may be open, so less is fine. A growth rate is no whole. */
static void check_parts(struct work *work, struct parts *parts)
{
    struct operand operand = operand_of(parts->whole->figure);
    struct interval limit = operand_interval(&operand, READING_WRITTEN), wide = operand_interval(&operand, READING_ROUNDED);
    bool over = limit.high.known && parts->sum.low.known && decimal_compare(parts->sum.low, limit.high) > 0;
    bool surely = over && (!wide.high.known || !parts->loose.low.known || decimal_compare(parts->loose.low, wide.high) > 0);
    struct chiffre_text explanation = excuse(work, parts->whole);
    if (!over)
        report_parts(work, parts, CHIFFRE_VERDICT_agrees, (struct chiffre_text){NULL, 0});
    else if (explanation.length > 0)
        report_parts(work, parts, CHIFFRE_VERDICT_reading, explanation);
    else if (surely)
        report_parts(work, parts, CHIFFRE_VERDICT_disagrees, explanation);
    else
        report_parts(work, parts, CHIFFRE_VERDICT_reading, SAY(&work->messages, reading_rounded, item_label(work, parts->whole)));
}

/* A count that a percentage is told for ("900 postes, soit 5 %, dont 420"): the bare parts behind the percentage are its. */
static void check_bare_parts(struct work *work, const struct item *share)
{
    const struct item *part = NULL, *whole = work_of(work, share);
    if (share->figure->relation != CHIFFRE_RELATION_share || whole == NULL ||
        (whole->figure->kind != CHIFFRE_KIND_headcount && whole->figure->kind != CHIFFRE_KIND_count))
        return;
    while ((part = work_referring(work, share, part)) != NULL) {
        struct operand operand = operand_of(part->figure);
        struct parts parts = {.whole = whole, .items = {part}, .count = 1};
        if (part->figure->relation != CHIFFRE_RELATION_part || !part->figure->value.known || is_written_percent(part))
            continue;
        parts.sum = operand_interval(&operand, READING_WRITTEN);
        parts.loose = operand_interval(&operand, READING_ROUNDED);
        check_parts(work, &parts);
    }
}

void part_check(struct work *work, const struct item *whole)
{
    struct parts parts = {.whole = whole};
    if (whole->figure->relation == CHIFFRE_RELATION_growth)
        return;
    if (whole->figure->kind == CHIFFRE_KIND_percent)
        check_bare_parts(work, whole);
    gather_parts(work, &parts);
    if (parts.count > 0)
        check_parts(work, &parts);
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

static bool is_of(role_number role)
{
    return role == role_find(&lexicon_roles, TEXT("of"));
}

/* "60 % des recrutements": a whole of its own. */
static bool names_whole(const struct item *item)
{
    const struct lexicon *lexicon = item->lexicon;
    const struct lexicon_row *row;
    struct word words[CUE_WORDS_MAX];
    size_t start = item->end, end = start;
    while (end < item->text.length && end - start < ELLIPSIS_BYTES && item->text.data[end] != ',' && item->text.data[end] != '.')
        end++;
    size_t count = lexicon == NULL || item->text.length == 0 ? 0 : cue_words(lexicon, item->text, start, end, words);
    return count > 0 && cue_phrase(lexicon, words, count, 0, is_of, &row) > 0;
}

/* "L'Europe représente 45 % du chiffre d'affaires, l'Asie 30 % et l'Amérique 25 %": a percentage of which nothing else is told, a few
 * words behind one of the group. */
static bool is_elliptic(const struct item *item, const struct item *before, const struct item *first)
{
    struct chiffre_text between = item_between(before, item);
    return item == before + 1 && between.length > 0 && between.length <= ELLIPSIS_BYTES &&
           item->figure->kind == CHIFFRE_KIND_percent && text_equal(item->figure->unit, TEXT("percent")) &&
           item->figure->relation == CHIFFRE_RELATION_none && item->figure->metric.length == 0 &&
           first->figure->relation == CHIFFRE_RELATION_share && first->figure->metric.length > 0 &&
           memchr(between.data, ';', between.length) == NULL && !names_whole(item);
}

/* A group refers to nothing nearer than its common whole: a share of an amount of its own is another claim. */
bool share_group_check(struct work *work, const struct item *first)
{
    struct interval sum = {decimal_from(0, 0), decimal_from(0, 0)};
    const struct item *of = work_of(work, first);
    struct draft draft;
    const struct item *last = first;
    size_t count = 0, elliptic = 0;
    /* "40 % en Europe, 35 % en Asie, 25 % en Amérique et 30 % en ligne": once the whole is reached, the next is told along another axis. */
    struct interval hundred = {decimal_from(100, 0), decimal_from(100, 0)};
    bool complete = false;
    if (first->figure->relation != CHIFFRE_RELATION_share && first->figure->relation != CHIFFRE_RELATION_part)
        return false;
    if (!is_share_of_same(first, first) || (first->figure->relation == CHIFFRE_RELATION_share && of != NULL))
        return false;
    if (of != NULL && of->figure->kind == CHIFFRE_KIND_percent)
        return false;
    draft_start(&draft, CHIFFRE_RULE_share, CHIFFRE_VERDICT_agrees, CHIFFRE_SEVERITY_none);
    size_t before, end;
    work_sentence(work, first, &before, &end);
    for (size_t i = first->index; i < end; i++) {
        const struct item *item = &work->items[i];
        struct operand operand = operand_of(item->figure);
        bool told = is_share_of_same(item, first), follows = !told && is_elliptic(item, last, first);
        if (told || follows)
            complete = complete || (count >= 2 && interval_contains(sum, hundred));
        if ((!told && !follows) || interval_add(sum, operand_interval(&operand, READING_WRITTEN), &sum) != CHIFFRE_OK)
            continue;
        draft_involve(work, &draft, item, PHRASE_role_share, (struct chiffre_text){NULL, 0});
        last = item;
        elliptic += follows;
        count++;
    }
    if (count < 2 || (elliptic > 0 && count < 3))
        return false;
    bool over = sum.low.known && decimal_compare(sum.low, decimal_from(100, 0)) > 0;
    if (over && complete)
        return true;
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
