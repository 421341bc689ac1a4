/* SPDX-License-Identifier: MIT */
/* Shared by the two ways to derive: by growth figures (derive.c), by sums of parts (derive_sum.c). */
#ifndef COMPARE_DERIVE_H
#define COMPARE_DERIVE_H

#include "compare/series.h"

/* A value that a fact has: one number, contradicted at most by fewer figures than support it. */
struct known {
    const struct candidate *candidate;
    struct chiffre_decimal value;
    struct interval interval;
    bool contradicted;
};
bool known_of(const struct series *series, uint32_t fact, struct known *known);
/* Where the value was read; for a derived one, where its first operand was. */
struct source_link first_source(const struct series *series, const struct known *known);
/* The weaker of two: what follows from a forecast is one. */
enum chiffre_figure_status weaker_status(enum chiffre_figure_status a, enum chiffre_figure_status b);
/* The period's label, at most 64 bytes, not terminated. */
size_t write_label(const struct series *series, const struct fact *key, char *out);
/* Adds the derived value to `key`'s fact; `formula` says how, then come the sources of the operands. */
enum chiffre_status add_derived(struct series *series, const struct fact *key, struct chiffre_decimal value,
                                struct interval interval, const char *formula, const struct source_link *links, size_t count,
                                enum chiffre_figure_status status, bool converted);
enum chiffre_status derive_sums(struct series *series);

#endif
