/* SPDX-License-Identifier: MIT */
/* --explain: each item of a sentence with the row that claimed it, each figure with the pattern or rule that gave each field. */
#ifndef EXTRACT_EXPLAIN_H
#define EXTRACT_EXPLAIN_H

#include "extract/draft.h"

/* The items of a sentence, then the figures that context made of them. */
void explain_sentence(const struct context *context, chiffre_explain_fn *line, void *data);
/* Tells of a passage that was not read. */
void explain_passage(struct chiffre_text passage, chiffre_explain_fn *line, void *data);

#endif
