/* SPDX-License-Identifier: MIT */
/* A chart's series -> a title that says what is seen and a subtitle with unit, kind of period, span and basis. Nothing is computed:
 * first and last values are compared, no more. */
#include "core/catalog.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/text.h"
#include "plots/charts.h"
#include "plots/display.h"

#include <string.h>

static const char *say(const struct canvas *canvas, enum word word)
{
    return wording_of(word, canvas->language);
}

static void add_value(struct canvas *canvas, const struct curve *curve, const struct curve_point *point)
{
    canvas_value(canvas, curve, point->value, &canvas->title);
}

/* " in the 12 months to June 2025"; of a stock, which stands in the row of a span, " at 30 June 2025". */
static void add_period(struct canvas *canvas, const struct curve *curve, const struct curve_point *point)
{
    const struct metric *metric = catalog_metric(curve->metric);
    struct period period = period_read(point->period);
    char label[PERIOD_TEXT_MAX];
    struct chiffre_text shown = point->period;
    if (metric != NULL && metric->nature == METRIC_STOCK && period.type == PERIOD_SPAN)
        shown = (struct chiffre_text){label, period_write(period_day(period.end), label)};
    wording_in_period(&canvas->title, shown, canvas->language);
}

/* What the last value is compared with: the same period a year before, else the first of the curve. */
static const struct curve_point *base_of(const struct curve *curve, const struct curve_point *last)
{
    const struct curve_point *before = curve_year_before(curve, last);
    return before != NULL ? before : curve->points;
}

static enum word direction(const struct curve_point *last, const struct curve_point *base)
{
    int order = decimal_compare(last->value, base->value);
    return order > 0 ? WORD_up : order < 0 ? WORD_down : WORD_flat;
}

/* "Amazon: " in front of what is said of its metrics; "Revenue: " in front of what is said of several entities. */
static void add_subject(struct canvas *canvas)
{
    struct caption subject = {.length = 0};
    if (canvas_by_entity(canvas)) {
        canvas_metric(canvas, canvas->series[0], &subject);
        caption_capital(&subject);
    } else
        caption_text(&subject, canvas->series[0]->entity);
    if (subject.length == 0)
        return;
    caption_text(&canvas->title, caption_all(&subject));
    caption_string(&canvas->title, say(canvas, WORD_colon));
}

static void add_name(struct canvas *canvas, const struct curve *curve)
{
    if (canvas_by_entity(canvas))
        caption_text(&canvas->title, curve->entity);
    else
        canvas_metric(canvas, curve, &canvas->title);
}

/* "revenue up from $89bn in 2014 to $638bn in 2024" */
static void title_from_to(struct canvas *canvas)
{
    const struct curve *curve = canvas->series[0];
    const struct curve_point *last = curve_last(curve);
    add_subject(canvas);
    add_name(canvas, curve);
    if (last == curve->points) {
        caption_string(&canvas->title, say(canvas, WORD_at));
        add_value(canvas, curve, last);
        add_period(canvas, curve, last);
        return;
    }
    caption_string(&canvas->title, " ");
    caption_string(&canvas->title, say(canvas, direction(last, curve->points)));
    caption_string(&canvas->title, say(canvas, WORD_from));
    add_value(canvas, curve, curve->points);
    add_period(canvas, curve, curve->points);
    caption_string(&canvas->title, say(canvas, WORD_to));
    add_value(canvas, curve, last);
    add_period(canvas, curve, last);
}

/* ", over a year" or ", since Q3 2022" */
static void add_base(struct canvas *canvas, const struct curve *curve, const struct curve_point *last)
{
    const struct curve_point *base = base_of(curve, last);
    if (base == last || text_equal(curve->unit, TEXT("index")))
        return;
    if (curve_year_before(curve, last) != NULL) {
        caption_string(&canvas->title, say(canvas, WORD_over_a_year));
        return;
    }
    caption_string(&canvas->title, say(canvas, WORD_since));
    wording_end(&canvas->title, base->period, canvas->language);
}

/* The latest reported points of one period, else each curve's own. True: of one period and compared with one period. */
static bool latest_points(struct canvas *canvas, const struct curve_point *points[2])
{
    const struct curve *a = canvas->series[0], *b = canvas->series[1];
    points[0] = curve_last(a);
    points[1] = curve_last(b);
    for (size_t i = a->count; i-- > 0;) {
        const struct curve_point *other = curve_at(b, a->points[i].x);
        if (!a->points[i].forecast && other != NULL && !other->forecast) {
            points[0] = &a->points[i];
            points[1] = other;
            break;
        }
    }
    bool year = curve_year_before(a, points[0]) != NULL;
    return text_equal(points[0]->period, points[1]->period) && year == (curve_year_before(b, points[1]) != NULL) &&
           (year || text_equal(a->points[0].period, b->points[0].period));
}

