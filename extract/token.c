/* SPDX-License-Identifier: MIT */
/* Pass 1: text -> tokens and sentences. One loop over the bytes; words are folded, hashed and looked up as they are read. */
#include "extract/token.h"

#include "core/ascii.h"
#include "core/text.h"
#include "extract/phrase.h"
#include "extract/token_gap.h"
#include "extract/token_word.h"

#include <string.h>

#define SENTENCE_TOKENS 2000
/* A line shorter than this that ends without a stop is a title or a list item of its own. */
#define TITLE_BYTES 60

void scanner_start(struct scanner *scanner, struct chiffre_text text, const struct lexicon *lexicon, const struct shapes *shapes)
{
    scanner->text = text;
    scanner->shapes = shapes;
    scanner->at = 0;
    scanner->failed = scanner->carried = false;
    if (text.length >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0)
        scanner->at = 3;
    scanner->lexicon = lexicon;
}

void scanner_pass(struct scanner *scanner, size_t at)
{
    scanner->at = at;
    scanner->carried = false;
}

void scanner_free(struct scanner *scanner)
{
    memory_free(scanner->tokens);
    memory_free(scanner->seconds);
    scanner->tokens = NULL;
    scanner->seconds = NULL;
    scanner->capacity = scanner->second_capacity = 0;
}

static size_t read_far_sign(const struct scanner *scanner, size_t at, size_t size, uint32_t code, struct token *token)
{
    token->kind = TOKEN_SIGN;
    token->sign = token_fold_sign(code);
    if (token->sign != 0) {
        token_know_sign(scanner->lexicon, token, lexicon_sign(scanner->lexicon, token->sign));
        return size;
    }
    char folded[16];
    size_t length = text_fold((struct chiffre_text){scanner->text.data + at, size}, folded);
    token_know_sign(scanner->lexicon, token, lexicon_find(scanner->lexicon, folded, length));
    return size;
}

static bool may_begin(const struct token *token)
{
    if (token->kind == TOKEN_WORD)
        return (token->flags & TOKEN_CAPITAL) != 0;
    return token->kind == TOKEN_NUMBER || token->sign == '"' || token->sign == '-' || token->sign == '*' || token->sign == '(' ||
           token->sign == '[' || token->sign == '$' || token->sign == 0;
}

/* Does the stop at tokens[count - 1] belong to an abbreviation or an initial? */
static bool abbreviated(const struct token *tokens, size_t count)
{
    if (count < 2)
        return count == 1;
    const struct token *stop = &tokens[count - 1], *word = &tokens[count - 2];
    if (stop->sign != '.' || stop->gap != GAP_GLUED || word->kind != TOKEN_WORD)
        return false;
    if (count > 2 && word->gap == GAP_GLUED && word[-1].kind == TOKEN_NUMBER)
        return false; /* it made $30m. Its rival ... */
    if (word->word != NULL && (word->word->roles & ROLE_BIT(abbreviation)))
        return true;
    return word->length == 1 && (word->flags & TOKEN_CAPITAL);
}

/* Does the sentence end before `next`? */
static bool ends_before(const struct token *tokens, size_t count, const struct token *next)
{
    if (next->gap == GAP_PARAGRAPH)
        return true;
    const struct token *last = &tokens[count - 1];
    if (last->kind == TOKEN_SIGN && (last->sign == '"' || last->sign == ')') && count >= 2 && last->gap != GAP_SPACE)
        last = &tokens[--count - 1];
    bool stop = last->kind == TOKEN_SIGN && (last->sign == '.' || last->sign == '!' || last->sign == '?');
    if (stop && next->gap != GAP_GLUED)
        return may_begin(next) && (next->gap == GAP_LINE || !abbreviated(tokens, count));
    if (stop) /* a blank is missing: "emploi.Alors" */
        return last->sign == '.' && last->gap == GAP_GLUED && next->kind == TOKEN_WORD && (next->flags & TOKEN_CAPITAL) && count >= 2 &&
               tokens[count - 2].kind == TOKEN_WORD && tokens[count - 2].length > 2 && !(tokens[count - 2].flags & TOKEN_CAPITAL);
    if (next->gap == GAP_LINE)
        return may_begin(next) && (next->start - tokens[0].start < TITLE_BYTES || next->sign == '*' || next->sign == '-');
    return false;
}

