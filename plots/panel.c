/* SPDX-License-Identifier: MIT */
/* Series -> a named data block, and what the axes must hold. */
#include "plots/panel.h"

#include "core/decimal.h"
#include "core/text.h"
#include "plots/display.h"
#include "plots/script.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double panel_number(const struct panel *panel, struct chiffre_decimal value)
{
    return decimal_double(decimal_scale(value, -panel->power));
}

static size_t derived_column(const struct canvas *canvas, const struct curve *series, enum chiffre_role role)
{
    for (size_t i = 0; i < chiffre_table_column_count(canvas->table); i++) {
        const struct chiffre_column *column = chiffre_table_column(canvas->table, i);
        if (column->role == role && column->base == series->column)
            return i;
    }
    return SIZE_MAX;
}

static void choose_power(const struct canvas *canvas, struct panel *panel)
{
    struct chiffre_decimal largest = decimal_from(0, 0);
    for (size_t i = 0; i < panel->count; i++)
        for (size_t j = 0; j < panel->series[i]->count; j++) {
            struct chiffre_decimal size = decimal_absolute(panel->series[i]->points[j].value);
            if (decimal_compare(size, largest) > 0)
                largest = size;
        }
    panel->power = display_power(panel->series[0]->unit, largest, canvas->language);
}

static void include(struct panel *panel, struct chiffre_decimal value)
{
    if (!value.known)
        return;
    panel->low = fmin(panel->low, panel_number(panel, value));
    panel->high = fmax(panel->high, panel_number(panel, value));
}

static void choose_extent(const struct canvas *canvas, struct panel *panel)
{
    static const enum chiffre_role trends[] = {CHIFFRE_ROLE_trend, CHIFFRE_ROLE_trend_low, CHIFFRE_ROLE_trend_high};
    panel->low = panel->first = INFINITY;
    panel->high = panel->last = -INFINITY;
    for (size_t i = 0; i < panel->count; i++)
        for (size_t j = 0; j < panel->series[i]->count; j++) {
            const struct curve_point *point = &panel->series[i]->points[j];
            include(panel, point->value);
            panel->first = fmin(panel->first, point->x);
            panel->last = fmax(panel->last, point->x);
            if (!panel->bands)
                continue;
            if (point->low.known && point->high.known) {
                include(panel, point->low);
                include(panel, point->high);
            }
            for (size_t k = 0; k < (panel->trend_bands ? 3 : 1); k++) {
                size_t column = derived_column(canvas, panel->series[i], trends[k]);
                if (column != SIZE_MAX)
                    include(panel, chiffre_table_cell(canvas->table, point->row, column).number);
            }
        }
}

/* A band that would be thinner than three pixels says nothing; a bar on a column needs some more. */
static bool band_is_seen(const struct panel *panel, const struct curve *series)
{
    for (size_t i = 0; panel->bands && i < series->count; i++)
        if (series->points[i].low.known && series->points[i].high.known &&
            panel_number(panel, series->points[i].high) - panel_number(panel, series->points[i].low) >
                (panel->trend_bands ? 0.012 : 0.02) * (panel->high - panel->low))
            return true;
    return false;
}

static void choose_columns(const struct canvas *canvas, struct panel *panel)
{
    int next = 2;
    for (size_t i = 0; i < panel->count; i++) {
        const struct curve *series = panel->series[i];
        struct panel_columns *columns = &panel->columns[i];
        *columns = (struct panel_columns){.value = next++};
        bool forecast = false, conflict = false;
        for (size_t j = 0; j < series->count; j++) {
            forecast = forecast || series->points[j].forecast;
            conflict = conflict || series->points[j].conflict;
        }
        if (forecast)
            columns->forecast = next++;
        if (band_is_seen(panel, series)) {
            columns->low = next++;
            columns->high = next++;
        }
        if (conflict)
            columns->conflict = next++;
        if (panel->bands && derived_column(canvas, series, CHIFFRE_ROLE_trend) != SIZE_MAX)
            columns->trend = next++;
        if (columns->trend > 0 && panel->trend_bands && derived_column(canvas, series, CHIFFRE_ROLE_trend_high) != SIZE_MAX) {
            columns->trend_low = next++;
            columns->trend_high = next++;
        }
    }
}

