/* SPDX-License-Identifier: MIT */
/* One run of check: the figures with their neighbours, and what the rules find. Shared by the files of rules. */
#ifndef CHECK_WORK_H
#define CHECK_WORK_H

#include "check/facts.h"
#include "check/message.h"
#include "check/relation.h"
#include "check/levels.h"
#include "chiffre.h"
#include "core/lexicon.h"
#include "core/memory.h"
#include "core/text.h"

#define NO_FIGURE SIZE_MAX

/* A figure and where it stands. */
struct item {
    const struct chiffre_figure *figure;
    size_t index;             /* in the list */
    size_t document;          /* number of its document, by order of appearance */
    size_t sentence;          /* figures with the same number stand in one sentence (guessed from offsets without a text) */
    struct chiffre_text text; /* of the document; empty when not told, or when the figure does not lie in it */
    size_t start, end;        /* its bytes in `text`; 0 and 0 without one, whatever a table says */
    chiffre_date date;        /* the document's, CHIFFRE_NO_DATE */
    size_t place;             /* of its document among findings: its number among work->documents, behind them when it is none */
    const struct lexicon *lexicon; /* of the document's language; NULL: not told, or no text */
    const struct item *prior;      /* the first figure of relation prior and the same unit that refers to it, NULL */
    bool has_growth, has_share, has_total; /* figures of this relation refer to it */
};

struct work {
    struct chiffre_checker *checker;
    const struct chiffre_list *list;
    const struct chiffre_document *documents;
    size_t document_count;
    size_t *by_name;  /* numbers of documents in the order of their names */
    size_t *first_in; /* by number of a document: its first item, NO_FIGURE */
    struct chiffre_findings *findings;
    struct messages messages; /* into the findings' arena */
    struct item *items;       /* as the list, in its order */
    size_t count;
    size_t *table;     /* hash table of (document, id) -> item + 1 */
    size_t table_size; /* a power of two */
    size_t *first_of;  /* by item: the first figure whose `of` is this one, then next_of; NO_FIGURE ends */
    size_t *next_of;
    struct levels levels;
    bool failed;
};

/* Fills items and tables from list and documents; work_end frees them whatever happened. */
enum chiffre_status work_start(struct work *work);
void work_end(struct work *work);
/* The number of the first document of this name; document_count: there is none. */
size_t work_document(const struct work *work, struct chiffre_text name);
/* The figure that `figure.of` names, or NULL. */
const struct item *work_of(const struct work *work, const struct item *item);
/* Figures that refer to `item`, one after the other, in order: start with previous == NULL. */
const struct item *work_referring(const struct work *work, const struct item *item, const struct item *previous);
/* An amount or count of its own, no change and no share of something: kind and relation say so. */
bool item_is_level(const struct item *item);
/* A result or balance, which negative parts may lower: no sum of positive parts. */
bool item_is_balance(const struct item *item);
bool item_same_unit(const struct item *a, const struct item *b);
bool item_same_entity(const struct item *a, const struct item *b); /* equal after folding, both told */
bool item_same_metric(const struct item *a, const struct item *b); /* equal, both told */
bool item_has_period(const struct item *item);
bool item_same_period(const struct item *a, const struct item *b);
/* "167,7 milliards de dollars", with the bound left out. */
struct chiffre_text item_label(const struct work *work, const struct item *item);
/* The text between two figures of a document; empty when it is not known or they overlap. */
struct chiffre_text item_between(const struct item *a, const struct item *b);
/* The sentence that a figure stands in, as far as full stops tell; empty without a text. */
struct chiffre_text item_sentence(const struct item *item);
/* Figures [first, end) of the item's sentence, within 256 on either side of it: where no sentence ends (one endless line, a table)
 * those further away are no neighbours, and a rule must not look at all of them for each. */
void work_sentence(const struct work *work, const struct item *item, size_t *first, size_t *end);
/* How amounts of this figure are shown. */
enum message_unit item_message_unit(const struct item *item);
struct chiffre_text item_currency(const struct item *item);

/* ---- Findings under construction: draft_start, then involve and note, then done ------------------------------------------ */
struct draft {
    struct chiffre_finding finding;
    struct chiffre_involved figures[24];
    struct chiffre_text notes[12];
};
void draft_start(struct draft *draft, enum chiffre_rule rule, enum chiffre_verdict verdict, enum chiffre_severity severity);
void draft_involve(struct work *work, struct draft *draft, const struct item *item, enum phrase role, struct chiffre_text needed);
void draft_note(struct draft *draft, struct chiffre_text note);
void draft_done(struct work *work, struct draft *draft);
/* A relation that cannot be checked. */
void work_unchecked(struct work *work, const struct item *item, enum chiffre_rule rule, enum chiffre_reason reason);

/* ---- The families of rules -------------------------------------------------------------------------------------------------- */
void growth_check(struct work *work, const struct item *claim); /* relation growth: growth, direction, points, multiple, scale */
void prior_check(struct work *work, const struct item *prior);  /* relation prior */
/* A change told by a word alone, between two values of one sentence. False: none is told, or it is not sure what it is of. */
bool verb_check(struct work *work, const struct item *current, const struct item *prior);
bool verb_agrees(const struct work *work, const struct item *current, const struct item *prior); /* a word tells which way, and it is so */
void conversion_check(struct work *work, const struct item *converted); /* relation equivalent */
void share_check(struct work *work, const struct item *share);          /* relation share */
void part_check(struct work *work, const struct item *whole);           /* a figure that others are part of */
/* Percentages of one sentence and one whole; false: `first` opens no such group. */
bool share_group_check(struct work *work, const struct item *first);
void total_check(struct work *work, const struct item *total); /* relation total */
/* A sum whose word stands beside it ("au total"), without a relation in the record. */
void total_guess(struct work *work, const struct item *total);
void granularity_check(struct work *work, const struct item *percent);
void twice_check(struct work *work); /* all figures */
void fact_check(struct work *work, const struct item *item);
/* The fact that holds for the item's metric, entity and unit from `start` to `end` (give or take the days of a 52-week year): the
 * last filed by the document's date, else the first. NULL: none. */
const struct fact *fact_at(const struct work *work, const struct item *item, struct chiffre_text unit, chiffre_date start,
                           chiffre_date end);
void form_check(struct work *work); /* all documents */

#endif
