/* SPDX-License-Identifier: MIT */
/* A token and a role that it seems to have -> the row. */
#include "extract/rows.h"

/* The row of the role that one of a phrase's is; NULL: none. */
static inline const struct lexicon_row *row_of(const struct lexicon_row *rows, const struct lexicon_phrase *phrase, role_number role)
{
    for (const struct lexicon_row *row = rows + phrase->first_row, *end = row + phrase->row_count; row < end; row++)
        if (row->role == role)
            return row;
    return NULL;
}

static __attribute__((noinline)) const struct lexicon_row *find_longest(const struct sentence *sentence, uint32_t at, role_number role,
                                                                        uint32_t *tokens)
{
    const struct lexicon_row *const rows = sentence->lexicon->rows;
    for (const struct lexicon_phrase *phrase = sentence->tokens[at].phrase; phrase != NULL; phrase = token_phrase(sentence, at, phrase)) {
        const struct lexicon_row *row = row_of(rows, phrase, role);
        if (row != NULL) {
            *tokens = phrase->word_count + 1u;
            return row;
        }
    }
    *tokens = 0;
    return NULL;
}

const struct lexicon_row *row_find(const struct sentence *sentence, uint32_t at, role_number role, uint32_t *tokens)
{
    const struct lexicon_phrase *phrase = sentence->tokens[at].phrase;
    if (phrase->word_count > 0)
        return find_longest(sentence, at, role, tokens);
    const struct lexicon_row *row = row_of(sentence->lexicon->rows, phrase, role); /* a word alone, as most are */
    *tokens = row != NULL;
    return row;
}
