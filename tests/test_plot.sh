#!/bin/sh
# chiffre plot: scripts and pictures of every kind; text that would run commands plots as itself; gnuplot missing, failing, too slow.
. tests/lib.sh
tables=$PWD/data/samples/charts
nasty=$T/nasty.csv
# Names that a careless script would run or read as markup; the marks that they would leave are files called ran-*.
cat >"$nasty" <<'TABLE'
entity,period,unit,revenue,free_cash_flow,`touch ran-7`
`touch ran-1`,2022,USD,1000000000,-100000000,1
`touch ran-1`,2023,USD,2000000000,200000000,2
`touch ran-1`,2024,USD,3000000000,300000000,4
$(touch ran-2),2022,USD,2000000000,1000,3
$(touch ran-2),2023,USD,2100000000,2000,3
$(touch ran-2),2024,USD,2500000000,3000,3
'; system('touch ran-3'); ',2022,USD,3000000000,1000,4
'; system('touch ran-3'); ',2023,USD,3100000000,2000,4
'; system('touch ran-3'); ',2024,USD,3500000000,3000,4
"x
!touch ran-4",2022,USD,4000000000,1000,5
"x
!touch ran-4",2023,USD,4100000000,1000,5
"x
!touch ran-4",2024,USD,4500000000,1000,5
"x
END
system('touch ran-5')",2022,USD,5000000000,1000,6
"x
END
system('touch ran-5')",2023,USD,5100000000,1000,6
"x
END
system('touch ran-5')",2024,USD,5500000000,1000,6
"'' . system(""touch ran-6"") . ''",2022,USD,6000000000,1000,7
"'' . system(""touch ran-6"") . ''",2023,USD,6100000000,1000,7
"'' . system(""touch ran-6"") . ''",2024,USD,6500000000,1000,7
{/Bold a}_b^c @d &e; 50 %s \,2022,USD,7000000000,1000,8
{/Bold a}_b^c @d &e; 50 %s \,2023,USD,7100000000,1000,8
{/Bold a}_b^c @d &e; 50 %s \,2024,USD,7500000000,1000,8
"<script>alert(1)</script> ""quoted""",2022,USD,8000000000,1000,9
"<script>alert(1)</script> ""quoted""",2023,USD,8100000000,1000,9
"<script>alert(1)</script> ""quoted""",2024,USD,8500000000,1000,9
TABLE

# ---- Scripts, without gnuplot --------------------------------------------------------------------------------------------------
expect "--list" 0 "$CHIFFRE" plot --list
holds "--list names nine kinds" test "$(wc -l <"$T/out")" = 9
kinds=$(cut -d' ' -f1 "$T/out")
expect "scripts only" 0 "$CHIFFRE" plot "$tables/amazon-annual.csv" -o "$T/a/b/"
silent "scripts only, quietly"
holds "folders are made" test -s "$T/a/b/amazon-surplus-revenue-free-cash-flow.gp"
holds "the data is in the script, with a point" grep -q '^2024.5  38.219  # 2024$' "$T/a/b/amazon-surplus-revenue-free-cash-flow.gp"
expect "French labels" 0 "$CHIFFRE" plot --labels fr "$tables/amazon-annual.csv" -o "$T/fr"
holds "decimal comma by gnuplot" grep -q "^set decimalsign ','$" "$T/fr/amazon-surplus-revenue-free-cash-flow.gp"
holds "still with points in the data" grep -q '^2024.5  38.219  # 2024$' "$T/fr/amazon-surplus-revenue-free-cash-flow.gp"
holds "milliards de dollars" grep -q "Milliards de dollars, données annuelles, 2014–2024" "$T/fr/amazon-surplus-revenue-free-cash-flow.gp"
expect "several tables" 0 "$CHIFFRE" plot "$tables" -o "$T/all"
holds "a folder each" test -s "$T/all/amazon-headcount/amazon-steps-headcount.gp"
expect "from standard input" 0 sh -c '"$1" plot - -o "$2" <"$3"' sh "$CHIFFRE" "$T/in" "$tables/amazon-headcount.csv"
holds "script of standard input" test -s "$T/in/amazon-steps-headcount.gp"

