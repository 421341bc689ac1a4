/* SPDX-License-Identifier: MIT */
/* Words beside a figure, looked up in the tables of the document's language. */
#ifndef CHECK_CUE_H
#define CHECK_CUE_H

#include "check/work.h"
#include "core/tables.h"

#define CUE_WORDS_MAX 48
#define CUE_WORDS_BYTES 160 /* a reach before a figure */

struct word {
    size_t start, end; /* bytes of the document */
    uint16_t number;   /* in the lexicon, 0: in no phrase */
    const struct lexicon_word *entry;
};

/* The last CUE_WORDS_MAX words of bytes [start, end); a sign that ends a thought forgets those before it. */
size_t cue_words(const struct lexicon *lexicon, struct chiffre_text text, size_t start, size_t end, struct word *words);
/* Words of the longest phrase at `at` that has a row of a wanted role; 0: none. */
size_t cue_phrase(const struct lexicon *lexicon, const struct word *words, size_t count, size_t at,
                  bool (*wanted)(role_number role), const struct lexicon_row **row);

/* The whole dates that the item's sentence tells ("le 15 mars 2024", "on March 15, 2024"), at most `most`: how many. */
size_t cue_days(const struct item *item, chiffre_date *days, size_t most);
/* The first day that the head of the document tells by weekday, day and month ("mercredi 26 juin"), in the years when it was one, the last
 * first. */
size_t cue_weekdays(const struct item *item, chiffre_date *days, size_t most);

#endif
