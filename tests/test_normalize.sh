#!/bin/sh
# chiffre normalize and chiffre rates from the outside: the examples of docs/normalize.md, exit codes, files, the download.
. tests/lib.sh
export XDG_DATA_HOME="$T/data"
header=document,id,kind,value,bound,decimals,unit,metric,period,period_start,period_end
cat >"$T/figures.csv" <<END
$header
a,1,money,167700000000,exact,-8,USD,revenue,2025-Q2,2025-04-01,2025-06-30
a,2,money,167700000000,exact,-8,USD,cash,2025-Q2,2025-04-01,2025-06-30
a,3,percent,13,exact,0,percent,revenue,2025-Q2,2025-04-01,2025-06-30
END
# column NAME FILE: the values of one column, one a line
column() {
    python3 -c 'import csv, sys
for row in csv.DictReader(open(sys.argv[2], newline="")): print(row[sys.argv[1]])' "$1" "$2"
}
# values NAME FILE EXPECTED...: the normalized values
values() {
    name=$1 file=$2
    shift 2
    printf '%s\n' "$@" >"$T/expected"
    column normalized_value "$file" >"$T/values"
    same "$name" "$T/expected" "$T/values"
}

expect "a flow and a stock" 0 "$CHIFFRE" normalize --to EUR "$T/figures.csv"
silent "nothing to say about them"
values "at the average and at the closing rate" "$T/out" 147910000000 143090000000 13
expect "to a file" 0 "$CHIFFRE" normalize --to EUR -o "$T/euro.csv" "$T/figures.csv"
expect "as JSON Lines" 0 "$CHIFFRE" normalize --format jsonl -o "$T/euro.jsonl" "$T/figures.csv"
expect "and back" 0 "$CHIFFRE" normalize "$T/euro.jsonl"
same "reads back equal" "$T/euro.csv" "$T/out"
expect "in billions, labelled in French" 0 "$CHIFFRE" normalize --scale billions --labels fr "$T/figures.csv"
values "scaled" "$T/out" 147.91 143.09 13
holds "Md€ is the unit" grep -q ',Md€,' "$T/out"

# A figure that cannot be converted is kept, marked and counted.
{ cat "$T/figures.csv"; echo 'a,4,money,5,exact,0,USD,revenue,,,'; } >"$T/more.csv"
expect "a figure without a period" 3 "$CHIFFRE" normalize "$T/more.csv"
says "is counted" "1 of 4 figures could not be converted to EUR"
holds "and kept" grep -q '^a,4.*,5,,0,USD,,,,,the figure has no period$' "$T/out"
expect "with a date for such figures" 0 "$CHIFFRE" normalize --date 2025-06-30 "$T/more.csv"
expect "--at" 0 "$CHIFFRE" normalize --at 2025-06-30 "$T/more.csv"
holds "says so in every row" test "$(grep -c 'at 2025-06-30, not at its own time' "$T/out")" = 3
expect "--at and an average" 2 "$CHIFFRE" normalize --at 2025-06-30 --basis average "$T/more.csv"
says "do not go together" "--at is one day's rate for all"
expect "an unknown currency" 2 "$CHIFFRE" normalize --to EUX "$T/figures.csv"
says "is named" EUX
expect "a missing file" 2 "$CHIFFRE" normalize "$T/none.csv"
says "is named, too" none.csv
expect "a full disk" 2 sh -c '"$0" normalize "$1" >/dev/full' "$CHIFFRE" "$T/figures.csv"
expect "a bad row among good files" 3 sh -c 'printf "value,unit\n1,EUR\nx,EUR\n" >"$1/bad.csv"; "$0" normalize "$1/bad.csv" "$1/figures.csv"' "$CHIFFRE" "$T"
says "has its place" "bad.csv:3:1"