/* Room for all tokens of a sentence, and the one behind them; made once. */
static bool make_room(struct scanner *scanner)
{
    if (scanner->second_capacity > 0)
        return true;
    if (!array_reserve(&scanner->tokens, &scanner->capacity, SENTENCE_TOKENS + 1, sizeof *scanner->tokens) ||
        !array_reserve(&scanner->seconds, &scanner->second_capacity, SENTENCE_TOKENS, sizeof *scanner->seconds))
        scanner->failed = true;
    return !scanner->failed;
}

/* A sign or a number of ASCII at `at`, whose start and gap are known; returns its bytes. */
static inline size_t read_other(const struct scanner *scanner, size_t at, enum byte_class class, struct token *token)
{
    size_t size = 1;
    token->flags = token->shape = 0;
    if (class == BYTE_DIGIT) {
        enum shape_kind kind;
        size = shape_read(scanner->shapes, scanner->text, at, &kind);
        token->kind = TOKEN_NUMBER;
        token->sign = 0;
        token->shape = (uint8_t)kind;
        token->word = NULL;
        token->phrase = NULL;
        token->roles = 0;
        token->lone = ROLE_none;
    } else {
        token->kind = TOKEN_SIGN;
        token->sign = (uint8_t)scanner->text.data[at];
        token_know_sign(scanner->lexicon, token, lexicon_sign(scanner->lexicon, token->sign));
    }
    token->length = (uint32_t)size;
    return size;
}

/* Any token behind its gap. */
static void read_token(const struct scanner *scanner, size_t at, enum token_gap gap, struct token *token)
{
    uint32_t code;
    size_t size;
    enum byte_class class = token_class_at(scanner->text, at, &code, &size);
    *token = (struct token){.start = (uint32_t)at, .kind = TOKEN_WORD, .gap = (uint8_t)gap};
    if (class == BYTE_LETTER)
        token_word_read(scanner, at, token);
    else if (class == BYTE_DIGIT || (code != 0 && code < 128)) /* a letter cut in two by the text's end is one byte, and no ASCII */
        read_other(scanner, at, class, token);
    else
        token->length = (uint32_t)read_far_sign(scanner, at, size, code, token);
}

/* What a sentence has become while its tokens are read. */
struct growing {
    struct token *end;     /* where the next one goes */
    struct token **second; /* behind the last one noted that may be second in a phrase */
    uint64_t seconds;      /* what may be second behind the last token's word */
    uint64_t roles;
    bool numbers;
    bool over; /* the sentence ends behind the last one */
};

/* Counts a token. Each is written down among those that may be second, and stays there if it may. */
static inline void count_token(struct growing *growing, struct token *token)
{
    const struct lexicon_word *word = token->word;
    growing->roles |= token->roles;
    *growing->second = token;
    if (word == NULL) {
        growing->seconds = 0;
        return;
    }
    growing->second += lexicon_second_may_be(growing->seconds, word->number);
    growing->seconds = word->seconds;
}

/* Can a sentence be over behind this sign, where no line ends? */
static inline bool may_end(const struct token *token)
{
    const uint64_t ends = 1 | UINT64_C(1) << '.' | UINT64_C(1) << '!' | UINT64_C(1) << '?' | UINT64_C(1) << '"' | UINT64_C(1) << ')';
    return token->kind == TOKEN_SIGN && token->sign < 64 && (ends >> token->sign & 1) != 0;
}

