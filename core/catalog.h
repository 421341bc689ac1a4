/* SPDX-License-Identifier: MIT */
/* Look-ups in the controlled lists that the data compiler made of data/metrics.csv and data/currencies.csv. */
#ifndef CORE_CATALOG_H
#define CORE_CATALOG_H

#include "chiffre.h"

enum metric_nature { METRIC_FLOW, METRIC_STOCK };
struct metric {
    const char *name;         /* revenue */
    const char *kinds;        /* kinds that a level of it may have, separated by spaces: "money", "percent", "headcount count" */
    enum metric_nature nature;
    const char *label_en, *label_fr;
    const char *concepts;     /* XBRL concepts, us-gaap unless prefixed, separated by spaces; empty: none */
    bool balance;             /* negative parts may lower it: it is no sum of positive ones */
    bool several;             /* told of several things in one period: it identifies nothing */
    bool event;               /* happens on a day: not of the period that accounts are of */
    bool pay;                 /* of a person */
    bool imposed;             /* by an authority on whom it is of */
    bool rated;               /* an investor may set it for another: a price */
    bool held;                /* an investor holds it in another */
    enum chiffre_kind main_kind; /* the first of `kinds` */
    uint8_t kind_set;            /* KIND_BIT of each of them */
};
#define KIND_BIT(kind) (1u << (kind))
/* May a level of it be of this kind? A bare number has none. */
static inline bool metric_measures(const struct metric *metric, enum chiffre_kind kind)
{
    return (metric->kind_set & KIND_BIT(kind)) != 0;
}
extern const struct metric catalog_metrics[]; /* in the order of data/metrics.csv */
extern const size_t catalog_metric_count;
extern const uint16_t catalog_metrics_by_name[]; /* places in catalog_metrics, in the order of the names */
extern const uint16_t catalog_metric_slots[];    /* hash table: 1 + the place of each, 0 empty; as many as a power of two, catalog_metric_mask + 1 */
extern const size_t catalog_metric_mask;
const struct metric *catalog_metric(struct chiffre_text name); /* NULL: not in the list */

struct currency {
    const char *code;        /* ISO 4217; BTC and ETH besides */
    int minor_units;         /* digits after the point: 2 for EUR, 0 for JPY; -1 not applicable or unknown */
    const char *name_en, *name_fr;
    const char *symbol;      /* one that is clear on a chart: "€", "$", "£"; else the code */
    bool active;             /* false: historical */
};
extern const struct currency catalog_currencies[]; /* sorted by code */
extern const size_t catalog_currency_count;
const struct currency *catalog_currency(struct chiffre_text code); /* NULL: unknown */

#endif
