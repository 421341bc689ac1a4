/* SPDX-License-Identifier: MIT */
/* Rules fact and period: a figure against filed accounts, after every charitable reading. */
#include "check/claim.h"

#include "check/cue.h"
#include "check/room.h"
#include "core/date.h"

/* A 52 or 53 week year ends within so many days of the month's end. */
#define WEEK_YEAR_DAYS 10
/* A value below the fact by more than this (percent) may be of a part; above it by more, of another scope. */
#define BELOW_PERCENT 10
#define ABOVE_PERCENT 30

static int32_t apart(chiffre_date a, chiffre_date b)
{
    return a > b ? a - b : b - a;
}

static bool same_days(const struct fact *fact, chiffre_date start, chiffre_date end)
{
    if (start == CHIFFRE_NO_DATE || end == CHIFFRE_NO_DATE || apart(fact->end, end) > WEEK_YEAR_DAYS)
        return false;
    return fact->start == fact->end || apart(fact->start, start) <= WEEK_YEAR_DAYS; /* an instant closes any period */
}

static bool same_unit(const struct fact *fact, struct chiffre_text unit)
{
    return unit.length == 0 || text_equal(fact->unit, unit);
}

/* Who a figure is of, ready to be compared with facts: its entity, or for a figure without one the words of its sentence. */
struct owner {
    char buffer[FACTS_NAME_MAX];
    struct chiffre_text name, sentence;
};

static void set_owner(const struct item *item, struct owner *owner)
{
    struct chiffre_text entity = item->figure->entity;
    owner->name = facts_fold_name(entity, owner->buffer);
    owner->sentence = (struct chiffre_text){NULL, 0};
    if (entity.length > 0)
        return;
    struct chiffre_text sentence = item_sentence(item);
    if (sentence.length == 0)
        return;
    /* Names stand before their figures, mostly: the end of what leads up to it counts. */
    size_t before = (size_t)(item->text.data + item->start - sentence.data);
    size_t skipped = before > 250 ? before - 250 : 0;
    owner->sentence = facts_fold_name((struct chiffre_text){sentence.data + skipped, before - skipped}, owner->buffer);
}

static bool is_owned(const struct fact *fact, const struct owner *owner)
{
    return owner->sentence.length > 0 ? facts_named_in(fact, owner->sentence) : facts_same_entity(fact, owner->name);
}

const struct fact *fact_at(const struct work *work, const struct item *item, struct chiffre_text unit, chiffre_date start,
                           chiffre_date end)
{
    const struct facts *facts = &work->checker->facts;
    const struct fact *found = NULL;
    struct owner owner;
    set_owner(item, &owner);
    size_t first, last;
    facts_find(facts, item->figure->metric, &first, &last);
    for (size_t i = first; i < last; i++) {
        const struct fact *fact = &facts->items[i];
        if (!same_unit(fact, unit) || !same_days(fact, start, end) || !is_owned(fact, &owner))
            continue;
        bool known = item->date == CHIFFRE_NO_DATE || fact->filed == CHIFFRE_NO_DATE || fact->filed <= item->date;
        if (found == NULL || known)
            found = fact; /* ascending by date of filing */
    }
    return found;
}

/* ---- The facts that may be meant ---- */

enum candidate { CANDIDATE_SAME, CANDIDATE_SAME_END, CANDIDATE_SAME_LENGTH, CANDIDATE_OTHER };

static enum candidate candidate_of(const struct fact *fact, const struct item *item)
{
    const struct chiffre_figure *figure = item->figure;
    if (same_days(fact, figure->period_start, figure->period_end))
        return CANDIDATE_SAME;
    if (fact->start == fact->end)
        return CANDIDATE_OTHER;
    /* A half told with the value of its second quarter, or a year with that of nine months, ends or begins with it. */
    if (apart(fact->end, figure->period_end) <= WEEK_YEAR_DAYS || apart(fact->start, figure->period_start) <= WEEK_YEAR_DAYS)
        return CANDIDATE_SAME_END;
    if (apart(fact->end - fact->start, figure->period_end - figure->period_start) <= 2 * WEEK_YEAR_DAYS)
        return CANDIDATE_SAME_LENGTH;
    return CANDIDATE_OTHER;
}

