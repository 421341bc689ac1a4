/* SPDX-License-Identifier: MIT */
/* The review page's parts, and how text gets into HTML safely. */
#ifndef CHECK_PAGE_H
#define CHECK_PAGE_H

#include "check/room.h"

/* check/page/page.css and page.js, and their hashes as a content security policy wants them. */
extern const char page_css[], page_css_hash[], page_js[], page_js_hash[];

struct page {
    const struct chiffre_findings *findings;
    struct output *output;
    struct arena arena;
    struct messages messages;
    enum chiffre_verdict *verdicts; /* by figure: the gravest of the findings that it takes part in */
};

/* Text as HTML: the five characters escaped, invalid bytes and controls replaced, so that nothing in it can be markup. */
void page_text(struct output *output, struct chiffre_text text);
void page_phrase(const struct page *page, enum phrase phrase);
enum phrase page_verdict_phrase(enum chiffre_verdict verdict);
/* A metric's label, a unit's name, in the page's language; codes of currencies and counted nouns as they are. */
struct chiffre_text page_metric_label(const struct page *page, struct chiffre_text name);
struct chiffre_text page_unit_label(const struct page *page, struct chiffre_text unit);
void page_write_table(const struct page *page);
void page_write_charts(const struct page *page);
/* What the script shows of each figure, as JSON in a data block. */
void page_write_data(const struct page *page);

#endif
