/* SPDX-License-Identifier: MIT */
/* For tests of numbers: the first sentence of a text in a language -> ready for number_read. */
#ifndef TESTS_NUMBERS_H
#define TESTS_NUMBERS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/decimal.h"
#include "core/tables.h"
#include "core/text.h"
#include "extract/number.h"

#include <stdio.h>
#include <string.h>

static struct scanner scanner;
static struct shapes *shapes;
static struct evidence evidence;

static inline const struct lexicon *lexicon_of(const char *language)
{
    for (unsigned i = 0; i < lexicon_count; i++)
        if (strcmp(lexicons[i].language, language) == 0)
            return &lexicons[i];
    return NULL;
}

/* What the document that the number stands in tells of separators. */
static inline void read_document(const char *language, const char *text)
{
    evidence_start(&evidence, text_from(text), lexicon_of(language), shapes);
}

static inline void read_sentence(const char *language, const char *text, struct sentence *sentence)
{
    scanner_start(&scanner, text_from(text), lexicon_of(language), shapes);
    assert_true(scanner_next(&scanner, sentence));
}

/* Before and after all tests of a file. */
static inline int start_reading(void **state)
{
    (void)state;
    return shapes_new(&shapes, NULL) != CHIFFRE_OK;
}

static inline int end_reading(void **state)
{
    (void)state;
    shapes_free(shapes);
    scanner_free(&scanner);
    return 0;
}

#endif
