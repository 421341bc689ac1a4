/* SPDX-License-Identifier: MIT */
/* Door encodings: the first line is an encoding's name, the rest bytes in it (or in what its mark or itself says) -> UTF-8 ->
 * figures, whose offsets count the bytes of the file: decoded alone, these are the figure's text; held or mapped the same. First
 * byte: forced, declared or told by the bytes. */
#include "extract/encoding.h"
#include "tests/fuzz/door.h"

enum { FORCED = 1, DECLARED = 2, NAME_MOST = 80 };

static struct chiffre_text decode(struct chiffre_text bytes, const char *forced, struct arena *arena)
{
    struct chiffre_text text;
    struct encoding encoding;
    size_t skipped;
    REQUIRE(encoding_decode(bytes, forced, TEXT(""), arena, &text, &encoding, &skipped, NULL) == CHIFFRE_OK);
    return text;
}

struct file {
    struct chiffre_text bytes;
    const char *name;
    struct chiffre_list *list;
};

static enum chiffre_status take(void *context, const struct chiffre_figure *figure, struct chiffre_error *error)
{
    const struct file *file = context;
    struct arena arena = {.blocks = NULL};
    (void)error;
    REQUIRE(figure->offset <= file->bytes.length && figure->length <= file->bytes.length - figure->offset);
    struct chiffre_text span = {file->bytes.data + figure->offset, figure->length};
    REQUIRE(text_equal(decode(span, file->name, &arena), figure->text));
    arena_free(&arena);
    return chiffre_list_add(file->list, figure);
}

/* The whole way through the reader; texts of more than `held` bytes are mapped. */
static struct chiffre_list *extract(struct chiffre_text bytes, const char *name, size_t held)
{
    static struct chiffre_extractor *extractor;
    static const struct chiffre_extract_options options = {.file_offsets = true};
    struct chiffre_reader_options reading = {.form = "text", .encoding = name, .held = held};
    struct chiffre_reader *reader;
    struct chiffre_document document;
    struct file file = {bytes, name, chiffre_list_new()};
    bool end;
    if (extractor == NULL)
        REQUIRE(chiffre_extractor_new(&options, &extractor, NULL) == CHIFFRE_OK);
    REQUIRE(file.list != NULL && chiffre_reader_new(door_file(bytes), &reading, &reader, NULL) == CHIFFRE_OK);
    REQUIRE(chiffre_reader_next(reader, &document, &end, NULL) == CHIFFRE_OK && !end);
    document.name = TEXT("fuzz");
    document.language = TEXT("fr");
    REQUIRE(chiffre_extract_each(extractor, &document, take, &file, NULL) == CHIFFRE_OK);
    chiffre_reader_free(reader);
    return file.list;
}

static void extract_both_ways(struct chiffre_text bytes, const char *name)
{
    struct chiffre_list *held = extract(bytes, name, 0), *mapped = extract(bytes, name, 1 + bytes.length % 100);
    REQUIRE(door_same_figures(held, mapped));
    chiffre_list_free(held);
    chiffre_list_free(mapped);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct chiffre_text rest = {(const char *)data, size}, text;
    uint8_t asked = door_byte(&rest);
    const char *feed = rest.length == 0 ? NULL : memchr(rest.data, '\n', rest.length);
    size_t length = feed == NULL ? 0 : (size_t)(feed - rest.data), skipped;
    char name[NAME_MOST] = "";
    if (length > 0 && length < sizeof name)
        memcpy(name, rest.data, length);
    if (feed != NULL)
        rest = (struct chiffre_text){feed + 1, rest.length - length - 1};
    struct arena arena = {.blocks = NULL};
    struct encoding encoding, found;
    struct chiffre_error error = {.line = 0};
    bool known = encoding_find(text_from(name), &found);
    enum chiffre_status status = encoding_decode(rest, asked & FORCED ? name : NULL, asked & DECLARED ? text_from(name) : TEXT(""),
                                                 &arena, &text, &encoding, &skipped, &error);
    door_failed_well(status, &error);
    REQUIRE(status == CHIFFRE_OK || (status == CHIFFRE_UNKNOWN && asked & FORCED && !known));
    if (status == CHIFFRE_OK) {
        REQUIRE(skipped <= rest.length && skipped <= 3);
        REQUIRE(encoding.kind == ENCODING_UTF8 || utf8_valid(text));
        bool packed = rest.length >= 2 && memcmp(rest.data, "\x1F\x8B", 2) == 0,
             page = rest.length > 0 && memchr("<%", rest.data[0], 2) != NULL;
        if (known && !packed && !page && rest.length < 2000)
            extract_both_ways(rest, name);
    }
    arena_free(&arena);
    return 0;
}