static int compare_periods(const void *left, const void *right)
{
    const struct axis_period *a = left, *b = right;
    return (a->x > b->x) - (a->x < b->x);
}

enum chiffre_status panel_prepare(const struct canvas *canvas, struct arena *arena, const struct curve *const *series, size_t count,
                                  const char *block, bool bands, struct panel *panel)
{
    *panel = (struct panel){.block = block, .series = series, .count = count, .bands = bands};
    panel->trend_bands = bands && strcmp(canvas->kind, "columns") != 0; /* a band behind columns would be hidden by them */
    choose_power(canvas, panel);
    choose_extent(canvas, panel);
    choose_columns(canvas, panel);
    size_t most = 0, kept = 0;
    for (size_t i = 0; i < count; i++)
        most += series[i]->count;
    struct axis_period *periods = arena_take(arena, (most + 1) * sizeof *periods);
    if (periods == NULL)
        return CHIFFRE_NO_MEMORY;
    most = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < series[i]->count; j++)
            periods[most++] = (struct axis_period){series[i]->points[j].x, series[i]->points[j].period};
    qsort(periods, most, sizeof *periods, compare_periods);
    for (size_t i = 0; i < most; i++)
        if (kept == 0 || periods[kept - 1].x < periods[i].x)
            periods[kept++] = periods[i];
    panel->periods = periods;
    panel->period_count = kept;
    return CHIFFRE_OK;
}

static void write_number(struct canvas *canvas, const struct panel *panel, struct chiffre_decimal value)
{
    output_string(canvas->out, "  ");
    if (value.known)
        script_decimal(canvas->out, decimal_scale(value, -panel->power));
    else
        output_char(canvas->out, '-');
}

/* The number where `there`; else NaN, which ends a line, where the series has a point, or nothing, which a line bridges. */
static void write_part(struct canvas *canvas, const struct panel *panel, const struct curve_point *point, bool there, bool gap)
{
    if (point != NULL ? !there : gap)
        output_string(canvas->out, "  NaN");
    else
        write_number(canvas, panel, point != NULL ? point->value : DECIMAL_EMPTY);
}

static void write_derived(struct canvas *canvas, const struct panel *panel, const struct curve *series,
                          const struct curve_point *point, enum chiffre_role role)
{
    size_t column = derived_column(canvas, series, role);
    struct chiffre_decimal value = DECIMAL_EMPTY;
    if (point != NULL)
        value = chiffre_table_cell(canvas->table, point->row, column).number;
    if (value.known)
        value = decimal_round_digits(value, 9, DECIMAL_HALF_EVEN); /* a fit's further digits only hide the line from the eye */
    write_number(canvas, panel, value);
}

/* A forecast's dashes reach to the reported points before and behind it. */
static bool joins_forecast(const struct curve *curve, const struct curve_point *point)
{
    return point->forecast || (point + 1 < curve->points + curve->count && point[1].forecast) ||
           (point > curve->points && point[-1].forecast);
}

/* A missing quarter must not look like a straight line between its neighbours. */
static bool shows_gaps(const struct canvas *canvas)
{
    return strcmp(canvas->kind, "lines") == 0 || strcmp(canvas->kind, "surplus") == 0 || strcmp(canvas->kind, "index") == 0 ||
           strcmp(canvas->kind, "ratio") == 0;
}

