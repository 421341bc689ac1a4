/* SPDX-License-Identifier: MIT */
/* The page's charts: how much was checked, and the values of each series by period, as inline SVG. */
#include "check/page.h"

#include "core/decimal.h"
#include "core/text.h"

#include <stdlib.h>

#define CHARTS_MAX 24
#define POINTS_MAX 24
#define BAR_WIDTH 34
#define BAR_GAP 14
#define HEIGHT 130

/* `before`, then a place or a length in the picture, to a tenth: an SVG has a point, whatever the locale. */
static void write_length(struct output *output, const char *before, double length)
{
    char text[DECIMAL_TEXT_MAX];
    output_string(output, before);
    output_text(output, (struct chiffre_text){text, decimal_write_fixed(decimal_from_double(length, 17), 1, text)});
}

/* ---- Coverage: one bar ---- */

static void write_coverage(const struct page *page)
{
    const struct chiffre_coverage *coverage = &page->findings->coverage;
    const size_t counts[] = {coverage->unchecked, coverage->agree, coverage->readings, coverage->disagree};
    struct output *output = page->output;
    double at = 0, all = (double)(coverage->relations > 0 ? coverage->relations : 1);
    output_string(output, "<figure><figcaption>");
    page_phrase(page, PHRASE_page_coverage);
    output_string(output, "</figcaption><svg viewBox=\"0 0 600 26\" class=\"bar\" role=\"img\" aria-label=\"");
    page_text(output, findings_coverage_text(page->findings, page->messages.arena));
    output_string(output, "\">");
    for (int verdict = CHIFFRE_VERDICT_disagrees; verdict >= CHIFFRE_VERDICT_unchecked; verdict--) {
        double width = 600 * (double)counts[verdict] / all;
        if (counts[verdict] == 0)
            continue;
        output_format(output, "<rect class=\"%s\"", chiffre_verdict_name((enum chiffre_verdict)verdict));
        write_length(output, " x=\"", at);
        write_length(output, "\" y=\"0\" width=\"", width);
        write_length(output, "\" height=\"26\"/><text x=\"", at + width / 2);
        output_format(output, "\" y=\"18\" text-anchor=\"middle\">%zu</text>", counts[verdict]);
        at += width;
    }
    output_string(output, "</svg></figure>\n");
}

/* ---- Series: one entity, metric and unit over its periods ---- */

static bool is_point(const struct chiffre_figure *figure)
{
    bool level = figure->relation == CHIFFRE_RELATION_none || figure->relation == CHIFFRE_RELATION_prior;
    return level && figure->value.known && figure->metric.length > 0 && figure->entity.length > 0 &&
           figure->period_end != CHIFFRE_NO_DATE;
}

static int by_series(const void *left, const void *right)
{
    const struct chiffre_figure *a = *(const struct chiffre_figure *const *)left, *b = *(const struct chiffre_figure *const *)right;
    int order = text_compare(a->entity, b->entity);
    if (order == 0)
        order = text_compare(a->metric, b->metric);
    if (order == 0)
        order = text_compare(a->unit, b->unit);
    if (order == 0)
        order = text_compare(a->per, b->per);
    if (order == 0)
        order = (a->period_end > b->period_end) - (a->period_end < b->period_end);
    return order == 0 ? text_compare(a->period, b->period) : order;
}

static bool same_series(const struct chiffre_figure *a, const struct chiffre_figure *b)
{
    return text_equal(a->entity, b->entity) && text_equal(a->metric, b->metric) && text_equal(a->unit, b->unit) &&
           text_equal(a->per, b->per);
}

/* Four digits, in billions or millions: the bar's title has the whole text. */
static struct chiffre_text short_number(const struct page *page, struct chiffre_decimal value)
{
    struct chiffre_decimal size = decimal_absolute(value);
    if (decimal_compare(size, decimal_from(1, 9)) >= 0)
        value = decimal_scale(value, -9);
    else if (decimal_compare(size, decimal_from(1, 6)) >= 0)
        value = decimal_scale(value, -6);
    return message_number(&page->messages, decimal_round_digits(value, 4, DECIMAL_HALF_EVEN));
}

