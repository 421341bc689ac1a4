/* SPDX-License-Identifier: MIT */
/* chiffre compare: figures -> a table of series, with what was computed of them, as CSV, Markdown or a spreadsheet. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/jsonl.h"
#include "core/memory.h"
#include "core/text.h"

static const struct option_row options[] = {
    {"metrics", 'm', OPTION_METRICS, NULL, NULL, NULL, "columns, in this order; without it every metric that has figures"},
    {"entities", 'e', OPTION_TEXT, "NAME;NAME", NULL, NULL,
     "only these, separated by semicolons; case and legal form do not matter"},
    {"period", 0, OPTION_CHOICE, NULL, "auto|quarter|half|year|ttm|month|day", "auto",
     "kind of period; auto takes the one that fills most rows; kinds are never mixed"},
    {"derive", 0, OPTION_FLAG, NULL, NULL, NULL,
     "work out missing values: the level that a growth figure implies, sums of quarters and halves, the fourth quarter"},
    {"by", 0, OPTION_CHOICE, NULL, "metric|entity", "metric", "what has a column of its own"},
    {"long", 0, OPTION_FLAG, NULL, NULL, NULL, "a row a value, with its precision, status, document, line and text"},
    {"detail", 0, OPTION_FLAG, NULL, NULL, NULL, "a column _decimals and _status behind each metric, which plot reads"},
    {"difference", 0, OPTION_FLAG, NULL, NULL, NULL, "add the difference from the period before"},
    {"change", 0, OPTION_FLAG, NULL, NULL, NULL, "add the change from the period before, in percent"},
    {"year-on-year", 0, OPTION_FLAG, NULL, NULL, NULL, "add the change from the same period a year before, in percent"},
    {"index", 0, OPTION_FLAG, NULL, NULL, NULL, "add an index: the series' first value is 100"},
    {"share", 0, OPTION_FLAG, NULL, NULL, NULL, "add the share of the entities' total, in percent"},
    {"growth-rate", 0, OPTION_FLAG, NULL, NULL, NULL, "add the compound annual growth rate since the series' first value"},
    {"ratio", 0, OPTION_TEXT, "A/B,NAME", NULL, NULL, "add quotients: free_cash_flow/revenue, operating_margin ..."},
    {"trend", 0, OPTION_CHOICE, NULL, "linear|robust|log", NULL,
     "add a fitted line over time and its confidence band: least squares, bisquare, or of the logarithm"},
    {"fit", 0, OPTION_TEXT, "Y~X", NULL, NULL, "add the least-squares line of one metric over another, with its band"},
    {"statistics", 0, OPTION_FLAG, NULL, NULL, NULL, "write trends, correlations and outliers instead of the table"},
    {"confidence", 0, OPTION_NATURAL, "PERCENT", NULL, "95", "of bands and intervals"},
    {"format", 0, OPTION_CHOICE, NULL, "auto|csv|markdown|xlsx", "auto",
     "form of the table; auto goes by the output's ending .md or .xlsx, else CSV"},
    {"csv", 0, OPTION_CHOICE, NULL, "rfc4180|excel-fr|excel-en|tsv", "rfc4180", "dialect of CSV"},
    {"delimiter", 0, OPTION_TEXT, "SIGN", NULL, NULL, "one sign, or tab"},
    {"decimal", 0, OPTION_CHOICE, NULL, "point|comma", NULL, "decimal sign"},
    {"bom", 0, OPTION_CHOICE, NULL, "yes|no", NULL, "begin with a byte order mark"},
    {"crlf", 0, OPTION_CHOICE, NULL, "yes|no", NULL, "end lines with CR and LF"},
    OPTION_ROW_FROM_FIGURES,
    OPTION_ROW_OUTPUT,
    OPTION_ROW_END,
};

static const struct example examples[] = {
    {"chiffre compare --metrics revenue,free_cash_flow figures.csv", "one row a period and entity, one column a metric"},
    {"chiffre compare --period quarter --year-on-year --ratio operating_margin figures.csv",
     "quarters, their change over a year, and the margin"},
    {"chiffre compare --by entity --metrics revenue --index figures.csv", "companies side by side, each starting at 100"},
    {"chiffre compare --csv excel-fr -o table.csv figures.csv", "a file that a French spreadsheet opens as it should"},
    {"chiffre compare --change --trend linear -o table.xlsx figures.csv", "a workbook with live formulas, charts and sources"},
    {"chiffre compare --statistics figures.csv", "trends, correlations and outliers, with their errors"},
    {NULL, NULL},
};

/* Splits a value at `sign`; the parts stand in *copy. Returns their number; 0 and *parts NULL when there is no memory. */
static size_t split(const char *value, char sign, char **copy, const char ***parts)
{
    size_t length = strlen(value), count = 1;
    for (size_t i = 0; i < length; i++) {
        count += value[i] == sign;
    }
    *copy = memory_take(length + 1, 1);
    *parts = memory_take(count, sizeof **parts);
    if (*copy == NULL || *parts == NULL) {
        memory_free(*parts);
        *parts = NULL;
        return 0;
    }
    memcpy(*copy, value, length + 1);
    size_t used = 0;
    for (char *at = *copy; at != NULL;) {
        char *end = strchr(at, sign);
        if (end != NULL) {
            *end++ = '\0';
        }
        if (at[0] != '\0') {
            (*parts)[used++] = at;
        }
        at = end;
    }
    return used;
}

