/* SPDX-License-Identifier: MIT */
/* JSON -> jansson's values, whole or not at all. */
#include "core/json.h"

#include <pthread.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static json_malloc_t allocate;
static _Thread_local bool failed;

/* Where memory is wanting, jansson says "invalid token", or nothing and leaves letters out of strings. So somebody has to watch; blocks are
 * still those of the host program's own functions, for it may use jansson too. */
static void *watch(size_t size)
{
    void *block = allocate(size);
    failed = failed || block == NULL;
    return block;
}

static void begin_watching(void)
{
    json_free_t release;
    json_get_alloc_funcs(&allocate, &release);
    json_set_alloc_funcs(watch, release);
}

json_t *json_read(struct chiffre_text text, size_t flags, json_error_t *problem, bool *no_memory)
{
    pthread_once(&once, begin_watching);
    failed = false;
    json_t *value = json_loadb(text.data, text.length, flags, problem);
    *no_memory = failed;
    if (!failed)
        return value;
    json_decref(value);
    return NULL;
}
