/* SPDX-License-Identifier: MIT */
/* chiffre.h: the front door of the library. Prose goes in at one end; records, tables and verdicts come out.
 *
 * Read it top down: it follows the flow extract -> normalize -> compare / check -> plot.
 *
 * Conventions
 *   - Text is UTF-8, passed as slices (pointer and length in bytes, never NUL-terminated by promise).
 *   - A call that can fail returns enum chiffre_status and fills *error (if error is not NULL); on CHIFFRE_OK *error is untouched.
 *   - The library never prints, never exits, keeps no global state; two threads may each use their own objects.
 *   - An object made by chiffre_X_new is freed by chiffre_X_free, which accepts NULL.
 */
#ifndef CHIFFRE_H
#define CHIFFRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CHIFFRE_VERSION "0.1.0"

enum chiffre_status {
    CHIFFRE_OK = 0,
    CHIFFRE_NO_MEMORY,   /* an allocation failed; the objects are still valid and can be freed */
    CHIFFRE_UNREADABLE,  /* the system refused a file: the message has its reason */
    CHIFFRE_MALFORMED,   /* bad syntax in an input: error has line and column */
    CHIFFRE_UNKNOWN,     /* a name (metric, currency, language, column) that no table has */
    CHIFFRE_OVERFLOW,    /* a number beyond what a decimal holds */
    CHIFFRE_UNWRITABLE,  /* a write failed */
    CHIFFRE_MISSING      /* an external program or datum that is needed is not there */
};

/* Where and why. `file` is a path or "-"; line and column are 1-based, column in Unicode code points, 0 where there is none. */
struct chiffre_error {
    char file[256];
    size_t line;
    size_t column;
    char message[512];
};

/* A slice of UTF-8 that somebody else owns. Empty: length 0. */
struct chiffre_text {
    const char *data;
    size_t length;
};

/* An exact decimal: coefficient * 10^exponent. `known` is false for an empty field. core/decimal.h has the arithmetic. */
__extension__ typedef __int128 chiffre_int128;
struct chiffre_decimal {
    chiffre_int128 coefficient;
    int32_t exponent;
    bool known;
};

/* A day of the proleptic Gregorian calendar, as days since 1970-01-01. */
typedef int32_t chiffre_date;
#define CHIFFRE_NO_DATE INT32_MIN
/* `decimals` of a figure whose precision is not told. */
#define CHIFFRE_NO_DECIMALS INT32_MIN

/* ---- The figure record -------------------------------------------------------------------------------------------
 * Enumerations: ENUM(name in the record). The first of each is the empty field. */
#define CHIFFRE_KINDS(E) E(money) E(headcount) E(percent) E(count) E(ratio)
#define CHIFFRE_BOUNDS(E) E(exact) E(about) E(above) E(at_least) E(below) E(at_most)
#define CHIFFRE_PERIOD_SOURCES(E) E(stated) E(relative) E(inherited)
#define CHIFFRE_STATUSES(E) E(actual) E(planned) E(forecast) E(rumoured)
#define CHIFFRE_RELATIONS(E) E(growth) E(prior) E(share) E(part) E(total) E(equivalent) E(consensus)
#define CHIFFRE_FX_BASES(E) E(average) E(closing) E(stated) E(parity)

