#!/bin/bash
# Every subcommand while one call after the other fails: memory, files, processes; and killed at any moment. It must say so with exit code
# 2 or 3, give back its memory, and leave whole files or none. FAULTS=all (make faults) takes every call in turn and 500 moments; without
# it the first ones, then steps of a tenth. FAULTS_ONLY=NAME does the scenarios whose name holds NAME, FAULTS_PLAN=moments those of that
# plan (memory, calls, kill, moments).
. tests/lib.sh
if [ ! -x "$B/tests/faults" ] || [ ! -e "$B/tests/fault_shim.so" ]; then
    echo "nothing can be preloaded before a sanitizer: no faults"
    exit 77
fi
C=$(realpath "$CHIFFRE")
shim=$(realpath "$B/tests/fault_shim.so")
# kept: writes of libxlsxwriter's temporary files that fail and that it does not look at
if [ "$FAULTS" = all ]; then most=0 moments=125 kept=170; else most=24 moments=12 kept=80; fi
started=$(date +%s)
sweep() { # PLAN NAME ARGUMENT... ; [--option value ...] before chiffre's own
    local plan=$1 name=$2 options=()
    shift 2
    case $name in *"$FAULTS_ONLY"*) ;; *) return ;; esac
    case $plan in "${FAULTS_PLAN:-$plan}") ;; *) return ;; esac
    while [ "${1#--}" != "$1" ] && [ "$1" != --generate ]; do
        options+=("$1" "$2")
        shift 2
    done
    [ "$plan" = moments ] && options+=(--most "$moments" --seed 20251)
    "$B/tests/faults" --shim "$shim" --plan "$plan" --name "$name" --most "$most" "${options[@]}" -- "$C" "$@" >>"$T/log" || failures=$((failures + 1))
    tail -n +"$((shown + 1))" "$T/log"
    shown=$(wc -l <"$T/log")
}
: >"$T/log"
shown=0

# ---- inputs of every form
mkdir "$T/folder"
head -c 3000 data/samples/amazon-2025-t2.txt >"$T/a.txt"
cp "$T/a.txt" "$T/folder/1.txt"
printf 'Revenue was $3.2 billion in 2023, up 4%% from $3.1 billion.\n' >"$T/folder/2.txt"
gzip -c "$T/a.txt" >"$T/a.txt.gz"
iconv -f utf-8 -t utf-16le "$T/a.txt" >"$T/a.utf16.txt"
tests/documents_check.py pdf "$T/a.txt" >"$T/a.pdf"
cat >"$T/a.html" <<'PAGE'
<!doctype html><html lang="fr"><head><title>Résultats</title><meta property="article:published_time" content="2025-02-03">
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-02-03","headline":"Résultats annuels"}</script></head><body>
<article><h1>Résultats</h1><p>Le chiffre d’affaires a atteint 12,5&nbsp;millions d’euros en 2024, en hausse de 3 % sur un an.</p>
<table><caption>En millions d’euros</caption><tr><th></th><th>2024</th><th>2023</th></tr><tr><td>Chiffre d’affaires</td><td>12,5</td><td>12,1</td></tr></table>
</article></body></html>
PAGE
printf '%s\n' '{"id":"x","text":"Revenue was $3.2 billion in 2023.","date":"2024-02-01","title":"\u00e9t\u00e9"}' '{"id":2,"text":"12 % en 2024"}' >"$T/a.jsonl"
"$C" extract -o "$T/figures.csv" "$T/a.txt" && "$C" extract --format jsonl -o "$T/figures.jsonl" "$T/a.jsonl" &&
    "$C" compare --derive -o "$T/table.csv" "$T/figures.csv" 2>/dev/null || exit 2
printf 'date,currency,rate\n2025-06-30,USD,1.1720\n2025-06-27,USD,1.1704\n' >"$T/rates.csv"
python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED).write(sys.argv[1], "rates.csv")' "$T/rates.csv" "$T/rates.zip"
cat >"$T/facts.json" <<'FACTS'
{"cik":1,"entityName":"Amazon","facts":{"us-gaap":{"Revenues":{"label":"Revenues","units":{"USD":[
{"start":"2024-01-01","end":"2024-12-31","val":637959000000,"accn":"0-1","fy":2024,"fp":"FY","form":"10-K","filed":"2025-02-07"},
{"start":"2025-04-01","end":"2025-06-30","val":167702000000,"accn":"0-2","fy":2025,"fp":"Q2","form":"10-Q","filed":"2025-08-01"}]}}}}}
FACTS

