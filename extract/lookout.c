/* SPDX-License-Identifier: MIT */
/* Bytes ahead -> the next number. Sixty-four at a time are told letters from digits; of a word its first eight letters are looked up in a
 * set of bits, and only what is in it is looked up in the lexicon. */
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

/* Blocks tell letters from digits only: signs of ASCII are looked for one by one. */
static void mark_sign(struct lookout *lookout, const struct lexicon_word *word)
{
    char sign = (char)(word->head & 0xFF);
    if (sign <= ' ' || ascii_is_alphanumeric(sign) || strchr(lookout->signs, sign) != NULL)
        return;
    size_t count = strlen(lookout->signs);
    lookout->crowded |= count + 1 == LOOKOUT_SIGNS;
    if (!lookout->crowded)
        lookout->signs[count] = sign;
}

static void mark_word(struct lookout *lookout, const struct lexicon_word *word)
{
    const struct lexicon *lexicon = lookout->lexicon;
    for (uint32_t i = 0; i < word->phrase_count; i++) {
        const struct lexicon_phrase *phrase = &lexicon->phrases[word->first_phrase + i];
        enum counting counts = phrase_counts(lexicon, phrase);
        if (counts == COUNTS_NEVER)
            continue;
        heads_add(&lookout->heads, word->head);
        mark_sign(lookout, word);
        if (phrase->word_count == 0) {
            heads_add(&lookout->lone_heads, word->head);
            add_bit(counts == COUNTS ? lookout->alone : lookout->capitals, word->number);
        } else {
            uint16_t second = lexicon->behind[phrase->behind];
            heads_add(&lookout->pair_heads, heads_pair(word->head, lexicon->words[second - 1].head));
            add_bit(lookout->pairs, lexicon_pair(32 - LOOKOUT_BITS, word->number, second));
        }
    }
}

