/* SPDX-License-Identifier: MIT */
/* The page's table of all figures, and the same with their findings as data for its script. */
#include "check/page.h"

#include "core/catalog.h"
#include "core/decimal.h"
#include "core/figure.h"
#include "core/text.h"

#define COLUMNS 10
static const enum phrase headings[COLUMNS] = {PHRASE_page_verdict,  PHRASE_page_figure, PHRASE_page_value,  PHRASE_page_unit,
                                              PHRASE_page_metric,   PHRASE_page_entity, PHRASE_page_period, PHRASE_page_status,
                                              PHRASE_page_relation, PHRASE_page_place};

static void write_cell(const struct page *page, struct chiffre_text text)
{
    output_string(page->output, "<td>");
    page_text(page->output, text);
}

struct chiffre_text page_metric_label(const struct page *page, struct chiffre_text name)
{
    const struct metric *metric = catalog_metric(name);
    if (metric == NULL)
        return name;
    return text_from(page->messages.language == MESSAGE_FRENCH ? metric->label_fr : metric->label_en);
}

struct chiffre_text page_unit_label(const struct page *page, struct chiffre_text unit)
{
    static const struct {
        const char *unit;
        enum phrase phrase;
    } units[] = {{"persons", PHRASE_unit_persons},
                 {"percent", PHRASE_unit_percent},
                 {"percentage_points", PHRASE_unit_points},
                 {"basis_points", PHRASE_unit_basis_points}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (text_equal(unit, text_from(units[i].unit)))
            return message_phrase(page->messages.language, units[i].phrase);
    return unit;
}

static void write_row(const struct page *page, size_t index)
{
    struct output *output = page->output;
    const struct chiffre_figure *figure = chiffre_list_at(page->findings->list, index);
    enum chiffre_verdict verdict = page->verdicts[index];
    char value[DECIMAL_TEXT_MAX];
    struct chiffre_text plain = {value, decimal_write(figure->value, value)};
    output_format(output, "<tr id=\"r%zu\" class=\"%s\"><td data-sort=\"%d\"><span class=\"mark %s\">", index,
                  chiffre_verdict_name(verdict), (int)verdict, chiffre_verdict_name(verdict));
    page_phrase(page, page_verdict_phrase(verdict));
    output_format(output, "</span><td><a href=\"#f%zu\">", index);
    page_text(output, figure->text.length > 0 ? figure->text : plain);
    output_string(output, "</a><td class=\"number\" data-sort=\"");
    output_text(output, plain);
    output_string(output, "\">");
    page_text(output, message_number(&page->messages, figure->value));
    write_cell(page, page_unit_label(page, figure->unit));
    write_cell(page, page_metric_label(page, figure->metric));
    write_cell(page, figure->entity);
    write_cell(page, figure->period);
    write_cell(page, message_phrase(page->messages.language, (enum phrase)(PHRASE_status_none + (int)figure->status)));
    write_cell(page, message_phrase(page->messages.language, (enum phrase)(PHRASE_relation_none + (int)figure->relation)));
    output_format(output, "<td data-sort=\"%zu\">", index);
    if (page->findings->document_count != 1) {
        page_text(output, figure->document);
        output_char(output, ':');
    }
    output_natural(output, figure->line);
    output_char(output, ':');
    output_natural(output, figure->column);
    output_char(output, '\n');
}

static void write_filter(const struct page *page)
{
    struct output *output = page->output;
    output_string(output, "<form class=\"filter\" id=\"filter\"><label>");
    page_phrase(page, PHRASE_page_filter);
    output_string(output, " <input type=\"search\" id=\"words\" autocomplete=\"off\"></label> <label>");
    page_phrase(page, PHRASE_page_verdict);
    output_string(output, " <select id=\"verdict\"><option value=\"\">");
    page_phrase(page, PHRASE_page_any);
    output_string(output, "</option>");
    for (int verdict = CHIFFRE_VERDICT_disagrees; verdict >= CHIFFRE_VERDICT_unchecked; verdict--) {
        output_format(output, "<option value=\"%s\">", chiffre_verdict_name((enum chiffre_verdict)verdict));
        page_phrase(page, page_verdict_phrase((enum chiffre_verdict)verdict));
        output_string(output, "</option>");
    }
    output_string(output, "</select></label> <output id=\"shown\" for=\"words verdict\" data-label=\"");
    page_phrase(page, PHRASE_page_shown);
    output_string(output, "\"></output></form>\n");
}

void page_write_table(const struct page *page)
{
    struct output *output = page->output;
    size_t count = chiffre_list_count(page->findings->list);
    output_string(output, "<section aria-labelledby=\"h-table\" id=\"table\"><h2 id=\"h-table\">");
    page_phrase(page, PHRASE_page_table);
    output_string(output, "</h2>\n");
    write_filter(page);
    output_string(output, "<div class=\"scroll\"><table id=\"figures\" role=\"table\"");
    output_string(output, page->findings->document_count == 1 ? "><thead><tr>" : " class=\"several\"><thead><tr>");
    for (size_t i = 0; i < COLUMNS; i++) {
        output_string(output, "<th scope=\"col\"><button type=\"button\">");
        page_phrase(page, headings[i]);
        output_string(output, "</button></th>");
    }
    output_string(output, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count; i++)
        write_row(page, i);
    output_string(output, "</tbody></table></div></section>\n");
}

/* ---- Data ---- */

/* A JSON string inside a script element: nothing that could end the element or begin a comment. */
static void data_string(struct output *output, struct chiffre_text text)
{
    static const char digits[] = "0123456789abcdef";
    output_char(output, '"');
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point;
        size_t bytes = utf8_decode(text, at, &code_point);
        if (code_point < 0x20 || code_point == '"' || code_point == '\\' || code_point == '<' || code_point == '>' ||
            code_point == '&' || code_point == 0x7f) {
            output_string(output, "\\u00");
            output_char(output, digits[code_point >> 4]);
            output_char(output, digits[code_point & 15]);
        } else if (code_point == 0xfffd || code_point == 0x2028 || code_point == 0x2029) {
            output_string(output, "\xef\xbf\xbd");
        } else {
            output_write(output, text.data + at, bytes);
        }
        at += bytes;
    }
    output_char(output, '"');
}

