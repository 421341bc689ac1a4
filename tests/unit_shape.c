/* SPDX-License-Identifier: MIT */
/* Shapes of written numbers: whole or not at all, with any of the spaces that typographers put between groups. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the four above before it */
#include <cmocka.h>

#include "core/text.h"
#include "extract/shape.h"

static struct shapes *shapes;

struct sample {
    const char *text;   /* the shape begins at its first digit */
    const char *number; /* what must be read */
    enum shape_kind kind;
};

static void check(const struct sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct chiffre_text text = text_from(samples[i].text);
        size_t at = strcspn(samples[i].text, "0123456789");
        enum shape_kind kind;
        size_t length = shape_read(shapes, text, at, &kind);
        if (length != strlen(samples[i].number) || kind != samples[i].kind ||
            memcmp(text.data + at, samples[i].number, length) != 0)
            printf("# %s: read %.*s, kind %d\n", samples[i].text, (int)length, text.data + at, (int)kind);
        assert_int_equal(length, strlen(samples[i].number));
        assert_memory_equal(text.data + at, samples[i].number, length);
        assert_int_equal(kind, samples[i].kind);
    }
}
#define CHECK(samples) check(samples, sizeof samples / sizeof *samples)

static void test_groups(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"13 salariés", "13", SHAPE_PLAIN},
        {"2025.", "2025", SHAPE_PLAIN},
        {"94 000 $", "94 000", SHAPE_GROUPED},
        {"40\xC2\xA0"
         "000 euros",
         "40\xC2\xA0"
         "000",
         SHAPE_GROUPED},
        {"1\xE2\x80\xAF"
         "774\xE2\x80\xAF"
         "729 voitures",
         "1\xE2\x80\xAF"
         "774\xE2\x80\xAF"
         "729",
         SHAPE_GROUPED},
        {"10\xE2\x80\x89"
         "000",
         "10\xE2\x80\x89"
         "000",
         SHAPE_GROUPED},
        {"10\xE2\x80\x87"
         "000",
         "10\xE2\x80\x87"
         "000",
         SHAPE_GROUPED},
        {"5'000 milliards", "5'000", SHAPE_GROUPED},
        {"5\xE2\x80\x99"
         "000 milliards",
         "5\xE2\x80\x99"
         "000",
         SHAPE_GROUPED},
        {"1,234,567.89", "1,234,567.89", SHAPE_GROUPED},
        {"1.234.567,89", "1.234.567,89", SHAPE_GROUPED},
        {"125.000,50 $", "125.000,50", SHAPE_GROUPED},
        {"10 000,00 $", "10 000,00", SHAPE_GROUPED},
        {"5,00,000 rupees", "5,00,000", SHAPE_GROUPED},
        {"1,23,45,678", "1,23,45,678", SHAPE_GROUPED},
        {"1 870,3 milliards", "1 870,3", SHAPE_GROUPED},
        {"1,234.5 million", "1,234.5", SHAPE_GROUPED},
        {"12 000-13 000", "12 000", SHAPE_GROUPED},
        {"10 000.", "10 000", SHAPE_GROUPED},
        {"10 000 0000", "10 000", SHAPE_GROUPED},
    };
    CHECK(samples);
}

static void test_decimals(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"167,7 milliards", "167,7", SHAPE_DECIMAL},
        {"0.27%", "0.27", SHAPE_DECIMAL},
        {"8.45", "8.45", SHAPE_DECIMAL},
        {"0,234", "0,234", SHAPE_DECIMAL},
        {"1234,567", "1234,567", SHAPE_DECIMAL},
        {"9,2321312%", "9,2321312", SHAPE_DECIMAL},
        {"1.234", "1.234", SHAPE_AMBIGUOUS},
        {"10,000", "10,000", SHAPE_AMBIGUOUS},
        {"3,5.", "3,5", SHAPE_DECIMAL},
        {"2,5-3", "2,5", SHAPE_DECIMAL},
    };
    CHECK(samples);
}

static void test_no_numbers(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"2025-10-28", "2025-10-28", SHAPE_DATE},
        {"28/10/2025", "28/10/2025", SHAPE_DATE},
        {"28.10.2025", "28.10.2025", SHAPE_DATE},
        {"10/28/25", "10/28/25", SHAPE_DATE},
        {"9:01", "9:01", SHAPE_CLOCK},
        {"14h30", "14h30", SHAPE_CLOCK},
        {"17:22:05", "17:22:05", SHAPE_CLOCK},
        {"192.168.0.1", "192.168.0.1", SHAPE_CODE},
        {"1.2.3", "1.2.3", SHAPE_CODE},
        {"06 12 34 56 78", "06 12 34 56 78", SHAPE_CODE},
        {"978-2-07-036822-8", "978-2-07-036822-8", SHAPE_CODE},
        {"1111-22223333-4444", "1111-22223333-4444", SHAPE_CODE},
        {"1,234,56", "1,234,56", SHAPE_MALFORMED},
    };
    CHECK(samples);
}

