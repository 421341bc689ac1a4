/* SPDX-License-Identifier: MIT */
/* The forms of findings: each is what it says it is, and hostile text stays text in all of them. */
#include "tests/check_figures.h"

#include "core/input.h"
#include "core/memory.h"

#include <fcntl.h>
#include <jansson.h>
#include <regex.h>

/* A document that tries to be markup, script, terminal control and a broken line, all in its figures and around them. */
#define HOSTILE                                                                                                                    \
    "<script>alert(1)</script> </style> \x1b[2J \xe2\x80\xa8 \xff ]]> --> \" ' & rose 14 %\nfrom $148.0 billion to $167.7 "        \
    "billion."
static const char rows[] =
    "\"a<b>&\"\"'\nc.txt\",1,1,60,56,4,14 "
    "%,percent,14,exact,0,percent,revenue,<i>Acme,2025,2025-01-01,2025-12-31,stated,actual,growth,3\n"
    "\"a<b>&\"\"'\nc.txt\",2,2,6,66,14,$148.0 "
    "billion,money,148000000000,exact,-8,USD,revenue,<i>Acme,2024,2024-01-01,2024-12-31,stated,actual,prior,3\n"
    "\"a<b>&\"\"'\nc.txt\",3,2,24,84,14,\"</script><img src=x "
    "onerror=alert(1)>\",money,167700000000,exact,-8,USD,revenue,<i>Acme,2025,2025-01-01,"
    "2025-12-31,stated,actual,,\n";

static struct chiffre_text written(const struct checked *checked, enum chiffre_report form, bool all, struct arena *arena)
{
    char path[] = "/tmp/chiffre-report-XXXXXX";
    struct chiffre_report_options options = {.form = form, .all = all};
    struct chiffre_text bytes = {NULL, 0};
    write_file(path, "");
    assert_int_equal(chiffre_findings_write(checked->findings, &options, path, NULL), CHIFFRE_OK);
    assert_int_equal(input_whole(path, arena, &bytes, NULL), CHIFFRE_OK);
    unlink(path);
    return bytes;
}

static struct checked hostile(void)
{
    static struct chiffre_document document;
    document = (struct chiffre_document){.name = TEXT("a<b>&\"'\nc.txt"), .text = TEXT(HOSTILE), .date = CHIFFRE_NO_DATE};
    return check_figures(rows, NULL, &document);
}

/* What editors read: the pattern that Emacs, Vim and code hosts use for gcc. */
static void line_form(void **state)
{
    (void)state;
    struct arena arena = {.blocks = NULL};
    struct checked checked = hostile();
    struct chiffre_text text = written(&checked, CHIFFRE_REPORT_line, true, &arena);
    regex_t gcc, note;
    size_t findings = 0, lines = 0;
    assert_int_equal(regcomp(&gcc, "^[^ ].*:[0-9]+:[0-9]+: (error|warning|note): .* \\[[a-z]+\\]$", REG_EXTENDED), 0);
    assert_int_equal(regcomp(&note, "^    note: .*$", REG_EXTENDED), 0);
    for (size_t from = 0, to; from < text.length; from = to + 1) {
        char line[2048];
        for (to = from; to < text.length && text.data[to] != '\n'; to++)
            assert_true((unsigned char)text.data[to] >= 0x20);
        assert_true(to - from < sizeof line);
        memcpy(line, text.data + from, to - from);
        line[to - from] = '\0';
        bool finding = regexec(&gcc, line, 0, NULL, 0) == 0;
        findings += finding;
        lines++;
        assert_true(finding || regexec(&note, line, 0, NULL, 0) == 0 ||
                    to + 1 == text.length); /* the last line tells the coverage */
    }
    assert_int_equal(findings, chiffre_findings_count(checked.findings));
    assert_true(lines > findings);
    regfree(&gcc);
    regfree(&note);
    arena_free(&arena);
    checked_free(&checked);
}

static void json_lines(void **state)
{
    (void)state;
    static const char *const keys[] = {"document", "line",    "column", "rule",     "severity", "verdict",
                                       "message",  "figures", "stated", "computed", "notes",    "fingerprint"};
    struct arena arena = {.blocks = NULL};
    struct checked checked = hostile();
    struct chiffre_text text = written(&checked, CHIFFRE_REPORT_jsonl, false, &arena);
    json_error_t problem;
    json_t *object = json_loadb(text.data, text.length, JSON_DISABLE_EOF_CHECK, &problem);
    assert_non_null(object);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        assert_non_null(json_object_get(object, keys[i]));
    assert_string_equal(json_string_value(json_object_get(object, "rule")), "growth");
    assert_string_equal(json_string_value(json_object_get(object, "severity")), "warning");
    assert_string_equal(json_string_value(json_object_get(object, "document")), "a<b>&\"'\nc.txt");
    assert_int_equal(json_array_size(json_object_get(object, "figures")), 3);
    json_decref(object);
    arena_free(&arena);
    checked_free(&checked);
}

