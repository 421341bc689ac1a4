/* SPDX-License-Identifier: MIT */
/* Operands -> documents -> figures, one document at a time or several: what extract, run and check have in common. */
#include "cli/articles.h"

#include "core/date.h"
#include "core/memory.h"
#include "core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define JOBS_MAX 256

static enum chiffre_status unwritable(struct worker *worker)
{
    worker->unwritable = true;
    return CHIFFRE_UNWRITABLE;
}

static struct output *output_of(struct worker *worker)
{
    const struct articles_taker *taker = worker->pass->taker;
    return worker->ring != NULL ? threads_output(worker) : taker->open(taker->context);
}

/* How records are written depends on the first that there is: who has it tells the others, who wait no longer than that. */
static bool settle_now(struct worker *worker, bool page)
{
    struct pass *pass = worker->pass;
    if (worker->ring != NULL && !threads_settle_turn(worker))
        return false;
    if (atomic_load(&pass->settled))
        return true;
    if (pass->taker->settle != NULL)
        pass->taker->settle(pass->taker->context, page);
    atomic_store(&pass->settled, true);
    if (worker->ring != NULL)
        threads_settled(worker);
    return true;
}

static inline bool settle(struct worker *worker, bool page)
{
    return atomic_load(&worker->pass->settled) || settle_now(worker, page);
}

static void begin(struct worker *worker, struct output *output)
{
    const struct articles_taker *taker = worker->pass->taker;
    if (!worker->begun && taker->row != NULL)
        taker->row(taker->context, output, ARTICLE_BEGINS, worker->document->name, NULL);
    worker->begun = true;
}

static enum chiffre_status give(void *context, const struct chiffre_figure *figure, struct chiffre_error *error)
{
    struct worker *worker = context;
    struct pass *pass = worker->pass;
    (void)error;
    if (worker->ring == NULL) {
        pass->progress.figures++;
        if (pass->progress.figures % 256 == 0)
            progress_show(&pass->progress);
    }
    if (pass->taker->explain)
        return CHIFFRE_OK;
    struct output *output = settle(worker, figure->page > 0) ? output_of(worker) : NULL;
    if (output == NULL)
        return unwritable(worker);
    bool first = !worker->begun;
    begin(worker, output);
    pass->taker->figure(pass->taker->context, output, figure, first);
    bool fine = worker->ring != NULL ? threads_bound(worker) : !output_failed(output);
    return fine ? CHIFFRE_OK : unwritable(worker);
}

static void reached(void *context, size_t bytes)
{
    struct worker *worker = context;
    if (worker->ring != NULL) {
        threads_reached(worker, bytes);
        return;
    }
    worker->pass->progress.at_work = bytes;
    progress_show(&worker->pass->progress);
}

static void explain_line(void *context, struct chiffre_text line)
{
    struct worker *worker = context;
    struct output *output = worker->unwritable ? NULL : output_of(worker);
    if (output == NULL) {
        worker->unwritable = true;
        return;
    }
    output_plain(output, line);
    output_char(output, '\n');
    if (worker->ring != NULL && !threads_bound(worker))
        worker->unwritable = true;
}

/* Behind a document's last record; of one without any the output is opened too. */
static enum chiffre_status end_document(struct worker *worker)
{
    const struct articles_taker *taker = worker->pass->taker;
    struct output *output = settle(worker, false) ? output_of(worker) : NULL;
    if (output == NULL || worker->unwritable)
        return unwritable(worker);
    begin(worker, output);
    if (taker->row != NULL)
        taker->row(taker->context, output, ARTICLE_ENDS, worker->document->name, NULL);
    if (worker->ring == NULL && taker->line_buffered)
        (void)output_flush(output, NULL);
    return output_failed(output) ? unwritable(worker) : CHIFFRE_OK;
}

