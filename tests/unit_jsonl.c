/* SPDX-License-Identifier: MIT */
/* JSON Lines: strings, exact numbers, documents, figures there and back, bad lines with their place. */
#include "core/date.h"
#include "core/decimal.h"
#include "core/jsonl.h"
#include "core/memory.h"
#include "core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <unistd.h>

#include <cmocka.h>

static char path[] = "/tmp/chiffre-jsonl.XXXXXX";

static int make_file(void **state)
{
    (void)state;
    int descriptor = mkstemp(path);
    return descriptor < 0 ? -1 : close(descriptor);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static int hook_off(void **state)
{
    (void)state;
    memory_fail_at(0);
    return 0;
}

static void write_bytes(struct chiffre_text bytes)
{
    struct output *output;
    assert_int_equal(output_open(path, &output, NULL), CHIFFRE_OK);
    output_text(output, bytes);
    assert_int_equal(output_close(output, NULL), CHIFFRE_OK);
}

static void assert_string(struct chiffre_text text, const char *expected)
{
    struct output *output;
    assert_int_equal(output_open_memory(&output), CHIFFRE_OK);
    json_write_string(output, text);
    output_char(output, '\0');
    assert_string_equal(output_memory(output).data, expected);
    output_discard(output);
}

static void strings_are_escaped(void **state)
{
    (void)state;
    assert_string(TEXT(""), "\"\"");
    assert_string(TEXT("a \"b\" \\ c/d"), "\"a \\\"b\\\" \\\\ c/d\"");
    assert_string(TEXT("\t\n\r\x01\x1F\x7F"), "\"\\t\\n\\r\\u0001\\u001f\x7F\"");
    assert_string(TEXT("é\xC2\xA0€🙂"), "\"é\xC2\xA0€🙂\"");
    assert_string(TEXT("caf\xE9 \xE2\x82"), "\"caf\xEF\xBF\xBD \xEF\xBF\xBD\xEF\xBF\xBD\"");
    assert_string(TEXT("nul\0nul"), "\"nul\\u0000nul\"");
}

static struct chiffre_figure some_figure(void)
{
    struct chiffre_figure figure = chiffre_figure_empty();
    figure.document = TEXT("a.txt");
    figure.id = 3;
    figure.line = 9;
    figure.column = 77;
    figure.length = 28;
    figure.text = TEXT("167,7\xC2\xA0milliards\nde \"dollars\"");
    figure.kind = CHIFFRE_KIND_money;
    assert_int_equal(decimal_read(TEXT("12345678901234567890.123456789"), &figure.value), CHIFFRE_OK);
    figure.bound = CHIFFRE_BOUND_exact;
    figure.decimals = -8;
    figure.unit = TEXT("USD");
    figure.period_start = date_from(2025, 4, 1);
    figure.relation = CHIFFRE_RELATION_prior;
    figure.fx_rate = decimal_from(10938, -4);
    return figure;
}

static void the_line_is_as_the_record_says(void **state)
{
    (void)state;
    struct output *output;
    struct chiffre_figure figure = some_figure();
    assert_int_equal(output_open_memory(&output), CHIFFRE_OK);
    jsonl_write_figure(output, &figure, false);
    output_char(output, '\0');
    assert_string_equal(
        output_memory(output).data,
        "{\"document\":\"a.txt\",\"id\":3,\"line\":9,\"column\":77,\"offset\":0,\"length\":28,"
        "\"text\":\"167,7\xC2\xA0milliards\\nde \\\"dollars\\\"\",\"kind\":\"money\","
        "\"value\":\"12345678901234567890.123456789\",\"value_to\":\"\",\"bound\":\"exact\",\"decimals\":-8,\"unit\":\"USD\","
        "\"per\":\"\",\"metric\":\"\",\"entity\":\"\",\"period\":\"\",\"period_start\":\"2025-04-01\",\"period_end\":\"\","
        "\"period_source\":\"\",\"status\":\"\",\"source\":\"\",\"relation\":\"prior\",\"of\":\"\"}\n");
    output_discard(output);
}

static struct output *write_list(const struct chiffre_list *list)
{
    struct output *output;
    assert_int_equal(output_open_memory(&output), CHIFFRE_OK);
    for (size_t i = 0; i < chiffre_list_count(list); i++)
        jsonl_write_figure(output, chiffre_list_at(list, i), true);
    return output;
}

static void figures_come_back_byte_for_byte(void **state)
{
    (void)state;
    struct chiffre_list *list = chiffre_list_new(), *again = chiffre_list_new();
    struct chiffre_figure full = some_figure(), empty = chiffre_figure_empty();
    full.entity = TEXT("nul\0nul");
    assert_int_equal(chiffre_list_add(list, &full), CHIFFRE_OK);
    assert_int_equal(chiffre_list_add(list, &empty), CHIFFRE_OK);
    struct output *first = write_list(list);
    write_bytes(output_memory(first));
    assert_int_equal(jsonl_read_figures(path, again, NULL), CHIFFRE_OK);
    struct output *second = write_list(again);
    assert_int_equal(output_memory(first).length, output_memory(second).length);
    assert_memory_equal(output_memory(first).data, output_memory(second).data, output_memory(first).length);
    output_discard(first);
    output_discard(second);
    chiffre_list_free(list);
    chiffre_list_free(again);
}

static void assert_value(const char *json, const char *expected)
{
    struct chiffre_list *list = chiffre_list_new();
    struct chiffre_error error;
    char line[256], text[DECIMAL_TEXT_MAX + 1];
    int length = snprintf(line, sizeof line,
                          "{\"nested\":{\"value\":7,\"a\":[1,{\"unit\":2}]},\"unit\":\"EUR\",\"value\":%s,\"x\":\"5\"}", json);
    write_bytes((struct chiffre_text){line, (size_t)length});
    assert_int_equal(jsonl_read_figures(path, list, &error), CHIFFRE_OK);
    text[decimal_write(chiffre_list_at(list, 0)->value, text)] = '\0';
    assert_string_equal(text, expected);
    chiffre_list_free(list);
}

static void numbers_are_exact(void **state)
{
    (void)state;
    assert_value("167700000000", "167700000000");
    assert_value("0.1", "0.1");
    assert_value("-8.450", "-8.45");
    assert_value("12345678901234567890.123456789", "12345678901234567890.123456789");
    assert_value("123456789012345678901234567890", "123456789012345678901234567890");
    assert_value("1.677e11", "167700000000");
    assert_value("5E-3", "0.005");
    assert_value("1e+2", "100");
    assert_value("\"0.30\"", "0.3");
    assert_value("\"\"", "");
    assert_value("null", "");
    assert_value("0", "0");
}

static void assert_refused(const char *line, enum chiffre_status expected, size_t number, size_t column)
{
    struct chiffre_list *list = chiffre_list_new();
    struct chiffre_error error = {.line = 0};
    write_bytes(text_from(line));
    assert_int_equal(jsonl_read_figures(path, list, &error), expected);
    assert_string_equal(error.file, path);
    assert_int_equal(error.line, number);
    assert_int_equal(error.column, column);
    chiffre_list_free(list);
}

static void bad_lines_are_refused_with_their_place(void **state)
{
    (void)state;
    assert_refused("{\"value\":\"1\",\"unit\":\"EUR\"}\n\n{\"value\":\"1\",", CHIFFRE_MALFORMED, 3, 13);
    assert_refused("[1]", CHIFFRE_MALFORMED, 1, 1);
    assert_refused("{\"value\":\"1\"}", CHIFFRE_MALFORMED, 1, 0);
    assert_refused("{\"unit\":\"EUR\"}", CHIFFRE_MALFORMED, 1, 0);
    assert_refused("{\"value\":true,\"unit\":\"EUR\"}", CHIFFRE_MALFORMED, 1, 0);
    assert_refused("{\"value\":[1],\"unit\":\"EUR\"}", CHIFFRE_MALFORMED, 1, 0);
    assert_refused("{\"value\":\"1e5\",\"unit\":\"EUR\"}", CHIFFRE_MALFORMED, 1, 0);
    assert_refused("{\"value\":1e500,\"unit\":\"EUR\"}", CHIFFRE_MALFORMED, 1, 14);
    assert_refused("{\"value\":1e200,\"unit\":\"EUR\"}", CHIFFRE_OVERFLOW, 1, 0);
    assert_refused("{\"value\":1,\"unit\":\"EUR\",\"id\":1.5}", CHIFFRE_MALFORMED, 1, 0);
    assert_refused("{\"value\":1,\"unit\":\"EUR\",\"kind\":\"gold\"}", CHIFFRE_MALFORMED, 1, 0);
    assert_refused("{\"\\u0076alue\":1,\"unit\":\"EUR\"}", CHIFFRE_MALFORMED, 1,
                   0); /* the number behind an escaped key is not found */
    struct chiffre_error error;
    assert_int_equal(jsonl_read_figures("/nowhere/at/all", NULL, &error), CHIFFRE_UNREADABLE);
}

static enum chiffre_status read_document(const char *line, struct arena *arena, struct chiffre_document *document,
                                         struct chiffre_error *error)
{
    return jsonl_read_document(text_from(line), 7, "documents.jsonl", NULL, arena, document, error);
}

static void documents_are_read(void **state)
{
    (void)state;
    struct arena arena = {.blocks = NULL};
    struct chiffre_document document;
    assert_int_equal(
        read_document("{\"id\":\"a\",\"text\":\"é\\u00e9\\n\",\"date\":\"2025-10-28T08:00:00Z\",\"lang\":\"fr\",\"title\":\"T\","
                      "\"source\":\"AFP\",\"other\":[1,2]}",
                      &arena, &document, NULL),
        CHIFFRE_OK);
    assert_true(text_equal(document.name, TEXT("a")) && text_equal(document.text, TEXT("éé\n")));
    assert_true(text_equal(document.language, TEXT("fr")) && text_equal(document.title, TEXT("T")));
    assert_int_equal(document.date, date_from(2025, 10, 28));
    assert_int_equal(read_document("{\"text\":\"\",\"date\":null}", &arena, &document, NULL), CHIFFRE_OK);
    assert_true(text_equal(document.name, TEXT("7")));
    assert_int_equal(document.text.length, 0);
    assert_int_equal(document.date, CHIFFRE_NO_DATE);
    assert_int_equal(read_document("{\"x\":{\"id\":5},\"id\":0012,\"text\":\"\"}", &arena, &document, NULL), CHIFFRE_MALFORMED);
    assert_int_equal(
        read_document("{\"x\":{\"id\":5},\"id\":12345678901234567890123.50,\"text\":\"id\"} ", &arena, &document, NULL),
        CHIFFRE_OK);
    assert_true(text_equal(document.name, TEXT("12345678901234567890123.50")));
    arena_free(&arena);
}

static void bad_documents_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        size_t column;
    } bad[] = {{"{}", 0},
               {"{\"text\":5}", 0},
               {"{\"text\":null}", 0},
               {"{\"text\":\"a\",\"date\":\"yesterday\"}", 0},
               {"{\"text\":\"a\",\"date\":20251028}", 0},
               {"{\"text\":\"a\",\"lang\":1}", 0},
               {"{\"text\":\"a\",\"source\":{}}", 0},
               {"{\"text\":\"a\",\"id\":[]}", 0},
               {"\"text\"", 1},
               {"{\"text\":\"a\"} x", 14},
               {"{\"text\":\"\\ud800\"}", 15},
               {"", 1}};
    struct arena arena = {.blocks = NULL};
    struct chiffre_document document = {.name = TEXT("untouched")};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct chiffre_error error;
        assert_int_equal(read_document(bad[i].line, &arena, &document, &error), CHIFFRE_MALFORMED);
        assert_string_equal(error.file, "documents.jsonl");
        assert_int_equal(error.line, 7);
        assert_true(bad[i].column == 0 ? error.column == 0 : error.column > 0);
        assert_true(document.text.data == NULL);
    }
    arena_free(&arena);
}

