/* SPDX-License-Identifier: MIT */
/* Option tables at work: table + argv -> arguments; table -> --help. */
#include "cli/options.h"

#include "cli/cli.h"
#include "core/catalog.h"
#include "core/date.h"
#include "core/text.h"
#include "core/tables.h"

#include <assert.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct option_row options_page_rows[] = {
    {"help", 'h', OPTION_FLAG, NULL, NULL, NULL, "show this help and exit"},
    {"version", 0, OPTION_FLAG, NULL, NULL, NULL, "show the version and exit"},
    OPTION_ROW_END,
};

#define FIRST_LONG 256 /* getopt_long's value of row 0: beyond every letter */

static const char *option_name(const void *context, size_t index)
{
    const struct option_row *rows = context;
    return rows[index].name;
}

static void complain(const struct subcommand *subcommand, const char *what, const char *word, const char *nearest)
{
    if (nearest != NULL)
        report("%s %s; did you mean %s?", what, word, nearest);
    else
        report("%s %s; see chiffre %s --help", what, word, subcommand->name);
}

static bool is_choice(const char *choices, const char *value)
{
    size_t length = strlen(value);
    for (const char *at = choices; length > 0 && at != NULL; at = strchr(at, '|') ? strchr(at, '|') + 1 : NULL)
        if (strncmp(at, value, length) == 0 && (at[length] == '|' || at[length] == '\0'))
            return true;
    return false;
}

static bool is_natural(const char *value)
{
    size_t digits = strspn(value, "0123456789");
    return digits > 0 && digits <= 18 && value[digits] == '\0' && strspn(value, "0") < digits;
}

static bool is_count(const char *value)
{
    return is_natural(value) || strcmp(value, "0") == 0;
}

/* Cuts "2/8". */
static bool read_share(const char *value, size_t *share, size_t *shares)
{
    char head[24], *end;
    size_t length = strcspn(value, "/");
    if (length >= sizeof head || value[length] != '/')
        return false;
    memcpy(head, value, length);
    head[length] = '\0';
    if (!is_natural(head) || !is_natural(value + length + 1))
        return false;
    *share = strtoull(head, &end, 10);
    *shares = strtoull(value + length + 1, &end, 10);
    return *share <= *shares;
}

static bool check_metrics(const char *option, const char *value)
{
    for (const char *at = value;;) {
        size_t length = strcspn(at, ",");
        if (catalog_metric((struct chiffre_text){at, length}) == NULL) {
            char name[64];
            snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name - 1), at);
            const char *nearest = report_nearest(name, report_metric_name, NULL);
            report("--%s: unknown metric \"%s\"%s%s%s", option, name, nearest ? "; did you mean " : "", nearest ? nearest : "",
                   nearest ? "?" : "; data/metrics.csv has the list");
            return false;
        }
        if (at[length] == '\0')
            return true;
        at += length + 1;
    }
}

static bool check_currency(const char *option, const char *value)
{
    if (catalog_currency(text_from(value)) != NULL)
        return true;
    const char *nearest = report_nearest(value, report_currency_name, NULL);
    report("--%s: unknown currency \"%s\"%s%s%s", option, value, nearest ? "; did you mean " : "", nearest ? nearest : "",
           nearest ? "?" : "; a currency is an ISO 4217 code such as EUR");
    return false;
}

/* "auto|en|fr": a language is a folder of data/ with words in it, so its list comes from the tables. */
static const char *languages(void)
{
    static char all[256];
    size_t used = (size_t)snprintf(all, sizeof all, "auto");
    for (unsigned i = 0; i < lexicon_count && used < sizeof all; i++)
        used += (size_t)snprintf(all + used, sizeof all - used, "|%s", lexicons[i].language);
    return all;
}

const char *options_choices(const struct option_row *row)
{
    return row->type == OPTION_LANGUAGE ? languages() : row->choices;
}

static bool check_value(const struct option_row *row, const char *value)
{
    switch (row->type) {
    case OPTION_FLAG:
    case OPTION_TEXT:
        return true;
    case OPTION_FILE:
    case OPTION_FOLDER:
        if (value[0] == '\0')
            report("--%s: the name is empty", row->name);
        return value[0] != '\0';
    case OPTION_CHOICE:
    case OPTION_LANGUAGE:
        if (!is_choice(options_choices(row), value))
            report("--%s: unknown %s \"%s\"; one of %s", row->name, row->name, value, options_choices(row));
        return is_choice(options_choices(row), value);
    case OPTION_NATURAL:
        if (!is_natural(value))
            report("--%s: \"%s\" is no whole number above 0", row->name, value);
        return is_natural(value);
    case OPTION_COUNT:
        if (!is_count(value))
            report("--%s: \"%s\" is no whole number", row->name, value);
        return is_count(value);
    case OPTION_SHARE: {
        size_t share, shares;
        if (!read_share(value, &share, &shares))
            report("--%s: \"%s\" is no I/N with I from 1 to N", row->name, value);
        return read_share(value, &share, &shares);
    }
    case OPTION_DATE:
        if (date_read(text_from(value)) == CHIFFRE_NO_DATE)
            report("--%s: \"%s\" is no date of the form YYYY-MM-DD", row->name, value);
        return date_read(text_from(value)) != CHIFFRE_NO_DATE;
    case OPTION_CURRENCY:
        return check_currency(row->name, value);
    case OPTION_METRICS:
        return check_metrics(row->name, value);
    }
    return true;
}

