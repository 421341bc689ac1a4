/* SPDX-License-Identifier: MIT */
/* Spellings of a company's name -> one key: what differs only in case, accents, points or legal form is one entity. */
#include "compare/names.h"

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

size_t entity_key(struct chiffre_text name, char *out)
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

bool entity_fuller(struct chiffre_text a, struct chiffre_text b)
{
    return a.length != b.length ? a.length > b.length : text_compare(a, b) > 0;
}
