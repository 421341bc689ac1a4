/* SPDX-License-Identifier: MIT */
/* Rule total at its edges: which figures are the items, when a list is closed, which word makes a figure a total. */
#include "tests/check_edges.h"

#define ITEM(text) text "|headcount|" text "|0|persons|layoffs|||"
#define TOTAL(text, of) text "|headcount|" text "|0|persons|layoffs||total|" of
#define MONEY(text, value, decimals) text "|money|" value "|" decimals "|EUR|investment|||"
#define HUGE_NUMBER "1701411834604692317316873037158841057270000000000000000000000000000000000000000000000000000000000000000"
#define FIVE_ONES ITEM("1") "\n" ITEM("1") "\n" ITEM("1") "\n" ITEM("1") "\n" ITEM("1")
#define TWENTY_ONES FIVE_ONES "\n" FIVE_ONES "\n" FIVE_ONES "\n" FIVE_ONES

static const struct edge items_of_a_total[] = {
    {"It cuts 120 here, 80 there and 50 abroad, 250 in all.", ITEM("120") "\n" ITEM("80") "\n" ITEM("50") "\n" TOTAL("250", "3"),
     "total agrees: “250” is the sum of “120” + “80” + “50”"},
    {"It cuts 250 in all: 120 here, 80 there and 50 abroad.", TOTAL("250", "2") "\n" ITEM("120") "\n" ITEM("80") "\n" ITEM("50"),
     "total agrees: “250” is the sum of “120” + “80” + “50”"},
    {"It cuts 120 here, 80 there and 54 abroad, 245 in all.", ITEM("120") "\n" ITEM("80") "\n" ITEM("54") "\n" TOTAL("245", "3"),
     "total disagrees/warning: “245” is not the sum of “120” + “80” + “54”: computed 252.5 to 255.5 # it fits if the total “245” is 252.5 to 255.5 # "
     "likely slip: two digits swapped: 245 for 254"},
    {"It cuts 120 here, 80 there and 54 abroad, 285 in all.", ITEM("120") "\n" ITEM("80") "\n" ITEM("54") "\n" TOTAL("285", "3"),
     "total disagrees/warning: “285” is not the sum of “120” + “80” + “54”: computed 252.5 to 255.5 # it fits if the total “285” is 252.5 to 255.5"},
    {"It cuts 120 here and 80 there, 200 in all.",
     "120|headcount|120|0|persons|layoffs||part|\n80|headcount|80|0|persons|layoffs||part|\n" TOTAL("200", "2"),
     "total agrees: “200” is the sum of “120” + “80”"},
    {"It cuts 120 here and 80 there, 200 in all.", "120|headcount|120|0|persons|layoffs||total|\n" ITEM("80") "\n" TOTAL("200", "2"),
     "total unchecked: “120” is unchecked: the text does not say which amount it is a change or share of\ntotal agrees: “200” is the sum of “120” + "
     "“80”"},
    {"It cuts 120 here and 80 there, 200 in all.", "120|headcount|120|0|persons|layoffs||equivalent|\n" ITEM("80") "\n" TOTAL("200", "2"),
     "conversion unchecked: “120” is unchecked: its amounts cannot be computed with each other\nshare agrees: the part “80” lies within its whole "
     "“200”"},
    /* two that no decimal can hold together */
    {"It cuts 1 here and 2 there, 3 in all.",
     "1|headcount|>" HUGE_NUMBER "|0|persons|layoffs|||\n2|headcount|>" HUGE_NUMBER "|0|persons|layoffs|||\n"
     "3|headcount|>" HUGE_NUMBER "|0|persons|layoffs||total|2",
     "share agrees: the part “2” lies within its whole “3”"},
    /* neighbours that make it: the last two, the first two, the longest run */
    {"Of 999 it cuts 80 there and 50 abroad, 130 in all.", ITEM("999") "\n" ITEM("80") "\n" ITEM("50") "\n" TOTAL("130", "3"),
     "total agrees: “130” is the sum of “80” + “50”"},
    {"It cuts 130 in all, 80 there and 50 abroad, of 999.", TOTAL("130", "2") "\n" ITEM("80") "\n" ITEM("50") "\n" ITEM("999"),
     "total agrees: “130” is the sum of “80” + “50”"},
    {"It cuts 0 here, 80 there and 50 abroad, 130 in all.", ITEM("0") "\n" ITEM("80") "\n" ITEM("50") "\n" TOTAL("130", "3"),
     "total agrees: “130” is the sum of “0” + “80” + “50”"},
    {"It cuts 130 there and 50 abroad, 130 in all.", ITEM("130") "\n" ITEM("50") "\n" TOTAL("130", "2"),
     "share agrees: the part “50” lies within its whole “130”"},
    /* a sentence is where a list ends */
    {"It cuts 120. It cuts 80 there and 50 abroad, 130 in all.", ITEM("120") "\n" ITEM("80") "\n" ITEM("50") "\n" TOTAL("130", "3"),
     "total agrees: “130” is the sum of “80” + “50”"},
    {"It cuts 120. It cuts 80 there and 50 abroad, 250 in all.", ITEM("120") "\n" ITEM("80") "\n" ITEM("50") "\n" TOTAL("250", "3"),
     "share agrees: the part “50” lies within its whole “250”"},
    {"It cuts 130 in all, 80 there and 50 abroad. It cut 120.", TOTAL("130", "2") "\n" ITEM("80") "\n" ITEM("50") "\n" ITEM("120"),
     "total agrees: “130” is the sum of “80” + “50”"},
    {"It cuts 250 in all, 80 there and 50 abroad. It cut 120.", TOTAL("250", "2") "\n" ITEM("80") "\n" ITEM("50") "\n" ITEM("120"),
     "share agrees: the part “80” lies within its whole “250”"},
    /* a round total, or round items */
    {"It cuts 1200 here and 800 there, 2100 in all.", ITEM("1200") "\n" ITEM("800") "\n" TOTAL("2100", "2"),
     "total reading/note: “2100” is the sum of “1200” + “800” (1,945.0 to 2,055.0) only if “1200” + “800” is a round figure that was rounded"},
    {"It cuts 1210 here and 810 there, 2000 in all.", ITEM("1210") "\n" ITEM("810") "\n" TOTAL("2000", "2"),
     "total reading/note: “2000” is the sum of “1210” + “810” (2,019.0 to 2,021.0) only if “2000” is a round figure that was rounded"},
    {"It cuts 1210 here and 810 there, 2100 in all.", ITEM("1210") "\n" ITEM("810") "\n" TOTAL("2100", "2"),
     "total disagrees/warning: “2100” is not the sum of “1210” + “810”: computed 2,019.0 to 2,021.0 # it fits if the total “2100” is 2,019.0 to "
     "2,021.0"},
    /* a list is closed when it makes 66 of 100 at least */
    {"It cuts 40 here and 27 there, 100 in all.", ITEM("40") "\n" ITEM("27") "\n" TOTAL("100", "2"),
     "total disagrees/warning: “100” is not the sum of “40” + “27”: computed 66.0 to 68.0 # it fits if the total “100” is 66.0 to 68.0"},
    {"It cuts 40 here and 26 there, 100 in all.", ITEM("40") "\n" ITEM("26") "\n" TOTAL("100", "2"),
     "share agrees: the part “26” lies within its whole “100”"},
    {"It cuts 90 here and 45 there, 100 in all.", ITEM("90") "\n" ITEM("45") "\n" TOTAL("100", "2"),
     "total disagrees/warning: “100” is not the sum of “90” + “45”: computed 134.0 to 136.0 # it fits if the total “100” is 134.0 to 136.0"},
    {"It cuts 90 here and 46 there, 100 in all.", ITEM("90") "\n" ITEM("46") "\n" TOTAL("100", "2"),
     "share agrees: the part “46” lies within its whole “100”"},
    /* a number between them that is none of them */
    {"It cuts 120 here, 7 there and 50 abroad, 250 in all.", ITEM("120") "\n" ITEM("50") "\n" TOTAL("250", "2"),
     "share agrees: the part “50” lies within its whole “250”"},
    {"It cuts 120 here, no 0 there and 80 abroad, 250 in all.", ITEM("120") "\n" ITEM("80") "\n" TOTAL("250", "2"),
     "share agrees: the part “80” lies within its whole “250”"},
    {"It cuts 120 here and 80 abroad, no 9, 250 in all.", ITEM("120") "\n" ITEM("80") "\n" TOTAL("250", "2"),
     "share agrees: the part “80” lies within its whole “250”"},
    {"In 2024 it cuts 120 here and 80 abroad, 250 in all in 7 days.", ITEM("120") "\n" ITEM("80") "\n" TOTAL("250", "2"),
     "total disagrees/warning: “250” is not the sum of “120” + “80”: computed 199.0 to 201.0 # it fits if the total “250” is 199.0 to 201.0"},
    {"It cuts 250 in all, of 9 some, 120 here and 80 abroad.", TOTAL("250", "2") "\n" ITEM("120") "\n" ITEM("80"),
     "share agrees: the part “120” lies within its whole “250”"},
    {"It cuts 250 in all, 120 here and 80 abroad, of 9 some.", TOTAL("250", "2") "\n" ITEM("120") "\n" ITEM("80"),
     "total disagrees/warning: “250” is not the sum of “120” + “80”: computed 199.0 to 201.0 # it fits if the total “250” is 199.0 to 201.0"},
    {"It cuts 250 in all, 120 here, 9 elsewhere and 80 abroad.", TOTAL("250", "2") "\n" ITEM("120") "\n" ITEM("80"),
     "share agrees: the part “120” lies within its whole “250”"},
    {"It cuts 1207 here and 80 there, 250 in all.", ITEM("120") "\n" ITEM("80") "\n" TOTAL("250", "2"),
     "share agrees: the part “80” lies within its whole “250”"},
    {"It cuts 120 here and 80 there:9 250 in all.", ITEM("120") "\n" ITEM("80") "\n" TOTAL("250", "2"),
     "share agrees: the part “80” lies within its whole “250”"},
    /* twenty items at most */
    {"It cuts 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1, 20 in all.", TWENTY_ONES "\n" TOTAL("20", "20"),
     "total agrees: “20” is the sum of “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + "
     "“1” + “1”"},
    {"It cuts 5 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1, 50 in all.", ITEM("5") "\n" TWENTY_ONES "\n" TOTAL("50", "21"),
     "share agrees: the part “1” lies within its whole “50”"},
    {"It cuts 25 in all: 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 5.", TOTAL("25", "2") "\n" TWENTY_ONES "\n" ITEM("5"),
     "total agrees: “25” is the sum of “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + “1” + "
     "“1” + “1”"},
    /* one item, however near it comes */
    {"It cuts 280 of 300.", ITEM("280") "\n" TOTAL("300", "1"), "share agrees: the part “280” lies within its whole “300”"},
    {"It cuts 300, of them 280.", TOTAL("300", "2") "\n" ITEM("280"), "share agrees: the part “280” lies within its whole “300”"},
    {"It cuts 50 of 300.", ITEM("50") "\n" TOTAL("300", "1"), "share agrees: the part “50” lies within its whole “300”"},
    {"It cuts 301 of 300.", ITEM("301") "\n" TOTAL("300", "1"), "share agrees: the part “301” lies within its whole “300”"},
    {"It cuts 302 of 300.", ITEM("302") "\n" TOTAL("300", "1"), "share disagrees/error: the part “302” is greater than its whole “300”"},
    {"It earned €90 million in Asia, €80 million in all.",
     "€90 million|money|90000000|-6|EUR|net_income|||\n€80 million|money|80000000|-6|EUR|net_income||total|1",
     "share reading/note: the part “€90 million” is greater than its whole “€80 million”, which fits only if other parts are negative"},
    {"It sold for €90 million in Asia, €80 million in all.",
     "€90 million|money|90000000|-6|EUR|revenue|||\n€80 million|money|80000000|-6|EUR|revenue||total|1",
     "share disagrees/error: the part “€90 million” is greater than its whole “€80 million”"},
    {"It cuts more than 310 of 300.", "310|headcount|>310|0|persons|layoffs|||\n" TOTAL("300", "1"),
     "share disagrees/error: the part “310” is greater than its whole “300”"},
    {"It cuts less than 310 of 300.", "310|headcount|<310|0|persons|layoffs|||\n" TOTAL("300", "1"),
     "share agrees: the part “310” lies within its whole “300”"},
    {"It cuts 310 of more than 300.", ITEM("310") "\n300|headcount|>300|0|persons|layoffs||total|1",
     "share agrees: the part “310” lies within its whole “300”"},
    /* none, or one of another kind */
    {"It cuts 300 in all.", TOTAL("300", ""), "total unchecked: “300” is unchecked: the text does not say which amount it is a change or share of"},
    {"It cuts 50% of 300.", PERCENT("50%", "50", "0") "\n" TOTAL("300", "1"),
     "total unchecked: “300” is unchecked: its amounts cannot be computed with each other"},
    {"It is 20% and 30%, 50% in all.", PERCENT("20%", "20", "0") "\n" PERCENT("30%", "30", "0") "\n50%|percent|50|0|percent|||total|2",
     "total unchecked: “50%” is unchecked: its amounts cannot be computed with each other"},
    {"It is twice and thrice, five times in all.", "twice|ratio|2|0|||||\nthrice|ratio|3|0|||||\nfive times|ratio|5|0||||total|2",
     "total unchecked: “five times” is unchecked: its amounts cannot be computed with each other"},
    {"It pays €45 million and $12 million, €57 million in all.",
     MONEY("€45 million", "45000000",
           "-6") "\n$12 million|money|12000000|-6|USD|investment|||\n€57 million|money|57000000|-6|EUR|investment||total|2",
     "total unchecked: “€57 million” is unchecked: its amounts cannot be computed with each other"},
    {"It pays €45 million, $12 million and €12 million, €57 million in all.",
     MONEY("€45 million", "45000000", "-6") "\n$12 million|money|12000000|-6|USD|investment|||\n" MONEY(
         "€12 million", "12000000", "-6") "\n€57 million|money|57000000|-6|EUR|investment||total|3",
     "share agrees: the part “€12 million” lies within its whole “€57 million”"},
    {"It pays €45 million, 30 people and €12 million, €57 million in all.",
     MONEY("€45 million", "45000000", "-6") "\n30|headcount|30|0|persons|headcount|||\n" MONEY(
         "€12 million", "12000000", "-6") "\n€57 million|money|57000000|-6|EUR|investment||total|3",
     "total agrees: “€57 million” is the sum of “€45 million” + “€12 million”"},
    {"It pays €45 million, up €5 million, and €12 million, €57 million in all.",
     MONEY("€45 million", "45000000", "-6") "\n€5 million|money|5000000|-6|EUR|investment||growth|1\n" MONEY(
         "€12 million", "12000000", "-6") "\n€57 million|money|57000000|-6|EUR|investment||total|3",
     "growth unchecked: “€5 million” is unchecked: no earlier value of the same thing\nshare agrees: the part “€12 million” lies within its whole "
     "“€57 million”"},
    /* the currency may be told once, with the first; of large numbers only */
    {"It pays €45 million here, 12 million there, €57 million in all.",
     MONEY("€45 million", "45000000", "-6") "\n12 million|count|12000000|-6|||||\n€57 million|money|57000000|-6|EUR|investment||total|2",
     "total agrees: “€57 million” is the sum of “€45 million” + “12 million”"},
    {"It pays €4.5 million here, 1.2 million there, €5.7 million in all.",
     MONEY("€4.5 million", "4500000", "-5") "\n1.2 million|count|1200000|-5|||||\n€5.7 million|money|5700000|-5|EUR|investment||total|2",
     "total agrees: “€5.7 million” is the sum of “€4.5 million” + “1.2 million”"},
    {"It pays €4.50 million here, 1.20 million there, €5.70 million in all.",
     MONEY("€4.50 million", "4500000", "-4") "\n1.20 million|count|1200000|-4|||||\n€5.70 million|money|5700000|-4|EUR|investment||total|2",
     "total unchecked: “€5.70 million” is unchecked: its amounts cannot be computed with each other"},
    {"It pays 45 million here, €12 million and €30 million there, €42 million in all.",
     "45 million|count|45000000|-6|||||\n" MONEY("€12 million", "12000000", "-6") "\n" MONEY(
         "€30 million", "30000000", "-6") "\n€42 million|money|42000000|-6|EUR|investment||total|3",
     "total agrees: “€42 million” is the sum of “€12 million” + “€30 million”"},
    {"It pays 45 million here and €12 million there, €57 million in all.",
     "45 million|count|45000000|-6|||||\n" MONEY("€12 million", "12000000", "-6") "\n€57 million|money|57000000|-6|EUR|investment||total|2",
     "share agrees: the part “€12 million” lies within its whole “€57 million”"},
    {"It pays €57 million in all: €45 million here and 12 million there.",
     "€57 million|money|57000000|-6|EUR|investment||total|2\n" MONEY("€45 million", "45000000", "-6") "\n12 million|count|12000000|-6|||||",
     "total agrees: “€57 million” is the sum of “€45 million” + “12 million”"},
    {"It pays €57 million in all: 45 million here and €12 million there.",
     "€57 million|money|57000000|-6|EUR|investment||total|2\n45 million|count|45000000|-6|||||\n" MONEY("€12 million", "12000000", "-6"),
     "share agrees: the part “45 million” lies within its whole “€57 million”"},
    {"It pays €57 million in all: 45 million here, €12 million and €45 million there.",
     "€57 million|money|57000000|-6|EUR|investment||total|3\n45 million|count|45000000|-6|||||\n" MONEY("€12 million", "12000000", "-6") "\n" MONEY(
         "€45 million", "45000000", "-6"),
     "total agrees: “€57 million” is the sum of “€12 million” + “€45 million”"},
};

