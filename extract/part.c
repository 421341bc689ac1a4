/* SPDX-License-Identifier: MIT */
/* Sign, currency, number, scale, unit, coins -> one amount. */
#include "extract/part.h"

#include "core/decimal.h"
#include "core/text.h"
#include "extract/coins.h"
#include "extract/currency.h"
#include "extract/rows.h"

#include <string.h>

/* So far behind the dash that opens an aside the one that closes it is looked for. */
#define ASIDE_TOKENS 40

static bool is_sign(const struct token *token, char sign)
{
    return token->kind == TOKEN_SIGN && token->sign == (uint8_t)sign;
}

/* ---- Signs before ---- */

/* A dash that opens an aside is closed by one: "tarifs -100 000 francs la page- demandés". */
static bool aside(const struct sentence *sentence, uint32_t dash)
{
    for (uint32_t i = dash + 2; i + 1 < sentence->count && i < dash + ASIDE_TOKENS; i++)
        if (is_sign(&sentence->tokens[i], '-') && sentence->tokens[i].gap == GAP_GLUED && sentence->tokens[i + 1].gap == GAP_SPACE)
            return true;
    return false;
}

static bool em_dash(const struct sentence *sentence, const struct token *token)
{
    return token->length == 3 && memcmp(sentence->text.data + token->start, "\xE2\x80\x94", 3) == 0;
}

/* Is the dash at `at` a minus, not a hyphen, a range or an aside? It touches what follows and nothing before it but a bracket or
 * sign. */
static bool is_minus(const struct sentence *sentence, uint32_t at)
{
    const struct token *dash = &sentence->tokens[at], *next = dash + 1;
    if (!is_sign(dash, '-') || em_dash(sentence, dash) || at + 1 >= sentence->count)
        return false;
    if (at > 1 && is_sign(dash - 1, '/') && is_sign(dash - 2, '+'))
        return false; /* +/-2 % */
    bool bracket = at > 0 && (is_sign(dash - 1, '(') || is_sign(dash - 1, '['));
    if (next->gap != GAP_GLUED)
        return bracket && next->gap <= GAP_NO_BREAK;
    if (at > 0 && dash->gap == GAP_GLUED)
        return bracket || (dash[-1].kind == TOKEN_SIGN && dash[-1].sign != '-' && dash[-1].sign != ')' && dash[-1].sign != '%');
    if (at > 0 && dash[-1].kind == TOKEN_NUMBER && dash->gap < GAP_LINE)
        return false; /* 50 -100 */
    return !aside(sentence, at);
}

static bool is_plus(const struct sentence *sentence, uint32_t at)
{
    const struct token *plus = &sentence->tokens[at];
    return is_sign(plus, '+') && at + 1 < sentence->count && plus[1].gap <= GAP_NO_BREAK &&
           !(at > 0 && plus->gap == GAP_GLUED && plus[-1].kind != TOKEN_SIGN);
}

static uint32_t read_sign(const struct sentence *sentence, uint32_t at, struct part *part)
{
    uint32_t tokens;
    const struct token *token = &sentence->tokens[at];
    if (token->kind == TOKEN_SIGN) {
        if (is_minus(sentence, at)) {
            part->minus = true;
            return 1;
        }
        if (is_plus(sentence, at)) {
            part->plus = true;
            return 1;
        }
    }
    if (part->minus || row_at(sentence, at, ROLE_number_negative, &tokens) == NULL)
        return 0;
    part->minus = true;
    return tokens;
}

/* ---- What makes it no figure ---- */

/* Bytes of the blank-separated run that the token stands in: an address is one. */
static bool in_address(const struct sentence *sentence, const struct token *token)
{
    const char *data = sentence->text.data;
    size_t begin = token->start, end = token->start, limit = begin > 300 ? begin - 300 : 0;
    while (begin > limit && (unsigned char)data[begin - 1] > ' ')
        begin--;
    while (end < sentence->text.length && end < token->start + 40 && (unsigned char)data[end] > ' ')
        end++;
    for (size_t i = begin; i + 2 < end; i++)
        if (memcmp(data + i, "://", 3) == 0 || (memcmp(data + i, "ww.", 3) == 0) || (data[i] == '@' && i > begin))
            return true;
    return false;
}

