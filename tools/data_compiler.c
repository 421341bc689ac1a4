/* SPDX-License-Identifier: MIT */
/* data_compiler TABLE DATA_DIRECTORY OUTPUT.c: CSV tables -> C tables, whole or not at all. Run by the build only. */
#include "tools/compile.h"

#include <stdio.h>
#include <string.h>

#define TABLE(name) {#name, compile_##name},
static const struct {
    const char *name;
    compile_fn *compile;
} tables[] = {COMPILED_TABLES(TABLE)};

static compile_fn *find_table(const char *name)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (strcmp(tables[i].name, name) == 0)
            return tables[i].compile;
    return NULL;
}

static enum chiffre_status compile(compile_fn *table, const char *name, const char *directory, const char *path,
                                   struct chiffre_error *error)
{
    struct output *output;
    enum chiffre_status status = output_open(path, &output, error);
    if (status != CHIFFRE_OK)
        return status;
    output_format(output, "/* Made by tools/data_compiler (%s) from the tables in data/. */\n", name);
    status = table(directory, output, error);
    if (status == CHIFFRE_OK)
        return output_close(output, error);
    output_discard(output);
    return status;
}

int main(int count, char **words)
{
    compile_fn *table = count == 4 ? find_table(words[1]) : NULL;
    if (table == NULL) {
        (void)fputs("usage: data_compiler TABLE DATA_DIRECTORY OUTPUT.c\ntables:", stderr);
        for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
            (void)fprintf(stderr, " %s", tables[i].name);
        (void)fputc('\n', stderr);
        return 2;
    }
    struct chiffre_error error = {.line = 0};
    if (compile(table, words[1], words[2], words[3], &error) == CHIFFRE_OK)
        return 0;
    (void)fputs(error.file, stderr);
    if (error.line > 0)
        (void)fprintf(stderr, ":%zu", error.line);
    if (error.column > 0)
        (void)fprintf(stderr, ":%zu", error.column);
    (void)fprintf(stderr, "%s%s\n", error.file[0] != '\0' ? ": " : "", error.message);
    return 2;
}
