/* SPDX-License-Identifier: MIT */
/* Figures, one by one -> facts: which figures are levels, of whom, when, in what unit; growth figures are kept to derive from. */
#include "compare/comparison.h"

#include <stdlib.h>

#include "core/error.h"
#include "core/text.h"

static bool reserve(void *items, size_t *capacity, size_t needed, size_t size)
{
    void *block;
    memcpy(&block, items, sizeof block);
    bool done = array_reserve(&block, capacity, needed, size);
    memcpy(items, &block, sizeof block);
    return done;
}

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

/* The kind, or what the unit says of it in a table made by hand. False: a change in points, or nothing known. */
static bool unit_class_of(const struct chiffre_figure *figure, struct chiffre_text unit, enum unit_class *unit_class)
{
    switch (figure->kind) {
    case CHIFFRE_KIND_money:
        *unit_class = UNIT_MONEY;
        return true;
    case CHIFFRE_KIND_headcount:
        *unit_class = UNIT_PERSONS;
        return true;
    case CHIFFRE_KIND_percent:
        *unit_class = UNIT_PERCENT;
        return unit.length == 0 || text_equal(unit, TEXT("percent"));
    case CHIFFRE_KIND_count:
        *unit_class = UNIT_COUNT;
        return true;
    case CHIFFRE_KIND_ratio:
        *unit_class = UNIT_RATIO;
        return true;
    case CHIFFRE_KIND_none:
        break;
    }
    *unit_class = text_equal(unit, TEXT("persons"))   ? UNIT_PERSONS
                  : text_equal(unit, TEXT("percent")) ? UNIT_PERCENT
                                                      : UNIT_MONEY;
    return *unit_class != UNIT_MONEY || catalog_currency(unit) != NULL;
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

static bool rate_fits(const struct chiffre_figure *figure, const struct metric_known *metric)
{
    return figure->per.length == 0 || text_equal(figure->per, TEXT("year")) || metric->per_unit;
}

static bool entity_is_asked(const struct chiffre_comparison *comparison, uint32_t entity)
{
    for (size_t i = 0; i < comparison->options.entity_count; i++) {
        if (comparison->asked_entities[i] == entity) {
            return true;
        }
    }
    return comparison->options.entity_count == 0;
}

static bool relation_is_level(const struct chiffre_figure *figure)
{
    switch (figure->relation) {
    case CHIFFRE_RELATION_none:
    case CHIFFRE_RELATION_equivalent:
        return true;
    case CHIFFRE_RELATION_prior: /* the guidance before the new one is no level of its period */
        return figure->status == CHIFFRE_STATUS_none || figure->status == CHIFFRE_STATUS_actual;
    case CHIFFRE_RELATION_growth:
    case CHIFFRE_RELATION_share:
    case CHIFFRE_RELATION_part:
    case CHIFFRE_RELATION_total:
    case CHIFFRE_RELATION_consensus:
        break;
    }
    return false;
}

/* The period, which few labels tell for many figures. False: none, or no memory. */
static bool read_period(struct chiffre_comparison *comparison, const struct chiffre_figure *figure, struct fact *key)
{
    key->label = names_add(&comparison->series.labels, figure->period);
    if (key->label == NAMES_NONE ||
        !reserve(&comparison->periods, &comparison->period_capacity, (size_t)key->label + 1, sizeof *comparison->periods)) {
        comparison->failed = true;
        return false;
    }
    while (comparison->period_count <= key->label) {
        comparison->periods[comparison->period_count++] = (struct period_known){.known = false};
    }
    struct period_known *known = &comparison->periods[key->label];
    if (!known->known || known->given_start != figure->period_start || known->given_end != figure->period_end) {
        enum chiffre_periodicity periodicity = CHIFFRE_PERIODICITY_auto;
        *known = (struct period_known){.given_start = figure->period_start, .given_end = figure->period_end, .known = true};
        known->dated = period_kind(figure, &periodicity, &known->start, &known->end);
        known->periodicity = (unsigned char)periodicity;
    }
    key->periodicity = known->periodicity;
    key->start = known->start;
    key->end = known->end;
    return known->dated;
}

/* Whose figure, of what and when. False: counted in the summary, or no memory (comparison->failed). */
static bool read_key(struct chiffre_comparison *comparison, const struct chiffre_figure *figure, struct fact *key)
{
    struct chiffre_compare_summary *summary = &comparison->summary;
    bool known = false;
    uint32_t metric = series_metric(&comparison->series, figure->metric, &known);
    if (!known) {
        comparison->failed = comparison->failed || metric == SERIES_NONE;
        summary->without_metric++;
        return false;
    }
    key->metric = (uint16_t)metric;
    if (comparison->metric_asked != NULL && !comparison->metric_asked[metric]) {
        summary->not_asked++;
        return false;
    }
    if (figure->entity.length == 0) {
        summary->without_entity++;
        return false;
    }
    key->entity = series_entity(&comparison->series, figure->entity);
    comparison->failed = comparison->failed || key->entity == SERIES_NONE;
    if (!entity_is_asked(comparison, key->entity)) {
        summary->not_asked++;
        return false;
    }
    if (!read_period(comparison, figure, key)) {
        summary->without_period += !comparison->failed;
        return false;
    }
    if (comparison->metrics[metric].stock) {
        key->periodicity = CHIFFRE_PERIODICITY_day;
        key->start = key->end;
    }
    return !comparison->failed;
}

static struct source_link source_of(const struct chiffre_comparison *comparison, const struct chiffre_figure *figure)
{
    return (struct source_link){comparison->document, SERIES_NONE, figure->line, figure->text};
}

/* The oldest waiting level goes into the series. */
static bool settle_first(struct chiffre_comparison *comparison, uint32_t *fact)
{
    struct queue *queue = &comparison->queue;
    struct waiting *waiting = &queue->items[queue->first++ % QUEUE_LENGTH];
    struct interval none = {DECIMAL_EMPTY, DECIMAL_EMPTY};
    *fact = series_fact(&comparison->series, &waiting->key);
    waiting->candidate.fact = *fact;
    return *fact != SERIES_NONE && series_add(&comparison->series, &waiting->candidate, waiting->value_to, none, &waiting->source) ==
                                       CHIFFRE_OK;
}

bool comparison_settle(struct chiffre_comparison *comparison)
{
    uint32_t fact;
    bool done = true;
    while (done && comparison->queue.first < comparison->queue.end) {
        done = settle_first(comparison, &fact);
    }
    return done;
}

/* For growth figures that point to it. */
static bool remember_level(struct chiffre_comparison *comparison, const struct chiffre_figure *figure)
{
    uint32_t fact;
    if (!settle_first(comparison, &fact) ||
        !reserve(&comparison->levels, &comparison->level_capacity, comparison->level_count + 1, sizeof *comparison->levels)) {
        return false;
    }
    comparison->levels[comparison->level_count++] =
        (struct document_level){figure->id, figure->of, fact, SERIES_NONE, figure->relation == CHIFFRE_RELATION_prior};
    return true;
}

static bool add_level(struct chiffre_comparison *comparison, const struct chiffre_figure *figure, struct fact *key,
                      struct chiffre_text unit)
{
    bool normalized = figure->normalized_value.known;
    struct series *series = &comparison->series;
    struct queue *queue = &comparison->queue;
    uint32_t settled;
    key->unit = names_add(&series->units, key->unit_class == UNIT_MONEY ? unit : text_from(unit_class_name((enum unit_class)key->unit_class)));
    if (key->unit == NAMES_NONE || (queue->end - queue->first == QUEUE_LENGTH && !settle_first(comparison, &settled))) {
        return false;
    }
    struct waiting *waiting = &queue->items[queue->end++ % QUEUE_LENGTH];
    *waiting = (struct waiting){.key = *key, .source = source_of(comparison, figure)};
    waiting->candidate.value = series_canonical(normalized ? figure->normalized_value : figure->value);
    waiting->candidate.decimals = normalized ? figure->normalized_decimals : figure->decimals;
    waiting->candidate.bound = (unsigned char)figure->bound;
    waiting->candidate.status = (unsigned char)figure->status;
    waiting->candidate.equivalent = figure->relation == CHIFFRE_RELATION_equivalent;
    waiting->value_to = normalized ? figure->normalized_value_to : figure->value_to;
    waiting->source.text = arena_text(&series->arena, figure->text); /* the figure may go before its turn comes */
    waiting->place = series_prefetch(series, key, &waiting->candidate);
    if (queue->end - queue->first > QUEUE_LENGTH / 2) {
        series_prefetch_items(series, &queue->items[(queue->end - QUEUE_LENGTH / 2) % QUEUE_LENGTH].place);
    }
    comparison->summary.used++;
    return !series->arena.failed && (!comparison->options.derive || remember_level(comparison, figure));
}

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

static bool add_growth(struct chiffre_comparison *comparison, const struct chiffre_figure *figure, const struct fact *key)
{
    size_t count = comparison->growth_count;
    if (!reserve(&comparison->growths, &comparison->growth_capacity, count + 1, sizeof *comparison->growths) ||
        !reserve(&comparison->growth_of, &comparison->growth_of_capacity, count + 1, sizeof *comparison->growth_of)) {
        return false;
    }
    struct growth growth = {.key = *key, .prior = SERIES_NONE, .value = figure->value, .value_to = figure->value_to,
                            .decimals = figure->decimals, .bound = figure->bound, .source = source_of(comparison, figure)};
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
static void resolve_growths(struct chiffre_comparison *comparison)
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

static bool enter_document(struct chiffre_comparison *comparison, struct chiffre_text document)
{
    struct names *documents = &comparison->series.documents;
    if (comparison->document != SERIES_NONE && text_equal(documents->texts[comparison->document], document)) {
        return true;
    }
    resolve_growths(comparison);
    comparison->document = names_add(documents, document);
    return comparison->document != NAMES_NONE;
}

enum chiffre_status chiffre_comparison_add(struct chiffre_comparison *comparison, const struct chiffre_figure *figure)
{
    struct chiffre_compare_summary *summary = &comparison->summary;
    summary->figures++;
    bool growth = figure->relation == CHIFFRE_RELATION_growth;
    if (growth ? !comparison->options.derive : !relation_is_level(figure)) {
        summary->not_levels++;
        return CHIFFRE_OK;
    }
    bool normalized = figure->normalized_value.known && figure->normalized_unit.length > 0;
    struct chiffre_text unit = normalized ? figure->normalized_unit : figure->unit;
    struct fact key = {0};
    if (!enter_document(comparison, figure->document)) {
        comparison->failed = true;
    } else if (figure->value.known && read_key(comparison, figure, &key)) {
        const struct metric_known *metric = &comparison->metrics[key.metric];
        enum unit_class unit_class = UNIT_MONEY;
        bool level = unit_class_of(figure, unit, &unit_class) && ((metric->classes >> unit_class) & 1) != 0;
        key.unit_class = (unsigned char)unit_class;
        if (growth) {
            summary->not_levels++;
            comparison->failed = !add_growth(comparison, figure, &key);
        } else if (key.unit_class == UNIT_MONEY && unit.length == 0) {
            summary->without_unit++;
        } else if (!level || !rate_fits(figure, metric)) {
            summary->not_levels++;
        } else {
            comparison->failed = !add_level(comparison, figure, &key, unit);
        }
    }
    return comparison->failed ? CHIFFRE_NO_MEMORY : CHIFFRE_OK;
}

static enum chiffre_status derive_once(struct chiffre_comparison *comparison)
{
    if (!comparison->options.derive || comparison->derived) {
        return CHIFFRE_OK;
    }
    resolve_growths(comparison);
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
        bool better = placement.complete > best->complete || (placement.complete == best->complete && placement.count > best->count);
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
                                    struct chiffre_table **table, struct chiffre_compare_summary *summary, struct chiffre_error *error)
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
