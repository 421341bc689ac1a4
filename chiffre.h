/* SPDX-License-Identifier: MIT */
/* chiffre.h: the front door of the library. Prose goes in at one end; records, tables and verdicts come out.
 *
 * Read it top down: it follows the flow extract -> normalize -> compare / check -> plot.
 *
 * Conventions
 *   - Text is UTF-8, passed as slices (pointer and length in bytes, never NUL-terminated by promise).
 *   - A call that can fail returns enum chiffre_status and fills *error (if error is not NULL); on CHIFFRE_OK *error is untouched.
 *   - The library never prints, never exits, keeps no global state; two threads may each use their own objects. A thread that calls it needs
 *     256 KiB of stack.
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
    CHIFFRE_MISSING,     /* an external program or datum that is needed is not there */
    CHIFFRE_STOPPED      /* the caller's own `stop` was set before the end */
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

/* Written where documents have pages only: CSV has the column behind the record's own when an input is a PDF (or a table that has the
 * column), JSON Lines has the key in records that know their page. */
#define CHIFFRE_PAGE_FIELDS(F) F(page, NATURAL, "page of a PDF, 1-based; then line counts on it")

#define CHIFFRE_ALL_FIELDS(F) CHIFFRE_RECORD_FIELDS(F) CHIFFRE_NORMALIZED_FIELDS(F) CHIFFRE_PAGE_FIELDS(F)

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
    struct chiffre_text source;   /* who published it, as the document itself says; may be empty */
    const struct chiffre_source_map *map; /* from places in `text` to those in the file (chiffre_reader makes it); NULL: they are the same */
};

/* Reading documents from a file, which may hold many. Forms of input: "text" (the whole file, any bytes), "jsonl" (one object a line: id,
 * text, and optionally date, lang, title, source), "html" (a web page: the article's text and what the page says of itself), "pdf" (by
 * pdftotext), "docx", "odt", "epub", "markdown" (by pandoc). Every form may be packed by gzip. docs/documents.md has the rules. */
struct chiffre_reader;
struct chiffre_reader_options {
    const char *form;             /* NULL or "auto": by the name's ending; where that is none of a form, by the first bytes (PDF, HTML), else text */
    const char *encoding;         /* NULL: byte order mark, what a page declares, UTF-8 (a few stray bytes set aside), else Windows-1252 */
    bool whole_page;              /* of a web page everything but scripts and styles, not the article only */
    const char *const *fields;    /* "text=body": JSON Lines have the text under another key; also id, date, lang, title, source */
    size_t field_count;
    unsigned seconds;             /* that pdftotext or pandoc may take for one file; 0: 60 */
    const volatile int *stop;     /* set by a signal handler: pdftotext and pandoc are ended, and an input that gives nothing (a pipe) or has not been
                                     read yet ends there, without the document that was cut; may be NULL */
    size_t held;                  /* a text of more bytes is not held but mapped (from a temporary file where it is packed, converted or no
                                     file), and its memory given back behind the reading; the figures are the same. 0: 4 MiB. A mapped file that is cut
                                     short while it is read, or that the disk does not give, is SIGBUS to the process; SIZE_MAX: nothing is mapped */
    bool every_line;              /* a blank line of JSON Lines is MALFORMED, not passed over */
    bool lines_given;             /* the file is not opened: its lines come by chiffre_reader_read_line */
};
/* The name of form `index` and the file endings that mean it (".txt .text"; may be NULL); NULL when there are no more. */
const char *chiffre_reader_form(size_t index, const char **endings);
/* `path` "-" is standard input; `options` may be NULL. UNREADABLE, UNKNOWN (form, encoding, field). */
enum chiffre_status chiffre_reader_new(const char *path, const struct chiffre_reader_options *options, struct chiffre_reader **reader,
                                       struct chiffre_error *error);
void chiffre_reader_free(struct chiffre_reader *reader);
/* The next document, valid until the next call or free; *end is set when there is none. After a failure (MALFORMED: a broken line of
 * JSON Lines, UNREADABLE, MISSING: no pdftotext or pandoc) the next call goes on behind the document that is lost; its name is
 * filled in where a line of JSON Lines tells it. */
