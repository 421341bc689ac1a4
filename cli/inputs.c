/* SPDX-License-Identifier: MIT */
/* Operands -> files: names as they are, folders walked in order; and files -> figures. */
#include "cli/cli.h"

#include "core/csv.h"
#include "core/error.h"
#include "core/jsonl.h"
#include "core/memory.h"

#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

int exit_code_of(size_t done, size_t failed)
{
    if (failed == 0)
        return EXIT_FINE;
    return done > 0 ? EXIT_SOME_FAILED : EXIT_COULD_NOT;
}

static bool add(struct inputs *inputs, const char *path)
{
    void *paths = inputs->paths;
    size_t size = strlen(path) + 1;
    bool room = array_reserve(&paths, &inputs->capacity, inputs->count + 1, sizeof *inputs->paths);
    inputs->paths = paths;
    char *copy = room ? memory_take(size, 1) : NULL;
    if (copy == NULL) {
        report("out of memory");
        return false;
    }
    memcpy(copy, path, size);
    inputs->paths[inputs->count++] = copy;
    return true;
}

static bool has_ending(const char *name, const char *endings)
{
    size_t length = strlen(name);
    for (const char *at = endings; *at != '\0'; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        if (length > size && strncasecmp(name + length - size, at, size) == 0)
            return true;
        at += size;
    }
    return false;
}

static void report_file(struct inputs *inputs, const char *path, const char *message)
{
    struct chiffre_error error;
    error_set(&error, CHIFFRE_UNREADABLE, path, 0, 0, "%s", message);
    report_error(&error);
    inputs->failed++;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static bool is_article(const FTSENT *entry, const char *endings)
{
    bool file = entry->fts_info == FTS_F;
    if (entry->fts_info == FTS_SL) { /* a link to a file is one; a link to a folder may lead in circles */
        struct stat target;
        file = stat(entry->fts_accpath, &target) == 0 && S_ISREG(target.st_mode);
    }
    return file && has_ending(entry->fts_name, endings);
}

static bool walk(struct inputs *inputs, char *folder, const char *endings)
{
    char *roots[] = {folder, NULL};
    size_t before = inputs->count, failed = inputs->failed;
    FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
    bool fine = tree != NULL;
    for (FTSENT *entry; fine && (entry = fts_read(tree)) != NULL;) {
        if (entry->fts_level > 0 && entry->fts_name[0] == '.')
            fts_set(tree, entry, FTS_SKIP);
        else if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR)
            report_file(inputs, entry->fts_path, strerror(entry->fts_errno));
        else if (is_article(entry, endings))
            fine = add(inputs, entry->fts_path);
    }
    if (tree == NULL)
        report_file(inputs, folder, strerror(errno));
    else
        fts_close(tree);
    if (fine && inputs->count == before && inputs->failed == failed) {
        struct chiffre_error error;
        error_set(&error, CHIFFRE_UNREADABLE, folder, 0, 0, "no file here ends in %s", endings);
        report_error(&error);
        inputs->failed++;
    }
    return fine || tree == NULL;
}

bool inputs_expand(const struct arguments *arguments, const char *endings, struct inputs *inputs)
{
    *inputs = (struct inputs){.paths = NULL};
    if (arguments->operand_count == 0) {
        report("%s: name a file, several, a folder, or - for standard input", arguments->subcommand->name);
        inputs->failed++;
    }
    for (size_t i = 0; i < arguments->operand_count; i++) {
        char *operand = arguments->operands[i];
        struct stat about;
        bool standard_input = strcmp(operand, "-") == 0;
        if (operand[0] == '\0')
            report_file(inputs, "", "an input's name is empty");
        else if (!standard_input && stat(operand, &about) != 0)
            report_file(inputs, operand, strerror(errno));
        else if (!standard_input && S_ISDIR(about.st_mode) ? !walk(inputs, operand, endings) : !add(inputs, operand))
            return false;
    }
    return true;
}

const char *inputs_article_endings(void)
{
    static char all[256];
    const char *endings;
    size_t used = 0;
    for (size_t i = 0; chiffre_reader_form(i, &endings) != NULL && used < sizeof all; i++)
        used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", i > 0 ? " " : "", endings);
    return all;
}

void inputs_free(struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        memory_free(inputs->paths[i]);
    memory_free(inputs->paths);
    *inputs = (struct inputs){.paths = NULL};
}

int inputs_each_figure(const struct arguments *arguments, figure_fn *take, void *context)
{
    const char *from = options_value(arguments, "from");
    struct inputs inputs;
    bool fine = inputs_expand(arguments, ".csv .jsonl .ndjson", &inputs);
    size_t done = 0;
    for (size_t i = 0; fine && i < inputs.count; i++) {
        const char *path = inputs.paths[i];
        bool jsonl = strcmp(from, "auto") == 0 ? has_ending(path, ".jsonl .ndjson") : strcmp(from, "jsonl") == 0;
        struct chiffre_error error = {.line = 0};
        enum chiffre_status status = jsonl ? jsonl_each_figure(path, take, context, &error)
                                           : csv_each_figure(path, take, context, &error);
        if (status == CHIFFRE_OK) {
            done++;
            continue;
        }
        report_error(&error);
        inputs.failed++;
        fine = status != CHIFFRE_NO_MEMORY;
    }
    int code = fine ? exit_code_of(done, inputs.failed) : EXIT_COULD_NOT;
    inputs_free(&inputs);
    return code;
}

int inputs_read_figures(const struct arguments *arguments, struct chiffre_list *list)
{
    return inputs_each_figure(arguments, figure_add_to_list, list);
}
