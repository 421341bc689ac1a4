/* SPDX-License-Identifier: MIT */
/* Two amounts that are the ends of one range, and two that are levels of which one follows the other. */
#include "extract/range.h"

#include "core/decimal.h"
#include "core/text.h"

/* How many tokens before a number may hold the change that makes "from A to B" two levels. */
#define CHANGE_WINDOW 5

static bool same_unit(const struct unit *a, const struct unit *b)
{
    if (a->class != b->class)
        return false;
    if (a->class == UNIT_CURRENCY || a->class == UNIT_COIN) {
        struct unit probe = *a;
        return unit_narrow(&probe, b) && a->divisor == b->divisor;
    }
    return text_equal(a->code, b->code);
}

/* Is there a change in front that makes "A to B" of this class two levels? Fewer changes do so where no `own` unit stands behind each. */
static bool changed(const struct sentence *sentence, uint32_t at, bool own, enum unit_class class)
{
    for (uint32_t i = at; i > 0 && at - i < CHANGE_WINDOW; i--) {
        const struct token *token = &sentence->tokens[i - 1];
        if (token->kind == TOKEN_NUMBER || (token->kind == TOKEN_SIGN && token->sign != '-' && token->sign != '\''))
            return false;
        if (token->word == NULL || !(token->word->roles & role_bit(ROLE_range_not)))
            continue;
        struct match match = token_match(sentence, i - 1, ROLE_range_not);
        if (match.row == NULL)
            continue;
        enum row_kind kind = (enum row_kind)match.row->kind;
        if (kind == ROW_level || (kind == ROW_amount && (own || class != UNIT_PERCENT)) || (own && (kind != ROW_sums || class != UNIT_PERCENT)))
            return true;
    }
    return false;
}

/* Is there a fall in front? Percentages that go up behind one are a range ("a reculé de 5 % à 7 %"); what goes down shares its scale at any size. */
static bool fallen(const struct sentence *sentence, uint32_t at)
{
    for (uint32_t i = at; i > 0 && at - i < CHANGE_WINDOW && sentence->tokens[i - 1].kind != TOKEN_NUMBER; i--) {
        struct match match = token_match(sentence, i - 1, ROLE_down);
        if (match.row != NULL && match.row->value[0] == '\0')
            return true;
    }
    return false;
}

struct joint {
    enum row_kind kind; /* to, and, dash */
    uint32_t tokens;
    int sign; /* "to up 1%": 1, "to down 3 %": -1, 0: none */
};

/* What stands between the ends of a range, with bounds and directions behind it. */
static bool read_joint(const struct sentence *sentence, uint32_t at, struct joint *joint)
{
    uint32_t tokens;
    *joint = (struct joint){.kind = ROW_other};
    if (sentence->tokens[at].kind == TOKEN_NUMBER && sentence->tokens[at].gap == GAP_HYPHEN &&
        sentence->tokens[at - 1].kind == TOKEN_WORD) {
        joint->kind = ROW_dash; /* 2.5x-3x: the hyphen is a gap */
        return true;
    }
    const struct lexicon_row *row = row_at(sentence, at, ROLE_range_to, &tokens);
    if (row == NULL || row->kind == ROW_list || sentence->tokens[at].gap >= GAP_LINE)
        return false;
    joint->kind = (enum row_kind)row->kind;
    joint->tokens = tokens;
    bool dash = row->kind == ROW_dash;
    for (int i = 0; i < 2 && !dash; i++) {
        uint32_t bound, up, down;
        row_at(sentence, at + joint->tokens, ROLE_bound_before, &bound);
        row_at(sentence, at + joint->tokens, ROLE_up, &up);
        row_at(sentence, at + joint->tokens, ROLE_down, &down);
        if (up > 0 || down > 0)
            joint->sign = up > 0 ? 1 : -1;
        uint32_t used = bound > 0 ? bound : up > 0 ? up : down;
        if (used == 0)
            break;
        joint->tokens += used;
    }
    return true;
}

/* Gives the scale of the second end to the first: "12 to 15 millions", "$366-370 million"; where they fall and no word says so only if the
 * first is of the second's size: "12.9 to 11.2 millions", not "500 to 1.2 million". */
static void share_scale(struct numeral *first, const struct numeral *second, bool fall)
{
    if (first->scaled || !second->scaled || second->scale == 0 || first->year)
        return;
    struct chiffre_decimal end = decimal_absolute(second->value), begin = decimal_absolute(first->value);
    if (!decimal_below(begin, 1000))
        return;
    if (fall || decimal_compare(decimal_scale(begin, second->scale), decimal_scale(end, 1)) < 0)
        number_scale(first, second->scale);
}

