/* SPDX-License-Identifier: MIT */
/* Output that is whole or not at all, full devices, closed pipes; input by lines and blocks. */
#include "core/input.h"
#include "core/output.h"
#include "core/text.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/chiffre-output.XXXXXX";

static const char *in_folder(const char *name)
{
    static char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static size_t count_files(void)
{
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    size_t count = 0;
    while (readdir(directory) != NULL)
        count++;
    assert_int_equal(closedir(directory), 0);
    return count - 2;
}

static void remove_all(void)
{
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    for (struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory))
        if (entry->d_name[0] != '.' || strlen(entry->d_name) > 2)
            (void)unlink(in_folder(entry->d_name));
    assert_int_equal(closedir(directory), 0);
}

static int make_folder(void **state)
{
    (void)state;
    (void)signal(SIGPIPE, SIG_IGN);
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    remove_all();
    return rmdir(folder);
}

static int empty_folder(void **state)
{
    (void)state;
    memory_fail_at(0);
    remove_all();
    return 0;
}

static void assert_file(const char *name, const char *expected)
{
    struct arena arena = {.blocks = NULL};
    struct chiffre_text bytes;
    assert_int_equal(input_whole(in_folder(name), &arena, &bytes, NULL), CHIFFRE_OK);
    assert_int_equal(bytes.length, strlen(expected));
    assert_memory_equal(bytes.data, expected, bytes.length);
    arena_free(&arena);
}

static struct output *open_output(const char *path)
{
    struct output *output = NULL;
    struct chiffre_error error;
    assert_int_equal(output_open(path, &output, &error), CHIFFRE_OK);
    return output;
}

static void write_file(const char *name, const char *content)
{
    struct output *output = open_output(in_folder(name));
    output_string(output, content);
    assert_int_equal(output_close(output, NULL), CHIFFRE_OK);
}

