/* SPDX-License-Identifier: MIT */
/* Days and periods -> their text. */
#include "core/date.h"

#include "core/put.h"

static char *put_year(char *at, int year)
{
    return put_two(put_two(at, (unsigned)year / 100), (unsigned)year % 100);
}

static __attribute__((noinline)) void write_day(chiffre_date date, char *out)
{
    int year, month, day;
    date_parts(date, &year, &month, &day);
    put_year(out, year);
    out[4] = '-';
    put_two(out + 5, (unsigned)month);
    out[7] = '-';
    put_two(out + 8, (unsigned)day);
}

/* Few days are written, and each often: what was written last of those that share a place. */
#define WRITTEN_PLACES 256
#define DATE_TEXT 10
struct written_day {
    uint32_t number; /* 1: the first day; 0: none yet */
    char text[DATE_TEXT];
};

size_t date_write(chiffre_date date, char *out)
{
    static _Thread_local struct written_day written[WRITTEN_PLACES];
    if (!date_is_day(date))
        return 0;
    uint32_t number = (uint32_t)(date - DATE_FIRST) + 1;
    struct written_day *day = &written[number % WRITTEN_PLACES];
    if (day->number != number) {
        write_day(date, day->text);
        day->number = number;
    }
    memcpy(out, day->text, DATE_TEXT);
    return DATE_TEXT;
}

static size_t write_open(struct period period, char *out)
{
    if (period.open == PERIOD_YEAR) {
        out[0] = 'F';
        out[1] = 'Y';
        return 2;
    }
    out[0] = period.open == PERIOD_QUARTER ? 'Q' : 'H';
    out[1] = (char)('0' + period.index);
    return 2;
}

/* Behind the first year. */
static __attribute__((noinline)) size_t write_fiscal_year(struct period period, char *out)
{
    int start, end, month, day;
    date_parts(period.start, &start, &month, &day);
    date_parts(period.end, &end, &month, &day);
    if (end == start)
        return 4;
    out[4] = '/';
    put_year(out + 5, end);
    return 9;
}

size_t period_write(struct period period, char *out)
{
    if (period.type == PERIOD_OPEN)
        return write_open(period, out);
    if (period.type == PERIOD_NONE || !date_is_day(period.start) || !date_is_day(period.end))
        return 0;
    size_t length = date_write(period.start, out); /* its year is the beginning of all others */
    switch (period.type) {
    case PERIOD_DAY:
        return length;
    case PERIOD_SPAN:
        out[length] = '/';
        return length + 1 + date_write(period.end, out + length + 1);
    case PERIOD_FISCAL_YEAR:
        return write_fiscal_year(period, out);
    case PERIOD_MONTH:
        return 7;
    case PERIOD_QUARTER:
    case PERIOD_HALF:
        out[5] = period.type == PERIOD_QUARTER ? 'Q' : 'H';
        out[6] = (char)('0' + period.index % 10);
        return 7;
    default:
        return 4;
    }
}
