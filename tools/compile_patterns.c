/* SPDX-License-Identifier: MIT */
/* data/<language>/patterns.csv -> patterns: the steps of each (pattern_program.c), what it gives, and what it cannot match without.
 * The notation is in data/README.md. */
#include "core/ascii.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/figure.h"
#include "core/lexicon.h"
#include "core/text.h"
#include "core/tables.h"
#include "tools/compile.h"
#include "tools/pattern_index.h"
#include "tools/table.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define NAME_BYTES PROGRAM_NAME_BYTES
#define GIVES 24
#define SETS 64

struct set {
    char name[NAME_BYTES];
    struct role_set members;
};
struct compiling {
    const struct role_names *roles;
    struct output *output;
    const char *path, *language;
    size_t line, count;
    struct set sets[SETS];
    size_t set_count;
    struct program_words words;
    struct program program; /* of the pattern at work */
    struct pattern_index index;
};

static enum chiffre_status fail(const struct compiling *compiling, struct chiffre_error *error, const char *what, const char *name, size_t length)
{
    return error_set(error, CHIFFRE_UNKNOWN, compiling->path, compiling->line, 0, "%s '%.*s'", what, (int)length, name);
}

static const struct set *find_set(const struct compiling *compiling, const char *name, size_t length)
{
    for (size_t i = 0; i < compiling->set_count; i++)
        if (strlen(compiling->sets[i].name) == length && memcmp(compiling->sets[i].name, name, length) == 0)
            return &compiling->sets[i];
    return NULL;
}

/* For program_compile: the members of a set, or a role by itself. */
static bool members(void *context, struct chiffre_text word, struct role_set *found)
{
    const struct compiling *compiling = context;
    const struct set *set = find_set(compiling, word.data, word.length);
    role_number role = role_find(compiling->roles, word);
    *found = set != NULL ? set->members : (struct role_set){{0}};
    if (set == NULL)
        role_set_add(found, role);
    return set != NULL || role != ROLE_none;
}

static size_t word_length(const char *at)
{
    size_t length = 0;
    while (ascii_is_alphanumeric(at[length]) || at[length] == '_')
        length++;
    return length;
}

static const char *const field_names[PATTERN_FIELDS] = {
    [PATTERN_METRIC] = "metric", [PATTERN_ENTITY] = "entity", [PATTERN_PERIOD] = "period", [PATTERN_STATUS] = "status",
    [PATTERN_SOURCE] = "source", [PATTERN_RELATION] = "relation", [PATTERN_OF] = "of", [PATTERN_SIGN] = "sign", [PATTERN_BOUND] = "bound",
    [PATTERN_KIND] = "kind", [PATTERN_PER] = "per", [PATTERN_LIKE] = "like", [PATTERN_ASIDE] = "aside"};
static const char *const receiver_names[] = {"all", "after", "before", "clause", "rest"};

#define UNKNOWN 0xff
static const char *name_of(unsigned field, unsigned number)
{
    switch (field) {
    case PATTERN_STATUS:
        return status_name((enum chiffre_figure_status)number);
    case PATTERN_RELATION:
        return relation_name((enum chiffre_relation)number);
    case PATTERN_BOUND:
        return bound_name((enum chiffre_bound)number);
    default:
        return kind_name((enum chiffre_kind)number);
    }
}

/* What extract would have to compare words for: a number (core/tables.h). UNKNOWN: the field has no such value. */
static unsigned literal_number(unsigned field, const char *word, size_t length)
{
    struct chiffre_text text = {word, length};
    if (field == PATTERN_METRIC)
        return text_equal(text, TEXT("last"));
    if (field == PATTERN_SIGN)
        return word[0] == '-';
    if (field == PATTERN_ASIDE)
        return text_equal(text, TEXT("day"));
    if (field != PATTERN_STATUS && field != PATTERN_RELATION && field != PATTERN_BOUND && field != PATTERN_KIND)
        return 0;
    if (text_equal(text, TEXT("none")))
        return 0;
    for (unsigned number = 1; name_of(field, number)[0] != '\0'; number++)
        if (text_equal(text, text_from(name_of(field, number))))
            return number;
    return UNKNOWN;
}

