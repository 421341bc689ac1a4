/* SPDX-License-Identifier: MIT */
/* Figures -> the same figures in one currency: which figure is converted, for which days and on which basis. */
#include "normalize/convert.h"
#include "normalize/scale.h"
#include "normalize/stated.h"

#include "core/catalog.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/text.h"

#include <stdio.h>
#include <string.h>

struct pass {
    struct chiffre_list *list;
    struct chiffre_rates *rates;
    const struct chiffre_normalize_options *options;
    struct chiffre_normalize_summary *summary;
    struct chiffre_text to;
    struct stated_list stated;
    struct chiffre_text last_metric; /* figures of one metric follow each other */
    const struct metric *last_row;
    bool no_memory;
};

struct chiffre_normalize_options chiffre_normalize_defaults(void)
{
    return (struct chiffre_normalize_options){.to = "EUR", .at = CHIFFRE_NO_DATE, .date = CHIFFRE_NO_DATE, .language = "en"};
}

/* ---- Fields ---- */
static void empty_fields(struct chiffre_figure *figure)
{
    struct chiffre_text none = {"", 0};
    figure->normalized_value = figure->normalized_value_to = figure->fx_rate = DECIMAL_EMPTY;
    figure->normalized_decimals = CHIFFRE_NO_DECIMALS;
    figure->normalized_unit = figure->fx_date = figure->fx_source = figure->fx_note = none;
    figure->fx_basis = CHIFFRE_FX_BASIS_none;
}

static void copy_value(struct chiffre_figure *figure, const struct chiffre_figure *from)
{
    figure->normalized_value = from->value;
    figure->normalized_value_to = from->value_to;
    figure->normalized_decimals = from->decimals;
    figure->normalized_unit = from->unit;
}

static struct chiffre_text keep(struct pass *pass, struct chiffre_text text)
{
    if (text.length == 0)
        return (struct chiffre_text){"", 0};
    struct chiffre_text kept = chiffre_list_keep(pass->list, text);
    pass->no_memory = pass->no_memory || kept.data == NULL;
    return kept;
}

static void fail(struct pass *pass, struct chiffre_figure *figure, struct chiffre_text note)
{
    copy_value(figure, figure);
    figure->fx_note = note;
    pass->summary->failed++;
}

/* ---- Which days, which basis ---- */
static const struct metric *find_metric(struct pass *pass, struct chiffre_text name)
{
    if (name.length == 0)
        return NULL;
    if (!text_equal(name, pass->last_metric)) {
        pass->last_metric = name;
        pass->last_row = catalog_metric(name);
    }
    return pass->last_row;
}

/* False: the figure has no period. A label stands in for dates that are missing. */
static bool find_days(const struct chiffre_figure *figure, chiffre_date *start, chiffre_date *end)
{
    *start = figure->period_start;
    *end = figure->period_end;
    if (*start == CHIFFRE_NO_DATE || *end == CHIFFRE_NO_DATE) {
        struct period period = period_read(figure->period);
        *start = period.start;
        *end = period.end;
        if (period.type == PERIOD_NONE || period.type == PERIOD_OPEN)
            return false;
    }
    return *start != CHIFFRE_NO_DATE && *end != CHIFFRE_NO_DATE && *start <= *end;
}

/* A flow at the average of its period, a stock at the closing of its last day. Without a metric a day says stock, a span flow. */
static uint8_t choose_basis(struct pass *pass, const struct chiffre_figure *figure, bool one_day, uint8_t *remarks)
{
    if (pass->options->basis == CHIFFRE_FX_BASIS_average || pass->options->basis == CHIFFRE_FX_BASIS_closing)
        return (uint8_t)pass->options->basis;
    const struct metric *metric = find_metric(pass, figure->metric);
    if (one_day)
        return CHIFFRE_FX_BASIS_closing; /* the rate of the day, for flows too */
    if (metric == NULL)
        *remarks |= CONVERSION_NO_METRIC;
    return metric == NULL || metric->nature == METRIC_FLOW ? CHIFFRE_FX_BASIS_average : CHIFFRE_FX_BASIS_closing;
}

static void make_key(struct pass *pass, const struct chiffre_figure *figure, struct conversion_key *key)
{
    chiffre_date start, end;
    memset(key, 0, sizeof *key);
    memcpy(key->from, figure->unit.data, 3);
    memcpy(key->to, pass->to.data, 3);
    key->basis = CHIFFRE_FX_BASIS_closing;
    if (pass->options->at != CHIFFRE_NO_DATE) {
        start = end = pass->options->at;
        key->remarks = CONVERSION_AT;
    } else if (find_days(figure, &start, &end)) {
        key->basis = choose_basis(pass, figure, start == end, &key->remarks);
    } else if (pass->options->date != CHIFFRE_NO_DATE) {
        start = end = pass->options->date;
        key->remarks = CONVERSION_DATE;
    } else {
        start = end = CHIFFRE_NO_DATE;
        key->remarks = CONVERSION_NO_PERIOD;
    }
    key->start = key->basis == CHIFFRE_FX_BASIS_closing ? end : start;
    key->end = end;
}

/* ---- One figure ---- */
/* The texts of a rate are copied into the list once a pass, not once a figure. */
static void keep_texts(struct pass *pass, struct conversion *conversion)
{
    if (conversion->pass == pass->rates->pass)
        return;
    conversion->kept_date = keep(pass, conversion->date);
    conversion->kept_source = keep(pass, conversion->source);
    conversion->kept_note = keep(pass, conversion->note);
    conversion->pass = pass->rates->pass;
}

