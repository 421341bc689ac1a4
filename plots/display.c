/* SPDX-License-Identifier: MIT */
/* A number and its unit -> words and digits in French and English. */
#include "plots/display.h"

#include "core/catalog.h"
#include "core/decimal.h"
#include "core/text.h"

#include <string.h>

#define NARROW_SPACE "\u202F"
#define NO_BREAK_SPACE "\u00A0"
#define MINUS "\u2212"

/* Where French says the currency in words; the others by their code, as the press does. */
static const struct {
    const char *code, *of, *name;
} currencies_in_words[] = {
    {"EUR", "d’", "euros"},           {"USD", "de ", "dollars"}, {"GBP", "de ", "livres sterling"},  {"JPY", "de ", "yens"},
    {"CHF", "de ", "francs suisses"}, {"CNY", "de ", "yuans"},   {"CAD", "de ", "dollars canadiens"}};

static bool is_money(struct chiffre_text unit)
{
    return catalog_currency(unit) != NULL;
}

static bool is_plain(struct chiffre_text unit)
{
    return text_equal(unit, TEXT("percent")) || text_equal(unit, TEXT("percentage_points")) ||
           text_equal(unit, TEXT("basis_points")) || text_equal(unit, TEXT("index")) || text_equal(unit, TEXT("ratio"));
}

int display_power(struct chiffre_text unit, struct chiffre_decimal largest, enum wording_language language)
{
    int power = 0, most = language == WORDING_FR ? 9 : 12; /* "mille milliards": French papers stay with milliards */
    struct chiffre_decimal size = decimal_absolute(largest);
    if (is_plain(unit))
        return 0;
    while (power < most && decimal_compare(size, decimal_from(1, power + 3)) >= 0)
        power += 3;
    /* A unit of thousands helps nobody below ten thousand. */
    return power == 3 && decimal_compare(size, decimal_from(1, 4)) < 0 ? 0 : power;
}

static const char *power_word(int power, enum wording_language language)
{
    static const char *const english[] = {"", "thousand", "million", "billion", "trillion"};
    static const char *const french[] = {"", "milliers", "millions", "milliards", "milliers de milliards"};
    return (language == WORDING_FR ? french : english)[power / 3];
}

static void money_axis(struct caption *caption, struct chiffre_text unit, int power, enum wording_language language)
{
    const char *word = power_word(power, language);
    if (language == WORDING_EN) {
        caption_string(caption, catalog_currency(unit)->symbol);
        caption_string(caption, power > 0 ? " " : "");
        caption_string(caption, word);
        caption_string(caption, power > 3 ? "s" : "");
        return;
    }
    const char *of = "de ", *name = NULL;
    for (size_t i = 0; i < sizeof currencies_in_words / sizeof currencies_in_words[0]; i++)
        if (text_equal(unit, text_from(currencies_in_words[i].code))) {
            of = currencies_in_words[i].of;
            name = currencies_in_words[i].name;
        }
    caption_string(caption, power > 0 ? word : "en");
    caption_string(caption, " ");
    caption_string(caption, power > 0 ? of : "");
    caption_text(caption, name != NULL ? text_from(name) : unit);
}

void display_axis(struct caption *caption, struct chiffre_text unit, int power, enum wording_language language)
{
    if (is_money(unit))
        money_axis(caption, unit, power, language);
    else if (text_equal(unit, TEXT("percent")))
        caption_string(caption, wording_of(WORD_percent, language));
    else if (text_equal(unit, TEXT("percentage_points")))
        caption_string(caption, wording_of(WORD_points, language));
    else if (text_equal(unit, TEXT("basis_points")))
        caption_string(caption, wording_of(WORD_basis_points, language));
    else if (text_equal(unit, TEXT("ratio")) || unit.length == 0)
        caption_string(caption, wording_of(WORD_ratio, language));
    else {
        caption_string(caption, power_word(power, language));
        caption_string(caption, power == 0 ? "" : language == WORDING_FR ? " de " : " ");
        if (text_equal(unit, TEXT("persons")))
            caption_string(caption, wording_of(WORD_persons, language));
        else
            wording_metric(caption, unit, language);
    }
    caption_capital(caption);
}

