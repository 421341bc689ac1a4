/* SPDX-License-Identifier: MIT */
/* Rule conversion: an amount and its equivalent in another currency against the published rates around the day. */
#include "check/conversion.h"

#include "check/cue.h"
#include "core/date.h"

/* Of the days that a sentence tells so many are tried. */
#define TOLD_DAYS 4
/* A day of the year falls on one weekday every five to eleven years: those of a century. */
#define WEEKDAY_YEARS 20

static void report(struct work *work, const struct pair *pair, const struct outcome *outcome, chiffre_date date)
{
    const struct messages *messages = &work->messages;
    struct draft draft;
    bool bad = outcome->verdict == CHIFFRE_VERDICT_disagrees;
    int32_t power = bad ? conversion_factor(work, pair, date) : 0;
    struct chiffre_text parts[4] = {
        item_label(work, pair->converted), item_label(work, pair->amount), conversion_implied(work, pair), {NULL, 0}};
    struct chiffre_text none = {NULL, 0}, one = bad ? conversion_needed(work, pair, date, true) : none,
                        two = bad ? conversion_needed(work, pair, date, false) : none;
    draft_start(&draft, power != 0 ? CHIFFRE_RULE_scale : CHIFFRE_RULE_conversion, outcome->verdict,
                power != 0                                    ? CHIFFRE_SEVERITY_error
                : bad                                         ? CHIFFRE_SEVERITY_warning
                : outcome->verdict == CHIFFRE_VERDICT_reading ? CHIFFRE_SEVERITY_note
                                                              : CHIFFRE_SEVERITY_none);
    draft_involve(work, &draft, pair->converted, PHRASE_role_converted, one);
    draft_involve(work, &draft, pair->amount, PHRASE_role_amount, two);
    draft.finding.stated = parts[0];
    draft.finding.computed = parts[2];
    if (power != 0) {
        parts[3] = message_amount(messages, decimal_scale(pair->converted->figure->value, power), MESSAGE_PLAIN,
                                  pair->converted->figure->unit, operand_of(pair->converted->figure).decimals - power);
        draft.finding.explanation =
            SAY(messages, edit_scale, parts[0], parts[3], message_number(messages, decimal_from(1, power < 0 ? -power : power)));
    }
    draft.finding.message = message_fill(messages,
                                         power != 0                                    ? PHRASE_conversion_scale
                                         : bad                                         ? PHRASE_conversion_disagrees
                                         : outcome->verdict == CHIFFRE_VERDICT_reading ? PHRASE_conversion_reading
                                                                                       : PHRASE_conversion_agrees,
                                         parts, 4);
    draft_note(&draft, outcome->text);
    if (bad && power == 0)
        draft_note(&draft, conversion_nearest(work, pair, date));
    if (one.length > 0)
        draft_note(&draft, SAY(messages, note_needed,
                               SAY(messages, note_needed_one, message_role(messages->language, PHRASE_role_converted), parts[0], one)));
    draft_done(work, &draft);
}

/* ---- The days that a writer may have converted at ---- */

static bool is_better(const struct outcome *outcome, const struct outcome *than)
{
    static const int rank[] = {[CHIFFRE_VERDICT_unchecked] = 0, [CHIFFRE_VERDICT_disagrees] = 1,
                               [CHIFFRE_VERDICT_reading] = 2, [CHIFFRE_VERDICT_agrees] = 3};
    return rank[outcome->verdict] > rank[than->verdict];
}

/* The period of the amount. */
static void try_period(const struct work *work, const struct pair *pair, struct outcome *outcome, chiffre_date *date)
{
    struct outcome by_period = {CHIFFRE_VERDICT_unchecked, {NULL, 0}};
    chiffre_date start = pair->amount->figure->period_start, end = pair->amount->figure->period_end;
    if (outcome->verdict == CHIFFRE_VERDICT_agrees || !item_has_period(pair->amount) || end == *date)
        return;
    conversion_period(work, pair, start, end, &by_period);
    if (!is_better(&by_period, outcome))
        return;
    *outcome = by_period;
    *date = *date == CHIFFRE_NO_DATE ? end : *date;
}

/* The days that the sentence tells: "…, a annoncé le groupe le 15 mars 2024". */
static void try_told_days(const struct work *work, const struct pair *pair, struct outcome *outcome, chiffre_date *date)
{
    chiffre_date days[TOLD_DAYS];
    size_t count = outcome->verdict == CHIFFRE_VERDICT_agrees ? 0 : cue_days(pair->converted, days, TOLD_DAYS);
    for (size_t i = 0; i < count; i++) {
        struct outcome by_day = {CHIFFRE_VERDICT_unchecked, {NULL, 0}};
        if (days[i] != *date)
            conversion_day(work, pair, days[i], &by_day);
        if (!is_better(&by_day, outcome))
            continue;
        *outcome = by_day;
        *date = days[i];
    }
}

