/* SPDX-License-Identifier: MIT */
/* What stands on standard input, an article or figures: told by its first line, which is given again to whoever reads it. */
#include "cli/cli.h"

#include "core/error.h"
#include "core/input.h"
#include "core/mapping.h"
#include "core/text.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* What comes through a pipe is put into a file without a name, which takes its place: a pipe cannot be read again. */
static bool be_seekable(void)
{
    char block[65536];
    if (lseek(STDIN_FILENO, 0, SEEK_CUR) >= 0)
        return true;
    struct chiffre_error error = {.line = 0};
    int file = spool_open(&error);
    enum chiffre_status status = file < 0 ? CHIFFRE_UNREADABLE : CHIFFRE_OK;
    for (ssize_t taken = 1; status == CHIFFRE_OK && taken != 0;) {
        taken = read(STDIN_FILENO, block, sizeof block);
        if (taken < 0 && errno != EINTR)
            status = error_system(&error, CHIFFRE_UNREADABLE, "-", errno);
        if (taken > 0)
            status = spool_write(file, (struct chiffre_text){block, (size_t)taken}, &error);
    }
    if (status == CHIFFRE_OK && (lseek(file, 0, SEEK_SET) != 0 || dup2(file, STDIN_FILENO) != STDIN_FILENO))
        status = spool_failed(&error, errno);
    if (status != CHIFFRE_OK)
        report_error(&error);
    if (file >= 0)
        (void)close(file);
    return status == CHIFFRE_OK;
}

enum standard_input standard_input_look(bool (*is_record)(struct chiffre_text line))
{
    static const char *const columns[] = {"text", "kind", "value", "unit"};
    struct input *input;
    struct chiffre_text line;
    enum standard_input found = STANDARD_INPUT_ARTICLES;
    if (!be_seekable())
        return STANDARD_INPUT_FAILED;
    off_t at = lseek(STDIN_FILENO, 0, SEEK_CUR);
    if (input_open("-", &input, NULL) != CHIFFRE_OK)
        return STANDARD_INPUT_FAILED;
    if (input_peek(input, &line, NULL) == CHIFFRE_OK && line.length > 0) {
        size_t there = 0;
        char delimiter = memchr(line.data, ';', line.length) != NULL    ? ';'
                         : memchr(line.data, '\t', line.length) != NULL ? '\t'
                                                                        : ',';
        for (size_t start = 0, i = 0; i <= line.length; i++) {
            if (i < line.length && line.data[i] != delimiter && line.data[i] != '\n' && line.data[i] != '\r')
                continue;
            struct chiffre_text cell = {line.data + start, i - start};
            if (cell.length >= 2 && cell.data[0] == '"')
                cell = (struct chiffre_text){cell.data + 1, cell.length - 2};
            for (size_t k = 0; k < sizeof columns / sizeof columns[0]; k++)
                there += text_equal(cell, text_from(columns[k]));
            start = i + 1;
        }
        if (there == sizeof columns / sizeof columns[0])
            found = STANDARD_INPUT_FIGURES;
        else if (line.data[0] == '{' && is_record(line))
            found = STANDARD_INPUT_RECORDS;
    }
    input_close(input);
    return lseek(STDIN_FILENO, at, SEEK_SET) < 0 ? STANDARD_INPUT_FAILED : found;
}
