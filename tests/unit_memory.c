/* SPDX-License-Identifier: MIT */
/* Arenas, growing arrays, and lists of figures when the nth allocation fails, for every n until none does. */
#include "core/date.h"
#include "core/decimal.h"
#include "core/memory.h"
#include "core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static int hook_off(void **state)
{
    (void)state;
    memory_fail_at(0);
    return 0;
}

static void counts_are_checked(void **state)
{
    (void)state;
    assert_null(memory_take(SIZE_MAX / 2, 3));
    assert_null(memory_take(1, SIZE_MAX));
    void *block = memory_take(0, 8);
    assert_non_null(block);
    assert_null(memory_resize(block, SIZE_MAX / 4, 16));
    memory_free(block);
    memory_free(NULL);
}

static void the_hook_fails_all_from_the_nth_on(void **state)
{
    (void)state;
    memory_fail_at(3);
    void *first = memory_take(1, 1), *second = memory_take(1, 1);
    assert_non_null(first);
    assert_non_null(second);
    assert_null(memory_take(1, 1));
    assert_null(memory_resize(first, 2, 1));
    memory_fail_at(0);
    void *larger = memory_resize(first, 100, 1);
    assert_non_null(larger);
    memory_free(larger);
    memory_free(second);
}

static void an_arena_hands_out_aligned_blocks(void **state)
{
    (void)state;
    struct arena arena = {.blocks = NULL};
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *block = arena_take(&arena, size);
        assert_non_null(block);
        assert_int_equal((uintptr_t)block % 16, 0);
        memset(block, (int)(size & 0xFF), size);
    }
    unsigned char *large = arena_take(&arena, 5000000);
    assert_non_null(large);
    large[4999999] = 1;
    assert_null(arena_take(&arena, SIZE_MAX - 4));
    assert_true(arena.failed);
    arena_reset(&arena);
    assert_false(arena.failed);
    memory_fail_at(1); /* the largest block is still there */
    assert_non_null(arena_take(&arena, 5000000));
    memory_fail_at(0);
    struct chiffre_text copy = arena_text(&arena, TEXT("copié"));
    assert_true(text_equal(copy, TEXT("copié")));
    assert_int_equal(arena_text(&arena, TEXT("")).length, 0);
    assert_non_null(arena_text(&arena, TEXT("")).data);
    arena_free(&arena);
    arena_free(&arena);
}

static void an_arena_stays_failed(void **state)
{
    (void)state;
    struct arena arena = {.blocks = NULL};
    memory_fail_at(1);
    assert_null(arena_take(&arena, 10));
    memory_fail_at(0);
    assert_non_null(arena_take(&arena, 10));
    assert_true(arena.failed);
    arena_free(&arena);
}

static void an_array_that_cannot_grow_stays(void **state)
{
    (void)state;
    void *items = NULL;
    size_t capacity = 0;
    assert_true(array_reserve(&items, &capacity, 5, sizeof(int)));
    assert_true(capacity >= 5);
    void *before = items;
    size_t capacity_before = capacity;
    memory_fail_at(1);
    assert_false(array_reserve(&items, &capacity, 1000, sizeof(int)));
    memory_fail_at(0);
    assert_ptr_equal(items, before);
    assert_int_equal(capacity, capacity_before);
    assert_false(array_reserve(&items, &capacity, SIZE_MAX, sizeof(int)));
    memory_free(items);
}

/* Adds figures until one does not fit; what was added before must be whole. Returns whether all went well. */
static bool fill_a_list(size_t failure)
{
    memory_fail_at(failure);
    struct chiffre_list *list = chiffre_list_new();
    if (list == NULL)
        return false;
    char name[32];
    struct chiffre_figure figure = chiffre_figure_empty();
    enum chiffre_status status = CHIFFRE_OK;
    size_t added = 0;
    for (uint64_t id = 1; id <= 200 && status == CHIFFRE_OK; id++) {
        int length = snprintf(name, sizeof name, "document-%d", (int)(id / 50));
        figure.document = (struct chiffre_text){name, (size_t)length};
        figure.id = id;
        figure.text = TEXT("167,7 milliards de dollars");
        status = chiffre_list_add(list, &figure);
        added += status == CHIFFRE_OK;
    }
    memory_fail_at(0);
    assert_true(status == CHIFFRE_OK || status == CHIFFRE_NO_MEMORY);
    assert_int_equal(chiffre_list_count(list), added);
    for (size_t i = 0; i < added; i++) {
        assert_int_equal(chiffre_list_at(list, i)->id, i + 1);
        assert_true(text_equal(chiffre_list_at(list, i)->text, TEXT("167,7 milliards de dollars")));
        assert_int_equal(chiffre_list_at(list, i)->document.length, strlen("document-0"));
    }
    chiffre_list_free(list);
    return added == 200;
}

