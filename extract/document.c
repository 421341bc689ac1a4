/* SPDX-License-Identifier: MIT */
/* Reading: path -> documents, one at a time, in memory bounded by the largest, of a text by a window of it. Any bytes are a valid text. */
#include "extract/document.h"

#include "core/ascii.h"
#include "core/error.h"
#include "core/text.h"
#include "extract/table_unit.h"


static void warn_of_stray_bytes(struct chiffre_reader *reader, const struct encoding *encoding)
{
    if (encoding->stray > 0)
        (void)error_set(&reader->warning, CHIFFRE_MALFORMED, reader->path, encoding->stray_line, encoding->stray_column,
                        "warning: %zu %s no UTF-8, as the rest of the text is; --encoding names another encoding", encoding->stray,
                        encoding->stray == 1 ? "byte is" : "bytes from here on are");
}

enum chiffre_status document_decode(struct chiffre_reader *reader, struct chiffre_text bytes, struct chiffre_text declared,
                                    struct chiffre_document *document, struct chiffre_error *error)
{
    struct encoding encoding;
    size_t skipped;
    enum chiffre_status status =
        encoding_decode(bytes, reader->encoding, declared, &reader->arena, &document->text, &encoding, &skipped, error);
    if (status == CHIFFRE_OK)
        warn_of_stray_bytes(reader, &encoding);
    if (status != CHIFFRE_OK || (encoding.kind == ENCODING_UTF8 && skipped == 0))
        return status;
    reader->map = (struct chiffre_source_map){.encoding = encoding.kind, .skipped = skipped};
    document->map = &reader->map;
    return CHIFFRE_OK;
}

static enum chiffre_status decode_mapped(struct chiffre_reader *reader, struct chiffre_document *document, struct chiffre_error *error)
{
    struct encoding encoding;
    size_t skipped;
    enum chiffre_status status =
        encoding_decode_mapped(&reader->mapping, reader->encoding, &document->text, &encoding, &skipped, error);
    if (status != CHIFFRE_OK)
        return status;
    warn_of_stray_bytes(reader, &encoding);
    reader->map = (struct chiffre_source_map){.encoding = encoding.kind, .skipped = skipped, .mapping = &reader->mapping};
    document->map = &reader->map;
    return CHIFFRE_OK;
}

static bool begins(struct chiffre_text bytes, const char *with)
{
    return bytes.length >= strlen(with) && ascii_compare_most(bytes.data, with, strlen(with)) == 0;
}

static enum chiffre_status read_text(struct chiffre_reader *reader, struct chiffre_text bytes, struct chiffre_document *document,
                                     struct chiffre_error *error)
{
    struct chiffre_text head = bytes;
    while (head.length > 0 && memchr(" \t\r\n\xEF\xBB\xBF", head.data[0], 7) != NULL)
        head = (struct chiffre_text){head.data + 1, head.length - 1};
    if (reader->look && begins(head, "%PDF-"))
        return pdf_read(reader, bytes, document, error);
    if (reader->look && (begins(head, "<!doctype html") || begins(head, "<html")))
        return html_read(reader, bytes, document, error);
    if (reader->mapping.base != NULL)
        return decode_mapped(reader, document, error);
    return document_decode(reader, bytes, (struct chiffre_text){NULL, 0}, document, error);
}

static enum chiffre_status read_json_line(struct chiffre_reader *reader, struct chiffre_text line,
                                          struct chiffre_document *document, struct chiffre_error *error)
{
    static const char wide[] = "this is UTF-16: JSON Lines are UTF-8, or of --encoding with one byte a character";
    if (reader->line == 1 && (begins(line, "\xFF\xFE") || begins(line, "\xFE\xFF")))
        return error_set(error, CHIFFRE_MALFORMED, reader->path, 1, 1, "%s", wide);
    if (reader->encoding != NULL) {
        struct encoding encoding;
        size_t skipped;
        enum chiffre_status status = encoding_decode(line, reader->encoding, (struct chiffre_text){NULL, 0}, &reader->arena, &line,
                                                     &encoding, &skipped, error);
        if (status == CHIFFRE_OK && encoding.kind != ENCODING_UTF8 && encoding.kind != ENCODING_SINGLE)
            status = error_set(error, CHIFFRE_MALFORMED, reader->path, reader->line, 1, "%s", wide);
        if (status != CHIFFRE_OK)
            return status;
    }
    return jsonl_read_document(line, reader->line, reader->path, &reader->keys, &reader->arena, document, error);
}