/* The tables that getopt_long wants. Returns the rows, those of pages included. */
static size_t prepare(const struct subcommand *subcommand, struct option_row *rows, struct option *longs, char *shorts)
{
    size_t count = 0;
    while (subcommand->options[count].name != NULL) {
        assert(count + sizeof options_page_rows / sizeof *options_page_rows < OPTIONS_MAX);
        rows[count] = subcommand->options[count];
        count++;
    }
    for (const struct option_row *row = options_page_rows; row->name != NULL; row++)
        rows[count++] = *row;
    rows[count] = (struct option_row)OPTION_ROW_END;
    *shorts++ = ':'; /* tells a missing value from an unknown option */
    for (size_t i = 0; i < count; i++) {
        bool takes = rows[i].type != OPTION_FLAG;
        longs[i] = (struct option){rows[i].name, takes ? required_argument : no_argument, NULL, FIRST_LONG + (int)i};
        if (rows[i].letter != 0) {
            *shorts++ = rows[i].letter;
            if (takes)
                *shorts++ = ':';
        }
    }
    *shorts = '\0';
    longs[count] = (struct option){NULL, 0, NULL, 0};
    return count;
}

static size_t row_of(const struct option_row *rows, size_t count, int value)
{
    if (value >= FIRST_LONG)
        return (size_t)(value - FIRST_LONG);
    for (size_t i = 0; i < count; i++)
        if (rows[i].letter == value)
            return i;
    return count;
}

static void complain_option(const struct subcommand *subcommand, const struct option_row *rows, size_t count, int got, char **argv)
{
    size_t index = optopt == 0 ? count : row_of(rows, count, optopt);
    if (got == ':') {
        report("--%s needs a value: --%s %s", rows[index].name, rows[index].name, options_value_name(&rows[index]));
    } else if (index < count) {
        report("--%s takes no value", rows[index].name);
    } else if (optopt != 0) {
        char letter[3] = {'-', (char)optopt, '\0'};
        complain(subcommand, "unknown option", letter, NULL);
    } else {
        const char *word = argv[optind - 1];
        char name[64], nearest[72];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(word + 2, "="), word + 2);
        const char *near = report_nearest(name, option_name, rows);
        snprintf(nearest, sizeof nearest, "--%s", near ? near : "");
        complain(subcommand, "unknown option", word, near ? nearest : NULL);
    }
}

bool options_parse(const struct subcommand *subcommand, int argc, char **argv, struct arguments *arguments, const char **page)
{
    struct option_row rows[OPTIONS_MAX];
    struct option longs[OPTIONS_MAX];
    char shorts[2 * OPTIONS_MAX + 2];
    size_t count = prepare(subcommand, rows, longs, shorts), own = 0;
    while (subcommand->options[own].name != NULL)
        own++;
    *arguments = (struct arguments){.subcommand = subcommand};
    *page = NULL;
    optind = 0; /* glibc: start anew */
    opterr = 0;
    for (int got; (got = getopt_long(argc, argv, shorts, longs, NULL)) != -1;) {
        if (got == '?' || got == ':') {
            complain_option(subcommand, rows, count, got, argv);
            return false;
        }
        size_t index = row_of(rows, count, got);
        if (index >= own) {
            *page = rows[index].name;
            return false;
        }
        arguments->values[index] = optarg != NULL ? optarg : "";
        if (!check_value(&rows[index], arguments->values[index]))
            return false;
        if (arguments->given_count == OPTIONS_GIVEN_MAX) {
            report("more than %d options", OPTIONS_GIVEN_MAX);
            return false;
        }
        arguments->given[arguments->given_count].row = index;
        arguments->given[arguments->given_count++].value = arguments->values[index];
    }
    arguments->operands = argv + optind;
    arguments->operand_count = (size_t)(argc - optind);
    return true;
}

static size_t find(const struct arguments *arguments, const char *name)
{
    const struct option_row *rows = arguments->subcommand->options;
    size_t index = 0;
    while (rows[index].name != NULL && strcmp(rows[index].name, name) != 0)
        index++;
    assert(rows[index].name != NULL);
    return index;
}

const char *options_value(const struct arguments *arguments, const char *name)
{
    size_t index = find(arguments, name);
    return arguments->values[index] != NULL ? arguments->values[index] : arguments->subcommand->options[index].fallback;
}

bool options_given(const struct arguments *arguments, const char *name)
{
    return arguments->values[find(arguments, name)] != NULL;
}

