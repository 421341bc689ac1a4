/* SPDX-License-Identifier: MIT */
/* Bounds and their like before and behind an amount. */
#include "extract/prefix.h"

#include "extract/unit.h"

static enum chiffre_bound bound_of(const struct lexicon_row *row)
{
    return row->kind <= ROW_at_most ? (enum chiffre_bound)row->kind : CHIFFRE_BOUND_none;
}

/* pas plus de: at most. */
static enum chiffre_bound turned(enum chiffre_bound bound)
{
    switch (bound) {
    case CHIFFRE_BOUND_above:
        return CHIFFRE_BOUND_at_most;
    case CHIFFRE_BOUND_below:
        return CHIFFRE_BOUND_at_least;
    case CHIFFRE_BOUND_at_least:
        return CHIFFRE_BOUND_below;
    case CHIFFRE_BOUND_at_most:
        return CHIFFRE_BOUND_above;
    default:
        return bound;
    }
}

/* The tighter of two bounds that stand together: "up to about", "more than roughly". */
static enum chiffre_bound joined(enum chiffre_bound first, enum chiffre_bound second)
{
    return first == CHIFFRE_BOUND_none || first == CHIFFRE_BOUND_about ? second : second == CHIFFRE_BOUND_about ? first : second;
}

static uint32_t read_prefix_word(const struct sentence *sentence, uint32_t at, struct prefix *prefix)
{
    uint32_t tokens, other;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_bound_before, &tokens);
    const struct lexicon_row *range = row_at(sentence, at, ROLE_range_from, &other);
    if (row != NULL && tokens >= other) {
        enum chiffre_bound bound = prefix->negated ? turned(bound_of(row)) : bound_of(row);
        prefix->bound = joined(prefix->bound, bound);
        prefix->negated = false;
        return tokens;
    }
    if (range != NULL) {
        prefix->range = (enum row_kind)range->kind;
        prefix->given_back |= prefix->tokens == 0;
        return other;
    }
    row = row_at(sentence, at, ROLE_bound_not, &tokens);
    if (row != NULL && has_roles(sentence, at + tokens, ROLE_BIT(bound_before))) {
        prefix->negated = true;
        return tokens;
    }
    row = row_at(sentence, at, ROLE_measure_before, &tokens);
    if (row == NULL)
        return 0;
    prefix->ratio = row->kind == ROW_ratio;
    prefix->refused = !prefix->ratio;
    prefix->given_back |= prefix->ratio && prefix->tokens == 0; /* "multiplié par" speaks of a change, too */
    return tokens;
}

/* "edged up to 4.2%": the first word is the last of a change. */
static bool ends_change(const struct sentence *sentence, uint32_t at)
{
    return at > 0 && (token_match(sentence, at - 1, ROLE_up).tokens == 2 || token_match(sentence, at - 1, ROLE_down).tokens == 2);
}

/* A bound or the like right before `at` that a longer phrase has used up ("dropped to about"), or that was given back. */
static const struct lexicon_row *row_taken(const struct sentence *sentence, uint32_t at, role_number role)
{
    for (uint32_t back = 1; back <= PREFIX_WORDS_BACK && back <= at; back++) {
        uint32_t tokens;
        if (sentence->tokens[at - back].kind == TOKEN_NUMBER || !has_roles(sentence, at - back, role_bit(role)))
            continue;
        const struct lexicon_row *row = row_at(sentence, at - back, role, &tokens);
        if (row != NULL && tokens == back && !ends_change(sentence, at - back))
            return row;
    }
    return NULL;
}

/* Words before the number: bounds, their negation, what opens a range, what makes it no figure. */
void prefix_read_at(const struct sentence *sentence, uint32_t at, struct prefix *prefix)
{
    uint32_t tokens;
    const struct lexicon_row *opener = at > 0 ? row_at(sentence, at - 1, ROLE_range_from, &tokens) : NULL;
    if (opener != NULL && tokens == 1)
        prefix->range = (enum row_kind)opener->kind; /* given back before */
    uint64_t before = prefix_roles_before(sentence, at);
    if (before & ROLE_BIT(bound_before)) {
        const struct lexicon_row *taken = row_taken(sentence, at, ROLE_bound_before);
        prefix->bound = taken == NULL ? CHIFFRE_BOUND_none : bound_of(taken);
    }
    if (before & ROLE_BIT(measure_before)) {
        const struct lexicon_row *taken = row_taken(sentence, at, ROLE_measure_before);
        prefix->ratio = taken != NULL && taken->kind == ROW_ratio;
        prefix->refused = taken != NULL && !prefix->ratio;
    }
    for (int i = 0; i < 6 && !prefix->refused && has_roles(sentence, at + prefix->tokens, PREFIX_ROLES); i++) {
        if (i > 0 && sentence->tokens[at + prefix->tokens].gap >= GAP_LINE)
            break;
        uint32_t used = read_prefix_word(sentence, at + prefix->tokens, prefix);
        if (used == 0)
            break;
        prefix->tokens += used;
    }
}

/* "ou plus", "or more", "environ" behind the amount. */
uint32_t prefix_bound_behind(const struct sentence *sentence, uint32_t at, enum chiffre_bound *bound)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_bound_after, &tokens);
    if (row == NULL || sentence->tokens[at].gap >= GAP_LINE || (tokens == 1 && sentence->tokens[at].gap != GAP_HYPHEN && !unit_ends(sentence, at + 1)))
        return 0;
    for (uint32_t i = 1, other; i < tokens; i++) /* "and more than 20" is the next number's */
        if (row_at(sentence, at + i, ROLE_bound_before, &other) != NULL && i + other > tokens)
            return 0;
    *bound = joined(*bound, bound_of(row));
    return tokens;
}
