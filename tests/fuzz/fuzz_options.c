/* SPDX-License-Identifier: MIT */
/* Door options: any bytes as a command line, a word a line. First byte: the subcommand. What is taken has its type; written out in
 * full it is taken again, the same; what is refused is told in one line that steers no terminal. */
#include "cli/cli.h"
#include "core/catalog.h"
#include "core/date.h"
#include "tests/fuzz/door.h"

#include <stdio.h>

#define WORDS_MOST 100
#define BYTES_MOST 6000

extern const struct subcommand subcommand_extract, subcommand_run, subcommand_normalize, subcommand_rates, subcommand_compare,
    subcommand_plot, subcommand_check;
static const struct subcommand *const subcommands[] = {&subcommand_extract, &subcommand_run,     &subcommand_normalize,
                                                       &subcommand_rates,   &subcommand_compare, &subcommand_plot,
                                                       &subcommand_check};

static bool among(const char *choices, const char *value)
{
    size_t length = strlen(value);
    const char *at = strstr(choices, value);
    while (at != NULL && ((at > choices && at[-1] != '|') || (at[length] != '|' && at[length] != '\0')))
        at = strstr(at + 1, value);
    return at != NULL && length > 0;
}

static void has_its_type(const struct option_row *row, const char *value, const struct arguments *arguments)
{
    char buffer[OPTION_NAMES_BYTES];
    const char *names[OPTION_NAMES_MAX];
    switch (row->type) {
    case OPTION_CHOICE:
    case OPTION_LANGUAGE:
        REQUIRE(among(options_choices(row), value));
        break;
    case OPTION_NATURAL:
        REQUIRE(options_natural(arguments, row->name) > 0);
        break;
    case OPTION_COUNT:
        REQUIRE(value[0] != '\0' && value[strspn(value, "0123456789")] == '\0');
        break;
    case OPTION_SHARE: {
        size_t share = 0, shares = 0;
        options_share(arguments, row->name, &share, &shares);
        REQUIRE(share >= 1 && share <= shares);
        break;
    }
    case OPTION_DATE:
        REQUIRE(date_read(text_from(value)) != CHIFFRE_NO_DATE);
        break;
    case OPTION_CURRENCY:
        REQUIRE(catalog_currency(text_from(value)) != NULL);
        break;
    case OPTION_METRICS:
        for (size_t i = options_split(value, buffer, names); i-- > 0;)
            REQUIRE(catalog_metric(text_from(names[i])) != NULL);
        break;
    case OPTION_FLAG:
        REQUIRE(value[0] == '\0');
        break;
    case OPTION_FILE:
    case OPTION_FOLDER:
        REQUIRE(value[0] != '\0');
        break;
    case OPTION_TEXT:
        break;
    }
}

static bool same_arguments(const struct arguments *one, const struct arguments *other)
{
    bool same = one->given_count == other->given_count && one->operand_count == other->operand_count;
    for (size_t i = 0; same && i < one->given_count; i++)
        same = one->given[i].row == other->given[i].row && strcmp(one->given[i].value, other->given[i].value) == 0;
    for (size_t i = 0; same && i < one->operand_count; i++)
        same = strcmp(one->operands[i], other->operands[i]) == 0;
    return same;
}

/* Every option by its whole name with its value behind "=", then "--" and the operands. */
static void written_out(const struct arguments *arguments)
{
    static char bytes[BYTES_MOST * 4];
    char *words[WORDS_MOST * 2 + 4];
    struct arguments again;
    int count = 0;
    size_t used = 0;
    const char *page;
    words[count++] = bytes + used;
    used += (size_t)snprintf(bytes, sizeof bytes, "%s", arguments->subcommand->name) + 1;
    for (size_t i = 0; i < arguments->given_count; i++) {
        const struct option_row *row = &arguments->subcommand->options[arguments->given[i].row];
        words[count++] = bytes + used;
        used += (size_t)snprintf(bytes + used, sizeof bytes - used, "--%s%s%s", row->name, row->type == OPTION_FLAG ? "" : "=",
                                 arguments->given[i].value) +
                1;
        REQUIRE(used < sizeof bytes);
    }
    words[count++] = strcpy(bytes + used, "--");
    for (size_t i = 0; i < arguments->operand_count; i++)
        words[count++] = arguments->operands[i];
    words[count] = NULL;
    REQUIRE(options_parse(arguments->subcommand, count, words, &again, &page) && page == NULL && same_arguments(arguments, &again));
}

static int split(struct chiffre_text rest, const struct subcommand *subcommand, char *bytes, char **words)
{
    int count = 0;
    memcpy(bytes, rest.data, rest.length);
    bytes[rest.length] = '\0';
    words[count++] = (char *)(uintptr_t)subcommand->name;
    for (char *at = bytes; at < bytes + rest.length && count < WORDS_MOST; at += strlen(at) + 1) {
        at[strcspn(at, "\n")] = '\0';
        words[count++] = at;
    }
    words[count] = NULL;
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char bytes[BYTES_MOST + 1];
    static struct door_message message;
    char *words[WORDS_MOST + 1];
    struct chiffre_text rest = {(const char *)data, size < BYTES_MOST ? size : BYTES_MOST};
    const struct subcommand *subcommand = subcommands[door_byte(&rest) % (sizeof subcommands / sizeof *subcommands)];
    struct arguments arguments;
    const char *page = NULL;
    int count = split(rest, subcommand, bytes, words);
    door_take_messages(&message);
    bool taken = options_parse(subcommand, count, words, &arguments, &page);
    if (taken) {
        REQUIRE(page == NULL && message.length == 0 && arguments.operand_count < (size_t)count);
        for (size_t row = 0; subcommand->options[row].name != NULL; row++)
            if (arguments.values[row] != NULL)
                has_its_type(&subcommand->options[row], arguments.values[row], &arguments);
        written_out(&arguments);
    }
    door_take_messages(NULL);
    struct chiffre_text said = {message.bytes, message.length};
    REQUIRE((said.length == 0) == (taken || page != NULL));
    door_steers_nothing(said);
    REQUIRE(said.length == 0 || memchr(said.data, '\n', said.length) == said.data + said.length - 1);
    return 0;
}
