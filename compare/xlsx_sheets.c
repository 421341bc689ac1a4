/* SPDX-License-Identifier: MIT */
/* The workbook's other sheets: native charts of every series, and where each value was read. */
#include "compare/xlsx.h"

#include <stdio.h>

#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"

#define CHARTS_MAX 48
#define LINES_MAX 12    /* of one chart: more are no longer told apart */
#define CHART_ROWS 18   /* rows of the sheet that a chart covers */
#define LINKS_MAX 60000 /* a worksheet holds 65 530 */
#define ROWS_MAX 1048575

/* Safe for grey print and for colour-blind readers: Okabe and Ito 2008, dark before light. */
static const lxw_color_t colours[] = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xE69F00, LXW_COLOR_BLACK};

/* Columns of levels with the unit of `first`, from it on: one chart never has two units. */
static bool in_chart(const struct workbook *workbook, size_t first, size_t column)
{
    const struct chiffre_column *head = &workbook->table->columns[column].head;
    return head->kind == CHIFFRE_CELL_number && head->role == CHIFFRE_ROLE_level &&
           text_equal(head->unit, workbook->table->columns[first].head.unit);
}

static bool begins_chart(const struct workbook *workbook, size_t column)
{
    for (size_t i = 0; i < column; i++) {
        if (in_chart(workbook, column, i)) {
            return false;
        }
    }
    return in_chart(workbook, column, column);
}

static size_t count_values(const struct workbook *workbook, size_t column, size_t first, size_t last)
{
    size_t count = 0;
    for (size_t row = first; row <= last; row++) {
        count += cell_known(workbook->table, row, column);
    }
    return count;
}

static void add_lines(struct workbook *workbook, lxw_chart *chart, size_t column, size_t first, size_t last)
{
    size_t lines = 0;
    for (size_t i = column; i < workbook->table->column_count && lines < LINES_MAX; i++) {
        if (!in_chart(workbook, column, i) || count_values(workbook, i, first, last) == 0) {
            continue;
        }
        lxw_chart_series *series = lxw.chart_add_series(chart, NULL, NULL);
        lxw_chart_line line = {.color = colours[lines % (sizeof colours / sizeof *colours)], .width = 2.0F};
        lxw.chart_series_set_categories(series, XLSX_TABLE, (lxw_row_t)first + 1, (lxw_col_t)workbook->keys.period, (lxw_row_t)last + 1,
                                        (lxw_col_t)workbook->keys.period);
        lxw.chart_series_set_values(series, XLSX_TABLE, (lxw_row_t)first + 1, (lxw_col_t)i, (lxw_row_t)last + 1, (lxw_col_t)i);
        lxw.chart_series_set_name_range(series, XLSX_TABLE, 0, (lxw_col_t)i);
        lxw_chart_fill fill = {.color = line.color};
        lxw_chart_line edge = {.color = line.color};
        lxw.chart_series_set_line(series, &line);
        lxw.chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE); /* a value without neighbours shows too */
        lxw.chart_series_set_marker_size(series, 4);
        lxw.chart_series_set_marker_fill(series, &fill);
        lxw.chart_series_set_marker_line(series, &edge);
        lines++;
    }
}

/* Large numbers are shown in thousands, millions or billions, which the title says. */
struct scale {
    double from;
    const char *word, *form;
};

static const struct scale *scale_of(const struct workbook *workbook, size_t column, size_t first, size_t last)
{
    static const struct scale scales[] = {{1e10, " billion", "#,##0,,,"}, {1e9, " billion", "#,##0.0,,,"},
                                          {1e7, " million", "#,##0,,"},   {1e6, " million", "#,##0.0,,"},
                                          {1e4, " thousand", "#,##0,"},   {0.0, "", "General"}};
    double largest = 0.0;
    for (size_t i = column; i < workbook->table->column_count; i++) {
        for (size_t row = first; row <= last && in_chart(workbook, column, i); row++) {
            const struct chiffre_cell *cell = &workbook->table->columns[i].cells[row];
            double size = cell->number.known ? decimal_double(decimal_absolute(cell->number)) : 0.0;
            largest = size > largest ? size : largest;
        }
    }
    const struct scale *scale = scales;
    while (largest < scale->from) {
        scale++;
    }
    return scale;
}

/* "Amazon.com, Inc., USD billion" */
static void write_title(const struct workbook *workbook, size_t column, size_t first, const struct scale *scale, char *title,
                        size_t size)
{
    struct chiffre_text unit = table_cell_unit(workbook->table, first, column);
    unit = unit.length > 0 ? unit : table_text(workbook->table, first, workbook->keys.unit);
    bool by_entity = workbook->keys.metric != TABLE_NONE;
    struct chiffre_text who = table_text(workbook->table, first, by_entity ? workbook->keys.metric : workbook->keys.entity);
    snprintf(title, size, "%.*s%s%.*s%s", (int)(who.length < 200 ? who.length : 200), who.length > 0 ? who.data : "",
             who.length > 0 && unit.length > 0 ? ", " : "", (int)(unit.length < 100 ? unit.length : 100),
             unit.length > 0 ? unit.data : "", scale->word);
    if (!utf8_valid(text_from(title))) {
        snprintf(title, size, "%s", "Series");
    }
}

