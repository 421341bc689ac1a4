/* SPDX-License-Identifier: MIT */
/* Files and standard input -> all their bytes, or line after line. */
#include "core/input.h"

#include "core/error.h"
#include "core/text.h"
#include "core/unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK_SIZE ((size_t)65536)

struct input {
    int descriptor;
    struct unpack *unpack;
    char *path;
    char *buffer;
    size_t start, end, capacity; /* of what is read and not given yet */
    size_t line_number;
    bool finished; /* the file's end is read */
};

/* A descriptor, or -1 with *error filled. */
static int open_descriptor(const char *path, struct chiffre_error *error)
{
    if (strcmp(path, "-") == 0)
        return STDIN_FILENO;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        (void)error_system(error, CHIFFRE_UNREADABLE, path, errno);
    return descriptor;
}

static void close_descriptor(int descriptor)
{
    if (descriptor > STDIN_FILENO)
        (void)close(descriptor);
}

/* Where the bytes go: a buffer in the arena, which grows; beyond `held` bytes a file without a name. */
struct whole {
    struct arena *arena;
    char *buffer;
    size_t used, capacity, held;
    int spool;      /* -1: none yet */
    size_t spooled; /* bytes in it */
    const volatile int *stop;
};

static enum chiffre_status spool(struct whole *whole, struct chiffre_error *error)
{
    if (whole->spool < 0)
        whole->spool = spool_open(error);
    if (whole->spool < 0)
        return CHIFFRE_UNREADABLE;
    enum chiffre_status status = spool_write(whole->spool, (struct chiffre_text){whole->buffer, whole->used}, error);
    whole->spooled += whole->used;
    whole->used = 0;
    return status;
}

/* Makes room behind what was read. */
static enum chiffre_status whole_room(struct whole *whole, struct chiffre_error *error)
{
    if (whole->used < whole->capacity)
        return CHIFFRE_OK;
    if (whole->used > whole->held || whole->spool >= 0)
        return spool(whole, error);
    char *larger = arena_take(whole->arena, 2 * whole->capacity);
    if (larger == NULL)
        return error_no_memory(error);
    memcpy(larger, whole->buffer, whole->used);
    whole->buffer = larger;
    whole->capacity *= 2;
    return CHIFFRE_OK;
}

static enum chiffre_status read_all(struct whole *whole, struct unpack *unpack, const char *path, struct chiffre_error *error)
{
    enum chiffre_status status = CHIFFRE_OK;
    for (size_t taken = 1; status == CHIFFRE_OK && taken > 0;) {
        status = unpack_read(unpack, path, whole->buffer + whole->used, whole->capacity - whole->used, &taken, error);
        if (status != CHIFFRE_OK)
            return status;
        whole->used += taken;
        size_t total = whole->spooled + whole->used;
        if (unpack_packed(unpack) && total > UNPACKED_MAX)
            return error_set(error, CHIFFRE_MALFORMED, path, 0, 0, "unpacks to more than %zu MiB", UNPACKED_MAX >> 20);
        if (whole->spool >= 0 && total >= UINT32_MAX)
            return error_set(error, CHIFFRE_OVERFLOW, path, 0, 0, INPUT_TOO_LONG);
        status = whole_room(whole, error);
    }
    return status == CHIFFRE_OK && whole->spool >= 0 ? spool(whole, error) : status;
}

/* Is it a file of bytes as they are? Then *start and *end are where they lie. */
static bool is_plain(int descriptor, size_t *start, size_t *end)
{
    struct stat about;
    unsigned char head[2];
    off_t at = lseek(descriptor, 0, SEEK_CUR);
    if (at < 0 || fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size <= at)
        return false;
    *start = (size_t)at;
    *end = (size_t)about.st_size;
    if (pread(descriptor, head, sizeof head, at) != (ssize_t)sizeof head)
        return false;
    return head[0] != 0x1f || head[1] != 0x8b; /* gzip, as core/unpack.c tells it */
}

