/* SPDX-License-Identifier: MIT */
/* Documents in: what chiffre_reader (chiffre.h) is made of. A form of input is a row of document_forms: a name for --from, the file
 * endings that mean it, and a call that gives the next document. A new form (HTML, PDF ...) is a new row and a file of its own. */
#ifndef EXTRACT_DOCUMENT_H
#define EXTRACT_DOCUMENT_H

#include "chiffre.h"
#include "core/input.h"
#include "core/memory.h"

struct chiffre_reader {
    const struct document_form *form;
    char *path;
    struct arena arena;   /* the document that was given last */
    struct input *lines;  /* of a form that is read line by line, else NULL */
    size_t line;          /* where that document begins, 1-based */
    bool ended;
};

/* Fills *document, or sets reader->ended and leaves it. On an error the document is lost; the next call goes on behind it. */
typedef enum chiffre_status document_next_fn(struct chiffre_reader *reader, struct chiffre_document *document, struct chiffre_error *error);
struct document_form {
    const char *name;
    const char *endings; /* ".txt .text", lower case */
    bool by_line;
    document_next_fn *next;
};

#endif
