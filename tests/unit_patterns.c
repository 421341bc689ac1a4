/* SPDX-License-Identifier: MIT */
/* Every row of data/<language>/patterns.csv: its example yields what it must, and it is this pattern that fires. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants the four above before it */
#include <cmocka.h>

#include "chiffre.h"
#include "core/csv.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/figure.h"
#include "core/tables.h"
#include "core/text.h"

#define PATTERNS_MOST 2000

struct row {
    char language[16], name[96], example[1000], expect[600];
    size_t line;
};
static struct row rows[PATTERNS_MOST];
static size_t row_count;

static void copy(char *out, size_t size, struct chiffre_text text)
{
    assert_true(text.length < size);
    memcpy(out, text.data, text.length);
    out[text.length] = '\0';
}

static enum chiffre_status on_row(void *context, const struct chiffre_text *cells, size_t count, size_t line, struct chiffre_error *error)
{
    (void)error;
    if (line == 1)
        return CHIFFRE_OK;
    assert_int_equal(count, 6);
    assert_true(row_count < PATTERNS_MOST);
    struct row *row = &rows[row_count++];
    snprintf(row->language, sizeof row->language, "%s", (const char *)context);
    copy(row->name, sizeof row->name, cells[0]);
    copy(row->example, sizeof row->example, cells[3]);
    copy(row->expect, sizeof row->expect, cells[4]);
    row->line = line;
    return CHIFFRE_OK;
}

/* Does the figure have the kind and every `field=value` of `expect`? */
static bool figure_fits(const struct chiffre_figure *figure, const char *expect)
{
    char buffer[DECIMAL_TEXT_MAX];
    size_t length = strcspn(expect, " ");
    if (!text_equal(text_from(kind_name(figure->kind)), (struct chiffre_text){expect, length}))
        return false;
    for (expect += length; *expect != '\0';) {
        while (*expect == ' ')
            expect++;
        length = strcspn(expect, "=");
        if (expect[length] == '\0')
            break;
        const struct figure_field *field = figure_field_find((struct chiffre_text){expect, length});
        if (field == NULL)
            fail_msg("no field '%.*s'", (int)length, expect);
        expect += length + 1;
        bool quoted = *expect == '"';
        expect += quoted;
        length = strcspn(expect, quoted ? "\"" : " ");
        if (!text_equal(figure_field_text(figure, field, buffer), (struct chiffre_text){expect, length}))
            return false;
        expect += length + (quoted && expect[length] == '"');
    }
    return true;
}

struct watch {
    char by[128];
    bool fired;
};

static void on_line(void *context, struct chiffre_text line)
{
    struct watch *watch = context;
    watch->fired = watch->fired || memmem(line.data, line.length, watch->by, strlen(watch->by)) != NULL;
}

static void show(const struct chiffre_list *list)
{
    char buffer[DECIMAL_TEXT_MAX];
    for (size_t i = 0; i < chiffre_list_count(list); i++) {
        for (size_t k = 7; k < figure_record_field_count; k++) {
            struct chiffre_text text = figure_field_text(chiffre_list_at(list, i), &figure_fields[k], buffer);
            if (text.length > 0)
                print_error(" %s=%.*s", figure_fields[k].name, (int)text.length, text.data);
        }
        print_error("\n");
    }
}

static void try_row(void **state)
{
    const struct row *row = *state;
    struct watch watch = {.fired = false};
    snprintf(watch.by, sizeof watch.by, "by pattern %s [", row->name);
    struct chiffre_extract_options options = {.explain = on_line, .explain_context = &watch};
    struct chiffre_extractor *extractor;
    struct chiffre_list *list = chiffre_list_new();
    assert_non_null(list);
    assert_int_equal(chiffre_extractor_new(&options, &extractor, NULL), CHIFFRE_OK);
    struct chiffre_document document = {.name = TEXT("example"), .text = text_from(row->example), .date = date_read(TEXT("2025-10-28")),
                                        .language = text_from(row->language)};
    assert_int_equal(chiffre_extract(extractor, &document, list, NULL), CHIFFRE_OK);
    bool found = false;
    for (size_t i = 0; i < chiffre_list_count(list); i++)
        found = found || figure_fits(chiffre_list_at(list, i), row->expect);
    if (!found || !watch.fired) {
        print_error("data/%s/patterns.csv:%zu: %s: %s\n  %s\n  wanted: %s; got:\n", row->language, row->line, row->name,
                    found ? "another pattern or rule gave it" : "not yielded", row->example, row->expect);
        show(list);
    }
    chiffre_extractor_free(extractor);
    chiffre_list_free(list);
    assert_true(found);
    assert_true(watch.fired);
}

int main(void)
{
    static struct CMUnitTest tests[PATTERNS_MOST];
    for (unsigned i = 0; i < lexicon_count; i++) {
        char path[128];
        snprintf(path, sizeof path, "data/%s/patterns.csv", lexicons[i].language);
        assert_int_equal(csv_read(path, on_row, (void *)(uintptr_t)lexicons[i].language, NULL), CHIFFRE_OK);
    }
    for (size_t i = 0; i < row_count; i++)
        tests[i] = (struct CMUnitTest){.name = rows[i].name, .test_func = try_row, .initial_state = &rows[i]};
    return _cmocka_run_group_tests("patterns", tests, row_count, NULL, NULL);
}
