/* SPDX-License-Identifier: MIT */
/* The record's list of fields as a table: each field by name, to text and from text. */
#include "core/figure.h"

#include "core/figure_put.h"
#include "core/text.h"

#define FIELD(name, type, description) {#name, FIGURE_##type, offsetof(struct chiffre_figure, name), description},
const struct figure_field figure_fields[] = {CHIFFRE_ALL_FIELDS(FIELD)};
const size_t figure_field_count = sizeof figure_fields / sizeof *figure_fields;
#define ONE(name, type, description) +1
const size_t figure_record_field_count = 0 CHIFFRE_RECORD_FIELDS(ONE);
const size_t figure_page_field = 0 CHIFFRE_RECORD_FIELDS(ONE) CHIFFRE_NORMALIZED_FIELDS(ONE);

/* The names of each enumeration; the first, the empty field, is "". */
#define NAME(name) , {#name, sizeof #name - 1}
const struct figure_name kind_names[] = {{"", 0} CHIFFRE_KINDS(NAME)};
const struct figure_name bound_names[] = {{"", 0} CHIFFRE_BOUNDS(NAME)};
const struct figure_name period_source_names[] = {{"", 0} CHIFFRE_PERIOD_SOURCES(NAME)};
const struct figure_name status_names[] = {{"", 0} CHIFFRE_STATUSES(NAME)};
const struct figure_name relation_names[] = {{"", 0} CHIFFRE_RELATIONS(NAME)};
const struct figure_name fx_basis_names[] = {{"", 0} CHIFFRE_FX_BASES(NAME)};
#define COUNT(names) (sizeof(names) / sizeof *(names))

struct chiffre_figure chiffre_figure_empty(void)
{
#define EMPTY_TEXT                                                                                                                 \
    {                                                                                                                              \
        "", 0                                                                                                                      \
    }
#define EMPTY_NATURAL 0
#define EMPTY_INTEGER CHIFFRE_NO_DECIMALS
#define EMPTY_DECIMAL                                                                                                              \
    {                                                                                                                              \
        0, 0, false                                                                                                                \
    }
#define EMPTY_DATE CHIFFRE_NO_DATE
#define EMPTY_KIND CHIFFRE_KIND_none
#define EMPTY_BOUND CHIFFRE_BOUND_none
#define EMPTY_PERIOD_SOURCE CHIFFRE_PERIOD_SOURCE_none
#define EMPTY_STATUS CHIFFRE_STATUS_none
#define EMPTY_RELATION CHIFFRE_RELATION_none
#define EMPTY_FX_BASIS CHIFFRE_FX_BASIS_none
#define EMPTY(name, type, description) .name = EMPTY_##type,
    return (struct chiffre_figure){CHIFFRE_ALL_FIELDS(EMPTY)};
}

static struct chiffre_text name_at(const struct figure_name *names, size_t count, size_t value)
{
    const struct figure_name *name = &names[value < count ? value : 0];
    return (struct chiffre_text){name->bytes, name->length};
}

const char *kind_name(enum chiffre_kind kind)
{
    return name_at(kind_names, COUNT(kind_names), kind).data;
}

const char *bound_name(enum chiffre_bound bound)
{
    return name_at(bound_names, COUNT(bound_names), bound).data;
}

const char *period_source_name(enum chiffre_period_source source)
{
    return name_at(period_source_names, COUNT(period_source_names), source).data;
}

const char *status_name(enum chiffre_figure_status status)
{
    return name_at(status_names, COUNT(status_names), status).data;
}

const char *relation_name(enum chiffre_relation relation)
{
    return name_at(relation_names, COUNT(relation_names), relation).data;
}

const char *fx_basis_name(enum chiffre_fx_basis basis)
{
    return name_at(fx_basis_names, COUNT(fx_basis_names), basis).data;
}

const struct figure_field *figure_field_find(struct chiffre_text name)
{
    for (size_t i = 0; i < figure_field_count; i++)
        if (text_equal(name, text_from(figure_fields[i].name)))
            return &figure_fields[i];
    return NULL;
}

