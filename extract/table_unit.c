/* SPDX-License-Identifier: MIT */
/* The unit of a table: a place in its caption is tried as what stands behind a number; what reads as a quantity is the unit. So all
 * that the language's tables know of units is known here, and nothing else. */
#include "extract/table_unit.h"

#include "core/ascii.h"
#include "core/catalog.h"
#include "core/decimal.h"
#include "core/error.h"
#include "core/tables.h"
#include "core/text.h"
#include "extract/language.h"
#include "extract/quantity.h"

#include <stdio.h>

#define LANGUAGES_MOST 16
#define TRIAL_BYTES 160 /* of a caption: what is longer is prose */

struct table_units {
    const struct lexicon *lexicon;
    struct shapes *shapes;
    struct reader *reader;
    struct scanner scanner;
};

enum chiffre_status table_units_new(struct chiffre_text language, struct chiffre_text sample, struct table_units **units)
{
    const struct lexicon *all[LANGUAGES_MOST];
    unsigned count = 0, index = LANGUAGES_MOST;
    for (; count < lexicon_count && count < LANGUAGES_MOST; count++) {
        all[count] = &lexicons[count];
        if (language.length >= 2 && memcmp(language.data, lexicons[count].language, 2) == 0)
            index = count;
    }
    *units = memory_take(1, sizeof **units);
    if (*units == NULL)
        return CHIFFRE_NO_MEMORY;
    **units = (struct table_units){.lexicon = all[index < count ? index : language_detect(sample, all, count)]};
    if (shapes_new(&(*units)->shapes, NULL) == CHIFFRE_OK && reader_new(&(*units)->reader, NULL) == CHIFFRE_OK)
        return CHIFFRE_OK;
    table_units_free(*units);
    *units = NULL;
    return CHIFFRE_NO_MEMORY;
}

void table_units_free(struct table_units *units)
{
    if (units == NULL)
        return;
    shapes_free(units->shapes);
    reader_free(units->reader);
    scanner_free(&units->scanner);
    memory_free(units);
}

/* The quantity that `text` begins with, and the bytes it takes. */
static size_t read_quantity(struct table_units *units, struct chiffre_text text, struct quantity *quantity)
{
    struct sentence sentence;
    scanner_start(&units->scanner, text, units->lexicon, units->shapes);
    if (!scanner_next(&units->scanner, &sentence) || reader_start(units->reader, text, units->lexicon, units->shapes) != CHIFFRE_OK)
        return 0;
    if (quantity_read(units->reader, &sentence, 0, quantity) == 0 || quantity->from != 0 || !quantity->value.known)
        return 0;
    const struct token *last = &sentence.tokens[quantity->to - 1];
    return last->start + last->length;
}

static bool is_one(struct chiffre_decimal value)
{
    return decimal_compare(value, (struct chiffre_decimal){1, 0, true}) == 0;
}

struct found {
    struct chiffre_text scaled, plain, scale; /* "millions d'euros"; "euros", "%"; "millions" */
};

/* What reads as a unit behind "1 " from `at` on. */
static void try_at(struct table_units *units, struct chiffre_text text, size_t at, struct found *found)
{
    char trial[TRIAL_BYTES + 8] = "1 ";
    struct quantity quantity = {.kind = CHIFFRE_KIND_none};
    memcpy(trial + 2, text.data + at, text.length - at);
    size_t end = read_quantity(units, (struct chiffre_text){trial, text.length - at + 2}, &quantity);
    if (end <= 2)
        return;
    struct chiffre_text phrase = {text.data + at, end - 2};
    bool scaled = !is_one(quantity.value);
    bool unit =
        quantity.kind == CHIFFRE_KIND_money || quantity.kind == CHIFFRE_KIND_percent || quantity.kind == CHIFFRE_KIND_headcount;
    if (unit && scaled && found->scaled.length == 0)
        found->scaled = phrase;
    if (unit && !scaled && found->plain.length == 0)
        found->plain = phrase;
    if (quantity.kind == CHIFFRE_KIND_none && scaled && found->scale.length == 0)
        found->scale = phrase;
}

/* "in millions" and "$" stand apart: together, if that reads as money. */
static struct chiffre_text join(struct table_units *units, const struct found *found, struct arena *arena)
{
    char trial[2 * TRIAL_BYTES + 8];
    struct quantity quantity = {.kind = CHIFFRE_KIND_none};
    int length = snprintf(trial, sizeof trial, "1 %.*s %.*s", (int)found->scale.length, found->scale.data, (int)found->plain.length,
                          found->plain.data);
    size_t end = read_quantity(units, (struct chiffre_text){trial, (size_t)length}, &quantity);
    if (end != (size_t)length || quantity.kind != CHIFFRE_KIND_money || is_one(quantity.value))
        return (struct chiffre_text){"", 0};
    return arena_text(arena, (struct chiffre_text){trial + 2, end - 2});
}

struct chiffre_text table_units_find(struct table_units *units, struct chiffre_text text, struct arena *arena)
{
    struct found found = {.scaled = {"", 0}, .plain = {"", 0}, .scale = {"", 0}};
    if (text.length == 0 || text.length > TRIAL_BYTES)
        return found.scaled;
    bool inside = false; /* a word */
    for (size_t at = 0; at < text.length && found.scaled.length == 0; at++) {
        unsigned char c = (unsigned char)text.data[at];
        bool letter = ascii_is_alphanumeric(text.data[at]) || c >= 0x80;
        bool sign = !letter && memchr(" \t\n.,;:()[]'\"-", c, 14) == NULL;
        if (sign || (letter && !inside) || c == 0xE2 || c == 0xC2) /* also the signs of currencies */
            try_at(units, text, at, &found);
        inside = letter;
    }
    if (found.scaled.length > 0)
        return arena_text(arena, found.scaled);
    if (found.scale.length > 0 && found.plain.length > 0)
        return join(units, &found, arena);
    return found.scale.length > 0 ? found.scaled : arena_text(arena, found.plain);
}

bool table_units_is_figure(struct table_units *units, struct chiffre_text text)
{
    struct quantity quantity = {.kind = CHIFFRE_KIND_none};
    return text.length <= TRIAL_BYTES && read_quantity(units, text, &quantity) > 0 && quantity.kind != CHIFFRE_KIND_none;
}

bool table_units_money(struct table_units *units, struct chiffre_text label)
{
    struct sentence sentence;
    scanner_start(&units->scanner, label, units->lexicon, units->shapes);
    while (scanner_next(&units->scanner, &sentence))
        for (uint32_t at = 0; at < sentence.count; at++) {
            struct match match = token_match(&sentence, at, ROLE_metric);
            if (match.tokens == 0)
                continue;
            const struct metric *metric = catalog_metric((struct chiffre_text){match.row->value, strcspn(match.row->value, "/| ")});
            return metric == NULL || strstr(metric->kinds, "money") != NULL;
        }
    return true;
}
