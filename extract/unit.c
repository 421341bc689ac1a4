/* SPDX-License-Identifier: MIT */
/* Tokens beside a number -> currencies, coins, percent signs, scale letters. Counted nouns are read in noun.c. */
#include "extract/unit.h"

#include "core/decimal.h"
#include "core/text.h"
#include "extract/noun.h"

#include <stdlib.h>
#include <string.h>

#define LETTERS_MAX 12

static const struct lexicon_row *row_at(const struct sentence *sentence, uint32_t at, role_number role, uint32_t *tokens)
{
    *tokens = 0;
    if (at >= sentence->count)
        return NULL;
    struct match match = token_match(sentence, at, role);
    *tokens = match.tokens;
    return match.row;
}

static const char *flags_of(const struct lexicon_row *row)
{
    const char *flags = strchr(row->value, ' ');
    if (flags != NULL && row->role == ROLE_currency_minor)
        flags = strchr(flags + 1, ' ');
    return flags == NULL ? "" : flags;
}

static bool flagged(const struct lexicon_row *row, const char *flag)
{
    const char *at = flags_of(row);
    size_t length = strlen(flag);
    for (at = strstr(at, flag); at != NULL; at = strstr(at + 1, flag))
        if (at[-1] == ' ' && (at[length] == '\0' || at[length] == ' '))
            return true;
    return false;
}

bool unit_ends(const struct sentence *sentence, uint32_t at)
{
    if (at >= sentence->count)
        return true;
    const struct token *token = &sentence->tokens[at];
    if (token->gap == GAP_PARAGRAPH)
        return true;
    if (at + 1 < sentence->count && token[1].gap == GAP_GLUED && token[1].kind != TOKEN_SIGN)
        return false; /* 2 p.m. */
    return token->kind == TOKEN_SIGN && token->sign != 0 && strchr(".,;:!?)]\"", token->sign) != NULL;
}

/* ---- Written forms ---- */

static bool spelled(const struct sentence *sentence, uint32_t at, uint32_t tokens, const struct lexicon_row *row)
{
    const struct token *first = &sentence->tokens[at];
    if (*flags_of(row) == '\0')
        return true;
    bool capitals = flagged(row, "capitals"), tight = flagged(row, "tight");
    if (flagged(row, "capital") && !(first->flags & TOKEN_CAPITAL))
        return false;
    if (flagged(row, "lower") && (first->flags & TOKEN_CAPITAL))
        return false;
    for (uint32_t i = 0; i < tokens; i++) {
        const struct token *token = first + i;
        if (token->kind == TOKEN_WORD && ((capitals && !(token->flags & TOKEN_CAPITALS)) || (tight && !(token->flags & TOKEN_CAPITAL))))
            return false;
        if (tight && i > 0 && token->gap != GAP_GLUED)
            return false;
    }
    return true;
}

static bool large(const struct numeral *numeral)
{
    return numeral->scaled || decimal_compare(decimal_absolute(numeral->value), decimal_from(1000, 0)) >= 0;
}

/* In a sentence with a currency_not for this name it is no money: pounds that are weighed, livres that are read. */
static const struct lexicon_row *spoken_against(const struct sentence *sentence, const struct token *name)
{
    for (uint32_t i = 0; i < sentence->count; i++) {
        const struct token *token = &sentence->tokens[i];
        if (token->word == NULL || !(token->word->roles & role_bit(ROLE_currency_not)))
            continue;
        struct match match = token_match(sentence, i, ROLE_currency_not);
        size_t length = match.row == NULL ? 0 : strcspn(match.row->value, " ");
        if (match.row != NULL && name->word->length >= length && memcmp(name->word->text, match.row->value, length) == 0)
            return match.row;
    }
    return NULL;
}

