/* SPDX-License-Identifier: MIT */
/* The bytes of a page -> its tree, by libxml2's tolerant parser. Only its events are used: no tree of its own, no DTD, no entity
 * but HTML's, nothing is ever fetched. */
#include "extract/libxml.h"
#include "extract/page.h"

#include "core/ascii.h"
#include "core/error.h"
#include "core/text.h"

#include <stdlib.h>

#define TITLE_MOST 2000 /* bytes */
#define COMPLAINTS_MOST 10000

struct parse {
    struct page *page;
    struct arena *arena;
    htmlParserCtxtPtr context;
    uint32_t open[PAGE_DEPTH_MAX]; /* nodes that are open */
    uint64_t names[PAGE_DEPTH_MAX];
    size_t depth;
    uint32_t last; /* the source is read up to here */
    char *script;  /* of application/ld+json; NULL: not inside one */
    size_t script_length, script_capacity;
    bool in_script, in_title;
    uint32_t complained_at, complaints; /* of libxml2, at one place of the source */
    const char *refused; /* why the page is not read on */
    bool no_memory;
};

static const struct {
    const char *name;
    enum page_kind kind;
} kinds[] = {
    {"a", PAGE_LINK},           {"address", PAGE_BLOCK},    {"article", PAGE_ARTICLE}, {"aside", PAGE_ASIDE},
    {"audio", PAGE_HIDDEN},     {"blockquote", PAGE_BLOCK}, {"body", PAGE_BLOCK},      {"br", PAGE_BREAK},
    {"button", PAGE_HIDDEN},    {"canvas", PAGE_HIDDEN},    {"caption", PAGE_CAPTION}, {"center", PAGE_BLOCK},
    {"datalist", PAGE_HIDDEN},  {"dd", PAGE_BLOCK},         {"details", PAGE_BLOCK},   {"dialog", PAGE_ASIDE},
    {"div", PAGE_BLOCK},        {"dl", PAGE_BLOCK},         {"dt", PAGE_BLOCK},        {"fieldset", PAGE_BLOCK},
    {"figcaption", PAGE_ASIDE}, {"figure", PAGE_BLOCK},     {"footer", PAGE_ASIDE},    {"form", PAGE_ASIDE},
    {"frameset", PAGE_HIDDEN},  {"h1", PAGE_FIRST_HEADING}, {"h2", PAGE_HEADING},      {"h3", PAGE_HEADING},
    {"h4", PAGE_HEADING},       {"h5", PAGE_HEADING},       {"h6", PAGE_HEADING},      {"head", PAGE_HIDDEN},
    {"header", PAGE_HEADER},    {"hr", PAGE_BLOCK},         {"html", PAGE_BLOCK},      {"iframe", PAGE_HIDDEN},
    {"input", PAGE_HIDDEN},     {"legend", PAGE_BLOCK},     {"li", PAGE_ITEM},         {"main", PAGE_MAIN},
    {"map", PAGE_HIDDEN},       {"math", PAGE_HIDDEN},      {"menu", PAGE_ASIDE},      {"nav", PAGE_ASIDE},
    {"noscript", PAGE_HIDDEN},  {"object", PAGE_HIDDEN},    {"ol", PAGE_BLOCK},        {"option", PAGE_HIDDEN},
    {"p", PAGE_BLOCK},          {"pre", PAGE_BLOCK},        {"script", PAGE_HIDDEN},   {"section", PAGE_BLOCK},
    {"select", PAGE_HIDDEN},    {"style", PAGE_HIDDEN},     {"summary", PAGE_BLOCK},   {"sup", PAGE_RAISED},
    {"svg", PAGE_HIDDEN},       {"table", PAGE_TABLE},      {"tbody", PAGE_BLOCK},     {"td", PAGE_CELL},
    {"template", PAGE_HIDDEN},  {"textarea", PAGE_HIDDEN},  {"tfoot", PAGE_BLOCK},     {"th", PAGE_HEAD_CELL},
    {"thead", PAGE_HEAD_ROWS},  {"title", PAGE_HIDDEN},     {"tr", PAGE_ROW},          {"ul", PAGE_BLOCK},
    {"video", PAGE_HIDDEN},
};

static int by_name(const void *name, const void *row)
{
    /* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): the C library's bsearch steps by bytes; there the analyzer loses the table */
    return ascii_compare(name, *(const char *const *)row);
}

static enum page_kind kind_of(const char *name)
{
    const void *row = bsearch(name, kinds, sizeof kinds / sizeof *kinds, sizeof *kinds, by_name);
    return row == NULL ? PAGE_INLINE : kinds[((const char *)row - (const char *)kinds) / (ptrdiff_t)sizeof *kinds].kind;
}

