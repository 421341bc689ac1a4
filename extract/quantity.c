/* SPDX-License-Identifier: MIT */
/* Bounds (prefix.c), amounts (part.c), ranges (range.c), shared units (share.c), rates (rate.c) -> quantities. */
#include "extract/quantity.h"

#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"
#include "extract/prefix.h"
#include "extract/range.h"
#include "extract/rate.h"
#include "extract/reader.h"
#include "extract/share.h"
#include "extract/skim.h"

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
    evidence_free(&reader->evidence);
    memory_free(reader);
}

enum chiffre_status reader_start(struct reader *reader, struct chiffre_text text, const struct lexicon *lexicon,
                                 const struct shapes *shapes)
{
    arena_reset(&reader->arena);
    evidence_start(&reader->evidence, text, lexicon, shapes);
    reader->last_known = reader->money_known = false;
    reader->given.start = reader->end.start = AHEAD_NONE;
    return CHIFFRE_OK;
}

bool reader_failed(const struct reader *reader)
{
    return reader->arena.failed || reader->evidence.failed || (reader->evidence.shapes != NULL && shapes_failed(reader->evidence.shapes));
}

static const uint8_t kinds[] = {[UNIT_CURRENCY] = CHIFFRE_KIND_money, [UNIT_COIN] = CHIFFRE_KIND_money, [UNIT_PERCENT] = CHIFFRE_KIND_percent,
                                [UNIT_RATIO] = CHIFFRE_KIND_ratio, [UNIT_PERSONS] = CHIFFRE_KIND_headcount, [UNIT_COUNTED] = CHIFFRE_KIND_count,
                                [UNIT_MEASURE] = CHIFFRE_KIND_none};

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
    return !decimal_below(numeral->value, 100);
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
    return against == NULL || against->kind != ROW_article; /* un euro fort */
}

static bool to_major(struct chiffre_decimal *value, int32_t divisor)
{
    return !value->known || divisor <= 1 ||
           decimal_divide(*value, decimal_whole(divisor), 30, DECIMAL_HALF_EVEN, value) == CHIFFRE_OK;
}

static int32_t places_of(int32_t divisor)
{
    int32_t places = 0;
    for (int32_t rest = divisor; rest > 1; rest = (rest + 9) / 10)
        places++;
    return places;
}

/* Puts the ends in order and the unit into the record's terms. */
static inline __attribute__((always_inline)) bool fill(struct reader *reader, struct part *first, const struct part *second,
                                                       struct quantity *quantity)
{
    unit_settle(&reader->evidence, &first->unit);
    quantity->kind = (enum chiffre_kind)kinds[first->unit.class];
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
    quantity->unit =
        first->unit.class == UNIT_RATIO || first->unit.class == UNIT_NONE ? (struct chiffre_text){NULL, 0} : first->unit.code;
    quantity->row = first->unit.row;
    quantity->reason = first->unit.reason != NULL ? first->unit.reason : first->numeral.reason;
    quantity->minus = first->minus || (second != NULL && second->minus);
    quantity->plus = first->plus;
    return true;
}

/* A quantity that is none: its tokens are used up, its value is not known. */
static uint32_t refuse(uint32_t at, const struct prefix *prefix, const struct part *part, struct quantity *quantity)
{
    *quantity =
        (struct quantity){.from = part->from, .to = part->end, .outer_from = at, .outer_to = part->end, .bound = prefix->bound};
    return part->end - at;
}

/* "percent of 10": a unit before the number, when nothing else follows. */
static bool percent_before(const struct sentence *sentence, uint32_t at, uint32_t *number, struct unit *unit)
{
    uint32_t tokens, link;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_percent_sign, &tokens);
    if (row == NULL || sentence->tokens[at].kind != TOKEN_WORD || (row->kind != ROW_percent && row->kind != ROW_percentage_points))
        return false;
    if (at > 0 && (sentence->tokens[at - 1].kind == TOKEN_NUMBER || number_may_begin(&sentence->tokens[at - 1])))
        return false;
    if (row_at(sentence, at + tokens, ROLE_unit_link, &link) == NULL)
        return false;
    *number = at + tokens + link;
    *unit = (struct unit){.class = UNIT_PERCENT, .code = {row->value, row->first}, .row = row};
    return *number < sentence->count;
}

