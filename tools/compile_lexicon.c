/* SPDX-License-Identifier: MIT */
/* data/common and data/<language> / *.csv -> one lexicon a language, as static const tables. A folder of data/ that has a function.csv is a
 * language. Every table has the columns phrase,role,value,note. */
#include "core/csv.h"
#include "core/error.h"
#include "core/lexicon.h"
#include "core/text.h"
#include "tools/compile.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct reading {
    struct lexicon_builder *builder;
    struct role_names *roles;
    struct arena *arena;
    const char *path;
    const char *table; /* scales */
};

/* A free name of cues.csv becomes a role; elsewhere a role must be the table's own. */
static enum chiffre_status find_role(struct reading *reading, struct chiffre_text name, size_t line, role_number *found, struct chiffre_error *error)
{
    role_number role = role_find(reading->roles, name);
    bool cues = strcmp(reading->table, "cues") == 0;
    if (role == ROLE_none && cues && name.length > 0) {
        if (reading->roles->count == 255)
            return error_set(error, CHIFFRE_UNKNOWN, reading->path, line, 0, "more than 255 roles");
        char *copy = arena_take(reading->arena, name.length + 1);
        if (copy == NULL)
            return error_no_memory(error);
        memcpy(copy, name.data, name.length);
        copy[name.length] = '\0';
        role = (role_number)reading->roles->count;
        reading->roles->names[reading->roles->count++] = copy;
    }
    if (role == ROLE_none)
        return error_set(error, CHIFFRE_UNKNOWN, reading->path, line, 0, "unknown role '%.*s'", (int)name.length, name.data);
    if (strcmp(role_table(role), reading->table) != 0)
        return error_set(error, CHIFFRE_UNKNOWN, reading->path, line, 0, "role '%.*s' belongs to %s.csv", (int)name.length, name.data,
                         *role_table(role) ? role_table(role) : "no table: C makes it, so not to");
    *found = role;
    return CHIFFRE_OK;
}

static enum chiffre_status read_row(void *context, const struct chiffre_text *cells, size_t count, size_t line, struct chiffre_error *error)
{
    struct reading *reading = context;
    if (line == 1) {
        if (count != 4 || !text_equal(cells[0], TEXT("phrase")) || !text_equal(cells[1], TEXT("role")) || !text_equal(cells[2], TEXT("value")) ||
            !text_equal(cells[3], TEXT("note")))
            return error_set(error, CHIFFRE_UNKNOWN, reading->path, line, 0, "the header must be phrase,role,value,note");
        return CHIFFRE_OK;
    }
    if (count != 4)
        return error_set(error, CHIFFRE_MALFORMED, reading->path, line, 0, "%zu cells instead of 4", count);
    for (size_t i = 0; i < count; i++)
        if (!utf8_valid(cells[i]))
            return error_set(error, CHIFFRE_MALFORMED, reading->path, line, 0, "bad UTF-8 in cell %zu", i + 1);
    role_number role;
    enum chiffre_status status = find_role(reading, cells[1], line, &role, error);
    if (status != CHIFFRE_OK)
        return status;
    return lexicon_builder_add(reading->builder, cells[0], role, cells[2], reading->path, line, error);
}

static int only_tables(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".csv") == 0 && strcmp(entry->d_name, "patterns.csv") != 0;
}

static enum chiffre_status read_folder(const char *folder, struct reading *reading, struct chiffre_error *error)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, only_tables, alphasort);
    if (count < 0)
        return error_set(error, CHIFFRE_UNREADABLE, folder, 0, 0, "cannot list this folder");
    enum chiffre_status status = CHIFFRE_OK;
    for (int i = 0; i < count; i++) {
        char path[512], table[128];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        snprintf(table, sizeof table, "%.*s", (int)(strlen(entries[i]->d_name) - 4), entries[i]->d_name);
        reading->path = path;
        reading->table = table;
        if (status == CHIFFRE_OK)
            status = csv_read(path, read_row, reading, error);
        free(entries[i]);
    }
    free(entries);
    return status;
}

static int only_languages(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strlen(entry->d_name) <= 8;
}

static void write_string(struct output *output, const char *string)
{
    output_char(output, '"');
    for (const unsigned char *c = (const unsigned char *)string; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\')
            output_format(output, "\\%c", *c);
        else if (*c < 32 || *c > 126)
            output_format(output, "\\%03o", *c);
        else if (*c == '?')
            output_string(output, "\\?");
        else
            output_char(output, (char)*c);
    }
    output_char(output, '"');
}

static void write_words(struct output *output, const char *language, const struct lexicon *lexicon)
{
    output_format(output, "static const struct lexicon_word words_%s[] = {\n", language);
    for (uint32_t i = 0; i < lexicon->word_total; i++) {
        const struct lexicon_word *word = &lexicon->words[i];
        output_string(output, "    {");
        write_string(output, word->text);
        output_format(output, ", %u, %u, %u, %u, UINT64_C(%llu)},\n", word->length, word->number, word->phrase_count, word->first_phrase,
                      (unsigned long long)word->roles);
    }
    output_string(output, "    {0}};\n");
}

