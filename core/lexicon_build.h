/* SPDX-License-Identifier: MIT */
/* A lexicon while it is put together: what core/lexicon.c gathers and core/lexicon_index.c notes. */
#ifndef CORE_LEXICON_BUILD_H
#define CORE_LEXICON_BUILD_H

#include "core/lexicon.h"
#include "core/memory.h"

#define PHRASE_WORDS 12
#define ROWS_MOST ((size_t)1 << 23) /* so that the pairs, 2^24 places at most, are half empty */

struct lexicon_draft {
    uint16_t words[PHRASE_WORDS];
    uint8_t word_count;
    struct lexicon_row row;
    size_t order; /* of arrival: rows of a phrase keep it */
    bool weak;    /* gives way to a row of the same phrase and role */
};
struct lexicon_builder {
    struct arena arena;
    struct lexicon_draft *drafts;
    size_t draft_count, draft_capacity;
    struct lexicon_word *words;
    struct lexicon_spelling *spellings; /* of each */
    size_t word_count, word_capacity, spelling_capacity;
    char *texts; /* of words */
    size_t text_length, text_capacity;
    const char **files;
    size_t file_count, file_capacity;
    uint16_t *slots; /* hash table of words: their numbers, 0 empty; NULL: none yet */
    uint32_t *hashes;
    uint32_t shift; /* 2^(32 - shift) slots */
    bool weak; /* rows that come now give way */
};

static inline uint32_t lexicon_build_mask(const struct lexicon_builder *builder)
{
    return UINT32_MAX >> builder->shift;
}

/* Which row speaks for a phrase. */
void lexicon_note_speaker(const struct lexicon_builder *builder, struct lexicon_phrase *phrase, const struct lexicon_row *rows);
/* What a word is by itself; its phrases have their speakers. */
void lexicon_note_lone(const struct lexicon_builder *builder, struct lexicon_word *word, const struct lexicon_phrase *phrases,
                       const struct lexicon_row *rows);
/* The hash table of words: `slots` has lexicon_build_mask + 1 places. */
void lexicon_fill_slots(const struct lexicon_builder *builder, lexicon_slot *slots);
/* The hash table of first and second words, of the builder's arena; says of each phrase whether another one with the same two follows. NULL: no memory. */
const uint32_t *lexicon_note_pairs(struct lexicon_builder *builder, struct lexicon_phrase *phrases, const uint16_t *behind, uint32_t *shift);

#endif
