/* SPDX-License-Identifier: MIT */
/* Bare numbers that take their unit from a neighbour: lists, wholes, amounts before and behind. */
#include "extract/share.h"

#include "core/decimal.h"
#include "extract/noun.h"
#include "extract/rows.h"

#define LIST_MAX 10
/* How far before bare millions a word may stand that makes them money. */
#define MONEY_WINDOW 4
/* How far behind a bare "12 milliards" its currency may stand. */
#define SHARE_WINDOW 14

static bool may_share(const struct part *part)
{
    return part->unit.class == UNIT_NONE && !part->refused && !part->numeral.year && !part->numeral.article &&
           !part->numeral.fraction && !part->numeral.vague;
}

/* A joining sign or word of a list; *last: it announces the last item, *alternative: by "or". */
static uint32_t read_separator(const struct sentence *sentence, uint32_t at, bool *last, bool *alternative)
{
    uint32_t tokens, more;
    const struct lexicon_row *link;
    const struct token *token = &sentence->tokens[at];
    if (at >= sentence->count || token->gap >= GAP_LINE)
        return 0;
    if (token->kind == TOKEN_SIGN && token->sign == ',') {
        link = row_at(sentence, at + 1, ROLE_number_link, &more); /* A, B, and C */
        *last = more > 0;
        *alternative = link != NULL && link->kind == ROW_list;
        return 1 + more;
    }
    link = row_at(sentence, at, ROLE_number_link, &tokens);
    *last = link != NULL;
    *alternative = link != NULL && link->kind == ROW_list;
    return tokens;
}

/* "three or four million dollars": the last one's scale is the others', too. */
static bool alike(struct part *part, const struct part *next, bool alternative)
{
    if (next->before || next->numeral.digits != part->numeral.digits)
        return false;
    if (next->numeral.scaled == part->numeral.scaled)
        return next->unit.class != UNIT_COUNTED || next->numeral.scaled;
    bool smaller = decimal_compare(part->numeral.value, next->numeral.plain) < 0;
    return alternative && smaller && !part->numeral.scaled && next->numeral.scale >= 3 &&
           number_scale(&part->numeral, next->numeral.scale);
}

/* A bare number in a list takes the unit that the list's last item has: "eight or nine euros", "5, 10 et 15 %". */
static __attribute__((noinline)) bool share_list(struct reader *reader, const struct sentence *sentence, struct part *part)
{
    uint32_t at = part->end;
    bool last = false, alternative = false;
    for (int i = 0; i < LIST_MAX; i++) {
        struct part next;
        uint32_t used = read_separator(sentence, at, &last, &alternative);
        if (used == 0 || at + used >= sentence->count ||
            !part_read(&reader->evidence, sentence, at + used, &reader->arena, &next) || next.refused)
            return false;
        if (next.unit.class != UNIT_NONE) {
            if (!last || !alike(part, &next, alternative))
                return false;
            part->unit = next.unit;
            return true;
        }
        at = next.end;
    }
    return false;
}

/* Bare millions take the currency of an amount that follows in the same clause. */
static __attribute__((noinline)) bool share_ahead(struct reader *reader, const struct sentence *sentence, struct part *part)
{
    for (uint32_t at = part->end; at < sentence->count && at < part->end + SHARE_WINDOW; at++) {
        const struct token *token = &sentence->tokens[at];
        struct part next;
        if (token->kind == TOKEN_SIGN && (token->sign == '(' || token->sign == ';' || token->sign == ')'))
            return false;
        bool sign = token->kind == TOKEN_SIGN && has_roles(sentence, at, ROLE_BIT(currency));
        if (token->kind != TOKEN_NUMBER && !sign && !number_may_begin(token))
            continue;
        if (!part_read(&reader->evidence, sentence, at, &reader->arena, &next) || next.numeral.article)
            continue;
        if (next.unit.class == UNIT_CURRENCY && next.numeral.scaled && !next.before) {
            part->unit = next.unit;
            return true;
        }
        at = next.end - 1;
    }
    return false;
}

