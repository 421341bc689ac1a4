/* SPDX-License-Identifier: MIT */
/* Words -> mentions of periods. Small readers, each of which consumes tokens or moves nothing; the longest wins. */
#include "extract/period.h"

#include "core/text.h"

#include <stdlib.h>
#include <string.h>

#define YEAR_FIRST 1900
#define YEAR_LAST 2100

static const struct lexicon_row *row_at(const struct sentence *sentence, uint32_t at, role_number role, uint32_t *tokens)
{
    if (at >= sentence->count)
        return NULL;
    struct match match = token_match(sentence, at, role);
    *tokens = match.tokens;
    return match.row;
}

static int digits_value(const struct sentence *sentence, const struct token *token)
{
    int value = 0;
    if (token->kind != TOKEN_NUMBER || token->shape != SHAPE_PLAIN || token->length > 4)
        return -1;
    for (uint32_t i = 0; i < token->length; i++)
        value = value * 10 + (sentence->text.data[token->start + i] - '0');
    return value;
}

/* A number of 1 to 99 in digits or as one word. */
static uint32_t read_small(const struct sentence *sentence, uint32_t at, int *value)
{
    if (at >= sentence->count)
        return 0;
    int digits = digits_value(sentence, &sentence->tokens[at]);
    if (digits > 0 && digits < 100) {
        *value = digits;
        return 1;
    }
    static const role_number roles[] = {ROLE_number_unit, ROLE_number_teen, ROLE_number_ten, ROLE_number_one};
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        uint32_t tokens;
        const struct lexicon_row *row = row_at(sentence, at, roles[i], &tokens);
        if (row != NULL && row->number > 0) {
            *value = row->number;
            return tokens;
        }
    }
    return 0;
}

/* Blanks out words that may stand inside a period: how many tokens. */
static uint32_t skip_links(const struct sentence *sentence, uint32_t at)
{
    uint32_t begin = at, tokens;
    for (int i = 0; i < 5 && row_at(sentence, at, ROLE_period_link, &tokens) != NULL; i++)
        at += tokens;
    return at - begin;
}

/* 2025, '25 behind a quarter (short years only where `brief`). */
static uint32_t read_year(const struct sentence *sentence, uint32_t at, bool brief, int *year)
{
    uint32_t begin = at;
    if (at < sentence->count && brief && sentence->tokens[at].kind == TOKEN_SIGN && sentence->tokens[at].sign == '\'')
        at++;
    if (at >= sentence->count)
        return 0;
    const struct token *token = &sentence->tokens[at];
    int value = digits_value(sentence, token);
    if (token->length == 4 && value >= YEAR_FIRST && value <= YEAR_LAST) {
        *year = value;
        return at + 1 - begin;
    }
    if (brief && token->length == 2 && value >= 0) {
        *year = value + (value < 70 ? 2000 : 1900);
        return at + 1 - begin;
    }
    return 0;
}

/* A fiscal year that spans two: 2023-2024, 2023/24, 2022/2023. */
static uint32_t read_double_year(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    int first, second;
    if (at + 2 >= sentence->count || read_year(sentence, at, false, &first) == 0)
        return 0;
    const struct token *sign = &sentence->tokens[at + 1], *other = &sentence->tokens[at + 2];
    if (sign->kind != TOKEN_SIGN || (sign->sign != '-' && sign->sign != '/') || other->gap != GAP_GLUED)
        return 0;
    second = digits_value(sentence, other);
    if (other->length == 2 && second >= 0)
        second += first / 100 * 100;
    else if (other->length != 4)
        return 0;
    if (second != first + 1) {
        if (second <= first || second > YEAR_LAST)
            return 0;
        mention->kind = MENTION_CALENDAR;
        mention->period = period_span(date_from(first, 1, 1), date_from(second, 12, 31));
        return 3;
    }
    mention->kind = MENTION_CALENDAR;
    mention->period = (struct period){.type = PERIOD_FISCAL_YEAR, .index = 0, .start = date_from(first, 1, 1), .end = date_from(second, 12, 31)};
    mention->fiscal = true;
    return 3;
}

