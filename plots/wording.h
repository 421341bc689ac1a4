/* SPDX-License-Identifier: MIT */
/* The words on charts, in each language that labels come in. A new language is a new column here. */
#ifndef PLOTS_WORDING_H
#define PLOTS_WORDING_H

#include "chiffre.h"
#include "core/date.h"
#include "plots/caption.h"

enum wording_language { WORDING_EN, WORDING_FR, WORDING_LANGUAGES };

/* W(name, English, French). A French sentence never puts an article before a metric's label, whose gender no table tells. */
#define WORDS(W) \
    W(colon, ": ", "\u00A0: ") \
    W(comma, ", ", ", ") \
    W(and, " and ", " et ") \
    W(up, "up", "en hausse") \
    W(down, "down", "en baisse") \
    W(flat, "unchanged", "stable") \
    W(over_a_year, ", over a year", ", sur un an") \
    W(since, ", since ", ", depuis ") \
    W(semicolon, "; ", "\u00A0; ") \
    W(from, " from ", ", de ") \
    W(to, " to ", " à ") \
    W(at, " at ", " à ") \
    W(in, " in ", " en ") \
    W(among_quarters, " in ", " au ") \
    W(on_day, " at ", " au ") \
    W(at_the_end, " at the end of ", " fin ") \
    W(end, "end", "fin") \
    W(over_twelve, " in the ", " sur ") \
    W(twelve_months, "12 months to ", "12 mois à ") \
    W(leads, " leads with ", " en tête avec ") \
    W(rise_together, " rise together", " progressent ensemble") \
    W(move_apart, " move in opposite directions", " évoluent en sens contraire") \
    W(no_link, "No clear link between ", "Pas de lien net entre ") \
    W(source, "Source: ", "Source\u00A0: ") \
    W(documents, " documents", " documents") \
    W(annual, "annual", "données annuelles") \
    W(half_yearly, "half-yearly", "données semestrielles") \
    W(quarterly, "quarterly", "données trimestrielles") \
    W(monthly, "monthly", "données mensuelles") \
    W(trailing, "trailing twelve months", "douze mois glissants") \
    W(percent, "Percent", "En pourcentage") \
    W(points, "Percentage points", "En points de pourcentage") \
    W(basis_points, "Basis points", "En points de base") \
    W(index, "Index, ", "Indice, ") \
    W(base_value, " = 100", " = 100") \
    W(persons, "people", "personnes") \
    W(ratio, "Ratio", "Rapport") \
    W(band, "Band: what the rounded figures may stand for", "Bande\u00A0: ce que recouvrent les valeurs arrondies") \
    W(bar, "Grey bar: what the rounded figure may stand for", "Trait gris\u00A0: ce que recouvre la valeur arrondie") \
    W(confidence, "Band: confidence of the fitted line", "Bande\u00A0: confiance de la droite ajustée") \
    W(trend, "Long dashes: fitted trend", "Longs tirets\u00A0: tendance ajustée") \
    W(forecast, "Dashed, hollow: forecast or planned", "Tireté, creux\u00A0: prévu ou estimé") \
    W(hollow, "Hollow: forecast or planned", "Creux\u00A0: prévu ou estimé") \
    W(conflict, "Cross: documents differ", "Croix\u00A0: les documents divergent") \
    W(not_shown, " more series not shown", " autres séries non montrées") \
    W(above_gap, " above ", " au-dessus de ") \
    W(below_zero, " below zero", " sous zéro") \
    W(earlier, "earlier: ", "avant\u00A0: ")

#define WORDING_ENUM(name, english, french) WORD_##name,
enum word { WORDS(WORDING_ENUM) WORD_COUNT };

const char *wording_of(enum word word, enum wording_language language);

/* The label of a metric of data/metrics.csv as it stands inside a sentence; of any other name the name itself with spaces for underscores. */
void wording_metric(struct caption *caption, struct chiffre_text metric, enum wording_language language);
/* "2014", "Q2 2024" or "T2 2024", "Oct. 2024", "31 Oct. 2024", "end 2024" (of 31 December), "12 months to June 2025"; `label` itself where it is no period. */
void wording_period(struct caption *caption, struct chiffre_text label, enum wording_language language);
/* The same, but a rolling span by its last month alone: "June 2025". */
void wording_end(struct caption *caption, struct chiffre_text label, enum wording_language language);
/* The same as wording_period behind its preposition: " in Q2 2024" or " au T2 2024". */
void wording_in_period(struct caption *caption, struct chiffre_text label, enum wording_language language);
/* For an axis: the first line ("Q2", "Oct.", "2024", "2022/23") and the second, which is the year or empty. */
void wording_tic(struct caption *first, struct caption *second, struct chiffre_text label, enum wording_language language);
/* "annual", "quarterly" ...; empty for days and unknown periods. */
const char *wording_periodicity(struct chiffre_text label, enum wording_language language);

#endif
