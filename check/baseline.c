/* SPDX-License-Identifier: MIT */
/* Accepted findings: a text file of fingerprints, which later runs leave out. */
#include "check/room.h"

#include "core/error.h"
#include "core/input.h"
#include "core/text.h"

#include <stdlib.h>

#define FINGERPRINT 16

struct prints {
    char (*items)[FINGERPRINT];
    size_t count, capacity;
};

static bool is_fingerprint(struct chiffre_text line)
{
    for (size_t i = 0; i < FINGERPRINT; i++)
        if (i >= line.length || !((line.data[i] >= '0' && line.data[i] <= '9') || (line.data[i] >= 'a' && line.data[i] <= 'f')))
            return false;
    return line.length == FINGERPRINT || line.data[FINGERPRINT] == ' ';
}

static enum chiffre_status read_prints(const char *path, struct prints *prints, struct chiffre_error *error)
{
    struct input *input;
    bool end = false;
    enum chiffre_status status = input_open(path, &input, error);
    if (status != CHIFFRE_OK)
        return status;
    while (status == CHIFFRE_OK && !end) {
        struct chiffre_text line;
        status = input_line(input, &line, &end, error);
        if (status != CHIFFRE_OK || end || line.length == 0 || line.data[0] == '#')
            continue;
        if (!is_fingerprint(line)) {
            status = error_set(error, CHIFFRE_MALFORMED, path, input_line_number(input), 1,
                               "a baseline's line begins with 16 hexadecimal digits");
        } else if (!array_reserve(&prints->items, &prints->capacity, prints->count + 1, sizeof *prints->items)) {
            status = error_no_memory(error);
        } else {
            memcpy(prints->items[prints->count++], line.data, FINGERPRINT);
        }
    }
    input_close(input);
    return status;
}

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, FINGERPRINT);
}

enum chiffre_status chiffre_findings_accept(struct chiffre_findings *findings, const char *path, struct chiffre_error *error)
{
    struct prints prints = {.items = NULL};
    enum chiffre_status status = read_prints(path, &prints, error);
    if (status == CHIFFRE_OK && prints.count > 0) {
        qsort(prints.items, prints.count, sizeof *prints.items, by_bytes);
        for (size_t i = 0; i < findings->count; i++)
            if (bsearch(findings->items[i].fingerprint, prints.items, prints.count, sizeof *prints.items, by_bytes) != NULL)
                findings->items[i].accepted = true;
    }
    memory_free(prints.items);
    return status;
}

enum chiffre_status chiffre_findings_write_baseline(const struct chiffre_findings *findings, const char *path,
                                                    struct chiffre_error *error)
{
    struct output *output;
    enum chiffre_status status = output_open(path, &output, error);
    if (status != CHIFFRE_OK)
        return status;
    output_string(output, "# Findings of chiffre check that were accepted. The first word of a line counts.\n");
    for (size_t i = 0; i < findings->count; i++) {
        const struct chiffre_finding *finding = &findings->items[i];
        if (finding->severity == CHIFFRE_SEVERITY_none)
            continue;
        output_string(output, finding->fingerprint);
        output_string(output, " ");
        output_string(output, chiffre_rule_name(finding->rule));
        output_string(output, " ");
        for (size_t k = 0; k < finding->message.length; k++)
            output_char(output, (unsigned char)finding->message.data[k] < ' ' ? ' ' : finding->message.data[k]);
        output_char(output, '\n');
    }
    return output_close(output, error);
}
