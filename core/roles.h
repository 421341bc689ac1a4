/* SPDX-License-Identifier: MIT */
/* The roles that C gives a meaning to. A row of a language's table has a role; the role is also the row's tag in patterns.
 * data/<language>/cues.csv may use any other name: the data compiler gives it a number behind these, and only patterns know it. */
#ifndef CORE_ROLES_H
#define CORE_ROLES_H

#include <stdbool.h>
#include <stdint.h>

typedef uint8_t role_number;

/* R(name, table that may use it ("" = made by C, in no table), what it means and what `value` holds) */
#define ROLES(R) \
    R(none, "", "no role") \
    R(word, "", "a word that no table has") \
    R(digits, "", "a bare number that is no figure") \
    R(sign, "", "a sign that no table has") \
    R(comma, "", "a comma") \
    R(semicolon, "", "a semicolon or colon") \
    R(open, "", "an opening bracket") \
    R(close, "", "a closing bracket") \
    R(quote, "", "a quotation mark") \
    R(dash, "", "a dash between blanks") \
    R(money, "", "a figure of money") \
    R(headcount, "", "a figure of persons in employment") \
    R(percent, "", "a figure in percent, points or basis points") \
    R(count, "", "a figure that counts a noun") \
    R(ratio, "", "a figure that is a ratio") \
    R(entity, "", "a name") \
    R(person_name, "", "a person's name") \
    R(period, "", "a period or a day that was understood") \
    R(number_unit, "numbers", "0 to 9: value") \
    R(number_teen, "numbers", "10 to 19: value") \
    R(number_ten, "numbers", "20, 30 ... that a unit may follow: value") \
    R(number_score, "numbers", "60, 80 that a unit or a teen may follow (soixante-dix): value") \
    R(number_hundred, "numbers", "100 and the largest number that it may multiply: `100 9`") \
    R(number_link, "numbers", "joins the parts of a number word (et, and); value `list`: only items of a list (ou, or)") \
    R(number_one, "numbers", "one when a scale or a collective follows: `1` (un, une); `1 article`: never by itself (a)") \
    R(number_negative, "numbers", "makes the number negative (minus, moins, negative)") \
    R(number_half, "numbers", "a half behind a number or scale: `0.5` (et demi, and a half), before a scale: `0.5 before` (half a, demi)") \
    R(number_fraction, "numbers", "another fraction: its value (quart, tiers, quarter)") \
    R(number_point, "numbers", "the decimal sign as a word: that sign (virgule, point)") \
    R(scale, "scales", "a power of ten as a word: exponent (million 6)") \
    R(scale_glued, "scales", "a power of ten as letters glued to digits or to a currency: exponent (k 3, M 6, Mds 9, bn 9), then flags " \
      "of extract/unit.h") \
    R(collective, "scales", "a round number as a noun: value (dizaine 10, douzaine 12, dozen 12); `10 plural`: dizaines") \
    R(currency, "currencies", "a currency: ISO 4217 code, or several separated by | when the name leaves it open, likeliest first; then " \
      "flags of extract/unit.h") \
    R(currency_minor, "currencies", "a coin: divisor and code(s), 100 EUR") \
    R(currency_adjective, "currencies", "narrows an open currency name that stands before or after: code(s)") \
    R(person_employed, "persons", "persons or posts in employment: the noun in the singular") \
    R(noun, "persons", "a counted noun that the plural rules get wrong: the noun in the singular; |employed behind it: persons where a " \
      "person_cue says so") \
    R(plural, "persons", "an ending of plural nouns, written -s: the ending of the singular") \
    R(percent_sign, "percents", "percent, percentage_points, basis_points or ratio; then flags of extract/unit.h") \
    R(measure, "measures", "makes a number no figure: a unit of length, mass, time, a score ...; `far`: only when nothing else fits; `model`: only right behind the number") \
    R(measure_before, "measures", "makes the number behind it no figure: page, article, chapter, version, numéro ...; `ratio`: makes it " \
      "a ratio (multiplié par)") \
    R(ordinal, "measures", "an ordinal ending or word: its number, or empty for an ending") \
    R(bound_before, "bounds", "bound that stands before the number: about, above, at_least, below, at_most") \
    R(bound_after, "bounds", "bound that stands after it (or more, environ)") \
    R(bound_not, "bounds", "turns the bound behind it round (pas, no in: pas plus de)") \
    R(range_from, "bounds", "opens a range: between, from, range or by (entre, de, between, from, range of, by)") \
    R(range_to, "bounds", "stands between the ends of a range: to, and, dash or list (à, to, et, and, -, or)") \
    R(per, "per", "the word that makes a rate with the next one (par, a, per, chaque); price: only behind money; filler: may stand " \
      "before; none: no rate; of: before a number, the amount is its share") \
    R(per_unit, "per", "what a rate is per: year, month, day, share, person ... ; `year whole`: without a word of role per (annuel, each)") \
    R(up, "changes", "a rise: verb, noun or preposition; value `better` or `worse`: says what it means, not where the size of a loss goes") \
    R(down, "changes", "a fall") \
    R(flat, "changes", "no change") \
    R(multiple, "changes", "a change by a factor: the factor (doublé 2, triplé 3, halved 0.5)") \
    R(metric, "metrics", "a metric: its name in data/metrics.csv; `eps/share`: always per share; `net_income|eps/share`, `revenue|units_sold`: the second when the amount is per share, or of a kind that only it has") \
    R(metric_verb, "metrics", "a verb or turn that implies a metric: its name") \
    R(loss, "metrics", "a metric whose figure is negative (perte nette, net loss): its name") \
    R(month, "periods", "1 to 12") \
    R(weekday, "periods", "1 Monday to 7 Sunday") \
    R(period_unit, "periods", "day, week, month, quarter, half, year, fiscal_year; or 9-months, 4-years ... for a whole phrase") \
    R(period_letter, "periods", "letter that glued to a number is a period: quarter, half, fiscal_year, month (T2, Q2, H1, FY22, 9M)") \
    R(period_part, "periods", "ordinal of a quarter or half: 1 to 4, -1 last (premier, second, dernier)") \
    R(period_ago, "periods", "earlier by what stands before or after: il y a, plus tôt, earlier, ago; `now` when it may count from the document's date") \
    R(period_relative, "periods", "whole phrase: year-1 month+0 day-1 against the document's date; figure-year-1 against the figure's " \
      "period; basis-year-1 what a change is against; trailing-12 months; ytd") \
    R(period_begin, "periods", "since, from, depuis, dès") \
    R(period_end, "periods", "until, by, at the end of, fin, d'ici à") \
    R(period_in, "periods", "in, on, during, en, au, sur") \
    R(period_link, "periods", "may stand inside a period: de, du, of, the, l; `ended`: before the day that a year or quarter ends on (clos le, ended)") \
    R(company, "entities", "a known company, product or division: `canonical name` or `canonical name|month in which its fiscal year ends`; " \
      "`canonical name|authority`: no company, so that a description behind it speaks of another; `canonical name|investor`: holds parts of others and rates them") \
    R(legal_form, "entities", "part of a name: SA, Inc., Group, plc") \
    R(title, "entities", "a title or function before a person's name: le PDG, CEO, Mr") \
    R(description, "entities", "refers back to the entity spoken of: le groupe, the company, l'américain") \
    R(not_entity, "entities", "a capitalised word that is no name: months, Paris of stock exchange ...") \
    R(place, "entities", "a country, city or continent: an entity only when nothing else is") \
    R(agency, "entities", "a press agency or paper: a source rather than an entity") \
    R(dateline, "periods", "stands before the date of a text: date, publié le, updated") \
    R(possessive, "entities", "his, its, their: son, sa, ses, its") \
    R(clause, "cues", "opens another clause: mais, tandis que, while, but") \
    R(stop, "function", "function word of the language: tells the language of a text, and that a capital at a sentence's head is no name") \
    R(abbreviation, "function", "a word whose full stop ends no sentence: M, Mr, Inc, vs") \
    R(unit_link, "scales", "may stand between a scale or collective and its unit: de, of") \
    R(noun_adjective, "persons", "a plural that may stand between a number and its noun: nouveaux, sales") \
    R(currency_not, "currencies", "in a sentence with this word a weak currency name is no money: that name in the singular (`pound measure`: nor a counted thing); `article`: right behind, so that the article is no one") \
    R(person_cue, "persons", "in a sentence with this word persons are in employment") \
    R(range_not, "bounds", "a change behind which `from A to B` with a unit each are two levels; `level`: also when they share one " \
      "(passer de 5 à 7 %); `amount`: also then, but for a percentage (augmenté de 5 à 7 millions); " \
      "`sums`: no percentages (augmenter de 5 % à 7 %)") \
    R(preposition, "function", "makes the name behind it no subject: de, par, avec, of, by, with; `owner`: but behind a metric its owner (at, chez)") \
    R(name_link, "entities", "makes the name behind it an owner, and may stand inside a name: de, du, of") \
    R(counterpart, "entities", "what a name is to the one that the text is about: client, rival, customer; `business`: only with a possessive, for it may say what a firm does (supplier, lender)") \
    R(relative, "entities", "opens a clause that is said of the name before it: which, whose, que, dont; `subject`: that name is its subject (who, qui)") \
    R(predicate, "entities", "a verb, or a word before one, that says something of the subject: behind a comma it goes on with the name before the aside") \
    R(given_name, "names", "a first name: with a name behind it, a person")

