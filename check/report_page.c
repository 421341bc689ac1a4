/* SPDX-License-Identifier: MIT */
/* Findings -> the review page: one HTML file with the texts, every figure marked, that needs nothing from outside. */
#include "check/page.h"

#include "core/text.h"

#include <stdio.h>

/* A byte offset where a figure's span begins in its document. */
struct span {
    size_t figure;
    uint64_t start, end;
};

void page_text(struct output *output, struct chiffre_text text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point;
        size_t bytes = utf8_decode(text, at, &code_point);
        bool control = (code_point < 0x20 && code_point != '\n' && code_point != '\t' && code_point != '\r') ||
                       (code_point >= 0x7f && code_point < 0xa0) || (code_point & 0xfffe) == 0xfffe;
        if (code_point == '<')
            output_string(output, "&lt;");
        else if (code_point == '>')
            output_string(output, "&gt;");
        else if (code_point == '&')
            output_string(output, "&amp;");
        else if (code_point == '"')
            output_string(output, "&quot;");
        else if (code_point == '\'')
            output_string(output, "&#39;");
        else if (control || code_point == 0xfffd)
            output_string(output, "\xef\xbf\xbd");
        else if (code_point != '\r')
            output_write(output, text.data + at, bytes);
        at += bytes;
    }
}

void page_phrase(const struct page *page, enum phrase phrase)
{
    page_text(page->output, message_phrase(page->messages.language, phrase));
}

enum phrase page_verdict_phrase(enum chiffre_verdict verdict)
{
    static const enum phrase phrases[] = {PHRASE_page_unchecked, PHRASE_page_agrees, PHRASE_page_reading, PHRASE_page_disagrees};
    return phrases[verdict];
}

static void write_head(const struct page *page, struct chiffre_text title)
{
    struct output *output = page->output;
    output_string(output, "<!doctype html>\n<html lang=\"");
    output_string(output, page->messages.language == MESSAGE_FRENCH ? "fr" : "en");
    output_string(output, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; form-action "
                          "'none'; style-src '");
    output_string(output, page_css_hash);
    output_string(output, "'; script-src '");
    output_string(output, page_js_hash);
    output_string(output, "'\">\n<title>");
    page_text(output, title);
    output_string(output, "</title>\n<style>");
    output_string(output, page_css);
    output_string(output, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#table\">");
    page_phrase(page, PHRASE_page_skip);
    output_string(output, "</a>\n<header>\n<h1>");
    page_text(output, title);
    output_string(output, "</h1>\n<p>");
    page_text(output, findings_coverage_text(page->findings, (struct arena *)(uintptr_t)&page->arena));
    output_string(output, "</p>\n");
}

static void write_legend(const struct page *page)
{
    struct output *output = page->output;
    output_string(output, "<ul class=\"legend\" aria-label=\"");
    page_phrase(page, PHRASE_page_legend);
    output_string(output, "\">");
    for (int verdict = CHIFFRE_VERDICT_disagrees; verdict >= CHIFFRE_VERDICT_unchecked; verdict--) {
        output_format(output, "<li><span class=\"mark %s\">", chiffre_verdict_name((enum chiffre_verdict)verdict));
        page_phrase(page, page_verdict_phrase((enum chiffre_verdict)verdict));
        output_string(output, "</span></li>");
    }
    output_string(output, "</ul>\n<p class=\"keys\">");
    page_phrase(page, PHRASE_page_keys);
    output_string(output, " ");
    page_phrase(page, PHRASE_page_disclaimer);
    output_string(output, "</p>\n</header>\n<main>\n");
}

/* ---- Findings ---- */

static void write_finding(const struct page *page, const struct chiffre_finding *finding, size_t number)
{
    struct output *output = page->output;
    output_format(output, "<li class=\"finding %s\" id=\"c%zu\"><p><strong>", chiffre_severity_name(finding->severity), number);
    page_phrase(page, (enum phrase)(PHRASE_severity_none + (int)finding->severity));
    output_format(output, "</strong> <code>%s</code> ", chiffre_rule_name(finding->rule));
    page_text(output, finding->message);
    if (finding->figure_count > 0)
        output_format(output, " <a href=\"#f%zu\">", finding->figures[0].figure);
    else
        output_string(output, " <span>");
    page_text(output, finding->document);
    if (finding->line > 0)
        output_format(output, ":%zu:%zu", finding->line, finding->column);
    output_string(output, finding->figure_count > 0 ? "</a></p>" : "</span></p>");
    if (finding->note_count > 0) {
        output_string(output, "<ul>");
        for (size_t i = 0; i < finding->note_count; i++) {
            output_string(output, "<li>");
            page_text(output, finding->notes[i]);
            output_string(output, "</li>");
        }
        output_string(output, "</ul>");
    }
    output_string(output, "</li>\n");
}

static void write_findings(const struct page *page)
{
    size_t shown = 0;
    output_string(page->output, "<section aria-labelledby=\"h-findings\"><h2 id=\"h-findings\">");
    page_phrase(page, PHRASE_page_findings);
    output_string(page->output, "</h2>\n<ol class=\"findings\">\n");
    for (int severity = CHIFFRE_SEVERITY_error; severity >= CHIFFRE_SEVERITY_note; severity--) {
        for (size_t i = 0; i < page->findings->count; i++) {
            const struct chiffre_finding *finding = &page->findings->items[i];
            if ((int)finding->severity != severity || finding->accepted)
                continue;
            write_finding(page, finding, i);
            shown++;
        }
    }
    output_string(page->output, "</ol>\n");
    if (shown == 0) {
        output_string(page->output, "<p>");
        page_phrase(page, PHRASE_page_no_findings);
        output_string(page->output, "</p>\n");
    }
    output_string(page->output, "</section>\n");
}

/* ---- Texts ---- */

static void write_mark(const struct page *page, size_t figure, struct chiffre_text text, bool first)
{
    struct output *output = page->output;
    enum chiffre_verdict verdict = page->verdicts[figure];
    output_format(output, "<span class=\"mark %s\" id=\"f%zu\" data-figure=\"%zu\" role=\"button\" tabindex=\"%d\" aria-label=\"",
                  chiffre_verdict_name(verdict), figure, figure, first ? 0 : -1);
    page_text(output, text);
    output_string(output, ", ");
    page_phrase(page, page_verdict_phrase(verdict));
    output_string(output, "\">");
    page_text(output, text);
    output_string(output, "</span>");
}

/* Running text in blocks of one line each, so that a browser lays out only what is seen. */
static void write_running(struct output *output, struct chiffre_text text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] != '\n')
            continue;
        page_text(output, (struct chiffre_text){text.data + from, i + 1 - from});
        output_string(output, "</div><div>");
        from = i + 1;
    }
    page_text(output, (struct chiffre_text){text.data + from, text.length - from});
}

