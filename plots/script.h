/* SPDX-License-Identifier: MIT */
/* The only place where text and numbers enter a gnuplot script. A text becomes a single-quoted string, in which gnuplot expands
 * nothing (no backslash, no backquote, no macro); enhanced text is switched off for the whole script. So any text plots as itself. */
#ifndef PLOTS_SCRIPT_H
#define PLOTS_SCRIPT_H

#include "chiffre.h"
#include "core/output.h"

/* 'text': a quote doubled or as '...'."'".'...', a newline as '...'."\n".'...', invalid UTF-8 as U+FFFD, other control characters as spaces. */
void script_text(struct output *output, struct chiffre_text text);
/* The same for a tic's label, which gnuplot takes for a number format: % doubled. */
void script_tic(struct output *output, struct chiffre_text text);
/* Text for a comment: one line; a backslash (which would continue the line) and a backquote become '/'. */
void script_comment(struct output *output, struct chiffre_text text);
/* A number that gnuplot reads with a point, whatever the locale: exact, or a position to four places. */
void script_decimal(struct output *output, struct chiffre_decimal value);
void script_position(struct output *output, double position);
/* Adds lower-case ASCII letters, digits and hyphens made of `text` to a file's name; returns the bytes written (at most `room`). */
size_t script_slug(struct chiffre_text text, char *out, size_t room);

#endif
