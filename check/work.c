/* SPDX-License-Identifier: MIT */
/* The figures of one run with their neighbours: who refers to whom, who stands in one sentence. */
#include "check/work.h"

#include "check/room.h"
#include "core/catalog.h"
#include "core/figure.h"
#include "core/tables.h"

#include <stdlib.h>

/* Without a text, figures further apart than this are taken for different sentences. */
#define SENTENCE_BYTES 240
/* A sentence without an end is looked at so far on either side of a figure. */
#define SENTENCE_REACH 2000
#define SENTENCE_FIGURES 256

static uint64_t key_hash(struct chiffre_text document, uint64_t id)
{
    return (text_hash(document) ^ (id * UINT64_C(0x9e3779b97f4a7c15))) * UINT64_C(0xff51afd7ed558ccd);
}

static const struct item *find(const struct work *work, struct chiffre_text document, uint64_t id)
{
    for (size_t at = key_hash(document, id) >> 20 & (work->table_size - 1); work->table[at] != 0;
         at = (at + 1) & (work->table_size - 1)) {
        const struct item *item = &work->items[work->table[at] - 1];
        if (item->figure->id == id && text_equal(item->figure->document, document))
            return item;
    }
    return NULL;
}

const struct item *work_of(const struct work *work, const struct item *item)
{
    const struct item *other = item->figure->of == 0 ? NULL : find(work, item->figure->document, item->figure->of);
    return other == item ? NULL : other;
}

const struct item *work_referring(const struct work *work, const struct item *item, const struct item *previous)
{
    size_t next = previous == NULL ? work->first_of[item->index] : work->next_of[previous->index];
    return next == NO_FIGURE ? NULL : &work->items[next];
}

bool item_is_level(const struct item *item)
{
    const struct chiffre_figure *figure = item->figure;
    if (!figure->value.known)
        return false;
    return figure->relation == CHIFFRE_RELATION_none || figure->relation == CHIFFRE_RELATION_prior ||
           figure->relation == CHIFFRE_RELATION_equivalent || figure->relation == CHIFFRE_RELATION_total;
}

bool item_is_balance(const struct item *item)
{
    const struct metric *metric = catalog_metric(item->figure->metric);
    return metric != NULL && metric->balance;
}

bool item_same_unit(const struct item *a, const struct item *b)
{
    return a->figure->kind == b->figure->kind && text_equal(a->figure->unit, b->figure->unit) &&
           text_equal(a->figure->per, b->figure->per);
}

/* Folded, in `out`; at most 255 bytes are compared. */
static struct chiffre_text folded(struct chiffre_text text, char out[768])
{
    struct chiffre_text head = {text.data, text.length > 255 ? 255 : text.length};
    return (struct chiffre_text){out, text_fold(head, out)};
}

bool item_same_entity(const struct item *a, const struct item *b)
{
    char one[768], two[768];
    return a->figure->entity.length > 0 && text_equal(folded(a->figure->entity, one), folded(b->figure->entity, two));
}

bool item_same_metric(const struct item *a, const struct item *b)
{
    return a->figure->metric.length > 0 && text_equal(a->figure->metric, b->figure->metric);
}

bool item_has_period(const struct item *item)
{
    return item->figure->period_start != CHIFFRE_NO_DATE && item->figure->period_end != CHIFFRE_NO_DATE;
}

bool item_same_period(const struct item *a, const struct item *b)
{
    return item_has_period(a) && a->figure->period_start == b->figure->period_start &&
           a->figure->period_end == b->figure->period_end;
}

struct chiffre_text item_label(const struct work *work, const struct item *item)
{
    const struct chiffre_figure *figure = item->figure;
    if (figure->text.length > 0)
        return message_quote(&work->messages, figure->text);
    return message_amount(&work->messages, figure->value, item_message_unit(item), item_currency(item),
                          operand_of(figure).decimals);
}

struct chiffre_text item_between(const struct item *a, const struct item *b)
{
    const struct item *first = a->start <= b->start ? a : b, *second = first == a ? b : a;
    if (a->document != b->document || second->start < first->end || a->text.length == 0 || b->text.length == 0)
        return (struct chiffre_text){NULL, 0};
    return (struct chiffre_text){a->text.data + first->end, second->start - first->end};
}

