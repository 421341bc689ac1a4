/* SPDX-License-Identifier: MIT */
/* Names by their capitals, with the tables' help: known companies, legal forms, titles, places, agencies. Tokens in -> a name's extent. */
#include "extract/item.h"
#include "extract/name_aside.h"

#include "core/text.h"
#include "extract/token_word.h"

#include <string.h>

#define NAME_TOKENS 8

void names_clear(struct names *names)
{
    if (names->count > 0)
        memset(names, 0, sizeof *names);
}

static bool names_know(const struct names *names, uint64_t hash)
{
    size_t mask = sizeof names->hashes / sizeof names->hashes[0] - 1;
    for (size_t at = hash & mask; names->hashes[at] != 0; at = (at + 1) & mask)
        if (names->hashes[at] == hash)
            return true;
    return false;
}

static void names_learn(struct names *names, uint64_t hash)
{
    size_t total = sizeof names->hashes / sizeof names->hashes[0], mask = total - 1;
    if (names->count * 2 >= total || names_know(names, hash))
        return;
    size_t at = hash & mask;
    while (names->hashes[at] != 0)
        at = (at + 1) & mask;
    names->hashes[at] = hash;
    names->count++;
}

static bool has_role(const struct token *token, uint64_t bit)
{
    return token->word != NULL && (token->word->roles & bit) != 0;
}

/* A line in capitals only says nothing by them. */
static bool shouts(const struct sentence *sentence)
{
    uint32_t words = 0;
    for (uint32_t i = 0; i < sentence->count; i++) {
        const struct token *token = &sentence->tokens[i];
        if (token->kind == TOKEN_WORD && !(token->flags & TOKEN_CAPITALS))
            return false;
        words += token->kind == TOKEN_WORD;
    }
    return words > 2;
}

/* May this token carry a name on? */
static bool carries(const struct sentence *sentence, uint32_t at)
{
    const struct token *token = &sentence->tokens[at];
    if (at >= sentence->count || token->gap == GAP_PARAGRAPH || token->gap == GAP_LINE)
        return false;
    if (token->kind == TOKEN_WORD) {
        if (!(token->flags & TOKEN_CAPITAL))
            return false;
        return !has_role(token, ROLE_BIT(stop) | ROLE_BIT(month) | ROLE_BIT(weekday) | ROLE_BIT(title)) || (token->gap == GAP_HYPHEN);
    }
    if (token->kind == TOKEN_NUMBER)
        return token->gap == GAP_GLUED || token->gap == GAP_HYPHEN;
    return false;
}

/* "of", "du", "de la" and the like: tokens, 0 none. */
static inline uint32_t name_link(const struct sentence *sentence, uint32_t at)
{
    if (sentence->tokens[at].kind != TOKEN_WORD || (sentence->tokens[at].flags & TOKEN_CAPITAL))
        return 0;
    uint32_t link = token_match(sentence, at, ROLE_name_link).tokens;
    return link > 0 && at + link < sentence->count ? link : 0;
}

/* A link with a capital behind it. */
static bool link_goes_on(const struct sentence *sentence, uint32_t at)
{
    uint32_t link = name_link(sentence, at);
    return link > 0 && carries(sentence, at + link);
}

/* Does a name go on here, with a capital, a hyphen or a link? */
static bool goes_on(const struct sentence *sentence, uint32_t at)
{
    const struct token *token = &sentence->tokens[at];
    return (token->kind == TOKEN_WORD && (token->gap == GAP_HYPHEN || (token->flags & TOKEN_CAPITAL))) || link_goes_on(sentence, at);
}

/* A sign inside a name with a capital behind it: &, or a full stop. */
static uint32_t bridge(const struct sentence *sentence, uint32_t at)
{
    const struct token *token = &sentence->tokens[at];
    if (at + 1 >= sentence->count || token->gap == GAP_PARAGRAPH)
        return 0;
    if (token->kind == TOKEN_SIGN && token->sign == '&' && carries(sentence, at + 1))
        return 1;
    if (token->kind == TOKEN_SIGN && token->sign == '.' && token->gap == GAP_GLUED && sentence->tokens[at + 1].gap == GAP_GLUED &&
        sentence->tokens[at + 1].kind == TOKEN_WORD)
        return 1;
    return 0;
}

/* "Papeteries de la Thiérache": a link inside a name that no table knows, before a word that no table knows as a name of its own. */
static inline uint32_t linked(const struct sentence *sentence, uint32_t at, uint32_t end)
{
    const struct token *first = &sentence->tokens[at];
    uint32_t link = end == at + 1 ? name_link(sentence, end) : 0;
    if (link == 0 || (first->flags & TOKEN_CAPITALS) || !carries(sentence, end + link) || has_role(&sentence->tokens[end + link], ENTITY_COMMON))
        return 0;
    if (token_match(sentence, end + link, ROLE_company).tokens > 0 || token_match(sentence, end + link, ROLE_agency).tokens > 0)
        return 0;
    return link;
}