/* `a.relation=growth; a.of=b; all.source=e` */
static enum chiffre_status translate_gives(struct compiling *compiling, const char *gives, unsigned *count, struct chiffre_error *error)
{
    *count = 0;
    output_format(compiling->output, "static const struct pattern_give gives_%s_%zu[] = {", compiling->language, compiling->count);
    for (const char *at = gives; *at != '\0';) {
        while (*at == ' ' || *at == ';')
            at++;
        if (*at == '\0')
            break;
        size_t length = word_length(at);
        unsigned group = PATTERN_NAMES, field = PATTERN_FIELDS;
        for (unsigned i = 0; i < 5; i++)
            if (strlen(receiver_names[i]) == length && memcmp(at, receiver_names[i], length) == 0)
                group = PATTERN_ALL + i;
        for (unsigned i = 0; i < compiling->program.name_count; i++)
            if (strlen(compiling->program.names[i]) == length && memcmp(compiling->program.names[i], at, length) == 0)
                group = i;
        if (group == PATTERN_NAMES || at[length] != '.')
            return fail(compiling, error, "unknown receiver", at, length);
        at += length + 1;
        length = word_length(at);
        for (unsigned i = 0; i < PATTERN_FIELDS; i++)
            if (strlen(field_names[i]) == length && memcmp(field_names[i], at, length) == 0)
                field = i;
        if (field == PATTERN_FIELDS || at[length] != '=')
            return fail(compiling, error, "unknown field", at, length);
        at += length + 1;
        length = strcspn(at, " ;");
        unsigned from = PATTERN_LITERAL;
        for (unsigned i = 0; i < compiling->program.name_count; i++)
            if (strlen(compiling->program.names[i]) == length && memcmp(compiling->program.names[i], at, length) == 0)
                from = i;
        unsigned number = from == PATTERN_LITERAL ? literal_number(field, at, length) : 0;
        if (number == UNKNOWN)
            return fail(compiling, error, "unknown value", at, length);
        output_format(compiling->output, "{%u, %u, %u, %u, ", group, from, field, number);
        table_write_literal(compiling->output, (struct chiffre_text){at, length});
        output_string(compiling->output, "}, ");
        at += length;
        if (++*count > GIVES)
            return fail(compiling, error, "too much is given by", gives, strlen(gives));
    }
    output_string(compiling->output, "{0}};\n");
    return CHIFFRE_OK;
}

/* As a macro, and sets by name: their slots are known behind the last pattern. */
static void write_steps(struct compiling *compiling)
{
    struct output *output = compiling->output;
    output_format(output, "#define STEPS_%s_%zu {", compiling->language, compiling->count);
    for (unsigned i = 0; i < compiling->program.step_count; i++) {
        const struct pattern_step *step = &compiling->program.steps[i];
        output_format(output, "{%u,SET_%s_%u,%u,%u,%u,%u,%u,%u}, ", step->op, compiling->language, step->set, step->name, step->least, step->most,
                      step->lazy, step->must, step->other);
    }
    output_string(output, "{0}}\n");
}

static void write_bits(struct output *output, const uint64_t *bits, size_t count)
{
    output_string(output, "{{");
    for (size_t i = 0; i < count; i++)
        output_format(output, "UINT64_C(%llu),", (unsigned long long)bits[i]);
    output_string(output, "}},");
}

static void write_needs(struct output *output, const struct pattern_needs *needs)
{
    write_bits(output, needs->bits, PATTERN_NEEDS / 64);
}

/* The row as a macro: the table of all follows behind the last. */
static void write_pattern(struct compiling *compiling, struct chiffre_text name, unsigned give_count)
{
    struct output *output = compiling->output;
    const struct program *program = &compiling->program;
    struct pattern_needs needed = index_needs(&compiling->index, program);
    write_steps(compiling);
    output_format(output, "#define ROW_%s_%zu {", compiling->language, compiling->count);
    table_write_literal(output, name);
    output_format(output, ", steps_%s_%zu, gives_%s_%zu, %u, %u, ", compiling->language, compiling->count, compiling->language, compiling->count,
                  program->step_count, give_count);
    write_needs(output, &needed);
    table_write_literal(output, text_from(compiling->path));
    output_format(output, ", %zu}\n", compiling->line);
}

