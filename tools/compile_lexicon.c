/* SPDX-License-Identifier: MIT */
/* data/common and data/<language> / *.csv -> one lexicon a language, as static const tables. A folder of data/ that has a function.csv is a
 * language. Every table has the columns phrase,role,value,note. */
#include "core/error.h"
#include "core/lexicon.h"
#include "core/text.h"
#include "tools/compile.h"
#include "tools/table.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int only_languages(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strlen(entry->d_name) <= 8;
}

/* Its name becomes part of names in C. */
static bool is_language_name(const char *name)
{
    return name[0] != '\0' && name[strspn(name, "abcdefghijklmnopqrstuvwxyz_")] == '\0';
}

static void write_words(struct output *output, const char *language, const struct lexicon *lexicon)
{
    output_format(output, "static const char texts_%s[] = {", language);
    for (uint32_t i = 0; i < lexicon->word_total; i++) {
        const char *text = lexicon->texts + lexicon->spellings[i].text;
        for (int k = 0; k < lexicon->spellings[i].length; k++)
            output_format(output, "'\\%03o',", (unsigned)(unsigned char)text[k]);
        output_string(output, "0,\n");
    }
    output_format(output, "0};\nstatic const struct lexicon_spelling spellings_%s[] = {\n", language);
    for (uint32_t i = 0; i < lexicon->word_total; i++)
        output_format(output, "    {%u, %u},\n", lexicon->spellings[i].text, lexicon->spellings[i].length);
    output_format(output, "    {0}};\nstatic const struct lexicon_word words_%s[] __attribute__((aligned(LEXICON_WORD_BYTES))) = {\n", language);
    for (uint32_t i = 0; i < lexicon->word_total; i++) {
        const struct lexicon_word *word = &lexicon->words[i];
        const uint64_t masks[] = {word->head, word->tail, word->alone, word->roles, word->seconds};
        output_string(output, "    {");
        for (size_t k = 0; k < sizeof masks / sizeof masks[0]; k++)
            output_format(output, "UINT64_C(%llu), ", (unsigned long long)masks[k]);
        output_format(output, "%u, %u, %u, %u, %u, %u, {0}, %uu},\n", word->first_phrase, word->phrase_count, word->number, word->lone_phrase,
                      word->lone_row, word->lone_role, word->thirds);
    }
    output_string(output, "    {0}};\n");
}

static void write_phrases(struct output *output, const char *language, const struct lexicon *lexicon)
{
    output_format(output, "static const uint16_t behind_%s[] = {", language);
    for (uint32_t i = 0; i < lexicon->phrase_total; i++)
        for (int k = 0; k < lexicon->phrases[i].word_count; k++)
            output_format(output, "%u,", lexicon->behind[lexicon->phrases[i].behind + (uint32_t)k]);
    output_format(output, "0};\nstatic const struct lexicon_phrase phrases_%s[] = {\n", language);
    for (uint32_t i = 0; i < lexicon->phrase_total; i++) {
        const struct lexicon_phrase *phrase = &lexicon->phrases[i];
        output_format(output, "    {%u, %u, %u, %u, %d, %u, %u, %u, %u},\n", phrase->behind, phrase->word_count, phrase->row_count, phrase->speaker,
                      phrase->more, phrase->first_row, phrase->only, phrase->thirds, phrase->third);
    }
    output_string(output, "    {0}};\n");
}

