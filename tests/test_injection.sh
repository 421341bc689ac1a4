#!/bin/bash
# What others wrote must stay what it is: in spreadsheets, scripts of gnuplot, the review page, JSON, on a terminal, as names of files and
# before child processes. Each attack would leave a mark if it worked: a file called ran-*, a foreign element, a request, a changed victim.
# (More of plots in test_plot.sh and unit_gnuplot.c, of the page in check_page.sh, of names in test_cli.sh.)
. tests/lib.sh
C=$(realpath "$CHIFFRE")
root=$PWD
cd "$T" || exit 2
none_ran() { holds "$1: nothing ran" test -z "$(find "$T" -name 'ran*' -print)"; }
# tame NAME FILE...: nothing that steers a terminal, and UTF-8
tame() {
    holds "$1" python3 - "${@:2}" <<'PYTHON'
import re, sys
for name in sys.argv[1:]:
    text = open(name, "rb").read().decode("utf-8")
    found = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]", text)
    assert not found, (name, text[max(0, found.start() - 30):found.end() + 30])
PYTHON
}
wrong='a réalisé en 2024 un chiffre d’affaires de 167,7 millions d’euros, contre 148,0 millions d’euros en 2023, soit une hausse de 31 %.'
printf 'Verdane %s\n' "$wrong" >wrong.txt

# ---- spreadsheets
cat >cells.csv <<'CELLS'
document,id,line,text,kind,value,value_to,bound,decimals,unit,per,metric,entity,period,status,relation,of
"=cmd|' /C touch ran-1'!A0",1,2,"=HYPERLINK(""http://127.0.0.1:9/"",""x"")",money,167700000000,,exact,-8,USD,,revenue,"=cmd|' /C calc'!A0",2024,actual,,
"+1+1",2,2,"@SUM(1)",money,167700000,,exact,-5,USD,,revenue,"+1+cmd|' /C calc'!A0",2024,actual,,
"-2+3",3,2,"-2+3",money,1677000,,exact,-3,USD,,revenue,"-2+3+cmd|' /C calc'!A0",2024,actual,,
"@x",4,2,"@x",money,16770000,,exact,-3,USD,,revenue,"@SUM(1+1)",2024,actual,,
"	=1+1",5,2,"	=1+1",money,1677000,,exact,-3,USD,,revenue,"	=1+2",2024,actual,,
x,6,2,x,money,1677000,,exact,-3,USD,,revenue,"=WEBSERVICE(""http://127.0.0.1:9/"")",2024,actual,,
CELLS
for style in rfc4180 excel-en excel-fr tsv; do
    expect "cells as $style" 0 "$C" compare --csv $style -o "cells-$style.csv" cells.csv
    holds "cells as $style: none begins as a formula" python3 - "cells-$style.csv" $style <<'PYTHON'
import csv, re, sys
delimiter = {"excel-fr": ";", "tsv": "\t"}.get(sys.argv[2], ",")
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""), delimiter=delimiter))
assert len(rows) == 7, rows
for cell in (cell for row in rows for cell in row):
    assert not re.match("[=+@\t\r]|-[^0-9]", cell), cell
PYTHON
done
expect "cells of a workbook" 0 "$C" compare --detail -o cells.xlsx cells.csv
holds "cells of a workbook: none is a formula of theirs, no link leads out" python3 - <<'PYTHON'
import re, zipfile
book = zipfile.ZipFile("cells.xlsx")
for name in book.namelist():
    part = book.read(name).decode("utf-8", "replace")
    for formula in re.findall("<f[ >].*?</f>", part):
        assert not re.search("cmd|HYPERLINK|WEBSERVICE|SUM\\(1", formula), formula
    assert not re.search('TargetMode="External"', part), name
