/* SPDX-License-Identifier: MIT */
/* The page's charts: how much was checked, and the values of each series by period, as inline SVG. */
#include "check/page.h"

#include "core/decimal.h"
#include "core/text.h"

#include <stdlib.h>

#define CHARTS_MAX 24
#define POINTS_MAX 24
#define BAR_WIDTH 34
#define BAR_GAP 18
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

/* ---- Series: one entity, metric and unit over periods of one length, of one status ---- */

/* A year is no bar among quarters, a forecast none among results. */
static enum phrase span_of(const struct chiffre_figure *figure)
{
    static const struct {
        int32_t most;
        enum phrase phrase;
    } spans[] = {{1, PHRASE_span_day},    {27, PHRASE_span_other},   {31, PHRASE_span_month},
                 {83, PHRASE_span_other}, {98, PHRASE_span_quarter}, {174, PHRASE_span_other},
                 {190, PHRASE_span_half}, {357, PHRASE_span_other},  {372, PHRASE_span_year}};
    int32_t days = figure->period_end - figure->period_start + 1;
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++)
        if (days <= spans[i].most)
            return spans[i].phrase;
    return PHRASE_span_other;
}

/* What is not told to be otherwise is taken for a result. */
static enum chiffre_figure_status status_of(const struct chiffre_figure *figure)
{
    return figure->status == CHIFFRE_STATUS_none ? CHIFFRE_STATUS_actual : figure->status;
}

static bool is_point(const struct chiffre_figure *figure)
{
    bool level = figure->relation == CHIFFRE_RELATION_none || figure->relation == CHIFFRE_RELATION_prior;
    return level && figure->value.known && figure->metric.length > 0 && figure->entity.length > 0 &&
           figure->period_start != CHIFFRE_NO_DATE && figure->period_end != CHIFFRE_NO_DATE;
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
        order = (int)status_of(a) - (int)status_of(b);
    if (order == 0)
        order = (int)span_of(a) - (int)span_of(b);
    if (order == 0)
        order = (a->period_end > b->period_end) - (a->period_end < b->period_end);
    return order == 0 ? text_compare(a->period, b->period) : order;
}

static bool same_series(const struct chiffre_figure *a, const struct chiffre_figure *b)
{
    return text_equal(a->entity, b->entity) && text_equal(a->metric, b->metric) && text_equal(a->unit, b->unit) &&
           text_equal(a->per, b->per) && status_of(a) == status_of(b) && span_of(a) == span_of(b);
}

/* The power of ten that all bars of a chart are labelled in, and its word. */
static int32_t scale_of(double most, enum phrase *word)
{
    static const enum phrase words[] = {PHRASE_COUNT, PHRASE_thousands, PHRASE_millions, PHRASE_milliards};
    int step = most >= 1e9 ? 3 : most >= 1e6 ? 2 : most >= 1e5 ? 1 : 0;
    *word = words[step];
    return 3 * step;
}

static void write_bar(const struct page *page, const struct chiffre_figure *figure, size_t place, double zero, double scale,
                      int32_t power)
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
    page_text(output, message_number(&page->messages, decimal_round_digits(decimal_scale(figure->value, -power), 4, DECIMAL_HALF_EVEN)));
    write_length(output, "</text><text class=\"period\" x=\"", x + BAR_WIDTH / 2.0);
    output_format(output, "\" y=\"%d\" text-anchor=\"middle\">", HEIGHT + 28);
    page_text(output, figure->period.length <= 10 ? figure->period
                                                  : (struct chiffre_text){figure->period.data + figure->period.length - 10, 10});
    output_string(output, "</text></g>");
}

/* "Amazon, Revenue (billion USD, quarters)", for the caption and for those who do not see the chart. */
static void write_caption(const struct page *page, const struct chiffre_figure *figure, enum phrase scale)
{
    struct output *output = page->output;
    page_text(output, figure->entity);
    output_string(output, ", ");
    page_text(output, page_metric_label(page, figure->metric));
    output_string(output, " (");
    struct chiffre_text parts[2] = {{NULL, 0}, page_unit_label(page, figure->unit)};
    if (scale != PHRASE_COUNT)
        parts[0] = message_phrase(page->messages.language, scale);
    page_text(output, scale == PHRASE_COUNT ? parts[1]
                                            : message_fill(&page->messages, figure->kind == CHIFFRE_KIND_money ? PHRASE_scaled_money : PHRASE_scaled_things, parts, 2));
    output_string(output, ", ");
    page_phrase(page, span_of(figure));
    if (status_of(figure) != CHIFFRE_STATUS_actual) {
        output_string(output, ", ");
        page_phrase(page, (enum phrase)(PHRASE_status_none + (int)figure->status));
    }
    output_char(output, ')');
}

static void write_series(const struct page *page, const struct chiffre_figure *const *points, size_t count)
{
    struct output *output = page->output;
    enum phrase word;
    double low = 0, high = 0;
    for (size_t i = 0; i < count; i++) {
        double value = decimal_double(points[i]->value);
        low = value < low ? value : low;
        high = value > high ? value : high;
    }
    double scale = high - low > 0 ? (HEIGHT - 30) / (high - low) : 1, zero = 15 + high * scale;
    int32_t power = scale_of(high > -low ? high : -low, &word);
    output_string(output, "<figure><figcaption>");
    write_caption(page, points[0], word);
    output_string(output, "</figcaption>");
    output_format(output, "<svg viewBox=\"0 0 %zu %d\" class=\"series\" width=\"%zu\" role=\"img\" aria-label=\"",
                  count * (BAR_WIDTH + BAR_GAP) + 20, HEIGHT + 34, count * (BAR_WIDTH + BAR_GAP) + 20);
    write_caption(page, points[0], word);
    output_format(output, "\"><line x1=\"4\" x2=\"%zu", count * (BAR_WIDTH + BAR_GAP) + 16);
    write_length(output, "\" y1=\"", zero);
    write_length(output, "\" y2=\"", zero);
    output_string(output, "\"/>");
    for (size_t i = 0; i < count; i++)
        write_bar(page, points[i], i, zero, scale, power);
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