/* Without a day of its own a text may name one without its year, "mercredi 26 juin": it can bear an amount out, and accuses nobody. */
static void try_weekdays(const struct work *work, const struct pair *pair, struct outcome *outcome, chiffre_date *date)
{
    chiffre_date days[WEEKDAY_YEARS];
    bool open = outcome->verdict == CHIFFRE_VERDICT_unchecked || outcome->verdict == CHIFFRE_VERDICT_disagrees;
    size_t count = open && pair->converted->date == CHIFFRE_NO_DATE ? cue_weekdays(pair->converted, days, WEEKDAY_YEARS) : 0;
    for (size_t i = 0; i < count; i++) {
        struct outcome by_day = {CHIFFRE_VERDICT_unchecked, {NULL, 0}};
        conversion_day(work, pair, days[i], &by_day);
        if (by_day.verdict == CHIFFRE_VERDICT_disagrees || !is_better(&by_day, outcome))
            continue;
        *outcome = by_day;
        *date = days[i];
    }
}

/* A year in the sentence that is neither the article's nor the amount's period, whose rates were tried: it may have been converted then. */
static bool tells_other_year(const struct item *item, const struct item *amount)
{
    struct chiffre_text sentence = item_sentence(item);
    int own, tried = 0, month, day;
    date_parts(item->date, &own, &month, &day);
    if (item_has_period(amount))
        date_parts(amount->figure->period_start, &tried, &month, &day);
    for (size_t at = 0; at + 4 <= sentence.length; at++) {
        size_t digits = 0;
        int year = 0;
        while (at + digits < sentence.length && sentence.data[at + digits] >= '0' && sentence.data[at + digits] <= '9')
            year = digits < 4 ? year * 10 + (sentence.data[at + digits++] - '0') : (digits++, 0);
        bool grouped = at > 0 && strchr(",.$", sentence.data[at - 1]) != NULL;
        if (digits == 4 && !grouped && year >= 1950 && year < 2100 && year != own && year != tried)
            return true;
        at += digits;
    }
    return false;
}

static bool is_pair(const struct item *amount, const struct item *converted)
{
    return amount != NULL && converted->figure->kind == CHIFFRE_KIND_money && amount->figure->kind == CHIFFRE_KIND_money &&
           converted->figure->unit.length == 3 && amount->figure->unit.length == 3 && !item_same_unit(amount, converted) &&
           decimal_sign(amount->figure->value) != 0;
}

void conversion_check(struct work *work, const struct item *converted)
{
    const struct item *amount = work_of(work, converted);
    struct pair pair;
    struct outcome outcome = {CHIFFRE_VERDICT_unchecked, {NULL, 0}};
    chiffre_date date = converted->date;
    if (!is_pair(amount, converted) || !conversion_pair(amount, converted, &pair)) {
        work_unchecked(work, converted, CHIFFRE_RULE_conversion, CHIFFRE_REASON_not_computable);
        return;
    }
    if (date != CHIFFRE_NO_DATE)
        conversion_day(work, &pair, date, &outcome);
    try_period(work, &pair, &outcome, &date);
    try_told_days(work, &pair, &outcome, &date);
    try_weekdays(work, &pair, &outcome, &date);
    /* Without the day of publication what the text tells is but one of the days that the writer may have converted at. */
    bool day = item_has_period(amount) && amount->figure->period_start == amount->figure->period_end;
    bool undated = converted->date == CHIFFRE_NO_DATE && !day && outcome.verdict == CHIFFRE_VERDICT_disagrees &&
                   conversion_factor(work, &pair, date) == 0;
    chiffre_date told = CHIFFRE_NO_DATE;
    bool open = outcome.verdict == CHIFFRE_VERDICT_disagrees && converted->date != CHIFFRE_NO_DATE && conversion_factor(work, &pair, date) == 0;
    if (open && cue_days(converted, &told, 1) == 1)
        date = told; /* what would fit is offered at the sentence's day */
    bool then = open && told == CHIFFRE_NO_DATE && tells_other_year(converted, amount);
    if (outcome.verdict == CHIFFRE_VERDICT_unchecked || undated || then)
        work_unchecked(work, converted, CHIFFRE_RULE_conversion,
                       converted->date == CHIFFRE_NO_DATE ? CHIFFRE_REASON_no_date : CHIFFRE_REASON_no_rate);
    else
        report(work, &pair, &outcome, date);
}