static const struct document_form document_forms[] = {
    {"text", ".txt .text", false, read_text}, /* the first is what a file of no known ending is */
    {"jsonl", ".jsonl .ndjson", true, read_json_line},
    {"html", ".html .htm .xhtml", false, html_read},
    {"pdf", ".pdf", false, pdf_read},
    {"docx", ".docx", false, pandoc_read}, /* pandoc's own names */
    {"odt", ".odt", false, pandoc_read},
    {"epub", ".epub", false, pandoc_read},
    {"markdown", ".md .markdown", false, pandoc_read},
};
#define FORM_COUNT (sizeof document_forms / sizeof *document_forms)

/* What the caller has stopped ends here: what came of a document is none. */
static bool is_stopped(struct chiffre_reader *reader, enum chiffre_status status)
{
    bool stopped = status == CHIFFRE_UNREADABLE && reader->stop != NULL && *reader->stop != 0;
    reader->ended = reader->ended || stopped;
    return stopped;
}

static enum chiffre_status next_whole(struct chiffre_reader *reader, struct chiffre_document *document, struct chiffre_error *error)
{
    struct chiffre_text bytes;
    if (reader->line > 0) {
        reader->ended = true;
        return CHIFFRE_OK;
    }
    reader->line = 1;
    document->name = text_from(reader->path);
    enum chiffre_status status = reader->form->read == read_text
                                     ? input_mapped(reader->path, reader->stop, reader->held, &reader->arena, &reader->mapping, &bytes, error)
                                     : input_whole_until(reader->path, reader->stop, &reader->arena, &bytes, error);
    if (is_stopped(reader, status))
        return CHIFFRE_OK;
    return status == CHIFFRE_OK ? reader->form->read(reader, bytes, document, error) : status;
}

static bool is_blank(struct chiffre_text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.data[i] != ' ' && line.data[i] != '\t')
            return false;
    return true;
}

bool chiffre_reader_by_line(const struct chiffre_reader *reader)
{
    return reader->form->by_line;
}

enum chiffre_status chiffre_reader_next_line(struct chiffre_reader *reader, struct chiffre_text *line, bool *end, bool *more,
                                             struct chiffre_error *error)
{
    *end = reader->ended;
    *more = false;
    while (!reader->ended) {
        enum chiffre_status status = input_line(reader->lines, line, &reader->ended, error);
        if (is_stopped(reader, status))
            status = CHIFFRE_OK;
        if (status != CHIFFRE_OK)
            reader->ended = true; /* the stream itself is broken: there is nothing behind it */
        *end = reader->ended && status == CHIFFRE_OK;
        if (reader->ended)
            return status;
        reader->line = input_line_number(reader->lines);
        if (reader->line == 1 && begins(*line, "\xEF\xBB\xBF"))
            *line = (struct chiffre_text){line->data + 3, line->length - 3};
        if (reader->every_line || !is_blank(*line))
            break;
    }
    *more = !reader->ended && input_has_line(reader->lines);
    return CHIFFRE_OK;
}

enum chiffre_status chiffre_reader_read_line(struct chiffre_reader *reader, struct chiffre_text line, size_t number,
                                             struct chiffre_document *document, struct chiffre_error *error)
{
    *document = (struct chiffre_document){.date = CHIFFRE_NO_DATE};
    arena_reset(&reader->arena);
    reader->line = number;
    if (is_blank(line))
        return error_set(error, CHIFFRE_MALFORMED, reader->path, number, 0, "an empty line is no document");
    return reader->form->read(reader, line, document, error);
}

static enum chiffre_status next_line(struct chiffre_reader *reader, struct chiffre_document *document, struct chiffre_error *error)
{
    struct chiffre_text line;
    bool end, more;
    enum chiffre_status status = chiffre_reader_next_line(reader, &line, &end, &more, error);
    return status != CHIFFRE_OK || end ? status : chiffre_reader_read_line(reader, line, reader->line, document, error);
}

const char *chiffre_reader_form(size_t index, const char **endings)
{
    if (index >= FORM_COUNT)
        return NULL;
    if (endings != NULL)
        *endings = document_forms[index].endings;
    return document_forms[index].name;
}

static bool ends_in(const char *path, size_t length, const char *ending, size_t size)
{
    return length > size && ascii_compare_most(path + length - size, ending, size) == 0;
}

static bool has_ending(const char *path, const char *endings)
{
    size_t length = strlen(path);
    if (ends_in(path, length, ".gz", 3))
        length -= 3;
    for (const char *at = endings; *at != '\0'; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        if (ends_in(path, length, at, size))
            return true;
        at += size;
    }
    return false;
}

/* NULL: there is no form of this name. *look: the name of the file says nothing. */
static const struct document_form *find_form(const char *path, const char *name, bool *look)
{
    bool automatic = name == NULL || strcmp(name, "auto") == 0;
    *look = false;
    for (size_t i = 0; i < FORM_COUNT; i++)
        if (automatic ? has_ending(path, document_forms[i].endings) : strcmp(name, document_forms[i].name) == 0)
            return &document_forms[i];
    *look = automatic;
    return automatic ? &document_forms[0] : NULL;
}

