/* SPDX-License-Identifier: MIT */
/* Ranges and periods -> gnuplot's tics. */
#include "plots/axis.h"

#include "core/date.h"
#include "core/decimal.h"
#include "core/text.h"
#include "plots/letters.h"
#include "plots/script.h"

#include <math.h>

static double round_step(double rough, int *places)
{
    double power = pow(10, floor(log10(rough) + 1e-9)), lead = rough / power;
    double step = lead <= 1.0001 ? 1 : lead <= 2.0001 ? 2 : lead <= 2.5001 ? 2.5 : lead <= 5.0001 ? 5 : 10;
    int exponent = (int)lround(log10(power));
    *places = exponent < 0 ? -exponent : 0;
    if (step == 2.5 && exponent <= 0)
        *places = 1 - exponent;
    if (step == 10 && *places > 0)
        *places -= 1;
    return step * power;
}

/* The next tic, unless that leaves more than half a step empty: then a little beyond the value. */
static double edge(double value, double step)
{
    double tic = ceil(value / step - 1e-9) * step;
    return tic - value > step / 2 ? value + step / 6 : tic;
}

struct axis axis_values(double low, double high, int tics, bool zero)
{
    if (!(low <= high))
        return (struct axis){0, 1, 1, 0};
    if (zero) {
        low = fmin(low, 0);
        high = fmax(high, 0);
    }
    if (high - low <= 1e-9 * fmax(fabs(low), fabs(high)) || high <= low) {
        double around = high == 0 ? 1 : fabs(high) / 2;
        low -= zero && low >= 0 ? 0 : around;
        high += zero && high <= 0 && low < 0 ? 0 : around;
    }
    struct axis axis;
    axis.step = round_step((high - low) / tics, &axis.places);
    axis.low = edge(-low, axis.step) * -1;
    axis.high = edge(high, axis.step);
    return axis;
}

struct axis axis_around(double low, double high)
{
    double air = high > low ? (high - low) / 20 : fabs(high) > 0 ? fabs(high) / 2 : 1;
    return (struct axis){low - air, high + air, high - low + 2 * air, 0};
}

double axis_label_width(const struct axis *axis, double size)
{
    double largest = fmax(fabs(axis->low), fabs(axis->high));
    int digits = largest >= 1 ? (int)floor(log10(largest) + 1e-9) + 1 : 1;
    int gaps = (digits - 1) / 3;
    double width = (digits + gaps * 0.5 + axis->places + (axis->places > 0 ? 0.5 : 0)) * 0.636 * size;
    return width + (axis->low < 0 ? 0.838 * size : 0);
}

void axis_write(struct output *out, const struct axis *axis, char name)
{
    output_format(out, "set %crange [", name);
    script_position(out, axis->low);
    output_char(out, ':');
    script_position(out, axis->high);
    output_format(out, "]\nset %ctics ", name);
    script_position(out, axis->step);
    output_format(out, "\nset format %c '%%.%df'\n", name, axis->places);
}

static double in_years(chiffre_date date, double part_of_day)
{
    int year, month, day;
    date_parts(date, &year, &month, &day);
    chiffre_date first = date_from(year, 1, 1);
    int days = date_from(year, 12, 31) - first + 1;
    return year + (date - first + part_of_day) / days;
}

double axis_place(chiffre_date start, chiffre_date end, struct chiffre_text label)
{
    enum period_type type = period_read(label).type;
    if (type == PERIOD_SPAN || type == PERIOD_DAY || start == CHIFFRE_NO_DATE || start == end)
        return in_years(end, 1);
    return (in_years(start, 0) + in_years(end, 1)) / 2;
}

double axis_span(struct chiffre_text label)
{
    switch (period_read(label).type) {
    case PERIOD_YEAR:
    case PERIOD_FISCAL_YEAR:
        return 1;
    case PERIOD_HALF:
        return 0.5;
    case PERIOD_QUARTER:
        return 0.25;
    case PERIOD_MONTH:
        return 1 / 12.0;
    case PERIOD_NONE:
    case PERIOD_DAY:
    case PERIOD_SPAN:
    case PERIOD_OPEN:
        break;
    }
    return 0;
}

int axis_period_lines(struct chiffre_text label)
{
    struct caption first, second;
    wording_tic(&first, &second, label, WORDING_EN);
    return second.length > 0 ? 2 : 1;
}

