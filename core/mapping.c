/* SPDX-License-Identifier: MIT */
/* Files -> slices whose pages come and go; files without a name. */
#include "core/mapping.h"

#include "core/error.h"
#include "core/text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static size_t page_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

enum chiffre_status mapping_open(struct mapping *mapping, int descriptor, const char *path, size_t start, size_t end,
                                 struct chiffre_error *error)
{
    size_t before = start % page_size();
    mapping_close(mapping);
    if (end <= start)
        return CHIFFRE_OK;
    size_t size = end - start + before;
    void *base = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, (off_t)(start - before));
    if (base == MAP_FAILED)
        return error_system(error, CHIFFRE_UNREADABLE, path, errno);
    (void)madvise(base, size, MADV_SEQUENTIAL);
    mapping->base = base;
    mapping->size = size;
    mapping->text = (struct chiffre_text){(const char *)base + before, end - start};
    return CHIFFRE_OK;
}

size_t mapping_step(const struct mapping *mapping)
{
    return mapping->step > 0 ? mapping->step : (size_t)1 << 20;
}

/* A page may be one of 2 MiB, which comes whole when a byte of it is read: the first one is given back from its start on. */
#define LARGE_PAGE ((size_t)2 << 20)

void mapping_give_back(const struct mapping *mapping, size_t from, size_t to)
{
    if (mapping->base == NULL)
        return;
    uintptr_t base = (uintptr_t)mapping->base, text = (uintptr_t)mapping->text.data, page = page_size();
    uintptr_t first = (text + from) / LARGE_PAGE * LARGE_PAGE, last = (text + to) / page * page;
    first = first < base ? base : first;
    if (last > first)
        (void)madvise((void *)first, last - first, MADV_DONTNEED);
}

void mapping_pass(struct mapping *mapping, size_t at)
{
    size_t step = mapping_step(mapping);
    if (at < mapping->passed + 2 * step)
        return;
    mapping_give_back(mapping, mapping->passed, at - step);
    mapping->passed = at - step;
}

void mapping_close(struct mapping *mapping)
{
    if (mapping->base != NULL)
        (void)munmap(mapping->base, mapping->size);
    *mapping = (struct mapping){.base = NULL, .step = mapping->step};
}

const char *spool_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder == NULL || folder[0] == '\0' ? "/tmp" : folder;
}

enum chiffre_status spool_failed(struct chiffre_error *error, int number)
{
    char name[sizeof error->file];
    (void)snprintf(name, sizeof name, "a temporary file in %s (TMPDIR)", spool_folder());
    return error_system(error, CHIFFRE_UNREADABLE, name, number);
}

int spool_open(struct chiffre_error *error)
{
    char name[PATH_MAX];
    const char *folder = spool_folder();
    int descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0 && (size_t)snprintf(name, sizeof name, "%s/chiffre-XXXXXX", folder) < sizeof name) {
        descriptor = mkostemp(name, O_CLOEXEC); /* not every file system knows files without a name */
        if (descriptor >= 0)
            (void)unlink(name);
    }
    if (descriptor < 0)
        (void)spool_failed(error, errno);
    return descriptor;
}

enum chiffre_status spool_write(int descriptor, struct chiffre_text bytes, struct chiffre_error *error)
{
    while (bytes.length > 0) {
        ssize_t written = write(descriptor, bytes.data, bytes.length);
        if (written < 0 && errno != EINTR)
            return spool_failed(error, errno);
        size_t done = written > 0 ? (size_t)written : 0;
        bytes = (struct chiffre_text){bytes.data + done, bytes.length - done};
    }
    return CHIFFRE_OK;
}
