/* SPDX-License-Identifier: MIT */
/* Points -> straight lines with their errors. */
#include "compare/statistics.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <pthread.h>
#include <string.h>

#include "core/memory.h"

#define ITERATIONS 1000
#define CONVERGED 1e-14   /* relative change of the coefficients */
#define MAD_NORMAL 0.6745 /* the median absolute deviation of normal errors is this many standard deviations */

static void switch_off(void)
{
    gsl_set_error_handler_off();
}

void statistics_start(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, switch_off);
}

static bool usable(const double *x, const double *y, size_t n)
{
    bool varies = false;
    for (size_t i = 0; i < n; i++) {
        if (!isfinite(x[i]) || !isfinite(y[i])) {
            return false;
        }
        varies = varies || x[i] != x[0];
    }
    return varies && n >= STATISTICS_POINTS_MIN;
}

double student(double confidence, size_t degrees)
{
    return gsl_cdf_tdist_Pinv(0.5 + confidence / 2.0, (double)degrees);
}

static double two_sided(double t, size_t degrees)
{
    return 2.0 * gsl_cdf_tdist_Q(fabs(t), (double)degrees);
}

static double weighted_mean(const double *values, const double *weights, size_t n)
{
    double sum = 0.0, total = 0.0;
    for (size_t i = 0; i < n; i++) {
        sum += weights[i] * values[i];
        total += weights[i];
    }
    return sum / total;
}

/* Weighted least squares about the mean of x, where slope and level do not disturb each other; then moved back to x = 0. */
static void solve(const double *x, const double *y, const double *weights, size_t n, struct line_fit *fit)
{
    double mean = weighted_mean(x, weights, n), total = 0.0, squares = 0.0, products = 0.0;
    double level = weighted_mean(y, weights, n);
    for (size_t i = 0; i < n; i++) {
        double distance = x[i] - mean;
        total += weights[i];
        squares += weights[i] * distance * distance;
        products += weights[i] * distance * (y[i] - level);
    }
    fit->n = n;
    fit->slope = products / squares;
    fit->intercept = level - fit->slope * mean;
    fit->covariance[0] = 1.0 / total + mean * mean / squares;
    fit->covariance[1] = -mean / squares;
    fit->covariance[2] = 1.0 / squares;
}

static void finish(const double *x, const double *y, const double *weights, size_t n, double variance, struct line_fit *fit)
{
    double level = weighted_mean(y, weights, n), residual = 0.0, total = 0.0;
    for (size_t i = 0; i < n; i++) {
        double error = y[i] - fit->intercept - fit->slope * x[i];
        residual += weights[i] * error * error;
        total += weights[i] * (y[i] - level) * (y[i] - level);
    }
    fit->r_squared = total > 0.0 ? 1.0 - residual / total : 1.0;
    for (size_t i = 0; i < 3; i++) {
        fit->covariance[i] *= variance;
    }
    fit->intercept_error = sqrt(fit->covariance[0]);
    fit->slope_error = sqrt(fit->covariance[2]);
    fit->p = fit->slope_error > 0.0 ? two_sided(fit->slope / fit->slope_error, n - 2) : (fit->slope == 0.0 ? 1.0 : 0.0);
}

static double residual_variance(const double *x, const double *y, const double *weights, size_t n, const struct line_fit *fit)
{
    double sum = 0.0;
    for (size_t i = 0; i < n; i++) {
        double error = y[i] - fit->intercept - fit->slope * x[i];
        sum += weights[i] * error * error;
    }
    return sum / (double)(n - 2);
}

/* Weights of the rounding intervals, 1 where they are not told. */
static void rounding_weights(const double *x, const double *y, const double *widths, size_t n, double *weights)
{
    for (size_t i = 0; i < n; i++) {
        weights[i] = 1.0;
    }
    if (widths == NULL) {
        return;
    }
    struct line_fit plain;
    solve(x, y, weights, n, &plain);
    double variance = residual_variance(x, y, weights, n, &plain);
    for (size_t i = 0; i < n; i++) {
        double rounding = widths[i] * widths[i] / 12.0;
        weights[i] = variance > 0.0 && isfinite(rounding) ? variance / (variance + rounding) : 1.0;
    }
}

bool fit_least_squares(const double *x, const double *y, const double *widths, size_t n, struct line_fit *result)
{
    if (!usable(x, y, n)) {
        return false;
    }
    double *weights = memory_take(n, sizeof *weights);
    if (weights == NULL) {
        return false;
    }
    struct line_fit fit;
    rounding_weights(x, y, widths, n, weights);
    solve(x, y, weights, n, &fit);
    double variance = residual_variance(x, y, weights, n, &fit);
    fit.deviation = sqrt(variance);
    finish(x, y, weights, n, variance, &fit);
    memory_free(weights);
    *result = fit;
    return true;
}

static double median_of(double *values, size_t n)
{
    gsl_sort(values, 1, n);
    return gsl_stats_median_from_sorted_data(values, 1, n);
}

