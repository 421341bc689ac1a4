/* SPDX-License-Identifier: MIT */
/* A pattern -> a tree -> steps. Choices and repetitions become jumps forward, so that one walk over the steps from the last to the first knows
 * from where each can be gone on with (extract/pattern.c). */
#include "tools/pattern_program.h"

#include "core/ascii.h"
#include "core/text.h"

#include <stdio.h>

#define NODES 256
#define DEPTH 20
#define GAP 6       /* items that ~ steps over */
#define MANY_MOST 40
#define NOTHING (-1)

enum node_kind { NODE_SET, NODE_ROW, NODE_EITHER, NODE_REPEAT, NODE_BEGIN, NODE_END, NODE_NOT_AHEAD, NODE_NOT_BEHIND };
struct node {
    enum node_kind kind;
    struct role_set set;
    unsigned name, least, most;
    bool lazy;
    int child, next; /* in nodes */
};
struct parser {
    struct program *program;
    struct program_words *words;
    struct node nodes[NODES];
    int count;
    const char *at, *end, *problem;
    struct chiffre_text where;
    int depth;
};

static void refuse(struct parser *parser, const char *problem, const char *where, size_t length)
{
    if (parser->problem == NULL) {
        parser->problem = problem;
        parser->where = (struct chiffre_text){where, length};
    }
    parser->at = parser->end;
}

static bool stands(const struct parser *parser, char sign)
{
    return parser->at < parser->end && *parser->at == sign;
}

static int add(struct parser *parser, enum node_kind kind)
{
    if (parser->count == NODES) {
        refuse(parser, "too long a pattern:", parser->at, (size_t)(parser->end - parser->at));
        parser->count = 0; /* its tree is thrown away */
    }
    parser->nodes[parser->count] = (struct node){.kind = kind, .name = PATTERN_NAMES, .child = NOTHING, .next = NOTHING};
    return parser->count++;
}

static struct chiffre_text read_word(struct parser *parser)
{
    const char *from = parser->at;
    while (parser->at < parser->end && (ascii_is_alphanumeric(*parser->at) || *parser->at == '_'))
        parser->at++;
    return (struct chiffre_text){from, (size_t)(parser->at - from)};
}

static unsigned name_number(struct parser *parser, struct chiffre_text name)
{
    struct program *program = parser->program;
    for (unsigned i = 0; i < program->name_count; i++)
        if (text_equal(text_from(program->names[i]), name))
            return i;
    if (program->name_count == PATTERN_NAMES || name.length >= PROGRAM_NAME_BYTES) {
        refuse(parser, "too many names at", name.data, name.length);
        return PATTERN_NAMES;
    }
    snprintf(program->names[program->name_count], PROGRAM_NAME_BYTES, "%.*s", (int)name.length, name.data);
    return program->name_count++;
}

/* A role, a set, or `name:role`. */
static int parse_set(struct parser *parser, enum node_kind kind)
{
    int at = add(parser, kind);
    struct chiffre_text word = read_word(parser);
    if (kind == NODE_SET && stands(parser, ':')) {
        parser->nodes[at].name = name_number(parser, word);
        parser->at += parser->at < parser->end;
        word = read_word(parser);
    }
    if (parser->problem == NULL && !parser->words->members(parser->words->context, word, &parser->nodes[at].set))
        refuse(parser, "unknown role or set", word.data, word.length);
    return at;
}

/* One too many for what is larger. */
static unsigned read_number(struct parser *parser, unsigned missing)
{
    unsigned number = 0;
    if (parser->at == parser->end || !ascii_is_digit(*parser->at))
        return missing;
    for (; parser->at < parser->end && ascii_is_digit(*parser->at); parser->at++)
        number = number < 1000 ? number * 10 + (unsigned)(*parser->at - '0') : number;
    return number > MANY_MOST ? MANY_MOST + 1 : number;
}

static int parse_gap(struct parser *parser)
{
    int at = add(parser, NODE_REPEAT), filler = add(parser, NODE_SET);
    parser->at++;
    parser->nodes[at].most = read_number(parser, GAP);
    if (parser->nodes[at].most > MANY_MOST)
        refuse(parser, "too long a gap before", parser->at, 0);
    parser->nodes[at].lazy = true;
    parser->nodes[at].child = filler;
    if (!parser->words->members(parser->words->context, TEXT("filler"), &parser->nodes[filler].set))
        refuse(parser, "unknown role or set", "filler", 6);
    return at;
}

static int parse_either(struct parser *parser);

static int parse_group(struct parser *parser)
{
    const char *from = parser->at++;
    if (++parser->depth > DEPTH)
        refuse(parser, "too many brackets in", from, (size_t)(parser->end - from));
    int at = parse_either(parser);
    parser->depth--;
    if (parser->problem == NULL && !stands(parser, ')'))
        refuse(parser, "brackets do not close in", from, (size_t)(parser->end - from));
    parser->at += parser->at < parser->end;
    return at;
}

