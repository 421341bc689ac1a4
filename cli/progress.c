/* SPDX-License-Identifier: MIT */
/* The line that shows how far a long work is, on a terminal only; and the signal that asks it to stop. */
#include "cli/progress.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define QUIET_SECONDS 1.0 /* what is done sooner needs no line */
#define STEP_SECONDS 0.2

#define REPEAT_SECONDS 0.25 /* GNU timeout sends its signal twice, to the program and to its group: two so near are one */

static volatile sig_atomic_t interrupted; /* the signal's number */
static double first_signal;               /* seconds_now() of it; only the handler's */
static bool shown;                        /* a line stands on the terminal */

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static volatile sig_atomic_t watched;

static void end_now(int number)
{
    output_unlink_unfinished();
    (void)signal(number, SIG_DFL);
    (void)raise(number);
}

/* Who reads our pipe may have stopped reading: then what was done cannot be written, however long we wait. */
#define STALL_SECONDS 4 /* looked at every second: it ends in the fifth behind the last byte taken */
static volatile sig_atomic_t stalled;
static void on_alarm(int number)
{
    static const char message[] = "chiffre: interrupted, and nobody takes what is written: it ends here\n";
    (void)number;
    stalled = output_stalled() ? stalled + 1 : 0;
    if (stalled < STALL_SECONDS) {
        (void)alarm(1);
        return;
    }
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)written;
    end_now((int)interrupted);
}

static void on_signal(int number)
{
    const double now = seconds_now(); /* a handler may ask clock_gettime */
    if (interrupted != 0 && now - first_signal < REPEAT_SECONDS)
        return;
    if (watched == 0 || interrupted != 0) /* who asks twice does not want to wait */
        end_now(number);
    first_signal = now;
    interrupted = number;
    (void)output_stalled(); /* from now on */
    (void)alarm(1);
}

void progress_begin_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        /* What the caller has told us not to hear (nohup) stays so. */
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            (void)sigaction(numbers[i], &action, NULL);
    }
    action.sa_handler = on_alarm;
    action.sa_flags = SA_RESTART;
    (void)sigaction(SIGALRM, &action, NULL);
}

void progress_watch_signals(void)
{
    watched = 1;
}

void progress_unwatch_signals(void)
{
    watched = 0;
}

int progress_interrupted(void)
{
    return (int)interrupted;
}

const volatile int *progress_stop(void)
{
    return &interrupted;
}

void progress_start(struct progress *progress, const struct inputs *inputs, bool quiet)
{
    *progress = (struct progress){.visible = !quiet && isatty(STDERR_FILENO) == 1, .start = seconds_now(), .count = inputs->count};
    for (size_t i = 0; progress->visible && i < inputs->count; i++) {
        struct stat about;
        bool known = strcmp(inputs->paths[i], "-") != 0 && stat(inputs->paths[i], &about) == 0 && S_ISREG(about.st_mode);
        progress->open_end = progress->open_end || !known;
        progress->total += known ? (uint64_t)about.st_size : 0;
    }
}

void progress_file_done(struct progress *progress, const char *path)
{
    struct stat about;
    if (progress->visible && strcmp(path, "-") != 0 && stat(path, &about) == 0)
        progress->finished += (uint64_t)about.st_size;
    progress->in_file = 0;
    progress_show(progress);
}

void progress_show(struct progress *progress)
{
    double now = progress->visible ? seconds_now() : 0;
    if (!progress->visible || now - progress->start < QUIET_SECONDS || now - progress->last < STEP_SECONDS)
        return;
    progress->last = now;
    char line[200], left[40] = "";
    uint64_t bytes = progress->finished + progress->in_file + progress->at_work;
    if (!progress->open_end && bytes > 0 && bytes < progress->total) {
        uint64_t seconds = (uint64_t)((now - progress->start) * (double)(progress->total - bytes) / (double)bytes + 0.5);
        snprintf(left, sizeof left, ", %llu:%02llu left", (unsigned long long)(seconds / 60), (unsigned long long)(seconds % 60));
    }
    int length = snprintf(line, sizeof line, "\r%zu %s, %.1f MB, %zu %s%s\033[K", progress->documents,
                          report_word(progress->documents, "document", "documents"), (double)bytes / 1e6, progress->figures,
                          report_word(progress->figures, "figure", "figures"), left);
    shown = write(STDERR_FILENO, line, (size_t)length) > 0;
}

void progress_hide(void)
{
    if (shown && write(STDERR_FILENO, "\r\033[K", 4) > 0)
        shown = false;
}
