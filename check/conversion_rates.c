/* SPDX-License-Identifier: MIT */
/* An amount and its equivalent in another currency, and a day or period -> do the rates published then bear them out, and how that is
 * said. */
#include "check/conversion.h"

#include "check/room.h"
#include "core/date.h"

/* The press converts at the rate of the hour or of the eve; weekends and holidays make the eve up to four days old. */
#define DAYS_BEFORE 4
#define DAYS_AFTER 1
/* An older rate, for amounts that were converted earlier. */
#define OLDER_DAYS 31
#define SEARCH_DAYS 400

static void copy_code(struct chiffre_text code, char out[8])
{
    size_t length = code.length < 7 ? code.length : 7;
    memcpy(out, code.data, length);
    out[length] = '\0';
}

/* "More than 2,000 billion (1,870.3)" converts the limit, not what lies above it. */
static struct operand limit_of(const struct item *item)
{
    struct operand operand = operand_of(item->figure);
    if (operand.bound != CHIFFRE_BOUND_about)
        operand.bound = CHIFFRE_BOUND_exact;
    if (!operand.value_to.known)
        operand.value = decimal_absolute(operand.value); /* a loss is told once: "a perdu 721,8 (100)" */
    return operand;
}

/* A round figure is mostly what was converted, to its last unit; whether it is rounded itself is the first reading that is tried.
 */
static struct interval exact_interval(const struct operand *operand)
{
    struct interval written = operand_interval(operand, READING_WRITTEN), rounded = operand_interval(operand, READING_ROUNDED);
    bool round = operand->bound == CHIFFRE_BOUND_exact && !operand->value_to.known && !interval_contains(written, rounded);
    return round ? (struct interval){operand->value, operand->value} : written;
}

static bool divide(struct interval converted, struct interval amount, struct interval *rate)
{
    return interval_divide(converted, amount, rate) == CHIFFRE_OK;
}

bool conversion_pair(const struct item *amount, const struct item *converted, struct pair *pair)
{
    struct operand one = limit_of(amount), two = limit_of(converted);
    *pair = (struct pair){.amount = amount, .converted = converted};
    copy_code(amount->figure->unit, pair->from);
    copy_code(converted->figure->unit, pair->to);
    return divide(exact_interval(&two), exact_interval(&one), &pair->exact) &&
           divide(operand_interval(&two, READING_WRITTEN), operand_interval(&one, READING_WRITTEN), &pair->implied) &&
           divide(operand_interval(&two, READING_ROUNDED), operand_interval(&one, READING_ROUNDED), &pair->loose);
}

/* ---- Rates in words, in the direction that is above 1, as people quote them ---- */

static bool inverted(struct chiffre_decimal rate)
{
    return decimal_compare(rate, decimal_from(1, 0)) < 0;
}

static struct chiffre_decimal quoted(struct chiffre_decimal rate, bool invert)
{
    struct chiffre_decimal result = rate;
    if (invert && rate.known && decimal_divide(decimal_from(1, 0), rate, 12, DECIMAL_HALF_EVEN, &result) != CHIFFRE_OK)
        return rate;
    return result;
}

static struct chiffre_text rate_number(const struct work *work, struct chiffre_decimal rate, bool invert)
{
    return message_number(&work->messages, decimal_round_digits(quoted(rate, invert), 5, DECIMAL_HALF_EVEN));
}

static struct interval quoted_interval(struct interval interval, bool invert)
{
    if (!invert)
        return interval;
    return (struct interval){interval.high.known ? quoted(interval.high, true) : DECIMAL_EMPTY,
                             interval.low.known ? quoted(interval.low, true) : DECIMAL_EMPTY};
}

struct chiffre_text conversion_implied(const struct work *work, const struct pair *pair)
{
    bool invert = pair->implied.high.known && inverted(pair->implied.high);
    struct chiffre_text from = text_from(pair->from), to = text_from(pair->to), none = {NULL, 0};
    struct interval implied = quoted_interval(pair->implied, invert);
    struct chiffre_decimal end = implied.high.known ? implied.high : implied.low;
    int32_t decimals = end.known ? 5 - (end.exponent + decimal_digits(end)) : 4;
    struct chiffre_text range = message_interval(&work->messages, implied, MESSAGE_PLAIN, none, decimals - 1);
    return SAY(&work->messages, rate_implied, range, invert ? from : to, invert ? to : from);
}

