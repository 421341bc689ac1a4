/* SPDX-License-Identifier: MIT */
/* A token of digits -> its value: group marks left out, the decimal sign found, by its shape or by what the document does. */
#ifndef EXTRACT_DIGITS_H
#define EXTRACT_DIGITS_H

#include "extract/number.h"

/* Reads the number at `at` (or ".5", a point before digits): tokens consumed; numeral->value is not known when the digits are no
 * number. */
uint32_t digits_read(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct numeral *numeral);

#endif
