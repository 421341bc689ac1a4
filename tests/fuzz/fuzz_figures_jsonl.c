/* SPDX-License-Identifier: MIT */
/* Door figures_jsonl: any bytes as JSON Lines of figures -> list; with cut reads the same; what was read is written and read back
 * the same. First byte: how reads are cut. */
#include "core/jsonl.h"
#include "tests/fuzz/door.h"

static struct chiffre_list *read_file(struct chiffre_text bytes, size_t most, enum chiffre_status *status,
                                      struct chiffre_error *error)
{
    struct chiffre_list *list = chiffre_list_new();
    const char *path = door_file(bytes);
    REQUIRE(list != NULL);
    door_cut_reads(most);
    *status = jsonl_read_figures(path, list, error);
    door_cut_reads(0);
    return list;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct chiffre_text rest = {(const char *)data, size};
    size_t most = 1 + door_byte(&rest);
    struct chiffre_error error = {.line = 0}, cut_error = {.line = 0};
    enum chiffre_status status, cut_status;
    struct chiffre_list *list = read_file(rest, 0, &status, &error), *cut = read_file(rest, most, &cut_status, &cut_error);
    door_failed_well(status, &error);
    REQUIRE(status == cut_status && error.line == cut_error.line && strcmp(error.message, cut_error.message) == 0);
    REQUIRE(door_same_figures(list, cut));
    door_round_trips(list);
    chiffre_list_free(list);
    chiffre_list_free(cut);
    return 0;
}
