/* SPDX-License-Identifier: MIT */
/* Bytes -> UTF-8. */
#include "extract/encoding.h"

#include "core/ascii.h"
#include "core/error.h"
#include "core/input.h"
#include "core/text.h"

#include <iconv.h>
#include <stdio.h>
#include <unistd.h>

#define NAME_MAX_BYTES 64
#define NO_LETTER 0xFFFD

/* The letter of one byte, by iconv; false where the byte begins a longer sequence: then it is no encoding of single bytes. */
static bool read_letter(iconv_t converter, unsigned char byte, uint16_t *letter)
{
    char in[1] = {(char)byte}, out[8];
    char *from = in, *into = out;
    size_t in_left = 1, out_left = sizeof out;
    iconv(converter, NULL, NULL, NULL, NULL);
    size_t result = iconv(converter, &from, &in_left, &into, &out_left);
    uint32_t code_point = NO_LETTER;
    if (result != (size_t)-1 && in_left == 0 && out_left < sizeof out)
        utf8_decode((struct chiffre_text){out, sizeof out - out_left}, 0, &code_point);
    else if (in_left == 0 || byte < 0x80)
        return false;
    *letter = code_point < 0x10000 ? (uint16_t)code_point : NO_LETTER;
    return true;
}

static bool find_single(const char *name, struct encoding *encoding)
{
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1)
        return false;
    bool single = true;
    size_t letters = 0;
    for (unsigned byte = 0; single && byte < 256; byte++) {
        single = read_letter(converter, (unsigned char)byte, &encoding->letters[byte]);
        letters += single && byte >= 0x80 && encoding->letters[byte] != NO_LETTER;
    }
    iconv_close(converter);
    encoding->kind = ENCODING_SINGLE;
    return single && letters > 0;
}

/* The five bytes that Windows-1252 leaves free are control characters, as the Encoding Standard has it. */
static bool find_windows(struct encoding *encoding)
{
    static const unsigned char unused[] = {0x81, 0x8D, 0x8F, 0x90, 0x9D};
    bool found = find_single("WINDOWS-1252", encoding);
    for (size_t i = 0; found && i < sizeof unused; i++)
        encoding->letters[unused[i]] = unused[i];
    return found;
}

bool encoding_find(struct chiffre_text text, struct encoding *encoding)
{
    static const char *const latin[] = {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1",       "latin-1",
                                        "l1",         "us-ascii",  "ascii",      "windows-1252", "cp1252"};
    char name[NAME_MAX_BYTES];
    if (text.length == 0 || text.length >= sizeof name || memchr(text.data, '\0', text.length) != NULL)
        return false;
    memcpy(name, text.data, text.length);
    name[text.length] = '\0';
    if (strpbrk(name, "/ ") != NULL) /* iconv's own suffixes */
        return false;
    if (ascii_compare(name, "utf-8") == 0 || ascii_compare(name, "utf8") == 0) {
        encoding->kind = ENCODING_UTF8;
        return true;
    }
    if (ascii_compare(name, "utf-16le") == 0 || ascii_compare(name, "utf-16") == 0 || ascii_compare(name, "utf-16be") == 0) {
        encoding->kind = ascii_compare(name, "utf-16be") == 0 ? ENCODING_UTF16_BIG : ENCODING_UTF16_LITTLE;
        return true;
    }
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        if (ascii_compare(name, latin[i]) == 0)
            return find_windows(encoding);
    return find_single(name, encoding);
}

static enum chiffre_status decode_single(struct chiffre_text bytes, const struct encoding *encoding, struct arena *arena,
                                         struct chiffre_text *text, struct chiffre_error *error)
{
    size_t total = 0;
    char letter[4];
    for (size_t i = 0; i < bytes.length; i++) {
        uint16_t code_point = encoding->letters[(unsigned char)bytes.data[i]];
        total += code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : 3;
    }
    char *out = arena_take(arena, total + 1), *at = out;
    if (out == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i < bytes.length; i++) {
        uint16_t code_point = encoding->letters[(unsigned char)bytes.data[i]];
        size_t length = utf8_encode(code_point, letter);
        memcpy(at, letter, length);
        at += length;
    }
    *text = (struct chiffre_text){out, (size_t)(at - out)};
    return CHIFFRE_OK;
}

static uint32_t read_unit(struct chiffre_text bytes, size_t at, bool big)
{
    unsigned first = (unsigned char)bytes.data[at], second = (unsigned char)bytes.data[at + 1];
    return big ? first << 8 | second : second << 8 | first;
}

