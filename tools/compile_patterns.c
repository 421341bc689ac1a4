/* SPDX-License-Identifier: MIT */
/* data/<language>/patterns.csv -> PCRE2 patterns over role bytes. A pattern is written in role names; this file spells it in bytes, names its
 * captures, and notes the roles without which it cannot match. The notation is in data/README.md. */
#include "core/ascii.h"
#include "core/csv.h"
#include "core/error.h"
#include "core/lexicon.h"
#include "core/text.h"
#include "core/tables.h"
#include "tools/compile.h"
#include "tools/table.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define REGEX_BYTES 4000
#define NAME_BYTES 32
#define GIVES 24
#define CAPTURES 32
#define SETS 64
#define ANY 8 /* sets that a pattern is refused by at once; more are left to PCRE2 */

struct set {
    char name[NAME_BYTES];
    char class[600]; /* [\x01\x02] */
    struct role_set members;
};
struct compiling {
    const struct role_names *roles;
    struct output *output;
    const char *path, *language;
    size_t line, count;
    struct set sets[SETS];
    size_t set_count;
    /* the pattern at work */
    char regex[REGEX_BYTES];
    size_t length;
    char names[PATTERN_NAMES][NAME_BYTES];
    unsigned name_count;
    unsigned char captures[CAPTURES];
    unsigned capture_count;
    struct role_set needed, any[ANY];
    unsigned any_count;
};

static void put(struct compiling *compiling, const char *text)
{
    size_t length = strlen(text);
    if (compiling->length + length < REGEX_BYTES)
        memcpy(compiling->regex + compiling->length, text, length + 1);
    compiling->length += length; /* also what did not fit: translate() says so */
}

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

/* The bytes of a role or of a set. *only is the role when it is one, else ROLE_none. */
static enum chiffre_status spell(const struct compiling *compiling, const char *name, size_t length, char *bytes, size_t size, role_number *only,
                                 struct chiffre_error *error)
{
    const struct set *set = find_set(compiling, name, length);
    *only = ROLE_none;
    if (set != NULL) {
        snprintf(bytes, size, "%s", set->class);
        return CHIFFRE_OK;
    }
    *only = role_find(compiling->roles, (struct chiffre_text){name, length});
    if (*only == ROLE_none)
        return fail(compiling, error, "unknown role or set", name, length);
    snprintf(bytes, size, "\\x%02x", *only);
    return CHIFFRE_OK;
}

static unsigned name_number(struct compiling *compiling, const char *name, size_t length)
{
    for (unsigned i = 0; i < compiling->name_count; i++)
        if (strlen(compiling->names[i]) == length && memcmp(compiling->names[i], name, length) == 0)
            return i;
    if (compiling->name_count == PATTERN_NAMES || length >= NAME_BYTES)
        return PATTERN_NAMES;
    snprintf(compiling->names[compiling->name_count], NAME_BYTES, "%.*s", (int)length, name);
    return compiling->name_count++;
}

static size_t word_length(const char *at)
{
    size_t length = 0;
    while (ascii_is_alphanumeric(at[length]) || at[length] == '_')
        length++;
    return length;
}

/* One role, set or `name:role` at *at; `sure`: it stands at the top and is not optional. */
static enum chiffre_status translate_word(struct compiling *compiling, const char **at, bool top, struct chiffre_error *error)
{
    char bytes[640];
    role_number only;
    const char *word = *at;
    size_t length = word_length(word);
    bool named = word[length] == ':';
    if (named) {
        unsigned number = name_number(compiling, word, length);
        if (number == PATTERN_NAMES || compiling->capture_count == CAPTURES)
            return fail(compiling, error, "too many names at", word, length);
        compiling->captures[compiling->capture_count++] = (unsigned char)number;
        word += length + 1;
        length = word_length(word);
    }
    enum chiffre_status status = spell(compiling, word, length, bytes, sizeof bytes, &only, error);
    if (status != CHIFFRE_OK)
        return status;
    put(compiling, named ? "(" : "");
    put(compiling, bytes);
    put(compiling, named ? ")" : "");
    word += length;
    bool optional = *word == '?' || *word == '*' || *word == '{';
    if (top && !optional && only != ROLE_none)
        role_set_add(&compiling->needed, only);
    else if (top && !optional && compiling->any_count < ANY)
        compiling->any[compiling->any_count++] = find_set(compiling, word - length, length)->members;
    *at = word;
    return CHIFFRE_OK;
}

