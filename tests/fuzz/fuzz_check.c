/* SPDX-License-Identifier: MIT */
/* Door check: any bytes as a table of figures -> findings and their reports. First byte: language, whether the figures have their
 * text, which report is written. */
#include "check/facts.h"
#include "core/csv.h"
#include "tests/fuzz/door.h"

#include <stdio.h>
#include <unistd.h>

enum { FRENCH = 1, WITH_TEXT = 2, REPORTED = 4, FIGURES_MOST = 200 };

static struct chiffre_checker *checker_of(bool french)
{
    static struct chiffre_checker *checkers[2];
    struct chiffre_check_options options = {.language = french ? "fr" : "en"};
    size_t skipped;
    if (checkers[french] == NULL) {
        REQUIRE(chiffre_checker_new(&options, &checkers[french], NULL) == CHIFFRE_OK);
        REQUIRE(chiffre_checker_add_facts(checkers[french],
                                          door_file(TEXT("entity,metric,period,value,unit,decimals,source\n"
                                                         "Amazon,revenue,2024,637959000000,USD,-6,10-K\n"
                                                         "Amazon,headcount,2024-12-31,1556000,persons,-3,10-K\n")),
                                          &skipped, NULL) == CHIFFRE_OK);
    }
    return checkers[french];
}

static void holds(const struct chiffre_finding *finding, const struct chiffre_list *list)
{
    REQUIRE(finding->rule < CHIFFRE_RULE_COUNT && finding->reason < CHIFFRE_REASON_COUNT);
    REQUIRE((finding->verdict == CHIFFRE_VERDICT_unchecked) == (finding->reason != CHIFFRE_REASON_none));
    REQUIRE(finding->verdict != CHIFFRE_VERDICT_disagrees || finding->severity != CHIFFRE_SEVERITY_none);
    REQUIRE(finding->message.length > 0 && memchr(finding->message.data, '\n', finding->message.length) == NULL);
    REQUIRE(finding->figure_count > 0 || finding->rule == CHIFFRE_RULE_form);
    for (size_t i = 0; i < finding->figure_count; i++)
        REQUIRE(finding->figures[i].figure < chiffre_list_count(list));
    REQUIRE(finding->end_column >= finding->column && strlen(finding->fingerprint) == 16);
    static const char *const no_numbers[] = {"nan", "-nan", "inf", "-inf"};
    for (size_t i = 0; i < sizeof no_numbers / sizeof *no_numbers; i++)
        REQUIRE(!text_equal(finding->computed, text_from(no_numbers[i])));
}

static void counts_hold(const struct chiffre_findings *findings, const struct chiffre_list *list)
{
    struct chiffre_coverage coverage = chiffre_findings_coverage(findings);
    size_t reasons = 0;
    for (size_t i = 0; i < CHIFFRE_REASON_COUNT; i++)
        reasons += coverage.reasons[i];
    REQUIRE(coverage.figures == chiffre_list_count(list) && coverage.unchecked == reasons);
    REQUIRE(coverage.agree + coverage.readings + coverage.disagree + coverage.unchecked == coverage.relations);
}

/* The text that the figures say they are of, blanks between; offsets that overlap are as the table has them. */
static struct chiffre_text text_of(const struct chiffre_list *list, char *bytes, size_t room)
{
    size_t length = 0;
    memset(bytes, ' ', room);
    for (size_t i = 0; i < chiffre_list_count(list); i++) {
        const struct chiffre_figure *figure = chiffre_list_at(list, i);
        if (figure->offset >= room || figure->text.length > room - figure->offset)
            continue;
        memcpy(bytes + figure->offset, figure->text.data, figure->text.length);
        length = figure->offset + figure->text.length > length ? figure->offset + figure->text.length : length;
    }
    return (struct chiffre_text){bytes, length};
}

static void report(const struct chiffre_findings *findings, enum chiffre_report form)
{
    static char path[64];
    struct chiffre_report_options options = {.form = form, .all = true};
    struct chiffre_error error = {.line = 0};
    if (path[0] == '\0')
        (void)snprintf(path, sizeof path, "/tmp/chiffre-fuzz-%ld.report", (long)getpid());
    enum chiffre_status status = chiffre_findings_write(findings, &options, path, &error);
    REQUIRE(status == CHIFFRE_OK);
    (void)unlink(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char text[20000];
    struct chiffre_text rest = {(const char *)data, size};
    uint8_t asked = door_byte(&rest);
    struct chiffre_list *list = chiffre_list_new();
    struct chiffre_error error = {.line = 0};
    struct chiffre_findings *findings;
    REQUIRE(list != NULL);
    (void)csv_each_figure_text(rest, "fuzz", figure_add_to_list, list, NULL);
    size_t count = chiffre_list_count(list);
    if (count > 0 && count <= FIGURES_MOST) {
        struct chiffre_document document = {.name = chiffre_list_at(list, 0)->document,
                                            .text = text_of(list, text, sizeof text),
                                            .date = CHIFFRE_NO_DATE,
                                            .language = asked & FRENCH ? TEXT("fr") : TEXT("en")};
        enum chiffre_status status =
            chiffre_check(checker_of(asked & FRENCH), list, &document, asked & WITH_TEXT ? 1 : 0, &findings, &error);
        door_failed_well(status, &error);
        REQUIRE(status == CHIFFRE_OK);
        for (size_t i = 0; i < chiffre_findings_count(findings); i++)
            holds(chiffre_findings_at(findings, i), list);
        counts_hold(findings, list);
        if (asked & REPORTED)
            report(findings, (enum chiffre_report)((asked >> 3) % (CHIFFRE_REPORT_html + 1)));
        chiffre_findings_free(findings);
    }
    chiffre_list_free(list);
    return 0;
}
