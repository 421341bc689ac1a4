/* SPDX-License-Identifier: MIT */
/* What quantity.c, range.c and share.c know of the document while they read. */
#ifndef EXTRACT_READER_H
#define EXTRACT_READER_H

#include "extract/part.h"
#include "extract/quantity.h"

struct reader {
    struct evidence evidence;
    struct arena arena;
    struct unit last, money; /* units of the last figure and of the last money, for bare millions behind them */
    uint32_t last_sentence;  /* byte where its sentence begins */
    bool last_known, money_known;
    uint32_t last_end;                 /* token behind the last figure, in its sentence */
    struct chiffre_text last_back_per; /* what it was per, if a period before it told: the next of a list is, too */
};

#endif
