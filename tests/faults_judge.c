/* SPDX-License-Identifier: MIT */
/* One run with a fault -> what is wrong with its files, its words, its exit code or its memory, measured by the run without one. */
#include "tests/faults.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

const char faults_kept_silent[] = "it says that all is well, and it is not";

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

const char *faults_bad_files(const struct result *result, bool ended, bool partly, const char **which)
{
    for (size_t i = 0; i < result->count; i++) {
        const struct file *file = &result->files[i], *known = file_of(&faults_whole, file->name);
        *which = file->name;
        if (is_unfinished(file->name)) {
            if (ended)
                return "an unfinished file is left";
        } else if (faults_asked.old != NULL && strcmp(file->name, faults_asked.old) == 0 && file->length == 4 &&
                   memcmp(file->bytes, "old\n", 4) == 0) {
            continue;
        } else if (known == NULL && !partly) {
            return "a file of a name of its own";
        } else if (known != NULL && !same_file(file, known) && !(partly && file->length > 0 && file->bytes[file->length - 1] == '\n')) {
            return "another or half a file";
        }
    }
    *which = faults_asked.old != NULL ? faults_asked.old : "";
    return faults_asked.old != NULL && file_of(result, faults_asked.old) == NULL ? "the old file is gone" : NULL;
}

static bool same_results(const struct result *result, bool may_leave, const char **which)
{
    size_t unfinished = 0;
    for (size_t i = 0; i < result->count; i++) {
        const struct file *known = file_of(&faults_whole, result->files[i].name);
        *which = result->files[i].name;
        if (may_leave && known == NULL && is_unfinished(*which)) {
            unfinished++;
            continue;
        }
        if (known == NULL || !same_file(&result->files[i], known))
            return false;
    }
    size_t count = result->count - unfinished;
    *which = count == faults_whole.count ? "standard output" : "a file is missing";
    return count == faults_whole.count && result->out_length == faults_whole.out_length &&
           memcmp(result->out, faults_whole.out, faults_whole.out_length) == 0;
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

const char *faults_judge(const struct result *result, const char *needs, bool must_succeed, bool may_leave, const char **which)
{
    *which = "";
    if (result->late)
        return "it did not end";
    if (!WIFEXITED(result->state))
        return WTERMSIG(result->state) == SIGABRT ? "aborted" : "crashed";
    int code = WEXITSTATUS(result->state);
    if (result->alive > faults_whole.alive + faults_asked.spare)
        return "memory is not given back";
    if (code == WEXITSTATUS(faults_whole.state))
        return !same_results(result, may_leave, which) ? faults_kept_silent : NULL;
    if (must_succeed)
        return "it gave up";
    if (code != 2 && code != 3)
        return "exit code";
    const char *bad = faults_bad_files(result, !may_leave, code == 3, which);
    if (bad == NULL && code == 2 && faults_asked.stream &&
        (result->out_length > faults_whole.out_length || memcmp(result->out, faults_whole.out, result->out_length) != 0))
        bad = "other words on standard output";
    return bad != NULL ? bad : bad_words(result, needs);
}
