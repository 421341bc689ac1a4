/* SPDX-License-Identifier: MIT */
/* Several documents at once: a feeder puts batches of documents into a ring, workers make their records, the calling thread writes them
 * in the order of the input. A full ring holds the feeder, so memory does not grow with the input. */
#include "cli/articles.h"

#include "core/error.h"
#include "core/mapping.h"
#include "core/memory.h"
#include "core/text.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BATCHES_A_WORKER 4
#define BATCH_BYTES ((size_t)64 << 10)  /* lines go to a worker in batches, for a short document is done sooner than it is handed over */
#define LARGE_BYTES (2 * BATCH_BYTES)   /* what a batch has beyond these is given back when it is written */
#define BATCH_LINES 64
#define FLIGHT_BYTES ((size_t)16 << 20) /* of lines in the ring; one longer line goes alone */
#define HELD_BYTES ((size_t)1 << 20)    /* of records that wait for their turn; beyond that they lie in a file without a name */

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
    char last[4096];
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

static struct batch *at(struct ring *ring, size_t number)
{
    return &ring->batches[number % ring->count];
}

/* ---- The feeder ---- */

/* An empty batch, when there is room; NULL: stop. */
static struct batch *take_empty(struct ring *ring, const char *path)
{
    pthread_mutex_lock(&ring->lock);
    while (!ring->stop && (ring->tail - ring->head == ring->count || (ring->bytes > FLIGHT_BYTES && ring->tail > ring->head)))
        pthread_cond_wait(&ring->room, &ring->lock);
    struct batch *batch = ring->stop ? NULL : at(ring, ring->tail);
    pthread_mutex_unlock(&ring->lock);
    if (batch == NULL)
        return NULL;
    batch->number = ring->tail;
    batch->path = path;
    batch->file = batch->ends_file = batch->has_document = batch->ready = false;
    batch->used = batch->line_count = batch->error_count = batch->done = batch->text_bytes = batch->figures = 0;
    batch->fault_line = 0;
    batch->fault.message[0] = batch->last[0] = '\0';
    batch->status = CHIFFRE_OK;
    return batch;
}

static void hand_over(struct ring *ring, const struct batch *batch)
{
    pthread_mutex_lock(&ring->lock);
    ring->tail++;
    ring->bytes += batch->used;
    pthread_cond_signal(&ring->filled);
    pthread_mutex_unlock(&ring->lock);
}

/* A long line is the last of its batch and takes no more than it needs. */
static bool make_room(struct batch *batch, size_t needed)
{
    if (needed <= LARGE_BYTES || needed <= batch->capacity)
        return array_reserve(&batch->bytes, &batch->capacity, needed, 1);
    char *larger = memory_resize(batch->bytes, needed, 1);
    if (larger == NULL)
        return false;
    batch->bytes = larger;
    batch->capacity = needed;
    return true;
}

static bool keep_line(struct batch *batch, struct chiffre_text line, size_t number)
{
    if (!make_room(batch, batch->used + line.length + 1)) /* an empty line has its place too */
        return false;
    memcpy(batch->bytes + batch->used, line.data, line.length);
    batch->lines[batch->line_count++] = (struct line){batch->used, line.length, number};
    batch->used += line.length;
    return true;
}

/* --after: the line must be read to know which document it is; a broken one is not it. */
static bool line_left_out(struct pass *pass, struct chiffre_reader *reader, struct chiffre_text line)
{
    struct chiffre_document document;
    struct chiffre_error error;
    size_t number = chiffre_reader_line(reader);
    if (article_other_shard(pass))
        return true;
    if (pass->after == NULL)
        return false;
    return chiffre_reader_read_line(reader, line, number, &document, &error) == CHIFFRE_OK && article_left_out(pass, document.name);
}

