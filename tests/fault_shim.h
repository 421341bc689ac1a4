/* SPDX-License-Identifier: MIT */
/* What tests/faults asks of the preloaded tests/fault_shim.c, and what it tells: a page of memory that both have. */
#ifndef TESTS_FAULT_SHIM_H
#define TESTS_FAULT_SHIM_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#define FAULT_VARIABLE "FAULT_PAGE" /* the page's descriptor */

#define FAULT_CALLS(C)                                                                                                             \
    C(memory) C(open) C(read) C(write) C(close) C(rename) C(mkdir) C(unlink) C(stat) C(pipe) C(spawn) C(wait) C(poll) C(random)    \
        C(readdir) C(map) C(stream) C(any) /* any: all but memory */
#define FAULT_CALL(name) FAULT_##name,
enum fault_call { FAULT_none, FAULT_CALLS(FAULT_CALL) };
enum fault_kind { FAULT_ERROR, FAULT_SHORT, FAULT_KILL };

struct fault {
    int call, kind, number; /* number: errno */
    size_t at;              /* the first that fails, from 1; 0: none */
    bool all_after;         /* and all behind it */
    atomic_size_t count;    /* such calls until now */
    atomic_long alive;      /* blocks of memory */
    atomic_bool fired;
};

#endif
