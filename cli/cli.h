/* SPDX-License-Identifier: MIT */
/* What the subcommands share: exit codes, messages, inputs, outputs. This is the only room that prints errors and exits. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "chiffre.h"
#include "cli/options.h"
#include "core/figure.h"
#include "core/output.h"

enum exit_code {
    EXIT_FINE = 0,
    EXIT_FOUND = 1,      /* `check` found something */
    EXIT_COULD_NOT = 2,  /* wrong usage, no input could be read, or the output could not be written */
    EXIT_SOME_FAILED = 3 /* some inputs failed and were reported; the rest was done and its output is there */
};
/* EXIT_FINE, EXIT_SOME_FAILED, or EXIT_COULD_NOT when inputs failed and none was done. */
int exit_code_of(size_t done, size_t failed);

/* ---- report.c: messages on standard error, one line each: chiffre: file:line:column: message ------------------------------- */
/* Parts that are empty or 0 are left out; control characters and bytes that are no UTF-8 are shown as \n, \t, \xNN. */
void report_error(const struct chiffre_error *error);
/* The same for a failed output: silent when standard output is a pipe that its reader has closed (main then ends as SIGPIPE would). */
void report_output_error(const struct chiffre_error *error);
__attribute__((format(printf, 1, 2))) void report(const char *format, ...);
/* The word behind a number: 1 figure, 2 figures. */
static inline const char *report_word(size_t count, const char *one, const char *many)
{
    return count == 1 ? one : many;
}
/* report_output_error has been silent. */
bool report_pipe_closed(void);
/* The name nearest to `word` among `names`, or NULL when none is near. `next` gives the names one by one from 0, then NULL. */
typedef const char *report_name_fn(const void *context, size_t index);
const char *report_nearest(const char *word, report_name_fn *next, const void *context);
const char *report_metric_name(const void *context, size_t index);   /* the names of data/metrics.csv */
const char *report_currency_name(const void *context, size_t index); /* the codes of data/currencies.csv */

/* ---- inputs.c: operands -> files ------------------------------------------------------------------------------------------- */
struct inputs {
    char **paths; /* in the order of the command line; a folder's files sorted by name, its subfolders among them */
    size_t count;
    size_t capacity;
    size_t failed; /* operands that could not be used; each has been reported */
};
/* `endings` (".txt .md", separated by spaces) says which files of a folder count, packed ones (.txt.gz) too, or --include where the table has
 * that row; hidden ones never do. A file that is named, or "-", always counts. "@list" stands for the paths in the file `list`, one a line,
 * or ended by NUL where there is one. No operand at all is reported too. False: no memory (reported). Free it in any case. */
bool inputs_expand(const struct arguments *arguments, const char *endings, struct inputs *inputs);
void inputs_free(struct inputs *inputs);
bool inputs_has_ending(const char *path, const char *endings); /* packed or not: .txt also means .txt.gz */
/* What stands on standard input; it is read from its start again. `is_record` tells a record by its line of JSON. FAILED is reported. */
enum standard_input { STANDARD_INPUT_ARTICLES, STANDARD_INPUT_FIGURES, STANDARD_INPUT_RECORDS, STANDARD_INPUT_FAILED };
enum standard_input standard_input_look(bool (*is_record)(struct chiffre_text line));
bool inputs_are_lines(const struct arguments *arguments, const char *path); /* JSON Lines, by --from or by the name */
/* The endings of every form of input that chiffre_reader knows, but Markdown. */
const char *inputs_article_endings(void);
/* Gives the figures of all operands (CSV or JSON Lines by --from) to `take`, or adds them to `list`. Reports what fails.
 * Returns EXIT_FINE, EXIT_SOME_FAILED (go on with the rest) or EXIT_COULD_NOT (nothing could be read: return that). */
int inputs_each_figure(const struct arguments *arguments, figure_fn *take, void *context);
int inputs_read_figures(const struct arguments *arguments, struct chiffre_list *list);

/* ---- folders.c: folders -> files -------------------------------------------------------------------------------------------- */
struct folder_taker {
    bool (*file)(void *context, const char *path, const char *name); /* false: no more */
    void (*failed)(void *context, const char *path, int number);     /* errno; the rest is done */
    void *context;
};
/* Each file below the folder, and each link to a file, hidden ones left out, in the order of names. False: `file` said so, or no memory,
 * which `failed` has told. */
bool folders_walk(const char *folder, const struct folder_taker *taker);

