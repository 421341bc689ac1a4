/* SPDX-License-Identifier: MIT */
/* Placed facts -> a wide table: a row an entity, period and unit, a column a metric; or a row a metric, a column an entity. */
#include "compare/comparison.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/error.h"
#include "core/figure.h"
#include "core/text.h"

/* The columns behind the keys: which number (struct placed) stands at which place of the table. */
struct layout {
    uint32_t *columns;
    size_t count;
    size_t first; /* the place of columns[0] */
    size_t step;  /* 1, or 3 with the details behind each */
};

static int compare_columns(const void *first, const void *second)
{
    uint32_t a = *(const uint32_t *)first, b = *(const uint32_t *)second;
    return (a > b) - (a < b);
}

static int compare_entity_columns(const void *first, const void *second, void *context)
{
    const struct series *series = context;
    return text_compare(series->entities.texts[*(const uint32_t *)first], series->entities.texts[*(const uint32_t *)second]);
}

/* In the order asked for; a metric's further kinds come behind its first. */
static void order_as_asked(const struct chiffre_comparison *comparison, struct layout *layout)
{
    size_t done = 0;
    for (size_t i = 0; i < comparison->options.metric_count; i++) {
        for (size_t j = done; j < layout->count; j++) {
            if (layout->columns[j] / COLUMN_KINDS == comparison->metric_order[i]) {
                uint32_t column = layout->columns[j];
                memmove(layout->columns + done + 1, layout->columns + done, (j - done) * sizeof *layout->columns);
                layout->columns[done++] = column;
            }
        }
    }
}

/* Asked metrics are there even without a figure: whoever reads the table by name finds his column. */
static size_t asked_columns(const struct chiffre_comparison *comparison, uint32_t *columns)
{
    if (comparison->options.by_entity) {
        return 0;
    }
    for (size_t i = 0; i < comparison->options.metric_count; i++) {
        uint32_t metric = comparison->metric_order[i];
        columns[i] = metric * COLUMN_KINDS + (uint32_t)metric_first_class(&catalog_metrics[metric]);
    }
    return comparison->options.metric_count;
}

static bool layout_make(const struct chiffre_comparison *comparison, const struct placement *placement, struct layout *layout)
{
    *layout = (struct layout){.step = comparison->options.detail ? 3 : 1};
    layout->columns = memory_take(placement->count + comparison->options.metric_count + 1, sizeof *layout->columns);
    if (layout->columns == NULL) {
        return false;
    }
    size_t count = asked_columns(comparison, layout->columns);
    for (size_t i = 0; i < placement->count; i++) {
        layout->columns[count++] = placement->items[i].column;
    }
    qsort(layout->columns, count, sizeof *layout->columns, compare_columns);
    for (size_t i = 0; i < count; i++) {
        if (layout->count == 0 || layout->columns[layout->count - 1] != layout->columns[i]) {
            layout->columns[layout->count++] = layout->columns[i];
        }
    }
    if (comparison->options.by_entity) {
        struct series *series = (struct series *)&comparison->series;
        qsort_r(layout->columns, layout->count, sizeof *layout->columns, compare_entity_columns, series);
    } else {
        order_as_asked(comparison, layout);
    }
    return true;
}

static bool add_details(struct chiffre_table *table, struct chiffre_text name)
{
    char buffer[1024];
    if (name.length > sizeof buffer - 16) {
        name.length = sizeof buffer - 16;
    }
    memcpy(buffer, name.data, name.length);
    size_t level = table->column_count - 1;
    memcpy(buffer + name.length, "_decimals", 9);
    bool done = table_insert_column(table, TABLE_NONE, (struct chiffre_text){buffer, name.length + 9}, CHIFFRE_CELL_number,
                                    CHIFFRE_ROLE_detail);
    memcpy(buffer + name.length, "_status", 7);
    done = done && table_insert_column(table, TABLE_NONE, (struct chiffre_text){buffer, name.length + 7}, CHIFFRE_CELL_text,
                                       CHIFFRE_ROLE_detail);
    for (size_t i = level + 1; i < table->column_count; i++) {
        table->columns[i].head.base = level;
    }
    return done;
}

