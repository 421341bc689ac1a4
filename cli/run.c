/* SPDX-License-Identifier: MIT */
/* chiffre run: articles -> figures, comparable figures, a comparison and charts, in one folder. The stages follow each other in memory. */
#include "cli/progress.h"

#include "core/csv.h"
#include "core/error.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
#define PAIRS_MIN 4 /* periods with revenue and free cash flow that make a trend */
#define PERIODICITY_NAME(name) #name,
struct run {
    const struct arguments *arguments;
    const char *folder;
    struct chiffre_rates *rates;
    struct chiffre_list *list;
    bool undrawn;
    struct chiffre_error drawing; /* the first reason for that */
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

/* A folder inside the results' own, which may be a link that the user has chosen: one in it may lead anywhere. */
static enum chiffre_status make_inner_folder(const char *path, struct chiffre_error *error)
{
    struct stat about;
    if (lstat(path, &about) == 0 && S_ISLNK(about.st_mode))
        return error_set(error, CHIFFRE_UNWRITABLE, path, 0, 0, "it is a link: results are not written through it");
    return make_folder(path, error);
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
    unsigned columns = (normalized ? FIGURE_NORMALIZED : 0) | outputs_columns(run->list);
    csv_write_header(output, columns);
    for (size_t i = 0; i < chiffre_list_count(run->list); i++)
        csv_write_figure(output, chiffre_list_at(run->list, i), columns);
    return output_close(output, &run->error);
}

static enum chiffre_status normalize(struct run *run)
{
    struct chiffre_normalize_options normalize_options = chiffre_normalize_defaults();
    normalize_options.to = options_value(run->arguments, "to");
    enum chiffre_status status = chiffre_normalize(run->list, run->rates, &normalize_options, &run->normalized, &run->error);
    return status == CHIFFRE_OK ? write_figures(run, "normalized.csv", true) : status;
}

/* One kind of period: the fullest one is comparison.csv and charts/, each other one comparison-year.csv and charts/year/. */
struct view {
    const char *name; /* "", "year" ... */
    struct chiffre_compare_options options;
    struct chiffre_table *table;
    struct chiffre_compare_summary summary;
    size_t charts;
};

static enum chiffre_status compare(struct run *run, struct view *view)
{
    const char *names[OPTION_NAMES_MAX];
    char buffer[OPTION_NAMES_BYTES], file[64], path[PATH_SIZE];
    struct chiffre_csv_style style;
    view->options.metrics = names;
    view->options.metric_count = options_split(options_value(run->arguments, "metrics"), buffer, names);
    snprintf(file, sizeof file, "comparison%s%s.csv", view->name[0] == '\0' ? "" : "-", view->name);
    enum chiffre_status status = chiffre_compare(run->list, &view->options, &view->table, &view->summary, &run->error);
    if (status == CHIFFRE_OK)
        status = chiffre_csv_style_named("rfc4180", &style, &run->error);
    if (status == CHIFFRE_OK)
        status = chiffre_table_write_csv(view->table, &style, path_in(run, file, path), &run->error);
    if (status != CHIFFRE_OK)
        return status;
    snprintf(file, sizeof file, "comparison%s%s.xlsx", view->name[0] == '\0' ? "" : "-", view->name);
    return chiffre_table_write_xlsx(view->table, NULL, path_in(run, file, path), &run->error);
}

static enum chiffre_status draw(struct run *run, struct view *view, const struct chiffre_charts *charts)
{
    char name[256], folder[PATH_SIZE];
    snprintf(name, sizeof name, "charts%s%s", view->name[0] == '\0' ? "" : "/", view->name);
    enum chiffre_status status = make_inner_folder(path_in(run, "charts", folder), &run->error);
    if (status == CHIFFRE_OK)
        status = make_inner_folder(path_in(run, name, folder), &run->error);
    if (status == CHIFFRE_OK)
        status = chiffre_charts_write(charts, folder, &run->error);
    progress_watch_signals();
    for (; status == CHIFFRE_OK && view->charts < chiffre_charts_count(charts); view->charts++) {
        struct chiffre_text chart = chiffre_charts_at(charts, view->charts)->name;
        snprintf(name, sizeof name, "%.*s", (int)chart.length, chart.data);
        status = chiffre_chart_render(folder, name, "svg", 0, progress_stop(), &run->error);
    }
    progress_unwatch_signals();
    return status;
}

/* A table that no chart suits is no failure: one article may have nothing to draw. */
static enum chiffre_status plot(struct run *run, struct view *view)
{
    struct chiffre_plot_options plot_options = {.language = NULL};
    struct chiffre_charts *charts;
    if (run->normalized.converted > 0) {
        plot_options.basis = "at European Central Bank rates"; /* the unit says into which currency */
        plot_options.basis_if_converted = true;
    }
    enum chiffre_status status = chiffre_plot(view->table, &plot_options, &charts, &run->error);
    if (status == CHIFFRE_MISSING)
        return CHIFFRE_OK;
    if (status == CHIFFRE_OK) {
        status = draw(run, view, charts);
        chiffre_charts_free(charts);
    }
    return status;
}

/* "out/comparison.csv      " and what is behind it, in a column. */
static void tell_name(const struct run *run, const char *before, const char *joint, const char *name, const char *after,
                      struct output *told)
{
    char file[64];
    snprintf(file, sizeof file, "%s%s%s%s", before, name[0] == '\0' ? "" : joint, name, after);
    output_format(told, "%s/%-22s ", run->folder, file);
}

/* Without gnuplot the tables and scripts are there all the same: that is reported once, at the end. */
static enum chiffre_status show(struct run *run, struct view *view, struct output *told)
{
    enum chiffre_status status = compare(run, view);
    if (status != CHIFFRE_OK)
        return status;
    tell_name(run, "comparison", "-", view->name, ".csv", told);
    size_t rows = chiffre_table_row_count(view->table), columns = chiffre_table_column_count(view->table);
    output_format(told, "%zu %s, %zu %s; the same as .xlsx with charts and sources\n", rows, report_word(rows, "row", "rows"), columns,
                  report_word(columns, "column", "columns"));
    enum chiffre_status drawn = plot(run, view);
    if (progress_interrupted() != 0)
        return error_set(&run->error, CHIFFRE_UNWRITABLE, "", 0, 0, "interrupted: what stands in %s is whole", run->folder);
    if (drawn != CHIFFRE_OK && !run->undrawn)
        run->drawing = run->error;
    run->undrawn = run->undrawn || drawn != CHIFFRE_OK;
    if (view->charts > 0) {
        tell_name(run, "charts", "/", view->name, "", told);
        output_format(told, "%zu %s with a gnuplot script\n", view->charts, report_word(view->charts, "picture", "pictures, each"));
    }
    return CHIFFRE_OK;
}

/* Revenue against free cash flow is what most readers look for: the kind of period that has both is the main one. */
static enum chiffre_status choose_main(struct run *run, enum chiffre_periodicity *periodicity)
{
    static const char *const both[] = {"revenue", "free_cash_flow"};
    struct chiffre_compare_options pair = {.metrics = both, .metric_count = 2, .derive = true, .without_sources = true};
    struct chiffre_compare_summary summary;
    struct chiffre_table *table;
    if (options_given(run->arguments, "metrics"))
        return CHIFFRE_OK;
    enum chiffre_status status = chiffre_compare(run->list, &pair, &table, &summary, &run->error);
    if (status != CHIFFRE_OK)
        return status;
    if (summary.complete >= PAIRS_MIN)
        *periodicity = summary.periodicity;
    chiffre_table_free(table);
    return CHIFFRE_OK;
}

static enum chiffre_status show_all(struct run *run, struct output *told)
{
    static const char *const names[] = {"", CHIFFRE_PERIODICITIES(PERIODICITY_NAME)};
    struct view main_view = {.name = "", .options = {.periodicity = CHIFFRE_PERIODICITY_auto, .derive = true}};
    enum chiffre_status status = choose_main(run, &main_view.options.periodicity);
    if (status == CHIFFRE_OK)
        status = show(run, &main_view, told);
    for (size_t i = 1; status == CHIFFRE_OK && i < sizeof names / sizeof *names; i++) {
        if (i == (size_t)main_view.summary.periodicity || main_view.summary.other_periods[i] == 0)
            continue;
        struct view view = {.name = names[i], .options = {.periodicity = (enum chiffre_periodicity)i, .derive = true}};
        status = show(run, &view, told);
        chiffre_table_free(view.table);
    }
    chiffre_table_free(main_view.table);
    return status;
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

/* Did chiffre make this script? Its head says so. What is no file (a pipe would be waited for) or a link is none. */
static bool is_own_script(int folder, const char *name)
{
    char head[1024];
    struct stat about;
    int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool regular = file >= 0 && fstat(file, &about) == 0 && S_ISREG(about.st_mode);
    ssize_t length = regular ? read(file, head, sizeof head - 1) : 0;
    if (file >= 0)
        (void)close(file);
    head[length > 0 ? length : 0] = '\0';
    return strstr(head, "\n# Made by chiffre ") != NULL;
}

/* Scripts of an earlier run and their pictures: a chart that is no longer drawn must not lie beside the new ones. A link to a folder leads
 * to somebody else's. */
static void remove_charts(const char *folder)
{
    int opened = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *directory = opened < 0 ? NULL : fdopendir(opened);
    struct dirent *entry;
    char name[PATH_SIZE];
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        size_t length = strlen(entry->d_name);
        if (length < 4 || length >= sizeof name - 1 || strcmp(entry->d_name + length - 3, ".gp") != 0 ||
            !is_own_script(opened, entry->d_name))
            continue;
        memcpy(name, entry->d_name, length - 2);
        memcpy(name + length - 2, "svg", 4);
        (void)unlinkat(opened, entry->d_name, 0);
        (void)unlinkat(opened, name, 0);
    }
    if (directory != NULL)
        closedir(directory);
    else if (opened >= 0)
        (void)close(opened);
}

/* The tables and charts of kinds of period that this run may not have. */
static void remove_earlier(const struct run *run)
{
    static const char *const names[] = {CHIFFRE_PERIODICITIES(PERIODICITY_NAME)};
    static const char *const endings[] = {"csv", "xlsx"};
    char name[64], path[PATH_SIZE];
    struct stat about;
    path_in(run, "charts", path);
    bool link = lstat(path, &about) == 0 && S_ISLNK(about.st_mode);
    if (!link)
        remove_charts(path);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        for (size_t j = 0; j < sizeof endings / sizeof *endings; j++) {
            snprintf(name, sizeof name, "comparison-%s.%s", names[i], endings[j]);
            unlink(path_in(run, name, path));
        }
        snprintf(name, sizeof name, "charts/%s", names[i]);
        if (link)
            continue;
        remove_charts(path_in(run, name, path));
        rmdir(path);
    }
}