static enum chiffre_status translate_look(struct compiling *compiling, const char **at, struct chiffre_error *error)
{
    char bytes[640];
    role_number only;
    bool behind = **at == '<';
    const char *word = *at + (behind ? 2 : 1);
    size_t length = word_length(word);
    enum chiffre_status status = spell(compiling, word, length, bytes, sizeof bytes, &only, error);
    if (status != CHIFFRE_OK)
        return status;
    put(compiling, behind ? "(?<!" : "(?!");
    put(compiling, bytes);
    put(compiling, ")");
    *at = word + length;
    return CHIFFRE_OK;
}

static enum chiffre_status translate_gap(struct compiling *compiling, const char **at, struct chiffre_error *error)
{
    char bytes[640], text[700];
    role_number only;
    int most = 6;
    (*at)++;
    if (ascii_is_digit(**at))
        for (most = 0; ascii_is_digit(**at); (*at)++)
            most = most < 40 ? most * 10 + (**at - '0') : most;
    enum chiffre_status status = spell(compiling, "filler", 6, bytes, sizeof bytes, &only, error);
    if (status != CHIFFRE_OK)
        return status;
    snprintf(text, sizeof text, "%s{0,%d}?", bytes, most > 40 ? 40 : most);
    put(compiling, text);
    return CHIFFRE_OK;
}

static enum chiffre_status translate(struct compiling *compiling, const char *pattern, struct chiffre_error *error)
{
    int depth = 0;
    bool alternatives = false;
    for (const char *at = pattern; *at != '\0';) {
        enum chiffre_status status = CHIFFRE_OK;
        if (ascii_is_letter(*at)) {
            status = translate_word(compiling, &at, depth == 0, error);
        } else if (*at == '!' || (*at == '<' && at[1] == '!')) {
            status = translate_look(compiling, &at, error);
        } else if (*at == '~') {
            status = translate_gap(compiling, &at, error);
        } else if (strchr(" ()|?*+{}0123456789,^$", *at) != NULL) {
            char text[2] = {*at, '\0'};
            depth += *at == '(' ? 1 : *at == ')' ? -1 : 0;
            alternatives = alternatives || (*at == '|' && depth == 0);
            if (*at != ' ')
                put(compiling, *at == '(' ? "(?:" : text);
            at++;
        } else {
            return fail(compiling, error, "no pattern sign:", at, 1);
        }
        if (status != CHIFFRE_OK)
            return status;
        if (depth < 0)
            break;
    }
    if (depth != 0)
        return fail(compiling, error, "brackets do not close in", pattern, strlen(pattern));
    if (compiling->length >= REGEX_BYTES)
        return fail(compiling, error, "too long a pattern:", pattern, strlen(pattern));
    if (alternatives) {
        compiling->needed = (struct role_set){{0}};
        compiling->any_count = 0;
    }
    return CHIFFRE_OK;
}

static void write_role_set(struct output *output, const struct role_set *set)
{
    output_string(output, "{{");
    for (size_t i = 0; i < sizeof set->bits / sizeof set->bits[0]; i++)
        output_format(output, "UINT64_C(%llu),", (unsigned long long)set->bits[i]);
    output_string(output, "}},");
}

static const char *const field_names[PATTERN_FIELDS] = {
    [PATTERN_METRIC] = "metric", [PATTERN_ENTITY] = "entity", [PATTERN_PERIOD] = "period", [PATTERN_STATUS] = "status",
    [PATTERN_SOURCE] = "source", [PATTERN_RELATION] = "relation", [PATTERN_OF] = "of", [PATTERN_SIGN] = "sign", [PATTERN_BOUND] = "bound",
    [PATTERN_KIND] = "kind", [PATTERN_PER] = "per", [PATTERN_LIKE] = "like", [PATTERN_ASIDE] = "aside"};
static const char *const receiver_names[] = {"all", "after", "before", "clause", "rest"};

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
        for (unsigned i = 0; i < compiling->name_count; i++)
            if (strlen(compiling->names[i]) == length && memcmp(compiling->names[i], at, length) == 0)
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
        for (unsigned i = 0; i < compiling->name_count; i++)
            if (strlen(compiling->names[i]) == length && memcmp(compiling->names[i], at, length) == 0)
                from = i;
        output_format(compiling->output, "{%u, %u, %u, ", group, from, field);
        table_write_literal(compiling->output, (struct chiffre_text){at, length});
        output_string(compiling->output, "}, ");
        at += length;
        if (++*count > GIVES)
            return fail(compiling, error, "too much is given by", gives, strlen(gives));
    }
    output_string(compiling->output, "{0}};\n");
    return CHIFFRE_OK;
}

