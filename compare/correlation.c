/* SPDX-License-Identifier: MIT */
/* Two series -> how far they go together. */
#include "compare/statistics.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

#include "core/memory.h"

#define EXACT_MAX 9 /* 9! = 362 880 orders */

static bool varies(const double *values, size_t n)
{
    bool different = false;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(values[i])) {
            return false;
        }
        different = different || values[i] != values[0];
    }
    return different;
}

static double by_student(double value, size_t n)
{
    double rest = 1.0 - value * value;
    if (rest <= 0.0) {
        return 0.0;
    }
    double t = value * sqrt((double)(n - 2) / rest);
    return 2.0 * gsl_cdf_tdist_Q(fabs(t), (double)(n - 2));
}

/* Two passes about the means: exact enough for figures that share their first digits. */
static double pearson(const double *x, const double *y, size_t n)
{
    double mean_x = gsl_stats_mean(x, 1, n), mean_y = gsl_stats_mean(y, 1, n);
    double xx = 0.0, yy = 0.0, xy = 0.0;
    for (size_t i = 0; i < n; i++) {
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
        xy += (x[i] - mean_x) * (y[i] - mean_y);
    }
    double value = xy / (sqrt(xx) * sqrt(yy));
    return value > 1.0 ? 1.0 : value < -1.0 ? -1.0 : value;
}

bool correlate_pearson(const double *x, const double *y, size_t n, double confidence, struct correlation *result)
{
    if (n < STATISTICS_POINTS_MIN || !varies(x, n) || !varies(y, n)) {
        return false;
    }
    double value = pearson(x, y, n);
    double half = gsl_cdf_ugaussian_Pinv(0.5 + confidence / 2.0) / sqrt((double)n - 3.0);
    *result = (struct correlation){
        .n = n,
        .value = value,
        .low = tanh(atanh(value) - half),
        .high = tanh(atanh(value) + half),
        .p = by_student(value, n),
    };
    return true;
}

/* Ranks from 1, ties at their mean. False: no memory. */
static bool rank(const double *values, size_t n, double *ranks, bool *ties)
{
    size_t *order = memory_take(n, sizeof *order);
    if (order == NULL) {
        return false;
    }
    gsl_sort_index(order, values, 1, n);
    size_t end;
    for (size_t start = 0; start < n; start = end) {
        end = start + 1;
        while (end < n && values[order[end]] == values[order[start]]) {
            end++;
        }
        for (size_t i = start; i < end; i++) {
            ranks[order[i]] = (double)(start + end + 1) / 2.0;
        }
        *ties = *ties || end > start + 1;
    }
    memory_free(order);
    return true;
}

static double rank_distance(const double *a, const double *b, size_t n)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
}

/* Share of all orders whose correlation is as far from zero: Heap's algorithm, without recursion. */
static double exact_p(const double *x, const double *y, size_t n)
{
    double order[EXACT_MAX];
    size_t counters[EXACT_MAX] = {0};
    memcpy(order, y, n * sizeof *order);
    double middle = ((double)n * (double)n - 1.0) * (double)n / 6.0; /* of the distance: no correlation */
    double told = fabs(rank_distance(x, y, n) - middle);
    size_t all = 1, as_far = told <= fabs(rank_distance(x, order, n) - middle) + 1e-9 ? 1 : 0;
    for (size_t i = 1; i < n;) {
        if (counters[i] >= i) {
            counters[i++] = 0;
            continue;
        }
        size_t other = i % 2 == 0 ? 0 : counters[i];
        double held = order[other];
        order[other] = order[i];
        order[i] = held;
        all++;
        as_far += fabs(rank_distance(x, order, n) - middle) + 1e-9 >= told ? 1 : 0;
        counters[i]++;
        i = 1;
    }
    return (double)as_far / (double)all;
}

bool correlate_spearman(const double *x, const double *y, size_t n, struct correlation *result)
{
    if (n < STATISTICS_POINTS_MIN || !varies(x, n) || !varies(y, n)) {
        return false;
    }
    double *ranks = memory_take(n * 2, sizeof *ranks);
    bool ties = false;
    if (ranks == NULL || !rank(x, n, ranks, &ties) || !rank(y, n, ranks + n, &ties)) {
        memory_free(ranks);
        return false;
    }
    double value = pearson(ranks, ranks + n, n);
    bool exact = n <= EXACT_MAX && !ties;
    *result = (struct correlation){
        .n = n,
        .value = value,
        .low = NAN,
        .high = NAN,
        .p = exact ? exact_p(ranks, ranks + n, n) : by_student(value, n),
        .exact = exact,
    };
    memory_free(ranks);
    return true;
}
