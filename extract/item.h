/* SPDX-License-Identifier: MIT */
/* Pass 2's result: a sentence as a short string of items. One item, one role, one byte of the tag string that patterns run over. */
#ifndef EXTRACT_ITEM_H
#define EXTRACT_ITEM_H

#include "extract/period.h"
#include "extract/quantity.h"
#include "extract/token.h"

struct item {
    role_number role;
    uint8_t clause;                /* number of the clause, from 0 */
    uint8_t depth;                 /* brackets around it */
    uint32_t from, to;             /* tokens */
    uint32_t index;                /* of its quantity or mention in struct items */
    const struct lexicon_row *row; /* the row that claimed it, NULL for plain words and names */
};
struct items {
    struct item *list;
    uint8_t *tags; /* tags[i] is list[i].role; tags[count] is 0 */
    uint32_t count;
    size_t capacity, tag_capacity;
    bool has[UINT8_MAX + 1]; /* by role: one of them has it */
    struct quantity *quantities;
    size_t quantity_count, quantity_capacity;
    struct mention *mentions;
    size_t mention_count, mention_capacity;
    struct item plain;     /* while they are read: what the next one is like, which tells where it stands */
    bool dated;            /* the sentence may tell a period */
    bool whole;            /* all are wanted, of sentences without figures too (--explain): else what is behind all that such a one tells
                              (told_end) is left out */
    bool failed; /* no memory */
};
static inline bool items_have(const struct items *items, role_number role)
{
    return items->has[role];
}
static inline bool item_is_figure(const struct item *item)
{
    return item->role >= ROLE_money && item->role <= ROLE_ratio;
}

/* Names that the document has shown in the middle of a sentence, so that one at a sentence's head is known for a name. */
struct names {
    uint64_t hashes[512]; /* open addressing, 0 empty; a full table learns no more */
    size_t count;
};
void names_clear(struct names *names);
/* The same for persons, by the last word of their name. */
void names_learn_person(struct names *names, const struct sentence *sentence, uint32_t token);
bool names_know_person(const struct names *names, const struct sentence *sentence, uint32_t token);

/* Reads all items of a sentence. `reader` may be NULL: then numbers are left as `digits` (a first look at the document). */
void items_read(struct items *items, const struct sentence *sentence, struct reader *reader, struct names *names);
void items_free(struct items *items);
static inline struct chiffre_text item_text(const struct sentence *sentence, const struct item *item)
{
    return token_text(sentence, item->from, item->to);
}

/* What is a name by the tables, ... */
#define ENTITY_KNOWN (ROLE_BIT(company) | ROLE_BIT(agency) | ROLE_BIT(place))
/* ... and what is none by itself, unless a hyphen joins it to the next word. A word that only begins a phrase of the tables may be one: "Market" of
 * "market value". */
#define ENTITY_COMMON (ROLE_BIT(stop) | ROLE_BIT(not_entity) | ROLE_BIT(month) | ROLE_BIT(weekday) | ROLE_BIT(title) | ROLE_BIT(description) | \
                       ROLE_BIT(possessive) | ROLE_BIT(period_part) | ROLE_BIT(period_unit) | ROLE_BIT(period_end) | ROLE_BIT(period_begin) | \
                       ROLE_BIT(period_in) | ROLE_BIT(metric) | ROLE_BIT(loss) | ROLE_BIT(up) | ROLE_BIT(down) | ROLE_BIT(bound_before) | \
                       ROLE_BIT(number_unit) | ROLE_BIT(number_teen) | ROLE_BIT(number_ten) | ROLE_BIT(number_one) | ROLE_BIT(period_relative) | \
                       ROLE_BIT(currency) | ROLE_BIT(person_employed) | ROLE_BIT(scale) | ROLE_BIT(range_from) | ROLE_BIT(multiple) | \
                       ROLE_BIT(metric_verb) | ROLE_BIT(measure_before))
static inline bool entity_is_common(const struct token *token)
{
    return (token->roles & ENTITY_COMMON) != 0 && !(token[1].kind == TOKEN_WORD && token[1].gap == GAP_HYPHEN);
}
/* The name that begins at `at`: tokens consumed, or 0. *role is ROLE_entity, ROLE_person_name, ROLE_place or ROLE_agency; *row is the row of a known one. */
uint32_t entity_read(const struct sentence *sentence, uint32_t at, struct names *names, role_number *role, const struct lexicon_row **row);
/* May a name begin at the word with a capital at `at`? False is sure. */
bool entity_may_begin(const struct sentence *sentence, uint32_t at, const struct names *names);

#endif
