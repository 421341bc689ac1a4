/* SPDX-License-Identifier: MIT */
/* What nearly every line of JSON Lines is, an object of strings and numbers, read without building a tree. It says yes only to what is JSON beyond
 * doubt; of all else jansson (core/json.h) says what it is, or what is wrong with it. */
#ifndef CORE_JSON_FLAT_H
#define CORE_JSON_FLAT_H

#include "core/memory.h"

enum json_flat_type { JSON_FLAT_STRING, JSON_FLAT_NUMBER, JSON_FLAT_NULL, JSON_FLAT_TRUTH };
struct json_member {
    struct chiffre_text key, value; /* as they are written, without their quotes; a key has no escapes */
    enum json_flat_type type;
    bool escapes; /* the value has some */
};
#define JSON_FLAT_MOST 32
struct json_flat {
    struct json_member members[JSON_FLAT_MOST];
    size_t count;
};

bool json_flat_read(struct chiffre_text text, struct json_flat *flat);
const struct json_member *json_flat_find(const struct json_flat *flat, struct chiffre_text key); /* NULL: it has no such member */
/* A string's bytes, its escapes resolved, in the arena; .data is NULL when there is no memory. */
struct chiffre_text json_flat_string(const struct json_member *member, struct arena *arena);

#endif