/* Of a word as it is written: most are short and go by two loads. */
static inline uint64_t name_hash(const struct sentence *sentence, uint32_t at)
{
    const struct token *token = &sentence->tokens[at];
    const char *data = sentence->text.data + token->start;
    const uint32_t length = token->length;
    char padded[16] = {0};
    if (length >= 16)
        return text_hash((struct chiffre_text){data, length}) | 1;
    if (sentence->text.length - token->start < sizeof padded)
        data = memcpy(padded, data, length);
    return lexicon_mix(lexicon_mix(0, word_load(data, 8) & token_word_heads[length]), word_load(data + 8, 8) & token_word_tails[length]) | 1;
}

/* Names and persons share a table: a person's hash is turned round. */
void names_learn_person(struct names *names, const struct sentence *sentence, uint32_t token)
{
    names_learn(names, ~name_hash(sentence, token) | 1);
}

bool names_know_person(const struct names *names, const struct sentence *sentence, uint32_t token)
{
    return names_know(names, ~name_hash(sentence, token) | 1);
}

/* A legal form behind a name, or behind a comma there: tokens. */
static inline uint32_t legal_form_behind(const struct sentence *sentence, uint32_t at)
{
    const uint32_t comma = sentence->tokens[at].kind == TOKEN_SIGN && sentence->tokens[at].sign == ',';
    const struct token *form = &sentence->tokens[at + comma];
    if (!(form->roles & ROLE_BIT(legal_form)))
        return 0;
    struct match match = token_match(sentence, at + comma, ROLE_legal_form);
    if (match.tokens == 0 || (!(form->flags & TOKEN_CAPITAL) && strcmp(match.row->value, "small") != 0))
        return 0; /* "group" is a word, "plc" is none */
    return comma + match.tokens;
}

static bool is_plural(const struct sentence *sentence, const struct token *token)
{
    return (sentence->text.data[token->start + token->length - 1] | 0x20) == 's';
}

/* Is what stands here said of the word before, which no table knows? A plural is no name: "officials said". */
static bool acts(const struct sentence *sentence, uint32_t at)
{
    const struct token *token = &sentence->tokens[at], *before = token - 1;
    if (is_plural(sentence, before) || before->length < 4 || token->kind != TOKEN_WORD || token->gap != GAP_SPACE || (token->flags & TOKEN_CAPITAL))
        return false;
    if (token_match(sentence, at, ROLE_preposition).tokens > 0)
        return has_role(token + 1, ROLE_BIT(metric_verb));
    struct match match = token_match(sentence, at, ROLE_none);
    return match.row != NULL && match.row->role >= ROLE_FIRST_CUE && !has_role(token, ROLE_BIT(stop) | ROLE_BIT(metric));
}

/* "Harwell, which ..., made", "Valnor plc, a British retailer, made": a word that no table knows, with what is said of it between commas. */
static bool is_told_of(const struct sentence *sentence, uint32_t at)
{
    const struct token *token = &sentence->tokens[at];
    if (token->word != NULL || is_plural(sentence, token))
        return false;
    return name_aside_close_strict(sentence, at + 1 + legal_form_behind(sentence, at + 1)) > 0;
}

/* Does the word at the head of a sentence begin a name? A capital alone proves nothing there. */
static bool head_is_name(const struct sentence *sentence, uint32_t at, const struct names *names)
{
    const struct token *token = &sentence->tokens[at], *next = token + 1;
    if (token->roles & ENTITY_COMMON)
        return false;
    if (token->word == NULL && next->kind == TOKEN_SIGN && next->sign == ':')
        return true; /* Quillon: first-quarter revenue ... */
    if (names_know(names, name_hash(sentence, at)))
        return true;
    if (token->word == NULL && acts(sentence, at + 1))
        return true; /* Klarna expects ..., Nordhavn to buy ... */
    if ((token->flags & TOKEN_CAPITALS) && token->length > 1)
        return sentence->count > 2; /* a rubric in capitals alone is none: EDITORIAL. */
    if (next->kind == TOKEN_WORD && (next->flags & TOKEN_CAPITAL) && next->gap != GAP_PARAGRAPH && next->gap != GAP_LINE)
        return true;
    if (legal_form_behind(sentence, at + 1) > 0 || is_told_of(sentence, at))
        return true;
    uint32_t link = linked(sentence, at, at + 1); /* "Brasseries du Hainault : ventes" */
    if (link > 0 && at + link + 2 < sentence->count && token[link + 2].sign == ':')
        return true;
    if (next->kind == TOKEN_WORD && next->gap == GAP_APOSTROPHE && next->length == 1 && token->length > 2)
        return true; /* Amazon's */
    if (has_role(token, ROLE_BIT(legal_form)) && link_goes_on(sentence, at + 1))
        return true; /* Bank of Selwyn */
    return has_role(next, ROLE_BIT(up) | ROLE_BIT(down) | ROLE_BIT(metric_verb) | ROLE_BIT(multiple)) && token->word == NULL;
}

