/* SPDX-License-Identifier: MIT */
/* Pass 2: tokens -> items. One loop, one dispatch: quantities, periods, names, phrases of the tables, and plain words for the rest. */
#include "extract/item.h"
#include "extract/skim.h"

#include <string.h>

#define CLAUSES_MOST 250

/* With ROLE_clause, the roles of the items that place() knows. */
#define MARK_ROLES (UINT64_C(1) << ROLE_open | UINT64_C(1) << ROLE_close | UINT64_C(1) << ROLE_semicolon)

/* Clauses end at semicolons, at conjunctions that the tables call `clause`, and at brackets, whose inside is a clause of its own. */
static __attribute__((noinline)) void place(struct items *items, struct item *item)
{
    if (item->role == ROLE_open && items->plain.depth < 100)
        items->plain.depth++;
    if (item->role != ROLE_open && item->role != ROLE_close && items->plain.clause < CLAUSES_MOST)
        items->plain.clause++;
    item->clause = items->plain.clause;
    item->depth = items->plain.depth;
    if (item->role == ROLE_close && items->plain.depth > 0)
        items->plain.depth--;
}

/* items_read has made room for an item a token. */
static inline struct item *add(struct items *items, role_number role, uint32_t from, uint32_t to, const struct lexicon_row *row)
{
    struct item *item = &items->list[items->count];
    *item = items->plain;
    item->role = role;
    item->from = from;
    item->to = to;
    item->row = row;
    items->tags[items->count++] = role;
    items->has[role] = true;
    if (role == ROLE_clause || (role < 64 && (MARK_ROLES >> role & 1) != 0))
        place(items, item);
    return item;
}

static role_number figure_role(enum chiffre_kind kind)
{
    switch (kind) {
    case CHIFFRE_KIND_money:
        return ROLE_money;
    case CHIFFRE_KIND_headcount:
        return ROLE_headcount;
    case CHIFFRE_KIND_percent:
        return ROLE_percent;
    case CHIFFRE_KIND_count:
        return ROLE_count;
    case CHIFFRE_KIND_ratio:
        return ROLE_ratio;
    case CHIFFRE_KIND_none:
        break;
    }
    return ROLE_digits;
}

/* Where the next quantity is read; NULL: no memory. */
static struct quantity *quantity_room(struct items *items)
{
    if (items->quantity_count == items->quantity_capacity &&
        !array_reserve(&items->quantities, &items->quantity_capacity, items->quantity_count + 1, sizeof *items->quantities)) {
        items->failed = true;
        return NULL;
    }
    return &items->quantities[items->quantity_count];
}

/* The one that has been read there. */
static void add_quantity(struct items *items, uint32_t from, uint32_t to)
{
    struct quantity *quantity = &items->quantities[items->quantity_count];
    quantity->item = items->count;
    struct item *item = add(items, figure_role(quantity->kind), from, to, quantity->row);
    item->index = (uint32_t)items->quantity_count++;
}

static void add_mention(struct items *items, const struct mention *mention, uint32_t from, uint32_t to)
{
    if (items->mention_count == items->mention_capacity &&
        !array_reserve(&items->mentions, &items->mention_capacity, items->mention_count + 1, sizeof *items->mentions)) {
        items->failed = true;
        return;
    }
    struct item *item = add(items, ROLE_period, from, to, mention->row);
    item->index = (uint32_t)items->mention_count;
    items->mentions[items->mention_count] = *mention;
    items->mentions[items->mention_count++].item = items->count - 1;
}

/* The roles that have a rank. */
#define RANKED_ROLES (ROLE_BIT(loss) | ROLE_BIT(metric) | ROLE_BIT(up) | ROLE_BIT(down) | ROLE_BIT(flat) | ROLE_BIT(multiple) | \
                      ROLE_BIT(metric_verb) | ROLE_BIT(description) | ROLE_BIT(clause) | ROLE_BIT(title) | ROLE_BIT(possessive) | \
                      ROLE_BIT(legal_form) | ROLE_BIT(stop) | (uint64_t)1 << ROLE_BIT_LAST)

/* "a" is not "à": a short word in small letters without an accent does not match a row that is written with one. */
static bool accents_agree(const struct token *token, const struct lexicon_row *row, uint32_t words)
{
    return words > 1 || !row->accented || token->length > 2 || (token->flags & (TOKEN_ACCENT | TOKEN_CAPITAL));
}

/* "La Maison Castelaure": capitals inside a description and behind it make it a name; so does a longer known one, "la Plateforme automobile". */
static bool is_name(const struct sentence *sentence, uint32_t at, uint32_t words)
{
    const struct token *last = &sentence->tokens[at + words - 1], *behind = last + 1;
    if (words > 1 && (token_match(sentence, at + 1, ROLE_company).tokens >= words || token_match(sentence, at + 1, ROLE_agency).tokens >= words))
        return true;
    return words > 1 && (last->flags & TOKEN_CAPITAL) && behind->kind == TOKEN_WORD && (behind->flags & TOKEN_CAPITAL) && behind->gap < GAP_LINE;
}

