/* SPDX-License-Identifier: MIT */
/* Figures' keys and values -> facts, each with its different values; a value told twice is one candidate with two sources. */
#include "compare/series.h"

#include "core/date.h"
#include "core/text.h"

void series_free(struct series *series)
{
    names_free(&series->raw_entities);
    names_free(&series->entities);
    names_free(&series->raw_metrics);
    names_free(&series->labels);
    names_free(&series->units);
    names_free(&series->documents);
    memory_free(series->entity_of_raw);
    memory_free(series->spellings);
    memory_free(series->metric_of_raw);
    memory_free(series->facts);
    memory_free(series->fact_slots.numbers);
    memory_free(series->candidates);
    memory_free(series->candidate_slots.numbers);
    memory_free(series->sources);
    memory_free(series->intervals);
    arena_free(&series->arena);
    *series = (struct series){0};
}

static bool reserve(void *items, size_t *capacity, size_t needed, size_t size)
{
    void *block;
    memcpy(&block, items, sizeof block);
    bool done = array_reserve(&block, capacity, needed, size);
    memcpy(items, &block, sizeof block);
    return done;
}

uint32_t series_entity_asked(struct series *series, struct chiffre_text name)
{
    size_t before = series->entities.count;
    char small[384];
    char *folded = name.length * 3 <= sizeof small ? small : arena_take(&series->arena, name.length * 3);
    if (folded == NULL) {
        return SERIES_NONE;
    }
    uint32_t entity = names_add(&series->entities, (struct chiffre_text){folded, entity_key(name, folded)});
    if (entity == NAMES_NONE ||
        !reserve(&series->spellings, &series->spellings_capacity, (size_t)entity + 1, sizeof *series->spellings)) {
        return SERIES_NONE;
    }
    if (entity >= before) {
        series->spellings[entity] = (struct chiffre_text){NULL, 0};
    }
    return entity;
}

uint32_t series_entity(struct series *series, struct chiffre_text name)
{
    size_t before = series->raw_entities.count;
    uint32_t raw = names_add(&series->raw_entities, name);
    if (raw == NAMES_NONE) {
        return SERIES_NONE;
    }
    if (raw < before) {
        return series->entity_of_raw[raw];
    }
    if (!reserve(&series->entity_of_raw, &series->entity_of_raw_capacity, (size_t)raw + 1, sizeof *series->entity_of_raw)) {
        return SERIES_NONE;
    }
    uint32_t entity = series_entity_asked(series, name);
    series->entity_of_raw[raw] = entity;
    if (entity != SERIES_NONE && entity_fuller(name, series->spellings[entity])) {
        series->spellings[entity] = series->raw_entities.texts[raw];
    }
    return entity;
}

uint32_t series_metric(struct series *series, struct chiffre_text name, bool *known)
{
    size_t before = series->raw_metrics.count;
    uint32_t raw = names_add(&series->raw_metrics, name);
    if (raw == NAMES_NONE ||
        !reserve(&series->metric_of_raw, &series->metric_of_raw_capacity, (size_t)raw + 1, sizeof *series->metric_of_raw)) {
        return SERIES_NONE;
    }
    if (raw >= before) {
        const struct metric *metric = catalog_metric(name);
        series->metric_of_raw[raw] = metric == NULL ? SERIES_NONE : (uint32_t)(metric - catalog_metrics);
    }
    *known = series->metric_of_raw[raw] != SERIES_NONE;
    return *known ? series->metric_of_raw[raw] : 0;
}

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ (hash >> 29);
}

static uint64_t fact_hash(const struct fact *fact)
{
    uint64_t hash = mix(fact->entity, ((uint64_t)fact->unit << 32) | fact->metric);
    hash = mix(hash, ((uint64_t)(uint32_t)fact->start << 32) | (uint32_t)fact->end);
    return mix(hash, (uint64_t)fact->periodicity);
}

static bool fact_equal(const struct fact *a, const struct fact *b)
{
    return a->entity == b->entity && a->unit == b->unit && a->metric == b->metric && a->periodicity == b->periodicity &&
           a->start == b->start && a->end == b->end;
}

static uint64_t candidate_hash(const struct candidate *candidate)
{
    uint64_t hash = mix(candidate->fact, (uint64_t)candidate->value.coefficient);
    hash = mix(hash, ((uint64_t)(uint32_t)candidate->value.exponent << 32) | (uint32_t)candidate->decimals);
    return mix(hash, ((uint64_t)candidate->bound << 8) | (uint64_t)candidate->status);
}

static bool candidate_equal(const struct candidate *a, const struct candidate *b)
{
    return a->fact == b->fact && a->decimals == b->decimals && a->bound == b->bound && a->status == b->status &&
           a->equivalent == b->equivalent && a->derived == b->derived && decimal_compare(a->value, b->value) == 0 &&
           a->value_to.known == b->value_to.known && (!a->value_to.known || decimal_compare(a->value_to, b->value_to) == 0);
}

