/* SPDX-License-Identifier: MIT */
/* Signs, codes and names of currencies, adjectives that narrow them, letters glued together (MEUR). */
#include "extract/currency.h"

#include "core/text.h"
#include "extract/rows.h"

#define LETTERS_MAX 12

/* Codes separated by |, up to a blank: "FRF|CHF|BEF large". */
static struct chiffre_text codes_of(const char *value)
{
    return (struct chiffre_text){value, strcspn(value, " ")};
}

static struct chiffre_text next_code(struct chiffre_text *codes)
{
    const char *bar = memchr(codes->data, '|', codes->length);
    struct chiffre_text code = {codes->data, bar == NULL ? codes->length : (size_t)(bar - codes->data)};
    size_t used = code.length + (bar != NULL);
    codes->data += used;
    codes->length -= used;
    return code;
}

static bool has_code(struct chiffre_text codes, struct chiffre_text code)
{
    while (codes.length > 0)
        if (text_equal(next_code(&codes), code))
            return true;
    return false;
}

/* The first of `codes` that `others` has too; empty when there is none. */
static struct chiffre_text common_code(struct chiffre_text codes, struct chiffre_text others)
{
    while (codes.length > 0) {
        struct chiffre_text code = next_code(&codes);
        if (has_code(others, code))
            return code;
    }
    return (struct chiffre_text){NULL, 0};
}

void currency_set(struct unit *unit, const struct lexicon_row *row)
{
    unit->row = row;
    unit->divisor = 1;
    unit->class = UNIT_CURRENCY;
    unit->code = (struct chiffre_text){row->value, row->first};
    unit->open = row_flagged(row, ROW_OPEN) ? row->value : NULL;
    if (row->role == ROLE_currency_minor) {
        const char *value = row->value + row->first + 1;
        struct chiffre_text codes = codes_of(value);
        unit->class = UNIT_COIN;
        unit->divisor = row->number;
        unit->code = next_code(&codes);
        unit->open = codes.length > 0 ? value : NULL;
    }
}

static struct chiffre_text unit_codes(const struct unit *unit)
{
    return unit->open != NULL ? codes_of(unit->open) : unit->code;
}

bool unit_narrow(struct unit *unit, const struct unit *other)
{
    if (unit->open != NULL && unit->open == other->open) /* $366 to $370 */
        return *unit->open != '|' && *unit->open != ' ';
    struct chiffre_text code = common_code(unit_codes(unit), unit_codes(other));
    if (code.length == 0)
        return false;
    if (unit->open != NULL && other->open != NULL)
        return true; /* both leave it open */
    unit->code = code;
    unit->open = NULL;
    return true;
}

void unit_settle(struct evidence *evidence, struct unit *unit)
{
    if (unit->open == NULL || (unit->class != UNIT_CURRENCY && unit->class != UNIT_COIN))
        return;
    unit->code = evidence_currency(evidence, unit->open, &unit->reason);
    unit->open = NULL;
}

static bool narrow_by(struct unit *unit, const struct lexicon_row *adjective)
{
    struct chiffre_text code = common_code(unit_codes(unit), codes_of(adjective->value));
    if (code.length == 0)
        return false;
    if (unit->open != NULL)
        unit->reason = "the word that names its country";
    unit->code = code;
    unit->open = NULL;
    return true;
}

/* An adjective behind ("dollars canadiens", "dollars de Hong Kong", "$ US"); reads nothing when it fits no candidate. */
void currency_narrow_behind(const struct sentence *sentence, uint32_t at, struct unit *unit)
{
    uint32_t link = 0, tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_currency_adjective, &tokens);
    if (row == NULL && row_at(sentence, at, ROLE_unit_link, &link) != NULL)
        row = row_at(sentence, at + link, ROLE_currency_adjective, &tokens);
    if (row == NULL)
        return;
    const struct token *token = &sentence->tokens[at];
    if (token->gap == GAP_LINE ||
        (tokens == 1 && link == 0 && token->length <= 2 && !(token->flags & TOKEN_CAPITALS)))
        return; /* "us" is no country */
    if (narrow_by(unit, row))
        unit->tokens = unit->used = unit->used + link + tokens;
}

/* The row of `role` that some letters of a word have by themselves. */
static const struct lexicon_row *letters_row(const struct lexicon *lexicon, const char *folded, size_t length, role_number role)
{
    const struct lexicon_word *word = lexicon_find(lexicon, folded, length);
    if (word == NULL || word->phrase_count == 0 || !(word->roles & role_bit(role)))
        return NULL;
    const struct lexicon_phrase *last = &lexicon->phrases[word->first_phrase + word->phrase_count - 1]; /* the shortest */
    return last->word_count == 0 ? phrase_row(lexicon, last, role) : NULL;
}

static bool all_capitals(const char *letters, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (letters[i] < 'A' || letters[i] > 'Z')
            return false;
    return true;
}

