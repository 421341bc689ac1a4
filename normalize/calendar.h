/* SPDX-License-Identifier: MIT */
/* The days on which the ECB publishes reference rates (TARGET business days), and months as numbers. */
#ifndef NORMALIZE_CALENDAR_H
#define NORMALIZE_CALENDAR_H

#include "chiffre.h"

/* Calendar of TARGET (ECB, TARGET closing days): no weekends, no 1 January, no 25 December; since 2000 no Good Friday, Easter Monday,
 * 1 May, 26 December; in 1999 and 2001 no 31 December either. Agrees with every day of the ECB's file from 1999-01-04 on. */
bool calendar_is_business_day(chiffre_date date);
/* The last business day at or before `date`. */
chiffre_date calendar_last_business_day(chiffre_date date);
/* Business days from `start` to `end`, both included. */
int32_t calendar_business_days(chiffre_date start, chiffre_date end);

/* A month as year * 12 + month - 1. */
int32_t calendar_month(chiffre_date date);
chiffre_date calendar_month_start(int32_t month);
chiffre_date calendar_month_end(int32_t month);

/* Writes a label of the record for these days: a day, month, quarter, half, year, else start/end. `out` has room for PERIOD_TEXT_MAX;
 * returns the bytes written. */
size_t calendar_label(chiffre_date start, chiffre_date end, char *out);

#endif
