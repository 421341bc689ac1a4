/* SPDX-License-Identifier: MIT */
/* The quick reader of compare, in threads, gives the table that the plain reader gives, whatever the file looks like. */
#include "compare_figures.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/input.h"
#include "core/memory.h"

static char path[64], quick_path[80], plain_path[80];

struct form {
    const char *name;
    bool quotes, line_ends_in_quotes, carriage, mark, semicolon, no_last_end, long_record, derive;
    size_t rows;
};

static void write_figures(const struct form *form)
{
    static const char *const metrics[] = {"revenue", "net_income", "cash", "nonsense"};
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    const char d = form->semicolon ? ';' : ',', *end = form->carriage ? "\r\n" : "\n";
    fprintf(file,
            "%sdocument%cid%ctext%ckind%cvalue%cdecimals%cunit%cmetric%centity%cperiod%cperiod_start%cperiod_end%crelation%cof%s",
            form->mark ? "\xEF\xBB\xBF" : "", d, d, d, d, d, d, d, d, d, d, d, d, d, end);
    uint64_t random = 88172645463325252U;
    for (size_t i = 0; i < form->rows; i++) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        unsigned r = (unsigned)(random >> 20);
        const char *text = !form->quotes ? "x" : form->line_ends_in_quotes && r % 50 == 0 ? "\"a,\nb;\n\"" : "\"167,7; \xC3\xA9\"";
        bool growth = r % 7 == 0;
        int year = 2015 + (int)(r % 9), quarter = (int)(r / 16 % 4);
        static const char *const starts[] = {"01-01", "04-01", "07-01", "10-01"}, *const ends[] = {"03-31", "06-30", "09-30",
                                                                                                   "12-31"};
        fprintf(file, "doc %zu%c%zu%c", i / 9, d, i % 9 + 1, d);
        if (form->long_record && i == form->rows / 2) {
            fputc('"', file);
            for (size_t j = 0; j < 1500000; j++) {
                fputs("long, ", file);
            }
            fputs("\"", file);
        } else {
            fputs(text, file);
        }
        fprintf(file, "%c%s%c%u%s%c%d%c%s%c%s%cFirm %u%s%c%d-Q%d%c%d-%s%c%d-%s%c%s%c%s", d, growth ? "percent" : "money", d,
                growth ? 10 : 1000 + r % 3, r % 5 ? "000" : ".50", d, r % 5 ? -3 : 2, d, growth ? "percent" : "EUR", d,
                metrics[r / 64 % 4], d, r / 256 % 12, r % 2 ? " SA" : "", d, year, quarter + 1, d, year, starts[quarter], d, year,
                ends[quarter], d, growth ? "growth" : "", d, growth && i % 9 > 0 ? "1" : "");
        fputs(i + 1 == form->rows && form->no_last_end ? "" : end, file);
    }
    assert_int_equal(fclose(file), 0);
}

static void write_table(struct chiffre_comparison *comparison, const char *to)
{
    struct chiffre_table *table = NULL;
    struct chiffre_csv_style style;
    struct chiffre_error error = {.line = 0};
    assert_int_equal(chiffre_csv_style_named("rfc4180", &style, NULL), CHIFFRE_OK);
    assert_int_equal(chiffre_comparison_table(comparison, &table, NULL, &error), CHIFFRE_OK);
    assert_int_equal(chiffre_table_write_csv(table, &style, to, &error), CHIFFRE_OK);
    chiffre_table_free(table);
    chiffre_comparison_free(comparison);
}

static void check(const struct form *form)
{
    static const char *const entities[] = {"firm 1", "firm 2", "FIRM 3 S.A."};
    struct chiffre_compare_options options = {.derive = form->derive};
    struct chiffre_comparison *quick = NULL, *plain = NULL;
    struct chiffre_error error = {.line = 0};
    if (form->semicolon) {
        options.entities = entities;
        options.entity_count = 3;
    }
    write_figures(form);
    assert_int_equal(chiffre_comparison_new(&options, &quick, &error), CHIFFRE_OK);
    assert_int_equal(chiffre_comparison_new(&options, &plain, &error), CHIFFRE_OK);
    for (int twice = 0; twice < 2; twice++) { /* a second file joins the first */
        if (chiffre_comparison_read(quick, path, &error) != CHIFFRE_OK) {
            fail_msg("%s: %zu:%zu: %s", form->name, error.line, error.column, error.message);
        }
        struct chiffre_list *list = chiffre_list_new();
        assert_int_equal(csv_read_figures(path, list, &error), CHIFFRE_OK);
        assert_int_equal(chiffre_list_count(list), form->rows);
        for (size_t i = 0; i < form->rows; i++) {
            assert_int_equal(chiffre_comparison_add(plain, chiffre_list_at(list, i)), CHIFFRE_OK);
        }
        chiffre_list_free(list);
    }
    write_table(quick, quick_path);
    write_table(plain, plain_path);
    struct arena arena = {0};
    struct chiffre_text one, two;
    assert_int_equal(input_whole(quick_path, &arena, &one, NULL), CHIFFRE_OK);
    assert_int_equal(input_whole(plain_path, &arena, &two, NULL), CHIFFRE_OK);
    if (!text_equal(one, two) || (form->rows > 100 && one.length < 1000)) {
        fail_msg("%s: the tables differ, or are short: %.*s", form->name, (int)one.length, one.data);
    }
    arena_free(&arena);
}

