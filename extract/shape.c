/* SPDX-License-Identifier: MIT */
/* Digits and separators -> the length and kind of one written number. Most numbers are a run of digits that no separator and digit
 * follow: those never reach PCRE2. */
#include "extract/shape.h"

#include "core/error.h"
#include "core/memory.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* A shape is looked for in this many bytes; what is longer is malformed. */
#define WINDOW 128

struct shapes {
    pcre2_code *code;
    pcre2_match_data *match;
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
    if (made == NULL)
        return error_no_memory(error);
    int number;
    PCRE2_SIZE offset;
    made->match = NULL;
    made->code = pcre2_compile((PCRE2_SPTR)pattern, sizeof pattern - 1, PCRE2_ANCHORED, &number, &offset, NULL);
    if (made->code != NULL) {
        pcre2_jit_compile(made->code, PCRE2_JIT_COMPLETE); /* without JIT it is slower, not wrong */
        made->match = pcre2_match_data_create(1, NULL);
    }
    if (made->match == NULL) {
        shapes_free(made);
        return error_no_memory(error);
    }
    *shapes = made;
    return CHIFFRE_OK;
}

void shapes_free(struct shapes *shapes)
{
    if (shapes == NULL)
        return;
    pcre2_match_data_free(shapes->match);
    pcre2_code_free(shapes->code);
    memory_free(shapes);
}

static bool is_digit(struct chiffre_text text, size_t at)
{
    return at < text.length && text.data[at] >= '0' && text.data[at] <= '9';
}

/* Bytes of what may join digits at `at` (a separator, a colon, a stroke, an h), 0: nothing does. */
static size_t joint(struct chiffre_text text, size_t at)
{
    if (at >= text.length)
        return 0;
    switch ((unsigned char)text.data[at]) {
    case '.':
    case ',':
    case '\'':
    case ' ':
    case ':':
    case '/':
    case '-':
    case 'h':
    case 'H':
        return 1;
    case 0xC2:
        return at + 1 < text.length && (unsigned char)text.data[at + 1] == 0xA0 ? 2 : 0;
    case 0xE2: {
        unsigned char last =
            at + 2 < text.length && (unsigned char)text.data[at + 1] == 0x80 ? (unsigned char)text.data[at + 2] : 0;
        return last == 0xAF || last == 0x89 || last == 0x87 || last == 0x99 ? 3 : 0;
    }
    default:
        return 0;
    }
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

size_t shape_read(const struct shapes *shapes, struct chiffre_text text, size_t at, enum shape_kind *kind)
{
    size_t end = at + 1;
    while (is_digit(text, end))
        end++;
    *kind = SHAPE_PLAIN;
    size_t gap = joint(text, end);
    if (gap == 0 || !is_digit(text, end + gap))
        return end - at;
    bool blank = text.data[end] == ' ' || (gap > 1 && (unsigned char)text.data[end + gap - 1] != 0x99);
    if (blank && (end - at > 3 || named(text, at)))
        return end - at;
    size_t left = text.length - at;
    struct chiffre_text window = {text.data + at, left < WINDOW ? left : WINDOW};
    int groups = pcre2_match(shapes->code, (PCRE2_SPTR)window.data, window.length, 0, 0, shapes->match, NULL);
    if (groups < 0) { /* digits beyond the window: no number that anybody wrote */
        *kind = SHAPE_MALFORMED;
        return end - at;
    }
    *kind = marked((const char *)pcre2_get_mark(shapes->match));
    size_t length = pcre2_get_ovector_pointer(shapes->match)[1];
    if (length + 4 < WINDOW)
        return length;
    *kind = SHAPE_MALFORMED;
    for (end = at + length; is_digit(text, end) || (joint(text, end) == 1 && is_digit(text, end + 1)); end++)
        ;
    return end - at;
}
