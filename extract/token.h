/* SPDX-License-Identifier: MIT */
/* Pass 1: text -> tokens, in one linear scan. Words are folded and looked up on the way; a sentence is a run of tokens. */
#ifndef EXTRACT_TOKEN_H
#define EXTRACT_TOKEN_H

#include "chiffre.h"
#include "core/lexicon.h"
#include "core/memory.h"
#include "extract/shape.h"

enum token_kind {
    TOKEN_WORD,   /* letters */
    TOKEN_NUMBER, /* a whole number shape, from its first digit to its last: groups, separators, decimals (extract/shape.h) */
    TOKEN_SIGN    /* one code point that is neither */
};
/* What stands between a token and the one before. An apostrophe or a hyphen between two letters (or a letter and a digit) is a gap, no
 * token; so is a soft hyphen or a zero-width character. */
enum token_gap { GAP_GLUED, GAP_SPACE, GAP_NO_BREAK, GAP_APOSTROPHE, GAP_HYPHEN, GAP_LINE, GAP_PARAGRAPH };
enum token_flag {
    TOKEN_CAPITAL = 1,  /* begins with a capital */
    TOKEN_CAPITALS = 2, /* all letters are capitals */
    TOKEN_ACCENT = 4    /* has a letter with an accent: "a" is not "à" */
};
struct token {
    uint32_t start, length;          /* bytes in the document */
    uint8_t kind, flags;
    uint8_t sign;                    /* TOKEN_SIGN: folded ASCII ('-' for any dash or minus, '\'' any apostrophe, '"' any quotation mark), 0 else */
    uint8_t shape;                   /* TOKEN_NUMBER: enum shape_kind */
    uint8_t gap;
    role_number lone;                /* the role of its item, where only a figure or a period could take it for more; ROLE_none: see item.c */
    const struct lexicon_word *word;     /* NULL: in no phrase */
    const struct lexicon_phrase *phrase; /* the longest phrase that stands here, NULL: none */
    uint64_t roles;                      /* ROLE_BIT of every role of every phrase that stands here */
};

/* A sentence under work: tokens[0 .. count). tokens[count] is a sentinel: TOKEN_SIGN, sign 0, length 0, word NULL, gap GAP_PARAGRAPH. */
struct sentence {
    struct chiffre_text text; /* the whole document */
    const struct lexicon *lexicon;
    const struct token *tokens;
    uint32_t count;
    bool paragraph; /* begins a paragraph */
    bool numbers;   /* one of its tokens is a TOKEN_NUMBER */
    uint64_t roles; /* those of all its tokens */
};

/* The longest phrase at `at` that has a row of `role` (ROLE_none: of any role). */
struct match {
    const struct lexicon_phrase *phrase; /* NULL: none */
    const struct lexicon_row *row;       /* the row of the role asked for; the phrase's first row when any */
    uint32_t tokens;                     /* how many it takes; 0: none */
};
/* The phrases that stand at `at`, longest first: the one behind `before` (NULL: the first), or NULL. */
const struct lexicon_phrase *token_phrase(const struct sentence *sentence, uint32_t at, const struct lexicon_phrase *before);
struct match token_match_any(const struct sentence *sentence, uint32_t at, role_number role);
static inline struct match token_match(const struct sentence *sentence, uint32_t at, role_number role)
{
    const struct token *token = &sentence->tokens[at];
    if (token->phrase == NULL || (role != ROLE_none && !(token->roles & role_bit(role))))
        return (struct match){NULL, NULL, 0};
    return token_match_any(sentence, at, role);
}
/* The row of `role` of this phrase, NULL when it has none. */
const struct lexicon_row *phrase_row(const struct lexicon *lexicon, const struct lexicon_phrase *phrase, role_number role);
/* From the first byte of token `from` to the last of token `to` - 1. */
static inline struct chiffre_text token_text(const struct sentence *sentence, uint32_t from, uint32_t to)
{
    if (to <= from)
        return (struct chiffre_text){sentence->text.data, 0};
    const struct token *first = &sentence->tokens[from], *last = &sentence->tokens[to - 1];
    return (struct chiffre_text){sentence->text.data + first->start, last->start + last->length - first->start};
}

/* Scans sentences one after another. */
struct scanner {
    struct chiffre_text text;
    const struct lexicon *lexicon;
    const struct shapes *shapes;
    size_t at;
    struct token *tokens;
    size_t capacity;
    struct token **seconds; /* tokens of the sentence that may be the second word of a phrase */
    size_t second_capacity;
    bool failed;  /* no memory: scanner_next has ended early */
    bool carried; /* `next` is the first token of the next sentence */
    struct token next;
};
/* Keeps the tokens' memory from one text to the next; zero-initialised is valid. */
void scanner_start(struct scanner *scanner, struct chiffre_text text, const struct lexicon *lexicon, const struct shapes *shapes);
/* The next sentence (never empty), valid until the next call; false at the end of the text. A sentence ends at . ! ? … before a blank and
 * what begins a sentence (not behind an initial or an abbreviation), at an empty line, at a line end before a capital or a list mark; and is
 * cut after 2,000 tokens, so that memory is bounded. */
bool scanner_next(struct scanner *scanner, struct sentence *sentence);
/* Goes on at byte `at`, where a sentence begins, not before the place where the last one ended. */
void scanner_pass(struct scanner *scanner, size_t at);
void scanner_free(struct scanner *scanner);

#endif
