/* SPDX-License-Identifier: MIT */
/* An amount and its equivalent in another currency, as the rule and the published rates see them. */
#ifndef CHECK_CONVERSION_H
#define CHECK_CONVERSION_H

#include "check/work.h"

struct pair {
    const struct item *amount, *converted;
    char from[8], to[8];
    struct interval exact, implied, loose; /* converted / amount: round figures taken as exact, as written, as rounded */
};

struct outcome {
    enum chiffre_verdict verdict;
    struct chiffre_text text; /* the rates that were looked at */
};

/* ---- conversion_rates.c: false: the two cannot be divided */
bool conversion_pair(const struct item *amount, const struct item *converted, struct pair *pair);
/* Tries the rates of a day, then those around it, then older ones; adds to what was looked at. */
void conversion_day(const struct work *work, const struct pair *pair, chiffre_date date, struct outcome *outcome);
/* Tries the average and the closing rate of a period, then all that were published in it. */
void conversion_period(const struct work *work, const struct pair *pair, chiffre_date start, chiffre_date end, struct outcome *outcome);
/* Where no rate of the days around fits: the nearest published day that does. */
struct chiffre_text conversion_nearest(const struct work *work, const struct pair *pair, chiffre_date date);
/* 10^power for `converted` that makes the implied rate one that was published around the date; 0: none. */
int32_t conversion_factor(const struct work *work, const struct pair *pair, chiffre_date date);
/* "implied rate 1.0699 to 1.0711 USD for 1 EUR" */
struct chiffre_text conversion_implied(const struct work *work, const struct pair *pair);
/* What the converted amount, or the amount, would have to be by the rates around the date; empty: there are none. */
struct chiffre_text conversion_needed(const struct work *work, const struct pair *pair, chiffre_date date, bool converted);

#endif
