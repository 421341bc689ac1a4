/* SPDX-License-Identifier: MIT */
/* CSV: rows, delimiters, line numbers, bad input with its place; figures there and back, byte for byte. */
#include "core/csv.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/figure.h"
#include "core/input.h"
#include "core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <unistd.h>

#include <cmocka.h>

static char path[] = "/tmp/chiffre-csv.XXXXXX";

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

/* Writes each row as LINE:cell|cell; so that a table of expectations is one string. */
static enum chiffre_status show_row(void *context, const struct chiffre_text *cells, size_t count, size_t line,
                                    struct chiffre_error *error)
{
    (void)error;
    struct output *output = context;
    output_natural(output, line);
    for (size_t i = 0; i < count; i++) {
        output_char(output, i == 0 ? ':' : '|');
        output_text(output, cells[i]);
    }
    output_char(output, ';');
    return CHIFFRE_OK;
}

static void assert_rows(const char *csv, const char *expected)
{
    struct output *shown;
    struct chiffre_error error;
    assert_int_equal(output_open_memory(&shown), CHIFFRE_OK);
    assert_int_equal(csv_read_text(text_from(csv), "test", show_row, shown, &error), CHIFFRE_OK);
    output_char(shown, '\0');
    assert_string_equal(output_memory(shown).data, expected);
    output_discard(shown);
}

static void reads_rows_and_counts_lines(void **state)
{
    (void)state;
    assert_rows("", "");
    assert_rows("a,b\n1,2\n", "1:a|b;2:1|2;");
    assert_rows("a,b\r\n1,2\r\n", "1:a|b;2:1|2;");
    assert_rows("a,b\r1,2", "1:a|b;2:1|2;");
    assert_rows("a;b,c;d\n1;2;3", "1:a|b,c|d;2:1|2|3;");
    assert_rows("a\tb\n1,5\t2", "1:a|b;2:1,5|2;");
    assert_rows("\"a,b,c\";d\n1;2", "1:a,b,c|d;2:1|2;");
    assert_rows("\xEF\xBB\xBFvalue,unit\n1,2", "1:value|unit;2:1|2;");
    assert_rows("a,b\n\n\"x\ny\r\nz\",2\n\n\n3,\n", "1:a|b;3:x\ny\r\nz|2;8:3|;");
}

static void keeps_what_cells_hold(void **state)
{
    (void)state;
    assert_rows("a,b\n 1 , 2 \n", "1:a|b;2: 1 | 2 ;");
    assert_rows("a,b\n\"say \"\"hi\"\"\",\"\"\n", "1:a|b;2:say \"hi\"|;");
    assert_rows("a,b\n\xFF,é\xC2\xA0€🙂\n", "1:a|b;2:\xFF|é\xC2\xA0€🙂;");
    assert_rows("alone\nx\n\n", "1:alone;2:x;");
}

static void assert_bad(const char *csv, size_t line, size_t column)
{
    struct output *shown;
    struct chiffre_error error;
    assert_int_equal(output_open_memory(&shown), CHIFFRE_OK);
    assert_int_equal(csv_read_text(text_from(csv), "test.csv", show_row, shown, &error), CHIFFRE_MALFORMED);
    assert_string_equal(error.file, "test.csv");
    assert_int_equal(error.line, line);
    assert_int_equal(error.column, column);
    output_discard(shown);
}

static void says_where_quotes_are_wrong(void **state)
{
    (void)state;
    assert_bad("a,b\n1,x\"y\n", 2, 4);
    assert_bad("a,b\n\"é\"é,2\n", 2, 4);
    assert_bad("a,b\n \"quoted\",2\n", 2, 2);
    assert_bad("a,b\n1,2\n\"open,3\n4,5\n", 3, 0);
    assert_bad("a,b\n\"1\n2\"x\n", 3, 3);
    assert_bad("\xFF\xFE"
               "a",
               1, 1);
}

static void large_files_and_cells(void **state)
{
    (void)state;
    struct output *output, *shown;
    struct chiffre_error error;
    assert_int_equal(output_open(path, &output, &error), CHIFFRE_OK);
    output_string(output, "a,b\n\"");
    for (int i = 0; i < 100000; i++)
        output_string(output, "0123456789\r\n");
    output_string(output, "\",2\nlast,row\n");
    assert_int_equal(output_close(output, &error), CHIFFRE_OK);
    assert_int_equal(output_open_memory(&shown), CHIFFRE_OK);
    assert_int_equal(csv_read(path, show_row, shown, &error), CHIFFRE_OK);
    struct chiffre_text rows = output_memory(shown), end = TEXT("\r\n|2;100003:last|row;");
    assert_int_equal(rows.length, strlen("1:a|b;2:") + 1200000 + strlen("|2;100003:last|row;"));
    assert_memory_equal(rows.data + rows.length - end.length, end.data, end.length);
    output_discard(shown);
}

