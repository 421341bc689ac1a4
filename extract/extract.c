/* SPDX-License-Identifier: MIT */
/* Documents -> figures: the cascade's passes in order. Tokens, items, context, one sentence at a time; then the record. */
#include "chiffre.h"

#include "core/date.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/figure.h"
#include "core/input.h"
#include "core/text.h"
#include "extract/draft.h"
#include "extract/explain.h"
#include "extract/language.h"
#include "extract/lookout.h"
#include "extract/skim.h"
#include "extract/source_map.h"
#include "core/tables.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define LANGUAGES_MOST 16

struct chiffre_extractor {
    struct chiffre_extract_options options;
    const struct lexicon *lexicons[LANGUAGES_MOST]; /* built in, or with the user's tables laid over */
    struct lexicon own[LANGUAGES_MOST];
    struct lexicon_builder *builders[LANGUAGES_MOST];
    struct pattern_engine *patterns[LANGUAGES_MOST];
    struct shapes *shapes;
    struct reader *reader;
    struct scanner scanner;
    struct lookout lookout;
    struct items items;
    struct names names;
    struct context context;
    chiffre_date date;     /* of the last document, and its language */
    const char *language;
};

/* Lays the tables of `directory`/<language>, where there is such a folder, over the built-in ones. */
static enum chiffre_status overlay(struct chiffre_extractor *extractor, const char *directory, unsigned index, struct chiffre_error *error)
{
    char folder[512];
    struct stat info;
    struct role_names roles = lexicon_roles;
    if ((size_t)snprintf(folder, sizeof folder, "%s/%s", directory, lexicons[index].language) >= sizeof folder)
        return error_set(error, CHIFFRE_UNREADABLE, directory, 0, 0, "the path of this folder is too long");
    if (stat(folder, &info) != 0 || !S_ISDIR(info.st_mode))
        return CHIFFRE_OK;
    if (lexicon_builder_new(&extractor->builders[index]) != CHIFFRE_OK)
        return error_no_memory(error);
    enum chiffre_status status = lexicon_read_folder(folder, extractor->builders[index], &roles, NULL, error);
    if (status == CHIFFRE_OK)
        status = lexicon_builder_add_base(extractor->builders[index], &lexicons[index], error);
    if (status == CHIFFRE_OK)
        status = lexicon_builder_finish(extractor->builders[index], lexicons[index].language, &extractor->own[index], error);
    if (status == CHIFFRE_OK)
        extractor->lexicons[index] = &extractor->own[index];
    return status;
}

static enum chiffre_status load_lexicons(struct chiffre_extractor *extractor, struct chiffre_error *error)
{
    const char *directory = extractor->options.lexicon_directory;
    struct stat info;
    if (directory != NULL && (stat(directory, &info) != 0 || !S_ISDIR(info.st_mode)))
        return error_set(error, CHIFFRE_UNREADABLE, directory, 0, 0, "no such folder of tables");
    for (unsigned i = 0; i < lexicon_count && i < LANGUAGES_MOST; i++) {
        extractor->lexicons[i] = &lexicons[i];
        enum chiffre_status status = directory != NULL ? overlay(extractor, directory, i, error) : CHIFFRE_OK;
        if (status != CHIFFRE_OK)
            return status;
    }
    return CHIFFRE_OK;
}

enum chiffre_status chiffre_extractor_new(const struct chiffre_extract_options *options, struct chiffre_extractor **extractor,
                                          struct chiffre_error *error)
{
    struct chiffre_extractor *made = memory_take(1, sizeof *made);
    if (made == NULL)
        return error_no_memory(error);
    memset(made, 0, sizeof *made);
    if (options != NULL)
        made->options = *options;
    made->items.whole = made->options.explain != NULL;
    enum chiffre_status status = load_lexicons(made, error);
    if (status == CHIFFRE_OK)
        status = shapes_new(&made->shapes, error);
    if (status == CHIFFRE_OK)
        status = reader_new(&made->reader, error);
    if (status != CHIFFRE_OK) {
        chiffre_extractor_free(made);
        return status;
    }
    *extractor = made;
    return CHIFFRE_OK;
}

void chiffre_extractor_free(struct chiffre_extractor *extractor)
{
    if (extractor == NULL)
        return;
    for (unsigned i = 0; i < LANGUAGES_MOST; i++) {
        pattern_engine_free(extractor->patterns[i]);
        lexicon_builder_free(extractor->builders[i]);
    }
    shapes_free(extractor->shapes);
    reader_free(extractor->reader);
    scanner_free(&extractor->scanner);
    items_free(&extractor->items);
    context_free(&extractor->context);
    memory_free(extractor);
}

/* ASCII letters, whatever their case: language tags know no other. */
static bool same_letters(const char *tag, const char *language, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((tag[i] | 0x20) != language[i])
            return false;
    return true;
}

