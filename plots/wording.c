/* SPDX-License-Identifier: MIT */
/* Metrics and periods -> how a French or an English chart says them. */
#include "plots/wording.h"

#include "core/catalog.h"
#include "core/text.h"

#include <stdio.h>

#define WORDING_ROW(name, english, french) {english, french},
static const char *const words[WORD_COUNT][WORDING_LANGUAGES] = {WORDS(WORDING_ROW)};

static const char *const months[WORDING_LANGUAGES][12] = {
    {"Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."},
    {"janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."}};

const char *wording_of(enum word word, enum wording_language language)
{
    return words[word][language];
}

void wording_metric(struct caption *caption, struct chiffre_text metric, enum wording_language language)
{
    const struct metric *known = catalog_metric(metric);
    if (known != NULL) {
        size_t start = caption->length;
        caption_string(caption, language == WORDING_FR ? known->label_fr : known->label_en);
        caption_small(caption, start);
        return;
    }
    for (size_t i = 0; i < metric.length; i++)
        caption_text(caption, metric.data[i] == '_' ? TEXT(" ") : (struct chiffre_text){metric.data + i, 1});
}

static void add_number(struct caption *caption, int number, const char *format)
{
    char digits[16];
    snprintf(digits, sizeof digits, format, number);
    caption_string(caption, digits);
}

static void add_year(struct caption *caption, chiffre_date date)
{
    int year, month, day;
    date_parts(date, &year, &month, &day);
    add_number(caption, year, "%d");
}

static void add_month(struct caption *caption, chiffre_date date, enum wording_language language)
{
    int year, month, day;
    date_parts(date, &year, &month, &day);
    caption_string(caption, months[language][month - 1]);
}

static void add_fiscal(struct caption *caption, struct period period)
{
    int year, month, day;
    add_year(caption, period.start);
    date_parts(period.end, &year, &month, &day);
    add_number(caption, year % 100, "/%02d");
}

static bool is_year_end(struct period period)
{
    int year, month, day;
    if (period.type != PERIOD_DAY)
        return false;
    date_parts(period.end, &year, &month, &day);
    return month == 12 && day == 31;
}

void wording_tic(struct caption *first, struct caption *second, struct chiffre_text label, enum wording_language language)
{
    struct period period = period_read(label);
    int year, month, day;
    caption_clear(first);
    caption_clear(second);
    switch (period.type) {
    case PERIOD_YEAR:
        add_year(first, period.start);
        return;
    case PERIOD_FISCAL_YEAR:
        add_fiscal(first, period);
        return;
    case PERIOD_HALF:
        add_number(first, period.index, language == WORDING_FR ? "S%d" : "H%d");
        break;
    case PERIOD_QUARTER:
        add_number(first, period.index, language == WORDING_FR ? "T%d" : "Q%d");
        break;
    case PERIOD_MONTH:
    case PERIOD_SPAN:
        add_month(first, period.end, language);
        break;
    case PERIOD_DAY:
        if (is_year_end(period)) {
            caption_string(first, wording_of(WORD_end, language));
            break;
        }
        date_parts(period.end, &year, &month, &day);
        add_number(first, day, "%d ");
        add_month(first, period.end, language);
        break;
    case PERIOD_NONE:
    case PERIOD_OPEN:
        caption_text(first, label);
        return;
    }
    add_year(second, period.end);
}

void wording_end(struct caption *caption, struct chiffre_text label, enum wording_language language)
{
    struct caption first, second;
    wording_tic(&first, &second, label, language);
    caption_text(caption, caption_all(&first));
    if (second.length > 0) {
        caption_string(caption, " ");
        caption_text(caption, caption_all(&second));
    }
}

void wording_period(struct caption *caption, struct chiffre_text label, enum wording_language language)
{
    if (period_read(label).type == PERIOD_SPAN)
        caption_string(caption, wording_of(WORD_twelve_months, language));
    wording_end(caption, label, language);
}

void wording_in_period(struct caption *caption, struct chiffre_text label, enum wording_language language)
{
    struct period period = period_read(label);
    enum period_type type = period.type;
    enum word word = WORD_in;
    if (is_year_end(period)) {
        caption_string(caption, wording_of(WORD_at_the_end, language));
        add_year(caption, period.end);
        return;
    }
    if (type == PERIOD_QUARTER || type == PERIOD_HALF || type == PERIOD_OPEN)
        word = WORD_among_quarters;
    else if (type == PERIOD_DAY)
        word = WORD_on_day;
    else if (type == PERIOD_SPAN)
        word = WORD_over_twelve;
    caption_string(caption, wording_of(word, language));
    wording_period(caption, label, language);
}

const char *wording_periodicity(struct chiffre_text label, enum wording_language language)
{
    switch (period_read(label).type) {
    case PERIOD_YEAR:
    case PERIOD_FISCAL_YEAR:
        return wording_of(WORD_annual, language);
    case PERIOD_HALF:
        return wording_of(WORD_half_yearly, language);
    case PERIOD_QUARTER:
        return wording_of(WORD_quarterly, language);
    case PERIOD_MONTH:
        return wording_of(WORD_monthly, language);
    case PERIOD_SPAN:
        return wording_of(WORD_trailing, language);
    case PERIOD_NONE:
    case PERIOD_DAY:
    case PERIOD_OPEN:
        break;
    }
    return "";
}