static void finish(struct pass *pass, struct chiffre_figure *figure, const struct conversion *conversion)
{
    figure->normalized_unit = pass->to;
    figure->fx_rate = conversion->rate;
    figure->fx_basis = conversion->basis;
    pass->summary->converted++;
}

static void convert_published(struct pass *pass, struct chiffre_figure *figure)
{
    struct conversion_key key;
    make_key(pass, figure, &key);
    struct conversion *conversion = conversion_find(pass->rates, &key);
    if (conversion == NULL) {
        pass->no_memory = true;
        return;
    }
    keep_texts(pass, conversion);
    if (!conversion->converts) {
        fail(pass, figure, conversion->kept_note);
    } else if (!conversion_apply(conversion, figure)) {
        fail(pass, figure, TEXT("the number has too many digits to be converted exactly"));
    } else {
        figure->fx_date = conversion->kept_date;
        figure->fx_source = conversion->kept_source;
        figure->fx_note = conversion->kept_note;
        finish(pass, figure, conversion);
    }
}

/* The text's own equivalent as it stands, or the rate between it and its figure. False: the rate has too many digits. */
static bool convert_stated(struct pass *pass, struct chiffre_figure *figure, size_t index, const struct stated *stated)
{
    const struct chiffre_figure *equivalent = chiffre_list_at(pass->list, stated->equivalent);
    char note[96];
    int length;
    if (stated->figure == index) {
        copy_value(figure, equivalent);
        length = snprintf(note, sizeof note, "stated by the text as figure %llu", (unsigned long long)equivalent->id);
    } else {
        if (!conversion_apply(&stated->conversion, figure))
            return false;
        length = snprintf(note, sizeof note, "at the text's own rate, of figure %llu and figure %llu",
                          (unsigned long long)chiffre_list_at(pass->list, stated->figure)->id, (unsigned long long)equivalent->id);
    }
    figure->fx_date = figure->period;
    figure->fx_source = equivalent->source.length > 0 ? equivalent->source : TEXT("the text");
    figure->fx_note = keep(pass, (struct chiffre_text){note, (size_t)length});
    finish(pass, figure, &stated->conversion);
    return true;
}

static bool is_money(const struct chiffre_figure *figure)
{
    return figure->kind == CHIFFRE_KIND_money || (figure->kind == CHIFFRE_KIND_none && catalog_currency(figure->unit) != NULL);
}

static void normalize_money(struct pass *pass, struct chiffre_figure *figure, size_t index)
{
    if (text_equal(figure->unit, pass->to)) {
        copy_value(figure, figure);
        pass->summary->same++;
    } else if (figure->unit.length == 0) {
        fail(pass, figure, TEXT("the text leaves the currency unsaid"));
    } else if (catalog_currency(figure->unit) == NULL) {
        fail(pass, figure, TEXT("the unit is no ISO 4217 currency"));
    } else if (figure->relation == CHIFFRE_RELATION_growth) {
        copy_value(figure, figure); /* two levels have two rates: their difference has none */
        figure->fx_note = TEXT("a change: left in its currency, for its two levels have two rates");
        pass->summary->untouched++;
    } else {
        const struct stated *stated = pass->stated.count > 0 ? stated_for(&pass->stated, pass->list, index) : NULL;
        if (stated == NULL || !convert_stated(pass, figure, index, stated))
            convert_published(pass, figure);
    }
}

static void normalize_figure(struct pass *pass, size_t index)
{
    struct chiffre_figure *figure = chiffre_list_at(pass->list, index);
    empty_fields(figure);
    if (figure->value.known && is_money(figure)) {
        normalize_money(pass, figure, index);
    } else {
        copy_value(figure, figure);
        pass->summary->untouched++;
    }
}

enum chiffre_status chiffre_normalize(struct chiffre_list *list, struct chiffre_rates *rates,
                                      const struct chiffre_normalize_options *options, struct chiffre_normalize_summary *summary,
                                      struct chiffre_error *error)
{
    struct chiffre_normalize_summary counts = {0, 0, 0, 0, 0};
    struct pass pass = {.list = list, .rates = rates, .options = options, .summary = &counts};
    if (catalog_currency(text_from(options->to)) == NULL)
        return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "unknown currency \"%s\"", options->to);
    rates->pass++;
    pass.to = keep(&pass, text_from(options->to));
    if (options->prefer_stated && stated_find(list, options->to, &pass.stated) != CHIFFRE_OK)
        pass.no_memory = true;
    counts.figures = chiffre_list_count(list);
    for (size_t i = 0; i < counts.figures && !pass.no_memory; i++)
        normalize_figure(&pass, i);
    stated_free(&pass.stated);
    if (!pass.no_memory && options->scale != CHIFFRE_SCALE_units && scale_figures(list, options) != CHIFFRE_OK)
        pass.no_memory = true;
    if (pass.no_memory)
        return error_no_memory(error);
    if (summary != NULL) {
        summary->figures += counts.figures;
        summary->converted += counts.converted;
        summary->same += counts.same;
        summary->untouched += counts.untouched;
        summary->failed += counts.failed;
    }
    return CHIFFRE_OK;
}
