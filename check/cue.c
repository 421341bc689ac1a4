/* SPDX-License-Identifier: MIT */
/* Words beside a figure, looked up in the tables of the document's language: the words are in data, none is known here. */
#include "check/cue.h"

#include "check/room.h"

const struct lexicon *cue_lexicon(const struct work *work, const struct item *item)
{
    const struct chiffre_document *document =
        item->text.length == 0 ? NULL : findings_document(work->findings, item->figure->document);
    for (unsigned i = 0; document != NULL && i < lexicon_count; i++)
        if (text_equal(document->language, text_from(lexicons[i].language)))
            return &lexicons[i];
    return NULL;
}

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
        while (k < phrase->word_count && at + 1 + k < count && words[at + 1 + k].number == phrase->words[k])
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