/* Does the number touch a word or sign before it that makes it part of a name or code? */
static bool touches_name(const struct sentence *sentence, uint32_t at, const struct part *part)
{
    if (at == 0)
        return false;
    const struct token *token = &sentence->tokens[at], *before = token - 1;
    bool valued = part->unit.class == UNIT_CURRENCY || part->unit.class == UNIT_PERCENT;
    if (token->gap == GAP_HYPHEN)
        return !valued && before->kind != TOKEN_SIGN && token->kind == TOKEN_NUMBER;
    if (token->gap != GAP_GLUED)
        return false;
    if (in_address(sentence, token))
        return true;
    if (before->kind != TOKEN_SIGN)
        return token->kind != TOKEN_SIGN;
    return !valued && before->sign != 0 && strchr("/#_@=&%\\+", before->sign) != NULL;
}

static bool is_month(const struct sentence *sentence, uint32_t at)
{
    return has_roles(sentence, at, ROLE_BIT(month));
}

/* A day or year beside a month's name; a number behind "page" or "article". */
static bool dated(const struct sentence *sentence, const struct part *part)
{
    uint32_t behind = part->number + part->numeral.tokens;
    const struct token *token = &sentence->tokens[part->number];
    if (!part->numeral.digits || token->shape != SHAPE_PLAIN || part->unit.class == UNIT_CURRENCY ||
        part->unit.class == UNIT_PERCENT)
        return false;
    bool day = token->length <= 2, year = part->numeral.year;
    if (!day && !year)
        return false;
    if (is_month(sentence, behind) && sentence->tokens[behind].gap <= GAP_NO_BREAK)
        return true;
    if (part->number == 0 || part->numeral.scaled)
        return false;
    if (is_month(sentence, part->number - 1) ||
        (part->number >= 2 && is_sign(token - 1, '.') && is_month(sentence, part->number - 2)))
        return true;
    return year && part->unit.class == UNIT_PERSONS && has_roles(sentence, part->number - 1, ROLE_BIT(period_in));
}

/* A year that stands before a plural is still a year: "2021 results". Only round ones may count ("2000 clients"). */
static bool year_counts(const struct sentence *sentence, const struct part *part)
{
    if (!part->numeral.year || part->unit.class != UNIT_COUNTED)
        return true;
    bool round = part->numeral.value.exponent == 0 && part->numeral.value.coefficient % 100 == 0;
    if (!round || part->number == 0)
        return false;
    return !has_roles(sentence, part->number - 1, ROLE_BIT(period_in) | ROLE_BIT(stop));
}

/* ---- The amount ---- */

/* Nothing read yet; number_read clears the numeral. */
static void part_begin(struct part *part, uint32_t at)
{
    part->from = part->to = part->number = part->end = at;
    part->unit = (struct unit){.class = UNIT_NONE};
    part->minus = part->plus = part->at_least = part->refused = part->touching = part->before = false;
    part->rate_from = 0;
}

/* "100+", "2,000-plus": at least. */
static uint32_t read_plus_behind(const struct sentence *sentence, uint32_t at, struct part *part)
{
    uint32_t tokens;
    const struct token *token = &sentence->tokens[at];
    const struct lexicon_row *word = token->gap == GAP_HYPHEN ? row_at(sentence, at, ROLE_bound_after, &tokens) : NULL;
    if (word != NULL && word->kind == ROW_at_least) {
        part->at_least = true;
        return tokens;
    }
    if (!is_sign(token, '+') || token->gap != GAP_GLUED || (token[1].gap == GAP_GLUED && token[1].kind == TOKEN_NUMBER))
        return 0;
    part->at_least = true;
    return 1;
}

/* A code with a blank before it that touches the next number is that number's: "3 USD50 cards". */
static bool belongs_behind(const struct sentence *sentence, uint32_t at, const struct unit *unit)
{
    const struct token *next = &sentence->tokens[at + unit->used];
    return unit->class == UNIT_CURRENCY && !unit->name && sentence->tokens[at].gap != GAP_GLUED &&
           at + unit->used < sentence->count && next->kind == TOKEN_NUMBER && next->gap == GAP_GLUED;
}

static bool scale_part(struct part *part, int32_t power)
{
    return power == 0 || number_scale(&part->numeral, power);
}

/* "$31.20 US": a country behind an open currency that stands before. */
static void read_country(const struct sentence *sentence, uint32_t at, struct part *part)
{
    uint32_t tokens;
    const struct lexicon_row *row = part->unit.class == UNIT_CURRENCY && part->unit.open != NULL
                                        ? row_at(sentence, at, ROLE_currency_adjective, &tokens)
                                        : NULL;
    if (row == NULL || !(sentence->tokens[at].flags & TOKEN_CAPITALS))
        return;
    struct unit country = part->unit;
    country.open = NULL;
    country.code = (struct chiffre_text){row->value, row->first};
    if (unit_narrow(&part->unit, &country))
        part->to = part->end = at + tokens;
}

