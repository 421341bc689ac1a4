/* SPDX-License-Identifier: MIT */
/* The record's fields -> bytes at a place that has room, for those that write whole records: straight code that expands from the list of the
 * fields, without a look at their types. Each gives the place behind what it put. */
#ifndef CORE_FIGURE_PUT_H
#define CORE_FIGURE_PUT_H

#include "core/date.h"
#include "core/decimal.h"
#include "core/figure.h"
#include "core/output.h"
#include "core/put.h"

#define FIGURE_NAME_MAX 16
struct figure_name {
    char bytes[FIGURE_NAME_MAX - 1]; /* ended by a zero */
    uint8_t length;
};
extern const struct figure_name kind_names[], bound_names[], period_source_names[], status_names[], relation_names[], fx_basis_names[];

/* A value that the enumeration does not have is empty. */
static inline char *figure_put_name(char *at, const struct figure_name *names, unsigned last, unsigned value)
{
    const struct figure_name *name = &names[value <= last ? value : 0];
    memcpy(at, name, FIGURE_NAME_MAX); /* of one length, so that no loop is needed */
    return at + name->length;
}
#define FIGURE_LAST_OF(name) +1
#define FIGURE_PUT_KIND(at, value) figure_put_name(at, kind_names, 0 CHIFFRE_KINDS(FIGURE_LAST_OF), value)
#define FIGURE_PUT_BOUND(at, value) figure_put_name(at, bound_names, 0 CHIFFRE_BOUNDS(FIGURE_LAST_OF), value)
#define FIGURE_PUT_PERIOD_SOURCE(at, value) figure_put_name(at, period_source_names, 0 CHIFFRE_PERIOD_SOURCES(FIGURE_LAST_OF), value)
#define FIGURE_PUT_STATUS(at, value) figure_put_name(at, status_names, 0 CHIFFRE_STATUSES(FIGURE_LAST_OF), value)
#define FIGURE_PUT_RELATION(at, value) figure_put_name(at, relation_names, 0 CHIFFRE_RELATIONS(FIGURE_LAST_OF), value)
#define FIGURE_PUT_FX_BASIS(at, value) figure_put_name(at, fx_basis_names, 0 CHIFFRE_FX_BASES(FIGURE_LAST_OF), value)
#define FIGURE_PUT_DECIMAL(at, value) ((value).known ? (at) + decimal_write(value, at) : (at))
#define FIGURE_PUT_DATE(at, value) ((value) != CHIFFRE_NO_DATE ? (at) + date_write(value, at) : (at))
#define FIGURE_PUT_INTEGER(at, value) ((value) != CHIFFRE_NO_DECIMALS ? put_integer(at, value) : (at))
/* 0 is the empty number; only an offset may be 0, and has a length beside it then. */
#define FIGURE_HAS_NATURAL(figure, name)                                                                                           \
    ((figure)->name != 0 || (offsetof(struct chiffre_figure, name) == offsetof(struct chiffre_figure, offset) && (figure)->length != 0))

/* The record and what may stand behind it, each a function: `FIELD(name, type, description)` puts one of figure's fields at `at`, or returns NULL. */
#define FIGURE_PUT_PART(part, FIELDS, FIELD)                                                                                       \
    static char *part(struct output *output, const struct chiffre_figure *figure, char *at)                                       \
    {                                                                                                                              \
        (void)output; /* only a text is ever too long */                                                                           \
        FIELDS(FIELD)                                                                                                              \
        return at;                                                                                                                 \
    }
#define FIGURE_PUT_PARTS(FIELD)                                                                                                    \
    FIGURE_PUT_PART(put_record, CHIFFRE_RECORD_FIELDS, FIELD)                                                                      \
    FIGURE_PUT_PART(put_normalized, CHIFFRE_NORMALIZED_FIELDS, FIELD)                                                              \
    FIGURE_PUT_PART(put_page, CHIFFRE_PAGE_FIELDS, FIELD)

/* Room that a field takes at most; a text may be longer, then its writer looks after it. */
#define FIGURE_ROOM_NATURAL PUT_NATURAL_MAX
#define FIGURE_ROOM_INTEGER PUT_INTEGER_MAX
#define FIGURE_ROOM_DECIMAL DECIMAL_TEXT_MAX
#define FIGURE_ROOM_DATE DATE_TEXT_MAX
#define FIGURE_ROOM_KIND FIGURE_NAME_MAX
#define FIGURE_ROOM_BOUND FIGURE_NAME_MAX
#define FIGURE_ROOM_PERIOD_SOURCE FIGURE_NAME_MAX
#define FIGURE_ROOM_STATUS FIGURE_NAME_MAX
#define FIGURE_ROOM_RELATION FIGURE_NAME_MAX
#define FIGURE_ROOM_FX_BASIS FIGURE_NAME_MAX

#endif
