/* SPDX-License-Identifier: MIT */
/* A file that is being made -> a name that nobody has, its removal when the process is ended meanwhile, its bytes on the disk. */
#include "core/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <sys/random.h>
#include <unistd.h>

int output_temporary(int folder, const char *path, char digits[16])
{
    int file = -1;
    for (int attempt = 0; attempt < 100 && file < 0; attempt++) {
        unsigned char random[8];
        ssize_t length = getrandom(random, sizeof random, 0);
        if (length < 0 && errno == EINTR)
            continue;
        if (length != (ssize_t)sizeof random)
            return -1;
        for (size_t i = 0; i < sizeof random; i++) {
            digits[2 * i] = "0123456789abcdef"[random[i] >> 4];
            digits[2 * i + 1] = "0123456789abcdef"[random[i] & 15];
        }
        file = openat(folder, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file < 0 && errno != EEXIST && errno != EINTR)
            return -1;
    }
    return file;
}

/* For a signal handler: what is being made, as many as it has room for. */
static _Atomic(const char *) unfinished[32];

static void change_unfinished(const char *from, const char *to)
{
    for (size_t i = 0; i < sizeof unfinished / sizeof *unfinished; i++) {
        const char *expected = from;
        if (atomic_compare_exchange_strong(&unfinished[i], &expected, to))
            return;
    }
}

void output_unfinished(const char *path)
{
    change_unfinished(NULL, path);
}

void output_finished(const char *path)
{
    change_unfinished(path, NULL);
}

void output_unlink_unfinished(void)
{
    for (size_t i = 0; i < sizeof unfinished / sizeof *unfinished; i++) {
        const char *path = atomic_load(&unfinished[i]);
        if (path != NULL)
            (void)unlink(path);
    }
}

/* Not every file system can: what it cannot do is no failure. */
int output_to_disk(int descriptor)
{
    int result;
    do
        result = fsync(descriptor);
    while (result != 0 && errno == EINTR);
    return result == 0 || errno == EINVAL || errno == ENOSYS || errno == ENOTSUP || errno == EROFS ? 0 : errno;
}
