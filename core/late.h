/* SPDX-License-Identifier: MIT */
/* Libraries that few runs need, loaded when one is wanted: what a start does not load costs it nothing. The header of such a library is
 * compiled with, its functions are found by name and called through a struct of pointers that one list makes. */
#ifndef CORE_LATE_H
#define CORE_LATE_H

#include "chiffre.h"

#include <pthread.h>

/* For a list LIST(F) of F(function): the members of the struct, and their names for late_library.names. */
#define LATE_MEMBER(name) __typeof__(name) *name;
#define LATE_NAME(name) #name,

struct late_library {
    const char *soname; /* as the loader looks for it: libxml2.so.2 */
    const char *const *names;
    size_t count;
    void *functions; /* a struct of `count` pointers to functions, filled in the order of `names` */
    void (*start)(void); /* called once when all are there; may be NULL */
    pthread_mutex_t lock;
    void *handle; /* kept until the process ends; NULL: not loaded yet */
};
/* A static struct late_library of LIST; `pointers` is a struct of LIST(LATE_MEMBER). */
#define LATE_LIBRARY(library_soname, list_of_names, pointers, start_function) \
    {.soname = (library_soname), .names = (list_of_names), .count = sizeof(list_of_names) / sizeof *(list_of_names), \
     .functions = &(pointers), .start = (start_function), .lock = PTHREAD_MUTEX_INITIALIZER}

/* Loads it unless it is loaded; any thread may call this, and must before it calls a function of the library. MISSING: it is not there or
 * lacks a function, the message says which and why, and the next call tries again; NO_MEMORY. `path` is what it is wanted for. */
enum chiffre_status late_open(struct late_library *library, const char *path, struct chiffre_error *error);

#endif
