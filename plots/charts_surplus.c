/* SPDX-License-Identifier: MIT */
/* Two flows of one unit, revenue and another, and the ground between them: one colour where revenue is above, another where it is
 * below, a third where the other flow is under zero. Flows of very different size have a panel each. */
#include "core/decimal.h"
#include "core/text.h"
#include "plots/charts.h"
#include "plots/display.h"
#include "plots/letters.h"
#include "plots/script.h"

#include <stdio.h>

#define DEFICIT_TINT "#f3a97a"

/* Colours' meanings in one line above the plot. */
static void draw_keys(struct canvas *canvas, const struct caption *upper, const struct caption *lower, bool crosses, bool negative)
{
    double x = CANVAS_MARGIN, y = canvas->first_top - 1;
    for (int i = 0; i < 3; i++) {
        if ((i == 1 && !crosses) || (i == 2 && !negative))
            continue;
        struct caption text = {.length = 0};
        caption_text(&text, caption_all(i == 0 ? upper : lower));
        caption_string(&text, wording_of(i == 2 ? WORD_below_zero : WORD_above_gap, canvas->language));
        if (i < 2)
            caption_text(&text, caption_all(i == 0 ? lower : upper));
        canvas_label(canvas, TEXT("■"), x, y, CANVAS_LEFT, 13, i == 0 ? "#a9c5de" : i == 1 ? DEFICIT_TINT : CANVAS_DEFICIT, false);
        canvas_label(canvas, caption_all(&text), x + 16, y, CANVAS_LEFT, CANVAS_TIC, CANVAS_GREY, false);
        x += 16 + letters_width(caption_all(&text), CANVAS_TIC, false) + 18;
        if (x > 0.62 * CANVAS_WIDTH) {
            x = CANVAS_MARGIN;
            y += 16;
        }
    }
    canvas->first_top = (x > CANVAS_MARGIN ? y : y - 16) + 20;
}

static bool crosses(const struct curve *upper, const struct curve *lower)
{
    for (size_t i = 0; i < upper->count; i++) {
        const struct curve_point *other = curve_at(lower, upper->points[i].x);
        if (other != NULL && decimal_compare(other->value, upper->points[i].value) > 0)
            return true;
    }
    return false;
}

static void draw_fills(struct canvas *canvas, const struct panel *panel, bool negative, bool *first)
{
    /* A forecast has a column of its own: the ground goes on below it. */
    char value[2][96];
    for (size_t i = 0; i < 2; i++) {
        const struct panel_columns *columns = &panel->columns[i];
        if (columns->forecast > 0)
            snprintf(value[i], sizeof value[i], "(valid(%d) ? column(%d) : column(%d))", columns->value, columns->value,
                     columns->forecast);
        else
            snprintf(value[i], sizeof value[i], "%d", columns->value);
    }
    charts_using(canvas, panel, first);
    output_format(canvas->out, "1:%s:%s with filledcurves above fillcolor rgb '" CANVAS_SURPLUS "' fillstyle solid 1 noborder",
                  value[0], value[1]);
    charts_using(canvas, panel, first);
    output_format(canvas->out, "1:%s:%s with filledcurves below fillcolor rgb '" DEFICIT_TINT "' fillstyle solid 1 noborder",
                  value[0], value[1]);
    if (negative) {
        charts_using(canvas, panel, first);
        output_format(canvas->out, "1:%s:(0) with filledcurves below fillcolor rgb '" CANVAS_DEFICIT "' fillstyle solid 1 noborder",
                      value[1]);
    }
}

