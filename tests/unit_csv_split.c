/* SPDX-License-Identifier: MIT */
/* Records that core/csv.c splits itself and records that libcsv has to see: any table comes back as it was written. */
#include "core/csv.h"
#include "core/memory.h"
#include "core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ROWS_MAX 40
#define CELLS_MAX 6
#define CELL_BYTES 12

struct table {
    char cells[ROWS_MAX][CELLS_MAX][CELL_BYTES];
    size_t rows, columns, seen;
};

static uint32_t state = 12345;
static uint32_t draw(uint32_t below)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
}

static void fill(struct table *table)
{
    static const char bytes[] = "ab,;\"\n\r\t 1.";
    memset(table, 0, sizeof *table);
    table->rows = 1 + draw(ROWS_MAX);
    table->columns = 2 + draw(CELLS_MAX - 1);
    for (size_t row = 0; row < table->rows; row++)
        for (size_t column = 0; column < table->columns; column++)
            for (size_t i = 0, length = draw(CELL_BYTES); i < length; i++)
                table->cells[row][column][i] = row == 0 ? 'h' : bytes[draw(row % 2 == 0 ? 11 : 2)];
}

static enum chiffre_status compare_row(void *context, const struct chiffre_text *cells, size_t count, size_t line, struct chiffre_error *error)
{
    struct table *table = context;
    (void)line;
    (void)error;
    assert_true(table->seen < table->rows);
    assert_int_equal(count, table->columns);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(cells[i].length, strlen(table->cells[table->seen][i]));
        assert_memory_equal(cells[i].data, table->cells[table->seen][i], cells[i].length);
    }
    table->seen++;
    return CHIFFRE_OK;
}

static void any_table_comes_back(void **unused)
{
    (void)unused;
    static const char *const line_ends[] = {"\n", "\r\n", "\r"};
    for (int round = 0; round < 3000; round++) {
        struct table table;
        struct output *output;
        struct chiffre_error error = {.line = 0};
        fill(&table);
        assert_int_equal(output_open_memory(&output), CHIFFRE_OK);
        for (size_t row = 0; row < table.rows; row++) {
            for (size_t column = 0; column < table.columns; column++) {
                csv_write_cell(output, text_from(table.cells[row][column]));
                if (column + 1 < table.columns)
                    output_char(output, ',');
            }
            output_string(output, line_ends[round % 3]);
        }
        assert_int_equal(csv_read_text(output_memory(output), "table", compare_row, &table, &error), CHIFFRE_OK);
        assert_int_equal(table.seen, table.rows);
        output_discard(output);
    }
}

static enum chiffre_status count_row(void *context, const struct chiffre_text *cells, size_t count, size_t line, struct chiffre_error *error)
{
    (void)cells;
    (void)count;
    (void)error;
    *(size_t *)context = line;
    return CHIFFRE_OK;
}

static void expect_refused(const char *bytes, size_t line)
{
    struct chiffre_error error = {.line = 0};
    size_t last = 0;
    assert_int_equal(csv_read_text(text_from(bytes), "table", count_row, &last, &error), CHIFFRE_MALFORMED);
    assert_int_equal(error.line, line);
}

static void stray_quotes_are_refused(void **unused)
{
    (void)unused;
    expect_refused("a,b\n1,x\"y\n", 2);
    expect_refused("a,b\n1,2\n\"x\"y,2\n", 3);
    expect_refused("a,b\n1,2\n3,\"x\n4,5\n", 3);
}

static void blank_lines_are_no_records(void **unused)
{
    (void)unused;
    struct chiffre_error error = {.line = 0};
    size_t last = 0;
    assert_int_equal(csv_read_text(text_from("a,b\n\n\r\n1,\"2\"\n\n"), "table", count_row, &last, &error), CHIFFRE_OK);
    assert_int_equal(last, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_table_comes_back),
        cmocka_unit_test(stray_quotes_are_refused),
        cmocka_unit_test(blank_lines_are_no_records),
    };
    return cmocka_run_group_tests_name("csv_split", tests, NULL, NULL);
}
