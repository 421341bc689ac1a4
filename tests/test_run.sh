#!/bin/bash
# chiffre run does in memory what extract, normalize, compare and plot do one after the other, byte for byte; and the demo runs.
. tests/lib.sh
PATH=$(dirname "$CHIFFRE"):$PATH
result=$T/deep/results
chiffre extract -o "$T/figures.csv" data/samples
chiffre normalize --to EUR -o "$T/normalized.csv" "$T/figures.csv" 2>"$T/err"
policy=$? # 3 where a figure could not be converted
expect "run on the samples: the exit code of normalize" $policy chiffre run --to EUR -o "$result" data/samples
[ $policy = 0 ] || says "run on the samples: what could not be converted is one line" "could not be converted to EUR"
for name in figures.csv normalized.csv comparison.csv charts; do
    holds "run says where $name is" grep -q "^$result/$name " "$T/out"
    holds "$name is there" test -s "$result/$name"
done
same "figures.csv is what extract writes" "$T/figures.csv" "$result/figures.csv"
same "normalized.csv is what normalize makes of it" "$T/normalized.csv" "$result/normalized.csv"
chiffre compare --period ttm --derive -o "$T/comparison.csv" "$T/normalized.csv" 2>"$T/err"
same "comparison.csv is what compare makes of it" "$T/comparison.csv" "$result/comparison.csv"
for table in "$result"/comparison-*.csv; do
    [ -f "$table" ] || continue
    kind=${table##*-}
    chiffre compare --period "${kind%.csv}" --derive -o "$T/comparison.csv" "$T/normalized.csv" 2>"$T/err"
    same "comparison-$kind is what compare makes of it" "$T/comparison.csv" "$table"
done
holds "the samples speak of quarters too" test -s "$result/comparison-quarter.csv"
chiffre compare --period ttm --derive --entities Amazon --metrics revenue,free_cash_flow "$T/normalized.csv" 2>"$T/err" |
    awk -F, 'NR > 1 && $7 != "" && $8 != ""' >"$T/pairs"
pairs=$(wc -l <"$T/pairs")
holds "Amazon's revenue and free cash flow of twelve months stand side by side in at least ten quarters ($pairs)" test "$pairs" -ge 10
holds "and in one chart" test -s "$result/charts/amazon-surplus-revenue-free-cash-flow.svg"
holds "nothing is called converted that is not money" sh -c '! grep -l "Central Bank" "$1"/charts/*steps-headcount.gp' - "$result"
holds "no source without a name" sh -c '! grep -hE "Source: ?(,|\x27)|, ," "$1"/charts/*.gp' - "$result"
mkdir "$T/one" && printf 'Renault a réalisé un chiffre d’affaires de 56,2 milliards d’euros en 2024.\n' >"$T/one/a.txt"
expect "run on one figure" 0 chiffre run --built-in --to EUR -o "$T/one/out" "$T/one/a.txt"
holds "it is told in the singular" sh -c 'grep -q "1 figure of 1 document$" "$1" && grep -q "1 amount in EUR, 0 without" "$1" && grep -q "1 row, " "$1"' - "$T/out"
periods=$(tail -n +2 "$result/comparison.csv" | cut -d, -f2 | sort -u | wc -l)
holds "the samples give at least six periods ($periods)" test "$periods" -ge 6
charts=0
for script in "$result"/charts/*.gp "$result"/charts/*/*.gp; do
    [ -f "$script" ] || continue
    picture=${script%.gp}.svg
    grep -q '</svg>' "$picture" 2>/dev/null || fail "$picture is a whole picture"
    charts=$((charts + 1))
done
holds "there are charts, each with its picture ($charts)" test "$charts" -ge 1
holds "nothing else is left in the folder" test -z "$(find "$result" -type f ! -name '*.csv' ! -name '*.gp' ! -name '*.svg' ! -name '*.xlsx')"

mkdir -p "$result/charts/year"
cp "$result/charts/amazon-surplus-revenue-free-cash-flow.gp" "$result/charts/stale.gp"
cp "$result/charts/stale.gp" "$result/charts/year/stale.gp"
: >"$result/charts/stale.svg"
: >"$result/comparison-year.csv"
echo "plot sin(x)" >"$result/charts/mine.gp"
expect "run again into the same folder" $policy chiffre run --to EUR -o "$result" data/samples
holds "charts and tables of an earlier run are gone" sh -c '! ls "$1"/charts/stale.* "$1"/charts/year/stale.gp "$1"/comparison-year.csv 2>/dev/null' - "$result"
holds "what chiffre did not make is there" test -s "$result/charts/mine.gp"
same "the same bytes again" "$T/figures.csv" "$result/figures.csv"
same "the same bytes again, normalized" "$T/normalized.csv" "$result/normalized.csv"

expect "a missing article among others" 3 chiffre run -o "$T/some" "$T/missing.txt" data/samples/amazon-2025-t2.txt
says "a missing article among others: one line" "$T/missing.txt: "
holds "a missing article among others: the rest is done" test -s "$T/some/comparison.csv"
expect "no article at all" 2 chiffre run -o "$T/nothing" "$T/missing.txt"
holds "no article at all: nothing is written" test ! -e "$T/nothing"
expect "an unknown currency" 2 chiffre run --to EURO -o "$T/nothing" data/samples
says "an unknown currency: nearest" "did you mean EUR?"
expect "an unknown metric" 2 chiffre run --metrics revenu -o "$T/nothing" data/samples
says "an unknown metric: nearest" "did you mean revenue?"
: >"$T/file"
expect "a file where the folder should be" 2 chiffre run -o "$T/file/out" data/samples/amazon-2025-t2.txt
says "a file where the folder should be: one line" "$T/file"
: >"$T/empty.txt"
expect "an article without figures" 0 chiffre run -o "$T/bare" "$T/empty.txt"
silent "an article without figures: no message"
holds "an article without figures: only a header" test "$(wc -l <"$T/bare/figures.csv")" = 1

mkdir "$T/bin"
expect "without gnuplot" 2 env PATH="$T/bin" "$CHIFFRE" run -o "$T/undrawn" data/samples
says "without gnuplot: one line that names it" gnuplot
holds "without gnuplot: the scripts are there" test -n "$(ls "$T"/undrawn/charts/*.gp)"
holds "without gnuplot: the tables are there" test -s "$T/undrawn/comparison.csv"

expect "the demo" 0 tests/demo "$T/demo"
holds "the demo says where its results are" grep -q "^$T/demo/comparison.csv " "$T/out"
finish
