/* SPDX-License-Identifier: MIT */
/* A command -> the same command again and again, each time with another call failing (tests/fault_shim.c) or killed at another moment:
 * what it leaves behind and what it says must be right every time. Lines of TAP; `faults --help` has the rest. */
#include "tests/fault_shim.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
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

static const char usage[] =
    "Usage: faults --shim SHIM [OPTION]... -- COMMAND...\n"
    "COMMAND works in an empty folder (names of its inputs must be absolute) with TMPDIR and XDG_DATA_HOME inside it.\n"
    "  --name NAME      of the checks\n"
    "  --plan memory    the Nth allocation fails; then: it and all behind it\n"
    "  --plan calls     the Nth read, write, open, rename ... fails, is cut short or interrupted\n"
    "  --plan kill      killed at its Nth such call\n"
    "  --plan moments   killed at --most moments, by --seed\n"
    "  --most N         every call up to the Nth, then steps of a tenth; 0: every one\n"
    "  --seed S         of the moments\n"
    "  --at N           only this one, and its messages\n"
    "  --input FILE     standard input\n"
    "  --spare N        blocks of memory that a library is known to lose\n"
    "  --silent N       failures that a library is known to keep to itself, at most\n"
    "  --late N         runs that a library is known not to end, at most\n"
    "  --loader N       runs that the dynamic loader is known to end while it loads a library late, at most (exit code 127)\n"
    "  --stream yes     standard output is the result: of a failed run, its beginning\n"
    "  --old NAME       a file of this name is there before\n";

#define FILES_MOST 256
#define SECONDS_MOST 10
#define SHOWN_MOST 6
#define LATE_MOST 2
#define LOADER_EXIT 127

struct file {
    char *name, *bytes;
    size_t length;
};

struct result {
    int state;      /* as waitpid has it */
    bool late;
    char *out, *words;
    size_t out_length, words_length;
    struct file files[FILES_MOST];
    size_t count;
    size_t calls;
    long alive;
    bool fired;
    double seconds;
};

static struct {
    const char *shim, *name, *plan, *input, *old;
    size_t most, at;
    unsigned seed;
    long spare;
    size_t silent, late, loader;
    bool stream;
    char **command;
} asked = {.name = "faults", .plan = "memory", .input = "/dev/null", .most = 0, .seed = 1};

static char work[] = "/tmp/faults.XXXXXX";
static struct fault *page;
static int page_file;
static struct result whole; /* of the run without a fault */
static size_t runs, finds, silent;
static const char kept_silent[] = "it says that all is well, and it is not";
static const char *doing;

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

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ---- One run ---------------------------------------------------------------------------------------------------------------- */

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
    if (asked.old == NULL)
        return;
    snprintf(path, sizeof path, "%s/%s", work, asked.old);
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
    int input = open(asked.input, O_RDONLY);
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
    setenv("LD_PRELOAD", asked.shim, 1);
    fcntl(page_file, F_SETFD, 0);
    execv(asked.command[0], asked.command);
    _exit(127);
}

