/* SPDX-License-Identifier: MIT */
/* Rule form: malformed numbers. Digits and separators are looked at, no word: the document's text where it is known, else the
 * spans. */
#include "check/work.h"

#include "check/room.h"

#define GROUPS_MAX 12

/* A run of digit groups with one separator between each two: "1 234,50". */
struct run {
    size_t start, end; /* bytes */
    size_t count;
    size_t digits[GROUPS_MAX];       /* of each group */
    uint32_t separators[GROUPS_MAX]; /* before group i, i > 0: '.', ',', '\'' or ' ' for any blank */
    bool spaced;                     /* has a blank among its separators */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The separator at `at`, and the bytes it takes; 0: none. Plain and no-break blanks are the same; two in a row end a run. */
static size_t separator_at(struct chiffre_text text, size_t at, uint32_t *separator)
{
    uint32_t code_point;
    size_t bytes;
    if (at >= text.length)
        return 0;
    bytes = utf8_decode(text, at, &code_point);
    if (code_point == '.' || code_point == ',')
        *separator = code_point;
    else if (code_point == '\'' || code_point == 0x2019)
        *separator = '\'';
    else if (code_point == ' ' || code_point == 0xa0 || code_point == 0x202f || code_point == 0x2009 || code_point == 0x2007)
        *separator = ' ';
    else
        return 0;
    return bytes;
}

/* The run that begins at `at`, a digit that no digit stands before. */
static void read_run(struct chiffre_text text, size_t at, struct run *run)
{
    *run = (struct run){.start = at, .count = 0};
    for (;;) {
        uint32_t separator = 0;
        size_t from = at;
        while (at < text.length && is_digit(text.data[at]))
            at++;
        if (run->count < GROUPS_MAX)
            run->digits[run->count] = at - from;
        run->count++;
        run->end = at;
        size_t bytes = separator_at(text, at, &separator);
        if (bytes == 0 || at + bytes >= text.length || !is_digit(text.data[at + bytes]))
            return;
        if (run->count < GROUPS_MAX)
            run->separators[run->count] = separator;
        run->spaced = run->spaced || separator == ' ';
        at += bytes;
    }
}

/* Letters, slashes, dashes or colons that touch a run make it a date, a code or a time. */
static bool stands_free(struct chiffre_text text, const struct run *run)
{
    uint32_t code_point;
    if (run->start > 0) {
        char before = text.data[run->start - 1];
        if (strchr("-/:_.,#@+", before) != NULL || (before >= 'A' && before <= 'Z') || (before >= 'a' && before <= 'z') ||
            (unsigned char)before == 0x93 /* a dash */)
            return false;
    }
    if (run->end < text.length) {
        utf8_decode(text, run->end, &code_point);
        if (code_point == '/' || code_point == ':' || code_point == '-' || code_point == '_' || code_point == 0x2013 ||
            code_point == 0x2014)
            return false;
    }
    return true;
}

static bool all_of_length(const struct run *run, size_t from, size_t length)
{
    for (size_t i = from; i < run->count; i++)
        if (run->digits[i] != length)
            return false;
    return true;
}

static bool one_separator(const struct run *run, size_t from, size_t to)
{
    for (size_t i = from + 1; i < to; i++)
        if (run->separators[i] != run->separators[from])
            return false;
    return true;
}

/* 1 234 567, 12.345.678: a head of one to three digits, then threes. Of groups [0, count). */
static bool grouped_by_three(const struct run *run, size_t count)
{
    if (run->digits[0] == 0 || run->digits[0] > 3)
        return false;
    for (size_t i = 1; i < count; i++)
        if (run->digits[i] != 3)
            return false;
    return one_separator(run, 1, count);
}

/* 12,34,56,789: commas, twos and a last three. */
static bool grouped_by_two(const struct run *run, size_t count)
{
    if (count < 3 || run->digits[0] > 2 || run->digits[count - 1] != 3 || run->separators[1] != ',')
        return false;
    for (size_t i = 1; i + 1 < count; i++)
        if (run->digits[i] != 2)
            return false;
    return one_separator(run, 1, count);
}

/* A number in any of the known shapes, with decimals behind a point or comma that differs from the group separator. */
static bool well_formed(const struct run *run)
{
    size_t count = run->count;
    uint32_t last = count > 1 ? run->separators[count - 1] : 0;
    if (count == 1 || grouped_by_three(run, count) || grouped_by_two(run, count))
        return true;
    if (count == 2)
        return last == '.' || last == ',';
    bool decimals = (last == '.' || last == ',') && last != run->separators[count - 2];
    return decimals && (grouped_by_three(run, count - 1) || grouped_by_two(run, count - 1));
}

/* Dates, versions, telephone numbers, lists and tables: digits that are no one number. */
static bool no_number(const struct run *run)
{
    if (run->count > GROUPS_MAX || run->digits[0] > 3)
        return true;
    if (all_of_length(run, 0, 1) || all_of_length(run, 1, 2) || all_of_length(run, 1, 1))
        return true;
    bool dotted = one_separator(run, 1, run->count) && run->separators[1] == '.';
    bool threes = false; /* versions and addresses: points, and no group of thousands or more than three points */
    for (size_t i = 1; i < run->count; i++)
        threes = threes || run->digits[i] == 3;
    if (dotted && (!threes || (run->count >= 4 && !all_of_length(run, 1, 3))) && (run->count >= 4 || run->digits[run->count - 1] < 2))
        return true;
    size_t last = run->digits[run->count - 1];
    return dotted && run->count == 3 && run->digits[0] <= 2 && run->digits[1] <= 2 && (last == 4 || last == 2); /* 12.10.2024 */
}

/* A run with blanks may be two numbers ("in 2024 12 000"): only a figure in its span shows that it is meant as one; and one
 * separator behind three groups at most may be a list. */
static bool is_malformed(const struct run *run)
{
    if (run->count < 3 || no_number(run) || well_formed(run)) /* no_number knows runs with too many groups */
        return false;
    if (!run->spaced)
        return true;
    /* With blanks: groups of one kind and one of another length, of which the head is short. */
    for (size_t i = 1; i < run->count; i++)
        if (run->separators[i] != ' ' && run->digits[i] != 3)
            return false;
    return true;
}

/* `place`: of the document among findings. */
static void report(struct work *work, size_t place, struct chiffre_text text, size_t line, size_t column, const struct item *item,
                   enum phrase phrase)
{
    struct draft draft;
    draft_start(&draft, CHIFFRE_RULE_form, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_warning);
    if (item != NULL)
        draft_involve(work, &draft, item, PHRASE_role_figure, (struct chiffre_text){NULL, 0});
    draft.finding.document = item != NULL ? item->figure->document : work->documents[place].name;
    draft.finding.document_number = place;
    draft.finding.stated = message_quote(&work->messages, text);
    draft.finding.message = message_fill(&work->messages, phrase, &draft.finding.stated, 1);
    if (line > 0) {
        struct text_position position;
        text_position_start(&position, text);
        text_position_move(&position, text.length);
        draft.finding.line = line;
        draft.finding.column = column;
        draft.finding.end_column = column + position.column - 1;
    }
    draft_done(work, &draft);
}

/* The figure whose span meets bytes [start, end) of the document; `from` moves on with the text. */
static const struct item *figure_at(const struct work *work, size_t document, size_t *from, size_t start, size_t end)
{
    while (*from < work->count && work->items[*from].document == document &&
           work->items[*from].end <= start)
        (*from)++;
    const struct item *item = *from < work->count ? &work->items[*from] : NULL;
    return item != NULL && item->document == document && item->start < end ? item : NULL;
}

/* A blank run needs a figure: behind its first group, or one that it begins. */
static bool is_meant_as_one(const struct run *run, const struct item *item)
{
    if (!run->spaced)
        return true;
    return item != NULL && item->figure->kind != CHIFFRE_KIND_percent;
}

/* "24 8600 salariés": a short group before one of four digits or more that is no year, inside or right before a figure of people or
 * money. */
static bool is_broken_pair(const struct run *run, const struct item *item)
{
    if (run->count != 2 || run->separators[1] != ' ' || run->digits[0] > 3 || run->digits[1] < 4 || item == NULL)
        return false;
    return (item->figure->kind == CHIFFRE_KIND_headcount || item->figure->kind == CHIFFRE_KIND_money) &&
           decimal_compare(item->figure->value, decimal_from(2100, 0)) > 0;
}

static void scan(struct work *work, size_t place)
{
    struct chiffre_text text = work->documents[place].text;
    size_t first = work->first_in[work_document(work, work->documents[place].name)];
    size_t number = first == NO_FIGURE ? NO_FIGURE : work->items[first].document;
    struct text_position position;
    struct run run;
    text_position_start(&position, text);
    for (size_t at = 0; at < text.length; at++) {
        if (!is_digit(text.data[at]))
            continue;
        read_run(text, at, &run);
        at = run.end - 1;
        if (run.count < 2 || !stands_free(text, &run))
            continue;
        const struct item *item = figure_at(work, number, &first, run.start, run.end);
        if (!is_broken_pair(&run, item) && (!is_malformed(&run) || !is_meant_as_one(&run, item)))
            continue;
        text_position_move(&position, run.start);
        report(work, place, (struct chiffre_text){text.data + run.start, run.end - run.start}, position.line, position.column,
               item, PHRASE_form_number);
    }
}

/* Where no text is known, the span of a figure is all there is to see. */
static void scan_span(struct work *work, const struct item *item)
{
    struct chiffre_text text = item->figure->text;
    struct run run;
    for (size_t at = 0; at < text.length; at++) {
        if (!is_digit(text.data[at]))
            continue;
        read_run(text, at, &run);
        at = run.end - 1;
        if (is_malformed(&run) && stands_free(text, &run))
            report(work, item->place, text, 0, 0, item, PHRASE_form_number);
    }
}

/* "24,8600 people": a fraction that no scale word stands behind cannot count persons. */
static bool broken_count(const struct item *item)
{
    const struct chiffre_figure *figure = item->figure;
    return figure->kind == CHIFFRE_KIND_headcount && figure->value.known && figure->decimals != CHIFFRE_NO_DECIMALS &&
           figure->decimals >= 3 && figure->per.length == 0 &&
           decimal_compare(decimal_round(figure->value, 0, DECIMAL_TRUNCATE), figure->value) != 0;
}

void form_check(struct work *work)
{
    for (size_t i = 0; i < work->count; i++) {
        const struct item *item = &work->items[i];
        if (broken_count(item))
            report(work, item->place, item->figure->text, 0, 0, item, PHRASE_form_people);
        else if (item->text.length == 0)
            scan_span(work, item);
    }
    for (size_t i = 0; i < work->document_count; i++)
        scan(work, i);
}
