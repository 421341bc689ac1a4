/* SPDX-License-Identifier: MIT */
/* A rate file, line by line -> dates, rates and codes, days that go into their series, and what is wrong at which place. */
#ifndef NORMALIZE_RATES_READER_H
#define NORMALIZE_RATES_READER_H

#include "normalize/rates.h"

struct rates_reader {
    const char *path;
    struct chiffre_text rest; /* behind the line */
    struct chiffre_text line; /* without its end */
    size_t number;            /* of the line, 1-based */
    struct rate_file *file;
    struct chiffre_error *error;
};

/* `at` points into the line, NULL: the line as a whole. A value, so that an analyzer sees which. */
#define rates_malformed(reader, at, ...) (rates_tell_malformed((reader), (at), __VA_ARGS__), CHIFFRE_MALFORMED)
__attribute__((format(printf, 3, 4)))
void rates_tell_malformed(const struct rates_reader *reader, const char *at, const char *format, ...);

bool rates_next_line(struct rates_reader *reader); /* false: there is none */
/* Without blanks around it, and without quotes. */
struct chiffre_text rates_trim(struct chiffre_text text);
enum chiffre_status rates_read_date(const struct rates_reader *reader, struct chiffre_text text, chiffre_date *date);
/* Digits with at most one point, above zero. */
enum chiffre_status rates_read_rate(const struct rates_reader *reader, struct chiffre_text text, struct rate_day *day);
enum chiffre_status rates_check_code(const struct rates_reader *reader, struct chiffre_text code);
/* Days of a currency come in one order, up or down, each once; `at`: where the line tells it. */
enum chiffre_status rates_add_day(const struct rates_reader *reader, struct rate_series *series, struct rate_day day, const char *at);
/* As rates_add_day, into the series of a code of the line. */
enum chiffre_status rates_add_named(struct rates_reader *reader, struct chiffre_text code, struct rate_day day);

/* ---- rates_prices.c: from this line on; what begins prices is a directive, or a line with nothing but a comment */
bool rates_begins_prices(struct chiffre_text line);
enum chiffre_status rates_read_prices(struct rates_reader *reader);

#endif
