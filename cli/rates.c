/* SPDX-License-Identifier: MIT */
/* chiffre rates: what is known of a currency at a day or over a period. */
#include "cli/cli.h"

#include "core/csv.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/figure.h"
#include "core/text.h"
#include "normalize/calendar.h"

#include <stdio.h>
#include <string.h>

#define ECB_URL "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"
#define RANGE_DAYS_MAX 400

static const struct option_row options[] = {
    {"list", 0, OPTION_FLAG, NULL, NULL, NULL, "list the currencies that have rates, with first and last day and source"},
    {"basis", 0, OPTION_CHOICE, NULL, "auto|average|closing", "auto", "auto shows both for a period, the day's rate for a day"},
    OPTION_ROW_RATES,
    OPTION_ROW_BUILT_IN,
    {"download", 0, OPTION_FLAG, NULL, NULL, NULL, "fetch the ECB's daily rates with curl into the data folder (XDG), for later runs"},
    {"url", 0, OPTION_TEXT, "URL", NULL, ECB_URL, "where --download fetches from"},
    OPTION_ROW_OUTPUT,
    OPTION_ROW_END,
};

static const struct example examples[] = {
    {"chiffre rates USD EUR 2024-06", "the average and the closing rate of a month, with its lowest and highest"},
    {"chiffre rates USD EUR 2025-Q2 2025-06-30", "a quarter and a day"},
    {"chiffre rates FRF EUR 1998", "a currency that the euro replaced"},
    {"chiffre rates --list", "all currencies that have rates"},
    {NULL, NULL},
};

static int run(const struct arguments *arguments);

const struct subcommand subcommand_rates = {
    .name = "rates",
    .operands = "FROM TO PERIOD...",
    .summary = "show the exchange rates that normalize would use",
    .description =
        "PERIOD is a day (2024-06-26), month (2024-06), quarter (2025-Q2), half (2025-H1), year (2025), or START/END days. The table has one row "
        "for each period and basis: rate is what one unit of FROM is worth in TO; date says which day or period the rate really is of; "
        "low and high are the lowest and highest published in that time.\n\n"
        "Built in are the monthly figures (average, end, lowest, highest) of the European Central Bank's reference rates since 1999, the "
        "irrevocable conversion rates of the currencies that the euro replaced, and the parities of the CFA and CFP francs. Rates are taken "
        "through the euro and never interpolated: a weekend has the rate published last before it.",
    .options = options,
    .examples = examples,
    .run = run,
};

/* ---- --list ---- */
static void write_date(struct output *output, chiffre_date date)
{
    char text[DATE_TEXT_MAX];
    output_write(output, text, date == CHIFFRE_NO_DATE ? 0 : date_write(date, text));
    output_char(output, ',');
}

static void write_decimal(struct output *output, struct chiffre_decimal value)
{
    char text[DECIMAL_TEXT_MAX];
    output_write(output, text, decimal_write(value, text));
    output_char(output, ',');
}

static void write_list(struct output *output, const struct chiffre_rates *rates)
{
    struct chiffre_rates_span span;
    output_string(output, "currency,first,last,fixed,source\n");
    for (size_t i = 0; chiffre_rates_list(rates, i, &span); i++) {
        output_string(output, span.code);
        output_char(output, ',');
        write_date(output, span.first);
        write_date(output, span.last);
        write_decimal(output, span.fixed);
        csv_write_cell(output, text_from(span.source));
        output_char(output, '\n');
    }
}

/* ---- One rate ---- */
struct question {
    const char *from, *to, *period;
    chiffre_date start, end;
};

static void write_used_period(struct output *output, const struct chiffre_rate *rate)
{
    char text[PERIOD_TEXT_MAX];
    output_write(output, text, rate->start == CHIFFRE_NO_DATE ? 0 : calendar_label(rate->start, rate->end, text));
    output_char(output, ',');
}

