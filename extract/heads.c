/* SPDX-License-Identifier: MIT */
/* Bytes -> the places where something sought stands. Sixty-four at a time are told letters from digits and signs; of a word its first eight letters
 * are looked up in a set of bits, and only what is in it is looked at. */
#include "extract/heads.h"

#include "core/ascii.h"
#include "core/text.h"

#include <string.h>

#define EIGHT_LOADS UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX
/* What a load keeps of a word of so many letters. */
static const uint64_t kept[BLOCK_BYTES] = {0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF,
                                           EIGHT_LOADS, EIGHT_LOADS, EIGHT_LOADS, EIGHT_LOADS, EIGHT_LOADS, EIGHT_LOADS, EIGHT_LOADS};

/* ---- What is sought ---- */

void heads_clear(struct heads_sought *sought, const struct lexicon *lexicon)
{
    memset(&sought->all, 0, sizeof sought->all);
    memset(&sought->lone, 0, sizeof sought->lone);
    memset(&sought->capitals, 0, sizeof sought->capitals);
    memset(&sought->pairs, 0, sizeof sought->pairs);
    memset(&sought->begins, 0, sizeof sought->begins);
    memset(&sought->seconds, 0, sizeof sought->seconds);
    memset(sought->signs, 0, sizeof sought->signs);
    sought->blind = false;
    sought->lexicon = lexicon;
}

/* Blocks tell letters from digits only: signs of ASCII are looked for one by one. */
static void add_sign(struct heads_sought *sought, char sign)
{
    if ((unsigned char)sign >= 0x80 || sign <= ' ' || ascii_is_letter(sign) || strchr(sought->signs, sign) != NULL)
        return;
    size_t count = strlen(sought->signs);
    sought->blind |= count + 1 == HEADS_SIGNS;
    if (!sought->blind)
        sought->signs[count] = sign;
}

/* One for the heads of two words. */
static inline uint64_t pair_of(uint64_t first, uint64_t second)
{
    return lexicon_mix(first, second);
}

void heads_add_phrase(struct heads_sought *sought, const struct lexicon_word *word, const struct lexicon_phrase *phrase, bool capitals)
{
    const struct lexicon *lexicon = sought->lexicon;
    heads_add(capitals ? &sought->capitals : &sought->all, word->head);
    for (size_t letters = 1; letters < 8; letters++)
        heads_add(&sought->begins, word->head & kept[letters]);
    add_sign(sought, (char)(word->head & 0xFF));
    if (capitals)
        return;
    if (phrase->word_count == 0) {
        heads_add(&sought->lone, word->head);
    } else {
        uint64_t second = lexicon->words[lexicon->behind[phrase->behind] - 1].head;
        heads_add(&sought->pairs, pair_of(word->head, second));
        heads_add(&sought->seconds, pair_of(word->head, second & 0xFF));
    }
}

static bool phrase_has(const struct lexicon *lexicon, const struct lexicon_phrase *phrase, role_number role)
{
    for (uint32_t i = 0; i < phrase->row_count; i++)
        if (lexicon->rows[phrase->first_row + i].role == role)
            return true;
    return false;
}

void heads_seek(struct heads_sought *sought, const struct lexicon *lexicon, role_number role)
{
    heads_clear(sought, lexicon);
    for (uint32_t i = 0; i < lexicon->word_total; i++) {
        const struct lexicon_word *word = &lexicon->words[i];
        for (uint32_t k = 0; (word->roles & role_bit(role)) != 0 && k < word->phrase_count; k++)
            if (phrase_has(lexicon, &lexicon->phrases[word->first_phrase + k], role))
                heads_add_phrase(sought, word, &lexicon->phrases[word->first_phrase + k], false);
    }
}

/* ---- Words ---- */

/* The bytes of a dash, a quotation mark or a narrow space (U+2010 to U+202F), of a no-break space or a guillemet, which no table has; 0: none. */
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

/* A word of ASCII letters and those that Latin-1 has. */
struct read_word {
    uint64_t head;  /* its first eight letters as a lexicon has them */
    size_t letters; /* more than eight count as so many or more */
    size_t size;    /* its bytes; 0: none such stands there, look it up */
};

