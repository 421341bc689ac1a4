/* SPDX-License-Identifier: MIT */
/* chiffre extract: articles -> the figures in them. One document in, its records out, before the next is read. */
#include "cli/cli.h"

#include "core/csv.h"
#include "core/jsonl.h"

#include <string.h>

static const struct option_row options[] = {
    OPTION_ROW_FROM_ARTICLES,
    OPTION_ROW_FORMAT,
    OPTION_ROW_LANGUAGE,
    OPTION_ROW_DATE,
    {"explain", 0, OPTION_FLAG, NULL, NULL, NULL,
     "write how each figure came about instead of records: the tokens, the table row that claimed each, the pattern that fired"},
    OPTION_ROW_LEXICON,
    OPTION_ROW_OUTPUT,
    OPTION_ROW_END,
};

static const struct example examples[] = {
    {"chiffre extract data/samples/amazon-2025-t2.txt", "every figure of an article, as CSV"},
    {"chiffre extract -o figures.csv data/samples", "the articles of a folder, into one file"},
    {"chiffre extract --from jsonl --format jsonl -", "a stream of documents in, a stream of records out"},
    {"chiffre extract --include '*.html' --include '*.pdf' articles", "the web pages and PDF of a folder, the page of each PDF's figures"},
    {"chiffre extract --field text=body --field id=url articles.jsonl.gz", "JSON Lines of another schema, packed"},
    {"chiffre extract --explain data/samples/amazon-2025-t2.txt", "why a figure was read as it was"},
    {NULL, NULL},
};

struct job {
    const struct arguments *arguments;
    struct output *output; /* opened with the first document, so that nothing is written when none can be read */
    bool csv, explain;
    unsigned columns;
};

static void begin(void *context, bool pages)
{
    struct job *job = context;
    job->columns = pages ? FIGURE_PAGES : 0;
}

static bool ready(struct job *job)
{
    if (job->output != NULL)
        return true;
    if (!outputs_open(job->arguments, &job->output))
        return false;
    if (job->csv && !job->explain)
        csv_write_header(job->output, job->columns);
    return true;
}

static void explain_line(void *context, struct chiffre_text line)
{
    struct job *job = context;
    if (ready(job)) {
        output_text(job->output, line);
        output_char(job->output, '\n');
    }
}

static enum chiffre_status figure(void *context, const struct chiffre_figure *one, struct chiffre_error *error)
{
    struct job *job = context;
    (void)error;
    if (job->explain)
        return CHIFFRE_OK;
    if (job->output == NULL && one->page > 0) /* a PDF by its first bytes, not by its name */
        job->columns = FIGURE_PAGES;
    if (!ready(job))
        return CHIFFRE_UNWRITABLE;
    if (job->csv)
        csv_write_figure(job->output, one, job->columns);
    else
        jsonl_write_figure(job->output, one, 0);
    return output_failed(job->output) ? CHIFFRE_UNWRITABLE : CHIFFRE_OK;
}

static bool take(void *context, const struct chiffre_document *document, struct chiffre_list *list)
{
    struct job *job = context;
    (void)document;
    (void)list;
    return ready(job) && !output_failed(job->output);
}

static int run(const struct arguments *arguments)
{
    struct job job = {.arguments = arguments,
                      .csv = strcmp(options_value(arguments, "format"), "csv") == 0,
                      .explain = options_given(arguments, "explain")};
    struct articles_taker taker = {.take = take, .figure = figure, .explain = job.explain ? explain_line : NULL, .context = &job,
                                    .file_offsets = true, .begin = begin, .resumable = true};
    int code = articles_extract(arguments, &taker, NULL);
    bool failed = job.output != NULL && output_failed(job.output);
    if (code == EXIT_COULD_NOT && !failed) {
        output_discard(job.output);
        return code;
    }
    return (job.output != NULL || ready(&job)) && outputs_close(job.output) ? code : EXIT_COULD_NOT;
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
        "rest is done (exit code 3). Documents are read one at a time. An interrupt leaves what was done and says how to go on.",
    .options = options,
    .examples = examples,
    .run = run,
};
