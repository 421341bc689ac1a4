/* SPDX-License-Identifier: MIT */
/* Whose figure it is. A sentence is read from left to right with a subject in mind: the text's, until a name stands where a subject stands. */
#include "extract/counterpart.h"
#include "extract/name_aside.h"

#include "core/catalog.h"
#include "core/text.h"

#include <stdlib.h>
#include <string.h>

/* A name that a table knows is full ("Amazon" behind "Amazon Web Services"), and so is one that stood alone before a longer one did, or that two
 * longer ones begin with. */
struct chiffre_text context_full_name(const struct context *context, const struct item *item)
{
    const struct discourse *discourse = &context->discourse;
    struct chiffre_text text = item_text(context->sentence, item), full = text;
    unsigned longer = 0;
    for (unsigned i = 0; item->role == ROLE_entity && item->row == NULL && i < discourse->name_count; i++) {
        if (text_equal(text, discourse->names[i]))
            return text;
        if (name_begins(text, discourse->names[i])) {
            full = discourse->names[i];
            longer++;
        }
    }
    return longer == 1 ? full : text;
}

static void note_name(struct context *context, const struct item *item)
{
    struct discourse *discourse = &context->discourse;
    if (item->role != ROLE_entity || item->row != NULL || discourse->name_count == DISCOURSE_NAMES)
        return;
    struct chiffre_text full = context_full_name(context, item);
    for (unsigned i = 0; i < discourse->name_count; i++)
        if (text_equal(full, discourse->names[i]))
            return;
    discourse->names[discourse->name_count++] = full;
}

/* How a name stands in its sentence. */
enum stance {
    STANCE_SUBJECT, /* no preposition before it: what is said is said of it */
    STANCE_OWNER,   /* behind a metric and "of": the metric is its */
    STANCE_HOST,    /* behind a metric and "at": so it is where another name is told of too */
    STANCE_OBLIQUE  /* behind another preposition, or the object of a subject: it is only mentioned */
};

/* What is known while a sentence is read. */
struct reading {
    const struct item *who;    /* of this sentence: NULL, the text's */
    const struct item *weak;   /* the first name that is only mentioned */
    const struct item *place;  /* a country that stands as a name does */
    const struct item *first;  /* the first that the text may go on with */
    bool taken;                /* the stretch between two commas has its subject */
    bool oblique;              /* a name in it is only mentioned: one that is joined to it is so too */
    const struct item *imposed_on; /* whom an authority has fined ... */
    bool imposed_before;       /* ... or that it was the company spoken of before */
    uint32_t aside_end;        /* token of the comma that closes the aside that is being read; 0: none */
    const struct item *held;   /* the subject that the sentence goes on with behind it */
};

static bool is_measured(const struct item *item)
{
    return item->role == ROLE_metric || item->role == ROLE_loss || item->role == ROLE_up || item->role == ROLE_down;
}

/* Does a walk back to what governs a name go on over this item? */
static bool passes(const struct context *context, const struct item *item)
{
    return item->role == ROLE_place || item->role == ROLE_word || item->role == ROLE_description || item->role == ROLE_digits || context_has(context, item->from, ROLE_stop);
}

static bool heads_sentence(const struct item *list, uint32_t at)
{
    while (at > 0 && (list[at - 1].role == ROLE_sign || list[at - 1].role == ROLE_quote))
        at--;
    return at == 0;
}

/* "Sales at Harwell rose, while Corvane's fell": with no other name, in a text about another, it may be but a part of that. */
static bool is_host(const struct context *context, uint32_t at, uint32_t preposition)
{
    const struct item *list = context->items->list;
    struct match match = token_match(context->sentence, preposition, ROLE_preposition);
    if (list[at].role != ROLE_entity || match.tokens == 0 || strcmp(match.row->value, "owner") != 0)
        return false;
    bool alone = context->discourse.focus.length > 0;
    for (uint32_t i = at + 1; alone && i < context->items->count; i++)
        alone = list[i].role != ROLE_entity;
    return !alone;
}

/* "while at Corvane", "while those at Corvane" */
static bool heads_clause(const struct context *context, uint32_t at)
{
    const struct item *list = context->items->list;
    return list[at - 1].role == ROLE_clause || (at > 1 && list[at - 2].role == ROLE_clause && context_has(context, list[at - 1].from, ROLE_stop));
}