static enum chiffre_status read_whole(int descriptor, struct whole *whole, const char *path, struct chiffre_error *error)
{
    struct stat about;
    size_t start, end;
    if (is_plain(descriptor, &start, &end) && end - start >= UINT32_MAX)
        return error_set(error, CHIFFRE_OVERFLOW, path, 0, 0, INPUT_TOO_LONG);
    struct unpack *unpack = unpack_new(descriptor);
    bool sized = fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0;
    whole->capacity = sized ? (size_t)about.st_size + 1 : BLOCK_SIZE;
    if (whole->capacity > whole->held && whole->held < SIZE_MAX)
        whole->capacity = whole->held + 1;
    whole->buffer = arena_take(whole->arena, whole->capacity);
    if (unpack != NULL)
        unpack_stop(unpack, whole->stop);
    enum chiffre_status status =
        unpack == NULL || whole->buffer == NULL ? error_no_memory(error) : read_all(whole, unpack, path, error);
    unpack_free(unpack);
    return status;
}

enum chiffre_status input_whole(const char *path, struct arena *arena, struct chiffre_text *bytes, struct chiffre_error *error)
{
    return input_whole_until(path, NULL, arena, bytes, error);
}

enum chiffre_status input_whole_until(const char *path, const volatile int *stop, struct arena *arena, struct chiffre_text *bytes,
                                      struct chiffre_error *error)
{
    struct whole whole = {.arena = arena, .held = SIZE_MAX, .spool = -1, .stop = stop};
    int descriptor = open_descriptor(path, error);
    if (descriptor < 0)
        return CHIFFRE_UNREADABLE;
    enum chiffre_status status = read_whole(descriptor, &whole, path, error);
    close_descriptor(descriptor);
    if (status == CHIFFRE_OK)
        *bytes = (struct chiffre_text){whole.buffer, whole.used};
    return status;
}

static enum chiffre_status map_spool(struct whole *whole, struct mapping *mapping, const char *path, struct chiffre_error *error)
{
    enum chiffre_status status = mapping_open(mapping, whole->spool, path, 0, whole->spooled, error);
    (void)close(whole->spool);
    return status;
}

/* Not every file system maps, and addresses may be short: then the file is held after all, if it can be. */
static enum chiffre_status map_or_hold(int descriptor, const char *path, size_t start, size_t end, struct whole *whole,
                                       struct mapping *mapping, struct chiffre_error *error)
{
    if (end - start >= UINT32_MAX)
        return error_set(error, CHIFFRE_OVERFLOW, path, 0, 0, INPUT_TOO_LONG);
    if (mapping_open(mapping, descriptor, path, start, end, error) == CHIFFRE_OK) {
        (void)lseek(descriptor, (off_t)end, SEEK_SET); /* it counts as read */
        return CHIFFRE_OK;
    }
    struct chiffre_error held_error;
    whole->held = SIZE_MAX;
    enum chiffre_status status = read_whole(descriptor, whole, path, &held_error);
    if (status != CHIFFRE_OK && status != CHIFFRE_NO_MEMORY && error != NULL)
        *error = held_error;
    return status == CHIFFRE_NO_MEMORY ? CHIFFRE_UNREADABLE : status; /* of this file alone */
}

enum chiffre_status input_mapped(const char *path, const volatile int *stop, size_t held, struct arena *arena, struct mapping *mapping,
                                 struct chiffre_text *bytes, struct chiffre_error *error)
{
    struct whole whole = {.arena = arena, .held = held, .spool = -1, .stop = stop};
    size_t start, end;
    enum chiffre_status status;
    int descriptor = open_descriptor(path, error);
    mapping_close(mapping);
    if (descriptor < 0)
        return CHIFFRE_UNREADABLE;
    if (is_plain(descriptor, &start, &end) && end - start > held) {
        status = map_or_hold(descriptor, path, start, end, &whole, mapping, error);
    } else {
        status = read_whole(descriptor, &whole, path, error);
        if (status == CHIFFRE_OK && whole.spool >= 0)
            status = map_spool(&whole, mapping, path, error);
        else if (whole.spool >= 0)
            (void)close(whole.spool);
    }
    close_descriptor(descriptor);
    if (status == CHIFFRE_OK)
        *bytes = mapping->base != NULL ? mapping->text : (struct chiffre_text){whole.buffer, whole.used};
    return status;
}

