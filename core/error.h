/* SPDX-License-Identifier: MIT */
/* Filling a struct chiffre_error. Every function accepts error == NULL. */
#ifndef CORE_ERROR_H
#define CORE_ERROR_H

#include "chiffre.h"

/* Sets everything and returns `status`, so that a caller can write: return error_set(error, CHIFFRE_MALFORMED, file, line, column, ...)
 * What these three return is said here, so that compilers and analyzers see that it is the status given and never CHIFFRE_OK. */
#define error_set(error, status, ...) error_status((error_fill((error), __VA_ARGS__), (status)))
__attribute__((format(printf, 5, 6)))
void error_fill(struct chiffre_error *error, const char *file, size_t line, size_t column, const char *format,
                ...);
static inline enum chiffre_status error_status(enum chiffre_status status)
{
    return status;
}
/* "out of memory" */
static inline enum chiffre_status error_no_memory(struct chiffre_error *error)
{
    return error_set(error, CHIFFRE_NO_MEMORY, NULL, 0, 0, "out of memory");
}
/* CHIFFRE_UNREADABLE or CHIFFRE_UNWRITABLE with strerror(number). */
void error_fill_system(struct chiffre_error *error, const char *file, int number);
static inline enum chiffre_status error_system(struct chiffre_error *error, enum chiffre_status status, const char *file, int number)
{
    error_fill_system(error, file, number);
    return status;
}

#endif
