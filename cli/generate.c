/* SPDX-License-Identifier: MIT */
/* Option tables -> the man page (chiffre --generate man > docs/chiffre.1) and completions for bash, zsh and fish. */
#include "cli/cli.h"

#include "core/catalog.h"
#include "core/text.h"

#include <string.h>

/* ---- man ------------------------------------------------------------------------------------------------------------------- */
/* roff text: a backslash is \e, a hyphen of an option or a path is \-, no text line begins with a request, and what is not ASCII is
 * named, so that no roff needs to be told the encoding. */
static void man_text(struct output *output, const char *string)
{
    struct chiffre_text text = text_from(string);
    for (size_t i = 0, length; i < text.length; i += length) {
        uint32_t code_point;
        const char *at = text.data + i;
        length = utf8_decode(text, i, &code_point);
        bool begins = i == 0 || at[-1] == '\n';
        if (begins && (*at == '.' || *at == '\''))
            output_string(output, "\\&");
        if (*at == '\\')
            output_string(output, "\\e");
        else if (*at == '-')
            output_string(output, "\\-");
        else if (*at == '\n' && at[1] == '\n')
            output_string(output, "\n.PP"); /* the second newline ends the request */
        else if (code_point > 0x7F)
            output_format(output, "\\[u%04X]", (unsigned)code_point);
        else
            output_char(output, *at);
    }
    output_char(output, '\n');
}

static void man_option(struct output *output, const struct option_row *row)
{
    output_string(output, ".TP\n");
    if (row->letter != 0)
        output_format(output, "\\fB\\-%c\\fR, ", row->letter);
    output_string(output, "\\fB\\-\\-");
    for (const char *at = row->name; *at != '\0'; at++)
        output_string(output, *at == '-' ? "\\-" : (char[]){*at, '\0'});
    output_string(output, "\\fR");
    if (row->type != OPTION_FLAG) {
        output_string(output, " \\fI");
        for (const char *at = options_value_name(row); *at != '\0'; at++)
            output_string(output, *at == '-' ? "\\-" : (char[]){*at, '\0'});
        output_string(output, "\\fR");
    }
    output_char(output, '\n');
    man_text(output, row->help);
    if (row->fallback != NULL) {
        output_string(output, "(default: ");
        output_string(output, strcmp(row->fallback, "-") == 0 ? "\\-" : row->fallback);
        output_string(output, ")\n");
    }
}

static void man_subcommand(struct output *output, const struct subcommand *subcommand)
{
    output_format(output, ".SS chiffre %s [\\fIOPTION\\fR]... ", subcommand->name);
    man_text(output, subcommand->operands);
    output_char(output, (char)(subcommand->summary[0] - ('a' - 'A')));
    man_text(output, subcommand->summary + 1);
    output_string(output, ".PP\n");
    man_text(output, subcommand->description);
    for (const struct option_row *row = subcommand->options; row->name != NULL; row++)
        man_option(output, row);
    for (const struct option_row *row = options_page_rows; row->name != NULL; row++)
        man_option(output, row);
}

static void man_examples(struct output *output, const struct subcommand *const *subcommands)
{
    output_string(output, ".SH EXAMPLES\n");
    for (; *subcommands != NULL; subcommands++)
        for (const struct example *example = (*subcommands)->examples; example->shows != NULL; example++) {
            output_string(output, ".TP\n.B ");
            man_text(output, example->command);
            man_text(output, example->shows);
        }
}

static void man_write(struct output *output, const struct subcommand *const *subcommands)
{
    output_string(output, ".\\\" Made by chiffre --generate man from the option tables in cli/. Do not edit.\n"
                          ".TH CHIFFRE 1 \"\" \"chiffre " CHIFFRE_VERSION "\" \"User Commands\"\n"
                          ".SH NAME\nchiffre \\- turn French and English articles into checked financial figures\n"
                          ".SH SYNOPSIS\n.B chiffre\n.I SUBCOMMAND\n[\\fIOPTION\\fR]... [\\fIFILE\\fR]...\n.br\n"
                          ".B chiffre help\n.I SUBCOMMAND\n.br\n.B chiffre \\-\\-version\n.br\n"
                          ".B chiffre \\-\\-generate\n.I man|bash|zsh|fish\n"
                          ".SH DESCRIPTION\nArticles go in at one end; records, tables, charts and verdicts come out at the other.\n"
                          "Every subcommand reads a file, several, a folder (its files sorted by name, hidden ones left out) or \\-\n"
                          "for standard input, and writes to standard output or to what \\fB\\-\\-output\\fR names.\n"
                          ".SH SUBCOMMANDS\n");
    for (size_t i = 0; subcommands[i] != NULL; i++)
        man_subcommand(output, subcommands[i]);
    man_examples(output, subcommands);
    output_string(output, ".SH \"EXIT STATUS\"\n.TP\n.B 0\nAll went well.\n.TP\n.B 1\n\\fBcheck\\fR found something.\n"
                          ".TP\n.B 2\nIt could not be done: wrong usage, no input could be read, or the output could not be written.\n"
                          ".TP\n.B 3\nSome inputs failed and were reported; the rest was done and its output is there.\n"
                          ".PP\nWhen the reader of its output goes away, chiffre ends by SIGPIPE without a message, as other filters do.\n"
                          "A message is one line on standard error: \\fBchiffre: file:line:column: what is wrong\\fR, the column in\n"
                          "Unicode code points. A file appears under its name whole or not at all.\n");
}

