/* SPDX-License-Identifier: MIT */
/* For tests of check: a sentence and its figures -> every finding with its whole wording. */
#ifndef TESTS_CHECK_EDGES_H
#define TESTS_CHECK_EDGES_H

#include "core/date.h"
#include "tests/check_figures.h"

/* Figures: a line each, "text|kind|value|decimals|unit|metric|period|relation|of"; the texts stand in the sentence in this order.
 * Period is a year's last two digits, or a day of June 2024 ("d26"). A value may be "~5" (about), ">5" (at least) or "<5" (at
 * most). */
struct edge {
    const char *text, *figures, *found;
    const char *language, *date; /* NULL, which most rows do not write: English, of no day */
};
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
struct edges {
    const struct edge *rows;
    size_t count;
};

static inline void add_figure(char *rows, size_t room, const char *sentence, size_t *from, size_t id, char *line)
{
    char *fields[9] = {line}, period[48] = ",,";
    for (size_t i = 1; i < 9; i++) {
        fields[i] = strchr(fields[i - 1], '|');
        assert_non_null(fields[i]);
        *fields[i]++ = '\0';
    }
    const char *at = strstr(sentence + *from, fields[0]);
    if (at == NULL)
        fail_msg("no %s in: %s", fields[0], sentence);
    size_t offset = (size_t)(at - sentence), used = strlen(rows);
    const char *bound = fields[2][0] == '~'   ? "about"
                        : fields[2][0] == '>' ? "at_least"
                        : fields[2][0] == '<' ? "at_most"
                                              : "exact";
    fields[2] += strcmp(bound, "exact") != 0;
    *from = offset + strlen(fields[0]);
    if (fields[6][0] == 'd')
        snprintf(period, sizeof period, "2024-06-%.2s,2024-06-%.2s,2024-06-%.2s", fields[6] + 1, fields[6] + 1, fields[6] + 1);
    else if (fields[6][0] != '\0')
        snprintf(period, sizeof period, "20%.2s,20%.2s-01-01,20%.2s-12-31", fields[6], fields[6], fields[6]);
    snprintf(rows + used, room - used, "a,%zu,1,%zu,%zu,%zu,\"%s\",%s,%s,%s,%s,%s,%s,Acme,%s,stated,actual,%s,%s\n", id,
             offset + 1, offset, strlen(fields[0]), fields[0], fields[1], fields[2], bound, fields[3], fields[4], fields[5], period,
             fields[7], fields[8]);
}

/* A text without bytes is empty. */
static inline void assert_text(struct chiffre_text text)
{
    assert_true(text.data != NULL || text.length == 0);
}

/* "rule verdict: message", then " # " and each note. */
static inline void add_finding(char *out, size_t room, const struct chiffre_finding *finding)
{
    size_t used = strlen(out);
    used += (size_t)snprintf(out + used, room - used, "%s%s %s%s%s: %.*s", used > 0 ? "\n" : "", chiffre_rule_name(finding->rule),
                             chiffre_verdict_name(finding->verdict), finding->severity == CHIFFRE_SEVERITY_none ? "" : "/",
                             chiffre_severity_name(finding->severity), (int)finding->message.length, finding->message.data);
    assert_true(finding->stated.length > 0);
    assert_text(finding->stated);
    assert_text(finding->computed);
    assert_text(finding->explanation);
    for (size_t i = 0; i < finding->figure_count; i++) {
        assert_text(finding->figures[i].role);
        assert_text(finding->figures[i].needed);
    }
    for (size_t i = 0; i < finding->note_count; i++)
        used += (size_t)snprintf(out + used, room - used, " # %.*s", (int)finding->notes[i].length, finding->notes[i].data);
}

static inline struct checked check_edge(const struct edge *edge)
{
    char rows[4096] = "", lines[2048], *next = lines;
    size_t from = 0, id = 0;
    snprintf(lines, sizeof lines, "%s", edge->figures);
    while (next != NULL) {
        char *line = next;
        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        add_figure(rows, sizeof rows, edge->text, &from, ++id, line);
    }
    struct chiffre_document document = {.name = TEXT("a"), .text = text_from(edge->text), .date = CHIFFRE_NO_DATE};
    document.language = text_from(edge->language == NULL ? "en" : edge->language);
    if (edge->date != NULL)
        document.date = date_read(text_from(edge->date));
    return check_figures(rows, NULL, &document);
}

/* A table of edges is a test: EDGES(table) among cmocka's. Each row must be found as it is worded, and nothing else. */
static inline void check_edges(void **state)
{
    const struct edges *edges = *state;
    size_t wrong = 0;
    for (size_t i = 0; i < edges->count; i++) {
        const struct edge *edge = &edges->rows[i];
        char said[8192] = "";
        struct checked checked = check_edge(edge);
        for (size_t k = 0; k < chiffre_findings_count(checked.findings); k++)
            add_finding(said, sizeof said, chiffre_findings_at(checked.findings, k));
        if (strcmp(said, edge->found) != 0) {
            print_error("%s\n  found: %s\n  meant: %s\n", edge->text, said, edge->found);
            wrong++;
        }
        checked_free(&checked);
    }
    assert_int_equal(wrong, 0);
}
#define EDGES(table) {#table, check_edges, NULL, NULL, &(struct edges){table, sizeof(table) / sizeof((table)[0])}}

/* Lines of figures that several tests have. */
#define PERCENT(text, value, decimals) text "|percent|" value "|" decimals "|percent||||"
#define STAFF(text, value) text "|headcount|" value "|0|persons|headcount|||"

#define NOT_COMPUTABLE(rule, figure) rule " unchecked: " figure " is unchecked: its amounts cannot be computed with each other"

#endif
