/* SPDX-License-Identifier: MIT */
/* Buffered output that notices every failure, and files that appear whole or not at all (written beside, then renamed). */
#ifndef CORE_OUTPUT_H
#define CORE_OUTPUT_H

#include "core/memory.h"

/* The name of a file that is being made, each in a folder its own: OUTPUT_TEMPORARY with other digits. */
#define OUTPUT_TEMPORARY_HEAD ".chiffre-"
#define OUTPUT_TEMPORARY OUTPUT_TEMPORARY_HEAD "0123456789abcdef.tmp"
/* Makes a file of such a name in `folder` (AT_FDCWD: path says where); `digits` are those in `path`. Follows no link. -1: errno. */
int output_temporary(int folder, const char *path, char digits[16]);

struct output; /* buffers OUTPUT_ROOM_MOST bytes */
#define OUTPUT_ROOM_MOST ((size_t)65536)
/* `path` "-" (and /dev/stdout) is standard output. What is there already and is no regular file (/dev/full, a FIFO) is written to
 * directly; a symbolic link to a file is replaced, not followed. A file is written to a temporary name in the same folder until
 * output_close renames it, and has the permissions of the file that it replaces. */
enum chiffre_status output_open(const char *path, struct output **output, struct chiffre_error *error);
/* An output into memory; output_memory gives the bytes so far (valid until the next write or close). */
enum chiffre_status output_open_memory(struct output **output);
struct chiffre_text output_memory(const struct output *output);
void output_memory_clear(struct output *output); /* forgets them */
/* Writing never fails at once: the first failure is kept and told by output_flush and output_close. */
void output_write(struct output *output, const char *data, size_t length);
void output_text(struct output *output, struct chiffre_text text);
/* For people to read: what could steer a terminal (code_point_steers) and bytes that are no UTF-8 become blanks. */
void output_plain(struct output *output, struct chiffre_text text);
void output_string(struct output *output, const char *string);
void output_char(struct output *output, char c);
void output_natural(struct output *output, uint64_t number);
void output_integer(struct output *output, int64_t number);
__attribute__((format(printf, 2, 3))) void output_format(struct output *output, const char *format, ...);
/* Room for `most` bytes (of a file OUTPUT_ROOM_MOST at most) in one piece, for who knows how long a record gets and writes it without asking at each byte:
 * output_written tells where it ended, before anything else is written. NULL: it has failed. */
char *output_room(struct output *output, size_t most);
void output_written(struct output *output, const char *end);
bool output_failed(const struct output *output);
/* What was written was made in this arena: when that has failed, so has the output. To be called before the arena is emptied. */
void output_arena(struct output *output, const struct arena *arena);
enum chiffre_status output_flush(struct output *output, struct chiffre_error *error);
/* Flushes to the disk, checks, renames, frees. On failure nothing stands under the final name (an older file there is left as it was). */
enum chiffre_status output_close(struct output *output, struct chiffre_error *error);
/* Throws the temporary file away and frees; accepts NULL. */
void output_discard(struct output *output);
/* For a signal handler that ends the process: throws away the temporary files of all outputs that are open (of the first 32). */
void output_unlink_unfinished(void);
/* For it too: is a write under way, and has nobody taken anything since the last call? */
bool output_stalled(void);
/* `path` is a temporary file that another one makes: the same becomes of it until output_finished. The string is the caller's. */
void output_unfinished(const char *path);
void output_finished(const char *path);
/* What was written to it is on the disk before it gets its name, else a power cut may leave the name with nothing behind it. 0 or errno. */
int output_to_disk(int descriptor);

#endif
