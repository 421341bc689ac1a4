/* SPDX-License-Identifier: MIT */
/* Entities side by side: a bar each for their latest common period, the longest on top, and a light one for the period before. */
#include "core/decimal.h"
#include "core/text.h"
#include "plots/charts.h"
#include "plots/display.h"
#include "plots/letters.h"
#include "plots/script.h"

#include <math.h>

#define BAR_PITCH 34.0

struct entity_bar {
    const struct curve *series;
    const struct curve_point *now, *before; /* before: NULL where there is none */
};

/* The latest place in time that the most series have. */
double charts_common_place(const struct canvas *canvas)
{
    double best = 0;
    size_t most = 0;
    for (size_t i = 0; i < canvas->count; i++)
        for (size_t j = 0; j < canvas->series[i]->count; j++) {
            double x = canvas->series[i]->points[j].x;
            size_t found = 0;
            for (size_t k = 0; k < canvas->count; k++)
                found += curve_at(canvas->series[k], x) != NULL;
            if (found > most || (found == most && x > best)) {
                most = found;
                best = x;
            }
        }
    return best;
}

static size_t collect_bars(const struct canvas *canvas, struct entity_bar *bars)
{
    double place = charts_common_place(canvas);
    size_t count = 0;
    for (size_t i = 0; i < canvas->count; i++) {
        const struct curve_point *now = curve_at(canvas->series[i], place);
        if (now == NULL)
            continue;
        struct entity_bar bar = {canvas->series[i], now, now > canvas->series[i]->points ? now - 1 : NULL};
        size_t at = count++;
        for (; at > 0 && decimal_compare(bars[at - 1].now->value, now->value) < 0; at--)
            bars[at] = bars[at - 1];
        bars[at] = bar;
    }
    /* The light bars are of one period or there are none. */
    bool same = count > 0 && bars[0].before != NULL;
    for (size_t i = 1; i < count; i++)
        same = same && bars[i].before != NULL && text_equal(bars[i].before->period, bars[0].before->period);
    for (size_t i = 0; i < count && !same; i++)
        bars[i].before = NULL;
    return count;
}

static int bars_power(const struct canvas *canvas, const struct entity_bar *bars, size_t count)
{
    struct chiffre_decimal largest = decimal_from(0, 0);
    for (size_t i = 0; i < count; i++)
        if (decimal_compare(decimal_absolute(bars[i].now->value), largest) > 0)
            largest = decimal_absolute(bars[i].now->value);
    return display_power(bars[0].series->unit, largest, canvas->language);
}

static void write_bars(struct canvas *canvas, const struct entity_bar *bars, size_t count, int power)
{
    output_string(canvas->out, "$data << END\n# place from the top | now | before | entity\n");
    for (size_t i = 0; i < count; i++) {
        output_natural(canvas->out, i + 1);
        output_string(canvas->out, "  ");
        script_decimal(canvas->out, decimal_scale(bars[i].now->value, -power));
        output_string(canvas->out, "  ");
        if (bars[i].before != NULL)
            script_decimal(canvas->out, decimal_scale(bars[i].before->value, -power));
        else
            output_char(canvas->out, '-');
        output_string(canvas->out, "  # ");
        script_comment(canvas->out, bars[i].series->entity);
        output_char(canvas->out, '\n');
    }
    output_string(canvas->out, "END\n\n");
}

