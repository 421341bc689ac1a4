/* SPDX-License-Identifier: MIT */
/* How wide a text will be drawn, so that nothing overlaps and nothing is cut. The widths are those of DejaVu Sans, the widest of the usual
 * sans-serif faces (and the one that a bare Debian has): where another face is used there is a little more air. */
#ifndef PLOTS_LETTERS_H
#define PLOTS_LETTERS_H

#include "chiffre.h"

/* In pixels, for letters of `size` pixels. */
double letters_width(struct chiffre_text text, double size, bool bold);

#define LETTERS_LINES_MAX 8
struct letters_lines {
    struct chiffre_text line[LETTERS_LINES_MAX]; /* slices of the text */
    bool cut;                                    /* more text was there: the last line needs an ellipsis, for which there is room */
    size_t count;                                /* at least 1 */
};
/* Breaks `text` at its newlines and, where a line would be wider than `width` pixels, at spaces (inside a word only if it is wider than a
 * whole line), into at most `most` lines (1 .. LETTERS_LINES_MAX). */
struct letters_lines letters_break(struct chiffre_text text, double size, bool bold, double width, size_t most);
/* The widest of the lines, in pixels, the ellipsis included. */
double letters_widest(const struct letters_lines *lines, double size, bool bold);

#endif