static enum chiffre_status count_cells(void *context, const struct chiffre_text *cells, size_t count, size_t line,
                                       struct chiffre_error *error)
{
    (void)cells, (void)line, (void)error;
    assert_int_equal(count, 14);
    (*(size_t *)context)++;
    return CHIFFRE_OK;
}

static void csv_form(void **state)
{
    (void)state;
    struct arena arena = {.blocks = NULL};
    struct checked checked = hostile();
    struct chiffre_text text = written(&checked, CHIFFRE_REPORT_csv, true, &arena);
    size_t count = 0;
    assert_int_equal(csv_read_text(text, "csv", count_cells, &count, NULL), CHIFFRE_OK);
    assert_int_equal(count, chiffre_findings_count(checked.findings) + 1);
    arena_free(&arena);
    checked_free(&checked);
}

/* The parts of SARIF 2.1.0 that readers have stumbled over: columns from 1, the end behind the last one, levels, no line in
 * fingerprints. */
static void sarif(void **state)
{
    (void)state;
    struct arena arena = {.blocks = NULL};
    struct checked checked = hostile();
    struct chiffre_text text = written(&checked, CHIFFRE_REPORT_sarif, true, &arena);
    json_error_t problem;
    json_t *log = json_loadb(text.data, text.length, JSON_REJECT_DUPLICATES, &problem), *run, *result;
    size_t index, rules;
    if (log == NULL)
        fail_msg("%s", problem.text);
    assert_string_equal(json_string_value(json_object_get(log, "version")), "2.1.0");
    run = json_array_get(json_object_get(log, "runs"), 0);
    assert_string_equal(json_string_value(json_object_get(run, "columnKind")), "unicodeCodePoints");
    rules = json_array_size(json_object_get(json_object_get(json_object_get(run, "tool"), "driver"), "rules"));
    assert_int_equal(rules, CHIFFRE_RULE_COUNT);
    json_array_foreach(json_object_get(run, "results"), index, result)
    {
        const char *level = json_string_value(json_object_get(result, "level")),
                   *kind = json_string_value(json_object_get(result, "kind"));
        json_t *place = json_object_get(json_array_get(json_object_get(result, "locations"), 0), "physicalLocation");
        json_t *region = json_object_get(place, "region");
        assert_true(json_integer_value(json_object_get(region, "startLine")) >= 1);
        assert_true(json_integer_value(json_object_get(region, "startColumn")) >= 1);
        assert_true(json_integer_value(json_object_get(region, "endColumn")) >
                    json_integer_value(json_object_get(region, "startColumn")));
        assert_int_equal(strcmp(kind, "fail") == 0, strcmp(level, "none") != 0);
        assert_true((size_t)json_integer_value(json_object_get(result, "ruleIndex")) < rules);
        assert_string_equal(json_string_value(json_object_get(json_object_get(place, "artifactLocation"), "uri")),
                            "a%3Cb%3E%26%22%27%0Ac.txt");
        assert_int_equal(strlen(json_string_value(json_object_get(json_object_get(result, "partialFingerprints"), "chiffre/v1"))),
                         16);
    }
    assert_int_equal(index, chiffre_findings_count(checked.findings));
    json_decref(log);
    arena_free(&arena);
    checked_free(&checked);
}

static size_t count_of(struct chiffre_text text, const char *part)
{
    size_t length = strlen(part), count = 0;
    for (size_t i = 0; i + length <= text.length; i++)
        count += memcmp(text.data + i, part, length) == 0;
    return count;
}

