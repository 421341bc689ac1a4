/* SPDX-License-Identifier: MIT */
/* chiffre check: articles, or figures in CSV or JSON Lines -> findings, in one of five forms; the exit code says whether there are
 * any. */
#include "cli/cli.h"

#include "core/input.h"
#include "core/json.h"
#include "core/jsonl.h"
#include "core/memory.h"
#include "core/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option_row options[] = {
    {"against", 0, OPTION_FILE, NULL, NULL, NULL,
     "facts to check against: a CSV entity,metric,period,value,unit,decimals,source, or the SEC's companyfacts JSON, gzip too; may "
     "be given several "
     "times"},
    {"format", 0, OPTION_CHOICE, NULL, "line|jsonl|csv|sarif|html", "line", "how findings are written; html is the review page"},
    {"fail-on", 0, OPTION_CHOICE, NULL, "error|warning|note|never", "warning",
     "exit with 1 when there is a finding of this severity or above"},
    {"all", 'a', OPTION_FLAG, NULL, NULL, NULL, "show the relations that agree, and those that could not be checked, too"},
    {"baseline", 0, OPTION_FILE, NULL, NULL, NULL, "leave out the findings that this file accepts"},
    {"write-baseline", 0, OPTION_FILE, NULL, NULL, NULL, "accept all findings of this run in this file"},
    {"messages", 0, OPTION_CHOICE, NULL, "auto|fr|en", "auto",
     "language of the messages; auto: that of the articles for the page, else that of the locale (LC_ALL, LC_MESSAGES, LANG)"},
    {"color", 0, OPTION_CHOICE, NULL, "auto|always|never", "auto",
     "colours in the line form; auto: on a terminal, unless NO_COLOR is set"},
    OPTION_ROW_FROM_ARTICLES,
    OPTION_ROW_LANGUAGE,
    OPTION_ROW_DATE,
    OPTION_ROW_LEXICON,
    OPTION_ROW_RATES,
    OPTION_ROW_BUILT_IN,
    OPTION_ROW_OUTPUT,
    OPTION_ROW_END,
};

static const struct example examples[] = {
    {"chiffre check data/samples/amazon-2025-t2.txt", "recompute every relation that the article tells"},
    {"chiffre check --all --against data/facts/amazon.csv data/samples/amazon-2025-t2.txt",
     "hold the figures against filed accounts, and show what agrees"},
    {"chiffre check --format html -o review.html data/samples", "the review page of a folder"},
    {"chiffre check --format sarif --fail-on error data/samples", "for a code host; only errors fail"},
    {NULL, NULL},
};

/* What the checker reads must stay until the report is written. */
struct job {
    const struct arguments *arguments;
    struct arena arena;
    struct chiffre_list *list;
    struct chiffre_document *documents;
    size_t count, capacity;
    bool french; /* the first document is */
};

static bool take(void *context, const struct chiffre_document *document, struct chiffre_list *figures)
{
    struct job *job = context;
    if (!array_reserve(&job->documents, &job->capacity, job->count + 1, sizeof *job->documents)) {
        report("out of memory");
        return false;
    }
    struct chiffre_document *kept = &job->documents[job->count++];
    *kept = *document;
    kept->name = arena_text(&job->arena, document->name);
    kept->text = arena_text(&job->arena, document->text);
    kept->title = arena_text(&job->arena, document->title);
    kept->language = arena_text(&job->arena, document->language);
    if (job->count == 1)
        job->french = text_equal(document->language, TEXT("fr"));
    for (size_t i = 0; i < chiffre_list_count(figures); i++)
        if (chiffre_list_add(job->list, chiffre_list_at(figures, i)) != CHIFFRE_OK)
            job->arena.failed = true;
    if (job->arena.failed)
        report("out of memory");
    return !job->arena.failed;
}

/* ---- Operands: articles and figures ---- */

static bool ends_with(const char *name, const char *ending)
{
    size_t length = strlen(name), size = strlen(ending);
    return length > size && strcmp(name + length - size, ending) == 0;
}

/* A record is an object with a kind and a value; a document has a text and neither. */
static bool is_record(struct chiffre_text line)
{
    json_error_t problem;
    bool no_memory;
    json_t *object = json_read(line, 0, &problem, &no_memory);
    bool record = json_object_get(object, "kind") != NULL && json_object_get(object, "value") != NULL;
    json_decref(object);
    return record;
}

/* What cannot be opened is told by who reads it. */
static bool holds_figures(const char *path)
{
    struct input *input;
    struct chiffre_text line;
    bool end = false, figures = false;
    if (ends_with(path, ".csv"))
        return true;
    if ((!ends_with(path, ".jsonl") && !ends_with(path, ".ndjson")) || input_open(path, &input, NULL) != CHIFFRE_OK)
        return false;
    if (input_line(input, &line, &end, NULL) == CHIFFRE_OK && !end)
        figures = is_record(line);
    input_close(input);
    return figures;
}

