/* SPDX-License-Identifier: MIT */
/* Collectives and fractions of scales: "une dizaine", "two dozen", "des centaines", "demi-million", "a quarter of a billion". */
#include "extract/collective.h"

#include "core/decimal.h"
#include "extract/rows.h"
#include "extract/words.h"

static int32_t trailing_zeros(int64_t value)
{
    int32_t zeros = 0;
    while (value >= 10 && value % 10 == 0) {
        value /= 10;
        zeros++;
    }
    return zeros;
}

/* Scales behind a collective, with their link: une centaine de millions, des dizaines de milliers. */
static bool scale_collective(struct words *words, struct numeral *numeral)
{
    uint32_t link, tokens;
    for (int i = 0; i < 3; i++) {
        const struct lexicon_row *joint = row_at(words->sentence, words->at, ROLE_unit_link, &link);
        uint32_t behind = words->at + (joint != NULL ? link : 0);
        const struct lexicon_row *row = row_at(words->sentence, behind, ROLE_scale, &tokens);
        int32_t power = row != NULL ? row->number : 0;
        if (row == NULL && (row = row_at(words->sentence, behind, ROLE_collective, &tokens)) != NULL && row_flagged(row, ROW_PLURAL))
            power = trailing_zeros(row->number);
        if (power == 0)
            break;
        if (!number_scale(numeral, power))
            return false;
        words->at = behind + tokens;
    }
    return true;
}

/* [un] demi-million, half a dozen, a quarter of a billion, trois quarts de milliard: a fraction before a scale or collective. */
static bool read_fraction_of(const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    struct words words = {.sentence = sentence, .at = at};
    uint32_t tokens;
    int64_t count = 1, power;
    struct chiffre_decimal value;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_number_half, &tokens);
    if (row == NULL) {
        if (!words_take(&words, ROLE_number_one, &count))
            words_take(&words, ROLE_number_unit, &count);
        row = row_at(sentence, words.at, ROLE_number_half, &tokens);
    }
    bool half = row != NULL && row_flagged(row, ROW_BEFORE);
    if (!half)
        row = row_at(sentence, words.at, ROLE_number_fraction, &tokens);
    if (row == NULL || count < 1 || decimal_multiply(decimal_whole(count), words_decimal(row), &value) != CHIFFRE_OK)
        return false;
    words.at += tokens;
    const struct lexicon_row *link = row_at(sentence, words.at, ROLE_unit_link, &tokens);
    if (link != NULL)
        words.at += tokens;
    int64_t one;
    words_take(&words, ROLE_number_one, &one);
    *numeral = (struct numeral){.value = value, .plain = value, .decimals = words_places(value), .fraction = true};
    if (words_take(&words, ROLE_scale, &power)) {
        numeral->fraction = false;
        numeral->tokens = words.at - at;
        return number_scale(numeral, (int32_t)power);
    }
    const struct lexicon_row *collective = row_at(sentence, words.at, ROLE_collective, &tokens);
    if (collective == NULL || row_flagged(collective, ROW_PLURAL))
        return false;
    if (decimal_multiply(value, words_decimal(collective), &numeral->value) != CHIFFRE_OK)
        return false;
    numeral->fraction = false;
    numeral->collective = numeral->about = true;
    numeral->decimals = 0;
    words.at += tokens;
    if (!scale_collective(&words, numeral))
        return false;
    numeral->tokens = words.at - at;
    return true;
}

/* une dizaine, deux douzaines, two dozen, des centaines, tens of thousands. */
static bool read_collective(const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    struct words words = {.sentence = sentence, .at = at};
    bool counted = words_group(&words);
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, words.at, ROLE_collective, &tokens);
    if (row == NULL || (!counted && !row_flagged(row, ROW_PLURAL)) || (counted && words.group < 1))
        return false;
    words.at += tokens;
    int64_t each = row->number, value = each * (counted ? words.group : 1);
    *numeral = (struct numeral){.value = decimal_whole(value),
                                .plain = decimal_whole(value),
                                .collective = true,
                                .about = !row_flagged(row, ROW_EXACT),
                                .vague = !counted};
    numeral->decimals = -trailing_zeros(each);
    if (!scale_collective(&words, numeral))
        return false;
    numeral->tokens = words.at - at;
    return true;
}

bool collective_read(const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    const uint64_t roles = ROLE_BIT(collective) | ROLE_BIT(number_half) | ROLE_BIT(number_fraction);
    if (!(sentence->roles & roles))
        return false; /* most sentences with numbers in words */
    return read_collective(sentence, at, numeral) || read_fraction_of(sentence, at, numeral);
}
