/* SPDX-License-Identifier: MIT */
/* A stated change against two values, at its edges: losses, shared scales, which way, values of two things. */
#include "tests/check_changes.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        EDGES(losses),          EDGES(shared_scales),        EDGES(amounts_and_directions), EDGES(earlier_value_elsewhere),
        EDGES(profit_and_loss), cmocka_unit_test(far_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
