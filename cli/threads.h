/* SPDX-License-Identifier: MIT */
/* The ring of batches between the threads of --jobs: a feeder fills it (threads_feed.c), workers make the records (threads_work.c), the calling
 * thread writes them in the order of the input (threads.c). A full ring holds the feeder, so memory does not grow with the input. */
#ifndef CLI_THREADS_H
#define CLI_THREADS_H

#include "cli/articles.h"

#include <pthread.h>

#define BATCH_BYTES ((size_t)64 << 10) /* lines go to a worker in batches, for a short document is done sooner than it is handed over */
#define LARGE_BYTES (2 * BATCH_BYTES)  /* what a batch has beyond these is given back when it is written */
#define BATCH_LINES 64

struct line {
    size_t start, length, number;
};

/* A file, or lines of one, and what became of it. Its maker is, one after the other, the feeder, a worker, the calling thread. */
struct batch {
    size_t number; /* in the order of the input */
    const char *path;
    bool file;     /* the whole file; else lines */
    bool ends_file;
    char *bytes;
    size_t used, capacity;
    struct line lines[BATCH_LINES];
    size_t line_count;
    struct chiffre_error fault; /* of the file itself, behind its lines; message "": none */
    size_t fault_line;          /* where the feeder was */
    /* the worker's */
    struct chiffre_reader *reader;
    const char *reader_path;
    struct output *output;
    int spool;      /* -1: none */
    size_t spooled; /* bytes in it; a write that failed may have left more */
    struct chiffre_list *list;
    struct chiffre_document document; /* of takers of lists, in `reader` */
    bool has_document, ready;
    struct chiffre_error *errors;
    size_t error_count, error_capacity, done, text_bytes, figures;
    atomic_size_t reached; /* bytes read of its documents, also of the one at work */
    struct chiffre_error warning; /* of a file's document; message "": none */
    char last[ARTICLE_NAME_MAX], cut[ARTICLE_NAME_MAX]; /* as in struct pass */
    enum chiffre_status status; /* NO_MEMORY or UNWRITABLE: it ends here */
};

struct ring {
    struct pass *pass;
    const struct inputs *inputs;
    pthread_mutex_t lock;
    pthread_cond_t filled, finished, room, turn;
    struct batch *batches;
    size_t count, head, next, tail; /* numbers: to be written next, to be worked on next, to be filled next */
    size_t bytes;                   /* of lines in flight */
    bool ended, stop;               /* the feeder has no more; nobody shall go on */
    struct chiffre_reader *reader;  /* the feeder's */
};

static inline struct batch *ring_at(struct ring *ring, size_t number)
{
    return &ring->batches[number % ring->count];
}

/* The threads' bodies: of the ring, of a worker. */
void *threads_feed(void *ring);
void *threads_work(void *worker);

/* What the worker and the calling thread share. */
/* Writes what a batch has so far. Only who has the turn may call it: the calling thread waits for him. */
bool batch_write_out(struct pass *pass, struct batch *batch);
/* A large document's memory goes with its reader and its list. */
bool batch_is_large(const struct batch *batch);
void batch_free_document(struct batch *batch);

#endif
