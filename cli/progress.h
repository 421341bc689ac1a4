/* SPDX-License-Identifier: MIT */
/* How far a long work is, for whoever watches a terminal; and whether somebody wants it to end. */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include "cli/cli.h"

struct progress {
    bool visible;  /* standard error is a terminal, and nobody has said --quiet */
    bool open_end; /* of an input it is not known how long it is */
    double start, last;
    size_t count, documents, figures;
    uint64_t total, finished, in_file; /* bytes: of all files, of those done, of the documents done of the one at work */
    uint64_t at_work;                  /* bytes read of the documents at work */
};
void progress_start(struct progress *progress, const struct inputs *inputs, bool quiet);
void progress_file_done(struct progress *progress, const char *path);
void progress_show(struct progress *progress); /* writes the line anew, a few times a second at most */
void progress_hide(void);                      /* before anything else is written to standard error */

/* SIGINT, SIGTERM and SIGHUP end the program, and what it has not finished writing goes; those that the caller told us not to hear do not. */
void progress_begin_signals(void);
/* From now on the first one only leaves a note; the second ends the program. */
void progress_watch_signals(void);
void progress_unwatch_signals(void); /* as before; a note that there is stays */
int progress_interrupted(void); /* the signal's number, 0: none came */
const volatile int *progress_stop(void);

#endif
