/* SPDX-License-Identifier: MIT */
/* Preloaded by tests/faults: one chosen call of a program fails, is cut short, or is its last. It stands before the C library, so it
 * reaches what jansson, libxml2, pcre2, libxlsxwriter, zlib and the C library itself ask for too. Freed memory is overwritten. */
#include "tests/fault_shim.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

static struct fault none, *fault = &none;
static bool tracing, apart;
static int told = STDERR_FILENO; /* where traces go */

/* ---- Which call ------------------------------------------------------------------------------------------------------------- */

static bool is_its_turn(enum fault_call call)
{
    if (fault->call != (int)call && fault->call != FAULT_any)
        return false;
    size_t count = atomic_fetch_add(&fault->count, 1) + 1;
    bool now = count == fault->at || (fault->all_after && fault->at > 0 && count > fault->at);
    if (now)
        atomic_store(&fault->fired, true);
    return now;
}

/* For all but memory. True: it fails, and errno says how. */
static bool fails(enum fault_call call)
{
    if (fault->kind == FAULT_SHORT || !is_its_turn(call))
        return false;
    if (fault->kind == FAULT_KILL)
        raise(SIGKILL);
    errno = fault->number;
    return true;
}

/* A read or a write of which only one byte is done. */
static size_t shortened(enum fault_call call, size_t length)
{
    return fault->kind == FAULT_SHORT && length > 1 && is_its_turn(call) ? 1 : length;
}

/* ---- Memory ----------------------------------------------------------------------------------------------------------------- */

#define TRACED 65536
#define DEPTH 12
static struct {
    void *block, *from[DEPTH];
} traced[TRACED];

static void trace(void *block)
{
    static _Thread_local bool inside;
    if (inside)
        return;
    inside = true;
    size_t at = ((uintptr_t)block >> 4) % TRACED;
    while (traced[at].block != NULL)
        at = (at + 1) % TRACED;
    memset(traced[at].from, 0, sizeof traced[at].from);
    backtrace(traced[at].from, DEPTH);
    traced[at].block = block;
    inside = false;
}

static void untrace(void *block)
{
    for (size_t i = 0; i < TRACED; i++)
        if (traced[i].block == block)
            traced[i].block = NULL;
}

static void *given(void *block)
{
    if (block != NULL && !apart)
        atomic_fetch_add(&fault->alive, 1);
    if (tracing && block != NULL)
        trace(block);
    return block;
}

static bool refused(void)
{
    if (fault->call != FAULT_memory || !is_its_turn(FAULT_memory))
        return false;
    errno = ENOMEM;
    if (tracing) {
        void *from[DEPTH];
        size_t at = fault->at;
        fault->at = 0;
        backtrace_symbols_fd(from, backtrace(from, DEPTH), told);
        fault->at = at;
    }
    return true;
}

void *malloc(size_t size)
{
    void *block = refused() ? NULL : __libc_malloc(size);
    if (block != NULL && size < 4096)
        memset(block, 0xCD, size); /* nobody may count on zeros */
    return given(block);
}

void *calloc(size_t count, size_t size)
{
    return refused() ? NULL : given(__libc_calloc(count, size));
}

void free(void *block)
{
    if (block == NULL)
        return;
    if (tracing)
        untrace(block);
    if (!apart)
        atomic_fetch_sub(&fault->alive, 1);
    size_t size = malloc_usable_size(block);
    memset(block, 0xDB, size < 4096 ? size : 4096);
    __libc_free(block);
}

void *realloc(void *block, size_t size)
{
    if (refused())
        return NULL;
    void *moved = __libc_realloc(block, size);
    if (moved != NULL || size == 0) {
        if (block != NULL) {
            if (!apart)
                atomic_fetch_sub(&fault->alive, 1);
            if (tracing)
                untrace(block);
        }
        given(moved);
    }
    return moved;
}

void *reallocarray(void *block, size_t count, size_t size)
{
    size_t bytes;
    return __builtin_mul_overflow(count, size, &bytes) ? NULL : realloc(block, bytes);
}

