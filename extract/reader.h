/* SPDX-License-Identifier: MIT */
/* What quantity.c, range.c and share.c know of the document while they read. */
#ifndef EXTRACT_READER_H
#define EXTRACT_READER_H

#include "extract/part.h"
#include "extract/quantity.h"

/* An amount that was read before its turn came: behind a word that was given back, or as the end of a range that is none. */
struct ahead {
    struct part part;
    uint32_t start; /* byte where its first token begins; AHEAD_NONE: none was read */
};
#define AHEAD_NONE UINT32_MAX

struct reader {
    struct evidence evidence;
    struct arena arena;
    struct unit last, money; /* units of the last figure and of the last money, for bare millions behind them */
    uint32_t last_sentence;  /* byte where its sentence begins */
    bool last_known, money_known;
    struct ahead given, end;
    uint32_t last_end;                 /* token behind the last figure, in its sentence */
    struct chiffre_text last_back_per; /* what it was per, if a period before it told: the next of a list is, too */
};

/* The amount that begins at `at` was read ahead: true, and *part is it. */
static inline bool ahead_take(const struct ahead *ahead, const struct sentence *sentence, uint32_t at, struct part *part)
{
    if (ahead->start != sentence->tokens[at].start)
        return false;
    *part = ahead->part;
    return true;
}
static inline void ahead_keep(struct ahead *ahead, const struct sentence *sentence, uint32_t at, const struct part *part)
{
    ahead->part = *part;
    ahead->start = sentence->tokens[at].start;
}

#endif
