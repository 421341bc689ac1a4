/* SPDX-License-Identifier: MIT */
/* The SEC's companyfacts JSON -> facts: the concepts of a metric merged, periods by start and end, each fact with its filing. */
#include "check/facts.h"

#include "core/catalog.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/json.h"
#include "core/text.h"

#include <stdio.h>
#include <stdlib.h>

/* How exactly a filing speaks, which the file leaves out: the largest power of ten that divides all its USD values. */
struct filing {
    struct chiffre_text number; /* of accession; lives in the JSON */
    int32_t zeros;
};

struct reading_sec {
    struct facts *facts;
    const char *path;
    struct chiffre_text entity;
    struct filing *filings;
    size_t filing_count, filing_capacity;
    size_t skipped;
    struct chiffre_error *error;
    bool no_memory;
};

static struct chiffre_text string_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_string(value) ? (struct chiffre_text){json_string_value(value), json_string_length(value)}
                                 : (struct chiffre_text){NULL, 0};
}

/* A JSON number as an exact decimal. Integers are read as such; a fraction of up to 15 digits comes back from its double unchanged.
 */
static bool number_of(const json_t *value, struct chiffre_decimal *number)
{
    if (json_is_integer(value)) {
        *number = decimal_from((int64_t)json_integer_value(value), 0);
        return true;
    }
    if (!json_is_real(value))
        return false;
    for (int digits = 1; digits <= 17; digits++) {
        *number = decimal_from_double(json_real_value(value), digits);
        if (number->known && decimal_double(*number) == json_real_value(value))
            return true;
    }
    return false;
}

static int32_t zeros_of(json_int_t value)
{
    int32_t zeros = 0;
    while (value != 0 && value % 10 == 0 && zeros < 12) {
        value /= 10;
        zeros++;
    }
    return zeros;
}

static void skip(struct reading_sec *reading, const char *concept, const char *why)
{
    if (reading->skipped++ == 0)
        error_set(reading->error, CHIFFRE_MALFORMED, reading->path, 0, 0, "skipped a fact of %s: %s", concept, why);
}

/* ---- First pass: the filings ---- */

static void note_filing(struct reading_sec *reading, const json_t *fact)
{
    const json_t *value = json_object_get(fact, "val");
    if (!json_is_integer(value) || json_integer_value(value) == 0)
        return;
    if (!array_reserve(&reading->filings, &reading->filing_capacity, reading->filing_count + 1, sizeof *reading->filings)) {
        reading->no_memory = true;
        return;
    }
    reading->filings[reading->filing_count++] = (struct filing){string_of(fact, "accn"), zeros_of(json_integer_value(value))};
}

static int by_number(const void *left, const void *right)
{
    const struct filing *a = left, *b = right;
    int order = text_compare(a->number, b->number);
    return order == 0 ? (a->zeros > b->zeros) - (a->zeros < b->zeros) : order;
}

static void gather_filings(struct reading_sec *reading, json_t *taxonomies)
{
    const char *name, *concept_name;
    json_t *taxonomy, *concept, *fact;
    size_t index, kept = 0;
    json_object_foreach(taxonomies, name, taxonomy)
    {
        json_object_foreach(taxonomy, concept_name, concept)
        {
            json_array_foreach(json_object_get(json_object_get(concept, "units"), "USD"), index, fact) note_filing(reading, fact);
        }
    }
    if (reading->filing_count > 0)
        qsort(reading->filings, reading->filing_count, sizeof *reading->filings, by_number);
    for (size_t i = 0; i < reading->filing_count; i++)
        if (i == 0 || !text_equal(reading->filings[i].number, reading->filings[kept - 1].number))
            reading->filings[kept++] = reading->filings[i];
    reading->filing_count = kept;
}