/* The unit behind, where none stands before. */
static void read_unit(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct part *part, struct arena *arena)
{
    uint32_t used = unit_read_after(evidence, sentence, part->number, at, &part->numeral, &part->unit, arena);
    if (used == 0)
        return;
    if (belongs_behind(sentence, at, &part->unit)) {
        part->unit = (struct unit){.class = UNIT_NONE};
        return;
    }
    part->to = at + part->unit.tokens;
    part->end = at + part->unit.used;
}

/* The unit behind: settles it against the one that stands before. */
static void settle_unit(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct part *part, struct arena *arena)
{
    struct unit after;
    part->before = true;
    if (!part->unit.name && !unit_may_be_money(sentence, at))
        return; /* what is counted behind "$5 million" is no unit of it */
    uint32_t used = at < sentence->count ? unit_read_after(evidence, sentence, part->number, at, &part->numeral, &after, arena) : 0;
    if (used > 0 && belongs_behind(sentence, at, &after))
        used = 0;
    if (used > 0 && part->unit.name && after.class != UNIT_COUNTED) {
        part->unit = after; /* euros 20 %: the name belonged to something else */
        part->before = false;
    } else if (used > 0 && after.class == UNIT_CURRENCY && unit_narrow(&part->unit, &after)) {
        part->unit.scale += after.scale;
    } else {
        read_country(sentence, at, part);
        return;
    }
    part->to = at + after.tokens;
    part->end = at + after.used;
}

/* "75 USD million": a scale behind the currency. */
static void read_scale_behind(const struct sentence *sentence, struct part *part)
{
    uint32_t tokens;
    if (part->unit.class != UNIT_CURRENCY || part->numeral.scaled || part->before || part->unit.scale != 0)
        return;
    const struct lexicon_row *row = row_at(sentence, part->end, ROLE_scale, &tokens);
    if (row != NULL && number_scale(&part->numeral, row->number))
        part->to = part->end = part->end + tokens;
}

/* Bracket, number, bracket: "(0.12)" behind a currency, "(2)" before a percent sign; a bracket around all is none of the number's.
 */
static uint32_t read_bracket(const struct sentence *sentence, uint32_t at, bool currency)
{
    const struct token *token = &sentence->tokens[at];
    if (!is_sign(token, '(') || at + 2 >= sentence->count || token[1].kind != TOKEN_NUMBER || !is_sign(token + 2, ')'))
        return 0;
    bool percent = token[3].gap == GAP_GLUED && has_roles(sentence, at + 3, ROLE_BIT(percent_sign));
    return percent || (currency && token->gap == GAP_GLUED) ? 1 : 0;
}

/* "a decrease of (3.2%)": a bracket around the whole right behind a link is a minus too. */
static uint32_t read_whole_bracket(const struct sentence *sentence, uint32_t at)
{
    uint32_t tokens;
    const struct token *token = &sentence->tokens[at];
    if (at == 0 || !is_sign(token, '(') || at + 3 >= sentence->count || token[1].kind != TOKEN_NUMBER || !is_sign(token + 3, ')'))
        return 0;
    bool linked =
        has_roles(sentence, at - 1, ROLE_BIT(unit_link) | ROLE_BIT(range_from));
    return linked && row_at(sentence, at + 2, ROLE_percent_sign, &tokens) != NULL && tokens == 1 ? 1 : 0;
}

/* A sign and a currency before the number, which becomes the part's unit: tokens read. */
static uint32_t read_before(const struct sentence *sentence, uint32_t at, struct part *part)
{
    uint32_t begin = at;
    const struct lexicon_row *sign = currency_sign(sentence, &sentence->tokens[at]);
    if (sign != NULL) {
        currency_set(&part->unit, sign);
        part->unit.sign = true;
        return part->unit.tokens = part->unit.used = 1;
    }
    at += read_sign(sentence, at, part);
    if (at >= sentence->count)
        return 0;
    const struct token *token = &sentence->tokens[at];
    bool unknown = token->kind == TOKEN_WORD && (token->flags & TOKEN_CAPITALS) && token[1].kind == TOKEN_NUMBER;
    if (unknown || (token->word != NULL && (token->word->roles & (ROLE_BIT(currency) | ROLE_BIT(currency_adjective))))) {
        uint32_t used = unit_read_before(sentence, at, &part->unit);
        at += used;
        if (used > 0 && at < sentence->count && !part->minus && !part->plus)
            at += read_sign(sentence, at, part);
    }
    return at - begin;
}