const char *options_next(const struct arguments *arguments, const char *name, size_t *at)
{
    size_t row = find(arguments, name);
    for (; *at < arguments->given_count; ++*at)
        if (arguments->given[*at].row == row)
            return arguments->given[(*at)++].value;
    return NULL;
}

uint64_t options_natural(const struct arguments *arguments, const char *name)
{
    const char *value = options_value(arguments, name);
    uint64_t number = 0;
    for (; value != NULL && *value != '\0'; value++)
        number = number * 10 + (uint64_t)(*value - '0');
    return number;
}

void options_share(const struct arguments *arguments, const char *name, size_t *share, size_t *shares)
{
    const char *value = options_value(arguments, name);
    *share = *shares = 0;
    if (value != NULL)
        (void)read_share(value, share, shares);
}

const char *options_value_name(const struct option_row *row)
{
    static const char *const names[] = {[OPTION_FLAG] = "", [OPTION_TEXT] = "TEXT", [OPTION_CHOICE] = "WORD",
                                        [OPTION_FILE] = "FILE", [OPTION_FOLDER] = "FOLDER", [OPTION_NATURAL] = "N",
                                        [OPTION_COUNT] = "N", [OPTION_SHARE] = "I/N",
                                        [OPTION_LANGUAGE] = "WORD", [OPTION_DATE] = "YYYY-MM-DD", [OPTION_CURRENCY] = "CODE", [OPTION_METRICS] = "NAME,..."};
    if (row->value != NULL)
        return row->value;
    return options_choices(row) != NULL ? options_choices(row) : names[row->type];
}

size_t options_split(const char *value, char buffer[OPTION_NAMES_BYTES], const char *names[OPTION_NAMES_MAX])
{
    size_t count = 0;
    if (value == NULL || value[0] == '\0' || strlen(value) >= OPTION_NAMES_BYTES)
        return 0;
    memcpy(buffer, value, strlen(value) + 1);
    for (char *at = buffer; at != NULL && count < OPTION_NAMES_MAX; count++) {
        names[count] = at;
        at = strchr(at, ',');
        if (at != NULL)
            *at++ = '\0';
    }
    return count;
}

/* ---- --help ---------------------------------------------------------------------------------------------------------------- */
#define HELP_WIDTH 80
#define HELP_COLUMN 26

void options_write_wrapped(struct output *output, const char *text, size_t indent, size_t width)
{
    size_t column = indent;
    bool fresh = true;
    for (const char *at = text; *at != '\0';) {
        if (*at == '\n') {
            output_format(output, "\n%s%*s", at[1] == '\n' ? "\n" : "", (int)indent, "");
            column = indent;
            fresh = true;
            at += strspn(at, "\n");
            continue;
        }
        size_t length = strcspn(at, " \n");
        if (!fresh && column + 1 + length > width) {
            output_format(output, "\n%*s", (int)indent, "");
            column = indent;
            fresh = true;
        }
        if (!fresh)
            output_char(output, ' ');
        output_write(output, at, length);
        column += length + !fresh;
        fresh = false;
        at += length;
        at += strspn(at, " ");
    }
    output_char(output, '\n');
}

static void write_row(struct output *output, const struct option_row *row)
{
    char left[128], right[512];
    char letter[5] = "    ";
    if (row->letter != 0)
        snprintf(letter, sizeof letter, "-%c, ", row->letter);
    const char *value = options_value_name(row);
    int length = snprintf(left, sizeof left, "  %s--%s%s%s", letter, row->name, value[0] ? " " : "", value);
    snprintf(right, sizeof right, "%s%s%s%s", row->help, row->fallback ? " (default: " : "", row->fallback ? row->fallback : "",
             row->fallback ? ")" : "");
    output_string(output, left);
    if (length + 2 > HELP_COLUMN)
        output_format(output, "\n%*s", HELP_COLUMN, "");
    else
        output_format(output, "%*s", HELP_COLUMN - length, "");
    options_write_wrapped(output, right, HELP_COLUMN, HELP_WIDTH);
}

void options_write_help(struct output *output, const struct subcommand *subcommand)
{
    output_format(output, "Usage: chiffre %s [OPTION]... %s\n", subcommand->name, subcommand->operands);
    output_char(output, (char)(subcommand->summary[0] - ('a' - 'A')));
    options_write_wrapped(output, subcommand->summary + 1, 0, HELP_WIDTH);
    output_string(output, "\nExamples:\n");
    for (const struct example *example = subcommand->examples; example->shows != NULL; example++)
        output_format(output, "  %s\n      %s\n", example->command, example->shows);
    output_string(output, "\nOptions:\n");
    for (const struct option_row *row = subcommand->options; row->name != NULL; row++)
        write_row(output, row);
    for (const struct option_row *row = options_page_rows; row->name != NULL; row++)
        write_row(output, row);
    output_char(output, '\n');
    options_write_wrapped(output, subcommand->description, 0, HELP_WIDTH);
}