static void a_file_appears_when_it_is_closed(void **state)
{
    (void)state;
    write_file("a.txt", "old");
    struct output *output = open_output(in_folder("a.txt"));
    output_string(output, "new");
    assert_int_equal(output_flush(output, NULL), CHIFFRE_OK);
    assert_file("a.txt", "old");
    assert_int_equal(count_files(), 2);
    assert_int_equal(output_close(output, NULL), CHIFFRE_OK);
    assert_file("a.txt", "new");
    assert_int_equal(count_files(), 1);
    struct stat status;
    mode_t mask = umask(0);
    (void)umask(mask);
    assert_int_equal(stat(in_folder("a.txt"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0666 & ~mask);
}

static void a_discarded_file_leaves_nothing(void **state)
{
    (void)state;
    write_file("a.txt", "old");
    struct output *output = open_output(in_folder("a.txt"));
    output_string(output, "new");
    output_discard(output);
    output_discard(NULL);
    assert_file("a.txt", "old");
    assert_int_equal(count_files(), 1);
}

static void a_link_is_replaced_not_followed(void **state)
{
    (void)state;
    write_file("target.txt", "old");
    assert_int_equal(symlink("target.txt", in_folder("link.txt")), 0);
    write_file("link.txt", "new");
    assert_file("target.txt", "old");
    assert_file("link.txt", "new");
}

static void a_name_that_cannot_be_is_unwritable(void **state)
{
    (void)state;
    static const char *const names[] = {"/nowhere/at/all.txt", "", "/tmp", "/tmp/"};
    struct output *output = NULL;
    struct chiffre_error error;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_int_equal(output_open(names[i], &output, &error), CHIFFRE_UNWRITABLE);
        assert_string_equal(error.file, names[i]);
        assert_true(strlen(error.message) > 0);
        assert_null(output);
    }
}

static void a_full_device_is_noticed(void **state)
{
    (void)state;
    struct output *output = open_output("/dev/full");
    struct chiffre_error error;
    output_string(output, "a few bytes");
    assert_false(output_failed(output));
    assert_int_equal(output_flush(output, &error), CHIFFRE_UNWRITABLE);
    assert_string_equal(error.file, "/dev/full");
    assert_string_equal(error.message, "No space left on device");
    assert_true(output_failed(output));
    output_string(output, "more");
    assert_int_equal(output_close(output, &error), CHIFFRE_UNWRITABLE);
    output = open_output("/dev/full");
    for (int i = 0; i < 100000; i++)
        output_natural(output, (uint64_t)i);
    assert_true(output_failed(output));
    assert_int_equal(output_close(output, NULL), CHIFFRE_UNWRITABLE);
}

static void a_closed_pipe_is_noticed(void **state)
{
    (void)state;
    assert_int_equal(mkfifo(in_folder("pipe"), 0600), 0);
    int reader = open(in_folder("pipe"), O_RDONLY | O_NONBLOCK);
    assert_true(reader >= 0);
    struct output *output = open_output(in_folder("pipe"));
    assert_int_equal(close(reader), 0);
    output_string(output, "to nobody");
    struct chiffre_error error;
    assert_int_equal(output_close(output, &error), CHIFFRE_UNWRITABLE);
    assert_string_equal(error.message, "Broken pipe");
}

static void memory_takes_what_comes(void **state)
{
    (void)state;
    struct output *output;
    assert_int_equal(output_open_memory(&output), CHIFFRE_OK);
    output_natural(output, UINT64_MAX);
    output_char(output, ' ');
    output_integer(output, INT64_MIN);
    output_format(output, " %d %s", -5, "x");
    output_text(output, TEXT(" é"));
    output_write(output, NULL, 0);
    assert_true(text_equal(output_memory(output), TEXT("18446744073709551615 -9223372036854775808 -5 x é")));
    char long_string[2000];
    memset(long_string, 'y', sizeof long_string - 1);
    long_string[sizeof long_string - 1] = '\0';
    size_t before = output_memory(output).length;
    for (int i = 0; i < 100; i++)
        output_format(output, "%s", long_string);
    assert_int_equal(output_memory(output).length, before + 100 * (sizeof long_string - 1));
    assert_int_equal(output_close(output, NULL), CHIFFRE_OK);
    assert_int_equal(output_open_memory(&output), CHIFFRE_OK);
    memory_fail_at(1);
    output_write(output, long_string, sizeof long_string);
    memory_fail_at(0);
    assert_true(output_failed(output));
    assert_int_equal(output_close(output, NULL), CHIFFRE_NO_MEMORY);
}

static void large_pieces_stay_in_order(void **state)
{
    (void)state;
    char *piece = memory_take(1, 200000), *all = memory_take(1, 1000000);
    assert_non_null(piece);
    assert_non_null(all);
    size_t length = 0;
    struct output *output = open_output(in_folder("large.txt"));
    for (int i = 0; i < 6; i++) {
        size_t size = (size_t)i * 33331;
        memset(piece, 'a' + i, size);
        output_write(output, piece, size);
        memcpy(all + length, piece, size);
        length += size;
    }
    all[length] = '\0';
    assert_int_equal(output_close(output, NULL), CHIFFRE_OK);
    assert_file("large.txt", all);
    memory_free(piece);
    memory_free(all);
}

static void every_failing_allocation_leaves_nothing(void **state)
{
    (void)state;
    bool done = false;
    for (size_t n = 1; !done; n++) {
        struct output *output = NULL;
        memory_fail_at(n);
        enum chiffre_status status = output_open(in_folder("a.txt"), &output, NULL);
        memory_fail_at(0);
        done = status == CHIFFRE_OK;
        assert_true(done || status == CHIFFRE_NO_MEMORY);
        if (done)
            output_discard(output);
        assert_int_equal(count_files(), 0);
        assert_true(n < 10);
    }
}

static void reads_line_by_line(void **state)
{
    (void)state;
    write_file("lines.txt", "one\ntwo\r\n\nfour\rfour\nlast");
    static const char *const expected[] = {"one", "two", "", "four\rfour", "last"};
    struct input *input;
    struct chiffre_text line;
    bool end = false;
    assert_int_equal(input_open(in_folder("lines.txt"), &input, NULL), CHIFFRE_OK);
    assert_int_equal(input_peek(input, &line, NULL), CHIFFRE_OK);
    assert_true(text_equal(line, TEXT("one\n")));
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(input_line(input, &line, &end, NULL), CHIFFRE_OK);
        assert_false(end);
        assert_true(text_equal(line, text_from(expected[i])));
        assert_int_equal(input_line_number(input), i + 1);
    }
    assert_int_equal(input_line(input, &line, &end, NULL), CHIFFRE_OK);
    assert_true(end);
    input_close(input);
    input_close(NULL);
}

