/* SPDX-License-Identifier: MIT */
/* A script -> a picture: gnuplot as a child process, found by PATH, without a shell, with a time limit. */
#include "core/child.h"
#include "core/error.h"
#include "core/output.h"
#include "core/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define RENDER_SECONDS 30
#define RENDER_MEMORY ((size_t)2 << 30)
#define PICTURE_MOST ((size_t)256 << 20)

struct render {
    const char *folder;
    char script[256], target[sizeof OUTPUT_TEMPORARY], picture[288]; /* names in the folder; `target` becomes `picture` */
    struct child child;
};

static bool known_format(const char *format)
{
    return strcmp(format, "svg") == 0 || strcmp(format, "png") == 0 || strcmp(format, "pdf") == 0;
}

/* It works in the script's folder: so no name of a folder is ever in a script. */
static enum chiffre_status run(struct render *render, const char *settings, unsigned seconds, const volatile int *stop,
                               struct chiffre_error *error)
{
    const char *const arguments[] = {"gnuplot", "-d", "-e", settings, render->script, NULL};
    render->child = (struct child){.arguments = arguments, .folder = render->folder, .seconds = seconds, .memory = RENDER_MEMORY,
                                   .file_most = PICTURE_MOST, .stop = stop};
    char reason[CHILD_REASON_MAX];
    int failed = child_run(&render->child);
    if (failed == ENOENT && access(render->folder, X_OK) == 0)
        return error_set(error, CHIFFRE_MISSING, "", 0, 0, "gnuplot is not installed: no pictures (Debian: apt-get install gnuplot-nox)");
    if (failed != 0)
        return error_system(error, CHIFFRE_UNWRITABLE, "gnuplot", failed);
    if (render->child.stopped)
        return error_set(error, CHIFFRE_UNWRITABLE, render->script, 0, 0, "stopped");
    if (render->child.late)
        return error_set(error, CHIFFRE_UNWRITABLE, render->script, 0, 0, "gnuplot did not end within %u seconds", seconds);
    if (render->child.state != 0)
        return error_set(error, CHIFFRE_UNWRITABLE, render->script, 0, 0, "gnuplot failed: %s", child_reason(&render->child, reason));
    return CHIFFRE_OK;
}

/* The picture under its own name, if there is one and it is not empty. */
static enum chiffre_status take_picture(const struct render *render, int folder, struct chiffre_error *error)
{
    struct stat status;
    if (fstatat(folder, render->target, &status, 0) != 0 || status.st_size == 0)
        return error_set(error, CHIFFRE_UNWRITABLE, render->script, 0, 0, "gnuplot drew nothing: %s", render->child.complaint);
    int file = openat(folder, render->target, O_RDONLY | O_NOFOLLOW | O_CLOEXEC), failed = file < 0 ? errno : output_to_disk(file);
    if (file >= 0)
        (void)close(file);
    if (failed != 0)
        return error_system(error, CHIFFRE_UNWRITABLE, render->picture, failed);
    if (renameat(folder, render->target, folder, render->picture) != 0)
        return error_system(error, CHIFFRE_UNWRITABLE, render->picture, errno);
    return CHIFFRE_OK;
}

enum chiffre_status chiffre_chart_render(const char *folder, const char *name, const char *format, unsigned seconds,
                                         const volatile int *stop, struct chiffre_error *error)
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
    snprintf(render.picture, sizeof render.picture, "%s.%s", name, format);
    int directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return error_system(error, CHIFFRE_UNWRITABLE, folder, errno);
    /* Made here under a name that nobody can know, for gnuplot would write through a link that waits for it. */
    strcpy(render.target, OUTPUT_TEMPORARY);
    int file = output_temporary(directory, render.target, render.target + strlen(OUTPUT_TEMPORARY_HEAD));
    if (file < 0) {
        enum chiffre_status status = error_system(error, CHIFFRE_UNWRITABLE, folder, errno);
        close(directory);
        return status;
    }
    close(file);
    char *whole = memory_take(1, strlen(folder) + 1 + sizeof render.target);
    if (whole != NULL) {
        sprintf(whole, "%s/%s", folder, render.target);
        output_unfinished(whole);
    }
    snprintf(settings, sizeof settings, "format='%s'; target='%s'", format, render.target);
    enum chiffre_status status = run(&render, settings, seconds > 0 ? seconds : RENDER_SECONDS, stop, error);
    if (status == CHIFFRE_OK)
        status = take_picture(&render, directory, error);
    if (status != CHIFFRE_OK)
        unlinkat(directory, render.target, 0);
    if (whole != NULL)
        output_finished(whole);
    memory_free(whole);
    close(directory);
    return status;
}
