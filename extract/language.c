/* SPDX-License-Identifier: MIT */
/* Text -> its language, by function words; text -> the day of its dateline. */
#include "extract/language.h"

#include "core/block.h"
#include "core/text.h"
#include "extract/period.h"

#include <string.h>

/* A text shows its language early. */
#define LOOK_BYTES ((size_t)1 << 16)
#define LANGUAGES_MOST 16
#define HEAD_BYTES 700
#define HEAD_TOKENS 8

/* A word of a text is counted for each language that has it as a function word. */
static void count_word(const struct folded_word *word, const struct lexicon *const *lexicons, unsigned count, size_t *counts)
{
    for (unsigned i = 0; i < count; i++) {
        const struct lexicon_word *found = lexicon_find_word(lexicons[i], word);
        counts[i] += found != NULL && (found->roles & ROLE_BIT(stop)) != 0;
    }
}

/* The same for a word of fifteen ASCII letters at most, told by its loads. The hash is the same for all. */
static inline void count_short(uint64_t head, uint64_t tail, const struct lexicon *const *lexicons, unsigned count, size_t *counts)
{
    const uint64_t hash = lexicon_hash(head, tail);
    for (unsigned i = 0; i < count; i++) {
        const struct lexicon_word *found = lexicon_find_hashed(lexicons[i], hash, head, tail);
        counts[i] += found != NULL && (found->roles & ROLE_BIT(stop)) != 0;
    }
}

/* Most of a text: a word of fifteen ASCII letters at most with the blank behind it, or a byte of ASCII that begins none. Returns the bytes; 0: it is
 * something else. Seventeen bytes must be readable. */
static inline size_t count_plain(const char *data, const struct lexicon *const *lexicons, unsigned count, size_t *counts)
{
    const unsigned letters = (unsigned)__builtin_ctz(~block_head_letters(data));
    if (letters == 16 || (unsigned char)data[letters] >= 0x80)
        return 0;
    if (letters == 0)
        return 1;
    const uint64_t tail = letters > 8 ? (word_load(data + 8, 8) | WORD_EACH(0x20)) & word_keep(letters - 8) : 0;
    count_short((word_load(data, 8) | WORD_EACH(0x20)) & word_keep(letters), tail, lexicons, count, counts);
    return letters + (data[letters] == ' ');
}

unsigned language_detect(struct chiffre_text text, const struct lexicon *const *lexicons, unsigned count)
{
    size_t counts[LANGUAGES_MOST] = {0}, end = text.length < LOOK_BYTES ? text.length : LOOK_BYTES;
    struct folded_word folded;
    count = count < LANGUAGES_MOST ? count : LANGUAGES_MOST;
    for (size_t at = 0; at < end;) {
        size_t plain = text.length - at > 16 ? count_plain(text.data + at, lexicons, count, counts) : 0;
        if (plain > 0) {
            at += plain;
            continue;
        }
        size_t size = word_fold(text, at, &folded);
        if (size > 0)
            count_word(&folded, lexicons, count, counts);
        uint32_t code;
        at += size > 0 ? size : utf8_decode(text, at, &code);
    }
    unsigned best = 0;
    for (unsigned i = 1; i < count; i++)
        if (counts[i] > counts[best])
            best = i;
    return best;
}

/* Does a line begin at this token? */
static bool line_head(const struct sentence *sentence, uint32_t at)
{
    return at == 0 || sentence->tokens[at].gap == GAP_LINE || sentence->tokens[at].gap == GAP_PARAGRAPH;
}

static bool set_off(const struct sentence *sentence, uint32_t end)
{
    const struct token *next = &sentence->tokens[end];
    if (end >= sentence->count || next->gap == GAP_LINE || next->gap == GAP_PARAGRAPH)
        return true;
    return next->kind == TOKEN_SIGN && (next->sign == '-' || next->sign == ')' || next->sign == '|' || next->sign == ':' || next->sign == '*');
}

static chiffre_date in_sentence(const struct sentence *sentence)
{
    uint32_t head = 0;
    bool told = false;
    for (uint32_t at = 0; at < sentence->count; at++) {
        if (line_head(sentence, at)) {
            head = at;
            told = false;
        }
        if (sentence->tokens[at].word != NULL && (sentence->tokens[at].word->roles & ROLE_BIT(dateline)))
            told = true;
        if (at - head > HEAD_TOKENS)
            continue;
        struct mention mention;
        uint32_t used = period_mention_read(sentence, at, &mention);
        if (used == 0)
            continue;
        if (mention.kind == MENTION_CALENDAR && mention.period.type == PERIOD_DAY && (told || set_off(sentence, at + used)))
            return mention.period.start;
        at += used - 1;
    }
    return CHIFFRE_NO_DATE;
}

/* A whole day is told with a year of four digits: without four in a row there is none. */
static bool may_tell_day(struct chiffre_text head)
{
    size_t at = 0;
    for (; head.length - at >= BLOCK_BYTES; at += BLOCK_BYTES - 3) {
        uint64_t digits = block_digits(head.data + at);
        if ((digits & digits >> 1 & digits >> 2 & digits >> 3) != 0)
            return true;
    }
    for (unsigned run = 0; at < head.length; at++) {
        run = head.data[at] >= '0' && head.data[at] <= '9' ? run + 1 : 0;
        if (run == 4)
            return true;
    }
    return false;
}

chiffre_date dateline_read(struct scanner *scanner, struct chiffre_text text, const struct lexicon *lexicon, const struct shapes *shapes)
{
    struct sentence sentence;
    struct chiffre_text head = text;
    if (head.length > HEAD_BYTES)
        head.length = HEAD_BYTES;
    if (!may_tell_day(head))
        return CHIFFRE_NO_DATE;
    scanner_start(scanner, head, lexicon, shapes);
    for (int i = 0; i < 4 && scanner_next(scanner, &sentence); i++) {
        chiffre_date date = in_sentence(&sentence);
        if (date != CHIFFRE_NO_DATE)
            return date;
    }
    return CHIFFRE_NO_DATE;
}
