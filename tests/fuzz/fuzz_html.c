/* SPDX-License-Identifier: MIT */
/* Door html: any bytes as a web page -> text with a way back -> figures. First byte: the whole page, how reads are cut, a declared
 * encoding. */
#include "tests/fuzz/door.h"

enum { WHOLE_PAGE = 1, FORCED = 2 };

/* Places are told in the page, which has `lines` lines. */
static void places_are_in_the_page(const struct chiffre_list *list, size_t lines)
{
    for (size_t i = 0; i < chiffre_list_count(list); i++) {
        const struct chiffre_figure *figure = chiffre_list_at(list, i);
        REQUIRE(figure->line <= lines);
        REQUIRE(figure->page == 0);
    }
}

static size_t count_lines(struct chiffre_text page)
{
    size_t lines = 1;
    for (size_t i = 0; i < page.length; i++)
        lines += page.data[i] == '\n' || page.data[i] == '\r';
    return lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct chiffre_text rest = {(const char *)data, size};
    uint8_t asked = door_byte(&rest);
    struct door_reading whole = {
        .options = {.form = "html", .whole_page = asked & WHOLE_PAGE, .encoding = asked & FORCED ? "utf-8" : NULL},
        .largest = 4000};
    struct door_reading cut = whole;
    cut.most = 1 + (asked >> 4) * 3u;
    const char *path = door_file(rest);
    struct chiffre_list *one = door_read(&whole, path), *other = door_read(&cut, path);
    REQUIRE(whole.documents + whole.failures == 1);
    REQUIRE(whole.failures == cut.failures && door_same_figures(one, other));
    places_are_in_the_page(one, count_lines(rest));
    chiffre_list_free(one);
    chiffre_list_free(other);
    return 0;
}
