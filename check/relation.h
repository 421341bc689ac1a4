/* SPDX-License-Identifier: MIT */
/* One relation between up to three numbers, judged on intervals: agrees, agrees under a charitable reading, fits with a factor,
 * disagrees. */
#ifndef CHECK_RELATION_H
#define CHECK_RELATION_H

#include "chiffre.h"
#include "core/decimal.h"

#define RELATION_OPERANDS 3

/* An operand's number, as written. */
struct operand {
    struct chiffre_decimal value, value_to;
    int32_t decimals;
    enum chiffre_bound bound;
    bool fixed;   /* no reading is tried: a filed fact, a published rate */
    bool percent; /* never read as a rounded round figure */
    bool precise; /* nor this one: its zeros were written behind a decimal separator */
};
/* operand[0] is the claim; each number stands once in its formula, so that operand k fits iff it meets what the others ask of it.
 */
enum relation_form {
    RELATION_CHANGE,     /* claim percent = (current / prior - 1) * 100 */
    RELATION_DIFFERENCE, /* claim = current - prior */
    RELATION_RATIO,      /* claim = current / prior */
    RELATION_SHARE,      /* claim percent = part / whole * 100 */
    RELATION_EQUAL       /* claim = other */
};
struct relation {
    enum relation_form form;
    struct operand operands[RELATION_OPERANDS]; /* claim, current or part, prior or whole */
    size_t count;
};

enum reading { READING_WRITTEN, READING_TRUNCATED, READING_ROUNDED };
struct judgement {
    enum chiffre_verdict verdict; /* unchecked: cannot be computed */
    bool opposite;                /* disagrees, and the claim's sign is the opposite of the computed one */
    enum reading readings[RELATION_OPERANDS];
    int scaled;                                /* operand that a factor makes fit; -1: none */
    int32_t power;                             /* its factor is 10^power */
    struct interval computed;                  /* what the claim would have to be, the others as written */
    struct interval needed[RELATION_OPERANDS]; /* for each operand, the others as written */
    bool has_needed[RELATION_OPERANDS];
};

struct operand operand_of(const struct chiffre_figure *figure);
struct interval operand_interval(const struct operand *operand, enum reading reading);
/* False: it cannot be computed (a base of zero, too large). */
bool relation_needed(const struct relation *relation, const struct interval *intervals, size_t which, struct interval *needed);
void relation_judge(const struct relation *relation, struct judgement *judgement);
/* As relation_judge without readings and factors: do the numbers as written hold? False also when that cannot be computed. */
bool relation_holds(const struct relation *relation);

#endif
