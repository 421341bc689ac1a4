/* SPDX-License-Identifier: MIT */
/* data/<language>/cases.txt -> does extract give exactly these figures? The folder's name is the language.
 *
 *   # comment                                     a blank line ends a case
 *   date: 2025-10-28                              the document's date from here on; "date:" alone: none
 *   > one sentence                                the text; further "> " lines continue it, joined by a newline
 *   money value=167700000000 unit=USD metric=revenue     one line a figure, in order: its kind, and the columns that matter;
 *   optional count value=53 unit="réfugié"               a value with spaces in double quotes; `column=` must be empty
 *   none                                          instead of figures: there must be none
 *
 * usage: cases [--tap] [--report FIELD] FILE...     exit 0: all right, 1: some failed, 2: a file is wrong */
#include "chiffre.h"
#include "core/decimal.h"
#include "core/figure.h"
#include "core/input.h"
#include "core/memory.h"
#include "core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIGURES_MAX 64
#define COLUMNS_MAX 32

struct expected {
    size_t line;
    bool optional;
    size_t count;
    const struct figure_field *fields[COLUMNS_MAX];
    struct chiffre_text values[COLUMNS_MAX];
};

struct one_case {
    struct chiffre_text text;
    size_t line; /* of its first "> "; 0: no case is open */
    bool none;
    size_t count;
    struct expected figures[FIGURES_MAX];
};

struct runner {
    struct chiffre_extractor *extractor;
    struct chiffre_list *list;
    struct arena arena; /* of one file */
    const char *file;
    struct chiffre_text language;
    chiffre_date date;
    const struct figure_field *report; /* --report, or NULL */
    bool tap;
    size_t passed, failed, asked, right; /* cases; columns named by --report */
};

__attribute__((noreturn)) static void stop(const struct runner *runner, size_t line, const char *what)
{
    fprintf(stderr, "%s:%zu: %s\n", runner->file, line, what);
    exit(2);
}

/* ---- reading --------------------------------------------------------------------------------------------------------------- */
static struct chiffre_text slice(const char *from, const char *to)
{
    return (struct chiffre_text){from, (size_t)(to - from)};
}

/* The word or the quoted value at *at. */
static struct chiffre_text read_value(struct runner *runner, const char **at, const char *end, size_t line)
{
    const char *from = *at;
    if (from == end || *from != '"') {
        while (*at < end && **at != ' ')
            ++*at;
        return slice(from, *at);
    }
    char *copy = arena_take(&runner->arena, (size_t)(end - from));
    size_t length = 0;
    for (++*at; *at < end && **at != '"'; ++*at) {
        if (**at == '\\' && *at + 1 < end)
            ++*at;
        if (copy != NULL)
            copy[length++] = **at;
    }
    if (copy == NULL || *at == end)
        stop(runner, line, copy == NULL ? "out of memory" : "a quote is not closed");
    ++*at;
    return (struct chiffre_text){copy, length};
}

static void expect_column(struct runner *runner, struct expected *expected, struct chiffre_text name, struct chiffre_text value)
{
    const struct figure_field *field = figure_field_find(name);
    struct chiffre_figure scratch = chiffre_figure_empty();
    if (field == NULL || expected->count == COLUMNS_MAX)
        stop(runner, expected->line, "no such column");
    if (figure_field_set(&scratch, field, value) != CHIFFRE_OK)
        stop(runner, expected->line, "a value that its column cannot hold");
    expected->fields[expected->count] = field;
    expected->values[expected->count++] = value;
}

static void read_figure(struct runner *runner, struct one_case *one, const char *at, const char *end, size_t line)
{
    if (one->count == FIGURES_MAX)
        stop(runner, line, "too many figures in a case");
    struct expected *expected = &one->figures[one->count++];
    *expected = (struct expected){.line = line};
    if ((size_t)(end - at) > 9 && strncmp(at, "optional ", 9) == 0) {
        expected->optional = true;
        at += 9;
    }
    const char *from = at;
    while (at < end && *at != ' ')
        at++;
    expect_column(runner, expected, TEXT("kind"), slice(from, at));
    while (at < end) {
        while (at < end && *at == ' ')
            at++;
        from = at;
        while (at < end && *at != '=' && *at != ' ')
            at++;
        if (at == from)
            break;
        if (at == end || *at != '=')
            stop(runner, line, "expected column=value");
        struct chiffre_text name = slice(from, at++);
        expect_column(runner, expected, name, read_value(runner, &at, end, line));
    }
}

