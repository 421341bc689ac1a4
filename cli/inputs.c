/* SPDX-License-Identifier: MIT */
/* Operands -> files: names as they are, folders walked in order; and files -> figures. */
#include "cli/cli.h"

#include "core/ascii.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/input.h"
#include "core/jsonl.h"
#include "core/memory.h"

#include <errno.h>
#include <fnmatch.h>
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
    size_t size = strlen(path) + 1;
    bool room = array_reserve(&inputs->paths, &inputs->capacity, inputs->count + 1, sizeof *inputs->paths);
    char *copy = room ? memory_take(size, 1) : NULL;
    if (copy == NULL) {
        report("out of memory");
        return false;
    }
    memcpy(copy, path, size);
    inputs->paths[inputs->count++] = copy;
    return true;
}

bool inputs_has_ending(const char *name, const char *endings)
{
    size_t length = strlen(name);
    if (length > 3 && ascii_compare(name + length - 3, ".gz") == 0)
        length -= 3;
    for (const char *at = endings; *at != '\0'; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        if (length > size && ascii_compare_most(name + length - size, at, size) == 0)
            return true;
        at += size;
    }
    return false;
}

bool inputs_are_lines(const struct arguments *arguments, const char *path)
{
    const char *from = options_value(arguments, "from");
    return strcmp(from, "auto") == 0 ? inputs_has_ending(path, ".jsonl .ndjson") : strcmp(from, "jsonl") == 0;
}

static void report_file(struct inputs *inputs, const char *path, const char *message)
{
    struct chiffre_error error;
    error_set(&error, CHIFFRE_UNREADABLE, path, 0, 0, "%s", message);
    report_error(&error);
    inputs->failed++;
}

/* Which files of a folder count. */
struct wanted {
    const struct arguments *arguments;
    const char *endings;
    bool patterns; /* --include is given: then the endings do not matter */
};

static bool is_wanted(const struct wanted *wanted, const char *name)
{
    size_t at = 0;
    if (!wanted->patterns)
        return inputs_has_ending(name, wanted->endings);
    for (const char *pattern; (pattern = options_next(wanted->arguments, "include", &at)) != NULL;)
        if (fnmatch(pattern, name, FNM_PERIOD) == 0)
            return true;
    return false;
}

/* A folder at work. */
struct walk {
    struct inputs *inputs;
    const struct wanted *wanted;
};

static bool take_file(void *context, const char *path, const char *name)
{
    const struct walk *walk = context;
    return !is_wanted(walk->wanted, name) || add(walk->inputs, path);
}

static void tell_failed(void *context, const char *path, int number)
{
    const struct walk *walk = context;
    report_file(walk->inputs, path, strerror(number));
}

static bool walk(struct inputs *inputs, const char *folder, const struct wanted *wanted)
{
    struct walk at_work = {inputs, wanted};
    const struct folder_taker taker = {.file = take_file, .failed = tell_failed, .context = &at_work};
    size_t before = inputs->count, failed = inputs->failed;
    bool fine = folders_walk(folder, &taker);
    if (fine && inputs->count == before && inputs->failed == failed) {
        struct chiffre_error error;
        if (wanted->patterns)
            error_set(&error, CHIFFRE_UNREADABLE, folder, 0, 0, "no file here is like --include says");
        else
            error_set(&error, CHIFFRE_UNREADABLE, folder, 0, 0, "no file here ends in %s", wanted->endings);
        report_error(&error);
        inputs->failed++;
    }
    return fine;
}

/* False: no memory. */
static bool add_path(struct inputs *inputs, char *path, const struct wanted *wanted)
{
    struct stat about;
    bool standard_input = strcmp(path, "-") == 0;
    if (path[0] == '\0') {
        report_file(inputs, "", "an input's name is empty");
        return true;
    }
    if (!standard_input && stat(path, &about) != 0) {
        report_file(inputs, path, strerror(errno));
        return true;
    }
    return !standard_input && S_ISDIR(about.st_mode) ? walk(inputs, path, wanted) : add(inputs, path);
}

/* Paths in a file, one a line; or each ended by NUL, as find -print0 writes them, for names with any bytes. */
static bool add_list(struct inputs *inputs, const char *list, const struct wanted *wanted)
{
    struct arena arena = {.blocks = NULL};
    struct chiffre_text bytes;
    struct chiffre_error error;
    enum chiffre_status status = input_whole(list, &arena, &bytes, &error);
    if (status != CHIFFRE_OK) {
        report_error(&error);
        inputs->failed++;
    }
    bool fine = status != CHIFFRE_NO_MEMORY;
    char end = status == CHIFFRE_OK && memchr(bytes.data, '\0', bytes.length) != NULL ? '\0' : '\n';
    for (size_t at = 0; fine && status == CHIFFRE_OK && at < bytes.length;) {
        const char *stop = memchr(bytes.data + at, end, bytes.length - at);
        size_t length = stop == NULL ? bytes.length - at : (size_t)(stop - bytes.data) - at;
        struct chiffre_text line = {bytes.data + at, length};
        at += length + 1;
        if (end == '\n' && line.length > 0 && line.data[line.length - 1] == '\r')
            line.length--;
        char *path = arena_take(&arena, line.length + 1);
        if (path == NULL) {
            report("out of memory");
            fine = false;
        } else if (line.length > 0) {
            memcpy(path, line.data, line.length);
            path[line.length] = '\0';
            fine = add_path(inputs, path, wanted);
        }
    }
    arena_free(&arena);
    return fine;
}

static bool has_row(const struct arguments *arguments, const char *name)
{
    const struct option_row *row = arguments->subcommand->options;
    while (row->name != NULL && strcmp(row->name, name) != 0)
        row++;
    return row->name != NULL;
}

bool inputs_expand(const struct arguments *arguments, const char *endings, struct inputs *inputs)
{
    const struct wanted wanted = {arguments, endings, has_row(arguments, "include") && options_given(arguments, "include")};
    *inputs = (struct inputs){.paths = NULL};
    if (arguments->operand_count == 0) {
        report("%s: name a file, several, a folder, or - for standard input", arguments->subcommand->name);
        inputs->failed++;
    }
    for (size_t i = 0; i < arguments->operand_count; i++) {
        char *operand = arguments->operands[i];
        if (operand[0] == '@' && operand[1] != '\0' ? !add_list(inputs, operand + 1, &wanted) : !add_path(inputs, operand, &wanted))
            return false;
    }
    return true;
}

const char *inputs_article_endings(void)
{
    static char all[256];
    const char *endings, *form;
    size_t used = 0;
    for (size_t i = 0; (form = chiffre_reader_form(i, &endings)) != NULL && used < sizeof all; i++)
        if (strcmp(form, "markdown") != 0) /* in a folder mostly a README and no article: only by --include */
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
    struct inputs inputs;
    bool fine = inputs_expand(arguments, ".csv .jsonl .ndjson", &inputs);
    size_t done = 0;
    for (size_t i = 0; fine && i < inputs.count; i++) {
        const char *path = inputs.paths[i];
        bool jsonl = inputs_are_lines(arguments, path);
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