static const char *keep(struct arena *arena, const char *string)
{
    size_t size = strlen(string) + 1;
    char *copy = arena_take(arena, size);
    return copy == NULL ? NULL : memcpy(copy, string, size);
}

/* "text=body" -> keys.text is "body". */
static enum chiffre_status set_field(struct chiffre_reader *reader, const char *field, struct chiffre_error *error)
{
    struct jsonl_keys *keys = &reader->keys;
    const struct {
        const char *name;
        const char **key;
    } names[] = {{"id", &keys->id},     {"text", &keys->text},   {"date", &keys->date},
                 {"lang", &keys->lang}, {"title", &keys->title}, {"source", &keys->source}};
    size_t length = strcspn(field, "=");
    for (size_t i = 0; i < sizeof names / sizeof *names && field[length] == '=' && field[length + 1] != '\0'; i++)
        if (strlen(names[i].name) == length && strncmp(names[i].name, field, length) == 0) {
            *names[i].key = keep(&reader->settings, field + length + 1);
            return *names[i].key == NULL ? error_no_memory(error) : CHIFFRE_OK;
        }
    return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "\"%s\" maps no field: text=KEY, also id, date, lang, title and source",
                     field);
}

static enum chiffre_status set_options(struct chiffre_reader *reader, const struct chiffre_reader_options *options,
                                       struct chiffre_error *error)
{
    struct encoding encoding;
    enum chiffre_status status = CHIFFRE_OK;
    reader->held = options == NULL || options->held == 0 ? DOCUMENT_HELD : options->held;
    reader->mapping.step = reader->held < MAPPING_STEP_MIN ? MAPPING_STEP_MIN : reader->held < DOCUMENT_HELD ? reader->held : 0;
    if (options == NULL)
        return status;
    reader->whole_page = options->whole_page;
    reader->every_line = options->every_line;
    reader->seconds = options->seconds;
    reader->stop = options->stop;
    for (size_t i = 0; status == CHIFFRE_OK && i < options->field_count; i++)
        status = set_field(reader, options->fields[i], error);
    if (status != CHIFFRE_OK || options->encoding == NULL)
        return status;
    if (!encoding_find(text_from(options->encoding), &encoding))
        return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0,
                         "unknown encoding \"%s\"; utf-8, utf-16le, utf-16be, or one of single bytes such as windows-1252",
                         options->encoding);
    reader->encoding = keep(&reader->settings, options->encoding);
    return reader->encoding == NULL ? error_no_memory(error) : CHIFFRE_OK;
}

enum chiffre_status chiffre_reader_new(const char *path, const struct chiffre_reader_options *options,
                                       struct chiffre_reader **result, struct chiffre_error *error)
{
    *result = NULL;
    bool look;
    const char *name = options == NULL ? NULL : options->form;
    const struct document_form *form = find_form(path, name, &look);
    if (form == NULL)
        return error_set(error, CHIFFRE_UNKNOWN, path, 0, 0, "unknown form of input \"%s\"", name == NULL ? "" : name);
    struct chiffre_reader *reader = memory_take(1, sizeof *reader);
    if (reader == NULL)
        return error_no_memory(error);
    *reader = (struct chiffre_reader){.form = form, .look = look};
    reader->path = keep(&reader->settings, path);
    enum chiffre_status status = reader->path == NULL ? error_no_memory(error) : set_options(reader, options, error);
    if (status == CHIFFRE_OK && form->by_line && !(options != NULL && options->lines_given))
        status = input_open(path, &reader->lines, error);
    if (status == CHIFFRE_OK && reader->lines != NULL)
        input_stop(reader->lines, reader->stop);
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
    table_units_free(reader->units);
    mapping_close(&reader->mapping);
    arena_free(&reader->arena);
    arena_free(&reader->settings);
    memory_free(reader);
}

enum chiffre_status chiffre_reader_next(struct chiffre_reader *reader, struct chiffre_document *document, bool *end,
                                        struct chiffre_error *error)
{
    *document = (struct chiffre_document){.date = CHIFFRE_NO_DATE};
    enum chiffre_status status = CHIFFRE_OK;
    arena_reset(&reader->arena);
    reader->warning.message[0] = '\0';
    if (!reader->ended)
        status = reader->form->by_line ? next_line(reader, document, error) : next_whole(reader, document, error);
    *end = reader->ended && status == CHIFFRE_OK;
    return status;
}

const struct chiffre_error *chiffre_reader_warning(const struct chiffre_reader *reader)
{
    return reader->warning.message[0] != '\0' ? &reader->warning : NULL;
}

size_t chiffre_reader_line(const struct chiffre_reader *reader)
{
    return reader->line;
}
