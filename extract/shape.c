/* SPDX-License-Identifier: MIT */
/* Digits and separators -> the length and kind of one written number. Most numbers are a run of digits that no separator and digit
 * follow, or have one separator, groups of three, or the signs of a day or a time: those never reach PCRE2. */
#include "extract/shape.h"

#include "core/error.h"
#include "core/memory.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* A shape is looked for in this many bytes; what is longer is malformed. */
#define WINDOW 128

/* The pattern, compiled when a number first needs it: most texts have none. To make machine code of it takes as long as to match so often
 * without. */
#define MATCHES_BEFORE_JIT 250
struct engine {
    pcre2_code *code;
    pcre2_match_data *match;
    unsigned matches; /* so far, up to MATCHES_BEFORE_JIT */
    bool jit;         /* the pattern is machine code: asked for without pcre2_match's checks */
    bool failed;
};
struct shapes {
    struct engine *engine;
};

/* One alternation: the first that fits wins, its mark is the kind. Spaces are those that typographers put between groups; a group
 * mark is the same all through a number, and no number ends where a separator and a digit go on. */
#define SPACE "(?:\\x20|\\xC2\\xA0|\\xE2\\x80[\\xAF\\x89\\x87])"
#define APOSTROPHE "(?:'|\\xE2\\x80\\x99)"
#define NO_DIGIT "(?!\\d)"
#define NO_MORE "(?![.,']?\\d)"
static const char pattern[] =
    "(?|"
    /* days and times */
    "(?:1[0-9]|2[0-9])\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])" NO_DIGIT "(*MARK:T)"
    "|(?:0?[1-9]|[12]\\d|3[01])/(?:0?[1-9]|1[0-2])/(?:\\d{4}|\\d\\d)(?![/\\d])(*MARK:T)"
    "|(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\\d|3[01])/(?:\\d{4}|\\d\\d)(?![/\\d])(*MARK:T)"
    "|(?:0?[1-9]|[12]\\d|3[01])\\.(?:0?[1-9]|1[0-2])\\.(?:19|20)\\d\\d(?!\\.?\\d)(*MARK:T)"
    "|(?:[01]?\\d|2[0-4]):[0-5]\\d(?::[0-5]\\d)?(?!:?\\d)(*MARK:C)"
    "|(?:[01]?\\d|2[0-4])[hH][0-5]\\d(?![\\dA-Za-z])(*MARK:C)"
    /* telephone numbers, product codes, network addresses, versions */
    "|0\\d(?:" SPACE "\\d\\d){4}" NO_DIGIT "(*MARK:K)"
    "|\\d{1,2}(?:\\.\\d\\d){4}" NO_DIGIT "(*MARK:K)"
    "|\\d+(?:-\\d+){2,}(?:-[\\dX])?" NO_DIGIT "(*MARK:K)"
    "|\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,2}" NO_MORE "(*MARK:K)"
    "|\\d{1,3}\\.\\d{1,2}(?:\\.\\d{1,3}){1,3}" NO_MORE "(*MARK:K)"
    /* groups of three */
    "|\\d{1,3}(?:" SPACE "\\d{3})+(?:[.,]\\d+)?" NO_MORE "(?!" SPACE "\\d{3}" NO_DIGIT ")(*MARK:G)"
    "|\\d{1,3}(?:" APOSTROPHE "\\d{3})+(?:[.,]\\d+)?" NO_MORE "(*MARK:G)"
    "|[1-9]\\d{0,2}(?:,\\d{3}){2,}(?:\\.\\d+)?" NO_MORE "(*MARK:G)"
    "|[1-9]\\d{0,2}(?:\\.\\d{3}){2,}(?:,\\d+)?" NO_MORE "(*MARK:G)"
    "|[1-9]\\d{0,2},\\d{3}\\.\\d+" NO_MORE "(*MARK:G)"
    "|[1-9]\\d{0,2}\\.\\d{3},\\d+" NO_MORE "(*MARK:G)"
    /* the Indian way: 5,00,000 */
    "|[1-9]\\d?(?:,\\d\\d)+,\\d{3}(?:\\.\\d+)?" NO_MORE "(*MARK:G)"
    /* one separator */
    "|[1-9]\\d{0,2}[.,]\\d{3}" NO_MORE "(*MARK:A)"
    "|\\d+[.,]\\d+" NO_MORE "(*MARK:D)"
    "|\\d+[.,]\\d{1,2}(?=\\.(?:19|20)\\d\\d" NO_MORE ")(*MARK:D)" /* a sentence that begins with a year, its blank missing */
    "|\\d+(?:[.,']\\d+)+(*MARK:M)"
    "|\\d+(*MARK:P)"
    ")";

