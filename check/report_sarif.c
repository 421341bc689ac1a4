/* SPDX-License-Identifier: MIT */
/* Findings -> SARIF 2.1.0 (OASIS standard of 27 March 2020): columns in code points, other figures as related locations. */
#include "check/room.h"

#include "core/jsonl.h"
#include "core/text.h"

#include <stdio.h>

/* RFC 3986: a path becomes a relative reference, or a file URI when it is absolute. */
static void write_uri(struct output *output, struct chiffre_text path)
{
    char hex[4];
    output_string(output, path.length > 0 && path.data[0] == '/' ? "\"file://" : "\"");
    for (size_t i = 0; i < path.length; i++) {
        unsigned char c = (unsigned char)path.data[i];
        bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c != '\0' && strchr("-._~/", c) != NULL);
        if (plain) {
            output_char(output, (char)c);
            continue;
        }
        snprintf(hex, sizeof hex, "%%%02X", c);
        output_string(output, hex);
    }
    output_char(output, '"');
}

static void write_message(struct output *output, struct chiffre_text text)
{
    output_string(output, "\"message\":{\"text\":");
    json_write_string(output, text);
    output_char(output, '}');
}

static void write_location(struct output *output, struct chiffre_text document, uint64_t line, uint64_t column, uint64_t end_column)
{
    output_string(output, "\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
    write_uri(output, document);
    output_char(output, '}');
    if (line > 0) {
        output_string(output, ",\"region\":{\"startLine\":");
        output_natural(output, line);
        output_string(output, ",\"startColumn\":");
        output_natural(output, column > 0 ? column : 1);
        if (end_column > column && column > 0) {
            output_string(output, ",\"endColumn\":");
            output_natural(output, end_column);
        }
        output_char(output, '}');
    }
    output_char(output, '}');
}

static uint64_t end_column_of(const struct chiffre_figure *figure)
{
    struct text_position position;
    text_position_start(&position, figure->text);
    text_position_move(&position, figure->text.length);
    return position.line == 1 ? figure->column + position.column - 1 : 0; /* a span over a line end: its beginning is enough */
}

static void write_related(const struct chiffre_findings *findings, const struct chiffre_finding *finding, struct output *output)
{
    output_string(output, ",\"relatedLocations\":[");
    for (size_t i = 1; i < finding->figure_count; i++) {
        const struct chiffre_figure *figure = chiffre_list_at(findings->list, finding->figures[i].figure);
        output_string(output, i > 1 ? ",{\"id\":" : "{\"id\":");
        output_natural(output, i);
        output_char(output, ',');
        write_message(output, finding->figures[i].role);
        output_char(output, ',');
        write_location(output, figure->document, figure->line, figure->column, end_column_of(figure));
        output_char(output, '}');
    }
    output_char(output, ']');
}

/* The message with its notes, a line each: a viewer shows nothing else. */
static void write_full_message(const struct chiffre_finding *finding, struct arena *arena, struct output *output)
{
    size_t length = finding->message.length + 1, used = finding->message.length;
    for (size_t i = 0; i < finding->note_count; i++)
        length += finding->notes[i].length + 1;
    char *data = arena_take(arena, length);
    if (data == NULL) {
        write_message(output, finding->message);
        return;
    }
    memcpy(data, finding->message.data, used);
    for (size_t i = 0; i < finding->note_count; i++) {
        data[used++] = '\n';
        memcpy(data + used, finding->notes[i].data, finding->notes[i].length);
        used += finding->notes[i].length;
    }
    write_message(output, (struct chiffre_text){data, used});
}

static void write_result(const struct chiffre_findings *findings, const struct chiffre_finding *finding, struct arena *arena,
                         struct output *output)
{
    bool fails = finding->severity != CHIFFRE_SEVERITY_none;
    output_string(output, "{\"ruleId\":\"");
    output_string(output, chiffre_rule_name(finding->rule));
    output_string(output, "\",\"ruleIndex\":");
    output_natural(output, (uint64_t)finding->rule);
    output_string(output, ",\"kind\":\"");
    output_string(output, fails ? "fail" : finding->verdict == CHIFFRE_VERDICT_unchecked ? "open" : "pass");
    output_string(output, "\",\"level\":\"");
    output_string(output, fails ? chiffre_severity_name(finding->severity) : "none");
    output_string(output, "\",");
    write_full_message(finding, arena, output);
    output_string(output, ",\"locations\":[{");
    write_location(output, finding->document, finding->line, finding->column, finding->end_column);
    output_string(output, "}]");
    if (finding->figure_count > 1)
        write_related(findings, finding, output);
    output_string(output, ",\"partialFingerprints\":{\"chiffre/v1\":\"");
    output_string(output, finding->fingerprint);
    output_string(output, "\"},\"properties\":{\"verdict\":\"");
    output_string(output, chiffre_verdict_name(finding->verdict));
    output_string(output, "\",\"stated\":");
    json_write_string(output, finding->stated);
    output_string(output, ",\"computed\":");
    json_write_string(output, finding->computed);
    output_string(output, "}}");
}

static void write_rules(const struct chiffre_findings *findings, struct output *output)
{
    for (int rule = 0; rule < CHIFFRE_RULE_COUNT; rule++) {
        output_string(output, rule > 0 ? ",{\"id\":\"" : "{\"id\":\"");
        output_string(output, chiffre_rule_name((enum chiffre_rule)rule));
        output_string(output, "\",\"shortDescription\":{\"text\":");
        json_write_string(output, message_phrase(findings->language, (enum phrase)(PHRASE_rule_growth + rule)));
        output_string(output, "},\"defaultConfiguration\":{\"level\":\"warning\"}}");
    }
}

void report_sarif_write(const struct chiffre_findings *findings, const struct chiffre_report_options *options,
                        struct output *output)
{
    struct arena arena = {.blocks = NULL};
    bool first = true;
    output_string(
        output,
        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":"
        "{\"name\":\"chiffre\",\"version\":\"" CHIFFRE_VERSION "\",\"semanticVersion\":\"" CHIFFRE_VERSION "\",\"rules\":[");
    write_rules(findings, output);
    output_string(output, "]}},\"columnKind\":\"unicodeCodePoints\",\"language\":");
    output_string(output, findings->language == MESSAGE_FRENCH ? "\"fr\"" : "\"en\"");
    output_string(output, ",\"results\":[");
    for (size_t i = 0; i < findings->count; i++) {
        if (!findings_shown(&findings->items[i], options))
            continue;
        output_string(output, first ? "\n" : ",\n");
        first = false;
        write_result(findings, &findings->items[i], &arena, output);
        output_arena(output, &arena);
        arena_reset(&arena);
    }
    output_string(output, "\n],\"properties\":{\"coverage\":");
    json_write_string(output, findings_coverage_text(findings, &arena));
    output_string(output, "}}]}\n");
    output_arena(output, &arena);
    arena_free(&arena);
}
