/* SPDX-License-Identifier: MIT */
/* Numbers and texts as bytes, against printf and against a writer that looks at each byte; records with texts of every length. */
#include "core/csv.h"
#include "core/error.h"
#include "core/figure.h"
#include "core/jsonl.h"
#include "core/put.h"
#include "core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void assert_natural(uint64_t number)
{
    char expected[32], written[32];
    (void)snprintf(expected, sizeof expected, "%llu", (unsigned long long)number);
    char *end = put_natural(written, number);
    assert_int_equal(end - written, strlen(expected));
    assert_memory_equal(written, expected, strlen(expected));
}

static void naturals_are_those_of_printf(void **state)
{
    (void)state;
    for (uint64_t number = 0; number < 20000; number++)
        assert_natural(number);
    for (uint64_t power = 10; power <= UINT64_C(1000000000000000000); power *= 10)
        for (uint64_t i = 0; i < 4; i++) {
            assert_natural(power - 2 + i);
            assert_natural(power * 9 + i);
        }
    assert_natural(UINT64_C(10000000000000000000));
    assert_natural(UINT64_MAX);
}

static void integers_have_their_sign(void **state)
{
    (void)state;
    static const int32_t numbers[] = {0, 1, -1, -10, 12345, INT32_MAX, INT32_MIN + 1, INT32_MIN};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char expected[16], written[16];
        (void)snprintf(expected, sizeof expected, "%d", numbers[i]);
        assert_int_equal(put_integer(written, numbers[i]) - written, strlen(expected));
        assert_memory_equal(written, expected, strlen(expected));
    }
}

static void digits_get_zeros_before_them(void **state)
{
    (void)state;
    for (size_t digits = 1; digits <= 19; digits++) {
        char expected[32], written[32];
        (void)snprintf(expected, sizeof expected, "%0*u", (int)digits, 7u);
        assert_int_equal(put_digits(written, 7, digits) - written, digits);
        assert_memory_equal(written, expected, digits);
    }
}

/* Byte by byte, as the RFC says it. */
static void expect_cell(struct output *output, struct chiffre_text cell)
{
    bool quoted = false;
    for (size_t i = 0; i < cell.length; i++)
        quoted = quoted || strchr(",\"\n\r", cell.data[i]) != NULL;
    if (quoted)
        output_char(output, '"');
    for (size_t i = 0; i < cell.length; i++) {
        if (cell.data[i] == '"')
            output_char(output, '"');
        output_char(output, cell.data[i]);
    }
    if (quoted)
        output_char(output, '"');
}

static void expect_csv(struct output *output, struct chiffre_text text)
{
    output_string(output, ",,,,,,");
    expect_cell(output, text);
    output_string(output, ",,,,,,,,,,,,,,,,,\n");
}

static void expect_json(struct output *output, struct chiffre_text text)
{
    static const char *const others[] = {"unit", "per", "metric", "entity", "period", "period_start", "period_end", "period_source",
                                         "status", "source", "relation", "of"};
    output_string(output, "{\"document\":\"\",\"id\":\"\",\"line\":\"\",\"column\":\"\",\"offset\":\"\",\"length\":\"\",\"text\":\"");
    for (size_t i = 0; i < text.length;) {
        uint32_t code_point;
        unsigned char byte = (unsigned char)text.data[i];
        size_t length = utf8_decode(text, i, &code_point);
        if (code_point == 0xFFFD && length == 1)
            output_string(output, "\xEF\xBF\xBD");
        else if (byte == '"' || byte == '\\')
            output_format(output, "\\%c", byte);
        else if (byte == '\n' || byte == '\r' || byte == '\t')
            output_format(output, "\\%c", byte == '\n' ? 'n' : byte == '\r' ? 'r' : 't');
        else if (byte < 0x20)
            output_format(output, "\\u%04x", byte);
        else
            output_write(output, text.data + i, length);
        i += length;
    }
    output_string(output, "\",\"kind\":\"\",\"value\":\"\",\"value_to\":\"\",\"bound\":\"\",\"decimals\":\"\"");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        output_format(output, ",\"%s\":\"\"", others[i]);
    output_string(output, "}\n");
}