enum chiffre_status chiffre_reader_next(struct chiffre_reader *reader, struct chiffre_document *document, bool *end,
                                        struct chiffre_error *error);
/* The same in two steps for a form that is read line by line, so that one thread may take lines that others make documents of, each with
 * a reader of its own. The line is valid until the next call; *more: another whole line is at hand, without waiting for it. */
bool chiffre_reader_by_line(const struct chiffre_reader *reader);
enum chiffre_status chiffre_reader_next_line(struct chiffre_reader *reader, struct chiffre_text *line, bool *end, bool *more,
                                             struct chiffre_error *error);
enum chiffre_status chiffre_reader_read_line(struct chiffre_reader *reader, struct chiffre_text line, size_t number,
                                             struct chiffre_document *document, struct chiffre_error *error);
/* What was not as it should be in that document and was read all the same (stray bytes in UTF-8), with its place; NULL: nothing. */
const struct chiffre_error *chiffre_reader_warning(const struct chiffre_reader *reader);
size_t chiffre_reader_line(const struct chiffre_reader *reader); /* where that document begins, 1-based; 0 before the first */

/* Called by --explain for every line of explanation; `line` is UTF-8 without a newline. */
typedef void chiffre_explain_fn(void *context, struct chiffre_text line);

struct chiffre_extract_options {
    const char *lexicon_directory; /* a user's own tables laid over the built-in ones; NULL: none */
    chiffre_explain_fn *explain;   /* NULL: no explanation */
    void *explain_context;
    /* offset and length count the bytes of the file where that has another encoding than UTF-8; else always those of document->text. */
    bool file_offsets;
    /* Set by a signal handler, may be NULL: a text of which more than a megabyte is left ends behind the sentence at work. Its figures so far are
     * given, and chiffre_extract_each returns STOPPED. */
    const volatile int *stop;
    /* NULL, or told how many bytes of a long text have been read, behind a sentence now and then. */
    void (*reached)(void *context, size_t bytes);
    void *reached_context;
};

/* An extractor holds the compiled patterns and the working memory: make one a thread, use it for many documents. */
struct chiffre_extractor;
enum chiffre_status chiffre_extractor_new(const struct chiffre_extract_options *options, struct chiffre_extractor **extractor,
                                          struct chiffre_error *error);
void chiffre_extractor_free(struct chiffre_extractor *extractor);
/* Gives the document's figures to `take` in the order of the text, a few sentences behind the reading, so that memory does not grow with the
 * document; the figure and its texts are valid during the call. Fails for want of memory, for an unknown language (UNKNOWN), for a text of
 * 4 GiB or more (OVERFLOW), or as `take` fails. */
typedef enum chiffre_status chiffre_figure_fn(void *context, const struct chiffre_figure *figure, struct chiffre_error *error);
enum chiffre_status chiffre_extract_each(struct chiffre_extractor *extractor, const struct chiffre_document *document, chiffre_figure_fn *take,
                                         void *context, struct chiffre_error *error);
/* The same, added to `list`. */
enum chiffre_status chiffre_extract(struct chiffre_extractor *extractor, const struct chiffre_document *document,
                                    struct chiffre_list *list, struct chiffre_error *error);
/* Against which day the last document was read (its own, else its dateline; CHIFFRE_NO_DATE: neither), and in which language (NULL: none
 * was read yet). */
chiffre_date chiffre_extractor_date(const struct chiffre_extractor *extractor);
const char *chiffre_extractor_language(const struct chiffre_extractor *extractor);

/* ---- Normalize: figures -> the same figures in one currency and scale ------------------------------------------------
 * docs/normalize.md says which rate is taken, by which path, and what each fx column holds. */

/* Rates: the ECB's months since 1999 that are part of the program, the irrevocable rates of the currencies that the euro replaced,
 * parities; and over them the days of any files added. Looking up changes nothing: threads may share it when none adds files or
 * normalizes with it. */
struct chiffre_rates;
enum chiffre_status chiffre_rates_new(struct chiffre_rates **rates, struct chiffre_error *error);
void chiffre_rates_free(struct chiffre_rates *rates);
/* Adds the ECB's daily CSV, a CSV date,currency,rate (both: units per 1 EUR), or price directives (P 2024-06-26 USD 0.9355 EUR), plain,
 * gzip or zip. Where two files have a day, the one added later wins. On failure nothing of the file is used: MALFORMED has the line. */
