/* SPDX-License-Identifier: MIT */
/* Looks ahead in a text for the next number, so that a long passage without one need not be read word by word. */
#ifndef EXTRACT_LOOKOUT_H
#define EXTRACT_LOOKOUT_H

#include "chiffre.h"
#include "extract/heads.h"

#define LOOKOUT_BITS 17
/* All zero before its first use. It stays at its place. */
struct lookout {
    const struct lexicon *lexicon; /* not its own */
    struct heads_sought sought;    /* the words and signs that may be of a quantity, and digits; its lexicon: whose words have their bits below */
    uint64_t alone[((size_t)UINT16_MAX + 1) / 64];    /* by a word's number: it may be of one by itself, */
    uint64_t capitals[((size_t)UINT16_MAX + 1) / 64]; /* or may when it is written in capitals (ILS, but not French "ils") */
    uint64_t pairs[((size_t)1 << LOOKOUT_BITS) / 64]; /* by lexicon_pair: these two words may begin one */
    size_t number; /* of the last look: up to here nothing more is passed over */
    bool looked;   /* there was one */
};
/* For another text. */
void lookout_start(struct lookout *lookout, const struct lexicon *lexicon);

/* The first place from `at` on, but before `end`, where a digit stands or a word or sign that may be of a quantity; `end` when none
 * does. The answer may err on the side of finding one. `at`: no letter stands before it. */
size_t lookout_number(const struct lookout *lookout, struct chiffre_text text, size_t at, size_t end);

/* Some place from `at` on, but before `end`, where one stands; `end` when none does: looked for from the end, so that where numbers are many the
 * look is short. */
size_t lookout_any_number(const struct lookout *lookout, struct chiffre_text text, size_t at, size_t end);

/* The last place behind `from` and not behind `to` where a sentence surely ends: behind an empty line, or behind a stop that ends no abbreviation
 * and that a blank and a capital follow; `from` when there is none. */
size_t lookout_sentence_end(const struct lexicon *lexicon, struct chiffre_text text, size_t from, size_t to);

/* From `at` on, where a sentence begins: the bytes up to where reading must go on, so that the next number stands behind some sentences that are
 * read; 0: nothing is passed over. */
size_t lookout_pass(struct lookout *lookout, struct chiffre_text text, size_t at);

#endif
