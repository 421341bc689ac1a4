/* SPDX-License-Identifier: MIT */
/* Numerals that begin with digits, with what may stand behind them: halves, hundreds, scale words, lower parts. And what is none.
 */
#include "tests/numbers.h"

/* "tokens: value decimals scale", and "plain" where that is another number; "tokens: none" when the digits are no number. */
static void numeral_text(char *out, size_t room, uint32_t tokens, const struct numeral *numeral)
{
    char value[DECIMAL_TEXT_MAX + 1], plain[DECIMAL_TEXT_MAX + 1];
    value[decimal_write(numeral->value, value)] = '\0';
    plain[decimal_write(numeral->plain, plain)] = '\0';
    if (!numeral->value.known)
        snprintf(out, room, "%u: none", tokens);
    else
        snprintf(out, room, "%u: %s %d %d%s%s%s%s", tokens, value, (int)numeral->decimals, (int)numeral->scale,
                 numeral->scaled ? " scaled" : "", numeral->year ? " year" : "",
                 numeral->plain.known && strcmp(plain, value) != 0 ? " plain " : "",
                 numeral->plain.known && strcmp(plain, value) != 0 ? plain : "");
}

struct sample {
    const char *language, *text;
    uint32_t at; /* token */
    const char *expected;
};

static void check_samples(const struct sample *samples, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        char found[512];
        struct sentence sentence;
        struct numeral numeral;
        read_document(samples[i].language, samples[i].text);
        read_sentence(samples[i].language, samples[i].text, &sentence);
        uint32_t tokens = number_read(&evidence, &sentence, samples[i].at, &numeral);
        numeral_text(found, sizeof found, tokens, &numeral);
        if (strcmp(found, samples[i].expected) != 0) {
            print_error("%s\n  found: %s\n  meant: %s\n", samples[i].text, found, samples[i].expected);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}
#define SAMPLES(samples) check_samples(samples, sizeof(samples) / sizeof((samples)[0]))

static void halves(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"en", "2½ tonnes", 0, "2: 2.5 1 0"},
        {"en", "2 ½ million", 0, "3: 2500000 -5 6 scaled plain 2.5"},
        {"en", "2¼ million", 0, "3: 2250000 -4 6 scaled plain 2.25"},
        {"en", "2 and a half million people", 0, "5: 2500000 -5 6 scaled plain 2.5"},
        {"en", "2 and three quarters million", 0, "1: 2 0 0"},
        {"en", "2 and a half people", 0, "1: 2 0 0"},
        {"en", "2 half million", 0, "1: 2 0 0"},
        {"en", "2.5 and a half million", 0, "1: 2.5 1 0"},
        {"en", "2.0½", 0, "1: 2 1 0"},
        {"fr", "2 et demi", 0, "1: 2 0 0"},
        {"fr", "2 millions et demi", 0, "4: 2500000 -5 6 scaled plain 2"},
        {"fr", "2 et demi millions", 0, "4: 2500000 -5 6 scaled plain 2.5"},
        {"fr", "1 milliard et trois quarts", 0, "5: 1750000000 -7 9 scaled plain 1"},
        {"en", "2 and a half", 0, "1: 2 0 0"},
        {"en", "2 thirds million", 0, "1: 2 0 0"},
        {"en", "2 a half million", 0, "1: 2 0 0"},
        {"en", "3 quarters million", 0, "1: 3 0 0"},
    };
    SAMPLES(samples);
}

