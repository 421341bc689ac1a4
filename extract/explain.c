/* SPDX-License-Identifier: MIT */
/* A sentence and its drafts -> lines for --explain: the shortest way from a wrong figure to the row or the rule to change. */
#include "extract/explain.h"

#include "core/decimal.h"
#include "core/figure.h"
#include "core/output.h"
#include "core/tables.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct writer {
    chiffre_explain_fn *line;
    void *data;
    char text[600];
};

/* So many of the first `most` bytes as are whole letters; `bytes` go on behind them. */
static int whole_letters(const char *bytes, int most)
{
    int start = most;
    while (start > 0 && most - start < 4 && ((unsigned char)bytes[start] & 0xC0) == 0x80)
        start--;
    return ((unsigned char)bytes[start] & 0xC0) == 0xC0 ? start : most;
}

static int shown(struct chiffre_text text, int most)
{
    return text.length > (size_t)most ? whole_letters(text.data, most) : (int)text.length;
}

__attribute__((format(printf, 2, 3))) static void say(struct writer *writer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(writer->text, sizeof writer->text, format, arguments);
    va_end(arguments);
    if (length < 0)
        return;
    if ((size_t)length >= sizeof writer->text)
        length = whole_letters(writer->text, (int)sizeof writer->text - 1);
    for (int i = 0; i < length; i++)
        if (writer->text[i] == '\n' || writer->text[i] == '\r')
            writer->text[i] = ' ';
    writer->line(writer->data, (struct chiffre_text){writer->text, (size_t)length});
}

static void explain_items(struct writer *writer, const struct context *context)
{
    for (uint32_t i = 0; i < context->items->count; i++) {
        const struct item *item = &context->items->list[i];
        struct chiffre_text text = item_text(context->sentence, item);
        int length = shown(text, 200);
        if (item->row != NULL)
            say(writer, "  %-16s %.*s   [%s:%d %s]", lexicon_roles.names[item->role], length, text.data,
                context->sentence->lexicon->files[item->row->file], (int)item->row->line, item->row->value);
        else
            say(writer, "  %-16s %.*s", lexicon_roles.names[item->role], length, text.data);
    }
}

static void explain_field(struct writer *writer, const struct draft *draft, enum pattern_field field, const char *name, struct chiffre_text value)
{
    if (!draft_has(draft, field))
        return;
    const struct pattern *pattern = draft->pattern[field];
    if (pattern != NULL)
        say(writer, "    %-9s %.*s   by pattern %s [%s:%d]", name, (int)value.length, value.data, pattern->name, pattern->file, (int)pattern->line);
    else
        say(writer, "    %-9s %.*s   by rule: %s", name, (int)value.length, value.data, draft->rule[field]);
}

static struct chiffre_text string(const char *text)
{
    return text != NULL ? (struct chiffre_text){text, strlen(text)} : (struct chiffre_text){"", 0};
}

static void explain_draft(struct writer *writer, const struct draft *draft)
{
    char number[DECIMAL_TEXT_MAX], label[PERIOD_TEXT_MAX], of[24];
    const struct quantity *quantity = &draft->quantity;
    size_t digits = decimal_write(quantity->value, number);
    say(writer, "  => %s %.*s %.*s  \"%.*s\"%s%s", draft->dead ? "(no figure)" : kind_name(quantity->kind), (int)digits, number,
        (int)draft->unit.length, draft->unit.data != NULL ? draft->unit.data : "", (int)draft->text.length, draft->text.data,
        quantity->reason != NULL ? "   " : "", quantity->reason != NULL ? quantity->reason : "");
    explain_field(writer, draft, PATTERN_METRIC, "metric", string(draft->metric));
    explain_field(writer, draft, PATTERN_ENTITY, "entity", draft->entity);
    size_t length = period_write(draft->period, label);
    explain_field(writer, draft, PATTERN_PERIOD, "period", (struct chiffre_text){label, length});
    explain_field(writer, draft, PATTERN_STATUS, "status", string(status_name(draft->status)));
    explain_field(writer, draft, PATTERN_SOURCE, "source", draft->source);
    explain_field(writer, draft, PATTERN_RELATION, "relation", string(relation_name(draft->relation)));
    length = (size_t)snprintf(of, sizeof of, "%d", draft->of + 1);
    explain_field(writer, draft, PATTERN_OF, "of", (struct chiffre_text){of, length});
    explain_field(writer, draft, PATTERN_SIGN, "sign", string(draft->sign < 0 ? "-" : "+"));
}

void explain_sentence(const struct context *context, chiffre_explain_fn *line, void *data)
{
    struct writer writer = {.line = line, .data = data};
    struct chiffre_text text = token_text(context->sentence, 0, context->sentence->count);
    say(&writer, "sentence %u: %.*s", (unsigned)context->discourse.sentence, shown(text, 400), text.data);
    explain_items(&writer, context);
    if (context->aside != NULL && context->drafts.count > context->first)
        say(&writer, "  set aside   by pattern %s [%s:%d]", context->aside->name, context->aside->file, (int)context->aside->line);
    for (size_t i = context->first; i < context->drafts.count; i++)
        explain_draft(&writer, &context->drafts.list[i]);
}

void explain_passage(struct chiffre_text passage, chiffre_explain_fn *line, void *data)
{
    struct writer writer = {.line = line, .data = data};
    say(&writer, "passed over: %zu bytes without a number", passage.length);
}