enum chiffre_status article_extract(struct worker *worker, struct chiffre_document *document, struct chiffre_list *list,
                                    struct chiffre_error *error)
{
    const struct pass *pass = worker->pass;
    enum chiffre_status status;
    if (pass->date != CHIFFRE_NO_DATE)
        document->date = pass->date;
    if (pass->language.length > 0)
        document->language = pass->language;
    if (pass->behind != NULL && text_equal(document->name, text_from(pass->behind)))
        atomic_store(&worker->pass->behind_again, true);
    worker->document = document;
    worker->begun = false;
    if (pass->taker->take != NULL)
        status = chiffre_extract(worker->extractor, document, list, error);
    else
        status = chiffre_extract_each(worker->extractor, document, give, worker, error);
    if (worker->ring == NULL)
        worker->pass->progress.at_work = 0;
    if (status != CHIFFRE_OK)
        return status;
    document->date = chiffre_extractor_date(worker->extractor);
    document->language = text_from(chiffre_extractor_language(worker->extractor));
    return pass->taker->take != NULL ? CHIFFRE_OK : end_document(worker);
}

void article_cut(char cut[ARTICLE_NAME_MAX], const struct chiffre_document *document)
{
    snprintf(cut, ARTICLE_NAME_MAX, "%.*s", (int)document->name.length, document->name.data);
}

/* An error of extraction knows the document; the reader knows the place in the file. */
void article_lost(struct worker *worker, struct chiffre_error *error, struct chiffre_text name, const char *path, size_t line)
{
    const struct articles_taker *taker = worker->pass->taker;
    if (error->file[0] == '\0' && error->line == 0) {
        snprintf(error->file, sizeof error->file, "%s", path);
        error->line = line;
    }
    struct output *output = taker->row != NULL && !worker->begun ? output_of(worker) : NULL;
    if (output != NULL)
        taker->row(taker->context, output, ARTICLE_IS_LOST, name.length > 0 ? name : text_from(path), error);
    if (output != NULL && worker->ring == NULL && taker->line_buffered)
        (void)output_flush(output, NULL);
}

bool article_left_out(struct pass *pass, struct chiffre_text name)
{
    if (pass->after == NULL)
        return false;
    if (text_equal(name, text_from(pass->after)))
        pass->after = NULL;
    return true;
}

bool article_other_shard(struct pass *pass)
{
    size_t shards = pass->taker->shards;
    return pass->counted++ % (shards > 0 ? shards : 1) != (shards > 0 ? pass->taker->shard - 1 : 0);
}

static void document_done(struct pass *pass, const struct chiffre_document *document)
{
    pass->done++;
    pass->progress.documents++;
    pass->progress.in_file += document->text.length;
    snprintf(pass->last, sizeof pass->last, "%.*s", (int)document->name.length, document->name.data);
    progress_show(&pass->progress);
}

static enum chiffre_status next_document(struct pass *pass, struct chiffre_reader *reader, struct chiffre_list *list,
                                         struct chiffre_document *document, bool *end, struct chiffre_error *error)
{
    struct chiffre_text line = {NULL, 0};
    bool more, by_line = chiffre_reader_by_line(reader);
    enum chiffre_status status = CHIFFRE_OK;
    if (by_line) {
        status = chiffre_reader_next_line(reader, &line, end, &more, error);
        if (status != CHIFFRE_OK || *end || article_other_shard(pass))
            return status;
        status = chiffre_reader_read_line(reader, line, chiffre_reader_line(reader), document, error);
    } else {
        status = chiffre_reader_next(reader, document, end, error);
    }
    if (status != CHIFFRE_OK || *end || article_left_out(pass, document->name))
        return status;
    if (chiffre_reader_warning(reader) != NULL)
        report_error(chiffre_reader_warning(reader));
    chiffre_list_clear(list);
    status = article_extract(&pass->workers[0], document, list, error);
    pass->stopped = status == CHIFFRE_UNWRITABLE;
    if (status == CHIFFRE_STOPPED) {
        article_cut(pass->cut, document);
        return CHIFFRE_OK;
    }
    if (status == CHIFFRE_OK) {
        document_done(pass, document);
        pass->progress.figures += chiffre_list_count(list);
        pass->stopped = pass->taker->take != NULL && !pass->taker->take(pass->taker->context, document, list);
    }
    return status;
}