/* "$(1.2) million" */
static bool scale_behind_bracket(const struct sentence *sentence, uint32_t *end, struct part *part)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, *end, ROLE_scale, &tokens);
    *end += tokens;
    return row == NULL || number_scale(&part->numeral, row->number);
}

/* No figure after all. */
static bool refuse(struct part *part)
{
    part->unit.class = UNIT_NONE;
    part->refused = true;
    return true;
}

/* What stands behind the number, from `end` on: scale letters and a unit. False: does not fit. */
static bool read_behind(struct evidence *evidence, const struct sentence *sentence, struct arena *arena, uint32_t end, struct part *part)
{
    const int32_t power_before = part->unit.scale;
    int32_t power = power_before;
    const bool before = part->unit.class != UNIT_NONE;
    if (part->numeral.digits && !part->numeral.scaled && has_roles(sentence, end, ROLE_BIT(scale_glued)))
        end += unit_read_scale(sentence, end, before, &power);
    part->to = part->end = end;
    if (!scale_part(part, power))
        return false;
    if (before)
        settle_unit(evidence, sentence, end, part, arena);
    else if (end < sentence->count)
        read_unit(evidence, sentence, end, part, arena);
    if (part->unit.scale != power_before && !scale_part(part, part->unit.scale - power_before))
        part->refused = true;
    read_scale_behind(sentence, part);
    return true;
}

/* Does nothing that read_behind reads stand there? */
static bool none_behind(const struct sentence *sentence, const struct token *behind, const struct part *part)
{
    return unit_is_none(sentence, behind) && !(behind->roles & ROLE_BIT(scale_glued)) && part->unit.scale == 0;
}

/* What stands before the number, an opening bracket among it: tokens read. */
struct before {
    uint32_t tokens;
    uint32_t bracket, whole; /* 1: a bracket opens around the number; around it and its percent sign */
};

static struct before read_opening(const struct sentence *sentence, uint32_t at, struct part *part)
{
    struct before before = {.tokens = read_before(sentence, at, part)};
    at += before.tokens;
    if (at < sentence->count && is_sign(&sentence->tokens[at], '(')) {
        before.bracket = read_bracket(sentence, at, part->unit.class != UNIT_NONE);
        before.whole = before.bracket > 0 ? 0 : read_whole_bracket(sentence, at);
    }
    before.tokens += before.bracket + before.whole;
    return before;
}

bool part_read(struct evidence *evidence, const struct sentence *sentence, uint32_t at, struct arena *arena, struct part *part)
{
    struct before before = {0};
    part_begin(part, at);
    if (sentence->tokens[at].kind != TOKEN_NUMBER)
        before = read_opening(sentence, at, part);
    part->number = at + before.tokens;
    if (part->number >= sentence->count)
        return false;
    uint32_t used = number_read(evidence, sentence, part->number, &part->numeral);
    if (used == 0 || (part->unit.class != UNIT_NONE && sentence->tokens[part->number].gap >= GAP_LINE))
        return false;
    uint32_t end = part->number + used;
    part->to = part->end = end;
    if (!part->numeral.value.known)
        return refuse(part);
    part->minus |= before.bracket + before.whole > 0;
    end += before.bracket;
    if (before.bracket > 0 && !scale_behind_bracket(sentence, &end, part))
        return refuse(part);
    part->to = part->end = end += read_plus_behind(sentence, end, part);
    if (none_behind(sentence, &sentence->tokens[end], part))
        part->before = part->unit.class != UNIT_NONE;
    else if (!read_behind(evidence, sentence, arena, end, part))
        return refuse(part);
    part->to = part->end += before.whole;
    if (part->minus)
        part->numeral.value = decimal_negate(part->numeral.value);
    if (coins_may_follow(part, &sentence->tokens[part->end]))
        coins_read(evidence, sentence, part, arena);
    part->touching = touches_name(sentence, part->from, part);
    part->refused |= part->unit.class == UNIT_MEASURE || dated(sentence, part) || !year_counts(sentence, part);
    return true;
}
