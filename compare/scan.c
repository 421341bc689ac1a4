/* SPDX-License-Identifier: MIT */
/* Bytes of CSV -> cells -> figures, sixteen bytes at a time. */
#include "compare/scan.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "core/date.h"
#include "core/figure.h"
#include "core/text.h"

#define ONE(name, type, description) +1
#define FIELDS (0 CHIFFRE_ALL_FIELDS(ONE))
#define BLOCK 64 /* bytes looked at together: one bit each */

/* Bits of the commas, quotes and line ends among the 64 bytes at `data`. */
static uint64_t find_signs(const char *data)
{
    uint64_t signs = 0;
#if defined(__SSE2__)
    const __m128i comma = _mm_set1_epi8(','), quote = _mm_set1_epi8('"'), line = _mm_set1_epi8('\n');
    for (unsigned i = 0; i < BLOCK; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(data + i));
        __m128i found = _mm_or_si128(_mm_cmpeq_epi8(bytes, comma), _mm_cmpeq_epi8(bytes, quote));
        found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, line));
        signs |= (uint64_t)(uint32_t)_mm_movemask_epi8(found) << i;
    }
#else
    for (unsigned i = 0; i < BLOCK; i++) {
        signs |= (uint64_t)(data[i] == ',' || data[i] == '"' || data[i] == '\n') << i;
    }
#endif
    return signs;
}

struct scan {
    const char *at, *end; /* the next cell begins at `at` */
    const char *block;    /* the bytes that `signs` is of */
    uint64_t signs;       /* those not yet taken */
    bool last;
    struct chiffre_text cells[CELL_UNUSED + 1];
    struct chiffre_text *targets[SCAN_COLUMNS_MAX]; /* where each column's cell goes: into `cells`, or a text of the figure */
};

enum step { STEP_CELL, STEP_RECORD, STEP_MORE, STEP_STRANGE };

static void scan_start(struct scan *scan, struct chiffre_text bytes, bool last)
{
    *scan = (struct scan){.at = bytes.data, .end = bytes.data + bytes.length, .block = bytes.data, .last = last};
    scan->signs = bytes.length > 0 ? find_signs(bytes.data) : 0;
}

/* Takes the next sign; the end when there is none. */
static inline const char *next_sign(struct scan *scan)
{
    while (scan->signs == 0) {
        scan->block += BLOCK;
        if (scan->block >= scan->end) {
            scan->block = scan->end;
            return scan->end;
        }
        scan->signs = find_signs(scan->block);
    }
    const char *sign = scan->block + __builtin_ctzll(scan->signs);
    scan->signs &= scan->signs - 1;
    return sign < scan->end ? sign : scan->end;
}

/* What stands before `sign`, which ends it. */
static inline enum step end_cell(struct scan *scan, const char *sign)
{
    if (sign == scan->end) {
        scan->at = sign;
        return scan->last ? STEP_RECORD : STEP_MORE;
    }
    scan->at = sign + 1;
    return *sign == ',' ? STEP_CELL : *sign == '\n' ? STEP_RECORD : STEP_STRANGE;
}

/* A quoted cell without quotes in it: others are rare and go the slow way. `sign` is its first quote. */
static enum step quoted_cell(struct scan *scan, const char *sign, struct chiffre_text *cell)
{
    const char *close;
    do {
        close = next_sign(scan);
    } while (close < scan->end && *close != '"');
    if (close == scan->end) {
        return scan->last ? STEP_STRANGE : STEP_MORE;
    }
    *cell = (struct chiffre_text){sign + 1, (size_t)(close - sign) - 1};
    sign = next_sign(scan);
    bool carriage = sign == close + 2 && close[1] == '\r' && (sign == scan->end || *sign == '\n');
    return sign == close + 1 || carriage ? end_cell(scan, sign) : sign == scan->end && !scan->last ? STEP_MORE : STEP_STRANGE;
}

static inline enum step next_cell(struct scan *scan, struct chiffre_text *cell)
{
    const char *sign = next_sign(scan);
    if (sign < scan->end && *sign == '"') {
        return sign == scan->at ? quoted_cell(scan, sign, cell) : STEP_STRANGE;
    }
    *cell = (struct chiffre_text){scan->at, (size_t)(sign - scan->at)};
    if (cell->length > 0 && sign[-1] == '\r' && (sign == scan->end || *sign == '\n')) {
        cell->length--;
    }
    return end_cell(scan, sign);
}

/* A CR by itself ends a line too, which only the slow way knows. What stands behind the last byte is not known yet. */
static bool has_lone_return(const char *data, size_t length)
{
    const char *end = data + length;
    for (const char *at = memchr(data, '\r', length); at != NULL; at = memchr(at, '\r', (size_t)(end - at))) {
        if (++at == end) {
            return false;
        }
        if (*at != '\n') {
            return true;
        }
    }
    return false;
}

