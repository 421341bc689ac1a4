/* SPDX-License-Identifier: MIT */
/* Rules growth, multiple and share at their edges: which figures are taken together, and the wording; numbers worked out by hand.
 */
#include "tests/check_edges.h"

#define BUT(change) change " agrees with “$115 million” and “$100 million” (13.9 to 16.1%)"
#define NO_PRIOR(change) "growth unchecked: " change " is unchecked: no earlier value of the same thing"
#define OTHER_BASIS(change) "growth unchecked: " change " is unchecked: another basis or scope"
/* (115 ± 0.5) / (100 ± 0.5): 13.93 to 16.08 % more. For 5 %: 103.98 to 106.03 now, or 108.53 to 110.53 before. */
#define NOT_5                                                                                                                                        \
    "growth disagrees/warning: “5%” does not follow from “$115 million” and “$100 million”: computed 13.9 to 16.1% # it fits if "        \
    "the change “5%” is 13.9 to 16.1%; or the current value “$115 million” is 103.9 to 106.1 million USD; or the earlier value "             \
    "“$100 million” is 108.5 to 110.6 million USD"
#define NOW "$115 million|money|115000000|-6|USD|revenue|||"
#define EARLIER "$100 million|money|100000000|-6|USD|revenue||prior|"
#define UP(text, value, of) text "|percent|" value "|0|percent|revenue||growth|" of

static const struct edge change_of_which[] = {
    /* another change of the same figure holds: this one has another base */
    {"Revenue was $115 million, with 5% like for like and 15% in all on $100 million.",
     NOW "\n" UP("5%", "5", "1") "\n" UP("15%", "15", "1") "\n" EARLIER "1", NO_PRIOR("“5%”") "\ngrowth agrees: " BUT("“15%”")},
    {"Revenue was $115 million, with 15% in all and 5% like for like on $100 million.",
     NOW "\n" UP("15%", "15", "1") "\n" UP("5%", "5", "1") "\n" EARLIER "1", "growth agrees: " BUT("“15%”") "\n" NO_PRIOR("“5%”")},
    {"At 15% in all, revenue was $115 million, with 5% like for like on $100 million.",
     "15%|percent|15|0|percent||||\n" NOW "\n" UP("5%", "5", "2") "\n" EARLIER "2", NO_PRIOR("“5%”")},
    {"At 15% in all, revenue was $115 million, with 5% like for like on $100 million.",
     "15%|percent|15|0|percent|revenue||growth|\n" NOW "\n" UP("5%", "5", "2") "\n" EARLIER "2",
     "growth unchecked: “15%” is unchecked: the text does not say which amount it is a change or share of\n" NO_PRIOR("“5%”")},
    /* neither another percentage nor one of another sentence does */
    {"At 9% in all, revenue was $115 million, with 5% like for like on $100 million.",
     "9%|percent|9|0|percent||||\n" NOW "\n" UP("5%", "5", "2") "\n" EARLIER "2", NOT_5},
    {"The market grew 15%. Revenue was $115 million, with 5% like for like on $100 million. Rivals had 15%.",
     "15%|percent|15|0|percent||||\n" NOW "\n" UP("5%", "5", "2") "\n" EARLIER "2\n15%|percent|15|0|percent||||", NOT_5},
    /* nor one that is told of another figure, nor a share */
    {"With $7 million (15%) abroad, revenue was $115 million, with 5% like for like on $100 million.",
     "$7 million|money|7000000|-6|USD|capital_expenditure|||\n15%|percent|15|0|percent|||equivalent|1\n" NOW "\n" UP("5%", "5", "3") "\n" EARLIER "3",
     NOT_COMPUTABLE("conversion", "“15%”") "\n" NOT_5},
    /* a change before its figure may be of the figure before it, unless that has an earlier value of its own */
    {"Costs were $149 million, with 5% more, and revenue $115 million on $100 million.",
     "$149 million|money|149000000|-6|USD|cost_of_sales|||\n" UP("5%", "5", "3") "\n" NOW "\n" EARLIER "3", NO_PRIOR("“5%”")},
    {"Costs were $149 million. With 5% more, revenue was $115 million on $100 million.",
     "$149 million|money|149000000|-6|USD|cost_of_sales|||\n" UP("5%", "5", "3") "\n" NOW "\n" EARLIER "3", NOT_5},
    {"Costs were $149 million, with 5% more, and revenue $115 million on $100 million (costs on $149 million).",
     "$149 million|money|149000000|-6|USD|cost_of_sales|||\n" UP("5%", "5", "3") "\n" NOW "\n" EARLIER
                                                                                 "3\n$149 million|money|149000000|-6|USD|cost_of_sales||prior|1",
     "growth unchecked: “$149 million” against “$149 million” is a change of −0.7 to 0.7%\n" NOT_5},
};

