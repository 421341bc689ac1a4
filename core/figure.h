/* SPDX-License-Identifier: MIT */
/* The record's fields by name: what CSV, JSON Lines and options need. The list itself is public (chiffre.h). */
#ifndef CORE_FIGURE_H
#define CORE_FIGURE_H

#include "chiffre.h"

enum figure_type {
    FIGURE_TEXT, FIGURE_NATURAL, FIGURE_INTEGER, FIGURE_DECIMAL, FIGURE_DATE, FIGURE_KIND, FIGURE_BOUND, FIGURE_PERIOD_SOURCE,
    FIGURE_STATUS, FIGURE_RELATION, FIGURE_FX_BASIS
};
struct figure_field {
    const char *name;
    enum figure_type type;
    size_t offset; /* of the member in struct chiffre_figure */
    const char *description;
};
extern const struct figure_field figure_fields[]; /* record fields, then the normalized ones, then the page */
extern const size_t figure_field_count;
extern const size_t figure_record_field_count;    /* the first so many are the record's own */
const struct figure_field *figure_field_find(struct chiffre_text name); /* NULL: no such field */

extern const size_t figure_page_field;            /* index of `page` */
/* Columns beside the record's own, added up; a bool `normalized` is the first. */
#define FIGURE_NORMALIZED 1u
#define FIGURE_PAGES 2u

/* Writes a field as text, as CSV and JSON show it (empty: 0 bytes). A FIGURE_TEXT is returned as it is, others are put into
 * `buffer` (room for DECIMAL_TEXT_MAX). */
struct chiffre_text figure_field_text(const struct chiffre_figure *figure, const struct figure_field *field, char *buffer);
/* Sets a field from text ("" empties it). MALFORMED when the text is none of the field's type. Texts are not copied. */
enum chiffre_status figure_field_set(struct chiffre_figure *figure, const struct figure_field *field, struct chiffre_text text);

/* What takes figures one by one as they are read; its texts are valid during the call only. Another status than CHIFFRE_OK stops. */
typedef chiffre_figure_fn figure_fn;
/* A figure_fn whose context is a struct chiffre_list. */
enum chiffre_status figure_add_to_list(void *list, const struct chiffre_figure *figure, struct chiffre_error *error);

/* Names of the enumerations, "" for none: kind_name(CHIFFRE_KIND_money) is "money". */
const char *kind_name(enum chiffre_kind kind);
const char *bound_name(enum chiffre_bound bound);
const char *period_source_name(enum chiffre_period_source source);
const char *status_name(enum chiffre_figure_status status);
const char *relation_name(enum chiffre_relation relation);
const char *fx_basis_name(enum chiffre_fx_basis basis);

#endif
