/* SPDX-License-Identifier: MIT */
/* The canvas that every chart stands on: a script's head, title, subtitle, foot, the look, labels beside the curves.
 * Places are pixels from the upper left corner of a canvas of 600 x 400; the script has them as shares of the screen. */
#ifndef PLOTS_CANVAS_H
#define PLOTS_CANVAS_H

#include "chiffre.h"
#include "core/output.h"
#include "plots/axis.h"
#include "plots/caption.h"
#include "plots/curve.h"
#include "plots/wording.h"

#define CANVAS_WIDTH 600.0
#define CANVAS_MARGIN 14.0
#define CANVAS_SERIES_MAX 6 /* curves in one chart: as many as the palette tells apart */
#define CANVAS_BARS_MAX 20  /* entities side by side in one chart */

/* Sizes of letters in pixels. */
#define CANVAS_TITLE 16.0
#define CANVAS_SUBTITLE 12.0
#define CANVAS_TIC 11.0
#define CANVAS_LABEL 11.5
#define CANVAS_FOOT 10.0
#define CANVAS_LINE 14.0 /* from one line of labels to the next */

#define CANVAS_INK "#222222"
#define CANVAS_GREY "#595959"
#define CANVAS_LIGHT "#d9d9d9"
#define CANVAS_DEFICIT "#d55e00"
#define CANVAS_SURPLUS "#d5e3f0"

struct canvas {
    const struct chiffre_table *table;
    const struct chiffre_plot_options *options;
    enum wording_language language;
    const char *kind;
    struct chiffre_text name; /* of the chart's files, without an ending */
    const struct curve *series[CANVAS_BARS_MAX];
    size_t count;
    size_t left_out; /* series beyond those */
    struct output *out;
    struct caption title, subtitle, foot;
    double height;
    double left, right, top, bottom; /* of the plotting area */
    double first_top;                /* of the first panel: below title and subtitle */
    int labels;                      /* numbers given to gnuplot's labels */
    int objects;
};

/* Colours that are told apart by colour-blind readers (after Okabe and Ito) and, by their lightness, in grey print. */
const char *canvas_colour(size_t index);
const char *canvas_letter_colour(size_t index);
const char *canvas_tint(size_t index); /* the same, light, for bands */
int canvas_marker(size_t index);       /* gnuplot's point type, filled: circle, square, triangle ... */
int canvas_marker_hollow(size_t index);

/* The head: what this is, terminals, output. Then canvas_data..., then canvas_begin. */
void canvas_head(struct canvas *canvas);
/* Title, subtitle and the look common to all charts; sets first_top. */
void canvas_begin(struct canvas *canvas);
/* Sets the plotting area in gnuplot. */
void canvas_area(struct canvas *canvas, double left, double right, double top, double bottom);
/* The foot: source and remarks. Before the last plot command. Call canvas_foot_lines before the bottom is chosen. */
size_t canvas_foot_lines(const struct canvas *canvas);
double canvas_bottom(const struct canvas *canvas, int tic_lines); /* of a plotting area with so many lines of labels below it */
void canvas_end(struct canvas *canvas);
/* Adds a remark to the foot, once. */
void canvas_remark(struct canvas *canvas, const char *remark);

enum canvas_side { CANVAS_LEFT, CANVAS_CENTRE, CANVAS_RIGHT };
/* One line of text; (x, y) is the middle of its height, its left end, centre or right end. */
void canvas_label(struct canvas *canvas, struct chiffre_text text, double x, double y, enum canvas_side side, double size, const char *colour,
                bool bold);
double canvas_screen_x(double x);
double canvas_screen_y(const struct canvas *canvas, double y);
/* The pixel where `value` lies in the plotting area. */
double canvas_y(const struct canvas *canvas, const struct axis *axis, double value);

/* Labels beside the ends of curves: name and value, moved up and down until none touches another. */
struct canvas_tag {
    struct caption name, value;
    double y; /* where it would like to be */
    const char *colour;
};
/* The room that the tags need, in pixels, at most `most`. */
double canvas_tags_width(const struct canvas_tag *tags, size_t count, double most);
void canvas_tags(struct canvas *canvas, struct canvas_tag *tags, size_t count, double x, double width, enum canvas_side side);

/* The metric's name, or for a ratio those of its two metrics. */
void canvas_metric(const struct canvas *canvas, const struct curve *series, struct caption *caption);
/* A value of the series as titles and labels say it, each in its own power of ten; persons are counted out ("1,546,000"). */
void canvas_value(const struct canvas *canvas, const struct curve *series, struct chiffre_decimal value, struct caption *caption);
/* What tells the series of this chart apart: entity or metric. */
void canvas_series_name(const struct canvas *canvas, const struct curve *series, struct caption *caption);
bool canvas_by_entity(const struct canvas *canvas); /* the series are several entities */
/* "Source: ..." from the options, or the documents that the cells name. */
void canvas_source(const struct canvas *canvas, struct caption *caption);

#endif
