/* SPDX-License-Identifier: MIT */
/* Lines read without a tree, against jansson: what is taken must be JSON, and mean the same. */
#include "core/json.h"
#include "core/json_flat.h"
#include "core/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define FLAGS (JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL)

static void assert_member(const struct json_member *member, const json_t *value, struct arena *arena)
{
    assert_non_null(value);
    assert_int_equal(member->type == JSON_FLAT_STRING, json_is_string(value));
    assert_int_equal(member->type == JSON_FLAT_NUMBER, json_is_number(value));
    assert_int_equal(member->type == JSON_FLAT_NULL, json_is_null(value));
    assert_int_equal(member->type == JSON_FLAT_TRUTH, json_is_boolean(value));
    if (member->type != JSON_FLAT_STRING)
        return;
    struct chiffre_text text = json_flat_string(member, arena);
    assert_int_equal(text.length, json_string_length(value));
    assert_memory_equal(text.data, json_string_value(value), text.length);
}

/* Was the line taken? */
static bool agrees(struct chiffre_text line)
{
    struct json_flat flat;
    struct arena arena = {.blocks = NULL};
    json_error_t problem;
    bool no_memory;
    if (!json_flat_read(line, &flat))
        return false;
    json_t *object = json_read(line, FLAGS, &problem, &no_memory);
    assert_true(json_is_object(object));
    assert_int_equal(json_object_size(object), flat.count);
    for (size_t i = 0; i < flat.count; i++) {
        const struct json_member *member = &flat.members[i];
        assert_ptr_equal(json_flat_find(&flat, member->key), member);
        assert_member(member, json_object_getn(object, member->key.data, member->key.length), &arena);
    }
    json_decref(object);
    arena_free(&arena);
    return true;
}

static const char *const taken[] = {
    "{\"id\": \"a-1\", \"text\": \"Un chiffre d’affaires de 3,2 milliards d'euros.\\n\\n« En hausse »\\u00a0: 4 %\"}",
    "{\"id\":17,\"text\":\"\",\"date\":null}",
    " { \"text\" : \"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\" , \"n\" : -0.50 , \"yes\" : true , \"no\":false } ",
    "{\"text\":\"\\ud83d\\ude00 \\u20AC \\uFFFF\\u0001 🙂\",\"é\":\"ü\"}",
    "{\"\":\"an empty key\"}",
};
static const char *const left[] = {
    "", "{", "{}", "[]", "\"text\"", "{\"a\":\"b\"", "{\"a\":\"b\",}", "{\"a\":\"b\"} x", "{\"a\":[1]}", "{\"a\":{}}", "{\"a\":\"b\",\"a\":\"c\"}",
    "{\"a\":1e5}", "{\"a\":01}", "{\"a\":1.}", "{\"a\":-}", "{\"a\":nul}", "{\"a\":\"\\u0000\"}", "{\"a\":\"\\ud83d\"}", "{\"a\":\"\\ud83dx\"}",
    "{\"a\":\"\\ud83d\\u0041\"}", "{\"a\":\"\\ude00\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\\", "{\"a\":\"\\u12", "{\"a\":\"\x01\"}",
    "{\"a\":\"\xFF\"}", "{\"\\u0061\":\"b\"}", "{\"a\":\"b\"", "{a:1}", "{\"a\" 1}",
};

static void takes_what_is_beyond_doubt(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        assert_true(agrees(text_from(taken[i])));
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        assert_false(agrees(text_from(left[i])));
}

static void means_the_same_as_jansson_when_bytes_are_changed(void **state)
{
    (void)state;
    static const char signs[] = "\"\"\\\\{}[]:,,u0dDeE8.-+ntf \t\n\x01\x80\xC3\xA9\xFF";
    unsigned number = 1, count = 0;
    for (unsigned round = 0; round < 60000; round++) {
        const char *seed = taken[round % (sizeof taken / sizeof *taken)];
        size_t length = strlen(seed);
        char *line = malloc(length); /* of its own size, for memcheck */
        assert_non_null(line);
        memcpy(line, seed, length);
        for (unsigned i = 0; i <= round % 3; i++) {
            number = number * 1103515245 + 12345;
            size_t at = (number >> 8) % length;
            number = number * 1103515245 + 12345;
            line[at] = signs[(number >> 16) % (sizeof signs - 1)];
        }
        count += agrees((struct chiffre_text){line, length});
        free(line);
    }
    assert_true(count > 1000);
}

static void too_many_members_are_left(void **state)
{
    (void)state;
    char line[1024];
    for (unsigned count = JSON_FLAT_MOST; count <= JSON_FLAT_MOST + 1; count++) {
        size_t length = 0;
        for (unsigned i = 0; i < count; i++)
            length += (size_t)snprintf(line + length, sizeof line - length, "%c\"k%u\":%u", i == 0 ? '{' : ',', i, i);
        line[length++] = '}';
        assert_int_equal(agrees((struct chiffre_text){line, length}), count == JSON_FLAT_MOST);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_what_is_beyond_doubt),
        cmocka_unit_test(means_the_same_as_jansson_when_bytes_are_changed),
        cmocka_unit_test(too_many_members_are_left),
    };
    return cmocka_run_group_tests_name("json_flat", tests, NULL, NULL);
}