enum chiffre_status chiffre_rates_add_file(struct chiffre_rates *rates, const char *path, struct chiffre_error *error);

struct chiffre_rate {
    struct chiffre_decimal rate;      /* units of `to` for one unit of `from`, rounded to 10 significant digits */
    struct chiffre_decimal low, high; /* lowest and highest; chiffre_rates_lookup: the rate itself */
    chiffre_date start, end;          /* days of the rate that was really used; equal for one day */
    enum chiffre_fx_basis basis;      /* average, closing or parity; none between a currency and itself */
    int32_t days, business_days;      /* average: daily rates in it, business days of the period; range: days (or months) found */
    char source[256];
    char note[256];
};
/* Codes are ISO 4217 (UNKNOWN otherwise). The rate for the days `start` to `end`: basis average over them, closing of the last, or none:
 * closing for one day, average for more. MISSING: the message says why there is no rate; none is ever interpolated. */
enum chiffre_status chiffre_rates_lookup(const struct chiffre_rates *rates, const char *from, const char *to, chiffre_date start,
                                         chiffre_date end, enum chiffre_fx_basis basis, struct chiffre_rate *rate,
                                         struct chiffre_error *error);
/* The lowest and highest rate published from `start` to `end` (400 days at most): of the days where they are known, else low and high
 * of the months that these days lie in (rate->start and end then say which days the range is of). */
enum chiffre_status chiffre_rates_range(const struct chiffre_rates *rates, const char *from, const char *to, chiffre_date start,
                                        chiffre_date end, struct chiffre_rate *rate, struct chiffre_error *error);
/* The published day from `start` to `end` whose rate is nearest to `implied`; of equals the one nearest to the day `around`. Where days
 * are not known it is a month (basis average, rate unknown): low to high hold the implied rate, or are the nearest that do not. */
enum chiffre_status chiffre_rates_nearest(const struct chiffre_rates *rates, const char *from, const char *to,
                                          struct chiffre_decimal implied, chiffre_date start, chiffre_date end, chiffre_date around,
                                          struct chiffre_rate *rate, struct chiffre_error *error);

/* What a list of all currencies with rates needs: the `index`th code with its first and last day; false when there are no more. */
struct chiffre_rates_span {
    char code[4];
    chiffre_date first, last;      /* last is CHIFFRE_NO_DATE for a fixed rate, which has no end */
    struct chiffre_decimal fixed;  /* units per 1 EUR of an irrevocable rate or parity, else not known */
    char source[256];
};
bool chiffre_rates_list(const struct chiffre_rates *rates, size_t index, struct chiffre_rates_span *span);

#define CHIFFRE_SCALES(E) E(units) E(thousands) E(millions) E(billions) E(auto)
#define CHIFFRE_ENUM_SCALE(name) CHIFFRE_SCALE_##name,
enum chiffre_scale { CHIFFRE_SCALES(CHIFFRE_ENUM_SCALE) };

struct chiffre_normalize_options {
    const char *to;               /* target currency */
    enum chiffre_fx_basis basis;  /* none: by the metric's nature; average or closing for all */
    chiffre_date at;              /* one day's rate for all, else CHIFFRE_NO_DATE */
    chiffre_date date;            /* for figures without a period; CHIFFRE_NO_DATE: they are not converted */
    enum chiffre_scale scale;     /* auto: one scale for each metric, the largest that leaves its smallest figure at 1 or more */
    const char *language;         /* of the unit's label, "en" or "fr" */
    bool prefer_stated;           /* equivalents that the text itself gives go before any published rate */
};
/* To EUR, by the metric's nature, in units, labels in English. */
struct chiffre_normalize_options chiffre_normalize_defaults(void);
struct chiffre_normalize_summary {
    size_t figures, converted, same, untouched, failed; /* failed: money that keeps its value; fx_note says why */
};
/* Fills the normalized fields of every figure. `rates` remembers what it looked up. `summary` may be NULL; it is added to. */
enum chiffre_status chiffre_normalize(struct chiffre_list *list, struct chiffre_rates *rates,
                                      const struct chiffre_normalize_options *options, struct chiffre_normalize_summary *summary,
                                      struct chiffre_error *error);