# ---- What a reader must not be told wrongly ------------------------------------------------------------------------------------
chart=$T/a/b/amazon-surplus-revenue-free-cash-flow.gp
holds "a flow beside a far larger one has a panel of its own" grep -q '^# Panel 2$' "$chart"
holds "up or down is against the year before, and the title says so" grep -q "^# Amazon: revenue up to .*638bn, free cash flow up to .*38.2bn in 2024, over a year$" "$chart"
cat >"$T/quarters.csv" <<'TABLE'
entity,period,unit,revenue,net_income
X,2023-Q1,EUR,100,50
X,2023-Q2,EUR,120,60
X,2023-Q4,EUR,200,90
X,2024-Q1,EUR,110,40
TABLE
expect "a quarter without a figure" 0 "$CHIFFRE" plot --kind lines "$T/quarters.csv" -o "$T/quarters"
holds "is a gap" grep -q '  NaN  NaN  # no figure$' "$T/quarters/x-lines-revenue-net-income.gp"
holds "curves of like size share a panel" sh -c '! grep -q "^# Panel 2" "$1"' - "$T/quarters/x-lines-revenue-net-income.gp"
holds "a quarter is compared with the same one a year before" grep -q "^# X: revenue up to €110, net income down to €40 in Q1 2024, over a year$" \
    "$T/quarters/x-lines-revenue-net-income.gp"
cat >"$T/rolling.csv" <<'TABLE'
entity,period,unit,revenue,free_cash_flow
X,2023-01-01/2023-12-31,EUR,100,10
X,2023-04-01/2024-03-31,EUR,110,20
X,2023-07-01/2024-06-30,EUR,120,30
X,2024,EUR,140,40
TABLE
expect "trailing years and calendar years" 0 "$CHIFFRE" plot "$T/rolling.csv" -o "$T/rolling"
holds "are one series" test "$(grep -c '  # 202' "$T/rolling/x-surplus-revenue-free-cash-flow.gp")" = 4 -o "$(grep -c '  # 202' "$T/rolling/x-surplus-revenue-free-cash-flow.gp")" = 8
printf 'entity,period,unit,headcount\nX,2023-07-01/2024-06-30,EUR,900\nX,2024-07-01/2025-06-30,EUR,950\n' >"$T/staff.csv"
expect "a stock in rows of twelve months" 0 "$CHIFFRE" plot "$T/staff.csv" -o "$T/staff"
holds "is told at their end" grep -q "^# X: headcount up from 900 at 30 June 2024 to 950 at 30 June 2025$" "$T/staff/x-steps-headcount.gp"
holds "and not called trailing" sh -c '! grep -q "trailing" "$1"' - "$T/staff/x-steps-headcount.gp"
printf 'document,id,value,value_to,metric,entity,period,relation\na.txt,1,5,,revenue,X,2024,\n' >"$T/figures.csv"
expect "figures are no table" 2 "$CHIFFRE" plot "$T/figures.csv" -o "$T/figures"
says "and that is said" "these are figures, not a table: chiffre compare makes a table of them"

