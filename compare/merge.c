/* SPDX-License-Identifier: MIT */
/* Two series -> one, as if the second's figures had been read after the first's. */
#include "compare/comparison.h"

#include "core/text.h"

/* The numbers of another series' names in this one. */
struct mapping {
    uint32_t *entities, *labels, *units, *documents;
};

static uint32_t *map_names(struct names *into, const struct names *from)
{
    uint32_t *map = memory_take(from->count + 1, sizeof *map);
    for (size_t i = 0; map != NULL && i < from->count; i++) {
        map[i] = names_add(into, from->texts[i]);
        if (map[i] == NAMES_NONE) {
            memory_free(map);
            map = NULL;
        }
    }
    return map;
}

/* By every spelling, so that the fullest one is found again. */
static uint32_t *map_entities(struct series *series, const struct series *from)
{
    uint32_t *map = memory_take(from->entities.count + 1, sizeof *map);
    for (size_t i = 0; map != NULL && i < from->raw_entities.count; i++) {
        uint32_t entity = series_entity(series, from->raw_entities.texts[i]);
        if (entity == SERIES_NONE) {
            memory_free(map);
            return NULL;
        }
        map[from->entity_of_raw[i]] = entity;
    }
    return map;
}

static bool mapping_make(struct series *series, const struct series *from, struct mapping *mapping)
{
    mapping->entities = map_entities(series, from);
    mapping->labels = map_names(&series->labels, &from->labels);
    mapping->units = map_names(&series->units, &from->units);
    mapping->documents = map_names(&series->documents, &from->documents);
    return mapping->entities != NULL && mapping->labels != NULL && mapping->units != NULL && mapping->documents != NULL;
}

static void mapping_free(struct mapping *mapping)
{
    memory_free(mapping->entities);
    memory_free(mapping->labels);
    memory_free(mapping->units);
    memory_free(mapping->documents);
}

static bool merge_candidate(struct series *series, const struct series *from, const struct mapping *mapping,
                            const struct candidate *candidate, uint32_t fact)
{
    struct chiffre_decimal value_to = candidate_value_to(from, candidate);
    struct candidate *found = series_candidate(series, fact, candidate, &value_to, NULL);
    uint32_t linked = 0;
    bool done = found != NULL;
    for (uint32_t i = candidate->first_source; i != SERIES_NONE && done; i = from->sources[i].next) {
        struct source_link link = from->sources[i];
        link.document = mapping->documents[link.document];
        done = series_link_source(series, found, &link);
        linked++;
    }
    if (done) {
        found->count += candidate->count - linked; /* those beyond the ones that are kept */
    }
    return done;
}

static bool merge_facts(struct series *series, const struct series *from, const struct mapping *mapping)
{
    bool done = true;
    for (size_t i = 0; i < from->fact_count && done; i++) {
        struct fact key = from->facts[i];
        key.entity = mapping->entities[key.entity];
        key.unit = mapping->units[key.unit];
        key.label = mapping->labels[key.label];
        uint32_t fact = series_fact(series, &key);
        done = fact != SERIES_NONE;
        for (uint32_t j = from->facts[i].first; j != SERIES_NONE && done; j = from->candidates[j].next) {
            done = merge_candidate(series, from, mapping, &from->candidates[j], fact);
        }
    }
    return done;
}

bool series_merge(struct series *series, struct series *from)
{
    struct mapping mapping = {0};
    bool done = array_reserve(&series->kept, &series->kept_capacity, series->kept_count + 1, sizeof *series->kept);
    done = done && mapping_make(series, from, &mapping) && merge_facts(series, from, &mapping);
    mapping_free(&mapping);
    if (done) {
        series->kept[series->kept_count++] = from->arena;
        from->arena = (struct arena){0};
        series_free(from);
    }
    return done;
}

struct chiffre_comparison *comparison_fork(const struct chiffre_comparison *comparison)
{
    struct chiffre_comparison *fork = memory_take(1, sizeof *fork);
    if (fork == NULL) {
        return NULL;
    }
    *fork = (struct chiffre_comparison){.options = comparison->options,
                                        .metrics = comparison->metrics,
                                        .metric_asked = comparison->metric_asked,
                                        .asked_entities = comparison->asked_entities,
                                        .document = SERIES_NONE,
                                        .is_fork = true};
    /* The entities asked for were numbered first: they get the same numbers here. */
    for (size_t i = 0; i < comparison->options.entity_count; i++) {
        struct chiffre_text key = comparison->series.entities.texts[comparison->asked_entities[i]];
        if (series_entity_asked(&fork->series, key) != comparison->asked_entities[i]) {
            chiffre_comparison_free(fork);
            return NULL;
        }
    }
    return fork;
}

static void add_summary(struct chiffre_compare_summary *to, const struct chiffre_compare_summary *from)
{
    to->figures += from->figures;
    to->used += from->used;
    to->without_entity += from->without_entity;
    to->without_period += from->without_period;
    to->without_unit += from->without_unit;
    to->without_metric += from->without_metric;
    to->not_levels += from->not_levels;
    to->not_asked += from->not_asked;
}

bool comparison_join(struct chiffre_comparison *comparison, struct chiffre_comparison *fork)
{
    bool done = comparison_settle(comparison) && comparison_settle(fork);
    add_summary(&comparison->summary, &fork->summary);
    if (done && comparison->series.raw_entities.count == 0 && comparison->series.documents.count == 0) {
        struct series empty = comparison->series; /* nothing has been read here: the fork's series is the result */
        comparison->series = fork->series;
        fork->series = empty;
    } else {
        done = done && series_merge(&comparison->series, &fork->series);
    }
    comparison->document = SERIES_NONE;
    comparison->failed = comparison->failed || !done;
    chiffre_comparison_free(fork);
    return done;
}
