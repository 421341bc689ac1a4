/* SPDX-License-Identifier: MIT */
/* Words beside a figure, looked up in the tables of the document's language: the words are in data, none is known here. */
#include "check/cue.h"

#include "check/room.h"
#include "core/date.h"

size_t cue_words(const struct lexicon *lexicon, struct chiffre_text text, size_t start, size_t end, struct word *words)
{
    size_t count = 0;
    for (size_t at = start; at < end;) {
        uint32_t code_point;
        size_t from = at, bytes = utf8_decode(text, at, &code_point);
        if (!code_point_is_letter(code_point)) {
            at += bytes;
            if (code_point == '.' || code_point == ';' || code_point == ':' || code_point == '(' || code_point == ')' ||
                code_point == '\n')
                count = 0;
            continue;
        }
        while (at < end && (bytes = utf8_decode(text, at, &code_point), code_point_is_letter(code_point)))
            at += bytes;
        char folded[CUE_WORDS_BYTES * 3];
        size_t length = at - from > CUE_WORDS_BYTES ? 0 : text_fold((struct chiffre_text){text.data + from, at - from}, folded);
        if (count == CUE_WORDS_MAX) {
            memmove(words, words + 1, (CUE_WORDS_MAX - 1) * sizeof *words);
            count--;
        }
        const struct lexicon_word *entry = length == 0 ? NULL : lexicon_find(lexicon, folded, length);
        words[count++] = (struct word){from, at, entry == NULL ? 0 : entry->number, entry};
    }
    return count;
}

size_t cue_phrase(const struct lexicon *lexicon, const struct word *words, size_t count, size_t at,
                  bool (*wanted)(role_number role), const struct lexicon_row **row)
{
    const struct lexicon_word *entry = words[at].entry;
    for (uint32_t i = 0; entry != NULL && i < entry->phrase_count; i++) {
        const struct lexicon_phrase *phrase = &lexicon->phrases[entry->first_phrase + i];
        size_t k = 0;
        while (k < phrase->word_count && at + 1 + k < count && words[at + 1 + k].number == lexicon->behind[phrase->behind + k])
            k++;
        if (k < phrase->word_count)
            continue;
        for (uint8_t r = 0; r < phrase->row_count; r++) {
            *row = &lexicon->rows[phrase->first_row + r];
            if (wanted((*row)->role))
                return k + 1;
        }
    }
    return 0;
}

/* ---- Dates ---- */

/* Where a text tells its own day, how far a weekday stands from its month, and the years in which it may have been written. */
#define HEAD_BYTES 2000
#define WEEKDAY_BYTES 8
#define FIRST_YEAR 1999
#define LAST_YEAR 2099

static bool is_month(role_number role)
{
    return role == ROLE_month;
}

static bool is_digit(struct chiffre_text text, size_t at)
{
    return at < text.length && text.data[at] >= '0' && text.data[at] <= '9';
}

/* The number of at most `digits` digits at `at`, which moves behind it; 0: none. */
static int read_number(struct chiffre_text text, size_t *at, size_t digits)
{
    int number = 0;
    size_t from = *at;
    while (is_digit(text, *at) && *at - from < digits)
        number = number * 10 + (text.data[(*at)++] - '0');
    return is_digit(text, *at) ? 0 : number;
}

static size_t skip_blanks(struct chiffre_text text, size_t at)
{
    while (at < text.length && (text.data[at] == ' ' || text.data[at] == ',' || text.data[at] == '.' || text.data[at] == '\xc2' || text.data[at] == '\xa0'))
        at++;
    return at;
}

/* The day before a month's name, "15 mars", "1er mars"; 0: none. */
static int day_before(struct chiffre_text text, size_t at)
{
    while (at > 0 && (text.data[at - 1] == ' ' || text.data[at - 1] == '\xc2' || text.data[at - 1] == '\xa0'))
        at--;
    for (int i = 0; i < 2 && at > 0 && text.data[at - 1] >= 'a' && text.data[at - 1] <= 'z'; i++)
        at--;
    size_t from = at;
    while (from > 0 && is_digit(text, from - 1))
        from--;
    return at - from > 2 ? 0 : read_number(text, &from, 2);
}

static chiffre_date day_around(struct chiffre_text text, size_t start, size_t end, int month)
{
    size_t at = skip_blanks(text, end);
    int day = day_before(text, start), number = read_number(text, &at, 4);
    if (day == 0 && number > 0 && number <= 31) {
        day = number;
        at = skip_blanks(text, at);
        number = read_number(text, &at, 4);
    }
    return day == 0 || number < 1900 ? CHIFFRE_NO_DATE : date_from(number, month, day);
}

/* The next word of the text from *at on that has a row of the wanted role; false: none. */
static bool next_word(const struct lexicon *lexicon, struct chiffre_text text, size_t *at, bool (*wanted)(role_number role), struct word *word,
                      const struct lexicon_row **row)
{
    while (*at < text.length) {
        uint32_t code_point;
        size_t from = *at, bytes;
        while (*at < text.length && (bytes = utf8_decode(text, *at, &code_point), code_point_is_letter(code_point)))
            *at += bytes;
        if (*at == from)
            *at += utf8_decode(text, *at, &code_point);
        else if (cue_words(lexicon, text, from, *at, word) == 1 && cue_phrase(lexicon, word, 1, 0, wanted, row) > 0)
            return true;
    }
    return false;
}

size_t cue_days(const struct item *item, chiffre_date *days, size_t most)
{
    const struct lexicon *lexicon = item->lexicon;
    struct chiffre_text sentence = item_sentence(item);
    struct word word;
    const struct lexicon_row *row;
    size_t count = 0;
    for (size_t at = 0; lexicon != NULL && count < most && next_word(lexicon, sentence, &at, is_month, &word, &row);) {
        days[count] = day_around(sentence, word.start, word.end, row->number);
        count += days[count] != CHIFFRE_NO_DATE;
    }
    return count;
}

static bool is_weekday_or_month(role_number role)
{
    return role == ROLE_weekday || role == ROLE_month;
}

size_t cue_weekdays(const struct item *item, chiffre_date *days, size_t most)
{
    const struct lexicon *lexicon = item->lexicon;
    struct chiffre_text head = {item->text.data, item->text.length < HEAD_BYTES ? item->text.length : HEAD_BYTES};
    struct word word, weekday = {.end = 0};
    const struct lexicon_row *row;
    int number = 0;
    size_t count = 0;
    for (size_t at = 0; lexicon != NULL && count == 0 && next_word(lexicon, head, &at, is_weekday_or_month, &word, &row);) {
        if (row->role == ROLE_weekday) {
            weekday = word;
            number = row->number;
            continue;
        }
        int day = number > 0 && word.start - weekday.end <= WEEKDAY_BYTES ? day_before(head, word.start) : 0;
        for (int year = LAST_YEAR; day > 0 && year >= FIRST_YEAR && count < most; year--) {
            days[count] = date_from(year, row->number, day);
            count += days[count] != CHIFFRE_NO_DATE && date_weekday(days[count]) == number;
        }
    }
    return count;
}
