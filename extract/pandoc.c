/* SPDX-License-Identifier: MIT */
/* Files of word processors, e-books and Markdown -> a page, by pandoc, which is then read as any page. */
#include "extract/document.h"

#include "core/child.h"
#include "core/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#define CHILD_SECONDS 60

enum chiffre_status document_child(struct chiffre_reader *reader, struct child *child, const char *package,
                                   struct chiffre_error *error)
{
    const char *name = child->arguments[0];
    char reason[CHILD_REASON_MAX];
    int failed = child_run(child);
    if (failed == ENOENT)
        return error_set(error, CHIFFRE_MISSING, reader->path, 0, 0,
                         "%s is not installed, which reads this form (Debian: apt-get install %s)", name, package);
    if (failed != 0)
        return error_system(error, CHIFFRE_UNREADABLE, name, failed);
    if (child->no_memory)
        return error_no_memory(error);
    if (child->stopped)
        return error_set(error, CHIFFRE_UNREADABLE, reader->path, 0, 0, "interrupted");
    if (child->late)
        return error_set(error, CHIFFRE_UNREADABLE, reader->path, 0, 0, "%s did not end within %u seconds", name, child->seconds);
    if (child->large)
        return error_set(error, CHIFFRE_MALFORMED, reader->path, 0, 0, "more than %zu MiB of text", child->output_most >> 20);
    if (child->state != 0)
        return error_set(error, CHIFFRE_MALFORMED, reader->path, 0, 0, "%s cannot read it: %s", name, child_reason(child, reason));
    return CHIFFRE_OK;
}

enum chiffre_status pandoc_read(struct chiffre_reader *reader, struct chiffre_text bytes, struct chiffre_document *document,
                                struct chiffre_error *error)
{
    /* Its run-time system asks for far more addresses than it will use, so its memory is limited by its own means (-M). In a
     * sandbox, so that no file and no address that the document names is read. Without "smart" quotes: the text as it is written.
     * Standalone, for only so the title is part of the page; an e-book has it in its text, and the day on which the file was made
     * besides. */
    bool markdown = strcmp(reader->form->name, "markdown") == 0, book = strcmp(reader->form->name, "epub") == 0;
    const char *const arguments[] = {
        "pandoc", "+RTS", "-M1g",        "-RTS",      "--from",  markdown ? "markdown-smart" : reader->form->name,
        "--to",   "html", "--wrap=none", "--sandbox", "--quiet", book ? NULL : "--standalone",
        NULL};
    struct child child = {.arguments = arguments,
                          .input = bytes,
                          .seconds = reader->seconds > 0 ? reader->seconds : CHILD_SECONDS,
                          .arena = &reader->arena,
                          .output_most = DOCUMENT_BYTES_MAX,
                          .stop = reader->stop};
    enum chiffre_status status = document_child(reader, &child, "pandoc", error);
    if (status != CHIFFRE_OK)
        return status;
    status = html_render(reader, child.output, true, document, error);
    document->title = (struct chiffre_text){"", 0}; /* pandoc's own, where the file has none */
    return status;
}
