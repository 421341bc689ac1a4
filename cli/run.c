/* SPDX-License-Identifier: MIT */
/* chiffre run: articles -> figures, comparable figures, a comparison and charts, in one folder. The stages follow each other in memory. */
#include "cli/cli.h"

#include "core/csv.h"
#include "core/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct option_row options[] = {
    {"to", 't', OPTION_CURRENCY, NULL, NULL, "EUR", "convert money to this currency"},
    {"output", 'o', OPTION_FOLDER, NULL, NULL, "out", "the folder for all results; it is made when it is not there"},
    {"metrics", 'm', OPTION_METRICS, NULL, NULL, NULL, "the columns of the comparison, in this order; without it every metric found"},
    OPTION_ROW_RATES,
    OPTION_ROW_BUILT_IN,
    OPTION_ROW_FROM_ARTICLES,
    OPTION_ROW_LANGUAGE,
    OPTION_ROW_DATE,
    OPTION_ROW_LEXICON,
    OPTION_ROW_END,
};

static const struct example examples[] = {
    {"chiffre run --to EUR -o out data/samples", "figures, comparison and charts of a folder of articles, in euros"},
    {"chiffre run --to USD --metrics revenue,free_cash_flow -o out data/samples", "two metrics only, in dollars"},
    {NULL, NULL},
};

#define PATH_SIZE 4096
struct run {
    const struct arguments *arguments;
    const char *folder;
    struct chiffre_rates *rates;
    struct chiffre_list *list;
    struct chiffre_table *table;
    size_t charts;
    bool undrawn;
    size_t documents;
    struct chiffre_normalize_summary normalized;
    struct chiffre_error error;
};

static enum chiffre_status make_folder(const char *path, struct chiffre_error *error)
{
    char parent[PATH_SIZE];
    size_t length = strlen(path);
    if (length >= sizeof parent)
        return error_system(error, CHIFFRE_UNWRITABLE, path, ENAMETOOLONG);
    for (size_t i = 1; i <= length; i++) {
        if (i < length && path[i] != '/')
            continue;
        memcpy(parent, path, i);
        parent[i] = '\0';
        if (mkdir(parent, 0777) != 0 && errno != EEXIST)
            return error_system(error, CHIFFRE_UNWRITABLE, parent, errno);
    }
    return CHIFFRE_OK;
}

static const char *path_in(const struct run *run, const char *name, char path[PATH_SIZE])
{
    snprintf(path, PATH_SIZE, "%s/%s", run->folder, name);
    return path;
}

static enum chiffre_status write_figures(struct run *run, const char *name, bool normalized)
{
    char path[PATH_SIZE];
    struct output *output;
    enum chiffre_status status = output_open(path_in(run, name, path), &output, &run->error);
    if (status != CHIFFRE_OK)
        return status;
    csv_write_header(output, normalized);
    for (size_t i = 0; i < chiffre_list_count(run->list); i++)
        csv_write_figure(output, chiffre_list_at(run->list, i), normalized);
    return output_close(output, &run->error);
}

static enum chiffre_status normalize(struct run *run)
{
    struct chiffre_normalize_options normalize_options = chiffre_normalize_defaults();
    normalize_options.to = options_value(run->arguments, "to");
    enum chiffre_status status = chiffre_normalize(run->list, run->rates, &normalize_options, &run->normalized, &run->error);
    return status == CHIFFRE_OK ? write_figures(run, "normalized.csv", true) : status;
}

static enum chiffre_status compare(struct run *run)
{
    const char *names[OPTION_NAMES_MAX];
    char buffer[OPTION_NAMES_BYTES], path[PATH_SIZE];
    struct chiffre_compare_options compare_options = {.metrics = names};
    struct chiffre_csv_style style;
    compare_options.metric_count = options_split(options_value(run->arguments, "metrics"), buffer, names);
    enum chiffre_status status = chiffre_compare(run->list, &compare_options, &run->table, NULL, &run->error);
    if (status == CHIFFRE_OK)
        status = chiffre_csv_style_named("rfc4180", &style, &run->error);
    return status == CHIFFRE_OK ? chiffre_table_write_csv(run->table, &style, path_in(run, "comparison.csv", path), &run->error) : status;
}