/* The bytes of a no-break space, U+00A0 or U+202F, at `at`; 0: none. Three must be readable. */
static inline size_t no_break_space(const char *data, size_t at)
{
    unsigned char byte = (unsigned char)data[at], next = (unsigned char)data[at + 1];
    if (byte == 0xC2)
        return next == 0xA0 ? 2 : 0;
    return byte == 0xE2 && next == 0x80 && (unsigned char)data[at + 2] == 0xAF ? 3 : 0;
}

/* The gap before the next token where it is plain: nothing, one blank or no-break space, or an apostrophe or hyphen between letters; moves *at over
 * it. The class of the byte behind it, or BYTE_SPACE: another gap, or a sign beyond ASCII. */
static inline enum byte_class plain_gap(const char *data, size_t *at, const struct token *before, enum token_gap *gap)
{
    unsigned char byte = (unsigned char)data[*at];
    *gap = GAP_GLUED;
    if (byte == ' ') {
        byte = (unsigned char)data[++*at];
        *gap = GAP_SPACE;
    } else if (byte >= 128 && no_break_space(data, *at) > 0) {
        *at += no_break_space(data, *at);
        byte = (unsigned char)data[*at];
        *gap = GAP_NO_BREAK;
    } else if (byte == 0xE2 || (byte < 128 && token_byte_classes[byte] == BYTE_JOINT)) {
        size_t size = byte < 128 ? 1 : (unsigned char)data[*at + 1] == 0x80 && (unsigned char)data[*at + 2] == 0x99 ? 3 : 0;
        unsigned char next = (unsigned char)data[*at + size];
        bool letter = next < 128 ? token_byte_classes[next] == BYTE_LETTER : token_latin_letter(data, *at + size) != '\0';
        if (size == 0 || before->kind == TOKEN_SIGN || !letter)
            return BYTE_SPACE;
        *gap = byte == '-' ? GAP_HYPHEN : GAP_APOSTROPHE;
        *at += size;
        return BYTE_LETTER;
    }
    if (byte >= 128)
        return token_latin_letter(data, *at) != '\0' ? BYTE_LETTER : BYTE_SPACE;
    return token_byte_classes[byte];
}
_Static_assert(GAP_GLUED == 0 && GAP_SPACE == 1, "so many blanks");
/* So many bytes are readable where a plain token is read: its gap, and what a short word needs. */
#define PLAIN_BYTES (4 + TOKEN_WORD_SHORT_BYTES)

/* A dash, a quotation mark or the like of U+2010 to U+203F or of Latin-1 at `at`, which stands for a sign of ASCII. Its bytes; 0: another one, or one
 * that may join words or belong to the one before. */
static size_t read_plain_far_sign(const struct scanner *scanner, size_t at, enum token_gap gap, struct token *token)
{
    const unsigned char *bytes = (const unsigned char *)scanner->text.data + at;
    uint32_t code = bytes[0] == 0xC2 ? bytes[1] : bytes[0] == 0xE2 && bytes[1] == 0x80 && bytes[2] >= 0x90 ? 0x1F80u + bytes[2] : 0;
    uint8_t sign = code < 0x80 || code > 0x203F ? 0 : token_fold_sign(code);
    if (sign == 0 || (gap == GAP_GLUED && (code == 0x2010 || code == 0x2011 || code == 0x2019)))
        return 0;
    const size_t size = code < 0x100 ? 2 : 3;
    *token = (struct token){.start = (uint32_t)at, .length = (uint32_t)size, .kind = TOKEN_SIGN, .gap = (uint8_t)gap, .sign = sign};
    token_know_sign(scanner->lexicon, token, lexicon_sign(scanner->lexicon, sign));
    return size;
}

