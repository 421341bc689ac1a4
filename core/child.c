/* SPDX-License-Identifier: MIT */
/* A program started, listened to, and ended in time. */
#include "core/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define BLOCK_SIZE ((size_t)65536)
#define POLL_MILLISECONDS 200 /* how often `stop` is looked at */

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The input as a file without a name: a program may seek in it, and no pipe has to be filled while another is read. -1: errno. */
static int open_input(struct chiffre_text input)
{
    if (input.length == 0)
        return open("/dev/null", O_RDONLY | O_CLOEXEC);
    int file = memfd_create("chiffre", MFD_CLOEXEC);
    for (size_t at = 0; file >= 0 && at < input.length;) {
        ssize_t written = write(file, input.data + at, input.length - at);
        if (written > 0) {
            at += (size_t)written;
        } else if (errno != EINTR) {
            int number = errno;
            close(file);
            errno = number;
            return -1;
        }
    }
    if (file >= 0)
        lseek(file, 0, SEEK_SET);
    return file;
}

static void limit(int what, size_t least, size_t most)
{
    struct rlimit limits = {least, most};
    setrlimit((__rlimit_resource_t)what, &limits);
}

/* In the new process: only what may be called between fork and exec. Limits come first, so that whatever it starts has them too. What
 * failed goes to `told`. */
static _Noreturn void become(const struct child *child, int input, int output, int words, int told)
{
    setpgid(0, 0);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    limit(RLIMIT_CPU, child->seconds + 1, child->seconds + 2);
    if (child->file_most > 0)
        limit(RLIMIT_FSIZE, child->file_most, child->file_most);
    if (child->memory > 0)
        limit(RLIMIT_AS, child->memory, child->memory);
    if (dup2(input, 0) >= 0 && dup2(output, 1) >= 0 && dup2(words, 2) >= 0 && (child->folder == NULL || chdir(child->folder) == 0))
        execvp(child->arguments[0], (char *const *)(uintptr_t)child->arguments);
    int number = errno;
    ssize_t written = write(told, &number, sizeof number);
    _exit(written == (ssize_t)sizeof number ? 127 : 126);
}

/* 0, or the number of what kept it from starting. */
static int start(const struct child *child, int input, int output, int words, pid_t *process)
{
    int ends[2], failed = 0;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return errno;
    *process = fork();
    if (*process == 0)
        become(child, input, output, words, ends[1]);
    if (*process < 0)
        failed = errno;
    close(ends[1]);
    ssize_t length = 0;
    while (*process > 0 && (length = read(ends[0], &failed, sizeof failed)) < 0 && errno == EINTR)
        continue;
    if (length < 0) {
        failed = errno;
        kill(*process, SIGKILL);
    }
    close(ends[0]);
    if (failed == 0)
        setpgid(*process, *process); /* it does so too; whoever is first */
    while (failed != 0 && *process > 0 && waitpid(*process, NULL, 0) < 0 && errno == EINTR)
        continue;
    return failed;
}

/* The end of what it says: the complaint comes after the line complained of. */
static void keep_words(struct child *child, const char *data, size_t length)
{
    size_t room = CHILD_WORDS_MAX - 1;
    if (length > room) {
        data += length - room;
        length = room;
    }
    size_t kept = child->words_length < room - length ? child->words_length : room - length;
    memmove(child->words, child->words + child->words_length - kept, kept);
    memcpy(child->words + kept, data, length);
    child->words_length = kept + length;
}

/* Output that grows in blocks that double; the child's is one piece in the end. */
struct growing {
    char *bytes;
    size_t capacity;
};

static void keep_output(struct child *child, struct growing *growing, const char *data, size_t length)
{
    size_t used = child->output.length;
    child->large = used + length > child->output_most;
    if (child->large || length == 0)
        return;
    if (growing->bytes == NULL || used + length > growing->capacity) {
        size_t capacity = growing->capacity * 2 > used + length ? growing->capacity * 2 : used + length + BLOCK_SIZE;
        char *larger = arena_take(child->arena, capacity);
        child->no_memory = larger == NULL;
        if (larger == NULL)
            return;
        if (growing->bytes != NULL)
            memcpy(larger, growing->bytes, used);
        *growing = (struct growing){larger, capacity};
    }
    memcpy(growing->bytes + used, data, length);
    child->output = (struct chiffre_text){growing->bytes, used + length};
}

static bool over(const struct child *child)
{
    return child->late || child->large || child->stopped || child->no_memory || child->broken != 0;
}

