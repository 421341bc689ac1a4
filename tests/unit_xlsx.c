/* SPDX-License-Identifier: MIT */
/* What a workbook must hold before it gets its name: archives made here, whole and damaged in one place each. */
#include "compare/xlsx.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <zlib.h>

#include "core/text.h"

#include <cmocka.h>

struct archive {
    char bytes[8192], directory[4096];
    size_t used, listed, count;
};

static size_t put(char *to, uint32_t number, size_t size)
{
    for (size_t i = 0; i < size; i++)
        to[i] = (char)(number >> 8 * i);
    return size;
}

/* A part as it is: method 0. */
static void add(struct archive *archive, const char *name, const char *content)
{
    uint32_t length = (uint32_t)strlen(content), at = (uint32_t)archive->used;
    uint32_t checksum = (uint32_t)crc32(crc32(0, NULL, 0), (const Bytef *)content, length);
    char fields[26] = {0};
    put(fields + 10, checksum, 4);
    put(fields + 14, length, 4);
    put(fields + 18, length, 4);
    put(fields + 22, (uint32_t)strlen(name), 2);
    archive->used += (size_t)sprintf(archive->bytes + archive->used, "PK\3\4");
    memcpy(archive->bytes + archive->used, fields, 26);
    archive->used += 26;
    archive->used += (size_t)sprintf(archive->bytes + archive->used, "%s%s", name, content);
    char *entry = archive->directory + archive->listed;
    memset(entry, 0, 46);
    memcpy(entry, "PK\1\2", 4);
    memcpy(entry + 6, fields, 26);
    put(entry + 42, at, 4);
    archive->listed += 46 + (size_t)sprintf(entry + 46, "%s", name);
    archive->count++;
}

static struct chiffre_text finish(struct archive *archive)
{
    uint32_t start = (uint32_t)archive->used;
    memcpy(archive->bytes + archive->used, archive->directory, archive->listed);
    archive->used += archive->listed;
    char *end = archive->bytes + archive->used;
    memset(end, 0, 22);
    memcpy(end, "PK\5\6", 4);
    put(end + 8, (uint32_t)archive->count, 2);
    put(end + 10, (uint32_t)archive->count, 2);
    put(end + 12, (uint32_t)archive->listed, 4);
    put(end + 16, start, 4);
    archive->used += 22;
    return (struct chiffre_text){archive->bytes, archive->used};
}

