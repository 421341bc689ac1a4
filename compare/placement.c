/* SPDX-License-Identifier: MIT */
/* Facts -> their places in a table of one kind of period: flows by their own period, stocks at the end of a period. */
#include "compare/comparison.h"

#include <stdlib.h>

#include "core/error.h"
#include "core/text.h"

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Places in the order of the names: numbers tell the order of reading, which must leave no trace. NULL: no memory. */
struct naming {
    const struct chiffre_text *texts;
};

static int compare_names(const void *first, const void *second, void *context)
{
    const struct naming *naming = context;
    uint32_t a = *(const uint32_t *)first, b = *(const uint32_t *)second;
    int result = text_compare(naming->texts[a], naming->texts[b]);
    return result != 0 ? result : compare_numbers(a, b);
}

static uint32_t *rank_names(const struct names *names)
{
    uint32_t *block = memory_take(names->count * 2 + 1, sizeof *block);
    if (block == NULL) {
        return NULL;
    }
    uint32_t *order = block + names->count;
    for (uint32_t i = 0; i < names->count; i++) {
        order[i] = i;
    }
    struct naming naming = {names->texts};
    if (names->count > 1) {
        qsort_r(order, names->count, sizeof *order, compare_names, &naming);
    }
    for (uint32_t i = 0; i < names->count; i++) {
        block[order[i]] = i + 1; /* 0 is none */
    }
    return block;
}

bool ranks_make(const struct series *series, struct ranks *ranks)
{
    ranks->entities = rank_names(&series->entities);
    ranks->units = rank_names(&series->units);
    return ranks->entities != NULL && ranks->units != NULL;
}

void ranks_free(struct ranks *ranks)
{
    memory_free(ranks->entities);
    memory_free(ranks->units);
}

/* Entity, unit, period, column in a table of metrics; metric, unit, period, entity in a table of entities. */
static int compare_rows(const void *first, const void *second)
{
    const struct placed *a = first, *b = second;
    if (a->major_rank != b->major_rank) {
        return compare_numbers(a->major_rank, b->major_rank);
    }
    if (a->unit_rank != b->unit_rank) {
        return compare_numbers(a->unit_rank, b->unit_rank);
    }
    if (a->end != b->end) {
        return compare_numbers(a->end, b->end);
    }
    if (a->start != b->start) {
        return compare_numbers(b->start, a->start);
    }
    return a->column_rank != b->column_rank ? compare_numbers(a->column_rank, b->column_rank) : compare_numbers(a->fact, b->fact);
}

/* The same, all units of a period together. */
static int compare_periods(const void *first, const void *second)
{
    const struct placed *a = first, *b = second;
    if (a->major_rank != b->major_rank) {
        return compare_numbers(a->major_rank, b->major_rank);
    }
    if (a->end != b->end) {
        return compare_numbers(a->end, b->end);
    }
    if (a->start != b->start) {
        return compare_numbers(b->start, a->start);
    }
    return compare_rows(first, second);
}

static bool place(struct placement *placement, const struct placed *placed)
{
    bool done = array_reserve(&placement->items, &placement->capacity, placement->count + 1, sizeof *placement->items);
    if (done) {
        placement->items[placement->count++] = *placed;
    }
    return done;
}

static struct placed placed_of(const struct chiffre_comparison *comparison, const struct ranks *ranks, uint32_t number)
{
    const struct fact *fact = &comparison->series.facts[number];
    bool by_entity = comparison->options.by_entity;
    uint32_t metric_column =
        fact->metric * COLUMN_KINDS + (uint32_t)fact->unit_class; /* a metric may have several kinds: a column each */
    bool has_unit = fact->unit_class == UNIT_MONEY || by_entity;
    return (struct placed){
        .fact = number,
        .major = by_entity ? metric_column : fact->entity,
        .column = by_entity ? fact->entity : metric_column,
        .unit = has_unit ? fact->unit : SERIES_NONE,
        .major_rank = by_entity ? metric_column : ranks->entities[fact->entity],
        .column_rank = by_entity ? ranks->entities[fact->entity] : metric_column,
        .unit_rank = has_unit ? ranks->units[fact->unit] : 0,
        .start = fact->start,
        .end = fact->end,
    };
}

