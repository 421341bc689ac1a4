/* SPDX-License-Identifier: MIT */
/* Lexicons: phrases filed under their first word. Rows of tables in -> struct lexicon out. */
#include "core/lexicon.h"

#include "core/error.h"
#include "core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PHRASE_WORDS 12
#define ROWS_MOST ((size_t)1 << 23) /* so that the pairs, 2^24 places at most, are half empty */

struct draft {
    uint16_t words[PHRASE_WORDS];
    uint8_t word_count;
    struct lexicon_row row;
    size_t order; /* of arrival: rows of a phrase keep it */
    bool weak;    /* gives way to a row of the same phrase and role */
};
struct lexicon_builder {
    struct arena arena;
    struct draft *drafts;
    size_t draft_count, draft_capacity;
    struct lexicon_word *words;
    struct lexicon_spelling *spellings; /* of each */
    size_t word_count, word_capacity, spelling_capacity;
    char *texts; /* of words */
    size_t text_length, text_capacity;
    const char **files;
    size_t file_count, file_capacity;
    uint16_t *slots; /* hash table of words: their numbers, 0 empty; NULL: none yet */
    uint32_t *hashes;
    uint32_t shift; /* 2^(32 - shift) slots */
    bool weak; /* rows that come now give way */
};

enum chiffre_status lexicon_builder_new(struct lexicon_builder **builder)
{
    struct lexicon_builder *made = memory_take(1, sizeof *made);
    if (made == NULL)
        return CHIFFRE_NO_MEMORY;
    memset(made, 0, sizeof *made);
    *builder = made;
    return CHIFFRE_OK;
}

void lexicon_builder_free(struct lexicon_builder *builder)
{
    if (builder == NULL)
        return;
    arena_free(&builder->arena);
    memory_free(builder->drafts);
    memory_free(builder->words);
    memory_free(builder->spellings);
    memory_free(builder->texts);
    memory_free(builder->files);
    memory_free(builder->slots);
    memory_free(builder->hashes);
    memory_free(builder);
}

static uint32_t slot_mask(const struct lexicon_builder *builder)
{
    return UINT32_MAX >> builder->shift;
}

static bool grow_slots(struct lexicon_builder *builder)
{
    const uint32_t shift = builder->slots == NULL ? 24 : builder->shift - 1, mask = UINT32_MAX >> shift;
    uint16_t *slots = memory_take((size_t)mask + 1, sizeof *slots);
    uint32_t *hashes = memory_take((size_t)mask + 1, sizeof *hashes);
    if (slots == NULL || hashes == NULL) {
        memory_free(slots);
        memory_free(hashes);
        return false;
    }
    memset(slots, 0, ((size_t)mask + 1) * sizeof *slots);
    for (uint32_t old = 0; builder->slots != NULL && old <= slot_mask(builder); old++) {
        if (builder->slots[old] == 0)
            continue;
        uint32_t at = builder->hashes[old] >> shift;
        while (slots[at] != 0)
            at = (at + 1) & mask;
        slots[at] = builder->slots[old];
        hashes[at] = builder->hashes[old];
    }
    memory_free(builder->slots);
    memory_free(builder->hashes);
    builder->slots = slots;
    builder->hashes = hashes;
    builder->shift = shift;
    return true;
}

struct cutting {
    struct lexicon_builder *builder;
    uint16_t words[PHRASE_WORDS];
    size_t count;
    bool too_long, too_many, no_memory;
};

