/* SPDX-License-Identifier: MIT */
/* Growth figures -> the levels of their document that they are of. */
#include "compare/comparison.h"

#include <stdlib.h>

#include "core/text.h"

/* An amount is in the unit of the levels that it changes; points and basis points change percentages. */
static void growth_amount(struct growth *growth, const struct chiffre_figure *figure, struct chiffre_text *unit)
{
    if (figure->normalized_value.known && figure->normalized_unit.length > 0) {
        growth->value = figure->normalized_value;
        growth->value_to = figure->normalized_value_to;
        growth->decimals = figure->normalized_decimals;
        *unit = figure->normalized_unit;
    } else if (text_equal(figure->unit, TEXT("percentage_points"))) {
        *unit = TEXT("percent");
    } else if (text_equal(figure->unit, TEXT("basis_points"))) {
        growth->value = decimal_scale(growth->value, -2);
        growth->decimals += growth->decimals == CHIFFRE_NO_DECIMALS ? 0 : 2;
        *unit = TEXT("percent");
    }
}

bool growth_add(struct chiffre_comparison *comparison, const struct chiffre_figure *figure, const struct fact *key)
{
    size_t count = comparison->growth_count;
    if (!array_reserve(&comparison->growths, &comparison->growth_capacity, count + 1, sizeof *comparison->growths) ||
        !array_reserve(&comparison->growth_of, &comparison->growth_of_capacity, count + 1, sizeof *comparison->growth_of)) {
        return false;
    }
    struct growth growth = {.key = *key,
                            .prior = SERIES_NONE,
                            .value = figure->value,
                            .value_to = figure->value_to,
                            .decimals = figure->decimals,
                            .bound = figure->bound,
                            .source = level_source(comparison, figure)};
    struct chiffre_text unit = figure->unit;
    growth.percent = text_equal(unit, TEXT("percent"));
    if (!growth.percent) {
        growth_amount(&growth, figure, &unit);
    }
    growth.key.unit = SERIES_NONE;
    growth.unit = names_add(&comparison->series.units, unit);
    growth.source.text = arena_text(&comparison->series.arena, figure->text);
    comparison->growth_of[count] = figure->of;
    comparison->growths[count] = growth;
    comparison->growth_count++;
    return growth.unit != NAMES_NONE && !comparison->series.arena.failed;
}

static int compare_levels(const void *first, const void *second)
{
    const struct document_level *a = first, *b = second;
    return (a->id > b->id) - (a->id < b->id);
}

static struct document_level *level_of(struct chiffre_comparison *comparison, uint64_t id)
{
    struct document_level wanted = {.id = id};
    return id == 0 || comparison->level_count == 0
               ? NULL
               : bsearch(&wanted, comparison->levels, comparison->level_count, sizeof wanted, compare_levels);
}

/* At a document's end: growth figures find the levels that they are of, and these the levels before them. */
void growth_resolve(struct chiffre_comparison *comparison)
{
    if (comparison->level_count > 1) {
        qsort(comparison->levels, comparison->level_count, sizeof *comparison->levels, compare_levels);
    }
    for (size_t i = 0; i < comparison->level_count; i++) {
        struct document_level *level = comparison->levels[i].prior ? level_of(comparison, comparison->levels[i].of) : NULL;
        if (level != NULL) {
            level->prior_fact = comparison->levels[i].fact;
        }
    }
    for (size_t i = comparison->growths_resolved; i < comparison->growth_count; i++) {
        const struct document_level *level = level_of(comparison, comparison->growth_of[i]);
        if (level != NULL) {
            comparison->growths[i].key = comparison->series.facts[level->fact];
            comparison->growths[i].prior = level->prior_fact;
        }
    }
    comparison->growths_resolved = comparison->growth_count;
    comparison->level_count = 0;
}