static void write_phrases(struct output *output, const char *language, const struct lexicon *lexicon)
{
    output_format(output, "static const uint16_t behind_%s[] = {", language);
    for (uint32_t i = 0; i < lexicon->phrase_total; i++)
        for (int k = 0; k < lexicon->phrases[i].word_count; k++)
            output_format(output, "%u,", lexicon->phrases[i].words[k]);
    output_format(output, "0};\nstatic const struct lexicon_phrase phrases_%s[] = {\n", language);
    size_t used = 0;
    for (uint32_t i = 0; i < lexicon->phrase_total; i++) {
        const struct lexicon_phrase *phrase = &lexicon->phrases[i];
        output_format(output, "    {behind_%s + %zu, %u, %u, %u},\n", language, used, phrase->word_count, phrase->row_count, phrase->first_row);
        used += phrase->word_count;
    }
    output_string(output, "    {0}};\n");
}

static void write_lexicon(struct output *output, const char *language, const struct lexicon *lexicon)
{
    write_words(output, language, lexicon);
    write_phrases(output, language, lexicon);
    output_format(output, "static const struct lexicon_row rows_%s[] = {\n", language);
    for (uint32_t i = 0; i < lexicon->row_total; i++) {
        const struct lexicon_row *row = &lexicon->rows[i];
        output_format(output, "    {%u, ", row->role);
        write_string(output, row->value);
        output_format(output, ", %d, ", (int)row->number);
        write_string(output, row->file);
        output_format(output, ", %d},\n", (int)row->line);
    }
    output_format(output, "    {0}};\nstatic const uint16_t slots_%s[] = {", language);
    for (uint32_t i = 0; i <= lexicon->slot_mask; i++)
        output_format(output, "%u,", lexicon->slots[i]);
    output_format(output, "};\nstatic const uint32_t hashes_%s[] = {", language);
    for (uint32_t i = 0; i <= lexicon->slot_mask; i++)
        output_format(output, "%uu,", lexicon->slot_hashes[i]);
    output_string(output, "};\n");
}

static enum chiffre_status compile_language(const char *data, const char *language, struct role_names *roles, struct arena *arena,
                                            struct output *output, char *list, size_t list_size, struct chiffre_error *error)
{
    struct reading reading = {.roles = roles, .arena = arena};
    if (lexicon_builder_new(&reading.builder) != CHIFFRE_OK)
        return error_no_memory(error);
    char folder[256];
    snprintf(folder, sizeof folder, "%s/common", data);
    enum chiffre_status status = read_folder(folder, &reading, error);
    snprintf(folder, sizeof folder, "%s/%s", data, language);
    if (status == CHIFFRE_OK)
        status = read_folder(folder, &reading, error);
    struct lexicon lexicon;
    if (status == CHIFFRE_OK)
        status = lexicon_builder_finish(reading.builder, language, &lexicon, error);
    if (status == CHIFFRE_OK) {
        write_lexicon(output, language, &lexicon);
        size_t used = strlen(list);
        snprintf(list + used, list_size - used,
                 "    {\"%s\", words_%s, phrases_%s, rows_%s, slots_%s, hashes_%s, %uu, %uu, %uu, %uu},\n", language, language, language,
                 language, language, language, lexicon.slot_mask, lexicon.word_total, lexicon.phrase_total, lexicon.row_total);
    }
    lexicon_builder_free(reading.builder);
    return status;
}

enum chiffre_status compile_lexicons(const char *data, struct role_names *roles, char *languages, size_t size, struct output *output,
                                     struct arena *arena, struct chiffre_error *error)
{
    struct dirent **entries;
    int count = scandir(data, &entries, only_languages, alphasort);
    if (count < 0)
        return error_set(error, CHIFFRE_UNREADABLE, data, 0, 0, "cannot list this folder");
    char list[4096] = "";
    unsigned total = 0;
    enum chiffre_status status = CHIFFRE_OK;
    role_names_start(roles);
    for (int i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s/function.csv", data, entries[i]->d_name);
        if (status == CHIFFRE_OK && access(path, R_OK) == 0) {
            status = compile_language(data, entries[i]->d_name, roles, arena, output, list, sizeof list, error);
            size_t used = strlen(languages);
            snprintf(languages + used, size - used, "%s%s", used > 0 ? " " : "", entries[i]->d_name);
            total++;
        }
        free(entries[i]);
    }
    free(entries);
    output_format(output, "const struct lexicon lexicons[] = {\n%s    {0}};\nconst unsigned lexicon_count = %u;\n", list, total);
    output_string(output, "const struct role_names lexicon_roles = {{");
    for (unsigned i = 0; i < roles->count; i++) {
        write_string(output, roles->names[i]);
        output_char(output, ',');
    }
    output_format(output, "}, %u};\n", roles->count);
    return status;
}

enum chiffre_status compile_lexicon(const char *data, struct output *output, struct chiffre_error *error)
{
    struct role_names roles;
    struct arena arena = {0};
    char languages[1024] = "";
    output_string(output, "#include \"core/lexicon.h\"\n#include \"extract/tables.h\"\n");
    enum chiffre_status status = compile_lexicons(data, &roles, languages, sizeof languages, output, &arena, error);
    arena_free(&arena);
    return status;
}
