/* SPDX-License-Identifier: MIT */
/* A chart's words and places -> the parts of its script that all kinds share. */
#include "plots/canvas.h"

#include "core/catalog.h"
#include "core/text.h"
#include "plots/display.h"
#include "plots/letters.h"
#include "plots/script.h"

#include <string.h>

/* Lightness (CIE L*) 25, 54, 70, 43, 58, 33: in grey print neighbours differ, and the markers differ in shape. */
static const struct {
    const char *colour, *letters, *tint; /* letters: dark enough to read on white */
    int marker, hollow;
} palette[CANVAS_SERIES_MAX] = {{"#0b3c6f", "#0b3c6f", "#c9d6e6", 7, 6},   {"#d55e00", "#b34f00", "#f7d5bb", 5, 4},
                                {"#56b4e9", "#1b74a6", "#d8edfa", 9, 8},   {"#8a4f7d", "#8a4f7d", "#e3d3df", 13, 12},
                                {"#009e73", "#007a59", "#c2e8dc", 11, 10}, {"#4d4d4d", "#4d4d4d", "#dddddd", 15, 14}};

const char *canvas_colour(size_t index)
{
    return palette[index % CANVAS_SERIES_MAX].colour;
}

const char *canvas_letter_colour(size_t index)
{
    return palette[index % CANVAS_SERIES_MAX].letters;
}

const char *canvas_tint(size_t index)
{
    return palette[index % CANVAS_SERIES_MAX].tint;
}

int canvas_marker(size_t index)
{
    return palette[index % CANVAS_SERIES_MAX].marker;
}

int canvas_marker_hollow(size_t index)
{
    return palette[index % CANVAS_SERIES_MAX].hollow;
}

double canvas_screen_x(double x)
{
    return x / CANVAS_WIDTH;
}

double canvas_screen_y(const struct canvas *canvas, double y)
{
    return 1 - y / canvas->height;
}

double canvas_y(const struct canvas *canvas, const struct axis *axis, double value)
{
    return canvas->bottom - (value - axis->low) / (axis->high - axis->low) * (canvas->bottom - canvas->top);
}

void canvas_head(struct canvas *canvas)
{
    struct output *out = canvas->out;
    output_string(out, "# ");
    script_comment(out, caption_all(&canvas->title));
    output_format(out,
                  "\n# Made by chiffre " CHIFFRE_VERSION ", kind %s. All of it is in this file: change a number or a word and run\n"
                  "#   gnuplot %.*s.gp                         for SVG\n"
                  "#   gnuplot -e \"format='png'\" %.*s.gp       for PNG; likewise pdf\n\n",
                  canvas->kind, (int)canvas->name.length, canvas->name.data, (int)canvas->name.length, canvas->name.data);
    output_format(
        out,
        "if (!exists('format')) format = 'svg'\n"
        "if (!exists('target')) target = '%.*s.'.format\n"
        "# noenhanced: text means what it says. The SVG terminal knows no bold: its font name becomes an attribute of <g>.\n"
        "bold = format eq 'svg' ? 'sans-serif\" font-weight=\"bold' : 'sans-serif:Bold'\n"
        "if (format eq 'svg') set terminal svg noenhanced size 600,%d font 'sans-serif,11' background 'white'\n"
        "if (format eq 'png') set terminal pngcairo noenhanced size 1200,%d font 'sans-serif,11' fontscale 1.5 "
        "linewidth 2 pointscale 2 background 'white'\n"
        "if (format eq 'pdf') set terminal pdfcairo noenhanced size 6.25in,%d/96.in font 'sans-serif,11' fontscale 0.5625 "
        "linewidth 0.75 pointscale 0.5625 background 'white'\n"
        "set output target\n",
        (int)canvas->name.length, canvas->name.data, (int)canvas->height, (int)(2 * canvas->height), (int)canvas->height);
    output_format(
        out,
        "set encoding utf8\nset decimalsign '%s'\nset minussign\nset datafile missing '-'\nset datafile separator whitespace\n\n",
        canvas->language == WORDING_FR ? "," : ".");
}

