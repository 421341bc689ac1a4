/* SPDX-License-Identifier: MIT */
/* Bytes -> places where phrases of one role may stand. Sixty-four bytes at a time; of a word its first eight letters are looked up in a set of bits. */
#include "extract/heads.h"

#include <string.h>

#define EIGHT_LOADS UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX
const uint64_t heads_kept[BLOCK_BYTES] = {0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF,
                                          EIGHT_LOADS, EIGHT_LOADS, EIGHT_LOADS, EIGHT_LOADS, EIGHT_LOADS, EIGHT_LOADS, EIGHT_LOADS};

size_t heads_plain_sign(struct chiffre_text text, size_t at)
{
    unsigned char byte = (unsigned char)text.data[at];
    if (byte == 0xE2 && text.length - at > 2 && (unsigned char)text.data[at + 1] == 0x80)
        return (unsigned char)text.data[at + 2] >= 0x90 && (unsigned char)text.data[at + 2] <= 0xAF ? 3 : 0;
    if (byte != 0xC2 || text.length - at < 2)
        return 0;
    unsigned char next = (unsigned char)text.data[at + 1];
    return next == 0xA0 || next == 0xAB || next == 0xBB ? 2 : 0;
}

size_t heads_gap(struct chiffre_text text, size_t at)
{
    switch ((unsigned char)text.data[at]) {
    case ' ': case '\'': case '-':
        return 1;
    case 0xE2:
        return text.length - at > 2 && (unsigned char)text.data[at + 1] == 0x80 && (unsigned char)text.data[at + 2] == 0x99 ? 3 : 0;
    default:
        return 0;
    }
}

static bool phrase_has(const struct lexicon *lexicon, const struct lexicon_phrase *phrase, role_number role)
{
    for (uint32_t i = 0; i < phrase->row_count; i++)
        if (lexicon->rows[phrase->first_row + i].role == role)
            return true;
    return false;
}

static void seek_word(struct heads_sought *sought, const struct lexicon_word *word, role_number role)
{
    const struct lexicon *lexicon = sought->lexicon;
    char first = (char)(word->head & 0xFF);
    for (uint32_t i = 0; i < word->phrase_count; i++) {
        const struct lexicon_phrase *phrase = &lexicon->phrases[word->first_phrase + i];
        if (!phrase_has(lexicon, phrase, role))
            continue;
        heads_add(&sought->all, word->head);
        sought->blind |= first < 'a' || first > 'z';
        if (phrase->word_count == 0)
            heads_add(&sought->lone, word->head);
        else
            heads_add(&sought->pairs, heads_pair(word->head, lexicon->words[lexicon->behind[phrase->behind] - 1].head));
    }
}

void heads_seek(struct heads_sought *sought, const struct lexicon *lexicon, role_number role)
{
    memset(sought, 0, sizeof *sought);
    sought->lexicon = lexicon;
    for (uint32_t i = 0; i < lexicon->word_total; i++)
        if ((lexicon->words[i].roles & role_bit(role)) != 0)
            seek_word(sought, &lexicon->words[i], role);
}

/* May a phrase begin with this word, whose head is in the set? One of several words needs its second one. */
static bool may_begin(const struct heads_sought *sought, struct chiffre_text text, size_t at, const struct heads_word *word)
{
    size_t end = at + word->size;
    if (word->letters >= 8 || heads_have(&sought->lone, word->head) || text.length - end < 3)
        return true;
    size_t gap = heads_gap(text, end);
    if (gap == 0)
        return true;
    struct heads_word next = heads_read(text, end + gap);
    return next.size == 0 || heads_have(&sought->pairs, heads_pair(word->head, next.head));
}

/* The same for any of the words of a run of letters and bytes beyond ASCII. */
static bool run_may_begin(const struct heads_sought *sought, struct chiffre_text text, size_t at)
{
    while (at < text.length) {
        unsigned char byte = (unsigned char)text.data[at];
        if (byte < 0x80 && !((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'))
            return false;
        size_t size = byte >= 0x80 && byte != 0xC3 ? heads_plain_sign(text, at) : 0;
        if (size == 0) {
            struct heads_word word = heads_read(text, at);
            if (word.size == 0 || (heads_have(&sought->all, word.head) && may_begin(sought, text, at, &word)))
                return true;
            size = word.size;
        }
        at += size;
    }
    return false;
}

/* The first place of the block at `at`, from there; 64: none. */
static unsigned next_of_block(const struct heads_sought *sought, struct chiffre_text text, size_t at, bool first)
{
    const char *const data = text.data + at;
    const struct block block = block_read(data);
    unsigned char before = first ? ' ' : (unsigned char)data[-1];
    uint64_t inside = before >= 0x80 || ((before | 0x20) >= 'a' && (before | 0x20) <= 'z'); /* the first run was looked at whole */
    uint64_t run = block.letters | block.far, others = ~block.letters;
    for (uint64_t starts = run & ~(run << 1 | inside); starts != 0; starts &= starts - 1) {
        unsigned place = (unsigned)__builtin_ctzll(starts);
        uint64_t behind = others >> place;
        unsigned letters = behind == 0 ? 0 : (unsigned)__builtin_ctzll(behind);
        if (behind != 0 && (block.far >> (place + letters) & 1) == 0 &&
            !heads_may_have(&sought->all, (word_load(data + place, 8) | WORD_EACH(0x20)) & heads_kept[letters]))
            continue;
        if (run_may_begin(sought, text, at + place))
            return place;
    }
    return BLOCK_BYTES;
}

size_t heads_next(const struct heads_sought *sought, struct chiffre_text text, size_t at)
{
    for (bool first = true; !sought->blind && text.length - at >= BLOCK_BYTES + 8; at += BLOCK_BYTES, first = false) {
        unsigned place = next_of_block(sought, text, at, first);
        if (place < BLOCK_BYTES)
            return at + place;
    }
    if (sought->blind)
        return at;
    char rest[2 * BLOCK_BYTES + 16] = {0}; /* the text's last bytes, with room behind them */
    const size_t left = text.length - at;
    memcpy(rest, text.data + at, left);
    for (size_t from = 0; from < left; from += BLOCK_BYTES) {
        unsigned place = next_of_block(sought, (struct chiffre_text){rest, sizeof rest}, from, from == 0);
        if (place < BLOCK_BYTES)
            return at + (from + place < left ? from + place : left);
    }
    return text.length;
}
