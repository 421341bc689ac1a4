/* SPDX-License-Identifier: MIT */
/* Operands -> documents -> figures, one document at a time: what extract, run and check have in common. */
#include "cli/cli.h"

#include "core/date.h"
#include "core/text.h"

#include <stdio.h>
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

static enum chiffre_status next_document(struct pass *pass, struct chiffre_reader *reader, bool *end, struct chiffre_error *error)
{
    struct chiffre_document document;
    enum chiffre_status status = chiffre_reader_next(reader, &document, end, error);
    if (status != CHIFFRE_OK || *end)
        return status;
    if (pass->date != CHIFFRE_NO_DATE)
        document.date = pass->date;
    if (pass->language.length > 0)
        document.language = pass->language;
    chiffre_list_clear(pass->list);
    if (pass->taker->figure != NULL)
        status = chiffre_extract_each(pass->extractor, &document, pass->taker->figure, pass->taker->context, error);
    else
        status = chiffre_extract(pass->extractor, &document, pass->list, error);
    pass->stopped = status == CHIFFRE_UNWRITABLE;
    if (status == CHIFFRE_OK) {
        pass->done++;
        document.date = chiffre_extractor_date(pass->extractor); /* the taker wants to know what was found out */
        document.language = text_from(chiffre_extractor_language(pass->extractor));
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
                                             .seconds = (unsigned)options_natural(arguments, "time-limit")};
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
    enum chiffre_status status = chiffre_reader_new(path, &options, &reader, &error);
    if (status != CHIFFRE_OK)
        report_document(pass, &error, path, 0);
    for (bool end = status != CHIFFRE_OK; !end && !pass->stopped;) {
        error = (struct chiffre_error){.line = 0};
        status = next_document(pass, reader, &end, &error);
        if (status != CHIFFRE_OK && status != CHIFFRE_UNWRITABLE)
            report_document(pass, &error, path, chiffre_reader_line(reader));
        pass->stopped = pass->stopped || status == CHIFFRE_NO_MEMORY;
    }
    pass->stopped = pass->stopped || status == CHIFFRE_NO_MEMORY;
    chiffre_reader_free(reader);
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
        for (size_t i = 0; !pass.stopped && i < inputs.count; i++)
            read_file(&pass, inputs.paths[i]);
        code = pass.stopped ? EXIT_COULD_NOT : exit_code_of(pass.done, pass.failed + inputs.failed);
    }
    inputs_free(&inputs);
    chiffre_list_free(pass.list);
    chiffre_extractor_free(pass.extractor);
    if (done != NULL)
        *done = pass.done;
    return code;
}