/* A file that is one document need not be read to be left out. */
static bool skips_file(struct pass *pass, const char *path, bool by_line)
{
    if (by_line)
        return false;
    if (article_other_shard(pass))
        return true;
    return pass->after != NULL && strcmp(path, "-") != 0 && article_left_out(pass, text_from(path));
}

static void read_file(struct pass *pass, const char *path, bool by_line, struct chiffre_list *list)
{
    struct chiffre_error error = {.line = 0};
    struct chiffre_reader *reader;
    pass->workers[0].begun = false;
    enum chiffre_status status = chiffre_reader_new(path, by_line ? &pass->lines : &pass->reader, &reader, &error);
    bool end = status != CHIFFRE_OK;
    if (end) {
        article_lost(&pass->workers[0], &error, TEXT(""), path, 0);
        report_error(&error);
        pass->failed++;
    }
    while (!end && !pass->stopped && progress_interrupted() == 0) {
        struct chiffre_document document = {.date = CHIFFRE_NO_DATE};
        error = (struct chiffre_error){.line = 0};
        pass->workers[0].begun = false;
        status = next_document(pass, reader, list, &document, &end, &error);
        if (status != CHIFFRE_OK && status != CHIFFRE_UNWRITABLE) {
            article_lost(&pass->workers[0], &error, document.name, path, chiffre_reader_line(reader));
            report_error(&error);
            pass->failed++;
        }
        pass->stopped = pass->stopped || status == CHIFFRE_NO_MEMORY;
    }
    pass->stopped = pass->stopped || status == CHIFFRE_NO_MEMORY;
    chiffre_reader_free(reader);
    progress_file_done(&pass->progress, path);
}

/* -j 1 */
static void read_in_turn(struct pass *pass, const struct inputs *inputs)
{
    struct chiffre_list *list = chiffre_list_new();
    if (list == NULL)
        report("out of memory");
    pass->stopped = list == NULL;
    for (size_t i = 0; !pass->stopped && progress_interrupted() == 0 && i < inputs->count; i++) {
        bool by_line = first_line_tells(pass, inputs, i);
        if (!skips_file(pass, inputs->paths[i], by_line))
            read_file(pass, inputs->paths[i], by_line, list);
    }
    chiffre_list_free(list);
}

static bool are_pages(const struct arguments *arguments, const struct inputs *inputs)
{
    const char *form = options_value(arguments, "from");
    for (size_t i = 0; i < inputs->count; i++)
        if (strcmp(form, "pdf") == 0 || (strcmp(form, "auto") == 0 && inputs_has_ending(inputs->paths[i], ".pdf")))
            return true;
    return false;
}

static void read_files(struct pass *pass, const struct inputs *inputs)
{
    if (pass->taker->begin != NULL)
        pass->taker->begin(pass->taker->context, are_pages(pass->arguments, inputs));
    progress_start(&pass->progress, inputs, options_given(pass->arguments, "quiet"));
    progress_watch_signals();
    if (pass->jobs > 1)
        threads_read(pass, inputs);
    else
        read_in_turn(pass, inputs);
    progress_hide();
    progress_unwatch_signals();
    articles_tell(pass);
    pass->stopped = pass->stopped || (progress_interrupted() == 0 && pass->after != NULL);
}

static void set_reader_options(struct pass *pass)
{
    const struct arguments *arguments = pass->arguments;
    struct chiffre_reader_options options = {.form = options_value(arguments, "from"),
                                             .encoding = options_value(arguments, "encoding"),
                                             .whole_page = strcmp(options_value(arguments, "html"), "all") == 0,
                                             .fields = pass->fields,
                                             .seconds = (unsigned)strtoul(options_value(arguments, "time-limit"), NULL, 10),
                                             .stop = progress_stop()};
    size_t at = 0;
    for (const char *field; (field = options_next(arguments, "field", &at)) != NULL;)
        pass->fields[options.field_count++] = field;
    options.every_line = pass->taker->row != NULL;
    pass->reader = pass->lines = options;
    pass->lines.form = "jsonl";
}

