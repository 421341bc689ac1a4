/* SPDX-License-Identifier: MIT */
/* Figures' keys and values -> facts, each with its different values; a value told twice is one candidate with two sources. */
#include "compare/series.h"

#include "core/date.h"
#include "core/text.h"

#define TAG UINT64_C(0xFFFFFFFF00000000)

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
    memory_free(series->fact_slots.items);
    memory_free(series->candidates);
    memory_free(series->candidate_slots.items);
    memory_free(series->sources);
    memory_free(series->extras);
    arena_free(&series->arena);
    for (size_t i = 0; i < series->kept_count; i++) {
        arena_free(&series->kept[i]);
    }
    memory_free(series->kept);
    *series = (struct series){0};
}

uint32_t series_entity_asked(struct series *series, struct chiffre_text name)
{
    size_t before = series->entities.count;
    char small[384];
    char *folded = ENTITY_KEY_ROOM(name) <= sizeof small ? small : arena_take(&series->arena, ENTITY_KEY_ROOM(name));
    if (folded == NULL) {
        return SERIES_NONE;
    }
    uint32_t entity = names_add(&series->entities, (struct chiffre_text){folded, entity_key(name, folded)});
    if (entity == NAMES_NONE ||
        !array_reserve(&series->spellings, &series->spellings_capacity, (size_t)entity + 1, sizeof *series->spellings)) {
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
    if (!array_reserve(&series->entity_of_raw, &series->entity_of_raw_capacity, (size_t)raw + 1, sizeof *series->entity_of_raw)) {
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
        !array_reserve(&series->metric_of_raw, &series->metric_of_raw_capacity, (size_t)raw + 1, sizeof *series->metric_of_raw)) {
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

/* From the fact's hash, not its number: it is known before the fact is found. */
static uint64_t candidate_hash(const struct candidate *candidate, uint64_t fact)
{
    uint64_t hash = mix(fact, (uint64_t)candidate->value.coefficient);
    hash = mix(hash, ((uint64_t)(uint32_t)candidate->value.exponent << 32) | (uint32_t)candidate->decimals);
    return mix(hash, ((uint64_t)candidate->bound << 8) | candidate->status);
}

static bool candidate_equal(const struct series *series, const struct candidate *a, uint32_t fact, const struct candidate *b,
                            const struct chiffre_decimal *b_value_to)
{
    if (a->fact != fact || a->decimals != b->decimals || a->bound != b->bound || a->status != b->status ||
        a->equivalent != b->equivalent || a->derived != b->derived || a->value.coefficient != b->value.coefficient ||
        a->value.exponent != b->value.exponent) {
        return false;
    }
    if (a->extra == SERIES_NONE) {
        return !b_value_to->known;
    }
    struct chiffre_decimal a_value_to = candidate_value_to(series, a);
    return a_value_to.known == b_value_to->known && (!a_value_to.known || decimal_compare(a_value_to, *b_value_to) == 0);
}

struct chiffre_decimal candidate_value_to(const struct series *series, const struct candidate *candidate)
{
    return candidate->extra == SERIES_NONE ? DECIMAL_EMPTY : series->extras[candidate->extra].value_to;
}

void series_canonical(struct chiffre_decimal *value)
{
    while (value->exponent < 0 && value->coefficient % 10 == 0) {
        value->coefficient /= 10;
        value->exponent++;
    }
    while (value->exponent > 0) {
        chiffre_int128 larger;
        if (__builtin_mul_overflow(value->coefficient, (chiffre_int128)10, &larger)) {
            break;
        }
        value->coefficient = larger;
        value->exponent--;
    }
}

static bool slots_rehash(struct slots *slots, const struct series *series, bool facts)
{
    size_t count = slots->count == 0 ? 1024 : slots->count * 2;
    uint64_t *items = memory_take(count, sizeof *items);
    if (items == NULL) {
        return false;
    }
    memset(items, 0, count * sizeof *items);
    for (size_t i = 0; i < slots->used; i++) {
        uint64_t hash = fact_hash(&series->facts[facts ? i : series->candidates[i].fact]);
        hash = facts ? hash : candidate_hash(&series->candidates[i], hash);
        size_t at = (size_t)hash & (count - 1);
        while (items[at] != 0) {
            at = (at + 1) & (count - 1);
        }
        items[at] = (hash & TAG) | (i + 1);
    }
    memory_free(slots->items);
    slots->items = items;
    slots->count = count;
    return true;
}

/* The slot of an equal fact, or the free one where it belongs. */
static size_t fact_slot(const struct series *series, const struct fact *key, uint64_t hash)
{
    const struct slots *slots = &series->fact_slots;
    size_t at = (size_t)hash & (slots->count - 1);
    for (; slots->items[at] != 0; at = (at + 1) & (slots->count - 1)) {
        uint64_t item = slots->items[at];
        if ((item & TAG) == (hash & TAG) && fact_equal(&series->facts[(item & ~TAG) - 1], key)) {
            break;
        }
    }
    return at;
}

uint32_t series_find(const struct series *series, const struct fact *key)
{
    if (series->fact_count == 0) {
        return SERIES_NONE;
    }
    uint64_t item = series->fact_slots.items[fact_slot(series, key, fact_hash(key))];
    return item == 0 ? SERIES_NONE : (uint32_t)(item & ~TAG) - 1;
}

uint32_t series_fact(struct series *series, const struct fact *key)
{
    struct slots *slots = &series->fact_slots;
    if (slots->used * 2 >= slots->count && !slots_rehash(slots, series, true)) {
        return SERIES_NONE;
    }
    uint64_t hash = fact_hash(key);
    size_t at = fact_slot(series, key, hash);
    if (slots->items[at] != 0) {
        return (uint32_t)(slots->items[at] & ~TAG) - 1;
    }
    if (series->fact_count >= SERIES_NONE - 1 ||
        !array_reserve(&series->facts, &series->fact_capacity, series->fact_count + 1, sizeof *series->facts)) {
        return SERIES_NONE;
    }
    struct fact *fact = &series->facts[series->fact_count++];
    *fact = *key;
    fact->first = fact->last = SERIES_NONE;
    fact->candidate_count = 0;
    slots->items[at] = (hash & TAG) | series->fact_count;
    slots->used = series->fact_count;
    return (uint32_t)(series->fact_count - 1);
}

bool series_link_source(struct series *series, struct candidate *candidate, const struct source_link *source)
{
    if (candidate->count++ >= SERIES_SOURCES_MAX) {
        return true;
    }
    if (!array_reserve(&series->sources, &series->source_capacity, series->source_count + 1, sizeof *series->sources)) {
        return false;
    }
    struct source_link *link = &series->sources[series->source_count];
    *link = *source;
    link->next = SERIES_NONE;
    if (candidate->first_source == SERIES_NONE) {
        candidate->first_source = (uint32_t)series->source_count;
    } else {
        series->sources[candidate->last_source].next = (uint32_t)series->source_count;
    }
    candidate->last_source = (uint32_t)series->source_count++;
    return !series->arena.failed;
}

/* The slot of an equal candidate, or the free one where it belongs. */
static size_t candidate_slot(const struct series *series, uint32_t fact, const struct candidate *key,
                             const struct chiffre_decimal *value_to, uint64_t hash)
{
    const struct slots *slots = &series->candidate_slots;
    size_t at = (size_t)hash & (slots->count - 1);
    for (; slots->items[at] != 0; at = (at + 1) & (slots->count - 1)) {
        uint64_t item = slots->items[at];
        if ((item & TAG) == (hash & TAG) && candidate_equal(series, &series->candidates[(item & ~TAG) - 1], fact, key, value_to)) {
            break;
        }
    }
    return at;
}

/* Puts a candidate that is new at its fact's end. NULL: no memory. */
static struct candidate *append(struct series *series, uint32_t fact_number, const struct candidate *key)
{
    if (series->candidate_count >= SERIES_NONE - 1 || !array_reserve(&series->candidates, &series->candidate_capacity,
                                                                      series->candidate_count + 1, sizeof *series->candidates)) {
        return NULL;
    }
    uint32_t number = (uint32_t)series->candidate_count++;
    struct candidate *candidate = &series->candidates[number];
    *candidate = *key;
    candidate->fact = fact_number;
    candidate->next = candidate->first_source = candidate->last_source = candidate->extra = SERIES_NONE;
    candidate->count = 0;
    struct fact *fact = &series->facts[fact_number];
    if (fact->first == SERIES_NONE) {
        fact->first = number;
    } else {
        series->candidates[fact->last].next = number;
    }
    fact->last = number;
    fact->candidate_count++;
    return candidate;
}

struct candidate *series_candidate(struct series *series, uint32_t fact, const struct candidate *key,
                                   const struct chiffre_decimal *value_to, const struct interval *interval)
{
    struct slots *slots = &series->candidate_slots;
    if (slots->used * 2 >= slots->count && !slots_rehash(slots, series, false)) {
        return NULL;
    }
    uint64_t hash = candidate_hash(key, fact_hash(&series->facts[fact]));
    size_t at = candidate_slot(series, fact, key, value_to, hash);
    if (slots->items[at] != 0) {
        return &series->candidates[(slots->items[at] & ~TAG) - 1];
    }
    bool extra = value_to->known || interval != NULL;
    if (extra && !array_reserve(&series->extras, &series->extra_capacity, series->extra_count + 1, sizeof *series->extras)) {
        return NULL;
    }
    struct candidate *candidate = append(series, fact, key);
    if (candidate == NULL) {
        return NULL;
    }
    slots->items[at] = (hash & TAG) | series->candidate_count;
    slots->used = series->candidate_count;
    if (extra) {
        struct interval none = {DECIMAL_EMPTY, DECIMAL_EMPTY};
        series->extras[series->extra_count] = (struct extra){*value_to, interval != NULL ? *interval : none};
        candidate->extra = (uint32_t)series->extra_count++;
    }
    return candidate;
}

void series_prefetch(const struct series *series, const struct fact *key, const struct candidate *candidate,
                     struct series_place *place)
{
    place->fact = fact_hash(key);
    place->candidate = candidate_hash(candidate, place->fact);
    if (series->fact_slots.count > 0 && series->candidate_slots.count > 0) {
        __builtin_prefetch(&series->fact_slots.items[place->fact & (series->fact_slots.count - 1)]);
        __builtin_prefetch(&series->candidate_slots.items[place->candidate & (series->candidate_slots.count - 1)]);
    }
}

void series_prefetch_items(const struct series *series, const struct series_place *place)
{
    if (series->fact_slots.count == 0 || series->candidate_slots.count == 0) {
        return;
    }
    uint64_t fact = series->fact_slots.items[place->fact & (series->fact_slots.count - 1)];
    uint64_t candidate = series->candidate_slots.items[place->candidate & (series->candidate_slots.count - 1)];
    if (fact != 0) {
        __builtin_prefetch(&series->facts[(fact & ~TAG) - 1]);
    }
    if (candidate != 0) {
        __builtin_prefetch(&series->candidates[(candidate & ~TAG) - 1]);
    }
}