static enum chiffre_status decode_utf16(struct chiffre_text bytes, bool big, struct arena *arena, struct chiffre_text *text,
                                        struct chiffre_error *error)
{
    char *out = arena_take(arena, bytes.length / 2 * 3 + 4), *at = out;
    if (out == NULL)
        return error_no_memory(error);
    for (size_t i = 0; i + 1 < bytes.length; i += 2) {
        uint32_t code_point = read_unit(bytes, i, big);
        uint32_t low = (code_point & 0xFC00) == 0xD800 && i + 3 < bytes.length ? read_unit(bytes, i + 2, big) : 0;
        if ((low & 0xFC00) == 0xDC00) {
            code_point = 0x10000 + ((code_point & 0x3FF) << 10) + (low & 0x3FF);
            i += 2;
        }
        size_t length = utf8_encode(code_point, at);
        at += length > 0 ? length : utf8_encode(NO_LETTER, at); /* half of a pair */
    }
    if (bytes.length % 2 != 0)
        at += utf8_encode(NO_LETTER, at);
    *text = (struct chiffre_text){out, (size_t)(at - out)};
    return CHIFFRE_OK;
}

static size_t find_mark(struct chiffre_text bytes, struct encoding *encoding)
{
    static const struct {
        char bytes[4];
        size_t length;
        enum encoding_kind kind;
    } marks[] = {{"\xEF\xBB\xBF", 3, ENCODING_UTF8}, {"\xFF\xFE", 2, ENCODING_UTF16_LITTLE}, {"\xFE\xFF", 2, ENCODING_UTF16_BIG}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (bytes.length < marks[i].length || memcmp(bytes.data, marks[i].bytes, marks[i].length) != 0)
            continue;
        encoding->kind = marks[i].kind;
        return marks[i].length;
    }
    return 0;
}

/* Valid UTF-8? Step by step where the bytes are mapped; a step ends before the code point that its end would cut. */
static bool all_valid(struct chiffre_text bytes, const struct mapping *mapping)
{
    size_t at = 0;
    while (mapping != NULL && bytes.length - at > mapping_step(mapping)) {
        size_t end = at + mapping_step(mapping);
        for (int i = 0; i < 3 && ((unsigned char)bytes.data[end] & 0xC0) == 0x80; i++)
            end--;
        if (!utf8_valid((struct chiffre_text){bytes.data + at, end - at}))
            return false;
        mapping_give_back(mapping, at, end);
        at = end;
    }
    return utf8_valid((struct chiffre_text){bytes.data + at, bytes.length - at});
}

struct tally {
    size_t letters, stray;         /* of several bytes; bytes that are none of UTF-8 */
    struct text_position position; /* of the first stray byte, once there is one */
};

/* From `at` on, up to the first code point that begins at `end` or behind it; returns where. */
static size_t count(struct tally *tally, struct chiffre_text bytes, size_t at, size_t end)
{
    while (at < end) {
        size_t length = utf8_length(bytes, at);
        bool stray = length == 1 && (unsigned char)bytes.data[at] >= 0x80;
        if (stray && tally->stray++ == 0)
            text_position_move(&tally->position, at);
        tally->letters += length > 1;
        at += length;
    }
    if (tally->stray == 0) /* what is passed shall not be looked at again */
        text_position_move(&tally->position, at);
    return at;
}

/* Bytes that are no valid UTF-8: are they that but for a few? */
static bool is_mostly_valid(struct chiffre_text bytes, const struct mapping *mapping, struct encoding *encoding)
{
    struct tally tally = {.letters = 0};
    text_position_start(&tally.position, bytes);
    for (size_t at = 0; at < bytes.length;) {
        size_t step = mapping == NULL ? bytes.length : mapping_step(mapping), from = at;
        at = count(&tally, bytes, at, bytes.length - at > step ? at + step : bytes.length);
        if (at < bytes.length)
            mapping_give_back(mapping, from, at);
    }
    encoding->stray = tally.stray;
    encoding->stray_line = tally.position.line;
    encoding->stray_column = tally.position.column;
    return tally.letters / ENCODING_LETTERS_FOR_A_STRAY >= tally.stray;
}