/* year, fiscal_year, or whole_year: a fiscal year's name that means the year under way when no number follows (full year). */
static bool names_year(const struct lexicon_row *unit)
{
    return strcmp(unit->value, "year") == 0 || strcmp(unit->value, "fiscal_year") == 0 || strcmp(unit->value, "whole_year") == 0;
}

/* "de l'exercice 2024", " 2025", ", 2025" behind a quarter, a month or a day. */
static uint32_t read_year_behind(const struct sentence *sentence, uint32_t at, bool brief, struct mention *mention, int *year)
{
    uint32_t from = at;
    if (at < sentence->count && sentence->tokens[at].kind == TOKEN_SIGN && sentence->tokens[at].sign == ',')
        at++;
    at += skip_links(sentence, at);
    uint32_t tokens;
    const struct lexicon_row *unit = row_at(sentence, at, ROLE_period_unit, &tokens);
    if (unit != NULL && names_year(unit)) {
        if (strcmp(unit->value, "year") != 0)
            mention->fiscal = true;
        at += tokens;
        at += skip_links(sentence, at);
    }
    tokens = read_year(sentence, at, brief, year);
    if (tokens == 0) {
        const struct lexicon_row *relative = row_at(sentence, at, ROLE_period_relative, &tokens);
        if (relative != NULL && strncmp(relative->value, "year", 4) == 0) {
            mention->unit = UNIT_YEAR;
            mention->offset = atoi(relative->value + 4);
            mention->year = -1; /* the year is relative to the document's */
            return at + tokens - from;
        }
        return 0;
    }
    return at + tokens - from;
}

static uint32_t read_month(const struct sentence *sentence, uint32_t at, int *month)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_month, &tokens);
    if (row == NULL)
        return 0;
    *month = row->number;
    return tokens;
}

/* A day's number: 26, 1er, 3rd. */
static uint32_t read_day_number(const struct sentence *sentence, uint32_t at, int *day)
{
    uint32_t tokens;
    if (at >= sentence->count)
        return 0;
    int value = digits_value(sentence, &sentence->tokens[at]);
    if (value < 1 || value > 31)
        return 0;
    *day = value;
    if (at + 1 < sentence->count && sentence->tokens[at + 1].gap == GAP_GLUED && row_at(sentence, at + 1, ROLE_ordinal, &tokens) != NULL)
        return 1 + tokens;
    return 1;
}

static void set_day(struct mention *mention, int year, int month, int day)
{
    chiffre_date date = date_from(year, month, day);
    if (date != CHIFFRE_NO_DATE) {
        mention->kind = MENTION_CALENDAR;
        mention->period = period_day(date);
    }
}

