/* SPDX-License-Identifier: MIT */
/* Sets of roles -> slots. A role's slot is shared by all roles that the same sets have, so that a sentence's places are noted once an item; the
 * places of a set that has several such are put together when a step asks for them. */
#include "tools/pattern_index.h"

#include <string.h>

struct pattern_needs index_needs(struct pattern_index *index, const struct program *program)
{
    struct pattern_needs needed = {{0}};
    for (unsigned i = 0; i < program->need_count; i++) {
        unsigned need = 0;
        while (need < index->need_count &&
               (index->needs[need].first != program->needs[i].first || index->needs[need].second != program->needs[i].second))
            need++;
        if (need == PATTERN_NEEDS)
            continue;
        if (need == index->need_count)
            index->needs[index->need_count++] = program->needs[i];
        needed.bits[need / 64] |= (uint64_t)1 << need % 64;
    }
    return needed;
}

static bool same_sets(const struct program_words *words, unsigned role, unsigned other)
{
    for (unsigned set = 0; set < words->set_count; set++)
        if (role_set_has(&words->sets[set], (role_number)role) != role_set_has(&words->sets[set], (role_number)other))
            return false;
    return true;
}

static bool give_roles_slots(struct pattern_index *index, const struct program_words *words)
{
    unsigned found[PATTERN_DIRECT]; /* a role of each slot */
    index->direct_count = 0;
    for (unsigned role = 0; role < 256; role++) {
        unsigned slot = 0;
        while (slot < index->direct_count && !same_sets(words, role, found[slot]))
            slot++;
        if (slot == PATTERN_DIRECT)
            return false;
        if (slot == index->direct_count)
            found[index->direct_count++] = role;
        index->slot_of[role] = (uint8_t)slot;
    }
    return true;
}

static void add_slot(struct pattern_slots *slots, unsigned slot)
{
    slots->bits[slot / 64] |= (uint64_t)1 << slot % 64;
}

static bool give_sets_slots(struct pattern_index *index, const struct program_words *words)
{
    index->slot_count = index->direct_count;
    for (unsigned set = 0; set < words->set_count; set++) {
        struct pattern_slots parts = {{0}};
        unsigned count = 0, slot = 0;
        for (unsigned role = 0; role < 256; role++)
            if (role_set_has(&words->sets[set], (role_number)role))
                add_slot(&parts, slot = index->slot_of[role]);
        for (unsigned word = 0; word < PATTERN_DIRECT / 64; word++)
            count += (unsigned)__builtin_popcountll(parts.bits[word]);
        if (count != 1) {
            if (index->slot_count == PATTERN_SLOTS)
                return false;
            index->parts[index->slot_count - index->direct_count] = parts;
            slot = index->slot_count++;
        }
        index->slot_of_set[set] = (uint8_t)slot;
    }
    return true;
}

static bool set_has(const struct program_words *words, unsigned set, unsigned role)
{
    return set == PROGRAM_SETS || role_set_has(&words->sets[set], (role_number)role);
}

static void describe_items(struct pattern_index *index, const struct program_words *words)
{
    memset(index->items, 0, sizeof index->items);
    for (unsigned role = 0; role < 256; role++) {
        struct pattern_item *item = &index->items[index->slot_of[role]];
        add_slot(&item->self, index->slot_of[role]);
        for (unsigned need = 0; need < index->need_count; need++) {
            uint64_t bit = (uint64_t)1 << need % 64;
            item->before.bits[need / 64] |= set_has(words, index->needs[need].first, role) ? bit : 0;
            item->behind.bits[need / 64] |= set_has(words, index->needs[need].second, role) ? bit : 0;
        }
    }
}

bool index_make(struct pattern_index *index, const struct program_words *words)
{
    if (!give_roles_slots(index, words) || !give_sets_slots(index, words))
        return false;
    describe_items(index, words);
    return true;
}