static int parse_one(struct parser *parser)
{
    if (ascii_is_letter(*parser->at))
        return parse_set(parser, NODE_SET);
    switch (*parser->at) {
    case '(':
        return parse_group(parser);
    case '~':
        return parse_gap(parser);
    case '!':
        parser->at++;
        return parse_set(parser, NODE_NOT_AHEAD);
    case '<':
        if (parser->at + 1 < parser->end && parser->at[1] == '!') {
            parser->at += 2;
            return parse_set(parser, NODE_NOT_BEHIND);
        }
        break;
    case '^':
        parser->at++;
        return add(parser, NODE_BEGIN);
    case '$':
        parser->at++;
        return add(parser, NODE_END);
    default:
        break;
    }
    refuse(parser, "no pattern sign:", parser->at, 1);
    return add(parser, NODE_ROW);
}

/* ? * + {2} {0,4}, and a ? behind it: as few as can be. */
static int parse_times(struct parser *parser, int child)
{
    const char *from = parser->at;
    unsigned least = 1, most = 1;
    if (stands(parser, '{')) {
        parser->at++;
        least = most = read_number(parser, MANY_MOST + 1);
        if (stands(parser, ',')) {
            parser->at++;
            most = read_number(parser, PATTERN_ENDLESS);
        }
        if (!stands(parser, '}') || least > MANY_MOST || most == MANY_MOST + 1 || least > most)
            refuse(parser, "no pattern sign:", from, 1);
    } else if (stands(parser, '?') || stands(parser, '*') || stands(parser, '+')) {
        least = *parser->at == '+';
        most = *parser->at == '?' ? 1 : PATTERN_ENDLESS;
    } else {
        return child;
    }
    parser->at += parser->at < parser->end;
    int at = add(parser, NODE_REPEAT);
    parser->nodes[at].least = least;
    parser->nodes[at].most = most;
    parser->nodes[at].child = child;
    parser->nodes[at].lazy = stands(parser, '?');
    parser->at += parser->nodes[at].lazy;
    return at;
}

static int parse_row(struct parser *parser)
{
    int row = add(parser, NODE_ROW), last = NOTHING;
    while (parser->at < parser->end && *parser->at != '|' && *parser->at != ')') {
        if (*parser->at == ' ') {
            parser->at++;
            continue;
        }
        int one = parse_times(parser, parse_one(parser));
        *(last == NOTHING ? &parser->nodes[row].child : &parser->nodes[last].next) = one;
        last = one;
    }
    bool alone = last != NOTHING && parser->nodes[row].child == last;
    return alone ? last : row;
}

/* Roles of which one must stand are a set. */
static void merge(struct parser *parser, int either)
{
    struct role_set all = {{0}};
    for (int i = parser->nodes[either].child; i != NOTHING; i = parser->nodes[i].next) {
        if (parser->nodes[i].kind != NODE_SET || parser->nodes[i].name != PATTERN_NAMES)
            return;
        for (size_t part = 0; part < sizeof all.bits / sizeof all.bits[0]; part++)
            all.bits[part] |= parser->nodes[i].set.bits[part];
    }
    parser->nodes[either].kind = NODE_SET;
    parser->nodes[either].set = all;
}

static int parse_either(struct parser *parser)
{
    int first = parse_row(parser);
    if (!stands(parser, '|'))
        return first;
    int either = add(parser, NODE_EITHER), last = first;
    parser->nodes[either].child = first;
    while (stands(parser, '|')) {
        parser->at++;
        int one = parse_row(parser);
        parser->nodes[last].next = one;
        last = one;
    }
    if (parser->problem == NULL)
        merge(parser, either);
    return either;
}

static unsigned set_number(struct parser *parser, const struct role_set *set)
{
    struct program_words *words = parser->words;
    for (unsigned i = 0; i < words->set_count; i++)
        if (memcmp(&words->sets[i], set, sizeof *set) == 0)
            return i;
    if (words->set_count == PROGRAM_SETS) {
        refuse(parser, "more sets than patterns may have, at", parser->end, 0);
        return 0;
    }
    words->sets[words->set_count] = *set;
    return words->set_count++;
}

static struct pattern_step *put(struct parser *parser, enum pattern_op op, bool must)
{
    struct program *program = parser->program;
    if (program->step_count == PROGRAM_STEPS) {
        refuse(parser, "too long a pattern:", parser->end, 0);
        program->step_count = 0;
    }
    struct pattern_step *step = &program->steps[program->step_count++];
    *step = (struct pattern_step){.op = (uint8_t)op, .name = PATTERN_NAMES, .must = must};
    return step;
}

static void emit(struct parser *parser, int at, bool must);

