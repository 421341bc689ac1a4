/* SPDX-License-Identifier: MIT */
/* TARGET business days, months as numbers, labels of periods. */
#include "normalize/calendar.h"

#include "core/date.h"

/* Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
static chiffre_date easter_sunday(int year)
{
    int golden = year % 19, century = year / 100, rest = year % 100;
    int epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    int correction = (golden + 11 * epact + 22 * weekday) / 451;
    int count = epact + weekday - 7 * correction + 114;
    return date_from(year, count / 31, count % 31 + 1);
}

static bool is_closing_day(chiffre_date date)
{
    int year, month, day;
    date_parts(date, &year, &month, &day);
    if ((month == 1 && day == 1) || (month == 12 && day == 25))
        return true;
    if (month == 12 && day == 31)
        return year == 1999 || year == 2001;
    if (year < 2000)
        return false;
    if ((month == 5 && day == 1) || (month == 12 && day == 26))
        return true;
    if (month != 3 && month != 4)
        return false;
    chiffre_date easter = easter_sunday(year);
    return date == easter - 2 || date == easter + 1;
}

bool calendar_is_business_day(chiffre_date date)
{
    return date_weekday(date) <= 5 && !is_closing_day(date);
}

chiffre_date calendar_last_business_day(chiffre_date date)
{
    while (!calendar_is_business_day(date))
        date--;
    return date;
}

int32_t calendar_business_days(chiffre_date start, chiffre_date end)
{
    int32_t count = 0;
    for (chiffre_date date = start; date <= end; date++)
        count += calendar_is_business_day(date);
    return count;
}

int32_t calendar_month(chiffre_date date)
{
    int year, month, day;
    date_parts(date, &year, &month, &day);
    return year * 12 + month - 1;
}

chiffre_date calendar_month_start(int32_t month)
{
    return date_from(month / 12, month % 12 + 1, 1);
}

chiffre_date calendar_month_end(int32_t month)
{
    return date_from(month / 12, month % 12 + 1, date_days_in_month(month / 12, month % 12 + 1));
}

size_t calendar_label(chiffre_date start, chiffre_date end, char *out)
{
    struct period span = period_span(start, end);
    int32_t first = calendar_month(start), year = first / 12, month = first % 12;
    if (start == end)
        return period_write(period_day(start), out);
    switch (period_months(span)) {
    case 1:
        return period_write(period_month(year, month + 1), out);
    case 3:
        return period_write(month % 3 == 0 ? period_quarter(year, month / 3 + 1) : span, out);
    case 6:
        return period_write(month % 6 == 0 ? period_half(year, month / 6 + 1) : span, out);
    case 12:
        return period_write(month == 0 ? period_year(year) : span, out);
    default:
        return period_write(span, out);
    }
}
