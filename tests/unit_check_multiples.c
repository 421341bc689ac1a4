/* SPDX-License-Identifier: MIT */
/* A change told as a factor, in figures ("twofold", 0.5) or by a word alone ("tripled"), against two values, at its edges. */
#include "tests/check_changes.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        EDGES(multiples),
        EDGES(told_by_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