#define A_TOTAL_OF(total) ITEM("120") "\n" ITEM("80") "\n" ITEM(total)
#define THREE_OF_500 ITEM("500") "\n" ITEM("210") "\n" ITEM("150") "\n" ITEM("140")

static const struct edge totals_told_by_words[] = {
    {"It cuts 120 here and 80 there, 200 in all.", A_TOTAL_OF("200"), "total agrees: “200” is the sum of “120” + “80”"},
    {"It cuts 120 here and 80 there, 240 in all.", A_TOTAL_OF("240"),
     "total disagrees/warning: “240” is not the sum of “120” + “80”: computed 199.0 to 201.0 # it fits if the total “240” is 199.0 to 201.0"},
    {"It cuts 120 here and 80 there, 2000 in all.", A_TOTAL_OF("2000"), ""}, /* an open list says nothing */
    {"It cuts 120 here and 80 there, a total of 240.", A_TOTAL_OF("240"),
     "total disagrees/warning: “240” is not the sum of “120” + “80”: computed 199.0 to 201.0 # it fits if the total “240” is 199.0 to 201.0"},
    {"It cuts 120 here and 80 there, 240.", A_TOTAL_OF("240"), ""},
    {"It cuts 120 here and 80 there, 240 in all.", A_TOTAL_OF("240"), "", .language = "xx"},
    {"It cuts 120, then 240 in all, 80 here and 90 there.", ITEM("120") "\n" ITEM("240") "\n" ITEM("80") "\n" ITEM("90"),
     "total disagrees/warning: “240” is not the sum of “80” + “90”: computed 169.0 to 171.0 # it fits if the total “240” is 169.0 to 171.0"},
    {"In all it cuts 240, 120 here and 80 there.", ITEM("240") "\n" ITEM("120") "\n" ITEM("80"),
     "total disagrees/warning: “240” is not the sum of “120” + “80”: computed 199.0 to 201.0 # it fits if the total “240” is 199.0 to 201.0"},
    /* the word is near: two words between it and the figure, none of another figure's, no stop */
    {"It cuts 120 here and 80 there, all told one two 240.", A_TOTAL_OF("240"),
     "total disagrees/warning: “240” is not the sum of “120” + “80”: computed 199.0 to 201.0 # it fits if the total “240” is 199.0 to 201.0"},
    {"It cuts 120 here and 80 there, all told one two three 240.", A_TOTAL_OF("240"), ""},
    {"It cuts 120 here and 80 there, 240 one two all told.", A_TOTAL_OF("240"),
     "total disagrees/warning: “240” is not the sum of “120” + “80”: computed 199.0 to 201.0 # it fits if the total “240” is 199.0 to 201.0"},
    {"It cuts 120 here and 80 there, 240 one two three all told.", A_TOTAL_OF("240"), ""},
    {"It cuts 120 here and 80 there, 240, all told.", A_TOTAL_OF("240"), ""},
    {"It cuts 120 here and 80 there, 240; all told.", A_TOTAL_OF("240"), ""},
    {"It cuts 120 here and 80 there, 240: all told.", A_TOTAL_OF("240"), ""},
    {"It cuts 120 here and 80 there, 240. All told.", A_TOTAL_OF("240"), ""},
    {"It cuts 120 here and all told 80 there, 240.", A_TOTAL_OF("240"), ""},
    {"It cuts 120 here and 80 all told 240.", A_TOTAL_OF("240"),
     "total disagrees/warning: “240” is not the sum of “120” + “80”: computed 199.0 to 201.0 # it fits if the total “240” is 199.0 to 201.0"},
    {"It cuts 120 here and 80 there, 240 jobs for 50 all told.", A_TOTAL_OF("240") "\n50|count|50|0|month||||", ""},
    /* 48 bytes and 49 */
    {"It cuts 120 here and 80 there, 240 abcdefghijklmnopqrstuvw abcdefghijklmn combined.", A_TOTAL_OF("240"),
     "total disagrees/warning: “240” is not the sum of “120” + “80”: computed 199.0 to 201.0 # it fits if the total “240” is 199.0 to 201.0"},
    {"It cuts 120 here and 80 there, 240 abcdefghijklmnopqrstuvw abcdefghijklmno combined.", A_TOTAL_OF("240"), ""},
    {"It cuts 120 here and 80 there, total abcdefghijklmnopqrstuvw abcdefghijklmnopq 240.", A_TOTAL_OF("240"),
     "total disagrees/warning: “240” is not the sum of “120” + “80”: computed 199.0 to 201.0 # it fits if the total “240” is 199.0 to 201.0"},
    {"It cuts 120 here and 80 there, total abcdefghijklmnopqrstuvw abcdefghijklmnopqr 240.", A_TOTAL_OF("240"), ""},
    {"It cuts 120 here and 80 there, total ééééééééééééééééé ééé 240.", A_TOTAL_OF("240"),
     "total disagrees/warning: “240” is not the sum of “120” + “80”: computed 199.0 to 201.0 # it fits if the total “240” is 199.0 to 201.0"},
    {"It cuts 240 with 120 all told, 80 there.", ITEM("240") "\n" ITEM("120") "\n" ITEM("80"), ""},
    {"It cuts 120 and all told 80 then 240.", ITEM("120") "\n" ITEM("80") "\n" ITEM("240"), ""},
    {"240 all told.", ITEM("240"), ""},
    {"It cuts 120 here, 240 all told.", ITEM("120") "\n" ITEM("240"), ""},
    {"It cuts 120 here and 80 there, up 240 in all.", ITEM("120") "\n" ITEM("80") "\n240|headcount|240|0|persons|layoffs||growth|",
     "growth unchecked: “240” is unchecked: the text does not say which amount it is a change or share of"},
    {"It cuts 120 here, 9 and 80 there, 240 in all.", A_TOTAL_OF("240"), ""},
    {"It has 20% here and 30% there, 60% in all.", PERCENT("20%", "20", "0") "\n" PERCENT("30%", "30", "0") "\n" PERCENT("60%", "60", "0"), ""},
    {"It cuts 120 here and 80 there, 240 in all, with 7 old.", A_TOTAL_OF("240") "\n7|headcount|7|0|persons|layoffs||part|3",
     "share agrees: the part “7” lies within its whole “240”"},
};

