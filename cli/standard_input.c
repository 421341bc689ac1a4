/* SPDX-License-Identifier: MIT */
/* What stands on standard input, an article or figures: told by its first line, which is given again to whoever reads it. */
#include "cli/cli.h"

#include "core/input.h"
#include "core/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool write_all(int to, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = write(to, bytes, count);
        if (written < 0 && errno != EINTR)
            return false;
        bytes += written > 0 ? written : 0;
        count -= written > 0 ? (size_t)written : 0;
    }
    return true;
}

/* What comes through a pipe is put into a file without a name, which takes its place: a pipe cannot be read again. */
static bool be_seekable(void)
{
    char block[65536];
    if (lseek(STDIN_FILENO, 0, SEEK_CUR) >= 0)
        return true;
    FILE *file = tmpfile();
    bool fine = file != NULL;
    while (fine) {
        ssize_t taken = read(STDIN_FILENO, block, sizeof block);
        if (taken == 0)
            break;
        if (taken > 0)
            fine = write_all(fileno(file), block, (size_t)taken);
        else
            fine = errno == EINTR;
    }
    fine = fine && lseek(fileno(file), 0, SEEK_SET) == 0 && dup2(fileno(file), STDIN_FILENO) == STDIN_FILENO;
    if (!fine)
        report("-: %s", strerror(errno));
    if (file != NULL)
        (void)fclose(file);
    return fine;
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