static __attribute__((noinline)) uint32_t read_percent_of(struct reader *reader, const struct sentence *sentence, uint32_t at, struct quantity *quantity)
{
    uint32_t number;
    struct unit unit;
    struct part part;
    if (!percent_before(sentence, at, &number, &unit) || !part_read(&reader->evidence, sentence, number, &reader->arena, &part) ||
        part.refused || part.unit.class != UNIT_NONE || !unit_ends(sentence, part.end))
        return 0;
    part.unit = unit;
    part.from = at;
    *quantity = (struct quantity){.from = at, .to = part.to, .outer_from = at, .outer_to = part.end, .bound = CHIFFRE_BOUND_exact};
    return fill(reader, &part, NULL, quantity) ? part.end - at : 0;
}

/* Bounds, articles and adjectives of countries begin nothing unless what follows goes on: a number, or a word that is part of one. An article and an
 * adjective stand right before it; a bound is a phrase of some words, and more of them may follow. */
#define WEAK_ROLES (PREFIX_ROLES | ROLE_BIT(number_one) | ROLE_BIT(currency_adjective))
#define STRONG_ROLES ((QUANTITY_ROLES & ~WEAK_ROLES) | ROLE_BIT(currency_minor))
_Static_assert((STRONG_ROLES & ~SKIM_NUMERIC) == 0, "a reading goes on with what numbers are made of");
#define CLOSE 3
#define PHRASE_MOST 12
#define PHRASES_MOST 6 /* prefix_read takes no more */

static __attribute__((noinline)) bool goes_on(const struct sentence *sentence, uint32_t at)
{
    uint32_t end = at + CLOSE, last = at + PHRASE_MOST * PHRASES_MOST;
    for (uint32_t i = at; i < sentence->count && i <= end; i++) {
        if (i > at && (sentence->tokens[i].kind == TOKEN_NUMBER || (sentence->tokens[i].roles & STRONG_ROLES)))
            return true;
        uint32_t reach = sentence->tokens[i].roles & PREFIX_ROLES ? PHRASE_MOST : sentence->tokens[i].roles & WEAK_ROLES ? CLOSE : 0;
        end = i + reach > end ? i + reach : end;
        end = end < last ? end : last;
    }
    return false;
}

/* ---- Words that begin nothing unless the word behind them goes on. False is sure. ---- */

#define MONEY_ROLES (ROLE_BIT(currency) | ROLE_BIT(currency_adjective))
#define SMALL_ROLES (ROLE_BIT(number_one) | ROLE_BIT(number_unit) | ROLE_BIT(number_teen) | ROLE_BIT(number_ten) | ROLE_BIT(number_score))
#define FRACTION_ROLES (ROLE_BIT(number_half) | ROLE_BIT(number_fraction))

/* A number in words below 100 counts only with what makes it more (a dozen, two hundred), with money or a percent sign right behind, or as a part
 * of a range or list. */
#define SMALL_BEHIND                                                                                                               \
    (NUMBER_ROLES | ROLE_BIT(number_link) | ROLE_BIT(number_point) | ROLE_BIT(percent_sign) | MONEY_ROLES |                        \
     ROLE_BIT(currency_minor) | ROLE_BIT(range_to))
static bool small_goes_on(const struct sentence *sentence, const struct token *next)
{
    if ((next->roles & SMALL_BEHIND) || next->kind == TOKEN_NUMBER || next->gap == GAP_HYPHEN)
        return true;
    if (next->kind == TOKEN_SIGN)
        return next->sign == '+' || next->sign == ',';
    char last = sentence->text.data[next->start + next->length - 1];
    return (next->flags & TOKEN_CAPITAL) || (last >= 'A' && last <= 'Z'); /* deux MUSD */
}

/* A currency or a minus stands before a number, and maybe another currency. */
static bool before_number(const struct token *next)
{
    return next->kind != TOKEN_WORD || (next->roles & (NUMBER_ROLES | ROLE_BIT(number_negative) | MONEY_ROLES)) ||
           (next->flags & TOKEN_CAPITALS); /* moins MUSD 50 */
}

