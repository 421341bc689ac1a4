/* SPDX-License-Identifier: MIT */
/* Days since 1970-01-01 <-> year, month, day; period labels <-> their first and last days. */
#include "core/date.h"

#include "core/text.h"

#define DAYS_PER_ERA 146097 /* 400 Gregorian years */
#define DAYS_TO_1970 719468 /* from 0000-03-01 */

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Both ways count from the 1st of March, so that the leap day ends the year: month m of such a year begins on day (153 m + 2) / 5.
 */
chiffre_date date_from(int year, int month, int day)
{
    if (year < 1 || year > 9999 || day < 1 || day > date_days_in_month(year, month))
        return CHIFFRE_NO_DATE;
    uint32_t from_march = (uint32_t)(month > 2 ? month - 3 : month + 9), years = (uint32_t)(month > 2 ? year : year - 1);
    uint32_t day_of_year = (153 * from_march + 2) / 5 + (uint32_t)day - 1;
    return (chiffre_date)(years * 365 + years / 4 - years / 100 + years / 400 + day_of_year) - DAYS_TO_1970;
}

struct day_parts {
    int year, month, day; /* all 0: no day */
};

/* A multiplication gives the year in its upper half and, in its lower one, where in that year the day is; likewise the month and its day (Neri and
 * Schneider, Euclidean affine functions and their application to calendar algorithms, 2022). */
static inline struct day_parts parts_of(chiffre_date date)
{
    if (!date_is_day(date))
        return (struct day_parts){0, 0, 0};
    uint32_t days = 4 * (uint32_t)(date + DAYS_TO_1970) + 3, century = days / DAYS_PER_ERA;
    uint64_t years = (uint64_t)2939745 * (days % DAYS_PER_ERA | 3); /* 2^32 / (4 * 365.25) */
    uint32_t day_of_year = (uint32_t)years / 2939745 / 4, months = 2141 * day_of_year + 197913; /* 2^16 / 30.6 */
    bool next_year = day_of_year >= 306; /* January and February end a year that began in March */
    return (struct day_parts){.year = (int)(100 * century + (uint32_t)(years >> 32)) + next_year,
                              .month = (int)(months >> 16) - (next_year ? 12 : 0),
                              .day = (int)((months & 0xFFFF) / 2141) + 1};
}

void date_parts(chiffre_date date, int *year, int *month, int *day)
{
    struct day_parts parts = parts_of(date);
    *year = parts.year;
    *month = parts.month;
    *day = parts.day;
}

int date_weekday(chiffre_date date)
{
    if (date == CHIFFRE_NO_DATE)
        return 0;
    return ((date % 7) + 7 + 3) % 7 + 1; /* 1970-01-01 was a Thursday */
}

chiffre_date date_add_months(chiffre_date date, int months)
{
    int year, month, day;
    date_parts(date, &year, &month, &day);
    if (year == 0 || months > 120000 || months < -120000)
        return CHIFFRE_NO_DATE;
    int count = year * 12 + month - 1 + months;
    if (count < 12)
        return CHIFFRE_NO_DATE;
    year = count / 12;
    month = count % 12 + 1;
    int last = date_days_in_month(year, month);
    return date_from(year, month, day < last ? day : last);
}

