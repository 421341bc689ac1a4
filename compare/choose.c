/* SPDX-License-Identifier: MIT */
/* Several values of one fact -> the one that a table shows, and whether the others contradict it. */
#include "compare/series.h"

struct interval candidate_interval(const struct series *series, const struct candidate *candidate)
{
    if (candidate->derived) {
        return series->extras[candidate->extra].interval;
    }
    if (candidate->decimals == CHIFFRE_NO_DECIMALS) {
        return (struct interval){DECIMAL_EMPTY, DECIMAL_EMPTY};
    }
    return interval_of(candidate->value, candidate_value_to(series, candidate), candidate->decimals,
                       (enum chiffre_bound)candidate->bound);
}

/* Smaller is better: actual and untold, planned, forecast, rumoured. */
static int status_rank(const struct candidate *candidate)
{
    switch ((enum chiffre_figure_status)candidate->status) {
    case CHIFFRE_STATUS_none:
    case CHIFFRE_STATUS_actual:
        return 0;
    case CHIFFRE_STATUS_planned:
        return 1;
    case CHIFFRE_STATUS_forecast:
        return 2;
    case CHIFFRE_STATUS_rumoured:
        break;
    }
    return 3;
}

static int bound_rank(const struct candidate *candidate)
{
    if (!candidate->derived && candidate->extra != SERIES_NONE) {
        return 1; /* a range */
    }
    switch ((enum chiffre_bound)candidate->bound) {
    case CHIFFRE_BOUND_none:
    case CHIFFRE_BOUND_exact:
    case CHIFFRE_BOUND_about:
        return 0;
    case CHIFFRE_BOUND_above:
    case CHIFFRE_BOUND_at_least:
    case CHIFFRE_BOUND_below:
    case CHIFFRE_BOUND_at_most:
        break;
    }
    return 2;
}

bool candidate_is_number(const struct series *series, const struct candidate *candidate)
{
    return bound_rank(candidate) == 0 && !candidate_value_to(series, candidate).known;
}

/* Digits behind the point that may be trusted: an `about` costs one. */
static int32_t precision(const struct candidate *candidate)
{
    if (candidate->decimals == CHIFFRE_NO_DECIMALS) {
        return INT32_MIN;
    }
    return candidate->decimals - (candidate->bound == CHIFFRE_BOUND_about ? 1 : 0);
}

static bool better(const struct candidate *a, const struct candidate *b)
{
    int ranks[][2] = {
        {a->derived, b->derived},
        {status_rank(a), status_rank(b)},
        {bound_rank(a), bound_rank(b)},
        {a->equivalent, b->equivalent},
    };
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        if (ranks[i][0] != ranks[i][1]) {
            return ranks[i][0] < ranks[i][1];
        }
    }
    if (precision(a) != precision(b)) {
        return precision(a) > precision(b);
    }
    return a->count > b->count;
}

/* A value whose precision is not told stands for itself alone. */
static struct interval interval_or_point(const struct series *series, const struct candidate *candidate)
{
    if (!candidate->derived && candidate->decimals == CHIFFRE_NO_DECIMALS) {
        struct chiffre_decimal value_to = candidate_value_to(series, candidate);
        return (struct interval){candidate->value, value_to.known ? value_to : candidate->value};
    }
    return candidate_interval(series, candidate);
}

bool candidates_differ(const struct series *series, const struct candidate *chosen, const struct candidate *other)
{
    if (chosen == other || chosen->derived != other->derived || status_rank(chosen) != status_rank(other) ||
        other->equivalent != chosen->equivalent) {
        return false;
    }
    return !interval_meets(interval_or_point(series, chosen), interval_or_point(series, other));
}

const struct candidate *series_choose(const struct series *series, const struct fact *fact, bool *conflict)
{
    const struct candidate *chosen = NULL;
    *conflict = false;
    for (uint32_t i = fact->first; i != SERIES_NONE; i = series->candidates[i].next) {
        if (chosen == NULL || better(&series->candidates[i], chosen)) {
            chosen = &series->candidates[i];
        }
    }
    for (uint32_t i = fact->first; i != SERIES_NONE && !*conflict; i = series->candidates[i].next) {
        *conflict = candidates_differ(series, chosen, &series->candidates[i]);
    }
    return chosen;
}