void canvas_label(struct canvas *canvas, struct chiffre_text text, double x, double y, enum canvas_side side, double size,
                  const char *colour, bool bold)
{
    static const char *const sides[] = {"left", "center", "right"};
    output_format(canvas->out, "set label %d ", ++canvas->labels);
    script_text(canvas->out, text);
    output_string(canvas->out, " at screen ");
    script_position(canvas->out, canvas_screen_x(x));
    output_string(canvas->out, ", screen ");
    script_position(canvas->out, canvas_screen_y(canvas, y));
    output_format(canvas->out, " %s font %s,", sides[side], bold ? "bold.'" : "'");
    script_position(canvas->out, size);
    output_format(canvas->out, "' textcolor rgb '%s' front\n", colour);
}

/* Lines of one text under each other from `top`; returns where the next may begin. */
static double label_lines(struct canvas *canvas, const struct letters_lines *lines, double top, double size, double pitch,
                          const char *colour, bool bold)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct caption line = {.length = 0};
        caption_text(&line, lines->line[i]);
        caption_string(&line, lines->cut && i + 1 == lines->count ? "…" : "");
        canvas_label(canvas, caption_all(&line), CANVAS_MARGIN, top + pitch / 2, CANVAS_LEFT, size, colour, bold);
        top += pitch;
    }
    return top;
}

void canvas_begin(struct canvas *canvas)
{
    double width = CANVAS_WIDTH - 2 * CANVAS_MARGIN, top = 10;
    struct letters_lines title = letters_break(caption_all(&canvas->title), CANVAS_TITLE, true, width, 3);
    struct letters_lines subtitle = letters_break(caption_all(&canvas->subtitle), CANVAS_SUBTITLE, false, width, 3);
    output_string(canvas->out, "# Title and subtitle\n");
    top = label_lines(canvas, &title, top, CANVAS_TITLE, 21, CANVAS_INK, true);
    if (canvas->subtitle.length > 0)
        top = label_lines(canvas, &subtitle, top + 2, CANVAS_SUBTITLE, 16, CANVAS_GREY, false);
    canvas->first_top = top + 14;
    output_string(canvas->out, "\n# The look\n"
                               "unset key\n"
                               "set border 1 linecolor rgb '" CANVAS_GREY "' linewidth 0.8\n"
                               "set grid noxtics ytics back linetype 1 linecolor rgb '" CANVAS_LIGHT "' linewidth 0.6\n"
                               "set xtics nomirror scale 0.4 textcolor rgb '" CANVAS_GREY "' font ',11'\n"
                               "set ytics nomirror scale 0 textcolor rgb '" CANVAS_GREY "' font ',11'\n");
}

void canvas_area(struct canvas *canvas, double left, double right, double top, double bottom)
{
    canvas->left = left;
    canvas->right = right;
    canvas->top = top;
    canvas->bottom = bottom;
    const struct {
        const char *name;
        double share;
    } margins[] = {{"lmargin", canvas_screen_x(left)},
                   {"rmargin", canvas_screen_x(right)},
                   {"tmargin", canvas_screen_y(canvas, top)},
                   {"bmargin", canvas_screen_y(canvas, bottom)}};
    for (size_t i = 0; i < 4; i++) {
        output_format(canvas->out, "set %s at screen ", margins[i].name);
        script_position(canvas->out, margins[i].share);
        output_char(canvas->out, '\n');
    }
}

void canvas_remark(struct canvas *canvas, const char *remark)
{
    size_t length = strlen(remark);
    if (length == 0 || (canvas->foot.length >= length && memmem(canvas->foot.data, canvas->foot.length, remark, length) != NULL))
        return;
    caption_string(&canvas->foot, canvas->foot.length > 0 ? ". " : "");
    caption_string(&canvas->foot, remark);
}

static struct letters_lines foot_lines(const struct caption *foot)
{
    return letters_break(caption_all(foot), CANVAS_FOOT, false, CANVAS_WIDTH - 2 * CANVAS_MARGIN, 3);
}

static void whole_foot(const struct canvas *canvas, struct caption *foot)
{
    foot->length = 0;
    if (canvas->foot.length > 0) {
        caption_text(foot, caption_all(&canvas->foot));
        caption_string(foot, ".\n");
    }
    canvas_source(canvas, foot);
}

double canvas_bottom(const struct canvas *canvas, int tic_lines)
{
    return canvas->height - 8 - 13 * (double)canvas_foot_lines(canvas) - (tic_lines > 1 ? 50 : 34);
}

size_t canvas_foot_lines(const struct canvas *canvas)
{
    struct caption foot;
    whole_foot(canvas, &foot);
    return foot_lines(&foot).count;
}