/* The calendar period of a kind that ends on this day: its first day, or CHIFFRE_NO_DATE. Trailing years end anywhere. */
static chiffre_date calendar_start(enum chiffre_periodicity periodicity, chiffre_date end)
{
    static const int months[] = {[CHIFFRE_PERIODICITY_year] = 12,
                                 [CHIFFRE_PERIODICITY_half] = 6,
                                 [CHIFFRE_PERIODICITY_quarter] = 3,
                                 [CHIFFRE_PERIODICITY_month] = 1,
                                 [CHIFFRE_PERIODICITY_day] = 0};
    int count = periodicity == CHIFFRE_PERIODICITY_ttm ? 0 : months[periodicity];
    int year, month, day;
    date_parts(end + 1, &year, &month, &day);
    if (count == 0 || day != 1 || (month - 1) % count != 0) {
        return CHIFFRE_NO_DATE;
    }
    return date_add_months(end + 1, -count);
}

struct row_end {
    uint32_t entity;
    chiffre_date end, start;
};

static int compare_ends(const void *first, const void *second)
{
    const struct row_end *a = first, *b = second;
    int result = compare_numbers(a->entity, b->entity);
    return result != 0 ? result : compare_numbers(a->end, b->end);
}

/* A stock belongs to the period of its entity's flows that ends on its day, else to the calendar's. */
static bool place_stocks(const struct chiffre_comparison *comparison, const struct ranks *ranks,
                         enum chiffre_periodicity periodicity, size_t flows, struct placement *placement, struct row_end *ends)
{
    const struct series *series = &comparison->series;
    for (size_t i = 0; i < flows; i++) {
        const struct fact *fact = &series->facts[placement->items[i].fact];
        ends[i] = (struct row_end){fact->entity, fact->end, fact->start};
    }
    qsort(ends, flows, sizeof *ends, compare_ends);
    for (uint32_t i = 0; i < series->fact_count; i++) {
        const struct fact *fact = &series->facts[i];
        if (fact->periodicity != CHIFFRE_PERIODICITY_day || fact->candidate_count == 0) {
            continue;
        }
        struct row_end wanted = {fact->entity, fact->end, 0};
        const struct row_end *found = flows == 0 ? NULL : bsearch(&wanted, ends, flows, sizeof *ends, compare_ends);
        struct placed placed = placed_of(comparison, ranks, i);
        placed.start = found != NULL ? found->start : calendar_start(periodicity, fact->end);
        if (placed.start != CHIFFRE_NO_DATE && !place(placement, &placed)) {
            return false;
        }
    }
    return true;
}

/* Is the fact one of this kind of period? A year is twelve months too: it stands among the trailing ones. */
static bool is_of_kind(const struct series *series, const struct fact *fact, enum chiffre_periodicity periodicity)
{
    if (fact->periodicity == periodicity || periodicity != CHIFFRE_PERIODICITY_ttm || fact->periodicity != CHIFFRE_PERIODICITY_year) {
        return fact->periodicity == periodicity;
    }
    struct fact trailing = *fact;
    trailing.periodicity = CHIFFRE_PERIODICITY_ttm;
    uint32_t same = series_find(series, &trailing);
    return same == SERIES_NONE || series->facts[same].candidate_count == 0;
}

static bool place_facts(const struct chiffre_comparison *comparison, const struct ranks *ranks,
                        enum chiffre_periodicity periodicity, struct placement *placement)
{
    const struct series *series = &comparison->series;
    for (uint32_t i = 0; i < series->fact_count; i++) {
        if (series->facts[i].candidate_count > 0 && is_of_kind(series, &series->facts[i], periodicity)) {
            struct placed placed = placed_of(comparison, ranks, i);
            if (!place(placement, &placed)) {
                return false;
            }
        }
    }
    if (periodicity == CHIFFRE_PERIODICITY_day) {
        return true;
    }
    size_t flows = placement->count;
    struct row_end *ends = memory_take(flows + 1, sizeof *ends);
    bool done = ends != NULL && place_stocks(comparison, ranks, periodicity, flows, placement, ends);
    memory_free(ends);
    return done;
}

