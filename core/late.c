/* SPDX-License-Identifier: MIT */
/* The name of a library -> its functions, when they are first wanted. */
#include "core/late.h"

#include <dlfcn.h>
#include <errno.h>
#include <string.h>

#include "core/error.h"

/* The loader's reason often begins with the name, which the message says already. */
static enum chiffre_status refuse(const struct late_library *library, const char *path, int number, struct chiffre_error *error)
{
    const char *reason = dlerror();
    size_t length = strlen(library->soname);
    if (number == ENOMEM)
        return error_no_memory(error);
    if (reason != NULL && strncmp(reason, library->soname, length) == 0 && strncmp(reason + length, ": ", 2) == 0)
        reason += length + 2;
    return error_set(error, CHIFFRE_MISSING, path, 0, 0, "%s cannot be loaded: %s", library->soname,
                     reason != NULL ? reason : "no reason given");
}

static enum chiffre_status load(struct late_library *library, const char *path, struct chiffre_error *error)
{
    errno = 0;
    void *handle = dlopen(library->soname, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL)
        return refuse(library, path, errno, error);
    for (size_t i = 0; i < library->count; i++) {
        void *found = dlsym(handle, library->names[i]);
        if (found == NULL) {
            enum chiffre_status status = refuse(library, path, 0, error);
            dlclose(handle);
            return status;
        }
        /* C has no conversion between pointers to data and to functions; POSIX says that their bytes are the same. */
        memcpy((char *)library->functions + i * sizeof found, &found, sizeof found);
    }
    if (library->start != NULL)
        library->start();
    library->handle = handle;
    return CHIFFRE_OK;
}

enum chiffre_status late_open(struct late_library *library, const char *path, struct chiffre_error *error)
{
    pthread_mutex_lock(&library->lock);
    enum chiffre_status status = library->handle == NULL ? load(library, path, error) : CHIFFRE_OK;
    pthread_mutex_unlock(&library->lock);
    return status;
}
