/* SPDX-License-Identifier: MIT */
/* The feeder: inputs -> batches of lines, or files, put into the ring as long as there is room. */
#include "cli/threads.h"

#include "core/memory.h"
#include "core/text.h"

#include <string.h>

#define FLIGHT_BYTES ((size_t)16 << 20) /* of lines in the ring; one longer line goes alone */

/* An empty batch, when there is room; NULL: stop. */
static struct batch *take_empty(struct ring *ring, const char *path)
{
    pthread_mutex_lock(&ring->lock);
    while (!ring->stop && (ring->tail - ring->head == ring->count || (ring->bytes > FLIGHT_BYTES && ring->tail > ring->head)))
        pthread_cond_wait(&ring->room, &ring->lock);
    struct batch *batch = ring->stop ? NULL : ring_at(ring, ring->tail);
    pthread_mutex_unlock(&ring->lock);
    if (batch == NULL)
        return NULL;
    batch->number = ring->tail;
    batch->path = path;
    batch->file = batch->ends_file = batch->has_document = batch->ready = false;
    batch->used = batch->line_count = batch->error_count = batch->done = batch->text_bytes = batch->figures = 0;
    atomic_store(&batch->reached, 0);
    batch->fault_line = 0;
    batch->fault.message[0] = batch->warning.message[0] = batch->last[0] = batch->cut[0] = '\0';
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
    enum chiffre_status status = chiffre_reader_new(path, &ring->pass->lines, &ring->reader, &error);
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

void *threads_feed(void *context)
{
    struct ring *ring = context;
    struct pass *pass = ring->pass;
    int state;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &state);
    bool fine = true;
    for (size_t i = 0; fine && progress_interrupted() == 0 && i < ring->inputs->count; i++) {
        const char *path = ring->inputs->paths[i];
        if (first_line_tells(pass, ring->inputs, i))
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
