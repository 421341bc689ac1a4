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

#define HEADS_SIGNS 16
/* What is sought in a text: words, signs, digits. Large; all zero before its first use. */
struct heads_sought {
    const struct lexicon *lexicon; /* whose words they are; NULL: none yet */
    struct heads all, lone, pairs; /* of the words; those that may be what is sought by themselves; with a second word */
    struct heads capitals;         /* and of those that are sought only where they are written in capitals */
    struct heads seconds;          /* of a word and the first letter of the second one */
    struct heads begins;           /* of the one to seven first letters of each: what goes on beyond ASCII is told by them */
    char signs[HEADS_SIGNS];       /* of ASCII, ended by a zero */
    bool digits;                   /* so is any digit */
    bool blind;                    /* there are more signs than that: anything is found */
    /* Is what stands at `at` surely sought? *size: its bytes. NULL: what may be is. */
    bool (*stands)(const void *context, struct chiffre_text text, size_t at, size_t *size);
    const void *context;
};
/* For the words of another lexicon; what else it holds stays. */
void heads_clear(struct heads_sought *sought, const struct lexicon *lexicon);
/* Adds one of the phrases of `word`. `capitals`: one word, sought only where it is written in capitals. */
void heads_add_phrase(struct heads_sought *sought, const struct lexicon_word *word, const struct lexicon_phrase *phrase, bool capitals);
/* The words that may begin a phrase with a row of `role`. */
void heads_seek(struct heads_sought *sought, const struct lexicon *lexicon, role_number role);

/* So many bytes of a text behind `end` let each byte before it be looked at. */
#define HEADS_ROOM (BLOCK_BYTES + 16)
/* The first place from `at` on, but before `end`, where something sought stands; `end` when nothing does; the last place that was looked at where
 * the text has no such room behind. `at`: no word goes on there. */
size_t heads_find(const struct heads_sought *sought, struct chiffre_text text, size_t at, size_t end);
/* The same up to the text's end, whose length tells that nothing was found. */
size_t heads_next(const struct heads_sought *sought, struct chiffre_text text, size_t at);
#endif