/* "revenue up to $638bn, free cash flow up to $38.2bn in 2024, over a year" */
static void title_two(struct canvas *canvas)
{
    const struct curve_point *points[2];
    bool same = latest_points(canvas, points);
    add_subject(canvas);
    for (size_t i = 0; i < 2; i++) {
        const struct curve *curve = canvas->series[i];
        enum word way = direction(points[i], base_of(curve, points[i]));
        caption_string(&canvas->title, i > 0 ? say(canvas, same ? WORD_comma : WORD_semicolon) : "");
        add_name(canvas, curve);
        if (text_equal(curve->unit, TEXT("index")) || base_of(curve, points[i]) == points[i]) {
            caption_string(&canvas->title, say(canvas, WORD_at));
        } else {
            caption_string(&canvas->title, " ");
            caption_string(&canvas->title, say(canvas, way));
            caption_string(&canvas->title, way == WORD_flat ? say(canvas, WORD_at) : say(canvas, WORD_to));
        }
        add_value(canvas, curve, points[i]);
        if (i == 1 || !same) {
            add_period(canvas, curve, points[i]);
            add_base(canvas, curve, points[i]);
        }
    }
}

/* "Revenue: Amazon leads with $638bn in 2024"; the bars' order is by the common period, which the caller has as `place`. */
static void title_entities(struct canvas *canvas)
{
    double place = charts_common_place(canvas);
    const struct curve *best = NULL;
    const struct curve_point *most = NULL;
    for (size_t i = 0; i < canvas->count; i++) {
        const struct curve_point *point = curve_at(canvas->series[i], place);
        if (point == NULL || (most != NULL && decimal_compare(point->value, most->value) <= 0))
            continue;
        most = point;
        best = canvas->series[i];
    }
    add_subject(canvas);
    if (best == NULL)
        return;
    caption_text(&canvas->title, best->entity);
    caption_string(&canvas->title, say(canvas, WORD_leads));
    add_value(canvas, best, most);
    add_period(canvas, best, most);
}

/* What the band allows: together or apart when the line's ends lie outside each other's bands, else no clear link. */
static enum word link_of(const struct canvas *canvas)
{
    const struct curve *across = canvas->series[0], *up = canvas->series[1];
    struct charts_fit fit = charts_find_fit(canvas, across, up);
    const struct curve_point *least = NULL, *most = NULL;
    struct chiffre_decimal least_across = DECIMAL_EMPTY, most_across = DECIMAL_EMPTY;
    if (fit.low == SIZE_MAX || fit.high == SIZE_MAX)
        return WORD_COUNT;
    for (size_t i = 0; i < up->count; i++) {
        const struct curve_point *other = curve_at(across, up->points[i].x);
        if (other == NULL || !chiffre_table_cell(canvas->table, up->points[i].row, fit.low).number.known)
            continue;
        if (least == NULL || decimal_compare(other->value, least_across) < 0) {
            least = &up->points[i];
            least_across = other->value;
        }
        if (most == NULL || decimal_compare(other->value, most_across) > 0) {
            most = &up->points[i];
            most_across = other->value;
        }
    }
    if (least == NULL)
        return WORD_COUNT;
    if (decimal_compare(chiffre_table_cell(canvas->table, most->row, fit.low).number,
                        chiffre_table_cell(canvas->table, least->row, fit.high).number) > 0)
        return WORD_rise_together;
    if (decimal_compare(chiffre_table_cell(canvas->table, most->row, fit.high).number,
                        chiffre_table_cell(canvas->table, least->row, fit.low).number) < 0)
        return WORD_move_apart;
    return WORD_no_link;
}

static void title_scatter(struct canvas *canvas)
{
    enum word link = link_of(canvas);
    struct caption names = {.length = 0};
    canvas_metric(canvas, canvas->series[0], &names);
    caption_string(&names, say(canvas, WORD_and));
    canvas_metric(canvas, canvas->series[1], &names);
    add_subject(canvas);
    if (link == WORD_no_link) {
        struct caption none = {.length = 0};
        caption_string(&none, say(canvas, link));
        if (canvas->title.length > 0) /* inside a sentence */
            none.data[0] = (char)(none.data[0] - 'A' + 'a');
        caption_text(&canvas->title, caption_all(&none));
    }
    caption_text(&canvas->title, caption_all(&names));
    if (link == WORD_rise_together || link == WORD_move_apart)
        caption_string(&canvas->title, say(canvas, link));
}