/* A short text never comes here: its lexicon's words need not be looked through. */
static void mark_words(struct lookout *lookout)
{
    memset(&lookout->heads, 0, sizeof lookout->heads);
    memset(&lookout->lone_heads, 0, sizeof lookout->lone_heads);
    memset(&lookout->pair_heads, 0, sizeof lookout->pair_heads);
    memset(lookout->alone, 0, sizeof lookout->alone);
    memset(lookout->capitals, 0, sizeof lookout->capitals);
    memset(lookout->pairs, 0, sizeof lookout->pairs);
    memset(lookout->signs, 0, sizeof lookout->signs);
    lookout->crowded = false;
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

/* `marked`: only a word of these is looked up; NULL: any. */
static struct sight look_at(const struct lexicon *lexicon, struct chiffre_text text, size_t at, const struct heads *marked)
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
    if (marked == NULL || heads_have(marked, word_load(folded.bytes, folded.length)))
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

/* The place behind the word `wanted`, where it stands at `at` or behind the gap there (a hyphen may be a word of its own); 0: it does not. At the end of what may be looked at it is taken for granted. */
static size_t behind_word(const struct lookout *lookout, struct chiffre_text text, size_t at, uint16_t wanted)
{
    const size_t places[] = {at, skip_gap(text, at)};
    for (int i = 0; i < 2; i++) {
        if (places[i] >= text.length)
            return text.length;
        struct sight sight = look_at(lookout->lexicon, text, places[i], NULL);
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
        const struct lexicon_word *next = look_at(lookout->lexicon, text, places[i], NULL).word;
        if (next != NULL && has_bit(lookout->pairs, lexicon_pair(32 - LOOKOUT_BITS, word->number, next->number)))
            return phrase_stands(lookout, text, at, word);
    }
    return false;
}

/* Is the word or sign at `at` of a number, alone or with those behind it? */
static bool word_counts(const struct lookout *lookout, struct chiffre_text text, size_t at, size_t *size)
{
    struct sight sight = look_at(lookout->lexicon, text, at, &lookout->heads);
    *size = sight.size;
    if (sight.word == NULL)
        return false;
    if (has_bit(lookout->alone, sight.word->number) || (sight.capitals && has_bit(lookout->capitals, sight.word->number)))
        return true;
    return pair_stands(lookout, text, at + sight.size, sight.word);
}

/* A word whose head is known, which ends at `end` if it is shorter than eight letters: must it be looked up? One that counts only with a second
 * word behind it need not where that is another. */
static bool pair_may_count(const struct lookout *lookout, struct chiffre_text text, uint64_t head, size_t letters, size_t end)
{
    if (letters >= 8 || heads_have(&lookout->lone_heads, head) || text.length - end < 3)
        return true;
    size_t gap = heads_gap(text, end);
    if (gap == 0)
        return true;
    struct heads_word next = heads_read(text, end + gap);
    return next.size == 0 || heads_have(&lookout->pair_heads, heads_pair(head, next.head));
}

static inline bool may_count(const struct lookout *lookout, struct chiffre_text text, uint64_t head, size_t letters, size_t end)
{
    return heads_have(&lookout->heads, head) && pair_may_count(lookout, text, head, letters, end);
}

/* The bytes of a word that surely is of no number; 0: look it up. */
static size_t plain_word(const struct lookout *lookout, struct chiffre_text text, size_t at)
{
    struct heads_word word = heads_read(text, at);
    return word.size > 0 && !may_count(lookout, text, word.head, word.letters, at + word.size) ? word.size : 0;
}

/* Does a run of letters and bytes beyond ASCII count? It may hold several words and signs (a no-break space, an
 * apostrophe, ½); those that begin at `end` or behind are seen with their own block. */
static bool run_counts(const struct lookout *lookout, struct chiffre_text text, size_t at, size_t end)
{
    while (at < end && at < text.length) {
        unsigned char byte = (unsigned char)text.data[at];
        if (byte < 0x80 && !ascii_is_letter((char)byte))
            return false;
        size_t size = byte >= 0x80 && byte != 0xC3 ? heads_plain_sign(text, at) : plain_word(lookout, text, at);
        if (size == 0 && word_counts(lookout, text, at, &size))
            return true;
        at += size;
    }
    return false;
}

/* Does the run of a block at `at` count? The block ends at `end`. */
static inline bool run_at(const struct lookout *lookout, struct chiffre_text text, size_t at, size_t end, bool far)
{
    uint64_t load = word_load(text.data + at, 8), lower = load | WORD_EACH(0x20);
    size_t letters = word_letters(load, lower), size;
    bool plain = !far && (letters == 8 || (unsigned char)text.data[at + letters] < 0x80);
    if (!plain)
        return run_counts(lookout, text, at, end);
    return may_count(lookout, text, lower & word_keep(letters), letters, at + letters) && word_counts(lookout, text, at, &size);
}

/* The first digit of a block, or sign that counts by itself; 64: none. */
static unsigned first_digit(const struct lookout *lookout, const char *data, uint64_t digits)
{
    for (const char *sign = lookout->signs; *sign != '\0'; sign++)
        digits |= block_equal(data, *sign);
    return digits == 0 ? BLOCK_BYTES : (unsigned)__builtin_ctzll(digits);
}

/* No word of a table is as long, so that no more of the text behind a block says anything of those that begin in it. */
#define NEAR_BYTES 256

/* The first number of the block at `at`, from there; 64: none. */
static unsigned block_number(const struct lookout *lookout, struct chiffre_text whole, size_t at)
{
    const char *const data = whole.data + at;
    const size_t end = at + BLOCK_BYTES;
    const struct chiffre_text text = {whole.data, whole.length - end < NEAR_BYTES ? whole.length : end + NEAR_BYTES};
    struct block block = block_read(data);
    unsigned char before = at > 0 ? (unsigned char)data[-1] : ' ';
    uint64_t inside = before >= 0x80 || ascii_is_letter((char)before); /* the first run began earlier */
    uint64_t run = block.letters | block.far, starts = run & ~(run << 1 | inside);
    unsigned digit = first_digit(lookout, data, block.digits);
    unsigned leading = inside == 0 ? 0 : run == UINT64_MAX ? BLOCK_BYTES : (unsigned)__builtin_ctzll(~run);
    if ((block.far & heads_low_bits(leading)) != 0 && run_counts(lookout, text, at, at + leading)) /* what came before its sign was seen earlier */
        return 0;
    const uint64_t others = ~block.letters, ended = heads_low_bits(others == 0 ? 0 : BLOCK_BYTES - 1 - (unsigned)__builtin_clzll(others));
    starts &= heads_low_bits(digit);
    for (uint64_t left = starts & ended; left != 0; left &= left - 1) {
        unsigned place = (unsigned)__builtin_ctzll(left), letters = (unsigned)__builtin_ctzll(others >> place);
        bool far = (block.far >> (place + letters) & 1) != 0; /* a letter beyond ASCII, or a sign, right behind its letters */
        if (!far) { /* most words: their letters are known, and no table has them */
            uint64_t head = (word_load(data + place, 8) | WORD_EACH(0x20)) & heads_kept[letters];
            if (!heads_may_have(&lookout->heads, head))
                continue;
        }
        if (run_at(lookout, text, at + place, end, far))
            return place;
    }
    starts &= ~ended; /* the last word goes on to the block's end or behind it */
    if (starts == 0)
        return digit;
    unsigned place = (unsigned)__builtin_ctzll(starts);
    return run_at(lookout, text, at + place, end, false) ? place : digit;
}

/* Behind a block some bytes more are read. */
#define BLOCK_ROOM (BLOCK_BYTES + 8)

size_t lookout_number(const struct lookout *lookout, struct chiffre_text text, size_t at, size_t end)
{
    for (; at < end && text.length - at >= BLOCK_ROOM; at += BLOCK_BYTES) {
        unsigned first = block_number(lookout, text, at);
        if (first < BLOCK_BYTES)
            return at + first < end ? at + first : end;
    }
    return at < end ? at : end; /* the text's last bytes are read */
}

/* The last digit from `at` on, but before `end`; `end`: there is none. A block must be readable before `end`. */
static size_t last_digit(struct chiffre_text text, size_t at, size_t end)
{
    for (size_t block = end; block > at;) {
        size_t bytes = block - at < BLOCK_BYTES ? block - at : BLOCK_BYTES;
        block -= bytes;
        uint64_t digits = block_digits(text.data + block) & heads_low_bits((unsigned)bytes);
        if (digits != 0)
            return block + BLOCK_BYTES - 1 - (unsigned)__builtin_clzll(digits);
    }
    return end;
}

size_t lookout_any_number(const struct lookout *lookout, struct chiffre_text text, size_t at, size_t end)
{
    if (end > text.length || text.length - end < BLOCK_ROOM)
        return at;
    size_t digit = last_digit(text, at, end);
    if (digit < end)
        return digit;
    for (size_t block = end; block > at;) {
        block = block - at > BLOCK_BYTES ? block - BLOCK_BYTES : at;
        unsigned first = block_number(lookout, text, block);
        if (first < BLOCK_BYTES && block + first < end)
            return block + first;
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
    const struct lexicon_word *word = look_at(lexicon, text, begin, NULL).word;
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
    if (lookout->marked != lookout->lexicon)
        mark_words(lookout);
    size_t least = at + PASS_LEAST + REACH;
    if (lookout->crowded)
        return 0;
    lookout->looked = true;
    lookout->number = lookout_any_number(lookout, text, at, least);
    if (lookout->number < least)
        return 0;
    lookout->number = lookout_number(lookout, text, least, text.length - at > LOOK_MOST ? at + LOOK_MOST : text.length);
    return lookout_sentence_end(lookout->lexicon, text, at, lookout->number - REACH) - at;
}