static void a_list_survives_any_failure(void **state)
{
    (void)state;
    size_t failure = 1;
    while (!fill_a_list(failure))
        failure++;
    assert_true(failure > 5 && failure < 100);
}

static void a_list_may_take_its_own_figures(void **state)
{
    (void)state;
    struct chiffre_list *list = chiffre_list_new();
    assert_non_null(list);
    struct chiffre_figure figure = chiffre_figure_empty();
    figure.unit = TEXT("EUR");
    assert_int_equal(chiffre_list_add(list, &figure), CHIFFRE_OK);
    for (int i = 0; i < 100; i++)
        assert_int_equal(chiffre_list_add(list, chiffre_list_at(list, 0)), CHIFFRE_OK);
    assert_true(text_equal(chiffre_list_at(list, 100)->unit, TEXT("EUR")));
    assert_true(text_equal(chiffre_list_keep(list, TEXT("gardé")), TEXT("gardé")));
    chiffre_list_clear(list);
    assert_int_equal(chiffre_list_count(list), 0);
    assert_int_equal(chiffre_list_add(list, &figure), CHIFFRE_OK);
    chiffre_list_free(list);
    chiffre_list_free(NULL);
}

static enum chiffre_status extract_with_failure(size_t failure, struct chiffre_list *list)
{
    struct chiffre_extractor *extractor;
    struct chiffre_document document = {.name = TEXT("text"),
                                        .text = TEXT("Amazon's revenue (in North America, 4.2 thousand people) rose 9% to $92.9 billion in 2024."),
                                        .date = CHIFFRE_NO_DATE,
                                        .language = TEXT("en")};
    memory_fail_at(failure);
    enum chiffre_status status = chiffre_extractor_new(NULL, &extractor, NULL);
    if (status == CHIFFRE_OK) {
        status = chiffre_extract(extractor, &document, list, NULL);
        chiffre_extractor_free(extractor);
    }
    memory_fail_at(0);
    return status;
}

/* Whichever allocation fails, extraction says so, and nothing is touched that is not there. */
static void extraction_survives_any_failure(void **state)
{
    (void)state;
    struct chiffre_list *list = chiffre_list_new();
    assert_non_null(list);
    size_t failure = 1;
    for (enum chiffre_status status = CHIFFRE_NO_MEMORY; status != CHIFFRE_OK && failure < 1000; failure++) {
        chiffre_list_clear(list);
        status = extract_with_failure(failure, list);
        assert_true(status == CHIFFRE_OK || status == CHIFFRE_NO_MEMORY);
    }
    assert_true(failure > 10 && failure < 1000);
    assert_true(chiffre_list_count(list) >= 2);
    chiffre_list_free(list);
}

static void an_empty_figure_is_empty(void **state)
{
    (void)state;
    struct chiffre_figure figure = chiffre_figure_empty();
    assert_int_equal(figure.document.length, 0);
    assert_non_null(figure.text.data);
    assert_int_equal(figure.decimals, CHIFFRE_NO_DECIMALS);
    assert_int_equal(figure.period_start, CHIFFRE_NO_DATE);
    assert_false(figure.value.known || figure.fx_rate.known);
    assert_int_equal(figure.kind, CHIFFRE_KIND_none);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(counts_are_checked, hook_off),
        cmocka_unit_test_teardown(the_hook_fails_all_from_the_nth_on, hook_off),
        cmocka_unit_test_teardown(an_arena_hands_out_aligned_blocks, hook_off),
        cmocka_unit_test_teardown(an_arena_stays_failed, hook_off),
        cmocka_unit_test_teardown(an_array_that_cannot_grow_stays, hook_off),
        cmocka_unit_test_teardown(a_list_survives_any_failure, hook_off),
        cmocka_unit_test_teardown(a_list_may_take_its_own_figures, hook_off),
        cmocka_unit_test_teardown(extraction_survives_any_failure, hook_off),
        cmocka_unit_test_teardown(an_empty_figure_is_empty, hook_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