/* Is the word written with accents a function word that has them, too? */
static bool is_function_word(const struct sentence *sentence, uint32_t at, const struct lexicon_phrase *phrase)
{
    const struct lexicon_row *rows = sentence->lexicon->rows + phrase->first_row;
    if (!(sentence->tokens[at].flags & TOKEN_ACCENT))
        return false;
    for (int k = 0; k < phrase->row_count; k++)
        if (rows[k].role == ROLE_stop && rows[k].accented)
            return true;
    return false;
}

/* The row that speaks for a phrase whose speaker depends on the text; NULL: none does. */
static __attribute__((noinline)) const struct lexicon_row *weigh_rows(const struct sentence *sentence, uint32_t at,
                                                                      const struct lexicon_phrase *phrase)
{
    const struct lexicon_row *best = NULL;
    uint32_t words = phrase->word_count + 1u;
    const bool function = words == 1 && is_function_word(sentence, at, phrase);
    for (int k = 0; k < phrase->row_count; k++) {
        const struct lexicon_row *one = &sentence->lexicon->rows[phrase->first_row + (uint32_t)k];
        if (function && !one->accented)
            continue; /* "côté" is no form of "cote" */
        if (one->role == ROLE_description && is_name(sentence, at, words))
            continue;
        if (one->role == ROLE_legal_form && !(sentence->tokens[at].flags & TOKEN_CAPITAL))
            continue; /* "sa" is not "SA" */
        if (role_rank(one->role) > (best == NULL ? 0 : role_rank(best->role)) && accents_agree(&sentence->tokens[at], one, words))
            best = one;
    }
    return best;
}

/* The longest phrase that has a row which speaks: its words, or 0. */
static inline uint32_t phrase_read(const struct sentence *sentence, uint32_t at, const struct lexicon_row **row)
{
    const struct lexicon *lexicon = sentence->lexicon;
    for (const struct lexicon_phrase *phrase = sentence->tokens[at].phrase; phrase != NULL;
         phrase = phrase->word_count == 0 ? NULL : token_phrase(sentence, at, phrase)) {
        if (phrase->speaker < LEXICON_DEPENDS) {
            *row = &lexicon->rows[phrase->first_row + phrase->speaker];
            return phrase->word_count + 1u;
        }
        const struct lexicon_row *one = phrase->speaker == LEXICON_SILENT ? NULL : weigh_rows(sentence, at, phrase);
        if (one != NULL) {
            *row = one;
            return phrase->word_count + 1u;
        }
    }
    return 0;
}

/* Of a name that no table has: a first name and a name; a name right behind a title; the name of who has been a person in this text ("Jassy"): no
 * company. */
static __attribute__((noinline)) void mark_person(struct items *items, const struct sentence *sentence, struct names *names)
{
    struct item *name = &items->list[items->count - 1];
    bool given = name->to - name->from > 1 && token_match(sentence, name->from, ROLE_given_name).tokens == 1;
    bool titled = items->count > 1 && items->list[items->count - 2].role == ROLE_title;
    if (given || titled)
        names_learn_person(names, sentence, name->to - 1);
    else if (!names_know_person(names, sentence, name->to - 1))
        return;
    name->role = ROLE_person_name;
    items->tags[items->count - 1] = ROLE_person_name;
    items->has[ROLE_person_name] = true;
}

/* A figure, or a bare number, or a period: tokens, 0 none. No number is looked for before token *numbers_from. */
static uint32_t read_measured(struct items *items, const struct sentence *sentence, struct reader *reader, uint32_t at, uint32_t *numbers_from)
{
    struct quantity *quantity = NULL;
    uint32_t block = 0;
    if (reader != NULL && at >= *numbers_from) {
        quantity = quantity_room(items);
        if (quantity == NULL)
            return 1;
        block = quantity_read(reader, sentence, at, quantity);
        if (block > 0 && quantity->kind != CHIFFRE_KIND_none) {
            add_quantity(items, at, at + block);
            return block;
        }
    }
    struct mention mention;
    uint32_t used = items->dated ? period_mention_read(sentence, at, &mention) : 0;
    if (used > 0) {
        add_mention(items, &mention, at, at + used);
        return used;
    }
    if (block == 0 || (sentence->tokens[at].kind != TOKEN_NUMBER && !quantity->value.known))
        return 0;
    *numbers_from = at + block;
    if (quantity->value.known) {
        add_quantity(items, at, at + block);
        return block;
    }
    add(items, ROLE_digits, at, at + 1, NULL);
    return 1;
}

