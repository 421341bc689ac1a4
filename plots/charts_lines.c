/* SPDX-License-Identifier: MIT */
/* Curves over time: trend lines (a panel a unit), indexed lines, ratios, steps. */
#include "core/error.h"
#include "core/text.h"
#include "plots/charts.h"
#include "plots/display.h"
#include "plots/script.h"

#include <math.h>
#include <string.h>

#define PANELS_MAX 3
#define PANEL_GAP 44.0
#define SURPLUS_COLOUR 3 /* of the flow beside revenue: orange is the ground below zero */

void charts_using(struct canvas *canvas, const struct panel *panel, bool *first)
{
    output_format(canvas->out, "%s%s using ", *first ? "plot " : ", \\\n     ", *first ? panel->block : "''");
    *first = false;
}

void charts_end_tags(const struct canvas *canvas, const struct panel *panel, const struct axis *axis, size_t first_colour,
                     struct canvas_tag *tags)
{
    for (size_t i = 0; i < panel->count; i++) {
        const struct curve *series = panel->series[i];
        const struct curve_point *last = &series->points[series->count - 1];
        tags[i] = (struct canvas_tag){.name = {.length = 0}};
        canvas_series_name(canvas, series, &tags[i].name);
        canvas_value(canvas, series, last->value, &tags[i].value);
        tags[i].y = canvas_y(canvas, axis, panel_number(panel, last->value));
        tags[i].colour = canvas_letter_colour(first_colour + i);
    }
}

static void draw_bands(struct canvas *canvas, const struct panel *panel, size_t first_colour, bool *first)
{
    for (size_t i = 0; i < panel->count; i++) {
        const struct panel_columns *columns = &panel->columns[i];
        const int bands[2][2] = {{columns->low, columns->high}, {columns->trend_low, columns->trend_high}};
        for (size_t j = 0; j < 2; j++) {
            if (bands[j][0] == 0)
                continue;
            charts_using(canvas, panel, first);
            output_format(canvas->out, "1:%d:%d with filledcurves fillcolor rgb '%s' fillstyle solid 1 noborder", bands[j][0],
                          bands[j][1], j == 0 ? canvas_tint(first_colour + i) : "#e6e6e6");
        }
        if (columns->trend > 0) {
            charts_using(canvas, panel, first);
            output_format(canvas->out, "1:%d with lines linecolor rgb '" CANVAS_GREY "' linewidth 1.2 dashtype (8,4)",
                          columns->trend);
        }
    }
}

static void draw_curve(struct canvas *canvas, const struct panel *panel, size_t number, const char *style, size_t colour,
                       bool *first)
{
    const struct panel_columns *columns = &panel->columns[number];
    const char *rgb = canvas_colour(colour);
    /* Beyond some forty points markers touch each other. */
    bool markers = panel->series[number]->count <= 40;
    charts_using(canvas, panel, first);
    output_format(canvas->out, "1:%d with %s linecolor rgb '%s' linewidth 2.2", columns->value, style, rgb);
    if (columns->forecast > 0) {
        charts_using(canvas, panel, first);
        output_format(canvas->out, "1:%d with %s linecolor rgb '%s' linewidth 2.2 dashtype (4,3)", columns->forecast, style, rgb);
        charts_using(canvas, panel, first);
        output_format(canvas->out, "1:%d with points pointtype 7 pointsize 0.62 linecolor rgb 'white'", columns->forecast);
        charts_using(canvas, panel, first);
        output_format(canvas->out, "1:%d with points pointtype %d pointsize 0.62 linewidth 1.6 linecolor rgb '%s'",
                      columns->forecast, canvas_marker_hollow(colour), rgb);
    }
    if (markers) {
        charts_using(canvas, panel, first);
        output_format(canvas->out, "1:%d with points pointtype %d pointsize 0.55 linecolor rgb '%s'", columns->value,
                      canvas_marker(colour), rgb);
    }
    if (columns->conflict > 0) {
        charts_using(canvas, panel, first);
        output_format(canvas->out, "1:%d with points pointtype 2 pointsize 1.1 linewidth 1.6 linecolor rgb '" CANVAS_INK "'",
                      columns->conflict);
    }
}

static void reference_line(struct canvas *canvas, const struct axis *axis, double value)
{
    if (value < axis->low || value > axis->high)
        return;
    output_format(canvas->out, "set arrow %d from graph 0, first ", ++canvas->objects);
    script_position(canvas->out, value);
    output_string(canvas->out, " to graph 1, first ");
    script_position(canvas->out, value);
    output_string(canvas->out, " nohead back linecolor rgb '" CANVAS_GREY "' linewidth 1\n");
}