static void sort(struct placement *placement, int (*compare)(const void *, const void *))
{
    if (placement->count > 1) {
        qsort(placement->items, placement->count, sizeof *placement->items, compare);
    }
}

/* The one unit of money of an entity's items, else SERIES_NONE. */
static uint32_t only_unit(const struct placed *items, size_t count)
{
    uint32_t unit = SERIES_NONE;
    for (size_t i = 0; i < count; i++) {
        if (items[i].unit != SERIES_NONE && unit != SERIES_NONE && items[i].unit != unit) {
            return SERIES_NONE;
        }
        unit = items[i].unit != SERIES_NONE ? items[i].unit : unit;
    }
    return unit;
}

/* The items of one entity and period, sorted by unit, those without one first: these go to each unit's row. */
static bool spread_period(const struct ranks *ranks, const struct placed *items, size_t count, uint32_t otherwise,
                          struct placement *spread)
{
    size_t plain = 0;
    while (plain < count && items[plain].unit == SERIES_NONE) {
        plain++;
    }
    for (size_t i = plain; i < count; i++) {
        if (!place(spread, &items[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < plain; i++) {
        struct placed item = items[i];
        item.unit = otherwise;
        item.unit_rank = otherwise == SERIES_NONE ? 0 : ranks->units[otherwise];
        if (plain == count && !place(spread, &item)) {
            return false;
        }
        for (size_t j = plain; j < count; j++) {
            item.unit = items[j].unit;
            item.unit_rank = items[j].unit_rank;
            if ((j == plain || items[j - 1].unit != item.unit) && !place(spread, &item)) {
                return false;
            }
        }
    }
    return true;
}

/* What is no money stands in each row of money of its entity and period; alone it goes with the entity's only currency. */
static bool spread_plain(const struct ranks *ranks, struct placement *placement)
{
    bool plain = false;
    for (size_t i = 0; i < placement->count && !plain; i++) {
        plain = placement->items[i].unit == SERIES_NONE;
    }
    if (!plain) {
        return true;
    }
    sort(placement, compare_periods);
    struct placement spread = {0};
    bool done = true;
    const struct placed *items = placement->items;
    size_t end, entity_end;
    for (size_t entity = 0; entity < placement->count && done; entity = entity_end) {
        entity_end = entity;
        while (entity_end < placement->count && items[entity_end].major == items[entity].major) {
            entity_end++;
        }
        uint32_t otherwise = only_unit(items + entity, entity_end - entity);
        for (size_t start = entity; start < entity_end && done; start = end) {
            end = start;
            while (end < entity_end && items[end].end == items[start].end && items[end].start == items[start].start) {
                end++;
            }
            done = spread_period(ranks, items + start, end - start, otherwise, &spread);
        }
    }
    memory_free(placement->items);
    *placement = spread;
    return done;
}

static bool same_row(const struct placed *a, const struct placed *b)
{
    return a->major == b->major && a->unit == b->unit && a->start == b->start && a->end == b->end;
}

/* Numbers the rows and counts those that have every metric asked. */
static void number_rows(const struct chiffre_comparison *comparison, struct placement *placement)
{
    size_t asked = comparison->options.by_entity ? 0 : comparison->options.metric_count;
    size_t filled = 0;
    for (size_t i = 0; i < placement->count; i++) {
        struct placed *item = &placement->items[i];
        if (i == 0 || !same_row(item, item - 1)) {
            placement->rows++;
            filled = 0;
        }
        item->row = placement->rows - 1;
        if (filled == 0 || item->column / COLUMN_KINDS != item[-1].column / COLUMN_KINDS) {
            filled++;
            placement->complete += filled == asked;
        }
    }
}

enum chiffre_status placement_make(const struct chiffre_comparison *comparison, const struct ranks *ranks,
                                   enum chiffre_periodicity periodicity, struct placement *placement, struct chiffre_error *error)
{
    *placement = (struct placement){0};
    bool done = place_facts(comparison, ranks, periodicity, placement);
    if (done && !comparison->options.by_entity) {
        done = spread_plain(ranks, placement);
    }
    if (!done) {
        memory_free(placement->items);
        return error_no_memory(error);
    }
    sort(placement, compare_rows);
    number_rows(comparison, placement);
    return CHIFFRE_OK;
}
