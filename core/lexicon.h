/* SPDX-License-Identifier: MIT */
/* A lexicon: folded phrases -> rows of a language's tables. Built by the data compiler (and at run time from a user's own tables),
 * read by extract. Knows no language: words, longest match, rows. */
#ifndef CORE_LEXICON_H
#define CORE_LEXICON_H

#include "chiffre.h"
#include "core/memory.h"
#include "core/roles.h"
#include "core/row_words.h"
#include "core/word.h"

/* Rows, phrases and words are many: they hold places in a lexicon's arrays rather than pointers, each of which would be moved at every start
 * of a position-independent program. */

/* One line of data/<language>/<table>.csv: phrase,role,value,note. */
struct lexicon_row {
    const char *value;  /* as written in the table */
    int32_t number;     /* value as an integer (flags may follow behind a blank), 0 when it is none */
    int32_t line;
    uint16_t file;      /* in lexicon.files */
    role_number role;
    bool accented;      /* the phrase is written with an accent in the table: "à" is not "a" */
    uint16_t flags;     /* enum row_flag: the words behind the value's first; of a relative period the row_kind of what it counts */
    uint8_t kind;       /* enum row_kind: its first word */
    uint8_t first;      /* bytes of that word, which a blank or | ends; 255: so many or more */
};
/* One phrase: its words in order (word 0 is the one it is filed under), its rows (several when several tables have it). */
struct lexicon_phrase {
    uint32_t behind;    /* the words behind the first, from here on in lexicon.behind */
    uint8_t word_count; /* of these; 0 for a phrase of one word */
    uint8_t row_count;
    uint8_t speaker;    /* the row that speaks for it (role_rank), counted from first_row; or one of these */
    bool more;          /* the next one has the same first two words */
    uint32_t first_row;
    role_number only;   /* the role of its only row; ROLE_none: there are several */
    uint8_t thirds;     /* so many from here on have the same first two words and a third; LEXICON_THIRDS_MOST: so many or more */
    uint16_t third;     /* its third word; 0: it has none */
};
#define LEXICON_THIRDS_MOST 255
#define LEXICON_SILENT 255 /* no row speaks */
#define LEXICON_DEPENDS 254 /* which one does depends on how it is written, and on what stands around it */
/* One word of any phrase: a line of the cache. Words are numbered from 1; 0 is a word that no phrase has. */
#define LEXICON_WORD_BYTES 64
struct lexicon_word {
    uint64_t head;    /* word_load of its first eight bytes, so that a look-up seldom goes to lexicon.spellings */
    uint64_t tail;    /* ... and of the eight behind them, 0 where it is no longer */
    uint64_t alone;   /* ROLE_BIT of every role that the word alone has */
    uint64_t roles;   /* the same of every phrase beginning with this word */
    uint64_t seconds; /* a bit, lexicon_second, for each word that stands behind it in a phrase */
    uint32_t first_phrase;
    uint16_t phrase_count; /* phrases that begin with it: by second word, the longest first; the word alone stands last */
    uint16_t number;
    /* Of the phrase that the word alone is, where `alone` has a role: */
    uint32_t lone_phrase;
    uint32_t lone_row;     /* its speaker, in lexicon.rows, where lone_role is a table's */
    role_number lone_role; /* the speaker's; ROLE_word, or a sign's: no row speaks for it; ROLE_none: that depends, or it does not stand alone */
    uint8_t reserved[LEXICON_WORD_BYTES - 61];
    uint32_t thirds;       /* a bit, lexicon_third, for each two words behind which it stands third in a phrase */
};
_Static_assert(sizeof(struct lexicon_word) == LEXICON_WORD_BYTES, "no part of a line is left over");
/* How it is written: read by few, and kept apart, so that more words lie close together. */
struct lexicon_spelling {
    uint32_t text; /* folded, in lexicon.texts, ended by NUL */
    uint8_t length;
};
/* A set of the roles that tables give, for quick refusals; the rare roles at the list's end and all free cues share the last bit. */
#define ROLE_BIT_LAST 63
#define ROLE_BIT(name) ((uint64_t)1 << (ROLE_##name - ROLE_number_unit))
_Static_assert(ROLE_abbreviation - ROLE_number_unit < ROLE_BIT_LAST, "each role up to this one has a bit of its own");
static inline uint64_t role_bit(role_number role)
{
    return (uint64_t)1 << (role - ROLE_number_unit < ROLE_BIT_LAST ? role - ROLE_number_unit : ROLE_BIT_LAST);
}
/* A place of the hash table: the word's number, and below it sixteen bits of its hash that refuse most strangers; 0: empty. The high bits of the hash
 * say where it is looked for. */
