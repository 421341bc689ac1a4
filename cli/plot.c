/* SPDX-License-Identifier: MIT */
/* chiffre plot: a table in, gnuplot scripts and pictures out. What a kind needs that the table lacks (an index, a ratio, a fitted
 * line) is added by compare first, for charts never compute. */
#include "cli/progress.h"

#include "core/error.h"
#include "core/memory.h"
#include "core/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define NAMES_MAX 64 /* in --metrics or --entities */

static const struct option_row options[] = {
    {"kind", 'k', OPTION_TEXT, "KIND", NULL, NULL,
     "draw this kind of chart; without it the kinds that suit the table; --list names them"},
    {"list", 0, OPTION_FLAG, NULL, NULL, NULL, "list the kinds of chart and exit"},
    {"render", 'r', OPTION_CHOICE, NULL, "svg|png|pdf", NULL, "run gnuplot on each script for a picture beside it"},
    {"metrics", 'm', OPTION_TEXT, "NAME,...", NULL, NULL,
     "columns to draw, the main one first; for scatter the one across, then the one up"},
    {"entities", 'e', OPTION_TEXT, "NAME;NAME", NULL, NULL, "only these, separated by semicolons"},
    {"ratio", 0, OPTION_TEXT, "A/B,...", NULL, NULL,
     "draw ratios of two metrics, or named ones such as operating_margin; kind ratio"},
    {"trend", 0, OPTION_CHOICE, NULL, "linear|robust|log", NULL, "add a fitted trend to lines and columns"},
    {"labels", 0, OPTION_CHOICE, NULL, "en|fr", "en", "the language of the words on the charts"},
    {"title", 0, OPTION_TEXT, NULL, NULL, NULL, "say this in place of what is seen"},
    {"subtitle", 0, OPTION_TEXT, NULL, NULL, NULL, "in place of unit, kind of period and span"},
    {"basis", 0, OPTION_TEXT, NULL, NULL, NULL, "add to the subtitle, such as \"at the average rate of each year (ECB)\""},
    {"source", 0, OPTION_TEXT, NULL, NULL, NULL,
     "what follows \"Source:\" at the foot; without it the documents that the table names"},
    {"most", 0, OPTION_NATURAL, NULL, NULL, "40", "draw no more charts than this for one table"},
    {"timeout", 0, OPTION_NATURAL, "SECONDS", NULL, "30", "end gnuplot after so many seconds"},
    {"output", 'o', OPTION_FOLDER, NULL, NULL, "charts", "the folder for scripts and pictures, made when it is not there"},
    OPTION_ROW_END,
};

static const struct example examples[] = {
    {"chiffre plot comparison.csv -o charts/", "a gnuplot script a chart"},
    {"chiffre plot --render svg --labels fr data/samples/charts/amazon-annual.csv -o charts/", "and the pictures, in French"},
    {"chiffre plot --kind surplus --metrics revenue,free_cash_flow comparison.csv", "revenue against free cash flow"},
    {"chiffre plot --kind scatter --metrics revenue,free_cash_flow --render png comparison.csv",
     "with the fitted line and its band"},
    {"chiffre plot --list", "the kinds of chart"},
    {NULL, NULL},
};

static int run(const struct arguments *arguments);

const struct subcommand subcommand_plot = {
    .name = "plot",
    .operands = "TABLE...|FOLDER|-",
    .summary = "draw tables as gnuplot scripts and pictures",
    .description =
        "Each chart is one gnuplot script with its data inside, to be read, changed by hand and run anywhere: gnuplot NAME.gp. "
        "With --render, "
        "chiffre runs gnuplot itself; where it is missing, the scripts are written all the same and the exit code is 3.\n\n"
        "A table is what compare writes, or any CSV with a column period and columns of numbers. Several tables get a folder each.",
    .options = options,
    .examples = examples,
    .run = run,
};

/* ---- Options -------------------------------------------------------------------------------------------------------------- */
struct names {
    const char *list[NAMES_MAX];
    size_t count;
};

