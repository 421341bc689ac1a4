/* SPDX-License-Identifier: MIT */
/* A figure's dates and label -> the kind of period, so that quarters, halves, years and trailing twelve months stay apart. */
#include "compare/series.h"

#include "core/date.h"

/* Business calendars count in weeks: a quarter has 12 to 14 of them, a year 51 to 54. */
static enum chiffre_periodicity kind_by_days(int32_t days)
{
    static const struct {
        int32_t from, to;
        enum chiffre_periodicity kind;
    } spans[] = {{1, 1, CHIFFRE_PERIODICITY_day},
                 {28, 31, CHIFFRE_PERIODICITY_month},
                 {84, 98, CHIFFRE_PERIODICITY_quarter},
                 {175, 190, CHIFFRE_PERIODICITY_half},
                 {357, 378, CHIFFRE_PERIODICITY_ttm}};
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        if (days >= spans[i].from && days <= spans[i].to) {
            return spans[i].kind;
        }
    }
    return CHIFFRE_PERIODICITY_auto;
}

static enum chiffre_periodicity kind_by_label(enum period_type type)
{
    switch (type) {
    case PERIOD_YEAR:
    case PERIOD_FISCAL_YEAR:
        return CHIFFRE_PERIODICITY_year;
    case PERIOD_HALF:
        return CHIFFRE_PERIODICITY_half;
    case PERIOD_QUARTER:
        return CHIFFRE_PERIODICITY_quarter;
    case PERIOD_MONTH:
        return CHIFFRE_PERIODICITY_month;
    case PERIOD_DAY:
        return CHIFFRE_PERIODICITY_day;
    case PERIOD_NONE:
    case PERIOD_SPAN:
    case PERIOD_OPEN:
        break;
    }
    return CHIFFRE_PERIODICITY_auto;
}

bool period_kind(const struct chiffre_figure *figure, enum chiffre_periodicity *periodicity, chiffre_date *start, chiffre_date *end)
{
    struct period period = period_read(figure->period);
    *start = figure->period_start;
    *end = figure->period_end;
    if (*start == CHIFFRE_NO_DATE || *end == CHIFFRE_NO_DATE) {
        *start = period.start;
        *end = period.end;
    }
    if (*start == CHIFFRE_NO_DATE || *end == CHIFFRE_NO_DATE || *end < *start) {
        return false;
    }
    *periodicity = kind_by_label(period.type);
    if (*periodicity == CHIFFRE_PERIODICITY_auto) {
        *periodicity = kind_by_days(*end - *start + 1);
        int year, month, day;
        date_parts(*start, &year, &month, &day);
        if (*periodicity == CHIFFRE_PERIODICITY_ttm && *start == date_from(year, 1, 1) && *end == date_from(year, 12, 31)) {
            *periodicity = CHIFFRE_PERIODICITY_year;
        }
    }
    return true;
}

chiffre_date date_shift_end(chiffre_date end, int months)
{
    int year, month, day;
    date_parts(end, &year, &month, &day);
    if (day == date_days_in_month(year, month)) {
        return date_add_months(end + 1, months) - 1;
    }
    return date_add_months(end, months);
}

struct chiffre_text period_label(enum chiffre_periodicity periodicity, chiffre_date start, chiffre_date end,
                                 struct chiffre_text label, char *buffer)
{
    int year, month, day;
    date_parts(end, &year, &month, &day);
    struct period period = {0};
    switch (periodicity) {
    case CHIFFRE_PERIODICITY_year:
        period = period_year(year);
        break;
    case CHIFFRE_PERIODICITY_half:
        period = period_half(year, (month + 5) / 6);
        break;
    case CHIFFRE_PERIODICITY_quarter:
        period = period_quarter(year, (month + 2) / 3);
        break;
    case CHIFFRE_PERIODICITY_month:
        period = period_month(year, month);
        break;
    case CHIFFRE_PERIODICITY_day:
        period = period_day(end);
        break;
    case CHIFFRE_PERIODICITY_ttm:
    case CHIFFRE_PERIODICITY_auto:
        period = period_span(start, end);
        break;
    }
    if ((period.start != start || period.end != end) && label.length > 0) {
        return label;
    }
    if (period.start != start || period.end != end) {
        period = period_span(start, end);
    }
    return (struct chiffre_text){buffer, period_write(period, buffer)};
}
