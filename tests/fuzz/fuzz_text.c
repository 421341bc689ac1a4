/* SPDX-License-Identifier: MIT */
/* libFuzzer's door for text: any bytes -> figures. Asserts more than survival: spans lie in the text and are it, in order; ids count up; `of`
 * names a figure of the document; values read back; CSV and JSON Lines are read back to the same bytes. */
#include "chiffre.h"
#include "core/csv.h"
#include "core/decimal.h"
#include "core/figure.h"
#include "core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define REQUIRE(condition) \
    do { \
        if (!(condition)) \
            abort(); \
    } while (0)

struct watch {
    struct chiffre_text text;
    uint64_t last_id, last_offset;
    struct output *csv;
};

static enum chiffre_status on_figure(void *context, const struct chiffre_figure *figure, struct chiffre_error *error)
{
    struct watch *watch = context;
    (void)error;
    REQUIRE(figure->length > 0 && figure->offset + figure->length <= watch->text.length);
    REQUIRE(figure->text.length == figure->length && memcmp(figure->text.data, watch->text.data + figure->offset, figure->length) == 0);
    REQUIRE(figure->id == watch->last_id + 1);
    REQUIRE(figure->offset >= watch->last_offset);
    REQUIRE(figure->line > 0 && figure->column > 0);
    REQUIRE(figure->kind != CHIFFRE_KIND_none && figure->value.known && figure->decimals != CHIFFRE_NO_DECIMALS);
    REQUIRE(!figure->value_to.known || decimal_compare(figure->value, figure->value_to) <= 0);
    REQUIRE((figure->of == 0) || figure->relation != CHIFFRE_RELATION_none);
    REQUIRE((figure->period_start == CHIFFRE_NO_DATE) == (figure->period_end == CHIFFRE_NO_DATE));
    REQUIRE(figure->period_start == CHIFFRE_NO_DATE || figure->period_start <= figure->period_end);
    watch->last_id = figure->id;
    watch->last_offset = figure->offset;
    csv_write_figure(watch->csv, figure, false);
    return CHIFFRE_OK;
}

static void round_trip(struct watch *watch)
{
    struct chiffre_text once = output_memory(watch->csv);
    struct chiffre_list *list = chiffre_list_new();
    struct output *again;
    REQUIRE(list != NULL && output_open_memory(&again) == CHIFFRE_OK);
    char path[64];
    int file = memfd_create("fuzz", 0);
    REQUIRE(file >= 0 && write(file, once.data, once.length) == (ssize_t)once.length);
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    REQUIRE(csv_read_figures(path, list, NULL) == CHIFFRE_OK);
    close(file);
    csv_write_header(again, false);
    for (size_t i = 0; i < chiffre_list_count(list); i++)
        csv_write_figure(again, chiffre_list_at(list, i), false);
    REQUIRE(text_equal(once, output_memory(again)));
    output_discard(again);
    chiffre_list_free(list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct chiffre_extractor *extractor;
    if (extractor == NULL)
        REQUIRE(chiffre_extractor_new(NULL, &extractor, NULL) == CHIFFRE_OK);
    if (size < 2)
        return 0;
    struct watch watch = {.text = {(const char *)data + 1, size - 1}};
    struct chiffre_document document = {.name = TEXT("fuzz"), .text = watch.text, .date = data[0] & 2 ? 20000 : CHIFFRE_NO_DATE,
                                        .language = data[0] & 1 ? TEXT("en") : TEXT("fr")};
    REQUIRE(output_open_memory(&watch.csv) == CHIFFRE_OK);
    csv_write_header(watch.csv, false);
    REQUIRE(chiffre_extract_each(extractor, &document, on_figure, &watch, NULL) == CHIFFRE_OK);
    round_trip(&watch);
    output_discard(watch.csv);
    return 0;
}
