#!/bin/sh
# chiffre check: exit codes, the five forms, baselines, facts, rates; the review page in a real browser.
. tests/lib.sh
export LC_ALL=C.UTF-8
article=$T/article.txt
cat >"$article" <<'TEXT'
Altena a publié ses comptes. Le chiffre d'affaires d'Altena s'est élevé à 4,91 milliards d'euros en 2024.

Le groupe américain Denvale a coûté 540,7 millions de dollars (570 millions d'euros).
TEXT
facts=$T/facts.csv
printf '%s\n' entity,metric,period,value,unit,decimals,source Altena,revenue,2024,4812000000,EUR,-6,report >"$facts"
check() {
    "$CHIFFRE" check --built-in --lang fr --date 2024-02-01 "$@"
}
clean=$T/clean.txt
echo "Le chiffre d'affaires d'Altena s'est élevé à 4,81 milliards d'euros en 2024." >"$clean"

# ---- exit codes
expect "nothing to find" 0 check --against "$facts" "$clean"
silent "and nothing on standard error"
expect "a finding" 1 check --against "$facts" "$article"
holds "told with place, severity and rule" grep -qE '^.*article.txt:1:[0-9]+: warning: .* \[fact\]$' "$T/out"
holds "the conversion too" grep -qE '^.*article.txt:3:[0-9]+: warning: .* \[conversion\]$' "$T/out"
holds "notes are indented" grep -qE '^    note: ' "$T/out"
holds "coverage is told" grep -qE '^[0-9]+ figures?, [0-9]+ relations?, ' "$T/out"
expect "--fail-on error passes over a warning" 0 check --fail-on error --against "$facts" "$article"
expect "--fail-on never" 0 check --fail-on never --against "$facts" "$article"
expect "an article that is not there" 2 check "$T/none.txt"
says "is told" "$T/none.txt: No such file or directory"
expect "one article that is not there, and one that is" 3 check "$T/none.txt" "$clean"
expect "facts that are not there" 2 check --against "$T/none.csv" "$clean"
says "are told" none.csv
echo 'entity,metric,period,value,unit' >"$T/bad.csv"
echo 'A,sales,2024,1,EUR' >>"$T/bad.csv"
expect "facts with an unknown metric" 2 check --against "$T/bad.csv" "$clean"
says "are told with their line" "bad.csv:2:2: unknown metric sales"
expect "a broken baseline" 2 check --baseline "$facts" "$clean"
says "is told" "$facts:1:1:"
[ -c /dev/full ] && {
    expect "a full disk" 2 check -o /dev/full "$clean"
    says "is told" /dev/full
}
expect "no operand" 2 check
expect "an unknown form" 2 check --format xml "$clean"

# ---- what is no accusation, and intervals rounded outwards
cat >"$T/parts.txt" <<'TEXT'
Altena va supprimer 900 postes, soit 5 % des effectifs mondiaux, dont 420 en France.

Les ventes ont progressé de 5 %, dont 8 % en Asie. Marval a vendu 1,2 million de véhicules, en hausse de 4 %, dont 35 % d'électriques.

Le bénéfice net de Marval a atteint 1,2 milliard d'euros en 2024, dont 1,5 milliard en Europe.
TEXT
expect "parts of other units, of growth rates and of results" 0 check --all "$T/parts.txt"
holds "a bare part is one of the count" grep -qF '“420” lies within its whole “900 postes”' "$T/out"
holds "a result may be less than a part of it" grep -qF 'only if other parts are negative [share]' "$T/out"
echo "Plus de 2 000 milliards de dollars (1 870,3 milliards d'euros)." >"$T/rate.txt"
"$CHIFFRE" check --built-in --all --lang fr --date 2024-06-27 "$T/rate.txt" >"$T/out"
# 1999.5 / 1870.35 = 1.06905..., 2000.5 / 1870.25 = 1.06964...
holds "the implied rate is rounded outwards" grep -qF '1.0690 to 1.0697 USD for 1 EUR' "$T/out"

# ---- the day of a conversion: the article's, or one that the sentence tells (the fixings of March 2024 lie about 1.087)
told() {
    printf '%s\n' "$1" >"$T/told.txt"
    expect "$2" "$3" "$CHIFFRE" check --all --built-in --lang "$4" "$T/told.txt"
    holds "$2: says so" grep -qF "$5" "$T/out"
}
told "Altena rachète Denvale pour 1,43 milliard de dollars (1,31 milliard d'euros), a annoncé le groupe le 15 mars 2024." \
    "a day at the sentence's end" 0 fr 'average of 2024-03-01 to 2024-03-31: 1.0872'
told "Altena rachète Denvale pour 1,43 milliard de dollars (1,31 milliard d'euros) le 1er mars 2024." "the first of a month" 0 fr 'agrees with'
told 'Altena buys Denvale for $1.43 billion (1.31 billion euros), it said on March 15, 2024.' "month before day" 0 en 'agrees with'
told "Altena rachète Denvale pour 1,43 milliard de dollars (1,61 milliard d'euros), a annoncé le groupe le 15 mars 2024." \
    "such a day accuses nobody" 0 fr 'no date for the rate'
told "Altena rachète Denvale pour 1,43 milliard de dollars (1,31 million d'euros), a annoncé le groupe le 15 mars 2024." \
    "but of a factor" 1 fr '[scale]'
# 26 June was a Wednesday in 2013, 2019 and 2024; the pair is of 2024
told "À Washington, mercredi 26 juin, la présentation a été interrompue. Altena vaut 2 000 milliards de dollars (1 870,3 milliards d'euros)." \
    "a weekday, a day and a month without a year" 0 fr 'around 2024-06-26'
told "À Washington, mercredi 26 juin, la présentation a été interrompue. Altena vaut 1 430 milliards de dollars (2 170,3 milliards d'euros)." \
    "accuse nobody" 0 fr 'no date for the rate'

# ---- figures instead of articles
"$CHIFFRE" extract --lang fr --date 2024-02-01 "$article" >"$T/figures.csv"
"$CHIFFRE" extract --lang fr --date 2024-02-01 --format jsonl "$article" >"$T/figures.jsonl"
expect "figures in CSV" 1 check --against "$facts" --format csv -o "$T/from-csv" "$T/figures.csv"
expect "figures in JSON Lines" 1 check --against "$facts" --format csv -o "$T/from-jsonl" "$T/figures.jsonl"
same "both find the same" "$T/from-csv" "$T/from-jsonl"
printf '{"id":"d","lang":"fr","date":"2024-02-01","text":"Altena a un chiffre d'\''affaires de 4,91 milliards d'\''euros en 2024."}\n' >"$T/articles.jsonl"
expect "articles in JSON Lines" 1 check --against "$facts" "$T/articles.jsonl"
holds "are told by their id" grep -q '^d:1:' "$T/out"
expect "articles and figures together" 1 check --against "$facts" "$T/articles.jsonl" "$T/figures.csv"

for form in csv jsonl; do
    expect "figures in $form through a pipe" 1 sh -c '"$0" check --built-in --against "$1" --format csv -o "$3" - <"$2"' "$CHIFFRE" "$facts" \
        "$T/figures.$form" "$T/from-file"
    cat "$T/figures.$form" | check --against "$facts" --format csv -o "$T/from-pipe" -
    same "a file on standard input is read as the file itself" "$T/from-$form" "$T/from-file"
    same "and so is a pipe" "$T/from-$form" "$T/from-pipe"
done
cat "$article" | check --against "$facts" - >"$T/out"
holds "an article through a pipe is still one" grep -qE ':3:[0-9]+: warning: .* \[conversion\]$' "$T/out"

# ---- baseline
expect "--write-baseline accepts" 0 check --against "$facts" --write-baseline "$T/accepted" "$article"
expect "what the baseline has is hidden" 0 check --against "$facts" --baseline "$T/accepted" "$article"
{ echo; echo; cat "$article"; } >"$T/moved" && mv "$T/moved" "$article"
expect "also when the text has moved" 0 check --against "$facts" --baseline "$T/accepted" "$article"
sed 's/570 millions/590 millions/' "$article" >"$T/changed" && mv "$T/changed" "$article"
expect "but not a new finding" 1 check --against "$facts" --baseline "$T/accepted" "$article"
sed 's/$/\r/' "$T/accepted" >"$T/accepted.dos"
expect "a baseline with line ends of DOS" 1 check --against "$facts" --baseline "$T/accepted.dos" "$article"
: >"$T/empty"
expect "an empty baseline hides nothing" 1 check --against "$facts" --baseline "$T/empty" "$article"
expect "a baseline that is not there" 2 check --baseline "$T/no-baseline" "$article"
says "is told" "$T/no-baseline: No such file or directory"
expect "a baseline that is a folder" 2 check --baseline "$T" "$article"
expect "a baseline that cannot be written" 2 check --against "$facts" --write-baseline "$T/no/folder" "$article"
expect "one file read and written" 0 check --against "$facts" --baseline "$T/accepted" --write-baseline "$T/accepted" "$article"
expect "holds what was and what is new" 0 check --against "$facts" --baseline "$T/accepted" "$article"
printf '%s\n' '0123456789abcde broken' >"$T/short"
expect "a fingerprint that is too short" 2 check --baseline "$T/short" "$article"
says "is told with its line" "$T/short:1:1: a baseline's line begins with 16 hexadecimal digits"
expect "colour when asked for" 1 check --color always --against "$facts" "$article"
holds "there is some" grep -q "$(printf '\033')" "$T/out"
expect "none in a file" 1 check --against "$facts" "$article"
if grep -q "$(printf '\033')" "$T/out"; then fail "no colour in a file"; else pass "no colour in a file"; fi
expect "French by the locale" 1 env LC_ALL=fr_FR.UTF-8 "$CHIFFRE" check --built-in --lang fr --date 2024-02-01 --against "$facts" "$article"
holds "speaks French" grep -q "publié" "$T/out"

# a fact accuses no one whom it is not of: the sentence names another
filed=$(echo data/facts/*.csv)
echo "Amazon est sous pression. Le chiffre d'affaires du géant Walmart a atteint 680 milliards de dollars en 2024." >"$T/another.txt"
expect "another's value is no fault" 0 check --against "$filed" "$T/another.txt"
holds "and is told as such" grep -qF 'names someone else [fact]' "$T/out"
echo "Amazon a publié ses comptes. Le chiffre d'affaires a atteint 680 milliards de dollars en 2024." >"$T/own.txt"
expect "one's own is" 1 check --against "$filed" "$T/own.txt"
echo "In its filing for July, Amazon said that Kindle lifted revenue to \$680 billion in 2024." >"$T/own.txt"
expect "also where a product is named beside it" 1 "$CHIFFRE" check --built-in --lang en --against "$filed" "$T/own.txt"

echo "Le chiffre d'affaires a progressé de 25 %, à 2 210 millions d'euros contre 1 985 millions d'euros un an plus tôt." >"$T/french.txt"
LC_ALL=fr_FR.UTF-8 "$CHIFFRE" check --built-in --lang fr --date 2024-02-01 "$T/french.txt" >"$T/out"
holds "with an article" grep -qE 'tout concorde si la variation « 25 % » vaut' "$T/out"
holds "a blank before the colon" grep -qE '^    note: valeur antérieure : ' "$T/out"
echo "Les ventes ont progressé de 5 %." >"$T/one.txt"
check --all "$T/one.txt" >"$T/out"
holds "one figure, one relation" grep -qE '^1 figure, 1 relation, ' "$T/out"
holds "the reason is that of any relation" grep -qF 'is unchecked: the text does not say which amount it is a change or share of [growth]' "$T/out"

# ---- SARIF and JSON Lines for machines
expect "SARIF" 1 check --all --against "$facts" --format sarif -o "$T/log.sarif" "$article"
holds "is JSON of version 2.1.0" python3 - "$T/log.sarif" <<'PYTHON'
import json, sys
log = json.load(open(sys.argv[1], encoding="utf-8"))
assert log["version"] == "2.1.0" and len(log["runs"]) == 1
run = log["runs"][0]
assert run["columnKind"] == "unicodeCodePoints" and run["results"]
text = open(sys.argv[1].replace("log.sarif", "article.txt"), encoding="utf-8").read().split("\n")
for result in run["results"]:
    assert set(result) <= {"ruleId", "ruleIndex", "kind", "level", "message", "locations", "relatedLocations", "partialFingerprints", "properties"}
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    region = result["locations"][0]["physicalLocation"]["region"]
    span = text[region["startLine"] - 1][region["startColumn"] - 1:region["endColumn"] - 1]
    assert span and span in result["message"]["text"], span
PYTHON

# columns count code points: an emoji with a modifier, a flag, a letter beyond the basic plane stand before the figures
cat >"$T/astral.txt" <<'TEXT'
👩🏽‍💻🇫🇷 𝐀ltena a publié ses comptes : le chiffre d'affaires a progressé de 25 %, à 2 210 millions d'euros 💶 contre 1 985 millions d'euros un an plus tôt.
TEXT
expect "a text with emoji" 1 check --format sarif -o "$T/astral.sarif" "$T/astral.txt"
check "$T/astral.txt" >"$T/astral.lines"
check --format jsonl "$T/astral.txt" >"$T/astral.jsonl"
expect "columns are code points in SARIF, lines and JSON Lines" 0 python3 - "$T" <<'PYTHON'
import json, re, sys
folder = sys.argv[1]
text = open(f"{folder}/astral.txt", encoding="utf-8").read().split("\n")[0]
assert text.index("25 %") > len("xx Altena")
result = json.load(open(f"{folder}/astral.sarif", encoding="utf-8"))["runs"][0]["results"][0]
seen = [result["locations"][0], *result["relatedLocations"]]
spans = [text[r["startColumn"] - 1:r["endColumn"] - 1] for r in (place["physicalLocation"]["region"] for place in seen)]
assert spans == ["25 %", "2 210 millions d'euros", "1 985 millions d'euros"], spans
place = text.index("25 %") + 1
line = open(f"{folder}/astral.lines", encoding="utf-8").readline()
assert re.match(rf".*/astral\.txt:1:{place}: warning: ", line), line
assert json.loads(open(f"{folder}/astral.jsonl", encoding="utf-8").readline())["column"] == place
PYTHON
# what the schema of SARIF 2.1.0 asks of the parts that are written, restated here: required members, enumerations, least values
expect "the log has the shape that SARIF 2.1.0 asks for" 0 python3 - "$T/log.sarif" "$T/astral.sarif" <<'PYTHON'
import json, re, sys
def only(thing, needed, allowed):
    assert set(needed) <= set(thing) <= set(needed) | set(allowed), sorted(thing)
def message(thing):
    only(thing, ["text"], [])
    assert isinstance(thing["text"], str) and thing["text"]
def location(thing, more=()):
    only(thing, ["physicalLocation"], more)
    only(thing["physicalLocation"], ["artifactLocation", "region"], [])
    only(thing["physicalLocation"]["artifactLocation"], ["uri"], ["uriBaseId"])
    uri = thing["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=\[\]-]|%[0-9A-F]{2})+", uri), uri
    region = thing["physicalLocation"]["region"]
    only(region, ["startLine"], ["startColumn", "endColumn"])
    assert all(isinstance(n, int) and n >= 1 for n in region.values()) and region.get("endColumn", 9**9) >= region.get("startColumn", 1)
for path in sys.argv[1:]:
    log = json.load(open(path, encoding="utf-8"))
    only(log, ["$schema", "version", "runs"], [])
    for run in log["runs"]:
        only(run, ["tool", "results", "columnKind"], ["language", "properties"])
        assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints") and re.fullmatch("[a-z]{2}(-[A-Z]{2})?", run["language"])
        driver = run["tool"]["driver"]
        only(driver, ["name", "rules"], ["version", "semanticVersion", "informationUri"])
        assert re.fullmatch(r"\d+\.\d+\.\d+.*", driver["semanticVersion"])
        assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
        for rule in driver["rules"]:
            only(rule, ["id"], ["shortDescription", "defaultConfiguration"])
            message(rule["shortDescription"])
            assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
        for result in run["results"]:
            message(result["message"])
            assert result["kind"] in ("notApplicable", "pass", "fail", "review", "open", "informational")
            assert result["level"] in ("none", "note", "warning", "error") and (result["kind"] == "fail") == (result["level"] != "none")
            for place in result["locations"]:
                location(place)
            for place in result.get("relatedLocations", []):
                location(place, ["id", "message"])
                message(place["message"])
            ids = [place["id"] for place in result.get("relatedLocations", [])]
            assert len(set(ids)) == len(ids) and all(isinstance(i, int) and i >= -1 for i in ids)
            assert all(isinstance(print, str) and print for print in result["partialFingerprints"].values())
PYTHON
# gcc's lines as editors take them: the problem matcher of Visual Studio Code, and what Emacs takes for the GNU form
check --all --against "$facts" "$article" >"$T/lines"
expect "editors understand every line" 0 python3 - "$T/lines" <<'PYTHON'
import re, sys
code = re.compile(r"^(.*):(\d+):(\d+):\s+(?:fatal\s+)?(warning|error|note):\s+(.*)$")
gnu = re.compile(r"^(?P<file>[^\n :][^\n:]*?):(?P<line>[0-9]+):(?P<column>[0-9]+): ?(?P<kind>[Ee]rror|[Ww]arning|[Nn]ote)\b")
lines = open(sys.argv[1], encoding="utf-8").read().splitlines()
told = [line for line in lines[:-1] if not line.startswith("    note: ")]
assert len(told) >= 2
for line in told:
    one, two = code.match(line), gnu.match(line)
    assert one and two, line
    assert (one[1], one[2], one[3], one[4]) == (two["file"], two["line"], two["column"], two["kind"]), line
assert not code.match(lines[-1]), "the coverage is no finding"
PYTHON

# ---- the shared articles: nothing to accuse
shared=../shared
if [ -d "$shared/articles" ]; then
    expect "the shared articles have no finding at warning or above" 0 "$CHIFFRE" check --built-in --against "$shared/data/facts-amazon.csv" \
        --rates "$shared/data/eurofxref-hist.csv.gz" --all "$shared/articles"
    holds "2 000 milliards agree only as rounded, with the days" grep -qF 'published 1.0689 on 2024-06-26' "$T/out"
    holds "10.000 = 3 % tells the implied staff" grep -qE 'note: .*3%.* implies .*285,7.* \[share\]$' "$T/out"
else
    echo "no $shared/articles: their check is skipped; data/samples cover the same ground"
fi
expect "the samples have no finding at warning or above" 0 "$CHIFFRE" check --built-in --against data/facts/amazon.csv data/samples

# ---- correct texts of many kinds: nobody is accused
python3 - tests/check_correct.txt >"$T/correct.jsonl" <<'PYTHON'
import json, sys
for number, line in enumerate(open(sys.argv[1], encoding="utf-8"), 1):
    if not line.startswith("#"):
        head, text = line.rstrip("\n").split(" | ", 1)
        language, date = head.split()
        print(json.dumps({"id": f"{sys.argv[1]}:{number}", "lang": language, "date": date, "text": text}))
PYTHON
expect "correct texts are not accused" 0 "$CHIFFRE" check --built-in "$T/correct.jsonl"
holds "and most of what can be recomputed is" grep -qE ' relations, [4-9][0-9] checked \([4-9][0-9] agree' "$T/out"

# ---- the benchmark keeps its level
if [ -z "$TEST_NO_BENCH" ]; then
    expect "planted errors" 0 tests/check_bench/run --require 95 2
    expect "planted errors, the second set" 0 tests/check_bench/run --second --require 95 2
fi

# ---- the page
expect "the page" 1 check --format html --against "$facts" -o "$T/page.html" "$article"
holds "is of the article's language" grep -q '<html lang="fr">' "$T/page.html"
holds "in its words" grep -qE '<strong>avertissement</strong> <code>fact</code>' "$T/page.html"
holds "also in the table" grep -qE '<td>réalisé<td>équivalent' "$T/page.html"
"$CHIFFRE" check --format html --messages en --fail-on never --built-in -o "$T/series.html" data/samples
holds "quarters, years and forecasts have charts of their own" \
    sh -c 'grep -q "Amazon, Revenue (billion USD, quarters)<" "$0" && grep -q "Amazon, Revenue (billion USD, years)<" "$0" && grep -q "quarters, forecast)<" "$0"' "$T/series.html"
holds "bars are labelled in the chart's scale" grep -qF 'Amazon, Headcount (million persons, at a date)' "$T/series.html"
. tests/check_page.sh
finish
