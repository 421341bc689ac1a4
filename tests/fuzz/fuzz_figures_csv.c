/* SPDX-License-Identifier: MIT */
/* Door figures_csv: any bytes as a table of figures -> list; from memory, from a file and with cut reads the same; what was read is
 * written and read back the same. First byte: how reads are cut. */
#include "core/csv.h"
#include "tests/fuzz/door.h"

struct reading {
    struct chiffre_list *list;
    struct chiffre_error error;
    enum chiffre_status status;
};

static struct reading read_file(struct chiffre_text bytes, size_t most)
{
    struct reading reading = {.list = chiffre_list_new(), .error = {.line = 0}};
    const char *path = door_file(bytes);
    REQUIRE(reading.list != NULL);
    door_cut_reads(most);
    reading.status = csv_read_figures(path, reading.list, &reading.error);
    door_cut_reads(0);
    return reading;
}

static struct reading read_memory(struct chiffre_text bytes)
{
    struct reading reading = {.list = chiffre_list_new(), .error = {.line = 0}};
    REQUIRE(reading.list != NULL);
    reading.status = csv_each_figure_text(bytes, "fuzz", figure_add_to_list, reading.list, &reading.error);
    return reading;
}

static void same(const struct reading *one, const struct reading *other)
{
    REQUIRE(one->status == other->status && door_same_figures(one->list, other->list));
    REQUIRE(one->error.line == other->error.line && one->error.column == other->error.column);
    REQUIRE(strcmp(one->error.message, other->error.message) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct chiffre_text rest = {(const char *)data, size};
    size_t most = 1 + door_byte(&rest);
    struct reading readings[] = {read_file(rest, 0), read_file(rest, most), read_memory(rest)};
    door_failed_well(readings[0].status, &readings[0].error);
    bool packed = rest.length >= 2 && memcmp(rest.data, "\x1F\x8B", 2) == 0;
    bool has_list = readings[0].status == CHIFFRE_OK;
    same(&readings[0], &readings[1]);
    if (!packed)
        same(&readings[0], &readings[2]);
    if (has_list || chiffre_list_count(readings[0].list) > 0)
        door_round_trips(readings[0].list);
    REQUIRE(csv_has_pages(door_file(rest)) || !has_list || chiffre_list_count(readings[0].list) == 0 ||
            chiffre_list_at(readings[0].list, 0)->page == 0);
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++)
        chiffre_list_free(readings[i].list);
    return 0;
}
