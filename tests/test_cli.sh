#!/bin/bash
# The outside of the house: exit codes, messages, inputs, outputs, and that parser, help, man page and completions agree.
. tests/lib.sh
PATH=$(dirname "$CHIFFRE"):$PATH
printf 'Le chiffre d’affaires a atteint 12,5 millions d’euros en 2024.\n' >"$T/a.txt"
printf 'Revenue was $3.2 billion in 2023.\n' >"$T/b.txt"
: >"$T/empty.txt"
mkdir "$T/none" "$T/some" "$T/some/sub"
cp "$T/a.txt" "$T/some/2.txt"
cp "$T/b.txt" "$T/some/sub/3.txt"
cp "$T/b.txt" "$T/some/1.txt"
cp "$T/b.txt" "$T/some/.hidden.txt"
cp "$T/b.txt" "$T/some/picture.png"
records() { # documents of a CSV, each once, in order
    tail -n +2 "$1" | cut -d, -f1 | uniq | tr '\n' ' '
}

# ---- what it is asked to do
expect "no subcommand" 2 chiffre
says "no subcommand: one line" "--help"
expect "--help" 0 chiffre --help
silent "--help: on standard output"
expect "--version" 0 chiffre --version
holds "--version: a number" grep -qE '^chiffre [0-9]+\.[0-9]+\.[0-9]+$' "$T/out"
cp "$T/out" "$T/version"
for subcommand in extract run normalize rates compare plot check; do
    expect "$subcommand --version" 0 chiffre $subcommand nothing --version
    same "$subcommand --version: the same" "$T/version" "$T/out"
done
expect "unknown subcommand" 2 chiffre extarct
says "unknown subcommand: nearest" "did you mean extract?"
expect "unknown subcommand, nothing near" 2 chiffre zzzzzz
says "unknown subcommand, nothing near: one line" "zzzzzz"
expect "help of an unknown subcommand" 2 chiffre help nothing
expect "unknown option" 2 chiffre extract --fromat csv "$T/a.txt"
says "unknown option: nearest" "did you mean --format?"
expect "unknown letter" 2 chiffre extract -X "$T/a.txt"
says "unknown letter: named" "-X"
expect "option before a subcommand" 2 chiffre --format csv extract
expect "option without its value" 2 chiffre extract --format
says "option without its value: told" "--format needs a value"
expect "flag with a value" 2 chiffre extract --explain=3 "$T/a.txt"
says "flag with a value: told" "--explain takes no value"
expect "unknown format" 2 chiffre extract --format xml "$T/a.txt"
says "unknown format: choices" "csv|jsonl"
expect "unknown language" 2 chiffre extract --lang xx "$T/a.txt"
says "unknown language: one line" "\"xx\""
expect "impossible date" 2 chiffre extract --date 2025-02-30 "$T/a.txt"
says "impossible date: one line" "2025-02-30"
expect "no input named" 2 chiffre extract
says "no input named: one line" "standard input"
expect "options behind operands" 0 chiffre extract "$T/a.txt" --format jsonl
holds "options behind operands: obeyed" grep -q '^{' "$T/out"

