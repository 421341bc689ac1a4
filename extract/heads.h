/* SPDX-License-Identifier: MIT */
/* Sets of words by their first eight letters: the quick look at bytes that tells most words from the few that are looked for. */
#ifndef EXTRACT_HEADS_H
#define EXTRACT_HEADS_H

#include "core/block.h"
#include "core/lexicon.h"

#define HEADS_BITS 17
/* Two places in the set for each head: one in 200 strangers has the first, few have both. */
struct heads {
    uint64_t bits[((size_t)1 << HEADS_BITS) / 64];
};

static inline uint64_t heads_hash(uint64_t head)
{
    return head * UINT64_C(0x9E3779B97F4A7C15);
}
static inline bool heads_bit(const struct heads *heads, uint64_t place)
{
    return (heads->bits[place / 64] >> place % 64 & 1) != 0;
}
static inline bool heads_may_have(const struct heads *heads, uint64_t head)
{
    return heads_bit(heads, heads_hash(head) >> (64 - HEADS_BITS));
}
static inline bool heads_have(const struct heads *heads, uint64_t head)
{
    return heads_may_have(heads, head) && heads_bit(heads, heads_hash(head) >> (64 - 2 * HEADS_BITS) & (((uint64_t)1 << HEADS_BITS) - 1));
}
static inline void heads_add(struct heads *heads, uint64_t head)
{
    uint64_t first = heads_hash(head) >> (64 - HEADS_BITS), second = heads_hash(head) >> (64 - 2 * HEADS_BITS) & (((uint64_t)1 << HEADS_BITS) - 1);
    heads->bits[first / 64] |= (uint64_t)1 << first % 64;
    heads->bits[second / 64] |= (uint64_t)1 << second % 64;
}
/* One for the heads of two words. */
static inline uint64_t heads_pair(uint64_t first, uint64_t second)
{
    return lexicon_mix(first, second);
}

/* What a load keeps of a word of so many letters. */
extern const uint64_t heads_kept[BLOCK_BYTES];

static inline uint64_t heads_low_bits(unsigned count)
{
    return count >= 64 ? UINT64_MAX : ((uint64_t)1 << count) - 1;
}

/* The bytes of a dash, a quotation mark or a narrow space (U+2010 to U+202F), of a no-break space or a guillemet, which no table has; 0: none. */
size_t heads_plain_sign(struct chiffre_text text, size_t at);
/* The bytes of a blank, an apostrophe or a hyphen, which are no words of a phrase; 0: another byte stands there. */
size_t heads_gap(struct chiffre_text text, size_t at);

/* A word of ASCII letters and those that Latin-1 has: its first eight letters as a lexicon has them, and how far it goes. */
struct heads_word {
    uint64_t head;
    size_t letters; /* more than eight count as so many or more */
    size_t size;    /* its bytes; 0: none such stands there, look it up */
};
static inline struct heads_word heads_read(struct chiffre_text text, size_t at)
{
    struct heads_word word = {0, 0, 0};
    const size_t begin = at;
    while (text.length - at >= 10) {
        uint64_t load = word_load(text.data + at, 8), lower = load | WORD_EACH(0x20);
        size_t count = word_letters(load, lower);
        if (word.letters < 8)
            word.head |= (lower & word_keep(count)) << 8 * word.letters;
        word.letters += count;
        at += count;
        if (count == 8)
            continue;
        unsigned char byte = (unsigned char)text.data[at];
        char letter = byte == 0xC3 ? word_latin((unsigned char)text.data[at + 1]) : '\0';
        if (letter == '\0') {
            word.size = byte < 0x80 || heads_plain_sign(text, at) > 0 ? at - begin : 0;
            return word;
        }
        if (word.letters < 8)
            word.head |= (uint64_t)(unsigned char)letter << 8 * word.letters;
        word.letters++;
        at += 2;
    }
    return word;
}

/* The words that may begin a phrase with a row of one role. */
struct heads_sought {
    const struct lexicon *lexicon; /* whose words they are; NULL: none yet */
    struct heads all, lone, pairs; /* of those that may be one by themselves; with a second word */
    bool blind;                    /* a phrase begins with another thing than a letter: all of a text is found */
};
void heads_seek(struct heads_sought *sought, const struct lexicon *lexicon, role_number role);
/* The first place from `at` on where such a phrase may stand; the text's length: there is none. `at`: a word before it has ended there. The answer
 * may err on the side of finding one. */
size_t heads_next(const struct heads_sought *sought, struct chiffre_text text, size_t at);

#endif
