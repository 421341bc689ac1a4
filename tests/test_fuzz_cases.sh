#!/bin/sh
# Every case of tests/fuzz/cases (a good input a door, and what fuzzers found) goes through its door, and what the door asserts holds.
. tests/lib.sh
for door in "$B"/doors/*; do
    name=${door##*/}
    case $name in *.gcno | *.gcda) continue ;; esac # a build that counts what it runs leaves these beside
    if [ ! -d "tests/fuzz/cases/$name" ]; then
        fail "$name has a case"
    elif "$door" "tests/fuzz/cases/$name" >"$T/out" 2>"$T/err" </dev/null; then
        grep '^ok ' "$T/out"
    else
        fail "$name: $(tail -n 1 "$T/out")" "$(cat "$T/err")"
    fi
done
[ $failures = 0 ]
