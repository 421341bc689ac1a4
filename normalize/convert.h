/* SPDX-License-Identifier: MIT */
/* One rate applied to one figure, exactly; and the table of rates looked up so far. */
#ifndef NORMALIZE_CONVERT_H
#define NORMALIZE_CONVERT_H

#include "normalize/rates.h"

/* What decides on the rate of a figure. */
struct conversion_key {
    char from[4], to[4];
    chiffre_date start, end;
    uint8_t basis;   /* enum chiffre_fx_basis: average or closing */
    uint8_t remarks; /* bits of enum conversion_remark */
};
enum conversion_remark {
    CONVERSION_AT = 1,       /* --at: another day than the figure's own */
    CONVERSION_NO_METRIC = 2 /* a span without metric, taken as a flow */,
    CONVERSION_DATE = 4,     /* no period: the date given for such figures */
    CONVERSION_NO_PERIOD = 8 /* no period, and none needed if the rate is fixed */
};

struct conversion {
    struct conversion_key key;
    bool filled, converts;
    bool power;                             /* the rate is 10^power_of_ten: nothing is rounded */
    int32_t power_of_ten;
    chiffre_int128 numerator, denominator;  /* target = value * numerator / denominator * 10^exponent */
    int32_t exponent;
    int64_t rate_up;                        /* the rate to 10 digits, rounded up: rate_up * 10^rate_exponent */
    int32_t rate_exponent;
    int64_t slack;                          /* relative error of the rate, in 10^-12 */
    struct chiffre_decimal rate;
    enum chiffre_fx_basis basis;
    struct chiffre_text date, source, note; /* live in chiffre_rates.texts */
    uint32_t pass;                          /* the call of chiffre_normalize that made the copies below */
    struct chiffre_text kept_date, kept_source, kept_note; /* live in its list */
};

/* Looked up once for each key. NULL: no memory. */
struct conversion *conversion_find(struct chiffre_rates *rates, const struct conversion_key *key);
/* For a rate that no table has: numerator / denominator. False: too many digits. */
bool conversion_set_rate(struct conversion *conversion, struct chiffre_decimal numerator, struct chiffre_decimal denominator, int64_t slack);
/* Fills normalized_value, normalized_value_to and normalized_decimals. The result keeps the fewest digits with which its interval still
 * holds the image of the figure's interval. False: too many digits. */
bool conversion_apply(const struct conversion *conversion, struct chiffre_figure *figure);

#endif
