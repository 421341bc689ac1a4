/* SPDX-License-Identifier: MIT */
/* A table's series -> a list of charts, each with its kind and its series. */
#include "plots/plan.h"

#include "core/error.h"
#include "core/text.h"

#include <string.h>

const struct chart_kind chart_kinds[] = {
    {"lines", "trend lines of an entity's metrics; another unit makes a second panel", charts_lines},
    {"columns", "columns on a zero base for one series", charts_columns},
    {"surplus", "revenue and another flow, the ground between them and below zero filled", charts_surplus},
    {"index", "lines indexed to 100 at the first period", charts_lines},
    {"ratio", "a ratio of two metrics over time", charts_lines},
    {"entities", "entities side by side for their latest common period", charts_entities},
    {"slope", "from the first period to the last", charts_slope},
    {"scatter", "one metric against another with the fitted line and its band", charts_scatter},
    {"steps", "headcount as steps", charts_steps},
    {NULL, NULL, NULL}};

const struct chart_kind *chart_kind_find(const char *name)
{
    for (size_t i = 0; chart_kinds[i].name != NULL; i++)
        if (strcmp(chart_kinds[i].name, name) == 0)
            return &chart_kinds[i];
    return NULL;
}

/* A group: the series that belong on one chart, before a kind has chosen among them. */
struct group {
    const struct curve **series;
    size_t count;
};

static bool asked(const char *const *names, size_t count, struct chiffre_text name, size_t *place)
{
    for (*place = 0; *place < count; ++*place)
        if (text_equal(text_from(names[*place]), name))
            return true;
    return count == 0;
}

/* The metrics asked for, in that order; a computed column is in by its own name or its metric's. */
static bool let_in(const struct plan *plan, const struct curve *curve, size_t *place)
{
    const struct chiffre_plot_options *options = plan->options;
    const struct chiffre_column *column = chiffre_table_column(plan->table, curve->column);
    size_t ignored;
    if (!asked(options->entities, options->entity_count, curve->entity, &ignored))
        return false;
    if (options->metric_count == 0)
        return asked(NULL, 0, curve->metric, place);
    return asked(options->metrics, options->metric_count, column->name, place) ||
           asked(options->metrics, options->metric_count, curve->metric, place) ||
           (column->role == CHIFFRE_ROLE_ratio && column->base != SIZE_MAX &&
            asked(options->metrics, options->metric_count, chiffre_table_column(plan->table, column->base)->name, place));
}

static void choose_curves(struct plan *plan, const struct curve_list *list)
{
    size_t steps = plan->options->metric_count > 0 ? plan->options->metric_count : 1;
    plan->curve_count = 0;
    for (size_t step = 0; step < steps; step++)
        for (size_t i = 0; i < list->count; i++) {
            size_t place;
            if (let_in(plan, &list->series[i], &place) && place == step)
                plan->curves[plan->curve_count++] = &list->series[i];
        }
}

/* Charts are of one entity, or of one metric where the table is by entity or has but one metric. */
static bool by_metric(const struct plan *plan)
{
    bool entities = false;
    if (plan->by_entity)
        return true;
    for (size_t i = 1; i < plan->curve_count; i++) {
        if (plan->curves[i]->column != plan->curves[0]->column)
            return false;
        entities = entities || !text_equal(plan->curves[i]->entity, plan->curves[0]->entity);
    }
    return entities;
}

static bool same_group(const struct curve *a, const struct curve *b, bool metric)
{
    return text_equal(a->type, b->type) &&
           (metric ? a->role == b->role && text_equal(a->metric, b->metric) && text_equal(a->unit, b->unit)
                   : text_equal(a->entity, b->entity));
}

/* The group of curve `first`; 0 series when an earlier curve has had it. */
static struct group group_of(const struct plan *plan, size_t first, bool metric, const struct curve **series)
{
    struct group group = {series, 0};
    for (size_t i = 0; i < first; i++)
        if (same_group(plan->curves[i], plan->curves[first], metric))
            return group;
    for (size_t i = first; i < plan->curve_count; i++)
        if (same_group(plan->curves[i], plan->curves[first], metric))
            series[group.count++] = plan->curves[i];
    return group;
}