/* Nothing of the article becomes markup: the only elements are the page's own, and its policy lets no other script or style run. */
static void page_form(void **state)
{
    (void)state;
    struct arena arena = {.blocks = NULL};
    struct checked checked = hostile();
    struct chiffre_text text = written(&checked, CHIFFRE_REPORT_html, true, &arena);
    assert_int_equal(count_of(text, "<script"), 2);
    assert_int_equal(count_of(text, "</script"), 2);
    assert_int_equal(count_of(text, "<style"), 1);
    assert_int_equal(count_of(text, "</style"), 1);
    assert_int_equal(count_of(text, "<img"), 0);
    assert_int_equal(count_of(text, "<i>"), 0);
    assert_int_equal(count_of(text, "<b>"), 0);
    assert_int_equal(count_of(text, "http"), 1); /* http-equiv; no address to load from */
    assert_int_equal(count_of(text, " style="), 0);
    assert_int_equal(count_of(text, "\x1b"), 0);
    assert_true(text_has(text, "default-src 'none'"));
    assert_int_equal(count_of(text, "sha256-"), 2);
    assert_true(utf8_valid(text));
    assert_true(text_has(text, "class=\"mark disagrees\" id=\"f0\""));
    arena_free(&arena);
    checked_free(&checked);
}

/* A fingerprint stays when the text moves, and a baseline hides what it has. */
static void baseline(void **state)
{
    (void)state;
    char path[] = "/tmp/chiffre-baseline-XXXXXX";
    struct checked checked = hostile();
    write_file(path, "");
    assert_int_equal(chiffre_findings_worst(checked.findings), CHIFFRE_SEVERITY_warning);
    assert_int_equal(chiffre_findings_write_baseline(checked.findings, path, NULL), CHIFFRE_OK);
    checked_free(&checked);
    char moved[sizeof rows];
    memcpy(moved, rows, sizeof rows);
    for (size_t i = 0; i + 8 < sizeof moved; i++)
        if (memcmp(moved + i, ",1,1,60,", 8) == 0)
            moved[i + 3] = '7'; /* line 7 */
    checked = check_figures(moved, NULL, NULL);
    assert_int_equal(chiffre_findings_accept(checked.findings, path, NULL), CHIFFRE_OK);
    assert_int_equal(chiffre_findings_worst(checked.findings), CHIFFRE_SEVERITY_none);
    checked_free(&checked);
    checked = hostile();
    struct chiffre_error error = {.line = 0};
    int file = open(path, O_WRONLY | O_TRUNC);
    assert_int_equal(write(file, "# fine\nnot a print\n", 19), 19);
    close(file);
    assert_int_equal(chiffre_findings_accept(checked.findings, path, &error), CHIFFRE_MALFORMED);
    assert_int_equal(error.line, 2);
    unlink(path);
    checked_free(&checked);
}

static void french(void **state)
{
    (void)state;
    struct chiffre_checker *checker;
    struct chiffre_findings *findings;
    struct chiffre_list *list = read_figures(rows);
    struct chiffre_check_options options = {.language = "fr"};
    struct chiffre_error error;
    assert_int_equal(chiffre_checker_new(&options, &checker, &error), CHIFFRE_OK);
    assert_int_equal(chiffre_check(checker, list, NULL, 0, &findings, &error), CHIFFRE_OK);
    const struct chiffre_finding *finding = chiffre_findings_at(findings, 0);
    assert_true(text_has(finding->message, "ne découle pas de"));
    assert_true(text_has(finding->computed, "13,"));
    chiffre_findings_free(findings);
    chiffre_list_free(list);
    chiffre_checker_free(checker);
    options.language = "de";
    assert_int_equal(chiffre_checker_new(&options, &checker, &error), CHIFFRE_UNKNOWN);
}

/* Want of memory is a status everywhere, and leaves nothing behind (the sanitizers look). */
static void no_memory(void **state)
{
    (void)state;
    struct chiffre_list *list = read_figures(rows);
    bool failed = true;
    size_t n = 0;
    while (failed && n < 2000) {
        struct chiffre_checker *checker = NULL;
        struct chiffre_findings *findings = NULL;
        memory_fail_at(++n);
        enum chiffre_status status = chiffre_checker_new(NULL, &checker, NULL);
        if (status == CHIFFRE_OK)
            status = chiffre_check(checker, list, NULL, 0, &findings, NULL);
        memory_fail_at(0);
        failed = status == CHIFFRE_NO_MEMORY;
        assert_true(failed || status == CHIFFRE_OK);
        chiffre_findings_free(findings);
        chiffre_checker_free(checker);
    }
    assert_false(failed);
    assert_true(n > 3);
    chiffre_list_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(line_form), cmocka_unit_test(json_lines), cmocka_unit_test(csv_form), cmocka_unit_test(sarif),
        cmocka_unit_test(page_form), cmocka_unit_test(baseline),   cmocka_unit_test(french),   cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
