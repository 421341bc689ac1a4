#!/bin/sh
# The data compiler takes the tables of data/, and refuses spoilt ones with file and line; then it writes nothing.
. tests/lib.sh
compiler=$B/data_compiler
mkdir "$T/data"

# refuses NAME MESSAGE: the tables in $T/data make no catalog, and MESSAGE says why
refuses() {
    expect "$1" 2 "$compiler" catalog "$T/data" "$T/catalog.c"
    if grep -qxF -- "$T/data/$2" "$T/err"; then pass "$1: says where"; else fail "$1: says where" "expected $2" "$(cat "$T/err")"; fi
    if ls -A "$T" | grep -q '^catalog.c$\|^\.chiffre-'; then fail "$1: no output" "$(ls -A "$T")"; else pass "$1: no output"; fi
}
fresh() {
    cp data/metrics.csv data/currencies.csv "$T/data"
}

fresh
expect "the tables compile" 0 "$compiler" catalog "$T/data" "$T/catalog.c"
rows=$(grep -c METRIC_ "$T/catalog.c")
if [ "$rows" = $(($(wc -l <data/metrics.csv) - 1)) ]; then pass "every metric is there"; else fail "every metric is there" "$rows"; fi
rows=$(grep -c '^    {"[A-Z][A-Z][A-Z]", ' "$T/catalog.c")
if [ "$rows" = $(($(wc -l <data/currencies.csv) - 1)) ]; then pass "every currency is there"; else fail "every currency is there" "$rows"; fi
rm "$T/catalog.c"

sed -i '1s/nature/sort/' "$T/data/metrics.csv"
refuses "an unknown column" 'metrics.csv:1: column "sort" is unknown'
fresh
sed -i '1s/,note//' "$T/data/metrics.csv"
refuses "a missing column" 'metrics.csv:1: no column "note"'
fresh
sed -i '3s/$/,x/' "$T/data/metrics.csv"
refuses "a row too long" 'metrics.csv:3: 9 cells, but the header has 8'
fresh
sed -n 2p data/metrics.csv >>"$T/data/metrics.csv"
refuses "a metric twice" "metrics.csv:$(($(wc -l <data/metrics.csv) + 1)): name \"revenue\" stands in line 2 already"
fresh
sed -i '2s/,flow,/,river,/' "$T/data/metrics.csv"
refuses "a nature that is none" 'metrics.csv:2: nature is flow or stock'
fresh
sed -i '2s/money/gold/' "$T/data/metrics.csv"
refuses "a kind that is none" 'metrics.csv:2: kinds: one of them is no kind of figure'
fresh
sed -i 's/,balance,/,balanced,/' "$T/data/metrics.csv"
refuses "a trait that is none" "metrics.csv:$(grep -n ',balance,' data/metrics.csv | head -n 1 | cut -d: -f1): traits are balance, several, event, pay, imposed, rated, held, or none"
fresh
sed -i '2s/^revenue//' "$T/data/metrics.csv"
refuses "an empty name" "metrics.csv:2: a metric's name is lower-case letters and _"
fresh
sed -i '2s/Revenue/ Revenue/' "$T/data/metrics.csv"
refuses "a blank before a label" 'metrics.csv:2: label_en has a blank at its ends'
fresh
printf 'x\377,money,flow,X,X,,,\n' >>"$T/data/metrics.csv"
refuses "bad UTF-8" "metrics.csv:$(($(wc -l <data/metrics.csv) + 1)): name is no UTF-8"
fresh
sed -i 's/^EUR,2/EURO,2/' "$T/data/currencies.csv"
refuses "a code that is none" "currencies.csv:$(grep -n '^EUR,' data/currencies.csv | cut -d: -f1): a currency's code is three capital letters"
fresh
sed -i 's/^EUR,2/EUR,two/' "$T/data/currencies.csv"
refuses "minor units that are none" "currencies.csv:$(grep -n '^EUR,' data/currencies.csv | cut -d: -f1): minor_units is a number of digits, or empty"
fresh
sed -i 's/,FF,no,/,€,no,/' "$T/data/currencies.csv"
refuses "a symbol twice" "currencies.csv:$(grep -n '^FRF,' data/currencies.csv | cut -d: -f1): symbol \"€\" stands in line $(grep -n '^EUR,' data/currencies.csv | cut -d: -f1) already"
fresh
rm "$T/data/currencies.csv"
refuses "a table that is not there" 'currencies.csv: No such file or directory'
# Texts become C literals: neither quotes nor backslashes nor trigraphs end or change them.
cp -r data "$T/all"
printf '%s\n' 'name,pattern,gives,example,expect,note' '"q""??/\n",metric,"all.per=""a""",x,x,' >"$T/all/en/patterns.csv"
expect "a pattern's name with quotes" 0 "$compiler" patterns "$T/all" "$T/catalog.c"
holds "a pattern's name with quotes: a literal" grep -qF '{"q\"\?\?/\\n", ' "$T/catalog.c"
holds "a given value with quotes: a literal" grep -qF ', "\"a\""}' "$T/catalog.c"
holds "a pattern's name with quotes: it is C" ${CC:-cc} -std=c11 -I. -fsyntax-only -x c "$T/catalog.c"
# what a pattern says in a word of the record, and how it is written, is known before the program runs
for row in "metric,all.status=sure:unknown value 'sure'" "metric,all.relation=kin:unknown value 'kin'" "(metric,all.status=planned:brackets do not close in '(metric'" \
    "a:metric{2},all.status=planned:only a role or a set without a name may stand several times" "metrical,all.status=planned:unknown role or set 'metrical'"; do
    printf '%s\n' 'name,pattern,gives,example,expect,note' "one,${row%:*},x,x," >"$T/all/en/patterns.csv"
    expect "a pattern '${row%:*}'" 2 "$compiler" patterns "$T/all" "$T/catalog.c"
    holds "a pattern '${row%:*}': told with its line" grep -qF "en/patterns.csv:2: ${row##*:}" "$T/err"
