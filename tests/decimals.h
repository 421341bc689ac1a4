/* SPDX-License-Identifier: MIT */
/* For tests of decimals: from text, and back. */
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

#endif
