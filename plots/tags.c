/* SPDX-License-Identifier: MIT */
/* Labels beside the ends of curves -> places where none touches another. */
#include "core/text.h"
#include "plots/canvas.h"
#include "plots/letters.h"

#include <math.h>

#define TAG_LINES 3 /* of a name */

static struct letters_lines name_lines(const struct canvas_tag *tag, double width, size_t most)
{
    return letters_break(caption_all(&tag->name), CANVAS_LABEL, true, width, most);
}

double canvas_tags_width(const struct canvas_tag *tags, size_t count, double most)
{
    double widest = 0;
    for (size_t i = 0; i < count; i++) {
        struct letters_lines lines = name_lines(&tags[i], most, TAG_LINES);
        widest = fmax(widest, letters_widest(&lines, CANVAS_LABEL, true));
        widest = fmax(widest, letters_width(caption_all(&tags[i].value), CANVAS_LABEL, false));
    }
    return fmin(widest, most) + 1;
}

static double tag_height(const struct canvas_tag *tag, double width, size_t lines)
{
    return CANVAS_LINE * (double)(name_lines(tag, width, lines).count + (tag->value.length > 0)) + 3;
}

/* Pushes the tags (from top to bottom in `order`) apart: down from the top, then up from the bottom. */
static void spread(double *centre, const double *height, const size_t *order, size_t count, double top, double bottom)
{
    double edge = top;
    for (size_t i = 0; i < count; i++) {
        centre[order[i]] = fmax(centre[order[i]], edge + height[order[i]] / 2);
        edge = centre[order[i]] + height[order[i]] / 2;
    }
    edge = bottom;
    for (size_t i = count; i-- > 0;) {
        centre[order[i]] = fmin(centre[order[i]], edge - height[order[i]] / 2);
        edge = centre[order[i]] - height[order[i]] / 2;
    }
}

static void draw_tag(struct canvas *canvas, const struct canvas_tag *tag, double x, double centre, double width, size_t most,
                     enum canvas_side side)
{
    struct letters_lines lines = name_lines(tag, width, most);
    double y = centre - CANVAS_LINE * (double)(lines.count + (tag->value.length > 0)) / 2 + CANVAS_LINE / 2;
    for (size_t i = 0; i < lines.count; i++) {
        struct caption line = {.length = 0};
        caption_text(&line, lines.line[i]);
        caption_string(&line, lines.cut && i + 1 == lines.count ? "…" : "");
        canvas_label(canvas, caption_all(&line), x, y, side, CANVAS_LABEL, tag->colour, true);
        y += CANVAS_LINE;
    }
    if (tag->value.length > 0)
        canvas_label(canvas, caption_all(&tag->value), x, y, side, CANVAS_LABEL, tag->colour, false);
}

void canvas_tags(struct canvas *canvas, struct canvas_tag *tags, size_t count, double x, double width, enum canvas_side side)
{
    double centre[CANVAS_SERIES_MAX], height[CANVAS_SERIES_MAX], room = canvas->bottom - canvas->top + 20, sum = 0;
    size_t order[CANVAS_SERIES_MAX], most = TAG_LINES;
    for (;; most--) { /* fewer lines a name when the room is short */
        sum = 0;
        for (size_t i = 0; i < count; i++)
            sum += height[i] = tag_height(&tags[i], width, most);
        if (sum <= room || most == 1)
            break;
    }
    for (size_t i = 0; i < count; i++) {
        size_t place = i;
        centre[i] = tags[i].y;
        for (; place > 0 && tags[order[place - 1]].y > tags[i].y; place--)
            order[place] = order[place - 1];
        order[place] = i;
    }
    spread(centre, height, order, count, canvas->top - 10, canvas->bottom + 10);
    for (size_t i = 0; i < count; i++)
        draw_tag(canvas, &tags[i], x, centre[i], width, most, side);
}
