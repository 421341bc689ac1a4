/* SPDX-License-Identifier: MIT */
/* What a name is to the one that the text is about, by the words around it. */
#include "extract/counterpart.h"

#include "core/text.h"

#include <string.h>

static bool has_flag(const struct item *item, const char *flag)
{
    const char *bar = item->row != NULL && item->role == ROLE_entity ? strchr(item->row->value, '|') : NULL;
    return bar != NULL && strcmp(bar, flag) == 0;
}

bool item_is_authority(const struct item *item)
{
    return item->role == ROLE_place || has_flag(item, "|authority");
}

bool item_is_investor(const struct item *item)
{
    return has_flag(item, "|investor");
}

bool context_in_attribution(const struct context *context, const struct item *item)
{
    struct chiffre_text name = item_text(context->sentence, item);
    for (const struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++) {
        struct chiffre_text source = draft->source;
        if (source.length > 0 && source.data < name.data + name.length && name.data < source.data + source.length)
            return true;
    }
    return false;
}

const struct item *context_nearest_firm(const struct context *context, uint32_t at)
{
    const struct item *list = context->items->list, *best = NULL;
    for (uint32_t i = 0; i < context->items->count; i++) {
        if (list[i].role != ROLE_entity || item_is_authority(&list[i]) || item_is_investor(&list[i]) || context_in_attribution(context, &list[i]))
            continue;
        if (best != NULL && i > at && i - at > at - (uint32_t)(best - list))
            break;
        best = &list[i];
    }
    return best;
}

bool name_begins(struct chiffre_text name, struct chiffre_text longer)
{
    if (longer.length < name.length || memcmp(longer.data, name.data, name.length) != 0)
        return false;
    return longer.length == name.length || longer.data[name.length] == ' ';
}

bool context_is_spoken_of(const struct context *context, const struct item *item)
{
    const struct discourse *discourse = &context->discourse;
    struct chiffre_text name = context_full_name(context, item);
    return name_begins(name, discourse->focus) || name_begins(name, discourse->company);
}

/* Does it say what a name is to another? `owned`: behind a possessive; else a word that may say what a firm does ("a supplier") does not. */
static bool tells_counterpart(const struct context *context, const struct item *item, bool owned)
{
    if (!context_has(context, item->from, ROLE_counterpart))
        return false;
    return owned || strcmp(token_match(context->sentence, item->from, ROLE_counterpart).row->value, "business") != 0;
}

/* "Barclays, a customer, pays", "Airbus, client de Valnor, emploie" in a text about Valnor: what stands between the commas says that the name is
 * another's. */
static bool is_described_counterpart(const struct context *context, uint32_t at)
{
    const struct item *list = context->items->list;
    const uint32_t count = context->items->count;
    bool counterpart = false, business = false, owned = false;
    if (at + 1 >= count || list[at + 1].role != ROLE_comma)
        return false;
    for (uint32_t i = at + 2; i < count && i - at <= 6 && list[i].role != ROLE_comma; i++) {
        owned = owned || list[i].role == ROLE_possessive;
        counterpart = counterpart || tells_counterpart(context, &list[i], owned);
        business = business || context_has(context, list[i].from, ROLE_counterpart);
        if (business && list[i].role == ROLE_entity)
            return context_is_spoken_of(context, &list[i]);
    }
    return counterpart;
}

static bool is_owned(const struct context *context, uint32_t at)
{
    for (uint32_t i = at; i-- > 0 && at - i <= 3;)
        if (context->items->list[i].role == ROLE_possessive)
            return true;
    return false;
}

/* "Rival Corvane", "its main customer, Barclays, ", "one of its suppliers is Harwell" */
bool context_is_counterpart(const struct context *context, uint32_t at)
{
    const struct item *list = context->items->list;
    for (uint32_t i = at; i-- > 0 && at - i <= 5;) {
        bool joint = i > 0 && (list[i].role == ROLE_comma || context_has(context, list[i].from, ROLE_predicate));
        uint32_t word = joint && context_has(context, list[i - 1].from, ROLE_counterpart) ? i - 1 : i;
        if (tells_counterpart(context, &list[word], is_owned(context, word)))
            return true;
        if (list[i].role != ROLE_quote && list[i].role != ROLE_word && list[i].role != ROLE_entity && !context_has(context, list[i].from, ROLE_number_link))
            break;
    }
    return is_described_counterpart(context, at);
}

/* A division that is named so ("la division Alpha"), a thing of another's ("son enceinte Echo", "its customer Barclays"), or who is something to another
 * is the subject of its sentence, not of the text. */
bool context_is_part(const struct context *context, uint32_t at)
{
    for (uint32_t i = at; i-- > 0 && at - i <= 3;) {
        const struct item *item = &context->items->list[i];
        if (item->role == ROLE_description)
            return strcmp(item->row->value, "part") == 0;
        if (item->role == ROLE_possessive)
            return true;
        if (item->role != ROLE_quote && item->role != ROLE_word)
            break;
    }
    return context_is_counterpart(context, at);
}