/* A name that is also a measure or a thing: behind "de" it is one ("un canon de 25 livres"), and before "de" too. */
static bool weak_refused(const struct sentence *sentence, uint32_t number, uint32_t at, uint32_t tokens)
{
    uint32_t some;
    const struct token *behind = &sentence->tokens[at + tokens];
    if (sentence->tokens[at].flags & TOKEN_ACCENT)
        return true; /* livrés */
    if (behind->gap == GAP_HYPHEN || row_at(sentence, at + tokens, ROLE_unit_link, &some) != NULL)
        return true;
    const struct lexicon_row *from = number > 0 ? row_at(sentence, number - 1, ROLE_range_from, &some) : NULL;
    if (from != NULL && strcmp(from->value, "from") == 0 && row_at(sentence, number - 1, ROLE_unit_link, &some) != NULL)
        return true;
    return spoken_against(sentence, &sentence->tokens[at]) != NULL;
}

/* Do the row's flags let it be what it says behind this number? `narrowed`: an adjective names the country. */
static bool allowed_after(const struct sentence *sentence, uint32_t number, uint32_t at, uint32_t tokens, const struct lexicon_row *row,
                          const struct numeral *numeral, bool narrowed)
{
    if (*flags_of(row) == '\0')
        return true;
    const struct token *behind = &sentence->tokens[at + tokens];
    if (!spelled(sentence, at, tokens, row) || flagged(row, "part"))
        return false;
    bool price = numeral->decimals >= 2 && !flagged(row, "capitals") && !flagged(row, "capital");
    if (flagged(row, "large") && !large(numeral) && !price && !narrowed)
        return false;
    bool touches = sentence->tokens[at].gap == GAP_GLUED, ends = unit_ends(sentence, at + tokens);
    if (flagged(row, "glued") && !touches && !(ends && tokens == 1 && numeral->digits && !numeral->year))
        return false;
    if (flagged(row, "last") && !ends)
        return false;
    if (flagged(row, "letter") && behind->kind == TOKEN_NUMBER && behind->length != 2)
        return false;
    return !flagged(row, "weak") || narrowed || large(numeral) || !weak_refused(sentence, number, at, tokens);
}

/* ---- Codes ---- */

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

static void set_codes(struct unit *unit, const struct lexicon_row *row)
{
    const char *value = row->value;
    unit->row = row;
    unit->divisor = 1;
    unit->class = row->role == ROLE_currency_minor ? UNIT_COIN : UNIT_CURRENCY;
    if (row->role == ROLE_currency_minor) {
        unit->divisor = (int32_t)strtol(value, NULL, 10);
        value = strchr(value, ' ') + 1;
    }
    struct chiffre_text codes = codes_of(value);
    unit->code = next_code(&codes);
    unit->open = codes.length > 0 ? value : NULL;
}

static struct chiffre_text unit_codes(const struct unit *unit)
{
    return unit->open != NULL ? codes_of(unit->open) : unit->code;
}