# ---- inputs
expect "a file" 0 chiffre extract "$T/a.txt"
silent "a file: no message"
holds "a file: its figure" grep -q ',12500000,' "$T/out"
cp "$T/out" "$T/a.csv"
expect "standard input" 0 chiffre extract - <"$T/a.txt"
holds "standard input: document is -" grep -q '^-,1,' "$T/out"
expect "an empty file" 0 chiffre extract "$T/empty.txt"
holds "an empty file: only the header" test "$(wc -l <"$T/out")" = 1
expect "empty JSON Lines" 0 chiffre extract --from jsonl --format jsonl - </dev/null
holds "empty JSON Lines: nothing" test ! -s "$T/out"
expect "a folder" 0 chiffre extract "$T/some"
holds "a folder: sorted, subfolders in, hidden and other files out" test "$(records "$T/out")" = "$T/some/1.txt $T/some/2.txt $T/some/sub/3.txt "
expect "several inputs in the order given" 0 chiffre extract "$T/b.txt" "$T/a.txt"
holds "several inputs: order" test "$(records "$T/out")" = "$T/b.txt $T/a.txt "
expect "a missing file" 2 chiffre extract "$T/missing.txt"
says "a missing file: named" "$T/missing.txt: "
expect "a missing file among others" 3 chiffre extract "$T/missing.txt" "$T/a.txt"
says "a missing file among others: named" "$T/missing.txt: "
holds "a missing file among others: the rest is done" grep -q ',12500000,' "$T/out"
expect "a folder without articles" 2 chiffre extract "$T/none"
says "a folder without articles: named" "$T/none: "
expect "any bytes are a text" 0 chiffre extract - < <(head -c 200000 "$CHIFFRE")
silent "any bytes are a text: no message"
printf '%s\n' '{"id":"one","text":"Revenue was $3.2 billion."}' '{"id":"two","text":' '' '{"id":"three","text":"12 %"}' >"$T/broken.jsonl"
expect "a broken JSON line" 3 chiffre extract "$T/broken.jsonl"
says "a broken JSON line: file, line, column" "$T/broken.jsonl:2:"
holds "a broken JSON line: the rest is done" test "$(records "$T/out")" = "one three "
printf '%s\n' '{"id":"one"}' >"$T/textless.jsonl"
expect "a JSON line without text" 2 chiffre extract "$T/textless.jsonl"
says "a JSON line without text: place" "$T/textless.jsonl:1:"
printf '%s\n' '{"id":"one","text":"12 %","lang":"xx"}' '{"id":"two","text":"12 %","lang":"fr"}' >"$T/language.jsonl"
expect "an unknown language in JSON Lines" 3 chiffre extract "$T/language.jsonl"
says "an unknown language in JSON Lines: place" "$T/language.jsonl:1"
odd=$'\n\tline \x1b[31mred\x9b'
expect "a name with control characters" 2 chiffre extract "$T/$odd"
says "a name with control characters: escaped" '\n\tline \x1B[31mred\x9B'
cp "$T/a.txt" "$T/new
line.txt"
expect "a name with a newline" 0 chiffre extract "$T/new
line.txt"
holds "a name with a newline: quoted" grep -qF "\"$T/new" "$T/out"
cp "$T/a.txt" "$T/-dash.txt"
expect "a name with a leading dash" 0 sh -c 'cd "$1" && chiffre extract -- -dash.txt' sh "$T"
holds "a name with a leading dash: read" grep -q '^-dash.txt,' "$T/out"

# ---- outputs
expect "-o" 0 chiffre extract -o "$T/o.csv" "$T/a.txt"
same "-o: the same bytes" "$T/a.csv" "$T/o.csv"
holds "-o: nothing on standard output" test ! -s "$T/out"
echo old >"$T/kept.csv"
expect "-o with nothing to write" 2 chiffre extract -o "$T/kept.csv" "$T/missing.txt"
holds "-o with nothing to write: the old file stays" grep -qx old "$T/kept.csv"
expect "-o in a folder that is not there" 2 chiffre extract -o "$T/nowhere/x.csv" "$T/a.txt"
says "-o in a folder that is not there: one line" "$T/nowhere/x.csv"
if [ -e /dev/full ]; then
    expect "a full disk" 2 sh -c 'chiffre extract "$1" >/dev/full' sh "$T/a.txt"
    says "a full disk: one line" "standard output: "
    expect "help to a full disk" 2 sh -c 'chiffre --help >/dev/full'
    says "help to a full disk: one line" "standard output: "
