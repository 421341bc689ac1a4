/* SPDX-License-Identifier: MIT */
/* chiffre normalize: figures in, the same figures in one currency out. */
#include "cli/cli.h"

#include "core/csv.h"
#include "core/date.h"
#include "core/jsonl.h"
#include "core/text.h"

#include <string.h>

static const struct option_row options[] = {
    {"to", 't', OPTION_CURRENCY, NULL, NULL, "EUR", "the currency to convert to"},
    OPTION_ROW_RATES,
    OPTION_ROW_BUILT_IN,
    {"basis", 0, OPTION_CHOICE, NULL, "auto|average|closing", "auto",
     "auto: flows at the average rate of their period, stocks at the closing rate of its last day"},
    {"at", 0, OPTION_DATE, NULL, NULL, NULL, "convert everything at this day's rate"},
    {"date", 0, OPTION_DATE, NULL, NULL, NULL, "the day for figures without a period; else they are not converted"},
    {"scale", 0, OPTION_CHOICE, NULL, "units|thousands|millions|billions|auto", "units",
     "auto: one scale for each metric, the largest that leaves its smallest figure at 1 or more"},
    {"labels", 0, OPTION_CHOICE, NULL, "en|fr", "en", "scaled units in English or French: €bn, Md€"},
    {"prefer-stated", 0, OPTION_FLAG, NULL, NULL, NULL, "take the equivalents that the text itself gives before any published rate"},
    OPTION_ROW_FROM_FIGURES,
    OPTION_ROW_FORMAT,
    OPTION_ROW_OUTPUT,
    OPTION_ROW_END,
};

static const struct example examples[] = {
    {"chiffre normalize --to EUR figures.csv", "dollars, pounds, francs to euros, each at the rate of its period"},
    {"chiffre extract data/samples/*.txt | chiffre normalize --to USD --scale billions -", "straight from articles"},
    {"chiffre normalize --at 2025-06-30 figures.csv", "everything at one day's rate, to compare in today's money"},
    {"chiffre normalize --rates eurofxref-hist.csv.gz figures.csv", "with the ECB's daily rates"},
    {NULL, NULL},
};

static int run(const struct arguments *arguments);

const struct subcommand subcommand_normalize = {
    .name = "normalize",
    .operands = "FILE...|FOLDER|-",
    .summary = "convert figures to one currency, each with the rate, its date and its source",
    .description =
        "The record stays as it is; normalized_value, normalized_value_to, normalized_decimals, normalized_unit, fx_rate, fx_date, fx_basis, "
        "fx_source and fx_note are put behind it. Percents, counts, headcounts and changes pass untouched.\n\n"
        "A figure that cannot be converted (no period, a period that has not ended or lies outside the rates, an unknown currency) keeps its value, "
        "fx_note says why, and the exit code is 3. docs/normalize.md has a worked example.",
    .options = options,
    .examples = examples,
    .run = run,
};

