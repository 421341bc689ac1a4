/* SPDX-License-Identifier: MIT */
/* Tokens -> numerals: digits (digits.c) or words (words.c, collective.c), with the scale words behind them. */
#include "extract/number.h"

#include "core/decimal.h"
#include "extract/collective.h"
#include "extract/digits.h"
#include "extract/rows.h"
#include "extract/words.h"

#include <stdlib.h>

bool number_scale(struct numeral *numeral, int32_t power)
{
    if (numeral->value.exponent + power > DECIMAL_MAX_EXPONENT ||
        decimal_digits(numeral->value) + numeral->value.exponent + power > 36)
        return false;
    numeral->value = decimal_scale(numeral->value, power);
    numeral->decimals -= power;
    numeral->scale += power;
    numeral->scaled = true;
    return true;
}

/* "2½", "2 and a half million": moves words->at behind the half that it adds. False: does not fit. */
static bool add_half(struct words *words, struct numeral *numeral)
{
    uint32_t tokens, scale;
    struct chiffre_decimal half;
    const struct lexicon_row *row = row_at(words->sentence, words->at, ROLE_number_half, &tokens);
    const struct lexicon_row *part = row != NULL ? row : row_at(words->sentence, words->at, ROLE_number_fraction, &tokens);
    if (part == NULL || numeral->value.exponent != 0)
        return true;
    if (words->sentence->tokens[words->at].kind == TOKEN_SIGN) {
        half = words_decimal(part);
        words->at += tokens;
    } else if (row == NULL || row_flagged(row, ROW_BEFORE) ||
               row_at(words->sentence, words->at + tokens, ROLE_scale, &scale) == NULL || !words_fraction(words, &half)) {
        return true;
    }
    numeral->decimals = words_places(half);
    return words_add(&numeral->value, half);
}

/* "5 hundred" where the language multiplies hundred by more than nine: elsewhere "15 cents" are coins. */
static void add_hundred(struct words *words, struct numeral *numeral)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(words->sentence, words->at, ROLE_number_hundred, &tokens);
    const char *behind = row == NULL ? NULL : strchr(row->value, ' ');
    long most = behind == NULL ? 0 : strtol(behind, NULL, 10);
    if (most < 10 || numeral->value.exponent < -1 || decimal_compare(numeral->value, decimal_whole(most)) > 0)
        return;
    if (number_scale(numeral, 2))
        words->at += tokens;
}

/* The lower part of "2 millions 500 mille" or "3 thousand 5 hundred". */
static void add_lower(struct evidence *evidence, struct words *words, struct numeral *numeral)
{
    const struct token *next = &words->sentence->tokens[words->at];
    struct numeral lower = {0};
    if (words->at + 1 >= words->sentence->count || next->kind != TOKEN_NUMBER || next->shape != SHAPE_PLAIN || next->length > 3 ||
        numeral->scale < 3 || digits_read(evidence, words->sentence, words->at, &lower) != 1 || !lower.value.known)
        return;
    struct words behind = {.sentence = words->sentence, .at = words->at + 1};
    uint32_t tokens;
    const struct lexicon_row *row = row_at(words->sentence, behind.at, ROLE_scale, &tokens);
    if (row != NULL && row->number < numeral->scale && number_scale(&lower, row->number))
        behind.at += tokens;
    else
        add_hundred(&behind, &lower);
    if (behind.at == words->at + 1 || !words_add(&numeral->value, lower.value))
        return;
    words->at = behind.at;
    numeral->decimals = lower.decimals;
    numeral->scale = lower.scale;
}

/* What scale_digits begins with. */
#define SCALE_ROLES (ROLE_BIT(number_half) | ROLE_BIT(number_fraction) | ROLE_BIT(noun_adjective) | ROLE_BIT(number_hundred) | ROLE_BIT(scale))

/* One scale word and nothing more: "5.3 billion". False: something else, and nothing is read. */
static bool scale_plainly(const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    uint32_t tokens, from = at + numeral->tokens;
    if ((sentence->tokens[from].roles & SCALE_ROLES) != ROLE_BIT(scale))
        return false;
    const struct lexicon_row *row = row_at(sentence, from, ROLE_scale, &tokens);
    if (row == NULL) /* a token that has the role has a row */
        return false;
    const struct token *next = &sentence->tokens[from + tokens];
    struct chiffre_decimal value = decimal_scale(numeral->value, row->number);
    if ((next->roles & (ROLE_BIT(scale) | ROLE_BIT(number_half) | ROLE_BIT(number_link))) || next->kind == TOKEN_NUMBER || !value.known)
        return false;
    numeral->plain = numeral->value;
    numeral->value = value;
    numeral->scaled = true;
    numeral->scale = row->number;
    numeral->decimals -= row->number;
    numeral->year = false;
    numeral->tokens += tokens;
    return true;
}

