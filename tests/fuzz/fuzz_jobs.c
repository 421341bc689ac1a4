/* SPDX-License-Identifier: MIT */
/* Door jobs: any bytes as JSON Lines -> chiffre extract, by one thread and by several: the same output, messages and exit code.
 * First byte: how many threads, what is written. */
#include "cli/cli.h"
#include "tests/fuzz/door.h"

#include <stdio.h>
#include <unistd.h>

enum { ROW_FOR_ROW = 1, AS_LINES = 2, SHARED = 4, LINE_BUFFERED = 8, THREADS_SHIFT = 4, OUTPUT_MOST = 1 << 18 };

extern const struct subcommand subcommand_extract;

struct result {
    int code;
    size_t length;
    struct door_message messages;
    char output[OUTPUT_MOST];
};

static void run(const char *path, const char *jobs, uint8_t asked, struct result *result)
{
    static char out[64];
    char *words[24];
    int count = 0;
    struct arguments arguments;
    const char *page;
    if (out[0] == '\0')
        (void)snprintf(out, sizeof out, "/tmp/chiffre-fuzz-%ld.jobs", (long)getpid());
    const char *given[] = {"extract",
                           "--quiet",
                           "--from",
                           "jsonl",
                           "--format",
                           asked & AS_LINES ? "jsonl" : "csv",
                           "-o",
                           out,
                           "--jobs",
                           jobs,
                           asked & ROW_FOR_ROW ? "--row-for-row" : NULL,
                           asked & SHARED ? "--shard=2/3" : NULL,
                           asked & LINE_BUFFERED ? "--line-buffered" : NULL,
                           path};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (given[i] != NULL)
            words[count++] = (char *)(uintptr_t)given[i];
    words[count] = NULL;
    door_take_messages(&result->messages);
    REQUIRE(options_parse(&subcommand_extract, count, words, &arguments, &page));
    result->code = subcommand_extract.run(&arguments);
    door_take_messages(NULL);
    FILE *file = fopen(out, "rb");
    result->length = file == NULL ? SIZE_MAX : fread(result->output, 1, sizeof result->output, file);
    if (file != NULL)
        REQUIRE(fclose(file) == 0 && unlink(out) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct result one, several;
    struct chiffre_text rest = {(const char *)data, size};
    uint8_t asked = door_byte(&rest);
    const char *path = door_file(rest);
    char jobs[8];
    (void)snprintf(jobs, sizeof jobs, "%u", 2 + (asked >> THREADS_SHIFT) % 3u);
    run(path, "1", asked, &one);
    run(path, jobs, asked, &several);
    REQUIRE(one.code == several.code && one.length == several.length);
    REQUIRE(one.length == SIZE_MAX || memcmp(one.output, several.output, one.length) == 0);
    struct chiffre_text said = {one.messages.bytes, one.messages.length};
    REQUIRE(text_equal(said, (struct chiffre_text){several.messages.bytes, several.messages.length}));
    if (said.length < sizeof one.messages.bytes)
        door_steers_nothing(said);
    return 0;
}
