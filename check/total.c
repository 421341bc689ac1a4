/* SPDX-License-Identifier: MIT */
/* Rule total: the items of a closed list against their sum. */
#include "check/claim.h"
#include "check/cue.h"

#define ITEMS_MAX 20
/* A list is taken for closed when its sum comes this near to the total, in percent: "10 hommes et 5 femmes sur 300" is open. */
#define CLOSED_PERCENT 34

/* Decimals of a number with a scale word of a million or more: "1,2 million". */
#define SCALE_WORD_DECIMALS (-5)

struct run {
    const struct item *items[ITEMS_MAX];
    size_t count;
    const struct item *total;
};

/* "45 millions d'euros de travaux, 12 millions d'études": a scale word without its currency, read as so many things. */
static bool may_be_money(const struct item *item)
{
    return item->figure->kind == CHIFFRE_KIND_count && item->figure->decimals != CHIFFRE_NO_DECIMALS &&
           item->figure->decimals <= SCALE_WORD_DECIMALS;
}

static bool is_summand(const struct item *item, const struct item *total)
{
    bool elliptic = total->figure->kind == CHIFFRE_KIND_money && may_be_money(item);
    if (item == total || !item->figure->value.known || item->figure->value_to.known)
        return false;
    if (item->figure->kind != total->figure->kind && !elliptic)
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
    size_t at = run->total->index, first, end;
    run->count = 0;
    work_sentence(work, run->total, &first, &end);
    while (run->count < ITEMS_MAX && (before ? at > first : at + 1 < end)) {
        const struct item *item = &work->items[before ? --at : ++at];
        if (is_summand(item, run->total))
            run->items[run->count++] = item;
        else if (item->figure->kind == run->total->figure->kind)
            break;
    }
    /* What opens the list tells its currency. */
    while (run->count > 0 && run->items[before ? run->count - 1 : 0]->figure->kind != run->total->figure->kind) {
        if (!before)
            memmove(run->items, run->items + 1, (run->count - 1) * sizeof *run->items);
        run->count--;
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

/* The items as written make the total as rounded: it is the total that is round. */
static bool is_round_total(const struct run *run, size_t from, size_t to)
{
    struct operand total = operand_of(run->total->figure);
    struct interval sum;
    return sum_of(run, from, to, READING_WRITTEN, &sum) && interval_meets(sum, operand_interval(&total, READING_ROUNDED));
}

static void report(struct work *work, const struct run *run, size_t from, size_t to, struct interval sum,
                   enum chiffre_verdict verdict, enum chiffre_severity severity)
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
        draft.finding.explanation = SAY(messages, reading_rounded, is_round_total(run, from, to) ? draft.finding.stated : items);
        draft.finding.message = SAY(messages, total_reading, draft.finding.stated, items, needed, draft.finding.explanation);
    } else {
        draft.finding.message = SAY(messages, total_disagrees, draft.finding.stated, items, needed);
        draft.finding.explanation = claim_slip(work, &total, sum, item_message_unit(run->total), item_currency(run->total));
        draft_note(&draft, SAY(messages, note_needed,
                               SAY(messages, note_needed_one, message_role(messages->language, PHRASE_role_sum),
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
    bool excused = over && item_is_balance(total);
    draft_start(&draft, CHIFFRE_RULE_share,
                excused ? CHIFFRE_VERDICT_reading
                : over  ? CHIFFRE_VERDICT_disagrees
                        : CHIFFRE_VERDICT_agrees,
                excused ? CHIFFRE_SEVERITY_note
                : over  ? CHIFFRE_SEVERITY_error
                        : CHIFFRE_SEVERITY_none);
    draft_involve(work, &draft, part, PHRASE_role_part, (struct chiffre_text){NULL, 0});
    draft_involve(work, &draft, total, PHRASE_role_whole, (struct chiffre_text){NULL, 0});
    draft.finding.stated = item_label(work, part);
    draft.finding.computed = item_label(work, total);
    if (excused)
        draft.finding.explanation = message_phrase(work->messages.language, PHRASE_reading_negative_parts);
    draft.finding.message =
        excused ? SAY(&work->messages, share_over_unless, draft.finding.stated, draft.finding.computed, draft.finding.explanation)
        : over  ? SAY(&work->messages, share_over, draft.finding.stated, draft.finding.computed)
                                 : SAY(&work->messages, share_within, draft.finding.stated, draft.finding.computed);
    draft_done(work, &draft);
}

/* A number between the figures that is none of them may be an item that was not understood. */
static bool has_stray_digits(const struct run *run)
{
    const struct item *first = run->total, *last = run->total;
    for (size_t i = 0; i < run->count; i++) {
        first = run->items[i]->index < first->index ? run->items[i] : first;
        last = run->items[i]->index > last->index ? run->items[i] : last;
    }
    for (const struct item *item = first; item < last; item++) {
        struct chiffre_text between = item_between(item, item + 1);
        for (size_t i = 0; i < between.length; i++)
            if (between.data[i] >= '0' && between.data[i] <= '9')
                return true;
    }
    return false;
}

/* `part` is told when the list turns out to be open; NULL: nothing is. */
static void check_run(struct work *work, const struct run *run, const struct item *part)
{
    struct interval sum;
    size_t from, to;
    if (find_sum(run, READING_WRITTEN, &from, &to, &sum)) {
        report(work, run, from, to, sum, CHIFFRE_VERDICT_agrees, CHIFFRE_SEVERITY_none);
        return;
    }
    if (find_sum(run, READING_ROUNDED, &from, &to, &sum)) {
        report(work, run, from, to, sum, CHIFFRE_VERDICT_reading, CHIFFRE_SEVERITY_note);
        return;
    }
    struct operand whole = operand_of(run->total->figure);
    bool computed = sum_of(run, 0, run->count, READING_WRITTEN, &sum);
    struct chiffre_decimal middle = sum.low.known ? sum.low : sum.high;
    if (computed && middle.known && value_near(middle, whole.value, CLOSED_PERCENT) && !has_stray_digits(run))
        report(work, run, 0, run->count, sum, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_warning);
    else if (part != NULL)
        single(work, part, run->total);
}

void total_check(struct work *work, const struct item *total)
{
    const struct item *part = work_of(work, total);
    struct run run = {.total = total};
    if (part == NULL || !is_summand(part, total)) {
        work_unchecked(work, total, CHIFFRE_RULE_total, part == NULL ? CHIFFRE_REASON_no_subject : CHIFFRE_REASON_not_computable);
        return;
    }
    gather(work, &run, part->index < total->index);
    if (run.count < 2) {
        single(work, part, total);
        return;
    }
    check_run(work, &run, part);
}

/* ---- A total that the record leaves unsaid: the word for it stands beside the figure ---- */

#define CUE_WORDS 3 /* from the word to the figure, or behind it */
#define CUE_BYTES 48

static bool is_whole(role_number role)
{
    return role == role_find(&lexicon_roles, TEXT("whole"));
}

static bool has_cue(const struct lexicon *lexicon, const struct word *words, size_t count, bool before)
{
    for (size_t at = 0; at < count; at++) {
        const struct lexicon_row *row;
        size_t length = cue_phrase(lexicon, words, count, at, is_whole, &row);
        if (length > 0 && (before ? count - at - length < CUE_WORDS : at < CUE_WORDS))
            return true;
    }
    return false;
}

static bool says_total(const struct work *work, const struct item *item)
{
    const struct lexicon *lexicon = item->lexicon;
    struct word words[CUE_WORDS_MAX];
    size_t start = item->start, end = item->end;
    const struct item *before = item->index > 0 ? item - 1 : NULL, *after = item->index + 1 < work->count ? item + 1 : NULL;
    if (lexicon == NULL || item->text.length == 0)
        return false;
    size_t from = start > CUE_BYTES ? start - CUE_BYTES : 0,
           to = item->text.length - end > CUE_BYTES ? end + CUE_BYTES : item->text.length;
    if (before != NULL && before->document == item->document && before->end > from)
        from = before->end;
    if (after != NULL && after->document == item->document && after->text.length > 0 && after->start < to)
        to = after->start;
    for (size_t i = end; i < to; i++)
        if (item->text.data[i] == '.' || item->text.data[i] == ':' || item->text.data[i] == ';' || item->text.data[i] == ',')
            to = i;
    while (from < start && ((unsigned char)item->text.data[from] & 0xc0) == 0x80)
        from++;
    size_t count = from < start ? cue_words(lexicon, item->text, from, start, words) : 0;
    if (has_cue(lexicon, words, count, true))
        return true;
    count = end < to ? cue_words(lexicon, item->text, end, to, words) : 0;
    return has_cue(lexicon, words, count, false);
}

static bool is_and(role_number role)
{
    return role == role_find(&lexicon_roles, TEXT("and"));
}

static bool is_including(role_number role)
{
    return role == role_find(&lexicon_roles, TEXT("including"));
}

/* On either side of a colon, behind which cue_words() begins again: "520, including: 210 in France". */
static bool between_has(const struct lexicon *lexicon, const struct item *a, const struct item *b, bool (*wanted)(role_number role))
{
    struct word words[CUE_WORDS_MAX];
    const struct lexicon_row *row;
    struct chiffre_text between = item_between(a, b);
    for (size_t from = 0, to; from < between.length; from = to + 1) {
        for (to = from; to < between.length && between.data[to] != ':'; to++)
            continue;
        size_t count = cue_words(lexicon, between, from, to, words);
        for (size_t at = 0; at < count; at++)
            if (cue_phrase(lexicon, words, count, at, wanted, &row) > 0)
                return true;
    }
    return false;
}

static bool is_breaks_down(role_number role)
{
    return role == role_find(&lexicon_roles, TEXT("breaks_down"));
}

/* "500 millions : 210 en France, 150 en Asie et 140 en Inde", "500 millions, répartis entre": a list of three or more behind a colon,
 * or two behind words that say that it is whole, that ends in "and", and of which nothing says that it is open. */
static bool is_whole_list(const struct run *run)
{
    const struct lexicon *lexicon = run->total->lexicon;
    if (lexicon == NULL || run->count < 2 || run->items[0] != run->total + 1)
        return false;
    struct chiffre_text opening = item_between(run->total, run->items[0]);
    bool colon = run->count >= 3 && opening.length > 0 && memchr(opening.data, ':', opening.length) != NULL;
    if (!colon && !between_has(lexicon, run->total, run->items[0], is_breaks_down))
        return false;
    for (size_t i = 0; i < run->count; i++)
        if (run->items[i]->figure->relation != CHIFFRE_RELATION_none ||
            between_has(lexicon, i == 0 ? run->total : run->items[i - 1], run->items[i], is_including))
            return false;
    return between_has(lexicon, run->items[run->count - 2], run->items[run->count - 1], is_and);
}

static bool whole_list_guess(struct work *work, const struct item *total)
{
    struct run run = {.total = total};
    gather(work, &run, false);
    if (!is_whole_list(&run) || has_stray_digits(&run))
        return false;
    check_run(work, &run, NULL);
    return true;
}

void total_guess(struct work *work, const struct item *total)
{
    struct run run = {.total = total};
    if (total->figure->relation != CHIFFRE_RELATION_none || total->figure->value_to.known || work->first_of[total->index] != NO_FIGURE ||
        whole_list_guess(work, total) || total->figure->kind == CHIFFRE_KIND_percent || !says_total(work, total))
        return;
    gather(work, &run, true);
    if (run.count < 2)
        gather(work, &run, false);
    if (run.count >= 2 && !has_stray_digits(&run))
        check_run(work, &run, NULL);
}