static bool add_level_columns(const struct chiffre_comparison *comparison, struct layout *layout, struct chiffre_table *table)
{
    layout->first = table->column_count;
    bool done = true;
    for (size_t i = 0; i < layout->count && done; i++) {
        char buffer[METRIC_NAME_MAX];
        bool by_entity = comparison->options.by_entity;
        struct chiffre_text name =
            by_entity ? comparison->series.spellings[layout->columns[i]] : metric_column_name(layout->columns[i], buffer);
        done = table_insert_column(table, TABLE_NONE, name, CHIFFRE_CELL_number, CHIFFRE_ROLE_level);
        struct chiffre_column *head = &table->columns[table->column_count - 1].head;
        if (done && !by_entity) {
            head->metric = text_from(catalog_metrics[layout->columns[i] / COLUMN_KINDS].name);
            head->unit = text_from(unit_class_name((enum unit_class)(layout->columns[i] % COLUMN_KINDS)));
        }
        if (done && comparison->options.detail) {
            done = add_details(table, name);
        }
    }
    return done;
}

static bool add_columns(const struct chiffre_comparison *comparison, struct layout *layout, struct chiffre_table *table)
{
    static const struct {
        const char *name;
        enum chiffre_cell_kind kind;
    } keys[] = {{"period", CHIFFRE_CELL_text},
                {"period_type", CHIFFRE_CELL_text},
                {"period_start", CHIFFRE_CELL_date},
                {"period_end", CHIFFRE_CELL_date},
                {"unit", CHIFFRE_CELL_text}};
    const char *first = comparison->options.by_entity ? "metric" : "entity";
    bool done = table_insert_column(table, TABLE_NONE, text_from(first), CHIFFRE_CELL_text, CHIFFRE_ROLE_key);
    for (size_t i = 0; i < sizeof keys / sizeof *keys && done; i++) {
        done = table_insert_column(table, TABLE_NONE, text_from(keys[i].name), keys[i].kind, CHIFFRE_ROLE_key);
    }
    return done && add_level_columns(comparison, layout, table) &&
           table_insert_column(table, TABLE_NONE, TEXT("note"), CHIFFRE_CELL_text, CHIFFRE_ROLE_note);
}

static void fill_keys(const struct chiffre_comparison *comparison, const struct placed *item, enum chiffre_periodicity periodicity,
                      struct chiffre_table *table)
{
    const struct series *series = &comparison->series;
    const struct fact *fact = &series->facts[item->fact];
    char buffer[METRIC_NAME_MAX];
    struct table_column *columns = table->columns;
    size_t row = item->row;
    if (columns[0].texts[row].length == 0) {
        struct chiffre_text major =
            comparison->options.by_entity ? metric_column_name(item->major, buffer) : series->spellings[item->major];
        columns[0].texts[row] = table_keep(table, major);
        columns[2].texts[row] = text_from(periodicity_name(periodicity));
        columns[3].dates[row] = item->start;
        columns[4].dates[row] = item->end;
        if (item->unit != SERIES_NONE) {
            columns[5].texts[row] = table_keep(table, series->units.texts[item->unit]);
        }
    }
    /* A stock's label is of its day: the period's own comes from a flow, or from the dates. */
    bool own = fact->periodicity == periodicity && fact->label != SERIES_NONE;
    if (columns[1].texts[row].length == 0 || own) {
        struct chiffre_text read = own ? series->labels.texts[fact->label] : (struct chiffre_text){NULL, 0};
        columns[1].texts[row] = table_keep(table, period_label(periodicity, item->start, item->end, read, buffer));
    }
}