struct match {
    const struct fact *same;       /* of the period itself, that the value is held against */
    const struct fact *agreeing;   /* ... that it agrees with */
    const struct fact *other_span; /* agreeing facts of another span with the same end or start */
    const struct fact *other_year; /* ... of another period of the same length */
    const struct fact *other_metric;
    struct judgement judgement; /* against `same` */
    bool entity_known;          /* there are facts of this metric and entity */
};

static void set_claim(struct claim *claim, const struct item *item, const struct fact *fact)
{
    *claim = (struct claim){.relation = {.form = RELATION_EQUAL}};
    claim_set(claim, 0, item, PHRASE_role_figure);
    claim_set_fact(claim, 1, fact, PHRASE_role_fact);
}

static bool agrees(const struct item *item, const struct fact *fact)
{
    struct claim claim;
    set_claim(&claim, item, fact);
    return relation_holds(&claim.relation);
}

static void consider(struct match *match, const struct item *item, const struct fact *fact)
{
    bool fine = agrees(item, fact);
    match->entity_known = true;
    switch (candidate_of(fact, item)) {
    case CANDIDATE_SAME:
        if (fine)
            match->agreeing = fact;
        if (match->same == NULL || item->date == CHIFFRE_NO_DATE || fact->filed == CHIFFRE_NO_DATE || fact->filed <= item->date)
            match->same = fact;
        return;
    case CANDIDATE_SAME_END:
        if (fine)
            match->other_span = fact;
        return;
    case CANDIDATE_SAME_LENGTH:
        if (fine)
            match->other_year = fact;
        return;
    case CANDIDATE_OTHER:
        return;
    }
}

static void find_match(const struct work *work, const struct item *item, struct match *match)
{
    const struct facts *facts = &work->checker->facts;
    struct owner owner;
    set_owner(item, &owner);
    size_t first, last;
    *match = (struct match){.same = NULL};
    facts_find(facts, item->figure->metric, &first, &last);
    for (size_t i = first; i < last; i++)
        if (same_unit(&facts->items[i], item->figure->unit) && is_owned(&facts->items[i], &owner))
            consider(match, item, &facts->items[i]);
    if (match->same == NULL || match->agreeing != NULL)
        return;
    for (size_t i = 0; i < facts->count && match->other_metric == NULL; i++) {
        const struct fact *fact = &facts->items[i];
        if ((i < first || i >= last) && same_unit(fact, item->figure->unit) && is_owned(fact, &owner) &&
            candidate_of(fact, item) == CANDIDATE_SAME && agrees(item, fact))
            match->other_metric = fact;
    }
}

/* ---- What is said ---- */

static void say(struct work *work, const struct item *item, const struct fact *fact, enum chiffre_rule rule,
                enum chiffre_verdict verdict, enum chiffre_severity severity, struct chiffre_text message,
                struct chiffre_text explanation, struct chiffre_text note)
{
    struct draft draft;
    draft_start(&draft, rule, verdict, severity);
    draft_involve(work, &draft, item, PHRASE_role_figure,
                  verdict == CHIFFRE_VERDICT_disagrees ? fact_label(work, fact) : (struct chiffre_text){NULL, 0});
    draft.finding.stated = item_label(work, item);
    draft.finding.computed = fact_label(work, fact);
    draft.finding.message = message;
    draft.finding.explanation = explanation;
    if (verdict == CHIFFRE_VERDICT_disagrees && explanation.length > 0)
        draft_note(&draft, SAY(&work->messages, note_edit, explanation));
    draft_note(&draft, note);
    draft_done(work, &draft);
}

static void say_reading(struct work *work, const struct item *item, const struct fact *fact, struct chiffre_text reading)
{
    say(work, item, fact, CHIFFRE_RULE_fact, CHIFFRE_VERDICT_reading, CHIFFRE_SEVERITY_note,
        SAY(&work->messages, fact_reading, item_label(work, item), fact_label(work, fact), reading), reading,
        (struct chiffre_text){NULL, 0});
}