/* A name or a phrase of the tables, or else a word, a sign, a bare number by itself: tokens. */
static uint32_t read_named(struct items *items, const struct sentence *sentence, struct names *names, uint32_t at)
{
    const struct token *token = &sentence->tokens[at];
    const struct lexicon_row *row = NULL, *phrase = NULL;
    role_number role;
    bool name = (token->flags & TOKEN_CAPITAL) && ((token->roles & ENTITY_KNOWN) || !entity_is_common(token));
    uint32_t used = name ? entity_read(sentence, at, names, &role, &row) : 0;
    uint32_t words = token->roles & RANKED_ROLES ? phrase_read(sentence, at, &phrase) : 0;
    if (used > 0 && used >= words) {
        add(items, role, at, at + used, row);
        if (role == ROLE_entity && row == NULL)
            mark_person(items, sentence, names);
        return used;
    }
    if (words > 0) {
        add(items, phrase->role, at, at + words, phrase);
        return words;
    }
    add(items, token->kind == TOKEN_SIGN ? role_of_sign(token->sign) : token->kind == TOKEN_NUMBER ? ROLE_digits : ROLE_word, at, at + 1, NULL);
    return 1;
}

/* Roles that begin a quantity or a period, where the sentence may have one. */
static uint64_t beginners(const struct items *items, const struct reader *reader)
{
    return (reader != NULL ? QUANTITY_ROLES : 0) | (items->dated ? PERIOD_ROLES : 0);
}

/* May a quantity or a period begin at this token? `roles`: beginners. */
static inline bool may_measure(const struct token *token, uint64_t roles)
{
    if ((token->roles & roles) != 0 || token->kind == TOKEN_NUMBER)
        return true;
    if (token[1].kind == TOKEN_NUMBER)
        return token->kind == TOKEN_SIGN || (token->flags & TOKEN_CAPITALS); /* MUSD 50 */
    return token->kind == TOKEN_SIGN && token[1].kind == TOKEN_SIGN && (token[1].roles & ROLE_BIT(currency));
}

/* Where nothing more is told that is asked of a sentence without figures: from there on begins no name, no period and no metric, nor a word of the
 * rarer roles, which may say what a name before it is. */
static uint32_t told_end(const struct items *items, const struct sentence *sentence)
{
    const uint64_t told = ROLE_BIT(metric) | (uint64_t)1 << ROLE_BIT_LAST;
    const struct token *const tokens = sentence->tokens;
    uint32_t end = sentence->count;
    while (end > 0 && !(tokens[end - 1].flags & TOKEN_CAPITAL) && !(tokens[end - 1].roles & told) &&
           !(items->dated && period_may_begin(&tokens[end - 1])))
        end--;
    return end;
}

/* A figure, a period, a name or a phrase of the tables, or another token by itself; its tokens. */
static uint32_t read_any(struct items *items, const struct sentence *sentence, struct reader *reader, struct names *names, uint32_t at,
                         uint64_t roles, uint32_t *numbers_from)
{
    uint32_t used = may_measure(&sentence->tokens[at], roles) ? read_measured(items, sentence, reader, at, numbers_from) : 0;
    return used > 0 ? used : read_named(items, sentence, names, at);
}

static void read_all(struct items *items, const struct sentence *sentence, struct reader *reader, struct names *names)
{
    const uint64_t roles = beginners(items, reader);
    const uint32_t end = reader == NULL && !items->whole ? told_end(items, sentence) : sentence->count;
    const struct lexicon_row *const rows = sentence->lexicon->rows;
    const struct token *token = sentence->tokens;
    struct item *item = items->list;
    uint8_t *tag = items->tags;
    uint32_t numbers_from = 0;
    for (uint32_t at = 0; at < end;) {
        const role_number role = token->lone;
        if (role != ROLE_none && (token->roles & roles) == 0) { /* most tokens: words that nobody knows, or known by themselves only, and commas */
            *item = items->plain;
            item->role = role;
            item->from = at++;
            item->to = at;
            item->row = role < ROLE_FIRST_TABLE ? NULL : &rows[token->word->lone_row];
            item++;
            token++;
            *tag++ = role;
            items->has[role] = true;
            continue;
        }
        items->count = (uint32_t)(tag - items->tags);
        const uint32_t used = read_any(items, sentence, reader, names, at, roles, &numbers_from);
        at += used;
        token += used;
        tag = items->tags + items->count;
        item = items->list + items->count;
    }
    items->count = (uint32_t)(tag - items->tags);
}

static inline bool make_room(struct items *items, size_t count)
{
    return (count <= items->capacity && count <= items->tag_capacity) ||
           (array_reserve(&items->list, &items->capacity, count, sizeof *items->list) &&
            array_reserve(&items->tags, &items->tag_capacity, count, sizeof *items->tags));
}

void items_read(struct items *items, const struct sentence *sentence, struct reader *reader, struct names *names)
{
    items->count = 0;
    memset(items->has, 0, sizeof items->has);
    items->quantity_count = items->mention_count = 0;
    items->plain = (struct item){.index = UINT32_MAX};
    items->dated = skim_may_date(sentence);
    if (!make_room(items, sentence->count + 1)) {
        items->failed = true;
        return;
    }
    read_all(items, sentence, skim_may_count(sentence) ? reader : NULL, names);
    items->tags[items->count] = 0;
}

void items_free(struct items *items)
{
    memory_free(items->list);
    memory_free(items->tags);
    memory_free(items->quantities);
    memory_free(items->mentions);
    memset(items, 0, sizeof *items);
}
