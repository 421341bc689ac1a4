/* SPDX-License-Identifier: MIT */
/* Bytes ahead -> the next number: which of the words that are found there (heads.c) are of one. */
#include "extract/lookout.h"

#include "core/ascii.h"
#include "core/text.h"
#include "extract/rows.h"
#include "extract/skim.h"

#include <string.h>

/* So many bytes before a number are read, for the name, the period and the metric that it may be of: five sentences or so. */
#define REACH 512
/* A look ahead goes no further, so that little of a mapped text is held. */
#define LOOK_MOST ((size_t)1 << 16)
/* Looked at from the end, so many bytes are at once. */
#define STRIDE (4 * (size_t)BLOCK_BYTES)
/* Passing over less than this is not worth the look. */
#define PASS_LEAST 256

static inline bool has_bit(const uint64_t *bits, uint64_t bit)
{
    return (bits[bit / 64] >> bit % 64 & 1) != 0;
}

static void add_bit(uint64_t *bits, uint64_t bit)
{
    bits[bit / 64] |= (uint64_t)1 << bit % 64;
}

void lookout_start(struct lookout *lookout, const struct lexicon *lexicon)
{
    lookout->lexicon = lexicon;
    lookout->looked = false;
}

enum counting { COUNTS_NEVER, COUNTS_IN_CAPITALS, COUNTS };

/* Is it of a quantity? A word that makes a ratio ("fois") makes none worth a record of a small number in words. */
static enum counting phrase_counts(const struct lexicon *lexicon, const struct lexicon_phrase *phrase)
{
    enum counting counts = COUNTS_NEVER;
    for (uint32_t i = 0; i < phrase->row_count; i++) {
        const struct lexicon_row *row = &lexicon->rows[phrase->first_row + i];
        if ((role_bit(row->role) & SKIM_FIGURE) == 0 || (row->role == ROLE_percent_sign && row->kind == ROW_ratio))
            continue;
        bool code = (row->role == ROLE_currency || row->role == ROLE_currency_minor) && row_flagged(row, ROW_CAPITALS);
        enum counting one = phrase->word_count == 0 && code ? COUNTS_IN_CAPITALS : COUNTS;
        counts = one > counts ? one : counts;
    }
    return counts;
}

/* Does this word of a phrase count by itself, so that the phrase need not be sought? A sign of ASCII does wherever it stands. */
static bool tells(const struct lexicon *lexicon, uint16_t number)
{
    const struct lexicon_word *word = &lexicon->words[number - 1];
    char first = (char)(word->head & 0xFF);
    bool counts = false;
    for (uint32_t i = 0; i < word->phrase_count && !counts; i++) {
        const struct lexicon_phrase *phrase = &lexicon->phrases[word->first_phrase + i];
        counts = phrase->word_count == 0 && phrase_counts(lexicon, phrase) == COUNTS;
    }
    return counts && first > ' ' && !ascii_is_alphanumeric(first);
}

static void mark_word(struct lookout *lookout, const struct lexicon_word *word)
{
    const struct lexicon *lexicon = lookout->lexicon;
    for (uint32_t i = 0; i < word->phrase_count; i++) {
        const struct lexicon_phrase *phrase = &lexicon->phrases[word->first_phrase + i];
        enum counting counts = phrase_counts(lexicon, phrase);
        if (counts == COUNTS_NEVER || (phrase->word_count > 0 && tells(lexicon, lexicon->behind[phrase->behind])))
            continue;
        heads_add_phrase(&lookout->sought, word, phrase, counts == COUNTS_IN_CAPITALS);
        if (phrase->word_count == 0)
            add_bit(counts == COUNTS ? lookout->alone : lookout->capitals, word->number);
        else
            add_bit(lookout->pairs, lexicon_pair(32 - LOOKOUT_BITS, word->number, lexicon->behind[phrase->behind]));
    }
}

static bool word_counts(const void *context, struct chiffre_text text, size_t at, size_t *size);