/* Figures of a document come in the order of their offsets; one that reaches into the one before is left unmarked. */
static void write_document(const struct page *page, const struct chiffre_document *document, size_t *figure)
{
    struct output *output = page->output;
    size_t at = 0, count = chiffre_list_count(page->findings->list);
    bool first = true;
    output_string(output, "<article><h3>");
    page_text(output, document->name);
    output_string(output, "</h3>\n<div class=\"text\"><div>");
    for (; *figure < count; (*figure)++) {
        const struct chiffre_figure *found = chiffre_list_at(page->findings->list, *figure);
        if (!text_equal(found->document, document->name))
            break;
        if (found->offset < at || found->length == 0 || found->offset > document->text.length ||
            found->length > document->text.length - found->offset)
            continue;
        write_running(output, (struct chiffre_text){document->text.data + at, (size_t)found->offset - at});
        write_mark(page, *figure, (struct chiffre_text){document->text.data + found->offset, (size_t)found->length}, first);
        at = (size_t)(found->offset + found->length);
        first = false;
    }
    write_running(output, (struct chiffre_text){document->text.data + at, document->text.length - at});
    output_string(output, "</div></div></article>\n");
}

static void write_documents(const struct page *page)
{
    size_t figure = 0, count = chiffre_list_count(page->findings->list);
    if (page->findings->document_count == 0)
        return;
    output_string(page->output, "<section aria-labelledby=\"h-text\"><h2 id=\"h-text\">");
    page_phrase(page, PHRASE_page_text);
    output_string(page->output, "</h2>\n");
    for (size_t i = 0; i < page->findings->document_count; i++) {
        const struct chiffre_document *document = &page->findings->documents[i];
        if (figure < count && !text_equal(chiffre_list_at(page->findings->list, figure)->document, document->name))
            for (figure = 0; figure < count; figure++)
                if (text_equal(chiffre_list_at(page->findings->list, figure)->document, document->name))
                    break;
        write_document(page, document, &figure);
    }
    output_string(page->output, "</section>\n");
}

/* ---- The whole ---- */

/* Which of a relation's numbers is wrong is not known: all that take part share its verdict. */
static bool set_verdicts(struct page *page)
{
    size_t count = chiffre_list_count(page->findings->list);
    page->verdicts = arena_take(&page->arena, (count + 1) * sizeof *page->verdicts);
    if (page->verdicts == NULL)
        return false;
    for (size_t i = 0; i < count; i++)
        page->verdicts[i] = CHIFFRE_VERDICT_unchecked;
    for (size_t i = 0; i < page->findings->count; i++) {
        const struct chiffre_finding *finding = &page->findings->items[i];
        for (size_t k = 0; k < finding->figure_count; k++) {
            enum chiffre_verdict *verdict = &page->verdicts[finding->figures[k].figure];
            enum chiffre_verdict told = finding->accepted ? CHIFFRE_VERDICT_reading : finding->verdict;
            if (told > *verdict)
                *verdict = told;
        }
    }
    return true;
}

static struct chiffre_text page_title(const struct page *page)
{
    const struct chiffre_findings *findings = page->findings;
    struct chiffre_text name = {NULL, 0};
    if (findings->document_count == 1)
        name = findings->documents[0].title.length > 0 ? findings->documents[0].title : findings->documents[0].name;
    else if (findings->document_count > 1)
        name = SAY(&page->messages, page_documents, message_natural(&page->messages, findings->document_count));
    else
        name = message_phrase(page->messages.language, PHRASE_page_table);
    return SAY(&page->messages, page_title, name);
}

void report_page_write(const struct chiffre_findings *findings, struct output *output)
{
    struct page page = {.findings = findings, .output = output};
    page.messages = (struct messages){&page.arena, findings->language};
    if (set_verdicts(&page)) {
        write_head(&page, page_title(&page));
        write_legend(&page);
        write_findings(&page);
        write_documents(&page);
        page_write_charts(&page);
        page_write_table(&page);
        output_string(output, "</main>\n<aside id=\"card\" role=\"dialog\" aria-live=\"polite\" hidden></aside>\n");
        page_write_data(&page);
        output_string(output, "<script>");
        output_string(output, page_js);
        output_string(output, "</script>\n</body>\n</html>\n");
    }
    output_arena(output, &page.arena);
    arena_free(&page.arena);
}
