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
    uint8_t set;         /* in the table's sets */
    uint8_t name;        /* PATTERN_NAMES: no name */
    uint8_t least, most; /* PATTERN_ENDLESS: any number */
    bool lazy;
    bool must;           /* each match takes this step: where it cannot be, the pattern is not */
    uint16_t other;
};
/* What patterns cannot be without: a role, or one of several. A key is a bit for each such need of a language's patterns. */
#define PATTERN_KEYS 128
#define PATTERN_PAIRS 2
#define PATTERN_NO_PAIR 0xff
struct pattern_keys {
    uint64_t bits[PATTERN_KEYS / 64];
};
struct pattern {
    const char *name;
    const struct pattern_step *steps;
    const struct pattern_give *gives;
    uint16_t step_count;
    uint8_t give_count;
    uint8_t pairs[PATTERN_PAIRS]; /* steps that each match takes, an item each, with the next such a one: PATTERN_NO_PAIR behind the last */
    struct pattern_keys needed; /* without one of these it cannot match */
    const char *file;
    int32_t line;
};
#define PATTERN_NAMES 8 /* at most so many names in a pattern */
#define PATTERN_SETS 256
struct pattern_table {
    const char *language;
    const struct pattern *patterns;
    const struct role_set *sets;     /* what steps look for */
    const uint8_t *sets_of;          /* the sets that have a role, from set_starts[role] to set_starts[role + 1], but those of `skipped` */
    const uint16_t *set_starts;
    const uint64_t *skipped;         /* a bit for each set that only STEP_MANY looks for: what may stand between, large and seldom asked for */
    const struct pattern_keys *keys; /* by role: what it fulfils */
    uint32_t count, set_count;
};
extern const struct pattern_table pattern_tables[]; /* in the order of lexicons */

/* data/pages.csv: words in the classes, ids and roles of web pages for what stands beside an article. */
extern const char *const page_beside[];
extern const unsigned page_beside_count;

/* data/company_forms.csv: folded words that a text leaves out of a company's name as it likes. */
extern const char *const company_forms[];
extern const unsigned company_forms_count;

#endif
