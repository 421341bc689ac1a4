/* SPDX-License-Identifier: MIT */
/* The last step of the tokenizer: fills `phrase` and `roles` of every token of a sentence that has a word. token.h has the calls that read
 * them. Most words stand alone, whatever is behind them: those are told while the tokens are read (extract/token_word.h). */
#ifndef EXTRACT_PHRASE_H
#define EXTRACT_PHRASE_H

#include "extract/token.h"

/* The longer phrases; `tokens` are the sentence's own, `openers` those that may (lexicon_may_pair). */
void phrase_find(struct sentence *sentence, struct token *tokens, const uint32_t *openers, size_t opener_count);

#endif
