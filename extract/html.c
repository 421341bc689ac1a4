/* SPDX-License-Identifier: MIT */
/* A web page -> a document: what it says of itself, and its text with the way back. */
#include "extract/page.h"

#include "core/ascii.h"
#include "core/error.h"
#include "core/tables.h"
#include "core/text.h"


/* Control characters and bytes that are no UTF-8 would make libxml2 lose the place: each becomes one byte that does no harm. */
static void clean(char *bytes, size_t length)
{
    struct chiffre_text text = {bytes, length};
    for (size_t at = 0; at < length;) {
        uint32_t code_point = (unsigned char)bytes[at];
        size_t size = code_point < 0x80 ? 1 : utf8_decode(text, at, &code_point);
        if (size == 1 && code_point >= 0x80)
            bytes[at] = '?';
        else if (size == 1 && code_point < 0x20 && memchr("\t\n\r\f", (int)code_point, 4) == NULL)
            bytes[at] = ' ';
        else if (code_point == 0xFFFE || code_point == 0xFFFF)
            memset(bytes + at, ' ', size);
        at += size;
    }
}

#define ATTRIBUTES_MOST 128 /* of a tag; pages have up to forty */

static bool begins_name(char c)
{
    return ascii_is_letter(c) || c == '_' || c == ':' || c == '.';
}

static size_t name_end(const char *bytes, size_t at, size_t length)
{
    while (at < length && (begins_name(bytes[at]) || ascii_is_digit(bytes[at]) || bytes[at] == '-'))
        at++;
    return at;
}

static size_t blanks_end(const char *bytes, size_t at, size_t length)
{
    while (at < length && memchr(" \t\n\r\f", bytes[at], 5) != NULL)
        at++;
    return at;
}

/* Behind the attribute at `at`, as libxml2 sees it: a name, with a value in quotes or up to a blank; or what is no name, up to a blank. */
static size_t attribute_end(const char *bytes, size_t at, size_t length)
{
    size_t name = name_end(bytes, at, length), sign = blanks_end(bytes, name, length);
    bool named = name > at && begins_name(bytes[at]), valued = named && sign < length && bytes[sign] == '=';
    if (named && !valued)
        return name;
    at = valued ? blanks_end(bytes, sign + 1, length) : at + 1;
    if (valued && at < length && (bytes[at] == '"' || bytes[at] == '\'')) {
        const char *close = memchr(bytes + at + 1, bytes[at], length - at - 1);
        return close == NULL ? length : (size_t)(close - bytes) + 1;
    }
    while (at < length && bytes[at] != '>' && memchr(" \t\n\r\f", bytes[at], 5) == NULL)
        at++;
    return at;
}

/* The first `sign` from `at` on, in any case of letters; `length`: there is none. */
static size_t find_sign(const char *bytes, size_t at, size_t length, const char *sign)
{
    size_t size = strlen(sign);
    for (const char *found; at + size <= length && (found = memchr(bytes + at, sign[0], length - size + 1 - at)) != NULL; at++) {
        at = (size_t)(found - bytes);
        if (ascii_compare_most(found, sign, size) == 0)
            return at;
    }
    return length;
}

/* Behind the comment whose <!-- ends at `at`. */
static size_t comment_end(const char *bytes, size_t at, size_t length)
{
    size_t end = find_sign(bytes, at - 2, length, "-->"), odd = find_sign(bytes, at, end, "--!>"); /* <!--> is a whole one to some */
    return odd < end ? odd : end;
}

/* libxml2 looks for no tags in these, up to their end tag. It does in a title and in a textarea. */
static const char *end_of_raw(const char *name, size_t length)
{
    if (length == 6 && ascii_compare_most(name, "script", 6) == 0)
        return "</script";
    return length == 5 && ascii_compare_most(name, "style", 5) == 0 ? "</style" : NULL;
}

/* libxml2 compares each attribute of a tag with all before it: those beyond ATTRIBUTES_MOST become blanks, of the same length. What is a tag is
 * what libxml2 takes for one: a < outside quotes does not end it. What is no attribute stays, such as the end tag of what began with a stray <. */
