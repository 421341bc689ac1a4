/* SPDX-License-Identifier: MIT */
/* Coins and halves behind an amount -> the amount with them. */
#include "extract/coins.h"

#include "core/decimal.h"
#include "extract/rows.h"

static bool add_coins(struct part *part, struct chiffre_decimal count, int32_t divisor)
{
    struct chiffre_decimal share, sum;
    if (decimal_divide(count, decimal_whole(divisor), 12, DECIMAL_HALF_EVEN, &share) != CHIFFRE_OK ||
        decimal_add(decimal_absolute(part->numeral.value), share, &sum) != CHIFFRE_OK)
        return false;
    part->numeral.value = part->minus ? decimal_negate(sum) : sum;
    int32_t places = 0;
    for (int32_t rest = divisor; rest > 1; rest /= 10)
        places++;
    part->numeral.decimals = places;
    return true;
}

/* Nothing that would make a bare number behind an amount something else than its coins. */
static bool bare_behind(struct evidence *evidence, const struct sentence *sentence, uint32_t number, uint32_t at,
                        const struct numeral *numeral, struct arena *arena)
{
    struct unit unit;
    uint32_t tokens;
    const struct token *next = &sentence->tokens[at];
    if (unit_ends(sentence, at))
        return !(at + 1 < sentence->count && next->sign == ',' && next[1].kind == TOKEN_NUMBER);
    if (next->kind != TOKEN_WORD || next->gap > GAP_NO_BREAK || has_roles(sentence, at, ROLE_BIT(month)))
        return false;
    const struct lexicon_row *joint = row_at(sentence, at, ROLE_range_to, &tokens);
    if (next->gap == GAP_GLUED || (joint != NULL && joint->kind == ROW_to))
        return false;
    return unit_read_after(evidence, sentence, number, at, numeral, &unit, arena) == 0 &&
           unit_read_scale(sentence, at, false, &(int32_t){0}) == 0;
}

/* "15 dollars 50", "20 dollars and 43 cents", "treize euros et quarante-cinq cents", "$20 43". */
static void read_coins(struct evidence *evidence, const struct sentence *sentence, struct part *part, struct arena *arena)
{
    if (part->numeral.scaled || part->numeral.collective || part->numeral.value.exponent < 0 ||
        part->end >= sentence->count)
        return;
    uint32_t link = 0, tokens, at = part->end;
    if (sentence->tokens[at].kind != TOKEN_NUMBER && !has_roles(sentence, at, NUMBER_ROLES | ROLE_BIT(number_link)))
        return;
    const struct lexicon_row *joint = row_at(sentence, at, ROLE_number_link, &link);
    if (joint != NULL && *joint->value != '\0')
        return;
    at += link;
    if (at >= sentence->count || sentence->tokens[at].gap > GAP_NO_BREAK || sentence->tokens[at].kind == TOKEN_SIGN)
        return;
    struct numeral coins;
    uint32_t used = number_read(evidence, sentence, at, &coins);
    if (used == 0 || !coins.value.known || coins.scaled || coins.collective || coins.article || coins.value.exponent < 0 ||
        coins.value.coefficient > 99)
        return;
    const struct lexicon_row *coin = row_at(sentence, at + used, ROLE_currency_minor, &tokens);
    int32_t divisor = 100;
    if (coin != NULL && sentence->tokens[at + used].gap <= GAP_NO_BREAK)
        divisor = coin->number;
    else if ((coins.digits && sentence->tokens[at].length != 2) || !bare_behind(evidence, sentence, at, at + used, &coins, arena))
        return;
    else
        tokens = 0;
    if (divisor >= 2 && add_coins(part, coins.value, divisor))
        part->to = part->end = at + used + tokens;
}

/* "quatre euros et demi": a half behind the currency. */
static void read_half_behind(const struct sentence *sentence, struct part *part)
{
    uint32_t tokens;
    const struct lexicon_row *half = row_at(sentence, part->end, ROLE_number_half, &tokens);
    if (half == NULL || strchr(half->value, ' ') != NULL || part->numeral.scaled ||
        part->numeral.value.exponent != 0)
        return;
    struct chiffre_decimal sum;
    if (decimal_add(part->numeral.value, decimal_from(part->minus ? -5 : 5, -1), &sum) != CHIFFRE_OK)
        return;
    part->numeral.value = sum;
    part->numeral.decimals = 1;
    part->to = part->end = part->end + tokens;
}

void coins_read(struct evidence *evidence, const struct sentence *sentence, struct part *part, struct arena *arena)
{
    read_half_behind(sentence, part);
    read_coins(evidence, sentence, part, arena);
}
