/* SPDX-License-Identifier: MIT */
/* What the data compiler can make: one function a C file, each from tables below `directory`, written to `output`. A row that cannot be
 * right is MALFORMED or UNKNOWN with file and line. The program throws the output away unless the function says CHIFFRE_OK. */
#ifndef TOOLS_COMPILE_H
#define TOOLS_COMPILE_H

#include "chiffre.h"
#include "core/output.h"

typedef enum chiffre_status compile_fn(const char *directory, struct output *output, struct chiffre_error *error);

/* The list of tables; compile_X is in tools/compile_X.c. The Makefile's GENERATED has the same names. */
#define COMPILED_TABLES(T) \
    T(catalog)  /* metrics.csv, currencies.csv -> the tables of core/catalog.h */ \
    T(rates)    /* rates/ -> the tables of normalize/rates_table.h */ \
    T(lexicon)  /* common/, <language>/ -> the lexicons of core/tables.h */ \
    T(words)    /* pages.csv, company_forms.csv -> the words of core/tables.h */ \
    T(patterns) /* sets.csv, <language>/patterns.csv -> the patterns of core/tables.h */

#define COMPILE_PROTOTYPE(name) compile_fn compile_##name;
COMPILED_TABLES(COMPILE_PROTOTYPE)

/* All languages' lexicons, as compile_lexicon writes them; compile_patterns needs the role names that cues.csv made, and the languages, in
 * their order, separated by blanks. */
struct role_names;
struct arena;
enum chiffre_status compile_lexicons(const char *data, struct role_names *roles, char *languages, size_t size, struct output *output,
                                     struct arena *arena, struct chiffre_error *error);

#endif
