/* SPDX-License-Identifier: MIT */
/* The kinds of chart. Each file charts_*.c draws one or some of them: a canvas with its series and title in, the script's text out. */
#ifndef PLOTS_CHARTS_H
#define PLOTS_CHARTS_H

#include "plots/panel.h"
#include "plots/canvas.h"

struct chart_kind {
    const char *name;
    const char *description;
    enum chiffre_status (*draw)(struct canvas *canvas, struct arena *arena);
};
extern const struct chart_kind chart_kinds[]; /* ended by a row without a name */
const struct chart_kind *chart_kind_find(const char *name); /* NULL: no such kind */

enum chiffre_status charts_lines(struct canvas *canvas, struct arena *arena);
enum chiffre_status charts_steps(struct canvas *canvas, struct arena *arena);
enum chiffre_status charts_columns(struct canvas *canvas, struct arena *arena);
enum chiffre_status charts_surplus(struct canvas *canvas, struct arena *arena);
enum chiffre_status charts_entities(struct canvas *canvas, struct arena *arena);
enum chiffre_status charts_slope(struct canvas *canvas, struct arena *arena);
enum chiffre_status charts_scatter(struct canvas *canvas, struct arena *arena);

/* Columns of a fitted line of `vertical` over `horizontal`, its lower and upper band; SIZE_MAX: not in the table. */
struct charts_fit {
    size_t line, low, high;
};
struct charts_fit charts_find_fit(const struct canvas *canvas, const struct curve *horizontal, const struct curve *vertical);

/* The latest place in time that the most series have. */
double charts_common_place(const struct canvas *canvas);

/* Shared by the kinds that have curves over time. */
/* Tags for the ends of a panel's curves; `y` by the axis. */
void charts_end_tags(const struct canvas *canvas, const struct panel *panel, const struct axis *axis, size_t first_colour,
                     struct canvas_tag *tags);
/* "using 1:2", with $data or '' in front as `first` tells. */
void charts_using(struct canvas *canvas, const struct panel *panel, bool *first);

/* titles.c: what is seen, and in which units; from the options where they say it. */
void titles_write(struct canvas *canvas);

#endif
