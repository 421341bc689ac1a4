/* SPDX-License-Identifier: MIT */
/* Bounds, amounts, ranges, lists, rates -> quantities. A list or range whose unit stands at its end gives it to each item. */
#include "extract/quantity.h"

#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"
#include "extract/part.h"

#include <stdlib.h>
#include <string.h>

#define LIST_MAX 10
/* How many tokens before a number may hold the change that makes "from A to B" two levels. */
#define CHANGE_WINDOW 5
/* How many words may stand between an amount and its rate. */
#define PER_WINDOW 4
/* How far behind a bare "12 milliards" its currency may stand. */
#define SHARE_WINDOW 14

struct reader {
    struct evidence evidence;
    struct arena arena;
    struct unit last, money;   /* units of the last figure and of the last money, for bare millions behind them */
    uint32_t last_sentence;    /* byte where its sentence begins */
    bool last_known, money_known;
};

struct prefix {
    uint32_t tokens;
    enum chiffre_bound bound;
    bool negated, refused, ratio;
    const char *range;         /* value of the range_from row: between, from, range, by; NULL: none */
    bool given_back;           /* its first word is for others to read too, unless a range is made of it */
};

enum chiffre_status reader_new(struct reader **reader, struct chiffre_error *error)
{
    struct reader *made = memory_take(1, sizeof *made);
    if (made == NULL)
        return error_no_memory(error);
    memset(made, 0, sizeof *made);
    *reader = made;
    return CHIFFRE_OK;
}

void reader_free(struct reader *reader)
{
    if (reader == NULL)
        return;
    arena_free(&reader->arena);
    memory_free(reader);
}

enum chiffre_status reader_start(struct reader *reader, struct chiffre_text text, const struct lexicon *lexicon, const struct shapes *shapes)
{
    arena_reset(&reader->arena);
    evidence_start(&reader->evidence, text, lexicon, shapes);
    reader->last_known = reader->money_known = false;
    return CHIFFRE_OK;
}

bool reader_failed(const struct reader *reader)
{
    return reader->arena.failed || reader->evidence.failed;
}

static const struct lexicon_row *row_at(const struct sentence *sentence, uint32_t at, role_number role, uint32_t *tokens)
{
    *tokens = 0;
    if (at >= sentence->count)
        return NULL;
    struct match match = token_match(sentence, at, role);
    *tokens = match.tokens;
    return match.row;
}

static bool has_roles(const struct sentence *sentence, uint32_t at, uint64_t roles)
{
    return at < sentence->count && (sentence->tokens[at].roles & roles) != 0;
}

/* ---- Bounds ---- */

#define NAME(name) #name,
static enum chiffre_bound bound_of(const struct lexicon_row *row)
{
    static const char *const names[] = {"", CHIFFRE_BOUNDS(NAME)};
    for (size_t i = 1; i < sizeof names / sizeof *names; i++)
        if (strcmp(row->value, names[i]) == 0)
            return (enum chiffre_bound)i;
    return CHIFFRE_BOUND_none;
}
#undef NAME

/* pas plus de: at most. */
static enum chiffre_bound turned(enum chiffre_bound bound)
{
    switch (bound) {
    case CHIFFRE_BOUND_above:
        return CHIFFRE_BOUND_at_most;
    case CHIFFRE_BOUND_below:
        return CHIFFRE_BOUND_at_least;
    case CHIFFRE_BOUND_at_least:
        return CHIFFRE_BOUND_below;
    case CHIFFRE_BOUND_at_most:
        return CHIFFRE_BOUND_above;
    default:
        return bound;
    }
}

/* The tighter of two bounds that stand together: "up to about", "more than roughly". */
static enum chiffre_bound joined(enum chiffre_bound first, enum chiffre_bound second)
{
    return first == CHIFFRE_BOUND_none || first == CHIFFRE_BOUND_about ? second : second == CHIFFRE_BOUND_about ? first : second;
}

#define PREFIX_ROLES (ROLE_BIT(bound_before) | ROLE_BIT(bound_not) | ROLE_BIT(range_from) | ROLE_BIT(measure_before))