struct lines_panel {
    struct panel data;
    struct axis axis;
    const struct curve *series[CANVAS_SERIES_MAX];
    size_t first_colour;
};

static void begin_panel(struct canvas *canvas, const struct lines_panel *panel, double left, double right, double top,
                        double bottom)
{
    const struct panel *data = &panel->data;
    bool index = text_equal(data->series[0]->unit, TEXT("index"));
    double span = data->last > data->first ? data->last - data->first : 1, edge = span * 8 / (right - left);
    canvas_area(canvas, left, right, top, bottom);
    output_string(canvas->out, "set xrange [");
    script_position(canvas->out, data->first - edge);
    output_char(canvas->out, ':');
    script_position(canvas->out, data->last + edge);
    output_string(canvas->out, "]\n");
    axis_write_periods(canvas->out, data->periods, data->period_count, (right - left) / (span + 2 * edge), CANVAS_TIC,
                       canvas->language);
    axis_write(canvas->out, &panel->axis, 'y');
    reference_line(canvas, &panel->axis, index ? 100 : 0);
}

/* The ground between a flow and zero: one colour above, another below. */
static void fill_to_zero(struct canvas *canvas, const struct panel *data, bool *first)
{
    for (size_t i = 0; i < data->count; i++) {
        charts_using(canvas, data, first);
        output_format(canvas->out, "1:%d:(0) with filledcurves above fillcolor rgb '" CANVAS_SURPLUS "' fillstyle solid 1 noborder",
                      data->columns[i].value);
        charts_using(canvas, data, first);
        output_format(canvas->out, "1:%d:(0) with filledcurves below fillcolor rgb '" CANVAS_DEFICIT "' fillstyle solid 1 noborder",
                      data->columns[i].value);
    }
}

static void draw_panel(struct canvas *canvas, struct lines_panel *panel, bool steps, double tags_width)
{
    struct canvas_tag tags[CANVAS_SERIES_MAX];
    const struct panel *data = &panel->data;
    bool first = true;
    charts_end_tags(canvas, data, &panel->axis, panel->first_colour, tags);
    canvas_tags(canvas, tags, data->count, canvas->right + 10, tags_width, CANVAS_LEFT);
    output_char(canvas->out, '\n');
    if (steps) {
        charts_using(canvas, data, &first);
        output_format(canvas->out, "1:%d with fillsteps fillcolor rgb '%s' fillstyle solid 1 noborder", data->columns[0].value,
                      canvas_tint(panel->first_colour));
    }
    if (strcmp(canvas->kind, "surplus") == 0)
        fill_to_zero(canvas, data, &first);
    draw_bands(canvas, data, panel->first_colour, &first);
    for (size_t i = 0; i < data->count; i++)
        draw_curve(canvas, data, i, steps ? "steps" : "lines", panel->first_colour + i, &first);
    output_char(canvas->out, '\n');
}

static bool belongs(const struct lines_panel *panel, const struct curve *series)
{
    return text_equal(panel->series[0]->unit, series->unit) && !curves_far_apart(panel->series[0], series);
}

/* The series by unit and size, each a panel; those of further units than there are panels are left out. */
static size_t split_by_unit(struct canvas *canvas, struct lines_panel *panels)
{
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < canvas->count; i++) {
        size_t place = 0;
        while (place < count && !belongs(&panels[place], canvas->series[i]))
            place++;
        for (size_t j = 0; place == PANELS_MAX && j < PANELS_MAX; j++)
            if (text_equal(panels[j].series[0]->unit, canvas->series[i]->unit))
                place = j;
        if (place == PANELS_MAX) {
            canvas->left_out++;
            continue;
        }
        if (place == count)
            panels[count++] = (struct lines_panel){.first_colour = 0};
        panels[place].series[panels[place].data.count++] = canvas->series[i];
        kept++;
    }
    for (size_t i = 1; i < count; i++)
        panels[i].first_colour = panels[i - 1].first_colour + panels[i - 1].data.count;
    if (count == 2 && strcmp(canvas->kind, "surplus") == 0)
        panels[1].first_colour = SURPLUS_COLOUR;
    return count;
}