bool unit_narrow(struct unit *unit, const struct unit *other)
{
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

/* ---- Currencies before and behind ---- */

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
static void narrow_behind(const struct sentence *sentence, uint32_t at, struct unit *unit)
{
    uint32_t link = 0, tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_currency_adjective, &tokens);
    if (row == NULL && row_at(sentence, at, ROLE_unit_link, &link) != NULL)
        row = row_at(sentence, at + link, ROLE_currency_adjective, &tokens);
    const struct token *token = &sentence->tokens[at];
    if (row == NULL || token->gap == GAP_LINE || (tokens == 1 && link == 0 && token->length <= 2 && !(token->flags & TOKEN_CAPITALS)))
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
static uint32_t read_letters(const struct sentence *sentence, uint32_t at, struct unit *unit)
{
    const struct token *token = &sentence->tokens[at];
    if (token->kind != TOKEN_WORD || token->length < 2 || token->length > LETTERS_MAX || (token->flags & TOKEN_ACCENT))
        return 0;
    const char *written = sentence->text.data + token->start;
    char folded[LETTERS_MAX * 3];
    size_t length = text_fold((struct chiffre_text){written, token->length}, folded);
    for (size_t cut = 1; cut < length && length == token->length; cut++) {
        for (int order = 0; order < 2; order++) { /* scale first, currency first */
            size_t currency_from = order == 0 ? cut : 0, currency_length = order == 0 ? length - cut : cut;
            size_t scale_from = order == 0 ? 0 : cut, scale_length = length - currency_length;
            if (currency_length > 4 || !all_capitals(written + currency_from, currency_length))
                continue;
            const struct lexicon_row *scale = letters_row(sentence->lexicon, folded + scale_from, scale_length, ROLE_scale_glued);
            const struct lexicon_row *currency = letters_row(sentence->lexicon, folded + currency_from, currency_length, ROLE_currency);
            if (scale == NULL || currency == NULL || flagged(currency, "large"))
                continue;
            set_codes(unit, currency);
            unit->scale = (int32_t)strtol(scale->value, NULL, 10);
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
static uint32_t read_currency(const struct sentence *sentence, uint32_t at, struct unit *unit)
{
    uint32_t tokens, before = 0;
    const struct lexicon_row *adjective = NULL;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_currency, &tokens);
    if (row == NULL || !spelled(sentence, at, tokens, row)) {
        adjective = row_at(sentence, at, ROLE_currency_adjective, &before);
        row = adjective == NULL ? NULL : row_at(sentence, at + before, ROLE_currency, &tokens);
        if (row == NULL)
            return 0;
    }
    set_codes(unit, row);
    unit->tokens = unit->used = tokens;
    classify(sentence, at + before, unit);
    if ((adjective != NULL && !narrow_by(unit, adjective)) || (flagged(row, "weak") && (sentence->tokens[at + before].flags & TOKEN_ACCENT)))
        return 0;
    unit->tokens = unit->used = before + tokens;
    return unit->used;
}

uint32_t unit_read_before(const struct sentence *sentence, uint32_t at, struct unit *unit)
{
    *unit = (struct unit){.class = UNIT_NONE};
    if (read_currency(sentence, at, unit) == 0)
        return sentence->tokens[at + 1].kind == TOKEN_NUMBER && sentence->tokens[at + 1].gap <= GAP_NO_BREAK ? read_letters(sentence, at, unit) : 0;
    if (!spelled(sentence, at, unit->used, unit->row) || flagged(unit->row, "part"))
        return 0;
    struct unit second = {.class = UNIT_NONE}; /* usd$ 15 */
    if (at + unit->used < sentence->count && read_currency(sentence, at + unit->used, &second) > 0 && unit_narrow(unit, &second))
        unit->tokens = unit->used = unit->used + second.used;
    bool glued = sentence->tokens[at + unit->used].gap == GAP_GLUED;
    if (flagged(unit->row, "letter") || (unit->name && (flagged(unit->row, "weak") || flagged(unit->row, "large")) && strchr(unit->row->value, '|') != NULL && unit->open != NULL))
        return 0; /* a letter, or a name that is another word too, with no country to it */
    return flagged(unit->row, "glued") && !glued ? 0 : unit->used;
}

/* ---- Scale letters ---- */

static bool money_behind(const struct sentence *sentence, uint32_t at)
{
    uint32_t tokens, link = 0;
    if (at >= sentence->count)
        return false;
    row_at(sentence, at, ROLE_unit_link, &link);
    const struct lexicon_row *row = row_at(sentence, at + link, ROLE_currency, &tokens);
    return row != NULL && spelled(sentence, at + link, tokens, row);
}

uint32_t unit_read_scale(const struct sentence *sentence, uint32_t at, bool money, int32_t *power)
{
    uint32_t tokens, some;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_scale_glued, &tokens);
    if (row == NULL || !spelled(sentence, at, tokens, row))
        return 0;
    const struct token *token = &sentence->tokens[at];
    bool beside = money || money_behind(sentence, at + tokens), glued = token->gap == GAP_GLUED;
    if (token->gap == GAP_HYPHEN || token->gap == GAP_LINE || token->gap == GAP_PARAGRAPH || sentence->tokens[at + tokens].gap == GAP_APOSTROPHE)
        return 0;
    if (!beside && flagged(row, "money"))
        return 0;
    if (!beside && !glued && (token->length == 1 ? !(token->flags & TOKEN_CAPITAL) || !noun_follows(sentence, at + tokens) : false))
        return 0;
    if (money && !glued && token->length == 1 && !money_behind(sentence, at + tokens) && !unit_ends(sentence, at + tokens) &&
        !(token->flags & TOKEN_CAPITAL))
        return 0;
    if (!beside && token->length == 1 && row_at(sentence, at, ROLE_measure, &some) != NULL && !noun_follows(sentence, at + tokens))
        return 0; /* 100m */
    *power = (int32_t)strtol(row->value, NULL, 10);
    return tokens;
}

/* ---- Behind the number ---- */

static bool percentage_in(const struct sentence *sentence, uint32_t before)
{
    for (uint32_t i = 0; i < before; i++) {
        uint32_t tokens;
        if (sentence->tokens[i].word == NULL || !(sentence->tokens[i].word->roles & ROLE_BIT(percent_sign)))
            continue;
        const struct lexicon_row *row = row_at(sentence, i, ROLE_percent_sign, &tokens);
        if (row != NULL && strncmp(row->value, "percent", 7) == 0 && row->value[7] != 'a')
            return true;
    }
    return false;
}

static uint32_t read_percent(const struct sentence *sentence, uint32_t at, const struct numeral *numeral, struct unit *unit)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_percent_sign, &tokens);
    if (row == NULL || !spelled(sentence, at, tokens, row) || flagged(row, "before"))
        return 0;
    const struct token *first = &sentence->tokens[at], *behind = first + tokens;
    bool small = decimal_compare(decimal_absolute(numeral->value), decimal_from(100, 0)) < 0;
    if ((flagged(row, "small") && !small) || (flagged(row, "near") && !(small && percentage_in(sentence, at))))
        return 0;
    if (first->kind == TOKEN_SIGN && behind->gap == GAP_GLUED && behind->kind != TOKEN_SIGN && behind->length > 0)
        return 0; /* %25 in an address */
    if ((flagged(row, "glued") && first->gap != GAP_GLUED) || (flagged(row, "decimal") && numeral->decimals < 1))
        return 0;
    unit->class = strncmp(row->value, "ratio", 5) == 0 ? UNIT_RATIO : UNIT_PERCENT;
    unit->code = (struct chiffre_text){row->value, unit->class == UNIT_RATIO ? 0 : strcspn(row->value, " ")};
    unit->row = row;
    unit->used = unit->tokens = unit->class == UNIT_RATIO && flagged(row, "1") ? 1 : tokens;
    return unit->used;
}