static void write_bar(const struct page *page, const struct chiffre_figure *figure, size_t place, double zero, double scale)
{
    struct output *output = page->output;
    double value = decimal_double(figure->value) * scale, x = (double)(place * (BAR_WIDTH + BAR_GAP)) + 10;
    double top = value >= 0 ? zero - value : zero, height = value >= 0 ? value : -value;
    output_string(output, "<g><title>");
    page_text(output, figure->period);
    output_string(output, ": ");
    page_text(output, figure->text);
    write_length(output, "</title><rect class=\"value\" x=\"", x);
    write_length(output, "\" y=\"", top);
    output_format(output, "\" width=\"%d", BAR_WIDTH);
    write_length(output, "\" height=\"", height < 1 ? 1 : height);
    write_length(output, "\"/><text x=\"", x + BAR_WIDTH / 2.0);
    write_length(output, "\" y=\"", value >= 0 ? top - 3 : top + height + 11);
    output_string(output, "\" text-anchor=\"middle\">");
    page_text(output, short_number(page, figure->value));
    write_length(output, "</text><text class=\"period\" x=\"", x + BAR_WIDTH / 2.0);
    output_format(output, "\" y=\"%d\" text-anchor=\"middle\">", HEIGHT + 28);
    page_text(output, figure->period.length <= 10 ? figure->period
                                                  : (struct chiffre_text){figure->period.data + figure->period.length - 10, 10});
    output_string(output, "</text></g>");
}

static void write_series(const struct page *page, const struct chiffre_figure *const *points, size_t count)
{
    struct output *output = page->output;
    double low = 0, high = 0;
    for (size_t i = 0; i < count; i++) {
        double value = decimal_double(points[i]->value);
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    double scale = high - low > 0 ? (HEIGHT - 30) / (high - low) : 1, zero = 15 + high * scale;
    output_string(output, "<figure><figcaption>");
    page_text(output, points[0]->entity);
    output_string(output, ", ");
    page_text(output, points[0]->metric);
    output_string(output, " (");
    page_text(output, points[0]->unit);
    output_string(output, ")</figcaption>");
    output_format(output, "<svg viewBox=\"0 0 %zu %d\" class=\"series\" width=\"%zu\" role=\"img\" aria-label=\"",
                  count * (BAR_WIDTH + BAR_GAP) + 20, HEIGHT + 34, count * (BAR_WIDTH + BAR_GAP) + 20);
    page_text(output, points[0]->metric);
    output_format(output, "\"><line x1=\"4\" x2=\"%zu", count * (BAR_WIDTH + BAR_GAP) + 16);
    write_length(output, "\" y1=\"", zero);
    write_length(output, "\" y2=\"", zero);
    output_string(output, "\"/>");
    for (size_t i = 0; i < count; i++)
        write_bar(page, points[i], i, zero, scale);
    output_string(output, "</svg></figure>\n");
}

/* One value a period, the first told; two periods at least. */
static bool write_group(const struct page *page, const struct chiffre_figure **figures, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count && kept < POINTS_MAX; i++)
        if (kept == 0 || !text_equal(figures[kept - 1]->period, figures[i]->period))
            figures[kept++] = figures[i];
    if (kept < 2)
        return false;
    write_series(page, figures, kept);
    return true;
}

void page_write_charts(const struct page *page)
{
    const struct chiffre_list *list = page->findings->list;
    size_t count = chiffre_list_count(list), used = 0, charts = 0;
    const struct chiffre_figure **figures = arena_take(page->messages.arena, (count + 1) * sizeof(struct chiffre_figure *));
    output_string(page->output, "<section aria-labelledby=\"h-charts\"><h2 id=\"h-charts\">");
    page_phrase(page, PHRASE_page_charts);
    output_string(page->output, "</h2>\n<div class=\"charts\">\n");
    write_coverage(page);
    for (size_t i = 0; figures != NULL && i < count; i++)
        if (is_point(chiffre_list_at(list, i)))
            figures[used++] = chiffre_list_at(list, i);
    if (used > 0)
        qsort(figures, used, sizeof *figures, by_series);
    for (size_t from = 0, to; from < used && charts < CHARTS_MAX; from = to) {
        for (to = from + 1; to < used && same_series(figures[from], figures[to]); to++)
            continue;
        charts += write_group(page, figures + from, to - from);
    }
    output_string(page->output, "</div></section>\n");
}