/* Does `next`, right behind a token of these roles and of no others that count, go on? */
static bool next_goes_on(const struct sentence *sentence, const struct token *token, uint64_t roles, const struct token *next)
{
    if (!(roles & ~PREFIX_ROLES))
        return quantity_may_begin(next);
    if (!(roles & ~SMALL_ROLES))
        return small_goes_on(sentence, next);
    if (!(roles & ~FRACTION_ROLES))
        return (next->roles & (ROLE_BIT(unit_link) | ROLE_BIT(number_one) | ROLE_BIT(scale) | ROLE_BIT(collective))) != 0;
    if (roles == ROLE_BIT(currency_adjective))
        return (next->roles & ROLE_BIT(currency)) || next->kind == TOKEN_NUMBER;
    if (roles == ROLE_BIT(percent_sign)) /* percent of 10 */
        return token->kind == TOKEN_WORD && (next->roles & ROLE_BIT(unit_link));
    if (roles == ROLE_BIT(currency) || roles == ROLE_BIT(number_negative))
        return before_number(next);
    return true;
}

/* Whichever of the phrases that stand here has the roles: the longest has so many words. */
static __attribute__((noinline)) bool phrase_goes_on(const struct sentence *sentence, const struct token *token, uint64_t roles)
{
    for (uint32_t words = 1; words <= token->phrase->word_count + 1u; words++)
        if (next_goes_on(sentence, token, roles, token + words))
            return true;
    return false;
}

static bool opens_number(uint8_t sign)
{
    return sign == '+' || sign == '-' || sign == '.' || sign == ',' || sign == '(';
}

bool quantity_begins(const struct sentence *sentence, uint32_t at)
{
    const struct token *token = &sentence->tokens[at];
    if (token->kind == TOKEN_NUMBER)
        return true;
    const uint64_t roles = token->roles & QUANTITY_ROLES;
    if (roles != 0) {
        bool lone = token->phrase->word_count == 0; /* as most are */
        if (lone ? !next_goes_on(sentence, token, roles, token + 1) : !phrase_goes_on(sentence, token, roles))
            return false;
        return (roles & ~WEAK_ROLES) || goes_on(sentence, at);
    }
    if (token->kind == TOKEN_SIGN)
        return (token[1].kind == TOKEN_NUMBER || (token[1].kind == TOKEN_SIGN && (token[1].roles & ROLE_BIT(currency)))) &&
               opens_number(token->sign);
    return (token->flags & TOKEN_CAPITALS) && token[1].kind == TOKEN_NUMBER; /* MUSD 50 */
}

/* A rate that does not stand right behind: some words behind, before, or before the list that this is an item of. */
static void look_for_rate(struct reader *reader, const struct sentence *sentence, uint32_t at, struct quantity *quantity)
{
    bool here = reader->last_sentence == sentence->tokens[0].start && reader->last_known;
    bool item = here && at > reader->last_end && at - reader->last_end <= 2 && reader->last_back_per.length > 0;
    rate_look(sentence, quantity->outer_to, &quantity->per);
    if (quantity->per.length > 0) {
        reader->last_back_per.length = 0;
        return;
    }
    if (item)
        quantity->per = reader->last_back_per;
    else
        rate_look_back(sentence, at, &quantity->per);
    reader->last_back_per = quantity->per;
}

/* "3 Français sur 4" is a share, no count; *end moves behind the whole. */
static bool one_of(const struct sentence *sentence, const struct quantity *quantity, uint32_t *end)
{
    uint32_t tokens, at = quantity->outer_to;
    if ((quantity->kind != CHIFFRE_KIND_count && quantity->kind != CHIFFRE_KIND_headcount) ||
        !decimal_below(quantity->value, 100))
        return false;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_per, &tokens);
    if (row == NULL || row->kind != ROW_of || at + tokens >= sentence->count)
        return false;
    *end = at + tokens + 1;
    return sentence->tokens[at + tokens].kind == TOKEN_NUMBER || number_may_begin(&sentence->tokens[at + tokens]);
}

#define BEHIND_ROLES (ROLE_BIT(bound_after) | ROLE_BIT(per) | ROLE_BIT(per_unit))