static int32_t decimals_of(const struct reading_sec *reading, struct chiffre_text number, struct chiffre_decimal value,
                           bool currency)
{
    size_t low = 0, high = reading->filing_count;
    if (value.exponent < 0)
        return -value.exponent;
    while (currency && low < high) {
        size_t middle = low + (high - low) / 2;
        int order = text_compare(reading->filings[middle].number, number);
        if (order == 0)
            return -reading->filings[middle].zeros;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

/* ---- Second pass: the facts of the metrics ---- */

static size_t period_label(chiffre_date start, chiffre_date end, char *out)
{
    int year, month, day;
    date_parts(end, &year, &month, &day);
    const struct period whole[] = {period_year(year), period_half(year, 1), period_half(year, 2),
                                   period_quarter(year, (month + 2) / 3), period_month(year, month)};
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
        if (whole[i].start == start && whole[i].end == end)
            return period_write(whole[i], out);
    return period_write(start == end ? period_day(end) : period_span(start, end), out);
}

static bool set_unit(struct fact *fact, const char *unit, bool *currency)
{
    size_t length = strcspn(unit, "/");
    struct chiffre_text code = {unit, length};
    *currency = catalog_currency(code) != NULL;
    if (*currency)
        fact->unit = code;
    else if (strcmp(unit, "pure") == 0 || strcmp(unit, "employee") == 0 || strcmp(unit, "Employee") == 0 ||
             strcmp(unit, "shares") == 0)
        fact->unit = text_equal(fact->metric, TEXT("headcount")) ? TEXT("persons") : (struct chiffre_text){NULL, 0};
    else
        return false;
    return true;
}

static void add_fact(struct reading_sec *reading, const struct metric *metric, const char *concept, const char *unit,
                     const json_t *json)
{
    char period[PERIOD_TEXT_MAX], source[256];
    bool currency;
    struct fact fact = {.entity = reading->entity, .metric = text_from(metric->name)};
    struct chiffre_text form = string_of(json, "form"), filed = string_of(json, "filed"), number = string_of(json, "accn");
    fact.end = date_read(string_of(json, "end"));
    fact.start = json_object_get(json, "start") == NULL ? fact.end : date_read(string_of(json, "start"));
    fact.filed = date_read(filed);
    if (!set_unit(&fact, unit, &currency))
        return; /* a unit that the filer made up is none that a text speaks in */
    if (fact.end == CHIFFRE_NO_DATE || fact.start == CHIFFRE_NO_DATE || fact.start > fact.end) {
        skip(reading, concept, "no dates");
        return;
    }
    if (!number_of(json_object_get(json, "val"), &fact.value)) {
        skip(reading, concept, "no number");
        return;
    }
    /* A payment is positive in the file, as it is in a text. */
    fact.decimals = decimals_of(reading, number, fact.value, currency);
    fact.period = (struct chiffre_text){period, period_label(fact.start, fact.end, period)};
    int length = snprintf(source, sizeof source, "%.*s %.*s (%.*s) %s", (int)form.length, form.data, (int)filed.length, filed.data,
                          (int)number.length, number.data, concept);
    fact.source = (struct chiffre_text){source, length < 0                       ? 0
                                                : (size_t)length < sizeof source ? (size_t)length
                                                                                 : sizeof source - 1};
    if (facts_add(reading->facts, &fact) != CHIFFRE_OK)
        reading->no_memory = true;
}

static void add_concept(struct reading_sec *reading, const struct metric *metric, json_t *taxonomies, struct chiffre_text name)
{
    char taxonomy[64] = "us-gaap", concept[160];
    const char *colon = memchr(name.data, ':', name.length), *unit;
    size_t prefix = colon == NULL ? 0 : (size_t)(colon - name.data), skipped = colon == NULL ? 0 : prefix + 1, index;
    json_t *facts, *fact;
    if (prefix > 0)
        snprintf(taxonomy, sizeof taxonomy, "%.*s", (int)prefix, name.data);
    snprintf(concept, sizeof concept, "%.*s", (int)(name.length - skipped), name.data + skipped);
    json_t *units = json_object_get(json_object_get(json_object_get(taxonomies, taxonomy), concept), "units");
    json_object_foreach(units, unit, facts) json_array_foreach(facts, index, fact) add_fact(reading, metric, concept, unit, fact);
}

static void add_metrics(struct reading_sec *reading, json_t *taxonomies)
{
    for (size_t i = 0; i < catalog_metric_count; i++) {
        const struct metric *metric = &catalog_metrics[i];
        for (const char *at = metric->concepts; at != NULL && *at != '\0'; at += strspn(at, " ")) {
            size_t length = strcspn(at, " ");
            add_concept(reading, metric, taxonomies, (struct chiffre_text){at, length});
            at += length;
        }
    }
}

enum chiffre_status facts_read_sec(struct facts *facts, struct chiffre_text bytes, const char *path, size_t *skipped,
                                   struct chiffre_error *error)
{
    json_error_t problem;
    bool no_memory;
    json_t *root = json_read(bytes, 0, &problem, &no_memory);
    *skipped = 0;
    if (no_memory)
        return error_no_memory(error);
    if (root == NULL)
        return error_set(error, CHIFFRE_MALFORMED, path, (size_t)(problem.line > 0 ? problem.line : 0),
                         (size_t)(problem.column > 0 ? problem.column : 0), "no companyfacts JSON: %s", problem.text);
    json_t *taxonomies = json_object_get(root, "facts");
    struct reading_sec reading = {.facts = facts, .path = path, .entity = string_of(root, "entityName"), .error = error};
    if (!json_is_object(taxonomies) || reading.entity.length == 0) {
        json_decref(root);
        return error_set(error, CHIFFRE_MALFORMED, path, 0, 0, "no companyfacts JSON: it has no facts or no entityName");
    }
    gather_filings(&reading, taxonomies);
    add_metrics(&reading, taxonomies);
    memory_free(reading.filings);
    json_decref(root);
    *skipped = reading.skipped;
    return reading.no_memory ? error_no_memory(error) : CHIFFRE_OK;
}
