/* SPDX-License-Identifier: MIT */
/* Filed accounts that figures are held against: the store, and whose accounts they are. */
#include "check/facts.h"

#include "core/error.h"
#include "core/input.h"
#include "core/tables.h"
#include "core/text.h"

#include <stdlib.h>

static bool is_company_form(struct chiffre_text word)
{
    for (unsigned i = 0; i < company_forms_count; i++)
        if (text_equal(word, text_from(company_forms[i])))
            return true;
    return false;
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '&' || (unsigned char)c >= 0x80;
}

struct chiffre_text facts_fold_name(struct chiffre_text name, char *out)
{
    char folded[FACTS_NAME_MAX];
    struct chiffre_text head = {name.data, name.length > 255 ? 255 : name.length};
    size_t length = head.length == 0 ? 0 : text_fold(head, folded), used = 0;
    for (size_t at = 0; at < length;) {
        size_t from = at;
        while (at < length && is_name_byte(folded[at]))
            at++;
        if (at == from) {
            at++;
            continue;
        }
        struct chiffre_text word = {folded + from, at - from};
        if (is_company_form(word))
            continue;
        if (used > 0)
            out[used++] = ' ';
        memcpy(out + used, word.data, word.length);
        used += word.length;
    }
    return (struct chiffre_text){out, used};
}

bool facts_same_entity(const struct fact *fact, struct chiffre_text folded_name)
{
    if (folded_name.length == 0 || folded_name.length > fact->folded.length ||
        memcmp(fact->folded.data, folded_name.data, folded_name.length) != 0)
        return false;
    return folded_name.length == fact->folded.length || fact->folded.data[folded_name.length] == ' ';
}

bool facts_named_in(const struct fact *fact, struct chiffre_text folded_words)
{
    size_t length = fact->folded.length;
    for (size_t at = 0; length > 0 && at + length <= folded_words.length; at++)
        if (memcmp(folded_words.data + at, fact->folded.data, length) == 0 && (at == 0 || folded_words.data[at - 1] == ' ') &&
            (at + length == folded_words.length || folded_words.data[at + length] == ' '))
            return true;
    return false;
}

enum chiffre_status facts_add(struct facts *facts, const struct fact *fact)
{
    char name[FACTS_NAME_MAX];
    if (!array_reserve(&facts->items, &facts->capacity, facts->count + 1, sizeof *facts->items))
        return CHIFFRE_NO_MEMORY;
    struct fact *kept = &facts->items[facts->count];
    *kept = *fact;
    kept->entity = arena_text(&facts->arena, fact->entity);
    kept->folded = arena_text(&facts->arena, facts_fold_name(fact->entity, name));
    kept->metric = arena_text(&facts->arena, fact->metric);
    kept->unit = arena_text(&facts->arena, fact->unit);
    kept->period = arena_text(&facts->arena, fact->period);
    kept->source = arena_text(&facts->arena, fact->source);
    if (facts->arena.failed)
        return CHIFFRE_NO_MEMORY;
    facts->count++;
    facts->sorted = false;
    return CHIFFRE_OK;
}

static int by_metric(const void *left, const void *right)
{
    const struct fact *a = left, *b = right;
    int order = text_compare(a->metric, b->metric);
    if (order == 0)
        order = (a->end > b->end) - (a->end < b->end);
    if (order == 0)
        order = (a->filed > b->filed) - (a->filed < b->filed);
    return order == 0 ? text_compare(a->source, b->source) : order;
}

void facts_sort(struct facts *facts)
{
    if (!facts->sorted && facts->count > 0)
        qsort(facts->items, facts->count, sizeof *facts->items, by_metric);
    facts->sorted = true;
}

void facts_find(const struct facts *facts, struct chiffre_text metric, size_t *first, size_t *last)
{
    size_t low = 0, high = facts->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_compare(facts->items[middle].metric, metric) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *first = *last = low;
    while (*last < facts->count && text_equal(facts->items[*last].metric, metric))
        (*last)++;
}

void facts_free(struct facts *facts)
{
    memory_free(facts->items);
    arena_free(&facts->arena);
}

enum chiffre_status facts_bytes(const char *path, struct arena *arena, struct chiffre_text *bytes, struct chiffre_error *error)
{
    return input_whole(path, arena, bytes, error);
}

enum chiffre_status facts_read(struct facts *facts, const char *path, size_t *skipped, struct chiffre_error *error)
{
    struct arena arena = {.blocks = NULL};
    struct chiffre_text bytes;
    size_t at = 0;
    enum chiffre_status status = facts_bytes(path, &arena, &bytes, error);
    if (status == CHIFFRE_OK) {
        while (at < bytes.length &&
               (bytes.data[at] == ' ' || bytes.data[at] == '\n' || bytes.data[at] == '\r' || bytes.data[at] == '\t'))
            at++;
        status = at < bytes.length && bytes.data[at] == '{' ? facts_read_sec(facts, bytes, path, skipped, error)
                                                            : facts_read_csv(facts, bytes, path, skipped, error);
    }
    arena_free(&arena);
    return status;
}