static void emit_either(struct parser *parser, const struct node *node)
{
    unsigned jumps[NODES], jump_count = 0;
    struct program *program = parser->program;
    for (int i = node->child; i != NOTHING && parser->problem == NULL; i = parser->nodes[i].next) {
        bool last = parser->nodes[i].next == NOTHING;
        unsigned choice = program->step_count;
        if (!last)
            put(parser, STEP_EITHER, false);
        emit(parser, i, false);
        if (last)
            break;
        jumps[jump_count++] = program->step_count;
        put(parser, STEP_JUMP, false);
        program->steps[choice].other = (uint16_t)program->step_count;
    }
    for (unsigned i = 0; i < jump_count; i++)
        program->steps[jumps[i]].other = (uint16_t)program->step_count;
}

/* Is something in it named? */
static bool has_name(const struct parser *parser, int at)
{
    bool named = parser->nodes[at].name != PATTERN_NAMES;
    for (int i = parser->nodes[at].child; i != NOTHING && !named; i = parser->nodes[i].next)
        named = has_name(parser, i);
    return named;
}

static void emit_repeat(struct parser *parser, const struct node *node, bool must)
{
    const struct node *child = &parser->nodes[node->child];
    struct program *program = parser->program;
    if (child->kind == NODE_SET && child->name == PATTERN_NAMES) {
        struct pattern_step *many = put(parser, STEP_MANY, must && node->least > 0);
        many->set = (uint8_t)set_number(parser, &child->set);
        many->least = (uint8_t)node->least;
        many->most = (uint8_t)node->most;
        many->lazy = node->lazy;
        return;
    }
    if (node->most > MANY_MOST || (node->most > 1 && has_name(parser, node->child))) {
        refuse(parser, "only a role or a set without a name may stand several times or without end, at", parser->end, 0);
        return;
    }
    unsigned choices[MANY_MOST], count = 0;
    for (unsigned i = 0; i < node->least && parser->problem == NULL; i++)
        emit(parser, node->child, must);
    for (unsigned i = node->least; i < node->most && parser->problem == NULL; i++) {
        choices[count++] = program->step_count;
        put(parser, STEP_EITHER, false)->lazy = node->lazy;
        emit(parser, node->child, false);
    }
    for (unsigned i = 0; i < count; i++)
        program->steps[choices[i]].other = (uint16_t)program->step_count;
}

static void emit(struct parser *parser, int at, bool must)
{
    static const enum pattern_op looks[] = {[NODE_BEGIN] = STEP_BEGIN, [NODE_END] = STEP_END, [NODE_NOT_AHEAD] = STEP_NOT_AHEAD,
                                            [NODE_NOT_BEHIND] = STEP_NOT_BEHIND};
    const struct node *node = &parser->nodes[at];
    switch (node->kind) {
    case NODE_ROW:
        for (int i = node->child; i != NOTHING && parser->problem == NULL; i = parser->nodes[i].next)
            emit(parser, i, must);
        return;
    case NODE_EITHER:
        emit_either(parser, node);
        return;
    case NODE_REPEAT:
        emit_repeat(parser, node, must);
        return;
    case NODE_SET: {
        struct pattern_step *item = put(parser, STEP_ITEM, must);
        item->set = (uint8_t)set_number(parser, &node->set);
        item->name = (uint8_t)node->name;
        return;
    }
    case NODE_BEGIN: case NODE_END: case NODE_NOT_AHEAD: case NODE_NOT_BEHIND:
        put(parser, looks[node->kind], must)->set = (uint8_t)set_number(parser, &node->set);
        return;
    }
}

/* A step that each match takes, and with it an item. */
static bool takes_item(const struct pattern_step *step)
{
    return step->must && (step->op == STEP_ITEM || (step->op == STEP_MANY && step->least > 0));
}

/* What stands in every match: side by side where nothing may stand between, else alone. */
static void collect_needs(struct program *program)
{
    bool paired = false;
    for (unsigned i = 0; i < program->step_count && program->need_count < PROGRAM_NEEDS; i++) {
        if (!takes_item(&program->steps[i])) {
            paired = false;
            continue;
        }
        bool pair = i + 1 < program->step_count && takes_item(&program->steps[i + 1]);
        if (pair || !paired)
            program->needs[program->need_count++] =
                (struct program_need){program->steps[i].set, pair ? program->steps[i + 1].set : PROGRAM_SETS};
        paired = pair;
    }
}

const char *program_compile(struct program *program, struct program_words *words, struct chiffre_text pattern, struct chiffre_text *where)
{
    static struct parser parser;
    parser = (struct parser){.program = program, .words = words, .at = pattern.data, .end = pattern.data + pattern.length};
    *program = (struct program){.step_count = 0};
    int tree = parse_either(&parser);
    if (parser.at < parser.end)
        refuse(&parser, "brackets do not close in", pattern.data, pattern.length);
    if (parser.problem == NULL) {
        emit(&parser, tree, true);
        collect_needs(program);
    }
    *where = parser.where;
    return parser.problem;
}
