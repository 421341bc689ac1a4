/* SPDX-License-Identifier: MIT */
/* The tree of a page -> text: blocks become paragraphs, inline elements join their words, each byte knows where it comes from. */
#include "extract/page.h"

#include "core/ascii.h"
#include "core/text.h"


#define OUT_MAX ((size_t)1 << 31)

static bool reserve(struct page_writer *writer, size_t more)
{
    writer->large = writer->large || writer->length + more >= OUT_MAX ||
                    writer->length + more > DOCUMENT_BYTES_MAX + writer->page->source.length;
    bool room = !writer->failed && !writer->large && array_reserve(&writer->out, &writer->capacity, writer->length + more, 1) &&
                array_reserve(&writer->runs, &writer->run_capacity, writer->run_count + 1, sizeof *writer->runs);
    writer->failed = !room;
    return room;
}

void page_writer_free(struct page_writer *writer)
{
    memory_free(writer->out);
    memory_free(writer->runs);
}

void page_write_break(struct page_writer *writer, unsigned breaks)
{
    if (breaks > writer->breaks)
        writer->breaks = breaks;
    writer->blank = false;
}

/* From here on the text stands at `source`. */
static void mark(struct page_writer *writer, uint32_t source, bool exact)
{
    if (writer->runs == NULL) /* there is room: reserve() has seen to it */
        return;
    struct source_run *last = writer->run_count > 0 ? &writer->runs[writer->run_count - 1] : NULL;
    if (last != NULL && exact && !last->point && source - last->source == (uint32_t)writer->length - last->text &&
        source >= last->source)
        return;
    if (last != NULL && !exact && last->point && last->source == source)
        return;
    writer->runs[writer->run_count++] =
        (struct source_run){.text = (uint32_t)writer->length, .source = source & 0x7FFFFFFF, .point = !exact};
}