/* Digits of every shape: the commonest are read at once, the others on the long way. */
static void digits(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"en", "0 shops", 0, "1: 0 0 0"},
        {"en", "05 shops", 0, "1: 5 0 0"},
        {"en", "00 shops", 0, "1: 0 0 0"},
        {"en", "007 shops", 0, "1: none"},
        {"en", "0123 shops", 0, "1: 123 0 0"},
        {"en", "1899 shops", 0, "1: 1899 0 0"},
        {"en", "1900 shops", 0, "1: 1900 0 0 year"},
        {"en", "2100 shops", 0, "1: 2100 0 0 year"},
        {"en", "2101 shops", 0, "1: 2101 0 0"},
        {"en", "2000 million", 0, "2: 2000000000 -6 6 scaled plain 2000"},
        {"en", "123456789012345678 shops", 0, "1: 123456789012345678 0 0"},
        {"en", "1234567890123456789 shops", 0, "1: 1234567890123456789 0 0"},
        {"en", "0.50 per cent", 0, "1: 0.5 2 0"},
        {"en", "00.50 per cent", 0, "1: 0.5 2 0"},
        {"en", "2.024 shops", 0, "1: 2.024 3 0"},
        {"en", "1.23456789012345678 shops", 0, "1: 1.23456789012345678 17 0"},
        {"en", "1.234567890123456789 shops", 0, "1: 1.234567890123456789 18 0"},
        {"en", "12345678901234567890123456789012345678901234567890 shops", 0, "1: none"},
        {"en", "1,234 shops", 0, "1: 1234 0 0"},
        {"fr", "1.234 boutiques", 0, "1: 1234 0 0"},
        {"fr", "1.234 milliards", 0, "2: 1234000000 -6 9 scaled plain 1.234"},
        {"fr", "1.230 milliards", 0, "2: 1230000000000 -9 9 scaled plain 1230"},
        {"fr", "1,234 milliards", 0, "2: 1234000000 -6 9 scaled plain 1.234"},
        {"fr", "1 234,50 euros", 0, "1: 1234.5 2 0"},
        {"fr", "1.234.567,8 euros", 0, "1: 1234567.8 1 0"},
        {"en", "1,234,56 shops", 0, "1: none"},
        {"en", "2025-10-28", 0, "1: none"},
        {"en", "9:01", 0, "1: none"},
        {"en", ".1950 shops", 0, "2: 0.195 4 0 year"},
        {"en", "5", 0, "1: 5 0 0"},
        {"en", "5 million", 0, "2: 5000000 -6 6 scaled plain 5"},
    };
    SAMPLES(samples);
}

static void hundreds(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"en", "5 hundred jobs", 0, "2: 500 -2 2 scaled plain 5"},
        {"en", "99 hundred jobs", 0, "2: 9900 -2 2 scaled plain 99"},
        {"en", "100 hundred jobs", 0, "1: 100 0 0"},
        {"en", "2.5 hundred jobs", 0, "2: 250 -1 2 scaled plain 2.5"},
        {"en", "2.55 hundred jobs", 0, "1: 2.55 2 0"},
        {"en", "5 hundred thousand jobs", 0, "3: 500000 -5 3 scaled plain 5"},
        {"en", "5 hundred million jobs", 0, "3: 500000000 -8 6 scaled plain 5"},
        {"fr", "15 cents", 0, "1: 15 0 0"},
        {"fr", "5 cents", 0, "1: 5 0 0"},
        {"en", "0 hundred", 0, "2: 0 -2 2 scaled"},
    };
    SAMPLES(samples);
}

static void scales(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"en", "5 million", 0, "2: 5000000 -6 6 scaled plain 5"},
        {"en", "5.25 billion dollars", 0, "2: 5250000000 -7 9 scaled plain 5.25"},
        {"fr", "les 5 premiers milliards", 1, "3: 5000000000 -9 9 scaled plain 5"},
        {"fr", "les 5 premiers jours", 1, "1: 5 0 0"},
        {"fr", "5 mille milliards", 0, "3: 5000000000000 -12 12 scaled plain 5"},
        {"en", "5 thousand thousand thousand thousand thousand", 0, "5: 5000000000000 -12 12 scaled plain 5"},
        {"en", "2024", 0, "1: 2024 0 0 year"},
        {"en", "2024 million", 0, "2: 2024000000 -6 6 scaled plain 2024"},
        {"en", "1899", 0, "1: 1899 0 0"},
        {"en", "2,024", 0, "1: 2024 0 0"},
        {"en", "99999999999999999999999999999999999999 million", 0,
         "2: 99999999999999999999999999999999999999000000 -6 6 scaled plain 99999999999999999999999999999999999999"},
        {"en", "99999999999999999999999999999999999999999999999999 million", 0, "1: none"},
        {"en", "12/05/2024", 0, "1: none"},
        {"fr", "01 42 68 53 00", 0, "1: none"},
    };
    SAMPLES(samples);
}

