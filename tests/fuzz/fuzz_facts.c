/* SPDX-License-Identifier: MIT */
/* Door facts: any bytes as filed accounts, CSV or the SEC's companyfacts. With cut reads the same; facts are dated, known and found
 * again. */
#include "check/facts.h"
#include "core/catalog.h"
#include "tests/fuzz/door.h"

static enum chiffre_status read_facts(struct facts *facts, const char *path, size_t most, size_t *skipped,
                                      struct chiffre_error *error)
{
    *skipped = 0;
    door_cut_reads(most);
    enum chiffre_status status = facts_read(facts, path, skipped, error);
    door_cut_reads(0);
    return status;
}

static bool same_fact(const struct fact *one, const struct fact *other)
{
    return text_equal(one->entity, other->entity) && text_equal(one->metric, other->metric) && text_equal(one->unit, other->unit) &&
           text_equal(one->period, other->period) && text_equal(one->source, other->source) && one->start == other->start &&
           one->end == other->end && one->filed == other->filed && one->decimals == other->decimals &&
           decimal_compare(one->value, other->value) == 0;
}

static void holds(const struct facts *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        const struct fact *fact = &facts->items[i];
        size_t first, last;
        REQUIRE(catalog_metric(fact->metric) != NULL && fact->value.known && fact->period.length > 0);
        REQUIRE(fact->start != CHIFFRE_NO_DATE && fact->end != CHIFFRE_NO_DATE && fact->start <= fact->end);
        REQUIRE(fact->decimals >= -60 && fact->decimals <= 60);
        facts_find(facts, fact->metric, &first, &last);
        REQUIRE(first <= i && i < last && last <= facts->count);
        (void)facts_same_entity(fact, fact->folded);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct chiffre_text rest = {(const char *)data, size};
    size_t most = 1 + door_byte(&rest), skipped, cut_skipped;
    const char *path = door_file(rest);
    struct facts facts = {.items = NULL}, cut = {.items = NULL};
    struct chiffre_error error = {.line = 0}, cut_error = {.line = 0};
    enum chiffre_status status = read_facts(&facts, path, 0, &skipped, &error);
    enum chiffre_status cut_status = read_facts(&cut, path, most, &cut_skipped, &cut_error);
    door_failed_well(status, &error);
    REQUIRE(status == cut_status && skipped == cut_skipped && facts.count == cut.count &&
            strcmp(error.message, cut_error.message) == 0);
    for (size_t i = 0; i < facts.count; i++)
        REQUIRE(same_fact(&facts.items[i], &cut.items[i]));
    facts_sort(&facts);
    holds(&facts);
    facts_free(&facts);
    facts_free(&cut);
    return 0;
}
