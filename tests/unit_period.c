/* SPDX-License-Identifier: MIT */
/* Periods in words -> labels and days, in both languages, against a document's date. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
/* cmocka wants the four above before it */
#include <cmocka.h>

#include "core/date.h"
#include "core/tables.h"
#include "core/text.h"
#include "extract/period.h"

struct example {
    const char *language, *text, *date; /* date "" : the document has none */
    bool future;
    const char *reference; /* period of the figure that is compared, "" none */
    const char *label;     /* "" : no mention, or one without a period of its own */
};

static const struct example examples[] = {
    {"fr", "au deuxième trimestre", "2025-10-28", false, "", "2025-Q2"},
    {"fr", "au quatrième trimestre", "2025-02-07", false, "", "2024-Q4"},
    {"fr", "au quatrième trimestre", "2025-02-07", true, "", "2025-Q4"},
    {"fr", "au deuxième trimestre", "", false, "", "Q2"},
    {"fr", "deuxième trimestre 2025", "", false, "", "2025-Q2"},
    {"fr", "troisième trimestre de l'exercice 2024", "", false, "", "2024-Q3"},
    {"fr", "2e trimestre 2023", "", false, "", "2023-Q2"},
    {"fr", "T2 2025", "", false, "", "2025-Q2"},
    {"fr", "T2", "2025-10-28", false, "", "2025-Q2"},
    {"fr", "premier semestre 2024", "", false, "", "2024-H1"},
    {"fr", "S1 2024", "", false, "", "2024-H1"},
    {"fr", "au premier semestre", "2024-07-30", false, "", "2024-H1"},
    {"fr", "2024", "", false, "", "2024"},
    {"fr", "exercice 2023-2024", "", false, "", "2023/2024"},
    {"fr", "exercice 2023/24", "", false, "", "2023/2024"},
    {"fr", "l'an dernier", "2025-10-28", false, "", "2024"},
    {"fr", "cette année", "2025-10-28", false, "", "2025"},
    {"fr", "juin 2025", "", false, "", "2025-06"},
    {"fr", "en septembre", "2025-10-28", false, "", "2025-09"},
    {"fr", "en décembre", "2025-10-28", false, "", "2024-12"},
    {"fr", "26 juin 2024", "", false, "", "2024-06-26"},
    {"fr", "mercredi 26 juin", "2024-06-28", false, "", "2024-06-26"},
    {"fr", "1er mars 2024", "", false, "", "2024-03-01"},
    {"fr", "fin juin 2025", "", false, "", "2025-06-30"},
    {"fr", "d'ici à fin 2025", "2024-02-01", false, "", "2025-12-31"},
    {"fr", "d'ici à 2027", "2024-02-01", false, "", "2027"},
    {"fr", "un an plus tôt", "2025-10-28", false, "2025-Q2", "2024-Q2"},
    {"fr", "deux ans plus tôt", "2025-10-28", false, "2025", "2023"},
    {"fr", "il y a un an", "2025-10-28", false, "2025-H1", "2024-H1"},
    {"fr", "un an plus tôt", "2025-10-28", false, "", ""},
    {"fr", "sur un an", "2025-10-28", false, "2025-Q2", ""},
    {"fr", "la même période de 2023", "2025-10-28", false, "2024-Q3", "2023-Q3"},
    {"fr", "les neuf premiers mois de 2024", "", false, "", "2024-01-01/2024-09-30"},
    {"fr", "les neuf premiers mois", "2025-10-28", false, "", "2025-01-01/2025-09-30"},
    {"fr", "les douze mois clos le 30 juin 2025", "", false, "", "2024-07-01/2025-06-30"},
    {"fr", "sur les douze derniers mois", "2025-08-01", false, "", "2024-07-01/2025-06-30"},
    {"fr", "sur douze mois glissants", "2025-08-01", false, "", "2024-07-01/2025-06-30"},
    {"fr", "depuis le début de l'année", "2025-10-28", false, "", "2025-01-01/2025-10-28"},
    {"fr", "jeudi", "2022-11-25", false, "", "2022-11-24"},
    {"fr", "dès cette semaine", "2025-10-28", true, "", "2025-10-27/2025-11-02"},
    {"fr", "hier", "2025-10-28", false, "", "2025-10-27"},
    {"fr", "une voiture", "2025-10-28", false, "", ""},
    {"en", "second quarter", "2025-08-01", false, "", "2025-Q2"},
    {"en", "second quarter of 2025", "", false, "", "2025-Q2"},
    {"en", "Q3 2021", "", false, "", "2021-Q3"},
    {"en", "q3", "", false, "", "Q3"},
    {"en", "first half of 2024", "", false, "", "2024-H1"},
    {"en", "fiscal 2022", "", false, "", "2022"},
    {"en", "FY22", "", false, "", "2022"},
    {"en", "fy2022", "", false, "", "2022"},
    {"en", "full year 2021", "", false, "", "2021"},
    {"en", "fiscal year 2023", "", false, "", "2023"},
    {"en", "June 26, 2024", "", false, "", "2024-06-26"},
    {"en", "June 2024", "", false, "", "2024-06"},
    {"en", "the twelve months ended June 30, 2025", "", false, "", "2024-07-01/2025-06-30"},
    {"en", "trailing twelve months", "2025-08-01", false, "", "2024-07-01/2025-06-30"},
    {"en", "the first nine months of 2024", "", false, "", "2024-01-01/2024-09-30"},
    {"en", "a year earlier", "2025-08-01", false, "2025-Q2", "2024-Q2"},
    {"en", "last year", "2025-08-01", false, "", "2024"},
    {"en", "by the end of 2026", "2025-08-01", true, "", "2026-12-31"},
    {"en", "this year", "2025-08-01", false, "", "2025"},
    {"en", "three months ended March 31, 2024", "", false, "", "2024-Q1"},
    {"en", "the same period last year", "2025-08-01", false, "2025-Q2", "2024-Q2"},
    {"en", "previous quarter", "2025-08-01", false, "2025-Q2", "2025-Q1"},
};

