/* SPDX-License-Identifier: MIT */
/* Digits and separators -> exact values. */
#include "extract/digits.h"

#include "core/decimal.h"
#include "extract/rows.h"

#define YEAR_FIRST 1900
#define YEAR_LAST 2100
/* So many digits fit into 64 bits. */
#define DIGITS_AT_ONCE 18
/* No number that anybody wrote has more digits, the point among them. */
#define DIGITS_MOST 47

/* Does the one sign of an ambiguous token separate decimals? */
static bool separates_decimals(struct evidence *evidence, const struct sentence *sentence, const struct token *token, const char **reason)
{
    const char *sign = sentence->text.data + token->start + token->length - 4; /* three digits behind it */
    if (*sign == '.' && sign[3] != '0' && evidence->lexicon->decimal_comma && (token[1].roles & ROLE_BIT(scale))) {
        *reason = "a point before a scale";
        return true; /* 1.283 milliards, but 1.500 millions */
    }
    return evidence_decimal(evidence, *sign, reason);
}

/* Where the last sign of a token of groups separates decimals; its length when it has none. */
static size_t place_behind_groups(struct chiffre_text text, const struct token *token)
{
    size_t length = token->length, last = length;
    bool mixed = false;
    for (size_t i = 0; i < length; i++) {
        char byte = text.data[token->start + i];
        if (byte >= '0' && byte <= '9')
            continue;
        bool separator = byte == '.' || byte == ',';
        /* blanks or apostrophes group: a point or comma behind them is the decimal sign */
        mixed |= !separator || (last < length && text.data[token->start + last] != byte);
        last = separator ? i : last;
    }
    return mixed ? last : length;
}

/* Digits that may be too many for 64 bits; `point`: so many of them stand behind the decimal sign. */
static struct chiffre_decimal long_value(struct chiffre_text text, const struct token *token, size_t point)
{
    char plain[DIGITS_MOST + 1] = "0";
    size_t used = 1, left = 0;
    for (size_t i = 0; i < token->length; i++)
        left += text.data[token->start + i] >= '0' && text.data[token->start + i] <= '9';
    if (left + (point > 0) > DIGITS_MOST)
        return DECIMAL_EMPTY;
    for (size_t i = 0; i < token->length; i++) {
        char byte = text.data[token->start + i];
        if (byte < '0' || byte > '9')
            continue;
        if (left-- == point && point > 0)
            plain[used++] = '.';
        plain[used++] = byte;
    }
    struct chiffre_decimal value = DECIMAL_EMPTY;
    return decimal_read((struct chiffre_text){plain, used}, &value) == CHIFFRE_OK ? value : DECIMAL_EMPTY;
}

/* The digits of a token of groups as a decimal, group marks left out. */
static struct chiffre_decimal grouped_value(struct chiffre_text text, const struct token *token)
{
    const char *digits = text.data + token->start;
    const size_t place = place_behind_groups(text, token);
    int64_t number = 0;
    int32_t count = 0, behind = 0;
    for (size_t i = 0; i < token->length; i++) {
        if (digits[i] < '0' || digits[i] > '9')
            continue;
        count++;
        behind += i > place;
        if (count <= DIGITS_AT_ONCE)
            number = number * 10 + (digits[i] - '0');
    }
    if (count > DIGITS_AT_ONCE)
        return long_value(text, token, (size_t)behind);
    return (struct chiffre_decimal){number, -behind, true};
}

/* The digits of a token with one sign at most as a whole number; they are DIGITS_AT_ONCE at most. */
static inline int64_t simple_digits(const char *digits, uint32_t length)
{
    int64_t number = 0;
    for (uint32_t i = 0; i < length; i++) {
        unsigned digit = (unsigned)(unsigned char)digits[i] - '0';
        if (digit <= 9)
            number = number * 10 + digit;
    }
    return number;
}

static uint32_t decimals_of(struct chiffre_text text, const struct token *token)
{
    const char *end = text.data + token->start + token->length, *sign = end - 1;
    while (*sign != '.' && *sign != ',')
        sign--;
    return (uint32_t)(end - 1 - sign);
}

uint32_t digits_read(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    const bool leading = sentence->tokens[at].kind == TOKEN_SIGN;
    const struct token *token = &sentence->tokens[at + leading];
    const struct chiffre_text text = sentence->text;
    const char *digits = text.data + token->start;
    uint32_t behind = 0; /* so many digits are decimals */
    numeral->digits = true;
    switch (token->shape) {
    case SHAPE_PLAIN:
        if (leading)
            behind = token->length;
        else if (token->length >= 3 && digits[0] == '0' && digits[1] == '0')
            return 1; /* 007, or the end of a number whose separators are broken */
        break;
    case SHAPE_DECIMAL:
        behind = decimals_of(text, token);
        break;
    case SHAPE_AMBIGUOUS:
        behind = separates_decimals(evidence, sentence, token, &numeral->reason) ? 3 : 0;
        break;
    case SHAPE_GROUPED:
        numeral->value = grouped_value(text, token);
        numeral->decimals = -numeral->value.exponent;
        return 1;
    default: /* a day, a time, a code, a malformed one */
        return 1;
    }
    numeral->value = token->length > DIGITS_AT_ONCE ? long_value(text, token, behind)
                                                    : (struct chiffre_decimal){simple_digits(digits, token->length), -(int32_t)behind, true};
    numeral->decimals = -numeral->value.exponent;
    numeral->year = token->length == 4 && token->shape == SHAPE_PLAIN && numeral->value.coefficient >= YEAR_FIRST &&
                    numeral->value.coefficient <= YEAR_LAST;
    return 1 + leading;
}