bool scan_header(struct chiffre_text bytes, struct scan_layout *layout, size_t *length)
{
    static const char *const names[] = {"document",
                                        "id",
                                        "line",
                                        "text",
                                        "kind",
                                        "value",
                                        "value_to",
                                        "bound",
                                        "decimals",
                                        "unit",
                                        "per",
                                        "metric",
                                        "entity",
                                        "period",
                                        "period_start",
                                        "period_end",
                                        "status",
                                        "relation",
                                        "of",
                                        "normalized_value",
                                        "normalized_value_to",
                                        "normalized_decimals",
                                        "normalized_unit",
                                        "fx_rate",
                                        "column",
                                        "offset",
                                        "length",
                                        "period_source",
                                        "fx_basis",
                                        "page"};
    struct scan scan;
    enum step step = STEP_CELL;
    size_t mark = bytes.length >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    scan_start(&scan, (struct chiffre_text){bytes.data + mark, bytes.length - mark}, true);
    bool seen[CELL_UNUSED + 1] = {false}, fields[FIELDS] = {false};
    for (layout->columns = 0; step == STEP_CELL; layout->columns++) {
        struct chiffre_text name;
        step = next_cell(&scan, &name);
        if (layout->columns >= SCAN_COLUMNS_MAX || (step != STEP_CELL && step != STEP_RECORD)) {
            return false;
        }
        size_t cell = 0;
        while (cell < CELL_UNUSED && !text_equal(name, text_from(names[cell]))) {
            cell++;
        }
        const struct figure_field *field = figure_field_find(name);
        if (field != NULL && fields[field - figure_fields]) {
            return false; /* a column twice */
        }
        if (field != NULL) {
            fields[field - figure_fields] = true;
        }
        seen[cell] = true;
        layout->cells[layout->columns] = (unsigned char)cell;
    }
    *length = (size_t)(scan.at - bytes.data);
    bool other = memchr(bytes.data, ';', *length) != NULL || memchr(bytes.data, '\t', *length) != NULL; /* maybe another delimiter */
    bool wide = bytes.length > 0 && (unsigned char)bytes.data[0] >= 0xFE; /* the mark of UTF-16 */
    return seen[CELL_VALUE] && seen[CELL_UNIT] && !other && !wide && !has_lone_return(bytes.data, *length);
}

/* Up to 18 digits here, more by the exact reader. */
static bool read_decimal(struct chiffre_text text, struct chiffre_decimal *value)
{
    if (text.length == 0) {
        value->coefficient = 0;
        value->exponent = 0;
        value->known = false;
        return true;
    }
    bool negative = text.data[0] == '-';
    size_t at = negative ? 1 : 0;
    int64_t number = 0;
    int32_t exponent = 0;
    bool point = false, digits = false;
    if (text.length > 19) {
        return decimal_read(text, value) == CHIFFRE_OK;
    }
    for (; at < text.length; at++) {
        char c = text.data[at];
        if (c >= '0' && c <= '9') {
            number = number * 10 + (c - '0');
            exponent -= point;
            digits = true;
        } else if (c == '.' && digits && !point && at + 1 < text.length) {
            point = true;
        } else {
            return false;
        }
    }
    value->coefficient = negative ? -number : number;
    value->exponent = exponent;
    value->known = true;
    return digits;
}

static bool read_natural(struct chiffre_text text, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9' || i >= 18) {
            return false;
        }
        *number = *number * 10 + (uint64_t)(text.data[i] - '0');
    }
    return true;
}

static bool read_decimals(struct chiffre_text text, int32_t *decimals)
{
    *decimals = CHIFFRE_NO_DECIMALS;
    if (text.length == 0) {
        return true;
    }
    bool negative = text.data[0] == '-';
    uint64_t number;
    struct chiffre_text digits = {text.data + negative, text.length - negative};
    if (digits.length == 0 || digits.length > 4 || !read_natural(digits, &number)) {
        return false;
    }
    *decimals = negative ? -(int32_t)number : (int32_t)number;
    return true;
}

/* The place of a name in a list: 0 is the empty one. -1: not in it. */
static int read_name(struct chiffre_text text, const char *const *names, const unsigned char *lengths, int count)
{
    if (text.length == 0) {
        return 0;
    }
    for (int i = 1; i < count; i++) {
        if (lengths[i] == text.length && memcmp(text.data, names[i], text.length) == 0) {
            return i;
        }
    }
    return -1;
}

#define NAME(name) #name,
#define LENGTH(name) sizeof #name - 1,
#define READ_NAME(text, LIST)                                                                                                      \
    read_name(text, (const char *const[]){"", LIST(NAME)}, (const unsigned char[]){0, LIST(LENGTH)},                               \
              (int)(sizeof((const char *const[]){"", LIST(NAME)}) / sizeof(const char *)))