/* A short text never comes here: its lexicon's words need not be looked through. */
static void mark_words(struct lookout *lookout)
{
    heads_clear(&lookout->sought, lookout->lexicon);
    lookout->sought.digits = true;
    lookout->sought.stands = word_counts;
    lookout->sought.context = lookout;
    memset(lookout->alone, 0, sizeof lookout->alone);
    memset(lookout->capitals, 0, sizeof lookout->capitals);
    memset(lookout->pairs, 0, sizeof lookout->pairs);
    for (uint32_t i = 0; i < lookout->lexicon->word_total; i++)
        if ((lookout->lexicon->words[i].roles & SKIM_FIGURE) != 0)
            mark_word(lookout, &lookout->lexicon->words[i]);
}

/* A word or sign of the text. */
struct sight {
    const struct lexicon_word *word; /* NULL: in no phrase */
    size_t size;                     /* its bytes */
    bool capitals;                   /* all of its letters are */
};

static struct sight look_at(const struct lexicon *lexicon, struct chiffre_text text, size_t at)
{
    struct folded_word folded;
    struct sight sight = {.size = word_fold(text, at, &folded)};
    sight.capitals = sight.size > 0 && folded.capitals;
    if (sight.size == 0) {
        uint32_t code;
        sight.size = utf8_decode(text, at, &code);
        memset(folded.bytes, 0, sizeof folded.bytes);
        folded.length = text_fold((struct chiffre_text){text.data + at, sight.size}, folded.bytes);
    }
    sight.word = lexicon_find_word(lexicon, &folded);
    return sight;
}

/* Moves over what the scanner takes for a gap: blanks, line ends, apostrophes, hyphens. */
static size_t skip_gap(struct chiffre_text text, size_t at)
{
    while (at < text.length) {
        uint32_t code;
        size_t size = utf8_decode(text, at, &code);
        bool joins = code == '\'' || code == '-' || code == 0x2019 || code == 0x2BC || code == 0x2010 || code == 0x2011;
        if (!joins && !code_point_is_space(code))
            break;
        at += size;
    }
    return at;
}

/* The place behind the word `wanted`, where it stands at `at` or behind the gap there (a hyphen may be a word of its own); 0: it does not. At the end
 * of what may be looked at it is taken for granted. */
static size_t behind_word(const struct lookout *lookout, struct chiffre_text text, size_t at, uint16_t wanted)
{
    const size_t places[] = {at, skip_gap(text, at)};
    for (int i = 0; i < 2; i++) {
        if (places[i] >= text.length)
            return text.length;
        struct sight sight = look_at(lookout->lexicon, text, places[i]);
        if (sight.word != NULL && sight.word->number == wanted)
            return places[i] + sight.size;
    }
    return 0;
}

/* Do the words behind a phrase's first stand at `at`? */
static bool stands(const struct lookout *lookout, struct chiffre_text text, size_t at, const struct lexicon_phrase *phrase)
{
    for (uint32_t i = 0; i < phrase->word_count && at < text.length; i++) {
        at = behind_word(lookout, text, at, lookout->lexicon->behind[phrase->behind + i]);
        if (at == 0)
            return false;
    }
    return true;
}

static bool phrase_stands(const struct lookout *lookout, struct chiffre_text text, size_t at, const struct lexicon_word *word)
{
    for (uint32_t i = 0; i < word->phrase_count; i++) {
        const struct lexicon_phrase *phrase = &lookout->lexicon->phrases[word->first_phrase + i];
        if (phrase->word_count > 0 && phrase_counts(lookout->lexicon, phrase) != COUNTS_NEVER && stands(lookout, text, at, phrase))
            return true;
    }
    return false;
}

/* The same, for a word behind which `at` is: most have no phrase with the word or sign that stands there. */
static bool pair_stands(const struct lookout *lookout, struct chiffre_text text, size_t at, const struct lexicon_word *word)
{
    const size_t places[] = {at, skip_gap(text, at)};
    for (int i = 0; i < 2; i++) {
        if (places[i] >= text.length)
            return true;
        const struct lexicon_word *next = look_at(lookout->lexicon, text, places[i]).word;
        if (next != NULL && has_bit(lookout->pairs, lexicon_pair(32 - LOOKOUT_BITS, word->number, next->number)))
            return phrase_stands(lookout, text, at, word);
    }
    return false;
}

