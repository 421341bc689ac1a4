/* SPDX-License-Identifier: MIT */
/* The last step of the tokenizer: fills `phrase` and `roles` of every token of a sentence that has a word. token.h has the calls that read
 * them. Most words stand alone, whatever is behind them: those are told while the tokens are read. */
#ifndef EXTRACT_PHRASE_H
#define EXTRACT_PHRASE_H

#include "extract/token.h"

/* The phrase of a token's word alone, `second` being the word behind it (NULL: none). True: a longer phrase may begin here. */
static inline bool phrase_of_word(struct sentence *sentence, struct token *token, const struct lexicon_word *second)
{
    const struct lexicon_word *word = token->word;
    if (word->alone != 0) {
        token->phrase = &sentence->lexicon->phrases[word->first_phrase + word->phrase_count - 1u];
        sentence->roles |= token->roles = word->alone;
    }
    return second != NULL && (word->seconds & lexicon_second(second->number)) != 0;
}

/* The longer phrases; `tokens` are the sentence's own, `openers` those for which phrase_of_word said true. */
void phrase_find(struct sentence *sentence, struct token *tokens, const uint32_t *openers, size_t opener_count);

#endif