/* `count` digits at `at` as a number; -1: there are not that many. */
static int read_digits(struct chiffre_text text, size_t at, size_t count)
{
    if (at + count > text.length)
        return -1;
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        char c = text.data[at + i];
        if (c < '0' || c > '9')
            return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

chiffre_date date_read(struct chiffre_text text)
{
    if (text.length != 10 || text.data[4] != '-' || text.data[7] != '-')
        return CHIFFRE_NO_DATE;
    return date_from(read_digits(text, 0, 4), read_digits(text, 5, 2), read_digits(text, 8, 2));
}

static struct period no_period(void)
{
    return (struct period){PERIOD_NONE, 0, CHIFFRE_NO_DATE, CHIFFRE_NO_DATE, PERIOD_NONE};
}

static struct period period_between(enum period_type type, int index, chiffre_date start, chiffre_date end)
{
    if (start == CHIFFRE_NO_DATE || end == CHIFFRE_NO_DATE || start > end)
        return no_period();
    return (struct period){type, index, start, end, PERIOD_NONE};
}

/* Whole months of one year: the `index`th piece of `months` months. */
static struct period piece_of_year(enum period_type type, int year, int index, int months)
{
    if (index < 1 || index > 12 / months)
        return no_period();
    int last = index * months;
    return period_between(type, months == 12 ? 0 : index, date_from(year, last - months + 1, 1),
                          date_from(year, last, date_days_in_month(year, last)));
}

struct period period_year(int year)
{
    return piece_of_year(PERIOD_YEAR, year, 1, 12);
}

struct period period_half(int year, int half)
{
    return piece_of_year(PERIOD_HALF, year, half, 6);
}

struct period period_quarter(int year, int quarter)
{
    return piece_of_year(PERIOD_QUARTER, year, quarter, 3);
}

struct period period_month(int year, int month)
{
    return piece_of_year(PERIOD_MONTH, year, month, 1);
}

struct period period_day(chiffre_date day)
{
    return period_between(PERIOD_DAY, 0, day, day);
}

struct period period_span(chiffre_date start, chiffre_date end)
{
    return period_between(PERIOD_SPAN, 0, start, end);
}

struct period period_fiscal_year(chiffre_date start, chiffre_date end)
{
    return period_between(PERIOD_FISCAL_YEAR, 0, start, end);
}

struct period period_open(enum period_type open, int index)
{
    int last = open == PERIOD_QUARTER ? 4 : open == PERIOD_HALF ? 2 : open == PERIOD_YEAR ? 0 : -1;
    if (index > last || index < (last > 0))
        return no_period();
    return (struct period){PERIOD_OPEN, index, CHIFFRE_NO_DATE, CHIFFRE_NO_DATE, open};
}

static bool ends_month(chiffre_date date)
{
    int year, month, day;
    date_parts(date, &year, &month, &day);
    return year != 0 && day == date_days_in_month(year, month);
}

int period_months(struct period period)
{
    int year, month, day, end_year, end_month, end_day;
    date_parts(period.start, &year, &month, &day);
    date_parts(period.end, &end_year, &end_month, &end_day);
    if (day != 1 || !ends_month(period.end))
        return 0;
    return (end_year - year) * 12 + end_month - month + 1;
}

/* The month's last day stays the month's last day. */
static chiffre_date move_end(chiffre_date end, int months)
{
    chiffre_date moved = date_add_months(end, months);
    if (moved == CHIFFRE_NO_DATE || !ends_month(end))
        return moved;
    int year, month, day;
    date_parts(moved, &year, &month, &day);
    return date_from(year, month, date_days_in_month(year, month));
}

static struct period move_months(struct period period, int months)
{
    bool whole = period_months(period) > 0;
    struct period moved = period_between(period.type, period.index, date_add_months(period.start, months),
                                         whole ? move_end(period.end, months) : date_add_months(period.end, months));
    return moved;
}

static struct period move_days(struct period period, int64_t days)
{
    int64_t start = period.start + days, end = period.end + days;
    if (start < DATE_FIRST || end > DATE_LAST)
        return no_period();
    return period_between(period.type, period.index, (chiffre_date)start, (chiffre_date)end);
}

static int wrap_index(int index, int count, int size)
{
    return ((index - 1 + count % size) % size + size) % size + 1;
}

/* Calendar pieces: the index follows from the month that the piece begins with. */
static struct period move_piece(struct period period, int count, int months)
{
    if (count > 120000 || count < -120000)
        return no_period();
    chiffre_date start = date_add_months(period.start, count * months);
    int year, month, day;
    date_parts(start, &year, &month, &day);
    return piece_of_year(period.type, year, (month - 1) / months + 1, months);
}

struct period period_shift(struct period period, int count)
{
    switch (period.type) {
    case PERIOD_YEAR:
        return move_piece(period, count, 12);
    case PERIOD_HALF:
        return move_piece(period, count, 6);
    case PERIOD_QUARTER:
        return move_piece(period, count, 3);
    case PERIOD_MONTH:
        return move_piece(period, count, 1);
    case PERIOD_DAY:
        return move_days(period, count);
    case PERIOD_FISCAL_YEAR:
        return period_shift_years(period, count);
    case PERIOD_SPAN: {
        int months = period_months(period);
        if (months > 0 && (count > 120000 / months || count < -120000 / months))
            return no_period();
        return months > 0 ? move_months(period, count * months)
                          : move_days(period, (int64_t)count * (period.end - period.start + 1));
    }
    case PERIOD_OPEN:
        if (period.open == PERIOD_QUARTER || period.open == PERIOD_HALF)
            period.index = wrap_index(period.index, count, period.open == PERIOD_QUARTER ? 4 : 2);
        return period;
    case PERIOD_NONE:
        break;
    }
    return no_period();
}

struct period period_shift_years(struct period period, int years)
{
    if (period.type == PERIOD_NONE || period.type == PERIOD_OPEN)
        return period;
    if (years > 10000 || years < -10000)
        return no_period();
    return move_months(period, years * 12);
}

static struct period read_open(struct chiffre_text text)
{
    if (text.length != 2)
        return no_period();
    if (text_equal(text, TEXT("FY")))
        return period_open(PERIOD_YEAR, 0);
    int index = read_digits(text, 1, 1);
    if (index < 1)
        return no_period();
    return text.data[0] == 'Q'   ? period_open(PERIOD_QUARTER, index)
           : text.data[0] == 'H' ? period_open(PERIOD_HALF, index)
                                 : no_period();
}

struct period period_read(struct chiffre_text text)
{
    int year = read_digits(text, 0, 4);
    const char *data = text.data;
    if (year < 0)
        return read_open(text);
    switch (text.length) {
    case 4:
        return period_year(year);
    case 7:
        if (data[4] != '-')
            return no_period();
        if (data[5] == 'Q')
            return period_quarter(year, read_digits(text, 6, 1));
        if (data[5] == 'H')
            return period_half(year, read_digits(text, 6, 1));
        return period_month(year, read_digits(text, 5, 2));
    case 9:
        if (data[4] != '/' || read_digits(text, 5, 4) != year + 1)
            return no_period();
        return period_fiscal_year(date_from(year, 1, 1), date_from(year + 1, 12, 31));
    case 10:
        return period_day(date_read(text));
    case 21:
        if (data[10] != '/')
            return no_period();
        return period_span(date_read((struct chiffre_text){data, 10}), date_read((struct chiffre_text){data + 11, 10}));
    default:
        return no_period();
    }
}
