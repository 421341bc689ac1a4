/* SPDX-License-Identifier: MIT */
/* Which rates: built in, downloaded, named on the command line; and the download itself. */
#include "cli/cli.h"

#include "core/child.h"
#include "core/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PATH_BYTES 4096
#define FILE_NAME "eurofxref-hist.zip"
#define DOWNLOAD_SECONDS 130
#define DOWNLOAD_MOST ((size_t)64 << 20) /* bytes; the ECB's file has one hundredth of it */

/* $XDG_DATA_HOME/chiffre, else ~/.local/share/chiffre (XDG Base Directory Specification: a relative path is as good as none). */
static bool data_folder(char *path, size_t room)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    int length = -1;
    if (data != NULL && data[0] == '/')
        length = snprintf(path, room, "%s/chiffre", data);
    else if (home != NULL && home[0] == '/')
        length = snprintf(path, room, "%s/.local/share/chiffre", home);
    return length > 0 && (size_t)length < room;
}

static bool downloaded_path(char *path, size_t room)
{
    char folder[PATH_BYTES];
    if (!data_folder(folder, sizeof folder))
        return false;
    int length = snprintf(path, room, "%s/" FILE_NAME, folder);
    return length > 0 && (size_t)length < room;
}

static bool add_file(struct chiffre_rates *rates, const char *path)
{
    struct chiffre_error error = {.line = 0};
    if (chiffre_rates_add_file(rates, path, &error) == CHIFFRE_OK)
        return true;
    report_error(&error);
    return false;
}

struct chiffre_rates *rates_open(const struct arguments *arguments)
{
    char path[PATH_BYTES];
    struct chiffre_rates *rates;
    struct chiffre_error error = {.line = 0};
    if (chiffre_rates_new(&rates, &error) != CHIFFRE_OK) {
        report_error(&error);
        return NULL;
    }
    bool fine = true;
    if (!options_given(arguments, "built-in") && downloaded_path(path, sizeof path) && access(path, F_OK) == 0)
        fine = add_file(rates, path);
    size_t at = 0;
    for (const char *file; fine && (file = options_next(arguments, "rates", &at)) != NULL;)
        fine = add_file(rates, file);
    if (fine)
        return rates;
    chiffre_rates_free(rates);
    return NULL;
}

/* ---- Download ---- */
static bool make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/');; slash = strchr(slash + 1, '/')) {
        if (slash != NULL)
            *slash = '\0';
        bool there = mkdir(path, 0755) == 0 || errno == EEXIST;
        if (!there)
            report("%s: %s", path, strerror(errno));
        if (slash == NULL || !there)
            return there;
        *slash = '/';
    }
}

/* curl's exit code; 127: there is no curl; -1: it did not end by itself, or could not be started. */
static int run_curl(const char *url, const char *path)
{
    const char *const words[] = {"curl", "--fail", "--location", "--silent", "--max-time", "120", "--output", path, "--", url, NULL};
    struct child child = {.arguments = words, .seconds = DOWNLOAD_SECONDS, .file_most = DOWNLOAD_MOST};
    int failed = child_run(&child);
    if (failed == ENOENT)
        return 127;
    return failed == 0 && !child.late && WIFEXITED(child.state) ? WEXITSTATUS(child.state) : -1;
}

static const char *curl_reason(int code)
{
    switch (code) {
    case 5:
    case 6:
        return "its host cannot be found; is there a network?";
    case 7:
        return "its host cannot be reached; is there a network?";
    case 22:
        return "the server refuses it";
    case 23:
        return "the file cannot be written";
    case 28:
        return "it takes too long";
    case 37:
        return "there is no such file";
    case 127:
        return "the program curl is missing: apt-get install curl";
    case -1:
        return "curl was ended, or the file is far too large";
    default:
        return "curl failed";
    }
}

/* A file that is no rate file must not lie where later runs look. */
static bool check_downloaded(const char *path)
{
    struct chiffre_rates *rates;
    struct chiffre_error error = {.line = 0};
    if (chiffre_rates_new(&rates, &error) != CHIFFRE_OK) {
        report_error(&error);
        return false;
    }
    bool fine = add_file(rates, path);
    chiffre_rates_free(rates);
    return fine;
}

int rates_download(const char *url)
{
    char folder[PATH_BYTES], path[PATH_BYTES], part[PATH_BYTES + 32];
    if (!data_folder(folder, sizeof folder) || !downloaded_path(path, sizeof path)) {
        report("neither XDG_DATA_HOME nor HOME says where to put the rates");
        return EXIT_COULD_NOT;
    }
    if (!make_folders(folder))
        return EXIT_COULD_NOT;
    snprintf(part, sizeof part, "%s.%ld.part", path, (long)getpid());
    int code = run_curl(url, part);
    bool fine = code == 0;
    if (!fine)
        report("%s: not fetched: %s (curl %d); nothing has changed", url, curl_reason(code), code);
    fine = fine && check_downloaded(part);
    if (fine && rename(part, path) != 0) {
        report("%s: %s", path, strerror(errno));
        fine = false;
    }
    if (!fine) {
        (void)unlink(part);
        (void)rmdir(folder); /* if it was made for this and is empty */
        return EXIT_COULD_NOT;
    }
    report("%s is in %s", url, path);
    return EXIT_FINE;
}
