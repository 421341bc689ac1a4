/* SPDX-License-Identifier: MIT */
/* What a table says once for all its numbers: "en millions d'euros", "$ in millions" -> the words to put behind each of them. */
#ifndef EXTRACT_TABLE_UNIT_H
#define EXTRACT_TABLE_UNIT_H

#include "core/memory.h"

struct table_units; /* tokens, numbers and units of a language at work on captions */
/* `language` "fr" or "en"; else it is told by the words of `sample`. */
enum chiffre_status table_units_new(struct chiffre_text language, struct chiffre_text sample, struct table_units **units);
void table_units_free(struct table_units *units); /* accepts NULL */
/* The unit that the text names, as words that may stand behind a number; empty: none. In the arena. */
struct chiffre_text table_units_find(struct table_units *units, struct chiffre_text text, struct arena *arena);
/* Is this a figure with a unit of its own? */
bool table_units_is_figure(struct table_units *units, struct chiffre_text text);
/* What a row with this label holds is money, for all that the label says. */
bool table_units_money(struct table_units *units, struct chiffre_text label);

#endif
