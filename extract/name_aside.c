/* SPDX-License-Identifier: MIT */
/* Where an aside behind a name ends. Tokens in -> the comma behind which the sentence goes on with the name. */
#include "extract/name_aside.h"

#include <string.h>

/* So many tokens an aside may have: a clause, or a description of the name. */
enum { CLAUSE_MOST = 40, DESCRIPTION_MOST = 16 };

static bool is_comma(const struct sentence *sentence, uint32_t at)
{
    return at < sentence->count && sentence->tokens[at].kind == TOKEN_SIGN && sentence->tokens[at].sign == ',';
}

static struct match match_at(const struct sentence *sentence, uint32_t at, role_number role)
{
    if (at >= sentence->count || sentence->tokens[at].kind != TOKEN_WORD)
        return (struct match){0};
    return token_match(sentence, at, role);
}

/* "which", "of which", "à qui" */
static struct match relative_at(const struct sentence *sentence, uint32_t at)
{
    uint32_t before = match_at(sentence, at, ROLE_preposition).tokens;
    struct match match = match_at(sentence, at, ROLE_relative);
    return match.tokens > 0 || before == 0 ? match : match_at(sentence, at + before, ROLE_relative);
}

static bool is_predicate(const struct sentence *sentence, uint32_t at)
{
    if (at >= sentence->count || (sentence->tokens[at].flags & TOKEN_CAPITAL))
        return false;
    if (match_at(sentence, at, ROLE_predicate).tokens > 0)
        return true;
    return (sentence->tokens[at].roles & (ROLE_BIT(metric_verb) | ROLE_BIT(up) | ROLE_BIT(down) | ROLE_BIT(multiple))) != 0 &&
           (sentence->tokens[at].roles & ROLE_BIT(stop)) == 0;
}

bool name_aside_continues(const struct sentence *sentence, uint32_t comma)
{
    struct match match = match_at(sentence, comma + 1, ROLE_relative);
    return match.tokens > 0 && strcmp(match.row->value, "subject") == 0;
}

static uint32_t close_of(const struct sentence *sentence, uint32_t comma, bool strict)
{
    if (!is_comma(sentence, comma) || comma + 2 >= sentence->count)
        return 0;
    const bool clause = relative_at(sentence, comma + 1).tokens > 0;
    const uint32_t most = comma + (clause ? CLAUSE_MOST : DESCRIPTION_MOST);
    uint32_t first = 0;
    if (!clause && match_at(sentence, comma + 1, ROLE_predicate).tokens > 0)
        return 0;
    for (uint32_t at = comma + 2; at + 1 < sentence->count && at <= most; at++) {
        const struct token *token = &sentence->tokens[at];
        if (token->kind == TOKEN_SIGN && (token->sign == ';' || token->sign == ':'))
            break;
        if (!is_comma(sentence, at))
            continue;
        if (is_predicate(sentence, at + 1))
            return at;
        if (first == 0)
            first = at;
        if (strict && !clause)
            return 0; /* Elsewhere, a rival, Corvane, had ... */
    }
    return clause ? first : 0;
}

uint32_t name_aside_close(const struct sentence *sentence, uint32_t comma)
{
    return close_of(sentence, comma, false);
}

uint32_t name_aside_close_strict(const struct sentence *sentence, uint32_t comma)
{
    return close_of(sentence, comma, true);
}
