/* SPDX-License-Identifier: MIT */
/* A finished workbook -> is it whole? libxlsxwriter keeps the write errors of its temporary files and some failures of memory to itself:
 * the archive is then sound and what is packed in it is cut. So every part is unpacked, and what it holds is counted. */
#include "compare/xlsx.h"

#include <errno.h>
#include <stdlib.h>
#include <zlib.h>

#include "core/text.h"

#define END_SIZE 22 /* of a zip's end record, which has no comment here */
#define ENTRY_SIZE 46
#define HEAD_SIZE 30
#define FIXED_PARTS 9 /* types, relations twice, workbook, strings, theme, styles, two of properties */
#define DRAWN_PARTS 3 /* a drawing and relations twice */
#define DEPTH_MAX 64
#define TAG_MAX 512 /* bytes of a tag that are kept */
#define BLOCK_SIZE ((size_t)65536)

struct part {
    struct chiffre_text name, packed;
    uint32_t checksum, size;
    bool deflated;
};

struct archive {
    struct chiffre_text bytes;
    struct part *parts;
    size_t count;
};

/* A part as it is read: elements that open and close. */
struct elements {
    const struct archive *archive;
    uint64_t open[DEPTH_MAX]; /* hashes of names */
    size_t depth, roots;
    char tag[TAG_MAX];
    size_t length;
    bool in_tag, broken;
    char quote; /* of the attribute's value that is read; 0: none */
    size_t cells, strings, promised; /* `promised` strings */
};

static uint32_t number(const char *bytes, size_t size)
{
    uint32_t value = 0;
    for (size_t i = size; i > 0; i--)
        value = value << 8 | (unsigned char)bytes[i - 1];
    return value;
}

/* ---- The archive ---- */
static const struct part *find_part(const struct archive *archive, struct chiffre_text name)
{
    for (size_t i = 0; i < archive->count; i++)
        if (text_equal(archive->parts[i].name, name))
            return &archive->parts[i];
    return NULL;
}

/* What the directory says of a part, and that the part's own head says the same. Returns the entry's length; 0: it is no good. */
static size_t read_entry(const struct archive *archive, struct chiffre_text entry, struct part *part)
{
    if (entry.length < ENTRY_SIZE || memcmp(entry.data, "PK\1\2", 4) != 0)
        return 0;
    uint32_t method = number(entry.data + 10, 2), packed = number(entry.data + 20, 4), at = number(entry.data + 42, 4);
    size_t name = number(entry.data + 28, 2), length = ENTRY_SIZE + name + number(entry.data + 30, 2) + number(entry.data + 32, 2);
    struct chiffre_text bytes = archive->bytes;
    if (length > entry.length || (method != 0 && method != Z_DEFLATED) || at > bytes.length || bytes.length - at < HEAD_SIZE)
        return 0;
    const char *head = bytes.data + at;
    size_t start = at + HEAD_SIZE + number(head + 26, 2) + number(head + 28, 2);
    if (memcmp(head, "PK\3\4", 4) != 0 || number(head + 26, 2) != name || start > bytes.length || packed > bytes.length - start ||
        memcmp(head + HEAD_SIZE, entry.data + ENTRY_SIZE, name) != 0)
        return 0;
    *part = (struct part){.name = {entry.data + ENTRY_SIZE, name},
                          .packed = {bytes.data + start, packed},
                          .checksum = number(entry.data + 16, 4),
                          .size = number(entry.data + 24, 4),
                          .deflated = method == Z_DEFLATED};
    return length;
}

/* 0, EBADMSG or ENOMEM, as all below. */
static int read_directory(struct archive *archive)
{
    struct chiffre_text bytes = archive->bytes;
    if (bytes.length < END_SIZE || memcmp(bytes.data + bytes.length - END_SIZE, "PK\5\6", 4) != 0)
        return EBADMSG;
    const char *end = bytes.data + bytes.length - END_SIZE;
    size_t count = number(end + 10, 2), size = number(end + 12, 4), start = number(end + 16, 4);
    if (start > bytes.length - END_SIZE || size != bytes.length - END_SIZE - start)
        return EBADMSG;
    archive->parts = memory_take(count, sizeof *archive->parts);
    if (archive->parts == NULL)
        return ENOMEM;
    struct chiffre_text rest = {bytes.data + start, size};
    for (; archive->count < count; archive->count++) {
        size_t length = read_entry(archive, rest, &archive->parts[archive->count]);
        if (length == 0)
            return EBADMSG;
        rest = (struct chiffre_text){rest.data + length, rest.length - length};
    }
    return rest.length == 0 ? 0 : EBADMSG;
}

/* ---- What is in a part ---- */
static struct chiffre_text attribute(const struct elements *elements, const char *name)
{
    const char *value = memmem(elements->tag, elements->length, name, strlen(name));
    if (value == NULL)
        return (struct chiffre_text){NULL, 0};
    value += strlen(name);
    size_t room = elements->length - (size_t)(value - elements->tag);
    const char *end = memchr(value, '"', room);
    return (struct chiffre_text){value, end == NULL ? room : (size_t)(end - value)};
}

static bool is_named(struct chiffre_text name, const char *string)
{
    return text_equal(name, text_from(string));
}