static void say_agrees(struct work *work, const struct item *item, const struct match *match)
{
    const struct fact *fact = match->agreeing;
    struct chiffre_text none = {NULL, 0};
    if (fact != match->same && fact->filed > match->same->filed && match->same->filed != CHIFFRE_NO_DATE) {
        say_reading(work, item, fact, SAY(&work->messages, fact_restated, fact_label(work, fact)));
        return;
    }
    say(work, item, fact, CHIFFRE_RULE_fact, CHIFFRE_VERDICT_agrees, CHIFFRE_SEVERITY_none,
        SAY(&work->messages, fact_agrees, item_label(work, item), fact_label(work, fact)), none,
        fact != match->same ? message_phrase(work->messages.language, PHRASE_fact_later) : none);
}

static struct chiffre_text edit_of(const struct work *work, const struct item *item, const struct match *match, enum edit edit)
{
    int32_t decimals = operand_of(item->figure).decimals;
    if (match->other_year != NULL && edit != EDIT_SWAP)
        return SAY(&work->messages, edit_year, item_label(work, item), match->other_year->period);
    return edit_text(work, edit, item->figure->value, match->same->value, decimals, item_message_unit(item), item_currency(item));
}

/* Whether the text names the year of another period's fact: then the figure may be of that year and its period misread. */
static bool names_year(const struct item *item, const struct fact *fact)
{
    char year[DATE_TEXT_MAX];
    if (date_write(fact->end, year) < 4)
        return false;
    return item->text.length > 0 && memmem(item->text.data, item->text.length, year, 4) != NULL;
}

/* A text tells a loss as a positive amount ("a brûlé 11,6 milliards", "un flux négatif de") in more ways than are known; only for
 * results is the word for a loss rarely missed. */
static bool sign_is_sure(const struct item *item)
{
    return text_equal(item->figure->metric, TEXT("net_income")) || text_equal(item->figure->metric, TEXT("operating_income"));
}

/* The value is far enough from the fact to be of something else: a division, a country, a part of the year. */
static bool may_be_other_scope(const struct item *item, const struct match *match, enum edit edit)
{
    struct chiffre_decimal value = item->figure->value, filed = match->same->value;
    if (edit == EDIT_SWAP || edit == EDIT_SCALE || edit == EDIT_SIGN || match->other_year != NULL)
        return false;
    bool below = decimal_compare(decimal_absolute(value), decimal_absolute(filed)) < 0;
    if (edit == EDIT_DIGIT)
        return !value_near(value, filed, 2L * ABOVE_PERCENT);
    return !value_near(value, filed, below ? BELOW_PERCENT : ABOVE_PERCENT);
}

static void say_disagrees(struct work *work, const struct item *item, const struct match *match)
{
    const struct messages *messages = &work->messages;
    const struct fact *fact = match->same;
    struct chiffre_text label = item_label(work, item), filed = fact_label(work, fact), none = {NULL, 0};
    enum edit edit =
        edit_between(item->figure->value, operand_of(item->figure).decimals, fact->value, operand_of(item->figure).decimals);
    struct chiffre_text explanation = edit_of(work, item, match, edit);
    if (may_be_other_scope(item, match, edit))
        say(work, item, fact, CHIFFRE_RULE_fact, CHIFFRE_VERDICT_reading, CHIFFRE_SEVERITY_note,
            SAY(messages, fact_far, label, filed), none, none);
    else if (match->other_year != NULL && names_year(item, match->other_year))
        say_reading(work, item, match->other_year, SAY(messages, fact_other_span, match->other_year->period));
    else if (edit == EDIT_SIGN && !sign_is_sure(item))
        say_reading(work, item, fact, message_phrase(messages->language, PHRASE_fact_sign_unsaid));
    else if (edit == EDIT_SIGN)
        say(work, item, fact, CHIFFRE_RULE_fact, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_error,
            SAY(messages, fact_sign, label, filed), explanation, none);
    else if (edit == EDIT_SCALE)
        say(work, item, fact, CHIFFRE_RULE_scale, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_error,
            SAY(messages, fact_disagrees, label, filed), explanation, none);
    else
        say(work, item, fact, CHIFFRE_RULE_fact, CHIFFRE_VERDICT_disagrees, CHIFFRE_SEVERITY_warning,
            SAY(messages, fact_disagrees, label, filed), explanation, none);
}

