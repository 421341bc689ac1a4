/* SPDX-License-Identifier: MIT */
/* A table -> Markdown (GitHub's pipe tables) for an article or a pull request: numbers to the right, only the columns that say
 * something. */
#include "compare/table.h"

#include "core/decimal.h"
#include "core/error.h"
#include "core/output.h"
#include "core/text.h"

/* Markup characters are escaped, a newline becomes a blank: a cell is one line. */
static void write_cell(struct output *output, struct chiffre_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == '\n' || c == '\r') {
            c = ' ';
        } else if (strchr("\\|`*_<>[]~&", c) != NULL && c != '\0') {
            output_char(output, '\\');
        }
        output_char(output, c);
    }
}

/* 167 700 000 000: narrow no-break spaces, which both languages read. */
static void write_number(struct output *output, struct chiffre_text text)
{
    const char *point = text.length > 0 ? memchr(text.data, '.', text.length) : NULL;
    size_t whole = point != NULL ? (size_t)(point - text.data) : text.length;
    for (size_t i = 0; i < text.length; i++) {
        if (i < whole && i > 0 && (whole - i) % 3 == 0 && text.data[i - 1] != '-') {
            output_string(output, "\xE2\x80\xAF");
        }
        output_char(output, text.data[i]);
    }
}

/* The dates and the kind of a period are what its label says: they are for programs. A column without any value is left out too. */
static bool is_shown(const struct chiffre_table *table, size_t column)
{
    static const char *const silent[] = {"period_type", "period_start", "period_end"};
    const struct chiffre_column *head = &table->columns[column].head;
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        if (text_equal(head->name, text_from(silent[i]))) {
            return false;
        }
    }
    char buffer[DECIMAL_TEXT_MAX];
    for (size_t row = 0; row < table->row_count; row++) {
        if (table_cell_text(table, row, column, '.', buffer).length > 0) {
            return true;
        }
    }
    return false;
}

static void write_head(struct output *output, const struct chiffre_table *table, const bool *shown)
{
    for (size_t column = 0; column < table->column_count; column++) {
        if (shown[column]) {
            output_string(output, "| ");
            write_cell(output, table->columns[column].head.name);
            struct chiffre_text unit = table->columns[column].head.unit;
            if (unit.length > 0 && table->columns[column].head.role != CHIFFRE_ROLE_detail) {
                output_string(output, " (");
                write_cell(output, unit);
                output_char(output, ')');
            }
            output_char(output, ' ');
        }
    }
    output_string(output, "|\n");
    for (size_t column = 0; column < table->column_count; column++) {
        if (shown[column]) {
            output_string(output, table->columns[column].head.kind == CHIFFRE_CELL_number ? "| ---: " : "| --- ");
        }
    }
    output_string(output, "|\n");
}

enum chiffre_status chiffre_table_write_markdown(const struct chiffre_table *table, const char *path, struct chiffre_error *error)
{
    bool *shown = memory_take(table->column_count + 1, sizeof *shown);
    if (shown == NULL) {
        return error_no_memory(error);
    }
    for (size_t column = 0; column < table->column_count; column++) {
        shown[column] = is_shown(table, column);
    }
    struct output *output = NULL;
    enum chiffre_status status = output_open(path, &output, error);
    if (status == CHIFFRE_OK) {
        char buffer[DECIMAL_TEXT_MAX];
        write_head(output, table, shown);
        for (size_t row = 0; row < table->row_count; row++) {
            for (size_t column = 0; column < table->column_count; column++) {
                if (shown[column]) {
                    output_string(output, "| ");
                    struct chiffre_text text = table_cell_text(table, row, column, '.', buffer);
                    bool number = table->columns[column].head.kind == CHIFFRE_CELL_number;
                    (number ? write_number : write_cell)(output, text);
                    output_char(output, ' ');
                }
            }
            output_string(output, "|\n");
        }
        status = output_close(output, error);
    }
    memory_free(shown);
    return status;
}