enum chiffre_status shapes_new(struct shapes **shapes, struct chiffre_error *error)
{
    struct shapes *made = memory_take(1, sizeof *made);
    struct engine *engine = memory_take(1, sizeof *engine);
    if (made == NULL || engine == NULL) {
        memory_free(made);
        memory_free(engine);
        return error_no_memory(error);
    }
    *engine = (struct engine){.code = NULL};
    made->engine = engine;
    *shapes = made;
    return CHIFFRE_OK;
}

void shapes_free(struct shapes *shapes)
{
    if (shapes == NULL)
        return;
    pcre2_match_data_free(shapes->engine->match);
    pcre2_code_free(shapes->engine->code);
    memory_free(shapes->engine);
    memory_free(shapes);
}

bool shapes_failed(const struct shapes *shapes)
{
    return shapes->engine->failed;
}

/* False: no memory. */
static bool make_ready(struct engine *engine)
{
    int number;
    PCRE2_SIZE offset;
    if (engine->match != NULL)
        return true;
    if (engine->code == NULL)
        engine->code = pcre2_compile((PCRE2_SPTR)pattern, sizeof pattern - 1, PCRE2_ANCHORED, &number, &offset, NULL);
    if (engine->code != NULL)
        engine->match = pcre2_match_data_create(1, NULL);
    engine->failed |= engine->match == NULL;
    return engine->match != NULL;
}

/* Bytes that the pattern takes of the window, and its mark; 0: it does not fit, or there is no memory for it. */
static size_t match_pattern(struct engine *engine, struct chiffre_text window, const char **mark)
{
    if (!make_ready(engine))
        return 0;
    if (engine->matches < MATCHES_BEFORE_JIT && ++engine->matches == MATCHES_BEFORE_JIT)
        engine->jit = pcre2_jit_compile(engine->code, PCRE2_JIT_COMPLETE) == 0; /* without JIT it is slower, not wrong */
    int groups = engine->jit ? pcre2_jit_match(engine->code, (PCRE2_SPTR)window.data, window.length, 0, 0, engine->match, NULL)
                             : pcre2_match(engine->code, (PCRE2_SPTR)window.data, window.length, 0, 0, engine->match, NULL);
    engine->failed |= groups == PCRE2_ERROR_NOMEMORY;
    if (groups < 0)
        return 0;
    *mark = (const char *)pcre2_get_mark(engine->match);
    return pcre2_get_ovector_pointer(engine->match)[1];
}

static bool is_digit(struct chiffre_text text, size_t at)
{
    return at < text.length && text.data[at] >= '0' && text.data[at] <= '9';
}

/* Bytes of what may join digits, told by the first of them. */
static const uint8_t joints[256] = {['.'] = 1, [','] = 1, ['\''] = 1, [' '] = 1,    [':'] = 1,   ['/'] = 1,
                                    ['-'] = 1, ['h'] = 1, ['H'] = 1,  [0xC2] = 2, [0xE2] = 3};

/* The same beyond ASCII: spaces and an apostrophe; 0: another letter or sign. */
static size_t far_joint(struct chiffre_text text, size_t at, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)text.data + at;
    if (text.length - at < size)
        return 0;
    if (size == 2)
        return bytes[1] == 0xA0 ? 2 : 0;
    return bytes[1] == 0x80 && (bytes[2] == 0xAF || bytes[2] == 0x89 || bytes[2] == 0x87 || bytes[2] == 0x99) ? 3 : 0;
}

/* Bytes of what may join digits at `at` (a separator, a colon, a stroke, an h), 0: nothing does. */
static inline size_t joint(struct chiffre_text text, size_t at)
{
    const size_t size = at < text.length ? joints[(unsigned char)text.data[at]] : 0;
    return size <= 1 ? size : far_joint(text, at, size);
}

/* Is the joint of `gap` bytes a blank between groups? An apostrophe has three bytes, too. */
static bool is_blank(struct chiffre_text text, size_t at, size_t gap)
{
    return text.data[at] == ' ' || (gap > 1 && (unsigned char)text.data[at + gap - 1] != 0x99);
}

/* A letter on its own before the digits (Q1, T3, F1) names something: no group may follow behind a blank. The rand's R is the
 * exception. */
static bool named(struct chiffre_text text, size_t at)
{
    if (at == 0)
        return false;
    char letter = (char)(text.data[at - 1] | 0x20), before = at > 1 ? (char)(text.data[at - 2] | 0x20) : ' ';
    return letter >= 'a' && letter <= 'z' && letter != 'r' && !(before >= 'a' && before <= 'z');
}

