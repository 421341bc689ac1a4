/* SPDX-License-Identifier: MIT */
/* A rate file -> its bytes: plain, gzip (core/input unpacks it), or the first file of a zip archive (the ECB's own packing). */
#include "normalize/rates.h"

#include "core/error.h"
#include "core/input.h"

#include <string.h>
#include <zlib.h>

#define UNPACKED_MAX ((size_t)512 << 20) /* a rate file has 2 MB; more than this is no rate file */
#define RAW_DEFLATE (-15)

/* One pass of inflate over `packed` into blocks that double; *bytes lives in the arena. */
static enum chiffre_status inflate_all(struct chiffre_text packed, int window, const char *path, struct arena *arena,
                                       struct chiffre_text *bytes, struct chiffre_error *error)
{
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (packed.length > UNPACKED_MAX || inflateInit2(&stream, window) != Z_OK)
        return error_no_memory(error);
    size_t capacity = packed.length * 4 + 4096, length = 0;
    char *out = arena_take(arena, capacity);
    stream.next_in = (z_const Bytef *)packed.data;
    stream.avail_in = (uInt)packed.length;
    int result = Z_OK;
    while (out != NULL && result == Z_OK) {
        stream.next_out = (Bytef *)out + length;
        stream.avail_out = (uInt)(capacity - length);
        result = inflate(&stream, Z_NO_FLUSH);
        length = capacity - stream.avail_out;
        if (result == Z_OK && stream.avail_out == 0 && capacity < UNPACKED_MAX) {
            char *larger = arena_take(arena, capacity * 2);
            if (larger != NULL)
                memcpy(larger, out, length);
            out = larger;
            capacity *= 2;
        }
    }
    inflateEnd(&stream);
    if (out == NULL || result == Z_MEM_ERROR)
        return error_no_memory(error);
    if (result != Z_STREAM_END)
        return error_set(error, CHIFFRE_MALFORMED, path, 0, 0, "the compressed data are damaged or cut off");
    *bytes = (struct chiffre_text){out, length};
    return CHIFFRE_OK;
}

static size_t read_little(const unsigned char *at, size_t count)
{
    size_t number = 0;
    while (count-- > 0)
        number = number << 8 | at[count];
    return number;
}

/* The local header of PKWARE's appnote, 4.3.7: method at 8, sizes at 18, lengths of name and extra field at 26. */
static enum chiffre_status unzip_first(struct chiffre_text packed, const char *path, struct arena *arena, struct chiffre_text *bytes,
                                       struct chiffre_error *error)
{
    const unsigned char *header = (const unsigned char *)packed.data;
    if (packed.length < 30)
        return error_set(error, CHIFFRE_MALFORMED, path, 0, 0, "the zip archive is cut off");
    size_t method = read_little(header + 8, 2), stored = read_little(header + 18, 4);
    size_t start = 30 + read_little(header + 26, 2) + read_little(header + 28, 2);
    if (start > packed.length || (method == 0 && stored > packed.length - start))
        return error_set(error, CHIFFRE_MALFORMED, path, 0, 0, "the zip archive is cut off");
    if (method == 0) {
        *bytes = (struct chiffre_text){packed.data + start, stored};
        return CHIFFRE_OK;
    }
    if (method != 8)
        return error_set(error, CHIFFRE_MALFORMED, path, 0, 0, "the zip archive is not compressed by deflate");
    return inflate_all((struct chiffre_text){packed.data + start, packed.length - start}, RAW_DEFLATE, path, arena, bytes, error);
}

enum chiffre_status rates_read_bytes(const char *path, struct arena *arena, struct chiffre_text *bytes, struct chiffre_error *error)
{
    enum chiffre_status status = input_whole(path, arena, bytes, error);
    if (status != CHIFFRE_OK || bytes->length < 4)
        return status;
    struct chiffre_text packed = *bytes;
    if (memcmp(packed.data, "PK\3\4", 4) == 0)
        return unzip_first(packed, path, arena, bytes, error);
    return CHIFFRE_OK;
}