/* The next lines of the feeder's reader into the batch: as many as are at hand. False: the file ends. */
static bool fill(struct ring *ring, struct batch *batch)
{
    struct pass *pass = ring->pass;
    size_t most = pass->taker->take != NULL ? 1 : BATCH_LINES; /* a list is taken with its document */
    for (bool more = true; (more || batch->line_count == 0) && batch->line_count < most && batch->used < BATCH_BYTES;) {
        struct chiffre_error error = {.line = 0};
        struct chiffre_text line;
        bool end;
        int state;
        pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &state); /* it may wait for long */
        enum chiffre_status status = chiffre_reader_next_line(ring->reader, &line, &end, &more, &error);
        pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
        if (status != CHIFFRE_OK) {
            batch->fault = error;
            batch->fault_line = chiffre_reader_line(ring->reader);
            batch->status = status == CHIFFRE_NO_MEMORY ? status : CHIFFRE_OK;
        }
        if (status != CHIFFRE_OK || end || progress_interrupted() != 0)
            return false;
        if (!line_left_out(pass, ring->reader, line) && !keep_line(batch, line, chiffre_reader_line(ring->reader))) {
            batch->fault = (struct chiffre_error){.message = "out of memory"};
            batch->fault_line = chiffre_reader_line(ring->reader);
            batch->status = CHIFFRE_NO_MEMORY;
            return false;
        }
    }
    return true;
}

static bool feed_lines(struct ring *ring, const char *path)
{
    struct chiffre_error error = {.line = 0};
    struct batch *batch = NULL;
    enum chiffre_status status = chiffre_reader_new(path, &ring->pass->reader, &ring->reader, &error);
    for (bool more = true; more;) {
        batch = take_empty(ring, path);
        if (batch == NULL)
            break;
        if (status == CHIFFRE_OK) {
            more = fill(ring, batch);
        } else {
            batch->fault = error;
            batch->status = status == CHIFFRE_NO_MEMORY ? status : CHIFFRE_OK;
            more = false;
        }
        batch->ends_file = !more;
        hand_over(ring, batch);
    }
    chiffre_reader_free(ring->reader);
    ring->reader = NULL;
    return batch != NULL;
}

static bool feed_file(struct ring *ring, const char *path)
{
    struct batch *batch = take_empty(ring, path);
    if (batch == NULL)
        return false;
    batch->file = batch->ends_file = true;
    hand_over(ring, batch);
    return true;
}

static void *feed(void *context)
{
    struct ring *ring = context;
    struct pass *pass = ring->pass;
    int state;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
    bool fine = true;
    for (size_t i = 0; fine && progress_interrupted() == 0 && i < ring->inputs->count; i++) {
        const char *path = ring->inputs->paths[i];
        if (inputs_are_lines(pass->arguments, path))
            fine = feed_lines(ring, path);
        else if (!article_other_shard(pass) && !(pass->after != NULL && article_left_out(pass, text_from(path))))
            fine = feed_file(ring, path);
    }
    pthread_mutex_lock(&ring->lock);
    ring->ended = true;
    pthread_cond_broadcast(&ring->filled);
    pthread_cond_broadcast(&ring->finished);
    pthread_mutex_unlock(&ring->lock);
    return NULL;
}

/* ---- The workers ---- */

struct output *threads_output(struct worker *worker)
{
    return worker->batch->output;
}

bool threads_turn(struct worker *worker)
{
    struct ring *ring = worker->ring;
    pthread_mutex_lock(&ring->lock);
    while (!ring->stop && ring->head != worker->batch->number)
        pthread_cond_wait(&ring->turn, &ring->lock);
    bool fine = !ring->stop;
    pthread_mutex_unlock(&ring->lock);
    return fine;
}

static void keep_error(struct batch *batch, const struct chiffre_error *error, enum chiffre_status status)
{
    if (status == CHIFFRE_NO_MEMORY || status == CHIFFRE_UNWRITABLE)
        batch->status = status;
    if (status == CHIFFRE_UNWRITABLE)
        return; /* told by who closes the output */
    if (array_reserve(&batch->errors, &batch->error_capacity, batch->error_count + 1, sizeof *batch->errors))
        batch->errors[batch->error_count++] = *error;
    else
        batch->status = CHIFFRE_NO_MEMORY;
}