static struct chiffre_text joined(const struct work *work, struct chiffre_text a, struct chiffre_text b)
{
    return a.length == 0 ? b : SAY(&work->messages, joined, a, b);
}

/* ---- One day or period that the writer may have converted at ---- */

static bool looked_up(const struct work *work, const struct pair *pair, chiffre_date start, chiffre_date end,
                      enum chiffre_fx_basis basis, struct chiffre_rate *rate)
{
    return chiffre_rates_lookup(work->checker->rates, pair->from, pair->to, start, end, basis, rate, NULL) == CHIFFRE_OK &&
           rate->rate.known;
}

static bool within(struct interval interval, struct chiffre_decimal rate)
{
    return interval_meets(interval, (struct interval){rate, rate});
}

static struct chiffre_text rate_text(const struct work *work, const struct chiffre_rate *rate, bool invert)
{
    struct chiffre_text number = rate_number(work, rate->rate, invert);
    if (rate->start == rate->end)
        return SAY(&work->messages, rate_day, number, message_date(&work->messages, rate->start));
    struct chiffre_text span =
        SAY(&work->messages, to, message_date(&work->messages, rate->start), message_date(&work->messages, rate->end));
    return SAY(&work->messages, rate_average, span, number);
}

/* The rates of the day itself, or of the period. */
static void try_exact(const struct work *work, const struct pair *pair, chiffre_date start, chiffre_date end,
                      struct outcome *outcome)
{
    static const enum chiffre_fx_basis bases[] = {CHIFFRE_FX_BASIS_closing, CHIFFRE_FX_BASIS_average};
    for (size_t i = 0; i < (start == end ? 1 : 2); i++) {
        struct chiffre_rate rate;
        if (!looked_up(work, pair, start, end, bases[i], &rate))
            continue;
        struct chiffre_text text = rate_text(work, &rate, inverted(rate.rate));
        bool fits = within(pair->exact, rate.rate);
        if (fits && outcome->verdict != CHIFFRE_VERDICT_agrees)
            *outcome = (struct outcome){CHIFFRE_VERDICT_agrees, text};
        else if (outcome->verdict == CHIFFRE_VERDICT_unchecked)
            *outcome = (struct outcome){CHIFFRE_VERDICT_disagrees, text};
        else if (outcome->verdict == CHIFFRE_VERDICT_disagrees)
            outcome->text = joined(work, outcome->text, text);
    }
}

/* The published rates from `start` to `end`, and what lies between them: two fixings hold all rates of the hours between. */
static bool try_range(const struct work *work, const struct pair *pair, chiffre_date start, chiffre_date end, chiffre_date around,
                      struct outcome *outcome)
{
    struct chiffre_rate rate, day;
    struct chiffre_text text, date = message_date(&work->messages, around);
    if (chiffre_rates_range(work->checker->rates, pair->from, pair->to, start, end, &rate, NULL) != CHIFFRE_OK)
        return false;
    bool invert = inverted(rate.low);
    struct chiffre_text low = rate_number(work, rate.low, invert), high = rate_number(work, rate.high, invert);
    text = invert ? SAY(&work->messages, rate_range, high, low, date) : SAY(&work->messages, rate_range, low, high, date);
    if (outcome->verdict == CHIFFRE_VERDICT_unchecked)
        *outcome = (struct outcome){CHIFFRE_VERDICT_disagrees, text};
    if (!interval_meets(pair->loose, (struct interval){rate.low, rate.high}))
        return false;
    struct chiffre_decimal middle = pair->implied.low.known ? pair->implied.low : pair->implied.high;
    if (pair->implied.low.known && pair->implied.high.known &&
        decimal_add(pair->implied.low, pair->implied.high, &middle) == CHIFFRE_OK)
        (void)decimal_divide(middle, decimal_from(2, 0), 20, DECIMAL_HALF_EVEN, &middle);
    if (middle.known &&
        chiffre_rates_nearest(work->checker->rates, pair->from, pair->to, middle, start, end, around, &day, NULL) == CHIFFRE_OK &&
        day.rate.known)
        text = joined(
            work, text,
            SAY(&work->messages, rate_nearest, message_date(&work->messages, day.start), rate_number(work, day.rate, invert)));
    *outcome = (struct outcome){CHIFFRE_VERDICT_reading, joined(work, outcome->text, text)};
    return true;
}