/* One of its two ends: false when it is closed. */
static bool take(struct child *child, struct growing *growing, struct pollfd *end, bool words)
{
    char data[4096];
    if ((end->revents & (POLLIN | POLLHUP | POLLERR)) == 0)
        return true;
    ssize_t length = read(end->fd, data, sizeof data);
    if (length < 0 && errno == EINTR)
        return true;
    if (length < 0)
        child->broken = errno;
    if (length > 0 && words)
        keep_words(child, data, (size_t)length);
    else if (length > 0)
        keep_output(child, growing, data, (size_t)length);
    return length > 0;
}

/* Reads what the child writes until it closes both ends or is to be ended. */
static void listen_to(struct child *child, int output, int words, double deadline)
{
    struct pollfd ends[2] = {{.fd = output, .events = POLLIN}, {.fd = words, .events = POLLIN}};
    struct growing growing = {NULL, 0};
    while ((ends[0].fd >= 0 || ends[1].fd >= 0) && !over(child)) {
        double left = deadline - seconds_now();
        child->late = left <= 0;
        child->stopped = child->stop != NULL && *child->stop != 0;
        if (over(child))
            return;
        int wait = left * 1000 < POLL_MILLISECONDS ? (int)(left * 1000) + 1 : POLL_MILLISECONDS;
        int found = poll(ends, 2, wait);
        for (size_t i = 0; found > 0 && i < 2 && !over(child); i++)
            if (ends[i].fd >= 0 && !take(child, &growing, &ends[i], i == 1 || child->arena == NULL))
                ends[i].fd = -1;
    }
}

/* Waits for the child's end; one that has closed its output and goes on still has no more time than the others. */
static void wait_for(struct child *child, pid_t process, double deadline)
{
    for (;;) {
        if (over(child))
            kill(-process, SIGKILL);
        pid_t ended = waitpid(process, &child->state, over(child) ? 0 : WNOHANG);
        if (ended < 0 && errno != EINTR) /* ECHILD: the host lets its children go unheard, and how this one ended is not known */
            child->broken = errno;
        if (ended == process || (ended < 0 && errno != EINTR))
            return;
        child->late = seconds_now() > deadline;
        child->stopped = child->stop != NULL && *child->stop != 0;
        if (!over(child))
            nanosleep(&(struct timespec){0, 2000000}, NULL);
    }
}

/* The last line that says something. */
static const char *last_line(char *words, size_t length)
{
    words[length] = '\0';
    while (length > 0 && strchr("\n\r\t ", words[length - 1]) != NULL)
        words[--length] = '\0';
    const char *newline = strrchr(words, '\n');
    return newline != NULL ? newline + 1 : words;
}

static int run(struct child *child, int input, int output_ends[2], int words_ends[2])
{
    pid_t process = -1;
    double deadline = seconds_now() + child->seconds;
    int failed = start(child, input, output_ends[1], words_ends[1], &process);
    close(output_ends[1]);
    close(words_ends[1]);
    if (failed == 0) {
        listen_to(child, output_ends[0], words_ends[0], deadline);
        wait_for(child, process, deadline);
    }
    close(output_ends[0]);
    close(words_ends[0]);
    child->complaint = last_line(child->words, child->words_length);
    return failed != 0 ? failed : child->broken;
}

const char *child_reason(const struct child *child, char reason[CHILD_REASON_MAX])
{
    int number = WIFSIGNALED(child->state) ? WTERMSIG(child->state) : WEXITSTATUS(child->state);
    const char *colon = child->complaint[0] != '\0' ? ": " : "";
    if (WIFSIGNALED(child->state))
        snprintf(reason, CHILD_REASON_MAX, "ended by signal %d (%s)%s%s", number, strsignal(number), colon, child->complaint);
    else if (child->complaint[0] != '\0')
        snprintf(reason, CHILD_REASON_MAX, "%s", child->complaint);
    else
        snprintf(reason, CHILD_REASON_MAX, "exit code %d", number);
    return reason;
}

int child_run(struct child *child)
{
    int output_ends[2], words_ends[2];
    int input = open_input(child->input);
    if (input < 0)
        return errno;
    int failed = pipe2(output_ends, O_CLOEXEC) != 0 ? errno : 0;
    if (failed == 0 && pipe2(words_ends, O_CLOEXEC) != 0) {
        failed = errno;
        close(output_ends[0]);
        close(output_ends[1]);
    }
    if (failed == 0)
        failed = run(child, input, output_ends, words_ends);
    close(input);
    return failed;
}
