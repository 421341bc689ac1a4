/* SPDX-License-Identifier: MIT */
/* A descriptor -> its bytes, inflated where they are gzip (RFC 1952, one member or several): told by the first two bytes, not by a
 * name. */
#ifndef CORE_UNPACK_H
#define CORE_UNPACK_H

#include "chiffre.h"

#include <sys/types.h>

/* What a file may unpack to where it must be in memory as a whole, and a line of a packed stream: else a few kilobytes could ask
 * for all the memory there is. */
#define UNPACKED_MAX ((size_t)256 << 20)

struct unpack;
struct unpack *unpack_new(int descriptor); /* NULL: no memory; the descriptor stays the caller's */
void unpack_free(struct unpack *unpack);   /* accepts NULL */
/* While nothing comes *stop is looked at (a signal handler sets it): other than 0, a read is UNREADABLE, "stopped". */
void unpack_stop(struct unpack *unpack, const volatile int *stop);
/* At least one byte and at most `room`, in *taken; 0 at the end. UNREADABLE, MALFORMED (damaged), NO_MEMORY; `path` is for
 * messages. */
enum chiffre_status unpack_read(struct unpack *unpack, const char *path, char *into, size_t room, size_t *taken,
                                struct chiffre_error *error);
/* The bytes are unpacked ones. False before the first read. */
bool unpack_packed(const struct unpack *unpack);

#endif