static void every_form(void **state)
{
    (void)state;
    static const struct form forms[] = {
        {.name = "plain, in threads", .rows = 120000},
        {.name = "quotes, in threads", .quotes = true, .rows = 120000},
        {.name = "line ends in quotes, in threads", .quotes = true, .line_ends_in_quotes = true, .rows = 120000},
        {.name = "CRLF", .quotes = true, .carriage = true, .rows = 3000},
        {.name = "byte order mark", .mark = true, .rows = 300},
        {.name = "semicolons", .semicolon = true, .rows = 3000},
        {.name = "no last line end", .no_last_end = true, .rows = 1},
        {.name = "quotes without a last line end", .quotes = true, .no_last_end = true, .rows = 300},
        {.name = "a record longer than a buffer", .long_record = true, .rows = 3000},
        {.name = "derived", .quotes = true, .derive = true, .rows = 3000},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        check(&forms[i]);
    }
}

static void put(const char *bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(bytes, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

#define HEAD "document,kind,value,decimals,unit,metric,entity,period\n"
#define GOOD "a,money,12,0,EUR,revenue,Air,2024\n"

static void faults_are_placed_and_nothing_is_added(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t line, column;
    } cases[] = {
        {HEAD GOOD "a,money,1e3,0,EUR,revenue,Air,2024\n", 3, 3},  {HEAD GOOD "a,gold,12,0,EUR,revenue,Air,2024\n", 3, 2},
        {HEAD GOOD "a,money,12,0,EUR,revenue,Air\n", 3, 0},        {HEAD GOOD "a,money,12,0,EUR,revenue,\"Air,2024\n", 3, 0},
        {HEAD GOOD "a,money,12,0.5,EUR,revenue,Air,2024\n", 3, 4}, {"document,value\na,1\n", 1, 0},
    };
    struct chiffre_compare_options options = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct chiffre_comparison *comparison = NULL;
        struct chiffre_table *table = NULL;
        struct chiffre_error error = {.line = 0};
        put(cases[i].bytes);
        assert_int_equal(chiffre_comparison_new(&options, &comparison, &error), CHIFFRE_OK);
        assert_int_equal(chiffre_comparison_read(comparison, path, &error), CHIFFRE_MALFORMED);
        assert_int_equal(error.line, cases[i].line);
        assert_int_equal(error.column, cases[i].column);
        assert_int_equal(chiffre_comparison_table(comparison, &table, NULL, &error), CHIFFRE_OK);
        assert_int_equal(chiffre_table_row_count(table), 0);
        chiffre_table_free(table);
        chiffre_comparison_free(comparison);
    }
}

static void allocations_may_fail(void **state)
{
    (void)state;
    static const struct form form = {.quotes = true, .rows = 40};
    write_figures(&form);
    struct chiffre_compare_options options = {0};
    enum chiffre_status status = CHIFFRE_NO_MEMORY;
    for (size_t n = 1; n < 3000 && status == CHIFFRE_NO_MEMORY; n++) {
        struct chiffre_comparison *comparison = NULL;
        memory_fail_at(n);
        status = chiffre_comparison_new(&options, &comparison, NULL);
        for (int twice = 0; twice < 2 && status == CHIFFRE_OK; twice++) {
            status = chiffre_comparison_read(comparison, path, NULL);
        }
        memory_fail_at(0);
        chiffre_comparison_free(comparison);
    }
    assert_int_equal(status, CHIFFRE_OK);
}

static int make_paths(void **state)
{
    (void)state;
    strcpy(path, "/tmp/chiffre-read-XXXXXX");
    int descriptor = mkstemp(path);
    snprintf(quick_path, sizeof quick_path, "%s.quick", path);
    snprintf(plain_path, sizeof plain_path, "%s.plain", path);
    return descriptor < 0 ? -1 : close(descriptor);
}

static int remove_paths(void **state)
{
    (void)state;
    unlink(quick_path);
    unlink(plain_path);
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form),
        cmocka_unit_test(faults_are_placed_and_nothing_is_added),
        cmocka_unit_test(allocations_may_fail),
    };
    return cmocka_run_group_tests(tests, make_paths, remove_paths);
}
