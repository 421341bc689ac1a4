#!/bin/sh
# chiffre compare from outside: its rules, forms and failures; what LibreOffice sees in its files.
. tests/lib.sh

cat >"$T/figures.csv" <<'END'
document,id,line,text,kind,value,value_to,bound,decimals,unit,per,metric,entity,period,status,relation,of
a.txt,1,3,"143,3 Md$",money,143300000000,,exact,-8,USD,,revenue,Amazon,2024-Q1,actual,,
a.txt,2,4,"148,0 Md$",money,148000000000,,exact,-8,USD,,revenue,Amazon,2024-Q2,actual,,
a.txt,3,5,"158,9 Md$",money,158900000000,,exact,-8,USD,,revenue,AMAZON,2024-Q3,actual,,
b.txt,1,1,"638,0 Md$",money,638000000000,,exact,-8,USD,,revenue,"Amazon.com, Inc.",2024,actual,,
b.txt,2,2,"155,7 Md$",money,155700000000,,exact,-8,USD,,revenue,Amazon,2025-Q1,actual,,
b.txt,3,2,"167,7 Md$",money,167700000000,,exact,-8,USD,,revenue,Amazon,2025-Q2,actual,,
b.txt,4,2,13 %,percent,13,,exact,0,percent,,revenue,Amazon,2025-Q2,actual,growth,3
a.txt,5,7,"15,3 Md$",money,15300000000,,exact,-8,USD,,operating_income,Amazon,2024-Q1,actual,,
a.txt,6,7,"14,7 Md$",money,14700000000,,exact,-8,USD,,operating_income,Amazon,2024-Q2,actual,,
a.txt,7,7,"17,4 Md$",money,17400000000,,exact,-8,USD,,operating_income,Amazon,2024-Q3,actual,,
b.txt,5,7,"18,4 Md$",money,18400000000,,exact,-8,USD,,operating_income,Amazon,2025-Q1,actual,,
c.txt,1,7,"81,4 Md$",money,81400000000,,exact,-8,USD,,operating_income,Amazon,2025-Q1,actual,,
c.txt,2,8,1 560 000,headcount,1560000,,about,-4,persons,,headcount,Amazon,2025-03-31,actual,,
c.txt,3,8,=1+1,money,5000000.5,,exact,1,USD,,revenue,"=HYPERLINK(""http://x"")",2025-Q1,forecast,,
c.txt,4,9,"3,1 %",percent,3.1,,exact,1,percent,,operating_margin,@Bus,2025-Q1,actual,,
END

expect "a table" 0 "$CHIFFRE" compare --metrics revenue,operating_income --entities amazon "$T/figures.csv"
cat >"$T/expected" <<'END'
entity,period,period_type,period_start,period_end,unit,revenue,operating_income,note
"Amazon.com, Inc.",2024-Q1,quarter,2024-01-01,2024-03-31,USD,143300000000,15300000000,
"Amazon.com, Inc.",2024-Q2,quarter,2024-04-01,2024-06-30,USD,148000000000,14700000000,
"Amazon.com, Inc.",2024-Q3,quarter,2024-07-01,2024-09-30,USD,158900000000,17400000000,
"Amazon.com, Inc.",2025-Q1,quarter,2025-01-01,2025-03-31,USD,155700000000,18400000000,"operating_income: conflict 18400000000 (b.txt:7), 81400000000 (c.txt:7)"
"Amazon.com, Inc.",2025-Q2,quarter,2025-04-01,2025-06-30,USD,167700000000,,
END
same "one row a period and entity, one column a metric" "$T/expected" "$T/out"
says "what was left out is said in one line" "left out: 1 of a year"

