/* SPDX-License-Identifier: MIT */
/* What was found: names, look-ups, coverage; and the writing of reports in any form. */
#include "check/room.h"

#include "core/error.h"
#include "core/text.h"

#define NAME(name) #name,
const char *chiffre_rule_name(enum chiffre_rule rule)
{
    static const char *const names[] = {CHIFFRE_RULES(NAME)};
    return names[rule];
}

const char *chiffre_verdict_name(enum chiffre_verdict verdict)
{
    static const char *const names[] = {CHIFFRE_VERDICTS(NAME)};
    return names[verdict];
}

const char *chiffre_severity_name(enum chiffre_severity severity)
{
    static const char *const names[] = {"", CHIFFRE_SEVERITIES(NAME)};
    return names[severity];
}

const char *chiffre_reason_name(enum chiffre_reason reason)
{
    static const char *const names[] = {"", CHIFFRE_REASONS(NAME)};
    return names[reason];
}
#undef NAME

void chiffre_findings_free(struct chiffre_findings *findings)
{
    if (findings == NULL)
        return;
    memory_free(findings->items);
    arena_free(&findings->arena);
    memory_free(findings);
}

size_t chiffre_findings_count(const struct chiffre_findings *findings)
{
    return findings->count;
}

const struct chiffre_finding *chiffre_findings_at(const struct chiffre_findings *findings, size_t index)
{
    return &findings->items[index];
}

struct chiffre_coverage chiffre_findings_coverage(const struct chiffre_findings *findings)
{
    return findings->coverage;
}

enum chiffre_severity chiffre_findings_worst(const struct chiffre_findings *findings)
{
    enum chiffre_severity worst = CHIFFRE_SEVERITY_none;
    for (size_t i = 0; i < findings->count; i++)
        if (!findings->items[i].accepted && findings->items[i].severity > worst)
            worst = findings->items[i].severity;
    return worst;
}

struct chiffre_text findings_coverage_text(const struct chiffre_findings *findings, struct arena *arena)
{
    const struct chiffre_coverage *coverage = &findings->coverage;
    struct messages messages = {arena, findings->language};
    struct chiffre_text because = {NULL, 0};
    struct chiffre_text text =
        SAY(&messages, coverage,
            coverage->figures == 1 ? message_phrase(findings->language, PHRASE_figures_one)
                                   : SAY(&messages, figures_many, message_natural(&messages, coverage->figures)),
            coverage->relations == 1 ? message_phrase(findings->language, PHRASE_relations_one)
                                     : SAY(&messages, relations_many, message_natural(&messages, coverage->relations)),
            message_natural(&messages, coverage->relations - coverage->unchecked), message_natural(&messages, coverage->agree),
            message_natural(&messages, coverage->readings), message_natural(&messages, coverage->disagree),
            message_natural(&messages, coverage->unchecked));
    for (int reason = 1; reason < CHIFFRE_REASON_COUNT; reason++) {
        if (coverage->reasons[reason] == 0)
            continue;
        struct chiffre_text one =
            SAY(&messages, reason_count, message_phrase(findings->language, (enum phrase)(PHRASE_reason_no_subject + reason - 1)),
                message_natural(&messages, coverage->reasons[reason]));
        because = because.length == 0 ? one : SAY(&messages, joined, because, one);
    }
    return because.length == 0 ? text : SAY(&messages, coverage_because, text, because);
}

bool findings_shown(const struct chiffre_finding *finding, const struct chiffre_report_options *options)
{
    return !finding->accepted && (options->all || finding->severity != CHIFFRE_SEVERITY_none);
}

enum chiffre_status chiffre_findings_write(const struct chiffre_findings *findings, const struct chiffre_report_options *options,
                                           const char *path, struct chiffre_error *error)
{
    struct output *output;
    enum chiffre_status status = output_open(path, &output, error);
    if (status != CHIFFRE_OK)
        return status;
    switch (options->form) {
    case CHIFFRE_REPORT_line:
        report_line_write(findings, options, output);
        break;
    case CHIFFRE_REPORT_jsonl:
        report_jsonl_write(findings, options, output);
        break;
    case CHIFFRE_REPORT_csv:
        report_csv_write(findings, options, output);
        break;
    case CHIFFRE_REPORT_sarif:
        report_sarif_write(findings, options, output);
        break;
    case CHIFFRE_REPORT_html:
        report_page_write(findings, output);
        break;
    }
    return output_close(output, error);
}