/* "Rival Corvane": what a name is to another, with the sentence's capital. Seen in a sentence's middle, or before a legal form, it is a name's. */
static bool is_role_of_name(const struct sentence *sentence, uint32_t at, const struct names *names)
{
    const struct token *next = &sentence->tokens[at + 1];
    return next->kind == TOKEN_WORD && (next->flags & TOKEN_CAPITAL) && next->gap == GAP_SPACE && !has_role(next, ROLE_BIT(legal_form)) &&
           token_match(sentence, at, ROLE_counterpart).tokens == 1 && !names_know(names, name_hash(sentence, at));
}

/* Is it at the head of a sentence, or behind an opening quotation mark or a dash there? */
static bool at_head(const struct sentence *sentence, uint32_t at)
{
    while (at > 0 && sentence->tokens[at - 1].kind == TOKEN_SIGN && sentence->tokens[at - 1].sign != ',' && sentence->tokens[at - 1].sign != ')')
        at--;
    return at == 0;
}

bool entity_may_begin(const struct sentence *sentence, uint32_t at, const struct names *names)
{
    const struct token *token = &sentence->tokens[at];
    if (token->roles & ENTITY_KNOWN)
        return true;
    if (entity_is_common(token))
        return false;
    return !at_head(sentence, at) || head_is_name(sentence, at, names);
}

/* The longest name of the tables that stands here: tokens, 0 none. */
static __attribute__((noinline)) uint32_t read_known(const struct sentence *sentence, uint32_t at, role_number *role, const struct lexicon_row **row)
{
    static const role_number known[] = {ROLE_company, ROLE_agency, ROLE_place};
    const struct lexicon_phrase *phrase = sentence->tokens[at].phrase;
    uint32_t longest = 0;
    const role_number only = phrase->only;
    if (only == ROLE_company || only == ROLE_agency || only == ROLE_place) { /* most: no other is as long */
        *role = only == ROLE_company ? ROLE_entity : only;
        *row = &sentence->lexicon->rows[phrase->first_row];
        return phrase->word_count + 1u;
    }
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        struct match match = token_match(sentence, at, known[i]);
        if (match.tokens > longest) {
            longest = match.tokens;
            *role = known[i] == ROLE_company ? ROLE_entity : known[i];
            *row = match.row;
        }
    }
    return longest;
}

/* Does the word with a capital at `at`, which no table knows, begin a name? Away from the head of a sentence it is learned. */
static bool is_new_name(const struct sentence *sentence, uint32_t at, struct names *names)
{
    const struct token *token = &sentence->tokens[at];
    const bool head = at_head(sentence, at);
    if (entity_is_common(token) || (has_role(token, ROLE_BIT(legal_form)) && !goes_on(sentence, at + 1)) || shouts(sentence))
        return false;
    if ((head && (is_role_of_name(sentence, at, names) || !head_is_name(sentence, at, names))) || (token->length == 1 && token[1].gap == GAP_APOSTROPHE))
        return false; /* L', D' */
    if (!head)
        names_learn(names, name_hash(sentence, at));
    return true;
}

/* Is a name surely over before this token? So it is before most words and signs; not before a capital, a link, or a sign that may stand inside it. */
static inline bool surely_over(const struct token *end)
{
    if (end->kind == TOKEN_WORD)
        return !(end->flags & TOKEN_CAPITAL) && !(end->roles & (role_bit(ROLE_name_link) | ROLE_BIT(legal_form)));
    if (end->kind != TOKEN_SIGN || end->sign == '&')
        return false;
    if (end->sign == ',')
        return !(end[1].roles & ROLE_BIT(legal_form));
    return end->sign != '.' || end[1].kind != TOKEN_WORD || end[1].gap != GAP_GLUED;
}

/* Where a name ends whose first words end at `end`; `known`: a table has them. */
static uint32_t name_end(const struct sentence *sentence, uint32_t at, uint32_t end, bool known, role_number *role, const struct lexicon_row **row)
{
    while (end < sentence->count && end - at < NAME_TOKENS) {
        uint32_t used = bridge(sentence, end);
        if (used == 0 && !known)
            used = linked(sentence, at, end);
        if (!carries(sentence, end + used))
            break;
        end += used + 1;
        if (*role == ROLE_place || *role == ROLE_agency) {
            *role = ROLE_entity;
            *row = NULL;
        }
    }
    uint32_t form = legal_form_behind(sentence, end);
    if (form > 0 && *role == ROLE_place)
        *role = ROLE_entity;
    return end + form;
}

uint32_t entity_read(const struct sentence *sentence, uint32_t at, struct names *names, role_number *role, const struct lexicon_row **row)
{
    const struct token *token = &sentence->tokens[at];
    *row = NULL;
    if (token->kind != TOKEN_WORD || !(token->flags & TOKEN_CAPITAL))
        return 0;
    if (at > 0 && token->gap == GAP_GLUED && token[-1].kind == TOKEN_NUMBER)
        return 0; /* 777X */
    uint32_t known = token->roles & ENTITY_KNOWN ? read_known(sentence, at, role, row) : 0;
    if (known == 0) {
        if (!is_new_name(sentence, at, names))
            return 0;
        *role = ROLE_entity;
    }
    uint32_t end = at + (known > 0 ? known : 1);
    return (surely_over(&sentence->tokens[end]) ? end : name_end(sentence, at, end, known > 0, role, row)) - at;
}