static const struct lexicon *lexicon_of(const char *language)
{
    for (unsigned i = 0; i < lexicon_count; i++)
        if (strcmp(lexicons[i].language, language) == 0)
            return &lexicons[i];
    return NULL;
}

static void try_example(const struct example *example, struct scanner *scanner, const struct shapes *shapes)
{
    struct sentence sentence;
    struct mention mention = {.kind = MENTION_NONE};
    char label[PERIOD_TEXT_MAX] = "";
    scanner_start(scanner, text_from(example->text), lexicon_of(example->language), shapes);
    assert_true(scanner_next(scanner, &sentence));
    uint32_t used = 0;
    for (uint32_t at = 0; at < sentence.count && used == 0; at++)
        used = period_mention_read(&sentence, at, &mention);
    if (used > 0) {
        enum chiffre_period_source source;
        chiffre_date date = example->date[0] != '\0' ? date_read(text_from(example->date)) : CHIFFRE_NO_DATE;
        struct period reference = example->reference[0] != '\0' ? period_read(text_from(example->reference)) : PERIOD_EMPTY;
        struct period period = period_mention_resolve(&mention, date, example->future, reference, 12, &source);
        label[period_write(period, label)] = '\0';
    }
    if (strcmp(label, example->label) != 0)
        print_error("%s: got '%s', want '%s' (%u tokens, kind %d)\n", example->text, label, example->label, used, (int)mention.kind);
    assert_string_equal(label, example->label);
}

static struct scanner scanner;
static struct shapes *shapes;
static void try_one(void **state)
{
    try_example(*state, &scanner, shapes);
}

int main(void)
{
    enum { COUNT = sizeof examples / sizeof examples[0] };
    struct CMUnitTest tests[COUNT];
    assert_int_equal(shapes_new(&shapes, NULL), CHIFFRE_OK);
    for (size_t i = 0; i < COUNT; i++)
        tests[i] = (struct CMUnitTest){.name = examples[i].text, .test_func = try_one, .initial_state = (void *)(uintptr_t)&examples[i]};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scanner_free(&scanner);
    shapes_free(shapes);
    return failed;
}
