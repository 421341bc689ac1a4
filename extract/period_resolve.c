/* SPDX-License-Identifier: MIT */
/* Mentions of periods -> periods, against the document's date. What cannot be worked out stays a label without a year, never a guess. */
#include "extract/period.h"

static struct period nothing(void)
{
    return PERIOD_EMPTY;
}

static struct period open_label(const struct mention *mention)
{
    enum period_type type = mention->period.type;
    if (type != PERIOD_QUARTER && type != PERIOD_HALF && type != PERIOD_YEAR)
        return nothing();
    return period_open(type, mention->period.index);
}

static struct period of_year(const struct mention *mention, int year)
{
    switch (mention->period.type) {
    case PERIOD_QUARTER:
        return period_quarter(year, mention->period.index);
    case PERIOD_HALF:
        return period_half(year, mention->period.index);
    case PERIOD_MONTH:
        return period_month(year, mention->period.index);
    case PERIOD_DAY: {
        chiffre_date day = date_from(year, mention->period.index, mention->day);
        return day == CHIFFRE_NO_DATE ? nothing() : period_day(day);
    }
    case PERIOD_YEAR:
        return period_year(year);
    case PERIOD_NONE:
    case PERIOD_FISCAL_YEAR:
    case PERIOD_SPAN:
    case PERIOD_OPEN:
        break;
    }
    return nothing();
}

/* The latest one that has ended by the document's date; when the sentence speaks of what is to come, the next that has not. A day or a month
 * that is under way counts as come. */
static struct period nearest(const struct mention *mention, chiffre_date date, bool future)
{
    int year, month, day;
    date_parts(date, &year, &month, &day);
    if (mention->year == -1)
        return of_year(mention, year + mention->offset);
    struct period here = of_year(mention, year);
    if (here.type == PERIOD_NONE)
        return here;
    bool brief = here.type == PERIOD_DAY || here.type == PERIOD_MONTH;
    bool come = brief ? here.start <= date : here.end <= date + 31;
    if (future && here.end < date)
        return of_year(mention, year + 1);
    if (!future && !come && here.start > date)
        return of_year(mention, year - 1);
    if (!future && !come && here.type == PERIOD_YEAR)
        return of_year(mention, year - 1);
    return here;
}

static struct period of_unit(chiffre_date date, enum mention_unit unit, int offset)
{
    int year, month, day;
    date_parts(date, &year, &month, &day);
    switch (unit) {
    case UNIT_DAY:
        return period_day(date + offset);
    case UNIT_WEEK: {
        chiffre_date monday = date - (date_weekday(date) - 1) + 7 * offset;
        return period_span(monday, monday + 6);
    }
    case UNIT_MONTH:
        return period_shift(period_month(year, month), offset);
    case UNIT_QUARTER:
        return period_shift(period_quarter(year, (month + 2) / 3), offset);
    case UNIT_HALF:
        return period_shift(period_half(year, month <= 6 ? 1 : 2), offset);
    case UNIT_YEAR:
    case UNIT_FISCAL_YEAR:
        return period_year(year + offset);
    }
    return nothing();
}

/* The day a weekday's name stands for: the nearest one before the document's day (itself included), or after it. */
static struct period weekday_near(chiffre_date date, int weekday, bool future)
{
    int back = (date_weekday(date) - weekday + 7) % 7;
    if (future)
        return period_day(back == 0 ? date : date + 7 - back);
    return period_day(date - back);
}

/* The end of a month stays one. */
static chiffre_date months_later(chiffre_date date, int months)
{
    int year, month, day;
    date_parts(date, &year, &month, &day);
    if (day != date_days_in_month(year, month))
        return date_add_months(date, months);
    date_parts(date_add_months(date_from(year, month, 1), months), &year, &month, &day);
    return date_from(year, month, date_days_in_month(year, month));
}