/* What all patterns of a language share. */
static void write_index(const struct compiling *compiling)
{
    struct output *output = compiling->output;
    const struct pattern_index *index = &compiling->index;
    const char *language = compiling->language;
    for (unsigned i = 0; i < compiling->words.set_count; i++)
        output_format(output, "#define SET_%s_%u %u\n", language, i, index->slot_of_set[i]);
    for (size_t i = 0; i < compiling->count; i++)
        output_format(output, "static const struct pattern_step steps_%s_%zu[] = STEPS_%s_%zu;\n", language, i, language, i);
    output_format(output, "static const uint8_t slot_of_%s[] = {", language);
    for (unsigned role = 0; role < 256; role++)
        output_format(output, "%u,", index->slot_of[role]);
    output_format(output, "};\nstatic const struct pattern_slots parts_%s[] = {", language);
    for (unsigned slot = index->direct_count; slot < index->slot_count; slot++)
        write_bits(output, index->parts[slot - index->direct_count].bits, PATTERN_DIRECT / 64);
    output_format(output, "{{0}}};\nstatic const struct pattern_item items_%s[] = {", language);
    for (unsigned slot = 0; slot < index->direct_count; slot++) {
        output_string(output, "{");
        write_needs(output, &index->items[slot].before);
        write_needs(output, &index->items[slot].behind);
        write_bits(output, index->items[slot].self.bits, PATTERN_DIRECT / 64);
        output_string(output, "},");
    }
    output_string(output, "};\n");
}

static enum chiffre_status read_pattern(void *context, const struct chiffre_text *cells, size_t count, size_t line, struct chiffre_error *error)
{
    struct compiling *compiling = context;
    compiling->line = line;
    if (count != 6)
        return error_set(error, CHIFFRE_MALFORMED, compiling->path, line, 0, "%zu cells instead of name,pattern,gives,example,expect,note", count);
    if (line == 1)
        return CHIFFRE_OK;
    if (compiling->count == PATTERN_MOST)
        return error_set(error, CHIFFRE_MALFORMED, compiling->path, line, 0, "more than %d patterns", PATTERN_MOST);
    char gives[1000];
    if (cells[2].length >= sizeof gives)
        return fail(compiling, error, "too long:", cells[0].data, cells[0].length);
    snprintf(gives, sizeof gives, "%.*s", (int)cells[2].length, cells[2].data);
    if (cells[0].length == 0 || cells[3].length == 0 || cells[4].length == 0)
        return error_set(error, CHIFFRE_UNKNOWN, compiling->path, line, 0, "a pattern needs a name, an example and what it must yield");
    struct chiffre_text where;
    const char *problem = program_compile(&compiling->program, &compiling->words, cells[1], &where);
    if (problem != NULL)
        return fail(compiling, error, problem, where.data, where.length);
    unsigned give_count = 0;
    enum chiffre_status status = translate_gives(compiling, gives, &give_count, error);
    if (status == CHIFFRE_OK)
        write_pattern(compiling, cells[0], give_count);
    compiling->count++;
    return status;
}

