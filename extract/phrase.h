/* SPDX-License-Identifier: MIT */
/* The last step of the tokenizer: fills `phrase` and `roles` of every token of a sentence. token.h has the calls that read them. */
#ifndef EXTRACT_PHRASE_H
#define EXTRACT_PHRASE_H

#include "extract/token.h"

/* `tokens` are the sentence's own. */
void phrase_find(struct sentence *sentence, struct token *tokens);

#endif