/* What lies in the file goes first. */
static bool write_spooled(struct batch *batch, struct output *output)
{
    char block[65536];
    size_t left = batch->spooled;
    struct chiffre_error error = {.line = 0};
    for (ssize_t count = 0; left > 0; left -= (size_t)count) {
        count = pread(batch->spool, block, left < sizeof block ? left : sizeof block, (off_t)(batch->spooled - left));
        if (count == 0 || (count < 0 && errno != EINTR)) {
            (void)error_system(&error, CHIFFRE_UNREADABLE, "a temporary file", count < 0 ? errno : EIO);
            keep_error(batch, &error, CHIFFRE_UNREADABLE);
            break;
        }
        count = count < 0 ? 0 : count;
        output_write(output, block, (size_t)count);
    }
    (void)close(batch->spool);
    batch->spool = -1;
    batch->spooled = 0;
    return left == 0;
}

/* Only who has the turn may call it: the calling thread waits for him. */
static bool write_out(struct pass *pass, struct batch *batch)
{
    struct output *output = pass->taker->open(pass->taker->context);
    bool fine = output != NULL && (batch->spool < 0 || write_spooled(batch, output));
    if (output != NULL)
        output_text(output, output_memory(batch->output));
    output_memory_clear(batch->output);
    return fine && !output_failed(output);
}

static bool has_turn(struct ring *ring, const struct batch *batch)
{
    pthread_mutex_lock(&ring->lock);
    bool turn = ring->head == batch->number;
    pthread_mutex_unlock(&ring->lock);
    return turn;
}

/* False: there is no room for a temporary file; the bytes are still in memory. */
static bool put_aside(struct batch *batch)
{
    struct chiffre_text bytes = output_memory(batch->output);
    if (batch->spool < 0)
        batch->spool = spool_open(NULL);
    if (batch->spool < 0 || lseek(batch->spool, (off_t)batch->spooled, SEEK_SET) < 0 ||
        spool_write(batch->spool, bytes, NULL) != CHIFFRE_OK)
        return false;
    batch->spooled += bytes.length;
    output_memory_clear(batch->output);
    return true;
}

/* Without a temporary file the worker waits for its turn: slower, and the same bytes. */
bool threads_bound(struct worker *worker)
{
    struct batch *batch = worker->batch;
    if (output_failed(batch->output))
        return false;
    if (output_memory(batch->output).length <= HELD_BYTES)
        return true;
    if (!has_turn(worker->ring, batch) && put_aside(batch))
        return true;
    return threads_turn(worker) && write_out(worker->pass, batch);
}

static void work_on(struct worker *worker, struct batch *batch, struct chiffre_document *document)
{
    struct chiffre_error error = {.line = 0};
    chiffre_list_clear(batch->list);
    enum chiffre_status status = article_extract(worker, document, batch->list, &error);
    if (status != CHIFFRE_OK) {
        if (status != CHIFFRE_UNWRITABLE)
            article_lost(worker, &error, batch->path, chiffre_reader_line(batch->reader));
        keep_error(batch, &error, status);
        return;
    }
    batch->done++;
    batch->text_bytes += document->text.length;
    batch->figures += chiffre_list_count(batch->list);
    snprintf(batch->last, sizeof batch->last, "%.*s", (int)document->name.length, document->name.data);
    batch->document = *document;
    batch->has_document = true;
}

static void lose(struct worker *worker, struct batch *batch, size_t line, struct chiffre_error *error,
                 enum chiffre_status status)
{
    worker->begun = false;
    article_lost(worker, error, batch->path, line);
    keep_error(batch, error, status);
}

/* A large document's memory goes with its reader and its list. */
static void free_document(struct batch *batch)
{
    chiffre_reader_free(batch->reader);
    chiffre_list_free(batch->list);
    batch->reader = NULL;
    batch->list = NULL;
}

static bool is_large(const struct batch *batch)
{
    return batch->file || batch->used > LARGE_BYTES;
}

