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

static enum chiffre_status read_whole(int descriptor, struct unpack *unpack, const char *path, struct arena *arena,
                                      struct chiffre_text *bytes, struct chiffre_error *error)
{
    struct stat about;
    bool sized = fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0;
    size_t capacity = sized ? (size_t)about.st_size + 1 : BLOCK_SIZE, used = 0, taken;
    char *buffer = arena_take(arena, capacity);
    while (buffer != NULL) {
        enum chiffre_status status = unpack_read(unpack, path, buffer + used, capacity - used, &taken, error);
        if (status != CHIFFRE_OK)
            return status;
        used += taken;
        if (taken == 0) {
            *bytes = (struct chiffre_text){buffer, used};
            return CHIFFRE_OK;
        }
        if (unpack_packed(unpack) && used > UNPACKED_MAX)
            return error_set(error, CHIFFRE_MALFORMED, path, 0, 0, "unpacks to more than %zu MiB", UNPACKED_MAX >> 20);
        if (used < capacity)
            continue;
        capacity *= 2;
        char *larger = arena_take(arena, capacity);
        if (larger != NULL)
            memcpy(larger, buffer, used);
        buffer = larger;
    }
    return error_no_memory(error);
}

enum chiffre_status input_whole(const char *path, struct arena *arena, struct chiffre_text *bytes, struct chiffre_error *error)
{
    int descriptor = open_descriptor(path, error);
    if (descriptor < 0)
        return CHIFFRE_UNREADABLE;
    struct unpack *unpack = unpack_new(descriptor);
    enum chiffre_status status = unpack == NULL ? error_no_memory(error) : read_whole(descriptor, unpack, path, arena, bytes, error);
    unpack_free(unpack);
    close_descriptor(descriptor);
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
    void *buffer = input->buffer;
    bool room = input->end < input->capacity || array_reserve(&buffer, &input->capacity, input->capacity + 1, 1);
    input->buffer = buffer;
    if (!room)
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
