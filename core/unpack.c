/* SPDX-License-Identifier: MIT */
/* Descriptor -> bytes, through zlib where they are gzip. */
#include "core/unpack.h"

#include "core/error.h"
#include "core/memory.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#define BLOCK_SIZE ((size_t)65536)
#define GZIP_ONLY (15 + 16)
#define POLL_MILLISECONDS 200

struct unpack {
    int descriptor;
    bool begun, packed, ended; /* ended: nothing more comes from the descriptor */
    bool inside;               /* a member has begun and not ended */
    const volatile int *stop;  /* may be NULL */
    z_stream stream;
    size_t start, end; /* of what is read and not given yet */
    unsigned char block[BLOCK_SIZE];
};

static void *take(void *context, unsigned count, unsigned size)
{
    (void)context;
    return memory_take(count, size);
}

static void give_back(void *context, void *block)
{
    (void)context;
    memory_free(block);
}

struct unpack *unpack_new(int descriptor)
{
    struct unpack *unpack = memory_take(1, sizeof *unpack);
    if (unpack != NULL) {
        memset(unpack, 0, offsetof(struct unpack, block));
        unpack->descriptor = descriptor;
    }
    return unpack;
}

void unpack_free(struct unpack *unpack)
{
    if (unpack != NULL && unpack->packed)
        inflateEnd(&unpack->stream);
    memory_free(unpack);
}

bool unpack_packed(const struct unpack *unpack)
{
    return unpack->packed;
}

void unpack_stop(struct unpack *unpack, const volatile int *stop)
{
    unpack->stop = stop;
}

/* Waits until there is something to read; false: it is to stop. The signal may be another thread's, or come right before the wait. */
static bool wait_for_bytes(const struct unpack *unpack)
{
    struct pollfd end = {.fd = unpack->descriptor, .events = POLLIN};
    int found = 0;
    while (*unpack->stop == 0 && (found == 0 || (found < 0 && errno == EINTR)))
        found = poll(&end, 1, POLL_MILLISECONDS);
    return *unpack->stop == 0;
}

static enum chiffre_status read_some(struct unpack *unpack, const char *path, void *into, size_t room, size_t *taken,
                                     struct chiffre_error *error)
{
    ssize_t length;
    *taken = 0;
    if (unpack->stop != NULL && !wait_for_bytes(unpack))
        return error_set(error, CHIFFRE_UNREADABLE, path, 0, 0, "stopped");
    do
        length = read(unpack->descriptor, into, room);
    while (length < 0 && errno == EINTR);
    *taken = length > 0 ? (size_t)length : 0;
    unpack->ended = length == 0;
    return length < 0 ? error_system(error, CHIFFRE_UNREADABLE, path, errno) : CHIFFRE_OK;
}

/* Reads behind what is in the block, which is moved to the front. */
static enum chiffre_status fill(struct unpack *unpack, const char *path, struct chiffre_error *error)
{
    size_t taken;
    memmove(unpack->block, unpack->block + unpack->start, unpack->end - unpack->start);
    unpack->end -= unpack->start;
    unpack->start = 0;
    enum chiffre_status status = read_some(unpack, path, unpack->block + unpack->end, BLOCK_SIZE - unpack->end, &taken, error);
    unpack->end += taken;
    return status;
}

/* Reads so much that the first two bytes are there, and tells by them. A pipe may give them one by one. */
static enum chiffre_status begin(struct unpack *unpack, const char *path, struct chiffre_error *error)
{
    while (!unpack->ended && unpack->end < 2) {
        enum chiffre_status status = fill(unpack, path, error);
        if (status != CHIFFRE_OK)
            return status;
    }
    unpack->begun = true;
    if (unpack->end < 2 || unpack->block[0] != 0x1f || unpack->block[1] != 0x8b)
        return CHIFFRE_OK;
    unpack->stream = (z_stream){.zalloc = take, .zfree = give_back};
    if (inflateInit2(&unpack->stream, GZIP_ONLY) != Z_OK)
        return error_no_memory(error);
    unpack->packed = unpack->inside = true;
    return CHIFFRE_OK;
}

static enum chiffre_status give_plain(struct unpack *unpack, const char *path, char *into, size_t room, size_t *taken,
                                      struct chiffre_error *error)
{
    size_t there = unpack->end - unpack->start;
    if (there == 0)
        return unpack->ended ? CHIFFRE_OK : read_some(unpack, path, into, room, taken, error);
    *taken = there < room ? there : room;
    memcpy(into, unpack->block + unpack->start, *taken);
    unpack->start += *taken;
    return CHIFFRE_OK;
}

/* Behind a member: another one, or what gzip calls trailing garbage and leaves out. */
static bool next_member(struct unpack *unpack)
{
    const unsigned char *next = unpack->block + unpack->start;
    unpack->inside =
        unpack->end - unpack->start >= 2 && next[0] == 0x1f && next[1] == 0x8b && inflateReset(&unpack->stream) == Z_OK;
    return unpack->inside;
}

static enum chiffre_status inflate_some(struct unpack *unpack, const char *path, char *into, size_t room, size_t *taken,
                                        struct chiffre_error *error)
{
    static const char damaged[] = "the compressed data are damaged or cut off";
    unpack->stream.next_out = (Bytef *)into;
    unpack->stream.avail_out = room < BLOCK_SIZE * 16 ? (uInt)room : (uInt)(BLOCK_SIZE * 16);
    uInt wanted = unpack->stream.avail_out;
    while (unpack->stream.avail_out == wanted) {
        enum chiffre_status status = unpack->end - unpack->start < 2 && !unpack->ended ? fill(unpack, path, error) : CHIFFRE_OK;
        if (status != CHIFFRE_OK)
            return status;
        if (!unpack->inside && unpack->end - unpack->start < 2 && !unpack->ended)
            continue;
        if (!unpack->inside && !next_member(unpack))
            return CHIFFRE_OK;
        if (unpack->start == unpack->end)
            return error_set(error, CHIFFRE_MALFORMED, path, 0, 0, "%s", damaged);
        unpack->stream.next_in = unpack->block + unpack->start;
        unpack->stream.avail_in = (uInt)(unpack->end - unpack->start);
        int result = inflate(&unpack->stream, Z_NO_FLUSH);
        bool stuck = unpack->stream.avail_in == unpack->end - unpack->start && unpack->stream.avail_out == wanted && result == Z_OK;
        unpack->start = unpack->end - unpack->stream.avail_in;
        if (result == Z_MEM_ERROR)
            return error_no_memory(error);
        if (stuck || (result != Z_OK && result != Z_STREAM_END && !(result == Z_BUF_ERROR && !unpack->ended)))
            return error_set(error, CHIFFRE_MALFORMED, path, 0, 0, "%s", damaged);
        unpack->inside = result != Z_STREAM_END;
    }
    *taken = wanted - unpack->stream.avail_out;
    return CHIFFRE_OK;
}

enum chiffre_status unpack_read(struct unpack *unpack, const char *path, char *into, size_t room, size_t *taken,
                                struct chiffre_error *error)
{
    *taken = 0;
    enum chiffre_status status = unpack->begun ? CHIFFRE_OK : begin(unpack, path, error);
    if (status != CHIFFRE_OK)
        return status;
    return unpack->packed ? inflate_some(unpack, path, into, room, taken, error)
                          : give_plain(unpack, path, into, room, taken, error);
}
