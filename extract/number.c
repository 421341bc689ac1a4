/* SPDX-License-Identifier: MIT */
/* Tokens -> numerals. Digits are read by their shape; words by one grammar for all languages, whose classes (unit, teen, ten, score, hundred,
 * scale, half, collective) the tables give. */
#include "extract/number.h"

#include "core/decimal.h"
#include "core/text.h"

#include <stdlib.h>
#include <string.h>

#define YEAR_FIRST 1900
#define YEAR_LAST 2100

static const struct lexicon_row *row_at(const struct sentence *sentence, uint32_t at, role_number role, uint32_t *tokens)
{
    if (at >= sentence->count)
        return NULL;
    struct match match = token_match(sentence, at, role);
    *tokens = match.tokens;
    return match.row;
}

/* Does the row's value have this flag behind its first word? */
static bool flagged(const struct lexicon_row *row, const char *flag)
{
    const char *blank = strchr(row->value, ' ');
    return blank != NULL && strstr(blank, flag) != NULL;
}

static struct chiffre_decimal decimal_of(const struct lexicon_row *row)
{
    struct chiffre_text value = {row->value, strcspn(row->value, " ")};
    struct chiffre_decimal decimal = DECIMAL_EMPTY;
    return decimal_read(value, &decimal) == CHIFFRE_OK ? decimal : DECIMAL_EMPTY;
}

bool number_scale(struct numeral *numeral, int32_t power)
{
    if (numeral->value.exponent + power > DECIMAL_MAX_EXPONENT || decimal_digits(numeral->value) + numeral->value.exponent + power > 36)
        return false;
    numeral->value = decimal_scale(numeral->value, power);
    numeral->decimals -= power;
    numeral->scale += power;
    numeral->scaled = true;
    return true;
}

/* ---- Digits ---- */

static bool separates_decimals(struct evidence *evidence, struct chiffre_text text, const struct token *token, size_t sign, bool scaled,
                               const char **reason)
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
static size_t decimal_place(struct evidence *evidence, struct chiffre_text text, const struct token *token, bool scaled, const char **reason)
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

static uint32_t read_digits(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    bool leading = sentence->tokens[at].kind == TOKEN_SIGN;
    const struct token *token = &sentence->tokens[at + leading];
    numeral->digits = true;
    if (token->shape == SHAPE_DATE || token->shape == SHAPE_CLOCK || token->shape == SHAPE_CODE || token->shape == SHAPE_MALFORMED)
        return 1;
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

/* ---- Words ---- */

struct words {
    const struct sentence *sentence;
    uint32_t at;
    int64_t group;  /* below 1000, or 1200 to 9900 in hundreds */
    int32_t last;   /* power of ten of the last multiplying word of the group: 0 or 2 */
    bool any;
    bool article;   /* the group is the article */
    bool indefinite; /* and one that is no numeral either (a, an) */
};

static bool take(struct words *words, role_number role, int64_t *value)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(words->sentence, words->at, role, &tokens);
    if (row == NULL)
        return false;
    *value = strtol(row->value, NULL, 10);
    words->indefinite = role == ROLE_number_one && flagged(row, "article");
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
    if ((teens && take(words, ROLE_number_teen, value)) || take(words, ROLE_number_unit, value) || take(words, ROLE_number_one, value))
        if (*value > 0)
            return true;
    *words = before;
    return false;
}

static bool read_below_hundred(struct words *words, int64_t *value)
{
    int64_t more = 0;
    words->article = false;
    if (take(words, ROLE_number_score, value)) {
        if (take_below_ten(words, true, &more))
            *value += more;
        return true;
    }
    if (take(words, ROLE_number_ten, value)) {
        if (take_below_ten(words, false, &more))
            *value += more;
        return true;
    }
    if (take(words, ROLE_number_teen, value) || take(words, ROLE_number_unit, value))
        return true;
    words->article = take(words, ROLE_number_one, value);
    return words->article;
}