static void read_text(struct runner *runner, struct one_case *one, const char *at, const char *end, size_t line)
{
    struct chiffre_text more = slice(at, end);
    if (one->line == 0) {
        *one = (struct one_case){.text = more, .line = line};
        return;
    }
    char *joined = arena_take(&runner->arena, one->text.length + 1 + more.length);
    if (joined == NULL)
        stop(runner, line, "out of memory");
    memcpy(joined, one->text.data, one->text.length);
    joined[one->text.length] = '\n';
    memcpy(joined + one->text.length + 1, more.data, more.length);
    one->text = (struct chiffre_text){joined, one->text.length + 1 + more.length};
}

/* ---- comparing ------------------------------------------------------------------------------------------------------------- */
static bool column_right(const struct chiffre_figure *figure, const struct figure_field *field, struct chiffre_text value)
{
    char buffer[DECIMAL_TEXT_MAX], wanted_buffer[DECIMAL_TEXT_MAX];
    struct chiffre_figure wanted = chiffre_figure_empty();
    if (figure_field_set(&wanted, field, value) != CHIFFRE_OK)
        return false;
    return text_equal(figure_field_text(figure, field, buffer), figure_field_text(&wanted, field, wanted_buffer));
}

static bool figure_right(const struct chiffre_figure *figure, const struct expected *expected)
{
    for (size_t i = 0; i < expected->count; i++)
        if (!column_right(figure, expected->fields[i], expected->values[i]))
            return false;
    return true;
}

/* Pairs the lines with the figures, in order; an optional line may stay alone. matched[line] is the figure's index or SIZE_MAX. */
static bool pair(const struct runner *runner, const struct one_case *one, size_t matched[FIGURES_MAX])
{
    size_t count = chiffre_list_count(runner->list), given = 0;
    bool right = true;
    for (size_t i = 0; i < one->count; i++) {
        const struct expected *expected = &one->figures[i];
        bool agrees = given < count && figure_right(chiffre_list_at(runner->list, given), expected);
        matched[i] = SIZE_MAX;
        if (expected->optional && !agrees)
            continue;
        right = right && agrees;
        if (given < count)
            matched[i] = given++;
    }
    return right && given == count;
}

static void count_report(struct runner *runner, const struct chiffre_figure *figure, const struct expected *expected)
{
    for (size_t i = 0; i < expected->count; i++)
        if (expected->fields[i] == runner->report) {
            runner->asked++;
            runner->right += figure != NULL && column_right(figure, expected->fields[i], expected->values[i]);
        }
}

/* ---- telling --------------------------------------------------------------------------------------------------------------- */
static void show_text(struct chiffre_text text)
{
    bool quoted = text.length > 0 && memchr(text.data, ' ', text.length) != NULL;
    printf(quoted ? "\"%.*s\"" : "%.*s", (int)text.length, text.length > 0 ? text.data : "");
}

/* A figure in the form of a line of cases.txt, ready to be taken over when it is right. */
static void show_figure(const struct chiffre_figure *figure)
{
    static const char *const names[] = {"value", "value_to", "bound", "decimals", "unit", "per", "metric", "entity",
                                        "period", "period_source", "status", "source", "relation", "of"};
    char buffer[DECIMAL_TEXT_MAX];
    printf("    got: %s", kind_name(figure->kind));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct chiffre_text value = figure_field_text(figure, figure_field_find(text_from(names[i])), buffer);
        if (value.length == 0)
            continue;
        printf(" %s=", names[i]);
        show_text(value);
    }
    printf("   « %.*s »\n", (int)figure->text.length, figure->text.data);
}

static void show_differences(const struct runner *runner, const struct chiffre_figure *figure, const struct expected *expected)
{
    char buffer[DECIMAL_TEXT_MAX];
    for (size_t i = 0; i < expected->count; i++) {
        if (column_right(figure, expected->fields[i], expected->values[i]))
            continue;
        printf("    %s:%zu: %s should be ", runner->file, expected->line, expected->fields[i]->name);
        show_text(expected->values[i]);
        printf(", is ");
        show_text(figure_field_text(figure, expected->fields[i], buffer));
        printf("\n");
    }
}

static void show_failure(const struct runner *runner, const struct one_case *one, const size_t matched[FIGURES_MAX])
{
    size_t given = chiffre_list_count(runner->list);
    printf("%s%s:%zu: « %.*s »\n", runner->tap ? "not ok - " : "", runner->file, one->line, (int)one->text.length, one->text.data);
    for (size_t i = 0; i < one->count; i++) {
        if (matched[i] != SIZE_MAX)
            show_differences(runner, chiffre_list_at(runner->list, matched[i]), &one->figures[i]);
        else if (!one->figures[i].optional)
            printf("    %s:%zu: missing\n", runner->file, one->figures[i].line);
    }
    if (given > one->count)
        printf("    %s:%zu: %zu too many\n", runner->file, one->line, given - one->count);
    for (size_t i = 0; i < given; i++)
        show_figure(chiffre_list_at(runner->list, i));
}