/* Scale words behind digits. */
static bool scale_digits(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    struct words words = {.sentence = sentence, .at = at + numeral->tokens};
    uint32_t tokens, scale;
    if (!add_half(&words, numeral))
        return false;
    if (row_at(sentence, words.at, ROLE_noun_adjective, &tokens) != NULL &&
        row_at(sentence, words.at + tokens, ROLE_scale, &scale) != NULL)
        words.at += tokens; /* les 5 premiers milliards */
    numeral->plain = numeral->value;
    add_hundred(&words, numeral);
    struct sum sum = {.part = numeral->value, .part_known = true, .total = decimal_whole(0), .digits = numeral->decimals};
    if (!words_scales(&words, &sum))
        return false;
    if (sum.total_known) {
        numeral->value = sum.total;
        numeral->scaled = true;
        numeral->scale = sum.scale;
        numeral->decimals = sum.digits - sum.scale;
        add_lower(evidence, &words, numeral);
    }
    numeral->year &= words.at == at + numeral->tokens;
    numeral->tokens = words.at - at;
    return true;
}

/* Field by field: the whole at once takes a string instruction, which is slow to start. */
static inline void numeral_clear(struct numeral *numeral)
{
    numeral->tokens = 0;
    numeral->value.coefficient = numeral->plain.coefficient = 0;
    numeral->value.exponent = numeral->plain.exponent = 0;
    numeral->value.known = numeral->plain.known = false;
    numeral->decimals = numeral->scale = 0;
    numeral->digits = numeral->scaled = numeral->collective = numeral->about = numeral->vague = false;
    numeral->article = numeral->indefinite = numeral->fraction = numeral->year = false;
    numeral->reason = NULL;
}

/* The scale words that stand behind digits, if any; the tokens of all. */
static __attribute__((noinline)) uint32_t read_scale(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    if (!(sentence->tokens[at + numeral->tokens].roles & SCALE_ROLES))
        numeral->plain = numeral->value;
    else if (!scale_plainly(sentence, at, numeral) && !scale_digits(evidence, sentence, at, numeral))
        numeral->value = DECIMAL_EMPTY;
    return numeral->tokens;
}

/* The point or comma of ".5", and not the end of a sentence or clause. */
static bool leads(const struct sentence *sentence, uint32_t at)
{
    const struct token *token = &sentence->tokens[at];
    return (token->sign == '.' || token->sign == ',') && (at == 0 || token->gap != GAP_GLUED || (token[-1].roles & ROLE_BIT(currency))) &&
           token[1].kind == TOKEN_NUMBER && token[1].gap == GAP_GLUED && token[1].shape == SHAPE_PLAIN;
}

static __attribute__((noinline)) uint32_t read_number(struct evidence *evidence, const struct sentence *sentence, uint32_t at,
                                                      struct numeral *numeral)
{
    const struct token *token = &sentence->tokens[at];
    if (token->kind == TOKEN_NUMBER || (token->kind == TOKEN_SIGN && leads(sentence, at))) {
        numeral->tokens = digits_read(evidence, sentence, at, numeral);
        return numeral->value.known ? read_scale(evidence, sentence, at, numeral) : numeral->tokens;
    }
    if ((!(token->roles & NUMBER_ROLES) && token[1].kind != TOKEN_NUMBER) || !number_may_begin(token))
        return 0;
    uint32_t tokens; /* a sign that is a fraction: ½ */
    if (token->kind == TOKEN_SIGN && row_at(sentence, at, ROLE_number_half, &tokens) == NULL)
        return 0;
    return collective_read(sentence, at, numeral) ? numeral->tokens : words_read(sentence, at, numeral);
}

uint32_t number_read(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    const struct token *token = &sentence->tokens[at];
    numeral_clear(numeral);
    if (token->kind != TOKEN_NUMBER || !digits_simple(sentence->text, token, numeral))
        return read_number(evidence, sentence, at, numeral);
    numeral->tokens = 1;
    if (token[1].roles & SCALE_ROLES)
        return read_scale(evidence, sentence, at, numeral);
    numeral->plain = numeral->value;
    return 1;
}