static void cut_word(void *context, const char *folded, size_t length)
{
    struct cutting *cutting = context;
    struct lexicon_builder *builder = cutting->builder;
    if (length >= WORD_BYTES || cutting->count == PHRASE_WORDS) {
        cutting->too_long = true;
        return;
    }
    char copy[WORD_BYTES + 12] = ""; /* room for whole loads */
    memcpy(copy, folded, length);
    uint32_t hash = lexicon_hash_word(copy, length);
    if ((builder->slots == NULL || builder->word_count * 2 >= slot_mask(builder)) && !grow_slots(builder)) {
        cutting->no_memory = true;
        return;
    }
    uint32_t at = hash >> builder->shift;
    for (; builder->slots[at] != 0; at = (at + 1) & slot_mask(builder)) {
        const struct lexicon_spelling *known = &builder->spellings[builder->slots[at] - 1];
        if (builder->hashes[at] == hash && known->length == length && memcmp(builder->texts + known->text, folded, length) == 0) {
            cutting->words[cutting->count++] = builder->slots[at];
            return;
        }
    }
    if (builder->word_count == UINT16_MAX) {
        cutting->too_many = true;
        return;
    }
    if (!array_reserve(&builder->words, &builder->word_capacity, builder->word_count + 1, sizeof *builder->words) ||
        !array_reserve(&builder->spellings, &builder->spelling_capacity, builder->word_count + 1, sizeof *builder->spellings) ||
        !array_reserve(&builder->texts, &builder->text_capacity, builder->text_length + length + 1, 1)) {
        cutting->no_memory = true;
        return;
    }
    uint16_t number = (uint16_t)(builder->word_count + 1);
    builder->spellings[builder->word_count] = (struct lexicon_spelling){.text = (uint32_t)builder->text_length, .length = (uint8_t)length};
    builder->words[builder->word_count++] = (struct lexicon_word){
        .number = number, .head = word_load(copy, length), .tail = length > 8 ? word_load(copy + 8, length - 8) : 0};
    memcpy(builder->texts + builder->text_length, copy, length + 1);
    builder->text_length += length + 1;
    builder->slots[at] = number;
    builder->hashes[at] = hash;
    cutting->words[cutting->count++] = number;
}

/* The place of a file's name in builder->files; -1: no memory. */
static int32_t file_number(struct lexicon_builder *builder, const char *file)
{
    for (size_t i = builder->file_count; i > 0; i--)
        if (strcmp(builder->files[i - 1], file) == 0)
            return (int32_t)(i - 1);
    char *name = arena_take(&builder->arena, strlen(file) + 1);
    if (name == NULL || builder->file_count == UINT16_MAX ||
        !array_reserve(&builder->files, &builder->file_capacity, builder->file_count + 1, sizeof *builder->files))
        return -1;
    memcpy(name, file, strlen(file) + 1);
    builder->files[builder->file_count] = name;
    return (int32_t)builder->file_count++;
}

enum chiffre_status lexicon_builder_add(struct lexicon_builder *builder, struct chiffre_text phrase, role_number role, struct chiffre_text value,
                                        const char *file, size_t line, struct chiffre_error *error)
{
    struct cutting cutting = {.builder = builder};
    lexicon_words(phrase, cut_word, &cutting);
    if (cutting.no_memory)
        return error_no_memory(error);
    if (cutting.too_long)
        return error_set(error, CHIFFRE_UNKNOWN, file, line, 0, "'%.*s' has a word of %d bytes or more, or more than %d words",
                         (int)phrase.length, phrase.data, WORD_BYTES, PHRASE_WORDS);
    if (cutting.too_many)
        return error_set(error, CHIFFRE_UNKNOWN, file, line, 0, "'%.*s' makes more than 65,535 words", (int)phrase.length, phrase.data);
    if (builder->draft_count == ROWS_MOST)
        return error_set(error, CHIFFRE_UNKNOWN, file, line, 0, "more than %zu rows", ROWS_MOST);
    if (cutting.count == 0)
        return error_set(error, CHIFFRE_UNKNOWN, file, line, 0, "the phrase is empty");
    if (!array_reserve(&builder->drafts, &builder->draft_capacity, builder->draft_count + 1, sizeof *builder->drafts))
        return error_no_memory(error);
    struct draft *draft = &builder->drafts[builder->draft_count];
    memset(draft, 0, sizeof *draft);
    memcpy(draft->words, cutting.words, sizeof draft->words);
    draft->word_count = (uint8_t)cutting.count;
    draft->order = builder->draft_count;
    draft->weak = builder->weak;
    char *copy = arena_take(&builder->arena, value.length + 1);
    int32_t name = file_number(builder, file);
    if (copy == NULL || name < 0)
        return error_no_memory(error);
    if (value.length > 0)
        memcpy(copy, value.data, value.length);
    copy[value.length] = '\0';
    char *end;
    long number = strtol(copy, &end, 10);
    bool accented = false;
    for (size_t i = 0; i < phrase.length; i++)
        accented = accented || (unsigned char)phrase.data[i] == 0xC3;
    draft->row = (struct lexicon_row){.role = role, .accented = accented, .value = copy, .number = (*end == '\0' || *end == ' ') && end != copy ? (int32_t)number : 0,
                                      .file = (uint16_t)name, .line = (int32_t)line};
    size_t first = strcspn(copy, " |");
    draft->row.flags = row_words_flags(role, copy);
    draft->row.kind = (uint8_t)row_words_kind(copy);
    if (role == ROLE_period_relative)
        row_words_relative(&draft->row);
    draft->row.first = (uint8_t)(first < UINT8_MAX ? first : UINT8_MAX);
    builder->draft_count++;
    return CHIFFRE_OK;
}

