/* SPDX-License-Identifier: MIT */
/* What the fuzzers share: an input's first bytes as choices, the rest as a file, reads cut short, and what holds for every list of
 * figures. */
#ifndef TESTS_FUZZ_DOOR_H
#define TESTS_FUZZ_DOOR_H

#include "chiffre.h"
#include "core/decimal.h"
#include "core/figure.h"
#include "core/memory.h"
#include "core/output.h"
#include "core/text.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the program as a crash does, with what did not hold and where. */
#define REQUIRE(condition) ((condition) ? (void)0 : door_fail(#condition, __FILE__, __LINE__))
_Noreturn void door_fail(const char *condition, const char *file, int line);

/* Takes the first byte off; 0 at the end. */
uint8_t door_byte(struct chiffre_text *rest);
/* A path under which `bytes` can be read; it is good until the fourth call from here. */
const char *door_file(struct chiffre_text bytes);
/* From now on a read(2) of the library gives `most` bytes at most; 0: as many as it asks for. */
void door_cut_reads(size_t most);
/* From now on what is written to standard error goes to `message` instead, as far as it has room; NULL: to standard error again. */
struct door_message {
    char bytes[8192];
    size_t length;
};
void door_take_messages(struct door_message *message);
/* UTF-8 without a byte that a terminal obeys, but line ends. */
void door_steers_nothing(struct chiffre_text text);

/* Of a failure: a message that is one line of UTF-8 with something in it. */
void door_failed_well(enum chiffre_status status, const struct chiffre_error *error);

/* The figures as CSV and JSON Lines; discard it. */
struct output *door_csv(const struct chiffre_list *list);
struct output *door_jsonl(const struct chiffre_list *list);
bool door_same_figures(const struct chiffre_list *one, const struct chiffre_list *other);
/* CSV -> list -> CSV and JSON Lines -> list -> JSON Lines give the same bytes, and both lists are the same where all is UTF-8. */
void door_round_trips(const struct chiffre_list *list);

/* Extracts the document with an extractor that lives as long as the program, and asserts what holds of its figures: in order,
 * inside the text, equal to it. The list is the caller's. */
struct chiffre_list *door_extract(const struct chiffre_document *document);
/* Takes all documents of a file and extracts them, reads cut to `most` bytes; the figures are the caller's. What each document and
 * failure must be is asserted. `form` is a form of input, `largest` the bytes of text beyond which a document is not extracted. */
struct door_reading {
    struct chiffre_reader_options options;
    size_t most, largest;
    size_t documents, failures;
};
struct chiffre_list *door_read(struct door_reading *reading, const char *path);

#endif
