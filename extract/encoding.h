/* SPDX-License-Identifier: MIT */
/* Bytes in some encoding -> UTF-8. What decides, in this order: a byte order mark, what the caller or the page declares, whether
 * the bytes are UTF-8, valid or but for a few stray bytes; else they are Windows-1252. Nothing is guessed from letters. */
#ifndef EXTRACT_ENCODING_H
#define EXTRACT_ENCODING_H

#include "chiffre.h"
#include "core/mapping.h"
#include "core/memory.h"

enum encoding_kind { ENCODING_UTF8, ENCODING_SINGLE, ENCODING_UTF16_LITTLE, ENCODING_UTF16_BIG };
struct encoding {
    enum encoding_kind kind;
    uint16_t letters[256]; /* SINGLE: the code point of each byte; U+FFFD where there is none */
    /* UTF8 that nobody declared: so many bytes are none of it, and where the first stands. */
    size_t stray, stray_line, stray_column;
};
/* A text is UTF-8 with stray bytes when it has so many letters of several bytes for each of them. In other encodings two bytes beyond ASCII rarely
 * stand beside each other, and fewer still look like such a letter ("\xC9\xBB" of Windows-1252, a capital before a quotation mark). */
#define ENCODING_LETTERS_FOR_A_STRAY 4
/* "utf-8", "utf-16le", "utf-16be", "utf-16" (little end first), and every encoding of one byte a character that iconv knows.
 * Latin-1 and ASCII are Windows-1252, as the Encoding Standard of WHATWG has it. False: none of these. */
bool encoding_find(struct chiffre_text name, struct encoding *encoding);

/* The bytes as UTF-8, in the arena where they are not so already. `forced` is what the user says (NULL: nothing), `declared` what
 * the page says of itself (empty: nothing; a name that is not known counts as nothing). *encoding and *skipped (the bytes of the
 * mark) say what was found. Bytes that the encoding does not have: U+FFFD; in UTF-8 they stay. UNKNOWN: `forced` is no encoding;
 * NO_MEMORY. */
enum chiffre_status encoding_decode(struct chiffre_text bytes, const char *forced, struct chiffre_text declared,
                                    struct arena *arena, struct chiffre_text *text, struct encoding *encoding, size_t *skipped,
                                    struct chiffre_error *error);
/* The same for bytes that are mapped, in memory that does not grow with them: what is made lies in a file without a name, and `mapping`
 * then is of that. */
enum chiffre_status encoding_decode_mapped(struct mapping *mapping, const char *forced, struct chiffre_text *text, struct encoding *encoding,
                                           size_t *skipped, struct chiffre_error *error);
/* How many bytes of the encoding a code point takes. */
static inline size_t encoding_width(enum encoding_kind kind, uint32_t code_point, size_t utf8_length)
{
    if (kind == ENCODING_UTF8)
        return utf8_length;
    return kind == ENCODING_SINGLE ? 1 : code_point >= 0x10000 ? 4 : 2;
}

#endif
