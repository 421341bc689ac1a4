/* SPDX-License-Identifier: MIT */
/* Facts of parts of a year -> the whole, and a whole less its known parts -> the part that is missing. */
#include "compare/derive.h"

#include <stdio.h>

#include "core/text.h"

/* How a whole is made up: `count` parts of `months` months each. A trailing year is only ever added up. */
struct recipe {
    enum chiffre_periodicity whole, part;
    int months, count;
    bool calendar; /* the whole begins where a calendar has one begin */
};
static const struct recipe recipes[] = {
    {CHIFFRE_PERIODICITY_half, CHIFFRE_PERIODICITY_quarter, 3, 2, true},
    {CHIFFRE_PERIODICITY_year, CHIFFRE_PERIODICITY_half, 6, 2, true},
    {CHIFFRE_PERIODICITY_year, CHIFFRE_PERIODICITY_quarter, 3, 4, true},
    {CHIFFRE_PERIODICITY_ttm, CHIFFRE_PERIODICITY_quarter, 3, 4, false},
    {CHIFFRE_PERIODICITY_ttm, CHIFFRE_PERIODICITY_half, 6, 2, false},
};

static bool adds_up(const struct fact *fact)
{
    return metric_adds_up(&catalog_metrics[fact->metric]) && fact->unit_class != UNIT_PERCENT && fact->unit_class != UNIT_RATIO;
}

static bool has_value(const struct series *series, const struct fact *key)
{
    uint32_t fact = series_find(series, key);
    return fact != SERIES_NONE && series->facts[fact].candidate_count > 0;
}

/* The keys of the parts of a whole that begins at `whole->start`; sets whole->end when it is not known. */
static void part_keys(const struct recipe *recipe, struct fact *whole, struct fact *parts)
{
    chiffre_date start = whole->start;
    for (int i = 0; i < recipe->count; i++) {
        parts[i] = *whole;
        parts[i].periodicity = (unsigned char)recipe->part;
        parts[i].label = SERIES_NONE;
        parts[i].start = start;
        parts[i].end = date_add_months(start, recipe->months) - 1;
        start = parts[i].end + 1;
    }
    if (whole->end == CHIFFRE_NO_DATE) {
        whole->end = start - 1;
    } else {
        parts[recipe->count - 1].end = whole->end;
    }
}

struct sum {
    struct chiffre_decimal value;
    struct interval interval;
    struct source_link links[5];
    size_t count;
    enum chiffre_figure_status status;
    char formula[480];
    size_t length;
    bool converted;
};

/* Adds or subtracts one operand. False: not known well enough, or too large. */
static bool sum_take(struct series *series, struct sum *sum, const struct fact *key, bool subtract)
{
    struct known known;
    if (!known_of(series, series_find(series, key), &known)) {
        return false;
    }
    if (sum->count == 0) {
        sum->value = known.value;
        sum->interval = known.interval;
    } else {
        struct interval interval;
        struct chiffre_decimal value;
        enum chiffre_status status = subtract ? interval_subtract(sum->interval, known.interval, &interval)
                                              : interval_add(sum->interval, known.interval, &interval);
        if (status == CHIFFRE_OK) {
            status = subtract ? decimal_subtract(sum->value, known.value, &value) : decimal_add(sum->value, known.value, &value);
        }
        if (status != CHIFFRE_OK) {
            return false;
        }
        sum->interval = interval;
        sum->value = value;
    }
    char label[64];
    size_t length = write_label(series, key, label);
    int written = snprintf(sum->formula + sum->length, sizeof sum->formula - sum->length, "%s%.*s%s",
                           sum->count == 0 ? ""
                           : subtract      ? " - "
                                           : " + ",
                           (int)length, label, known.contradicted ? " (contradicted)" : "");
    sum->length += written > 0 && (size_t)written < sizeof sum->formula - sum->length ? (size_t)written : 0;
    sum->converted = sum->converted || known.candidate->converted;
    sum->links[sum->count++] = first_source(series, &known);
    sum->status = weaker_status(sum->status, (enum chiffre_figure_status)known.candidate->status);
    return true;
}

static enum chiffre_status sum_add(struct series *series, const struct sum *sum, const struct fact *key)
{
    return add_derived(series, key, sum->value, sum->interval, sum->formula, sum->links, sum->count, sum->status,
                       sum->converted);
}

/* `first` is the first part of a whole that is not known, and the other parts are. */
static enum chiffre_status derive_whole(struct series *series, const struct recipe *recipe, const struct fact *first)
{
    int year, month, day;
    date_parts(first->start, &year, &month, &day);
    if (recipe->calendar && (day != 1 || (month - 1) % (recipe->months * recipe->count) != 0)) {
        return CHIFFRE_OK;
    }
    struct fact whole = *first, parts[4];
    whole.periodicity = (unsigned char)recipe->whole;
    whole.end = CHIFFRE_NO_DATE;
    whole.label = SERIES_NONE;
    part_keys(recipe, &whole, parts);
    struct fact calendar = whole; /* a year is twelve months too */
    calendar.periodicity = CHIFFRE_PERIODICITY_year;
    if (has_value(series, &whole) || (recipe->whole == CHIFFRE_PERIODICITY_ttm && has_value(series, &calendar))) {
        return CHIFFRE_OK;
    }
    struct sum sum = {0};
    for (int i = 0; i < recipe->count; i++) {
        if (!sum_take(series, &sum, &parts[i], false)) {
            return CHIFFRE_OK;
        }
    }
    return sum_add(series, &sum, &whole);
}

/* A whole with one part missing. */
static enum chiffre_status derive_part(struct series *series, const struct recipe *recipe, const struct fact *whole)
{
    struct fact key = *whole, parts[4];
    part_keys(recipe, &key, parts);
    int missing = -1;
    for (int i = 0; i < recipe->count; i++) {
        if (has_value(series, &parts[i])) {
            continue;
        }
        if (missing >= 0) {
            return CHIFFRE_OK;
        }
        missing = i;
    }
    struct sum sum = {0};
    if (missing < 0 || !sum_take(series, &sum, whole, false)) {
        return CHIFFRE_OK;
    }
    for (int i = 0; i < recipe->count; i++) {
        if (i != missing && !sum_take(series, &sum, &parts[i], true)) {
            return CHIFFRE_OK;
        }
    }
    return sum_add(series, &sum, &parts[missing]);
}

/* One recipe for all facts that are known by now. */
static enum chiffre_status apply_recipe(struct series *series, const struct recipe *recipe)
{
    size_t count = series->fact_count;
    enum chiffre_status status = CHIFFRE_OK;
    for (size_t i = 0; i < count && status == CHIFFRE_OK; i++) {
        struct fact fact = series->facts[i]; /* a copy: the array may move */
        if (!adds_up(&fact) || fact.candidate_count == 0) {
            continue;
        }
        if (recipe->part == fact.periodicity) {
            status = derive_whole(series, recipe, &fact);
        } else if (recipe->whole == fact.periodicity && recipe->calendar) {
            status = derive_part(series, recipe, &fact);
        }
    }
    return status;
}

/* A year is made of its quarters before trailing years are: where there is a year there is no trailing one of the same days. */
enum chiffre_status derive_sums(struct series *series)
{
    enum chiffre_status status = CHIFFRE_OK;
    for (size_t i = 0; i < sizeof recipes / sizeof *recipes && status == CHIFFRE_OK; i++) {
        status = apply_recipe(series, &recipes[i]);
    }
    return status;
}