static void stop(struct parse *parse, const char *refused)
{
    parse->no_memory = parse->no_memory || refused == NULL;
    parse->refused = refused;
    if (parse->context != NULL)
        libxml.xmlStopParser(parse->context);
}

static struct page_node *add(struct parse *parse, enum page_kind kind)
{
    struct page *page = parse->page;
    if (page->count >= PAGE_NODES_MAX) {
        stop(parse, "a page of more than 4 million elements is not read");
        return NULL;
    }
    if (!array_reserve(&page->nodes, &page->capacity, page->count + 1, sizeof *page->nodes)) {
        stop(parse, NULL);
        return NULL;
    }
    struct page_node *node = &page->nodes[page->count++];
    *node = (struct page_node){.parent = parse->depth > 0 ? parse->open[parse->depth - 1] : 0,
                               .end = (uint32_t)page->count,
                               .made = UINT32_MAX,
                               .kind = (uint8_t)kind,
                               .columns = 1,
                               .rows = 1};
    return node;
}

/* ---- attributes ------------------------------------------------------------------------------------------------------------ */
static const char *attribute(const xmlChar **attributes, const char *name)
{
    for (size_t i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
        if (ascii_compare((const char *)attributes[i], name) == 0)
            return attributes[i + 1] == NULL ? "" : (const char *)attributes[i + 1];
    return NULL;
}

static struct chiffre_text text_of(const char *string)
{
    return string == NULL ? (struct chiffre_text){"", 0} : text_from(string);
}

static uint8_t span(const xmlChar **attributes, const char *name)
{
    const char *value = attribute(attributes, name);
    long number = value == NULL ? 1 : strtol(value, NULL, 10);
    return (uint8_t)(number < 1 ? 1 : number > 100 ? 100 : number);
}

static bool is_hidden(const xmlChar **attributes)
{
    const char *style = attribute(attributes, "style"), *value = style == NULL ? NULL : ascii_find(style, "display");
    return attribute(attributes, "hidden") != NULL ||
           (value != NULL && ascii_compare_most(value + 7 + strspn(value + 7, ": "), "none", 4) == 0);
}

static void read_meta(struct parse *parse, const char *name, const xmlChar **attributes)
{
    const char *content = attribute(attributes, "content"), *property = attribute(attributes, "property");
    const char *item = attribute(attributes, "itemprop");
    if (property == NULL)
        property = attribute(attributes, "name");
    if (property == NULL)
        property = item;
    if (ascii_compare(name, "meta") == 0 && property != NULL && content != NULL)
        page_meta_property(parse->page, parse->arena, text_from(property), text_from(content));
    if (ascii_compare(name, "html") == 0 && attribute(attributes, "lang") != NULL && parse->page->language.length == 0)
        parse->page->language = arena_text(parse->arena, text_of(attribute(attributes, "lang")));
    if (ascii_compare(name, "time") == 0)
        page_meta_time(parse->page, text_of(attribute(attributes, "datetime")),
                       attribute(attributes, "pubdate") != NULL || (item != NULL && strcmp(item, "datePublished") == 0));
}

/* ---- events ---------------------------------------------------------------------------------------------------------------- */
static uint32_t position(const struct parse *parse)
{
    long consumed = libxml.xmlByteConsumed(parse->context);
    size_t length = parse->page->source.length;
    return consumed < 0 ? parse->last : (size_t)consumed > length ? (uint32_t)length : (uint32_t)consumed;
}

/* libxml2 goes on where it had no memory for a name, and with none at all it tries for ever: its complaints are the only sign. */
static void complain(void *data, xmlErrorPtr error)
{
    struct parse *parse = data;
    if (parse->no_memory)
        return;
    uint32_t now = parse->context == NULL ? 0 : position(parse);
    parse->complaints = now == parse->complained_at ? parse->complaints + 1 : 0;
    parse->complained_at = now;
    if ((error == NULL || error->code != XML_ERR_NO_MEMORY) && parse->complaints <= COMPLAINTS_MOST)
        return;
    htmlParserCtxtPtr context = parse->context;
    if (context == NULL || context->input == NULL || context->input->cur == NULL || *context->input->cur != '<') {
        stop(parse, NULL);
        return;
    }
    /* Before a tag whose name it has no memory for xmlStopParser, which takes the input away, would have it wait for ever for the tag's
     * end (2.9.14, htmlParseContentInternal: while CUR is 0); there it looks at its state next. */
    parse->no_memory = true;
    context->instate = XML_PARSER_EOF;
    context->disableSAX = 1;
}

static void start_element(void *data, const xmlChar *name, const xmlChar **attributes)
{
    struct parse *parse = data;
    const char *tag = (const char *)name;
    if (parse->no_memory || parse->refused != NULL)
        return;
    if (parse->depth == PAGE_DEPTH_MAX) {
        stop(parse, "a page with elements more than 1000 deep is not read");
        return;
    }
    enum page_kind kind = kind_of(tag);
    const char *role = attribute(attributes, "role"), *item = attribute(attributes, "itemprop");
    bool top = ascii_compare(tag, "html") == 0 || ascii_compare(tag, "body") == 0;
    if (!top && is_hidden(attributes))
        kind = PAGE_HIDDEN;
    else if (kind == PAGE_BLOCK && !top &&
             ((item != NULL && strcmp(item, "articleBody") == 0) || (role != NULL && strcmp(role, "article") == 0)))
        kind = PAGE_ARTICLE;
    else if (kind == PAGE_BLOCK && role != NULL && strcmp(role, "main") == 0)
        kind = PAGE_MAIN;
    struct page_node *node = add(parse, kind);
    if (node == NULL)
        return;
    const char *class = attribute(attributes, "class"), *id = attribute(attributes, "id");
    bool named = (class != NULL && main_content_beside(class)) || (id != NULL && main_content_beside(id)) ||
                 (role != NULL && main_content_beside(role));
    if (kind == PAGE_ASIDE || (named && !top && kind != PAGE_ARTICLE && kind != PAGE_MAIN))
        node->flags = PAGE_BESIDE;
    if (kind == PAGE_CELL || kind == PAGE_HEAD_CELL) {
        node->columns = span(attributes, "colspan");
        node->rows = span(attributes, "rowspan");
    }
    parse->names[parse->depth] = text_hash(text_from(tag));
    parse->open[parse->depth++] = (uint32_t)(node - parse->page->nodes);
    parse->last = position(parse);
    read_meta(parse, tag, attributes);
    parse->in_title = parse->in_title || (ascii_compare(tag, "title") == 0 && parse->page->title.length == 0);
    const char *type = attribute(attributes, "type");
    parse->in_script = ascii_compare(tag, "script") == 0 && type != NULL && ascii_compare(type, "application/ld+json") == 0;
}

static void end_element(void *data, const xmlChar *name)
{
    struct parse *parse = data;
    uint64_t hash = text_hash(text_from((const char *)name));
    size_t depth = parse->depth;
    parse->last = position(parse);
    if (parse->in_script && parse->script_length > 0)
        page_meta_json(parse->page, parse->arena, (struct chiffre_text){parse->script, parse->script_length});
    parse->in_script = parse->in_title = false;
    parse->script_length = 0;
    while (depth > 0 && parse->names[depth - 1] != hash)
        depth--;
    if (depth == 0)
        return;
    while (parse->depth >= depth)
        parse->page->nodes[parse->open[--parse->depth]].end = (uint32_t)parse->page->count;
}

/* Keeps bytes that the source does not have as they are. */
static bool make(struct parse *parse, struct page_node *node, const char *bytes, size_t length)
{
    struct page *page = parse->page;
    if (!array_reserve(&page->made, &page->made_capacity, page->made_length + length, 1)) {
        stop(parse, NULL);
        return false;
    }
    memcpy(page->made + page->made_length, bytes, length);
    node->made = (uint32_t)page->made_length;
    page->made_length += length;
    return true;
}

/* Where the text stands: right before what was read, right there (a lone <), or behind the last & (a reference). */
static uint32_t find_source(const struct parse *parse, uint32_t now, const char *bytes, size_t length, bool *exact)
{
    struct chiffre_text source = parse->page->source;
    *exact = true;
    if (length <= now && memcmp(source.data + now - length, bytes, length) == 0)
        return now - (uint32_t)length;
    if (length <= source.length - now && memcmp(source.data + now, bytes, length) == 0)
        return now;
    *exact = false;
    uint32_t from = now > 40 && parse->last < now - 40 ? now - 40 : parse->last < now ? parse->last : now;
    const char *sign = memrchr(source.data + from, '&', now - from);
    return sign == NULL ? from : (uint32_t)(sign - source.data);
}

static void characters(void *data, const xmlChar *letters, int size)
{
    struct parse *parse = data;
    const char *bytes = (const char *)letters;
    size_t length = size > 0 ? (size_t)size : 0;
    bool exact;
    if (parse->no_memory || parse->refused != NULL || length == 0)
        return;
    uint32_t now = position(parse), source = find_source(parse, now, bytes, length, &exact);
    parse->last = exact && source == now ? now + (uint32_t)length : now;
    struct page *page = parse->page;
    if (parse->in_title) {
        if (page->title.length + length > TITLE_MOST)
            return;
        struct chiffre_text whole = {NULL, page->title.length + length};
        char *copy = arena_take(parse->arena, whole.length);
        if (copy != NULL) {
            memcpy(copy, page->title.data != NULL ? page->title.data : "", page->title.length);
            memcpy(copy + page->title.length, bytes, length);
            page->title = (struct chiffre_text){copy, whole.length};
        }
        return;
    }
    uint32_t parent = parse->depth > 0 ? parse->open[parse->depth - 1] : 0;
    if (page->nodes[parent].kind == PAGE_HIDDEN)
        return;
    struct page_node *before = &page->nodes[page->count - 1];
    if (exact && page->count > 1 && before->kind == PAGE_TEXT && before->parent == parent && before->made == UINT32_MAX &&
        before->source + before->length == source) {
        before->length += (uint32_t)length;
        return;
    }
    struct page_node *node = add(parse, PAGE_TEXT);
    if (node == NULL || (!exact && !make(parse, node, bytes, length)))
        return;
    node->source = source;
    node->length = (uint32_t)length;
}

static void script(void *data, const xmlChar *letters, int size)
{
    struct parse *parse = data;
    size_t length = size > 0 ? (size_t)size : 0;
    if (!parse->in_script || parse->script_length + length > ((size_t)1 << 20))
        return;
    if (!array_reserve(&parse->script, &parse->script_capacity, parse->script_length + length, 1)) {
        stop(parse, NULL);
        return;
    }
    memcpy(parse->script + parse->script_length, letters, length);
    parse->script_length += length;
}

/* As htmlCreateMemoryParserCtxt does it, which loses what it has when one of these fails. */
static bool open_source(htmlParserCtxtPtr context, struct chiffre_text source)
{
    xmlParserInputBufferPtr bytes = libxml.xmlParserInputBufferCreateMem(
        source.length > 0 ? source.data : " ", source.length > 0 ? (int)source.length : 1, XML_CHAR_ENCODING_NONE);
    xmlParserInputPtr input = bytes == NULL ? NULL : libxml.xmlNewIOInputStream(context, bytes, XML_CHAR_ENCODING_NONE);
    if (input == NULL)
        libxml.xmlFreeParserInputBuffer(bytes);
    else if (libxml.inputPush(context, input) < 0)
        libxml.xmlFreeInputStream(input);
    return context->input != NULL && libxml.xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8) == 0;
}

