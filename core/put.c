/* SPDX-License-Identifier: MIT */
/* Numbers -> digits, two and four at a time. */
#include "core/put.h"

#define PAIRS_OF(tens) tens "0" tens "1" tens "2" tens "3" tens "4" tens "5" tens "6" tens "7" tens "8" tens "9"
const char put_pairs[201] =
    PAIRS_OF("0") PAIRS_OF("1") PAIRS_OF("2") PAIRS_OF("3") PAIRS_OF("4") PAIRS_OF("5") PAIRS_OF("6") PAIRS_OF("7") PAIRS_OF("8") PAIRS_OF("9");

/* Below 10000, with zeros before it. */
static inline char *put_four(char *at, unsigned number)
{
    return put_two(put_two(at, number / 100), number % 100);
}

static inline char *put_below_100(char *at, unsigned number)
{
    return number < 10 ? put_char(at, (char)('0' + number)) : put_two(at, number);
}

static inline char *put_below_10000(char *at, unsigned number)
{
    return number < 100 ? put_below_100(at, number) : put_two(put_below_100(at, number / 100), number % 100);
}

char *put_natural_long(char *at, uint64_t number)
{
    const uint64_t half = 100000000;
    if (number < 10000)
        return put_below_10000(at, (unsigned)number);
    if (number < half)
        return put_four(put_below_10000(at, (unsigned)number / 10000), (unsigned)number % 10000);
    at = put_natural_long(at, number / half); /* twice at most */
    return put_four(put_four(at, (unsigned)(number % half) / 10000), (unsigned)(number % half) % 10000);
}
