/* SPDX-License-Identifier: MIT */
/* Columns of one series over time, on a zero base, each with its value where there is room. */
#include "core/text.h"
#include "plots/charts.h"
#include "plots/display.h"
#include "plots/letters.h"
#include "plots/script.h"

#include <math.h>

#define COLUMNS_LETTER 11.0

/* The width of a column in units of x: most of the smallest distance between two. */
static double column_width(const struct panel *panel)
{
    double width = axis_span(panel->periods[0].label);
    for (size_t i = 1; i < panel->period_count; i++) {
        double gap = panel->periods[i].x - panel->periods[i - 1].x;
        width = width == 0 || gap < width ? gap : width;
    }
    return 0.72 * (width > 0 ? width : 1);
}

/* Above the column, or inside at its foot where a trend line would run through the number. */
static void value_label(struct canvas *canvas, const struct panel *panel, const struct axis *axis, const struct curve_point *point,
                        double x)
{
    struct caption text = {.length = 0};
    display_number(&text, point->value, panel->series[0]->unit, panel->power, canvas->language);
    double value = panel_number(panel, point->value), tip = value;
    if (panel->columns[0].low > 0 && point->low.known && point->high.known)
        tip = panel_number(panel, value < 0 ? point->low : point->high);
    double away = value < 0 ? 9 : -8, room = fabs(canvas_y(canvas, axis, value) - canvas_y(canvas, axis, 0));
    bool inside = panel->columns[0].trend > 0 && !point->forecast && room > 20;
    const char *colour = inside ? "white" : value < 0 ? CANVAS_DEFICIT : CANVAS_INK;
    if (panel->columns[0].trend > 0 && !inside)
        return;
    canvas_label(canvas, caption_all(&text), x, canvas_y(canvas, axis, inside ? 0 : tip) + away, CANVAS_CENTRE, COLUMNS_LETTER,
                 colour, false);
}

/* Above every column where the numbers fit side by side, else above the last, the highest and the lowest. */
static void value_labels(struct canvas *canvas, const struct panel *panel, const struct axis *axis, double low, double high)
{
    const struct curve *series = panel->series[0];
    double widest = 0, pixels = (canvas->right - canvas->left) / (high - low);
    size_t least = 0, most = 0;
    for (size_t i = 0; i < series->count; i++) {
        struct caption text = {.length = 0};
        display_number(&text, series->points[i].value, series->unit, panel->power, canvas->language);
        widest = fmax(widest, letters_width(caption_all(&text), COLUMNS_LETTER, false));
        least = panel_number(panel, series->points[i].value) < panel_number(panel, series->points[least].value) ? i : least;
        most = panel_number(panel, series->points[i].value) > panel_number(panel, series->points[most].value) ? i : most;
    }
    double pitch = column_width(panel) / 0.72 * pixels, reach = 0;
    bool all = widest + 3 <= pitch;
    for (size_t i = series->count; i-- > 0;) {
        double x = canvas->left + (series->points[i].x - low) * pixels;
        bool wanted = all || i + 1 == series->count || i == least || i == most;
        if (!wanted || (!all && reach > 0 && x + widest + 3 > reach))
            continue;
        value_label(canvas, panel, axis, &series->points[i], x);
        reach = x;
    }
}

static void draw_columns(struct canvas *canvas, const struct panel *panel)
{
    const struct panel_columns *columns = &panel->columns[0];
    const char *colour = canvas_colour(0);
    bool first = true;
    output_char(canvas->out, '\n');
    charts_using(canvas, panel, &first);
    output_format(canvas->out, "1:%d with boxes fillcolor rgb '%s' fillstyle solid 1 noborder", columns->value, colour);
    if (curve_has_negative(panel->series[0])) {
        charts_using(canvas, panel, &first);
        output_format(canvas->out,
                      "1:(column(%d) < 0 ? column(%d) : NaN) with boxes fillcolor rgb '" CANVAS_DEFICIT
                      "' fillstyle solid 1 noborder",
                      columns->value, columns->value);
    }
    if (columns->forecast > 0) {
        charts_using(canvas, panel, &first);
        output_format(canvas->out,
                      "1:(valid(%d) ? NaN : column(%d)) with boxes fillcolor rgb 'white' fillstyle solid 1 border linecolor "
                      "rgb '%s' linewidth 1.5 dashtype (4,3)",
                      columns->value, columns->forecast, colour);
    }
    if (columns->low > 0) {
        charts_using(canvas, panel, &first);
        output_format(canvas->out, "1:%d:(0):(column(%d)-column(%d)) with vectors nohead linewidth 2 linecolor rgb '#8a8a8a'",
                      columns->low, columns->high, columns->low);
    }
    if (columns->conflict > 0) {
        charts_using(canvas, panel, &first);
        output_format(canvas->out, "1:%d with points pointtype 2 pointsize 1 linewidth 1.6 linecolor rgb '" CANVAS_INK "'",
                      columns->conflict);
    }
    if (columns->trend > 0) {
        charts_using(canvas, panel, &first);
        output_format(canvas->out, "1:%d with lines linecolor rgb '" CANVAS_DEFICIT "' linewidth 1.5 dashtype (8,4)",
                      columns->trend);
    }
    output_char(canvas->out, '\n');
}

enum chiffre_status charts_columns(struct canvas *canvas, struct arena *arena)
{
    struct panel panel;
    if (panel_prepare(canvas, arena, canvas->series, 1, "$data", true, &panel) != CHIFFRE_OK)
        return CHIFFRE_NO_MEMORY;
    /* Below a negative column its number needs room above the axis' own labels. */
    double below = panel.low < 0 ? 0.08 * (fmax(panel.high, 0) - panel.low) : 0;
    struct axis axis = axis_values(panel.low - below, panel.high, 5, true);
    panel_remarks(canvas, &panel, false);
    canvas_head(canvas);
    panel_write(canvas, &panel);
    canvas_begin(canvas);
    canvas_area(canvas, axis_label_width(&axis, CANVAS_TIC) + CANVAS_MARGIN + 8, CANVAS_WIDTH - CANVAS_MARGIN,
                canvas->first_top + 4, canvas_bottom(canvas, axis_period_lines(panel.periods[0].label)));
    double width = column_width(&panel), low = panel.first - width, high = panel.last + width;
    if (panel.period_count < 4) { /* few columns stay slim */
        low -= width;
        high += width;
    }
    output_string(canvas->out, "set xrange [");
    script_position(canvas->out, low);
    output_char(canvas->out, ':');
    script_position(canvas->out, high);
    output_string(canvas->out, "]\nset boxwidth ");
    script_position(canvas->out, width);
    output_char(canvas->out, '\n');
    axis_write_periods(canvas->out, panel.periods, panel.period_count, (canvas->right - canvas->left) / (high - low), CANVAS_TIC,
                       canvas->language);
    axis_write(canvas->out, &axis, 'y');
    output_string(canvas->out, "set xzeroaxis linetype 1 linecolor rgb '" CANVAS_GREY "' linewidth 1\nset xtics scale 0\n");
    if (axis.low < 0)
        output_string(canvas->out, "unset border\n");
    value_labels(canvas, &panel, &axis, low, high);
    canvas_end(canvas);
    draw_columns(canvas, &panel);
    return CHIFFRE_OK;
}
