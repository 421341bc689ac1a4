/* SPDX-License-Identifier: MIT */
/* Rule granularity at its edges: which percentages whole numbers give, and of which count a percentage is. */
#include "tests/check_edges.h"

#define POSSIBLE(percent, count, number) "granularity agrees: “" percent "” of “" count "” is possible (" number ")"

static const struct edge whole_numbers[] = {
    {"36% of the 25 staff agree.", PERCENT("36%", "36", "0") "\n" STAFF("25", "25"), POSSIBLE("36%", "25", "9")},
    {"34% of the 25 staff agree.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"),
     "granularity disagrees/warning: “34%” of “25” is impossible: the nearest are 8 (32.0%) and 9 (36.0%)"},
    {"66.7% of the 12 plants.", PERCENT("66.7%", "66.7", "1") "\n12|count|12|0|plant||||", POSSIBLE("66.7%", "12", "8")},
    {"66% of the 12 plants.", PERCENT("66%", "66", "0") "\n12|count|12|0|plant||||", "granularity reading/note: “66%” of “12” is possible (8)"},
    {"About 66% of the 12 plants.", PERCENT("66%", "~66", "0") "\n12|count|12|0|plant||||", "granularity agrees: “66%” of “12” is possible (8)"},
    {"At least 34% of the 25 staff.", PERCENT("34%", ">34", "0") "\n" STAFF("25", "25"), ""},
    /* not all percentages are of what stands behind them */
    {"34% now, of 25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"), ""},
    {"34%; of 25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"), ""},
    {"34%: of 25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"), ""},
    {"34% (25 staff).", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"), ""},
    {"(34%) 25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"), ""},
    {"34% [25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"), ""},
    {"34%] 25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"), ""},
    {"34% / 25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"), ""},
    {"34% - 25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"), ""},
    {"34% = 25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"), ""},
    {"34%\n25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"), ""},
    {"34%25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"), ""},
    {"34% of all the people in 25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"),
     "granularity disagrees/warning: “34%” of “25” is impossible: the nearest are 8 (32.0%) and 9 (36.0%)"},
    {"34% of all of the people in 25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"), ""},
    {"34% of all the people from 25 staff.", PERCENT("34%", "34", "0") "\n" STAFF("25", "25"),
     "granularity disagrees/warning: “34%” of “25” is impossible: the nearest are 8 (32.0%) and 9 (36.0%)"},
    /* told to be a part of the count */
    {"Of 25 staff 34% agree.", STAFF("25", "25") "\n34%|percent|34|0|percent|||part|1",
     "granularity disagrees/warning: “34%” of “25” is impossible: the nearest are 8 (32.0%) and 9 (36.0%)"},
    {"Of 25 staff 34% agree.", STAFF("25", "25") "\n34%|percent|34|0|percent|||share|1",
     "share unchecked/note: “34%” as “25” implies a whole of 71.014 to 76.120"},
    {"Of 25 staff 34% agree.", STAFF("25", "25") "\n" PERCENT("34%", "34", "0"), ""},
    {"34% of the 25 staff agree.", "34%|percent|34|0|percent||||2\n" STAFF("25", "25"),
     "granularity disagrees/warning: “34%” of “25” is impossible: the nearest are 8 (32.0%) and 9 (36.0%)"},
    {"34% of the 25 staff agree. All 25 do.", "34%|percent|34|0|percent|||part|3\n" STAFF("25", "25") "\n" STAFF("25", "25"),
     "granularity disagrees/warning: “34%” of “25” is impossible: the nearest are 8 (32.0%) and 9 (36.0%)"},
    {"34%, of the 24 staff the 25 agree.", "34%|percent|34|0|percent||||3\n" STAFF("24", "24") "\n" STAFF("25", "25"), ""},
    /* a count of whole things, of fewer than a hundred */
    {"34% of the 25 staff agree.", PERCENT("34%", "34", "0") "\n25|headcount|~25|0|persons|headcount|||", ""},
    {"34% of the 25 staff agree.", PERCENT("34%", "34", "0") "\n25|headcount|25|1|persons|headcount|||", ""},
    {"34% of the 25 staff agree.", PERCENT("34%", "34", "0") "\n25|headcount|25||persons|headcount|||", ""},
    {"34% of the $25 agree.", PERCENT("34%", "34", "0") "\n$25|money|25|0|USD||||", ""},
    {"34% of the 2.5 staff agree.", PERCENT("34%", "34", "0") "\n2.5|headcount|2.5|0|persons|headcount|||", ""},
    {"34% of the 0.5 staff agree.", PERCENT("34%", "34", "0") "\n0.5|headcount|0.5|0|persons|headcount|||", ""},
    {"34% of the 0 staff agree.", PERCENT("34%", "34", "0") "\n" STAFF("0", "0"), ""},
    {"34% of the 1 staff agree.", PERCENT("34%", "34", "0") "\n" STAFF("1", "1"),
     "granularity disagrees/warning: “34%” of “1” is impossible: the nearest are 0 (0.0%) and 1 (100.0%)"},
    {"34.00055% of the 70 thousand staff agree.", PERCENT("34.00055%", "34.00055", "5") "\n70 thousand|headcount|70000|-3|persons|headcount|||",
     "granularity disagrees/warning: “34.00055%” of “70 thousand” is impossible: the nearest are 23,800 (34.000000%) and 23,801 (34.001429%)"},
    {"57% of the 99 staff agree.", PERCENT("57%", "57", "0") "\n" STAFF("99", "99"), "granularity agrees: “57%” of “99” is possible (56)"},
    {"57% of the 100 staff agree.", PERCENT("57%", "57", "0") "\n" STAFF("100", "100"), ""},
    {"57.5% of the 999 staff agree.", PERCENT("57.5%", "57.5", "1") "\n" STAFF("999", "999"),
     "granularity agrees: “57.5%” of “999” is possible (574)"},
    {"57.5% of the 1000 staff agree.", PERCENT("57.5%", "57.5", "1") "\n" STAFF("1000", "1000"), ""},
    {"100% of the 25 staff agree.", PERCENT("100%", "100", "0") "\n" STAFF("25", "25"), "granularity agrees: “100%” of “25” is possible (25)"},
    {"104% of the 25 staff agree.", PERCENT("104%", "104", "0") "\n" STAFF("25", "25"), ""},
    {"0% of the 25 staff agree.", PERCENT("0%", "0", "0") "\n" STAFF("25", "25"), "granularity agrees: “0%” of “25” is possible (0)"},
    {"34 points of the 25 staff agree.", "34 points|percent|34|0|percentage_points||||\n" STAFF("25", "25"), ""},
    /* the count owns what the percentage is of */
    {"34% of 25 staff' hours.", PERCENT("34%", "34", "0") "\n25 staff|headcount|25|0|persons|headcount|||", ""},
    {"34% of 25 staff’s hours.", PERCENT("34%", "34", "0") "\n25 staff|headcount|25|0|persons|headcount|||", ""},
    {"34% of 25 staff”s hours.", PERCENT("34%", "34", "0") "\n25 staff|headcount|25|0|persons|headcount|||",
     "granularity disagrees/warning: “34%” of “25 staff” is impossible: the nearest are 8 (32.0%) and 9 (36.0%)"},
    {"34% of 25 staff", PERCENT("34%", "34", "0") "\n25 staff|headcount|25|0|persons|headcount|||",
     "granularity disagrees/warning: “34%” of “25 staff” is impossible: the nearest are 8 (32.0%) and 9 (36.0%)"},
    {"34% of 25 staff’", PERCENT("34%", "34", "0") "\n25 staff|headcount|25|0|persons|headcount|||", ""},
    {"34% of 25 staff'", PERCENT("34%", "34", "0") "\n25 staff|headcount|25|0|persons|headcount|||", ""},
    {"34% of 25 staff!!", PERCENT("34%", "34", "0") "\n25 staff|headcount|25|0|persons|headcount|||",
     "granularity disagrees/warning: “34%” of “25 staff” is impossible: the nearest are 8 (32.0%) and 9 (36.0%)"},
};

int main(void)
{
    const struct CMUnitTest tests[] = {EDGES(whole_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
