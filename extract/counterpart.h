/* SPDX-License-Identifier: MIT */
/* What names are to the one that the text is about: its rival, a client, a division of it, an authority, an investor. */
#ifndef EXTRACT_COUNTERPART_H
#define EXTRACT_COUNTERPART_H

#include "extract/draft.h"

/* Has token `at` a row of this role? */
static inline __attribute__((always_inline)) bool context_has(const struct context *context, uint32_t at, role_number role)
{
    const struct token *token = &context->sentence->tokens[at];
    if (at >= context->sentence->count || token->phrase == NULL || !(token->roles & role_bit(role)))
        return false;
    if (role_bit(role) != (uint64_t)1 << ROLE_BIT_LAST)
        return true;
    if (token->phrase->word_count > 0) /* shorter phrases may stand here too */
        return token_match(context->sentence, at, role).tokens > 0;
    const struct lexicon_row *row = &context->sentence->lexicon->rows[token->phrase->first_row], *end = row + token->phrase->row_count;
    while (row < end && row->role != role)
        row++;
    return row < end;
}

/* Is `name` the other one, or the first words of it? */
bool name_begins(struct chiffre_text name, struct chiffre_text longer);
/* By its row: no company ... */
bool item_is_authority(const struct item *item);
/* ... or one that holds parts of others and rates them. */
bool item_is_investor(const struct item *item);
/* Is it the source of a figure of the sentence? */
bool context_in_attribution(const struct context *context, const struct item *item);
/* The name that stands nearest to the item at `at` and is neither an authority's nor an investor's; NULL: none. */
const struct item *context_nearest_firm(const struct context *context, uint32_t at);
/* Is it the one that the text has been about? */
bool context_is_spoken_of(const struct context *context, const struct item *item);
/* Is the name at item `at` another's: "rival Corvane", "Barclays, a customer, ..."? */
bool context_is_counterpart(const struct context *context, uint32_t at);
/* Is it the subject of its sentence only: another's, or a thing of the text's subject? */
bool context_is_part(const struct context *context, uint32_t at);

#endif
