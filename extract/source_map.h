/* SPDX-License-Identifier: MIT */
/* The way back: a place in a document's text -> line, column and page in what it was read from, and the bytes there. */
#ifndef EXTRACT_SOURCE_MAP_H
#define EXTRACT_SOURCE_MAP_H

#include "core/mapping.h"
#include "core/text.h"
#include "extract/encoding.h"

/* From `text` on, up to the next run, bytes of the text are those of the source from `source` on; or all of them stand for what
 * begins there (an entity, a label that is said again). */
struct source_run {
    uint32_t text;
    uint32_t source : 31;
    uint32_t point : 1;
};

struct chiffre_source_map {
    /* A text of one to one lines, in another encoding: */
    enum encoding_kind encoding;
    size_t skipped; /* bytes before it: a byte order mark */
    /* A rendering of a page: runs in ascending order of `text`; none: line and column are those of the text. */
    struct chiffre_text source;
    const struct source_run *runs;
    size_t run_count;
    /* Of pages: where each begins in the text; line counts on the page. */
    const size_t *pages;
    size_t page_count;
    struct mapping *mapping; /* NULL, or what the text lies in: pages behind the reading are given back */
};

/* Looks places up in ascending order of the text: one pass in all. */
struct source_cursor {
    struct chiffre_text text;
    const struct chiffre_source_map *map; /* NULL: the text is the source */
    struct text_position in_text, in_source;
    size_t run;
    size_t page;              /* 1-based; 0: none yet */
    size_t text_at, bytes_at; /* of the encoding */
};
void source_cursor_start(struct source_cursor *cursor, const struct chiffre_document *document);
/* The reading has come to byte `at` of the text. */
void source_cursor_pass(const struct source_cursor *cursor, size_t at);
/* Sets line, column and page of the figure by its offset. */
void source_cursor_place(struct source_cursor *cursor, struct chiffre_figure *figure);
/* Turns offset and length into bytes of the file, for a text in another encoding; of renderings they stay. */
void source_cursor_bytes(struct source_cursor *cursor, struct chiffre_figure *figure);

#endif