static void lower_parts(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"fr", "2 millions 500 mille euros", 0, "4: 2500000 -3 3 scaled plain 2"},
        {"fr", "2 milliards 500 millions", 0, "4: 2500000000 -6 6 scaled plain 2"},
        {"fr", "2 milliards 500", 0, "2: 2000000000 -9 9 scaled plain 2"},
        {"fr", "2 milliards 500 euros", 0, "2: 2000000000 -9 9 scaled plain 2"},
        {"fr", "2 millions 5000 mille", 0, "2: 2000000 -6 6 scaled plain 2"},
        {"fr", "2 millions 50 mille", 0, "4: 2050000 -3 3 scaled plain 2"},
        {"fr", "2 mille 500 mille", 0, "2: 2000 -3 3 scaled plain 2"},
        {"fr", "2 mille 500 millions", 0, "2: 2000 -3 3 scaled plain 2"},
        {"fr", "2 millions 500 millions", 0, "2: 2000000 -6 6 scaled plain 2"},
        {"en", "3 thousand 5 hundred jobs", 0, "4: 3500 -2 2 scaled plain 3"},
        {"en", "3 million 5 hundred jobs", 0, "4: 3000500 -2 2 scaled plain 3"},
        {"en", "3 thousand 5 jobs", 0, "2: 3000 -3 3 scaled plain 3"},
        {"en", "3 hundred 5 thousand", 0, "2: 300 -2 2 scaled plain 3"},
        {"en", "3 thousand 2.5 hundred", 0, "2: 3000 -3 3 scaled plain 3"},
        {"en", "3 million 5 thousand 2 hundred", 0, "4: 3005000 -3 3 scaled plain 3"},
        {"en", "3 million 5", 0, "2: 3000000 -6 6 scaled plain 3"},
        {"en", "3 million, 5 thousand", 0, "2: 3000000 -6 6 scaled plain 3"},
    };
    SAMPLES(samples);
}

static void leading_points(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"en", ".5 million", 0, "3: 500000 -5 6 scaled plain 0.5"},
        {"en", "by .5 million", 1, "3: 500000 -5 6 scaled plain 0.5"},
        {"en", "by.5 million", 1, "0: none"},
        {"en", "$.5 million", 1, "3: 500000 -5 6 scaled plain 0.5"},
        {"fr", ",5 million", 0, "3: 500000 -5 6 scaled plain 0.5"},
        {"en", ". 5 million", 0, "0: none"},
        {"en", ".5,5", 0, "0: none"},
        {"en", ".five", 0, "0: none"},
        {"en", "by ;5", 1, "0: none"},
        {"en", "nothing", 0, "0: none"},
        {"en", "five million", 0, "2: 5000000 -6 6 scaled plain 5"},
        {"en", "a dozen", 0, "2: 12 0 0"},
        {"en", "%", 0, "0: none"},
    };
    SAMPLES(samples);
}

/* A scale that stands elsewhere: as long as the exponent and 36 digits allow. */
static void scaled_afterwards(void **state)
{
    (void)state;
    static const struct {
        int64_t coefficient;
        int32_t exponent, power;
        bool fits;
    } rows[] = {
        {5, 0, 6, true},    {5, -2, 6, true},   {5, 0, 35, true},    {5, 0, 36, false},   {12, 0, 34, true},    {12, 0, 35, false},
        {5, -64, 64, true}, {5, -30, 65, true}, {5, -30, 66, false}, {120, -1, 35, true}, {120, -1, 36, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct numeral numeral = {.value = decimal_from(rows[i].coefficient, rows[i].exponent), .decimals = 2, .scale = 3};
        assert_int_equal(number_scale(&numeral, rows[i].power), rows[i].fits);
        assert_int_equal(numeral.scaled, rows[i].fits);
        assert_int_equal(numeral.decimals, rows[i].fits ? 2 - rows[i].power : 2);
        assert_int_equal(numeral.scale, rows[i].fits ? 3 + rows[i].power : 3);
        assert_int_equal(decimal_compare(numeral.value,
                                         decimal_from(rows[i].coefficient, rows[i].exponent + (rows[i].fits ? rows[i].power : 0))),
                         0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits), cmocka_unit_test(halves),      cmocka_unit_test(hundreds),       cmocka_unit_test(scales),
        cmocka_unit_test(lower_parts), cmocka_unit_test(leading_points), cmocka_unit_test(scaled_afterwards),
    };
    return cmocka_run_group_tests(tests, start_reading, end_reading);
}