static void add_span(struct canvas *canvas)
{
    const struct curve_point *first = canvas->series[0]->points, *last = first + canvas->series[0]->count - 1;
    for (size_t i = 1; i < canvas->count; i++) {
        const struct curve *curve = canvas->series[i];
        if (curve->points[0].x < first->x)
            first = curve->points;
        if (curve->points[curve->count - 1].x > last->x)
            last = &curve->points[curve->count - 1];
    }
    if (strcmp(canvas->kind, "entities") == 0)
        return;
    caption_string(&canvas->subtitle, canvas->subtitle.length > 0 ? say(canvas, WORD_comma) : "");
    wording_end(&canvas->subtitle, first->period, canvas->language);
    if (first->x < last->x) {
        caption_string(&canvas->subtitle, "–");
        wording_end(&canvas->subtitle, last->period, canvas->language);
    }
}

static void add_unit(struct canvas *canvas)
{
    const struct curve *main_curve = canvas->series[0];
    struct chiffre_decimal largest = decimal_from(0, 0);
    struct caption unit = {.length = 0};
    for (size_t i = 0; i < canvas->count; i++) {
        const struct curve *curve = canvas->series[i];
        if (!text_equal(curve->unit, main_curve->unit)) /* panels and axes say their units themselves */
            return;
        for (size_t j = 0; j < curve->count; j++)
            if (decimal_compare(decimal_absolute(curve->points[j].value), largest) > 0)
                largest = decimal_absolute(curve->points[j].value);
    }
    if (text_equal(main_curve->unit, TEXT("index"))) {
        caption_string(&canvas->subtitle, say(canvas, WORD_index));
        wording_period(&canvas->subtitle, main_curve->points[0].period, canvas->language);
        caption_string(&canvas->subtitle, say(canvas, WORD_base_value));
        return;
    }
    display_axis(&unit, main_curve->unit, display_power(main_curve->unit, largest, canvas->language), canvas->language);
    caption_text(&canvas->subtitle, caption_all(&unit));
}

/* Exchange rates have nothing to do with employees, nor with what was in the currency already. */
static bool basis_belongs(const struct canvas *canvas)
{
    if (!canvas->options->basis_if_converted)
        return true;
    for (size_t i = 0; i < canvas->count; i++)
        for (size_t j = 0; j < canvas->series[i]->count; j++) {
            const struct curve_point *point = &canvas->series[i]->points[j];
            if (chiffre_table_cell(canvas->table, point->row, point->column).converted)
                return true;
        }
    return false;
}

static void make_subtitle(struct canvas *canvas)
{
    const char *periodicity = wording_periodicity(canvas->series[0]->points[0].period, canvas->language);
    const struct metric *metric = catalog_metric(canvas->series[0]->metric);
    if (metric != NULL && metric->nature == METRIC_STOCK && period_read(canvas->series[0]->points[0].period).type == PERIOD_SPAN)
        periodicity = ""; /* it is of a day, whatever its row's span */
    if (strcmp(canvas->kind, "scatter") != 0)
        add_unit(canvas);
    if (periodicity[0] != '\0') {
        caption_string(&canvas->subtitle, canvas->subtitle.length > 0 ? say(canvas, WORD_comma) : "");
        caption_string(&canvas->subtitle, periodicity);
    }
    add_span(canvas);
    if (canvas->options->basis != NULL && basis_belongs(canvas)) {
        caption_string(&canvas->subtitle, canvas->subtitle.length > 0 ? say(canvas, WORD_comma) : "");
        caption_string(&canvas->subtitle, canvas->options->basis);
    }
    caption_capital(&canvas->subtitle);
}

void titles_write(struct canvas *canvas)
{
    const char *kind = canvas->kind;
    canvas->title.length = canvas->subtitle.length = 0;
    if (canvas->options->title != NULL)
        caption_string(&canvas->title, canvas->options->title);
    else if (strcmp(kind, "entities") == 0 || (canvas_by_entity(canvas) && !text_equal(canvas->series[0]->unit, TEXT("index"))))
        title_entities(canvas);
    else if (strcmp(kind, "scatter") == 0)
        title_scatter(canvas);
    else if (canvas->count == 2 || (canvas->count > 2 && strcmp(kind, "index") == 0))
        title_two(canvas);
    else
        title_from_to(canvas);
    if (canvas->options->title == NULL && canvas->series[0]->entity.length == 0)
        caption_capital(&canvas->title);
    if (canvas->options->subtitle != NULL)
        caption_string(&canvas->subtitle, canvas->options->subtitle);
    else
        make_subtitle(canvas);
}