#define CHIFFRE_ENUM_KIND(name) CHIFFRE_KIND_##name,
#define CHIFFRE_ENUM_BOUND(name) CHIFFRE_BOUND_##name,
#define CHIFFRE_ENUM_PERIOD_SOURCE(name) CHIFFRE_PERIOD_SOURCE_##name,
#define CHIFFRE_ENUM_STATUS(name) CHIFFRE_STATUS_##name,
#define CHIFFRE_ENUM_RELATION(name) CHIFFRE_RELATION_##name,
#define CHIFFRE_ENUM_FX_BASIS(name) CHIFFRE_FX_BASIS_##name,
enum chiffre_kind { CHIFFRE_KIND_none, CHIFFRE_KINDS(CHIFFRE_ENUM_KIND) };
enum chiffre_bound { CHIFFRE_BOUND_none, CHIFFRE_BOUNDS(CHIFFRE_ENUM_BOUND) };
enum chiffre_period_source { CHIFFRE_PERIOD_SOURCE_none, CHIFFRE_PERIOD_SOURCES(CHIFFRE_ENUM_PERIOD_SOURCE) };
enum chiffre_figure_status { CHIFFRE_STATUS_none, CHIFFRE_STATUSES(CHIFFRE_ENUM_STATUS) };
enum chiffre_relation { CHIFFRE_RELATION_none, CHIFFRE_RELATIONS(CHIFFRE_ENUM_RELATION) };
enum chiffre_fx_basis { CHIFFRE_FX_BASIS_none, CHIFFRE_FX_BASES(CHIFFRE_ENUM_FX_BASIS) };

/* The one list of the record's fields, in the order of the CSV header and of the JSON keys. F(name, TYPE, what it holds).
 * TYPE is one of TEXT NATURAL INTEGER DECIMAL DATE KIND BOUND PERIOD_SOURCE STATUS RELATION FX_BASIS; an empty NATURAL is 0. */
#define CHIFFRE_RECORD_FIELDS(F) \
    F(document, TEXT, "the file's path as given, - for standard input, or the id of a JSON Lines document") \
    F(id, NATURAL, "1, 2, 3 ... in the document, in order of appearance") \
    F(line, NATURAL, "line where the span begins, 1-based") \
    F(column, NATURAL, "column where the span begins, 1-based, in Unicode code points") \
    F(offset, NATURAL, "the span's first byte, 0-based") \
    F(length, NATURAL, "the span's bytes") \
    F(text, TEXT, "the span exactly as written") \
    F(kind, KIND, "money, headcount, percent, count or ratio") \
    F(value, DECIMAL, "exact decimal in base units; percent as written") \
    F(value_to, DECIMAL, "upper end of a range, else empty") \
    F(bound, BOUND, "exact, about, above, at_least, below or at_most") \
    F(decimals, INTEGER, "power of ten of the last written digit, negated") \
    F(unit, TEXT, "ISO 4217 code, persons, percent, percentage_points, basis_points, or the counted noun") \
    F(per, TEXT, "year, quarter, month, day, share, person ... for a rate") \
    F(metric, TEXT, "a name of data/metrics.csv") \
    F(entity, TEXT, "who the figure is of") \
    F(period, TEXT, "2025, 2025-Q2, 2025-H1, 2025-10, 2025-10-28, 2022/2023, start/end dates; Q2, H1, FY without a year") \
    F(period_start, DATE, "first day, inclusive") \
    F(period_end, DATE, "last day, inclusive") \
    F(period_source, PERIOD_SOURCE, "stated, relative or inherited") \
    F(status, STATUS, "actual, planned, forecast or rumoured") \
    F(source, TEXT, "whom the text credits") \
    F(relation, RELATION, "growth, prior, share, part, total, equivalent or consensus") \
    F(of, NATURAL, "id of the figure that relation refers to, in the same document")

/* What normalize adds, behind the record's own columns. */
#define CHIFFRE_NORMALIZED_FIELDS(F) \
    F(normalized_value, DECIMAL, "the value in the target currency and scale") \
    F(normalized_value_to, DECIMAL, "upper end of a range, likewise") \
    F(normalized_decimals, INTEGER, "decimals of normalized_value") \
    F(normalized_unit, TEXT, "ISO 4217 code, or the figure's own unit; with --scale its label") \
    F(fx_rate, DECIMAL, "the rate that was applied: target units for one unit of the figure") \
    F(fx_date, TEXT, "the day or period of the rate that was really used") \
    F(fx_basis, FX_BASIS, "average, closing, stated or parity") \
    F(fx_source, TEXT, "who published the rate") \
    F(fx_note, TEXT, "why a figure was not converted, or what else was done to it")