static enum shape_kind marked(const char *mark)
{
    switch (mark == NULL ? 'M' : *mark) {
    case 'P':
        return SHAPE_PLAIN;
    case 'G':
        return SHAPE_GROUPED;
    case 'D':
        return SHAPE_DECIMAL;
    case 'A':
        return SHAPE_AMBIGUOUS;
    case 'T':
        return SHAPE_DATE;
    case 'C':
        return SHAPE_CLOCK;
    case 'K':
        return SHAPE_CODE;
    default:
        return SHAPE_MALFORMED;
    }
}

/* ---- The commonest shapes by a plain scan, as the pattern would tell them ---- */

static size_t skip_digits(struct chiffre_text text, size_t at)
{
    while (is_digit(text, at))
        at++;
    return at;
}

/* NO_MORE: no separator and digit, nor a digit, go on here. */
static bool no_more(struct chiffre_text text, size_t at)
{
    bool separator = at < text.length && (text.data[at] == '.' || text.data[at] == ',' || text.data[at] == '\'');
    return !is_digit(text, at + separator);
}

/* Decimals that may stand behind a group that ends at `at`, by `point`: where the number ends, or 0 where that is not plain. */
static size_t behind_groups(struct chiffre_text text, size_t at, bool point, bool comma)
{
    if (at < text.length && ((point && text.data[at] == '.') || (comma && text.data[at] == ',')) && is_digit(text, at + 1))
        at = skip_digits(text, at + 1);
    return no_more(text, at) ? at : 0;
}

/* 1,234,567 or 1,234.5, and the same with a point for a comma: where it ends, 0: not plain. `at` is the first sign. */
static size_t sign_groups(struct chiffre_text text, size_t at)
{
    const char sign = text.data[at];
    size_t groups = 0, end;
    while (at < text.length && text.data[at] == sign && (end = skip_digits(text, at + 1)) == at + 4) {
        at = end;
        groups++;
    }
    end = behind_groups(text, at, sign == ',', sign == '.');
    return groups > 1 || (groups == 1 && end > at) ? end : 0;
}

/* Do a blank and a digit follow? */
static bool blank_and_digit(struct chiffre_text text, size_t at)
{
    size_t gap = joint(text, at);
    return gap > 0 && is_digit(text, at + gap) && is_blank(text, at, gap);
}

/* 10 000: where it ends, 0: not plain. `at` is the first blank, of `gap` bytes. */
static size_t blank_groups(struct chiffre_text text, size_t at, size_t gap)
{
    size_t end;
    while ((end = skip_digits(text, at + gap)) == at + gap + 3) {
        at = end;
        if (!blank_and_digit(text, at)) {
            end = behind_groups(text, at, true, true);
            return end > 0 && !blank_and_digit(text, end) ? end : 0;
        }
        gap = joint(text, at);
    }
    return 0;
}

/* 10'000: where it ends, 0: not plain. `at` is the first apostrophe, of `gap` bytes. */
static size_t apostrophe_groups(struct chiffre_text text, size_t at, size_t gap)
{
    while (gap > 0 && (text.data[at] == '\'' || gap == 3) && !is_blank(text, at, gap) && skip_digits(text, at + gap) == at + gap + 3) {
        at += gap + 3;
        gap = joint(text, at);
    }
    size_t end = behind_groups(text, at, true, true);
    gap = joint(text, end);
    return gap == 3 && is_digit(text, end + gap) ? 0 : end;
}

/* Digits [at, end), two at most, as a number; 0: there are more or none. */
static unsigned two_digits(struct chiffre_text text, size_t at, size_t end)
{
    if (end - at == 2)
        return (unsigned)(text.data[at] - '0') * 10 + (unsigned)(text.data[at + 1] - '0');
    return end - at == 1 ? (unsigned)(text.data[at] - '0') : 0;
}

/* 2025-10-28, 28/10/2025, 10/28/25: where it ends, 0: not plain. The signs stand at `first` and `second`. */
static size_t told_day(struct chiffre_text text, size_t at, size_t first, size_t second)
{
    size_t end = skip_digits(text, second + 1), last = end - second - 1;
    unsigned middle = two_digits(text, first + 1, second);
    if (text.data[first] == '-') {
        unsigned day = two_digits(text, second + 1, end);
        bool year = first - at == 4 && (text.data[at] == '1' || text.data[at] == '2');
        return year && second - first == 3 && last == 2 && middle >= 1 && middle <= 12 && day >= 1 && day <= 31 ? end : 0;
    }
    unsigned begin = two_digits(text, at, first);
    bool year = (last == 2 || last == 4) && !(end < text.length && text.data[end] == '/');
    return year && begin >= 1 && middle >= 1 && (begin <= 12 || middle <= 12) && begin <= 31 && middle <= 31 ? end : 0;
}