void *memalign(size_t alignment, size_t size)
{
    return refused() ? NULL : given(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size)
{
    *block = memalign(alignment, size);
    return *block == NULL ? ENOMEM : 0;
}

/* ---- Files and processes ---------------------------------------------------------------------------------------------------- */

/* name(parameters) of `type`, which is `failed` when it fails. */
#define CALL(type, name, call, failed, parameters, arguments)                                                                      \
    type name parameters                                                                                                           \
    {                                                                                                                              \
        static type(*real) parameters;                                                                                             \
        if (real == NULL)                                                                                                          \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                                                             \
        return fails(call) ? failed : real arguments;                                                                              \
    }

CALL(int, rename, FAULT_rename, -1, (const char *from, const char *to), (from, to))
CALL(int, renameat, FAULT_rename, -1, (int a, const char *from, int b, const char *to), (a, from, b, to))
CALL(int, mkdir, FAULT_mkdir, -1, (const char *path, mode_t mode), (path, mode))
CALL(int, unlink, FAULT_unlink, -1, (const char *path), (path))
CALL(int, unlinkat, FAULT_unlink, -1, (int folder, const char *path, int flags), (folder, path, flags))
CALL(int, rmdir, FAULT_unlink, -1, (const char *path), (path))
CALL(int, fstat, FAULT_stat, -1, (int descriptor, struct stat *about), (descriptor, about))
CALL(int, stat, FAULT_stat, -1, (const char *path, struct stat *about), (path, about))
CALL(int, lstat, FAULT_stat, -1, (const char *path, struct stat *about), (path, about))
CALL(int, fstatat, FAULT_stat, -1, (int folder, const char *path, struct stat *about, int flags), (folder, path, about, flags))
CALL(int, pipe2, FAULT_pipe, -1, (int ends[2], int flags), (ends, flags))
CALL(pid_t, waitpid, FAULT_wait, -1, (pid_t process, int *state, int options), (process, state, options))
CALL(int, poll, FAULT_poll, -1, (struct pollfd *ends, nfds_t count, int wait), (ends, count, wait))
CALL(ssize_t, getrandom, FAULT_random, -1, (void *bytes, size_t length, unsigned flags), (bytes, length, flags))
CALL(int, memfd_create, FAULT_open, -1, (const char *name, unsigned flags), (name, flags))
CALL(int, mkstemp, FAULT_open, -1, (char *name), (name))
CALL(int, mkstemp64, FAULT_open, -1, (char *name), (name))
CALL(FILE *, tmpfile, FAULT_stream, NULL, (void), ())
CALL(FILE *, tmpfile64, FAULT_stream, NULL, (void), ())
CALL(FILE *, fopen, FAULT_stream, NULL, (const char *path, const char *mode), (path, mode))
CALL(FILE *, fopen64, FAULT_stream, NULL, (const char *path, const char *mode), (path, mode))
CALL(DIR *, opendir, FAULT_open, NULL, (const char *path), (path))
CALL(DIR *, fdopendir, FAULT_open, NULL, (int descriptor), (descriptor))
CALL(struct dirent *, readdir, FAULT_readdir, NULL, (DIR *folder), (folder))
CALL(struct dirent64 *, readdir64, FAULT_readdir, NULL, (DIR *folder), (folder))
CALL(int, fflush, FAULT_stream, EOF, (FILE *file), (file))
CALL(int, fsync, FAULT_close, -1, (int descriptor), (descriptor))
CALL(void *, mmap, FAULT_map, MAP_FAILED, (void *at, size_t size, int protection, int flags, int descriptor, off_t offset),
     (at, size, protection, flags, descriptor, offset))

int posix_spawnp(pid_t *process, const char *file, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
                 char *const arguments[], char *const environment[])
{
    static int (*real)(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const *,
                       char *const *);
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "posix_spawnp");
    return fails(FAULT_spawn) ? errno : real(process, file, actions, attributes, arguments, environment);
}

/* What a forked child has is not given back when it ends, nor need it be. */
pid_t fork(void)
{
    static pid_t (*real)(void);
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "fork");
    pid_t process = fails(FAULT_spawn) ? -1 : real();
    apart = apart || process == 0;
    return process;
}

int open(const char *path, int flags, ...)
{
    static int (*real)(const char *, int, ...);
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "open");
    return fails(FAULT_open) ? -1 : real(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    static int (*real)(int, const char *, int, ...);
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "openat");
    return fails(FAULT_open) ? -1 : real(folder, path, flags, mode);
}

/* What goes to standard error is how a failure is told: it is left alone. */
ssize_t write(int descriptor, const void *bytes, size_t length)
{
    static ssize_t (*real)(int, const void *, size_t);
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "write");
    if (descriptor == STDERR_FILENO)
        return real(descriptor, bytes, length);
    return fails(FAULT_write) ? -1 : real(descriptor, bytes, shortened(FAULT_write, length));
}

ssize_t read(int descriptor, void *bytes, size_t length)
{
    static ssize_t (*real)(int, void *, size_t);
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "read");
    return fails(FAULT_read) ? -1 : real(descriptor, bytes, shortened(FAULT_read, length));
}

size_t fwrite(const void *bytes, size_t size, size_t count, FILE *file)
{
    static size_t (*real)(const void *, size_t, size_t, FILE *);
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "fwrite");
    return fails(FAULT_stream) ? 0 : real(bytes, size, count, file);
}

size_t fread(void *bytes, size_t size, size_t count, FILE *file)
{
    static size_t (*real)(void *, size_t, size_t, FILE *);
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "fread");
    return fails(FAULT_stream) ? 0 : real(bytes, size, count, file);
}

/* The descriptor is closed all the same, as Linux does. */
int close(int descriptor)
{
    static int (*real)(int);
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "close");
    bool failed = fails(FAULT_close);
    int number = errno, result = real(descriptor);
    if (failed)
        errno = number;
    return failed ? -1 : result;
}

int fclose(FILE *file)
{
    static int (*real)(FILE *);
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "fclose");
    bool failed = fails(FAULT_stream);
    int number = errno, result = real(file);
    if (failed)
        errno = number;
    return failed ? EOF : result;
}

/* ---- Beginning and end ------------------------------------------------------------------------------------------------------ */

__attribute__((constructor)) static void begin(void)
{
    const char *page = getenv(FAULT_VARIABLE);
    tracing = getenv("FAULT_TRACE") != NULL;
    if (tracing)
        backtrace((void *[1]){NULL}, 1); /* loads what it needs now */
    if (tracing)
        told = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 100); /* children of its own may have none */
    int descriptor = page == NULL ? -1 : atoi(page);
    unsetenv("LD_PRELOAD"); /* children are left alone */
    unsetenv(FAULT_VARIABLE);
    void *shared = descriptor < 0 ? MAP_FAILED : mmap(NULL, sizeof *fault, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (descriptor >= 0)
        close(descriptor);
    if (shared == MAP_FAILED)
        return;
    struct fault *asked = shared;
    atomic_store(&asked->alive, atomic_load(&none.alive));
    fault = asked;
}

__attribute__((destructor)) static void end(void)
{
    for (size_t i = 0; tracing && i < TRACED; i++)
        if (traced[i].block != NULL) {
            dprintf(STDERR_FILENO, "alive: %p\n", traced[i].block);
            backtrace_symbols_fd(traced[i].from, DEPTH, STDERR_FILENO);
        }
}
