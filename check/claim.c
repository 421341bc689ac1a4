/* SPDX-License-Identifier: MIT */
/* A relation with its figures: what it says, what each number would have to be. */
#include "check/claim.h"

#define FACTOR_DECIMALS 1

void claim_set(struct claim *claim, size_t which, const struct item *item, enum phrase role)
{
    claim->sides[which] = (struct side){.item = item, .role = role};
    claim->relation.operands[which] = operand_of(item->figure);
    if (claim->relation.count <= which)
        claim->relation.count = which + 1;
}

void claim_set_fact(struct claim *claim, size_t which, const struct fact *fact, enum phrase role)
{
    claim->sides[which] = (struct side){.fact = fact, .role = role};
    claim->relation.operands[which] =
        (struct operand){.value = fact->value, .decimals = fact->decimals, .bound = CHIFFRE_BOUND_exact, .fixed = true};
    if (claim->relation.count <= which)
        claim->relation.count = which + 1;
}

struct chiffre_text fact_label(const struct work *work, const struct fact *fact)
{
    const struct messages *messages = &work->messages;
    bool money = fact->unit.length == 3;
    struct chiffre_text amount =
        message_amount(messages, fact->value, MESSAGE_PLAIN, money ? fact->unit : (struct chiffre_text){NULL, 0}, fact->decimals);
    struct chiffre_text source = fact->source.length > 0 ? fact->source : message_phrase(messages->language, PHRASE_no_source);
    return SAY(messages, fact_label, amount, fact->period, source);
}

struct chiffre_text side_label(const struct work *work, const struct side *side)
{
    if (side->item != NULL)
        return item_label(work, side->item);
    return side->fact != NULL ? fact_label(work, side->fact) : message_quote(&work->messages, side->text);
}

static enum message_unit side_unit(const struct side *side)
{
    if (side->item == NULL && side->fact == NULL)
        return MESSAGE_FACTOR;
    return side->item != NULL ? item_message_unit(side->item) : MESSAGE_PLAIN;
}

/* The difference of two percentages is in points and a change of one in percent, whatever the text counts in. */
static enum message_unit claim_unit(const struct claim *claim, size_t which)
{
    enum message_unit unit = side_unit(&claim->sides[which]);
    if (which > 0 || (unit != MESSAGE_PERCENT && unit != MESSAGE_POINTS))
        return unit;
    return claim->relation.form == RELATION_DIFFERENCE ? MESSAGE_POINTS
           : claim->relation.form == RELATION_CHANGE   ? MESSAGE_PERCENT
                                                       : unit;
}

static struct chiffre_text side_currency(const struct side *side)
{
    if (side->item != NULL)
        return item_currency(side->item);
    return side->fact != NULL && side->fact->unit.length == 3 ? side->fact->unit : (struct chiffre_text){NULL, 0};
}

struct chiffre_text claim_computed(const struct work *work, const struct claim *claim, const struct judgement *judgement)
{
    const struct side *side = &claim->sides[0];
    bool word = side->item == NULL && side->fact == NULL; /* its factor is exact; nobody reads nine digits */
    return message_interval(&work->messages, judgement->computed, claim_unit(claim, 0), side_currency(side),
                            word ? FACTOR_DECIMALS : claim->relation.operands[0].decimals);
}

struct chiffre_text claim_reading(const struct work *work, const struct claim *claim, const struct judgement *judgement)
{
    struct chiffre_text all = {NULL, 0};
    for (size_t i = 0; i < claim->relation.count; i++) {
        struct chiffre_text label, one;
        if (judgement->readings[i] == READING_WRITTEN)
            continue;
        label = side_label(work, &claim->sides[i]);
        one = judgement->readings[i] == READING_ROUNDED ? SAY(&work->messages, reading_rounded, label)
                                                        : SAY(&work->messages, reading_truncated, label);
        all = all.length == 0 ? one : SAY(&work->messages, reading_and, all, one);
    }
    return all;
}

struct chiffre_text claim_factor_text(const struct work *work, const struct claim *claim, const struct judgement *judgement)
{
    const struct operand *operand = &claim->relation.operands[judgement->scaled];
    const struct side *side = &claim->sides[judgement->scaled];
    return message_amount(&work->messages, decimal_scale(operand->value, judgement->power), claim_unit(claim, (size_t)judgement->scaled), side_currency(side),
                          operand->decimals - judgement->power);
}

