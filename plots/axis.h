/* SPDX-License-Identifier: MIT */
/* Axes: round steps for values, labels of periods that do not run into each other. */
#ifndef PLOTS_AXIS_H
#define PLOTS_AXIS_H

#include "chiffre.h"
#include "core/output.h"
#include "plots/wording.h"

/* In axis units. `places`: digits after the point that a tic needs. */
struct axis {
    double low, high, step;
    int places;
};
/* A range that holds [low, high], its ends on tics or near the values, at a step of 1, 2, 2.5 or 5 times a power of ten, with about `tics` of them; with
 * `zero` it holds 0 too. low > high: nothing to show, 0 to 1. */
struct axis axis_values(double low, double high, int tics, bool zero);
/* The values and a little air, for an axis without tics. */
struct axis axis_around(double low, double high);
/* How wide the widest tic label of the axis is, in pixels. */
double axis_label_width(const struct axis *axis, double size);
/* set Xtics with the axis' step and as many places; X is 'x' or 'y'. */
void axis_write(struct output *out, const struct axis *axis, char name);

/* A period's place: its middle, in years (2014.5); a day's and a rolling span's end. */
double axis_place(chiffre_date start, chiffre_date end, struct chiffre_text label);
/* How much of a year the period takes (0.25 for a quarter); 0 for a day or an unknown one. */
double axis_span(struct chiffre_text label);

/* The lines that labels like this one take below the axis, 1 or 2. */
int axis_period_lines(struct chiffre_text label);

struct axis_period {
    double x;
    struct chiffre_text label;
};
/* set xtics with the labels of as many of the periods (ascending by x) as fit without touching, the last one always. `pixels_a_unit`: of x.
 * */
void axis_write_periods(struct output *out, const struct axis_period *periods, size_t count, double pixels_a_unit, double size,
                       enum wording_language language);

#endif