static enum chiffre_status choose(struct chiffre_text bytes, const struct mapping *mapping, const char *forced, struct chiffre_text declared,
                                  struct encoding *encoding, size_t *skipped, struct chiffre_error *error)
{
    struct encoding mark = {.kind = ENCODING_UTF8};
    encoding->stray = 0;
    *skipped = find_mark(bytes, &mark);
    if (forced != NULL) {
        if (!encoding_find(text_from(forced), encoding))
            return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0,
                             "unknown encoding \"%s\"; utf-8, utf-16le, utf-16be, or one of single bytes such as windows-1252",
                             forced);
        if (*skipped > 0 && mark.kind != encoding->kind)
            *skipped = 0;
    } else if (*skipped > 0) {
        *encoding = mark;
    } else if (!encoding_find(declared, encoding) || encoding->kind == ENCODING_UTF16_LITTLE ||
               encoding->kind == ENCODING_UTF16_BIG) {
        /* A page whose declaration could be read as single bytes is no UTF-16. */
        encoding->kind = ENCODING_UTF8;
        if (all_valid(bytes, mapping) || is_mostly_valid(bytes, mapping, encoding))
            return CHIFFRE_OK;
        encoding->stray = 0;
        if (!find_windows(encoding))
            return error_set(error, CHIFFRE_MISSING, "", 0, 0, "iconv does not know Windows-1252");
    }
    return CHIFFRE_OK;
}

static enum chiffre_status decode(struct chiffre_text bytes, const struct encoding *encoding, struct arena *arena, struct chiffre_text *text,
                                  struct chiffre_error *error)
{
    *text = bytes;
    switch (encoding->kind) {
    case ENCODING_UTF8:
        return CHIFFRE_OK;
    case ENCODING_SINGLE:
        return decode_single(bytes, encoding, arena, text, error);
    case ENCODING_UTF16_LITTLE:
    case ENCODING_UTF16_BIG:
        return decode_utf16(bytes, encoding->kind == ENCODING_UTF16_BIG, arena, text, error);
    }
    return CHIFFRE_OK;
}

enum chiffre_status encoding_decode(struct chiffre_text bytes, const char *forced, struct chiffre_text declared,
                                    struct arena *arena, struct chiffre_text *text, struct encoding *encoding, size_t *skipped,
                                    struct chiffre_error *error)
{
    enum chiffre_status status = choose(bytes, NULL, forced, declared, encoding, skipped, error);
    if (status != CHIFFRE_OK)
        return status;
    return decode((struct chiffre_text){bytes.data + *skipped, bytes.length - *skipped}, encoding, arena, text, error);
}

/* Step by step into the spool; a step never ends between the halves of a UTF-16 pair. Returns the bytes written. */
static enum chiffre_status decode_steps(const struct mapping *mapping, const struct encoding *encoding, size_t skipped, int spool,
                                        size_t *written, struct chiffre_error *error)
{
    struct arena arena = {.blocks = NULL};
    struct chiffre_text bytes = mapping->text, text;
    enum chiffre_status status = CHIFFRE_OK;
    for (size_t at = skipped; status == CHIFFRE_OK && at < bytes.length;) {
        size_t step = mapping_step(mapping) / 2 * 2, end = bytes.length - at > step ? at + step : bytes.length;
        bool wide = encoding->kind == ENCODING_UTF16_LITTLE || encoding->kind == ENCODING_UTF16_BIG;
        if (wide && bytes.length - end > 1 && (read_unit(bytes, end - 2, encoding->kind == ENCODING_UTF16_BIG) & 0xFC00) == 0xD800)
            end -= 2;
        arena_reset(&arena);
        status = decode((struct chiffre_text){bytes.data + at, end - at}, encoding, &arena, &text, error);
        if (status == CHIFFRE_OK)
            status = spool_write(spool, text, error);
        *written += text.length;
        mapping_give_back(mapping, at, end);
        at = end;
        if (status == CHIFFRE_OK && *written >= UINT32_MAX)
            status = error_set(error, CHIFFRE_OVERFLOW, "", 0, 0, INPUT_TOO_LONG);
    }
    arena_free(&arena);
    return status;
}

enum chiffre_status encoding_decode_mapped(struct mapping *mapping, const char *forced, struct chiffre_text *text,
                                           struct encoding *encoding, size_t *skipped, struct chiffre_error *error)
{
    struct chiffre_text bytes = mapping->text;
    enum chiffre_status status = choose(bytes, mapping, forced, (struct chiffre_text){NULL, 0}, encoding, skipped, error);
    if (status != CHIFFRE_OK)
        return status;
    if (encoding->kind == ENCODING_UTF8) {
        *text = (struct chiffre_text){bytes.data + *skipped, bytes.length - *skipped};
        return CHIFFRE_OK;
    }
    size_t written = 0;
    int spool = spool_open(error);
    if (spool < 0)
        return CHIFFRE_UNREADABLE;
    status = decode_steps(mapping, encoding, *skipped, spool, &written, error);
    if (status == CHIFFRE_OK)
        status = mapping_open(mapping, spool, "a temporary file", 0, written, error);
    (void)close(spool);
    *text = mapping->text;
    return status;
}