typedef uint32_t lexicon_slot;
static inline uint16_t lexicon_tag(uint32_t hash)
{
    return (uint16_t)(hash | 1); /* an empty place has none */
}
struct lexicon {
    const char *language;
    const struct lexicon_word *words;       /* words[number - 1] */
    const struct lexicon_spelling *spellings;
    const struct lexicon_phrase *phrases;
    const struct lexicon_row *rows;
    const char *texts;
    const uint16_t *behind;
    const char *const *files;               /* data/fr/scales.csv */
    const lexicon_slot *slots;              /* hash table by lexicon_hash */
    const uint32_t *pairs;                  /* hash table by lexicon_pair: 1 + the first phrase that begins with two words, 0 empty */
    uint32_t slot_shift, slot_mask;         /* slots has 2^(32 - slot_shift) entries */
    uint32_t pair_shift;                    /* pairs has 2^(32 - pair_shift) */
    uint32_t word_total, phrase_total, row_total, file_total;
    uint32_t plural_ends;                   /* lexicon_letter of every byte that a phrase of role plural ends with */
    bool decimal_comma;                     /* the language's word for the decimal sign (virgule, point) stands for a comma */
    bool links_nouns;                       /* a link must stand between a million and its noun: "millions de clients" */
    uint16_t signs[128];                    /* the words of one ASCII byte; 0: none */
};
/* NULL: no phrase has it. */
static inline const struct lexicon_word *lexicon_sign(const struct lexicon *lexicon, unsigned char sign)
{
    return lexicon->signs[sign & 127] == 0 ? NULL : &lexicon->words[lexicon->signs[sign & 127] - 1];
}
/* A bit for a byte of a folded word; most words end with none of the letters that plurals end with. */
static inline uint32_t lexicon_letter(char byte)
{
    return (uint32_t)1 << ((unsigned char)byte & 31);
}

/* A number of so many bits as `shift` leaves for two words that follow each other. */
static inline uint32_t lexicon_pair(uint32_t shift, uint16_t first, uint16_t second)
{
    return (first * UINT32_C(0x9E3779B1) ^ second * UINT32_C(0x85EBCA77)) >> shift;
}
/* The bit of two words behind which a third one stands. */
static inline uint32_t lexicon_third(uint16_t first, uint16_t second)
{
    return (uint32_t)1 << lexicon_pair(27, first, second);
}
/* The bit of a word that stands second. */
static inline uint64_t lexicon_second(uint16_t number)
{
    return (uint64_t)1 << (number & 63);
}
/* May a word of this number be second behind one with these `seconds`? */
static inline bool lexicon_second_may_be(uint64_t seconds, uint16_t number)
{
    return (seconds >> (number & 63) & 1) != 0;
}
/* May a phrase begin with these two? */
static inline bool lexicon_may_pair(const struct lexicon_word *first, const struct lexicon_word *second)
{
    return lexicon_second_may_be(first->seconds, second->number);
}
/* The first phrase that begins with them, NULL: there is none. The others follow it (phrase.more). */
static inline const struct lexicon_phrase *lexicon_pair_phrase(const struct lexicon *lexicon, const struct lexicon_word *first,
                                                               const struct lexicon_word *second)
{
    const uint32_t mask = UINT32_MAX >> lexicon->pair_shift;
    for (uint32_t at = lexicon_pair(lexicon->pair_shift, first->number, second->number); lexicon->pairs[at] != 0; at = (at + 1) & mask) {
        uint32_t place = lexicon->pairs[at] - 1;
        const struct lexicon_phrase *phrase = &lexicon->phrases[place];
        if (place - first->first_phrase < first->phrase_count && lexicon->behind[phrase->behind] == second->number)
            return phrase;
    }
    return NULL;
}

static inline uint64_t lexicon_mix(uint64_t hash, uint64_t part)
{
    hash = (hash ^ part) * UINT64_C(0xFF51AFD7ED558CCD);
    return hash ^ hash >> 32;
}