static void run_case(struct runner *runner, const struct one_case *one)
{
    struct chiffre_document document = {.name = TEXT("case"), .text = one->text, .date = runner->date, .language = runner->language};
    struct chiffre_error error = {.line = 0};
    size_t matched[FIGURES_MAX];
    if (one->count == 0 && !one->none)
        stop(runner, one->line, "a case without figures: write none");
    chiffre_list_clear(runner->list);
    if (chiffre_extract(runner->extractor, &document, runner->list, &error) != CHIFFRE_OK)
        stop(runner, one->line, error.message);
    bool right = pair(runner, one, matched);
    for (size_t i = 0; i < one->count; i++)
        count_report(runner, matched[i] == SIZE_MAX ? NULL : chiffre_list_at(runner->list, matched[i]), &one->figures[i]);
    if (!right)
        show_failure(runner, one, matched);
    else if (runner->tap)
        printf("ok - %s:%zu\n", runner->file, one->line);
    *(right ? &runner->passed : &runner->failed) += 1;
}

/* ---- a file ---------------------------------------------------------------------------------------------------------------- */
static void finish_case(struct runner *runner, struct one_case *one)
{
    if (one->line > 0)
        run_case(runner, one);
    one->line = 0;
}

static void read_date(struct runner *runner, const char *at, const char *end, size_t line)
{
    struct chiffre_figure scratch = chiffre_figure_empty();
    while (at < end && *at == ' ')
        at++;
    if (figure_field_set(&scratch, figure_field_find(TEXT("period_start")), slice(at, end)) != CHIFFRE_OK)
        stop(runner, line, "a date is YYYY-MM-DD");
    runner->date = scratch.period_start;
}

static void read_line(struct runner *runner, struct one_case *one, const char *at, const char *end, size_t line)
{
    size_t length = (size_t)(end - at);
    if (length == 0) {
        finish_case(runner, one);
    } else if (*at == '#') {
        return;
    } else if (length >= 5 && strncmp(at, "date:", 5) == 0) {
        finish_case(runner, one);
        read_date(runner, at + 5, end, line);
    } else if (*at == '>') {
        if (one->line > 0 && (one->count > 0 || one->none))
            finish_case(runner, one);
        read_text(runner, one, length > 1 && at[1] == ' ' ? at + 2 : at + 1, end, line);
    } else if (one->line == 0) {
        stop(runner, line, "a figure without a sentence");
    } else if (length == 4 && strncmp(at, "none", 4) == 0) {
        one->none = true;
    } else {
        read_figure(runner, one, at, end, line);
    }
}

static struct chiffre_text folder_name(const char *path)
{
    const char *end = strrchr(path, '/'), *name = end;
    while (name != NULL && name > path && name[-1] != '/')
        name--;
    return name == NULL ? TEXT("auto") : slice(name, end);
}

static void run_file(struct runner *runner, struct one_case *one, const char *path)
{
    struct chiffre_error error = {.line = 0};
    struct chiffre_text bytes;
    runner->file = path;
    runner->language = folder_name(path);
    runner->date = CHIFFRE_NO_DATE;
    one->line = 0;
    if (input_whole(path, &runner->arena, &bytes, &error) != CHIFFRE_OK)
        stop(runner, 0, error.message);
    size_t line = 1;
    for (const char *at = bytes.data, *end = bytes.data + bytes.length; at < end; line++) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        if (line_end == NULL)
            line_end = end;
        read_line(runner, one, at, line_end, line);
        at = line_end + 1;
    }
    finish_case(runner, one);
    arena_reset(&runner->arena);
}

int main(int argc, char **argv)
{
    static struct one_case one;
    struct runner runner = {.file = "cases"};
    struct chiffre_extract_options options = {.lexicon_directory = NULL};
    struct chiffre_error error = {.line = 0};
    runner.list = chiffre_list_new();
    if (runner.list == NULL || chiffre_extractor_new(&options, &runner.extractor, &error) != CHIFFRE_OK)
        stop(&runner, 0, error.message);
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--tap") == 0)
            runner.tap = true;
        else if (strcmp(argv[i], "--report") == 0 && i + 1 < argc)
            runner.report = figure_field_find(text_from(argv[++i]));
        else
            run_file(&runner, &one, argv[i]);
    }
    if (runner.report != NULL)
        printf("%s: %zu of %zu right\n", runner.report->name, runner.right, runner.asked);
    printf("%zu cases right, %zu wrong\n", runner.passed, runner.failed);
    chiffre_extractor_free(runner.extractor);
    chiffre_list_free(runner.list);
    arena_free(&runner.arena);
    return runner.failed > 0 ? 1 : 0;
}