/* One cell with its details and its words for the note. */
static void fill_cell(const struct chiffre_comparison *comparison, const struct placed *item, const struct layout *layout,
                      struct chiffre_table *table, struct chiffre_compare_summary *summary, struct output *note)
{
    const struct series *series = &comparison->series;
    size_t index = 0;
    while (layout->columns[index] != item->column) {
        index++;
    }
    size_t column = layout->first + index * layout->step;
    struct chiffre_cell *cell = table_number(table, item->row, column);
    struct choice choice = choose(series, &series->facts[item->fact]);
    cell_from_choice(series, &choice, !comparison->options.without_sources, table, cell);
    summary->conflicts += cell->conflict;
    summary->derived += cell->derived;
    if (layout->step > 1) {
        if (cell->decimals != CHIFFRE_NO_DECIMALS) {
            table_number(table, item->row, column + 1)->number = decimal_from(cell->decimals, 0);
        }
        table->columns[column + 2].texts[item->row] = text_from(status_name(cell->status));
    }
    note_write(series, &choice, table->columns[column].head.name, note);
}

static bool fill(const struct chiffre_comparison *comparison, const struct placement *placement, const struct layout *layout,
                 enum chiffre_periodicity periodicity, struct chiffre_table *table, struct chiffre_compare_summary *summary)
{
    struct output *note = NULL;
    for (size_t i = 0; i < placement->count; i++) {
        const struct placed *item = &placement->items[i];
        if (note == NULL && output_open_memory(&note) != CHIFFRE_OK) {
            return false;
        }
        fill_keys(comparison, item, periodicity, table);
        fill_cell(comparison, item, layout, table, summary, note);
        bool row_ends = i + 1 == placement->count || placement->items[i + 1].row != item->row;
        if (row_ends && output_memory(note).length > 0) {
            table->columns[table->column_count - 1].texts[item->row] = table_keep(table, output_memory(note));
            output_discard(note);
            note = NULL;
        }
    }
    output_discard(note);
    return true;
}

static bool is_firm(const struct chiffre_cell *cell)
{
    return !cell->number.known || cell->status == CHIFFRE_STATUS_none || cell->status == CHIFFRE_STATUS_actual;
}

/* A forecast never stands among actual figures without a mark in the data: its column gets one of statuses beside it. */
static bool mark_forecasts(struct chiffre_table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        bool firm = true;
        for (size_t row = 0; table->columns[i].head.role == CHIFFRE_ROLE_level && row < table->row_count && firm; row++) {
            firm = is_firm(table_number(table, row, i));
        }
        if (firm) {
            continue;
        }
        char name[1024];
        struct chiffre_text level = table->columns[i].head.name;
        int length = snprintf(name, sizeof name, "%.*s_status", (int)(level.length < 1000 ? level.length : 1000), level.data);
        if (!table_insert_column(table, i + 1, (struct chiffre_text){name, (size_t)length}, CHIFFRE_CELL_text, CHIFFRE_ROLE_detail)) {
            return false;
        }
        table->columns[i + 1].head.base = i;
        for (size_t row = 0; row < table->row_count; row++) {
            const struct chiffre_cell *cell = table_number(table, row, i);
            table->columns[i + 1].texts[row] = text_from(cell->number.known ? status_name(cell->status) : "");
        }
    }
    return true;
}

enum chiffre_status placement_wide(const struct chiffre_comparison *comparison, const struct placement *placement,
                                   enum chiffre_periodicity periodicity, struct chiffre_table **table,
                                   struct chiffre_compare_summary *summary, struct chiffre_error *error)
{
    struct layout layout = {0};
    struct chiffre_table *made = table_new();
    bool done = made != NULL && layout_make(comparison, placement, &layout) && add_columns(comparison, &layout, made) &&
                table_add_rows(made, placement->rows) && fill(comparison, placement, &layout, periodicity, made, summary) &&
                (layout.step > 1 || mark_forecasts(made)) && !made->arena.failed;
    memory_free(layout.columns);
    if (!done) {
        chiffre_table_free(made);
        return error_no_memory(error);
    }
    *table = made;
    return CHIFFRE_OK;
}