/* 26 juin [2024]; June 26[, 2024]; juin [2024]; mercredi 26 juin; 2024-06-26. */
static uint32_t read_day_or_month(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    int day = 0, month = 0, year = 0;
    uint32_t from = at, tokens;
    if (at < sentence->count && sentence->tokens[at].kind == TOKEN_NUMBER && sentence->tokens[at].shape == SHAPE_DATE) {
        chiffre_date date = date_read(token_text(sentence, at, at + 1));
        if (date == CHIFFRE_NO_DATE)
            return 0;
        mention->kind = MENTION_CALENDAR;
        mention->period = period_day(date);
        return 1;
    }
    const struct lexicon_row *weekday = row_at(sentence, at, ROLE_weekday, &tokens);
    if (weekday != NULL) {
        at += tokens;
        if (at < sentence->count && sentence->tokens[at].sign == ',' && sentence->tokens[at].kind == TOKEN_SIGN)
            at++;
    }
    uint32_t number = read_day_number(sentence, at, &day);
    uint32_t name = read_month(sentence, at + number + (number > 0 ? skip_links(sentence, at + number) : 0), &month);
    if (number > 0 && name > 0) {
        at += number + skip_links(sentence, at + number) + name;
    } else {
        day = 0;
        name = read_month(sentence, at, &month);
        if (name == 0) {
            if (weekday == NULL)
                return 0;
            *mention = (struct mention){.kind = MENTION_WEEKDAY, .period = {.index = weekday->number}, .row = weekday};
            row_at(sentence, from, ROLE_weekday, &tokens);
            return tokens;
        }
        at += name;
        uint32_t behind = read_day_number(sentence, at, &day);
        if (behind > 0 && at + behind < sentence->count && sentence->tokens[at + behind].kind == TOKEN_WORD) {
            uint32_t unit; /* "en juin 30 salariés": the number is not the day when a French month is followed by a counted noun */
            if (sentence->tokens[at + behind].gap == GAP_GLUED && row_at(sentence, at + behind, ROLE_ordinal, &unit) == NULL)
                behind = 0;
        }
        if (behind > 0)
            at += behind;
        else
            day = 0;
    }
    tokens = read_year_behind(sentence, at, false, mention, &year);
    if (tokens > 0 && mention->year == 0) {
        at += tokens;
        if (day > 0)
            set_day(mention, year, month, day);
        else {
            mention->kind = MENTION_CALENDAR;
            mention->period = period_month(year, month);
        }
        return mention->kind == MENTION_NONE ? 0 : at - from;
    }
    at += tokens;
    mention->kind = MENTION_PARTIAL;
    mention->period = (struct period){.type = day > 0 ? PERIOD_DAY : PERIOD_MONTH, .index = month, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
    mention->day = day;
    return at - from;
}

static enum mention_unit unit_of(const char *value)
{
    static const struct {
        const char *name;
        enum mention_unit unit;
    } names[] = {{"day", UNIT_DAY}, {"week", UNIT_WEEK}, {"month", UNIT_MONTH}, {"quarter", UNIT_QUARTER}, {"half", UNIT_HALF},
                 {"year", UNIT_YEAR}, {"fiscal_year", UNIT_FISCAL_YEAR}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i].name, value) == 0)
            return names[i].unit;
    return UNIT_YEAR;
}

