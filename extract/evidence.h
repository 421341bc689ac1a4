/* SPDX-License-Identifier: MIT */
/* A document -> what its ambiguous signs stand for: the decimal separator, and the currency of $, £, kr, franc, peso. Looked for
 * only when an ambiguous one is met, once a document. */
#ifndef EXTRACT_EVIDENCE_H
#define EXTRACT_EVIDENCE_H

#include "chiffre.h"
#include "extract/heads.h"
#include "extract/token.h"

#define EVIDENCE_AGAINST 8
#define EVIDENCE_PLACES 48
#define EVIDENCE_OPEN 24

/* What a sentence as a whole says for the numbers in it, found once a sentence. */
struct sentence_facts {
    uint32_t start; /* byte where the sentence begins */
    bool known;
    bool employed;                                       /* it speaks of persons in employment */
    uint32_t first_percentage;                           /* token of its first percent sign; UINT32_MAX: none */
    const struct lexicon_row *against[EVIDENCE_AGAINST]; /* its rows of role currency_not */
    unsigned against_count;
};
struct evidence {
    struct sentence_facts facts; /* of the sentence that was asked for last */
    struct chiffre_text text;
    const struct lexicon *lexicon;
    const struct shapes *shapes;
    bool separators_known, places_known;
    bool decimal_comma, decimal_point; /* how the document surely writes decimals */
    struct {
        struct chiffre_text code; /* a currency */
        unsigned count;           /* places and peoples of it that the document names */
    } places[EVIDENCE_PLACES];
    size_t place_count;
    struct {
        const char *name;         /* the row's value: "USD|CAD|AUD" */
        struct chiffre_text code; /* what it stands for here */
        const char *reason;       /* for --explain */
    } open[EVIDENCE_OPEN];
    size_t open_count;
    bool failed; /* no memory: the usual meanings were taken */
    /* kept from one document to the next: the last members, `scanner` the first of them */
    struct scanner scanner;
    size_t places_bytes; /* of documents that were read for their places since the language was another */
    struct heads_sought places_sought;
};
/* Zero-initialised is valid before the first document. */
void evidence_free(struct evidence *evidence);
void evidence_start(struct evidence *evidence, struct chiffre_text text, const struct lexicon *lexicon,
                    const struct shapes *shapes);
/* The sentence's facts; valid until another sentence is asked for. */
const struct sentence_facts *evidence_sentence(struct evidence *evidence, const struct sentence *sentence);
/* Is `separator` ('.' or ',') the decimal sign where the digits themselves leave it open? *reason says why. */
bool evidence_decimal(struct evidence *evidence, char separator, const char **reason);
/* The code that an open name ("FRF|CHF|BEF", flags behind a blank are left out) stands for in this document, and why. */
struct chiffre_text evidence_currency(struct evidence *evidence, const char *value, const char **reason);

#endif
