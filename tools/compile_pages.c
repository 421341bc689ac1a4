/* SPDX-License-Identifier: MIT */
/* data/pages.csv -> the words of core/tables.h that name what stands beside an article in a web page. */
#include "tools/compile.h"
#include "tools/table.h"

enum { WORD, NOTE };

enum chiffre_status compile_pages(const char *directory, struct output *output, struct chiffre_error *error)
{
    static const char *const columns[] = {[WORD] = "word", [NOTE] = "note"};
    struct table table;
    enum chiffre_status status = table_read(&table, directory, "pages.csv", columns, sizeof columns / sizeof *columns, error);
    if (status == CHIFFRE_OK)
        status = table_need_filled(&table, WORD, error);
    if (status == CHIFFRE_OK)
        status = table_need_unique(&table, WORD, error);
    output_string(output, "#include \"core/tables.h\"\nconst char *const page_beside[] = {");
    for (size_t i = 0; status == CHIFFRE_OK && i < table.row_count; i++) {
        table_write_literal(output, table.rows[i].cells[WORD]);
        output_char(output, ',');
    }
    output_format(output, "0};\nconst unsigned page_beside_count = %zu;\n", table.row_count);
    table_free(&table);
    return status;
}
