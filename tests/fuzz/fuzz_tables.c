/* SPDX-License-Identifier: MIT */
/* Door tables: any bytes as one table of data/ -> the data compiler, in a small folder of its own whose other tables are right; or
 * as a table of a user's own lexicon -> an extractor. The first byte says which table. What is made is C with every string closed,
 * and the same when made again. */
#include "tests/fuzz/door.h"
#include "tools/compile.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define WORDS "phrase,role,value,note\n"
static const struct place {
    char letter; /* the input's first byte */
    const char *path;
    compile_fn *compile; /* NULL: a user's table */
    const char *right;
} places[] = {
    {'m', "data/metrics.csv", compile_catalog,
     "name,kinds,nature,label_en,label_fr,concepts,traits,note\nrevenue,money,flow,Revenue,Chiffre,Revenues,,\n"},
    {'c', "data/currencies.csv", compile_catalog,
     "code,minor_units,name_en,name_fr,symbol,active,note\nEUR,2,euro,euro,€,yes,\nUSD,2,dollar,dollar,$,yes,\nFRF,2,franc,franc,"
     "FRF,no,1\nXPF,0,p,p,XPF,yes,\n"},
    {'e', "data/rates/ecb-monthly.csv", compile_rates,
     "month,currency,average,end,low,high,days\n1999-01,USD,1.16,1.14,1.13,1.18,20\n"},
    {'l', "data/rates/euro-legacy.csv", compile_rates, "currency,rate,adopted\nFRF,6.55957,1999-01-01\n"},
    {'p', "data/rates/parities.csv", compile_rates, "currency,units,anchor,amount,since\nXPF,1000,EUR,8.38,1999-01-01\n"},
    {'w', "data/pages.csv", compile_words, "word,note\nad,\n"},
    {'b', "data/company_forms.csv", compile_words, "word,note\ninc,\n"},
    {'f', "data/fr/function.csv", compile_lexicon, WORDS "le,stop,,\n"},
    {'s', "data/fr/scales.csv", compile_lexicon, WORDS "million,scale,6,\n"},
    {'n', "data/fr/numbers.csv", compile_lexicon, WORDS "deux,number_unit,2,\n"},
    {'q', "data/fr/cues.csv", compile_patterns, WORDS "de,of,,\n"},
    {'t', "data/sets.csv", compile_patterns, "name,members,note\nfiller,word sign of,\n"},
    {'a', "data/fr/patterns.csv", compile_patterns,
     "name,pattern,gives,example,expect,note\na,of ~2 x:money,x.aside=yes,De 2 euros.,money,\n"},
    {'x', "own/fr/scales.csv", NULL, WORDS},
    {'y', "own/en/currencies.csv", NULL, WORDS},
};
#define PLACES (sizeof places / sizeof *places)
static char folder[] = "/tmp/chiffre-fuzz-XXXXXX";

static void write_table(const char *path, struct chiffre_text bytes)
{
    char name[128];
    (void)snprintf(name, sizeof name, "%s/%s", folder, path);
    int file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    REQUIRE(file >= 0 && write(file, bytes.data, bytes.length) == (ssize_t)bytes.length && close(file) == 0);
}

static void remove_all(void)
{
    static const char *const folders[] = {"data/rates", "data/fr", "data/common", "data", "own/fr", "own/en", "own", ""};
    char name[128];
    for (size_t i = 0; i < PLACES; i++) {
        (void)snprintf(name, sizeof name, "%s/%s", folder, places[i].path);
        (void)unlink(name);
    }
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        (void)snprintf(name, sizeof name, "%s/%s", folder, folders[i]);
        (void)rmdir(name);
    }
}

static void make_all(void)
{
    static const char *const folders[] = {"data", "data/rates", "data/fr", "data/common", "own", "own/fr", "own/en"};
    char name[128];
    REQUIRE(mkdtemp(folder) != NULL && atexit(remove_all) == 0);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        (void)snprintf(name, sizeof name, "%s/%s", folder, folders[i]);
        REQUIRE(mkdir(name, 0700) == 0);
    }
    for (size_t i = 0; i < PLACES; i++)
        write_table(places[i].path, text_from(places[i].right));
}

/* Strings end on their line and have no trigraph, brackets close, and outside of strings nothing stands that C does not have. */
static void is_c(struct chiffre_text made)
{
    bool string = false;
    int depth = 0;
    for (size_t i = 0; i < made.length; i++) {
        unsigned char c = (unsigned char)made.data[i];
        REQUIRE(string ? c >= 0x20 : c == '\n' || (c >= 0x20 && c < 0x7F));
        REQUIRE(c != '?' || i + 1 == made.length || made.data[i + 1] != '?');
        if (string && c == '\\')
            i++;
        else if (c == '"')
            string = !string;
        else if (!string)
            depth += (c == '{') - (c == '}');
        REQUIRE(depth >= 0);
    }
    REQUIRE(!string && depth == 0);
}

static enum chiffre_status compile(compile_fn *table)
{
    char data[64];
    struct output *made[2];
    struct chiffre_error error = {.line = 0};
    enum chiffre_status status[2];
    (void)snprintf(data, sizeof data, "%s/data", folder);
    for (int i = 0; i < 2; i++) {
        REQUIRE(output_open_memory(&made[i]) == CHIFFRE_OK);
        status[i] = table(data, made[i], &error);
        door_failed_well(status[i], &error);
    }
    REQUIRE(status[0] == status[1]);
    if (status[0] == CHIFFRE_OK) {
        REQUIRE(text_equal(output_memory(made[0]), output_memory(made[1])));
        is_c(output_memory(made[0]));
    } else {
        REQUIRE(strncmp(error.file, folder, strlen(folder)) == 0);
    }
    output_discard(made[0]);
    output_discard(made[1]);
    return status[0];
}

static void lay_over(void)
{
    char own[64];
    (void)snprintf(own, sizeof own, "%s/own", folder);
    struct chiffre_extract_options options = {.lexicon_directory = own};
    struct chiffre_extractor *extractor;
    struct chiffre_error error = {.line = 0};
    struct chiffre_document document = {
        .name = TEXT("fuzz"), .text = TEXT("Deux milliards d'euros, 3 million dollars."), .date = CHIFFRE_NO_DATE};
    struct chiffre_list *list = chiffre_list_new();
    enum chiffre_status status = chiffre_extractor_new(&options, &extractor, &error);
    door_failed_well(status, &error);
    if (status == CHIFFRE_OK) {
        REQUIRE(chiffre_extract(extractor, &document, list, NULL) == CHIFFRE_OK);
        chiffre_extractor_free(extractor);
    }
    chiffre_list_free(list);
}

static const struct place *find_place(char letter)
{
    for (size_t i = 0; i < PLACES; i++)
        if (places[i].letter == letter)
            return &places[i];
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool made;
    if (!made) {
        make_all();
        for (size_t i = 0; i < PLACES; i++)
            REQUIRE(places[i].compile == NULL || compile(places[i].compile) == CHIFFRE_OK);
    }
    made = true;
    struct chiffre_text rest = {(const char *)data, size};
    const struct place *place = find_place((char)door_byte(&rest));
    if (place == NULL)
        return 0;
    write_table(place->path, rest);
    if (place->compile != NULL)
        (void)compile(place->compile);
    else
        lay_over();
    write_table(place->path, text_from(place->right));
    return 0;
}
