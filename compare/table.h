/* SPDX-License-Identifier: MIT */
/* The table's inside, shared by what fills, extends and writes it. Column by column: texts and dates are held tightly. */
#ifndef COMPARE_TABLE_H
#define COMPARE_TABLE_H

#include "chiffre.h"
#include "core/memory.h"

#define TABLE_NONE SIZE_MAX

struct table_column {
    struct chiffre_column head;
    /* One of them, by head.kind; row_capacity long. */
    struct chiffre_text *texts;
    chiffre_date *dates;
    struct chiffre_cell *cells;
};
struct chiffre_table {
    struct arena arena; /* every text and source */
    struct table_column *columns;
    size_t column_count, column_capacity;
    size_t row_count, row_capacity;
};
/* The columns that every wide table has, by name; TABLE_NONE where it has none. */
struct table_keys {
    size_t entity, metric, period, period_type, period_start, period_end, unit, note;
};

struct chiffre_table *table_new(void);
/* A column at `at` (TABLE_NONE: the last), its cells empty. Columns behind it move, their operands too. False: no memory. */
bool table_insert_column(struct chiffre_table *table, size_t at, struct chiffre_text name, enum chiffre_cell_kind kind,
                         enum chiffre_role role);
/* `count` more rows, empty. False: no memory, and the table is as it was. */
bool table_add_rows(struct chiffre_table *table, size_t count);
/* A copy of `text` that lives as long as the table; arena.failed tells whether memory ran out. */
struct chiffre_text table_keep(struct chiffre_table *table, struct chiffre_text text);
struct table_keys table_keys(const struct chiffre_table *table);
/* The text of a text cell, empty for column TABLE_NONE. */
struct chiffre_text table_text(const struct chiffre_table *table, size_t row, size_t column);
struct chiffre_cell *table_number(struct chiffre_table *table, size_t row, size_t column);
struct chiffre_cell cell_empty(void);
bool cell_known(const struct chiffre_table *table, size_t row, size_t column);
const char *role_name(enum chiffre_role role);
const char *periodicity_name(enum chiffre_periodicity periodicity);   /* "" for auto */
enum chiffre_periodicity periodicity_named(struct chiffre_text name); /* auto for any other */

/* Rows by series: of one entity (or metric) and unit, in order of time. `rows` has row_count numbers; series i is
 * rows[starts[i]] to before rows[starts[i + 1]]. Freed by table_series_free. */
struct table_series {
    size_t *rows;
    size_t *starts; /* count + 1 */
    size_t count;
};
enum chiffre_status table_series(const struct chiffre_table *table, struct table_series *series, struct chiffre_error *error);
void table_series_free(struct table_series *series);

/* Texts of cells for the writers. A number has `decimal` as its point; `buffer` has room for DECIMAL_TEXT_MAX. */
struct chiffre_text table_cell_text(const struct chiffre_table *table, size_t row, size_t column, char decimal, char *buffer);
/* The unit that a reader must be told: the column's, else the cell's. */
struct chiffre_text table_cell_unit(const struct chiffre_table *table, size_t row, size_t column);

/* Sets number, low, high and decimals of a computed cell: the number rounded to `places` digits behind the point, decimals as the
 * interval allows. */
void cell_set_computed(struct chiffre_cell *cell, struct chiffre_decimal number, struct chiffre_decimal low,
                       struct chiffre_decimal high, int32_t places);
/* The `decimals` that an interval justifies: 10^-decimals is at least its width. */
int32_t decimals_of_interval(struct chiffre_decimal low, struct chiffre_decimal high);

#endif
