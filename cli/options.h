/* SPDX-License-Identifier: MIT */
/* Option tables. One table a subcommand is the only source of the parser, --help, the man page and the shells' completions. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "chiffre.h"
#include "core/output.h"

#define OPTIONS_MAX 32       /* rows in a table, --help included */
#define OPTIONS_GIVEN_MAX 64 /* options on one command line */

enum option_type {
    OPTION_FLAG,
    OPTION_TEXT,     /* anything */
    OPTION_CHOICE,   /* one of `choices` */
    OPTION_FILE,
    OPTION_FOLDER,
    OPTION_NATURAL,  /* digits, at least 1 */
    OPTION_COUNT,    /* digits, 0 too */
    OPTION_SHARE,    /* I/N, 1 to N of N */
    OPTION_DATE,     /* YYYY-MM-DD */
    OPTION_CURRENCY, /* a code of data/currencies.csv */
    OPTION_LANGUAGE, /* auto, or a folder of data/ with words in it */
    OPTION_METRICS   /* names of data/metrics.csv, separated by commas */
};

struct option_row {
    const char *name;     /* without dashes; NULL ends a table */
    char letter;          /* 'o' for -o; 0: none */
    enum option_type type;
    const char *value;    /* what help calls the value, "FILE"; NULL: the choices, or a name that goes with the type */
    const char *choices;  /* "csv|jsonl" */
    const char *fallback; /* the value when the option is not given; NULL: none */
    const char *help;     /* no capital, no full stop; help adds choices and fallback */
};

struct example {
    const char *command; /* a whole command line that works in the project's folder */
    const char *shows;   /* what it does; NULL ends a table */
};

struct arguments;
struct subcommand {
    const char *name;
    const char *operands;    /* "FILE...|FOLDER|-" */
    const char *summary;     /* one line, as a verb phrase: "read articles and write their figures" */
    const char *description; /* paragraphs separated by blank lines; plain text, wrapped when shown */
    const struct option_row *options; /* ended by a row without a name; --help is added to each */
    const struct example *examples;   /* ended by a row without `shows` */
    int (*run)(const struct arguments *arguments); /* returns an exit code of cli.h */
};

struct arguments {
    const struct subcommand *subcommand;
    const char *values[OPTIONS_MAX]; /* by row; NULL: not given. A flag has "", an option given twice the last value */
    struct {
        size_t row;
        const char *value;
    } given[OPTIONS_GIVEN_MAX]; /* in the order of the command line */
    size_t given_count;
    char **operands;
    size_t operand_count;
};

/* Parses argv[1...] (argv[0] is the subcommand's name). False: the command line was wrong and that has been reported, or it asks for *page, "help" or
 * "version" (else NULL). */
bool options_parse(const struct subcommand *subcommand, int argc, char **argv, struct arguments *arguments, const char **page);
/* The value of an option, its fallback when it was not given, NULL when there is neither. `name` must be in the table. */
const char *options_value(const struct arguments *arguments, const char *name);
/* The values of an option that may be given several times: the next one from *at on (begin with 0), NULL when there is no more. */
const char *options_next(const struct arguments *arguments, const char *name, size_t *at);
bool options_given(const struct arguments *arguments, const char *name);
/* I and N of an OPTION_SHARE; 0 when it is not given. */
void options_share(const struct arguments *arguments, const char *name, size_t *share, size_t *shares);
uint64_t options_natural(const struct arguments *arguments, const char *name); /* 0: not given */

/* Cuts "a,b,c" into names[0..count); `buffer` holds their bytes. NULL or too long a value gives none. */
#define OPTION_NAMES_MAX 64
#define OPTION_NAMES_BYTES 2048
size_t options_split(const char *value, char buffer[OPTION_NAMES_BYTES], const char *names[OPTION_NAMES_MAX]);

/* For help, man and completions: `--output FILE`'s FILE; "" for a flag. */
const char *options_value_name(const struct option_row *row);
/* The words that the value may be, "csv|jsonl"; NULL: it is free. */
const char *options_choices(const struct option_row *row);
/* The rows that every subcommand has behind its own: --help and --version. */
extern const struct option_row options_page_rows[];

