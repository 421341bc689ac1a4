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

#define EIGHT_DIGITS 100000000u

static __attribute__((noinline)) char *put_halves(char *at, uint64_t number)
{
    unsigned last = (unsigned)(number % EIGHT_DIGITS);
    at = put_natural_long(at, number / EIGHT_DIGITS); /* twice at most */
    return put_four(put_four(at, last / 10000), last % 10000);
}

char *put_natural_long(char *at, uint64_t number)
{
    if (number < 10000)
        return put_below_10000(at, (unsigned)number);
    if (number < EIGHT_DIGITS)
        return put_four(put_below_10000(at, (unsigned)number / 10000), (unsigned)number % 10000);
    return put_halves(at, number);
}
