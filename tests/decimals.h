/* SPDX-License-Identifier: MIT */
/* For tests of decimals and intervals: from text, and back. */
#ifndef TESTS_DECIMALS_H
#define TESTS_DECIMALS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/decimal.h"
#include "core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline struct chiffre_decimal read(const char *text)
{
    struct chiffre_decimal value = DECIMAL_EMPTY;
    assert_int_equal(decimal_read(text_from(text), &value), CHIFFRE_OK);
    return value;
}

static inline void assert_written(struct chiffre_decimal value, const char *expected)
{
    char text[DECIMAL_TEXT_MAX + 1];
    text[decimal_write(value, text)] = '\0';
    assert_string_equal(text, expected);
}

/* "24.5 to 25.5", to six digits after the point, outwards; an end that is not known is "..". */
static inline void assert_interval_text(struct interval interval, const char *expected)
{
    char low[DECIMAL_TEXT_MAX + 1] = "..", high[DECIMAL_TEXT_MAX + 1] = "..", text[2 * DECIMAL_TEXT_MAX + 8];
    if (interval.low.known)
        low[decimal_write(decimal_round(interval.low, -6, DECIMAL_DOWN), low)] = '\0';
    if (interval.high.known)
        high[decimal_write(decimal_round(interval.high, -6, DECIMAL_UP), high)] = '\0';
    snprintf(text, sizeof text, "%s to %s", low, high);
    assert_string_equal(text, expected);
}

#endif