/* ---- Compare: figures -> series, tables, trends -----------------------------------------------------------------------
 * Which figures enter: levels, that is a kind that data/metrics.csv allows the metric, relation empty, prior or equivalent, with
 * entity, metric, period and (money) currency. Normalized columns are used where they are filled. One table has one kind of period. */
#define CHIFFRE_PERIODICITIES(E) E(year) E(half) E(quarter) E(month) E(ttm) E(day)
#define CHIFFRE_ENUM_PERIODICITY(name) CHIFFRE_PERIODICITY_##name,
enum chiffre_periodicity { CHIFFRE_PERIODICITY_auto, CHIFFRE_PERIODICITIES(CHIFFRE_ENUM_PERIODICITY) };

/* A table owns all that its columns and cells point to. A wide table has the columns entity, period, period_type, period_start,
 * period_end, unit, then one a metric (and what was computed of them), then note: a row an entity, period and money unit. By entity it
 * has metric instead of entity, and one column an entity. Rows are sorted by entity (metric), unit and period. */
struct chiffre_table;

enum chiffre_cell_kind { CHIFFRE_CELL_text, CHIFFRE_CELL_date, CHIFFRE_CELL_number };

/* What a column is to its `base` column. CSV says it in the name: revenue, revenue_change, free_cash_flow/revenue. The _low and
 * _high of a trend are the ends of its confidence band. */
#define CHIFFRE_ROLES(E) \
    E(key) E(level) E(difference) E(change) E(year_on_year) E(index) E(share) E(growth_rate) E(ratio) E(trend) E(trend_low) \
    E(trend_high) E(fit) E(fit_low) E(fit_high) E(detail) E(note)
#define CHIFFRE_ENUM_ROLE(name) CHIFFRE_ROLE_##name,
enum chiffre_role { CHIFFRE_ROLES(CHIFFRE_ENUM_ROLE) };

struct chiffre_column {
    struct chiffre_text name; /* as in the CSV header */
    enum chiffre_cell_kind kind;
    enum chiffre_role role;
    /* Of the cells: ISO code, persons, percent, ratio, count; empty for money, whose unit is in the row's `unit` column. */
    struct chiffre_text unit;
    struct chiffre_text metric; /* name in data/metrics.csv; empty in a table by entity, where the row has it */
    size_t base, against;       /* columns that it was computed of; SIZE_MAX: none */
};

/* Where a value was read. */
struct chiffre_source {
    struct chiffre_text document;
    uint64_t line; /* 0: not told */
    struct chiffre_text text;
};

struct chiffre_cell {
    struct chiffre_text text;           /* a text cell; empty in others */
    chiffre_date date;                  /* a date cell; else CHIFFRE_NO_DATE */
    struct chiffre_decimal number;      /* a number cell; not known: the cell is empty */
    struct chiffre_decimal low, high;   /* the true value lies in [low, high]; not known: no limit told */
    int32_t decimals;                   /* as in the record; CHIFFRE_NO_DECIMALS: not told */
    struct chiffre_text unit;           /* of the number, money included */
    enum chiffre_figure_status status;  /* none: not told */
    enum chiffre_bound bound;
    bool derived;                       /* worked out, not read in a document */
    bool converted;                     /* from another currency, or worked out from such figures; a table that was read does not tell */
    bool conflict;                      /* documents differ; the sources are those of every value */
    const struct chiffre_source *sources;
    size_t source_count;
    size_t base_row;                    /* the earlier row that a change was computed from; SIZE_MAX: none */
};

void chiffre_table_free(struct chiffre_table *table);
size_t chiffre_table_row_count(const struct chiffre_table *table);
size_t chiffre_table_column_count(const struct chiffre_table *table);
const struct chiffre_column *chiffre_table_column(const struct chiffre_table *table, size_t column);
struct chiffre_cell chiffre_table_cell(const struct chiffre_table *table, size_t row, size_t column); /* its texts stay the table's */
size_t chiffre_table_find(const struct chiffre_table *table, struct chiffre_text name); /* SIZE_MAX: no such column */
/* Reads a table that chiffre_table_write_csv wrote, in any of its styles, or one made by hand with at least a `period` column and a
 * column of numbers. Every column name_decimals, name_status of a level goes into its cells. Missing period dates and types are worked
 * out from the labels. MALFORMED with line and column's number; `path` "-" is standard input. */
