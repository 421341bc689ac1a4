/* SPDX-License-Identifier: MIT */
/* Rules direction and multiple where the change is told by a word alone ("a doublé", "fell to"): the words are those of the
 * language's tables. */
#include "check/change.h"
#include "check/earlier.h"
#include "check/room.h"

#include "check/cue.h"

/* Words that may stand between the word of change and the figure: "fell to 5", "a doublé en un an, passant de 2". */
#define GAP_DIRECTION 1
#define GAP_MULTIPLE 5
/* A factor that a word tells is given by its ends, which are not rounded. */
#define MULTIPLE_DECIMALS 9

struct told {
    role_number role;
    const char *value;
    struct chiffre_text text;
    size_t gap;    /* words behind it */
    bool modified; /* a longer turn of a phrase of change: "nearly doubled" */
    bool more;     /* "more than doubled" */
    bool cut;      /* an act upon something, "trimmed": a fall only with where to */
    bool towards;  /* "réduit sa perte à": nothing but a metric and the word for "to" stand behind it */
};

static bool is_cut(role_number role)
{
    return role == role_find(&lexicon_roles, TEXT("cut"));
}

static bool is_to(role_number role)
{
    return role == role_find(&lexicon_roles, TEXT("to"));
}

static bool is_object(role_number role)
{
    return role == ROLE_metric || role == ROLE_loss || role == ROLE_possessive || role == ROLE_stop || role == role_find(&lexicon_roles, TEXT("of"));
}

static bool says_towards(const struct lexicon *lexicon, const struct word *words, size_t count, size_t from)
{
    const struct lexicon_row *row;
    if (from >= count || cue_phrase(lexicon, words, count, count - 1, is_to, &row) == 0)
        return false;
    for (size_t at = from, length; at + 1 < count; at += length)
        if ((length = cue_phrase(lexicon, words, count, at, is_object, &row)) == 0)
            return false;
    return true;
}

static bool is_change(role_number role)
{
    return role == ROLE_up || role == ROLE_down || role == ROLE_multiple || is_cut(role);
}

/* Whether a shorter phrase of change begins at `from` or later and ends with word `last`. */
static bool ends_with_change(const struct lexicon *lexicon, const struct word *words, size_t count, size_t from, size_t last)
{
    const struct lexicon_row *row;
    for (size_t at = from; at <= last; at++)
        if (cue_phrase(lexicon, words, count, at, is_change, &row) == last - at + 1)
            return true;
    return false;
}

static bool is_more(role_number role)
{
    return role == role_find(&lexicon_roles, TEXT("more"));
}

static bool says_more(const struct lexicon *lexicon, const struct word *words, size_t from, size_t last)
{
    const struct lexicon_row *row;
    for (size_t at = from; at < last; at++)
        if (cue_phrase(lexicon, words, at + 1, at, is_more, &row) > 0)
            return true;
    return false;
}

/* The word of change nearest before the figures. */
static bool find_told(const struct work *work, const struct item *current, const struct item *prior, struct told *told)
{
    const struct lexicon *lexicon = current->lexicon;
    const struct item *first = prior->start < current->start ? prior : current;
    const struct item *before = first->index > 0 ? &work->items[first->index - 1] : NULL;
    size_t end = first->start, start = end > CUE_WORDS_BYTES ? end - CUE_WORDS_BYTES : 0;
    struct word words[CUE_WORDS_MAX];
    bool found = false;
    if (lexicon == NULL || first->text.length == 0)
        return false;
    if (before != NULL && before->document == first->document && before->end > start)
        start = before->end;
    while (start > 0 && start < end && ((unsigned char)first->text.data[start] & 0xc0) == 0x80)
        start++;
    size_t count = start < end ? cue_words(lexicon, first->text, start, end, words) : 0;
    for (size_t at = 0; at < count; at++) {
        const struct lexicon_row *row;
        size_t length = cue_phrase(lexicon, words, count, at, is_change, &row);
        if (length == 0)
            continue;
        size_t last = at + length - 1;
        *told = (struct told){row->role,
                              row->value,
                              {first->text.data + words[at].start, words[last].end - words[at].start},
                              count - 1 - last,
                              length >= 3 && ends_with_change(lexicon, words, count, at + 1, last),
                              says_more(lexicon, words, at, last),
                              is_cut(row->role),
                              says_towards(lexicon, words, count, last + 1)};
        found = true;
        at = last;
    }
    return found;
}

/* ---- What is said ---- */

static struct chiffre_decimal size_of(const struct chiffre_figure *figure)
{
    return decimal_absolute(figure->value);
}

/* Negative amounts told with their sign may rise as numbers and fall in size: each verb has a reading that fits. A loss told as a word is
 * compared by size, and "improves" both ways. */
static bool sign_is_open(const struct item *item, const struct told *told)
{
    struct chiffre_text text = item->figure->text;
    bool minus = text.length > 0 && text.data[0] == '-';
    for (size_t i = 0; i + 2 < text.length && !minus && (text.data[i] < '0' || text.data[i] > '9'); i++)
        minus = text.data[i + 1] == '-' || memcmp(text.data + i, "\xe2\x88\x92", 3) == 0 || memcmp(text.data + i, "\xe2\x80\x93", 3) == 0;
    return decimal_sign(item->figure->value) < 0 && (minus || (told->value != NULL && told->value[0] != '\0'));
}

static bool moves_as_told(const struct item *current, const struct item *base, const struct told *told)
{
    int change = decimal_compare(size_of(current->figure), size_of(base->figure));
    return told->role == ROLE_up ? change > 0 : change < 0;
}

