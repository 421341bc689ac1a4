/* SPDX-License-Identifier: MIT */
/* A word of a text -> its token: most are short, and are read and looked up without a call. */
#ifndef EXTRACT_TOKEN_WORD_H
#define EXTRACT_TOKEN_WORD_H

#include "core/block.h"
#include "extract/phrase.h"
#include "extract/token.h"

/* What a token's word, NULL for none, says of it alone. */
static inline void token_know_word(const struct lexicon *lexicon, struct token *token, const struct lexicon_word *word)
{
    token->word = word;
    if (word == NULL) {
        token->phrase = NULL;
        token->roles = 0;
        token->lone = ROLE_word;
        return;
    }
    token->phrase = word->alone != 0 ? &lexicon->phrases[word->lone_phrase] : NULL;
    token->roles = word->alone;
    token->lone = word->lone_role;
}

/* The same for a sign, whose own words know already what it is (core/lexicon.c). */
static inline void token_know_sign(const struct lexicon *lexicon, struct token *token, const struct lexicon_word *word)
{
    token_know_word(lexicon, token, word);
    if (token->lone == ROLE_word)
        token->lone = role_stands_alone(role_of_sign(token->sign));
}

/* A sign belongs to a number or a currency right behind it. A token stands before `token`. */
static inline void token_note_sign_before(struct token *token)
{
    if (token[-1].kind == TOKEN_SIGN && (token->kind == TOKEN_NUMBER || (token->kind == TOKEN_SIGN && (token->roles & ROLE_BIT(currency)))))
        token[-1].lone = ROLE_none;
}

/* A letter of Latin-1 at `at`, in ASCII; 0: none. Two bytes must be readable. */
static inline char token_latin_letter(const char *data, size_t at)
{
    return (unsigned char)data[at] == 0xC3 ? word_latin((unsigned char)data[at + 1]) : '\0';
}

/* Is what stands at `at` beyond ASCII and no letter: a sign or space of U+2000 to U+203F, a no-break space, a closing guillemet? Two bytes must be
 * readable. */
static inline bool token_far_sign(const char *data, size_t at)
{
    unsigned char byte = (unsigned char)data[at], next = (unsigned char)data[at + 1];
    return (byte == 0xE2 && next == 0x80) || (byte == 0xC2 && (next == 0xA0 || next == 0xBB));
}

/* What the two loads of a word of so many letters keep. */
static const uint64_t token_word_heads[16] = {0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF,
                                              UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX};
static const uint64_t token_word_tails[16] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF,
                                              0xFFFFFFFFFFFFFF};

/* Any word at `at`: fills its length, flags and what it is known for; returns its bytes. */
size_t token_word_read(const struct scanner *scanner, size_t at, struct token *token);

/* A capital at its head: it may be a name, whatever a row says of it. */
static inline void token_note_capital(struct token *token, bool all)
{
    token->flags = all ? TOKEN_CAPITAL | TOKEN_CAPITALS : TOKEN_CAPITAL;
    token->lone = ROLE_none;
}

/* A word of fifteen ASCII letters at the most, and no letter of another kind behind them: most words of a text go by two loads. The sixteen
 * bytes at `at` and one more must be readable. Its letters; 0: no such word stands there. */
static inline __attribute__((always_inline)) unsigned token_word_short(const struct lexicon *lexicon, const char *text, size_t at, enum token_gap gap,
                                                                      struct token *token)
{
    const char *data = text + at;
    const unsigned length = (unsigned)__builtin_ctz(~block_head_letters(data));
    if (length == 0 || length == 16 || ((unsigned char)data[length] >= 0x80 && !token_far_sign(data, length)))
        return 0;
    uint64_t head = (word_load(data, 8) | WORD_EACH(0x20)) & token_word_heads[length];
    uint64_t tail = (word_load(data + 8, 8) | WORD_EACH(0x20)) & token_word_tails[length];
    token->start = (uint32_t)at;
    token->length = length;
    token->kind = TOKEN_WORD;
    token->flags = token->sign = token->shape = 0;
    token->gap = (uint8_t)gap;
    token_know_word(lexicon, token, lexicon_find_short(lexicon, head, tail));
    if ((data[0] & 0x20) == 0)
        token_note_capital(token, (block_head_small(data) & ((1u << length) - 1)) == 0);
    return length;
}
#define TOKEN_WORD_SHORT_BYTES 17

#endif
