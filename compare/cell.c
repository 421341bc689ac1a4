/* SPDX-License-Identifier: MIT */
/* A fact -> a table's cell and the words that its row needs: where it was read, what contradicts it, how it was derived. */
#include "compare/comparison.h"

#include <stdio.h>

#include "core/figure.h"
#include "core/text.h"

#define DOCUMENTS_NAMED 8 /* of a conflict; then "and so many more" */

struct chiffre_text metric_column_name(uint32_t metric_column, char *buffer)
{
    const struct metric *metric = &catalog_metrics[metric_column / COLUMN_KINDS];
    enum unit_class unit_class = (enum unit_class)(metric_column % COLUMN_KINDS);
    if (unit_class == metric_first_class(metric)) {
        return text_from(metric->name);
    }
    const char *suffix = unit_class == UNIT_MONEY ? "money" : unit_class_name(unit_class);
    int length = snprintf(buffer, METRIC_NAME_MAX, "%s_%s", metric->name, suffix);
    return (struct chiffre_text){buffer, length > 0 && length < METRIC_NAME_MAX ? (size_t)length : 0};
}

static size_t candidate_sources(const struct series *series, const struct candidate *candidate)
{
    size_t count = 0;
    for (uint32_t i = candidate->first_source; i != SERIES_NONE; i = series->sources[i].next) {
        count++;
    }
    return count;
}

static size_t put_sources(const struct series *series, const struct candidate *candidate, struct chiffre_table *table,
                          struct chiffre_source *sources)
{
    size_t count = 0;
    for (uint32_t i = candidate->first_source; i != SERIES_NONE; i = series->sources[i].next) {
        const struct source_link *link = &series->sources[i];
        sources[count++] = (struct chiffre_source){table_keep(table, series->documents.texts[link->document]), link->line,
                                                   table_keep(table, link->text)};
    }
    return count;
}

struct choice choose(const struct series *series, const struct fact *fact)
{
    struct choice choice = {.fact = fact};
    enum agreement agreement;
    choice.candidate = series_choose(series, fact, &agreement);
    choice.conflict = agreement != AGREED;
    return choice;
}

/* The chosen value's first. */
static void put_all_sources(const struct series *series, const struct choice *choice, struct chiffre_table *table,
                            struct chiffre_cell *cell)
{
    const struct fact *fact = choice->fact;
    size_t count = 0;
    for (uint32_t i = fact->first; i != SERIES_NONE; i = series->candidates[i].next) {
        count += candidate_sources(series, &series->candidates[i]);
    }
    struct chiffre_source *sources = arena_take(&table->arena, count * sizeof *sources);
    if (sources == NULL) {
        return;
    }
    cell->source_count = put_sources(series, choice->candidate, table, sources);
    for (uint32_t i = fact->first; i != SERIES_NONE; i = series->candidates[i].next) {
        if (&series->candidates[i] != choice->candidate) {
            cell->source_count += put_sources(series, &series->candidates[i], table, sources + cell->source_count);
        }
    }
    cell->sources = sources;
}

void cell_from_choice(const struct series *series, const struct choice *choice, bool sources, struct chiffre_table *table,
                      struct chiffre_cell *cell)
{
    const struct candidate *chosen = choice->candidate;
    struct interval interval = candidate_interval(series, chosen);
    cell->number = chosen->value;
    struct chiffre_decimal value_to = candidate_value_to(series, chosen);
    if (value_to.known) { /* a range shows its middle; its ends are the interval's */
        struct chiffre_decimal sum;
        if (decimal_add(chosen->value, value_to, &sum) == CHIFFRE_OK) {
            decimal_multiply(sum, decimal_from(5, -1), &cell->number);
        }
    }
    cell->low = interval.low;
    cell->high = interval.high;
    cell->decimals = value_to.known ? decimals_of_interval(interval.low, interval.high) : chosen->decimals;
    cell->status = (enum chiffre_figure_status)chosen->status;
    cell->bound = (enum chiffre_bound)chosen->bound;
    cell->derived = chosen->derived;
    cell->converted = chosen->converted;
    cell->conflict = choice->conflict;
    cell->unit = text_from(unit_class_name((enum unit_class)choice->fact->unit_class));
    if (cell->unit.length == 0) {
        cell->unit = table_keep(table, series->units.texts[choice->fact->unit]);
    }
    if (sources) {
        put_all_sources(series, choice, table, cell);
    }
}

