/* SPDX-License-Identifier: MIT */
/* Results -> --output. */
#include "cli/cli.h"

#include "core/ascii.h"
#include "core/csv.h"

#include <stdio.h>
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

/* Whether a subcommand ever writes this form; without --format it writes CSV. */
static bool writes(const struct subcommand *subcommand, const char *form)
{
    const struct option_row *row = subcommand->options;
    while (row->name != NULL && strcmp(row->name, "format") != 0)
        row++;
    const char *forms = row->name == NULL ? "csv" : row->choices;
    for (size_t length; *forms != '\0'; forms += length + (forms[length] == '|')) {
        length = strcspn(forms, "|");
        if (strlen(form) == length && strncmp(forms, form, length) == 0)
            return true;
    }
    return false;
}

static const char *advice(const char *subcommand, const char *meant)
{
    if (strcmp(meant, "packed") == 0)
        return "write to standard output, through gzip or the like";
    if (strcmp(subcommand, "compare") == 0)
        return "name a file that ends in .xlsx, .csv or .md";
    if (strcmp(subcommand, "check") == 0)
        return "name a .txt, or with --format a .csv, .jsonl, .sarif or .html";
    if (strcmp(meant, "json") == 0 && strcmp(subcommand, "rates") != 0)
        return "name a .csv, or with --format jsonl a .jsonl: one object a line";
    return "name a .csv, of which chiffre compare makes tables, also .xlsx";
}

bool outputs_suits(const struct arguments *arguments, const char *form)
{
    static const struct {
        const char *endings, *form; /* no subcommand writes "packed", "json" and "other" */
    } known[] = {{".csv .tsv", "csv"},
                 {".jsonl .ndjson", "jsonl"},
                 {".md .markdown", "markdown"},
                 {".xlsx", "xlsx"},
                 {".sarif .sarif.json", "sarif"},
                 {".html .htm", "html"},
                 {".json", "json"},
                 {".gz .tgz .bz2 .xz .zst .lz4 .zip .7z .tar", "packed"},
                 {".xls .xlsm .xlsb .ods .numbers .pdf .doc .docx .odt .rtf .epub .tex .parquet .feather .arrow .avro .sqlite .db .xhtml .xml "
                  ".yaml .yml .toml .svg .png .jpg .gp",
                  "other"}};
    const char *path = options_value(arguments, "output"), *name = arguments->subcommand->name;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const char *meant = known[i].form, *ending = known[i].endings;
        char one[16];
        for (size_t length; *ending != '\0'; ending += length + strspn(ending + length, " ")) {
            length = strcspn(ending, " ");
            snprintf(one, sizeof one, "%.*s", (int)length, ending);
            if (!outputs_ends_in(path, one))
                continue;
            bool written = writes(arguments->subcommand, meant);
            if (written && (form == NULL || strcmp(meant, form) == 0))
                return true;
            if (written)
                report("%s: the name says otherwise than --format %s", path, form);
            else
                report("%s: %s writes no %s; %s", path, name, one, advice(name, meant));
            return false;
        }
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
