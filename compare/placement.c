/* SPDX-License-Identifier: MIT */
/* Facts -> their places in a table of one kind of period: flows by their own period, stocks at the end of a period. */
#include "compare/comparison.h"

#include <stdlib.h>

#include "core/error.h"
#include "core/text.h"

/* Names sort, not their numbers, so that the order of reading leaves no trace. */
struct sorting {
    const struct chiffre_comparison *comparison;
    bool unit_last; /* all units of a period together, instead of one unit's periods */
};

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_units(const struct series *series, uint32_t a, uint32_t b)
{
    if (a == b) {
        return 0;
    }
    if (a == SERIES_NONE || b == SERIES_NONE) {
        return a == SERIES_NONE ? -1 : 1;
    }
    return text_compare(series->units.texts[a], series->units.texts[b]);
}

static int compare_entities(const struct series *series, uint32_t a, uint32_t b)
{
    if (a == b) {
        return 0;
    }
    int result = text_compare(series->entities.texts[a], series->entities.texts[b]);
    return result != 0 ? result : compare_numbers(a, b);
}

/* Entity, unit, period, column in a table of metrics; metric, unit, period, entity in a table of entities. */
static int compare_placed(const void *first, const void *second, void *context)
{
    const struct placed *a = first, *b = second;
    const struct sorting *sorting = context;
    const struct chiffre_comparison *comparison = sorting->comparison;
    const struct series *series = &comparison->series;
    bool by_entity = comparison->options.by_entity;
    int result = by_entity ? compare_numbers(a->major, b->major) : compare_entities(series, a->major, b->major);
    if (result == 0 && !sorting->unit_last) {
        result = compare_units(series, a->unit, b->unit);
    }
    if (result == 0) {
        result = compare_numbers(a->end, b->end);
    }
    if (result == 0) {
        result = compare_numbers(b->start, a->start);
    }
    if (result == 0 && sorting->unit_last) {
        result = compare_units(series, a->unit, b->unit);
    }
    if (result == 0) {
        result = by_entity ? compare_entities(series, a->column, b->column) : compare_numbers(a->column, b->column);
    }
    return result != 0 ? result : compare_numbers(a->fact, b->fact);
}

static bool place(struct placement *placement, const struct placed *placed)
{
    void *items = placement->items;
    bool done = array_reserve(&items, &placement->capacity, placement->count + 1, sizeof *placement->items);
    placement->items = items;
    if (done) {
        placement->items[placement->count++] = *placed;
    }
    return done;
}

static struct placed placed_of(const struct chiffre_comparison *comparison, uint32_t number)
{
    const struct fact *fact = &comparison->series.facts[number];
    bool by_entity = comparison->options.by_entity;
    uint32_t metric_column = fact->metric * COLUMN_KINDS + (uint32_t)fact->unit_class; /* a metric may have several kinds: a column each */
    return (struct placed){
        .fact = number,
        .major = by_entity ? metric_column : fact->entity,
        .column = by_entity ? fact->entity : metric_column,
        .unit = fact->unit_class == UNIT_MONEY || by_entity ? fact->unit : SERIES_NONE,
        .start = fact->start,
        .end = fact->end,
    };
}

/* The calendar period of a kind that ends on this day: its first day, or CHIFFRE_NO_DATE. Trailing years end anywhere. */
static chiffre_date calendar_start(enum chiffre_periodicity periodicity, chiffre_date end)
{
    static const int months[] = {[CHIFFRE_PERIODICITY_year] = 12, [CHIFFRE_PERIODICITY_half] = 6,
                                 [CHIFFRE_PERIODICITY_quarter] = 3, [CHIFFRE_PERIODICITY_month] = 1,
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
static bool place_stocks(const struct chiffre_comparison *comparison, enum chiffre_periodicity periodicity, size_t flows,
                         struct placement *placement, struct row_end *ends)
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
        struct placed placed = placed_of(comparison, i);
        placed.start = found != NULL ? found->start : calendar_start(periodicity, fact->end);
        if (placed.start != CHIFFRE_NO_DATE && !place(placement, &placed)) {
            return false;
        }
    }
    return true;
}

static bool place_facts(const struct chiffre_comparison *comparison, enum chiffre_periodicity periodicity,
                        struct placement *placement)
{
    const struct series *series = &comparison->series;
    for (uint32_t i = 0; i < series->fact_count; i++) {
        if (series->facts[i].periodicity == periodicity && series->facts[i].candidate_count > 0) {
            struct placed placed = placed_of(comparison, i);
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
    bool done = ends != NULL && place_stocks(comparison, periodicity, flows, placement, ends);
    memory_free(ends);
    return done;
}

static void sort(const struct chiffre_comparison *comparison, struct placement *placement, bool unit_last)
{
    struct sorting sorting = {comparison, unit_last};
    if (placement->count > 1) {
        qsort_r(placement->items, placement->count, sizeof *placement->items, compare_placed, &sorting);
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
static bool spread_period(const struct placed *items, size_t count, uint32_t otherwise, struct placement *spread)
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
        if (plain == count && !place(spread, &item)) {
            return false;
        }
        for (size_t j = plain; j < count; j++) {
            item.unit = items[j].unit;
            if ((j == plain || items[j - 1].unit != item.unit) && !place(spread, &item)) {
                return false;
            }
        }
    }
    return true;
}

/* What is no money stands in each row of money of its entity and period; alone it goes with the entity's only currency. */
static bool spread_plain(const struct chiffre_comparison *comparison, struct placement *placement)
{
    sort(comparison, placement, true);
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
            done = spread_period(items + start, end - start, otherwise, &spread);
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

enum chiffre_status placement_make(const struct chiffre_comparison *comparison, enum chiffre_periodicity periodicity,
                                   struct placement *placement, struct chiffre_error *error)
{
    *placement = (struct placement){0};
    bool done = place_facts(comparison, periodicity, placement);
    if (done && !comparison->options.by_entity) {
        done = spread_plain(comparison, placement);
    }
    if (!done) {
        memory_free(placement->items);
        return error_no_memory(error);
    }
    sort(comparison, placement, false);
    number_rows(comparison, placement);
    return CHIFFRE_OK;
}