static htmlParserCtxtPtr new_context(struct parse *parse, struct chiffre_text source)
{
    htmlParserCtxtPtr context = libxml.htmlNewParserCtxt();
    if (context == NULL || !open_source(context, source)) {
        libxml.htmlFreeParserCtxt(context);
        return NULL;
    }
    libxml.htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                          HTML_PARSE_IGNORE_ENC);
    *context->sax = (xmlSAXHandler){.startElement = start_element,
                                    .endElement = end_element,
                                    .characters = characters,
                                    .ignorableWhitespace = characters,
                                    .cdataBlock = script};
    context->userData = parse;
    return context;
}

static void read_page(struct parse *parse)
{
    struct page *page = parse->page;
    parse->context = new_context(parse, page->source);
    if (parse->context == NULL || parse->no_memory) {
        parse->no_memory = true;
    } else if (add(parse, PAGE_BLOCK) != NULL) {
        parse->open[parse->depth++] = 0; /* the page itself, which no end tag closes */
        libxml.htmlParseDocument(parse->context);
        while (parse->depth > 0)
            page->nodes[parse->open[--parse->depth]].end = (uint32_t)page->count;
        parse->no_memory = parse->no_memory || parse->context->errNo == XML_ERR_NO_MEMORY || parse->arena->failed;
    }
    libxml.htmlFreeParserCtxt(parse->context);
}

