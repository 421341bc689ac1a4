/* SPDX-License-Identifier: MIT */
/* Texts -> small numbers, so that a million figures are compared by numbers. */
#include "compare/names.h"

#include "core/text.h"

static bool slots_grow(struct names *names)
{
    size_t count = names->slot_count == 0 ? 64 : names->slot_count * 2;
    uint32_t *slots = memory_take(count, sizeof *slots);
    if (slots == NULL) {
        return false;
    }
    memset(slots, 0, count * sizeof *slots);
    for (size_t i = 0; i < names->count; i++) {
        size_t at = (size_t)text_hash(names->texts[i]) & (count - 1);
        while (slots[at] != 0) {
            at = (at + 1) & (count - 1);
        }
        slots[at] = (uint32_t)(i + 1);
    }
    memory_free(names->slots);
    names->slots = slots;
    names->slot_count = count;
    return true;
}

uint32_t names_add(struct names *names, struct chiffre_text text)
{
    if (names->latest < names->count && text_equal(names->texts[names->latest], text)) {
        return names->latest;
    }
    if (names->count * 2 >= names->slot_count && !slots_grow(names)) {
        return NAMES_NONE;
    }
    size_t at = (size_t)text_hash(text) & (names->slot_count - 1);
    while (names->slots[at] != 0) {
        if (text_equal(names->texts[names->slots[at] - 1], text)) {
            names->latest = names->slots[at] - 1;
            return names->latest;
        }
        at = (at + 1) & (names->slot_count - 1);
    }
    if (names->count >= NAMES_NONE - 1 || !array_reserve(&names->texts, &names->capacity, names->count + 1, sizeof *names->texts)) {
        return NAMES_NONE;
    }
    struct chiffre_text copy = arena_text(&names->arena, text);
    if (names->arena.failed) {
        return NAMES_NONE;
    }
    names->texts[names->count++] = copy;
    names->slots[at] = (uint32_t)names->count;
    names->latest = (uint32_t)(names->count - 1);
    return names->latest;
}

void names_free(struct names *names)
{
    arena_free(&names->arena);
    memory_free(names->texts);
    memory_free(names->slots);
    *names = (struct names){0};
}