# Rate files
cat >"$T/prices" <<END
P 2025-06-30 USD 0.8532 EUR
P 2025-06-27 USD 0.8540 EUR
END
expect "rates in a file" 0 "$CHIFFRE" rates --rates "$T/prices" USD EUR 2025-06-29 2025-06-30
holds "name their file and the day before the weekend" grep -q '^USD,EUR,2025-06-29,closing,0.854,2025-06-27,.*,prices,' "$T/out"
printf 'Date,USD\n2025-06-30,1.20\n' >"$T/later.csv"
expect "two files" 0 "$CHIFFRE" rates --rates "$T/prices" --rates "$T/later.csv" EUR USD 2025-06-30
holds "the later one wins" grep -q '^EUR,USD,2025-06-30,closing,1.2,2025-06-30,1.2,1.2,1,"ECB, later.csv",' "$T/out"
refused() {
    printf "$2" >"$T/wrong.csv"
    expect "$1" 2 "$CHIFFRE" normalize --rates "$T/wrong.csv" "$T/figures.csv"
    says "$1: where" "wrong.csv:$3"
    holds "$1: nothing was written" test ! -s "$T/out"
}
refused "a wrong header" 'when,what\n' "1: wrong header"
refused "a rate of zero" 'Date,USD\n2025-06-30,0\n' "2:12: the rate 0 is not above zero"
refused "a negative rate" 'date,currency,rate\n2025-06-30,USD,-1\n' "2:16: the rate -1 is not above zero"
refused "a day with two rates" 'Date,USD\n2025-06-30,1.1\n2025-06-30,1.2\n' "3:12: a second, different rate of USD for 2025-06-30"
refused "a date out of order" 'Date,USD\n2025-06-30,1.1\n2025-06-27,1.2\n2025-06-28,1.2\n' "4:12: the date 2025-06-28 is out of order"
refused "an unknown code" 'Date,USD,QQQ\n' '1:10: unknown currency "QQQ"'

# chiffre rates
expect "a franc of 1998" 0 "$CHIFFRE" rates FRF EUR 1998
holds "says how" grep -q '^FRF,EUR,1998,parity,0.1524490172,1999-01-01,.*"6.55957 FRF = 1 EUR, used for a time before the euro"$' "$T/out"
expect "a period that has not ended" 2 "$CHIFFRE" rates USD EUR 2026
says "is no answer" "rates of USD end on 2026-03-31: the period has not ended"
expect "some answers" 3 "$CHIFFRE" rates USD EUR 2026 2025
expect "no period" 2 "$CHIFFRE" rates USD EUR june
says "is told" '"june" is no period'
expect "too few words" 2 "$CHIFFRE" rates USD
expect "--list" 0 "$CHIFFRE" rates --list
holds "has the dollar" grep -q '^USD,1999-01-01,2026-03-31,,ECB monthly$' "$T/out"

# The download: curl reads file: URLs, so that no network is needed here.
python3 - "$T" <<'END'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + "/hist.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("eurofxref-hist.csv", "Date,USD,GBP,\n2025-06-30,1.5,N/A,\n2025-06-27,1.25,0.8,\n")
END
if command -v curl >/dev/null; then
    expect "no network" 2 "$CHIFFRE" rates --download --url http://127.0.0.1:9/none.zip
    says "is told, too" "nothing has changed"
    holds "and leaves nothing" test ! -e "$T/data/chiffre"
    expect "a page that is no rate file" 2 "$CHIFFRE" rates --download --url "file://$T/figures.csv"
    holds "leaves nothing either" test ! -e "$T/data/chiffre"
    expect "a download" 0 "$CHIFFRE" rates --download --url "file://$T/hist.zip"
    expect "is found" 0 "$CHIFFRE" rates EUR USD 2025-06-27
    holds "by later runs" grep -q ',closing,1.25,2025-06-27,.*,"ECB, eurofxref-hist.zip",' "$T/out"
    expect "and left out" 0 "$CHIFFRE" rates --built-in EUR USD 2025-06-30
    holds "when told" grep -q ',ECB monthly,' "$T/out"
else
    echo "# no curl here: --download was not tried"
fi
daily=../shared/data/eurofxref-hist.csv.gz
if [ -r $daily ]; then
    cat >"$T/days.csv" <<END
$header
a,1,money,8450000000,exact,-7,USD,acquisition_price,2021-05-26,2021-05-26,2021-05-26
a,2,money,2000000000000,exact,-9,USD,market_cap,2024-06-26,2024-06-26,2024-06-26
END
    expect "with the ECB's daily file" 0 "$CHIFFRE" normalize --built-in --rates $daily "$T/days.csv"
    values "two days" "$T/out" 6910000000 1871080000000
else
    echo "# no $daily here: tests/unit_normalize has the same two days"
fi
finish