static void write_decimal(struct output *note, struct chiffre_decimal value)
{
    char buffer[DECIMAL_TEXT_MAX];
    output_write(note, buffer, decimal_write(value, buffer));
}

/* "167700000000 (a.txt:9)" */
static void write_told(const struct series *series, const struct candidate *candidate, struct output *note)
{
    const struct source_link *link = &series->sources[candidate->first_source];
    write_decimal(note, candidate->value);
    struct chiffre_decimal value_to = candidate_value_to(series, candidate);
    if (value_to.known) {
        output_string(note, " to ");
        write_decimal(note, value_to);
    }
    output_string(note, " (");
    output_text(note, series->documents.texts[link->document]);
    if (link->line > 0) {
        output_char(note, ':');
        output_natural(note, link->line);
    }
    if (candidate->count > 1) {
        output_format(note, " and %u more", (unsigned)(candidate->count - 1));
    }
    output_char(note, ')');
}

static void write_conflict(const struct series *series, const struct choice *choice, struct output *note)
{
    const struct candidate *chosen = choice->candidate;
    output_string(note, "conflict ");
    write_told(series, chosen, note);
    size_t named = 1, more = 0;
    for (uint32_t i = choice->fact->first; i != SERIES_NONE; i = series->candidates[i].next) {
        if (!candidates_differ(series, chosen, &series->candidates[i])) {
            continue;
        }
        if (named++ >= DOCUMENTS_NAMED) {
            more++;
            continue;
        }
        output_string(note, ", ");
        write_told(series, &series->candidates[i], note);
    }
    if (more > 0) {
        output_format(note, ", and %zu more", more);
    }
}

bool candidate_is_plain(const struct candidate *candidate)
{
    return !candidate->derived && !candidate->equivalent && candidate->extra == SERIES_NONE &&
           (candidate->status == CHIFFRE_STATUS_none || candidate->status == CHIFFRE_STATUS_actual) &&
           (candidate->bound == CHIFFRE_BOUND_none || candidate->bound == CHIFFRE_BOUND_exact);
}

void note_write_candidate(const struct series *series, const struct candidate *candidate, struct output *note)
{
    const char *between = "";
    if (candidate->derived) {
        output_string(note, "derived from ");
        output_text(note, series->sources[candidate->first_source].text);
        between = ", ";
    }
    if (candidate->status != CHIFFRE_STATUS_none && candidate->status != CHIFFRE_STATUS_actual) {
        output_format(note, "%s%s", between, status_name((enum chiffre_figure_status)candidate->status));
        between = ", ";
    }
    if (candidate->bound != CHIFFRE_BOUND_none && candidate->bound != CHIFFRE_BOUND_exact) {
        output_format(note, "%s%s", between, bound_name((enum chiffre_bound)candidate->bound));
        between = ", ";
    }
    struct chiffre_decimal value_to = candidate_value_to(series, candidate);
    if (value_to.known) {
        output_format(note, "%srange ", between);
        write_decimal(note, candidate->value);
        output_string(note, " to ");
        write_decimal(note, value_to);
        between = ", ";
    }
    if (candidate->equivalent) {
        output_format(note, "%sconverted in the document", between);
    }
}

void note_write(const struct series *series, const struct choice *choice, struct chiffre_text column, struct output *note)
{
    bool plain = candidate_is_plain(choice->candidate);
    if (plain && !choice->conflict) {
        return;
    }
    if (output_memory(note).length > 0) {
        output_string(note, "; ");
    }
    output_text(note, column);
    output_string(note, ": ");
    if (choice->conflict) {
        write_conflict(series, choice, note);
    }
    if (!plain) {
        output_string(note, choice->conflict ? ", " : "");
        note_write_candidate(series, choice->candidate, note);
    }
}
