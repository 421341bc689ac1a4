/* SPDX-License-Identifier: MIT */
/* A folder of tables (data/fr, or a user's own) -> rows in a lexicon builder. Refuses bad rows with file and line. */
#include "core/csv.h"
#include "core/error.h"
#include "core/lexicon.h"
#include "core/text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    bool cues = strcmp(reading->table, "cues") == 0 && reading->arena != NULL;
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

/* Roles whose value begins with a number, and what it may be: another would make wrong figures without a word. */
static const struct {
    role_number role;
    int64_t least, most;
} numbers[] = {{ROLE_scale, 1, 36},        {ROLE_scale_glued, 1, 36},  {ROLE_collective, 1, 1000000000}, {ROLE_number_unit, 0, 9},
               {ROLE_number_teen, 0, 99},  {ROLE_number_ten, 10, 99},  {ROLE_number_score, 20, 99},      {ROLE_number_hundred, 100, 100},
               {ROLE_number_one, 1, 1},    {ROLE_month, 1, 12},        {ROLE_weekday, 1, 7}};

static enum chiffre_status check_number(const struct reading *reading, role_number role, struct chiffre_text value, size_t line,
                                        struct chiffre_error *error)
{
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        if (numbers[i].role != role)
            continue;
        int64_t number = 0;
        size_t length = 0;
        for (; length < value.length && length < 12 && value.data[length] >= '0' && value.data[length] <= '9'; length++)
            number = number * 10 + (value.data[length] - '0');
        if (length == 0 || (length < value.length && value.data[length] != ' ') || number < numbers[i].least || number > numbers[i].most)
            return error_set(error, CHIFFRE_UNKNOWN, reading->path, line, 0, "'%.*s' is no number from %lld to %lld", (int)value.length, value.data,
                             (long long)numbers[i].least, (long long)numbers[i].most);
        break;
    }
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
        return error_set(error, CHIFFRE_MALFORMED, reading->path, line, 0, "%zu %s instead of 4", count, count == 1 ? "cell" : "cells");
    for (size_t i = 0; i < count; i++)
        if (!utf8_valid(cells[i]))
            return error_set(error, CHIFFRE_MALFORMED, reading->path, line, 0, "bad UTF-8 in cell %zu", i + 1);
    role_number role = ROLE_none;
    enum chiffre_status status = find_role(reading, cells[1], line, &role, error);
    if (status == CHIFFRE_OK)
        status = check_number(reading, role, cells[2], line, error);
    if (status != CHIFFRE_OK)
        return status;
    return lexicon_builder_add(reading->builder, cells[0], role, cells[2], reading->path, line, error);
}

static int only_tables(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".csv") == 0 && strcmp(entry->d_name, "patterns.csv") != 0;
}

int lexicon_by_name(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

enum chiffre_status lexicon_read_folder(const char *folder, struct lexicon_builder *builder, struct role_names *roles, struct arena *arena,
                                        struct chiffre_error *error)
{
    struct reading all = {.builder = builder, .roles = roles, .arena = arena}, *reading = &all;
    struct dirent **entries;
    int count = scandir(folder, &entries, only_tables, lexicon_by_name);
    if (count < 0)
        return error_set(error, CHIFFRE_UNREADABLE, folder, 0, 0, "cannot list this folder");
    enum chiffre_status status = CHIFFRE_OK;
    for (int i = 0; i < count; i++) {
        char path[1280], table[256];
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