/* A currency or coin at `at`; `link` tokens of "de" stand between it and the number. */
static uint32_t read_money(const struct sentence *sentence, uint32_t number, uint32_t at, uint32_t link, const struct numeral *numeral, struct unit *unit)
{
    uint32_t tokens = read_currency(sentence, at + link, unit);
    if (tokens > 0) {
        const struct lexicon_row *row = unit->row;
        bool narrowed = unit->open == NULL && strchr(row->value, '|') != NULL;
        struct unit plain = *unit;
        narrow_behind(sentence, at + link + tokens, unit);
        narrowed |= unit->used > plain.used;
        if (!allowed_after(sentence, number, at + link, plain.used, row, numeral, narrowed))
            return 0;
        struct unit second = {.class = UNIT_NONE}; /* 10 $ US, 2 $ usd, 50 dollar USD */
        if (unit->used == plain.used && read_currency(sentence, at + link + unit->used, &second) > 0 && second.open == NULL && unit->open != NULL &&
            !second.name && unit->sign && unit_narrow(unit, &second))
            unit->tokens = unit->used = unit->used + second.used;
        return unit->used;
    }
    const struct lexicon_row *coin = row_at(sentence, at + link, ROLE_currency_minor, &tokens);
    if (coin == NULL || (link > 0 && !numeral->scaled) || !allowed_after(sentence, number, at + link, tokens, coin, numeral, false))
        return 0;
    set_codes(unit, coin);
    unit->tokens = unit->used = tokens;
    unit->name = true;
    return tokens;
}

