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
    struct role_set roles; /* of all of them */
    struct quantity *quantities;
    size_t quantity_count, quantity_capacity;
    struct mention *mentions;
    size_t mention_count, mention_capacity;
    uint8_t clause, depth; /* while they are read: where the next one stands */
    bool dated;            /* the sentence may tell a period */
    bool whole;            /* all are wanted, of sentences without figures too (--explain): else what stands behind the last name, period and
                              metric of such a one is left out */
    bool failed; /* no memory */
};
static inline bool items_have(const struct items *items, role_number role)
{
    return role_set_has(&items->roles, role);
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
struct chiffre_text item_text(const struct sentence *sentence, const struct item *item);

/* The name that begins at `at`: tokens consumed, or 0. *role is ROLE_entity, ROLE_person_name, ROLE_place or ROLE_agency; *row is the row of a known one. */
uint32_t entity_read(const struct sentence *sentence, uint32_t at, struct names *names, role_number *role, const struct lexicon_row **row);
/* May a name begin at the word with a capital at `at`? False is sure. */
bool entity_may_begin(const struct sentence *sentence, uint32_t at, const struct names *names);

#endif