static enum chiffre_status choose_language(const struct chiffre_extractor *extractor, const struct chiffre_document *document, unsigned *index,
                                           struct chiffre_error *error)
{
    unsigned count = lexicon_count < LANGUAGES_MOST ? lexicon_count : LANGUAGES_MOST;
    if (document->language.length == 0 || text_equal(document->language, TEXT("auto"))) {
        *index = language_detect(document->text, extractor->lexicons, count);
        return CHIFFRE_OK;
    }
    for (unsigned i = 0; i < count; i++) {
        size_t length = strlen(lexicons[i].language); /* "fr" also for "FR" and "fr-FR" */
        if (document->language.length >= length && same_letters(document->language.data, lexicons[i].language, length) &&
            (document->language.length == length || document->language.data[length] == '-' || document->language.data[length] == '_')) {
            *index = i;
            return CHIFFRE_OK;
        }
    }
    return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "unknown language '%.*s'", (int)document->language.length, document->language.data);
}

/* Fills in what figures of one document have each for themselves. */
static void make_figure(const struct draft *draft, const struct chiffre_document *document, char *label, struct chiffre_figure *figure)
{
    const struct quantity *quantity = &draft->quantity;
    figure->offset = (uint64_t)(draft->text.data - document->text.data);
    figure->length = draft->text.length;
    figure->text = draft->text;
    figure->kind = quantity->kind;
    figure->value = quantity->value;
    figure->value_to = quantity->value_to;
    figure->bound = quantity->bound == CHIFFRE_BOUND_none ? CHIFFRE_BOUND_exact : quantity->bound;
    figure->decimals = quantity->decimals;
    figure->unit = draft->unit;
    figure->per = quantity->per;
    figure->metric = draft->metric != NULL ? text_from(draft->metric) : TEXT("");
    figure->entity = draft->entity;
    figure->period = (struct chiffre_text){label, period_write(draft->period, label)};
    bool dated = figure->period.length > 0;
    figure->period_start = dated ? draft->period.start : CHIFFRE_NO_DATE;
    figure->period_end = dated ? draft->period.end : CHIFFRE_NO_DATE;
    figure->period_source = dated ? draft->period_source : CHIFFRE_PERIOD_SOURCE_none;
    figure->status = draft->status;
    figure->source = draft->source;
    figure->relation = draft->relation;
    figure->id = draft->id;
    figure->of = draft->of_id;
}

struct delivery {
    const struct chiffre_document *document;
    chiffre_figure_fn *take;
    void *context;
    struct source_cursor source;
    bool file_offsets;
};

/* Hands over the first `count` drafts and forgets them. */
static enum chiffre_status deliver(struct context *context, struct delivery *delivery, size_t count, struct chiffre_error *error)
{
    char label[PERIOD_TEXT_MAX];
    struct chiffre_figure figure = chiffre_figure_empty();
    figure.document = delivery->document->name;
    context_finish(context);
    for (size_t i = 0; i < count; i++) {
        const struct draft *draft = &context->drafts.list[i];
        if (draft->dead)
            continue;
        make_figure(draft, delivery->document, label, &figure);
        source_cursor_place(&delivery->source, &figure);
        if (delivery->file_offsets)
            source_cursor_bytes(&delivery->source, &figure);
        enum chiffre_status status = delivery->take(delivery->context, &figure, error);
        if (status != CHIFFRE_OK)
            return status;
    }
    context_drop(context, count);
    return CHIFFRE_OK;
}

/* So many drafts wait before they are handed over: moving the rest down must be rare. */
#define DELIVERY_DRAFTS 256

/* The title is read for the name and the period that it sets, not for figures: they stand in no text. */
static void read_title(struct chiffre_extractor *extractor, struct chiffre_text title, const struct lexicon *lexicon)
{
    struct sentence sentence;
    scanner_start(&extractor->scanner, title, lexicon, extractor->shapes);
    while (title.length > 0 && scanner_next(&extractor->scanner, &sentence)) {
        items_read(&extractor->items, &sentence, NULL, &extractor->names);
        context_sentence(&extractor->context, &sentence, &extractor->items);
    }
}

static void read_sentence(struct chiffre_extractor *extractor, const struct sentence *sentence)
{
    struct context *context = &extractor->context;
    if (extractor->options.explain == NULL && skim_is_plain(sentence, &extractor->names)) {
        context_plain_sentence(context, sentence);
        return;
    }
    items_read(&extractor->items, sentence, extractor->reader, &extractor->names);
    context_sentence(context, sentence, &extractor->items);
    if (extractor->options.explain != NULL)
        explain_sentence(context, extractor->options.explain, extractor->options.explain_context);
}

/* The head of a text is read whole: what it is about stands there. */
#define HEAD_BYTES 4096

/* A long passage that holds no number is passed over, but for the sentences before the next number: what a figure is of is told near it, or at
 * the head of the text. */
