/* SPDX-License-Identifier: MIT */
/* data/<language>/cases*.txt -> the rows of the tables that no case's text has. A row of data/common is reached by any language's
 * cases.
 *
 * usage: rows TABLE[,TABLE...] FILE...     prints file:line of each row that no case reaches; exit 0: none, 1: some, 2: a file is
 * wrong */
#include "chiffre.h"
#include "core/input.h"
#include "core/memory.h"
#include "core/tables.h"
#include "core/text.h"
#include "extract/token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LANGUAGES_MAX 8

struct reached {
    const struct lexicon *lexicon;
    unsigned char *rows; /* one a row of the lexicon */
    bool asked;          /* a file of this language was given */
};
static struct reached languages[LANGUAGES_MAX];

__attribute__((noreturn)) static void stop(const char *what, const char *name)
{
    fprintf(stderr, "rows: %s: %s\n", name, what);
    exit(2);
}

static struct reached *language_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *begin = slash;
    while (begin != NULL && begin > path && begin[-1] != '/')
        begin--;
    for (unsigned i = 0; slash != NULL && i < lexicon_count && i < LANGUAGES_MAX; i++) {
        size_t length = strlen(lexicons[i].language);
        if (length == (size_t)(slash - begin) && memcmp(lexicons[i].language, begin, length) == 0)
            return &languages[i];
    }
    stop("its folder is no language", path);
}

static void mark_phrase(struct reached *reached, const struct lexicon_phrase *phrase)
{
    for (uint32_t i = 0; i < phrase->row_count; i++)
        reached->rows[phrase->first_row + i] = 1;
}

/* All phrases that begin at the token, of any length. */
static void mark_token(struct reached *reached, const struct sentence *sentence, uint32_t at)
{
    const struct lexicon_word *word = sentence->tokens[at].word;
    if (word == NULL)
        return;
    for (uint32_t k = 0; k < word->phrase_count; k++) {
        const struct lexicon_phrase *phrase = &sentence->lexicon->phrases[word->first_phrase + k];
        uint32_t i = 0;
        while (i < phrase->word_count && at + i + 1 < sentence->count && sentence->tokens[at + i + 1].word != NULL &&
               sentence->tokens[at + i + 1].word->number == sentence->lexicon->behind[phrase->behind + i])
            i++;
        if (i == phrase->word_count)
            mark_phrase(reached, phrase);
    }
}

/* The ends of words: rows of role plural, and letters glued together (MEUR). */
static void mark_endings(struct reached *reached, const struct sentence *sentence, const struct token *token)
{
    char folded[256];
    if (token->kind != TOKEN_WORD || token->length > 80)
        return;
    size_t length = text_fold((struct chiffre_text){sentence->text.data + token->start, token->length}, folded);
    for (size_t from = 1; from < length; from++) {
        const struct lexicon_word *word = lexicon_find(sentence->lexicon, folded + from, length - from);
        if (word == NULL || word->phrase_count == 0)
            continue;
        const struct lexicon_phrase *phrase = &sentence->lexicon->phrases[word->first_phrase + word->phrase_count - 1];
        const struct lexicon_row *rows = &sentence->lexicon->rows[phrase->first_row];
        for (uint32_t i = 0; i < phrase->row_count && phrase->word_count == 0; i++)
            if (rows[i].role == ROLE_plural || (rows[i].role == ROLE_currency && strstr(rows[i].value, " part") != NULL))
                reached->rows[phrase->first_row + i] = 1;
    }
}

static void mark_text(struct reached *reached, struct chiffre_text text, const struct shapes *shapes, struct scanner *scanner)
{
    struct sentence sentence;
    scanner_start(scanner, text, reached->lexicon, shapes);
    while (scanner_next(scanner, &sentence))
        for (uint32_t at = 0; at < sentence.count; at++) {
            mark_token(reached, &sentence, at);
            mark_endings(reached, &sentence, &sentence.tokens[at]);
        }
}

static void read_cases(const char *path, const struct shapes *shapes, struct scanner *scanner)
{
    struct reached *reached = language_of(path);
    struct arena arena = {0};
    struct chiffre_text bytes;
    struct chiffre_error error;
    if (input_whole(path, &arena, &bytes, &error) != CHIFFRE_OK)
        stop(error.message, path);
    reached->asked = true;
    for (const char *at = bytes.data, *end = bytes.data + bytes.length; at < end;) {
        const char *line = at, *newline = memchr(at, '\n', (size_t)(end - at));
        at = newline == NULL ? end : newline + 1;
        if (at - line > 2 && memcmp(line, "> ", 2) == 0)
            mark_text(reached, (struct chiffre_text){line + 2, (size_t)(at - line) - 2}, shapes, scanner);
    }
    arena_free(&arena);
}

/* Is this table one of `tables`? */
static bool in_tables(const char *file, const char *tables)
{
    const char *slash = strrchr(file, '/'), *name = slash == NULL ? file : slash + 1;
    size_t length = strcspn(name, ".");
    for (const char *at = tables; *at != '\0'; at += *at == ',') {
        size_t size = strcspn(at, ",");
        if (size == length && memcmp(at, name, size) == 0)
            return true;
        at += size;
    }
    return false;
}

static bool reached_elsewhere(const char *file, int32_t line)
{
    for (unsigned i = 0; i < lexicon_count && i < LANGUAGES_MAX; i++)
        for (uint32_t k = 0; languages[i].asked && k < lexicons[i].row_total; k++)
            if (languages[i].rows[k] && lexicons[i].rows[k].line == line &&
                strcmp(lexicons[i].files[lexicons[i].rows[k].file], file) == 0)
                return true;
    return false;
}

int main(int argc, char **argv)
{
    struct shapes *shapes;
    struct scanner scanner = {0};
    unsigned missing = 0;
    if (argc < 3)
        stop("give tables and files", "usage");
    if (shapes_new(&shapes, NULL) != CHIFFRE_OK)
        stop("out of memory", "shapes");
    for (unsigned i = 0; i < lexicon_count && i < LANGUAGES_MAX; i++) {
        languages[i] = (struct reached){.lexicon = &lexicons[i], .rows = memory_take(lexicons[i].row_total + 1, 1)};
        if (languages[i].rows == NULL)
            stop("out of memory", lexicons[i].language);
        memset(languages[i].rows, 0, lexicons[i].row_total + 1);
    }
    for (int i = 2; i < argc; i++)
        read_cases(argv[i], shapes, &scanner);
    for (unsigned i = 0; i < lexicon_count && i < LANGUAGES_MAX; i++)
        for (uint32_t k = 0; languages[i].asked && k < lexicons[i].row_total; k++) {
            const char *file = lexicons[i].files[lexicons[i].rows[k].file];
            int32_t line = lexicons[i].rows[k].line;
            if (languages[i].rows[k] || !in_tables(file, argv[1]) || reached_elsewhere(file, line))
                continue;
            printf("%s:%d: no case reaches this row\n", file, (int)line);
            missing++;
        }
    for (unsigned i = 0; i < LANGUAGES_MAX; i++)
        memory_free(languages[i].rows);
    scanner_free(&scanner);
    shapes_free(shapes);
    return missing > 0;
}
