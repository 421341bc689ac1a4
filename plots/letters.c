/* SPDX-License-Identifier: MIT */
/* Text -> pixels, and the lines that it is broken into. */
#include "plots/letters.h"

#include "core/text.h"

/* Advance widths of DejaVu Sans Book and Bold, thousandths of the letter size, U+0020 to U+007E (the fonts' own hmtx tables). */
static const short widths[2][95] = {
    {318, 401, 460, 838, 636, 950, 780, 275, 390,  390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636,
     636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
     603, 787, 695, 635, 611, 732, 684, 989, 685,  611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
     634, 278, 278, 579, 278, 974, 634, 612, 635,  635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838},
    {348, 456, 521, 838, 696, 1002, 872, 306,  457,  457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696, 696, 696,
     696, 696, 400, 400, 838, 838,  838, 580,  1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850,
     733, 850, 770, 720, 682, 812,  774, 1103, 771,  724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716,
     712, 343, 343, 665, 343, 1042, 712, 687,  716,  716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838}};

static double letter_width(uint32_t code_point, bool bold)
{
    if (code_point >= 0x80 && code_point < 0x250 && code_point_fold(code_point) < 0x80)
        code_point = code_point_is_upper(code_point) ? 'O' : code_point_fold(code_point);
    if (code_point >= 0x20 && code_point < 0x7F)
        return widths[bold][code_point - 0x20];
    if (code_point_is_space(code_point))
        return widths[bold][0];
    if (code_point == 0x20AC || code_point == 0xA3 || code_point == 0xA5) /* euro, pound, yen are as wide as a digit */
        return widths[bold]['0' - 0x20];
    if (code_point >= 0x300 && code_point < 0x370) /* combining marks */
        return 0;
    return code_point >= 0x2000 ? 1000 : 850;
}

double letters_width(struct chiffre_text text, double size, bool bold)
{
    double sum = 0;
    uint32_t code_point;
    for (size_t at = 0; at < text.length;) {
        at += utf8_decode(text, at, &code_point);
        sum += letter_width(code_point, bold);
    }
    return sum * size / 1000;
}

static bool breaks_line(struct chiffre_text text, size_t at)
{
    return text.data[at] == '\n' || text.data[at] == '\r';
}

/* One line from `at`: returns where the next begins and sets *end, where this one ends. */
static size_t next_line(struct chiffre_text text, size_t at, double size, bool bold, double width, size_t *end)
{
    double sum = 0;
    size_t space = SIZE_MAX, i = at;
    while (i < text.length && !breaks_line(text, i)) {
        uint32_t code_point;
        size_t step = utf8_decode(text, i, &code_point);
        sum += letter_width(code_point, bold) * size / 1000;
        if (code_point == ' ' && i > at)
            space = i;
        if (sum > width + 0.01 && i > at && code_point != ' ') { /* a text must fit its own measure */
            *end = space != SIZE_MAX ? space : i;
            return space != SIZE_MAX ? space + 1 : i;
        }
        i += step;
    }
    *end = i;
    if (i + 1 < text.length && text.data[i] == '\r' && text.data[i + 1] == '\n')
        i++;
    return i < text.length ? i + 1 : i;
}

struct letters_lines letters_break(struct chiffre_text text, double size, bool bold, double width, size_t most)
{
    struct letters_lines lines = {.count = 0};
    size_t at = 0, end = 0;
    if (most > LETTERS_LINES_MAX)
        most = LETTERS_LINES_MAX;
    do {
        size_t start = at;
        at = next_line(text, start, size, bold, width, &end);
        lines.line[lines.count++] = (struct chiffre_text){text.data + start, end - start};
    } while (at < text.length && lines.count < most);
    if (at < text.length) {
        struct chiffre_text *last = &lines.line[lines.count - 1];
        double room = width - letter_width(0x2026, bold) * size / 1000;
        lines.cut = true;
        while (last->length > 0 && (letters_width(*last, size, bold) > room || last->data[last->length - 1] == ' ')) {
            last->length--;
            while (last->length > 0 && ((unsigned char)last->data[last->length] & 0xC0) == 0x80)
                last->length--;
        }
    }
    return lines;
}

double letters_widest(const struct letters_lines *lines, double size, bool bold)
{
    double widest = 0;
    for (size_t i = 0; i < lines->count; i++) {
        double width = letters_width(lines->line[i], size, bold);
        if (lines->cut && i + 1 == lines->count)
            width += letter_width(0x2026, bold) * size / 1000;
        if (width > widest)
            widest = width;
    }
    return widest;
}
