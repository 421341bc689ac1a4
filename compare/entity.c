/* SPDX-License-Identifier: MIT */
/* Spellings of a company's name -> one key: what differs only in case, accents, points or legal form is one entity, and so are
 * the names that data/ gives one canonical name (AWS, Amazon Web Services). */
#include "compare/names.h"

#include "core/tables.h"
#include "core/text.h"

/* Legal forms as they stand behind names in Europe, America and Asia, folded and without points; from the names of ISO 20275
 * (Entity Legal Forms). They are the same word in every language that a text may have. */
static const char *const legal_forms[] = {
    "&",         "ab",          "ag",      "aktiengesellschaft",
    "as",        "asa",         "bv",      "co",
    "company",   "cooperative", "corp",    "corporation",
    "cv",        "eg",          "ek",      "eurl",
    "gie",       "gmbh",        "inc",     "incorporated",
    "kabushiki", "kaisha",      "kg",      "kgaa",
    "kk",        "kft",         "limited", "llc",
    "llp",       "lp",          "ltd",     "ltda",
    "nv",        "nyrt",        "oy",      "oyj",
    "plc",       "pte",         "pty",     "pvt",
    "sa",        "sab",         "sadcv",   "sagl",
    "sarl",      "sas",         "sasu",    "sca",
    "scop",      "scs",         "se",      "sicav",
    "sl",        "slu",         "snc",     "spa",
    "spzoo",     "srl",         "zrt",
};

/* Points do not count: S.A. is SA. */
static bool is_legal_form(const char *word, size_t length)
{
    char plain[32];
    size_t used = 0;
    for (size_t i = 0; i < length && used < sizeof plain; i++) {
        plain[used] = word[i];
        used += word[i] != '.';
    }
    for (size_t i = 0; i < sizeof legal_forms / sizeof *legal_forms && used < sizeof plain; i++) {
        if (text_equal((struct chiffre_text){plain, used}, text_from(legal_forms[i]))) {
            return true;
        }
    }
    return false;
}

static size_t without_blanks(const char *key, size_t length)
{
    while (length > 0 && key[length - 1] == ' ') {
        length--;
    }
    return length;
}

/* A shop and its address on the net are one company. */
static size_t without_domain(const char *key, size_t length)
{
    return length > 4 && memcmp(key + length - 4, ".com", 4) == 0 ? length - 4 : length;
}

/* Folded, blanks joined, without legal forms and ".com" at the end. */
static size_t plain_key(struct chiffre_text name, char *out)
{
    size_t folded = text_fold(name, out);
    size_t length = 0;
    for (size_t i = 0; i < folded; i++) {
        bool blank = out[i] == ' ' || out[i] == ',';
        if (!blank || (length > 0 && out[length - 1] != ' ')) {
            out[length++] = blank ? ' ' : out[i];
        }
    }
    for (;;) {
        length = without_blanks(out, length);
        size_t start = length;
        while (start > 0 && out[start - 1] != ' ') {
            start--;
        }
        if (start == 0 || !is_legal_form(out + start, length - start)) {
            return without_domain(out, length);
        }
        length = start;
    }
}

#define PHRASE_WORDS 12
struct phrase {
    const struct lexicon *lexicon;
    const struct lexicon_word *words[PHRASE_WORDS];
    size_t count;
    bool strange; /* a word that no row has, or too many */
};

static void take_word(void *context, const char *folded, size_t length)
{
    struct phrase *phrase = context;
    const struct lexicon_word *word = phrase->count < PHRASE_WORDS ? lexicon_find(phrase->lexicon, folded, length) : NULL;
    phrase->strange = phrase->strange || word == NULL;
    phrase->words[phrase->count % PHRASE_WORDS] = word;
    phrase->count++;
}

static bool is_phrase(const struct phrase *read, const struct lexicon_phrase *phrase)
{
    bool same = phrase->word_count + 1u == read->count;
    for (size_t i = 0; same && i < phrase->word_count; i++) {
        same = read->lexicon->behind[phrase->behind + i] == read->words[i + 1]->number;
    }
    return same;
}

/* The canonical name of a company that a lexicon knows by this one; empty: it knows none. */
static struct chiffre_text canonical_in(const struct lexicon *lexicon, struct chiffre_text name)
{
    struct phrase read = {.lexicon = lexicon};
    lexicon_words(name, take_word, &read);
    for (size_t i = 0; read.count > 0 && !read.strange && i < read.words[0]->phrase_count; i++) {
        const struct lexicon_phrase *phrase = &lexicon->phrases[read.words[0]->first_phrase + i];
        for (size_t j = 0; is_phrase(&read, phrase) && j < phrase->row_count; j++) {
            const struct lexicon_row *row = &lexicon->rows[phrase->first_row + j];
            if (row->role == ROLE_company) {
                return (struct chiffre_text){row->value, strcspn(row->value, "|")};
            }
        }
    }
    return (struct chiffre_text){NULL, 0};
}

size_t entity_key(struct chiffre_text name, char *out)
{
    size_t length = plain_key(name, out);
    for (unsigned i = 0; i < lexicon_count; i++) {
        struct chiffre_text canonical = canonical_in(&lexicons[i], (struct chiffre_text){out, length});
        if (canonical.length > 0 && canonical.length <= ENTITY_CANONICAL_MAX) {
            return plain_key(canonical, out);
        }
    }
    return length;
}

bool entity_fuller(struct chiffre_text a, struct chiffre_text b)
{
    return a.length != b.length ? a.length > b.length : text_compare(a, b) > 0;
}
