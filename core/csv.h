/* SPDX-License-Identifier: MIT */
/* CSV in (libcsv) and out (RFC 4180), as rows of cells and as figures. UTF-8; a leading BOM is accepted.
 * Reading tells the delimiter (comma, semicolon, tab) from the header line. */
#ifndef CORE_CSV_H
#define CORE_CSV_H

#include "chiffre.h"
#include "core/figure.h"
#include "core/output.h"

/* Calls `row` for each record, the header included (line 1 is its number; `line` is where the record begins). Cells are valid
 * during the call only. Blank lines are no records. A status other than CHIFFRE_OK from `row` stops the reading and is returned. An
 * open quote at the end is MALFORMED. */
typedef enum chiffre_status csv_row_fn(void *context, const struct chiffre_text *cells, size_t count, size_t line,
                                       struct chiffre_error *error);
enum chiffre_status csv_read(const char *path, csv_row_fn *row, void *context, struct chiffre_error *error);
/* The same over bytes in memory; `name` is for messages. */
enum chiffre_status csv_read_text(struct chiffre_text bytes, const char *name, csv_row_fn *row, void *context,
                                  struct chiffre_error *error);

/* Figures: a header with the record's names in any order; `value` and `unit` at least must be there; other names are skipped.
 * Each goes to `take`, or is added to `list`. A bad cell is MALFORMED with file, line, and the column's number in `error->column`; what was read before it
 * was taken and stays in the list. */
enum chiffre_status csv_each_figure(const char *path, figure_fn *take, void *context, struct chiffre_error *error);
/* The same over bytes in memory. */
enum chiffre_status csv_each_figure_text(struct chiffre_text bytes, const char *name, figure_fn *take, void *context,
                                         struct chiffre_error *error);
enum chiffre_status csv_read_figures(const char *path, struct chiffre_list *list, struct chiffre_error *error);

/* One cell, quoted only when RFC 4180 asks for it; the caller writes commas and CRLF-free "\n" line ends. */
void csv_write_cell(struct output *output, struct chiffre_text cell);
/* Header and rows of figures; `columns` adds FIGURE_PAGES (behind the record's own) and FIGURE_NORMALIZED (behind that). No printf on this
 * path: it must keep up with extraction. */
void csv_write_header(struct output *output, unsigned columns);
void csv_write_figure(struct output *output, const struct chiffre_figure *figure, unsigned columns);
/* Does the header of this table have a column `page`? False also where it cannot be read, and for "-". */
bool csv_has_pages(const char *path);

#endif
