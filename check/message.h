/* SPDX-License-Identifier: MIT */
/* Sentences for people: phrases filled with numbers and texts, in English or French. */
#ifndef CHECK_MESSAGE_H
#define CHECK_MESSAGE_H

#include "chiffre.h"
#include "core/decimal.h"
#include "core/memory.h"

enum message_language { MESSAGE_ENGLISH, MESSAGE_FRENCH };
#define P(name, english, french) PHRASE_##name,
enum phrase {
#include "check/phrases.def"
    PHRASE_COUNT
};
#undef P

/* Where messages are made; texts live as long as the arena. */
struct messages {
    struct arena *arena;
    enum message_language language;
};
/* A role with its article: "the change". */
struct chiffre_text message_role(enum message_language language, enum phrase role);
struct chiffre_text message_phrase(enum message_language language, enum phrase phrase);
/* The phrase with {1} ... {count} replaced. Empty when there is no memory (the arena remembers). */
struct chiffre_text message_fill(const struct messages *messages, enum phrase phrase, const struct chiffre_text *parts,
                                 size_t count);
#define SAY(messages, phrase, ...)                                                                                                 \
    message_fill(messages, PHRASE_##phrase, (const struct chiffre_text[]){__VA_ARGS__},                                            \
                 sizeof((const struct chiffre_text[]){__VA_ARGS__}) / sizeof(struct chiffre_text))
struct chiffre_text message_number(const struct messages *messages, struct chiffre_decimal value);
struct chiffre_text message_natural(const struct messages *messages, uint64_t number);
struct chiffre_text message_date(const struct messages *messages, chiffre_date date);
struct chiffre_text message_quote(const struct messages *messages, struct chiffre_text text);
/* What a value is counted in, for message_amount and message_interval. */
enum message_unit { MESSAGE_PLAIN, MESSAGE_PERCENT, MESSAGE_POINTS, MESSAGE_FACTOR };
/* "167.7 billion USD", "13.4%". */
struct chiffre_text message_amount(const struct messages *messages, struct chiffre_decimal value, enum message_unit unit,
                                   struct chiffre_text currency, int32_t decimals);
/* "13.24 to 13.38%": one digit finer than `decimals`, and finer still until the ends differ. */
struct chiffre_text message_interval(const struct messages *messages, struct interval interval, enum message_unit unit,
                                     struct chiffre_text currency, int32_t decimals);

#endif