/* The hash of a word goes over its eight-byte loads: of one of up to sixteen bytes it is the high half of this. */
static inline uint64_t lexicon_hash(uint64_t head, uint64_t tail)
{
    return (tail * UINT64_C(0x9E3779B97F4A7C15) ^ head) * UINT64_C(0xFF51AFD7ED558CCD);
}

/* The hash of any folded word. So many bytes must be readable as the next multiple of eight. */
uint32_t lexicon_hash_word(const char *folded, size_t length);

/* A word of less than sixteen bytes, told by its loads (core/word.h): most words of a text, and no call. `tail` is 0 up to eight bytes. No longer
 * word has the same two. The hash, lexicon_hash, is that of any lexicon. */
static inline const struct lexicon_word *lexicon_find_hashed(const struct lexicon *lexicon, uint64_t whole_hash, uint64_t head, uint64_t tail)
{
    const uint32_t hash = (uint32_t)(whole_hash >> 32);
    const uint16_t tag = lexicon_tag(hash);
    for (uint32_t at = hash >> lexicon->slot_shift;; at = (at + 1) & lexicon->slot_mask) {
        const lexicon_slot slot = lexicon->slots[at];
        if ((uint16_t)slot == tag) {
            const struct lexicon_word *word = &lexicon->words[(slot >> 16) - 1];
            if (word->head == head && word->tail == tail)
                return word;
        } else if (slot == 0) {
            return NULL;
        }
    }
}

static inline const struct lexicon_word *lexicon_find_short(const struct lexicon *lexicon, uint64_t head, uint64_t tail)
{
    return lexicon_find_hashed(lexicon, lexicon_hash(head, tail), head, tail);
}

/* The word, or NULL. */
const struct lexicon_word *lexicon_find(const struct lexicon *lexicon, const char *folded, size_t length);
const struct lexicon_word *lexicon_find_word(const struct lexicon *lexicon, const struct folded_word *word);

/* Building (data compiler, user tables). Rows come one at a time; strings are copied into the builder's arena. */
struct lexicon_builder;
enum chiffre_status lexicon_builder_new(struct lexicon_builder **builder);
/* phrase is as written in the table: it is folded and cut into words as text is (lexicon_words). UNKNOWN with a message for an empty
 * phrase, a word of 60 bytes or more, more than 12 words, the 65,536th word, one row too many. */
enum chiffre_status lexicon_builder_add(struct lexicon_builder *builder, struct chiffre_text phrase, role_number role, struct chiffre_text value,
                                        const char *file, size_t line, struct chiffre_error *error);
/* The finished lexicon; lives as long as the builder. UNKNOWN when two rows give a phrase the same role, or more than 65,535 phrases begin
 * with one word. */
enum chiffre_status lexicon_builder_finish(struct lexicon_builder *builder, const char *language, struct lexicon *lexicon,
                                           struct chiffre_error *error);
void lexicon_builder_free(struct lexicon_builder *builder);

/* Cuts a phrase into folded words as the tokenizer does: at blanks, apostrophes and hyphens (which vanish), between letters, digits and
 * signs (each sign a word of its own). Calls `word` for each. */
typedef void lexicon_word_fn(void *context, const char *folded, size_t length);
void lexicon_words(struct chiffre_text phrase, lexicon_word_fn *word, void *context);

/* Role numbers and their names. A free name in cues.csv becomes a role from ROLE_FIRST_CUE on. */
struct role_names {
    const char *names[256]; /* by role */
    unsigned count;
};
void role_names_start(struct role_names *names); /* the fixed roles */
role_number role_find(const struct role_names *names, struct chiffre_text name); /* ROLE_none: unknown */
const char *role_table(role_number role); /* the table that may use it: "scales"; "" for roles made by C; "cues" for free ones */

/* Adds the rows of every table (*.csv but patterns.csv) of a folder. `arena` keeps the names of new cues; NULL: cues.csv may name no new role.
 * UNKNOWN or MALFORMED with file and line. */
enum chiffre_status lexicon_read_folder(const char *folder, struct lexicon_builder *builder, struct role_names *roles, struct arena *arena,
                                        struct chiffre_error *error);
/* For scandir: by bytes, where alphasort follows the host's locale. */
struct dirent;
int lexicon_by_name(const struct dirent **left, const struct dirent **right);
/* Adds the rows of `base`, each of which gives way to a row that the builder has already for the same phrase and role. */
enum chiffre_status lexicon_builder_add_base(struct lexicon_builder *builder, const struct lexicon *base, struct chiffre_error *error);

#endif