/* No more threads than there can be documents. */
static size_t job_count(const struct arguments *arguments, const struct inputs *inputs, const unsigned char *by_line)
{
    const char *wanted = options_value(arguments, "jobs");
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t jobs = (size_t)strtoul(wanted, NULL, 10), documents = inputs->count;
    for (size_t i = 0; i < inputs->count; i++)
        if (by_line[i] != BY_LINE_NO)
            documents = SIZE_MAX;
    if (jobs == 0)
        jobs = cores > 0 ? (size_t)cores : 1;
    if (jobs > JOBS_MAX)
        jobs = JOBS_MAX;
    return documents == 0 ? 1 : jobs < documents ? jobs : documents;
}

static bool prepare(struct pass *pass)
{
    const char *date = options_value(pass->arguments, "date"), *language = options_value(pass->arguments, "lang");
    struct chiffre_extract_options options = {.lexicon_directory = options_value(pass->arguments, "lexicon"),
                                              .explain = pass->taker->explain ? explain_line : NULL,
                                              .file_offsets = pass->taker->file_offsets,
                                              .reached = reached,
                                              .stop = pass->taker->row == NULL ? progress_stop() : NULL}; /* a row is whole */
    struct chiffre_error error = {.line = 0};
    pass->date = date == NULL ? CHIFFRE_NO_DATE : date_read(text_from(date));
    pass->language = strcmp(language, "auto") == 0 ? (struct chiffre_text){NULL, 0} : text_from(language);
    pass->workers = memory_take(pass->jobs, sizeof *pass->workers);
    if (pass->workers == NULL) {
        report("out of memory");
        return false;
    }
    memset(pass->workers, 0, pass->jobs * sizeof *pass->workers);
    for (size_t i = 0; i < pass->jobs; i++) {
        pass->workers[i].pass = pass;
        options.explain_context = options.reached_context = &pass->workers[i];
        if (chiffre_extractor_new(&options, &pass->workers[i].extractor, &error) != CHIFFRE_OK) {
            report_error(&error);
            return false;
        }
    }
    return true;
}

/* Where every document has its row, one that is lost has been answered for. */
static int code_of(const struct pass *pass, size_t failed)
{
    const struct articles_taker *taker = pass->taker;
    if (pass->stopped)
        return EXIT_COULD_NOT;
    if (progress_interrupted() != 0)
        return !taker->resumable || (pass->done == 0 && pass->cut[0] == '\0') ? EXIT_COULD_NOT : EXIT_SOME_FAILED;
    if (taker->exit_zero)
        return EXIT_FINE;
    return exit_code_of(taker->row != NULL ? pass->done + pass->failed : pass->done, failed);
}

int articles_extract(const struct arguments *arguments, const struct articles_taker *taker, size_t *done)
{
    struct pass pass = {.arguments = arguments, .taker = taker};
    struct inputs inputs = {.paths = NULL};
    int code = EXIT_COULD_NOT;
    atomic_init(&pass.behind_again, false);
    atomic_init(&pass.settled, taker->settle == NULL || taker->explain);
    if (inputs_expand(arguments, inputs_article_endings(), &inputs)) {
        set_reader_options(&pass);
        bool looked = first_lines_look(&pass, &inputs);
        pass.jobs = looked ? job_count(arguments, &inputs, pass.by_line) : 0;
        if (looked && prepare(&pass)) {
            pass.after = pass.behind = options_value(arguments, "after");
            read_files(&pass, &inputs);
            code = code_of(&pass, pass.failed + inputs.failed);
        }
    }
    inputs_free(&inputs);
    for (size_t i = 0; pass.workers != NULL && i < pass.jobs; i++)
        chiffre_extractor_free(pass.workers[i].extractor);
    memory_free(pass.workers);
    memory_free(pass.by_line);
    if (done != NULL)
        *done = pass.done;
    return code;
}