static struct period moved(struct period reference, enum mention_unit unit, int offset)
{
    if (reference.type == PERIOD_NONE)
        return nothing();
    if (reference.type == PERIOD_OPEN || reference.start == CHIFFRE_NO_DATE)
        return nothing();
    if (unit == UNIT_YEAR || unit == UNIT_FISCAL_YEAR)
        return period_shift_years(reference, offset);
    if (unit == UNIT_QUARTER && reference.type == PERIOD_QUARTER)
        return period_shift(reference, offset);
    if (unit == UNIT_HALF && reference.type == PERIOD_HALF)
        return period_shift(reference, offset);
    if (unit == UNIT_MONTH && reference.type == PERIOD_MONTH)
        return period_shift(reference, offset);
    if (reference.type == PERIOD_DAY && (unit == UNIT_MONTH || unit == UNIT_QUARTER || unit == UNIT_HALF))
        return period_day(months_later(reference.start, offset * (unit == UNIT_MONTH ? 1 : unit == UNIT_QUARTER ? 3 : 6)));
    if (unit == UNIT_WEEK && reference.type == PERIOD_DAY)
        return period_day(reference.start + 7 * offset);
    if (unit == UNIT_DAY && reference.type == PERIOD_DAY)
        return period_day(reference.start + offset);
    return nothing();
}

/* The last `months` up to a day; without one, up to the end of the last quarter that was over at the document's date. */
static struct period trailing(const struct mention *mention, chiffre_date date)
{
    chiffre_date end = mention->period.end;
    if (mention->period.type == PERIOD_DAY && end == CHIFFRE_NO_DATE && date != CHIFFRE_NO_DATE)
        end = nearest(mention, date, false).end;
    else if (mention->period.type == PERIOD_MONTH && end == CHIFFRE_NO_DATE && date != CHIFFRE_NO_DATE)
        end = nearest(mention, date, false).end;
    else if (mention->period.type == PERIOD_NONE && date != CHIFFRE_NO_DATE)
        end = of_unit(date, UNIT_QUARTER, -1).end;
    if (end == CHIFFRE_NO_DATE || (mention->period.type == PERIOD_NONE && date == CHIFFRE_NO_DATE))
        return nothing();
    int year, month, day;
    date_parts(end + 6, &year, &month, &day); /* fiscal quarters of 13 weeks end a few days beside the month's end */
    chiffre_date month_end = date_from(year, month, 1) - 1;
    if (end < month_end && month_end - end < 6)
        end = month_end;
    date_parts(end, &year, &month, &day);
    if (mention->offset == 3 && day == date_days_in_month(year, month) && month % 3 == 0)
        return period_quarter(year, month / 3);
    if (mention->offset == 12 && month == 12 && day == 31)
        return period_year(year);
    if (mention->offset == 6 && day == date_days_in_month(year, month) && month % 6 == 0)
        return period_half(year, month / 6);
    chiffre_date start = date_add_months(date_from(year, month, 1), 1 - mention->offset);
    if (day != date_days_in_month(year, month))
        start = date_add_months(end, -mention->offset) + 1;
    return period_span(start, end);
}

static struct period first_months(const struct mention *mention, chiffre_date date)
{
    int year = mention->year, month, day;
    if (year == 0) {
        if (date == CHIFFRE_NO_DATE)
            return nothing();
        date_parts(date, &year, &month, &day);
        if (month < mention->offset)
            year--;
    }
    if (mention->offset == 3)
        return period_quarter(year, 1);
    if (mention->offset == 6)
        return period_half(year, 1);
    if (mention->offset == 12)
        return period_year(year);
    return period_span(date_from(year, 1, 1), date_from(year, mention->offset, date_days_in_month(year, mention->offset)));
}

/* The piece of the fiscal year that ends in `year`: its real dates. */
static struct period fiscal_piece(int year, int closing_month, int months, int index)
{
    int first = year * 12 + closing_month - 12 + months * (index - 1), next = first + months; /* counted from January of the year 0 */
    chiffre_date start = date_from(first / 12, first % 12 + 1, 1), end = date_from(next / 12, next % 12 + 1, 1);
    if (year < 1 || year > 9999 || closing_month > 12 || start == CHIFFRE_NO_DATE || end == CHIFFRE_NO_DATE)
        return nothing();
    return period_span(start, end - 1);
}

/* A quarter or half, told without its year, of a fiscal year that ends with another month than December: the last one that is nearly over; when the
 * sentence speaks of what is to come, the first that is not over. */
static struct period fiscal_part(const struct mention *mention, chiffre_date date, bool future, int closing_month)
{
    int year, month, day, months = mention->period.type == PERIOD_QUARTER ? 3 : 6;
    date_parts(date, &year, &month, &day);
    for (int i = 0; i < 4; i++) {
        struct period one = fiscal_piece(future ? year - 1 + i : year + 2 - i, closing_month, months, mention->period.index);
        if (future ? one.end >= date : one.end <= date + 10)
            return one;
    }
    return nothing();
}