/* Letters glued together that no table has whole: a scale and a currency (MUSD, MEUR, MF) or a currency and a scale (USDm). */
uint32_t currency_letters(const struct sentence *sentence, uint32_t at, struct unit *unit)
{
    const struct token *token = &sentence->tokens[at];
    if (token->kind != TOKEN_WORD || token->length < 2 || token->length > LETTERS_MAX || (token->flags & TOKEN_ACCENT))
        return 0;
    const char *written = sentence->text.data + token->start;
    if (!all_capitals(written, 1) && !all_capitals(written + token->length - 1, 1))
        return 0; /* the currency is capitals, and begins or ends the word */
    char folded[LETTERS_MAX * 3];
    size_t length = text_fold((struct chiffre_text){written, token->length}, folded);
    for (size_t cut = 1; cut < length && length == token->length; cut++) {
        for (int order = 0; order < 2; order++) { /* scale first, currency first */
            size_t currency_from = order == 0 ? cut : 0, currency_length = order == 0 ? length - cut : cut;
            size_t scale_from = order == 0 ? 0 : cut, scale_length = length - currency_length;
            if (currency_length > 4 || !all_capitals(written + currency_from, currency_length))
                continue;
            const struct lexicon_row *scale = letters_row(sentence->lexicon, folded + scale_from, scale_length, ROLE_scale_glued);
            const struct lexicon_row *currency =
                letters_row(sentence->lexicon, folded + currency_from, currency_length, ROLE_currency);
            if (scale == NULL || currency == NULL || row_flagged(currency, ROW_LARGE))
                continue;
            currency_set(unit, currency);
            unit->scale = scale->number;
            unit->tokens = unit->used = 1;
            return 1;
        }
    }
    return 0;
}

static void classify(const struct sentence *sentence, uint32_t at, struct unit *unit)
{
    const struct token *token = &sentence->tokens[at];
    unit->sign = token->kind == TOKEN_SIGN;
    unit->name = token->kind == TOKEN_WORD && token->length > 3 && !(token->flags & TOKEN_CAPITALS) && unit->tokens == 1;
}

/* A currency that stands at `at`, adjectives before it included. */
uint32_t currency_read(const struct sentence *sentence, uint32_t at, struct unit *unit)
{
    uint32_t tokens, before = 0;
    const struct lexicon_row *adjective = NULL;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_currency, &tokens);
    if (row == NULL || !unit_spelled(sentence, at, tokens, row)) {
        adjective = row_at(sentence, at, ROLE_currency_adjective, &before);
        row = adjective == NULL ? NULL : row_at(sentence, at + before, ROLE_currency, &tokens);
        if (row == NULL)
            return 0;
    }
    currency_set(unit, row);
    unit->tokens = unit->used = tokens;
    classify(sentence, at + before, unit);
    if ((adjective != NULL && !narrow_by(unit, adjective)) ||
        (row_flagged(row, ROW_WEAK) && (sentence->tokens[at + before].flags & TOKEN_ACCENT)))
        return 0;
    unit->tokens = unit->used = before + tokens;
    return unit->used;
}

void currency_narrow_coin(const struct sentence *sentence, uint32_t at, struct unit *unit)
{
    uint32_t link;
    struct unit major = {.class = UNIT_NONE};
    if (row_at(sentence, at, ROLE_unit_link, &link) == NULL || at + link >= sentence->count ||
        currency_read(sentence, at + link, &major) == 0)
        return;
    currency_narrow_behind(sentence, at + link + major.used, &major);
    if (unit_narrow(unit, &major))
        unit->tokens = unit->used = unit->used + link + major.used;
}

uint32_t unit_read_before(const struct sentence *sentence, uint32_t at, struct unit *unit)
{
    *unit = (struct unit){.class = UNIT_NONE};
    if (currency_read(sentence, at, unit) == 0)
        return sentence->tokens[at + 1].kind == TOKEN_NUMBER && sentence->tokens[at + 1].gap <= GAP_NO_BREAK
                   ? currency_letters(sentence, at, unit)
                   : 0;
    if (!unit_spelled(sentence, at, unit->used, unit->row) || row_flagged(unit->row, ROW_PART))
        return 0;
    struct unit second = {.class = UNIT_NONE}; /* usd$ 15 */
    if (has_roles(sentence, at + unit->used, ROLE_BIT(currency) | ROLE_BIT(currency_adjective)) && currency_read(sentence, at + unit->used, &second) > 0 && unit_narrow(unit, &second))
        unit->tokens = unit->used = unit->used + second.used;
    bool glued = sentence->tokens[at + unit->used].gap == GAP_GLUED,
         written = (sentence->tokens[at].flags & (at > 0 ? TOKEN_CAPITAL : TOKEN_CAPITALS)) != 0;
    bool doubtful =
        !unit->sign && !written && unit->tokens == 1 && row_flagged(unit->row, ROW_WEAK | ROW_LARGE);
    if (row_flagged(unit->row, ROW_LETTER) || doubtful)
        return 0; /* a letter, or a name that is another word too, with no country to it */
    return row_flagged(unit->row, ROW_GLUED) && !glued ? 0 : unit->used;
}

const struct lexicon_row *currency_sign(const struct sentence *sentence, const struct token *token)
{
    const uint64_t roles = token->roles & (ROLE_BIT(currency) | ROLE_BIT(number_negative));
    if (token->kind != TOKEN_SIGN || roles != ROLE_BIT(currency) || token->phrase->word_count > 0 || token[1].kind != TOKEN_NUMBER ||
        token->sign == '-' || token->sign == '+')
        return NULL;
    const struct lexicon_row *row = phrase_row(sentence->lexicon, token->phrase, ROLE_currency);
    return row->flags & ~ROW_OPEN ? NULL : row;
}