/* 0 to 999, and hundreds up to 9900 where the language multiplies hundred by more than nine. */
static bool read_group(struct words *words)
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
    words->any = some;
    if (!some)
        *words = start;
    return some;
}

static int32_t fraction_digits(struct chiffre_decimal value)
{
    return value.exponent < 0 ? -value.exponent : 0;
}

/* What a numeral in words is made of so far. */
struct sum {
    struct chiffre_decimal total; /* parts whose scale is known */
    struct chiffre_decimal part;  /* the part that waits for its scale */
    bool part_known, total_known;
    int32_t scale;                /* of the last part */
    int32_t last;                 /* power of ten of the last multiplying word */
    int32_t digits;               /* of a fraction */
};

static bool add_scale(struct sum *sum, int32_t power)
{
    struct chiffre_decimal product;
    if (!sum->part_known && sum->total_known) { /* seize mille milliards, one lakh crore */
        product = decimal_scale(sum->total, power);
        sum->scale += power;
    } else {
        struct chiffre_decimal part = sum->part_known ? sum->part : decimal_from(1, 0);
        if (sum->total_known && power > sum->scale) {
            if (decimal_add(sum->total, part, &part) != CHIFFRE_OK)
                return false;
            sum->total = decimal_from(0, 0);
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
    sum->part = decimal_from(words->group, 0);
    sum->part_known = true;
    sum->last = words->last;
}

/* A fraction behind a whole number: "and a half", "et trois quarts"; moves nothing when there is none. */
static bool take_fraction(struct words *words, struct chiffre_decimal *value)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(words->sentence, words->at, ROLE_number_half, &tokens);
    if (row != NULL && !flagged(row, "before")) {
        words->at += tokens;
        *value = decimal_of(row);
        return value->known;
    }
    struct words start = *words;
    int64_t count = 1;
    if (take_link(words) && (take(words, ROLE_number_unit, &count) || take(words, ROLE_number_one, &count)) && count > 0 &&
        (row = row_at(words->sentence, words->at, ROLE_number_fraction, &tokens)) != NULL) {
        words->at += tokens;
        return decimal_multiply(decimal_from(count, 0), decimal_of(row), value) == CHIFFRE_OK;
    }
    *words = start;
    return false;
}

/* "virgule cinq", "point two five": digits spoken behind a point. */
static bool take_point(struct words *words, struct chiffre_decimal *value)
{
    uint32_t tokens;
    struct words start = *words;
    if (row_at(words->sentence, words->at, ROLE_number_point, &tokens) == NULL)
        return false;
    words->at += tokens;
    int64_t digit, all = 0;
    int32_t places = 0;
    while (places < 9 && (take(words, ROLE_number_unit, &digit) || (places == 0 && take(words, ROLE_number_one, &digit)))) {
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

static bool add_to(struct chiffre_decimal *sum, struct chiffre_decimal more)
{
    return decimal_add(*sum, more, sum) == CHIFFRE_OK;
}

/* No number has more scales in a row ("mille milliards", "lakh crore"); a bound keeps reading linear. */
#define SCALES_MOST 4

/* Scale words behind a part, and a half behind them: "millions", "mille milliards", "milliard et demi". */
static bool read_scales(struct words *words, struct sum *sum)
{
    int64_t power;
    int scales = 0;
    while (scales < SCALES_MOST && take(words, ROLE_scale, &power)) {
        if (!add_scale(sum, (int32_t)power))
            return false;
        scales++;
    }
    struct chiffre_decimal half;
    if (scales > 0 && take_fraction(words, &half)) {
        sum->digits = fraction_digits(half);
        return add_to(&sum->total, decimal_scale(half, sum->scale));
    }
    return true;
}

/* The next lower part of a number in words ("deux millions | trois cent mille | cinq"): moves nothing when there is none. */
static bool read_next_part(struct words *words, struct sum *sum)
{
    struct words start = *words;
    struct sum before = *sum;
    if (!sum->total_known || sum->part_known || sum->scale < 2)
        return false;
    bool linked = take_link(words);
    uint32_t tokens;
    if (!read_group(words) || (words->article && !linked && words->indefinite)) {
        *words = start;
        return false;
    }
    const struct lexicon_row *scale = row_at(words->sentence, words->at, ROLE_scale, &tokens);
    if ((scale != NULL && scale->number >= sum->scale) || (sum->scale == 3 && words->group > 999)) {
        *words = start; /* a list: trois millions et cinq millions */
        return false;
    }
    add_part(sum, words);
    if (scale != NULL && read_scales(words, sum))
        return true;
    if (scale == NULL && add_to(&sum->total, sum->part)) {
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
        if (row == NULL && (row = row_at(words->sentence, behind, ROLE_collective, &tokens)) != NULL && flagged(row, "plural"))
            power = trailing_zeros(strtol(row->value, NULL, 10));
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
        if (!take(&words, ROLE_number_one, &count))
            take(&words, ROLE_number_unit, &count);
        row = row_at(sentence, words.at, ROLE_number_half, &tokens);
    }
    bool half = row != NULL && flagged(row, "before");
    if (!half)
        row = row_at(sentence, words.at, ROLE_number_fraction, &tokens);
    if (row == NULL || count < 1 || decimal_multiply(decimal_from(count, 0), decimal_of(row), &value) != CHIFFRE_OK)
        return false;
    words.at += tokens;
    const struct lexicon_row *link = row_at(sentence, words.at, ROLE_unit_link, &tokens);
    if (link != NULL)
        words.at += tokens;
    int64_t one;
    take(&words, ROLE_number_one, &one);
    *numeral = (struct numeral){.value = value, .plain = value, .decimals = fraction_digits(value), .fraction = true};
    if (take(&words, ROLE_scale, &power)) {
        numeral->fraction = false;
        numeral->tokens = words.at - at;
        return number_scale(numeral, (int32_t)power);
    }
    const struct lexicon_row *collective = row_at(sentence, words.at, ROLE_collective, &tokens);
    if (collective == NULL || flagged(collective, "plural"))
        return false;
    if (decimal_multiply(value, decimal_of(collective), &numeral->value) != CHIFFRE_OK)
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
    bool counted = read_group(&words);
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, words.at, ROLE_collective, &tokens);
    if (row == NULL || (!counted && !flagged(row, "plural")) || (counted && words.group < 1))
        return false;
    words.at += tokens;
    int64_t each = strtol(row->value, NULL, 10), value = each * (counted ? words.group : 1);
    *numeral = (struct numeral){.value = decimal_from(value, 0), .plain = decimal_from(value, 0), .collective = true,
                                .about = !flagged(row, "exact"), .vague = !counted};
    numeral->decimals = -trailing_zeros(each);
    if (!scale_collective(&words, numeral))
        return false;
    numeral->tokens = words.at - at;
    return true;
}

static uint32_t read_words(const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    if (read_collective(sentence, at, numeral) || read_fraction_of(sentence, at, numeral))
        return numeral->tokens;
    struct words words = {.sentence = sentence, .at = at};
    struct sum sum = {.total = decimal_from(0, 0)};
    struct chiffre_decimal more;
    uint32_t tokens;
    if (read_group(&words)) {
        add_part(&sum, &words);
        if (take_fraction(&words, &more) || take_point(&words, &more)) {
            sum.digits = fraction_digits(more);
            if (!add_to(&sum.part, more))
                return 0;
        }
    } else {
        const struct lexicon_row *scale = row_at(sentence, at, ROLE_scale, &tokens);
        if (scale == NULL || scale->number != 3)
            return 0; /* only the thousand does without a number before it */
    }
    numeral->plain = sum.part_known ? sum.part : decimal_from(1, 0);
    if (!read_scales(&words, &sum))
        return 0;
    while (read_next_part(&words, &sum))
        sum.digits = 0;
    return finish(numeral, &words, &sum, at) ? numeral->tokens : 0;
}

/* Scale words behind digits; "2 millions 500 mille". */
static bool scale_digits(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    struct words words = {.sentence = sentence, .at = at + numeral->tokens};
    uint32_t tokens, scale_tokens;
    struct chiffre_decimal half;
    const struct lexicon_row *row = row_at(sentence, words.at, ROLE_number_half, &tokens);
    const struct lexicon_row *part = row != NULL ? row : row_at(sentence, words.at, ROLE_number_fraction, &tokens);
    if (part != NULL && sentence->tokens[words.at].kind == TOKEN_SIGN && numeral->value.exponent == 0) { /* 2½ */
        words.at += tokens;
        half = decimal_of(part);
        numeral->decimals = fraction_digits(half);
        if (!add_to(&numeral->value, half))
            return false;
    } else if (row != NULL && !flagged(row, "before") && numeral->value.exponent == 0 && row_at(sentence, words.at + tokens, ROLE_scale, &tokens) != NULL) {
        take_fraction(&words, &half); /* 2 and a half million */
        numeral->decimals = 1;
        if (!add_to(&numeral->value, half))
            return false;
    }
    if (row_at(sentence, words.at, ROLE_noun_adjective, &tokens) != NULL && row_at(sentence, words.at + tokens, ROLE_scale, &scale_tokens) != NULL)
        words.at += tokens; /* les 5 premiers milliards */
    numeral->plain = numeral->value;
    struct sum sum = {.part = numeral->value, .part_known = true, .total = decimal_from(0, 0), .digits = numeral->decimals};
    if (!read_scales(&words, &sum))
        return false;
    numeral->tokens = words.at - at;
    if (!sum.total_known)
        return true;
    numeral->value = sum.total;
    numeral->scaled = true;
    numeral->scale = sum.scale;
    numeral->decimals = sum.digits - sum.scale;
    numeral->year = false;
    const struct token *next = &sentence->tokens[words.at];
    if (words.at + 1 < sentence->count && next->kind == TOKEN_NUMBER && next->shape == SHAPE_PLAIN && next->length <= 3 && sum.scale > 3) {
        struct numeral lower = {0};
        row = row_at(sentence, words.at + 1, ROLE_scale, &tokens);
        if (row != NULL && row->number < sum.scale && read_digits(evidence, sentence, words.at, &lower) == 1 && lower.value.known &&
            add_to(&numeral->value, decimal_scale(lower.value, row->number))) {
            numeral->tokens += 1 + tokens;
            numeral->decimals = -row->number;
            numeral->scale = row->number;
        }
    }
    return true;
}

uint32_t number_read(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct numeral *numeral)
{
    const struct token *token = &sentence->tokens[at];
    *numeral = (struct numeral){.value = DECIMAL_EMPTY};
    bool leading = token->kind == TOKEN_SIGN && (token->sign == '.' || token->sign == ',') && (at == 0 || token->gap != GAP_GLUED) &&
                   token[1].kind == TOKEN_NUMBER && token[1].gap == GAP_GLUED && token[1].shape == SHAPE_PLAIN;
    if (token->kind == TOKEN_NUMBER || leading) {
        numeral->tokens = read_digits(evidence, sentence, at, numeral);
        if (numeral->value.known && !scale_digits(evidence, sentence, at, numeral))
            numeral->value = DECIMAL_EMPTY;
        return numeral->tokens;
    }
    if (token->kind == TOKEN_SIGN || !number_may_begin(token)) {
        uint32_t tokens; /* a sign that is a fraction: ½ */
        const struct lexicon_row *row = token->kind == TOKEN_SIGN && number_may_begin(token) ? row_at(sentence, at, ROLE_number_half, &tokens) : NULL;
        if (row == NULL)
            return 0;
    }
    return read_words(sentence, at, numeral);
}
