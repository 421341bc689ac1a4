/* SPDX-License-Identifier: MIT */
/* A text that is mapped and given back step by step gives the same figures as one that is held: all sample articles, the gold texts where
 * they are, without line ends, in every encoding, broken UTF-16, packed, and one long enough that pages really go. */
#include "chiffre.h"
#include "core/csv.h"
#include "core/input.h"
#include "core/memory.h"
#include "core/output.h"
#include "core/text.h"

#include <glob.h>
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

static char path[] = "/tmp/chiffre-mapping.XXXXXX";
static struct chiffre_extractor *extractor;

static void write_file(const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* The document's text and records, as a reader that holds `held` bytes gives them. */
static struct output *figures(size_t held, const char *encoding)
{
    struct chiffre_error error = {.line = 0};
    struct chiffre_reader *reader;
    struct chiffre_document document;
    struct chiffre_list *list = chiffre_list_new();
    struct output *output;
    bool end = true;
    const struct chiffre_reader_options options = {.form = "text", .encoding = encoding, .held = held};
    assert_int_equal(output_open_memory(&output), CHIFFRE_OK);
    assert_int_equal(chiffre_reader_new(path, &options, &reader, &error), CHIFFRE_OK);
    assert_int_equal(chiffre_reader_next(reader, &document, &end, &error), CHIFFRE_OK);
    assert_false(end);
    assert_int_equal(chiffre_extract(extractor, &document, list, &error), CHIFFRE_OK);
    for (size_t i = 0; i < chiffre_list_count(list); i++)
        csv_write_figure(output, chiffre_list_at(list, i), 0);
    output_text(output, document.text);
    chiffre_list_free(list);
    chiffre_reader_free(reader);
    return output;
}

static void expect_same(const char *encoding)
{
    static const size_t windows[] = {1, 100, 4096, 30000};
    struct output *whole = figures(SIZE_MAX, encoding);
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        struct output *mapped = figures(windows[i], encoding);
        assert_true(text_equal(output_memory(whole), output_memory(mapped)));
        output_discard(mapped);
    }
    output_discard(whole);
}

static void convert(const char *encoding, const char *mark, size_t mark_length, struct chiffre_text text)
{
    size_t room = text.length * 4 + 16, in_left = text.length, out_left = room - mark_length;
    char *bytes = malloc(room), *out = bytes + mark_length, *in = (char *)(uintptr_t)text.data;
    iconv_t converter = iconv_open(encoding, "UTF-8");
    assert_non_null(bytes);
    assert_true(converter != (iconv_t)-1);
    memcpy(bytes, mark, mark_length);
    iconv(converter, &in, &in_left, &out, &out_left);
    iconv_close(converter);
    write_file(bytes, (size_t)(out - bytes));
    free(bytes);
}

static void try_text(struct chiffre_text text)
{
    write_file(text.data, text.length);
    expect_same(NULL);
    char *line = malloc(text.length + 1);
    assert_non_null(line);
    for (size_t i = 0; i < text.length; i++)
        line[i] = text.data[i] == '\n' ? ' ' : text.data[i];
    write_file(line, text.length);
    expect_same(NULL);
    free(line);
    convert("UTF-8", "\xEF\xBB\xBF", 3, text);
    expect_same(NULL);
    convert("UTF-16LE", "\xFF\xFE", 2, text);
    expect_same(NULL);
    convert("UTF-16BE", "\xFE\xFF", 2, text);
    expect_same(NULL);
    convert("WINDOWS-1252//TRANSLIT", "", 0, text);
    expect_same(NULL);
    convert("ISO-8859-15//TRANSLIT", "", 0, text);
    expect_same("iso-8859-15");
    gzFile packed = gzopen(path, "wb");
    assert_int_equal(gzwrite(packed, text.data, (unsigned)text.length), text.length);
    assert_int_equal(gzclose(packed), Z_OK);
    expect_same(NULL);
}

static void read_sample(const char *name, struct arena *arena, struct chiffre_text *text)
{
    struct chiffre_error error;
    arena_reset(arena);
    assert_int_equal(input_whole(name, arena, text, &error), CHIFFRE_OK);
}

static void test_samples(void **state)
{
    (void)state;
    glob_t found;
    struct arena arena = {.blocks = NULL};
    struct chiffre_text text;
    assert_int_equal(glob("data/samples/*.txt", 0, NULL, &found), 0);
    assert_true(found.gl_pathc > 10);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        read_sample(found.gl_pathv[i], &arena, &text);
        try_text(text);
    }
    globfree(&found);
    arena_free(&arena);
}

