/* SPDX-License-Identifier: MIT */
/* Operands -> documents -> figures, one document at a time: what extract, run and check have in common. */
#include "cli/progress.h"

#include "core/date.h"
#include "core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pass {
    const struct arguments *arguments;
    const struct articles_taker *taker;
    struct chiffre_extractor *extractor;
    struct chiffre_list *list; /* of one document */
    chiffre_date date;
    struct chiffre_text language;
    size_t done, failed;
    bool stopped; /* no memory, or the taker wants no more */
    struct progress progress;
    const char *after;       /* documents up to this one are skipped; NULL: no more */
    char last[4096];         /* the document that was done last */
};

/* An error of extraction knows the document; the reader knows the place in the file. */
static void report_document(struct pass *pass, struct chiffre_error *error, const char *path, size_t line)
{
    if (error->file[0] == '\0' && error->line == 0) {
        snprintf(error->file, sizeof error->file, "%s", path);
        error->line = line;
    }
    report_error(error);
    pass->failed++;
}

static enum chiffre_status count_figure(void *context, const struct chiffre_figure *figure, struct chiffre_error *error)
{
    struct pass *pass = context;
    pass->progress.figures++;
    if (pass->progress.figures % 256 == 0)
        progress_show(&pass->progress);
    return pass->taker->figure(pass->taker->context, figure, error);
}

/* --after: is this document to be left out? */
static bool is_behind(struct pass *pass, struct chiffre_text name)
{
    if (pass->after == NULL)
        return false;
    if (text_equal(name, text_from(pass->after)))
        pass->after = NULL;
    return true;
}

static void document_done(struct pass *pass, const struct chiffre_document *document)
{
    pass->done++;
    pass->progress.documents++;
    pass->progress.in_file += document->text.length;
    snprintf(pass->last, sizeof pass->last, "%.*s", (int)document->name.length, document->name.data);
    progress_show(&pass->progress);
}

static enum chiffre_status next_document(struct pass *pass, struct chiffre_reader *reader, bool *end, struct chiffre_error *error)
{
    struct chiffre_document document;
    enum chiffre_status status = chiffre_reader_next(reader, &document, end, error);
    if (status != CHIFFRE_OK || *end || is_behind(pass, document.name))
        return status;
    if (pass->date != CHIFFRE_NO_DATE)
        document.date = pass->date;
    if (pass->language.length > 0)
        document.language = pass->language;
    chiffre_list_clear(pass->list);
    if (pass->taker->figure != NULL)
        status = chiffre_extract_each(pass->extractor, &document, count_figure, pass, error);
    else
        status = chiffre_extract(pass->extractor, &document, pass->list, error);
    pass->stopped = status == CHIFFRE_UNWRITABLE;
    if (status == CHIFFRE_OK) {
        document_done(pass, &document);
        document.date = chiffre_extractor_date(pass->extractor); /* the taker wants to know what was found out */
        document.language = text_from(chiffre_extractor_language(pass->extractor));
        pass->progress.figures += chiffre_list_count(pass->list);
        pass->stopped = !pass->taker->take(pass->taker->context, &document, pass->list);
    }
    return status;
}

static struct chiffre_reader_options reader_options(const struct arguments *arguments, const char *fields[OPTIONS_GIVEN_MAX])
{
    struct chiffre_reader_options options = {.form = options_value(arguments, "from"),
                                             .encoding = options_value(arguments, "encoding"),
                                             .whole_page = strcmp(options_value(arguments, "html"), "all") == 0,
                                             .fields = fields,
                                             .seconds = (unsigned)atoi(options_value(arguments, "time-limit")),
                                             .stop = progress_stop()};
    size_t at = 0;
    for (const char *field; (field = options_next(arguments, "field", &at)) != NULL;)
        fields[options.field_count++] = field;
    return options;
}

