#!/bin/bash
# Documents in: the same article in every form gives the same records; places lead back to the source; what is hostile is one line, and
# the rest is done.
. tests/lib.sh
PATH=$(dirname "$CHIFFRE"):$PATH
check() { python3 tests/documents_check.py "$@"; }
articles="amazon-2025-t2 lvmh-2024 apple-2024-q4 renault-2024 amazon-2024-q1"

# ---- one article, many forms
mkdir "$T/forms"
for name in $articles; do
    text=data/samples/$name.txt
    at=$T/forms/$name
    sed 's/\xe2\x80\xaf/\xc2\xa0/g' "$text" | iconv -f utf-8 -t windows-1252 >"$at.windows.txt"
    { printf '\xff\xfe' && iconv -f utf-8 -t utf-16le "$text"; } >"$at.little.txt"
    { printf '\xfe\xff' && iconv -f utf-8 -t utf-16be "$text"; } >"$at.big.txt"
    { printf '\xef\xbb\xbf' && cat "$text"; } >"$at.mark.txt"
    gzip -c "$text" >"$at.txt.gz"
    gzip -c "tests/pages/$name.html" >"$at.html.gz"
    check page "$text" >"$at.html"
    check pdf "$text" >"$at.pdf"
    holds "$name: a page, a PDF, encodings, packed" check same "$text" "tests/pages/$name.html" "$at.windows.txt" "$at.little.txt" "$at.big.txt" \
        "$at.mark.txt" "$at.txt.gz" "$at.html.gz" "$at.html" "$at.pdf"
    holds "$name: offsets in Windows-1252" check bytes cp1252 "$at.windows.txt"
    holds "$name: offsets in UTF-16" check bytes utf-16-le "$at.little.txt"
    holds "$name: offsets behind a byte order mark" check bytes utf-8 "$at.mark.txt"
    if command -v groff >/dev/null; then
        sed "s/\xe2\x80\xaf\|\xc2\xa0/\\\\~/g; s/'/\\\\(aq/g; s/^$/.sp/" "$text" | groff -Kutf8 -Tpdf >"$at.groff.pdf" 2>"$T/err"
        holds "$name: a PDF by groff" check same "$text" "$at.groff.pdf"
    else
        echo "# no groff: its PDF is not tried"
    fi
    if command -v pandoc >/dev/null; then
        # plain paragraphs, with nothing that Markdown would take for itself
        sed 's/[$*_#<~\\]/\\&/g; s/^\([0-9]*\)\. /\1\\. /' "$text" >"$at.md"
        pandoc --from markdown-smart -o "$at.docx" "$at.md"
        pandoc --from markdown-smart -o "$at.odt" "$at.md"
        sed 1d "$at.md" >"$at.body.md"
        pandoc --from markdown-smart --metadata title="$(head -n 1 "$text")" -o "$at.epub" "$at.body.md" 2>"$T/err"
        holds "$name: Markdown" check same "$text" "$at.md"
        holds "$name: docx" check same "$text" "$at.docx"
        holds "$name: odt" check same "$text" "$at.odt"
        holds "$name: epub" check same "$text" "$at.epub"
    else
        echo "# no pandoc: docx, odt, epub and Markdown are not tried"
    fi
    if command -v soffice >/dev/null; then
        (cd "$T/forms" && HOME=$T timeout 120 soffice --headless --infilter='Text (encoded):UTF8,LF,,,' --convert-to pdf:writer_pdf_Export \
            --outdir "$T/forms/office" "$OLDPWD/$text") >"$T/err" 2>&1
        if [ -s "$T/forms/office/$name.pdf" ]; then
            holds "$name: a PDF by LibreOffice" check same "$text" "$T/forms/office/$name.pdf"
        else
            echo "# LibreOffice made no PDF of $name"
        fi
    else
        echo "# no LibreOffice: its PDF is not tried"
    fi
done

