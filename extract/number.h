/* SPDX-License-Identifier: MIT */
/* Digits and number words -> an exact numeral with its scale: "167,7 milliards", "quatre-vingt-dix-sept", "one and a half billion",
 * "une dizaine". */
#ifndef EXTRACT_NUMBER_H
#define EXTRACT_NUMBER_H

#include "chiffre.h"
#include "extract/evidence.h"
#include "extract/token.h"

struct numeral {
    uint32_t tokens;              /* consumed */
    struct chiffre_decimal value; /* with the scale */
    struct chiffre_decimal plain; /* without the scale of its last word: the 5 of "5 milliards" */
    int32_t decimals;             /* digits written after the separator less the power of the scale */
    int32_t scale;                /* power of ten of the scale, 0: none */
    bool digits;                  /* begins with digits */
    bool scaled;                  /* has a scale word or letters */
    bool collective;              /* une dizaine, two dozen */
    bool about;                   /* a collective that is no exact number */
    bool vague;                   /* a plural with no number: des dizaines, hundreds of */
    bool article;                 /* nothing but the article of role number_one */
    bool indefinite;              /* and it is no numeral: "a", where "un" is one too */
    bool fraction;                /* nothing but a fraction: half, un quart */
    bool year;                    /* could be a year: 1900 to 2100 in four digits, nothing else */
    const char *reason;           /* how an ambiguous separator was settled; NULL: was not ambiguous */
};
/* The numeral that begins at `at`, with the scale words behind it (not the scale letters: they belong to units). Returns the tokens
 * consumed, or 0. Digits that are no number (a date, a telephone number, a malformed one) or that overflow: tokens consumed, and
 * value not known. */
uint32_t number_read(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct numeral *numeral);
/* Multiplies by 10^power: a scale that stands elsewhere (letters, or shared over a range). False when it does not fit; then nothing
 * changes. */
bool number_scale(struct numeral *numeral, int32_t power);
#define NUMBER_ROLES                                                                                                             \
    (ROLE_BIT(number_unit) | ROLE_BIT(number_teen) | ROLE_BIT(number_ten) | ROLE_BIT(number_score) | ROLE_BIT(number_hundred) |  \
     ROLE_BIT(number_one) | ROLE_BIT(number_half) | ROLE_BIT(number_fraction) | ROLE_BIT(scale) | ROLE_BIT(collective))
/* May a numeral begin with this word? A few instructions. */
static inline bool number_may_begin(const struct token *token)
{
    return token->word != NULL && (token->word->roles & NUMBER_ROLES) != 0;
}

#endif