/* A reader is of one file; that of lines serves as long as batches of the same file come here. */
static enum chiffre_status open_reader(struct pass *pass, struct batch *batch, struct chiffre_error *error)
{
    if (batch->list == NULL)
        batch->list = chiffre_list_new();
    if (batch->list == NULL)
        return error_no_memory(error);
    if (batch->reader != NULL && batch->reader_path == batch->path)
        return CHIFFRE_OK;
    struct chiffre_reader_options options = pass->reader;
    options.lines_given = true;
    chiffre_reader_free(batch->reader);
    batch->reader = NULL;
    batch->reader_path = batch->path;
    return chiffre_reader_new(batch->path, &options, &batch->reader, error);
}

static void work(struct worker *worker, struct batch *batch)
{
    struct pass *pass = worker->pass;
    struct chiffre_error error = {.line = 0};
    struct chiffre_document document;
    bool end;
    size_t count = batch->file ? 1 : batch->line_count;
    enum chiffre_status opened = count > 0 ? open_reader(pass, batch, &error) : CHIFFRE_OK;
    worker->batch = batch;
    if (opened != CHIFFRE_OK)
        lose(worker, batch, 0, &error, opened);
    for (size_t i = 0; opened == CHIFFRE_OK && batch->status == CHIFFRE_OK && i < count; i++) {
        error = (struct chiffre_error){.line = 0};
        const struct line *line = &batch->lines[i];
        enum chiffre_status status =
            batch->file ? chiffre_reader_next(batch->reader, &document, &end, &error)
                        : chiffre_reader_read_line(batch->reader, (struct chiffre_text){batch->bytes + line->start, line->length},
                                                   line->number, &document, &error);
        if (status == CHIFFRE_OK)
            work_on(worker, batch, &document);
        else
            lose(worker, batch, chiffre_reader_line(batch->reader), &error, status);
    }
    if (batch->fault.message[0] != '\0')
        lose(worker, batch, batch->fault_line, &batch->fault, batch->status);
    if (is_large(batch) && pass->taker->take == NULL)
        free_document(batch);
}

static void *labour(void *context)
{
    struct worker *worker = context;
    struct ring *ring = worker->ring;
    pthread_mutex_lock(&ring->lock);
    for (;;) {
        while (!ring->stop && !ring->ended && ring->next == ring->tail)
            pthread_cond_wait(&ring->filled, &ring->lock);
        if (ring->stop || ring->next == ring->tail)
            break;
        struct batch *batch = at(ring, ring->next++);
        pthread_mutex_unlock(&ring->lock);
        work(worker, batch);
        pthread_mutex_lock(&ring->lock);
        batch->ready = true;
        if (batch->number == ring->head)
            pthread_cond_signal(&ring->finished);
    }
    pthread_mutex_unlock(&ring->lock);
    return NULL;
}

/* ---- The calling thread ---- */

static void give_back(struct batch *batch)
{
    free_document(batch);
    memory_free(batch->bytes);
    batch->bytes = NULL;
    batch->capacity = 0;
}

static void finish_batch(struct pass *pass, struct batch *batch)
{
    const struct articles_taker *taker = pass->taker;
    if (taker->take == NULL && (batch->done > 0 || batch->spool >= 0 || output_memory(batch->output).length > 0)) {
        pass->stopped = !write_out(pass, batch);
        if (taker->line_buffered && !pass->stopped)
            (void)output_flush(taker->open(taker->context), NULL);
    } else if (batch->has_document) {
        pass->stopped = !taker->take(taker->context, &batch->document, batch->list);
    }
    if (output_failed(batch->output))
        report("out of memory");
    for (size_t i = 0; i < batch->error_count; i++)
        report_error(&batch->errors[i]);
    pass->failed += batch->error_count;
    pass->done += batch->done;
    pass->stopped = pass->stopped || batch->status != CHIFFRE_OK;
    if (batch->last[0] != '\0')
        memcpy(pass->last, batch->last, sizeof pass->last);
    if (is_large(batch))
        give_back(batch);
    pass->progress.documents += batch->done;
    pass->progress.figures += batch->figures;
    pass->progress.in_file += batch->text_bytes;
    if (batch->ends_file)
        progress_file_done(&pass->progress, batch->path);
    progress_show(&pass->progress);
}

