/* SPDX-License-Identifier: MIT */
/* A PDF -> its text, by pdftotext: words cut at line ends joined, lines made paragraphs again, running heads and page numbers left
 * out. */
#include "extract/document.h"

#include "core/ascii.h"
#include "core/child.h"
#include "core/error.h"
#include "core/text.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

#define CHILD_SECONDS 60
#define CHILD_MEMORY ((size_t)1 << 30)
#define HEAD_BYTES 1024 /* where a PDF says that it is one */
#define EDGE_LINES 2    /* at the top and at the foot of a page may be running heads */
#define FULL_SHARE 88   /* percent of the longest line that a line would fill with the next word, where it ends for want of room */
#define BLOCK_LINES 4   /* lines without a blank one between that tell how wide a column is */

struct line {
    struct chiffre_text text; /* without blanks around */
    bool running;             /* a running head or a page number */
};
struct paper {
    struct line *lines; /* of all pages, end to end; an empty one is a blank line */
    size_t count, capacity;
    size_t *pages; /* the first line of each; one more behind the last */
    size_t page_count, page_capacity;
    uint64_t *edges; /* what stands at the edges of the pages, digits made alike; sorted */
    size_t edge_count, edge_capacity;
    char *out;
    size_t length;
    size_t *starts; /* of pages in `out` */
    bool failed;
};

static bool room_for(void *items, size_t *capacity, size_t count, size_t size, bool *failed)
{
    *failed = *failed || !array_reserve(items, capacity, count + 1, size);
    return !*failed;
}

static struct chiffre_text trim(struct chiffre_text text)
{
    while (text.length > 0 && ascii_is_space(text.data[0]))
        text = (struct chiffre_text){text.data + 1, text.length - 1};
    while (text.length > 0 && ascii_is_space(text.data[text.length - 1]))
        text.length--;
    return text;
}

static void add_page(struct paper *paper)
{
    if (room_for(&paper->pages, &paper->page_capacity, paper->page_count, sizeof *paper->pages, &paper->failed))
        paper->pages[paper->page_count++] = paper->count;
}

static void cut_lines(struct paper *paper, struct chiffre_text text)
{
    add_page(paper);
    for (size_t at = 0; at < text.length && !paper->failed;) {
        size_t end = at;
        while (end < text.length && text.data[end] != '\n' && text.data[end] != '\f')
            end++;
        bool last = end < text.length && text.data[end] == '\f' && end == at; /* the page ended with a line end */
        if (!last && room_for(&paper->lines, &paper->capacity, paper->count, sizeof *paper->lines, &paper->failed))
            paper->lines[paper->count++] = (struct line){.text = trim((struct chiffre_text){text.data + at, end - at})};
        if (end < text.length && text.data[end] == '\f' && end + 1 < text.length)
            add_page(paper);
        at = end + 1;
    }
    size_t pages = paper->page_count;
    add_page(paper);
    paper->page_count = pages;
}

/* Alike but for its numbers: "Rapport annuel 2024 – 17" on every page. */
static uint64_t likeness(struct chiffre_text text)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < text.length; i++) {
        char c = ascii_is_digit(text.data[i]) ? '#' : text.data[i];
        if (c != '#' || i == 0 || !ascii_is_digit(text.data[i - 1]))
            hash = (hash ^ (unsigned char)c) * 1099511628211u;
    }
    return hash;
}

/* The line that is the `index`th from the top (or from the foot) of a page; NULL: the page has no more. */
static struct line *edge(const struct paper *paper, size_t page, size_t index, bool foot)
{
    size_t from = paper->pages[page], to = paper->pages[page + 1];
    while (from < to) {
        struct line *line = &paper->lines[foot ? --to : from++];
        if (line->text.length > 0 && index-- == 0)
            return line;
    }
    return NULL;
}