static const struct edge change_against_which[] = {
    /* told of the earlier value */
    {"Revenue was $115 million on $100 million, with 15% more.", NOW "\n" EARLIER "1\n" UP("15%", "15", "2"),
     "growth unchecked: “$115 million” against “$100 million” is a change of 13.9 to 16.1%\ngrowth agrees: " BUT("“15%”")},
    /* the earlier value is told as that of the change: the level's when it is nearer to the level */
    {"The margin was 43.5%, with 1.5% less than 45.0%.",
     "43.5%|percent|43.5|1|percent|operating_margin|||\n1.5%|percent|-1.5|1|percent|operating_margin||growth|1\n"
     "45.0%|percent|45.0|1|percent|operating_margin||prior|2",
     "points disagrees/warning: “1.5%” is in percent, but “43.5%” against “45.0%” makes −1.60 to −1.40 percentage points # it fits if the change "
     "“1.5%” is −3.56 to −3.11%; or the current value “43.5%” is 44.25 to 44.40%; or the earlier value “45.0%” is 44.08 to 44.24%"},
    {"The margin was 43.5%, with 1.5% more after 1.2%.",
     "43.5%|percent|43.5|1|percent|operating_margin|||\n1.5%|percent|1.5|1|percent|operating_margin||growth|1\n"
     "1.2%|percent|1.2|1|percent|operating_margin||prior|2",
     NO_PRIOR("“1.5%”") "\n" NOT_COMPUTABLE("growth", "“1.2%”")},
    /* as far from one as from the other: not known */
    {"The margin was 9.0%, with 3.0% more on 6.0%.",
     "9.0%|percent|9.0|1|percent|operating_margin|||\n3.0%|percent|3.0|1|percent|operating_margin||growth|1\n"
     "6.0%|percent|6.0|1|percent|operating_margin||prior|2",
     NO_PRIOR("“3.0%”") "\n" NOT_COMPUTABLE("growth", "“6.0%”")},
    /* another metric, no level, another unit */
    {"Profit was $115 million, with 15% more revenue.", "$115 million|money|115000000|-6|USD|net_income|||\n" UP("15%", "15", "1"),
     OTHER_BASIS("“15%”")},
    {"Of it $115 million are new, with 15% more on $100 million.",
     "$115 million|money|115000000|-6|USD|revenue||share|\n" UP("15%", "15", "1") "\n" EARLIER "1",
     "share unchecked: “$115 million” is unchecked: the text does not say which amount it is a change or share of\n" OTHER_BASIS("“15%”")},
    {"Revenue was $115 million, with €15 million more, on $100 million.", NOW "\n€15 million|money|15000000|-6|EUR|revenue||growth|1\n" EARLIER "1",
     NOT_COMPUTABLE("growth", "“€15 million”")},
    {"Revenue was $115 million, with 15% more, on €100 million.",
     NOW "\n" UP("15%", "15", "1") "\n€100 million|money|100000000|-6|EUR|revenue||prior|1",
     NO_PRIOR("“15%”") "\n" NOT_COMPUTABLE("growth", "“€100 million”")},
    /* a rate on a loss */
    {"Profit was $5 million on a loss of $3 million.",
     "$5 million|money|5000000|-6|USD|net_income|||\n$3 million|money|-3000000|-6|USD|net_income||prior|1",
     "growth unchecked: “$3 million” is unchecked: the base is negative or zero"},
    {"Profit was $5 million, with 20% more, on a loss of $3 million.",
     "$5 million|money|5000000|-6|USD|net_income|||\n20%|percent|20|0|percent|net_income||growth|1\n$3 "
     "million|money|-3000000|-6|USD|net_income||prior|1",
     "growth unchecked/note: “20%” is a rate on a loss or on zero (“$3 million”), which has no meaning"},
};