/* Standard input holds figures where its first line is the record's header or one of its objects. */
static bool standard_figures(const struct arguments *arguments, enum standard_input *standard)
{
    if (strcmp(options_value(arguments, "from"), "auto") != 0)
        return false;
    if (*standard == STANDARD_INPUT_ARTICLES)
        *standard = standard_input_look(is_record);
    return *standard != STANDARD_INPUT_ARTICLES;
}

/* Splits the operands: figures go to `figures`, the rest to `articles`; records on standard input to neither, *standard tells
 * them. Both share one block, which the caller frees. */
static char **split_operands(const struct arguments *arguments, struct arguments *articles, struct arguments *figures,
                             enum standard_input *standard)
{
    size_t count = arguments->operand_count;
    char **operands = memory_take(2 * count + 1, sizeof *operands);
    if (operands == NULL) {
        report("out of memory");
        return NULL;
    }
    *articles = *figures = *arguments;
    articles->operands = operands;
    figures->operands = operands + count;
    articles->operand_count = figures->operand_count = 0;
    for (size_t i = 0; i < count; i++) {
        char *operand = arguments->operands[i];
        bool in_figures = strcmp(operand, "-") == 0 ? standard_figures(arguments, standard) : holds_figures(operand);
        struct arguments *kind = in_figures ? figures : articles;
        if (strcmp(operand, "-") == 0 && (*standard == STANDARD_INPUT_RECORDS || *standard == STANDARD_INPUT_FAILED))
            continue;
        kind->operands[kind->operand_count++] = operand;
    }
    return operands;
}

/* Of two ways to read inputs, what came of both: nothing at all, some, or all. */
static int code_of_both(int one, int two)
{
    if (one == EXIT_COULD_NOT && two == EXIT_COULD_NOT)
        return EXIT_COULD_NOT;
    return one == EXIT_FINE && two == EXIT_FINE ? EXIT_FINE : EXIT_SOME_FAILED;
}

static int read_standard_records(struct job *job)
{
    struct chiffre_error error = {.line = 0};
    if (jsonl_each_figure("-", figure_add_to_list, job->list, &error) == CHIFFRE_OK)
        return EXIT_FINE;
    report_error(&error);
    return EXIT_COULD_NOT;
}

static int read_inputs(struct job *job)
{
    struct arguments articles, figures;
    struct articles_taker taker = {.take = take, .context = job};
    enum standard_input standard = STANDARD_INPUT_ARTICLES;
    char **operands = split_operands(job->arguments, &articles, &figures, &standard);
    int code = EXIT_COULD_NOT;
    bool read = false;
    if (operands == NULL || standard == STANDARD_INPUT_FAILED) {
        memory_free(operands);
        return code;
    }
    if (standard == STANDARD_INPUT_RECORDS) {
        code = read_standard_records(job);
        read = true;
    }
    if (figures.operand_count > 0) {
        int one = inputs_read_figures(&figures, job->list);
        code = read ? code_of_both(code, one) : one;
        read = true;
    }
    if (articles.operand_count > 0 || !read) {
        int one = articles_extract(&articles, &taker, NULL);
        code = read ? code_of_both(code, one) : one;
    }
    memory_free(operands);
    return job->arena.failed ? EXIT_COULD_NOT : code;
}

/* ---- Checking ---- */

static bool locale_is_french(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && value[0] != '\0')
            return strncmp(value, "fr", 2) == 0;
    }
    return false;
}

static const char *message_language(const struct job *job)
{
    const char *wanted = options_value(job->arguments, "messages");
    bool page = strcmp(options_value(job->arguments, "format"), "html") == 0;
    if (strcmp(wanted, "auto") != 0)
        return wanted;
    return (page && job->count > 0 ? job->french : locale_is_french()) ? "fr" : "en";
}

static bool add_facts(const struct job *job, struct chiffre_checker *checker)
{
    size_t at = 0;
    const char *path;
    while ((path = options_next(job->arguments, "against", &at)) != NULL) {
        struct chiffre_error error = {.line = 0};
        size_t skipped = 0;
        if (chiffre_checker_add_facts(checker, path, &skipped, &error) != CHIFFRE_OK) {
            report_error(&error);
            return false;
        }
        if (skipped > 0) {
            report_error(&error);
            report("%s: %zu facts were skipped", path, skipped);
        }
    }
    return true;
}

