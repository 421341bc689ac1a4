/* SPDX-License-Identifier: MIT */
/* Filling a struct chiffre_error. Every function accepts error == NULL. */
#ifndef CORE_ERROR_H
#define CORE_ERROR_H

#include "chiffre.h"

/* Sets everything and returns `status`, so that a caller can write: return error_set(error, CHIFFRE_MALFORMED, file, line, column, ...) */
__attribute__((format(printf, 6, 7)))
enum chiffre_status error_set(struct chiffre_error *error, enum chiffre_status status, const char *file, size_t line, size_t column,
                              const char *format, ...);
/* "out of memory". Here, so that compilers and analyzers see that it is never CHIFFRE_OK. */
static inline enum chiffre_status error_no_memory(struct chiffre_error *error)
{
    (void)error_set(error, CHIFFRE_NO_MEMORY, NULL, 0, 0, "out of memory");
    return CHIFFRE_NO_MEMORY;
}
/* CHIFFRE_UNREADABLE or CHIFFRE_UNWRITABLE with strerror(number). */
enum chiffre_status error_system(struct chiffre_error *error, enum chiffre_status status, const char *file, int number);

#endif
