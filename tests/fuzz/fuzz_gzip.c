/* SPDX-License-Identifier: MIT */
/* Door gzip: any bytes as a stream that may be packed. With cut reads the same; bytes that are not packed stay; bytes that are
 * packed here, in two members, come back. First byte: how reads are cut. */
#include "core/unpack.h"
#include "tests/fuzz/door.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#define MOST ((size_t)1 << 17)

struct unpacked {
    char *bytes;
    size_t length;
    enum chiffre_status status;
    bool packed;
};

static struct unpacked unpack(struct chiffre_text from, size_t most, size_t step)
{
    struct unpacked made = {.bytes = malloc(MOST)};
    int file = open(door_file(from), O_RDONLY | O_CLOEXEC);
    struct unpack *unpack = unpack_new(file);
    struct chiffre_error error = {.line = 0};
    size_t taken = 1;
    REQUIRE(file >= 0 && unpack != NULL && made.bytes != NULL);
    door_cut_reads(most);
    while (taken > 0 && made.length < MOST && made.status == CHIFFRE_OK) {
        size_t room = step < MOST - made.length ? step : MOST - made.length;
        made.status = unpack_read(unpack, "fuzz", made.bytes + made.length, room, &taken, &error);
        REQUIRE(taken <= room && (made.status == CHIFFRE_OK || taken == 0));
        made.length += taken;
    }
    door_cut_reads(0);
    door_failed_well(made.status, &error);
    made.packed = unpack_packed(unpack);
    unpack_free(unpack);
    close(file);
    return made;
}

static void same(struct unpacked one, struct unpacked other)
{
    REQUIRE(one.packed == other.packed && one.status == other.status);
    REQUIRE(one.status != CHIFFRE_OK || one.length == other.length);
    size_t shorter = one.length < other.length ? one.length : other.length;
    REQUIRE(memcmp(one.bytes, other.bytes, shorter) == 0);
}

static size_t pack(struct chiffre_text bytes, unsigned char *into, size_t room)
{
    z_stream stream = {
        .next_in = (z_const Bytef *)bytes.data, .avail_in = (uInt)bytes.length, .next_out = into, .avail_out = (uInt)room};
    REQUIRE(deflateInit2(&stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    size_t length = room - stream.avail_out;
    (void)deflateEnd(&stream);
    return length;
}

static void there_and_back(struct chiffre_text bytes, size_t most)
{
    size_t room = 2 * bytes.length + 1024, half = bytes.length / 2;
    unsigned char *packed = malloc(room);
    REQUIRE(packed != NULL);
    size_t length = pack((struct chiffre_text){bytes.data, half}, packed, room);
    length += pack((struct chiffre_text){bytes.data + half, bytes.length - half}, packed + length, room - length);
    struct unpacked back = unpack((struct chiffre_text){(const char *)packed, length}, most, 1000);
    REQUIRE(back.status == CHIFFRE_OK && back.packed && text_equal(bytes, (struct chiffre_text){back.bytes, back.length}));
    free(back.bytes);
    free(packed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct chiffre_text rest = {(const char *)data, size};
    size_t most = 1 + door_byte(&rest);
    struct unpacked whole = unpack(rest, 0, MOST), cut = unpack(rest, most, 1 + most * 7);
    same(whole, cut);
    REQUIRE(whole.packed || (whole.status == CHIFFRE_OK && text_equal(rest, (struct chiffre_text){whole.bytes, whole.length})));
    there_and_back(rest, most);
    free(whole.bytes);
    free(cut.bytes);
    return 0;
}
