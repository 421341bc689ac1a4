/* SPDX-License-Identifier: MIT */
/* chiffre extract: articles -> the figures in them. One document in, its records out, before the next is read. */
#include "cli/cli.h"

#include "core/csv.h"
#include "core/jsonl.h"
#include "core/text.h"

#include <string.h>

static const struct option_row options[] = {
    OPTION_ROW_FROM_ARTICLES,
    OPTION_ROW_FORMAT,
    OPTION_ROW_LANGUAGE,
    OPTION_ROW_DATE,
    {"explain", 0, OPTION_FLAG, NULL, NULL, NULL,
     "write how each figure came about instead of records: the tokens, the table row that claimed each, the pattern that fired"},
    OPTION_ROW_LEXICON,
    {"shard", 0, OPTION_SHARE, NULL, NULL, NULL,
     "of every N documents (files, lines of JSON Lines) read the Ith only: the shards 1/N to N/N together are all of them"},
    {"row-for-row", 0, OPTION_FLAG, NULL, NULL, NULL,
     "one line of JSON for each document, or line of JSON Lines, in its order: {\"document\", \"figures\": [...]}; of what cannot be read "
     "{\"document\", \"line\", \"figures\": [], \"error\"}"},
    {"no-header", 0, OPTION_FLAG, NULL, NULL, NULL, "CSV without its first line, to be put behind another"},
    {"line-buffered", 0, OPTION_FLAG, NULL, NULL, NULL, "write out each document's records before the next is waited for"},
    {"exit-zero", 0, OPTION_FLAG, NULL, NULL, NULL,
     "exit code 0 also when inputs failed (they are reported all the same); 2 remains for wrong usage and output that cannot be written"},
    OPTION_ROW_OUTPUT,
    OPTION_ROW_END,
};

static const struct example examples[] = {
    {"chiffre extract data/samples/amazon-2025-t2.txt", "every figure of an article, as CSV"},
    {"chiffre extract -o figures.csv data/samples", "the articles of a folder, into one file"},
    {"chiffre extract --from jsonl --format jsonl -", "a stream of documents in, a stream of records out"},
    {"chiffre extract --include '*.html' --include '*.pdf' articles", "the web pages and PDF of a folder, the page of each PDF's figures"},
    {"chiffre extract --field text=body --field id=url articles.jsonl.gz", "JSON Lines of another schema, packed"},
    {"chiffre extract -j 0 --format jsonl -o figures.jsonl data/samples", "with all processors"},
    {"chiffre extract --from jsonl --row-for-row --line-buffered --exit-zero -", "one line out for each line in, for Spark's pipe or ClickHouse"},
    {"chiffre extract --explain data/samples/amazon-2025-t2.txt", "why a figure was read as it was"},
    {NULL, NULL},
};

struct job {
    const struct arguments *arguments;
    struct output *output; /* opened with the first document, so that nothing is written when none can be read */
    bool csv, explain, failed; /* failed: to open it, which was reported */
    unsigned columns;
};

static void begin(void *context, bool pages)
{
    struct job *job = context;
    job->columns = pages ? FIGURE_PAGES : 0;
}

/* A PDF may be told by its first bytes, not by its name. */
static void settle(void *context, bool page)
{
    struct job *job = context;
    if (page)
        job->columns = FIGURE_PAGES;
}

static struct output *open_output(void *context)
{
    struct job *job = context;
    if (job->output != NULL || job->failed)
        return job->output;
    job->failed = outputs_replace_input(job->arguments) || !outputs_open(job->arguments, &job->output);
    if (!job->failed && job->csv && !job->explain && !options_given(job->arguments, "no-header"))
        csv_write_header(job->output, job->columns);
    return job->output;
}

static void figure(void *context, struct output *output, const struct chiffre_figure *one, bool first)
{
    const struct job *job = context;
    (void)first;
    if (job->csv)
        csv_write_figure(output, one, job->columns);
    else
        jsonl_write_figure(output, one, 0);
}