static struct plan_chart *add(struct plan *plan, const char *kind)
{
    if (plan->count == plan->most) {
        plan->more = true;
        return NULL;
    }
    plan->charts[plan->count] = (struct plan_chart){.kind = chart_kind_find(kind)};
    return &plan->charts[plan->count++];
}

static void add_to(struct plan_chart *chart, const struct curve *curve, size_t most)
{
    if (chart->count < most)
        chart->series[chart->count++] = curve;
    else
        chart->left_out++;
}

static size_t common_points(const struct curve *a, const struct curve *b)
{
    size_t count = 0;
    for (size_t i = 0; i < a->count; i++)
        count += curve_at(b, a->points[i].x) != NULL;
    return count;
}

static bool is_persons(const struct curve *curve)
{
    return text_equal(curve->unit, TEXT("persons"));
}

/* A level, or a computed column that was asked for by its own name. */
static bool is_wanted(const struct plan *plan, const struct curve *curve)
{
    size_t ignored;
    return curve->role == CHIFFRE_ROLE_level ||
           (plan->options->metric_count > 0 && asked(plan->options->metrics, plan->options->metric_count,
                                                     chiffre_table_column(plan->table, curve->column)->name, &ignored));
}

/* Series of one role (a level's: what is_wanted) with at least `points` points. */
static size_t several(struct plan *plan, const struct group *group, const char *kind, enum chiffre_role role, size_t points,
                      bool one_unit)
{
    struct plan_chart *chart = NULL;
    for (size_t i = 0; i < group->count; i++) {
        const struct curve *curve = group->series[i];
        bool wanted = (curve->role == role || (role == CHIFFRE_ROLE_level && is_wanted(plan, curve))) && curve->count >= points;
        if (!wanted || (chart != NULL && one_unit && !text_equal(chart->series[0]->unit, curve->unit)))
            continue;
        if (chart == NULL && (chart = add(plan, kind)) == NULL)
            return 0;
        add_to(chart, curve, CANVAS_SERIES_MAX);
    }
    return chart != NULL ? chart->count : 0;
}

static void each(struct plan *plan, const struct group *group, const char *kind, size_t points)
{
    for (size_t i = 0; i < group->count; i++) {
        const struct curve *curve = group->series[i];
        if (!is_wanted(plan, curve) || curve->count < points || (strcmp(kind, "steps") == 0 && !is_persons(curve)))
            continue;
        struct plan_chart *chart = add(plan, kind);
        if (chart != NULL)
            add_to(chart, curve, 1);
    }
}

static const struct curve *level_named(const struct group *group, const char *metric)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->series[i]->role == CHIFFRE_ROLE_level && text_equal(group->series[i]->metric, text_from(metric)))
            return group->series[i];
    return NULL;
}

static bool pairs_up(const struct curve *a, const struct curve *b, bool one_unit, size_t points)
{
    return a != NULL && b != NULL && a != b && (!one_unit || text_equal(a->unit, b->unit)) && common_points(a, b) >= points;
}

static size_t add_pair(struct plan *plan, const char *kind, const struct curve *a, const struct curve *b)
{
    struct plan_chart *chart = add(plan, kind);
    if (chart == NULL)
        return 0;
    add_to(chart, a, 2);
    add_to(chart, b, 2);
    return 2;
}

