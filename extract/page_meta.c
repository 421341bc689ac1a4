/* SPDX-License-Identifier: MIT */
/* What a page says of itself: meta elements, <time>, JSON-LD -> title, day of publication, language, site. */
#include "extract/page.h"

#include "core/ascii.h"
#include "core/date.h"
#include "core/json.h"
#include "core/text.h"


#define CHARSET_BYTES 4096 /* where a charset may be declared; the HTML standard asks for the first 1024 */
#define JSON_DEPTH 12

/* The better the place, the higher; among equals the first counts. */
enum { RANK_TIME = 1, RANK_NAME, RANK_PUBLISHED_TIME, RANK_JSON, RANK_ARTICLE };

static void set_date(struct page *page, struct chiffre_text text, unsigned rank)
{
    chiffre_date date = text.length < 10 ? CHIFFRE_NO_DATE : date_read((struct chiffre_text){text.data, 10});
    if (date == CHIFFRE_NO_DATE || page->date_rank >= rank)
        return;
    page->date = date;
    page->date_rank = rank;
}

static void set_text(struct chiffre_text *field, struct arena *arena, struct chiffre_text text)
{
    if (field->length == 0 && text.length > 0)
        *field = arena_text(arena, text);
}

static bool is(struct chiffre_text name, const char *with)
{
    return name.length == strlen(with) && ascii_compare_most(name.data, with, name.length) == 0;
}

void page_meta_property(struct page *page, struct arena *arena, struct chiffre_text name, struct chiffre_text content)
{
    if (is(name, "article:published_time") || is(name, "og:article:published_time"))
        set_date(page, content, RANK_ARTICLE);
    else if (is(name, "datePublished"))
        set_date(page, content, RANK_PUBLISHED_TIME);
    else if (is(name, "date") || is(name, "dc.date") || is(name, "dcterms.created") || is(name, "dc.date.issued") ||
             is(name, "pubdate") || is(name, "publication_date") || is(name, "citation_publication_date"))
        set_date(page, content, RANK_NAME);
    else if (is(name, "og:title"))
        set_text(&page->headline, arena, content);
    else if (is(name, "og:site_name"))
        set_text(&page->site, arena, content);
    else if (is(name, "og:locale") || is(name, "content-language") || is(name, "dc.language"))
        set_text(&page->language, arena, content);
}

void page_meta_time(struct page *page, struct chiffre_text datetime, bool published)
{
    set_date(page, datetime, published ? RANK_PUBLISHED_TIME : RANK_TIME);
}

static struct chiffre_text member(const json_t *object, const char *name)
{
    const json_t *string = json_object_get(object, name);
    return json_is_string(string) ? (struct chiffre_text){json_string_value(string), json_string_length(string)}
                                  : (struct chiffre_text){"", 0};
}

static void read_json(struct page *page, struct arena *arena, const json_t *json, unsigned depth)
{
    if (depth == JSON_DEPTH)
        return;
    size_t index;
    json_t *item;
    json_array_foreach(json, index, item) read_json(page, arena, item, depth + 1);
    if (!json_is_object(json))
        return;
    struct chiffre_text date = member(json, "datePublished");
    if (date.length > 0) { /* an article; things inside it have titles of their own */
        set_date(page, date, RANK_JSON);
        set_text(&page->headline, arena, member(json, "headline"));
        set_text(&page->language, arena, member(json, "inLanguage"));
        set_text(&page->site, arena, member(json_object_get(json, "publisher"), "name"));
        return;
    }
    for (void *at = json_object_iter((json_t *)(uintptr_t)json); at != NULL;
         at = json_object_iter_next((json_t *)(uintptr_t)json, at))
        read_json(page, arena, json_object_iter_value(at), depth + 1);
}

void page_meta_json(struct page *page, struct arena *arena, struct chiffre_text json)
{
    json_error_t problem;
    bool no_memory;
    json_t *read = json_read(json, JSON_ALLOW_NUL, &problem, &no_memory);
    arena->failed = arena->failed || no_memory;
    if (read != NULL)
        read_json(page, arena, read, 0);
    json_decref(read);
}

struct chiffre_text page_meta_charset(struct chiffre_text bytes)
{
    size_t end = bytes.length < CHARSET_BYTES ? bytes.length : CHARSET_BYTES;
    for (size_t at = 0; at + 8 < end; at++) {
        if (ascii_compare_most(bytes.data + at, "charset", 7) != 0)
            continue;
        size_t from = at + 7;
        while (from < end && memchr(" \t=\"'", bytes.data[from], 5) != NULL)
            from++;
        size_t to = from;
        while (to < end && memchr(" \t\"'>/;\r\n", bytes.data[to], 9) == NULL)
            to++;
        if (to > from)
            return (struct chiffre_text){bytes.data + from, to - from};
    }
    return (struct chiffre_text){"", 0};
}