static enum stance stance_of(const struct context *context, uint32_t at, bool taken)
{
    const struct item *list = context->items->list;
    uint32_t words = 0;
    bool dated = false;
    for (uint32_t i = at; i-- > 0 && at - i <= 8;) {
        const struct item *item = &list[i];
        if (!dated && context_has(context, item->from, ROLE_preposition)) {
            if (heads_sentence(list, i) && list[at].role == ROLE_entity)
                return STANCE_OWNER; /* At Solenne, ...; but not: In China, ... */
            bool of = context_has(context, item->from, ROLE_name_link);
            if (!taken && words == 0 && i > 0 && (is_measured(&list[i - 1]) || heads_clause(context, i)) && is_host(context, at, item->from))
                return STANCE_HOST;
            return of && words == 0 && i > 0 && is_measured(&list[i - 1]) ? STANCE_OWNER : STANCE_OBLIQUE;
        }
        if (item->role == ROLE_metric_verb || (taken && item->role == ROLE_word))
            return STANCE_OBLIQUE;
        dated = dated || item->role == ROLE_period;
        bool joined = item->role == ROLE_entity && words == 0; /* Google et Meta */
        if (!passes(context, item) && !dated && !joined)
            break;
        words += item->role == ROLE_word;
    }
    return STANCE_SUBJECT;
}

static void read_name(struct context *context, uint32_t at, struct reading *reading)
{
    const struct item *item = &context->items->list[at];
    bool figures = context->drafts.count > context->first; /* without one nothing is a source or set aside */
    note_name(context, item);
    if (figures && (context->draft_of_item[at] == DRAFT_ASIDE || context_in_attribution(context, item)))
        return;
    enum stance stance = stance_of(context, at, reading->taken);
    if (item->role != ROLE_entity) {
        if (reading->place == NULL && stance != STANCE_OBLIQUE)
            reading->place = item;
        return;
    }
    if (stance == STANCE_OBLIQUE || item->depth > 0 || reading->oblique) {
        reading->oblique = true;
        if (reading->weak == NULL)
            reading->weak = item;
        return;
    }
    reading->who = item;
    reading->taken = true;
    if (stance == STANCE_HOST && context->discourse.focus.length > 0)
        return;
    if ((reading->first == NULL || item_is_authority(reading->first)) && reading->aside_end == 0 && !context_is_part(context, at))
        reading->first = item;
}

/* "Chevron (35,5 milliards)": a figure at the head of brackets is of the name before them. */
static const struct item *name_before_bracket(const struct context *context, uint32_t at)
{
    const struct item *list = context->items->list;
    while (at > 0 && list[at].role != ROLE_open && list[at - 1].depth > 0 && list[at].role != ROLE_comma)
        at--;
    return at > 1 && list[at].role == ROLE_open && list[at - 1].role == ROLE_entity ? &list[at - 1] : NULL;
}

/* Pay is a person's: the one named before it in the sentence. */
static const struct item *paid_person(const struct context *context, const struct draft *draft)
{
    if (draft->measured == NULL || !draft->measured->pay)
        return NULL;
    for (uint32_t i = draft->item; i-- > 0;)
        if (context->items->list[i].role == ROLE_person_name && !context_in_attribution(context, &context->items->list[i]))
            return &context->items->list[i];
    return NULL;
}

/* "Goldman cut its target", not "Goldman shares" nor "shares of Goldman" */
static bool tells_of_others(const struct context *context, const struct item *investor)
{
    const struct item *list = context->items->list, *end = list + context->items->count, *next = investor + 1;
    if (!item_is_investor(investor) || (investor > list && context_has(context, investor[-1].from, ROLE_preposition)))
        return false;
    next += next < end && context_has(context, next->from, ROLE_stop);
    return next < end && !is_measured(next);
}

/* What an authority imposes is of whom it is imposed on: "the EU fined Corvane $3 million"; so is an investor's price target for another. */
static bool is_imposed(const struct context *context, const struct draft *draft, const struct reading *reading)
{
    const struct item *by = reading->who != NULL ? reading->who : reading->place;
    if (draft->measured == NULL || by == NULL)
        return false;
    return (draft->measured->imposed && item_is_authority(by)) || (draft->measured->rated && tells_of_others(context, by));
}