done
# more steps than a pattern may have end it at once, however often they are said to stand
deep=metric
for level in 1 2 3 4 5 6 7; do deep="($deep money money){40}"; done
printf '%s\n' 'name,pattern,gives,example,expect,note' "one,$deep,all.status=planned,x,x," >"$T/all/en/patterns.csv"
expect "a pattern of 40 times 40 times 40 ..." 2 timeout -s KILL 20 "$compiler" patterns "$T/all" "$T/catalog.c"
holds "a pattern of 40 times 40 times 40 ...: told with its line" grep -qF "en/patterns.csv:2: too long a pattern" "$T/err"
{ echo 'name,pattern,gives,example,expect,note'; for i in $(seq 257); do echo "p$i,metric,all.status=planned,x,x,"; done; } >"$T/all/en/patterns.csv"
expect "257 patterns" 2 "$compiler" patterns "$T/all" "$T/catalog.c"
holds "257 patterns: told with the line" grep -qF "en/patterns.csv:258: more than 256 patterns" "$T/err"
mv "$T/all/en" "$T/all/e-n"
expect "a language that is no name in C" 2 "$compiler" lexicon "$T/all" "$T/catalog.c"
holds "a language that is no name in C: told" grep -q "e-n/function.csv.*a language's folder is named in lower-case letters" "$T/err"
mv "$T/all/e-n" "$T/all/en"
# a number in words that is none would make wrong figures without a word: also in a user's own table
for value in 1e999 0 -3 37 99999999999999 '' 6x; do
    printf '%s\n' 'phrase,role,value,note' "million,scale,$value," >"$T/all/en/scales.csv"
    expect "a scale of '$value'" 2 "$compiler" lexicon "$T/all" "$T/catalog.c"
    holds "a scale of '$value': told with its line" grep -qF "en/scales.csv:2: '$value' is no number from 1 to 36" "$T/err"
done
mkdir -p "$T/own/en"
printf '%s\n' 'phrase,role,value,note' 'million,scale,1e999,' >"$T/own/en/scales.csv"
echo 'It cost $5 million.' >"$T/text.txt"
expect "a user's scale that is no number" 2 "$CHIFFRE" extract --lexicon "$T/own" "$T/text.txt"
holds "a user's scale that is no number: told" grep -qF "own/en/scales.csv:2: '1e999' is no number" "$T/err"
fresh
expect "a table that nobody knows" 2 "$compiler" nonsense "$T/data" "$T/catalog.c"
expect "a full disk" 2 "$compiler" catalog "$T/data" /dev/full
finish
