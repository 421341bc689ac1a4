/* SPDX-License-Identifier: MIT */
/* Number words: every integer from 0 to 999,999, spelt here by the rules of each language's grammar books, in its spellings. */
#include "tests/numbers.h"

/* ---- Spelling ---- */

struct spelling {
    char text[256];
    const char *tens_of_seventy, *tens_of_eighty, *tens_of_ninety; /* NULL: soixante-dix, quatre-vingts, quatre-vingt-dix */
    bool hyphens;                                                  /* 1990: a hyphen between all parts */
};

static void put(struct spelling *spelling, const char *word, bool hyphen)
{
    size_t used = strlen(spelling->text);
    const char *joint = used == 0 ? "" : hyphen ? "-" : " ";
    snprintf(spelling->text + used, sizeof spelling->text - used, "%s%s", joint, word);
}

static const char *const french_small[] = {"zéro",     "un",     "deux",  "trois",    "quatre",   "cinq",    "six",
                                           "sept",     "huit",   "neuf",  "dix",      "onze",     "douze",   "treize",
                                           "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"};

static void french_below_hundred(struct spelling *spelling, int number, bool last)
{
    static const char *const tens[] = {"",          "",         "vingt",    "trente",       "quarante",
                                       "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"};
    if (number < 20) {
        put(spelling, french_small[number], spelling->hyphens);
        return;
    }
    int ten = number / 10, rest = number % 10;
    const char *own = ten == 7   ? spelling->tens_of_seventy
                      : ten == 8 ? spelling->tens_of_eighty
                      : ten == 9 ? spelling->tens_of_ninety
                                 : NULL;
    if ((ten == 7 || ten == 9) && own == NULL)
        rest += 10;
    if (ten == 8 && rest == 0 && own == NULL) {
        put(spelling, last ? "quatre-vingts" : "quatre-vingt", spelling->hyphens);
        return;
    }
    put(spelling, own != NULL ? own : tens[ten], spelling->hyphens);
    if (rest == 0)
        return;
    bool et = (rest == 1 || rest == 11) && !(ten >= 8 && own == NULL);
    if (et)
        put(spelling, "et", spelling->hyphens);
    put(spelling, french_small[rest], !et || spelling->hyphens);
}

static void french_below_thousand(struct spelling *spelling, int number, bool last)
{
    if (number >= 200)
        put(spelling, french_small[number / 100], spelling->hyphens);
    if (number >= 100)
        put(spelling, number >= 200 && number % 100 == 0 && last ? "cents" : "cent", spelling->hyphens);
    if (number % 100 != 0 || number == 0)
        french_below_hundred(spelling, number % 100, last);
}

static void french(struct spelling *spelling, int number)
{
    spelling->text[0] = '\0';
    if (number >= 2000)
        french_below_thousand(spelling, number / 1000, false);
    if (number >= 1000)
        put(spelling, "mille", spelling->hyphens);
    if (number % 1000 != 0 || number == 0)
        french_below_thousand(spelling, number % 1000, true);
}