/* What follows belongs to another number, or the blank before it is none of the number's. */
static void test_limits(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"2024 300 salariés", "2024", SHAPE_PLAIN},
        {"Q1 234 stores", "1", SHAPE_PLAIN},
        {"R1 000", "1 000", SHAPE_GROUPED},
        {"20 43", "20", SHAPE_PLAIN},
        {"366-370", "366", SHAPE_PLAIN},
        {"2022/2023", "2022", SHAPE_PLAIN},
        {"50 50 dollar bills", "50", SHAPE_PLAIN},
        {"12, 15 et 18", "12", SHAPE_PLAIN},
        {"5 0000", "5", SHAPE_PLAIN},
    };
    CHECK(samples);
}

/* Days, times and groups that almost are some: what a plain scan refuses the pattern tells. */
static void test_almost(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"2025-10-281", "2025-10-281", SHAPE_CODE},
        {"2025-13-28", "2025-13-28", SHAPE_CODE},
        {"2025-1-28", "2025-1-28", SHAPE_CODE},
        {"2025-10-00", "2025-10-00", SHAPE_CODE},
        {"3025-10-28", "3025-10-28", SHAPE_CODE},
        {"2025-10-28-1", "2025-10-28", SHAPE_DATE},
        {"2025-10-", "2025", SHAPE_PLAIN},
        {"31/12/99", "31/12/99", SHAPE_DATE},
        {"13/13/2025", "13", SHAPE_PLAIN},
        {"32/1/2025", "32", SHAPE_PLAIN},
        {"0/1/2025", "0", SHAPE_PLAIN},
        {"1/2/202", "1", SHAPE_PLAIN},
        {"1/2/2025/3", "1", SHAPE_PLAIN},
        {"1/2/2025.", "1/2/2025", SHAPE_DATE},
        {"24:59", "24:59", SHAPE_CLOCK},
        {"25:00", "25", SHAPE_PLAIN},
        {"9:60", "9", SHAPE_PLAIN},
        {"9:0", "9", SHAPE_PLAIN},
        {"9:015", "9", SHAPE_PLAIN},
        {"9:01:75", "9", SHAPE_PLAIN},
        {"9:01:30:2", "9", SHAPE_PLAIN},
        {"123:45", "123", SHAPE_PLAIN},
        {"9:01:", "9:01", SHAPE_CLOCK},
        {"14H30", "14H30", SHAPE_CLOCK},
        {"14h30m", "14", SHAPE_PLAIN},
        {"14h300", "14", SHAPE_PLAIN},
        {"14h30\xC3\xA9", "14h30", SHAPE_CLOCK},
        {"9.850.000 F", "9.850.000", SHAPE_GROUPED},
        {"0.850.000", "0.850.000", SHAPE_MALFORMED},
        {"9.850.0000", "9.850.0000", SHAPE_MALFORMED},
        {"9.850.000.1", "9.850.000.1", SHAPE_CODE},
        {"9.850.000,5.", "9.850.000,5", SHAPE_GROUPED},
        {"5'000'0", "5'000'0", SHAPE_MALFORMED},
        {"5\xE2\x80\x99" "000\xE2\x80\x99" "0", "5\xE2\x80\x99" "000", SHAPE_GROUPED},
        {"5'000,25", "5'000,25", SHAPE_GROUPED},
        {"5'0000", "5'0000", SHAPE_MALFORMED},
        {"5000'000", "5000'000", SHAPE_MALFORMED},
        {"0.44.2021 fut", "0.44", SHAPE_DECIMAL},
    };
    for (int often = 0; often < 40; often++) /* by the pattern as it is, and as machine code */
        CHECK(samples);
}

/* A number of any length is read in one piece, and never beyond the text. */
static void test_long(void **state)
{
    (void)state;
    char text[600];
    enum shape_kind kind;
    memset(text, '7', sizeof text);
    assert_int_equal(shape_read(shapes, (struct chiffre_text){text, sizeof text}, 0, &kind), sizeof text);
    for (size_t i = 3; i + 1 < sizeof text; i += 4)
        text[i] = ',';
    size_t length = shape_read(shapes, (struct chiffre_text){text, sizeof text}, 0, &kind);
    assert_int_equal(length, sizeof text);
    assert_int_equal(kind, SHAPE_MALFORMED);
    static const char *const joints[] = {" ", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x99", "'", "."};
    for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++) { /* each byte once: none is left to be a number of its own */
        size_t gap = strlen(joints[i]), end = 1;
        text[0] = '1';
        while (end + gap + 4 <= sizeof text) {
            memcpy(text + end, joints[i], gap);
            memcpy(text + end + gap, "222", 3);
            end += gap + 3;
        }
        text[end] = '2';
        assert_int_equal(shape_read(shapes, (struct chiffre_text){text, end + 1}, 0, &kind), end + 1);
        assert_int_equal(kind, SHAPE_MALFORMED);
    }
    for (size_t size = 1; size <= 12; size++)
        assert_true(shape_read(shapes,
                               (struct chiffre_text){"1\xE2\x80\xAF"
                                                     "000\xC2\xA0"
                                                     "00",
                                                     size},
                               0, &kind) <= size);
}

int main(void)
{
    if (shapes_new(&shapes, NULL) != CHIFFRE_OK)
        return 1;
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_groups), cmocka_unit_test(test_decimals),
                                       cmocka_unit_test(test_no_numbers), cmocka_unit_test(test_limits),
                                       cmocka_unit_test(test_almost), cmocka_unit_test(test_long)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    shapes_free(shapes);
    return failed;
}
