/* SPDX-License-Identifier: MIT */
/* A figure -> a level in the series, or a reason why it is none. */
#include "compare/comparison.h"

#include "core/text.h"

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
    *unit_class = text_equal(unit, TEXT("persons")) ? UNIT_PERSONS : text_equal(unit, TEXT("percent")) ? UNIT_PERCENT : UNIT_MONEY;
    return *unit_class != UNIT_MONEY || catalog_currency(unit) != NULL;
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
        !array_reserve(&comparison->periods, &comparison->period_capacity, (size_t)key->label + 1, sizeof *comparison->periods)) {
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

struct source_link level_source(const struct chiffre_comparison *comparison, const struct chiffre_figure *figure)
{
    return (struct source_link){comparison->document, SERIES_NONE, figure->line, figure->text};
}

/* The oldest waiting level goes into the series. */
static bool settle_first(struct chiffre_comparison *comparison, uint32_t *number)
{
    struct queue *queue = &comparison->queue;
    struct series *series = &comparison->series;
    const struct waiting *waiting = &queue->items[queue->first++ % QUEUE_LENGTH];
    uint32_t fact = series_fact(series, &waiting->key);
    struct candidate *candidate =
        fact == SERIES_NONE ? NULL : series_candidate(series, fact, &waiting->candidate, &waiting->value_to, NULL);
    *number = fact;
    return candidate != NULL && series_link_source(series, candidate, &waiting->source);
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
    if (!settle_first(comparison, &fact) || !array_reserve(&comparison->levels, &comparison->level_capacity,
                                                            comparison->level_count + 1, sizeof *comparison->levels)) {
        return false;
    }
    comparison->levels[comparison->level_count++] =
        (struct document_level){figure->id, figure->of, fact, SERIES_NONE, figure->relation == CHIFFRE_RELATION_prior};
    return true;
}

/* The next place of the queue. What goes there is written there, field by field: a structure that is copied right after its parts
 * were written waits for all earlier writes, and so for memory. NULL: no memory. */
static struct waiting *next_waiting(struct chiffre_comparison *comparison)
{
    struct queue *queue = &comparison->queue;
    uint32_t settled;
    if (queue->end - queue->first == QUEUE_LENGTH && !settle_first(comparison, &settled)) {
        return NULL;
    }
    return &queue->items[queue->end % QUEUE_LENGTH];
}

/* waiting->key is known but for the unit. */
static bool add_level(struct chiffre_comparison *comparison, const struct chiffre_figure *figure, struct waiting *waiting,
                      struct chiffre_text unit, bool normalized)
{
    struct series *series = &comparison->series;
    struct queue *queue = &comparison->queue;
    struct fact *key = &waiting->key;
    struct candidate *candidate = &waiting->candidate;
    key->unit = names_add(&series->units,
                          key->unit_class == UNIT_MONEY ? unit : text_from(unit_class_name((enum unit_class)key->unit_class)));
    candidate->value = normalized ? figure->normalized_value : figure->value;
    candidate->decimals = normalized ? figure->normalized_decimals : figure->decimals;
    candidate->bound = (unsigned char)figure->bound;
    candidate->status = (unsigned char)figure->status;
    candidate->equivalent = figure->relation == CHIFFRE_RELATION_equivalent;
    candidate->derived = false;
    candidate->converted = normalized && figure->fx_rate.known;
    if (candidate->value.exponent != 0) {
        series_canonical(&candidate->value);
    }
    waiting->value_to = normalized ? figure->normalized_value_to : figure->value_to;
    waiting->source.document = comparison->document;
    waiting->source.line = figure->line;
    waiting->source.text = arena_text(&series->arena, figure->text); /* the figure may go before its turn comes */
    queue->end++;
    series_prefetch(series, key, candidate, &waiting->place);
    if (queue->end - queue->first > QUEUE_LENGTH / 2) {
        series_prefetch_items(series, &queue->items[(queue->end - QUEUE_LENGTH / 2) % QUEUE_LENGTH].place);
    }
    comparison->summary.used++;
    return key->unit != NAMES_NONE && !series->arena.failed && (!comparison->options.derive || remember_level(comparison, figure));
}

static bool enter_document(struct chiffre_comparison *comparison, struct chiffre_text document)
{
    struct names *documents = &comparison->series.documents;
    if (comparison->document != SERIES_NONE && text_equal(documents->texts[comparison->document], document)) {
        return true;
    }
    growth_resolve(comparison);
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
    struct waiting *waiting = next_waiting(comparison);
    if (waiting == NULL || !enter_document(comparison, figure->document)) {
        comparison->failed = true;
    } else if (figure->value.known && read_key(comparison, figure, &waiting->key)) {
        struct fact *key = &waiting->key;
        const struct metric_known *metric = &comparison->metrics[key->metric];
        enum unit_class unit_class = UNIT_MONEY;
        bool level = unit_class_of(figure, unit, &unit_class) && ((metric->classes >> unit_class) & 1) != 0;
        key->unit_class = (unsigned char)unit_class;
        if (growth) {
            summary->not_levels++;
            comparison->failed = !growth_add(comparison, figure, key);
        } else if (key->unit_class == UNIT_MONEY && unit.length == 0) {
            summary->without_unit++;
        } else if (!level || !rate_fits(figure, metric)) {
            summary->not_levels++;
        } else {
            comparison->failed = !add_level(comparison, figure, waiting, unit, normalized);
        }
    }
    return comparison->failed ? CHIFFRE_NO_MEMORY : CHIFFRE_OK;
}