static struct read_word read_word(struct chiffre_text text, size_t at)
{
    struct read_word word = {0, 0, 0};
    const size_t begin = at;
    while (text.length - at >= 10) {
        uint64_t load = word_load(text.data + at, 8), lower = load | WORD_EACH(0x20);
        size_t count = word_letters(load, lower);
        if (word.letters < 8)
            word.head |= (lower & word_keep(count)) << 8 * word.letters;
        word.letters += count;
        at += count;
        if (count == 8)
            continue;
        unsigned char byte = (unsigned char)text.data[at];
        char letter = byte == 0xC3 ? word_latin((unsigned char)text.data[at + 1]) : '\0';
        if (letter == '\0') {
            word.size = byte < 0x80 || plain_sign(text, at) > 0 ? at - begin : 0;
            return word;
        }
        if (word.letters < 8)
            word.head |= (uint64_t)(unsigned char)letter << 8 * word.letters;
        word.letters++;
        at += 2;
    }
    return word;
}

/* A word whose head is in the set, and which ends at `end` if it is shorter than eight letters: one that is sought only with a second word behind it
 * need not be looked at where that is another. */
static bool may_stand(const struct heads_sought *sought, struct chiffre_text text, uint64_t head, size_t letters, size_t end)
{
    if (letters >= 8 || heads_have(&sought->lone, head) || text.length - end < 3)
        return true;
    unsigned char byte = (unsigned char)text.data[end];
    bool quote = byte == 0xE2 && (unsigned char)text.data[end + 1] == 0x80 && (unsigned char)text.data[end + 2] == 0x99;
    if (byte != ' ' && byte != '\'' && byte != '-' && !quote)
        return true;
    end += quote ? 3 : 1;
    if (end < text.length && ascii_is_letter(text.data[end]) && !heads_have(&sought->seconds, pair_of(head, (unsigned char)text.data[end] | 0x20)))
        return false;
    struct read_word next = read_word(text, end);
    return next.size == 0 || heads_have(&sought->pairs, pair_of(head, next.head));
}

static bool surely(const struct heads_sought *sought, struct chiffre_text text, size_t at, size_t *size)
{
    return sought->stands == NULL || sought->stands(sought->context, text, at, size);
}

/* A word whose head is known. */
static bool word_stands(const struct heads_sought *sought, struct chiffre_text text, size_t at, uint64_t head, size_t letters, size_t end)
{
    size_t size;
    bool may = heads_have(&sought->all, head) && may_stand(sought, text, head, letters, end);
    return (may || (!ascii_is_lower(text.data[at]) && heads_have(&sought->capitals, head))) && surely(sought, text, at, &size);
}

static inline bool may_have_any(const struct heads_sought *sought, uint64_t head)
{
    return heads_may_have(&sought->all, head) || heads_may_have(&sought->capitals, head);
}

/* May the word be sought that goes on at `data` with a letter of Latin-1? `head`: of the `letters` before it. */
static inline bool may_go_on(const struct heads_sought *sought, const char *data, uint64_t head, size_t letters)
{
    char letter = word_latin((unsigned char)data[1]);
    if (letter == '\0' || letters >= 8)
        return true;
    head |= (uint64_t)(unsigned char)letter << 8 * letters;
    letters++;
    uint64_t load = word_load(data + 2, 8), lower = load | WORD_EACH(0x20);
    size_t count = word_letters(load, lower);
    if (letters < 8)
        head |= (lower & word_keep(count)) << 8 * letters;
    return letters + count >= 8 || (unsigned char)data[2 + count] < 0x80 ? may_have_any(sought, head) : heads_may_have(&sought->begins, head);
}

/* ---- Blocks ---- */

/* No word of a table is as long, so that no more of the text behind a block says anything of those that begin in it. */
#define NEAR_BYTES 256

/* Does a word that began earlier go on at `at`? */
static bool inside_word(struct chiffre_text text, size_t at)
{
    uint32_t code;
    size_t before = at == 0 ? 0 : at - 1;
    while (before > 0 && at - before < 4 && ((unsigned char)text.data[before] & 0xC0) == 0x80)
        before--;
    if (at == 0 || utf8_decode(text, before, &code) != at - before || !code_point_is_letter(code))
        return false;
    utf8_decode(text, at, &code);
    return code_point_is_letter(code);
}