enum message_unit item_message_unit(const struct item *item)
{
    if (text_equal(item->figure->unit, TEXT("percentage_points")))
        return MESSAGE_POINTS;
    if (item->figure->kind == CHIFFRE_KIND_ratio)
        return MESSAGE_FACTOR;
    return item->figure->kind == CHIFFRE_KIND_percent ? MESSAGE_PERCENT : MESSAGE_PLAIN;
}

struct chiffre_text item_currency(const struct item *item)
{
    return item->figure->kind == CHIFFRE_KIND_money ? item->figure->unit : (struct chiffre_text){NULL, 0};
}

/* ---- Setting up ---- */

/* A full stop, question or exclamation mark before a blank and a capital, a digit or a quotation mark, or an empty line, ends a
 * sentence. Guessing one end too many only costs a comparison. */
static bool ends_sentence(struct chiffre_text text, size_t i)
{
    char c = text.data[i];
    if (c == '\n' && i + 1 < text.length && text.data[i + 1] == '\n')
        return true;
    if (c != '.' && c != '!' && c != '?')
        return false;
    size_t at = i + 1;
    while (at < text.length && (text.data[at] == ' ' || text.data[at] == '\n'))
        at++;
    if (at == i + 1 || at >= text.length)
        return false;
    uint32_t next;
    utf8_decode(text, at, &next);
    return code_point_is_upper(next) || (next >= '0' && next <= '9') || next == '"' || next == 0xab || next == 0x201c;
}

static bool has_sentence_end(struct chiffre_text text)
{
    for (size_t i = 0; i + 2 < text.length; i++)
        if (ends_sentence(text, i))
            return true;
    return false;
}

struct chiffre_text item_sentence(const struct item *item)
{
    size_t start = item->start, end = item->end;
    if (item->text.length == 0)
        return (struct chiffre_text){NULL, 0};
    size_t first = start > SENTENCE_REACH ? start - SENTENCE_REACH : 0;
    size_t last = item->text.length - end > SENTENCE_REACH ? end + SENTENCE_REACH : item->text.length;
    while (start > first && !ends_sentence(item->text, start - 1))
        start--;
    while (end < last && !ends_sentence(item->text, end))
        end++;
    return (struct chiffre_text){item->text.data + start, end - start};
}

void work_sentence(const struct work *work, const struct item *item, size_t *first, size_t *end)
{
    size_t at = item->index, low = at > SENTENCE_FIGURES ? at - SENTENCE_FIGURES : 0;
    size_t high = work->count - at > SENTENCE_FIGURES ? at + SENTENCE_FIGURES : work->count;
    while (at > low && work->items[at - 1].sentence == item->sentence)
        at--;
    *first = at;
    for (at = item->index + 1; at < high && work->items[at].sentence == item->sentence;)
        at++;
    *end = at;
}

static bool same_sentence(const struct item *before, const struct item *item)
{
    if (before->document != item->document || before->figure->offset > item->figure->offset)
        return false;
    if (item->text.length == 0)
        return item->figure->offset - before->figure->offset < SENTENCE_BYTES && item->figure->line == before->figure->line;
    struct chiffre_text between = item_between(before, item);
    /* The next figure's first byte is looked at too: "... dollars. 30 ..." */
    if (between.data != NULL && item->start < item->text.length)
        between.length++;
    return !has_sentence_end(between);
}

/* A table may say anything of where its figures stand. */
static bool is_in(const struct chiffre_figure *figure, struct chiffre_text text)
{
    return figure->offset <= text.length && figure->length <= text.length - figure->offset;
}

static int by_name(const void *left, const void *right, void *context)
{
    const struct work *work = context;
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    int order = text_compare(work->documents[a].name, work->documents[b].name);
    return order == 0 ? (a > b) - (a < b) : order;
}

