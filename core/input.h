/* SPDX-License-Identifier: MIT */
/* Reading: a whole file, or line by line with bounded memory. "-" is standard input. What is gzip is unpacked on the way (core/unpack.h). */
#ifndef CORE_INPUT_H
#define CORE_INPUT_H

#include "chiffre.h"
#include "core/mapping.h"
#include "core/memory.h"

#define INPUT_TOO_LONG "a document of 4 GiB or more is not read: split it at line ends (split -C 1G), or give JSON Lines, an article a line"

/* The whole file; *bytes lives in the arena. UNREADABLE (also for a directory), MALFORMED (damaged gzip), NO_MEMORY,
 * OVERFLOW: a file of 4 GiB or more, which is not begun. */
enum chiffre_status input_whole(const char *path, struct arena *arena, struct chiffre_text *bytes, struct chiffre_error *error);
/* The same, and UNREADABLE when *stop is set while nothing comes (core/unpack.h); `stop` may be NULL, as below. */
enum chiffre_status input_whole_until(const char *path, const volatile int *stop, struct arena *arena, struct chiffre_text *bytes,
                                      struct chiffre_error *error);
/* The same, but more than `held` bytes are mapped, not held: from the file itself, or from a temporary one when it can be read once only
 * or is packed; what cannot be mapped is held after all. OVERFLOW: 4 GiB or more, of a stream when so much has come. */
enum chiffre_status input_mapped(const char *path, const volatile int *stop, size_t held, struct arena *arena, struct mapping *mapping,
                                 struct chiffre_text *bytes, struct chiffre_error *error);

/* Blocks and lines of a stream. */
struct input;
enum chiffre_status input_open(const char *path, struct input **input, struct chiffre_error *error);
void input_stop(struct input *input, const volatile int *stop); /* from now on, as above */
/* The next line without its LF or CRLF; valid until the next call. *end is set when there is none. A line of any length. */
enum chiffre_status input_line(struct input *input, struct chiffre_text *line, bool *end, struct chiffre_error *error);
/* What comes next, as many bytes as are at hand, at least one; valid until the next call. *end is set when there is none.
 * It counts no lines. */
enum chiffre_status input_block(struct input *input, struct chiffre_text *block, bool *end, struct chiffre_error *error);
/* The whole next line with its line end, if it has one, without taking it: input_line and input_block give it again. */
enum chiffre_status input_peek(struct input *input, struct chiffre_text *line, struct chiffre_error *error);
bool input_has_line(const struct input *input); /* a whole line, or the last one, is at hand: it can be taken without waiting */
size_t input_line_number(const struct input *input); /* of the line that input_line gave last, 1-based */
void input_close(struct input *input);

#endif