static int by_value(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

static size_t occurrences(const struct paper *paper, uint64_t value)
{
    size_t low = 0, high = paper->edge_count, count = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (paper->edges[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + count < paper->edge_count && paper->edges[low + count] == value)
        count++;
    return count;
}

static bool is_page_number(struct chiffre_text text)
{
    size_t digits = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (strchr("-/ .", text.data[i]) == NULL && !ascii_is_digit(text.data[i]))
            return false;
        digits += ascii_is_digit(text.data[i]) != 0;
    }
    return digits > 0 && text.length <= 9;
}

/* What stands at the edge of at least half of the pages, and of two. */
static void find_running(struct paper *paper)
{
    for (int pass = 0; pass < 2 && !paper->failed; pass++) {
        for (size_t page = 0; page < paper->page_count; page++)
            for (size_t i = 0; i < (size_t)2 * EDGE_LINES; i++) {
                bool foot = i >= EDGE_LINES;
                struct line *line = edge(paper, page, i % EDGE_LINES, foot);
                if (line == NULL)
                    continue;
                uint64_t value = likeness(line->text) + foot;
                if (pass == 0 && room_for(&paper->edges, &paper->edge_capacity, paper->edge_count, sizeof *paper->edges, &paper->failed))
                    paper->edges[paper->edge_count++] = value;
                size_t count = pass == 0 ? 0 : occurrences(paper, value);
                line->running = line->running || (count >= 2 && count * 2 >= paper->page_count) ||
                                (i % EDGE_LINES == 0 && is_page_number(line->text));
            }
        if (paper->edge_count > 0)
            qsort(paper->edges, paper->edge_count, sizeof *paper->edges, by_value);
    }
}

/* ---- lines -> paragraphs ------------------------------------------------------------------------------------------------------
 */
static bool is_lower(struct chiffre_text text)
{
    uint32_t code_point = 0;
    if (text.length > 0)
        utf8_decode(text, 0, &code_point);
    return code_point_is_letter(code_point) && !code_point_is_upper(code_point);
}

/* Bytes of the hyphen that cuts the last word; 0: none. A word with a hyphen before ("quatre-vingt-") keeps this one: *keep. */
static size_t cut_word(struct chiffre_text line, struct chiffre_text next, bool *keep)
{
    size_t size = 0;
    if (line.length > 1 && line.data[line.length - 1] == '-')
        size = 1;
    else if (line.length > 3 && memcmp(line.data + line.length - 3, "\xE2\x80\x90", 3) == 0)
        size = 3;
    else if (line.length > 2 && memcmp(line.data + line.length - 2, "\xC2\xAD", 2) == 0)
        size = 2;
    if (size == 0 || !is_lower(next))
        return 0;
    char before = line.data[line.length - size - 1];
    if (!ascii_is_letter(before) && (unsigned char)before < 0x80)
        return 0;
    *keep = false;
    for (size_t at = line.length - size; size != 2 && at > 0 && line.data[at - 1] != ' '; at--)
        *keep = *keep || line.data[at - 1] == '-';
    return size;
}

static bool ends_sentence(struct chiffre_text line)
{
    static const char *const ends[] = {".", "!", "?", "\xE2\x80\xA6", "\xC2\xBB", "\xE2\x80\x9D", ":"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);
        if (line.length >= size && memcmp(line.data + line.length - size, ends[i], size) == 0)
            return true;
    }
    return false;
}

static void put(struct paper *paper, const char *bytes, size_t length)
{
    memcpy(paper->out + paper->length, bytes, length);
    paper->length += length;
}

