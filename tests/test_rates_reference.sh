#!/bin/sh
# Conversions against an independent computation in Python: the built-in table always, the ECB's daily file where ../shared/data has it.
. tests/lib.sh
daily=../shared/data/eurofxref-hist.csv.gz
expect "2 000 figures at the built-in months" 0 python3 tests/rates_reference.py "$CHIFFRE" 2000 1
cat "$T/out"
if [ -r $daily ]; then
    expect "10 000 figures at the ECB's daily rates" 0 python3 tests/rates_reference.py "$CHIFFRE" 10000 2 $daily
    cat "$T/out"
else
    echo "# no $daily here: only the built-in months were compared"
fi
finish