static void write_rate(struct output *output, const struct chiffre_rates *rates, const struct question *question, const struct chiffre_rate *rate)
{
    struct chiffre_rate range = {.days = 0};
    output_format(output, "%s,%s,", question->from, question->to);
    csv_write_cell(output, text_from(question->period));
    output_format(output, ",%s,", fx_basis_name(rate->basis));
    write_decimal(output, rate->rate);
    write_used_period(output, rate);
    bool known = rate->start != CHIFFRE_NO_DATE && rate->end - rate->start <= RANGE_DAYS_MAX &&
                 chiffre_rates_range(rates, question->from, question->to, rate->start, rate->end, &range, NULL) == CHIFFRE_OK;
    write_decimal(output, known ? range.low : DECIMAL_EMPTY);
    write_decimal(output, known ? range.high : DECIMAL_EMPTY);
    if (rate->days > 0)
        output_natural(output, (uint64_t)rate->days);
    output_char(output, ',');
    csv_write_cell(output, text_from(rate->source));
    output_char(output, ',');
    csv_write_cell(output, text_from(rate->note));
    output_char(output, '\n');
}

/* *fixed: the rate is the same on any basis. */
static bool answer_basis(struct output *output, const struct chiffre_rates *rates, const struct question *question,
                         enum chiffre_fx_basis basis, bool *fixed)
{
    struct chiffre_rate rate;
    *fixed = false;
    struct chiffre_error error = {.line = 0};
    if (chiffre_rates_lookup(rates, question->from, question->to, question->start, question->end, basis, &rate, &error) != CHIFFRE_OK) {
        report("%s %s %s: %s", question->from, question->to, question->period, error.message);
        return false;
    }
    write_rate(output, rates, question, &rate);
    *fixed = rate.basis == CHIFFRE_FX_BASIS_parity || rate.basis == CHIFFRE_FX_BASIS_none;
    return true;
}

static bool answer(struct output *output, const struct chiffre_rates *rates, struct question *question, const char *basis)
{
    struct period period = period_read(text_from(question->period));
    if (period.type == PERIOD_NONE || period.type == PERIOD_OPEN) {
        report("\"%s\" is no period: give a day, month, quarter, half or year such as 2024-06-26, 2024-06, 2025-Q2, 2025-H1, 2025",
               question->period);
        return false;
    }
    question->start = period.start;
    question->end = period.end;
    bool average = strcmp(basis, "average") == 0, closing = strcmp(basis, "closing") == 0, fixed = false;
    if (!closing && period.start != period.end && !answer_basis(output, rates, question, CHIFFRE_FX_BASIS_average, &fixed))
        return false;
    if (fixed || (average && period.start != period.end))
        return true;
    return answer_basis(output, rates, question, CHIFFRE_FX_BASIS_closing, &fixed);
}

static int answer_all(const struct arguments *arguments, const struct chiffre_rates *rates)
{
    struct output *output;
    size_t failed = 0, asked = arguments->operand_count - 2;
    if (!outputs_open(arguments, &output))
        return EXIT_COULD_NOT;
    output_string(output, "from,to,period,basis,rate,date,low,high,days,source,note\n");
    for (size_t i = 0; i < asked; i++) {
        struct question question = {arguments->operands[0], arguments->operands[1], arguments->operands[i + 2], 0, 0};
        failed += !answer(output, rates, &question, options_value(arguments, "basis"));
    }
    if (failed == asked) {
        output_discard(output);
        return EXIT_COULD_NOT;
    }
    return outputs_close(output) ? exit_code_of(asked - failed, failed) : EXIT_COULD_NOT;
}

static int list_all(const struct arguments *arguments, const struct chiffre_rates *rates)
{
    struct output *output;
    if (!outputs_open(arguments, &output))
        return EXIT_COULD_NOT;
    write_list(output, rates);
    return outputs_close(output) ? EXIT_FINE : EXIT_COULD_NOT;
}

static int run(const struct arguments *arguments)
{
    bool list = options_given(arguments, "list"), download = options_given(arguments, "download");
    if (download) {
        int code = rates_download(options_value(arguments, "url"));
        if (code != EXIT_FINE || (!list && arguments->operand_count == 0))
            return code;
    }
    if (!list && arguments->operand_count < 3) {
        report("rates: name two currencies and a period: chiffre rates USD EUR 2024-06-26; or --list");
        return EXIT_COULD_NOT;
    }
    struct chiffre_rates *rates = outputs_suits(arguments, "csv") ? rates_open(arguments) : NULL;
    if (rates == NULL)
        return EXIT_COULD_NOT;
    int code = list ? list_all(arguments, rates) : answer_all(arguments, rates);
    chiffre_rates_free(rates);
    return code;
}