/* "Amazon est sous pression. Le chiffre d'affaires du géant Walmart a atteint ...": what leads up to the figure names someone, and not whom the
 * fact is of: whose figure it is was a guess. */
static bool names_another(const struct item *item, const struct fact *fact)
{
    struct word words[CUE_WORDS_MAX];
    char buffer[FACTS_NAME_MAX];
    struct chiffre_text sentence = item_sentence(item);
    if (sentence.length == 0 || item->lexicon == NULL)
        return false;
    size_t begin = (size_t)(sentence.data - item->text.data), count = cue_words(item->lexicon, item->text, begin, item->start, words);
    const uint64_t no_name = ROLE_BIT(month) | ROLE_BIT(weekday) | ROLE_BIT(not_entity) | ROLE_BIT(place) | ROLE_BIT(currency) |
                             ROLE_BIT(currency_adjective) | ROLE_BIT(period_unit) | ROLE_BIT(period_letter) | ROLE_BIT(title);
    bool other = false;
    for (size_t i = 0; i < count; i++) {
        struct chiffre_text word = {item->text.data + words[i].start, words[i].end - words[i].start};
        if (word.data[0] < 'A' || word.data[0] > 'Z')
            continue;
        if (facts_same_entity(fact, facts_fold_name(word, buffer)))
            return false;
        bool head = words[i].start <= begin + 4; /* behind a quotation mark, too */
        other = other || (!head && (words[i].entry == NULL || !(words[i].entry->roles & no_name)));
    }
    return other;
}

static void say_period(struct work *work, const struct item *item, const struct match *match)
{
    const struct messages *messages = &work->messages;
    bool sure = item->figure->period_source != CHIFFRE_PERIOD_SOURCE_inherited;
    say(work, item, match->same, CHIFFRE_RULE_period, CHIFFRE_VERDICT_disagrees,
        sure ? CHIFFRE_SEVERITY_warning : CHIFFRE_SEVERITY_note,
        SAY(messages, period_other, item_label(work, item), item->figure->period, match->other_span->period),
        SAY(messages, edit_year, item_label(work, item), match->other_span->period),
        SAY(messages, period_filed, item->figure->period, fact_label(work, match->same)));
}

static bool is_checkable(const struct item *item)
{
    const struct chiffre_figure *figure = item->figure;
    return item_is_level(item) && figure->relation != CHIFFRE_RELATION_equivalent && figure->relation != CHIFFRE_RELATION_total &&
           figure->metric.length > 0 && item_has_period(item) && !figure->value_to.known &&
           (figure->status == CHIFFRE_STATUS_actual || figure->status == CHIFFRE_STATUS_none) &&
           figure->kind != CHIFFRE_KIND_percent;
}

void fact_check(struct work *work, const struct item *item)
{
    struct match match;
    struct claim claim;
    if (work->checker->facts.count == 0 || !is_checkable(item))
        return;
    find_match(work, item, &match);
    if (match.agreeing != NULL) {
        say_agrees(work, item, &match);
    } else if (match.same == NULL) {
        if (match.other_span != NULL)
            say_reading(work, item, match.other_span, SAY(&work->messages, fact_other_span, match.other_span->period));
        else if (match.entity_known)
            work_unchecked(work, item, CHIFFRE_RULE_fact, CHIFFRE_REASON_no_fact);
    } else {
        set_claim(&claim, item, match.same);
        relation_judge(&claim.relation, &match.judgement);
        if (match.judgement.verdict == CHIFFRE_VERDICT_reading)
            say_reading(work, item, match.same, claim_reading(work, &claim, &match.judgement));
        else if (match.other_metric != NULL)
            say_reading(work, item, match.other_metric, SAY(&work->messages, fact_other_metric, match.other_metric->metric));
        else if (names_another(item, match.same))
            say(work, item, match.same, CHIFFRE_RULE_fact, CHIFFRE_VERDICT_reading, CHIFFRE_SEVERITY_note,
                SAY(&work->messages, fact_other_name, item_label(work, item), fact_label(work, match.same)), (struct chiffre_text){NULL, 0},
                (struct chiffre_text){NULL, 0});
        else if (match.other_span != NULL)
            say_period(work, item, &match);
        else
            say_disagrees(work, item, &match);
    }
}