void options_write_help(struct output *output, const struct subcommand *subcommand);
/* Words of `text` at most `width` wide, every line after the first behind `indent` spaces. */
void options_write_wrapped(struct output *output, const char *text, size_t indent, size_t width);

/* Rows that several subcommands share. */
#define OPTION_ROW_OUTPUT \
    {"output", 'o', OPTION_FILE, NULL, NULL, "-", \
     "write to this file, which appears whole or not at all; - is standard output; a name that ends as another form of file (.json, .gz, .xls) is refused"}
#define OPTION_ROW_FORMAT {"format", 0, OPTION_CHOICE, NULL, "csv|jsonl", "csv", "write records as CSV or as JSON Lines"}
#define OPTION_ROW_FROM_FIGURES \
    {"from", 0, OPTION_CHOICE, NULL, "auto|csv|jsonl", "auto", "what the figures are in; auto goes by the ending .jsonl or .ndjson, else CSV"}
#define OPTION_ROW_RATES \
    {"rates", 0, OPTION_FILE, NULL, NULL, NULL, \
     "rates over the built-in ones: the ECB's daily CSV, a CSV date,currency,rate, or price directives; plain, gzip or zip; may be " \
     "given several times, the later file wins"}
#define OPTION_ROW_BUILT_IN \
    {"built-in", 0, OPTION_FLAG, NULL, NULL, NULL, "leave out the file that chiffre rates --download has fetched"}
/* All that says where articles come from and how they are read: several rows. */
#define OPTION_ROW_FROM_ARTICLES \
    {"from", 0, OPTION_CHOICE, NULL, "auto|text|jsonl|html|pdf|docx|odt|epub|markdown", "auto", \
     "what the articles are in: text, JSON Lines (one object a line with id and text, and date, lang, title and source where known), web " \
     "pages, PDF, word processor files; each may be packed by gzip; auto goes by the name's ending, else by the first bytes, else text"}, \
    {"include", 0, OPTION_TEXT, "PATTERN", NULL, NULL, \
     "of a folder read the files whose name is like this, '*.html'; may be given several times; without it the endings of all forms"}, \
    {"encoding", 0, OPTION_TEXT, "NAME", NULL, NULL, \
     "the articles' encoding, windows-1252, iso-8859-15, utf-16le ...; without it a byte order mark, what a page declares, UTF-8 (but for " \
     "stray bytes), else Windows-1252"}, \
    {"field", 0, OPTION_TEXT, "NAME=KEY", NULL, NULL, \
     "in JSON Lines this field is under another key: text=body; also id, date, lang, title, source; may be given several times"}, \
    {"html", 0, OPTION_CHOICE, NULL, "article|all", "article", "of web pages the article only, or everything but scripts and styles"}, \
    {"time-limit", 0, OPTION_NATURAL, "SECONDS", NULL, "60", "that pdftotext or pandoc may take for one file"}, \
    {"after", 0, OPTION_TEXT, "DOCUMENT", NULL, NULL, "begin behind this document, the first of that name, as a run that was interrupted tells"}, \
    {"jobs", 'j', OPTION_COUNT, NULL, NULL, "1", \
     "work on so many documents at once, 0: as many as there are processors; the output is the same, byte by byte"}, \
    {"quiet", 'q', OPTION_FLAG, NULL, NULL, NULL, "no progress line on a terminal"}
#define OPTION_ROW_LANGUAGE \
    {"lang", 'l', OPTION_LANGUAGE, NULL, NULL, "auto", \
     "the articles' language; auto takes what JSON Lines say, else decides by the commonest words of the whole article"}
#define OPTION_ROW_DATE \
    {"date", 'd', OPTION_DATE, NULL, NULL, NULL, \
     "the day of publication, from which \"last quarter\" or \"un an plus tôt\" are counted; without it what JSON Lines say, else a " \
     "dateline at the head of the text, else such periods stay unresolved"}
#define OPTION_ROW_LEXICON \
    {"lexicon", 0, OPTION_FOLDER, NULL, NULL, NULL, "lay the tables of this folder (FOLDER/fr/scales.csv ...) over the built-in ones"}
#define OPTION_ROW_END {NULL, 0, OPTION_FLAG, NULL, NULL, NULL, NULL}

#endif