#define CHIFFRE_ALL_FIELDS(F) CHIFFRE_RECORD_FIELDS(F) CHIFFRE_NORMALIZED_FIELDS(F)

#define CHIFFRE_TYPE_TEXT struct chiffre_text
#define CHIFFRE_TYPE_NATURAL uint64_t
#define CHIFFRE_TYPE_INTEGER int32_t
#define CHIFFRE_TYPE_DECIMAL struct chiffre_decimal
#define CHIFFRE_TYPE_DATE chiffre_date
#define CHIFFRE_TYPE_KIND enum chiffre_kind
#define CHIFFRE_TYPE_BOUND enum chiffre_bound
#define CHIFFRE_TYPE_PERIOD_SOURCE enum chiffre_period_source
#define CHIFFRE_TYPE_STATUS enum chiffre_figure_status
#define CHIFFRE_TYPE_RELATION enum chiffre_relation
#define CHIFFRE_TYPE_FX_BASIS enum chiffre_fx_basis

#define CHIFFRE_MEMBER(name, TYPE, description) CHIFFRE_TYPE_##TYPE name;
struct chiffre_figure {
    CHIFFRE_ALL_FIELDS(CHIFFRE_MEMBER)
};
#undef CHIFFRE_MEMBER

/* A figure with every field empty. */
struct chiffre_figure chiffre_figure_empty(void);

/* ---- Lists of figures ---------------------------------------------------------------------------------------------
 * A list owns its figures and the text that they point to. */
struct chiffre_list;
struct chiffre_list *chiffre_list_new(void); /* NULL: no memory */
void chiffre_list_free(struct chiffre_list *list);
void chiffre_list_clear(struct chiffre_list *list); /* empties it, keeps its memory */
size_t chiffre_list_count(const struct chiffre_list *list);
/* The figure at `index` (0-based); valid until the list grows or is freed. index must be < count. */
struct chiffre_figure *chiffre_list_at(const struct chiffre_list *list, size_t index);
/* Adds a copy of *figure; the list copies its texts. */
enum chiffre_status chiffre_list_add(struct chiffre_list *list, const struct chiffre_figure *figure);
/* A copy of `text` that lives as long as the list; .data is NULL when there is no memory. */
struct chiffre_text chiffre_list_keep(struct chiffre_list *list, struct chiffre_text text);

/* ---- Extract: a document -> its figures ---------------------------------------------------------------------------- */
struct chiffre_document {
    struct chiffre_text name;     /* goes into the record's `document` */
    struct chiffre_text text;     /* any bytes are a valid document */
    chiffre_date date;            /* publication; CHIFFRE_NO_DATE: look for a dateline at the head of the text */
    struct chiffre_text language; /* "fr", "en"; empty or "auto": decided by function words */
    struct chiffre_text title;    /* may be empty; evidence for the document's subject */
};

/* Called by --explain for every line of explanation; `line` is UTF-8 without a newline. */
typedef void chiffre_explain_fn(void *context, struct chiffre_text line);

struct chiffre_extract_options {
    const char *lexicon_directory; /* a user's own tables laid over the built-in ones; NULL: none */
    chiffre_explain_fn *explain;   /* NULL: no explanation */
    void *explain_context;
};

/* An extractor holds the compiled patterns and the working memory: make one a thread, use it for many documents. */
struct chiffre_extractor;
enum chiffre_status chiffre_extractor_new(const struct chiffre_extract_options *options, struct chiffre_extractor **extractor,
                                          struct chiffre_error *error);
void chiffre_extractor_free(struct chiffre_extractor *extractor);
/* Adds the document's figures to `list`. Fails only for want of memory or for an unknown language. */
enum chiffre_status chiffre_extract(struct chiffre_extractor *extractor, const struct chiffre_document *document,
                                    struct chiffre_list *list, struct chiffre_error *error);

#endif