static enum chiffre_periodicity periodicity(const char *name)
{
#define PERIODICITY_NAME(name) #name,
    static const char *const names[] = {"auto", CHIFFRE_PERIODICITIES(PERIODICITY_NAME)};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0) {
            return (enum chiffre_periodicity)i;
        }
    }
    return CHIFFRE_PERIODICITY_auto;
}

static void note(size_t count, const char *singular, const char *plural, bool *first, struct output *line)
{
    if (count > 0) {
        output_format(line, "%s%zu %s", *first ? "" : ", ", count, report_word(count, singular, plural));
        *first = false;
    }
}

/* One line about what was left out, so that an empty cell is no riddle. */
static void tell(const struct chiffre_compare_summary *summary, bool automatic)
{
    static const char *const kinds[] = {"of another span",           "of a year", "of a half year", "of a quarter", "of a month",
                                        "of trailing twelve months", "of a day"};
    struct output *line;
    bool first = true;
    if (output_open_memory(&line) != CHIFFRE_OK) {
        return;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        note(summary->other_periods[i], kinds[i], kinds[i], &first, line);
    }
    note(summary->without_entity, "without entity", "without entity", &first, line);
    note(summary->without_period, "without period", "without period", &first, line);
    note(summary->without_unit, "without currency", "without currency", &first, line);
    note(summary->without_metric, "without metric", "without metric", &first, line);
    note(summary->not_levels, "that is no level", "that are no levels", &first, line);
    if (!first) {
        struct chiffre_text text = output_memory(line);
        report("compare: %zu %s; left out: %.*s%s", summary->figures, report_word(summary->figures, "figure", "figures"), (int)text.length, text.data,
               automatic ? " (--period chooses the kind)" : "");
    }
    output_discard(line);
}

static bool is_given(const struct arguments *arguments, const char *name)
{
    return options_given(arguments, name);
}