static uint32_t read_prefix_word(const struct sentence *sentence, uint32_t at, struct prefix *prefix)
{
    uint32_t tokens, other;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_bound_before, &tokens);
    const struct lexicon_row *range = row_at(sentence, at, ROLE_range_from, &other);
    if (row != NULL && tokens >= other) {
        enum chiffre_bound bound = prefix->negated ? turned(bound_of(row)) : bound_of(row);
        prefix->bound = joined(prefix->bound, bound);
        prefix->negated = false;
        return tokens;
    }
    if (range != NULL) {
        prefix->range = range->value;
        prefix->given_back |= prefix->tokens == 0;
        return other;
    }
    row = row_at(sentence, at, ROLE_bound_not, &tokens);
    if (row != NULL && has_roles(sentence, at + tokens, ROLE_BIT(bound_before))) {
        prefix->negated = true;
        return tokens;
    }
    row = row_at(sentence, at, ROLE_measure_before, &tokens);
    if (row == NULL)
        return 0;
    prefix->ratio = strcmp(row->value, "ratio") == 0;
    prefix->refused = !prefix->ratio;
    prefix->given_back |= prefix->ratio && prefix->tokens == 0; /* "multiplié par" speaks of a change, too */
    return tokens;
}

/* A bound or the like right before `at` that a longer phrase has used up ("dropped to about"), or that was given back. */
static const struct lexicon_row *row_taken(const struct sentence *sentence, uint32_t at, role_number role)
{
    for (uint32_t back = 1; back <= 5 && back <= at; back++) {
        uint32_t tokens;
        if (sentence->tokens[at - back].kind == TOKEN_NUMBER || !has_roles(sentence, at - back, role_bit(role)))
            continue;
        const struct lexicon_row *row = row_at(sentence, at - back, role, &tokens);
        if (row != NULL && tokens == back)
            return row;
    }
    return NULL;
}

/* Words before the number: bounds, their negation, what opens a range, what makes it no figure. */
static void read_prefix(const struct sentence *sentence, uint32_t at, struct prefix *prefix)
{
    uint32_t tokens;
    *prefix = (struct prefix){.tokens = 0};
    const struct lexicon_row *opener = at > 0 ? row_at(sentence, at - 1, ROLE_range_from, &tokens) : NULL;
    if (opener != NULL && tokens == 1)
        prefix->range = opener->value; /* given back before */
    const struct lexicon_row *taken = row_taken(sentence, at, ROLE_bound_before);
    prefix->bound = taken == NULL ? CHIFFRE_BOUND_none : bound_of(taken);
    taken = row_taken(sentence, at, ROLE_measure_before);
    prefix->ratio = taken != NULL && strcmp(taken->value, "ratio") == 0;
    prefix->refused = taken != NULL && !prefix->ratio;
    for (int i = 0; i < 6 && !prefix->refused && has_roles(sentence, at + prefix->tokens, PREFIX_ROLES); i++) {
        if (i > 0 && sentence->tokens[at + prefix->tokens].gap >= GAP_LINE)
            break;
        uint32_t used = read_prefix_word(sentence, at + prefix->tokens, prefix);
        if (used == 0)
            break;
        prefix->tokens += used;
    }
}

/* "ou plus", "or more", "environ" behind the amount. */
static uint32_t read_bound_behind(const struct sentence *sentence, uint32_t at, enum chiffre_bound *bound)
{
    uint32_t tokens;
    if (at >= sentence->count || sentence->tokens[at].gap >= GAP_LINE)
        return 0;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_bound_after, &tokens);
    if (row == NULL || (tokens == 1 && sentence->tokens[at].gap != GAP_HYPHEN && !unit_ends(sentence, at + 1)))
        return 0;
    for (uint32_t i = 1, other; i < tokens; i++) /* "and more than 20" is the next number's */
        if (row_at(sentence, at + i, ROLE_bound_before, &other) != NULL && i + other > tokens)
            return 0;
    *bound = joined(*bound, bound_of(row));
    return tokens;
}

/* ---- Rates ---- */

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
static uint32_t read_per(const struct sentence *sentence, uint32_t at, bool money, struct chiffre_text *per)
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
static void look_for_per(const struct sentence *sentence, uint32_t at, struct chiffre_text *per)
{
    uint32_t filler;
    for (uint32_t i = at; i < at + PER_WINDOW && i < sentence->count && sentence->tokens[i].kind == TOKEN_WORD && sentence->tokens[i].gap < GAP_LINE; i++)
        if (has_roles(sentence, i, ROLE_BIT(per)) && read_rate(sentence, i, true, false, per, &filler) > 0)
            return;
}

