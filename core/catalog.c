/* SPDX-License-Identifier: MIT */
/* A metric's name or a currency's code -> its row. */
#include "core/catalog.h"

#include "core/text.h"

const struct metric *catalog_metric(struct chiffre_text name)
{
    size_t low = 0, high = catalog_metric_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct metric *metric = &catalog_metrics[catalog_metrics_by_name[middle]];
        int order = text_compare(name, text_from(metric->name));
        if (order == 0)
            return metric;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
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