/* "Est retombé à 5 600, contre 2 500 en 2022 et un pic de 12 000 en 2024": the next amount in one breath with the one before. */
static bool next_base_fits(const struct work *work, const struct item *current, const struct item *prior, const struct told *told)
{
    const struct item *next = prior->index + 1 < work->count ? prior + 1 : NULL;
    if (next == NULL || next->sentence != prior->sentence || next == current || next->figure->kind != current->figure->kind ||
        !text_equal(next->figure->unit, current->figure->unit))
        return false;
    struct chiffre_text gap = item_between(prior, next);
    return memchr(gap.data, ',', gap.length) == NULL && memchr(gap.data, ';', gap.length) == NULL && moves_as_told(current, next, told);
}

/* A rise told where the value falls for certain, or the reverse. A loss that "falls" shrinks: sizes are compared. */
static bool check_direction(struct work *work, const struct item *current, const struct item *prior, const struct told *told)
{
    struct operand now = operand_of(current->figure), then = operand_of(prior->figure);
    bool counted = current->figure->kind == CHIFFRE_KIND_money || current->figure->kind == CHIFFRE_KIND_headcount ||
                   current->figure->kind == CHIFFRE_KIND_count;
    if ((told->cut || told->gap > GAP_DIRECTION) && !told->towards)
        return false;
    if (!counted ||
        interval_meets(operand_interval(&now, READING_ROUNDED), operand_interval(&then, READING_ROUNDED)) ||
        decimal_sign(current->figure->value) * decimal_sign(prior->figure->value) <= 0)
        return false;
    if (now.value_to.known || then.value_to.known || moves_as_told(current, prior, told) || sign_is_open(current, told) ||
        sign_is_open(prior, told) || earlier_is_level(current, prior) || next_base_fits(work, current, prior, told))
        return false;
    struct draft draft;
    struct claim claim = {.relation = {.form = RELATION_CHANGE}};
    struct judgement judgement;
    claim_set(&claim, 1, current, PHRASE_role_current);
    claim_set(&claim, 2, prior, PHRASE_role_prior);
    claim.relation.operands[0] = (struct operand){.value = decimal_from(0, 0)};
    relation_judge(&claim.relation, &judgement);
    draft_start(&draft, CHIFFRE_RULE_direction, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_error);
    draft_involve(work, &draft, current, PHRASE_role_current, (struct chiffre_text){NULL, 0});
    draft_involve(work, &draft, prior, PHRASE_role_prior, (struct chiffre_text){NULL, 0});
    draft.finding.stated = message_quote(&work->messages, told->text);
    draft.finding.computed =
        message_interval(&work->messages, judgement.computed, MESSAGE_PERCENT, (struct chiffre_text){NULL, 0}, 0);
    draft.finding.message = SAY(&work->messages, change_direction, draft.finding.stated, item_label(work, current),
                                item_label(work, prior), draft.finding.computed);
    draft_done(work, &draft);
    return true;
}

/* What a word tells of a factor: "doubled" 1.75 to 2.25, "nearly doubled" 1.6 to 2.25, "more than doubled" all above 2; "halved" 0.4375
 * to 0.571. It is no number that may have been cut off. */
static struct operand multiple_told(struct chiffre_decimal factor, const struct told *told)
{
    bool rises = decimal_compare(factor, decimal_from(1, 0)) > 0;
    struct operand operand = {.value = factor, .decimals = MULTIPLE_DECIMALS, .bound = CHIFFRE_BOUND_exact, .fixed = true};
    struct chiffre_decimal low = decimal_from(told->modified && rises ? 800 : 875, -3), high = decimal_from(1125, -3);
    if (!rises)
        high = told->modified ? decimal_from(1250, -3) : decimal_from(1142857, -6);
    if (told->modified && told->more)
        operand.bound = rises ? CHIFFRE_BOUND_above : CHIFFRE_BOUND_below;
    else if (decimal_multiply(factor, high, &operand.value_to) != CHIFFRE_OK ||
             decimal_multiply(factor, low, &operand.value) != CHIFFRE_OK)
        operand.value_to = DECIMAL_EMPTY;
    return operand;
}

static bool check_multiple(struct work *work, const struct item *current, const struct item *prior, const struct told *told)
{
    struct claim claim = {.relation = {.form = RELATION_RATIO}};
    struct chiffre_decimal factor;
    if (told->gap > GAP_MULTIPLE || decimal_read(text_from(told->value), &factor) != CHIFFRE_OK || decimal_sign(factor) <= 0)
        return false;
    claim_set(&claim, 1, current, PHRASE_role_current);
    claim_set(&claim, 2, prior, PHRASE_role_prior);
    claim.relation.operands[0] = multiple_told(factor, told);
    claim.sides[0] = (struct side){.text = told->text, .role = PHRASE_role_multiple};
    if (change_other_base(work, &claim))
        return true;
    change_conclude(work, &claim, (struct chiffre_text){NULL, 0});
    return true;
}

bool verb_check(struct work *work, const struct item *current, const struct item *prior)
{
    struct told told;
    if (current->sentence != prior->sentence || !find_told(work, current, prior, &told))
        return false;
    return told.role == ROLE_multiple ? check_multiple(work, current, prior, &told) : check_direction(work, current, prior, &told);
}

bool verb_agrees(const struct work *work, const struct item *current, const struct item *prior)
{
    struct told told;
    if (current->sentence != prior->sentence || !find_told(work, current, prior, &told) || told.role == ROLE_multiple)
        return false;
    return (told.towards || (!told.cut && told.gap <= GAP_DIRECTION)) && moves_as_told(current, prior, &told);
}