assert "=cmd|" in book.read("xl/sharedStrings.xml").decode()
PYTHON
if command -v soffice >/dev/null; then
    for file in cells-rfc4180.csv cells-excel-en.csv cells.xlsx; do
        mkdir -p "office-$file"
        filter=
        [ "${file%.csv}" != "$file" ] && filter=--infilter=CSV:44,34,76,1,,1033,false,true
        timeout 200 soffice "-env:UserInstallation=file://$T/profile" --headless $filter --convert-to fods --outdir "office-$file" "$file" >/dev/null 2>&1
        holds "LibreOffice takes the cells of $file for text" python3 - "office-$file"/*.fods <<'PYTHON'
import sys, xml.etree.ElementTree as tree
office, table = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}", "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
seen = 0
for cell in tree.parse(sys.argv[1]).iter(table + "table-cell"):
    text = "".join(cell.itertext())
    formula = cell.get(table + "formula") or ""
    assert not any(word in formula for word in ("cmd", "WEBSERVICE", "HYPERLINK", "SUM(1", "1+2")), formula
    if "cmd|" in text or "WEBSERVICE" in text:
        assert cell.get(office + "value-type") == "string", text
        seen += 1
assert seen >= 4, seen
PYTHON
    done
else
    echo "# LibreOffice is not installed (libreoffice-calc): not read back"
fi

# ---- gnuplot: in the name of a column, an entity, a document; all the way from an article
cat >plot.csv <<'TABLE'
entity,period,unit,"`touch ran-2`'; system('touch ran-3'); #",revenue
"%s%n%1000000d@x {/=50000 y}$(touch ran-4)",2022,EUR,1,3
"%s%n%1000000d@x {/=50000 y}$(touch ran-4)",2023,EUR,2,4
"a""; !touch ran-5
!touch ran-6",2022,EUR,2,4
"a""; !touch ran-5
!touch ran-6",2023,EUR,3,5
TABLE
expect "a table of attacks" 0 "$C" plot -o charts plot.csv
mkdir "\`touch ran-7\`'; system('touch ran-8') #"
printf 'Verdane a réalisé en 2024 un chiffre d’affaires de 167,7 millions d’euros, contre 148,0 millions d’euros en 2023.\n' \
    >"\`touch ran-7\`'; system('touch ran-8') #/\$(touch ran-9)
!touch ran-10.txt"
if command -v gnuplot >/dev/null; then
    expect "drawn" 0 "$C" plot --render svg -o charts plot.csv
    expect "run on names of attack" 0 "$C" run --to EUR -o "out '\`touch ran-11\`" "\`touch ran-7\`'; system('touch ran-8') #"
    holds "run on names of attack: drawn" sh -c 'ls "$1"/charts/*.svg >/dev/null' - "out '\`touch ran-11\`"
    for script in charts/*.gp "out '\`touch ran-11\`"/charts/*.gp; do
        (cd "$(dirname "$script")" && gnuplot "$(basename "$script")") >/dev/null 2>>gnuplot.words
    done
    holds "gnuplot has nothing to say" test ! -s gnuplot.words
fi
rmdir ran-* 2>/dev/null
holds "gnuplot: nothing ran" test -z "$(find "$T" -name 'ran*' ! -name '*.txt' -print)"

# ---- the review page: in the text, the title, the document's name, a fact's source
page_attacks="$root/tests/injection_page.py"
if command -v chromium >/dev/null; then
    holds "the review page in Chromium: no foreign element, dialog or request" python3 "$page_attacks" "$C" "$T"
else
    echo "# no Chromium: the review page is not opened"
fi

# ---- JSON and SARIF, whatever the names are
odd=$(printf 'e\033]0;x\007y\n\342\200\256l\233\302\205"\\ z.txt')
cp wrong.txt "$odd"
printf '%s\n' '{"id":"a\u001b]0;pwn\u0007\n\u202e\u2028\u0000\ud83d\ude00b","title":"\u009b31m","text":"Verdane a réalisé en 2024 un chiffre d’affaires de 167,7 millions d’euros, contre 148,0\u202fmillions d’euros en 2023, soit une hausse de 31 %."}' >odd.jsonl
for form in jsonl sarif; do
    expect "findings as $form" 1 "$C" check --format $form -o "found.$form" "$odd" odd.jsonl
    holds "findings as $form: JSON in UTF-8" python3 -c 'import json, sys
text = open(sys.argv[1], encoding="utf-8", newline="\n").read()
for part in text.strip("\n").split("\n") if sys.argv[1].endswith("jsonl") else [text]: json.loads(part)' "found.$form"
done
expect "figures as JSON" 0 "$C" extract --format jsonl -o odd-figures.jsonl "$odd" odd.jsonl
holds "figures as JSON: in UTF-8" python3 -c 'import json
for line in open("odd-figures.jsonl", encoding="utf-8", newline="\n"): json.loads(line)'
printf '%s\n' '{"id":"a","text":"12 % \ud800 en 2024"}' >lone.jsonl
expect "a lone surrogate" 2 "$C" extract lone.jsonl
says "a lone surrogate: its place" "lone.jsonl:1:"

# ---- terminals: what people read
"$C" check "$odd" odd.jsonl >seen-1 2>&1
"$C" check --all --messages fr "$odd" >seen-2 2>&1
"$C" extract --explain "$odd" odd.jsonl >seen-3 2>&1
bad=$(printf 'no\033[2Jsuch\233\342\200\256\342\200\250\177thing')
n=4
for words in "extract $bad" "check --against $bad wrong.txt" "normalize $bad" "compare $bad" "compare --metrics $bad cells.csv" \
    "plot $bad" "run -o $bad/$bad $bad" "rates $bad EUR 2024" "extract --lang $bad wrong.txt" "$bad" "extract --$bad" "--generate $bad" \
    "extract --field $bad odd.jsonl" "extract --encoding $bad wrong.txt" "plot --kind $bad plot.csv" "normalize --rates $bad cells.csv" \
    "extract --include $bad ."; do
    # shellcheck disable=SC2086
    "$C" $words >seen-$n 2>&1
    n=$((n + 1))
done
printf 'document,id,%s\n1,2,3\n' "$bad" >bad.csv
printf '{"%s":' "$bad" >bad.jsonl
for file in bad.csv bad.jsonl; do
    "$C" normalize $file >seen-$n 2>&1
    "$C" plot $file >seen-1$n 2>&1
    "$C" check --against $file wrong.txt >seen-2$n 2>&1
    n=$((n + 1))
done
tame "nothing that people read steers a terminal" seen-*

# ---- names of files
long=$(printf 'l%.0s' $(seq 250)).txt
for name in "$long" $'tab\tand\nline.txt' '-dash.txt' $'invalid\xff.txt' '--output.txt' '$(touch ran).txt' '; touch ran;.txt'; do
    cp wrong.txt "./$name"
    expect "a file $(printf %q "${name:0:20}")" 0 "$C" extract -o figures.csv -- "$name"
    holds "a file $(printf %q "${name:0:20}"): its figures" test "$(grep -c 1677 figures.csv)" = 1
    expect "an output $(printf %q "${name:0:20}")" 0 "$C" extract -o "made-${name:5}" wrong.txt
done
expect "a name longer than the system takes" 2 "$C" extract "$(printf 'x%.0s' $(seq 5000))"
expect "an output of such a name" 2 "$C" extract -o "$(printf 'x/%.0s' $(seq 3000))y" wrong.txt
for tool in pdftotext pandoc; do
    command -v $tool >/dev/null || continue
    ending=pdf
    [ $tool = pandoc ] && ending=docx
    if [ $tool = pandoc ]; then pandoc wrong.txt -o wrong.docx; else "$root/tests/documents_check.py" pdf wrong.txt >wrong.pdf; fi
    for name in '-o.' '--help.' '$(touch ran).' '; touch ran;.' '|touch ran.' $'a\nb.' '`touch ran`.'; do
        cp wrong.$ending "./$name$ending"
        expect "$tool before $(printf %q "$name")" 0 "$C" extract -o figures.csv -- "$name$ending"
        holds "$tool before $(printf %q "$name"): read" test "$(grep -c 1677 figures.csv)" = 1
        rm -f -- "./$name$ending"
    done
done
rm -f -- './; touch ran;.txt' './$(touch ran).txt' 'made-ch ran).txt' 'made-ch ran;.txt'
none_ran "names of files"

# ---- links and planted files where results go
echo victim >victim
mkdir links
ln -s ../victim links/link.csv
ln -s ../absent links/dangling.csv
expect "a link under the final name" 0 "$C" extract -o links/link.csv wrong.txt
holds "is replaced, not followed" test -f links/link.csv -a ! -L links/link.csv -a "$(cat victim)" = victim
expect "a dangling one" 0 "$C" extract -o links/dangling.csv wrong.txt
holds "a dangling one: replaced, not followed" test -f links/dangling.csv -a ! -L links/dangling.csv -a ! -e absent
printf 'entity,period,unit,revenue\nX,2022,EUR,1\nX,2023,EUR,2\n' >small.csv
for name in x-columns-revenue.svg x-columns-revenue.gp; do ln -sf ../victim "links/$name"; done
if command -v gnuplot >/dev/null; then
    expect "links under a chart's names" 0 "$C" plot --kind columns --render svg -o links small.csv
    holds "links under a chart's names: the victim is as it was" test "$(cat victim)" = victim -a ! -L links/x-columns-revenue.svg
fi
mkdir tools
cat >tools/gnuplot <<'TOOL'
#!/bin/sh
for word; do case $word in *target=*) target=${word##*target=\'} ;; esac; done
target=${target%\'}
{ [ -f "$target" ] && [ ! -L "$target" ] && [ ! -s "$target" ] && echo "$target"; } >../target
echo picture >"$target"
TOOL
chmod +x tools/gnuplot
expect "a picture is made" 0 env PATH="$T/tools:$PATH" "$C" plot --kind columns --render svg -o links small.csv
holds "under a name that could not be planted, in a file that is there already" grep -qE '^\.chiffre-[0-9a-f]{16}\.tmp$' target
for n in $(seq 20); do ln -sf ../victim "links/.chiffre-$(printf '%016d' "$n").tmp"; done
expect "planted temporary names" 0 "$C" extract -o links/again.csv wrong.txt
holds "planted temporary names: the victim is as it was" test "$(cat victim)" = victim
# A folder of results in which somebody else has put links, or a pipe under a script's name.
for year in 2019 2020 2021 2022 2023; do
    printf 'In %d, Acme revenue was $%d million and its free cash flow $%d million.\n' $year $((year - 1900)) $((year - 1990))
done >years.txt
expect "run" 0 "$C" run --to USD -o theirs years.txt
holds "run makes charts" sh -c 'ls theirs/charts/*.gp'
mv theirs/charts elsewhere
ls -l --time-style=full-iso elsewhere >before.txt
ln -s ../elsewhere theirs/charts
expect "charts are a link to a folder" 2 "$C" run --to USD -o theirs years.txt
says "charts are a link to a folder: told" "theirs/charts: it is a link"
ls -l --time-style=full-iso elsewhere >after.txt
same "charts are a link to a folder: nothing there has changed" before.txt after.txt
rm theirs/charts
mkdir theirs/charts
ln -s ../../elsewhere theirs/charts/year
script=$(basename "$(ls elsewhere/*.gp | head -n 1)")
ln -s "../../elsewhere/$script" theirs/charts/stale.gp
: >theirs/charts/stale.svg
mkfifo theirs/charts/pipe.gp
expect "links and a pipe among the charts" 0 timeout 60 "$C" run --to USD -o theirs years.txt
ls -l --time-style=full-iso elsewhere >after.txt
same "links and a pipe among the charts: nothing elsewhere has changed" before.txt after.txt
holds "links and a pipe among the charts: they are no scripts of an earlier run" test -L theirs/charts/stale.gp -a -p theirs/charts/pipe.gp -a -e theirs/charts/stale.svg
"$C" extract -o same.csv wrong.txt
cp same.csv other.csv
expect "the output is the input" 0 "$C" normalize --to EUR -o same.csv same.csv
"$C" normalize --to EUR -o normalized.csv other.csv
same "the output is the input: the same as elsewhere" normalized.csv same.csv

# ---- bombs
# A sanitizer's program asks for more addresses than any limit here: it goes without.
addresses=3000000 few=150000
(ulimit -v $few && "$C" --version) >/dev/null 2>&1 || addresses=unlimited few=unlimited
( ulimit -v $addresses
python3 -c 'print("[" * 3000000)' >deep.json
python3 -c 'print("{\"text\":" * 3000000)' >deep.jsonl
python3 -c 'print("<div>" * 300000 + "12 %")' >deep.html
head -c 1500000000 /dev/zero | gzip -1 >zeros.txt.gz
head -c 1500000000 /dev/zero | gzip -1 >zeros.jsonl.gz
python3 - <<'PYTHON'
import zipfile
with zipfile.ZipFile("bomb.zip", "w", zipfile.ZIP_DEFLATED) as bomb, bomb.open("a.csv", "w", force_zip64=True) as part:
    for _ in range(700): part.write(bytes(1 << 20))
PYTHON
for file in deep.jsonl deep.html zeros.txt.gz zeros.jsonl.gz; do
    expect "a bomb: $file" 2 timeout 120 "$C" extract $file
    says "a bomb: $file is refused in one line" "$file"
done
expect "a bomb: facts" 2 timeout 60 "$C" check --against deep.json wrong.txt
expect "a bomb: rates" 2 timeout 60 "$C" rates --rates bomb.zip USD EUR 2024
[ $failures = 0 ] ) || failures=$((failures + 1))
awk 'BEGIN { for (i = 0; i < 200000; i++) printf "{\"id\":%d,\"text\":\"%0500d nothing in here for anybody to count\"}\n", i, 0 }' | tr 0 x | sed 's/"id":[0-9x]*/"id":1/' | gzip -1 >many.jsonl.gz
( ulimit -v $few; expect "100 MB of packed lines in 150 MB of addresses" 0 timeout 120 "$C" extract -o many.csv many.jsonl.gz; [ $failures = 0 ] ) ||
    failures=$((failures + 1))
