/* SPDX-License-Identifier: MIT */
/* A web page in memory: its elements and pieces of text in document order, each knowing where it ends. page.c makes it,
 * main_content.c chooses the article, page_text.c and page_table.c write it as text. */
#ifndef EXTRACT_PAGE_H
#define EXTRACT_PAGE_H

#include "extract/document.h"
#include "extract/table_unit.h"

#define PAGE_NODES_MAX 4000000 /* elements and pieces of text */
#define PAGE_DEPTH_MAX 1000    /* elements inside one another */

/* What an element is to us; one that is none of these is inline and joins words. */
enum page_kind {
    PAGE_TEXT, /* no element: a piece of text */
    PAGE_INLINE,
    PAGE_BLOCK,
    PAGE_BREAK,
    PAGE_LINK,
    PAGE_RAISED,
    PAGE_HEADING,
    PAGE_FIRST_HEADING,
    PAGE_ARTICLE,
    PAGE_MAIN,
    PAGE_ASIDE,  /* nav, aside, footer, form ...: beside the article */
    PAGE_HEADER, /* beside it unless inside it */
    PAGE_HIDDEN, /* script, style, template ...: never text */
    PAGE_TABLE,
    PAGE_HEAD_ROWS,
    PAGE_ROW,
    PAGE_CELL,
    PAGE_HEAD_CELL,
    PAGE_CAPTION,
    PAGE_ITEM
};
#define PAGE_BESIDE 1u /* flag: not of the article, by its name, role or class */

struct page_node {
    uint32_t parent, end; /* indexes; end: behind its last descendant */
    uint32_t source;      /* of text: where it stands in the source */
    uint32_t length;      /* of text: bytes */
    uint32_t made;        /* of text that is not the source's own bytes (an entity): where it is in `made`; UINT32_MAX: it is */
    uint8_t kind, flags;
    uint8_t columns, rows; /* of a cell: what it spans */
};

struct page {
    struct chiffre_text source;
    struct page_node *nodes; /* [0] is the page itself */
    size_t count, capacity;
    char *made;
    size_t made_length, made_capacity;
    /* What the page says of itself; empty where it does not. In the arena of the reader. */
    struct chiffre_text title, headline, site, language;
    chiffre_date date;
    unsigned date_rank; /* how good the place is that gave the date; 0: none */
};

/* The text of a piece. */
static inline const char *page_bytes(const struct page *page, const struct page_node *node)
{
    return node->made == UINT32_MAX ? page->source.data + node->source : page->made + node->made;
}

/* page.c: bytes -> tree. MALFORMED: too deep, too many elements; NO_MEMORY. */
enum chiffre_status page_parse(struct page *page, struct chiffre_text source, const char *path, struct arena *arena,
                               struct chiffre_error *error);
void page_free(struct page *page);

/* page_meta.c: what a page says of itself. */
void page_meta_property(struct page *page, struct arena *arena, struct chiffre_text name, struct chiffre_text content);
void page_meta_time(struct page *page, struct chiffre_text datetime, bool published);
void page_meta_json(struct page *page, struct arena *arena, struct chiffre_text json);
/* The charset that the first bytes of a page declare; empty: none. */
struct chiffre_text page_meta_charset(struct chiffre_text bytes);

/* main_content.c: sets PAGE_BESIDE where an element is not the article's and returns the node that holds the article. NO_MEMORY: 0
 * is returned and *failed set. */
uint32_t main_content(struct page *page, bool *failed);
/* By the name of a class, an id or a role. */
bool main_content_beside(const char *words);

/* page_text.c: the writer that turns nodes into text with a way back. */
struct page_writer {
    const struct page *page;
    char *out;
    size_t length, capacity;
    struct source_run *runs;
    size_t run_count, run_capacity;
    unsigned breaks; /* line ends to write before the next letter: 0, 1 or 2 */
    bool blank;      /* a blank to write before it */
    bool whole, failed, large;
    struct table_units **units; /* made by the first table; NULL: tables are written as they stand */
};
void page_write_piece(struct page_writer *writer, const char *bytes, size_t length, uint32_t source, bool exact);
/* How many line ends part an element from what stands before and behind it: 2, 1 or 0. */
unsigned page_breaks(enum page_kind kind);
/* The article under `root`, with the first heading where that stands before it. */
void page_write_article(struct page_writer *writer, uint32_t root);
/* Nodes [from, to). */
void page_write_nodes(struct page_writer *writer, uint32_t from, uint32_t to);
void page_write_break(struct page_writer *writer, unsigned breaks);
void page_writer_free(struct page_writer *writer);

/* page_table.c: writes the table at `table` as sentences, a figure each: "row, column: number unit". False: it is no table of
 * figures and nothing was written. */
bool page_table_write(struct page_writer *writer, uint32_t table);

#endif