static const struct edge whole_lists[] = {
    {"It cuts 500: 210 in France, 150 in Asia and 140 in India.", THREE_OF_500, "total agrees: “500” is the sum of “210” + “150” + “140”"},
    {"It cuts 520: 210 in France, 150 in Asia and 140 in India.", ITEM("520") "\n" ITEM("210") "\n" ITEM("150") "\n" ITEM("140"),
     "total disagrees/warning: “520” is not the sum of “210” + “150” + “140”: computed 498.5 to 501.5 # it fits if the total “520” is 498.5 to 501.5 "
     "# likely slip: two digits swapped: 520 for 502"},
    {"It cuts 500 in all: 210 in France, 150 in Asia and 140 in India.", THREE_OF_500, "total agrees: “500” is the sum of “210” + “150” + “140”"},
    {"It cuts 520:210 in France, 150 in Asia and 140 in India.", ITEM("520") "\n" ITEM("210") "\n" ITEM("150") "\n" ITEM("140"),
     "total disagrees/warning: “520” is not the sum of “210” + “150” + “140”: computed 498.5 to 501.5 # it fits if the total “520” is 498.5 to 501.5 "
     "# likely slip: two digits swapped: 520 for 502"},
    {"It cuts 520, 210 in France, 150 in Asia and 140 in India.", ITEM("520") "\n" ITEM("210") "\n" ITEM("150") "\n" ITEM("140"), ""},
    {"It cuts 520: 210 in France, 150 in Asia, 140 in India.", ITEM("520") "\n" ITEM("210") "\n" ITEM("150") "\n" ITEM("140"), ""},
    {"It cuts 520: 210 in France and 150 in Asia, 140 in India.", ITEM("520") "\n" ITEM("210") "\n" ITEM("150") "\n" ITEM("140"), ""},
    {"It cuts 520: 210 in France and 290 in Asia.", ITEM("520") "\n" ITEM("210") "\n" ITEM("290"), ""},
    {"It cuts 520, split into 210 in France and 290 in Asia.", ITEM("520") "\n" ITEM("210") "\n" ITEM("290"),
     "total disagrees/warning: “520” is not the sum of “210” + “290”: computed 499.0 to 501.0 # it fits if the total “520” is 499.0 to 501.0"},
    {"It cuts 520, split into: 210 in France and 290 in Asia.", ITEM("520") "\n" ITEM("210") "\n" ITEM("290"),
     "total disagrees/warning: “520” is not the sum of “210” + “290”: computed 499.0 to 501.0 # it fits if the total “520” is 499.0 to 501.0"},
    {"It cuts 520, split into 210 in France.", ITEM("520") "\n" ITEM("210"), ""},
    {"It cuts 520: 210 in France, including 150 in Asia and 140 in India.", ITEM("520") "\n" ITEM("210") "\n" ITEM("150") "\n" ITEM("140"), ""},
    {"It cuts 520:including 210 in France, 150 in Asia and 140 in India.", ITEM("520") "\n" ITEM("210") "\n" ITEM("150") "\n" ITEM("140"), ""},
    {"It cuts 520, including: 210 in France, 150 in Asia and 140 in India.", ITEM("520") "\n" ITEM("210") "\n" ITEM("150") "\n" ITEM("140"), ""},
    {"It cuts 520: 210 in France, 150 in Asia and 140 in India.", ITEM("520") "\n" ITEM("210") "\n" ITEM("150") "\n" ITEM("140"), "",
     .language = "xx"},
    {"It cuts 520: 210 in France, 7 in 150 in Asia and 140 in India.", ITEM("520") "\n" ITEM("210") "\n" ITEM("150") "\n" ITEM("140"), ""},
    {"It cuts 520 in 30 months: 210 in France, 150 in Asia and 140 in India.",
     ITEM("520") "\n30|count|30|0|month||||\n" ITEM("210") "\n" ITEM("150") "\n" ITEM("140"), ""},
    {"It cuts 520: 210 in France, 150 in Asia and 140 in India.",
     ITEM("520") "\n" ITEM("210") "\n150|headcount|150|0|persons|layoffs||part|2\n" ITEM("140"),
     "share agrees: the part “150” lies within its whole “210”"},
    {"It cuts 520: 210 in France, 150 in Asia and 140 in India.",
     "520|headcount|520|0|persons|layoffs||growth|\n" ITEM("210") "\n" ITEM("150") "\n" ITEM("140"),
     "growth unchecked: “520” is unchecked: the text does not say which amount it is a change or share of"},
};

