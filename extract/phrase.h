/* SPDX-License-Identifier: MIT */
/* The last step of the tokenizer: fills `phrase` and `roles` of every token of a sentence that has a word. token.h has the calls that read
 * them. Most words stand alone, whatever is behind them: those are told while the tokens are read (extract/token_word.h). */
#ifndef EXTRACT_PHRASE_H
#define EXTRACT_PHRASE_H

#include "extract/token.h"

/* The longer phrases; `seconds` are those of the sentence's tokens that may be a second word (lexicon_may_pair). */
void phrase_find(struct sentence *sentence, struct token *const *seconds, size_t count);

#endif