/* ---- Ranges ---- */

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

/* Is there a change in front that makes "A to B" two levels? `level`: only such as do so even when one unit serves both. */
static bool changed(const struct sentence *sentence, uint32_t at, bool level)
{
    for (uint32_t i = at; i > 0 && at - i < CHANGE_WINDOW; i--) {
        const struct token *token = &sentence->tokens[i - 1];
        if (token->kind == TOKEN_NUMBER || (token->kind == TOKEN_SIGN && token->sign != '-' && token->sign != '\''))
            return false;
        if (token->word == NULL || !(token->word->roles & role_bit(ROLE_range_not)))
            continue;
        struct match match = token_match(sentence, i - 1, ROLE_range_not);
        if (match.row != NULL && (!level || strcmp(match.row->value, "level") == 0))
            return true;
    }
    return false;
}

struct joint {
    const char *kind;   /* to, and, dash */
    uint32_t tokens;
    int sign;           /* "to up 1%": 1, "to down 3 %": -1, 0: none */
};

/* What stands between the ends of a range, with bounds and directions behind it. */
static bool read_joint(const struct sentence *sentence, uint32_t at, struct joint *joint)
{
    uint32_t tokens;
    *joint = (struct joint){.kind = NULL};
    if (sentence->tokens[at].kind == TOKEN_NUMBER && sentence->tokens[at].gap == GAP_HYPHEN && sentence->tokens[at - 1].kind == TOKEN_WORD) {
        joint->kind = "dash"; /* 2.5x-3x: the hyphen is a gap */
        return true;
    }
    const struct lexicon_row *row = row_at(sentence, at, ROLE_range_to, &tokens);
    if (row == NULL || strcmp(row->value, "list") == 0 || sentence->tokens[at].gap >= GAP_LINE)
        return false;
    joint->kind = row->value;
    joint->tokens = tokens;
    bool dash = strcmp(row->value, "dash") == 0;
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

/* Gives the scale of the second end to the first: "12 to 15 millions", "$366-370 million". */
static void share_scale(struct part *first, const struct part *second)
{
    struct chiffre_decimal end = decimal_absolute(second->numeral.value), begin = decimal_absolute(first->numeral.value);
    if (first->numeral.scaled || !second->numeral.scaled || second->numeral.scale == 0 || first->numeral.year)
        return;
    if (decimal_compare(begin, decimal_from(1000, 0)) >= 0)
        return;
    if (decimal_compare(decimal_scale(begin, second->numeral.scale), end) <= 0)
        number_scale(&first->numeral, second->numeral.scale);
}

/* May the two amounts be the ends of one range? Fills the first one's missing unit and scale. */
static bool may_range(const struct sentence *sentence, uint32_t outer, const struct prefix *prefix, const struct joint *joint, struct part *first,
                      struct part *second)
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
    if (in_year && (second->numeral.scaled || (first->number > 0 && row_at(sentence, first->number - 1, ROLE_period_in, &tokens) != NULL)))
        return false;
    struct part begin = *first;
    share_scale(&begin, second);
    own = own && begin.numeral.scaled == first->numeral.scaled; /* $89 to $93 billion: the scale serves both */
    bool between = prefix->range != NULL && strcmp(prefix->range, "between") == 0, told = prefix->range != NULL && strcmp(prefix->range, "range") == 0;
    bool from = prefix->range != NULL && strcmp(prefix->range, "from") == 0, by = prefix->range != NULL && strcmp(prefix->range, "by") == 0;
    bool dash = strcmp(joint->kind, "dash") == 0, rising = decimal_compare(begin.numeral.value, second->numeral.value) < 0;
    bool both_negative = decimal_sign(begin.numeral.value) < 0 && decimal_sign(second->numeral.value) <= 0;
    if (strcmp(joint->kind, "and") == 0 && !between)
        return false;
    if (!rising && !both_negative && joint->sign == 0 && !between)
        return false;
    if (dash && begin.unit.class == UNIT_NONE && second->unit.class == UNIT_NONE && first->numeral.year)
        return false;
    if (!between && !told && !dash && joint->sign == 0) {
        bool money = second->unit.class == UNIT_CURRENCY || second->unit.class == UNIT_COIN;
        const struct lexicon_row *level = outer > 0 ? row_at(sentence, outer - 1, ROLE_range_to, &tokens) : NULL;
        bool to_level = level != NULL && strcmp(level->value, "to") == 0; /* raised to A to B */
        if (own && !to_level && ((by && money) || (from && changed(sentence, outer, false)) || (!from && money && changed(sentence, outer, false))))
            return false;
        if (!own && from && changed(sentence, outer, true))
            return false;
    }
    *first = begin;
    return true;
}

