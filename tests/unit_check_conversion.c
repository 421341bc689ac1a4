/* SPDX-License-Identifier: MIT */
/* Rule conversion at its edges: which day or period is tried, what is said of it, and when nothing can be. */
#include "tests/check_edges.h"

#define DOLLARS(text, value, period) text "|money|" value "|-5|USD|market_cap|" period "||"
#define EUROS(text, value) text "|money|" value "|-5|EUR|market_cap||equivalent|1"
/* 200.0 / 214.1 million, a hundred thousand more or less by half */
#define RATE_200 "implied rate 1.0699 to 1.0711 USD for 1 EUR"
#define NO_DATE "conversion unchecked: “€200.0 million” is unchecked: no date for the rate"

/* The European Central Bank: 1.0705 USD on 28 June 2024, the month from 1.0686 to 1.0898, on average 1.0759; 1.0389 at the end of
 * 2024. */
static const struct edge converted[] = {
    {"It is worth $214.1 million (€200.0 million).", DOLLARS("$214.1 million", "214100000", "") "\n" EUROS("€200.0 million", "200000000"),
     "conversion agrees: “€200.0 million” agrees with “$214.1 million”: " RATE_200 " # published 1.0705 on 2024-06-28", .date = "2024-06-28"},
    {"It is worth $214.1 million (€200.0 million).", DOLLARS("$214.1 million", "214100000", "") "\n" EUROS("€200.0 million", "200000000"),
     "conversion reading/note: “€200.0 million” agrees with “$214.1 million” only as rounded or at another hour's or day's rate: " RATE_200
     " # average of 2024-06-01 to 2024-06-30: 1.0759; published 1.0686 to 1.0898 around 2024-06-26",
     .date = "2024-06-26"},
    {"It is worth $214.1 million (€200.0 million).", DOLLARS("$214.1 million", "214100000", "") "\n" EUROS("€200.0 million", "200000000"),
     "conversion reading/note: “€200.0 million” agrees with “$214.1 million” only as rounded or at another hour's or day's rate: " RATE_200
     " # average of 2024-07-01 to 2024-07-31: 1.0844; published 1.0686 to 1.0934 around 2024-07-25",
     .date = "2024-07-25"},
    {"It is worth $214.1 million (€220.0 million).", DOLLARS("$214.1 million", "214100000", "") "\n" EUROS("€220.0 million", "220000000"),
     "conversion disagrees/warning: “€220.0 million” is not “$214.1 million”: implied rate 1.0270 to 1.0281 EUR for 1 USD # published 1.0705 on "
     "2024-06-28 # no published day of the years around fits # it fits if the converted amount “€220.0 million” is 196.41 to 200.41 million EUR",
     .date = "2024-06-28"},
    {"It is worth $214.1 million (€400.0 million).", DOLLARS("$214.1 million", "214100000", "") "\n" EUROS("€400.0 million", "400000000"),
     "conversion disagrees/warning: “€400.0 million” is not “$214.1 million”: implied rate 1.86761 to 1.86896 EUR for 1 USD # published 1.0705 on "
     "2024-06-28 # no published day of the years around fits # it fits if the converted amount “€400.0 million” is 196.41 to 200.41 million EUR",
     .date = "2024-06-28"},
    {"It is worth $214.1 million (€200.0 billion).", DOLLARS("$214.1 million", "214100000", "") "\n" EUROS("€200.0 billion", "200000000000"),
     "scale disagrees/error: “€200.0 billion” is not “$214.1 million”: implied rate 933.92 to 934.37 EUR for 1 USD; with 200.0000 million EUR it "
     "fits # published 1.0705 on 2024-06-28 # it fits if the converted amount “€200.0 billion” is 196.41 to 200.41 million EUR",
     .date = "2024-06-28"},
    {"It is worth $214.1 million (€200.0 million).", DOLLARS("$214.1 million", "214100000", "") "\n" EUROS("€200.0 million", "200000000"), NO_DATE},
    {"It is worth $214.1 million (€200.0 million).", DOLLARS("$214.1 million", "214100000", "d28") "\n" EUROS("€200.0 million", "200000000"),
     "conversion agrees: “€200.0 million” agrees with “$214.1 million”: " RATE_200 " # published 1.0705 on 2024-06-28"},
    {"It is worth $214.1 million (€230.0 million).", DOLLARS("$214.1 million", "214100000", "d28") "\n" EUROS("€230.0 million", "230000000"),
     "conversion disagrees/warning: “€230.0 million” is not “$214.1 million”: implied rate 1.0737 to 1.0748 EUR for 1 USD # published 1.0705 on "
     "2024-06-28 # no published day of the years around fits # it fits if the converted amount “€230.0 million” is 196.41 to 200.41 million EUR"},
    {"It is worth $214.1 million (€200.0 million).", DOLLARS("$214.1 million", "214100000", "24") "\n" EUROS("€200.0 million", "200000000"),
     "conversion reading/note: “€200.0 million” agrees with “$214.1 million” only as rounded or at another hour's or day's rate: " RATE_200
     " # published 1.0389 on 2024-12-31; average of 2024-01-01 to 2024-12-31: 1.0824; published 1.0389 to 1.1196 around 2024-12-31"},
    {"It is worth $214.1 million (€300.0 million).", DOLLARS("$214.1 million", "214100000", "24") "\n" EUROS("€300.0 million", "300000000"),
     "conversion unchecked: “€300.0 million” is unchecked: no date for the rate"},
    {"It is worth $214.1 million (€200.0 billion).", DOLLARS("$214.1 million", "214100000", "24") "\n" EUROS("€200.0 billion", "200000000000"),
     "conversion unchecked: “€200.0 billion” is unchecked: no date for the rate"},
    {"It is worth $207.8 million (€200.0 billion).", DOLLARS("$207.8 million", "207800000", "24") "\n" EUROS("€200.0 billion", "200000000000"),
     "scale disagrees/error: “€200.0 billion” is not “$207.8 million”: implied rate 962.23 to 962.70 EUR for 1 USD; with 200.0000 million EUR it "
     "fits # published 1.0389 on 2024-12-31; average of 2024-01-01 to 2024-12-31: 1.0824 # it fits if the converted amount “€200.0 billion” is "
     "196.34 to 200.07 million EUR"},
    {"It is worth $214.1 million (€200.0 million).", DOLLARS("$214.1 million", "214100000", "") "\n" EUROS("€200.0 million", "200000000"),
     "conversion unchecked: “€200.0 million” is unchecked: no published rate", .date = "1990-06-28"},
    {"It was worth $214.1 million (€200.0 million) on June 28, 2024.",
     DOLLARS("$214.1 million", "214100000", "") "\n" EUROS("€200.0 million", "200000000"),
     "conversion agrees: “€200.0 million” agrees with “$214.1 million”: " RATE_200 " # published 1.0705 on 2024-06-28", .date = "2025-03-11"},
    {"On Friday 28 June the firm spoke. It was worth $214.1 million (€200.0 million).",
     DOLLARS("$214.1 million", "214100000", "") "\n" EUROS("€200.0 million", "200000000"),
     "conversion agrees: “€200.0 million” agrees with “$214.1 million”: " RATE_200 " # published 1.0705 on 2024-06-28"},
    {"On Friday 28 June the firm spoke. It was worth $214.1 million (€300.0 million).",
     DOLLARS("$214.1 million", "214100000", "") "\n" EUROS("€300.0 million", "300000000"),
     "conversion unchecked: “€300.0 million” is unchecked: no date for the rate"},
    {"It is worth $214.1 million ($200.0 million).",
     DOLLARS("$214.1 million", "214100000", "") "\n$200.0 million|money|200000000|-5|USD|||equivalent|1",
     NOT_COMPUTABLE("conversion", "“$200.0 million”"), .date = "2024-06-28"},
    {"It is worth $0 million (€200.0 million).", DOLLARS("$0 million", "0", "") "\n" EUROS("€200.0 million", "200000000"),
     NOT_COMPUTABLE("conversion", "“€200.0 million”"), .date = "2024-06-28"},
    {"It is worth 214.1 million (€200.0 million).", "214.1 million|count|214100000|-5|shop||||\n" EUROS("€200.0 million", "200000000"),
     NOT_COMPUTABLE("conversion", "“€200.0 million”"), .date = "2024-06-28"},
    {"It is worth $214.1 million (200.0 million).",
     DOLLARS("$214.1 million", "214100000", "") "\n200.0 million|count|200000000|-5|shop|||equivalent|1",
     NOT_COMPUTABLE("conversion", "“200.0 million”"), .date = "2024-06-28"},
};

int main(void)
{
    const struct CMUnitTest tests[] = {EDGES(converted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
