/* SPDX-License-Identifier: MIT */
/* What articles.c (one document after the other) and the threads of --jobs (cli/threads.h) share. */
#ifndef CLI_ARTICLES_H
#define CLI_ARTICLES_H

#include "cli/progress.h"

#include <stdatomic.h>

#define ARTICLE_NAME_MAX 4096 /* of what is told, with its zero */

/* Is an input JSON Lines? */
enum by_line { BY_LINE_NO, BY_LINE_YES, BY_LINE_UNTOLD /* standard input behind another: it is asked when its turn comes, for it may wait */ };

/* The whole work. What is not atomic is the main thread's (or the feeder's, as told) while threads are at work. */
struct pass {
    const struct arguments *arguments;
    const struct articles_taker *taker;
    const char *fields[OPTIONS_GIVEN_MAX];
    struct chiffre_reader_options reader, lines; /* options for all: of files, of JSON Lines */
    unsigned char *by_line; /* by input: enum by_line */
    chiffre_date date;
    struct chiffre_text language;
    struct worker *workers; /* the first is that of -j 1 */
    size_t jobs;
    size_t done, failed;
    bool stopped; /* no memory, or the taker wants no more */
    struct progress progress;
    char last[ARTICLE_NAME_MAX]; /* the document that was done last */
    char cut[ARTICLE_NAME_MAX];  /* the one that an interrupt ended, whose first figures are written; "": none */
    const char *after;   /* the feeder's. Documents up to this one are skipped; NULL: no more */
    const char *behind;  /* the value of --after, NULL: not given */
    atomic_bool behind_again; /* another document of that name came behind it */
    size_t counted;      /* the feeder's. Documents seen, for --shard */
    atomic_bool settled; /* it is known how records are written */
};

/* A thread's tools. */
struct batch;
struct ring;
struct worker {
    struct pass *pass;
    struct chiffre_extractor *extractor;
    const struct chiffre_document *document; /* at work */
    bool begun;                              /* something of it is written */
    bool unwritable;
    /* with threads */
    struct ring *ring;   /* NULL: there are none */
    struct batch *batch; /* at work */
};

/* Makes the document's figures: into `list`, or given to the taker. Fills in what was found out of the document. */
enum chiffre_status article_extract(struct worker *worker, struct chiffre_document *document, struct chiffre_list *list,
                                    struct chiffre_error *error);
/* The document at work is lost: where every document has its row, that says so. `name`: its own, empty where it could not be read. `path` and
 * `line` tell where it stands. */
void article_lost(struct worker *worker, struct chiffre_error *error, struct chiffre_text name, const char *path, size_t line);
/* --after and --shard: is the next document to be left out? Counts it. */
bool article_left_out(struct pass *pass, struct chiffre_text name);
bool article_other_shard(struct pass *pass);

/* Its reading was stopped. */
void article_cut(char cut[ARTICLE_NAME_MAX], const struct chiffre_document *document);
/* articles_tell.c: what is told behind the last document. */
void articles_tell(const struct pass *pass);

/* first_line.c: fills in pass->by_line. False: no memory, reported. */
bool first_lines_look(struct pass *pass, const struct inputs *inputs);
/* Is the input, whose turn has come, JSON Lines? */
bool first_line_tells(struct pass *pass, const struct inputs *inputs, size_t input);

/* threads.c: reads all inputs by pass->jobs threads. */
void threads_read(struct pass *pass, const struct inputs *inputs);
/* threads_work.c. */
/* Where what a worker writes goes to, NULL: reported, and it cannot be written. */
struct output *threads_output(struct worker *worker);
/* So much of the document at work is read: the calling thread shows it. */
void threads_reached(struct worker *worker, size_t bytes);
/* Behind each record: keeps what waits in memory bounded. False: it cannot be written. */
bool threads_bound(struct worker *worker);
/* Waits until all documents before this one are written. False: the work has been stopped. */
bool threads_turn(struct worker *worker);
/* The same, or until another worker has said threads_settled: pass->settled tells which. */
bool threads_settle_turn(struct worker *worker);
void threads_settled(struct worker *worker);

#endif
