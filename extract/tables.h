/* SPDX-License-Identifier: MIT */
/* What the data compiler made of data/: a lexicon and the patterns of each language. */
#ifndef EXTRACT_TABLES_H
#define EXTRACT_TABLES_H

#include "core/lexicon.h"

extern const struct lexicon lexicons[]; /* sorted by language */
extern const unsigned lexicon_count;
extern const struct role_names lexicon_roles;

/* One row of data/<language>/patterns.csv. */
struct pattern_give {
    uint8_t group;      /* the figure (or other item) that receives: index into `groups` */
    uint8_t from;       /* group that it comes from, 0xff for a literal */
    uint8_t field;      /* enum pattern_field */
    const char *value;  /* the literal */
};
enum pattern_field {
    PATTERN_METRIC, PATTERN_ENTITY, PATTERN_PERIOD, PATTERN_STATUS, PATTERN_SOURCE, PATTERN_RELATION, PATTERN_OF, PATTERN_SIGN,
    PATTERN_BOUND, PATTERN_UNIT, PATTERN_KIND, PATTERN_PER, PATTERN_LIKE, PATTERN_SHIFT, PATTERN_FIELDS
};
struct pattern {
    const char *name;
    const char *regex;           /* PCRE2 over role bytes, groups numbered from 1 in the order of `groups` */
    const char *const *groups;   /* names, NULL-terminated */
    const struct pattern_give *gives;
    uint8_t give_count, group_count;
    uint64_t needed;             /* 1 << (role & 63) for each role without which it cannot match */
    const char *file;
    int32_t line;
};
struct pattern_table {
    const char *language;
    const struct pattern *patterns;
    uint32_t count;
};
extern const struct pattern_table pattern_tables[]; /* in the order of lexicons */

#endif
