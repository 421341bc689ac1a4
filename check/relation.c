/* SPDX-License-Identifier: MIT */
/* One relation between up to three numbers, judged on intervals: agrees, agrees under a charitable reading, fits with a factor,
 * disagrees. */
#include "check/relation.h"

/* Trailing zeros of the written digits from which a figure counts as round: "150" is not, "1 200", "2 000" and "30 000" are. */
#define ROUND_ZEROS 2
/* "2 000" may be rounded to the thousand; "500" only to the ten, for half a hundred would agree with nearly anything. */
#define ALL_ZEROS 3

static int trailing_zeros(struct chiffre_decimal value, int32_t decimals)
{
    struct chiffre_decimal written = decimal_scale(value, decimals);
    int zeros = 0;
    if (!written.known || decimal_sign(written) == 0)
        return 0;
    while (zeros < 36 && decimal_compare(decimal_round(written, zeros + 1, DECIMAL_TRUNCATE), written) == 0)
        zeros++;
    return zeros;
}

/* Without decimals the zeros at the end may or may not have been written: they are taken as not known. */
static int32_t decimals_of(const struct chiffre_figure *figure)
{
    if (figure->decimals != CHIFFRE_NO_DECIMALS)
        return figure->decimals;
    return figure->value.exponent < 0 ? -figure->value.exponent : -trailing_zeros(figure->value, 0);
}

/* "1,000 milliard", "2.00 billion": nobody writes such zeros without meaning them. With decimals at or above 0 the record tells;
 * below, the last separator of a number before a scale word does. */
static bool has_written_zeros(const struct chiffre_figure *figure)
{
    size_t at = 0;
    bool separator = false;
    if (figure->decimals == CHIFFRE_NO_DECIMALS || figure->decimals >= 0)
        return figure->decimals > 0;
    while (at < figure->text.length && (figure->text.data[at] < '0' || figure->text.data[at] > '9'))
        at++;
    for (; at < figure->text.length; at++) {
        char c = figure->text.data[at];
        if ((c == '.' || c == ',') && at + 1 < figure->text.length && figure->text.data[at + 1] >= '0' &&
            figure->text.data[at + 1] <= '9')
            separator = true;
        else if (c < '0' || c > '9')
            break;
    }
    return separator;
}

struct operand operand_of(const struct chiffre_figure *figure)
{
    return (struct operand){.value = figure->value,
                            .value_to = figure->value_to,
                            .decimals = decimals_of(figure),
                            .bound = figure->bound,
                            .precise = has_written_zeros(figure),
                            .percent = figure->kind == CHIFFRE_KIND_percent || figure->kind == CHIFFRE_KIND_ratio};
}

static struct interval truncated_interval(const struct operand *operand)
{
    struct interval interval = {operand->value, operand->value_to.known ? operand->value_to : operand->value};
    struct chiffre_decimal unit = decimal_from(999999, -operand->decimals - 6), moved; /* 53 cut off may be 53.99, never 54 */
    if (decimal_sign(interval.high) >= 0 && decimal_add(interval.high, unit, &moved) == CHIFFRE_OK)
        interval.high = moved;
    if (decimal_sign(interval.low) <= 0 && decimal_subtract(interval.low, unit, &moved) == CHIFFRE_OK)
        interval.low = moved;
    return interval;
}

static bool bounded_below_or_above(enum chiffre_bound bound)
{
    return bound == CHIFFRE_BOUND_above || bound == CHIFFRE_BOUND_at_least || bound == CHIFFRE_BOUND_below ||
           bound == CHIFFRE_BOUND_at_most;
}

/* Whether a reading makes sense for this operand at all. */
static bool readable(const struct operand *operand, enum reading reading)
{
    if (reading == READING_WRITTEN)
        return true;
    if (operand->fixed || bounded_below_or_above(operand->bound))
        return false;
    return reading == READING_TRUNCATED ||
           (!operand->percent && !operand->precise && trailing_zeros(operand->value, operand->decimals) >= ROUND_ZEROS);
}

struct interval operand_interval(const struct operand *operand, enum reading reading)
{
    if (reading == READING_TRUNCATED)
        return truncated_interval(operand);
    int32_t decimals = operand->decimals;
    int zeros = reading == READING_ROUNDED && !operand->percent && !operand->precise && !operand->fixed
                    ? trailing_zeros(operand->value, decimals)
                    : 0;
    if (zeros >= ROUND_ZEROS)
        decimals -= zeros < ALL_ZEROS && decimal_digits(operand->value) < 2 ? zeros - 1 : zeros;
    return interval_of(operand->value, operand->value_to, decimals, operand->bound);
}

static struct interval point(int64_t number)
{
    return (struct interval){decimal_from(number, 0), decimal_from(number, 0)};
}

static struct interval scaled(struct interval interval, int32_t power)
{
    return (struct interval){interval.low.known ? decimal_scale(interval.low, power) : DECIMAL_EMPTY,
                             interval.high.known ? decimal_scale(interval.high, power) : DECIMAL_EMPTY};
}

/* claim percent -> 1 + claim / 100 for a change, claim / 100 for a share, claim for a ratio. */
static bool claim_factor(enum relation_form form, struct interval claim, struct interval *factor)
{
    *factor = form == RELATION_RATIO ? claim : scaled(claim, -2);
    return form != RELATION_CHANGE || interval_add(*factor, point(1), factor) == CHIFFRE_OK;
}