/* Splits at `sign`, in a copy that lives in the arena. */
static bool split_names(const char *option, const char *value, char sign, struct arena *arena, struct names *names)
{
    names->count = 0;
    if (value == NULL)
        return true;
    char *copy = arena_take(arena, strlen(value) + 1), *to = copy;
    if (copy == NULL) {
        report("out of memory");
        return false;
    }
    names->list[names->count++] = to;
    for (const char *from = value; *from != '\0'; from++) {
        if (*from != sign)
            *to++ = *from;
        else if (names->count == NAMES_MAX) {
            report("--%s: more than %d names", option, NAMES_MAX);
            return false;
        } else {
            *to++ = '\0';
            names->list[names->count++] = to;
        }
    }
    *to = '\0';
    return true;
}

static const char *kind_name_at(const void *context, size_t index)
{
    (void)context;
    return chiffre_plot_kind(index, NULL);
}

static bool check_kind(const char *kind)
{
    for (size_t i = 0; kind != NULL && chiffre_plot_kind(i, NULL) != NULL; i++)
        if (strcmp(chiffre_plot_kind(i, NULL), kind) == 0)
            return true;
    if (kind == NULL)
        return true;
    const char *nearest = report_nearest(kind, kind_name_at, NULL);
    report("--kind: unknown kind \"%s\"%s%s%s", kind, nearest != NULL ? "; did you mean " : "", nearest != NULL ? nearest : "",
           nearest != NULL ? "?" : "; chiffre plot --list names them");
    return false;
}

static int list_kinds(void)
{
    struct output *output;
    struct chiffre_error error = {.line = 0};
    if (output_open("-", &output, &error) != CHIFFRE_OK) {
        report_output_error(&error);
        return EXIT_COULD_NOT;
    }
    const char *name, *description;
    for (size_t i = 0; (name = chiffre_plot_kind(i, &description)) != NULL; i++)
        output_format(output, "%-10s %s\n", name, description);
    return outputs_close(output) ? EXIT_FINE : EXIT_COULD_NOT;
}

/* ---- What compare adds for a kind ------------------------------------------------------------------------------------------ */
static bool is_asked(const struct names *metrics, struct chiffre_text name)
{
    for (size_t i = 0; i < metrics->count; i++)
        if (text_equal(text_from(metrics->list[i]), name))
            return true;
    return metrics->count == 0;
}

static bool has_role(const struct chiffre_table *table, enum chiffre_role role)
{
    for (size_t i = 0; i < chiffre_table_column_count(table); i++)
        if (chiffre_table_column(table, i)->role == role)
            return true;
    return false;
}

/* An index or a trend of each level asked for. */
static enum chiffre_status add_to_levels(struct chiffre_table *table, const struct names *metrics, const char *trend,
                                         struct chiffre_error *error)
{
    static const char *const methods[] = {"linear", "robust", "log"};
    size_t columns = chiffre_table_column_count(table), method = 0;
    enum chiffre_status status = CHIFFRE_OK;
    while (trend != NULL && method + 1 < sizeof methods / sizeof *methods && strcmp(methods[method], trend) != 0)
        method++;
    for (size_t i = 0; i < columns && status == CHIFFRE_OK; i++) {
        /* New columns stand behind the levels, whose places do not move. */
        const struct chiffre_column *column = chiffre_table_column(table, i);
        if (column->role != CHIFFRE_ROLE_level || column->kind != CHIFFRE_CELL_number || !is_asked(metrics, column->name))
            continue;
        if (trend == NULL)
            status = chiffre_table_add_measure(table, column->name, CHIFFRE_ROLE_index, error);
        else
            status = chiffre_table_add_fit(table, column->name, TEXT(""), (enum chiffre_fit_method)method, 0.95, error);
    }
    return status;
}

/* The ratios asked for; else, for kind ratio, the named forms whose two columns are there. */
static enum chiffre_status add_ratios(struct chiffre_table *table, const struct names *ratios, bool named,
                                      struct chiffre_error *error)
{
    enum chiffre_status status = CHIFFRE_OK;
    const char *formula;
    for (size_t i = 0; i < ratios->count && status == CHIFFRE_OK; i++)
        status = chiffre_table_add_ratio(table, text_from(ratios->list[i]), error);
    for (size_t i = 0; named && status == CHIFFRE_OK && chiffre_ratio_name(i, &formula) != NULL; i++) {
        const char *slash = strchr(formula, '/');
        if (slash != NULL && chiffre_table_find(table, (struct chiffre_text){formula, (size_t)(slash - formula)}) != SIZE_MAX &&
            chiffre_table_find(table, text_from(slash + 1)) != SIZE_MAX)
            status = chiffre_table_add_ratio(table, text_from(formula), error);
    }
    return status;
}

