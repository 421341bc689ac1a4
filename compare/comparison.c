/* SPDX-License-Identifier: MIT */
/* Figures, one by one -> facts: which figures are levels, of whom, when, in what unit; growth figures are kept to derive from. */
#include "compare/comparison.h"

#include "core/error.h"
#include "core/text.h"

static enum chiffre_status ask_metrics(struct chiffre_comparison *comparison, struct chiffre_error *error)
{
    const struct chiffre_compare_options *options = &comparison->options;
    if (options->metric_count == 0) {
        return CHIFFRE_OK;
    }
    comparison->metric_asked = memory_take(catalog_metric_count, sizeof *comparison->metric_asked);
    comparison->metric_order = memory_take(options->metric_count, sizeof *comparison->metric_order);
    if (comparison->metric_asked == NULL || comparison->metric_order == NULL) {
        return error_no_memory(error);
    }
    memset(comparison->metric_asked, 0, catalog_metric_count * sizeof *comparison->metric_asked);
    size_t count = 0;
    for (size_t i = 0; i < options->metric_count; i++) {
        const struct metric *metric = catalog_metric(text_from(options->metrics[i]));
        if (metric == NULL) {
            return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "unknown metric '%s'", options->metrics[i]);
        }
        size_t index = (size_t)(metric - catalog_metrics);
        if (!comparison->metric_asked[index]) {
            comparison->metric_order[count++] = (uint32_t)index;
        }
        comparison->metric_asked[index] = true;
    }
    comparison->options.metric_count = count;
    return CHIFFRE_OK;
}

static enum chiffre_status ask_entities(struct chiffre_comparison *comparison, struct chiffre_error *error)
{
    const struct chiffre_compare_options *options = &comparison->options;
    if (options->entity_count == 0) {
        return CHIFFRE_OK;
    }
    comparison->asked_entities = memory_take(options->entity_count, sizeof *comparison->asked_entities);
    if (comparison->asked_entities == NULL) {
        return error_no_memory(error);
    }
    for (size_t i = 0; i < options->entity_count; i++) {
        comparison->asked_entities[i] = series_entity_asked(&comparison->series, text_from(options->entities[i]));
        if (comparison->asked_entities[i] == SERIES_NONE) {
            return error_no_memory(error);
        }
    }
    return CHIFFRE_OK;
}

/* Is this kind among the words of the metric's kinds? */
static bool has_kind(const struct metric *metric, const char *kind)
{
    size_t length = strlen(kind);
    for (const char *at = strstr(metric->kinds, kind); at != NULL; at = strstr(at + 1, kind)) {
        if ((at == metric->kinds || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' ')) {
            return true;
        }
    }
    return false;
}

/* What is asked of a metric for every figure, worked out once. */
static bool know_metrics(struct chiffre_comparison *comparison)
{
    static const char *const kinds[] = {"money", "headcount", "percent", "count", "ratio"};
    comparison->metrics = memory_take(catalog_metric_count + 1, sizeof *comparison->metrics);
    for (size_t i = 0; comparison->metrics != NULL && i < catalog_metric_count; i++) {
        const struct metric *metric = &catalog_metrics[i];
        struct metric_known *known = &comparison->metrics[i];
        *known = (struct metric_known){.stock = metric->nature == METRIC_STOCK, .per_unit = metric_is_per_unit(metric)};
        for (unsigned unit_class = 0; unit_class < sizeof kinds / sizeof *kinds; unit_class++) {
            known->classes |= (unsigned char)(has_kind(metric, kinds[unit_class]) << unit_class);
        }
    }
    return comparison->metrics != NULL;
}

enum chiffre_status chiffre_comparison_new(const struct chiffre_compare_options *options, struct chiffre_comparison **comparison,
                                           struct chiffre_error *error)
{
    struct chiffre_comparison *made = memory_take(1, sizeof *made);
    if (made == NULL) {
        return error_no_memory(error);
    }
    *made = (struct chiffre_comparison){.options = *options, .document = SERIES_NONE};
    enum chiffre_status status = know_metrics(made) ? ask_metrics(made, error) : error_no_memory(error);
    if (status == CHIFFRE_OK) {
        status = ask_entities(made, error);
    }
    if (status != CHIFFRE_OK) {
        chiffre_comparison_free(made);
        return status;
    }
    made->options.metrics = made->options.entities = NULL;
    *comparison = made;
    return CHIFFRE_OK;
}

void chiffre_comparison_free(struct chiffre_comparison *comparison)
{
    if (comparison == NULL) {
        return;
    }
    series_free(&comparison->series);
    memory_free(comparison->periods);
    if (!comparison->is_fork) {
        memory_free(comparison->metrics);
        memory_free(comparison->metric_asked);
        memory_free(comparison->metric_order);
        memory_free(comparison->asked_entities);
    }
    memory_free(comparison->growths);
    memory_free(comparison->growth_of);
    memory_free(comparison->levels);
    memory_free(comparison);
}

const char *unit_class_name(enum unit_class unit_class)
{
    static const char *const names[] = {"", "persons", "percent", "count", "ratio"};
    return names[unit_class];
}

enum unit_class metric_first_class(const struct metric *metric)
{
    static const struct {
        const char *kind;
        enum unit_class unit_class;
    } classes[] = {{"money", UNIT_MONEY}, {"headcount", UNIT_PERSONS}, {"percent", UNIT_PERCENT}, {"count", UNIT_COUNT}};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (strncmp(metric->kinds, classes[i].kind, strlen(classes[i].kind)) == 0) {
            return classes[i].unit_class;
        }
    }
    return UNIT_RATIO;
}

