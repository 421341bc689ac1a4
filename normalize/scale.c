/* SPDX-License-Identifier: MIT */
/* One scale for a column: a column is a metric (and what it is per), for a share's profit and a company's sales share no scale. */
#include "normalize/scale.h"

#include "core/catalog.h"
#include "core/decimal.h"
#include "core/memory.h"
#include "core/text.h"

#include <stdio.h>

struct column {
    struct chiffre_text metric, per;
    uint64_t hash;
    struct chiffre_decimal smallest; /* magnitude, above 0; not known: none so far */
    enum chiffre_scale scale;
};

struct columns {
    struct column *items; /* open addressing; hash 0: free */
    size_t count, capacity;
};

static uint64_t hash_column(const struct chiffre_figure *figure)
{
    return (text_hash(figure->metric) * UINT64_C(0x9E3779B97F4A7C15) ^ text_hash(figure->per)) | 1;
}

static struct column *find_slot(struct column *items, size_t capacity, uint64_t hash, struct chiffre_text metric, struct chiffre_text per)
{
    size_t at = (size_t)(hash >> 8) & (capacity - 1);
    while (items[at].hash != 0 && (items[at].hash != hash || !text_equal(items[at].metric, metric) || !text_equal(items[at].per, per)))
        at = (at + 1) & (capacity - 1);
    return &items[at];
}

static struct column *find_column(struct columns *columns, const struct chiffre_figure *figure)
{
    if (columns->count * 2 >= columns->capacity) {
        size_t capacity = columns->capacity == 0 ? 256 : columns->capacity * 2;
        struct column *items = memory_take(capacity, sizeof *items);
        if (items == NULL)
            return NULL;
        for (size_t i = 0; i < capacity; i++)
            items[i] = (struct column){.hash = 0};
        for (size_t i = 0; i < columns->capacity; i++)
            if (columns->items[i].hash != 0)
                *find_slot(items, capacity, columns->items[i].hash, columns->items[i].metric, columns->items[i].per) = columns->items[i];
        memory_free(columns->items);
        columns->items = items;
        columns->capacity = capacity;
    }
    uint64_t hash = hash_column(figure);
    struct column *slot = find_slot(columns->items, columns->capacity, hash, figure->metric, figure->per);
    if (slot->hash == 0) {
        *slot = (struct column){figure->metric, figure->per, hash, DECIMAL_EMPTY, CHIFFRE_SCALE_units};
        columns->count++;
    }
    return slot;
}

static bool is_scaled(const struct chiffre_figure *figure, struct chiffre_text to)
{
    return figure->normalized_value.known && text_equal(figure->normalized_unit, to);
}

static void note_smallest(struct column *column, const struct chiffre_figure *figure)
{
    struct chiffre_decimal value = decimal_absolute(figure->normalized_value);
    if (decimal_sign(value) > 0 && (!column->smallest.known || decimal_compare(value, column->smallest) < 0))
        column->smallest = value;
}

static enum chiffre_scale largest_scale(struct chiffre_decimal smallest)
{
    for (enum chiffre_scale scale = CHIFFRE_SCALE_billions; smallest.known && scale > CHIFFRE_SCALE_units; scale--)
        if (decimal_compare(smallest, decimal_from(1, 3 * (int32_t)scale)) >= 0)
            return scale;
    return CHIFFRE_SCALE_units;
}

/* French: M€, Md€, Md CHF. English: €m, €bn, CHF bn. */
static struct chiffre_text write_label(struct chiffre_list *list, const struct chiffre_normalize_options *options, enum chiffre_scale scale)
{
    static const char *const french[] = {"", "k", "M", "Md"}, *const english[] = {"", "k", "m", "bn"};
    const struct currency *currency = catalog_currency(text_from(options->to));
    bool in_french = options->language != NULL && options->language[0] == 'f';
    bool sign = currency != NULL && !text_equal(text_from(currency->symbol), text_from(options->to));
    const char *symbol = sign ? currency->symbol : options->to, *space = sign ? "" : " ";
    char label[64];
    int length = in_french ? snprintf(label, sizeof label, "%s%s%s", french[scale], space, symbol)
                           : snprintf(label, sizeof label, "%s%s%s", symbol, space, english[scale]);
    return chiffre_list_keep(list, (struct chiffre_text){label, (size_t)length});
}

static void apply(struct chiffre_figure *figure, enum chiffre_scale scale, struct chiffre_text label)
{
    int32_t power = 3 * (int32_t)scale;
    struct chiffre_decimal value = decimal_scale(figure->normalized_value, -power);
    struct chiffre_decimal value_to = decimal_scale(figure->normalized_value_to, -power);
    if (!value.known || (figure->normalized_value_to.known && !value_to.known))
        return; /* beyond what a decimal holds: it stays in units, as its unit says */
    figure->normalized_value = value;
    figure->normalized_value_to = value_to;
    if (figure->normalized_decimals != CHIFFRE_NO_DECIMALS)
        figure->normalized_decimals += power;
    figure->normalized_unit = label;
}

static enum chiffre_status choose_scales(const struct chiffre_list *list, struct chiffre_text to, struct columns *columns)
{
    for (size_t i = 0; i < chiffre_list_count(list); i++) {
        const struct chiffre_figure *figure = chiffre_list_at(list, i);
        if (!is_scaled(figure, to))
            continue;
        struct column *column = find_column(columns, figure);
        if (column == NULL)
            return CHIFFRE_NO_MEMORY;
        note_smallest(column, figure);
    }
    for (size_t i = 0; i < columns->capacity; i++)
        columns->items[i].scale = largest_scale(columns->items[i].smallest);
    return CHIFFRE_OK;
}

enum chiffre_status scale_figures(struct chiffre_list *list, const struct chiffre_normalize_options *options)
{
    struct columns columns = {NULL, 0, 0};
    struct chiffre_text to = text_from(options->to), labels[CHIFFRE_SCALE_billions + 1] = {{NULL, 0}};
    enum chiffre_status status = CHIFFRE_OK;
    bool automatic = options->scale == CHIFFRE_SCALE_auto;
    if (automatic)
        status = choose_scales(list, to, &columns);
    for (size_t i = 0; status == CHIFFRE_OK && i < chiffre_list_count(list); i++) {
        struct chiffre_figure *figure = chiffre_list_at(list, i);
        enum chiffre_scale scale = options->scale;
        if (!is_scaled(figure, to))
            continue;
        if (automatic)
            scale = find_column(&columns, figure)->scale;
        if (scale == CHIFFRE_SCALE_units)
            continue;
        if (labels[scale].length == 0)
            labels[scale] = write_label(list, options, scale);
        if (labels[scale].length == 0)
            status = CHIFFRE_NO_MEMORY;
        else
            apply(figure, scale, labels[scale]);
    }
    memory_free(columns.items);
    return status;
}