fi
if [ "$(id -u)" != 0 ] || command -v setpriv >/dev/null; then
    mkdir "$T/locked" && chmod 555 "$T/locked"
    chmod 755 "$T"
    user=
    [ "$(id -u)" = 0 ] && user="setpriv --reuid=65534 --regid=65534 --clear-groups"
    if $user test -x "$CHIFFRE"; then
        expect "a read-only folder" 2 $user chiffre extract -o "$T/locked/x.csv" "$T/a.txt"
        says "a read-only folder: one line" "$T/locked/x.csv"
    fi
fi
for i in $(seq 3000); do cat "$T/b.txt"; done >"$T/long.txt"
chiffre extract "$T/long.txt" 2>"$T/err" | head -n 1 >"$T/out"
status=${PIPESTATUS[0]}
holds "a closed pipe: ends as other filters do" test "$status" = 141
silent "a closed pipe: no message"
holds "a closed pipe: what was asked for is there" test "$(wc -l <"$T/out")" = 1
holds "no file is left half" test -z "$(find "$T" -name '*.tmp*' -print -o -name '.*.csv*' -print)"

# ---- no memory: the nth allocation and all behind it fail
bad=
for n in $(seq 1 40) 60 90 140; do
    CHIFFRE_FAIL_ALLOCATION=$n chiffre extract -o "$T/memory.csv" "$T/a.txt" >"$T/out" 2>"$T/err"
    status=$?
    if [ $status = 2 ]; then
        [ "$(wc -l <"$T/err")" = 1 ] && grep -q '^chiffre: .*out of memory$' "$T/err" && [ ! -e "$T/memory.csv" ] || bad="$bad $n($(head -c 200 "$T/err"))"
    elif [ $status = 0 ]; then
        cmp -s "$T/memory.csv" "$T/a.csv" || bad="$bad $n"
        rm -f "$T/memory.csv"
    else
        bad="$bad $n(exit $status)"
    fi
done
holds "no memory: one line and nothing written, or all of it; not so:$bad" test -z "$bad"

# ---- one table: every option in parser, help, man page and completions
man=$T/chiffre.1
expect "man page" 0 chiffre --generate man
cp "$T/out" "$man"
same "docs/chiffre.1 is current (chiffre --generate man >docs/chiffre.1)" "$man" docs/chiffre.1
for shell in bash zsh fish; do
    expect "completion of $shell" 0 chiffre "--generate=$shell"
    cp "$T/out" "$T/completion.$shell"
    command -v $shell >/dev/null && holds "completion of $shell: its syntax" $shell -n "$T/completion.$shell"
done
expect "an unknown page" 2 chiffre --generate html
if command -v groff >/dev/null; then
    holds "the man page has no errors" test -z "$(groff -man -ww -Tutf8 "$man" 2>&1 >/dev/null)"
