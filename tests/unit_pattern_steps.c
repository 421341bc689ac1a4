/* SPDX-License-Identifier: MIT */
/* A pattern as it is written -> its steps -> its hits: each sign of the notation, and random sentences against a walk that tries everything. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
/* cmocka wants these before it */
#include <cmocka.h>

#include "core/text.h"
#include "extract/pattern.h"
#include "tools/pattern_index.c"
#include "tools/pattern_program.c"

/* Letters are roles; `vowel` is a set, and so is `filler`. */
static bool letters(void *context, struct chiffre_text word, struct role_set *members)
{
    (void)context;
    *members = (struct role_set){{0}};
    const char *set = text_equal(word, TEXT("vowel")) ? "aeiou" : text_equal(word, TEXT("filler")) ? "xyz" : NULL;
    if (set == NULL && word.length != 1)
        return false;
    for (size_t i = 0; i < (set != NULL ? strlen(set) : 1); i++)
        role_set_add(members, (role_number)(set != NULL ? set[i] : word.data[0]));
    return true;
}

static struct program_words words = {.members = letters};
static struct program program;

static const char *problem(const char *pattern)
{
    struct chiffre_text where;
    words.set_count = 0;
    return program_compile(&program, &words, text_from(pattern), &where);
}

/* The table of one pattern. */
struct one {
    struct pattern_step steps[PROGRAM_STEPS];
    struct pattern pattern;
    struct pattern_table table;
    struct pattern_index index;
};

static void make_table(struct one *one, const char *pattern)
{
    assert_null(problem(pattern));
    struct pattern_index *index = &one->index;
    index->need_count = 0;
    one->pattern = (struct pattern){.name = pattern, .steps = one->steps, .step_count = (uint16_t)program.step_count};
    one->pattern.needed = index_needs(index, &program);
    assert_true(index_make(index, &words));
    memcpy(one->steps, program.steps, sizeof one->steps);
    for (unsigned i = 0; i < program.step_count; i++)
        one->steps[i].set = index->slot_of_set[program.steps[i].set];
    one->table = (struct pattern_table){.patterns = &one->pattern, .slot_of = index->slot_of, .parts = index->parts,
                                        .items = index->items, .count = 1,
                                        .direct_count = index->direct_count, .slot_count = index->slot_count};
}

struct hits {
    struct pattern_hit list[300];
    unsigned count;
};

static void on_hit(void *context, const struct pattern_hit *hit)
{
    struct hits *hits = context;
    assert_true(hits->count < 300);
    hits->list[hits->count++] = *hit;
}

static void run(const struct one *one, const char *sentence, struct hits *hits)
{
    struct pattern_engine *engine;
    hits->count = 0;
    assert_int_equal(pattern_engine_new(&one->table, &engine, NULL), CHIFFRE_OK);
    assert_true(pattern_engine_run(engine, (const uint8_t *)sentence, (uint32_t)strlen(sentence), on_hit, hits));
    pattern_engine_free(engine);
}

/* The first hit as from, to and the places of the names: "1-4 2"; "" when there is none. */
static void expect(const char *pattern, const char *sentence, const char *wanted)
{
    static struct one one;
    static struct hits hits;
    char text[100] = "";
    make_table(&one, pattern);
    run(&one, sentence, &hits);
    if (hits.count > 0) {
        int length = snprintf(text, sizeof text, "%u-%u", hits.list[0].from, hits.list[0].to);
        for (unsigned i = 0; i < program.name_count; i++)
            length += snprintf(text + length, sizeof text - (size_t)length, " %d", hits.list[0].names[i]);
    }
    if (strcmp(text, wanted) != 0)
        fail_msg("'%s' in '%s': %s instead of %s", pattern, sentence, text, wanted);
}