/* Is the word or sign at `at` of a number, alone or with those behind it? */
static bool word_counts(const void *context, struct chiffre_text text, size_t at, size_t *size)
{
    const struct lookout *lookout = context;
    struct sight sight = look_at(lookout->lexicon, text, at);
    *size = sight.size;
    if (sight.word == NULL)
        return false;
    if (has_bit(lookout->alone, sight.word->number) || (sight.capitals && has_bit(lookout->capitals, sight.word->number)))
        return true;
    return pair_stands(lookout, text, at + sight.size, sight.word);
}

size_t lookout_number(const struct lookout *lookout, struct chiffre_text text, size_t at, size_t end)
{
    return heads_find(&lookout->sought, text, at, end);
}

/* The last digit from `at` on, but before `end`; `end`: there is none. A block must be readable before `end`. */
static size_t last_digit(struct chiffre_text text, size_t at, size_t end)
{
    for (size_t block = end; block > at;) {
        size_t bytes = block - at < BLOCK_BYTES ? block - at : BLOCK_BYTES;
        block -= bytes;
        uint64_t digits = block_digits(text.data + block);
        if (bytes < BLOCK_BYTES)
            digits &= ((uint64_t)1 << bytes) - 1;
        if (digits != 0)
            return block + BLOCK_BYTES - 1 - (unsigned)__builtin_clzll(digits);
    }
    return end;
}

size_t lookout_any_number(const struct lookout *lookout, struct chiffre_text text, size_t at, size_t end)
{
    if (end > text.length || text.length - end < HEADS_ROOM)
        return at;
    size_t digit = last_digit(text, at, end);
    if (digit < end)
        return digit;
    for (size_t block = end; block > at;) {
        block = block - at > STRIDE ? block - STRIDE : at;
        size_t last = block + STRIDE < end ? block + STRIDE : end, place = heads_find(&lookout->sought, text, block, last);
        if (place < last)
            return place;
    }
    return end;
}

/* Does the stop at `at` end a sentence, whatever stands before its word? The word has three small letters and is no abbreviation. */
static bool surely_ends(const struct lexicon *lexicon, struct chiffre_text text, size_t from, size_t at)
{
    if (at < from + 4 || at + 2 >= text.length || text.data[at + 1] != ' ' || text.data[at + 2] < 'A' || text.data[at + 2] > 'Z')
        return false;
    size_t begin = at;
    while (begin > from && ascii_is_lower(text.data[begin - 1]))
        begin--;
    if (at - begin < 3 || begin == from || text.data[begin - 1] != ' ')
        return false;
    const struct lexicon_word *word = look_at(lexicon, text, begin).word;
    return word == NULL || (word->roles & ROLE_BIT(abbreviation)) == 0;
}

size_t lookout_sentence_end(const struct lexicon *lexicon, struct chiffre_text text, size_t from, size_t to)
{
    for (size_t at = to; at > from; at--) {
        char byte = text.data[at - 1];
        if (byte == '\n' && at - 1 > from && text.data[at - 2] == '\n')
            return at - 2;
        if (byte == '.' && surely_ends(lexicon, text, from, at - 1))
            return at;
    }
    return from;
}

size_t lookout_pass(struct lookout *lookout, struct chiffre_text text, size_t at)
{
    if (lookout->looked && at <= lookout->number)
        return 0;
    if (lookout->sought.lexicon != lookout->lexicon)
        mark_words(lookout);
    size_t least = at + PASS_LEAST + REACH;
    if (lookout->sought.blind)
        return 0;
    lookout->looked = true;
    lookout->number = lookout_any_number(lookout, text, at, least);
    if (lookout->number < least)
        return 0;
    lookout->number = lookout_number(lookout, text, least, text.length - at > LOOK_MOST ? at + LOOK_MOST : text.length);
    return lookout_sentence_end(lookout->lexicon, text, at, lookout->number - REACH) - at;
}
