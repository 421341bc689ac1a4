/* SPDX-License-Identifier: MIT */
/* The fuzzers' common part. Linked with --wrap=read and --wrap=write, so that it stands between the library and the system. */
#include "tests/fuzz/door.h"

#include "core/csv.h"
#include "core/jsonl.h"

#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#define FILES 4

_Noreturn void door_fail(const char *condition, const char *file, int line)
{
    door_take_messages(NULL);
    dprintf(STDERR_FILENO, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

uint8_t door_byte(struct chiffre_text *rest)
{
    if (rest->length == 0)
        return 0;
    *rest = (struct chiffre_text){rest->data + 1, rest->length - 1};
    return (uint8_t)rest->data[-1];
}

/* ---- Files, reads, messages ---- */
static size_t read_most;
static struct door_message *taken;

ssize_t __real_read(int file, void *into, size_t room);
ssize_t __wrap_read(int file, void *into, size_t room);
ssize_t __wrap_read(int file, void *into, size_t room)
{
    return __real_read(file, into, read_most > 0 && read_most < room ? read_most : room);
}

ssize_t __real_write(int file, const void *from, size_t length);
ssize_t __wrap_write(int file, const void *from, size_t length);
ssize_t __wrap_write(int file, const void *from, size_t length)
{
    if (taken == NULL || file != STDERR_FILENO)
        return __real_write(file, from, length);
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&lock);
    size_t room = sizeof taken->bytes - taken->length, kept = length < room ? length : room;
    memcpy(taken->bytes + taken->length, from, kept);
    taken->length += kept;
    pthread_mutex_unlock(&lock);
    return (ssize_t)length;
}

void door_cut_reads(size_t most)
{
    read_most = most;
}

void door_steers_nothing(struct chiffre_text text)
{
    REQUIRE(utf8_valid(text));
    for (size_t i = 0; i < text.length; i++)
        REQUIRE(((unsigned char)text.data[i] >= 0x20 || text.data[i] == '\n') && text.data[i] != 0x7F);
}

void door_take_messages(struct door_message *message)
{
    taken = message;
    if (message != NULL)
        message->length = 0;
}

const char *door_file(struct chiffre_text bytes)
{
    static int files[FILES];
    static char paths[FILES][64];
    static size_t turn;
    turn = (turn + 1) % FILES;
    if (files[turn] == 0) {
        files[turn] = memfd_create("fuzz", 0);
        snprintf(paths[turn], sizeof paths[turn], "/proc/self/fd/%d", files[turn]);
    }
    REQUIRE(files[turn] > 0 && ftruncate(files[turn], 0) == 0);
    REQUIRE(pwrite(files[turn], bytes.data, bytes.length, 0) == (ssize_t)bytes.length);
    return paths[turn];
}

void door_failed_well(enum chiffre_status status, const struct chiffre_error *error)
{
    if (status == CHIFFRE_OK)
        return;
    REQUIRE(memchr(error->message, '\0', sizeof error->message) != NULL && error->message[0] != '\0');
    REQUIRE(memchr(error->file, '\0', sizeof error->file) != NULL);
    REQUIRE(error->column == 0 || error->line > 0);
}

/* ---- Lists of figures ---- */
#define ALL_COLUMNS (FIGURE_NORMALIZED | FIGURE_PAGES)

struct output *door_csv(const struct chiffre_list *list)
{
    struct output *output;
    REQUIRE(output_open_memory(&output) == CHIFFRE_OK);
    csv_write_header(output, ALL_COLUMNS);
    for (size_t i = 0; i < chiffre_list_count(list); i++)
        csv_write_figure(output, chiffre_list_at(list, i), ALL_COLUMNS);
    return output;
}

struct output *door_jsonl(const struct chiffre_list *list)
{
    struct output *output;
    REQUIRE(output_open_memory(&output) == CHIFFRE_OK);
    for (size_t i = 0; i < chiffre_list_count(list); i++)
        jsonl_write_figure(output, chiffre_list_at(list, i), ALL_COLUMNS);
    return output;
}

static bool same_figure(const struct chiffre_figure *one, const struct chiffre_figure *other)
{
    char first[DECIMAL_TEXT_MAX], second[DECIMAL_TEXT_MAX];
    for (size_t i = 0; i < figure_field_count; i++)
        if (!text_equal(figure_field_text(one, &figure_fields[i], first), figure_field_text(other, &figure_fields[i], second)))
            return false;
    return true;
}

bool door_same_figures(const struct chiffre_list *one, const struct chiffre_list *other)
{
    bool same = chiffre_list_count(one) == chiffre_list_count(other);
    for (size_t i = 0; same && i < chiffre_list_count(one); i++)
        same = same_figure(chiffre_list_at(one, i), chiffre_list_at(other, i));
    return same;
}

static bool all_utf8(const struct chiffre_list *list)
{
    char unused[DECIMAL_TEXT_MAX];
    for (size_t i = 0; i < chiffre_list_count(list); i++)
        for (size_t k = 0; k < figure_field_count; k++)
            if (!utf8_valid(figure_field_text(chiffre_list_at(list, i), &figure_fields[k], unused)))
                return false;
    return true;
}

/* The list that is read back from `written`, which is then written to the same bytes. Frees `written`. */
static struct chiffre_list *there_and_back(struct output *written, struct output *write(const struct chiffre_list *),
                                           enum chiffre_status read(const char *, struct chiffre_list *, struct chiffre_error *))
{
    struct chiffre_list *list = chiffre_list_new();
    REQUIRE(list != NULL && read(door_file(output_memory(written)), list, NULL) == CHIFFRE_OK);
    struct output *again = write(list);
    REQUIRE(text_equal(output_memory(written), output_memory(again)));
    output_discard(again);
    output_discard(written);
    return list;
}

void door_round_trips(const struct chiffre_list *list)
{
    struct chiffre_list *csv = there_and_back(door_csv(list), door_csv, csv_read_figures);
    struct chiffre_list *jsonl = there_and_back(door_jsonl(list), door_jsonl, jsonl_read_figures);
    REQUIRE(door_same_figures(list, csv));
    REQUIRE(!all_utf8(list) || door_same_figures(list, jsonl));
    chiffre_list_free(csv);
    chiffre_list_free(jsonl);
}

/* ---- Documents ---- */
static void holds(const struct chiffre_figure *figure, const struct chiffre_document *document, const struct chiffre_figure *before,
                  uint64_t count)
{
    REQUIRE(figure->length > 0 && figure->offset <= document->text.length &&
            figure->length <= document->text.length - figure->offset);
    REQUIRE(text_equal(figure->text, (struct chiffre_text){document->text.data + figure->offset, figure->length}));
    REQUIRE(text_equal(figure->document, document->name));
    REQUIRE(figure->id == (before == NULL ? 1 : before->id + 1));
    REQUIRE(before == NULL || figure->offset >= before->offset);
    REQUIRE(figure->line > 0 && figure->column > 0);
    REQUIRE(figure->kind != CHIFFRE_KIND_none && figure->bound != CHIFFRE_BOUND_none);
    REQUIRE(figure->unit.length > 0 || (figure->kind != CHIFFRE_KIND_percent && figure->kind != CHIFFRE_KIND_headcount));
    REQUIRE(figure->value.known && figure->decimals != CHIFFRE_NO_DECIMALS);
    REQUIRE(!figure->value_to.known || decimal_compare(figure->value, figure->value_to) <= 0);
    REQUIRE((figure->of == 0 || figure->relation != CHIFFRE_RELATION_none) && figure->of <= count && figure->of != figure->id);
    REQUIRE((figure->period_start == CHIFFRE_NO_DATE) == (figure->period_end == CHIFFRE_NO_DATE));
    REQUIRE(figure->period_start == CHIFFRE_NO_DATE || figure->period_start <= figure->period_end);
}

struct chiffre_list *door_extract(const struct chiffre_document *document)
{
    static struct chiffre_extractor *extractor;
    if (extractor == NULL)
        REQUIRE(chiffre_extractor_new(NULL, &extractor, NULL) == CHIFFRE_OK);
    struct chiffre_list *list = chiffre_list_new();
    struct chiffre_error error = {.line = 0};
    REQUIRE(list != NULL);
    enum chiffre_status status = chiffre_extract(extractor, document, list, &error);
    REQUIRE(status == CHIFFRE_OK || (status == CHIFFRE_UNKNOWN && document->language.length > 0));
    door_failed_well(status, &error);
    size_t count = chiffre_list_count(list);
    for (size_t i = 0; i < count; i++)
        holds(chiffre_list_at(list, i), document, i == 0 ? NULL : chiffre_list_at(list, i - 1), count);
    return list;
}

/* Adds the figures of a document, and one with the document's own words, so that lists of readings tell all that was read. */
static void take_document(struct chiffre_list *list, const struct chiffre_document *document, size_t largest)
{
    struct chiffre_figure told = chiffre_figure_empty();
    told.document = document->name;
    told.text = document->text;
    told.source = document->source;
    told.entity = document->title;
    told.unit = document->language;
    told.period_start = document->date;
    REQUIRE(chiffre_list_add(list, &told) == CHIFFRE_OK);
    if (document->text.length > largest)
        return;
    struct chiffre_list *figures = door_extract(document);
    for (size_t i = 0; i < chiffre_list_count(figures); i++)
        REQUIRE(chiffre_list_add(list, chiffre_list_at(figures, i)) == CHIFFRE_OK);
    chiffre_list_free(figures);
}

struct chiffre_list *door_read(struct door_reading *reading, const char *path)
{
    struct chiffre_reader *reader;
    struct chiffre_list *list = chiffre_list_new();
    size_t line = 0;
    REQUIRE(list != NULL && chiffre_reader_new(path, &reading->options, &reader, NULL) == CHIFFRE_OK);
    reading->documents = reading->failures = 0;
    door_cut_reads(reading->most);
    for (bool end = false; !end;) {
        struct chiffre_document document;
        struct chiffre_error error = {.line = 0};
        enum chiffre_status status = chiffre_reader_next(reader, &document, &end, &error);
        door_failed_well(status, &error);
        reading->failures += status != CHIFFRE_OK;
        if (end || status != CHIFFRE_OK)
            continue;
        reading->documents++;
        REQUIRE(chiffre_reader_line(reader) > line);
        line = chiffre_reader_line(reader);
        take_document(list, &document, reading->largest);
    }
    door_cut_reads(0);
    chiffre_reader_free(reader);
    return list;
}
