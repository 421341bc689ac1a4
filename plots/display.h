/* SPDX-License-Identifier: MIT */
/* Units as a reader wants them: 637 959 000 000 USD is "638 Md$" or "$638bn", on an axis in "Milliards de dollars" or "$ billions". */
#ifndef PLOTS_DISPLAY_H
#define PLOTS_DISPLAY_H

#include "chiffre.h"
#include "plots/caption.h"
#include "plots/wording.h"

/* The power of ten (0, 3, 6, 9, 12) that an axis whose largest value is `largest` (any sign) is written in. */
int display_power(struct chiffre_text unit, struct chiffre_decimal largest, enum wording_language language);
/* "Milliards de dollars", "$ billions", "Percent", "Thousand people". */
void display_axis(struct caption *caption, struct chiffre_text unit, int power, enum wording_language language);
/* "638 Md$", "$638bn", "-11,6 Md$" with a real minus sign, "6 %": three significant digits (four for persons), none that the
 * decimal does not have. */
/* The digits alone, for a chart whose subtitle has the unit: "638", "-11,6". */
void display_number(struct caption *caption, struct chiffre_decimal value, struct chiffre_text unit, int power, enum wording_language language);
void display_value(struct caption *caption, struct chiffre_decimal value, struct chiffre_text unit, int power, enum wording_language language);

#endif