/* The same number must hash alike however many zeros were written. */
static struct chiffre_decimal canonical(struct chiffre_decimal value)
{
    while (value.coefficient != 0 && value.coefficient % 10 == 0) {
        value.coefficient /= 10;
        value.exponent++;
    }
    value.exponent = value.coefficient == 0 ? 0 : value.exponent;
    return value;
}

static bool slots_rehash(struct slots *slots, const struct series *series, bool facts)
{
    size_t count = slots->count == 0 ? 256 : slots->count * 2;
    uint32_t *numbers = memory_take(count, sizeof *numbers);
    if (numbers == NULL) {
        return false;
    }
    memset(numbers, 0, count * sizeof *numbers);
    for (size_t i = 0; i < slots->used; i++) {
        uint64_t hash = facts ? fact_hash(&series->facts[i]) : candidate_hash(&series->candidates[i]);
        size_t at = (size_t)hash & (count - 1);
        while (numbers[at] != 0) {
            at = (at + 1) & (count - 1);
        }
        numbers[at] = (uint32_t)(i + 1);
    }
    memory_free(slots->numbers);
    slots->numbers = numbers;
    slots->count = count;
    return true;
}

/* The slot of an equal fact, or the free one where it belongs. */
static size_t fact_slot(const struct series *series, const struct fact *key)
{
    const struct slots *slots = &series->fact_slots;
    size_t at = (size_t)fact_hash(key) & (slots->count - 1);
    while (slots->numbers[at] != 0 && !fact_equal(&series->facts[slots->numbers[at] - 1], key)) {
        at = (at + 1) & (slots->count - 1);
    }
    return at;
}

uint32_t series_find(const struct series *series, const struct fact *key)
{
    return series->fact_count == 0 ? SERIES_NONE : series->fact_slots.numbers[fact_slot(series, key)] - 1;
}

uint32_t series_fact(struct series *series, const struct fact *key)
{
    struct slots *slots = &series->fact_slots;
    if (slots->used * 2 >= slots->count && !slots_rehash(slots, series, true)) {
        return SERIES_NONE;
    }
    size_t at = fact_slot(series, key);
    if (slots->numbers[at] != 0) {
        return slots->numbers[at] - 1;
    }
    if (series->fact_count >= SERIES_NONE - 1 ||
        !reserve(&series->facts, &series->fact_capacity, series->fact_count + 1, sizeof *series->facts)) {
        return SERIES_NONE;
    }
    struct fact *fact = &series->facts[series->fact_count++];
    *fact = *key;
    fact->first = fact->last = SERIES_NONE;
    fact->candidate_count = 0;
    slots->numbers[at] = (uint32_t)series->fact_count;
    slots->used = series->fact_count;
    return slots->numbers[at] - 1;
}

bool series_link_source(struct series *series, struct candidate *candidate, const struct source_link *source)
{
    if (candidate->count++ >= SERIES_SOURCES_MAX) {
        return true;
    }
    if (!reserve(&series->sources, &series->source_capacity, series->source_count + 1, sizeof *series->sources)) {
        return false;
    }
    struct source_link *link = &series->sources[series->source_count];
    *link = *source;
    link->text = arena_text(&series->arena, source->text);
    link->next = SERIES_NONE;
    if (candidate->first_source == SERIES_NONE) {
        candidate->first_source = (uint32_t)series->source_count;
    } else {
        series->sources[candidate->last_source].next = (uint32_t)series->source_count;
    }
    candidate->last_source = (uint32_t)series->source_count++;
    return !series->arena.failed;
}

enum chiffre_status series_add(struct series *series, const struct candidate *candidate, const struct source_link *source)
{
    struct slots *slots = &series->candidate_slots;
    if (slots->used * 2 >= slots->count && !slots_rehash(slots, series, false)) {
        return CHIFFRE_NO_MEMORY;
    }
    struct candidate key = *candidate;
    key.value = canonical(key.value);
    size_t at = (size_t)candidate_hash(&key) & (slots->count - 1);
    while (slots->numbers[at] != 0) {
        if (candidate_equal(&series->candidates[slots->numbers[at] - 1], &key)) {
            struct candidate *same = &series->candidates[slots->numbers[at] - 1];
            return series_link_source(series, same, source) ? CHIFFRE_OK : CHIFFRE_NO_MEMORY;
        }
        at = (at + 1) & (slots->count - 1);
    }
    if (series->candidate_count >= SERIES_NONE - 1 ||
        !reserve(&series->candidates, &series->candidate_capacity, series->candidate_count + 1, sizeof *series->candidates)) {
        return CHIFFRE_NO_MEMORY;
    }
    uint32_t number = (uint32_t)series->candidate_count++;
    key.next = key.first_source = key.last_source = SERIES_NONE;
    key.count = 0;
    series->candidates[number] = key;
    slots->numbers[at] = number + 1;
    slots->used = series->candidate_count;
    struct fact *fact = &series->facts[key.fact];
    if (fact->first == SERIES_NONE) {
        fact->first = number;
    } else {
        series->candidates[fact->last].next = number;
    }
    fact->last = number;
    fact->candidate_count++;
    return series_link_source(series, &series->candidates[number], source) ? CHIFFRE_OK : CHIFFRE_NO_MEMORY;
}