/* The unit that the second end has and the first lacks, or the other way round. */
static void share_unit(struct part *first, struct part *second)
{
    if (first->unit.class == UNIT_NONE)
        first->unit = second->unit;
    else if (second->unit.class == UNIT_NONE)
        second->unit = first->unit;
    else if (first->unit.open != NULL)
        unit_narrow(&first->unit, &second->unit);
}

static bool down_before(const struct sentence *sentence, uint32_t at)
{
    uint32_t tokens;
    return at > 0 && row_at(sentence, at - 1, ROLE_down, &tokens) != NULL;
}

/* Reads the second end of a range that `first` opens: true, and *second and the signs of both are set. */
static bool read_range(struct reader *reader, const struct sentence *sentence, uint32_t outer, const struct prefix *prefix, struct part *first,
                       struct part *second)
{
    struct joint joint;
    if (first->end >= sentence->count || !read_joint(sentence, first->end, &joint))
        return false;
    uint32_t at = first->end + joint.tokens;
    if (at >= sentence->count || sentence->tokens[at].gap >= GAP_LINE)
        return false;
    if (!part_read(&reader->evidence, sentence, at, &reader->arena, second) || second->refused || (second->touching && joint.tokens > 0))
        return false;
    if (strcmp(joint.kind, "dash") == 0 && (second->minus || sentence->tokens[at].kind == TOKEN_WORD))
        return false;
    if (!may_range(sentence, outer, prefix, &joint, first, second))
        return false;
    share_unit(first, second);
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

/* ---- Lists ---- */

static bool may_share(const struct part *part)
{
    return part->unit.class == UNIT_NONE && !part->refused && !part->numeral.year && !part->numeral.article && !part->numeral.fraction &&
           !part->numeral.vague;
}

/* A joining sign or word of a list; *last: it announces the last item. */
static uint32_t read_separator(const struct sentence *sentence, uint32_t at, bool *last)
{
    uint32_t tokens, more;
    if (at >= sentence->count || sentence->tokens[at].gap >= GAP_LINE)
        return 0;
    const struct token *token = &sentence->tokens[at];
    if (token->kind == TOKEN_SIGN && token->sign == ',') {
        row_at(sentence, at + 1, ROLE_number_link, &more); /* A, B, and C */
        *last = more > 0;
        return 1 + more;
    }
    *last = row_at(sentence, at, ROLE_number_link, &tokens) != NULL;
    return tokens;
}

/* A bare number in a list takes the unit that the list's last item has: "eight or nine euros", "5, 10 et 15 %". */
static bool share_list(struct reader *reader, const struct sentence *sentence, struct part *part)
{
    uint32_t at = part->end;
    bool last = false;
    for (int i = 0; i < LIST_MAX; i++) {
        struct part next;
        uint32_t used = read_separator(sentence, at, &last);
        if (used == 0 || at + used >= sentence->count || !part_read(&reader->evidence, sentence, at + used, &reader->arena, &next) || next.refused)
            return false;
        if (next.unit.class != UNIT_NONE) {
            bool alike = next.numeral.scaled == part->numeral.scaled && !next.before && next.numeral.digits == part->numeral.digits;
            if (!last || !alike || (next.unit.class == UNIT_COUNTED && !next.numeral.scaled))
                return false;
            part->unit = next.unit;
            return true;
        }
        at = next.end;
    }
    return false;
}

/* Bare millions take the currency of an amount that follows in the same clause. */
static bool share_ahead(struct reader *reader, const struct sentence *sentence, struct part *part)
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
static bool share_whole(struct reader *reader, const struct sentence *sentence, struct part *part)
{
    uint32_t tokens, at = part->end;
    struct part whole;
    if (row_at(sentence, at, ROLE_unit_link, &tokens) == NULL || !part->numeral.digits)
        return false;
    at += tokens;
    for (int i = 0; i < 2 && at < sentence->count && sentence->tokens[at].kind == TOKEN_WORD && row_at(sentence, at, ROLE_stop, &tokens) != NULL; i++)
        at += tokens;
    if (at >= sentence->count || sentence->tokens[at].kind != TOKEN_NUMBER || !part_read(&reader->evidence, sentence, at, &reader->arena, &whole) ||
        whole.refused || (whole.unit.class != UNIT_COUNTED && whole.unit.class != UNIT_PERSONS))
        return false;
    part->unit = whole.unit;
    return true;
}

/* ---- Quantities ---- */

static enum chiffre_kind kind_of(enum unit_class class)
{
    switch (class) {
    case UNIT_CURRENCY:
    case UNIT_COIN:
        return CHIFFRE_KIND_money;
    case UNIT_PERCENT:
        return CHIFFRE_KIND_percent;
    case UNIT_RATIO:
        return CHIFFRE_KIND_ratio;
    case UNIT_PERSONS:
        return CHIFFRE_KIND_headcount;
    case UNIT_COUNTED:
        return CHIFFRE_KIND_count;
    default:
        return CHIFFRE_KIND_none;
    }
}

/* Small numbers in words count nothing worth a record ("four accounts"); an article or a lone fraction is no number. */
static bool worth_telling(const struct part *part)
{
    const struct numeral *numeral = &part->numeral;
    bool valued = part->unit.class == UNIT_CURRENCY || part->unit.class == UNIT_COIN || part->unit.class == UNIT_PERCENT;
    if (numeral->fraction)
        return false;
    if (numeral->article)
        return valued;
    if (valued || numeral->digits || numeral->scaled || numeral->collective)
        return true;
    return decimal_compare(numeral->value, decimal_from(100, 0)) >= 0;
}

/* "a dollar" is no amount, "un dollar" is one, unless something describes it ("un dollar fort"). */
static bool article_counts(const struct sentence *sentence, const struct part *part)
{
    uint32_t tokens;
    if (!part->numeral.article)
        return true;
    if (part->numeral.indefinite || part->unit.class == UNIT_PERCENT)
        return !part->numeral.indefinite;
    const struct lexicon_row *against = row_at(sentence, part->end, ROLE_currency_not, &tokens);
    return against == NULL || strcmp(against->value, "article") != 0; /* un euro fort */
}

static bool to_major(struct chiffre_decimal *value, int32_t divisor)
{
    return !value->known || divisor <= 1 || decimal_divide(*value, decimal_from(divisor, 0), 30, DECIMAL_HALF_EVEN, value) == CHIFFRE_OK;
}

static int32_t places_of(int32_t divisor)
{
    int32_t places = 0;
    for (int32_t rest = divisor; rest > 1; rest = (rest + 9) / 10)
        places++;
    return places;
}

/* Puts the ends in order and the unit into the record's terms. */
static bool fill(struct reader *reader, struct part *first, const struct part *second, struct quantity *quantity)
{
    unit_settle(&reader->evidence, &first->unit);
    quantity->kind = kind_of(first->unit.class);
    quantity->value = first->numeral.value;
    quantity->decimals = first->numeral.decimals;
    quantity->value_to = DECIMAL_EMPTY;
    if (second != NULL) {
        quantity->value_to = second->numeral.value;
        if (second->numeral.decimals > quantity->decimals)
            quantity->decimals = second->numeral.decimals;
        if (decimal_compare(quantity->value, quantity->value_to) > 0) {
            quantity->value_to = quantity->value;
            quantity->value = second->numeral.value;
        }
    }
    if (first->unit.class == UNIT_COIN) {
        if (!to_major(&quantity->value, first->unit.divisor) || !to_major(&quantity->value_to, first->unit.divisor))
            return false;
        quantity->decimals += places_of(first->unit.divisor);
    }
    if (quantity->kind == CHIFFRE_KIND_percent && quantity->decimals < 0)
        quantity->decimals = 0;
    quantity->unit = first->unit.class == UNIT_RATIO || first->unit.class == UNIT_NONE ? (struct chiffre_text){NULL, 0} : first->unit.code;
    quantity->row = first->unit.row;
    quantity->reason = first->unit.reason != NULL ? first->unit.reason : first->numeral.reason;
    quantity->minus = first->minus || (second != NULL && second->minus);
    quantity->plus = first->plus;
    return true;
}

static void remember(struct reader *reader, const struct sentence *sentence, const struct part *part)
{
    if (part->unit.class != UNIT_CURRENCY && part->unit.class != UNIT_COUNTED && part->unit.class != UNIT_PERSONS)
        return;
    reader->last = part->unit;
    reader->last.scale = 0;
    reader->last_known = true;
    reader->last_sentence = sentence->tokens[0].start;
    bool aside = part->from > 0 && sentence->tokens[part->from - 1].sign == '(' && reader->money_known; /* the same in another currency */
    if (part->unit.class == UNIT_CURRENCY && !aside) {
        reader->money = reader->last;
        reader->money_known = true;
    }
}

/* A quantity that is none: its tokens are used up, its value is not known. */
static uint32_t refuse(uint32_t at, const struct prefix *prefix, const struct part *part, struct quantity *quantity)
{
    *quantity = (struct quantity){.from = part->from, .to = part->end, .outer_from = at, .outer_to = part->end, .bound = prefix->bound};
    return part->end - at;
}

/* "percent of 10": a unit before the number, when nothing else follows. */
static bool percent_before(const struct sentence *sentence, uint32_t at, uint32_t *number, struct unit *unit)
{
    uint32_t tokens, link;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_percent_sign, &tokens);
    if (row == NULL || sentence->tokens[at].kind != TOKEN_WORD || strncmp(row->value, "percent", 7) != 0)
        return false;
    if (at > 0 && (sentence->tokens[at - 1].kind == TOKEN_NUMBER || number_may_begin(&sentence->tokens[at - 1])))
        return false;
    if (row_at(sentence, at + tokens, ROLE_unit_link, &link) == NULL)
        return false;
    *number = at + tokens + link;
    *unit = (struct unit){.class = UNIT_PERCENT, .code = {row->value, strcspn(row->value, " ")}, .row = row};
    return *number < sentence->count;
}

