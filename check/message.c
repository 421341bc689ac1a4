/* SPDX-License-Identifier: MIT */
/* Sentences for people: phrases filled with numbers and texts, in English or French. */
#include "check/message.h"

#include "core/date.h"
#include "core/text.h"

static const struct {
    const char *text[2];
} phrases[PHRASE_COUNT] = {
#define P(name, english, french) {{english, french}},
#include "check/phrases.def"
#undef P
};

struct chiffre_text message_phrase(enum message_language language, enum phrase phrase)
{
    return text_from(phrases[phrase].text[language]);
}

struct chiffre_text message_role(enum message_language language, enum phrase role)
{
    return message_phrase(language, (enum phrase)(PHRASE_the_change + ((int)role - (int)PHRASE_role_change)));
}

/* The part that a place in a phrase stands for, or -1 where there is none. */
static int place_at(struct chiffre_text phrase, size_t at, size_t count)
{
    if (at + 2 >= phrase.length || phrase.data[at] != '{' || phrase.data[at + 2] != '}')
        return -1;
    int place = phrase.data[at + 1] - '1';
    return place >= 0 && (size_t)place < count ? place : -1;
}

struct chiffre_text message_fill(const struct messages *messages, enum phrase phrase, const struct chiffre_text *parts,
                                 size_t count)
{
    struct chiffre_text text = message_phrase(messages->language, phrase);
    size_t length = 0, used = 0;
    for (size_t at = 0; at < text.length; at++) {
        int place = place_at(text, at, count);
        length += place < 0 ? 1 : parts[place].length;
        at += place < 0 ? 0 : 2;
    }
    char *data = arena_take(messages->arena, length + 1);
    if (data == NULL)
        return (struct chiffre_text){NULL, 0};
    for (size_t at = 0; at < text.length; at++) {
        int place = place_at(text, at, count);
        if (place < 0) {
            data[used++] = text.data[at];
            continue;
        }
        for (size_t i = 0; i < parts[place].length; i++) /* a span may go over a line's end; a message is one line */
            data[used++] = (unsigned char)parts[place].data[i] < 0x20 ? ' ' : parts[place].data[i];
        at += 2;
    }
    return (struct chiffre_text){data, used};
}

/* Groups of three from 10,000 (English: 1,000) on, decimal comma in French. */
static struct chiffre_text localise(const struct messages *messages, struct chiffre_text plain)
{
    static const char *const separators[2] = {",", "\xe2\x80\xaf"};
    bool french = messages->language == MESSAGE_FRENCH;
    struct chiffre_text separator = text_from(separators[french]);
    char *data = arena_take(messages->arena, plain.length * 2 + 8);
    if (data == NULL)
        return (struct chiffre_text){NULL, 0};
    size_t used = 0, at = 0, whole = 0;
    if (plain.length > 0 && plain.data[0] == '-') {
        memcpy(data, "\xe2\x88\x92", 3);
        used = 3;
        at = 1;
    }
    while (at + whole < plain.length && plain.data[at + whole] != '.')
        whole++;
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0 && used + separator.length < plain.length * 2 + 8) {
            memcpy(data + used, separator.data, separator.length);
            used += separator.length;
        }
        data[used++] = plain.data[at + i];
    }
    for (size_t i = at + whole; i < plain.length; i++)
        data[used++] = french && plain.data[i] == '.' ? ',' : plain.data[i];
    return (struct chiffre_text){data, used};
}

struct chiffre_text message_number(const struct messages *messages, struct chiffre_decimal value)
{
    char buffer[DECIMAL_TEXT_MAX];
    return localise(messages, (struct chiffre_text){buffer, decimal_write(value, buffer)});
}

struct chiffre_text message_natural(const struct messages *messages, uint64_t number)
{
    return message_number(messages, decimal_from((int64_t)number, 0));
}

struct chiffre_text message_date(const struct messages *messages, chiffre_date date)
{
    char buffer[DATE_TEXT_MAX];
    return arena_text(messages->arena, (struct chiffre_text){buffer, date_write(date, buffer)});
}

struct chiffre_text message_quote(const struct messages *messages, struct chiffre_text text)
{
    return SAY(messages, quoted, text);
}