/* ---- completions ----------------------------------------------------------------------------------------------------------- */
/* The words that a value may be, separated by spaces; nothing for free ones. */
static void value_words(struct output *output, const struct option_row *row)
{
    if (options_choices(row) != NULL)
        for (const char *at = options_choices(row); *at != '\0'; at++)
            output_char(output, *at == '|' ? ' ' : *at);
    for (size_t i = 0; row->type == OPTION_METRICS && i < catalog_metric_count; i++)
        output_format(output, "%s%s", i > 0 ? " " : "", catalog_metrics[i].name);
    for (size_t i = 0, count = 0; row->type == OPTION_CURRENCY && i < catalog_currency_count; i++)
        if (catalog_currencies[i].active)
            output_format(output, "%s%s", count++ > 0 ? " " : "", catalog_currencies[i].code);
}

static bool has_words(const struct option_row *row)
{
    return options_choices(row) != NULL || row->type == OPTION_METRICS || row->type == OPTION_CURRENCY;
}

/* For single quotes in a shell: none of the tables' texts needs more than this. */
static void quoted(struct output *output, const char *text)
{
    for (; *text != '\0'; text++)
        output_string(output, *text == '\'' ? "'\\''" : (char[]){*text, '\0'});
}

static void names_of(struct output *output, const struct subcommand *const *subcommands)
{
    for (size_t i = 0; subcommands[i] != NULL; i++)
        output_format(output, "%s%s", i > 0 ? " " : "", subcommands[i]->name);
}

static void bash_value(struct output *output, const struct subcommand *subcommand, const struct option_row *row)
{
    if (row->type == OPTION_FLAG)
        return;
    output_format(output, "    %s:--%s", subcommand->name, row->name);
    if (row->letter != 0)
        output_format(output, "|%s:-%c", subcommand->name, row->letter);
    output_string(output, ") ");
    if (has_words(row)) {
        output_string(output, "COMPREPLY=($(compgen -W '");
        value_words(output, row);
        output_string(output, "' -- \"$word\"))");
    } else if (row->type == OPTION_FILE || row->type == OPTION_FOLDER) {
        output_format(output, "COMPREPLY=($(compgen -%c -- \"$word\"))", row->type == OPTION_FILE ? 'f' : 'd');
    } else {
        output_string(output, ": free");
    }
    output_string(output, "; return ;;\n");
}

static void bash_write(struct output *output, const struct subcommand *const *subcommands)
{
    output_string(output, "# bash completion of chiffre, made by chiffre --generate bash\n"
                          "_chiffre() {\n"
                          "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} subcommand=${COMP_WORDS[1]} IFS=$' \\n'\n"
                          "    COMPREPLY=()\n    if [ \"$COMP_CWORD\" = 1 ]; then\n        COMPREPLY=($(compgen -W '");
    names_of(output, subcommands);
    output_string(output, " help --help --version --generate' -- \"$word\")); return\n    fi\n    case $subcommand:$before in\n"
                          "    help:*) COMPREPLY=($(compgen -W '");
    names_of(output, subcommands);
    output_string(output, "' -- \"$word\")); return ;;\n"
                          "    --generate:*) COMPREPLY=($(compgen -W 'man bash zsh fish' -- \"$word\")); return ;;\n");
    for (size_t i = 0; subcommands[i] != NULL; i++)
        for (const struct option_row *row = subcommands[i]->options; row->name != NULL; row++)
            bash_value(output, subcommands[i], row);
    output_string(output, "    esac\n    case $subcommand:$word in\n");
    for (size_t i = 0; subcommands[i] != NULL; i++) {
        output_format(output, "    %s:-*) COMPREPLY=($(compgen -W '", subcommands[i]->name);
        for (const struct option_row *row = subcommands[i]->options; row->name != NULL; row++)
            output_format(output, "--%s ", row->name);
        output_string(output, "--help --version' -- \"$word\")) ;;\n");
    }
    output_string(output, "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n    esac\n}\ncomplete -o filenames -F _chiffre chiffre\n");
}