static struct period resolve(const struct mention *mention, chiffre_date date, bool future, struct period reference)
{
    int year, month, day;
    switch (mention->kind) {
    case MENTION_CALENDAR:
        return mention->period;
    case MENTION_PARTIAL:
        if (date == CHIFFRE_NO_DATE)
            return open_label(mention);
        return nearest(mention, date, future || mention->deadline);
    case MENTION_WEEKDAY:
        return date == CHIFFRE_NO_DATE ? nothing() : weekday_near(date, mention->period.index, future);
    case MENTION_OFFSET:
        if (date != CHIFFRE_NO_DATE && mention->ending && !future && of_unit(date, mention->unit, mention->offset).end > date)
            return of_unit(date, mention->unit, mention->offset - 1); /* at year-end, of what has been */
        return date == CHIFFRE_NO_DATE ? nothing() : of_unit(date, mention->unit, mention->offset);
    case MENTION_FIGURE:
        if (mention->year > 0 && reference.start != CHIFFRE_NO_DATE && reference.type != PERIOD_NONE) {
            date_parts(reference.end, &year, &month, &day);
            return period_shift_years(reference, mention->year - year);
        }
        if (reference.type == PERIOD_NONE && date != CHIFFRE_NO_DATE && mention->unit == UNIT_YEAR && mention->from_now)
            return of_unit(date, UNIT_YEAR, mention->offset);
        return moved(reference, mention->unit, mention->offset);
    case MENTION_TRAILING:
        return trailing(mention, date);
    case MENTION_MONTHS:
        return first_months(mention, date);
    case MENTION_TO_DATE:
        if (date == CHIFFRE_NO_DATE)
            return nothing();
        date_parts(date, &year, &month, &day);
        return period_span(date_from(year, 1, 1), date);
    case MENTION_NONE:
    case MENTION_BASIS:
    case MENTION_PRESENT:
        break;
    }
    return nothing();
}

/* A quarter or half of a fiscal year that is not the calendar's: its real dates. The label's year is the year in which the fiscal year ends. */
static struct period fiscal(struct period period, int closing_month)
{
    int year, month, day;
    if (closing_month == 12 || period.start == CHIFFRE_NO_DATE || period.type != PERIOD_FISCAL_YEAR)
        return period;
    date_parts(period.end, &year, &month, &day);
    chiffre_date end = date_from(year, closing_month, date_days_in_month(year, closing_month));
    return period_fiscal_year(date_add_months(date_from(year, closing_month, 1), -11), end);
}

struct period period_mention_resolve(const struct mention *mention, chiffre_date date, bool future, struct period reference, int closing_month,
                                     enum chiffre_period_source *source)
{
    bool part = mention->kind == MENTION_PARTIAL && (mention->period.type == PERIOD_QUARTER || mention->period.type == PERIOD_HALF);
    bool shifted = part && closing_month != 12 && mention->year == 0 && date != CHIFFRE_NO_DATE;
    struct period period = shifted ? fiscal_part(mention, date, future || mention->deadline, closing_month) : resolve(mention, date, future, reference);
    *source = mention->kind == MENTION_CALENDAR ? CHIFFRE_PERIOD_SOURCE_stated : CHIFFRE_PERIOD_SOURCE_relative;
    if (mention->kind == MENTION_TRAILING && mention->period.type == PERIOD_DAY && mention->period.end != CHIFFRE_NO_DATE)
        *source = CHIFFRE_PERIOD_SOURCE_stated;
    if (mention->kind == MENTION_MONTHS && mention->year > 0)
        *source = CHIFFRE_PERIOD_SOURCE_stated;
    if (period.type == PERIOD_NONE)
        return period;
    if (mention->since && period.start != CHIFFRE_NO_DATE && date != CHIFFRE_NO_DATE && period.start < date)
        return period_span(period.start, date);
    if ((mention->ending || (mention->deadline && mention->ending)) && period.end != CHIFFRE_NO_DATE && period.type != PERIOD_DAY)
        return period_day(period.end);
    bool told = period.type == PERIOD_FISCAL_YEAR && mention->kind == MENTION_CALENDAR && mention->offset > 0;
    return fiscal(period, told ? mention->offset : closing_month);
}