/* Adds a measure of every column that is a level or a ratio. */
static enum chiffre_status add_measures(const struct arguments *arguments, struct chiffre_table *table, struct chiffre_error *error)
{
    static const struct {
        const char *option;
        enum chiffre_role role;
    } measures[] = {
        {"difference", CHIFFRE_ROLE_difference}, {"change", CHIFFRE_ROLE_change}, {"year-on-year", CHIFFRE_ROLE_year_on_year},
        {"index", CHIFFRE_ROLE_index},           {"share", CHIFFRE_ROLE_share},   {"growth-rate", CHIFFRE_ROLE_growth_rate}};
    enum chiffre_status status = CHIFFRE_OK;
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
        for (size_t j = 0; is_given(arguments, measures[i].option) && j < chiffre_table_column_count(table); j++) {
            const struct chiffre_column *column = chiffre_table_column(table, j);
            bool summed =
                measures[i].role != CHIFFRE_ROLE_share || strcmp("percent", column->unit.length == 7 ? column->unit.data : "") != 0;
            if (column->role == CHIFFRE_ROLE_level && summed && status == CHIFFRE_OK) {
                status = chiffre_table_add_measure(table, column->name, measures[i].role, error);
            }
        }
    }
    return status;
}

static enum chiffre_status add_ratios(const struct arguments *arguments, struct chiffre_table *table, struct chiffre_error *error)
{
    const char *value = options_value(arguments, "ratio");
    if (value == NULL) {
        return CHIFFRE_OK;
    }
    char *copy;
    const char **names;
    size_t count = split(value, ',', &copy, &names);
    enum chiffre_status status = names == NULL ? CHIFFRE_NO_MEMORY : CHIFFRE_OK;
    for (size_t i = 0; i < count && status == CHIFFRE_OK; i++) {
        status = chiffre_table_add_ratio(table, text_from(names[i]), error);
    }
    memory_free(names);
    memory_free(copy);
    return status;
}

static enum chiffre_status add_fits(const struct arguments *arguments, struct chiffre_table *table, double confidence,
                                    struct chiffre_error *error)
{
    const char *trend = options_value(arguments, "trend"), *fit = options_value(arguments, "fit");
    enum chiffre_status status = CHIFFRE_OK;
    if (trend != NULL) {
        enum chiffre_fit_method method = trend[0] == 'r'   ? CHIFFRE_FIT_bisquare
                                         : trend[1] == 'o' ? CHIFFRE_FIT_log_linear
                                                           : CHIFFRE_FIT_least_squares;
        for (size_t i = 0; i < chiffre_table_column_count(table) && status == CHIFFRE_OK; i++) {
            enum chiffre_role role = chiffre_table_column(table, i)->role;
            if (role == CHIFFRE_ROLE_level || role == CHIFFRE_ROLE_ratio) {
                status = chiffre_table_add_fit(table, chiffre_table_column(table, i)->name, TEXT(""), method, confidence, error);
            }
        }
    }
    if (fit != NULL && status == CHIFFRE_OK) {
        const char *sign = strchr(fit, '~');
        if (sign == NULL) {
            report("--fit: \"%s\" is no pair like free_cash_flow~revenue", fit);
            return CHIFFRE_UNKNOWN;
        }
        struct chiffre_text name = {fit, (size_t)(sign - fit)};
        status = chiffre_table_add_fit(table, name, text_from(sign + 1), CHIFFRE_FIT_least_squares, confidence, error);
    }
    return status;
}

/* The preset and the single switches over it. False: reported. */
static bool csv_style(const struct arguments *arguments, struct chiffre_csv_style *style)
{
    chiffre_csv_style_named(options_value(arguments, "csv"), style, NULL);
    const char *delimiter = options_value(arguments, "delimiter"), *decimal = options_value(arguments, "decimal");
    const char *bom = options_value(arguments, "bom"), *crlf = options_value(arguments, "crlf");
    if (delimiter != NULL) {
        bool tab = strcmp(delimiter, "tab") == 0;
        if (!tab && (strlen(delimiter) != 1 || strchr("\"\n\r0123456789-.+", delimiter[0]) != NULL)) {
            report("--delimiter: \"%s\" is not one sign such as , ; | or tab", delimiter);
            return false;
        }
        style->delimiter = tab ? '\t' : delimiter[0];
    }
    style->decimal = decimal == NULL ? style->decimal : decimal[0] == 'c' ? ',' : '.';
    style->bom = bom == NULL ? style->bom : bom[0] == 'y';
    style->crlf = crlf == NULL ? style->crlf : crlf[0] == 'y';
    return true;
}