static enum chiffre_status write_all(struct run *run, struct output *told)
{
    enum chiffre_status status = make_folder(run->folder, &run->error);
    if (status == CHIFFRE_OK)
        status = write_figures(run, "figures.csv", false);
    if (status == CHIFFRE_OK)
        status = normalize(run);
    if (status != CHIFFRE_OK)
        return status;
    tell_name(run, "figures.csv", "", "", "", told);
    size_t figures = chiffre_list_count(run->list), amounts = run->normalized.converted + run->normalized.same;
    output_format(told, "%zu %s of %zu %s\n", figures, report_word(figures, "figure", "figures"), run->documents,
                  report_word(run->documents, "document", "documents"));
    tell_name(run, "normalized.csv", "", "", "", told);
    output_format(told, "%zu %s in %s, %zu without a rate (fx_note says why)\n", amounts, report_word(amounts, "amount", "amounts"),
                  options_value(run->arguments, "to"), run->normalized.failed);
    remove_earlier(run);
    return show_all(run, told);
}

/* What was written is told at the end, and also when something could not be drawn. */
static enum chiffre_status write_and_tell(struct run *run)
{
    struct output *told;
    enum chiffre_status status = output_open("-", &told, &run->error);
    if (status != CHIFFRE_OK)
        return status;
    status = write_all(run, told);
    if (run->undrawn)
        report_error(&run->drawing);
    if (status == CHIFFRE_OK)
        return output_close(told, &run->error);
    output_discard(told);
    return status;
}