static void figure_in_row(void *context, struct output *output, const struct chiffre_figure *one, bool first)
{
    (void)context;
    if (!first)
        output_char(output, ',');
    jsonl_write_object(output, one, 0);
}

static void row(void *context, struct output *output, enum article_event event, struct chiffre_text document, const struct chiffre_error *error)
{
    (void)context;
    if (event == ARTICLE_ENDS) {
        output_string(output, "]}\n");
        return;
    }
    output_string(output, "{\"document\":");
    json_write_string(output, document);
    if (event == ARTICLE_IS_LOST && error->line > 0)
        output_format(output, ",\"line\":%zu", error->line);
    output_string(output, ",\"figures\":[");
    if (event == ARTICLE_IS_LOST) {
        output_string(output, "],\"error\":");
        json_write_string(output, text_from(error->message));
        output_string(output, "}\n");
    }
}

/* What cannot go together. */
static bool fits(const struct arguments *arguments)
{
    bool rows = options_given(arguments, "row-for-row"), explain = options_given(arguments, "explain");
    if (rows && explain)
        report("--row-for-row writes records, --explain something else: one of them");
    else if (rows && options_given(arguments, "format") && strcmp(options_value(arguments, "format"), "jsonl") != 0)
        report("--row-for-row writes JSON Lines: not with --format %s", options_value(arguments, "format"));
    else
        return true;
    return false;
}

static int run(const struct arguments *arguments)
{
    bool rows = options_given(arguments, "row-for-row");
    struct job job = {.arguments = arguments,
                      .csv = !rows && strcmp(options_value(arguments, "format"), "csv") == 0,
                      .explain = options_given(arguments, "explain")};
    struct articles_taker taker = {.figure = rows ? figure_in_row : figure, .row = rows ? row : NULL, .settle = job.csv ? settle : NULL,
                                   .open = open_output, .explain = job.explain, .context = &job, .begin = begin, .file_offsets = true,
                                   .resumable = true, .line_buffered = options_given(arguments, "line-buffered"),
                                   .exit_zero = options_given(arguments, "exit-zero")};
    options_share(arguments, "shard", &taker.shard, &taker.shards);
    const char *form = rows ? "jsonl" : job.explain ? NULL : options_value(arguments, "format");
    if (!fits(arguments) || !outputs_suits(arguments, form))
        return EXIT_COULD_NOT;
    int code = articles_extract(arguments, &taker, NULL);
    bool failed = job.output != NULL && output_failed(job.output);
    if (job.failed)
        return EXIT_COULD_NOT;
    if (code == EXIT_COULD_NOT && !failed) {
        output_discard(job.output);
        return code;
    }
    return open_output(&job) != NULL && outputs_close(job.output) ? code : EXIT_COULD_NOT;
}

const struct subcommand subcommand_extract = {
    .name = "extract",
    .operands = "FILE...|FOLDER|-",
    .summary = "read articles and write the figures in them",
    .description =
        "Writes one record a figure: where it stands, its exact value, unit and precision, what it measures, of whom, for which period, "
        "and what it is to other figures of the article. A field that the article leaves unsaid is empty.\n\n"
        "Web pages (the article is chosen; --html all takes everything), PDF (by pdftotext), word processor files and e-books (by pandoc) are "
        "read like text, each also packed by gzip. line and column lead back to the source; of a PDF the column page is added, and line "
        "counts on the page. docs/documents.md has the rules.\n\n"
        "Of a folder the files whose ending is that of a form of input are read (Markdown only by --include), its subfolders too, sorted by "
        "name, hidden ones left out. @list stands for the paths in the file list. Any bytes are a text. What cannot be read is reported and the "
        "rest is done (exit code 3). Memory does not grow with the input. An interrupt leaves what was done and says how to go on. "
        "docs/pipelines.md has the commands for GNU parallel, Slurm, Spark, Hadoop and ClickHouse.",
    .options = options,
    .examples = examples,
    .run = run,
};
