/* SPDX-License-Identifier: MIT */
/* What a column's name says: revenue, revenue_change, free_cash_flow/revenue, free_cash_flow~revenue_fit. One place for both ways.
 */
#include "compare/measure.h"

#include <stdio.h>

#include "compare/comparison.h"
#include "core/text.h"

/* The longest first: _trend_low before _trend. */
static const enum chiffre_role suffix_roles[] = {
    CHIFFRE_ROLE_year_on_year, CHIFFRE_ROLE_growth_rate, CHIFFRE_ROLE_difference, CHIFFRE_ROLE_trend_high,
    CHIFFRE_ROLE_trend_low,    CHIFFRE_ROLE_fit_high,    CHIFFRE_ROLE_fit_low,    CHIFFRE_ROLE_change,
    CHIFFRE_ROLE_index,        CHIFFRE_ROLE_share,       CHIFFRE_ROLE_trend,      CHIFFRE_ROLE_fit,
};

static bool ends_with(struct chiffre_text text, const char *ending, size_t *rest)
{
    size_t length = strlen(ending);
    if (text.length <= length || memcmp(text.data + text.length - length, ending, length) != 0) {
        return false;
    }
    *rest = text.length - length;
    return true;
}

static bool role_by_suffix(struct chiffre_text name, enum chiffre_role *role, size_t *rest)
{
    for (size_t i = 0; i < sizeof suffix_roles / sizeof *suffix_roles; i++) {
        char suffix[32];
        snprintf(suffix, sizeof suffix, "_%s", role_name(suffix_roles[i]));
        if (ends_with(name, suffix, rest)) {
            *role = suffix_roles[i];
            return true;
        }
    }
    *role = CHIFFRE_ROLE_detail;
    return ends_with(name, "_decimals", rest) || ends_with(name, "_status", rest);
}

static bool metric_of_name(struct chiffre_text name, struct chiffre_column *head)
{
    static const enum unit_class classes[] = {UNIT_MONEY, UNIT_PERSONS, UNIT_PERCENT, UNIT_COUNT, UNIT_RATIO};
    const struct metric *metric = catalog_metric(name);
    if (metric != NULL) {
        head->metric = text_from(metric->name);
        head->unit = text_from(unit_class_name(metric_first_class(metric)));
        return true;
    }
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        char suffix[16];
        size_t rest;
        snprintf(suffix, sizeof suffix, "_%s", classes[i] == UNIT_MONEY ? "money" : unit_class_name(classes[i]));
        if (ends_with(name, suffix, &rest) && (metric = catalog_metric((struct chiffre_text){name.data, rest})) != NULL) {
            head->metric = text_from(metric->name);
            head->unit = text_from(unit_class_name(classes[i]));
            return true;
        }
    }
    return false;
}

static bool split(struct chiffre_text name, char sign, struct chiffre_text *left, struct chiffre_text *right)
{
    const char *at = name.length > 0 ? memchr(name.data, sign, name.length) : NULL;
    if (at == NULL) {
        return false;
    }
    *left = (struct chiffre_text){name.data, (size_t)(at - name.data)};
    *right = (struct chiffre_text){at + 1, name.length - left->length - 1};
    return true;
}

struct chiffre_text column_unit(const struct chiffre_table *table, enum chiffre_role role, size_t base)
{
    switch (role) {
    case CHIFFRE_ROLE_change:
    case CHIFFRE_ROLE_year_on_year:
    case CHIFFRE_ROLE_share:
    case CHIFFRE_ROLE_growth_rate:
        return TEXT("percent");
    case CHIFFRE_ROLE_index:
        return TEXT("index");
    case CHIFFRE_ROLE_detail:
        return TEXT("");
    default:
        return table->columns[base].head.unit;
    }
}

void column_understand(struct chiffre_table *table, size_t column)
{
    struct chiffre_column *head = &table->columns[column].head;
    struct chiffre_text left, right;
    size_t rest;
    enum chiffre_role role;
    if (metric_of_name(head->name, head)) {
        return;
    }
    if (role_by_suffix(head->name, &role, &rest)) {
        struct chiffre_text base = {head->name.data, rest};
        bool scatter = split(base, '~', &left, &right);
        size_t found = chiffre_table_find(table, scatter ? left : base);
        if (found != TABLE_NONE && found != column && table->columns[found].head.kind == CHIFFRE_CELL_number) {
            head->role = role;
            head->base = found;
            head->against = scatter ? chiffre_table_find(table, right) : TABLE_NONE;
            head->unit = column_unit(table, role, found);
            head->metric = table->columns[found].head.metric;
        }
        return;
    }
    struct ratio ratio;
    if (ratio_read(head->name, &ratio) && ratio_columns(table, &ratio, &head->base, &head->against)) {
        head->role = CHIFFRE_ROLE_ratio;
        head->unit = ratio_unit(table, &ratio, head->base, head->against);
    }
}