static void read_file(struct pass *pass, const char *path)
{
    struct chiffre_error error = {.line = 0};
    struct chiffre_reader *reader;
    const char *fields[OPTIONS_GIVEN_MAX];
    const struct chiffre_reader_options options = reader_options(pass->arguments, fields);
    /* A file that is one document need not be read to be left out. */
    if (pass->after != NULL && strcmp(path, "-") != 0 && !inputs_are_lines(pass->arguments, path) && is_behind(pass, text_from(path)))
        return;
    enum chiffre_status status = chiffre_reader_new(path, &options, &reader, &error);
    if (status != CHIFFRE_OK)
        report_document(pass, &error, path, 0);
    for (bool end = status != CHIFFRE_OK; !end && !pass->stopped && progress_interrupted() == 0;) {
        error = (struct chiffre_error){.line = 0};
        status = next_document(pass, reader, &end, &error);
        if (status != CHIFFRE_OK && status != CHIFFRE_UNWRITABLE)
            report_document(pass, &error, path, chiffre_reader_line(reader));
        pass->stopped = pass->stopped || status == CHIFFRE_NO_MEMORY;
    }
    pass->stopped = pass->stopped || status == CHIFFRE_NO_MEMORY;
    chiffre_reader_free(reader);
    progress_file_done(&pass->progress, path);
}

/* In single quotes, as a shell wants a name. */
static void quote(const char *name, char *out, size_t size)
{
    size_t length = 0;
    out[length++] = '\'';
    for (; *name != '\0' && length + 7 < size; name++) {
        const char *piece = *name == '\'' ? "'\\''" : NULL;
        if (piece != NULL)
            length += (size_t)snprintf(out + length, size - length, "%s", piece);
        else
            out[length++] = *name;
    }
    out[length++] = '\'';
    out[length] = '\0';
}

static void tell_interrupted(const struct pass *pass)
{
    char name[2 * sizeof pass->last];
    quote(pass->last, name, sizeof name);
    if (!pass->taker->resumable)
        report("interrupted after %zu documents: nothing was written", pass->done);
    else if (pass->done == 0)
        report("interrupted before the first document was done");
    else
        report("interrupted: %zu documents are done and written; the same command with --after %s does the rest", pass->done, name);
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
    for (size_t i = 0; !pass->stopped && progress_interrupted() == 0 && i < inputs->count; i++)
        read_file(pass, inputs->paths[i]);
    progress_hide();
    if (progress_interrupted() != 0) {
        tell_interrupted(pass);
    } else if (pass->after != NULL) {
        report("--after: no document \"%s\" is among the inputs", pass->after);
        pass->stopped = true;
    }
}

static bool prepare(struct pass *pass)
{
    const char *date = options_value(pass->arguments, "date"), *language = options_value(pass->arguments, "lang");
    struct chiffre_extract_options options = {.lexicon_directory = options_value(pass->arguments, "lexicon"),
                                              .explain = pass->taker->explain,
                                              .file_offsets = pass->taker->file_offsets,
                                              .explain_context = pass->taker->context};
    struct chiffre_error error = {.line = 0};
    pass->date = date == NULL ? CHIFFRE_NO_DATE : date_read(text_from(date));
    pass->language = strcmp(language, "auto") == 0 ? (struct chiffre_text){NULL, 0} : text_from(language);
    if (chiffre_extractor_new(&options, &pass->extractor, &error) != CHIFFRE_OK) {
        report_error(&error);
        return false;
    }
    pass->list = chiffre_list_new();
    if (pass->list == NULL)
        report("out of memory");
    return pass->list != NULL;
}

int articles_extract(const struct arguments *arguments, const struct articles_taker *taker, size_t *done)
{
    struct pass pass = {.arguments = arguments, .taker = taker};
    struct inputs inputs = {.paths = NULL};
    int code = EXIT_COULD_NOT;
    if (prepare(&pass) && inputs_expand(arguments, inputs_article_endings(), &inputs)) {
        pass.after = options_value(arguments, "after");
        read_files(&pass, &inputs);
        code = pass.stopped ? EXIT_COULD_NOT : exit_code_of(pass.done, pass.failed + inputs.failed);
        if (progress_interrupted() != 0)
            code = pass.stopped || !taker->resumable || pass.done == 0 ? EXIT_COULD_NOT : EXIT_SOME_FAILED;
    }
    inputs_free(&inputs);
    chiffre_list_free(pass.list);
    chiffre_extractor_free(pass.extractor);
    if (done != NULL)
        *done = pass.done;
    return code;
}