expect "derive" 0 "$CHIFFRE" compare -m revenue --derive -e Amazon --year-on-year "$T/figures.csv"
holds "the fourth quarter follows from the year" grep -q '^"Amazon.com, Inc.",2024-Q4,.*,187800000000,,revenue: derived from 2024 - 2024-Q1 - 2024-Q2 - 2024-Q3$' "$T/out"
holds "change over a year" grep -q '2025-Q2,.*,167700000000,13.31,$' "$T/out"
expect "standard input" 0 "$CHIFFRE" compare - <"$T/figures.csv"
expect "markdown" 0 "$CHIFFRE" compare -m revenue --format markdown "$T/figures.csv"
holds "markdown has a head" grep -q '^| entity | period | unit | revenue | revenue.*status | note |$' "$T/out"
expect "round trip" 0 "$CHIFFRE" compare --by entity -m revenue --csv excel-fr --decimal point --bom no --crlf no --delimiter '|' "$T/figures.csv"
holds "single switches override the preset" grep -q '^revenue|2025-Q1|quarter|2025-01-01|2025-03-31|USD|5000000.5|forecast|155700000000|' "$T/out"
expect "statistics" 0 "$CHIFFRE" compare -m revenue --statistics "$T/figures.csv"
holds "few points are said" grep -q ',1,,,,,,too few points: 4 are needed$' "$T/out"
expect "an order that does not matter" 0 sh -c 'sed -n 1p "$2"; sed 1d "$2" | tac' - - "$T/figures.csv"
cp "$T/out" "$T/reversed.csv"
"$CHIFFRE" compare "$T/figures.csv" >"$T/one" 2>/dev/null
"$CHIFFRE" compare "$T/reversed.csv" >"$T/two" 2>/dev/null
sed 's/,"operating_income: conflict.*/,conflict/' "$T/one" >"$T/one.rows"
sed 's/,"operating_income: conflict.*/,conflict/; s/81400000000/18400000000/' "$T/two" >"$T/two.rows"
same "rows do not depend on the order of reading" "$T/one.rows" "$T/two.rows"

# A growth gives the level before in the currency that was written; a converted one would be at another period's rate.
cat >"$T/converted.csv" <<'END'
document,id,line,text,kind,value,value_to,bound,decimals,unit,per,metric,entity,period,status,relation,of,normalized_value,normalized_decimals,normalized_unit,fx_rate
b.txt,1,2,"167,7 Md$",money,167700000000,,exact,-8,USD,,revenue,Amazon,2025-Q2,actual,,,147910000000,-8,EUR,0.881987
b.txt,2,2,13 %,percent,13,,exact,0,percent,,revenue,Amazon,2025-Q2,actual,growth,1,13,0,percent,
b.txt,3,2,"20,0 Md€",money,20000000000,,exact,-8,EUR,,revenue,LVMH,2025-Q2,actual,,,20000000000,-8,EUR,
b.txt,4,2,25 %,percent,25,,exact,0,percent,,revenue,LVMH,2025-Q2,actual,growth,3,25,0,percent,
END
expect "growth of a converted figure" 0 "$CHIFFRE" compare --derive "$T/converted.csv"
holds "gives no level before" test "$(grep -c '^Amazon,' "$T/out")" = 1
holds "growth of one that was not converted does" grep -q '^LVMH,2024-Q2,.*,16000000000,revenue: derived from 2025-Q2 and growth' "$T/out"

# Bad input
expect "unknown metric" 2 "$CHIFFRE" compare -m revenu "$T/figures.csv"
says "and what was meant" "revenu"
expect "unknown ratio" 2 "$CHIFFRE" compare --ratio margin "$T/figures.csv"
expect "missing file" 2 "$CHIFFRE" compare "$T/none.csv"
says "missing file is named" "none.csv"
printf 'a,b\n1,2\n' >"$T/other.csv"
expect "not figures" 2 "$CHIFFRE" compare "$T/other.csv"
says "the column that is missing" "other.csv:1"
sed 's/,158900000000,/,158,9,/' "$T/figures.csv" >"$T/bad.csv"
expect "a bad row" 2 "$CHIFFRE" compare "$T/bad.csv"
says "with its place" "bad.csv:4"
expect "one of two files" 3 "$CHIFFRE" compare "$T/none.csv" "$T/figures.csv"
expect "a workbook needs a name" 2 "$CHIFFRE" compare --format xlsx "$T/figures.csv"
expect "confidence" 2 "$CHIFFRE" compare --confidence 100 --statistics "$T/figures.csv"
expect "delimiter" 2 "$CHIFFRE" compare --delimiter xx "$T/figures.csv"
if [ -e /dev/full ]; then
    expect "a full disk" 2 sh -c '"$1" compare "$2" >/dev/full' - "$CHIFFRE" "$T/figures.csv"
    holds "a full disk is said" grep -q "^chiffre: standard output: No space left" "$T/err"
