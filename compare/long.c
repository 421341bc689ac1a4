/* SPDX-License-Identifier: MIT */
/* Placed facts -> a long table: a row a value, with its precision, status and place. */
#include "compare/comparison.h"

#include "core/error.h"
#include "core/figure.h"
#include "core/text.h"

enum long_column {
    LONG_ENTITY,
    LONG_METRIC,
    LONG_PERIOD,
    LONG_PERIOD_TYPE,
    LONG_PERIOD_START,
    LONG_PERIOD_END,
    LONG_VALUE,
    LONG_DECIMALS,
    LONG_UNIT,
    LONG_STATUS,
    LONG_DERIVED,
    LONG_DOCUMENT,
    LONG_LINE,
    LONG_TEXT,
    LONG_NOTE
};
static const struct {
    const char *name;
    enum chiffre_cell_kind kind;
    enum chiffre_role role;
} long_columns[] = {
    [LONG_ENTITY] = {"entity", CHIFFRE_CELL_text, CHIFFRE_ROLE_key},
    [LONG_METRIC] = {"metric", CHIFFRE_CELL_text, CHIFFRE_ROLE_key},
    [LONG_PERIOD] = {"period", CHIFFRE_CELL_text, CHIFFRE_ROLE_key},
    [LONG_PERIOD_TYPE] = {"period_type", CHIFFRE_CELL_text, CHIFFRE_ROLE_key},
    [LONG_PERIOD_START] = {"period_start", CHIFFRE_CELL_date, CHIFFRE_ROLE_key},
    [LONG_PERIOD_END] = {"period_end", CHIFFRE_CELL_date, CHIFFRE_ROLE_key},
    [LONG_VALUE] = {"value", CHIFFRE_CELL_number, CHIFFRE_ROLE_level},
    [LONG_DECIMALS] = {"decimals", CHIFFRE_CELL_number, CHIFFRE_ROLE_detail},
    [LONG_UNIT] = {"unit", CHIFFRE_CELL_text, CHIFFRE_ROLE_key},
    [LONG_STATUS] = {"status", CHIFFRE_CELL_text, CHIFFRE_ROLE_detail},
    [LONG_DERIVED] = {"derived", CHIFFRE_CELL_text, CHIFFRE_ROLE_detail},
    [LONG_DOCUMENT] = {"document", CHIFFRE_CELL_text, CHIFFRE_ROLE_detail},
    [LONG_LINE] = {"line", CHIFFRE_CELL_number, CHIFFRE_ROLE_detail},
    [LONG_TEXT] = {"text", CHIFFRE_CELL_text, CHIFFRE_ROLE_detail},
    [LONG_NOTE] = {"note", CHIFFRE_CELL_text, CHIFFRE_ROLE_note},
};

/* The chosen value, and every one that contradicts it. */
static bool is_kept(const struct series *series, const struct candidate *chosen, const struct candidate *candidate)
{
    return candidate == chosen || candidates_differ(series, chosen, candidate);
}

static bool fill_note(const struct series *series, const struct candidate *candidate, bool conflict, struct chiffre_table *table,
                      size_t row)
{
    if (candidate_is_plain(candidate)) {
        table->columns[LONG_NOTE].texts[row] = conflict ? TEXT("conflict") : TEXT("");
        return true;
    }
    struct output *note = NULL;
    if (output_open_memory(&note) != CHIFFRE_OK) {
        return false;
    }
    output_string(note, conflict ? "conflict, " : "");
    note_write_candidate(series, candidate, note);
    table->columns[LONG_NOTE].texts[row] = table_keep(table, output_memory(note));
    output_discard(note);
    return true;
}

static void fill_value(const struct series *series, const struct fact *fact, const struct candidate *candidate, bool conflict,
                       struct chiffre_table *table, size_t row)
{
    struct chiffre_cell *cell = table_number(table, row, LONG_VALUE);
    struct chiffre_source *source = arena_take(&table->arena, sizeof *source);
    const struct source_link *link = &series->sources[candidate->first_source];
    struct interval interval = candidate_interval(series, candidate);
    if (source == NULL) {
        return;
    }
    *source = (struct chiffre_source){table_keep(table, series->documents.texts[link->document]), link->line,
                                      table_keep(table, link->text)};
    cell->number = candidate->value;
    cell->low = interval.low;
    cell->high = interval.high;
    cell->decimals = candidate->decimals;
    cell->status = (enum chiffre_figure_status)candidate->status;
    cell->bound = (enum chiffre_bound)candidate->bound;
    cell->derived = candidate->derived;
    cell->conflict = conflict;
    cell->unit = table_keep(table, series->units.texts[fact->unit]);
    cell->sources = source;
    cell->source_count = 1;
    if (candidate->decimals != CHIFFRE_NO_DECIMALS) {
        table_number(table, row, LONG_DECIMALS)->number = decimal_from(candidate->decimals, 0);
    }
    if (link->line > 0) {
        table_number(table, row, LONG_LINE)->number = decimal_from((int64_t)link->line, 0);
    }
    struct table_column *columns = table->columns;
    columns[LONG_UNIT].texts[row] = cell->unit;
    columns[LONG_STATUS].texts[row] = text_from(status_name((enum chiffre_figure_status)candidate->status));
    columns[LONG_DERIVED].texts[row] = candidate->derived ? TEXT("derived") : TEXT("");
    columns[LONG_DOCUMENT].texts[row] = source->document;
    columns[LONG_TEXT].texts[row] = source->text;
}