/* Revenue and the flow that is most worth seeing against it; with metrics asked for, the first two of them. */
static size_t surplus(struct plan *plan, const struct group *group, size_t points)
{
    static const char *const flows[] = {"free_cash_flow", "operating_cash_flow", "net_income", "operating_income"};
    const struct curve *revenue = level_named(group, "revenue");
    if (plan->options->metric_count > 0) {
        const struct curve *first = group->series[0], *second = group->count > 1 ? group->series[1] : NULL;
        if (second != NULL && second == revenue) {
            second = first;
            first = revenue;
        }
        return pairs_up(first, second, true, points) ? add_pair(plan, "surplus", first, second) : 0;
    }
    for (size_t i = 0; i < sizeof flows / sizeof flows[0]; i++)
        if (pairs_up(revenue, level_named(group, flows[i]), true, points))
            return add_pair(plan, "surplus", revenue, level_named(group, flows[i]));
    return 0;
}

static const struct curve *curve_of_column(const struct group *group, size_t column)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->series[i]->column == column)
            return group->series[i];
    return NULL;
}

/* The pairs that have a fitted line; `any`: else the first two levels. */
static void scatter(struct plan *plan, const struct group *group, bool any)
{
    size_t before = plan->count;
    for (size_t i = 0; i < chiffre_table_column_count(plan->table); i++) {
        const struct chiffre_column *column = chiffre_table_column(plan->table, i);
        if (column->role != CHIFFRE_ROLE_fit || column->against == SIZE_MAX)
            continue;
        const struct curve *across = curve_of_column(group, column->against), *up = curve_of_column(group, column->base);
        if (pairs_up(across, up, false, 3))
            add_pair(plan, "scatter", across, up);
    }
    if (any && plan->count == before && group->count > 1 && pairs_up(group->series[0], group->series[1], false, 3))
        add_pair(plan, "scatter", group->series[0], group->series[1]);
}

/* Two periods and no more: a slope says it better than lines. */
static bool is_slope(const struct group *group)
{
    size_t levels = 0;
    for (size_t i = 0; i < group->count; i++) {
        if (group->series[i]->role != CHIFFRE_ROLE_level)
            continue;
        if (group->series[i]->count != 2)
            return false;
        levels++;
    }
    return levels > 1;
}

static void slope(struct plan *plan, const struct group *group)
{
    struct plan_chart *chart = NULL;
    for (size_t i = 0; i < group->count; i++) {
        const struct curve *curve = group->series[i], *first = chart != NULL ? chart->series[0] : curve;
        if (!is_wanted(plan, curve) || curve->count < 2 || !text_equal(curve->unit, first->unit) ||
            !text_equal(curve->points[0].period, first->points[0].period) ||
            !text_equal(curve->points[curve->count - 1].period, first->points[first->count - 1].period))
            continue;
        if (chart == NULL && (chart = add(plan, "slope")) == NULL)
            return;
        add_to(chart, curve, CANVAS_SERIES_MAX);
    }
}

static void entities(struct plan *plan, const struct group *group)
{
    if (group->count < 2 || !is_wanted(plan, group->series[0]))
        return;
    bool common = false;
    for (size_t i = 1; i < group->count; i++)
        common = common || common_points(group->series[0], group->series[i]) > 0;
    struct plan_chart *chart = common ? add(plan, "entities") : NULL;
    for (size_t i = 0; chart != NULL && i < group->count; i++)
        add_to(chart, group->series[i], CANVAS_BARS_MAX);
}

static size_t levels_but_persons(const struct group *group, size_t points)
{
    size_t count = 0;
    for (size_t i = 0; i < group->count; i++)
        count += group->series[i]->role == CHIFFRE_ROLE_level && !is_persons(group->series[i]) && group->series[i]->count >= points;
    return count;
}

static struct group without_persons(const struct group *group, const struct curve **series, bool inverse)
{
    struct group kept = {series, 0};
    for (size_t i = 0; i < group->count; i++)
        if (is_persons(group->series[i]) == inverse)
            series[kept.count++] = group->series[i];
    return kept;
}

/* What suits a group: the charts that a reader would miss, not all that could be drawn. `room` holds as many curves as the group.
 */