/* ---- articles.c: operands -> documents -> figures -------------------------------------------------------------------------- */
enum article_event { ARTICLE_BEGINS, ARTICLE_ENDS, ARTICLE_IS_LOST };
struct articles_taker {
    /* Either take: called for each document that was read, in order, by the calling thread; both are valid during the call only. False: stop,
     * which ends in EXIT_COULD_NOT. */
    bool (*take)(void *context, const struct chiffre_document *document, struct chiffre_list *figures);
    /* Or, take being NULL, figure: writes a record into `output`, as soon as it is known. With --jobs it is called by several threads, each
     * with an output of its own, so that it must change nothing. `first`: of its document. */
    void (*figure)(void *context, struct output *output, const struct chiffre_figure *figure, bool first);
    /* NULL, or what stands before and behind a document's records, and in the place of one that is lost: then every document has its row. */
    void (*row)(void *context, struct output *output, enum article_event event, struct chiffre_text document, const struct chiffre_error *error);
    /* NULL, or called before the first record is written (`page`: it has one), or when there is none, by one thread. */
    void (*settle)(void *context, bool page);
    struct output *(*open)(void *context); /* where records go, opened by the first call; NULL: reported. By one thread at a time */
    bool explain;                          /* explanations are written instead of records */
    void *context;                         /* for all */
    /* NULL, or called when the inputs are known, before the first is read. `pages`: a PDF is among them. */
    void (*begin)(void *context, bool pages);
    bool file_offsets;    /* as in chiffre_extract_options */
    bool resumable;       /* what is done is written when the work is interrupted, and the rest can be done later */
    bool line_buffered;   /* nothing waits when a document is done */
    bool exit_zero;       /* documents that fail are told, and the exit code is EXIT_FINE all the same */
    size_t shard, shards; /* of every `shards` documents only the `shard`th, 1-based; 0: all */
};
/* For a table with the rows FROM_ARTICLES (which has --jobs), LANGUAGE, DATE and LEXICON. Reports what fails. Returns EXIT_FINE, EXIT_SOME_FAILED or
 * EXIT_COULD_NOT; `done` (may be NULL) counts the documents. */
int articles_extract(const struct arguments *arguments, const struct articles_taker *taker, size_t *done);

/* ---- outputs.c: --output --------------------------------------------------------------------------------------------------- */
/* Would --output replace an operand, by whatever name? True: reported. Articles are not to be lost to their figures; a table may be made anew in
 * its place (normalize). */
bool outputs_replace_input(const struct arguments *arguments);
/* May what is written in `form`, a value of --format (NULL: any text), have the name that --output gives? Not when its ending promises another form:
 * CSV under the name of a workbook or a PDF is a file that no program opens. False: reported. */
bool outputs_suits(const struct arguments *arguments, const char *form);
bool outputs_ends_in(const char *path, const char *ending); /* whatever the case of its letters */
/* Opens what --output says. False: reported. */
bool outputs_open(const struct arguments *arguments, struct output **output);
/* Closes and checks. False: reported, and no half file stands under the final name. */
bool outputs_close(struct output *output);
/* FIGURE_PAGES where a figure has a page, else 0. */
unsigned outputs_columns(const struct chiffre_list *list);

/* ---- rates_files.c: the rates that a subcommand works with ------------------------------------------------------------------- */
/* The built-in table, the downloaded file unless --built-in, then each --rates in turn. NULL: reported. The table of options must have
 * OPTION_ROW_RATES and OPTION_ROW_BUILT_IN. */
struct chiffre_rates *rates_open(const struct arguments *arguments);
/* Fetches `url` with curl into the user's data folder (XDG), whole or not at all. Returns an exit code. */
int rates_download(const char *url);

/* ---- plot.c: a table -> its charts ------------------------------------------------------------------------------------------ */
/* Writes the charts of `table` into `folder` (made when it is not there) and, unless `render` is NULL, draws them as svg, png or pdf.
 * Reports what fails. EXIT_FINE, EXIT_SOME_FAILED (scripts are there, not every picture) or EXIT_COULD_NOT. */
int plot_table(const struct chiffre_table *table, const struct chiffre_plot_options *wanted, const char *folder, const char *render,
               unsigned seconds);

/* ---- generate.c: man page and completions from the tables ------------------------------------------------------------------ */
/* `what` is man, bash, zsh or fish; false: no such thing. `subcommands` ends with NULL. */
bool generate_write(struct output *output, const char *what, const struct subcommand *const *subcommands);

#endif
