/* SPDX-License-Identifier: MIT */
/* Equivalents that a text itself gives: which figure has which, and the rate between them. */
#ifndef NORMALIZE_STATED_H
#define NORMALIZE_STATED_H

#include "normalize/convert.h"

struct stated {
    size_t figure, equivalent; /* indices in the list: the second is the first in the target currency */
    struct conversion conversion;
};
struct stated_list {
    struct stated *items;
    size_t count, capacity;
    size_t first; /* of the document that was asked about last */
};

/* Finds the pairs of `list` whose one side is in `to`, in the order of the list. */
enum chiffre_status stated_find(const struct chiffre_list *list, const char *to, struct stated_list *stated);
void stated_free(struct stated_list *stated);
/* For the figure at `index` (ascending from call to call): its own pair, or one of the same document, currency and period; NULL: none. */
const struct stated *stated_for(struct stated_list *stated, const struct chiffre_list *list, size_t index);

#endif
