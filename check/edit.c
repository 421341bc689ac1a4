/* SPDX-License-Identifier: MIT */
/* One-edit explanations: the slip of a keyboard or an eye that turns the right number into the written one. */
#include "check/claim.h"

#include <stdlib.h>

#define DIGITS_MAX 20

/* The written digits, the last first, of |value| * 10^decimals; 0 when there are too many. */
static size_t digits_of(struct chiffre_decimal value, int32_t decimals, char digits[DIGITS_MAX])
{
    char text[DECIMAL_TEXT_MAX];
    struct chiffre_decimal whole = decimal_round(decimal_scale(decimal_absolute(value), decimals), 0, DECIMAL_HALF_EVEN);
    size_t length = decimal_write(whole, text);
    if (length == 0 || length > DIGITS_MAX)
        return 0;
    for (size_t i = 0; i < length; i++)
        digits[i] = text[length - 1 - i];
    return length;
}

static enum edit compare_digits(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t different = 0, first = 0, second = 0;
    if (a_length != b_length || a_length < 2)
        return EDIT_NONE;
    for (size_t i = 0; i < a_length; i++) {
        if (a[i] == b[i])
            continue;
        if (different++ == 0)
            first = i;
        second = i;
    }
    if (different == 2 && a[first] == b[second] && a[second] == b[first])
        return EDIT_SWAP;
    return different == 1 && a_length >= 3 ? EDIT_DIGIT : EDIT_NONE;
}

static bool equal_at(struct chiffre_decimal a, struct chiffre_decimal b, int32_t decimals)
{
    struct interval one = interval_of(a, DECIMAL_EMPTY, decimals, CHIFFRE_BOUND_exact);
    return decimal_compare(one.low, b) <= 0 && decimal_compare(b, one.high) <= 0;
}

/* Whether `written` times 10^power is the right value; two digits at least, or anything would do. */
static bool is_shifted(struct chiffre_decimal written, int32_t decimals, struct chiffre_decimal right, int32_t power)
{
    char digits[DIGITS_MAX];
    return digits_of(written, decimals, digits) >= 2 && equal_at(decimal_scale(written, power), right, decimals - power);
}

enum edit edit_between(struct chiffre_decimal written, int32_t written_decimals, struct chiffre_decimal right, int32_t decimals)
{
    static const int32_t powers[] = {3, -3, 6, -6};
    char one[DIGITS_MAX], two[DIGITS_MAX];
    if (equal_at(decimal_negate(written), right, decimals))
        return EDIT_SIGN;
    for (size_t i = 0; i < sizeof powers / sizeof powers[0]; i++)
        if (is_shifted(written, written_decimals, right, powers[i]))
            return EDIT_SCALE;
    if (decimal_sign(written) != decimal_sign(right))
        return EDIT_NONE;
    size_t one_length = digits_of(written, decimals, one), two_length = digits_of(right, decimals, two);
    enum edit edit = compare_digits(one, one_length, two, two_length);
    if (edit != EDIT_NONE)
        return edit;
    if (is_shifted(written, written_decimals, right, 1) || is_shifted(written, written_decimals, right, -1))
        return EDIT_SLIP;
    return EDIT_NONE;
}

struct chiffre_text edit_text(const struct work *work, enum edit edit, struct chiffre_decimal written, struct chiffre_decimal right,
                              int32_t decimals, enum message_unit unit, struct chiffre_text currency)
{
    const struct messages *messages = &work->messages;
    struct chiffre_text one, two;
    if (edit == EDIT_NONE)
        return (struct chiffre_text){NULL, 0};
    if (edit == EDIT_SIGN)
        return message_phrase(messages->language, PHRASE_edit_sign);
    int32_t finer = edit == EDIT_SCALE ? 3 : edit == EDIT_SLIP;
    one = message_amount(messages, written, unit, currency, decimals);
    two = message_amount(messages, right, unit, currency, decimals + finer);
    if (edit == EDIT_SWAP)
        return SAY(messages, edit_swap, one, two);
    if (edit == EDIT_DIGIT)
        return SAY(messages, edit_digit, one, two);
    if (edit == EDIT_SLIP)
        return SAY(messages, edit_slip, one, two);
    struct chiffre_decimal ten = decimal_absolute(written), other = decimal_absolute(right);
    int32_t power = 3;
    struct chiffre_decimal large = decimal_compare(ten, other) > 0 ? ten : other,
                           small = decimal_compare(ten, other) > 0 ? other : ten;
    if (decimal_compare(decimal_scale(small, 5), large) < 0)
        power = 6;
    return SAY(messages, edit_scale, one, two, message_number(messages, decimal_from(1, power)));
}

/* value with the digits at places i and i + 1 swapped. */
static struct chiffre_decimal swapped(const char *digits, size_t length, size_t i, int32_t decimals, int sign)
{
    chiffre_int128 number = 0;
    for (size_t k = length; k-- > 0;) {
        size_t from = k == i ? i + 1 : k == i + 1 ? i : k;
        number = number * 10 + (digits[from] - '0');
    }
    return (struct chiffre_decimal){sign < 0 ? -number : number, -decimals, true};
}

static bool fits(struct chiffre_decimal value, int32_t decimals, struct interval needed)
{
    return value.known && interval_meets(interval_of(value, DECIMAL_EMPTY, decimals, CHIFFRE_BOUND_exact), needed);
}

struct chiffre_text claim_slip(const struct work *work, const struct operand *operand, struct interval needed,
                               enum message_unit unit, struct chiffre_text currency)
{
    const struct messages *messages = &work->messages;
    struct chiffre_text none = {NULL, 0};
    char digits[DIGITS_MAX];
    size_t length = digits_of(operand->value, operand->decimals, digits);
    struct chiffre_text written = message_amount(messages, operand->value, unit, currency, operand->decimals);
    if (operand->fixed || operand->value_to.known || length < 2)
        return none;
    if (fits(decimal_negate(operand->value), operand->decimals, needed))
        return message_phrase(messages->language, PHRASE_edit_sign);
    for (size_t i = 0; i + 1 < length; i++) {
        struct chiffre_decimal value = swapped(digits, length, i, operand->decimals, decimal_sign(operand->value));
        if (digits[i] != digits[i + 1] && !(i + 2 == length && digits[i] == '0') && fits(value, operand->decimals, needed))
            return SAY(messages, edit_swap, written, message_amount(messages, value, unit, currency, operand->decimals));
    }
    for (int32_t power = -1; power <= 1; power += 2) {
        struct chiffre_decimal value = decimal_scale(operand->value, power);
        if (fits(value, operand->decimals - power, needed))
            return SAY(messages, edit_slip, written, message_amount(messages, value, unit, currency, operand->decimals - power));
    }
    return none;
}

bool value_near(struct chiffre_decimal a, struct chiffre_decimal b, int64_t percent)
{
    struct chiffre_decimal difference, limit;
    if (decimal_subtract(a, b, &difference) != CHIFFRE_OK ||
        decimal_multiply(decimal_absolute(b), decimal_from(percent, -2), &limit) != CHIFFRE_OK)
        return false;
    return decimal_compare(decimal_absolute(difference), limit) <= 0;
}