enum chiffre_status chiffre_table_read(const char *path, struct chiffre_table **table, struct chiffre_error *error);

struct chiffre_compare_options {
    const char *const *metrics; /* columns in this order; count 0: every metric found, in the order of data/metrics.csv */
    size_t metric_count;
    const char *const *entities; /* count 0: all */
    size_t entity_count;
    enum chiffre_periodicity periodicity; /* auto: the one with the most complete rows, then the most figures */
    bool derive;    /* growth gives the missing level; quarters add up; year minus three quarters; marked as derived */
    bool by_entity; /* a column an entity instead of a column a metric */
    bool long_form; /* a row a figure: entity, metric, period ..., value, decimals, unit, status, derived, document, line, text, note */
    bool without_sources; /* the cells of a wide table do not say where they were read: saves time where nobody asks */
    bool detail;    /* a column _decimals and _status behind every level, for a round trip through CSV */
};

/* What was left out, for a note to the user. */
struct chiffre_compare_summary {
    enum chiffre_periodicity periodicity;         /* the one used */
    size_t figures, used;
    size_t complete; /* rows that have every metric asked for */
    size_t without_entity, without_period, without_unit, without_metric;
    size_t other_periods[CHIFFRE_PERIODICITY_day + 1]; /* levels of other kinds of period, by kind */
    size_t not_levels; /* growth, shares, parts, rates, kinds that the metric does not have */
    size_t not_asked;  /* other metrics or entities */
    size_t conflicts, derived; /* cells */
};

/* Figures are added one by one (any number of documents; those of one document one after the other) and need not outlive the call. */
struct chiffre_comparison;
enum chiffre_status chiffre_comparison_new(const struct chiffre_compare_options *options, struct chiffre_comparison **comparison,
                                           struct chiffre_error *error); /* UNKNOWN: a metric that is not in the list */
void chiffre_comparison_free(struct chiffre_comparison *comparison);
enum chiffre_status chiffre_comparison_add(struct chiffre_comparison *comparison, const struct chiffre_figure *figure);
/* Adds the figures of a CSV file ("-": standard input), in several threads. Of a file with a fault nothing is added: MALFORMED with
 * file, line and column. */
enum chiffre_status chiffre_comparison_read(struct chiffre_comparison *comparison, const char *path, struct chiffre_error *error);
/* The table is the caller's; `summary` may be NULL. */
enum chiffre_status chiffre_comparison_table(struct chiffre_comparison *comparison, struct chiffre_table **table,
                                             struct chiffre_compare_summary *summary, struct chiffre_error *error);
/* All of that for a list. */
enum chiffre_status chiffre_compare(const struct chiffre_list *list, const struct chiffre_compare_options *options,
                                    struct chiffre_table **table, struct chiffre_compare_summary *summary, struct chiffre_error *error);

/* Columns computed of a wide table, put before `note`; a cell stays empty where an operand is missing, zero or negative where that has
 * no meaning. Series: the rows of one entity and unit (by entity: of one column). UNKNOWN when there is no such column; adding
 * the same column again does nothing.
 * CHIFFRE_ROLE_difference, change (percent) against the period before; year_on_year (percent) against the same period a year before;
 * index (first value of the series = 100); share (percent of the sum over the entities of that period and unit); growth_rate (compound
 * annual, percent, since the first value of the series). */
enum chiffre_status chiffre_table_add_measure(struct chiffre_table *table, struct chiffre_text column, enum chiffre_role measure,
                                              struct chiffre_error *error);
/* "free_cash_flow/revenue" or a named form (operating_margin, revenue_per_employee ...). Two columns of one unit: in percent. */
enum chiffre_status chiffre_table_add_ratio(struct chiffre_table *table, struct chiffre_text ratio, struct chiffre_error *error);
/* The named forms, for help: NULL ends. *formula is "operating_income/revenue". */
const char *chiffre_ratio_name(size_t index, const char **formula);

