/* SPDX-License-Identifier: MIT */
/* Relation `equivalent` -> pairs of figures and the article's own rate. */
#include "normalize/stated.h"

#include "core/decimal.h"
#include "core/text.h"

#include <string.h>

#define SLACK_UNIT INT64_C(1000000000000)
#define SEARCH_MAX 4096 /* figures of a document before the equivalent that are searched when ids have gaps */

/* The figure that `of` names: at the distance of the ids when none is missing between, else searched. SIZE_MAX: not there. */
static size_t find_partner(const struct chiffre_list *list, size_t index)
{
    const struct chiffre_figure *figure = chiffre_list_at(list, index);
    uint64_t back = figure->id - figure->of;
    if (figure->of == 0 || figure->of >= figure->id)
        return SIZE_MAX;
    if (back <= index) {
        const struct chiffre_figure *other = chiffre_list_at(list, index - (size_t)back);
        if (other->id == figure->of && text_equal(other->document, figure->document))
            return index - (size_t)back;
    }
    for (size_t i = index, steps = 0; i-- > 0 && steps < SEARCH_MAX; steps++) {
        const struct chiffre_figure *other = chiffre_list_at(list, i);
        if (!text_equal(other->document, figure->document))
            break;
        if (other->id == figure->of)
            return i;
    }
    return SIZE_MAX;
}

/* Half a unit of the last digit, relative to the value, in 10^-12, rounded up. */
static int64_t relative_slack(const struct chiffre_figure *figure)
{
    struct chiffre_decimal half = decimal_from(5, figure->decimals == CHIFFRE_NO_DECIMALS ? 0 : -figure->decimals - 1), quotient;
    if (figure->decimals == CHIFFRE_NO_DECIMALS)
        half = decimal_from(5, figure->value.exponent - 1);
    if (!half.known || decimal_divide(half, decimal_absolute(figure->value), 6, DECIMAL_UP, &quotient) != CHIFFRE_OK)
        return SLACK_UNIT;
    quotient = decimal_round(decimal_scale(quotient, 12), 0, DECIMAL_UP);
    if (decimal_compare(quotient, decimal_from(SLACK_UNIT, 0)) > 0)
        return SLACK_UNIT;
    while (quotient.exponent > 0) {
        quotient.coefficient *= 10;
        quotient.exponent--;
    }
    return (int64_t)quotient.coefficient;
}

static bool is_target(const struct chiffre_figure *figure, const char *to)
{
    return text_equal(figure->unit, text_from(to));
}

static enum chiffre_status add_pair(const struct chiffre_list *list, const char *to, size_t index, struct stated_list *stated)
{
    const struct chiffre_figure *figure = chiffre_list_at(list, index);
    if (figure->relation != CHIFFRE_RELATION_equivalent || figure->kind != CHIFFRE_KIND_money || !figure->value.known)
        return CHIFFRE_OK;
    size_t partner = find_partner(list, index);
    if (partner == SIZE_MAX)
        return CHIFFRE_OK;
    const struct chiffre_figure *other = chiffre_list_at(list, partner);
    bool forwards = is_target(figure, to) && !is_target(other, to), backwards = is_target(other, to) && !is_target(figure, to);
    if ((!forwards && !backwards) || other->kind != CHIFFRE_KIND_money || other->unit.length == 0 || figure->unit.length == 0 ||
        decimal_sign(other->value) == 0 || decimal_sign(other->value) != decimal_sign(figure->value))
        return CHIFFRE_OK;
    if (!array_reserve(&stated->items, &stated->capacity, stated->count + 1, sizeof *stated->items))
        return CHIFFRE_NO_MEMORY;
    struct stated *pair = &stated->items[stated->count];
    memset(pair, 0, sizeof *pair);
    pair->figure = forwards ? partner : index;
    pair->equivalent = forwards ? index : partner;
    const struct chiffre_figure *source = forwards ? other : figure, *target = forwards ? figure : other;
    pair->conversion.converts = pair->conversion.filled = true;
    pair->conversion.basis = CHIFFRE_FX_BASIS_stated;
    if (conversion_set_rate(&pair->conversion, decimal_absolute(target->value), decimal_absolute(source->value),
                            relative_slack(source) + relative_slack(target)))
        stated->count++;
    return CHIFFRE_OK;
}

enum chiffre_status stated_find(const struct chiffre_list *list, const char *to, struct stated_list *stated)
{
    *stated = (struct stated_list){NULL, 0, 0, 0};
    for (size_t i = 0; i < chiffre_list_count(list); i++)
        if (add_pair(list, to, i, stated) != CHIFFRE_OK)
            return CHIFFRE_NO_MEMORY;
    return CHIFFRE_OK;
}

void stated_free(struct stated_list *stated)
{
    memory_free(stated->items);
    *stated = (struct stated_list){NULL, 0, 0, 0};
}

const struct stated *stated_for(struct stated_list *stated, const struct chiffre_list *list, size_t index)
{
    const struct chiffre_figure *figure = chiffre_list_at(list, index);
    const struct stated *same = NULL;
    while (stated->first < stated->count && stated->items[stated->first].figure < index &&
           !text_equal(chiffre_list_at(list, stated->items[stated->first].figure)->document, figure->document))
        stated->first++;
    for (size_t i = stated->first; i < stated->count; i++) {
        const struct stated *pair = &stated->items[i];
        const struct chiffre_figure *other = chiffre_list_at(list, pair->figure);
        if (!text_equal(other->document, figure->document))
            break;
        if (pair->figure == index)
            return pair;
        if (same == NULL && text_equal(other->unit, figure->unit) && text_equal(other->period, figure->period) &&
            other->period_start == figure->period_start && other->period_end == figure->period_end)
            same = pair;
    }
    return same;
}
