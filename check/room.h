/* SPDX-License-Identifier: MIT */
/* What a checker and its findings hold. */
#ifndef CHECK_ROOM_H
#define CHECK_ROOM_H

#include "check/facts.h"
#include "check/message.h"
#include "chiffre.h"
#include "core/memory.h"
#include "core/output.h"

struct chiffre_rates;
struct chiffre_checker {
    struct facts facts;
    enum message_language language;
    const struct chiffre_rates *rates;
    struct chiffre_rates *own_rates; /* NULL: they are the caller's */
};

struct chiffre_findings {
    struct arena arena;
    struct chiffre_finding *items;
    size_t count, capacity;
    enum message_language language;
    const struct chiffre_list *list;
    const struct chiffre_document *documents;
    size_t document_count;
    struct chiffre_coverage coverage;
};

/* "23 figures, 9 relations: ..." */
struct chiffre_text findings_coverage_text(const struct chiffre_findings *findings, struct arena *arena);
/* Whether a report shows it. */
bool findings_shown(const struct chiffre_finding *finding, const struct chiffre_report_options *options);
void report_line_write(const struct chiffre_findings *findings, const struct chiffre_report_options *options,
                       struct output *output);
void report_jsonl_write(const struct chiffre_findings *findings, const struct chiffre_report_options *options,
                        struct output *output);
void report_csv_write(const struct chiffre_findings *findings, const struct chiffre_report_options *options, struct output *output);
void report_sarif_write(const struct chiffre_findings *findings, const struct chiffre_report_options *options,
                        struct output *output);
void report_page_write(const struct chiffre_findings *findings, struct output *output);

#endif
