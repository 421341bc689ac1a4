/* SPDX-License-Identifier: MIT */
/* Door compare: any bytes as a table of figures -> comparison table. The fast reader of compare and the one of core/csv must be of
 * one mind, and a table that is written is read back and written the same. First byte: options. */
#include "core/csv.h"
#include "tests/fuzz/door.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

enum { DERIVE = 1, BY_ENTITY = 2, LONG_FORM = 4, DETAIL = 8, MEASURES = 16, STATISTICS = 32 };

static struct chiffre_comparison *comparison_of(const struct chiffre_compare_options *options)
{
    struct chiffre_comparison *comparison;
    REQUIRE(chiffre_comparison_new(options, &comparison, NULL) == CHIFFRE_OK);
    return comparison;
}

static enum chiffre_status add(void *comparison, const struct chiffre_figure *figure, struct chiffre_error *error)
{
    (void)error;
    return chiffre_comparison_add(comparison, figure);
}

static bool same_cells(struct chiffre_cell one, struct chiffre_cell other)
{
    return text_equal(one.text, other.text) && one.date == other.date && decimal_compare(one.number, other.number) == 0 &&
           one.number.known == other.number.known && one.decimals == other.decimals && text_equal(one.unit, other.unit) &&
           one.status == other.status && one.bound == other.bound && one.derived == other.derived &&
           one.converted == other.converted && one.conflict == other.conflict && one.source_count == other.source_count;
}

static void same_tables(const struct chiffre_table *one, const struct chiffre_table *other)
{
    size_t columns = chiffre_table_column_count(one), rows = chiffre_table_row_count(one);
    REQUIRE(columns == chiffre_table_column_count(other) && rows == chiffre_table_row_count(other));
    for (size_t column = 0; column < columns; column++) {
        REQUIRE(text_equal(chiffre_table_column(one, column)->name, chiffre_table_column(other, column)->name));
        for (size_t row = 0; row < rows; row++)
            REQUIRE(same_cells(chiffre_table_cell(one, row, column), chiffre_table_cell(other, row, column)));
    }
}

static void holds(const struct chiffre_table *table)
{
    for (size_t row = 0; row < chiffre_table_row_count(table); row++)
        for (size_t column = 0; column < chiffre_table_column_count(table); column++) {
            struct chiffre_cell cell = chiffre_table_cell(table, row, column);
            REQUIRE(!cell.low.known || !cell.high.known || decimal_compare(cell.low, cell.high) <= 0);
            REQUIRE(!cell.number.known || isfinite(decimal_double(cell.number)));
        }
}

static struct chiffre_text written(const struct chiffre_table *table, char *bytes, size_t room)
{
    static char path[64];
    static const struct chiffre_csv_style style = {.delimiter = ',', .decimal = '.'};
    if (path[0] == '\0')
        (void)snprintf(path, sizeof path, "/tmp/chiffre-fuzz-%ld.csv", (long)getpid());
    REQUIRE(chiffre_table_write_csv(table, &style, path, NULL) == CHIFFRE_OK);
    FILE *file = fopen(path, "rb");
    REQUIRE(file != NULL);
    size_t length = fread(bytes, 1, room, file);
    REQUIRE(fclose(file) == 0 && unlink(path) == 0);
    return (struct chiffre_text){bytes, length};
}

static void there_and_back(const struct chiffre_table *table)
{
    static char first[1 << 18], second[1 << 18];
    struct chiffre_table *again;
    struct chiffre_text bytes = written(table, first, sizeof first);
    if (bytes.length == sizeof first || chiffre_table_row_count(table) == 0)
        return;
    REQUIRE(chiffre_table_read(door_file(bytes), &again, NULL) == CHIFFRE_OK);
    REQUIRE(text_equal(bytes, written(again, second, sizeof second)));
    chiffre_table_free(again);
}

static void compute(struct chiffre_table *table, uint8_t asked)
{
    size_t columns = chiffre_table_column_count(table);
    for (size_t i = 0; i < columns && asked & MEASURES; i++) {
        const struct chiffre_column *column = chiffre_table_column(table, i);
        if (column->kind != CHIFFRE_CELL_number || column->role != CHIFFRE_ROLE_level)
            continue;
        struct chiffre_text name = column->name;
        for (enum chiffre_role role = CHIFFRE_ROLE_difference; role <= CHIFFRE_ROLE_growth_rate; role++)
            (void)chiffre_table_add_measure(table, name, role, NULL);
        break;
    }
    struct chiffre_table *statistics;
    if (asked & STATISTICS && chiffre_table_statistics(table, 0.95, &statistics, NULL) == CHIFFRE_OK) {
        holds(statistics);
        chiffre_table_free(statistics);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct chiffre_text rest = {(const char *)data, size};
    uint8_t asked = door_byte(&rest);
    struct chiffre_compare_options options = {
        .derive = asked & DERIVE, .by_entity = asked & BY_ENTITY, .long_form = asked & LONG_FORM, .detail = asked & DETAIL};
    struct chiffre_comparison *fast = comparison_of(&options), *slow = comparison_of(&options);
    struct chiffre_error error = {.line = 0}, slow_error = {.line = 0};
    struct chiffre_table *table, *other;
    enum chiffre_status status = chiffre_comparison_read(fast, door_file(rest), &error);
    enum chiffre_status slow_status = csv_each_figure(door_file(rest), add, slow, &slow_error);
    REQUIRE(status == slow_status && error.line == slow_error.line && error.column == slow_error.column);
    door_failed_well(status, &error);
    if (status == CHIFFRE_OK) {
        REQUIRE(chiffre_comparison_table(fast, &table, NULL, NULL) == CHIFFRE_OK);
        REQUIRE(chiffre_comparison_table(slow, &other, NULL, NULL) == CHIFFRE_OK);
        same_tables(table, other);
        compute(table, options.long_form ? 0 : asked);
        holds(table);
        if (!options.long_form && options.detail)
            there_and_back(table);
        chiffre_table_free(table);
        chiffre_table_free(other);
    }
    chiffre_comparison_free(fast);
    chiffre_comparison_free(slow);
    return 0;
}
