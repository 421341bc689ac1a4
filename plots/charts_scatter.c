/* SPDX-License-Identifier: MIT */
/* Two metrics against each other, a point a period, with the fitted line and its band where the table has them. */
#include "core/decimal.h"
#include "core/text.h"
#include "plots/charts.h"
#include "plots/display.h"
#include "plots/letters.h"
#include "plots/script.h"

#include <math.h>
#include <stdlib.h>

struct pair {
    const struct curve_point *across, *up;
    double x, y, fit; /* pixels, once the area is known; fit is NAN where there is no line */
};

struct scatter {
    struct pair *pairs; /* ascending by the horizontal value */
    size_t count;
    int power_across, power_up;
    struct charts_fit fit;
    struct axis across, up;
};

struct charts_fit charts_find_fit(const struct canvas *canvas, const struct curve *horizontal, const struct curve *vertical)
{
    struct charts_fit fit = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
    for (size_t i = 0; i < chiffre_table_column_count(canvas->table); i++) {
        const struct chiffre_column *column = chiffre_table_column(canvas->table, i);
        if (column->base != vertical->column || column->against != horizontal->column)
            continue;
        fit.line = column->role == CHIFFRE_ROLE_fit ? i : fit.line;
        fit.low = column->role == CHIFFRE_ROLE_fit_low ? i : fit.low;
        fit.high = column->role == CHIFFRE_ROLE_fit_high ? i : fit.high;
    }
    return fit;
}

static int compare_pairs(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    return decimal_compare(a->across->value, b->across->value);
}

static double scaled(struct chiffre_decimal value, int power)
{
    return decimal_double(decimal_scale(value, -power));
}

static struct chiffre_decimal fit_value(const struct canvas *canvas, const struct pair *pair, size_t column)
{
    return column == SIZE_MAX ? DECIMAL_EMPTY : chiffre_table_cell(canvas->table, pair->up->row, column).number;
}

static int power_of(const struct canvas *canvas, const struct curve *series)
{
    struct chiffre_decimal largest = decimal_from(0, 0);
    for (size_t i = 0; i < series->count; i++)
        if (decimal_compare(decimal_absolute(series->points[i].value), largest) > 0)
            largest = decimal_absolute(series->points[i].value);
    return display_power(series->unit, largest, canvas->language);
}

static struct axis axis_of(double low, double high)
{
    bool near = low >= 0 && low < 0.4 * high;
    double air = 0.04 * (high - low);
    return axis_values(near ? low : low - air, high + air, 5, near);
}

static enum chiffre_status prepare(const struct canvas *canvas, struct arena *arena, struct scatter *scatter)
{
    const struct curve *horizontal = canvas->series[0], *vertical = canvas->series[1];
    scatter->pairs = arena_take(arena, (horizontal->count + 1) * sizeof *scatter->pairs);
    if (scatter->pairs == NULL)
        return CHIFFRE_NO_MEMORY;
    scatter->count = 0;
    scatter->fit = charts_find_fit(canvas, horizontal, vertical);
    scatter->power_across = power_of(canvas, horizontal);
    scatter->power_up = power_of(canvas, vertical);
    double low[2] = {INFINITY, INFINITY}, high[2] = {-INFINITY, -INFINITY};
    for (size_t i = 0; i < horizontal->count; i++) {
        const struct curve_point *up = curve_at(vertical, horizontal->points[i].x);
        if (up == NULL)
            continue;
        struct pair pair = {.across = &horizontal->points[i], .up = up};
        const struct chiffre_decimal heights[4] = {up->value, fit_value(canvas, &pair, scatter->fit.line),
                                                   fit_value(canvas, &pair, scatter->fit.low),
                                                   fit_value(canvas, &pair, scatter->fit.high)};
        low[0] = fmin(low[0], scaled(pair.across->value, scatter->power_across));
        high[0] = fmax(high[0], scaled(pair.across->value, scatter->power_across));
        for (size_t k = 0; k < 4; k++)
            if (heights[k].known) {
                low[1] = fmin(low[1], scaled(heights[k], scatter->power_up));
                high[1] = fmax(high[1], scaled(heights[k], scatter->power_up));
            }
        scatter->pairs[scatter->count++] = pair;
    }
    qsort(scatter->pairs, scatter->count, sizeof *scatter->pairs, compare_pairs);
    scatter->across = axis_of(low[0], high[0]);
    scatter->up = axis_of(low[1], high[1]);
    return CHIFFRE_OK;
}