#define THREEFOLD "threefold|ratio|3|0||revenue||growth|"
#define NOW_330 "$330 million|money|330000000|-6|USD|revenue|||"
#define EARLIER_110 "$110 million|money|110000000|-6|USD|revenue||prior|"
/* (330 ± 0.5) / (110 ± 0.5): 2.9819 to 3.0183 times */
#define TOLD_TIMES "multiple agrees: “threefold” agrees with “$330 million” and “$110 million” (a factor of 2.98 to 3.02)"
#define TOLD_CHANGE "growth unchecked: “$330 million” against “$110 million” is a change of 198.1 to 201.9%"
#define NO_SUBJECT_TIMES "multiple unchecked: “threefold” is unchecked: the text does not say which amount it is a change or share of"

static const struct edge multiple_of_which[] = {
    {"Revenue is threefold: $330 million on $110 million.", THREEFOLD "\n" NOW_330 "\n" EARLIER_110 "2", TOLD_TIMES "\n" TOLD_CHANGE},
    {"With $330 million on $110 million revenue is threefold.", NOW_330 "\n" EARLIER_110 "1\n" THREEFOLD, TOLD_CHANGE "\n" TOLD_TIMES},
    /* figures of the sentences around are not meant */
    {"It had $330 million on $110 million. Revenue is threefold.", NOW_330 "\n" EARLIER_110 "1\n" THREEFOLD, TOLD_CHANGE "\n" NO_SUBJECT_TIMES},
    {"Revenue is threefold. It had $330 million on $110 million.", THREEFOLD "\n" NOW_330 "\n" EARLIER_110 "2", NO_SUBJECT_TIMES "\n" TOLD_CHANGE},
    /* two that have an earlier value */
    {"Revenue is threefold: $330 million on $110 million, then $330 million on $110 million.",
     THREEFOLD "\n" NOW_330 "\n" EARLIER_110 "2\n" NOW_330 "\n" EARLIER_110 "4", NO_SUBJECT_TIMES "\n" TOLD_CHANGE "\n" TOLD_CHANGE},
    /* of another thing */
    {"Revenue is threefold: $330 million on $110 million.", "threefold|ratio|3|0||net_income||growth|\n" NOW_330 "\n" EARLIER_110 "2",
     NO_SUBJECT_TIMES "\n" TOLD_CHANGE},
    {"Revenue is threefold: $330 million.", THREEFOLD "\n" NOW_330, NO_SUBJECT_TIMES},
};

#define JOBS "300 jobs|headcount|300|0|persons|layoffs|||"
#define OF_JOBS "20%|percent|20|0|percent|layoffs||share|1"
/* 300 / 1 500, with half a person: 19.960 to 20.0401 %. As 20 ± 0.5 % of all: 1 460.98 to 1 541.03. */
#define TOLD_SHARE "share agrees: “20%” agrees with “300 jobs” of “1,500” (19.96 to 20.05%)"
/* Of whole people: 19.5 % would be 292.5. */
#define IMPLIED "share unchecked/note: “20%” as “300 jobs” implies a whole of 1,460.9 to 1,541.1"