/* [message, notes ..., severity or verdict] of each finding, once; figures point to them by number. */
static void write_finding_data(const struct page *page)
{
    struct output *output = page->output;
    output_string(output, "\"findings\":[");
    for (size_t i = 0; i < page->findings->count; i++) {
        const struct chiffre_finding *finding = &page->findings->items[i];
        output_string(output, i > 0 ? ",\n[" : "[");
        data_string(output, text_from(chiffre_verdict_name(finding->verdict)));
        output_char(output, ',');
        data_string(output, text_from(chiffre_rule_name(finding->rule)));
        output_char(output, ',');
        data_string(output, finding->message);
        for (size_t k = 0; k < finding->note_count; k++) {
            output_char(output, ',');
            data_string(output, finding->notes[k]);
        }
        output_char(output, ']');
    }
    output_string(output, "],\n\"involved\":[");
    bool first = true;
    for (size_t i = 0; i < page->findings->count; i++) {
        for (size_t k = 0; k < page->findings->items[i].figure_count; k++) {
            output_format(output, first ? "[%zu,%zu," : ",[%zu,%zu,", page->findings->items[i].figures[k].figure, i);
            data_string(output, page->findings->items[i].figures[k].needed);
            output_char(output, ']');
            first = false;
        }
    }
    output_string(output, "]");
}

void page_write_data(const struct page *page)
{
    struct output *output = page->output;
    output_string(output, "<script type=\"application/json\" id=\"data\">{");
    write_finding_data(page);
    output_string(output, ",\n\"close\":");
    data_string(output, message_phrase(page->messages.language, PHRASE_page_close));
    output_string(output, "}</script>\n");
}
