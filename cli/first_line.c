/* SPDX-License-Identifier: MIT */
/* Inputs -> which are JSON Lines: by --from, the name, or where that does not say what it is the first line, which is not taken from who reads it
 * then. */
#include "cli/articles.h"

#include "core/ascii.h"
#include "core/memory.h"
#include "core/text.h"
#include "core/unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD_BYTES ((size_t)1 << 16)

/* The first line that is not blank, with its line end if that is there yet. */
static struct chiffre_text first_line(struct chiffre_text head)
{
    if (head.length >= 3 && memcmp(head.data, "\xEF\xBB\xBF", 3) == 0)
        head = (struct chiffre_text){head.data + 3, head.length - 3};
    while (head.length > 0 && ascii_is_space(head.data[0]))
        head = (struct chiffre_text){head.data + 1, head.length - 1};
    const char *feed = head.length > 0 ? memchr(head.data, '\n', head.length) : NULL;
    return feed == NULL ? head : (struct chiffre_text){head.data, (size_t)(feed - head.data) + 1};
}

/* Of a line that is longer than the head, or has not come as a whole: does it begin as an object does, with a name and a colon? */
static bool begins_object(struct chiffre_text line)
{
    size_t at = 1;
    while (at < line.length && (line.data[at] == ' ' || line.data[at] == '\t'))
        at++;
    if (at >= line.length || line.data[at] != '"')
        return false;
    const char *quote = memchr(line.data + at + 1, '"', line.length - at - 1);
    at = quote == NULL ? line.length : (size_t)(quote - line.data) + 1;
    while (at < line.length && (line.data[at] == ' ' || line.data[at] == '\t'))
        at++;
    return at < line.length && line.data[at] == ':';
}

static bool is_document(struct chiffre_text line, const struct chiffre_reader_options *options)
{
    struct chiffre_reader_options as_lines = *options;
    struct chiffre_reader *reader;
    struct chiffre_document document;
    as_lines.lines_given = true;
    if (chiffre_reader_new("-", &as_lines, &reader, NULL) != CHIFFRE_OK)
        return false;
    line.length--;
    bool is = chiffre_reader_read_line(reader, line, 1, &document, NULL) == CHIFFRE_OK;
    chiffre_reader_free(reader);
    return is;
}

/* What a descriptor gives first, unpacked; up to a line's end where there is one. */
static size_t read_head(int descriptor, char *head)
{
    struct unpack *unpack = unpack_new(descriptor);
    size_t length = 0, taken = 1;
    while (unpack != NULL && length < HEAD_BYTES && taken > 0) {
        if (unpack_read(unpack, "-", head + length, HEAD_BYTES - length, &taken, NULL) != CHIFFRE_OK)
            break;
        length += taken;
        struct chiffre_text line = first_line((struct chiffre_text){head, length});
        if (line.length > 0 && (line.data[0] != '{' || line.data[line.length - 1] == '\n'))
            break;
    }
    unpack_free(unpack);
    return length;
}

/* What stands in a pipe is copied into another one, which leaves it there (tee); a file is read from where it was. */
static size_t look_at_standard_input(char *head)
{
    off_t at = lseek(STDIN_FILENO, 0, SEEK_CUR);
    int ends[2];
    if (at >= 0) {
        size_t length = read_head(STDIN_FILENO, head);
        return lseek(STDIN_FILENO, at, SEEK_SET) == at ? length : 0;
    }
    if (pipe2(ends, O_CLOEXEC) != 0)
        return 0;
    struct pollfd readable = {.fd = STDIN_FILENO, .events = POLLIN};
    ssize_t copied;
    do {
        (void)poll(&readable, 1, -1); /* who gave us the pipe may not want reads to wait */
        copied = tee(STDIN_FILENO, ends[1], HEAD_BYTES, 0);
    } while (copied < 0 && (errno == EINTR || errno == EAGAIN));
    (void)close(ends[1]);
    size_t length = copied > 0 ? read_head(ends[0], head) : 0;
    (void)close(ends[0]);
    return length;
}

static size_t look_at_file(const char *path, char *head)
{
    struct stat about;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode)) /* a pipe by its name would not give it again */
        return 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    size_t length = file < 0 ? 0 : read_head(file, head);
    if (file >= 0)
        (void)close(file);
    return length;
}

static bool first_line_is_document(const char *path, const struct chiffre_reader_options *options)
{
    char *head = memory_take(1, HEAD_BYTES);
    if (head == NULL)
        return false;
    size_t length = strcmp(path, "-") == 0 ? look_at_standard_input(head) : look_at_file(path, head);
    struct chiffre_text line = first_line((struct chiffre_text){head, length});
    bool is = line.length > 0 && line.data[0] == '{' &&
              (line.data[line.length - 1] == '\n' ? is_document(line, options) : begins_object(line));
    memory_free(head);
    return is;
}

static bool has_known_ending(const char *path)
{
    const char *endings;
    for (size_t i = 0; chiffre_reader_form(i, &endings) != NULL; i++)
        if (inputs_has_ending(path, endings))
            return true;
    return false;
}

bool first_lines_look(struct pass *pass, const struct inputs *inputs)
{
    bool automatic = strcmp(options_value(pass->arguments, "from"), "auto") == 0;
    pass->by_line = memory_take(inputs->count + 1, sizeof *pass->by_line);
    if (pass->by_line == NULL) {
        report("out of memory");
        return false;
    }
    for (size_t i = 0; i < inputs->count; i++) {
        const char *path = inputs->paths[i];
        bool look = automatic && !has_known_ending(path);
        if (i > 0 && look && strcmp(path, "-") == 0)
            pass->by_line[i] = BY_LINE_UNTOLD;
        else if (inputs_are_lines(pass->arguments, path) || (look && first_line_is_document(path, &pass->lines)))
            pass->by_line[i] = BY_LINE_YES;
        else
            pass->by_line[i] = BY_LINE_NO;
    }
    return true;
}

bool first_line_tells(struct pass *pass, const struct inputs *inputs, size_t input)
{
    if (pass->by_line[input] == BY_LINE_UNTOLD)
        pass->by_line[input] = first_line_is_document(inputs->paths[input], &pass->lines) ? BY_LINE_YES : BY_LINE_NO;
    return pass->by_line[input] == BY_LINE_YES;
}