/* Names at the left, values behind the bars; on the first bars the periods too. */
static void label_bars(struct canvas *canvas, const struct entity_bar *bars, size_t count, int power, double low, double high,
                       double names)
{
    double pitch = (canvas->bottom - canvas->top) / (double)count,
           zero = canvas->left - low / (high - low) * (canvas->right - canvas->left);
    for (size_t i = 0; i < count; i++) {
        double middle = canvas->top + pitch * ((double)i + 0.5);
        struct letters_lines lines = letters_break(bars[i].series->entity, CANVAS_LABEL, false, names, 2);
        for (size_t j = 0; j < lines.count; j++) {
            struct caption line = {.length = 0};
            caption_text(&line, lines.line[j]);
            caption_string(&line, lines.cut && j + 1 == lines.count ? "…" : "");
            canvas_label(canvas, caption_all(&line), CANVAS_MARGIN + names,
                         middle + CANVAS_LINE * ((double)j - (double)(lines.count - 1) / 2), CANVAS_RIGHT, CANVAS_LABEL, CANVAS_INK,
                         false);
        }
        for (int which = 0; which < (bars[i].before != NULL ? 2 : 1); which++) {
            const struct curve_point *point = which == 0 ? bars[i].now : bars[i].before;
            double value = decimal_double(decimal_scale(point->value, -power)), offset = bars[i].before == NULL ? 0
                                                                                         : which == 0           ? -0.17
                                                                                                                : 0.23;
            struct caption text = {.length = 0};
            display_value(&text, point->value, bars[i].series->unit, power, canvas->language);
            if (i == 0) {
                caption_string(&text, " (");
                wording_period(&text, point->period, canvas->language);
                caption_string(&text, ")");
            }
            canvas_label(canvas, caption_all(&text),
                         fmax(zero, canvas->left + (value - low) / (high - low) * (canvas->right - canvas->left)) + 6,
                         middle + offset * pitch, CANVAS_LEFT, which == 0 ? CANVAS_LABEL : 10.5,
                         which == 0 ? CANVAS_INK : CANVAS_GREY, which == 0);
        }
    }
}

static void draw_bars(struct canvas *canvas, bool before)
{
    output_format(canvas->out,
                  "\nplot $data using (column(2)/2.):(column(1)%s):(abs(column(2))/2.):(%s) with boxxyerror fillcolor rgb '%s' "
                  "fillstyle solid 1 noborder",
                  before ? "-0.15" : "", before ? "0.22" : "0.32", canvas_colour(0));
    if (before)
        output_format(
            canvas->out,
            ", \\\n     '' using (column(3)/2.):(column(1)+0.23):(abs(column(3))/2.):(0.12) with boxxyerror fillcolor rgb "
            "'#a9c0d9' fillstyle solid 1 noborder");
    output_char(canvas->out, '\n');
}

enum chiffre_status charts_entities(struct canvas *canvas, struct arena *arena)
{
    (void)arena;
    struct entity_bar bars[CANVAS_BARS_MAX];
    size_t count = collect_bars(canvas, bars);
    if (count == 0) /* planned for two entities at least */
        return CHIFFRE_MISSING;
    int power = bars_power(canvas, bars, count);
    bool before = bars[0].before != NULL;
    double low = 0, high = 0, names = 0;
    for (size_t i = 0; i < count; i++) {
        const struct curve_point *points[2] = {bars[i].now, before ? bars[i].before : bars[i].now};
        for (size_t j = 0; j < 2; j++) {
            low = fmin(low, decimal_double(decimal_scale(points[j]->value, -power)));
            high = fmax(high, decimal_double(decimal_scale(points[j]->value, -power)));
        }
        struct letters_lines lines = letters_break(bars[i].series->entity, CANVAS_LABEL, false, 140, 2);
        names = fmax(names, letters_widest(&lines, CANVAS_LABEL, false));
        if (bars[i].now->forecast)
            canvas_remark(canvas, wording_of(WORD_forecast, canvas->language));
    }
    high = high > low ? high : low + 1;
    canvas->height =
        130 + BAR_PITCH * (double)count + 13 * (double)canvas_foot_lines(canvas) + (canvas->title.length > 55 ? 21 : 0);
    canvas_head(canvas);
    write_bars(canvas, bars, count, power);
    canvas_begin(canvas);
    double bottom = canvas->height - 8 - 13 * (double)canvas_foot_lines(canvas) - 12;
    canvas_area(canvas, CANVAS_MARGIN + names + 10, CANVAS_WIDTH - CANVAS_MARGIN - 140, canvas->first_top - 4, bottom);
    output_string(canvas->out, "unset border\nunset xtics\nunset ytics\nunset grid\nset xrange [");
    script_position(canvas->out, low);
    output_char(canvas->out, ':');
    script_position(canvas->out, high);
    output_format(canvas->out, "]\nset yrange [%zu.5:0.5]\nset yzeroaxis linetype 1 linecolor rgb '" CANVAS_GREY "' linewidth 1\n",
                  count);
    label_bars(canvas, bars, count, power, low, high, names);
    canvas_end(canvas);
    draw_bars(canvas, before);
    return CHIFFRE_OK;
}