static void suit(struct plan *plan, const struct group *group, const struct curve **room)
{
    struct group money = without_persons(group, room, false), persons = without_persons(group, room + money.count, true);
    size_t levels = levels_but_persons(&money, 3), pair = surplus(plan, group, 3);
    if (is_slope(&money))
        slope(plan, &money);
    else if (levels > 2 || (levels == 2 && pair == 0))
        several(plan, &money, "lines", CHIFFRE_ROLE_level, 3, false);
    else if (levels < 2 && pair == 0)
        each(plan, &money, "columns", 2);
    for (size_t i = 0; i < persons.count; i++) {
        struct group one = {&persons.series[i], 1};
        each(plan, &one, text_equal(persons.series[i]->metric, TEXT("headcount")) ? "steps" : "columns", 2);
    }
    several(plan, group, "index", CHIFFRE_ROLE_index, 2, true);
    several(plan, group, "ratio", CHIFFRE_ROLE_ratio, 2, true);
    scatter(plan, group, false);
}

static void draw_kind(struct plan *plan, const struct group *group, const char *kind)
{
    if (strcmp(kind, "lines") == 0)
        several(plan, group, kind, CHIFFRE_ROLE_level, 2, false);
    else if (strcmp(kind, "columns") == 0)
        each(plan, group, kind, 1);
    else if (strcmp(kind, "steps") == 0)
        each(plan, group, kind, 2);
    else if (strcmp(kind, "surplus") == 0)
        surplus(plan, group, 2);
    else if (strcmp(kind, "index") == 0)
        several(plan, group, kind, CHIFFRE_ROLE_index, 2, true);
    else if (strcmp(kind, "ratio") == 0)
        several(plan, group, kind, CHIFFRE_ROLE_ratio, 2, true);
    else if (strcmp(kind, "slope") == 0)
        slope(plan, group);
    else if (strcmp(kind, "scatter") == 0)
        scatter(plan, group, true);
}

static const char *need(const char *kind)
{
    static const char *const needs[][2] = {{"index", "an index column (compare --index)"},
                                           {"ratio", "a ratio column (compare --ratio)"},
                                           {"entities", "one metric of two entities in one period"},
                                           {"surplus", "two flows of one unit with two common periods"},
                                           {"scatter", "two metrics with three common periods"},
                                           {"steps", "two counts of persons"},
                                           {"slope", "a metric with two periods"},
                                           {"lines", "a metric with two periods"}};
    for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++)
        if (strcmp(needs[i][0], kind) == 0)
            return needs[i][1];
    return "numbers of a metric";
}

enum chiffre_status plan_charts(struct plan *plan, const struct curve_list *list, struct arena *arena, struct chiffre_error *error)
{
    const char *kind = plan->options->kind;
    plan->curves = arena_take(arena, (list->count + 1) * sizeof *plan->curves);
    const struct curve **room = arena_take(arena, 2 * (list->count + 1) * sizeof *room);
    plan->charts = arena_take(arena, plan->most * sizeof *plan->charts);
    if (arena->failed)
        return error_no_memory(error);
    choose_curves(plan, list);
    bool metric = by_metric(plan), only_entities = kind != NULL && strcmp(kind, "entities") == 0;
    for (size_t i = 0; i < plan->curve_count && !plan->more && !only_entities; i++) {
        struct group group = group_of(plan, i, metric, room);
        if (group.count > 0 && kind != NULL)
            draw_kind(plan, &group, kind);
        else if (group.count > 0)
            suit(plan, &group, room + list->count + 1);
    }
    for (size_t i = 0; i < plan->curve_count && !plan->more && (kind == NULL || only_entities); i++) {
        struct group group = group_of(plan, i, true, room);
        entities(plan, &group);
    }
    if (plan->count == 0)
        return error_set(error, CHIFFRE_MISSING, "", 0, 0, "nothing to draw: %s%s needs %s", kind != NULL ? "kind " : "a chart",
                         kind != NULL ? kind : "", kind != NULL ? need(kind) : "a metric with two periods or two entities");
    return CHIFFRE_OK;
}