/* Who holds a part of another, or rates it, is not whom the text goes on with, unless it has been about the investor: that one's name, or NULL. */
static const struct item *first_of_investor(const struct context *context, const struct item *first)
{
    if (first == NULL || !item_is_investor(first) || context_is_spoken_of(context, first))
        return first;
    for (const struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++) {
        if (draft->dead || draft->measured == NULL || !(draft->measured->held || (draft->measured->rated && tells_of_others(context, first))))
            continue;
        const struct item *firm = context_nearest_firm(context, draft->item);
        return firm != NULL || context->discourse.company.length > 0 ? firm : first;
    }
    return first;
}

static void name(struct context *context, struct draft *draft, const struct item *item, const char *rule)
{
    draft->entity = context_full_name(context, item);
    draft->rule[PATTERN_ENTITY] = rule;
}

static bool wants_entity(const struct context *context, const struct draft *draft)
{
    return !draft->dead && !draft_has(draft, PATTERN_ENTITY) && draft_refers(context, draft) < 0;
}

static bool give_imposed(struct context *context, struct draft *draft, struct reading *reading)
{
    if (!is_imposed(context, draft, reading))
        return false;
    const struct item *firm = context_nearest_firm(context, draft->item);
    if (firm != NULL) {
        name(context, draft, firm, "on whom it is imposed");
        if (reading->imposed_on == NULL)
            reading->imposed_on = firm;
    } else if (context->discourse.company.length > 0 && draft->measured->imposed) {
        draft->entity = context->discourse.company;
        draft->rule[PATTERN_ENTITY] = "on the company spoken of before";
        reading->imposed_before = true;
    }
    return draft->entity.length > 0;
}

static void give_entity(struct context *context, struct draft *draft, struct reading *reading)
{
    const struct item *bracket = draft->depth > 0 ? name_before_bracket(context, draft->item) : NULL;
    if (!wants_entity(context, draft))
        return;
    const struct item *person = paid_person(context, draft);
    if (person != NULL) {
        name(context, draft, person, "whose pay it is");
    } else if (bracket != NULL && !context_in_attribution(context, bracket)) {
        name(context, draft, bracket, "the name before the brackets");
    } else if (give_imposed(context, draft, reading)) {
        return;
    } else if (reading->who != NULL) {
        name(context, draft, reading->who, "the sentence's subject");
    } else if (context->discourse.focus.length > 0) {
        bool described = items_have(context->items, ROLE_description) && context->discourse.company.length > 0;
        draft->entity = described ? context->discourse.company : context->discourse.focus;
        draft->rule[PATTERN_ENTITY] = "the name spoken of before";
    }
}

static void focus_on(struct context *context, const struct item *item)
{
    struct discourse *discourse = &context->discourse;
    const char *bar = item->row != NULL ? strchr(item->row->value, '|') : NULL;
    discourse->focus = context_full_name(context, item);
    if (discourse->subject.length == 0)
        discourse->subject = discourse->focus;
    if (item->role == ROLE_entity && !item_is_authority(item))
        discourse->company = discourse->focus;
    discourse->closing_month = bar != NULL && atoi(bar + 1) > 0 ? atoi(bar + 1) : 12;
}

/* What a walk over a sentence's roles stops at. */
enum stop { STOP_NONE, STOP_NAME, STOP_MARK, STOP_CLOSE, STOP_FIGURE, STOP_END };
static const uint8_t stops[256] = {
    [ROLE_none] = STOP_END, [ROLE_entity] = STOP_NAME, [ROLE_place] = STOP_NAME, [ROLE_agency] = STOP_NAME, [ROLE_comma] = STOP_MARK,
    [ROLE_semicolon] = STOP_MARK, [ROLE_clause] = STOP_MARK, [ROLE_close] = STOP_CLOSE, [ROLE_money] = STOP_FIGURE,
    [ROLE_headcount] = STOP_FIGURE, [ROLE_percent] = STOP_FIGURE, [ROLE_count] = STOP_FIGURE, [ROLE_ratio] = STOP_FIGURE,
    [ROLE_digits] = STOP_FIGURE};

