/* SPDX-License-Identifier: MIT */
/* Pass 2: tokens -> items. One loop, one dispatch: quantities, periods, names, phrases of the tables, and plain words for the rest. */
#include "extract/item.h"
#include "extract/skim.h"

#include <string.h>

/* Clauses end at semicolons, at conjunctions that the tables call `clause`, and at brackets, whose inside is a clause of its own. */
static void place(struct items *items, struct item *item)
{
    if (item->role == ROLE_open && items->depth < 100)
        items->depth++;
    if ((item->role == ROLE_semicolon || item->role == ROLE_clause) && items->clause < 250)
        items->clause++;
    item->clause = items->clause;
    item->depth = items->depth;
    if (item->role == ROLE_close && items->depth > 0)
        items->depth--;
}

/* items_read has made room for an item a token. */
static struct item *add(struct items *items, role_number role, uint32_t from, uint32_t to, const struct lexicon_row *row)
{
    struct item *item = &items->list[items->count];
    *item = (struct item){.role = role, .from = from, .to = to, .row = row};
    items->tags[items->count++] = role;
    items->tags[items->count] = 0;
    role_set_add(&items->roles, role);
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

static void add_quantity(struct items *items, const struct quantity *quantity, uint32_t from, uint32_t to)
{
    if (!array_reserve(&items->quantities, &items->quantity_capacity, items->quantity_count + 1, sizeof *items->quantities)) {
        items->failed = true;
        return;
    }
    struct item *item = add(items, figure_role(quantity->kind), from, to, quantity->row);
    item->index = (uint32_t)items->quantity_count;
    items->quantities[items->quantity_count++] = *quantity;
}

static void add_mention(struct items *items, const struct mention *mention, uint32_t from, uint32_t to)
{
    if (!array_reserve(&items->mentions, &items->mention_capacity, items->mention_count + 1, sizeof *items->mentions)) {
        items->failed = true;
        return;
    }
    struct item *item = add(items, ROLE_period, from, to, mention->row);
    item->index = (uint32_t)items->mention_count;
    items->mentions[items->mention_count++] = *mention;
}

/* Which of a phrase's rows speaks: what patterns look for before what only readers use. */
static unsigned rank(role_number role)
{
    switch (role) {
    case ROLE_loss:
        return 9;
    case ROLE_metric:
        return 8;
    case ROLE_up: case ROLE_down: case ROLE_flat: case ROLE_multiple:
        return 7;
    case ROLE_metric_verb:
        return 6;
    case ROLE_description:
        return 4;
    case ROLE_clause:
        return 5;
    case ROLE_title: case ROLE_possessive: case ROLE_legal_form:
        return 3;
    case ROLE_stop:
        return 1;
    default:
        return role >= ROLE_FIRST_CUE ? 5 : 0;
    }
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

/* The longest phrase that has a row of rank above 0. */
static uint32_t phrase_read(const struct sentence *sentence, uint32_t at, const struct lexicon_row **row)
{
    const struct lexicon *lexicon = sentence->lexicon;
    for (const struct lexicon_phrase *phrase = sentence->tokens[at].phrase; phrase != NULL; phrase = token_phrase(sentence, at, phrase)) {
        uint32_t words = phrase->word_count + 1u;
        unsigned best = 0;
        for (int k = 0; k < phrase->row_count; k++) {
            const struct lexicon_row *one = &lexicon->rows[phrase->first_row + (uint32_t)k];
            if (one->role == ROLE_description && is_name(sentence, at, words))
                continue;
            if (one->role == ROLE_legal_form && !(sentence->tokens[at].flags & TOKEN_CAPITAL))
                continue; /* "sa" is not "SA" */
            if (rank(one->role) > best && accents_agree(&sentence->tokens[at], one, words)) {
                best = rank(one->role);
                *row = one;
            }
        }
        if (best > 0)
            return words;
    }
    return 0;
}

static role_number sign_role(const struct token *token)
{
    switch (token->sign) {
    case ',':
        return ROLE_comma;
    case ';': case ':':
        return ROLE_semicolon;
    case '(': case '[':
        return ROLE_open;
    case ')': case ']':
        return ROLE_close;
    case '"':
        return ROLE_quote;
    case '-':
        return ROLE_dash;
    default:
        return ROLE_sign;
    }
}

/* A first name and a name; a name right behind a title; the name of who has been a person in this text ("Jassy"): no company. */
static void mark_person(struct items *items, const struct sentence *sentence, struct names *names)
{
    struct item *name = &items->list[items->count - 1];
    if (name->role != ROLE_entity || name->row != NULL)
        return;
    bool given = name->to - name->from > 1 && token_match(sentence, name->from, ROLE_given_name).tokens == 1;
    bool titled = items->count > 1 && items->list[items->count - 2].role == ROLE_title;
    if (given || titled)
        names_learn_person(names, sentence, name->to - 1);
    else if (!names_know_person(names, sentence, name->to - 1))
        return;
    name->role = ROLE_person_name;
    items->tags[items->count - 1] = ROLE_person_name;
    role_set_add(&items->roles, ROLE_person_name);
}

static uint32_t read_one(struct items *items, const struct sentence *sentence, struct reader *reader, struct names *names, uint32_t at,
                         uint32_t *numbers_from)
{
    const struct token *token = &sentence->tokens[at];
    struct quantity quantity;
    uint32_t used = 0, block = 0;
    if (reader != NULL && at >= *numbers_from) {
        used = quantity_read(reader, sentence, at, &quantity);
        if (used > 0 && quantity.kind != CHIFFRE_KIND_none) {
            add_quantity(items, &quantity, at, at + used);
            return used;
        }
        block = used;
    }
    struct mention mention;
    used = items->dated ? period_mention_read(sentence, at, &mention) : 0;
    if (used > 0) {
        add_mention(items, &mention, at, at + used);
        return used;
    }
    if (block > 0 && (token->kind == TOKEN_NUMBER || quantity.value.known)) {
        *numbers_from = at + block;
        if (quantity.value.known && block >= 1) {
            add_quantity(items, &quantity, at, at + block);
            return block;
        }
        add(items, ROLE_digits, at, at + 1, NULL);
        items->list[items->count - 1].index = UINT32_MAX;
        return 1;
    }
    role_number role;
    const struct lexicon_row *row = NULL, *phrase = NULL;
    used = token->flags & TOKEN_CAPITAL ? entity_read(sentence, at, names, &role, &row) : 0;
    uint32_t words = token->roles & RANKED_ROLES ? phrase_read(sentence, at, &phrase) : 0;
    if (used > 0 && used >= words) {
        add(items, role, at, at + used, row);
        mark_person(items, sentence, names);
        return used;
    }
    if (words > 0) {
        add(items, phrase->role, at, at + words, phrase);
        return words;
    }
    add(items, token->kind == TOKEN_SIGN ? sign_role(token) : token->kind == TOKEN_NUMBER ? ROLE_digits : ROLE_word, at, at + 1, NULL);
    items->list[items->count - 1].index = UINT32_MAX;
    return 1;
}

/* Is the word a function word in one row, and in no longer phrase? */
static bool is_stop(const struct token *token)
{
    return token->roles == ROLE_BIT(stop) && token->phrase->word_count == 0 && token->phrase->row_count == 1 && token->length > 2;
}

void items_read(struct items *items, const struct sentence *sentence, struct reader *reader, struct names *names)
{
    items->count = 0;
    items->roles = (struct role_set){{0}};
    items->quantity_count = items->mention_count = 0;
    items->clause = items->depth = 0;
    items->dated = skim_may_date(sentence);
    if (!skim_may_count(sentence))
        reader = NULL;
    if (!array_reserve(&items->list, &items->capacity, sentence->count + 1, sizeof *items->list) ||
        !array_reserve(&items->tags, &items->tag_capacity, sentence->count + 1, sizeof *items->tags)) {
        items->failed = true;
        return;
    }
    uint32_t numbers_from = 0;
    for (uint32_t at = 0; at < sentence->count && !items->failed;) {
        const struct token *token = &sentence->tokens[at];
        bool small = token->kind == TOKEN_WORD && !(token->flags & TOKEN_CAPITAL);
        if (small && token->phrase == NULL) { /* most tokens: a word that nobody knows, */
            add(items, ROLE_word, at, at + 1, NULL)->index = UINT32_MAX;
            at++;
        } else if (small && is_stop(token)) { /* or a function word and nothing else */
            add(items, ROLE_stop, at, at + 1, &sentence->lexicon->rows[token->phrase->first_row]);
            at++;
        } else {
            at += read_one(items, sentence, reader, names, at, &numbers_from);
        }
    }
}

void items_free(struct items *items)
{
    memory_free(items->list);
    memory_free(items->tags);
    memory_free(items->quantities);
    memory_free(items->mentions);
    memset(items, 0, sizeof *items);
}

struct chiffre_text item_text(const struct sentence *sentence, const struct item *item)
{
    return token_text(sentence, item->from, item->to);
}