static void add_chart(struct workbook *workbook, lxw_worksheet *sheet, size_t column, size_t first, size_t last, size_t place)
{
    const struct scale *scale = scale_of(workbook, column, first, last);
    lxw_chart *chart = lxw.workbook_add_chart(workbook->book, LXW_CHART_LINE);
    lxw_chart_line grid = {.color = 0xD9D9D9, .width = 0.75F};
    lxw_chart_font font = {.size = 12, .bold = LXW_TRUE};
    char title[512];
    write_title(workbook, column, first, scale, title, sizeof title);
    add_lines(workbook, chart, column, first, last);
    lxw.chart_title_set_name(chart, title);
    lxw.chart_title_set_name_font(chart, &font);
    lxw.chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    lxw.chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_CONNECTED);
    lxw.chart_axis_set_num_format(chart->y_axis, scale->form);
    lxw.chart_axis_major_gridlines_set_line(chart->y_axis, &grid);
    lxw.chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW); /* below, also where values are negative */
    lxw_chart_options options = {.x_scale = 1.4, .y_scale = 1.15};
    bool inserted = lxw.worksheet_insert_chart_opt(sheet, (lxw_row_t)(place * CHART_ROWS), 0, chart, &options) == LXW_NO_ERROR;
    workbook->failed = workbook->failed || !inserted;
    workbook->promise.charts++;
}

static bool same_series(const struct workbook *workbook, size_t a, size_t b)
{
    const struct table_keys *keys = &workbook->keys;
    size_t columns[] = {keys->entity, keys->metric, keys->unit};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (!text_equal(table_text(workbook->table, a, columns[i]), table_text(workbook->table, b, columns[i]))) {
            return false;
        }
    }
    return true;
}

/* A chart for each run of rows of one series, and each unit in it that has two values or more. */
void xlsx_charts(struct workbook *workbook)
{
    size_t rows = workbook->table->row_count, charts = 0, last;
    if (workbook->keys.period == TABLE_NONE) {
        return;
    }
    lxw_worksheet *sheet = NULL;
    for (size_t first = 0; first < rows && charts < CHARTS_MAX; first = last + 1) {
        for (last = first; last + 1 < rows && same_series(workbook, first, last + 1); last++) {
        }
        for (size_t column = 0; column < workbook->table->column_count && charts < CHARTS_MAX; column++) {
            size_t values = 0;
            for (size_t i = column; begins_chart(workbook, column) && i < workbook->table->column_count; i++) {
                size_t count = in_chart(workbook, column, i) ? count_values(workbook, i, first, last) : 0;
                values = count > values ? count : values;
            }
            if (values >= 2) {
                sheet = sheet != NULL ? sheet : xlsx_sheet(workbook, "Charts");
                add_chart(workbook, sheet, column, first, last, charts++);
            }
        }
    }
}

struct source_sheet {
    lxw_worksheet *sheet;
    size_t row, links;
};

static void write_source(struct workbook *workbook, struct source_sheet *to, size_t row, size_t column, size_t index)
{
    const struct chiffre_table *table = workbook->table;
    const struct chiffre_cell *cell = &table->columns[column].cells[row];
    const struct chiffre_source *source = &cell->sources[index];
    size_t at = ++to->row;
    char name[LXW_MAX_CELL_NAME_LENGTH], link[64];
    lxw.lxw_rowcol_to_cell(name, (lxw_row_t)row + 1, (lxw_col_t)column);
    if (to->links++ < LINKS_MAX) {
        snprintf(link, sizeof link, "internal:%s!%s", XLSX_TABLE, name);
        xlsx_written(workbook, to->sheet, lxw.worksheet_write_url_opt(to->sheet, (lxw_row_t)at, 0, link, workbook->link, name, NULL));
    } else {
        xlsx_text(workbook, to->sheet, at, 0, text_from(name), workbook->text);
    }
    struct chiffre_text head = table->columns[column].head.name;
    bool by_entity = workbook->keys.metric != TABLE_NONE;
    xlsx_text(workbook, to->sheet, at, 1, by_entity ? head : table_text(table, row, workbook->keys.entity), workbook->text);
    xlsx_text(workbook, to->sheet, at, 2, by_entity ? table_text(table, row, workbook->keys.metric) : head, workbook->text);
    xlsx_text(workbook, to->sheet, at, 3, table_text(table, row, workbook->keys.period), workbook->text);
    xlsx_written(workbook, to->sheet,
                 lxw.worksheet_write_number(to->sheet, (lxw_row_t)at, 4, decimal_double(cell->number),
                                            xlsx_number_format(workbook, cell, column)));
    xlsx_text(workbook, to->sheet, at, 5, cell->unit, workbook->text);
    const char *state = cell->conflict ? "conflict" : cell->derived ? "derived" : "";
    xlsx_text(workbook, to->sheet, at, 6, text_from(state), workbook->text);
    xlsx_text(workbook, to->sheet, at, 7, source->document, workbook->text);
    if (source->line > 0) {
        xlsx_written(workbook, to->sheet, lxw.worksheet_write_number(to->sheet, (lxw_row_t)at, 8, (double)source->line, NULL));
    }
    xlsx_text(workbook, to->sheet, at, 9, source->text, workbook->wrapped);
}

void xlsx_sources(struct workbook *workbook)
{
    static const char *const names[] = {"cell", "entity", "metric", "period", "value", "unit", "state", "document", "line", "text"};
    static const double widths[] = {8, 20, 20, 14, 18, 10, 10, 34, 7, 60};
    const struct chiffre_table *table = workbook->table;
    struct source_sheet to = {xlsx_sheet(workbook, "Sources"), 0, 0};
    xlsx_head(workbook, to.sheet, names, widths, sizeof names / sizeof *names);
    for (size_t row = 0; row < table->row_count; row++) {
        for (size_t column = 0; column < table->column_count; column++) {
            const struct chiffre_column *head = &table->columns[column].head;
            if (head->kind != CHIFFRE_CELL_number || head->role != CHIFFRE_ROLE_level) {
                continue;
            }
            for (size_t i = 0; i < table->columns[column].cells[row].source_count && to.row < ROWS_MAX; i++) {
                write_source(workbook, &to, row, column, i);
            }
        }
    }
}
