/* SPDX-License-Identifier: MIT */
/* What the files of tests/faults share: what was asked for, the page that the shim reads, one run and what is wrong with it. */
#ifndef TESTS_FAULTS_H
#define TESTS_FAULTS_H

#include "tests/fault_shim.h"

#include <sys/types.h>

#define FILES_MOST 256

struct faults_asked {
    const char *shim, *name, *plan, *input, *old;
    size_t most, at;
    unsigned seed;
    long spare;
    size_t silent, late, loader;
    bool stream;
    char **command;
};
extern struct faults_asked faults_asked;

struct file {
    char *name, *bytes;
    size_t length;
};

struct result {
    int state; /* as waitpid has it */
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

extern struct fault *faults_page;
extern struct result faults_whole; /* of the run without a fault */
extern size_t faults_runs;         /* so far */

/* ---- faults_run.c: between start and end */
void faults_start(void);
void faults_end(void);
/* Runs the command in an empty folder; kills it at `moment` seconds, 0: never. */
void faults_run(struct result *result, double moment);
void faults_forget(struct result *result);
double faults_now(void);

/* ---- faults_judge.c: what is wrong, NULL: nothing; *which: of which file */
extern const char faults_kept_silent[];
/* `ended`: it could clean up. `partly`: of several inputs some are left out. */
const char *faults_bad_files(const struct result *result, bool ended, bool partly, const char **which);
/* Of a run in which a call has failed. `needs`: its message must hold this. */
const char *faults_judge(const struct result *result, const char *needs, bool must_succeed, bool may_leave, const char **which);

#endif