static void pass_over(struct chiffre_extractor *extractor)
{
    struct scanner *scanner = &extractor->scanner;
    if (scanner->at < HEAD_BYTES || extractor->context.discourse.subject.length == 0)
        return;
    size_t passage = lookout_pass(&extractor->lookout, scanner->text, scanner->at);
    if (passage == 0)
        return;
    if (extractor->options.explain != NULL)
        explain_passage((struct chiffre_text){scanner->text.data + scanner->at, passage}, extractor->options.explain, extractor->options.explain_context);
    scanner_pass(scanner, scanner->at + passage);
    context_passage(&extractor->context);
}

/* What is left of a text is read to its end, though somebody wants it to stop, when that takes no time. */
#define SOON_DONE ((size_t)1 << 20)
static bool is_stopped(const struct chiffre_extractor *extractor)
{
    const volatile int *stop = extractor->options.stop;
    return stop != NULL && *stop != 0 && extractor->scanner.text.length - extractor->scanner.at > SOON_DONE;
}

/* Where a text's reader is told of again. */
#define REACHED_BYTES ((size_t)1 << 16)

static enum chiffre_status extract_sentences(struct chiffre_extractor *extractor, struct delivery *delivery, struct chiffre_error *error)
{
    struct context *context = &extractor->context;
    struct sentence sentence;
    size_t told = 0;
    bool stopped = false;
    while (!(stopped = is_stopped(extractor)) && (pass_over(extractor), scanner_next(&extractor->scanner, &sentence))) {
        read_sentence(extractor, &sentence);
        source_cursor_pass(&delivery->source, extractor->scanner.at);
        if (extractor->options.reached != NULL && extractor->scanner.at - told >= REACHED_BYTES)
            extractor->options.reached(extractor->options.reached_context, told = extractor->scanner.at);
        size_t done = context->drafts.count < DELIVERY_DRAFTS ? 0 : context_done(context);
        enum chiffre_status status = done == 0 ? CHIFFRE_OK : deliver(context, delivery, done, error);
        if (status != CHIFFRE_OK)
            return status;
    }
    if (extractor->scanner.failed || extractor->items.failed || context->drafts.failed || reader_failed(extractor->reader)) {
        extractor->items.failed = context->drafts.failed = false;
        return error_no_memory(error);
    }
    enum chiffre_status status = deliver(context, delivery, context->drafts.count, error);
    return status == CHIFFRE_OK && stopped ? CHIFFRE_STOPPED : status;
}

chiffre_date chiffre_extractor_date(const struct chiffre_extractor *extractor)
{
    return extractor->language == NULL ? CHIFFRE_NO_DATE : extractor->date;
}

const char *chiffre_extractor_language(const struct chiffre_extractor *extractor)
{
    return extractor->language;
}

enum chiffre_status chiffre_extract_each(struct chiffre_extractor *extractor, const struct chiffre_document *document, chiffre_figure_fn *take,
                                         void *context, struct chiffre_error *error)
{
    unsigned index = 0;
    if (document->text.length >= UINT32_MAX) /* tokens count their place in 32 bits */
        return error_set(error, CHIFFRE_OVERFLOW, "", 0, 0, INPUT_TOO_LONG);
    enum chiffre_status status = choose_language(extractor, document, &index, error);
    if (status == CHIFFRE_OK && extractor->patterns[index] == NULL)
        status = pattern_engine_new(&pattern_tables[index], &extractor->patterns[index], error);
    const struct lexicon *lexicon = status == CHIFFRE_OK ? extractor->lexicons[index] : NULL;
    if (status == CHIFFRE_OK)
        status = reader_start(extractor->reader, document->text, lexicon, extractor->shapes);
    if (status != CHIFFRE_OK)
        return status;
    chiffre_date date = document->date;
    if (date == CHIFFRE_NO_DATE)
        date = dateline_read(&extractor->scanner, document->text, lexicon, extractor->shapes);
    if (extractor->scanner.failed)
        return error_no_memory(error);
    struct delivery delivery = {.document = document, .take = take, .context = context, .file_offsets = extractor->options.file_offsets};
    source_cursor_start(&delivery.source, document);
    extractor->date = date;
    extractor->language = lexicon->language;
    names_clear(&extractor->names);
    extractor->context.patterns = extractor->patterns[index];
    context_start(&extractor->context, date);
    read_title(extractor, document->title, lexicon);
    if (extractor->scanner.failed)
        return error_no_memory(error);
    scanner_start(&extractor->scanner, document->text, lexicon, extractor->shapes);
    lookout_start(&extractor->lookout, lexicon);
    return extract_sentences(extractor, &delivery, error);
}

enum chiffre_status chiffre_extract(struct chiffre_extractor *extractor, const struct chiffre_document *document, struct chiffre_list *list,
                                    struct chiffre_error *error)
{
    return chiffre_extract_each(extractor, document, figure_add_to_list, list, error);
}
