/* SPDX-License-Identifier: MIT */
/* Findings -> JSON Lines, one object a finding, and CSV, one row a finding. */
#include "check/room.h"

#include "core/csv.h"
#include "core/jsonl.h"
#include "core/text.h"

static void key_text(struct output *output, const char *key, struct chiffre_text text)
{
    output_string(output, ",\"");
    output_string(output, key);
    output_string(output, "\":");
    json_write_string(output, text);
}

static void key_natural(struct output *output, const char *key, uint64_t number)
{
    output_string(output, ",\"");
    output_string(output, key);
    output_string(output, "\":");
    output_natural(output, number);
}

static void write_involved(const struct chiffre_findings *findings, const struct chiffre_involved *involved, struct output *output)
{
    const struct chiffre_figure *figure = chiffre_list_at(findings->list, involved->figure);
    output_string(output, "{\"document\":");
    json_write_string(output, figure->document);
    key_natural(output, "id", figure->id);
    key_natural(output, "line", figure->line);
    key_natural(output, "column", figure->column);
    key_text(output, "text", figure->text);
    key_text(output, "role", involved->role);
    key_text(output, "needed", involved->needed);
    output_char(output, '}');
}

static void write_object(const struct chiffre_findings *findings, const struct chiffre_finding *finding, struct output *output)
{
    output_string(output, "{\"document\":");
    json_write_string(output, finding->document);
    key_natural(output, "line", finding->line);
    key_natural(output, "column", finding->column);
    key_natural(output, "end_column", finding->end_column);
    key_text(output, "rule", text_from(chiffre_rule_name(finding->rule)));
    key_text(output, "severity", text_from(chiffre_severity_name(finding->severity)));
    key_text(output, "verdict", text_from(chiffre_verdict_name(finding->verdict)));
    key_text(output, "reason", text_from(chiffre_reason_name(finding->reason)));
    key_text(output, "message", finding->message);
    output_string(output, ",\"figures\":[");
    for (size_t i = 0; i < finding->figure_count; i++) {
        if (i > 0)
            output_char(output, ',');
        write_involved(findings, &finding->figures[i], output);
    }
    output_char(output, ']');
    key_text(output, "stated", finding->stated);
    key_text(output, "computed", finding->computed);
    key_text(output, "explanation", finding->explanation);
    output_string(output, ",\"notes\":[");
    for (size_t i = 0; i < finding->note_count; i++) {
        if (i > 0)
            output_char(output, ',');
        json_write_string(output, finding->notes[i]);
    }
    output_char(output, ']');
    key_text(output, "fingerprint", text_from(finding->fingerprint));
    output_string(output, "}\n");
}

void report_jsonl_write(const struct chiffre_findings *findings, const struct chiffre_report_options *options,
                        struct output *output)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings_shown(&findings->items[i], options))
            write_object(findings, &findings->items[i], output);
}

/* ---- CSV ---- */

static void cell_text(struct output *output, struct chiffre_text text)
{
    csv_write_cell(output, text);
    output_char(output, ',');
}

static void cell_natural(struct output *output, uint64_t number)
{
    if (number > 0)
        output_natural(output, number);
    output_char(output, ',');
}

static struct chiffre_text joined_notes(const struct chiffre_finding *finding, struct arena *arena)
{
    size_t length = 0, used = 0;
    for (size_t i = 0; i < finding->note_count; i++)
        length += finding->notes[i].length + 3;
    char *data = arena_take(arena, length + 1);
    for (size_t i = 0; data != NULL && i < finding->note_count; i++) {
        if (i > 0) {
            memcpy(data + used, " | ", 3);
            used += 3;
        }
        memcpy(data + used, finding->notes[i].data, finding->notes[i].length);
        used += finding->notes[i].length;
    }
    return (struct chiffre_text){data, used};
}

static void write_row(const struct chiffre_findings *findings, const struct chiffre_finding *finding, struct arena *arena,
                      struct output *output)
{
    cell_text(output, finding->document);
    cell_natural(output, finding->line);
    cell_natural(output, finding->column);
    cell_text(output, text_from(chiffre_rule_name(finding->rule)));
    cell_text(output, text_from(chiffre_severity_name(finding->severity)));
    cell_text(output, text_from(chiffre_verdict_name(finding->verdict)));
    cell_text(output, finding->message);
    for (size_t i = 0; i < finding->figure_count; i++) {
        if (i > 0)
            output_char(output, ' ');
        output_natural(output, chiffre_list_at(findings->list, finding->figures[i].figure)->id);
    }
    output_char(output, ',');
    cell_text(output, finding->stated);
    cell_text(output, finding->computed);
    cell_text(output, finding->explanation);
    cell_text(output, joined_notes(finding, arena));
    cell_text(output, text_from(chiffre_reason_name(finding->reason)));
    csv_write_cell(output, text_from(finding->fingerprint));
    output_char(output, '\n');
}

void report_csv_write(const struct chiffre_findings *findings, const struct chiffre_report_options *options, struct output *output)
{
    struct arena arena = {.blocks = NULL};
    output_string(
        output,
        "document,line,column,rule,severity,verdict,message,figures,stated,computed,explanation,notes,reason,fingerprint\n");
    for (size_t i = 0; i < findings->count; i++) {
        if (!findings_shown(&findings->items[i], options))
            continue;
        write_row(findings, &findings->items[i], &arena, output);
        output_arena(output, &arena);
        arena_reset(&arena);
    }
    output_arena(output, &arena);
    arena_free(&arena);
}