static uint32_t read_percent_of(struct reader *reader, const struct sentence *sentence, uint32_t at, struct quantity *quantity)
{
    uint32_t number;
    struct unit unit;
    struct part part;
    if (!percent_before(sentence, at, &number, &unit) || !part_read(&reader->evidence, sentence, number, &reader->arena, &part) || part.refused ||
        part.unit.class != UNIT_NONE || !unit_ends(sentence, part.end))
        return 0;
    part.unit = unit;
    part.from = at;
    *quantity = (struct quantity){.from = at, .to = part.to, .outer_from = at, .outer_to = part.end, .bound = CHIFFRE_BOUND_exact};
    return fill(reader, &part, NULL, quantity) ? part.end - at : 0;
}

/* Can nothing begin here? Most tokens of prose end here. */
#define BEGIN_ROLES (PREFIX_ROLES | ROLE_BIT(number_unit) | ROLE_BIT(number_teen) | ROLE_BIT(number_ten) | ROLE_BIT(number_score) | \
                     ROLE_BIT(number_hundred) | ROLE_BIT(number_one) | ROLE_BIT(number_negative) | ROLE_BIT(number_half) | \
                     ROLE_BIT(number_fraction) | ROLE_BIT(scale) | ROLE_BIT(collective) | ROLE_BIT(currency) | ROLE_BIT(currency_adjective) | \
                     ROLE_BIT(percent_sign))

