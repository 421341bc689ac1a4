/* SPDX-License-Identifier: MIT */
/* A token and a role that it seems to have -> the row. */
#include "extract/rows.h"

static __attribute__((noinline)) const struct lexicon_row *find_longest(const struct sentence *sentence, uint32_t at, role_number role,
                                                                        uint32_t *tokens)
{
    struct match match = token_match_any(sentence, at, role);
    *tokens = match.tokens;
    return match.row;
}

const struct lexicon_row *row_find(const struct sentence *sentence, uint32_t at, role_number role, uint32_t *tokens)
{
    const struct lexicon_phrase *phrase = sentence->tokens[at].phrase;
    if (phrase->word_count > 0)
        return find_longest(sentence, at, role, tokens);
    const struct lexicon_row *row = &sentence->lexicon->rows[phrase->first_row], *end = row + phrase->row_count;
    for (; row < end; row++) /* a word alone, as most are */
        if (row->role == role) {
            *tokens = 1;
            return row;
        }
    return NULL;
}