static void test_signs(void **state)
{
    (void)state;
    expect("a b", "xabx", "1-3");
    expect("a b", "axb", "");
    expect("n:vowel x", "bbex", "2-4 2");
    expect("a x? b", "ab", "0-2");
    expect("a x* n:b", "axxxb", "0-5 4");
    expect("a x+ b", "ab", "");
    expect("a x{2} b", "axb", "");
    expect("a x{2} b", "axxb", "0-4");
    expect("a x{1,2} b", "axxxb", "");
    expect("a x{2,} b", "axxxb", "0-5");
    expect("a filler{0,9} n:y", "axyxyx", "0-5 4");  /* as many as can be */
    expect("a filler{0,9}? n:y", "axyxyx", "0-3 2"); /* as few */
    expect("a ~ b", "axyzxyzb", "0-8");
    expect("a ~2 b", "axyzb", "");
    expect("(a|b c) n:d", "bcd", "0-3 2");
    expect("(a|b|c){2} d", "bcd", "0-3");
    expect("(a b){1,2} c", "ababc", "0-5");
    expect("(a b)? c", "abc", "0-3");
    expect("(a b)?? c?", "abc", "0-0");
    expect("(x n:a|y m:b) c", "ybc", "0-3 -1 1");
    expect("^a", "ba", "");
    expect("(b|^) a", "a", "0-1");
    expect("a $", "aba", "2-3");
    expect("a !b", "abac", "2-3");
    expect("a !b", "ba", "1-2"); /* nothing is no b */
    expect("<!b a", "baca", "3-4");
    expect("<!b a", "a", "0-1");
    expect("n:a b n:a", "aba", "0-3 0"); /* the first that has the name */
}