static void every_failing_allocation_is_told(void **state)
{
    (void)state;
    struct chiffre_list *list = chiffre_list_new();
    write_bytes(TEXT("{\"value\":1,\"unit\":\"EUR\",\"text\":\"un euro\"}\n"));
    bool done = false;
    for (size_t n = 1; !done; n++) {
        chiffre_list_clear(list);
        memory_fail_at(n);
        enum chiffre_status status = jsonl_read_figures(path, list, NULL);
        memory_fail_at(0);
        done = status == CHIFFRE_OK;
        assert_true(done || status == CHIFFRE_NO_MEMORY);
        assert_true(n < 50);
    }
    chiffre_list_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(strings_are_escaped, hook_off),
        cmocka_unit_test_teardown(the_line_is_as_the_record_says, hook_off),
        cmocka_unit_test_teardown(figures_come_back_byte_for_byte, hook_off),
        cmocka_unit_test_teardown(numbers_are_exact, hook_off),
        cmocka_unit_test_teardown(bad_lines_are_refused_with_their_place, hook_off),
        cmocka_unit_test_teardown(documents_are_read, hook_off),
        cmocka_unit_test_teardown(bad_documents_are_refused, hook_off),
        cmocka_unit_test_teardown(every_failing_allocation_is_told, hook_off),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
