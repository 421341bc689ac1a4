/* SPDX-License-Identifier: MIT */
/* Shapes of written numbers: digit groups, decimals, and the shapes that are no number (dates, times, codes). A plain scan for the commonest, a
 * PCRE2 pattern, anchored where a digit was found, for the rest. A number is taken whole or not at all. */
#ifndef EXTRACT_SHAPE_H
#define EXTRACT_SHAPE_H

#include "chiffre.h"

enum shape_kind {
    SHAPE_PLAIN,     /* 13, 2025 */
    SHAPE_GROUPED,   /* 10 000; 1,234,567; 1.234.567; 10'000; 5,00,000; with or without decimals: surely groups */
    SHAPE_DECIMAL,   /* 167,7; 0.27; 8.45: surely decimals */
    SHAPE_AMBIGUOUS, /* 1.234 or 1,234: settled by language and by the document's evidence (number.c) */
    SHAPE_DATE,      /* 2025-10-28, 28/10/2025, 28.10.2025 */
    SHAPE_CLOCK,     /* 9:01, 14h30 */
    SHAPE_CODE,      /* 192.168.0.1, 1.2.3, 06 12 34 56 78, ISBN, 12-34-56, 555-1234, 3-1 is not one */
    SHAPE_MALFORMED  /* 1 23 4; 1,234,56: digits and separators that are neither: no figure, kept for check's rule `form` */
};
struct shapes; /* compiled patterns and their match data */
enum chiffre_status shapes_new(struct shapes **shapes, struct chiffre_error *error);
void shapes_free(struct shapes *shapes);
/* True when a number could not be told for lack of memory. */
bool shapes_failed(const struct shapes *shapes);
/* Length in bytes of the shape that begins at `at` (a digit that no digit stands before), at least 1, and its kind. */
size_t shape_read(const struct shapes *shapes, struct chiffre_text text, size_t at, enum shape_kind *kind);

#endif