static void test_refused(void **state)
{
    (void)state;
    const char *const wrong[] = {"a (b", "a b)", "word", "a:b:c", "a ? b", "a # b", "(a b)*", "(n:a b){2}", "a{3,2}", "a{99}",
                                 "a:a b:b c:c d:d e:e f:f g:g h:h i:i", "((((((((((((((((((((((a))))))))))))))))))))))"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (problem(wrong[i]) == NULL)
            fail_msg("'%s' is taken", wrong[i]);
    assert_null(problem("a"));
    static char longer[4000];
    for (size_t i = 0; i + 2 < sizeof longer; i += 2)
        memcpy(longer + i, "a ", 2);
    assert_non_null(problem(longer));
}

/* The needs as they stand in the text: "a", "a b" side by side; a set as its first letter. */
static void expect_needs(const char *pattern, const char *wanted)
{
    char text[100] = "";
    assert_null(problem(pattern));
    for (unsigned i = 0; i < program.need_count; i++) {
        unsigned sides[] = {program.needs[i].first, program.needs[i].second};
        for (unsigned k = 0; k < 2; k++)
            for (unsigned role = 0; role < 256 && sides[k] != PROGRAM_SETS; role++)
                if (role_set_has(&words.sets[sides[k]], (role_number)role)) {
                    snprintf(text + strlen(text), sizeof text - strlen(text), "%s%c", k == 1 ? " " : i > 0 ? ", " : "", (char)role);
                    break;
                }
    }
    if (strcmp(text, wanted) != 0)
        fail_msg("'%s' needs '%s' instead of '%s'", pattern, text, wanted);
}

static void test_needs(void **state)
{
    (void)state;
    expect_needs("d b? vowel", "d, a");
    expect_needs("d vowel", "d a");
    expect_needs("b c d e", "b c, c d, d e");
    expect_needs("b c x? d", "b c, d");
    expect_needs("b (c|d) (x y)? (c|d x)", "b c"); /* of the last choice neither must be */
    expect_needs("b{1,2} c x{0,3} d+", "b c, d");
    expect_needs("(c d){1,2} b", "c d, b"); /* the second time may be left out */
    expect_needs("b !c d ^ x $", "b, d, x");
    expect_needs("(b|c d) x*", "");
    expect_needs("b x? b x? b x? b x? b x? b x? b x? b x? b x? b x? b x? b x? b x? b x? b x? b x? d",
                 "b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b"); /* the rest is left to the steps */
}

/* Roles that are told apart, and sets of several such: both may be too many. */
static void test_slots(void **state)
{
    (void)state;
    static struct pattern_index index;
    static struct program_words many;
    many = (struct program_words){.set_count = PATTERN_DIRECT - 1};
    for (unsigned i = 0; i < many.set_count; i++)
        role_set_add(&many.sets[i], (role_number)(i + 1));
    assert_true(index_make(&index, &many)); /* those, and one for all others */
    assert_int_equal(index.direct_count, PATTERN_DIRECT);
    assert_int_equal(index.slot_count, PATTERN_DIRECT);
    assert_int_equal(index.slot_of[0], index.slot_of[255]);
    for (unsigned i = 0; i < PATTERN_SLOTS - PATTERN_DIRECT; i++, many.set_count++) {
        role_set_add(&many.sets[many.set_count], (role_number)(i % 100 + 1));
        role_set_add(&many.sets[many.set_count], (role_number)(i % 100 + 2 + i / 100));
    }
    assert_true(index_make(&index, &many));
    assert_int_equal(index.slot_count, PATTERN_SLOTS);
    assert_int_equal(index.slot_of_set[many.set_count - 1], PATTERN_SLOTS - 1);
    many.sets[many.set_count++] = (struct role_set){{7, 1}};
    assert_false(index_make(&index, &many));
    many.set_count = PATTERN_DIRECT;
    many.sets[PATTERN_DIRECT - 1] = (struct role_set){{0}};
    assert_true(index_make(&index, &many)); /* of nothing */
    role_set_add(&many.sets[PATTERN_DIRECT - 1], PATTERN_DIRECT);
    assert_false(index_make(&index, &many));
}

/* Tries everything in the order in which it is preferred: where does a match of the steps from `at` on end? -1: there is none. */
static int try_all(const char *sentence, int count, unsigned at, int place)
{
    if (at == program.step_count)
        return place;
    const struct pattern_step *step = &program.steps[at];
    const struct role_set *set = &words.sets[step->set];
    bool here = place < count && role_set_has(set, (role_number)sentence[place]);
    int end = -1;
    switch ((enum pattern_op)step->op) {
    case STEP_ITEM:
        return here ? try_all(sentence, count, at + 1, place + 1) : -1;
    case STEP_MANY: {
        int most = 0;
        while (place + most < count && (most < step->most || step->most == PATTERN_ENDLESS) &&
               role_set_has(set, (role_number)sentence[place + most]))
            most++;
        for (int i = step->least; i <= most && end < 0; i++)
            end = try_all(sentence, count, at + 1, place + (step->lazy ? i : most + step->least - i));
        return end;
    }
    case STEP_EITHER:
        end = try_all(sentence, count, step->lazy ? step->other : at + 1, place);
        return end >= 0 ? end : try_all(sentence, count, step->lazy ? at + 1 : step->other, place);
    case STEP_JUMP:
        return try_all(sentence, count, step->other, place);
    case STEP_BEGIN:
        return place == 0 ? try_all(sentence, count, at + 1, place) : -1;
    case STEP_END:
        return place == count ? try_all(sentence, count, at + 1, place) : -1;
    case STEP_NOT_AHEAD:
        return here ? -1 : try_all(sentence, count, at + 1, place);
    case STEP_NOT_BEHIND:
        return place > 0 && role_set_has(set, (role_number)sentence[place - 1]) ? -1 : try_all(sentence, count, at + 1, place);
    }
    return -1;
}

/* Lengths about one and two words of bits too. */
static void test_random(void **state)
{
    (void)state;
    const char *const patterns[] = {"a ~ b", "a vowel{0,3} x", "vowel{2,5}? x", "(a b|a) b? x", "a x* (b|y)* a", "<!x a ~2 b !y",
                                    "(a x)?? y{0,2} b", "^~ a", "b x* $", "(a|b x){1,3} y", "x*", "a b", "a b x? vowel y", "x{2,40} y",
                                    "(a|b|x|y|e)* y", "(a|b|x|y|e){3,9}? b !e", "a b{1,2} a", "a (b x)? b"};
    static struct one one;
    static struct hits hits;
    char sentence[140];
    srand(1);
    for (size_t p = 0; p < sizeof patterns / sizeof patterns[0]; p++) {
        make_table(&one, patterns[p]);
        for (int round = 0; round < 400; round++) {
            int count = round % 2 == 0 ? rand() % 12 : 60 + rand() % 75;
            for (int i = 0; i < count; i++)
                sentence[i] = "abxye"[rand() % 5];
            sentence[count] = '\0';
            run(&one, sentence, &hits);
            unsigned found = 0;
            for (int from = 0; from <= count; from++) {
                int end = try_all(sentence, count, 0, from);
                if (end < 0)
                    continue;
                assert_true(found < hits.count);
                assert_int_equal(hits.list[found].from, from);
                assert_int_equal(hits.list[found++].to, end);
            }
            assert_int_equal(found, hits.count);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_signs), cmocka_unit_test(test_refused), cmocka_unit_test(test_needs), cmocka_unit_test(test_slots),
                                       cmocka_unit_test(test_random)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