/* data/sets.csv: name,members,note: a name for several roles. */
static enum chiffre_status read_set(void *context, const struct chiffre_text *cells, size_t count, size_t line, struct chiffre_error *error)
{
    struct compiling *compiling = context;
    compiling->line = line;
    if (line == 1)
        return CHIFFRE_OK;
    if (count != 3 || cells[0].length == 0 || cells[0].length >= NAME_BYTES || compiling->set_count == SETS)
        return error_set(error, CHIFFRE_MALFORMED, compiling->path, line, 0, "a set needs name,members,note (at most %d sets)", SETS);
    struct set *set = &compiling->sets[compiling->set_count];
    snprintf(set->name, sizeof set->name, "%.*s", (int)cells[0].length, cells[0].data);
    set->members = (struct role_set){{0}};
    for (size_t at = 0; at < cells[1].length;) {
        size_t length = 0;
        while (at + length < cells[1].length && cells[1].data[at + length] != ' ')
            length++;
        const struct set *other = find_set(compiling, cells[1].data + at, length);
        role_number role = role_find(compiling->roles, (struct chiffre_text){cells[1].data + at, length});
        if (other == NULL && role == ROLE_none && length > 0)
            return fail(compiling, error, "unknown role or set", cells[1].data + at, length);
        for (size_t i = 0; other != NULL && i < sizeof set->members.bits / sizeof set->members.bits[0]; i++)
            set->members.bits[i] |= other->members.bits[i];
        if (other == NULL && length > 0)
            role_set_add(&set->members, role);
        at += length + 1;
    }
    compiling->set_count++;
    return CHIFFRE_OK;
}

/* The languages, in the order in which compile_lexicons met them. */
static enum chiffre_status compile_all(const char *data, struct compiling *compiling, struct chiffre_text languages, struct chiffre_error *error)
{
    char list[4096] = "";
    enum chiffre_status status = CHIFFRE_OK;
    for (size_t at = 0; at < languages.length && status == CHIFFRE_OK;) {
        char language[NAME_BYTES], path[512];
        size_t length = strcspn(languages.data + at, " ");
        snprintf(language, sizeof language, "%.*s", (int)length, languages.data + at);
        snprintf(path, sizeof path, "%s/%s/patterns.csv", data, language);
        at += length + 1;
        compiling->path = path;
        compiling->language = language;
        compiling->count = 0;
        compiling->words.set_count = 0;
        compiling->index = (struct pattern_index){.need_count = 0};
        if (access(path, R_OK) == 0)
            status = csv_read(path, read_pattern, compiling, error);
        if (status == CHIFFRE_OK && !index_make(&compiling->index, &compiling->words))
            status = fail(compiling, error, "more sets than patterns may have:", path, strlen(path));
        write_index(compiling);
        output_format(compiling->output, "static const struct pattern patterns_%s[] = {", language);
        for (size_t i = 0; i < compiling->count; i++)
            output_format(compiling->output, "ROW_%s_%zu, ", language, i);
        output_string(compiling->output, "{0}};\n");
        size_t used = strlen(list);
        snprintf(list + used, sizeof list - used, "    {\"%s\", patterns_%s, slot_of_%s, parts_%s, items_%s, %zu, %u, %u},\n", language,
                 language, language, language, language, compiling->count, compiling->index.direct_count, compiling->index.slot_count);
    }
    output_format(compiling->output, "const struct pattern_table pattern_tables[] = {\n%s    {0}};\n", list);
    return status;
}

enum chiffre_status compile_patterns(const char *data, struct output *output, struct chiffre_error *error)
{
    struct role_names roles;
    struct arena arena = {0};
    struct output *scratch;
    struct compiling *compiling = arena_take(&arena, sizeof *compiling);
    if (compiling == NULL || output_open_memory(&scratch) != CHIFFRE_OK) {
        arena_free(&arena);
        return error_no_memory(error);
    }
    char languages[1024] = "", path[512];
    enum chiffre_status status = compile_lexicons(data, &roles, languages, sizeof languages, scratch, &arena, error);
    output_discard(scratch);
    *compiling = (struct compiling){.roles = &roles, .output = output};
    compiling->words = (struct program_words){.members = members, .context = compiling};
    output_string(output, "#include \"core/tables.h\"\n");
    snprintf(path, sizeof path, "%s/sets.csv", data);
    compiling->path = path;
    if (status == CHIFFRE_OK)
        status = csv_read(path, read_set, compiling, error);
    if (status == CHIFFRE_OK)
        status = compile_all(data, compiling, text_from(languages), error);
    arena_free(&arena);
    return status;
}