static void reads_lines_longer_than_its_buffer(void **state)
{
    (void)state;
    struct output *output = open_output(in_folder("long.txt"));
    for (int i = 0; i < 50000; i++)
        output_format(output, "%08d", i);
    output_string(output, "\nshort\n");
    assert_int_equal(output_close(output, NULL), CHIFFRE_OK);
    struct input *input;
    struct chiffre_text line;
    bool end;
    assert_int_equal(input_open(in_folder("long.txt"), &input, NULL), CHIFFRE_OK);
    assert_int_equal(input_line(input, &line, &end, NULL), CHIFFRE_OK);
    assert_int_equal(line.length, 400000);
    assert_memory_equal(line.data + 399992, "00049999", 8);
    assert_int_equal(input_line(input, &line, &end, NULL), CHIFFRE_OK);
    assert_true(text_equal(line, TEXT("short")));
    size_t total = 0;
    input_close(input);
    assert_int_equal(input_open(in_folder("long.txt"), &input, NULL), CHIFFRE_OK);
    for (end = false; !end; total += line.length)
        assert_int_equal(input_block(input, &line, &end, NULL), CHIFFRE_OK);
    assert_int_equal(total, 400007);
    input_close(input);
}

static void what_cannot_be_read_says_why(void **state)
{
    (void)state;
    struct arena arena = {.blocks = NULL};
    struct chiffre_text bytes;
    struct chiffre_error error;
    struct input *input = NULL;
    bool end;
    assert_int_equal(input_whole("/nowhere/at/all", &arena, &bytes, &error), CHIFFRE_UNREADABLE);
    assert_string_equal(error.file, "/nowhere/at/all");
    assert_string_equal(error.message, "No such file or directory");
    assert_int_equal(input_whole(folder, &arena, &bytes, &error), CHIFFRE_UNREADABLE);
    assert_string_equal(error.message, "Is a directory");
    assert_int_equal(input_open("/nowhere/at/all", &input, &error), CHIFFRE_UNREADABLE);
    assert_null(input);
    assert_int_equal(input_open(folder, &input, &error), CHIFFRE_OK);
    assert_int_equal(input_line(input, &bytes, &end, &error), CHIFFRE_UNREADABLE);
    input_close(input);
    assert_int_equal(input_whole("/dev/null", &arena, &bytes, &error), CHIFFRE_OK);
    assert_int_equal(bytes.length, 0);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_file_appears_when_it_is_closed, empty_folder),
        cmocka_unit_test_teardown(a_discarded_file_leaves_nothing, empty_folder),
        cmocka_unit_test_teardown(a_link_is_replaced_not_followed, empty_folder),
        cmocka_unit_test_teardown(a_name_that_cannot_be_is_unwritable, empty_folder),
        cmocka_unit_test_teardown(a_full_device_is_noticed, empty_folder),
        cmocka_unit_test_teardown(a_closed_pipe_is_noticed, empty_folder),
        cmocka_unit_test_teardown(memory_takes_what_comes, empty_folder),
        cmocka_unit_test_teardown(large_pieces_stay_in_order, empty_folder),
        cmocka_unit_test_teardown(every_failing_allocation_leaves_nothing, empty_folder),
        cmocka_unit_test_teardown(reads_line_by_line, empty_folder),
        cmocka_unit_test_teardown(reads_lines_longer_than_its_buffer, empty_folder),
        cmocka_unit_test_teardown(what_cannot_be_read_says_why, empty_folder),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
