/* SPDX-License-Identifier: MIT */
/* Items -> what is told of one thing for one period in one document: sorted, equals joined, found by halving. */
#include "check/work.h"

#include <stdlib.h>

struct chiffre_text levels_entity(struct chiffre_text entity, struct arena *arena)
{
    char key[3 * 255 + 1];
    entity.length = entity.length > 255 ? 255 : entity.length;
    size_t length = text_fold(entity, key);
    char *kept = arena_take(arena, length + 1);
    if (kept == NULL)
        return (struct chiffre_text){NULL, 0};
    memcpy(kept, key, length);
    kept[length] = '\0';
    return (struct chiffre_text){kept, length};
}

static int compare(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

/* By document, thing and period. */
static int by_thing(const struct item *one, struct chiffre_text one_entity, chiffre_date one_start, chiffre_date one_end,
                    const struct levels_point *point)
{
    const struct chiffre_figure *a = one->figure, *b = point->last->figure;
    int order = compare(one->document, point->last->document);
    if (order == 0)
        order = text_compare(a->metric, b->metric);
    if (order == 0)
        order = (one_end > b->period_end) - (one_end < b->period_end);
    if (order == 0)
        order = (one_start > b->period_start) - (one_start < b->period_start);
    if (order == 0)
        order = (a->kind > b->kind) - (a->kind < b->kind);
    if (order == 0)
        order = text_compare(a->unit, b->unit);
    if (order == 0)
        order = text_compare(a->per, b->per);
    return order == 0 ? text_compare(one_entity, point->entity) : order;
}

static int by_thing_and_place(const void *left, const void *right)
{
    const struct levels_point *a = left, *b = right;
    int order = by_thing(a->last, a->entity, a->last->figure->period_start, a->last->figure->period_end, b);
    return order == 0 ? compare(a->last->index, b->last->index) : order;
}

static bool is_point(const struct item *item)
{
    return item_is_level(item) && item_has_period(item) && item->figure->metric.length > 0 && item->figure->entity.length > 0;
}

static void join(struct levels_point *point, const struct levels_point *next)
{
    point->last = next->last;
    point->count += next->count;
    if (decimal_compare(next->low, point->low) < 0)
        point->low = next->low;
    if (decimal_compare(next->high, point->high) > 0)
        point->high = next->high;
}

bool levels_start(struct levels *levels, const struct work *work)
{
    size_t count = 0, kept = 0;
    levels->points = memory_take(work->count + 1, sizeof *levels->points);
    for (size_t i = 0; levels->points != NULL && i < work->count; i++) {
        const struct item *item = &work->items[i];
        if (!is_point(item))
            continue;
        const struct levels_point *before = count > 0 ? &levels->points[count - 1] : NULL;
        bool same = before != NULL && text_equal(before->last->figure->entity, item->figure->entity);
        struct chiffre_text entity = same ? before->entity : levels_entity(item->figure->entity, &levels->arena);
        levels->points[count++] = (struct levels_point){item, entity, item->figure->value, item->figure->value, 1};
        if (levels->arena.failed)
            return false;
    }
    if (levels->points == NULL)
        return false;
    if (count > 0)
        qsort(levels->points, count, sizeof *levels->points, by_thing_and_place);
    for (size_t i = 0; i < count; i++) {
        const struct levels_point *next = &levels->points[i];
        const struct chiffre_figure *figure = next->last->figure;
        if (kept > 0 && by_thing(next->last, next->entity, figure->period_start, figure->period_end, &levels->points[kept - 1]) == 0)
            join(&levels->points[kept - 1], next);
        else
            levels->points[kept++] = *next;
    }
    levels->count = kept;
    return true;
}

void levels_free(struct levels *levels)
{
    arena_free(&levels->arena);
    memory_free(levels->points);
}

const struct levels_point *levels_find(const struct levels *levels, const struct item *item, chiffre_date start, chiffre_date end)
{
    char key[3 * 255 + 1];
    struct chiffre_text entity = item->figure->entity;
    size_t low = 0, high = levels->count;
    if (entity.length == 0 || item->figure->metric.length == 0)
        return NULL;
    entity.length = entity.length > 255 ? 255 : entity.length;
    entity = (struct chiffre_text){key, text_fold(entity, key)};
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = by_thing(item, entity, start, end, &levels->points[middle]);
        if (order == 0)
            return &levels->points[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
