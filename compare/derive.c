/* SPDX-License-Identifier: MIT */
/* Facts -> the facts that follow from them: a growth figure gives the level before or after, parts add up to a whole, and a whole
 * less its other parts gives the missing one. What is derived is marked, carries the exact image of the rounding intervals, and
 * never stands beside a value that was read. */
#include "compare/derive.h"

#include <stdio.h>

#include "compare/table.h"
#include "core/date.h"
#include "core/text.h"

#define DIGITS 20 /* of a quotient: far more than any figure has */
#define ROUNDS 4  /* quarter -> half -> year -> trailing: no chain is longer */

bool metric_is_per_unit(const struct metric *metric)
{
    static const char *const names[] = {"eps",  "adjusted_eps", "dividend", "ffo",    "share_price", "book_value",
                                        "arpu", "revpar",       "price",    "salary", "bonus",       "commission"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(metric->name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool metric_adds_up(const struct metric *metric)
{
    return metric->nature == METRIC_FLOW && !metric_is_per_unit(metric);
}

bool known_of(const struct series *series, uint32_t fact, struct known *known)
{
    if (fact == SERIES_NONE || series->facts[fact].candidate_count == 0) {
        return false;
    }
    enum agreement agreement;
    known->candidate = series_choose(series, &series->facts[fact], &agreement);
    known->contradicted = agreement != AGREED;
    known->value = known->candidate->value;
    known->interval = candidate_interval(series, known->candidate);
    return agreement != UNDECIDED && candidate_is_number(series, known->candidate);
}

enum chiffre_figure_status weaker_status(enum chiffre_figure_status a, enum chiffre_figure_status b)
{
    return a > b ? a : b;
}

enum chiffre_status add_derived(struct series *series, const struct fact *key, struct chiffre_decimal value,
                                struct interval interval, const char *formula, const struct source_link *links, size_t count,
                                enum chiffre_figure_status status, bool converted)
{
    uint32_t fact = series_fact(series, key);
    if (fact == SERIES_NONE) {
        return CHIFFRE_NO_MEMORY;
    }
    struct candidate derived = {.value = value,
                                .decimals = decimals_of_interval(interval.low, interval.high),
                                .bound = CHIFFRE_BOUND_exact,
                                .status = (unsigned char)status,
                                .derived = true,
                                .converted = converted};
    struct chiffre_decimal no_range = DECIMAL_EMPTY;
    uint32_t nowhere = names_add(&series->documents, TEXT(""));
    struct source_link how = {nowhere, SERIES_NONE, 0, arena_text(&series->arena, text_from(formula))};
    series_canonical(&derived.value);
    struct candidate *candidate = series_candidate(series, fact, &derived, &no_range, &interval);
    bool done = candidate != NULL && nowhere != NAMES_NONE && !series->arena.failed && series_link_source(series, candidate, &how);
    for (size_t i = 0; i < count && done; i++) {
        done = series_link_source(series, candidate, &links[i]);
    }
    return done ? CHIFFRE_OK : CHIFFRE_NO_MEMORY;
}

struct source_link first_source(const struct series *series, const struct known *known)
{
    /* A derived operand's own first source is its formula: no place in a document. */
    const struct source_link *link = &series->sources[known->candidate->first_source];
    while (known->candidate->derived && link->next != SERIES_NONE && link->line == 0) {
        link = &series->sources[link->next];
    }
    return *link;
}

size_t write_label(const struct series *series, const struct fact *key, char *out)
{
    char buffer[PERIOD_TEXT_MAX];
    struct chiffre_text read = key->label == SERIES_NONE ? (struct chiffre_text){NULL, 0} : series->labels.texts[key->label];
    struct chiffre_text label = period_label(key->periodicity, key->start, key->end, read, buffer);
    size_t length = label.length < 64 ? label.length : 64;
    memcpy(out, label.data, length);
    return length;
}

/* ---- growth ---- */

static enum chiffre_status factor_of(const struct growth *growth, struct interval *factor)
{
    struct interval percent = interval_of(growth->value, growth->value_to, growth->decimals, growth->bound);
    percent.low = decimal_scale(percent.low, -2);
    percent.high = decimal_scale(percent.high, -2);
    struct chiffre_decimal one = decimal_from(1, 0);
    enum chiffre_status status = interval_add(percent, (struct interval){one, one}, factor);
    return status == CHIFFRE_OK && (!factor->low.known || decimal_sign(factor->low) <= 0) ? CHIFFRE_OVERFLOW : status;
}

/* The level before (`back`) or after `from`; false where the growth figure does not allow it. */
static bool apply_growth(const struct growth *growth, const struct known *from, bool back, struct chiffre_decimal *value,
                         struct interval *interval)
{
    enum chiffre_status status;
    if (growth->percent) {
        struct interval factor;
        struct chiffre_decimal exact;
        if (decimal_sign(from->value) <= 0 || factor_of(growth, &factor) != CHIFFRE_OK ||
            decimal_add(decimal_from(1, 0), decimal_scale(growth->value, -2), &exact) != CHIFFRE_OK) {
            return false;
        }
        status = back ? interval_divide(from->interval, factor, interval) : interval_multiply(from->interval, factor, interval);
        if (status == CHIFFRE_OK) {
            status = back ? decimal_divide(from->value, exact, DIGITS, DECIMAL_HALF_EVEN, value)
                          : decimal_multiply(from->value, exact, value);
        }
    } else {
        struct interval amount = interval_of(growth->value, growth->value_to, growth->decimals, growth->bound);
        status = back ? interval_subtract(from->interval, amount, interval) : interval_add(from->interval, amount, interval);
        if (status == CHIFFRE_OK) {
            status = back ? decimal_subtract(from->value, growth->value, value) : decimal_add(from->value, growth->value, value);
        }
    }
    return status == CHIFFRE_OK;
}

static enum chiffre_status derive_level(struct series *series, const struct growth *growth, const struct known *from,
                                        const struct fact *from_key, const struct fact *to, bool back)
{
    struct chiffre_decimal value;
    struct interval interval;
    if (!apply_growth(growth, from, back, &value, &interval)) {
        return CHIFFRE_OK;
    }
    int32_t decimals = decimals_of_interval(interval.low, interval.high);
    if (growth->percent) { /* a quotient has more digits than anyone knows; a sum keeps its own */
        value = decimals == CHIFFRE_NO_DECIMALS ? decimal_round_digits(value, 6, DECIMAL_HALF_EVEN)
                                                : decimal_round(value, -decimals - 1, DECIMAL_HALF_EVEN);
    }
    char formula[192], label[64];
    size_t length = write_label(series, from_key, label);
    int shown = growth->source.text.length < 64 ? (int)growth->source.text.length : 64;
    snprintf(formula, sizeof formula, "%.*s%s and growth of %.*s", (int)length, label, from->contradicted ? " (contradicted)" : "",
             shown, growth->source.text.data);
    struct source_link links[2] = {first_source(series, from), growth->source};
    return add_derived(series, to, value, interval, formula, links, 2, (enum chiffre_figure_status)from->candidate->status,
                       false);
}

/* "Up 13 %" without another base is over a year where a period is told; a share's move in a day, a number of employees or a month's
 * sales may have any base. */
static bool is_over_a_year(const struct growth *growth)
{
    switch ((enum chiffre_periodicity)growth->key.periodicity) {
    case CHIFFRE_PERIODICITY_year:
    case CHIFFRE_PERIODICITY_half:
    case CHIFFRE_PERIODICITY_quarter:
    case CHIFFRE_PERIODICITY_ttm:
        return true;
    case CHIFFRE_PERIODICITY_auto:
    case CHIFFRE_PERIODICITY_month:
    case CHIFFRE_PERIODICITY_day:
        break;
    }
    return false;
}

static enum chiffre_status derive_growth_in(struct series *series, const struct growth *growth, uint32_t unit)
{
    struct fact now = growth->key;
    now.unit = unit;
    uint32_t current = series_find(series, &now);
    struct fact before = now;
    before.start = date_add_months(now.start, -12);
    before.end = date_shift_end(now.end, -12);
    before.label = SERIES_NONE;
    uint32_t prior = growth->prior != SERIES_NONE ? growth->prior : series_find(series, &before);
    struct known from;
    bool has_current = current != SERIES_NONE && series->facts[current].candidate_count > 0;
    bool has_prior = prior != SERIES_NONE && series->facts[prior].candidate_count > 0;
    if (has_current == has_prior || (growth->prior == SERIES_NONE && !is_over_a_year(growth)) ||
        !known_of(series, has_current ? current : prior, &from)) {
        return CHIFFRE_OK;
    }
    if (growth->percent && from.candidate->converted) {
        return CHIFFRE_OK; /* the other level has another period's rate, which nobody has told */
    }
    struct fact known_key = series->facts[has_current ? current : prior];
    before.unit_class = now.unit_class = known_key.unit_class;
    if ((growth->percent && known_key.unit_class == UNIT_PERCENT) || (!growth->percent && growth->unit != unit)) {
        return CHIFFRE_OK;
    }
    return derive_level(series, growth, &from, &known_key, has_current ? &before : &now, has_current);
}

static enum chiffre_status derive_growth(struct series *series, const struct growth *growth)
{
    bool number = !growth->value_to.known && (growth->bound == CHIFFRE_BOUND_none || growth->bound == CHIFFRE_BOUND_exact ||
                                              growth->bound == CHIFFRE_BOUND_about);
    if (!number || growth->decimals == CHIFFRE_NO_DECIMALS) {
        return CHIFFRE_OK;
    }
    if (growth->key.unit != SERIES_NONE) {
        return derive_growth_in(series, growth, growth->key.unit);
    }
    size_t units = series->units.count < 64 ? series->units.count : 64;
    enum chiffre_status status = CHIFFRE_OK;
    for (uint32_t unit = 0; unit < units && status == CHIFFRE_OK; unit++) {
        status = derive_growth_in(series, growth, unit);
    }
    return status;
}

enum chiffre_status series_derive(struct series *series, const struct growth *growths, size_t growth_count)
{
    enum chiffre_status status = CHIFFRE_OK;
    for (int round = 0; round < ROUNDS && status == CHIFFRE_OK; round++) {
        size_t before = series->candidate_count;
        status = derive_sums(series);
        for (size_t i = 0; i < growth_count && status == CHIFFRE_OK; i++) {
            status = derive_growth(series, &growths[i]);
        }
        if (series->candidate_count == before) {
            break;
        }
    }
    return status;
}
