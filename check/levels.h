/* SPDX-License-Identifier: MIT */
/* Amounts of one thing in one document, by their periods: sorted once, so that nobody looks through a document for each of its figures. */
#ifndef CHECK_LEVELS_H
#define CHECK_LEVELS_H

#include "core/memory.h"
#include "chiffre.h"

struct work;
struct item;

/* All levels of one entity, metric, unit and period that a document tells. */
struct levels_point {
    const struct item *last; /* of them, in the list's order */
    struct chiffre_text entity;
    struct chiffre_decimal low, high; /* the least and the greatest value */
    size_t count;
};

struct levels {
    struct arena arena; /* of the entities' names, folded */
    struct levels_point *points;
    size_t count;
};

/* False: no memory. levels_free() frees it whatever happened. */
bool levels_start(struct levels *levels, const struct work *work);
void levels_free(struct levels *levels);
/* What is told of the same thing as `item` for this period in its document, itself not left out; NULL: nothing. */
const struct levels_point *levels_find(const struct levels *levels, const struct item *item, chiffre_date start, chiffre_date end);
/* A name as names are compared, its first 255 bytes; its data is NULL without memory. */
struct chiffre_text levels_entity(struct chiffre_text entity, struct arena *arena);

#endif