fi
sed 's/\\-/-/g; s/\\f[BIR]//g' "$man" >"$man.plain"
bash_words() { # what bash offers after: chiffre SUBCOMMAND -
    bash -c '. "$1"; COMP_WORDS=(chiffre "$2" -) COMP_CWORD=2; _chiffre; printf "%s\n" "${COMPREPLY[@]}"' bash "$T/completion.bash" "$1" | sort
}
subcommands=$(chiffre --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
for subcommand in $subcommands; do
    expect "help $subcommand" 0 chiffre help "$subcommand"
    cp "$T/out" "$T/help"
    expect "$subcommand --help" 0 chiffre "$subcommand" nothing --help
    same "$subcommand: both helps" "$T/help" "$T/out"
    sed -n '/^Options:/,/^$/s/^  \(-., \|    \)\(--[a-z-]*\).*/\2/p' "$T/help" | sort >"$T/options"
    bash_words "$subcommand" >"$T/words"
    same "$subcommand: bash completes the options of its help" "$T/options" "$T/words"
    sed -n "/^.SS chiffre $subcommand /,/^.S[SH] /s/^\\(-., \\|\\)\\(--[a-z-]*\\).*/\\2/p" "$man.plain" | sort >"$T/words"
    same "$subcommand: the man page has the options of its help" "$T/options" "$T/words"
    sed -n "s/.*__fish_seen_subcommand_from $subcommand' -l \\([a-z-]*\\).*/--\\1/p" "$T/completion.fish" | sort >"$T/words"
    same "$subcommand: fish completes the options of its help" "$T/options" "$T/words"
    holds "$subcommand: help is at most 100 columns wide" test "$(wc -L <"$T/help")" -le 100
    holds "$subcommand: help has examples" grep -q "^  .*chiffre $subcommand" "$T/help"
    while read -r option; do
        if chiffre "$subcommand" "$option" --help >/dev/null 2>"$T/err" || ! grep -q 'unknown option' "$T/err"; then
            pass "$subcommand $option: the parser knows it"
        else
            fail "$subcommand $option: the parser knows it" "$(cat "$T/err")"
        fi
    done <"$T/options"
done

# ---- a small stack
small() { (ulimit -s 64 && exec "$CHIFFRE" "$@"); }
if small --version >/dev/null 2>&1; then # else a sanitizer wants more
    printf 'Revenue was $3.2 billion in 2023, up 4%% from $3.1 billion in 2022.\n' >"$T/small.txt"
    expect "a stack of 64 KiB: standard input looked at" 0 sh -c 'ulimit -s 64; exec "$0" check - <"$1"' "$CHIFFRE" "$T/small.txt"
    expect "a stack of 64 KiB: figures" 0 small extract -j 2 -o "$T/small.csv" "$T/small.txt" data/samples/lvmh-2024.txt
    expect "a stack of 64 KiB: a workbook" 0 small compare -o "$T/small.xlsx" "$T/small.csv"
    holds "a stack of 64 KiB: it is one" test -s "$T/small.xlsx"
fi

# ---- a file that is replaced keeps its permissions; a new one has those of the umask, and what stands in for a link its own
printf 'Revenue was $3.2 billion in 2023.\n' >"$T/mode.txt"
(
    umask 022
    : >"$T/private.csv" && chmod 600 "$T/private.csv"
    ln -s private.csv "$T/linked.csv"
    "$CHIFFRE" extract -o "$T/new.csv" "$T/mode.txt" && "$CHIFFRE" extract -o "$T/linked.csv" "$T/mode.txt" &&
        "$CHIFFRE" extract -o "$T/private.csv" "$T/mode.txt"
)
holds "permissions: of a file that is replaced, a new one, a link's" test "$(stat -c %a "$T/private.csv" "$T/new.csv" "$T/linked.csv" | tr '\n' ' ')" = "600 644 644 "
# ---- results never replace what they are made of
cp data/samples/amazon-2025-t2.txt "$T/own.txt"
# A name that promises what is not written.
printf 'Renault a vendu 3 voitures.\n' >"$T/name.txt"
"$CHIFFRE" extract "$T/name.txt" >"$T/name.csv"
for ending in xls XLS ods pdf docx; do
    expect "compare -o table.$ending: refused" 2 "$CHIFFRE" compare -o "$T/table.$ending" "$T/name.csv"
    says "compare -o table.$ending: says what there is" "table.$ending: compare writes no .$(echo $ending | tr A-Z a-z); name a file that ends in .xlsx, .csv or .md"
    holds "compare -o table.$ending: nothing is written" test ! -e "$T/table.$ending"
done
for ending in xlsx ods pdf; do
    expect "extract -o figures.$ending: refused" 2 "$CHIFFRE" extract -o "$T/figures.$ending" "$T/name.txt"
    says "extract -o figures.$ending: says what there is" "extract writes no .$ending; name a .csv, of which chiffre compare makes tables, also .xlsx"
    expect "normalize -o figures.$ending: refused" 2 "$CHIFFRE" normalize --to EUR -o "$T/figures.$ending" "$T/name.csv"
    expect "check -o findings.$ending: refused" 2 "$CHIFFRE" check -o "$T/findings.$ending" "$T/name.txt"
    expect "rates -o rates.$ending: refused" 2 "$CHIFFRE" rates --built-in -o "$T/rates.$ending" USD EUR 2024
done
for arguments in "extract -o $T/f.csv.gz $T/name.txt" "extract -o $T/f.json $T/name.txt" "extract --format jsonl -o $T/f.json $T/name.txt" \
    "extract -o $T/f.html $T/name.txt" "extract -o $T/f.md $T/name.txt" "extract -o $T/f.zip $T/name.txt" "normalize --to EUR -o $T/f.json.GZ $T/name.csv" \
    "compare -o $T/f.jsonl $T/name.csv" "compare -o $T/f.csv.xz $T/name.csv" "check -o $T/f.json $T/name.txt" "check --format html -o $T/f.html.gz $T/name.txt" \
    "rates --built-in -o $T/f.json USD EUR 2024" "rates --built-in -o $T/f.jsonl USD EUR 2024"; do
    expect "a form that is not written: $arguments" 2 "$CHIFFRE" $arguments
    says "a form that is not written: said" " writes no ."
    holds "a form that is not written: nothing stands there" test ! -e "$T/f.csv.gz" -a ! -e "$T/f.json" -a ! -e "$T/f.html"
done
expect "... and what to do is said" 2 "$CHIFFRE" extract -o "$T/f.csv.gz" "$T/name.txt"
says "... and what to do is said: pipe" "write to standard output, through gzip"
for arguments in "check -o $T/f.csv $T/name.txt" "check -o $T/f.html $T/name.txt" "check --format sarif -o $T/f.jsonl $T/name.txt" \
    "extract -o $T/f.jsonl $T/name.txt" "extract -o $T/f.csv --format jsonl $T/name.txt" "extract --row-for-row -o $T/f.csv $T/name.txt" \
    "normalize --to EUR -o $T/f.ndjson $T/name.csv" "compare --format csv -o $T/f.xlsx $T/name.csv" "compare --format xlsx -o $T/f.csv $T/name.csv"; do
    expect "another form than the name's: $arguments" 2 "$CHIFFRE" $arguments
    says "another form than the name's: said" "the name says otherwise than --format"
done
for arguments in "extract --row-for-row -o $T/f.jsonl $T/name.txt" "extract --explain -o $T/f.csv $T/name.txt" "compare -o $T/f.XLSX $T/name.csv" \
    "compare --csv tsv -o $T/f.tsv $T/name.csv" "compare -o $T/f.txt $T/name.csv" "check -o $T/f.txt $T/name.txt" \
    "check --format csv -o $T/f.csv $T/name.txt" "check --format sarif -o $T/f.sarif.json $T/name.txt"; do
    expect "a form of the name's: $arguments" 0 "$CHIFFRE" $arguments
done
holds "a workbook by a name in capitals" sh -c '[ "$(head -c 2 "$1")" = PK ]' - "$T/f.XLSX"
expect "--output is an input: refused" 2 "$CHIFFRE" extract -o "$T/own.txt" "$T/own.txt"
says "... and it says which" "own.txt is an input too"
same "... and it is as it was" data/samples/amazon-2025-t2.txt "$T/own.txt"
ln -s own.txt "$T/other-name.txt"
expect "by another name: refused too" 2 "$CHIFFRE" extract -o "$T/other-name.txt" "$T/own.txt"
expect "standard input is closed" 2 sh -c 'timeout -s KILL 20 "$0" extract - <&-' "$CHIFFRE"
says "... it cannot be read" "Bad file descriptor"
expect "standard output is closed" 2 sh -c '"$0" extract data/samples/amazon-2025-t2.txt >&-' "$CHIFFRE"
says "... it cannot be written" "standard output"
finish
