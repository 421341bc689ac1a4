/* SPDX-License-Identifier: MIT */
/* A table -> CSV in the dialects that spreadsheets expect. Numbers stay numbers; a text that a spreadsheet would run as a formula
 * is guarded by an apostrophe (OWASP, "CSV injection"), a number never. */
#include "compare/table.h"

#include "core/decimal.h"
#include "core/error.h"
#include "core/output.h"
#include "core/text.h"

enum chiffre_status chiffre_csv_style_named(const char *name, struct chiffre_csv_style *style, struct chiffre_error *error)
{
    static const struct {
        const char *name;
        struct chiffre_csv_style style;
    } styles[] = {{"rfc4180", {',', '.', false, false}},
                  {"excel-fr", {';', ',', true, true}},
                  {"excel-en", {',', '.', true, true}},
                  {"tsv", {'\t', '.', false, false}}};
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        if (strcmp(name, styles[i].name) == 0) {
            *style = styles[i].style;
            return CHIFFRE_OK;
        }
    }
    return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "unknown CSV style '%s': rfc4180, excel-fr, excel-en or tsv", name);
}

/* Outer blanks are quoted too: many readers drop them. */
static bool needs_quotes(struct chiffre_text text, char delimiter)
{
    if (text.length > 0 &&
        (text.data[0] == ' ' || text.data[text.length - 1] == ' ' || text.data[0] == '\t' || text.data[text.length - 1] == '\t')) {
        return true;
    }
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c == delimiter || c == '"' || c == '\n' || c == '\r') {
            return true;
        }
    }
    return false;
}

static void write_cell(struct output *output, struct chiffre_text text, bool guard, char delimiter)
{
    if (!needs_quotes(text, delimiter)) {
        output_string(output, guard ? "'" : "");
        output_text(output, text);
        return;
    }
    output_string(output, guard ? "\"'" : "\"");
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == '"') {
            output_char(output, '"');
        }
        output_char(output, text.data[i]);
    }
    output_char(output, '"');
}

static void write_text(struct output *output, struct chiffre_text text, char delimiter)
{
    bool guard = text.length > 0 && memchr("=+-@\t\r", text.data[0], 6) != NULL;
    write_cell(output, text, guard, delimiter);
}

static void write_row(struct output *output, const struct chiffre_table *table, size_t row, const struct chiffre_csv_style *style)
{
    char buffer[DECIMAL_TEXT_MAX];
    for (size_t column = 0; column < table->column_count; column++) {
        if (column > 0) {
            output_char(output, style->delimiter);
        }
        struct chiffre_text text = table_cell_text(table, row, column, style->decimal, buffer);
        if (table->columns[column].head.kind == CHIFFRE_CELL_text) {
            write_text(output, text, style->delimiter);
        } else {
            write_cell(output, text, false, style->delimiter);
        }
    }
}

enum chiffre_status chiffre_table_write_csv(const struct chiffre_table *table, const struct chiffre_csv_style *style,
                                            const char *path, struct chiffre_error *error)
{
    struct output *output = NULL;
    enum chiffre_status status = output_open(path, &output, error);
    if (status != CHIFFRE_OK) {
        return status;
    }
    const char *line_end = style->crlf ? "\r\n" : "\n";
    output_string(output, style->bom ? "\xEF\xBB\xBF" : "");
    for (size_t column = 0; column < table->column_count; column++) {
        if (column > 0) {
            output_char(output, style->delimiter);
        }
        write_text(output, table->columns[column].head.name, style->delimiter);
    }
    output_string(output, line_end);
    for (size_t row = 0; row < table->row_count; row++) {
        write_row(output, table, row, style);
        output_string(output, line_end);
    }
    return output_close(output, error);
}