/* A quarter or half of number `index`, with the year behind it if there is one. */
static uint32_t finish_part(const struct sentence *sentence, uint32_t at, enum mention_unit unit, int index, bool brief, struct mention *mention)
{
    int year = 0;
    if (index < 1 || index > (unit == UNIT_QUARTER ? 4 : 2))
        return 0;
    uint32_t tokens = read_year_behind(sentence, at, brief, mention, &year);
    mention->period = (struct period){.type = unit == UNIT_QUARTER ? PERIOD_QUARTER : PERIOD_HALF, .index = index, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
    mention->kind = MENTION_PARTIAL;
    if (tokens > 0 && mention->year == 0) {
        struct mention pair = {.kind = MENTION_NONE};
        uint32_t both = read_double_year(sentence, at + tokens - 1, &pair);
        mention->kind = MENTION_CALENDAR;
        mention->period = unit == UNIT_QUARTER ? period_quarter(year, index) : period_half(year, index);
        if (both > 0 && pair.fiscal) {
            mention->fiscal = true;
            mention->year = year + 1;
            tokens += both - 1;
        }
    }
    return tokens;
}

/* deuxième trimestre, second quarter, 2e trimestre, premier semestre 2024. */
static uint32_t read_ordinal_part(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t from = at, tokens;
    int index;
    const struct lexicon_row *part = row_at(sentence, at, ROLE_period_part, &tokens);
    if (part != NULL) {
        index = part->number;
        at += tokens;
    } else {
        if (at + 1 >= sentence->count || (index = digits_value(sentence, &sentence->tokens[at])) < 1 || index > 4 ||
            row_at(sentence, at + 1, ROLE_ordinal, &tokens) == NULL)
            return 0;
        at += 1 + tokens;
    }
    if (part != NULL && at < sentence->count && sentence->tokens[at].kind == TOKEN_WORD) { /* "second fiscal quarter" */
        const struct lexicon_row *fiscal = row_at(sentence, at, ROLE_period_unit, &tokens);
        if (fiscal != NULL && strcmp(fiscal->value, "fiscal_year") == 0) {
            uint32_t next;
            const struct lexicon_row *inner = row_at(sentence, at + tokens, ROLE_period_unit, &next);
            if (inner != NULL) {
                mention->fiscal = true;
                at += tokens;
            }
        }
    }
    const struct lexicon_row *unit = row_at(sentence, at, ROLE_period_unit, &tokens);
    if (unit == NULL)
        return 0;
    mention->row = unit;
    enum mention_unit kind = unit_of(unit->value);
    at += tokens;
    if (kind == UNIT_QUARTER || kind == UNIT_HALF) {
        if (index == -1) {
            *mention = (struct mention){.kind = MENTION_OFFSET, .unit = kind, .offset = -1, .row = unit};
            return at - from;
        }
        uint32_t behind = finish_part(sentence, at, kind, index, false, mention);
        return mention->kind == MENTION_NONE ? 0 : at + behind - from;
    }
    return 0;
}

/* Q2, T2 2025, 1Q25, H1, FY22, 9M 2024. */
static uint32_t read_letter_part(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t tokens;
    if (at + 1 >= sentence->count)
        return 0;
    const struct token *token = &sentence->tokens[at], *next = token + 1;
    const struct lexicon_row *letter;
    int index, year;
    if (token->kind == TOKEN_WORD && (letter = row_at(sentence, at, ROLE_period_letter, &tokens)) != NULL && tokens == 1) {
        enum mention_unit unit = unit_of(letter->value);
        mention->row = letter;
        if (unit == UNIT_FISCAL_YEAR || unit == UNIT_YEAR) {
            bool glued = next->gap == GAP_GLUED || next->sign == '\'';
            uint32_t used = read_year(sentence, at + 1, glued || next->gap != GAP_SPACE, &year);
            if (used == 0)
                used = read_year(sentence, at + 1, false, &year);
            if (used == 0) {
                mention->kind = MENTION_PARTIAL;
                mention->period = (struct period){.type = PERIOD_YEAR, .index = 0, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
                mention->fiscal = true;
                return 1;
            }
            mention->kind = MENTION_CALENDAR;
            mention->period = period_year(year);
            mention->fiscal = true;
            return 1 + used;
        }
        if (next->gap != GAP_GLUED && next->gap != GAP_NO_BREAK)
            return 0;
        index = digits_value(sentence, next);
        if (unit == UNIT_MONTH || index < 1)
            return 0;
        uint32_t behind = finish_part(sentence, at + 2, unit, index, true, mention);
        return mention->kind == MENTION_NONE ? 0 : 2 + behind;
    }
    index = digits_value(sentence, token);
    if (index < 1 || next->gap != GAP_GLUED || (letter = row_at(sentence, at + 1, ROLE_period_letter, &tokens)) == NULL || tokens != 1)
        return 0;
    enum mention_unit unit = unit_of(letter->value);
    mention->row = letter;
    if (unit == UNIT_MONTH) {
        if (index > 12)
            return 0;
        uint32_t used = read_year(sentence, at + 2, true, &year);
        *mention = (struct mention){.kind = MENTION_MONTHS, .offset = index, .year = used > 0 ? year : 0, .row = letter};
        return 2 + used;
    }
    if (unit != UNIT_QUARTER && unit != UNIT_HALF)
        return 0;
    uint32_t behind = finish_part(sentence, at + 2, unit, index, true, mention);
    return mention->kind == MENTION_NONE ? 0 : 2 + behind;
}

/* A day told whole that a span of months ends on. */
static uint32_t read_end_day(const struct sentence *sentence, uint32_t at, struct mention *end)
{
    uint32_t from = at;
    at += skip_links(sentence, at);
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_period_end, &tokens);
    bool ending = row != NULL;
    if (ending)
        at += tokens;
    at += skip_links(sentence, at);
    tokens = read_day_or_month(sentence, at, end);
    if (tokens == 0 || end->kind == MENTION_WEEKDAY || end->kind == MENTION_NONE)
        return 0;
    if (end->kind == MENTION_CALENDAR && end->period.type == PERIOD_MONTH)
        end->period = period_day(end->period.end);
    return at + tokens - from;
}

/* neuf premiers mois [de 2024], first nine months, twelve months ended June 30, 2025, douze derniers mois, trois ans plus tôt, il y a un an. */
static uint32_t read_months(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t from = at, tokens;
    int count = 0, part = 0, year = 0;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_period_part, &tokens);
    if (row != NULL) {
        part = row->number;
        at += tokens;
    }
    if ((tokens = read_small(sentence, at, &count)) == 0)
        return 0;
    at += tokens;
    if (part == 0 && (row = row_at(sentence, at, ROLE_period_part, &tokens)) != NULL) {
        part = row->number;
        at += tokens;
    }
    row = row_at(sentence, at, ROLE_period_unit, &tokens);
    if (row == NULL)
        return 0;
    enum mention_unit unit = unit_of(row->value);
    int months = unit == UNIT_MONTH ? count : unit == UNIT_QUARTER ? 3 * count : unit == UNIT_YEAR ? 12 * count : 0;
    at += tokens;
    const struct lexicon_row *ago = row_at(sentence, at, ROLE_period_ago, &tokens);
    if (ago != NULL && part == 0) {
        *mention = (struct mention){.kind = MENTION_FIGURE, .unit = unit, .offset = -count, .from_now = strcmp(ago->value, "now") == 0, .row = ago};
        return at + tokens - from;
    }
    if (months == 0 || months > 120)
        return 0;
    struct mention end = {.kind = MENTION_NONE};
    tokens = read_end_day(sentence, at, &end);
    if (tokens > 0 && months <= 12) {
        *mention = (struct mention){.kind = MENTION_TRAILING, .offset = months, .period = end.period, .day = end.day, .row = row};
        if (end.kind == MENTION_PARTIAL)
            mention->period.type = end.period.type;
        return at + tokens - from;
    }
    if (part == -1) {
        *mention = (struct mention){.kind = MENTION_TRAILING, .offset = months, .row = row};
        return at - from;
    }
    bool hyphen = sentence->tokens[at - 1].gap == GAP_HYPHEN && months >= 6 && months < 12; /* nine-month sales */
    if (unit == UNIT_MONTH && (part == 1 || months == 9 || months == 6)) {
        struct mention with_year = {.kind = MENTION_NONE};
        tokens = read_year_behind(sentence, at, false, &with_year, &year);
        if (part != 1 && tokens == 0 && !hyphen)
            return 0;
        *mention = (struct mention){.kind = MENTION_MONTHS, .offset = months, .year = tokens > 0 && with_year.year == 0 ? year : 0, .row = row};
        return at + tokens - from;
    }
    return 0;
}

