/* SPDX-License-Identifier: MIT */
/* Fits, correlations and outliers against NIST's certified values and against R 4.2.2 (the commands stand beside the values). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compare/statistics.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void near_to(double seen, double expected)
{
    if (!(fabs(seen - expected) <= 1e-9 * fabs(expected))) {
        fail_msg("%.17g instead of %.17g", seen, expected);
    }
}

/* NIST StRD, linear regression, Norris (J. Norris, calibration of ozone monitors): data and certified values as in
 * https://www.itl.nist.gov/div898/strd/lls/data/Norris.shtml */
static const double norris_y[] = {0.1, 338.8, 118.1, 888.0, 9.2,   228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3,
                                  0.1, 778.1, 668.8, 339.3, 448.9, 10.8,  557.7, 228.3, 998.0, 888.8, 119.6, 0.3,
                                  0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2,  117.6, 228.9, 668.4, 449.2, 0.2};
static const double norris_x[] = {0.2, 337.4, 118.2, 884.6, 10.1,  226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4,
                                  0.6, 775.5, 666.9, 338.0, 447.5, 11.6,  556.0, 228.1, 995.8, 887.6, 120.2, 0.3,
                                  0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1,  118.3, 229.2, 669.1, 448.9, 0.5};

static void least_squares_agree_with_nist(void **state)
{
    (void)state;
    struct line_fit fit;
    assert_true(fit_least_squares(norris_x, norris_y, NULL, COUNT(norris_x), &fit));
    near_to(fit.intercept, -0.262323073774029);
    near_to(fit.slope, 1.00211681802045);
    near_to(fit.intercept_error, 0.232818234301152);
    near_to(fit.slope_error, 0.429796848199937E-03);
    near_to(fit.deviation, 0.884796396144373);
    near_to(fit.r_squared, 0.999993745883712);
}

/* a <- 1:8; b <- c(12.1,13.9,16.2,19,20.1,21.8,26,25.7); wid <- c(.1,.1,.1,1,.1,.1,1,.1); s2 <- summary(lm(b~a))$sigma^2
 * w <- s2/(s2+wid^2/12); h <- lm(b~a,weights=w); summary(h); predict(h,data.frame(a=c(0,9)),interval="confidence",level=.9) */
static void rounding_weighs_as_in_r(void **state)
{
    (void)state;
    static const double x[] = {1, 2, 3, 4, 5, 6, 7, 8}, y[] = {12.1, 13.9, 16.2, 19, 20.1, 21.8, 26, 25.7};
    static const double widths[] = {.1, .1, .1, 1, .1, .1, 1, .1};
    struct line_fit fit;
    double value, low, high;
    assert_true(fit_least_squares(x, y, widths, COUNT(x), &fit));
    near_to(fit.intercept, 10.060136548258106);
    near_to(fit.slope, 2.057601447598796);
    near_to(fit.intercept_error, 0.6173990005386840);
    near_to(fit.slope_error, 0.1227369055877124);
    near_to(fit.p, 2.876726705091102e-06);
    near_to(fit.deviation, 0.7881297244390355);
    near_to(fit.r_squared, 0.9790971802213587);
    fit_at(&fit, 9, 0.9, &value, &low, &high);
    near_to(value, 28.57854957664727);
    near_to(low, 27.366915856922464);
    near_to(high, 29.79018329637207);
}

/* library(MASS); f <- rlm(calls ~ year, phones, psi=psi.bisquare, scale.est="MAD", maxit=2000, acc=1e-15); summary(f); f$s
 * (telephone calls from Belgium in millions by year, Rousseeuw and Leroy 1987: six years were counted in minutes) */
static const double calls_year[] = {50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73};
static const double calls[] = {4.4,  4.7,  4.7, 5.9, 6.6, 7.3, 8.1, 8.8, 10.6, 12, 13.5, 14.9,
                               16.1, 21.2, 119, 124, 142, 159, 182, 212, 43,   24, 27,   29};

static void bisquare_agrees_with_r(void **state)
{
    (void)state;
    struct line_fit fit;
    assert_true(fit_bisquare(calls_year, calls, NULL, COUNT(calls), &fit));
    near_to(fit.intercept, -52.302510682240055);
    near_to(fit.slope, 1.098046484830745);
    near_to(fit.intercept_error, 2.75345752662928023);
    near_to(fit.slope_error, 0.04449073141588279);
    near_to(fit.deviation, 1.655455713771253);
}

/* summary(lm(log(calls[1:14]) ~ I(0:13), phones)) */
static void logarithm_agrees_with_r(void **state)
{
    (void)state;
    double x[14], y[14];
    for (size_t i = 0; i < 14; i++) {
        x[i] = (double)i;
        y[i] = log(calls[i]);
    }
    struct line_fit fit;
    assert_true(fit_least_squares(x, y, NULL, 14, &fit));
    near_to(fit.intercept, 1.4003575204971046);
    near_to(fit.slope, 0.1194600923695377);
    near_to(fit.intercept_error, 0.027066024704567117);
    near_to(fit.slope_error, 0.003538722772409541);
    near_to(fit.p, 2.900928519793113e-13);
    near_to(fit.r_squared, 0.9895797192196216);
}