static enum chiffre_status read_pattern(void *context, const struct chiffre_text *cells, size_t count, size_t line, struct chiffre_error *error)
{
    struct compiling *compiling = context;
    compiling->line = line;
    if (count != 6)
        return error_set(error, CHIFFRE_MALFORMED, compiling->path, line, 0, "%zu cells instead of name,pattern,gives,example,expect,note", count);
    if (line == 1)
        return CHIFFRE_OK;
    char pattern[2000], gives[1000];
    if (cells[1].length >= sizeof pattern || cells[2].length >= sizeof gives)
        return fail(compiling, error, "too long:", cells[0].data, cells[0].length);
    snprintf(pattern, sizeof pattern, "%.*s", (int)cells[1].length, cells[1].data);
    snprintf(gives, sizeof gives, "%.*s", (int)cells[2].length, cells[2].data);
    compiling->length = 0;
    compiling->regex[0] = '\0';
    compiling->name_count = compiling->capture_count = 0;
    compiling->needed = (struct role_set){{0}};
    compiling->any_count = 0;
    if (cells[0].length == 0 || cells[3].length == 0 || cells[4].length == 0)
        return error_set(error, CHIFFRE_UNKNOWN, compiling->path, line, 0, "a pattern needs a name, an example and what it must yield");
    enum chiffre_status status = translate(compiling, pattern, error);
    unsigned give_count = 0;
    if (status == CHIFFRE_OK)
        status = translate_gives(compiling, gives, &give_count, error);
    if (status != CHIFFRE_OK)
        return status;
    struct output *rows = compiling->output;
    output_format(rows, "static const uint8_t captures_%s_%zu[] = {", compiling->language, compiling->count);
    for (unsigned i = 0; i < compiling->capture_count; i++)
        output_format(rows, "%u,", compiling->captures[i]);
    output_format(rows, "0};\nstatic const struct role_set any_%s_%zu[] = {", compiling->language, compiling->count);
    for (unsigned i = 0; i < compiling->any_count; i++)
        write_role_set(rows, &compiling->any[i]);
    output_format(rows, "{{0}}};\n#define ROW_%s_%zu {", compiling->language, compiling->count);
    table_write_literal(rows, cells[0]);
    output_string(rows, ", ");
    table_write_literal(rows, text_from(compiling->regex));
    output_format(rows, ", captures_%s_%zu, gives_%s_%zu, any_%s_%zu, %u, %u, %u, %u, ", compiling->language, compiling->count,
                  compiling->language, compiling->count, compiling->language, compiling->count, compiling->capture_count, compiling->name_count,
                  give_count, compiling->any_count);
    write_role_set(rows, &compiling->needed);
    table_write_literal(rows, text_from(compiling->path));
    output_format(rows, ", %zu}\n", line);
    compiling->count++;
    return CHIFFRE_OK;
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
    size_t used = 1;
    set->members = (struct role_set){{0}};
    strcpy(set->class, "[");
    for (size_t at = 0; at < cells[1].length;) {
        size_t length = 0;
        while (at + length < cells[1].length && cells[1].data[at + length] != ' ')
            length++;
        const struct set *other = find_set(compiling, cells[1].data + at, length);
        role_number role = role_find(compiling->roles, (struct chiffre_text){cells[1].data + at, length});
        if (other == NULL && role == ROLE_none && length > 0)
            return fail(compiling, error, "unknown role or set", cells[1].data + at, length);
        size_t more = other != NULL ? strlen(other->class) - 2 : 4;
        if (used + more + 2 > sizeof set->class) /* the closing bracket and the NUL */
            return fail(compiling, error, "too many members in", set->name, strlen(set->name));
        for (size_t i = 0; other != NULL && i < sizeof set->members.bits / sizeof set->members.bits[0]; i++)
            set->members.bits[i] |= other->members.bits[i];
        if (other == NULL && length > 0)
            role_set_add(&set->members, role);
        if (other != NULL)
            used += (size_t)snprintf(set->class + used, sizeof set->class - used, "%.*s", (int)strlen(other->class) - 2, other->class + 1);
        else if (length > 0)
            used += (size_t)snprintf(set->class + used, sizeof set->class - used, "\\x%02x", role);
        at += length + 1;
    }
    snprintf(set->class + used, sizeof set->class - used, "]");
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
        if (access(path, R_OK) == 0)
            status = csv_read(path, read_pattern, compiling, error);
        output_format(compiling->output, "static const struct pattern patterns_%s[] = {", language);
        for (size_t i = 0; i < compiling->count; i++)
            output_format(compiling->output, "ROW_%s_%zu, ", language, i);
        output_string(compiling->output, "{0}};\n");
        size_t used = strlen(list);
        snprintf(list + used, sizeof list - used, "    {\"%s\", patterns_%s, %zu},\n", language, language, compiling->count);
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