struct wanted {
    struct chiffre_plot_options plot;
    struct names metrics, entities, ratios;
    const char *trend;
};

static enum chiffre_status complete_table(struct chiffre_table *table, const struct wanted *wanted, struct chiffre_error *error)
{
    const char *kind = wanted->plot.kind != NULL ? wanted->plot.kind : "";
    enum chiffre_status status = CHIFFRE_OK;
    if (strcmp(kind, "index") == 0)
        status = add_to_levels(table, &wanted->metrics, NULL, error);
    if (status == CHIFFRE_OK && wanted->trend != NULL)
        status = add_to_levels(table, &wanted->metrics, wanted->trend, error);
    if (status == CHIFFRE_OK)
        status = add_ratios(table, &wanted->ratios,
                            strcmp(kind, "ratio") == 0 && wanted->ratios.count == 0 && !has_role(table, CHIFFRE_ROLE_ratio), error);
    if (status == CHIFFRE_OK && strcmp(kind, "scatter") == 0 && wanted->metrics.count > 1)
        status = chiffre_table_add_fit(table, text_from(wanted->metrics.list[1]), text_from(wanted->metrics.list[0]),
                                       CHIFFRE_FIT_least_squares, 0.95, error);
    return status;
}

/* ---- Drawing -------------------------------------------------------------------------------------------------------------- */
/* The folder and those above it. */
static bool make_folder(const char *folder)
{
    char path[4096];
    struct chiffre_error error;
    size_t length = strlen(folder);
    if (length >= sizeof path) {
        report("the name of the folder is too long");
        return false;
    }
    memcpy(path, folder, length + 1);
    for (size_t i = 1; i <= length; i++) {
        if (path[i] != '/' && path[i] != '\0')
            continue;
        path[i] = '\0';
        struct stat about;
        if (mkdir(path, 0777) != 0 && !(errno == EEXIST && stat(path, &about) == 0 && S_ISDIR(about.st_mode))) {
            error_set(&error, CHIFFRE_UNWRITABLE, path, 0, 0, "%s", errno == EEXIST ? "it is no folder" : strerror(errno));
            report_error(&error);
            return false;
        }
        path[i] = i < length ? '/' : '\0';
    }
    return true;
}

/* One line for want of gnuplot, not one a chart. */
static bool render_all(const struct chiffre_charts *charts, const char *folder, const char *format, unsigned seconds)
{
    bool fine = true;
    progress_watch_signals();
    for (size_t i = 0; i < chiffre_charts_count(charts) && progress_interrupted() == 0; i++) {
        const struct chiffre_chart *chart = chiffre_charts_at(charts, i);
        struct chiffre_error error = {.line = 0};
        char name[256];
        snprintf(name, sizeof name, "%.*s", (int)chart->name.length, chart->name.data);
        enum chiffre_status status = chiffre_chart_render(folder, name, format, seconds, progress_stop(), &error);
        if (status != CHIFFRE_OK && progress_interrupted() == 0)
            report_error(&error);
        fine = fine && status == CHIFFRE_OK;
        if (status == CHIFFRE_MISSING)
            break;
    }
    progress_unwatch_signals();
    if (progress_interrupted() != 0)
        report("interrupted: the pictures that are there are whole");
    return fine && progress_interrupted() == 0;
}

int plot_table(const struct chiffre_table *table, const struct chiffre_plot_options *wanted, const char *folder, const char *render,
               unsigned seconds)
{
    struct chiffre_charts *charts;
    struct chiffre_error error = {.line = 0};
    if (chiffre_plot(table, wanted, &charts, &error) != CHIFFRE_OK) {
        report_error(&error);
        return EXIT_COULD_NOT;
    }
    int code = EXIT_COULD_NOT;
    if (make_folder(folder)) {
        if (chiffre_charts_write(charts, folder, &error) != CHIFFRE_OK)
            report_error(&error);
        else
            code = render == NULL || render_all(charts, folder, render, seconds) ? EXIT_FINE : EXIT_SOME_FAILED;
    }
    if (chiffre_charts_more(charts))
        report("%s: %zu %s drawn, the table would give more; --most, --metrics or --entities choose", folder, chiffre_charts_count(charts),
               report_word(chiffre_charts_count(charts), "chart", "charts"));
    chiffre_charts_free(charts);
    return code;
}

