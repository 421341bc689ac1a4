/* SPDX-License-Identifier: MIT */
/* Letters and digits of ASCII, whatever locale the host process has chosen: <ctype.h> and strcasecmp follow it (a Turkish I is no i, and a
 * byte of UTF-8 is a letter in Latin-1). Bytes from 0x80 belong to no class. */
#ifndef CORE_ASCII_H
#define CORE_ASCII_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool ascii_is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}
static inline bool ascii_is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}
static inline bool ascii_is_letter(char c)
{
    return ascii_is_upper(c) || ascii_is_lower(c);
}
static inline bool ascii_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline char ascii_lower(char c)
{
    return ascii_is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}
static inline bool ascii_is_alphanumeric(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c);
}
/* Like strncasecmp and strcasecmp: the order of the first difference, 0 for none. */
static inline int ascii_compare_most(const char *a, const char *b, size_t most)
{
    for (; most > 0; a++, b++, most--) {
        unsigned char left = (unsigned char)ascii_lower(*a), right = (unsigned char)ascii_lower(*b);
        if (left != right || left == '\0')
            return (int)left - (int)right;
    }
    return 0;
}
static inline int ascii_compare(const char *a, const char *b)
{
    return ascii_compare_most(a, b, (size_t)-1);
}
/* Like strcasestr: where `part` begins in `text`, NULL: nowhere. */
static inline const char *ascii_find(const char *text, const char *part)
{
    size_t length = strlen(part);
    for (; *text != '\0'; text++)
        if (ascii_compare_most(text, part, length) == 0)
            return text;
    return NULL;
}

#endif
