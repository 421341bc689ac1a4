/* SPDX-License-Identifier: MIT */
/* Findings under construction: a rule's draft -> the findings' list. */
#include "check/work.h"

#include "check/room.h"

#include <stdio.h>

void draft_start(struct draft *draft, enum chiffre_rule rule, enum chiffre_verdict verdict, enum chiffre_severity severity)
{
    memset(draft, 0, sizeof *draft);
    draft->finding.rule = rule;
    draft->finding.verdict = verdict;
    draft->finding.severity = severity;
}

void draft_involve(struct work *work, struct draft *draft, const struct item *item, enum phrase role, struct chiffre_text needed)
{
    struct chiffre_finding *finding = &draft->finding;
    if (finding->figure_count >= sizeof draft->figures / sizeof draft->figures[0])
        return;
    if (finding->figure_count == 0) {
        size_t points = 0;
        for (size_t i = 0; i < item->figure->text.length; points++) {
            uint32_t code_point;
            i += utf8_decode(item->figure->text, i, &code_point);
        }
        finding->document = item->figure->document;
        finding->document_number = item->place;
        finding->line = (size_t)item->figure->line;
        finding->column = (size_t)item->figure->column;
        finding->end_column = finding->column + (points > 0 ? points : 1);
    }
    draft->figures[finding->figure_count++] =
        (struct chiffre_involved){item->index, message_phrase(work->messages.language, role), needed};
}

void draft_note(struct draft *draft, struct chiffre_text note)
{
    if (note.length > 0 && draft->finding.note_count < sizeof draft->notes / sizeof draft->notes[0])
        draft->notes[draft->finding.note_count++] = note;
}

static uint64_t fingerprint_text(uint64_t hash, struct chiffre_text text)
{
    return (hash ^ text_hash(text)) * UINT64_C(0x100000001b3) + text.length;
}

/* Rule, document, and what was written in the figures: it stays when the article moves. */
static void set_fingerprint(const struct work *work, const struct draft *draft, struct chiffre_finding *finding)
{
    uint64_t hash = fingerprint_text(UINT64_C(0xcbf29ce484222325), text_from(chiffre_rule_name(finding->rule)));
    hash = fingerprint_text(hash, finding->document);
    for (size_t i = 0; i < finding->figure_count; i++)
        hash = fingerprint_text(hash, work->items[draft->figures[i].figure].figure->text);
    if (finding->figure_count == 0)
        hash = fingerprint_text(hash, finding->stated);
    snprintf(finding->fingerprint, sizeof finding->fingerprint, "%016llx", (unsigned long long)hash);
}

void draft_done(struct work *work, struct draft *draft)
{
    struct chiffre_findings *findings = work->findings;
    struct chiffre_finding *finding = &draft->finding;
    size_t figures = finding->figure_count * sizeof draft->figures[0], notes = finding->note_count * sizeof draft->notes[0];
    struct chiffre_involved *kept_figures = arena_take(&findings->arena, figures + 1);
    struct chiffre_text *kept_notes = arena_take(&findings->arena, notes + 1);
    if (kept_figures == NULL || kept_notes == NULL ||
        !array_reserve(&findings->items, &findings->capacity, findings->count + 1, sizeof *findings->items)) {
        work->failed = true;
        return;
    }
    memcpy(kept_figures, draft->figures, figures);
    memcpy(kept_notes, draft->notes, notes);
    finding->figures = kept_figures;
    finding->notes = kept_notes;
    set_fingerprint(work, draft, finding);
    findings->items[findings->count++] = *finding;
}

void work_unchecked(struct work *work, const struct item *item, enum chiffre_rule rule, enum chiffre_reason reason)
{
    struct draft draft;
    draft_start(&draft, rule, CHIFFRE_VERDICT_unchecked, CHIFFRE_SEVERITY_none);
    draft.finding.reason = reason;
    draft_involve(work, &draft, item, PHRASE_role_figure, (struct chiffre_text){NULL, 0});
    draft.finding.stated = item_label(work, item);
    draft.finding.message = SAY(&work->messages, unchecked, draft.finding.stated,
                                message_phrase(work->messages.language, (enum phrase)(PHRASE_reason_no_subject + (int)reason - 1)));
    draft_done(work, &draft);
}
