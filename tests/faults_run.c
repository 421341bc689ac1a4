/* SPDX-License-Identifier: MIT */
/* A command -> one run of it in an empty folder: its end, its words, its files, the calls it made, the memory it has kept. */
#include "tests/faults.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SECONDS_MOST 10

static char work[] = "/tmp/faults.XXXXXX";
static int page_file;
struct fault *faults_page;
struct result faults_whole;
size_t faults_runs;

static void stop(const char *what)
{
    fprintf(stderr, "faults: %s: %s\n", what, strerror(errno));
    exit(2);
}

static void *need(void *block)
{
    if (block == NULL)
        stop("memory");
    return block;
}

double faults_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static char *contents(int file, size_t *length)
{
    struct stat about;
    if (fstat(file, &about) != 0)
        stop("fstat");
    *length = (size_t)about.st_size;
    char *bytes = need(calloc(1, *length + 1));
    if (pread(file, bytes, *length, 0) != (ssize_t)*length)
        stop("pread");
    return bytes;
}

static int remove_entry(const char *path, const struct stat *about, int type, struct FTW *place)
{
    (void)about;
    (void)type;
    return place->level > 0 ? remove(path) : 0;
}

static void clean(void)
{
    nftw(work, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    char path[4096];
    snprintf(path, sizeof path, "%s/tmp", work);
    if (mkdir(path, 0777) != 0)
        stop(path);
    if (faults_asked.old == NULL)
        return;
    snprintf(path, sizeof path, "%s/%s", work, faults_asked.old);
    FILE *file = fopen(path, "w");
    if (file == NULL || fputs("old\n", file) < 0 || fclose(file) != 0)
        stop(path);
}

static struct result *noted;
static int note_file(const char *path, const struct stat *about, int type, struct FTW *place)
{
    (void)about;
    (void)place;
    if (type != FTW_F)
        return 0;
    if (noted->count == FILES_MOST)
        stop("too many files");
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        stop(path);
    struct file *kept = &noted->files[noted->count++];
    kept->name = need(strdup(path + strlen(work) + 1));
    kept->bytes = contents(file, &kept->length);
    close(file);
    return 0;
}

static _Noreturn void become(int out, int words)
{
    char number[24];
    int input = open(faults_asked.input, O_RDONLY);
    snprintf(number, sizeof number, "%d", page_file);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* when this is ended, so is that */
    setpgid(0, 0);
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    if (input < 0 || dup2(input, 0) < 0 || dup2(out, 1) < 0 || dup2(words, 2) < 0 || chdir(work) != 0)
        _exit(126);
    close(input);
    char folder[sizeof work + 8];
    snprintf(folder, sizeof folder, "%s/tmp", work);
    setenv("TMPDIR", folder, 1);
    snprintf(folder, sizeof folder, "%s/data", work);
    setenv("XDG_DATA_HOME", folder, 1);
    setenv(FAULT_VARIABLE, number, 1);
    setenv("LD_PRELOAD", faults_asked.shim, 1);
    fcntl(page_file, F_SETFD, 0);
    execv(faults_asked.command[0], faults_asked.command);
    _exit(127);
}

/* Kills it at `moment` seconds (0: when it takes too long), and waits for its end. */
static void await(pid_t process, double moment, struct result *result)
{
    double start = faults_now();
    for (;;) {
        double passed = faults_now() - start;
        if (waitpid(process, &result->state, WNOHANG) == process)
            break;
        if (passed > SECONDS_MOST || (moment > 0 && passed >= moment)) {
            result->late = moment <= 0 || passed > SECONDS_MOST;
            kill(-process, SIGKILL);
            waitpid(process, &result->state, 0);
            break;
        }
        nanosleep(&(struct timespec){0, passed < 0.05 ? 50000 : 1000000}, NULL);
    }
    kill(-process, SIGKILL); /* a child that has outlived it writes no more */
    result->seconds = faults_now() - start;
}

void faults_run(struct result *result, double moment)
{
    int out = memfd_create("out", MFD_CLOEXEC), words = memfd_create("words", MFD_CLOEXEC);
    *result = (struct result){.count = 0};
    clean();
    atomic_store(&faults_page->count, 0);
    atomic_store(&faults_page->alive, 0);
    atomic_store(&faults_page->fired, false);
    pid_t process = fork();
    if (process == 0)
        become(out, words);
    if (process < 0)
        stop("fork");
    setpgid(process, process);
    await(process, moment, result);
    result->out = contents(out, &result->out_length);
    result->words = contents(words, &result->words_length);
    result->calls = atomic_load(&faults_page->count);
    result->alive = atomic_load(&faults_page->alive);
    result->fired = atomic_load(&faults_page->fired);
    noted = result;
    nftw(work, note_file, 16, FTW_PHYS);
    close(out);
    close(words);
    faults_runs++;
}

void faults_forget(struct result *result)
{
    for (size_t i = 0; i < result->count; i++) {
        free(result->files[i].name);
        free(result->files[i].bytes);
    }
    free(result->out);
    free(result->words);
}

void faults_start(void)
{
    page_file = memfd_create("page", MFD_CLOEXEC);
    if (page_file < 0 || ftruncate(page_file, sizeof *faults_page) != 0 || mkdtemp(work) == NULL)
        stop("start");
    faults_page = mmap(NULL, sizeof *faults_page, PROT_READ | PROT_WRITE, MAP_SHARED, page_file, 0);
    if (faults_page == MAP_FAILED)
        stop("mmap");
}

void faults_end(void)
{
    clean();
    nftw(work, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    rmdir(work);
}
