/* SPDX-License-Identifier: MIT */
/* A change as a claim on two values: what its unit makes of it, whether it can be computed, what is said of it. */
#ifndef CHECK_CHANGE_H
#define CHECK_CHANGE_H

#include "check/claim.h"

/* Sets the form by the change's unit (side 0 is set already). False: an amount in another unit than the current value. */
bool change_set_form(struct claim *claim, const struct item *change, const struct item *current);
/* False: a rate on a loss or on zero. All three sides are set. */
bool change_base_has_meaning(const struct claim *claim);
bool change_sides_have_rate(const struct claim *claim); /* without a stated change, whose size may bear it out */
/* Whether two values found apart may be of one thing: the computed change comes near the stated one, or one slip makes it so. A
 * division's value against the whole group's does not. */
bool change_is_plausible(const struct work *work, const struct claim *claim);
/* The change against another figure of the sentence, which the text may mean as its base: says so and is true. */
bool change_other_base(struct work *work, const struct claim *claim);
/* Judges and reports. */
void change_conclude(struct work *work, struct claim *claim, struct chiffre_text extra);
/* The same thing a year before `current`, told elsewhere in the document; NULL: none, or two that differ. */
const struct item *change_prior_elsewhere(const struct work *work, const struct item *current);
/* A figure right behind the two in their sentence that is of the year before, and of nothing else; NULL: none. */
const struct item *change_prior_beside(const struct work *work, const struct item *change, const struct item *current);
/* The change against filed facts; `current` NULL: the text tells the change alone. False: there are no facts, nothing was reported.
 */
bool change_check_with_facts(struct work *work, const struct item *change, const struct item *current);

#endif
