/* SPDX-License-Identifier: MIT */
/* Tokens -> the phrases of the tables that stand at each, the longest first. Found once a sentence; the passes ask again and again. */
#include "extract/phrase.h"

#include "extract/token_word.h"

const struct lexicon_row *phrase_row(const struct lexicon *lexicon, const struct lexicon_phrase *phrase, role_number role)
{
    const struct lexicon_row *rows = &lexicon->rows[phrase->first_row];
    for (int i = 0; i < phrase->row_count; i++)
        if (rows[i].role == role || role == ROLE_none)
            return &rows[i];
    return NULL;
}

/* The words behind the third. No phrase goes on behind the sentence, where a token without a word stands. */
static bool rest_stands(const struct lexicon *lexicon, const struct token *first, const struct lexicon_phrase *phrase)
{
    const struct token *token = first + 1;
    const uint16_t *behind = lexicon->behind + phrase->behind;
    uint32_t i = 2;
    while (i < phrase->word_count && token[i].word != NULL && token[i].word->number == behind[i])
        i++;
    return i >= phrase->word_count;
}

/* The number of the third word, 0: none. Two stand there. */
static inline uint16_t third_word(const struct token *first)
{
    return first[2].word == NULL ? 0 : first[2].word->number;
}

/* May the third word be third in a phrase that begins with the two that stand here? False is sure. */
static inline bool may_be_third(const struct token *first)
{
    return first[2].word != NULL && (first[2].word->thirds & lexicon_third(first[0].word->number, first[1].word->number)) != 0;
}

/* The phrase behind those that have a third word; NULL: none. */
static inline const struct lexicon_phrase *behind_thirds(const struct lexicon_phrase *phrase)
{
    const struct lexicon_phrase *end = phrase + phrase->thirds;
    return phrase->thirds == 0 || end[-1].more ? end : NULL;
}

/* The first that stands here, of this phrase and those behind it that have the same two words; NULL: none. A paragraph ends a sentence, so
 * that none is in a phrase. */
static inline const struct lexicon_phrase *standing(const struct lexicon *lexicon, const struct token *first, uint16_t third,
                                                    const struct lexicon_phrase *phrase)
{
    while (phrase != NULL && phrase->third != 0 && (phrase->third != third || !rest_stands(lexicon, first, phrase)))
        phrase = phrase->more ? phrase + 1 : NULL;
    return phrase;
}

const struct lexicon_phrase *token_phrase(const struct sentence *sentence, uint32_t at, const struct lexicon_phrase *before)
{
    const struct token *token = &sentence->tokens[at];
    const struct lexicon_word *first = token->word, *second = token[1].word;
    const struct lexicon_phrase *phrase = NULL;
    if (first == NULL || (before != NULL && before->word_count == 0))
        return NULL;
    if (before != NULL)
        phrase = before->more ? before + 1 : NULL;
    else if (second != NULL && lexicon_may_pair(first, second))
        phrase = lexicon_pair_phrase(sentence->lexicon, first, second);
    if (phrase != NULL)
        phrase = standing(sentence->lexicon, token, third_word(token), phrase);
    if (phrase != NULL)
        return phrase;
    return first->alone != 0 ? &sentence->lexicon->phrases[first->lone_phrase] : NULL;
}

/* The roles of all rows of a phrase. */
static inline uint64_t phrase_roles(const struct lexicon *lexicon, const struct lexicon_phrase *phrase)
{
    if (phrase->only != ROLE_none)
        return role_bit(phrase->only);
    uint64_t roles = 0;
    for (uint32_t i = 0; i < phrase->row_count; i++)
        roles |= role_bit(lexicon->rows[phrase->first_row + i].role);
    return roles;
}

void phrase_find(struct sentence *sentence, struct token *const *seconds, size_t count)
{
    const struct lexicon *lexicon = sentence->lexicon;
    for (struct token *const *at = seconds, *const *end = seconds + count; at < end; at++) {
        struct token *token = *at - 1;
        const struct lexicon_phrase *phrase = lexicon_pair_phrase(lexicon, token[0].word, token[1].word);
        if (phrase == NULL)
            continue;
        const uint16_t third = third_word(token);
        if (!may_be_third(token) && phrase->thirds < LEXICON_THIRDS_MOST)
            phrase = behind_thirds(phrase);
        phrase = standing(lexicon, token, third, phrase);
        if (phrase == NULL)
            continue;
        token->phrase = phrase;
        token->lone = ROLE_none;
        for (; phrase != NULL; phrase = phrase->more ? standing(lexicon, token, third, phrase + 1) : NULL)
            token->roles |= phrase_roles(lexicon, phrase);
        if (token > sentence->tokens)
            token_note_sign_before(token);
        sentence->roles |= token->roles;
    }
}

struct match token_match_any(const struct sentence *sentence, uint32_t at, role_number role)
{
    for (const struct lexicon_phrase *phrase = sentence->tokens[at].phrase; phrase != NULL; phrase = token_phrase(sentence, at, phrase)) {
        const struct lexicon_row *row = phrase_row(sentence->lexicon, phrase, role);
        if (row != NULL)
            return (struct match){phrase, row, phrase->word_count + 1u};
    }
    return (struct match){NULL, NULL, 0};
}
