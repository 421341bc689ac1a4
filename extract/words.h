/* SPDX-License-Identifier: MIT */
/* Number words -> numerals: "quatre-vingt-dix-sept", "one and a half billion", "mille deux cents". */
#ifndef EXTRACT_WORDS_H
#define EXTRACT_WORDS_H

#include "extract/number.h"
#include "extract/rows.h"

/* Where reading stands. */
struct words {
    const struct sentence *sentence;
    uint32_t at;
    int64_t group; /* below 1000, or 1200 to 9900 in hundreds */
    int32_t last;  /* power of ten of the last multiplying word of the group: 0 or 2 */
    bool article;    /* the group is the article */
    bool indefinite; /* and one that is no numeral either (a, an) */
};

/* What a numeral in words is made of so far. */
struct sum {
    struct chiffre_decimal total; /* parts whose scale is known */
    struct chiffre_decimal part;  /* the part that waits for its scale */
    bool part_known, total_known;
    int32_t scale;  /* of the last part */
    int32_t last;   /* power of ten of the last multiplying word */
    int32_t digits; /* of a fraction */
};

/* A word of this role at words->at: moves behind it. False: moves nothing. The second asks a bit of the token before. */
bool words_take_row(struct words *words, role_number role, int64_t *value);
static inline bool words_take(struct words *words, role_number role, int64_t *value)
{
    return has_roles(words->sentence, words->at, role_bit(role)) && words_take_row(words, role, value);
}
/* 0 to 999, and hundreds up to 9900 where the language multiplies hundred by more than nine. */
bool words_group(struct words *words);
/* A fraction behind a whole number: "and a half", "et trois quarts"; moves nothing when there is none. */
bool words_fraction(struct words *words, struct chiffre_decimal *value);
/* Scale words behind a part, and a half behind them. False when the number does not fit. */
bool words_scales(struct words *words, struct sum *sum);
/* *sum += more; false when it does not fit. */
bool words_add(struct chiffre_decimal *sum, struct chiffre_decimal more);
/* A row's value as a decimal; digits behind its point. */
struct chiffre_decimal words_decimal(const struct lexicon_row *row);
int32_t words_places(struct chiffre_decimal value);
/* The numeral in words at `at`: tokens consumed, or 0. */
uint32_t words_read(const struct sentence *sentence, uint32_t at, struct numeral *numeral);

#endif