/* A bare "46,7 millions" takes the unit of the figure before it, in its sentence or, when that was money, in the one before. */
static bool share_last(const struct reader *reader, const struct sentence *sentence, struct part *part)
{
    bool here = reader->last_known && reader->last_sentence == sentence->tokens[0].start;
    if (!here && !reader->money_known)
        return false;
    part->unit = here ? reader->last : reader->money;
    return true;
}

/* "1,900 of its 4,300 stores": the whole's noun is the part's. */
static __attribute__((noinline)) bool share_whole(struct reader *reader, const struct sentence *sentence, struct part *part)
{
    uint32_t tokens, at = part->end;
    struct part whole;
    if (row_at(sentence, at, ROLE_unit_link, &tokens) == NULL || !part->numeral.digits)
        return false;
    at += tokens;
    for (int i = 0; i < 2 && at < sentence->count && sentence->tokens[at].kind == TOKEN_WORD &&
                    row_at(sentence, at, ROLE_stop, &tokens) != NULL;
         i++)
        at += tokens;
    if (at >= sentence->count || sentence->tokens[at].kind != TOKEN_NUMBER ||
        !part_read(&reader->evidence, sentence, at, &reader->arena, &whole) || whole.refused ||
        (whole.unit.class != UNIT_COUNTED && whole.unit.class != UNIT_PERSONS))
        return false;
    part->unit = whole.unit;
    return true;
}

/* Gives a bare amount the unit that its neighbours have. */
/* Bare millions behind a word of money ("la somme de 530 millions") are money in an untold currency. */
static bool told_money(const struct sentence *sentence, struct part *part)
{
    for (uint32_t back = 1; back <= MONEY_WINDOW && back <= part->from; back++) {
        const struct token *token = &sentence->tokens[part->from - back];
        if (token->kind == TOKEN_NUMBER || token->sign == '.' || token->sign == ',' || token->sign == ';')
            return false;
        if (!noun_is_money(sentence, part->from - back))
            continue;
        part->unit = (struct unit){.class = UNIT_CURRENCY, .code = {"", 0}, .divisor = 1};
        return true;
    }
    return false;
}

bool share_unit(struct reader *reader, const struct sentence *sentence, struct part *part)
{
    if (!may_share(part))
        return false;
    const struct token *behind = &sentence->tokens[part->end];
    const bool list = behind->sign == ',' || (behind->roles & ROLE_BIT(number_link)), whole = (behind->roles & ROLE_BIT(unit_link)) != 0;
    if ((list && share_list(reader, sentence, part)) || (whole && share_whole(reader, sentence, part)))
        return true;
    if (decimal_sign(part->numeral.value) == 0)
        return false;
    if (!part->numeral.scaled || part->numeral.collective || part->numeral.scale < 6)
        return false;
    bool here = reader->last_known && reader->last_sentence == sentence->tokens[0].start;
    return (here && share_last(reader, sentence, part)) || share_ahead(reader, sentence, part) ||
           share_last(reader, sentence, part) || told_money(sentence, part);
}

void share_remember(struct reader *reader, const struct sentence *sentence, const struct part *part)
{
    if (part->unit.class != UNIT_CURRENCY && part->unit.class != UNIT_COUNTED && part->unit.class != UNIT_PERSONS)
        return;
    if (part->unit.class == UNIT_CURRENCY && part->unit.code.length == 0)
        return;
    reader->last = part->unit;
    reader->last.scale = 0;
    reader->last_known = true;
    reader->last_sentence = sentence->tokens[0].start;
    bool aside =
        part->from > 0 && sentence->tokens[part->from - 1].sign == '(' && reader->money_known; /* the same in another currency */
    if (part->unit.class == UNIT_CURRENCY && !aside) {
        reader->money = reader->last;
        reader->money_known = true;
    }
}

bool share_count(const struct reader *reader, const struct sentence *sentence, struct part *part)
{
    bool here = reader->last_known && reader->last_sentence == sentence->tokens[0].start;
    if (!here || !may_share(part) || (reader->last.class != UNIT_COUNTED && reader->last.class != UNIT_PERSONS))
        return false;
    part->unit = reader->last;
    return true;
}
