/* SPDX-License-Identifier: MIT */
/* Results -> --output. */
#include "cli/cli.h"

#include "core/csv.h"

#include <string.h>

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
