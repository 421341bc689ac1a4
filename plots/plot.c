/* SPDX-License-Identifier: MIT */
/* The room's door: a table -> charts, each a gnuplot script that needs nothing but gnuplot. */
#include "core/error.h"
#include "core/text.h"
#include "plots/plan.h"
#include "plots/script.h"

#include <stdio.h>
#include <string.h>

#define CHARTS_MOST 40
#define NAME_MAX_BYTES 80 /* of a chart's file name, before a number that tells it from another */

struct chiffre_charts {
    struct arena arena;
    struct chiffre_chart *charts;
    size_t count;
    bool more;
};

const char *chiffre_plot_kind(size_t index, const char **description)
{
    for (size_t i = 0; i <= index; i++)
        if (chart_kinds[i].name == NULL)
            return NULL;
    if (description != NULL)
        *description = chart_kinds[index].description;
    return chart_kinds[index].name;
}

void chiffre_charts_free(struct chiffre_charts *charts)
{
    if (charts == NULL)
        return;
    arena_free(&charts->arena);
    memory_free(charts);
}

size_t chiffre_charts_count(const struct chiffre_charts *charts)
{
    return charts->count;
}

const struct chiffre_chart *chiffre_charts_at(const struct chiffre_charts *charts, size_t index)
{
    return &charts->charts[index];
}

bool chiffre_charts_more(const struct chiffre_charts *charts)
{
    return charts->more;
}

static size_t add_slug(char *name, size_t length, struct chiffre_text text)
{
    if (length + 2 >= NAME_MAX_BYTES)
        return length;
    size_t at = length > 0 ? length + 1 : 0, added = script_slug(text, name + at, NAME_MAX_BYTES - at);
    if (added > 0 && length > 0)
        name[length] = '-';
    return added > 0 ? at + added : length;
}

static bool name_taken(const struct chiffre_charts *charts, const char *name, size_t length)
{
    for (size_t i = 0; i < charts->count; i++)
        if (text_equal(charts->charts[i].name, (struct chiffre_text){name, length}))
            return true;
    return false;
}

/* "amazon-surplus-revenue-free-cash-flow", with a number behind where that is taken. */
static size_t make_name(const struct chiffre_charts *charts, const struct canvas *canvas, const struct plan_chart *planned, char *name)
{
    size_t length = 0;
    if (!canvas_by_entity(canvas))
        length = add_slug(name, length, planned->series[0]->entity);
    length = add_slug(name, length, text_from(canvas->kind));
    for (size_t i = 0; i < (canvas_by_entity(canvas) ? 1 : planned->count); i++) {
        struct chiffre_text column = chiffre_table_column(canvas->table, planned->series[i]->column)->name;
        length = add_slug(name, length, canvas_by_entity(canvas) ? planned->series[i]->metric : column);
    }
    size_t whole = length;
    for (int number = 2; name_taken(charts, name, length); number++)
        length = whole + (size_t)snprintf(name + whole, 12, "-%d", number);
    return length;
}

static enum chiffre_status draw_chart(struct chiffre_charts *charts, struct canvas *canvas, const struct plan_chart *planned,
                                      struct chiffre_error *error)
{
    char name[NAME_MAX_BYTES + 16];
    canvas->kind = planned->kind->name;
    canvas->count = planned->count;
    canvas->left_out = planned->left_out;
    canvas->height = 400;
    canvas->labels = canvas->objects = 0;
    canvas->foot.length = 0;
    memcpy(canvas->series, planned->series, planned->count * sizeof planned->series[0]);
    canvas->name = arena_text(&charts->arena, (struct chiffre_text){name, make_name(charts, canvas, planned, name)});
    if (canvas->left_out > 0) {
        char remark[96];
        snprintf(remark, sizeof remark, "%zu%s", canvas->left_out, wording_of(WORD_not_shown, canvas->language));
        canvas_remark(canvas, remark);
    }
    titles_write(canvas);
    if (output_open_memory(&canvas->out) != CHIFFRE_OK)
        return error_no_memory(error);
    enum chiffre_status status = planned->kind->draw(canvas, &charts->arena);
    struct chiffre_chart *chart = &charts->charts[charts->count];
    chart->kind = canvas->kind;
    chart->name = canvas->name;
    chart->title = arena_text(&charts->arena, caption_all(&canvas->title));
    chart->script = arena_text(&charts->arena, output_memory(canvas->out));
    if (status != CHIFFRE_OK || output_failed(canvas->out) || charts->arena.failed)
        status = error_no_memory(error);
    else
        charts->count++;
    output_discard(canvas->out);
    return status;
}

