/* SPDX-License-Identifier: MIT */
/* A figure on its way: what has been understood of it so far, and who said so. The sentence's passes fill it; extract.c makes the record. */
#ifndef EXTRACT_DRAFT_H
#define EXTRACT_DRAFT_H

#include "extract/item.h"
#include "extract/pattern.h"

struct metric;
struct draft {
    struct chiffre_text text;      /* the span, in the document */
    struct quantity quantity;      /* tokens in it are the sentence's: not to be used behind it */
    struct chiffre_text unit;
    struct period period;
    int32_t of;                    /* index of a draft, -1 none */
    int32_t like;                  /* takes what it lacks from this draft, -1 none */
    uint32_t sentence, item;       /* where: number of the sentence, item in it */
    bool dead;                     /* a bare number that nothing made a figure of */
    uint8_t clause, depth;
    /* Nothing until a pass gives it: all bytes from here on are 0 at first. */
    const struct metric *measured; /* NULL: nothing that the catalog has */
    const char *metric;            /* its name, NULL: none */
    const char *metric_value;      /* the row's value that gave it: the same amount per share may have another */
    struct chiffre_text entity, source;
    struct mention mention;        /* kind MENTION_NONE: none of its own */
    enum chiffre_period_source period_source;
    enum chiffre_figure_status status;
    enum chiffre_relation relation;
    int8_t sign;                   /* -1: words make it negative; 1: they say that it rises */
    uint64_t id, of_id;            /* the record's; given when its sentence is done */
    /* For --explain: the pattern, or else the words for the rule, that gave each field. */
    const struct pattern *pattern[PATTERN_FIELDS];
    const char *rule[PATTERN_FIELDS];
};

/* What the value of a metric's row says (metric.c): read once, then found by the value's address. */
struct meaning {
    const char *value;
    const struct metric *first, *second; /* `first|second`, or `first` alone; NULL: none of the catalog */
    struct chiffre_text first_per, second_per;
    bool none, last; /* the value is that word */
};
#define MEANINGS 256 /* places; a power of two */

/* So many names that no table knows are remembered of a text. */
#define DISCOURSE_NAMES 16
/* What is remembered from sentence to sentence. */
struct discourse {
    chiffre_date date;
    struct chiffre_text focus;   /* the last name that a sentence was about */
    struct chiffre_text subject; /* the first one */
    struct chiffre_text company; /* the last one that is no authority: what "the company" is */
    struct chiffre_text names[DISCOURSE_NAMES]; /* the first that it has used, each at its fullest */
    unsigned name_count;
    int closing_month;           /* of the focus's fiscal year */
    struct period period;        /* the last one that a sentence set */
    struct chiffre_text period_entity; /* whose figure set it */
    struct period told;          /* the last one that a level was given by its own sentence */
    struct period ahead;         /* the last one of what is to come, in this paragraph */
    const struct metric *metric; /* of the last level */
    uint64_t figures;            /* so many have their id */
    uint32_t sentence;           /* number of the one under work */
    int32_t last_level;          /* the last draft that is a level of something, -1 none */
};

struct drafts {
    struct draft *list;
    size_t count, capacity;
    bool failed;
};

enum { DRAFT_NONE = -1, DRAFT_ASIDE = -2 };

/* Pass 3: items -> drafts, with what they are of. Adds the sentence's figures to `drafts`. */
struct context {
    struct pattern_engine *patterns;
    struct discourse discourse;
    struct drafts drafts;
    /* the sentence under work */
    const struct sentence *sentence;
    const struct items *items;
    size_t first; /* its first draft */
    struct draft *begin, *end; /* its drafts: none is added while its passes run */
    int32_t *draft_of_item; /* by item: index in drafts, DRAFT_NONE, or DRAFT_ASIDE */
    const struct pattern *aside; /* the pattern that set a name or period of the sentence aside last, for --explain; NULL: none */
    size_t draft_of_item_capacity;
    /* the sentence without what stands in brackets, for a second look: tags, and the item of each */
    uint8_t *outline;
    uint32_t *outline_items;
    size_t outline_capacity, outline_item_capacity;
    struct meaning meanings[MEANINGS];
};
void context_start(struct context *context, chiffre_date date);
void context_sentence(struct context *context, const struct sentence *sentence, const struct items *items);
/* The same for a sentence that skim_is_plain. */
void context_plain_sentence(struct context *context, const struct sentence *sentence);
/* The same for a passage of several that were not read. */
void context_passage(struct context *context);
/* Figures before the first name get it. */
void context_finish(struct context *context);
/* How many drafts from the first on are done: nothing that is still to be read will change them or refer to them. */
size_t context_done(const struct context *context);
/* Forgets the first `count` drafts. */
void context_drop(struct context *context, size_t count);
void context_free(struct context *context);

/* The parts of the pass, each in its own file. They fill what no pattern has filled. */
/* gives.c: runs the patterns over the sentence, and over what stands outside of its brackets. */
void context_patterns(struct context *context);
void context_changes(struct context *context);
void context_metrics(struct context *context, bool referring);
void context_shared_metrics(struct context *context); /* of lists, behind context_metrics */
/* Gives a metric by a row's value (see metric.c for its forms), or by the item that names it: with its rate, and its sign when it is a loss; a
 * bare number becomes a figure of it when it counts something. False: a figure of this kind cannot have that metric. */
void context_set_metric(struct context *context, struct draft *draft, const char *value);
bool context_take_metric(struct context *context, struct draft *draft, const struct item *item);
/* The metric that a row names first, without its rate. NULL: none of the catalog. */
const struct metric *context_named_metric(struct context *context, const struct lexicon_row *row);
void draft_measure(struct draft *draft, const struct metric *metric);
void context_entities(struct context *context);
/* The text of a name, or the longer one of the text's that it shortens: "Harwell" behind "Harwell Systems". */
struct chiffre_text context_full_name(const struct context *context, const struct item *item);
void context_periods(struct context *context);
void context_earlier(struct context *context);
void context_relations(struct context *context);
void context_estimates(struct context *context); /* behind context_metrics: estimates of what was told before */

/* The drafts of the sentence under work. */
static inline struct draft *drafts_first(const struct context *context)
{
    return context->begin;
}
static inline struct draft *drafts_end(const struct context *context)
{
    return context->end;
}
/* Has a pattern or an earlier rule given this field? */
static inline bool draft_has(const struct draft *draft, enum pattern_field field)
{
    return draft->pattern[field] != NULL || draft->rule[field] != NULL;
}
/* The figure that a draft takes what it lacks from: the one that it is of, else the one that it is like; -1 none. The total that a
 * figure is like is of that figure, which then stands for itself. */
static inline int32_t draft_refers(const struct context *context, const struct draft *draft)
{
    if (draft->of >= 0 && draft->relation != CHIFFRE_RELATION_none && draft->relation != CHIFFRE_RELATION_total)
        return draft->of;
    int32_t back = draft->like >= 0 ? context->drafts.list[draft->like].of : -1;
    return back >= 0 && &context->drafts.list[back] == draft ? -1 : draft->like;
}
/* NULL: no figure there. Only of a sentence with figures. */
static inline struct draft *context_draft(const struct context *context, uint32_t item)
{
    if (item >= context->items->count || context->draft_of_item[item] < 0)
        return NULL;
    return &context->drafts.list[context->draft_of_item[item]];
}

#endif
