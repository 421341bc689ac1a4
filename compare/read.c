/* SPDX-License-Identifier: MIT */
/* A file of figures -> a comparison, as fast as the bytes come: several threads, each with its part of the file and a comparison of
 * its own, which are joined in the order of the file. */
#include "compare/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/csv.h"
#include "core/error.h"
#include "core/figure.h"
#include "core/input.h"

#define THREADS_MAX 8
#define PART_MIN ((size_t)4 << 20) /* bytes that are worth a thread */
#define BUFFER ((size_t)512 << 10) /* fits in the second cache */
#define HEADER_MAX ((size_t)64 << 10)

/* A file, or bytes that came through a pipe. */
struct origin {
    int descriptor; /* -1: bytes */
    struct chiffre_text bytes;
    size_t size;
};

struct part {
    pthread_t thread;
    const struct origin *origin;
    const struct scan_layout *layout;
    struct chiffre_comparison *comparison; /* NULL: only look */
    size_t from, to;                       /* the first record's place, the place of the first one behind the part */
    enum scan_result result;
    bool started;
};

/* Fills `buffer` from `offset` on; fewer bytes only at the end. False: cannot be read. */
static bool origin_read(const struct origin *origin, size_t offset, char *buffer, size_t size, size_t *length)
{
    *length = 0;
    if (origin->descriptor < 0) {
        *length = origin->size - offset < size ? origin->size - offset : size;
        memcpy(buffer, origin->bytes.data + offset, *length);
        return true;
    }
    while (*length < size) {
        ssize_t got = pread(origin->descriptor, buffer + *length, size - *length, (off_t)(offset + *length));
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return got == 0;
        }
        *length += got > 0 ? (size_t)got : 0;
    }
    return true;
}

/* Block by block; what is left of a block's last record goes to the front of the next. */
static enum scan_result read_part(struct part *part, char **buffer, size_t *capacity)
{
    size_t offset = part->from, taken;
    while (offset < part->to) {
        size_t length;
        if (!origin_read(part->origin, offset, *buffer, *capacity, &length)) {
            return SCAN_STRANGE; /* the slow way tells why */
        }
        memset(*buffer + length, 0, SCAN_PADDING); /* looked at with the last block */
        struct chiffre_text bytes = {*buffer, length};
        bool last = offset + length >= part->origin->size;
        enum scan_result result = scan_records(bytes, part->to - offset, last, part->layout, part->comparison, &taken);
        if (result != SCAN_DONE || (last && taken == 0)) {
            return result != SCAN_DONE ? result : SCAN_STRANGE;
        }
        offset += taken;
        if (taken == 0) { /* a record longer than the buffer */
            void *larger = memory_resize(*buffer, *capacity * 2 + SCAN_PADDING, 1);
            if (larger == NULL) {
                return SCAN_NO_MEMORY;
            }
            *buffer = larger;
            *capacity *= 2;
        }
    }
    /* A part that ends inside the next one began there between quotes. */
    return offset == part->to ? SCAN_DONE : SCAN_STRANGE;
}

static void *run_part(void *context)
{
    struct part *part = context;
    size_t capacity = BUFFER;
    char *buffer = memory_take(capacity + SCAN_PADDING, 1);
    part->result = buffer == NULL ? SCAN_NO_MEMORY : read_part(part, &buffer, &capacity);
    memory_free(buffer);
    return NULL;
}

/* Where the first record behind `offset` begins, if its line does: found out by whoever reads up to there. 0: none near. */
static size_t next_line(const struct origin *origin, size_t offset)
{
    char buffer[4096];
    size_t length;
    if (!origin_read(origin, offset, buffer, sizeof buffer, &length)) {
        return 0;
    }
    const char *end = memchr(buffer, '\n', length);
    return end == NULL ? 0 : offset + (size_t)(end - buffer) + 1;
}

static size_t count_threads(size_t size)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    size_t wanted = size / PART_MIN + 1;
    size_t most = online < 1 ? 1 : online > THREADS_MAX ? THREADS_MAX : (size_t)online;
    return wanted < most ? wanted : most;
}

/* The parts' bounds; their number. */
static size_t divide(const struct origin *origin, const struct scan_layout *layout, size_t head, struct part *parts)
{
    size_t threads = count_threads(origin->size), count = 0, from = head;
    for (size_t i = 0; i < threads; i++) {
        size_t nominal = origin->size / threads * (i + 1);
        size_t to = i + 1 == threads || nominal <= from ? origin->size : next_line(origin, nominal);
        if (i + 1 < threads && to <= from) {
            continue;
        }
        parts[count++] = (struct part){.origin = origin, .layout = layout, .from = from, .to = to};
        from = to;
    }
    return count;
}