# ---- the Nth allocation fails, and it and all behind it
sweep memory "extract text" extract --date 2025-08-01 -o o.csv "$T/a.txt"
sweep memory "extract a folder" extract -o o.csv "$T/folder"
sweep memory "extract, explained" extract --explain -o o.txt "$T/folder/2.txt"
sweep memory "extract gzip" extract --format jsonl -o o.jsonl "$T/a.txt.gz"
sweep memory "extract UTF-16" extract --encoding utf-16le -o o.csv "$T/a.utf16.txt"
# libxml2, when it is loaded, keeps what it has begun with where it has no memory for a lock (3 moments of 398, once a process).
sweep memory "extract a page" --spare 11 --loader 3 extract -o o.csv "$T/a.html"
sweep memory "extract JSON Lines" extract --from jsonl --format jsonl "$T/a.jsonl"
command -v pdftotext >/dev/null && sweep memory "extract PDF" extract -o o.csv "$T/a.pdf"
sweep memory "normalize" normalize --to EUR --rates "$T/rates.csv" -o o.csv "$T/figures.csv"
sweep memory "normalize JSON Lines" normalize --to EUR --rates "$T/rates.zip" --format jsonl -o o.jsonl "$T/figures.jsonl"
sweep memory "rates" rates USD EUR 2025-Q2 -o o.csv
sweep memory "compare" compare --derive --year-on-year --index --trend linear --statistics -o o.csv "$T/figures.csv"
sweep memory "compare to a workbook" --silent 250 compare --derive --year-on-year --detail -o o.xlsx "$T/figures.csv"
for format in line jsonl csv sarif html; do
    sweep memory "check $format" check --all --against "$PWD/data/facts/amazon.csv" --against "$T/facts.json" --format $format -o o.out "$T/a.txt"
done
sweep memory "check, a baseline" check --write-baseline base.json --fail-on never -o o.out "$T/figures.csv"
sweep memory "plot" plot -o charts "$T/table.csv"
sweep memory "run" --silent 250 run --to EUR --date 2025-08-01 -o out "$T/a.txt"
sweep memory "the manual" --generate man

# ---- reads, writes, opens, closes, renames, folders, children
sweep calls "extract a folder" extract -o o.csv "$T/folder"
sweep calls "extract to standard output" --stream yes extract "$T/a.txt.gz"
sweep calls "an old file" --old o.csv extract -o o.csv "$T/a.txt"
sweep calls "standard input" --stream yes --input "$T/a.jsonl" extract --from jsonl -
command -v pdftotext >/dev/null && sweep calls "extract PDF" extract -o o.csv "$T/a.pdf"
sweep calls "normalize" normalize --to EUR --rates "$T/rates.zip" -o o.csv "$T/figures.csv"
sweep calls "compare to a workbook" --silent $kept compare -o o.xlsx "$T/figures.csv"
sweep calls "check, a page" check --against "$T/facts.json" --format html --write-baseline base.json -o o.html "$T/a.txt"
if command -v gnuplot >/dev/null; then
    sweep calls "plot" plot --metrics revenue --kind columns --render svg -o charts "$T/table.csv"
    sweep calls "run" --silent $kept run --to EUR --date 2025-08-01 --metrics revenue -o out "$T/a.txt"
fi
command -v curl >/dev/null && sweep calls "rates --download" rates --download --url "file://$T/rates.zip"

# ---- killed: at each such call, and at moments
for plan in kill moments; do
    sweep $plan "extract" --old o.csv extract -o o.csv "$T/folder"
    sweep $plan "compare to a workbook" --old o.xlsx compare -o o.xlsx "$T/figures.csv"
    sweep $plan "check, a page" --old o.html check --format html -o o.html "$T/a.txt"
    command -v gnuplot >/dev/null && sweep $plan "run" run --to EUR --metrics revenue -o out "$T/a.txt"
done
runs=$(sed -n 's/.*[ (]\([0-9]*\) runs.*/\1/p' "$T/log" | awk '{ n += $1 } END { print n + 0 }')
echo "# $runs runs in $(($(date +%s) - started)) s"
finish
