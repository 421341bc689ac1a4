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

/* Sixteen bytes at a time, on any machine: the compiler knows what its vectors are. What a test gives is not 0 in bytes that it finds. */
typedef unsigned char put_bytes __attribute__((vector_size(16)));
typedef uint64_t put_words __attribute__((vector_size(16)));
typedef put_bytes put_test(put_bytes bytes);

static inline bool put_any(put_bytes found)
{
    put_words words = (put_words)found;
    return (words[0] | words[1]) != 0;
}

static inline put_bytes put_sixteen(char *at, const char *data)
{
    put_bytes bytes;
    memcpy(&bytes, data, sizeof bytes);
    memcpy(at, &bytes, sizeof bytes);
    return bytes;
}

/* A text of one to fifteen bytes; returns them in no order, filled up with blanks or with some of them again. */
static inline put_bytes put_short(char *at, const char *data, size_t length)
{
    uint64_t first, last;
    if (length >= 8) {
        memcpy(&first, data, 8);
        memcpy(&last, data + length - 8, 8);
        memcpy(at, &first, 8);
        memcpy(at + length - 8, &last, 8);
        return (put_bytes)(put_words){first, last};
    }
    if (length >= 4) {
        uint32_t head, tail;
        memcpy(&head, data, 4);
        memcpy(&tail, data + length - 4, 4);
        memcpy(at, &head, 4);
        memcpy(at + length - 4, &tail, 4);
        first = (uint64_t)head << 32 | tail;
    } else {
        unsigned char head = (unsigned char)data[0], middle = (unsigned char)data[length / 2], tail = (unsigned char)data[length - 1];
        at[0] = (char)head;
        at[length / 2] = (char)middle;
        at[length - 1] = (char)tail;
        first = UINT64_C(0x2020202020000000) | (uint64_t)head << 16 | (uint64_t)middle << 8 | tail;
    }
    return (put_bytes)(put_words){first, first};
}

/* Copies the text, which is not empty; true: the test found something in it. The last bytes go over the ones before them, for there may be nothing
 * to read behind the text. */
static inline bool put_text(char *at, struct chiffre_text text, put_test *test)
{
    if (text.length < 16)
        return put_any(test(put_short(at, text.data, text.length)));
    put_bytes found = test(put_sixteen(at, text.data));
    for (size_t i = 16; i + 16 < text.length; i += 16)
        found |= test(put_sixteen(at + i, text.data + i));
    return put_any(found | test(put_sixteen(at + text.length - 16, text.data + text.length - 16)));
}

#endif
