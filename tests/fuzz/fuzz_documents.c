/* SPDX-License-Identifier: MIT */
/* Door documents: any bytes as JSON Lines -> documents -> figures. First byte: other keys, an encoding, how reads are cut. */
#include "tests/fuzz/door.h"

enum { OTHER_KEYS = 1, SINGLE_BYTES = 2 };

static size_t count_lines(struct chiffre_text bytes)
{
    size_t lines = 1;
    for (size_t i = 0; i < bytes.length; i++)
        lines += bytes.data[i] == '\n';
    return lines;
}

/* What JSON gives is UTF-8. */
static void texts_are_utf8(const struct chiffre_list *list)
{
    for (size_t i = 0; i < chiffre_list_count(list); i++) {
        const struct chiffre_figure *figure = chiffre_list_at(list, i);
        REQUIRE(utf8_valid(figure->text) && utf8_valid(figure->document) && utf8_valid(figure->entity) &&
                utf8_valid(figure->source));
        REQUIRE(figure->document.length > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const fields[] = {"text=body", "id=lang", "date=title"};
    struct chiffre_text rest = {(const char *)data, size};
    uint8_t asked = door_byte(&rest);
    struct door_reading whole = {.options = {.form = "jsonl",
                                             .fields = fields,
                                             .field_count = asked & OTHER_KEYS ? 3 : 0,
                                             .encoding = asked & SINGLE_BYTES ? "windows-1252" : NULL},
                                 .largest = 2000};
    struct door_reading cut = whole;
    cut.most = 1 + (asked >> 4) * 3u;
    const char *path = door_file(rest);
    struct chiffre_list *one = door_read(&whole, path), *other = door_read(&cut, path);
    REQUIRE(whole.documents + whole.failures <= count_lines(rest));
    REQUIRE(whole.failures == cut.failures && door_same_figures(one, other));
    texts_are_utf8(one);
    door_round_trips(one);
    chiffre_list_free(one);
    chiffre_list_free(other);
    return 0;
}