/* Of the words that begin or go on beyond ASCII, or lie across the end of the block, and of the signs there, the first that stands. */
static unsigned first_far(const struct heads_sought *sought, struct chiffre_text text, size_t at, uint64_t starts)
{
    for (uint64_t left = starts; left != 0; left &= left - 1) {
        unsigned place = (unsigned)__builtin_ctzll(left);
        const size_t here = at + place;
        bool plain = plain_sign(text, here) > 0 || (text.data[here] == '\xC3' && !may_go_on(sought, text.data + here, 0, 0));
        if (plain || inside_word(text, here))
            continue;
        struct read_word word = read_word(text, here);
        size_t size;
        if (word.size > 0 ? word_stands(sought, text, here, word.head, word.letters, here + word.size) : surely(sought, text, here, &size))
            return place;
    }
    return BLOCK_BYTES;
}

/* A block told apart: the bits of what is to be looked at. */
struct told_block {
    uint64_t letters, upper;  /* of ASCII; capitals */
    uint64_t beyond;          /* bytes beyond it that may be of a word, or of a sign that a table has */
    uint64_t signs;           /* digits and signs that are sought */
    uint64_t leads;           /* bytes that begin one of those code points */
    uint64_t latin;           /* those of Latin-1's letters */
};

/* Tells a block's bytes apart; `width` names the functions of core/block.h that look at sixteen (none) or thirty-two (_wide) at a time. */
#define TELL(width)                                                                                                                              \
    do {                                                                                                                                         \
        const struct block block = block_read##width(data);                                                                                      \
        *told = (struct told_block){.letters = block.letters, .upper = block_between##width(data, 'A', 26), .beyond = block.far};                \
        told->signs = sought->digits ? block.digits : 0;                                                                                         \
        for (const char *sign = sought->signs; *sign != '\0'; sign++)                                                                            \
            told->signs |= block_equal##width(data, *sign);                                                                                      \
        if (block.far == 0)                                                                                                                      \
            break;                                                                                                                               \
        uint64_t plain = block_equal##width(data, '\xE2'), no_break = block_equal##width(data, '\xC2');                                          \
        if (plain != 0) /* U+2010 to U+202F */                                                                                                   \
            plain &= block_equal##width(data, '\x80') >> 1 & block_between##width(data, '\x90', 0x20) >> 2;                                      \
        if (no_break != 0) /* and guillemets */                                                                                                  \
            no_break &= (block_equal##width(data, '\xA0') | block_equal##width(data, '\xAB') | block_equal##width(data, '\xBB')) >> 1;           \
        told->beyond &= ~(plain | plain << 1 | plain << 2 | no_break | no_break << 1);                                                            \
        told->leads = block_leads##width(data) & ~(plain | no_break);                                                                            \
        told->latin = block_equal##width(data, '\xC3');                                                                                          \
        if (told->latin != 0) /* but for the signs of times and division, and a stray byte */                                                    \
            told->latin &= block_between##width(data, '\x80', 0x40) >> 1 &                                                                       \
                           ~((block_equal##width(data, '\x97') | block_equal##width(data, '\xB7')) >> 1);                                        \
    } while (0)

static inline void tell(const struct heads_sought *sought, const char *data, struct told_block *told)
{
    TELL();
}

#if defined(BLOCK_WIDE)
BLOCK_WIDE static inline void tell_wide(const struct heads_sought *sought, const char *data, struct told_block *told)
{
    TELL(_wide);
}
#endif

/* Bits below the first of these; all when there is none. */
static inline uint64_t below_first(uint64_t bits)
{
    return (bits & -bits) - 1;
}

/* May the word be sought that begins in a block and lies across its end? */
static inline bool may_cross(const struct heads_sought *sought, const char *data)
{
    uint64_t load = word_load(data, 8), lower = load | WORD_EACH(0x20);
    size_t letters = word_letters(load, lower);
    bool known = letters == 8 || (unsigned char)data[letters] < 0x80;
    return !known || may_have_any(sought, lower & word_keep(letters));
}

/* The first of the words that begin at `starts`, end in the block, have their head in the set, and stand; 0: none. Those that go on beyond ASCII and
 * must be looked at are added to *far. */
static inline __attribute__((always_inline)) uint64_t first_word(const struct heads_sought *sought, const struct heads *heads, struct chiffre_text text,
                                                                 size_t at, const struct told_block *block, uint64_t starts, uint64_t *far)
{
    const char *const data = text.data + at;
    for (uint64_t left = starts; left != 0; left &= left - 1) {
        unsigned place = (unsigned)__builtin_ctzll(left), letters = (unsigned)__builtin_ctzll(~block->letters >> place);
        uint64_t head = (word_load(data + place, 8) | WORD_EACH(0x20)) & kept[letters];
        if ((block->beyond >> (place + letters) & 1) != 0) {
            if ((block->latin >> (place + letters) & 1) == 0 || may_go_on(sought, data + place + letters, head, letters))
                *far |= left & -left;
        } else if (heads_may_have(heads, head) && word_stands(sought, text, at + place, head, letters, at + place + letters)) {
            return left & -left;
        }
    }
    return 0;
}

/* The first place of the block at `at`, from there; 64: none. */
static inline __attribute__((always_inline)) unsigned first_of_block(const struct heads_sought *sought, struct chiffre_text whole, size_t at,
                                                                     const struct told_block *block)
{
    const char *const data = whole.data + at;
    const size_t end = at + BLOCK_BYTES;
    const struct chiffre_text text = {whole.data, whole.length - end < NEAR_BYTES ? whole.length : end + NEAR_BYTES};
    const uint64_t letter_before = at > 0 && ascii_is_letter(data[-1]), beyond_before = at > 0 && (unsigned char)data[-1] >= 0x80;
    const uint64_t others = ~block->letters, ended = others == 0 ? 0 : UINT64_MAX >> __builtin_clzll(others);
    const uint64_t inside = block->letters << 1 | block->latin << 2 | letter_before, before = below_first(block->signs);
    const uint64_t starts = block->letters & ~inside & before, across = starts & ~ended;
    uint64_t far = (starts & (block->beyond << 1 | beyond_before)) | (block->leads & ~(block->latin & inside) & before);
    if (across != 0 && may_cross(sought, data + __builtin_ctzll(across)))
        far |= across;
    uint64_t found = first_word(sought, &sought->all, text, at, block, starts & ended & ~far, &far);
    found = found != 0 ? found : block->signs & -block->signs;
    const uint64_t capitals = starts & ended & ~far & block->upper & (block->upper >> 1 | others >> 1) & below_first(found);
    const uint64_t written = first_word(sought, &sought->capitals, text, at, block, capitals, &far);
    found = written != 0 ? written : found;
    far &= below_first(found);
    unsigned place = far == 0 ? BLOCK_BYTES : first_far(sought, text, at, far);
    return place < BLOCK_BYTES || found == 0 ? place : (unsigned)__builtin_ctzll(found);
}

#if defined(BLOCK_WIDE)
BLOCK_WIDE static size_t find_wide(const struct heads_sought *sought, struct chiffre_text text, size_t at, size_t end)
{
    for (; at < end && text.length - at >= HEADS_ROOM; at += BLOCK_BYTES) {
        struct told_block told;
        tell_wide(sought, text.data + at, &told);
        unsigned first = first_of_block(sought, text, at, &told);
        if (first < BLOCK_BYTES)
            return at + first < end ? at + first : end;
    }
    return at < end ? at : end;
}
#endif

static size_t find(const struct heads_sought *sought, struct chiffre_text text, size_t at, size_t end)
{
    for (; at < end && text.length - at >= HEADS_ROOM; at += BLOCK_BYTES) {
        struct told_block told;
        tell(sought, text.data + at, &told);
        unsigned first = first_of_block(sought, text, at, &told);
        if (first < BLOCK_BYTES)
            return at + first < end ? at + first : end;
    }
    return at < end ? at : end;
}

size_t heads_find(const struct heads_sought *sought, struct chiffre_text text, size_t at, size_t end)
{
#if defined(BLOCK_WIDE)
    if (block_wide())
        return find_wide(sought, text, at, end);
#endif
    return find(sought, text, at, end);
}

size_t heads_next(const struct heads_sought *sought, struct chiffre_text text, size_t at)
{
    if (sought->blind)
        return at;
    size_t place = text.length - at < HEADS_ROOM ? at : heads_find(sought, text, at, text.length - HEADS_ROOM + 1);
    if (text.length - place >= HEADS_ROOM)
        return place;
    char rest[4 * BLOCK_BYTES] = {0}; /* the text's last bytes, with those before them and room behind */
    const size_t before = place < 4 ? place : 4, left = text.length - place;
    memcpy(rest, text.data + place - before, before + left);
    size_t found = heads_find(sought, (struct chiffre_text){rest, sizeof rest}, before, before + left);
    return place + found - before;
}