static enum chiffre_scale scale_named(const char *name)
{
#define CHIFFRE_SCALE_IF(word) \
    if (strcmp(name, #word) == 0) \
        return CHIFFRE_SCALE_##word;
    CHIFFRE_SCALES(CHIFFRE_SCALE_IF)
    return CHIFFRE_SCALE_units;
}

static chiffre_date date_option(const struct arguments *arguments, const char *name)
{
    const char *value = options_value(arguments, name);
    return value == NULL ? CHIFFRE_NO_DATE : date_read(text_from(value));
}

static bool read_options(const struct arguments *arguments, struct chiffre_normalize_options *wanted)
{
    const char *basis = options_value(arguments, "basis");
    *wanted = chiffre_normalize_defaults();
    wanted->to = options_value(arguments, "to");
    if (strcmp(basis, "auto") != 0)
        wanted->basis = strcmp(basis, "average") == 0 ? CHIFFRE_FX_BASIS_average : CHIFFRE_FX_BASIS_closing;
    wanted->at = date_option(arguments, "at");
    wanted->date = date_option(arguments, "date");
    wanted->scale = scale_named(options_value(arguments, "scale"));
    wanted->language = options_value(arguments, "labels");
    wanted->prefer_stated = options_given(arguments, "prefer-stated");
    if (wanted->at != CHIFFRE_NO_DATE && (wanted->basis == CHIFFRE_FX_BASIS_average || wanted->prefer_stated)) {
        report("--at is one day's rate for all: it goes neither with --basis average nor with --prefer-stated");
        return false;
    }
    return true;
}

/* Figures go through in groups, so that a stream of any length needs little memory; unless one figure's result depends on others
 * far from it. */
#define GROUP 4096
struct flow {
    const struct arguments *arguments;
    struct chiffre_normalize_options wanted;
    struct chiffre_normalize_summary summary;
    struct chiffre_rates *rates;
    struct chiffre_list *list;
    struct output *output; /* NULL: nothing was written yet */
    size_t group;
    unsigned columns;
    bool csv, failed; /* failed: and reported */
};

static enum chiffre_status write_group(struct flow *flow, struct chiffre_error *error)
{
    enum chiffre_status status = chiffre_normalize(flow->list, flow->rates, &flow->wanted, &flow->summary, error);
    if (status != CHIFFRE_OK)
        return status;
    if (flow->output == NULL) {
        if (!outputs_open(flow->arguments, &flow->output)) {
            flow->failed = true;
            return CHIFFRE_OK;
        }
        flow->columns = FIGURE_NORMALIZED | outputs_columns(flow->list);
        for (size_t i = 0; i < flow->arguments->operand_count; i++)
            if (csv_has_pages(flow->arguments->operands[i]))
                flow->columns |= FIGURE_PAGES;
        if (flow->csv)
            csv_write_header(flow->output, flow->columns);
    }
    for (size_t i = 0; i < chiffre_list_count(flow->list); i++) {
        if (flow->csv)
            csv_write_figure(flow->output, chiffre_list_at(flow->list, i), flow->columns);
        else
            jsonl_write_figure(flow->output, chiffre_list_at(flow->list, i), flow->columns);
    }
    flow->failed = output_failed(flow->output);
    chiffre_list_clear(flow->list);
    return CHIFFRE_OK;
}

static enum chiffre_status take(void *context, const struct chiffre_figure *figure, struct chiffre_error *error)
{
    struct flow *flow = context;
    if (flow->failed) /* the rest is read in vain, but the disk will not get less full */
        return CHIFFRE_OK;
    enum chiffre_status status = figure_add_to_list(flow->list, figure, error);
    return status == CHIFFRE_OK && chiffre_list_count(flow->list) >= flow->group ? write_group(flow, error) : status;
}

static int finish(struct flow *flow, int code)
{
    struct chiffre_error error = {.line = 0};
    if (code != EXIT_COULD_NOT && !flow->failed && write_group(flow, &error) != CHIFFRE_OK) {
        report_error(&error);
        code = EXIT_COULD_NOT;
    }
    if (code == EXIT_COULD_NOT || flow->output == NULL) {
        output_discard(flow->output);
        return EXIT_COULD_NOT;
    }
    if (!outputs_close(flow->output))
        return EXIT_COULD_NOT;
    if (flow->summary.failed == 0)
        return code;
    report("%zu of %zu %s could not be converted to %s; fx_note says why", flow->summary.failed, flow->summary.figures,
           report_word(flow->summary.figures, "figure", "figures"), flow->wanted.to);
    return EXIT_SOME_FAILED;
}

static int run(const struct arguments *arguments)
{
    struct flow flow = {.arguments = arguments, .csv = strcmp(options_value(arguments, "format"), "csv") == 0};
    if (!outputs_suits(arguments, options_value(arguments, "format")) || !read_options(arguments, &flow.wanted))
        return EXIT_COULD_NOT;
    bool whole = flow.wanted.scale == CHIFFRE_SCALE_auto || flow.wanted.prefer_stated;
    flow.group = whole ? SIZE_MAX : GROUP;
    flow.rates = rates_open(arguments);
    flow.list = flow.rates == NULL ? NULL : chiffre_list_new();
    int code = EXIT_COULD_NOT;
    if (flow.rates != NULL && flow.list == NULL)
        report("out of memory");
    if (flow.list != NULL)
        code = finish(&flow, inputs_each_figure(arguments, take, &flow));
    chiffre_list_free(flow.list);
    chiffre_rates_free(flow.rates);
    return code;
}