void canvas_end(struct canvas *canvas)
{
    struct caption foot;
    whole_foot(canvas, &foot);
    struct letters_lines lines = foot_lines(&foot);
    output_string(canvas->out, "\n# Foot\n");
    label_lines(canvas, &lines, canvas->height - 8 - 13.0 * (double)lines.count, CANVAS_FOOT, 13, CANVAS_GREY, false);
}

bool canvas_by_entity(const struct canvas *canvas)
{
    return canvas->count > 1 && !text_equal(canvas->series[0]->entity, canvas->series[canvas->count - 1]->entity);
}

/* "Operating margin" for operating_income/revenue, where data/metrics.csv has a label for the form. */
static bool named_ratio(const struct canvas *canvas, struct chiffre_text ratio, struct caption *caption)
{
    const char *name, *formula;
    for (size_t i = 0; (name = chiffre_ratio_name(i, &formula)) != NULL; i++)
        if (text_equal(text_from(formula), ratio) && catalog_metric(text_from(name)) != NULL) {
            wording_metric(caption, text_from(name), canvas->language);
            return true;
        }
    return false;
}

void canvas_metric(const struct canvas *canvas, const struct curve *series, struct caption *caption)
{
    const struct chiffre_column *column = chiffre_table_column(canvas->table, series->column);
    if (column->role == CHIFFRE_ROLE_ratio && named_ratio(canvas, column->name, caption))
        return;
    if (column->role == CHIFFRE_ROLE_ratio && column->base != SIZE_MAX && column->against != SIZE_MAX) {
        wording_metric(caption, chiffre_table_column(canvas->table, column->base)->name, canvas->language);
        caption_string(caption, " / ");
        wording_metric(caption, chiffre_table_column(canvas->table, column->against)->name, canvas->language);
        return;
    }
    wording_metric(caption, series->metric, canvas->language);
}

void canvas_value(const struct canvas *canvas, const struct curve *series, struct chiffre_decimal value, struct caption *caption)
{
    int power = text_equal(series->unit, TEXT("persons")) ? 0 : display_power(series->unit, value, canvas->language);
    display_value(caption, value, series->unit, power, canvas->language);
}

void canvas_series_name(const struct canvas *canvas, const struct curve *series, struct caption *caption)
{
    if (canvas_by_entity(canvas)) {
        caption_text(caption, series->entity);
        return;
    }
    canvas_metric(canvas, series, caption);
    caption_capital(caption);
}

/* A document's name without its folders. */
static struct chiffre_text file_name(struct chiffre_text path)
{
    for (size_t i = path.length; i-- > 0;)
        if (path.data[i] == '/' && i + 1 < path.length)
            return (struct chiffre_text){path.data + i + 1, path.length - i - 1};
    return path;
}

/* Documents that the charted cells were read in: named when they are few. */
static void name_documents(const struct canvas *canvas, struct caption *caption)
{
    struct chiffre_text named[3];
    size_t known = 0, different = 0;
    for (size_t i = 0; i < canvas->count; i++)
        for (size_t j = 0; j < canvas->series[i]->count; j++) {
            const struct curve_point *point = &canvas->series[i]->points[j];
            struct chiffre_cell cell = chiffre_table_cell(canvas->table, point->row, point->column);
            for (size_t k = 0; k < cell.source_count; k++) {
                size_t same = cell.sources[k].document.length > 0 ? 0 : known; /* a derived value's formula is no document */
                while (same < known && !text_equal(named[same], cell.sources[k].document))
                    same++;
                if (same < known || cell.sources[k].document.length == 0)
                    continue;
                different++;
                if (known < 3)
                    named[known++] = cell.sources[k].document;
            }
        }
    for (size_t i = 0; i < known; i++) {
        caption_string(caption, i > 0 ? ", " : "");
        caption_text(caption, file_name(named[i]));
    }
    caption_string(caption, different > known ? " …" : "");
}

void canvas_source(const struct canvas *canvas, struct caption *caption)
{
    size_t before = caption->length;
    caption_string(caption, wording_of(WORD_source, canvas->language));
    size_t empty = caption->length;
    if (canvas->options->source != NULL)
        caption_string(caption, canvas->options->source);
    else
        name_documents(canvas, caption);
    if (caption->length == empty)
        caption->length = before;
}