static enum chiffre_status derive_once(struct chiffre_comparison *comparison)
{
    if (!comparison->options.derive || comparison->derived) {
        return CHIFFRE_OK;
    }
    growth_resolve(comparison);
    comparison->derived = true;
    return series_derive(&comparison->series, comparison->growths, comparison->growth_count);
}

/* The kind of period that fills most rows; of equals the one with more figures, then the one first named here. */
static enum chiffre_status choose_periodicity(const struct chiffre_comparison *comparison, const struct ranks *ranks,
                                              enum chiffre_periodicity *chosen, struct placement *best, struct chiffre_error *error)
{
    static const enum chiffre_periodicity kinds[] = {CHIFFRE_PERIODICITY_quarter, CHIFFRE_PERIODICITY_year,
                                                     CHIFFRE_PERIODICITY_half,    CHIFFRE_PERIODICITY_ttm,
                                                     CHIFFRE_PERIODICITY_month,   CHIFFRE_PERIODICITY_day};
    *chosen = CHIFFRE_PERIODICITY_year;
    *best = (struct placement){0};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct placement placement;
        enum chiffre_status status = placement_make(comparison, ranks, kinds[i], &placement, error);
        if (status != CHIFFRE_OK) {
            memory_free(best->items);
            return status;
        }
        bool better =
            placement.complete > best->complete || (placement.complete == best->complete && placement.count > best->count);
        memory_free(better ? best->items : placement.items);
        *best = better ? placement : *best;
        *chosen = better ? kinds[i] : *chosen;
    }
    return CHIFFRE_OK;
}

static enum chiffre_status make_placement(const struct chiffre_comparison *comparison, enum chiffre_periodicity *periodicity,
                                          struct placement *placement, struct chiffre_error *error)
{
    struct ranks ranks;
    enum chiffre_status status;
    *periodicity = comparison->options.periodicity;
    if (!ranks_make(&comparison->series, &ranks)) {
        status = error_no_memory(error);
    } else if (*periodicity == CHIFFRE_PERIODICITY_auto) {
        status = choose_periodicity(comparison, &ranks, periodicity, placement, error);
    } else {
        status = placement_make(comparison, &ranks, *periodicity, placement, error);
    }
    ranks_free(&ranks);
    return status;
}

/* What was read of other kinds of period than the table has. */
static enum chiffre_status count_other_periods(const struct chiffre_comparison *comparison, const struct placement *placement,
                                               struct chiffre_compare_summary *summary)
{
    const struct series *series = &comparison->series;
    bool *placed = memory_take(series->fact_count + 1, sizeof *placed);
    if (placed == NULL) {
        return CHIFFRE_NO_MEMORY;
    }
    memset(placed, 0, (series->fact_count + 1) * sizeof *placed);
    for (size_t i = 0; i < placement->count; i++) {
        placed[placement->items[i].fact] = true;
    }
    for (size_t i = 0; i < series->fact_count; i++) {
        const struct fact *fact = &series->facts[i];
        summary->other_periods[fact->periodicity] += !placed[i] && !series->candidates[fact->first].derived;
    }
    memory_free(placed);
    return CHIFFRE_OK;
}

enum chiffre_status chiffre_comparison_table(struct chiffre_comparison *comparison, struct chiffre_table **table,
                                             struct chiffre_compare_summary *summary, struct chiffre_error *error)
{
    struct chiffre_compare_summary result = comparison->summary;
    if (comparison->failed || !comparison_settle(comparison) || derive_once(comparison) != CHIFFRE_OK) {
        comparison->failed = true;
        return error_no_memory(error);
    }
    enum chiffre_periodicity periodicity;
    struct placement placement;
    enum chiffre_status status = make_placement(comparison, &periodicity, &placement, error);
    if (status != CHIFFRE_OK) {
        return status;
    }
    result.periodicity = periodicity;
    result.complete = placement.complete;
    if (count_other_periods(comparison, &placement, &result) != CHIFFRE_OK) {
        status = error_no_memory(error);
    } else if (comparison->options.long_form) {
        status = placement_long(comparison, &placement, periodicity, table, &result, error);
    } else {
        status = placement_wide(comparison, &placement, periodicity, table, &result, error);
    }
    memory_free(placement.items);
    if (status == CHIFFRE_OK && summary != NULL) {
        *summary = result;
    }
    return status;
}

enum chiffre_status chiffre_compare(const struct chiffre_list *list, const struct chiffre_compare_options *options,
                                    struct chiffre_table **table, struct chiffre_compare_summary *summary,
                                    struct chiffre_error *error)
{
    struct chiffre_comparison *comparison = NULL;
    enum chiffre_status status = chiffre_comparison_new(options, &comparison, error);
    for (size_t i = 0; status == CHIFFRE_OK && i < chiffre_list_count(list); i++) {
        status = chiffre_comparison_add(comparison, chiffre_list_at(list, i));
        if (status != CHIFFRE_OK) {
            error_no_memory(error);
        }
    }
    if (status == CHIFFRE_OK) {
        status = chiffre_comparison_table(comparison, table, summary, error);
    }
    chiffre_comparison_free(comparison);
    return status;
}