/* The power of ten of the scale word that a value is shown with. */
static int32_t scale_of(struct chiffre_decimal value)
{
    struct chiffre_decimal size = decimal_absolute(value);
    if (decimal_compare(size, decimal_from(1, 9)) >= 0)
        return 9;
    return decimal_compare(size, decimal_from(1, 6)) >= 0 ? 6 : 0;
}

static struct chiffre_text with_unit(const struct messages *messages, struct chiffre_text number, struct chiffre_decimal size,
                                     int32_t scale, enum message_unit unit, struct chiffre_text currency)
{
    static const struct chiffre_text space = {" ", 1};
    if (unit == MESSAGE_PERCENT)
        return SAY(messages, percent, number);
    if (unit == MESSAGE_POINTS)
        return SAY(messages, percentage_points, number);
    if (unit == MESSAGE_FACTOR)
        return SAY(messages, factor, number);
    bool plural =
        decimal_compare(decimal_absolute(size), decimal_from(2, scale)) >= 0; /* French: un million, 1,9 million, 2 millions */
    struct chiffre_text parts[5] = {number};
    size_t count = 1;
    if (scale != 0) {
        parts[count++] = space;
        parts[count++] = message_phrase(messages->language, plural ? (scale == 9 ? PHRASE_milliards : PHRASE_millions)
                                                                   : (scale == 9 ? PHRASE_milliard : PHRASE_million));
    }
    if (currency.length > 0) {
        parts[count++] = space;
        parts[count++] = currency;
    }
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += parts[i].length;
    char *data = arena_take(messages->arena, length + 1), *at = data;
    for (size_t i = 0; data != NULL && i < count; at += parts[i].length, i++)
        if (parts[i].length > 0)
            memcpy(at, parts[i].data, parts[i].length);
    return (struct chiffre_text){data, data == NULL ? 0 : length};
}

static struct chiffre_text shown(const struct messages *messages, struct chiffre_decimal value, int32_t scale, int32_t decimals,
                                 enum decimal_rounding rounding)
{
    char buffer[DECIMAL_TEXT_MAX];
    int32_t places = decimals + scale;
    struct chiffre_decimal rounded = decimal_round(value, -decimals, rounding);
    size_t length = decimal_write_fixed(decimal_scale(rounded, -scale), places > 0 ? places : 0, buffer);
    return localise(messages, (struct chiffre_text){buffer, length});
}

struct chiffre_text message_amount(const struct messages *messages, struct chiffre_decimal value, enum message_unit unit,
                                   struct chiffre_text currency, int32_t decimals)
{
    int32_t scale = unit == MESSAGE_PLAIN ? scale_of(value) : 0;
    return with_unit(messages, shown(messages, value, scale, decimals, DECIMAL_HALF_EVEN), value, scale, unit, currency);
}

static struct chiffre_text end_shown(const struct messages *messages, struct chiffre_decimal end, int32_t scale, int32_t decimals,
                                     enum decimal_rounding rounding)
{
    return end.known ? shown(messages, end, scale, decimals, rounding) : (struct chiffre_text){NULL, 0};
}

struct chiffre_text message_interval(const struct messages *messages, struct interval interval, enum message_unit unit,
                                     struct chiffre_text currency, int32_t decimals)
{
    struct chiffre_decimal end = interval.high.known ? interval.high : interval.low;
    if (!end.known)
        return message_phrase(messages->language, PHRASE_any_value);
    int32_t scale = unit == MESSAGE_PLAIN ? scale_of(end) : 0;
    struct chiffre_text low, high, both;
    int32_t finer = decimals;
    do {
        finer++;
        low = end_shown(messages, interval.low, scale, finer, DECIMAL_HALF_EVEN);
        high = end_shown(messages, interval.high, scale, finer, DECIMAL_HALF_EVEN);
    } while (text_equal(low, high) && finer < decimals + 4);
    if (!text_equal(low, high)) { /* outwards, so that the true value lies between what is printed */
        low = end_shown(messages, interval.low, scale, finer, DECIMAL_DOWN);
        high = end_shown(messages, interval.high, scale, finer, DECIMAL_UP);
    }
    if (!interval.high.known)
        both = SAY(messages, at_least, low);
    else if (!interval.low.known)
        both = SAY(messages, at_most, high);
    else if (text_equal(low, high))
        both = low;
    else
        both = SAY(messages, to, low, high);
    return with_unit(messages, both, end, scale, unit, currency);
}