/* folder, or folder/NAME for one of several tables. */
static bool folder_of(const char *folder, const char *path, bool several, char *out, size_t room)
{
    const char *base = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
    size_t length = strcspn(base, "."), slash = strlen(folder) > 1 && folder[strlen(folder) - 1] == '/' ? 1 : 0;
    int written = snprintf(out, room, "%.*s%s%.*s", (int)(strlen(folder) - slash), folder, several ? "/" : "",
                           several ? (int)length : 0, strcmp(path, "-") == 0 || length == 0 ? "table" : base);
    return written > 0 && (size_t)written < room;
}

static int plot_file(const struct arguments *arguments, const char *path, const struct wanted *wanted, bool several)
{
    struct chiffre_table *table;
    struct chiffre_error error = {.line = 0};
    char folder[4096];
    if (!folder_of(options_value(arguments, "output"), path, several, folder, sizeof folder)) {
        report("the name of the folder is too long");
        return EXIT_COULD_NOT;
    }
    if (chiffre_table_read(path, &table, &error) != CHIFFRE_OK) {
        report_error(&error);
        return EXIT_COULD_NOT;
    }
    int code = EXIT_COULD_NOT;
    if (complete_table(table, wanted, &error) != CHIFFRE_OK)
        report_error(&error);
    else
        code = plot_table(table, &wanted->plot, folder, options_value(arguments, "render"),
                          (unsigned)options_natural(arguments, "timeout"));
    chiffre_table_free(table);
    return code;
}

static bool read_options(const struct arguments *arguments, struct arena *arena, struct wanted *wanted)
{
    *wanted = (struct wanted){.trend = options_value(arguments, "trend")};
    if (!split_names("metrics", options_value(arguments, "metrics"), ',', arena, &wanted->metrics) ||
        !split_names("entities", options_value(arguments, "entities"), ';', arena, &wanted->entities) ||
        !split_names("ratio", options_value(arguments, "ratio"), ',', arena, &wanted->ratios))
        return false;
    wanted->plot = (struct chiffre_plot_options){.kind = options_value(arguments, "kind"),
                                                 .language = options_value(arguments, "labels"),
                                                 .metrics = wanted->metrics.list,
                                                 .metric_count = wanted->metrics.count,
                                                 .entities = wanted->entities.list,
                                                 .entity_count = wanted->entities.count,
                                                 .title = options_value(arguments, "title"),
                                                 .subtitle = options_value(arguments, "subtitle"),
                                                 .basis = options_value(arguments, "basis"),
                                                 .source = options_value(arguments, "source"),
                                                 .most = (size_t)options_natural(arguments, "most")};
    if (wanted->ratios.count > 0 && wanted->plot.kind == NULL)
        wanted->plot.kind = "ratio";
    return check_kind(wanted->plot.kind);
}

static int run(const struct arguments *arguments)
{
    struct arena arena = {.used = 0};
    struct wanted wanted;
    struct inputs inputs = {.paths = NULL};
    size_t done = 0;
    bool partly = false;
    if (options_given(arguments, "list"))
        return list_kinds();
    bool fine = read_options(arguments, &arena, &wanted) && inputs_expand(arguments, ".csv", &inputs);
    bool several = inputs.count + inputs.failed > 1;
    for (size_t i = 0; fine && progress_interrupted() == 0 && i < inputs.count; i++) {
        int code = plot_file(arguments, inputs.paths[i], &wanted, several);
        done += code != EXIT_COULD_NOT;
        inputs.failed += code == EXIT_COULD_NOT;
        partly = partly || code == EXIT_SOME_FAILED;
    }
    int code = fine ? exit_code_of(done, inputs.failed) : EXIT_COULD_NOT;
    inputs_free(&inputs);
    arena_free(&arena);
    return code == EXIT_FINE && partly ? EXIT_SOME_FAILED : code;
}