/* May the two amounts be the ends of one range? Fills the first one's missing unit and scale. */
static bool may_range(const struct sentence *sentence, uint32_t outer, const struct prefix *prefix, const struct joint *joint, bool fall,
                      struct part *first, struct part *second)
{
    bool own = first->unit.class != UNIT_NONE && second->unit.class != UNIT_NONE;
    if (own && !same_unit(&first->unit, &second->unit))
        return false;
    if (!own && first->unit.class != UNIT_NONE && first->unit.class != UNIT_CURRENCY)
        return false;
    if (first->numeral.year && second->numeral.year && first->unit.class == UNIT_NONE && second->unit.class != UNIT_CURRENCY)
        return false;
    uint32_t tokens;
    bool in_year = first->numeral.year && first->unit.class == UNIT_NONE;
    if (in_year &&
        (second->numeral.scaled || (first->number > 0 && has_roles(sentence, first->number - 1, ROLE_BIT(period_in)))))
        return false;
    struct numeral begin = first->numeral;
    share_scale(&begin, &second->numeral, fall);
    own = own && begin.scaled == first->numeral.scaled; /* $89 to $93 billion: the scale serves both */
    bool between = prefix->range == ROW_between, told = prefix->range == ROW_range;
    bool from = prefix->range == ROW_from, by = prefix->range == ROW_by;
    bool dash = joint->kind == ROW_dash, rising = decimal_compare(begin.value, second->numeral.value) < 0;
    bool both_negative = decimal_sign(begin.value) < 0 && decimal_sign(second->numeral.value) <= 0;
    if (!rising && !both_negative && joint->sign == 0 && !between)
        return false;
    if (dash && first->unit.class == UNIT_NONE && second->unit.class == UNIT_NONE && first->numeral.year)
        return false;
    enum unit_class class = second->unit.class;
    bool measured = fall && rising && from && class == UNIT_PERCENT && prefix->bound == CHIFFRE_BOUND_none; /* a reculé de 5 % à 7 % */
    if (!between && !told && !dash && joint->sign == 0 && !measured) {
        bool money = class == UNIT_CURRENCY || class == UNIT_COIN;
        const struct lexicon_row *level = outer > 0 ? row_at(sentence, outer - 1, ROLE_range_to, &tokens) : NULL;
        bool to_level = level != NULL && level->kind == ROW_to; /* raised to A to B */
        if (own && !to_level &&
            ((by && money) || (from && changed(sentence, outer, true, class)) || (!from && money && changed(sentence, outer, true, class))))
            return false;
        if (!own && from && changed(sentence, outer, false, class))
            return false;
    }
    first->numeral = begin;
    return true;
}

/* The unit that the second end has and the first lacks, or the other way round. */
void range_join_units(struct part *first, struct part *second)
{
    if (first->unit.class == UNIT_NONE)
        first->unit = second->unit;
    else if (second->unit.class == UNIT_NONE)
        second->unit = first->unit;
    else if (first->unit.open != NULL)
        unit_narrow(&first->unit, &second->unit);
}

/* Two levels, one unit or one scale: "passer de 1 383,08 à 1 398,69 euros", "from $9.4 to $8.1 billion". */
static void join_levels(struct part *first, const struct part *second, bool fall)
{
    bool bare = first->unit.class == UNIT_NONE;
    if (second->unit.class == UNIT_NONE || first->numeral.year || (!bare && !same_unit(&first->unit, &second->unit)))
        return;
    share_scale(&first->numeral, &second->numeral, fall);
    if (!bare)
        return;
    first->unit = second->unit;
    first->rate_from = second->end;
}

static bool down_before(const struct sentence *sentence, uint32_t at)
{
    return at > 0 && has_roles(sentence, at - 1, ROLE_BIT(down));
}

/* Reads the second end of a range that `first` opens: true, and *second and the signs of both are set. */
bool range_read(struct reader *reader, const struct sentence *sentence, uint32_t outer, const struct prefix *prefix,
                struct part *first, struct part *second)
{
    struct joint joint;
    if (first->end >= sentence->count || !read_joint(sentence, first->end, &joint))
        return false;
    if (joint.kind == ROW_and && prefix->range != ROW_between)
        return false; /* a list */
    uint32_t at = first->end + joint.tokens;
    if (at >= sentence->count || sentence->tokens[at].gap >= GAP_LINE)
        return false;
    if (!ahead_take(&reader->end, sentence, at, second) && !part_read(&reader->evidence, sentence, at, &reader->arena, second))
        return false;
    bool other = second->refused || (second->touching && joint.tokens > 0) ||
                 (joint.kind == ROW_dash && (second->minus || sentence->tokens[at].kind == TOKEN_WORD));
    bool fall = prefix->range == ROW_from && fallen(sentence, outer);
    if (other || !may_range(sentence, outer, prefix, &joint, fall, first, second)) {
        ahead_keep(&reader->end, sentence, at, second);
        if (!other && prefix->range == ROW_from && joint.kind == ROW_to)
            join_levels(first, second, fall);
        return false;
    }
    range_join_units(first, second);
    if (joint.sign != 0) {
        if (down_before(sentence, outer)) {
            first->numeral.value = decimal_negate(decimal_absolute(first->numeral.value));
            first->minus = true;
        }
        if (joint.sign < 0) {
            second->numeral.value = decimal_negate(decimal_absolute(second->numeral.value));
            second->minus = true;
        }
    }
    return true;
}