static void draw_curves(struct canvas *canvas, const struct panel *panel, bool negative)
{
    bool first = true;
    output_char(canvas->out, '\n');
    draw_fills(canvas, panel, negative, &first);
    for (size_t i = 0; i < 2; i++) {
        const struct panel_columns *columns = &panel->columns[i];
        const char *colour = canvas_colour(i == 0 ? 0 : 3);
        if (columns->forecast > 0) {
            charts_using(canvas, panel, &first);
            output_format(canvas->out, "1:%d with lines linecolor rgb '%s' linewidth 2.2 dashtype (4,3)", columns->forecast,
                          colour);
            charts_using(canvas, panel, &first);
            output_format(canvas->out, "1:%d with points pointtype 7 pointsize 0.62 linecolor rgb 'white'", columns->forecast);
            charts_using(canvas, panel, &first);
            output_format(canvas->out, "1:%d with points pointtype %d pointsize 0.6 linewidth 1.6 linecolor rgb '%s'",
                          columns->forecast, canvas_marker_hollow(i), colour);
        }
        charts_using(canvas, panel, &first);
        output_format(canvas->out, "1:%d with linespoints linecolor rgb '%s' linewidth 2.4 pointtype %d pointsize 0.5",
                      columns->value, colour, canvas_marker(i));
        if (columns->conflict > 0) {
            charts_using(canvas, panel, &first);
            output_format(canvas->out, "1:%d with points pointtype 2 pointsize 1.1 linewidth 1.6 linecolor rgb '" CANVAS_INK "'",
                          columns->conflict);
        }
    }
    output_char(canvas->out, '\n');
}

enum chiffre_status charts_surplus(struct canvas *canvas, struct arena *arena)
{
    struct panel panel;
    struct canvas_tag tags[CANVAS_SERIES_MAX];
    struct caption upper = {.length = 0}, lower = {.length = 0};
    if (curves_far_apart(canvas->series[0], canvas->series[1]))
        return charts_lines(canvas, arena); /* a panel each: beside a far larger one a flow is a flat line */
    if (panel_prepare(canvas, arena, canvas->series, 2, "$data", false, &panel) != CHIFFRE_OK)
        return CHIFFRE_NO_MEMORY;
    struct axis axis = axis_values(panel.low, panel.high, 5, true);
    bool negative = curve_has_negative(canvas->series[1]);
    canvas_metric(canvas, canvas->series[0], &upper);
    canvas_metric(canvas, canvas->series[1], &lower);
    panel_remarks(canvas, &panel, true);
    canvas_head(canvas);
    panel_write(canvas, &panel);
    canvas_begin(canvas);
    draw_keys(canvas, &upper, &lower, crosses(canvas->series[0], canvas->series[1]), negative);
    charts_end_tags(canvas, &panel, &axis, 0, tags);
    double width = canvas_tags_width(tags, 2, 132), left = axis_label_width(&axis, CANVAS_TIC) + CANVAS_MARGIN + 8;
    canvas_area(canvas, left, CANVAS_WIDTH - CANVAS_MARGIN - width - 10, canvas->first_top,
                canvas_bottom(canvas, axis_period_lines(panel.periods[0].label)));
    double span = panel.last > panel.first ? panel.last - panel.first : 1, edge = span * 8 / (canvas->right - canvas->left);
    output_string(canvas->out, "set xrange [");
    script_position(canvas->out, panel.first - edge);
    output_char(canvas->out, ':');
    script_position(canvas->out, panel.last + edge);
    output_string(canvas->out, "]\n");
    axis_write_periods(canvas->out, panel.periods, panel.period_count, (canvas->right - canvas->left) / (span + 2 * edge),
                       CANVAS_TIC, canvas->language);
    axis_write(canvas->out, &axis, 'y');
    output_string(canvas->out, "set xzeroaxis linetype 1 linecolor rgb '" CANVAS_GREY "' linewidth 1\n");
    if (axis.low < 0)
        output_string(canvas->out, "set border 0\n");
    charts_end_tags(canvas, &panel, &axis, 0, tags);
    tags[1].colour = canvas_letter_colour(3);
    canvas_tags(canvas, tags, 2, canvas->right + 10, width, CANVAS_LEFT);
    canvas_end(canvas);
    draw_curves(canvas, &panel, negative);
    return CHIFFRE_OK;
}
