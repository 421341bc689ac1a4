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

static bool separates_decimals(struct evidence *evidence, struct chiffre_text text, const struct token *token, size_t sign,
                               bool scaled, const char **reason)
{
    if (token->shape != SHAPE_AMBIGUOUS)
        return true;
    if (scaled && evidence->lexicon->decimal_comma && text.data[sign] == '.' && text.data[sign + 3] != '0') {
        *reason = "a point before a scale";
        return true; /* 1.283 milliards, but 1.500 millions */
    }
    return evidence_decimal(evidence, text.data[sign], reason);
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

/* Where the last '.' or ',' of the token is that separates decimals; length when there is none. */
static size_t decimal_place(struct evidence *evidence, const struct sentence *sentence, const struct token *token, const char **reason)
{
    struct chiffre_text text = sentence->text;
    if (token->shape == SHAPE_GROUPED)
        return place_behind_groups(text, token);
    size_t last = token->length; /* decimals, or one sign that may stand for either */
    while (last > 0 && text.data[token->start + last - 1] != '.' && text.data[token->start + last - 1] != ',')
        last--;
    if (last == 0)
        return token->length;
    last--;
    if (token->shape == SHAPE_DECIMAL)
        return last;
    bool scaled = has_roles(sentence, (uint32_t)(token - sentence->tokens) + 1, ROLE_BIT(scale));
    return separates_decimals(evidence, text, token, token->start + last, scaled, reason) ? last : token->length;
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

/* The digits of the token as a decimal, group marks left out; `leading`: all of them stand behind the point (.5). */
static struct chiffre_decimal digits_value(struct chiffre_text text, const struct token *token, size_t place, bool leading)
{
    const char *digits = text.data + token->start;
    int64_t number = 0;
    int32_t count = 0, behind = 0;
    for (size_t i = 0; i < token->length; i++) {
        if (digits[i] < '0' || digits[i] > '9')
            continue;
        count++;
        behind += leading || i > place;
        if (count <= DIGITS_AT_ONCE)
            number = number * 10 + (digits[i] - '0');
    }
    if (count > DIGITS_AT_ONCE)
        return long_value(text, token, (size_t)behind);
    return (struct chiffre_decimal){number, -behind, true};
}

uint32_t digits_read(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    bool leading = sentence->tokens[at].kind == TOKEN_SIGN;
    const struct token *token = &sentence->tokens[at + leading];
    numeral->digits = true;
    if (token->shape == SHAPE_DATE || token->shape == SHAPE_CLOCK || token->shape == SHAPE_CODE || token->shape == SHAPE_MALFORMED)
        return 1;
    const char *digits = sentence->text.data + token->start;
    if (!leading && token->length >= 3 && token->shape == SHAPE_PLAIN && digits[0] == '0' && digits[1] == '0')
        return 1; /* 007, or the end of a number whose separators are broken */
    size_t place = token->length;
    if (token->shape != SHAPE_PLAIN)
        place = decimal_place(evidence, sentence, token, &numeral->reason);
    numeral->value = digits_value(sentence->text, token, place, leading);
    if (!numeral->value.known)
        return 1 + leading;
    numeral->decimals = -numeral->value.exponent;
    numeral->year = token->shape == SHAPE_PLAIN && token->length == 4 && numeral->value.coefficient >= YEAR_FIRST &&
                    numeral->value.coefficient <= YEAR_LAST;
    return 1 + leading;
}