static bool fill_row(const struct chiffre_comparison *comparison, const struct placed *item, enum chiffre_periodicity periodicity,
                     const struct candidate *candidate, bool conflict, struct chiffre_table *table, size_t row)
{
    const struct series *series = &comparison->series;
    const struct fact *fact = &series->facts[item->fact];
    char buffer[METRIC_NAME_MAX];
    struct table_column *columns = table->columns;
    uint32_t metric_column = fact->metric * COLUMN_KINDS + (uint32_t)fact->unit_class;
    bool own = fact->periodicity == periodicity && fact->label != SERIES_NONE;
    struct chiffre_text read = own ? series->labels.texts[fact->label] : (struct chiffre_text){NULL, 0};
    columns[LONG_ENTITY].texts[row] = table_keep(table, series->spellings[fact->entity]);
    columns[LONG_METRIC].texts[row] = table_keep(table, metric_column_name(metric_column, buffer));
    columns[LONG_PERIOD].texts[row] = table_keep(table, period_label(periodicity, item->start, item->end, read, buffer));
    columns[LONG_PERIOD_TYPE].texts[row] = text_from(periodicity_name(periodicity));
    columns[LONG_PERIOD_START].dates[row] = item->start;
    columns[LONG_PERIOD_END].dates[row] = item->end;
    fill_value(series, fact, candidate, conflict, table, row);
    return fill_note(series, candidate, conflict, table, row);
}

/* In a table of metrics a fact that is no money may stand in several rows: here it stands once. */
static bool placed_before(const struct placement *placement, size_t index, bool *seen)
{
    bool before = seen[placement->items[index].fact];
    seen[placement->items[index].fact] = true;
    return before;
}

static bool fill_rows(const struct chiffre_comparison *comparison, const struct placement *placement,
                      enum chiffre_periodicity periodicity, struct chiffre_table *table, struct chiffre_compare_summary *summary,
                      bool *seen)
{
    const struct series *series = &comparison->series;
    bool done = true;
    for (size_t i = 0; i < placement->count && done; i++) {
        const struct fact *fact = &series->facts[placement->items[i].fact];
        if (placed_before(placement, i, seen)) {
            continue;
        }
        enum agreement agreement;
        const struct candidate *chosen = series_choose(series, fact, &agreement);
        bool conflict = agreement != AGREED;
        summary->conflicts += conflict;
        summary->derived += chosen->derived;
        for (uint32_t j = fact->first; j != SERIES_NONE && done; j = series->candidates[j].next) {
            const struct candidate *candidate = &series->candidates[j];
            if (is_kept(series, chosen, candidate)) {
                done = table_add_rows(table, 1) &&
                       fill_row(comparison, &placement->items[i], periodicity, candidate, conflict, table, table->row_count - 1);
            }
        }
    }
    return done;
}

enum chiffre_status placement_long(const struct chiffre_comparison *comparison, const struct placement *placement,
                                   enum chiffre_periodicity periodicity, struct chiffre_table **table,
                                   struct chiffre_compare_summary *summary, struct chiffre_error *error)
{
    struct chiffre_table *made = table_new();
    size_t facts = comparison->series.fact_count;
    bool *seen = memory_take(facts + 1, sizeof *seen);
    bool done = made != NULL && seen != NULL;
    for (size_t i = 0; i < sizeof long_columns / sizeof *long_columns && done; i++) {
        done = table_insert_column(made, TABLE_NONE, text_from(long_columns[i].name), long_columns[i].kind, long_columns[i].role);
    }
    if (done) {
        memset(seen, 0, (facts + 1) * sizeof *seen);
        done = fill_rows(comparison, placement, periodicity, made, summary, seen) && !made->arena.failed;
    }
    memory_free(seen);
    if (!done) {
        chiffre_table_free(made);
        return error_no_memory(error);
    }
    *table = made;
    return CHIFFRE_OK;
}
