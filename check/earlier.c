/* SPDX-License-Identifier: MIT */
/* Whether a figure told as the value before another may be held against it: what leads up to it and what follows it, in the words of the
 * language's tables. */
#include "check/earlier.h"

#include "check/cue.h"

#include "check/room.h"
#include "core/date.h"

/* So many words behind a preposition may lead up to a period: "for the whole of last year". */
#define LEAD_WORDS 4
#define TAIL_BYTES 120
/* Spans that differ by less are those of one calendar, in days. */
#define SAME_SPAN_DAYS 20

static bool is_period_word(role_number role)
{
    return role == ROLE_month || role == ROLE_weekday || role == ROLE_period_unit || role == ROLE_period_part || role == ROLE_period_relative;
}

static bool is_preposition(role_number role)
{
    return role == ROLE_preposition || role == role_find(&lexicon_roles, TEXT("for")) || role == role_find(&lexicon_roles, TEXT("in"));
}

/* What was awaited, or is told of something taken out, is no value of before. */
static bool is_no_past(role_number role)
{
    static const char *const names[] = {"expected", "expected_by", "forecast", "consensus_word", "analysts_expected", "excluding"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (role == role_find(&lexicon_roles, text_from(names[i])))
            return true;
    return false;
}

static bool is_whole(role_number role)
{
    return role == role_find(&lexicon_roles, TEXT("whole"));
}

static bool is_above_or_below(role_number role)
{
    return role == role_find(&lexicon_roles, TEXT("up_from")) || role == role_find(&lexicon_roles, TEXT("down_from"));
}

static bool has(const struct lexicon *lexicon, const struct word *words, size_t count, size_t at, bool (*wanted)(role_number role))
{
    const struct lexicon_row *row;
    return cue_phrase(lexicon, words, count, at, wanted, &row) > 0;
}

static bool ends_thought(char c)
{
    return strchr(",.;:)\n", c) != NULL;
}

/* A year or a day behind a word: "en 2023". */
static bool number_follows(struct chiffre_text text, size_t at)
{
    while (at < text.length && text.data[at] == ' ')
        at++;
    return at < text.length && text.data[at] >= '0' && text.data[at] <= '9';
}

/* "pour Leclerc", "in the Americas", "avant la cession", "expected": a thing of its own. "en 2023", "for the same quarter" is none. */
static bool tail_is_other(const struct lexicon *lexicon, struct chiffre_text text, size_t start)
{
    struct word words[CUE_WORDS_MAX];
    size_t end = start;
    while (end < text.length && end - start < TAIL_BYTES && !ends_thought(text.data[end]) && text.data[end] != '(')
        end++;
    if (end == start + 1 && end + 1 < text.length && text.data[end] == '(') /* "(Leclerc)" */
        return text.data[end + 1] >= 'A' && text.data[end + 1] <= 'Z';
    while (end > start && end < text.length && ((unsigned char)text.data[end] & 0xc0) == 0x80)
        end--;
    size_t count = cue_words(lexicon, text, start, end, words);
    if (count == 0 || number_follows(text, start) || has(lexicon, words, count, 0, is_period_word))
        return false;
    if (has(lexicon, words, count, 0, is_no_past))
        return true;
    if (!has(lexicon, words, count, 0, is_preposition))
        return false;
    for (size_t at = 0; at < count && at <= LEAD_WORDS; at++) {
        if (has(lexicon, words, count, at, is_whole))
            return true;
        if (has(lexicon, words, count, at, is_period_word) || number_follows(text, words[at].end))
            return false;
    }
    return true;
}

/* "Microsoft's $2.9 trillion": a name, an apostrophe and a letter lead up to the figure. "Last year's" is a period's. */
static bool head_is_possessive(const struct lexicon *lexicon, struct chiffre_text text, size_t start, size_t end)
{
    struct word words[CUE_WORDS_MAX];
    size_t count = cue_words(lexicon, text, start, end, words);
    if (count < 2 || words[count - 1].end - words[count - 1].start != 1 || text.data[words[count - 1].end] != ' ')
        return false;
    size_t name_end = words[count - 2].end, gap = words[count - 1].start - name_end;
    bool apostrophe = (gap == 1 && text.data[name_end] == '\'') || (gap == 3 && memcmp(text.data + name_end, "\xe2\x80\x99", 3) == 0);
    return apostrophe && !has(lexicon, words, count, count - 2, is_period_word);
}

/* A half against a year: no growth. */
static bool spans_differ(const struct item *current, const struct item *prior)
{
    struct period one = period_read(current->figure->period), two = period_read(prior->figure->period);
    if (one.type == PERIOD_OPEN && two.type == PERIOD_OPEN)
        return one.open != two.open;
    if (!item_has_period(current) || !item_has_period(prior))
        return false;
    chiffre_date a = current->figure->period_end - current->figure->period_start, b = prior->figure->period_end - prior->figure->period_start;
    return a > SAME_SPAN_DAYS && b > SAME_SPAN_DAYS && (a > b ? a - b : b - a) > SAME_SPAN_DAYS;
}

/* The words between the two, or up to the first, within reach. */
static size_t reach_start(const struct item *item, const struct item *other)
{
    size_t end = (size_t)item->figure->offset, start = end > CUE_WORDS_BYTES ? end - CUE_WORDS_BYTES : 0;
    if (other->figure->offset < end && other->figure->offset + other->figure->length > start)
        start = (size_t)(other->figure->offset + other->figure->length);
    while (start > 0 && start < end && ((unsigned char)item->text.data[start] & 0xc0) == 0x80)
        start++;
    return start;
}

const struct item *earlier_amount(const struct work *work, const struct item *current)
{
    const struct item *before = current->index > 0 ? current - 1 : NULL;
    size_t at = (size_t)current->figure->offset;
    if (current->figure->relation == CHIFFRE_RELATION_equivalent)
        return work_of(work, current);
    bool bracketed = before != NULL && before->sentence == current->sentence && current->text.length > 0 && at > 0 && current->text.data[at - 1] == '(';
    return bracketed && before->figure->kind == CHIFFRE_KIND_money && current->figure->kind == CHIFFRE_KIND_money &&
                   before->figure->unit.length > 0 && !text_equal(before->figure->unit, current->figure->unit)
               ? before
               : NULL;
}

bool earlier_is_sure(const struct work *work, const struct item *current, const struct item *prior)
{
    const struct lexicon *lexicon = prior->lexicon;
    if (spans_differ(current, prior) || earlier_amount(work, current) != NULL)
        return false;
    if (lexicon == NULL || prior->text.length == 0 || current->document != prior->document)
        return true;
    if (head_is_possessive(lexicon, prior->text, reach_start(prior, current), (size_t)prior->figure->offset))
        return false;
    return prior->figure->offset < current->figure->offset ||
           !tail_is_other(lexicon, prior->text, (size_t)(prior->figure->offset + prior->figure->length));
}

bool earlier_is_level(const struct item *current, const struct item *prior)
{
    const struct lexicon *lexicon = prior->lexicon;
    struct word words[CUE_WORDS_MAX];
    size_t count = lexicon == NULL || prior->figure->offset < current->figure->offset
                       ? 0
                       : cue_words(lexicon, prior->text, reach_start(prior, current), (size_t)prior->figure->offset, words);
    for (size_t at = 0; at < count; at++)
        if (has(lexicon, words, count, at, is_above_or_below))
            return true;
    return false;
}