static void end_tag(struct elements *elements)
{
    bool closing = elements->length > 0 && elements->tag[0] == '/', empty = elements->length > 0 && elements->tag[elements->length - 1] == '/';
    struct chiffre_text name = {elements->tag + closing, 0};
    while (name.length + closing < elements->length && strchr(" \n/", name.data[name.length]) == NULL)
        name.length++;
    elements->in_tag = false;
    if (name.length > 0 && name.data[0] == '?')
        return;
    if (closing) {
        elements->broken = elements->broken || elements->depth == 0 || elements->open[--elements->depth] != text_hash(name);
        return;
    }
    elements->roots += elements->depth == 0;
    elements->cells += is_named(name, "c");
    elements->strings += is_named(name, "si");
    if (is_named(name, "sst"))
        for (struct chiffre_text digits = attribute(elements, " uniqueCount=\""); digits.length > 0; digits.data++, digits.length--)
            elements->promised = elements->promised * 10 + (size_t)(digits.data[0] - '0');
    struct chiffre_text listed = is_named(name, "Override") ? attribute(elements, " PartName=\"/") : (struct chiffre_text){NULL, 0};
    elements->broken = elements->broken || name.length == 0 || (listed.length > 0 && find_part(elements->archive, listed) == NULL) ||
                       (!empty && elements->depth == DEPTH_MAX);
    if (!empty && !elements->broken)
        elements->open[elements->depth++] = text_hash(name);
}

/* A tag longer than is kept has lost attributes, and of an empty element the slash: the last byte is kept in any case. */
static void read_elements(struct elements *elements, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length && !elements->broken; i++) {
        char c = bytes[i];
        if (!elements->in_tag) {
            const char *next = memchr(bytes + i, '<', length - i);
            i = next == NULL ? length : (size_t)(next - bytes);
            elements->in_tag = next != NULL;
            elements->length = 0;
            elements->quote = 0;
        } else if (elements->quote == 0 && c == '>') {
            end_tag(elements);
        } else {
            elements->broken = elements->quote == 0 && c == '<';
            elements->quote = c != '"' ? elements->quote : elements->quote == 0 ? '"' : 0;
            elements->length -= elements->length == TAG_MAX;
            elements->tag[elements->length++] = c;
        }
    }
}

static int unpack_part(const struct part *part, struct elements *elements)
{
    char *block = memory_take(1, BLOCK_SIZE);
    z_stream stream = {.next_in = (Bytef *)(uintptr_t)part->packed.data, .avail_in = (uInt)part->packed.length};
    if (block == NULL || inflateInit2(&stream, -MAX_WBITS) != Z_OK) {
        memory_free(block);
        return ENOMEM;
    }
    uLong checksum = crc32(0, NULL, 0);
    int result = Z_OK;
    while (result == Z_OK) {
        stream.next_out = (Bytef *)block;
        stream.avail_out = BLOCK_SIZE;
        result = inflate(&stream, Z_NO_FLUSH);
        size_t taken = BLOCK_SIZE - stream.avail_out;
        checksum = crc32(checksum, (const Bytef *)block, (uInt)taken);
        read_elements(elements, block, taken);
    }
    bool whole = result == Z_STREAM_END && stream.avail_in == 0 && stream.total_out == part->size && checksum == part->checksum;
    (void)inflateEnd(&stream);
    memory_free(block);
    return whole ? 0 : result == Z_MEM_ERROR ? ENOMEM : EBADMSG;
}

static int read_part(const struct part *part, struct elements *elements)
{
    int failed = 0;
    if (part->deflated)
        failed = unpack_part(part, elements);
    else if (part->size != part->packed.length || crc32(crc32(0, NULL, 0), (const Bytef *)part->packed.data, part->size) != part->checksum)
        failed = EBADMSG;
    else
        read_elements(elements, part->packed.data, part->packed.length);
    bool whole = !elements->broken && !elements->in_tag && elements->depth == 0 && elements->roots == 1;
    return failed != 0 ? failed : whole && elements->strings == elements->promised ? 0 : EBADMSG;
}

/* "xl/worksheets/sheet2.xml" -> 2; 0: it is no sheet. */
static size_t sheet_number(struct chiffre_text name)
{
    static const char before[] = "xl/worksheets/sheet";
    size_t length = sizeof before - 1;
    if (name.length <= length || memcmp(name.data, before, length) != 0 || name.data[length] < '1' || name.data[length] > '9')
        return 0;
    return (size_t)(name.data[length] - '0');
}

static int read_parts(const struct archive *archive, const struct xlsx_promise *promise)
{
    size_t sheets = 0, charts = 0;
    for (size_t i = 0; i < archive->count; i++) {
        const struct part *part = &archive->parts[i];
        struct elements elements = {.archive = archive};
        int failed = read_part(part, &elements);
        if (failed != 0)
            return failed;
        size_t sheet = sheet_number(part->name);
        if (sheet > promise->sheets || (sheet > 0 && elements.cells != promise->cells[sheet - 1]))
            return EBADMSG;
        sheets += sheet > 0;
        charts += part->name.length > 15 && memcmp(part->name.data, "xl/charts/chart", 15) == 0;
    }
    size_t least = FIXED_PARTS + promise->sheets + (promise->charts > 0 ? promise->charts + DRAWN_PARTS : 0);
    return sheets == promise->sheets && charts == promise->charts && archive->count >= least ? 0 : EBADMSG;
}

int xlsx_verify(struct chiffre_text bytes, const struct xlsx_promise *promise)
{
    struct archive archive = {.bytes = bytes};
    int failed = read_directory(&archive);
    if (failed == 0)
        failed = read_parts(&archive, promise);
    memory_free(archive.parts);
    return failed;
}