static const char *form_of(const struct arguments *arguments)
{
    const char *format = options_value(arguments, "format"), *path = options_value(arguments, "output");
    if (strcmp(format, "auto") == 0) {
        format = outputs_ends_in(path, ".xlsx") ? "xlsx" : outputs_ends_in(path, ".md") ? "markdown" : "csv";
    }
    return format;
}

static int write(const struct arguments *arguments, const struct chiffre_table *table, const struct chiffre_table *statistics)
{
    const char *format = form_of(arguments), *path = options_value(arguments, "output");
    const struct chiffre_table *shown = is_given(arguments, "statistics") && strcmp(format, "xlsx") != 0 ? statistics : table;
    struct chiffre_error error = {.line = 0};
    struct chiffre_csv_style style;
    enum chiffre_status status;
    if (strcmp(format, "xlsx") == 0) {
        if (strcmp(path, "-") == 0) {
            report("compare: a workbook needs a name: -o table.xlsx");
            return EXIT_COULD_NOT;
        }
        status = chiffre_table_write_xlsx(table, statistics, path, &error);
    } else if (strcmp(format, "markdown") == 0) {
        status = chiffre_table_write_markdown(shown, path, &error);
    } else if (csv_style(arguments, &style)) {
        status = chiffre_table_write_csv(shown, &style, path, &error);
    } else {
        return EXIT_COULD_NOT;
    }
    if (status != CHIFFRE_OK) {
        report_output_error(&error);
    }
    return status == CHIFFRE_OK ? EXIT_FINE : EXIT_COULD_NOT;
}

/* Everything that is computed of the table, then the writing. */
static int extend_and_write(const struct arguments *arguments, struct chiffre_table *table)
{
    struct chiffre_error error = {.line = 0};
    double confidence = (double)options_natural(arguments, "confidence") / 100.0;
    struct chiffre_table *statistics = NULL;
    if (confidence >= 1.0) {
        report("--confidence: a percentage from 1 to 99");
        return EXIT_COULD_NOT;
    }
    enum chiffre_status status = add_ratios(arguments, table, &error);
    if (status == CHIFFRE_OK && is_given(arguments, "statistics")) {
        status = chiffre_table_statistics(table, confidence, &statistics, &error);
    }
    if (status == CHIFFRE_OK) {
        status = add_measures(arguments, table, &error);
    }
    if (status == CHIFFRE_OK) {
        status = add_fits(arguments, table, confidence, &error);
    }
    if (status != CHIFFRE_OK && error.message[0] != '\0') {
        report_error(&error);
    }
    int code = status == CHIFFRE_OK ? write(arguments, table, statistics) : EXIT_COULD_NOT;
    chiffre_table_free(statistics);
    return code;
}

/* A file's figures go into the comparison; of a file with a fault none do. */
static enum chiffre_status read_file(struct chiffre_comparison *comparison, const char *path, bool jsonl,
                                     struct chiffre_error *error)
{
    if (!jsonl) {
        return chiffre_comparison_read(comparison, path, error);
    }
    struct chiffre_list *list = chiffre_list_new();
    enum chiffre_status status = list == NULL ? error_no_memory(error) : jsonl_read_figures(path, list, error);
    for (size_t i = 0; status == CHIFFRE_OK && i < chiffre_list_count(list); i++) {
        status = chiffre_comparison_add(comparison, chiffre_list_at(list, i));
        if (status != CHIFFRE_OK) {
            error_no_memory(error);
        }
    }
    chiffre_list_free(list);
    return status;
}

