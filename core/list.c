/* SPDX-License-Identifier: MIT */
/* Lists of figures: an array that grows, and an arena for the texts that its figures point to. */
#include "chiffre.h"
#include "core/error.h"
#include "core/figure.h"
#include "core/memory.h"
#include "core/text.h"

struct chiffre_list {
    struct chiffre_figure *figures;
    size_t count, capacity;
    struct arena texts;
};

struct chiffre_list *chiffre_list_new(void)
{
    struct chiffre_list *list = memory_take(1, sizeof *list);
    if (list != NULL)
        *list = (struct chiffre_list){.figures = NULL};
    return list;
}

void chiffre_list_free(struct chiffre_list *list)
{
    if (list == NULL)
        return;
    memory_free(list->figures);
    arena_free(&list->texts);
    memory_free(list);
}

void chiffre_list_clear(struct chiffre_list *list)
{
    list->count = 0;
    arena_reset(&list->texts);
}

size_t chiffre_list_count(const struct chiffre_list *list)
{
    return list->count;
}

struct chiffre_figure *chiffre_list_at(const struct chiffre_list *list, size_t index)
{
    return &list->figures[index];
}

struct chiffre_text chiffre_list_keep(struct chiffre_list *list, struct chiffre_text text)
{
    return arena_text(&list->texts, text);
}

static struct chiffre_text *text_of(struct chiffre_figure *figure, const struct figure_field *field)
{
    return (struct chiffre_text *)(void *)((char *)figure + field->offset);
}

/* All texts of a figure go into one block. The document's name is that of the figure before, mostly: then it is shared. */
static bool keep_texts(struct chiffre_list *list, struct chiffre_figure *figure)
{
    const struct chiffre_figure *before = list->count > 0 ? &list->figures[list->count - 1] : NULL;
    bool shared = before != NULL && text_equal(before->document, figure->document);
    if (shared)
        figure->document = before->document;
    size_t total = 0;
    for (const struct figure_field *field = figure_fields + shared; field < figure_fields + figure_field_count; field++)
        if (field->type == FIGURE_TEXT)
            total += text_of(figure, field)->length;
    char *at = total > 0 ? arena_take(&list->texts, total) : NULL;
    if (total > 0 && at == NULL)
        return false;
    for (const struct figure_field *field = figure_fields + shared; field < figure_fields + figure_field_count; field++) {
        if (field->type != FIGURE_TEXT)
            continue;
        struct chiffre_text *text = text_of(figure, field);
        if (text->length == 0 || at == NULL) {
            text->data = "";
            continue;
        }
        memcpy(at, text->data, text->length);
        text->data = at;
        at += text->length;
    }
    return true;
}

enum chiffre_status figure_add_to_list(void *list, const struct chiffre_figure *figure, struct chiffre_error *error)
{
    return chiffre_list_add(list, figure) == CHIFFRE_OK ? CHIFFRE_OK : error_no_memory(error);
}

enum chiffre_status chiffre_list_add(struct chiffre_list *list, const struct chiffre_figure *figure)
{
    struct chiffre_figure copy = *figure; /* it may lie in this list, which moves */
    bool room = array_reserve(&list->figures, &list->capacity, list->count + 1, sizeof copy);
    if (!room || !keep_texts(list, &copy))
        return CHIFFRE_NO_MEMORY;
    list->figures[list->count++] = copy;
    return CHIFFRE_OK;
}