struct chiffre_text figure_field_text(const struct chiffre_figure *figure, const struct figure_field *field, char *buffer)
{
    const void *member = (const char *)figure + field->offset;
    size_t length = 0;
    switch (field->type) {
    case FIGURE_TEXT:
        return *(const struct chiffre_text *)member;
    case FIGURE_NATURAL: {
        /* 0 is the empty number; only an offset may be 0, and has a length beside it then. */
        uint64_t number = *(const uint64_t *)member;
        if (number != 0 || (field->offset == offsetof(struct chiffre_figure, offset) && figure->length != 0))
            length = (size_t)(put_natural(buffer, number) - buffer);
        break;
    }
    case FIGURE_INTEGER:
        if (*(const int32_t *)member != CHIFFRE_NO_DECIMALS)
            length = (size_t)(put_integer(buffer, *(const int32_t *)member) - buffer);
        break;
    case FIGURE_DECIMAL:
        length = decimal_write(*(const struct chiffre_decimal *)member, buffer);
        break;
    case FIGURE_DATE:
        length = date_write(*(const chiffre_date *)member, buffer);
        break;
    case FIGURE_KIND:
        return name_at(kind_names, COUNT(kind_names), *(const enum chiffre_kind *)member);
    case FIGURE_BOUND:
        return name_at(bound_names, COUNT(bound_names), *(const enum chiffre_bound *)member);
    case FIGURE_PERIOD_SOURCE:
        return name_at(period_source_names, COUNT(period_source_names), *(const enum chiffre_period_source *)member);
    case FIGURE_STATUS:
        return name_at(status_names, COUNT(status_names), *(const enum chiffre_figure_status *)member);
    case FIGURE_RELATION:
        return name_at(relation_names, COUNT(relation_names), *(const enum chiffre_relation *)member);
    case FIGURE_FX_BASIS:
        return name_at(fx_basis_names, COUNT(fx_basis_names), *(const enum chiffre_fx_basis *)member);
    }
    return (struct chiffre_text){buffer, length};
}

static bool read_natural(struct chiffre_text text, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.data[i];
        if (c < '0' || c > '9' || __builtin_mul_overflow(*number, 10, number) ||
            __builtin_add_overflow(*number, (uint64_t)(c - '0'), number))
            return false;
    }
    return true;
}

static bool read_integer(struct chiffre_text text, int32_t *number)
{
    uint64_t natural;
    bool negative = text.length > 0 && text.data[0] == '-';
    struct chiffre_text digits = {text.data + negative, text.length - negative};
    if (text.length == 0) {
        *number = CHIFFRE_NO_DECIMALS;
        return true;
    }
    if (digits.length == 0 || !read_natural(digits, &natural) || natural > INT32_MAX)
        return false;
    *number = negative ? -(int32_t)natural : (int32_t)natural;
    return true;
}

static bool read_date(struct chiffre_text text, chiffre_date *date)
{
    *date = date_read(text);
    return text.length == 0 || *date != CHIFFRE_NO_DATE;
}

/* The place of `text` among the names; `count` when it is none of them. */
static size_t find_name(struct chiffre_text text, const struct figure_name *names, size_t count)
{
    size_t i = 0;
    while (i < count && !text_equal(text, name_at(names, count, i)))
        i++;
    return i;
}

#define SET_NAME(type, names)                                                                                                      \
    do {                                                                                                                           \
        size_t found = find_name(text, names, COUNT(names));                                                                       \
        if (found == COUNT(names))                                                                                                 \
            return CHIFFRE_MALFORMED;                                                                                              \
        *(type *)member = (type)found;                                                                                             \
        return CHIFFRE_OK;                                                                                                         \
    } while (0)

enum chiffre_status figure_field_set(struct chiffre_figure *figure, const struct figure_field *field, struct chiffre_text text)
{
    void *member = (char *)figure + field->offset;
    switch (field->type) {
    case FIGURE_TEXT:
        *(struct chiffre_text *)member = text;
        return CHIFFRE_OK;
    case FIGURE_NATURAL:
        return read_natural(text, member) ? CHIFFRE_OK : CHIFFRE_MALFORMED;
    case FIGURE_INTEGER:
        return read_integer(text, member) ? CHIFFRE_OK : CHIFFRE_MALFORMED;
    case FIGURE_DECIMAL:
        if (text.length > 0)
            return decimal_read(text, member);
        *(struct chiffre_decimal *)member = DECIMAL_EMPTY;
        return CHIFFRE_OK;
    case FIGURE_DATE:
        return read_date(text, member) ? CHIFFRE_OK : CHIFFRE_MALFORMED;
    case FIGURE_KIND:
        SET_NAME(enum chiffre_kind, kind_names);
    case FIGURE_BOUND:
        SET_NAME(enum chiffre_bound, bound_names);
    case FIGURE_PERIOD_SOURCE:
        SET_NAME(enum chiffre_period_source, period_source_names);
    case FIGURE_STATUS:
        SET_NAME(enum chiffre_figure_status, status_names);
    case FIGURE_RELATION:
        SET_NAME(enum chiffre_relation, relation_names);
    case FIGURE_FX_BASIS:
        SET_NAME(enum chiffre_fx_basis, fx_basis_names);
    }
    return CHIFFRE_MALFORMED;
}
