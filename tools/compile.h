/* SPDX-License-Identifier: MIT */
/* What the data compiler can make: one function a C file, each from tables below `directory`, written to `output`. A row that cannot be
 * right is MALFORMED or UNKNOWN with file and line. The program throws the output away unless the function says CHIFFRE_OK. */
#ifndef TOOLS_COMPILE_H
#define TOOLS_COMPILE_H

#include "chiffre.h"
#include "core/output.h"

typedef enum chiffre_status compile_fn(const char *directory, struct output *output, struct chiffre_error *error);

compile_fn compile_catalog; /* metrics.csv, currencies.csv -> the tables of core/catalog.h */

#endif