static double label_width(struct chiffre_text label, double size, enum wording_language language)
{
    struct caption first, second;
    wording_tic(&first, &second, label, language);
    return fmax(letters_width(caption_all(&first), size, false), letters_width(caption_all(&second), size, false)) + size / 2;
}

#define LABELS_MAX 64

/* A running number for periods that follow each other without gaps: 2024-Q1 is one more than 2023-Q4. -1 for others. */
static long ordinal(struct chiffre_text label)
{
    struct period period = period_read(label);
    int year, month, day;
    if (period.type == PERIOD_NONE || period.type == PERIOD_OPEN)
        return -1;
    date_parts(period.start, &year, &month, &day);
    switch (period.type) {
    case PERIOD_YEAR:
    case PERIOD_FISCAL_YEAR:
        return year;
    case PERIOD_HALF:
        return year * 2L + period.index - 1;
    case PERIOD_QUARTER:
        return year * 4L + period.index - 1;
    case PERIOD_MONTH:
        return year * 12L + period.index - 1;
    default:
        return -1;
    }
}

/* The smallest round stride (every second year, every first quarter ...) at which labels of `widest` pixels keep apart; 0: none. */
static long round_stride(const struct axis_period *periods, double pixels_a_unit, double widest)
{
    static const long years[] = {1, 2, 5, 10, 20, 50, 0}, halves[] = {1, 2, 4, 10, 20, 0}, quarters[] = {1, 2, 4, 8, 20, 40, 0},
                      months[] = {1, 2, 3, 6, 12, 24, 60, 120, 0};
    double span = axis_span(periods[0].label);
    const long *strides = span > 0.9 ? years : span > 0.4 ? halves : span > 0.2 ? quarters : months;
    while (span > 0 && *strides != 0 && (double)*strides * span * 0.97 * pixels_a_unit < widest) /* the shortest month or quarter */
        strides++;
    return span > 0 ? *strides : 0;
}

/* Labels at a round stride; 0 when there are none, or fewer than two of several. */
static size_t choose_round(const struct axis_period *periods, size_t count, double pixels_a_unit, double size,
                           enum wording_language language, size_t *shown)
{
    double widest = 0;
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        widest = fmax(widest, label_width(periods[i].label, size, language));
    long stride = count > 0 ? round_stride(periods, pixels_a_unit, widest) : 0;
    for (size_t i = 0; stride > 0 && i < count && found < LABELS_MAX; i++) {
        long number = ordinal(periods[i].label);
        if (number < 0)
            return 0;
        if (number % stride == 0)
            shown[found++] = i;
    }
    return found > 1 || count < 2 ? found : 0;
}

/* As many labels as fit, from the last one back; in `shown` ascending. */
static size_t choose_any(const struct axis_period *periods, size_t count, double pixels_a_unit, double size,
                         enum wording_language language, size_t *shown)
{
    size_t chosen[LABELS_MAX], found = 0;
    double left = INFINITY;
    for (size_t i = count; i-- > 0 && found < LABELS_MAX;) {
        double half = label_width(periods[i].label, size, language) / 2, at = periods[i].x * pixels_a_unit;
        if (at + half > left)
            continue;
        chosen[found++] = i;
        left = at - half;
    }
    for (size_t i = 0; i < found; i++)
        shown[i] = chosen[found - 1 - i];
    return found;
}

void axis_write_periods(struct output *out, const struct axis_period *periods, size_t count, double pixels_a_unit, double size,
                        enum wording_language language)
{
    size_t shown[LABELS_MAX];
    size_t labels = choose_round(periods, count, pixels_a_unit, size, language, shown);
    if (labels == 0)
        labels = choose_any(periods, count, pixels_a_unit, size, language, shown);
    struct caption first, second, year = {.length = 0};
    output_string(out, "set xtics (");
    for (size_t i = 0; i < labels; i++) {
        wording_tic(&first, &second, periods[shown[i]].label, language);
        if (second.length > 0 && !text_equal(caption_all(&second), caption_all(&year))) {
            year = second;
            caption_string(&first, "\n");
            caption_text(&first, caption_all(&second));
        }
        output_string(out, i > 0 ? ", " : "");
        script_tic(out, caption_all(&first));
        output_char(out, ' ');
        script_position(out, periods[shown[i]].x);
    }
    output_string(out, ")\n");
}
