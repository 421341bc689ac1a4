/* SPDX-License-Identifier: MIT */
/* For tests of check: figures written as CSV in the test -> what is found. */
#ifndef TESTS_CHECK_FIGURES_H
#define TESTS_CHECK_FIGURES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chiffre.h"
#include "core/csv.h"
#include "core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct checked {
    struct chiffre_checker *checker;
    struct chiffre_list *list;
    struct chiffre_findings *findings;
};

static inline void write_file(char *path, const char *content)
{
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, content, strlen(content)), strlen(content));
    assert_int_equal(close(file), 0);
}

/* Columns of `rows`: id, line, offset, text, kind, value, decimals, unit, metric, entity, period, period_start, period_end,
 * relation, of. */
#define FIGURES_HEADER                                                                                                             \
    "document,id,line,column,offset,length,text,kind,value,bound,decimals,unit,metric,entity,period,period_start,period_end,"      \
    "period_source,"                                                                                                               \
    "status,relation,of\n"

static inline struct chiffre_list *read_figures(const char *rows)
{
    char path[] = "/tmp/chiffre-figures-XXXXXX";
    size_t length = strlen(FIGURES_HEADER) + strlen(rows) + 1;
    char *content = malloc(length);
    struct chiffre_error error = {.line = 0};
    struct chiffre_list *list = chiffre_list_new();
    assert_non_null(content);
    assert_non_null(list);
    snprintf(content, length, "%s%s", FIGURES_HEADER, rows);
    write_file(path, content);
    free(content);
    enum chiffre_status status = csv_read_figures(path, list, &error);
    unlink(path);
    if (status != CHIFFRE_OK)
        fail_msg("%zu:%zu: %s", error.line, error.column, error.message);
    return list;
}

static inline struct checked check_figures(const char *rows, const char *facts, const struct chiffre_document *document)
{
    struct checked checked = {.list = read_figures(rows)};
    char path[] = "/tmp/chiffre-facts-XXXXXX";
    struct chiffre_error error = {.line = 0};
    assert_int_equal(chiffre_checker_new(NULL, &checked.checker, &error), CHIFFRE_OK);
    if (facts != NULL) {
        write_file(path, facts);
        enum chiffre_status status = chiffre_checker_add_facts(checked.checker, path, NULL, &error);
        unlink(path);
        if (status != CHIFFRE_OK)
            fail_msg("%zu:%zu: %s", error.line, error.column, error.message);
    }
    assert_int_equal(chiffre_check(checked.checker, checked.list, document, document != NULL, &checked.findings, &error),
                     CHIFFRE_OK);
    return checked;
}

static inline void checked_free(struct checked *checked)
{
    chiffre_findings_free(checked->findings);
    chiffre_list_free(checked->list);
    chiffre_checker_free(checked->checker);
}

/* The gravest finding. */
static inline const struct chiffre_finding *gravest(const struct checked *checked)
{
    const struct chiffre_finding *found = NULL;
    for (size_t i = 0; i < chiffre_findings_count(checked->findings); i++) {
        const struct chiffre_finding *finding = chiffre_findings_at(checked->findings, i);
        if (found == NULL || finding->severity > found->severity)
            found = finding;
    }
    return found;
}

static inline bool text_has(struct chiffre_text text, const char *part)
{
    size_t length = strlen(part);
    for (size_t i = 0; length > 0 && i + length <= text.length; i++)
        if (memcmp(text.data + i, part, length) == 0)
            return true;
    return length == 0;
}

static inline bool note_has(const struct chiffre_finding *finding, const char *part)
{
    for (size_t i = 0; i < finding->note_count; i++)
        if (text_has(finding->notes[i], part))
            return true;
    return false;
}

#endif