/* the year to February 22, quarter ended Sept. 28, exercice clos le 31 mars 2025. */
static uint32_t read_unit_ended(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t tokens, link;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_period_unit, &tokens);
    if (row == NULL)
        return 0;
    enum mention_unit unit = strcmp(row->value, "whole_year") == 0 ? UNIT_YEAR : unit_of(row->value);
    int months = unit == UNIT_QUARTER ? 3 : unit == UNIT_HALF ? 6 : unit == UNIT_YEAR || unit == UNIT_FISCAL_YEAR ? 12 : 0;
    const struct lexicon_row *ended = row_at(sentence, at + tokens, ROLE_period_link, &link);
    struct mention end = {.kind = MENTION_NONE};
    uint32_t behind = months > 0 && ended != NULL && strcmp(ended->value, "ended") == 0 ? read_end_day(sentence, at + tokens + link, &end) : 0;
    if (behind == 0)
        return 0;
    *mention = (struct mention){.kind = MENTION_TRAILING, .offset = months, .period = end.period, .day = end.day, .row = row};
    return tokens + link + behind;
}

/* il y a un an; a year before. */
static uint32_t read_ago(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t tokens, used;
    int count;
    const struct lexicon_row *ago = row_at(sentence, at, ROLE_period_ago, &tokens);
    if (ago == NULL || (used = read_small(sentence, at + tokens, &count)) == 0)
        return 0;
    uint32_t unit_tokens;
    const struct lexicon_row *unit = row_at(sentence, at + tokens + used, ROLE_period_unit, &unit_tokens);
    if (unit == NULL)
        return 0;
    *mention = (struct mention){.kind = MENTION_FIGURE, .unit = unit_of(unit->value), .offset = -count, .from_now = strcmp(ago->value, "now") == 0,
                                .row = ago};
    return tokens + used + unit_tokens;
}

