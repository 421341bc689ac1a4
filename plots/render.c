/* SPDX-License-Identifier: MIT */
/* A script -> a picture: gnuplot as a child process, found by PATH, without a shell, with a time limit. */
#include "core/error.h"
#include "core/memory.h"
#include "core/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

#define RENDER_SECONDS 30
#define WORDS_MAX 400 /* bytes kept of what gnuplot says */

struct render {
    const char *folder;
    char script[256], target[288], picture[288]; /* names in the folder; `target` becomes `picture` */
    char words[WORDS_MAX];
    size_t words_length;
    const char *complaint; /* the line of `words` to show */
    bool late;
};

static bool known_format(const char *format)
{
    return strcmp(format, "svg") == 0 || strcmp(format, "png") == 0 || strcmp(format, "pdf") == 0;
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The child's output goes to `output`, its working folder is the script's: so no name of a folder is ever in a script. */
static int start(const struct render *render, const char *settings, int output, pid_t *child)
{
    char *const argv[] = {(char *)"gnuplot", (char *)"-d", (char *)"-e", (char *)settings, (char *)render->script, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    int failed = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    failed = failed ? failed : posix_spawn_file_actions_adddup2(&actions, output, 1);
    failed = failed ? failed : posix_spawn_file_actions_adddup2(&actions, output, 2);
    failed = failed ? failed : posix_spawn_file_actions_addchdir_np(&actions, render->folder);
    failed = failed ? failed : posix_spawnp(child, argv[0], &actions, &attributes, argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

/* The end of what it says: the complaint comes after the line complained of. */
static void keep_words(struct render *render, const char *data, size_t length)
{
    size_t room = WORDS_MAX - 1;
    if (length > room) {
        data += length - room;
        length = room;
    }
    size_t kept = render->words_length < room - length ? render->words_length : room - length;
    memmove(render->words, render->words + render->words_length - kept, kept);
    memcpy(render->words + kept, data, length);
    render->words_length = kept + length;
}

/* Reads what the child says until it closes its end or its time is over. */
static void listen_to(struct render *render, int input, double deadline)
{
    char data[512];
    for (;;) {
        double left = deadline - seconds_now();
        struct pollfd ready = {.fd = input, .events = POLLIN};
        int found = left > 0 ? poll(&ready, 1, (int)(left * 1000) + 1) : 0;
        if (found < 0 && errno == EINTR)
            continue;
        if (found <= 0) {
            render->late = found == 0;
            return;
        }
        ssize_t length = read(input, data, sizeof data);
        if (length == 0 || (length < 0 && errno != EINTR))
            return;
        keep_words(render, data, length > 0 ? (size_t)length : 0);
    }
}

/* Waits for the child's end; one that has closed its output and goes on still has no more time than the others. */
static int wait_for(struct render *render, pid_t child, double deadline)
{
    int state = 0;
    for (;;) {
        if (render->late)
            kill(-child, SIGKILL);
        pid_t ended = waitpid(child, &state, render->late ? 0 : WNOHANG);
        if (ended == child)
            return state;
        if (ended < 0 && errno != EINTR)
            return -1;
        render->late = seconds_now() > deadline;
        if (!render->late)
            nanosleep(&(struct timespec){0, 2000000}, NULL);
    }
}

/* The last line that says something. */
static const char *last_line(char *words, size_t length)
{
    while (length > 0 && strchr("\n\r\t ", words[length - 1]) != NULL)
        words[--length] = '\0';
    const char *newline = strrchr(words, '\n');
    return newline != NULL ? newline + 1 : words;
}

static enum chiffre_status run(struct render *render, const char *settings, unsigned seconds, struct chiffre_error *error)
{
    int pipe_ends[2];
    pid_t child;
    double deadline = seconds_now() + seconds;
    if (pipe2(pipe_ends, O_CLOEXEC) != 0)
        return error_system(error, CHIFFRE_UNWRITABLE, render->script, errno);
    int failed = start(render, settings, pipe_ends[1], &child);
    close(pipe_ends[1]);
    if (failed != 0) {
        close(pipe_ends[0]);
        if (failed == ENOENT && access(render->folder, X_OK) == 0)
            return error_set(error, CHIFFRE_MISSING, "", 0, 0,
                             "gnuplot is not installed: no pictures (Debian: apt-get install gnuplot-nox)");
        return error_system(error, CHIFFRE_UNWRITABLE, "gnuplot", failed);
    }
    listen_to(render, pipe_ends[0], deadline);
    int state = wait_for(render, child, deadline);
    close(pipe_ends[0]);
    render->words[render->words_length] = '\0';
    render->complaint = last_line(render->words, render->words_length);
    if (render->late)
        return error_set(error, CHIFFRE_UNWRITABLE, render->script, 0, 0, "gnuplot did not end within %u seconds", seconds);
    if (state != 0)
        return error_set(error, CHIFFRE_UNWRITABLE, render->script, 0, 0, "gnuplot failed: %s", render->complaint);
    return CHIFFRE_OK;
}

/* The picture under its own name, if there is one and it is not empty. */
static enum chiffre_status take_picture(const struct render *render, int folder, struct chiffre_error *error)
{
    struct stat status;
    if (fstatat(folder, render->target, &status, 0) != 0 || status.st_size == 0)
        return error_set(error, CHIFFRE_UNWRITABLE, render->script, 0, 0, "gnuplot drew nothing: %s", render->complaint);
    if (renameat(folder, render->target, folder, render->picture) != 0)
        return error_system(error, CHIFFRE_UNWRITABLE, render->picture, errno);
    return CHIFFRE_OK;
}

enum chiffre_status chiffre_chart_render(const char *folder, const char *name, const char *format, unsigned seconds,
                                         struct chiffre_error *error)
{
    struct render render = {.folder = folder};
    char settings[400];
    if (!known_format(format))
        return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "unknown picture format \"%s\"; one of svg, png, pdf", format);
    /* A name goes into a command of gnuplot's: nothing but what chart names are made of. */
    if (name[0] == '\0' || name[0] == '-' || strlen(name) > 200 ||
        strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(name))
        return error_set(error, CHIFFRE_UNKNOWN, "", 0, 0, "\"%s\" is no name of a chart", name);
    snprintf(render.script, sizeof render.script, "%s.gp", name);
    snprintf(render.target, sizeof render.target, "%s.%s.%ld.tmp", name, format, (long)getpid());
    snprintf(render.picture, sizeof render.picture, "%s.%s", name, format);
    snprintf(settings, sizeof settings, "format='%s'; target='%s'", format, render.target);
    int directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return error_system(error, CHIFFRE_UNWRITABLE, folder, errno);
    enum chiffre_status status = run(&render, settings, seconds > 0 ? seconds : RENDER_SECONDS, error);
    if (status == CHIFFRE_OK)
        status = take_picture(&render, directory, error);
    if (status != CHIFFRE_OK)
        unlinkat(directory, render.target, 0);
    close(directory);
    return status;
}
