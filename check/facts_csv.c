/* SPDX-License-Identifier: MIT */
/* A facts CSV -> facts. Columns entity, metric, period, value, unit, and if there decimals, source, filed; others are skipped. */
#include "check/facts.h"

#include "core/catalog.h"
#include "core/csv.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"

#include <stdlib.h>

enum column {
    COLUMN_ENTITY,
    COLUMN_METRIC,
    COLUMN_PERIOD,
    COLUMN_VALUE,
    COLUMN_UNIT,
    COLUMN_DECIMALS,
    COLUMN_SOURCE,
    COLUMN_FILED,
    COLUMN_COUNT
};
static const char *const names[COLUMN_COUNT] = {"entity", "metric", "period", "value", "unit", "decimals", "source", "filed"};
#define NEEDED 5 /* the first so many columns must be there */

struct reading_csv {
    struct facts *facts;
    const char *path;
    size_t place[COLUMN_COUNT]; /* SIZE_MAX: not in the file */
    bool header;
};

static enum chiffre_status read_header(struct reading_csv *reading, const struct chiffre_text *cells, size_t count,
                                       struct chiffre_error *error)
{
    for (size_t column = 0; column < COLUMN_COUNT; column++) {
        reading->place[column] = SIZE_MAX;
        for (size_t i = 0; i < count; i++)
            if (text_equal(cells[i], text_from(names[column])))
                reading->place[column] = i;
        if (column < NEEDED && reading->place[column] == SIZE_MAX)
            return error_set(error, CHIFFRE_MALFORMED, reading->path, 1, 0, "facts need a column %s", names[column]);
    }
    reading->header = true;
    return CHIFFRE_OK;
}

static bool read_decimals(struct chiffre_text cell, struct chiffre_decimal value, int32_t *decimals)
{
    struct chiffre_decimal number;
    if (cell.length == 0) {
        *decimals = value.exponent < 0 ? -value.exponent : 0;
        return true;
    }
    if (decimal_read(cell, &number) != CHIFFRE_OK || decimal_compare(decimal_absolute(number), decimal_from(60, 0)) > 0)
        return false;
    *decimals = (int32_t)decimal_double(number);
    return true;
}

static enum chiffre_status read_row(void *context, const struct chiffre_text *cells, size_t count, size_t line,
                                    struct chiffre_error *error)
{
    struct reading_csv *reading = context;
    struct chiffre_text cell[COLUMN_COUNT];
    if (!reading->header)
        return read_header(reading, cells, count, error);
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        cell[i] = reading->place[i] < count ? cells[reading->place[i]] : (struct chiffre_text){NULL, 0};
    struct period period = period_read(cell[COLUMN_PERIOD]);
    struct fact fact = {.entity = cell[COLUMN_ENTITY],
                        .metric = cell[COLUMN_METRIC],
                        .unit = cell[COLUMN_UNIT],
                        .period = cell[COLUMN_PERIOD],
                        .source = cell[COLUMN_SOURCE],
                        .start = period.start,
                        .end = period.end,
                        .filed = date_read(cell[COLUMN_FILED])};
#define BAD(column, ...) error_set(error, CHIFFRE_MALFORMED, reading->path, line, reading->place[column] + 1, __VA_ARGS__)
    if (period.type == PERIOD_NONE || period.type == PERIOD_OPEN)
        return BAD(COLUMN_PERIOD, "a fact's period must be a year, quarter, month, day or start/end, not %.*s",
                   (int)cell[COLUMN_PERIOD].length, cell[COLUMN_PERIOD].data);
    if (catalog_metric(fact.metric) == NULL)
        return BAD(COLUMN_METRIC, "unknown metric %.*s", (int)fact.metric.length, fact.metric.data);
    if (decimal_read(cell[COLUMN_VALUE], &fact.value) != CHIFFRE_OK)
        return BAD(COLUMN_VALUE, "no number: %.*s", (int)cell[COLUMN_VALUE].length, cell[COLUMN_VALUE].data);
    if (!read_decimals(cell[COLUMN_DECIMALS], fact.value, &fact.decimals))
        return BAD(COLUMN_DECIMALS, "no number of decimals: %.*s", (int)cell[COLUMN_DECIMALS].length, cell[COLUMN_DECIMALS].data);
#undef BAD
    return facts_add(reading->facts, &fact) == CHIFFRE_OK ? CHIFFRE_OK : error_no_memory(error);
}

enum chiffre_status facts_read_csv(struct facts *facts, struct chiffre_text bytes, const char *path, size_t *skipped,
                                   struct chiffre_error *error)
{
    struct reading_csv reading = {.facts = facts, .path = path};
    enum chiffre_status status = csv_read_text(bytes, path, read_row, &reading, error);
    *skipped = 0;
    if (status == CHIFFRE_OK && !reading.header)
        return error_set(error, CHIFFRE_MALFORMED, path, 1, 0, "no facts: neither a CSV with a header nor companyfacts JSON");
    return status;
}