# ---- places
for text in data/samples/*.txt tests/documents/*.txt; do
    case $text in *sans-chiffres*) continue ;; esac
    check page "$text" >"$T/forms/$(basename "$text" .txt).sample.html"
done
holds "places of figures in saved pages" check places tests/pages/*.html
holds "places of figures in a page of every sample" check places "$T"/forms/*.sample.html
expect "the page of each figure of a PDF" 0 chiffre extract "$T/forms/lvmh-2024.pdf"
holds "the page of a PDF is the last column" grep -q '^document,.*,relation,of,page$' "$T/out"
holds "figures stand on several pages" test "$(tail -n +2 "$T/out" | sed 's/.*,//' | sort -u | wc -l)" -ge 2
holds "running heads are no text" test -z "$(grep -c 2025-12-31 "$T/out" | grep -v '^0$')"
cp "$T/out" "$T/pages.csv"
expect "normalize keeps pages" 0 chiffre normalize "$T/pages.csv"
holds "normalize keeps pages: the column" grep -q ',of,page,normalized_value,' "$T/out"
expect "pages as JSON" 0 chiffre extract --format jsonl "$T/forms/lvmh-2024.pdf"
holds "pages as JSON: the key" grep -q '"of":"","page":1}' "$T/out"
expect "pages together with text" 0 chiffre extract data/samples/lvmh-2024.txt "$T/forms/lvmh-2024.pdf"
holds "pages together with text: every row has as many cells" python3 -c "import csv, sys; sys.exit(len({len(row) for row in csv.reader(open('$T/out'))}) != 1)"
expect "text alone has no such column" 0 chiffre extract data/samples/lvmh-2024.txt
holds "text alone has no such column: header" grep -q ',relation,of$' "$T/out"

# ---- what pages say
cat >"$T/table.html" <<'END'
<html lang="fr"><head><meta property="article:published_time" content="2025-02-12T08:00:00+01:00"></head><body><article>
<h1>Solane : les comptes</h1><p>Solane<sup>1</sup> a vendu pour 84,7&nbsp;milliards d&rsquo;euros<sup>2</sup> au quatri&egrave;me trimestre sur 12&nbsp;000&nbsp;m<sup>2</sup>.</p>
<table><caption>Comptes (en millions d'euros)</caption><thead><tr><th></th><th>2024</th><th>2023</th><th>Variation</th></tr></thead>
<tr><td>Chiffre d'affaires</td><td>84 683</td><td>86&nbsp;153</td><td>-2 %</td></tr>
<tr><td>R&eacute;sultat net</td><td>12&nbsp;550</td><td>(15 174)</td><td>&ndash;</td></tr></table></article></body></html>
END
expect "a table" 0 chiffre extract --format jsonl "$T/table.html"
row() { grep -c "\"value\":\"$1\".*\"metric\":\"$2\".*\"period\":\"$3\"" "$T/out"; }
holds "a table: revenue of 2024" test "$(row 84683000000 revenue 2024)" = 1
holds "a table: revenue of 2023" test "$(row 86153000000 revenue 2023)" = 1
holds "a table: income of 2024" test "$(row 12550000000 net_income 2024)" = 1
holds "a table: a loss in brackets" test "$(row -15174000000 net_income 2023)" = 1
holds "a table: the change is of the latest year" test "$(row -2 revenue 2024)" = 1
holds "the date of publication dates a quarter" grep -q '"value":"84700000000".*"period":"2024-Q4"' "$T/out"
holds "a raised note is no digit of a figure" test "$(grep -c '"value":"84700000000"' "$T/out")" = 1
holds "a table's figures know their line" grep -q '"line":4,.*"value":"84683000000"' "$T/out"
holds "places of a table's figures" grep -q '"line":4,"column":36,.*"value":"84683000000"' "$T/out"
expect "all of a page" 0 chiffre extract --html all tests/pages/amazon-2025-t2.html
holds "all of a page: also what stands beside" grep -q 2500000 "$T/out"
holds "all of a page: no scripts" test "$(grep -c '99 millions' "$T/out")" = 0

# ---- encodings, fields, lists, folders
printf 'Le groupe a vendu pour 12 millions d\xb4euros \xe0 Orl\xe9ans. Prix : 5 \xa4.\n' >"$T/nine.txt"
expect "--encoding" 0 chiffre extract --encoding iso-8859-15 --format jsonl "$T/nine.txt"
holds "--encoding: its letters" grep -q '"unit":"EUR"' "$T/out"
# UTF-8 but for one byte, which stands in a name: the bytes before and behind it count as the file's.
printf 'Soci\377t\303\251 G\303\251n\303\251rale a r\303\251alis\303\251 un chiffre d\342\200\231affaires de 12,5 millions d\342\200\231euros en 2024.\n' >"$T/stray.txt"
expect "a stray byte" 0 chiffre extract "$T/stray.txt"
says "a stray byte: the warning has its place" "stray.txt:1:5: warning: 1 byte is no UTF-8"
holds "a stray byte: the text stays UTF-8, and the record is" grep -q ',1,1,53,59,23,"12,5 millions d’euros",.*,Générale,2024,' "$T/out"
cp "$T/out" "$T/stray.csv"
expect "a stray byte, -j 2" 0 chiffre extract -j 2 "$T/stray.txt" "$T/nine.txt"
holds "a stray byte, -j 2: the same" grep -qxF "$(tail -n 1 "$T/stray.csv")" "$T/out"
holds "a stray byte, -j 2: the warning" grep -q 'stray.txt:1:5: warning: 1 byte is no UTF-8' "$T/err"
# A text from a pipe that is not held goes into a file without a name: where that has no room, the message says where it was to be.
mkdir "$T/full"
yes 'Renault a vendu 3 voitures.' | head -c 9000000 >"$T/long.txt"
limited() { cat "$T/long.txt" | (ulimit -f 100 && TMPDIR=$T/full exec "$CHIFFRE" "$@"); }
expect "no room for temporary files" 2 limited extract -
says "no room for temporary files: the folder is named" "a temporary file in $T/full (TMPDIR): "
nowhere() { cat "$T/long.txt" | TMPDIR=$T/absent "$CHIFFRE" "$@"; }
for subcommand in extract check; do
    expect "no folder for temporary files, $subcommand" 2 nowhere $subcommand -
    says "no folder for temporary files, $subcommand: it is named" "a temporary file in $T/absent (TMPDIR): No such file"
done
rm "$T/long.txt"
expect "--encoding unknown" 2 chiffre extract --encoding klingon "$T/nine.txt"
says "--encoding unknown: one line" "klingon"
echo '{"url":"u1","body":"Amazon a vendu pour 12 millions d’euros.","day":"2025-08-02"}' | gzip >"$T/stream.jsonl.gz"
expect "--field, packed" 0 chiffre extract --field text=body --field id=url --field date=day "$T/stream.jsonl.gz"
holds "--field: the document's name" grep -q '^u1,1,' "$T/out"
expect "--field unknown" 2 chiffre extract --field words=body "$T/stream.jsonl.gz"
says "--field unknown: one line" "words=body"
mkdir -p "$T/walk/deep"
printf 'Amazon a vendu pour 1 million d’euros.' >"$T/walk/a.txt"
printf '<html><body><p>Amazon a vendu pour 2 millions d’euros.</p>' >"$T/walk/deep/b.html"
printf 'Amazon a vendu pour 3 millions d’euros.' | gzip >"$T/walk/c.txt.gz"
printf 'Amazon a vendu pour 4 millions d’euros.' >"$T/walk/.hidden.txt"
printf 'Amazon a vendu pour 5 millions d’euros.' >"$T/walk/$(printf 'd\xff\n"e.txt')"
values() { python3 -c "import csv; print(*[row['value'] for row in csv.DictReader(open('$T/out', errors='replace', newline=''))])"; }
expect "a folder" 0 chiffre extract "$T/walk"
holds "a folder: sorted, packed ones too, any name, no hidden ones" test "$(values)" = "1000000 3000000 2000000 5000000"
expect "--include" 0 chiffre extract --include '*.html' --include 'a.*' "$T/walk"
holds "--include: these only" test "$(values)" = "1000000 2000000"
expect "--include nothing" 2 chiffre extract --include '*.doc' "$T/walk"
says "--include nothing: one line" "--include"
printf '%s\r\n\n%s\n' "$T/walk/a.txt" "$T/walk/deep" >"$T/list"
expect "@list" 0 chiffre extract "@$T/list"
holds "@list: its files and folders" test "$(values)" = "1000000 2000000"
find "$T/walk" -name 'd*.txt' -print0 | chiffre extract @- >"$T/out" 2>"$T/err"
holds "@-: names ended by NUL" test "$(values)" = "5000000"
expect "a PDF and a page by their first bytes" 0 chiffre extract --format jsonl - <"$T/forms/lvmh-2024.pdf"
holds "a PDF by its first bytes: its figures" grep -q '"page":2' "$T/out"
expect "--after" 0 chiffre extract --after "$T/walk/c.txt.gz" "$T/walk"
holds "--after: the rest" test "$(values)" = "2000000 5000000"
silent "--after: nothing to say"
for number in 1 2 1 3; do echo "{\"id\":\"d$number\",\"text\":\"Amazon a vendu pour $number millions d’euros.\"}"; done >"$T/again.jsonl"
for jobs in 1 2; do
    expect "--after a name that repeats, -j $jobs" 0 chiffre extract -j $jobs --after d1 "$T/again.jsonl"
    holds "--after a name that repeats, -j $jobs: behind the first" test "$(values)" = "2000000 1000000 3000000"
    says "--after a name that repeats, -j $jobs: a warning" "several documents are named \"d1\""
    expect "--after another name, -j $jobs" 0 chiffre extract -j $jobs --after d2 "$T/again.jsonl"
    silent "--after another name, -j $jobs: nothing to say"
done
expect "--after unknown" 2 chiffre extract --after nothing "$T/walk"
says "--after unknown: one line" "nothing"

# ---- JSON Lines by their first line: on standard input, a pipe or not, packed or not, and under a name that does not say it
for number in 1 2 3; do echo "{\"id\":\"d$number\",\"text\":\"Amazon a vendu pour $number millions d’euros.\"}"; done >"$T/lines"
chiffre extract --from jsonl - <"$T/lines" >"$T/lines.csv"
gzip -c "$T/lines" >"$T/lines.gz"
printf '\357\273\277\r\n' | cat - "$T/lines" >"$T/marked"
python3 -c 'import json; print(json.dumps({"id": "long", "text": "Renault a vendu 3 voitures. " * 9000}))' >"$T/long-line"
chiffre extract --from jsonl "$T/long-line" >"$T/long-line.csv"
for jobs in 1 2; do
    for name in lines lines.gz marked long-line; do
        of=$T/lines.csv
        [ $name = long-line ] && of=$T/long-line.csv
        cat "$T/$name" | chiffre extract -j $jobs - >"$T/out" 2>"$T/err"
        same "$name through a pipe, -j $jobs: documents" "$of" "$T/out"
        chiffre extract -j $jobs - <"$T/$name" >"$T/out" 2>"$T/err"
        same "$name as standard input, -j $jobs: documents" "$of" "$T/out"
        chiffre extract -j $jobs "$T/$name" >"$T/out" 2>"$T/err"
        same "$name by its name, -j $jobs: documents" "$of" "$T/out"
    done
done
(head -n 1 "$T/lines" && sleep 0.2 && tail -n +2 "$T/lines") | chiffre extract - >"$T/out"
same "lines that come one by one" "$T/lines.csv" "$T/out"
echo '{"body":"Amazon a vendu pour 2 millions d’euros."}' | chiffre extract --field text=body - >"$T/out"
holds "with another key" grep -q '^1,1,1,' "$T/out"
for text in '{"id":1} and 3 million euros' '{ 3 million euros }' '{"id":"a"}' '{' '[{"text":"3 million euros"}]' '{"text":3}'; do
    printf '%s\n' "$text" | chiffre extract --format jsonl - >"$T/out" 2>"$T/err"
    silent "no document in the first line, so a text: $text"
done
cp "$T/lines" "$T/lines.txt"
chiffre extract "$T/lines.txt" >"$T/out"
holds "a name that says text stays text" grep -q "^$T/lines.txt,1,1," "$T/out"

# ---- an interrupt: what is done stands, and the way on is told
# In a long text, which cannot be done before the signal comes: nobody reads its records meanwhile.
yes 'Renault a vendu 3 voitures.' | head -c 9000000 >"$T/long.txt"
mkfifo "$T/records.fifo"
for jobs in 1 2; do
    chiffre extract -j $jobs data/samples/lvmh-2024.txt "$T/long.txt" data/samples/lvmh-2024.txt >"$T/records.fifo" 2>"$T/err" &
    child=$!
    exec 8<"$T/records.fifo"
    read -r header <&8
    kill -TERM $child
    sleep 0.01
    kill -TERM $child 2>/dev/null # as `timeout` does: to the program, and to its group
    cat <&8 >"$T/out"
    exec 8<&-
    wait $child
    code=$?
    holds "interrupt in a long text, -j $jobs: it ends by the signal ($code)" test $code = 143
    says "interrupt in a long text, -j $jobs: where, and how to go on" "interrupted in '$T/long.txt': its figures up to there are written, behind 1 document that is done; the same command with --after 'data/samples/lvmh-2024.txt'"
    records=$(wc -l <"$T/out")
    holds "interrupt in a long text, -j $jobs: soon ($records records)" test "$records" -lt 200000
    holds "interrupt in a long text, -j $jobs: whole records, none from behind it" test "$(tail -n 1 "$T/out" | cut -d, -f1,7)" = "$T/long.txt,3 voitures"
done
chiffre extract "$T/long.txt" >"$T/records.fifo" 2>"$T/err" &
child=$!
exec 8<"$T/records.fifo" # and reads no more than a line
read -r header <&8
kill -TERM $child
bash -c "sleep 30; kill -KILL $child" &
killer=$!
wait $child
code=$?
kill $killer
exec 8<&-
holds "interrupt while nobody reads: one signal is enough ($code)" test $code = 143
holds "interrupt while nobody reads: told" grep -q "nobody takes what is written: it ends here" "$T/err"
rm "$T/long.txt"
mkdir "$T/long"
for i in 1 2 3; do cp data/samples/lvmh-2024.txt "$T/long/$i.txt"; done
mkfifo "$T/long/4.fifo"
chiffre extract -o "$T/part.csv" "$T"/long/[123].txt "$T/long/4.fifo" 2>"$T/err" &
child=$!
exec 9>"$T/long/4.fifo" # it has come to the last input, which gives nothing
kill -TERM $child # a shell lets its background work not hear of SIGINT
wait $child
code=$?
exec 9>&-
holds "interrupt: it ends by the signal ($code)" test $code = 143
says "interrupt: how to go on" "--after '$T/long/"
chiffre extract -o "$T/whole.csv" data/samples/lvmh-2024.txt
holds "interrupt: whole records" test "$(($(wc -l <"$T/part.csv") - 1))" -ge "$((3 * ($(wc -l <"$T/whole.csv") - 1)))"
# an input that gives nothing: the signal is heard all the same
mkfifo "$T/idle.fifo"
idle() { # NAME CODE COMMAND...: SIGTERM once the child waits for the pipe
    check=$1 wanted=$2
    shift 2
    timeout --foreground -k 20 60 "$@" >"$T/out" 2>"$T/err" &
    child=$!
    exec 9>"$T/idle.fifo" # it has been opened
    sleep 0.3
    kill -TERM $child # timeout hands it on, and sends SIGKILL where that is not enough
    wait $child
    code=$?
    exec 9>&-
    holds "$check: it ends by the signal, with the pipe still open ($code)" test $code = $wanted
}
for form in text jsonl; do
    for jobs in 1 2; do
        cp data/samples/lvmh-2024.txt "$T/first.txt"
        idle "an idle pipe of $form, --jobs $jobs" 143 "$CHIFFRE" extract -j $jobs --from $form -o "$T/idle.csv" "$T/idle.fifo" "$T/first.txt"
        holds "an idle pipe of $form, --jobs $jobs: told" grep -q '^chiffre: interrupted' "$T/err"
    done
done
idle "an idle pipe, normalize" 143 "$CHIFFRE" normalize --to USD -o "$T/idle.csv" "$T/idle.fifo"
idle "an idle pipe, check" 143 "$CHIFFRE" check -o "$T/idle.txt" "$T/idle.fifo"
holds "an idle pipe: nothing unfinished is left" sh -c 'test -z "$(find "$0" -name ".chiffre-*")"' "$T"
script -qec "$CHIFFRE extract -q -o /dev/null $T/walk" /dev/null >"$T/out" 2>&1 </dev/null && holds "--quiet: nothing on a terminal" test ! -s "$T/out"

# ---- hostile input: one line each, the rest done, memory bounded
bound=900000 # KiB of address space for documents of 100 MB: docs/documents.md
(ulimit -v $bound && chiffre --version) >/dev/null 2>&1 || bound=unlimited # under AddressSanitizer
bounded() { (ulimit -v $bound && exec "$@"); }
hostile() { # NAME FILE MESSAGE
    expect "$1" 3 bounded chiffre extract "$2" "$T/walk/a.txt"
    says "$1: one line" "$3"
    holds "$1: the rest is done" grep -q ',1000000,' "$T/out"
}
check make nested >"$T/nested.html"
hostile "a hundred megabytes of nested elements" "$T/nested.html" "1000 deep"
rm "$T/nested.html"
check make elements >"$T/elements.html"
hostile "five million elements" "$T/elements.html" "4 million elements"
rm "$T/elements.html"
check make wide >"$T/wide.html"
expect "a hundred megabytes of paragraphs" 0 bounded chiffre extract "$T/wide.html"
holds "a hundred megabytes of paragraphs: the figure at the end" grep -q ',12500000,' "$T/out"
rm "$T/wide.html"
check make titles >"$T/titles.html"
expect "thirty megabytes of title" 0 bounded chiffre extract "$T/titles.html"
check make attributes >"$T/attributes.html"
expect "two hundred thousand attributes of one tag" 0 sh -c 'ulimit -t 20; exec "$0" extract "$1"' "$CHIFFRE" "$T/attributes.html"
holds "two hundred thousand attributes: the text behind, and the first of them" \
    sh -c 'grep -q ",7000000," "$0" && ! grep -q ",3000000," "$0"' "$T/out"
# a < in a script is no tag: quotes and words behind it are no attributes
python3 - "$T/script.html" "$T/stray.html" <<'PYTHON'
import sys
article = "<article><p>Solane\u2019s revenue was $3 million in 2023.</p><p>Its costs were $4 million in 2023, its profit $5 million.</p></article>"
code = "for (var i = 0; i<n; i++) {\n" + "".join(f"  var part{i} = left{i} + right{i};\n" for i in range(70)) + "}\n"
def hidden(head, end):
    return head + code + 'say = "' + end
page = hidden("<script>", "</script>") + hidden("<STYLE type='x'>", "</Style >") + hidden("<!-- ", "-->")
open(sys.argv[1], "w").write(f"<html lang='en'><head>{page}</head><body>{hidden('<script async>', '</SCRIPT>')}{article}</body></html>")
# a tag goes on behind a <, and a title is no script: neither hides attributes
many = " ".join(f"a{i} <b" if i % 50 == 0 else f"a{i}" for i in range(200000))
open(sys.argv[2], "w").write(f"<html lang='en'><head><title>A <b c='</title>' {many}>B</b></title></head><body><script/><p {many}>{article}</body></html>")
PYTHON
expect "scripts with a < before many words" 0 chiffre extract "$T/script.html"
holds "scripts with a < before many words: all figures" \
    sh -c 'for value in 3 4 5; do grep -q ",${value}000000," "$0" || exit 1; done' "$T/out"
expect "two hundred thousand attributes with < among them" 0 sh -c 'ulimit -t 20; exec "$0" extract "$1"' "$CHIFFRE" "$T/stray.html"
holds "two hundred thousand attributes with < among them: all figures" \
    sh -c 'for value in 3 4 5; do grep -q ",${value}000000," "$0" || exit 1; done' "$T/out"
check make raised >"$T/raised.html"
expect "nine hundred notes inside one another" 0 bounded chiffre extract "$T/raised.html"
check make gzip >"$T/zeros.txt.gz"
hostile "a packed file that unpacks to far more" "$T/zeros.txt.gz" "256 MiB"
head -c 300 "$T/forms/lvmh-2024.txt.gz" >"$T/cut.txt.gz"
hostile "a packed file that is cut off" "$T/cut.txt.gz" "damaged or cut off"
check make entities >"$T/bomb.html"
expect "an entity bomb" 0 bounded chiffre extract "$T/bomb.html"
holds "an entity bomb: nothing of it, and the text" test "$(values)" = "7000000"
check make loop >"$T/loop.pdf"
bounded chiffre extract --time-limit 5 "$T/loop.pdf" "$T/walk/a.txt" >"$T/out" 2>"$T/err"
holds "a PDF whose page tree is a loop: the rest is done" grep -q ',1000000,' "$T/out"
mkdir "$T/slow" "$T/empty"
printf '#!/bin/sh\nwhile :; do :; done\n' >"$T/slow/pdftotext"
printf '#!/bin/sh\nexec yes 1234567890\n' >"$T/empty/pdftotext"
chmod +x "$T/slow/pdftotext" "$T/empty/pdftotext"
expect "a program that does not end" 3 env PATH="$T/slow:$PATH" chiffre extract --time-limit 1 "$T/forms/lvmh-2024.pdf" "$T/walk/a.txt"
says "a program that does not end: one line" "did not end within 1 seconds"
expect "a program that writes without end" 3 env PATH="$T/empty:$PATH" chiffre extract --time-limit 20 "$T/forms/lvmh-2024.pdf" "$T/walk/a.txt"
says "a program that writes without end: one line" "256 MiB"
rm "$T/empty/pdftotext"
expect "without pdftotext" 3 env PATH="$T/empty" "$CHIFFRE" extract "$T/forms/lvmh-2024.pdf" "$T/walk/a.txt"
says "without pdftotext: how to get it" "apt-get install poppler-utils"
printf 'PK\003\004 whatever' >"$T/zip.pdf"
hostile "a zip named .pdf" "$T/zip.pdf" "zip archive"
printf '%%PDF-1.4\nnothing' >"$T/broken.pdf"
hostile "a broken PDF" "$T/broken.pdf" "pdftotext cannot read it"
: >"$T/nothing.pdf"
hostile "an empty PDF" "$T/nothing.pdf" "it is empty"
mkfifo "$T/first.fifo"
cp "$T/walk/a.txt" "$T/gone.txt"
chiffre extract "$T/first.fifo" "$T/gone.txt" >"$T/out" 2>"$T/err" &
child=$!
exec 9>"$T/first.fifo"
rm "$T/gone.txt"
printf 'Amazon a vendu pour 1 million d’euros.' >&9
exec 9>&-
wait $child
code=$?
holds "a path that disappears after the walk ($code)" test $code = 3
says "a path that disappears: one line" "gone.txt: No such file"
holds "a path that disappears: the rest is done" grep -q ',1000000,' "$T/out"

# ---- nothing is fetched
cat >"$T/fetch.py" <<'END'
import socket, subprocess, sys
server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen()
server.settimeout(1)
at = "http://127.0.0.1:%d/" % server.getsockname()[1]
open(sys.argv[2], "w").write(f'''<?xml version="1.0"?><?xml-stylesheet href="{at}s.css"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "{at}x.dtd" [
<!ENTITY secret SYSTEM "file://{sys.argv[3]}"><!ENTITY % remote SYSTEM "{at}e"> %remote; ]>
<html xmlns="http://www.w3.org/1999/xhtml"><head><base href="{at}"/><link rel="stylesheet" href="{at}c"/></head><body><img src="{at}i"/>
<iframe src="{at}f"></iframe><object data="{at}o"></object><p>&secret; Solane a vendu pour 7 millions d'euros.</p></body></html>''')
out = subprocess.run([sys.argv[1], "extract", sys.argv[2]], capture_output=True, text=True)
print(out.stdout)
try:
    server.accept()
    sys.exit("it asked for " + at)
except socket.timeout:
    sys.exit(0 if "7000000" in out.stdout and "99000000" not in out.stdout else "figures are wrong: " + out.stdout)
END
echo "99 millions d'euros" >"$T/secret.txt"
holds "no external entity, no address of a page is fetched" python3 "$T/fetch.py" "$CHIFFRE" "$T/fetch.xhtml" "$T/secret.txt"
# ---- 4 GiB: a file is refused before it is read
if truncate -s 4294967295 "$T/vast.txt" 2>/dev/null; then
    ln -s vast.txt "$T/vast.html"
    for name in vast.txt vast.html; do
        expect "4 GiB, $name" 2 timeout -s KILL 10 "$CHIFFRE" extract "$T/$name"
        says "4 GiB, $name: what to do" "$name: a document of 4 GiB or more is not read: split it at line ends (split -C 1G), or give JSON Lines"
    done
    expect "4 GiB on standard input, a file" 2 timeout -s KILL 10 "$CHIFFRE" extract - <"$T/vast.txt"
    says "4 GiB on standard input, a file: what to do" "or give JSON Lines"
    rm "$T/vast.txt"
fi
# ---- the line of a long work counts the bytes of the text at work
for i in $(seq 150); do cat data/samples/*.txt; done >"$T/long.txt"
holds "progress: bytes of one text" timeout -s KILL 60 python3 - "$CHIFFRE" "$T/long.txt" <<'END'
import os, pty, re, subprocess, sys, time
ours, theirs = pty.openpty()
child = subprocess.Popen([sys.argv[1], "extract", sys.argv[2]], stdout=subprocess.PIPE, stderr=theirs)
child.stdout.read(1)
time.sleep(1.3)  # it waits for us: what takes less than a second has no line
while child.stdout.read(1 << 16):
    pass
child.wait()
shown = re.findall(rb"0 documents, ([0-9.]+) MB", os.read(ours, 1 << 16))
sys.exit(0 if shown and float(shown[0]) > 0 else f"shown: {shown}")
END
rm "$T/long.txt"
finish