static void write_pairs(struct canvas *canvas, const struct scatter *scatter)
{
    const size_t columns[3] = {scatter->fit.line, scatter->fit.low, scatter->fit.high};
    struct caption across = {.length = 0}, up = {.length = 0};
    canvas_metric(canvas, canvas->series[0], &across);
    canvas_metric(canvas, canvas->series[1], &up);
    output_string(canvas->out, "$data << END\n# ");
    script_comment(canvas->out, caption_all(&across));
    output_string(canvas->out, " | ");
    script_comment(canvas->out, caption_all(&up));
    output_string(canvas->out, " | fitted | low | high | period\n");
    for (size_t i = 0; i < scatter->count; i++) {
        const struct pair *pair = &scatter->pairs[i];
        script_decimal(canvas->out, decimal_scale(pair->across->value, -scatter->power_across));
        output_string(canvas->out, "  ");
        script_decimal(canvas->out, decimal_scale(pair->up->value, -scatter->power_up));
        for (size_t k = 0; k < 3; k++) {
            struct chiffre_decimal value = fit_value(canvas, pair, columns[k]);
            output_string(canvas->out, value.known ? "  " : "  -");
            if (value.known)
                script_decimal(canvas->out, decimal_scale(decimal_round_digits(value, 9, DECIMAL_HALF_EVEN), -scatter->power_up));
        }
        output_string(canvas->out, "  # ");
        script_comment(canvas->out, pair->across->period);
        output_char(canvas->out, '\n');
    }
    output_string(canvas->out, "END\n\n");
}

struct box {
    double left, right, top, bottom;
};

static bool boxes_touch(const struct box *a, const struct box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

/* The fitted line or the line at zero runs through the box. */
static bool line_crosses(const struct canvas *canvas, const struct scatter *scatter, const struct box *box)
{
    double zero = canvas_y(canvas, &scatter->up, 0);
    if (zero > box->top && zero < box->bottom)
        return true;
    for (size_t i = 1; i < scatter->count; i++) {
        const struct pair *a = &scatter->pairs[i - 1], *b = &scatter->pairs[i];
        double left = fmax(a->x, box->left), right = fmin(b->x, box->right);
        if (!(left <= right) || isnan(a->fit) || isnan(b->fit))
            continue;
        double slope = b->x > a->x ? (b->fit - a->fit) / (b->x - a->x) : 0;
        double from = a->fit + (left - a->x) * slope, to = a->fit + (right - a->x) * slope;
        if (fmin(from, to) < box->bottom && fmax(from, to) > box->top)
            return true;
    }
    return false;
}

/* A place beside the point where the label touches no point, no other label, no edge and, when `strict`, no line. */
static bool find_place(const struct canvas *canvas, const struct scatter *scatter, const struct pair *pair, double width,
                       bool strict, const struct box *taken, size_t taken_count, struct box *found)
{
    const struct {
        double x, y;
    } corners[] = {{7, -6},           {-7 - width, -6}, {-width / 2, -19}, {-width / 2, 7}, {6, -16},
                   {-6 - width, -16}, {6, 5},           {-6 - width, 5}};
    for (size_t i = 0; i < sizeof corners / sizeof corners[0]; i++) {
        struct box box = {pair->x + corners[i].x, pair->x + corners[i].x + width, pair->y + corners[i].y,
                          pair->y + corners[i].y + 12};
        bool free_place = box.left > canvas->left + 2 && box.right < CANVAS_WIDTH - 4 && box.top > canvas->top - 8 &&
                          box.bottom < canvas->bottom - 2;
        free_place = free_place && !(strict && line_crosses(canvas, scatter, &box));
        for (size_t j = 0; free_place && j < taken_count; j++)
            free_place = !boxes_touch(&box, &taken[j]);
        for (size_t j = 0; free_place && j < scatter->count; j++) {
            struct box point = {scatter->pairs[j].x - 4, scatter->pairs[j].x + 4, scatter->pairs[j].y - 4, scatter->pairs[j].y + 4};
            free_place = !boxes_touch(&box, &point);
        }
        *found = box;
        if (free_place)
            return true;
    }
    return false;
}

#define SCATTER_LABELS_MAX 32
static void label_points(struct canvas *canvas, struct scatter *scatter)
{
    struct box taken[SCATTER_LABELS_MAX] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < scatter->count; i++) {
        struct pair *pair = &scatter->pairs[i];
        pair->x = canvas->left + (scaled(pair->across->value, scatter->power_across) - scatter->across.low) /
                                     (scatter->across.high - scatter->across.low) * (canvas->right - canvas->left);
        pair->y = canvas_y(canvas, &scatter->up, scaled(pair->up->value, scatter->power_up));
        struct chiffre_decimal fitted = fit_value(canvas, pair, scatter->fit.line);
        pair->fit = fitted.known ? canvas_y(canvas, &scatter->up, scaled(fitted, scatter->power_up)) : NAN;
    }
    for (size_t i = 0; i < scatter->count && count < SCATTER_LABELS_MAX; i++) {
        /* From both ends to the middle: the extremes matter most. */
        const struct pair *pair = &scatter->pairs[i % 2 == 0 ? scatter->count - 1 - i / 2 : i / 2];
        struct caption text = {.length = 0};
        wording_period(&text, pair->across->period, canvas->language);
        double width = letters_width(caption_all(&text), 10.5, false);
        if (!find_place(canvas, scatter, pair, width, true, taken, count, &taken[count]) &&
            !find_place(canvas, scatter, pair, width, false, taken, count, &taken[count]))
            continue;
        canvas_label(canvas, caption_all(&text), taken[count].left, taken[count].top + 6, CANVAS_LEFT, 10.5, CANVAS_GREY, false);
        count++;
    }
}

