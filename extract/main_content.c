/* SPDX-License-Identifier: MIT */
/* Which part of a page is the article: by elements that say so, by names that say what is none, and by where the running text is.
 */
#include "extract/page.h"

#include "core/ascii.h"
#include "core/memory.h"
#include "core/tables.h"

#include <string.h>

bool main_content_beside(const char *words)
{
    for (const char *at = words; *at != '\0';) {
        size_t length = 0;
        while (at[length] != '\0' && ascii_is_letter(at[length]))
            length++;
        /* "cookie-banner", "articleComments": a new word begins at a capital too */
        size_t word = 1;
        while (word < length && !(ascii_is_upper(at[word]) && ascii_is_lower(at[word - 1])))
            word++;
        word = word < length ? word : length;
        for (size_t i = 0; word > 0 && i < page_beside_count; i++)
            if (strlen(page_beside[i]) == word && ascii_compare_most(page_beside[i], at, word) == 0)
                return true;
        at += word > 0 ? word : 1;
    }
    return false;
}

#define LITTLE_TEXT 200 /* of a page: all that is not beside is the article */
#define LONG_TEXT 40    /* bytes of a piece that is running text rather than a label */

/* The bytes of running text under each node, links left out. */
static void weigh(const struct page *page, uint32_t *weights)
{
    memset(weights, 0, page->count * sizeof *weights);
    for (size_t i = page->count - 1; i > 0; i--) {
        const struct page_node *node = &page->nodes[i];
        if (node->kind == PAGE_TEXT)
            weights[i] = node->length >= LONG_TEXT ? node->length : node->length / 4;
        if (node->kind == PAGE_LINK || node->kind == PAGE_HIDDEN)
            weights[i] = 0;
        weights[node->parent] += weights[i];
    }
}

static bool inside(const struct page *page, uint32_t node, enum page_kind kind)
{
    while (node > 0) {
        node = page->nodes[node].parent;
        if (page->nodes[node].kind == kind)
            return true;
    }
    return false;
}

/* What names say is believed where less than half of the running text is under it; what is beside weighs nothing. */
static void leave_out(struct page *page, uint32_t *weights)
{
    uint32_t total = weights[0];
    for (uint32_t i = 1; i < page->count;) {
        struct page_node *node = &page->nodes[i];
        bool header = node->kind == PAGE_HEADER && !inside(page, i, PAGE_ARTICLE) && !inside(page, i, PAGE_MAIN);
        if (((node->flags & PAGE_BESIDE) == 0 && !header) || weights[i] > total / 2) {
            node->flags = 0;
            i++;
            continue;
        }
        node->flags = PAGE_BESIDE;
        uint32_t lost = weights[i];
        for (uint32_t up = i; lost > 0;) {
            weights[up] -= lost;
            if (up == 0)
                break;
            up = page->nodes[up].parent;
        }
        i = node->end;
    }
}

static uint32_t best_of(const struct page *page, const uint32_t *weights, enum page_kind kind)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < page->count;) {
        if (page->nodes[i].flags & PAGE_BESIDE) {
            i = page->nodes[i].end;
            continue;
        }
        if (page->nodes[i].kind == kind && (best == 0 || weights[i] > weights[best]))
            best = i;
        i++;
    }
    return best;
}

static bool is_table_part(const struct page_node *node)
{
    return node->kind == PAGE_TABLE || node->kind == PAGE_HEAD_ROWS || node->kind == PAGE_ROW || node->kind == PAGE_INLINE;
}

/* So many blocks or line breaks: a paragraph alone is no article. */
static bool has_blocks(const struct page *page, uint32_t node, size_t least)
{
    size_t blocks = 0;
    for (uint32_t i = node + 1; i < page->nodes[node].end && blocks < least; i = page->nodes[i].end)
        blocks += page_breaks((enum page_kind)page->nodes[i].kind) > 0;
    return blocks >= least;
}

/* Down from the whole page as long as one child has most of the text; also into the cell of a table that lays the page out, but not
 * to where a table would be cut. */
static uint32_t narrow(const struct page *page, const uint32_t *weights)
{
    uint32_t at = 0, whole = 0;
    while (weights[0] >= LITTLE_TEXT) {
        uint32_t next = 0;
        for (uint32_t i = at + 1; i < page->nodes[at].end; i = page->nodes[i].end)
            if (page->nodes[i].kind != PAGE_TEXT && weights[i] >= weights[at] - weights[at] / 3 && weights[i] > 0)
                next = i;
        if (next == 0)
            break;
        at = next;
        bool in_table = is_table_part(&page->nodes[at]) || is_table_part(&page->nodes[page->nodes[at].parent]);
        if (page->nodes[at].kind == PAGE_CELL ? has_blocks(page, at, 1) : !in_table && has_blocks(page, at, 2))
            whole = at;
    }
    return whole;
}

uint32_t main_content(struct page *page, bool *failed)
{
    uint32_t *weights = memory_take(page->count, sizeof *weights);
    if (weights == NULL) {
        *failed = true;
        return 0;
    }
    weigh(page, weights);
    leave_out(page, weights);
    uint32_t article = best_of(page, weights, PAGE_ARTICLE), main_part = best_of(page, weights, PAGE_MAIN);
    uint32_t chosen = narrow(page, weights);
    if (article > 0 && weights[article] >= weights[0] / 3)
        chosen = article;
    else if (main_part > 0 && weights[main_part] >= weights[0] / 3)
        chosen = main_part;
    /* A body inside an article: the article also has the heading and what leads in. */
    for (uint32_t up = chosen; up > 0; up = page->nodes[up].parent)
        if (page->nodes[up].kind == PAGE_ARTICLE)
            chosen = up;
    memory_free(weights);
    return chosen;
}
