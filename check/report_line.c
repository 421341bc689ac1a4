/* SPDX-License-Identifier: MIT */
/* Findings -> lines for terminals and editors: file:line:column: severity: message [rule], and indented notes. */
#include "check/room.h"

#include "core/text.h"

static const char *colour_of(enum chiffre_severity severity)
{
    static const char *const colours[] = {"\033[1;32m", "\033[1;36m", "\033[1;35m", "\033[1;31m"};
    return colours[severity];
}

static void write_place(struct output *output, struct chiffre_text document, uint64_t line, uint64_t column)
{
    output_plain(output, document);
    output_char(output, ':');
    if (line > 0) {
        output_natural(output, line);
        output_char(output, ':');
        output_natural(output, column > 0 ? column : 1);
        output_char(output, ':');
    }
    output_char(output, ' ');
}

static void write_note(struct output *output, struct chiffre_text note, bool colour)
{
    output_string(output, colour ? "    \033[1;36mnote:\033[0m " : "    note: ");
    output_plain(output, note);
    output_char(output, '\n');
}

static void write_finding(const struct chiffre_findings *findings, const struct chiffre_finding *finding, bool colour,
                          struct output *output)
{
    /* What agrees, or could not be checked, is a note too for those who ask for all. */
    const char *severity = finding->severity == CHIFFRE_SEVERITY_none ? "note" : chiffre_severity_name(finding->severity);
    if (colour)
        output_string(output, "\033[1m");
    write_place(output, finding->document, finding->line, finding->column);
    if (colour)
        output_string(output, colour_of(finding->severity));
    output_string(output, severity);
    output_string(output, colour ? ":\033[0m " : ": ");
    output_plain(output, finding->message);
    output_string(output, " [");
    output_string(output, chiffre_rule_name(finding->rule));
    output_string(output, "]\n");
    for (size_t i = 0; i < finding->note_count; i++)
        write_note(output, finding->notes[i], colour);
    for (size_t i = 1; i < finding->figure_count && finding->severity >= CHIFFRE_SEVERITY_warning; i++) {
        const struct chiffre_figure *figure = chiffre_list_at(findings->list, finding->figures[i].figure);
        output_string(output, colour ? "    \033[1;36mnote:\033[0m " : "    note: ");
        output_plain(output, finding->figures[i].role);
        output_string(output, findings->language == MESSAGE_FRENCH ? " : " : ": ");
        output_plain(output, figure->text);
        if (figure->line > 0) {
            output_string(output, " (");
            if (!text_equal(figure->document, finding->document)) {
                output_plain(output, figure->document);
                output_char(output, ':');
            }
            output_natural(output, figure->line);
            output_char(output, ':');
            output_natural(output, figure->column);
            output_char(output, ')');
        }
        output_char(output, '\n');
    }
}

void report_line_write(const struct chiffre_findings *findings, const struct chiffre_report_options *options, struct output *output)
{
    struct arena arena = {.blocks = NULL};
    for (size_t i = 0; i < findings->count; i++)
        if (findings_shown(&findings->items[i], options))
            write_finding(findings, &findings->items[i], options->colour, output);
    output_text(output, findings_coverage_text(findings, &arena));
    output_char(output, '\n');
    output_arena(output, &arena);
    arena_free(&arena);
}
