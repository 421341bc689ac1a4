/* SPDX-License-Identifier: MIT */
/* A stated change against two values, at its edges: losses, shared scales, percent or points, which way, values of two things. */
#include "core/decimal.h"
#include "tests/check_edges.h"

#define NOW(text, value, decimals) text "|money|" value "|" decimals "|USD|revenue|||"
#define BEFORE(text, value, decimals, of) text "|money|" value "|" decimals "|USD|revenue||prior|" of
#define CHANGE(text, value, decimals, unit) text "|percent|" value "|" decimals "|" unit "|revenue||growth|1"
#define RISE(text, value) CHANGE(text, value, "0", "percent")
#define TIMES(text, value, decimals) text "|ratio|" value "|" decimals "||revenue||growth|1"
#define MARGIN(text, value, decimals, relation) text "|percent|" value "|" decimals "|percent|operating_margin||" relation
#define MARGIN_CHANGE(text, value, decimals, unit) text "|percent|" value "|" decimals "|" unit "|operating_margin||growth|1"

static const struct edge losses[] = {
    {"A loss of $24 million, up 20%, after $20 million.",
     NOW("$24 million", "-24000000", "-6") "\n" RISE("20%", "20") "\n" BEFORE("$20 million", "-20000000", "-6", "1"),
     "growth agrees: “20%” agrees with “$24 million” and “$20 million” (14.6 to 25.7%)"},
    {"A loss of $24 million, down 20%, after $20 million.",
     NOW("$24 million", "-24000000", "-6") "\n" RISE("20%", "-20") "\n" BEFORE("$20 million", "-20000000", "-6", "1"),
     "growth agrees: “20%” agrees with “$24 million” and “$20 million” (14.6 to 25.7%)"},
    {"A loss of $24 million, down 50%, after $20 million.",
     NOW("$24 million", "-24000000", "-6") "\n" RISE("50%", "-50") "\n" BEFORE("$20 million", "-20000000", "-6", "1"),
     "direction disagrees/error: “50%” says one direction, “$24 million” against “$20 million” the other: computed 14.6 to 25.7% # it fits if the "
     "change “50%” is 14.6 to 25.7%; or the current value “$24 million” is 9.6 to 10.4 million USD; or the earlier value “$20 million” is 46.5 to "
     "49.5 million USD"},
    {"A loss of $16 million, down 20%, after $20 million.",
     NOW("$16 million", "-16000000", "-6") "\n" RISE("20%", "-20") "\n" BEFORE("$20 million", "-20000000", "-6", "1"),
     "growth agrees: “20%” agrees with “$16 million” and “$20 million” (−24.4 to −15.3%)"},
    {"A loss of $24 million, up 20%, after $20 million.",
     NOW("$24 million", "-24000000", "-6") "\n" RISE("20%", "20") "\n" BEFORE("$20 million", "20000000", "-6", "1"),
     "growth agrees: “20%” agrees with “$24 million” and “$20 million” (14.6 to 25.7%)"},
    {"A loss of $24 million, up 20%, after $20 million.",
     NOW("$24 million", "24000000", "-6") "\n" RISE("20%", "20") "\n" BEFORE("$20 million", "-20000000", "-6", "1"),
     "growth agrees: “20%” agrees with “$24 million” and “$20 million” (14.6 to 25.7%)"},
    {"A loss of $24 million, twice $12 million.",
     NOW("$24 million", "-24000000", "-6") "\n" TIMES("twice", "2", "0") "\n" BEFORE("$12 million", "-12000000", "-6", "1"),
     "multiple agrees: “twice” agrees with “$24 million” and “$12 million” (a factor of 1.8 to 2.2)"},
    {"A loss of $24 million, $4 million more than $20 million.",
     NOW("$24 million", "-24000000", "-6") "\n$4 million|money|4000000|-6|USD|revenue||growth|1\n" BEFORE("$20 million", "-20000000", "-6", "1"),
     "direction disagrees/error: “$4 million” says one direction, “$24 million” against “$20 million” the other: computed −5.0 to −3.0 million USD # "
     "it fits if the change “$4 million” is −5.0 to −3.0 million USD; or the current value “$24 million” is −17.0 to −15.0 million USD; or the "
     "earlier value “$20 million” is −29.0 to −27.0 million USD"},
    {"A loss of $24 million, $4 million more than $20 million.",
     NOW("$24 million", "-24000000", "-6") "\n$4 million|money|-4000000|-6|USD|revenue||growth|1\n" BEFORE("$20 million", "-20000000", "-6", "1"),
     "growth agrees: “$4 million” agrees with “$24 million” and “$20 million” (−5.0 to −3.0 million USD)"},
    {"A loss of $24 million, down 20%, after $20 million.",
     NOW("$24 million", "-24000000", "-6") "\n" RISE("20%", "-20") "\n" BEFORE("$20 million", "20000000", "-6", "1"),
     "growth agrees: “20%” agrees with “$24 million” and “$20 million” (14.6 to 25.7%)"},
    {"A loss of $0.5 million, down 97%, after $20 million.",
     NOW("$0.5 million", "-500000", "-6") "\n" RISE("97%", "-97") "\n" BEFORE("$20 million", "-20000000", "-6", "1"),
     "growth unchecked/note: “97%” is a rate on a loss or on zero (“$20 million”), which has no meaning"},
    {"A loss of $0.6 million, down 97%, after $20 million.",
     NOW("$0.6 million", "-600000", "-6") "\n" RISE("97%", "-97") "\n" BEFORE("$20 million", "-20000000", "-6", "1"),
     "growth agrees: “97%” agrees with “$0.6 million” and “$20 million” (−99.6 to −94.3%)"},
    {"From nothing to $24 million, up 20%, after $0 million.",
     NOW("$24 million", "24000000", "-6") "\n" RISE("20%", "20") "\n" BEFORE("$0 million", "0", "-6", "1"),
     "growth unchecked/note: “20%” is a rate on a loss or on zero (“$0 million”), which has no meaning"},
};

