/* SPDX-License-Identifier: MIT */
/* A token of digits -> its value: group marks left out, the decimal sign found, by its shape or by what the document does. */
#ifndef EXTRACT_DIGITS_H
#define EXTRACT_DIGITS_H

#include "extract/number.h"

#define YEAR_FIRST 1900
#define YEAR_LAST 2100
/* So many digits fit into 64 bits. */
#define DIGITS_AT_ONCE 18

/* Digits alone, or with one sign that surely separates decimals, as most numbers are: their value. False: another number, and nothing is read. */
static inline bool digits_simple(struct chiffre_text text, const struct token *token, struct numeral *numeral)
{
    const char *digits = text.data + token->start;
    const uint32_t length = token->length;
    const bool plain = token->shape == SHAPE_PLAIN;
    if ((!plain && token->shape != SHAPE_DECIMAL) || length > DIGITS_AT_ONCE || (plain && length > 2 && digits[0] == '0'))
        return false;
    int64_t number = 0;
    uint32_t behind = length; /* where decimals begin */
    for (uint32_t i = 0; i < length; i++) {
        unsigned digit = (unsigned)(unsigned char)digits[i] - '0';
        if (digit <= 9)
            number = number * 10 + digit;
        else
            behind = i + 1;
    }
    numeral->digits = true;
    numeral->value = (struct chiffre_decimal){number, (int32_t)behind - (int32_t)length, true};
    numeral->decimals = (int32_t)(length - behind);
    numeral->year = plain && length == 4 && number >= YEAR_FIRST && number <= YEAR_LAST;
    return true;
}
/* Reads the number at `at` (or ".5", a point before digits): tokens consumed; numeral->value is not known when the digits are no
 * number. */
uint32_t digits_read(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct numeral *numeral);

#endif
