/* SPDX-License-Identifier: MIT */
/* JSON Lines -> documents and figures (jansson reads; numbers are taken from their written digits). */
#include "core/jsonl.h"

#include "core/date.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/figure.h"
#include "core/input.h"
#include "core/json.h"
#include "core/json_flat.h"
#include "core/put.h"
#include "core/text.h"

#include <stdio.h>

/* Numbers become doubles here, but nobody reads those: it only keeps jansson from refusing large integers. */
#define LOAD_FLAGS (JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL)

#define ONE(name, type, description) +1
#define FIELD_COUNT (0 CHIFFRE_ALL_FIELDS(ONE))

static enum chiffre_status load(struct chiffre_text line, size_t line_number, const char *file, json_t **object,
                                struct chiffre_error *error)
{
    json_error_t problem;
    bool no_memory;
    *object = json_read(line, LOAD_FLAGS, &problem, &no_memory);
    if (no_memory)
        return error_no_memory(error);
    if (*object == NULL)
        return error_set(error, CHIFFRE_MALFORMED, file, line_number, problem.column > 0 ? (size_t)problem.column : 1, "%s",
                         problem.text);
    if (json_is_object(*object))
        return CHIFFRE_OK;
    json_decref(*object);
    return error_set(error, CHIFFRE_MALFORMED, file, line_number, 1, "no JSON object");
}

/* The byte behind the string that begins at `at`; the line is known to be JSON here and below. */
static size_t skip_string(struct chiffre_text line, size_t at)
{
    for (at++; line.data[at] != '"'; at++)
        if (line.data[at] == '\\')
            at++;
    return at + 1;
}

