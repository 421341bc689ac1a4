/* SPDX-License-Identifier: MIT */
/* A document -> its decimal separator and its currencies, each found in one scan when first asked for. */
#include "extract/evidence.h"

#include "core/block.h"
#include "core/text.h"
#include "extract/lookout.h"
#include "extract/rows.h"

#include <stddef.h>
#include <string.h>

/* So much of a document is looked at: what an article is about shows at its head. */
#define SCANNED_BYTES ((size_t)1 << 18)

void evidence_start(struct evidence *evidence, struct chiffre_text text, const struct lexicon *lexicon, const struct shapes *shapes)
{
    memset(evidence, 0, offsetof(struct evidence, scanner));
    evidence->text = (struct chiffre_text){text.data, text.length > SCANNED_BYTES ? SCANNED_BYTES : text.length};
    evidence->lexicon = lexicon;
    evidence->shapes = shapes;
}

void evidence_free(struct evidence *evidence)
{
    scanner_free(&evidence->scanner);
}

static bool digit(struct chiffre_text text, size_t at)
{
    return at < text.length && text.data[at] >= '0' && text.data[at] <= '9';
}

/* Where the next digit is from `at` on; the text's length: there is none. */
static size_t next_digit(struct chiffre_text text, size_t at)
{
    for (; at + BLOCK_BYTES <= text.length; at += BLOCK_BYTES) {
        uint64_t digits = block_digits(text.data + at);
        if (digits != 0)
            return at + (size_t)__builtin_ctzll(digits);
    }
    while (at < text.length && !digit(text, at))
        at++;
    return at;
}

/* Counts the numbers with one separator that can only be decimals: other than three digits behind it, or a zero before it. */
static void find_separators(struct evidence *evidence)
{
    struct chiffre_text text = evidence->text;
    unsigned commas = 0, points = 0;
    for (size_t at = next_digit(text, 0); at < text.length; at = next_digit(text, at)) {
        enum shape_kind kind;
        size_t length = shape_read(evidence->shapes, text, at, &kind);
        if (kind == SHAPE_DECIMAL) {
            commas += memchr(text.data + at, ',', length) != NULL;
            points += memchr(text.data + at, '.', length) != NULL;
        }
        at += length;
    }
    evidence->decimal_comma = commas > points;
    evidence->decimal_point = points > commas;
    evidence->separators_known = true;
}

bool evidence_decimal(struct evidence *evidence, char separator, const char **reason)
{
    if (!evidence->separators_known)
        find_separators(evidence);
    bool comma = evidence->lexicon->decimal_comma;
    *reason = comma ? "the language's decimal sign is the comma" : "the language's decimal sign is the point";
    if (evidence->decimal_comma != evidence->decimal_point && evidence->decimal_comma != comma) {
        comma = evidence->decimal_comma;
        *reason = comma ? "the document writes decimals with a comma" : "the document writes decimals with a point";
    }
    return separator == (comma ? ',' : '.');
}

/* ---- Sentences ---- */

static void note_token(struct sentence_facts *facts, const struct sentence *sentence, uint32_t at)
{
    uint32_t tokens;
    uint64_t roles = sentence->tokens[at].roles;
    if ((roles & ROLE_BIT(percent_sign)) && facts->first_percentage == UINT32_MAX) {
        const struct lexicon_row *row = row_at(sentence, at, ROLE_percent_sign, &tokens);
        if (row != NULL && row->kind == ROW_percent)
            facts->first_percentage = at;
    }
    if (!(roles & role_bit(ROLE_person_cue)))
        return;
    facts->employed |= row_at(sentence, at, ROLE_person_cue, &tokens) != NULL;
    const struct lexicon_row *against = row_at(sentence, at, ROLE_currency_not, &tokens);
    if (against != NULL && facts->against_count < EVIDENCE_AGAINST)
        facts->against[facts->against_count++] = against;
}

const struct sentence_facts *evidence_sentence(struct evidence *evidence, const struct sentence *sentence)
{
    struct sentence_facts *facts = &evidence->facts;
    if (facts->known && facts->start == sentence->tokens[0].start)
        return facts;
    *facts = (struct sentence_facts){.start = sentence->tokens[0].start, .known = true, .first_percentage = UINT32_MAX};
    for (uint32_t i = 0; i < sentence->count; i++)
        if (sentence->tokens[i].roles & (ROLE_BIT(percent_sign) | role_bit(ROLE_person_cue))) /* the rare roles share a bit */
            note_token(facts, sentence, i);
    return facts;
}

/* ---- Currencies ---- */

static struct chiffre_text next_code(const char **at)
{
    size_t length = strcspn(*at, "| ");
    struct chiffre_text code = {*at, length};
    *at += length;
    if (**at == '|')
        (*at)++;
    return code;
}