#define ROLE_ENUM(name, table, meaning) ROLE_##name,
enum { ROLES(ROLE_ENUM) ROLE_FIRST_CUE };
#undef ROLE_ENUM
#define ROLE_FIRST_TABLE ROLE_number_unit /* those before it no table gives */

/* What a sign of ASCII is that no row speaks for; 0 is another sign. */
static inline role_number role_of_sign(uint8_t sign)
{
    switch (sign) {
    case ',':
        return ROLE_comma;
    case ';': case ':':
        return ROLE_semicolon;
    case '(': case '[':
        return ROLE_open;
    case ')': case ']':
        return ROLE_close;
    case '"':
        return ROLE_quote;
    case '-':
        return ROLE_dash;
    default:
        return ROLE_sign;
    }
}

/* Brackets, and what parts clauses, change what stands behind them: ROLE_none for those. */
static inline role_number role_stands_alone(role_number role)
{
    return role == ROLE_semicolon || role == ROLE_open || role == ROLE_close || role == ROLE_clause ? ROLE_none : role;
}

/* Which of a phrase's rows speaks for it: what patterns look for before what only readers use. 0: none that speaks. */
static inline unsigned role_rank(role_number role)
{
    switch (role) {
    case ROLE_loss:
        return 9;
    case ROLE_metric:
        return 8;
    case ROLE_up: case ROLE_down: case ROLE_flat: case ROLE_multiple:
        return 7;
    case ROLE_metric_verb:
        return 6;
    case ROLE_description:
        return 4;
    case ROLE_clause:
        return 5;
    case ROLE_title: case ROLE_possessive: case ROLE_legal_form:
        return 3;
    case ROLE_stop:
        return 1;
    default:
        return role >= ROLE_FIRST_CUE ? 5 : 0;
    }
}

/* A set of any roles, free cues too. */
struct role_set {
    uint64_t bits[4];
};
static inline void role_set_add(struct role_set *set, role_number role)
{
    set->bits[role >> 6] |= (uint64_t)1 << (role & 63);
}
static inline bool role_set_has(const struct role_set *set, role_number role)
{
    return (set->bits[role >> 6] >> (role & 63) & 1) != 0;
}
/* The role of a set of one; ROLE_none: it has none, or several. */
static inline role_number role_set_only(const struct role_set *set)
{
    unsigned members = 0, role = ROLE_none;
    for (unsigned part = 0; part < sizeof set->bits / sizeof set->bits[0]; part++) {
        members += (unsigned)__builtin_popcountll(set->bits[part]);
        if (set->bits[part] != 0)
            role = part * 64 + (unsigned)__builtin_ctzll(set->bits[part]);
    }
    return members == 1 ? (role_number)role : ROLE_none;
}

#endif
