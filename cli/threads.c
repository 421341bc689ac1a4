/* SPDX-License-Identifier: MIT */
/* Several documents at once: starts the threads, writes what they have made, in the order of the input. */
#include "cli/threads.h"

#include "core/memory.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#define BATCHES_A_WORKER 4
#define LOOK_NANOSECONDS 300000000

static void give_back(struct batch *batch)
{
    batch_free_document(batch);
    memory_free(batch->bytes);
    batch->bytes = NULL;
    batch->capacity = 0;
}

static void finish_batch(struct pass *pass, struct batch *batch)
{
    const struct articles_taker *taker = pass->taker;
    if (taker->take == NULL && (batch->done > 0 || batch->cut[0] != '\0' || batch->spool >= 0 || output_memory(batch->output).length > 0)) {
        pass->stopped = !batch_write_out(pass, batch);
        if (taker->line_buffered && !pass->stopped)
            (void)output_flush(taker->open(taker->context), NULL);
    } else if (batch->has_document && taker->take != NULL) {
        pass->stopped = !taker->take(taker->context, &batch->document, batch->list);
    }
    if (output_failed(batch->output))
        report("out of memory");
    if (batch->warning.message[0] != '\0')
        report_error(&batch->warning);
    for (size_t i = 0; i < batch->error_count; i++)
        report_error(&batch->errors[i]);
    pass->failed += batch->error_count;
    pass->done += batch->done;
    pass->stopped = pass->stopped || batch->status != CHIFFRE_OK;
    if (batch->last[0] != '\0')
        memcpy(pass->last, batch->last, sizeof pass->last);
    memcpy(pass->cut, batch->cut, sizeof pass->cut);
    if (batch_is_large(batch))
        give_back(batch);
    pass->progress.documents += batch->done;
    pass->progress.figures += batch->figures;
    pass->progress.in_file += batch->text_bytes;
    pass->progress.at_work -= pass->progress.at_work < batch->text_bytes ? pass->progress.at_work : batch->text_bytes;
    if (batch->ends_file)
        progress_file_done(&pass->progress, batch->path);
    progress_show(&pass->progress);
}

/* Until a batch is ready, with a look at how far the workers are for those who watch. */
static void wait_for_batch(struct ring *ring)
{
    struct progress *progress = &ring->pass->progress;
    struct timespec until;
    if (!progress->visible) {
        pthread_cond_wait(&ring->finished, &ring->lock);
        return;
    }
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += LOOK_NANOSECONDS;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    (void)pthread_cond_timedwait(&ring->finished, &ring->lock, &until);
    progress->at_work = 0;
    for (size_t number = ring->head; number < ring->tail; number++)
        progress->at_work += atomic_load(&ring_at(ring, number)->reached);
    progress_show(progress);
}

static void finish_all(struct ring *ring)
{
    pthread_mutex_lock(&ring->lock);
    while (!ring->pass->stopped && ring->pass->cut[0] == '\0') { /* what is behind a text that was cut is not written: the rest begins there */
        while (!(ring->head < ring->tail && ring_at(ring, ring->head)->ready) && !(ring->ended && ring->head == ring->tail))
            wait_for_batch(ring);
        if (ring->head == ring->tail)
            break;
        struct batch *batch = ring_at(ring, ring->head);
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
    bool fed = threads != NULL && pthread_create(&feeder, NULL, threads_feed, ring) == 0;
    for (size_t i = 0; fed && i < pass->jobs; i++) {
        pass->workers[i].ring = ring;
        if (pthread_create(&threads[running], NULL, threads_work, &pass->workers[i]) != 0)
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
    if (fed && (pass->stopped || pass->cut[0] != '\0')) /* he may wait for an input that nobody wants any more */
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