static bool has_name(const struct curve_list *list, const struct chiffre_table *table, const char *name, bool entity)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct curve *curve = &list->series[i];
        if (text_equal(entity ? curve->entity : curve->metric, text_from(name)) ||
            (!entity && text_equal(chiffre_table_column(table, curve->column)->name, text_from(name))))
            return true;
    }
    return false;
}

static enum chiffre_status check_options(const struct chiffre_table *table, const struct curve_list *list,
                                         const struct chiffre_plot_options *options, struct chiffre_error *error)
{
    if (options->kind != NULL && chart_kind_find(options->kind) == NULL)
        return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "unknown kind of chart \"%s\"", options->kind);
    if (options->language != NULL && strcmp(options->language, "fr") != 0 && strcmp(options->language, "en") != 0)
        return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "no labels in language \"%s\"; en or fr", options->language);
    for (size_t i = 0; i < options->metric_count; i++)
        if (!has_name(list, table, options->metrics[i], false))
            return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "the table has no numbers for \"%s\"", options->metrics[i]);
    for (size_t i = 0; i < options->entity_count; i++)
        if (!has_name(list, table, options->entities[i], true))
            return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "the table has no numbers of entity \"%s\"", options->entities[i]);
    return CHIFFRE_OK;
}

static enum chiffre_status draw_all(struct chiffre_charts *charts, const struct curve_list *list, struct plan *plan,
                                    struct chiffre_error *error)
{
    const char *language = plan->options->language;
    struct canvas *canvas = arena_take(&charts->arena, sizeof *canvas);
    enum chiffre_status status = canvas == NULL ? error_no_memory(error) : plan_charts(plan, list, &charts->arena, error);
    if (status != CHIFFRE_OK)
        return status;
    *canvas = (struct canvas){.table = plan->table, .options = plan->options};
    canvas->language = language != NULL && strcmp(language, "fr") == 0 ? WORDING_FR : WORDING_EN;
    charts->more = plan->more;
    charts->charts = arena_take(&charts->arena, plan->count * sizeof *charts->charts);
    if (charts->charts == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < plan->count && status == CHIFFRE_OK; i++)
        status = draw_chart(charts, canvas, &plan->charts[i], error);
    return status;
}

enum chiffre_status chiffre_plot(const struct chiffre_table *table, const struct chiffre_plot_options *options,
                                 struct chiffre_charts **charts, struct chiffre_error *error)
{
    struct chiffre_charts *made = memory_take(1, sizeof *made);
    struct curve_list list;
    if (made == NULL)
        return error_no_memory(error);
    *made = (struct chiffre_charts){.count = 0};
    struct plan plan = {.table = table, .options = options, .most = options->most > 0 ? options->most : CHARTS_MOST};
    plan.by_entity = chiffre_table_find(table, TEXT("entity")) == SIZE_MAX && chiffre_table_find(table, TEXT("metric")) != SIZE_MAX;
    enum chiffre_status status = curves_of_table(table, &list, error);
    if (status == CHIFFRE_OK)
        status = check_options(table, &list, options, error);
    if (status == CHIFFRE_OK)
        status = draw_all(made, &list, &plan, error);
    curves_free(&list);
    if (status == CHIFFRE_OK)
        *charts = made;
    else
        chiffre_charts_free(made);
    return status;
}

enum chiffre_status chiffre_charts_write(const struct chiffre_charts *charts, const char *folder, struct chiffre_error *error)
{
    for (size_t i = 0; i < charts->count; i++) {
        const struct chiffre_chart *chart = &charts->charts[i];
        size_t room = strlen(folder) + chart->name.length + 8;
        char *path = memory_take(room, 1);
        if (path == NULL)
            return error_no_memory(error);
        snprintf(path, room, "%s/%.*s.gp", folder, (int)chart->name.length, chart->name.data);
        struct output *output;
        enum chiffre_status status = output_open(path, &output, error);
        if (status == CHIFFRE_OK) {
            output_text(output, chart->script);
            status = output_close(output, error);
        }
        memory_free(path);
        if (status != CHIFFRE_OK)
            return status;
    }
    return CHIFFRE_OK;
}
