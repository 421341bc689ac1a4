/* SPDX-License-Identifier: MIT */
/* Reading: path -> documents, one at a time, in memory bounded by the largest. Any bytes are a valid text. */
#include "extract/document.h"

#include "core/error.h"
#include "core/jsonl.h"
#include "core/text.h"

#include <strings.h>

static enum chiffre_status next_text(struct chiffre_reader *reader, struct chiffre_document *document, struct chiffre_error *error)
{
    if (reader->line > 0) {
        reader->ended = true;
        return CHIFFRE_OK;
    }
    reader->line = 1;
    document->name = text_from(reader->path);
    return input_whole(reader->path, &reader->arena, &document->text, error);
}

static bool is_blank(struct chiffre_text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.data[i] != ' ' && line.data[i] != '\t')
            return false;
    return true;
}

static enum chiffre_status next_json_line(struct chiffre_reader *reader, struct chiffre_document *document, struct chiffre_error *error)
{
    struct chiffre_text line;
    do {
        enum chiffre_status status = input_line(reader->lines, &line, &reader->ended, error);
        if (status != CHIFFRE_OK)
            reader->ended = true; /* the stream itself is broken: there is nothing behind it */
        if (reader->ended)
            return status;
        reader->line = input_line_number(reader->lines);
        if (reader->line == 1 && line.length >= 3 && memcmp(line.data, "\xEF\xBB\xBF", 3) == 0)
            line = (struct chiffre_text){line.data + 3, line.length - 3};
    } while (is_blank(line));
    return jsonl_read_document(line, reader->line, reader->path, &reader->arena, document, error);
}

static const struct document_form document_forms[] = {
    {"text", ".txt .text", false, next_text}, /* the first is what a file of no known ending is */
    {"jsonl", ".jsonl .ndjson", true, next_json_line},
};
#define FORM_COUNT (sizeof document_forms / sizeof *document_forms)

const char *chiffre_reader_form(size_t index, const char **endings)
{
    if (index >= FORM_COUNT)
        return NULL;
    if (endings != NULL)
        *endings = document_forms[index].endings;
    return document_forms[index].name;
}

static bool has_ending(const char *path, const char *endings)
{
    size_t length = strlen(path);
    for (const char *at = endings; *at != '\0'; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        if (length > size && strncasecmp(path + length - size, at, size) == 0)
            return true;
        at += size;
    }
    return false;
}

static const struct document_form *find_form(const char *path, const char *name)
{
    bool automatic = name == NULL || strcmp(name, "auto") == 0;
    for (size_t i = 0; i < FORM_COUNT; i++)
        if (automatic ? has_ending(path, document_forms[i].endings) : strcmp(name, document_forms[i].name) == 0)
            return &document_forms[i];
    return automatic ? &document_forms[0] : NULL;
}

enum chiffre_status chiffre_reader_new(const char *path, const char *form_name, struct chiffre_reader **result, struct chiffre_error *error)
{
    *result = NULL;
    const struct document_form *form = find_form(path, form_name);
    if (form == NULL)
        return error_set(error, CHIFFRE_UNKNOWN, path, 0, 0, "unknown form of input \"%s\"", form_name);
    struct chiffre_reader *reader = memory_take(1, sizeof *reader);
    size_t size = strlen(path) + 1;
    char *copy = memory_take(size, 1);
    if (reader == NULL || copy == NULL) {
        memory_free(reader);
        memory_free(copy);
        return error_no_memory(error);
    }
    memcpy(copy, path, size);
    *reader = (struct chiffre_reader){.form = form, .path = copy};
    enum chiffre_status status = form->by_line ? input_open(path, &reader->lines, error) : CHIFFRE_OK;
    if (status != CHIFFRE_OK) {
        chiffre_reader_free(reader);
        return status;
    }
    *result = reader;
    return CHIFFRE_OK;
}

void chiffre_reader_free(struct chiffre_reader *reader)
{
    if (reader == NULL)
        return;
    if (reader->lines != NULL)
        input_close(reader->lines);
    arena_free(&reader->arena);
    memory_free(reader->path);
    memory_free(reader);
}

enum chiffre_status chiffre_reader_next(struct chiffre_reader *reader, struct chiffre_document *document, bool *end,
                                        struct chiffre_error *error)
{
    *document = (struct chiffre_document){.date = CHIFFRE_NO_DATE};
    enum chiffre_status status = CHIFFRE_OK;
    arena_reset(&reader->arena);
    if (!reader->ended)
        status = reader->form->next(reader, document, error);
    *end = reader->ended && status == CHIFFRE_OK;
    return status;
}

size_t chiffre_reader_line(const struct chiffre_reader *reader)
{
    return reader->line;
}