static void axis_name(struct canvas *canvas, const struct curve *series, int power, double x, double y, enum canvas_side side)
{
    struct caption name = {.length = 0}, unit = {.length = 0};
    canvas_metric(canvas, series, &name);
    caption_capital(&name);
    display_axis(&unit, series->unit, power, canvas->language);
    caption_small(&unit, 0);
    caption_string(&name, wording_of(WORD_comma, canvas->language));
    caption_text(&name, caption_all(&unit));
    canvas_label(canvas, caption_all(&name), x, y, side, CANVAS_LABEL, CANVAS_INK, true);
}

static void draw_points(struct canvas *canvas, const struct scatter *scatter)
{
    const char *block = "\nplot $data";
    if (scatter->fit.high != SIZE_MAX && scatter->fit.low != SIZE_MAX) {
        output_format(canvas->out, "%s using 1:4:5 with filledcurves fillcolor rgb '#e6e6e6' fillstyle solid 1 noborder", block);
        block = ", \\\n     ''";
    }
    if (scatter->fit.line != SIZE_MAX) {
        output_format(canvas->out, "%s using 1:3 with lines linecolor rgb '" CANVAS_DEFICIT "' linewidth 2", block);
        block = ", \\\n     ''";
    }
    output_format(canvas->out, "%s using 1:2 with points pointtype 7 pointsize 0.8 linecolor rgb '%s'\n", block, canvas_colour(0));
}

enum chiffre_status charts_scatter(struct canvas *canvas, struct arena *arena)
{
    struct scatter scatter;
    if (prepare(canvas, arena, &scatter) != CHIFFRE_OK)
        return CHIFFRE_NO_MEMORY;
    if (scatter.fit.high != SIZE_MAX)
        canvas_remark(canvas, wording_of(WORD_confidence, canvas->language));
    canvas_head(canvas);
    write_pairs(canvas, &scatter);
    canvas_begin(canvas);
    canvas_area(canvas, axis_label_width(&scatter.up, CANVAS_TIC) + CANVAS_MARGIN + 8, CANVAS_WIDTH - CANVAS_MARGIN - 10,
                canvas->first_top + 20, canvas->height - 8 - 13 * (double)canvas_foot_lines(canvas) - 42);
    axis_write(canvas->out, &scatter.across, 'x');
    axis_write(canvas->out, &scatter.up, 'y');
    output_string(canvas->out, "set xzeroaxis linetype 1 linecolor rgb '" CANVAS_GREY "' linewidth 1\n");
    axis_name(canvas, canvas->series[1], scatter.power_up, CANVAS_MARGIN, canvas->first_top + 2, CANVAS_LEFT);
    axis_name(canvas, canvas->series[0], scatter.power_across, canvas->right, canvas->bottom + 30, CANVAS_RIGHT);
    label_points(canvas, &scatter);
    canvas_end(canvas);
    draw_points(canvas, &scatter);
    return CHIFFRE_OK;
}
