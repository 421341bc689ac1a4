/* SPDX-License-Identifier: MIT */
/* Results -> --output. */
#include "cli/cli.h"

#include "core/ascii.h"
#include "core/csv.h"

#include <string.h>
#include <sys/stat.h>

bool outputs_replace_input(const struct arguments *arguments)
{
    const char *path = options_value(arguments, "output");
    struct stat target, source;
    if (path == NULL || strcmp(path, "-") == 0 || stat(path, &target) != 0 || !S_ISREG(target.st_mode))
        return false;
    for (size_t i = 0; i < arguments->operand_count; i++)
        if (stat(arguments->operands[i], &source) == 0 && source.st_dev == target.st_dev && source.st_ino == target.st_ino) {
            report("%s is an input too: name another file with --output", path);
            return true;
        }
    return false;
}

bool outputs_ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), wanted = strlen(ending);
    return length > wanted && ascii_compare(path + length - wanted, ending) == 0;
}

bool outputs_suits(const struct arguments *arguments, const char *form)
{
    static const struct {
        const char *ending, *form; /* NULL: no subcommand writes it */
    } endings[] = {{".xls", NULL}, {".xlsm", NULL}, {".xlsb", NULL},   {".ods", NULL},      {".numbers", NULL},     {".pdf", NULL},
                   {".doc", NULL}, {".docx", NULL}, {".odt", NULL},    {".parquet", NULL},  {".xlsx", "xlsx"},      {".csv", "csv"},
                   {".tsv", "csv"}, {".md", "markdown"}, {".jsonl", "jsonl"}, {".ndjson", "jsonl"}};
    const char *path = options_value(arguments, "output"), *name = arguments->subcommand->name;
    bool tables = strcmp(name, "compare") == 0;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const char *meant = endings[i].form;
        if (!outputs_ends_in(path, endings[i].ending))
            continue;
        bool written = meant != NULL && (tables || strcmp(meant, "xlsx") != 0);
        if (written && (form == NULL || strcmp(meant, form) == 0))
            return true;
        if (written && strcmp(name, "rates") != 0)
            report("%s: the name says otherwise than --format %s", path, form);
        else
            report("%s: %s writes no %s; %s", path, name, endings[i].ending,
                   tables ? "name a file that ends in .xlsx, .csv or .md" : "name a .csv, of which chiffre compare makes tables, also .xlsx");
        return false;
    }
    return true;
}

bool outputs_open(const struct arguments *arguments, struct output **output)
{
    struct chiffre_error error = {.line = 0};
    if (output_open(options_value(arguments, "output"), output, &error) == CHIFFRE_OK)
        return true;
    report_output_error(&error);
    return false;
}

bool outputs_close(struct output *output)
{
    struct chiffre_error error = {.line = 0};
    if (output_close(output, &error) == CHIFFRE_OK)
        return true;
    report_output_error(&error);
    return false;
}

unsigned outputs_columns(const struct chiffre_list *list)
{
    for (size_t i = 0; i < chiffre_list_count(list); i++)
        if (chiffre_list_at(list, i)->page > 0)
            return FIGURE_PAGES;
    return 0;
}
