/* SPDX-License-Identifier: MIT */
/* A door without a fuzzer: runs the files and folders that are named, or standard input. Says "ok NAME" for each: what does not
 * hold aborts. */
#include "tests/fuzz/door.h"

#include <dirent.h>
#include <stdio.h>
#include <unistd.h>

#define INPUT_MAX ((size_t)4 << 20)

static void run(FILE *file, const char *name)
{
    static uint8_t buffer[INPUT_MAX];
    size_t length = fread(buffer, 1, sizeof buffer, file);
    uint8_t *exact = malloc(length + (length == 0)); /* so that a sanitizer sees a read behind the end */
    REQUIRE(exact != NULL);
    memcpy(exact, buffer, length);
    (void)printf("# %s\n", name);
    (void)fflush(stdout);
    LLVMFuzzerTestOneInput(exact, length);
    free(exact);
    (void)printf("ok %s\n", name);
}

static void run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    REQUIRE(file != NULL);
    run(file, path);
    (void)fclose(file);
}

int main(int count, char **words)
{
    if (count == 1)
        run(stdin, "-");
    for (int i = 1; i < count; i++) {
        struct dirent **entries;
        char path[1024];
        int found = scandir(words[i], &entries, NULL, alphasort);
        if (found < 0)
            run_file(words[i]);
        for (int k = 0; k < found; k++) {
            (void)snprintf(path, sizeof path, "%s/%s", words[i], entries[k]->d_name);
            if (entries[k]->d_name[0] != '.')
                run_file(path);
            free(entries[k]);
        }
        if (found >= 0)
            free(entries);
    }
    return 0;
}