static bool in_number(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/* The next key of the object itself whose value is a number, and that number as written. *at moves on; false: no more. */
static bool next_number(struct chiffre_text line, size_t *at, struct chiffre_text *key, struct chiffre_text *number)
{
    size_t depth = *at > 0, i = *at;
    while (i < line.length) {
        char c = line.data[i];
        if (c == '"') {
            size_t end = skip_string(line, i);
            if (depth == 1)
                *key = (struct chiffre_text){line.data + i + 1, end - i - 2};
            i = end;
        } else if (depth == 1 && (c == '-' || (c >= '0' && c <= '9'))) {
            size_t start = i;
            while (i < line.length && in_number(line.data[i]))
                i++;
            *number = (struct chiffre_text){line.data + start, i - start};
            *at = i;
            return true;
        } else {
            depth += c == '{' || c == '[';
            depth -= c == '}' || c == ']';
            i++;
        }
    }
    return false;
}

static struct chiffre_text string_of(const json_t *string)
{
    return (struct chiffre_text){json_string_value(string), json_string_length(string)};
}

/* Blank, or only a BOM at the head of the file: no record. */
static struct chiffre_text trim(struct chiffre_text line, size_t line_number)
{
    if (line_number == 1 && line.length >= 3 && memcmp(line.data, "\xEF\xBB\xBF", 3) == 0)
        line = (struct chiffre_text){line.data + 3, line.length - 3};
    while (line.length > 0 && strchr(" \t\r", line.data[line.length - 1]) != NULL && line.data[line.length - 1] != '\0')
        line.length--;
    return line;
}

/* A string member into the arena; absent and null are empty. */
static enum chiffre_status take_string(const json_t *object, const char *name, size_t line_number, const char *file,
                                       struct arena *arena, struct chiffre_text *text, struct chiffre_error *error)
{
    const json_t *member = json_object_get(object, name);
    *text = (struct chiffre_text){"", 0};
    if (member == NULL || json_is_null(member))
        return CHIFFRE_OK;
    if (!json_is_string(member))
        return error_set(error, CHIFFRE_MALFORMED, file, line_number, 0, "\"%s\" is no string", name);
    *text = arena_text(arena, string_of(member));
    return text->data == NULL ? error_no_memory(error) : CHIFFRE_OK;
}

/* What is being read, for the members and the messages. */
struct line {
    struct chiffre_text text;
    size_t number;
    const char *file;
    struct arena *arena;
    const json_t *object;
};

static enum chiffre_status take_member(const struct line *line, const char *name, struct chiffre_text *text, struct chiffre_error *error)
{
    return take_string(line->object, name, line->number, line->file, line->arena, text, error);
}

static struct chiffre_text line_number_text(struct arena *arena, size_t number)
{
    char digits[PUT_NATURAL_MAX];
    return arena_text(arena, (struct chiffre_text){digits, (size_t)(put_natural(digits, number) - digits)});
}

static enum chiffre_status take_id(const struct line *line, const char *name, struct chiffre_text *id, struct chiffre_error *error)
{
    if (json_is_number(json_object_get(line->object, name))) {
        struct chiffre_text key = TEXT(""), number = TEXT("");
        size_t at = 0;
        while (next_number(line->text, &at, &key, &number))
            if (text_equal(key, text_from(name)))
                break;
        *id = arena_text(line->arena, number);
        return id->data == NULL ? error_no_memory(error) : CHIFFRE_OK;
    }
    enum chiffre_status status = take_member(line, name, id, error);
    if (status != CHIFFRE_OK || id->length > 0)
        return status;
    *id = line_number_text(line->arena, line->number);
    return id->data == NULL ? error_no_memory(error) : CHIFFRE_OK;
}

static chiffre_date date_of(struct chiffre_text text)
{
    bool timed = text.length > 10 && (text.data[10] == 'T' || text.data[10] == ' ');
    return date_read((struct chiffre_text){text.data, timed ? 10 : text.length});
}

static enum chiffre_status take_date(const struct line *line, const char *name, chiffre_date *date, struct chiffre_error *error)
{
    struct chiffre_text text;
    enum chiffre_status status = take_member(line, name, &text, error);
    if (status != CHIFFRE_OK)
        return status;
    *date = date_of(text);
    if (text.length > 0 && *date == CHIFFRE_NO_DATE)
        return error_set(error, CHIFFRE_MALFORMED, line->file, line->number, 0, "\"%s\" is no date like 2025-10-28", name);
    return CHIFFRE_OK;
}

static const char *key_of(const char *own, const char *name)
{
    return own != NULL ? own : name;
}

static enum chiffre_status take_document(const struct line *line, const struct jsonl_keys *keys, struct chiffre_document *read,
                                         struct chiffre_error *error)
{
    const char *text = key_of(keys->text, "text");
    enum chiffre_status status = take_id(line, key_of(keys->id, "id"), &read->name, error); /* first: an error tells of which document */
    if (status != CHIFFRE_OK)
        read->name = TEXT("");
    if (status != CHIFFRE_NO_MEMORY && !json_is_string(json_object_get(line->object, text)))
        status = error_set(error, CHIFFRE_MALFORMED, line->file, line->number, 0, "no string \"%s\" in the object", text);
    if (status == CHIFFRE_OK)
        status = take_member(line, text, &read->text, error);
    if (status == CHIFFRE_OK)
        status = take_date(line, key_of(keys->date, "date"), &read->date, error);
    if (status == CHIFFRE_OK)
        status = take_member(line, key_of(keys->lang, "lang"), &read->language, error);
    if (status == CHIFFRE_OK)
        status = take_member(line, key_of(keys->title, "title"), &read->title, error);
    if (status == CHIFFRE_OK)
        status = take_member(line, key_of(keys->source, "source"), &read->source, error);
    return status;
}

/* A string, or nothing. *fine: that it is. */
static struct chiffre_text flat_member(const struct json_flat *flat, const char *name, struct arena *arena, bool *fine)
{
    const struct json_member *member = json_flat_find(flat, text_from(name));
    if (member == NULL || member->type == JSON_FLAT_NULL)
        return TEXT("");
    struct chiffre_text text = member->type == JSON_FLAT_STRING ? json_flat_string(member, arena) : (struct chiffre_text){NULL, 0};
    *fine = *fine && text.data != NULL;
    return text;
}

/* The same as take_document where nothing is wrong; where something is, that says what. */
static bool take_flat(const struct json_flat *flat, size_t line_number, const struct jsonl_keys *keys, struct arena *arena,
                      struct chiffre_document *read)
{
    const struct json_member *text = json_flat_find(flat, text_from(key_of(keys->text, "text")));
    const struct json_member *id = json_flat_find(flat, text_from(key_of(keys->id, "id")));
    bool fine = text != NULL && text->type == JSON_FLAT_STRING;
    if (!fine)
        return false;
    read->text = json_flat_string(text, arena);
    read->name = id != NULL && id->type == JSON_FLAT_NUMBER ? arena_text(arena, id->value)
                                                            : flat_member(flat, key_of(keys->id, "id"), arena, &fine);
    if (fine && read->name.length == 0)
        read->name = line_number_text(arena, line_number);
    struct chiffre_text date = flat_member(flat, key_of(keys->date, "date"), arena, &fine);
    read->language = flat_member(flat, key_of(keys->lang, "lang"), arena, &fine);
    read->title = flat_member(flat, key_of(keys->title, "title"), arena, &fine);
    read->source = flat_member(flat, key_of(keys->source, "source"), arena, &fine);
    read->date = fine ? date_of(date) : CHIFFRE_NO_DATE;
    return fine && read->text.data != NULL && read->name.data != NULL && (date.length == 0 || read->date != CHIFFRE_NO_DATE);
}

enum chiffre_status jsonl_read_document(struct chiffre_text line, size_t line_number, const char *file, const struct jsonl_keys *keys,
                                        struct arena *arena, struct chiffre_document *document, struct chiffre_error *error)
{
    static const struct jsonl_keys own = {.id = NULL};
    json_t *object;
    struct json_flat flat;
    struct chiffre_document read = {.date = CHIFFRE_NO_DATE};
    line = trim(line, line_number);
    keys = keys != NULL ? keys : &own;
    if (json_flat_read(line, &flat) && take_flat(&flat, line_number, keys, arena, &read)) {
        *document = read;
        return CHIFFRE_OK;
    }
    read = (struct chiffre_document){.date = CHIFFRE_NO_DATE};
    enum chiffre_status status = load(line, line_number, file, &object, error);
    if (status != CHIFFRE_OK)
        return status;
    struct line in = {line, line_number, file, arena, object};
    status = take_document(&in, keys, &read, error);
    json_decref(object);
    if (status == CHIFFRE_OK)
        *document = read;
    else
        document->name = read.name;
    return status;
}

/* A JSON number with an exponent is written out for decimals, others are set from their digits. */
static enum chiffre_status set_number(struct chiffre_figure *figure, const struct figure_field *field, struct chiffre_text number)
{
    const char *mark = memchr(number.data, 'e', number.length);
    if (mark == NULL)
        mark = memchr(number.data, 'E', number.length);
    if (mark == NULL || field->type != FIGURE_DECIMAL)
        return figure_field_set(figure, field, number);
    struct chiffre_decimal value;
    enum chiffre_status status = decimal_read((struct chiffre_text){number.data, (size_t)(mark - number.data)}, &value);
    bool negative = mark[1] == '-';
    int32_t power = 0;
    for (const char *at = mark + 1 + (mark[1] == '-' || mark[1] == '+'); at < number.data + number.length; at++)
        power = power < 100000 ? power * 10 + (*at - '0') : power;
    if (status == CHIFFRE_OK && !(value = decimal_scale(value, negative ? -power : power)).known)
        status = CHIFFRE_OVERFLOW;
    if (status == CHIFFRE_OK)
        memcpy((char *)figure + field->offset, &value, sizeof value);
    return status;
}

/* One member of the object; `numbers` has the digits of those that are numbers, by field. */
static enum chiffre_status set_member(struct chiffre_figure *figure, const struct figure_field *field, const json_t *member,
                                      const struct chiffre_text *numbers)
{
    if (json_is_null(member))
        return CHIFFRE_OK;
    if (json_is_string(member))
        return figure_field_set(figure, field, string_of(member));
    struct chiffre_text number = numbers[field - figure_fields];
    return json_is_number(member) && number.length > 0 ? set_number(figure, field, number) : CHIFFRE_MALFORMED;
}

static enum chiffre_status set_members(struct chiffre_figure *figure, json_t *object, struct chiffre_text line, const char *path,
                                       size_t line_number, struct chiffre_error *error)
{
    struct chiffre_text numbers[FIELD_COUNT] = {{NULL, 0}}, key = TEXT(""), number;
    for (size_t at = 0; next_number(line, &at, &key, &number);) {
        const struct figure_field *field = figure_field_find(key);
        if (field != NULL)
            numbers[field - figure_fields] = number;
    }
    if (json_object_get(object, "value") == NULL || json_object_get(object, "unit") == NULL)
        return error_set(error, CHIFFRE_MALFORMED, path, line_number, 0, "no \"value\" or no \"unit\": this is no figure");
    for (void *at = json_object_iter(object); at != NULL; at = json_object_iter_next(object, at)) {
        const struct figure_field *field = figure_field_find(text_from(json_object_iter_key(at)));
        enum chiffre_status status = field == NULL ? CHIFFRE_OK : set_member(figure, field, json_object_iter_value(at), numbers);
        if (status == CHIFFRE_OVERFLOW)
            return error_set(error, status, path, line_number, 0, "\"%s\": a number too large", field->name);
        if (status != CHIFFRE_OK)
            return error_set(error, status, path, line_number, 0, "\"%s\" cannot be this", field->name);
    }
    return CHIFFRE_OK;
}

static enum chiffre_status read_figure(struct chiffre_text line, const char *path, size_t line_number, figure_fn *take, void *context,
                                       struct chiffre_error *error)
{
    json_t *object;
    line = trim(line, line_number);
    if (line.length == 0)
        return CHIFFRE_OK;
    enum chiffre_status status = load(line, line_number, path, &object, error);
    if (status != CHIFFRE_OK)
        return status;
    struct chiffre_figure figure = chiffre_figure_empty();
    status = set_members(&figure, object, line, path, line_number, error);
    if (status == CHIFFRE_OK)
        status = take(context, &figure, error);
    json_decref(object);
    return status;
}

enum chiffre_status jsonl_each_figure(const char *path, figure_fn *take, void *context, struct chiffre_error *error)
{
    struct input *input;
    struct chiffre_text line;
    bool end = false;
    enum chiffre_status status = input_open(path, &input, error);
    if (status != CHIFFRE_OK)
        return status;
    while (status == CHIFFRE_OK && !end) {
        status = input_line(input, &line, &end, error);
        if (status == CHIFFRE_OK && !end)
            status = read_figure(line, path, input_line_number(input), take, context, error);
    }
    input_close(input);
    return status;
}

enum chiffre_status jsonl_read_figures(const char *path, struct chiffre_list *list, struct chiffre_error *error)
{
    return jsonl_each_figure(path, figure_add_to_list, list, error);
}
