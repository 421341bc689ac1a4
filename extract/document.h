/* SPDX-License-Identifier: MIT */
/* Documents in: what chiffre_reader (chiffre.h) is made of. A form of input is a row of document_forms: a name for --from, the file
 * endings that mean it, and a call that makes a document of the file's bytes (or of the next line). A new form is a new row and a
 * file. */
#ifndef EXTRACT_DOCUMENT_H
#define EXTRACT_DOCUMENT_H

#include "chiffre.h"
#include "core/input.h"
#include "core/jsonl.h"
#include "core/memory.h"
#include "extract/source_map.h"

/* What is not text is not read beyond this: a page with all that is made of it, the text of a PDF. The memory for one of these is
 * at most about eight times its size (docs/documents.md). A text is held as a whole up to DOCUMENT_HELD bytes; a longer one is mapped. */
#define DOCUMENT_HELD ((size_t)4 << 20)
#define DOCUMENT_BYTES_MAX ((size_t)256 << 20)

struct chiffre_reader {
    const struct document_form *form;
    const char *path;
    const char *encoding; /* NULL: told by the bytes */
    struct jsonl_keys keys;
    struct arena settings; /* path, encoding, the texts of `keys` */
    bool whole_page, every_line;
    bool look; /* the name says nothing: the first bytes may say that it is a PDF or a page */
    unsigned seconds;
    const volatile int *stop;
    size_t held;        /* a text longer than this is mapped */
    struct arena arena; /* the document that was given last */
    struct mapping mapping;
    struct chiffre_source_map map;
    struct chiffre_error warning; /* of that document; message "": none */
    struct table_units *units; /* NULL: no table has needed them yet */
    struct input *lines;       /* of a form that is read line by line, else NULL */
    size_t line;               /* where that document begins, 1-based */
    bool ended;
};

/* Makes *document, whose name is set, of `bytes`: of the whole file, or of a line. Texts are put in the arena. On an error the
 * document is lost; the next call goes on behind it. */
typedef enum chiffre_status document_read_fn(struct chiffre_reader *reader, struct chiffre_text bytes,
                                             struct chiffre_document *document, struct chiffre_error *error);
struct document_form {
    const char *name;
    const char *endings; /* ".txt .text", lower case; each also with .gz behind it */
    bool by_line;
    document_read_fn *read;
};

/* Bytes -> document->text in UTF-8, with a map where that is needed. encoding.h has the rules. */
enum chiffre_status document_decode(struct chiffre_reader *reader, struct chiffre_text bytes, struct chiffre_text declared,
                                    struct chiffre_document *document, struct chiffre_error *error);

document_read_fn html_read;   /* html.c */
document_read_fn pdf_read;    /* pdf.c */
document_read_fn pandoc_read; /* pandoc.c */

/* A page (UTF-8) -> the document's text and what the page says of itself. `made`: it was made of the file, so all of it is the
 * document and there is no way back to it. */
enum chiffre_status html_render(struct chiffre_reader *reader, struct chiffre_text page, bool made,
                                struct chiffre_document *document, struct chiffre_error *error);

/* Runs a program over a file and says in one line what went wrong; `package` is Debian's that has it. */
struct child;
enum chiffre_status document_child(struct chiffre_reader *reader, struct child *child, const char *package,
                                   struct chiffre_error *error);

#endif
