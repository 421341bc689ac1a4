/* SPDX-License-Identifier: MIT */
/* Bytes ahead -> the next number. Sixty-four at a time are told letters from digits; of a word its first eight letters are looked up in a
 * set of bits, and only what is in it is looked up in the lexicon. */
#include "extract/lookout.h"

#include "core/block.h"
#include "core/text.h"
#include "extract/rows.h"
#include "extract/skim.h"

#include <string.h>

/* So many bytes before a number are read, for the name, the period and the metric that it may be of: five sentences or so. */
#define REACH 512
/* A look ahead goes no further, so that little of a mapped text is held. */
#define LOOK_MOST ((size_t)1 << 16)
/* Passing over less than this is not worth the look. */
#define PASS_LEAST 256

static uint32_t head_bit(uint64_t head)
{
    return (uint32_t)(head * UINT64_C(0x9E3779B97F4A7C15) >> (64 - LOOKOUT_BITS));
}

void lookout_start(struct lookout *lookout, const struct lexicon *lexicon)
{
    lookout->lexicon = lexicon;
    lookout->looked = lookout->passed = false;
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
        enum counting one = phrase->word_count == 0 && row_flagged(row, ROW_CAPITALS) ? COUNTS_IN_CAPITALS : COUNTS;
        counts = one > counts ? one : counts;
    }
    return counts;
}

static bool has_bit(const uint64_t *bits, uint32_t bit)
{
    return (bits[bit / 64] >> bit % 64 & 1) != 0;
}

static void add_bit(uint64_t *bits, uint32_t bit)
{
    bits[bit / 64] |= (uint64_t)1 << bit % 64;
}

static void mark_word(struct lookout *lookout, const struct lexicon_word *word)
{
    const struct lexicon *lexicon = lookout->lexicon;
    for (uint32_t i = 0; i < word->phrase_count; i++) {
        const struct lexicon_phrase *phrase = &lexicon->phrases[word->first_phrase + i];
        enum counting counts = phrase_counts(lexicon, phrase);
        if (counts == COUNTS_NEVER)
            continue;
        add_bit(lookout->heads, head_bit(word->head));
        if (phrase->word_count == 0)
            add_bit(counts == COUNTS ? lookout->alone : lookout->capitals, word->number);
        else
            add_bit(lookout->pairs, lexicon_pair(32 - LOOKOUT_BITS, word->number, lexicon->behind[phrase->behind]));
    }
}

/* A short text never comes here: its lexicon's words need not be looked through. */
static void mark_words(struct lookout *lookout)
{
    memset(lookout->heads, 0, sizeof lookout->heads);
    memset(lookout->alone, 0, sizeof lookout->alone);
    memset(lookout->capitals, 0, sizeof lookout->capitals);
    memset(lookout->pairs, 0, sizeof lookout->pairs);
    for (uint32_t i = 0; i < lookout->lexicon->word_total; i++)
        if ((lookout->lexicon->words[i].roles & SKIM_FIGURE) != 0)
            mark_word(lookout, &lookout->lexicon->words[i]);
    lookout->marked = lookout->lexicon;
}

/* A word or sign of the text. */
struct sight {
    const struct lexicon_word *word; /* NULL: in no phrase */
    size_t size;                     /* its bytes */
    bool capitals;                   /* all of its letters are */
};

/* `marked`: only a word that may begin a number is looked up. */
static struct sight look_at(const struct lookout *lookout, struct chiffre_text text, size_t at, bool marked)
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
    if (!marked || has_bit(lookout->heads, head_bit(word_load(folded.bytes, folded.length))))
        sight.word = lexicon_find_word(lookout->lexicon, &folded);
    return sight;
}

