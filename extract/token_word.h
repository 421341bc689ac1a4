/* SPDX-License-Identifier: MIT */
/* A word of a text -> its token: most are short, and are read and looked up without a call. */
#ifndef EXTRACT_TOKEN_WORD_H
#define EXTRACT_TOKEN_WORD_H

#include "core/block.h"
#include "extract/phrase.h"
#include "extract/token.h"

/* What a token's word says of it alone. */
static inline void token_know_word(const struct lexicon *lexicon, struct token *token, const struct lexicon_word *word)
{
    if (word == NULL)
        return;
    token->word = word;
    phrase_of_word(lexicon, token);
}

/* A letter of Latin-1 at `at`, in ASCII; 0: none. Two bytes must be readable. */
static inline char token_latin_letter(const char *data, size_t at)
{
    return (unsigned char)data[at] == 0xC3 ? word_latin((unsigned char)data[at + 1]) : '\0';
}

/* Any word at `at`: fills its length, flags and what it is known for; returns its bytes. */
size_t token_word_read(const struct scanner *scanner, size_t at, struct token *token);

/* A word of fifteen ASCII letters at the most, and no letter of another kind behind them: most words of a text go by two loads. The sixteen
 * bytes at `at` and one more must be readable. Its letters; 0: no such word stands there. */
static inline __attribute__((always_inline)) unsigned token_word_short(const struct lexicon *lexicon, const char *text, size_t at, enum token_gap gap,
                                                                      struct token *token)
{
    static const uint64_t first[16] = {0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, UINT64_MAX, UINT64_MAX,
                                       UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX};
    static const uint64_t second[16] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF};
    const char *data = text + at;
    const struct block_head bytes = block_head_read(data);
    const unsigned length = (unsigned)__builtin_ctz(~bytes.letters);
    if (length == 0 || length == 16 || (unsigned char)data[length] >= 0x80)
        return 0;
    uint64_t head = (word_load(data, 8) | WORD_EACH(0x20)) & first[length], tail = (word_load(data + 8, 8) | WORD_EACH(0x20)) & second[length];
    uint8_t flags = 0;
    if ((bytes.small & 1) == 0)
        flags = (bytes.small & ((1u << length) - 1)) == 0 ? TOKEN_CAPITAL | TOKEN_CAPITALS : TOKEN_CAPITAL;
    *token = (struct token){.start = (uint32_t)at, .length = length, .kind = TOKEN_WORD, .gap = (uint8_t)gap, .flags = flags};
    token_know_word(lexicon, token, lexicon_find_short(lexicon, head, tail));
    return length;
}
#define TOKEN_WORD_SHORT_BYTES 17

#endif