static bool needed_quotient(enum relation_form form, const struct interval *intervals, size_t which, struct interval *needed)
{
    struct interval factor;
    if (which == 0) {
        if (interval_divide(intervals[1], intervals[2], needed) != CHIFFRE_OK)
            return false;
        if (form == RELATION_CHANGE && interval_subtract(*needed, point(1), needed) != CHIFFRE_OK)
            return false;
        *needed = form == RELATION_RATIO ? *needed : scaled(*needed, 2);
        return true;
    }
    if (!claim_factor(form, intervals[0], &factor))
        return false;
    if (which == 1)
        return interval_multiply(intervals[2], factor, needed) == CHIFFRE_OK;
    return interval_divide(intervals[1], factor, needed) == CHIFFRE_OK;
}

bool relation_needed(const struct relation *relation, const struct interval *intervals, size_t which, struct interval *needed)
{
    switch (relation->form) {
    case RELATION_EQUAL:
        *needed = intervals[1 - which];
        return true;
    case RELATION_DIFFERENCE:
        if (which == 0)
            return interval_subtract(intervals[1], intervals[2], needed) == CHIFFRE_OK;
        if (which == 1)
            return interval_add(intervals[0], intervals[2], needed) == CHIFFRE_OK;
        return interval_subtract(intervals[1], intervals[0], needed) == CHIFFRE_OK;
    case RELATION_CHANGE:
    case RELATION_RATIO:
    case RELATION_SHARE:
        return needed_quotient(relation->form, intervals, which, needed);
    }
    return false; /* there is no other form */
}

static bool holds(const struct relation *relation, const struct interval *intervals)
{
    struct interval computed = {DECIMAL_EMPTY, DECIMAL_EMPTY};
    return relation_needed(relation, intervals, 0, &computed) && interval_meets(intervals[0], computed);
}

/* Combinations of readings, one changed operand first, then more. True: one holds, it is in `readings`. */
static bool reading_holds(const struct relation *relation, enum reading *readings)
{
    static const size_t combinations = 27; /* three readings of three operands */
    for (size_t changed = 1; changed <= 2; changed++) {
        for (size_t combination = 1; combination < combinations; combination++) {
            struct interval intervals[RELATION_OPERANDS] = {{DECIMAL_EMPTY, DECIMAL_EMPTY}};
            size_t rest = combination, different = 0;
            bool fine = true;
            for (size_t i = 0; i < RELATION_OPERANDS; i++, rest /= 3) {
                readings[i] = (enum reading)(rest % 3);
                if (i >= relation->count) {
                    fine = fine && readings[i] == READING_WRITTEN;
                    continue;
                }
                different += readings[i] != READING_WRITTEN;
                fine = fine && readable(&relation->operands[i], readings[i]);
                intervals[i] = operand_interval(&relation->operands[i], readings[i]);
            }
            if (fine && different == changed && holds(relation, intervals))
                return true;
        }
    }
    return false;
}

/* A factor of one number that makes the relation hold, if there is one. */
static void find_factor(const struct relation *relation, const struct interval *written, struct judgement *judgement)
{
    static const int32_t powers[] = {3, -3, 6, -6};
    if (bounded_below_or_above(relation->operands[0].bound)) /* nearly any factor meets a half-line */
        return;
    for (size_t power = 0; power < sizeof powers / sizeof powers[0]; power++) {
        for (size_t i = 0; i < relation->count; i++) {
            struct interval intervals[RELATION_OPERANDS] = {written[0], written[1], relation->count > 2 ? written[2] : written[1]};
            const struct operand *operand = &relation->operands[i];
            if (operand->fixed || operand->percent || bounded_below_or_above(operand->bound))
                continue;
            intervals[i] = scaled(intervals[i], powers[power]);
            if (holds(relation, intervals)) {
                judgement->scaled = (int)i;
                judgement->power = powers[power];
                return;
            }
        }
    }
}

static int interval_sign(struct interval interval)
{
    if (interval.low.known && decimal_sign(interval.low) > 0)
        return 1;
    return interval.high.known && decimal_sign(interval.high) < 0 ? -1 : 0;
}

void relation_judge(const struct relation *relation, struct judgement *judgement)
{
    struct interval written[RELATION_OPERANDS] = {{DECIMAL_EMPTY, DECIMAL_EMPTY}};
    *judgement = (struct judgement){.verdict = CHIFFRE_VERDICT_unchecked, .scaled = -1};
    for (size_t i = 0; i < relation->count; i++)
        written[i] = operand_interval(&relation->operands[i], READING_WRITTEN);
    if (!relation_needed(relation, written, 0, &judgement->computed))
        return;
    for (size_t i = 0; i < relation->count; i++)
        judgement->has_needed[i] = relation_needed(relation, written, i, &judgement->needed[i]);
    if (interval_meets(written[0], judgement->computed)) {
        judgement->verdict = CHIFFRE_VERDICT_agrees;
        return;
    }
    int claimed = interval_sign(written[0]), computed = interval_sign(judgement->computed);
    judgement->opposite = claimed * computed < 0;
    if (!judgement->opposite && reading_holds(relation, judgement->readings)) {
        judgement->verdict = CHIFFRE_VERDICT_reading;
        return;
    }
    for (size_t i = 0; i < RELATION_OPERANDS; i++)
        judgement->readings[i] = READING_WRITTEN;
    judgement->verdict = CHIFFRE_VERDICT_disagrees;
    find_factor(relation, written, judgement);
}

bool relation_holds(const struct relation *relation)
{
    struct interval written[RELATION_OPERANDS] = {{DECIMAL_EMPTY, DECIMAL_EMPTY}};
    for (size_t i = 0; i < relation->count; i++)
        written[i] = operand_interval(&relation->operands[i], READING_WRITTEN);
    return holds(relation, written);
}