/* Digits in groups of three before the point, in the language's signs; without the sign of the number. */
static void digits_in_language(struct caption *caption, const char *digits, size_t length, enum wording_language language)
{
    const char *point = memchr(digits, '.', length);
    size_t whole = point != NULL ? (size_t)(point - digits) : length;
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0 && whole > 3)
            caption_string(caption, language == WORDING_FR ? NARROW_SPACE : ",");
        if (digits[i] == '.')
            caption_string(caption, language == WORDING_FR ? "," : ".");
        else
            caption_text(caption, (struct chiffre_text){digits + i, 1});
    }
}

static struct chiffre_decimal shortened(struct chiffre_decimal value, bool persons)
{
    struct chiffre_decimal rounded = decimal_round_digits(value, persons ? 4 : 3, DECIMAL_HALF_EVEN);
    /* Rounding never reaches beyond the point: 1 604 stays 1 604. */
    return decimal_compare(decimal_absolute(value), decimal_from(1, 3)) >= 0 ? decimal_round(value, 0, DECIMAL_HALF_EVEN) : rounded;
}

static void minus_sign(struct caption *caption, struct chiffre_decimal value, struct chiffre_decimal shown)
{
    if (decimal_sign(value) < 0 && decimal_sign(shown) != 0)
        caption_string(caption, MINUS);
}

static struct chiffre_decimal shown_size(struct chiffre_decimal value, struct chiffre_text unit, int power)
{
    if (text_equal(unit, TEXT("percent")) || text_equal(unit, TEXT("percentage_points"))) /* a tenth is as far as a reader goes */
        return decimal_round(decimal_absolute(value), -1, DECIMAL_HALF_EVEN);
    return shortened(decimal_scale(decimal_absolute(value), -power), text_equal(unit, TEXT("persons")));
}

void display_number(struct caption *caption, struct chiffre_decimal value, struct chiffre_text unit, int power,
                    enum wording_language language)
{
    char digits[DECIMAL_TEXT_MAX];
    struct chiffre_decimal shown = shown_size(value, unit, power);
    minus_sign(caption, value, shown);
    digits_in_language(caption, digits, decimal_write(shown, digits), language);
}

static void money_value(struct caption *caption, struct chiffre_decimal value, struct chiffre_text unit, int power,
                        enum wording_language language)
{
    static const char *const english[] = {"", "k", "m", "bn", "tn"}, *const french[] = {"", "k", "M", "Md", "kMd"};
    const char *symbol = catalog_currency(unit)->symbol;
    bool letters = symbol[0] >= 'A' && symbol[0] <= 'Z';
    if (language == WORDING_FR) {
        display_number(caption, value, unit, power, language);
        caption_string(caption, NO_BREAK_SPACE);
        caption_string(caption, french[power / 3]);
        caption_string(caption, power > 0 && letters ? NO_BREAK_SPACE : "");
        caption_string(caption, symbol);
        return;
    }
    minus_sign(caption, value, shown_size(value, unit, power));
    caption_string(caption, symbol);
    caption_string(caption, letters && symbol[1] != '$' ? NO_BREAK_SPACE : "");
    display_number(caption, decimal_absolute(value), unit, power, language);
    caption_string(caption, english[power / 3]);
}

void display_value(struct caption *caption, struct chiffre_decimal value, struct chiffre_text unit, int power,
                   enum wording_language language)
{
    if (is_money(unit)) {
        money_value(caption, value, unit, power, language);
        return;
    }
    display_number(caption, value, unit, power, language);
    if (power > 0) {
        caption_string(caption, NO_BREAK_SPACE);
        caption_string(caption, power_word(power, language));
    }
    if (text_equal(unit, TEXT("percent")))
        caption_string(caption, language == WORDING_FR ? NARROW_SPACE "%" : "%");
}