/* Day by day, then hour by hour, then older. */
void conversion_day(const struct work *work, const struct pair *pair, chiffre_date date, struct outcome *outcome)
{
    try_exact(work, pair, date, date, outcome);
    if (outcome->verdict == CHIFFRE_VERDICT_agrees)
        return;
    if (!try_range(work, pair, date - DAYS_BEFORE, date + DAYS_AFTER, date, outcome))
        try_range(work, pair, date - OLDER_DAYS, date + DAYS_AFTER, date, outcome);
}

/* Average and closing rates, then all that were published in it. */
void conversion_period(const struct work *work, const struct pair *pair, chiffre_date start, chiffre_date end, struct outcome *outcome)
{
    try_exact(work, pair, start, end, outcome);
    if (outcome->verdict == CHIFFRE_VERDICT_agrees)
        return;
    if (start == end)
        try_range(work, pair, start - DAYS_BEFORE, end + DAYS_AFTER, end, outcome);
    else
        try_range(work, pair, end - start > SEARCH_DAYS - 2 ? end - SEARCH_DAYS + 2 : start, end, end, outcome);
}

/* Where no rate of the days around fits: the nearest published day that does. */
struct chiffre_text conversion_nearest(const struct work *work, const struct pair *pair, chiffre_date date)
{
    struct chiffre_rate day;
    struct chiffre_decimal middle;
    if (!pair->implied.low.known || !pair->implied.high.known ||
        decimal_add(pair->implied.low, pair->implied.high, &middle) != CHIFFRE_OK ||
        decimal_divide(middle, decimal_from(2, 0), 20, DECIMAL_HALF_EVEN, &middle) != CHIFFRE_OK ||
        chiffre_rates_nearest(work->checker->rates, pair->from, pair->to, middle, date - SEARCH_DAYS + 2, date + DAYS_AFTER, date,
                              &day, NULL) != CHIFFRE_OK)
        return (struct chiffre_text){NULL, 0};
    struct interval found = day.rate.known ? (struct interval){day.rate, day.rate} : (struct interval){day.low, day.high};
    if (!interval_meets(pair->implied, found))
        return message_phrase(work->messages.language, PHRASE_rate_never);
    bool invert = inverted(found.low);
    return SAY(&work->messages, rate_nearest, message_date(&work->messages, day.start), rate_number(work, found.low, invert));
}

/* 10^power for `converted` that makes the implied rate one that was published around the date; 0: none. */
int32_t conversion_factor(const struct work *work, const struct pair *pair, chiffre_date date)
{
    static const int32_t powers[] = {3, -3, 6, -6};
    struct chiffre_rate rate;
    if (chiffre_rates_range(work->checker->rates, pair->from, pair->to, date - OLDER_DAYS, date + DAYS_AFTER, &rate, NULL) !=
        CHIFFRE_OK)
        return 0;
    for (size_t i = 0; i < sizeof powers / sizeof powers[0]; i++) {
        struct interval scaled = {pair->implied.low.known ? decimal_scale(pair->implied.low, powers[i]) : DECIMAL_EMPTY,
                                  pair->implied.high.known ? decimal_scale(pair->implied.high, powers[i]) : DECIMAL_EMPTY};
        if (interval_meets(scaled, (struct interval){rate.low, rate.high}))
            return powers[i];
    }
    return 0;
}

struct chiffre_text conversion_needed(const struct work *work, const struct pair *pair, chiffre_date date, bool converted)
{
    struct chiffre_rate rate;
    struct interval needed, rates;
    const struct item *item = converted ? pair->converted : pair->amount, *other = converted ? pair->amount : pair->converted;
    struct operand operand = limit_of(other);
    struct interval amount = operand_interval(&operand, READING_WRITTEN);
    if (chiffre_rates_range(work->checker->rates, pair->from, pair->to, date - DAYS_BEFORE, date + DAYS_AFTER, &rate, NULL) !=
        CHIFFRE_OK)
        return (struct chiffre_text){NULL, 0};
    rates = (struct interval){rate.low, rate.high};
    if ((converted ? interval_multiply(amount, rates, &needed) : interval_divide(amount, rates, &needed)) != CHIFFRE_OK)
        return (struct chiffre_text){NULL, 0};
    return message_interval(&work->messages, needed, MESSAGE_PLAIN, item->figure->unit, operand_of(item->figure).decimals);
}