/* Ligatures are letters again: "ﬁ" is fi. */
static void put_text(struct paper *paper, struct chiffre_text text)
{
    static const char *const letters[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    for (size_t at = 0; at < text.length;) {
        const char *sign = memchr(text.data + at, '\xEF', text.length - at);
        size_t end = sign == NULL ? text.length : (size_t)(sign - text.data);
        put(paper, text.data + at, end - at);
        at = end;
        if (at == text.length)
            return;
        unsigned char last = at + 2 < text.length && text.data[at + 1] == '\xAC' ? (unsigned char)text.data[at + 2] : 0;
        if (last >= 0x80 && last <= 0x86) {
            put(paper, letters[last - 0x80], strlen(letters[last - 0x80]));
            at += 3;
        } else {
            put(paper, text.data + at++, 1);
        }
    }
}

static size_t count_letters(struct chiffre_text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return count;
}

/* The length of full lines: the longest but one, of many the longest but two, for a line may overflow. */
static size_t longest_line(const struct paper *paper, size_t from, size_t to)
{
    size_t longest[3] = {0, 0, 0}, lines = 0;
    for (size_t i = from; i < to; i++) {
        size_t count = paper->lines[i].running ? 0 : count_letters(paper->lines[i].text);
        lines += count > 0;
        for (size_t k = 0; k < 3; k++)
            if (count > longest[k]) {
                size_t shorter = longest[k];
                longest[k] = count;
                count = shorter;
            }
    }
    return longest[lines >= 12 ? 2 : lines >= BLOCK_LINES ? 1 : 0];
}

/* Would the next line's first word have had room behind this line? Then its end is meant. */
static bool is_full(struct chiffre_text line, struct chiffre_text next, size_t longest)
{
    const char *blank = memchr(next.data, ' ', next.length);
    struct chiffre_text word = {next.data, blank == NULL ? next.length : (size_t)(blank - next.data)};
    return (count_letters(line) + 1 + count_letters(word)) * 100 >= longest * FULL_SHARE;
}

/* What joins a line with the next: nothing, a blank, or a paragraph's end. `blank`: a blank line or a page's end stands between. */
static void join(struct paper *paper, struct chiffre_text line, struct chiffre_text next, bool blank, bool page_end, size_t longest)
{
    bool keep, full = is_full(line, next, longest);
    bool goes_on = !ends_sentence(line) && (is_lower(next) || line.data[line.length - 1] == ',' || (page_end && full));
    size_t hyphen = cut_word(line, next, &keep);
    if (hyphen > 0 && (!blank || page_end))
        paper->length -= keep ? 0 : hyphen;
    else if (goes_on && (!blank || page_end))
        put(paper, " ", 1);
    else if (!blank && full)
        put(paper, " ", 1);
    else
        put(paper, "\n\n", 2);
}

/* The width of the block that begins at `from`: up to a blank line. */
static size_t block_width(const struct paper *paper, size_t from, size_t page_end, size_t page_width)
{
    size_t to = from;
    while (to < page_end && paper->lines[to].text.length > 0)
        to++;
    return to - from >= BLOCK_LINES ? longest_line(paper, from, to) : page_width;
}

static void write_pages(struct paper *paper)
{
    struct chiffre_text before = {"", 0};
    bool blank = false, page_end = false;
    for (size_t page = 0; page < paper->page_count; page++) {
        size_t page_width = longest_line(paper, paper->pages[page], paper->pages[page + 1]), longest = page_width;
        bool first = true;
        for (size_t i = paper->pages[page]; i < paper->pages[page + 1]; i++) {
            const struct line *line = &paper->lines[i];
            if (line->running)
                continue;
            blank = blank || line->text.length == 0 || (first && page > 0);
            if (line->text.length == 0)
                continue;
            if (first || blank)
                longest = block_width(paper, i, paper->pages[page + 1], page_width);
            if (before.length > 0)
                join(paper, before, line->text, blank, page_end, longest);
            if (first)
                paper->starts[page] = paper->length;
            put_text(paper, line->text);
            before = line->text;
            first = blank = page_end = false;
        }
        if (first)
            paper->starts[page] = paper->length;
        page_end = true;
    }
}

static enum chiffre_status render(struct chiffre_reader *reader, struct chiffre_text text, struct chiffre_document *document,
                                  struct chiffre_error *error)
{
    struct paper paper = {.lines = NULL};
    cut_lines(&paper, text);
    if (!paper.failed)
        find_running(&paper);
    paper.out = arena_take(&reader->arena, text.length + 2 * paper.count + 2);
    paper.starts = arena_take(&reader->arena, (paper.page_count + 1) * sizeof *paper.starts);
    paper.failed = paper.failed || paper.out == NULL || paper.starts == NULL;
    if (!paper.failed) {
        write_pages(&paper);
        document->text = (struct chiffre_text){paper.out, paper.length};
        reader->map = (struct chiffre_source_map){.pages = paper.starts, .page_count = paper.page_count};
        document->map = &reader->map;
    }
    memory_free(paper.lines);
    memory_free(paper.pages);
    memory_free(paper.edges);
    return paper.failed ? error_no_memory(error) : CHIFFRE_OK;
}

static enum chiffre_status refuse(const struct chiffre_reader *reader, struct chiffre_text bytes, struct chiffre_error *error)
{
    const char *what = bytes.length == 0                                          ? "it is empty"
                       : bytes.length > 3 && memcmp(bytes.data, "PK\3\4", 4) == 0 ? "it is a zip archive (a word processor's file?)"
                                                                                  : "it does not begin like one";
    return error_set(error, CHIFFRE_MALFORMED, reader->path, 0, 0, "this is no PDF: %s", what);
}

enum chiffre_status pdf_read(struct chiffre_reader *reader, struct chiffre_text bytes, struct chiffre_document *document,
                             struct chiffre_error *error)
{
    static const char *const arguments[] = {"pdftotext", "-enc", "UTF-8", "/dev/stdin", "-", NULL};
    if (memmem(bytes.data, bytes.length < HEAD_BYTES ? bytes.length : HEAD_BYTES, "%PDF-", 5) == NULL)
        return refuse(reader, bytes, error);
    struct child child = {.arguments = arguments,
                          .input = bytes,
                          .seconds = reader->seconds > 0 ? reader->seconds : CHILD_SECONDS,
                          .memory = CHILD_MEMORY,
                          .arena = &reader->arena,
                          .output_most = DOCUMENT_BYTES_MAX,
                          .stop = reader->stop};
    enum chiffre_status status = document_child(reader, &child, "poppler-utils", error);
    return status == CHIFFRE_OK ? render(reader, child.output, document, error) : status;
}
