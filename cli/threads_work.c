/* SPDX-License-Identifier: MIT */
/* The workers: batches of the ring -> their records, each in the batch's own output until it has its turn. */
#include "cli/threads.h"

#include "core/error.h"
#include "core/mapping.h"
#include "core/memory.h"
#include "core/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define HELD_BYTES ((size_t)1 << 20) /* of records that wait for their turn; beyond that they lie in a file without a name */

struct output *threads_output(struct worker *worker)
{
    return worker->batch->output;
}

static bool wait_for_turn(struct worker *worker, bool or_settled)
{
    struct ring *ring = worker->ring;
    pthread_mutex_lock(&ring->lock);
    while (!ring->stop && ring->head != worker->batch->number && !(or_settled && atomic_load(&ring->pass->settled)))
        pthread_cond_wait(&ring->turn, &ring->lock);
    bool fine = !ring->stop;
    pthread_mutex_unlock(&ring->lock);
    return fine;
}

bool threads_turn(struct worker *worker)
{
    return wait_for_turn(worker, false);
}

bool threads_settle_turn(struct worker *worker)
{
    return wait_for_turn(worker, true);
}

void threads_settled(struct worker *worker)
{
    pthread_mutex_lock(&worker->ring->lock);
    pthread_cond_broadcast(&worker->ring->turn);
    pthread_mutex_unlock(&worker->ring->lock);
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
            (void)spool_failed(&error, count < 0 ? errno : EIO);
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

bool batch_write_out(struct pass *pass, struct batch *batch)
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
    return threads_turn(worker) && batch_write_out(worker->pass, batch);
}

void threads_reached(struct worker *worker, size_t bytes)
{
    atomic_store(&worker->batch->reached, worker->batch->text_bytes + bytes);
}

static void work_on(struct worker *worker, struct batch *batch, struct chiffre_document *document)
{
    struct chiffre_error error = {.line = 0};
    chiffre_list_clear(batch->list);
    enum chiffre_status status = article_extract(worker, document, batch->list, &error);
    if (status == CHIFFRE_STOPPED) {
        article_cut(batch->cut, document);
        return;
    }
    if (status != CHIFFRE_OK) {
        if (status != CHIFFRE_UNWRITABLE)
            article_lost(worker, &error, document->name, batch->path, chiffre_reader_line(batch->reader));
        keep_error(batch, &error, status);
        return;
    }
    batch->done++;
    batch->text_bytes += document->text.length;
    atomic_store(&batch->reached, batch->text_bytes);
    batch->figures += chiffre_list_count(batch->list);
    snprintf(batch->last, sizeof batch->last, "%.*s", (int)document->name.length, document->name.data);
    batch->document = *document;
    batch->has_document = true;
}

static void lose(struct worker *worker, struct batch *batch, struct chiffre_text name, size_t line, struct chiffre_error *error,
                 enum chiffre_status status)
{
    worker->begun = false;
    article_lost(worker, error, name, batch->path, line);
    keep_error(batch, error, status);
}

void batch_free_document(struct batch *batch)
{
    chiffre_reader_free(batch->reader);
    chiffre_list_free(batch->list);
    batch->reader = NULL;
    batch->list = NULL;
}

bool batch_is_large(const struct batch *batch)
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
    struct chiffre_reader_options options = batch->file ? pass->reader : pass->lines;
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
    bool end = false;
    size_t count = batch->file ? 1 : batch->line_count;
    enum chiffre_status opened = count > 0 ? open_reader(pass, batch, &error) : CHIFFRE_OK;
    worker->batch = batch;
    if (opened != CHIFFRE_OK)
        lose(worker, batch, TEXT(""), 0, &error, opened);
    for (size_t i = 0; opened == CHIFFRE_OK && batch->status == CHIFFRE_OK && batch->cut[0] == '\0' && i < count; i++) {
        error = (struct chiffre_error){.line = 0};
        const struct line *line = &batch->lines[i];
        enum chiffre_status status =
            batch->file ? chiffre_reader_next(batch->reader, &document, &end, &error)
                        : chiffre_reader_read_line(batch->reader, (struct chiffre_text){batch->bytes + line->start, line->length},
                                                   line->number, &document, &error);
        if (status == CHIFFRE_OK && end) /* stopped before it was read */
            break;
        if (chiffre_reader_warning(batch->reader) != NULL)
            batch->warning = *chiffre_reader_warning(batch->reader);
        if (status == CHIFFRE_OK)
            work_on(worker, batch, &document);
        else
            lose(worker, batch, document.name, chiffre_reader_line(batch->reader), &error, status);
    }
    if (batch->fault.message[0] != '\0')
        lose(worker, batch, TEXT(""), batch->fault_line, &batch->fault, batch->status);
    if (batch_is_large(batch) && pass->taker->take == NULL)
        batch_free_document(batch);
}

void *threads_work(void *context)
{
    struct worker *worker = context;
    struct ring *ring = worker->ring;
    pthread_mutex_lock(&ring->lock);
    for (;;) {
        while (!ring->stop && !ring->ended && ring->next == ring->tail)
            pthread_cond_wait(&ring->filled, &ring->lock);
        if (ring->stop || ring->next == ring->tail)
            break;
        struct batch *batch = ring_at(ring, ring->next++);
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
