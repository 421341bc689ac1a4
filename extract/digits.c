/* SPDX-License-Identifier: MIT */
/* Digits and separators -> exact values. */
#include "extract/digits.h"

#include "core/decimal.h"
#include "extract/rows.h"

#define YEAR_FIRST 1900
#define YEAR_LAST 2100

static bool separates_decimals(struct evidence *evidence, struct chiffre_text text, const struct token *token, size_t sign,
                               bool scaled, const char **reason)
{
    if (token->shape != SHAPE_AMBIGUOUS)
        return true;
    if (scaled && evidence->comma_language && text.data[sign] == '.' && text.data[sign + 3] != '0') {
        *reason = "a point before a scale";
        return true; /* 1.283 milliards, but 1.500 millions */
    }
    return evidence_decimal(evidence, text.data[sign], reason);
}

/* Where the last '.' or ',' of the token is that separates decimals; length when there is none. */
static size_t decimal_place(struct evidence *evidence, struct chiffre_text text, const struct token *token, bool scaled,
                            const char **reason)
{
    size_t length = token->length, last = length, count = 0;
    bool mixed = false;
    for (size_t i = 0; i < length; i++) {
        char byte = text.data[token->start + i];
        if (byte >= '0' && byte <= '9')
            continue;
        if ((byte == '.' || byte == ',') && last < length && text.data[token->start + last] != byte)
            mixed = true;
        if (byte == '.' || byte == ',') {
            last = i;
            count++;
        } else {
            mixed = true; /* blanks or apostrophes group: a point or comma behind them is the decimal sign */
        }
    }
    if (last == length || token->shape == SHAPE_DECIMAL)
        return last;
    if (token->shape == SHAPE_GROUPED)
        return mixed && text.data[token->start + last] != '\'' ? last : length;
    return count == 1 && separates_decimals(evidence, text, token, token->start + last, scaled, reason) ? last : length;
}

/* The digits of the token as a decimal, group marks left out. */
static struct chiffre_decimal digits_value(struct chiffre_text text, const struct token *token, size_t place, bool leading)
{
    char plain[48];
    size_t used = 0;
    if (leading)
        plain[used++] = '.';
    for (size_t i = 0; i < token->length; i++) {
        char byte = text.data[token->start + i];
        if (i == place && !leading)
            plain[used++] = '.';
        if (byte < '0' || byte > '9')
            continue;
        if (used + 2 > sizeof plain)
            return DECIMAL_EMPTY;
        plain[used++] = byte;
    }
    struct chiffre_decimal value = DECIMAL_EMPTY;
    if (leading) { /* .5 */
        char whole[50] = "0";
        memcpy(whole + 1, plain, used);
        return decimal_read((struct chiffre_text){whole, used + 1}, &value) == CHIFFRE_OK ? value : DECIMAL_EMPTY;
    }
    if (used > 0 && plain[used - 1] == '.')
        used--;
    return decimal_read((struct chiffre_text){plain, used}, &value) == CHIFFRE_OK ? value : DECIMAL_EMPTY;
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
    uint32_t scale_tokens;
    bool scaled = row_at(sentence, at + 1 + leading, ROLE_scale, &scale_tokens) != NULL;
    size_t place = token->length;
    if (token->shape != SHAPE_PLAIN)
        place = decimal_place(evidence, sentence->text, token, scaled, &numeral->reason);
    numeral->value = digits_value(sentence->text, token, place, leading);
    if (!numeral->value.known)
        return 1 + leading;
    numeral->decimals = -numeral->value.exponent;
    numeral->year = token->shape == SHAPE_PLAIN && token->length == 4 && numeral->value.coefficient >= YEAR_FIRST &&
                    numeral->value.coefficient <= YEAR_LAST;
    return 1 + leading;
}
