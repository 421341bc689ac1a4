/* SPDX-License-Identifier: MIT */
/* A line -> its members, as slices of it; a member -> its text. */
#include "core/json_flat.h"

#include "core/ascii.h"
#include "core/put.h"
#include "core/text.h"

/* A number this long is no double that overflows, which jansson would refuse. */
#define NUMBER_MOST 64

struct cursor {
    struct chiffre_text text;
    size_t at;
};

static char peek(const struct cursor *cursor)
{
    return cursor->at < cursor->text.length ? cursor->text.data[cursor->at] : '\0';
}

static bool take(struct cursor *cursor, char c)
{
    bool there = cursor->at < cursor->text.length && cursor->text.data[cursor->at] == c;
    cursor->at += there;
    return there;
}

static void skip_blanks(struct cursor *cursor)
{
    while (peek(cursor) == ' ' || peek(cursor) == '\t' || peek(cursor) == '\r' || peek(cursor) == '\n')
        cursor->at++;
}

/* The value of four hexadecimal digits at `at`; -1: there are none. */
static int32_t read_hex(struct chiffre_text text, size_t at)
{
    int32_t value = 0;
    if (text.length < 4 || at > text.length - 4)
        return -1;
    for (size_t i = at; i < at + 4; i++) {
        char c = ascii_lower(text.data[i]);
        if (!ascii_is_digit(c) && !(c >= 'a' && c <= 'f'))
            return -1;
        value = value * 16 + (ascii_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return value;
}

/* The escape at `at`, a backslash: its code point, and the bytes that it takes in *length. Two \u may be one code point. 0: it is none, or one of
 * those that jansson may want to refuse. */
static uint32_t read_escape(struct chiffre_text text, size_t at, size_t *length)
{
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char *letter = at + 1 < text.length ? memchr(letters, text.data[at + 1], sizeof letters - 1) : NULL;
    *length = 2;
    if (letter != NULL)
        return (uint32_t)meant[letter - letters];
    *length = 6;
    int32_t first = at + 1 < text.length && text.data[at + 1] == 'u' ? read_hex(text, at + 2) : 0, second;
    if (first <= 0 || (first >= 0xDC00 && first < 0xE000))
        return 0;
    if (first < 0xD800 || first >= 0xE000)
        return (uint32_t)first;
    *length = 12;
    if (at + 7 >= text.length || text.data[at + 6] != '\\' || text.data[at + 7] != 'u')
        return 0;
    second = read_hex(text, at + 8);
    return second >= 0xDC00 && second < 0xE000 ? 0x10000 + ((uint32_t)(first - 0xD800) << 10) + (uint32_t)(second - 0xDC00) : 0;
}

/* Up to the next quote, backslash or control. */
static size_t plain_run(struct chiffre_text text, size_t at)
{
    size_t start = at;
    for (put_bytes bytes; text.length - at >= sizeof bytes; at += sizeof bytes) {
        memcpy(&bytes, text.data + at, sizeof bytes);
        if (put_any((put_bytes)((bytes < ' ') | (bytes == '"') | (bytes == '\\'))))
            break;
    }
    while (at < text.length && (unsigned char)text.data[at] >= ' ' && text.data[at] != '"' && text.data[at] != '\\')
        at++;
    return at - start;
}

/* Behind its opening quote. */
static bool read_string(struct cursor *cursor, struct chiffre_text *string, bool *escapes)
{
    size_t start = cursor->at;
    *escapes = false;
    for (;;) {
        cursor->at += plain_run(cursor->text, cursor->at);
        if (take(cursor, '"'))
            break;
        size_t length;
        if (peek(cursor) != '\\' || read_escape(cursor->text, cursor->at, &length) == 0)
            return false;
        *escapes = true;
        cursor->at += length;
    }
    *string = (struct chiffre_text){cursor->text.data + start, cursor->at - 1 - start};
    return true;
}

static bool take_digits(struct cursor *cursor)
{
    size_t start = cursor->at;
    while (ascii_is_digit(peek(cursor)))
        cursor->at++;
    return cursor->at > start;
}

/* Without an exponent. */
static bool read_number(struct cursor *cursor, struct chiffre_text *number)
{
    size_t start = cursor->at;
    (void)take(cursor, '-');
    if (!take(cursor, '0') && !take_digits(cursor))
        return false;
    if (take(cursor, '.') && !take_digits(cursor))
        return false;
    *number = (struct chiffre_text){cursor->text.data + start, cursor->at - start};
    return number->length <= NUMBER_MOST;
}

static bool read_word(struct cursor *cursor, struct json_member *member)
{
    static const struct chiffre_text words[] = {{"null", 4}, {"true", 4}, {"false", 5}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (cursor->text.length - cursor->at >= words[i].length &&
            memcmp(cursor->text.data + cursor->at, words[i].data, words[i].length) == 0) {
            cursor->at += words[i].length;
            member->type = i == 0 ? JSON_FLAT_NULL : JSON_FLAT_TRUTH;
            return true;
        }
    return false;
}

static bool read_value(struct cursor *cursor, struct json_member *member)
{
    member->escapes = false;
    member->type = JSON_FLAT_STRING;
    if (take(cursor, '"'))
        return read_string(cursor, &member->value, &member->escapes);
    member->type = JSON_FLAT_NUMBER;
    if (ascii_is_digit(peek(cursor)) || peek(cursor) == '-')
        return read_number(cursor, &member->value);
    return read_word(cursor, member);
}

static bool read_member(struct cursor *cursor, struct json_flat *flat)
{
    if (flat->count == JSON_FLAT_MOST)
        return false;
    struct json_member *member = &flat->members[flat->count];
    bool escapes;
    if (!take(cursor, '"') || !read_string(cursor, &member->key, &escapes) || escapes || json_flat_find(flat, member->key) != NULL)
        return false;
    skip_blanks(cursor);
    if (!take(cursor, ':'))
        return false;
    skip_blanks(cursor);
    if (!read_value(cursor, member))
        return false;
    flat->count++;
    skip_blanks(cursor);
    return true;
}

bool json_flat_read(struct chiffre_text text, struct json_flat *flat)
{
    struct cursor cursor = {text, 0};
    flat->count = 0;
    skip_blanks(&cursor);
    if (!take(&cursor, '{'))
        return false;
    do {
        skip_blanks(&cursor);
        if (!read_member(&cursor, flat))
            return false;
    } while (take(&cursor, ','));
    if (!take(&cursor, '}'))
        return false;
    skip_blanks(&cursor);
    return cursor.at == text.length && utf8_valid(text);
}

const struct json_member *json_flat_find(const struct json_flat *flat, struct chiffre_text key)
{
    for (size_t i = 0; i < flat->count; i++)
        if (text_equal(flat->members[i].key, key))
            return &flat->members[i];
    return NULL;
}

struct chiffre_text json_flat_string(const struct json_member *member, struct arena *arena)
{
    struct chiffre_text text = member->value;
    if (!member->escapes)
        return arena_text(arena, text);
    char *out = arena_take(arena, text.length); /* no escape is shorter than what it means */
    if (out == NULL)
        return (struct chiffre_text){NULL, 0};
    size_t written = 0;
    for (size_t at = 0; at < text.length;) {
        const char *escape = memchr(text.data + at, '\\', text.length - at);
        size_t run = escape == NULL ? text.length - at : (size_t)(escape - (text.data + at)), length = 0;
        memcpy(out + written, text.data + at, run);
        written += run;
        at += run;
        if (escape != NULL)
            written += utf8_encode(read_escape(text, at, &length), out + written);
        at += length;
    }
    return (struct chiffre_text){out, written};
}
