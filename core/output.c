/* SPDX-License-Identifier: MIT */
/* Bytes -> a file that appears whole or not at all, standard output, or memory; every failed write is remembered. */
#include "core/output.h"

#include "core/error.h"
#include "core/memory.h"
#include "core/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct output {
    char *buffer;
    size_t used, capacity;
    int descriptor;  /* -1: memory */
    bool owned;      /* the descriptor is ours to close */
    bool piped;      /* it is a pipe */
    int failure;     /* errno of the first failure */
    char *path;      /* final name */
    char *temporary; /* NULL: nothing to rename */
};

static enum chiffre_status new_output(struct output **output, size_t capacity, const char *path)
{
    size_t length = strlen(path) + 1;
    struct output *made = memory_take(1, sizeof *made);
    char *buffer = memory_take(1, capacity), *name = memory_take(1, length);
    if (made == NULL || buffer == NULL || name == NULL) {
        memory_free(made);
        memory_free(buffer);
        memory_free(name);
        return CHIFFRE_NO_MEMORY;
    }
    memcpy(name, path, length);
    *made = (struct output){.buffer = buffer, .capacity = capacity, .descriptor = -1, .path = name};
    *output = made;
    return CHIFFRE_OK;
}

static void free_output(struct output *output)
{
    if (output->owned)
        (void)close(output->descriptor);
    if (output->temporary != NULL)
        output_finished(output->temporary);
    memory_free(output->temporary);
    memory_free(output->path);
    memory_free(output->buffer);
    memory_free(output);
}

/* A new file beside the final one, with a name that nobody has. Returns 0 or errno. */
static int open_temporary(struct output *output)
{
    const char *slash = strrchr(output->path, '/');
    size_t folder = slash == NULL ? 0 : (size_t)(slash - output->path) + 1;
    output->temporary = memory_take(1, folder + sizeof OUTPUT_TEMPORARY);
    if (output->temporary == NULL)
        return ENOMEM;
    memcpy(output->temporary, output->path, folder);
    memcpy(output->temporary + folder, OUTPUT_TEMPORARY, sizeof OUTPUT_TEMPORARY);
    output_unfinished(output->temporary); /* before it is there: another thread may be stopped by a signal right behind */
    output->descriptor = output_temporary(AT_FDCWD, output->temporary, output->temporary + folder + strlen(OUTPUT_TEMPORARY_HEAD));
    if (output->descriptor >= 0)
        return 0;
    int number = errno;
    output_finished(output->temporary);
    memory_free(output->temporary);
    output->temporary = NULL;
    return number;
}

/* Returns 0 or errno. */
static int open_path(struct output *output)
{
    const char *path = output->path;
    if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0) {
        output->descriptor = STDOUT_FILENO;
        return 0;
    }
    struct stat status;
    bool there = stat(path, &status) == 0, device = strncmp(path, "/dev/", 5) == 0;
    size_t length = strlen(path);
    if (length == 0 || path[length - 1] == '/' || (there && S_ISDIR(status.st_mode)))
        return length == 0 ? ENOENT : EISDIR;
    int number = 0;
    if (device || (there && !S_ISREG(status.st_mode))) {
        output->descriptor = open(path, O_WRONLY | O_CLOEXEC);
        number = output->descriptor < 0 ? errno : 0;
    } else {
        number = open_temporary(output);
        /* A file that only its owner may read stays so, from the first byte on. A link's own file is another one. */
        if (number == 0 && there && lstat(path, &status) == 0 && S_ISREG(status.st_mode))
            (void)fchmod(output->descriptor, status.st_mode & 0777);
    }
    output->owned = output->descriptor >= 0;
    return number;
}

enum chiffre_status output_open(const char *path, struct output **output, struct chiffre_error *error)
{
    struct output *made;
    if (new_output(&made, OUTPUT_ROOM_MOST, path) != CHIFFRE_OK)
        return error_no_memory(error);
    int number = open_path(made);
    if (number != 0) {
        free_output(made);
        return number == ENOMEM ? error_no_memory(error) : error_system(error, CHIFFRE_UNWRITABLE, path, number);
    }
    struct stat status;
    made->piped = fstat(made->descriptor, &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode));
    *output = made;
    return CHIFFRE_OK;
}

enum chiffre_status output_open_memory(struct output **output)
{
    return new_output(output, 1024, "");
}

struct chiffre_text output_memory(const struct output *output)
{
    return (struct chiffre_text){output->buffer, output->used};
}

void output_memory_clear(struct output *output)
{
    output->used = 0;
}

/* For a signal handler: writes under way, and how often one of them took something. */
static atomic_uint writing, taken;

bool output_stalled(void)
{
    static atomic_uint taken_before;
    unsigned now = atomic_load(&taken);
    return atomic_exchange(&taken_before, now) == now && atomic_load(&writing) > 0;
}

/* Into a pipe goes so much at once: then a slow reader is seen to take something, who may be long over a large write. */
#define PIECE_BYTES 2048

