/* SPDX-License-Identifier: MIT */
/* Days of the proleptic Gregorian calendar (ISO 8601), and periods: a label and the days that it stands for. No clock, no zone. */
#ifndef CORE_DATE_H
#define CORE_DATE_H

#include "chiffre.h"

#define DATE_TEXT_MAX 16
#define DATE_FIRST (-719162) /* 0001-01-01 */
#define DATE_LAST 2932896    /* 9999-12-31 */
#define PERIOD_TEXT_MAX 32

chiffre_date date_from(int year, int month, int day); /* CHIFFRE_NO_DATE unless a real day of the years 1 to 9999 */
void date_parts(chiffre_date date, int *year, int *month, int *day);
int date_weekday(chiffre_date date); /* ISO: 1 Monday ... 7 Sunday */
int date_days_in_month(int year, int month);
chiffre_date date_add_months(chiffre_date date, int months); /* 31 January + 1 month is 28 or 29 February */
/* Reads YYYY-MM-DD, the whole of `text`; CHIFFRE_NO_DATE when it is none. */
chiffre_date date_read(struct chiffre_text text);
static inline bool date_is_day(chiffre_date date)
{
    return date >= DATE_FIRST && date <= DATE_LAST;
}
size_t date_write(chiffre_date date, char *out); /* YYYY-MM-DD, 10 bytes; 0 for CHIFFRE_NO_DATE */

/* What a period label says, in the forms of the figure record. */
enum period_type {
    PERIOD_NONE,
    PERIOD_YEAR,        /* 2025 */
    PERIOD_FISCAL_YEAR, /* 2022/2023 */
    PERIOD_HALF,        /* 2025-H1 */
    PERIOD_QUARTER,     /* 2025-Q2 */
    PERIOD_MONTH,       /* 2025-10 */
    PERIOD_DAY,         /* 2025-10-28 */
    PERIOD_SPAN,        /* 2024-07-01/2025-06-30 */
    PERIOD_OPEN         /* Q2, H1, FY: no year known; start and end are CHIFFRE_NO_DATE, `open` says which it is */
};
struct period {
    enum period_type type;
    int index;               /* 1-4 for a quarter, 1-2 for a half, 1-12 for a month, else 0 */
    chiffre_date start, end; /* inclusive */
    enum period_type open;   /* of a PERIOD_OPEN: PERIOD_QUARTER, PERIOD_HALF or PERIOD_YEAR; else PERIOD_NONE */
};
/* Each gives PERIOD_NONE for values that no calendar has. */
struct period period_year(int year);
struct period period_half(int year, int half);
struct period period_quarter(int year, int quarter);
struct period period_month(int year, int month);
struct period period_day(chiffre_date day);
struct period period_span(chiffre_date start, chiffre_date end);
struct period period_fiscal_year(chiffre_date start, chiffre_date end); /* its label has the years of both ends */
struct period period_open(enum period_type open, int index);            /* PERIOD_QUARTER, PERIOD_HALF; PERIOD_YEAR has index 0 */
/* The same kind of period `count` periods on (negative: before); a span moves by its own months when it is whole months, else by
 * days; an open quarter or half goes round its unknown year. */
struct period period_shift(struct period period, int count);
struct period period_shift_years(struct period period, int years);
/* Reads a label of the record (all forms above), the whole of `text`. A fiscal year's label gives
 * the outer dates of its two years. */
struct period period_read(struct chiffre_text text);
/* Writes the label. 0 for PERIOD_NONE. A span that is a calendar year, half, quarter, month or day is written as such only if its
 * type says so. */
size_t period_write(struct period period, char *out);
int period_months(struct period period); /* whole calendar months covered, 0 when the ends are not month ends */

#endif
