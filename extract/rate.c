/* SPDX-License-Identifier: MIT */
/* What an amount is per. */
#include "extract/rate.h"

#include "core/text.h"
#include "extract/rows.h"

/* How many words may stand between an amount and its rate. */
#define PER_WINDOW 4
#define PER_WINDOW_BACK 7

static bool is_period(const struct sentence *sentence, uint32_t at)
{
    return has_roles(sentence, at, ROLE_BIT(period_unit));
}

/* The rate that begins at `at`: its tokens and what it is per; 0: none, and *filler tells tokens that may stand before one. */
static uint32_t read_rate(const struct sentence *sentence, uint32_t at, bool money, bool near, struct chiffre_text *per,
                          uint32_t *filler)
{
    uint32_t tokens, unit, alone;
    *filler = 0;
    if (!has_roles(sentence, at, ROLE_BIT(per) | ROLE_BIT(per_unit)))
        return 0;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_per, &tokens), *whole = row_at(sentence, at, ROLE_per_unit, &alone);
    const enum row_kind kind = row != NULL ? (enum row_kind)row->kind : ROW_other;
    if (kind == ROW_filler) {
        *filler = tokens;
        return 0;
    }
    bool none = kind == ROW_none || kind == ROW_of, price = kind == ROW_price;
    const struct lexicon_row *thing = row == NULL || none ? NULL : row_at(sentence, at + tokens, ROLE_per_unit, &unit);
    bool allowed = thing != NULL && thing->value[thing->first] == '\0' &&
                   !(price && (!money || is_period(sentence, at + tokens))) && (near || kind == ROW_far);
    if (allowed) {
        *per = (struct chiffre_text){thing->value, thing->first};
        return tokens + unit;
    }
    if (whole == NULL || whole->value[whole->first] == '\0' || !near || (none && tokens > alone))
        return 0;
    *per = (struct chiffre_text){whole->value, whole->first};
    return alone;
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
void rate_look_behind(const struct sentence *sentence, uint32_t at, struct chiffre_text *per)
{
    uint32_t filler;
    for (uint32_t i = at;
         i < at + PER_WINDOW && i < sentence->count && sentence->tokens[i].kind == TOKEN_WORD && sentence->tokens[i].gap < GAP_LINE;
         i++)
        if (has_roles(sentence, i, ROLE_BIT(per)) && read_rate(sentence, i, true, false, per, &filler) > 0)
            return;
}

/* "Chaque année, ces partis recevront 118 385 euros": a period told before the amount, with no other number between. */
void rate_look_before(const struct sentence *sentence, uint32_t at, struct chiffre_text *per)
{
    uint32_t filler, tokens;
    for (uint32_t back = 1; back <= PER_WINDOW_BACK && back <= at; back++) {
        const struct token *token = &sentence->tokens[at - back];
        if (token->kind == TOKEN_NUMBER || (token->kind == TOKEN_SIGN && token->sign != ','))
            return;
        const struct lexicon_row *row =
            has_roles(sentence, at - back, ROLE_BIT(per)) ? row_at(sentence, at - back, ROLE_per, &tokens) : NULL;
        if (row == NULL || row->kind != ROW_far || !row_flagged(row, ROW_AHEAD) || !is_period(sentence, at - back + tokens))
            continue;
        read_rate(sentence, at - back, true, true, per, &filler);
        return;
    }
}
