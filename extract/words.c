/* SPDX-License-Identifier: MIT */
/* Number words: one grammar for all languages, whose classes (unit, teen, ten, score, hundred, scale, half) the tables give. */
#include "extract/words.h"

#include "core/decimal.h"
#include "extract/rows.h"

#include <stdlib.h>

/* No number has more scales in a row ("mille milliards", "lakh crore"); a bound keeps reading linear. */
#define SCALES_MOST 4

struct chiffre_decimal words_decimal(const struct lexicon_row *row)
{
    struct chiffre_text value = {row->value, strcspn(row->value, " ")};
    struct chiffre_decimal decimal = DECIMAL_EMPTY;
    return decimal_read(value, &decimal) == CHIFFRE_OK ? decimal : DECIMAL_EMPTY;
}

bool words_take_row(struct words *words, role_number role, int64_t *value)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(words->sentence, words->at, role, &tokens);
    if (row == NULL)
        return false;
    *value = row->number;
    words->indefinite = role == ROLE_number_one && row_flagged(row, ROW_ARTICLE);
    words->at += tokens;
    return true;
}

/* A joining word that stands inside a number, not between the items of a list. */
static bool take_link(struct words *words)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(words->sentence, words->at, ROLE_number_link, &tokens);
    if (row == NULL || *row->value != '\0')
        return false;
    words->at += tokens;
    return true;
}

/* unit, with or without a link before it; moves nothing when there is none. */
static bool take_below_ten(struct words *words, bool teens, int64_t *value)
{
    struct words before = *words;
    take_link(words);
    if ((teens && words_take(words, ROLE_number_teen, value)) || words_take(words, ROLE_number_unit, value) ||
        words_take(words, ROLE_number_one, value))
        if (*value > 0)
            return true;
    *words = before;
    return false;
}

#define BELOW_HUNDRED                                                                                                            \
    (ROLE_BIT(number_score) | ROLE_BIT(number_ten) | ROLE_BIT(number_teen) | ROLE_BIT(number_unit) | ROLE_BIT(number_one))

static bool read_below_hundred(struct words *words, int64_t *value)
{
    int64_t more = 0;
    words->article = false;
    if (!has_roles(words->sentence, words->at, BELOW_HUNDRED))
        return false;
    if (words_take(words, ROLE_number_score, value)) {
        if (take_below_ten(words, true, &more))
            *value += more;
        return true;
    }
    if (words_take(words, ROLE_number_ten, value)) {
        if (take_below_ten(words, false, &more))
            *value += more;
        return true;
    }
    if (words_take(words, ROLE_number_teen, value) || words_take(words, ROLE_number_unit, value))
        return true;
    words->article = words_take(words, ROLE_number_one, value);
    return words->article;
}

/* 0 to 999, and hundreds up to 9900 where the language multiplies hundred by more than nine. */
bool words_group(struct words *words)
{
    struct words start = *words;
    int64_t low = 0, factor = 1;
    bool some = read_below_hundred(words, &low);
    uint32_t tokens;
    const struct lexicon_row *hundred = row_at(words->sentence, words->at, ROLE_number_hundred, &tokens);
    words->group = low;
    words->last = 0;
    if (hundred != NULL) {
        const char *most = strchr(hundred->value, ' ');
        factor = some ? low : 1;
        if (factor > 0 && factor <= (most != NULL ? atoi(most) : 9)) {
            bool article = words->article;
            words->at += tokens;
            struct words behind = *words;
            take_link(words);
            words->group = factor * 100;
            words->last = 2;
            if (read_below_hundred(words, &low) && !(words->article && words->at < words->sentence->count && article)) {
                words->group += low;
                words->last = 0;
            } else {
                words->at = behind.at;
            }
            words->article = false;
            some = true;
        }
    }
    if (!some)
        *words = start;
    return some;
}

int32_t words_places(struct chiffre_decimal value)
{
    return value.exponent < 0 ? -value.exponent : 0;
}

static bool add_scale(struct sum *sum, int32_t power)
{
    struct chiffre_decimal product;
    if (!sum->part_known && sum->total_known) { /* seize mille milliards, one lakh crore */
        product = decimal_scale(sum->total, power);
        sum->scale += power;
    } else {
        struct chiffre_decimal part = sum->part_known ? sum->part : decimal_whole(1);
        if (sum->total_known && power > sum->scale) {
            if (decimal_add(sum->total, part, &part) != CHIFFRE_OK)
                return false;
            sum->total = decimal_whole(0);
        }
        product = decimal_scale(part, power);
        if (sum->total_known && decimal_add(sum->total, product, &product) != CHIFFRE_OK)
            return false;
        sum->scale = power;
    }
    if (product.exponent > DECIMAL_MAX_EXPONENT)
        return false;
    sum->total = product;
    sum->total_known = true;
    sum->part_known = false;
    sum->last = power;
    return true;
}

static void add_part(struct sum *sum, const struct words *words)
{
    sum->part = decimal_whole(words->group);
    sum->part_known = true;
    sum->last = words->last;
}

