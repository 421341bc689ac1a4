/* SPDX-License-Identifier: MIT */
/* Slices of UTF-8: decoding, folding (case, accents, apostrophes, spaces), lines and columns. Knows Unicode, no language. */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include "chiffre.h"

#include <string.h>

#define TEXT(literal) ((struct chiffre_text){(literal), sizeof(literal) - 1})
static inline struct chiffre_text text_from(const char *string)
{
    return (struct chiffre_text){string, strlen(string)};
}
static inline bool text_equal(struct chiffre_text a, struct chiffre_text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}
int text_compare(struct chiffre_text a, struct chiffre_text b); /* by bytes, like strcmp */
uint64_t text_hash(struct chiffre_text text); /* the same on every machine: tables are built by it */

/* Decodes one code point at `at` (< length). Returns the bytes it takes (1-4); an invalid byte is U+FFFD and takes 1. */
size_t utf8_decode(struct chiffre_text text, size_t at, uint32_t *code_point);
/* The same without the code point, and sooner for the two bytes of most accented letters and the three of most signs: those that no check of a
 * smallest or largest value can refuse. */
static inline size_t utf8_length(struct chiffre_text text, size_t at)
{
    const unsigned char *byte = (const unsigned char *)text.data + at;
    size_t left = text.length - at;
    if (byte[0] < 0x80)
        return 1;
    if (byte[0] >= 0xC2 && byte[0] < 0xE0 && left >= 2 && (byte[1] & 0xC0) == 0x80)
        return 2;
    if (byte[0] > 0xE0 && byte[0] < 0xED && left >= 3 && (byte[1] & 0xC0) == 0x80 && (byte[2] & 0xC0) == 0x80)
        return 3;
    uint32_t code_point;
    return utf8_decode(text, at, &code_point);
}
size_t utf8_encode(uint32_t code_point, char out[4]); /* bytes written, 0 for a surrogate or beyond U+10FFFF */
bool utf8_valid(struct chiffre_text text);

/* Folds for look-ups: lower case (Latin, Greek, Cyrillic), Latin accents dropped (é -> e), ligatures opened (oe, ae, ss), every
 * apostrophe -> ', every dash and minus -> -, every space (U+0020 00A0 202F 2009 2007 tab ...) -> one U+0020. `out` has room
 * for text.length * 3 bytes at most; returns the bytes written. Invalid bytes stay as they are. */
size_t text_fold(struct chiffre_text text, char *out);
bool code_point_is_letter(uint32_t code_point);
bool code_point_is_upper(uint32_t code_point);
bool code_point_is_space(uint32_t code_point);
/* C0, C1, DEL, line and paragraph separators, and what changes the direction of writing: on a terminal or in a log it could hide or
 * forge what is said. */
bool code_point_steers(uint32_t code_point);
uint32_t code_point_fold(uint32_t code_point); /* one code point to one (lower case, no accent); ligatures unchanged */

/* Byte offset -> line and column (1-based, code points). Remembers where it was, so ascending offsets cost one pass in all.
 * Lines end with LF, CRLF or CR. */
struct text_position {
    struct chiffre_text text;
    size_t offset, line, column;
};
void text_position_start(struct text_position *position, struct chiffre_text text);
void text_position_move(struct text_position *position, size_t offset); /* offset may not go back; beyond the end: the end */

#endif
