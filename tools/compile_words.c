/* SPDX-License-Identifier: MIT */
/* data/pages.csv, data/company_forms.csv -> the lists of words of core/tables.h. */
#include "tools/compile.h"
#include "tools/table.h"

enum { WORD, NOTE };

/* C gets the words as they stand: in lower case, as texts are folded before they are compared. */
static enum chiffre_status write_list(const char *directory, const char *file, const char *name, struct output *output,
                                      struct chiffre_error *error)
{
    static const char *const columns[] = {[WORD] = "word", [NOTE] = "note"};
    struct table table;
    enum chiffre_status status = table_read(&table, directory, file, columns, sizeof columns / sizeof *columns, error);
    if (status == CHIFFRE_OK)
        status = table_need_filled(&table, WORD, error);
    if (status == CHIFFRE_OK)
        status = table_need_unique(&table, WORD, error);
    for (size_t i = 0; status == CHIFFRE_OK && i < table.row_count; i++) {
        struct chiffre_text word = table.rows[i].cells[WORD];
        for (size_t k = 0; status == CHIFFRE_OK && k < word.length; k++)
            if (word.data[k] <= ' ' || (word.data[k] >= 'A' && word.data[k] <= 'Z'))
                status = table_error(&table, &table.rows[i], error, "one word in lower case");
    }
    output_format(output, "const char *const %s[] = {", name);
    for (size_t i = 0; status == CHIFFRE_OK && i < table.row_count; i++) {
        table_write_literal(output, table.rows[i].cells[WORD]);
        output_char(output, ',');
    }
    output_format(output, "0};\nconst unsigned %s_count = %zu;\n", name, table.row_count);
    table_free(&table);
    return status;
}

enum chiffre_status compile_words(const char *directory, struct output *output, struct chiffre_error *error)
{
    output_string(output, "#include \"core/tables.h\"\n");
    enum chiffre_status status = write_list(directory, "pages.csv", "page_beside", output, error);
    return status == CHIFFRE_OK ? write_list(directory, "company_forms.csv", "company_forms", output, error) : status;
}