/* "Harwell, which supplies Apple, made $30 million": behind an aside the sentence goes on with the subject before it. In a clause that a name is the
 * subject of the figures are that name's: "Harwell buys Corvane, which made $3 million". Of a person's employer that is not said. */
static void open_aside(const struct context *context, uint32_t at, struct reading *reading)
{
    const struct item *comma = &context->items->list[at], *name = comma - 1;
    if (at == 0 || name->role != ROLE_entity || name->depth > 0)
        return;
    bool continues = name_aside_continues(context->sentence, comma->from);
    if (name != reading->who && (!continues || items_have(context->items, ROLE_person_name)))
        return;
    reading->aside_end = name_aside_close(context->sentence, comma->from);
    if (reading->aside_end == 0 && continues)
        reading->aside_end = UINT32_MAX; /* it goes to the sentence's end */
    if (reading->aside_end == 0)
        return;
    reading->held = reading->who;
    reading->taken = continues;
    if (continues)
        reading->who = name;
}

static void read_mark(const struct context *context, uint32_t at, struct reading *reading)
{
    const struct item *item = &context->items->list[at];
    reading->taken = false;
    reading->oblique = reading->oblique && item->role == ROLE_close;
    if (item->role != ROLE_comma)
        return;
    if (reading->aside_end == 0) {
        open_aside(context, at, reading);
    } else if (item->from >= reading->aside_end) {
        reading->who = reading->held;
        reading->taken = reading->held != NULL;
        reading->aside_end = 0;
    }
}

static void read_names(struct context *context, struct reading *reading)
{
    const uint8_t *tags = context->items->tags, *end = tags + context->items->count;
    bool figures = context->drafts.count > context->first;
    if (!items_have(context->items, ROLE_entity) && !items_have(context->items, ROLE_place) && !items_have(context->items, ROLE_agency)) {
        for (struct draft *draft = drafts_first(context), *last = drafts_end(context); draft < last; draft++)
            give_entity(context, draft, reading);
        return;
    }
    for (const uint8_t *at = tags;; at++) {
        while (stops[*at] == STOP_NONE)
            at++;
        if (at >= end)
            return;
        uint32_t i = (uint32_t)(at - tags);
        uint8_t stop = stops[*at];
        struct draft *draft = stop == STOP_FIGURE && figures ? context_draft(context, i) : NULL;
        if (draft != NULL) {
            give_entity(context, draft, reading);
        } else if (stop == STOP_NAME) {
            read_name(context, i, reading);
            if (!figures && reading->first != NULL && !item_is_authority(reading->first))
                return; /* nobody asks for the others */
        } else if (stop == STOP_MARK || stop == STOP_CLOSE) {
            read_mark(context, i, reading);
        }
    }
}

void context_entities(struct context *context)
{
    struct reading reading = {.taken = false};
    read_names(context, &reading);
    const struct item *last = reading.who != NULL ? reading.who : reading.place != NULL ? reading.place : reading.weak;
    if (last != NULL && context->drafts.count > context->first)
        for (struct draft *draft = drafts_first(context), *end = drafts_end(context); draft < end; draft++)
            if (wants_entity(context, draft))
                name(context, draft, last, "the only name there is");
    if (reading.imposed_on != NULL && (reading.first == NULL || item_is_authority(reading.first)))
        reading.first = reading.imposed_on;
    if (reading.imposed_before && reading.first != NULL && item_is_authority(reading.first))
        return;
    const struct item *told = reading.first;
    reading.first = first_of_investor(context, told);
    if (told != NULL && reading.first == NULL)
        return;
    if (reading.first != NULL)
        focus_on(context, reading.first);
    else if (last != NULL && context->discourse.focus.length == 0 && !context_is_counterpart(context, (uint32_t)(last - context->items->list)))
        focus_on(context, last);
}

void context_finish(struct context *context)
{
    for (size_t i = 0; i < context->drafts.count; i++) {
        struct draft *draft = &context->drafts.list[i];
        if (draft->dead || draft->entity.length > 0 || context->discourse.subject.length == 0)
            continue;
        draft->entity = context->discourse.subject;
        draft->rule[PATTERN_ENTITY] = "the document's first name";
    }
}
