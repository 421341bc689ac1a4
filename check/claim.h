/* SPDX-License-Identifier: MIT */
/* A relation with its figures: what it says, what each number would have to be, what slip would explain it. */
#ifndef CHECK_CLAIM_H
#define CHECK_CLAIM_H

#include "check/work.h"

/* A figure of the text, a fact, or words of the text. */
struct side {
    const struct item *item; /* NULL: a fact, or words */
    const struct fact *fact;
    struct chiffre_text text;
    enum phrase role;
};
struct claim {
    struct relation relation;
    struct side sides[RELATION_OPERANDS];
};
/* How a claim's findings are worded; {1} claim {2} current or part {3} prior or whole {4} computed {5} reading or factor. */
struct claim_words {
    enum phrase agrees, reading, disagrees, scale;
};

void claim_set(struct claim *claim, size_t which, const struct item *item, enum phrase role);
void claim_set_fact(struct claim *claim, size_t which, const struct fact *fact, enum phrase role);
struct chiffre_text side_label(const struct work *work, const struct side *side);
struct chiffre_text fact_label(const struct work *work, const struct fact *fact);
/* The computed claim as it is shown. */
struct chiffre_text claim_computed(const struct work *work, const struct claim *claim, const struct judgement *judgement);
/* The readings that were needed, in words. */
struct chiffre_text claim_reading(const struct work *work, const struct claim *claim, const struct judgement *judgement);
/* "167,7 milliards × 1000", for a figure that a factor makes fit. */
struct chiffre_text claim_factor_text(const struct work *work, const struct claim *claim, const struct judgement *judgement);
/* Involves the figures, notes the computation and what would make it fit, and adds the finding. `extra` is a further note or empty.
 */
void claim_report(struct work *work, const struct claim *claim, const struct judgement *judgement, struct draft *draft,
                  struct chiffre_text message, struct chiffre_text extra);
/* By the verdict: agrees, reading, scale (error), or the rule itself as warning. */
void claim_conclude(struct work *work, const struct claim *claim, const struct judgement *judgement, enum chiffre_rule rule,
                    const struct claim_words *words, enum chiffre_severity severity, struct chiffre_text extra);

/* The written number with one slip undone that meets `needed`: two neighbouring digits swapped, the point moved by one. Empty:
 * none. */
struct chiffre_text claim_slip(const struct work *work, const struct operand *operand, struct interval needed,
                               enum message_unit unit, struct chiffre_text currency);
enum edit { EDIT_NONE, EDIT_SWAP, EDIT_DIGIT, EDIT_SLIP, EDIT_SCALE, EDIT_SIGN };
/* The one edit between a written value, of `written_decimals`, and a right one; digits are compared to `decimals`. */
enum edit edit_between(struct chiffre_decimal written, int32_t written_decimals, struct chiffre_decimal right, int32_t decimals);
/* "two digits swapped: 4,18 for 4,81"; empty for EDIT_NONE. */
struct chiffre_text edit_text(const struct work *work, enum edit edit, struct chiffre_decimal written, struct chiffre_decimal right,
                              int32_t decimals, enum message_unit unit, struct chiffre_text currency);
/* |a - b| is at most `percent` of |b|. */
bool value_near(struct chiffre_decimal a, struct chiffre_decimal b, int64_t percent);

#endif
