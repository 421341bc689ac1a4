/* SPDX-License-Identifier: MIT */
/* A word of a text -> its folded form. ASCII goes eight bytes at a time (bit tricks on a machine word), other letters one by one. */
#include "core/word.h"

#include "core/text.h"

const char word_latin_letters[64] = "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0\0aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0";

static void append(struct folded_word *word, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count && word->length < WORD_BYTES; i++)
        word->bytes[word->length++] = bytes[i];
}

/* A letter beyond ASCII: the bytes that it takes, 0 when it is none. */
static size_t fold_letter(struct chiffre_text text, size_t at, struct folded_word *word, bool *capital)
{
    unsigned char byte = (unsigned char)text.data[at], next = at + 1 < text.length ? (unsigned char)text.data[at + 1] : 0;
    char latin = byte == 0xC3 ? word_latin(next) : '\0';
    if (latin != '\0') {
        append(word, &latin, 1);
        *capital = (next & 0x20) == 0;
        return 2;
    }
    if ((byte == 0xE2 && next == 0x80) || (byte == 0xC2 && next != 0xAA && next != 0xAD && next != 0xB5 && next != 0xBA))
        return 0; /* U+2000 to U+203F: spaces, dashes, quotation marks; Latin-1's signs but for ª µ º and the soft hyphen */
    uint32_t code;
    char folded[16];
    size_t size = utf8_decode(text, at, &code);
    if (!code_point_is_letter(code))
        return 0;
    append(word, folded, text_fold((struct chiffre_text){text.data + at, size}, folded));
    *capital = code_point_is_upper(code);
    return size;
}

size_t word_fold_long(struct chiffre_text text, size_t at, struct folded_word *word)
{
    const size_t begin = at;
    uint64_t small = 0; /* bit 0x20 of any byte, once a small letter is there */
    word->length = 0;
    word->accent = false;
    word->capital = (text.data[at] & 0xE0) == 0x40;
    while (at < text.length) {
        char rest[8] = {0};
        bool near_end = text.length - at < 8;
        if (near_end)
            memcpy(rest, text.data + at, text.length - at);
        uint64_t chunk = word_load(near_end ? rest : text.data + at, 8), lower = chunk | WORD_EACH(0x20);
        size_t count = word_letters(chunk, lower);
        small |= chunk & word_keep(count) & WORD_EACH(0x20);
        word_store(word, word->length, lower);
        word->length = word->length + count < WORD_BYTES ? word->length + count : WORD_BYTES;
        at += count;
        if (count == 8)
            continue;
        if (at >= text.length || (unsigned char)text.data[at] < 0x80)
            break;
        bool capital;
        size_t size = fold_letter(text, at, word, &capital);
        if (size == 0)
            break;
        if (at == begin)
            word->capital = capital;
        small |= !capital;
        word->accent = true;
        at += size;
    }
    word->capitals = small == 0;
    return at - begin;
}