static const struct edge share_of_which[] = {
    {"It cuts 300 jobs, 20% of its staff of 1,500.", JOBS "\n" OF_JOBS "\n" STAFF("1,500", "1500"), TOLD_SHARE},
    {"It cuts 300 jobs, 20% of all, its staff being 1,500.", JOBS "\n" OF_JOBS "\n" STAFF("1,500", "1500"), IMPLIED},
    {"It cuts 300 jobs, 20% of all; its staff is 1,500.", JOBS "\n" OF_JOBS "\n" STAFF("1,500", "1500"), IMPLIED},
    {"It cuts 300 jobs, 20% of all in every plant and every office of the group all over the world: it owns 1,500.",
     JOBS "\n" OF_JOBS "\n" STAFF("1,500", "1500"), IMPLIED}, /* 81 bytes between them */
    {"It cuts 300 jobs, 20% of all in every plant and every office of the group all over the world: it has 1,500.",
     JOBS "\n" OF_JOBS "\n" STAFF("1,500", "1500"), TOLD_SHARE}, /* 80 */
    /* which of two, none, one less than the part, one of another sentence, another unit */
    {"It cuts 300 jobs, 20% of its staff of 1,500 or 1,600.", JOBS "\n" OF_JOBS "\n" STAFF("1,500", "1500") "\n" STAFF("1,600", "1600"), IMPLIED},
    {"It cuts 300 jobs, 20% of its staff of 299.", JOBS "\n" OF_JOBS "\n" STAFF("299", "299"), IMPLIED},
    {"It has 1,500 people. It cuts 300 jobs, 20% of its staff. Rivals have 1,500.",
     STAFF("1,500", "1500") "\n300 jobs|headcount|300|0|persons|layoffs|||\n20%|percent|20|0|percent|layoffs||share|2\n" STAFF("1,500", "1500"),
     IMPLIED},
    {"It cuts 300 jobs, 20% of its staff in 1,500 shops.", JOBS "\n" OF_JOBS "\n1,500 shops|headcount|1500|0|shop|locations|||", IMPLIED},
    {"Of 1,500 people it cuts 300 jobs, 20% of its staff.",
     STAFF("1,500", "1500") "\n300 jobs|headcount|300|0|persons|layoffs|||\n20%|percent|20|0|percent|layoffs||share|2", TOLD_SHARE},
    /* the whole is a part itself */
    {"It cuts 300 jobs, 20% of its 1,500 people (10% of the town).",
     JOBS "\n" OF_JOBS "\n" STAFF("1,500", "1500") "\n10%|percent|10|0|percent|headcount||share|3",
     IMPLIED "\nshare unchecked/note: “10%” as “1,500” implies a whole of 14,280 to 15,795"},
    /* an amount of another metric */
    {"A deficit of $300 million is 20% of $1,500 million of debt.",
     "$300 million|money|300000000|-6|USD|net_income|||\n20%|percent|20|0|percent|net_income||share|1\n$1,500 "
     "million|money|1500000000|-6|USD|net_debt|||",
     "share unchecked/note: “20%” as “$300 million” implies a whole of 1.4609 to 1.5411 billion USD"},
    {"Sales of $300 million are 20% of $1,500 million in all.",
     "$300 million|money|300000000|-6|USD|revenue|||\n20%|percent|20|0|percent|revenue||share|1\n"
     "$1,500 million|money|1500000000|-6|USD|revenue|||",
     "share agrees: “20%” agrees with “$300 million” of “$1,500 million” (19.96 to 20.05%)"},
    /* as great as the part; of a figure that the part is the earlier value of; persons of another kind */
    {"It cuts 300 jobs, 100% of its staff of 300.", JOBS "\n100%|percent|100|0|percent|layoffs||share|1\n" STAFF("300", "300"),
     "share agrees: “100%” agrees with “300 jobs” of “300” (99.6 to 100.4%)"},
    {"After 300 jobs (20% of all) it cuts 250 now.",
     "300 jobs|headcount|300|0|persons|layoffs||prior|3\n" OF_JOBS "\n250|headcount|250|0|persons|layoffs|||",
     IMPLIED "\ngrowth unchecked: “250” against “300 jobs” is a change of −17.0 to −16.3%"},
    {"It cuts 300 jobs, 20% of its staff of 1,500.", JOBS "\n" OF_JOBS "\n1,500|count|1500|0|persons|headcount|||", IMPLIED},
    /* of nothing; an amount as a share; a percentage of a percentage */
    {"It cuts 20% of its staff.", "20%|percent|20|0|percent|layoffs||share|",
     "share unchecked: “20%” is unchecked: the text does not say which amount it is a change or share of"},
    {"It cuts 300 jobs of 400.", JOBS "\n400|headcount|400|0|persons|headcount||share|1", NOT_COMPUTABLE("share", "“400”")},
    {"A margin of 30% is 20% more.", "30%|percent|30|0|percent|margin|||\n20%|percent|20|0|percent|layoffs||share|1",
     NOT_COMPUTABLE("share", "“20%”")},
};