static void assert_written(struct output *written, struct output *expected, struct chiffre_text text)
{
    struct chiffre_figure figure = chiffre_figure_empty();
    figure.text = text;
    output_memory_clear(written);
    output_memory_clear(expected);
    csv_write_figure(written, &figure, 0);
    expect_csv(expected, text);
    jsonl_write_figure(written, &figure, 0);
    expect_json(expected, text);
    assert_int_equal(output_memory(written).length, output_memory(expected).length);
    assert_memory_equal(output_memory(written).data, output_memory(expected).data, output_memory(expected).length);
}

static void texts_of_every_length_are_copied_quoted_and_escaped(void **state)
{
    (void)state;
    static const char *const pieces[] = {",", "\"", "\n", "\r", "\t", "\\", " ", "-", "+", "\x01", "\x7F", "é", "’", "🙂", "\xFF", "\xC3"};
    struct output *written, *expected;
    assert_int_equal(output_open_memory(&written), CHIFFRE_OK);
    assert_int_equal(output_open_memory(&expected), CHIFFRE_OK);
    for (size_t length = 0; length < 260; length += length < 40 ? 1 : 17) {
        /* Of its own size, so that memcheck and sanitizers see what reads behind it. */
        char *bytes = malloc(length + 1);
        assert_non_null(bytes);
        memset(bytes, 'x', length + 1);
        assert_written(written, expected, (struct chiffre_text){bytes, length});
        free(bytes);
        for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
            for (size_t at = 0, size = strlen(pieces[i]); at + size <= length; at++) {
                bytes = malloc(length);
                assert_non_null(bytes);
                memset(bytes, 'x', length);
                memcpy(bytes + at, pieces[i], size);
                assert_written(written, expected, (struct chiffre_text){bytes, length});
                free(bytes);
            }
    }
    assert_int_equal(output_close(written, NULL), CHIFFRE_OK);
    assert_int_equal(output_close(expected, NULL), CHIFFRE_OK);
}

static void a_record_that_finds_no_room_is_told_at_the_end(void **state)
{
    (void)state;
    struct chiffre_figure figure = chiffre_figure_empty();
    struct output *output;
    struct chiffre_error error;
    assert_int_equal(output_open_memory(&output), CHIFFRE_OK);
    memory_fail_at(1);
    csv_write_figure(output, &figure, 0);
    jsonl_write_figure(output, &figure, 0);
    memory_fail_at(0);
    assert_int_equal(output_memory(output).length, 0);
    assert_int_equal(output_close(output, &error), CHIFFRE_NO_MEMORY);
}

static void room_is_as_asked_for(void **state)
{
    (void)state;
    struct output *output;
    assert_int_equal(output_open_memory(&output), CHIFFRE_OK);
    for (size_t most = 1; most < 100000; most *= 3) {
        size_t before = output_memory(output).length;
        char *room = output_room(output, most);
        assert_non_null(room);
        memset(room, 'r', most);
        output_written(output, room + most / 2);
        assert_int_equal(output_memory(output).length, before + most / 2);
    }
    assert_int_equal(output_close(output, NULL), CHIFFRE_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(naturals_are_those_of_printf),
        cmocka_unit_test(integers_have_their_sign),
        cmocka_unit_test(digits_get_zeros_before_them),
        cmocka_unit_test(texts_of_every_length_are_copied_quoted_and_escaped),
        cmocka_unit_test(a_record_that_finds_no_room_is_told_at_the_end),
        cmocka_unit_test(room_is_as_asked_for),
    };
    return cmocka_run_group_tests_name("put", tests, NULL, NULL);
}