/* A token at `at` where nothing unusual stands. Where it ends; 0: another one. */
static __attribute__((noinline)) size_t read_plain_token(const struct scanner *scanner, size_t at, const struct token *before, struct token *token)
{
    const char *data = scanner->text.data;
    enum token_gap gap;
    enum byte_class class = plain_gap(data, &at, before, &gap);
    if (class > BYTE_DIGIT) {
        size_t far = class == BYTE_SPACE ? read_plain_far_sign(scanner, at, gap, token) : 0;
        return far > 0 ? at + far : 0;
    }
    unsigned length = class == BYTE_LETTER ? token_word_short(scanner->lexicon, data, at, gap, token) : 0;
    if (length > 0)
        return at + length;
    *token = (struct token){.start = (uint32_t)at, .kind = TOKEN_WORD, .gap = (uint8_t)gap};
    return at + (class == BYTE_LETTER ? token_word_read(scanner, at, token) : read_other(scanner, at, class, token));
}

/* The next token, with the gap before it; false at the end of the text. What a sentence has read and left to the next one is not read again. */
static inline bool next_token(struct scanner *scanner, struct token *token)
{
    if (scanner->carried) {
        *token = scanner->next;
        scanner->carried = false;
        scanner->at = token->start + token->length;
        return true;
    }
    const struct token *before = token > scanner->tokens ? token - 1 : NULL;
    size_t end = before != NULL && scanner->text.length - scanner->at >= PLAIN_BYTES ? read_plain_token(scanner, scanner->at, before, token) : 0;
    if (end == 0) {
        enum token_gap gap = token_skip_gap(scanner->text, &scanner->at, before);
        if (scanner->at >= scanner->text.length)
            return false;
        read_token(scanner, scanner->at, gap, token);
        end = token->start + token->length;
    }
    scanner->at = end;
    return true;
}

/* Another token at `at`, where `blank` says that a blank stands before it: a long word, one with accents, a number, a sign of ASCII. Its bytes; 0: it
 * is none of these, or a joint may stand there. */
static inline size_t read_plain_other(const struct scanner *scanner, size_t at, unsigned blank, struct token *token)
{
    const char *data = scanner->text.data;
    unsigned char byte = (unsigned char)data[at];
    enum byte_class class = byte < 128 ? token_byte_classes[byte] : token_latin_letter(data, at) != '\0' ? BYTE_LETTER : BYTE_SPACE;
    if (class == BYTE_JOINT && blank)
        class = BYTE_SIGN;
    if (class > BYTE_DIGIT)
        return 0;
    token->start = (uint32_t)at;
    token->gap = (uint8_t)blank;
    if (class != BYTE_LETTER)
        return read_other(scanner, at, class, token);
    token->kind = TOKEN_WORD;
    token->flags = token->sign = token->shape = 0;
    return token_word_read(scanner, at, token);
}

/* Does a word begin at `at`, behind one blank, with a capital of ASCII? Two bytes must be readable. */
static inline bool capital_behind_blank(const char *data, size_t at)
{
    return data[at] == ' ' && ascii_is_upper(data[at + 1]);
}

/* Behind a sign that may_end: what stands at `at`, where two bytes are readable? Before a small letter no sentence ends. */
enum turn { GOES_ON, IS_OVER, UNSURE };
static inline enum turn turn_at(const char *data, size_t at, const struct token *tokens, const struct token *end)
{
    static const struct token capital = {.kind = TOKEN_WORD, .flags = TOKEN_CAPITAL, .gap = GAP_SPACE};
    if (ascii_is_lower(data[at + (data[at] == ' ')]))
        return GOES_ON;
    if (!capital_behind_blank(data, at))
        return UNSURE;
    return ends_before(tokens, (size_t)(end - tokens), &capital) ? IS_OVER : GOES_ON;
}

