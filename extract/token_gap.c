/* SPDX-License-Identifier: MIT */
/* The bytes before a token -> the gap that they are. */
#include "extract/token_gap.h"

#include "core/text.h"

const uint8_t token_byte_classes[128] = {
    ['\''] = BYTE_JOINT, ['-'] = BYTE_JOINT,
    ['\t'] = BYTE_SPACE, [' '] = BYTE_SPACE, ['\v'] = BYTE_SPACE, ['\f'] = BYTE_LINE, ['\n'] = BYTE_LINE, ['\r'] = BYTE_LINE,
    ['0'] = BYTE_DIGIT, ['1'] = BYTE_DIGIT, ['2'] = BYTE_DIGIT, ['3'] = BYTE_DIGIT, ['4'] = BYTE_DIGIT,
    ['5'] = BYTE_DIGIT, ['6'] = BYTE_DIGIT, ['7'] = BYTE_DIGIT, ['8'] = BYTE_DIGIT, ['9'] = BYTE_DIGIT,
    ['A'] = BYTE_LETTER, ['B'] = BYTE_LETTER, ['C'] = BYTE_LETTER, ['D'] = BYTE_LETTER, ['E'] = BYTE_LETTER, ['F'] = BYTE_LETTER,
    ['G'] = BYTE_LETTER, ['H'] = BYTE_LETTER, ['I'] = BYTE_LETTER, ['J'] = BYTE_LETTER, ['K'] = BYTE_LETTER, ['L'] = BYTE_LETTER,
    ['M'] = BYTE_LETTER, ['N'] = BYTE_LETTER, ['O'] = BYTE_LETTER, ['P'] = BYTE_LETTER, ['Q'] = BYTE_LETTER, ['R'] = BYTE_LETTER,
    ['S'] = BYTE_LETTER, ['T'] = BYTE_LETTER, ['U'] = BYTE_LETTER, ['V'] = BYTE_LETTER, ['W'] = BYTE_LETTER, ['X'] = BYTE_LETTER,
    ['Y'] = BYTE_LETTER, ['Z'] = BYTE_LETTER, ['a'] = BYTE_LETTER, ['b'] = BYTE_LETTER, ['c'] = BYTE_LETTER, ['d'] = BYTE_LETTER,
    ['e'] = BYTE_LETTER, ['f'] = BYTE_LETTER, ['g'] = BYTE_LETTER, ['h'] = BYTE_LETTER, ['i'] = BYTE_LETTER, ['j'] = BYTE_LETTER,
    ['k'] = BYTE_LETTER, ['l'] = BYTE_LETTER, ['m'] = BYTE_LETTER, ['n'] = BYTE_LETTER, ['o'] = BYTE_LETTER, ['p'] = BYTE_LETTER,
    ['q'] = BYTE_LETTER, ['r'] = BYTE_LETTER, ['s'] = BYTE_LETTER, ['t'] = BYTE_LETTER, ['u'] = BYTE_LETTER, ['v'] = BYTE_LETTER,
    ['w'] = BYTE_LETTER, ['x'] = BYTE_LETTER, ['y'] = BYTE_LETTER, ['z'] = BYTE_LETTER,
};

enum byte_class token_far_class_at(struct chiffre_text text, size_t at, uint32_t *code, size_t *size)
{
    *size = utf8_decode(text, at, code);
    if (code_point_is_letter(*code))
        return BYTE_LETTER;
    if (code_point_is_space(*code))
        return *code == 0x2028 || *code == 0x2029 || *code == 0x85 ? BYTE_LINE : BYTE_SPACE;
    return BYTE_SIGN;
}

uint8_t token_fold_sign(uint32_t code)
{
    if (code < 128)
        return (uint8_t)code;
    switch (code) {
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: case 0xFE63: case 0xFF0D:
        return '-';
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2BC: case 0x2032:
        return '\'';
    case 0xAB: case 0xBB: case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033: case 0x2039: case 0x203A:
        return '"';
    case 0x2026:
        return '.';
    case 0x2022: case 0x25CF: case 0x25A0: case 0xB7: case 0x2023: case 0x25AA:
        return '*';
    default:
        return 0;
    }
}

static bool invisible(uint32_t code)
{
    return code == 0xAD || (code >= 0x200B && code <= 0x200F) || code == 0x2060 || code == 0xFEFF;
}

/* Is the sign at `at` an apostrophe or a hyphen inside a compound, so that it is a gap? */
static bool joins(struct chiffre_text text, const struct token *before, size_t at, size_t size, uint32_t code, enum token_gap *gap)
{
    bool apostrophe = code == '\'' || code == 0x2019 || code == 0x2BC;
    bool hyphen = code == '-' || code == 0x2010 || code == 0x2011;
    if (!apostrophe && !hyphen)
        return false;
    if (before == NULL || before->kind == TOKEN_SIGN || before->start + before->length != at || at + size >= text.length)
        return false;
    uint32_t next;
    size_t bytes;
    enum byte_class class = token_class_at(text, at + size, &next, &bytes);
    if (class != BYTE_LETTER && class != BYTE_DIGIT)
        return false;
    if (class == BYTE_DIGIT && (before->kind == TOKEN_NUMBER || apostrophe))
        return false;
    *gap = apostrophe ? GAP_APOSTROPHE : GAP_HYPHEN;
    return true;
}

/* The apostrophe of "analysts' estimate": behind an s and before a blank. */
static bool owns(struct chiffre_text text, const struct token *before, size_t at, size_t size, uint32_t code)
{
    return (code == '\'' || code == 0x2019) && before != NULL && before->kind == TOKEN_WORD && before->start + before->length == at &&
           (text.data[at - 1] | 0x20) == 's' && at + size < text.length && text.data[at + size] == ' ';
}

enum token_gap token_skip_gap(struct chiffre_text text, size_t *at, const struct token *before)
{
    enum token_gap gap = GAP_GLUED;
    unsigned lines = 0;
    while (*at < text.length) {
        uint32_t code;
        size_t size;
        enum byte_class class = token_class_at(text, *at, &code, &size);
        if (class == BYTE_LINE) {
            if (!(code == '\n' && *at > 0 && text.data[*at - 1] == '\r'))
                lines++;
        } else if (class == BYTE_SPACE) {
            bool no_break = code == 0xA0 || code == 0x202F || code == 0x2007;
            gap = gap != GAP_GLUED && gap != GAP_NO_BREAK ? GAP_SPACE : no_break ? GAP_NO_BREAK : GAP_SPACE;
        } else if (class == BYTE_SIGN && (invisible(code) || (gap == GAP_GLUED && lines == 0 && owns(text, before, *at, size, code)))) {
            *at += size;
            continue;
        } else if (class == BYTE_SIGN && gap == GAP_GLUED && lines == 0 && joins(text, before, *at, size, code, &gap)) {
            *at += size;
            return gap;
        } else {
            break;
        }
        *at += size;
    }
    return lines > 1 ? GAP_PARAGRAPH : lines == 1 ? GAP_LINE : gap;
}