static bool may_begin(const struct sentence *sentence, uint32_t at)
{
    const struct token *token = &sentence->tokens[at];
    if (token->kind == TOKEN_NUMBER)
        return true;
    if (token->roles & BEGIN_ROLES)
        return true;
    if (token->kind == TOKEN_SIGN)
        return strchr("+-.,(", token->sign) != NULL && token[1].kind == TOKEN_NUMBER && token->sign != 0;
    return (token->flags & TOKEN_CAPITALS) && token[1].kind == TOKEN_NUMBER; /* MUSD 50 */
}

/* Gives a bare amount the unit that its neighbours have. */
static bool share(struct reader *reader, const struct sentence *sentence, struct part *part)
{
    if (!may_share(part))
        return false;
    if (share_list(reader, sentence, part) || share_whole(reader, sentence, part))
        return true;
    if (decimal_sign(part->numeral.value) == 0)
        return false;
    if (!part->numeral.scaled || part->numeral.collective || part->numeral.scale < 6)
        return false;
    bool here = reader->last_known && reader->last_sentence == sentence->tokens[0].start;
    return (here && share_last(reader, sentence, part)) || share_ahead(reader, sentence, part) || share_last(reader, sentence, part);
}

static uint32_t finish(struct reader *reader, const struct sentence *sentence, uint32_t at, struct part *part, const struct part *second,
                       struct quantity *quantity)
{
    quantity->from = part->from;
    quantity->to = second != NULL ? second->to : part->to;
    quantity->outer_from = at;
    quantity->outer_to = second != NULL ? second->end : part->end;
    if (!fill(reader, part, second, quantity))
        return refuse(at, &(struct prefix){.bound = CHIFFRE_BOUND_none}, part, quantity);
    if (part->numeral.about && quantity->bound == CHIFFRE_BOUND_none)
        quantity->bound = part->numeral.vague ? CHIFFRE_BOUND_above : CHIFFRE_BOUND_about;
    if (part->at_least)
        quantity->bound = CHIFFRE_BOUND_at_least;
    for (int i = 0; i < 2 && quantity->kind != CHIFFRE_KIND_none; i++) { /* "par an environ", "environ par an" */
        quantity->outer_to += read_bound_behind(sentence, quantity->outer_to, &quantity->bound);
        if (quantity->per.length == 0 && quantity->outer_to < sentence->count)
            quantity->outer_to += read_per(sentence, quantity->outer_to, quantity->kind == CHIFFRE_KIND_money, &quantity->per);
    }
    if (quantity->per.length == 0 && quantity->kind != CHIFFRE_KIND_none && quantity->kind != CHIFFRE_KIND_percent)
        look_for_per(sentence, quantity->outer_to, &quantity->per);
    if (quantity->bound == CHIFFRE_BOUND_none)
        quantity->bound = CHIFFRE_BOUND_exact;
    remember(reader, sentence, part);
    return quantity->outer_to - at;
}

