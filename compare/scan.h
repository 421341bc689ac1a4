/* SPDX-License-Identifier: MIT */
/* The quick way through a CSV of figures: only what compare needs, straight from the bytes. Whatever is out of the ordinary (a cell
 * that is none of its type, a quote in the wrong place, a row that is too short) ends it: the slow way then reads the file again
 * and says where the fault is. */
#ifndef COMPARE_SCAN_H
#define COMPARE_SCAN_H

#include "chiffre.h"
#include "compare/comparison.h"

#define SCAN_PADDING 64 /* bytes behind the data that must be readable, whatever they are */
#define SCAN_COLUMNS_MAX 64

enum scan_cell {
    CELL_DOCUMENT,
    CELL_ID,
    CELL_LINE,
    CELL_TEXT,
    CELL_KIND,
    CELL_VALUE,
    CELL_VALUE_TO,
    CELL_BOUND,
    CELL_DECIMALS,
    CELL_UNIT,
    CELL_PER,
    CELL_METRIC,
    CELL_ENTITY,
    CELL_PERIOD,
    CELL_PERIOD_START,
    CELL_PERIOD_END,
    CELL_STATUS,
    CELL_RELATION,
    CELL_OF,
    CELL_NORMALIZED_VALUE,
    CELL_NORMALIZED_VALUE_TO,
    CELL_NORMALIZED_DECIMALS,
    CELL_NORMALIZED_UNIT,
    CELL_FX_RATE,
    CELL_COLUMN, /* compare has no use for these: they are only looked at */
    CELL_OFFSET,
    CELL_LENGTH,
    CELL_PERIOD_SOURCE,
    CELL_FX_BASIS,
    CELL_PAGE,
    CELL_UNUSED
};
struct scan_layout {
    unsigned char cells[SCAN_COLUMNS_MAX]; /* enum scan_cell of each column */
    size_t columns;
};

/* Reads the header. False: the slow way is needed. *length is what it takes, with its line end. */
bool scan_header(struct chiffre_text bytes, struct scan_layout *layout, size_t *length);

enum scan_result { SCAN_DONE, SCAN_STRANGE, SCAN_NO_MEMORY };
/* Adds the figures of the records that begin before `limit` and end in `bytes` to `comparison` (NULL: only looks whether they are
 * in order); *taken is where the next record begins. With `last` the end of the bytes ends a record too. */
enum scan_result scan_records(struct chiffre_text bytes, size_t limit, bool last, const struct scan_layout *layout,
                              struct chiffre_comparison *comparison, size_t *taken);

#endif
