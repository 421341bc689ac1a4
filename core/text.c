/* SPDX-License-Identifier: MIT */
/* UTF-8 bytes -> code points, folded bytes for look-ups, lines and columns. The letters' tables are facts of Unicode 15. */
#include "core/text.h"

#include "core/block.h"

int text_compare(struct chiffre_text a, struct chiffre_text b)
{
    size_t shared = a.length < b.length ? a.length : b.length;
    int order = shared == 0 ? 0 : memcmp(a.data, b.data, shared);
    if (order != 0)
        return order < 0 ? -1 : 1;
    return (a.length > b.length) - (a.length < b.length);
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ (hash >> 32);
}

uint64_t text_hash(struct chiffre_text text)
{
    uint64_t hash = text.length * UINT64_C(0xD6E8FEB86659FD93);
    const char *data = text.data;
    size_t left = text.length;
    for (; left >= 8; left -= 8, data += 8)
        hash = mix(hash, word_load(data, 8));
    char rest[8] = {0};
    if (left > 0)
        memcpy(rest, data, left);
    return mix(hash, word_load(rest, 8));
}

size_t utf8_decode(struct chiffre_text text, size_t at, uint32_t *code_point)
{
    const unsigned char *byte = (const unsigned char *)text.data + at;
    size_t left = text.length - at;
    uint32_t first = byte[0];
    if (first < 0x80) {
        *code_point = first;
        return 1;
    }
    size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    uint32_t value = first & (0x7FU >> length), smallest = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
    *code_point = 0xFFFD;
    if (first < 0xC2 || first > 0xF4 || length > left)
        return 1;
    for (size_t i = 1; i < length; i++) {
        if ((byte[i] & 0xC0) != 0x80)
            return 1;
        value = value << 6 | (byte[i] & 0x3FU);
    }
    if (value < smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 1;
    *code_point = value;
    return length;
}

size_t utf8_encode(uint32_t code_point, char out[4])
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xC0 | code_point >> 6);
        out[1] = (char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        return 0;
    if (code_point < 0x10000) {
        out[0] = (char)(0xE0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code_point >> 18);
    out[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code_point & 0x3F));
    return 4;
}

/* The block at `at` where the text ends within it: blanks are behind it. */
__attribute__((noinline)) static uint64_t look_at_end(struct chiffre_text text, size_t at, uint64_t (*block)(const char *data))
{
    char rest[BLOCK_BYTES];
    memset(rest, ' ', sizeof rest);
    memcpy(rest, text.data + at, text.length - at);
    return block(rest);
}

static inline uint64_t look(struct chiffre_text text, size_t at, uint64_t (*block)(const char *data))
{
    return text.length - at >= BLOCK_BYTES ? block(text.data + at) : look_at_end(text, at, block);
}

bool utf8_valid(struct chiffre_text text)
{
    for (size_t at = 0, next; at < text.length; at = next) {
        next = at + BLOCK_BYTES;
        for (uint64_t far = look(text, at, block_far); far != 0;) {
            unsigned place = (unsigned)__builtin_ctzll(far);
            size_t length = utf8_length(text, at + place);
            if (length == 1)
                return false;
            if (place + length >= BLOCK_BYTES) {
                next = at + place + length;
                break;
            }
            far &= ~block_keep(place + length);
        }
    }
    return true;
}

/* One character a code point from U+00C0 and from U+1E00: the letter below the accents in the code point's own case; a point where
 * there is none. */
static const char latin_letters[] =
    "AAAAAA.CEEEEIIIIDNOOOOO.OUUUUY..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGg"
    "GgGgHhHhIiIiIiIiIi..JjKk.LlLlLlLlLlNnNnNnn..OoOoOo..RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"
    "bBBb...Cc.DDd....FfG...IKkl..NnOOo..Pp.....tTtTUu.VYyZz..............D..L..N.AaIiOoUuUuUuUuUu.Aa"
    "Aa..GgGgKkOoOo..j.D.Gg..NnAa..OoAaAaEeEeIiIiOoOoRrRrUuUuSsTt..HhNd..ZzAaEeOoOoOoOoYylntj..ACcLTs"
    "z..B..EeJjQqRrYy";
static const char latin_additional_letters[] =
    "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRr"
    "SsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwyas....AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe"
    "EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy....Yy";

/* Letters of these two blocks that are no accented ASCII letter: upper and lower case. */
static const struct {
    uint16_t upper, lower;
} latin_pairs[] = {
    {0x00C6, 0x00E6}, {0x00DE, 0x00FE}, {0x0132, 0x0133}, {0x014A, 0x014B}, {0x0152, 0x0153}, {0x0184, 0x0185}, {0x0186, 0x0254},
    {0x0189, 0x0256}, {0x018E, 0x01DD}, {0x018F, 0x0259}, {0x0190, 0x025B}, {0x0194, 0x0263}, {0x0196, 0x0269}, {0x019C, 0x026F},
    {0x01A2, 0x01A3}, {0x01A6, 0x0280}, {0x01A7, 0x01A8}, {0x01A9, 0x0283}, {0x01B1, 0x028A}, {0x01B7, 0x0292}, {0x01B8, 0x01B9},
    {0x01BC, 0x01BD}, {0x01C4, 0x01C6}, {0x01C7, 0x01C9}, {0x01CA, 0x01CC}, {0x01E2, 0x01E3}, {0x01EE, 0x01EF}, {0x01F1, 0x01F3},
    {0x01F6, 0x0195}, {0x01F7, 0x01BF}, {0x01FC, 0x01FD}, {0x021C, 0x021D}, {0x0222, 0x0223}, {0x0241, 0x0242}, {0x0244, 0x0289},
    {0x0245, 0x028C}, {0x1E9E, 0x00DF}, {0x1EFA, 0x1EFB}, {0x1EFC, 0x1EFD},
};