static void cap_attributes(char *bytes, size_t length)
{
    size_t at = 0;
    for (const char *open; (open = memchr(bytes + at, '<', length - at)) != NULL;) {
        at = (size_t)(open - bytes) + 1;
        if (length - at >= 3 && memcmp(bytes + at, "!--", 3) == 0)
            at = comment_end(bytes, at + 3, length);
        if (at == length || !begins_name(bytes[at]))
            continue;
        size_t name = at;
        at = name_end(bytes, at, length);
        const char *raw = end_of_raw(bytes + name, at - name);
        for (size_t count = 0; at < length && bytes[at] != '>';) {
            size_t from = blanks_end(bytes, at, length);
            at = from < length && bytes[from] != '>' ? attribute_end(bytes, from, length) : from;
            bool named = from < length && begins_name(bytes[from]);
            count += named;
            if (named && count > ATTRIBUTES_MOST)
                memset(bytes + from, ' ', at - from);
        }
        if (raw != NULL && at < length && bytes[at - 1] != '/')
            at = find_sign(bytes, at, length, raw);
    }
}

/* "Chiffre d'affaires en hausse | Le Journal" -> without the site's name, which is not the article's subject. */
static struct chiffre_text without_site(struct chiffre_text title, struct chiffre_text site)
{
    static const char *const marks[] = {" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 "};
    for (size_t i = 0; site.length > 0 && i < sizeof marks / sizeof *marks; i++) {
        size_t mark = strlen(marks[i]);
        if (title.length > site.length + mark && memcmp(title.data + title.length - site.length, site.data, site.length) == 0 &&
            memcmp(title.data + title.length - site.length - mark, marks[i], mark) == 0)
            return (struct chiffre_text){title.data, title.length - site.length - mark};
    }
    return title;
}

static enum chiffre_status write_text(struct chiffre_reader *reader, struct page *page, bool made,
                                      struct chiffre_document *document, struct chiffre_error *error)
{
    struct page_writer writer = {.page = page, .whole = reader->whole_page || made, .units = &reader->units};
    bool failed = false;
    uint32_t root = writer.whole ? 0 : main_content(page, &failed);
    page_write_article(&writer, root);
    struct source_run *runs = arena_take(&reader->arena, (writer.run_count + 1) * sizeof *runs);
    failed = failed || writer.failed || runs == NULL;
    if (!failed) {
        if (writer.run_count > 0)
            memcpy(runs, writer.runs, writer.run_count * sizeof *runs);
        document->text = arena_text(&reader->arena, (struct chiffre_text){writer.out, writer.length});
        failed = document->text.data == NULL && writer.length > 0;
    }
    if (!failed && !made && writer.run_count > 0) {
        reader->map = (struct chiffre_source_map){.source = page->source, .runs = runs, .run_count = writer.run_count};
        document->map = &reader->map;
    }
    bool large = writer.large;
    page_writer_free(&writer);
    if (large)
        return error_set(error, CHIFFRE_MALFORMED, reader->path, 0, 0, "the text of this page is too long");
    return failed ? error_no_memory(error) : CHIFFRE_OK;
}

/* Of a language without tables the words decide, as where a page says nothing. */
static struct chiffre_text known_language(struct chiffre_text language)
{
    for (unsigned i = 0; i < lexicon_count && language.length >= 2; i++)
        if (ascii_compare_most(lexicons[i].language, language.data, 2) == 0)
            return text_from(lexicons[i].language);
    return (struct chiffre_text){"", 0};
}

enum chiffre_status html_render(struct chiffre_reader *reader, struct chiffre_text source, bool made,
                                struct chiffre_document *document, struct chiffre_error *error)
{
    struct page page = {.nodes = NULL, .date = CHIFFRE_NO_DATE};
    if (source.length > DOCUMENT_BYTES_MAX)
        return error_set(error, CHIFFRE_MALFORMED, reader->path, 0, 0, "a page of more than %zu MiB is not read",
                         DOCUMENT_BYTES_MAX >> 20);
    char *bytes = arena_take(&reader->arena, source.length + 1);
    if (bytes == NULL)
        return error_no_memory(error);
    memcpy(bytes, source.data, source.length);
    bytes[source.length] = '\0';
    clean(bytes, source.length);
    cap_attributes(bytes, source.length);
    enum chiffre_status status =
        page_parse(&page, (struct chiffre_text){bytes, source.length}, reader->path, &reader->arena, error);
    if (status == CHIFFRE_OK)
        status = write_text(reader, &page, made, document, error);
    document->title = page.headline.length > 0 ? page.headline : without_site(page.title, page.site);
    document->source = page.site;
    document->language = known_language(page.language);
    document->date = page.date;
    page_free(&page);
    return status;
}

enum chiffre_status html_read(struct chiffre_reader *reader, struct chiffre_text bytes, struct chiffre_document *document,
                              struct chiffre_error *error)
{
    enum chiffre_status status = document_decode(reader, bytes, page_meta_charset(bytes), document, error);
    struct chiffre_text page = document->text;
    document->map = NULL;
    return status == CHIFFRE_OK ? html_render(reader, page, false, document, error) : status;
}
