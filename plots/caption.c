/* SPDX-License-Identifier: MIT */
/* Pieces of text -> one short text. */
#include "plots/caption.h"

#include "core/text.h"

#include <string.h>

void caption_clear(struct caption *caption)
{
    caption->length = 0;
}

void caption_text(struct caption *caption, struct chiffre_text text)
{
    size_t room = CAPTION_MAX - caption->length;
    size_t length = text.length < room ? text.length : room;
    while (length > 0 && length < text.length && ((unsigned char)text.data[length] & 0xC0) == 0x80)
        length--;
    if (length > 0)
        memcpy(caption->data + caption->length, text.data, length);
    caption->length += length;
}

void caption_string(struct caption *caption, const char *string)
{
    caption_text(caption, text_from(string));
}

struct chiffre_text caption_all(const struct caption *caption)
{
    return (struct chiffre_text){caption->data, caption->length};
}

void caption_capital(struct caption *caption)
{
    if (caption->length == 0)
        return;
    unsigned char first = (unsigned char)caption->data[0];
    if (first >= 'a' && first <= 'z')
        caption->data[0] = (char)(first - 'a' + 'A');
    /* U+00E0 to U+00FE, but the division sign, are 0x20 after their capitals and share their first byte. */
    else if (first == 0xC3 && caption->length > 1) {
        unsigned char second = (unsigned char)caption->data[1];
        if (second >= 0xA0 && second <= 0xBE && second != 0xB7)
            caption->data[1] = (char)(second - 0x20);
    }
}

void caption_small(struct caption *caption, size_t at)
{
    if (at + 1 >= caption->length)
        return;
    unsigned char first = (unsigned char)caption->data[at], second = (unsigned char)caption->data[at + 1];
    if (first >= 'A' && first <= 'Z' && !(second >= 'A' && second <= 'Z'))
        caption->data[at] = (char)(first - 'A' + 'a');
    else if (first == 0xC3 && second >= 0x80 && second <= 0x9E && second != 0x97)
        caption->data[at + 1] = (char)(second + 0x20);
}
