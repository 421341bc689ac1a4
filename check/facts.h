/* SPDX-License-Identifier: MIT */
/* Filed accounts that figures are held against. */
#ifndef CHECK_FACTS_H
#define CHECK_FACTS_H

#include "chiffre.h"
#include "core/memory.h"

struct fact {
    struct chiffre_text entity; /* as the source writes it */
    struct chiffre_text folded; /* its words, folded, separated by single spaces */
    struct chiffre_text metric, unit, period, source;
    struct chiffre_decimal value;
    int32_t decimals;
    chiffre_date start, end; /* equal for an instant */
    chiffre_date filed;      /* CHIFFRE_NO_DATE: not told */
};

struct facts {
    struct fact *items;
    size_t count, capacity;
    struct arena arena;
    bool sorted;
};
/* Copies the texts. */
enum chiffre_status facts_add(struct facts *facts, const struct fact *fact);
/* Readers: by the file's first bytes and name. */
enum chiffre_status facts_read(struct facts *facts, const char *path, size_t *skipped, struct chiffre_error *error);
enum chiffre_status facts_read_csv(struct facts *facts, struct chiffre_text bytes, const char *path, size_t *skipped,
                                   struct chiffre_error *error);
enum chiffre_status facts_read_sec(struct facts *facts, struct chiffre_text bytes, const char *path, size_t *skipped,
                                   struct chiffre_error *error);
/* Sorts by metric and end, after which facts_find works. */
void facts_sort(struct facts *facts);
/* The facts of a metric are [*first, *last). */
void facts_find(const struct facts *facts, struct chiffre_text metric, size_t *first, size_t *last);
/* Whether a name, folded by facts_fold_name, is the entity of a fact: its words, or the first of them ("Amazon": AMAZON.COM, INC.).
 */
bool facts_same_entity(const struct fact *fact, struct chiffre_text folded_name);
/* The words of a name, folded, without legal forms, one blank between them. `out` has room for FACTS_NAME_MAX. */
#define FACTS_NAME_MAX 800
struct chiffre_text facts_fold_name(struct chiffre_text name, char *out);
/* Whether folded words, one blank between them, hold the whole name of the fact's entity. */
bool facts_named_in(const struct fact *fact, struct chiffre_text folded_words);
/* The whole file, unpacked when it is gzip; in the arena. */
enum chiffre_status facts_bytes(const char *path, struct arena *arena, struct chiffre_text *bytes, struct chiffre_error *error);
void facts_free(struct facts *facts);

#endif
