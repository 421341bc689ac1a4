/* SPDX-License-Identifier: MIT */
/* A word -> the lexicon's, by one look-up of its hash; a phrase -> its words. */
#include "core/lexicon.h"

#include "core/text.h"

#include <string.h>

uint32_t lexicon_hash_word(const char *folded, size_t length)
{
    uint64_t hash = lexicon_hash(word_load(folded, length), length > 8 ? word_load(folded + 8, length - 8) : 0);
    for (size_t at = 16; at < length; at += 8)
        hash = lexicon_mix(hash, word_load(folded + at, length - at));
    return (uint32_t)(hash >> 32);
}

const struct lexicon_word *lexicon_find_word(const struct lexicon *lexicon, const struct folded_word *folded)
{
    const size_t length = folded->length;
    if (length >= WORD_BYTES)
        return NULL;
    const uint64_t head = word_load(folded->bytes, length), tail = length > 8 ? word_load(folded->bytes + 8, length - 8) : 0;
    if (length < 16)
        return lexicon_find_short(lexicon, head, tail);
    const uint32_t hash = lexicon_hash_word(folded->bytes, length), mask = lexicon->slot_mask;
    lexicon_slot slot;
    for (uint32_t at = hash >> lexicon->slot_shift; (slot = lexicon->slots[at]) != 0; at = (at + 1) & mask) {
        const uint32_t number = slot >> 16;
        if ((uint16_t)slot != lexicon_tag(hash))
            continue;
        const struct lexicon_word *word = &lexicon->words[number - 1];
        const struct lexicon_spelling *spelling = &lexicon->spellings[number - 1];
        if (word->head == head && word->tail == tail && spelling->length == length &&
            memcmp(lexicon->texts + spelling->text + 16, folded->bytes + 16, length - 16) == 0)
            return word;
    }
    return NULL;
}

const struct lexicon_word *lexicon_find(const struct lexicon *lexicon, const char *folded, size_t length)
{
    struct folded_word word;
    if (length >= WORD_BYTES)
        return NULL;
    memset(word.bytes, 0, sizeof word.bytes);
    memcpy(word.bytes, folded, length);
    word.length = length;
    return lexicon_find_word(lexicon, &word);
}

void lexicon_words(struct chiffre_text phrase, lexicon_word_fn *word, void *context)
{
    char folded[WORD_BYTES * 4 + 8];
    enum { NOTHING, LETTERS, DIGITS };
    int run = NOTHING;
    size_t begin = 0, at = 0;
    while (at <= phrase.length) {
        uint32_t code = ' ';
        size_t size = 1;
        if (at < phrase.length)
            size = utf8_decode(phrase, at, &code);
        int kind = code >= '0' && code <= '9' ? DIGITS : code_point_is_letter(code) ? LETTERS : NOTHING;
        if (run != NOTHING && (kind != run || at - begin > (size_t)2 * WORD_BYTES)) {
            struct chiffre_text slice = {phrase.data + begin, at - begin};
            if (slice.length * 3 > sizeof folded) /* longer than any may be, so that it is refused */
                slice.length = sizeof folded / 3;
            word(context, folded, text_fold(slice, folded));
            run = NOTHING;
        }
        if (kind != NOTHING && run == NOTHING) {
            begin = at;
            run = kind;
        }
        if (kind == NOTHING && at < phrase.length && !code_point_is_space(code)) {
            struct chiffre_text slice = {phrase.data + at, size};
            size_t length = text_fold(slice, folded);
            if (!(length == 1 && (folded[0] == '\'' || folded[0] == '-')) || phrase.length == size)
                word(context, folded, length);
        }
        at += size;
    }
}
