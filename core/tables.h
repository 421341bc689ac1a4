/* SPDX-License-Identifier: MIT */
/* What the data compiler made of data/: a lexicon and the patterns of each language. */
#ifndef CORE_TABLES_H
#define CORE_TABLES_H

#include "core/lexicon.h"

extern const struct lexicon lexicons[]; /* sorted by language */
extern const unsigned lexicon_count;
extern const struct role_names lexicon_roles;

/* One row of data/<language>/patterns.csv: name,pattern,gives,example,expect,note. */
#define PATTERN_LITERAL 0xff
/* Receivers that are no group: every figure of the sentence, those behind the match's beginning, those before it, those in its clause, those
 * behind its beginning in its clause. */
enum pattern_receiver { PATTERN_ALL = 0xf0, PATTERN_AFTER, PATTERN_BEFORE, PATTERN_CLAUSE, PATTERN_REST };
enum pattern_field {
    PATTERN_METRIC, PATTERN_ENTITY, PATTERN_PERIOD, PATTERN_STATUS, PATTERN_SOURCE, PATTERN_RELATION, PATTERN_OF, PATTERN_SIGN,
    PATTERN_BOUND, PATTERN_KIND, PATTERN_PER, PATTERN_LIKE, PATTERN_ASIDE, PATTERN_FIELDS
};
struct pattern_give {
    uint8_t group;     /* the name that receives, or enum pattern_receiver */
    uint8_t from;      /* the name that it comes from, PATTERN_LITERAL for `value` */
    uint8_t field;     /* enum pattern_field */
    uint8_t number;    /* the literal of a status, relation, bound or kind; 1 for a metric `last`, a sign -, an aside `day` */
    const char *value; /* the literal */
};
/* A pattern is a list of steps over a sentence's roles; jumps go forward only. */
enum pattern_op {
    STEP_ITEM,      /* an item of `set`; `name` gets it */
    STEP_MANY,      /* from `least` to `most` items of `set`, as many as can be, or as few when `lazy` */
    STEP_EITHER,    /* the next step, or failing that `other`; the other way round when `lazy` */
    STEP_JUMP,      /* on with `other` */
    STEP_BEGIN,     /* only at the sentence's beginning */
    STEP_END,       /* only at its end */
    STEP_NOT_AHEAD, /* no item of `set` follows */
    STEP_NOT_BEHIND /* none stands before */
};
#define PATTERN_ENDLESS 0xff
struct pattern_step {
    uint8_t op;          /* enum pattern_op */
    uint8_t set;         /* its slot */
    uint8_t name;        /* PATTERN_NAMES: no name */
    uint8_t least, most; /* PATTERN_ENDLESS: any number */
    bool lazy;
    bool must;           /* each match takes this step: where it cannot be, the pattern is not */
    uint16_t other;
};
/* What patterns cannot be without: an item of a set, or two side by side, one of each of two sets. A bit for each such need of a language's
 * patterns. */
#define PATTERN_NEEDS 256
struct pattern_needs {
    _Alignas(16) uint64_t bits[PATTERN_NEEDS / 64];
};
/* Roles that no set of the language's patterns tells apart share a slot, one of the direct ones; a set of several such has its own behind them. */
#define PATTERN_SLOTS 256
#define PATTERN_DIRECT 128
struct pattern_slots {
    _Alignas(16) uint64_t bits[PATTERN_DIRECT / 64];
};
/* What an item of a direct slot says. Two side by side fulfil what both have, the first in `before` and the second in `behind`. */
struct pattern_item {
    struct pattern_needs before, behind;
    struct pattern_slots self; /* its slot */
};
struct pattern {
    const char *name;
    const struct pattern_step *steps;
    const struct pattern_give *gives;
    uint16_t step_count;
    uint8_t give_count;
    struct pattern_needs needed; /* without one of these it cannot match */
    const char *file;
    int32_t line;
};
#define PATTERN_NAMES 8  /* at most so many names in a pattern */
#define PATTERN_MOST 256 /* and patterns in a language */
struct pattern_table {
    const char *language;
    const struct pattern *patterns;
    const uint8_t *slot_of;                   /* by role */
    const struct pattern_slots *parts;        /* by slot behind the direct ones: those of which the set is made */
    const struct pattern_item *items;         /* by direct slot */
    uint32_t count, direct_count, slot_count; /* patterns; direct slots; all slots */
};
extern const struct pattern_table pattern_tables[]; /* in the order of lexicons */

/* data/pages.csv: words in the classes, ids and roles of web pages for what stands beside an article. */
extern const char *const page_beside[];
extern const unsigned page_beside_count;

/* data/company_forms.csv: folded words that a text leaves out of a company's name as it likes. */
extern const char *const company_forms[];
extern const unsigned company_forms_count;

#endif