static const char *const parts[][2] = {
    {"[Content_Types].xml", "<?xml version=\"1.0\"?>\n<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"x\"/><Override "
                            "PartName=\"/xl/worksheets/sheet1.xml\"/></Types>"},
    {"_rels/.rels", "<R/>"},
    {"xl/_rels/workbook.xml.rels", "<R><r a=\"1>2\"/></R>"},
    {"xl/workbook.xml", "<workbook><sheets></sheets></workbook>"},
    {"xl/worksheets/sheet1.xml", "<worksheet><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"/></row><cols/></worksheet>"},
    {"xl/sharedStrings.xml", "<sst count=\"2\" uniqueCount=\"2\"><si><t>a</t></si><si><t>b &lt; c</t></si></sst>"},
    {"xl/theme/theme1.xml", "<a:theme></a:theme>"},
    {"xl/styles.xml", "<styleSheet></styleSheet>"},
    {"docProps/core.xml", "<core></core>"},
    {"docProps/app.xml", "<app></app>"},
};
#define PARTS (sizeof parts / sizeof *parts)
static const struct xlsx_promise promise = {.sheets = 1, .cells = {2}};

/* The workbook with one part replaced, or left out (content NULL). */
static int verdict(const char *name, const char *content, const struct xlsx_promise *promised)
{
    struct archive archive = {.used = 0};
    for (size_t i = 0; i < PARTS; i++)
        if (strcmp(parts[i][0], name) != 0)
            add(&archive, parts[i][0], parts[i][1]);
        else if (content != NULL)
            add(&archive, name, content);
    return xlsx_verify(finish(&archive), promised);
}

static void whole(void **state)
{
    (void)state;
    assert_int_equal(verdict("", NULL, &promise), 0);
}

/* The archive is sound, and what is in it is not. */
static void cut_parts(void **state)
{
    (void)state;
    for (size_t i = 0; i < PARTS; i++) {
        char content[512];
        size_t length = strlen(parts[i][1]);
        assert_int_equal(verdict(parts[i][0], NULL, &promise), EBADMSG);
        for (size_t cut = 0; cut < length; cut++) {
            snprintf(content, sizeof content, "%.*s", (int)cut, parts[i][1]);
            if (verdict(parts[i][0], content, &promise) != EBADMSG)
                fail_msg("%s passes with %zu of %zu bytes", parts[i][0], cut, length);
        }
    }
}

static void wrong_parts(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"xl/worksheets/sheet1.xml", "<worksheet><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></worksheet>"}, /* a cell less */
        {"xl/worksheets/sheet1.xml", "<worksheet><row r=\"1\"><c/><c><v>0</v></row></worksheet>"},                  /* crossed */
        {"xl/worksheets/sheet1.xml", "<worksheet><row><c/><c/></row></worksheet><more/>"},
        {"xl/worksheets/sheet1.xml", "<worksheet><row><c/><c/></row></worksheet></more>"},
        {"xl/worksheets/sheet1.xml", "<worksheet><row><c/><c/></row><></worksheet>"},
        {"xl/worksheets/sheet1.xml", "<worksheet><row><c/><c/></row><a<b></a></worksheet>"},
        {"xl/sharedStrings.xml", "<sst count=\"2\" uniqueCount=\"2\"><si><t>a</t></si></sst>"}, /* a string less */
        {"[Content_Types].xml", "<Types><Override PartName=\"/xl/absent.xml\"/></Types>"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (verdict(wrong[i][0], wrong[i][1], &promise) != EBADMSG)
            fail_msg("%s passes as %s", wrong[i][0], wrong[i][1]);
    static const struct xlsx_promise others[] = {{.sheets = 2, .cells = {2, 0}}, {.sheets = 1, .charts = 1, .cells = {2}},
                                                 {.sheets = 1, .cells = {3}}, {.sheets = 0}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(verdict("", NULL, &others[i]), EBADMSG);
}

/* Every length, and every byte changed: no crash, and what is changed inside a part is seen. */
static void damaged_archives(void **state)
{
    (void)state;
    struct archive archive = {.used = 0};
    for (size_t i = 0; i < PARTS; i++)
        add(&archive, parts[i][0], parts[i][1]);
    size_t inside = archive.used;
    struct chiffre_text bytes = finish(&archive);
    for (size_t length = 0; length < bytes.length; length++)
        assert_int_equal(xlsx_verify((struct chiffre_text){bytes.data, length}, &promise), EBADMSG);
    for (size_t at = 0; at < bytes.length; at++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            archive.bytes[at] = (char)(archive.bytes[at] ^ 1 << bit);
            (void)xlsx_verify(bytes, &promise);
            archive.bytes[at] = (char)(archive.bytes[at] ^ 1 << bit);
        }
    }
    for (size_t i = 0; i < PARTS; i++) {
        char *content = memmem(archive.bytes, inside, parts[i][1], strlen(parts[i][1]));
        assert_non_null(content);
        for (size_t at = 0; at < strlen(parts[i][1]); at++) {
            content[at] ^= 1;
            assert_int_equal(xlsx_verify(bytes, &promise), EBADMSG);
            content[at] ^= 1;
        }
    }
    assert_int_equal(xlsx_verify(bytes, &promise), 0);
}

static void no_memory(void **state)
{
    (void)state;
    memory_fail_at(1);
    assert_int_equal(verdict("", NULL, &promise), ENOMEM);
    memory_fail_at(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole),           cmocka_unit_test(cut_parts), cmocka_unit_test(wrong_parts),
        cmocka_unit_test(damaged_archives), cmocka_unit_test(no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
