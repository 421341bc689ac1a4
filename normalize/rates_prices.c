/* SPDX-License-Identifier: MIT */
/* Price directives of plain-text accounting (P 2024-06-26 USD 0.9355 EUR; 2024-06-26 price USD 0.9355 EUR) -> days of rates by
 * currency. */
#include "normalize/rates_reader.h"

#include "core/date.h"
#include "core/text.h"

#include <string.h>

#define WORDS_MAX 8

/* Words of a line; a comment ends it. SIZE_MAX: more words than a directive has. */
static size_t split_words(struct chiffre_text line, struct chiffre_text *words)
{
    size_t count = 0, at = 0;
    for (;;) {
        while (at < line.length && (line.data[at] == ' ' || line.data[at] == '\t'))
            at++;
        if (at == line.length || line.data[at] == ';' || line.data[at] == '#')
            return count;
        if (count == WORDS_MAX)
            return SIZE_MAX;
        size_t start = at;
        while (at < line.length && line.data[at] != ' ' && line.data[at] != '\t')
            at++;
        words[count++] = rates_trim((struct chiffre_text){line.data + start, at - start});
    }
}

/* Signs that ledgers write before or behind an amount. */
static struct chiffre_text code_of_sign(struct chiffre_text word)
{
    static const struct {
        const char *sign, *code;
    } signs[] = {{"€", "EUR"}, {"$", "USD"}, {"£", "GBP"}, {"¥", "JPY"}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (text_equal(word, text_from(signs[i].sign)))
            return text_from(signs[i].code);
    return word;
}

static bool is_number_byte(char c)
{
    return (c >= '0' && c <= '9') || c == '.' || c == '-';
}

/* "0.9355 EUR", "EUR 0.9355", "€0.9355", "0.9355€" -> the number's text and the code's. */
static bool read_price(const struct chiffre_text *words, size_t count, struct chiffre_text *number, struct chiffre_text *code)
{
    if (count == 2) {
        bool first = words[0].length > 0 && is_number_byte(words[0].data[0]);
        *number = words[first ? 0 : 1];
        *code = code_of_sign(words[first ? 1 : 0]);
        return true;
    }
    if (count != 1 || words[0].length == 0)
        return false;
    struct chiffre_text word = words[0];
    size_t digits = 0, other = 0;
    while (digits < word.length && is_number_byte(word.data[digits]))
        digits++;
    while (digits == 0 && other < word.length && !is_number_byte(word.data[other]))
        other++;
    *number = digits > 0 ? (struct chiffre_text){word.data, digits} : (struct chiffre_text){word.data + other, word.length - other};
    *code = code_of_sign(digits > 0 ? (struct chiffre_text){word.data + digits, word.length - digits}
                                    : (struct chiffre_text){word.data, other});
    return number->length > 0 && code->length > 0;
}

static enum chiffre_status read_slashed_date(const struct rates_reader *reader, struct chiffre_text text, chiffre_date *date)
{
    char copy[10];
    if (text.length != sizeof copy)
        return rates_read_date(reader, text, date);
    for (size_t i = 0; i < sizeof copy; i++)
        copy[i] = text.data[i] == '/' ? '-' : text.data[i];
    *date = date_read((struct chiffre_text){copy, sizeof copy});
    return *date != CHIFFRE_NO_DATE ? CHIFFRE_OK : rates_read_date(reader, text, date);
}

/* `words` begins with the date; `count` is without the words before it. */
static enum chiffre_status read_directive(struct rates_reader *reader, const struct chiffre_text *words, size_t count)
{
    struct rate_day day = {.source = 0};
    struct chiffre_text priced, number_text, currency;
    enum chiffre_status status = read_slashed_date(reader, words[0], &day.date);
    if (status != CHIFFRE_OK)
        return status;
    size_t at = 1;
    if (count > 1 && words[1].length >= 5 && memchr(words[1].data, ':', words[1].length) != NULL)
        at = 2; /* ledger's time of day */
    if (count <= at + 1 || !read_price(words + at + 1, count - at - 1, &number_text, &currency))
        return rates_malformed(reader, NULL, "a price directive reads P 2024-06-26 USD 0.9355 EUR");
    priced = code_of_sign(words[at]);
    if ((status = rates_check_code(reader, priced)) != CHIFFRE_OK || (status = rates_check_code(reader, currency)) != CHIFFRE_OK ||
        (status = rates_read_rate(reader, number_text, &day)) != CHIFFRE_OK)
        return status;
    bool priced_euro = memcmp(priced.data, "EUR", 3) == 0, in_euro = memcmp(currency.data, "EUR", 3) == 0;
    if (priced_euro == in_euro)
        return rates_malformed(reader, words[at].data, "one side of the price, and only one, must be EUR");
    day.inverted = in_euro;
    return rates_add_named(reader, in_euro ? priced : currency, day);
}

/* Whether the line is a directive; then the words from its date on, with "price" taken out. */
static bool find_directive(struct chiffre_text line, struct chiffre_text *words, size_t *count)
{
    *count = split_words(line, words);
    if (*count == SIZE_MAX || *count < 2)
        return false;
    bool ledger = text_equal(words[0], TEXT("P"));
    if (!ledger && !text_equal(words[1], TEXT("price")))
        return false;
    if (!ledger)
        words[1] = words[0];
    --*count;
    memmove(words, words + 1, *count * sizeof *words);
    return true;
}

bool rates_begins_prices(struct chiffre_text line)
{
    struct chiffre_text words[WORDS_MAX];
    size_t count;
    return find_directive(line, words, &count) || count == 0;
}

enum chiffre_status rates_read_prices(struct rates_reader *reader)
{
    enum chiffre_status status = CHIFFRE_OK;
    do {
        struct chiffre_text words[WORDS_MAX];
        size_t count;
        if (find_directive(reader->line, words, &count))
            status = read_directive(reader, words, count);
        else if (count != 0)
            status = rates_malformed(reader, NULL, "not a price directive such as P 2024-06-26 USD 0.9355 EUR");
    } while (status == CHIFFRE_OK && rates_next_line(reader));
    return status;
}
