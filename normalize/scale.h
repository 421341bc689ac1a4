/* SPDX-License-Identifier: MIT */
/* Converted amounts -> the same in thousands, millions or billions, with a unit label in French or English. */
#ifndef NORMALIZE_SCALE_H
#define NORMALIZE_SCALE_H

#include "chiffre.h"

/* Scales the figures whose normalized_unit is options->to. */
enum chiffre_status scale_figures(struct chiffre_list *list, const struct chiffre_normalize_options *options);

#endif