/* A table that no chart suits is no failure: one article may have nothing to draw. */
static enum chiffre_status plot(struct run *run)
{
    char folder[PATH_SIZE], basis[128];
    struct chiffre_plot_options plot_options = {.language = NULL};
    struct chiffre_charts *charts;
    if (run->normalized.converted > 0) {
        snprintf(basis, sizeof basis, "in %s at European Central Bank rates", options_value(run->arguments, "to"));
        plot_options.basis = basis;
    }
    enum chiffre_status status = chiffre_plot(run->table, &plot_options, &charts, &run->error);
    if (status == CHIFFRE_MISSING)
        return CHIFFRE_OK;
    if (status != CHIFFRE_OK)
        return status;
    path_in(run, "charts", folder);
    status = make_folder(folder, &run->error);
    if (status == CHIFFRE_OK)
        status = chiffre_charts_write(charts, folder, &run->error);
    for (; status == CHIFFRE_OK && run->charts < chiffre_charts_count(charts); run->charts++) {
        struct chiffre_text name = chiffre_charts_at(charts, run->charts)->name;
        char file[256];
        snprintf(file, sizeof file, "%.*s", (int)name.length, name.data);
        status = chiffre_chart_render(folder, file, "svg", 0, &run->error);
    }
    chiffre_charts_free(charts);
    return status;
}

static enum chiffre_status tell(struct run *run)
{
    size_t figures = chiffre_list_count(run->list), money = run->normalized.converted + run->normalized.same;
    struct output *output;
    enum chiffre_status status = output_open("-", &output, &run->error);
    if (status != CHIFFRE_OK)
        return status;
    output_format(output, "%s/figures.csv      %zu figures of %zu documents\n", run->folder, figures, run->documents);
    output_format(output, "%s/normalized.csv   %zu amounts in %s, %zu without a rate\n", run->folder, money,
                  options_value(run->arguments, "to"), run->normalized.failed);
    output_format(output, "%s/comparison.csv   %zu rows, %zu columns\n", run->folder, chiffre_table_row_count(run->table),
                  chiffre_table_column_count(run->table));
    output_format(output, "%s/charts           %zu charts, each a gnuplot script and its picture\n", run->folder, run->charts);
    return output_close(output, &run->error);
}

static bool take(void *context, const struct chiffre_document *document, struct chiffre_list *figures)
{
    struct run *run = context;
    (void)document;
    for (size_t i = 0; i < chiffre_list_count(figures); i++)
        if (chiffre_list_add(run->list, chiffre_list_at(figures, i)) != CHIFFRE_OK) {
            report("out of memory");
            return false;
        }
    return true;
}

static enum chiffre_status write_all(struct run *run)
{
    enum chiffre_status status = make_folder(run->folder, &run->error);
    if (status == CHIFFRE_OK)
        status = write_figures(run, "figures.csv", false);
    if (status == CHIFFRE_OK)
        status = normalize(run);
    if (status == CHIFFRE_OK)
        status = compare(run);
    if (status != CHIFFRE_OK)
        return status;
    enum chiffre_status drawn = plot(run); /* without gnuplot the rest is there all the same */
    if (drawn != CHIFFRE_OK)
        report_error(&run->error);
    status = tell(run);
    run->undrawn = drawn != CHIFFRE_OK;
    return status;
}

static int run_all(const struct arguments *arguments)
{
    struct run run = {.arguments = arguments, .folder = options_value(arguments, "output")};
    struct articles_taker taker = {.take = take, .context = &run};
    int code = EXIT_COULD_NOT;
    run.rates = rates_open(arguments);
    run.list = chiffre_list_new();
    if (run.list == NULL)
        report("out of memory");
    else if (run.rates != NULL)
        code = articles_extract(arguments, &taker, &run.documents);
    if (code != EXIT_COULD_NOT && write_all(&run) != CHIFFRE_OK) {
        report_output_error(&run.error);
        code = EXIT_COULD_NOT;
    }
    chiffre_table_free(run.table);
    chiffre_list_free(run.list);
    chiffre_rates_free(run.rates);
    return run.undrawn ? EXIT_COULD_NOT : code;
}

const struct subcommand subcommand_run = {
    .name = "run",
    .operands = "FILE...|FOLDER|-",
    .summary = "do all of it: figures, one currency, comparison, charts",
    .description =
        "Reads articles and writes into one folder what extract, normalize, compare and plot would write one after the other: "
        "figures.csv (every figure), normalized.csv (the same in one currency, each with the rate that was used), comparison.csv (a row "
        "an entity and period, a column a metric), and charts/ with a gnuplot script and a picture of each chart.\n\n"
        "Files of these names that are there already are replaced; others stay.",
    .options = options,
    .examples = examples,
    .run = run_all,
};
