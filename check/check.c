/* SPDX-License-Identifier: MIT */
/* Figures (and the texts they stand in) -> findings: the passes, one after the other, and their order of place. */
#include "check/room.h"
#include "check/work.h"

#include "core/error.h"

#include <stdlib.h>

enum chiffre_status chiffre_checker_new(const struct chiffre_check_options *options, struct chiffre_checker **checker,
                                        struct chiffre_error *error)
{
    struct chiffre_checker *made = memory_take(1, sizeof *made);
    const char *language = options == NULL || options->language == NULL ? "en" : options->language;
    if (made == NULL)
        return error_no_memory(error);
    *made = (struct chiffre_checker){.language = strcmp(language, "fr") == 0 ? MESSAGE_FRENCH : MESSAGE_ENGLISH};
    enum chiffre_status status = CHIFFRE_OK;
    if (strcmp(language, "fr") != 0 && strcmp(language, "en") != 0)
        status = error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "messages are in fr or en, not %s", language);
    if (options != NULL)
        made->rates = options->rates;
    if (status == CHIFFRE_OK && made->rates == NULL) {
        status = chiffre_rates_new(&made->own_rates, error);
        made->rates = made->own_rates;
    }
    if (status != CHIFFRE_OK) {
        chiffre_checker_free(made);
        return status;
    }
    *checker = made;
    return CHIFFRE_OK;
}

void chiffre_checker_free(struct chiffre_checker *checker)
{
    if (checker == NULL)
        return;
    facts_free(&checker->facts);
    chiffre_rates_free(checker->own_rates);
    memory_free(checker);
}

enum chiffre_status chiffre_checker_add_facts(struct chiffre_checker *checker, const char *path, size_t *skipped,
                                              struct chiffre_error *error)
{
    size_t count = 0;
    enum chiffre_status status = facts_read(&checker->facts, path, &count, error);
    if (skipped != NULL)
        *skipped = count;
    if (status == CHIFFRE_OK)
        facts_sort(&checker->facts);
    return status;
}

size_t chiffre_checker_fact_count(const struct chiffre_checker *checker)
{
    return checker->facts.count;
}

static void check_relation(struct work *work, const struct item *item)
{
    switch (item->figure->relation) {
    case CHIFFRE_RELATION_growth:
        growth_check(work, item);
        return;
    case CHIFFRE_RELATION_prior:
        prior_check(work, item);
        return;
    case CHIFFRE_RELATION_equivalent:
        conversion_check(work, item);
        return;
    case CHIFFRE_RELATION_share:
        share_check(work, item);
        return;
    case CHIFFRE_RELATION_total:
        total_check(work, item);
        return;
    case CHIFFRE_RELATION_part:      /* told with the whole */
    case CHIFFRE_RELATION_consensus: /* an estimate claims nothing about the figure */
    case CHIFFRE_RELATION_none:
        return;
    }
}

static void check_item(struct work *work, const struct item *item, bool *grouped)
{
    if (!item->figure->value.known)
        return;
    if (item->figure->kind == CHIFFRE_KIND_percent && !grouped[item->index]) {
        bool group = share_group_check(work, item);
        for (size_t i = item->index; group && i < work->count && work->items[i].sentence == item->sentence; i++)
            grouped[i] = true;
    }
    if (!grouped[item->index])
        check_relation(work, item);
    if (work->first_of[item->index] != NO_FIGURE)
        part_check(work, item);
    if (item->figure->kind == CHIFFRE_KIND_percent)
        granularity_check(work, item);
    else
        total_guess(work, item);
    fact_check(work, item);
}

static int by_place(const void *left, const void *right)
{
    const struct chiffre_finding *a = left, *b = right;
    size_t one = a->figure_count > 0 ? a->figures[0].figure : SIZE_MAX, two = b->figure_count > 0 ? b->figures[0].figure : SIZE_MAX;
    if (a->document_number != b->document_number)
        return a->document_number < b->document_number ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    return (one > two) - (one < two);
}

static void count_coverage(struct chiffre_findings *findings)
{
    struct chiffre_coverage *coverage = &findings->coverage;
    for (size_t i = 0; i < findings->count; i++) {
        const struct chiffre_finding *finding = &findings->items[i];
        coverage->relations++;
        coverage->agree += finding->verdict == CHIFFRE_VERDICT_agrees;
        coverage->readings += finding->verdict == CHIFFRE_VERDICT_reading;
        coverage->disagree += finding->verdict == CHIFFRE_VERDICT_disagrees;
        coverage->unchecked += finding->verdict == CHIFFRE_VERDICT_unchecked;
        if (finding->verdict == CHIFFRE_VERDICT_unchecked)
            coverage->reasons[finding->reason]++;
    }
}

static enum chiffre_status run(struct work *work)
{
    bool *grouped = memory_take(work->count + 1, sizeof *grouped);
    if (grouped == NULL)
        return CHIFFRE_NO_MEMORY;
    memset(grouped, 0, (work->count + 1) * sizeof *grouped);
    for (size_t i = 0; i < work->count; i++)
        check_item(work, &work->items[i], grouped);
    memory_free(grouped);
    twice_check(work);
    form_check(work);
    struct chiffre_findings *findings = work->findings;
    findings->coverage.figures = work->count;
    count_coverage(findings);
    if (findings->count > 0)
        qsort(findings->items, findings->count, sizeof *findings->items, by_place);
    return work->failed || findings->arena.failed ? CHIFFRE_NO_MEMORY : CHIFFRE_OK;
}

enum chiffre_status chiffre_check(struct chiffre_checker *checker, const struct chiffre_list *list,
                                  const struct chiffre_document *documents, size_t document_count,
                                  struct chiffre_findings **findings, struct chiffre_error *error)
{
    struct chiffre_findings *made = memory_take(1, sizeof *made);
    if (made == NULL)
        return error_no_memory(error);
    *made = (struct chiffre_findings){
        .language = checker->language, .list = list, .documents = documents, .document_count = document_count};
    struct work work = {.checker = checker,
                        .list = list,
                        .documents = documents,
                        .document_count = document_count,
                        .findings = made,
                        .messages = {&made->arena, checker->language}};
    enum chiffre_status status = work_start(&work);
    if (status == CHIFFRE_OK)
        status = run(&work);
    work_end(&work);
    if (status != CHIFFRE_OK) {
        chiffre_findings_free(made);
        return error_no_memory(error);
    }
    *findings = made;
    return CHIFFRE_OK;
}