/* Columns that compare has no use for must be of their type all the same: a file has a fault or has none. */
static bool unused_are_right(const struct chiffre_text *cells)
{
    uint64_t unused;
    return read_natural(cells[CELL_COLUMN], &unused) && read_natural(cells[CELL_OFFSET], &unused) &&
           read_natural(cells[CELL_LENGTH], &unused) && read_natural(cells[CELL_PAGE], &unused) &&
           READ_NAME(cells[CELL_PERIOD_SOURCE], CHIFFRE_PERIOD_SOURCES) >= 0 && READ_NAME(cells[CELL_FX_BASIS], CHIFFRE_FX_BASES) >= 0;
}

static bool read_date(struct chiffre_text text, chiffre_date *date)
{
    *date = date_read(text);
    return text.length == 0 || *date != CHIFFRE_NO_DATE;
}

/* False: a cell is none of its type. */
static bool read_figure(const struct scan *scan, struct chiffre_figure *figure)
{
    const struct chiffre_text *cells = scan->cells;
    int kind = READ_NAME(cells[CELL_KIND], CHIFFRE_KINDS), bound = READ_NAME(cells[CELL_BOUND], CHIFFRE_BOUNDS);
    int status = READ_NAME(cells[CELL_STATUS], CHIFFRE_STATUSES), relation = READ_NAME(cells[CELL_RELATION], CHIFFRE_RELATIONS);
    if (kind < 0 || bound < 0 || status < 0 || relation < 0) {
        return false;
    }
    figure->kind = (enum chiffre_kind)kind;
    figure->bound = (enum chiffre_bound)bound;
    figure->status = (enum chiffre_figure_status)status;
    figure->relation = (enum chiffre_relation)relation;
    return read_decimal(cells[CELL_VALUE], &figure->value) && read_decimal(cells[CELL_VALUE_TO], &figure->value_to) &&
           read_decimals(cells[CELL_DECIMALS], &figure->decimals) && read_natural(cells[CELL_ID], &figure->id) &&
           read_natural(cells[CELL_LINE], &figure->line) && read_natural(cells[CELL_OF], &figure->of) &&
           read_date(cells[CELL_PERIOD_START], &figure->period_start) && read_date(cells[CELL_PERIOD_END], &figure->period_end) &&
           read_decimal(cells[CELL_NORMALIZED_VALUE], &figure->normalized_value) &&
           read_decimal(cells[CELL_NORMALIZED_VALUE_TO], &figure->normalized_value_to) &&
           read_decimals(cells[CELL_NORMALIZED_DECIMALS], &figure->normalized_decimals) &&
           read_decimal(cells[CELL_FX_RATE], &figure->fx_rate) && unused_are_right(cells);
}

/* Texts need no reading: they go where they belong at once. Columns that are missing stay empty. */
static void set_targets(struct scan *scan, const struct scan_layout *layout, struct chiffre_figure *figure)
{
    struct chiffre_text *texts[CELL_UNUSED + 1] = {
        [CELL_DOCUMENT] = &figure->document, [CELL_TEXT] = &figure->text,
        [CELL_UNIT] = &figure->unit,         [CELL_PER] = &figure->per,
        [CELL_METRIC] = &figure->metric,     [CELL_ENTITY] = &figure->entity,
        [CELL_PERIOD] = &figure->period,     [CELL_NORMALIZED_UNIT] = &figure->normalized_unit,
    };
    for (size_t i = 0; i < layout->columns; i++) {
        unsigned char cell = layout->cells[i];
        scan->targets[i] = texts[cell] != NULL ? texts[cell] : &scan->cells[cell];
    }
}

enum scan_result scan_records(struct chiffre_text bytes, size_t limit, bool last, const struct scan_layout *layout,
                              struct chiffre_comparison *comparison, size_t *taken)
{
    struct scan scan;
    struct chiffre_figure figure = chiffre_figure_empty();
    const char *stop = bytes.data + (limit < bytes.length ? limit : bytes.length);
    scan_start(&scan, bytes, last);
    set_targets(&scan, layout, &figure);
    *taken = 0;
    if (has_lone_return(bytes.data, bytes.length)) {
        return SCAN_STRANGE;
    }
    while (scan.at < stop) {
        enum step step = STEP_CELL;
        size_t column = 0;
        for (; step == STEP_CELL && column < layout->columns; column++) {
            step = next_cell(&scan, scan.targets[column]);
        }
        if (step == STEP_MORE) {
            return SCAN_DONE;
        }
        if (step != STEP_RECORD || column != layout->columns || !read_figure(&scan, &figure)) {
            return SCAN_STRANGE;
        }
        if (comparison != NULL && chiffre_comparison_add(comparison, &figure) != CHIFFRE_OK) {
            return SCAN_NO_MEMORY;
        }
        *taken = (size_t)(scan.at - bytes.data);
    }
    return SCAN_DONE;
}
