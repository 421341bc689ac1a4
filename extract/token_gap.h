/* SPDX-License-Identifier: MIT */
/* What stands between two tokens, one code point at a time: blanks, line ends, and the joints of compounds. */
#ifndef EXTRACT_TOKEN_GAP_H
#define EXTRACT_TOKEN_GAP_H

#include "extract/token.h"

/* JOINT: an apostrophe or a hyphen, which may stand inside a word. A byte beyond ASCII has no class: its code point has. */
enum byte_class { BYTE_SIGN, BYTE_LETTER, BYTE_DIGIT, BYTE_SPACE, BYTE_LINE, BYTE_JOINT };
extern const uint8_t token_byte_classes[128];

enum byte_class token_far_class_at(struct chiffre_text text, size_t at, uint32_t *code, size_t *size);
/* The class of what stands at `at`, its code point and bytes; a joint is a sign here. */
static inline enum byte_class token_class_at(struct chiffre_text text, size_t at, uint32_t *code, size_t *size)
{
    unsigned char byte = (unsigned char)text.data[at];
    if (byte >= 128)
        return token_far_class_at(text, at, code, size);
    *size = 1;
    *code = byte;
    return token_byte_classes[byte] == BYTE_JOINT ? BYTE_SIGN : token_byte_classes[byte];
}

/* The sign of ASCII that a sign stands for; 0: none. */
uint8_t token_fold_sign(uint32_t code);
/* What stands between `*at` and the next token: moves over it. `before` is the token that ends there, NULL: none. */
enum token_gap token_skip_gap(struct chiffre_text text, size_t *at, const struct token *before);

#endif
