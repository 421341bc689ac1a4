/* SPDX-License-Identifier: MIT */
/* A lexicon's words and phrases -> what a reader asks of them at once: who speaks, what a word is alone, which two or three words begin a phrase. */
#include "core/lexicon_build.h"

#include "core/text.h"

#include <string.h>

/* "côté" is no form of "cote": a function word that is written with accents, among rows written without. */
static bool accents_part(const struct lexicon_phrase *phrase, const struct lexicon_row *rows)
{
    bool function = false, plain = false;
    for (uint8_t i = 0; i < phrase->row_count; i++) {
        const struct lexicon_row *row = &rows[phrase->first_row + i];
        function |= row->role == ROLE_stop && row->accented;
        plain |= role_rank(row->role) > 0 && !row->accented;
    }
    return function && plain && phrase->word_count == 0;
}

/* A description may be a name by its capitals ("La Maison"), a legal form is one by them only, and a short word without its accent is another
 * word ("a", "à"): those depend. */
void lexicon_note_speaker(const struct lexicon_builder *builder, struct lexicon_phrase *phrase, const struct lexicon_row *rows)
{
    unsigned best = 0;
    phrase->speaker = accents_part(phrase, rows) ? LEXICON_DEPENDS : LEXICON_SILENT;
    for (uint8_t i = 0; i < phrase->row_count && phrase->speaker != LEXICON_DEPENDS; i++) {
        const struct lexicon_row *row = &rows[phrase->first_row + i];
        const struct lexicon_draft *draft = &builder->drafts[phrase->first_row];
        bool brief = phrase->word_count == 0 && builder->spellings[draft->words[0] - 1].length <= 2;
        if (row->role == ROLE_legal_form || (row->role == ROLE_description && phrase->word_count > 0) || (row->accented && brief)) {
            phrase->speaker = LEXICON_DEPENDS;
            return;
        }
        if (role_rank(row->role) > best) {
            best = role_rank(row->role);
            phrase->speaker = i;
        }
    }
}

/* What a word is by itself; one that is a sign of ASCII may be so without a row. */
void lexicon_note_lone(const struct lexicon_builder *builder, struct lexicon_word *word, const struct lexicon_phrase *phrases,
                       const struct lexicon_row *rows)
{
    const struct lexicon_spelling *spelling = &builder->spellings[word->number - 1];
    const char first = builder->texts[spelling->text];
    const bool sign = spelling->length == 1 && (unsigned char)first < 0x80 && !code_point_is_letter((uint32_t)first);
    word->lone_role = sign ? role_of_sign((uint8_t)first) : ROLE_word;
    if (word->alone != 0) {
        word->lone_phrase = word->first_phrase + word->phrase_count - 1u;
        const struct lexicon_phrase *phrase = &phrases[word->lone_phrase];
        if (phrase->speaker < LEXICON_DEPENDS) {
            word->lone_row = phrase->first_row + phrase->speaker;
            word->lone_role = rows[word->lone_row].role;
        } else if (phrase->speaker == LEXICON_DEPENDS) {
            word->lone_role = ROLE_none;
        }
    }
    word->lone_role = role_stands_alone(word->lone_role);
}

/* The hash table of words. Short ones are the commonest: they come first, so that they stand where they are looked for first. */
void lexicon_fill_slots(const struct lexicon_builder *builder, lexicon_slot *slots)
{
    const uint32_t mask = lexicon_build_mask(builder);
    memset(slots, 0, ((size_t)mask + 1) * sizeof *slots);
    for (uint32_t length = 1; length <= 8; length++) /* 8: so many or more */
        for (uint32_t i = 0; i <= mask; i++) {
            const uint32_t number = builder->slots[i];
            if (number == 0 || (builder->spellings[number - 1].length < 8 ? builder->spellings[number - 1].length : 8u) != length)
                continue;
            uint32_t at = builder->hashes[i] >> builder->shift;
            while (slots[at] != 0)
                at = (at + 1) & mask;
            slots[at] = number << 16 | lexicon_tag(builder->hashes[i]);
        }
}

/* Says of phrases from `place` on, which have the same first two words, how many have a third, and of that word that it is one. */
static void note_thirds(struct lexicon_builder *builder, struct lexicon_phrase *phrases, uint32_t place, uint16_t first, uint16_t second)
{
    uint32_t end = place;
    while (phrases[end].third != 0 && phrases[end].more)
        end++;
    end += phrases[end].third != 0;
    for (; place < end; place++) {
        phrases[place].thirds = (uint8_t)(end - place < LEXICON_THIRDS_MOST ? end - place : LEXICON_THIRDS_MOST);
        builder->words[phrases[place].third - 1].thirds |= lexicon_third(first, second);
    }
}

/* The hash table of first and second words; says of each phrase whether another one with the same two follows. NULL: no memory. */
const uint32_t *lexicon_note_pairs(struct lexicon_builder *builder, struct lexicon_phrase *phrases, const uint16_t *behind, uint32_t *shift)
{
    uint32_t total = 64;
    for (*shift = 26; total < 2 * builder->draft_count && *shift > 8; total *= 2)
        --*shift;
    uint32_t *pairs = arena_take(&builder->arena, total * sizeof *pairs);
    if (pairs == NULL)
        return NULL;
    memset(pairs, 0, total * sizeof *pairs);
    for (size_t i = 0; i < builder->word_count; i++) {
        struct lexicon_word *first = &builder->words[i];
        uint32_t several = first->phrase_count - (first->alone != 0 ? 1u : 0u);
        for (uint32_t place = first->first_phrase; place < first->first_phrase + several; place++) {
            uint16_t second = behind[phrases[place].behind];
            phrases[place].more = place + 1 < first->first_phrase + several && behind[phrases[place + 1].behind] == second;
        }
        for (uint32_t place = first->first_phrase; place < first->first_phrase + several; place++) {
            uint16_t second = behind[phrases[place].behind];
            if (place > first->first_phrase && phrases[place - 1].more)
                continue;
            note_thirds(builder, phrases, place, first->number, second);
            uint32_t at = lexicon_pair(*shift, first->number, second);
            while (pairs[at] != 0)
                at = (at + 1) & (total - 1);
            pairs[at] = place + 1;
            first->seconds |= lexicon_second(second);
        }
    }
    return pairs;
}
