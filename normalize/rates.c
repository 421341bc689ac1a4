/* SPDX-License-Identifier: MIT */
/* The store of rates: embedded months below, days from files above; a later file wins day by day. */
#include "normalize/rates.h"

#include "core/error.h"
#include "core/text.h"

#include <stdio.h>
#include <string.h>

enum chiffre_status chiffre_rates_new(struct chiffre_rates **rates, struct chiffre_error *error)
{
    struct chiffre_rates *made = memory_take(1, sizeof *made);
    if (made == NULL)
        return error_no_memory(error);
    memset(made, 0, sizeof *made);
    snprintf(made->sources[RATES_SOURCE_TABLE], sizeof made->sources[0], "ECB monthly");
    snprintf(made->sources[RATES_SOURCE_LEGACY], sizeof made->sources[0], "euro conversion rate");
    snprintf(made->sources[RATES_SOURCE_PARITY], sizeof made->sources[0], "parity");
    made->source_count = RATES_SOURCE_FIRST_FILE;
    *rates = made;
    return CHIFFRE_OK;
}

void rates_file_free(struct rate_file *file)
{
    for (size_t i = 0; i < file->count; i++)
        memory_free(file->series[i].days);
    memory_free(file->series);
    *file = (struct rate_file){NULL, 0, 0, false};
}

void rates_forget_conversions(struct chiffre_rates *rates)
{
    memory_free(rates->conversions);
    rates->conversions = NULL;
    rates->conversion_count = rates->conversion_capacity = 0;
    arena_reset(&rates->texts);
}

void chiffre_rates_free(struct chiffre_rates *rates)
{
    if (rates == NULL)
        return;
    rates_file_free(&rates->days);
    rates_forget_conversions(rates);
    arena_free(&rates->texts);
    memory_free(rates);
}

struct rate_series *rates_file_series(struct rate_file *file, const char *code)
{
    for (size_t i = 0; i < file->count; i++)
        if (memcmp(file->series[i].code, code, 3) == 0)
            return &file->series[i];
    if (!array_reserve(&file->series, &file->capacity, file->count + 1, sizeof *file->series))
        return NULL;
    struct rate_series *series = &file->series[file->count++];
    *series = (struct rate_series){.count = 0};
    memcpy(series->code, code, 3);
    return series;
}

const struct rate_series *rates_find_days(const struct chiffre_rates *rates, const char *code)
{
    for (size_t i = 0; i < rates->days.count; i++)
        if (memcmp(rates->days.series[i].code, code, 3) == 0)
            return &rates->days.series[i];
    return NULL;
}

const struct rate_currency *rates_find_months(const char *code)
{
    for (size_t i = 0; i < rate_currency_count; i++)
        if (memcmp(rate_currencies[i].code, code, 3) == 0)
            return &rate_currencies[i];
    return NULL;
}

const struct rate_month *rates_month(const struct rate_currency *currency, int32_t month)
{
    if (currency == NULL || month < currency->first_month || month >= currency->first_month + currency->month_count)
        return NULL;
    const struct rate_month *row = &currency->months[month - currency->first_month];
    return row->days == 0 ? NULL : row;
}

size_t rates_days_at(const struct rate_series *series, chiffre_date date)
{
    size_t low = 0, high = series == NULL ? 0 : series->count; /* all before `low` are at or before the date, none from `high` on is */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (series->days[middle].date <= date)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? SIZE_MAX : low - 1;
}

/* Lays `added` over `series`: both ascend; where both have a day, the added one wins. */
static bool merge(struct rate_series *series, const struct rate_series *added)
{
    size_t count = series->count + added->count, out = 0, i = 0, j = 0;
    struct rate_day *days = memory_take(count, sizeof *days);
    if (days == NULL)
        return false;
    while (i < series->count || j < added->count) {
        bool old = j == added->count || (i < series->count && series->days[i].date < added->days[j].date);
        if (!old && i < series->count && series->days[i].date == added->days[j].date)
            i++;
        days[out++] = old ? series->days[i++] : added->days[j++];
    }
    memory_free(series->days);
    series->days = days;
    series->count = out;
    series->capacity = count;
    return true;
}

static bool merge_file(struct chiffre_rates *rates, struct rate_file *file, uint8_t source)
{
    for (size_t i = 0; i < file->count; i++) {
        struct rate_series *added = &file->series[i];
        for (size_t k = 0; k < added->count; k++)
            added->days[k].source = source;
        struct rate_series *series = rates_file_series(&rates->days, added->code);
        if (series == NULL)
            return false;
        if (series->count == 0) { /* the common case moves, it does not copy */
            memory_free(series->days);
            *series = *added;
            added->days = NULL;
            added->count = 0;
        } else if (added->count > 0 && !merge(series, added)) {
            return false;
        }
    }
    return true;
}

static void name_source(char *out, size_t room, const char *path, bool ecb)
{
    const char *slash = strrchr(path, '/');
    snprintf(out, room, "%s%s", ecb ? "ECB, " : "", strcmp(path, "-") == 0 ? "standard input" : slash == NULL ? path : slash + 1);
}

enum chiffre_status chiffre_rates_add_file(struct chiffre_rates *rates, const char *path, struct chiffre_error *error)
{
    if (rates->source_count == RATES_SOURCES_MAX)
        return error_set(error, CHIFFRE_OVERFLOW, path, 0, 0, "too many rate files: at most %d", RATES_SOURCES_MAX - RATES_SOURCE_FIRST_FILE);
    struct arena arena = {NULL, 0, false};
    struct rate_file file = {NULL, 0, 0, false};
    struct chiffre_text bytes;
    enum chiffre_status status = rates_read_bytes(path, &arena, &bytes, error);
    if (status == CHIFFRE_OK)
        status = rates_file_parse(bytes, path, &file, error);
    if (status == CHIFFRE_OK) {
        rates_forget_conversions(rates);
        name_source(rates->sources[rates->source_count], sizeof rates->sources[0], path, file.ecb);
        if (!merge_file(rates, &file, (uint8_t)rates->source_count++))
            status = error_no_memory(error);
    }
    rates_file_free(&file);
    arena_free(&arena);
    return status;
}