static bool wants_colour(const struct arguments *arguments)
{
    const char *wanted = options_value(arguments, "color"), *none = getenv("NO_COLOR");
    if (strcmp(wanted, "auto") != 0)
        return strcmp(wanted, "always") == 0;
    return strcmp(options_value(arguments, "output"), "-") == 0 && isatty(STDOUT_FILENO) && (none == NULL || none[0] == '\0');
}

static enum chiffre_report report_form(const char *name)
{
#define CHIFFRE_REPORT_IF(word)                                                                                                    \
    if (strcmp(name, #word) == 0)                                                                                                  \
        return CHIFFRE_REPORT_##word;
    CHIFFRE_REPORTS(CHIFFRE_REPORT_IF)
    return CHIFFRE_REPORT_line;
}

static bool write_findings(const struct arguments *arguments, struct chiffre_findings *findings)
{
    struct chiffre_error error = {.line = 0};
    const char *baseline = options_value(arguments, "baseline"), *written = options_value(arguments, "write-baseline");
    struct chiffre_report_options wanted = {.form = report_form(options_value(arguments, "format")),
                                            .all = options_given(arguments, "all"),
                                            .colour = wants_colour(arguments)};
    if (baseline != NULL && chiffre_findings_accept(findings, baseline, &error) != CHIFFRE_OK) {
        report_error(&error);
        return false;
    }
    if (chiffre_findings_write(findings, &wanted, options_value(arguments, "output"), &error) != CHIFFRE_OK ||
        (written != NULL && chiffre_findings_write_baseline(findings, written, &error) != CHIFFRE_OK)) {
        report_output_error(&error);
        return false;
    }
    return true;
}

static bool fails(const struct arguments *arguments, const struct chiffre_findings *findings)
{
    static const enum chiffre_severity severities[] = {CHIFFRE_SEVERITY_note, CHIFFRE_SEVERITY_warning, CHIFFRE_SEVERITY_error};
    const char *wanted = options_value(arguments, "fail-on");
    for (size_t i = 0; i < sizeof severities / sizeof severities[0]; i++)
        if (strcmp(wanted, chiffre_severity_name(severities[i])) == 0)
            return chiffre_findings_worst(findings) >= severities[i];
    return false;
}

static int check(struct job *job, const struct chiffre_rates *rates, int read)
{
    struct chiffre_error error = {.line = 0};
    struct chiffre_check_options wanted = {.language = message_language(job), .rates = rates};
    struct chiffre_checker *checker = NULL;
    struct chiffre_findings *findings = NULL;
    int code = EXIT_COULD_NOT;
    if (chiffre_checker_new(&wanted, &checker, &error) != CHIFFRE_OK)
        report_error(&error);
    else if (add_facts(job, checker)) {
        if (chiffre_check(checker, job->list, job->documents, job->count, &findings, &error) != CHIFFRE_OK)
            report_error(&error);
        else if (write_findings(job->arguments, findings))
            code = read != EXIT_FINE                                                                     ? read
                   : options_given(job->arguments, "write-baseline") || !fails(job->arguments, findings) ? EXIT_FINE
                                                                                                         : EXIT_FOUND;
    }
    chiffre_findings_free(findings);
    chiffre_checker_free(checker);
    return code;
}

static int run(const struct arguments *arguments)
{
    if (!outputs_suits(arguments, options_value(arguments, "format")))
        return EXIT_COULD_NOT;
    struct job job = {.arguments = arguments, .list = chiffre_list_new()};
    struct chiffre_rates *rates = rates_open(arguments);
    int code = EXIT_COULD_NOT;
    if (job.list == NULL)
        report("out of memory");
    else if (rates != NULL)
        code = read_inputs(&job);
    if (code != EXIT_COULD_NOT)
        code = check(&job, rates, code);
    chiffre_rates_free(rates);
    chiffre_list_free(job.list);
    memory_free(job.documents);
    arena_free(&job.arena);
    return code;
}

const struct subcommand subcommand_check = {
    .name = "check",
    .operands = "ARTICLE...|FIGURES.csv...|FOLDER|-",
    .summary = "recompute every figure that can be recomputed, and say what does not fit",
    .description = "Every figure stands for an interval; changes, conversions, shares, sums and multiples are recomputed on "
                   "intervals with exact arithmetic, and "
                   "charitable readings are tried before anything is accused. An error changes the meaning (sign, scale, order), a "
                   "warning says that numbers "
                   "differ, a note is worth a look.\n\n"
                   "An operand that ends in .csv, or JSON Lines of records, or such on standard input, is taken for figures; anything else for articles, of "
                   "which the figures are extracted "
                   "first. Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 it could not be done, 3 some inputs failed "
                   "and the rest was done. "
                   "docs/check.md has the rules.",
    .options = options,
    .examples = examples,
    .run = run,
};