static int run_all(const struct arguments *arguments)
{
    struct run run = {.arguments = arguments, .folder = options_value(arguments, "output")};
    struct articles_taker taker = {.take = take, .context = &run, .file_offsets = true};
    int code = EXIT_COULD_NOT;
    run.rates = rates_open(arguments);
    run.list = chiffre_list_new();
    if (run.list == NULL)
        report("out of memory");
    else if (run.rates != NULL)
        code = articles_extract(arguments, &taker, &run.documents);
    if (code != EXIT_COULD_NOT && write_and_tell(&run) != CHIFFRE_OK) {
        report_output_error(&run.error);
        code = EXIT_COULD_NOT;
    }
    chiffre_list_free(run.list);
    chiffre_rates_free(run.rates);
    if (code == EXIT_COULD_NOT || run.undrawn)
        return EXIT_COULD_NOT;
    if (run.normalized.failed == 0)
        return code;
    report("%zu of %zu %s could not be converted to %s; fx_note in normalized.csv says why", run.normalized.failed, run.normalized.figures,
           report_word(run.normalized.figures, "figure", "figures"), options_value(arguments, "to"));
    return EXIT_SOME_FAILED;
}

const struct subcommand subcommand_run = {
    .name = "run",
    .operands = "FILE...|FOLDER|-",
    .summary = "do all of it: figures, one currency, comparison, charts",
    .description =
        "Reads articles and writes into one folder what extract, normalize, compare and plot would write one after the other: "
        "figures.csv (every figure), normalized.csv (the same in one currency, each with the rate that was used), comparison.csv (a row "
        "an entity and period, a column a metric), and charts/ with a gnuplot script and a picture of each chart.\n\n"
        "comparison.csv has the kind of period in which revenue and free cash flow stand side by side most often, else the one that "
        "fills most rows. Each other kind that the articles speak of has a table and charts of its own (comparison-year.csv, charts/year/; "
        "ttm is twelve months, trailing or a year's). What is missing is worked out from sums and growth, and marked so.\n\n"
        "What an earlier run left in the folder goes: tables of these names and scripts in charts/ that chiffre made, with their pictures. "
        "Everything else stays. When a figure could not be converted the exit code is 3, as that of chiffre normalize.",
    .options = options,
    .examples = examples,
    .run = run_all,
};