/* The ASCII letter below an accented Latin one, in its case; 0: none. */
static char latin_base(uint32_t code_point)
{
    char letter = '.';
    if (code_point >= 0xC0 && code_point < 0xC0 + sizeof latin_letters - 1)
        letter = latin_letters[code_point - 0xC0];
    else if (code_point >= 0x1E00 && code_point < 0x1E00 + sizeof latin_additional_letters - 1)
        letter = latin_additional_letters[code_point - 0x1E00];
    return letter == '.' ? '\0' : letter;
}

static uint32_t greek_lower(uint32_t code_point)
{
    if ((code_point >= 0x391 && code_point <= 0x3AB) && code_point != 0x3A2)
        return code_point + 0x20;
    if (code_point >= 0x388 && code_point <= 0x38A)
        return code_point + 0x25;
    switch (code_point) {
    case 0x386:
        return 0x3AC;
    case 0x38C:
        return 0x3CC;
    case 0x38E:
    case 0x38F:
        return code_point + 0x3F;
    default:
        return code_point;
    }
}

static uint32_t cyrillic_lower(uint32_t code_point)
{
    if (code_point < 0x410)
        return code_point + 0x50;
    if (code_point < 0x430)
        return code_point + 0x20;
    if (code_point >= 0x4C0 && code_point <= 0x4CE)
        return code_point == 0x4C0 ? 0x4CF : code_point + (code_point & 1);
    bool in_pairs = (code_point >= 0x460 && code_point <= 0x481) || (code_point >= 0x48A && code_point <= 0x52F);
    return in_pairs ? code_point | 1 : code_point;
}

/* Lower case of a letter that has no ASCII letter below it. */
static uint32_t other_lower(uint32_t code_point)
{
    if (code_point >= 0x370 && code_point < 0x400)
        return greek_lower(code_point);
    if (code_point >= 0x400 && code_point < 0x530)
        return cyrillic_lower(code_point);
    for (size_t i = 0; i < sizeof latin_pairs / sizeof *latin_pairs; i++)
        if (latin_pairs[i].upper == code_point)
            return latin_pairs[i].lower;
    return code_point;
}

uint32_t code_point_fold(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point >= 'A' && code_point <= 'Z' ? code_point + 0x20 : code_point;
    char base = latin_base(code_point);
    if (base != '\0')
        return (uint32_t)(base | 0x20);
    switch (code_point) {
    case 0xB5: /* micro sign */
        return 0x3BC;
    case 0x3C2: /* final sigma */
        return 0x3C3;
    default:
        return code_point < 0xC0 || code_point >= 0x2000 ? code_point : other_lower(code_point);
    }
}

bool code_point_is_upper(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point >= 'A' && code_point <= 'Z';
    char base = latin_base(code_point);
    if (base != '\0')
        return base <= 'Z';
    return code_point >= 0xC0 && code_point < 0x2000 && other_lower(code_point) != code_point;
}

bool code_point_is_letter(uint32_t code_point)
{
    /* Blocks of letters with the marks that combine with them; first and last, ascending. */
    static const uint32_t ranges[][2] = {
        {0xAA, 0xAA},     {0xAD, 0xAD},     {0xB5, 0xB5},     {0xBA, 0xBA},     {0xC0, 0xD6},     {0xD8, 0xF6},
        {0xF8, 0x2C1},    {0x300, 0x374},   {0x376, 0x37D},   {0x37F, 0x37F},   {0x386, 0x386},   {0x388, 0x3F5},
        {0x3F7, 0x481},   {0x48A, 0x556},   {0x561, 0x587},   {0x5D0, 0x5F2},   {0x620, 0x65F},   {0x66E, 0x6D3},
        {0x900, 0x963},   {0xE01, 0xE3A},   {0x10A0, 0x10FF}, {0x1E00, 0x1FBC}, {0x1FC2, 0x1FFC}, {0x2C00, 0x2DFF},
        {0x3041, 0x30FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3}, {0xFB00, 0xFB06},
    };
    if (code_point < 0x80)
        return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges && code_point >= ranges[i][0]; i++)
        if (code_point <= ranges[i][1])
            return true;
    return false;
}