static void english_below_thousand(struct spelling *spelling, int number, bool with_and)
{
    static const char *const small[] = {"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                                        "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                                        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static const char *const tens[] = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (number >= 100) {
        put(spelling, small[number / 100], false);
        put(spelling, "hundred", false);
        number %= 100;
        if (number == 0)
            return;
        if (with_and)
            put(spelling, "and", false);
    }
    if (number < 20) {
        put(spelling, small[number], false);
        return;
    }
    put(spelling, tens[number / 10], false);
    if (number % 10 != 0)
        put(spelling, small[number % 10], true);
}

static void english(struct spelling *spelling, int number)
{
    spelling->text[0] = '\0';
    if (number >= 1000) {
        english_below_thousand(spelling, number / 1000, spelling->hyphens);
        put(spelling, "thousand", false);
    }
    if (number % 1000 == 0 && number > 0)
        return;
    if (number >= 1000 && number % 1000 < 100 && spelling->hyphens) /* here: with "and" */
        put(spelling, "and", false);
    english_below_thousand(spelling, number % 1000, spelling->hyphens);
}

/* ---- Reading ---- */

static bool reads_as(const char *language, const char *text, int64_t value)
{
    struct sentence sentence;
    struct numeral numeral;
    read_sentence(language, text, &sentence);
    uint32_t used = number_read(&evidence, &sentence, 0, &numeral);
    return used == sentence.count && numeral.value.known && decimal_compare(numeral.value, decimal_from(value, 0)) == 0;
}

static void check_all(const char *language, void (*spell)(struct spelling *, int), struct spelling *spelling)
{
    int wrong = 0;
    read_document(language, "");
    for (int number = 0; number < 1000000; number++) {
        spell(spelling, number);
        if (reads_as(language, spelling->text, number))
            continue;
        if (wrong++ < 5)
            printf("# %d: %s\n", number, spelling->text);
    }
    assert_int_equal(wrong, 0);
}

static void test_french(void **state)
{
    (void)state;
    struct spelling spelling = {.hyphens = false};
    check_all("fr", french, &spelling);
}

static void test_french_1990(void **state)
{
    (void)state;
    struct spelling spelling = {.hyphens = true};
    check_all("fr", french, &spelling);
}

static void test_french_swiss(void **state)
{
    (void)state;
    struct spelling spelling = {.tens_of_seventy = "septante", .tens_of_eighty = "huitante", .tens_of_ninety = "nonante"};
    check_all("fr", french, &spelling);
}

static void test_french_belgian(void **state)
{
    (void)state;
    struct spelling spelling = {.tens_of_seventy = "septante", .tens_of_ninety = "nonante"};
    check_all("fr", french, &spelling);
}

static void test_english(void **state)
{
    (void)state;
    struct spelling spelling = {.hyphens = false};
    check_all("en", english, &spelling);
}

static void test_english_with_and(void **state)
{
    (void)state;
    struct spelling spelling = {.hyphens = true};
    check_all("en", english, &spelling);
}

/* Text, value without exponent, decimals by annotation: digits behind the separator less the scale's power. */
struct sample {
    const char *language, *text, *value;
    int32_t decimals;
};

static const struct sample scales_and_fractions[] = {
    {"fr", "six millions", "6000000", -6},
    {"fr", "un milliard et demi", "1500000000", -8},
    {"fr", "1 million et demi", "1500000", -5},
    {"fr", "demi-million", "500000", -5},
    {"fr", "un demi-million", "500000", -5},
    {"fr", "16 mille milliards", "16000000000000", -12},
    {"fr", "trois quarts de milliard", "750000000", -7},
    {"fr", "une dizaine", "10", -1},
    {"fr", "une douzaine", "12", 0},
    {"fr", "une quarantaine", "40", -1},
    {"fr", "une centaine de millions", "100000000", -8},
    {"fr", "un millier", "1000", -3},
    {"fr", "deux cent mille", "200000", -3},
    {"fr", "mille deux cents", "1200", -2},
    {"fr", "quatre-vingts millions", "80000000", -6},
    {"fr", "deux virgule cinq millions", "2500000", -5},
    {"fr", "zéro virgule sept", "0.7", 1},
    {"fr", "2 millions 500 mille", "2500000", -3},
    {"fr", "trois millions deux cent mille cinq cent un", "3200501", 0},
    {"fr", "2 000 milliards", "2000000000000", -9},
    {"fr", "8,943 milliards", "8943000000", -6},
    {"fr", "30 000", "30000", 0},
    {"fr", "336.210,00", "336210.00", 2},
    {"fr", "10'000", "10000", 0},
    {"fr", "deux billions", "2000000000000", -12},
    {"en", "two trillion", "2000000000000", -12},
    {"en", "a million and a half", "1500000", -5},
    {"en", "one and a half billion", "1500000000", -8},
    {"en", "two and a half million", "2500000", -5},
    {"en", "half a million", "500000", -5},
    {"en", "a quarter of a billion", "250000000", -7},
    {"en", "twelve hundred", "1200", -2},
    {"en", "a hundred and five", "105", 0},
    {"en", "two dozen", "24", 0},
    {"en", "half a dozen", "6", 0},
    {"en", "one and one-eighth", "1.125", 3},
    {"en", "three point two five million", "3250000", -4},
    {"en", "5,00,000", "500000", 0},
    {"en", "1 lakh crore", "1000000000000", -12},
    {"en", "2½", "2.5", 1},
    {"en", ".001", "0.001", 3},
    {"en", "1,234,567.89", "1234567.89", 2},
};

static void test_scales_and_fractions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof scales_and_fractions / sizeof *scales_and_fractions; i++) {
        const struct sample *sample = &scales_and_fractions[i];
        struct sentence sentence;
        struct numeral numeral;
        struct chiffre_decimal value;
        read_document(sample->language, sample->text);
        read_sentence(sample->language, sample->text, &sentence);
        uint32_t used = number_read(&evidence, &sentence, 0, &numeral);
        assert_int_equal(decimal_read(text_from(sample->value), &value), CHIFFRE_OK);
        if (used != sentence.count || decimal_compare(numeral.value, value) != 0 || numeral.decimals != sample->decimals)
            printf("# %s: tokens %u of %u, decimals %d\n", sample->text, used, sentence.count, (int)numeral.decimals);
        assert_int_equal(used, sentence.count);
        assert_int_equal(decimal_compare(numeral.value, value), 0);
        assert_int_equal(numeral.decimals, sample->decimals);
    }
}

/* An ambiguous 1.234 or 1,234 goes by the language, or by what the rest of the document does. */
static void test_separators(void **state)
{
    (void)state;
    static const struct {
        const char *language, *document, *number, *value;
    } samples[] = {
        {"fr", "", "1.234", "1234"},
        {"fr", "", "1,234", "1.234"},
        {"en", "", "1,234", "1234"},
        {"en", "", "1.234", "1.234"},
        {"fr", "Le titre vaut 12.5 et 0.27, puis 3.75.", "1.234", "1.234"},
        {"en", "Il prezzo: 12,5 e 0,27, poi 3,75.", "1.234", "1234"},
        {"fr", "", "1.283 milliards", "1283000000"},
        {"fr", "", "1.500 millions", "1500000000"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        struct sentence sentence;
        struct numeral numeral;
        struct chiffre_decimal value;
        read_document(samples[i].language, samples[i].document);
        read_sentence(samples[i].language, samples[i].number, &sentence);
        assert_int_equal(number_read(&evidence, &sentence, 0, &numeral), sentence.count);
        assert_int_equal(decimal_read(text_from(samples[i].value), &value), CHIFFRE_OK);
        assert_int_equal(decimal_compare(numeral.value, value), 0);
        assert_non_null(numeral.reason);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_french),
        cmocka_unit_test(test_french_1990),
        cmocka_unit_test(test_french_swiss),
        cmocka_unit_test(test_french_belgian),
        cmocka_unit_test(test_english),
        cmocka_unit_test(test_english_with_and),
        cmocka_unit_test(test_scales_and_fractions),
        cmocka_unit_test(test_separators),
    };
    return cmocka_run_group_tests(tests, start_reading, end_reading);
}
