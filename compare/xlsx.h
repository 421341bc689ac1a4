/* SPDX-License-Identifier: MIT */
/* The workbook's inside, shared by its sheets. */
#ifndef COMPARE_XLSX_H
#define COMPARE_XLSX_H

#include "compare/table.h"
#include "compare/xlsx_library.h"

#define XLSX_TABLE "Comparison"
#define XLSX_TEXT_MAX 32000 /* bytes; a cell holds 32 767 characters */

/* What a workbook must hold, counted while it is made. */
#define XLSX_SHEETS_MAX 8
struct xlsx_promise {
    size_t sheets, charts;
    size_t cells[XLSX_SHEETS_MAX];
};

struct workbook {
    const struct chiffre_table *table;
    struct table_keys keys;
    lxw_workbook *book;
    lxw_worksheet *sheet; /* of the table */
    lxw_format *head, *text, *wrapped, *date, *link;
    lxw_format *numbers[3][2]; /* by places behind the point, 0 to 2; plain, and shaded where documents differ */
    lxw_format *soft[3];       /* italic: derived or not actual */
    struct xlsx_promise promise;
    bool failed;
    char text_buffer[XLSX_TEXT_MAX]; /* of the cell at work: a thread's stack may be small */
};

lxw_worksheet *xlsx_sheet(struct workbook *workbook, const char *name);
/* What came of writing a cell. */
void xlsx_written(struct workbook *workbook, const lxw_worksheet *sheet, lxw_error result);

/* A text cell, cleaned: any bytes become valid XML. Never a formula. */
void xlsx_text(struct workbook *workbook, lxw_worksheet *sheet, size_t row, size_t column, struct chiffre_text text,
               lxw_format *format);
void xlsx_head(struct workbook *workbook, lxw_worksheet *sheet, const char *const *names, const double *widths, size_t count);
/* A number's format by its unit: 0 places for whole numbers, else 2. */
lxw_format *xlsx_number_format(const struct workbook *workbook, const struct chiffre_cell *cell, size_t column);
/* The formula of a computed cell as it stands in the workbook, where row r of the table is row r + 2; 0: it has none. */
#define XLSX_FORMULA_MAX 1024
size_t xlsx_formula(const struct workbook *workbook, size_t row, size_t column, char *formula);
void xlsx_charts(struct workbook *workbook);
void xlsx_sources(struct workbook *workbook);
/* Are these the bytes of a whole workbook that holds what was promised? 0, EBADMSG (no) or ENOMEM. */
int xlsx_verify(struct chiffre_text bytes, const struct xlsx_promise *promise);

#endif