static void finish_all(struct ring *ring)
{
    pthread_mutex_lock(&ring->lock);
    while (!ring->pass->stopped) {
        while (!(ring->head < ring->tail && at(ring, ring->head)->ready) && !(ring->ended && ring->head == ring->tail))
            pthread_cond_wait(&ring->finished, &ring->lock);
        if (ring->head == ring->tail)
            break;
        struct batch *batch = at(ring, ring->head);
        pthread_mutex_unlock(&ring->lock);
        finish_batch(ring->pass, batch);
        pthread_mutex_lock(&ring->lock);
        ring->bytes -= batch->used;
        batch->ready = false;
        ring->head++;
        pthread_cond_signal(&ring->room);
        pthread_cond_broadcast(&ring->turn);
    }
    ring->stop = true;
    pthread_cond_broadcast(&ring->filled);
    pthread_cond_broadcast(&ring->room);
    pthread_cond_broadcast(&ring->turn);
    pthread_mutex_unlock(&ring->lock);
}

static bool make_batches(struct ring *ring)
{
    ring->batches = memory_take(ring->count, sizeof *ring->batches);
    if (ring->batches == NULL)
        return false;
    memset(ring->batches, 0, ring->count * sizeof *ring->batches);
    bool fine = true;
    for (size_t i = 0; i < ring->count; i++) {
        struct batch *batch = &ring->batches[i];
        batch->spool = -1;
        fine = fine && output_open_memory(&batch->output) == CHIFFRE_OK;
    }
    return fine;
}

static void free_batches(struct ring *ring)
{
    for (size_t i = 0; ring->batches != NULL && i < ring->count; i++) {
        struct batch *batch = &ring->batches[i];
        chiffre_reader_free(batch->reader);
        chiffre_list_free(batch->list);
        output_discard(batch->output);
        if (batch->spool >= 0)
            (void)close(batch->spool);
        memory_free(batch->errors);
        memory_free(batch->bytes);
    }
    memory_free(ring->batches);
}

static void run_threads(struct ring *ring)
{
    struct pass *pass = ring->pass;
    pthread_t feeder, *threads = memory_take(pass->jobs, sizeof *threads);
    size_t running = 0;
    bool fed = threads != NULL && pthread_create(&feeder, NULL, feed, ring) == 0;
    for (size_t i = 0; fed && i < pass->jobs; i++) {
        pass->workers[i].ring = ring;
        if (pthread_create(&threads[running], NULL, labour, &pass->workers[i]) != 0)
            break;
        running++;
    }
    if (running == 0) {
        report("no thread could be started; --jobs 1 does without");
        pass->stopped = true;
    }
    finish_all(ring);
    for (size_t i = 0; i < running; i++)
        pthread_join(threads[i], NULL);
    if (fed && pass->stopped) /* he may wait for an input that nobody wants any more */
        pthread_cancel(feeder);
    if (fed)
        pthread_join(feeder, NULL);
    chiffre_reader_free(ring->reader);
    memory_free(threads);
}

void threads_read(struct pass *pass, const struct inputs *inputs)
{
    struct ring ring = {.pass = pass, .inputs = inputs, .count = BATCHES_A_WORKER * pass->jobs};
    pthread_mutex_init(&ring.lock, NULL);
    pthread_cond_t *conditions[] = {&ring.filled, &ring.finished, &ring.room, &ring.turn};
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        pthread_cond_init(conditions[i], NULL);
    if (make_batches(&ring)) {
        run_threads(&ring);
    } else {
        report("out of memory");
        pass->stopped = true;
    }
    free_batches(&ring);
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        pthread_cond_destroy(conditions[i]);
    pthread_mutex_destroy(&ring.lock);
}