/* By first word; then by second word, a word alone last; then the longest phrase first, its words, and arrival. */
static int compare_drafts(const void *left, const void *right)
{
    const struct draft *a = left, *b = right;
    if (a->words[0] != b->words[0])
        return a->words[0] < b->words[0] ? -1 : 1;
    if ((a->word_count == 1) != (b->word_count == 1))
        return a->word_count == 1 ? 1 : -1;
    if (a->word_count > 1 && a->words[1] != b->words[1])
        return a->words[1] < b->words[1] ? -1 : 1;
    if (a->word_count != b->word_count)
        return a->word_count > b->word_count ? -1 : 1;
    for (int i = 2; i < a->word_count; i++)
        if (a->words[i] != b->words[i])
            return a->words[i] < b->words[i] ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

static bool same_phrase(const struct draft *a, const struct draft *b)
{
    return a->word_count == b->word_count && memcmp(a->words, b->words, a->word_count * sizeof a->words[0]) == 0;
}

/* Rows of one phrase may not repeat a role: weak ones give way, others are refused. */
static enum chiffre_status settle_duplicates(struct lexicon_builder *builder, struct chiffre_error *error)
{
    struct draft *drafts = builder->drafts;
    size_t kept = 0;
    for (size_t i = 0; i < builder->draft_count; i++) {
        bool drop = false;
        for (size_t j = kept; j > 0 && !drop && same_phrase(&drafts[i], &drafts[j - 1]); j--) {
            if (drafts[i].row.role != drafts[j - 1].row.role)
                continue;
            if (!drafts[i].weak)
                return error_set(error, CHIFFRE_UNKNOWN, builder->files[drafts[i].row.file], (size_t)drafts[i].row.line, 0,
                                 "this phrase is already at %s:%d", builder->files[drafts[j - 1].row.file], (int)drafts[j - 1].row.line);
            drop = true;
        }
        if (!drop)
            drafts[kept++] = drafts[i];
    }
    builder->draft_count = kept;
    return CHIFFRE_OK;
}

enum chiffre_status lexicon_builder_add_base(struct lexicon_builder *builder, const struct lexicon *base, struct chiffre_error *error)
{
    enum chiffre_status status = CHIFFRE_OK;
    builder->weak = true;
    for (uint32_t w = 0; w < base->word_total && status == CHIFFRE_OK; w++) {
        const struct lexicon_word *word = &base->words[w];
        for (uint32_t p = 0; p < word->phrase_count && status == CHIFFRE_OK; p++) {
            const struct lexicon_phrase *phrase = &base->phrases[word->first_phrase + p];
            char text[(WORD_BYTES + 1) * PHRASE_WORDS + 1];
            size_t length = (size_t)snprintf(text, sizeof text, "%s", base->texts + base->spellings[w].text);
            for (int i = 0; i < phrase->word_count; i++)
                length += (size_t)snprintf(text + length, sizeof text - length, " %s",
                                           base->texts + base->spellings[base->behind[phrase->behind + (uint32_t)i] - 1].text);
            for (int i = 0; i < phrase->row_count && status == CHIFFRE_OK; i++) {
                const struct lexicon_row *row = &base->rows[phrase->first_row + (uint32_t)i];
                status = lexicon_builder_add(builder, (struct chiffre_text){text, length}, row->role, text_from(row->value),
                                             base->files[row->file], (size_t)row->line, error);
                if (status == CHIFFRE_OK) /* the words of `base` are folded: only the row still knows */
                    builder->drafts[builder->draft_count - 1].row.accented = row->accented;
            }
        }
    }
    builder->weak = false;
    return status;
}

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
static void note_speaker(const struct lexicon_builder *builder, struct lexicon_phrase *phrase, const struct lexicon_row *rows)
{
    unsigned best = 0;
    phrase->speaker = accents_part(phrase, rows) ? LEXICON_DEPENDS : LEXICON_SILENT;
    for (uint8_t i = 0; i < phrase->row_count && phrase->speaker != LEXICON_DEPENDS; i++) {
        const struct lexicon_row *row = &rows[phrase->first_row + i];
        const struct draft *draft = &builder->drafts[phrase->first_row];
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
static void note_lone(const struct lexicon_builder *builder, struct lexicon_word *word, const struct lexicon_phrase *phrases,
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
static void fill_slots(const struct lexicon_builder *builder, lexicon_slot *slots)
{
    const uint32_t mask = slot_mask(builder);
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

/* The hash table of first and second words; says of each phrase whether another one with the same two follows. NULL: no memory. */
static const uint32_t *note_pairs(struct lexicon_builder *builder, struct lexicon_phrase *phrases, const uint16_t *behind, uint32_t *shift)
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
            if (place > first->first_phrase && phrases[place - 1].more)
                continue;
            uint32_t at = lexicon_pair(*shift, first->number, second);
            while (pairs[at] != 0)
                at = (at + 1) & (total - 1);
            pairs[at] = place + 1;
            first->seconds |= lexicon_second(second);
        }
    }
    return pairs;
}

enum chiffre_status lexicon_builder_finish(struct lexicon_builder *builder, const char *language, struct lexicon *lexicon,
                                           struct chiffre_error *error)
{
    if (builder->slots == NULL && !grow_slots(builder))
        return error_no_memory(error);
    if (builder->draft_count > 1)
        qsort(builder->drafts, builder->draft_count, sizeof *builder->drafts, compare_drafts);
    enum chiffre_status status = settle_duplicates(builder, error);
    if (status != CHIFFRE_OK)
        return status;
    struct lexicon_phrase *phrases = arena_take(&builder->arena, (builder->draft_count + 1) * sizeof *phrases);
    struct lexicon_row *rows = arena_take(&builder->arena, (builder->draft_count + 1) * sizeof *rows);
    uint16_t *words = arena_take(&builder->arena, (builder->draft_count + 1) * PHRASE_WORDS * sizeof *words);
    lexicon_slot *slots = arena_take(&builder->arena, ((size_t)slot_mask(builder) + 1) * sizeof *slots);
    if (phrases == NULL || rows == NULL || words == NULL || slots == NULL)
        return error_no_memory(error);
    fill_slots(builder, slots);
    size_t phrase_count = 0;
    uint32_t used = 0;
    for (size_t i = 0; i < builder->draft_count; i++) {
        const struct draft *draft = &builder->drafts[i];
        struct lexicon_word *first = &builder->words[draft->words[0] - 1];
        rows[i] = draft->row;
        first->roles |= role_bit(draft->row.role);
        if (draft->word_count == 1)
            first->alone |= role_bit(draft->row.role);
        if (i > 0 && same_phrase(draft, draft - 1)) {
            phrases[phrase_count - 1].row_count++;
            phrases[phrase_count - 1].only = ROLE_none;
            continue;
        }
        if (first->phrase_count == UINT16_MAX)
            return error_set(error, CHIFFRE_UNKNOWN, builder->files[draft->row.file], (size_t)draft->row.line, 0,
                             "more than 65,535 phrases begin with '%s'", builder->texts + builder->spellings[draft->words[0] - 1].text);
        if (first->phrase_count++ == 0)
            first->first_phrase = (uint32_t)phrase_count;
        uint8_t behind = (uint8_t)(draft->word_count - 1);
        memcpy(words + used, draft->words + 1, behind * sizeof *words);
        phrases[phrase_count++] = (struct lexicon_phrase){.behind = used, .word_count = behind, .row_count = 1, .first_row = (uint32_t)i,
                                                           .only = draft->row.role, .third = behind > 1 ? draft->words[2] : 0};
        used += behind;
    }
    for (size_t i = 0; i < phrase_count; i++)
        note_speaker(builder, &phrases[i], rows);
    for (size_t i = 0; i < builder->word_count; i++)
        note_lone(builder, &builder->words[i], phrases, rows);
    uint32_t pair_shift;
    const uint32_t *pairs = note_pairs(builder, phrases, words, &pair_shift);
    if (pairs == NULL)
        return error_no_memory(error);
    *lexicon = (struct lexicon){.language = language, .words = builder->words, .spellings = builder->spellings, .phrases = phrases, .rows = rows, .slots = slots,
                                .texts = builder->texts, .behind = words, .files = builder->files,
                                .pairs = pairs, .pair_shift = pair_shift, .slot_shift = builder->shift, .slot_mask = slot_mask(builder),
                                .word_total = (uint32_t)builder->word_count,
                                .phrase_total = (uint32_t)phrase_count, .row_total = (uint32_t)builder->draft_count,
                                .file_total = (uint32_t)builder->file_count};
    for (int i = 0; i < 128; i++) {
        char sign = (char)i;
        const struct lexicon_word *word = lexicon_find(lexicon, &sign, 1);
        lexicon->signs[i] = word != NULL ? word->number : 0;
    }
    row_words_whole(lexicon);
    return CHIFFRE_OK;
}