/* Kills it at `moment` seconds (0: when it takes too long), and waits for its end. */
static void await(pid_t process, double moment, struct result *result)
{
    double start = now();
    for (;;) {
        double passed = now() - start;
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
    result->seconds = now() - start;
}

static void run(struct result *result, double moment)
{
    int out = memfd_create("out", MFD_CLOEXEC), words = memfd_create("words", MFD_CLOEXEC);
    *result = (struct result){.count = 0};
    clean();
    atomic_store(&page->count, 0);
    atomic_store(&page->alive, 0);
    atomic_store(&page->fired, false);
    pid_t process = fork();
    if (process == 0)
        become(out, words);
    if (process < 0)
        stop("fork");
    setpgid(process, process);
    await(process, moment, result);
    result->out = contents(out, &result->out_length);
    result->words = contents(words, &result->words_length);
    result->calls = atomic_load(&page->count);
    result->alive = atomic_load(&page->alive);
    result->fired = atomic_load(&page->fired);
    noted = result;
    nftw(work, note_file, 16, FTW_PHYS);
    close(out);
    close(words);
    runs++;
}

static void forget(struct result *result)
{
    for (size_t i = 0; i < result->count; i++) {
        free(result->files[i].name);
        free(result->files[i].bytes);
    }
    free(result->out);
    free(result->words);
}

/* ---- What must hold --------------------------------------------------------------------------------------------------------- */

static const struct file *file_of(const struct result *result, const char *name)
{
    for (size_t i = 0; i < result->count; i++)
        if (strcmp(result->files[i].name, name) == 0)
            return &result->files[i];
    return NULL;
}

static bool same_file(const struct file *a, const struct file *b)
{
    return a->length == b->length && memcmp(a->bytes, b->bytes, a->length) == 0;
}

/* Names of files that are still being made: nobody takes them for results. */
static bool is_unfinished(const char *name)
{
    const char *base = strrchr(name, '/') != NULL ? strrchr(name, '/') + 1 : name;
    size_t length = strlen(base);
    return strncmp(name, "tmp/", 4) == 0 || strncmp(base, ".chiffre-", 9) == 0 ||
           (length > 4 && strcmp(base + length - 4, ".tmp") == 0) || (length > 5 && strcmp(base + length - 5, ".part") == 0);
}

/* What is wrong with the files; NULL: nothing. `ended`: it could clean up. `partly`: of several inputs some are left out. */
static const char *bad_files(const struct result *result, bool ended, bool partly, const char **which)
{
    for (size_t i = 0; i < result->count; i++) {
        const struct file *file = &result->files[i], *known = file_of(&whole, file->name);
        *which = file->name;
        if (is_unfinished(file->name)) {
            if (ended)
                return "an unfinished file is left";
        } else if (asked.old != NULL && strcmp(file->name, asked.old) == 0 && file->length == 4 && memcmp(file->bytes, "old\n", 4) == 0) {
            continue;
        } else if (known == NULL && !partly) {
            return "a file of a name of its own";
        } else if (known != NULL && !same_file(file, known) && !(partly && file->length > 0 && file->bytes[file->length - 1] == '\n')) {
            return "another or half a file";
        }
    }
    *which = asked.old != NULL ? asked.old : "";
    return asked.old != NULL && file_of(result, asked.old) == NULL ? "the old file is gone" : NULL;
}

static bool same_results(const struct result *result, bool may_leave, const char **which)
{
    size_t unfinished = 0;
    for (size_t i = 0; i < result->count; i++) {
        const struct file *known = file_of(&whole, result->files[i].name);
        *which = result->files[i].name;
        if (may_leave && known == NULL && is_unfinished(*which)) {
            unfinished++;
            continue;
        }
        if (known == NULL || !same_file(&result->files[i], known))
            return false;
    }
    size_t count = result->count - unfinished;
    *which = count == whole.count ? "standard output" : "a file is missing";
    return count == whole.count && result->out_length == whole.out_length &&
           memcmp(result->out, whole.out, whole.out_length) == 0;
}

static const char *bad_words(const struct result *result, const char *needs)
{
    if (result->words_length == 0)
        return "it failed without a word";
    for (const char *line = result->words; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n')
        if (strncmp(line, "chiffre: ", 9) != 0)
            return "a message of somebody else";
    return strstr(result->words, needs) == NULL ? "its message does not say what was wrong" : NULL;
}

/* What is wrong with a run in which a call has failed; NULL: nothing. */
static const char *judge(const struct result *result, const char *needs, bool must_succeed, bool may_leave, const char **which)
{
    *which = "";
    if (result->late)
        return "it did not end";
    if (!WIFEXITED(result->state))
        return WTERMSIG(result->state) == SIGABRT ? "aborted" : "crashed";
    int code = WEXITSTATUS(result->state);
    if (result->alive > whole.alive + asked.spare)
        return "memory is not given back";
    if (code == WEXITSTATUS(whole.state))
        return !same_results(result, may_leave, which) ? kept_silent : NULL;
    if (must_succeed)
        return "it gave up";
    if (code != 2 && code != 3)
        return "exit code";
    const char *bad = bad_files(result, !may_leave, code == 3, which);
    if (bad == NULL && code == 2 && asked.stream && (result->out_length > whole.out_length || memcmp(result->out, whole.out, result->out_length) != 0))
        bad = "other words on standard output";
    return bad != NULL ? bad : bad_words(result, needs);
}

static void tell(const struct result *result, const char *what, const char *which, size_t at)
{
    if (what == kept_silent && silent < asked.silent) {
        silent++;
        return;
    }
    finds++;
    if (finds > SHOWN_MOST && asked.at == 0)
        return;
    printf("# %s, %s %zu: %s%s%s (state %x, blocks %ld, before %ld)\n", asked.name, doing, at, what, which[0] ? ": " : "", which,
           (unsigned)result->state, result->alive, whole.alive);
    for (const char *line = result->words; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n')
        printf("#     %.*s\n", (int)strcspn(line, "\n"), line);
}

/* ---- Plans ------------------------------------------------------------------------------------------------------------------ */

static size_t after(size_t at)
{
    return asked.most == 0 || at < asked.most ? at + 1 : at + 1 + at / 10;
}

struct fault_plan {
    const char *name;
    enum fault_call call;
    enum fault_kind kind;
    int number;
    bool all_after, must_succeed, may_leave;
};

static bool ended_by_loader(const struct result *result)
{
    return WIFEXITED(result->state) && WEXITSTATUS(result->state) == LOADER_EXIT;
}

static void sweep(const struct fault_plan *plan)
{
    const char *needs = plan->call == FAULT_memory ? "memory" : "";
    doing = plan->name;
    size_t late = 0, loader = 0;
    for (size_t at = asked.at > 0 ? asked.at : 1;; at = after(at)) {
        struct result result;
        const char *which;
        page->call = (int)plan->call;
        page->kind = (int)plan->kind;
        page->number = plan->number;
        page->at = at;
        page->all_after = plan->all_after;
        run(&result, 0);
        bool fired = result.fired;
        const char *bad = fired && plan->kind == FAULT_KILL ? bad_files(&result, false, false, &which)
                                                            : judge(&result, fired ? needs : "", plan->must_succeed || !fired,
                                                                    plan->may_leave, &which);
        if (bad != NULL && result.late && late < asked.late)
            printf("# %s, %s %zu: it did not end, as is known\n", asked.name, doing, at);
        else if (bad != NULL && ended_by_loader(&result) && loader++ < asked.loader)
            printf("# %s, %s %zu: the loader ended it, as is known\n", asked.name, doing, at);
        else if (bad != NULL)
            tell(&result, bad, which, at);
        else if (asked.at > 0)
            printf("# %s %zu: exit %d: %s\n", doing, at, WEXITSTATUS(result.state), result.words);
        forget(&result);
        late += result.late;
        if (!fired || asked.at > 0 || late == LATE_MOST)
            return;
    }
}

static const struct fault_plan memory_plans[] = {
    {"allocation", FAULT_memory, FAULT_ERROR, ENOMEM, false, false, false},
    {"allocation and all behind it", FAULT_memory, FAULT_ERROR, ENOMEM, true, false, false},
    {.name = NULL},
};
static const struct fault_plan kill_plans[] = {{"killed at call", FAULT_any, FAULT_KILL, 0, false, false, true}, {.name = NULL}};
static const struct fault_plan call_plans[] = {
    {"read EIO", FAULT_read, FAULT_ERROR, EIO, false, false, false},
    {"read EINTR", FAULT_read, FAULT_ERROR, EINTR, false, true, false},
    {"read of one byte", FAULT_read, FAULT_SHORT, 0, false, true, false},
    {"reads of one byte", FAULT_read, FAULT_SHORT, 0, true, true, false},
    {"write ENOSPC", FAULT_write, FAULT_ERROR, ENOSPC, false, false, false},
    {"writes ENOSPC", FAULT_write, FAULT_ERROR, ENOSPC, true, false, false},
    {"write EIO", FAULT_write, FAULT_ERROR, EIO, false, false, false},
    {"write EINTR", FAULT_write, FAULT_ERROR, EINTR, false, true, false},
    {"write EAGAIN", FAULT_write, FAULT_ERROR, EAGAIN, false, false, false},
    {"write of one byte", FAULT_write, FAULT_SHORT, 0, false, true, false},
    {"open EMFILE", FAULT_open, FAULT_ERROR, EMFILE, false, false, false},
    {"opens EMFILE", FAULT_open, FAULT_ERROR, EMFILE, true, false, false},
    {"open EACCES", FAULT_open, FAULT_ERROR, EACCES, false, false, false},
    {"close EIO", FAULT_close, FAULT_ERROR, EIO, false, false, false},
    {"close EINTR", FAULT_close, FAULT_ERROR, EINTR, false, true, false},
    {"rename EIO", FAULT_rename, FAULT_ERROR, EIO, false, false, false},
    {"mkdir ENOSPC", FAULT_mkdir, FAULT_ERROR, ENOSPC, false, false, false},
    {"unlink EIO", FAULT_unlink, FAULT_ERROR, EIO, false, false, true},
    {"stat EIO", FAULT_stat, FAULT_ERROR, EIO, false, false, false},
    {"pipe EMFILE", FAULT_pipe, FAULT_ERROR, EMFILE, false, false, false},
    {"spawn EAGAIN", FAULT_spawn, FAULT_ERROR, EAGAIN, false, false, false},
    {"spawn ENOENT", FAULT_spawn, FAULT_ERROR, ENOENT, false, false, false},
    {"wait EINTR", FAULT_wait, FAULT_ERROR, EINTR, false, true, false},
    {"poll EINTR", FAULT_poll, FAULT_ERROR, EINTR, false, true, false},
    {"random EINTR", FAULT_random, FAULT_ERROR, EINTR, false, false, false},
    {"random ENOSYS", FAULT_random, FAULT_ERROR, ENOSYS, false, false, false},
    {"readdir EIO", FAULT_readdir, FAULT_ERROR, EIO, false, false, false},
    {"mmap ENOMEM", FAULT_map, FAULT_ERROR, ENOMEM, false, false, false},
    {"stream ENOSPC", FAULT_stream, FAULT_ERROR, ENOSPC, false, false, false},
    {"streams ENOSPC", FAULT_stream, FAULT_ERROR, ENOSPC, true, false, false},
    {.name = NULL},
};

/* xorshift32: the same moments for the same seed, as shares of the time that the whole run takes. */
static void kill_at_moments(void)
{
    uint32_t state = asked.seed;
    doing = "killed at moment";
    page->call = FAULT_none;
    for (size_t at = 1; at <= asked.most; at++) {
        struct result result;
        const char *which;
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        run(&result, whole.seconds * 1.1 * (double)state / UINT32_MAX + 1e-6);
        const char *bad = bad_files(&result, false, false, &which);
        if (bad != NULL)
            tell(&result, bad, which, at);
        forget(&result);
    }
}

static void report(const char *what, size_t runs_before, size_t finds_before, double start)
{
    size_t made = runs - runs_before;
    if (made == 1 && finds == finds_before)
        return; /* it makes no such call */
    if (silent > 0)
        printf("# %s: %zu failures that the library kept to itself\n", asked.name, silent);
    silent = 0;
    if (finds == finds_before)
        printf("ok - %s: %s (%zu runs, %.1f s)\n", asked.name, what, made, now() - start);
    else
        printf("not ok - %s: %s (%zu of %zu runs, %.1f s)\n", asked.name, what, finds - finds_before, made, now() - start);
    fflush(stdout);
}

static void sweep_all(const struct fault_plan *plans)
{
    for (const struct fault_plan *plan = plans; plan->name != NULL; plan++) {
        size_t runs_before = runs, finds_before = finds;
        double start = now();
        sweep(plan);
        report(plan->name, runs_before, finds_before, start);
    }
}

static void read_options(int count, char **words)
{
    for (int i = 1; i < count; i += 2) {
        const char *name = words[i], *value = i + 1 < count ? words[i + 1] : "";
        if (strncmp(name, "--", 2) != 0 || strcmp(name, "--") == 0) {
            asked.command = words + i + (name[0] == '-');
            break;
        }
        if (strcmp(name, "--shim") == 0)
            asked.shim = value;
        else if (strcmp(name, "--name") == 0)
            asked.name = value;
        else if (strcmp(name, "--plan") == 0)
            asked.plan = value;
        else if (strcmp(name, "--input") == 0)
            asked.input = value;
        else if (strcmp(name, "--old") == 0)
            asked.old = value;
        else if (strcmp(name, "--most") == 0)
            asked.most = strtoul(value, NULL, 10);
        else if (strcmp(name, "--spare") == 0)
            asked.spare = atol(value);
        else if (strcmp(name, "--silent") == 0)
            asked.silent = strtoul(value, NULL, 10);
        else if (strcmp(name, "--late") == 0)
            asked.late = strtoul(value, NULL, 10);
        else if (strcmp(name, "--loader") == 0)
            asked.loader = strtoul(value, NULL, 10);
        else if (strcmp(name, "--stream") == 0)
            asked.stream = strcmp(value, "yes") == 0;
        else if (strcmp(name, "--seed") == 0)
            asked.seed = (unsigned)strtoul(value, NULL, 10);
        else if (strcmp(name, "--at") == 0)
            asked.at = strtoul(value, NULL, 10);
        else
            break;
    }
    if (asked.shim == NULL || asked.command == NULL) {
        fputs(usage, stderr);
        exit(2);
    }
}

int main(int count, char **words)
{
    read_options(count, words);
    page_file = memfd_create("page", MFD_CLOEXEC);
    if (page_file < 0 || ftruncate(page_file, sizeof *page) != 0 || mkdtemp(work) == NULL)
        stop("start");
    page = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, page_file, 0);
    if (page == MAP_FAILED)
        stop("mmap");
    run(&whole, 0);
    if (!WIFEXITED(whole.state) || WEXITSTATUS(whole.state) > 1) {
        printf("not ok - %s: without a fault (state %x): %s\n", asked.name, (unsigned)whole.state, whole.words);
        finds++;
    } else if (strcmp(asked.plan, "moments") == 0) {
        double start = now();
        kill_at_moments();
        report(doing, 0, 0, start);
    } else {
        sweep_all(strcmp(asked.plan, "memory") == 0 ? memory_plans : strcmp(asked.plan, "kill") == 0 ? kill_plans : call_plans);
    }
    clean();
    nftw(work, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    rmdir(work);
    return finds > 0;
}
