/* SPDX-License-Identifier: MIT */
/* A short text that is put together piece by piece: titles, labels, units. What does not fit is cut between two characters. */
#ifndef PLOTS_CAPTION_H
#define PLOTS_CAPTION_H

#include "chiffre.h"

#define CAPTION_MAX 1024
struct caption {
    char data[CAPTION_MAX];
    size_t length;
};

void caption_clear(struct caption *caption);
void caption_text(struct caption *caption, struct chiffre_text text);
void caption_string(struct caption *caption, const char *string);
struct chiffre_text caption_all(const struct caption *caption);
/* Makes the first letter a capital, or the letter at byte `at` a small one unless the next is a capital too (EBITDA). Latin letters. */
void caption_capital(struct caption *caption);
void caption_small(struct caption *caption, size_t at);

#endif