size_t work_document(const struct work *work, struct chiffre_text name)
{
    size_t low = 0, high = work->document_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_compare(work->documents[work->by_name[middle]].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < work->document_count && text_equal(work->documents[work->by_name[low]].name, name);
    return found ? work->by_name[low] : work->document_count;
}

static const struct lexicon *lexicon_of(const struct chiffre_document *document)
{
    for (unsigned i = 0; i < lexicon_count; i++)
        if (text_equal(document->language, text_from(lexicons[i].language)))
            return &lexicons[i];
    return NULL;
}

static void set_document(struct work *work, struct item *item, const struct item *before)
{
    bool same = before != NULL && text_equal(before->figure->document, item->figure->document);
    size_t number = same ? before->place : work_document(work, item->figure->document);
    item->document = before == NULL ? 0 : before->document + !same;
    item->place = same || number < work->document_count ? number : work->document_count + item->document;
    if (item->place >= work->document_count)
        return;
    const struct chiffre_document *document = &work->documents[item->place];
    item->date = document->date;
    if (work->first_in[item->place] == NO_FIGURE)
        work->first_in[item->place] = item->index;
    if (!is_in(item->figure, document->text))
        return;
    item->text = document->text;
    item->start = (size_t)item->figure->offset;
    item->end = item->start + (size_t)item->figure->length;
    if (item->text.length > 0)
        item->lexicon = same && before->lexicon != NULL ? before->lexicon : lexicon_of(document);
}

static void set_item(struct work *work, size_t index)
{
    struct item *item = &work->items[index], *before = index > 0 ? item - 1 : NULL;
    *item = (struct item){.figure = chiffre_list_at(work->list, index), .index = index, .date = CHIFFRE_NO_DATE};
    set_document(work, item, before);
    item->sentence = before == NULL ? 0 : before->sentence + !same_sentence(before, item);
}

/* The first of equal ids is the one that is meant. */
static void enter(struct work *work, size_t index)
{
    const struct chiffre_figure *figure = work->items[index].figure;
    if (find(work, figure->document, figure->id) != NULL)
        return;
    size_t at = key_hash(figure->document, figure->id) >> 20 & (work->table_size - 1);
    while (work->table[at] != 0)
        at = (at + 1) & (work->table_size - 1);
    work->table[at] = index + 1;
}

/* From the last to the first. */
static void set_referred(struct item *item, const struct item *by)
{
    item->has_growth = item->has_growth || by->figure->relation == CHIFFRE_RELATION_growth;
    item->has_share = item->has_share || by->figure->relation == CHIFFRE_RELATION_share;
    item->has_total = item->has_total || by->figure->relation == CHIFFRE_RELATION_total;
    if (by->figure->relation == CHIFFRE_RELATION_prior && item_same_unit(by, item))
        item->prior = by;
}

enum chiffre_status work_start(struct work *work)
{
    work->count = chiffre_list_count(work->list);
    for (work->table_size = 16; work->table_size < work->count * 2;)
        work->table_size *= 2;
    work->items = memory_take(work->count + 1, sizeof *work->items);
    work->table = memory_take(work->table_size, sizeof *work->table);
    work->first_of = memory_take(work->count + 1, sizeof *work->first_of);
    work->next_of = memory_take(work->count + 1, sizeof *work->next_of);
    work->by_name = memory_take(work->document_count + 1, sizeof *work->by_name);
    work->first_in = memory_take(work->document_count + 1, sizeof *work->first_in);
    if (work->items == NULL || work->table == NULL || work->first_of == NULL || work->next_of == NULL || work->by_name == NULL ||
        work->first_in == NULL)
        return CHIFFRE_NO_MEMORY;
    for (size_t i = 0; i < work->document_count; i++) {
        work->by_name[i] = i;
        work->first_in[i] = NO_FIGURE;
    }
    qsort_r(work->by_name, work->document_count, sizeof *work->by_name, by_name, work);
    memset(work->table, 0, work->table_size * sizeof *work->table);
    for (size_t i = 0; i < work->count; i++) {
        set_item(work, i);
        work->first_of[i] = work->next_of[i] = NO_FIGURE;
        enter(work, i);
    }
    for (size_t i = work->count; i-- > 0;) {
        const struct item *other = work_of(work, &work->items[i]);
        if (other == NULL)
            continue;
        work->next_of[i] = work->first_of[other->index];
        work->first_of[other->index] = i;
        set_referred(&work->items[other->index], &work->items[i]);
    }
    return levels_start(&work->levels, work) ? CHIFFRE_OK : CHIFFRE_NO_MEMORY;
}

void work_end(struct work *work)
{
    memory_free(work->items);
    memory_free(work->table);
    memory_free(work->first_of);
    memory_free(work->next_of);
    memory_free(work->by_name);
    memory_free(work->first_in);
    levels_free(&work->levels);
}
