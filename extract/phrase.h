/* SPDX-License-Identifier: MIT */
/* The last step of the tokenizer: fills `phrase` and `roles` of every token of a sentence that has a word. token.h has the calls that read
 * them. Most words stand alone, whatever is behind them: those are told while the tokens are read. */
#ifndef EXTRACT_PHRASE_H
#define EXTRACT_PHRASE_H

#include "extract/token.h"

/* Gives a token the phrase of its word alone; returns that one's roles. */
static inline uint64_t phrase_of_word(const struct lexicon *lexicon, struct token *token)
{
    const struct lexicon_word *word = token->word;
    if (word->alone != 0)
        token->phrase = &lexicon->phrases[word->first_phrase + word->phrase_count - 1u];
    return token->roles = word->alone;
}
/* The longer phrases; `tokens` are the sentence's own, `openers` those that may (lexicon_may_pair). */
void phrase_find(struct sentence *sentence, struct token *tokens, const uint32_t *openers, size_t opener_count);

#endif