static uint32_t read_measure(const struct sentence *sentence, uint32_t at, bool far, struct unit *unit)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_measure, &tokens);
    if (row == NULL)
        row = row_at(sentence, at, ROLE_ordinal, &tokens);
    if (row == NULL || (strcmp(row->value, "far") == 0) != far)
        return 0;
    if (row->role == ROLE_ordinal ? sentence->tokens[at].gap != GAP_GLUED : sentence->tokens[at + tokens].gap == GAP_APOSTROPHE)
        return 0; /* 7 millions l'an dernier */
    if (token_match(sentence, at, ROLE_period_relative).tokens > tokens)
        return 0; /* an increase of 1,900 year over year */
    unit->class = UNIT_MEASURE;
    unit->row = row;
    unit->tokens = unit->used = tokens;
    return tokens;
}

/* A weak name that is refused: a calibre or weight, unless the sentence says that it counts things. */
static bool is_weight(const struct sentence *sentence, uint32_t at)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_currency, &tokens);
    if (row == NULL || !flagged(row, "weak") || (sentence->tokens[at].flags & TOKEN_ACCENT))
        return false;
    const struct lexicon_row *against = spoken_against(sentence, &sentence->tokens[at]);
    return against == NULL || flagged(against, "measure");
}

static uint32_t read_after(const struct evidence *evidence, const struct sentence *sentence, uint32_t number, uint32_t at, uint32_t link,
                           const struct numeral *numeral, struct unit *unit, struct arena *arena)
{
    if (link == 0 && read_percent(sentence, at, numeral, unit) > 0)
        return unit->used;
    if (read_money(sentence, number, at, link, numeral, unit) > 0)
        return unit->used;
    uint32_t next = at + link;
    if (link == 0 && sentence->tokens[at].gap <= GAP_NO_BREAK && read_letters(sentence, at, unit) > 0)
        return unit->used;
    *unit = (struct unit){.class = UNIT_NONE};
    if (next < sentence->count && sentence->tokens[next].kind != TOKEN_NUMBER && read_measure(sentence, next, false, unit) > 0)
        return unit->used;
    if (next < sentence->count && is_weight(sentence, next)) {
        *unit = (struct unit){.class = UNIT_MEASURE, .tokens = 1, .used = 1};
        return 1;
    }
    bool linked = link > 0 || !evidence->links_nouns || numeral->scale < 6;
    if (linked && noun_read(sentence, number, next, numeral, unit, arena) > 0)
        return unit->used;
    return link == 0 ? read_measure(sentence, next, true, unit) : 0;
}

uint32_t unit_read_after(const struct evidence *evidence, const struct sentence *sentence, uint32_t number, uint32_t at,
                         const struct numeral *numeral, struct unit *unit, struct arena *arena)
{
    *unit = (struct unit){.class = UNIT_NONE};
    if (at >= sentence->count || sentence->tokens[at].gap == GAP_PARAGRAPH)
        return 0;
    if (sentence->tokens[at].gap == GAP_LINE && unit_ends(sentence, at))
        return 0;
    if (read_after(evidence, sentence, number, at, 0, numeral, unit, arena) > 0)
        return unit->used;
    *unit = (struct unit){.class = UNIT_NONE};
    uint32_t link;
    const struct lexicon_row *joint = row_at(sentence, at, ROLE_unit_link, &link);
    if (joint == NULL || at + link >= sentence->count || !(numeral->scaled || numeral->collective))
        return 0;
    if (read_after(evidence, sentence, number, at, link, numeral, unit, arena) == 0) {
        *unit = (struct unit){.class = UNIT_NONE};
        return 0;
    }
    unit->tokens += link;
    unit->used += link;
    return unit->used;
}
