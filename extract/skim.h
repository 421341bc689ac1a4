/* SPDX-License-Identifier: MIT */
/* A look at a sentence's tokens before it is read: what can be in it at all? Most sentences of prose end here. */
#ifndef EXTRACT_SKIM_H
#define EXTRACT_SKIM_H

#include "extract/item.h"

/* A number in words makes a figure with a unit, or with a word that makes it large; small ones count nothing worth a record (quantity.c). */
#define SKIM_FIGURE (ROLE_BIT(number_hundred) | ROLE_BIT(scale) | ROLE_BIT(collective) | ROLE_BIT(currency) | ROLE_BIT(currency_minor) | \
                     ROLE_BIT(percent_sign))
static inline bool skim_may_count(const struct sentence *sentence)
{
    return sentence->numbers || (sentence->roles & SKIM_FIGURE) != 0;
}

/* What numbers are made of, small ones in words too: none of these and no digit, no reading of a quantity goes on (quantity.c). */
#define SKIM_NUMERIC (SKIM_FIGURE | ROLE_BIT(number_unit) | ROLE_BIT(number_teen) | ROLE_BIT(number_ten) | ROLE_BIT(number_score) | \
                      ROLE_BIT(number_negative) | ROLE_BIT(number_half) | ROLE_BIT(number_fraction))

/* No period is without a number or one of these (period.c). */
#define SKIM_TIME (ROLE_BIT(month) | ROLE_BIT(weekday) | ROLE_BIT(period_unit) | ROLE_BIT(period_letter) | ROLE_BIT(period_part) | \
                   ROLE_BIT(period_ago) | ROLE_BIT(period_relative))
static inline bool skim_may_date(const struct sentence *sentence)
{
    return sentence->numbers || (sentence->roles & SKIM_TIME) != 0;
}

/* Can nothing be learned from the sentence: no figure, no name, no period, no metric? */
bool skim_is_plain(const struct sentence *sentence, const struct names *names);

#endif
