/* SPDX-License-Identifier: MIT */
/* JSON -> jansson's values. */
#ifndef CORE_JSON_H
#define CORE_JSON_H

#include "chiffre.h"

#include <jansson.h>

/* json_loadb, whose NULL may be bad JSON or no memory: *no_memory tells (and *problem says nothing then). */
json_t *json_read(struct chiffre_text text, size_t flags, json_error_t *problem, bool *no_memory);

#endif
