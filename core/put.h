/* SPDX-License-Identifier: MIT */
/* Values -> bytes at a place that has room for them; each returns the place behind. What every form of a record is written with. */
#ifndef CORE_PUT_H
#define CORE_PUT_H

#include "chiffre.h"

#include <string.h>

#define PUT_NATURAL_MAX 20
#define PUT_INTEGER_MAX 11

extern const char put_pairs[201]; /* "000102...99" */

static inline char *put_char(char *at, char c)
{
    *at = c;
    return at + 1;
}

/* Two digits of a number below 100. */
static inline char *put_two(char *at, unsigned number)
{
    memcpy(at, put_pairs + 2 * (size_t)number, 2);
    return at + 2;
}

/* The last so many digits, with zeros before them. */
static inline char *put_digits(char *at, uint64_t number, size_t digits)
{
    size_t left = digits;
    for (; left >= 2; left -= 2, number /= 100)
        put_two(at + left - 2, (unsigned)(number % 100));
    if (left > 0)
        *at = (char)('0' + number % 10);
    return at + digits;
}

char *put_natural_long(char *at, uint64_t number); /* any; put_natural is the call */

/* PUT_NATURAL_MAX bytes at most. */
static inline char *put_natural(char *at, uint64_t number)
{
    if (number < 10)
        return put_char(at, (char)('0' + number));
    return number < 100 ? put_two(at, (unsigned)number) : put_natural_long(at, number);
}

/* PUT_INTEGER_MAX bytes at most. */
static inline char *put_integer(char *at, int32_t number)
{
    if (number >= 0)
        return put_natural(at, (uint64_t)number);
    return put_natural(put_char(at, '-'), (uint64_t) - (int64_t)number);
}

#define PUT_EACH(byte) (UINT64_C(0x0101010101010101) * (unsigned char)(byte))
/* Not 0: one of the word's eight bytes is this one. */
static inline uint64_t put_equal(uint64_t word, char byte)
{
    uint64_t other = word ^ PUT_EACH(byte);
    return (other - PUT_EACH(1)) & ~other & PUT_EACH(0x80);
}

/* A text of less than eight bytes; returns them as a word, in no order and filled up with blanks or with some of them again. */
static inline uint64_t put_short(char *at, const char *data, size_t length)
{
    uint32_t first, last;
    if (length >= 4) {
        memcpy(&first, data, 4);
        memcpy(&last, data + length - 4, 4);
        memcpy(at, &first, 4);
        memcpy(at + length - 4, &last, 4);
        return (uint64_t)first << 32 | last;
    }
    uint64_t word = PUT_EACH(' ');
    for (size_t i = 0; i < length; i++) {
        at[i] = data[i];
        word = word << 8 | (unsigned char)data[i];
    }
    return word;
}

/* Copies eight bytes of a text. */
static inline uint64_t put_eight(char *at, const char *data)
{
    uint64_t word;
    memcpy(&word, data, 8);
    memcpy(at, &word, 8);
    return word;
}

/* Copies the text; not 0: `stops` found something in one of its words. The last word goes over the one before it, for there may be nothing to
 * read behind the text. */
static inline uint64_t put_text(char *at, struct chiffre_text text, uint64_t (*stops)(uint64_t word))
{
    if (text.length < 8)
        return stops(put_short(at, text.data, text.length));
    uint64_t found = stops(put_eight(at, text.data));
    for (size_t i = 8; i + 8 < text.length; i += 8)
        found |= stops(put_eight(at + i, text.data + i));
    return found | stops(put_eight(at + text.length - 8, text.data + text.length - 8));
}

#endif