# ---- Bad use -------------------------------------------------------------------------------------------------------------------
expect "unknown kind" 2 "$CHIFFRE" plot --kind surpluss "$tables/amazon-annual.csv" -o "$T/x"
says "the nearest kind" "did you mean surplus?"
expect "unknown metric" 2 "$CHIFFRE" plot --metrics revenu "$tables/amazon-annual.csv" -o "$T/x"
says "the metric named" 'no numbers for "revenu"'
expect "no table" 2 "$CHIFFRE" plot "$T/none.csv" -o "$T/x"
expect "nothing to draw" 2 "$CHIFFRE" plot --kind steps "$tables/giants.csv" -o "$T/x"
says "what it would need" "kind steps needs two counts of persons"
holds "no folder for nothing" test ! -e "$T/x"
: >"$T/file"
expect "the folder is a file" 2 "$CHIFFRE" plot "$tables/amazon-annual.csv" -o "$T/file/x"
expect "one bad table among two" 3 "$CHIFFRE" plot "$T/none.csv" "$tables/amazon-headcount.csv" -o "$T/two"
holds "the good one is drawn" test -s "$T/two/amazon-headcount/amazon-steps-headcount.gp"

# ---- gnuplot is missing, fails, hangs ------------------------------------------------------------------------------------------
mkdir "$T/empty" "$T/failing" "$T/hanging"
printf '#!/bin/sh\necho "line 7: no such thing" >&2\nexit 1\n' >"$T/failing/gnuplot"
printf '#!/bin/sh\nexec /bin/sleep 60\n' >"$T/hanging/gnuplot"
chmod +x "$T/failing/gnuplot" "$T/hanging/gnuplot"
expect "gnuplot missing" 3 env PATH="$T/empty" "$CHIFFRE" plot --render svg "$tables/amazon-annual.csv" -o "$T/missing"
says "one clear line" "gnuplot is not installed"
holds "scripts all the same" test -s "$T/missing/amazon-surplus-revenue-free-cash-flow.gp"
expect "gnuplot fails" 3 env PATH="$T/failing" "$CHIFFRE" plot --render svg "$tables/amazon-headcount.csv" -o "$T/failed"
says "what gnuplot said" "amazon-steps-headcount.gp: gnuplot failed: line 7: no such thing"
expect "gnuplot hangs" 3 env PATH="$T/hanging" "$CHIFFRE" plot --timeout 1 --render svg "$tables/amazon-headcount.csv" -o "$T/hung"
says "ended in time" "did not end within 1 seconds"
holds "no half picture" test "$(ls "$T/failed" "$T/hung" | grep -vc '^amazon.*\.gp$\|^/\|^$')" = 0

if ! command -v gnuplot >/dev/null; then
    [ $failures = 0 ] || exit 1
    echo "gnuplot is not installed: no picture was drawn (scripts were tested)"
    exit 77
fi