static void count_place(struct evidence *evidence, const char *codes)
{
    for (const char *at = codes; *at != '\0' && *at != ' ';) {
        struct chiffre_text code = next_code(&at);
        size_t i = 0;
        while (i < evidence->place_count && !text_equal(evidence->places[i].code, code))
            i++;
        if (i == evidence->place_count) {
            if (i == EVIDENCE_PLACES)
                return;
            evidence->places[evidence->place_count++].code = code;
            evidence->places[i].count = 0;
        }
        evidence->places[i].count++;
    }
}

static bool is_currency(const struct token *token)
{
    return (token->roles & ROLE_BIT(currency)) != 0;
}

/* Places and peoples count, but not those that narrow a currency ("francs suisses" rather says that bare francs are others). */
static void count_places(struct evidence *evidence, const struct sentence *sentence)
{
    for (uint32_t i = 0; i < sentence->count; i++) {
        const struct token *token = &sentence->tokens[i];
        if (token->kind != TOKEN_WORD || token->word == NULL || !(token->word->roles & ROLE_BIT(currency_adjective)))
            continue;
        struct match match = token_match(sentence, i, ROLE_currency_adjective);
        if (match.row == NULL || (token->length <= 2 && !(token->flags & TOKEN_CAPITALS)))
            continue;
        bool narrows = (i > 0 && is_currency(token - 1)) || is_currency(token + match.tokens) || (i > 1 && is_currency(token - 2));
        if (!narrows)
            count_place(evidence, match.row->value);
        i += match.tokens - 1;
    }
}

/* A text says early where it is set. */
#define PLACES_BYTES ((size_t)128 << 10)

/* Marking the words that are sought for a language takes as long as reading so many bytes. */
#define SOUGHT_BYTES ((size_t)8 << 10)

/* Where the next sentence begins that may have such a word, and the word; false: none has. Only from where a sentence surely begins, which the
 * scanner would find too. */
static bool find_place(struct evidence *evidence, struct chiffre_text head, size_t *begin, size_t *place)
{
    const size_t at = evidence->scanner.at;
    *begin = *place = at;
    if (evidence->places_sought.lexicon != evidence->lexicon)
        return true;
    *place = heads_next(&evidence->places_sought, head, at);
    if (*place < head.length)
        *begin = lookout_sentence_end(evidence->lexicon, head, at, *place);
    return *place < head.length;
}

static void find_places(struct evidence *evidence)
{
    struct scanner *scanner = &evidence->scanner;
    struct sentence sentence;
    struct chiffre_text head = evidence->text;
    if (head.length > PLACES_BYTES)
        head.length = PLACES_BYTES;
    evidence->places_known = true;
    evidence->places_bytes = scanner->lexicon == evidence->lexicon ? evidence->places_bytes + head.length : head.length;
    if (evidence->places_sought.lexicon != evidence->lexicon && evidence->places_bytes > SOUGHT_BYTES)
        heads_seek(&evidence->places_sought, evidence->lexicon, ROLE_currency_adjective);
    scanner_start(scanner, head, evidence->lexicon, evidence->shapes);
    for (size_t begin, place; find_place(evidence, head, &begin, &place);) {
        if (begin > scanner->at)
            scanner_pass(scanner, begin);
        do {
            if (!scanner_next(scanner, &sentence)) {
                evidence->failed |= scanner->failed;
                return;
            }
            count_places(evidence, &sentence);
        } while (scanner->at <= place);
    }
}

static unsigned places_of(const struct evidence *evidence, struct chiffre_text code)
{
    for (size_t i = 0; i < evidence->place_count; i++)
        if (text_equal(evidence->places[i].code, code))
            return evidence->places[i].count;
    return 0;
}

/* How many places must speak for another currency than the first: many where the row says that the first is the usual one. */
static unsigned places_needed(const char *value)
{
    const char *flags = strchr(value, ' ');
    return flags != NULL && strstr(flags, "usual") != NULL ? 3 : 1;
}

static __attribute__((noinline)) struct chiffre_text find_currency(struct evidence *evidence, const char *value, const char **reason)
{
    if (!evidence->places_known)
        find_places(evidence);
    const char *at = value;
    struct chiffre_text usual = next_code(&at), best = usual;
    unsigned most = places_of(evidence, usual), needed = places_needed(value);
    *reason = most > 0 ? "places that the document names" : "what the name usually means";
    while (*at != '\0' && *at != ' ') {
        struct chiffre_text code = next_code(&at);
        unsigned places = places_of(evidence, code);
        if (places > most && places >= needed) {
            best = code;
            most = places;
            *reason = "places that the document names";
        }
    }
    if (evidence->open_count < EVIDENCE_OPEN) {
        evidence->open[evidence->open_count].name = value;
        evidence->open[evidence->open_count].code = best;
        evidence->open[evidence->open_count++].reason = *reason;
    }
    return best;
}

struct chiffre_text evidence_currency(struct evidence *evidence, const char *value, const char **reason)
{
    for (size_t i = 0; i < evidence->open_count; i++)
        if (evidence->open[i].name == value) {
            *reason = evidence->open[i].reason;
            return evidence->open[i].code;
        }
    return find_currency(evidence, value, reason);
}
