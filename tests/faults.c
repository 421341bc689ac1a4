/* SPDX-License-Identifier: MIT */
/* A command -> the same command again and again, each time with another call failing (tests/fault_shim.c) or killed at another moment:
 * what it leaves behind and what it says must be right every time. Lines of TAP; `faults --help` has the rest. */
#include "tests/faults.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

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

#define SHOWN_MOST 6
#define LATE_MOST 2
#define LOADER_EXIT 127

struct faults_asked faults_asked = {.name = "faults", .plan = "memory", .input = "/dev/null", .most = 0, .seed = 1};
static size_t finds, silent;
static const char *doing;

static void tell(const struct result *result, const char *what, const char *which, size_t at)
{
    if (what == faults_kept_silent && silent < faults_asked.silent) {
        silent++;
        return;
    }
    finds++;
    if (finds > SHOWN_MOST && faults_asked.at == 0)
        return;
    printf("# %s, %s %zu: %s%s%s (state %x, blocks %ld, before %ld)\n", faults_asked.name, doing, at, what, which[0] ? ": " : "", which,
           (unsigned)result->state, result->alive, faults_whole.alive);
    for (const char *line = result->words; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n')
        printf("#     %.*s\n", (int)strcspn(line, "\n"), line);
}

/* ---- Plans ------------------------------------------------------------------------------------------------------------------ */

static size_t after(size_t at)
{
    return faults_asked.most == 0 || at < faults_asked.most ? at + 1 : at + 1 + at / 10;
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
    for (size_t at = faults_asked.at > 0 ? faults_asked.at : 1;; at = after(at)) {
        struct result result;
        const char *which;
        faults_page->call = (int)plan->call;
        faults_page->kind = (int)plan->kind;
        faults_page->number = plan->number;
        faults_page->at = at;
        faults_page->all_after = plan->all_after;
        faults_run(&result, 0);
        bool fired = result.fired;
        const char *bad = fired && plan->kind == FAULT_KILL ? faults_bad_files(&result, false, false, &which)
                                                            : faults_judge(&result, fired ? needs : "", plan->must_succeed || !fired,
                                                                    plan->may_leave, &which);
        if (bad != NULL && result.late && late < faults_asked.late)
            printf("# %s, %s %zu: it did not end, as is known\n", faults_asked.name, doing, at);
        else if (bad != NULL && ended_by_loader(&result) && loader++ < faults_asked.loader)
            printf("# %s, %s %zu: the loader ended it, as is known\n", faults_asked.name, doing, at);
        else if (bad != NULL)
            tell(&result, bad, which, at);
        else if (faults_asked.at > 0)
            printf("# %s %zu: exit %d: %s\n", doing, at, WEXITSTATUS(result.state), result.words);
        faults_forget(&result);
        late += result.late;
        if (!fired || faults_asked.at > 0 || late == LATE_MOST)
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
    uint32_t state = faults_asked.seed;
    doing = "killed at moment";
    faults_page->call = FAULT_none;
    for (size_t at = 1; at <= faults_asked.most; at++) {
        struct result result;
        const char *which;
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        faults_run(&result, faults_whole.seconds * 1.1 * (double)state / UINT32_MAX + 1e-6);
        const char *bad = faults_bad_files(&result, false, false, &which);
        if (bad != NULL)
            tell(&result, bad, which, at);
        faults_forget(&result);
    }
}

static void report(const char *what, size_t runs_before, size_t finds_before, double start)
{
    size_t made = faults_runs - runs_before;
    if (made == 1 && finds == finds_before)
        return; /* it makes no such call */
    if (silent > 0)
        printf("# %s: %zu failures that the library kept to itself\n", faults_asked.name, silent);
    silent = 0;
    if (finds == finds_before)
        printf("ok - %s: %s (%zu runs, %.1f s)\n", faults_asked.name, what, made, faults_now() - start);
    else
        printf("not ok - %s: %s (%zu of %zu runs, %.1f s)\n", faults_asked.name, what, finds - finds_before, made, faults_now() - start);
    fflush(stdout);
}

static void sweep_all(const struct fault_plan *plans)
{
    for (const struct fault_plan *plan = plans; plan->name != NULL; plan++) {
        size_t runs_before = faults_runs, finds_before = finds;
        double start = faults_now();
        sweep(plan);
        report(plan->name, runs_before, finds_before, start);
    }
}

static void read_options(int count, char **words)
{
    for (int i = 1; i < count; i += 2) {
        const char *name = words[i], *value = i + 1 < count ? words[i + 1] : "";
        if (strncmp(name, "--", 2) != 0 || strcmp(name, "--") == 0) {
            faults_asked.command = words + i + (name[0] == '-');
            break;
        }
        if (strcmp(name, "--shim") == 0)
            faults_asked.shim = value;
        else if (strcmp(name, "--name") == 0)
            faults_asked.name = value;
        else if (strcmp(name, "--plan") == 0)
            faults_asked.plan = value;
        else if (strcmp(name, "--input") == 0)
            faults_asked.input = value;
        else if (strcmp(name, "--old") == 0)
            faults_asked.old = value;
        else if (strcmp(name, "--most") == 0)
            faults_asked.most = strtoul(value, NULL, 10);
        else if (strcmp(name, "--spare") == 0)
            faults_asked.spare = atol(value);
        else if (strcmp(name, "--silent") == 0)
            faults_asked.silent = strtoul(value, NULL, 10);
        else if (strcmp(name, "--late") == 0)
            faults_asked.late = strtoul(value, NULL, 10);
        else if (strcmp(name, "--loader") == 0)
            faults_asked.loader = strtoul(value, NULL, 10);
        else if (strcmp(name, "--stream") == 0)
            faults_asked.stream = strcmp(value, "yes") == 0;
        else if (strcmp(name, "--seed") == 0)
            faults_asked.seed = (unsigned)strtoul(value, NULL, 10);
        else if (strcmp(name, "--at") == 0)
            faults_asked.at = strtoul(value, NULL, 10);
        else
            break;
    }
    if (faults_asked.shim == NULL || faults_asked.command == NULL) {
        fputs(usage, stderr);
        exit(2);
    }
}

int main(int count, char **words)
{
    read_options(count, words);
    faults_start();
    faults_run(&faults_whole, 0);
    if (!WIFEXITED(faults_whole.state) || WEXITSTATUS(faults_whole.state) > 1) {
        printf("not ok - %s: without a fault (state %x): %s\n", faults_asked.name, (unsigned)faults_whole.state, faults_whole.words);
        finds++;
    } else if (strcmp(faults_asked.plan, "moments") == 0) {
        double start = faults_now();
        kill_at_moments();
        report(doing, 0, 0, start);
    } else {
        sweep_all(strcmp(faults_asked.plan, "memory") == 0 ? memory_plans : strcmp(faults_asked.plan, "kill") == 0 ? kill_plans : call_plans);
    }
    faults_end();
    return finds > 0;
}
