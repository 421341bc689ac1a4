/* SPDX-License-Identifier: MIT */
/* Columns computed of columns: names, units, values. */
#ifndef COMPARE_MEASURE_H
#define COMPARE_MEASURE_H

#include "compare/table.h"

struct ratio {
    struct chiffre_text above, below; /* names of columns */
    bool times;                       /* shown as a multiple, not in percent */
};
/* "a/b" or a named form; false: neither. The texts point into `name` or to constants. */
bool ratio_read(struct chiffre_text name, struct ratio *ratio);
bool ratio_columns(const struct chiffre_table *table, const struct ratio *ratio, size_t *above, size_t *below);
/* percent, ratio, or empty where each row's cell has its own (EUR/persons). */
struct chiffre_text ratio_unit(const struct chiffre_table *table, const struct ratio *ratio, size_t above, size_t below);

/* The unit of a measure of column `base`; empty: the row's. */
struct chiffre_text column_unit(const struct chiffre_table *table, enum chiffre_role role, size_t base);
/* Sets role, unit, metric and operands of a column by its name. */
void column_understand(struct chiffre_table *table, size_t column);

/* A new column before `note`; *column is its place. OK with *column TABLE_NONE: it is there already. */
enum chiffre_status measure_column(struct chiffre_table *table, struct chiffre_text name, enum chiffre_role role, size_t base,
                                   size_t against, struct chiffre_text unit, size_t *column, struct chiffre_error *error);
/* The column of numbers called `name`, or UNKNOWN with the names that there are. */
enum chiffre_status measure_find(const struct chiffre_table *table, struct chiffre_text name, size_t *column,
                                 struct chiffre_error *error);
/* Fills a column of shares: across the columns of a table by entity, else down the rows of one period and unit. */
enum chiffre_status share_fill(struct chiffre_table *table, size_t base, size_t column, struct chiffre_error *error);
/* Status, conflict and derived of a cell that was computed of `from`. */
void cell_inherit(struct chiffre_cell *cell, const struct chiffre_cell *from);
/* The end of a row's period, or CHIFFRE_NO_DATE. */
chiffre_date row_end(const struct chiffre_table *table, const struct table_keys *keys, size_t row);
/* Years from one day to another, whole months counted as such: equal steps for equal periods. */
double years_between(chiffre_date from, chiffre_date to);

#define COLUMN_NAME_MAX 512

#endif