static uint32_t finish(struct reader *reader, const struct sentence *sentence, uint32_t at, struct part *part,
                       const struct part *second, struct quantity *quantity)
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
    for (int i = 0; i < 2 && quantity->kind != CHIFFRE_KIND_none && has_roles(sentence, quantity->outer_to, BEHIND_ROLES); i++) { /* "par an environ", "environ par an" */
        quantity->outer_to += prefix_bound_behind(sentence, quantity->outer_to, &quantity->bound);
        if (quantity->per.length == 0 && quantity->outer_to < sentence->count)
            quantity->outer_to += rate_read(sentence, quantity->outer_to, quantity->kind == CHIFFRE_KIND_money, &quantity->per);
    }
    if (quantity->per.length == 0 && part->rate_from > 0)
        rate_read(sentence, part->rate_from, quantity->kind == CHIFFRE_KIND_money, &quantity->per);
    if (quantity->per.length == 0 && quantity->kind != CHIFFRE_KIND_none && quantity->kind != CHIFFRE_KIND_percent)
        look_for_rate(reader, sentence, at, quantity);
    else
        reader->last_back_per.length = 0;
    if (one_of(sentence, quantity, &part->end))
        return refuse(at, &(struct prefix){.bound = CHIFFRE_BOUND_none}, part, quantity);
    if (quantity->bound == CHIFFRE_BOUND_none)
        quantity->bound = CHIFFRE_BOUND_exact;
    share_remember(reader, sentence, part);
    reader->last_end = quantity->outer_to;
    return quantity->outer_to - at;
}

/* Units for what has none: from neighbours; for a bound or a range told by words also from a count before. */
static void share_units(struct reader *reader, const struct sentence *sentence, const struct prefix *prefix, struct part *part,
                        struct part *second, struct quantity *quantity)
{
    struct part *bare = second != NULL ? second : part; /* entre 13 et 17,5 milliards */
    if (bare->unit.class != UNIT_NONE)
        return;
    bool told = prefix->bound != CHIFFRE_BOUND_none || (second != NULL && prefix->range == ROW_between);
    if (!(share_unit(reader, sentence, bare) || (told && share_count(reader, sentence, bare))))
        return;
    if (second != NULL)
        range_join_units(part, second);
    quantity->shared_unit = true;
}

uint32_t quantity_read_at(struct reader *reader, const struct sentence *sentence, uint32_t at, struct quantity *quantity)
{
    struct prefix prefix;
    struct part part, second;
    prefix_read(sentence, at, &prefix);
    uint32_t number = at + prefix.tokens;
    if (number >= sentence->count ||
        (prefix.tokens > 0 && (!quantity_begins(sentence, number) || sentence->tokens[number].gap >= GAP_LINE)))
        return 0;
    if (prefix.tokens == 0 && has_roles(sentence, at, ROLE_BIT(percent_sign))) {
        uint32_t used = read_percent_of(reader, sentence, at, quantity);
        if (used > 0)
            return used;
    }
    if (!ahead_take(&reader->given, sentence, number, &part) && !ahead_take(&reader->end, sentence, number, &part) &&
        !part_read(&reader->evidence, sentence, number, &reader->arena, &part))
        return 0;
    if (prefix.given_back)
        ahead_keep(&reader->given, sentence, number, &part);
    if (prefix.given_back && (part.refused || part.touching))
        return 0;
    if (part.refused || part.touching || prefix.refused)
        return refuse(at, &prefix, &part, quantity);
    if (prefix.ratio && part.unit.class == UNIT_NONE)
        part.unit.class = UNIT_RATIO;
    quantity->bound = prefix.bound;
    quantity->per = (struct chiffre_text){NULL, 0};
    quantity->shared_unit = false;
    bool range = range_may_follow(&sentence->tokens[part.end]) && range_read(reader, sentence, at, &prefix, &part, &second);
    if (!range && prefix.given_back)
        return 0;
    share_units(reader, sentence, &prefix, &part, range ? &second : NULL, quantity);
    if (part.unit.class == UNIT_NONE && part.numeral.year && prefix.tokens > 0)
        return 0; /* about 2024, over 2025: the year is read by itself */
    if (!worth_telling(&part) || !article_counts(sentence, &part)) {
        if (part.unit.class == UNIT_NONE || part.numeral.article || part.numeral.fraction)
            return 0;
        return refuse(at, &prefix, &part, quantity);
    }
    return finish(reader, sentence, at, &part, range ? &second : NULL, quantity);
}
