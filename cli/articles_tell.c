/* SPDX-License-Identifier: MIT */
/* What is told behind the last document: how far an interrupted work came and how to go on, and what became of --after. */
#include "cli/articles.h"

#include <stdio.h>
#include <string.h>

#define QUOTED_MAX (2 * ARTICLE_NAME_MAX)

/* In single quotes, as a shell wants a name. */
static void quote(const char *name, char *out, size_t size)
{
    size_t length = 0;
    out[length++] = '\'';
    for (; *name != '\0' && length + 7 < size; name++) {
        const char *piece = *name == '\'' ? "'\\''" : NULL;
        if (piece != NULL)
            length += (size_t)snprintf(out + length, size - length, "%s", piece);
        else
            out[length++] = *name;
    }
    out[length++] = '\'';
    out[length] = '\0';
}

static void tell_cut(const struct pass *pass, const char *last)
{
    char name[QUOTED_MAX];
    quote(pass->cut, name, sizeof name);
    if (pass->done == 0)
        report("interrupted in %s: its figures up to there are written; the same command does it anew", name);
    else
        report("interrupted in %s: its figures up to there are written, behind %zu %s; the same command with --after %s and another output does "
               "it anew, and the rest",
               name, pass->done, report_word(pass->done, "document that is done", "documents that are done"), last);
}

static void tell_interrupted(const struct pass *pass)
{
    char last[QUOTED_MAX];
    quote(pass->last, last, sizeof last);
    if (!pass->taker->resumable)
        report("interrupted after %zu %s: nothing was written", pass->done, report_word(pass->done, "document", "documents"));
    else if (pass->cut[0] != '\0')
        tell_cut(pass, last);
    else if (pass->done == 0)
        report("interrupted before the first document was done");
    else
        report("interrupted: %zu %s done and written; the same command with --after %s and another output does the rest", pass->done,
               report_word(pass->done, "document is", "documents are"), last);
}

void articles_tell(const struct pass *pass)
{
    if (atomic_load(&pass->behind_again))
        report("--after: several documents are named \"%s\"; this began behind the first, so that some may be done twice", pass->behind);
    if (progress_interrupted() != 0)
        tell_interrupted(pass);
    else if (pass->after != NULL)
        report("--after: no document \"%s\" is among the inputs", pass->after);
}