/* Tokens as long as nothing unusual stands there, which read_sentence sees to. A token stands before the first. */
static void read_plain_tokens(struct scanner *scanner, struct growing *all)
{
    if (scanner->text.length < PLAIN_BYTES || may_end(all->end - 1))
        return;
    struct growing growing = *all;
    const char *const data = scanner->text.data;
    const struct lexicon *const lexicon = scanner->lexicon;
    const size_t readable = scanner->text.length - PLAIN_BYTES + 1;
    const size_t most = scanner->at + (size_t)(scanner->tokens + SENTENCE_TOKENS - growing.end); /* a byte each at least */
    const size_t end = readable < most ? readable : most;
    struct token *token = growing.end;
    size_t at = scanner->at;
    while (at < end) {
        const unsigned blank = data[at] == ' ';
        const size_t begin = at + blank;
        const unsigned length = token_word_short(lexicon, data, begin, (enum token_gap)blank, token);
        if (length > 0) { /* most tokens */
            at = begin + length;
            count_token(&growing, token++);
            continue;
        }
        const size_t other = read_plain_other(scanner, begin, blank, token);
        const size_t behind = other > 0 ? begin + other : read_plain_token(scanner, at, token - 1, token);
        if (behind == 0)
            break;
        at = behind;
        growing.numbers |= token->kind == TOKEN_NUMBER;
        token_note_sign_before(token);
        count_token(&growing, token++);
        if (!may_end(token - 1))
            continue;
        const enum turn turn = at < end ? turn_at(data, at, scanner->tokens, token) : UNSURE;
        growing.over = turn == IS_OVER;
        if (turn != GOES_ON)
            break;
    }
    growing.end = token;
    scanner->at = at;
    *all = growing;
}

/* The first word of a sentence, where it stands behind one blank, as it does behind most others; false: another one. */
static inline bool read_head(struct scanner *scanner, struct growing *growing)
{
    const char *const data = scanner->text.data;
    const size_t at = scanner->at;
    if (scanner->carried || scanner->text.length - at < PLAIN_BYTES || at == 0 || !capital_behind_blank(data, at))
        return false;
    const unsigned length = token_word_short(scanner->lexicon, data, at + 1, GAP_SPACE, growing->end);
    scanner->at += length > 0 ? 1 + length : 0;
    return length > 0;
}

/* Reads tokens up to the end of the sentence. */
static void read_sentence(struct scanner *scanner, struct sentence *sentence, struct growing *growing)
{
    struct token *const tokens = scanner->tokens, *const most = tokens + SENTENCE_TOKENS;
    while (growing->end < most && !growing->over) {
        size_t before = scanner->at;
        struct token *token = growing->end;
        if ((token > tokens || !read_head(scanner, growing)) && !next_token(scanner, token))
            return;
        if (token == tokens) {
            sentence->paragraph = token->gap == GAP_PARAGRAPH || before == 0;
        } else if ((token[-1].kind == TOKEN_SIGN || token->gap >= GAP_LINE) && ends_before(tokens, (size_t)(token - tokens), token)) {
            scanner->next = *token;
            scanner->carried = true;
            scanner->at = before;
            return;
        } else {
            token_note_sign_before(token);
        }
        growing->numbers |= token->kind == TOKEN_NUMBER;
        count_token(growing, token);
        growing->end++;
        read_plain_tokens(scanner, growing);
    }
}

bool scanner_next(struct scanner *scanner, struct sentence *sentence)
{
    *sentence = (struct sentence){.text = scanner->text, .lexicon = scanner->lexicon};
    if (!make_room(scanner))
        return false;
    struct growing growing = {.end = scanner->tokens, .second = scanner->seconds};
    read_sentence(scanner, sentence, &growing);
    if (growing.end == scanner->tokens)
        return false;
    *growing.end = (struct token){.start = (uint32_t)scanner->at, .kind = TOKEN_SIGN, .gap = GAP_PARAGRAPH};
    sentence->tokens = scanner->tokens;
    sentence->count = (uint32_t)(growing.end - scanner->tokens);
    sentence->numbers = growing.numbers;
    sentence->roles = growing.roles;
    phrase_find(sentence, scanner->seconds, (size_t)(growing.second - scanner->seconds));
    return true;
}