/* Longley's data (R's datasets; also NIST StRD Longley): cor.test(longley$GNP, longley$Employed);
 * cor.test(longley$Unemployed, longley$Employed, method="spearman", exact=FALSE);
 * cor.test(longley$GNP[1:7], longley$Unemployed[1:7], method="spearman") */
static const double product[] = {234.289, 259.426, 258.054, 284.599, 328.975, 346.999, 365.385, 363.112,
                                 397.469, 419.180, 442.769, 444.546, 482.704, 502.601, 518.173, 554.894};
static const double employed[] = {60.323, 61.122, 60.171, 61.187, 63.221, 63.639, 64.989, 63.761,
                                  66.019, 67.857, 68.169, 66.513, 68.655, 69.564, 69.331, 70.551};
static const double unemployed[] = {235.6, 232.5, 368.2, 335.1, 209.9, 193.2, 187.0, 357.8,
                                    290.4, 282.2, 293.6, 468.1, 381.3, 393.1, 480.6, 400.7};

static void correlations_agree_with_r(void **state)
{
    (void)state;
    struct correlation result;
    assert_true(correlate_pearson(product, employed, 16, 0.95, &result));
    near_to(result.value, 0.9835516111796694);
    near_to(result.p, 8.363478787865171e-12);
    near_to(result.low, 0.9519913590004850);
    near_to(result.high, 0.9944238345515605);
    assert_int_equal(result.n, 16);
    assert_true(correlate_spearman(unemployed, employed, 16, &result));
    near_to(result.value, 0.5647058823529412);
    near_to(result.p, 0.02266320484418465);
    assert_false(result.exact);
    assert_true(correlate_spearman(product, unemployed, 7, &result));
    near_to(result.value, -0.8214285714285713);
    near_to(result.p, 0.03412698412698412);
    assert_true(result.exact);
}

/* cor.test(tt, uu, method="spearman", exact=FALSE): ties take their mean rank */
static void ties_take_their_mean_rank(void **state)
{
    (void)state;
    static const double t[] = {1, 2, 2, 3, 5, 8, 8, 9, 11, 12}, u[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3.5};
    struct correlation result;
    assert_true(correlate_spearman(t, u, COUNT(t), &result));
    near_to(result.value, 0.4631901840490799);
    near_to(result.p, 0.1776010593954062);
}

/* z <- c(10.1,9.8,10.4,10,9.9,14.2,10.2,10.3); 0.6745*(z-median(z))/mad(z,constant=1) */
static void outlier_scores_agree_with_r(void **state)
{
    (void)state;
    static const double z[] = {10.1, 9.8, 10.4, 10, 9.9, 14.2, 10.2, 10.3};
    double scores[COUNT(z)];
    assert_true(outlier_scores(z, COUNT(z), scores));
    near_to(scores[0], -0.1686249999999963);
    near_to(scores[5], 13.6586249999999900);
    assert_true(scores[5] > STATISTICS_OUTLIER);
    assert_true(fabs(scores[1]) < STATISTICS_OUTLIER);
    near_to(student(0.95, 5), 2.570581835636314); /* qt(.975, 5) */
}

static void too_little_is_refused(void **state)
{
    (void)state;
    static const double x[] = {1, 2, 3, 4, 5}, y[] = {2, 4, 6, 8, 10}, same[] = {3, 3, 3, 3, 3}, bad[] = {1, 2, NAN, 4, 5};
    struct line_fit fit;
    struct correlation result;
    double scores[5];
    assert_false(fit_least_squares(x, y, NULL, 3, &fit));
    assert_false(fit_least_squares(same, y, NULL, 5, &fit));
    assert_false(fit_least_squares(x, bad, NULL, 5, &fit));
    assert_false(fit_bisquare(x, y, NULL, 5, &fit)); /* no scale: the points are on a line */
    assert_false(correlate_pearson(x, y, 3, 0.95, &result));
    assert_false(correlate_pearson(x, same, 5, 0.95, &result));
    assert_false(correlate_spearman(same, y, 5, &result));
    assert_false(outlier_scores(same, 5, scores));
    assert_true(fit_least_squares(x, y, NULL, 5, &fit));
    near_to(fit.slope, 2.0);
    assert_true(fit.r_squared == 1.0);
}

int main(void)
{
    statistics_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(least_squares_agree_with_nist), cmocka_unit_test(rounding_weighs_as_in_r),
        cmocka_unit_test(bisquare_agrees_with_r),        cmocka_unit_test(logarithm_agrees_with_r),
        cmocka_unit_test(correlations_agree_with_r),     cmocka_unit_test(ties_take_their_mean_rank),
        cmocka_unit_test(outlier_scores_agree_with_r),   cmocka_unit_test(too_little_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