/* Two digits up to 59 at `at`, and no more. */
static bool is_sixtieth(struct chiffre_text text, size_t at)
{
    return is_digit(text, at) && text.data[at] <= '5' && skip_digits(text, at) == at + 2;
}

/* 9:01, 14:30:05, 14h30: where it ends, 0: not plain. `sign`: where the sign stands. */
static size_t told_time(struct chiffre_text text, size_t at, size_t sign)
{
    size_t end = sign + 3;
    if (sign - at > 2 || two_digits(text, at, sign) > 24 || !is_sixtieth(text, sign + 1))
        return 0;
    char next = end < text.length ? text.data[end] : ' ';
    if (text.data[sign] != ':')
        return (next | 0x20) >= 'a' && (next | 0x20) <= 'z' ? 0 : end;
    if (next == ':' && is_sixtieth(text, end + 1)) {
        end += 3;
        next = end < text.length ? text.data[end] : ' ';
    }
    return next == ':' && is_digit(text, end + 1) ? 0 : end;
}

/* The number whose first digits end at `end`, where `gap` bytes and a digit follow: where it ends, or 0 where only the pattern can tell. */
static size_t scan_plainly(struct chiffre_text text, size_t at, size_t end, size_t gap, enum shape_kind *kind)
{
    const char sign = text.data[end];
    const size_t next = skip_digits(text, end + gap), digits = end - at;
    if (sign == '.' || sign == ',') {
        bool grouped = digits <= 3 && text.data[at] != '0' && next == end + 4;
        if (no_more(text, next)) {
            *kind = grouped ? SHAPE_AMBIGUOUS : SHAPE_DECIMAL;
            return next;
        }
        *kind = SHAPE_GROUPED;
        return grouped ? sign_groups(text, end) : 0;
    }
    if (sign == '-' || sign == '/') { /* 2022-23, 1/3: a day or a code has two of them */
        bool two = next < text.length && text.data[next] == sign;
        *kind = two ? SHAPE_DATE : SHAPE_PLAIN;
        return two ? told_day(text, at, end, next) : end;
    }
    if (is_blank(text, end, gap)) {
        *kind = SHAPE_GROUPED;
        if (next == end + gap + 3)
            return blank_groups(text, end, gap);
        *kind = SHAPE_PLAIN;
        return text.data[at] == '0' ? 0 : end; /* 06 12 34 56 78 */
    }
    if (sign == ':' || (sign | 0x20) == 'h') {
        *kind = SHAPE_CLOCK;
        return told_time(text, at, end);
    }
    *kind = SHAPE_GROUPED;
    return digits <= 3 && next == end + gap + 3 ? apostrophe_groups(text, end, gap) : 0;
}

/* The number by the pattern; its first digits end at `end`. */
static __attribute__((noinline)) size_t read_by_pattern(struct engine *engine, struct chiffre_text text, size_t at, size_t end, enum shape_kind *kind)
{
    size_t left = text.length - at;
    struct chiffre_text window = {text.data + at, left < WINDOW ? left : WINDOW};
    const char *mark = NULL;
    size_t length = match_pattern(engine, window, &mark);
    *kind = length > 0 ? marked(mark) : SHAPE_MALFORMED;
    if (length == 0) /* digits beyond the window: no number that anybody wrote */
        return end - at;
    if (length + 4 < WINDOW)
        return length;
    *kind = SHAPE_MALFORMED;
    end = skip_digits(text, at + length);
    for (size_t more; (more = joint(text, end)) > 0 && is_digit(text, end + more);) /* all of it, so that no byte is read again */
        end = skip_digits(text, end + more);
    return end - at;
}

/* The number whose first digits end at `end`, where `gap` bytes and a digit follow. */
static __attribute__((noinline)) size_t read_joined(const struct shapes *shapes, struct chiffre_text text, size_t at, size_t end, size_t gap,
                                                    enum shape_kind *kind)
{
    if (is_blank(text, end, gap) && (end - at > 3 || named(text, at)))
        return end - at;
    const size_t most = at + WINDOW + 16; /* a plain number and what is looked at behind it; a longer one is the pattern's */
    const struct chiffre_text near = {text.data, text.length < most ? text.length : most};
    size_t plain = end < at + WINDOW ? scan_plainly(near, at, end, gap, kind) : 0;
    return plain > 0 && plain - at + 4 < WINDOW ? plain - at : read_by_pattern(shapes->engine, text, at, end, kind);
}

size_t shape_read(const struct shapes *shapes, struct chiffre_text text, size_t at, enum shape_kind *kind)
{
    size_t end = skip_digits(text, at + 1);
    *kind = SHAPE_PLAIN;
    size_t gap = joint(text, end);
    return gap > 0 && is_digit(text, end + gap) ? read_joined(shapes, text, at, end, gap, kind) : end - at;
}
