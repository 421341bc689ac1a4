/* SPDX-License-Identifier: MIT */
/* Series -> which charts to draw of them: the kind asked for, or the kinds that suit what is there. */
#ifndef PLOTS_PLAN_H
#define PLOTS_PLAN_H

#include "plots/charts.h"

struct plan_chart {
    const struct chart_kind *kind;
    const struct curve *series[CANVAS_BARS_MAX];
    size_t count;
    size_t left_out; /* series beyond those that the kind holds */
};
struct plan {
    const struct chiffre_table *table;
    const struct chiffre_plot_options *options;
    const struct curve **curves; /* those that the options let in, in the order of the metrics asked for */
    size_t curve_count;
    bool by_entity; /* the table has a column an entity */
    struct plan_chart *charts;
    size_t count, most;
    bool more; /* charts beyond `most` */
};
/* Fills plan->charts (from the arena). MISSING: nothing in the table suits. */
enum chiffre_status plan_charts(struct plan *plan, const struct curve_list *list, struct arena *arena, struct chiffre_error *error);

#endif