#define ONE "1|count|1|0|shop|||part|1"
#define ELEVEN ONE "\n" ONE "\n" ONE "\n" ONE "\n" ONE "\n" ONE "\n" ONE "\n" ONE "\n" ONE "\n" ONE "\n" ONE

static const struct edge parts_of_whole[] = {
    {"It has 850 shops, 340 of them abroad.", "850|count|850|0|shop|locations|||\n340|count|340|0|shop|||part|1",
     "share agrees: the part “340” lies within its whole “850”"},
    {"It has 850 shops, 851 of them abroad.", "850|count|850|0|shop|locations|||\n851|count|851|0|shop|||part|1",
     "share agrees: the part “851” lies within its whole “850”"}, /* 850.5 people are in both */
    {"It has 850 shops, 852 of them abroad.", "850|count|850|0|shop|locations|||\n852|count|852|0|shop|||part|1",
     "share disagrees/error: the part “852” is greater than its whole “850”"},
    {"It has 850 shops, 340 in Asia and 500 in Europe.",
     "850|count|850|0|shop|locations|||\n340|count|340|0|shop|||part|1\n500|count|500|0|shop|||part|1",
     "total agrees: the parts of “850” add up to 839.0 to 841.0"},
    {"It has 850 shops, 340 in Asia and 540 in Europe.",
     "850|count|850|0|shop|locations|||\n340|count|340|0|shop|||part|1\n540|count|540|0|shop|||part|1",
     "total disagrees/warning: the parts of “850” add up to more: 879.0 to 881.0"},
    {"It has 2,000 shops, 950 in Asia and 1,190 in Europe.",
     "2,000|count|2000|0|shop|locations|||\n950|count|950|0|shop|||part|1\n1,190|count|1190|0|shop|||part|1",
     "total reading/note: the parts of “2,000” add up to more, 2,139.0 to 2,141.0, which fits only if “2,000” is a round figure that was rounded"},
    /* parts of a rate, of a result, of a change, and in another currency */
    {"Of the active 10% have no work, of the young 12%.", "10%|percent|10|0|percent|unemployment|||\n12%|percent|12|0|percent|||part|1",
     "share reading/note: the part “12%” is greater than its whole “10%”, which fits only if it is a rate of that part alone"},
    {"It earned $120 million, with $150 million from America.",
     "$120 million|money|120000000|-6|USD|net_income|||\n$150 million|money|150000000|-6|USD|||part|1",
     "share reading/note: the part “$150 million” is greater than its whole “$120 million”, which fits only if other parts are negative"},
    {"It earned $120 million, with €150 million from America.",
     "$120 million|money|120000000|-6|USD|revenue|||\n€150 million|money|150000000|-6|EUR|||part|1", ""},
    {"Sales rose 10%, with 12% in Asia.", "10%|percent|10|0|percent|revenue||growth|\n12%|percent|12|0|percent|||part|1",
     "growth unchecked: “10%” is unchecked: the text does not say which amount it is a change or share of"},
    {"Of 850 shops 45% are in Asia and 60% in Europe.",
     "850|count|850|0|shop|locations|||\n45%|percent|45|0|percent|||part|1\n60%|percent|60|0|percent|||part|1",
     "share disagrees/warning: the shares of one whole add up to 104.0 to 106.0%, more than 100%"},
    /* twenty parts are added up */
    {"It has 850 shops: 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 and others.", "850|count|850|0|shop|locations|||\n" ELEVEN "\n" ELEVEN,
     "total agrees: the parts of “850” add up to 10.0 to 30.0"},
    /* "5 %, dont 420": a bare part behind a percentage is of what the percentage is of; 900 / 5.5 % to 4.5 %: 16 345 to 20 011
     */
    {"It cuts 900 jobs, 5% of all, with 420 in France.",
     "900 jobs|headcount|900|0|persons|layoffs|||\n5%|percent|5|0|percent|layoffs||share|1\n420|percent|420|0|percent|||part|2",
     "share agrees: the part “420” lies within its whole “900 jobs”\n"
     "share unchecked/note: “5%” as “900 jobs” implies a whole of 16,354 to 20,012"},
    {"It cuts 900 jobs, 5% of all, with 1,420 in France.",
     "900 jobs|headcount|900|0|persons|layoffs|||\n5%|percent|5|0|percent|layoffs||share|1\n1,420|percent|1420|0|percent|||part|2",
     "share disagrees/error: the part “1,420” is greater than its whole “900 jobs”\n"
     "share unchecked/note: “5%” as “900 jobs” implies a whole of 16,354 to 20,012"},
    {"It cuts 900 jobs, 5% of all, with 904 in France.",
     "900 jobs|headcount|900|0|persons|layoffs|||\n5%|percent|5|0|percent|layoffs||share|1\n904|percent|904|0|percent|||part|2",
     "share reading/note: the part “904” is greater than its whole “900 jobs”, which fits only if “900 jobs” is a round figure that was "
     "rounded\nshare unchecked/note: “5%” as “900 jobs” implies a whole of 16,354 to 20,012"},
    {"It cuts 900 jobs, 5% of them in France, with 1,420.",
     "900 jobs|headcount|900|0|persons|layoffs|||\n5%|percent|5|0|percent|layoffs||part|1\n1,420|percent|1420|0|percent|||part|2", ""},
};