static void write_lexicon(struct output *output, const char *language, const struct lexicon *lexicon)
{
    write_words(output, language, lexicon);
    write_phrases(output, language, lexicon);
    output_format(output, "static const char *const files_%s[] = {", language);
    for (uint32_t i = 0; i < lexicon->file_total; i++) {
        table_write_literal(output, text_from(lexicon->files[i]));
        output_char(output, ',');
    }
    output_format(output, "0};\nstatic const struct lexicon_row rows_%s[] = {\n", language);
    for (uint32_t i = 0; i < lexicon->row_total; i++) {
        const struct lexicon_row *row = &lexicon->rows[i];
        output_string(output, "    {");
        table_write_literal(output, text_from(row->value));
        output_format(output, ", %d, %d, %u, %u, %d, %u, %u, %u},\n", (int)row->number, (int)row->line, row->file, row->role, row->accented, row->flags,
                      row->kind, row->first);
    }
    output_format(output, "    {0}};\nstatic const lexicon_slot slots_%s[] = {", language);
    for (uint32_t i = 0; i <= lexicon->slot_mask; i++)
        output_format(output, "%uu,", lexicon->slots[i]);
    output_format(output, "};\nstatic const uint32_t pairs_%s[] = {", language);
    for (uint32_t i = 0; i <= UINT32_MAX >> lexicon->pair_shift; i++)
        output_format(output, "%u,", lexicon->pairs[i]);
    output_string(output, "};\n");
}

static enum chiffre_status compile_language(const char *data, const char *language, struct role_names *roles, struct arena *arena,
                                            struct output *output, char *list, size_t list_size, struct chiffre_error *error)
{
    struct lexicon_builder *builder;
    if (lexicon_builder_new(&builder) != CHIFFRE_OK)
        return error_no_memory(error);
    char folder[1024];
    snprintf(folder, sizeof folder, "%s/common", data);
    enum chiffre_status status = lexicon_read_folder(folder, builder, roles, arena, error);
    snprintf(folder, sizeof folder, "%s/%s", data, language);
    if (status == CHIFFRE_OK)
        status = lexicon_read_folder(folder, builder, roles, arena, error);
    struct lexicon lexicon;
    if (status == CHIFFRE_OK)
        status = lexicon_builder_finish(builder, language, &lexicon, error);
    if (status == CHIFFRE_OK) {
        write_lexicon(output, language, &lexicon);
        size_t used = strlen(list);
        snprintf(list + used, list_size - used,
                 "    {\"%s\", words_%s, spellings_%s, phrases_%s, rows_%s, texts_%s, behind_%s, files_%s, slots_%s, pairs_%s, %uu, %uu, %uu, %uu, %uu, %uu, %uu, %uu, %d, "
                 "%d, {",
                 language, language, language, language, language, language, language, language, language, language, lexicon.slot_shift, lexicon.slot_mask, lexicon.pair_shift,
                 lexicon.word_total, lexicon.phrase_total, lexicon.row_total, lexicon.file_total, lexicon.plural_ends, lexicon.decimal_comma,
                 lexicon.links_nouns);
        for (int i = 0; i < 128; i++) {
            used = strlen(list);
            snprintf(list + used, list_size - used, "%u,%s", lexicon.signs[i], i == 127 ? "}},\n" : "");
        }
    }
    lexicon_builder_free(builder);
    return status;
}

enum chiffre_status compile_lexicons(const char *data, struct role_names *roles, char *languages, size_t size, struct output *output,
                                     struct arena *arena, struct chiffre_error *error)
{
    struct dirent **entries;
    int count = scandir(data, &entries, only_languages, lexicon_by_name);
    if (count < 0)
        return error_set(error, CHIFFRE_UNREADABLE, data, 0, 0, "cannot list this folder");
    char list[16384] = "";
    unsigned total = 0;
    enum chiffre_status status = CHIFFRE_OK;
    role_names_start(roles);
    for (int i = 0; i < count; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s/function.csv", data, entries[i]->d_name);
        bool language = status == CHIFFRE_OK && access(path, R_OK) == 0;
        if (language && !is_language_name(entries[i]->d_name)) {
            status = error_set(error, CHIFFRE_UNKNOWN, path, 0, 0, "a language's folder is named in lower-case letters and _");
        } else if (language) {
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
        table_write_literal(output, text_from(roles->names[i]));
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
    output_string(output, "#include \"core/lexicon.h\"\n#include \"core/tables.h\"\n");
    enum chiffre_status status = compile_lexicons(data, &roles, languages, sizeof languages, output, &arena, error);
    arena_free(&arena);
    return status;
}
