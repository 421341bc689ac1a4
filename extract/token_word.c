/* SPDX-License-Identifier: MIT */
/* Words that are long, or have letters beyond ASCII: those of Latin-1 by their loads, others by core/word.h. */
#include "extract/token_word.h"

/* Letters of a word as a lexicon has them: its first sixteen. */
struct letters {
    uint64_t head, tail;
    size_t count;
};
/* `load` holds `count` more of them. */
static inline void add_letters(struct letters *letters, uint64_t load, size_t count)
{
    size_t bits = 8 * letters->count;
    if (bits < 64) {
        letters->head |= load << bits;
        letters->tail |= bits > 0 ? load >> (64 - bits) : 0;
    } else {
        letters->tail |= load << (bits - 64);
    }
    letters->count += count;
}

/* A word of fifteen letters at the most, of ASCII and Latin-1; its bytes, 0: another one. */
static size_t read_latin_word(const struct scanner *scanner, size_t at, struct token *token)
{
    const struct chiffre_text text = scanner->text;
    const size_t begin = at;
    struct letters letters = {0, 0, 0};
    uint64_t small = 0; /* bit 0x20 of any byte, once a small letter is there */
    uint8_t accent = 0;
    for (;; at += 2) {
        if (text.length - at < 10)
            return 0;
        uint64_t load = word_load(text.data + at, 8), lower = load | WORD_EACH(0x20);
        size_t count = word_letters(load, lower);
        if (count == 8 || letters.count + count > 14)
            return 0;
        add_letters(&letters, lower & word_keep(count), count);
        small |= load & word_keep(count) & WORD_EACH(0x20);
        at += count;
        char letter = token_latin_letter(text.data, at);
        if (letter == '\0')
            break;
        add_letters(&letters, (uint64_t)(unsigned char)letter, 1);
        small |= text.data[at + 1] & 0x20;
        accent = TOKEN_ACCENT;
    }
    if (letters.count == 0 || ((unsigned char)text.data[at] >= 0x80 && !token_far_sign(text.data, at)))
        return 0;
    bool capital = (text.data[begin] & 0x80) == 0 ? (text.data[begin] & 0x20) == 0 : (text.data[begin + 1] & 0x20) == 0;
    token->length = (uint32_t)(at - begin);
    token_know_word(scanner->lexicon, token, lexicon_find_short(scanner->lexicon, letters.head, letters.tail));
    if (capital)
        token_note_capital(token, small == 0);
    token->flags |= accent;
    return at - begin;
}

size_t token_word_read(const struct scanner *scanner, size_t at, struct token *token)
{
    size_t latin = read_latin_word(scanner, at, token);
    if (latin > 0)
        return latin;
    struct folded_word word;
    size_t size = word_fold(scanner->text, at, &word);
    token->length = (uint32_t)size;
    token_know_word(scanner->lexicon, token, lexicon_find_word(scanner->lexicon, &word));
    if (word.capital)
        token_note_capital(token, word.capitals);
    token->flags |= word.accent ? TOKEN_ACCENT : 0;
    return size;
}