static void panel_heading(struct canvas *canvas, const struct lines_panel *panel, double top)
{
    struct caption heading = {.length = 0};
    if (panel->data.count == 1) {
        canvas_metric(canvas, panel->series[0], &heading);
        caption_capital(&heading);
        caption_string(&heading, wording_of(WORD_comma, canvas->language));
    }
    struct caption unit = {.length = 0};
    display_axis(&unit, panel->series[0]->unit, panel->data.power, canvas->language);
    if (panel->data.count == 1)
        caption_small(&unit, 0);
    caption_text(&heading, caption_all(&unit));
    canvas_label(canvas, caption_all(&heading), CANVAS_MARGIN, top, CANVAS_LEFT, CANVAS_LABEL, CANVAS_INK, true);
}

static double tags_width(const struct canvas *canvas, const struct lines_panel *panels, size_t count)
{
    double widest = 0;
    for (size_t i = 0; i < count; i++) {
        struct canvas_tag tags[CANVAS_SERIES_MAX];
        charts_end_tags(canvas, &panels[i].data, &panels[i].axis, 0, tags);
        widest = fmax(widest, canvas_tags_width(tags, panels[i].data.count, 132));
    }
    return widest;
}

static enum chiffre_status prepare(struct canvas *canvas, struct arena *arena, struct lines_panel *panels, size_t count, bool zero)
{
    static const char *const blocks[PANELS_MAX] = {"$data", "$data2", "$data3"};
    for (size_t i = 0; i < count && i < PANELS_MAX; i++) {
        struct panel *data = &panels[i].data;
        if (panel_prepare(canvas, arena, panels[i].series, data->count, blocks[i], true, data) != CHIFFRE_OK)
            return CHIFFRE_NO_MEMORY;
        /* A line may leave zero out, but not when zero is near. */
        bool near = data->low >= 0 && data->low < 0.6 * data->high;
        panels[i].axis = axis_values(data->low, data->high, count > 1 ? 4 : 5, zero || near);
        panel_remarks(canvas, data, true);
    }
    return CHIFFRE_OK;
}

/* Panels under each other show the same time. */
static void share_time(struct lines_panel *panels, size_t count)
{
    double first = INFINITY, last = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        first = fmin(first, panels[i].data.first);
        last = fmax(last, panels[i].data.last);
    }
    for (size_t i = 0; i < count; i++) {
        panels[i].data.first = first;
        panels[i].data.last = last;
    }
}

static enum chiffre_status draw(struct canvas *canvas, struct arena *arena, bool steps)
{
    struct lines_panel panels[PANELS_MAX] = {{.first_colour = 0}};
    size_t count = split_by_unit(canvas, panels);
    if (prepare(canvas, arena, panels, count, steps || strcmp(canvas->kind, "surplus") == 0) != CHIFFRE_OK)
        return CHIFFRE_NO_MEMORY;
    share_time(panels, count);
    int lines = axis_period_lines(canvas->series[0]->points[0].period);
    double gap = PANEL_GAP + (lines > 1 ? 16 : 0);
    canvas->height = count > 1 ? 120 + 190 * (double)count : 400;
    canvas_head(canvas);
    for (size_t i = 0; i < count; i++)
        panel_write(canvas, &panels[i].data);
    canvas_begin(canvas);
    double left = 0, tags = tags_width(canvas, panels, count);
    for (size_t i = 0; i < count; i++)
        left = fmax(left, axis_label_width(&panels[i].axis, CANVAS_TIC) + CANVAS_MARGIN + 8);
    double bottom = canvas_bottom(canvas, lines), top = canvas->first_top;
    double each = (bottom - top - gap * (double)(count - 1)) / (double)count;
    if (count > 1) {
        each = (bottom - top - gap * (double)(count - 1) - 18) / (double)count;
        output_string(canvas->out, "\nset multiplot\n");
    }
    for (size_t i = 0; i < count; i++) {
        output_format(canvas->out, "\n# Panel %zu\n", i + 1);
        if (i > 0)
            output_string(canvas->out, "unset label\nunset arrow\n");
        if (count > 1)
            panel_heading(canvas, &panels[i], top + 2);
        begin_panel(canvas, &panels[i], left, CANVAS_WIDTH - CANVAS_MARGIN - tags - 10, top + (count > 1 ? 18 : 0),
                    top + each + (count > 1 ? 18 - 18 / (double)count : 0));
        if (i + 1 == count)
            canvas_end(canvas);
        draw_panel(canvas, &panels[i], steps, tags);
        top += each + gap;
    }
    if (count > 1)
        output_string(canvas->out, "unset multiplot\n");
    return CHIFFRE_OK;
}

enum chiffre_status charts_lines(struct canvas *canvas, struct arena *arena)
{
    return draw(canvas, arena, false);
}

enum chiffre_status charts_steps(struct canvas *canvas, struct arena *arena)
{
    return draw(canvas, arena, true);
}
