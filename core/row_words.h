/* SPDX-License-Identifier: MIT */
/* What the values of the tables' rows say in words of the tables' own ("percent glued", "EUR|FRF large", "far ahead"): told once, when a row is
 * made, so that the readers ask a number or a bit. */
#ifndef CORE_ROW_WORDS_H
#define CORE_ROW_WORDS_H

#include "chiffre.h"
#include "core/roles.h"

/* The first word of a value, where C asks for it. The bounds stand first and in the order of enum chiffre_bound. */
#define ROW_KINDS(K) \
    CHIFFRE_BOUNDS(K) K(between) K(from) K(range) K(by) K(to) K(and) K(dash) K(list) K(level) K(amount) K(sums) K(none) K(price) K(filler) K(of) K(far) \
    K(percent) K(percentage_points) K(basis_points) K(ratio) K(day) K(week) K(month) K(quarter) K(half) K(year) K(fiscal_year) K(whole_year) \
    K(ended) K(since) K(now) K(end) K(article) K(model) K(needed) \
    K(figure) K(ago) K(basis) K(trailing) K(ytd)
#define ROW_KIND_ENUM(name) ROW_##name,
enum row_kind { ROW_other, ROW_KINDS(ROW_KIND_ENUM) };
#undef ROW_KIND_ENUM
_Static_assert((int)ROW_at_most == (int)CHIFFRE_BOUND_at_most, "a bound's kind is the bound");

/* The words behind it. Roles that have nothing to do with each other share bits. */
enum row_flag {
    /* units: extract/unit.h says what they mean */
    ROW_CAPITALS = 1 << 0,
    ROW_CAPITAL = 1 << 1,
    ROW_LOWER = 1 << 2,
    ROW_TIGHT = 1 << 3,
    ROW_LARGE = 1 << 4,
    ROW_GLUED = 1 << 5,
    ROW_LAST = 1 << 6,
    ROW_LETTER = 1 << 7,
    ROW_WEAK = 1 << 8,
    ROW_PART = 1 << 9,
    ROW_MONEY = 1 << 10,  /* of a noun, too: |money */
    ROW_SMALL = 1 << 11,
    ROW_NEAR = 1 << 12,
    ROW_FIRST = 1 << 13,  /* written 1 */
    ROW_DECIMAL = 1 << 14,
    ROW_OPEN = 1 << 15,   /* of a currency or coin: several codes */
    /* others */
    ROW_ARTICLE = 1 << 0,  /* number_one */
    ROW_BEFORE = 1 << 0,   /* number_half */
    ROW_PLURAL = 1 << 0,   /* collective */
    ROW_EXACT = 1 << 1,    /* collective */
    ROW_MEASURE = 1 << 0,  /* currency_not */
    ROW_AHEAD = 1 << 0,    /* per */
    ROW_EMPLOYED = 1 << 0  /* noun: |employed */
};
/* How a unit must be written: without one of these it may be written anyhow. */
#define ROW_SPELLING (ROW_CAPITALS | ROW_CAPITAL | ROW_LOWER | ROW_TIGHT)

enum row_kind row_words_kind(const char *value);
uint16_t row_words_flags(role_number role, const char *value);
/* A phrase for a period ("figure-year-1", "end-month+0"): its first word as the row's kind (none: ROW_other), the kind that its unit has as the row's
 * flags, the count as its number. */
struct lexicon_row;
void row_words_relative(struct lexicon_row *row);
/* What all rows together say of their language: fills plural_ends, decimal_comma and links_nouns. */
struct lexicon;
void row_words_whole(struct lexicon *lexicon);

#endif