fi
mkdir "$T/closed" && : >"$T/closed/keep"
expect "no folder" 2 "$CHIFFRE" compare -o "$T/absent/table.xlsx" "$T/figures.csv"
expect "no folder for CSV" 2 "$CHIFFRE" compare -o "$T/absent/table.csv" "$T/figures.csv"
head -n 1 "$T/figures.csv" >"$T/empty.csv"
expect "no figures" 0 "$CHIFFRE" compare -m revenue "$T/empty.csv"
holds "a table without rows" sh -c '[ "$(wc -l <"$1")" = 1 ]' - "$T/out"

all="--derive --detail --difference --change --year-on-year --index --share --growth-rate --ratio operating_margin,revenue_per_employee --trend linear"
expect "a workbook" 0 "$CHIFFRE" compare $all --statistics -o "$T/table.xlsx" "$T/figures.csv"
holds "is a zip of parts" python3 -c 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; names = z.namelist()
assert "xl/worksheets/sheet4.xml" in names and "xl/charts/chart1.xml" in names
assert b"HYPERLINK" not in b"".join(z.read(n).split(b"<f>")[0] for n in names if n.startswith("xl/worksheets/sheet1"))' "$T/table.xlsx"
# libxlsxwriter does not look at the writes to its temporary files: where one of them ends early the workbook must not pass for whole.
mkdir "$T/making"
full_disk() {
    for kilobytes in $(seq 1 3 80); do
        rm -f "$T/small.xlsx"
        (ulimit -f "$kilobytes" && TMPDIR=$T/making exec "$CHIFFRE" compare $all --statistics -o "$T/small.xlsx" "$T/figures.csv") 2>"$T/err"
        case $? in
        0) cmp -s "$T/small.xlsx" "$T/table.xlsx" || { echo "$kilobytes KB: another workbook"; return 1; } ;;
        2) [ ! -e "$T/small.xlsx" ] && grep -q '^chiffre: .*small.xlsx: ' "$T/err" || { echo "$kilobytes KB: no message, or a file"; return 1; } ;;
        *) echo "$kilobytes KB: another exit code"; return 1 ;;
        esac
    done
}
holds "where files may not grow the workbook is whole or refused" full_disk
holds "nothing is left where it was made" rmdir "$T/making"

if ! command -v soffice >/dev/null; then
    echo "# LibreOffice is not installed (libreoffice-calc): its round trips are skipped"
    finish
fi
expect "the same as CSV" 0 "$CHIFFRE" compare $all -o "$T/table.csv" "$T/figures.csv"
holds "LibreOffice calculates the formulas to the same values" tests/spreadsheet.py xlsx "$T/table.xlsx" "$T/table.csv"
expect "by entity" 0 "$CHIFFRE" compare --by entity $all --ratio '' -o "$T/entity.xlsx" "$T/figures.csv"
"$CHIFFRE" compare --by entity $all --ratio '' -o "$T/entity.csv" "$T/figures.csv" 2>/dev/null
holds "LibreOffice calculates shares across entities" tests/spreadsheet.py xlsx "$T/entity.xlsx" "$T/entity.csv"
for style in "rfc4180 comma 1033" "excel-en comma 1033" "excel-fr semicolon 1036" "tsv tab 1033"; do
    set -- $style
    "$CHIFFRE" compare $all --csv "$1" -o "$T/$1.csv" "$T/figures.csv" 2>/dev/null
    holds "LibreOffice reads numbers, dates and texts of $1" tests/spreadsheet.py csv "$T/$1.csv" "$2" "$3"
done
finish