/* _arguments' specification; brackets and colons of the help are what it would stumble over. */
static void zsh_option(struct output *output, const struct option_row *row)
{
    output_string(output, "            '");
    if (row->letter != 0)
        output_format(output, "(-%c --%s)'{-%c,--%s}'[", row->letter, row->name, row->letter, row->name);
    else
        output_format(output, "--%s[", row->name);
    for (const char *at = row->help; *at != '\0' && *at != ';'; at++) /* the first clause is enough there */
        output_string(output, *at == '\'' ? "'\\''" : *at == '[' || *at == ']' || *at == ':' ? " " : (char[]){*at, '\0'});
    output_char(output, ']');
    if (row->type != OPTION_FLAG) {
        output_format(output, ":%s:", row->name);
        if (has_words(row)) {
            output_char(output, '(');
            value_words(output, row);
            output_char(output, ')');
        } else if (row->type == OPTION_FILE || row->type == OPTION_FOLDER) {
            output_string(output, row->type == OPTION_FILE ? "_files" : "_files -/");
        }
    }
    output_string(output, "' \\\n");
}

static void zsh_write(struct output *output, const struct subcommand *const *subcommands)
{
    output_string(output, "#compdef chiffre\n# zsh completion of chiffre, made by chiffre --generate zsh\n"
                          "_chiffre() {\n    if (( CURRENT == 2 )); then\n        local -a subcommands=(\n");
    for (size_t i = 0; subcommands[i] != NULL; i++) {
        output_format(output, "            '%s:", subcommands[i]->name);
        quoted(output, subcommands[i]->summary);
        output_string(output, "'\n");
    }
    output_string(output, "            'help:show the help of a subcommand'\n        )\n        _describe subcommand subcommands\n"
                          "        compadd -- --help --version --generate\n        return\n    fi\n"
                          "    local subcommand=$words[2]\n    shift words\n    (( CURRENT-- ))\n    case $subcommand in\n    help) compadd -- ");
    names_of(output, subcommands);
    output_string(output, " ;;\n    --generate) compadd -- man bash zsh fish ;;\n");
    for (size_t i = 0; subcommands[i] != NULL; i++) {
        output_format(output, "    %s)\n        _arguments -s \\\n", subcommands[i]->name);
        for (const struct option_row *row = subcommands[i]->options; row->name != NULL; row++)
            zsh_option(output, row);
        for (const struct option_row *row = options_page_rows; row->name != NULL; row++)
            zsh_option(output, row);
        output_string(output, "            '*:file:_files' ;;\n");
    }
    output_string(output, "    esac\n}\n_chiffre \"$@\"\n");
}

static void fish_option(struct output *output, const struct subcommand *subcommand, const struct option_row *row)
{
    output_format(output, "complete -c chiffre -n '__fish_seen_subcommand_from %s' -l %s", subcommand->name, row->name);
    if (row->letter != 0)
        output_format(output, " -s %c", row->letter);
    if (has_words(row)) {
        output_string(output, " -x -a '");
        value_words(output, row);
        output_char(output, '\'');
    } else if (row->type == OPTION_FILE || row->type == OPTION_FOLDER) {
        output_string(output, row->type == OPTION_FILE ? " -r -F" : " -x -a '(__fish_complete_directories)'");
    } else if (row->type != OPTION_FLAG) {
        output_string(output, " -x");
    }
    output_string(output, " -d '");
    for (const char *at = row->help; *at != '\0' && *at != ';'; at++)
        output_string(output, *at == '\'' ? "\\'" : *at == '\\' ? "\\\\" : (char[]){*at, '\0'});
    output_string(output, "'\n");
}

static void fish_write(struct output *output, const struct subcommand *const *subcommands)
{
    output_string(output, "# fish completion of chiffre, made by chiffre --generate fish\n");
    for (size_t i = 0; subcommands[i] != NULL; i++)
        output_format(output, "complete -c chiffre -n __fish_use_subcommand -a %s -d '%s'\n", subcommands[i]->name,
                      subcommands[i]->summary);
    output_string(output, "complete -c chiffre -n __fish_use_subcommand -a help -d 'show the help of a subcommand'\n"
                          "complete -c chiffre -n __fish_use_subcommand -l version -d 'show the version and exit'\n"
                          "complete -c chiffre -n __fish_use_subcommand -l generate -x -a 'man bash zsh fish'\n"
                          "complete -c chiffre -n '__fish_seen_subcommand_from help' -x -a '");
    names_of(output, subcommands);
    output_string(output, "'\n");
    for (size_t i = 0; subcommands[i] != NULL; i++) {
        for (const struct option_row *row = subcommands[i]->options; row->name != NULL; row++)
            fish_option(output, subcommands[i], row);
        for (const struct option_row *row = options_page_rows; row->name != NULL; row++)
            fish_option(output, subcommands[i], row);
    }
}

bool generate_write(struct output *output, const char *what, const struct subcommand *const *subcommands)
{
    static const struct {
        const char *name;
        void (*write)(struct output *output, const struct subcommand *const *subcommands);
    } pages[] = {{"man", man_write}, {"bash", bash_write}, {"zsh", zsh_write}, {"fish", fish_write}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        if (strcmp(pages[i].name, what) == 0) {
            pages[i].write(output, subcommands);
            return true;
        }
    return false;
}
