/* SPDX-License-Identifier: MIT */
/* One CSV table of data/ in memory, its cells in an order that the compiler asks for, and complaints that name file and line. */
#ifndef TOOLS_TABLE_H
#define TOOLS_TABLE_H

#include "chiffre.h"
#include "core/memory.h"
#include "core/output.h"

struct table_row {
    struct chiffre_text *cells; /* cells[i] is of columns[i] as given to table_read */
    size_t line;
};
struct table {
    struct arena arena; /* holds the cells, and whatever a compiler wants to live as long */
    char path[256];     /* directory/name, for messages */
    const char *const *columns;
    size_t column_count;
    struct table_row *rows;
    size_t row_count, row_capacity;
};

/* Reads directory/name. Its header must have exactly the names of `columns` (count of them), in any order. MALFORMED: another
 * header, a row with more or fewer cells, bad UTF-8, a control character or a blank at a cell's ends. Free the table in any case.
 */
enum chiffre_status table_read(struct table *table, const char *directory, const char *name, const char *const *columns,
                               size_t count, struct chiffre_error *error);
void table_free(struct table *table);

/* MALFORMED with the row's file and line; `row` NULL: the file alone. */
__attribute__((format(printf, 4, 5))) enum chiffre_status table_error(const struct table *table, const struct table_row *row,
                                                                      struct chiffre_error *error, const char *format, ...);
/* MALFORMED when a cell of the column is empty, or when two rows have the same (empty ones may repeat). */
enum chiffre_status table_need_filled(const struct table *table, size_t column, struct chiffre_error *error);
enum chiffre_status table_need_unique(const struct table *table, size_t column, struct chiffre_error *error);
/* Calls `word` for each word of a cell (words are separated by single spaces); stops at the first status that is not OK. */
typedef enum chiffre_status table_word_fn(void *context, struct chiffre_text word);
enum chiffre_status table_words(struct chiffre_text cell, table_word_fn *word, void *context);

/* A C string literal with its quotes. */
void table_write_literal(struct output *output, struct chiffre_text text);

/* The names that other tables may refer to: metrics and currency codes. */
struct known_names {
    struct table metrics, currencies;
};
enum chiffre_status known_names_read(struct known_names *known, const char *directory, struct chiffre_error *error);
void known_names_free(struct known_names *known);
bool known_metric(const struct known_names *known, struct chiffre_text name);
bool known_currency(const struct known_names *known, struct chiffre_text code);

/* The two tables themselves, checked row by row. */
enum metric_column { METRIC_NAME, METRIC_KINDS, METRIC_NATURE, METRIC_LABEL_EN, METRIC_LABEL_FR, METRIC_CONCEPTS, METRIC_TRAITS, METRIC_NOTE };
enum currency_column {
    CURRENCY_CODE,
    CURRENCY_MINOR_UNITS,
    CURRENCY_NAME_EN,
    CURRENCY_NAME_FR,
    CURRENCY_SYMBOL,
    CURRENCY_ACTIVE,
    CURRENCY_NOTE
};

#endif