/* Do the words behind a phrase's first stand at `at`, each right behind the one before or behind one code point more? */
static bool stands(const struct lookout *lookout, struct chiffre_text text, size_t at, const struct lexicon_phrase *phrase)
{
    for (uint32_t i = 0; i < phrase->word_count; i++) {
        uint16_t wanted = lookout->lexicon->behind[phrase->behind + i];
        bool found = false;
        for (int step = 0; step < 2 && !found && at < text.length; step++) {
            struct sight sight = look_at(lookout, text, at, false);
            found = sight.word != NULL && sight.word->number == wanted;
            at += sight.size;
        }
        if (!found)
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

/* Is the word or sign at `at` of a number, alone or with those behind it? */
static bool word_counts(const struct lookout *lookout, struct chiffre_text text, size_t at, size_t *size)
{
    struct sight sight = look_at(lookout, text, at, true);
    *size = sight.size;
    if (sight.word == NULL)
        return false;
    if (has_bit(lookout->alone, sight.word->number) || (sight.capitals && has_bit(lookout->capitals, sight.word->number)))
        return true;
    size_t behind = at + sight.size;
    for (int step = 0; step < 2 && behind < text.length; step++) {
        struct sight next = look_at(lookout, text, behind, false);
        if (next.word != NULL && has_bit(lookout->pairs, lexicon_pair(32 - LOOKOUT_BITS, sight.word->number, next.word->number)))
            return phrase_stands(lookout, text, at + sight.size, sight.word);
        behind += next.size;
    }
    return false;
}

/* The bytes of a dash, a quotation mark or a narrow space (U+2010 to U+202F), of a no-break space or a guillemet, which are of no number; 0: none. */
static size_t plain_sign(struct chiffre_text text, size_t at)
{
    unsigned char byte = (unsigned char)text.data[at];
    if (byte == 0xE2 && text.length - at > 2 && (unsigned char)text.data[at + 1] == 0x80)
        return (unsigned char)text.data[at + 2] >= 0x90 && (unsigned char)text.data[at + 2] <= 0xAF ? 3 : 0;
    if (byte != 0xC2 || text.length - at < 2)
        return 0;
    unsigned char next = (unsigned char)text.data[at + 1];
    return next == 0xA0 || next == 0xAB || next == 0xBB ? 2 : 0;
}

/* The same for a run of letters and bytes beyond ASCII, which may hold several words and signs (a no-break space, an apostrophe, ½). */
static bool run_counts(const struct lookout *lookout, struct chiffre_text text, size_t at)
{
    while (at < text.length) {
        unsigned char byte = (unsigned char)text.data[at];
        size_t size = plain_sign(text, at);
        if (byte < 0x80 && !((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'))
            return false;
        if (size == 0 && word_counts(lookout, text, at, &size))
            return true;
        at += size;
    }
    return false;
}

/* The first run of a block that counts, by its first byte; 64: none does. `run`: letters and bytes beyond ASCII; `starts`: where runs begin. */
static unsigned block_counts(const struct lookout *lookout, struct chiffre_text text, size_t at, uint64_t run, uint64_t far, uint64_t starts)
{
    for (; starts != 0; starts &= starts - 1) {
        unsigned place = (unsigned)__builtin_ctzll(starts);
        uint64_t rest = ~(run >> place);
        unsigned length = rest == 0 ? BLOCK_BYTES : (unsigned)__builtin_ctzll(rest);
        bool cut = place + length >= BLOCK_BYTES; /* where it ends is not in this block */
        bool plain = !cut && (far >> place & (((uint64_t)2 << (length - 1)) - 1)) == 0; /* length: 1 to 64 */
        size_t size;
        if (plain ? has_bit(lookout->heads, head_bit((word_load(text.data + at + place, 8) | WORD_EACH(0x20)) & word_keep(length))) &&
                        word_counts(lookout, text, at + place, &size)
                  : run_counts(lookout, text, at + place))
            return place;
    }
    return BLOCK_BYTES;
}

size_t lookout_number(const struct lookout *lookout, struct chiffre_text text, size_t at, size_t end)
{
    uint64_t inside = 0; /* 1: the byte before the block is of a run */
    for (; at < end && text.length - at >= BLOCK_BYTES + 8; at += BLOCK_BYTES) {
        struct block block = block_read(text.data + at);
        uint64_t run = block.letters | block.far, starts = run & ~(run << 1 | inside);
        unsigned digit = block.digits == 0 ? BLOCK_BYTES : (unsigned)__builtin_ctzll(block.digits);
        if (digit < BLOCK_BYTES)
            starts &= ((uint64_t)1 << digit) - 1;
        unsigned word = block_counts(lookout, text, at, run, block.far, starts), first = word < digit ? word : digit;
        if (first < BLOCK_BYTES)
            return at + first < end ? at + first : end;
        inside = run >> 63;
    }
    return at < end ? at : end; /* the text's last bytes are read */
}

static bool is_small(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

/* Does the stop at `at` end a sentence, whatever stands before its word? The word has three small letters and is no abbreviation. */
static bool surely_ends(const struct lookout *lookout, struct chiffre_text text, size_t from, size_t at)
{
    if (at < from + 4 || at + 2 >= text.length || text.data[at + 1] != ' ' || text.data[at + 2] < 'A' || text.data[at + 2] > 'Z')
        return false;
    size_t begin = at;
    while (begin > from && is_small(text.data[begin - 1]))
        begin--;
    if (at - begin < 3 || begin == from || text.data[begin - 1] != ' ')
        return false;
    const struct lexicon_word *word = look_at(lookout, text, begin, false).word;
    return word == NULL || (word->roles & ROLE_BIT(abbreviation)) == 0;
}

size_t lookout_sentence_end(const struct lookout *lookout, struct chiffre_text text, size_t from, size_t to)
{
    for (size_t at = to; at > from; at--) {
        char byte = text.data[at - 1];
        if (byte == '\n' && at - 1 > from && text.data[at - 2] == '\n')
            return at - 2;
        if (byte == '.' && surely_ends(lookout, text, from, at - 1))
            return at;
    }
    return from;
}

size_t lookout_pass(struct lookout *lookout, struct chiffre_text text, size_t at)
{
    if (lookout->marked != lookout->lexicon)
        mark_words(lookout);
    if (!lookout->looked || at > lookout->number) {
        lookout->number = lookout_number(lookout, text, at, text.length - at > LOOK_MOST ? at + LOOK_MOST : text.length);
        lookout->looked = true;
        lookout->passed = false;
    }
    if (lookout->passed || lookout->number - at < PASS_LEAST + REACH)
        return 0;
    lookout->passed = true;
    return lookout_sentence_end(lookout, text, at, lookout->number - REACH) - at;
}