static struct chiffre_figure full_figure(void)
{
    struct chiffre_figure figure = chiffre_figure_empty();
    figure.document = TEXT("dossier, \"sous\"/article 🙂.txt");
    figure.id = 3;
    figure.line = 9;
    figure.column = 77;
    figure.offset = 0;
    figure.length = 28;
    figure.text = TEXT(" 167,7\xC2\xA0milliards\r\nde \"dollars\" ");
    figure.kind = CHIFFRE_KIND_money;
    assert_int_equal(decimal_read(TEXT("-167700000000.25"), &figure.value), CHIFFRE_OK);
    figure.value_to = decimal_from(5, -30);
    figure.bound = CHIFFRE_BOUND_at_least;
    figure.decimals = -8;
    figure.unit = TEXT("USD");
    figure.metric = TEXT("revenue");
    figure.entity = TEXT("L’Oréal\n\xFF");
    figure.period = TEXT("2025-Q2");
    figure.period_start = date_from(2025, 4, 1);
    figure.period_end = date_from(2025, 6, 30);
    figure.period_source = CHIFFRE_PERIOD_SOURCE_relative;
    figure.status = CHIFFRE_STATUS_rumoured;
    figure.source = TEXT("Reuters, AFP");
    figure.relation = CHIFFRE_RELATION_growth;
    figure.of = UINT64_MAX;
    figure.normalized_decimals = 0;
    figure.fx_basis = CHIFFRE_FX_BASIS_average;
    figure.fx_note = TEXT("\"\"");
    return figure;
}

/* What csv_write_figure makes of a list; the caller discards it. */
static struct output *write_list(const struct chiffre_list *list)
{
    struct output *output;
    assert_int_equal(output_open_memory(&output), CHIFFRE_OK);
    csv_write_header(output, true);
    for (size_t i = 0; i < chiffre_list_count(list); i++)
        csv_write_figure(output, chiffre_list_at(list, i), true);
    assert_false(output_failed(output));
    return output;
}

static void write_bytes(struct chiffre_text bytes)
{
    struct output *output;
    assert_int_equal(output_open(path, &output, NULL), CHIFFRE_OK);
    output_text(output, bytes);
    assert_int_equal(output_close(output, NULL), CHIFFRE_OK);
}

static void figures_come_back_byte_for_byte(void **state)
{
    (void)state;
    struct chiffre_list *list = chiffre_list_new(), *again = chiffre_list_new();
    struct chiffre_figure full = full_figure(), empty = chiffre_figure_empty();
    struct chiffre_error error;
    assert_int_equal(chiffre_list_add(list, &full), CHIFFRE_OK);
    assert_int_equal(chiffre_list_add(list, &empty), CHIFFRE_OK);
    assert_int_equal(chiffre_list_add(list, &full), CHIFFRE_OK);
    struct output *first = write_list(list);
    write_bytes(output_memory(first));
    assert_int_equal(csv_read_figures(path, again, &error), CHIFFRE_OK);
    assert_int_equal(chiffre_list_count(again), 3);
    struct output *second = write_list(again);
    assert_int_equal(output_memory(first).length, output_memory(second).length);
    assert_memory_equal(output_memory(first).data, output_memory(second).data, output_memory(first).length);
    const struct chiffre_figure *read = chiffre_list_at(again, 0);
    assert_true(text_equal(read->text, full.text) && text_equal(read->entity, full.entity));
    assert_int_equal(decimal_compare(read->value, full.value), 0);
    assert_int_equal(read->of, UINT64_MAX);
    assert_int_equal(read->bound, CHIFFRE_BOUND_at_least);
    assert_int_equal(chiffre_list_at(again, 1)->decimals, CHIFFRE_NO_DECIMALS);
    output_discard(first);
    output_discard(second);
    chiffre_list_free(list);
    chiffre_list_free(again);
}

static void the_row_is_as_the_record_says(void **state)
{
    (void)state;
    struct output *output;
    assert_int_equal(output_open_memory(&output), CHIFFRE_OK);
    struct chiffre_figure figure = full_figure();
    figure.entity = figure.fx_note = TEXT("");
    figure.document = TEXT("a.txt");
    csv_write_header(output, false);
    csv_write_figure(output, &figure, false);
    output_char(output, '\0');
    assert_string_equal(
        output_memory(output).data,
        "document,id,line,column,offset,length,text,kind,value,value_to,bound,decimals,unit,per,metric,entity,period,"
        "period_start,period_end,period_source,status,source,relation,of\n"
        "a.txt,3,9,77,0,28,\" 167,7\xC2\xA0milliards\r\nde \"\"dollars\"\" \",money,-167700000000.25,"
        "0.000000000000000000000000000005,at_least,-8,USD,,revenue,,2025-Q2,2025-04-01,2025-06-30,relative,rumoured,"
        "\"Reuters, AFP\",growth,18446744073709551615\n");
    output_discard(output);
}

