/* SPDX-License-Identifier: MIT */
/* Two periods and a line from one to the other for each series: who rose, who fell, who crossed. */
#include "core/decimal.h"
#include "core/text.h"
#include "plots/charts.h"
#include "plots/display.h"
#include "plots/letters.h"
#include "plots/script.h"

#include <math.h>

static void write_slopes(struct canvas *canvas, const struct panel *panel)
{
    output_string(canvas->out, "$data << END\n# side");
    for (size_t i = 0; i < panel->count; i++) {
        struct caption name = {.length = 0};
        canvas_series_name(canvas, panel->series[i], &name);
        output_string(canvas->out, " | ");
        script_comment(canvas->out, caption_all(&name));
    }
    output_char(canvas->out, '\n');
    for (size_t side = 0; side < 2; side++) {
        output_natural(canvas->out, side);
        for (size_t i = 0; i < panel->count; i++) {
            const struct curve *series = panel->series[i];
            output_string(canvas->out, "  ");
            script_decimal(canvas->out, decimal_scale(series->points[side == 0 ? 0 : series->count - 1].value, -panel->power));
        }
        output_char(canvas->out, '\n');
    }
    output_string(canvas->out, "END\n\n");
}

static void slope_tags(const struct canvas *canvas, const struct panel *panel, const struct axis *axis, int side,
                       struct canvas_tag *tags)
{
    for (size_t i = 0; i < panel->count; i++) {
        const struct curve *series = panel->series[i];
        const struct curve_point *point = &series->points[side == 0 ? 0 : series->count - 1];
        tags[i] = (struct canvas_tag){.name = {.length = 0}, .colour = canvas_letter_colour(i)};
        if (side == 1)
            canvas_series_name(canvas, series, &tags[i].name);
        display_value(side == 1 ? &tags[i].value : &tags[i].name, point->value, series->unit, panel->power, canvas->language);
        tags[i].y = canvas_y(canvas, axis, panel_number(panel, point->value));
    }
}

static void draw_slopes(struct canvas *canvas, const struct panel *panel)
{
    bool first = true;
    output_char(canvas->out, '\n');
    for (size_t i = 0; i < panel->count; i++) {
        const struct curve *series = panel->series[i];
        bool forecast = series->points[series->count - 1].forecast;
        charts_using(canvas, panel, &first);
        output_format(canvas->out, "1:%zu with linespoints linecolor rgb '%s' linewidth 2.4 pointtype %d pointsize 0.7%s", i + 2,
                      canvas_colour(i), forecast ? canvas_marker_hollow(i) : canvas_marker(i), forecast ? " dashtype (4,3)" : "");
    }
    output_char(canvas->out, '\n');
}

enum chiffre_status charts_slope(struct canvas *canvas, struct arena *arena)
{
    struct panel panel;
    struct canvas_tag left[CANVAS_SERIES_MAX], right[CANVAS_SERIES_MAX];
    if (panel_prepare(canvas, arena, canvas->series, canvas->count, "$data", false, &panel) != CHIFFRE_OK)
        return CHIFFRE_NO_MEMORY;
    struct axis axis = axis_around(panel.low, panel.high);
    panel_remarks(canvas, &panel, true);
    canvas_head(canvas);
    write_slopes(canvas, &panel);
    canvas_begin(canvas);
    slope_tags(canvas, &panel, &axis, 0, left);
    slope_tags(canvas, &panel, &axis, 1, right);
    double left_width = canvas_tags_width(left, panel.count, 110), right_width = canvas_tags_width(right, panel.count, 170);
    canvas_area(canvas, CANVAS_MARGIN + left_width + 12 + 30, CANVAS_WIDTH - CANVAS_MARGIN - right_width - 12 - 30,
                canvas->first_top + 22, canvas->height - 8 - 13 * (double)canvas_foot_lines(canvas) - 22);
    slope_tags(canvas, &panel, &axis, 0, left);
    slope_tags(canvas, &panel, &axis, 1, right);
    output_string(canvas->out, "unset border\nunset xtics\nunset ytics\nunset grid\nset xrange [0:1]\n");
    axis_write(canvas->out, &axis, 'y');
    output_string(canvas->out, "unset ytics\n");
    for (int side = 0; side < 2; side++) {
        struct caption period = {.length = 0};
        const struct curve *series = canvas->series[0];
        double x = side == 0 ? canvas->left : canvas->right;
        wording_period(&period, series->points[side == 0 ? 0 : series->count - 1].period, canvas->language);
        canvas_label(canvas, caption_all(&period), x, canvas->first_top + 2, CANVAS_CENTRE, CANVAS_SUBTITLE, CANVAS_INK, true);
        output_format(canvas->out,
                      "set arrow %d from graph %d, graph 0 to graph %d, graph 1 nohead back linecolor rgb '" CANVAS_LIGHT "'\n",
                      side + 1, side, side);
    }
    canvas_tags(canvas, left, panel.count, canvas->left - 12, left_width, CANVAS_RIGHT);
    canvas_tags(canvas, right, panel.count, canvas->right + 12, right_width, CANVAS_LEFT);
    canvas_end(canvas);
    draw_slopes(canvas, &panel);
    return CHIFFRE_OK;
}
