/* SPDX-License-Identifier: MIT */
/* Reading documents: forms, order, what is lost with a broken line, and every allocation failing once. */
#include "chiffre.h"
#include "core/date.h"
#include "core/memory.h"
#include "core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/chiffre-document.XXXXXX";
static char path[128];

static void write_file(const char *name, const char *bytes, size_t length)
{
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static struct chiffre_reader *open_reader(const char *form)
{
    struct chiffre_reader *reader;
    struct chiffre_error error = {.line = 0};
    assert_int_equal(chiffre_reader_new(path, &(struct chiffre_reader_options){.form = form}, &reader, &error), CHIFFRE_OK);
    return reader;
}

static void expect_document(struct chiffre_reader *reader, const char *name, const char *text, size_t line)
{
    struct chiffre_document document;
    struct chiffre_error error = {.line = 0};
    bool end = true;
    assert_int_equal(chiffre_reader_next(reader, &document, &end, &error), CHIFFRE_OK);
    assert_false(end);
    assert_true(text_equal(document.name, text_from(name)));
    assert_true(text_equal(document.text, text_from(text)));
    assert_int_equal(chiffre_reader_line(reader), line);
}

static void expect_end(struct chiffre_reader *reader)
{
    struct chiffre_document document;
    struct chiffre_error error = {.line = 0};
    for (int i = 0; i < 2; i++) { /* and it stays there */
        bool end = false;
        assert_int_equal(chiffre_reader_next(reader, &document, &end, &error), CHIFFRE_OK);
        assert_true(end);
    }
    chiffre_reader_free(reader);
}

/* The text as it is read, whole or in steps of a few bytes; the warning's place and message. */
static void expect_encoding(const char *bytes, const char *text, size_t line, size_t column, const char *message)
{
    write_file("stray.txt", bytes, strlen(bytes));
    for (size_t held = 0; held < 2; held++) {
        struct chiffre_reader *reader;
        struct chiffre_error error = {.line = 0};
        assert_int_equal(chiffre_reader_new(path, &(struct chiffre_reader_options){.held = held}, &reader, &error), CHIFFRE_OK);
        assert_null(chiffre_reader_warning(reader));
        expect_document(reader, path, text, 1);
        const struct chiffre_error *warning = chiffre_reader_warning(reader);
        if (message == NULL) {
            assert_null(warning);
        } else {
            assert_non_null(warning);
            assert_string_equal(warning->file, path);
            assert_int_equal(warning->line, line);
            assert_int_equal(warning->column, column);
            assert_non_null(strstr(warning->message, message));
        }
        expect_end(reader);
    }
}

static void test_stray_bytes(void **state)
{
    (void)state;
    expect_encoding("\xC3\xA9\xC3\xA9\xC3\xA9\n\xC3\xA9 \xE9 a", "\xC3\xA9\xC3\xA9\xC3\xA9\n\xC3\xA9 \xE9 a", 2, 3, "1 byte is no UTF-8");
    expect_encoding("\xE9\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC", "\xE9\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC", 1, 1, "1 byte is");
    expect_encoding("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xE2\x82", /* cut at its end */
                    "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 \xE2\x82", 1, 10, "2 bytes from here on are no UTF-8");
    /* Too few letters for them, none, a mark that says what it is, and valid. */
    expect_encoding("\xC3\xA9\xC3\xA9\xC3\xA9 \xE9", "\xC3\x83\xC2\xA9\xC3\x83\xC2\xA9\xC3\x83\xC2\xA9 \xC3\xA9", 0, 0, NULL);
    expect_encoding("\xE9t\xE9 \xC9\xBB", "\xC3\xA9t\xC3\xA9 \xC3\x89\xC2\xBB", 0, 0, NULL);
    expect_encoding("a \xE9", "a \xC3\xA9", 0, 0, NULL);
    expect_encoding("\xEF\xBB\xBF\xC3\xA9 \xE9", "\xC3\xA9 \xE9", 0, 0, NULL);
    expect_encoding("\xC3\xA9", "\xC3\xA9", 0, 0, NULL);
}

static void test_text(void **state)
{
    (void)state;
    struct chiffre_document document;
    struct chiffre_error error = {.line = 0};
    bool end;
    static const char bytes[] = "a\0b\xFF\r\n";
    write_file("article.txt", bytes, sizeof bytes - 1);
    struct chiffre_reader *reader = open_reader("auto");
    assert_int_equal(chiffre_reader_line(reader), 0);
    assert_int_equal(chiffre_reader_next(reader, &document, &end, &error), CHIFFRE_OK);
    assert_true(text_equal(document.text, TEXT("a\0b\xC3\xBF\r\n"))); /* no UTF-8: Windows-1252 */
    assert_true(text_equal(document.name, text_from(path)));
    assert_int_equal(document.date, CHIFFRE_NO_DATE);
    assert_int_equal(document.language.length, 0);
    expect_end(reader);
    write_file("empty", "", 0);
    reader = open_reader(NULL);
    expect_document(reader, path, "", 1);
    expect_end(reader);
}

static void test_json_lines(void **state)
{
    (void)state;
    static const char lines[] = "\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"one\"}\r\n\n  \t\n{\"id\":17,\"text\":\"deux \\u20ac\"}\n{\"text\":\"three\"}";
    write_file("stream.NDJSON", lines, sizeof lines - 1);
    struct chiffre_reader *reader = open_reader("auto");
    expect_document(reader, "a", "one", 1);
    expect_document(reader, "17", "deux €", 4);
    expect_document(reader, "5", "three", 5);
    expect_end(reader);
    reader = open_reader("text"); /* what is asked for wins over the ending */
    expect_document(reader, path, lines + 3, 1); /* the byte order mark is no text */
    expect_end(reader);
}

static void test_broken_line(void **state)
{
    (void)state;
    struct chiffre_document document;
    struct chiffre_error error = {.line = 0};
    bool end = true;
    static const char lines[] = "{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":}\n{\"id\":\"c\",\"text\":\"three\"}\n";
    write_file("broken.jsonl", lines, sizeof lines - 1);
    struct chiffre_reader *reader = open_reader("auto");
    expect_document(reader, "a", "one", 1);
    assert_int_equal(chiffre_reader_next(reader, &document, &end, &error), CHIFFRE_MALFORMED);
    assert_false(end);
    assert_string_equal(error.file, path);
    assert_int_equal(error.line, 2);
    assert_true(error.column > 0);
    expect_document(reader, "c", "three", 3);
    expect_end(reader);
}

static void test_unreadable(void **state)
{
    (void)state;
    struct chiffre_reader *reader;
    struct chiffre_document document;
    struct chiffre_error error = {.line = 0};
    bool end = true;
    snprintf(path, sizeof path, "%s/missing.jsonl", folder);
    assert_int_equal(chiffre_reader_new(path, NULL, &reader, &error), CHIFFRE_UNREADABLE);
    assert_null(reader);
    assert_string_equal(error.file, path);
    assert_int_equal(chiffre_reader_new(path, &(struct chiffre_reader_options){.form = "cuneiform"}, &reader, &error), CHIFFRE_UNKNOWN);
    assert_null(reader);
    snprintf(path, sizeof path, "%s/missing.txt", folder);
    reader = open_reader("auto");
    assert_int_equal(chiffre_reader_next(reader, &document, &end, &error), CHIFFRE_UNREADABLE);
    assert_false(end);
    expect_end(reader);
}

static void test_forms(void **state)
{
    (void)state;
    const char *endings = NULL;
    assert_string_equal(chiffre_reader_form(0, NULL), "text");
    assert_string_equal(chiffre_reader_form(1, &endings), "jsonl");
    assert_string_equal(endings, ".jsonl .ndjson");
    assert_null(chiffre_reader_form(1000, &endings));
}

/* The nth allocation fails, for every n up to the one that no longer matters: each time a status, never a crash or a leak. */
static void fail_each_allocation(size_t least)
{
    size_t failures = 0;
    for (size_t n = 1; n < 1000; n++) {
        struct chiffre_reader *reader;
        struct chiffre_document document;
        struct chiffre_error error = {.line = 0};
        bool end = false;
        memory_fail_at(n);
        enum chiffre_status status = chiffre_reader_new(path, NULL, &reader, &error);
        while (status == CHIFFRE_OK && !end)
            status = chiffre_reader_next(reader, &document, &end, &error);
        memory_fail_at(0);
        chiffre_reader_free(reader);
        if (status == CHIFFRE_OK)
            break;
        assert_int_equal(status, CHIFFRE_NO_MEMORY);
        failures++;
    }
    assert_in_range(failures, least, 998);
}

static void test_no_memory(void **state)
{
    (void)state;
    static const char lines[] = "{\"id\":\"a\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n";
    static const char page[] = "<html lang=fr><head><title>T</title><script type='application/ld+json'>{\"datePublished\":\"2025-08-02\"}</script>"
                               "<body><article><h1>T</h1><p>L&rsquo;article &eacute;crit.</p><table><caption>en millions d'euros</caption>"
                               "<tr><th></th><th>2024</th></tr><tr><td>Ventes</td><td>12</td></tr></table></article>";
    write_file("memory.jsonl", lines, sizeof lines - 1);
    fail_each_allocation(2);
    write_file("memory.html", page, sizeof page - 1);
    fail_each_allocation(8);
    write_file("memory.txt", "caf\xE9", 4);
    fail_each_allocation(3);
}

static void expect_page(const char *page, const char *text, const char *title, const char *source, const char *date, bool whole)
{
    struct chiffre_reader *reader;
    struct chiffre_document document;
    struct chiffre_error error = {.line = 0};
    bool end = true;
    write_file("page.html", page, strlen(page));
    assert_int_equal(chiffre_reader_new(path, &(struct chiffre_reader_options){.whole_page = whole}, &reader, &error), CHIFFRE_OK);
    assert_int_equal(chiffre_reader_next(reader, &document, &end, &error), CHIFFRE_OK);
    if (!text_equal(document.text, text_from(text)))
        print_message("got: %.*s\n", (int)document.text.length, document.text.data);
    assert_true(text_equal(document.text, text_from(text)));
    assert_true(text_equal(document.title, text_from(title)));
    assert_true(text_equal(document.source, text_from(source)));
    assert_int_equal(document.date, date_read(text_from(date)));
    chiffre_reader_free(reader);
}

/* What joins, what parts, what is left out, and what a page says of itself. */
static void test_pages(void **state)
{
    (void)state;
    expect_page("<title>Un titre | Le Site</title><meta property=og:site_name content='Le Site'></head><body><article><p><time datetime=2025-01-02T03:04>hier</time></p>"
                "<p>Un <b>mot</b>s<i> de</i>\n  plus.<br>Et <!-- rien -->fin", "hier\n\nUn mots de plus.\nEt fin", "Un titre", "Le Site", "2025-01-02", false);
    expect_page("<p>12,5<sup>1</sup> millions<sup>(2)</sup>, 1<sup>er</sup> rang, 30 m<sup>2</sup></p>", "12,5 millions, 1er rang, 30 m\xC2\xB2", "", "", "", false);
    expect_page("<p>5&nbsp;000&#8239;&euro; &amp; c&rsquo;est &lt;tout&gt; &inconnu; 3 < 4</p>",
                "5\xC2\xA0" "000\xE2\x80\xAF\xE2\x82\xAC & c\xE2\x80\x99" "est <tout> &inconnu; 3 < 4", "", "", "", false);
    expect_page("<script type='application/ld+json'>[{\"@graph\":[{\"headline\":\"T\",\"datePublished\":\"2024-05-06T00:00Z\",\"publisher\":{\"name\":\"S\"}}]}]"
                "</script><ul><li>un</li><li>deux</li></ul><table><tr><td>a</td><td>b</td></tr></table>", "un\n\ndeux\n\na\n\nb", "T", "S", "2024-05-06", false);
    static const char beside[] = "<nav>menu</nav><div class='cookie-banner'>accepter</div><p hidden>secret</p><p>Le texte qui court ici est bien assez long.</p>"
                                 "<ul><li><a href=x>lire aussi</a></li></ul><footer>pied</footer>";
    expect_page(beside, "Le texte qui court ici est bien assez long.", "", "", "", false);
    expect_page(beside, "menu\n\naccepter\n\nLe texte qui court ici est bien assez long.\n\nlire aussi\n\npied", "", "", "", true);
    expect_page("", "", "", "", "", false);
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"article.txt", "empty", "stream.NDJSON", "broken.jsonl", "memory.jsonl", "memory.html", "memory.txt",
                                        "page.html",   "stray.txt"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),       cmocka_unit_test(test_stray_bytes), cmocka_unit_test(test_json_lines),
        cmocka_unit_test(test_broken_line), cmocka_unit_test(test_unreadable), cmocka_unit_test(test_forms),
        cmocka_unit_test(test_no_memory),  cmocka_unit_test(test_pages),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