static void assert_no_figures(const char *csv, enum chiffre_status expected, size_t line, size_t column)
{
    struct chiffre_list *list = chiffre_list_new();
    struct chiffre_error error = {.line = 0};
    write_bytes(text_from(csv));
    assert_int_equal(csv_read_figures(path, list, &error), expected);
    assert_string_equal(error.file, path);
    assert_int_equal(error.line, line);
    assert_int_equal(error.column, column);
    assert_true(strlen(error.message) > 0 && strchr(error.message, '\n') == NULL);
    chiffre_list_free(list);
}

static void bad_figures_are_refused_with_their_place(void **state)
{
    (void)state;
    assert_no_figures("", CHIFFRE_MALFORMED, 1, 0);
    assert_no_figures("value,metric\n1,revenue\n", CHIFFRE_MALFORMED, 1, 0);
    assert_no_figures("unit,metric\nEUR,revenue\n", CHIFFRE_MALFORMED, 1, 0);
    assert_no_figures("value,unit,value\n", CHIFFRE_MALFORMED, 1, 3);
    assert_no_figures("value,unit\n1,EUR\n1,EUR,x\n", CHIFFRE_MALFORMED, 3, 0);
    assert_no_figures("value,unit\n1\n", CHIFFRE_MALFORMED, 2, 0);
    assert_no_figures("unit,value\nEUR,1 000\n", CHIFFRE_MALFORMED, 2, 2);
    assert_no_figures("unit,value\nEUR,170141183460469231731687303715884105728\n", CHIFFRE_OVERFLOW, 2, 2);
    assert_no_figures("value,unit,kind\n1,EUR,Money\n", CHIFFRE_MALFORMED, 2, 3);
    assert_no_figures("value,unit,status\n1,EUR,maybe\n", CHIFFRE_MALFORMED, 2, 3);
    assert_no_figures("value,unit,id\n1,EUR,-1\n", CHIFFRE_MALFORMED, 2, 3);
    assert_no_figures("value,unit,decimals\n1,EUR,1.5\n", CHIFFRE_MALFORMED, 2, 3);
    assert_no_figures("value,unit,period_end\n1,EUR,2025-02-29\n", CHIFFRE_MALFORMED, 2, 3);
    assert_no_figures("value,unit,id\n1,EUR,18446744073709551616\n", CHIFFRE_MALFORMED, 2, 3);
}

static void other_columns_are_skipped_in_any_order(void **state)
{
    (void)state;
    struct chiffre_list *list = chiffre_list_new();
    write_bytes(TEXT("page;unit;comment;value;entity\n12;EUR;\"a;b\";1.5;Apple\n;USD;;-2;\n"));
    assert_int_equal(csv_read_figures(path, list, NULL), CHIFFRE_OK);
    assert_int_equal(chiffre_list_count(list), 2);
    assert_true(text_equal(chiffre_list_at(list, 0)->entity, TEXT("Apple")));
    assert_int_equal(decimal_compare(chiffre_list_at(list, 0)->value, decimal_from(15, -1)), 0);
    assert_true(text_equal(chiffre_list_at(list, 1)->unit, TEXT("USD")));
    chiffre_list_free(list);
    list = chiffre_list_new();
    write_bytes(TEXT("value,unit\n1,EUR\n2,USD\nx,USD\n"));
    assert_int_equal(csv_read_figures(path, list, NULL), CHIFFRE_MALFORMED);
    assert_int_equal(chiffre_list_count(list), 2);
    chiffre_list_free(list);
    struct chiffre_error error;
    assert_int_equal(csv_read_figures("/nowhere/at/all.csv", NULL, &error), CHIFFRE_UNREADABLE);
}

static void every_failing_allocation_is_told(void **state)
{
    (void)state;
    struct chiffre_list *list = chiffre_list_new();
    struct chiffre_figure figure = full_figure();
    assert_int_equal(chiffre_list_add(list, &figure), CHIFFRE_OK);
    struct output *output = write_list(list);
    write_bytes(output_memory(output));
    output_discard(output);
    bool done = false;
    for (size_t n = 1; !done; n++) {
        chiffre_list_clear(list);
        memory_fail_at(n);
        enum chiffre_status status = csv_read_figures(path, list, NULL);
        memory_fail_at(0);
        done = status == CHIFFRE_OK;
        assert_true(done || status == CHIFFRE_NO_MEMORY);
        assert_true(n < 100);
    }
    assert_int_equal(chiffre_list_count(list), 1);
    chiffre_list_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(reads_rows_and_counts_lines, hook_off),
        cmocka_unit_test_teardown(keeps_what_cells_hold, hook_off),
        cmocka_unit_test_teardown(says_where_quotes_are_wrong, hook_off),
        cmocka_unit_test_teardown(large_files_and_cells, hook_off),
        cmocka_unit_test_teardown(figures_come_back_byte_for_byte, hook_off),
        cmocka_unit_test_teardown(the_row_is_as_the_record_says, hook_off),
        cmocka_unit_test_teardown(bad_figures_are_refused_with_their_place, hook_off),
        cmocka_unit_test_teardown(other_columns_are_skipped_in_any_order, hook_off),
        cmocka_unit_test_teardown(every_failing_allocation_is_told, hook_off),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
