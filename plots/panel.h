/* SPDX-License-Identifier: MIT */
/* Series -> the data block of a script: one row a period, numbers in axis units, exact, with a point. */
#ifndef PLOTS_PANEL_H
#define PLOTS_PANEL_H

#include "plots/canvas.h"

/* Which gnuplot column (1-based) has what of a series; 0: there is none. */
struct panel_columns {
    int value;    /* what was reported */
    int forecast; /* planned or forecast, joined to the last reported one */
    int low, high; /* what the rounded figures may stand for */
    int conflict; /* values on which documents differ */
    int trend, trend_low, trend_high;
};

struct panel {
    const char *block; /* "$data" */
    const struct curve *const *series;
    size_t count;
    bool bands; /* rounding bands and trends */
    bool trend_bands;
    int power; /* numbers are value * 10^-power */
    struct panel_columns columns[CANVAS_SERIES_MAX];
    double low, high;  /* of the numbers, bands and trends, in axis units */
    double first, last; /* of the places */
    const struct axis_period *periods; /* ascending, each once */
    size_t period_count;
};

/* Chooses power, columns and extent. `periods` lives in the arena. `bands`: rounding bands and trends are wanted. */
enum chiffre_status panel_prepare(const struct canvas *canvas, struct arena *arena, const struct curve *const *series, size_t count,
                                 const char *block, bool bands, struct panel *panel);
void panel_write(struct canvas *canvas, const struct panel *panel);
/* Says in the foot what bands, dashes and crosses mean, where the panel has them; `dashed`: it is of curves, not of columns. */
void panel_remarks(struct canvas *canvas, const struct panel *panel, bool dashed);
double panel_number(const struct panel *panel, struct chiffre_decimal value);

#endif