#define SALES(text, value) text "|percent|" value "|0|percent|revenue||share|"
#define MORE(text, value) text "|percent|" value "|0|percent||||"

static const struct edge shares_together[] = {
    {"Of sales Europe has 45%, Asia 30% and America 35%.", SALES("45%", "45") "\n" SALES("30%", "30") "\n" SALES("35%", "35"),
     "share disagrees/warning: the shares of one whole add up to 108.5 to 111.5%, more than 100%"},
    {"Of sales Europe has 45% and Asia 56%.", SALES("45%", "45") "\n" SALES("56%", "56"),
     "share agrees: the shares of one whole add up to 100.0 to 102.0%"}, /* the lowest is 100 exactly */
    {"Of sales Europe has 45% and Asia 57%.", SALES("45%", "45") "\n" SALES("57%", "57"),
     "share disagrees/warning: the shares of one whole add up to 101.0 to 103.0%, more than 100%"},
    {"Of sales Europe has 45%, Asia 30% and America 35%.", SALES("45%", "45") "\n" MORE("30%", "30") "\n" MORE("35%", "35"),
     "share disagrees/warning: the shares of one whole add up to 108.5 to 111.5%, more than 100%"},
    /* two are no enumeration when one is told of nothing; nor of other words, other wholes, further apart, behind a semicolon
     */
    {"Of sales Europe has 45% and Asia 60%.", SALES("45%", "45") "\n" MORE("60%", "60"),
     "share unchecked: “45%” is unchecked: the text does not say which amount it is a change or share of"},
    {"Of sales Europe has 45%, Asia 30%; and 35% are old.", SALES("45%", "45") "\n" MORE("30%", "30") "\n" MORE("35%", "35"),
     "share unchecked: “45%” is unchecked: the text does not say which amount it is a change or share of"},
    {"Of sales Europe has 45%, Asia 30%, and of all the new shops of this year 35% are small.",
     SALES("45%", "45") "\n" MORE("30%", "30") "\n" MORE("35%", "35"),
     "share disagrees/warning: the shares of one whole add up to 108.5 to 111.5%, more than 100%"}, /* 40 bytes */
    {"Of sales Europe has 45%, Asia 30%, and of all the new shops of that years 35% are small.",
     SALES("45%", "45") "\n" MORE("30%", "30") "\n" MORE("35%", "35"),
     "share unchecked: “45%” is unchecked: the text does not say which amount it is a change or share of"}, /* 41 */
    {"Women are 45% of staff, 30% of hires and 35% of heads.",
     "45%|percent|45|0|percent|headcount||share|\n" MORE("30%", "30") "\n" MORE("35%", "35"),
     "share unchecked: “45%” is unchecked: the text does not say which amount it is a change or share of"},
};

int main(void)
{
    const struct CMUnitTest tests[] = {
        EDGES(change_of_which), EDGES(change_against_which), EDGES(multiple_of_which),
        EDGES(share_of_which),  EDGES(parts_of_whole),       EDGES(shares_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
