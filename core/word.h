/* SPDX-License-Identifier: MIT */
/* A word of a text -> its folded form, eight bytes at a time where it is ASCII. */
#ifndef CORE_WORD_H
#define CORE_WORD_H

#include "chiffre.h"

/* No word of a table is as long; what is longer is cut here and found in none. */
#define WORD_BYTES 60

struct folded_word {
    char bytes[WORD_BYTES + 12]; /* lower case without accents (core/text.h), not ended by a zero; what is behind `length` means nothing */
    size_t length;               /* WORD_BYTES: so long or longer */
    bool capital;                /* the first letter is one */
    bool capitals;               /* all letters are */
    bool accent;                 /* one has an accent, or is none of ASCII */
};

/* Up to eight bytes as a number, the first one lowest, whatever the machine's order; 0 for those behind `length`. Eight bytes must be readable. */
static inline uint64_t word_load(const char *bytes, size_t length)
{
    uint64_t part;
    __builtin_memcpy(&part, bytes, sizeof part);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    part = __builtin_bswap64(part);
#endif
    return length >= 8 ? part : part & (((uint64_t)1 << 8 * length) - 1);
}

#define WORD_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))
/* The first so many bytes of a load. */
static inline uint64_t word_keep(size_t count)
{
    return count >= 8 ? UINT64_MAX : ((uint64_t)1 << 8 * count) - 1;
}

/* How many of eight bytes are ASCII letters before the first that is none? `lower` is the load with bit 0x20 set in each. A byte of 'a' or more
 * carries into its high bit when 0x1F is added, one behind 'z' when 0x05 is. */
static inline size_t word_letters(uint64_t load, uint64_t lower)
{
    uint64_t low = lower & WORD_EACH(0x7F), from_a = low + WORD_EACH(0x80 - 'a'), behind_z = low + WORD_EACH(0x7F - 'z');
    uint64_t others = ~(from_a & ~behind_z & ~load) & WORD_EACH(0x80);
    return others == 0 ? 8 : (size_t)__builtin_ctzll(others) / 8;
}

static inline void word_store(struct folded_word *word, size_t at, uint64_t lower)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    lower = __builtin_bswap64(lower);
#endif
    __builtin_memcpy(word->bytes + at, &lower, sizeof lower);
}

/* U+00C0 to U+00FF, by their second byte behind 0xC3: the letter without its accent; 0 for what is none, or folds into two. */
extern const char word_latin_letters[64];
static inline char word_latin(unsigned char second)
{
    return (second & 0xC0) == 0x80 ? word_latin_letters[second & 63] : '\0';
}

/* Any word; word_fold is the call. */
size_t word_fold_long(struct chiffre_text text, size_t at, struct folded_word *word);

/* Reads the letters at `at`; returns the bytes of the text that they take, 0 when none stands there. Most words are short and ASCII. */
static inline size_t word_fold(struct chiffre_text text, size_t at, struct folded_word *word)
{
    if (text.length - at < 9)
        return word_fold_long(text, at, word);
    uint64_t load = word_load(text.data + at, 8), lower = load | WORD_EACH(0x20);
    size_t count = word_letters(load, lower);
    if (count == 8 || (unsigned char)text.data[at + count] >= 0x80)
        return word_fold_long(text, at, word);
    word_store(word, 0, lower);
    word->length = count;
    word->capital = (load & 0x20) == 0;
    word->capitals = (load & word_keep(count) & WORD_EACH(0x20)) == 0;
    word->accent = false;
    return count;
}

#endif
