/* SPDX-License-Identifier: MIT */
/* A metric's name or a currency's code -> its row. */
#include "core/catalog.h"

#include "core/text.h"

const struct metric *catalog_metric(struct chiffre_text name)
{
    for (size_t at = text_hash(name) & catalog_metric_mask; catalog_metric_slots[at] != 0; at = (at + 1) & catalog_metric_mask) {
        const struct metric *metric = &catalog_metrics[catalog_metric_slots[at] - 1];
        if (text_equal(name, text_from(metric->name)))
            return metric;
    }
    return NULL;
}

const struct currency *catalog_currency(struct chiffre_text code)
{
    size_t low = 0, high = catalog_currency_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = text_compare(code, text_from(catalog_currencies[middle].code));
        if (order == 0)
            return &catalog_currencies[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