/* A fraction behind a whole number: "and a half", "et trois quarts"; moves nothing when there is none. */
bool words_fraction(struct words *words, struct chiffre_decimal *value)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(words->sentence, words->at, ROLE_number_half, &tokens);
    if (row != NULL && !row_flagged(row, ROW_BEFORE)) {
        words->at += tokens;
        *value = words_decimal(row);
        return value->known;
    }
    if (!has_roles(words->sentence, words->at, ROLE_BIT(number_link)))
        return false;
    struct words start = *words;
    int64_t count = 1;
    if (take_link(words) && (words_take(words, ROLE_number_unit, &count) || words_take(words, ROLE_number_one, &count)) &&
        count > 0 && (row = row_at(words->sentence, words->at, ROLE_number_fraction, &tokens)) != NULL) {
        words->at += tokens;
        return decimal_multiply(decimal_whole(count), words_decimal(row), value) == CHIFFRE_OK;
    }
    *words = start;
    return false;
}

/* "virgule cinq", "point two five": digits spoken behind a point. */
static bool take_point(struct words *words, struct chiffre_decimal *value)
{
    uint32_t tokens;
    if (row_at(words->sentence, words->at, ROLE_number_point, &tokens) == NULL)
        return false;
    struct words start = *words;
    words->at += tokens;
    int64_t digit, all = 0;
    int32_t places = 0;
    while (places < 9 &&
           (words_take(words, ROLE_number_unit, &digit) || (places == 0 && words_take(words, ROLE_number_one, &digit)))) {
        all = all * 10 + digit;
        places++;
    }
    if (places == 0 && read_below_hundred(words, &digit) && digit >= 10) {
        all = digit;
        places = 2;
    }
    if (places == 0) {
        *words = start;
        return false;
    }
    *value = decimal_from(all, -places);
    return true;
}

bool words_add(struct chiffre_decimal *sum, struct chiffre_decimal more)
{
    return decimal_add(*sum, more, sum) == CHIFFRE_OK;
}

/* Scale words behind a part, and a half behind them: "millions", "mille milliards", "milliard et demi". */
bool words_scales(struct words *words, struct sum *sum)
{
    int64_t power;
    int scales = 0;
    while (scales < SCALES_MOST && words_take(words, ROLE_scale, &power)) {
        if (!add_scale(sum, (int32_t)power))
            return false;
        scales++;
    }
    struct chiffre_decimal half;
    if (scales > 0 && words_fraction(words, &half)) {
        sum->digits = words_places(half);
        return words_add(&sum->total, decimal_scale(half, sum->scale));
    }
    return true;
}

/* The next lower part of a number in words ("deux millions | trois cent mille | cinq"): moves nothing when there is none. */
static bool read_next_part(struct words *words, struct sum *sum)
{
    if (!sum->total_known || sum->part_known || sum->scale < 2)
        return false;
    struct words start = *words;
    struct sum before = *sum;
    bool linked = take_link(words);
    uint32_t tokens;
    if (!words_group(words) || (words->article && !linked && words->indefinite)) {
        *words = start;
        return false;
    }
    const struct lexicon_row *scale = row_at(words->sentence, words->at, ROLE_scale, &tokens);
    if ((scale != NULL && scale->number >= sum->scale) || (sum->scale == 3 && words->group > 999)) {
        *words = start; /* a list: trois millions et cinq millions */
        return false;
    }
    add_part(sum, words);
    if (scale != NULL && words_scales(words, sum))
        return true;
    if (scale == NULL && words_add(&sum->total, sum->part)) {
        sum->part_known = false;
        sum->scale = 0;
        return true;
    }
    *words = start;
    *sum = before;
    return false;
}

static bool finish(struct numeral *numeral, const struct words *words, const struct sum *sum, uint32_t at)
{
    numeral->value = sum->total_known ? sum->total : sum->part;
    numeral->scaled = sum->total_known;
    numeral->decimals = sum->digits - (sum->part_known || !sum->total_known ? (sum->digits > 0 ? 0 : sum->last) : sum->last);
    numeral->scale = sum->total_known ? sum->last : 0;
    numeral->article = words->article && !sum->total_known && sum->digits == 0;
    numeral->indefinite = numeral->article && words->indefinite;
    numeral->tokens = words->at - at;
    return numeral->value.known && numeral->tokens > 0;
}

uint32_t words_read(const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    struct words words = {.sentence = sentence, .at = at};
    struct sum sum = {.total = decimal_whole(0)};
    struct chiffre_decimal more;
    uint32_t tokens;
    if (words_group(&words)) {
        add_part(&sum, &words);
        if (words_fraction(&words, &more) || take_point(&words, &more)) {
            sum.digits = words_places(more);
            if (!words_add(&sum.part, more))
                return 0;
        }
    } else {
        const struct lexicon_row *scale = row_at(sentence, at, ROLE_scale, &tokens);
        if (scale == NULL || scale->number != 3)
            return 0; /* only the thousand does without a number before it */
    }
    numeral->plain = sum.part_known ? sum.part : decimal_whole(1);
    if (!words_scales(&words, &sum))
        return 0;
    while (read_next_part(&words, &sum))
        sum.digits = 0;
    return finish(numeral, &words, &sum, at) ? numeral->tokens : 0;
}