/* A fitted line with its confidence band, in three columns: _trend, _trend_low, _trend_high over time when `against` is empty, else
 * _fit ... over the other column (scatter). Needs four points; with fewer the columns are there and empty. `confidence` is 0.95 for
 * 95 percent. */
#define CHIFFRE_FIT_METHODS(E) E(least_squares) E(bisquare) E(log_linear)
#define CHIFFRE_ENUM_FIT(name) CHIFFRE_FIT_##name,
enum chiffre_fit_method { CHIFFRE_FIT_METHODS(CHIFFRE_ENUM_FIT) };
enum chiffre_status chiffre_table_add_fit(struct chiffre_table *table, struct chiffre_text column, struct chiffre_text against,
                                          enum chiffre_fit_method method, double confidence, struct chiffre_error *error);

/* Trends, correlations and outliers of a wide table, as a table of their own: one row a series and statistic, columns entity, series,
 * against, unit, statistic, method, n, value, standard_error, low, high, p, note. */
enum chiffre_status chiffre_table_statistics(const struct chiffre_table *table, double confidence, struct chiffre_table **statistics,
                                             struct chiffre_error *error);

/* Forms. `path` "-" is standard output; a file appears whole or not at all. */
struct chiffre_csv_style {
    char delimiter, decimal;
    bool bom, crlf;
};
/* rfc4180, excel-fr, excel-en, tsv; UNKNOWN otherwise. */
enum chiffre_status chiffre_csv_style_named(const char *name, struct chiffre_csv_style *style, struct chiffre_error *error);
enum chiffre_status chiffre_table_write_csv(const struct chiffre_table *table, const struct chiffre_csv_style *style, const char *path,
                                            struct chiffre_error *error);
enum chiffre_status chiffre_table_write_markdown(const struct chiffre_table *table, const char *path, struct chiffre_error *error);
/* Real numbers, live formulas, native charts, a sheet of sources; `statistics` may be NULL. Not to "-". Whether the workbook is whole is
 * looked at before it appears under `path`.
 * libxlsxwriter works in a process forked without exec, since for want of memory it crashes. In a host with threads that child may call
 * what is safe after fork only, and it allocates and uses stdio: glibc keeps both usable there, other C libraries need not, and locks of
 * the host's own (a malloc of its own without fork handlers) are taken as they stood. Where that is a concern, call this before threads
 * are started, or have the command line program write the workbook. SIGCHLD must not be ignored. */
enum chiffre_status chiffre_table_write_xlsx(const struct chiffre_table *table, const struct chiffre_table *statistics, const char *path,
                                             struct chiffre_error *error);

/* ---- Check: figures -> findings -----------------------------------------------------------------------------------------
 * Every figure stands for an interval; a relation is recomputed on intervals with exact arithmetic, and what was written must meet
 * what was computed. docs/check.md has the rules. */
#define CHIFFRE_RULES(E) \
    E(growth) E(conversion) E(share) E(total) E(scale) E(points) E(granularity) E(multiple) E(direction) E(twice) E(fact) E(period) E(form)
#define CHIFFRE_VERDICTS(E) E(unchecked) E(agrees) E(reading) E(disagrees)
#define CHIFFRE_SEVERITIES(E) E(note) E(warning) E(error)
/* Why a relation could not be recomputed. */
#define CHIFFRE_REASONS(E) \
    E(no_subject) E(no_prior) E(no_whole) E(no_date) E(no_rate) E(no_fact) E(other_basis) E(negative_base) E(not_computable) \
    E(no_claim)