static enum scan_result run_parts(struct part *parts, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        parts[i].started = pthread_create(&parts[i].thread, NULL, run_part, &parts[i]) == 0;
    }
    run_part(&parts[0]);
    enum scan_result result = parts[0].result;
    for (size_t i = 1; i < count; i++) {
        if (parts[i].started) {
            pthread_join(parts[i].thread, NULL);
        } else {
            run_part(&parts[i]);
        }
        result = parts[i].result > result ? parts[i].result : result;
    }
    return result;
}

/* Each part into a comparison of its own: nothing has happened when one of them is strange. */
static enum scan_result read_apart(struct chiffre_comparison *comparison, struct part *parts, size_t count)
{
    enum scan_result result = SCAN_DONE;
    for (size_t i = 0; i < count && result == SCAN_DONE; i++) {
        parts[i].comparison = comparison_fork(comparison);
        result = parts[i].comparison == NULL ? SCAN_NO_MEMORY : SCAN_DONE;
    }
    result = result == SCAN_DONE ? run_parts(parts, count) : result;
    for (size_t i = 0; i < count; i++) {
        if (result != SCAN_DONE) {
            chiffre_comparison_free(parts[i].comparison);
        } else if (!comparison_join(comparison, parts[i].comparison)) {
            result = SCAN_NO_MEMORY;
        }
    }
    return result;
}

/* Growth figures point into their document, so one thread reads all: once to look, once to add. */
static enum scan_result read_in_order(struct chiffre_comparison *comparison, const struct part *parts, size_t count)
{
    struct part whole = parts[0];
    whole.to = parts[count - 1].to;
    run_part(&whole);
    if (whole.result == SCAN_DONE) {
        whole.comparison = comparison;
        run_part(&whole);
    }
    return whole.result;
}

static enum scan_result read_quickly(struct chiffre_comparison *comparison, const struct origin *origin)
{
    struct part parts[THREADS_MAX];
    struct scan_layout layout;
    size_t head, length;
    char *header = memory_take(HEADER_MAX + SCAN_PADDING, 1);
    if (header == NULL) {
        return SCAN_NO_MEMORY;
    }
    bool known = origin_read(origin, 0, header, HEADER_MAX, &length);
    memset(header + length, 0, SCAN_PADDING);
    known = known && scan_header((struct chiffre_text){header, length}, &layout, &head);
    memory_free(header);
    if (!known) {
        return SCAN_STRANGE;
    }
    size_t count = divide(origin, &layout, head, parts);
    if (count == 0) { /* the last part is never left out */
        return SCAN_STRANGE;
    }
    return comparison->options.derive ? read_in_order(comparison, parts, count) : read_apart(comparison, parts, count);
}

/* By the reader that knows every form of CSV and says what is wrong and where. */
static enum chiffre_status read_slowly(struct chiffre_comparison *comparison, const char *path, const struct origin *origin,
                                       struct chiffre_error *error)
{
    struct chiffre_list *list = chiffre_list_new();
    if (list == NULL) {
        return error_no_memory(error);
    }
    enum chiffre_status status = origin->descriptor < 0 ? csv_each_figure_text(origin->bytes, path, figure_add_to_list, list, error)
                                                        : csv_read_figures(path, list, error);
    for (size_t i = 0; status == CHIFFRE_OK && i < chiffre_list_count(list); i++) {
        status = chiffre_comparison_add(comparison, chiffre_list_at(list, i));
        if (status != CHIFFRE_OK) {
            error_no_memory(error);
        }
    }
    chiffre_list_free(list);
    return status;
}

enum chiffre_status chiffre_comparison_read(struct chiffre_comparison *comparison, const char *path, struct chiffre_error *error)
{
    struct arena arena = {0};
    struct stat about;
    bool regular = strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISREG(about.st_mode); /* a pipe may be opened only once */
    struct origin origin = {.descriptor = regular ? open(path, O_RDONLY | O_CLOEXEC) : -1};
    enum chiffre_status status = CHIFFRE_OK;
    if (origin.descriptor >= 0 && fstat(origin.descriptor, &about) == 0 && S_ISREG(about.st_mode)) {
        origin.size = (size_t)about.st_size;
    } else {
        if (origin.descriptor >= 0) {
            close(origin.descriptor);
        }
        origin.descriptor = -1;
        status = input_whole(path, &arena, &origin.bytes, error);
        origin.size = origin.bytes.length;
    }
    if (status == CHIFFRE_OK) {
        enum scan_result result = read_quickly(comparison, &origin);
        status = result == SCAN_DONE      ? CHIFFRE_OK
                 : result == SCAN_STRANGE ? read_slowly(comparison, path, &origin, error)
                                          : error_no_memory(error);
    }
    if (origin.descriptor >= 0) {
        close(origin.descriptor);
    }
    arena_free(&arena);
    return status;
}
