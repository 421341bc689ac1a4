/* SPDX-License-Identifier: MIT */
/* Numbers -> digits, two at a time. */
#include "core/put.h"

#define PAIRS_OF(tens) tens "0" tens "1" tens "2" tens "3" tens "4" tens "5" tens "6" tens "7" tens "8" tens "9"
const char put_pairs[201] =
    PAIRS_OF("0") PAIRS_OF("1") PAIRS_OF("2") PAIRS_OF("3") PAIRS_OF("4") PAIRS_OF("5") PAIRS_OF("6") PAIRS_OF("7") PAIRS_OF("8") PAIRS_OF("9");

char *put_digits(char *at, uint64_t number, size_t digits)
{
    size_t left = digits;
    for (; left >= 2; left -= 2, number /= 100)
        put_two(at + left - 2, (unsigned)(number % 100));
    if (left > 0)
        *at = (char)('0' + number % 10);
    return at + digits;
}

/* The length in bits tells the length in digits but for one. */
static size_t count_digits(uint64_t number)
{
    static const uint64_t powers[] = {
        /* clang-format off */
        0, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000, 10000000000, 100000000000, 1000000000000,
        10000000000000, 100000000000000, 1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000,
        UINT64_C(10000000000000000000)
        /* clang-format on */
    };
    size_t bits = 64 - (size_t)__builtin_clzll(number | 1), digits = bits * 1233 >> 12; /* log10(2) */
    return digits + (number >= powers[digits]);
}

char *put_natural_long(char *at, uint64_t number)
{
    return put_digits(at, number, count_digits(number));
}