static int read_files(const struct arguments *arguments, struct chiffre_comparison *comparison)
{
    const char *from = options_value(arguments, "from");
    struct inputs inputs;
    bool fine = inputs_expand(arguments, ".csv .jsonl .ndjson", &inputs);
    size_t done = 0;
    for (size_t i = 0; fine && i < inputs.count; i++) {
        const char *path = inputs.paths[i];
        bool jsonl = outputs_ends_in(path, ".jsonl") || outputs_ends_in(path, ".ndjson");
        struct chiffre_error error = {.line = 0};
        enum chiffre_status status = read_file(comparison, path, strcmp(from, "auto") == 0 ? jsonl : from[0] == 'j', &error);
        done += status == CHIFFRE_OK;
        if (status != CHIFFRE_OK) {
            report_error(&error);
            inputs.failed++;
            fine = status != CHIFFRE_NO_MEMORY;
        }
    }
    int code = fine ? exit_code_of(done, inputs.failed) : EXIT_COULD_NOT;
    inputs_free(&inputs);
    return code;
}

static int compare(const struct arguments *arguments, const struct chiffre_compare_options *wanted)
{
    struct chiffre_error error = {.line = 0};
    struct chiffre_comparison *comparison = NULL;
    if (chiffre_comparison_new(wanted, &comparison, &error) != CHIFFRE_OK) {
        report_error(&error);
        return EXIT_COULD_NOT;
    }
    int code = read_files(arguments, comparison);
    struct chiffre_table *table = NULL;
    struct chiffre_compare_summary summary;
    if (code != EXIT_COULD_NOT) {
        if (chiffre_comparison_table(comparison, &table, &summary, &error) == CHIFFRE_OK) {
            tell(&summary, wanted->periodicity == CHIFFRE_PERIODICITY_auto);
            int written = extend_and_write(arguments, table);
            code = written == EXIT_FINE ? code : written;
        } else {
            report_error(&error);
            code = EXIT_COULD_NOT;
        }
    }
    chiffre_table_free(table);
    chiffre_comparison_free(comparison);
    return code;
}

static int run(const struct arguments *arguments)
{
    char *copies[2];
    const char **metrics, **entities;
    const char *names = options_value(arguments, "entities"), *asked = options_value(arguments, "metrics");
    struct chiffre_compare_options wanted = {
        .periodicity = periodicity(options_value(arguments, "period")),
        .derive = is_given(arguments, "derive"),
        .by_entity = strcmp(options_value(arguments, "by"), "entity") == 0,
        .long_form = is_given(arguments, "long"),
        .detail = is_given(arguments, "detail"),
        .without_sources = strcmp(form_of(arguments), "xlsx") != 0,
    };
    wanted.metric_count = split(asked == NULL ? "" : asked, ',', &copies[0], &metrics);
    wanted.entity_count = split(names == NULL ? "" : names, ';', &copies[1], &entities);
    wanted.metrics = metrics;
    wanted.entities = entities;
    int code = EXIT_COULD_NOT;
    if (metrics != NULL && entities != NULL) {
        code = outputs_suits(arguments, form_of(arguments)) ? compare(arguments, &wanted) : EXIT_COULD_NOT;
    } else {
        report("out of memory");
    }
    memory_free(metrics);
    memory_free(entities);
    memory_free(copies[0]);
    memory_free(copies[1]);
    return code;
}

const struct subcommand subcommand_compare = {
    .name = "compare",
    .operands = "FILE...|FOLDER|-",
    .summary = "set figures side by side by entity, period and metric",
    .description =
        "Reads figures as chiffre extract or chiffre normalize writes them (normalized values are used where they are) and writes "
        "one row an entity, period and currency, one column a metric.\n\n"
        "Where several figures tell the same fact, the most precise of those that agree stands in the cell; where they differ, the "
        "column note names the documents and says conflict. Quarters, halves, years and trailing twelve months are never mixed.",
    .options = options,
    .examples = examples,
    .run = run,
};