enum chiffre_status page_parse(struct page *page, struct chiffre_text source, const char *path, struct arena *arena,
                               struct chiffre_error *error)
{
    enum chiffre_status status = libxml_open(path, error);
    if (status != CHIFFRE_OK)
        return status;
    struct parse *parse = memory_take(1, sizeof *parse);
    if (parse == NULL)
        return error_no_memory(error);
    *parse = (struct parse){.page = page, .arena = arena};
    page->source = source;
    /* These two are the thread's own, and perhaps the host program's. */
    xmlStructuredErrorFunc before = *libxml.__xmlStructuredError();
    void *before_context = *libxml.__xmlStructuredErrorContext();
    libxml.xmlSetStructuredErrorFunc(parse, complain);
    read_page(parse);
    libxml.xmlSetStructuredErrorFunc(before_context, before);
    bool no_memory = parse->no_memory;
    const char *refused = parse->refused;
    memory_free(parse->script);
    memory_free(parse);
    if (no_memory)
        return error_no_memory(error);
    return refused == NULL ? CHIFFRE_OK : error_set(error, CHIFFRE_MALFORMED, path, 0, 0, "%s", refused);
}

void page_free(struct page *page)
{
    memory_free(page->nodes);
    memory_free(page->made);
    *page = (struct page){.nodes = NULL};
}
