#!/bin/bash
# README.md is true: every ```console block is run and its output compared; the record's table is chiffre.h's list of fields.
# test_readme.sh --accept writes the outputs into README.md instead (make accept).
. tests/lib.sh
PATH=$(dirname "$CHIFFRE"):$PATH
root=$PWD
mkdir "$T/work" && ln -s "$root/data" "$T/work/data"

# A block is commands ("$ ..."), each with its output under it up to the next command.
awk -v folder="$T" '
    /^```console$/ { inside = 1; next }
    /^```$/ { inside = 0; next }
    !inside { next }
    /^\$ / { number = sprintf("%03d", ++count); print substr($0, 3) > (folder "/command." number); print NR > (folder "/line." number)
             printf "" > (folder "/expected." number); next }
    { print > (folder "/expected." number) }' README.md
for command in "$T"/command.*; do
    [ -f "$command" ] || break
    number=${command##*.}
    (cd "$T/work" && bash "$command") >"$T/result.$number" 2>&1
    [ "$1" = --accept ] || same "README.md:$(cat "$T/line.$number"): $(head -c 80 "$command")" "$T/expected.$number" "$T/result.$number"
done
if [ "$1" = --accept ]; then
    awk -v folder="$T" '
        /^```console$/ { inside = 1; print; next }
        /^```$/ { inside = 0 }
        !inside { print; next }
        /^\$ / { print; result = sprintf("%s/result.%03d", folder, ++count); while ((getline line < result) > 0) print line }' README.md >"$T/README.md"
    cmp -s "$T/README.md" README.md || { cat "$T/README.md" >README.md && echo "rewritten: README.md"; }
    exit
fi

sed -n '/^#define CHIFFRE_RECORD_FIELDS/,/^$/s/^ *F(\([a-z_]*\), [A-Z_]*, "\(.*\)").*/| `\1` | \2 |/p' chiffre.h >"$T/fields"
sed -n '/^| column | holds |/,/^$/p' README.md | tail -n +3 | sed '/^$/d' >"$T/table"
same "README.md's table is the record's list of fields" "$T/fields" "$T/table"
for subcommand in $(chiffre --help | sed -n '/^Subcommands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    holds "README.md has a true example of chiffre $subcommand" grep -q "chiffre $subcommand " "$T"/command.*
done
while read -r place; do
    holds "README.md names $place, which is there" test -e "$place"
done < <(grep -o '`[a-z./_-]*/[a-zA-Z0-9./_-]*`' README.md | tr -d '`' | grep -vE '^(build|out|/|\.\./)' | sort -u)
finish