echo "a secret: 77 000 euros" >secret
{
    printf '<!DOCTYPE html [<!ENTITY a "12 %% 12 %% 12 %%">'
    last=a
    for name in b c d e f g h i j k; do
        printf '<!ENTITY %s "&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;">' $name $last $last $last $last $last $last $last $last $last $last
        last=$name
    done
    printf '<!ENTITY x SYSTEM "file://%s/secret">]><html><body><p>Le taux est de 3 %%. &k; &x; <xi:include href="secret" parse="text"/></p>' "$T"
} >laughs.html
expect "a billion laughs" 0 timeout 20 "$C" extract laughs.html
holds "a billion laughs: one figure, no secret" sh -c '[ "$(wc -l <"$1")" = 2 ] && ! grep -q 77 "$1"' - out

# ---- child processes
child() { # NAME PROGRAM SCRIPT CODE TEXT ARGUMENT...: what is said when the program does that
    local name=$1 program=$2 script=$3 code=$4 text=$5
    shift 5
    printf '#!/bin/bash\n%s\n' "$script" >"tools/$program"
    chmod +x "tools/$program"
    expect "$program $name" "$code" env PATH="$T/tools:$PATH" timeout 60 "$C" "$@"
    says "$program $name: said" "$text"
}
[ -s wrong.pdf ] || printf '%%PDF-1.4\n' >wrong.pdf
[ -s wrong.docx ] || printf 'PK\003\004' >wrong.docx
for pair in pdftotext:wrong.pdf pandoc:wrong.docx; do
    program=${pair%:*} file=${pair#*:}
    child "is killed" $program 'kill -9 $$' 2 "$program cannot read it: ended by signal 9" extract $file
    child "fails without a word" $program 'exit 7' 2 "$program cannot read it: exit code 7" extract $file
    child "fails with words that steer" $program 'printf "x\033[2Jy\n" >&2; exit 1' 2 "$program cannot read it: x" extract $file
    tame "$program fails with words that steer: they do not" err
    child "hangs, and so does what it has started" $program 'sleep 987 & sleep 986' 2 "did not end within 1 seconds" extract --time-limit 1 $file
    child "writes for ever" $program 'exec yes' 2 "MiB of text" extract $file
    child "complains for ever" $program 'exec yes >&2' 2 "did not end within 1 seconds" extract --time-limit 1 $file
    expect "$program is missing" 2 env PATH="$T/none" "$C" extract $file
    says "$program is missing: the package is named" "apt-get install"
done
holds "no process is left" sh -c '! pgrep -f "^sleep 98[67]$" >/dev/null'
child "may not take all memory" pdftotext 'python3 -c "x = bytearray(3 << 30)" 2>/dev/null || exit 9' 2 "exit code 9" extract wrong.pdf
child "is killed" gnuplot 'kill -9 $$' 3 "gnuplot failed: ended by signal 9" plot --kind columns --render svg -o charts small.csv
child "fails without a word" gnuplot 'exit 7' 3 "gnuplot failed: exit code 7" plot --kind columns --render svg -o charts small.csv
child "writes for ever" gnuplot 'for w; do case $w in *target=*) t=${w##*target=?}; t=${t%?} ;; esac; done; exec yes >"$t"' 3 "gnuplot failed: " \
    plot --kind columns --render svg -o charts small.csv
holds "no half picture is left" test -z "$(find charts -name '.chiffre-*' -o -name 'x-columns*.svg')"
export XDG_DATA_HOME=$T/data
child "is killed" curl 'kill -9 $$' 2 "not fetched" rates --download --url http://127.0.0.1:9/x
child "writes for ever" curl 'while [ $# -gt 1 ]; do [ "$1" = --output ] && o=$2; shift; done; exec yes >"$o"' 2 "not fetched" \
    rates --download --url http://127.0.0.1:9/x
child "sees a dash" curl 'case " $* " in *" -- --evil "*) exit 6 ;; esac; exit 22' 2 "its host cannot be found" rates --download --url --evil
expect "curl is missing" 2 env PATH="$T/none" "$C" rates --download
holds "curl has left nothing" test -z "$(find "$T/data" -type f 2>/dev/null)"
none_ran "all of it"
finish
