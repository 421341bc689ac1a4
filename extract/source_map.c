/* SPDX-License-Identifier: MIT */
/* Offsets in the text -> places in the source. */
#include "extract/source_map.h"

void source_cursor_start(struct source_cursor *cursor, const struct chiffre_document *document)
{
    *cursor = (struct source_cursor){.text = document->text, .map = document->map};
    text_position_start(&cursor->in_text, document->text);
    if (cursor->map == NULL)
        return;
    text_position_start(&cursor->in_source, cursor->map->source);
    cursor->bytes_at = cursor->map->skipped;
}

static size_t to_source(struct source_cursor *cursor, size_t offset)
{
    const struct chiffre_source_map *map = cursor->map;
    if (map->runs[cursor->run].text > offset)
        cursor->run = 0;
    while (cursor->run + 1 < map->run_count && map->runs[cursor->run + 1].text <= offset)
        cursor->run++;
    const struct source_run *run = &map->runs[cursor->run];
    return run->point || offset < run->text ? run->source : run->source + (offset - run->text);
}

static struct mapping *mapping_of(const struct source_cursor *cursor)
{
    return cursor->map == NULL ? NULL : cursor->map->mapping;
}

/* Bytes of the text before its own first one: a byte order mark is mapped with it. */
static size_t text_start(const struct source_cursor *cursor)
{
    return (size_t)(cursor->text.data - cursor->map->mapping->text.data);
}

void source_cursor_pass(const struct source_cursor *cursor, size_t at)
{
    if (mapping_of(cursor) != NULL)
        mapping_pass(mapping_of(cursor), at + text_start(cursor));
}

/* A place may lie far behind the reading, where its pages were given back: they come again, and go as the cursor moves on. */
static size_t step_towards(const struct source_cursor *cursor, size_t at, size_t offset)
{
    const struct mapping *mapping = mapping_of(cursor);
    return mapping != NULL && offset - at > mapping_step(mapping) ? at + mapping_step(mapping) : offset;
}

static void step_done(const struct source_cursor *cursor, size_t from, size_t to)
{
    if (mapping_of(cursor) != NULL && to - from >= mapping_step(mapping_of(cursor)) / 2)
        mapping_give_back(mapping_of(cursor), from + text_start(cursor), to + text_start(cursor));
}

static __attribute__((noinline)) void move(const struct source_cursor *cursor, struct text_position *position, size_t offset)
{
    while (position->offset < offset) {
        size_t from = position->offset, to = step_towards(cursor, from, offset);
        text_position_move(position, to);
        step_done(cursor, from, position->offset);
        if (to == offset)
            break;
    }
}

/* Of a rendering the place is in the source, of pages on its page: *offset becomes the one there. */
static __attribute__((noinline)) struct text_position *mapped_position(struct source_cursor *cursor, struct chiffre_figure *figure, size_t *offset)
{
    const struct chiffre_source_map *map = cursor->map;
    if (map->run_count > 0) {
        *offset = to_source(cursor, *offset);
        if (*offset < cursor->in_source.offset) /* a cell that is said before one that stands before it */
            text_position_start(&cursor->in_source, map->source);
        return &cursor->in_source;
    }
    if (map->page_count > 0) {
        size_t page = cursor->page;
        while (cursor->page < map->page_count && map->pages[cursor->page] <= *offset)
            cursor->page++;
        size_t start = cursor->page == 0 ? 0 : map->pages[cursor->page - 1];
        if (page != cursor->page)
            text_position_start(&cursor->in_text, (struct chiffre_text){cursor->text.data + start, cursor->text.length - start});
        *offset -= start;
        figure->page = cursor->page;
    }
    return &cursor->in_text;
}

void source_cursor_place(struct source_cursor *cursor, struct chiffre_figure *figure)
{
    size_t offset = (size_t)figure->offset;
    struct text_position *position = cursor->map == NULL ? &cursor->in_text : mapped_position(cursor, figure, &offset);
    if (mapping_of(cursor) == NULL)
        text_position_move(position, offset);
    else
        move(cursor, position, offset);
    figure->line = position->line;
    figure->column = position->column;
}

static size_t to_bytes(struct source_cursor *cursor, size_t offset)
{
    if (cursor->map->encoding == ENCODING_UTF8)
        return offset + cursor->map->skipped;
    while (cursor->text_at < offset) {
        size_t from = cursor->text_at, to = step_towards(cursor, from, offset);
        while (cursor->text_at < to) {
            uint32_t code_point;
            size_t length = utf8_decode(cursor->text, cursor->text_at, &code_point);
            cursor->bytes_at += encoding_width(cursor->map->encoding, code_point, length);
            cursor->text_at += length;
        }
        step_done(cursor, from, cursor->text_at);
    }
    return cursor->bytes_at;
}

void source_cursor_bytes(struct source_cursor *cursor, struct chiffre_figure *figure)
{
    const struct chiffre_source_map *map = cursor->map;
    if (map == NULL || map->run_count > 0 || map->page_count > 0 || figure->offset < cursor->text_at)
        return;
    size_t start = to_bytes(cursor, (size_t)figure->offset), text_at = cursor->text_at;
    size_t end = to_bytes(cursor, (size_t)(figure->offset + figure->length));
    cursor->text_at = text_at; /* figures may overlap */
    cursor->bytes_at = start;
    figure->offset = start;
    figure->length = end - start;
}