static const struct edge multiples[] = {
    {"Revenue was $36 million, twofold, on $18 million.",
     NOW("$36 million", "36000000", "-6") "\n" TIMES("twofold", "2", "0") "\n" BEFORE("$18 million", "18000000", "-6", "1"),
     "multiple agrees: “twofold” agrees with “$36 million” and “$18 million” (a factor of 1.9 to 2.1)"},
    {"Revenue was $36 million, twofold, on $12 million.",
     NOW("$36 million", "36000000", "-6") "\n" TIMES("twofold", "2", "0") "\n" BEFORE("$12 million", "12000000", "-6", "1"),
     "multiple reading/note: “twofold” agrees with “$36 million” and “$12 million” (a factor of 2.8 to 3.2) only if “twofold” was cut off rather "
     "than rounded"},
    {"Revenue was $18 million, twofold, on $36 million.",
     NOW("$18 million", "18000000", "-6") "\n" TIMES("twofold", "2", "0") "\n" BEFORE("$36 million", "36000000", "-6", "1"),
     "multiple disagrees/error: “twofold”: “$18 million” against “$36 million” is a factor of 0.47 to 0.53 # it fits if the change “twofold” is a "
     "factor of 0.47 to 0.53; or the current value “$18 million” is 53.2 to 91.3 million USD; or the earlier value “$36 million” is 7.0 to 12.4 "
     "million USD # likely slip: two digits swapped: 18 million USD for 81 million USD"},
    /* one half is told as 0.5, and stands for 1.5 to 2.5 times less; of other numbers the inverse must be whole */
    {"Revenue was $36 million, half of $82 million.",
     NOW("$36 million", "36000000", "-6") "\n" TIMES("half", "0.5", "1") "\n" BEFORE("$82 million", "82000000", "-6", "1"),
     "multiple agrees: “half” agrees with “$36 million” and “$82 million” (a factor of 0.43 to 0.45)"},
    {"Revenue was $32 million, half of $82 million.",
     NOW("$32 million", "32000000", "-6") "\n" TIMES("half", "0.5", "1") "\n" BEFORE("$82 million", "82000000", "-6", "1"),
     "multiple disagrees/warning: “half”: “$32 million” against “$82 million” is a factor of 0.38 to 0.40 # it fits if the change “half” is a factor "
     "of 0.38 to 0.40; or the current value “$32 million” is 36.6 to 45.4 million USD; or the earlier value “$82 million” is 57.2 to 72.3 million "
     "USD"},
    {"Revenue was $82 million, half of $36 million.",
     NOW("$82 million", "82000000", "-6") "\n" TIMES("half", "0.5", "1") "\n" BEFORE("$36 million", "36000000", "-6", "1"),
     "multiple disagrees/error: “half”: “$82 million” against “$36 million” is a factor of 2.23 to 2.33 # it fits if the change “half” is a factor "
     "of 2.23 to 2.33; or the current value “$82 million” is 15.9 to 20.1 million USD; or the earlier value “$36 million” is 148.1 to 183.4 million "
     "USD"},
    {"Revenue was $36 million, 0.49 of $82 million.",
     NOW("$36 million", "36000000", "-6") "\n" TIMES("0.49", "0.49", "2") "\n" BEFORE("$82 million", "82000000", "-6", "1"),
     "multiple disagrees/warning: “0.49”: “$36 million” against “$82 million” is a factor of 0.430 to 0.448 # it fits if the change “0.49” is a "
     "factor of 0.430 to 0.448; or the current value “$36 million” is 39.5 to 40.9 million USD; or the earlier value “$82 million” is 71.7 to 75.3 "
     "million USD"},
    {"Revenue was $30 million, 0.34 of $100 million.",
     NOW("$30 million", "30000000", "-6") "\n" TIMES("0.34", "0.34", "2") "\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "multiple agrees: “0.34” agrees with “$30 million” and “$100 million” (a factor of 0.293 to 0.307)"},
    {"Revenue was $30 million, 0.335 of $100 million.",
     NOW("$30 million", "30000000", "-6") "\n" TIMES("0.335", "0.335", "3") "\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "multiple agrees: “0.335” agrees with “$30 million” and “$100 million” (a factor of 0.2935 to 0.3066)"},
    {"Revenue was $36 million, about half of $82 million.",
     NOW("$36 million", "36000000", "-6") "\n" TIMES("half", "~0.5", "2") "\n" BEFORE("$82 million", "82000000", "-6", "1"),
     "multiple disagrees/warning: “half”: “$36 million” against “$82 million” is a factor of 0.430 to 0.448 # it fits if the change “half” is a "
     "factor of 0.430 to 0.448; or the current value “$36 million” is 39.5 to 42.5 million USD; or the earlier value “$82 million” is 68.9 to 75.3 "
     "million USD"},
    {"Revenue was $36 million, once $30 million.",
     NOW("$36 million", "36000000", "-6") "\n" TIMES("once", "1.0", "1") "\n" BEFORE("$30 million", "30000000", "-6", "1"),
     "multiple disagrees/error: “once”: “$36 million” against “$30 million” is a factor of 1.16 to 1.24 # it fits if the change “once” is a factor "
     "of 1.16 to 1.24; or the current value “$36 million” is 28.0 to 32.1 million USD; or the earlier value “$30 million” is 33.8 to 38.5 million "
     "USD"},
    {"Revenue was $36 million, twofold, on $37 million.",
     NOW("$36 million", "36000000", "-6") "\n" TIMES("twofold", "2", "0") "\n" BEFORE("$37 million", "37000000", "-6", "1"),
     "multiple disagrees/warning: “twofold”: “$36 million” against “$37 million” is a factor of 0.9 to 1.0 # it fits if the change “twofold” is a "
     "factor of 0.9 to 1.0; or the current value “$36 million” is 54.7 to 93.8 million USD; or the earlier value “$37 million” is 14.2 to 24.4 "
     "million USD # likely slip: two digits swapped: 36 million USD for 63 million USD"},
    {"Revenue was $37 million, half of $36 million.",
     NOW("$37 million", "37000000", "-6") "\n" TIMES("half", "0.5", "1") "\n" BEFORE("$36 million", "36000000", "-6", "1"),
     "multiple disagrees/warning: “half”: “$37 million” against “$36 million” is a factor of 1.00 to 1.06 # it fits if the change “half” is a factor "
     "of 1.00 to 1.06; or the current value “$37 million” is 15.9 to 20.1 million USD; or the earlier value “$36 million” is 66.3 to 83.4 million "
     "USD"},
    /* more than twenty times apart they are two things, unless the text says so */
    {"Revenue was $220 million, twofold, on $11 million.",
     NOW("$220 million", "220000000", "-6") "\n" TIMES("twofold", "2", "0") "\n" BEFORE("$11 million", "11000000", "-6", "1"),
     "multiple disagrees/warning: “twofold”: “$220 million” against “$11 million” is a factor of 19.0 to 21.0 # it fits if the change “twofold” is a "
     "factor of 19.0 to 21.0; or the current value “$220 million” is 15.7 to 28.8 million USD; or the earlier value “$11 million” is 87.8 to 147.0 "
     "million USD # likely slip: the decimal separator: 220 million USD for 22.0 million USD"},
    {"Revenue was $221 million, twofold, on $11 million.",
     NOW("$221 million", "221000000", "-6") "\n" TIMES("twofold", "2", "0") "\n" BEFORE("$11 million", "11000000", "-6", "1"),
     "multiple unchecked: “twofold” is unchecked: another basis or scope"},
    {"Revenue was $330 million, 14 times, on $11 million.",
     NOW("$330 million", "330000000", "-6") "\n" TIMES("14 times", "14", "0") "\n" BEFORE("$11 million", "11000000", "-6", "1"),
     "multiple unchecked: “14 times” is unchecked: another basis or scope"},
    {"Revenue was $330 million, 15 times, on $11 million.",
     NOW("$330 million", "330000000", "-6") "\n" TIMES("15 times", "15", "0") "\n" BEFORE("$11 million", "11000000", "-6", "1"),
     "multiple disagrees/warning: “15 times”: “$330 million” against “$11 million” is a factor of 28.6 to 31.5 # it fits if the change “15 times” is "
     "a factor of 28.6 to 31.5; or the current value “$330 million” is 152.2 to 178.3 million USD; or the earlier value “$11 million” is 21.2 to "
     "22.8 million USD"},
    {"Revenue was $330 million, up 1,499%, on $11 million.",
     NOW("$330 million", "330000000", "-6") "\n" RISE("1,499%", "1499") "\n" BEFORE("$11 million", "11000000", "-6", "1"),
     "growth unchecked: “1,499%” is unchecked: another basis or scope"},
    {"Revenue was $330 million, up 1,500%, on $11 million.",
     NOW("$330 million", "330000000", "-6") "\n" RISE("1,500%", "1500") "\n" BEFORE("$11 million", "11000000", "-6", "1"),
     "growth disagrees/warning: “1,500%” does not follow from “$330 million” and “$11 million”: computed 2,765.2 to 3,047.7% # it fits if the change "
     "“1,500%” is 2,765.2 to 3,047.7%; or the current value “$330 million” is 167.9 to 184.1 million USD; or the earlier value “$11 million” is 20.5 "
     "to 20.7 million USD"},
    {"Revenue was $11 million, down 10%, on $330 million.",
     NOW("$11 million", "11000000", "-6") "\n" RISE("10%", "-10") "\n" BEFORE("$330 million", "330000000", "-6", "1"),
     "growth unchecked: “10%” is unchecked: another basis or scope"},
    {"Revenue was $330 million, up $5 million, on $11 million.",
     NOW("$330 million", "330000000", "-6") "\n$5 million|money|5000000|-6|USD|revenue||growth|1\n" BEFORE("$11 million", "11000000", "-6", "1"),
     "growth disagrees/warning: “$5 million” does not follow from “$330 million” and “$11 million”: computed 318.0 to 320.0 million USD # it fits if "
     "the change “$5 million” is 318.0 to 320.0 million USD; or the current value “$330 million” is 15.0 to 17.0 million USD; or the earlier value "
     "“$11 million” is 324.0 to 326.0 million USD"},
};

static const struct edge percent_or_points[] = {
    {"The margin was 24%, 4 points more than 20%.",
     MARGIN("24%", "24", "0", "|") "\n" MARGIN_CHANGE("4 points", "4", "0", "percentage_points") "\n" MARGIN("20%", "20", "0", "prior|1"),
     "growth agrees: “4 points” agrees with “24%” and “20%” (3.0 to 5.0 percentage points)"},
    {"The margin was 24%, 4% more than 20%.",
     MARGIN("24%", "24", "0", "|") "\n" MARGIN_CHANGE("4%", "4", "0", "percent") "\n" MARGIN("20%", "20", "0", "prior|1"),
     "points disagrees/warning: “4%” is in percent, but “24%” against “20%” makes 3.0 to 5.0 percentage points # it fits if the change “4%” is 14.6 "
     "to 25.7%; or the current value “24%” is 20.1 to 21.5%; or the earlier value “20%” is 22.4 to 23.7%"},
    {"The margin was 24%, 20 points more than 20%.",
     MARGIN("24%", "24", "0", "|") "\n" MARGIN_CHANGE("20 points", "20", "0", "percentage_points") "\n" MARGIN("20%", "20", "0", "prior|1"),
     "points disagrees/warning: “20 points” is in percentage points, but “24%” against “20%” makes 14.6 to 25.7% # it fits if the change “20 points” "
     "is 3.0 to 5.0 percentage points; or the current value “24%” is 39.0 to 41.0%; or the earlier value “20%” is 3.0 to 5.0%"},
    {"The margin was 24%, 400 basis points more than 20%.",
     MARGIN("24%", "24", "0", "|") "\n" MARGIN_CHANGE("400 basis points", "400", "0", "basis_points") "\n" MARGIN("20%", "20", "0", "prior|1"),
     "growth agrees: “400 basis points” agrees with “24%” and “20%” (3.000 to 5.000 percentage points)"},
    {"The margin was 24.0%, 380 basis points more than 20.0%.",
     MARGIN("24.0%", "24.0", "1", "|") "\n" MARGIN_CHANGE("380 basis points", "380", "0", "basis_points") "\n" MARGIN("20.0%", "20.0", "1",
                                                                                                                      "prior|1"),
     "growth disagrees/warning: “380 basis points” does not follow from “24.0%” and “20.0%”: computed 3.900 to 4.100 percentage points # it fits if "
     "the change “380 basis points” is 3.900 to 4.100 percentage points; or the current value “24.0%” is 23.74 to 23.86%; or the earlier value "
     "“20.0%” is 20.14 to 20.26%"},
    {"The margin was 24%, 9 points more than 20%.",
     MARGIN("24%", "24", "0", "|") "\n" MARGIN_CHANGE("9 points", "9", "0", "percentage_points") "\n" MARGIN("20%", "20", "0", "prior|1"),
     "growth disagrees/warning: “9 points” does not follow from “24%” and “20%”: computed 3.0 to 5.0 percentage points # it fits if the change “9 "
     "points” is 3.0 to 5.0 percentage points; or the current value “24%” is 28.0 to 30.0%; or the earlier value “20%” is 14.0 to 16.0%"},
    {"Revenue was $115 million, 15 points more than $100 million.",
     NOW("$115 million", "115000000", "-6") "\n" CHANGE("15 points", "15", "0", "percentage_points") "\n" BEFORE("$100 million", "100000000", "-6",
                                                                                                                 "1"),
     "points disagrees/warning: “15 points” is in percentage points, but “$115 million” against “$100 million” makes 13.9 to 16.1%"},
    {"Revenue was $115 million, 25 points more than $100 million.",
     NOW("$115 million", "115000000", "-6") "\n" CHANGE("25 points", "25", "0", "percentage_points") "\n" BEFORE("$100 million", "100000000", "-6",
                                                                                                                 "1"),
     "growth disagrees/warning: “25 points” does not follow from “$115 million” and “$100 million”: computed 13.9 to 16.1% # it fits if the change "
     "“25 points” is 13.9 to 16.1%; or the current value “$115 million” is 123.8 to 126.2 million USD; or the earlier value “$100 million” is 91.2 "
     "to 92.8 million USD"},
    /* percent that fits at the far corner only, and points to the digit */
    {"The margin was 42%, 2% more than 40%.",
     MARGIN("42%", "42", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("40%", "40", "0", "prior|1"),
     "points disagrees/warning: “2%” is in percent, but “42%” against “40%” makes 1.0 to 3.0 percentage points # it fits if the change “2%” is 2.4 "
     "to 7.6%; or the current value “42%” is 40.0 to 41.6%; or the earlier value “40%” is 40.4 to 41.9%"},
    {"The margin was 46%, 2% more than 44%.",
     MARGIN("46%", "46", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("44%", "44", "0", "prior|1"),
     "points disagrees/warning: “2%” is in percent, but “46%” against “44%” makes 1.0 to 3.0 percentage points # it fits if the change “2%” is 2.2 "
     "to 6.9%; or the current value “46%” is 44.1 to 45.7%; or the earlier value “44%” is 44.3 to 45.9%"},
    {"The margin was 43%, 2% more than 41%.",
     MARGIN("43%", "43", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("41%", "41", "0", "prior|1"),
     "points disagrees/warning: “2%” is in percent, but “43%” against “41%” makes 1.0 to 3.0 percentage points # it fits if the change “2%” is 2.4 "
     "to 7.5%; or the current value “43%” is 41.1 to 42.6%; or the earlier value “41%” is 41.4 to 42.9%"},
    {"The margin was 42%, 2.5% more than 40%.",
     MARGIN("42%", "42", "0", "|") "\n" MARGIN_CHANGE("2.5%", "2.5", "1", "percent") "\n" MARGIN("40%", "40", "0", "prior|1"),
     "growth agrees: “2.5%” agrees with “42%” and “40%” (2.46 to 7.60%)"},
    {"The margin was 41%, 2% more than 40%.",
     MARGIN("41%", "41", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("40%", "40", "0", "prior|1"),
     "growth agrees: “2%” agrees with “41%” and “40%” (0.0 to 5.1%)"},
    {"The margin was 82%, 2% more than 80%.",
     MARGIN("82%", "82", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("80%", "80", "0", "prior|1"),
     "growth agrees: “2%” agrees with “82%” and “80%” (1.2 to 3.8%)"},
    {"The margin was about 42%, 2% more than 40%.",
     MARGIN("42%", "~42", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("40%", "40", "0", "prior|1"),
     "growth agrees: “2%” agrees with “42%” and “40%” (0.0 to 10.2%)"},
    {"The margin was 42%, 2% more than about 40%.",
     MARGIN("42%", "42", "0", "|") "\n" MARGIN_CHANGE("2%", "2", "0", "percent") "\n" MARGIN("40%", "~40", "0", "prior|1"),
     "growth agrees: “2%” agrees with “42%” and “40%” (0.0 to 10.4%)"},
    {"The margin was 42%, 2 points more than 40%.",
     MARGIN("42%", "42", "0", "|") "\n" MARGIN_CHANGE("2 points", "2", "0", "percentage_points") "\n" MARGIN("40%", "40", "0", "prior|1"),
     "growth agrees: “2 points” agrees with “42%” and “40%” (1.0 to 3.0 percentage points)"},
    {"The margin was 38%, 2% less than 40%.",
     MARGIN("38%", "38", "0", "|") "\n" MARGIN_CHANGE("2%", "-2", "0", "percent") "\n" MARGIN("40%", "40", "0", "prior|1"),
     "points disagrees/warning: “2%” is in percent, but “38%” against “40%” makes −3.0 to −1.0 percentage points # it fits if the change “2%” is "
     "−7.5 to −2.5%; or the current value “38%” is 38.5 to 39.9%; or the earlier value “40%” is 38.0 to 39.5%"},
    {"The margin was 8%, twofold, on 6%.",
     MARGIN("8%", "8", "0", "|") "\ntwofold|ratio|2|0||operating_margin||growth|1\n" MARGIN("6%", "6", "0", "prior|1"),
     "multiple agrees: “twofold” agrees with “8%” and “6%” (a factor of 1.1 to 1.6)"},
    {"It sold 42 units, 2% more than 40.", "42 units|count|42|0|unit|revenue|||\n" RISE("2%", "2") "\n40|count|40|0|unit|revenue||prior|1",
     "growth agrees: “2%” agrees with “42 units” and “40” (2.4 to 7.6%)\ngranularity agrees: “2%” of “40” is possible (1)"},
};

static const struct edge shared_scales[] = {
    {"Revenue went from 1.00, up 6%, to $1.06 billion.",
     "1.00|money|1|2|USD|revenue||prior|3\n6%|percent|6|0|percent|revenue||growth|3\n" NOW("$1.06 billion", "1060000000", "-7"),
     "growth agrees: “6%” agrees with “$1.06 billion” and “1.00” (4.9 to 7.1%)"},
    {"Revenue was 106, up 6%, on $100 million.",
     "106|money|106|0|USD|revenue|||\n6%|percent|6|0|percent|revenue||growth|1\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "growth agrees: “6%” agrees with “106” and “$100 million” (4.9 to 7.1%)"},
    {"Revenue was 106, up 6%, on $100 thousand.",
     "106|money|106|0|USD|revenue|||\n6%|percent|6|0|percent|revenue||growth|1\n" BEFORE("$100 thousand", "100000", "-3", "1"),
     "growth agrees: “6%” agrees with “106” and “$100 thousand” (4.9 to 7.1%)"},
    {"Revenue was 106, up 6%, on $100 trillion.",
     "106|money|106|0|USD|revenue|||\n6%|percent|6|0|percent|revenue||growth|1\n" BEFORE("$100 trillion", "100000000000000", "-12", "1"),
     "growth agrees: “6%” agrees with “106” and “$100 trillion” (4.9 to 7.1%)"},
    {"Revenue was 106, up 6%, on $100 quadrillion.",
     "106|money|106|0|USD|revenue|||\n6%|percent|6|0|percent|revenue||growth|1\n" BEFORE("$100 quadrillion", "100000000000000000", "-15", "1"),
     "growth unchecked: “6%” is unchecked: another basis or scope"},
    {"Revenue was 2950, up 2850%, on $100 million.",
     "2950|money|2950|0|USD|revenue|||\n2850%|percent|2850|0|percent|revenue||growth|1\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "growth agrees: “2850%” agrees with “2950” and “$100 million” (2,834.8 to 2,865.4%)"},
    {"Revenue was 3050, up 2950%, on $100 million.",
     "3050|money|3050|0|USD|revenue|||\n2950%|percent|2950|0|percent|revenue||growth|1\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "scale disagrees/error: “2950%” does not follow from “3050” and “$100 million” (computed −99.9970 to −99.9969%); with 3.050 billion USD it fits "
     "# it fits if the change “2950%” is −99.9970 to −99.9969%; or the current value “3050” is 3.0342525000 to 3.0657525000 billion USD; or the "
     "earlier value “$100 million” is 100 USD # likely slip: “3050” for 3.050 billion USD (a factor of 1,000,000)"},
    {"Revenue was 106, up 26%, on $100 million.",
     "106|money|106|0|USD|revenue|||\n26%|percent|26|0|percent|revenue||growth|1\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "growth disagrees/warning: “26%” does not follow from “106” and “$100 million”: computed 4.9 to 7.1% # it fits if the change “26%” is 4.9 to "
     "7.1%; or the current value “106” is 124.8 to 127.2 million USD; or the earlier value “$100 million” is 83.3 to 84.9 million USD"},
    {"Revenue was 106, up 26%, on 100.",
     "106|money|106|0|USD|revenue|||\n26%|percent|26|0|percent|revenue||growth|1\n" BEFORE("100", "100000", "-3", "1"),
     "growth unchecked: “26%” is unchecked: another basis or scope"},
    {"Revenue was €106, up 6%, on 100 million.",
     "€106|money|106|0|USD|revenue|||\n6%|percent|6|0|percent|revenue||growth|1\n" BEFORE("100 million", "100000000", "-6", "1"),
     "growth agrees: “6%” agrees with “€106” and “100 million” (4.9 to 7.1%)"},
    {"Revenue was 106 Z, up 6%, on 100 million.",
     "106 Z|money|106|0|USD|revenue|||\n6%|percent|6|0|percent|revenue||growth|1\n" BEFORE("100 million", "100000000", "-6", "1"),
     "scale disagrees/error: “6%” does not follow from “106 Z” and “100 million” (computed −99.9999%); with 106 million USD it fits # it fits if the "
     "change “6%” is −99.9999%; or the current value “106 Z” is 104.9725000 to 107.0325000 million USD; or the earlier value “100 million” is 100 "
     "USD # likely slip: “106 Z” for 106 million USD (a factor of 1,000,000)"},
    {"Revenue was Z 106, up 6%, on 100 million.",
     "Z 106|money|106|0|USD|revenue|||\n6%|percent|6|0|percent|revenue||growth|1\n" BEFORE("100 million", "100000000", "-6", "1"),
     "scale disagrees/error: “6%” does not follow from “Z 106” and “100 million” (computed −99.9999%); with 106 million USD it fits # it fits if the "
     "change “6%” is −99.9999%; or the current value “Z 106” is 104.9725000 to 107.0325000 million USD; or the earlier value “100 million” is 100 "
     "USD # likely slip: “Z 106” for 106 million USD (a factor of 1,000,000)"},
    {"Revenue was 106 A, up 6%, on 100 million.",
     "106 A|money|106|0|USD|revenue|||\n6%|percent|6|0|percent|revenue||growth|1\n" BEFORE("100 million", "100000000", "-6", "1"),
     "scale disagrees/error: “6%” does not follow from “106 A” and “100 million” (computed −99.9999%); with 106 million USD it fits # it fits if the "
     "change “6%” is −99.9999%; or the current value “106 A” is 104.9725000 to 107.0325000 million USD; or the earlier value “100 million” is 100 "
     "USD # likely slip: “106 A” for 106 million USD (a factor of 1,000,000)"},
    {"Revenue was 106 z, up 6%, on 100 million.",
     "106 z|money|106|0|USD|revenue|||\n6%|percent|6|0|percent|revenue||growth|1\n" BEFORE("100 million", "100000000", "-6", "1"),
     "scale disagrees/error: “6%” does not follow from “106 z” and “100 million” (computed −99.9999%); with 106 million USD it fits # it fits if the "
     "change “6%” is −99.9999%; or the current value “106 z” is 104.9725000 to 107.0325000 million USD; or the earlier value “100 million” is 100 "
     "USD # likely slip: “106 z” for 106 million USD (a factor of 1,000,000)"},
    {"Revenue was 106 a, up 6%, on 100 million.",
     "106 a|money|106|0|USD|revenue|||\n6%|percent|6|0|percent|revenue||growth|1\n" BEFORE("100 million", "100000000", "-6", "1"),
     "scale disagrees/error: “6%” does not follow from “106 a” and “100 million” (computed −99.9999%); with 106 million USD it fits # it fits if the "
     "change “6%” is −99.9999%; or the current value “106 a” is 104.9725000 to 107.0325000 million USD; or the earlier value “100 million” is 100 "
     "USD # likely slip: “106 a” for 106 million USD (a factor of 1,000,000)"},
};

static const struct edge amounts_and_directions[] = {
    {"Revenue was $115 million, up $15 million, on $100 million.",
     NOW("$115 million", "115000000", "-6") "\n$15 million|money|15000000|-6|USD|revenue||growth|1\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "growth agrees: “$15 million” agrees with “$115 million” and “$100 million” (14.0 to 16.0 million USD)"},
    {"Revenue was $115 million, up $25 million, on $100 million.",
     NOW("$115 million", "115000000", "-6") "\n$25 million|money|25000000|-6|USD|revenue||growth|1\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "growth disagrees/warning: “$25 million” does not follow from “$115 million” and “$100 million”: computed 14.0 to 16.0 million USD # it fits if "
     "the change “$25 million” is 14.0 to 16.0 million USD; or the current value “$115 million” is 124.0 to 126.0 million USD; or the earlier value "
     "“$100 million” is 89.0 to 91.0 million USD"},
    {"Revenue was $115 million, down $15 million, on $100 million.",
     NOW("$115 million", "115000000", "-6") "\n$15 million|money|-15000000|-6|USD|revenue||growth|1\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "direction disagrees/error: “$15 million” says one direction, “$115 million” against “$100 million” the other: computed 14.0 to 16.0 million "
     "USD # it fits if the change “$15 million” is 14.0 to 16.0 million USD; or the current value “$115 million” is 84.0 to 86.0 million USD; or the "
     "earlier value “$100 million” is 129.0 to 131.0 million USD # likely slip: the sign"},
    {"Revenue was $115 million, down 15%, on $100 million.",
     NOW("$115 million", "115000000", "-6") "\n" RISE("15%", "-15") "\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "direction disagrees/error: “15%” says one direction, “$115 million” against “$100 million” the other: computed 13.9 to 16.1% # it fits if the "
     "change “15%” is 13.9 to 16.1%; or the current value “$115 million” is 84.0 to 86.0 million USD; or the earlier value “$100 million” is 133.9 "
     "to 136.7 million USD # likely slip: the sign"},
    {"Revenue was $85 million, up 15%, on $100 million.",
     NOW("$85 million", "85000000", "-6") "\n" RISE("15%", "15") "\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "direction disagrees/error: “15%” says one direction, “$85 million” against “$100 million” the other: computed −16.0 to −14.0% # it fits if the "
     "change “15%” is −16.0 to −14.0%; or the current value “$85 million” is 113.9 to 116.1 million USD; or the earlier value “$100 million” is 73.1 "
     "to 74.7 million USD # likely slip: the sign"},
    {"Revenue was $115 million, up at least 25%, on $100 million.",
     NOW("$115 million", "115000000", "-6") "\n25%|percent|>25|0|percent|revenue||growth|1\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "growth disagrees/warning: “25%” does not follow from “$115 million” and “$100 million”: computed 13.9 to 16.1% # it fits if the change “25%” "
     "is 13.9 to 16.1%; or the current value “$115 million” is 124.3 or more million USD; or the earlier value “$100 million” is 0.0 to 92.4 million "
     "USD # likely slip: two digits swapped: 115 million USD for 151 million USD"},
    {"Revenue was $115 billion, up 15%, on $100 million.",
     NOW("$115 billion", "115000000000", "-9") "\n" RISE("15%", "15") "\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "scale disagrees/error: “15%” does not follow from “$115 billion” and “$100 million” (computed 113,830.3 to 115,980.5%); with 100 billion USD "
     "it fits # it fits if the change “15%” is 113,830.3 to 115,980.5%; or the current value “$115 billion” is 110 to 120 million USD; or the "
     "earlier value “$100 million” is 99.1341 to 100.8734 billion USD # likely slip: “$100 million” for 100 billion USD (a factor of 1,000)"},
    {"Revenue was $115 million, up 51%, on $100 million.",
     NOW("$115 million", "115000000", "-6") "\n" RISE("51%", "51") "\n" BEFORE("$100 million", "100000000", "-6", "1"),
     "growth disagrees/warning: “51%” does not follow from “$115 million” and “$100 million”: computed 13.9 to 16.1% # it fits if the change “51%” "
     "is 13.9 to 16.1%; or the current value “$115 million” is 149.7 to 152.3 million USD; or the earlier value “$100 million” is 75.5 to 76.8 "
     "million USD # likely slip: two digits swapped: 51% for 15%"},
    {"Revenue was $115.8 million, up 15%, on $100.0 million.",
     NOW("$115.8 million", "115800000", "-5") "\n" RISE("15%", "15") "\n" BEFORE("$100.0 million", "100000000", "-5", "1"),
     "growth reading/note: “15%” agrees with “$115.8 million” and “$100.0 million” (15.6 to 16.0%) only if “15%” was cut off rather than rounded"},
};

#define IN_25(text, value) text "|money|" value "|-6|USD|revenue|25||"
#define IN_24(text, value) text "|money|" value "|-6|USD|revenue|24||"
#define MORE(text, value, decimals) text "|percent|" value "|" decimals "|percent|revenue|25|growth|1"
#define ELSEWHERE(change) "Revenue was $115 million, up " change ". A year before it was $100 million."
#define SIDES(change) IN_25("$115 million", "115000000") "\n" change "\n" IN_24("$100 million", "100000000")

/* An earlier value that only its period tells is taken when the change comes near: within ten points, a tenth of the base, twice as
 * much, or by a slip. */
static const struct edge earlier_value_elsewhere[] = {
    {ELSEWHERE("15%"), SIDES(MORE("15%", "15", "0")), "growth agrees: “15%” agrees with “$115 million” and “$100 million” (13.9 to 16.1%)"},
    {ELSEWHERE("5%"), SIDES(MORE("5%", "5", "0")),
     "growth disagrees/warning: “5%” does not follow from “$115 million” and “$100 million”: computed 13.9 to 16.1% # it fits if the change “5%” is "
     "13.9 to 16.1%; or the current value “$115 million” is 103.9 to 106.1 million USD; or the earlier value “$100 million” is 108.5 to 110.6 "
     "million USD"},
    {ELSEWHERE("3.9%"), SIDES(MORE("3.9%", "3.9", "1")), "growth unchecked: “3.9%” is unchecked: no earlier value of the same thing"},
    {ELSEWHERE("3.7%"), SIDES(MORE("3.7%", "3.7", "1")), "growth unchecked: “3.7%” is unchecked: no earlier value of the same thing"},
    {ELSEWHERE("26.1%"), SIDES(MORE("26.1%", "26.1", "1")),
     "growth disagrees/warning: “26.1%” does not follow from “$115 million” and “$100 million”: computed 13.93 to 16.09% # it fits if the change "
     "“26.1%” is 13.93 to 16.09%; or the current value “$115 million” is 125.4 to 126.8 million USD; or the earlier value “$100 million” is 90.7 to "
     "91.7 million USD"},
    {ELSEWHERE("32.0%"), SIDES(MORE("32.0%", "32.0", "1")),
     "growth disagrees/warning: “32.0%” does not follow from “$115 million” and “$100 million”: computed 13.93 to 16.09% # it fits if the change "
     "“32.0%” is 13.93 to 16.09%; or the current value “$115 million” is 131.2 to 132.8 million USD; or the earlier value “$100 million” is 86.7 to "
     "87.6 million USD"},
    {ELSEWHERE("32.3%"), SIDES(MORE("32.3%", "32.3", "1")), "growth unchecked: “32.3%” is unchecked: no earlier value of the same thing"},
    {ELSEWHERE("0%"), SIDES(MORE("0%", "0", "0")), "growth unchecked: “0%” is unchecked: no earlier value of the same thing"},
    {ELSEWHERE("-5%"), SIDES(MORE("-5%", "-5", "0")), "growth unchecked: “-5%” is unchecked: no earlier value of the same thing"},
    {ELSEWHERE("51%"), SIDES(MORE("51%", "51", "0")),
     "growth disagrees/warning: “51%” does not follow from “$115 million” and “$100 million”: computed 13.9 to 16.1% # it fits if the change “51%” "
     "is 13.9 to 16.1%; or the current value “$115 million” is 149.7 to 152.3 million USD; or the earlier value “$100 million” is 75.5 to 76.8 "
     "million USD # likely slip: two digits swapped: 51% for 15%"},
    {ELSEWHERE("1.5%"), SIDES(MORE("1.5%", "1.5", "1")),
     "growth disagrees/warning: “1.5%” does not follow from “$115 million” and “$100 million”: computed 13.93 to 16.09% # it fits if the change "
     "“1.5%” is 13.93 to 16.09%; or the current value “$115 million” is 100.9 to 102.1 million USD; or the earlier value “$100 million” is 112.7 to "
     "113.9 million USD # likely slip: the decimal separator: 1.5% for 15%"},
    {ELSEWHERE("$25 million"), SIDES("$25 million|money|25000000|-6|USD|revenue|25|growth|1"),
     "growth disagrees/warning: “$25 million” does not follow from “$115 million” and “$100 million”: computed 14.0 to 16.0 million USD # it fits if "
     "the change “$25 million” is 14.0 to 16.0 million USD; or the current value “$115 million” is 124.0 to 126.0 million USD; or the earlier value "
     "“$100 million” is 89.0 to 91.0 million USD"},
    {ELSEWHERE("$2 million"), SIDES("$2 million|money|2000000|-6|USD|revenue|25|growth|1"),
     "growth unchecked: “$2 million” is unchecked: no earlier value of the same thing"},
    {ELSEWHERE("$4 million"), SIDES("$4 million|money|4000000|-6|USD|revenue|25|growth|1"),
     "growth disagrees/warning: “$4 million” does not follow from “$115 million” and “$100 million”: computed 14.0 to 16.0 million USD # it fits if "
     "the change “$4 million” is 14.0 to 16.0 million USD; or the current value “$115 million” is 103.0 to 105.0 million USD; or the earlier value "
     "“$100 million” is 110.0 to 112.0 million USD"},
    {ELSEWHERE("$15 thousand"), SIDES("$15 thousand|money|15000|-3|USD|revenue|25|growth|1"),
     "scale disagrees/error: “$15 thousand” does not follow from “$115 million” and “$100 million” (computed 14.0000 to 16.0000 million USD); with "
     "15 million USD it fits # it fits if the change “$15 thousand” is 14.0000 to 16.0000 million USD; or the current value “$115 million” is 99.5 "
     "to 100.6 million USD; or the earlier value “$100 million” is 114.4 to 115.5 million USD # likely slip: “$15 thousand” for 15 million USD (a "
     "factor of 1,000)"},
    {ELSEWHERE("threefold"), SIDES("threefold|ratio|3|0||revenue|25|growth|1"),
     "multiple unchecked: “threefold” is unchecked: no earlier value of the same thing"},
    {ELSEWHERE("twofold"), SIDES("twofold|ratio|2|0||revenue|25|growth|1"),
     "multiple disagrees/warning: “twofold”: “$115 million” against “$100 million” is a factor of 1.1 to 1.2 # it fits if the change “twofold” is a "
     "factor of 1.1 to 1.2; or the current value “$115 million” is 149.2 to 251.3 million USD; or the earlier value “$100 million” is 45.8 to 77.0 "
     "million USD # likely slip: two digits swapped: 115 million USD for 151 million USD"},
    {"The margin was 24%, up 9 points. A year before it was 20%.",
     "24%|percent|24|0|percent|operating_margin|25||\n9 points|percent|9|0|percentage_points|operating_margin|25|growth|1\n"
     "20%|percent|20|0|percent|operating_margin|24||",
     "growth disagrees/warning: “9 points” does not follow from “24%” and “20%”: computed 3.0 to 5.0 percentage points # it fits if the change “9 "
     "points” is 3.0 to 5.0 percentage points; or the current value “24%” is 28.0 to 30.0%; or the earlier value “20%” is 14.0 to 16.0%"},
    {"The margin was 24%, up 19 points. A year before it was 20%.",
     "24%|percent|24|0|percent|operating_margin|25||\n19 points|percent|19|0|percentage_points|operating_margin|25|growth|1\n"
     "20%|percent|20|0|percent|operating_margin|24||",
     "growth unchecked: “19 points” is unchecked: no earlier value of the same thing"},
};

static const struct edge told_by_words[] = {
    {"Revenue tripled to $330 million from $110 million.", NOW("$330 million", "330000000", "-6") "\n" BEFORE("$110 million", "110000000", "-6", "1"),
     "multiple agrees: “tripled” agrees with “$330 million” and “$110 million” (a factor of 2.98 to 3.02)"},
    {"Revenue tripled to $330 million from $0 million.", NOW("$330 million", "330000000", "-6") "\n" BEFORE("$0 million", "0", "-6", "1"),
     "multiple unchecked: “$330 million” is unchecked: the base is negative or zero"},
    {"Revenue tripled to $330 million from $165 million.", NOW("$330 million", "330000000", "-6") "\n" BEFORE("$165 million", "165000000", "-6", "1"),
     "multiple disagrees/warning: “tripled”: “$330 million” against “$165 million” is a factor of 1.99 to 2.01 # it fits if the current value “$330 "
     "million” is 431.8 to 558.6 million USD; or the earlier value “$165 million” is 97.6 to 126.0 million USD"},
    {"Revenue tripled to $110 million from $330 million.", NOW("$110 million", "110000000", "-6") "\n" BEFORE("$330 million", "330000000", "-6", "1"),
     "multiple disagrees/error: “tripled”: “$110 million” against “$330 million” is a factor of 0.33 to 0.34 # it fits if the current value “$110 "
     "million” is 0.8649 to 1.1155 billion USD; or the earlier value “$330 million” is 32.4 to 42.1 million USD # likely slip: the decimal "
     "separator: 110 million USD for 1.10 billion USD"},
    {"Revenue halved to $110 million from $330 million.", NOW("$110 million", "110000000", "-6") "\n" BEFORE("$330 million", "330000000", "-6", "1"),
     "multiple disagrees/warning: “halved”: “$110 million” against “$330 million” is a factor of 0.33 to 0.34 # it fits if the current value “$110 "
     "million” is 144.1 to 188.9 million USD; or the earlier value “$330 million” is 191.6 to 252.6 million USD"},
    {"Revenue halved to $110 million from $220 million.", NOW("$110 million", "110000000", "-6") "\n" BEFORE("$220 million", "220000000", "-6", "1"),
     "multiple agrees: “halved” agrees with “$110 million” and “$220 million” (a factor of 0.496 to 0.504)"},
    {"Revenue halved to $330 million from $220 million.", NOW("$330 million", "330000000", "-6") "\n" BEFORE("$220 million", "220000000", "-6", "1"),
     "multiple disagrees/error: “halved”: “$330 million” against “$220 million” is a factor of 1.49 to 1.51 # it fits if the current value “$330 "
     "million” is 96.0 to 126.0 million USD; or the earlier value “$220 million” is 576.6 to 755.5 million USD"},
    {"Revenue doubled to $330 million from $11 million.", NOW("$330 million", "330000000", "-6") "\n" BEFORE("$11 million", "11000000", "-6", "1"),
     "multiple unchecked: “$330 million” is unchecked: another basis or scope"},
};

/* From a profit to a loss there is no rate, unless sizes or a factor bear it out. */
static const struct edge profit_and_loss[] = {
    {"A loss of $24 million, up 90%, after $20 million.",
     NOW("$24 million", "-24000000", "-6") "\n" RISE("90%", "90") "\n" BEFORE("$20 million", "20000000", "-6", "1"),
     "growth unchecked/note: “90%” is a rate on a loss or on zero (“$20 million”), which has no meaning"},
    {"Profit of $24 million, up 90%, after a loss of $20 million.",
     NOW("$24 million", "24000000", "-6") "\n" RISE("90%", "90") "\n" BEFORE("$20 million", "-20000000", "-6", "1"),
     "growth unchecked/note: “90%” is a rate on a loss or on zero (“$20 million”), which has no meaning"},
    {"A loss of $24 million after $20 million.", NOW("$24 million", "-24000000", "-6") "\n" BEFORE("$20 million", "20000000", "-6", "1"),
     "growth unchecked: “$20 million” is unchecked: the base is negative or zero"},
    {"A loss of $24 million after one of $20 million.", NOW("$24 million", "-24000000", "-6") "\n" BEFORE("$20 million", "-20000000", "-6", "1"),
     "growth unchecked: “$24 million” against “$20 million” is a change of 14.6 to 25.7%"},
    {"A profit of $24 million after $0 million.", NOW("$24 million", "24000000", "-6") "\n" BEFORE("$0 million", "0", "-6", "1"),
     "growth unchecked: “$0 million” is unchecked: the base is negative or zero"},
    {"A profit of $24 million after $0.5 million.", NOW("$24 million", "24000000", "-6") "\n" BEFORE("$0.5 million", "500000", "-6", "1"),
     "growth unchecked: “$0.5 million” is unchecked: the base is negative or zero"},
    {"A profit of $24 million after less than $20 million.",
     NOW("$24 million", "24000000", "-6") "\n$20 million|money|<20000000|-6|USD|revenue||prior|1",
     "growth unchecked: “$20 million” is unchecked: the base is negative or zero"},
    {"A profit of $24 million, up 90%, after a loss of less than $20 million.",
     NOW("$24 million", "24000000", "-6") "\n" RISE("90%", "90") "\n$20 million|money|>-20000000|-6|USD|revenue||prior|1",
     "growth unchecked/note: “90%” is a rate on a loss or on zero (“$20 million”), which has no meaning"},
};

/* Values of two sentences of which one has its period from elsewhere may be of two things. */
static void far_apart(void **state)
{
    (void)state;
    static const struct {
        const char *current, *prior, *offset;
        bool unchecked;
    } cases[] = {
        {"stated", "stated", "900", false},      {"stated", "inherited", "900", true},    {"inherited", "stated", "900", true},
        {"inherited", "inherited", "900", true}, {"inherited", "inherited", "60", false}, {"stated", "relative", "900", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char rows[1024];
        snprintf(rows, sizeof rows,
                 "a,1,1,1,10,9,A,money,115000000,exact,-6,USD,revenue,Acme,2025,2025-01-01,2025-12-31,%s,actual,,\n"
                 "a,2,1,1,30,9,C,percent,25,exact,0,percent,revenue,Acme,2025,2025-01-01,2025-12-31,stated,actual,growth,1\n"
                 "a,3,1,1,%s,9,B,money,100000000,exact,-6,USD,revenue,Acme,2024,2024-01-01,2024-12-31,%s,actual,prior,1\n",
                 cases[i].current, cases[i].offset, cases[i].prior);
        struct checked checked = check_figures(rows, NULL, NULL);
        const struct chiffre_finding *finding = gravest(&checked);
        assert_int_equal(finding->verdict, cases[i].unchecked ? CHIFFRE_VERDICT_unchecked : CHIFFRE_VERDICT_disagrees);
        if (cases[i].unchecked)
            assert_int_equal(finding->reason, CHIFFRE_REASON_other_basis);
        checked_free(&checked);
    }
}

/* A change told as a range, in hundredths of points too, between losses too. */
static void ranges(void **state)
{
    (void)state;
    static const struct {
        const char *unit, *value, *value_to, *now, *before;
        enum chiffre_verdict verdict;
    } cases[] = {
        {"basis_points", "380", "420", "24.0", "20.0", CHIFFRE_VERDICT_agrees},
        {"basis_points", "300", "320", "24.0", "20.0", CHIFFRE_VERDICT_disagrees},
        {"basis_points", "480", "520", "24.0", "20.0", CHIFFRE_VERDICT_disagrees},
        {"percentage_points", "3", "5", "24.0", "20.0", CHIFFRE_VERDICT_agrees},
        {"percent", "15", "25", "24.0", "20.0", CHIFFRE_VERDICT_agrees},
        {"percent", "25", "35", "24.0", "20.0", CHIFFRE_VERDICT_disagrees},
        {"percent", "-25", "-15", "-24.0", "-20.0", CHIFFRE_VERDICT_agrees},
        {"percent", "-25", "-15", "-28.0", "-20.0", CHIFFRE_VERDICT_disagrees},
        {"percent", "-45", "-35", "-28.0", "-20.0", CHIFFRE_VERDICT_agrees},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char rows[1024];
        struct chiffre_checker *checker;
        struct chiffre_findings *findings;
        snprintf(rows, sizeof rows,
                 "a,1,1,1,10,9,A,percent,%s,exact,1,percent,operating_margin,Acme,,,,,actual,,\n"
                 "a,2,1,1,30,9,C,percent,%s,exact,0,%s,operating_margin,Acme,,,,,actual,growth,1\n"
                 "a,3,1,1,50,9,B,percent,%s,exact,1,percent,operating_margin,Acme,,,,,actual,prior,1\n",
                 cases[i].now, cases[i].value, cases[i].unit, cases[i].before);
        struct chiffre_list *list = read_figures(rows);
        assert_int_equal(decimal_read(text_from(cases[i].value_to), &chiffre_list_at(list, 1)->value_to), CHIFFRE_OK);
        assert_int_equal(chiffre_checker_new(NULL, &checker, NULL), CHIFFRE_OK);
        assert_int_equal(chiffre_check(checker, list, NULL, 0, &findings, NULL), CHIFFRE_OK);
        enum chiffre_verdict verdict = CHIFFRE_VERDICT_unchecked;
        for (size_t k = 0; k < chiffre_findings_count(findings); k++)
            if (chiffre_findings_at(findings, k)->verdict != CHIFFRE_VERDICT_unchecked)
                verdict = chiffre_findings_at(findings, k)->verdict;
        if (verdict != cases[i].verdict)
            fail_msg("case %zu: %s", i, chiffre_verdict_name(verdict));
        chiffre_findings_free(findings);
        chiffre_list_free(list);
        chiffre_checker_free(checker);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EDGES(losses),
        EDGES(multiples),
        EDGES(percent_or_points),
        EDGES(shared_scales),
        EDGES(amounts_and_directions),
        EDGES(earlier_value_elsewhere),
        EDGES(told_by_words),
        EDGES(profit_and_loss),
        cmocka_unit_test(far_apart),
        cmocka_unit_test(ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