# ---- Pictures ------------------------------------------------------------------------------------------------------------------
picture() { # NAME FILE: a picture of its kind, with something in it
    case $2 in
    *.svg) holds "$1" sh -c 'grep -q "<svg" "$1" && [ "$(grep -c "<path" "$1")" -gt 3 ] && grep -q "</svg>" "$1"' sh "$2" ;;
    *.png) holds "$1" sh -c 'head -c 8 "$1" | od -An -c | grep -q "P   N   G" && [ "$(wc -c <"$1")" -gt 8000 ]' sh "$2" ;;
    *.pdf) holds "$1" sh -c 'head -c 5 "$1" | grep -q "%PDF-" && [ "$(wc -c <"$1")" -gt 3000 ]' sh "$2" ;;
    esac
}
for kind in $kinds; do
    table=amazon-annual metrics=
    case $kind in
    index) metrics=revenue,headcount ;;
    scatter) metrics=revenue,operating_income ;;
    slope | entities) table=giants ;;
    steps) table=amazon-headcount ;;
    columns) metrics=revenue ;;
    esac
    expect "$kind" 0 "$CHIFFRE" plot --kind "$kind" ${metrics:+--metrics $metrics} --render svg "$tables/$table.csv" -o "$T/kinds/$kind"
    silent "$kind without a word from gnuplot"
    for script in "$T/kinds/$kind"/*.gp; do
        picture "$kind as SVG" "${script%.gp}.svg"
    done
done
for format in png pdf; do
    expect "$format" 0 "$CHIFFRE" plot --render $format --labels fr "$tables/amazon-headcount.csv" -o "$T/forms"
    picture "a picture as $format" "$T/forms/amazon-steps-headcount.$format"
done
expect "a script runs by itself" 0 sh -c 'cd "$1" && gnuplot amazon-steps-headcount.gp && test -s amazon-steps-headcount.svg' sh "$T/forms"
expect "a forecast" 0 "$CHIFFRE" plot --render svg "$tables/amazon-investment.csv" -o "$T/forecast"
holds "is hollow, and the foot says so" grep -q "Hollow: forecast or planned" "$T/forecast/amazon-columns-capital-expenditure.svg"
printf 'entity,period,unit,revenue,note\nX,2022,EUR,1,\nX,2023,EUR,2,"revenue: conflict 2 (a.txt:1), 3 (b.txt:2)"\nX,2024,EUR,4,\n' >"$T/conflict.csv"
expect "documents that differ" 0 "$CHIFFRE" plot --kind lines "$T/conflict.csv" -o "$T/conflict"
holds "have a cross on the one point" test "$(grep -c '^20.*  [0-9]  [0-9]  # ' "$T/conflict/x-lines-revenue.gp")" = 1
holds "and the foot says so" grep -q "Cross: documents differ" "$T/conflict/x-lines-revenue.gp"

# ---- A signal while gnuplot works: it ends too, and nothing unfinished is left (a gnuplot that takes long, found first)
mkdir "$T/slow"
cat >"$T/slow/gnuplot" <<'TOOL'
#!/bin/sh
echo $$ >"${0%/*}/process"
exec sleep 60
TOOL
chmod +x "$T/slow/gnuplot"
ended() { # NAME COMMAND...
    check=$1
    shift
    rm -f "$T/slow/process"
    PATH="$T/slow:$PATH" "$@" >"$T/out" 2>"$T/err" &
    child=$!
    for _ in $(seq 300); do [ -s "$T/slow/process" ] && break || sleep 0.1; done
    kill -TERM $child
    wait $child
    code=$?
    holds "$check: it ends by the signal ($code)" test $code = 143
    says "$check: told in one line" "interrupted"
    holds "$check: gnuplot has ended" sh -c '! kill -0 "$(cat "$0")" 2>/dev/null' "$T/slow/process"
    holds "$check: nothing unfinished is left" test -z "$(find "$T/signal" -name '.chiffre-*' 2>&1)"
}
ended "plot, SIGTERM" "$CHIFFRE" plot --kind columns --render svg "$T/conflict.csv" -o "$T/signal"
ended "run, SIGTERM" "$CHIFFRE" run -o "$T/signal" data/samples

# ---- Attack --------------------------------------------------------------------------------------------------------------------
mkdir "$T/attack"
cd "$T/attack" || exit 2
expect "names that would run commands" 0 "$CHIFFRE" plot --render svg "$nasty" -o out --title '`touch ran-8`' --subtitle "'; system('touch ran-9') #" \
    --source '$(touch ran-10)'
silent "gnuplot reads them without a word"
expect "the same as bars" 0 "$CHIFFRE" plot --kind entities --metrics revenue --render svg "$nasty" -o bars
expect "the same as columns" 0 "$CHIFFRE" plot --kind columns --render svg "$nasty" -o columns
holds "nothing ran" test -z "$(find "$T" -name 'ran-*')"
holds "a backquote plots as itself" grep -qF '<text>`touch ran-1`</text>' bars/entities-revenue.svg
holds "a quote plots as itself" grep -qF "<text>'; system('touch" bars/entities-revenue.svg
holds "marks of enhanced text plot as themselves" grep -qF '{/Bold a}_b^c @d' bars/entities-revenue.svg
holds "no element of HTML gets in" sh -c '! grep -q "<script>alert" bars/entities-revenue.svg'
holds "a newline is a new line" grep -qF '<text>!touch ran-4</text>' bars/entities-revenue.svg
finish