bool code_point_steers(uint32_t code_point)
{
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || code_point == 0x061C ||
           (code_point >= 0x200E && code_point <= 0x200F) || (code_point >= 0x2028 && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}

bool code_point_is_space(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
    return code_point == 0x85 || code_point == 0xA0 || code_point == 0x1680 || (code_point >= 0x2000 && code_point <= 0x200A) ||
           code_point == 0x2028 || code_point == 0x2029 || code_point == 0x202F || code_point == 0x205F || code_point == 0x3000;
}

/* What a look-up writes for a code point that is more or less than one letter; NULL: nothing special. */
static const char *folded_string(uint32_t code_point)
{
    static const struct {
        uint16_t code_point;
        char string[4];
    } folds[] = {
        {0xC6, "ae"},   {0xE6, "ae"},   {0x152, "oe"},  {0x153, "oe"},  {0xDF, "ss"},    {0x1E9E, "ss"},  {0x132, "ij"},
        {0x133, "ij"},  {0xFB00, "ff"}, {0xFB01, "fi"}, {0xFB02, "fl"}, {0xFB03, "ffi"}, {0xFB04, "ffl"}, {0xFB05, "st"},
        {0xFB06, "st"}, {0x2018, "'"},  {0x2019, "'"},  {0x201B, "'"},  {0x2BC, "'"},    {0x2032, "'"},   {0xB4, "'"},
        {0xFF07, "'"},  {0x2212, "-"},  {0xFE58, "-"},  {0xFE63, "-"},  {0xFF0D, "-"},   {0xAD, ""},      {0x200B, ""},
        {0x200C, ""},   {0x200D, ""},   {0x2060, ""},   {0xFEFF, ""}, /* invisible */
    };
    if (code_point >= 0x300 && code_point <= 0x36F) /* combining marks: the accent of a decomposed letter */
        return "";
    if (code_point >= 0x2010 && code_point <= 0x2015)
        return "-";
    if (code_point_is_space(code_point))
        return " ";
    if (latin_base(code_point) != '\0')
        return NULL;
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
        if (folds[i].code_point == code_point)
            return folds[i].string;
    return NULL;
}

static size_t fold_beyond_ascii(struct chiffre_text text, size_t *at, char *out)
{
    uint32_t code_point;
    size_t length = utf8_decode(text, *at, &code_point);
    *at += length;
    if (length == 1) {
        out[0] = text.data[*at - 1];
        return 1;
    }
    const char *string = folded_string(code_point);
    if (string == NULL)
        return utf8_encode(code_point_fold(code_point), out);
    size_t written = strlen(string);
    memcpy(out, string, written);
    return written;
}

size_t text_fold(struct chiffre_text text, char *out)
{
    size_t written = 0;
    for (size_t at = 0; at < text.length;) {
        unsigned char byte = (unsigned char)text.data[at];
        if (byte >= 0x80) {
            written += fold_beyond_ascii(text, &at, out + written);
            continue;
        }
        if (byte >= 'A' && byte <= 'Z')
            byte |= 0x20;
        else if (byte >= '\t' && byte <= '\r')
            byte = ' ';
        else if (byte == '`')
            byte = '\'';
        out[written++] = (char)byte;
        at++;
    }
    return written;
}

void text_position_start(struct text_position *position, struct chiffre_text text)
{
    *position = (struct text_position){.text = text, .offset = 0, .line = 1, .column = 1};
}

/* A line's end, but for the CR before an LF. A CR alone ends one too, as on old Macs. */
static bool ends_line(struct chiffre_text text, size_t at)
{
    bool feed_behind = at + 1 < text.length && text.data[at + 1] == '\n';
    return text.data[at] == '\n' || (text.data[at] == '\r' && !feed_behind);
}

/* Goes to the last line's start when lines end with LF only: what stands in those before need not be looked at. */
#define FAR_AWAY ((size_t)4 * BLOCK_BYTES)
static __attribute__((noinline)) void pass_lines(struct text_position *position, size_t end)
{
    const char *data = position->text.data, *feed;
    if (memchr(data + position->offset, '\r', end - position->offset) != NULL)
        return;
    while ((feed = memchr(data + position->offset, '\n', end - position->offset)) != NULL) {
        position->offset = (size_t)(feed - data) + 1;
        position->line++;
        position->column = 1;
    }
}

/* While it moves, `column` is less by the bytes up to there, so that only what is no plain letter has to be counted. */
void text_position_move(struct text_position *position, size_t offset)
{
    struct chiffre_text text = position->text;
    size_t end = offset < text.length ? offset : text.length, at = position->offset;
    if (end > at && end - at > FAR_AWAY) {
        pass_lines(position, end);
        at = position->offset;
    }
    position->column -= at;
    while (at < end) {
        size_t next = end - at < BLOCK_BYTES ? end : at + BLOCK_BYTES;
        for (uint64_t signs = look(text, at, block_far_or_low) & block_keep(next - at); signs != 0;) {
            size_t place = at + (size_t)__builtin_ctzll(signs), length = utf8_length(text, place);
            if (length > end - place) { /* the place is within a code point: its start */
                end = next = place;
                break;
            }
            if (ends_line(text, place)) {
                position->line++;
                position->column = -place;
            }
            position->column -= length - 1;
            next = next < place + length ? place + length : next;
            signs &= ~block_keep(place + length - at);
        }
        at = next;
    }
    position->offset = at;
    position->column += at;
}
