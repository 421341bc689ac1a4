/* SPDX-License-Identifier: MIT */
/* Numbers -> fits, correlations, outliers. The only place of compare that computes with doubles (GSL for sums of squares and
 * distributions). */
#ifndef COMPARE_STATISTICS_H
#define COMPARE_STATISTICS_H

#include "chiffre.h"

#define STATISTICS_POINTS_MIN 4   /* of a fit or a correlation: two parameters and two degrees of freedom */
#define STATISTICS_OUTLIER 3.5    /* modified z-score, Iglewicz and Hoaglin 1993 */
#define STATISTICS_BISQUARE 4.685 /* 95 % efficiency for normal errors */

/* Before the first of the calls below: GSL's error handler, which would end the process, is switched off for good. Once a process;
 * to put the old one back would race with other threads. */
void statistics_start(void);

/* y = intercept + slope * x (log-linear: ln y). */
struct line_fit {
    size_t n;
    double intercept, slope;
    double intercept_error, slope_error; /* standard errors */
    double r_squared;
    double deviation;     /* residual standard deviation (bisquare: the scale, from the median absolute deviation) */
    double covariance[3]; /* intercept-intercept, intercept-slope, slope-slope */
    double p;             /* of slope = 0, two-sided, Student's t with n - 2 degrees of freedom */
};

/* All of these return false, with *result untouched, when there are too few points, when x does not vary, or a value is not finite.
 * `widths` are the widths of the rounding intervals, NULL where they are not told: a point counts with weight
 * s^2 / (s^2 + width^2 / 12), s^2 being the residual variance of the plain fit, so that coarse figures count less only as far as
 * their rounding matters beside the scatter. */
bool fit_least_squares(const double *x, const double *y, const double *widths, size_t n, struct line_fit *result);
/* Tukey's bisquare by iterated reweighting from the least-squares line; scale = median |residual| / 0.6745; standard errors as
 * Huber 1981 (7.6.2, the ones that R's MASS::rlm gives). Also false when the residuals have no scale (a perfect line: the
 * least-squares fit is it). */
bool fit_bisquare(const double *x, const double *y, const double *widths, size_t n, struct line_fit *result);
/* The line and the ends of its confidence band at x. */
void fit_at(const struct line_fit *fit, double x, double confidence, double *value, double *low, double *high);
/* Student's t for a two-sided interval. */
double student(double confidence, size_t degrees);

struct correlation {
    size_t n;
    double value;
    double low, high; /* confidence interval by Fisher's z; NaN for Spearman */
    double p;         /* two-sided */
    bool exact;       /* p from all permutations */
};
bool correlate_pearson(const double *x, const double *y, size_t n, double confidence, struct correlation *result);
/* Ranks, ties at their mean. p is exact up to 9 points without ties, else by Student's t. */
bool correlate_spearman(const double *x, const double *y, size_t n, struct correlation *result);

/* Scores 0.6745 * (value - median) / median absolute deviation. False: fewer than 4 values, or no spread. */
bool outlier_scores(const double *values, size_t n, double *scores);

#endif