/* Whole phrases of the table. */
static uint32_t read_relative(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t tokens;
    const struct lexicon_row *row = row_at(sentence, at, ROLE_period_relative, &tokens);
    if (row == NULL)
        return 0;
    const char *value = row->value;
    mention->row = row;
    if (strncmp(value, "figure-", 7) == 0) {
        mention->kind = MENTION_FIGURE;
        value += 7;
    } else if (strncmp(value, "basis-", 6) == 0) {
        mention->kind = MENTION_BASIS;
        value += 6;
    } else if (strncmp(value, "trailing-", 9) == 0) {
        *mention = (struct mention){.kind = MENTION_TRAILING, .offset = atoi(value + 9), .row = row};
        struct mention end = {.kind = MENTION_NONE};
        uint32_t behind = read_end_day(sentence, at + tokens, &end);
        if (behind > 0) {
            mention->period = end.period;
            mention->day = end.day;
        }
        return tokens + behind;
    } else if (strcmp(value, "ytd") == 0) {
        mention->kind = MENTION_TO_DATE;
        return tokens;
    } else if (strcmp(value, "now") == 0) {
        mention->kind = MENTION_PRESENT;
        return tokens;
    } else if (strncmp(value, "end-", 4) == 0) {
        mention->kind = MENTION_OFFSET;
        mention->ending = true;
        value += 4;
    } else {
        mention->kind = MENTION_OFFSET;
    }
    char unit[24];
    size_t length = strcspn(value, "+-0123456789");
    if (length >= sizeof unit)
        length = sizeof unit - 1;
    memcpy(unit, value, length);
    unit[length] = '\0';
    mention->unit = unit_of(unit);
    mention->offset = atoi(value + length);
    if (mention->kind == MENTION_FIGURE && mention->offset == 0) { /* "the same period": of the year behind it */
        int year;
        struct mention inner = {.kind = MENTION_NONE};
        uint32_t behind = read_year_behind(sentence, at + tokens, false, &inner, &year);
        if (behind > 0 && inner.year == 0)
            mention->year = year;
        else if (behind > 0)
            mention->offset = -1, mention->unit = UNIT_YEAR;
        return tokens + behind;
    }
    return tokens;
}

/* "exercice 2023-2024, clos le 31 mars": the month in which the fiscal year ends, which becomes the mention's offset. */
static uint32_t read_closing(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t from = at;
    struct mention end = {.kind = MENTION_NONE};
    if (!mention->fiscal)
        return 0;
    if (at < sentence->count && sentence->tokens[at].kind == TOKEN_SIGN && sentence->tokens[at].sign == ',')
        at++;
    if (skip_links(sentence, at) < 2)
        return 0;
    uint32_t tokens = read_end_day(sentence, at, &end);
    if (tokens == 0 || end.kind != MENTION_PARTIAL)
        return 0;
    mention->offset = end.period.index;
    return at + tokens - from;
}