static double bisquare_weight(double u)
{
    double ratio = u / STATISTICS_BISQUARE;
    return fabs(ratio) < 1.0 ? (1.0 - ratio * ratio) * (1.0 - ratio * ratio) : 0.0;
}

/* d/du of u * weight(u) */
static double bisquare_slope(double u)
{
    double square = u / STATISTICS_BISQUARE * (u / STATISTICS_BISQUARE);
    return square < 1.0 ? (1.0 - square) * (1.0 - 5.0 * square) : 0.0;
}

struct robust {
    const double *x, *y, *prior; /* prior: the weights of the rounding */
    double *weights, *scratch;
    size_t n;
    double scale;
};

static double scaled_residual(const struct robust *robust, const struct line_fit *fit, size_t i)
{
    return (robust->y[i] - fit->intercept - fit->slope * robust->x[i]) * sqrt(robust->prior[i]);
}

static bool find_scale(struct robust *robust, const struct line_fit *fit)
{
    for (size_t i = 0; i < robust->n; i++) {
        robust->scratch[i] = fabs(scaled_residual(robust, fit, i));
    }
    robust->scale = median_of(robust->scratch, robust->n) / MAD_NORMAL;
    return robust->scale > 0.0;
}

/* False: no scale, or all weight lost. */
static bool iterate(struct robust *robust, struct line_fit *fit)
{
    solve(robust->x, robust->y, robust->prior, robust->n, fit);
    for (int i = 0; i < ITERATIONS; i++) {
        struct line_fit before = *fit;
        if (!find_scale(robust, fit)) {
            return false;
        }
        for (size_t j = 0; j < robust->n; j++) {
            robust->weights[j] = robust->prior[j] * bisquare_weight(scaled_residual(robust, fit, j) / robust->scale);
        }
        solve(robust->x, robust->y, robust->weights, robust->n, fit);
        if (!isfinite(fit->slope) || !isfinite(fit->intercept)) {
            return false;
        }
        if (fabs(fit->slope - before.slope) <= CONVERGED * fabs(fit->slope) &&
            fabs(fit->intercept - before.intercept) <= CONVERGED * fabs(fit->intercept)) {
            return true;
        }
    }
    return true;
}

/* Huber 1981, 7.6.2: (1 + p var(psi') / (n mean(psi')^2))^2 * mean psi^2 n / (n - p) / mean(psi')^2 * (X'X)^-1 */
static double robust_variance(struct robust *robust, const struct line_fit *fit)
{
    double squares = 0.0, n = (double)robust->n;
    for (size_t i = 0; i < robust->n; i++) {
        double u = scaled_residual(robust, fit, i) / robust->scale;
        double pull = scaled_residual(robust, fit, i) * bisquare_weight(u);
        squares += pull * pull;
        robust->scratch[i] = bisquare_slope(u);
    }
    double mean = gsl_stats_mean(robust->scratch, 1, robust->n);
    double variance = gsl_stats_variance(robust->scratch, 1, robust->n);
    double correction = 1.0 + 2.0 * variance / (n * mean * mean);
    return squares / (n - 2.0) * (correction / mean) * (correction / mean);
}

bool fit_bisquare(const double *x, const double *y, const double *widths, size_t n, struct line_fit *result)
{
    if (!usable(x, y, n)) {
        return false;
    }
    double *block = memory_take(n * 3, sizeof *block);
    if (block == NULL) {
        return false;
    }
    struct robust robust = {.x = x, .y = y, .prior = block, .weights = block + n, .scratch = block + 2 * n, .n = n};
    struct line_fit fit;
    rounding_weights(x, y, widths, n, block);
    bool done = iterate(&robust, &fit) && find_scale(&robust, &fit);
    if (done) {
        double slope = fit.slope, intercept = fit.intercept;
        double variance = robust_variance(&robust, &fit);
        solve(x, y, robust.prior, n, &fit); /* X'X of the data, not of the weights that the outliers lost */
        fit.slope = slope;
        fit.intercept = intercept;
        fit.deviation = robust.scale;
        finish(x, y, robust.weights, n, variance, &fit);
        *result = fit;
    }
    memory_free(block);
    return done && isfinite(result->slope_error);
}

void fit_at(const struct line_fit *fit, double x, double confidence, double *value, double *low, double *high)
{
    double variance = fit->covariance[0] + 2.0 * x * fit->covariance[1] + x * x * fit->covariance[2];
    double half = student(confidence, fit->n - 2) * sqrt(variance > 0.0 ? variance : 0.0);
    *value = fit->intercept + fit->slope * x;
    *low = *value - half;
    *high = *value + half;
}

bool outlier_scores(const double *values, size_t n, double *scores)
{
    if (n < STATISTICS_POINTS_MIN) {
        return false;
    }
    memcpy(scores, values, n * sizeof *scores);
    double median = median_of(scores, n);
    for (size_t i = 0; i < n; i++) {
        scores[i] = fabs(values[i] - median);
    }
    double deviation = median_of(scores, n);
    if (!(deviation > 0.0)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        scores[i] = MAD_NORMAL * (values[i] - median) / deviation;
    }
    return true;
}