static void write_gap(struct page_writer *writer)
{
    if (writer->length > 0)
        for (; writer->breaks > 0; writer->breaks--)
            writer->out[writer->length++] = '\n';
    else
        writer->blank = false;
    if (writer->blank)
        writer->out[writer->length++] = ' ';
    writer->breaks = 0;
    writer->blank = false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

void page_write_piece(struct page_writer *writer, const char *bytes, size_t length, uint32_t source, bool exact)
{
    for (size_t at = 0; at < length;) {
        if (is_blank(bytes[at])) {
            writer->blank = writer->breaks == 0;
            at++;
            continue;
        }
        size_t end = at;
        while (end < length && !is_blank(bytes[end]))
            end++;
        if (!reserve(writer, end - at + 3))
            return;
        write_gap(writer);
        mark(writer, exact ? source + (uint32_t)at : source, exact);
        memcpy(writer->out + writer->length, bytes + at, end - at);
        writer->length += end - at;
        at = end;
    }
}

unsigned page_breaks(enum page_kind kind)
{
    switch (kind) {
    case PAGE_BLOCK:
    case PAGE_HEADING:
    case PAGE_FIRST_HEADING:
    case PAGE_ARTICLE:
    case PAGE_MAIN:
    case PAGE_ASIDE:
    case PAGE_HEADER:
    case PAGE_TABLE:
    case PAGE_HEAD_ROWS:
    case PAGE_ROW:
    case PAGE_CELL:
    case PAGE_HEAD_CELL:
    case PAGE_CAPTION:
    case PAGE_ITEM:
        return 2;
    case PAGE_BREAK:
        return 1;
    case PAGE_TEXT:
    case PAGE_INLINE:
    case PAGE_LINK:
    case PAGE_RAISED:
    case PAGE_HIDDEN:
        return 0;
    }
    return 0;
}

#define RAISED_MOST 12 /* bytes of a note's sign, "[12]"; what is longer is text */

/* A raised number is a note's, no digit of what stands before it; behind m, cm, km a 2 or 3 is a power. Raised letters (1er, Mds)
 * stay. */
static void write_raised(struct page_writer *writer, uint32_t node)
{
    const struct page *page = writer->page;
    uint32_t end = page->nodes[node].end;
    bool letters = false;
    char digit = 0;
    size_t length = 0;
    for (uint32_t i = node + 1; i < end && length <= RAISED_MOST; i++) {
        const struct page_node *piece = &page->nodes[i];
        letters = letters || i - node > RAISED_MOST;
        for (size_t k = 0; piece->kind == PAGE_TEXT && k < piece->length && length <= RAISED_MOST && !letters; k++) {
            char c = page_bytes(page, piece)[k];
            letters = letters || ascii_is_letter(c) || ((unsigned char)c >= 0x80 && page_bytes(page, piece)[0] != '\xC2');
            digit = c;
            length += !is_blank(c);
        }
    }
    bool letter_before = writer->length > 0 && !writer->blank && writer->breaks == 0 && writer->out[writer->length - 1] == 'm';
    if (letters || length > RAISED_MOST)
        page_write_nodes(writer, node + 1, end);
    else if (letter_before && length == 1 && (digit == '2' || digit == '3') && node + 1 < end)
        page_write_piece(writer, digit == '2' ? "\xC2\xB2" : "\xC2\xB3", 2, page->nodes[node + 1].source, false);
}

/* Of a paragraph or list item that is nothing but a link (to other articles). */
static bool only_link(const struct page *page, uint32_t node)
{
    size_t linked = 0, other = 0;
    uint32_t link_end = 0;
    for (uint32_t i = node + 1; i < page->nodes[node].end; i++) {
        const struct page_node *child = &page->nodes[i];
        enum page_kind kind = (enum page_kind)child->kind;
        if (kind == PAGE_LINK && child->end > link_end)
            link_end = child->end;
        else if (page_breaks(kind) == 2)
            return false;
        else if (kind == PAGE_TEXT && i < link_end)
            linked += child->length;
        else if (kind == PAGE_TEXT)
            other += child->length;
    }
    return linked > 0 && other * 4 < linked;
}

void page_write_nodes(struct page_writer *writer, uint32_t from, uint32_t to)
{
    const struct page *page = writer->page;
    /* A block breaks before and behind itself: the ends that are still to come are found by walking up. */
    for (uint32_t i = from; i < to && !writer->failed;) {
        const struct page_node *node = &page->nodes[i];
        enum page_kind kind = (enum page_kind)node->kind;
        uint32_t next = i + 1;
        if (kind == PAGE_HIDDEN || (!writer->whole && (node->flags & PAGE_BESIDE))) {
            next = node->end;
        } else if (kind == PAGE_TEXT) {
            page_write_piece(writer, page_bytes(page, node), node->length, node->source, node->made == UINT32_MAX);
        } else if (kind == PAGE_RAISED) {
            write_raised(writer, i);
            next = node->end;
        } else if (!writer->whole && (kind == PAGE_BLOCK || kind == PAGE_ITEM) && only_link(page, i)) {
            next = node->end;
        } else {
            if (page_breaks(kind) > 0)
                page_write_break(writer, page_breaks(kind));
            if (kind == PAGE_TABLE && page_table_write(writer, i))
                next = node->end;
        }
        for (uint32_t up = i; up >= from && page->nodes[up].end == next; up = page->nodes[up].parent) {
            if (page_breaks((enum page_kind)page->nodes[up].kind) > 0)
                page_write_break(writer, page_breaks((enum page_kind)page->nodes[up].kind));
            if (up == 0 || page->nodes[up].parent == up)
                break;
        }
        i = next;
    }
}

void page_write_article(struct page_writer *writer, uint32_t root)
{
    const struct page *page = writer->page;
    uint32_t heading = 0;
    for (uint32_t i = 1; root > 0 && i < page->nodes[root].end;) {
        if (page->nodes[i].flags & PAGE_BESIDE || page->nodes[i].kind == PAGE_HIDDEN) {
            i = page->nodes[i].end;
            continue;
        }
        if (page->nodes[i].kind == PAGE_FIRST_HEADING && (heading == 0 || i > root)) {
            heading = i;
            if (i > root)
                break;
        }
        i++;
    }
    if (heading > 0 && heading < root)
        page_write_nodes(writer, heading, page->nodes[heading].end);
    page_write_break(writer, 2);
    page_write_nodes(writer, root, page->nodes[root].end);
}
