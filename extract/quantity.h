/* SPDX-License-Identifier: MIT */
/* Pass 2: a number with its sign, bound, range, scale and unit -> a quantity. quantity.c puts numbers (number.h) and units (unit.h)
 * together. */
#ifndef EXTRACT_QUANTITY_H
#define EXTRACT_QUANTITY_H

#include "chiffre.h"
#include "extract/number.h"
#include "extract/prefix.h"
#include "extract/token.h"

struct quantity {
    uint32_t from, to;             /* tokens [from, to): the record's `text` (bounds, "entre", rate words, change words are out) */
    uint32_t outer_from, outer_to; /* with bound words, range words, signs and rate words that were used up */
    uint32_t item;                 /* that it is, in its sentence */
    enum chiffre_kind kind;        /* none: a bare number, which context may still make a figure of ("dont 8 en Europe") */
    struct chiffre_decimal value, value_to;
    enum chiffre_bound bound;
    int32_t decimals;
    struct chiffre_text unit; /* in the document, in a table, or in `arena` */
    struct chiffre_text per;
    bool plus, minus; /* written with + ; written with a minus, "minus" or in parentheses (the value is negative already) */
    bool shared_unit; /* currency or scale came from a neighbour in a list or range */
    const struct lexicon_row *row; /* that gave the unit, for --explain; may be NULL */
    const char *reason;            /* how an open currency or separator was settled, for --explain; may be NULL */
};

/* What a number or its unit begins with, and what may stand before them. */
#define QUANTITY_ROLES                                                                                                         \
    (PREFIX_ROLES | NUMBER_ROLES | ROLE_BIT(number_negative) | ROLE_BIT(currency) | ROLE_BIT(currency_adjective) |             \
     ROLE_BIT(percent_sign))
/* May a quantity begin at this token of a sentence? False is sure, and costs a few instructions: most tokens of prose end here. */
static inline bool quantity_may_begin(const struct token *token)
{
    if (token->kind == TOKEN_NUMBER || (token->roles & QUANTITY_ROLES))
        return true;
    if (token->kind == TOKEN_SIGN)
        return token[1].kind == TOKEN_NUMBER || token[1].kind == TOKEN_SIGN; /* -5, -$5 */
    return (token->flags & TOKEN_CAPITALS) && token[1].kind == TOKEN_NUMBER; /* MUSD 50 */
}

struct reader; /* per extractor: evidence, an arena for texts made here (they live until the next reader_start) */
enum chiffre_status reader_new(struct reader **reader, struct chiffre_error *error);
void reader_free(struct reader *reader);
/* Begins a document: gathers its evidence. `shapes` and `lexicon` outlive the reading. NO_MEMORY. */
enum chiffre_status reader_start(struct reader *reader, struct chiffre_text text, const struct lexicon *lexicon,
                                 const struct shapes *shapes);
/* True when an allocation has failed since reader_start. */
bool reader_failed(const struct reader *reader);
/* quantity_may_begin, told by what stands behind, too; then the reading itself. */
bool quantity_begins(const struct sentence *sentence, uint32_t at);
uint32_t quantity_read_at(struct reader *reader, const struct sentence *sentence, uint32_t at, struct quantity *quantity);
/* The quantity that begins at token `at` (its first bound, sign, currency or number word). Returns the tokens consumed and fills
 * *quantity, or returns 0 and has read none. A list or range whose items share a unit ("2 milliards et 1,4 milliard de livres")
 * gives its items one by one: the reader looks ahead for the shared unit. A number that is no figure (date, measure, ordinal, page
 * ...) is consumed with quantity->kind none and quantity->value not known. */
static inline uint32_t quantity_read(struct reader *reader, const struct sentence *sentence, uint32_t at, struct quantity *quantity)
{
    const struct token *token = &sentence->tokens[at];
    bool begins = token->kind == TOKEN_NUMBER || ((token->roles & ROLE_BIT(currency)) && token[1].kind == TOKEN_NUMBER) ||
                  (quantity_may_begin(token) && quantity_begins(sentence, at));
    return begins ? quantity_read_at(reader, sentence, at, quantity) : 0;
}

#endif