uint32_t quantity_read(struct reader *reader, const struct sentence *sentence, uint32_t at, struct quantity *quantity)
{
    if (!may_begin(sentence, at))
        return 0;
    struct prefix prefix;
    struct part part, second;
    read_prefix(sentence, at, &prefix);
    uint32_t number = at + prefix.tokens;
    if (number >= sentence->count || (prefix.tokens > 0 && (!may_begin(sentence, number) || sentence->tokens[number].gap >= GAP_LINE)))
        return 0;
    if (prefix.tokens == 0 && has_roles(sentence, at, ROLE_BIT(percent_sign))) {
        uint32_t used = read_percent_of(reader, sentence, at, quantity);
        if (used > 0)
            return used;
    }
    if (!part_read(&reader->evidence, sentence, number, &reader->arena, &part))
        return 0;
    if (prefix.given_back && (part.refused || part.touching))
        return 0;
    if (part.refused || part.touching || prefix.refused)
        return refuse(at, &prefix, &part, quantity);
    if (prefix.ratio && part.unit.class == UNIT_NONE)
        part.unit.class = UNIT_RATIO;
    *quantity = (struct quantity){.bound = prefix.bound, .value_to = DECIMAL_EMPTY};
    bool range = read_range(reader, sentence, at, &prefix, &part, &second);
    if (!range && prefix.given_back)
        return 0;
    if (!range)
        quantity->shared_unit = share(reader, sentence, &part);
    else if (second.unit.class == UNIT_NONE && share(reader, sentence, &second)) { /* entre 13 et 17,5 milliards */
        share_unit(&part, &second);
        quantity->shared_unit = true;
    }
    if (part.unit.class == UNIT_NONE && part.numeral.year && prefix.tokens > 0)
        return 0; /* about 2024, over 2025: the year is read by itself */
    if (!worth_telling(&part) || !article_counts(sentence, &part)) {
        if (part.unit.class == UNIT_NONE || part.numeral.article || part.numeral.fraction)
            return 0;
        return refuse(at, &prefix, &part, quantity);
    }
    return finish(reader, sentence, at, &part, range ? &second : NULL, quantity);
}
