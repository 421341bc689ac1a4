/* SPDX-License-Identifier: MIT */
/* Results -> --output. */
#include "cli/cli.h"

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