enum chiffre_status input_open(const char *path, struct input **input, struct chiffre_error *error)
{
    int descriptor = open_descriptor(path, error);
    if (descriptor < 0)
        return CHIFFRE_UNREADABLE;
    size_t length = strlen(path) + 1;
    struct input *made = memory_take(1, sizeof *made);
    char *name = memory_take(1, length), *buffer = memory_take(1, BLOCK_SIZE);
    struct unpack *unpack = unpack_new(descriptor);
    if (made == NULL || name == NULL || buffer == NULL || unpack == NULL) {
        close_descriptor(descriptor);
        unpack_free(unpack);
        memory_free(made);
        memory_free(name);
        memory_free(buffer);
        return error_no_memory(error);
    }
    memcpy(name, path, length);
    *made = (struct input){.descriptor = descriptor, .unpack = unpack, .path = name, .buffer = buffer, .capacity = BLOCK_SIZE};
    *input = made;
    return CHIFFRE_OK;
}

void input_stop(struct input *input, const volatile int *stop)
{
    unpack_stop(input->unpack, stop);
}

/* Reads behind what is there; moves it to the front or enlarges the buffer when it is full. */
static enum chiffre_status fill(struct input *input, struct chiffre_error *error)
{
    if (input->start > 0) {
        memmove(input->buffer, input->buffer + input->start, input->end - input->start);
        input->end -= input->start;
        input->start = 0;
    }
    if (unpack_packed(input->unpack) && input->end > UNPACKED_MAX)
        return error_set(error, CHIFFRE_MALFORMED, input->path, input->line_number + 1, 0, "a line unpacks to more than %zu MiB",
                         UNPACKED_MAX >> 20);
    if (input->end == input->capacity && !array_reserve(&input->buffer, &input->capacity, input->capacity + 1, 1))
        return error_no_memory(error);
    size_t taken;
    enum chiffre_status status = unpack_read(input->unpack, input->path, input->buffer + input->end, input->capacity - input->end, &taken, error);
    input->end += taken;
    input->finished = status == CHIFFRE_OK && taken == 0;
    return status;
}

enum chiffre_status input_peek(struct input *input, struct chiffre_text *line, struct chiffre_error *error)
{
    size_t searched = 0;
    const char *feed = NULL;
    for (;;) {
        size_t there = input->end - input->start;
        if (there > searched)
            feed = memchr(input->buffer + input->start + searched, '\n', there - searched);
        if (feed != NULL || input->finished)
            break;
        searched = there;
        enum chiffre_status status = fill(input, error);
        if (status != CHIFFRE_OK)
            return status;
    }
    const char *first = input->buffer + input->start;
    *line = (struct chiffre_text){first, feed != NULL ? (size_t)(feed - first) + 1 : input->end - input->start};
    return CHIFFRE_OK;
}

enum chiffre_status input_line(struct input *input, struct chiffre_text *line, bool *end, struct chiffre_error *error)
{
    enum chiffre_status status = input_peek(input, line, error);
    if (status != CHIFFRE_OK)
        return status;
    *end = line->length == 0;
    if (*end)
        return CHIFFRE_OK;
    input->start += line->length;
    input->line_number++;
    if (line->data[line->length - 1] == '\n') {
        line->length--;
        if (line->length > 0 && line->data[line->length - 1] == '\r')
            line->length--;
    }
    return CHIFFRE_OK;
}

enum chiffre_status input_block(struct input *input, struct chiffre_text *block, bool *end, struct chiffre_error *error)
{
    if (input->start == input->end && !input->finished) {
        enum chiffre_status status = fill(input, error);
        if (status != CHIFFRE_OK)
            return status;
    }
    *block = (struct chiffre_text){input->buffer + input->start, input->end - input->start};
    *end = block->length == 0;
    input->start = input->end;
    return CHIFFRE_OK;
}

bool input_has_line(const struct input *input)
{
    size_t there = input->end - input->start;
    return there > 0 && (input->finished || memchr(input->buffer + input->start, '\n', there) != NULL);
}

size_t input_line_number(const struct input *input)
{
    return input->line_number;
}

void input_close(struct input *input)
{
    if (input == NULL)
        return;
    close_descriptor(input->descriptor);
    unpack_free(input->unpack);
    memory_free(input->path);
    memory_free(input->buffer);
    memory_free(input);
}