/* The year itself: 2025, exercice 2024, fiscal 2022, année 2023, and what stands in brackets or behind a preposition. */
static uint32_t read_plain_year(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t from = at, tokens;
    int year;
    uint32_t both = read_double_year(sentence, at, mention);
    if (both > 0)
        return both + read_closing(sentence, at + both, mention);
    const struct lexicon_row *unit = row_at(sentence, at, ROLE_period_unit, &tokens);
    if (unit != NULL && names_year(unit)) {
        at += tokens;
        uint32_t alone = at;
        at += skip_links(sentence, at);
        mention->fiscal = strcmp(unit->value, "year") != 0;
        mention->row = unit;
        if ((both = read_double_year(sentence, at, mention)) > 0)
            return at + both + read_closing(sentence, at + both, mention) - from;
        if ((tokens = read_year(sentence, at, false, &year)) == 0) {
            if (strcmp(unit->value, "whole_year") != 0)
                return 0;
            mention->kind = MENTION_PARTIAL;
            mention->period = (struct period){.type = PERIOD_YEAR, .index = 0, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
            return alone - from;
        }
    } else if ((tokens = read_year(sentence, at, false, &year)) == 0) {
        return 0;
    }
    at += tokens;
    if (at < sentence->count && sentence->tokens[at].gap == GAP_GLUED && sentence->tokens[at].kind != TOKEN_SIGN)
        return 0;
    mention->kind = MENTION_CALENDAR;
    mention->period = period_year(year);
    uint32_t behind;
    const struct lexicon_row *letter = row_at(sentence, at, ROLE_period_letter, &behind);
    if (letter != NULL && at + 1 < sentence->count && sentence->tokens[at + 1].gap == GAP_GLUED) { /* 2025 Q2 */
        int index = digits_value(sentence, &sentence->tokens[at + 1]);
        enum mention_unit kind = unit_of(letter->value);
        if (kind == UNIT_QUARTER && index >= 1 && index <= 4) {
            mention->period = period_quarter(year, index);
            at += 2;
        } else if (kind == UNIT_HALF && index >= 1 && index <= 2) {
            mention->period = period_half(year, index);
            at += 2;
        }
    }
    return at - from;
}

/* A quarter, a half or another span of months that ends with `last`, of `count` months. */
static void set_months(struct mention *mention, int last, int count, int year)
{
    if (count == 3 && last % 3 == 0) {
        mention->kind = year > 0 ? MENTION_CALENDAR : MENTION_PARTIAL;
        mention->period = year > 0 ? period_quarter(year, last / 3)
                                   : (struct period){.type = PERIOD_QUARTER, .index = last / 3, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
    } else if (count == 6 && last % 6 == 0) {
        mention->kind = year > 0 ? MENTION_CALENDAR : MENTION_PARTIAL;
        mention->period = year > 0 ? period_half(year, last / 6)
                                   : (struct period){.type = PERIOD_HALF, .index = last / 6, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
    } else {
        mention->kind = MENTION_TRAILING;
        mention->offset = count;
        mention->period = year > 0 ? period_day(date_from(year, last, date_days_in_month(year, last)))
                                   : (struct period){.type = PERIOD_MONTH, .index = last, .start = CHIFFRE_NO_DATE, .end = CHIFFRE_NO_DATE};
    }
}

static uint32_t range_word(const struct sentence *sentence, uint32_t at)
{
    if (at >= sentence->count)
        return 0;
    if (sentence->tokens[at].kind == TOKEN_SIGN && sentence->tokens[at].sign == '-')
        return 1;
    return token_match(sentence, at, ROLE_range_to).tokens;
}

/* July-September [2024], between April and June, the June quarter. */
static uint32_t read_month_span(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t from = at, tokens;
    int first, last, year = 0;
    const struct lexicon_row *open = row_at(sentence, at, ROLE_range_from, &tokens);
    if (open != NULL)
        at += tokens;
    if ((tokens = read_month(sentence, at, &first)) == 0)
        return 0;
    at += tokens;
    const struct lexicon_row *unit = row_at(sentence, at, ROLE_period_unit, &tokens);
    uint32_t to = unit == NULL ? range_word(sentence, at) : 0;
    bool hyphen = unit == NULL && at < sentence->count && sentence->tokens[at].gap == GAP_HYPHEN;
    if (unit != NULL && unit_of(unit->value) == UNIT_QUARTER && open == NULL) {
        last = first;
        first = (last + 9) % 12 + 1;
        at += tokens;
    } else if ((to > 0 || hyphen) && (tokens = read_month(sentence, at + to, &last)) > 0) {
        at += to + tokens;
    } else {
        return 0;
    }
    struct mention inner = {.kind = MENTION_NONE};
    tokens = read_year_behind(sentence, at, false, &inner, &year);
    if (inner.year != 0)
        tokens = 0, year = 0;
    set_months(mention, last, (last - first + 12) % 12 + 1, tokens > 0 ? year : 0);
    return at + tokens - from;
}

/* between 2019 and 2023, from 2019 to 2023. */
static uint32_t read_year_span(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    uint32_t open, first_tokens, to, last_tokens;
    int first, last;
    if (row_at(sentence, at, ROLE_range_from, &open) == NULL || (first_tokens = read_year(sentence, at + open, false, &first)) == 0)
        return 0;
    at += open + first_tokens;
    if ((to = range_word(sentence, at)) == 0 || (last_tokens = read_year(sentence, at + to, false, &last)) == 0 || last <= first)
        return 0;
    mention->kind = MENTION_CALENDAR;
    mention->period = period_span(date_from(first, 1, 1), date_from(last, 12, 31));
    return open + first_tokens + to + last_tokens;
}

typedef uint32_t reader_fn(const struct sentence *sentence, uint32_t at, struct mention *mention);

#define PERIOD_ROLES (ROLE_BIT(month) | ROLE_BIT(weekday) | ROLE_BIT(period_unit) | ROLE_BIT(period_letter) | ROLE_BIT(period_part) | \
                      ROLE_BIT(period_ago) | ROLE_BIT(period_relative) | ROLE_BIT(period_begin) | ROLE_BIT(period_end) | \
                      ROLE_BIT(number_unit) | ROLE_BIT(number_teen) | ROLE_BIT(number_one) | ROLE_BIT(number_ten) | ROLE_BIT(range_from))

uint32_t period_mention_read(const struct sentence *sentence, uint32_t at, struct mention *mention)
{
    static reader_fn *const readers[] = {read_relative, read_ordinal_part, read_letter_part, read_months, read_ago, read_day_or_month, read_plain_year,
                                         read_month_span, read_year_span, read_unit_ended};
    const struct token *token = &sentence->tokens[at];
    if (token->kind == TOKEN_NUMBER ? token->shape != SHAPE_PLAIN && token->shape != SHAPE_DATE : !(token->roles & PERIOD_ROLES))
        return 0;
    uint32_t before = 0, tokens;
    bool ending = false, deadline = false, since = false;
    const struct lexicon_row *row;
    while (before < 8) {
        if ((row = row_at(sentence, at + before, ROLE_period_end, &tokens)) != NULL) {
            ending = ending || strcmp(row->value, "end") == 0;
            deadline = deadline || strcmp(row->value, "by") == 0;
        } else if ((row = row_at(sentence, at + before, ROLE_period_begin, &tokens)) != NULL) {
            since = since || strcmp(row->value, "since") == 0;
        } else if (before == 0 || row_at(sentence, at + before, ROLE_period_link, &tokens) == NULL) {
            break;
        }
        before += tokens;
    }
    struct mention best = {.kind = MENTION_NONE};
    uint32_t longest = 0, prefix = before;
    for (uint32_t skip = before;; skip = 0) { /* whole phrases may begin with what else opens a period: "depuis le début de l'année" */
        for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
            struct mention one = {.kind = MENTION_NONE};
            uint32_t used = at + skip < sentence->count ? readers[i](sentence, at + skip, &one) : 0;
            if (used > 0 && used + skip > longest && one.kind != MENTION_NONE) {
                longest = used + skip;
                best = one;
                prefix = skip;
            }
        }
        if (skip == 0)
            break;
    }
    if (longest == 0)
        return 0;
    best.ending = best.ending || (ending && prefix > 0);
    best.deadline = deadline && prefix > 0;
    best.since = since && prefix > 0;
    *mention = best;
    return longest;
}
