/* SPDX-License-Identifier: MIT */
/* What an amount is per. */
#include "extract/rate.h"

#include "core/text.h"
#include "extract/rows.h"

/* How many words may stand between an amount and its rate. */
#define PER_WINDOW 4

static bool is_period(const struct sentence *sentence, uint32_t at)
{
    return has_roles(sentence, at, ROLE_BIT(period_unit));
}

/* The rate that begins at `at`: its tokens and what it is per; 0: none, and *filler tells tokens that may stand before one. */
static uint32_t read_rate(const struct sentence *sentence, uint32_t at, bool money, bool near, struct chiffre_text *per, uint32_t *filler)
{
    uint32_t tokens, unit;
    *filler = 0;
    const struct lexicon_row *whole = row_at(sentence, at, ROLE_per_unit, &unit), *row = row_at(sentence, at, ROLE_per, &tokens);
    const char *flag = whole != NULL ? strchr(whole->value, ' ') : NULL;
    if (flag != NULL && unit >= tokens && near) {
        *per = (struct chiffre_text){whole->value, (size_t)(flag - whole->value)};
        return unit;
    }
    if (row == NULL || strcmp(row->value, "none") == 0)
        return 0;
    if (strcmp(row->value, "filler") == 0) {
        *filler = tokens;
        return 0;
    }
    bool price = strcmp(row->value, "price") == 0, far = strcmp(row->value, "far") == 0;
    const struct lexicon_row *thing = row_at(sentence, at + tokens, ROLE_per_unit, &unit);
    if (thing == NULL || strchr(thing->value, ' ') != NULL || (price && (!money || is_period(sentence, at + tokens))) || (!near && !far))
        return 0;
    *per = text_from(thing->value);
    return tokens + unit;
}

/* "par an", "per share", "a barrel", "/MWh", "brut par mois": tokens, and what the rate is per. */
uint32_t rate_read(const struct sentence *sentence, uint32_t at, bool money, struct chiffre_text *per)
{
    uint32_t used = 0, filler;
    for (int i = 0; i < 3 && at + used < sentence->count && sentence->tokens[at + used].gap < GAP_LINE; i++) {
        uint32_t rate = read_rate(sentence, at + used, money, true, per, &filler);
        if (rate > 0)
            return used + rate;
        if (filler == 0)
            break;
        used += filler;
    }
    return 0;
}

/* A rate some words behind ("£125 in prizes per year"): it is not used up. */
void rate_look(const struct sentence *sentence, uint32_t at, struct chiffre_text *per)
{
    uint32_t filler;
    for (uint32_t i = at; i < at + PER_WINDOW && i < sentence->count && sentence->tokens[i].kind == TOKEN_WORD && sentence->tokens[i].gap < GAP_LINE; i++)
        if (has_roles(sentence, i, ROLE_BIT(per)) && read_rate(sentence, i, true, false, per, &filler) > 0)
            return;
}