/* "the change is 13.24 to 13.38%; or the prior value is ..." */
static struct chiffre_text needed_text(struct work *work, const struct claim *claim, const struct judgement *judgement,
                                       struct chiffre_text *needed)
{
    struct chiffre_text all = {NULL, 0};
    for (size_t i = 0; i < claim->relation.count; i++) {
        const struct side *side = &claim->sides[i];
        struct chiffre_text one, role = message_role(work->messages.language, side->role);
        needed[i] = (struct chiffre_text){NULL, 0};
        if (!judgement->has_needed[i] || side->item == NULL)
            continue;
        needed[i] = message_interval(&work->messages, judgement->needed[i], claim_unit(claim, i), side_currency(side),
                                     claim->relation.operands[i].decimals);
        one = SAY(&work->messages, note_needed_one, role, side_label(work, side), needed[i]);
        all = all.length == 0 ? one : SAY(&work->messages, note_or, all, one);
    }
    return all.length == 0 ? all : SAY(&work->messages, note_needed, all);
}

static struct chiffre_text slip_text(struct work *work, const struct claim *claim, const struct judgement *judgement)
{
    for (size_t i = 0; i < claim->relation.count; i++) {
        const struct side *side = &claim->sides[i];
        struct chiffre_text slip = {NULL, 0};
        if (side->item != NULL && judgement->has_needed[i])
            slip = claim_slip(work, &claim->relation.operands[i], judgement->needed[i], claim_unit(claim, i), side_currency(side));
        if (slip.length > 0)
            return slip;
    }
    return (struct chiffre_text){NULL, 0};
}

void claim_report(struct work *work, const struct claim *claim, const struct judgement *judgement, struct draft *draft,
                  struct chiffre_text message, struct chiffre_text extra)
{
    struct chiffre_text needed[RELATION_OPERANDS], fits = needed_text(work, claim, judgement, needed);
    struct chiffre_finding *finding = &draft->finding;
    for (size_t i = 0; i < claim->relation.count; i++)
        if (claim->sides[i].item != NULL)
            draft_involve(work, draft, claim->sides[i].item, claim->sides[i].role, needed[i]);
    finding->message = message;
    finding->stated = side_label(work, &claim->sides[0]);
    finding->computed = claim_computed(work, claim, judgement);
    if (finding->verdict == CHIFFRE_VERDICT_disagrees) {
        draft_note(draft, fits);
        if (finding->explanation.length == 0)
            finding->explanation = slip_text(work, claim, judgement);
        if (finding->explanation.length > 0)
            draft_note(draft, SAY(&work->messages, note_edit, finding->explanation));
    }
    draft_note(draft, extra);
    draft_done(work, draft);
}

void claim_conclude(struct work *work, const struct claim *claim, const struct judgement *judgement, enum chiffre_rule rule,
                    const struct claim_words *words, enum chiffre_severity severity, struct chiffre_text extra)
{
    struct draft draft;
    struct chiffre_text parts[5] = {side_label(work, &claim->sides[0]),
                                    side_label(work, &claim->sides[1]),
                                    claim->relation.count > 2 ? side_label(work, &claim->sides[2]) : (struct chiffre_text){NULL, 0},
                                    claim_computed(work, claim, judgement),
                                    {NULL, 0}};
    enum phrase phrase = words->agrees;
    if (judgement->verdict == CHIFFRE_VERDICT_agrees) {
        draft_start(&draft, rule, CHIFFRE_VERDICT_agrees, CHIFFRE_SEVERITY_none);
    } else if (judgement->verdict == CHIFFRE_VERDICT_reading) {
        draft_start(&draft, rule, CHIFFRE_VERDICT_reading, CHIFFRE_SEVERITY_note);
        draft.finding.explanation = parts[4] = claim_reading(work, claim, judgement);
        phrase = words->reading;
    } else if (judgement->scaled >= 0) {
        draft_start(&draft, CHIFFRE_RULE_scale, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_error);
        parts[4] = claim_factor_text(work, claim, judgement);
        draft.finding.explanation =
            SAY(&work->messages, edit_scale, side_label(work, &claim->sides[judgement->scaled]), parts[4],
                message_number(&work->messages, decimal_from(1, judgement->power < 0 ? -judgement->power : judgement->power)));
        phrase = words->scale;
    } else {
        draft_start(&draft, rule, CHIFFRE_VERDICT_disagrees, severity);
        phrase = words->disagrees;
    }
    claim_report(work, claim, judgement, &draft, message_fill(&work->messages, phrase, parts, 5), extra);
}