/* All of it, unless a write fails. */
static void write_through(struct output *output, const char *data, size_t length)
{
    atomic_fetch_add(&writing, 1);
    while (length > 0 && output->failure == 0) {
        ssize_t written = write(output->descriptor, data, output->piped && length > PIECE_BYTES ? PIECE_BYTES : length);
        if (written >= 0) {
            data += written;
            length -= (size_t)written;
            atomic_fetch_add(&taken, 1);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            struct pollfd writable = {.fd = output->descriptor, .events = POLLOUT};
            (void)poll(&writable, 1, -1);
        } else if (errno != EINTR) {
            output->failure = errno;
        }
    }
    atomic_fetch_sub(&writing, 1);
}

static void grow_memory(struct output *output, size_t length)
{
    if (length > SIZE_MAX - output->used || !array_reserve(&output->buffer, &output->capacity, output->used + length, 1))
        output->failure = ENOMEM;
}

static void write_slowly(struct output *output, const char *data, size_t length)
{
    if (output->failure != 0)
        return;
    if (output->descriptor < 0) {
        grow_memory(output, length);
    } else {
        write_through(output, output->buffer, output->used);
        output->used = 0;
        if (length >= output->capacity) {
            write_through(output, data, length);
            return;
        }
    }
    if (output->failure != 0)
        return;
    memcpy(output->buffer + output->used, data, length);
    output->used += length;
}

void output_write(struct output *output, const char *data, size_t length)
{
    if (length == 0)
        return;
    if (length > output->capacity - output->used) {
        write_slowly(output, data, length);
        return;
    }
    memcpy(output->buffer + output->used, data, length);
    output->used += length;
}

static bool make_room(struct output *output, size_t most)
{
    if (output->descriptor < 0) {
        grow_memory(output, most);
    } else {
        write_through(output, output->buffer, output->used);
        output->used = 0;
    }
    return output->failure == 0 && most <= output->capacity - output->used;
}

char *output_room(struct output *output, size_t most)
{
    bool fits = most <= output->capacity - output->used || (output->failure == 0 && make_room(output, most));
    return fits ? output->buffer + output->used : NULL;
}

void output_written(struct output *output, const char *end)
{
    output->used = (size_t)(end - output->buffer);
}

void output_text(struct output *output, struct chiffre_text text)
{
    output_write(output, text.data, text.length);
}

void output_plain(struct output *output, struct chiffre_text text)
{
    size_t from = 0;
    for (size_t at = 0; at < text.length;) {
        uint32_t code_point;
        size_t length = utf8_decode(text, at, &code_point);
        if (code_point_steers(code_point) || (code_point == 0xFFFD && length == 1)) {
            output_write(output, text.data + from, at - from);
            output_char(output, ' ');
            from = at + length;
        }
        at += length;
    }
    output_write(output, text.data + from, text.length - from);
}

void output_string(struct output *output, const char *string)
{
    output_write(output, string, strlen(string));
}

void output_char(struct output *output, char c)
{
    if (output->used < output->capacity)
        output->buffer[output->used++] = c;
    else
        write_slowly(output, &c, 1);
}

void output_natural(struct output *output, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    output_write(output, digits + at, sizeof digits - at);
}

void output_integer(struct output *output, int64_t number)
{
    if (number < 0)
        output_char(output, '-');
    output_natural(output, number < 0 ? -(uint64_t)number : (uint64_t)number);
}

void output_format(struct output *output, const char *format, ...)
{
    char small[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    if (length < 0) {
        output->failure = output->failure != 0 ? output->failure : EINVAL;
        return;
    }
    if ((size_t)length < sizeof small) {
        output_write(output, small, (size_t)length);
        return;
    }
    char *large = memory_take(1, (size_t)length + 1);
    if (large == NULL) {
        output->failure = output->failure != 0 ? output->failure : ENOMEM;
        return;
    }
    va_start(arguments, format);
    (void)vsnprintf(large, (size_t)length + 1, format, arguments);
    va_end(arguments);
    output_write(output, large, (size_t)length);
    memory_free(large);
}

void output_arena(struct output *output, const struct arena *arena)
{
    if (arena->failed && output->failure == 0)
        output->failure = ENOMEM;
}

bool output_failed(const struct output *output)
{
    return output->failure != 0;
}

static enum chiffre_status status_of(const struct output *output, struct chiffre_error *error)
{
    if (output->failure == 0)
        return CHIFFRE_OK;
    return output->failure == ENOMEM ? error_no_memory(error)
                                     : error_system(error, CHIFFRE_UNWRITABLE, output->path, output->failure);
}

enum chiffre_status output_flush(struct output *output, struct chiffre_error *error)
{
    if (output->descriptor >= 0) {
        write_through(output, output->buffer, output->used);
        output->used = 0;
    }
    return status_of(output, error);
}

enum chiffre_status output_close(struct output *output, struct chiffre_error *error)
{
    (void)output_flush(output, NULL);
    if (output->failure == 0 && output->temporary != NULL)
        output->failure = output_to_disk(output->descriptor);
    if (output->owned && close(output->descriptor) != 0 && errno != EINTR && output->failure == 0)
        output->failure = errno;
    output->owned = false;
    if (output->failure == 0 && output->temporary != NULL && rename(output->temporary, output->path) != 0)
        output->failure = errno;
    if (output->failure != 0 && output->temporary != NULL)
        (void)unlink(output->temporary);
    enum chiffre_status status = status_of(output, error);
    free_output(output);
    return status;
}

void output_discard(struct output *output)
{
    if (output == NULL)
        return;
    if (output->temporary != NULL)
        (void)unlink(output->temporary);
    free_output(output);
}
