/* SPDX-License-Identifier: MIT */
/* Words and signs beside a number -> its unit: a currency or coin, percent, persons, a counted noun, or a measure that makes it no
 * figure.
 *
 * Flags behind a row's value (role currency, currency_minor, scale_glued, percent_sign):
 *   capitals  all its letters are capitals in the text          capital  its first letter is
 *   lower     no letter is a capital                            tight    its tokens touch, and its words begin with a capital
 *   large     only with a scale, or a number from 1,000 on, or narrowed by an adjective
 *   glued     only where it touches the number, or nothing follows in the clause
 *   last      only where nothing follows in the clause          letter   not before a number (76 F 2), but for two digits of cents
 *   weak      not behind a word of role range_from, nor in a sentence with a currency_not for it
 *   money     (scale_glued) only with a currency beside it      part     only inside glued letters (MEUR, ME)
 *   small     (percent_sign) only below 100                     near     only below 100 and in a sentence that has a percentage
 *   ratio 1  the record's text takes its first word only
 *   decimal   (ratio) only behind decimals                      usual   the first code stands unless the document's places insist
 */
#ifndef EXTRACT_UNIT_H
#define EXTRACT_UNIT_H

#include "chiffre.h"
#include "extract/evidence.h"
#include "extract/number.h"
#include "extract/token.h"

enum unit_class { UNIT_NONE, UNIT_CURRENCY, UNIT_COIN, UNIT_PERCENT, UNIT_RATIO, UNIT_PERSONS, UNIT_COUNTED, UNIT_MEASURE };
struct unit {
    enum unit_class class;
    uint32_t tokens;               /* that belong to the record's text */
    uint32_t used;                 /* that were read, at least `tokens` */
    struct chiffre_text code;      /* ISO code, percent, percentage_points, basis_points, persons, the noun in the singular */
    int32_t divisor;               /* of a coin: how many make the currency */
    int32_t scale;                 /* power of ten that stands with the currency (M€, MUSD, USD million); 0: none */
    bool name;                     /* a currency's name in words, not its sign or code */
    bool sign;                     /* a sign such as $ */
    const struct lexicon_row *row; /* NULL: a noun that no table has */
    const char *open;              /* value of a row that leaves the currency open, NULL otherwise */
    const char *reason;
};

#define NOUN_STOPS (ROLE_BIT(stop) | ROLE_BIT(unit_link))
/* A function word and nothing else that matters to nouns, as most words behind a number are: no noun begins there. */
static inline bool noun_is_none(const struct token *token)
{
    return token->kind == TOKEN_WORD && (token->roles & NOUN_STOPS) && token->gap != GAP_HYPHEN &&
           !(token->roles & (ROLE_BIT(measure) | ROLE_BIT(person_employed) | ROLE_BIT(noun) | ROLE_BIT(noun_adjective)));
}

#define UNIT_MONEY (ROLE_BIT(currency) | ROLE_BIT(currency_adjective) | ROLE_BIT(currency_minor))
#define UNIT_MEASURES (ROLE_BIT(measure) | ROLE_BIT(ordinal))
/* May the word be letters of a currency and a scale glued together (5 mEUR)? A capital begins or ends them. */
static inline bool unit_may_be_letters(const struct sentence *sentence, const struct token *token)
{
    if (token->kind != TOKEN_WORD)
        return false;
    char last = sentence->text.data[token->start + token->length - 1];
    return (token->flags & TOKEN_CAPITAL) || (last >= 'A' && last <= 'Z');
}
/* Does no unit begin with this token, but for one behind a link? Most signs and function words end here. */
static inline bool unit_begins_not(const struct sentence *sentence, const struct token *token)
{
    if (token->roles & (ROLE_BIT(percent_sign) | UNIT_MONEY | UNIT_MEASURES))
        return false;
    if (token->kind == TOKEN_SIGN)
        return true;
    bool links = (token->roles & ROLE_BIT(unit_link)) && (token->roles & ROLE_BIT(number_link)); /* a noun may stand behind both */
    return noun_is_none(token) && !links && !unit_may_be_letters(sentence, token);
}
static inline bool unit_is_none(const struct sentence *sentence, const struct token *token)
{
    return !(token->roles & ROLE_BIT(unit_link)) && unit_begins_not(sentence, token);
}
/* May a currency begin with the token at `at`, behind a number, or behind a link that stands there? */
static inline bool unit_may_be_money(const struct sentence *sentence, uint32_t at)
{
    const struct token *token = &sentence->tokens[at];
    return (token->roles & (UNIT_MONEY | ROLE_BIT(unit_link))) || unit_may_be_letters(sentence, token);
}

/* The currency that ends right before a number: "$", "US $", "usd$", "EUR", "MAUD", "malaysian ringgit". `at` is its first token.
 * Tokens read, or 0. */
uint32_t unit_read_before(const struct sentence *sentence, uint32_t at, struct unit *unit);
/* The unit that begins at `at`, right behind the numeral (which begins at `number`): its class is UNIT_NONE where there is none,
 * and then 0 is returned. */
uint32_t unit_read_after(struct evidence *evidence, const struct sentence *sentence, uint32_t number, uint32_t at,
                         const struct numeral *numeral, struct unit *unit, struct arena *arena);
/* Scale letters behind digits ("k", "M", "bn"), when what follows lets them be: tokens read, or 0. `money`: a currency stands
 * before. */
uint32_t unit_read_scale(const struct sentence *sentence, uint32_t at, bool money, int32_t *power);
bool unit_spelled_so(const struct sentence *sentence, uint32_t at, uint32_t tokens, const struct lexicon_row *row);
/* Is the row written here as its flags want (capitals, lower, tight)? */
static inline bool unit_spelled(const struct sentence *sentence, uint32_t at, uint32_t tokens, const struct lexicon_row *row)
{
    return !(row->flags & ROW_SPELLING) || unit_spelled_so(sentence, at, tokens, row);
}
/* Makes two currencies agree ("usd$", "C$ … Canadian dollars"): true and *unit narrowed, or false. */
bool unit_narrow(struct unit *unit, const struct unit *other);
/* Gives an open currency the code that it has in this document. */
void unit_settle(struct evidence *evidence, struct unit *unit);
/* Does the token end a clause, so that nothing follows: a stop, comma, bracket, the sentence's end? */
bool unit_ends(const struct sentence *sentence, uint32_t at);

#endif