#define CHIFFRE_ENUM_RULE(name) CHIFFRE_RULE_##name,
#define CHIFFRE_ENUM_VERDICT(name) CHIFFRE_VERDICT_##name,
#define CHIFFRE_ENUM_SEVERITY(name) CHIFFRE_SEVERITY_##name,
#define CHIFFRE_ENUM_REASON(name) CHIFFRE_REASON_##name,
enum chiffre_rule { CHIFFRE_RULES(CHIFFRE_ENUM_RULE) CHIFFRE_RULE_COUNT };
/* reading: agrees only under a charitable reading (a round figure is rounded, a figure was truncated, another base), which is named. */
enum chiffre_verdict { CHIFFRE_VERDICTS(CHIFFRE_ENUM_VERDICT) };
/* error: the meaning changes (sign, scale, order); warning: the numbers differ; note: worth a look. none: the relation agrees. */
enum chiffre_severity { CHIFFRE_SEVERITY_none, CHIFFRE_SEVERITIES(CHIFFRE_ENUM_SEVERITY) };
enum chiffre_reason { CHIFFRE_REASON_none, CHIFFRE_REASONS(CHIFFRE_ENUM_REASON) CHIFFRE_REASON_COUNT };
const char *chiffre_rule_name(enum chiffre_rule rule); /* also the rule's name in every output */
const char *chiffre_verdict_name(enum chiffre_verdict verdict);
const char *chiffre_severity_name(enum chiffre_severity severity); /* "" for none */
const char *chiffre_reason_name(enum chiffre_reason reason);       /* "" for none */

/* A figure that takes part in a finding. */
struct chiffre_involved {
    size_t figure;             /* index into the list that was checked */
    struct chiffre_text role;  /* "prior value", in the language of the messages */
    struct chiffre_text needed; /* the values that would make the claim hold, others being as written; empty: not told */
};

/* One relation that was looked at, agreeing ones too. Texts are in the language of the messages. */
struct chiffre_finding {
    enum chiffre_rule rule;
    enum chiffre_verdict verdict;
    enum chiffre_severity severity;
    enum chiffre_reason reason;             /* of verdict unchecked */
    const struct chiffre_involved *figures; /* the first is the one accused (or the claim) */
    size_t figure_count;                    /* 0 only for a malformed number that is no figure */
    struct chiffre_text document;
    size_t document_number;                 /* the order of findings: documents as they were given, those unknown as they appear */
    size_t line, column, end_column;        /* of the first figure; columns in code points, 1-based, the end exclusive */
    struct chiffre_text message;            /* one line */
    const struct chiffre_text *notes;       /* the computation, a line each */
    size_t note_count;
    struct chiffre_text stated, computed;   /* "13 %", "13.24 to 13.38 %" */
    struct chiffre_text explanation;        /* the one edit or the reading that makes it fit; empty: none */
    char fingerprint[17];                   /* of rule, document and written text, never of the place */
    bool accepted;                          /* by a baseline */
};

struct chiffre_coverage {
    size_t figures, relations, agree, readings, disagree, unchecked;
    size_t reasons[CHIFFRE_REASON_COUNT];
};

struct chiffre_check_options {
    const char *language;   /* of the messages: "fr", "en"; NULL: "en" */
    const struct chiffre_rates *rates; /* for conversions; they must outlive the checker. NULL: those built in */
};

/* A checker holds facts and rates; it may check many lists, one after the other. */
struct chiffre_checker;
enum chiffre_status chiffre_checker_new(const struct chiffre_check_options *options, struct chiffre_checker **checker,
                                        struct chiffre_error *error);
void chiffre_checker_free(struct chiffre_checker *checker);
/* Facts to check against: CSV (entity,metric,period,value,unit,decimals,source) or the SEC's companyfacts JSON, gzip too. `skipped`
 * (may be NULL) is the number of facts that could not be understood; the first of them is told in *error, and the status is OK. */
enum chiffre_status chiffre_checker_add_facts(struct chiffre_checker *checker, const char *path, size_t *skipped,
                                              struct chiffre_error *error);
size_t chiffre_checker_fact_count(const struct chiffre_checker *checker);

/* Findings own their texts; `list` and `documents` must outlive them. A document's text is matched to figures by its name; without it
 * offsets tell what stands together. Within a document findings come in order of place. */
struct chiffre_findings;
enum chiffre_status chiffre_check(struct chiffre_checker *checker, const struct chiffre_list *list, const struct chiffre_document *documents,
                                  size_t document_count, struct chiffre_findings **findings, struct chiffre_error *error);
void chiffre_findings_free(struct chiffre_findings *findings);
size_t chiffre_findings_count(const struct chiffre_findings *findings);
const struct chiffre_finding *chiffre_findings_at(const struct chiffre_findings *findings, size_t index);
struct chiffre_coverage chiffre_findings_coverage(const struct chiffre_findings *findings);
/* The gravest severity that no baseline accepts. */
enum chiffre_severity chiffre_findings_worst(const struct chiffre_findings *findings);

