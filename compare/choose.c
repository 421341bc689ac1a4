/* SPDX-License-Identifier: MIT */
/* Several values of one fact -> the one that a table shows, and whether the others contradict it. */
#include "compare/series.h"

#include <limits.h>

#define VOTERS_MAX 64 /* values of one fact that are compared: the rest were read later */

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

/* What a choice looks at before anybody votes; smaller is better. */
static int rank(const struct candidate *candidate)
{
    return (candidate->derived ? 32 : 0) + status_rank(candidate) * 8 + bound_rank(candidate) * 2 + (candidate->equivalent ? 1 : 0);
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

/* A candidate among those that must agree with the chosen one. */
struct voter {
    struct interval interval;
    const struct candidate *candidate;
    uint64_t votes;
};

/* Those of the best rank, then those that may contradict them: of the same status, read as they were. */
static size_t find_voters(const struct series *series, const struct fact *fact, int best, struct voter *voters)
{
    size_t count = 0;
    for (int second = 0; second < 2; second++) {
        for (uint32_t i = fact->first; i != SERIES_NONE && count < VOTERS_MAX; i = series->candidates[i].next) {
            const struct candidate *candidate = &series->candidates[i];
            int own = rank(candidate);
            if (second ? own != best && own / 8 == best / 8 && own % 2 == best % 2 : own == best) {
                voters[count++] = (struct voter){interval_or_point(series, candidate), candidate, candidate->count};
            }
        }
    }
    return count;
}

/* A figure supports each finer one that it agrees with. */
static const struct voter *vote(struct voter *voters, size_t count, int best)
{
    const struct voter *chosen = NULL;
    for (size_t i = 0; i < count; i++) {
        struct voter *voter = &voters[i];
        for (size_t j = 0; rank(voter->candidate) == best && j < count; j++) {
            bool coarser = j != i && precision(voters[j].candidate) <= precision(voter->candidate);
            voter->votes += coarser && interval_meets(voter->interval, voters[j].interval) ? voters[j].candidate->count : 0;
        }
        if (rank(voter->candidate) != best) {
            continue;
        }
        bool finer = chosen != NULL && precision(voter->candidate) > precision(chosen->candidate);
        if (chosen == NULL || voter->votes > chosen->votes || (voter->votes == chosen->votes && finer)) {
            chosen = voter;
        }
    }
    return chosen;
}

const struct candidate *series_choose(const struct series *series, const struct fact *fact, enum agreement *agreement)
{
    int best = INT_MAX;
    for (uint32_t i = fact->first; i != SERIES_NONE; i = series->candidates[i].next) {
        int own = rank(&series->candidates[i]);
        best = own < best ? own : best;
    }
    *agreement = AGREED;
    if (fact->candidate_count == 1) {
        return &series->candidates[fact->first];
    }
    struct voter voters[VOTERS_MAX];
    size_t count = find_voters(series, fact, best, voters);
    const struct voter *chosen = vote(voters, count, best);
    for (size_t i = 0; i < count; i++) {
        if (&voters[i] != chosen && !interval_meets(chosen->interval, voters[i].interval)) {
            bool outvoted = voters[i].votes < chosen->votes && *agreement != UNDECIDED;
            *agreement = outvoted ? OUTVOTED : UNDECIDED;
        }
    }
    return chosen->candidate;
}
