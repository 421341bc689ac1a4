/* SPDX-License-Identifier: MIT */
/* JSON Lines in (jansson) and out. Decimals are strings, so that no reader turns them into doubles; empty fields are "" . */
#ifndef CORE_JSONL_H
#define CORE_JSONL_H

#include "chiffre.h"
#include "core/figure.h"
#include "core/output.h"

/* A JSON string with its quotes; invalid UTF-8 becomes U+FFFD. */
void json_write_string(struct output *output, struct chiffre_text text);
/* One object and a newline. Keys in record order; id, line, column, offset, length, decimals, of are JSON numbers (of: "" when
 * empty). FIGURE_NORMALIZED in `columns` adds its keys; `page` is there where the figure has one. */
void jsonl_write_figure(struct output *output, const struct chiffre_figure *figure, unsigned columns);
void jsonl_write_object(struct output *output, const struct chiffre_figure *figure, unsigned columns); /* without the newline */
/* Reads figures as jsonl_write_figure writes them (numbers or strings for any field, exact: a number is taken from its
 * written digits, never from a double). `value` and `unit` must be there, null is empty, other keys are skipped. Adds to `list`.
 * MALFORMED with file and line; the column only for bad JSON. What was read before it stays in the list. */
enum chiffre_status jsonl_each_figure(const char *path, figure_fn *take, void *context, struct chiffre_error *error);
enum chiffre_status jsonl_read_figures(const char *path, struct chiffre_list *list, struct chiffre_error *error);

/* One line of documents: {"id","text","date"?,"lang"?,"title"?,"source"?}, or what `keys` (may be NULL) calls them. Texts live in `arena`. MALFORMED with line and column;
 * `line_number` is for the message. An object without text or with another type there is MALFORMED. An id that is a number is taken
 * as written; a missing or empty id is the line number. A date may have a time behind it (2025-10-28T08:00:00Z). Of an object that is MALFORMED the
 * document's name is filled in, empty where the id is what is wrong. */
struct arena;
struct jsonl_keys {
    const char *id, *text, *date, *lang, *title, *source; /* NULL: the name itself */
};
enum chiffre_status jsonl_read_document(struct chiffre_text line, size_t line_number, const char *file, const struct jsonl_keys *keys,
                                        struct arena *arena, struct chiffre_document *document, struct chiffre_error *error);

#endif