static void test_gold(void **state)
{
    (void)state;
    glob_t found;
    struct chiffre_error error = {.line = 0};
    struct chiffre_reader *reader;
    struct chiffre_document document;
    if (glob("../shared/score/gold/*.jsonl", 0, NULL, &found) != 0) {
        print_message("no gold texts here; the sample articles do\n");
        skip();
    }
    for (size_t i = 0; i < found.gl_pathc; i++) {
        bool end = false;
        assert_int_equal(chiffre_reader_new(found.gl_pathv[i], NULL, &reader, &error), CHIFFRE_OK);
        for (size_t count = 0; count < 40; count++) {
            assert_int_equal(chiffre_reader_next(reader, &document, &end, &error), CHIFFRE_OK);
            if (end)
                break;
            write_file(document.text.data, document.text.length);
            expect_same(NULL);
        }
        chiffre_reader_free(reader);
    }
    globfree(&found);
}

/* Long enough that pages go behind the reading: figures at both ends, one name at the head, and code points across every step's end. */
static void test_long(void **state)
{
    (void)state;
    static const char head[] = "Amazon a réalisé 12 millions d'euros de chiffre d'affaires en 2024. ", tail[] = "Le bénéfice est de 3 millions d'euros.";
    static const char *const fillers[] = {"été ", "€", "😀 ", "mot", "1,2 ", "\r\n"};
    const size_t length = (size_t)3 << 20;
    char *text = malloc(length + sizeof head + sizeof tail + 8);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
        size_t at = sizeof head - 1, size = strlen(fillers[i]);
        memcpy(text, head, at);
        for (; at < length; at += size)
            memcpy(text + at, fillers[i], size);
        memcpy(text + at, tail, sizeof tail - 1);
        write_file(text, at + sizeof tail - 1);
        struct output *whole = figures(SIZE_MAX, NULL), *mapped = figures(10000, NULL);
        assert_true(output_memory(whole).length > length);
        assert_true(text_equal(output_memory(whole), output_memory(mapped)));
        output_discard(whole);
        output_discard(mapped);
    }
    free(text);
}

/* Halves of pairs alone and in every order, so that each order lies across some step's end; and a byte too many. */
static void test_lone_surrogates(void **state)
{
    (void)state;
    static const unsigned units[] = {0xD83D, 0xDE00, 'a', ' ', '3', 0x20AC};
    char bytes[2 + 12001];
    uint32_t random = 1;
    for (unsigned big = 0; big < 2; big++) {
        bytes[big] = '\xFF';
        bytes[1 - big] = '\xFE';
        for (size_t length = 9000; length <= 12001; length += 3001) {
            for (size_t i = 0; i < length; i += 2) {
                random = random * 1664525 + 1013904223;
                unsigned unit = units[(random >> 16) % (random >> 31 != 0 ? 2 : 6)];
                bytes[2 + i] = (char)(big != 0 ? unit >> 8 : unit & 0xFF);
                if (i + 1 < length)
                    bytes[3 + i] = (char)(big != 0 ? unit & 0xFF : unit >> 8);
            }
            write_file(bytes, 2 + length);
            expect_same(NULL);
        }
    }
}

/* A regular file that the system does not map is held. */
static void test_not_mappable(void **state)
{
    (void)state;
    static const char *const names[] = {"/sys/kernel/mm/transparent_hugepage/enabled", "/sys/kernel/profiling", "/sys/kernel/uevent_seqnum"};
    size_t tried = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct arena arena = {.blocks = NULL};
        struct mapping mapping = {.base = NULL};
        struct chiffre_error error = {.line = 0};
        struct chiffre_text whole, text;
        if (input_whole(names[i], &arena, &whole, &error) == CHIFFRE_OK && whole.length > 1) {
            assert_int_equal(input_mapped(names[i], NULL, 1, &arena, &mapping, &text, &error), CHIFFRE_OK);
            assert_null(mapping.base);
            assert_true(text_equal(text, whole));
            tried++;
        }
        mapping_close(&mapping);
        arena_free(&arena);
    }
    if (tried == 0)
        skip();
}

static int open_all(void **state)
{
    (void)state;
    int descriptor = mkstemp(path);
    const struct chiffre_extract_options options = {.file_offsets = true};
    return descriptor < 0 || close(descriptor) != 0 || chiffre_extractor_new(&options, &extractor, NULL) != CHIFFRE_OK;
}

static int close_all(void **state)
{
    (void)state;
    chiffre_extractor_free(extractor);
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_samples), cmocka_unit_test(test_gold), cmocka_unit_test(test_long),
                                       cmocka_unit_test(test_lone_surrogates), cmocka_unit_test(test_not_mappable)};
    return cmocka_run_group_tests(tests, open_all, close_all);
}
