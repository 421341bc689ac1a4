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
    unsigned found[PATTERN_SLOTS]; /* a role of each slot */
    index->direct_count = 0;
    for (unsigned role = 0; role < 256; role++) {
        unsigned slot = 0;
        while (slot < index->direct_count && !same_sets(words, role, found[slot]))
            slot++;
        if (slot == index->direct_count)
            found[index->direct_count++] = role;
        index->slot_of[role] = (uint8_t)slot;
    }
    return index->direct_count < PATTERN_SLOTS;
}

static bool give_sets_slots(struct pattern_index *index, const struct program_words *words)
{
    unsigned part_count = 0;
    index->slot_count = index->direct_count;
    for (unsigned set = 0; set < words->set_count; set++) {
        unsigned first = part_count;
        bool has[PATTERN_SLOTS] = {false};
        for (unsigned role = 0; role < 256; role++)
            if (role_set_has(&words->sets[set], (role_number)role) && !has[index->slot_of[role]]) {
                has[index->slot_of[role]] = true;
                index->parts[part_count++] = index->slot_of[role];
            }
        if (part_count == first + 1) {
            index->slot_of_set[set] = index->parts[--part_count];
            continue;
        }
        if (index->slot_count == PATTERN_SLOTS)
            return false;
        if (part_count % 2 != 0) /* one twice: extract puts them together two by two */
            index->parts[part_count++] = index->parts[first];
        index->part_starts[index->slot_count - index->direct_count] = (uint16_t)first;
        index->slot_of_set[set] = (uint8_t)index->slot_count++;
        index->part_starts[index->slot_count - index->direct_count] = (uint16_t)part_count;
    }
    return true;
}

static bool set_has(const struct program_words *words, unsigned set, unsigned role)
{
    return set == PROGRAM_SETS || role_set_has(&words->sets[set], (role_number)role);
}

static void find_neighbors(struct pattern_index *index, const struct program_words *words)
{
    memset(index->neighbors, 0, sizeof index->neighbors);
    for (unsigned role = 0; role < 256; role++) {
        struct pattern_neighbor *neighbor = &index->neighbors[index->slot_of[role]];
        for (unsigned need = 0; need < index->need_count; need++) {
            uint64_t bit = (uint64_t)1 << need % 64;
            neighbor->before.bits[need / 64] |= set_has(words, index->needs[need].first, role) ? bit : 0;
            neighbor->behind.bits[need / 64] |= set_has(words, index->needs[need].second, role) ? bit : 0;
        }
    }
}

bool index_make(struct pattern_index *index, const struct program_words *words)
{
    if (!give_roles_slots(index, words) || !give_sets_slots(index, words))
        return false;
    find_neighbors(index, words);
    return true;
}