/* What the total would have to be is said where it is wrong. */
static void needed_total(void **state)
{
    (void)state;
    static const char *const totals[] = {"250", "280"};
    for (size_t i = 0; i < 2; i++) {
        char rows[1024];
        snprintf(rows, sizeof rows,
                 "a,1,1,1,0,3,120,headcount,120,exact,0,persons,layoffs,Acme,,,,,actual,,\n"
                 "a,2,1,1,10,3,130,headcount,130,exact,0,persons,layoffs,Acme,,,,,actual,,\n"
                 "a,3,1,1,20,3,T,headcount,%s,exact,0,persons,layoffs,Acme,,,,,actual,total,2\n",
                 totals[i]);
        struct checked checked = check_figures(rows, NULL, NULL);
        const struct chiffre_finding *finding = gravest(&checked);
        assert_int_equal(finding->rule, CHIFFRE_RULE_total);
        assert_int_equal(finding->figure_count, 3);
        assert_int_equal(finding->figures[0].figure, 2);
        assert_int_equal(finding->figures[1].needed.length, 0);
        assert_true(text_equal(finding->figures[0].needed, text_from(i == 0 ? "" : "249.0 to 251.0")));
        assert_true(text_equal(finding->computed, TEXT("249.0 to 251.0")));
        checked_free(&checked);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        EDGES(items_of_a_total),
        EDGES(totals_told_by_words),
        EDGES(whole_lists),
        cmocka_unit_test(needed_total),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