static void write_point(struct canvas *canvas, const struct panel *panel, size_t number, double x)
{
    const struct curve_point *point = curve_at(panel->series[number], x);
    bool gap = shows_gaps(canvas) && curve_in_gap(panel->series[number], x);
    const struct curve *series = panel->series[number];
    const struct panel_columns *columns = &panel->columns[number];
    write_part(canvas, panel, point, point != NULL && !point->forecast, gap);
    if (columns->forecast > 0)
        write_part(canvas, panel, point, point != NULL && joins_forecast(series, point), false);
    if (columns->low > 0) {
        bool both = point != NULL && point->low.known && point->high.known;
        struct chiffre_decimal value = point != NULL ? point->value : DECIMAL_EMPTY;
        if (point == NULL && gap)
            output_string(canvas->out, "  NaN  NaN");
        else {
            write_number(canvas, panel, both ? point->low : value);
            write_number(canvas, panel, both ? point->high : value);
        }
    }
    if (columns->conflict > 0)
        write_number(canvas, panel, point != NULL && point->conflict ? point->value : DECIMAL_EMPTY);
    if (columns->trend > 0)
        write_derived(canvas, panel, series, point, CHIFFRE_ROLE_trend);
    if (columns->trend_low > 0) {
        write_derived(canvas, panel, series, point, CHIFFRE_ROLE_trend_low);
        write_derived(canvas, panel, series, point, CHIFFRE_ROLE_trend_high);
    }
}

static void write_names(struct canvas *canvas, const struct panel *panel)
{
    struct caption name;
    output_string(canvas->out, "# place in time");
    for (size_t i = 0; i < panel->count; i++) {
        const struct panel_columns *columns = &panel->columns[i];
        name.length = 0;
        canvas_series_name(canvas, panel->series[i], &name);
        output_string(canvas->out, " | ");
        script_comment(canvas->out, caption_all(&name));
        output_string(canvas->out, columns->forecast > 0 ? " | forecast" : "");
        output_string(canvas->out, columns->low > 0 ? " | low | high" : "");
        output_string(canvas->out, columns->conflict > 0 ? " | documents differ" : "");
        output_string(canvas->out, columns->trend > 0 ? " | trend" : "");
        output_string(canvas->out, columns->trend_low > 0 ? " | trend low | trend high" : "");
    }
    output_string(canvas->out, " | period\n");
}

/* Ends the curves that have a gap here. */
static void write_gap(struct canvas *canvas, const struct panel *panel, double x)
{
    bool gap = false;
    for (size_t i = 0; i < panel->count; i++)
        gap = gap || (shows_gaps(canvas) && curve_in_gap(panel->series[i], x));
    if (!gap)
        return;
    script_position(canvas->out, x);
    for (size_t i = 0; i < panel->count; i++)
        write_point(canvas, panel, i, x);
    output_string(canvas->out, "  # no figure\n");
}

void panel_write(struct canvas *canvas, const struct panel *panel)
{
    output_format(canvas->out, "%s << END\n", panel->block);
    write_names(canvas, panel);
    for (size_t i = 0; i < panel->period_count; i++) {
        script_position(canvas->out, panel->periods[i].x);
        for (size_t j = 0; j < panel->count; j++)
            write_point(canvas, panel, j, panel->periods[i].x);
        output_string(canvas->out, "  # ");
        script_comment(canvas->out, panel->periods[i].label);
        output_char(canvas->out, '\n');
        if (i + 1 < panel->period_count)
            write_gap(canvas, panel, (panel->periods[i].x + panel->periods[i + 1].x) / 2);
    }
    output_string(canvas->out, "END\n\n");
}

void panel_remarks(struct canvas *canvas, const struct panel *panel, bool dashed)
{
    for (size_t i = 0; i < panel->count; i++) {
        if (panel->columns[i].low > 0)
            canvas_remark(canvas, wording_of(dashed ? WORD_band : WORD_bar, canvas->language));
        if (panel->columns[i].forecast > 0)
            canvas_remark(canvas, wording_of(dashed ? WORD_forecast : WORD_hollow, canvas->language));
        if (panel->columns[i].conflict > 0)
            canvas_remark(canvas, wording_of(WORD_conflict, canvas->language));
        if (panel->columns[i].trend > 0)
            canvas_remark(canvas, wording_of(WORD_trend, canvas->language));
        if (panel->columns[i].trend_low > 0)
            canvas_remark(canvas, wording_of(WORD_confidence, canvas->language));
    }
}