/* A baseline is a text file of fingerprints, one a line with the finding behind it as a comment. */
enum chiffre_status chiffre_findings_accept(struct chiffre_findings *findings, const char *path, struct chiffre_error *error);
enum chiffre_status chiffre_findings_write_baseline(const struct chiffre_findings *findings, const char *path, struct chiffre_error *error);

#define CHIFFRE_REPORTS(E) E(line) E(jsonl) E(csv) E(sarif) E(html)
#define CHIFFRE_ENUM_REPORT(name) CHIFFRE_REPORT_##name,
enum chiffre_report { CHIFFRE_REPORTS(CHIFFRE_ENUM_REPORT) };
struct chiffre_report_options {
    enum chiffre_report form;
    bool all;    /* agreeing and unchecked relations too; the page has them in any case */
    bool colour; /* ANSI colours in the line form */
};
/* `path` "-" is standard output; a file appears whole or not at all. */
enum chiffre_status chiffre_findings_write(const struct chiffre_findings *findings, const struct chiffre_report_options *options,
                                           const char *path, struct chiffre_error *error);

/* ---- Plot: a table -> gnuplot scripts -> pictures ---------------------------------------------------------------------------
 * Nothing is computed here: an index, a ratio, a trend or a fitted line is drawn when the table has its columns (see above). */
struct chiffre_plot_options {
    const char *kind;     /* a name of chiffre_plot_kind; NULL: the kinds that suit the table */
    const char *language; /* of the words on the charts: "en" or "fr"; NULL: en */
    const char *const *metrics; /* columns or metrics, the main one first; for surplus and scatter the two (scatter: across, up); count 0: all */
    size_t metric_count;
    const char *const *entities; /* count 0: all */
    size_t entity_count;
    const char *title, *subtitle; /* NULL: made of what is seen */
    bool basis_if_converted; /* basis only where a figure in the chart was converted */
    const char *basis;            /* added to the subtitle: rates and their date; may be NULL */
    const char *source;           /* after "Source:" at the foot; NULL: the documents that the table names, or no line */
    size_t most;                  /* charts; 0: 40 */
};
/* The kinds by index, NULL after the last; *description says in English what each shows. */
const char *chiffre_plot_kind(size_t index, const char **description);

struct chiffre_chart {
    const char *kind;
    struct chiffre_text name;   /* of its files, without ending: lower-case letters, digits, hyphens */
    struct chiffre_text title;  /* also the picture's text for those who cannot see it */
    struct chiffre_text script; /* a whole gnuplot script; run in its folder it writes NAME.svg */
};
struct chiffre_charts;
/* UNKNOWN: a kind, language, metric or entity that is not there; MISSING: nothing in the table suits (the message says what would). */
enum chiffre_status chiffre_plot(const struct chiffre_table *table, const struct chiffre_plot_options *options,
                                 struct chiffre_charts **charts, struct chiffre_error *error);
void chiffre_charts_free(struct chiffre_charts *charts);
size_t chiffre_charts_count(const struct chiffre_charts *charts);
const struct chiffre_chart *chiffre_charts_at(const struct chiffre_charts *charts, size_t index); /* as long as the charts */
bool chiffre_charts_more(const struct chiffre_charts *charts); /* there would have been more than `most` */
/* Writes each script as NAME.gp into a folder that exists, whole or not at all. */
enum chiffre_status chiffre_charts_write(const struct chiffre_charts *charts, const char *folder, struct chiffre_error *error);
/* Runs gnuplot (found by PATH, without a shell) on folder/NAME.gp, which becomes NAME.svg, .png or .pdf, whole or not at all, and ends it after
 * `seconds` (0: 30), or when a signal handler sets *stop (may be NULL). MISSING: no gnuplot; UNKNOWN: another format; UNWRITABLE: gnuplot
 * failed, the message has its first words. */
enum chiffre_status chiffre_chart_render(const char *folder, const char *name, const char *format, unsigned seconds,
                                         const volatile int *stop, struct chiffre_error *error);

#endif
