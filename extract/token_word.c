/* SPDX-License-Identifier: MIT */
/* Words that are long, or have letters beyond ASCII: those of Latin-1 by their loads, others by core/word.h. */
#include "extract/token_word.h"

/* Two bytes at `place` of the loads make one letter; those behind move up. */
static inline void fold_accent(uint64_t *head, uint64_t *tail, unsigned place, char letter)
{
    const uint64_t each = WORD_EACH((unsigned char)letter), head_behind = *head >> 8 | *tail << 56, tail_behind = *tail >> 8;
    const uint64_t *heads = token_word_heads + place, *tails = token_word_tails + place;
    *head = (*head & heads[0]) | (each & (heads[0] ^ heads[1])) | (head_behind & ~heads[1]);
    *tail = (*tail & tails[0]) | (each & (tails[0] ^ tails[1])) | (tail_behind & ~tails[1]);
}

/* A word of ASCII and Latin-1 whose end stands within sixteen bytes; its bytes, 0: another one. */
static inline size_t read_latin_word(const struct lexicon *lexicon, struct chiffre_text text, size_t at, struct token *token)
{
    const char *const data = text.data + at;
    if (text.length - at < TOKEN_WORD_SHORT_BYTES)
        return 0;
    uint64_t head = word_load(data, 8) | WORD_EACH(0x20), tail = word_load(data + 8, 8) | WORD_EACH(0x20);
    uint32_t letters = block_head_letters(data);
    unsigned count = (unsigned)__builtin_ctz(~letters), accents = 0;
    char letter;
    while (count + accents < 15 && (letter = token_latin_letter(data, count + accents)) != '\0') {
        fold_accent(&head, &tail, count, letter);
        accents++;
        const uint32_t before = ((uint32_t)2 << count) - 1;
        letters = (letters >> 1 & ~before) | before;
        count = (unsigned)__builtin_ctz(~letters);
    }
    const unsigned size = count + accents;
    if (size == 0 || size > 15 || ((unsigned char)data[size] >= 0x80 && !token_far_sign(data, size)))
        return 0;
    token->length = size;
    token_know_word(lexicon, token, lexicon_find_short(lexicon, head & token_word_heads[count], tail & token_word_tails[count]));
    if (((unsigned char)data[0] < 0x80 ? data[0] & 0x20 : data[1] & 0x20) == 0)
        token_note_capital(token, (block_head_small(data) & ((1u << size) - 1)) == 0); /* the lead byte of a letter has no such bit */
    if (accents > 0)
        token->flags |= TOKEN_ACCENT;
    return size;
}

static __attribute__((noinline)) size_t read_any_word(const struct scanner *scanner, size_t at, struct token *token)
{
    struct folded_word word;
    size_t size = word_fold(scanner->text, at, &word);
    token->length = (uint32_t)size;
    token_know_word(scanner->lexicon, token, lexicon_find_word(scanner->lexicon, &word));
    if (word.capital)
        token_note_capital(token, word.capitals);
    token->flags |= word.accent ? TOKEN_ACCENT : 0;
    return size;
}

size_t token_word_read(const struct scanner *scanner, size_t at, struct token *token)
{
    size_t latin = read_latin_word(scanner->lexicon, scanner->text, at, token);
    return latin > 0 ? latin : read_any_word(scanner, at, token);
}
