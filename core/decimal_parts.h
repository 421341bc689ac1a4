/* SPDX-License-Identifier: MIT */
/* What the files of the decimals share: magnitudes without a sign, and the one place where a decimal is made within its bounds. */
#ifndef CORE_DECIMAL_PARTS_H
#define CORE_DECIMAL_PARTS_H

#include "core/decimal.h"

__extension__ typedef unsigned __int128 natural128;
#define COEFFICIENT_MAX ((natural128)(~(natural128)0 >> 1))
#define POWERS 39 /* 10^38 is the largest power of ten below 2^127 */

natural128 decimal_power_of_ten(int exponent); /* 0 to POWERS - 1 */
natural128 decimal_magnitude(chiffre_int128 coefficient);
int decimal_count_digits(natural128 number); /* 0 has one */
/* Drops trailing zeros while the exponent is below `limit`. */
natural128 decimal_drop_zeros(natural128 number, int64_t *exponent, int64_t limit);
/* Sign, magnitude and any exponent -> a decimal within the bounds, or CHIFFRE_OVERFLOW. */
enum chiffre_status decimal_make(bool negative, natural128 number, int64_t exponent, struct chiffre_decimal *result);

#endif
