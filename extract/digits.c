/* SPDX-License-Identifier: MIT */
/* Digits and separators -> exact values. */
#include "extract/digits.h"

#include "core/decimal.h"
#include "extract/rows.h"

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

static uint32_t decimals_of(struct chiffre_text text, const struct token *token)
{
    const char *end = text.data + token->start + token->length, *sign = end - 1;
    while (*sign != '.' && *sign != ',')
        sign--;
    return (uint32_t)(end - 1 - sign);
}

/* The value of digits with one sign at most; `behind`: so many of them are decimals. */
static struct chiffre_decimal value_of(struct chiffre_text text, const struct token *token, uint32_t behind)
{
    int64_t number = 0;
    if (token->length > DIGITS_AT_ONCE)
        return long_value(text, token, behind);
    for (const char *at = text.data + token->start, *end = at + token->length; at < end; at++)
        if (*at >= '0' && *at <= '9')
            number = number * 10 + (*at - '0');
    return (struct chiffre_decimal){number, -(int32_t)behind, true};
}

uint32_t digits_read(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    const bool leading = sentence->tokens[at].kind == TOKEN_SIGN;
    const struct token *token = &sentence->tokens[at + leading];
    const struct chiffre_text text = sentence->text;
    const char *digits = text.data + token->start;
    numeral->digits = true;
    switch (token->shape) {
    case SHAPE_PLAIN:
        if (!leading && token->length >= 3 && digits[0] == '0' && digits[1] == '0')
            return 1; /* 007, or the end of a number whose separators are broken */
        numeral->value = value_of(text, token, leading ? token->length : 0);
        numeral->year = token->length == 4 && numeral->value.coefficient >= YEAR_FIRST && numeral->value.coefficient <= YEAR_LAST;
        break;
    case SHAPE_DECIMAL:
        numeral->value = value_of(text, token, decimals_of(text, token));
        break;
    case SHAPE_AMBIGUOUS:
        numeral->value = value_of(text, token, separates_decimals(evidence, sentence, token, &numeral->reason) ? 3 : 0);
        break;
    case SHAPE_GROUPED:
        numeral->value = grouped_value(text, token);
        break;
    default: /* a day, a time, a code, a malformed one */
        return 1;
    }
    numeral->decimals = -numeral->value.exponent;
    return 1 + leading;
}
